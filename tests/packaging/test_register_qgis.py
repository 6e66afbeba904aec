# SPDX-License-Identifier: GPL-2.0-or-later
"""The project and the forms that every register carries are made the same way each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from scripts import translations

ROOT = Path(__file__).resolve().parents[2]


def test_the_same_sources_give_the_same_bytes(tmp_path):
    translations.release()
    files = [tmp_path / "1.qgz", tmp_path / "2.qgz"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    runs = [subprocess.Popen([sys.executable, "-m", "scripts.register_qgis", str(one)], cwd=ROOT, env=environment,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for one in files]
    assert [one.wait(timeout=120) for one in runs] == [0, 0]
    assert files[0].read_bytes() == files[1].read_bytes()
