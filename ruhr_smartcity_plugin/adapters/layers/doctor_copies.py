# SPDX-License-Identifier: GPL-2.0-or-later
"""Local copies as the project doctor heals them: fetched again from their source, even where the old file is gone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable, FrozenSet

from qgis.core import QgsMapLayer, QgsProviderRegistry, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.doctor_repair import NewSource, Shape, require_shape
from ruhr_smartcity_plugin.adapters.layers.download import Wanted
from ruhr_smartcity_plugin.adapters.layers.download_record import table_of
from ruhr_smartcity_plugin.adapters.layers.files_copy import TABLE
from ruhr_smartcity_plugin.adapters.layers.files_mark import FilePlace, mark_place, read_file_mark
from ruhr_smartcity_plugin.adapters.layers.files_refresh import FileNews, fetch_file_copy
from ruhr_smartcity_plugin.adapters.layers.kept_layer import mark_kept, read_kept_mark
from ruhr_smartcity_plugin.adapters.layers.layer_cache import LayerCache
from ruhr_smartcity_plugin.adapters.layers.marks import mark_completeness, mark_correction
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin, write_origin
from ruhr_smartcity_plugin.core.catalogue.doctor.diagnosis import Repair
from ruhr_smartcity_plugin.core.catalogue.doctor.facts import LayerFacts
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr


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

    def fetch(self, facts: LayerFacts, source: str, shape: Shape, repair: Repair, progress: Progress) -> NewSource:
        """Fetch the copy, and compare it with what the layer needs.

        Raises
        ------
        NetworkError, IncompleteError, InputError, LayerError, StoreError
            Nothing fit came; the layer is untouched.
        """
        make = self._from_file if self.place is not None else self._from_service
        new, finish = make(repair, progress)
        trial = QgsVectorLayer(new, facts.name, "ogr")
        if not trial.isValid():
            sentence = tr("The proposed source of “{layer}” does not open; the layer was left as it is.")
            raise LayerError(sentence.format(layer=quotable(facts.name)), trial.error().summary())
        require_shape(facts, shape, trial)
        return NewSource(replace(facts, provider="ogr"), new, source, finish)

    def _from_service(self, repair: Repair, progress: Progress) -> tuple[str, Callable[[QgsMapLayer], None]]:
        wanted = replace(self.wanted, url=repair.url)
        entry = self.cache.refresh(self.client, wanted, self.in_use, progress=progress).entry

        def finish(layer: QgsMapLayer) -> None:
            name = layer.name()
            write_origin(layer, entry.record.origin)
            mark_kept(layer, wanted)
            mark_completeness(layer, wanted.title, entry.record.completeness)
            mark_correction(layer, entry.record.origin.parameters.get("place", ""))
            _keep_own_name(layer, name, wanted.title)

        parts = {"path": str(entry.path), "layerName": table_of(entry.path)}
        return QgsProviderRegistry.instance().encodeUri("ogr", parts), finish

    def _from_file(self, repair: Repair, progress: Progress) -> tuple[str, Callable[[QgsMapLayer], None]]:
        place = replace(self.place, url=repair.url)
        folder = self.cache.folder.parent
        fetched, copy, copies = fetch_file_copy(self.client, place, folder, progress)
        self.cache.trim(self.in_use, keep=fetched.folder)

        def finish(layer: QgsMapLayer) -> None:
            name, before = layer.name(), read_origin(layer)
            if before is not None:
                write_origin(layer, FileNews(fetched, copy, copies, None).origin_now(before))
            mark_place(layer, place)
            mark_completeness(layer, place.title, None)
            mark_correction(layer, copies.correction)
            _keep_own_name(layer, name, place.title)

        return f"{copy.path}|layername={TABLE}", finish


def _keep_own_name(layer: QgsMapLayer, name: str, title: str) -> None:
    if not name.startswith(title):  # the user's own
        layer.setName(name)
