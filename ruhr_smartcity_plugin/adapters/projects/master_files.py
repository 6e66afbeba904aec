# SPDX-License-Identifier: GPL-2.0-or-later
"""Master data in files: a register, or what "Export projects" wrote with internal scope."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Sequence, Tuple

from osgeo import gdal, ogr

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore, is_register
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.file_mark import INTERNAL_MARK
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.master_exchange import MEMBER, plain_masters, read_plain_masters
from ruhr_smartcity_plugin.translation import tr

LAYER = "_".join((MEMBER, INTERNAL_MARK))
CARRIED_BY = (".json", ".gpkg")
_COLUMNS = ("table_name", "title", "record")


def read_master_file(path: Path) -> Tuple[MasterRecord, ...]:
    """Return the master data in a file; none if it holds none. Raises InputError, StoreError."""
    ending = path.suffix.lower()
    if ending == ".gpkg":
        return tuple(one for one in GeoPackageStore(path).masters() if not one.deleted) if is_register(path) \
            else _read_layer(path)
    if ending != ".json":
        raise InputError(tr("Master data are read from a register or an internal export that ends with {endings}.")
                         .format(endings=", ".join(CARRIED_BY)))
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, OSError, RecursionError) as error:
        raise InputError(tr("The file “{name}” is no JSON that can be read.").format(name=path.name),
                         type(error).__name__) from error
    return read_plain_masters(document.get(MEMBER) if isinstance(document, dict) else None)


def write_master_layer(dataset: Any, records: Sequence[MasterRecord]) -> Tuple[str, int]:
    """Add the master data to an internal GeoPackage; returns name and rows of the table."""
    layer = dataset.CreateLayer(LAYER, None, ogr.wkbNone)
    for name in _COLUMNS:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    parts = plain_masters(records)
    for part in parts:
        feature = ogr.Feature(layer.GetLayerDefn())
        record = part["record"]
        named = record.get("title") or record.get("name") or record.get("function") or ""
        for name, value in zip(_COLUMNS, (part["table"], named, json.dumps(record, ensure_ascii=False))):
            feature.SetField(name, value)
        layer.CreateFeature(feature)
    return LAYER, len(parts)


def _read_layer(path: Path) -> Tuple[MasterRecord, ...]:
    try:
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    except RuntimeError:  # where Processing has switched GDAL's exceptions on
        dataset = None
    if dataset is None:
        raise InputError(tr("The file “{name}” cannot be read. Check that it exists and may be opened.").format(
            name=path.name), gdal.GetLastErrorMsg())
    layer = dataset.GetLayerByName(LAYER)
    if layer is None:
        return ()
    try:
        return read_plain_masters([{"table": one.GetField("table_name"), "record": json.loads(one.GetField("record"))}
                                   for one in layer])
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(tr("The master data in the file cannot be read."), type(error).__name__) from error
