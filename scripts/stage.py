# SPDX-License-Identifier: GPL-2.0-or-later
"""Stages the plugin: puts what ships into one folder, as QGIS and the plugin portal expect it.

Usage: python3 -m scripts.stage FOLDER      (makes FOLDER/ruhr_smartcity_plugin anew)
"""

from __future__ import annotations

import configparser
import shutil
import sys
from pathlib import Path

from scripts import translations

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "ruhr_smartcity_plugin"
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", "*.gpkg-wal", "*.gpkg-shm", "*~")


def metadata(folder: Path = ROOT) -> configparser.SectionProxy:
    """Return the keys of `metadata.txt` as QGIS reads them (interpolation included: a bare % fails here)."""
    parser = configparser.ConfigParser()
    parser.read_string((folder / "metadata.txt").read_text(encoding="utf-8"))
    return parser["general"]


def stage(folder: Path) -> Path:
    """Make `folder`/ruhr_smartcity_plugin anew and return it."""
    plugin = Path(folder) / PACKAGE
    if plugin.is_symlink() or plugin.is_file():
        plugin.unlink()
    elif plugin.exists():
        shutil.rmtree(plugin)
    shutil.copytree(ROOT / PACKAGE, plugin, ignore=LEFT_OUT)
    shutil.copytree(ROOT / "resources", plugin / "resources", ignore=LEFT_OUT)
    for name in ("metadata.txt", "LICENSE"):
        shutil.copyfile(ROOT / name, plugin / name)
    translations.release(plugin / "i18n")
    return plugin


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    print(stage(Path(arguments[0])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
