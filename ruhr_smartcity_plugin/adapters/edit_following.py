# SPDX-License-Identifier: GPL-2.0-or-later
"""Notes when somebody edits a local copy: dl-de/by and CC BY want to be told on the map that the data were changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Callable, Iterable, Set

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

# What is edited in a service is its publisher's data, not a changed copy of them.
_LOCAL = ("ogr", "memory", "spatialite")


def follow_edits(project: QgsProject) -> Callable[[], None]:
    """Mark from now on the layers of the project as changed whose edits are saved; returns the undo. Main thread."""
    return _EditFollowing(project).close


class _EditFollowing(QObject):
    def __init__(self, project: QgsProject) -> None:
        super().__init__()
        self._project = project
        self._followed: Set[str] = set()
        self._edited: Set[str] = set()
        project.layersAdded.connect(self._follow)
        project.layersRemoved.connect(self._forget)
        self._follow(project.mapLayers().values())

    def close(self) -> None:
        """Stop; what is marked stays so."""
        if sip.isdeleted(self._project):
            return
        self._project.layersAdded.disconnect(self._follow)
        self._project.layersRemoved.disconnect(self._forget)
        for layer in map(self._project.mapLayer, self._followed):
            if layer is not None:
                layer.beforeCommitChanges.disconnect(self._look)
                layer.afterCommitChanges.disconnect(self._mark)
        self._followed.clear()

    def _follow(self, layers: Iterable[QgsMapLayer]) -> None:
        for layer in layers:
            if isinstance(layer, QgsVectorLayer) and layer.id() not in self._followed:
                self._followed.add(layer.id())
                layer.beforeCommitChanges.connect(self._look)
                layer.afterCommitChanges.connect(self._mark)

    def _forget(self, layer_ids: Iterable[str]) -> None:
        self._followed.difference_update(layer_ids)
        self._edited.difference_update(layer_ids)

    def _look(self, *_stop_editing: object) -> None:
        layer = self.sender()
        (self._edited.add if layer.isModified() else self._edited.discard)(layer.id())

    def _mark(self) -> None:
        layer = self.sender()
        if layer.id() not in self._edited:
            return
        self._edited.discard(layer.id())
        # QGIS starts without.
        from ruhr_smartcity_plugin.adapters.layers.origin import (
            EDITED,
            read_origin,
            write_origin,
        )

        origin = read_origin(layer)
        if origin is None or origin.changed or not origin.source_note() or layer.providerType() not in _LOCAL:
            return
        parameters = {**origin.parameters, EDITED: date.today().isoformat()}
        write_origin(layer, replace(origin, changed=True, parameters=parameters))
        self._project.setDirty(True)
