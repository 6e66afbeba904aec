# SPDX-License-Identifier: GPL-2.0-or-later
"""Columns of GeoJSON that mix numbers, words, objects and lists: no value is lost on its way to the map."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import NULL

from ruhr_smartcity_plugin.adapters.layers.files_json import state_mixed_as_text
from tests.adapters.layers.test_files import load, only
from tests.support.geofiles import LAT, LON, feature, geojson

PLACE = {"type": "Point", "coordinates": [LON, LAT]}


def shown(qtbot, folder, values) -> list:
    """Return what a layer made of GeoJSON shows of a column with these values."""
    loaded = only(load(qtbot, folder, geojson([feature(PLACE, hoehe=one) for one in values])))
    assert loaded.notes == ()
    return [one["hoehe"] for one in loaded.layer.getFeatures()]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([12, "k. A.", 15.5, "ca. 10"], ["12", "k. A.", "15.5", "ca. 10"]),
        ([1, "2"], ["1", "2"]),
        ([True, "ja"], ["true", "ja"]),
        ([1, None, "x"], ["1", NULL, "x"]),
        ([12, "2024-01-01"], ["12", "2024-01-01"]),
        ([[1, 2], "x"], ["[ 1, 2 ]", "x"]),
        ([{"a": 1}, "[unbekannt]"], ['{ "a": 1 }', "[unbekannt]"]),
    ],
)
def test_mixed_values_of_a_column_are_shown_as_text(qtbot, tmp_path, values, texts):
    assert shown(qtbot, tmp_path, values) == texts


def test_one_word_among_many_numbers_blanks_none_of_them(qtbot, tmp_path):
    values = [round(12.5 + row, 1) if row != 499 else "k. A." for row in range(500)]
    assert shown(qtbot, tmp_path, values) == [str(one) for one in values]


@pytest.mark.parametrize(
    "values", [[{"a": 1}, {"b": {"c": "ä"}}], [[1, "b"], [2]], [{"a": 1}, [1, 2]], [{}, []], [[["a"]], {"x": None}]]
)
def test_objects_and_lists_come_as_such(qtbot, tmp_path, values):
    assert shown(qtbot, tmp_path, values) == values


def test_of_two_columns_only_the_mixed_one_becomes_text_whatever_its_name(qtbot, tmp_path):
    rows = [feature(PLACE, **{'Höhe "m"': one, "tags": {"a": one}}) for one in (1, "x")]
    layer = only(load(qtbot, tmp_path, geojson(rows))).layer
    assert [(one['Höhe "m"'], one["tags"]) for one in layer.getFeatures()] == [("1", {"a": 1}), ("x", {"a": "x"})]


def test_points_and_lines_parted_by_kind_show_mixed_values_too(qtbot, tmp_path):
    line = {"type": "LineString", "coordinates": [[LON, LAT], [LON, LAT + 0.01]]}
    loaded = load(qtbot, tmp_path, geojson([feature(PLACE, n=1), feature(PLACE, n="x"), feature(line, n=2)]))
    assert sorted(one["n"] for each in loaded for one in each.layer.getFeatures()) == ["1", "2", "x"]


def marks_of(path: Path, value: str) -> list:
    """Return how a column marked as JSON is marked after a look at its one value, an expression of SQL."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE gpkg_data_columns (table_name, column_name, mime_type)")
        connection.execute("INSERT INTO gpkg_data_columns VALUES ('objects', 'n', 'application/json')")
        connection.execute("CREATE TABLE objects (n TEXT)")
        connection.execute(f"INSERT INTO objects VALUES ({value})")
    state_mixed_as_text(path)
    with closing(sqlite3.connect(path)) as connection:
        return [one for (one,) in connection.execute("SELECT mime_type FROM gpkg_data_columns")]


def test_a_text_in_no_encoding_is_no_json_and_ends_nothing(tmp_path):
    assert marks_of(tmp_path / "a.gpkg", "CAST(x'4dfc6c6c' AS TEXT)") == [None]
    assert marks_of(tmp_path / "b.gpkg", "CAST(x'7b7d' AS TEXT)") == ["application/json"]
    assert marks_of(tmp_path / "c.gpkg", "NULL") == ["application/json"]
