# SPDX-License-Identifier: GPL-2.0-or-later
"""What one call may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds of one call.

    Attributes
    ----------
    inactivity_s : seconds without a single byte (also: until connected, until the first byte).
    total_s : seconds for the whole call with redirects, repeats and the pauses between them.
    max_bytes : largest body, counted both as it arrives and after inflating.
    attempts : how often an idempotent call is tried altogether.
    max_wait_s : longest pause between two tries; a service asking for more gets no repeat.
    max_redirects : how many redirects are followed.
    slowest_bytes_per_s : each byte that arrives lengthens the total time by what it takes at this speed; 0 for answers
        whose size is no reason to take longer.
    is_head : the first `max_bytes` are all that is wanted: the rest is left with the service, not an error.
    """

    inactivity_s: float = 30.0
    total_s: float = 120.0
    max_bytes: int = 200 * 1024 * 1024
    attempts: int = 3
    max_wait_s: float = 30.0
    max_redirects: int = 5
    slowest_bytes_per_s: float = 0.0
    is_head: bool = False
