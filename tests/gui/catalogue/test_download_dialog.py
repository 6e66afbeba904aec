# SPDX-License-Identifier: GPL-2.0-or-later
"""“Download …”: by mouse and keyboard, and nothing but a choice comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QMessageBox

from ruhr_smartcity_plugin.core.region.area import Area, AreaKind
from ruhr_smartcity_plugin.gui.catalogue.download_dialog import DownloadDialog

BOCHUM = Area(AreaKind.MUNICIPALITY, "05911000", "Bochum", (366000.0, 5696000.0, 384000.0, 5713000.0), ("05911000",))


@pytest.fixture
def make(qtbot, qgis_app, tmp_path):
    def build(title="Baumkataster", view=None, crs="EPSG:3857", refusal=lambda _path: ""):
        if isinstance(crs, str):
            crs = QgsCoordinateReferenceSystem(crs)
        dialog = DownloadDialog(title, BOCHUM, view, crs, str(tmp_path), None, refusal)
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


@pytest.mark.parametrize(("answer", "count"), [("Cancel", 0), ("Replace", 1)])
def test_a_file_that_exists_is_replaced_only_after_a_question(qtbot, make, tmp_path, answer, count):
    (tmp_path / "old.gpkg").write_bytes(b"kept")
    dialog, chosen, asked = make(), [], []
    dialog.requested.connect(chosen.append)
    dialog.file.setFilePath(str(tmp_path / "old"))  # the ending comes later

    def press():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        next(one for one in box.buttons() if one.text() == answer).click()

    QTimer.singleShot(100, press)
    click_ok(qtbot, dialog)
    assert asked == ["“old.gpkg” exists already. Replace it?"]
    assert len(chosen) == count
    assert dialog.isVisible() == (count == 0)


def test_a_file_that_must_not_be_taken_is_neither_suggested_nor_accepted(make, tmp_path):
    dialog = make(refusal=lambda path: "Taken." if path.name == "Baumkataster.gpkg" else "")
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert dialog.choice().path.name == "Baumkataster (2).gpkg"
    assert ok.isEnabled()
    dialog.file.setFilePath(str(tmp_path / "Baumkataster"))
    assert not ok.isEnabled()
    assert dialog.problem.text() == "Taken."


def nameless() -> QgsCoordinateReferenceSystem:
    made = QgsCoordinateReferenceSystem.fromProj(
        "+proj=tmerc +lat_0=51 +lon_0=7.3 +k=1 +x_0=1234 +y_0=5678 +ellps=GRS80"
    )
    assert made.isValid()
    assert not made.authid()
    return made


def test_the_map_view_is_not_offered_in_a_system_that_has_no_code(make):
    dialog = make(view=QgsRectangle(0, 0, 10, 10), crs=nameless())
    assert dialog.area.count() == 2


def test_a_system_without_a_code_is_refused_and_not_taken_for_the_service_s_own(make):
    dialog = make()
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    dialog.crs.setCrs(nameless())
    assert not ok.isEnabled()
    assert "no code" in dialog.problem.text()
    dialog.crs.setCrs(QgsCoordinateReferenceSystem("EPSG:3035"))
    assert ok.isEnabled()
    assert not dialog.problem.isVisible()


def test_it_fits_into_320_pixels(make):
    assert make(title="Baumkataster der Stadt Bochum mit allen Bäumen").minimumSizeHint().width() <= 320


def test_it_opens_wide_enough_to_read_area_and_file(make):
    dialog = make(title="Baumkataster Bochum")
    letter = dialog.fontMetrics().horizontalAdvance("x")
    assert dialog.width() >= 70 * letter
    assert dialog.area.width() >= dialog.fontMetrics().horizontalAdvance(dialog.area.currentText()) + 4 * letter


def test_escape_asks_for_nothing(qtbot, make):
    dialog, chosen = make(), []
    dialog.requested.connect(chosen.append)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not chosen
    assert not dialog.isVisible()


def test_f1_asks_for_help(make, qtbot):
    dialog, asked = make(), []
    dialog.help_requested.connect(lambda: asked.append("help"))
    dialog.activateWindow()
    dialog.add_to_map.setFocus()
    qtbot.waitUntil(dialog.add_to_map.hasFocus)
    qtbot.keyClick(dialog.add_to_map, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: asked == ["help"])  # the button is pressed for a moment
    assert dialog.isVisible()
