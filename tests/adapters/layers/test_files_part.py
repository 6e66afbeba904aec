# SPDX-License-Identifier: GPL-2.0-or-later
"""Files that are a page of a service say so; what GDAL could not keep of numbers is said, too."""

from __future__ import annotations

import json

import pytest

from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from tests.adapters.layers.test_files import load, only
from tests.support.geofiles import EAST, LAT, LON, NORTH, feature, geojson, points

GML = (
    '<?xml version="1.0" encoding="UTF-8"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" '
    'xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:a="http://a.example" numberMatched="{matched}" '
    'numberReturned="1"{more}><wfs:member><a:baum gml:id="b.1"><a:geom><gml:Point gml:id="p.1" '
    f'srsName="urn:ogc:def:crs:EPSG::25832"><gml:pos>{EAST} {NORTH}</gml:pos></gml:Point></a:geom></a:baum>'
    "</wfs:member></wfs:FeatureCollection>"
)


def with_members(**members) -> bytes:
    return json.dumps({**json.loads(geojson(points(3))), **members}).encode("utf-8")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (with_members(numberMatched=5000, numberReturned=3), "3 of 5,000 objects loaded."),
        (with_members(totalFeatures=5000), "3 of 5,000 objects loaded."),
        (with_members(exceededTransferLimit=True), "3 objects loaded, but the service has more."),
        (with_members(properties={"exceededTransferLimit": True}), "3 objects loaded, but the service has more."),
        (with_members(links=[{"rel": "next", "href": "https://a.example/items?offset=3"}]),
         "3 objects loaded, but the service has more."),
        (GML.format(matched="5000", more="").encode(), "1 of 5,000 objects loaded."),
        (GML.format(matched="unknown", more=' next="https://a.example/wfs?startIndex=1"').encode(),
         "1 objects loaded, but the service has more."),
    ],
)  # fmt: skip
def test_a_file_that_says_it_is_a_part_is_called_incomplete(qtbot, tmp_path, body, said):
    judged = only(load(qtbot, tmp_path, body)).completeness
    assert judged.verdict is Verdict.SHORT
    assert judged.sentence() == f"{said} The file itself says that it holds only a part of the data."


@pytest.mark.parametrize(
    "body",
    [
        geojson(points(3)),
        with_members(numberMatched=3, links=[{"rel": "next", "href": "https://a.example/items?offset=3"}]),
        with_members(totalFeatures="unknown", exceededTransferLimit=False),
        geojson([feature({"type": "Point", "coordinates": [LON, LAT]}, numberMatched=9, rel="next")] * 2),
        GML.format(matched="1", more="").encode(),
    ],
)
def test_a_file_that_has_all_it_names_is_whole(qtbot, tmp_path, body):
    assert only(load(qtbot, tmp_path, body)).completeness is None


def test_numbers_that_64_bits_do_not_hold_are_said(qtbot, tmp_path):
    place = {"type": "Point", "coordinates": [LON, LAT]}
    body = geojson([feature(place, nr=12345678901234567890), feature(place, nr=1)])
    assert any("more than 18 digits" in one for one in only(load(qtbot, tmp_path, body)).notes)
