# SPDX-License-Identifier: GPL-2.0-or-later
"""In which municipality does a point lie?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Tuple

from qgis.core import Qgis, QgsGeometry, QgsPointXY, QgsRectangle, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.region.boundary_store import LAYER_NAME, boundaries_path
from ruhr_smartcity_plugin.core.region.municipalities import Municipality, load_region

_Shape = Tuple[str, QgsRectangle, QgsGeometry]


@dataclass(frozen=True)
class MunicipalityAt:
    """The municipalities a point may lie in.

    `is_exact` says that official boundaries were asked: then there is one municipality, none outside the region, or
    several for a point on their common border. Without boundaries the boxes are asked, and usually several are left.
    """

    candidates: Tuple[Municipality, ...]
    is_exact: bool


def municipality_at(x_25832: float, y_25832: float, cache_dir: Path | None = None) -> MunicipalityAt:
    """Return the municipalities at a point given in EPSG:25832, from the cached boundaries if there are any."""
    region = load_region()
    shapes = _cached_shapes(cache_dir) if cache_dir is not None else ()
    if len(shapes) < len(region.municipalities):
        inside = [one for one in region.municipalities if _in_box(one.box_25832, x_25832, y_25832)]
        return MunicipalityAt(tuple(inside), False)
    point = QgsPointXY(x_25832, y_25832)
    place = QgsGeometry.fromPointXY(point)
    hits = [ags for ags, box, geometry in shapes if box.contains(point) and geometry.intersects(place)]
    return MunicipalityAt(tuple(one for one in region.municipalities if one.ags in hits), True)


def municipalities_crossed(geometry: QgsGeometry, cache_dir: Path) -> Tuple[Tuple[str, float], ...] | None:
    """Return the AGS a line or an area (EPSG:25832) shares something with, and how much in m or m², most first.

    None if there are no cached boundaries; what only touches from outside shares nothing.
    """
    shapes = _cached_shapes(cache_dir)
    if len(shapes) < len(load_region().municipalities):
        return None
    box = geometry.boundingBox()
    shared = [(ags, geometry.intersection(shape)) for ags, extent, shape in shapes
              if extent.intersects(box) and shape.intersects(geometry)]
    sizes = [(ags, part.area() if geometry.type() == Qgis.GeometryType.Polygon else part.length())
             for ags, part in shared]
    return tuple(sorted((one for one in sizes if one[1] > 0), key=lambda one: -one[1]))


def _in_box(box: Tuple[float, float, float, float], x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _cached_shapes(cache_dir: Path) -> Tuple[_Shape, ...]:
    path = boundaries_path(cache_dir)
    # While a layer is open on the file, new boundaries may still stand in SQLite's log beside it.
    log = path.with_name(path.name + "-wal")
    if not path.is_file():
        return ()
    return _read_shapes(str(path), path.stat().st_mtime_ns, log.stat().st_mtime_ns if log.is_file() else 0)


@lru_cache(maxsize=2)
def _read_shapes(path: str, _changed: int, _log_changed: int) -> Tuple[_Shape, ...]:
    layer = QgsVectorLayer(f"{path}|layername={LAYER_NAME}", "look-up", "ogr")
    if not layer.isValid():
        return ()
    return tuple((feature["ags"], feature.geometry().boundingBox(), QgsGeometry(feature.geometry()))
                 for feature in layer.getFeatures())
