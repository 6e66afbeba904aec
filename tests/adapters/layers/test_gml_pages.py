# SPDX-License-Identifier: GPL-2.0-or-later
"""A page of GML is read whole, or refused: it never becomes a shorter one."""

from __future__ import annotations

import json

import pytest
from osgeo import gdal
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QVariant

from ruhr_smartcity_plugin.adapters.layers.download_file import write_file
from ruhr_smartcity_plugin.adapters.layers.download_pages import gml_to_geojson
from ruhr_smartcity_plugin.core.catalogue.download.columns import FieldType
from ruhr_smartcity_plugin.core.catalogue.download.page import FeaturePage
from ruhr_smartcity_plugin.core.catalogue.download.staging import Staging

COLLECTION = (
    '<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" '
    'xmlns:t="urn:t" numberMatched="unknown">'
)
BOMB = "".join(f'<!ENTITY l{one} "{f"&l{one - 1};" * 10}">' for one in range(1, 10))


def member(number: int, kind: str = "Säulenpappel") -> str:
    place = '<gml:Point srsName="EPSG:25832"><gml:pos>375000 5705000</gml:pos></gml:Point>'
    return (
        f'<wfs:member><t:baum gml:id="b.{number}"><t:art>{kind}</t:art><t:geom>{place}</t:geom></t:baum></wfs:member>'
    )


def page(*members: str, before: str = "", end: str = "</wfs:FeatureCollection>") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}{COLLECTION}{"".join(members)}{end}'.encode()


def test_the_objects_of_a_page_come_with_ids_and_texts(qgis_app):
    found = json.loads(gml_to_geojson(page(member(1), member(2, "05911000"))))["features"]
    assert [one["properties"]["gml_id"] for one in found] == ["b.1", "b.2"]
    assert [one["properties"]["art"] for one in found] == ["Säulenpappel", "05911000"]


@pytest.mark.parametrize("empty", ["", "<gml:featureMembers/>", "<gml:featureMembers></gml:featureMembers>"])
def test_a_page_without_objects_is_one(qgis_app, empty):
    assert json.loads(gml_to_geojson(page(empty)))["features"] == []


@pytest.mark.parametrize(
    "body",
    [
        page(member(1, "&a;"), before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
        page(member(1, "&l9;"), before=f'<!DOCTYPE x [<!ENTITY l0 "lol">{BOMB}]>'),
        page(member(1, "M&nbsp;x")),
        page(member(1), member(2, "A & B")),
        page(member(1), end=""),
        page(end=""),
        page('<wfs:member href="#b.1"/>'),
        page(member(1), "<wfs:truncatedResponse/>"),
        page(member(1), "<ows:ExceptionReport xmlns:ows='urn:o'><ows:Exception/></ows:ExceptionReport>"),
    ],
    ids=["external entity", "bomb", "undefined entity", "ampersand", "cut", "cut behind the head", "members elsewhere",
         "broken off", "exception behind"],
)
def test_a_damaged_or_dangerous_page_is_refused(qgis_app, body):
    with pytest.raises(ValueError, match=r"\w"):
        gml_to_geojson(body)


def test_what_is_no_gml_is_refused_where_gdal_raises(qgis_app):
    """QGIS's Processing switches GDAL's exceptions on for the whole program."""
    was_raising = gdal.GetUseExceptions()
    gdal.UseExceptions()
    try:
        with pytest.raises(ValueError, match=r"\w"):
            gml_to_geojson(b"<a/>")
    finally:
        if not was_raising:
            gdal.DontUseExceptions()


def test_values_that_are_links_to_a_code_list_are_kept(qgis_app):
    """As INSPIRE and XPlanung write them: the element itself is empty."""
    link = '<t:art xlink:href="http://c.example/1" xlink:title="Ahorn"/>'
    link = member(1).replace("<t:art>Säulenpappel</t:art>", link)
    body = page(link).replace(b"xmlns:t=", b'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:t=')
    (found,) = json.loads(gml_to_geojson(body))["features"]
    assert found["properties"] == {"gml_id": "b.1", "art_href": "http://c.example/1", "art_title": "Ahorn"}
    assert gdal.GetThreadLocalConfigOption("GML_ATTRIBUTES_TO_OGR_FIELDS") is None


def test_truths_and_days_with_a_zone_are_no_texts(qgis_app, tmp_path):
    """As GeoServer writes them: xsd:boolean, and xsd:date with "Z"."""
    types = {"gesund": FieldType.BOOLEAN, "am": FieldType.DATE, "hoehe": FieldType.REAL}
    columns = {"gesund": ["true", "false", "", None], "am": ["2026-03-01Z", "2026-03-02+01:00", "", None],
               "hoehe": [3, 4, None, 5]}  # fmt: skip
    with Staging(tmp_path / "pages.sqlite", types) as staging:
        staging.add(FeaturePage([f"={one}" for one in "abcd"], [None] * 4, columns))
        write_file(staging, tmp_path / "copy.gpkg", "baeume", "EPSG:25832")
    layer = QgsVectorLayer(str(tmp_path / "copy.gpkg"), "copy", "ogr")
    assert [layer.fields().field(name).typeName() for name in types] == ["Boolean", "Date", "Real"]
    rows = [tuple(None if QVariant(one[name]).isNull() else one[name] for name in types) for one in layer.getFeatures()]
    assert rows == [(True, QDate(2026, 3, 1), 3.0), (False, QDate(2026, 3, 2), 4.0), (None, None, None),
                    (None, None, 5.0)]  # fmt: skip
