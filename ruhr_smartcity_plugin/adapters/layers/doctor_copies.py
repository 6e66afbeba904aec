# SPDX-License-Identifier: GPL-2.0-or-later
"""Local copies as the project doctor heals them: fetched again from their source, even where the old file is gone."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Callable, FrozenSet

from qgis.core import QgsMapLayer, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.doctor_repair import NewSource, Shape, require_shape
from ruhr_smartcity_plugin.adapters.layers.download import Wanted
from ruhr_smartcity_plugin.adapters.layers.download_file import replacing
from ruhr_smartcity_plugin.adapters.layers.download_record import table_of
from ruhr_smartcity_plugin.adapters.layers.families import same_part
from ruhr_smartcity_plugin.adapters.layers.files_copy import TABLE
from ruhr_smartcity_plugin.adapters.layers.files_mark import FilePlace, read_file_mark
from ruhr_smartcity_plugin.adapters.layers.files_refresh import FileNews, fetch_file_copy, fetch_today, note_file_copy
from ruhr_smartcity_plugin.adapters.layers.kept_layer import free_path, mark_kept, read_kept_mark
from ruhr_smartcity_plugin.adapters.layers.layer_cache import LayerCache
from ruhr_smartcity_plugin.adapters.layers.marks import renew_marks
from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.layers.picture_refresh import find_picture_news, is_picture, note_picture
from ruhr_smartcity_plugin.adapters.layers.table_refresh import note_table, write_today
from ruhr_smartcity_plugin.core.catalogue.doctor.diagnosis import Repair
from ruhr_smartcity_plugin.core.catalogue.doctor.facts import LayerFacts
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr

Finish = Callable[[QgsMapLayer], None]


def copied_from(layer: QgsMapLayer) -> str:
    """Return the address a copy was fetched from; "" for every other layer."""
    kept = read_kept_mark(layer) or read_file_mark(layer)
    return kept.url if kept is not None else ""


def copied_kind(layer: QgsMapLayer) -> ServiceKind | None:
    """Return what a copy was made from, a file of which kind or a service; None where its mark does not say."""
    kept = read_kept_mark(layer) or read_file_mark(layer)
    kind = ServiceKind(kept.kind) if kept is not None else ServiceKind.UNKNOWN
    return None if kind is ServiceKind.UNKNOWN else kind


@dataclass(frozen=True)
class CopyFetching:
    """Fetches the copy a layer shows again. Make it in the main thread, `fetch` in a task."""

    client: HttpClient
    cache: LayerCache
    in_use: FrozenSet[str]
    wanted: Wanted | None
    place: FilePlace | None
    shown: Path

    def fetch(self, facts: LayerFacts, source: str, shape: Shape, repair: Repair, progress: Progress) -> NewSource:
        """Fetch the copy, and compare it with what the layer needs.

        Raises
        ------
        NetworkError, IncompleteError, InputError, LayerError, StoreError
            Nothing fit came; the layer is untouched.
        """
        if self.place is None:
            made, table, finish = self._from_service(repair, progress)
        elif is_picture(self.place):
            return self._picture(facts, source, repair, progress)
        elif self.place.reading:
            made, table, finish = self._from_table(repair, progress)
        else:
            made, table, finish = self._from_file(repair, progress)
        path = self._in_its_place(made)
        try:
            return self._tried(facts, source, shape, path, table, finish)
        except LayerError:
            if path != made:
                path.unlink(missing_ok=True)
            raise

    def _tried(self, facts: LayerFacts, source: str, shape: Shape, path: Path, table: str, finish: Finish) -> NewSource:
        new = same_part(source, path, table)
        trial = QgsVectorLayer(new, facts.name, "ogr")
        if not trial.isValid():
            sentence = tr("The proposed source of “{layer}” does not open; the layer was left as it is.")
            raise LayerError(sentence.format(layer=quotable(facts.name)), trial.error().summary())
        require_shape(facts, shape, trial)
        note = ""
        if path != self.shown and not is_within(path, self.cache.folder.parent):
            note = tr("The new copy is “{file}”, beside the old one.").format(file=path.name)
        return NewSource(replace(facts, provider="ogr"), new, source, finish, note)

    def _in_its_place(self, made: Path) -> Path:
        """Return a copy beside the planner's own file, which may hold edits and be wanted by other programs.

        What the cache holds stays there, and so does what was in a folder that is gone.
        """
        if is_within(self.shown, self.cache.folder.parent) or not self.shown.parent.is_dir():
            return made
        own = os.path.realpath(self.shown)  # its name is free if only this layer misses it
        target = free_path(self.shown.with_suffix(".gpkg"), self.in_use - {own})
        with replacing(target) as passing:
            shutil.copyfile(made, passing)
        return target

    def _from_service(self, repair: Repair, progress: Progress) -> tuple[Path, str, Finish]:
        wanted = replace(self.wanted, url=repair.url)
        entry = self.cache.refresh(self.client, wanted, self.in_use, progress=progress).entry

        def finish(layer: QgsMapLayer) -> None:
            write_origin(layer, entry.record.origin)
            mark_kept(layer, wanted)
            renew_marks(layer, entry.record.completeness, entry.record.origin.parameters.get("place", ""))

        return entry.path, table_of(entry.path), finish

    def _from_file(self, repair: Repair, progress: Progress) -> tuple[Path, str, Finish]:
        place = replace(self.place, url=repair.url)
        folder = self.cache.folder.parent
        fetched, copy, copies = fetch_file_copy(self.client, place, folder, progress)
        self.cache.trim(self.in_use, keep=fetched.folder)

        def finish(layer: QgsMapLayer) -> None:
            note_file_copy(layer, FileNews(fetched, copy, copies, None, place))

        return copy.path, TABLE, finish

    def _picture(self, facts: LayerFacts, source: str, repair: Repair, progress: Progress) -> NewSource:
        """Fetch a picture again. It stays in the cache: no planner's own file holds one we fetched."""
        place = replace(self.place, url=repair.url)
        news = find_picture_news(self.client, place, self.shown, self.cache.folder.parent, progress)
        self.cache.trim(self.in_use, keep=news.fetched.folder)
        return NewSource(replace(facts, provider="gdal"), str(news.path), source, lambda one: note_picture(one, news))

    def _from_table(self, repair: Repair, progress: Progress) -> tuple[Path, str, Finish]:
        place, folder = replace(self.place, url=repair.url), self.cache.folder.parent
        fetched = fetch_today(self.client, place, folder, progress)
        self.cache.trim(self.in_use, keep=fetched.folder)
        news = write_today(fetched, place, fetched.folder, folder, progress)

        def finish(layer: QgsMapLayer) -> None:
            note_table(layer, news)

        return news.path, place.family, finish


def is_within(path: Path, folder: Path) -> bool:
    """Answer whether a file lies below a folder, links followed."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
