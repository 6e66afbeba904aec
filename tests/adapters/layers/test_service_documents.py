# SPDX-License-Identifier: GPL-2.0-or-later
"""Capabilities and landing pages in the shapes services send them: full, empty, broken, errors. Source strings."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from qgis.core import QgsDataSourceUri

from ruhr_smartcity_plugin.adapters.layers import oapif, wfs, wms
from ruhr_smartcity_plugin.adapters.layers.loading import read_service
from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_wfs import describe_wfs
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_wms import describe_wms
from ruhr_smartcity_plugin.core.errors import AddressRefusedError, LayerError, NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import Limits
from ruhr_smartcity_plugin.core.origin import Origin
from tests.support.loopback import Loopback, Reply

LIMITS = Limits(inactivity_s=2.0, total_s=5.0, attempts=1)

# deegree and ArcGIS write WFS 1.1 like this: default namespace, DefaultSRS, limits in a constraint
WFS_11 = """<?xml version="1.0" encoding="ISO-8859-1"?>
<WFS_Capabilities version="1.1.0" xmlns="http://www.opengis.net/wfs" xmlns:ows="http://www.opengis.net/ows">
 <ows:ServiceIdentification><ows:Title>Gr\xfcn</ows:Title><ows:Fees>none</ows:Fees>
  <ows:AccessConstraints>cc-by/4.0</ows:AccessConstraints></ows:ServiceIdentification>
 <ows:OperationsMetadata><ows:Constraint name="DefaultMaxFeatures"><ows:Value>500</ows:Value></ows:Constraint>
 </ows:OperationsMetadata>
 <FeatureTypeList>
  <FeatureType><Name>app:baum</Name><Title>B\xe4ume</Title><DefaultSRS>EPSG:4326</DefaultSRS>
   <OtherSRS>urn:ogc:def:crs:EPSG::25832</OtherSRS></FeatureType>
  <FeatureType><Title>without a name</Title></FeatureType>
  <FeatureType><Name>app:bank</Name></FeatureType>
 </FeatureTypeList></WFS_Capabilities>""".encode("latin-1")

WMS_111 = b"""<?xml version="1.0"?><!DOCTYPE WMT_MS_Capabilities SYSTEM "http://x.example/none.dtd">
<WMT_MS_Capabilities version="1.1.1"><Service><Title>Alt</Title></Service><Capability>
 <Request><GetMap><Format>image/jpeg</Format></GetMap></Request>
 <Layer><Title>Gruppe</Title><SRS>EPSG:4326 EPSG:31466</SRS>
  <Layer><Name>a</Name><Title>A</Title><SRS>EPSG:25832</SRS></Layer>
  <Layer><Title>Untergruppe</Title><Layer><Name>b</Name></Layer></Layer>
 </Layer></Capability></WMT_MS_Capabilities>"""


def test_a_wfs_1_1_document_is_read():
    description = describe_wfs(read_xml(WFS_11, "x"), "https://x.example")
    assert (description.version, description.title, description.cap) == ("1.1.0", "Grün", 500)
    assert [layer.name for layer in description.layers] == ["app:baum", "app:bank"]
    assert description.layers[0].crs == ("EPSG:25832", "EPSG:4326")
    assert description.layers[1].crs == ()
    assert description.fees == ""
    assert description.complete_origin(Origin("x")).licence.startswith("Creative Commons Namensnennung 4.0")


def test_what_the_catalogue_says_about_the_licence_goes_before_the_service():
    description = describe_wfs(read_xml(WFS_11, "x"), "https://x.example")
    origin = Origin("x", licence="dl-de/by-2-0", licence_url="https://l.example", publisher="Stadt")
    assert description.complete_origin(origin) == origin


def test_a_wms_1_1_1_document_with_inherited_crs_is_read():
    description = describe_wms(read_xml(WMS_111, "x"), "https://x.example")
    assert description.version == "1.1.1"
    assert [(layer.name, layer.title, layer.crs[0]) for layer in description.layers] == [
        ("a", "A", "EPSG:25832"),
        ("b", "b", "EPSG:4326"),
    ]
    assert description.layers[0].parts["format"] == "image/jpeg"


def test_layers_are_found_with_and_without_their_prefix():
    description = describe_wfs(read_xml(WFS_11, "x"), "https://x.example")
    assert description.find_layer("baum").name == "app:baum"
    assert description.find_layer("other:bank").name == "app:bank"
    assert description.find_layer("fehlt") is None
    baum, bank = description.find_layer("baum"), description.find_layer("bank")
    two = replace(description, layers=(baum, replace(bank, name="ms:baum")))
    assert two.find_layer("ms:baum").name == "ms:baum"
    assert two.find_layer("baum") is None  # whose, nobody can tell
    assert two.find_layer("other:baum") is None


@pytest.mark.parametrize("body", [b"", b"<a>", b"<a></b>", b"no xml", b"\x00\x01", b"<a>" * 500 + b"</a>" * 500])
def test_broken_xml_is_one_sentence_that_names_the_service(body):
    with pytest.raises(UnexpectedContentError, match="Stadtdienst"):
        read_xml(body, "Stadtdienst")


def test_entities_neither_grow_nor_open_files():
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(8)
    )
    with pytest.raises(UnexpectedContentError):
        read_xml(bomb + b"]><a>&i;</a>", "x")
    external = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    try:
        text = read_xml(external, "x").text
    except UnexpectedContentError:
        text = ""
    assert text == ""


@pytest.mark.parametrize(
    ("kind", "body", "content_type"),
    [
        (ServiceKind.WFS, b"<html><body>Anmeldung</body></html>", "text/html"),
        (ServiceKind.WFS, b"", "text/xml"),
        (ServiceKind.WFS, WMS_111, "text/xml"),
        (ServiceKind.WMS, WFS_11, "text/xml"),
        (ServiceKind.WFS, b"<WFS_Capabilities", "text/xml"),
        (ServiceKind.WMS, b"<ServiceExceptionReport><ServiceException>x</ServiceException></ServiceExceptionReport>",
         "text/xml"),
        (ServiceKind.OAPIF, b"[]", "application/json"),
        (ServiceKind.OAPIF, b"{", "application/json"),
        (ServiceKind.OAPIF, b"<html></html>", "text/html"),
    ],
)  # fmt: skip
def test_an_answer_of_another_kind_is_refused(qgis_app, kind, body, content_type):
    with Loopback({"/s": Reply(200, body, content_type=content_type)}) as server, pytest.raises(NetworkError) as caught:
        read_service(new_client(limits=LIMITS), kind, f"{server.url}/s", service="Stadtdienst")
    assert caught.value.sentence


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (ServiceKind.WFS, b"<WFS_Capabilities version='2.0.0'/>"),
        (ServiceKind.WFS, b"<WFS_Capabilities><FeatureTypeList/></WFS_Capabilities>"),
        (ServiceKind.WMS, b"<WMS_Capabilities/>"),
        (ServiceKind.OAPIF, b"{}"),
        (
            ServiceKind.OAPIF,
            b'{"collections": [null, {"id": ""}, {"id": "r", "itemType": "record"}], "links": [null, 1]}',
        ),
    ],
)
def test_a_service_without_layers_says_so(qgis_app, kind, body):
    content = "application/json" if kind is ServiceKind.OAPIF else "text/xml"
    reply = Reply(200, body, content_type=content)
    with (
        Loopback({"/s": reply, "/s/collections": reply}) as server,
        pytest.raises(LayerError, match="offers no layers"),
    ):
        read_service(new_client(limits=LIMITS), kind, f"{server.url}/s", service="Stadtdienst")


def test_a_kind_that_cannot_be_loaded_is_named(qgis_app):
    with pytest.raises(LayerError, match="Shapefile"):
        read_service(new_client(limits=LIMITS), ServiceKind.SHP, "https://x.example/a.zip")


def test_collections_on_several_pages_and_relative_links_are_read(qgis_app):
    routes = {
        "/s": {"title": "S", "links": [{"rel": "data", "href": "s/c", "type": "application/json"}]},
        "/s/c": {"collections": [{"id": "ä b"}], "links": [{"rel": "next", "href": "/s/c2"}]},
        "/s/c2": {
            "crs": ["http://www.opengis.net/def/crs/EPSG/0/25832"],
            "collections": [{"id": "b", "title": "B", "crs": ["#/crs"]}],
            "links": [{"rel": "next", "href": "/s/c"}],  # a circle
        },
    }
    with Loopback(routes) as server:
        description = oapif.read_oapif(new_client(limits=LIMITS), f"{server.url}/s")
    assert [layer.name for layer in description.layers] == ["ä b", "b"]
    assert description.layers[0].parts["items_url"].endswith("/s/c/%C3%A4%20b/items")
    assert description.layers[1].crs == ("EPSG:25832",)


def test_a_service_cannot_lead_to_a_file(qgis_app):
    routes = {"/s": {"links": [{"rel": "data", "href": "file:///etc/passwd"}]}}
    with Loopback(routes) as server, pytest.raises(AddressRefusedError):
        oapif.read_oapif(new_client(limits=LIMITS), f"{server.url}/s")


# --- source strings --------------------------------------------------------------------------------
EVIL = "x' authcfg='abc1234' sql='SELECT * FROM a"


def test_a_wfs_source_string_cannot_be_extended_by_names():
    source = LayerSource(ServiceKind.WFS, "https://x.example/a?b='c'", EVIL, "t", "EPSG:25832", "2.0.0")
    parsed = QgsDataSourceUri(wfs.wfs_uri(source))
    assert parsed.param("typename") == EVIL
    assert parsed.param("url") == "https://x.example/a?b=%27c%27"
    assert parsed.authConfigId() == ""
    assert parsed.sql() == ""
    assert not parsed.hasParam("sql")


def test_an_oapif_source_string_cannot_be_extended_by_names():
    source = LayerSource(ServiceKind.OAPIF, "https://x.example", EVIL, "t", "EPSG:25832")
    parsed = QgsDataSourceUri(oapif.oapif_uri(source))
    assert parsed.param("typename") == EVIL
    assert parsed.authConfigId() == ""


def test_a_wms_source_string_cannot_be_extended_by_names_or_the_address():
    parts = {"style": "s&authcfg=abc1234", "format": "image/png&type=xyz"}
    url = "https://x.example/cgi?map=a&type=xyz&layers=other"
    source = LayerSource(ServiceKind.WMS, url, "a&authcfg=abc1234", "t", "EPSG:25832", "1.3.0", parts)
    values = parse_qs(wms.wms_uri(source), keep_blank_values=True)
    assert values["layers"] == ["a&authcfg=abc1234"]
    assert values["url"] == [url]
    assert "authcfg" not in values
    assert "type" not in values


def test_a_log_in_is_only_named_when_given():
    source = LayerSource(ServiceKind.WFS, "https://x.example", "a", "t", "EPSG:25832", "2.0.0")
    assert "authcfg" not in wfs.wfs_uri(source)
    assert QgsDataSourceUri(wfs.wfs_uri(source, authcfg="abc1234")).authConfigId() == "abc1234"


def test_degrees_are_asked_latitude_first_in_wms_1_3(qgis_app):
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63d0a8"
        "10f90f00033401b49a4529880000000049454e44ae426082"
    )
    for version, first in (("1.3.0", "51."), ("1.1.1", "6.")):
        with Loopback({"/s": Reply(200, png, content_type="image/png")}) as server:
            source = LayerSource(ServiceKind.WMS, f"{server.url}/s", "a", "t", "EPSG:4326", version)
            wms.check_picture(new_client(limits=LIMITS), source, (313103.0, 5674745.0, 430677.0, 5743588.0))
            assert server.seen[0].value("BBOX").startswith(first)
