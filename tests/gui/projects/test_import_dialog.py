# SPDX-License-Identifier: GPL-2.0-or-later
"""A municipality's file comes into the register by the dialog."""

from __future__ import annotations

from dataclasses import replace

import pytest
from osgeo import ogr
from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import Qt

from ruhr_smartcity_plugin.gui.projects import import_dialog
from ruhr_smartcity_plugin.gui.projects.import_dialog import ImportDialog
from tests.adapters.projects.bundles import simple

HERNE = ("Vorhaben;Worum geht es?;Ort;Laufzeit;Rechts;Hoch\n"
         "Kühle Straßen;Messnetz;Herne;Januar bis Juni 2021;373500,5;5711000\n"
         "Kühle Orte;Neuer Text;Bochum;;;\n"
         "Falsch;x;Atlantis;;;\n")


@pytest.fixture
def known(open_room, idle):
    """A register with one project that the file names again."""
    saved = open_room.register.store.save(simple(), 0, "anna")
    open_room.register.reload()
    idle()
    return saved


@pytest.fixture
def opened(open_room, bench, idle, qtbot, tmp_path):
    """Open the dialog on a text as CSV file."""
    bench.workspace_dir = lambda: tmp_path / "profile" / "workspace"

    def open_dialog(text=HERNE, name="herne.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="cp1252")
        dialog = ImportDialog(bench, open_room.register.store, path, bench.main_window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        idle()
        return dialog

    return open_dialog


def press(qtbot, idle, button):
    assert button.isVisible(), button.text()
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    idle()


def texts(model):
    return [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]


def test_a_file_is_matched_checked_and_taken_over_as_one(opened, known, open_room, qtbot, idle):
    dialog = opened()
    assert dialog.columns.mapping() == {"title": "Vorhaben", "ags": "Ort", "period": "Laufzeit"}
    assert dialog.columns.table.item(0, 2).text() == "Kühle Straßen · Kühle Orte · Falsch"
    for column, field in (("Worum geht es?", "summary"), ("Rechts", "x"), ("Hoch", "y")):
        dialog.columns.choose(column, field)
    press(qtbot, idle, dialog.check)
    assert dialog.preview.counts.text() == "3 rows in the file: 1 new · 1 changed · 0 unchanged · 1 rejected"
    assert texts(dialog.preview.model) == [
        ["Kühle Straßen", "2", "new"], ["Kühle Orte", "3", "changed"], ["Falsch", "4", "rejected"]]
    dialog.preview.table.selectRow(1)
    (line,) = [dialog.preview.detail.topLevelItem(row) for row in range(dialog.preview.detail.topLevelItemCount())
               if dialog.preview.detail.topLevelItem(row).text(0) == "Summary"]
    assert (line.text(1), line.text(2)) == ("–", "Neuer Text")
    done = []
    dialog.imported.connect(done.append)
    assert dialog.take.text() == "&Import 2 projects"
    press(qtbot, idle, dialog.take)
    assert (done[0].count, done[0].source, dialog.isVisible()) == (2, "herne.csv", False)
    saved = {one.project.title: one for one in open_room.register.store.all_projects()}
    assert set(saved) == {"Kühle Straßen", "Kühle Orte"}
    assert saved["Kühle Orte"].project.uuid == known.project.uuid
    cool = saved["Kühle Straßen"]
    assert (str(cool.project.start_planned), cool.project.end_planned_precision) == ("2021-01-01", "MON")
    assert cool.sites[0].coordinates == (373500.5, 5711000.0)


def test_the_matching_is_remembered_for_the_next_file_with_these_columns(opened, known, qtbot, idle):
    first = opened()
    first.columns.choose("Worum geht es?", "description")
    press(qtbot, idle, first.check)
    press(qtbot, idle, first.back)
    first.reject()
    again = opened(HERNE.replace("Messnetz", "Anderes"), "bochum.csv")
    assert again.columns.mapping()["description"] == "Worum geht es?"
    assert "last file" in again.columns.hint.text()
    other = opened(HERNE.replace("Worum geht es?", "Inhalt"), "essen.csv")
    assert other.columns.mapping()["summary"] == "Inhalt"
    assert not other.columns.hint.isVisible()


def test_the_sheet_of_a_workbook_is_found_can_be_changed_and_is_remembered(bench, open_room, qtbot, idle, tmp_path):
    path = tmp_path / "mappe.xlsx"
    dataset = ogr.GetDriverByName("XLSX").CreateDataSource(str(path))
    for sheet, rows in (("Deckblatt", [("Stadt", "2026"), ("Amt", "12")]), ("Alt", [("Titel", "Ort"), ("A", "Herne")]),
                        ("Neu", [("Titel", "Ort"), ("B", "Herne"), ("Summe", "1")])):
        layer = dataset.CreateLayer(sheet)
        for name in ("a", "b"):
            layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
        for cells in rows:
            feature = ogr.Feature(layer.GetLayerDefn())
            feature["a"], feature["b"] = cells
            layer.CreateFeature(feature)
    dataset = layer = feature = None

    def opened_workbook():
        dialog = ImportDialog(bench, open_room.register.store, path, bench.main_window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        idle()
        return dialog

    bench.workspace_dir = lambda: tmp_path / "profile" / "workspace"
    dialog = opened_workbook()
    combo = dialog.columns.layer
    assert (combo.isVisible(), combo.currentText()) == (True, "Alt")
    combo.setCurrentText("Neu")
    combo.activated.emit(combo.currentIndex())
    idle()
    dialog = opened_workbook()
    combo = dialog.columns.layer
    assert combo.currentText() == "Neu"
    path.unlink()
    combo.setCurrentText("Alt")
    combo.activated.emit(combo.currentIndex())
    idle()
    assert (combo.currentText(), bool(dialog.banner.text)) == ("Neu", True)
    press(qtbot, idle, dialog.check)
    assert texts(dialog.preview.model) == [["B", "3", "new"], ["Summe", "4", "left out"]]
    assert [one.bundle.project.title for one in dialog.preview.accepted()] == ["B"]


def test_a_field_comes_from_one_column_and_without_a_title_nothing_is_checked(opened):
    dialog = opened()
    dialog.columns.choose("Worum geht es?", "title")
    assert dialog.columns.mapping()["title"] == "Worum geht es?"
    dialog.columns.choose("Worum geht es?", "")
    assert "title" not in dialog.columns.mapping()
    assert not dialog.check.isEnabled()


def test_a_record_without_its_tick_stays_out(opened, known, open_room, qtbot, idle):
    dialog = opened()
    press(qtbot, idle, dialog.check)
    model = dialog.preview.model
    assert model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert not dialog.take.isEnabled()  # the other one states nothing new, the third is rejected
    model.setData(model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    press(qtbot, idle, dialog.take)
    assert {one.title for one in open_room.register.store.list_projects()} == {"Kühle Orte", "Kühle Straßen"}


def test_coordinates_that_do_not_show_their_system_are_asked_about(opened, open_room, qtbot, idle):
    dialog = opened("Titel;X-Koordinate;Y-Koordinate\nAlt;4127533;3156117,5\n")
    press(qtbot, idle, dialog.check)
    assert dialog.pages.currentWidget() is dialog.columns
    assert "4127533" in dialog.banner.text
    dialog.columns.crs.setCrs(QgsCoordinateReferenceSystem("EPSG:3035"))
    press(qtbot, idle, dialog.check)
    press(qtbot, idle, dialog.take)
    (bundle,) = open_room.register.store.all_projects()
    x, y = bundle.sites[0].coordinates
    assert (x, y) == (pytest.approx(376_000, abs=2), pytest.approx(5_705_000, abs=2))


def test_the_report_is_saved_as_page_and_as_table(opened, known, qtbot, idle, tmp_path, monkeypatch):
    dialog = opened(HERNE.replace("Falsch", "<b>Falsch</b>"))
    press(qtbot, idle, dialog.check)
    for ending in ("html", "csv"):
        path = tmp_path / f"bericht.{ending}"
        monkeypatch.setattr(import_dialog, "ask_where_to_save", lambda *_args, path=path: path)
        press(qtbot, idle, dialog.preview.report)
        assert "Atlantis" in path.read_text(encoding="utf-8-sig")
        assert path.name in dialog.banner.text
    assert "&lt;b&gt;Falsch" in (tmp_path / "bericht.html").read_text(encoding="utf-8")


def test_a_record_somebody_changed_meanwhile_keeps_everything_out(opened, known, open_room, qtbot, idle):
    dialog = opened()
    dialog.columns.choose("Worum geht es?", "summary")
    press(qtbot, idle, dialog.check)
    store = open_room.register.store
    store.save(replace(known, project=replace(known.project, result="schon da")), 1, "bert")
    press(qtbot, idle, dialog.take)
    assert dialog.isVisible()
    assert "bert" in dialog.banner.text
    assert [one.title for one in store.list_projects()] == ["Kühle Orte"]


def test_a_file_that_cannot_be_read_is_said_in_the_window(opened):
    dialog = opened("", "leer.csv")
    assert dialog.banner.text
    assert not dialog.check.isEnabled()


def test_a_window_that_saves_stays_until_it_can_say_what_came_of_it(opened, known, open_room, qtbot, idle):
    dialog = opened()
    press(qtbot, idle, dialog.check)
    done = []
    dialog.imported.connect(done.append)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    dialog.reject()
    assert dialog.isVisible()
    idle()
    assert done[0].count == 1
    assert not dialog.isVisible()
