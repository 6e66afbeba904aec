# SPDX-License-Identifier: GPL-2.0-or-later
"""The System check: what is there, what is missing, and never a secret."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest
import requests
from qgis.core import QgsSettings

from ruhr_smartcity_plugin.adapters.system_check import (
    CheckItem,
    CheckState,
    check_services,
    collect_checks,
    report_text,
    shapely_advice,
)
from ruhr_smartcity_plugin.core.errors import CancelledError
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from tests.support.loopback import Loopback, Reply
from tests.support.stopped import STOPPED

CANARY = "canary-7f3a"


@pytest.fixture
def proxy(qgis_app):
    settings = QgsSettings()
    values = {"proxyEnabled": True, "proxyType": "HttpProxy", "proxyHost": "proxy.example", "proxyPort": "3128",
              "proxyUser": "anna", "proxyPassword": CANARY}
    for name, value in values.items():
        settings.setValue(f"proxy/{name}", value)
    yield settings
    for name in values:
        settings.remove(f"proxy/{name}")


def named(items, name):
    return next(one for one in items if one.name == name)


def test_this_machine_is_good(qgis_app, tmp_path):
    items = collect_checks(tmp_path / "cache")
    assert {one.state for one in items} == {CheckState.GOOD}, report_text(items)
    names = [one.name for one in items]
    for expected in ("QGIS", "Qt", "Python", "GDAL", "PROJ", "shapely", "numpy", "requests", "SQLite", "Cache folder"):
        assert expected in names
    assert len(set(names)) == len(names)
    assert not (tmp_path / "cache").exists()  # looking does not make folders
    assert list(tmp_path.iterdir()) == []


def test_a_missing_shapely_is_said_with_the_way_to_get_it(qgis_app, monkeypatch):
    monkeypatch.setitem(sys.modules, "shapely", None)  # import raises ImportError
    item = named(collect_checks(), "shapely")
    assert item.state is CheckState.BAD
    assert "shapely" in item.text


def test_an_old_shapely_is_said(qgis_app, monkeypatch):
    import shapely

    monkeypatch.setattr(shapely, "__version__", "1.8.5")
    item = named(collect_checks(), "shapely")
    assert item.state is CheckState.BAD
    assert "1.8.5" in item.text


def test_an_sqlite_without_rtree_is_said_with_what_will_not_work(qgis_app, monkeypatch):
    class Plain(sqlite3.Connection):
        def execute(self, sql, *arguments):
            raise sqlite3.OperationalError("no such module: rtree")

    original = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path: original(path, factory=Plain))
    item = named(collect_checks(), "SQLite")
    assert item.state is CheckState.NOTE
    assert "no such module: rtree" in item.text
    assert "spatial index can be read but not saved" in item.text


@pytest.mark.parametrize(("system", "word"), [("win32", "installer"), ("darwin", "qgis.org"), ("linux", "pip")])
def test_the_advice_fits_the_platform(system, word):
    assert word in shapely_advice(system)


def test_a_folder_that_cannot_be_written_is_said(qgis_app):
    # /proc takes no files from anybody, root included
    item = named(collect_checks(Path("/proc/ruhr")), "Cache folder")
    assert item.state is CheckState.BAD
    assert "/proc/ruhr" in item.text


def test_the_proxy_is_named_without_its_log_in(proxy):
    item = named(collect_checks(), "Proxy")
    assert item.text == "HttpProxy proxy.example:3128"
    assert CANARY not in report_text(collect_checks())
    assert "anna" not in report_text(collect_checks())


def test_a_log_in_written_into_the_host_is_not_shown(proxy):
    proxy.setValue("proxy/proxyHost", f"http://anna:{CANARY}@proxy.example")
    assert named(collect_checks(), "Proxy").text == "HttpProxy proxy.example:3128"


def test_a_proxy_without_a_host_is_noted(proxy):
    proxy.setValue("proxy/proxyHost", "")
    assert named(collect_checks(), "Proxy").state is CheckState.NOTE


def test_the_report_hides_secrets_and_the_home_folder(qgis_app):
    text = report_text([CheckItem("Service", CheckState.BAD, f"https://x:{CANARY}@host/?token={CANARY}"),
                        CheckItem("Folder", CheckState.GOOD, f"{Path.home()}/cache can be written.")])
    assert CANARY not in text
    assert "[problem] Service" in text
    assert "~/cache" in text
    assert str(Path.home()) not in text


def test_services_are_asked_once_each_and_named(qgis_app):
    with Loopback({"/good": "ok", "/down": Reply(503, "busy")}) as server:
        client = HttpClient(requests.Session(), limits=Limits(inactivity_s=2, total_s=4, attempts=1))
        items = check_services(client, [("Portal", f"{server.url}/good"), ("Stations", f"{server.url}/down")])
        assert [one.path for one in server.seen] == ["/good", "/down"]
    assert [(one.name, one.state) for one in items] == [("Portal", CheckState.GOOD), ("Stations", CheckState.BAD)]


def test_asking_services_can_be_cancelled(qgis_app):
    with Loopback() as server, pytest.raises(CancelledError):
        check_services(HttpClient(requests.Session()), [("Portal", server.url)], STOPPED)
    assert server.seen == []


def test_collecting_asks_nobody(qgis_app, monkeypatch):
    import socket

    def refuse(*_args, **_kwargs):
        raise AssertionError("the check went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    collect_checks()


def test_a_missing_driver_for_postgresql_is_a_note_that_says_what_it_is_for(qgis_app, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg2", None)
    item = named(collect_checks(), "psycopg2")
    assert item.state is CheckState.NOTE
    assert "PostgreSQL" in item.text
