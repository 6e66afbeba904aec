# SPDX-License-Identifier: GPL-2.0-or-later
"""Capabilities and descriptions of all kinds of services, in the shapes servers write them."""

from __future__ import annotations

import math
from typing import Any

import pytest
import requests

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_arcgis import arcgis_address, describe_arcgis
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_document import ordered_crs
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_sensorthings import describe_sensorthings, sensorthings_root
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_tiles import read_vector_tiles, tile_template
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_wcs import describe_wcs
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_wfs import describe_wfs
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_wms import describe_wms
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_wmts import describe_wmts, wmts_capabilities_address
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from tests.support.loopback import Loopback
from tests.support.xml_reader import read_xml

URL = "https://x.example/ows"

WMS_130 = """<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms"
 xmlns:xlink="http://www.w3.org/1999/xlink"><Service><Name>WMS</Name><Title>Klima</Title>
 <Abstract>Klimaanalyse der Region</Abstract><KeywordList><Keyword>Atmosphärische Bedingungen</Keyword></KeywordList>
 <Fees>dl-de/by-2-0</Fees><AccessConstraints>none</AccessConstraints>
 <ContactInformation><ContactPersonPrimary><ContactOrganization>Regionalverband Ruhr</ContactOrganization>
 </ContactPersonPrimary></ContactInformation></Service>
 <Capability><Request><GetMap><Format>image/jpeg</Format><Format>image/png</Format></GetMap></Request>
 <Layer><Title>Alles</Title><CRS>EPSG:4326</CRS><CRS>EPSG:25832</CRS>
  <EX_GeographicBoundingBox><westBoundLongitude>6.3</westBoundLongitude><eastBoundLongitude>8.0</eastBoundLongitude>
  <southBoundLatitude>51.2</southBoundLatitude><northBoundLatitude>51.9</northBoundLatitude></EX_GeographicBoundingBox>
  <Attribution><Title>© RVR</Title></Attribution><MaxScaleDenominator>500000</MaxScaleDenominator>
  <Layer><Name>klimatope</Name><Title>Klimatope</Title><Abstract>Neun Klassen</Abstract>
   <KeywordList><Keyword>Stadtklima</Keyword></KeywordList><CRS>EPSG:3857</CRS>
   <EX_GeographicBoundingBox><westBoundLongitude>7.0</westBoundLongitude><eastBoundLongitude>7.4</eastBoundLongitude>
   <southBoundLatitude>51.4</southBoundLatitude><northBoundLatitude>51.6</northBoundLatitude>
   </EX_GeographicBoundingBox><MinScaleDenominator>2500</MinScaleDenominator>
   <Style><Name>standard</Name><LegendURL><OnlineResource xlink:href="/legende.png"/></LegendURL></Style>
   <Style><Name>grau</Name></Style></Layer>
  <Layer><Name>wind</Name><Style><Name>x</Name><LegendURL><OnlineResource xlink:href="file:///etc/passwd"/></LegendURL>
   </Style></Layer>
 </Layer></Capability></WMS_Capabilities>"""

WMTS = """<Capabilities version="1.0.0" xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="o"
 xmlns:xlink="http://www.w3.org/1999/xlink"><ows:ServiceIdentification><ows:Title>Luftbilder</ows:Title>
 <ows:Fees>dl-zero-de/2.0</ows:Fees></ows:ServiceIdentification>
 <ows:ServiceProvider><ows:ProviderName>Geobasis NRW</ows:ProviderName></ows:ServiceProvider>
 <Contents><Layer><ows:Title>DOP</ows:Title><ows:Identifier>nw_dop</ows:Identifier>
 <ows:WGS84BoundingBox><ows:LowerCorner>5.8 50.2</ows:LowerCorner><ows:UpperCorner>9.6 52.6</ows:UpperCorner>
 </ows:WGS84BoundingBox>
 <Style><ows:Identifier>grau</ows:Identifier></Style>
 <Style isDefault="true"><ows:Identifier>farbe</ows:Identifier><LegendURL xlink:href="legende.png"/></Style>
 <Format>image/jpeg</Format><Dimension><ows:Identifier>Jahr</ows:Identifier><Default>2025</Default></Dimension>
 <TileMatrixSetLink><TileMatrixSet>mercator</TileMatrixSet></TileMatrixSetLink>
 <TileMatrixSetLink><TileMatrixSet>utm32</TileMatrixSet></TileMatrixSetLink>
 <TileMatrixSetLink><TileMatrixSet>fehlt</TileMatrixSet></TileMatrixSetLink></Layer>
 <TileMatrixSet><ows:Identifier>mercator</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>
 </TileMatrixSet><TileMatrixSet><ows:Identifier>utm32</ows:Identifier>
 <ows:SupportedCRS>urn:ogc:def:crs:EPSG::25832</ows:SupportedCRS></TileMatrixSet></Contents></Capabilities>"""

WCS_100 = """<WCS_Capabilities version="1.0.0"><Service><name>dgm</name><label>Gelände NRW</label>
 <fees>NONE</fees><accessConstraints>dl-zero-de/2.0</accessConstraints></Service><ContentMetadata>
 <CoverageOfferingBrief><name>nw_dgm</name><label>DGM1</label><lonLatEnvelope><pos>5.8 50.2</pos><pos>9.6 52.6</pos>
 </lonLatEnvelope></CoverageOfferingBrief></ContentMetadata></WCS_Capabilities>"""
WCS_110 = """<Capabilities version="1.1.0" schemaLocation="http://www.opengis.net/wcs/1.1"><ServiceIdentification>
 <Title>Gelände</Title></ServiceIdentification><Contents><CoverageSummary><Title>Gruppe</Title><CoverageSummary>
 <Title>DGM</Title><Identifier>dgm</Identifier><SupportedCRS>urn:ogc:def:crs:EPSG::25832</SupportedCRS>
 <SupportedFormat>image/tiff</SupportedFormat></CoverageSummary></CoverageSummary></Contents></Capabilities>"""
WCS_201 = """<Capabilities version="2.0.1"><ServiceIdentification><Title>G</Title></ServiceIdentification><Contents>
 <CoverageSummary><CoverageId>dgm__1</CoverageId><WGS84BoundingBox><LowerCorner>5.8 50.2</LowerCorner>
 <UpperCorner>9.6 52.6</UpperCorner></WGS84BoundingBox></CoverageSummary></Contents></Capabilities>"""

WFS_100 = """<WFS_Capabilities version="1.0.0"><Service><Title>Alt</Title><Keywords>Baum, Grün</Keywords></Service>
 <Capability><Request><GetFeature><ResultFormat><GML2/><GEOJSON/></ResultFormat></GetFeature></Request></Capability>
 <FeatureTypeList><FeatureType><Name>baum</Name><Keywords>Kataster,Baum</Keywords><SRS>EPSG:25832</SRS>
 <LatLongBoundingBox minx="7.1" miny="51.4" maxx="7.3" maxy="51.5"/></FeatureType></FeatureTypeList>
 </WFS_Capabilities>"""



def mercator(longitude: float, latitude: float) -> tuple:
    """Forward formula of EPSG method 1024: x = R·λ, y = R·ln tan(π/4 + φ/2)."""
    return (
        6378137.0 * math.radians(longitude),
        6378137.0 * math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)),
    )


MERCATOR = dict(zip(("xmin", "ymin", "xmax", "ymax"), (*mercator(7.0, 51.4), *mercator(7.2, 51.5))))
ARCGIS: dict = {
    "currentVersion": 11.1,
    "mapName": "Layers",
    "documentInfo": {"Title": "Grünflächen", "Author": "Stadt Essen", "Keywords": "Grün, Umwelt"},
    "serviceDescription": "<p>Öffentliches <b>Grün</b></p>",
    "copyrightText": "© Stadt Essen",
    "capabilities": "Map,Query,Data",
    "maxRecordCount": 2000,
    "spatialReference": {"wkid": 102100, "latestWkid": 3857},
    "fullExtent": {**MERCATOR, "spatialReference": {"latestWkid": 3857}},
    "layers": [
        {"id": 0, "name": "Gruppe", "subLayerIds": [1, 2]},
        {"id": 1, "name": "Parks", "geometryType": "esriGeometryPolygon", "minScale": 50000, "maxScale": 0},
        {"id": 2, "name": "Luftbild", "type": "Raster Layer"},
        {"name": "ohne Nummer"},
    ],
}


def xml(text: str) -> Any:
    return read_xml(text.encode(), "Test")


def test_a_wms_hands_down_crs_extent_attribution_and_scale():
    found = describe_wms(xml(WMS_130), URL)
    assert (found.title, found.provider, found.abstract) == ("Klima", "Regionalverband Ruhr", "Klimaanalyse der Region")
    assert found.keywords == ("Atmosphärische Bedingungen",)
    assert found.licence().key == "dl-by-de/2.0"
    klimatope, wind = found.layers
    assert klimatope.crs == ("EPSG:25832", "EPSG:4326", "EPSG:3857")
    assert klimatope.extent_4326 == (7.0, 51.4, 7.4, 51.6)
    assert klimatope.legend_url == "https://x.example/legende.png"
    assert klimatope.styles == ("standard", "grau")
    assert (klimatope.min_scale, klimatope.max_scale) == (500000.0, 2500.0)
    assert klimatope.attribution == wind.attribution == "© RVR"
    assert klimatope.parts["format"] == "image/png"
    assert wind.extent_4326 == (6.3, 51.2, 8.0, 51.9)
    assert wind.legend_url == "", "no file of the user's machine"


def test_the_scale_hint_of_wms_1_1_1_becomes_a_scale():
    text = (
        '<WMT_MS_Capabilities version="1.1.1"><Service/><Capability><Layer><Name>a</Name>'
        '<ScaleHint min="0" max="39.5979797"/><LatLonBoundingBox minx="7" miny="51" maxx="8" maxy="52"/></Layer>'
        "</Capability></WMT_MS_Capabilities>"
    )
    (layer,) = describe_wms(xml(text), URL).layers
    # diagonal of a pixel of 0.28 mm at 1:100,000: 28 m · √2 = 39.5979797 m
    assert layer.min_scale == pytest.approx(100_000)
    assert layer.max_scale is None
    assert layer.extent_4326 == (7.0, 51.0, 8.0, 52.0)


def test_a_wmts_offers_the_tiles_in_our_crs_first():
    found = describe_wmts(xml(WMTS), "https://x.example/1.0.0/WMTSCapabilities.xml")
    (layer,) = found.layers
    assert layer.crs == ("EPSG:25832", "EPSG:3857")
    assert dict(layer.parts) == {
        "format": "image/jpeg", "style": "farbe", "matrix_set": "utm32", "dimensions": "Jahr=2025",
    }  # fmt: skip
    assert layer.legend_url == "https://x.example/1.0.0/legende.png"
    assert layer.extent_4326 == (5.8, 50.2, 9.6, 52.6)
    assert (found.provider, found.licence().key) == ("Geobasis NRW", "dl-zero-de/2.0")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://x.example/spw2?SERVICE=WMTS&REQUEST=GetTile&TILEMATRIX=3&LAYER=a",
         "https://x.example/spw2?SERVICE=WMTS&REQUEST=GetCapabilities"),
        ("https://x.example/wmts?map=a&token2=b", "https://x.example/wmts?map=a&token2=b&SERVICE=WMTS&REQUEST=GetCapabilities"),
        ("https://x.example/1.0.0/WMTSCapabilities.xml", "https://x.example/1.0.0/WMTSCapabilities.xml"),
    ],
)  # fmt: skip
def test_the_capabilities_of_a_wmts_are_found_from_any_of_its_addresses(given, expected):
    assert wmts_capabilities_address(given) == expected


@pytest.mark.parametrize(
    ("text", "name", "crs", "has_extent"),
    [(WCS_100, "nw_dgm", (), True), (WCS_110, "dgm", ("EPSG:25832",), False), (WCS_201, "dgm__1", (), True)],
)
def test_all_versions_of_wcs_are_read(text, name, crs, has_extent):
    found = describe_wcs(xml(text), URL)
    (layer,) = found.layers
    assert (layer.name, layer.crs) == (name, crs)
    assert layer.extent_4326 == ((5.8, 50.2, 9.6, 52.6) if has_extent else None)


def test_a_wfs_1_0_is_read_with_its_comma_separated_keywords():
    found = describe_wfs(xml(WFS_100), URL)
    (layer,) = found.layers
    assert (found.version, found.keywords) == ("1.0.0", ("Baum", "Grün"))
    assert layer.keywords == ("Kataster", "Baum")
    assert layer.extent_4326 == (7.1, 51.4, 7.3, 51.5)
    assert layer.parts == {"formats": "GML2|GEOJSON", "wgs84": "7.1,51.4,7.3,51.5"}


@pytest.mark.parametrize("describe", [describe_wms, describe_wfs, describe_wmts, describe_wcs])
@pytest.mark.parametrize("text", ["<a/>", "<Capabilities/>", "<html/>", "<Capabilities><Contents/></Capabilities>"])
def test_a_document_of_something_else_is_one_sentence(describe, text):
    with pytest.raises(UnexpectedContentError, match="Stadtdienst"):
        describe(xml(text), URL, "Stadtdienst")


def test_an_arcgis_service_gives_objects_where_they_can_be_asked_for():
    found = describe_arcgis(ARCGIS, "https://x.example/rest/services/gruen/MapServer")
    assert (found.title, found.provider, found.cap) == ("Grünflächen", "Stadt Essen", 2000)
    assert found.attribution == "© Stadt Essen"
    assert found.abstract == "Öffentliches Grün"
    assert found.keywords == ("Grün", "Umwelt")
    parks, picture = found.layers
    assert (parks.name, parks.parts["objects"], picture.parts["objects"]) == ("1", "1", "")
    assert (parks.min_scale, parks.max_scale) == (50000.0, None)
    assert parks.crs == ("EPSG:25832", "EPSG:3857")
    assert parks.extent_4326 == pytest.approx((7.0, 51.4, 7.2, 51.5), abs=1e-9)


def test_numbers_no_float_holds_are_unknown():
    corners = {"xmin": 10**400, "ymin": 51, "xmax": 8, "ymax": 52, "spatialReference": {"wkid": 4326}}
    layer = {**ARCGIS["layers"][1], "minScale": 10**400}
    (found,) = describe_arcgis({**ARCGIS, "fullExtent": corners, "layers": [layer]}, f"{URL}/MapServer").layers
    assert (found.extent_4326, found.min_scale) == (None, None)


def test_an_arcgis_error_with_status_200_is_an_error():
    with pytest.raises(UnexpectedContentError, match="Token Required"):
        describe_arcgis({"error": {"code": 499, "message": "Token Required"}}, URL)


@pytest.mark.parametrize("document", [[], {}, {"layers": 3}, {"folders": [], "services": []}, None])
def test_what_is_no_arcgis_service_is_one_sentence(document):
    with pytest.raises(UnexpectedContentError, match="ArcGIS"):
        describe_arcgis(document, URL)


def test_an_image_service_is_one_picture():
    told = {"pixelType": "U8", "name": "Baumdichte", "extent": {"xmin": 7, "ymin": 51, "xmax": 8, "ymax": 52,
            "spatialReference": {"wkid": 4326}}, "spatialReference": {"wkid": 4326}}  # fmt: skip
    found = describe_arcgis(told, "https://x.example/rest/services/baum/ImageServer")
    assert [one.title for one in found.layers] == ["Baumdichte"]
    assert found.layers[0].extent_4326 == (7.0, 51.0, 8.0, 52.0)


def test_the_address_of_one_arcgis_layer_gives_that_one():
    assert arcgis_address("https://x.example/rest/services/a/MapServer/2/") == (
        "https://x.example/rest/services/a/MapServer", "2",
    )  # fmt: skip
    assert arcgis_address("https://x.example/rest/services/a/MapServer?f=json")[1] == ""


def test_a_sensorthings_root_names_its_entities():
    told = {"value": [{"name": one, "url": f"https://x/{one}"} for one in ("Things", "Locations", "Observations")]}
    found = describe_sensorthings(told, "https://x.example/v1.1/")
    assert [one.name for one in found.layers] == ["Location", "Thing"]
    assert found.layers[0].parts["geometry"] == "PointZ"
    with pytest.raises(UnexpectedContentError):
        describe_sensorthings({"value": []}, URL)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://x.example/v1.1", "https://x.example/v1.1/"),
        ("https://x.example/FROST-Server/v1.0/Things?$top=2", "https://x.example/FROST-Server/v1.0/"),
    ],
)
def test_the_root_of_a_sensorthings_service_ends_with_a_slash(given, expected):
    assert sensorthings_root(given) == expected


def tiles(routes: dict, path: str) -> ServiceDescription:
    session = requests.Session()
    session.trust_env = False
    limits = Limits(inactivity_s=2.0, total_s=5.0, attempts=1)
    with Loopback(routes) as server:
        found = read_vector_tiles(HttpClient(session, limits=limits), f"{server.url}{path}")
        return _without_port(found, server.url)


def _without_port(found: ServiceDescription, url: str) -> ServiceDescription:
    for layer in found.layers:
        for name, value in layer.parts.items():
            layer.parts[name] = value.replace(url, "https://x.example")
    return found


def test_a_style_leads_to_its_tiles():
    style = {"version": 8, "name": "Basiskarte", "layers": [], "sources": {
        "karte": {"type": "vector", "url": "tiles.json"}, "bild": {"type": "raster", "tiles": ["x"]}}}  # fmt: skip
    told = {"tiles": ["{z}/{x}/{y}.pbf"], "minzoom": 5, "maxzoom": 15, "bounds": [5.8, 47.2, 15.1, 55.1],
            "attribution": "<a href='x'>© BKG</a>"}  # fmt: skip
    found = tiles({"/t/style.json": style, "/t/tiles.json": told}, "/t/style.json")
    (layer,) = found.layers
    assert found.kind is ServiceKind.VECTOR_TILES
    assert (found.title, found.attribution) == ("Basiskarte", "© BKG")
    assert dict(layer.parts) == {
        "template": "https://x.example/t/{z}/{x}/{y}.pbf",
        "style_url": "https://x.example/t/style.json",
        "zmin": "5",
        "zmax": "15",
    }
    assert layer.extent_4326 == (5.8, 47.2, 15.1, 55.1)


def test_arcgis_vector_tiles_are_asked_for_json():
    style = {"version": 8, "layers": [], "sources": {"esri": {"type": "vector", "url": "../../"}}}

    def service(seen: Any) -> Any:
        return {"name": "Karte", "tiles": ["tile/{z}/{y}/{x}.pbf"]} if seen.value("f") == "json" else "<html></html>"

    found = tiles(
        {"/a/VectorTileServer/resources/styles/root.json": style, "/a/VectorTileServer/": service},
        "/a/VectorTileServer/resources/styles/root.json",
    )
    assert found.layers[0].parts["template"] == "https://x.example/a/VectorTileServer/tile/{z}/{y}/{x}.pbf"


@pytest.mark.parametrize(
    "told",
    [
        [],
        {},
        {"tiles": []},
        {"tiles": ["file:///{z}/{x}/{y}"]},
        {"tiles": ["https://x/ohne-platzhalter"]},
        {"sources": {}},
        {"sources": {"a": {"type": "vector"}}},
    ],
)
def test_what_has_no_tiles_is_one_sentence(told):
    with pytest.raises(UnexpectedContentError, match="vector tiles"):
        tiles({"/t.json": told}, "/t.json")


def test_a_template_cannot_smuggle_another_address_in():
    assert tile_template("https://x.example/t.json", "https://x.example/{z}/{x}/{y}.pbf?authcfg=abc") == ""
    assert tile_template("https://x.example/t.json", "file:///etc/{z}") == ""


def test_unknown_systems_are_left_out():
    assert ordered_crs(["AUTO2:42001", "", "CRS:84", "EPSG:25832"]) == ("EPSG:25832", "OGC:CRS84")
