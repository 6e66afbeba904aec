# SPDX-License-Identifier: GPL-2.0-or-later
"""A download or preview that is killed leaves the old file whole, and what it left itself goes with a later one."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from ruhr_smartcity_plugin.adapters.layers.download import Wanted, download_layer
from ruhr_smartcity_plugin.adapters.layers.layer_cache import LayerCache
from ruhr_smartcity_plugin.adapters.layers.preview_files import look_into_file
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.dataset import Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.progress import SILENT
from tests.support.geofiles import EAST, NORTH
from tests.support.live_layers import LIMITS
from tests.support.loopback import Loopback
from tests.support.lying_wfs import LyingWfs

KILLED = """
import importlib, os, signal, sys
from pathlib import Path
from qgis.core import QgsApplication
application = QgsApplication([], False)
application.initQgis()
from ruhr_smartcity_plugin.adapters.layers import download, files, preview_files
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.dataset import Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.progress import SILENT
url, target, (module, name) = sys.argv[1], Path(sys.argv[2]), sys.argv[3].rsplit(".", 1)
module = importlib.import_module(module)
setattr(module, name, lambda *_more, **_named: os.kill(os.getpid(), signal.SIGKILL))
if url.endswith("/wfs"):
    wanted = download.Wanted(url, "t:baeume", ServiceKind.WFS, crs="EPSG:3857")
    download.download_layer(new_client(), wanted, target)
elif module is preview_files:
    preview_files.look_into_file(new_client(), Distribution("r", "Baum", url, (ServiceKind.KML,)), "Stadt", SILENT)
else:
    files.fetch_file(new_client(), url, (ServiceKind.KML,), target, service="Stadt")
"""
LAYERS = "ruhr_smartcity_plugin.adapters.layers"
KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Linde</name>'
    "<Point><coordinates>7.2,51.4</coordinates></Point></Placemark></Document></kml>"
)


def age(*paths: Path) -> None:
    for path in paths:
        os.utime(path, (time.time() - 7 * 3600,) * 2)


def kill_at(step: str, url: str, target: Path, passing: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(passing), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", KILLED, url, str(target), step]
    ended = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL, ended.stderr[-2000:]


# All pages are there; the file in the wanted system is; the new file is whole.
@pytest.mark.parametrize("step", [f"{LAYERS}.download.write_file", "os.replace", f"{LAYERS}.download.holds_features"])
def test_a_killed_download_leaves_the_old_file_whole_and_its_own_to_the_next_one(qgis_app, tmp_path, monkeypatch, step):
    passing, target = tmp_path / "tmp", tmp_path / "own" / "baeume.gpkg"
    passing.mkdir()
    target.parent.mkdir()
    target.write_bytes(b"old")
    mine = target.with_name(".notizen.part.gpkg")
    mine.write_bytes(b"of the planner")
    with LyingWfs([(EAST, NORTH)] * 5, "EPSG:25832") as server:
        kill_at(step, server.url + "/wfs", target, passing)
        assert target.read_bytes() == b"old"
        left = [*passing.glob("ruhr-download-*"), *target.parent.glob(".baeume-*")]
        assert left
        assert any(one.name.endswith(".moved.gpkg") for one in left) == (step == "os.replace")
        left.append(target.with_name("..baeume-0123abcd.part-0123abcd.gpkg-journal"))  # as of a file, not a service
        left[-1].write_bytes(b"")
        monkeypatch.setattr(tempfile, "tempdir", str(passing))
        wanted = Wanted(server.url + "/wfs", "t:baeume", ServiceKind.WFS)
        download_layer(new_client(limits=LIMITS), wanted, target.with_name("b.gpkg"))
        assert all(one.exists() for one in left)  # young: it may be at work
        age(mine, *left, *(one for path in left if path.is_dir() for one in path.iterdir()))
        download_layer(new_client(limits=LIMITS), wanted, target.with_name("c.gpkg"))
    assert not any(one.exists() for one in left)
    assert sorted(one.name for one in target.parent.iterdir()) == [mine.name, "b.gpkg", target.name, "c.gpkg"]


def test_a_killed_preview_leaves_its_file_to_the_next_one(qgis_app, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Loopback({"/b.kml": KML}) as server:
        resource = Distribution("r", "Baum", f"{server.url}/b.kml", (ServiceKind.KML,))
        kill_at(f"{LAYERS}.preview_files.contents_of", resource.url, tmp_path, tmp_path)
        (left,) = tmp_path.glob("ruhr-*")
        look_into_file(new_client(limits=LIMITS), resource, "Stadt", SILENT)
        assert left.exists()  # young: it may be at work
        age(*left.glob("*"), left)
        look_into_file(new_client(limits=LIMITS), resource, "Stadt", SILENT)
    assert not list(tmp_path.glob("ruhr-*"))


def test_a_fetched_file_that_never_came_to_its_place_goes_when_the_cache_is_trimmed(qgis_app, tmp_path):
    cache = LayerCache(tmp_path / "cache", 1_000_000)
    with Loopback({"/b.kml": KML}) as server:
        kill_at("os.replace", f"{server.url}/b.kml", cache.folder.parent, tmp_path)
    (fetched,) = (tmp_path / "cache" / "files").glob(".*")
    taken_out = fetched.with_name("0123456789ab") / ".89ab-0123abcd"  # of an archive
    mine = fetched.with_name(".notizen")
    for one in (taken_out, mine):
        one.mkdir(parents=True)
    cache.trim(frozenset())
    assert fetched.exists()
    assert taken_out.exists()
    for one in (fetched, taken_out, mine):
        age(*one.iterdir(), one)
    cache.trim(frozenset())
    assert not fetched.exists()
    assert not taken_out.exists()
    assert mine.exists()


def abandoned(path: Path, mode: str = "DELETE") -> Path:
    """A GeoPackage as `translate` leaves it when QGIS is killed, two days ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("CREATE TABLE objects (nr INTEGER)")
    return path


def two_days_old(*paths: Path) -> None:
    for path in paths:
        os.utime(path, (time.time() - 48 * 3600,) * 2)


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_cut_off_copy_goes_with_the_next_download_into_its_folder_unless_it_is_young_or_open(
    qgis_app, tmp_path, mode
):
    own = tmp_path / "own"
    left, young, held = (abandoned(own / f".baum-{end}.gpkg", mode) for end in ("0123abcd", "4567abcd", "89ababcd"))
    cut = own / ".objects-01230123.gpkg"
    cut.write_bytes(b"SQLite f")
    journal = left.with_name(f"{left.name}-journal")
    journal.write_bytes(b"")
    mine = [abandoned(own / name) for name in (".notizen.gpkg", "baum-0123abcd.gpkg", ".baum-0123.gpkg")]
    two_days_old(left, held, cut, journal, *mine)
    with LyingWfs([(EAST, NORTH)] * 5, "EPSG:25832") as server, closing(sqlite3.connect(held)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO objects VALUES (1)")
        two_days_old(*own.glob(f"{held.name}*"))
        wanted = Wanted(server.url + "/wfs", "t:baeume", ServiceKind.WFS)
        download_layer(new_client(limits=LIMITS), wanted, own / "neu.gpkg")
        assert not any(one.exists() for one in (left, cut, journal))
        assert all(one.exists() for one in (young, held, *mine))


def test_a_cut_off_copy_of_a_fetched_file_goes_when_the_cache_is_trimmed(qgis_app, tmp_path):
    cache = LayerCache(tmp_path / "cache", 1_000_000)
    fetched = cache.folder.parent / "files" / "0123456789ab"
    left = [abandoned(folder / ".objects-0123-0123abcd.gpkg") for folder in (fetched, fetched / "89ab")]
    cache.trim(frozenset())
    assert all(one.exists() for one in left)
    two_days_old(*left)
    cache.trim(frozenset())
    assert not any(one.exists() for one in left)
