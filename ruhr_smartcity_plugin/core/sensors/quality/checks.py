# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of one series by itself. Each answers for each value (bool array) whether it is flagged.

After WMO-No. 8, Guide to Instruments and Methods of Observation, volume V, chapter 1 (quality control of automatic
weather stations): plausible value, maximum and minimum variability; gap, spike and clock are this project's.
"""

from __future__ import annotations

import numpy as np

from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS
from ruhr_smartcity_plugin.core.sensors.quality.flags import Flag
from ruhr_smartcity_plugin.core.sensors.quality.thresholds import Thresholds
from ruhr_smartcity_plugin.core.sensors.series import Series

#: A change over a longer time than this is no step any more.
LONGEST_STEP_MS = 3 * HOUR_MS


def check_series(series: Series, limits: Thresholds, circle: float | None = None) -> np.ndarray:
    """Return the flags of each value (``int64`` bits of `Flag`) that the series shows by itself.

    `circle` is the whole circle of a direction (360 degrees): a change from 359 to 1 is one of 2.
    """
    bits = np.zeros(len(series), dtype=np.int64)
    spikes = find_spikes(series, limits, circle)
    for flag, mask in (
        (Flag.RANGE, find_out_of_range(series, limits)),
        (Flag.SPIKE, spikes),
        (Flag.STEP, find_steps(series, limits, circle, spikes)),
        (Flag.STUCK, find_stuck(series, limits)),
        (Flag.GAP_BEFORE, find_gaps(series)),
        (Flag.DUPLICATE, find_crowded(series)),
        (Flag.CLOCK_SHIFT, find_missing_summer_hour(series)),
    ):
        bits[mask] |= int(flag)
    return bits


def find_out_of_range(series: Series, limits: Thresholds) -> np.ndarray:
    """Flag values below `low` or above `high`."""
    mask = np.zeros(len(series), dtype=bool)
    if limits.low is not None:
        mask |= series.values < limits.low
    if limits.high is not None:
        mask |= series.values > limits.high
    return mask


def find_steps(series: Series, limits: Thresholds, circle: float | None = None,
               spikes: np.ndarray | None = None) -> np.ndarray:
    """Flag values that differ too much from the value before them.

    Between a minute and an hour the allowed change grows with the square root of the time from `step_minute` to
    `step_hour`; where only one is given it holds for all. Changes to and from a spike are the spike's.
    """
    mask = np.zeros(len(series), dtype=bool)
    allowed = (limits.step_minute, limits.step_hour)
    if len(series) < 2 or allowed == (None, None):
        return mask
    per_minute, per_hour = (one if one is not None else other for one, other in (allowed, allowed[::-1]))
    kept = np.flatnonzero(~spikes) if spikes is not None else np.arange(len(series))
    if len(kept) < 2:
        return mask
    time = np.diff(series.times[kept].astype(np.int64))
    share = np.clip(np.sqrt(time / HOUR_MS) - np.sqrt(1 / 60), 0.0, 1.0) / (1.0 - np.sqrt(1 / 60))
    limit = per_minute + np.minimum(share, 1.0) * (per_hour - per_minute)
    change = _distance(series.values[kept][1:], series.values[kept][:-1], circle)
    mask[kept[1:]] = (change > limit) & (time <= LONGEST_STEP_MS)
    return mask


def find_spikes(series: Series, limits: Thresholds, circle: float | None = None) -> np.ndarray:
    """Flag single values that stand out from both beside them, to the same side, while those two agree."""
    mask = np.zeros(len(series), dtype=bool)
    if limits.spike is None or len(series) < 3:
        return mask
    before, here, after = series.values[:-2], series.values[1:-1], series.values[2:]
    times = series.times.astype(np.int64)
    is_near = (times[2:] - times[:-2]) <= 2 * LONGEST_STEP_MS
    same_side = np.sign(here - before) == np.sign(here - after)
    stands_out = np.minimum(_distance(here, before, circle), _distance(here, after, circle)) > limits.spike
    agree = _distance(before, after, circle) <= limits.spike
    mask[1:-1] = is_near & stands_out & agree & (same_side if circle is None else True)
    return mask


def find_stuck(series: Series, limits: Thresholds) -> np.ndarray:
    """Flag all values of a run of equal values that lasts `stuck_h` hours or longer, without a gap in it."""
    mask = np.zeros(len(series), dtype=bool)
    if limits.stuck_h is None or len(series) < 3:
        return mask
    times = series.times.astype(np.int64)
    breaks = np.diff(series.values) != 0
    breaks[series.gap_starts()] = True
    edges = np.concatenate(([0], np.flatnonzero(breaks) + 1, [len(series)]))
    first, last = edges[:-1], edges[1:] - 1
    is_stuck = (times[last] - times[first] >= limits.stuck_h * HOUR_MS) & (last - first >= 2)
    value = series.values[first]
    if limits.stuck_free_to is not None:
        is_stuck &= value > limits.stuck_free_to
    if limits.stuck_free_from is not None:
        is_stuck &= value < limits.stuck_free_from
    return np.repeat(is_stuck, np.diff(edges))


def find_gaps(series: Series) -> np.ndarray:
    """Flag the first value after each gap."""
    mask = np.zeros(len(series), dtype=bool)
    mask[series.gap_starts() + 1] = True
    return mask


def find_crowded(series: Series) -> np.ndarray:
    """Flag values that follow their predecessor in less than a quarter of the usual step: a time given twice."""
    mask = np.zeros(len(series), dtype=bool)
    step = series.step_ms()
    if step is not None:
        mask[1:] = np.diff(series.times).astype(np.int64) < step / 4
    return mask


def find_duplicates(times_ms: np.ndarray) -> np.ndarray:
    """Flag all but the first of raw times (``int64`` milliseconds, any order) that come more than once."""
    times = np.asarray(times_ms, dtype=np.int64)
    mask = np.ones(len(times), dtype=bool)
    mask[np.unique(times, return_index=True)[1]] = False
    return mask


def find_missing_summer_hour(series: Series) -> np.ndarray:
    """Flag what shows a clock that keeps local time though its times are taken as UTC.

    Such a clock has no values from 2:00 to 3:00 on the last Sunday of March. Flagged are the values from then to the
    end of summer time on the last Sunday of October, as long as just this hour is missing and its neighbours are not.
    """
    mask = np.zeros(len(series), dtype=bool)
    step = series.step_ms()
    if step is None or step > HOUR_MS:
        return mask
    times = series.times.astype(np.int64)
    for year in np.unique(series.times.astype("datetime64[Y]")):
        start, end = (_last_sunday_ms(year, month) for month in (3, 10))
        missing = start + 2 * HOUR_MS, start + 3 * HOUR_MS
        inside = np.searchsorted(times, missing, side="left")
        around = [
            np.searchsorted(times, (start + hour * HOUR_MS, start + (hour + 1) * HOUR_MS)) for hour in (0, 1, 3, 4)
        ]
        if inside[0] == inside[1] and all(last - first >= 0.75 * HOUR_MS / step for first, last in around):
            mask[inside[0]:np.searchsorted(times, end + 3 * HOUR_MS)] = True
    return mask


def _last_sunday_ms(year: np.datetime64, month: int) -> int:
    last = (year.astype("datetime64[M]") + np.timedelta64(month, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    back = (last.astype(np.int64) + 4) % 7  # 1 January 1970 was a Thursday
    return int((last - np.timedelta64(int(back), "D")).astype("datetime64[ms]").astype(np.int64))


def _distance(one: np.ndarray, other: np.ndarray, circle: float | None) -> np.ndarray:
    away = np.abs(one - other)
    return away if circle is None else np.minimum(away % circle, circle - away % circle)
