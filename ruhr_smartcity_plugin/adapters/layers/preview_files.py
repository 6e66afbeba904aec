# SPDX-License-Identifier: GPL-2.0-or-later
"""A look into small files that can only be read whole: shapefiles, GeoPackages, workbooks, timetables, archives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from ruhr_smartcity_plugin.adapters.layers.files import LocalFile, contents_of, fetch_file, take_out
from ruhr_smartcity_plugin.adapters.layers.files_copy import open_objects
from ruhr_smartcity_plugin.adapters.layers.files_gdal import DRIVERS, listening
from ruhr_smartcity_plugin.adapters.layers.leftovers import passing_folder
from ruhr_smartcity_plugin.adapters.layers.preview_rasters import picture_of_raster
from ruhr_smartcity_plugin.adapters.layers.preview_rows import MOST_COLUMNS, MOST_ROWS, Rows, cell_text, rows_of_csv
from ruhr_smartcity_plugin.adapters.layers.table_layer_sheets import is_workbook, list_sheets, read_sheet
from ruhr_smartcity_plugin.core.catalogue.dataset import Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import LayerError, TooLargeError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr

WHOLE_FILES = (ServiceKind.SHP, ServiceKind.GPKG, ServiceKind.KML, ServiceKind.GML, ServiceKind.XLSX, ServiceKind.ODS,
               ServiceKind.GTFS, ServiceKind.XML, ServiceKind.ZIP)  # fmt: skip
NO_ROWS = Rows((), ())
_MB = 1024 * 1024
_MOST_BYTES = 2 * _MB  # as the preview says beforehand


@dataclass(frozen=True)
class Look:
    """First rows, or a picture (PNG); of the part `name` of `count`."""

    rows: Rows
    picture: bytes = b""
    name: str = ""
    count: int = 1


def look_into_file(client: HttpClient, distribution: Distribution, title: str, progress: Progress) -> Look:
    """Fetch a file into a folder that is gone afterwards; return its first rows or its picture.

    Raises
    ------
    NetworkError
        It did not come.
    LayerError
        It is too large or damaged.
    InputError
        It is no data, or an unsafe archive.
    """
    if (distribution.size_bytes or 0) > _MOST_BYTES:
        raise _too_large(f"stated: {distribution.size_bytes} bytes")
    small = client.with_limits(replace(client.limits, max_bytes=_MOST_BYTES))
    with passing_folder() as folder:
        try:
            fetched = fetch_file(
                small, distribution.url, distribution.kinds, folder, service=title, progress=progress
            )
        except TooLargeError as error:
            raise _too_large(error.detail) from error
        members = contents_of(fetched)
        look = _look(take_out(fetched, members[0], progress), progress)
        is_one = len(members) == 1
        return look if is_one else replace(look, name=Path(members[0].name).name, count=len(members))


def _look(file: LocalFile, progress: Progress) -> Look:
    if is_workbook(file.path):
        sheets = list_sheets(file.path)
        if not sheets:
            return Look(NO_ROWS)
        content = read_sheet(file.path, sheets[0].name, progress).content
        return Look(rows_of_csv(content), name=sheets[0].name, count=len(sheets))
    if file.kind is ServiceKind.CSV:
        return Look(rows_of_csv(file.path.read_bytes()))
    if file.kind is ServiceKind.GEOTIFF:
        return Look(NO_ROWS, picture_of_raster(file.path, progress))
    if file.kind not in DRIVERS:
        raise LayerError(tr("There is no preview for this kind of resource."), file.kind.value)
    with listening():
        source = open_objects(file)
        try:
            layers = [source.GetLayer(number) for number in range(source.GetLayerCount())]
            filled = [one for one in layers if one.GetFeatureCount()]
            return Look(first_rows(filled[0]), name=filled[0].GetName(), count=len(filled)) if filled else Look(NO_ROWS)
        finally:
            layers = filled = source = None  # its file goes next


def first_rows(layer: Any) -> Rows:
    """Return the first rows of a layer of GDAL's."""
    definition = layer.GetLayerDefn()
    fields = range(min(definition.GetFieldCount(), MOST_COLUMNS))
    cells = tuple(
        tuple(cell_text(one.GetFieldAsString(field) if one.IsFieldSetAndNotNull(field) else "") for field in fields)
        for one in islice(layer, MOST_ROWS)
    )
    return Rows(tuple(definition.GetFieldDefn(field).GetName() for field in fields), cells)


def _too_large(detail: str) -> LayerError:
    sentence = tr("Files of this kind are read whole, and this one is larger than {size} MB: no preview.")
    return LayerError(sentence.format(size=_MOST_BYTES // _MB), detail)
