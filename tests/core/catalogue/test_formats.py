# SPDX-License-Identifier: GPL-2.0-or-later
"""What resources call themselves, and what they are. Spellings come from a survey of German catalogues."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind, classify, kind_of_address, kinds_declared

EU = "http://publications.europa.eu/resource/authority/file-type/"


@pytest.mark.parametrize(
    ("declared", "names"),
    [
        ("OGC:WMS", ["WMS"]),
        ("ogc/wms", ["WMS"]),
        ("wms dienst", ["WMS"]),
        ("wms_xml", ["WMS"]),
        ("wms-c", ["WMS"]),
        (EU + "WMS_SRVC", ["WMS"]),
        (EU + "WFS_SRVC", ["WFS"]),
        (EU + "GPKG", ["GeoPackage"]),
        ("http://publications.europa.eu/mdr/resource/authority/file-type/CSV", ["CSV"]),
        ("https://www.iana.org/assignments/media-types/application/geo+json", ["GeoJSON"]),
        ("ogc-wfs web feature service", ["WFS"]),
        ("WFS-Dienst", ["WFS"]),
        ("wfs-g", ["WFS"]),
        ("OGC WFS", ["WFS"]),
        ("Shape", ["Shapefile"]),
        ("ahape", ["Shapefile"]),
        ("esri shapefile (*.shp)", ["Shapefile"]),
        ("gezippte shape", ["Shapefile"]),
        ("shp als zip", ["Shapefile"]),
        ("shapefile (gezippt)", ["Shapefile"]),
        ("shape datei (zip-komprimiert)", ["Shapefile"]),
        ("gezippte csv-dateien", ["CSV"]),
        ("commaseperatetvalue (csv)", ["CSV"]),
        ("exeltabelle", ["Excel"]),
        ("xslx", ["Excel"]),
        ("json/geojson (rest webservice)", ["GeoJSON"]),
        ("application/vnd.geo+json", ["GeoJSON"]),
        ("gml, shape", ["Shapefile", "GML"]),
        ("text/xml; subtype=gml/3.2.1", ["GML"]),
        ("text/csv; charset=utf-8", ["CSV"]),
        ("ArcGIS GeoServices REST API", ["ArcGIS REST"]),
        ("Web Page", ["HTML"]),
        ("WMS/WFS", ["WMS", "WFS"]),
        ("WMS / WFS", ["WMS", "WFS"]),
        ("CSV; JSON", ["CSV", "JSON"]),
        ("Download", []),
        ("OCTET", []),
        ("", []),
        ("   ", []),
        ("Blubb", []),
        ("OGC Web Map Service", ["WMS"]),
        ("INSPIRE View Service", ["WMS"]),
        ("FROST-Server", ["SensorThings"]),
        ("Kartenkacheln", ["XYZ"]),
        ("Vektorkacheln", ["Vector Tiles"]),
        ("application/vnd.mapbox-vector-tile", ["Vector Tiles"]),
        ("Feature Service", ["ArcGIS REST"]),
        ("application/vnd.oasis.opendocument.spreadsheet", ["OpenDocument"]),
        ("shp.zip", ["Shapefile"]),
        ("Esri-Shape", ["Shapefile"]),
        ("GTFS-Daten", ["GTFS"]),
        ("application/geopackage+sqlite3", ["GeoPackage"]),
        ("image/tiff; application=geotiff", ["GeoTIFF"]),
        ("Excel (XLSX)", ["Excel"]),
        ("XLS/XLSX", ["Excel"]),
        ("CSV, XLSX, PDF", ["CSV", "Excel", "PDF"]),
        ("GeoJSON; KML | GPKG", ["GeoJSON", "GeoPackage", "KML"]),
        ("WMS und WFS", ["WMS", "WFS"]),
        ("DWG", ["DXF"]),
        ("Landing Page", ["HTML"]),
        ("PDF-Dokument", ["PDF"]),
        ("kml (zip)", ["KML"]),
        ("ZIP (GML)", ["GML"]),
        ("Esri Shape (zip)", ["Shapefile"]),
        ("INSPIRE WMS", ["WMS"]),
        ("INSPIRE-WFS", ["WFS"]),
        ("WMS 1.1.0", ["WMS"]),
        ("wms1.3", ["WMS"]),
        ("CSV, WMS 1.1.0", ["WMS", "CSV"]),
        ("application/vnd.shp", ["Shapefile"]),
        ("SensorThings API 1.1", ["SensorThings"]),
        ("MapServer", ["ArcGIS REST"]),
        ("FeatureServer", ["ArcGIS REST"]),
        ("Daten (zip)", ["ZIP"]),
        (EU + "SHP_2", ["Shapefile"]),
        ("http://wms.example.org/format/unbekannt", []),
        ("application/vnd.oasis.opendocument.text", []),
        ("Daten von der Homepage", []),
        ("Dokumentation zum WFS (PDF)", ["PDF"]),
        ("Dokumentation zum WFS", []),
        ("html (Viewer für GeoJSON)", ["HTML"]),
        ("Kartenviewer (WMS)", ["HTML"]),
        ("Shape (Dokumentation als PDF)", ["Shapefile", "PDF"]),
        # several at once, as lists are flattened
        (f"{EU}WMS_SRVC, {EU}WFS_SRVC", ["WMS", "WFS"]),
        (f"{EU}CSV {EU}SHP", ["Shapefile", "CSV"]),
        (f"{EU}CSV, GeoJSON", ["GeoJSON", "CSV"]),
        ('["CSV", "JSON"]', ["CSV", "JSON"]),
        ("CSV\nJSON", ["CSV", "JSON"]),
        ("CSV oder JSON", ["CSV", "JSON"]),
        ("SHP/GeoJSON/CSV", ["GeoJSON", "Shapefile", "CSV"]),
        ("https://www.iana.org/assignments/media-types/application/gml+xml", ["GML"]),
        ("http://www.iana.org/assignments/media-types/application/vnd.google-earth.kml+xml", ["KML"]),
    ],
)
def test_declared_spelling(declared, names):
    assert [kind.value for kind in kinds_declared(declared)] == names


@pytest.mark.parametrize("base", [EU, EU.replace("eu/resource", "eu/mdr/resource"), EU.replace("http:", "https:"), ""])
def test_the_list_of_the_eu_is_known_under_all_its_addresses(base):
    """The file types that domain facts name for DCAT-AP.de; "REST" names no format."""
    known = {
        "CSV": "CSV", "GEOJSON": "GeoJSON", "JSON": "JSON", "SHP": "Shapefile", "GPKG": "GeoPackage", "GML": "GML",
        "KML": "KML", "ZIP": "ZIP", "XLSX": "Excel", "XML": "XML", "PDF": "PDF", "HTML": "HTML", "ATOM": "ATOM",
        "WMS_SRVC": "WMS", "WFS_SRVC": "WFS", "WMTS_SRVC": "WMTS", "WCS_SRVC": "WCS", "GTFS": "GTFS",
    }  # fmt: skip
    assert {name: kinds_declared(base + name)[0].value for name in known} == known
    assert kinds_declared(base + "REST") == ()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://x.example/map?SERVICE=WFS&REQUEST=GetCapabilities", "WFS"),
        ("https://x.example/map?request=GetCapabilities&service=wms", "WMS"),
        ("https://x.example/a?Service=WMTS", "WMTS"),
        ("https://x.example/arcgis/services/a/MapServer/WFSServer", "WFS"),
        ("https://x.example/arcgis/services/a/MapServer/WMSServer?", "WMS"),
        ("https://x.example/arcgis/rest/services/a/FeatureServer/0", "ArcGIS REST"),
        ("https://maps.example/geoserver/ws/ogc/features/v1/collections/c/items?f=json", "OAPIF"),
        ("https://iot.example.de/v1.1", "SensorThings"),
        ("https://x.example/b%C3%A4ume.GeoJSON", "GeoJSON"),
        ("https://x.example/daten.zip", "?"),
        ("https://x.example/baeume.shp.zip", "Shapefile"),
        ("https://x.example/b.geojson.zip", "GeoJSON"),
        ("https://x.example/b.html.zip", "?"),
        ("https://x.example/tiles/{z}/{x}/{y}.png", "XYZ"),
        ("https://x.example/tiles/%7Bz%7D/%7Bx%7D/%7B-y%7D.png", "XYZ"),
        ("https://x.example/spw2?SERVICE=WMTS&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}", "XYZ"),
        ("https://x.example/tiles/{z}/{x}/{y}.pbf", "Vector Tiles"),
        ("https://x.example/arcgis/rest/services/a/VectorTileServer", "Vector Tiles"),
        ("https://x.example/geoserver/wcs?", "WCS"),
        ("https://x.example/tabelle.ods", "OpenDocument"),
        ("https://x.example/daten.json", "?"),
        ("https://x.example/dataset/wfs-liste", "?"),
        ("https://[broken", "?"),
        ("", "?"),
    ],
)
def test_evidence_in_the_address(url, name):
    assert kind_of_address(url).value == name


@pytest.mark.parametrize(
    ("url", "declared", "names"),
    [
        ("https://x.example/a?service=WFS", ("CSV",), ["WFS"]),
        ("https://x.example/a.zip", ("Shape",), ["Shapefile"]),
        ("https://x.example/a.zip", ("ZIP",), ["ZIP"]),
        ("https://x.example/a.zip", ("", "application/zip"), ["ZIP"]),
        ("https://x.example/a", ("HTML", "text/html"), ["HTML"]),
        ("https://x.example/download/123", ("Webservice", "application/vnd.geo+json"), ["GeoJSON"]),
        ("https://x.example/a.json", ("GeoJSON",), ["GeoJSON"]),
        ("https://x.example/a.txt", ("CSV",), ["CSV"]),
        ("https://x.example/a.txt", ("TXT", "text/csv"), ["CSV", "Text"]),
        ("https://x.example/a.txt", ("",), ["Text"]),
        ("https://x.example/karte", ("WMS", "text/html"), ["WMS"]),
        ("https://x.example/a", ("gml, shape",), ["Shapefile", "GML"]),
        ("", (), ["?"]),
        # terrain points, not tiles
        ("https://x.example/dgm1", ("XYZ (ASCII)",), ["?"]),
        ("https://x.example/dgm1.zip", ("ASCII XYZ",), ["ZIP"]),
        ("https://x.example/dgm1.txt", ("XYZ",), ["Text"]),
        ("https://x.example/{z}-{x}-{y}", ("XYZ",), ["XYZ"]),
    ],
)
def test_address_before_declaration(url, declared, names):
    assert [kind.value for kind in classify(url, *declared)] == names


def test_all_but_documents_and_drawings_can_be_put_on_the_map():
    others = {kind.value for kind in ServiceKind if not kind.is_loadable}
    assert others == {"DXF", "ATOM", "PDF", "HTML", "RDF", "Text", "Image", "?"}


def test_services_are_asked_and_files_are_fetched():
    assert not any(kind.is_file for kind in (ServiceKind.WMS, ServiceKind.WFS, ServiceKind.ARCGIS, ServiceKind.HTML))
    assert all(kind.is_file and kind.is_table for kind in (ServiceKind.CSV, ServiceKind.XLSX, ServiceKind.ODS))
    assert ServiceKind.ZIP.is_file
    assert not ServiceKind.ZIP.is_table


def test_what_has_no_objects_is_a_picture():
    pictures = {kind.value for kind in ServiceKind if kind.is_loadable and kind.is_picture}
    assert pictures == {"WMS", "WMTS", "XYZ", "WCS", "GeoTIFF"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [("csv", ServiceKind.CSV), ("geojson", ServiceKind.GEOJSON), ("shp", ServiceKind.SHP), ("json", ServiceKind.JSON)],
)
def test_an_export_of_opendatasoft_is_known_by_its_address(name, kind):
    url = f"https://x.example/api/explore/v2.1/catalog/datasets/a/exports/{name}?delimiter=%3B"
    assert classify(url, "") == (kind,)
