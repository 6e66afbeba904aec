# SPDX-License-Identifier: GPL-2.0-or-later
"""The ways into the window "Check table": from a downloaded file, and from a file on disk."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Sequence, Tuple

from qgis.PyQt.QtWidgets import QFileDialog

from ruhr_smartcity_plugin.adapters.layers.table_layer import WrittenTable, open_table_layer
from ruhr_smartcity_plugin.adapters.layers.table_layer_memory import TableMemory
from ruhr_smartcity_plugin.adapters.layers.table_layer_sheets import (
    SHEET_CHOICES,
    SUFFIXES,
    Sheet,
    is_workbook,
    list_sheets,
    read_sheet,
)
from ruhr_smartcity_plugin.adapters.layers.tree import add_to_room, zoom_to
from ruhr_smartcity_plugin.core.catalogue.tables.choices import AS_JUDGED, Choices
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError, StoreError
from ruhr_smartcity_plugin.core.network.agent import plugin_version
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.gui.catalogue.table_review import TableReview
from ruhr_smartcity_plugin.gui.questions import ask_choice
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


def review_table(workbench: Workbench, content: Path | bytes | TableSource, title: str, *, key: str = "",
                 remembered: Choices | None = None) -> TableReview:
    """Open the window for a table of text and return it; it is shown and not waited for.

    `written` of the window gives the written file (`WrittenTable`); its layers are opened with `open_table_layer`.
    `key` names the source (portal, data set, resource): the user's choices are kept under it and offered next time;
    `remembered` goes before them.
    """
    source = content if isinstance(content, TableSource) else (
        TableSource(content.name, path=content) if isinstance(content, Path) else TableSource(title, content=content))
    memory = TableMemory(workbench.workspace_dir())
    choices = remembered or memory.recall(key) or AS_JUDGED
    dialog = TableReview(workbench, source, title, choices, workbench.main_window)
    dialog.written.connect(lambda _table: _keep(workbench, memory, key, dialog.choices))
    dialog.show()
    return dialog


def _keep(workbench: Workbench, memory: TableMemory, key: str, choices: Choices) -> None:
    try:
        memory.keep(key, choices)
    except StoreError as error:
        workbench.messages.warn(tr("The choices for this table could not be kept for the next time."), error.detail)


def add_table_to_map(workbench: Workbench, table: WrittenTable, origin: Origin) -> int:
    """Open the layers of a written table and put them on the map; returns how many. Says what went wrong."""
    is_first = not workbench.project.mapLayers()
    added = 0
    try:
        for layer in reversed(table.layers):  # places end on top
            opened = add_to_room(workbench.project, open_table_layer(layer, origin, table.tally), tr("Data"))
            added += 1
            if layer.is_spatial and is_first and workbench.canvas is not None:
                zoom_to(workbench.canvas, opened, workbench.project)
    except RuhrError as error:
        workbench.messages.fail(error)
    else:
        _say_added(workbench, table)
    for note in table.notes:
        workbench.messages.warn(note)
    return added


def _say_added(workbench: Workbench, table: WrittenTable) -> None:
    """Say how many rows each new layer holds."""
    workbench.messages.succeed(" ".join(
        tr("“{layer}” is in the layer tree: %n row(s).", "", layer.rows).format(layer=layer.title)
        for layer in table.layers))


def open_local_table(workbench: Workbench) -> None:
    """Let the user choose a CSV file or a workbook from disk and open the window for it."""
    kinds = " ".join(f"*{suffix}" for suffix in (".csv", ".txt", ".tsv", ".asc", *SUFFIXES))
    path, _filter = QFileDialog.getOpenFileName(
        workbench.main_window, tr("Open table"), "",
        ";;".join((tr("Tables ({kinds})").format(kinds=kinds), tr("All files (*)"))))
    if path:
        open_table_file(workbench, Path(path))


def open_table_file(workbench: Workbench, path: Path) -> None:
    """Open the window for a file on disk; of a workbook the sheet is asked first."""
    if not is_workbook(path):
        _review_local(workbench, TableSource(path.name, path=path), path, path.stem, AS_JUDGED)
        return
    workbench.tasks.run(tr("Opening “{file}”").format(file=path.name), lambda _progress: list_sheets(path),
                        publish=lambda sheets: _choose_sheet(workbench, path, sheets),
                        failed=lambda error: _say(workbench, error))


def _choose_sheet(workbench: Workbench, path: Path, sheets: Sequence[Sheet]) -> None:
    if not sheets:
        workbench.messages.warn(tr("“{file}” has no sheet with rows.").format(file=path.name))
        return
    name = sheets[0].name if len(sheets) == 1 else _ask_sheet(workbench, path, sheets)
    if not name:
        return
    workbench.tasks.run(
        tr("Reading the sheet “{sheet}”").format(sheet=name), lambda progress: read_sheet(path, name, progress),
        publish=lambda source: _review_local(workbench, source, path, f"{path.stem} {name}", SHEET_CHOICES),
        failed=lambda error: _say(workbench, error))


def _ask_sheet(workbench: Workbench, path: Path, sheets: Sequence[Sheet]) -> str:
    entries: Tuple[str, ...] = tuple(tr("{sheet} – {rows} rows").format(sheet=one.name, rows=one.rows)
                                     for one in sheets)
    question = tr("Which sheet of “{file}”?").format(file=path.name)
    chosen = ask_choice(workbench.main_window, tr("Choose a sheet"), question, entries)
    return sheets[entries.index(chosen)].name if chosen else ""


def _review_local(workbench: Workbench, source: TableSource, path: Path, title: str, choices: Choices) -> None:
    key = f"file:{path.name}:{title}"
    known = TableMemory(workbench.workspace_dir()).recall(key)
    dialog = review_table(workbench, source, title, key=key, remembered=known or choices)
    origin = Origin(title, source_url=path.as_uri(), fetched_at=datetime.now(timezone.utc),
                    plugin_version=plugin_version())
    dialog.written.connect(lambda table: add_table_to_map(workbench, table, origin))


def _say(workbench: Workbench, error: BaseException) -> None:
    if not isinstance(error, CancelledError):
        workbench.messages.fail(error)
