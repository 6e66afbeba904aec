# SPDX-License-Identifier: GPL-2.0-or-later
"""The room by gestures: empty, loading, partly, failed, stale; list, map, chart, export."""

from __future__ import annotations

import csv
import json
import os
import threading
from datetime import datetime, timedelta, timezone

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtCore import QItemSelectionModel, Qt
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.gui.sensors import login_dialog, station_map
from ruhr_smartcity_plugin.gui.sensors.panel import SensorsRoom
from ruhr_smartcity_plugin.gui.sensors.service_choice import LogInDialog
from ruhr_smartcity_plugin.gui.two_line_list import SECOND_LINE_ROLE, SIDE_ROLE
from tests.support.chaos import Chaos
from tests.support.loopback import Loopback, Reply
from tests.support.save_dialog import save_as
from tests.support.sensorthings import SensorThingsServer
from tests.support.workbench import open_workbench

EVIL = "<b>x</b><img src=http://127.0.0.1:9/> [% env('HOME') %]"


@pytest.fixture(scope="module")
def service():
    """A real service whose newest value is of the current hour."""
    end = datetime.now(timezone.utc).replace(minute=0, second=0, microsecond=0)
    with SensorThingsServer("int", page=5, end=end) as server:
        yield server


@pytest.fixture
def proxy(service):
    with Chaos(service.url.rsplit("/v1.1", 1)[0]) as chaos:
        yield chaos


def press(room, name):
    button = room.findChild(QWidget, name)
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def banner_button(banner, label):
    QApplication.processEvents()  # new buttons are laid out
    (button,) = [one for one in banner.findChildren(QPushButton) if one.text() == label and one.isVisibleTo(banner)]
    return button


def load(room, address):
    edit = room.service.address.lineEdit()
    edit.clear()
    QTest.keyClicks(edit, address)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def rows(room):
    indexes = [room.model.index(number) for number in range(room.model.rowCount())]
    return [(one.data(), one.data(SIDE_ROLE), one.data(SECOND_LINE_ROLE)) for one in indexes]


def open_sample(room, idle, qtbot):
    QTest.mouseClick(banner_button(room.banner, "Open sample"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: room.report is not None, timeout=20_000)
    idle()


def test_the_empty_room_says_what_belongs_here_and_asks_nothing_of_the_network(room):
    assert room.banner.state == "empty"
    assert "SensorThings" in room.banner.text
    assert not room.map_button.isEnabled()
    assert not room.chart_button.isEnabled()
    assert not room.service.button.isEnabled()


def test_the_sample_opens_and_says_that_it_is_synthetic(room, idle, qtbot):
    open_sample(room, idle, qtbot)
    assert room.model.rowCount() == 28
    assert room.banner.state == "stale"
    assert "Synthetic" in room.banner.text
    assert room.count.text() == "28 measurements, 2 silent"
    silent = [row for row in rows(room) if row[2].startswith("silent")]
    assert {row[0] for row in silent} == {"Hagen, Fleyer Wald (synthetic)"}


def test_stations_of_a_real_service_are_listed_with_value_unit_and_age(room, service, idle):
    load(room, service.url)
    idle()
    assert room.banner.state == "hidden"
    assert room.model.rowCount() == 24
    (bochum,) = [one for one in rows(room) if one[0] == "Bochum Innenstadt" and "Lufttemperatur" in one[2]]
    assert bochum[1].endswith(" °C")
    assert "ago" in bochum[2] or "just now" in bochum[2]
    assert {one[0] for one in rows(room) if one[2].startswith("silent")} == {"Xanten Bislicher Insel"}
    assert room.workbench.settings.sensor_services.value() == [service.url + "/"]


def test_a_service_read_piece_by_piece_works_through_qgis_network_too(room, idle):
    with SensorThingsServer("uuid", as_published=True) as server:
        load(room, server.url)
        idle()
        assert room.report.is_complete
    assert room.model.rowCount() == 24
    assert all(row[1] != "no value" for row in rows(room))
    assert "one by one" in room.notes.text()


def test_a_service_that_worked_is_offered_in_the_next_session(bench, room, service, idle, qtbot):
    load(room, service.url)
    idle()
    again = SensorsRoom(bench)
    qtbot.addWidget(again)
    assert again.service.address.currentText() == service.url + "/"
    assert again.banner.state == "empty"  # nothing is asked before the user does
    again.close_room()


def test_search_measurement_and_area_narrow_the_list(room, idle, qtbot):
    open_sample(room, idle, qtbot)
    QTest.keyClicks(room.search, "bochum ruhrtal")
    assert [row[0] for row in rows(room)] == ["Bochum, Ruhrtal (synthetic)"] * 2
    room.search.clear()
    room.property.setCurrentIndex(room.property.findData("Air temperature"))
    assert room.model.rowCount() == 14
    assert room.count.text() == "14 of 28 measurements"
    room.workbench.area.choose(AreaKind.MUNICIPALITY, "05911000")  # Bochum
    assert {row[0].split(",")[0] for row in rows(room)} == {"Bochum"}
    room.workbench.area.choose(AreaKind.REGION)
    assert room.model.rowCount() == 14


def test_the_choice_stays_when_the_list_is_narrowed(room, idle, qtbot):
    open_sample(room, idle, qtbot)
    room.list.setCurrentIndex(room.model.index(5))
    chosen = room.model.reading_at(room.list.currentIndex())
    QTest.keyClicks(room.search, chosen.station.name[:6])
    assert room.model.reading_at(room.list.currentIndex()).datastream.id == chosen.datastream.id


def test_the_primary_action_puts_the_listed_stations_on_the_map(room, idle, qtbot):
    open_sample(room, idle, qtbot)
    room.property.setCurrentIndex(room.property.findData("Air temperature"))
    press(room, "show_on_map")
    idle()
    (layer,) = room.workbench.project.mapLayers().values()
    assert layer.name() == "Air temperature (synthetic)"
    assert layer.featureCount() == 14
    assert room.workbench.canvas.extent().intersects(layer.extent())
    press(room, "show_on_map")
    idle()
    assert len(room.workbench.project.mapLayers()) == 1
    assert [one for one in room.workbench.messages.recent if one.level == Qgis.MessageLevel.Success]


def test_the_files_of_the_map_are_written_in_a_task_and_only_once(room, idle, qtbot, monkeypatch):
    threads = []
    write = station_map.write_plan
    monkeypatch.setattr(
        station_map, "write_plan", lambda *given: (threads.append(threading.current_thread()), write(*given)))
    open_sample(room, idle, qtbot)
    room.show_on_map()
    assert not room.map_button.isEnabled()
    room.show_on_map()  # as from a script: the button cannot be pressed now
    idle()
    assert room.map_button.isEnabled()
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()
    assert len(room.workbench.project.mapLayers()) == 2


def choose(room, name, title):
    for row in range(room.model.rowCount()):
        reading = room.model.reading_at(room.model.index(row))
        if reading.station.name.startswith(name) and reading.property_title == title:
            room.list.setCurrentIndex(room.model.index(row))
            return reading
    raise AssertionError(name)


def double_click(room):
    index = room.list.currentIndex()
    room.list.scrollTo(index)
    place = room.list.visualRect(index).center()
    QTest.mouseClick(room.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(room.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def wait_for_chart(room, qtbot):
    qtbot.waitUntil(lambda: room.chart_panel.export_button.isEnabled(), timeout=20_000)


def test_double_click_shows_the_values_over_time(room, idle, qtbot):
    open_sample(room, idle, qtbot)
    choose(room, "Dortmund, Rombergpark", "Air temperature")
    double_click(room)
    wait_for_chart(room, qtbot)
    assert room.chart_panel.isVisible()
    assert room.chart_panel.title.text() == "Dortmund, Rombergpark (synthetic) · Air temperature"
    assert room.chart_panel.readout.text().startswith("25 values, from ")
    press(room.chart_panel, "period_168")
    wait_for_chart(room, qtbot)
    assert "1 gap" in room.chart_panel.readout.text()
    press(room.chart_panel, "period_720")
    wait_for_chart(room, qtbot)
    assert room.chart_panel.readout.text().startswith("702 values")


def test_enter_in_the_list_shows_the_values_too(room, idle, qtbot):
    open_sample(room, idle, qtbot)
    choose(room, "Bochum, Ruhrtal", "Relative humidity")
    room.list.setFocus()
    QTest.keyClick(room.list, Qt.Key.Key_Return)
    wait_for_chart(room, qtbot)
    assert "Relative humidity" in room.chart_panel.title.text()


def test_a_silent_station_shows_its_last_day_and_not_an_empty_present(room, service, idle, qtbot):
    load(room, service.url)
    idle()
    choose(room, "Xanten", "Lufttemperatur")
    press(room, "show_chart")
    wait_for_chart(room, qtbot)
    assert room.chart_panel.readout.text().startswith("25 values")


def test_the_table_shows_the_same_values_newest_first(room, idle, qtbot):
    open_sample(room, idle, qtbot)
    reading = choose(room, "Bochum, Innenstadt", "Air temperature")
    press(room, "show_chart")
    wait_for_chart(room, qtbot)
    press(room.chart_panel, "table_button")
    table = room.chart_panel.views.table
    assert table.isVisible()
    model = table.model()
    assert (model.rowCount(), model.columnCount()) == (25, 2)
    assert model.index(0, 0).data() == "2026-08-01 00:00"  # 22:00 UTC in local time
    assert model.index(0, 1).data() == f"{reading.datastream.latest.value:.1f}"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Value (°C)"
    press(room.chart_panel, "table_button")
    assert room.chart_panel.views.lines.isVisible()


def test_values_and_picture_are_exported(room, idle, qtbot, tmp_path, monkeypatch):
    open_sample(room, idle, qtbot)
    choose(room, "Bochum, Innenstadt", "Air temperature")
    press(room, "show_chart")
    wait_for_chart(room, qtbot)
    actions = {one.objectName(): one for one in room.chart_panel.export_button.menu().actions()}
    for action, path in (("export_csv", tmp_path / "werte"), ("export_picture", tmp_path / "bild.png"),
                         ("export_csv", None)):  # None: the user leaves the window
        save_as(monkeypatch, path)
        actions[action].trigger()
        idle()
    with open(tmp_path / "werte.csv", encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter=";"))
    assert len(lines) == 26
    assert lines[-1][:4] == ["Bochum, Innenstadt (synthetic)", "Air temperature", "°C", "2026-07-31T22:00:00.000Z"]
    assert QImage(str(tmp_path / "bild.png")).width() == 2000
    assert sorted(os.listdir(tmp_path)) == ["bild.png", "werte.csv", "workspace"]


def test_an_export_that_cannot_be_written_is_told_in_place(room, idle, qtbot, tmp_path, monkeypatch):
    open_sample(room, idle, qtbot)
    choose(room, "Bochum, Innenstadt", "Air temperature")
    press(room, "show_chart")
    wait_for_chart(room, qtbot)
    for name, action in (("x.csv", "export_csv"), ("x.png", "export_picture")):
        (tmp_path / name).mkdir()
        save_as(monkeypatch, tmp_path / name)
        (found,) = [one for one in room.chart_panel.export_button.menu().actions() if one.objectName() == action]
        found.trigger()
        idle()
        assert room.chart_panel.banner.state == "failed"
        assert name in room.chart_panel.banner.text


def test_stations_come_page_by_page_while_the_room_stays_usable(room, proxy, qtbot, idle):
    proxy.rules = [{"match": "$skip=10", "fault": "pass", "delay": 1.0}]
    load(room, proxy.url + "/v1.1")
    qtbot.waitUntil(lambda: room.model.rowCount() >= 20, timeout=10_000)
    assert room.banner.state == "working"
    QTest.keyClicks(room.search, "bochum")
    assert room.model.rowCount() == 4
    idle()
    assert room.banner.state == "hidden"


def test_cancel_keeps_what_came_and_says_so(room, proxy, qtbot, idle):
    proxy.rules = [{"match": "$skip=10", "fault": "hang"}]
    load(room, proxy.url + "/v1.1")
    qtbot.waitUntil(lambda: room.model.rowCount() >= 20, timeout=10_000)
    QTest.mouseClick(banner_button(room.banner, "Cancel"), Qt.MouseButton.LeftButton)
    idle()
    assert room.banner.state == "partly"
    assert room.banner.text == "Stopped after 10 stations."
    proxy.rules = []
    QTest.mouseClick(banner_button(room.banner, "Load all"), Qt.MouseButton.LeftButton)
    idle()
    assert room.banner.text == "", room.workbench.messages.recent[-1].detail
    assert room.model.rowCount() == 24


def test_a_broken_page_shows_how_much_is_missing_and_loads_the_rest(room, proxy, idle):
    proxy.rules = [{"match": "$skip=5", "fault": "status", "code": 500}]
    load(room, proxy.url + "/v1.1")
    idle()
    assert room.banner.state == "partly"
    assert room.banner.text.startswith("5 of 12 records were loaded.")
    assert room.model.rowCount() == 10
    proxy.rules = []
    QTest.mouseClick(banner_button(room.banner, "Load the rest"), Qt.MouseButton.LeftButton)
    idle()
    assert room.banner.state == "hidden"
    assert room.model.rowCount() == 24


def test_a_part_can_be_used_as_it_is(room, proxy, idle):
    proxy.rules = [{"match": "$skip=5", "fault": "status", "code": 500}]
    load(room, proxy.url + "/v1.1")
    idle()
    QTest.mouseClick(banner_button(room.banner, "Use as is"), Qt.MouseButton.LeftButton)
    assert room.banner.state == "hidden"
    assert room.model.rowCount() == 10
    press(room, "show_on_map")
    idle()
    assert all("INCOMPLETE" in layer.name() for layer in room.workbench.project.mapLayers().values())


@pytest.mark.parametrize(
    "rule", [{"fault": "status", "code": 500}, {"fault": "html"}, {"fault": "reset"}, {"fault": "status", "code": 401}])
def test_a_service_that_fails_is_told_in_place_and_can_be_tried_again(room, proxy, idle, rule):
    proxy.rules = [{"match": "/Things", **rule}]
    load(room, proxy.url + "/v1.1")
    idle()
    assert room.banner.state == "failed"
    assert "Traceback" not in room.banner.text
    proxy.rules = []
    QTest.mouseClick(banner_button(room.banner, "Try again"), Qt.MouseButton.LeftButton)
    idle()
    assert room.banner.text == "", room.workbench.messages.recent[-1].detail
    assert room.model.rowCount() == 24


@pytest.mark.parametrize("address", ["example", "file:///etc/passwd", "/vsicurl/http://x"])
def test_what_is_no_address_is_refused_in_place(room, address):
    load(room, address)
    assert room.banner.state == "failed"
    assert room.workbench.tasks.running() == []


def test_a_service_whose_values_are_old_says_of_when(room, idle):
    with SensorThingsServer("int") as server:
        load(room, server.url)
        idle()
    assert room.banner.state == "stale"
    assert "2026-07-20 14:00" in room.banner.text
    assert banner_button(room.banner, "Refresh")


def test_a_chart_that_fails_is_told_beside_it_and_the_list_stays(room, proxy, idle, qtbot):
    load(room, proxy.url + "/v1.1")
    idle()
    proxy.rules = [{"match": "/Observations", "fault": "status", "code": 403}]
    choose(room, "Bochum Innenstadt", "Lufttemperatur")
    press(room, "show_chart")
    idle()
    assert room.chart_panel.banner.state == "failed"
    assert room.banner.state == "hidden"
    assert room.model.rowCount() == 24
    proxy.rules = []
    QTest.mouseClick(banner_button(room.chart_panel.banner, "Try again"), Qt.MouseButton.LeftButton)
    wait_for_chart(room, qtbot)
    assert room.chart_panel.banner.state == "hidden"


def test_a_later_choice_overtakes_a_slow_chart(room, proxy, idle, qtbot):
    load(room, proxy.url + "/v1.1")
    idle()
    choose(room, "Bochum Innenstadt", "Lufttemperatur")
    proxy.rules = [{"match": "/Observations", "fault": "hang", "n": 1}]
    press(room, "show_chart")
    qtbot.waitUntil(lambda: any("/Observations" in json.dumps(one, default=str) for one in proxy.log))
    choose(room, "Hagen", "Lufttemperatur")
    press(room, "show_chart")
    wait_for_chart(room, qtbot)
    idle()
    assert room.chart_panel.title.text().startswith("Hagen")
    assert room.chart_panel.views.lines.accessibleName().startswith("Chart: Hagen")
    assert room.chart_panel.banner.state == "hidden"


def test_a_slow_chart_can_be_cancelled(room, proxy, idle, qtbot):
    load(room, proxy.url + "/v1.1")
    idle()
    choose(room, "Bochum Innenstadt", "Lufttemperatur")
    proxy.rules = [{"match": "/Observations", "fault": "hang"}]
    press(room, "show_chart")
    QTest.mouseClick(banner_button(room.chart_panel.banner, "Cancel"), Qt.MouseButton.LeftButton)
    idle()
    assert room.chart_panel.banner.state == "hidden"
    assert not room.chart_panel.export_button.isEnabled()


def test_closing_the_room_while_it_loads_is_quiet(bench, proxy, idle):
    room = SensorsRoom(bench)
    proxy.rules = [{"match": "/Things", "fault": "hang"}]
    load(room, proxy.url + "/v1.1")
    room.close_room()
    room.deleteLater()
    idle()
    assert bench.messages.problems() == []


def thing(name=EVIL, unit=EVIL):
    stream = {"@iot.id": 1, "name": EVIL, "unitOfMeasurement": {"symbol": unit}, "ObservedProperty": {"name": EVIL},
              "Observations": [{"phenomenonTime": "2026-07-20T12:00:00Z", "result": EVIL}]}
    place = {"location": {"type": "Point", "coordinates": [7.2, 51.5]}}
    return {"@iot.id": 1, "name": name, "Locations": [place], "Datastreams": [stream]}


def test_text_of_a_service_is_shown_as_text_everywhere(room, idle, qtbot):
    with Loopback() as server:
        server.routes["/v1.1/Things"] = {"value": [thing()], "@iot.count": 1}
        values = [{"phenomenonTime": "2026-07-20T12:00:00Z", "result": 1}]
        server.routes["/v1.1/Datastreams(1)/Observations"] = {"value": values}
        load(room, server.url + "/v1.1")
        idle()
        room.list.setCurrentIndex(room.model.index(0))
        press(room, "show_chart")
        wait_for_chart(room, qtbot)
    for label in (room.chart_panel.title, room.count, room.notes, room.chart_panel.readout):
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert EVIL in room.chart_panel.title.text()
    assert room.model.index(0).data(Qt.ItemDataRole.ToolTipRole) is None
    room.grab()


def test_an_empty_service_says_so(room, idle):
    with Loopback({"/v1.1/Things": {"value": [], "@iot.count": 0}}) as server:
        load(room, server.url + "/v1.1")
        idle()
    assert room.banner.state == "empty"
    assert room.banner.text == "The service has no stations."


def test_what_was_noticed_on_the_way_is_noted_below_the_list(room, idle):
    place = {"location": {"type": "Point", "coordinates": [51.5, 7.2]}}  # axes swapped
    with Loopback({"/v1.1/Things": {"value": [{**thing("A"), "Locations": [place]}]}}) as server:
        load(room, server.url + "/v1.1")
        idle()
    assert room.notes.isVisible()
    assert "1 station" in room.notes.text()


def test_a_service_without_places_cannot_be_put_on_the_map_and_says_why(room, idle):
    with Loopback({"/v1.1/Things": {"value": [{**thing("A"), "Locations": []}]}}) as server:
        load(room, server.url + "/v1.1")
        idle()
    press(room, "show_on_map")
    idle()
    assert room.banner.state == "failed"
    assert room.workbench.project.mapLayers() == {}


def test_a_log_in_goes_to_the_service_it_was_chosen_for_only(room, bench, monkeypatch):
    asked = []
    monkeypatch.setattr(bench, "http", lambda authcfg="", host="": asked.append((authcfg, host)) or bench_fails())
    bench.settings.sensor_authcfg.setValue("abc1234")
    bench.settings.sensor_service.setValue("https://ours.example/v1.1/")

    def bench_fails():
        raise OSError("no client in this test")

    for address in ("https://ours.example/v1.1", "https://other.example/v1.1", "https://ours.example/v1.1/Things"):
        client = make_source(room, address)
        with pytest.raises(OSError, match="no client"):
            client()
    assert asked == [("abc1234", "ours.example"), ("", ""), ("abc1234", "ours.example")]
    assert bench.settings.sensor_service.value() == "https://ours.example/v1.1/"


def make_source(room, address):
    """Return the function with which the room's source would make its HTTP client."""
    started = []
    room._start, kept = started.append, room._start
    room.load_service(address)
    room._start = kept
    return started[0]._client


def test_the_log_in_of_a_service_is_chosen_in_a_dialog(room, bench, monkeypatch):
    room.service.set_address("https://ours.example/v1.1/Things")

    def accept(dialog):
        assert "https://ours.example/v1.1/" in dialog.findChild(login_dialog.QLabel).text()
        monkeypatch.setattr(dialog.select, "configId", lambda: "xyz7890", raising=False)
        return LogInDialog.DialogCode.Accepted

    monkeypatch.setattr(LogInDialog, "exec", accept)
    room.service.ask_for_log_in()
    assert bench.settings.sensor_authcfg.value() == "xyz7890"
    assert bench.settings.sensor_service.value() == "https://ours.example/v1.1/"
    room.service.forget()
    assert bench.settings.sensor_authcfg.value() == ""


def test_a_log_in_typed_into_the_address_is_not_remembered(room, service, idle):
    load(room, service.url.replace("http://", "http://anna:geheim@"))
    idle()
    settings = room.workbench.settings
    assert "geheim" not in " ".join([*settings.sensor_services.value(), settings.sensor_service.value()])
    assert not any("geheim" in one.sentence + one.detail for one in room.workbench.messages.recent)


@pytest.mark.parametrize("width", [320, 900])
def test_the_room_fits_a_narrow_dock_and_uses_a_wide_one(room, idle, qtbot, width):
    open_sample(room, idle, qtbot)
    choose(room, "Bochum, Innenstadt", "Air temperature")
    press(room, "show_chart")
    wait_for_chart(room, qtbot)
    room.resize(width, 760)
    qtbot.waitUntil(lambda: room.width() == width)
    if width == 320:
        assert room.minimumSizeHint().width() <= 320
    beside = room.chart_panel.mapTo(room, room.chart_panel.rect().topLeft()).x() > 100
    assert beside is (width == 900)


def test_everything_with_an_icon_only_has_a_name_and_all_is_reached_by_keyboard(room):
    for button in room.findChildren(QToolButton):
        if button.objectName():
            assert button.accessibleName(), button.objectName()
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    for name in ("station_list", "station_search", "property_filter", "service_address"):
        assert room.findChild(QWidget, name).accessibleName()


def test_the_list_is_read_out_with_name_value_and_state(room, idle, qtbot):
    open_sample(room, idle, qtbot)
    choose(room, "Hagen", "Air temperature")
    text = room.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert text.startswith("Hagen, Fleyer Wald (synthetic), ")
    assert "°C" in text
    assert "silent" in text
    room.list.selectionModel().clear()
    room.list.selectionModel().setCurrentIndex(room.model.index(0), QItemSelectionModel.SelectionFlag.SelectCurrent)


def test_ages_grow_while_the_room_stays_open(room, idle, qtbot, monkeypatch):
    from ruhr_smartcity_plugin.gui.sensors import panel

    open_sample(room, idle, qtbot)
    before = rows(room)[0][2]
    later = datetime.now(timezone.utc) + timedelta(days=30)
    monkeypatch.setattr(panel, "_utc_now", lambda: later)
    room._clock.timeout.emit()
    assert rows(room)[0][2] != before


def test_the_window_never_waits_for_the_network(room, proxy, idle, qtbot):
    """The main thread goes on turning while a service hangs."""
    proxy.rules = [{"match": "/Things", "fault": "hang"}]
    load(room, proxy.url + "/v1.1")
    qtbot.waitUntil(lambda: any("/Things" in json.dumps(one, default=str) for one in proxy.log), timeout=10_000)
    assert threading.current_thread() is threading.main_thread()
    assert room.banner.state == "working"
    QTest.mouseClick(banner_button(room.banner, "Cancel"), Qt.MouseButton.LeftButton)
    idle()
    assert room.banner.state == "empty"


def test_rooms_come_and_go_without_a_trace(qgis_app, qtbot):
    with open_workbench() as bench:
        before = bench.area.receivers(bench.area.changed)
        for _ in range(5):
            room = SensorsRoom(bench)
            room.close_room()
            room.deleteLater()
        assert bench.area.receivers(bench.area.changed) == before


def test_a_broken_answer_is_told(room, idle):
    with Loopback({"/v1.1/Things": Reply(200, '{"value": [', content_type="application/json")}) as server:
        load(room, server.url + "/v1.1")
        idle()
    assert room.banner.state == "failed"
