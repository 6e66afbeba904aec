# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:downloadlayer`` as models and scripts call it: its contract, ArcGIS and plain files, full disks."""

from __future__ import annotations

import json
import time
import zipfile

import pytest
from qgis.core import QgsApplication, QgsProcessingException, QgsSettings, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers import download_file
from tests.support.chaos import Chaos
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
    servers = []

    def start(service):
        path = "/arcgis/rest/services/Baum/FeatureServer/0"
        server = Loopback({path: service.describe, f"{path}/query": service.query}, strict=True)
        servers.append(server)
        server.__enter__()
        return f"{server.url}{path}"

    yield start
    for server in servers:
        server.__exit__(None, None, None)


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


def test_a_plain_file_is_copied_with_an_index(download):
    with Loopback({"/data/baeume.geojson": geojson(123)}, strict=True) as server:
        results, _feedback, _context = download(f"{server.url}/data/baeume.geojson", SERVICE="file")
    layer = opened(results["OUTPUT"])
    assert layer.featureCount() == results["RECEIVED"] == results["EXPECTED"] == 123
    assert layer.crs().authid() == "EPSG:25832"
    assert layer.hasSpatialIndex() == layer.hasSpatialIndex().SpatialIndexPresent


def test_a_zipped_file_is_copied_too(download, tmp_path):
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("baeume.geojson", geojson(45))
    body = (tmp_path / "b.zip").read_bytes()
    (tmp_path / "b.zip").unlink()
    with Loopback({"/b.zip": Reply(200, body, content_type="application/zip")}, strict=True) as server:
        results, _feedback, _context = download(f"{server.url}/b.zip", SERVICE="file")
    assert results["RECEIVED"] == 45


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
