# SPDX-License-Identifier: GPL-2.0-or-later
"""The origin of layers that QGIS itself adds from the browser tree, by drag and drop or double click."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any, Callable, Sequence, Tuple

from qgis.core import QgsDataSourceUri, QgsMapLayer, QgsProject

_MOST_KEPT = 5000
_Key = Tuple[str, str, str]  # provider, address, layer


class OriginTable:
    """Which layer source comes from where. Filled in any thread, used on the main thread."""

    def __init__(self) -> None:
        self._origins: OrderedDict[_Key, Any] = OrderedDict()
        self._lock = threading.Lock()

    def note(self, provider: str, uri: str, origin: Any) -> None:
        """Remember the origin of what a provider loads from a source string."""
        with self._lock:
            self._origins[key_of(provider, uri)] = origin
            while len(self._origins) > _MOST_KEPT:
                self._origins.popitem(last=False)

    def complete(self, layers: Sequence[QgsMapLayer]) -> int:
        """Write origin and source note into the layers that are known and have none; returns their number."""
        from ruhr_smartcity_plugin.adapters.layers.origin import read_origin, write_origin

        done = 0
        for layer in layers:
            origin = self._origin_of(layer)
            if origin is not None and read_origin(layer) is None:
                write_origin(layer, replace(origin, fetched_at=datetime.now(timezone.utc)))
                done += 1
        return done

    def follow(self, project: QgsProject, on_error: Callable[[BaseException], None]) -> Callable[[], None]:
        """Complete what is added to a project from now on; returns the undo."""

        def added(layers: Sequence[QgsMapLayer]) -> None:
            try:
                self.complete(layers)
            except Exception as error:  # noqa: BLE001 (border: called by QGIS for every layer anybody adds)
                on_error(error)

        project.layersAdded.connect(added)
        return lambda: project.layersAdded.disconnect(added)

    def _origin_of(self, layer: QgsMapLayer) -> Any:
        if not self._origins:
            return None
        with self._lock:
            return self._origins.get(key_of(layer.providerType(), layer.source()))


def key_of(provider: str, uri: str) -> _Key:
    """Return what makes a source: providers write their source strings anew, in another order and with more parts."""
    parts = QgsDataSourceUri()
    if provider.lower() == "wms":
        parts.setEncodedUri(uri)
    else:
        parts = QgsDataSourceUri(uri)
    layers = [*parts.params("layers"), *parts.params("typename")]
    return provider.lower(), parts.param("url"), ",".join(layers)
