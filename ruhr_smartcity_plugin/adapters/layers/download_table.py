# SPDX-License-Identifier: GPL-2.0-or-later
"""A table on the web (CSV, a sheet of a workbook) as a GeoPackage, understood as the window for tables does it."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List, Sequence, Tuple

from osgeo import gdal

from ruhr_smartcity_plugin.adapters.layers.download_feeds import Prepared
from ruhr_smartcity_plugin.adapters.layers.download_file import Written
from ruhr_smartcity_plugin.adapters.layers.download_place import cut
from ruhr_smartcity_plugin.adapters.layers.files import LocalFile
from ruhr_smartcity_plugin.adapters.layers.table_layer import WrittenTable, write_table
from ruhr_smartcity_plugin.adapters.layers.table_layer_sheets import (
    SHEET_CHOICES,
    is_workbook,
    list_sheets,
    read_sheet,
)
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof
from ruhr_smartcity_plugin.core.catalogue.tables.choices import AS_JUDGED, Choices
from ruhr_smartcity_plugin.core.catalogue.tables.judging import JudgedTable, judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.notes import notes_of
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr

_REJECTS_TOLD = 5


def copy_table(
    files: Sequence[LocalFile], prepared: Prepared, passing: Path, progress: Progress
) -> Tuple[Written, Completeness, Tuple[str, ...]]:
    """Write the rows of the wanted table (of `files`) into `passing`.

    Rows that do not fit are missing; that is told, and what was guessed.

    Raises
    ------
    InputError
        There are several tables and none was named, or not the named one; or none with places, and an area is given.
    LayerError, CancelledError
        Nothing is left.
    """
    source, choices = _chosen(files, prepared, progress)
    judged = judge_table(source, choices, progress)
    made = write_table(judged, passing, prepared.title, progress=progress)
    tally = made.tally
    received = tally.rows - tally.rejected
    proof = Proof.STATED if not tally.rejected else Proof.NONE
    completeness = Completeness(tally.rows, received, proof)
    prepared.crs = _crs_of(passing, made)
    if prepared.area is not None:
        spatial = next((one.table for one in made.layers if one.is_spatial), None)
        if spatial is None:
            raise InputError(tr("The rows of “{name}” have no places, so that no area can be cut out of them.").format(
                name=prepared.title))
        kept = cut(passing, prepared.area, prepared.area_crs, spatial)
        completeness = Completeness(kept + tally.rejected, kept, proof)
    return Written(_first_count(passing), 0, None), completeness, (*notes_of(judged), *made.notes, *_rejects(judged))


def _chosen(
    files: Sequence[LocalFile], prepared: Prepared, progress: Progress
) -> Tuple[TableSource, Choices]:
    found: Dict[str, Tuple[LocalFile, str]] = {}
    for file in files:
        if is_workbook(file.path):
            found.update({one.name: (file, one.name) for one in list_sheets(file.path)})
        else:
            found[file.name or file.path.stem] = (file, "")
    wanted = prepared.layer or (next(iter(found)) if len(found) == 1 else "")
    if wanted not in found:
        sentence = tr("The file “{name}” has other or several layers. Name one of them: {names}")
        raise InputError(sentence.format(name=prepared.title, names=", ".join(list(found)[:20])), prepared.layer)
    file, sheet = found[wanted]
    if sheet:
        return read_sheet(file.path, sheet, progress), SHEET_CHOICES
    return TableSource(file.path.name, path=file.path), AS_JUDGED


def _crs_of(path: Path, made: WrittenTable) -> str:
    spatial = next((one.table for one in made.layers if one.is_spatial), "")
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    system = dataset.GetLayerByName(spatial).GetSpatialRef() if spatial else None
    found = f"{system.GetAuthorityName(None)}:{system.GetAuthorityCode(None)}" if system is not None else ""
    del dataset  # closes the file
    return found


def _first_count(path: Path) -> int:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    count = dataset.GetLayer(0).GetFeatureCount(1)
    del dataset  # closes the file
    return count


def _rejects(judged: JudgedTable) -> List[str]:
    """Return where and why the first rows did not fit."""
    told = [
        tr("Row {number}: {reason}").format(number=one.line, reason=one.reason)
        for one in judged.rejects[:_REJECTS_TOLD]
    ]
    left = judged.tally.rejected - len(told)
    return [*told, tr("%n more row(s) did not fit.", "", left)] if left > 0 else told
