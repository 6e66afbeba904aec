# SPDX-License-Identifier: GPL-2.0-or-later
"""Times as sensor services write them: ISO 8601 instants and intervals, always turned into UTC."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

# Python 3.9's fromisoformat knows neither "Z" nor fractions of any length.
_INSTANT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d\d(?::?\d\d)?)?", re.ASCII
)


def parse_instant(text: str) -> datetime:
    """Return an ISO 8601 instant as an aware datetime in UTC.

    Without an offset the time counts as UTC, as SensorThings demands. 24:00 is the next midnight, a leap
    second the second before it. Raises `InputError` for anything else.

    >>> parse_instant("2026-10-25T02:30:00+02:00").isoformat(), parse_instant("2026-10-25T02:30:00+01:00").isoformat()
    ('2026-10-25T00:30:00+00:00', '2026-10-25T01:30:00+00:00')
    """
    match = _INSTANT.fullmatch(text.strip())
    if match is None:
        raise _not_a_time(text)
    year, month, day, hour, minute = (int(part) for part in match.groups()[:5])
    second = min(int(match.group(6) or 0), 59)
    microsecond = int((match.group(7) or "0").ljust(6, "0")[:6])
    try:
        moment = datetime(year, month, day, 0 if hour == 24 else hour, minute, second, microsecond, timezone.utc)
        return moment + timedelta(days=1 if hour == 24 else 0) - _offset(match.group(8))
    except (ValueError, OverflowError) as error:
        raise _not_a_time(text) from error


def parse_time(text: object) -> Tuple[datetime, datetime]:
    """Return begin and end (UTC) of an instant (equal) or an interval "begin/end".

    Raises `InputError` for what is no text, no time, or an interval that ends before it begins.
    """
    if not isinstance(text, str):
        raise _not_a_time(str(text))
    begin_text, slash, end_text = text.partition("/")
    begin = parse_instant(begin_text)
    end = parse_instant(end_text) if slash else begin
    if end < begin:
        raise _not_a_time(text)
    return begin, end


def format_instant(moment: datetime) -> str:
    """Return an aware datetime as the UTC text that SensorThings filters take.

    >>> format_instant(datetime(2026, 7, 1, 12, tzinfo=timezone.utc))
    '2026-07-01T12:00:00.000Z'
    """
    utc = moment.astimezone(timezone.utc)
    return utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{utc.microsecond // 1000:03d}Z"


def to_ms(moment: datetime) -> int:
    """Return an aware datetime as milliseconds since 1970 (UTC)."""
    since = moment.astimezone(timezone.utc) - datetime(1970, 1, 1, tzinfo=timezone.utc)
    return since.days * 86_400_000 + since.seconds * 1000 + since.microseconds // 1000


def _offset(text: str | None) -> timedelta:
    if text is None or text in "Zz":
        return timedelta()
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -offset if text[0] == "-" else offset


def _not_a_time(text: str) -> InputError:
    return InputError(tr("“{text}” is no point in time.").format(text=text[:60]), "expected ISO 8601")
