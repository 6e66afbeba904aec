# SPDX-License-Identifier: GPL-2.0-or-later
"""Dates with a precision: sources say "2023" or "January to June 2021"."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

MONTHS_UNTIL_REVIEW = 6


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month.

    >>> add_months(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def next_check(as_of: date | None, next_review: date | None) -> date | None:
    """Return when statements are to be checked again: on the day that is set, else half a year after they were made.

    >>> next_check(date(2026, 1, 15), None), next_check(None, None)
    (datetime.date(2026, 7, 15), None)
    """
    if next_review is None and as_of is not None:
        return add_months(as_of, MONTHS_UNTIL_REVIEW)
    return next_review


def first_day(day: date, precision: str) -> date:
    """Return the earliest day a date can mean: with JAHR the first of January.

    >>> first_day(date(2023, 5, 17), "QUA")
    datetime.date(2023, 4, 1)
    """
    if precision == "JAHR":
        return date(day.year, 1, 1)
    if precision == "QUA":
        return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return day.replace(day=1) if precision == "MON" else day


def last_day(day: date, precision: str) -> date:
    """Return the latest day a date can mean: with JAHR the 31st of December.

    >>> last_day(date(2024, 2, 1), "MON"), last_day(date(2024, 2, 1), "TAG")
    (datetime.date(2024, 2, 29), datetime.date(2024, 2, 1))
    """
    months = {"JAHR": 12, "QUA": 3, "MON": 1}.get(precision)
    if months is None:
        return day
    return add_months(first_day(day, precision), months) - timedelta(days=1)


def read_date(value: object) -> date | None:
    """Return the date in ISO text, with or without a time; None if there is none or it is no date."""
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None
