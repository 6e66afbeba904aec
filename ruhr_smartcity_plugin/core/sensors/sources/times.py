# SPDX-License-Identifier: GPL-2.0-or-later
"""Times as tables of measured values write them: many forms, in local time or UTC, turned into UTC by columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS, local_offset_ms
from ruhr_smartcity_plugin.core.sensors.instant import parse_instant
from ruhr_smartcity_plugin.translation import tr

#: No time: what cannot be read.
NO_TIME = np.iinfo(np.int64).min
_FIXED = re.compile(r"([+-])(\d\d):?(\d\d)?")
_LOCAL = {"local", "lokal", "europe/berlin", "ortszeit", "lokalzeit", "gesetzlich", "mez/mesz"}
_CET = {"cet", "mez", "winterzeit", "utc+1", "gmt+1"}
_UTC = {"utc", "gmt", "z", "zulu", "weltzeit", ""}
# Each form: what a cell of it looks like, and where year, month, day, hour, minute, second and fraction stand in it.
_FORMS: Tuple[Tuple[re.Pattern, Tuple[Tuple[int, int] | None, ...]], ...] = (
    (re.compile(r"\d{4}[-/.]\d\d[-/.]\d\d[T ]\d\d:\d\d:\d\d[.,]\d{3}Z?", re.ASCII),
     ((0, 4), (5, 7), (8, 10), (11, 13), (14, 16), (17, 19), (20, 23))),
    (re.compile(r"\d{4}[-/.]\d\d[-/.]\d\d[T ]\d\d:\d\d:\d\dZ?", re.ASCII),
     ((0, 4), (5, 7), (8, 10), (11, 13), (14, 16), (17, 19), None)),
    (re.compile(r"\d{4}[-/.]\d\d[-/.]\d\d[T ]\d\d:\d\dZ?", re.ASCII),
     ((0, 4), (5, 7), (8, 10), (11, 13), (14, 16), None, None)),
    (re.compile(r"\d{4}[-/.]\d\d[-/.]\d\d", re.ASCII), ((0, 4), (5, 7), (8, 10), None, None, None, None)),
    (re.compile(r"\d\d\.\d\d\.\d{4}[ ,T]\d\d:\d\d:\d\d", re.ASCII),
     ((6, 10), (3, 5), (0, 2), (11, 13), (14, 16), (17, 19), None)),
    (re.compile(r"\d\d\.\d\d\.\d{4}[ ,T]\d\d:\d\d", re.ASCII),
     ((6, 10), (3, 5), (0, 2), (11, 13), (14, 16), None, None)),
    (re.compile(r"\d\d\.\d\d\.\d{4}", re.ASCII), ((6, 10), (3, 5), (0, 2), None, None, None, None)),
    (re.compile(r"(?:19|20)\d{12}", re.ASCII), ((0, 4), (4, 6), (6, 8), (8, 10), (10, 12), (12, 14), None)),
    (re.compile(r"(?:19|20)\d{10}", re.ASCII), ((0, 4), (4, 6), (6, 8), (8, 10), (10, 12), None, None)),
    (re.compile(r"(?:19|20)\d{8}", re.ASCII), ((0, 4), (4, 6), (6, 8), (8, 10), None, None, None)),
    (re.compile(r"(?:19|20)\d{6}", re.ASCII), ((0, 4), (4, 6), (6, 8), None, None, None, None)),
)
_LOOSE = re.compile(
    r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2})"
    r"(?:[ ,T]+(?P<h>\d{1,2}):(?P<n>\d\d)(?::(?P<s>\d\d))?)?(?: ?Uhr)?", re.ASCII)
_OWN_OFFSET = re.compile(r"[Zz]$|\d\d:\d\d.*[+-]\d\d(?::?\d\d)?$", re.ASCII)


class Zone(Enum):
    """In which time a table's times without an offset are; values are static strings of MAPPING's "timezone"."""

    UTC = "UTC"
    CET = "CET"
    LOCAL = "local"


@dataclass(frozen=True)
class TimeZoneRule:
    """A zone, or a fixed offset from UTC in milliseconds where `zone` is None."""

    zone: Zone | None
    offset_ms: int = 0


@dataclass(frozen=True)
class Times:
    """Times of a column in UTC (``int64`` milliseconds), `NO_TIME` where a cell cannot be read.

    `doubled` counts those of the autumn hour that comes twice, `skipped` those of the spring hour that does not exist.
    """

    times_ms: np.ndarray
    doubled: int = 0
    skipped: int = 0

    @property
    def is_read(self) -> np.ndarray:
        """Which cells are times (bool array)."""
        return self.times_ms != NO_TIME


def read_zone(text: str) -> TimeZoneRule:
    """Return the zone a text names: "UTC", "MEZ" or "CET", "local" or "Europe/Berlin", "+01:00".

    Raises `InputError` for another one.
    """
    word = text.strip().lower()
    if word in _LOCAL:
        return TimeZoneRule(Zone.LOCAL)
    if word in _CET:
        return TimeZoneRule(Zone.CET)
    if word in _UTC:
        return TimeZoneRule(Zone.UTC)
    match = _FIXED.fullmatch(word)
    if match is None:
        raise InputError(tr("“{text}” is no time zone that can be used. Enter UTC, MEZ, local or an offset such as "
                            "+01:00.").format(text=text[:40]))
    offset = (int(match[2]) * 60 + int(match[3] or 0)) * 60_000
    return TimeZoneRule(None, -offset if match[1] == "-" else offset)


def read_times(cells: Sequence[str], rule: TimeZoneRule) -> Times:
    """Return a column of stripped cells as times in UTC.

    Cells with an offset or "Z" keep their own; all others are in the zone of `rule`. 24:00 is the next midnight. In the
    autumn hour that comes twice, times in order of the file decide: the first run is summer time.
    """
    texts = np.asarray(cells, dtype=str)
    if texts.size == 0:
        return Times(np.empty(0, dtype=np.int64))
    naive, own = _read_naive(texts)
    utc, doubled, skipped = to_utc(naive, rule)
    return Times(np.where(own, naive, utc), doubled, skipped)


def to_utc(naive_ms: np.ndarray, rule: TimeZoneRule) -> Tuple[np.ndarray, int, int]:
    """Return clock times (milliseconds as if they were UTC) as UTC, and how many were doubled and skipped ones."""
    naive = np.asarray(naive_ms, dtype=np.int64)
    known = naive != NO_TIME
    if rule.zone is Zone.UTC:
        return naive, 0, 0
    if rule.zone is not Zone.LOCAL:
        offset = HOUR_MS if rule.zone is Zone.CET else rule.offset_ms
        return np.where(known, naive - offset, NO_TIME), 0, 0
    utc = np.full(len(naive), NO_TIME, dtype=np.int64)
    clock = naive[known]
    winter, summer = clock - HOUR_MS, clock - 2 * HOUR_MS
    fits_winter, fits_summer = local_offset_ms(winter) == HOUR_MS, local_offset_ms(summer) == 2 * HOUR_MS
    is_doubled, is_skipped = fits_winter & fits_summer, ~fits_winter & ~fits_summer
    found = np.where(fits_summer, summer, winter)
    found[is_doubled & _second_time(clock, is_doubled)] += HOUR_MS
    utc[known] = found
    return utc, int(is_doubled.sum()), int(is_skipped.sum())


def shows_summer_time(naive_ms: np.ndarray) -> bool | None:
    """Answer whether clock times show that the clock was changed: None where nothing speaks for either.

    The spring hour is there: not changed. It is missing while the hours beside it are there, or the autumn hour comes
    twice: changed.
    """
    naive = np.asarray(naive_ms, dtype=np.int64)
    clock, counts = np.unique(naive[naive != NO_TIME], return_counts=True)
    if len(clock) < 2:
        return None
    fits_winter = local_offset_ms(clock - HOUR_MS) == HOUR_MS
    fits_summer = local_offset_ms(clock - 2 * HOUR_MS) == 2 * HOUR_MS
    if (~fits_winter & ~fits_summer).any():
        return False
    for year in np.unique(clock.astype("datetime64[ms]").astype("datetime64[Y]")):
        change = _spring_change_ms(year)
        before = np.searchsorted(clock, (change - HOUR_MS, change))
        after = np.searchsorted(clock, (change + HOUR_MS, change + 2 * HOUR_MS))
        if before[0] < before[1] and after[0] < after[1]:
            return True
    # Tables of several stations repeat each time; the hour that comes twice is repeated twice as often.
    doubled = fits_winter & fits_summer
    return True if doubled.any() and np.median(counts[doubled]) >= 2 * np.median(counts) else None


def looks_like_times(cells: Sequence[str]) -> float:
    """Return the share (0 to 1) of filled cells that are times; 0 for an empty column."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return 0.0
    naive, _own = _read_naive(np.asarray(filled, dtype=str))
    return float((naive != NO_TIME).mean())


def naive_times(cells: Sequence[str]) -> Tuple[np.ndarray, np.ndarray]:
    """Return cells as clock times (milliseconds as if they were UTC), and which state their own offset."""
    if not len(cells):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=bool)
    return _read_naive(np.asarray(cells, dtype=str))


def _read_naive(texts: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    """Read the cells by the forms found among them; what fits none is read one by one."""
    times = np.full(len(texts), NO_TIME, dtype=np.int64)
    own = np.zeros(len(texts), dtype=bool)
    lengths = np.char.str_len(texts)
    for length in np.unique(lengths[lengths > 0]):
        places = np.flatnonzero(lengths == length)
        part = texts[places]
        form = next((places_of for pattern, places_of in _FORMS if pattern.fullmatch(str(part[0]))), None)
        if form is not None and length < 30:
            found = _by_form(part, form, int(length))
            times[places] = found
            own[places] = (found != NO_TIME) & (str(part[0])[-1] == "Z")
    left = np.flatnonzero((times == NO_TIME) & (lengths > 0))
    for place in left.tolist():
        moment, is_own = _one(str(texts[place]))
        times[place], own[place] = moment, is_own
    return times, own


def _by_form(part: np.ndarray, form: Tuple[Tuple[int, int] | None, ...], length: int) -> np.ndarray:
    """Return cells of one form and length; `NO_TIME` for those that only look like it."""
    codes = np.ascontiguousarray(part.astype(f"<U{length}")).view(np.uint32).reshape(len(part), length)
    reference = codes[0]
    is_digit_place = np.zeros(length, dtype=bool)
    for span in form:
        if span is not None:
            is_digit_place[span[0]:span[1]] = True
    digits = codes[:, is_digit_place].astype(np.int64) - ord("0")
    fits = ((digits >= 0) & (digits <= 9)).all(axis=1) & (
        codes[:, ~is_digit_place] == reference[~is_digit_place]).all(axis=1)
    year, month, day, hour, minute, second, milli = (_number(codes, span) for span in form)
    fits &= (month >= 1) & (month <= 12) & (day >= 1) & (minute < 60) & (second <= 60)
    fits &= (hour < 24) | ((hour == 24) & (minute == 0) & (second == 0))
    safe_month = np.clip(month, 1, 12)
    start = (year - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (safe_month - 1).astype("timedelta64[M]")
    days = start.astype("datetime64[D]").astype(np.int64)
    lasts = (start + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64) - days
    fits &= day <= lasts
    ms = (((days + day - 1) * 24 + hour) * 60 + minute) * 60_000 + np.minimum(second, 59) * 1000 + milli
    return np.where(fits, ms, NO_TIME)


def _number(codes: np.ndarray, span: Tuple[int, int] | None) -> np.ndarray:
    if span is None:
        return np.zeros(len(codes), dtype=np.int64)
    number = np.zeros(len(codes), dtype=np.int64)
    for place in range(*span):
        number = number * 10 + (codes[:, place].astype(np.int64) - ord("0"))
    return number


def _one(text: str) -> Tuple[int, bool]:
    """Return one cell as (clock time, whether it states its own offset)."""
    match = _LOOSE.fullmatch(text)
    if match is not None:
        year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
        clock = f"{int(match['h'] or 0):02d}:{match['n'] or '00'}:{match['s'] or '00'}"
        text = f"{year:04d}-{int(match['m']):02d}-{int(match['d']):02d}T{clock}"
    elif text.isascii() and text.isdigit() and len(text) in (10, 13) and not text.startswith(("19", "20")):
        return int(text) * (1000 if len(text) == 10 else 1), True  # seconds or milliseconds since 1970
    try:
        moment = parse_instant(text)
    except InputError:
        return NO_TIME, False
    return round(moment.timestamp() * 1000), _OWN_OFFSET.search(text) is not None


def _second_time(clock: np.ndarray, is_doubled: np.ndarray) -> np.ndarray:
    """Return which of the doubled clock times are the second ones, by the order of the file.

    Each night by itself: after the clock went back (or a time came again), what follows is winter time.
    """
    second = np.zeros(len(clock), dtype=bool)
    places = np.flatnonzero(is_doubled)
    if not len(places):
        return second
    days = clock[places] // (24 * HOUR_MS)
    for day in np.unique(days):
        mine = places[days == day]
        times = clock[mine]
        back = np.flatnonzero(np.diff(times) < 0)
        if len(back) == 1:
            second[mine[back[0] + 1:]] = True
        else:  # rows of several stations or columns side by side: a time that came before is the second one
            second[mine] = _seen_before(times)
    return second


def _seen_before(times: np.ndarray) -> np.ndarray:
    first = np.zeros(len(times), dtype=bool)
    first[np.unique(times, return_index=True)[1]] = True
    return ~first


def _spring_change_ms(year: np.datetime64) -> int:
    """Return the clock time 2:00 of the last Sunday of March, from which the clock jumps to 3:00."""
    last = (year.astype("datetime64[M]") + np.timedelta64(3, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    back = int((last.astype(np.int64) + 4) % 7)
    day = last - np.timedelta64(back, "D")
    return int(day.astype("datetime64[ms]").astype(np.int64)) + 2 * HOUR_MS
