# SPDX-License-Identifier: GPL-2.0-or-later
"""A fetched table on its way to the map: its sheet chosen, its rows understood by the user, its layers opened."""

from __future__ import annotations

from typing import Callable, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.layers.files_mark import is_for_others
from ruhr_smartcity_plugin.adapters.layers.loading_result import LoadedLayer
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.adapters.layers.table_files import note_fetched
from ruhr_smartcity_plugin.adapters.layers.table_layer import WrittenTable, open_table_layer
from ruhr_smartcity_plugin.adapters.layers.table_layer_memory import TableMemory
from ruhr_smartcity_plugin.adapters.layers.table_layer_sheets import SHEET_CHOICES, Sheet, list_sheets, read_sheet
from ruhr_smartcity_plugin.adapters.layers.table_refresh import mark_table
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_files import FileStage
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_publish import publish_layer
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


def is_workbook(stage: FileStage) -> bool:
    """Answer whether the table is one of several sheets."""
    return stage.local is not None and stage.local.kind in (ServiceKind.XLSX, ServiceKind.ODS)


def sheets_of(stage: FileStage, progress: Progress) -> Tuple[Sheet, ...]:
    """Return the sheets of a workbook that have rows; for a task."""
    del progress
    return tuple(list_sheets(stage.local.path))


def sheet_choices(stage: FileStage, sheets: Sequence[Sheet], title: str) -> ServiceDescription:
    """Return the sheets as the dialog for layers shows them."""
    layers = tuple(
        ServiceLayer(one.name, tr("{sheet} – {rows} rows").format(sheet=one.name, rows=one.rows)) for one in sheets
    )
    return ServiceDescription(stage.fetched.kind, stage.fetched.url, title, "", layers)


def sheet_source(stage: FileStage, sheet: str, progress: Progress) -> TableSource:
    """Return the rows of a sheet; for a task."""
    return read_sheet(stage.local.path, sheet, progress)


def review(
    bench: Workbench,
    stage: FileStage,
    source: TableSource | None,
    title: str,
    key: str,
    *,
    written: Callable[[WrittenTable], None],
    closed: Callable[[], None],
) -> None:
    """Open the window in which the user checks how the rows were understood. It is not waited for."""
    from ruhr_smartcity_plugin.gui.catalogue.table_review_opening import review_table

    content = source if source is not None else TableSource(stage.local.path.name, path=stage.local.path)
    known = TableMemory(bench.workspace_dir()).recall(key)
    choices = known or (SHEET_CHOICES if source is not None else None)
    dialog = review_table(bench, content, title, key=key, remembered=choices)
    dialog.written.connect(written)
    dialog.finished.connect(lambda _code: closed())


def publish_table(
    bench: Workbench, stage: FileStage, sheet: str, table: WrittenTable, origin: Origin, dataset: Dataset
) -> Tuple[LoadedLayer, ...]:
    """Put the layers of a written table on the map, those with places on top; they can be refreshed.

    Raises
    ------
    LayerError
        A layer cannot be opened.
    """
    done = []
    last = len(table.layers) - 1  # the banner shows what is said last
    for number, one in enumerate(reversed(table.layers)):
        layer = open_table_layer(one, origin, table.tally)
        if stage.local is not None:
            mark_table(layer, one, table, stage.local, sheet)
            if is_for_others(stage.local):  # its address is kept with the layer
                note_fetched(bench.tables_dir(), one.path)
        loaded = LoadedLayer(layer, None, None, table.notes if number == last else ())
        publish_layer(bench, loaded, layer.name(), read_origin(layer) or origin, dataset)
        done.append(loaded)
    return tuple(done)
