# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of projects and the map: showing a project's places, and the layers of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruhr_smartcity_plugin.adapters.projects.register_layers import Place, RegisterLayers
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.projects.record import Visibility
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom


class ListMap:
    """Shows the open register on the map."""

    def __init__(self, room: ProjectsRoom) -> None:
        self._room = room
        self.layers = RegisterLayers(room.workbench.project)

    def show_register(self) -> None:
        """Put the places of the register on the map and say how many there are."""
        room = self._room
        try:
            layer = self.layers.show(room.register.place)
        except RuhrError as error:
            room.show_problem(error)
            return
        room.workbench.messages.inform(tr("%n project place(s) on the map", "", max(0, layer.featureCount())))

    def refresh(self, place: Place) -> None:
        """Let the map show what was just saved."""
        self.layers.refresh(place)

    def show_selected(self) -> None:
        """Zoom to the places of the selected project; say why if there is nothing to show."""
        room = self._room
        entry, place = room.selected(), room.register.place
        if entry is None or place is None:
            return
        try:
            self.layers.show(place)
            shown = self.layers.zoom_to_project(place, entry.uuid, room.workbench.canvas)
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

    def show_internal(self) -> None:
        """Put the internal projects on the map too, in a layer marked INTERN."""
        room = self._room
        if room.register.place is None:
            return
        try:
            self.layers.show(room.register.place, internal=True)
        except RuhrError as error:
            room.show_problem(error)
            return
        room.banner.clear()
        if room.selected() is not None:
            self.layers.zoom_to_project(room.register.place, room.selected().uuid, room.workbench.canvas)
