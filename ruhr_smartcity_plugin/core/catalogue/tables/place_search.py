# SPDX-License-Identifier: GPL-2.0-or-later
"""Which columns hold the places, and in which reference system? Names suggest, magnitudes decide."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Dict, Iterator, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.areas import MUNICIPALITY, AreaFinder, judge_level
from ruhr_smartcity_plugin.core.catalogue.tables.columns import Column, ColumnKind, Role, plain_title
from ruhr_smartcity_plugin.core.catalogue.tables.coordinate_pairs import read_pairs, with_decimal_sign
from ruhr_smartcity_plugin.core.catalogue.tables.coordinate_titles import EAST, NORTH
from ruhr_smartcity_plugin.core.catalogue.tables.judged import Judged, Sureness
from ruhr_smartcity_plugin.core.catalogue.tables.numbers import read_numbers
from ruhr_smartcity_plugin.core.catalogue.tables.placing import Placing, PlacingKind
from ruhr_smartcity_plugin.core.catalogue.tables.wkt import read_wkt
from ruhr_smartcity_plugin.core.region.crs_sanity import find_source_crs
from ruhr_smartcity_plugin.core.region.reference_systems import Units, find_system
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np

_NUMBERS = (ColumnKind.INTEGER, ColumnKind.DECIMAL)
# Half in the Ruhr is enough where names say so too; without names nearly all must be.
_NAMED_SHARE, _UNNAMED_SHARE = 0.5, 0.8
_NEAR_M, _FAR_M = 10_000.0, 100_000.0
_CONCENTRATED = 0.9
# Ranges for all of Germany, x and y, for tables of elsewhere.
_GERMANY = (("EPSG:4326", (5.0, 16.0), (47.0, 56.0)), ("EPSG:25832", (2.0e5, 9.5e5), (5.2e6, 6.15e6)),
            ("EPSG:4647", (3.22e7, 3.295e7), (5.2e6, 6.15e6)), ("EPSG:31466", (2.4e6, 2.8e6), (5.2e6, 6.15e6)),
            ("EPSG:31467", (3.2e6, 3.9e6), (5.2e6, 6.15e6)), ("EPSG:3857", (5.5e5, 1.75e6), (5.9e6, 7.4e6)))
_FEWEST_AREAS = 0.5
_DISTRICTS = re.compile(r"(?:land)?kreise?|kreis ?name")
_ADDRESS = re.compile(r"\b(strasse|str|strassenname|hausnr|hausnummer|anschrift)\b|^adresse\b|\b(post|haus)adresse\b")

Cells = Dict[int, List[str]]


class PlaceSearch:
    """Looks for the places in sample cells; `cells` by column index, stripped."""

    def __init__(self, columns: Sequence[Column], cells: Cells) -> None:
        self._columns, self._cells = tuple(columns), cells
        self._numbers: Dict[int, np.ndarray] = {}

    def search(self) -> Judged[Placing]:
        """Return the best way to place the rows."""
        for way in (self._wkt, self._named_points, self._pair, self._unnamed_points, self._areas):
            found = way()
            if found is not None:
                return found
        return Judged(Placing(), Sureness.LIKELY, tr("No column holds coordinates, geometries or municipalities."))

    def points(self, east: int, north: int, crs: str = "", by_name: bool = True) -> Judged[Placing] | None:
        """Judge two columns; None if they hold no coordinates known here. `crs` is the user's choice."""
        x, y = self._values(east), self._values(north)
        if not _usable(x, y).any():
            return None
        if crs:
            return Judged(self._make((east, north), crs, x, y), Sureness.CHOSEN)
        reading = _find_reading(x, y, _NAMED_SHARE if by_name else _UNNAMED_SHARE)
        lost = False
        if reading is None and by_name:  # not without: any two keys look like degrees without a sign
            x, y, lost = with_decimal_sign(x, 1), with_decimal_sign(y, 2), True
            reading = _find_reading(x, y, _NAMED_SHARE)
            if reading is None:  # the other order
                x, y = with_decimal_sign(self._values(east), 2), with_decimal_sign(self._values(north), 1)
                reading = _find_reading(x, y, _NAMED_SHARE)
        if reading is None and by_name:
            x, y, lost = self._values(east), self._values(north), False
            reading = _elsewhere(x, y)
        if reading is None:
            return None
        system, swapped = reading
        if swapped:
            east, north, x, y = north, east, y, x
        placing = self._make((east, north), system, x, y, lost)
        return Judged(placing, Sureness.CERTAIN if by_name and not swapped else Sureness.LIKELY,
                      self._why(placing, swapped, x, y))

    def pair(self, column: int, crs: str = "") -> Judged[Placing] | None:
        """Judge one column with two coordinates in each cell; None if it holds none."""
        first, second, bad = read_pairs(self._cells[column])
        filled = sum(1 for cell in self._cells[column] if cell)
        if not filled or len(bad) > filled * 0.5:
            return None
        reading = _find_reading(first, second, _NAMED_SHARE) or _elsewhere(first, second)
        if reading is None:
            return None
        system, swapped = reading
        x, y = (second, first) if swapped else (first, second)
        system = crs or system
        placing = Placing(PlacingKind.PAIR, (column,), system, north_first=swapped,
                          centre_25832=_centre(x, y, system))
        return Judged(placing, Sureness.CHOSEN if crs else Sureness.LIKELY, self._why(placing, False, x, y))

    def wkt(self, column: int, crs: str = "") -> Judged[Placing] | None:
        """Judge a column of geometries as text; None if there are none."""
        found = [one for one in map(read_wkt, self._cells[column]) if one is not None]
        if not found:
            return None
        import numpy as np

        stated = {one.srid for one in found if one.srid}
        firsts = [one.first for one in found if one.first]
        x, y = (np.array(values, dtype=float) for values in zip(*firsts)) if firsts else (np.array([]), np.array([]))
        sure, why = Sureness.CERTAIN, ""
        if crs or stated:
            usual = max(stated, key=[one.srid for one in found].count) if stated else 0
            system, swapped = crs or f"EPSG:{usual}", False
        else:
            reading = _find_reading(x, y, _NAMED_SHARE) or _elsewhere(x, y)
            system, swapped = reading or ("EPSG:25832", False)
            if reading is None and len(x):
                sure, why = Sureness.GUESSED, tr("The coordinates fit no system known here; EPSG:25832 is assumed.")
        if swapped:
            x, y, sure, why = y, x, Sureness.LIKELY, tr("The geometries have latitude first.")
        placing = Placing(PlacingKind.WKT, (column,), system, north_first=swapped, centre_25832=_centre(x, y, system))
        return Judged(placing, Sureness.CHOSEN if crs else sure, why)

    def areas(self, column: int, level: str = "") -> Judged[Placing] | None:
        """Judge a column that names municipalities or districts; None if hardly any is of the region."""
        values = list(dict.fromkeys(cell for cell in self._cells[column] if cell))
        role = self._columns[column].role
        is_of_districts = bool(_DISTRICTS.fullmatch(plain_title(self._columns[column].title)))
        judged = judge_level(values, is_of_districts=is_of_districts) if role in (Role.NAME, Role.NONE) else Judged(
            MUNICIPALITY)
        level = level or judged.value
        finder = AreaFinder(Role.NAME if role is Role.NONE else role, level)
        hits = sum(1 for value in values if finder.find(value) is not None)
        enough = hits >= max(1, len(values) * _FEWEST_AREAS) or (hits >= 10) or (hits and role not in (
            Role.NAME, Role.NONE))
        if not enough or (role is Role.NONE and hits < 2):
            return None
        why = tr("{hits} of {count} different values name a municipality or a district of the region.").format(
            hits=hits, count=len(values))
        filled = sum(1 for cell in self._cells[column] if cell)
        if filled > len(values):
            why = tr("{why} Several rows name the same area; their areas lie on top of each other.").format(why=why)
        return Judged(Placing(PlacingKind.AREAS, (column,), "EPSG:25832", level=level),
                      judged.sure, f"{why} {judged.why}".strip())

    def _wkt(self) -> Judged[Placing] | None:
        for column in self._columns:
            if column.kind is ColumnKind.GEOMETRY:
                return self.wkt(column.index)
        return None

    def _named_points(self) -> Judged[Placing] | None:
        found = [judged for east, north in self._named_pairs() for judged in [self.points(east, north)] if judged]
        # Where a table has several, the official metres go first: degrees are made from them.
        return min(found, key=lambda one: (one.value.centre_25832 is None, one.value.crs != "EPSG:25832",
                                           abs(one.value.columns[0] - one.value.columns[1])), default=None)

    def _named_pairs(self) -> Iterator[Tuple[int, int]]:
        numbers = [column for column in self._columns if column.kind in _NUMBERS]
        easts = [one.index for one in numbers if EAST.search(plain_title(one.title))]
        norths = [one.index for one in numbers if NORTH.search(plain_title(one.title))]
        for east, north in list(product(easts[:8], norths[:8])):
            if east != north:
                yield east, north

    def _pair(self) -> Judged[Placing] | None:
        for column in self._columns:
            if column.kind is ColumnKind.TEXT and not column.is_empty:
                found = self.pair(column.index)
                if found is not None and found.value.centre_25832 is not None:
                    return found
        return None

    def _unnamed_points(self) -> Judged[Placing] | None:
        numbers = [column.index for column in self._columns if column.kind in _NUMBERS]
        for first, second in zip(numbers, numbers[1:]):
            found = self.points(first, second, by_name=False)
            if found is not None:
                return Judged(found.value, Sureness.LIKELY, found.why)
        return None

    def _areas(self) -> Judged[Placing] | None:
        found = self._by_municipality_key() or self._by_names() or self._first_areas(Role.NONE)
        if found is not None and self._has_streets():
            why = tr("The rows are addresses: the area of a whole town is no place for them. You can choose it all the "
                     "same.")
            return Judged(Placing(), Sureness.LIKELY, why)
        return found

    def _by_municipality_key(self) -> Judged[Placing] | None:
        return self._first_areas(Role.AGS) or self._first_areas(Role.ARS)

    def _first_areas(self, role: Role) -> Judged[Placing] | None:
        return next(self._areas_by(role), None)

    def _areas_by(self, role: Role) -> Iterator[Judged[Placing]]:
        for column in self._columns:
            if column.kind in (ColumnKind.TEXT, ColumnKind.KEY) and column.role is role and not self._is_constant(
                    column.index):
                found = self.areas(column.index)
                if found is not None:
                    yield found

    def _by_names(self) -> Judged[Placing] | None:
        """Return the column that tells the places best: of "Kreis" and "Gemeinde" the second, wherever it stands."""
        found = [*self._areas_by(Role.DISTRICT_KEY), *self._areas_by(Role.NAME)]
        return max(found, key=self._count_areas, default=None)  # the first of equals

    def _count_areas(self, judged: Judged[Placing]) -> Tuple[int, int]:
        """Return how many municipalities, and how many areas of any level, the rows of a placing lie in."""
        column, level = judged.value.columns[0], judged.value.level
        finder = AreaFinder(self._columns[column].role, level)
        areas = {finder.find(cell) for cell in self._cells[column] if cell} - {None}
        return sum(1 for one in areas if one.level == MUNICIPALITY), len(areas)

    def _has_streets(self) -> bool:
        """Answer whether a column holds streets or house numbers."""
        return any(any(self._cells[one.index]) and _ADDRESS.search(plain_title(one.title)) and (
            one.kind is ColumnKind.TEXT or "hausn" in plain_title(one.title)) for one in self._columns)

    def _is_constant(self, column: int) -> bool:
        """Answer whether all rows name the same: the trees of a town are not to become its area a thousand times."""
        filled = [cell for cell in self._cells[column] if cell]
        return len(filled) > 3 and len(set(filled)) == 1

    def _make(self, columns: Tuple[int, int], crs: str, x: np.ndarray, y: np.ndarray, lost: bool = False) -> Placing:
        return Placing(PlacingKind.POINTS, columns, crs, north_first=columns[1] < columns[0], lost_sign=lost,
                       centre_25832=_centre(x, y, crs))

    def _why(self, placing: Placing, exchanged: bool, x: np.ndarray, y: np.ndarray) -> str:
        said = []
        if placing.lost_sign:
            said.append(tr("The degrees have lost their decimal sign; it is put back."))
        if exchanged:
            said.append(tr("The heads of the two columns are exchanged: the numbers decide."))
        elif placing.north_first:
            said.append(tr("North stands before east."))
        if not find_source_crs(x, y):
            said.append(tr("None of the places looked at lies in the Ruhr region."))
        return " ".join(said)

    def _values(self, column: int) -> np.ndarray:
        if column not in self._numbers:
            self._numbers[column] = read_numbers(self._cells[column], self._columns[column].decimal).values
        return self._numbers[column]


def _usable(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.isfinite(x) & np.isfinite(y) & ~((x == 0.0) & (y == 0.0))


def _find_reading(x: np.ndarray, y: np.ndarray, least: float) -> Tuple[str, bool] | None:
    """Return the system and whether y is east, if enough of the places then lie in or near the Ruhr."""
    good = _usable(x, y)
    for margin in (_NEAR_M, _FAR_M):
        best = next(iter(find_source_crs(x[good], y[good], margin_m=margin)), None)
        if best is not None and best.share >= least:
            return best.crs, best.swapped
    return None


def _elsewhere(x: np.ndarray, y: np.ndarray) -> Tuple[str, bool] | None:
    """Return the system of places in Germany, or degrees of anywhere."""
    good = _usable(x, y)
    x, y = x[good], y[good]
    for swapped in (False, True):
        east, north = (y, x) if swapped else (x, y)
        for crs, easts, norths in _GERMANY:
            inside = (east >= easts[0]) & (east <= easts[1]) & (north >= norths[0]) & (north <= norths[1])
            if len(inside) and inside.mean() >= _NAMED_SHARE:
                return crs, swapped
    return None


def _centre(x: np.ndarray, y: np.ndarray, crs: str) -> Tuple[float, float] | None:
    """Return the middle of the places if nine of ten lie within 100 km of it."""
    import numpy as np

    system = find_system(crs)
    if system is None:
        return None
    good = _usable(x, y)
    if system.units is Units.DEGREES:  # no places at all, so they say nothing on where the others are
        with np.errstate(invalid="ignore"):
            good &= (np.abs(x) <= 180.0) & (np.abs(y) <= 90.0)
    if not good.any():
        return None
    with np.errstate(all="ignore"):
        east, north = system.to_25832(x[good], y[good])
    middle = float(np.nanmedian(east)), float(np.nanmedian(north))
    near = np.hypot(east - middle[0], north - middle[1]) <= _FAR_M
    # One place with a wrong digit must not hide itself in a short table.
    most_far = max(1, round((1.0 - _CONCENTRATED) * len(near))) if len(near) > 2 else 0
    return middle if (~near).sum() <= most_far else None
