# SPDX-License-Identifier: GPL-2.0-or-later
"""Addresses that do not say what they are: their bytes do, when the user asks."""

from __future__ import annotations

import json

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, Qt, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtTest import QTest

from ruhr_smartcity_plugin.gui.states import EMPTY
from tests.support.ckan import CkanServer, package, resource
from tests.support.loopback import Loopback, Reply

TREES = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"art": "Linde"}, "geometry": {"type": "Point", "coordinates": [7.2, 51.5]}}
    ],
}


class Opened(QObject):
    """Takes what would go to the browser."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list = []

    @pyqtSlot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url.toString())


@pytest.fixture
def opened():
    made = Opened()
    for scheme in ("http", "https"):
        QDesktopServices.setUrlHandler(scheme, made, "take")
    yield made
    for scheme in ("http", "https"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def files():
    routes = {
        "/download": lambda seen: Reply(200, json.dumps(TREES), content_type="application/octet-stream"),
        "/plan": Reply(200, b"%PDF-1.7 ...", content_type="application/octet-stream"),
        "/seite": Reply(200, "<!DOCTYPE html><html><body>Karte</body></html>", content_type="text/html"),
    }
    with Loopback(routes) as server:
        yield server


def _choose(qtbot, room, portal, files, path, declared):
    one = package("baeume", "Bäume", resource("Liste", declared, f"{files.url}{path}"))
    portal.packages[:] = [one]
    room.portals.add(portal.url)
    room.search()
    qtbot.waitUntil(lambda: room.model.rowCount() == 1, timeout=15_000)
    room.list.setCurrentIndex(room.model.index(0))


@pytest.fixture
def portal():
    with CkanServer([]) as running:
        yield running


@pytest.mark.parametrize("declared", ["", "Download", "Daten", "OCTET"])
def test_data_behind_an_address_that_says_nothing_go_on_the_map(qtbot, room, portal, files, opened, declared):
    _choose(qtbot, room, portal, files, "/download?id=5", declared)
    assert "Opens in the browser" not in room.detail.resources.item(0).text()
    assert room.actions_row.add_button.text() == "Find out and &add"
    assert not files.seen
    QTest.mouseClick(room.actions_row.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(QgsProject.instance().mapLayers()) == 1, timeout=15_000)
    assert files.seen[0].headers["Range"] == "bytes=0-4095"
    assert opened.urls == []
    (layer,) = QgsProject.instance().mapLayers().values()
    assert layer.featureCount() == 1


def test_two_clicks_on_an_address_that_says_nothing_give_one_layer(qtbot, room, portal, files, opened):
    _choose(qtbot, room, portal, files, "/download?id=5", "")
    for _ in range(2):
        QTest.mouseClick(room.actions_row.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(QgsProject.instance().mapLayers()), timeout=15_000)
    qtbot.waitUntil(lambda: not room.workbench.tasks.running(), timeout=15_000)
    assert len(QgsProject.instance().mapLayers()) == 1
    assert len([one for one in files.seen if "Range" in one.headers]) == 1
    assert not room.finding_out


def test_what_could_not_be_found_out_is_asked_again(qtbot, room, portal, files, opened):
    _choose(qtbot, room, portal, files, "/weg", "")
    for tries in (1, 2):
        QTest.mouseClick(room.actions_row.add_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda tries=tries: len(files.asked("/weg")) == tries, timeout=15_000)
        qtbot.waitUntil(lambda: not room.workbench.tasks.running() and not room.finding_out, timeout=15_000)


def test_the_address_of_today_is_asked_what_it_is(qtbot, room, portal, files, opened):
    _choose(qtbot, room, portal, files, "/gestern", "")
    portal.packages[0]["resources"][0]["url"] = f"{files.url}/download"
    QTest.mouseClick(room.actions_row.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(QgsProject.instance().mapLayers()) == 1, timeout=15_000)
    assert files.asked("/gestern") == []


@pytest.mark.parametrize(("path", "what"), [("/plan", "PDF"), ("/seite", "HTML")])
def test_a_document_or_a_page_is_opened_in_the_browser_and_that_is_said(
    qtbot, room, portal, files, opened, path, what
):
    _choose(qtbot, room, portal, files, path, "")
    QTest.mouseClick(room.actions_row.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(opened.urls), timeout=15_000)
    assert opened.urls == [f"{files.url}{path}"]
    assert room.banner.state == EMPTY
    assert f"but: {what}" in room.banner.text
    assert not QgsProject.instance().mapLayers()
