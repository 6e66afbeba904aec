# SPDX-License-Identifier: GPL-2.0-or-later
"""Dates as German tables write them, several forms in one column allowed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Dict, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.cell_forms import is_marker

_MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_ENGLISH = {"mar": 3, "mae": 3, "mrz": 3, "may": 5, "oct": 10, "dec": 12}
_FORMS = (
    (re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})"), (3, 2, 1)),
    (re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})"), (3, 2, 1)),  # German order: the day is first
    (re.compile(r"(\d{1,2})\.\s?([A-Za-zäÄ]{3,9})\.?\s(\d{4})"), (3, 2, 1)),
)
_TIME = re.compile(r"[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s?Uhr)?\s?(Z|[+\-]\d{2}:?\d{2})?")
_SHORT_YEAR = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2}(?!\d)")
# Plans name dates of the next years; what two digits would put further ahead was in the last century.
_YEARS_AHEAD = 10


def read_date(text: str) -> date | datetime | None:
    """Return the date of a stripped cell, with its time if it has one; None for what is no date.

    Times with an offset become UTC, others stay as they are written (local time of the publisher).

    >>> read_date("3.11.26"), read_date("1. März 2024"), read_date("31.02.2024")
    (datetime.date(2026, 11, 3), datetime.date(2024, 3, 1), None)
    """
    for pattern, order in _FORMS:
        match = pattern.match(text)
        if match is None:
            continue
        try:
            day = date(_year(match[order[0]]), _month(match[order[1]]), int(match[order[2]]))
            rest = text[match.end():]
            return day if not rest else _with_time(day, rest)
        except (ValueError, OverflowError):  # no such day, or one that leaves the calendar in UTC
            return None
    return None


def read_dates(cells: Sequence[str]) -> Tuple[List[str | None], Tuple[int, ...]]:
    """Return a column of stripped cells as ISO 8601 texts (None: no value), and the places of what is no date."""
    known: Dict[str, date | datetime | None] = {}
    values: List[str | None] = []
    bad = []
    for place, cell in enumerate(cells):
        if not cell or is_marker(cell):
            values.append(None)
            continue
        if cell not in known:
            if len(known) > 50_000:
                known.clear()
            known[cell] = read_date(cell)
        moment = known[cell]
        values.append(None if moment is None else moment.isoformat())
        if moment is None:
            bad.append(place)
    return values, tuple(bad)


def has_short_year(text: str) -> bool:
    """Answer whether a stripped cell is a date with a year of two digits."""
    return _SHORT_YEAR.match(text) is not None


def last_short_year() -> int:
    """Return the latest year that two digits can mean; the earliest is 99 years before."""
    return date.today().year + _YEARS_AHEAD


def _with_time(day: date, rest: str) -> datetime | None:
    match = _TIME.fullmatch(rest)
    if match is None:
        return None
    hour = int(match[1])
    # "24:00" is how measuring stations write the end of a day.
    add = timedelta(days=1) if hour == 24 and match[2] == "00" else timedelta(0)
    moment = datetime(day.year, day.month, day.day, 0 if add else hour, int(match[2]), int(match[3] or 0)) + add
    offset = match[4]
    if not offset:
        return moment
    if offset == "Z":
        return moment.replace(tzinfo=timezone.utc)
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    shift = timedelta(minutes=minutes if offset[0] == "+" else -minutes)
    return moment.replace(tzinfo=timezone(shift)).astimezone(timezone.utc)


def _year(text: str) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    last = last_short_year()
    return last - (last - number) % 100


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    name = text.lower()[:3]
    return _MONTHS.index(name) + 1 if name in _MONTHS else _ENGLISH.get(name, 0)
