# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer on the map that shows a local copy: what it is a copy of, and how it is given a newer one."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import FrozenSet, Tuple

from qgis.core import QgsDataProvider, QgsMapLayer, QgsProviderRegistry, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.download import AREA_CRS, Wanted
from ruhr_smartcity_plugin.adapters.layers.download_file import replacing
from ruhr_smartcity_plugin.adapters.layers.download_record import FileRecord, read_record, table_of
from ruhr_smartcity_plugin.adapters.layers.families import family_for, whole_source
from ruhr_smartcity_plugin.adapters.layers.layer_cache import Entry, LayerCache, open_layer, open_layers
from ruhr_smartcity_plugin.adapters.layers.layer_changes import Changes, changes_path, find_changes
from ruhr_smartcity_plugin.adapters.layers.loading_objects import Keep
from ruhr_smartcity_plugin.adapters.layers.loading_uris import arcgis_layer_address
from ruhr_smartcity_plugin.adapters.layers.marks import renew_marks
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin, unedited, write_origin
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr

WANTED_PROPERTY = "ruhr_smartcity/download"


def mark_kept(layer: QgsMapLayer, wanted: Wanted) -> None:
    """Keep with the layer what it is a copy of, without secrets: projects are passed on."""
    values = {"url": redact(wanted.url), "layer": wanted.layer, "kind": wanted.kind.value, "area": wanted.area,
              "area_crs": wanted.area_crs, "crs": wanted.crs, "title": wanted.title}  # fmt: skip
    layer.setCustomProperty(WANTED_PROPERTY, json.dumps(values, ensure_ascii=False))


def read_kept_mark(layer: QgsMapLayer) -> Wanted | None:
    """Return what a layer is marked to be a copy of, without a look at its file; None for every other layer."""
    kept = layer.customProperty(WANTED_PROPERTY)
    if not isinstance(layer, QgsVectorLayer) or not isinstance(kept, str):
        return None
    try:
        values = json.loads(kept)
        area = tuple(float(one) for one in values["area"]) if values["area"] else None
        texts = (str(values[name]) for name in ("area_crs", "crs", "title"))
        origin = unedited(read_origin(layer) or Origin(""))
        return Wanted(str(values["url"]), str(values["layer"]), ServiceKind(values["kind"]), area, *texts, origin)
    except (ValueError, TypeError, KeyError):
        return None


@dataclass(frozen=True)
class Shown:
    """The file a layer shows, the table in it ("" for its only one), its system, and the layer's name."""

    path: Path
    table: str
    crs: str
    title: str
    is_geopackage: bool


def shown_by(layer: QgsMapLayer) -> Shown:
    """Return what a layer shows, by its source alone: a share that does not answer must not hold up the window."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = Path(str(parts.get("path") or ""))
    # The number of a table means another than the first.
    table = str(parts.get("layerName") or (parts.get("layerId") and f"layerid={parts['layerId']}") or "")
    is_file = isinstance(layer, QgsVectorLayer) and layer.providerType() == "ogr"
    return Shown(path, table, layer.crs().authid(), layer.name(), is_file and path.suffix.lower() == ".gpkg")


def read_own_record(shown: Shown) -> Wanted | None:
    """Return what a file says of itself: one of `ruhr:downloadlayer`, or opened by QGIS itself. For use in a task.

    None for every other file, and for another table that was put into the file of a copy.
    """
    record = read_record(shown.path) if shown.is_geopackage else None
    if record is None or shown.table not in ("", table_of(shown.path)):
        return None
    place = record.origin.parameters
    try:
        kind = ServiceKind(place["kind"])
        area = tuple(float(one) for one in place["area"].split(",")) if place.get("area") else None
        area_crs = place[AREA_CRS] if area is not None else shown.crs  # older excerpts lack it: nobody knows of where
        url = place["service"]
    except (ValueError, KeyError):
        return None
    layer_name = "" if kind is ServiceKind.ARCGIS else place.get("layer", "")
    return Wanted(url, layer_name, kind, area, area_crs, shown.crs, shown.title, record.origin)


def path_of(layer: QgsMapLayer) -> Path:
    """Return the file a layer shows."""
    return shown_by(layer).path


def point_to(layer: QgsVectorLayer, source: str) -> None:
    """Have a layer show another file; its style and its filter stay. Main thread only."""
    kept = layer.subsetString()
    layer.setDataSource(source, layer.name(), "ogr", QgsDataProvider.ProviderOptions(), False)
    if kept:
        layer.setSubsetString(kept)
    layer.updateExtents(True)  # QGIS keeps the extent of the file before


def show_entry(layer: QgsVectorLayer, entry: Entry) -> None:
    """Have a layer show another copy, of it the family it showed; its style and its name stay. Main thread only."""
    family = family_for(layer, entry.path)
    point_to(layer, whole_source(entry.path) if family is None else family.source)
    write_origin(layer, entry.record.origin)
    renew_marks(layer, entry.record.completeness, entry.record.origin.parameters.get("place", ""))
    layer.triggerRepaint()


@dataclass(frozen=True)
class News:
    """What the source has now: the newest copy, and how it differs from the one shown (None if it is the same)."""

    entry: Entry
    changes: Changes | None

    @property
    def record(self) -> FileRecord:
        """What the newest copy says of itself."""
        return self.entry.record


def find_news(
    cache: LayerCache,
    client: HttpClient,
    wanted: Wanted,
    shown: Path,
    in_use: FrozenSet[str],
    progress: Progress,
) -> News:
    """Ask the source for what it has now and compare it with the copy that is shown. For use in a task.

    Raises
    ------
    NetworkError, IncompleteError, StoreError
        There is nothing newer to show; what is shown is untouched.
    """
    brought = cache.refresh(client, wanted, in_use, progress=progress)
    if brought.entry.path == shown:
        return News(brought.entry, None)
    after = brought.entry.path
    return News(brought.entry, find_changes(shown, after, changes_path(cache.folder, after)))


def put_beside(news: News, shown: Path, in_use: FrozenSet[str]) -> News:
    """Return the news with a copy of the newest version beside the planner's own file. For use in a task.

    The file itself stays: it may hold edits, and other programs may show it.

    Raises
    ------
    StoreError
        The folder cannot be written.
    """
    target = free_path(shown, in_use)
    with replacing(target) as passing:
        shutil.copyfile(news.entry.path, passing)
    return replace(news, entry=replace(news.entry, path=target))


def free_path(path: Path, in_use: FrozenSet[str]) -> Path:
    """Return a path, or where it is taken the next free name beside it: “baeume (2).gpkg”, then “baeume (3).gpkg”."""
    stem, number, found = re.sub(r" \(\d+\)$", "", path.stem), 2, path
    while found.exists() or os.path.realpath(found) in in_use:
        found = path.with_name(f"{stem} ({number}){path.suffix}")
        number += 1
    return found


def keep_with(cache: LayerCache, in_use: FrozenSet[str], origin: Origin) -> Keep:
    """Return what fetches a layer of ArcGIS into the cache and opens the copy; for `load_layer`."""

    def keep(
        client: HttpClient, source: LayerSource, progress: Progress
    ) -> Tuple[QgsVectorLayer, Completeness, Tuple[str, ...]]:
        wanted = wanted_of(source, origin)
        done = cache.fetch(client, wanted, in_use, allow_incomplete=True, progress=progress)
        layer = open_copy(done.path, source.title)
        layer.setReadOnly(True)  # it lies in the cache
        mark_kept(layer, wanted)
        return layer, done.completeness, done.notes

    return keep


def wanted_of(source: LayerSource, origin: Origin) -> Wanted:
    """Return what to download for the whole of a service's layer."""
    is_arcgis = source.kind is ServiceKind.ARCGIS
    address = arcgis_layer_address(source) if is_arcgis else source.url
    return Wanted(address, "" if is_arcgis else source.layer, source.kind, title=source.title, origin=origin)


def open_copy(path: Path, name: str) -> QgsVectorLayer:
    """Return the layer in a downloaded file with one kind of geometry. Raises LayerError if QGIS cannot open it."""
    return open_layer(_entry_of(path), name)


def open_copies(path: Path, name: str) -> Tuple[QgsVectorLayer, ...]:
    """Return the layers in a downloaded file, one for each family of geometries. Raises as `open_copy`."""
    return open_layers(_entry_of(path), name)


def _entry_of(path: Path) -> Entry:
    record = read_record(path)
    if record is None:
        raise LayerError(tr("The downloaded file cannot be read again."), str(path))
    return Entry(path, record, path.stat().st_size)
