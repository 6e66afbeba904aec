# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons as flat arrays of directed edges, ready for kernels that loop over nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, List, Sequence

from ruhr_smartcity_plugin.core.analyses.raster_grid import Bounds
from ruhr_smartcity_plugin.core.errors import DependencyMissingError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np

#: Geometries decoded at once.
_PORTION = 2000
_EDGE_ARRAYS = ("owner", "x0", "y0", "x1", "y1")


def require_shapely() -> Any:
    """Return the package shapely, version 2 or newer.

    Raises
    ------
    DependencyMissingError
        If it is missing or too old. QGIS's installers carry it, some Linux packages do not.
    """
    try:
        import shapely
    except ImportError as error:
        raise DependencyMissingError(_shapely_sentence(), str(error)) from error
    if int(shapely.__version__.split(".")[0]) < 2:
        raise DependencyMissingError(_shapely_sentence(), f"shapely {shapely.__version__} is too old")
    return shapely


def _shapely_sentence() -> str:
    return tr(
        "This analysis needs the Python package shapely, version 2 or newer. "
        "The command “System check” in the menu “Ruhr Smart City” says how to install it."
    )


@dataclass(frozen=True)
class Areas:
    """The rings of many (multi)polygons as edges.

    `owner`, `x0`, `y0`, `x1`, `y1` are arrays of one length: edge *i* of area ``owner[i]`` runs from (x0, y0) to
    (x1, y1). Horizontal edges are left out, they never cross a row. All edges point north (y0 < y1), so that two
    areas that share an edge compute the very same crossings from it.
    """

    n: int
    owner: np.ndarray
    x0: np.ndarray
    y0: np.ndarray
    x1: np.ndarray
    y1: np.ndarray
    #: Areas that were invalid (bow-ties, overlapping rings) and were repaired.
    n_repaired: int = 0
    #: Areas without a usable polygon: null, empty, not readable, or nothing left after the repair.
    n_empty: int = 0

    @property
    def bounds(self) -> Bounds | None:
        """West, south, east, north of all edges; None if there are none."""
        if not len(self.x0):
            return None
        return (
            float(min(self.x0.min(), self.x1.min())),
            float(self.y0.min()),
            float(max(self.x0.max(), self.x1.max())),
            float(self.y1.max()),
        )


def read_areas(wkbs: Sequence[bytes | None], progress: Progress = SILENT) -> Areas:
    """Turn WKB polygons into `Areas`, one per entry; None and empty geometries keep their place without edges.

    Invalid polygons are repaired with GEOS ``make_valid``; of the result only the polygons count. Z and M are
    ignored, curves must be segmented before. Reads in portions: shapely holds Python's lock while it makes objects,
    and one call for all would freeze the user's window, even from a task.

    Raises
    ------
    DependencyMissingError
        If shapely is missing.
    CancelledError
        If the user asked to stop.

    Examples
    --------
    >>> read_areas([None, b"broken"]).n_empty
    2
    """
    shapely = require_shapely()
    portions = []
    for start in range(0, max(1, len(wkbs)), _PORTION):
        stop_if_cancelled(progress)
        portions.append(_read_portion(shapely, wkbs[start : start + _PORTION], start))
        progress.report(min(1.0, (start + _PORTION) / max(1, len(wkbs))))
    return _joined(portions)


def _read_portion(shapely: Any, wkbs: Sequence[bytes | None], first: int) -> Areas:
    import numpy as np

    geometries = shapely.from_wkb(np.array(list(wkbs), dtype=object), on_invalid="ignore")
    invalid = ~shapely.is_valid(geometries) & ~shapely.is_missing(geometries)
    if invalid.any():
        geometries[invalid] = _repaired(shapely, geometries[invalid])
    owner, rings = _rings(shapely, geometries)
    edges = _edges(shapely, rings, owner)
    n_empty = len(geometries) - len(np.unique(edges["owner"]))
    edges["owner"] = edges["owner"] + first
    return Areas(n=len(geometries), n_repaired=int(invalid.sum()), n_empty=n_empty, **edges)


def _joined(portions: List[Areas]) -> Areas:
    import numpy as np

    edges = {name: np.concatenate([getattr(one, name) for one in portions]) for name in _EDGE_ARRAYS}
    return Areas(
        n=sum(one.n for one in portions),
        n_repaired=sum(one.n_repaired for one in portions),
        n_empty=sum(one.n_empty for one in portions),
        **edges,
    )


def _repaired(shapely: Any, invalid: np.ndarray) -> np.ndarray:
    """Repair part by part, then unite: a cell under two overlapping parts of one area is inside it, and counts once."""
    import numpy as np

    coordinates, owner = shapely.get_coordinates(invalid, return_index=True)
    invalid[np.unique(owner[~np.isfinite(coordinates).all(axis=1)])] = None
    parts, part_owner = shapely.get_parts(invalid, return_index=True)
    parts = shapely.make_valid(parts)
    repaired = np.full(len(invalid), None, dtype=object)
    starts = np.flatnonzero(np.diff(part_owner, prepend=-1))
    for group in np.split(np.arange(len(parts)), starts[1:]):  # over the invalid areas only, which are few
        if len(group):
            repaired[part_owner[group[0]]] = shapely.union_all(parts[group])
    return repaired


def _rings(shapely: Any, geometries: np.ndarray) -> tuple:
    """Return the index of the area and the ring for every ring, exterior or hole."""
    parts, part_owner = shapely.get_parts(geometries, return_index=True)
    parts, inner_owner = shapely.get_parts(parts, return_index=True)  # a repair may nest a multipolygon in a collection
    part_owner = part_owner[inner_owner]
    polygons = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings, ring_owner = shapely.get_rings(parts[polygons], return_index=True)
    return part_owner[polygons][ring_owner], rings


def _edges(shapely: Any, rings: np.ndarray, owner: np.ndarray) -> dict:
    import numpy as np

    coordinates, ring = shapely.get_coordinates(rings, return_index=True)
    same_ring = ring[1:] == ring[:-1]
    start, end = coordinates[:-1][same_ring], coordinates[1:][same_ring]
    edge_owner = owner[ring[:-1][same_ring]]
    sloped = start[:, 1] != end[:, 1]
    start, end, edge_owner = start[sloped], end[sloped], edge_owner[sloped]
    south_to_north = (start[:, 1] < end[:, 1])[:, np.newaxis]
    low, high = np.where(south_to_north, start, end), np.where(south_to_north, end, start)
    return {
        "owner": edge_owner,
        "x0": np.ascontiguousarray(low[:, 0]),
        "y0": np.ascontiguousarray(low[:, 1]),
        "x1": np.ascontiguousarray(high[:, 0]),
        "y1": np.ascontiguousarray(high[:, 1]),
    }
