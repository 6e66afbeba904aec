# SPDX-License-Identifier: GPL-2.0-or-later
"""Several requests at once, never more than four, with their results in the calling thread as they come."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Callable, Iterator, Sequence, Set, TypeVar

from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled

Item = TypeVar("Item")
Result = TypeVar("Result")
#: Public services of municipalities are asked four things at a time, not more.
PARALLEL = 4
_TURN_S = 0.005


def in_parallel(function: Callable[[Item], Result], items: Sequence[Item], pause: Callable[[float], None],
                progress: Progress) -> Iterator[Result]:
    """Yield what `function` returns for each item, in the order in which they end.

    `pause` waits a short time and lets an event loop turn (a client's `wait`); `progress` is asked whether to stop and
    told how many items have ended. Raises what `function` raises, and `CancelledError`.
    """
    waiting: Set[Future] = set()
    left, ended = iter(items), 0
    with ThreadPoolExecutor(max_workers=PARALLEL, thread_name_prefix="ruhr-observations") as pool:
        try:
            while True:
                # Only as many as run: results that nobody has taken yet would fill the memory.
                for item in left:
                    waiting.add(pool.submit(function, item))
                    if len(waiting) >= PARALLEL:
                        break
                if not waiting:
                    return
                done = wait(waiting, timeout=0, return_when=FIRST_COMPLETED).done
                if not done:
                    stop_if_cancelled(progress)
                    pause(_TURN_S)
                for one in done:
                    waiting.discard(one)
                    ended += 1
                    progress.report(ended / len(items))
                    yield one.result()
        finally:
            for one in waiting:
                one.cancel()
