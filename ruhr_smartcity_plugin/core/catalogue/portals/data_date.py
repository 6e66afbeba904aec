# SPDX-License-Identifier: GPL-2.0-or-later
"""Dates of data as German offices write them: "31.12.2024", "03/2024", "Stand: 2019", ISO."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any

from ruhr_smartcity_plugin.core.catalogue.portals.texts import parse_time, text_of

_DAY = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_MONTH = re.compile(r"(?<![\d.])(\d{1,2})\s?[./]\s?(\d{4})(?!\d)")
_ISO_MONTH = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?![\d\-])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_DAY_LONG = timedelta(days=1)


def read_data_date(value: Any) -> datetime | None:
    """Return the date a text states (UTC); the first day of a month or year where it states no more; None for none.

    >>> read_data_date("Stand: 31.12.2024").date().isoformat(), read_data_date("03/2024").date().isoformat()
    ('2024-12-31', '2024-03-01')
    >>> read_data_date("laufend") is None
    True
    """
    text = text_of(value)
    exact = parse_time(text)
    if exact is not None:
        return exact
    for pattern, order in ((_DAY, (2, 1, 0)), (_MONTH, (1, 0)), (_ISO_MONTH, (0, 1)), (_YEAR, (0,))):
        found = pattern.search(text)
        if found:
            parts = [int(found.groups()[place]) for place in order]
            return _moment(*parts)
    return None


def state_of_period(start: Any, end: Any, modified: datetime | None) -> datetime | None:
    """Return what the period a data set covers says about its date: its end, unless that was still to come.

    A timetable valid until December says nothing about December when its entry was last changed in March (`modified`);
    then the start counts.
    """
    last, first = read_data_date(end), read_data_date(start)
    for moment in (last, first):
        if moment is not None and (modified is None or moment - modified <= _DAY_LONG):
            return moment
    return None


def _moment(year: int, month: int = 1, day: int = 1) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=timezone.utc)
    except ValueError:
        return None
