# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.ogc_address import (
    authority_id,
    base_address,
    choose_crs,
    landing_address,
    requested_layer,
)
from ruhr_smartcity_plugin.core.errors import AddressRefusedError


@pytest.mark.parametrize(
    ("pasted", "base"),
    [
        ("https://x.example/wfs?service=WFS&version=2.0.0&request=GetCapabilities", "https://x.example/wfs"),
        ("https://x.example/wfs?", "https://x.example/wfs"),
        ("https://x.example/cgi?map=/a/b.map&SERVICE=WMS", "https://x.example/cgi?map=%2Fa%2Fb.map"),
        ("https://x.example/wms?language=ger&LAYERS=a&CRS=EPSG:25832", "https://x.example/wms?language=ger"),
        ("https://x.example/wfs?typeNames=a&SRSNAME=b&count=1&outputFormat=json", "https://x.example/wfs"),
    ],
)
def test_the_request_somebody_pasted_is_taken_off(pasted, base):
    assert base_address(pasted) == base


@pytest.mark.parametrize(
    ("url", "layer"),
    [
        ("https://x.example/wfs?TYPENAME=baustelle&SERVICE=WFS", "baustelle"),
        ("https://x.example/wfs?typeNames=ms:baum", "ms:baum"),
        ("https://x.example/wms?layers=a,b", ""),
        ("https://x.example/wms?LAYERS=", ""),
        ("https://x.example/wms", ""),
    ],
)
def test_the_layer_a_pasted_request_names(url, layer):
    assert requested_layer(url) == layer


@pytest.mark.parametrize(
    ("url", "landing"),
    [
        ("https://x.example/v1/", ("https://x.example/v1", "")),
        ("https://x.example/v1/collections", ("https://x.example/v1", "")),
        ("https://x.example/v1/collections/a/items?f=json&limit=5&key=1", ("https://x.example/v1?key=1", "a")),
        ("https://x.example/collections/b%C3%A4ume", ("https://x.example", "bäume")),
    ],
)
def test_the_landing_page_behind_any_address_of_the_service(url, landing):
    assert landing_address(url) == landing


@pytest.mark.parametrize(
    ("name", "authority"),
    [
        ("EPSG:25832", "EPSG:25832"),
        ("epsg:25832", "EPSG:25832"),
        ("urn:ogc:def:crs:EPSG::25832", "EPSG:25832"),
        ("urn:x-ogc:def:crs:EPSG:6.9:25832", "EPSG:25832"),
        ("http://www.opengis.net/def/crs/EPSG/0/25832", "EPSG:25832"),
        ("http://www.opengis.net/gml/srs/epsg.xml#25832", "EPSG:25832"),
        ("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "OGC:CRS84"),
        ("CRS:84", "OGC:CRS84"),
        ("ETRS89 / UTM 32N", ""),
        ("", ""),
    ],
)
def test_ways_to_write_a_crs(name, authority):
    assert authority_id(name) == authority


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["EPSG:4326", "urn:ogc:def:crs:EPSG::25832"], "EPSG:25832"),
        (["EPSG:4326", "EPSG:3857"], "EPSG:3857"),  # EEA: 25832 would draw an empty picture
        (["EPSG:31466"], "EPSG:31466"),
        (["nonsense"], ""),
        ([], ""),
    ],
)
def test_only_an_offered_crs_is_chosen_utm32_first(offered, chosen):
    assert choose_crs(offered) == chosen


def test_what_is_no_web_address_is_refused():
    with pytest.raises(AddressRefusedError):
        base_address("file:///etc/passwd")
