# SPDX-License-Identifier: GPL-2.0-or-later
"""The eye on a running call: who may cancel it, when it must end, how much it may bring.

`requests` has no way to hand a cancel button or a total deadline to a transport adapter, so the client
leaves its `Watch` in a context variable and the QGIS transport picks it up there. The plain `requests`
transport knows nothing of it and is watched between two reads only.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import Callable, Iterator

from ruhr_smartcity_plugin.core.network.limits import Limits
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled


class OversizeError(OSError):
    """A transport stopped receiving: more bytes came than the watch allows."""


class Watch:
    """Deadline, size cap and cancel button of one call."""

    def __init__(self, limits: Limits, progress: Progress, clock: Callable[[], float]) -> None:
        self.limits = limits
        self.progress = progress
        self._clock = clock
        self._deadline = clock() + limits.total_s

    def remaining_s(self) -> float:
        """Return the seconds left of the total time; negative once it is over."""
        return self._deadline - self._clock()

    def note_arrival(self, n_bytes: int) -> None:
        """Give the time that so many bytes take on the slowest line that is waited for."""
        if self.limits.slowest_bytes_per_s > 0:
            self._deadline += n_bytes / self.limits.slowest_bytes_per_s

    def is_overdue(self) -> bool:
        """Answer whether the total time is used up."""
        return self.remaining_s() <= 0

    def stop_if_cancelled(self) -> None:
        """Raise `CancelledError` if the user asked to stop."""
        stop_if_cancelled(self.progress)


_current: ContextVar[Watch | None] = ContextVar("ruhr_network_watch", default=None)


@contextmanager
def watching(watch: Watch) -> Iterator[None]:
    """Make `watch` the one `current_watch` returns, in this thread, inside the block."""
    mark = _current.set(watch)
    try:
        yield
    finally:
        _current.reset(mark)


def current_watch() -> Watch | None:
    """Return the watch of the call running in this thread; None outside `HttpClient`."""
    return _current.get()
