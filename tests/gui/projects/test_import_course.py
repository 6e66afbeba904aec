# SPDX-License-Identifier: GPL-2.0-or-later
"""Files come into the room and leave it: dropped, taken back, exported, asked about persons."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QAction, QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import QApplication, QDialog, QPushButton

from ruhr_smartcity_plugin.core.projects.bundle_json import load_projects
from ruhr_smartcity_plugin.core.projects.record import Visibility
from ruhr_smartcity_plugin.gui.algorithm_dialogs import AlgorithmDialogs
from ruhr_smartcity_plugin.gui.projects import export_dialog, import_course
from ruhr_smartcity_plugin.gui.projects.import_dialog import ImportDialog
from tests.adapters.projects.bundles import full, simple


@pytest.fixture
def filled(open_room, bench, idle, tmp_path):
    """A room with a public and an internal project."""
    bench.workspace_dir = lambda: tmp_path / "profile" / "workspace"
    store = open_room.register.store
    hidden = full()
    for one in (simple("Offen"), replace(hidden, project=replace(hidden.project, visibility=Visibility.NETWORK))):
        store.save(one, 0, "bert")
    open_room.register.reload()
    idle()
    return open_room


def drop(widget, path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), copy, mime, left, Qt.KeyboardModifier.NoModifier))
    return enter.isAccepted()


def import_dropped(filled, bench, idle, qtbot, tmp_path):
    path = tmp_path / "herne.csv"
    path.write_text("Titel;Stadt\nEins;Herne\nZwei;Herne\n", encoding="utf-8")
    assert drop(filled, path)
    idle()
    dialog = bench.main_window.findChild(ImportDialog)
    for button in (dialog.check, dialog.take):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        idle()


def titles(room):
    return {one.title for one in room.register.store.list_projects()}


def banner_button(room, text):
    return next(one for one in room.banner.findChildren(QPushButton) if one.text() == text)


def test_a_dropped_file_is_imported_and_taken_back_by_one_click(filled, bench, idle, qtbot, tmp_path):
    before = titles(filled)
    import_dropped(filled, bench, idle, qtbot, tmp_path)
    assert filled.banner.text == "2 projects taken over from “herne.csv”."
    assert titles(filled) == before | {"Eins", "Zwei"}
    qtbot.mouseClick(banner_button(filled, "Undo"), Qt.MouseButton.LeftButton)
    assert filled.banner.text == "Taking the import back …"  # the way back is not offered twice
    idle()
    assert titles(filled) == before
    assert "as they were before" in filled.banner.text
    assert filled.model.rowCount() == len(before)


def test_an_import_of_an_earlier_session_is_taken_back_from_the_menu(filled, bench, idle, qtbot, tmp_path, monkeypatch):
    before = titles(filled)
    import_dropped(filled, bench, idle, qtbot, tmp_path)
    asked = []
    monkeypatch.setattr(import_course, "ask_choice", lambda *args: asked.append(args[-1]) or args[-1][0])
    filled.menu.findChild(QAction, "undo_import").trigger()
    idle()
    assert "herne.csv" in asked[0][0]
    assert "Anna Ärmel" in asked[0][0]
    assert "[" not in asked[0][0]
    assert titles(filled) == before
    filled.menu.findChild(QAction, "undo_import").trigger()
    idle()
    assert "no import" in filled.banner.text
    assert len(asked) == 1


def test_what_holds_no_projects_is_not_taken_by_the_room(filled, tmp_path, bench):
    assert not drop(filled, tmp_path / "bild.png")
    assert bench.main_window.findChild(ImportDialog) is None


def test_an_export_is_public_unless_internal_is_chosen_and_then_it_is_named_so(filled, idle, qtbot, tmp_path):
    def export(is_internal):
        filled.menu.findChild(QAction, "export_projects").trigger()
        dialog = filled.exports._dialog
        assert dialog.public.isChecked()
        dialog.format.setCurrentIndex(dialog.format.findData("json"))
        dialog.file.setFilePath(str(tmp_path / "projekte.json"))
        dialog.licence.setCurrentText("CC BY 4.0")
        if is_internal:
            dialog.internal.click()
            assert dialog.warning.isVisible()
        qtbot.mouseClick(dialog.buttons.button(dialog.buttons.StandardButton.Ok), Qt.MouseButton.LeftButton)
        idle()

    export(False)
    text = (tmp_path / "projekte.json").read_text(encoding="utf-8")
    assert [one.project.title for one in load_projects(text)] == ["Offen"]
    assert json.loads(text)["licence"] == "CC BY 4.0"
    assert "projekte.json" in filled.banner.text
    assert banner_button(filled, "Open folder")
    export(True)
    text = (tmp_path / "projekte_INTERN.json").read_text(encoding="utf-8")
    assert len(load_projects(text)) == 2
    assert json.loads(text)["marking"] == "INTERN"
    assert "INTERN" in filled.banner.text


def test_the_filtered_list_alone_can_be_exported_and_files_are_not_replaced_silently(
        filled, idle, qtbot, tmp_path, monkeypatch):
    filled.search.setText("Offen")
    path = tmp_path / "liste.csv"
    path.write_text("alt", encoding="utf-8")
    questions = []
    monkeypatch.setattr(export_dialog, "confirm", lambda *args: questions.append(args[2]) or len(questions) > 1)
    dialog = filled.exports.choose()
    dialog.file.setFilePath(str(path))
    dialog.which.setCurrentIndex(dialog.which.findData(export_dialog.LISTED))
    dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
    idle()
    assert path.read_text(encoding="utf-8") == "alt"
    dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
    idle()
    assert path.read_text(encoding="utf-8-sig").count("\n") == 2


def test_the_entries_for_data_protection_open_the_algorithms_on_this_register(filled, monkeypatch):
    opened = []
    monkeypatch.setattr(AlgorithmDialogs, "open", lambda _self, *args: opened.append(args) or QDialog())
    for name in ("person_report", "delete_person"):
        filled.menu.findChild(QAction, name).trigger()
    path = str(filled.register.path)
    assert opened == [(f"ruhr:{name}", {"STORE": path}) for name in ("personreport", "deleteperson")]
