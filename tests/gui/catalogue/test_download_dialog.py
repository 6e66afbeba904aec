# SPDX-License-Identifier: GPL-2.0-or-later
"""“Download …”: by mouse and keyboard, and nothing but a choice comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialogButtonBox

from ruhr_smartcity_plugin.core.region.area import Area, AreaKind
from ruhr_smartcity_plugin.gui.catalogue.download_dialog import DownloadDialog

BOCHUM = Area(AreaKind.MUNICIPALITY, "05911000", "Bochum", (366000.0, 5696000.0, 384000.0, 5713000.0), ("05911000",))


@pytest.fixture
def make(qtbot, qgis_app, tmp_path):
    def build(title="Baumkataster", view=None):
        crs = QgsCoordinateReferenceSystem("EPSG:3857")
        dialog = DownloadDialog(title, BOCHUM, view, crs, str(tmp_path))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return build


def click_ok(qtbot, dialog):
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_chosen_area_and_the_state_s_system_are_suggested(qtbot, make, tmp_path):
    dialog, chosen = make(), []
    dialog.requested.connect(chosen.append)
    click_ok(qtbot, dialog)
    choice = chosen[0]
    assert choice.box == BOCHUM.box_25832
    assert (choice.box_crs, choice.crs) == ("EPSG:25832", "EPSG:25832")
    assert choice.path == tmp_path / "Baumkataster.gpkg"
    assert not choice.allow_incomplete
    assert choice.add_to_map


def test_whole_layer_and_map_view_can_be_chosen(qtbot, make):
    dialog = make(view=QgsRectangle(800000, 6700000, 810000, 6710000))
    dialog.area.setCurrentIndex(0)
    assert dialog.choice().box is None
    dialog.area.setCurrentIndex(2)
    assert dialog.choice().box == (800000, 6700000, 810000, 6710000)
    assert dialog.choice().box_crs == "EPSG:3857"


def test_without_a_file_there_is_nothing_to_start(qtbot, make):
    dialog = make()
    dialog.file.setFilePath("")
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_an_ending_is_added_and_a_title_never_leaves_the_folder(make, tmp_path):
    dialog = make(title="../../etc/x:<b>y</b>")
    assert dialog.choice().path.parent == tmp_path
    dialog.file.setFilePath(str(tmp_path / "x.shp"))
    assert dialog.choice().path == Path(tmp_path / "x.shp.gpkg")


def test_it_fits_into_320_pixels(make):
    assert make(title="Baumkataster der Stadt Bochum mit allen Bäumen").minimumSizeHint().width() <= 320


def test_escape_asks_for_nothing(qtbot, make):
    dialog, chosen = make(), []
    dialog.requested.connect(chosen.append)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not chosen
    assert not dialog.isVisible()
