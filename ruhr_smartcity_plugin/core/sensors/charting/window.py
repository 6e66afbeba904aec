# SPDX-License-Identifier: GPL-2.0-or-later
"""The part of a period that a chart shows: zoomed and panned, but never beyond what was loaded."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

LEAST_MS = 60_000  # stations report once a minute at most: a closer look shows nothing


@dataclass(frozen=True)
class TimeWindow:
    """From `start_ms` to `end_ms` of a period from `first_ms` to `last_ms`; all UTC milliseconds, ends included.

    >>> day = TimeWindow.whole_of(0, 86_400_000)
    >>> noon = day.zoomed(0.25, 43_200_000)
    >>> noon.start_ms / 3_600_000, noon.end_ms / 3_600_000
    (9.0, 15.0)
    >>> noon.panned(1.0).start_ms / 3_600_000, noon.panned(-9.0).start_ms, noon.zoomed(100, 0) == day
    (15.0, 0, True)
    """

    first_ms: int
    last_ms: int
    start_ms: int
    end_ms: int

    @classmethod
    def whole_of(cls, first_ms: int, last_ms: int) -> TimeWindow:
        """Return the window that shows all of a period. Raises `InputError` where it ends before it begins."""
        if last_ms < first_ms:
            raise InputError(tr("The period ends before it begins."), f"{first_ms} to {last_ms}")
        last = max(last_ms, first_ms + LEAST_MS)
        return cls(first_ms, last, first_ms, last)

    @property
    def span_ms(self) -> int:
        """How long the window is."""
        return self.end_ms - self.start_ms

    @property
    def is_whole(self) -> bool:
        """Answer whether it shows all there is."""
        return (self.start_ms, self.end_ms) == (self.first_ms, self.last_ms)

    def whole(self) -> TimeWindow:
        """Return the window that shows all of the period."""
        return replace(self, start_ms=self.first_ms, end_ms=self.last_ms)

    def zoomed(self, factor: float, at_ms: int) -> TimeWindow:
        """Return a window `factor` times as long in which `at_ms` stays where it is."""
        share = min(max((at_ms - self.start_ms) / self.span_ms, 0.0), 1.0)
        span = round(self.span_ms * factor)
        start = round(self.start_ms + share * (self.span_ms - span))
        return self._placed(start, span)

    def panned(self, share: float) -> TimeWindow:
        """Return a window moved by a share of its length; it stops at the ends of the period."""
        return self._placed(self.start_ms + round(share * self.span_ms), self.span_ms)

    def narrowed(self, one_ms: int, other_ms: int) -> TimeWindow:
        """Return the window between two moments, in whatever order."""
        return self._placed(min(one_ms, other_ms), abs(other_ms - one_ms))

    def showing(self, at_ms: int) -> TimeWindow:
        """Return the window, moved just so far that a moment lies in it."""
        if at_ms < self.start_ms:
            return self._placed(at_ms, self.span_ms)
        return self._placed(at_ms - self.span_ms, self.span_ms) if at_ms > self.end_ms else self

    def _placed(self, start_ms: int, span_ms: int) -> TimeWindow:
        span = min(max(span_ms, LEAST_MS), self.last_ms - self.first_ms)
        start = min(max(start_ms, self.first_ms), self.last_ms - span)
        return replace(self, start_ms=start, end_ms=start + span)
