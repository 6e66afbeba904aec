# SPDX-License-Identifier: GPL-2.0-or-later
"""The staged plugin in the real `qgis_process`, with a profile of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Callable

import shapely

from scripts.stage import PACKAGE, stage

Run = Callable[..., subprocess.CompletedProcess]


def staged_qgis_process(folder: Path, *plugins: Path) -> Run:
    """Stage the plugin and further ones below `folder`; return a function that runs qgis_process with them."""
    assert shutil.which("qgis_process"), "qgis_process is part of QGIS"
    stage(folder / "plugins")
    for plugin in plugins:
        shutil.copytree(plugin, folder / "plugins" / plugin.name, ignore=shutil.ignore_patterns("__pycache__"))
    environment = {
        **os.environ,
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / ".local" / "share"),
        "XDG_CONFIG_HOME": str(folder / ".config"),
        "XDG_CACHE_HOME": str(folder / ".cache"),
        "QGIS_CUSTOM_CONFIG_PATH": str(folder / "config"),  # the tests' own is shared by all of them
        "QGIS_PLUGINPATH": str(folder / "plugins"),
        "QT_QPA_PLATFORM": "offscreen",
        # QGIS runs the system's Python, which need not have the shapely of the tests.
        "PYTHONPATH": str(Path(shapely.__file__).parent.parent),
    }

    def run(*arguments: str, entered: str = "", before: Any = None) -> subprocess.CompletedProcess:
        return subprocess.run(["qgis_process", *arguments], input=entered, env=environment, capture_output=True,
                              text=True, timeout=120, check=False, preexec_fn=before)

    for name in (PACKAGE, *(plugin.name for plugin in plugins)):
        enabled = run("plugins", "enable", name)
        assert enabled.returncode == 0, enabled.stderr
    return run
