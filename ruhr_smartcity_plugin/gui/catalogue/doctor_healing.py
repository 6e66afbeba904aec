# SPDX-License-Identifier: GPL-2.0-or-later
"""Repairs on their way: each source is tried in a task, then given to its layer in the main thread."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List, Sequence

from qgis.core import QgsMapLayer, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.adapters.layers.doctor_copies import CopyFetching
from ruhr_smartcity_plugin.adapters.layers.doctor_repair import (
    Healed,
    NewSource,
    heal,
    may_take_back,
    shape_of,
    take_back,
    try_repair,
    why_not_changed,
)
from ruhr_smartcity_plugin.adapters.layers.files_mark import read_file_mark
from ruhr_smartcity_plugin.adapters.layers.kept_layer import read_kept_mark
from ruhr_smartcity_plugin.core.catalogue.doctor.diagnosis import Ailment, Diagnosis
from ruhr_smartcity_plugin.core.errors import CancelledError, LayerError
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_kept import kept_layers
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


class Healing(QObject):
    """One repair after the other; what is done can be undone as a whole."""

    healed = pyqtSignal(str, str)  # layer id, what else there is to say
    failed = pyqtSignal(str, object)  # layer id, error
    ended = pyqtSignal(int, int)  # healed and failed in this run

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._waiting: List[Diagnosis] = []
        self._done: Dict[str, Healed] = {}
        self._task: QgsTask | None = None
        self._counts = [0, 0]
        self.is_running = False

    @property
    def can_undo(self) -> bool:
        """Answer whether a layer was healed and not taken back."""
        return bool(self._done)

    def is_healed(self, layer_id: str) -> bool:
        """Answer whether the layer has its new source."""
        return layer_id in self._done

    def start(self, diagnoses: Sequence[Diagnosis]) -> None:
        """Heal the layers; each must have a repair."""
        self._waiting, self._counts, self.is_running = list(diagnoses), [0, 0], True
        self._next()

    def stop(self) -> None:
        """Heal no further layer; what is done stays and can be undone."""
        self._waiting.clear()
        if self._task is not None and not sip.isdeleted(self._task):
            self._task.cancel()

    def undo(self) -> int:
        """Give every healed layer its old source again; return their number.

        Layers that were changed since or are being edited stay as they are; those can be taken back later.
        """
        count = 0
        for layer_id, before in reversed(list(self._done.items())):
            layer = self._workbench.project.mapLayer(layer_id)
            if layer is None:
                del self._done[layer_id]
            elif may_take_back(layer, before):
                take_back(layer, before)
                del self._done[layer_id]
                count += 1
        return count

    def forget(self) -> None:
        """Know of no healed layer any more: the project is another one."""
        self.stop()
        self._done.clear()

    def _next(self) -> None:
        if not self._waiting:
            self._task, self.is_running = None, False
            self.ended.emit(*self._counts)
            return
        diagnosis = self._waiting.pop(0)
        layer = self._workbench.project.mapLayer(diagnosis.facts.layer_id)
        if layer is None:
            text = tr("The layer “{layer}” is no longer in the project.")
            self._fail(diagnosis, LayerError(text.format(layer=quotable(diagnosis.facts.name))))
            return
        reason = why_not_changed(layer)
        if reason:
            self._fail(diagnosis, LayerError(reason))
            return
        source, shape = layer.source(), shape_of(layer)
        fetching = self._fetching(layer, diagnosis) if diagnosis.facts.path else None

        def work(progress: Progress) -> NewSource:
            if fetching is not None:
                return fetching.fetch(diagnosis.facts, source, shape, diagnosis.repair, progress)
            return try_repair(diagnosis.facts, source, shape, diagnosis.repair, progress)

        text = tr("Trying the new source of “{layer}”").format(layer=diagnosis.facts.name)
        self._task = self._workbench.tasks.run(
            text, work, publish=lambda new: self._apply(diagnosis, new), failed=lambda e: self._fail(diagnosis, e)
        )

    def _fetching(self, layer: QgsMapLayer, diagnosis: Diagnosis) -> CopyFetching:
        cache, in_use = kept_layers(self._workbench)
        sources, url = self._workbench.shared.get("sources"), diagnosis.repair.url
        login = sources.login_for(url) if sources is not None else ""
        client = self._workbench.http(login, url) if login else self._workbench.http()
        shown = Path(diagnosis.facts.path)
        return CopyFetching(client, cache, in_use, read_kept_mark(layer), read_file_mark(layer), shown)

    def _apply(self, diagnosis: Diagnosis, new: NewSource) -> None:
        if sip.isdeleted(self):
            return
        layer = self._workbench.project.mapLayer(diagnosis.facts.layer_id)
        try:
            if layer is None:
                text = tr("The layer “{layer}” is no longer in the project.")
                raise LayerError(text.format(layer=quotable(diagnosis.facts.name)))
            is_dead = {Ailment.DEAD, Ailment.SILENT, Ailment.MISSING_FILE} & {one.ailment for one in diagnosis.findings}
            done = heal(layer, new, was_alive=not is_dead)
            self._done[layer.id()] = done.since(self._done.get(layer.id()))
        except LayerError as error:
            self._fail(diagnosis, error)
            return
        self._counts[0] += 1
        self.healed.emit(layer.id(), new.note)
        self._next()

    def _fail(self, diagnosis: Diagnosis, error: BaseException) -> None:
        if sip.isdeleted(self):
            return
        if not isinstance(error, CancelledError):
            self._counts[1] += 1
            self.failed.emit(diagnosis.facts.layer_id, error)
        self._next()
