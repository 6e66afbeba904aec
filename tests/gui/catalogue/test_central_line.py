# SPDX-License-Identifier: GPL-2.0-or-later
"""The administrator's list reaches those who never open "Manage catalogues"."""

from __future__ import annotations

import json
import os
import time

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPushButton

from ruhr_smartcity_plugin.adapters.catalogue.central_list import fetch_central, is_due
from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom
from tests.support.loopback import Loopback, Reply

LIST = {"portals": [{"url": "https://daten.marl.example", "title": "Marl"}]}
SERVICE = {"title": "Stadtplan Marl", "kind": "WMS", "url": "https://geo.marl.example/ows"}


@pytest.fixture
def central(workbench):
    yield workbench.settings.central_list
    workbench.settings.central_list.setValue("")


def _room(workbench, qtbot):
    room = CatalogueRoom(workbench)
    qtbot.addWidget(room)
    room.show()
    return room


def _titles(room):
    return [room.portals.combo.itemText(row) for row in range(room.portals.combo.count())]


def test_the_room_offers_the_list_of_the_office_and_fetches_it_when_asked(workbench, central, qtbot):
    with Loopback({"/liste.json": LIST}) as server:
        central.setValue(server.url + "/liste.json")
        room = _room(workbench, qtbot)
        assert "not been fetched yet" in room.central_line.text
        assert not server.seen
        (fetch,) = [one for one in room.central_line.findChildren(QPushButton) if one.text() == "Fetch now"]
        QTest.mouseClick(fetch, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "Marl" in _titles(room), timeout=10_000)
        room.close_room()
        again = _room(workbench, qtbot)
        assert again.central_line.text == ""
        again.close_room()
        assert len(server.seen) == 1


def test_a_list_on_a_share_is_read_when_the_room_opens(workbench, central, qtbot, tmp_path):
    path = tmp_path / "liste.json"
    path.write_text(json.dumps(LIST), encoding="utf-8")
    central.setValue(str(path))
    room = _room(workbench, qtbot)
    qtbot.waitUntil(lambda: "Marl" in _titles(room), timeout=10_000)
    assert room.central_line.text == ""
    room.close_room()


def test_a_share_that_is_away_is_said_only_while_there_is_no_copy(workbench, central, qtbot, tmp_path):
    central.setValue(str(tmp_path / "liste.json"))
    room = _room(workbench, qtbot)
    qtbot.waitUntil(lambda: room.central_line.state == "failed", timeout=10_000)
    room.close_room()
    sources = workbench.shared["sources"]
    sources.central_path.write_text(json.dumps(LIST), encoding="utf-8")
    sources.reload_central()
    room = _room(workbench, qtbot)
    qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=10_000)
    assert room.central_line.text == ""
    room.close_room()


def test_a_copy_is_due_when_it_is_a_week_old_or_of_another_place(workbench, tmp_path):
    client = workbench.http()
    kept = tmp_path / "central.json"

    def answer(request):
        return Reply(304) if request.headers.get("If-None-Match") else Reply(200, LIST, {"ETag": '"1"'})

    with Loopback({"/liste.json": answer}) as server:
        place = server.url + "/liste.json"
        assert is_due(place, kept)
        fetch_central(client, place, kept)
        assert not is_due(place, kept)
        assert is_due("https://other.example/liste.json", kept)
        week_ago = time.time() - 8 * 24 * 3600
        os.utime(kept, (week_ago, week_ago))
        assert is_due(place, kept)
        assert not fetch_central(client, place, kept).is_new
        assert not is_due(place, kept)


def test_the_entries_of_the_office_go_when_its_place_is_taken_out_of_the_options(workbench, central, qtbot, tmp_path):
    path = tmp_path / "liste.json"
    path.write_text(json.dumps({**LIST, "services": [SERVICE]}), encoding="utf-8")
    central.setValue(str(path))
    room = _room(workbench, qtbot)
    qtbot.waitUntil(lambda: "Marl" in _titles(room), timeout=10_000)
    sources = workbench.shared["sources"]
    assert SERVICE["title"] in [one.title for one in sources.service_entries()]
    room.hide()
    central.setValue("")
    room.show()
    assert "Marl" not in _titles(room)
    assert SERVICE["title"] not in [one.title for one in sources.service_entries()]
    room.hide()
    central.setValue(str(path))
    room.show()
    qtbot.waitUntil(lambda: "Marl" in _titles(room), timeout=10_000)
    room.close_room()
