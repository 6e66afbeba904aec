# SPDX-License-Identifier: GPL-2.0-or-later
"""When a source is asked again: at the user's interval, politely, one fetch at a time, later after failures."""

from __future__ import annotations

import json
import math
from typing import Dict

LEAST_MINUTES = 1  # networks report every 5 to 60 minutes; asking more often only costs the service
MOST_MINUTES = 1440
_MOST_PAUSE_S = 3600.0
_MOST_SOURCES = 100  # the oldest goes


class RefreshCourse:
    """The course of refreshing one source. All times are seconds of one clock that never runs backwards.

    It begins closed: nothing is due before `open`. After n failures in a row the pause is interval · 2ⁿ, at most an
    hour (or the interval, if that is longer), and never shorter than what the service asked for.
    """

    def __init__(self, interval_s: float) -> None:
        self.interval_s = max(float(interval_s), LEAST_MINUTES * 60.0)
        self.is_open = False
        self.is_fetching = False
        self.failures = 0
        self._due_s = -math.inf

    def open(self, now_s: float) -> None:
        """The window is in sight; the stations at hand were just loaded, so the first fetch waits an interval."""
        self.is_open = True
        if self._due_s == -math.inf:
            self._due_s = now_s + self.interval_s

    def close(self) -> None:
        """The window is out of sight: a running fetch no longer counts, none begins."""
        self.is_open = self.is_fetching = False

    def is_due(self, now_s: float) -> bool:
        """Answer whether a fetch is to begin now."""
        return self.is_open and not self.is_fetching and now_s >= self._due_s

    def wait_s(self, now_s: float) -> float:
        """Return how long it is until the next fetch."""
        return max(self._due_s - now_s, 0.0)

    def begin(self, now_s: float) -> None:
        """A fetch begins. Should it never end, the next is due an interval later at the earliest."""
        self.is_fetching = True
        self._due_s = now_s + self.interval_s

    def succeed(self, now_s: float) -> None:
        """The fetch brought everything."""
        self.is_fetching = False
        self.failures = 0
        self._due_s = now_s + self.interval_s

    def fail(self, now_s: float, retry_after_s: float | None = None) -> None:
        """The fetch failed; `retry_after_s` is the pause the service asked for."""
        self.is_fetching = False
        self.failures += 1
        longest = max(_MOST_PAUSE_S, self.interval_s)
        pause = min(self.interval_s * 2.0 ** min(self.failures, 20), longest)
        self._due_s = now_s + max(pause, retry_after_s or 0.0)


def read_intervals(text: str) -> Dict[str, int]:
    """Return the chosen minutes by address of the source; what cannot be read is left out.

    >>> read_intervals('{"https://a.example/": 5, "https://b.example/": 0, "c": "often"}')
    {'https://a.example/': 5}
    """
    try:
        kept = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(kept, dict):
        return {}
    return {address: min(minutes, MOST_MINUTES) for address, minutes in kept.items()
            if isinstance(minutes, int) and not isinstance(minutes, bool) and minutes >= LEAST_MINUTES}


def with_interval(text: str, address: str, minutes: int) -> str:
    """Return the kept text with the minutes of one source; 0 takes the source off."""
    kept = read_intervals(text)
    kept.pop(address, None)
    if minutes >= LEAST_MINUTES:
        kept[address] = minutes
    return json.dumps(dict(list(kept.items())[-_MOST_SOURCES:]), ensure_ascii=False)
