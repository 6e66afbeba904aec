# SPDX-License-Identifier: GPL-2.0-or-later
"""“Download …” and “Download completely”: asked, fetched in a task, put on the map, and said how complete it is."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Callable, Collection, List, Sequence, Tuple

from qgis.core import QgsCoordinateReferenceSystem, QgsMapLayer, QgsMapLayerStyle, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QStandardPaths

from ruhr_smartcity_plugin.adapters.cache import files_in_use
from ruhr_smartcity_plugin.adapters.layers.download import Download, Wanted, download_layer
from ruhr_smartcity_plugin.adapters.layers.kept_layer import free_path, mark_kept, open_copies, wanted_of
from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer
from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import InputError, RuhrError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.download_dialog import DownloadChoice, DownloadDialog
from ruhr_smartcity_plugin.gui.catalogue.layer_adding import Added, LayerAdding, Wish
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_kept import NAME, kept_layers
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_publish import limit_scale, origin_of, publish_layer, take_away
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_SERVICES = (ServiceKind.WFS, ServiceKind.OAPIF, ServiceKind.ARCGIS)
_FILES = (ServiceKind.GEOJSON, ServiceKind.GPKG, ServiceKind.SHP, ServiceKind.GML, ServiceKind.KML, ServiceKind.ZIP,
          ServiceKind.JSON)  # fmt: skip


def can_download(distribution: Distribution | None) -> bool:
    """Answer whether a resource has objects that can be copied into a file."""
    if distribution is None or not distribution.url or distribution.sample is not None:
        return False
    return distribution.kind in (*_SERVICES, *_FILES)


@dataclass(frozen=True)
class _Order:
    """One download: what, where to, and what becomes of it. `replaces` are the layers it stands in for."""

    dataset: Dataset
    wanted: Wanted
    path: Path | None  # None: into the cache
    wish: Wish | None
    allow_incomplete: bool = False
    add_to_map: bool = True
    replaces: Tuple[QgsMapLayer, ...] = ()
    file: Distribution | None = None  # the resource, where it is a file: its address of today is asked for first


class LayerDownloading(QObject):
    """Runs downloads with the steps of `LayerAdding`, whose signals tell how they go. Lives in the main thread."""

    def __init__(self, workbench: Workbench, adding: LayerAdding, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench, self._adding = workbench, adding

    def ask(self, dataset: Dataset, distribution: Distribution) -> None:
        """Ask which layer of a resource, which part of it and into which file; then fetch it."""
        if distribution.kind.is_file:
            origin = origin_of(dataset, distribution, {})
            wanted = Wanted(distribution.url, "", distribution.kind, title=dataset.title, origin=origin)
            self._ask_where([_Order(dataset, wanted, None, None, file=distribution)])
            return
        self._adding.choose_layers(
            dataset,
            distribution,
            lambda wishes: self._ask_where([self._order(wish) for wish in wishes]),
            lambda: self.ask(dataset, distribution),
        )

    def fetch_whole(self, wish: Wish, shown: QgsMapLayer) -> None:
        """Fetch all objects of a layer that follows the map view; the copy takes its place and its style."""
        self._run(replace(self._order(wish), replaces=(shown,)))

    def _order(self, wish: Wish) -> _Order:
        origin = wish.description.complete_origin(origin_of(wish.dataset, wish.distribution, {NAME: wish.title}))
        wanted = wanted_of(wish.description.source_of(wish.layer), origin)
        return _Order(wish.dataset, replace(wanted, title=wish.title), None, wish)

    # --- asking ------------------------------------------------------------------------------------
    def _ask_where(self, orders: List[_Order]) -> None:
        self._adding.stopped.emit()  # nothing runs while the user chooses
        asked: List[_Order] = []
        for order in orders:
            choice = self._choice(order.wanted.title, [one.path for one in asked])
            if choice is None:
                break
            wanted = replace(
                order.wanted, area=choice.box, area_crs=choice.box_crs or order.wanted.area_crs, crs=choice.crs
            )
            asked.append(
                replace(
                    order, wanted=wanted, path=choice.path, allow_incomplete=choice.allow_incomplete,
                    add_to_map=choice.add_to_map,
                )
            )  # fmt: skip
        self._run_all(asked)

    def _choice(self, title: str, taken: Collection[Path] = ()) -> DownloadChoice | None:
        canvas = self._bench.canvas
        view = canvas.extent() if canvas is not None else None
        crs = canvas.mapSettings().destinationCrs() if canvas is not None else QgsCoordinateReferenceSystem()
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = self._bench.project.homePath() or documents
        refusal = partial(_refusal, files_in_use(self._bench.project), taken)
        dialog = DownloadDialog(title, self._bench.area.area, view, crs, folder, self._bench.main_window, refusal)
        dialog.help_requested.connect(lambda: self._bench.open_help("loading"))
        chosen: List[DownloadChoice] = []
        dialog.requested.connect(chosen.append)
        try:
            dialog.exec()
        finally:
            dialog.deleteLater()
        return chosen[0] if chosen else None

    # --- fetching ----------------------------------------------------------------------------------
    def _run_all(self, orders: Sequence[_Order]) -> None:
        if orders:
            self._run(orders[0], orders[1:])

    def _run(self, order: _Order, rest: Sequence[_Order] = ()) -> None:
        """Fetch one; the rest comes after it, also where it takes a second try, and goes with it if there is none."""
        cache, in_use = kept_layers(self._bench)
        refused = _refusal(in_use, (), order.path) if order.path is not None else ""
        if refused:
            self._adding.failed.emit(InputError(refused), lambda: self._rename(order, rest))
            return

        def fetch(wanted: Wanted, progress: Progress) -> Download:
            client, _authcfg = self._adding.client(wanted.url)
            more = {"allow_incomplete": order.allow_incomplete, "progress": progress}
            if order.path is None:
                return cache.fetch(client, wanted, in_use, **more)
            return download_layer(client, wanted, order.path, **more)

        def at(resource: Distribution) -> Wanted:
            return replace(order.wanted, url=resource.url, origin=origin_of(order.dataset, resource, {}))

        def work(progress: Progress) -> Tuple[_Order, Download]:
            if order.file is None:
                return order, fetch(order.wanted, progress)
            found_again = self._adding.found_again(
                order.dataset, order.file, lambda resource, progress: fetch(at(resource), progress)
            )
            today, done = found_again(progress)
            notes = (*done.notes, today.doubt) if today.doubt else done.notes
            return replace(order, wanted=at(today), file=today), replace(done, notes=notes)

        self._adding.run(
            tr("Downloading “{layer}”").format(layer=order.wanted.title),
            work,
            lambda done: self._finish(done[0], rest, done[1]),
            lambda: self._run(order, rest),
            lambda: self._run(replace(order, allow_incomplete=True), rest),
        )

    def _rename(self, order: _Order, rest: Sequence[_Order]) -> None:
        choice = self._choice(order.wanted.title, [one.path for one in rest])
        if choice is not None:
            self._run(replace(order, path=choice.path), rest)

    def _finish(self, order: _Order, rest: Sequence[_Order], done: Download) -> None:
        try:
            self._show(order, done)
        except RuhrError as error:
            self._adding.failed.emit(error, lambda: self._run(order, rest))
            return
        self._run_all(rest)

    def _show(self, order: _Order, done: Download) -> None:
        said = _where_kept(order, done)
        if not order.add_to_map:
            self._adding.stopped.emit()
            is_whole = done.completeness.verdict is Verdict.COMPLETE
            say = self._bench.messages.succeed if is_whole and not done.notes else self._bench.messages.warn
            say(" ".join(("" if is_whole else done.completeness.sentence(), said, *done.notes)).strip())
            return
        source = order.wish.description.source_of(order.wish.layer) if order.wish is not None else None
        more = (source, done.completeness, done.notes, done.correction)
        opened = tuple(LoadedLayer(one, *more) for one in open_copies(done.path, order.wanted.title))
        old = [one for one in order.replaces if not sip.isdeleted(one)]
        for loaded in opened:
            alike = [one for one in old if _kind_of(one) == _kind_of(loaded.layer)]
            self._publish(order, done, loaded, next(iter(alike or (old if len(opened) == 1 else ())), None))
        take_away(self._bench, old)
        again = self._again(order, tuple(one.layer for one in opened))
        is_whole = done.completeness.verdict is Verdict.COMPLETE
        for loaded in opened[:1] if is_whole else opened:  # each layer that lacks objects is marked in the tree
            self._adding.added.emit(Added(order.wish, loaded, again=again, said=said))

    def _publish(self, order: _Order, done: Download, loaded: LoadedLayer, styled_as: QgsMapLayer | None) -> None:
        layer = loaded.layer
        mark_kept(layer, order.wanted)
        if order.wish is not None:
            limit_scale(layer, order.wish.layer)
        publish_layer(self._bench, loaded, layer.name(), done.origin, order.dataset, is_styled=styled_as is not None)
        if styled_as is not None:
            _take_style(layer, styled_as)
        layer.setReadOnly(order.path is None)  # in the cache; the style of a layer brings this along, too

    def _again(self, order: _Order, layers: Tuple[QgsMapLayer, ...]) -> Callable[[], None]:
        """Return what tries for the rest; the file that is shown stays until the new one is whole."""

        def run() -> None:
            path = order.path if order.path is None else free_path(order.path, files_in_use(self._bench.project))
            self._run(replace(order, path=path, replaces=layers))

        return run


def _refusal(in_use: Collection[str], taken: Collection[Path], path: Path) -> str:
    """Say why a file cannot be written; "" if it can."""
    if os.path.realpath(path) in in_use:
        sentence = tr("The file “{name}” is shown by a layer of the project. Choose another name.")
        return sentence.format(name=path.name)
    # Some systems take names that differ in case for the same.
    if os.path.realpath(path).casefold() in {os.path.realpath(one).casefold() for one in taken}:
        sentence = tr("“{name}” is the file of another layer of this download. Choose another name.")
        return sentence.format(name=path.name)
    return ""


def _kind_of(layer: QgsMapLayer) -> object:
    """Return the kind of geometry a layer draws; None for a picture."""
    return layer.geometryType() if isinstance(layer, QgsVectorLayer) else None


def _take_style(layer: QgsMapLayer, old: QgsMapLayer) -> None:
    style = QgsMapLayerStyle()
    style.readFromLayer(old)
    kept = {name: layer.customProperty(name) for name in layer.customPropertyKeys()}
    title, metadata, crs = layer.name(), layer.metadata(), layer.crs()
    style.writeToLayer(layer)
    # A style brings more along than looks; what this layer says of itself stays.
    for name, value in kept.items():
        layer.setCustomProperty(name, value)
    layer.setName(title)
    layer.setMetadata(metadata)
    layer.setCrs(crs)


def _where_kept(order: _Order, done: Download) -> str:
    if order.path is None:
        return tr("“{layer}” is kept on this computer.").format(layer=order.wanted.title)
    return tr("“{layer}” is saved in {file}.").format(layer=order.wanted.title, file=done.path.name)
