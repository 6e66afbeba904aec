# SPDX-License-Identifier: GPL-2.0-or-later
"""“Refresh” and “Show what has changed since” for layers that show a local copy."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

from ruhr_smartcity_plugin.adapters.layers.doctor_repair import why_not_changed
from ruhr_smartcity_plugin.adapters.layers.download import Wanted
from ruhr_smartcity_plugin.adapters.layers.families import families_of
from ruhr_smartcity_plugin.adapters.layers.files_mark import FilePlace, read_file_mark
from ruhr_smartcity_plugin.adapters.layers.files_refresh import FileNews, find_file_news, show_file_copy
from ruhr_smartcity_plugin.adapters.layers.kept_layer import (
    News,
    find_news,
    mark_kept,
    put_beside,
    read_kept_mark,
    read_own_record,
    shown_by,
)
from ruhr_smartcity_plugin.adapters.layers.layer_changes import CHANGE, style_changes
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin, write_origin
from ruhr_smartcity_plugin.adapters.layers.picture_refresh import (
    PictureNews,
    find_picture_news,
    is_picture,
    show_picture,
)
from ruhr_smartcity_plugin.adapters.layers.table_files import note_fetched, note_superseded
from ruhr_smartcity_plugin.adapters.layers.table_refresh import TableNews, find_table_news, show_table
from ruhr_smartcity_plugin.adapters.layers.tree import add_to_room
from ruhr_smartcity_plugin.adapters.local_time import short_moment
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.errors import CancelledError, LayerError, RuhrError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.action_row import ActionRow
from ruhr_smartcity_plugin.gui.catalogue.layer_adding import LayerAdding
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_kept import kept_layers
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_publish import ROOM
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_refetch import place_of_today, source_of_today
from ruhr_smartcity_plugin.gui.catalogue.layer_families import add_new_layers, show_families
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


def is_copy(layer: QgsMapLayer) -> bool:
    """Answer whether a layer is marked as a local copy that can be brought up to date."""
    return read_kept_mark(layer) is not None or read_file_mark(layer) is not None


def may_be_copy(layer: QgsMapLayer) -> bool:
    """Answer whether a layer is a copy, or shows a file that may say so of itself; without a look at the file."""
    return is_copy(layer) or shown_by(layer).is_geopackage


@dataclass(frozen=True)
class _Found:
    """What a layer is a copy of, what its source has now, and whether the copy is a file of the planner's own.

    `is_new_file`: the newer copy was put beside it. `doubts`: what is to be said of the address.
    """

    of: Wanted | FilePlace
    news: News | FileNews | TableNews | PictureNews
    is_own: bool
    is_new_file: bool = False
    doubts: Tuple[str, ...] = ()


def kept_layers_of(project: QgsProject, dataset: Dataset | None) -> List[QgsVectorLayer]:
    """Return the layers of the project that show a local copy of a data set."""
    if dataset is None:
        return []
    found = []
    for layer in project.mapLayers().values():
        origin = read_origin(layer) if is_copy(layer) else None
        place = origin.parameters if origin is not None else {}
        if place.get("data set") == dataset.key and place.get("portal", "") == dataset.portal_root:
            found.append(layer)
    return found


def one_of_each_file(layers: Sequence[QgsVectorLayer]) -> List[QgsVectorLayer]:
    """Return one layer of each file: those made of one file (a layer per kind of geometry) are refreshed together."""
    found: Dict[object, QgsVectorLayer] = {}
    for layer in layers:
        place, path = read_file_mark(layer), shown_by(layer).path
        is_split = place is not None and not place.reading and not is_picture(place)
        key = (path.parent, place.member, place.part) if is_split else path
        if key not in found or why_not_changed(found[key]):  # one that is not being edited, where there is one
            found[key] = layer
    return list(found.values())


class _Round:
    """What the menu asked for at once: the layers that are still to come, and those that failed."""

    def __init__(self, layers: Sequence[QgsVectorLayer], *, is_refresh: bool) -> None:
        self.layers, self.is_refresh = list(layers), is_refresh
        self.failures: List[Tuple[QgsVectorLayer, RuhrError]] = []


class LayerRefreshing(QObject):
    """Runs with the steps of `LayerAdding`, whose signals tell how it goes. Lives in the main thread."""

    def __init__(self, workbench: Workbench, adding: LayerAdding, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench, self._adding = workbench, adding

    def serve(self, row: ActionRow) -> None:
        """Do what the room's menu asks for, for all copies of the chosen data set on the map."""
        project = self._bench.project
        row.has_copy = lambda dataset: bool(kept_layers_of(project, dataset))
        row.refresh_requested.connect(lambda dataset: self.refresh_all(kept_layers_of(project, dataset)))
        row.changes_requested.connect(
            lambda dataset: self.refresh_all(kept_layers_of(project, dataset), is_refresh=False)
        )

    def refresh_all(self, layers: Sequence[QgsVectorLayer], *, is_refresh: bool = True) -> None:
        """Bring copies up to date (or show their changes) one after the other; what fails does not keep the rest."""
        chosen = one_of_each_file(layers)
        if len(chosen) == 1:
            self._ask(chosen[0], is_refresh=is_refresh)
        else:
            self._go_on(_Round(chosen, is_refresh=is_refresh))

    def _go_on(self, rest: _Round | None) -> None:
        if rest is None:
            return
        while rest.layers:
            layer = rest.layers.pop(0)
            reason = "" if sip.isdeleted(layer) or not rest.is_refresh else why_not_changed(layer)
            if reason:
                rest.failures.append((layer, LayerError(reason)))
            elif not sip.isdeleted(layer):
                self._ask(layer, is_refresh=rest.is_refresh, rest=rest)
                return
        if rest.failures:
            for _layer, error in rest.failures[1:]:
                self._bench.messages.fail(error)
            failed = [layer for layer, _error in rest.failures]
            self._adding.failed.emit(rest.failures[0][1], lambda: self.refresh_all(
                [one for one in failed if not sip.isdeleted(one)], is_refresh=rest.is_refresh
            ))  # fmt: skip

    def refresh(self, layer: QgsMapLayer) -> None:
        """Bring a copy up to date; its style stays, and it is said what has changed."""
        self._ask(layer, is_refresh=True)

    def show_changes(self, layer: QgsMapLayer) -> None:
        """Show what the source has added, removed and changed since the copy was made; the copy stays as it is."""
        self._ask(layer, is_refresh=False)

    def _may_go_on(self, layer: QgsMapLayer, *, is_refresh: bool) -> bool:
        """Say what stands against a refresh: a new source would put unsaved edits onto other objects."""
        reason = why_not_changed(layer) if is_refresh else ""
        if reason:
            self._adding.failed.emit(LayerError(reason), lambda: self._ask(layer, is_refresh=is_refresh))
        return not reason

    def _ask(self, layer: QgsMapLayer, *, is_refresh: bool, rest: _Round | None = None) -> None:
        if sip.isdeleted(layer) or not self._may_go_on(layer, is_refresh=is_refresh):
            return
        marked, place, shown = read_kept_mark(layer), read_file_mark(layer), shown_by(layer)
        origin = read_origin(layer) or Origin("")
        cache, in_use = kept_layers(self._bench)
        folder = self._bench.cache_dir()

        def find(progress: Progress) -> _Found:
            is_own = not Path(os.path.realpath(shown.path)).is_relative_to(os.path.realpath(folder))
            of = place or marked or read_own_record(shown)
            if of is None:
                sentence = tr("“{layer}” is no copy that can be refreshed: its file does not say where it comes from.")
                raise LayerError(sentence.format(layer=shown.title), str(shown.path))
            named = (of.origin if isinstance(of, Wanted) else origin).parameters
            look_up, wait = self._adding.look_up, self._adding.portal_wait(named.get("portal", ""))
            if isinstance(of, FilePlace):
                of, doubts = place_of_today(of, origin, look_up, progress, wait)
            else:
                of, doubts = source_of_today(of, look_up, progress, wait)
            client, _authcfg = self._adding.client(of.url)
            if isinstance(of, Wanted):
                news = find_news(cache, client, of, shown.path, in_use, progress)
                is_new = is_refresh and news.changes is not None and news.changes.is_any
                if is_new and is_own:
                    beside = put_beside(news, shown.path, in_use)
                    return _Found(of, beside, is_own, is_new_file=True, doubts=doubts)
                return _Found(of, news, is_own, doubts=doubts)
            compare = find_picture_news if is_picture(of) else find_table_news if of.reading else find_file_news
            file_news = compare(client, of, shown.path, folder, progress)
            cache.trim(in_use, keep=file_news.fetched.folder)
            return _Found(of, file_news, is_own, doubts=doubts)

        def work(progress: Progress) -> _Found | RuhrError:
            try:
                return find(progress)
            except CancelledError:
                raise
            except RuhrError as error:
                if rest is None:
                    raise
                return error  # told when the others are done

        text = tr("Refreshing “{layer}”") if is_refresh else tr("Comparing “{layer}” with its source")
        self._adding.run(
            text.format(layer=(place or marked or shown).title),
            work,
            lambda found: self._take_in(layer, found, is_refresh, rest),
            lambda: self._ask(layer, is_refresh=is_refresh, rest=rest),
        )

    def _take_in(
        self, layer: QgsMapLayer, found: _Found | RuhrError, is_refresh: bool, rest: _Round | None
    ) -> None:  # fmt: skip
        if isinstance(found, RuhrError):
            self._adding.stopped.emit()
            rest.failures.append((layer, found))
        else:
            self._show(layer, found, is_refresh=is_refresh)
        self._go_on(rest)

    def _show(self, layer: QgsMapLayer, found: _Found, *, is_refresh: bool) -> None:
        self._adding.stopped.emit()
        title, news = found.of.title, found.news
        is_gone = sip.isdeleted(layer)  # removed meanwhile
        if is_gone or not self._may_go_on(layer, is_refresh=is_refresh):  # or the planner has begun to edit
            _throw_away(found)
            return
        since = _date_of(layer, found.of)
        said = [*_said_of(news, is_refresh=is_refresh), *found.doubts]
        if is_refresh:
            try:
                said += self._take(layer, found)
            except LayerError as error:  # the layer of a family that is new
                self._adding.failed.emit(error, lambda: self._ask(layer, is_refresh=True))
                return
        else:
            if not isinstance(news, PictureNews) and news.changes is not None and news.changes.total:
                self._add_changes(layer, title, since, news)
            _throw_away(found)
        text = tr("“{layer}”, since {date}: {changes}")
        self._bench.messages.succeed(text.format(layer=title, date=since, changes=" ".join(said)))

    def _take(self, layer: QgsMapLayer, found: _Found) -> Tuple[str, ...]:
        """Have a layer show what its source has now; returns what is to be said of it."""
        news, beside = found.news, tr("The new copy is “{file}”, beside the old one.")
        if isinstance(news, TableNews):
            folder, before = self._bench.tables_dir(), shown_by(layer).path
            show_table(self._bench.project, layer, news)
            if news.path is not None:
                note_fetched(folder, news.path)
                note_superseded(folder, before)
            add_new_layers(self._bench.project, layer, news)
            return (beside.format(file=news.path.name),) if news.path is not None else ()
        if isinstance(news, PictureNews):
            if news.is_new:
                show_picture(layer, news)
            return ()
        if isinstance(found.of, Wanted) and read_kept_mark(layer) is not None:
            mark_kept(layer, found.of)  # at its address of today
        if news.changes is None:
            return ()
        if isinstance(news, FileNews):
            show_file_copy(self._bench.project, layer, news)
            add_new_layers(self._bench.project, layer, news)
        elif not found.is_own:
            show_families(self._bench.project, layer, news.entry, found.of.title, is_cached=True)
        elif news.changes.is_any:
            show_families(self._bench.project, layer, news.entry, found.of.title, is_cached=False)
            return (beside.format(file=news.entry.path.name),)
        return ()

    def _add_changes(self, layer: QgsMapLayer, title: str, since: str, news: News | FileNews | TableNews) -> None:
        name = tr("{layer}: changes since {date}").format(layer=title, date=since)
        families = [(one.source, one.titled(name)) for one in families_of(news.changes.path)]
        try:
            for source, own_name in families or [(f"{news.changes.path}|layername={CHANGE}", name)]:
                made = QgsVectorLayer(source, own_name, "ogr")
                style_changes(made)
                before = read_origin(layer) or Origin("")
                write_origin(made, news.record.origin if isinstance(news, News) else news.origin_now(before))
                add_to_room(self._bench.project, made, ROOM)
        except LayerError as error:
            self._adding.failed.emit(error, lambda: self.show_changes(layer))


def _said_of(news: News | FileNews | TableNews | PictureNews, *, is_refresh: bool) -> Tuple[str, ...]:
    """Return what is to be said of the objects of today."""
    if isinstance(news, PictureNews):
        return (news.sentence(),)
    counted = news.changes.sentence() if news.changes is not None else tr("Nothing has changed.")
    if isinstance(news, News):
        return (counted,)
    is_only_more = news.is_more and news.changes is not None and not news.changes.is_any
    notes = news.notes(is_refresh=is_refresh)
    return notes if is_only_more else (counted, *notes)


def _throw_away(found: _Found) -> None:
    """Remove the new file beside the one that is shown, where it is not to be shown: the next try makes another."""
    news, path = found.news, None
    if isinstance(news, TableNews):
        path = news.path
    elif isinstance(news, News) and found.is_new_file:
        path = news.entry.path
    if path is not None:
        with suppress(OSError):
            path.unlink()


def _date_of(layer: QgsMapLayer, of: Wanted | FilePlace) -> str:
    origin = read_origin(layer) or (of.origin if isinstance(of, Wanted) else None)
    return short_moment(origin.fetched_at) if origin is not None and origin.fetched_at is not None else "?"
