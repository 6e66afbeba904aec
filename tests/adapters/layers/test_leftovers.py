# SPDX-License-Identifier: GPL-2.0-or-later
"""A download that is killed leaves the old file whole, and what it left itself goes with a later one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from ruhr_smartcity_plugin.adapters.layers.download import Wanted, download_layer
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from tests.support.geofiles import EAST, NORTH
from tests.support.live_layers import LIMITS
from tests.support.lying_wfs import LyingWfs

KILLED = """
import os, signal, sys
from pathlib import Path
from qgis.core import QgsApplication
application = QgsApplication([], False)
application.initQgis()
from ruhr_smartcity_plugin.adapters.layers import download
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
setattr(download, sys.argv[3], lambda *_more, **_named: os.kill(os.getpid(), signal.SIGKILL))
wanted = download.Wanted(sys.argv[1], "t:baeume", ServiceKind.WFS)
download.download_layer(new_client(), wanted, Path(sys.argv[2]))
"""


def age(*paths: Path) -> None:
    for path in paths:
        os.utime(path, (time.time() - 7 * 3600,) * 2)


@pytest.mark.parametrize("step", ["write_file", "holds_features"])  # all pages are there; the new file is
def test_a_killed_download_leaves_the_old_file_whole_and_its_own_to_the_next_one(qgis_app, tmp_path, monkeypatch, step):
    passing, target = tmp_path / "tmp", tmp_path / "own" / "baeume.gpkg"
    passing.mkdir()
    target.parent.mkdir()
    target.write_bytes(b"old")
    mine = target.with_name(".notizen.part.gpkg")
    mine.write_bytes(b"of the planner")
    with LyingWfs([(EAST, NORTH)] * 5, "EPSG:25832") as server:
        environment = {**os.environ, "TMPDIR": str(passing), "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-c", KILLED, server.url + "/wfs", str(target), step]
        ended = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
        assert ended.returncode == -signal.SIGKILL, ended.stderr[-2000:]
        assert target.read_bytes() == b"old"
        left = [*passing.glob("ruhr-download-*"), *target.parent.glob(".baeume-*")]
        assert left
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
