# SPDX-License-Identifier: GPL-2.0-or-later
"""A register behind a feature service in the room: on the map it is as any other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QPushButton

from ruhr_smartcity_plugin.adapters.projects import open_register
from ruhr_smartcity_plugin.adapters.projects.any_store import ServiceAddress, key_of
from ruhr_smartcity_plugin.core.errors import NetworkError
from ruhr_smartcity_plugin.core.projects.record import Site, SiteShape, Visibility
from ruhr_smartcity_plugin.gui.projects import connect_dialog
from ruhr_smartcity_plugin.gui.projects.connect_dialog import ConnectDialog
from ruhr_smartcity_plugin.gui.projects.dialog import ProjectDialog
from tests.adapters.projects.bundles import simple
from tests.adapters.projects.stores import OapifCase, WfsCase
from tests.support.postgres import Postgres
from tests.support.register_pygeoapi import RegisterPygeoapi
from tests.support.register_server import RegisterServer

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def register_server():
    with RegisterServer() as server:
        yield server


@pytest.fixture(scope="module")
def register_pygeoapi():
    with Postgres() as postgres, RegisterPygeoapi(postgres) as server:
        yield server


@pytest.fixture(params=["wfs", "oapif"])
def case(request):
    if request.param == "wfs":
        return WfsCase(request.getfixturevalue("register_server"))
    return OapifCase(request.getfixturevalue("register_pygeoapi"))


@pytest.fixture
def wfs(register_server):
    return WfsCase(register_server)


def bundle(title, x, **values):
    one = simple(title, **values)
    route = Site(shape=SiteShape.LINE, coordinates=(((x, 5705000.0), (x + 900.0, 5705500.0)),),
                 visibility=Visibility.PUBLIC)
    return replace(one, sites=(replace(one.sites[0], coordinates=(x, 5705000.0)), route))


@pytest.fixture
def open_service(room, idle, monkeypatch):
    """Open a service in the room as somebody who may write, by its address."""
    def run(case):
        def opened(text, _authcfg):
            store = case.again()
            store.address = ServiceAddress(text, "", key_of(text))
            return store

        monkeypatch.setattr(open_register, "open_any", opened)
        room.register.open_address(case.url)
        idle()
        return room

    return run


def layer_of(room, view):
    return room.map.layers.find(room.register.store, view)


def titles_on_map(layer):
    return sorted(one["title"] for one in layer.getFeatures()) if layer is not None else None


def test_the_places_of_a_service_come_to_the_map_are_selected_both_ways_and_follow_a_save(
        case, open_service, bench, idle, qtbot):
    for title, x in (("Arzt <b>", 370000.0), ("Zoo", 380000.0)):
        case.store.save(bundle(title, x), 0, "anna")
    room = open_service(case)
    qtbot.waitUntil(lambda: len(bench.project.mapLayers()) == 3, timeout=10_000)
    points, lines = layer_of(room, "project_points"), layer_of(room, "project_lines")
    assert titles_on_map(points) == titles_on_map(lines) == ["Arzt <b>", "Zoo"]
    assert not any("INTERN" in one.name() for one in bench.project.mapLayers().values())
    assert points.customProperty("skipMemoryLayersCheck") == 1
    at = {one["title"]: one.id() for one in points.getFeatures()}
    # from the list to the map and back
    room.views.select([one.uuid for one in room.register.entries if one.title == "Zoo"])
    qtbot.waitUntil(lambda: points.selectedFeatureIds() == [at["Zoo"]] and lines.selectedFeatureCount() == 1)
    qtbot.mouseClick(room.map_button, LEFT)
    qtbot.waitUntil(lambda: bench.canvas.extent().contains(380000.0, 5705000.0), timeout=10_000)
    assert not bench.canvas.extent().contains(370000.0, 5705000.0)
    points.selectByIds([at["Arzt <b>"]])
    assert [one.title for one in room.views.selected()] == ["Arzt <b>"]
    # a save
    store = room.register.store
    stored = store.get(room.views.selected()[0].uuid)
    changed = replace(stored, project=replace(stored.project, title="Bach", status="VERZ"),
                      sites=tuple(one for one in stored.sites if one.shape is SiteShape.POINT))
    room.register.save(store, changed, "", publish=lambda _one: None, failed=pytest.fail)
    idle()
    qtbot.waitUntil(lambda: titles_on_map(points) == ["Bach", "Zoo"], timeout=10_000)
    qtbot.waitUntil(lambda: titles_on_map(lines) == ["Zoo"], timeout=10_000)
    qtbot.waitUntil(lambda: [one["title"] for one in points.selectedFeatures()] == ["Bach"], timeout=10_000)
    room.close_room()
    assert bench.project.mapLayers() == {}


def test_what_a_service_shows_that_is_not_public_comes_only_when_asked_for_and_marked(
        wfs, open_service, bench, qtbot, monkeypatch):
    hidden = wfs.store.save(bundle("Nur intern", 370000.0), 0, "anna")
    wfs.sql("UPDATE project SET visibility = 'NETZ' WHERE uuid = :uuid", uuid=hidden.project.uuid)
    room = open_service(wfs)
    qtbot.waitUntil(lambda: len(bench.project.mapLayers()) == 3, timeout=10_000)
    assert titles_on_map(layer_of(room, "project_points")) == []
    room.views.select([hidden.project.uuid])
    qtbot.mouseClick(room.map_button, LEFT)
    qtbot.waitUntil(lambda: "is internal" in room.banner.text, timeout=10_000)
    told = []
    monkeypatch.setattr(room.map, "_zoom_to_internal", lambda: told.append(""))
    room.map.show_internal()
    room.map.show_internal()  # a double click brings no second layer
    qtbot.waitUntil(lambda: len(told) == 2, timeout=10_000)
    assert len(bench.project.mapLayers()) == 6
    layer = layer_of(room, "project_points_internal")
    assert titles_on_map(layer) == ["Nur intern"]
    assert "INTERN" in layer.name()


def test_a_saved_project_is_filled_at_once_if_the_register_is_open(wfs, open_service, bench, qtbot, tmp_path):
    wfs.store.save(bundle("Zoo", 380000.0), 0, "anna")
    room = open_service(wfs)
    qtbot.waitUntil(lambda: len(bench.project.mapLayers()) == 3, timeout=10_000)
    path = str(tmp_path / "karte.qgz")
    assert bench.project.write(path)
    bench.project.clear()
    assert bench.project.read(path)
    qtbot.waitUntil(lambda: titles_on_map(layer_of(room, "project_points")) == ["Zoo"], timeout=10_000)


def test_places_that_could_not_be_read_are_said_and_no_empty_layer_is_shown(
        wfs, open_service, bench, qtbot, monkeypatch):
    wfs.store.save(bundle("Zoo", 380000.0), 0, "anna")

    def broken(_self):
        raise NetworkError("The service did not answer.")

    store = type(wfs.store)
    monkeypatch.setattr(store, "list_details", broken)
    room = open_service(wfs)
    qtbot.waitUntil(lambda: "did not answer" in room.banner.text or "could not be read" in room.banner.text)
    room.views.select([room.register.entries[0].uuid])
    qtbot.mouseClick(room.map_button, LEFT)
    qtbot.waitUntil(lambda: "could not be read" in room.banner.text, timeout=10_000)
    assert bench.project.mapLayers() == {}


def test_what_is_saved_in_a_service_that_is_not_the_open_register_shows_on_the_map(
        wfs, open_service, bench, idle, qtbot, tmp_path):
    stored = wfs.store.save(bundle("Zoo", 380000.0), 0, "anna")
    room = open_service(wfs)
    service = room.register.store
    qtbot.waitUntil(lambda: len(bench.project.mapLayers()) == 3, timeout=10_000)
    points = layer_of(room, "project_points")
    room.create_file(str(tmp_path / "anderes.gpkg"))
    idle()
    room.register.save(service, replace(stored, project=replace(stored.project, title="Tierpark")), "",
                       publish=lambda _one: None, failed=pytest.fail)
    idle()
    qtbot.waitUntil(lambda: titles_on_map(points) == ["Tierpark"], timeout=10_000)


def test_a_service_keeps_no_comments_so_none_is_asked_for_and_the_connection_says_what_may_be_done(
        wfs, open_service, bench, idle, qtbot, monkeypatch):
    wfs.store.save(simple("Zoo", summary="Tiere", kind="DIEN", phase="P4", spatial_effect="GEM", review_state="EIN"),
                   0, "anna")
    room = open_service(wfs)
    room.edit_project(room.register.entries[0].uuid)
    qtbot.waitUntil(lambda: bool(bench.main_window.findChildren(ProjectDialog)), timeout=10_000)
    dialog = bench.main_window.findChildren(ProjectDialog)[-1]
    assert not dialog.comment.isEnabled()
    assert "no history" in dialog.comment.placeholderText()
    back = next(one for one in dialog.review.bar.findChildren(QPushButton) if one.objectName() == "step_ZUR")
    qtbot.mouseClick(back, LEFT)
    qtbot.waitUntil(lambda: dialog.stored.project.review_state == "ZUR", timeout=5000)
    assert dialog.comment.text() == ""
    dialog.drop()
    idle()
    look = ConnectDialog(bench, bench.main_window)
    qtbot.addWidget(look)
    monkeypatch.setattr(connect_dialog, "open_any", lambda *_a: wfs.store)
    look.connection.setCurrentIndex(look.connection.count() - 1)
    look.text.setText(wfs.url)
    qtbot.mouseClick(look.findChild(QPushButton, "test_connection"), LEFT)
    idle()
    assert "1 project" in look.banner.text
    assert "when you save" in look.banner.text
