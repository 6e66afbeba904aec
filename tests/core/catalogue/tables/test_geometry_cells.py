# SPDX-License-Identifier: GPL-2.0-or-later
"""Geometries as text in a column: GeoJSON beside WKT, and whether each lies where the others do."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.tables.judged import Sureness
from ruhr_smartcity_plugin.core.catalogue.tables.judging import JudgedTable, judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.placing import PlacingKind
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.catalogue.tables.wkt import read_wkt


def judged(*cells: str) -> JudgedTable:
    rows = "".join(f'{number};"{cell.replace(chr(34), chr(34) * 2)}"\n' for number, cell in enumerate(cells))
    return judge_table(TableSource("test.csv", content=f"nr;form\n{rows}".encode()))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('{"type": "Point", "coordinates": [7.2, 51.4]}', "POINT (7.2 51.4)"),
        ('{"coordinates": [7.2, 51.4, 80], "type": "Point"}', "POINT (7.2 51.4 80.0)"),
        ('{"type": "MultiPoint", "coordinates": [[7.2, 51.4], [7.3, 51.5]]}', "MULTIPOINT (7.2 51.4, 7.3 51.5)"),
        ('{"type": "MultiLineString", "coordinates": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]}',
         "MULTILINESTRING ((1.0 2.0, 3.0 4.0), (5.0 6.0, 7.0 8.0))"),
        ('{"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 0]]]]}',
         "MULTIPOLYGON (((0.0 0.0, 1.0 0.0, 1.0 1.0, 0.0 0.0)))"),
        ('{"type": "Feature", "geometry": {"type": "Point", "coordinates": [7, 51]}}', "POINT (7.0 51.0)"),
        ('{"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [7, 51]}]}',
         "GEOMETRYCOLLECTION (POINT (7.0 51.0))"),
    ],
)  # fmt: skip
def test_geojson_is_read(cell, text):
    assert read_wkt(cell).text == text


@pytest.mark.parametrize(
    "cell",
    [
        '{"type": "Point", "coordinates": [7.2',
        '{"type": "Point", "coordinates": ["a", "b"]}',
        '{"type": "Point", "coordinates": [NaN, 51]}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]}',
        '{"type": "Circle", "coordinates": [7, 51]}',
        '{"type": "Feature", "geometry": null}',
        '{"type": "Point"}',
        "[" * 5000,
        '{"type": "GeometryCollection", "geometries": ' * 3000,
    ],
)
def test_broken_geojson_is_none(cell):
    assert read_wkt(cell) is None


def test_geojson_goes_before_the_point_beside_it_and_other_json_is_text():
    point, shape = '{"type": "Point", "coordinates": [7.2, 51.4]}', '{"type": "A", "x": 1}'
    assert judged(point, point).understanding.placing.value.crs == "EPSG:4326"
    assert judged(point, "").tally.without_place == 1
    assert judged(shape, shape).understanding.placing.value.kind is PlacingKind.NONE


def test_a_geometry_that_lies_elsewhere_than_it_can_is_refused_with_the_reason():
    table = judged(*(f"POINT ({377000 + n} 5705000)" for n in range(12)), "POINT (7.2 51.4)",
                   "LINESTRING (5705000 377000, 5705001 377001)", "POINT (0 0)")
    assert (table.tally.good, table.tally.without_place, table.tally.rejected) == (12, 1, 2)
    assert "given in degrees" in table.rejects[0].reason
    assert "exchanged" in table.rejects[1].reason


def test_geometries_in_no_known_system_are_said():
    placing = judged("POINT (12 13000000)", "POINT (13 13000000)").understanding.placing
    assert placing.sure is Sureness.GUESSED
    assert "fit no system known here" in placing.why
