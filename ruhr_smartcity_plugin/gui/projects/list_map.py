# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of projects and the map: showing a project's places, and the layers of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Dict, List, Set, Tuple

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
from ruhr_smartcity_plugin.adapters.projects.register_layers import RegisterLayers
from ruhr_smartcity_plugin.adapters.projects.register_source import PUBLIC_VIEWS, has_views
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.projects.record import SiteShape, Visibility
from ruhr_smartcity_plugin.gui.area_context import CRS_25832
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom

_SETTLE_MS, _PUSH_MS, _TURN_MS = 300, 120, 5
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
        self._is_ours = False  # the selection that is just being made
        self._watched: Dict[str, QgsVectorLayer] = {}
        self._past: AnyStore | None = None
        self._settle = _timer(self, _SETTLE_MS, self.follow_extent)
        self._push = _timer(self, _PUSH_MS, self._select_on_map)
        project, canvas = room.workbench.project, room.workbench.canvas
        signals = [(project.layersAdded, self._watch_layers), (room.content.indexed, self._watch_layers)]
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
        uuids = [one.uuid for one in self._room.views.selected()]
        self._is_ours = True
        try:
            for layer in self._register_layers():
                layer.selectByIds(self._features_of(layer, uuids))
        finally:
            self._is_ours = False

    def _selected_on_map(self) -> None:
        if self._is_ours:
            return
        uuids = {uuid for layer in self._register_layers() for uuid in self._projects_selected_in(layer)}
        self._push.stop()
        self._is_ours = True
        try:
            shown = self._room.views.select(list(uuids))
        finally:
            self._is_ours = False
        hidden = len(uuids) - shown
        self._room.say_hidden(hidden)

    def _features_of(self, layer: QgsVectorLayer, uuids: List[str]) -> List[int]:
        if _has_row_ids(layer):
            return self._room.content.index.places.features_of(uuids, _shape_of(layer))
        if not uuids:
            return []
        listed = ", ".join(QgsExpression.quotedValue(one) for one in uuids)
        wanted = " ".join((QgsExpression.quotedColumnRef(_PROJECT), "IN (", listed, ")"))
        request = QgsFeatureRequest(QgsExpression(wanted))
        request.setFlags(Qgis.FeatureRequestFlag.NoGeometry).setNoAttributes()
        return [one.id() for one in layer.getFeatures(request)]

    def _projects_selected_in(self, layer: QgsVectorLayer) -> Set[str]:
        if _has_row_ids(layer):
            return self._room.content.index.places.projects_at(layer.selectedFeatureIds(), _shape_of(layer))
        request = QgsFeatureRequest().setSubsetOfAttributes([_PROJECT], layer.fields())
        request.setFlags(Qgis.FeatureRequestFlag.NoGeometry)
        return {one[_PROJECT] for one in layer.getSelectedFeatures(request)}

    def _register_layers(self) -> List[QgsVectorLayer]:
        store = self._room.register.store
        return self.layers.layers_of(store) if store is not None else []

    def _watch_layers(self, *_: object) -> None:
        """Follow the selection of every layer of the register; connecting twice would tell everything twice."""
        for layer in self._register_layers():
            if layer.id() not in self._watched:
                self._watched[layer.id()] = layer
                layer.selectionChanged.connect(self._selected_on_map)

    def _unwatch(self) -> None:
        self._settle.stop()
        self._push.stop()
        for layer in self._watched.values():
            if not sip.isdeleted(layer):
                layer.selectionChanged.disconnect(self._selected_on_map)
        self._watched.clear()

    # --- showing ---
    def show_register(self) -> None:
        """Put the places of the register on the map and say how many there are.

        One layer in each turn of the event loop: three of a large register in one would be felt.
        """
        if has_views(self._room.register.store):
            self._show_next(self._room.register.store, PUBLIC_VIEWS)

    def _show_next(self, store: AnyStore | None, views: Tuple[str, ...]) -> None:
        if sip.isdeleted(self) or store is None or store is not self._room.register.store:
            return  # another register was opened meanwhile
        try:
            layer = self.layers.show_view(store, views[0])
        except RuhrError as error:
            self._room.show_problem(error)
            return
        if views[1:]:
            # Not 0: Qt would do that one at once, before anybody else has a turn.
            QTimer.singleShot(_TURN_MS, lambda: self._show_next(store, views[1:]))
            return
        self._room.workbench.area.bring_map()  # QGIS takes no extent from a first layer that is empty
        self._room.workbench.messages.inform(tr("%n project place(s) on the map", "", max(0, layer.featureCount())))

    def drop_past(self) -> None:
        """Take the layers of a past that is no longer shown off the map: nobody would know how old they are."""
        register = self._room.register
        now = register.store if register.is_past else None
        if self._past is not None and self._past is not now:
            layers = self.layers.layers_of(self._past)
            self._room.workbench.project.removeMapLayers([one.id() for one in layers])
        self._past = now

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

    def show_selected(self) -> None:
        """Zoom to the places of the selected projects; say why if there is nothing to show."""
        room = self._room
        if len(room.views.selected()) > 1 and room.workbench.canvas is not None:
            self._push.stop()
            self._select_on_map()
            if self._zoom_to_selection():
                return
        entry, store = room.selected(), room.register.store
        if entry is None or store is None:
            return
        try:
            self.layers.show(store)
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
        room = self._room
        if room.register.store is None:
            return
        try:
            self.layers.show(room.register.store, internal=True)
        except RuhrError as error:
            room.show_problem(error)
            return
        room.banner.clear()
        if room.selected() is not None:
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
