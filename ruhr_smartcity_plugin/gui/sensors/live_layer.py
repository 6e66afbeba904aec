# SPDX-License-Identifier: GPL-2.0-or-later
"""Adds QGIS's own SensorThings layer of a service's places, which asks the service whenever it is drawn."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qgis.core import Qgis, QgsProviderRegistry
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.layers.tree import add_to_room
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.adapters.layers.loading_result import LoadedLayer
    from ruhr_smartcity_plugin.gui.sensors.panel import SensorsRoom

_PROVIDER = "sensorthings"


def has_provider() -> bool:
    """Answer whether this QGIS brings the provider (since 3.36, where it was built)."""
    return _PROVIDER in QgsProviderRegistry.instance().providerList()


class LiveLayer(QObject):
    """Opens the layer in a task, since the provider asks the service."""

    def __init__(self, room: SensorsRoom) -> None:
        super().__init__(room)
        self._room = room

    def add(self, address: str, minutes: int) -> None:
        """Put the places of a service on the map; drawn anew every so many `minutes` if that is not 0."""
        room, bench = self._room, self._room.workbench
        authcfg, parts = room.service.log_in_for(address), urlsplit(address)
        title = tr("{service} (live)").format(service=parts.hostname or "")
        try:
            source = LayerSource(ServiceKind.STA, address, "Location", title, "EPSG:4326",
                                 parts={"geometry": "PointZ"})
        except RuhrError as error:
            room.show_problem(error)
            return

        def work(progress: Progress) -> LoadedLayer:
            from ruhr_smartcity_plugin.adapters.layers.loading import load_layer

            client = bench.http(authcfg, parts.hostname if authcfg else "")
            return load_layer(client, source, authcfg=authcfg, progress=progress)

        bench.tasks.run(tr("Adding the live layer"), work,
                        publish=lambda loaded: self._publish(loaded, address, minutes), failed=self._fail)

    def _publish(self, loaded: LoadedLayer, address: str, minutes: int) -> None:
        if sip.isdeleted(self):
            return
        bench, layer = self._room.workbench, loaded.layer
        if minutes:
            layer.setAutoRefreshInterval(minutes * 60_000)
            layer.setAutoRefreshMode(Qgis.AutoRefreshMode.ReloadData)
        write_origin(layer, Origin(layer.name(), source_url=address, publisher=urlsplit(address).hostname or "",
                                   fetched_at=datetime.now(timezone.utc)))
        try:
            add_to_room(bench.project, layer, "sensors", zoom_canvas=bench.canvas)
        except RuhrError as error:
            self._room.show_problem(error)
            return
        bench.messages.succeed(" ".join((tr("The live layer is on the map."), *loaded.notes)))

    def _fail(self, error: BaseException) -> None:
        if not sip.isdeleted(self) and not isinstance(error, CancelledError):
            self._room.show_problem(error)
