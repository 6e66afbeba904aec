# SPDX-License-Identifier: GPL-2.0-or-later
"""Cancelling a provider that waits for the network."""

from __future__ import annotations

import threading
import time
from types import TracebackType

from qgis.core import QgsFeedback, QgsVectorLayer

from ruhr_smartcity_plugin.core.progress import Progress

_POLL_S = 0.1


class LayerFeedback:
    """A QgsFeedback that is cancelled when the progress says so, also while the provider waits for the network.

    It is cancelled too when no object came for `patience_s` seconds: the provider of ArcGIS asks for each object again
    that it did not get, which takes hours with a service that hangs. Call `touch` for each that came.
    """

    def __init__(self, progress: Progress, layer: QgsVectorLayer, patience_s: float) -> None:
        self._progress, self._layer, self._feedback = progress, layer, QgsFeedback()
        self._patience_s, self._last = patience_s, time.monotonic()
        self._done = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def touch(self) -> None:
        """Note that an object came."""
        self._last = time.monotonic()

    @property
    def feedback(self) -> QgsFeedback:
        """What the request takes."""
        return self._feedback

    def __enter__(self) -> LayerFeedback:
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._done.wait(_POLL_S):
            if self._progress.is_cancelled() or time.monotonic() - self._last > self._patience_s:
                self._feedback.cancel()
                # The WFS provider waits for its pages without looking at the feedback; this stops its download. That of
                # ArcGIS looks at it, and would ask its service anew.
                if self._layer.providerType() in ("WFS", "OAPIF"):
                    self._layer.dataProvider().reloadData()
                return
