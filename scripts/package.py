# SPDX-License-Identifier: GPL-2.0-or-later
"""Builds dist/ruhr_smartcity_plugin-<version>.zip: the same bytes every time from the same sources.

Usage: python3 -m scripts.package [--release] [FOLDER]      (default folder: dist)

With --release the values in metadata.txt that only the publisher knows must be set (see CONTRIBUTING.md).
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from pathlib import Path

from scripts import validator
from scripts.stage import ROOT, metadata, stage

# Fixed, so that the zip depends on contents only; the zip format knows no earlier year than 1980.
ENTRY_TIME = (2026, 1, 1, 0, 0, 0)
ENTRY_MODE = 0o100644 << 16


def package(folder: Path) -> Path:
    """Stage the plugin, zip it into `folder` and return the zip's path."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"ruhr_smartcity_plugin-{metadata()['version']}.zip"
    with tempfile.TemporaryDirectory() as work:
        plugin = stage(Path(work))
        files = sorted(path for path in plugin.rglob("*") if path.is_file())
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for path in sorted(files, key=lambda item: item.relative_to(work).as_posix()):
                entry = zipfile.ZipInfo(path.relative_to(work).as_posix(), ENTRY_TIME)
                entry.external_attr = ENTRY_MODE
                entry.create_system = 3  # the mode above is a Unix one, on whichever system this runs
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes(), compresslevel=9)
    return target


def main(arguments: list[str]) -> int:
    release = "--release" in arguments
    folders = [argument for argument in arguments if argument != "--release"]
    unset = validator.publisher_findings(metadata()) if release else []
    if unset:
        print("No release: metadata.txt needs the publisher's values, see CONTRIBUTING.md.", *unset, sep="\n  ")
        return 1
    target = package(Path(folders[0]) if folders else ROOT / "dist")
    found = validator.findings(target)
    if found:
        print(f"{target}: the portal would refuse it", *found, sep="\n  ")
        return 1
    print(f"{target} ({target.stat().st_size / 1024:.0f} kB)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
