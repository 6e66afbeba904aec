# SPDX-License-Identifier: GPL-2.0-or-later
"""The demo workspace fills every room without a network, twice, and never touches what was edited in it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from qgis.core import QgsProject

from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.adapters.sample import heat_raster
from ruhr_smartcity_plugin.adapters.sample.heat_raster import CELL_M, create_heat_raster
from ruhr_smartcity_plugin.adapters.sample.workspace import workspace_files
from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.gui.frame.demo_workspace import open_demo_workspace
from ruhr_smartcity_plugin.gui.frame.exit_guard import ExitGuard
from tests.support.request_count import count_requests


def open_it(desk):
    open_demo_workspace(desk.bench)
    desk.idle()


def test_every_room_has_something_to_show_and_no_request_was_made(desk):
    with count_requests() as asked:
        open_it(desk)
    assert asked == []
    assert desk.dock.open_room("projects").model.rowCount() == 7
    assert desk.dock.open_room("sensors").model.rowCount() > 0
    assert desk.bench.messages.problems() == []
    layers = QgsProject.instance().mapLayers().values()
    assert all(one.isValid() and read_origin(one) is not None for one in layers)


def test_opening_it_twice_adds_no_layer_twice_and_keeps_edits(desk, qtbot):
    open_it(desk)
    # The register's layers come one by one, points last.
    qtbot.waitUntil(lambda: len(QgsProject.instance().mapLayersByName("Smart City projects")) == 1, timeout=3000)
    register = desk.dock.open_room("projects").register
    entry = register.entries[0]
    bundle = register.store.get(entry.uuid)
    edited = replace(bundle, project=replace(bundle.project, short_title="von mir geändert"))
    register.store.save(edited, bundle.project.version, "Anna")
    names = sorted(one.name() for one in QgsProject.instance().mapLayers().values())
    open_it(desk)
    assert sorted(one.name() for one in QgsProject.instance().mapLayers().values()) == names
    assert register.store.get(entry.uuid).project.short_title == "von mir geändert"


def test_a_folder_that_cannot_be_made_is_said(desk, tmp_path):
    (tmp_path / "workspace").write_text("a file is in the way", encoding="utf-8")
    open_it(desk)
    assert [one.sentence for one in desk.bench.messages.problems()] == [
        f"The folder {workspace_files(tmp_path / 'workspace' / 'demo').register.parent} cannot be written. "
        "Check its rights."]


def test_the_sample_raster_covers_the_region_and_is_warmest_in_the_densest_town(tmp_path, qgis_app):
    from osgeo import gdal

    dataset = gdal.Open(str(create_heat_raster(tmp_path / "heat.tif")))
    heat = dataset.GetRasterBand(1).ReadAsArray()
    left, _w, _r, top, _c, _h = dataset.GetGeoTransform()
    region = load_region()
    densest = max(region.municipalities, key=lambda one: one.population / one.area_km2)
    row, column = np.unravel_index(np.argmax(heat), heat.shape)
    centre = (left + (column + 0.5) * CELL_M, top - (row + 0.5) * CELL_M)
    assert np.hypot(centre[0] - densest.point_25832[0], centre[1] - densest.point_25832[1]) <= CELL_M
    # 27 °C of open land plus at most the 6 °C of the densest town, as core/region/heat_pattern.py says
    assert 27.0 <= heat.min() < heat.max() <= 33.0
    assert (left, top) == (region.box_25832[0], region.box_25832[3])
    dataset = None


@pytest.mark.parametrize(("answer", "may"), [("back", False), ("discard", True)])
def test_closing_qgis_asks_about_an_unsaved_project(desk, qtbot, monkeypatch, answer, may):
    from ruhr_smartcity_plugin.gui.projects import decisions

    asked = []
    monkeypatch.setattr(decisions, "ask", lambda _parent, name, *_more: asked.append(name) or answer)
    open_it(desk)
    room = desk.dock.open_room("projects")
    room.edit_project(room.register.entries[0].uuid)
    qtbot.waitUntil(lambda: bool(room.dialogs.shown))
    (dialog,) = room.dialogs.shown
    desk.idle()
    dialog.title.setText("Ein anderer Titel")
    assert ExitGuard(desk.dock.may_close).allowExit() is may
    assert asked == ["unsaved"]
    assert dialog.is_open is not may
    monkeypatch.setattr(decisions, "ask", lambda *_all: "discard")


def test_a_raster_that_does_not_read_back_is_no_result_and_leaves_no_file(tmp_path, qgis_app, monkeypatch):
    """Drivers report a full disk only when the file is closed, and nobody hears it."""
    write = heat_raster._write

    def write_half(path, heat, *corner):
        write(path, heat, *corner)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    monkeypatch.setattr(heat_raster, "_write", write_half)
    with pytest.raises(StoreError, match="space left"):
        create_heat_raster(tmp_path / "heat.tif")
    assert list(tmp_path.iterdir()) == []
