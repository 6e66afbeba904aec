# SPDX-License-Identifier: GPL-2.0-or-later
"""Controlling a device from the room: off unless enabled, with a log-in, confirmed, sent once, logged."""

from __future__ import annotations

import json

import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from ruhr_smartcity_plugin.gui.sensors import tasking_dialog
from ruhr_smartcity_plugin.gui.sensors.tasking_dialog import TaskingDialog
from tests.support.loopback import Loopback, Reply

EVIL = "<b>Lamp</b> & more"
THINGS = {"@iot.count": 1, "value": [{"@iot.id": 7, "name": "Park", "Locations": [], "Datastreams": [
    {"@iot.id": 1, "name": "T", "ObservedProperty": {"name": "Air temperature"}, "Observations": []}]}]}
LAMP = {"@iot.id": 1, "name": EVIL, "description": EVIL, "taskingParameters": {"type": "DataRecord", "field": [
    {"name": "status", "label": "On/Off status", "type": "Category",
     "constraint": {"type": "AllowedTokens", "value": ["on", "off"]}},
    {"name": "level", "type": "Quantity", "uom": {"code": "%"}, "constraint": {"interval": [[0, 100]]}}]}}
GATE = {"@iot.id": 2, "name": "Gate", "taskingParameters": {"type": "DataArray"}}


@pytest.fixture
def server():
    with Loopback({"/v1.1/Things": THINGS, "/v1.1/Things(7)/TaskingCapabilities": {"value": [LAMP, GATE]},
                   "POST /v1.1/Tasks": Reply(201, headers={"Location": "Tasks(9)"})}) as served:
        yield served


@pytest.fixture
def loaded(room, server, idle, bench):
    bench.settings.user_name.setValue("Erika")
    room.load_service(f"{server.url}/v1.1")
    idle()
    room.list.setCurrentIndex(room.model.index(0))
    return room


@pytest.fixture
def authcfg(qgis_app):
    manager = QgsApplication.authManager()
    manager.setMasterPassword("test-of-tasking", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("lamp")
    config.setConfig("username", "erika")
    config.setConfig("password", "x")
    assert manager.storeAuthenticationConfig(config)[0]
    yield config.id()
    manager.removeAuthenticationConfig(config.id())


def open_dialog(room, idle):
    room.live_actions.control_device()
    idle()
    return room.findChild(TaskingDialog)


def test_control_is_off_unless_enabled_and_asks_for_a_log_in(loaded, idle, bench):
    loaded.live_actions.enable()
    assert not loaded.live_actions.control.isVisible()
    loaded.live_actions.control_device()
    assert loaded.findChild(TaskingDialog) is None
    bench.settings.sensor_tasking.setValue(True)
    loaded.live_actions.enable()
    assert loaded.live_actions.control.isVisible()
    dialog = open_dialog(loaded, idle)
    assert "log-in" in dialog.banner.text
    assert not dialog.send.isEnabled()
    dialog.choice.setCurrentIndex(1)
    assert "Gate" in dialog.note.text()
    assert dialog.form is None
    dialog.close()


def test_a_task_is_confirmed_sent_once_and_logged(loaded, server, idle, bench, authcfg, monkeypatch, tmp_path):
    bench.settings.sensor_tasking.setValue(True)
    bench.settings.sensor_authcfg.setValue(authcfg)
    bench.settings.sensor_service.setValue(f"{server.url}/v1.1/")
    asked, answers = [], [False, True, True]
    monkeypatch.setattr(tasking_dialog, "confirm", lambda _p, _t, text, _y: asked.append(text) or answers.pop(0))
    dialog = open_dialog(loaded, idle)

    def press():
        QTest.mouseClick(dialog.send, Qt.MouseButton.LeftButton)
        idle()

    press()
    assert "On/Off status" in dialog.banner.text  # nothing is chosen beforehand
    assert asked == []
    status, level = (dialog.findChild(object, f"tasking_value_{number}") for number in (0, 1))
    status.setCurrentIndex(status.findData("on"))
    level.setText("40,5")
    press()  # the user says no
    assert server.asked("/v1.1/Tasks") == []
    assert EVIL in asked[0]
    assert all(part in asked[0] for part in ("Park", "On/Off status: on", "level: 40"))
    press()
    (seen,) = server.asked("/v1.1/Tasks")
    assert seen.json() == {"taskingParameters": {"status": "on", "level": 40.5}, "TaskingCapability": {"@iot.id": 1}}
    assert dialog.banner.state == "done"
    server.routes["POST /v1.1/Tasks"] = Reply(503)
    press()
    assert len(server.asked("/v1.1/Tasks")) == 2  # never repeated by itself
    assert dialog.banner.state == "failed"
    lines = [json.loads(line) for line in (tmp_path / "sensors" / "task_log.jsonl").read_text("utf-8").splitlines()]
    assert [one["state"] for one in lines] == ["sending", "answered", "sending", "failed"]
    assert (lines[1]["who"], lines[1]["device"], lines[1]["values"]["level"]) == ("Erika", "Park", 40.5)
    assert lines[1]["answer"].startswith("201")
    dialog.close()
