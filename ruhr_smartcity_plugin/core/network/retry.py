# SPDX-License-Identifier: GPL-2.0-or-later
"""When to try again."""

from __future__ import annotations

import secrets
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

FIRST_PAUSE_S = 0.5


def retry_after_s(value: str, now: datetime | None = None) -> float | None:
    """Return the seconds a `Retry-After` header asks to wait; None if it says nothing usable.

    Both forms of RFC 9110 §10.2.3, seconds and date.

    >>> retry_after_s("120"), retry_after_s("soon"), retry_after_s("")
    (120.0, None, None)
    >>> retry_after_s("Fri, 31 Dec 1999 23:59:59 GMT", datetime(1999, 12, 31, 23, 59, 49, tzinfo=timezone.utc))
    10.0
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return max(0.0, (moment - (now or datetime.now(timezone.utc))).total_seconds())


def pause_s(failed_attempts: int, asked_s: float | None, longest_s: float) -> float | None:
    """Return how long to wait before the next try; None if the service asks for longer than `longest_s`.

    Without a wish of the service: 0.5 s, 1 s, 2 s … ± 50 % so that many clients do not come back at once.
    """
    if asked_s is not None:
        return asked_s if asked_s <= longest_s else None
    jitter = 0.5 + secrets.randbelow(1001) / 1000
    return min(longest_s, FIRST_PAUSE_S * 2 ** (failed_attempts - 1) * jitter)
