# SPDX-License-Identifier: GPL-2.0-or-later
"""Loads a layer as the catalogue does, in a task, and draws it as the map does: what the tests of live layers share."""

from __future__ import annotations

import time
from typing import Callable, List

from qgis.core import QgsCoordinateReferenceSystem, QgsMapLayer, QgsMapRendererParallelJob, QgsMapSettings, QgsRectangle
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer, load_layer, read_service
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.core.network.client import Limits
from ruhr_smartcity_plugin.core.progress import Progress
from tests.support.chaos import Chaos
from tests.support.heartbeat import Heartbeat

LIMITS = Limits(inactivity_s=1.5, total_s=6.0, attempts=1)
# As the plugin asks: what fails at first only is asked for again.
REPEATING = Limits(inactivity_s=1.5, total_s=10.0, attempts=3)
BOCHUM_25832 = (370000.0, 5700000.0, 380000.0, 5710000.0)
# Nothing may take longer: three waits of QGIS's provider (1.5 s each, as the tests set it) and our own total time.
LONGEST_S = 20.0


class InTask:
    """Work in a task; `end` is its result or its error, `gap_s` the main thread's longest pause."""

    def __init__(self, work: Callable[[Progress], object]) -> None:
        self.ends: List[object] = []
        self.seconds = 0.0
        self._board, self._heart = TaskBoard(), Heartbeat()
        self._started = time.monotonic()
        self._heart.start()
        self.task = self._board.run("load", work, publish=self.ends.append, failed=self.ends.append)

    @property
    def end(self) -> object:
        return self.ends[0]

    def wait(self, qtbot, timeout_ms: int = 60_000) -> object:
        """Wait for the end and return it."""
        qtbot.waitUntil(lambda: bool(self.ends), timeout=timeout_ms)
        self._heart.stop()
        self.seconds = time.monotonic() - self._started
        return self.end

    @property
    def gap_s(self) -> float:
        return self._heart.longest_gap_s


class Loading(InTask):
    """One layer on its way, the service's first if none is named; `options` are those of `load_layer`."""

    def __init__(
        self, kind: ServiceKind, url: str, layer: str = "", limits: Limits = LIMITS, **options: object
    ) -> None:
        def work(progress: Progress) -> LoadedLayer:
            client = new_client(limits=limits)
            description = read_service(client, kind, url, service="Stadtdienst", progress=progress)
            source = description.source_of(description.find_layer(layer) if layer else description.layers[0])
            given = {"cap": description.cap, "area_25832": BOCHUM_25832, **options}
            return load_layer(client, source, service="Stadtdienst", progress=progress, **given)

        super().__init__(work)


def load(qtbot, kind: ServiceKind, url: str, layer: str = "", limits: Limits = LIMITS, **options: object) -> object:
    """Load a layer and return it, or the error."""
    return Loading(kind, url, layer, limits, **options).wait(qtbot)


def drawn_pixels(qtbot, layer: QgsMapLayer, box=BOCHUM_25832, size: int = 256) -> int:
    """Draw the layer in EPSG:25832 and return how many pixels are neither white nor transparent."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:25832"))
    settings.setExtent(QgsRectangle(*box))
    settings.setOutputSize(QSize(size, size))
    settings.setBackgroundColor(QColor(255, 255, 255))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    qtbot.waitUntil(lambda: not job.isActive(), timeout=30_000)
    job.waitForFinished()
    picture = job.renderedImage()
    white = QColor(255, 255, 255).rgb()
    return sum(picture.pixel(x, y) != white for x in range(0, size, 2) for y in range(0, size, 2)) * 4


def layer_that_draws_or_sentence(qtbot, loading: Loading, check: Callable[[LoadedLayer], None] = lambda _one: None):
    """Assert the rule of all live layers, and that it took no longer than the limits."""
    end = loading.wait(qtbot)
    assert loading.seconds < LONGEST_S, loading.seconds
    if isinstance(end, LoadedLayer):
        assert end.layer.isValid()
        assert drawn_pixels(qtbot, end.layer) > 100, "a layer that draws nothing was handed over"
        check(end)
        return
    assert isinstance(end, RuhrError), repr(end)
    assert end.sentence
    assert "Stadtdienst" in end.sentence
    assert "Traceback" not in end.sentence


def upstream(address: str) -> str:
    """Return the server of an address, for a proxy in front of it."""
    return "/".join(address.split("/")[:3])


def through(proxy: Chaos, address: str) -> str:
    """Return the address as the proxy in front of its server has it."""
    return f"{proxy.url}/{address.split('/', 3)[3]}"


def ends_at_once_when_stopped(qtbot, server: str, match: str, start: Callable[[Chaos], Loading]) -> None:
    """Assert that loading from a service that hangs ends as soon as the user wants it."""
    with Chaos(server, [{"match": match, "fault": "hang"}]) as proxy:
        loading = start(proxy)
        qtbot.waitUntil(lambda: any(one["fault"] == "hang" for one in proxy.log), timeout=20_000)
        loading.task.cancel()
        assert isinstance(loading.wait(qtbot, 1_400), CancelledError)


def window_stays_alive(qtbot, server: str, match: str, start: Callable[[Chaos], Loading]) -> None:
    """Assert it of a service that hangs. A stalled window would stall each time; a busy computer does not."""
    gaps = []
    for _ in range(3):
        with Chaos(server, [{"match": match, "fault": "hang"}]) as proxy:
            loading = start(proxy)
            loading.wait(qtbot)
        gaps.append(loading.gap_s)
        if gaps[-1] < 0.3:
            break
    assert min(gaps) < 0.3, gaps
