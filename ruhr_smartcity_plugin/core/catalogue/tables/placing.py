# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the rows of a table lie: coordinate columns, a pair in one column, geometries as text, or named areas."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Tuple

from ruhr_smartcity_plugin.translation import tr


class PlacingKind(Enum):
    """How rows come to their places; the values are stable."""

    NONE = "none"
    POINTS = "points"
    PAIR = "pair"
    WKT = "wkt"
    AREAS = "areas"

    def title(self) -> str:
        """Return the word for the user."""
        return {
            PlacingKind.NONE: tr("No places (table)"),
            PlacingKind.POINTS: tr("Two coordinate columns"),
            PlacingKind.PAIR: tr("Coordinates in one column"),
            PlacingKind.WKT: tr("Geometry as text (WKT)"),
            PlacingKind.AREAS: tr("Municipality or district"),
        }[self]


@dataclass(frozen=True)
class Placing:
    """How the rows are placed.

    `columns` are places of columns in the file: of points east (longitude) first, whatever their order in the file.
    `north_first` says that north stands first in the file, in a pair: in the cell. `lost_sign` says that degrees lost
    their decimal sign (51481234). `level` is what shared names mean, see `areas`. `centre_25832` is set where nine of
    ten places lie within 100 km of it: what is farther away then has a wrong digit.
    """

    kind: PlacingKind = PlacingKind.NONE
    columns: Tuple[int, ...] = ()
    crs: str = ""
    north_first: bool = False
    lost_sign: bool = False
    level: str = ""
    centre_25832: Tuple[float, float] | None = None
