# SPDX-License-Identifier: GPL-2.0-or-later
"""How large the jobs are. L is the region in 10 m cells; S is a hundredth of it, for every day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Cells along one side of the raster, numbers of areas, and rounds per tool."""

    name: str
    side: int
    n_blocks: int
    n_municipalities: int
    growth: tuple
    rounds: int


SIZES = {
    "S": Size("S", 900, 1_000, 53, (1_000, 3_000, 10_000), 3),
    "M": Size("M", 2_830, 10_000, 53, (3_000, 9_000, 30_000), 3),
    "L": Size("L", 8_950, 100_000, 53, (10_000, 30_000, 100_000), 3),
}
