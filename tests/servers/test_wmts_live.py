# SPDX-License-Identifier: GPL-2.0-or-later
"""Tiles of a real QGIS Server (WMTS 1.0): a layer that draws or one sentence, whatever fails on the way."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer, read_service
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.network.client import Limits
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
    window_stays_alive,
)
from tests.support.qgis_server import QgisServer

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("short_timeout")]


@pytest.fixture(scope="module")
def server():
    with QgisServer(points=900, pictures=True) as running:
        yield running


def start(proxy: Chaos, limits: Limits = LIMITS) -> Loading:
    return Loading(ServiceKind.WMTS, f"{proxy.url}/", "hoehe", limits)


def test_the_description_names_the_tiles_in_the_system_of_the_region(server):
    description = read_service(new_client(limits=LIMITS), ServiceKind.WMTS, server.wfs_url)
    assert description.title == "Stadtdienst Bochum (Test)"
    assert [one.name for one in description.layers] == ["baeume", "ortsteile", "hoehe"]
    trees = description.layers[0]
    assert trees.crs[0] == "EPSG:25832"
    assert "EPSG:3857" in trees.crs
    assert trees.parts["matrix_set"] == "EPSG:25832"
    assert trees.parts["format"] == "image/png"


@pytest.mark.parametrize("name", ["baeume", "hoehe"])
def test_the_tiles_are_drawn_on_the_map(qtbot, server, name):
    loaded = load(qtbot, ServiceKind.WMTS, server.wfs_url, name)
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.layer.crs().authid() == "EPSG:25832"
    assert loaded.layer.providerType() == "wms"
    assert loaded.completeness is None
    assert drawn_pixels(qtbot, loaded.layer) > 300


def test_a_tile_of_the_area_is_fetched_before_the_layer_is_opened(qtbot, server):
    with Chaos(server.url) as proxy:
        load(qtbot, ServiceKind.WMTS, f"{proxy.url}/", "baeume")
        tiles = [one["path"] for one in proxy.log if "GetTile" in one["path"]]
    assert len(tiles) == 1
    # By hand: the grid EPSG:25832 of QGIS Server starts at the upper left of the system's area; its tile size is taken
    # from the capabilities, so that only what is asked for is held here: level nearest to 1:50,000.
    assert "TILEMATRIXSET=EPSG%3A25832" in tiles[0]
    assert "LAYER=baeume" in tiles[0]


@pytest.mark.parametrize(("match", "fault"), at_places("GetCapabilities", "GetTile", rare="GetTile"), ids=case_name)
def test_tiles_that_draw_or_one_sentence(qtbot, server, match, fault):
    with Chaos(server.url, [{"match": match, **fault}]) as proxy:
        layer_that_draws_or_sentence(qtbot, start(proxy))
        assert any(match in one["path"] for one in proxy.log)


@pytest.mark.parametrize("after", [0, 1, 2])
@pytest.mark.parametrize("fault", PASSING_FAULTS, ids=fault_name)
def test_what_fails_once_only_costs_nothing(qtbot, server, fault, after):
    """The description, the one of the trial, and the one that QGIS's own provider fetches."""
    with Chaos(server.url, [{"match": "GetCapabilities", "after": after, "n": 1, **fault}]) as proxy:
        loading = start(proxy, REPEATING)
        layer_that_draws_or_sentence(qtbot, loading)
        if after < 2:
            assert isinstance(loading.end, LoadedLayer), loading.end


@pytest.mark.parametrize("match", ["GetCapabilities", "GetTile"])
def test_a_service_that_hangs_can_be_left_at_once(qtbot, server, match):
    ends_at_once_when_stopped(qtbot, server.url, match, start)


def test_the_window_stays_alive_while_a_service_hangs(qtbot, server):
    window_stays_alive(qtbot, server.url, "GetTile", start)
