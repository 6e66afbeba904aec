# SPDX-License-Identifier: GPL-2.0-or-later
"""How well a data stream works: one line per stream, with counts and a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Dict

import numpy as np

from ruhr_smartcity_plugin.core.sensors.quality.flags import DOUBTFUL, Flag
from ruhr_smartcity_plugin.core.sensors.series import Series

#: A stream is late after two missing steps, and offline after a day or ten steps, whichever is longer.
LATE_STEPS, OFFLINE_STEPS = 2, 10
_DAY_MS = 86_400_000
GOOD_SHARE, GOOD_COMPLETENESS = 0.01, 0.95
BAD_SHARE, BAD_COMPLETENESS = 0.10, 0.75


class Verdict(Enum):
    """Whether a stream can be used; the values are static strings of outputs."""

    GOOD = "good"
    CHECK = "check"
    BAD = "bad"
    OFFLINE = "offline"
    EMPTY = "empty"


@dataclass(frozen=True)
class Health:
    """A stream's state over a period.

    `n` values, of which `n_doubtful` carry a flag that speaks against the value, `counts` by flag; `completeness` is
    the share of the period's steps with a value (0 to 1); `gaps` and the `longest_gap_ms`; `first_ms` and `last_ms`
    (UTC; None without values); `offline_since_ms` is None while it sends.
    """

    verdict: Verdict
    n: int
    n_doubtful: int
    counts: Dict[Flag, int]
    completeness: float
    step_ms: int | None
    gaps: int
    longest_gap_ms: int
    first_ms: int | None
    last_ms: int | None
    is_late: bool
    offline_since_ms: int | None

    @property
    def doubtful_share(self) -> float:
        """Return the share of doubtful values, 0 to 1."""
        return self.n_doubtful / self.n if self.n else 0.0


def judge_health(series: Series, bits: np.ndarray, start_ms: int, end_ms: int, now_ms: int,
                 step_ms: int | None = None) -> Health:
    """Judge a series with its flags (bits per value) over a period (milliseconds UTC); `now_ms` is what "late" is
    measured from, or the end of the period where that is earlier."""
    times = series.times.astype(np.int64)
    inside = (times >= start_ms) & (times < end_ms)
    part, flags = Series(series.times[inside], series.values[inside]), np.asarray(bits, dtype=np.int64)[inside]
    step = step_ms if step_ms is not None else series.step_ms()
    counts = {one: int(((flags & int(one)) != 0).sum()) for one in Flag}
    doubtful = int(((flags & int(DOUBTFUL)) != 0).sum())
    until = min(end_ms, now_ms)
    if len(part) == 0:
        return Health(Verdict.EMPTY, 0, 0, counts, 0.0, step, 0, 0, None, None, False, start_ms)
    stamps = times[inside]
    silence = until - int(stamps[-1])
    completeness, longest, gaps = 1.0, 0, 0
    if step:
        slots = len(np.unique((stamps - start_ms) // step))
        completeness = min(slots / max((until - start_ms) / step, 1.0), 1.0)
        jumps = np.diff(stamps)
        gaps, longest = int((jumps > 1.5 * step).sum()), int(jumps.max()) if len(jumps) else 0
        longest = longest if longest > 1.5 * step else 0
    is_offline = silence > max(_DAY_MS, OFFLINE_STEPS * (step or 0))
    is_late = bool(step) and silence > LATE_STEPS * step
    verdict = _verdict(doubtful / len(part), completeness, is_offline)
    return Health(verdict, len(part), doubtful, counts, completeness, step, gaps, longest, int(stamps[0]),
                  int(stamps[-1]), is_late, int(stamps[-1]) if is_offline else None)


def _verdict(share: float, completeness: float, is_offline: bool) -> Verdict:
    if is_offline:
        return Verdict.OFFLINE
    if share > BAD_SHARE or completeness < BAD_COMPLETENESS:
        return Verdict.BAD
    if share > GOOD_SHARE or completeness < GOOD_COMPLETENESS:
        return Verdict.CHECK
    return Verdict.GOOD
