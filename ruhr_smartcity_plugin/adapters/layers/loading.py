# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer from a service, opened, counted and judged in a task. Short layers are never handed over as complete."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from types import TracebackType
from typing import List, Tuple

from qgis.core import (
    QgsApplication,
    QgsFeatureRequest,
    QgsFeedback,
    QgsMapLayer,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.adapters.layers import oapif, wfs, wms
from ruhr_smartcity_plugin.adapters.layers.place import note_on_layer_place
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof, group_digits, judge, needs_probe
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription
from ruhr_smartcity_plugin.core.errors import HttpStatusError, LayerError, NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.region.area import Box
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr

# More than this is not fetched as a whole: the layer then follows the map view and is never called complete.
MOST_OBJECTS = 50_000
_POLL_S = 0.1


@dataclass(frozen=True)
class LoadedLayer:
    """A valid layer that lives in the main thread.

    `source` is None for layers from files, `completeness` for pictures and files (which are whole or refused); `notes`
    are for the user. `correction` says how the place was corrected, "" if it was not.
    """

    layer: QgsMapLayer
    source: LayerSource | None
    completeness: Completeness | None
    notes: Tuple[str, ...] = ()
    correction: str = ""


def read_service(
    client: HttpClient, kind: ServiceKind, url: str, *, service: str = "", progress: Progress = SILENT
) -> ServiceDescription:
    """Ask a service of the given kind what it offers.

    Raises
    ------
    NetworkError
        The service did not answer properly.
    LayerError
        It offers no layer, or layers of this kind cannot be loaded.
    """
    readers = {ServiceKind.WFS: wfs.read_wfs, ServiceKind.OAPIF: oapif.read_oapif, ServiceKind.WMS: wms.read_wms}
    reader = readers.get(kind)
    if reader is None:
        raise LayerError(tr("Data of the kind {kind} cannot be put on the map yet.").format(kind=kind.title))
    description = reader(client, url, service=service, progress=progress)
    if not description.layers:
        raise LayerError(tr("The service “{service}” offers no layers.").format(service=service or description.title))
    return description


def load_layer(
    client: HttpClient,
    source: LayerSource,
    *,
    service: str = "",
    cap: int | None = None,
    area_25832: Box | None = None,
    authcfg: str = "",
    most_objects: int = MOST_OBJECTS,
    progress: Progress = SILENT,
) -> LoadedLayer:
    """Open a layer, fetch and count its objects, and say whether all are there. For use in a task.

    `cap` is the service's stated limit per answer, `area_25832` where a test picture is drawn.

    Raises
    ------
    NetworkError, LayerError
        There is no usable layer.
    CancelledError
        The user stopped it; nothing is kept.
    """
    if source.kind is ServiceKind.WMS:
        loaded = _load_picture(client, source, service, area_25832 or load_region().box_25832, authcfg, progress)
    else:
        loaded = _VectorLoading(client, source, service, cap, authcfg, most_objects, progress).load()
    stop_if_cancelled(progress)
    # Made in a task, used by the main thread from now on.
    loaded.layer.moveToThread(QgsApplication.instance().thread())
    return loaded


def _load_picture(
    client: HttpClient, source: LayerSource, service: str, area: Box, authcfg: str, progress: Progress
) -> LoadedLayer:
    progress.report(0.2, tr("Checking the picture"))
    wms.check_picture(client, source, area, service=service, progress=progress)
    stop_if_cancelled(progress)
    progress.report(0.5, tr("Opening the layer"))
    layer = QgsRasterLayer(wms.wms_uri(source, authcfg=authcfg), source.title, wms.PROVIDER)
    _require_valid(layer, source, service)
    return LoadedLayer(layer, source, None)


def _require_valid(layer: QgsMapLayer, source: LayerSource, service: str) -> None:
    if layer.isValid():
        return
    sentence = tr("The layer “{layer}” of the service “{service}” cannot be opened. Try again later.")
    reason = quotable(layer.error().summary()) or "the provider gave no reason"
    raise LayerError(sentence.format(layer=source.title, service=service or source.url), reason)


class _VectorLoading:
    """One WFS or OGC API Features layer on its way."""

    def __init__(
        self,
        client: HttpClient,
        source: LayerSource,
        service: str,
        cap: int | None,
        authcfg: str,
        most_objects: int,
        progress: Progress,
    ) -> None:
        self._client, self._source, self._service, self._cap = client, source, service or source.title, cap
        self._authcfg, self._most, self._progress = authcfg, most_objects, progress
        self._module = wfs if source.kind is ServiceKind.WFS else oapif

    def load(self) -> LoadedLayer:
        """Open, count, judge."""
        self._progress.report(0.05, tr("Asking for the number of objects"))
        stated = self._stated()
        if stated is not None and stated > self._most:
            return self._follow_view(stated)
        self._progress.report(0.1, tr("Opening the layer"))
        layer = self._open(view_only=False)
        received, xs, ys = self._fetch(layer, stated)
        if received > self._most:
            return self._follow_view(stated)
        completeness = self._judge(stated, received)
        note = note_on_layer_place(self._source.title, layer.crs(), xs, ys)
        return LoadedLayer(layer, self._source, completeness, (note,) if note else ())

    def _stated(self) -> int | None:
        try:
            return self._module.stated_count(self._client, self._source, service=self._service, progress=self._progress)
        except (HttpStatusError, UnexpectedContentError):
            # Some services cannot count. If it is the service itself that fails, opening the layer says so.
            return None

    def _open(self, *, view_only: bool) -> QgsVectorLayer:
        stop_if_cancelled(self._progress)
        make_uri = wfs.wfs_uri if self._source.kind is ServiceKind.WFS else oapif.oapif_uri
        uri = make_uri(self._source, authcfg=self._authcfg, view_only=view_only)
        layer = QgsVectorLayer(uri, self._source.title, self._module.PROVIDER)
        _require_valid(layer, self._source, self._service)
        return layer

    def _follow_view(self, stated: int | None) -> LoadedLayer:
        return LoadedLayer(self._open(view_only=True), self._source, Completeness(stated, 0, Proof.VIEW))

    def _fetch(self, layer: QgsVectorLayer, stated: int | None) -> Tuple[int, List[float], List[float]]:
        """Fetch all objects into the provider's cache; return their number and the middles of their boxes."""
        received, xs, ys = 0, [], []
        with _Feedback(self._progress, layer) as feedback:
            # Not chained: QgsFeatureRequest().setFeedback(…) returns a reference into an object that is gone by then.
            request = QgsFeatureRequest()
            request.setFeedback(feedback)
            for feature in layer.getFeatures(request):
                received += 1
                if received > self._most:
                    break
                if feature.hasGeometry():
                    middle = feature.geometry().boundingBox().center()
                    xs.append(middle.x())
                    ys.append(middle.y())
                if received % 500 == 0:
                    self._tell(received, stated)
        stop_if_cancelled(self._progress)
        return received, xs, ys

    def _tell(self, received: int, stated: int | None) -> None:
        fraction = 0.1 + 0.8 * min(1.0, received / max(stated or self._most, 1))
        text = tr("{count} objects received").format(count=group_digits(received))
        self._progress.report(fraction, text)

    def _judge(self, stated: int | None, received: int) -> Completeness:
        is_wfs = self._source.kind is ServiceKind.WFS
        if not is_wfs:
            # numberMatched is the number of all hits by the standard (OGC 17-069r4, 7.15.6): no limit hides in it.
            return Completeness(stated, received, Proof.NONE if stated is None or stated < received else Proof.STATED)
        if not needs_probe(stated, received, self._cap):
            return judge(stated, received, cap=self._cap)
        self._progress.report(0.95, tr("Checking that nothing is missing"))
        try:
            has_more = wfs.has_more_than(
                self._client, self._source, received, service=self._service, progress=self._progress
            )
        except NetworkError as error:  # unproven, and said so: the objects that came are still of use
            cause = tr("The check for missing objects failed: {reason}").format(reason=error.sentence)
            return replace(judge(stated, received, cap=self._cap), cause=cause)
        return judge(stated, received, cap=self._cap, has_more=has_more)


class _Feedback:
    """A QgsFeedback that is cancelled when the progress says so, also while the provider waits for the network."""

    def __init__(self, progress: Progress, layer: QgsVectorLayer) -> None:
        self._progress, self._layer, self._feedback = progress, layer, QgsFeedback()
        self._done = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> QgsFeedback:
        self._watcher.start()
        return self._feedback

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._done.wait(_POLL_S):
            if self._progress.is_cancelled():
                self._feedback.cancel()
                # The WFS provider waits for its pages without looking at the feedback; this stops its download.
                self._layer.dataProvider().reloadData()
                return
