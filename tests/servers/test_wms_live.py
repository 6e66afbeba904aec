# SPDX-License-Identifier: GPL-2.0-or-later
"""Pictures of a real MapServer and a real QGIS Server (WMS 1.3): drawn, or one sentence, whatever fails on the way."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer, read_service
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import NetworkError
from ruhr_smartcity_plugin.core.network.client import Content
from tests.support.chaos import Chaos
from tests.support.faults import PASSING_FAULTS, at_places, case_name, fault_name
from tests.support.live_layers import (
    LIMITS,
    REPEATING,
    Loading,
    drawn_pixels,
    ends_at_once_when_stopped,
    layer_that_draws_or_sentence,
    load,
    through,
    upstream,
    window_stays_alive,
)
from tests.support.live_services import ArcGisMap
from tests.support.loopback import Loopback, Reply
from tests.support.mapserver import MapServer
from tests.support.qgis_server import QgisServer
from tests.support.sensorthings import SensorThingsServer

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("short_timeout")]


@pytest.fixture(scope="module")
def servers():
    with QgisServer(points=300, pictures=True) as qgis, MapServer(points=300) as mapserver:
        yield {"qgis": qgis.wfs_url, "mapserver": mapserver.url}


@pytest.fixture(scope="module")
def arcgis():
    with ArcGisMap() as running:
        yield running


@pytest.fixture(scope="module")
def stations():
    with SensorThingsServer() as running:
        yield running


# --- WMS ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["qgis", "mapserver"])
def test_the_picture_is_drawn_in_the_system_of_the_region(qtbot, servers, name):
    loaded = load(qtbot, ServiceKind.WMS, servers[name], "ortsteile")
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.layer.crs().authid() == "EPSG:25832"
    assert drawn_pixels(qtbot, loaded.layer) > 300


@pytest.mark.parametrize("name", ["qgis", "mapserver"])
def test_the_legend_of_a_layer_is_a_picture(servers, name):
    client = new_client(limits=LIMITS)
    layer = read_service(client, ServiceKind.WMS, servers[name]).find_layer("baeume")
    assert layer.legend_url
    assert client.get(layer.legend_url, expect=Content.IMAGE).body


def test_the_scales_a_layer_is_drawn_at_are_known(servers):
    """The server's project says from 1:500,000 to 1:1,000."""
    layer = read_service(new_client(limits=LIMITS), ServiceKind.WMS, servers["qgis"]).find_layer("ortsteile")
    assert layer.min_scale == pytest.approx(500_000, rel=0.01)
    assert layer.max_scale == pytest.approx(1_000, rel=0.01)


@pytest.mark.parametrize(("match", "fault"), at_places("GetCapabilities", "GetMap", rare="GetMap"), ids=case_name)
@pytest.mark.parametrize("name", ["qgis", "mapserver"])
def test_a_picture_that_draws_or_one_sentence(qtbot, servers, name, match, fault):
    with Chaos(upstream(servers[name]), [{"match": match, **fault}]) as proxy:
        layer_that_draws_or_sentence(qtbot, Loading(ServiceKind.WMS, through(proxy, servers[name]), "ortsteile"))
        assert any(match in one["path"] for one in proxy.log)


@pytest.mark.parametrize("fault", PASSING_FAULTS, ids=fault_name)
@pytest.mark.parametrize("match", ["GetCapabilities", "GetMap"])
def test_a_picture_that_fails_once_only_costs_nothing(qtbot, servers, match, fault):
    with Chaos(upstream(servers["mapserver"]), [{"match": match, "n": 1, **fault}]) as proxy:
        loading = Loading(ServiceKind.WMS, through(proxy, servers["mapserver"]), "ortsteile", REPEATING)
        layer_that_draws_or_sentence(qtbot, loading)
        assert isinstance(loading.end, LoadedLayer), loading.end


@pytest.mark.parametrize("match", ["GetCapabilities", "GetMap"])
def test_a_service_that_hangs_can_be_left_at_once_and_the_window_stays_alive(qtbot, servers, match):
    def start(proxy: Chaos) -> Loading:
        return Loading(ServiceKind.WMS, through(proxy, servers["mapserver"]), "ortsteile")

    ends_at_once_when_stopped(qtbot, upstream(servers["mapserver"]), match, start)
    window_stays_alive(qtbot, upstream(servers["mapserver"]), match, start)


# --- pictures of ArcGIS ------------------------------------------------------------------------------
@pytest.mark.parametrize("own", [25832, 3857])
def test_a_picture_of_arcgis_is_drawn_in_the_system_of_its_service(qtbot, own):
    with ArcGisMap(own) as service:
        loaded = load(qtbot, ServiceKind.ARCGIS, service.service)
        assert isinstance(loaded, LoadedLayer), loaded
        assert loaded.layer.providerType() == "arcgismapserver"
        assert loaded.layer.crs().authid() == loaded.source.crs == f"EPSG:{own}"
        assert drawn_pixels(qtbot, loaded.layer) > 300


@pytest.mark.parametrize(("match", "fault"), at_places("MapServer?", "export", rare="export"), ids=case_name)
def test_a_picture_of_arcgis_that_draws_or_one_sentence(qtbot, arcgis, match, fault):
    with Chaos(arcgis.url, [{"match": match, **fault}]) as proxy:
        layer_that_draws_or_sentence(qtbot, Loading(ServiceKind.ARCGIS, proxy.url + arcgis.path))
        assert any(match in one["path"] for one in proxy.log)


@pytest.mark.parametrize("fault", PASSING_FAULTS, ids=fault_name)
@pytest.mark.parametrize("match", ["MapServer?", "export"])
def test_a_picture_of_arcgis_that_fails_once_only_costs_nothing(qtbot, arcgis, match, fault):
    with Chaos(arcgis.url, [{"match": match, "n": 1, **fault}]) as proxy:
        loading = Loading(ServiceKind.ARCGIS, proxy.url + arcgis.path, limits=REPEATING)
        layer_that_draws_or_sentence(qtbot, loading)
        assert isinstance(loading.end, LoadedLayer), loading.end


def test_an_error_of_arcgis_with_status_200_is_no_picture(qtbot, arcgis):
    refusal = '{"error": {"code": 499, "message": "Log in first"}}'
    with Loopback() as server:
        spoilt = Reply(200, refusal, content_type="application/json")
        server.answer = lambda seen: spoilt if "export" in seen.path else arcgis.answer(seen)
        end = load(qtbot, ServiceKind.ARCGIS, server.url + arcgis.path)
    assert isinstance(end, NetworkError)


# --- SensorThings ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("match", "fault"), at_places("/v1.1/", "$count", "Locations", rare="Locations", trickles=True), ids=case_name
)
def test_all_places_of_stations_or_one_sentence(qtbot, stations, match, fault):
    root = stations.url.rsplit("/", 1)[0]
    with Chaos(root, [{"match": match, **fault}]) as proxy:
        loading = Loading(ServiceKind.STA, proxy.url + "/v1.1", "Location")
        end = loading.wait(qtbot)
        assert any(match in str(entry) for entry in proxy.log)
    assert loading.seconds < 30.0
    if isinstance(end, LoadedLayer):
        is_whole = end.completeness.received == end.completeness.expected > 0
        assert is_whole or end.completeness.verdict is not Verdict.COMPLETE
    else:
        assert end.sentence
        assert "Traceback" not in end.sentence
