# SPDX-License-Identifier: GPL-2.0-or-later
"""The area the user works in: the whole region, a district, a municipality or the map extent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Tuple

Box = Tuple[float, float, float, float]  # xmin, ymin, xmax, ymax in EPSG:25832, metres


class AreaKind(Enum):
    """What an area is; the value is what settings and projects store."""

    REGION = "region"
    DISTRICT = "district"
    MUNICIPALITY = "municipality"
    EXTENT = "extent"


@dataclass(frozen=True)
class Area:
    """One choice of the area selector.

    `key` is the AGS (8 digits) of a municipality, the district key (5 digits) of a district, and empty
    otherwise. `ags` lists the municipalities of the area; for a map extent those whose box it touches.
    """

    kind: AreaKind
    key: str
    name: str
    box_25832: Box
    ags: Tuple[str, ...]

    def contains(self, ags: str) -> bool:
        """Answer whether the municipality with this AGS belongs to the area."""
        return ags in self.ags


def boxes_touch(a: Box, b: Box) -> bool:
    """Answer whether two boxes share at least a point."""
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]
