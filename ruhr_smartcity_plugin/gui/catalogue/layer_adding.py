# SPDX-License-Identifier: GPL-2.0-or-later
"""From a chosen resource to layers on the map: ask the service, choose, fetch, judge, add, mark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Callable, List, Sequence

from qgis.core import QgsMapLayer, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog

from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer, load_layer, read_service
from ruhr_smartcity_plugin.adapters.layers.marks import mark_completeness
from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.layers.sample import make_sample_layer
from ruhr_smartcity_plugin.adapters.layers.tree import add_to_room, zoom_to
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.ogc_address import landing_address, requested_layer
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.network.agent import plugin_version
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.gui.catalogue.layer_choice import LayerChoice
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class Wish:
    """One layer to load, with all that is needed to try again."""

    dataset: Dataset
    distribution: Distribution
    description: ServiceDescription
    layer: ServiceLayer

    @property
    def title(self) -> str:
        """The layer's name on the map: the data set's title, with the layer's own where they differ."""
        own, whole = self.layer.title, self.dataset.title
        name = own if whole in own else f"{whole}: {own}"
        # The same data often come as objects and as a picture; the layer tree must tell them apart.
        return f"{name} (WMS)" if self.description.kind is ServiceKind.WMS else name


@dataclass(frozen=True)
class Added:
    """A layer that was put on the map, and what to say about it."""

    wish: Wish | None
    loaded: LoadedLayer


class LayerAdding(QObject):
    """Runs the steps for the data room and tells it how they go. Lives in the main thread."""

    started = pyqtSignal(str, object)  # text, cancel
    progressed = pyqtSignal(int)  # percent
    added = pyqtSignal(object)  # Added
    failed = pyqtSignal(object, object)  # error, retry
    stopped = pyqtSignal()  # nothing runs, and there is nothing to say

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = workbench
        self._waiting: List[Wish] = []

    def add(self, dataset: Dataset, distribution: Distribution) -> None:
        """Put a resource on the map; asks which layers if the service has several."""
        if distribution.sample is not None:
            self._add_sample(dataset, distribution)
            return
        kind, url, service = distribution.kind, distribution.url, dataset.title
        client = self._bench.http()

        def ask(progress: Progress) -> ServiceDescription:
            return read_service(client, kind, url, service=service, progress=progress)

        self._run(
            tr("Asking “{service}” for its layers").format(service=service),
            ask,
            lambda description: self._choose(dataset, distribution, description),
            lambda: self.add(dataset, distribution),
        )

    def load(self, wish: Wish, replaces: QgsMapLayer | None = None) -> None:
        """Fetch one layer and put it on the map, in place of an older try."""
        source = wish.description.source_of(wish.layer)
        client, area = self._bench.http(), self._bench.area.area.box_25832
        service, cap = wish.dataset.title, wish.description.cap

        def fetch(progress: Progress) -> LoadedLayer:
            return load_layer(client, source, service=service, cap=cap, area_25832=area, progress=progress)

        self._run(
            tr("Loading “{layer}”").format(layer=wish.title),
            fetch,
            lambda loaded: self._show(wish, loaded, replaces),
            lambda: self.load(wish, replaces),
        )

    def _run(
        self,
        title: str,
        work: Callable[[Progress], object],
        publish: Callable[[object], None],
        retry: Callable[[], None],
    ) -> None:
        def done(result: object) -> None:
            if not sip.isdeleted(self):
                publish(result)

        def failed(error: BaseException) -> None:
            if not sip.isdeleted(self):
                self._waiting.clear()
                self.failed.emit(error, retry)

        task: QgsTask = self._bench.tasks.run(title, work, publish=done, failed=failed)
        task.progressChanged.connect(lambda percent: self.progressed.emit(int(percent)))
        self.started.emit(title, lambda: None if sip.isdeleted(task) else task.cancel())

    def _choose(self, dataset: Dataset, distribution: Distribution, description: ServiceDescription) -> None:
        chosen = self._layers_wanted(dataset, distribution, description)
        if not chosen:
            self.stopped.emit()
            return
        wishes = [Wish(dataset, distribution, description, layer) for layer in chosen]
        self._waiting = wishes[1:]
        self.load(wishes[0])

    def _layers_wanted(
        self, dataset: Dataset, distribution: Distribution, description: ServiceDescription
    ) -> Sequence[ServiceLayer]:
        """Return the layer the address itself names, the only one there is, or those the user chooses."""
        named = requested_layer(distribution.url)
        if description.kind is ServiceKind.OAPIF:
            named = landing_address(distribution.url)[1]
        exact = description.find_layer(named) if named else None
        if exact is not None:
            return [exact]
        if len(description.layers) == 1:
            return description.layers
        self.stopped.emit()  # nothing runs while the user chooses
        dialog = LayerChoice(description, distribution.layers or (dataset.title,), self._bench.main_window)
        try:
            return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else []
        finally:
            dialog.deleteLater()

    def _show(self, wish: Wish, loaded: LoadedLayer, replaces: QgsMapLayer | None) -> None:
        origin = wish.description.complete_origin(_origin_of(wish.dataset, wish.distribution))
        origin = replace(origin, parameters={"service": loaded.source.url, "layer": loaded.source.layer})
        try:
            write_origin(loaded.layer, origin)
            mark_completeness(loaded.layer, wish.title, loaded.completeness)
            self._add_to_map(loaded.layer)
        except RuhrError as error:
            self.failed.emit(error, lambda: self.load(wish, replaces))
            return
        if replaces is not None and not sip.isdeleted(replaces):
            self._bench.project.removeMapLayer(replaces.id())
        self.added.emit(Added(wish, loaded))
        if self._waiting:
            self.load(self._waiting.pop(0))

    def _add_sample(self, dataset: Dataset, distribution: Distribution) -> None:
        try:
            layer = make_sample_layer(distribution.sample)
            write_origin(layer, _origin_of(dataset, distribution))
            self._add_to_map(layer)
        except RuhrError as error:
            self.failed.emit(error, lambda: self.add(dataset, distribution))
            return
        self.added.emit(Added(None, LoadedLayer(layer, None, None)))

    def _add_to_map(self, layer: QgsMapLayer) -> None:
        """Add the layer; zoom for the first one only, as later ones must not move what the user looks at."""
        is_first = not self._bench.project.mapLayers()
        add_to_room(self._bench.project, layer, tr("Data"))
        if not is_first or self._bench.canvas is None:
            return
        # Pictures claim the whole world, and services of the state reach far beyond the Ruhr.
        if self._bench.area.area.kind is AreaKind.EXTENT:
            zoom_to(self._bench.canvas, layer, self._bench.project)
        else:
            self._bench.area.zoom_to_area()


def _origin_of(dataset: Dataset, distribution: Distribution) -> Origin:
    origin = dataset.origin_of(distribution, datetime.now(timezone.utc))
    return replace(origin, plugin_version=plugin_version())
