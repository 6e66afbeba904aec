# SPDX-License-Identifier: GPL-2.0-or-later
"""The wait for a portal that is asked for today's address: it can be ended while the work that needs it goes on."""

from __future__ import annotations

import time
from typing import Callable

from ruhr_smartcity_plugin.core.progress import Progress

# A portal that answers in this time needs no words.
PATIENCE_S = 2.0
Began = Callable[[Callable[[], None]], None]


class PortalWait:
    """Watches one look-up. `began` is told once it lasts, with what ends it; `ended` when it is over.

    Both are called from the thread that waits. `most_s` ends it by itself, for work that shows no button.
    """

    def __init__(
        self,
        began: Began | None = None,
        ended: Callable[[], None] | None = None,
        *,
        most_s: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._began, self._ended, self._most_s, self._clock = began, ended, most_s, clock
        self._is_skipped = self._was_told = False

    @property
    def is_skipped(self) -> bool:
        """Answer whether nobody waits for the portal any longer."""
        return self._is_skipped

    def skip(self) -> None:
        """Go on without the portal. Any thread."""
        self._is_skipped = True

    def around(self, progress: Progress) -> Progress:
        """Return the progress for the look-up: it is cancelled once the wait is ended, or the whole work is."""
        return _Watched(self, progress, self._clock())

    def end(self) -> None:
        """The look-up is over."""
        if self._was_told and self._ended is not None:
            self._ended()
        self._was_told = False

    def look(self, since: float) -> None:
        """Say that it lasts, or end it, when it is time."""
        waited_s = self._clock() - since
        if self._most_s is not None and waited_s >= self._most_s:
            self._is_skipped = True
        if self._began is not None and not self._was_told and waited_s >= PATIENCE_S:
            self._was_told = True
            self._began(self.skip)


class _Watched:
    """The progress of a look-up (see `Progress`); the client asks it ten times a second whether to stop."""

    def __init__(self, wait: PortalWait, progress: Progress, since: float) -> None:
        self._wait, self._progress, self._since = wait, progress, since

    def is_cancelled(self) -> bool:
        self._wait.look(self._since)
        return self._wait.is_skipped or self._progress.is_cancelled()

    def report(self, fraction: float, text: str = "") -> None:
        """How far a portal's own list is read says nothing of the work."""
        del fraction
        self._progress.report(0.0, text)
