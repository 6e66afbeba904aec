# SPDX-License-Identifier: GPL-2.0-or-later
"""A service's answers as pages, or as errors: one, several at once, or behind a link."""

from __future__ import annotations

from typing import Iterable, Iterator, Tuple, Union

from ruhr_smartcity_plugin.core.catalogue.download.feed import PAGE_BYTES, Feed, Span
from ruhr_smartcity_plugin.core.catalogue.download.page import FeaturePage, without_collector
from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    HttpStatusError,
    NetworkError,
    RuhrError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.pages import MOST_PARALLEL, stream_pages
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

SMALLEST_PAGE, _LARGEST_PAGE = 50, 10_000
Outcome = Union[FeaturePage, RuhrError]


class PageSource:
    """Asks the service of a feed; an error of one page is an outcome, a cancel raises `CancelledError`."""

    def __init__(
        self, client: HttpClient, feed: Feed, parallel: int = MOST_PARALLEL, progress: Progress = SILENT
    ) -> None:
        self._client, self.feed = client, feed
        self._parallel, self._progress = parallel, progress

    def count_again(self) -> int | None:
        """Return the number the service states now; None if it states none or cannot be asked."""
        try:
            return self.feed.count(self._progress)
        except NetworkError:
            return None

    def first(self, size: int) -> Tuple[FeaturePage, int, int]:
        """Return the first page, how many objects it was asked for, and its bytes.

        If a page of this size cannot be had, for fewer; raises the error if none can.
        """
        while True:
            outcome, n_bytes = self.one(Span(0, size))
            if isinstance(outcome, FeaturePage):
                return outcome, size, n_bytes
            if size <= SMALLEST_PAGE or not isinstance(outcome, NetworkError) or not self.feed.can_start:
                raise outcome
            if isinstance(outcome, (AccessDeniedError, UnexpectedContentError)):
                raise outcome
            size = max(SMALLEST_PAGE, size // 8)

    def one(self, span: Span) -> Tuple[Outcome, int]:
        """Return the page of a stretch and the bytes of its answer."""
        for _span, answer in stream_pages(self._client, [span], self.feed.request, progress=self._progress):
            n_bytes = 0 if isinstance(answer, RuhrError) else len(answer.body)
            with without_collector():
                return self.feed.unpack(answer), n_bytes
        raise UnexpectedContentError(tr("The download stopped without an answer."))

    def stream(self, spans: Iterable[Span]) -> Iterator[Tuple[Span, Outcome]]:
        """Give each stretch with its page, in their order, while the next ones are on their way."""
        for span, answer in stream_pages(
            self._client, spans, self.feed.request, parallel=self._parallel, progress=self._progress
        ):
            with without_collector():
                outcome = self.feed.unpack(answer)
            yield span, outcome

    def linked(self, address: str) -> Outcome:
        """Return the page a link leads to."""
        wanted = self.feed.follow(address)
        ((_one, answer),) = stream_pages(self._client, [wanted], lambda one: one, progress=self._progress)
        with without_collector():
            return self.feed.unpack(answer)


def fitting_size(asked: int, received: int, n_bytes: int, cap: int | None) -> int:
    """Return how many objects to ask for per page: what the service really gives, in pages of a good size."""
    if not received:
        return asked
    largest = received if received < asked else _LARGEST_PAGE
    largest = min(largest, cap or largest)
    wanted = int(PAGE_BYTES * received / max(1, n_bytes))
    return min(largest, max(SMALLEST_PAGE, wanted))


def is_refusal(outcome: Outcome) -> bool:
    """Answer whether the service will not be asked that way, now and later."""
    if isinstance(outcome, HttpStatusError):
        return outcome.status in (400, 422, 501)
    return isinstance(outcome, UnexpectedContentError)
