# SPDX-License-Identifier: GPL-2.0-or-later
"""The places of the rows of a table, and why a row has a place that cannot be true."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Dict, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.areas import AreaFinder, AreaKey
from ruhr_smartcity_plugin.core.catalogue.tables.cell_forms import is_marker
from ruhr_smartcity_plugin.core.catalogue.tables.column_values import ColumnValues
from ruhr_smartcity_plugin.core.catalogue.tables.columns import Role
from ruhr_smartcity_plugin.core.catalogue.tables.coordinate_pairs import read_pairs, with_decimal_sign
from ruhr_smartcity_plugin.core.catalogue.tables.numbers import read_numbers
from ruhr_smartcity_plugin.core.catalogue.tables.placing import Placing, PlacingKind
from ruhr_smartcity_plugin.core.catalogue.tables.understanding import Understanding
from ruhr_smartcity_plugin.core.catalogue.tables.wkt import WktCell, read_wkt
from ruhr_smartcity_plugin.core.region.crs_sanity import Finding, judge_point, judge_points
from ruhr_smartcity_plugin.core.region.reference_systems import Units, find_system
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np

_REACH_M = 100_000.0


@dataclass(frozen=True)
class Places:
    """Places of the rows of a part: points (`x`, `y`, NaN: none), geometries or areas (None: none).

    `refused` are reasons by row; `outside` and `repaired` count rows that are not refused.
    """

    kind: PlacingKind
    x: np.ndarray | None = None
    y: np.ndarray | None = None
    geometries: Sequence[WktCell | None] = ()
    areas: Sequence[AreaKey | None] = ()
    refused: Dict[int, str] = field(default_factory=dict)
    outside_rows: Tuple[int, ...] = ()
    repaired_rows: Tuple[int, ...] = ()

    @property
    def outside(self) -> int:
        """Number of rows outside the Ruhr."""
        return len(self.outside_rows)

    @property
    def repaired(self) -> int:
        """Number of rows with a corrected coordinate."""
        return len(self.repaired_rows)

    def only(self, kept: Sequence[int] | None) -> Places:
        """Return the places of these rows; None keeps all."""
        if kept is None:
            return self
        still = set(kept)
        rows = list(kept)
        return replace(
            self,
            x=None if self.x is None else self.x[rows],
            y=None if self.y is None else self.y[rows],
            geometries=[self.geometries[row] for row in rows] if self.geometries else (),
            areas=[self.areas[row] for row in rows] if self.areas else (),
            refused={},
            outside_rows=tuple(row for row in self.outside_rows if row in still),
            repaired_rows=tuple(row for row in self.repaired_rows if row in still),
        )

    def count_placed(self, rows: int) -> int:
        """Return how many of the rows have a place; all of them in a table without places."""
        if self.x is not None:
            import numpy as np

            return int(np.isfinite(self.x).sum())
        if self.kind is PlacingKind.WKT:
            return sum(1 for one in self.geometries if one is not None)
        if self.kind is PlacingKind.AREAS:
            return sum(1 for one in self.areas if one is not None)
        return rows


def place_rows(table: Understanding, columns: Dict[int, ColumnValues], cells: Sequence[Sequence[str]]) -> Places:
    """Return the places of rows. `cells` are stripped, by column; `columns` their values."""
    placing = table.placing.value
    if placing.kind is PlacingKind.POINTS:
        reasons: Dict[int, str] = {}
        east, north = (_numbers(table, columns, cells, index, reasons) for index in placing.columns)
        return _points(placing, east, north, reasons, table.choices.repairs)
    if placing.kind is PlacingKind.PAIR:
        column = cells[placing.columns[0]]
        first, second, bad = read_pairs(column)
        reasons = {row: tr("“{value}” is no pair of coordinates.").format(value=column[row][:80]) for row in bad}
        east, north = (second, first) if placing.north_first else (first, second)
        return _points(placing, east, north, reasons, table.choices.repairs)
    if placing.kind is PlacingKind.WKT:
        return _geometries(cells[placing.columns[0]], placing)
    if placing.kind is PlacingKind.AREAS:
        index = placing.columns[0]
        role = table.columns[index].role
        finder = AreaFinder(Role.NAME if role is Role.NONE else role, placing.level)
        return Places(placing.kind, areas=[finder.find(cell) if cell else None for cell in cells[index]])
    return Places(placing.kind)


def _numbers(table: Understanding, columns: Dict[int, ColumnValues], cells: Sequence[Sequence[str]], index: int,
             reasons: Dict[int, str]) -> np.ndarray:
    """Return a copy of a coordinate column, also of one that the user keeps as text in the layer."""
    values = columns[index].numbers if index in columns else None
    if values is not None:
        return values.copy()
    found = read_numbers(cells[index], table.columns[index].decimal or table.decimal)
    for row in found.bad:
        reasons.setdefault(row, tr("“{value}” is no coordinate.").format(value=cells[index][row][:80]))
    return found.values


def _geometries(cells: Sequence[str], placing: Placing) -> Places:
    """Return geometries; where one lies is judged by its first position, as a point would be."""
    import numpy as np

    crs = placing.crs
    found: List[WktCell | None] = []
    refused = {}
    for row, cell in enumerate(cells):
        geometry = None if not cell or is_marker(cell) else read_wkt(cell)
        if geometry is None and cell and not is_marker(cell):
            refused[row] = tr("The geometry is broken off or no geometry: “{value}”.").format(value=cell[:60])
        if geometry is not None and geometry.srid and f"EPSG:{geometry.srid}" != crs:
            refused[row] = tr("The geometry is in EPSG:{srid}, the others are in {crs}.").format(
                srid=geometry.srid, crs=crs)
        is_placed = geometry is not None and geometry.first not in ((), (0.0, 0.0))
        found.append(geometry if is_placed else None)
    firsts = np.array([one.first if one is not None and row not in refused else (np.nan, np.nan)
                       for row, one in enumerate(found)]).reshape(-1, 2)
    x, y = (firsts[:, 1], firsts[:, 0]) if placing.north_first else (firsts[:, 0], firsts[:, 1])
    places = Places(PlacingKind.WKT, x, y, geometries=found, refused=refused)
    if find_system(crs) is not None:
        places = _judge(placing, places, repairs=False)
    return replace(places, x=None, y=None)


def _points(placing: Placing, east: np.ndarray, north: np.ndarray, refused: Dict[int, str], repairs: bool) -> Places:
    import numpy as np

    if placing.lost_sign:
        east, north = with_decimal_sign(east, 1), with_decimal_sign(north, 2)
    nowhere = (east == 0.0) & (north == 0.0)
    east[nowhere], north[nowhere] = np.nan, np.nan
    for row in np.flatnonzero(np.isfinite(east) != np.isfinite(north)).tolist():
        refused.setdefault(row, tr("One of the two coordinates is missing."))
    places = Places(placing.kind, east, north, refused=refused)
    if find_system(placing.crs) is None:
        return places
    return _judge(placing, places, repairs)


def _judge(placing: Placing, places: Places, repairs: bool) -> Places:
    """Refuse what cannot be true in the table's system; correct it where there is one way only and that is wanted."""
    import numpy as np

    x, y = places.x, places.y
    both = np.isfinite(x) & np.isfinite(y)
    judged = judge_points(x, y, placing.crs)
    found = tuple(Finding)
    fits, outside = found.index(Finding.FITS), found.index(Finding.OUTSIDE)
    strange = both & (judged.codes != fits)
    repaired, outside_rows = [], []
    for row in np.flatnonzero(strange).tolist() if strange.any() else ():
        is_far = _is_far(placing, float(judged.x_25832[row]), float(judged.y_25832[row]))
        if judged.codes[row] == outside and not is_far:
            outside_rows.append(row)
            continue
        better = _correction(placing, float(x[row]), float(y[row]))
        if better is not None and repairs:
            x[row], y[row] = better
            repaired.append(row)
        else:
            places.refused.setdefault(row, _reason(placing, float(x[row]), float(y[row]), better))
    return replace(places, outside_rows=tuple(outside_rows), repaired_rows=tuple(repaired))


def _is_far(placing: Placing, east: float, north: float) -> bool:
    if placing.centre_25832 is None:
        return False
    middle = placing.centre_25832
    distance = ((east - middle[0]) ** 2 + (north - middle[1]) ** 2) ** 0.5
    return not distance <= _REACH_M  # also for NaN


def _correction(placing: Placing, x: float, y: float) -> Tuple[float, float] | None:
    """Return the one way to read a wrong pair so that it lies where the others are: sign put back, axes exchanged."""
    import numpy as np

    ways = [(y, x)]
    if find_system(placing.crs).units is Units.DEGREES:
        signed_x, signed_y = (float(with_decimal_sign(np.array([value]), digits)[0]) for value, digits in
                              ((x, 1), (y, 2)))
        ways += [(signed_x, y), (x, signed_y), (signed_x, signed_y)]
    good = {way for way in ways if way != (x, y) and _is_near(placing, way)}
    return good.pop() if len(good) == 1 else None


def _is_near(placing: Placing, way: Tuple[float, float]) -> bool:
    verdict = judge_point(way[0], way[1], placing.crs)
    if verdict.kind is Finding.FITS:
        return True
    return verdict.kind is Finding.OUTSIDE and placing.centre_25832 is not None and not _is_far(
        placing, *verdict.corrected_25832)


def _reason(placing: Placing, x: float, y: float, better: Tuple[float, float] | None) -> str:
    if better is not None:
        return tr("The coordinates {x}, {y} cannot be true; a decimal sign is missing or they are exchanged. Read as "
                  "{better_x}, {better_y} they fit.").format(x=f"{x:.15g}", y=f"{y:.15g}", better_x=f"{better[0]:.15g}",
                                                             better_y=f"{better[1]:.15g}")
    verdict = judge_point(x, y, placing.crs)
    if verdict.kind is Finding.OUTSIDE:
        return tr("The coordinates {x}, {y} lie far away from all others: perhaps a digit is wrong or missing.").format(
            x=f"{x:.15g}", y=f"{y:.15g}")
    return verdict.sentence
