# SPDX-License-Identifier: GPL-2.0-or-later
"""The Ruhr's local time (Europe/Berlin), also where Python has no time zone tables (Windows)."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

ZONE = "Europe/Berlin"


def to_local(moment: datetime) -> datetime:
    """Return an aware datetime in the Ruhr's local time.

    >>> to_local(datetime(2026, 3, 29, 0, 59, tzinfo=timezone.utc)).isoformat()
    '2026-03-29T01:59:00+01:00'
    >>> to_local(datetime(2026, 3, 29, 1, 0, tzinfo=timezone.utc)).isoformat()
    '2026-03-29T03:00:00+02:00'
    """
    zone = _zone()
    if zone is not None:
        return moment.astimezone(zone)
    return moment.astimezone(timezone(offset_by_rule(moment)))


def local_midnight(day: date) -> datetime:
    """Return when a day begins in the Ruhr, as an aware datetime in UTC."""
    # Clocks change at 1:00 UTC, so whatever holds an hour and a half before midnight UTC holds at local midnight.
    midnight = datetime(day.year, day.month, day.day, tzinfo=timezone.utc)
    return midnight - to_local(midnight - timedelta(minutes=90)).utcoffset()


def local_hour(day: date, hour: int) -> datetime:
    """Return when the clocks of the Ruhr show `hour` o'clock on a day, as an aware datetime in UTC.

    The hour left out in spring gives the hour after it; the one that comes twice in autumn its second time.
    """
    start = local_midnight(day)
    moment = start + timedelta(hours=hour)
    return moment - (to_local(moment).utcoffset() - to_local(start).utcoffset())


def offset_by_rule(moment: datetime) -> timedelta:
    """Return the offset from UTC by the rule of the EU since 1996 (directive 2000/84/EC): summer time from the last
    Sunday of March to the last Sunday of October, both at 1:00 UTC."""
    utc = moment.astimezone(timezone.utc)
    summer = _last_sunday(utc.year, 3) <= utc < _last_sunday(utc.year, 10)
    return timedelta(hours=2 if summer else 1)


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=timezone.utc)
    return last - timedelta(days=(last.weekday() + 1) % 7)


@lru_cache(maxsize=1)
def _zone():
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(ZONE)
    except ZoneInfoNotFoundError:  # Windows without the package tzdata
        return None
