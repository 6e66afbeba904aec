# SPDX-License-Identifier: GPL-2.0-or-later
"""The demo workspace: everything an office without network needs to try every room."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ruhr_smartcity_plugin.core.errors import StoreReadOnlyError
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class DemoWorkspace:
    """Where the files of the demo workspace lie."""

    register: Path
    stations: Path
    heat_raster: Path


def workspace_files(folder: Path) -> DemoWorkspace:
    """Return the paths of a demo workspace in `folder`; the files may not exist yet."""
    return DemoWorkspace(folder / "sample_register.gpkg", folder / "sample_stations.sqlite", folder / "sample_heat.tif")


def create_workspace(folder: Path, progress: Progress) -> DemoWorkspace:
    """Make what is missing; files that exist are kept, since the user may have edited the sample register.

    Runs in a task. Raises StoreReadOnlyError if the folder cannot be written, StoreError for anything else.
    """
    from ruhr_smartcity_plugin.adapters.projects.sample import create_sample_register
    from ruhr_smartcity_plugin.adapters.sample.heat_raster import create_heat_raster
    from ruhr_smartcity_plugin.adapters.sensors.sample import create_sample_stations

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreReadOnlyError(tr("The folder {folder} cannot be written. Check its rights.").format(folder=folder),
                                 str(error)) from error
    files = workspace_files(folder)
    steps = ((files.register, create_sample_register, tr("Writing the sample register")),
             (files.stations, create_sample_stations, tr("Writing the sample stations")),
             (files.heat_raster, create_heat_raster, tr("Writing the sample raster")))
    for number, (path, create, text) in enumerate(steps):
        stop_if_cancelled(progress)
        progress.report(number / len(steps), text)
        if not path.exists():
            create(path)
    return files
