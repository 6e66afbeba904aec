# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:downloadlayer`` copies tables as German offices publish them: understood, counted, with their rejects told."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from osgeo import ogr
from qgis.core import QgsProcessingException, QgsVectorLayer

from tests.support.geofiles import EAST, NORTH
from tests.support.loopback import Loopback, Reply

HEAD = "Stadt Herne;;\nStand 2026;;\nArt;Ostwert;Nordwert;Höhe\n"
ROWS = "".join(f"Säule {number};{EAST + number:.0f},5;{NORTH:.0f},0;1.234,5\n" for number in range(40))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def download(run, tmp_path):
    def call(body, name="b.csv", content_type="text/csv", **more):
        with Loopback({f"/{name}": Reply(200, body, content_type=content_type)}, strict=True) as server:
            parameters = {"URL": f"{server.url}/{name}", "OUTPUT": str(tmp_path / "copy.gpkg"), **more}
            return run(parameters, algorithm="ruhr:downloadlayer")

    return call


def opened(path) -> QgsVectorLayer:
    layer = QgsVectorLayer(str(path), "copy", "ogr")
    assert layer.isValid()
    return layer


@pytest.mark.parametrize("crs", ["", "EPSG:25833"])
def test_a_table_is_copied_with_its_places_and_numbers(download, crs):
    results, feedback, _context = download((HEAD + ROWS).encode("cp1252"), SERVICE="file", CRS=crs)
    assert (results["EXPECTED"], results["RECEIVED"]) == (40, 40)
    layer = opened(results["OUTPUT"])
    assert layer.crs().authid() == (crs or "EPSG:25832")
    assert layer.featureCount() == 40
    values = next(layer.getFeatures())
    assert values["Art"] == "Säule 0"
    assert 1234.5 in values.attributes()
    if not crs:
        point = next(values.geometry().vertices())
        assert (point.x(), point.y()) == pytest.approx((EAST + 0.5, NORTH))
    # It names none, so it was judged; the title line is no row.
    assert [one.partition(":")[0] for one in feedback.warnings] == ["Encoding", "Left out above the head"]


def test_rows_that_do_not_fit_are_missing_rows_and_told_with_their_reason(download, tmp_path):
    body = (HEAD + ROWS + "Linde;keine;Ahnung;x;zuviel;noch mehr\n").encode()
    with pytest.raises(QgsProcessingException, match="40 of 41"):
        download(body, SERVICE="file")
    assert list(tmp_path.iterdir()) == []
    results, feedback, _context = download(body, SERVICE="file", ALLOW_INCOMPLETE=True)
    assert (results["EXPECTED"], results["RECEIVED"]) == (41, 40)
    assert any("Row 44: " in one for one in feedback.warnings)
    assert opened(results["OUTPUT"]).featureCount() == 40


def test_only_rows_in_the_area_are_kept(download):
    extent = f"{EAST},{EAST + 10},{NORTH - 5},{NORTH + 5} [EPSG:25832]"
    results, _feedback, _context = download((HEAD + ROWS).encode(), SERVICE="file", EXTENT=extent)
    assert opened(results["OUTPUT"]).featureCount() == results["RECEIVED"] == 10
    assert results["SOURCE_NOTE"].endswith("(data changed)")


def test_a_table_without_places_is_a_table_and_has_no_area(download):
    body = b"Name;Wert\nA;1\nB;2\nC;3\n"
    results, _feedback, _context = download(body, SERVICE="file")
    assert results["RECEIVED"] == 3
    assert not opened(results["OUTPUT"]).isSpatial()
    with pytest.raises(QgsProcessingException, match="have no places"):
        download(body, SERVICE="file", EXTENT=f"{EAST},{EAST + 10},{NORTH - 5},{NORTH + 5} [EPSG:25832]")


def test_a_sheet_of_a_workbook_is_named(download, tmp_path):
    path = tmp_path / "mappe.xlsx"
    book = ogr.GetDriverByName("XLSX").CreateDataSource(str(path))
    for sheet in ("Bäume", "Bänke"):
        layer = book.CreateLayer(sheet)
        for name in ("Art", "Ostwert", "Nordwert"):
            layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
        for number in range(3):
            row = ogr.Feature(layer.GetLayerDefn())
            for place, value in enumerate((sheet, f"{EAST + number:.0f}", f"{NORTH:.0f}")):
                row.SetField(place, value)
            layer.CreateFeature(row)
    row = layer = book = None  # closes the file
    body = path.read_bytes()
    path.unlink()
    with pytest.raises(QgsProcessingException, match="Bäume, Bänke"):
        download(body, "b.xlsx", XLSX, SERVICE="file")
    results, _feedback, _context = download(body, "b.xlsx", XLSX, SERVICE="file", TYPENAME="Bänke")
    layer = opened(results["OUTPUT"])
    assert [one["Art"] for one in layer.getFeatures()] == ["Bänke"] * 3


def test_a_copied_table_says_where_it_comes_from(download):
    results, _feedback, _context = download(b"Name;Wert\nA;1\nB;2\n", SERVICE="file")
    with closing(sqlite3.connect(results["OUTPUT"])) as connection:
        texts = [row[0] for row in connection.execute("SELECT metadata FROM gpkg_metadata")]
    assert any("b.csv" in text for text in texts)


@pytest.mark.parametrize(("body", "told"), [
    ("Straße;Kfz\nA;1.234\nB;950\nC;12.500\n", "Please check – Kfz: “1.234” can mean thousands"),
    ("Name;Rechtswert;Hochwert\nA;5705000;377000\nB;5706000;378000\n", "heads of the two columns are exchanged"),
    ("Name;Straße;Ort\nA;Weg 1;Bochum\nB;Weg 2;Bochum\nC;Weg 3;Essen\n", "rows are addresses"),
    ("Nr;Art;Wert\n1;Ahorn;5\n2;Linde;6\n3;Eiche;7\n4 Buche\n", "perhaps a row that was cut off: “4 Buche”")])
def test_what_was_guessed_is_told(download, body, told):
    results, feedback, _context = download(body.encode(), SERVICE="file")
    assert results["RECEIVED"] >= 2
    assert any(told in one for one in feedback.warnings)


def test_a_file_that_ends_in_the_first_cell_of_a_row_is_not_complete(download, tmp_path):
    body = b"Nr;Art;Wert\n1;Ahorn;5\n2;Linde;6\n3;Eiche;7\n4 Buche"
    with pytest.raises(QgsProcessingException, match="3 of 4"):
        download(body, SERVICE="file")
    assert list(tmp_path.iterdir()) == []
    results, feedback, _context = download(body, SERVICE="file", ALLOW_INCOMPLETE=True)
    assert (results["EXPECTED"], results["RECEIVED"]) == (4, 3)
    assert any("Row 5: The file ends in the middle of this row" in one for one in feedback.warnings)


def test_foot_notes_that_say_so_are_no_rows_cut_off(download):
    body = "Nr;Art;Wert\n1;Ahorn;5\n2;Linde;6\n3;Eiche;7\nQuelle: Stadt Herne\n"
    _results, feedback, _context = download(body.encode(), SERVICE="file")
    assert any("Left out: 1 foot note" in one for one in feedback.warnings)
    assert not any("cut off" in one for one in feedback.warnings)


def test_a_table_that_leaves_nothing_to_guess_needs_no_word(download):
    body = "".join(f"Baum {number};{EAST + number:.0f};{NORTH:.0f}\n" for number in range(3))
    _results, feedback, _context = download(f"Art;x;y\n{body}".encode(), SERVICE="file")
    assert feedback.warnings == []
