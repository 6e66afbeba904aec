# SPDX-License-Identifier: GPL-2.0-or-later
"""Coverages of a real QGIS Server and a real MapServer: a layer that draws or one sentence, whatever fails."""

from __future__ import annotations

import pytest
from qgis.core import QgsPointXY

from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer, read_service
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.network.client import Limits
from tests.support.chaos import Chaos
from tests.support.faults import LAYER_FAULTS, PASSING_FAULTS, at_places, case_name, fault_name
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
from tests.support.mapserver import MapServer
from tests.support.qgis_server import QgisServer

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("short_timeout")]


@pytest.fixture(scope="module")
def servers():
    with QgisServer(points=50, pictures=True) as qgis, MapServer(points=50, heights=True) as mapserver:
        yield {"qgis": qgis.wfs_url, "mapserver": mapserver.url}


def start(proxy: Chaos, address: str, limits: Limits = LIMITS) -> Loading:
    return Loading(ServiceKind.WCS, through(proxy, address), limits=limits)


@pytest.mark.parametrize("name", ["qgis", "mapserver"])
def test_the_description_names_the_coverage(servers, name):
    description = read_service(new_client(limits=LIMITS), ServiceKind.WCS, servers[name])
    assert description.version == "1.0.0"
    assert [(one.name, one.title) for one in description.layers] == [("hoehe", "Höhenmodell")]
    west, south, east, north = description.layers[0].extent_4326
    assert west < 7.21 < east
    assert south < 51.48 < north


@pytest.mark.parametrize("name", ["qgis", "mapserver"])
def test_the_coverage_is_drawn_with_its_values(qtbot, servers, name):
    loaded = load(qtbot, ServiceKind.WCS, servers[name])
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.layer.crs().authid() == "EPSG:25832"
    assert drawn_pixels(qtbot, loaded.layer) > 1000
    # By hand: column 100 of the model (100 m wide, from 365,000 m) is 40 m + 100 * 1 m high.
    value, is_there = loaded.layer.dataProvider().sample(QgsPointXY(375050.0, 5705050.0), 1)
    assert is_there
    assert value == pytest.approx(140.0, abs=1.0)


@pytest.mark.parametrize(
    ("match", "fault"),
    at_places("GetCapabilities", "DescribeCoverage", "GetCoverage", rare="GetCoverage"),
    ids=case_name,
)
@pytest.mark.parametrize("name", ["qgis", "mapserver"])
def test_a_coverage_that_draws_or_one_sentence(qtbot, servers, name, match, fault):
    with Chaos(upstream(servers[name]), [{"match": match, **fault}]) as proxy:
        layer_that_draws_or_sentence(qtbot, start(proxy, servers[name]))
        assert any(match in one["path"] for one in proxy.log)


@pytest.mark.parametrize("match", ["GetCapabilities", "DescribeCoverage", "GetCoverage"])
@pytest.mark.parametrize("fault", PASSING_FAULTS, ids=fault_name)
def test_what_fails_once_only_costs_nothing(qtbot, servers, fault, match):
    with Chaos(upstream(servers["qgis"]), [{"match": match, "n": 1, **fault}]) as proxy:
        loading = start(proxy, servers["qgis"], REPEATING)
        layer_that_draws_or_sentence(qtbot, loading)
        assert isinstance(loading.end, LoadedLayer), loading.end


@pytest.mark.parametrize("fault", LAYER_FAULTS, ids=fault_name)
@pytest.mark.parametrize("match", ["DescribeCoverage", "GetCoverage"])
def test_what_fails_after_the_trial_is_a_sentence_of_qgis_own_provider(qtbot, servers, match, fault):
    with Chaos(upstream(servers["qgis"]), [{"match": match, "after": 1, **fault}]) as proxy:
        layer_that_draws_or_sentence(qtbot, start(proxy, servers["qgis"]))


@pytest.mark.parametrize("match", ["GetCapabilities", "DescribeCoverage", "GetCoverage"])
def test_a_service_that_hangs_can_be_left_at_once(qtbot, servers, match):
    ends_at_once_when_stopped(qtbot, upstream(servers["qgis"]), match, lambda proxy: start(proxy, servers["qgis"]))


def test_the_window_stays_alive_while_a_service_hangs(qtbot, servers):
    window_stays_alive(qtbot, upstream(servers["qgis"]), "GetCoverage", lambda proxy: start(proxy, servers["qgis"]))
