# SPDX-License-Identifier: GPL-2.0-or-later
"""Live values in the room: refreshed at the interval while it is in sight, thresholds told once."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMenu, QPushButton

from ruhr_smartcity_plugin.core.sensors.live.thresholds import Side, Threshold, read_thresholds, write_thresholds
from ruhr_smartcity_plugin.gui.sensors import live_actions
from ruhr_smartcity_plugin.gui.sensors.live_dialog import LiveDialog
from ruhr_smartcity_plugin.gui.sensors.live_thresholds import LiveThresholdDialog
from tests.support.loopback import Loopback, Reply

EVIL = "<b>Rathaus</b>"


class Service:
    """Two stations; `values` are their latest, `reply` overrides the answer."""

    def __init__(self):
        self.values, self.reply = [20.0, 21.0], None

    def __call__(self, seen):
        return self.reply or {"@iot.count": 2, "value": [
            {"@iot.id": number, "name": name, "Locations": [
                {"location": {"type": "Point", "coordinates": [7.2 + number / 100, 51.5]}}],
             "Datastreams": [{"@iot.id": number, "name": "T", "unitOfMeasurement": {"symbol": "°C"},
                              "ObservedProperty": {"name": "Air temperature"}, "Observations": [
                                  {"phenomenonTime": datetime.now(timezone.utc).isoformat(), "result": value}]}]}
            for number, (name, value) in enumerate(zip((EVIL, "Park"), self.values))]}


@pytest.fixture
def service():
    return Service()


@pytest.fixture
def loaded(room, idle, service):
    """The room with the service loaded, and a clock to turn."""
    room.live.now = 0.0
    room.live._clock = lambda: room.live.now
    with Loopback({"/v1.1/Things": service}) as server:
        room.server = server
        room.load_service(f"{server.url}/v1.1")
        idle()
        yield room


def choose(room, monkeypatch, minutes):
    def answer(dialog):
        dialog.switch.setChecked(minutes > 0)
        dialog.interval.setValue(minutes or 1)
        return dialog.DialogCode.Accepted

    monkeypatch.setattr(LiveDialog, "exec", answer)
    room.live_actions.ask_for_interval()


def turn(room, idle, minutes):
    room.live.now += minutes * 60
    room.live.tick()
    idle()


def asked(room):
    return len(room.server.asked("/v1.1/Things"))


def shown(room):
    return [one.datastream.latest.value for one in room.model.readings()]


def test_a_source_is_refreshed_at_its_interval_and_only_when_chosen(loaded, service, idle, monkeypatch, bench):
    turn(loaded, idle, 600)
    assert (asked(loaded), loaded.live.isVisible()) == (1, False)
    choose(loaded, monkeypatch, 5)
    service.values = [25.0, 26.0]
    turn(loaded, idle, 4)
    assert asked(loaded) == 1
    assert "5" in loaded.live.text()
    turn(loaded, idle, 1)
    assert (asked(loaded), shown(loaded)) == (2, [25.0, 26.0])
    assert "last at" in loaded.live.text()
    assert "no-cache" in loaded.server.seen[-1].headers["Cache-Control"]
    loaded.refresh()  # remembered for the source
    idle()
    assert loaded.live.minutes == 5
    choose(loaded, monkeypatch, 0)
    turn(loaded, idle, 600)
    assert (asked(loaded), loaded.live.isVisible()) == (3, False)


def test_a_hidden_room_asks_nothing_and_an_error_makes_the_pauses_longer(loaded, service, idle, monkeypatch):
    choose(loaded, monkeypatch, 5)
    loaded.hide()
    turn(loaded, idle, 50)
    assert asked(loaded) == 1
    loaded.show()
    service.reply = Reply(500)
    turn(loaded, idle, 5)
    turn(loaded, idle, 5)
    failed = asked(loaded)
    assert failed >= 2
    assert "paused" in loaded.live.text()
    assert shown(loaded) == [20.0, 21.0]
    assert loaded.banner.state == "hidden"
    service.reply = None
    turn(loaded, idle, 5)
    assert (asked(loaded), "paused" in loaded.live.text()) == (failed + 1, False)


def test_a_crossed_threshold_is_told_once_as_plain_text(loaded, service, idle, monkeypatch, bench):
    bench.settings.sensor_thresholds.setValue(write_thresholds([Threshold("Air temperature", 30.0, hysteresis=1.0)]))
    told = []
    monkeypatch.setattr(bench.messages, "inform", lambda text, *_a, **_k: told.append(text))
    choose(loaded, monkeypatch, 1)
    for values in ([31.0, 32.0], [33.0, 32.0], [29.5, 32.0], [31.0, 32.0]):
        service.values = values
        turn(loaded, idle, 1)
    assert len(told) == 1
    assert EVIL in told[0]
    assert "Park" in told[0]


def test_the_window_of_live_values_is_off_by_default_and_works_by_keyboard(qtbot):
    dialog = LiveDialog("example.org", 0)
    qtbot.addWidget(dialog)
    dialog.show()
    assert (dialog.minutes, dialog.interval.isEnabled()) == (0, False)
    dialog.switch.setFocus()
    QTest.keyClick(dialog.switch, Qt.Key.Key_Space)
    assert dialog.minutes == 10
    assert timedelta(minutes=dialog.interval.minimum()) == timedelta(minutes=1)


def test_thresholds_are_edited_in_their_window_and_a_line_that_cannot_be_is_said(loaded, monkeypatch, bench):
    def answer(dialog):
        dialog.show()
        add = dialog.findChild(QPushButton, "threshold_add")
        QTest.mouseClick(add, Qt.MouseButton.LeftButton)
        dialog.table.item(0, 3).setText("warm")
        dialog.accept()
        assert "“warm”" in dialog.problem.text()
        dialog.table.item(0, 3).setText("-1234,5")
        dialog.table.cellWidget(0, 2).setCurrentIndex(1)
        dialog.table.cellWidget(0, 1).setCurrentIndex(dialog.table.cellWidget(0, 1).findData("Park"))
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(LiveThresholdDialog, "exec", answer)
    loaded.live_actions.edit_thresholds()
    kept = read_thresholds(bench.settings.sensor_thresholds.value())
    assert kept == (Threshold("Air temperature", -1234.5, Side.BELOW, "Park"),)


def test_the_live_layer_is_qgis_own_and_is_hidden_where_qgis_has_none(loaded, idle, bench, monkeypatch, qtbot):
    places = {"@iot.count": 1, "value": [{
        "@iot.id": 1, "name": "Park", "description": "", "encodingType": "application/geo+json",
        "location": {"type": "Point", "coordinates": [7.2, 51.5]}}]}
    loaded.server.routes["/v1.1/"] = {"value": [
        {"name": "Locations", "url": f"{loaded.server.url}/v1.1/Locations"}]}
    loaded.server.routes["/v1.1/Locations"] = places
    loaded.live.choose(5)
    loaded.live_actions.enable()
    assert loaded.live_actions.layer.isEnabled()
    loaded.live_actions.add_layer()
    idle()
    (layer,) = bench.project.mapLayers().values()
    assert (layer.providerType(), layer.autoRefreshInterval()) == ("sensorthings", 300_000)
    assert layer.metadata().links()[0].url.startswith(loaded.server.url)
    monkeypatch.setattr(live_actions, "has_provider", lambda: False)
    other = live_actions.LiveActions(loaded, loaded.live, QMenu(loaded))
    assert not other.layer.isVisible()
