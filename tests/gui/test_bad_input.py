# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes wrong in an office ends in one sentence in place, nothing is lost, and the plugin goes on."""

from __future__ import annotations

import builtins
import os
import socket
import sqlite3
import subprocess
import sys

import pytest
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsNetworkAccessManager,
    QgsProcessingException,
    QgsSettings,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.adapters.projects.sample import create_sample_register
from ruhr_smartcity_plugin.adapters.sample.heat_raster import create_heat_raster
from tests.support.loopback import Loopback, Reply
from tests.support.processing import registered_provider

LOG_IN_PAGE = b"<!DOCTYPE html><html><body><form>Bitte anmelden</form></body></html>"


def one_sentence(desk, room):
    """Return what the room says; it must be the only problem, one paragraph, without traces of code."""
    problems = desk.bench.messages.problems()
    assert len(problems) == 1, [one.sentence for one in problems]
    text = room.banner.text
    assert text.startswith(problems[0].sentence)
    assert "\n" not in text
    assert not any(word in text for word in ("Traceback", "Error(", "None", "{", "Exception"))
    assert text.rstrip().endswith(".")
    return text


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def search_portal(desk, url):
    room = desk.dock.open_room("catalogue")
    room.portals.add(url)
    room.words.setText("Baum")
    room.search()
    desk.idle()
    return room


def load_stations(desk, url):
    room = desk.dock.open_room("sensors")
    room.load_service(url)
    desk.idle()
    return room


@pytest.fixture
def proxy_that_is_gone():
    """QGIS's settings name a proxy at which nobody listens."""
    settings = QgsSettings()
    values = {"proxyEnabled": True, "proxyType": "HttpProxy", "proxyHost": "127.0.0.1", "proxyPort": str(free_port()),
              "proxyExcludedUrls": [], "noProxyUrls": []}
    for name, value in values.items():
        settings.setValue(f"proxy/{name}", value)
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()
    yield
    for name in values:
        settings.remove(f"proxy/{name}")
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()


@pytest.mark.parametrize("ask", [search_portal, load_stations])
def test_without_a_network_the_room_says_that_nobody_answers(desk, ask):
    text = one_sentence(desk, ask(desk, f"http://127.0.0.1:{free_port()}"))
    assert "127.0.0.1" in text
    assert desk.alive()


@pytest.mark.parametrize("ask", [search_portal, load_stations])
def test_a_proxy_that_refuses_is_named_with_where_to_set_it(desk, ask, proxy_that_is_gone):
    assert "QGIS options under Network" in one_sentence(desk, ask(desk, "http://opendata.example.org"))
    assert desk.alive()


@pytest.mark.parametrize("ask", [search_portal, load_stations])
def test_a_log_in_page_instead_of_data_is_recognised(desk, ask):
    page = Reply(200, LOG_IN_PAGE, content_type="text/html")
    with Loopback({"/api/3/action/package_search": page, "/v1.1/Things": page}) as server:
        text = one_sentence(desk, ask(desk, server.url + ("/v1.1" if ask is load_stations else "")))
    assert "log-in" in text
    assert desk.alive()


def test_areas_of_an_unknown_crs_stop_the_analysis_with_a_sentence(desk, tmp_path):
    import processing

    areas = QgsVectorLayer("Polygon?field=name:string", "Baumflächen", "memory")
    areas.setCrs(QgsCoordinateReferenceSystem())
    raster = create_heat_raster(tmp_path / "heat.tif")
    with registered_provider(), pytest.raises(QgsProcessingException) as caught:
        processing.run("ruhr:zonalstatistics", {"AREAS": areas, "RASTER": str(raster), "OUTPUT": "memory:"})
    sentence = "“Baumflächen” has no coordinate reference system. Set it in the layer's properties, then try again."
    assert sentence in str(caught.value)
    assert desk.alive()


def open_register(desk, path):
    room = desk.dock.open_room("projects")
    room.open_file(str(path))
    desk.idle()
    return room


def test_a_file_that_is_no_geopackage_is_said(desk, tmp_path):
    path = tmp_path / "bericht.gpkg"
    path.write_bytes(b"%PDF-1.7 not a database at all")
    assert "bericht.gpkg" in one_sentence(desk, open_register(desk, path))
    assert path.read_bytes().startswith(b"%PDF")
    assert desk.alive()


def test_a_register_of_a_newer_version_opens_for_reading_and_says_so(desk, tmp_path):
    path = tmp_path / "register.gpkg"
    create_sample_register(path)
    connection = sqlite3.connect(path)
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute(f"PRAGMA user_version = {found + 100}")
    connection.close()
    before = path.read_bytes()
    room = open_register(desk, path)
    assert "newer version" in room.notice.text()
    assert room.model.rowCount() > 0
    room.new_project()
    assert "newer version" in room.banner.text
    assert path.read_bytes() == before
    assert desk.alive()


READ_ONLY = """
import os, sys
from pathlib import Path
os.setgroups([]); os.setgid(65534); os.setuid(65534)
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store, open_store
from ruhr_smartcity_plugin.core.errors import StoreReadOnlyError
folder = Path(sys.argv[1])
try:
    create_store(folder / "new.gpkg")
except StoreReadOnlyError as error:
    print(error.sentence)
store = open_store(folder / "register.gpkg")
print(len(store.list_projects()), store.read_only_reason)
"""


def test_a_read_only_folder_lets_read_and_says_why_nothing_can_be_saved(desk, tmp_path):
    # Root may write everywhere, so the store is asked by a user without rights.
    folder = tmp_path / "share"
    folder.mkdir()
    create_sample_register(folder / "register.gpkg")
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == os.getuid() and str(parent).startswith("/tmp/"):
            parent.chmod(0o755)
    (folder / "register.gpkg").chmod(0o444)
    folder.chmod(0o555)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    try:
        done = subprocess.run([sys.executable, "-c", READ_ONLY, str(folder)], capture_output=True, text=True,
                              env=environment, timeout=60, check=False)
    finally:
        folder.chmod(0o755)
    lines = done.stdout.splitlines()
    assert len(lines) == 2, done.stderr
    assert "write-protected" in lines[0]
    assert lines[1].startswith("7 ")
    assert "write-protected" in lines[1]
    assert sorted(one.name for one in folder.iterdir()) == ["register.gpkg"]


def test_without_shapely_only_the_analysis_says_so(desk, monkeypatch):
    original = builtins.__import__

    def refuse(name, *arguments, **keywords):
        if name == "shapely" or name.startswith("shapely."):
            raise ImportError("No module named 'shapely'")
        return original(name, *arguments, **keywords)

    for name in [one for one in sys.modules if one == "shapely" or one.startswith("shapely.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", refuse)
    with registered_provider():
        assert desk.alive()
        assert not [one for one in desk.bench.messages.recent if one.level == Qgis.MessageLevel.Critical]
        room = desk.dock.open_room("analyses")
        room.list.setCurrentRow(0)
        assert room.start() is None
        assert "shapely" in one_sentence(desk, room)
    assert desk.alive()
