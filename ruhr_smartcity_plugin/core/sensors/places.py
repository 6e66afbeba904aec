# SPDX-License-Identifier: GPL-2.0-or-later
"""Where stations stand, in EPSG:25832, and whether that can be true."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, Sequence, Tuple

from ruhr_smartcity_plugin.core.region import crs_sanity
from ruhr_smartcity_plugin.core.region.area import Area, AreaKind
from ruhr_smartcity_plugin.core.sensors.model import EntityId, Station
from ruhr_smartcity_plugin.translation import tr

_UNUSABLE = (crs_sanity.Finding.IMPOSSIBLE, crs_sanity.Finding.NULL_ISLAND)
_AS_GIVEN = (crs_sanity.Finding.FITS, crs_sanity.Finding.OUTSIDE)


@dataclass(frozen=True)
class Placement:
    """Places by station id in EPSG:25832, metres, and how many had to be corrected or left out."""

    points_25832: Dict[EntityId, Tuple[float, float]] = field(default_factory=dict)
    corrected: int = 0
    left_out: int = 0

    def with_more(self, other: Placement) -> Placement:
        """Return both placements together."""
        return Placement({**self.points_25832, **other.points_25832}, self.corrected + other.corrected,
                         self.left_out + other.left_out)

    def sentences(self) -> Tuple[str, ...]:
        """Return what the user should know."""
        said = []
        if self.corrected:
            said.append(tr("The coordinates of %n station(s) were wrong in the source (axes or reference system) "
                           "and were corrected.", "", self.corrected))
        if self.left_out:
            said.append(tr("Not on the map because of impossible coordinates: %n station(s).", "", self.left_out))
        return tuple(said)


def place_stations(stations: Sequence[Station]) -> Placement:
    """Return where the stations stand.

    SensorThings places are GeoJSON, so degrees with longitude first. Swapped axes and metres are recognised by
    whether they then lie in the Ruhr, corrected and said; stations elsewhere keep their place.
    """
    located = [one for one in stations if one.point_4326 is not None]
    if not located:
        return Placement()
    xs, ys = zip(*(one.point_4326 for one in located))
    judged = crs_sanity.judge_points(xs, ys, "EPSG:4326")
    points: Dict[EntityId, Tuple[float, float]] = {}
    corrected = 0
    for station, kind, x, y in zip(located, judged.kinds, judged.x_25832, judged.y_25832):
        if kind not in _UNUSABLE:
            corrected += kind not in _AS_GIVEN
            points[station.id] = (float(x), float(y))
    return Placement(points, corrected, left_out=len(located) - len(points))


def in_area(point_25832: Tuple[float, float] | None, area: Area) -> bool:
    """Answer whether a station belongs to the area's box. The whole region takes all, also those without a place."""
    if area.kind is AreaKind.REGION:
        return True
    if point_25832 is None:
        return False
    xmin, ymin, xmax, ymax = area.box_25832
    return xmin <= point_25832[0] <= xmax and ymin <= point_25832[1] <= ymax
