# SPDX-License-Identifier: GPL-2.0-or-later
"""Cancelling a provider that waits for the network."""

from __future__ import annotations

import threading
from types import TracebackType

from qgis.core import QgsFeedback, QgsVectorLayer

from ruhr_smartcity_plugin.core.progress import Progress

_POLL_S = 0.1


class LayerFeedback:
    """A QgsFeedback that is cancelled when the progress says so, also while the provider waits for the network."""

    def __init__(self, progress: Progress, layer: QgsVectorLayer) -> None:
        self._progress, self._layer, self._feedback = progress, layer, QgsFeedback()
        self._done = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> QgsFeedback:
        self._watcher.start()
        return self._feedback

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._done.wait(_POLL_S):
            if self._progress.is_cancelled():
                self._feedback.cancel()
                # The WFS provider waits for its pages without looking at the feedback; this stops its download.
                self._layer.dataProvider().reloadData()
                return
