# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of projects and the map: showing a project's places, and the layers of the register."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Callable, Collection, Dict, Iterable, List, Set, Tuple

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsExpression,
    QgsFeatureRequest,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer

from ruhr_smartcity_plugin.adapters.projects.any_store import AnyStore
from ruhr_smartcity_plugin.adapters.projects.register_layers import VIEW_PROPERTY, RegisterLayers
from ruhr_smartcity_plugin.adapters.projects.register_source import INTERNAL_VIEWS, PUBLIC_VIEWS
from ruhr_smartcity_plugin.adapters.projects.unfilled_layers import is_in_memory
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.projects.record import SiteShape, Visibility
from ruhr_smartcity_plugin.gui.area_context import CRS_25832
from ruhr_smartcity_plugin.gui.projects.map_filling import MapFilling
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom

_SETTLE_MS, _PUSH_MS = 300, 120
_TURN_MS = 15
_ARRIVE_MS = 60  # by then QGIS has taken new layers into the map, with the extent and system of a first one
_MARGIN_M = 250.0
_PROJECT = "project_uuid"


class ListMap(QObject):
    """Shows the open register on the map, and keeps the selections of list and map alike.

    Which feature belongs to which project is known from the list's own content: no layer is read for it.
    """

    def __init__(self, room: ProjectsRoom) -> None:
        super().__init__(room)
        self._room = room
        self.layers = RegisterLayers(room.workbench.project)
        self.filling = MapFilling(room, self.layers, self.select_soon, self)
        self._is_ours = False  # the selection that is just being made
        self._watched: Dict[str, Tuple[QgsVectorLayer, Callable[..., None]]] = {}
        self._is_closed = False
        self._is_to_show = False  # as soon as the list stands
        self._past: AnyStore | None = None
        self._hidden: List[str] = []  # the layers of today, while a past is shown
        self._settle = _timer(self, _SETTLE_MS, self.follow_extent)
        self._push = _timer(self, _PUSH_MS, self._select_on_map)
        project, canvas = room.workbench.project, room.workbench.canvas
        signals = [(project.layersAdded, self._watch_layers), (room.content.indexed, self._watch_layers),
                   (project.layersAdded, self.filling.fill_new), (room.content.indexed, self.filling.fill_all),
                   (room.content.settled, self._list_settled)]
        if canvas is not None:
            signals.append((canvas.extentsChanged, self._map_moved))
        for signal, slot in signals:
            signal.connect(slot)
            room.ledger.push(lambda signal=signal, slot=slot: signal.disconnect(slot))
        room.ledger.push(self._unwatch)

    # --- the map's extent ---
    def _map_moved(self) -> None:
        if self._room.content.filter.in_extent:
            self._settle.start()

    def follow_extent(self) -> None:
        """Let the filter "in the map extent" know where the map is."""
        canvas = self._room.workbench.canvas
        if canvas is None or not self._room.content.filter.in_extent:
            return
        crs, ours = canvas.mapSettings().destinationCrs(), QgsCoordinateReferenceSystem(CRS_25832)
        box = canvas.extent()
        try:
            if crs.isValid() and crs != ours:
                box = QgsCoordinateTransform(crs, ours, self._room.workbench.project).transformBoundingBox(box)
        except QgsCsException:
            self._room.content.ask(extent=None)  # the whole world in the map: nothing is narrowed
            return
        self._room.content.ask(extent=(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()))

    # --- selections ---
    def select_soon(self) -> None:
        """Select on the map what is selected in the list, once it stands still."""
        if not self._is_ours:
            self._push.start()

    def _select_on_map(self) -> None:
        self._is_ours = True
        try:
            self._select_in(self._register_layers(), [one.uuid for one in self._room.views.selected()])
        finally:
            self._is_ours = False

    def _selected_on_map(self, layer: QgsVectorLayer, selected: List[int], deselected: List[int],
                         is_whole: bool) -> None:
        """Select in the list, and in the other layers, the projects of what the user has selected in one layer.

        A selection made anew replaces that of the list, also what came from other layers; one that is only made
        larger or smaller changes it. `selected` is all that is selected in the layer if `is_whole`.
        """
        if self._is_ours or (is_whole and not selected and not deselected):
            return
        before = {one.uuid for one in self._room.views.selected()}
        here = self._projects_of(layer, layer.selectedFeatureIds())
        grows = bool(before) and not deselected and not before.isdisjoint(here)
        if is_whole and not grows:
            before.clear()
        uuids = (before - self._projects_of(layer, deselected)) | here
        self._push.stop()
        self._is_ours = True
        try:
            shown = self._room.views.select(list(uuids))
            self._select_in((one for one in self._register_layers() if one != layer), uuids)
        finally:
            self._is_ours = False
        self._room.say_hidden(len(uuids) - shown)

    def _select_in(self, layers: Iterable[QgsVectorLayer], uuids: Collection[str]) -> None:
        for layer in layers:
            if uuids or layer.selectedFeatureCount():
                layer.selectByIds(self._features_of(layer, uuids))

    def _features_of(self, layer: QgsVectorLayer, uuids: Collection[str]) -> List[int]:
        if is_in_memory(layer):
            return self.filling.places.features_of(layer, uuids)
        if _has_row_ids(layer):
            return self._room.content.index.places.features_of(
                uuids, _shape_of(layer), is_internal=layer.customProperty(VIEW_PROPERTY) in INTERNAL_VIEWS)
        if not uuids:
            return []
        listed = ", ".join(QgsExpression.quotedValue(one) for one in uuids)
        wanted = " ".join((QgsExpression.quotedColumnRef(_PROJECT), "IN (", listed, ")"))
        request = QgsFeatureRequest(QgsExpression(wanted))
        request.setFlags(Qgis.FeatureRequestFlag.NoGeometry).setNoAttributes()
        return [one.id() for one in layer.getFeatures(request)]

    def _projects_of(self, layer: QgsVectorLayer, fids: List[int]) -> Set[str]:
        if is_in_memory(layer):
            return self.filling.places.projects_at(layer, fids)
        if _has_row_ids(layer):
            return self._room.content.index.places.projects_at(fids, _shape_of(layer))
        if not fids:
            return set()
        request = QgsFeatureRequest().setFilterFids(fids).setSubsetOfAttributes([_PROJECT], layer.fields())
        request.setFlags(Qgis.FeatureRequestFlag.NoGeometry)
        return {one[_PROJECT] for one in layer.getFeatures(request)}

    def _register_layers(self) -> List[QgsVectorLayer]:
        store = self._room.register.store
        return self.layers.layers_of(store) if store is not None else []

    def _watch_layers(self, *_: object) -> None:
        """Follow the selection of every layer of the register; connecting twice would tell everything twice."""
        for layer in self._register_layers():
            if layer.id() not in self._watched:
                slot = partial(self._selected_on_map, layer)
                self._watched[layer.id()] = layer, slot
                layer.selectionChanged.connect(slot)

    def _unwatch(self) -> None:
        self._is_closed = True
        self._settle.stop()
        self._push.stop()
        for layer, slot in self._watched.values():
            if not sip.isdeleted(layer):
                layer.selectionChanged.disconnect(slot)
        self._watched.clear()
        self.filling.close()
        self._switch(self._hidden, True)

    # --- showing ---
    def show_register(self) -> None:
        """Put the places of the register on the map and say how many there are.

        The list comes first: layers made while a task works on it would keep the window waiting for Python.
        """
        self._is_to_show = True
        if self._room.content.is_settled:
            self._list_settled()

    def _list_settled(self) -> None:
        store, canvas = self._room.register.store, self._room.workbench.canvas
        is_wanted, self._is_to_show = self._is_to_show, False
        if is_wanted and store is not None:
            is_first = canvas is not None and canvas.extent().isEmpty()
            self._bring(store, PUBLIC_VIEWS, lambda: self._say_shown(store, is_first))

    def _say_shown(self, store: AnyStore, is_first: bool) -> None:
        if is_first:
            self._room.workbench.area.leave_zoom()
            self._room.workbench.area.zoom_to_area()
        layer = self.layers.find(store, PUBLIC_VIEWS[-1])
        if layer is not None:
            self._room.workbench.messages.inform(
                tr("%n project place(s) on the map", "", max(0, layer.featureCount())))

    def _bring(self, store: AnyStore, views: Tuple[str, ...], then: Callable[[], None]) -> None:
        """Have these views of a register on the map, then go on: at once if they are there.

        Else each layer is made in one turn of the event loop and added in the next: all of a large register in one
        would be felt.
        """
        if self.filling.is_to_wait(store):
            self._later(_SETTLE_MS, store, lambda: self._bring(store, views, then))
            return
        missing = tuple(one for one in views if self.layers.find(store, one) is None)
        if not missing:
            then()
            return
        # QGIS zooms to the first layer of a project: the map must have its size by then.
        self._room.workbench.area.bring_map()
        self._later(_TURN_MS, store, lambda: self._make_next(store, missing, then))

    def _make_next(self, store: AnyStore, views: Tuple[str, ...], then: Callable[[], None]) -> None:
        layer = None if self.layers.find(store, views[0]) else self.layers.make(store, views[0])
        add = partial(self._later, _TURN_MS, store, lambda: self._add_next(store, layer, views[1:], then))
        if layer is not None and is_in_memory(layer):
            self.filling.fill(layer, store, add)
        else:
            add()

    def _add_next(self, store: AnyStore, layer: QgsVectorLayer | None, left: Tuple[str, ...],
                  then: Callable[[], None]) -> None:
        # Asked twice in a hurry, two are made of each.
        if layer is not None and self.layers.find(store, str(layer.customProperty(VIEW_PROPERTY))) is None:
            self.layers.add(layer)
        if left:
            self._later(_TURN_MS, store, lambda: self._make_next(store, left, then))
        else:
            self._later(_ARRIVE_MS, store, then)

    def _later(self, wait_ms: int, store: AnyStore, step: Callable[[], None]) -> None:
        """Do a step of showing a register, unless the room was closed or another register opened meanwhile."""
        def run() -> None:
            if sip.isdeleted(self) or self._is_closed or store is not self._room.register.store:
                return
            try:
                step()
            except RuhrError as error:
                self._room.show_problem(error)

        QTimer.singleShot(wait_ms, run)

    def follow_past(self) -> None:
        """Show a past in place of today's places if these are on the map, and these again afterwards.

        The layers of a past that is no longer shown are taken away: nobody would know how old they are.
        """
        register = self._room.register
        now = register.store if register.is_past else None
        if self._past is now:
            return
        if self._past is not None:
            layers = self.layers.layers_of(self._past)
            self._room.workbench.project.removeMapLayers([one.id() for one in layers])
        self._past = now
        if now is None:
            self._switch(self._hidden, True)
            self._hidden = []
            return
        todays = self._hidden or [one.id() for one in self.layers.layers_of(register.present)]
        if todays:
            self._hidden = self._switch(todays, False) or self._hidden
            self.show_register()

    def _switch(self, layer_ids: List[str], on: bool) -> List[str]:
        """Switch layers on or off in the layer tree; return those that were not so before."""
        root = self._room.workbench.project.layerTreeRoot()
        nodes = [root.findLayer(one) for one in layer_ids]
        changed = [one for one in nodes if one is not None and one.itemVisibilityChecked() is not on]
        for one in changed:
            one.setItemVisibilityChecked(on)
        return [one.layerId() for one in changed]

    def refresh(self, store: AnyStore) -> None:
        """Let the map show what a register now holds; layers that are read anew tell of their selection, too."""
        self._is_ours = True
        try:
            self.layers.refresh(store)
        finally:
            self._is_ours = False

    def refresh_other(self, store: AnyStore) -> None:
        """Let the map show what was saved in a register that is not the open one: nobody else tells of it."""
        if store.key != self._room.register.key:
            self.layers.refresh(store)
            self.filling.read_again(store)

    def show_selected(self) -> None:
        """Zoom to the places of the selected projects; say why if there is nothing to show."""
        store = self._room.register.store
        if self._room.selected() is not None and store is not None:
            self._bring(store, PUBLIC_VIEWS, self._zoom_to_selected)

    def _zoom_to_selected(self) -> None:
        room = self._room
        room.workbench.area.leave_zoom()
        if len(room.views.selected()) > 1 and room.workbench.canvas is not None:
            self._push.stop()
            self._select_on_map()
            if self._zoom_to_selection():
                return
        entry, store = room.selected(), room.register.store
        if entry is None or store is None:
            return
        try:
            shown = self.layers.zoom_to_project(store, entry.uuid, room.workbench.canvas)
        except RuhrError as error:
            room.show_problem(error)
            return
        if shown:
            room.banner.clear()
        elif entry.visibility is Visibility.PUBLIC:
            room.banner.show_partly(tr("“{title}” has no public place to show.").format(title=entry.title))
        else:
            room.banner.show_partly(tr("“{title}” is internal. The public map layer does not show it.").format(
                title=entry.title), (tr("Show internal projects"), self.show_internal))

    def _zoom_to_selection(self) -> bool:
        """Zoom to what the layers of the register have selected; answers False if that is nothing."""
        layers = [one for one in self._register_layers() if one.selectedFeatureCount()]
        if not layers:
            return False
        canvas, box = self._room.workbench.canvas, QgsRectangle()
        for layer in layers:
            box.combineExtentWith(layer.boundingBoxOfSelected())
        box.grow(max(_MARGIN_M, 0.1 * max(box.width(), box.height())))
        try:
            transform = QgsCoordinateTransform(
                layers[0].crs(), canvas.mapSettings().destinationCrs(), self._room.workbench.project)
            canvas.setExtent(transform.transformBoundingBox(box))
        except QgsCsException:
            return False
        canvas.refresh()
        return True

    def show_internal(self) -> None:
        """Put the internal projects on the map too, in a layer marked INTERN."""
        store = self._room.register.store
        if store is not None:
            self._bring(store, INTERNAL_VIEWS, self._zoom_to_internal)

    def _zoom_to_internal(self) -> None:
        room = self._room
        room.banner.clear()
        if room.selected() is not None:
            room.workbench.area.leave_zoom()
            self.layers.zoom_to_project(room.register.store, room.selected().uuid, room.workbench.canvas)


def _timer(parent: QObject, interval_ms: int, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval_ms)
    timer.timeout.connect(slot)
    return timer


def _has_row_ids(layer: QgsVectorLayer) -> bool:
    """Answer whether QGIS's ids of features are the table's own; those of a database's view are counted anew."""
    return layer.providerType() == "ogr"


def _shape_of(layer: QgsVectorLayer) -> SiteShape | None:
    kinds = {Qgis.GeometryType.Point: SiteShape.POINT, Qgis.GeometryType.Line: SiteShape.LINE,
             Qgis.GeometryType.Polygon: SiteShape.AREA}
    return kinds.get(layer.geometryType())
