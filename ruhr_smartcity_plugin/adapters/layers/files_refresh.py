# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer from a file on the web brought up to date, and compared with what the file holds now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Tuple

from qgis.core import QgsVectorLayer

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
from ruhr_smartcity_plugin.adapters.layers.files_layer import Copies, make_copies
from ruhr_smartcity_plugin.adapters.layers.files_mark import FilePlace
from ruhr_smartcity_plugin.adapters.layers.kept_layer import point_to
from ruhr_smartcity_plugin.adapters.layers.layer_cache import FOLDER
from ruhr_smartcity_plugin.adapters.layers.layer_changes import Changes, find_changes
from ruhr_smartcity_plugin.adapters.layers.marks import mark_completeness, mark_correction
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin, write_origin
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import ConnectionFailedError, LayerError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class FileNews:
    """What a file holds now: the copy of the layer, and how it differs from the one shown (None if it is the same)."""

    fetched: FetchedFile
    copy: Copy
    copies: Copies
    changes: Changes | None

    def origin_now(self, before: Origin) -> Origin:
        """Return the origin of a layer that shows this copy."""
        signs = {"ETag": self.fetched.etag, "Last-Modified": self.fetched.last_modified}
        parameters = {**before.parameters, **signs}
        kept = {key: value for key, value in parameters.items() if value}
        is_changed = before.changed or bool(self.copies.correction)
        return replace(before, fetched_at=self.fetched.fetched_at, parameters=kept, changed=is_changed)


def find_file_news(client: HttpClient, place: FilePlace, shown: Path, cache: Path, progress: Progress) -> FileNews:
    """Ask whether the file has changed, and compare what it holds now with the copy that is shown. For use in a task.

    Raises
    ------
    NetworkError, InputError, LayerError, StoreError
        There is nothing newer to show; what is shown is untouched.
    """
    fetched, copy, copies = fetch_file_copy(client, place, cache, progress)
    if copy.path == shown:
        return FileNews(fetched, copy, copies, None)
    target = cache / FOLDER / f"changes.{fetched.folder.name}-{copy.path.stem}.gpkg"
    return FileNews(fetched, copy, copies, find_changes(shown, copy.path, target))


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
    return fetched


def show_file_copy(layer: QgsVectorLayer, news: FileNews, title: str) -> None:
    """Have a layer show the copy of today; its style stays. Main thread only."""
    point_to(layer, f"{news.copy.path}|layername={TABLE}")
    layer.setReadOnly(True)
    origin = read_origin(layer)
    if origin is not None:
        write_origin(layer, news.origin_now(origin))
    mark_completeness(layer, title, None)
    mark_correction(layer, news.copies.correction)
    layer.triggerRepaint()


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
