# SPDX-License-Identifier: GPL-2.0-or-later
"""Several addresses of one service at once, within what a public service may be asked."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Callable, Deque, Iterable, Iterator, Mapping, Sequence, Tuple, TypeVar, Union

from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.core.network.answer import Answer
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.content import Content
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled

MOST_PARALLEL = 4
_Wanted = TypeVar("_Wanted")
_TURN_S = 0.02
_AHEAD = 2


@dataclass(frozen=True)
class PageRequest:
    """One page to fetch; the members are the arguments of `HttpClient.get`."""

    url: str
    params: Mapping[str, Any] | None = None
    headers: Mapping[str, str] | None = None
    expect: Content = Content.ANY
    service: str = ""


class _Crew:
    """The progress the fetching threads see: stopped by the user or by the first error among them."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.stopped = threading.Event()

    def is_cancelled(self) -> bool:
        return self.stopped.is_set() or self._progress.is_cancelled()

    def report(self, fraction: float, text: str = "") -> None:
        del fraction, text


def fetch_pages(
    client: HttpClient, requests: Sequence[PageRequest], *, parallel: int = MOST_PARALLEL, progress: Progress = SILENT
) -> list[Answer]:
    """Return the answers in the order of `requests`, fetched by at most four threads.

    All or nothing: the first error stops the others and is raised; a cancel raises `CancelledError`.
    `progress` gets the share of finished pages, from the calling thread.
    """
    if not requests:
        return []
    crew = _Crew(progress)
    workers = max(1, min(parallel, MOST_PARALLEL, len(requests)))
    with ThreadPoolExecutor(workers, thread_name_prefix="ruhr-pages") as pool:
        futures = [pool.submit(_fetch, client, request, crew) for request in requests]
        try:
            _attend(client, futures, progress)
            return [future.result() for future in futures]
        finally:
            crew.stopped.set()
            for future in futures:
                future.cancel()
            _see_off(client, futures)


def stream_pages(
    client: HttpClient,
    wanted: Iterable[_Wanted],
    request_of: Callable[[_Wanted], PageRequest],
    *,
    parallel: int = MOST_PARALLEL,
    progress: Progress = SILENT,
) -> Iterator[Tuple[_Wanted, Union[Answer, RuhrError]]]:
    """Give each of `wanted` with its answer or error, in their order, while the next ones are on their way.

    At most `parallel` answers are fetched at once, and two more wait to be taken, so that memory stays bounded and no
    time is lost; `wanted` is read only as far. Nothing more is fetched once the caller stops iterating; a cancel raises
    `CancelledError`.
    """
    crew = _Crew(progress)
    upcoming = iter(wanted)
    waiting: Deque[Tuple[_Wanted, Future[Answer]]] = deque()
    workers = max(1, min(parallel, MOST_PARALLEL))
    with ThreadPoolExecutor(workers, thread_name_prefix="ruhr-pages") as pool:
        try:
            while True:
                while len(waiting) < workers + _AHEAD:
                    one = next(upcoming, None)
                    if one is None:
                        break
                    waiting.append((one, pool.submit(_fetch, client, request_of(one), crew)))
                if not waiting:
                    return
                _await(client, waiting[0][1], progress)
                one, future = waiting.popleft()
                yield one, _outcome(future)
        finally:
            crew.stopped.set()
            futures = [future for _one, future in waiting]
            for future in futures:
                future.cancel()
            _see_off(client, futures)


def _await(client: HttpClient, future: Future[Answer], progress: Progress) -> None:
    while not future.done():
        stop_if_cancelled(progress)
        client.wait(_TURN_S)
    stop_if_cancelled(progress)


def _outcome(future: Future[Answer]) -> Answer | RuhrError:
    try:
        return future.result()
    except CancelledError:
        raise
    except RuhrError as error:
        return error


def _fetch(client: HttpClient, request: PageRequest, crew: _Crew) -> Answer:
    stop_if_cancelled(crew)
    return client.get(
        request.url,
        params=request.params,
        headers=request.headers,
        expect=request.expect,
        service=request.service,
        progress=crew,
    )


def _attend(client: HttpClient, futures: list[Future[Answer]], progress: Progress) -> None:
    """Wait for all, or raise the first error. Waits by the client, so that QGIS's event loop keeps turning."""
    reported = 0
    while True:
        done, pending = wait(futures, timeout=0, return_when=FIRST_EXCEPTION)
        for future in done:
            future.result()
        stop_if_cancelled(progress)
        if len(done) > reported:
            reported = len(done)
            progress.report(reported / len(futures))
        if not pending:
            return
        client.wait(_TURN_S)


def _see_off(client: HttpClient, futures: list[Future[Answer]]) -> None:
    while not all(future.done() for future in futures):
        client.wait(_TURN_S)
