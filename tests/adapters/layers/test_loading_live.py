# SPDX-License-Identifier: GPL-2.0-or-later
"""Tiles, coverages, ArcGIS and SensorThings open through QGIS's providers, or a sentence says why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qgis.core import QgsDataSourceUri

from ruhr_smartcity_plugin.adapters.layers import loading_uris as uris
from ruhr_smartcity_plugin.adapters.layers.kept_layer import keep_with
from ruhr_smartcity_plugin.adapters.layers.layer_cache import LayerCache
from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer
from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.origin import Origin
from tests.support.chaos import Chaos
from tests.support.faults import LAYER_FAULTS, at_places, case_name, fault_name
from tests.support.geofiles import EAST, NORTH
from tests.support.live_layers import load
from tests.support.loopback import Loopback, Reply, Seen
from tests.support.sensorthings import SensorThingsServer

pytestmark = pytest.mark.usefixtures("short_timeout")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63d0a810f90f00033401b4"
    "9a4529880000000049454e44ae426082"
)


def load_arcgis(qtbot, url: str, folder: Path) -> object:
    keep = keep_with(LayerCache(folder, 10**8), frozenset(), Origin("Bäume"))
    return load(qtbot, ServiceKind.ARCGIS, url, keep=keep)


# --- tiles -------------------------------------------------------------------------------------------
def test_tiles_are_opened_after_the_tile_of_bochum_has_come(qtbot):
    # By hand: x = (7.2126 + 180) / 360 * 4096 = 2130.06; tan 51.4812° = 1.2563, 1 / cos = 1.6057, ln(2.8620) = 1.0515,
    # y = (1 - 1.0515 / π) / 2 * 4096 = 1362.5
    with Loopback({"/t/12/2130/1362.png": Reply(200, PNG, content_type="image/png")}, strict=True) as server:
        loaded = load(qtbot, ServiceKind.XYZ, server.url + "/t/{z}/{x}/{y}.png", area_25832=None)
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.layer.providerType() == "wms"
    assert loaded.layer.crs().authid() == "EPSG:3857"
    assert "{z}" in loaded.layer.source()


@pytest.mark.parametrize("fault", LAYER_FAULTS, ids=fault_name)
def test_tiles_that_do_not_come_are_a_sentence(qtbot, fault):
    tile = Reply(200, PNG, content_type="image/png")
    with Loopback({"/t/12/2130/1362.png": tile}) as server, Chaos(server.url) as proxy:
        proxy.rules = [{"match": "", **fault}]
        assert isinstance(load(qtbot, ServiceKind.XYZ, proxy.url + "/t/{z}/{x}/{y}.png"), RuhrError)


def test_vector_tiles_by_template_and_by_tilejson(qtbot):
    tile = Reply(200, b"\x1a\x02x\x01", content_type="application/x-protobuf")
    tilejson = {"tilejson": "3.0.0", "name": "Basis", "tiles": ["v/{z}/{x}/{y}.pbf"], "minzoom": 0, "maxzoom": 14}
    with Loopback({"/v/12/2130/1362.pbf": tile, "/tiles.json": tilejson}) as server:
        for address in ("/v/{z}/{x}/{y}.pbf", "/tiles.json"):
            loaded = load(qtbot, ServiceKind.VECTOR_TILES, server.url + address)
            assert isinstance(loaded, LoadedLayer), loaded
            assert loaded.layer.isValid()
            assert "{z}" in loaded.layer.source()


# --- ArcGIS ------------------------------------------------------------------------------------------
class ArcGis(Loopback):
    """A FeatureServer with one layer of points in EPSG:25832; `short` objects fewer come than it states."""

    def __init__(self, count: int = 25, short: int = 0) -> None:
        super().__init__({"/rest/services/baum/FeatureServer": self._service,
                          "/rest/services/baum/FeatureServer/0": self._layer,
                          "/rest/services/baum/FeatureServer/0/query": self._query}, strict=True)  # fmt: skip
        self.count, self.short = count, short

    def _service(self, _request: Seen) -> dict:
        return {"currentVersion": 11.1, "capabilities": "Query", "maxRecordCount": 1000, "copyrightText": "© Stadt",
                "spatialReference": {"wkid": 25832},
                "layers": [{"id": 0, "name": "Bäume", "geometryType": "esriGeometryPoint"}]}  # fmt: skip

    def _layer(self, _request: Seen) -> dict:
        box = {"xmin": EAST, "ymin": NORTH, "xmax": EAST + 100, "ymax": NORTH + 100,
               "spatialReference": {"wkid": 25832}}  # fmt: skip
        return {"currentVersion": 11.1, "id": 0, "name": "Bäume", "type": "Feature Layer",
                "geometryType": "esriGeometryPoint", "extent": box, "objectIdField": "OBJECTID", "maxRecordCount": 1000,
                "capabilities": "Query", "fields": [
                    {"name": "OBJECTID", "type": "esriFieldTypeOID", "alias": "OBJECTID"},
                    {"name": "art", "type": "esriFieldTypeString", "alias": "Art", "length": 40}]}  # fmt: skip

    def _query(self, request: Seen) -> Reply | dict:
        if request.value("returnCountOnly") == "true":
            return {"count": self.count}
        ids = list(range(1, self.count + 1 - self.short))
        if request.value("returnIdsOnly") == "true":
            return {"objectIdFieldName": "OBJECTID", "objectIds": list(range(1, self.count + 1))}
        words = request.value("where").split()  # OBJECTID >= 1 AND OBJECTID <= 25
        wanted = list(range(int(words[2]), int(words[6]) + 1))
        rows = [{"attributes": {"OBJECTID": one, "art": "Roßkastanie"}, "geometry": {"x": EAST + one, "y": NORTH}}
                for one in wanted if one in ids]  # fmt: skip
        body = {"objectIdFieldName": "OBJECTID", "geometryType": "esriGeometryPoint",
                "spatialReference": {"wkid": 25832}, "fields": self._layer(request)["fields"],
                "features": rows}  # fmt: skip
        return Reply(200, json.dumps(body), content_type="application/json")

    @property
    def service(self) -> str:
        return self.url + "/rest/services/baum/FeatureServer"


def test_all_objects_of_an_arcgis_layer_arrive(qtbot, tmp_path):
    with ArcGis() as server:
        loaded = load_arcgis(qtbot, server.service, tmp_path)
        assert isinstance(loaded, LoadedLayer), loaded
        assert loaded.layer.providerType() == "ogr"  # a local copy: QGIS's provider cannot be stopped
        assert (loaded.completeness.expected, loaded.completeness.received) == (25, 25)
        assert loaded.completeness.verdict is Verdict.COMPLETE
        assert {one["art"] for one in loaded.layer.getFeatures()} == {"Roßkastanie"}
        assert loaded.layer.crs().authid() == "EPSG:25832"


def test_an_arcgis_layer_that_sends_fewer_than_it_states_is_short(qtbot, tmp_path):
    with ArcGis(short=3) as server:
        loaded = load_arcgis(qtbot, server.service, tmp_path)
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.completeness.verdict is Verdict.SHORT
    assert (loaded.completeness.expected, loaded.completeness.received) == (25, 22)


@pytest.mark.parametrize(
    ("match", "fault"),
    at_places(
        "FeatureServer?", "FeatureServer/0?", "returnIdsOnly", "where=OBJECTID", rare="where=OBJECTID", trickles=True
    ),
    ids=case_name,
)
def test_an_arcgis_layer_is_whole_or_said_to_be_not_whatever_fails(qtbot, fault, match, tmp_path):
    with ArcGis(5) as server:
        server.strict = False
        with Chaos(server.url) as proxy:
            proxy.rules = [{"match": match, **fault}]
            result = load_arcgis(qtbot, proxy.url + "/rest/services/baum/FeatureServer", tmp_path)
    if isinstance(result, LoadedLayer):
        assert result.completeness.verdict is not Verdict.COMPLETE or result.completeness.received == 5
    else:
        assert isinstance(result, RuhrError), result


# --- SensorThings ------------------------------------------------------------------------------------
@pytest.mark.server
def test_the_places_of_a_sensorthings_service_are_a_live_layer(qtbot):
    with SensorThingsServer() as server:
        loaded = load(qtbot, ServiceKind.STA, server.url, "Location")
        assert isinstance(loaded, LoadedLayer), loaded
        assert loaded.layer.providerType() == "sensorthings"
        assert loaded.completeness.verdict is Verdict.COMPLETE
        assert loaded.completeness.received == loaded.completeness.expected > 0


# --- source strings ----------------------------------------------------------------------------------
def test_no_value_of_a_service_adds_a_parameter_to_a_source():
    evil = "x' authcfg='stolen1' &authcfg=stolen2&url=http://evil.example"
    parts = {"format": evil, "style": evil, "matrix_set": evil, "dimensions": evil}
    source = LayerSource(ServiceKind.WMTS, "https://x.example/wmts?a=1&b=2", evil, "t", "EPSG:25832", "1.0.0", parts)
    for text in (uris.wmts_uri(source), uris.wcs_uri(source)):
        read = QgsDataSourceUri()
        read.setEncodedUri(text)
        assert read.authConfigId() == ""
        assert read.param("url") == "https://x.example/wmts?a=1&b=2"
    for text in (uris.arcgis_picture_uri(source), uris.arcgis_objects_uri(source), uris.sensorthings_uri(source)):
        read = QgsDataSourceUri(text)
        assert read.authConfigId() == ""
        assert read.param("url").startswith("https://x.example/wmts?a=1&b=2")


def test_a_log_in_is_passed_by_its_id_only():
    source = LayerSource(ServiceKind.XYZ, "https://x.example/{z}/{x}/{y}.png", "", "t")
    assert uris.tiles_uri(source, authcfg="abc1234").startswith("authcfg=abc1234&type=xyz&")
    assert "authcfg='abc1234'" in uris.arcgis_objects_uri(source, authcfg="abc1234").replace('"', "'") or (
        "authcfg=abc1234" in uris.arcgis_objects_uri(source, authcfg="abc1234")
    )
