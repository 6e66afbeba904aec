# SPDX-License-Identifier: GPL-2.0-or-later
"""Tasking Core: what devices can be told, checked values, one task sent once."""

from __future__ import annotations

import pytest
import requests

from ruhr_smartcity_plugin.core.errors import AccessDeniedError, InputError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.sensors.tasking import ParameterKind, TaskingClient, checked_values, parse_capability
from tests.support.loopback import Loopback, Reply

# The shape of the example in OGC 17-079r1, with one parameter of each kind.
LAMP = {
    "@iot.id": 1, "name": "Lamp control", "description": "Turns the lamp on and off",
    "taskingParameters": {"type": "DataRecord", "field": [
        {"name": "status", "label": "On/Off status", "description": "Specifies turning the light on or off",
         "type": "Category", "constraint": {"type": "AllowedTokens", "value": ["on", "off"]}},
        {"name": "level", "type": "Quantity", "uom": {"code": "%"},
         "constraint": {"type": "AllowedValues", "interval": [[0, 40], [60, 100]]}},
        {"name": "blinks", "type": "Count", "constraint": {"type": "AllowedValues", "interval": [0, 5]}},
        {"name": "dimmed", "type": "Boolean"},
        {"name": "note", "type": "Text", "optional": True},
    ]},
}
GOOD = {"status": "on", "level": 60.0, "blinks": 2.0, "dimmed": False}


def lamp():
    return parse_capability(LAMP)


def test_the_example_of_the_standard_is_read_with_all_kinds():
    status, level, blinks, dimmed, note = lamp().parameters
    assert (status.title, status.kind, status.values) == ("On/Off status", ParameterKind.CATEGORY, ("on", "off"))
    assert (level.intervals, level.unit) == (((0, 40), (60, 100)), "%")
    assert (blinks.intervals, dimmed.kind) == (((0, 5),), ParameterKind.BOOLEAN)
    assert note.is_optional
    assert checked_values(lamp(), GOOD) == {"status": "on", "level": 60.0, "blinks": 2, "dimmed": False}


@pytest.mark.parametrize("change", [
    {"status": "dim"}, {"level": 50.0}, {"level": float("nan")}, {"level": True}, {"blinks": 2.5}, {"blinks": 6},
    {"dimmed": "no"}, {"note": 3}, {"other": 1}, {"level": float("inf")}])
def test_values_that_are_not_allowed_are_refused(change):
    with pytest.raises(InputError):
        checked_values(lamp(), {**GOOD, **change})


def test_a_missing_value_is_named():
    with pytest.raises(InputError, match="On/Off status"):
        checked_values(lamp(), {"level": 1.0})


@pytest.mark.parametrize("record", [
    None, [], {"type": "DataArray"}, {"type": "DataRecord"}, {"type": "DataRecord", "field": [{"name": "a"}]},
    {"type": "DataRecord", "field": ["a"]}, {"type": "DataRecord", "field": [{"type": "Text"}]},
    {"type": "DataRecord", "field": [{"name": "a", "type": "DataRecord", "field": []}]},
    {"type": "DataRecord", "field": [{"name": "a", "type": "Text", "constraint": {"pattern": "^#"}}]},
    {"type": "DataRecord", "field": [{"name": "a", "type": "Count", "constraint": {"interval": [[5, 1]]}}]},
    {"type": "DataRecord", "field": [{"name": "a", "type": "Count", "constraint": {"interval": [["x", 1]]}}]},
    {"type": "DataRecord", "field": [{"name": "a", "type": "Text"}, {"name": "a", "type": "Text"}]}])
def test_a_device_that_is_not_understood_is_shown_and_cannot_be_controlled(record):
    found = parse_capability({"@iot.id": "x", "name": "Gate", "taskingParameters": record})
    assert "Gate" in found.obstacle
    with pytest.raises(InputError):
        checked_values(found, {})


def test_a_task_is_sent_once_in_the_form_of_the_standard():
    with Loopback({"/v1.1/Things(7)/TaskingCapabilities": {"value": [LAMP, {"name": "no id"}]},
                   "POST /v1.1/Tasks": Reply(201, headers={"Location": "https://x/v1.1/Tasks(9)"})}) as server:
        client = TaskingClient(HttpClient(requests.Session(), login="abc1234"), f"{server.url}/v1.1")
        (found,) = client.list_capabilities(7)
        answer = client.create_task(found, GOOD)
        assert (answer.status, answer.address) == (201, "https://x/v1.1/Tasks(9)")
        (seen,) = server.asked("/v1.1/Tasks")
        assert seen.json() == {"taskingParameters": {**GOOD, "blinks": 2}, "TaskingCapability": {"@iot.id": 1}}
        server.routes["POST /v1.1/Tasks"] = Reply(403)
        with pytest.raises(AccessDeniedError):
            client.create_task(found, GOOD)
        assert len(server.asked("/v1.1/Tasks")) == 2


def test_without_a_log_in_and_with_values_that_are_not_allowed_nothing_is_sent():
    with Loopback() as server:
        with pytest.raises(InputError, match="log-in"):
            TaskingClient(HttpClient(requests.Session()), server.url).create_task(lamp(), GOOD)
        with pytest.raises(InputError):
            TaskingClient(HttpClient(requests.Session(), login="abc1234"), server.url).create_task(lamp(), {})
        assert server.seen == []
