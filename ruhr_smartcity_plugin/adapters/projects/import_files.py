# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads what offices send (CSV, workbooks, GeoJSON, GeoPackage, JSON) as rows for the import of projects."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Tuple

from osgeo import gdal, ogr, osr

from ruhr_smartcity_plugin.adapters.layers.table_layer_sheets import is_workbook, list_sheets, read_sheet
from ruhr_smartcity_plugin.adapters.projects.exporting import WHOLE_RECORD
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.bundle_json import load_projects, read_plain
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import decode_wkb
from ruhr_smartcity_plugin.core.projects.import_table import MOST_ROWS, read_table
from ruhr_smartcity_plugin.core.projects.importing import SourceRow
from ruhr_smartcity_plugin.core.projects.record import Site, SiteShape
from ruhr_smartcity_plugin.translation import tr

_MOST_BYTES = 200 * 1024 * 1024
_TABLES = (".csv", ".txt", ".tsv")
_SHAPES = {ogr.wkbPoint: SiteShape.POINT, ogr.wkbMultiLineString: SiteShape.LINE, ogr.wkbMultiPolygon: SiteShape.AREA}


@dataclass(frozen=True)
class ImportFile:
    """The heads of the columns and the rows of a file; `columns` is empty where the rows carry whole projects."""

    columns: Tuple[str, ...]
    rows: Tuple[SourceRow, ...]


def read_import_file(path: Path) -> ImportFile:
    """Read a file. For use in a task. Raises InputError if it is no list of projects this plugin can read."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InputError(tr("The file “{name}” cannot be read. Check that it exists and may be opened.").format(
            name=path.name), str(error)) from error
    if size > _MOST_BYTES:
        raise InputError(tr("The file “{name}” is too large for a list of projects.").format(name=path.name))
    ending = path.suffix.lower()
    if ending in _TABLES:
        return _from_table(TableSource(path.name, path))
    if is_workbook(path):
        sheets = list_sheets(path)
        if not sheets:
            raise InputError(tr("The workbook “{name}” is empty.").format(name=path.name))
        return _from_table(read_sheet(path, sheets[0].name))
    if ending in (".json", ".geojson", ".jsonld"):
        found = _whole_projects(path)
        if found is not None:
            return _whole_file(found)
    return _from_layers(path)


def _from_table(source: TableSource) -> ImportFile:
    heads, rows = read_table(source)
    return ImportFile(tuple(heads), tuple(rows))


def _whole_projects(path: Path) -> Tuple[ProjectBundle, ...] | None:
    """Return the projects of a file of this plugin; None for any other JSON."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        document = json.loads(text)
    except (ValueError, OSError, RecursionError) as error:
        raise InputError(tr("The file “{name}” is no JSON that can be read.").format(name=path.name),
                         str(error)[:300]) from error
    if not isinstance(document, Mapping):
        return None
    if "projects" in document:
        return load_projects(text)
    parts = document.get("features") or document.get("@graph")
    if not isinstance(parts, list) or not parts:
        return None
    wholes = [_whole_in(one) for one in parts]
    return read_plain(wholes) if all(wholes) else None


def _whole_file(found: Iterable[ProjectBundle]) -> ImportFile:
    return ImportFile((), tuple(SourceRow(number, whole=one) for number, one in enumerate(found, 1)))


def _whole_in(part: Any) -> Mapping[str, Any] | None:
    found = part.get(WHOLE_RECORD) if isinstance(part, Mapping) else None
    if isinstance(found, Mapping) and "@value" in found:
        found = found["@value"]
    return found if isinstance(found, Mapping) and "project" in found else None


def _from_layers(path: Path) -> ImportFile:
    try:
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    except RuntimeError:  # where Processing has switched GDAL's exceptions on
        dataset = None
    if dataset is None:
        raise InputError(tr("“{name}” is no file this plugin can read projects from.").format(name=path.name),
                         gdal.GetLastErrorMsg())
    layers = [dataset.GetLayer(number) for number in range(dataset.GetLayerCount())]
    whole = next((one for one in layers if one.GetLayerDefn().GetFieldIndex(WHOLE_RECORD) >= 0), None)
    if whole is not None:
        return _whole_file(read_plain(json.loads(feature[WHOLE_RECORD]) for feature in whole))
    if not layers or sum(one.GetFeatureCount() for one in layers) > MOST_ROWS:
        raise InputError(tr("“{name}” is no file this plugin can read projects from.").format(name=path.name))
    columns: Dict[str, None] = {}
    rows: List[SourceRow] = []
    for layer in layers:
        definition = layer.GetLayerDefn()
        names = [definition.GetFieldDefn(number).GetName() for number in range(definition.GetFieldCount())]
        columns.update(dict.fromkeys(names))
        way = _way_to_metres(layer.GetSpatialRef())
        for feature in layer:
            cells = {name: feature.GetFieldAsString(name) for name in names if feature.IsFieldSetAndNotNull(name)}
            rows.append(SourceRow(len(rows) + 1, cells, tuple(_sites(feature.GetGeometryRef(), way))))
    return ImportFile(tuple(columns), tuple(rows))


def sites_in_text(text: str) -> Tuple[Site, ...]:
    """Return the places in WKT, in EPSG:25832. Raises InputError."""
    try:
        geometry = ogr.CreateGeometryFromWkt(text)
    except RuntimeError:
        geometry = None
    if geometry is None:
        raise InputError(tr("“{text}” is no geometry.").format(text=text[:60]))
    return tuple(_sites(geometry, None))


def _way_to_metres(system: Any) -> Any:
    if system is None:
        return None
    target, source = osr.SpatialReference(), system.Clone()
    target.ImportFromEPSG(25832)
    for one in (target, source):
        one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return None if source.IsSame(target) else osr.CoordinateTransformation(source, target)


def _sites(geometry: Any, way: Any) -> Iterator[Site]:
    if geometry is None or geometry.IsEmpty():
        return
    plain = geometry.GetLinearGeometry()
    plain.FlattenTo2D()
    if way is not None:
        plain.Transform(way)
    for part in _parts(plain):
        shape = _SHAPES[part.GetGeometryType()]
        yield Site(shape=shape, coordinates=decode_wkb(bytes(part.ExportToWkb())))


def _parts(geometry: Any) -> Iterator[Any]:
    """Return points, multi lines and multi areas; a collection is taken apart."""
    kind = geometry.GetGeometryType()
    if kind in (ogr.wkbGeometryCollection, ogr.wkbMultiPoint):
        for number in range(geometry.GetGeometryCount()):
            yield from _parts(geometry.GetGeometryRef(number).Clone())
    elif kind in (ogr.wkbLineString, ogr.wkbMultiLineString):
        yield ogr.ForceToMultiLineString(geometry.Clone())
    elif kind in (ogr.wkbPolygon, ogr.wkbMultiPolygon):
        yield ogr.ForceToMultiPolygon(geometry.Clone())
    elif kind == ogr.wkbPoint:
        yield geometry
    else:
        raise InputError(tr("A geometry of the kind “{kind}” cannot be a place.").format(
            kind=geometry.GetGeometryName()))
