# SPDX-License-Identifier: GPL-2.0-or-later
"""The command "Open demo workspace": sample register, stations, raster and schematic areas on the map."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer

from ruhr_smartcity_plugin.adapters.layers.tree import add_to_room
from ruhr_smartcity_plugin.adapters.sample.heat_layer import heat_layer
from ruhr_smartcity_plugin.adapters.sample.workspace import DemoWorkspace, create_workspace
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


def open_demo_workspace(workbench: Workbench) -> None:
    """Make the sample files in a task, then show them; what is on the map already is not added twice."""
    folder = workbench.workspace_dir() / "demo"
    workbench.tasks.run(tr("Opening the demo workspace"), lambda progress: create_workspace(folder, progress),
                        publish=lambda files: _show(workbench, files), failed=workbench.messages.fail)


def _show(workbench: Workbench, files: DemoWorkspace) -> None:
    from ruhr_smartcity_plugin.adapters.region.boundaries import schematic_layer

    raster = heat_layer(files.heat_raster)
    if not _on_map(workbench.project, raster):
        add_to_room(workbench.project, raster, "analyses")
    areas = schematic_layer()
    if not workbench.project.mapLayersByName(areas.name()):
        add_to_room(workbench.project, areas, "region", zoom_canvas=workbench.canvas)
    for name, path in (("sensors", files.stations), ("projects", files.register)):
        room = workbench.open_room(name)
        if room is not None:
            room.open_file(str(path))
    workbench.area.zoom_soon()
    workbench.messages.succeed(tr("The demo workspace is open. All values in it are samples, nothing is measured."))


def _on_map(project: QgsProject, layer: QgsRasterLayer) -> bool:
    return any(one.source() == layer.source() for one in project.mapLayers().values())
