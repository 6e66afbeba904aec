# SPDX-License-Identifier: GPL-2.0-or-later
"""The chart's cursor follows the moment the map shows, as QGIS's temporal controller plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.sensors.panel import SensorsRoom


class MapTime(QObject):
    """Listens to the map view. A map without a time leaves the cursor where it is."""

    def __init__(self, room: SensorsRoom) -> None:
        super().__init__(room)
        self._room = room
        canvas = room.workbench.canvas
        canvas.temporalRangeChanged.connect(self._follow)
        room.ledger.push(lambda: canvas.temporalRangeChanged.disconnect(self._follow))

    def _follow(self) -> None:
        begin = self._room.workbench.canvas.temporalRange().begin()
        if begin.isValid() and self._room.chart_panel.isVisible():
            self._room.chart_panel.views.lines.show_moment(begin.toMSecsSinceEpoch())
