# SPDX-License-Identifier: GPL-2.0-or-later
"""Do coordinates lie in the Ruhr, and if not: what is wrong with them?

Services and files are often mislabelled: axes swapped, UTM metres sold as degrees, the zone number left in front of
the easting. A coordinate of the Ruhr betrays its true system by its size alone, since the ranges do not overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Sequence, Tuple

from ruhr_smartcity_plugin.core.region.area import Box
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.core.region.reference_systems import SYSTEMS, ReferenceSystem, Units, find_system
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np

MARGIN_M = 10_000.0
_NULL_ISLAND_DEG = 1e-6
_NULL_ISLAND_M = 1.0


class Finding(Enum):
    """What was found out about a coordinate; the values are stable."""

    FITS = "fits"
    OUTSIDE = "outside"  # possible in the claimed system, but not in the Ruhr: a warning, no error
    SWAPPED_AXES = "swapped_axes"
    METRES_NOT_DEGREES = "metres_not_degrees"
    DEGREES_NOT_METRES = "degrees_not_metres"
    ZONE_PREFIX = "zone_prefix"
    GAUSS_KRUEGER = "gauss_krueger"
    WEB_MERCATOR = "web_mercator"
    OTHER_CRS = "other_crs"
    NULL_ISLAND = "null_island"
    IMPOSSIBLE = "impossible"  # no number, or no place in the claimed system


_FINDINGS = tuple(Finding)
_REPAIRABLE = frozenset(Finding) - {Finding.FITS, Finding.OUTSIDE, Finding.NULL_ISLAND, Finding.IMPOSSIBLE}


@dataclass(frozen=True)
class Verdict:
    """The judgement on one coordinate.

    `crs` and `swapped` say how the numbers must be read (`crs` is "" where nobody can tell); `corrected_25832` is the
    place in EPSG:25832 in metres, exact to 1 mm, from Gauss-Krüger to about 3 m; None where there is none.
    `sentence` is for the user and empty if all is well.
    """

    kind: Finding
    crs: str
    swapped: bool
    corrected_25832: Tuple[float, float] | None
    sentence: str

    @property
    def is_repairable(self) -> bool:
        """Answer whether reading the numbers in `crs` (and `swapped`) puts them into the Ruhr."""
        return self.kind in _REPAIRABLE


@dataclass(frozen=True)
class Candidate:
    """One way to read coordinates: system, whether the axes are swapped, and the share that then lies in the Ruhr."""

    crs: str
    swapped: bool
    share: float


@dataclass(frozen=True)
class Judgement:
    """The judgement on many coordinates: one finding each, and the corrected places (NaN where there is none).

    `codes` holds for each coordinate the place of its finding in `tuple(Finding)`.
    """

    codes: np.ndarray
    x_25832: np.ndarray
    y_25832: np.ndarray

    @property
    def kinds(self) -> Tuple[Finding, ...]:
        """The findings, one for each coordinate."""
        return tuple(_FINDINGS[code] for code in self.codes)

    def count(self, kind: Finding) -> int:
        """Return how many coordinates got this finding."""
        return int((self.codes == _FINDINGS.index(kind)).sum())


def judge_point(x: float, y: float, claimed_crs: str = "EPSG:25832", *, margin_m: float = MARGIN_M) -> Verdict:
    """Judge one coordinate as a file or service gave it (x first: east or longitude).

    Parameters
    ----------
    claimed_crs : what the source says, as "EPSG:4326". For a system not known here only other readings are tried,
        and a coordinate that fits none is taken as `OUTSIDE`.
    margin_m : how far around the region's box a place still counts as "in the Ruhr", at most 100 km.

    >>> judge_point(51.4818, 7.2162, "EPSG:4326").kind.value  # Bochum, latitude first
    'swapped_axes'
    >>> judge_point(8.5417, 47.3769, "EPSG:4326").kind.value  # Zürich
    'outside'
    """
    import numpy as np

    codes, readings, east, north = _judge(np.array([x], dtype=float), np.array([y], dtype=float), claimed_crs, margin_m)
    kind = _FINDINGS[codes[0]]
    system, swapped = _readings()[readings[0]] if readings[0] >= 0 else (find_system(claimed_crs), False)
    if system is not None and kind is Finding.IMPOSSIBLE:
        system = None
    place = None if np.isnan(east[0]) else (float(east[0]), float(north[0]))
    sentence = _sentence(kind, x, y, claimed_crs, _named(system, swapped))
    return Verdict(kind, system.crs if system else "", swapped, place, sentence)


def judge_points(xs: Sequence[float], ys: Sequence[float], claimed_crs: str = "EPSG:25832", *,
                 margin_m: float = MARGIN_M) -> Judgement:
    """Judge many coordinates at once; see `judge_point`. Empty input gives an empty judgement."""
    import numpy as np

    x, y = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    codes, _readings_used, east, north = _judge(x, y, claimed_crs, margin_m)
    return Judgement(codes, east, north)


def find_source_crs(xs: Sequence[float], ys: Sequence[float], *, margin_m: float = MARGIN_M) -> Tuple[Candidate, ...]:
    """Return the readings that put at least one coordinate into the Ruhr, best first.

    Coordinates that are no numbers do not count. Empty if nothing lies in the Ruhr however it is read.
    """
    import numpy as np

    x, y = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    usable = np.isfinite(x) & np.isfinite(y)
    if not usable.any():
        return ()
    x, y = x[usable], y[usable]
    found = []
    for system, swapped in _readings():
        east, north = _read(system, swapped, x, y)
        share = float(np.mean(_in_ruhr(east, north, margin_m)))
        if share > 0.0:
            found.append(Candidate(system.crs, swapped, share))
    return tuple(sorted(found, key=lambda one: -one.share))


def _readings() -> Tuple[Tuple[ReferenceSystem, bool], ...]:
    return tuple((system, swapped) for system in SYSTEMS for swapped in (False, True))


def _read(system: ReferenceSystem, swapped: bool, x: np.ndarray, y: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    """Return the places in EPSG:25832; NaN where the numbers cannot be near the Ruhr in this reading."""
    import numpy as np

    first, second = (y, x) if swapped else (x, y)
    xmin, ymin, xmax, ymax = system.rough_box
    near = (first >= xmin) & (first <= xmax) & (second >= ymin) & (second <= ymax)
    east, north = np.full(len(x), np.nan), np.full(len(x), np.nan)
    if near.any():
        east[near], north[near] = system.to_25832(first[near], second[near])
    return east, north


def _in_ruhr(east: np.ndarray, north: np.ndarray, margin_m: float) -> np.ndarray:
    xmin, ymin, xmax, ymax = _ruhr_box()
    in_width = (east >= xmin - margin_m) & (east <= xmax + margin_m)
    return in_width & (north >= ymin - margin_m) & (north <= ymax + margin_m)


def _ruhr_box() -> Box:
    return load_region().box_25832


def _judge(x: np.ndarray, y: np.ndarray, claimed_crs: str, margin_m: float) -> tuple:
    """Return codes of findings, indices of readings (-1: none) and places; the claimed reading goes first."""
    import numpy as np

    claimed = find_system(claimed_crs)
    codes = np.full(len(x), _FINDINGS.index(Finding.IMPOSSIBLE), dtype=np.uint8)
    used = np.full(len(x), -1)
    east, north = np.full(len(x), np.nan), np.full(len(x), np.nan)
    still_open = np.isfinite(x) & np.isfinite(y)
    for number, (system, swapped) in sorted(enumerate(_readings()), key=lambda one: one[1][0] is not claimed):
        if not still_open.any():
            break
        e, n = _read(system, swapped, x, y)
        hits = still_open & _in_ruhr(e, n, margin_m)
        codes[hits], used[hits] = _FINDINGS.index(_kind_of(system, swapped, claimed)), number
        east[hits], north[hits] = e[hits], n[hits]
        still_open &= ~hits
    for kind, mask in _outside(x, y, claimed):
        codes[still_open & mask] = _FINDINGS.index(kind)
    outside = still_open & (codes == _FINDINGS.index(Finding.OUTSIDE))
    if claimed is not None and outside.any():
        with np.errstate(all="ignore"):
            east[outside], north[outside] = claimed.to_25832(x[outside], y[outside])
    return codes, used, east, north


def _outside(x: np.ndarray, y: np.ndarray, claimed: ReferenceSystem | None) -> Tuple[Tuple[Finding, np.ndarray], ...]:
    """Tell apart what fits no reading; later entries win."""
    import numpy as np

    everything = np.ones(len(x), dtype=bool)
    if claimed is None:
        return ((Finding.OUTSIDE, everything),)
    degrees = claimed.units is Units.DEGREES
    near = _NULL_ISLAND_DEG if degrees else _NULL_ISLAND_M
    with np.errstate(invalid="ignore"):
        origin = (np.abs(x) <= near) & (np.abs(y) <= near)
        nowhere = ((np.abs(x) > 360.0) | (np.abs(y) > 90.0)) & degrees
    return (Finding.OUTSIDE, everything), (Finding.NULL_ISLAND, origin), (Finding.IMPOSSIBLE, nowhere)


def _kind_of(system: ReferenceSystem, swapped: bool, claimed: ReferenceSystem | None) -> Finding:
    if system is claimed:
        return Finding.SWAPPED_AXES if swapped else Finding.FITS
    if system.crs == "EPSG:4647":
        return Finding.ZONE_PREFIX
    if system.crs in ("EPSG:31466", "EPSG:31467"):
        return Finding.GAUSS_KRUEGER
    if system.crs == "EPSG:3857":
        return Finding.WEB_MERCATOR
    if claimed is not None and claimed.units is not system.units:
        return Finding.METRES_NOT_DEGREES if system.units is Units.METRES else Finding.DEGREES_NOT_METRES
    return Finding.OTHER_CRS


def _named(system: ReferenceSystem | None, swapped: bool) -> str:
    if system is None:
        return ""
    name = tr("{name} ({crs}) with exchanged axes") if swapped else "{name} ({crs})"
    return name.format(name=system.name, crs=system.crs)


def _sentence(kind: Finding, x: float, y: float, claimed_crs: str, found: str) -> str:
    texts = {
        Finding.FITS: "",
        Finding.OUTSIDE: tr("The coordinate {x}, {y} ({claimed}) does not lie in the Ruhr region. "
                            "That is allowed; check whether it is meant."),
        Finding.SWAPPED_AXES: tr("The axes of the coordinate {x}, {y} are swapped; read as {found} "
                                 "it lies in the Ruhr region."),
        Finding.METRES_NOT_DEGREES: tr("The coordinate {x}, {y} is given in metres, although {claimed} means degrees; "
                                       "read it as {found}."),
        Finding.DEGREES_NOT_METRES: tr("The coordinate {x}, {y} is given in degrees, although {claimed} means metres; "
                                       "read it as {found}."),
        Finding.ZONE_PREFIX: tr("The coordinate {x}, {y} carries the zone number 32 in front of its easting; "
                                "read it as {found}."),
        Finding.GAUSS_KRUEGER: tr("The coordinate {x}, {y} is a Gauss-Krüger coordinate; read it as {found}."),
        Finding.WEB_MERCATOR: tr("The coordinate {x}, {y} is in metres of web maps (Web Mercator); "
                                 "read it as {found}."),
        Finding.OTHER_CRS: tr("The coordinate {x}, {y} is not in {claimed}; read as {found} "
                              "it lies in the Ruhr region."),
        Finding.NULL_ISLAND: tr("The coordinate is 0, 0: the place is missing in the source."),
        Finding.IMPOSSIBLE: tr("The coordinate {x}, {y} is no place in {claimed}. Correct it in the source."),
    }
    return texts[kind].format(x=f"{x:.15g}", y=f"{y:.15g}", claimed=claimed_crs, found=found)
