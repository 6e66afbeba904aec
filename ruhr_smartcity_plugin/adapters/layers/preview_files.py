# SPDX-License-Identifier: GPL-2.0-or-later
"""The first rows of small files that can only be read whole: shapefiles, GeoPackages, workbooks, archives."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Tuple

from ruhr_smartcity_plugin.adapters.layers.files import LocalFile, contents_of, fetch_file, take_out
from ruhr_smartcity_plugin.adapters.layers.files_copy import open_objects
from ruhr_smartcity_plugin.adapters.layers.files_gdal import DRIVERS, listening
from ruhr_smartcity_plugin.adapters.layers.leftovers import passing_folder
from ruhr_smartcity_plugin.adapters.layers.preview_rows import MOST_COLUMNS, MOST_ROWS, Rows, cell_text, rows_of_csv
from ruhr_smartcity_plugin.adapters.layers.table_layer_sheets import is_workbook, list_sheets, read_sheet
from ruhr_smartcity_plugin.core.catalogue.dataset import Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import LayerError, TooLargeError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr

WHOLE_FILES = (ServiceKind.SHP, ServiceKind.GPKG, ServiceKind.KML, ServiceKind.GML, ServiceKind.XLSX, ServiceKind.ODS,
               ServiceKind.ZIP)  # fmt: skip
_MB = 1024 * 1024
_MOST_BYTES = 2 * _MB


def rows_of_file(
    client: HttpClient, distribution: Distribution, title: str, progress: Progress
) -> Tuple[Rows, Tuple[str, int]]:
    """Fetch a file into a folder that is gone afterwards; return its first rows, and of which of how many parts.

    Raises
    ------
    NetworkError
        It did not come.
    LayerError
        It is too large, damaged or a picture.
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
        rows, part = _rows_of(take_out(fetched, members[0], progress), progress)
        return rows, (Path(members[0].name).name, len(members)) if len(members) > 1 else part


def _rows_of(file: LocalFile, progress: Progress) -> Tuple[Rows, Tuple[str, int]]:
    if is_workbook(file.path):
        sheets = list_sheets(file.path)
        if not sheets:
            return Rows((), ()), ("", 0)
        return rows_of_csv(read_sheet(file.path, sheets[0].name, progress).content), (sheets[0].name, len(sheets))
    if file.kind is ServiceKind.CSV:
        return rows_of_csv(file.path.read_bytes()), ("", 1)
    if file.kind not in DRIVERS or file.kind is ServiceKind.GEOTIFF:
        raise LayerError(tr("There is no preview for this kind of resource."), file.kind.value)
    with listening():
        source = open_objects(file)
        try:
            layers = [source.GetLayer(number) for number in range(source.GetLayerCount())]
            filled = [one for one in layers if one.GetFeatureCount()]
            return (_first_rows(filled[0]), (filled[0].GetName(), len(filled))) if filled else (Rows((), ()), ("", 0))
        finally:
            layers = filled = source = None  # its file goes next


def _first_rows(layer: Any) -> Rows:
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
