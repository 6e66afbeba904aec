# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading objects of a provider that downloads in a thread of its own, and leaving it early."""

from __future__ import annotations

import math
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from qgis.core import QgsFeatureRequest

from ruhr_smartcity_plugin.adapters.layers import loading_providers
from ruhr_smartcity_plugin.adapters.layers.loading_feedback import LayerFeedback
from ruhr_smartcity_plugin.adapters.layers.loading_providers import prepare_providers

READER = "reader"


class Layer:
    """Provider, layer and iterator of QGIS in one, which note in which order and thread they are called.

    `count` objects come, then the service hangs until the download is stopped (or ends, if it does not `hang`).
    """

    def __init__(self, count: int, *, hangs: bool, name: str = "WFS") -> None:
        self.left, self.hangs, self.name = count, hangs, name
        self.stopped, self.closed = threading.Event(), threading.Event()
        self.log: list = []

    def providerType(self):
        return self.name

    def dataProvider(self):
        return self

    def getFeatures(self, _request):
        return self

    def nextFeature(self, _feature):
        if self.left:
            self.left -= 1
            return True
        if self.hangs:
            assert self.stopped.wait(20), "nobody stopped the download"
        return False

    def reloadData(self):
        self.log.append(("stop", threading.current_thread().name == READER))
        self.stopped.set()
        self.closed.wait(0.1)  # the download ends after its reader was woken, as QGIS's does
        self.log.append("stopped")

    def close(self):
        self.log.append("close")
        self.closed.set()


class Wish:
    """A progress that is cancelled by `wants`."""

    def __init__(self) -> None:
        self.wants = False

    def is_cancelled(self) -> bool:
        return self.wants

    def report(self, *_args) -> None:
        pass


def read(layer: Layer, *, most: int = 10**9, cancel_at: int = -1, limit: int = -1) -> int:
    wish, count = Wish(), 0
    threading.current_thread().name = READER
    request = QgsFeatureRequest()
    if limit > 0:
        request.setLimit(limit)
    with LayerFeedback(wish, layer, math.inf) as watch, closing(watch.features(request)) as features:
        wish.wants = cancel_at == 0
        for _feature in features:
            count += 1
            wish.wants = wish.wants or count == cancel_at
            if count == most:
                break
    return count


def in_thread(work):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result(timeout=30)


def test_a_layer_that_is_read_whole_keeps_what_its_provider_has_fetched():
    layer = Layer(50, hangs=False)
    assert in_thread(lambda: read(layer)) == 50
    assert layer.log == ["close"]


@pytest.mark.parametrize("early", [{"most": 10}, {"cancel_at": 10}, {"limit": 10}], ids=["enough", "cancel", "limit"])
def test_who_leaves_early_stops_the_download_before_the_iterator_is_let_go(early):
    """QGIS's download goes on calling the iterator while it is deleted."""
    layer = Layer(10 if "limit" in early else 10**6, hangs=False)
    in_thread(lambda: read(layer, **early))
    assert layer.log == [("stop", True), "stopped", "close"]


@pytest.mark.parametrize("name", ["WFS", "OAPIF"])
def test_a_page_that_hangs_is_left_at_once_and_its_iterator_stays_until_the_download_has_ended(name):
    layer, started = Layer(3, hangs=True, name=name), time.monotonic()
    assert in_thread(lambda: read(layer, cancel_at=3)) == 3
    assert time.monotonic() - started < 2.0
    assert layer.log[:2] == [("stop", False), "stopped"]
    assert layer.log[-1] == "close"


def test_other_providers_are_not_asked_to_load_anew():
    layer = Layer(10**6, hangs=False, name="sensorthings")
    in_thread(lambda: read(layer, cancel_at=10))
    assert layer.log == ["close"]


def test_the_first_layers_of_a_kind_may_be_opened_in_several_threads(qgis_app, monkeypatch):
    """QGIS makes the keeper of the cache folders with the first provider of a kind, without a lock."""
    made, another = [], threading.Event()

    class Registry:
        def createProvider(self, name, uri, _options):
            made.append((name, uri))
            another.wait(0.05)  # for a second thread that would come in here meanwhile
            made.append((name, uri))

    class Registries:
        instance = staticmethod(Registry)

    monkeypatch.setattr(loading_providers, "_prepared", set())
    monkeypatch.setattr(loading_providers, "QgsProviderRegistry", Registries)

    def prepared(_number) -> int:
        prepare_providers()
        return len(made)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(prepared, range(16))) == {4}
    assert made == [("WFS", "")] * 2 + [("OAPIF", "")] * 2
