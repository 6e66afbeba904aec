# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures the longest time for which the main thread could not answer."""

from __future__ import annotations

import gc
import time

from qgis.PyQt.QtCore import Qt, QTimer

INTERVAL_MS = 5


class Heartbeat:
    """Beats every 5 ms in Qt's event loop; `longest_gap_s` is the longest silence between start and stop.

    What lives already is kept from Python's garbage collector meanwhile: to look through the objects of thousands of
    tests takes half a second, which no user of the plugin waits for. They are not collected before, either: that would
    cost each test this half second.
    """

    def __init__(self) -> None:
        self.longest_gap_s = 0.0
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        gc.freeze()
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        self._beat()
        self._timer.stop()
        gc.unfreeze()

    def __enter__(self) -> Heartbeat:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest_gap_s = max(self.longest_gap_s, now - self._last)
        self._last = now
