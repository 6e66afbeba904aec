# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:downloadlayer`` as models and scripts call it: its contract, ArcGIS and plain files, full disks."""

from __future__ import annotations

import json
import re
import time
import zipfile
from contextlib import ExitStack

import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProcessingException,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsSettings,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.adapters.layers import download_file
from tests.support.chaos import Chaos
from tests.support.geofiles import converted, shapefile, zipped
from tests.support.loopback import Loopback, Reply

ALGORITHM = "ruhr:downloadlayer"
FIELDS = [
    {"name": "OBJECTID", "type": "esriFieldTypeOID"},
    {"name": "art", "type": "esriFieldTypeString"},
    {"name": "hoehe", "type": "esriFieldTypeDouble"},
]


def make_trees(count: int):
    return [
        {
            "type": "Feature",
            "id": number + 1,
            "geometry": {"type": "Point", "coordinates": [375_000 + number, 5_705_000 + number / 2]},
            "properties": {"OBJECTID": number + 1, "art": "Säulenpappel", "hoehe": 3.5},
        }
        for number in range(count)
    ]


class Arcgis:
    """A layer of an ArcGIS REST service with 2,345 trees, 1,000 per answer; the shape of FeatureServer 11."""

    def __init__(self, *, gives_ids=True, gives_geojson=True, loses=None):
        self.trees, self.gives_ids, self.gives_geojson, self.loses = make_trees(2345), gives_ids, gives_geojson, loses

    def describe(self, seen):
        formats = "JSON, geoJSON, PBF" if self.gives_geojson else "JSON"
        return {"name": "Bäume", "fields": FIELDS, "objectIdField": "OBJECTID", "maxRecordCount": 1000,
                "supportedQueryFormats": formats, "copyrightText": "© Stadt Bochum"}  # fmt: skip

    def query(self, seen):
        if seen.value("returnIdsOnly") == "true":
            if not self.gives_ids:
                return {"error": {"code": 400, "message": "Invalid or missing input parameters."}}
            return {"objectIdFieldName": "OBJECTID", "objectIds": [one["id"] for one in reversed(self.trees)]}
        if seen.value("returnCountOnly") == "true":
            return {"count": len(self.trees)}
        found = self._asked(seen)
        if self.loses:
            found = [one for one in found if one["id"] not in self.loses]
        document = {"type": "FeatureCollection", "features": found[:1000]}
        if len(found) > 1000:
            document["exceededTransferLimit"] = True
        return document if seen.value("f") == "geojson" else _esri(document)

    def _asked(self, seen):
        words = seen.value("where").split()
        if len(words) == 7:
            return [one for one in self.trees if int(words[2]) <= one["id"] <= int(words[6])]
        start = int(seen.value("resultOffset", "0"))
        return self.trees[start : start + int(seen.value("resultRecordCount", "1000"))]


def _esri(document):
    features = [
        {"attributes": one["properties"], "geometry": dict(zip("xy", one["geometry"]["coordinates"]))}
        for one in document["features"]
    ]
    return {"objectIdFieldName": "OBJECTID", "geometryType": "esriGeometryPoint", "features": features,
            "spatialReference": {"wkid": 25832}, "fields": FIELDS}  # fmt: skip


@pytest.fixture
def download(run, tmp_path):
    def call(url, **more):
        parameters = {"URL": url, "OUTPUT": str(tmp_path / "copy.gpkg"), **more}
        return run(parameters, algorithm=ALGORITHM)

    return call


@pytest.fixture
def arcgis():
    servers = ExitStack()

    def start(service):
        path = "/arcgis/rest/services/Baum/FeatureServer/0"
        listed = [{"id": 0, "name": "Bäume"}, {"id": 1, "name": "Beete"}]
        routes = {path: service.describe, f"{path}/query": service.query,
                  path[:-2]: {"currentVersion": 11.1, "layers": listed}}  # fmt: skip
        server = servers.enter_context(Loopback(routes, strict=True))
        return f"{server.url}{path}"

    with servers:
        yield start


def opened(path) -> QgsVectorLayer:
    layer = QgsVectorLayer(str(path), "copy", "ogr")
    assert layer.isValid()
    return layer


def test_names_of_parameters_and_outputs_are_a_contract(ruhr_provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ALGORITHM)
    names = [one.name() for one in algorithm.parameterDefinitions()]
    assert names == ["URL", "TYPENAME", "SERVICE", "EXTENT", "CRS", "AUTHCFG", "ALLOW_INCOMPLETE", "OUTPUT"]
    service = algorithm.parameterDefinition("SERVICE")
    assert service.options() == ["auto", "wfs", "oapif", "arcgis", "file"]
    assert service.usesStaticStrings()
    assert [one.name() for one in algorithm.outputDefinitions()] == ["OUTPUT", "EXPECTED", "RECEIVED", "SOURCE_NOTE"]


@pytest.mark.parametrize("gives_ids", [True, False], ids=["ids", "offset"])
@pytest.mark.parametrize("gives_geojson", [True, False], ids=["geojson", "esrijson"])
def test_an_arcgis_layer_is_copied_whole(download, arcgis, gives_ids, gives_geojson):
    results, feedback, _context = download(arcgis(Arcgis(gives_ids=gives_ids, gives_geojson=gives_geojson)))
    assert (results["EXPECTED"], results["RECEIVED"]) == (2345, 2345)
    assert "© Stadt Bochum" in results["SOURCE_NOTE"]
    assert "changed" not in results["SOURCE_NOTE"]
    layer = opened(results["OUTPUT"])
    assert layer.featureCount() == 2345
    assert layer.crs().authid() == "EPSG:25832"
    assert sum(feature["hoehe"] for feature in layer.getFeatures()) == pytest.approx(2345 * 3.5)
    assert feedback.warnings == []


def test_an_incomplete_copy_is_refused_with_the_exact_number_and_saved_if_allowed(download, arcgis, tmp_path):
    url = arcgis(Arcgis(loses={17, 1200}))
    (tmp_path / "copy.gpkg").write_bytes(b"before")
    with pytest.raises(QgsProcessingException, match="2,343 of 2,345"):
        download(url)
    assert (tmp_path / "copy.gpkg").read_bytes() == b"before"
    results, feedback, _context = download(url, ALLOW_INCOMPLETE=True)
    assert (results["EXPECTED"], results["RECEIVED"]) == (2345, 2343)
    assert results["SOURCE_NOTE"].endswith("(data changed)")  # dl-de/by wants it said
    assert any("2,343 of 2,345" in one for one in feedback.warnings)
    assert [one.name for one in tmp_path.iterdir()] == ["copy.gpkg"]


def geojson(count):
    return json.dumps({"type": "FeatureCollection", "name": "baeume",
                       "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}},
                       "features": make_trees(count)})  # fmt: skip


@pytest.mark.parametrize("name", ["0", "Bäume"])
@pytest.mark.parametrize("path", ["", "/0"])
def test_a_layer_of_an_arcgis_service_is_found_by_its_number_or_name(download, arcgis, name, path):
    service = arcgis(Arcgis()).rsplit("/", 1)[0]
    results, _feedback, _context = download(service + path, TYPENAME=name, SERVICE="arcgis")
    assert results["RECEIVED"] == 2345


@pytest.mark.parametrize(("path", "name", "said"), [
    ("/0", "Beete", "leads to the layer “Bäume”, not to “Beete”"),
    ("", "77 gibt es nicht", "has no layer “77 gibt es nicht”"),
    ("", "", "several layers"),
])  # fmt: skip
def test_an_arcgis_layer_that_is_not_there_is_said_and_no_other_one_copied(download, arcgis, path, name, said):
    service = arcgis(Arcgis()).rsplit("/", 1)[0]
    with pytest.raises(QgsProcessingException, match=said):
        download(service + path, TYPENAME=name, SERVICE="arcgis")


def test_a_plain_file_is_copied_with_an_index(download):
    with Loopback({"/data/baeume.geojson": geojson(123)}, strict=True) as server:
        results, _feedback, _context = download(f"{server.url}/data/baeume.geojson", SERVICE="file")
    layer = opened(results["OUTPUT"])
    assert layer.featureCount() == results["RECEIVED"] == results["EXPECTED"] == 123
    assert layer.crs().authid() == "EPSG:25832"
    assert layer.hasSpatialIndex() == layer.hasSpatialIndex().SpatialIndexPresent


def test_a_file_that_says_it_is_a_page_is_refused_with_both_numbers_and_saved_if_allowed(download, tmp_path):
    page = json.dumps({**json.loads(geojson(123)), "numberMatched": 5000})
    with Loopback({"/b.geojson": page}, strict=True) as server:
        with pytest.raises(QgsProcessingException, match=r"123 of 5.000 objects"):
            download(f"{server.url}/b.geojson", SERVICE="file", OUTPUT=str(tmp_path / "b.gpkg"))
        assert list(tmp_path.iterdir()) == []
        results, _feedback, _context = download(f"{server.url}/b.geojson", SERVICE="file", ALLOW_INCOMPLETE=True)
    assert (results["RECEIVED"], results["EXPECTED"]) == (123, 5000)


def test_a_copy_says_how_many_of_its_outlines_cross_themselves(download):
    bow = [[[375_000, 5_705_000], [375_010, 5_705_010], [375_010, 5_705_000], [375_000, 5_705_010]]]
    bow[0].append(bow[0][0])
    document = json.loads(geojson(3))
    document["features"][1]["geometry"] = {"type": "Polygon", "coordinates": bow}
    with Loopback({"/b.geojson": json.dumps(document)}, strict=True) as server:
        _results, feedback, _context = download(f"{server.url}/b.geojson", SERVICE="file")
    assert any("1 object with an invalid geometry" in one for one in feedback.warnings)


def test_a_zipped_file_is_copied_too(download, tmp_path):
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("baeume.geojson", geojson(45))
    body = (tmp_path / "b.zip").read_bytes()
    (tmp_path / "b.zip").unlink()
    with Loopback({"/b.zip": Reply(200, body, content_type="application/zip")}, strict=True) as server:
        results, _feedback, _context = download(f"{server.url}/b.zip", SERVICE="file")
    assert results["RECEIVED"] == 45


@pytest.mark.parametrize("crs", ["", "EPSG:25833"])
@pytest.mark.parametrize(
    "extent",
    [
        "374999,375009.5,5704000,5706000 [EPSG:25832]",
        "7.1990,7.19994299,51.4820,51.4825 [EPSG:4326]",
        "7.1990,7.19994299,51.4820,51.4825",
        QgsRectangle(374_999, 5_704_000, 375_009.5, 5_706_000),
    ],
)
def test_an_extent_in_another_system_than_the_file_s_finds_its_objects(download, extent, crs):
    """Ten of the trees stand in it; read as numbers of the file's own system, none would."""
    with Loopback({"/b.geojson": geojson(123)}, strict=True) as server:
        results, _feedback, _context = download(f"{server.url}/b.geojson", SERVICE="file", EXTENT=extent, CRS=crs)
    layer = opened(results["OUTPUT"])
    assert layer.featureCount() == results["RECEIVED"] == 10
    assert layer.crs().authid() == (crs or "EPSG:25832")


NAMELESS = (  # as of a town's own grid: UTM 32 with another false easting
    'PROJCS["Stadtnetz",GEOGCS["ETRS89",DATUM["European_Terrestrial_Reference_System_1989",'
    'SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],'
    'PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",9],'
    'PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",600000],PARAMETER["false_northing",0],UNIT["metre",1]]'
)


def test_an_extent_in_a_system_without_a_number_finds_its_objects(download):
    box = QgsReferencedRectangle(
        QgsRectangle(474_999, 5_704_000, 475_009.5, 5_706_000), QgsCoordinateReferenceSystem.fromWkt(NAMELESS)
    )
    with Loopback({"/b.geojson": geojson(123)}, strict=True) as server:
        results, _feedback, _context = download(f"{server.url}/b.geojson", SERVICE="file", EXTENT=box)
    assert results["RECEIVED"] == 10


def test_a_wanted_system_without_a_number_is_refused_instead_of_left_out(download):
    nameless = QgsCoordinateReferenceSystem.fromWkt(NAMELESS)
    with pytest.raises(QgsProcessingException, match="has no number"):
        download("https://stadt.example/b.geojson", SERVICE="file", CRS=nameless)


def zipped_shapefile(folder, prj: str, names=("Säule",)) -> Reply:
    files = shapefile(folder, [(375_100, 5_705_000, one.encode("cp1252")) for one in names], cpg=b"UTF-8")
    files["strassen.prj"] = prj.encode("ascii")
    return Reply(200, zipped(files), content_type="application/zip")


def test_a_file_whose_system_has_no_number_is_moved_into_the_wanted_one(download, tmp_path):
    with Loopback({"/s.zip": zipped_shapefile(tmp_path, NAMELESS)}, strict=True) as server:
        results, _feedback, _context = download(f"{server.url}/s.zip", SERVICE="file", CRS="EPSG:25832")
    layer = opened(results["OUTPUT"])
    assert layer.crs().authid() == layer.metadata().crs().authid() == "EPSG:25832"
    point = next(layer.getFeatures()).geometry().asMultiPoint()[0]
    assert (point.x(), point.y()) == pytest.approx((275_100, 5_705_000), abs=0.01)
    assert results["SOURCE_NOTE"].endswith("(data changed)")


def test_a_file_in_the_wanted_system_under_another_name_stays_as_it_is(download, tmp_path):
    esri = (
        'PROJCS["ETRS_1989_UTM_Zone_32N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,'
        '298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
        'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",9.0],'
        'PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
    )
    with Loopback({"/s.zip": zipped_shapefile(tmp_path, esri)}, strict=True) as server:
        results, _feedback, _context = download(f"{server.url}/s.zip", SERVICE="file", CRS="EPSG:25832")
    assert opened(results["OUTPUT"]).crs().authid() == "EPSG:25832"
    assert "changed" not in results["SOURCE_NOTE"]


def test_names_in_a_shapefile_with_a_wrong_note_on_its_letters_are_read_right(download, tmp_path):
    reply = zipped_shapefile(tmp_path, NAMELESS, ["Säulenstraße", "Höfe"])
    with Loopback({"/s.zip": reply}, strict=True) as server:
        results, _feedback, _context = download(f"{server.url}/s.zip", SERVICE="file")
    assert [one["name"] for one in opened(results["OUTPUT"]).getFeatures()] == ["Säulenstraße", "Höfe"]


def test_a_zip_that_unpacks_to_far_too_much_is_refused(download, tmp_path):
    bomb = zipped({"a.geojson": b" " * 60_000_000 + geojson(1).encode("utf-8")})
    reply = Reply(200, bomb, content_type="application/zip")
    with Loopback({"/b.zip": reply}) as server, pytest.raises(QgsProcessingException, match="archive"):
        download(f"{server.url}/b.zip", SERVICE="file")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_names_a_schema_elsewhere_is_read_without_asking_there(download, tmp_path):
    """GDAL's own network knows neither the proxy nor the log of QGIS."""
    with Loopback({"/evil.xsd": "<schema/>"}) as server:
        gml = converted(geojson(3).encode("utf-8"), tmp_path, "GML", ".gml")["baeume.gml"].decode("utf-8")
        query = "SERVICE=WFS&amp;VERSION=1.1.0&amp;REQUEST=DescribeFeatureType&amp;TYPENAME=ogr:baeume"
        body = re.sub(
            r'schemaLocation="[^"]*"', f'schemaLocation="http://ogr.maptools.org/ {server.url}/evil.xsd?{query}"', gml
        )
        assert "evil.xsd" in body
        server.routes["/b.gml"] = body
        results, _feedback, _context = download(f"{server.url}/b.gml", SERVICE="file")
        assert results["RECEIVED"] == 3
        assert [one.path for one in server.seen] == ["/b.gml"]


def test_xml_that_declares_entities_is_not_opened(download, tmp_path):
    body = '<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml>&a;</kml>'
    with Loopback({"/b.kml": body}, strict=True) as server, pytest.raises(QgsProcessingException, match="entities"):
        download(f"{server.url}/b.kml", SERVICE="file")


def test_of_several_layers_one_is_named(download):
    body = zipped({"baum.geojson": geojson(3).replace('"name": "baeume", ', "").encode("utf-8"),
                   "bank.geojson": geojson(4).replace('"name": "baeume", ', "").encode("utf-8")})  # fmt: skip
    with Loopback({"/b.zip": Reply(200, body, content_type="application/zip")}, strict=True) as server:
        with pytest.raises(QgsProcessingException, match=r"bank.*baum|baum.*bank"):
            download(f"{server.url}/b.zip", SERVICE="file")
        results, _feedback, _context = download(f"{server.url}/b.zip", SERVICE="file", TYPENAME="bank")
    assert results["RECEIVED"] == 4


@pytest.mark.parametrize("body", ['{"type": "FeatureCollection", "features": [{"type', "no data", "<html></html>"])
def test_a_damaged_file_is_one_sentence_and_no_file(download, tmp_path, body):
    with Loopback({"/x.geojson": body}) as server, pytest.raises(QgsProcessingException) as caught:
        download(f"{server.url}/x.geojson", SERVICE="file")
    assert "Traceback" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_file_as_it_was(download, arcgis, tmp_path, monkeypatch):
    """SQLite says "database or disk is full" when the page limit of the file is reached, as on a full disk."""
    (tmp_path / "copy.gpkg").write_bytes(b"before")
    real = download_file.sqlite3.connect

    def small(*args, **kwargs):
        connection = real(*args, **kwargs)
        connection.execute("PRAGMA max_page_count = 40")
        return connection

    monkeypatch.setattr(download_file.sqlite3, "connect", small)
    with pytest.raises(QgsProcessingException, match="room on the disk"):
        download(arcgis(Arcgis()))
    assert (tmp_path / "copy.gpkg").read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["copy.gpkg"]


def test_only_web_addresses_are_opened(download, tmp_path):
    for url in ("file:///etc/passwd", "/vsicurl/http://x.example/a.gpkg", "PG:dbname=x", "http://u:p@x.example/wfs"):
        with pytest.raises(QgsProcessingException):
            download(url, SERVICE="file")
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_tells_nothing_is_asked_what_it_is(download):
    routes = {"/x": {"hello": 1}, "/x/collections": {"hello": 2}}
    with Loopback(routes) as server, pytest.raises(QgsProcessingException, match="Choose the kind of service"):
        download(f"{server.url}/x")


def test_the_stored_time_out_ends_a_run_whose_service_hangs(download):
    QgsSettings().setValue("plugins/ruhr_smartcity/network-inactivity-s", 1)
    QgsSettings().setValue("plugins/ruhr_smartcity/network-total-s", 2)
    try:
        with Loopback({"/a": {}}) as server, Chaos(server.url, [{"match": "", "fault": "hang"}]) as proxy:
            started = time.monotonic()
            with pytest.raises(QgsProcessingException):
                download(f"{proxy.url}/a/FeatureServer/0", SERVICE="arcgis")
            assert time.monotonic() - started < 15  # the default would wait for half a minute
    finally:
        QgsSettings().remove("plugins/ruhr_smartcity")
