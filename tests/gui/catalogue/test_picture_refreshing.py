# SPDX-License-Identifier: GPL-2.0-or-later
"""Pictures from files on the web, refreshed and healed in the data room."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsRasterLayer

from ruhr_smartcity_plugin.adapters.layers.kept_layer import path_of
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import classify
from ruhr_smartcity_plugin.gui.catalogue.layer_refreshing import is_copy
from ruhr_smartcity_plugin.gui.states import FAILED
from tests.gui.catalogue.gestures import heal, quiet
from tests.support.geofiles import geotiff
from tests.support.loopback import Loopback, Reply


def served(folder: Path, value: int, length: int | None = None, **headers: str) -> Reply:
    return Reply(200, geotiff(folder, value=value, size=256)[:length], headers, "image/tiff")


@pytest.fixture
def server(tmp_path):
    with Loopback({"/hoehe.tif": served(tmp_path, 1)}) as server:
        yield server


@pytest.fixture(autouse=True)
def _cache(workbench, tmp_path) -> None:
    workbench.settings.cache_folder.setValue(str(tmp_path / "cache"))


@pytest.fixture
def picture(qtbot, room, server) -> QgsRasterLayer:
    resource = Distribution("r1", "Höhe", server.url + "/hoehe.tif", classify(server.url + "/hoehe.tif", ""))
    room.adding.add(Dataset("d1", "Höhenmodell", "Portal", distributions=(resource,)), resource)
    qtbot.waitUntil(lambda: bool(QgsProject.instance().mapLayers()), timeout=20_000)
    quiet(qtbot, room)
    (layer,) = QgsProject.instance().mapLayers().values()
    assert isinstance(layer, QgsRasterLayer)
    return layer


def value(layer: QgsRasterLayer) -> float:
    found, _is_there = layer.dataProvider().sample(layer.extent().center(), 1)
    return found


def test_a_picture_is_refreshed_with_its_style_and_says_whether_it_has_changed(qtbot, room, server, picture, tmp_path):
    assert is_copy(picture)
    assert value(picture) == 1
    picture.setOpacity(0.5)
    before, style = path_of(picture), read_origin(picture).fetched_at
    room.refreshing.refresh(picture)
    quiet(qtbot, room)
    assert "Nothing has changed" in room.workbench.messages.recent[-1].sentence
    server.routes["/hoehe.tif"] = served(tmp_path, 7, ETag='"2"')
    room.refreshing.show_changes(picture)
    quiet(qtbot, room)
    assert "has changed." in room.workbench.messages.recent[-1].sentence
    assert value(picture) == 1
    room.refreshing.refresh(picture)
    quiet(qtbot, room)
    assert (value(picture), picture.opacity()) == (7, 0.5)
    assert path_of(picture) != before
    assert read_origin(picture).fetched_at > style
    assert read_origin(picture).parameters["ETag"] == '"2"'


@pytest.mark.parametrize("broken", ["gone", "cut", "a web page"])
def test_a_picture_that_cannot_be_refreshed_stays_as_it_was(qtbot, room, server, picture, tmp_path, broken):
    answers = {"gone": Reply(404), "cut": served(tmp_path, 7, 20_000), "a web page": Reply(200, "<html>Wartung</html>")}
    server.routes["/hoehe.tif"] = answers[broken]
    room.refreshing.refresh(picture)
    qtbot.waitUntil(lambda: room.banner.state == FAILED, timeout=20_000)
    quiet(qtbot, room)
    assert value(picture) == 1


def test_the_project_check_fetches_a_picture_again_whose_file_is_gone(qtbot, room, server, picture):
    path_of(picture).unlink()
    assert heal(qtbot, room) == "healed"
    assert path_of(picture).is_file()
    assert value(picture) == 1
