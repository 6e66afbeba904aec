# SPDX-License-Identifier: GPL-2.0-or-later
"""Daily values summed up per month, season and year, with the completeness rule of the WMO; compared with normals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import List

import numpy as np

from ruhr_smartcity_plugin.core.sensors.indices.daily import DailyValues

MOST_MISSING_DAYS = 10
MOST_MISSING_IN_A_ROW = 4
NORMAL_SHARE = 0.8


class PeriodKind(Enum):
    """Which periods; a season begins with March, June, September and December, and is named by its last month."""

    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


class Statistic(Enum):
    """What is taken of a period's days."""

    MEAN = "mean"
    SUM = "sum"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"


_LENGTH = {PeriodKind.MONTH: 1, PeriodKind.SEASON: 3, PeriodKind.YEAR: 12}
_SEASONS = {12: "DJF", 3: "MAM", 6: "JJA", 9: "SON"}


@dataclass(frozen=True)
class PeriodValues:
    """Values per period; arrays of one length, in the series' unit, NaN where no day is valid.

    `first` and `last` are its days (``datetime64[D]``, both included), `days` how many it has, `missing` how many
    of them are not valid, `missing_in_a_row` the longest such run, `is_complete` whether the rule accepts it.
    """

    kind: PeriodKind
    first: np.ndarray
    last: np.ndarray
    days: np.ndarray
    missing: np.ndarray
    missing_in_a_row: np.ndarray
    values: np.ndarray
    is_complete: np.ndarray

    def __len__(self) -> int:
        return len(self.first)

    def names(self) -> List[str]:
        """Return "2026-07", "2026-JJA" (a winter by the year of its January) or "2026" for each period."""
        return [_name(self.kind, first, last) for first, last in zip(self.first.tolist(), self.last.tolist())]


def values_for(daily: DailyValues, statistic: Statistic) -> np.ndarray:
    """Return the daily values a statistic is taken of."""
    return {Statistic.MEAN: daily.mean, Statistic.SUM: daily.total, Statistic.MINIMUM: daily.low,
            Statistic.MAXIMUM: daily.high}[statistic]


def period_values(daily: DailyValues, values: np.ndarray, kind: PeriodKind, statistic: Statistic,
                  min_completeness: float) -> PeriodValues:
    """Sum up `values` (one per day, e.g. ``daily.high``) per period.

    Completeness after WMO-No. 1203 (Guidelines on the Calculation of Climate Normals, 2017), 4.4.1: the mean of a
    month is not to be used with eleven or more days missing, or five or more in a row; a sum needs every day; a
    season or year needs all its months. Extremes are given with what is missing, complete as means are.
    """
    is_day = daily.valid(min_completeness)
    months = daily.days.astype("datetime64[M]")
    first_month = _first_month(months, kind)
    starts = np.unique(first_month)
    length = _LENGTH[kind]
    ends = starts + np.timedelta64(length, "M")
    index = np.searchsorted(starts, first_month)
    total_days = (ends.astype("datetime64[D]") - starts.astype("datetime64[D]")).astype(np.int64)
    valid = np.bincount(index[is_day], minlength=len(starts))
    calendar = np.arange(starts[0].astype("datetime64[D]"), ends[-1].astype("datetime64[D]")) if len(starts) else \
        np.empty(0, dtype="datetime64[D]")
    is_held = np.zeros(len(calendar), dtype=bool)
    if len(calendar):
        is_held[(daily.days[is_day] - calendar[0]).astype(np.int64)] = True
    complete_month, rows = _judge_months(calendar, is_held, statistic)
    longest, is_complete = np.zeros(len(starts), dtype=np.int64), np.zeros(len(starts), dtype=bool)
    for number, (start, end) in enumerate(zip(starts, ends)):
        inside = (calendar >= start.astype("datetime64[D]")) & (calendar < end.astype("datetime64[D]"))
        longest[number] = _longest_run(~is_held[inside])
        is_complete[number] = bool(np.all(complete_month[(rows >= start) & (rows < end)]))
    return PeriodValues(kind, starts.astype("datetime64[D]"), ends.astype("datetime64[D]") - np.timedelta64(1, "D"),
                        total_days, total_days - valid, longest,
                        _take(values[is_day], index[is_day], len(starts), statistic), is_complete)


def monthly_normals(months: PeriodValues, first_year: int, last_year: int) -> np.ndarray:
    """Return the mean of each calendar month over the years (both included): float64[12], in the series' unit.

    A month has a normal if it is complete in at least 80 % of the years (WMO-No. 1203, 4.4.2: 24 of 30), else NaN.
    """
    starts = months.first.astype("datetime64[M]").astype(np.int64)
    years, month = starts // 12 + 1970, starts % 12
    is_used = months.is_complete & (years >= first_year) & (years <= last_year)
    counts = np.bincount(month[is_used], minlength=12)
    sums = np.bincount(month[is_used], weights=months.values[is_used], minlength=12)
    is_enough = counts >= NORMAL_SHARE * (last_year - first_year + 1) - 1e-9
    return np.where(is_enough, sums / np.maximum(counts, 1), np.nan)


def normals_of(periods: PeriodValues, monthly: np.ndarray, statistic: Statistic) -> np.ndarray:
    """Return the normal of each period from twelve monthly ones, from January, in the same unit; NaN where none.

    That of a season or year is the mean of its months' normals, for sums their sum. There is none for extremes of
    several months: the highest of a summer is not the mean of its months' highest.
    """
    starts = periods.first.astype("datetime64[M]")
    length = _LENGTH[periods.kind]
    month = starts.astype(np.int64)[:, None] % 12 + np.arange(length)[None, :]
    parts = np.asarray(monthly, dtype=np.float64)[month % 12]
    if statistic is Statistic.SUM:
        return parts.sum(axis=1)
    if statistic is Statistic.MEAN or length == 1:
        return parts.mean(axis=1)
    return np.full(len(periods), np.nan)


def difference_from_normal(periods: PeriodValues, monthly: np.ndarray, statistic: Statistic) -> np.ndarray:
    """Return each period's value minus its normal (`normals_of`); NaN where the period is incomplete."""
    return np.where(periods.is_complete, periods.values - normals_of(periods, monthly, statistic), np.nan)


def _name(kind: PeriodKind, first: date, last: date) -> str:
    if kind is PeriodKind.MONTH:
        return f"{first:%Y-%m}"
    return f"{last:%Y}-{_SEASONS[first.month]}" if kind is PeriodKind.SEASON else f"{last:%Y}"


def _first_month(months: np.ndarray, kind: PeriodKind) -> np.ndarray:
    if kind is PeriodKind.YEAR:
        return months.astype("datetime64[Y]").astype("datetime64[M]")
    if kind is PeriodKind.SEASON:
        number = months.astype(np.int64)
        return (number - (number + 1) % 3).astype("datetime64[M]")
    return months


def _judge_months(calendar: np.ndarray, is_held: np.ndarray, statistic: Statistic) -> tuple:
    """Return which months the rule accepts, and the months (``datetime64[M]``)."""
    months = np.unique(calendar.astype("datetime64[M]"))
    accepted = np.zeros(len(months), dtype=bool)
    owner = np.searchsorted(months, calendar.astype("datetime64[M]"))
    for number in range(len(months)):
        missing = ~is_held[owner == number]
        if statistic is Statistic.SUM:
            accepted[number] = not missing.any()
        else:
            accepted[number] = missing.sum() <= MOST_MISSING_DAYS and _longest_run(missing) <= MOST_MISSING_IN_A_ROW
    return accepted, months


def _longest_run(flags: np.ndarray) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0


def _take(values: np.ndarray, index: np.ndarray, count: int, statistic: Statistic) -> np.ndarray:
    taken = np.full(count, np.nan)
    if len(values) == 0:
        return taken
    if statistic in (Statistic.MEAN, Statistic.SUM):
        numbers = np.bincount(index, minlength=count)
        sums = np.bincount(index, weights=values, minlength=count)
        has = numbers > 0
        taken[has] = sums[has] / numbers[has] if statistic is Statistic.MEAN else sums[has]
        return taken
    edges = np.concatenate(([0], np.flatnonzero(np.diff(index)) + 1))
    function = np.minimum if statistic is Statistic.MINIMUM else np.maximum
    taken[index[edges]] = function.reduceat(values, edges)
    return taken
