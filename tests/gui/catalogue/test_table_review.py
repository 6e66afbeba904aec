# SPDX-License-Identifier: GPL-2.0-or-later
"""The window "Check table", used by gestures on its widgets."""

from __future__ import annotations

import threading
from datetime import datetime, timezone

import pytest
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, QRect, Qt
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog

from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.core.catalogue.tables.choices import Choices
from ruhr_smartcity_plugin.core.catalogue.tables.columns import ColumnKind
from ruhr_smartcity_plugin.core.catalogue.tables.placing import PlacingKind
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.gui.catalogue import table_review, table_review_opening
from ruhr_smartcity_plugin.gui.catalogue.table_review import TableReview
from ruhr_smartcity_plugin.gui.catalogue.table_review_opening import (
    add_table_to_map,
    open_local_table,
    open_table_file,
    review_table,
)
from ruhr_smartcity_plugin.gui.states import FAILED, PARTLY
from tests.gui.catalogue.gestures import press
from tests.support.workbench import open_workbench

# By hand: four good (1, 2, 9, 10), two without coordinates (3, 4), four that do not fit: 5 lacks the decimal sign of
# its longitude, 6 has a latitude of another place (a digit dropped), 7 lacks one coordinate, 8 has too few cells.
TABLE = """Messstellen der Stadt Musterstadt;;;;

Nr;Name;Breite;Länge;Wert
1;"Haus; Süd";51,4818;7,2162;1.234,5
2;Nordstraße;51,4911;7,2233;-
3;Ost;;;.
4;West;0;0;/
5;Komma;51,4900;72200;3
6;Ziffer;5,1490;7,2200;3
7;Halb;51,4900;;3
8;kurz
9;Süd;51,4890;7,2190;12,5
10;Süd 2;51,4891;7,2191;12,5
Quelle: Stadt Musterstadt
"""


@pytest.fixture
def bench(qgis_app, tmp_path):
    with open_workbench() as bench:
        bench.workspace_dir = lambda: tmp_path / "workspace"
        bench.settings.cache_folder.setValue(str(tmp_path / "cache"))
        yield bench


def settle(qtbot, bench, dialog):
    qtbot.waitUntil(lambda: not bench.tasks.running() and not dialog._timer.isActive(), timeout=20_000)


def opened(qtbot, bench, text=TABLE, **named) -> TableReview:
    dialog = review_table(bench, text.encode("cp1252"), "Messstellen", **named)
    settle(qtbot, bench, dialog)
    return dialog


def test_it_shows_what_was_understood_and_counts_every_row(qtbot, bench):
    dialog = opened(qtbot, bench)
    fields = dialog.fields
    assert fields.encoding.currentText() == "Windows-1252 (Latin-1)"
    assert fields.delimiter.currentData() == ";"
    assert fields.head_line.value() == 3
    assert fields.decimal.currentData() == ","
    assert fields.placing.currentData() is PlacingKind.POINTS
    assert (fields.east.currentText(), fields.north.currentText()) == ("Länge", "Breite")
    assert fields.crs.currentData() == "EPSG:4326"
    assert dialog.counts.text() == "4 good · 4 do not fit (list) · 2 without coordinates → as a table"
    assert dialog.preview.item(1, 1).text() == "Haus; Süd"
    assert dialog.preview.horizontalHeaderItem(2).text() == "Breite"
    assert "North stands before east" in dialog.notes.text()
    dialog.reject()


def test_the_rows_that_do_not_fit_are_listed_with_their_lines_and_saved_safely(qtbot, bench, tmp_path):
    dialog = opened(qtbot, bench, TABLE.replace("8;kurz", "=8+1;kurz"))
    assert not dialog.rejects.isVisible()
    qtbot.mouseClick(dialog.show_rejects, Qt.MouseButton.LeftButton)
    assert dialog.rejects.isVisible()
    # Lines counted in the text above: row 5 stands in line 8.
    assert [dialog.rejects.item(row, 0).text() for row in range(4)] == ["8", "9", "10", "11"]
    dialog.save_list(tmp_path / "list.csv")
    settle(qtbot, bench, dialog)
    lines = (tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 5
    assert lines[4].endswith(";\"'=8+1;kurz\"")
    dialog.reject()


def test_a_list_that_cannot_be_saved_costs_no_corrections(qtbot, bench, tmp_path):
    (tmp_path / "datei").write_text("x", encoding="utf-8")
    dialog = opened(qtbot, bench)
    dialog.fields.repairs.setChecked(True)
    settle(qtbot, bench, dialog)
    dialog.save_list(tmp_path / "datei" / "list.csv")
    settle(qtbot, bench, dialog)
    assert dialog.banner.state == FAILED
    assert "list.csv" in dialog.banner.text
    assert dialog.choices.repairs
    assert dialog.add_button.isEnabled()
    assert dialog.save_rejects.isEnabled()
    (tmp_path / "datei").unlink()
    press(dialog, "Try again")
    settle(qtbot, bench, dialog)
    assert (tmp_path / "datei" / "list.csv").exists()
    dialog.reject()


def held_until_stopped(work):
    """Return the work, not begun before the user says stop: a few rows are written faster than anybody clicks."""

    def wait(*given, **named):
        pause = threading.Event()
        while not (named.get("progress") or given[-1]).is_cancelled():
            pause.wait(0.005)
        return work(*given, **named)

    return wait


def test_a_stopped_writing_leaves_everything_as_it_was(qtbot, bench, tmp_path, monkeypatch):
    monkeypatch.setattr(table_review, "all_rejects", held_until_stopped(table_review.all_rejects))
    monkeypatch.setattr(table_review, "write_table", held_until_stopped(table_review.write_table))
    dialog = opened(qtbot, bench)
    dialog.save_list(tmp_path / "list.csv")
    press(dialog, "Cancel")
    settle(qtbot, bench, dialog)
    assert dialog.banner.text == "Stopped. Nothing was written; what you set here is kept."
    assert dialog.add_button.isEnabled()
    assert not (tmp_path / "list.csv").exists()
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    press(dialog, "Cancel")
    settle(qtbot, bench, dialog)
    assert dialog.banner.state == PARTLY
    assert dialog.add_button.isEnabled()
    dialog.reject()


def test_of_very_many_rows_that_do_not_fit_the_list_says_that_it_shows_the_first(qtbot, bench):
    dialog = opened(qtbot, bench, "n;a;b\n" + "1;377000;5705000\n" * 900 + "3;x\n" * 600)
    assert "600 do not fit" in dialog.counts.text()
    assert dialog.rejects_note.text() == "The list shows the first 500; saved, it has all."
    assert not dialog.rejects_note.isHidden()
    dialog.reject()
    dialog = opened(qtbot, bench)
    assert dialog.rejects_note.isHidden()
    dialog.reject()


def test_two_changes_in_quick_succession_both_count(qtbot, bench):
    dialog = opened(qtbot, bench, "n;a;b\n1;377000;5705000\n2;378000;5706000\n")
    dialog.fields.repairs.setChecked(True)
    choose(dialog.fields.encoding, "Windows-1252 (Latin-1)")
    choose(dialog.fields.east, "n")
    choose(dialog.fields.crs, "Web Mercator (EPSG:3857)")
    settle(qtbot, bench, dialog)
    choices = dialog.judged.understanding.choices
    assert choices.repairs
    assert choices.encoding == "cp1252"
    assert choices.place_columns == ("n", "b")
    assert choices.crs == "EPSG:3857"
    dialog.reject()


def test_changing_a_type_in_the_head_reads_the_table_again(qtbot, bench):
    dialog = opened(qtbot, bench)
    combo: QComboBox = dialog.preview.cellWidget(0, 4)
    assert combo.currentText() == "Number 1.234,5"
    combo.setCurrentIndex(combo.findText("Text"))
    combo.activated.emit(combo.currentIndex())
    settle(qtbot, bench, dialog)
    assert dialog.preview.item(1, 4).text() == "1.234,5"
    assert dialog.choices.kinds == {"Wert": (ColumnKind.TEXT, "")}
    dialog.reject()


def test_corrections_are_made_only_when_wanted(qtbot, bench):
    dialog = opened(qtbot, bench)
    dialog.fields.repairs.setChecked(True)
    settle(qtbot, bench, dialog)
    # Row 5 (72200 → 7.22) can only be meant in one way, row 6 (5.149) in none.
    assert dialog.counts.text() == \
        "5 good · 3 do not fit (list) · 2 without coordinates → as a table · 1 corrected"
    dialog.reject()


def test_a_broken_choice_is_said_and_can_be_taken_back(qtbot, bench):
    dialog = opened(qtbot, bench)
    dialog.fields.delimiter.setCurrentIndex(dialog.fields.delimiter.findText("Bar |"))
    dialog.fields.delimiter.activated.emit(0)
    settle(qtbot, bench, dialog)
    assert dialog.judged.understanding.width == 1
    qtbot.mouseClick(dialog.judge_anew, Qt.MouseButton.LeftButton)
    settle(qtbot, bench, dialog)
    assert dialog.judged.understanding.width == 5
    dialog.reject()


def test_adding_writes_points_and_a_table_and_remembers_the_choices(qtbot, bench):
    dialog = opened(qtbot, bench, key="portal/dataset/1")
    dialog._change(Choices(kinds={"Nr": (ColumnKind.TEXT, "")}))
    settle(qtbot, bench, dialog)
    tables = []
    dialog.written.connect(tables.append)
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(tables), timeout=20_000)
    origin = Origin("Messstellen", "https://example.org/x.csv", licence="dl-de/zero-2-0",
                    fetched_at=datetime(2026, 11, 22, tzinfo=timezone.utc))
    assert add_table_to_map(bench, tables[0], origin) == 2
    layers = {layer.name(): layer for layer in bench.project.mapLayers().values()}
    points = layers["Messstellen"]
    assert points.featureCount() == 4
    assert layers["Messstellen (without coordinates)"].featureCount() == 2
    assert points.crs().authid() == "EPSG:4326"
    assert read_origin(points).parameters["rows rejected"] == "4"
    assert points.fields().field("laenge").alias() == "Länge"
    feature = next(points.getFeatures('"nr" = \'1\''))
    assert (feature["wert"], feature["name"]) == (1234.5, "Haus; Süd")
    again = opened(qtbot, bench, key="portal/dataset/1")
    assert again.choices.kinds == {"Nr": (ColumnKind.TEXT, "")}
    again.reject()


def test_table_only_keeps_the_rows_whose_coordinates_cannot_be_true(qtbot, bench):
    dialog = opened(qtbot, bench)
    tables = []
    dialog.written.connect(tables.append)
    qtbot.mouseClick(dialog.table_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(tables), timeout=20_000)
    (layer,) = tables[0].layers
    # Of the ten rows only the one with too few cells is left out.
    assert (layer.rows, layer.is_spatial) == (9, False)
    assert not QgsVectorLayer(layer.source, "x", "ogr").isSpatial()


def test_a_web_page_is_refused_in_place(qtbot, bench):
    dialog = opened(qtbot, bench, "<!DOCTYPE html><html><body>Anmelden</body></html>")
    assert "web page" in dialog.banner.text
    assert not dialog.add_button.isEnabled()
    dialog.reject()


def test_foreign_text_stays_text(qtbot, bench):
    dialog = opened(qtbot, bench, 'Name;Wert;<b>X</b>\n<img src="file:///etc/passwd">;1;2\nB;2;3\n')
    assert dialog.preview.item(1, 0).text() == '<img src="file:///etc/passwd">'
    assert dialog.notes.textFormat() == Qt.TextFormat.PlainText
    dialog.reject()


def test_closing_stops_what_runs(qtbot, bench, tmp_path):
    path = tmp_path / "big.csv"
    path.write_text("a;b\n" + "1;2\n" * 400_000 + "x;y\n", encoding="utf-8")
    dialog = review_table(bench, path, "Big")
    dialog.reject()
    qtbot.waitUntil(lambda: not bench.tasks.running(), timeout=20_000)


def test_a_local_file_is_opened_and_put_on_the_map(qtbot, bench, tmp_path, monkeypatch):
    path = tmp_path / "orte.csv"
    path.write_text("Ort;Rechtswert;Hochwert\nA;377000;5705000\nB;378000;5706000\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    open_local_table(bench)
    dialog = bench.main_window.findChild(TableReview)
    settle(qtbot, bench, dialog)
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(bench.project.mapLayers()) == 1, timeout=20_000)
    (layer,) = bench.project.mapLayers().values()
    assert (layer.featureCount(), layer.crs().authid()) == (2, "EPSG:25832")


def test_of_a_workbook_the_sheet_is_asked(qtbot, bench, tmp_path, monkeypatch):
    from osgeo import ogr

    path = tmp_path / "buch.xlsx"
    book = ogr.GetDriverByName("XLSX").CreateDataSource(str(path))
    for name, value in (("Erstes", "1"), ("Zweites", "2")):
        sheet = book.CreateLayer(name)
        for field in ("Ort", "Wert"):
            sheet.CreateField(ogr.FieldDefn(field, ogr.OFTString))
        for number in range(3):
            feature = ogr.Feature(sheet.GetLayerDefn())
            feature["Ort"], feature["Wert"] = f"Ort {number}", value
            sheet.CreateFeature(feature)
    book = None
    monkeypatch.setattr(table_review_opening, "ask_choice", lambda *args: args[3][1])
    open_table_file(bench, path)
    qtbot.waitUntil(lambda: bench.main_window.findChild(TableReview) is not None, timeout=20_000)
    dialog = bench.main_window.findChild(TableReview)
    settle(qtbot, bench, dialog)
    assert [row[1] for row in dialog.judged.preview] == [2, 2, 2]
    dialog.reject()


def test_every_field_has_a_name_and_a_label(qtbot, bench):
    dialog = opened(qtbot, bench)
    fields = dialog.fields
    for widget in (fields.encoding, fields.delimiter, fields.head_line, fields.east, fields.crs):
        assert widget.accessibleName()
        assert widget.objectName()
    assert len(dialog.notes.text().splitlines()) >= 1
    dialog.reject()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_it_works_at_400_pixels_with_letters_of_any_size(qtbot, bench, scale):
    dialog = opened(qtbot, bench)
    font = dialog.font()
    font.setPointSizeF(font.pointSizeF() * scale)
    dialog.setFont(font)
    dialog.resize(400, 480)
    buttons = [one for one in dialog.buttons.buttons() if one.isVisible()]
    assert len(buttons) >= 3
    for text in ("Add to map", "Zur Karte hinzufügen"):
        dialog.add_button.setText(text)
        qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in buttons))
        assert dialog.width() == 400
        assert all(dialog.rect().contains(QRect(one.mapTo(dialog, QPoint()), one.size())) for one in buttons)
    dialog.resize(900, 480)
    qtbot.waitUntil(lambda: len({one.geometry().center().y() // 10 for one in buttons}) == 1)
    dialog.reject()


def choose(combo: QComboBox, text: str) -> None:
    combo.setCurrentIndex(combo.findText(text))
    combo.activated.emit(combo.currentIndex())


def test_other_columns_may_be_chosen_for_the_places(qtbot, bench):
    dialog = opened(qtbot, bench, "n;a;b\n1;377000;5705000\n2;378000;5706000\n")
    assert dialog.fields.placing.currentData() is PlacingKind.POINTS
    choose(dialog.fields.placing, "No places (table)")
    settle(qtbot, bench, dialog)
    assert not dialog.fields.east.parentWidget().isVisible()
    assert not dialog.table_button.isVisible()
    choose(dialog.fields.placing, "Two coordinate columns")
    settle(qtbot, bench, dialog)
    assert dialog.fields.east.parentWidget().isVisible()
    choose(dialog.fields.east, "a")
    settle(qtbot, bench, dialog)
    choose(dialog.fields.north, "b")
    settle(qtbot, bench, dialog)
    assert dialog.counts.text() == "2 good"
    choose(dialog.fields.crs, "Web Mercator (EPSG:3857)")
    settle(qtbot, bench, dialog)
    # UTM metres are no Web Mercator of the Ruhr: each row says so.
    assert dialog.counts.text() == "0 good · 2 do not fit (list)"
    assert not dialog.add_button.isEnabled()
    dialog.reject()


def test_whether_shared_names_are_towns_or_districts_is_the_users_choice(qtbot, bench):
    dialog = opened(qtbot, bench, "Ort;Wert\nWesel;3\nUnna;5\nRecklinghausen;7\nKöln;1\n")
    assert "Please check – Places" in dialog.notes.text()
    assert dialog.counts.text() == "3 good · 1 outside the region → as a table"
    choose(dialog.fields.level, "districts")
    settle(qtbot, bench, dialog)
    assert dialog.judged.understanding.placing.value.level == "district"
    dialog.reject()


def test_a_head_without_rows_cannot_be_added(qtbot, bench):
    dialog = opened(qtbot, bench, "Ort;Wert;Jahr\n")
    assert not dialog.add_button.isEnabled()
    dialog.reject()


def test_a_file_that_is_gone_is_said_in_place(qtbot, bench, tmp_path):
    dialog = review_table(bench, tmp_path / "weg.csv", "Weg")
    settle(qtbot, bench, dialog)
    assert "weg.csv" in dialog.banner.text
    dialog.reject()


def test_a_big_file_shows_its_first_rows_before_all_are_read(qtbot, bench, tmp_path):
    path = tmp_path / "big.csv"
    path.write_text("Nr;Ort\n" + "".join(f"{n};Ort Nummer {n}\n" for n in range(250_000)), encoding="utf-8")
    assert path.stat().st_size > 4_000_000
    dialog = review_table(bench, path, "Big")
    qtbot.waitUntil(lambda: dialog.judged is not None, timeout=20_000)
    assert not dialog.judged.is_whole
    assert dialog.preview.rowCount() == 11
    assert not dialog.add_button.isEnabled()
    settle(qtbot, bench, dialog)
    assert dialog.counts.text() == "250,000 good"
    dialog.reject()
