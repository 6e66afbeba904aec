# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer from a file on the web brought up to date, and compared with what the file holds now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Iterable, Tuple

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.doctor_repair import why_not_changed
from ruhr_smartcity_plugin.adapters.layers.files import (
    FetchedFile,
    LocalFile,
    contents_of,
    fetch_file,
    member_key,
    take_out,
)
from ruhr_smartcity_plugin.adapters.layers.files_copy import TABLE, Copy, Part, parts_of
from ruhr_smartcity_plugin.adapters.layers.files_gdal import DRIVERS
from ruhr_smartcity_plugin.adapters.layers.files_layer import Copies, family_title, make_copies
from ruhr_smartcity_plugin.adapters.layers.files_mark import FilePlace, mark_place, read_file_mark
from ruhr_smartcity_plugin.adapters.layers.kept_layer import point_to, shown_by
from ruhr_smartcity_plugin.adapters.layers.layer_cache import FOLDER
from ruhr_smartcity_plugin.adapters.layers.layer_changes import Changes, find_changes
from ruhr_smartcity_plugin.adapters.layers.marks import renew_marks
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin, unedited, write_origin
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.regional import STATE
from ruhr_smartcity_plugin.core.errors import ConnectionFailedError, LayerError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class FileNews:
    """What a file holds now: the copy of the layer, and how it differs from the one shown (None if it is the same).

    `place` is where it was found, `new_families` are kinds of geometries the file did not hold before.
    """

    fetched: FetchedFile
    copy: Copy
    copies: Copies
    changes: Changes | None
    place: FilePlace
    new_families: Tuple[str, ...] = ()

    @property
    def is_more(self) -> bool:
        """Answer whether the file holds something no layer was made of yet."""
        return bool(self.new_families)

    def notes(self, *, is_refresh: bool) -> Tuple[str, ...]:
        """Return what is to be said of the objects of today beside the changes."""
        if self.changes is None:
            return ()
        new = (f"{family_title(one)} ({self.copies.families[one].rows})" for one in self.new_families)
        return (*self.copies.notes, *note_on_new(new, is_refresh=is_refresh))

    def origin_now(self, before: Origin) -> Origin:
        """Return the origin of a layer that shows this copy."""
        return origin_of_today(before, self.fetched, self.copies.correction)


def note_on_new(layers: Iterable[str], *, is_refresh: bool) -> Tuple[str, ...]:
    """Return the note on what a file holds now and no layer was made of before; none if that is nothing."""
    listed = ", ".join(layers)
    if is_refresh:
        text = tr("New in the file: {families}. They are on the map as layers of their own.")
    else:
        text = tr("New in the file: {families}. Refresh the copy to see them.")
    return (text.format(families=listed),) if listed else ()


def origin_of_today(before: Origin, fetched: FetchedFile, correction: str) -> Origin:
    """Return the origin of a layer that shows what was fetched now; `correction` of its place, "" if it is right."""
    before = unedited(before)
    signs = {"ETag": fetched.etag, "Last-Modified": fetched.last_modified, "place": correction}
    kept = {key: value for key, value in {**before.parameters, **signs}.items() if value}
    # What was changed by us before is what its publisher meant by now, if nothing had to be corrected.
    is_changed = bool(correction) or (before.changed and "place" not in before.parameters)
    return replace(before, fetched_at=fetched.fetched_at, parameters=kept, changed=is_changed, source_url=fetched.url)


def find_file_news(client: HttpClient, place: FilePlace, shown: Path, cache: Path, progress: Progress) -> FileNews:
    """Ask whether the file has changed, and compare what it holds now with the copy that is shown. For use in a task.

    Raises
    ------
    NetworkError, InputError, LayerError, StoreError
        There is nothing newer to show; what is shown is untouched.
    """
    fetched, copy, copies = fetch_file_copy(client, place, cache, progress)
    if copy.path == shown:
        return FileNews(fetched, copy, copies, None, place)
    here = [path.stem for path in shown.parent.glob("*.gpkg")]
    new = (one for one in copies.families if one != place.family and not any(name.endswith(one) for name in here))
    target = cache / FOLDER / f"changes.{fetched.folder.name}-{copy.path.stem}.gpkg"
    return FileNews(fetched, copy, copies, find_changes(shown, copy.path, target), place, tuple(new))


def fetch_file_copy(
    client: HttpClient, place: FilePlace, cache: Path, progress: Progress
) -> Tuple[FetchedFile, Copy, Copies]:
    """Return the copy of the layer as the file has it now. For use in a task; raises what `find_file_news` raises."""
    fetched = fetch_today(client, place, cache, progress)
    file = member_of(fetched, place, progress)
    if file.kind not in DRIVERS:  # a table by now, or a picture
        raise gone_from(place)
    copies = make_copies(file, _part(file, place), progress)
    families = copies.families
    copy = families.get(place.family) or (next(iter(families.values())) if len(families) == 1 else None)
    if copy is None:
        raise gone_from(place)
    return fetched, copy, copies


def fetch_today(client: HttpClient, place: FilePlace, cache: Path, progress: Progress) -> FetchedFile:
    """Return the file of today, never a kept one because nobody answers. Raises what `fetch_file` raises."""
    fetched = fetch_file(client, place.url, (ServiceKind(place.kind),), cache, service=place.title, progress=progress)
    if fetched.problem:
        raise ConnectionFailedError(fetched.problem)
    return replace(fetched, is_regional=place.region == STATE)


def show_file_copy(project: QgsProject, layer: QgsVectorLayer, news: FileNews) -> None:
    """Have a layer show the copy of today, and with it the others of the project made of the same file. Main thread.

    Styles and names stay. Others that are being edited stay as they are.
    """
    asked, folder = read_file_mark(layer), shown_by(layer).path.parent
    for one in project.mapLayers().values():
        place = read_file_mark(one)
        if place is None or asked is None or shown_by(one).path.parent != folder or why_not_changed(one):
            continue
        copy = news.copy if one is layer else news.copies.families.get(place.family)
        if copy is None or (place.member, place.part) != (asked.member, asked.part):
            continue
        point_to(one, f"{copy.path}|layername={TABLE}")
        one.setReadOnly(True)
        note_file_copy(one, replace(news, place=replace(news.place, family=place.family, title=place.title)))
        one.triggerRepaint()


def new_file_layers(layer: QgsVectorLayer, news: FileNews) -> Tuple[QgsVectorLayer, ...]:
    """Return a layer for each kind of geometry the file did not hold before. Main thread only.

    Raises
    ------
    LayerError
        QGIS cannot open one.
    """
    made, before = [], read_origin(layer)
    for family in news.new_families:
        path = news.copies.families[family].path
        opened = QgsVectorLayer(f"{path}|layername={TABLE}", f"{news.place.title} ({family_title(family)})", "ogr")
        if before is not None:
            write_origin(opened, before)
        note_file_copy(opened, replace(news, place=replace(news.place, family=family)))
        opened.setReadOnly(True)
        made.append(opened)
    return tuple(made)


def note_file_copy(layer: QgsMapLayer, news: FileNews) -> None:
    """Write into a layer that shows the copy of today of when it is, and whether it was put right. Main thread only."""
    origin = read_origin(layer)
    if origin is not None:
        write_origin(layer, news.origin_now(origin))
    mark_place(layer, news.place)
    renew_marks(layer, news.copies.lack, news.copies.correction)


def member_of(fetched: FetchedFile, place: FilePlace, progress: Progress) -> LocalFile:
    """Return the data set of an archive (or the file itself) a layer was made from. Raises LayerError if it is gone."""
    members = contents_of(fetched)
    found = [one for one in members if member_key(one) == place.member] or (members if len(members) == 1 else ())
    if not found:
        raise gone_from(place)
    return take_out(fetched, found[0], progress)


def _part(file: LocalFile, place: FilePlace) -> Part:
    parts = parts_of(file)
    found = [one for one in parts if one.name == place.part] or (parts if len(parts) == 1 else ())
    if not found:
        raise gone_from(place)
    return found[0]


def gone_from(place: FilePlace) -> LayerError:
    """Return the error of a file that no longer holds what a layer was made from."""
    sentence = tr("The file no longer holds “{layer}”. Look at the data set in the catalogue, and add it again.")
    return LayerError(sentence.format(layer=place.title), place.part)
