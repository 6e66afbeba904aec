# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of a table written into the tables of a GeoPackage: typed fields, original heads as aliases, spatial index."""

from __future__ import annotations

import struct
from pathlib import Path
from types import TracebackType
from typing import Any, Dict, Iterator, List, Tuple

from osgeo import gdal, ogr, osr
from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ruhr_smartcity_plugin.adapters.layers.table_geometry import AreaShapes
from ruhr_smartcity_plugin.core.catalogue.tables.columns import Column, ColumnKind
from ruhr_smartcity_plugin.core.catalogue.tables.placing import PlacingKind
from ruhr_smartcity_plugin.core.catalogue.tables.reading import Part
from ruhr_smartcity_plugin.core.catalogue.tables.understanding import Understanding

# Without GDAL's own table of counts: after a failed write it would hold a count that is not that of the rows.
_CREATION = ["ADD_GPKG_OGR_CONTENTS=NO"]
_TYPES = {
    ColumnKind.TEXT: ogr.OFTString,
    ColumnKind.KEY: ogr.OFTString,
    ColumnKind.INTEGER: ogr.OFTInteger64,
    ColumnKind.DECIMAL: ogr.OFTReal,
    ColumnKind.DATE: ogr.OFTDate,
    ColumnKind.DATETIME: ogr.OFTDateTime,
    ColumnKind.BOOLEAN: ogr.OFTInteger,
}
_FAMILIES = {"point": ("points", ogr.wkbMultiPoint), "line": ("lines", ogr.wkbMultiLineString),
             "polygon": ("polygons", ogr.wkbMultiPolygon), "other": ("collections", ogr.wkbGeometryCollection)}
_LINE_FIELD = "zeile"
_WITHOUT = "rows_without_place"
_PLAIN = "rows"


class TableWriter:
    """Writes the parts of one table; tables of the file are made when the first row for them comes.

    Use it by `with`: an error or a cancel closes the file, so that it can be removed.
    """

    def __init__(self, path: Path, understanding: Understanding, kind: PlacingKind, shapes: AreaShapes | None) -> None:
        self._kind, self._shapes, self._place = kind, shapes, understanding.placing.value
        kept = understanding.kept_columns()
        # The text of a geometry is not kept beside the geometry.
        self._columns: List[Tuple[int, Column]] = [
            (place, column) for place, column in enumerate(kept)
            if not (kind is PlacingKind.WKT and column.index in self._place.columns)]
        self._line_field = _free_name(_LINE_FIELD, {column.field for column in kept})
        self._counts: Dict[Tuple[str, bool], int] = {}
        self._layers: Dict[str, ogr.Layer] = {}
        self._dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown, _CREATION)
        if self._dataset is None:
            raise RuntimeError(gdal.GetLastErrorMsg() or "the file cannot be created")
        self._check(self._dataset.StartTransaction())

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def write(self, part: Part) -> None:
        """Write the rows of a part. Raises RuntimeError where the driver refuses."""
        values = [part.columns[place].as_list() for place, _column in self._columns]
        rows = zip(part.line_numbers, zip(*values)) if values else ((line, ()) for line in part.line_numbers)
        for (table, shape), (line, row) in zip(self._geometries(part), rows):
            layer = self._layers.get(table) or self._make_layer(table)
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetField(0, line)
            for place, value in enumerate(row, start=1):
                if value is None:
                    feature.SetFieldNull(place)
                elif isinstance(value, bool):
                    feature.SetField(place, int(value))
                else:
                    feature.SetField(place, value)
            if shape is not None:
                feature.SetGeometryDirectly(shape)
            self._check(layer.CreateFeature(feature))
            self._counts[table, table != _PLAIN and table != _WITHOUT] += 1

    def close(self) -> Dict[Tuple[str, bool], int]:
        """End the transaction and return the rows by table and whether it has places."""
        if not self._counts:
            self._make_layer(_PLAIN)
        self._check(self._dataset.CommitTransaction())
        self._close()
        # Places first: that is what goes on the map.
        return dict(sorted(self._counts.items(), key=lambda one: not one[0][1]))

    def _close(self) -> None:
        self._layers.clear()
        self._dataset = None  # closes the file

    def _geometries(self, part: Part) -> Iterator[Tuple[str, ogr.Geometry | None]]:
        places = part.places
        if self._kind in (PlacingKind.POINTS, PlacingKind.PAIR):
            for x, y in zip(places.x.tolist(), places.y.tolist()):
                if x == x and y == y:
                    yield "points", ogr.CreateGeometryFromWkb(struct.pack("<bIdd", 1, 1, x, y))
                else:
                    yield _WITHOUT, None
        elif self._kind is PlacingKind.AREAS:
            for area in places.areas:
                yield (_WITHOUT, None) if area is None else ("polygons", self._shapes.shape(area).Clone())
        elif self._kind is PlacingKind.WKT:
            for cell in places.geometries:
                yield (_WITHOUT, None) if cell is None else self._from_wkt(cell)
        else:
            for _line in part.line_numbers:
                yield _PLAIN, None

    def _from_wkt(self, cell: Any) -> Tuple[str, ogr.Geometry | None]:
        geometry = ogr.CreateGeometryFromWkt(cell.text)
        if geometry is None:
            return _WITHOUT, None
        if self._place.north_first:
            geometry.SwapXY()
        table, kind = _FAMILIES[cell.family]
        return table, ogr.ForceTo(geometry, kind)

    def _make_layer(self, table: str) -> ogr.Layer:
        is_spatial = table not in (_PLAIN, _WITHOUT)
        if is_spatial:
            kinds = dict(_FAMILIES.values())
            kind = ogr.wkbPoint if self._kind in (PlacingKind.POINTS, PlacingKind.PAIR) else kinds[table]
            layer = self._dataset.CreateLayer(table, _system(self._place.crs), kind, ["SPATIAL_INDEX=YES"])
        else:
            layer = self._dataset.CreateLayer(table, None, ogr.wkbNone, ["ASPATIAL_VARIANT=GPKG_ATTRIBUTES"])
        if layer is None:
            raise RuntimeError(gdal.GetLastErrorMsg() or "the table cannot be made")
        line = ogr.FieldDefn(self._line_field, ogr.OFTInteger64)
        self._check(layer.CreateField(line))
        for _place, column in self._columns:
            self._check(layer.CreateField(_field(column)))
        self._layers[table] = layer
        self._counts[table, is_spatial] = 0
        return layer

    @staticmethod
    def _check(code: int) -> None:
        if code != ogr.OGRERR_NONE:
            raise RuntimeError(gdal.GetLastErrorMsg() or f"OGR error {code}")


def _field(column: Column) -> ogr.FieldDefn:
    field = ogr.FieldDefn(column.field, _TYPES.get(column.kind, ogr.OFTString))
    if column.kind is ColumnKind.BOOLEAN:
        field.SetSubType(ogr.OFSTBoolean)
    if column.title:
        field.SetAlternativeName(column.title)
    return field


def _free_name(name: str, taken: set) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def _system(crs: str) -> osr.SpatialReference:
    system = osr.SpatialReference()
    # Systems the user made in QGIS ("USER:100000") are known to QGIS only.
    text = crs if crs.startswith("EPSG:") else QgsCoordinateReferenceSystem(crs).toWkt(Qgis.CrsWktVariant.Preferred)
    if not text or system.SetFromUserInput(text) != 0:
        raise RuntimeError(f"unknown reference system {crs}")
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return system
