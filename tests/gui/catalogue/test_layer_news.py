# SPDX-License-Identifier: GPL-2.0-or-later
"""What the room says of one layer while others are added after it."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import classify
from ruhr_smartcity_plugin.gui.states import HIDDEN, PARTLY
from tests.gui.catalogue.gestures import press, quiet
from tests.support.geofiles import EAST, NORTH, geojson, points
from tests.support.loopback import Loopback
from tests.support.lying_wfs import LyingWfs

TREES = [(EAST + number, NORTH) for number in range(1500)]


@pytest.fixture
def server():
    """A service that gives 1,000 of its trees only, and a file."""
    trees = LyingWfs(TREES, "EPSG:25832", cap=1000, can_start=False)
    with trees, Loopback({"/b.geojson": geojson(points(2))}) as files:
        short = f"{trees.url}/wfs?SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=t:baeume"
        yield {"Short": (short, "WFS"), "Whole": (f"{files.url}/b.geojson", "GeoJSON")}


def add(room, server, title: str) -> None:
    url, declared = server[title]
    distribution = Distribution("r1", title, url, classify(url, declared))
    room.adding.add(Dataset("d1", title, "Portal", distributions=(distribution,)), distribution)


def test_what_a_short_layer_has_to_say_comes_back_when_the_next_one_is_there(qtbot, room, server):
    add(room, server, "Short")
    add(room, server, "Whole")  # while the first one loads
    qtbot.waitUntil(lambda: len(QgsProject.instance().mapLayers()) == 2, timeout=20_000)
    quiet(qtbot, room)
    assert room.banner.state == PARTLY
    assert room.banner.text.startswith("Short")
    press(room, "Use as it is")
    assert room.banner.state == HIDDEN
    add(room, server, "Whole")
    qtbot.waitUntil(lambda: len(QgsProject.instance().mapLayers()) == 3, timeout=20_000)
    quiet(qtbot, room)
    assert room.banner.state == HIDDEN  # it was answered


def test_two_short_layers_are_both_said_one_after_the_other(qtbot, room, server):
    add(room, server, "Short")
    add(room, server, "Short")
    qtbot.waitUntil(lambda: len(QgsProject.instance().mapLayers()) == 2, timeout=20_000)
    quiet(qtbot, room)
    press(room, "Use as it is")
    assert room.banner.state == PARTLY
    press(room, "Use as it is")
    assert room.banner.state == HIDDEN


def test_nothing_comes_back_of_a_layer_that_was_removed(qtbot, room, server):
    add(room, server, "Short")
    qtbot.waitUntil(lambda: room.banner.state == PARTLY, timeout=20_000)
    add(room, server, "Whole")
    for layer in QgsProject.instance().mapLayers():
        QgsProject.instance().removeMapLayer(layer)
    qtbot.waitUntil(lambda: len(QgsProject.instance().mapLayers()) == 1, timeout=20_000)
    quiet(qtbot, room)
    assert room.banner.state == HIDDEN
