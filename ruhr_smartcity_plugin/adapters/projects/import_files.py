# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads what offices send (CSV, workbooks, GeoJSON, GeoPackage, zipped layers, JSON) as rows for the import."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, Tuple

from osgeo import gdal, ogr, osr

from ruhr_smartcity_plugin.adapters.layers.table_layer_sheets import is_workbook, list_sheets, read_sheet
from ruhr_smartcity_plugin.adapters.projects.exporting import WHOLE_RECORD
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore, is_register
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.bundle_json import load_projects, read_plain
from ruhr_smartcity_plugin.core.projects.coordinates import number_pairs, parse_coordinates
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import decode_wkb
from ruhr_smartcity_plugin.core.projects.import_mapping import suggest_mapping
from ruhr_smartcity_plugin.core.projects.import_table import MOST_ROWS, read_table
from ruhr_smartcity_plugin.core.projects.import_values import CellError, read_number
from ruhr_smartcity_plugin.core.projects.importing import SourceRow, typed_position
from ruhr_smartcity_plugin.core.projects.record import Site, SiteShape
from ruhr_smartcity_plugin.translation import tr

_MOST_BYTES = 200 * 1024 * 1024
_TABLES = (".csv", ".txt", ".tsv")
_IN_ARCHIVES = (".shp", ".gpkg", ".geojson", ".gml", ".fgb")  # what is looked for in a zip file, the first kind found
_SRID = re.compile(r"\s*SRID=(\d{4,6});", re.IGNORECASE)
_WKT = re.compile(r"[A-Z]{4}\s*(?:ZM?|M)?\s*(?:\(|EMPTY)", re.IGNORECASE)
_SHAPES = {ogr.wkbPoint: SiteShape.POINT, ogr.wkbMultiLineString: SiteShape.LINE, ogr.wkbMultiPolygon: SiteShape.AREA}


@dataclass(frozen=True)
class ImportFile:
    """The heads of the columns and the rows of a file; `columns` is empty where the rows carry whole projects.

    `layers` names the sheets or layers to choose from, `layer` the one that was read (empty: all of them).
    """

    columns: Tuple[str, ...]
    rows: Tuple[SourceRow, ...]
    layers: Tuple[str, ...] = ()
    layer: str = ""

    def examples(self, column: str, most: int = 3) -> Tuple[str, ...]:
        """Return the first different values of a column."""
        found: Dict[str, None] = {}
        for row in self.rows:
            text = row.cells.get(column, "").strip()
            if text:
                found[text] = None
            if len(found) == most:
                break
        return tuple(found)


def read_import_file(path: Path, layer: str = "", crs: str = "") -> ImportFile:
    """Read a file, or one of its sheets or layers. For use in a task.

    `crs` ("EPSG:…") is the system of places whose own is not stated. Raises InputError if it is no list of projects
    this plugin can read, StoreError for a register that cannot be read.
    """
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
        return _from_workbook(path, layer)
    if ending == ".gpkg" and not layer and is_register(path):
        return _whole_file(GeoPackageStore(path).all_projects())
    if ending in (".json", ".geojson", ".jsonld"):
        found = _whole_projects(path)
        if found is not None:
            return _whole_file(found)
    return _from_layers(path, layer, crs)


def _from_table(source: TableSource) -> ImportFile:
    heads, rows = read_table(source)
    if not rows:
        raise _empty(source.name)
    return ImportFile(tuple(heads), tuple(rows))


def _empty(name: str) -> InputError:
    return InputError(tr("“{name}” holds no projects: there is no row in it.").format(name=name))


def _from_workbook(path: Path, chosen: str) -> ImportFile:
    """Read the sheet that is asked for, else the first that has a column of titles, else the first with a table."""
    names = tuple(one.name for one in list_sheets(path))
    if not names:
        raise InputError(tr("The workbook “{name}” is empty.").format(name=path.name))
    found: Dict[str, ImportFile] = {}
    refused: InputError | None = None
    for name in (chosen,) if chosen else names:
        try:
            found[name] = replace(_from_table(read_sheet(path, name)), layers=names, layer=name)
        except InputError as error:
            refused = refused or error
            continue
        if "title" in suggest_mapping(found[name].columns):
            return found[name]
    if not found and refused is not None:
        raise refused
    return next(iter(found.values()))


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
        found = load_projects(text)
        if not found:
            raise _empty(path.name)
        return found
    parts = document.get("features", document.get("@graph"))
    if parts == []:
        raise _empty(path.name)
    if not isinstance(parts, list):
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


def _from_layers(path: Path, chosen: str, crs: str) -> ImportFile:
    try:
        dataset = gdal.OpenEx(_place_of_layers(path), gdal.OF_VECTOR)
    except RuntimeError:  # where Processing has switched GDAL's exceptions on
        dataset = None
    if dataset is None:
        raise InputError(tr("“{name}” is no file this plugin can read projects from.").format(name=path.name),
                         gdal.GetLastErrorMsg())
    layers = [dataset.GetLayer(number) for number in range(dataset.GetLayerCount())]
    wholes = next(filter(None, map(_wholes_of, layers)), None)
    if wholes is not None:
        return _whole_file(read_plain(wholes))
    names = tuple(one.GetName() for one in layers)
    read = [one for one in layers if chosen in ("", one.GetName())]
    if not read or sum(one.GetFeatureCount() for one in read) > MOST_ROWS:
        raise InputError(tr("“{name}” is no file this plugin can read projects from.").format(name=path.name))
    columns: Dict[str, None] = {}
    rows: List[SourceRow] = []
    for layer in read:
        columns.update(dict.fromkeys(_field_names(layer)))
        rows += _layer_rows(layer, len(rows), crs)
    if not rows:
        raise _empty(path.name)
    return ImportFile(tuple(columns), tuple(rows), names if len(names) > 1 else (), chosen)


def _place_of_layers(path: Path) -> str:
    """Return what GDAL opens: the file itself, or what lies in a zip file, all shapefiles of a folder as one."""
    if path.suffix.lower() != ".zip":
        return str(path)
    archive = f"/vsizip/{{{path}}}"
    names = sorted(gdal.ReadDirRecursive(archive) or ())
    for ending in _IN_ARCHIVES:
        found = [one for one in names if one.lower().endswith(ending) and not one.startswith("__MACOSX/")]
        if found:
            inner = found[0].rpartition("/")[0] if ending == ".shp" else found[0]
            return f"{archive}/{inner}".rstrip("/")
    return str(path)


def _wholes_of(layer: Any) -> List[Mapping[str, Any]]:
    """Return the whole projects of a layer this plugin wrote; none for a layer of others with such a column."""
    if WHOLE_RECORD not in _field_names(layer):
        return []
    found: List[Mapping[str, Any]] = []
    for feature in layer:
        try:
            one = json.loads(feature.GetFieldAsString(WHOLE_RECORD))
        except (ValueError, RecursionError):
            one = None
        if not isinstance(one, Mapping) or "project" not in one:
            layer.ResetReading()
            return []
        found.append(one)
    return found


def _field_names(layer: Any) -> List[str]:
    definition = layer.GetLayerDefn()
    return [_readable(definition.GetFieldDefn(number).GetName()) for number in range(definition.GetFieldCount())]


def _layer_rows(layer: Any, before: int, crs: str) -> Iterator[SourceRow]:
    names, way = _field_names(layer), _way_to_metres(layer.GetSpatialRef() or system_of(crs))
    for number, feature in enumerate(layer, before + 1):
        cells = {name: _cell(feature, index) for index, name in enumerate(names) if feature.IsFieldSetAndNotNull(index)}
        try:
            yield SourceRow(number, cells, tuple(_sites(feature.GetGeometryRef(), way)))
        except InputError as error:
            yield SourceRow(number, cells, fault=error.sentence)


def _readable(text: str) -> str:
    """Return a text of a layer as written: QGIS lets GDAL hand over the bytes of shapefiles as they are.

    What is no UTF-8 is Windows-1252, the encoding of German offices; it comes with its bytes escaped.
    """
    if not any("\udc80" <= one <= "\udcff" for one in text):
        return text
    return text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _cell(feature: Any, index: int) -> str:
    """Return a field as the text of a cell; GDAL would write a list as "(2:05911000,05916000)", and cut a long one."""
    value = feature.GetField(index)
    is_list = isinstance(value, (list, tuple))
    return _readable("; ".join(map(str, value)) if is_list else feature.GetFieldAsString(index))


def system_of(crs: str) -> Any:
    """Return a coordinate reference system by its code; None for no code. Raises InputError."""
    if not crs:
        return None
    system = osr.SpatialReference()
    try:
        is_known = system.SetFromUserInput(crs) == ogr.OGRERR_NONE
    except RuntimeError:
        is_known = False
    if not is_known:
        raise InputError(tr("“{name}” is no coordinate reference system.").format(name=crs))
    return system


def position_reader(crs: str) -> Callable[[str, str], Tuple[float, float]]:
    """Return what reads two cells as a place in EPSG:25832; without `crs` the numbers themselves show their system."""
    if not crs:
        return typed_position
    way = _way_to_metres(system_of(crs))

    def read(x: str, y: str) -> Tuple[float, float]:
        try:
            point = ogr.CreateGeometryFromWkt(f"POINT ({read_number(x)!r} {read_number(y)!r})")
        except CellError as error:
            raise InputError(str(error)) from error
        (site,) = _sites(point, way)
        return site.coordinates

    return read


def sites_in_text(text: str, crs: str = "") -> Tuple[Site, ...]:
    """Return the places in WKT or EWKT, or the one that coordinates name, in EPSG:25832. Raises InputError.

    The system is the one the text names ("SRID=4326;POINT …"), else `crs`, else degrees if all numbers can be
    degrees (longitude first), else EPSG:25832.
    """
    named = _SRID.match(text)
    if not _WKT.search(text):
        return (Site(coordinates=_typed_place(text, crs)),)
    try:
        geometry = ogr.CreateGeometryFromWkt(text[named.end():] if named else text)
    except RuntimeError:
        geometry = None
    if geometry is None:
        raise InputError(tr("“{text}” is no geometry.").format(text=text[:60]))
    system = f"EPSG:{named[1]}" if named else crs
    if not system and not geometry.IsEmpty() and _can_be_degrees(geometry.GetEnvelope()):
        system = "EPSG:4326"
    return tuple(_sites(geometry, _way_to_metres(system_of(system))))


def _typed_place(text: str, crs: str) -> Tuple[float, float]:
    pairs = number_pairs(text) if crs else ()
    if pairs:
        return position_reader(crs)(*(repr(one) for one in pairs[0]))
    place = parse_coordinates(text)
    return place.x, place.y


def _can_be_degrees(box: Tuple[float, float, float, float]) -> bool:
    west, east, south, north = box
    return -180 <= west <= east <= 180 and -90 <= south <= north <= 90


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
        _transform(plain, way)
    for part in _parts(plain):
        shape = _SHAPES[part.GetGeometryType()]
        yield Site(shape=shape, coordinates=decode_wkb(bytes(part.ExportToWkb())))


def _transform(geometry: Any, way: Any) -> None:
    try:
        is_done = geometry.Transform(way) == ogr.OGRERR_NONE
    except RuntimeError:
        is_done = False
    if not is_done:
        raise InputError(tr("A place does not lie where its coordinate reference system is valid."))


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
