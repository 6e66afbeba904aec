# SPDX-License-Identifier: GPL-2.0-or-later
"""Cancelling a provider that waits for the network."""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import Iterator

from qgis.core import QgsFeature, QgsFeatureRequest, QgsFeedback, QgsVectorLayer

from ruhr_smartcity_plugin.core.progress import Progress

_POLL_S = 0.1
# Who got no object for so long waits for a page, and does not work in the provider.
_QUIET_S = 0.3


class LayerFeedback:
    """A QgsFeedback that is cancelled when the progress says so, also while the provider waits for the network.

    It is cancelled too when no object came for `patience_s` seconds: the provider of ArcGIS asks for each object again
    that it did not get, which takes hours with a service that hangs. Read the objects by `features`, or hand `feedback`
    to what reads them from the provider's cache.
    """

    def __init__(self, progress: Progress, layer: QgsVectorLayer, patience_s: float) -> None:
        self._progress, self._feedback = progress, QgsFeedback()
        self._layer, self._patience_s, self._last = layer, patience_s, time.monotonic()
        self._downloads = False
        self._done, self._closing = threading.Event(), threading.Lock()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    @property
    def feedback(self) -> QgsFeedback:
        """What the request takes."""
        return self._feedback

    def features(self, request: QgsFeatureRequest) -> Iterator[QgsFeature]:
        """Give the layer's objects one by one until all came, nobody wants more, or it is cancelled.

        QGIS's iterator is let go only when the provider's download has ended: that one goes on calling the iterator
        from its own thread, also while it is deleted (seen with 3.40.6: aborts and threads that wait for ever).
        """
        request.setFeedback(self._feedback)
        rows, has_ended = self._layer.getFeatures(request), False
        # The WFS provider waits for its pages without looking at the feedback; reloading stops its download. That of
        # ArcGIS looks at it, and would ask its service anew. Not before there is an iterator: making one works in the
        # provider, and must not be disturbed.
        self._last, self._downloads = time.monotonic(), self._layer.providerType() in ("WFS", "OAPIF")
        try:
            feature = QgsFeature()
            while rows.nextFeature(feature):
                self._last = time.monotonic()
                yield feature
                if self._feedback.isCanceled():
                    return
            has_ended = request.limit() < 0 and not self._feedback.isCanceled()
        finally:
            with self._closing:
                self._done.set()
                if not has_ended:
                    self._end_download()
                rows.close()
                del rows

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
                break
        while not self._done.wait(_POLL_S):
            if self._downloads and time.monotonic() - self._last > _QUIET_S:
                self._stop_waiting()
                return

    def _stop_waiting(self) -> None:
        """Wake the reader: the iterator stays until the download has ended, and reads nothing more."""
        with self._closing:
            if not self._done.is_set():
                self._end_download()

    def _end_download(self) -> None:
        """Stop what the provider of WFS fetches. No Python object of the provider is kept: PyQt would give it to the
        next layer whose provider lies at the same address."""
        if self._downloads:
            self._layer.dataProvider().reloadData()
