# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QPushButton

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister, register_of
from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.gui.exchange.panel import ExchangeRoom
from tests.adapters.projects.bundles import full, simple, with_title
from tests.support.workbench import open_workbench


@pytest.fixture
def bench(qgis_app, qtbot):
    crashes, opened = [], []
    with open_workbench() as workbench:
        workbench.tasks.crashed.connect(crashes.append)
        workbench.open_room = opened.append
        workbench.shared["opened"] = opened
        yield workbench
        qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=10_000)
    assert crashes == []


@pytest.fixture
def room(bench, qtbot):
    widget = ExchangeRoom(bench)
    widget.resize(320, 500)
    qtbot.addWidget(widget)
    widget.show()
    yield widget
    widget.close_room()


@pytest.fixture
def filled(room, bench, qtbot, tmp_path):
    """Bert made two projects and changed one; one looks for partners."""
    store = create_store(tmp_path / "register.gpkg")
    first = store.save(simple("<b>Höfe</b>"), 0, "Bert")
    store.save(full(), 0, "Bert")
    store.save(with_title(first, "<b>Grüne Höfe</b>"), 1, "Carla", "Umbenannt")
    room.register.open(store.path)
    qtbot.waitUntil(lambda: not bench.tasks.running(), timeout=10_000)
    return room


def texts(shown):
    return [shown.item(row).text() for row in range(shown.count())]


def test_without_a_register_the_room_points_to_the_projects(room, bench, qtbot):
    assert "No register is open yet" in room.banner.text
    assert not room.news.isVisible()
    qtbot.mouseClick(room.banner.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert bench.shared["opened"] == ["projects"]


def test_news_come_newest_first_with_who_what_and_why(filled):
    news = texts(filled.news)
    assert len(news) == 3
    assert news[0].startswith("<b>Grüne Höfe</b>\n")  # shown as text: list items are plain
    assert "Carla · Changed: Title – Umbenannt" in news[0]
    assert "New in the register" in news[1]


def test_partner_searches_are_listed_and_internal_ones_marked(filled):
    (text,) = texts(filled.partners)
    assert "INTERN · Stadt Bochum · Gelsenkirchen, Bochum" in text


def test_the_area_narrows_both_lists(filled, bench):
    bench.area.choose(AreaKind.MUNICIPALITY, "05113000")
    assert texts(filled.news) == ["Nothing new in this area."]
    assert texts(filled.partners) == ["Nobody in this area is looking for partners."]


def test_a_double_click_asks_the_projects_room_for_the_project(filled, bench, qtbot):
    asked = []
    filled.register.project_requested.connect(asked.append)
    where = filled.partners.visualItemRect(filled.partners.item(0)).center()
    qtbot.mouseClick(filled.partners.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(filled.partners.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert bench.shared["opened"] == ["projects"]
    assert asked == [next(one.uuid for one in filled.register.entries if one.seeks_partners)]


def test_the_button_opens_what_is_selected_in_either_list(filled, qtbot):
    asked = []
    filled.register.project_requested.connect(asked.append)
    filled.partners.setCurrentRow(0)
    filled.news.setCurrentRow(0)
    assert filled.partners.currentItem() is None
    qtbot.mouseClick(filled.open_button, Qt.MouseButton.LeftButton)
    assert asked == [next(one.uuid for one in filled.register.entries if "Grüne" in one.title)]


def test_a_save_elsewhere_is_news_at_once(filled, bench, qtbot):
    store, failures = filled.register.store, []
    bundle = replace(store.get(filled.register.entries[0].uuid), sites=())
    filled.register.save(store, bundle, "", publish=lambda _bundle: None, failed=failures.append)
    qtbot.waitUntil(lambda: not bench.tasks.running(), timeout=10_000)
    assert failures == []
    assert len(texts(filled.news)) == 4


def test_all_rooms_share_one_register(room, bench):
    assert isinstance(room.register, OpenRegister)
    assert register_of(bench.shared, bench.tasks, bench.settings) is room.register
