# SPDX-License-Identifier: GPL-2.0-or-later
"""Sheets of XLSX and ODS files as rows of text, so that the same judge reads them."""

from __future__ import annotations

import csv
import io
import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, Tuple

from osgeo import gdal

from ruhr_smartcity_plugin.adapters.layers.workbook_cells import find_number_columns
from ruhr_smartcity_plugin.core.catalogue.tables.choices import Choices
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

SUFFIXES = (".xlsx", ".xlsm", ".ods")
#: What is known of rows from a sheet: they are written as such here.
SHEET_CHOICES = Choices(encoding="utf-8", delimiter=";")
# A spreadsheet may claim a million rows and hold ten.
_MOST_ROWS = 1_100_000
# Heads are found by the judge, and numbers keep the form in which the cell has them.
_OPTIONS = {"OGR_XLSX_HEADERS": "DISABLE", "OGR_XLSX_FIELD_TYPES": "STRING", "OGR_ODS_HEADERS": "DISABLE",
            "OGR_ODS_FIELD_TYPES": "STRING"}
# A cell that could be a number or typed thousands: only then it matters which.
_AMBIGUOUS = re.compile(r"(?:^|;)[+-]?\d{1,3}\.\d{3}(?:;|$)", re.MULTILINE)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook with the number of its rows."""

    name: str
    rows: int


def is_workbook(path: Path) -> bool:
    """Answer whether a file is a workbook, by its name."""
    return path.suffix.lower() in SUFFIXES


def list_sheets(path: Path) -> Tuple[Sheet, ...]:
    """Return the sheets with at least one row. For use in a task. Raises InputError."""
    with _opened(path) as dataset:
        layers = (dataset.GetLayer(index) for index in range(dataset.GetLayerCount()))
        return tuple(Sheet(layer.GetName(), layer.GetFeatureCount()) for layer in layers
                     if layer.GetFeatureCount() > 0)


def read_sheet(path: Path, name: str, progress: Progress = SILENT) -> TableSource:
    """Return one sheet as a table. For use in a task. Raises InputError, CancelledError."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    with _opened(path) as dataset:
        layer = dataset.GetLayerByName(name)
        if layer is None or layer.GetFeatureCount() > _MOST_ROWS:
            raise InputError(tr("The sheet “{sheet}” of “{file}” cannot be read.").format(sheet=name, file=path.name))
        fields = range(layer.GetLayerDefn().GetFieldCount())
        total = max(layer.GetFeatureCount(), 1)
        for number, feature in enumerate(layer):
            if number % 2000 == 0:
                stop_if_cancelled(progress)
                progress.report(number / total)
            writer.writerow([feature.GetFieldAsString(field) if feature.IsFieldSetAndNotNull(field) else ""
                             for field in fields])
    text = out.getvalue()
    numbers, mixed = find_number_columns(path, name, progress) if _AMBIGUOUS.search(text) else (frozenset(),) * 2
    return TableSource(f"{path.name}: {name}", content=text.encode("utf-8"), number_columns=numbers,
                       mixed_columns=mixed)


@contextmanager
def _opened(path: Path) -> Iterator[gdal.Dataset]:
    """Open a workbook; sheets are analysed when they are first asked for, so the options hold until the end."""
    before: Dict[str, str | None] = {key: gdal.GetThreadLocalConfigOption(key) for key in _OPTIONS}
    try:
        for key, value in _OPTIONS.items():
            gdal.SetThreadLocalConfigOption(key, value)
        yield _open(path)
    finally:
        for key, value in before.items():
            gdal.SetThreadLocalConfigOption(key, value)


def _open(path: Path) -> gdal.Dataset:
    try:
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR, allowed_drivers=["XLSX", "ODS"])
    except RuntimeError:  # where Processing has switched GDAL's exceptions on
        dataset = None
    if dataset is None:
        raise InputError(tr("“{file}” is no workbook that can be read (XLSX or ODS).").format(file=path.name),
                         gdal.GetLastErrorMsg())
    return dataset
