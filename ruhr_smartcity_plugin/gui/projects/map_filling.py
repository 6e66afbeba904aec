# SPDX-License-Identifier: GPL-2.0-or-later
"""Registers behind web services on the map: their layers hold what the list has read, and are filled by the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Sequence

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from ruhr_smartcity_plugin.adapters.projects.any_store import AnyStore
from ruhr_smartcity_plugin.adapters.projects.place_filling import PlaceFilling
from ruhr_smartcity_plugin.adapters.projects.register_layers import RegisterLayers
from ruhr_smartcity_plugin.adapters.projects.register_source import has_views
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.projects.list_details import ListDetails
from ruhr_smartcity_plugin.core.projects.map_places import MapPlace
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom


class MapFilling(QObject):
    """Fills the layers of the open register anew whenever its list was read; `changed` hears that features are others.

    Registers with views need nothing of this: QGIS reads those itself.
    """

    def __init__(self, room: ProjectsRoom, layers: RegisterLayers, changed: Callable[[], None],
                 parent: QObject) -> None:
        super().__init__(parent)
        self._room, self._layers, self._changed = room, layers, changed
        self.places = PlaceFilling(self)

    def is_to_wait(self, store: AnyStore) -> bool:
        """Answer whether layers can be shown only later: their register is being read, or they are being filled."""
        return not has_views(store) and (not self._room.content.is_settled or any(
            self.places.is_working(one) for one in self._layers.layers_of(store)))

    def fill(self, layer: QgsVectorLayer, store: AnyStore, then: Callable[[], None]) -> None:
        """Fill a layer with what the list has read, then go on. Raises LayerError if nothing was read."""
        places = self._room.content.map_places(store)
        if places is None:
            text = tr("The places of the register “{name}” could not be read. Open the register again.")
            raise LayerError(text.format(name=store.title))
        self.places.fill(layer, places, then=lambda _is_changed: then(), failed=self._room.show_problem)

    def fill_all(self) -> None:
        """Let the layers on the map show what was just read."""
        store = self._room.register.store
        places = self._room.content.map_places(store)
        if store is not None and places is not None:
            self._fill_layers(store, places)

    def fill_new(self, added: Sequence[Any]) -> None:
        """Fill layers that came with a saved project, as copies of others, or just before the list was read anew."""
        store = self._room.register.store
        places = self._room.content.map_places(store)
        if store is None or places is None:
            return
        for layer in self._layers.layers_of(store):
            if any(layer == one for one in added):
                self._fill_one(layer, places)

    def read_again(self, store: AnyStore) -> None:
        """Read a register that is not the open one, and let its layers show what it now holds."""
        if has_views(store) or not self._layers.layers_of(store):
            return

        def publish(details: ListDetails) -> None:
            self._fill_layers(store, details.map_places or ())

        room = self._room
        room.register.read(tr("Reading the project register"), store.list_details, publish=room.alive(publish),
                           failed=room.alive(room.show_problem))

    def close(self) -> None:
        """Take the layers off the map: without the room nobody would fill them anew."""
        filled = [one.id() for one in self.places.filled()]
        self.places.stop()
        self._room.workbench.project.removeMapLayers(filled)

    def _fill_layers(self, store: AnyStore, places: Sequence[MapPlace]) -> None:
        for layer in self._layers.layers_of(store):
            self._fill_one(layer, places)

    def _fill_one(self, layer: QgsVectorLayer, places: Sequence[MapPlace]) -> None:
        self.places.fill(layer, places, then=self._say_changed, failed=self._room.show_problem)

    def _say_changed(self, is_changed: bool) -> None:
        if is_changed:
            self._changed()
