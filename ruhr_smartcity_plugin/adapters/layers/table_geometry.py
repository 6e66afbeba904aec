# SPDX-License-Identifier: GPL-2.0-or-later
"""Shapes for rows that name a municipality or a district: official boundaries if there are any, else schematic ones."""

from __future__ import annotations

from pathlib import Path
from typing import Dict

from osgeo import gdal, ogr

from ruhr_smartcity_plugin.adapters.region.boundary_store import LAYER_NAME, boundaries_path
from ruhr_smartcity_plugin.core.catalogue.tables.areas import DISTRICT, AreaKey
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.core.region.schematic import schematic_areas
from ruhr_smartcity_plugin.translation import tr


class AreaShapes:
    """Shapes by area in EPSG:25832; districts are put together from their municipalities."""

    def __init__(self, cache_dir: Path | None) -> None:
        self._shapes = _official(cache_dir) if cache_dir is not None else {}
        self.is_official = len(self._shapes) >= len(load_region().municipalities)
        if not self.is_official:
            self._shapes = {one.ags: ogr.CreateGeometryFromWkt(one.wkt()) for one in schematic_areas()}
        self._made: Dict[AreaKey, ogr.Geometry] = {}

    def shape(self, area: AreaKey) -> ogr.Geometry:
        """Return the multi-polygon of an area of the region."""
        if area not in self._made:
            self._made[area] = ogr.ForceToMultiPolygon(self._union(area))
        return self._made[area]

    def note(self) -> str:
        """Return what to say about the shapes; "" for official ones."""
        if self.is_official:
            return ""
        return tr("The areas are schematic: no official boundaries are stored yet. Load them and open the table again.")

    def _union(self, area: AreaKey) -> ogr.Geometry:
        if area.level != DISTRICT:
            return self._shapes[area.key].Clone()
        together = ogr.Geometry(ogr.wkbMultiPolygon)
        for ags in load_region().area_of_district(area.key).ags:
            shape = self._shapes[ags]
            for polygon in shape if shape.GetGeometryType() == ogr.wkbMultiPolygon else (shape,):
                together.AddGeometry(polygon)
        return together.UnionCascaded() or together


def _official(cache_dir: Path) -> Dict[str, ogr.Geometry]:
    path = boundaries_path(cache_dir)
    if not path.is_file():
        return {}
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR, allowed_drivers=["GPKG"])
    layer = dataset.GetLayerByName(LAYER_NAME) if dataset is not None else None
    if layer is None:
        return {}
    found = ((feature.GetField("ags"), feature.GetGeometryRef()) for feature in layer)
    return {ags: geometry.Clone() for ags, geometry in found if ags and geometry is not None}
