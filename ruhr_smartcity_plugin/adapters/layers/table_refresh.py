# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer made from a table on the web (CSV, a sheet) brought up to date, and compared with what the file holds now.

The rows are read as the user had them read when the layer was made: the choices are kept with the layer.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Dict, Tuple

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.doctor_repair import why_not_changed
from ruhr_smartcity_plugin.adapters.layers.download_record import tables_of
from ruhr_smartcity_plugin.adapters.layers.files import FetchedFile, LocalFile
from ruhr_smartcity_plugin.adapters.layers.files_mark import (
    FilePlace,
    is_for_others,
    mark_place,
    place_in_file,
    read_file_mark,
)
from ruhr_smartcity_plugin.adapters.layers.files_refresh import (
    fetch_today,
    gone_from,
    member_of,
    note_on_new,
    origin_of_today,
)
from ruhr_smartcity_plugin.adapters.layers.kept_layer import point_to, shown_by
from ruhr_smartcity_plugin.adapters.layers.layer_cache import FOLDER
from ruhr_smartcity_plugin.adapters.layers.layer_changes import Changes, changes_path, find_changes
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin, write_origin
from ruhr_smartcity_plugin.adapters.layers.table_layer import (
    TableLayer,
    WrittenTable,
    free_table_path,
    open_table_layer,
    origin_of_table,
    write_table,
)
from ruhr_smartcity_plugin.adapters.layers.table_layer_sheets import read_sheet
from ruhr_smartcity_plugin.core.catalogue.tables.choices import Choices
from ruhr_smartcity_plugin.core.catalogue.tables.judging import judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import Progress


def mark_table(layer: QgsMapLayer, made: TableLayer, table: WrittenTable, file: LocalFile, sheet: str) -> None:
    """Keep with a layer of a written table where its rows come from, and how they were read."""
    if is_for_others(file):
        mark_place(layer, _place(file, sheet, made.table, made.title, table))


@dataclass(frozen=True)
class TableNews:
    """What a table holds now: written anew (None if the file is the same), and how it differs from the layer shown.

    `new_tables` are those of its layers (rows without a place, say) that were not made of it before.
    """

    fetched: FetchedFile
    place: FilePlace
    table: WrittenTable | None = None
    changes: Changes | None = None
    new_tables: Tuple[str, ...] = ()

    @property
    def path(self) -> Path | None:
        """The new file; None if there is none."""
        return self.table.layers[0].path if self.table is not None else None

    @property
    def is_more(self) -> bool:
        """Answer whether the file holds something no layer was made of yet."""
        return bool(self.new_tables)

    def notes(self, *, is_refresh: bool) -> Tuple[str, ...]:
        """Return what is to be said of the rows of today beside the changes."""
        if self.table is None:
            return ()
        new = (f"{one.title} ({one.rows})" for one in self.table.layers if one.table in self.new_tables)
        return (*self.table.notes, *note_on_new(new, is_refresh=is_refresh))

    def origin_now(self, before: Origin) -> Origin:
        """Return the origin of a layer with the rows of today."""
        return origin_of_today(before, self.fetched, "")


def find_table_news(
    client: HttpClient, place: FilePlace, shown: Path, cache: Path, progress: Progress
) -> TableNews:
    """Ask whether a table has changed, write its rows of today beside the file that is shown, and compare them.

    For use in a task. The new file is the caller's to keep or to remove.

    Raises
    ------
    NetworkError, InputError, LayerError, StoreError
        There is nothing newer to show; what is shown is untouched.
    """
    fetched = fetch_today(client, place, cache, progress)
    if fetched.folder.name == _reading(place).get("version"):
        return TableNews(fetched, place)
    news = write_today(fetched, place, shown.parent, cache, progress)
    with ExitStack() as after_failure:
        after_failure.callback(news.path.unlink, missing_ok=True)
        target = changes_path(cache / FOLDER, news.path)
        changes = find_changes(shown, news.path, target, place.family)
        before = tables_of(shown)
        new = tuple(one.table for one in news.table.layers if one.table not in before)
        after_failure.pop_all()
    return replace(news, changes=changes, new_tables=new)


def write_today(fetched: FetchedFile, place: FilePlace, folder: Path, cache: Path, progress: Progress) -> TableNews:
    """Write the rows of today into a new file in `folder`. For use in a task; raises what `find_table_news` raises."""
    file = member_of(fetched, place, progress)
    if not file.kind.is_table:
        raise gone_from(place)
    table = _written(file, place, folder, cache, progress)
    if place.family not in [one.table for one in table.layers]:
        table.layers[0].path.unlink(missing_ok=True)
        raise gone_from(place)
    return TableNews(fetched, _place(file, place.part, place.family, place.title, table), table)


def show_table(project: QgsProject, layer: QgsVectorLayer, news: TableNews) -> None:
    """Have a layer show the rows of today, and with it the others of the project made of the same rows. Main thread.

    Others with edits that are not saved stay as they are.
    """
    if news.table is None:
        return
    before = shown_by(layer).path
    made = {one.table: one for one in news.table.layers}
    for one in project.mapLayers().values():
        place = read_file_mark(one)
        if place is None or not place.reading or shown_by(one).path != before or place.family not in made:
            continue
        if why_not_changed(one):
            continue
        point_to(one, made[place.family].source)
        note_table(one, replace(news, place=replace(news.place, family=place.family, title=place.title)))
        one.triggerRepaint()


def new_table_layers(layer: QgsVectorLayer, news: TableNews) -> Tuple[QgsVectorLayer, ...]:
    """Return a layer for each table that was not made of the file before. Main thread. Raises LayerError."""
    made, before = [], read_origin(layer)
    for one in news.table.layers if news.table is not None else ():
        if one.table not in news.new_tables:
            continue
        opened = open_table_layer(one, news.origin_now(before or Origin("")), news.table.tally)
        mark_place(opened, replace(news.place, family=one.table, title=one.title))
        made.append(opened)
    return tuple(made)


def note_table(layer: QgsMapLayer, news: TableNews) -> None:
    """Write into a layer that shows the rows of today of when they are, and how many. Main thread."""
    origin = read_origin(layer)
    if origin is not None:
        rows = next(one for one in news.table.layers if one.table == news.place.family)
        write_origin(layer, origin_of_table(news.origin_now(origin), rows, news.table.tally))
    mark_place(layer, news.place)


def _written(file: LocalFile, place: FilePlace, folder: Path, cache: Path, progress: Progress) -> WrittenTable:
    reading = _reading(place)
    choices = Choices.from_record(reading.get("choices"))
    plain = TableSource(file.path.name, path=file.path)
    source = read_sheet(file.path, place.part, progress) if place.part else plain
    judged = judge_table(source, choices, progress)
    as_table, path = reading.get("as_table") is True, free_table_path(folder, place.title)
    table = write_table(judged, path, place.title, as_table=as_table, cache_dir=cache, progress=progress)
    return replace(table, choices=choices)


def _place(file: LocalFile, sheet: str, family: str, title: str, table: WrittenTable) -> FilePlace:
    reading = {
        "choices": table.choices.to_record(),
        "as_table": table.as_table,
        "version": file.fetched.folder.name,
    }
    place = place_in_file(file, sheet, family, title)
    return replace(place, reading=json.dumps(reading, ensure_ascii=False))


def _reading(place: FilePlace) -> Dict[str, Any]:
    try:
        reading = json.loads(place.reading)
    except ValueError:
        return {}
    return reading if isinstance(reading, dict) else {}
