# SPDX-License-Identifier: GPL-2.0-or-later
"""A judged table written into an indexed GeoPackage, and opened again as layers.

One way for every table, clean or not: QGIS's own reader of delimited text reads the file again at each drawing, guesses
types anew and knows no statistic markers.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Dict, List, Mapping, Tuple

from osgeo import gdal
from qgis.core import QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.download_file import replacing
from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.layers.table_geometry import AreaShapes
from ruhr_smartcity_plugin.adapters.layers.table_writer import TableWriter
from ruhr_smartcity_plugin.core.catalogue.tables.choices import AS_JUDGED, Choices
from ruhr_smartcity_plugin.core.catalogue.tables.judged import Judged
from ruhr_smartcity_plugin.core.catalogue.tables.judging import JudgedTable
from ruhr_smartcity_plugin.core.catalogue.tables.placing import Placing, PlacingKind
from ruhr_smartcity_plugin.core.catalogue.tables.reading import TableReading, Tally
from ruhr_smartcity_plugin.core.errors import LayerError, StoreError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class TableLayer:
    """One layer of a written file: name of its table, title, number of rows, and heads of the file by field name.

    `has_areas`: its shapes are boundaries and no part of the table.
    """

    path: Path
    table: str
    title: str
    rows: int
    is_spatial: bool
    aliases: Mapping[str, str] = field(default_factory=dict)
    has_areas: bool = False

    @property
    def source(self) -> str:
        """Return the path with the layer's name, as QGIS opens it."""
        return f"{self.path}|layername={self.table}"


@dataclass(frozen=True)
class WrittenTable:
    """What was written; `tally` are the counts of the rows, `notes` what the user should know.

    `choices` and `as_table` are how it was read, for the next time.
    """

    layers: Tuple[TableLayer, ...]
    tally: Tally
    notes: Tuple[str, ...] = ()
    choices: Choices = AS_JUDGED
    as_table: bool = False


def free_table_path(folder: Path, title: str) -> Path:
    """Return a path for a new file in `folder`, which is made if missing. Raises LayerError.

    An empty file holds the name: another window, or another QGIS, may write a table of the same title meanwhile. Its
    number is higher than all others: QGIS may still hold the file of a lower one that is gone.
    """
    stem = re.sub(r"[^A-Za-z0-9]+", "-", title).strip("-")[:40] or "table"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        numbers = (one.stem[len(stem) + 1 :] for one in folder.glob(f"{stem}-*.gpkg"))
        for number in count(1 + max((int(one) for one in numbers if one.isdecimal()), default=0)):
            path = folder / f"{stem}-{number}.gpkg"
            with suppress(FileExistsError):
                path.touch(exist_ok=False)
                break
    except OSError as error:
        raise _not_written(folder, str(error)) from error
    return path


def write_table(judged: JudgedTable, path: Path, title: str, *, as_table: bool = False,
                cache_dir: Path | None = None, progress: Progress = SILENT) -> WrittenTable:
    """Write the rows that fit into a new GeoPackage, at a path of `free_table_path`. For use in a task.

    Rows with a place and rows without go into two tables; `as_table` writes all into one without places, also those
    with a coordinate that cannot be true. The file appears complete under its name or not at all. `cache_dir` is where
    official boundaries may lie.

    Raises
    ------
    LayerError
        The file cannot be written.
    CancelledError
        The user stopped it; nothing is left.
    """
    table = replace(judged.understanding, placing=Judged(Placing())) if as_table else judged.understanding
    kind = table.placing.value.kind
    shapes = AreaShapes(cache_dir) if kind is PlacingKind.AREAS else None
    reading = TableReading(judged.source, table, progress)
    try:
        with replacing(path) as part:
            with TableWriter(part, table, kind, shapes) as writer:
                for one in reading.parts():
                    writer.write(one)
                counts = writer.close()
            _verify(part, counts)
    except (OSError, RuntimeError) as error:
        raise _not_written(path, str(error)) from error
    except StoreError as error:
        raise _not_written(path, error.detail) from error
    finally:
        _give_up_name(path)
    aliases = {column.field: column.title for column in judged.understanding.kept_columns() if column.title}
    layers = tuple(TableLayer(path, table, _title_of(table, title), rows, is_spatial, aliases,
                              has_areas=is_spatial and shapes is not None)
                   for (table, is_spatial), rows in counts.items())
    notes = (shapes.note() if shapes is not None else "", _left_out(reading.tally))
    return WrittenTable(layers, reading.tally, tuple(note for note in notes if note), as_table=as_table)


def open_table_layer(layer: TableLayer, origin: Origin, tally: Tally) -> QgsVectorLayer:
    """Return a layer of a written file with its origin. Main thread. Raises LayerError."""
    opened = QgsVectorLayer(layer.source, layer.title, "ogr")
    if not opened.isValid():
        raise LayerError(tr("The file {path} cannot be opened.").format(path=layer.path))
    for index, name in enumerate(opened.fields().names()):
        if name in layer.aliases:
            opened.setFieldAlias(index, layer.aliases[name])
    write_origin(opened, origin_of_table(origin, layer, tally))
    return opened


def origin_of_table(origin: Origin, layer: TableLayer, tally: Tally) -> Origin:
    """Return the origin with the layer's counts; rows left out and boundaries put in change the data."""
    is_changed = origin.changed or bool(tally.rejected) or layer.has_areas
    return replace(origin, parameters={**origin.parameters, **numbers_of(layer, tally)}, changed=is_changed)


def numbers_of(layer: TableLayer, tally: Tally) -> Dict[str, str]:
    """Return the counts that stand in a layer's origin."""
    return {"rows in the file": str(tally.rows), "rows in the layer": str(layer.rows),
            "rows rejected": str(tally.rejected)}


def _give_up_name(path: Path) -> None:
    """Remove the empty file that held the name, where nothing came of the table."""
    with suppress(OSError):
        if path.stat().st_size == 0:
            path.unlink()


def _left_out(tally: Tally) -> str:
    if not tally.rejected:
        return ""
    return tr("%n row(s) of the file did not fit and were left out.", "", tally.rejected)


def _title_of(table: str, title: str) -> str:
    ending = {"rows_without_place": tr("without coordinates"), "lines": tr("lines"), "polygons": tr("areas")}.get(table)
    return f"{title} ({ending})" if ending else title


def _verify(path: Path, counts: Dict[Tuple[str, bool], int]) -> None:
    """Read back how many rows each table holds: a full disk does not tell the driver in time."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    if dataset is None:
        raise RuntimeError("the written file cannot be opened")
    found: List[str] = []
    for (table, _is_spatial), rows in counts.items():
        layer = dataset.GetLayerByName(table)
        # FORCE counts the rows themselves and not a stored number.
        there = layer.GetFeatureCount(1) if layer is not None else -1
        if there != rows:
            found.append(f"{table}: {there} of {rows} rows")
    layer = dataset = None  # closes the file, which the error removes
    if found:
        raise RuntimeError("; ".join(found))


def _not_written(path: Path, detail: str) -> LayerError:
    return LayerError(
        tr("The file {path} could not be written. Check the rights and the space left.").format(path=path), detail)
