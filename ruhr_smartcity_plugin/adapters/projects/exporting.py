# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes projects into a file for others: the public part, or everything if that is asked for by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, Iterable, List, Sequence, Tuple

from osgeo import gdal, ogr, osr

from ruhr_smartcity_plugin.adapters.layers.download_file import replacing
from ruhr_smartcity_plugin.adapters.projects.destination import check_destination
from ruhr_smartcity_plugin.adapters.projects.master_files import write_master_layer
from ruhr_smartcity_plugin.core.errors import InputError, StoreError
from ruhr_smartcity_plugin.core.kept_file import write_kept
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.bundle_json import as_plain, dump_projects
from ruhr_smartcity_plugin.core.projects.columns import Column, Kind
from ruhr_smartcity_plugin.core.projects.export_notes import ExportNotes
from ruhr_smartcity_plugin.core.projects.export_text import csv_notes, to_csv, to_geojson, to_jsonld
from ruhr_smartcity_plugin.core.projects.file_mark import INTERNAL_MARK
from ruhr_smartcity_plugin.core.projects.flat import column_names, flat_row, internal_columns, public_columns
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import encode_wkb
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.master_exchange import MEMBER, plain_masters
from ruhr_smartcity_plugin.core.projects.publicity import public_bundles
from ruhr_smartcity_plugin.core.projects.record import SiteShape
from ruhr_smartcity_plugin.translation import tr

ENDINGS = (".csv", ".geojson", ".gpkg", ".json", ".jsonld")
WHOLE_RECORD = "project"  # a column with all of a project, so that it can be imported again as it is
_LAYERS = ((SiteShape.POINT, "project_points", ogr.wkbPoint),
           (SiteShape.LINE, "project_lines", ogr.wkbMultiLineString),
           (SiteShape.AREA, "project_areas", ogr.wkbMultiPolygon))
_SITE_COLUMNS = ("label", "role", "ags", "address", "accuracy")
_TEXT = (ogr.OFTString, ogr.OFSTNone)
_TYPES = {Kind.INTEGER: (ogr.OFTInteger, ogr.OFSTNone), Kind.COUNTER: (ogr.OFTInteger, ogr.OFSTNone),
          Kind.NUMBER: (ogr.OFTReal, ogr.OFSTNone), Kind.FLAG: (ogr.OFTInteger, ogr.OFSTBoolean),
          Kind.ANSWER: (ogr.OFTInteger, ogr.OFSTBoolean), Kind.DAY: (ogr.OFTDate, ogr.OFSTNone)}


def export_projects(bundles: Iterable[ProjectBundle], path: Path, *, internal: bool, licence: str = "",
                    attribution: str = "", masters: Sequence[MasterRecord] = ()) -> int:
    """Write projects in the format the file's ending names; returns how many.

    Without `internal` only the public part of public projects. The file appears when it is complete and replaces an
    older one; the notes on a CSV file stand in a file beside it. `masters` are written with `internal` only, into .json
    and .gpkg. Raises InputError for other endings and for a register, StoreError if it cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InputError(tr("Files ending with “{ending}” cannot be written. Choose one of: {endings}.").format(
            ending=ending, endings=", ".join(ENDINGS)))
    check_destination(path)
    shown = tuple(bundles) if internal else public_bundles(bundles)
    notes, masters = ExportNotes(internal, licence, attribution), masters if internal else ()
    if ending != ".gpkg":
        write_kept(path, _text(ending, shown, notes, masters).encode(_encoding(ending), "replace"))
        if ending == ".csv" and (licence or attribution):
            beside = path.with_name(f"{path.name}-metadata.json")
            write_kept(beside, csv_notes(path.name, notes).encode("utf-8", "replace"))
        return len(shown)
    try:
        with replacing(path) as passing:
            _write_geopackage(passing, shown, notes, masters)
    except RuntimeError as error:
        raise StoreError(tr(
            "The file “{name}” cannot be written. Check the rights on the folder and the space left.",
        ).format(name=path.name), str(error)) from error
    return len(shown)


def _encoding(ending: str) -> str:
    return "utf-8-sig" if ending == ".csv" else "utf-8"  # spreadsheets take the mark for a sign of UTF-8


def _text(ending: str, bundles: Sequence[ProjectBundle], notes: ExportNotes, masters: Sequence[MasterRecord]) -> str:
    if ending == ".csv":
        return to_csv(bundles, internal=notes.internal)
    if ending == ".geojson":
        return to_geojson(bundles, notes)
    if ending == ".jsonld":
        return to_jsonld(bundles, notes)
    return dump_projects(bundles, notes, **({MEMBER: plain_masters(masters)} if masters else {}))


def _write_geopackage(path: Path, bundles: Sequence[ProjectBundle], notes: ExportNotes,
                      masters: Sequence[MasterRecord]) -> None:
    """A file of its own for each export: nothing of what it does not show was ever in it."""
    internal = notes.internal
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    if dataset is None:
        raise RuntimeError(gdal.GetLastErrorMsg())
    system = osr.SpatialReference()
    system.ImportFromEPSG(25832)
    mark = f"_{INTERNAL_MARK}" if internal else ""
    for name, text in notes.members().items():
        dataset.SetMetadataItem(name.upper(), text)
    dataset.StartTransaction()
    rows = [(one, flat_row(one, internal=internal)) for one in bundles]
    table = _layer(dataset, f"projects{mark}", None, ogr.wkbNone, (), internal=internal)
    expected = {table.GetName(): len(rows)}
    for bundle, row in rows:
        _add(table, {**row, WHOLE_RECORD: json.dumps(as_plain(bundle), ensure_ascii=False)}, None)
    for shape, name, kind in _LAYERS:
        layer = _layer(dataset, f"{name}{mark}", system, kind, _SITE_COLUMNS, internal=internal)
        sites = [(row, site) for bundle, row in rows for site in bundle.sites
                 if site.shape is shape and site.coordinates is not None]
        expected[layer.GetName()] = len(sites)
        for row, site in sites:
            values = {f"site_{one}": getattr(site, one) or None for one in _SITE_COLUMNS}
            _add(layer, {**row, **values}, encode_wkb(shape, site.coordinates))
    if masters:
        expected.update([write_master_layer(dataset, masters)])
    dataset.CommitTransaction()
    table = layer = dataset = None  # closes the file; drivers do not say when that fails
    _verify(path, expected)


def _verify(path: Path, expected: Dict[str, int]) -> None:
    dataset = ogr.Open(str(path))
    layers = [dataset.GetLayer(number) for number in range(dataset.GetLayerCount())] if dataset is not None else []
    if {one.GetName(): one.GetFeatureCount() for one in layers} != expected:
        raise RuntimeError(f"read back less than was written: {gdal.GetLastErrorMsg()}")


def _layer(dataset: Any, name: str, system: Any, kind: int, more: Tuple[str, ...], *, internal: bool) -> Any:
    layer = dataset.CreateLayer(name, system, kind)
    known: Dict[str, Column] = {one.name: one for one in (*public_columns(), *internal_columns())}
    texts: List[str] = [f"site_{one}" for one in more] or [WHOLE_RECORD]
    for column in (*column_names(internal=internal), *texts):
        kind_of, subtype = _TYPES.get(known[column].kind, _TEXT) if column in known else _TEXT
        field = ogr.FieldDefn(column, kind_of)
        field.SetSubType(subtype)
        layer.CreateField(field)
    return layer


def _add(layer: Any, values: Dict[str, Any], wkb: bytes | None) -> None:
    feature = ogr.Feature(layer.GetLayerDefn())
    for name, value in values.items():
        if value is not None:
            feature.SetField(name, int(value) if isinstance(value, bool) else value)
    if wkb is not None:
        feature.SetGeometry(ogr.CreateGeometryFromWkb(wkb))
    layer.CreateFeature(feature)
