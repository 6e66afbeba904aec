# SPDX-License-Identifier: GPL-2.0-or-later
"""Schematic municipality areas, computed from points, boxes and sizes only: no official boundaries are needed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import List, Sequence, Tuple

from ruhr_smartcity_plugin.core.region.area import boxes_touch
from ruhr_smartcity_plugin.core.region.municipalities import Municipality, load_region

Point = Tuple[float, float]
Ring = Tuple[Point, ...]

_CORNERS = 16
_ROUNDS = 60
_STEP = 0.45
_FIRST_WEIGHT = 1.2


@dataclass(frozen=True)
class SchematicArea:
    """One schematic area: a closed ring (first point repeated) of a convex polygon in EPSG:25832, metres."""

    ags: str
    name: str
    ring_25832: Ring
    area_km2: float

    def wkt(self) -> str:
        """Return the polygon as WKT with centimetres."""
        return "POLYGON ((" + ", ".join(f"{x:.2f} {y:.2f}" for x, y in self.ring_25832) + "))"


@lru_cache(maxsize=1)
def schematic_areas() -> Tuple[SchematicArea, ...]:
    """Return the schematic areas of the region's municipalities in the order of the table (cached, about 0.3 s).

    They are valid, convex, do not overlap, hold their municipality's point and lie in its box; each area is within
    1 % of `area_km2`. Always the same for the same table. Neighbours are about right, borders are not.
    """
    return compute_areas(load_region().municipalities)


def compute_areas(municipalities: Sequence[Municipality]) -> Tuple[SchematicArea, ...]:
    """Compute the areas of any set of municipalities.

    Each area is a cell of a power diagram (F. Aurenhammer, "Power diagrams", SIAM J. Comput. 16, 1987) cut to the
    municipality's box and to a regular 16-gon about its point whose size grows with the cell's weight. The weights
    are found by repeated small corrections until the cells have the wanted sizes; that such weights exist follows
    from semi-discrete optimal transport with a part of the plane left free.
    """
    targets = [one.area_km2 * 1e6 for one in municipalities]
    neighbours = _neighbours(municipalities)
    weights = [target / math.pi * _FIRST_WEIGHT for target in targets]
    cells = _cells(municipalities, weights, neighbours)
    for _round in range(_ROUNDS):
        weights = [w + _STEP * (target - _area_m2(cell)) for w, target, cell in zip(weights, targets, cells)]
        cells = _cells(municipalities, weights, neighbours)
    return tuple(
        SchematicArea(one.ags, one.name, (*cell, cell[0]), _area_m2(cell) / 1e6)
        for one, cell in zip(municipalities, cells)
        if cell
    )


def _neighbours(municipalities: Sequence[Municipality]) -> List[List[int]]:
    # Cells lie in their boxes, so only municipalities whose boxes touch can overlap.
    boxes = [one.box_25832 for one in municipalities]
    return [
        [j for j, other in enumerate(boxes) if j != i and boxes_touch(box, other)] for i, box in enumerate(boxes)
    ]


def _cells(municipalities: Sequence[Municipality], weights: Sequence[float],
           neighbours: Sequence[Sequence[int]]) -> List[List[Point]]:
    cells = []
    for i, one in enumerate(municipalities):
        x, y = one.point_25832
        xmin, ymin, xmax, ymax = one.box_25832
        cell = _polygon_about(x, y, weights[i])
        for a, b, c in ((1.0, 0.0, xmax), (-1.0, 0.0, -xmin), (0.0, 1.0, ymax), (0.0, -1.0, -ymin)):
            cell = _keep_side(cell, a, b, c)
        for j in neighbours[i]:
            other_x, other_y = municipalities[j].point_25832
            # The line of equal power: |p - p_i|² - w_i = |p - p_j|² - w_j.
            c = (other_x**2 + other_y**2 - weights[j]) - (x**2 + y**2 - weights[i])
            cell = _keep_side(cell, 2.0 * (other_x - x), 2.0 * (other_y - y), c)
        cells.append(cell)
    return cells


def _polygon_about(x: float, y: float, weight: float) -> List[Point]:
    """A regular polygon as large as the circle of the radius √weight, to about one percent."""
    radius = math.sqrt(max(weight, 1.0) / math.cos(math.pi / _CORNERS))
    turns = [2.0 * math.pi * (corner + 0.5) / _CORNERS for corner in range(_CORNERS)]
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]


def _keep_side(ring: Sequence[Point], a: float, b: float, c: float) -> List[Point]:
    """Cut a convex ring to the half-plane a·x + b·y ≤ c (Sutherland and Hodgman, Comm. ACM 17, 1974)."""
    kept: List[Point] = []
    for here, after in zip(ring, [*ring[1:], *ring[:1]]):
        side, next_side = a * here[0] + b * here[1] - c, a * after[0] + b * after[1] - c
        if side <= 0.0:
            kept.append(here)
        if side < 0.0 < next_side or next_side < 0.0 < side:
            t = side / (side - next_side)
            kept.append((here[0] + t * (after[0] - here[0]), here[1] + t * (after[1] - here[1])))
    return kept


def _area_m2(ring: Sequence[Point]) -> float:
    """Gauss's area formula, taken about the first point to keep digits."""
    if len(ring) < 3:
        return 0.0
    x0, y0 = ring[0]
    pairs = zip(ring, [*ring[1:], *ring[:1]])
    return abs(sum((p[0] - x0) * (q[1] - y0) - (q[0] - x0) * (p[1] - y0) for p, q in pairs)) / 2.0
