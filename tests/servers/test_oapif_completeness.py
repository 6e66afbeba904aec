# SPDX-License-Identifier: GPL-2.0-or-later
"""OGC API Features from a real QGIS Server, directly and through faults: complete, or said."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.adapters.layers import oapif
from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import LayerError, NetworkError
from tests.support.chaos import Chaos
from tests.support.faults import ALL_LAYER_FAULTS, at_places, case_name, fault_name
from tests.support.live_layers import LIMITS, load
from tests.support.pygeoapi import make_trees, pygeoapi_server
from tests.support.qgis_server import QgisServer

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("short_timeout")]


@pytest.fixture(scope="module")
def server():
    with QgisServer() as running:
        yield running


def test_all_objects_of_a_collection_arrive(qtbot, server):
    loaded = load(qtbot, ServiceKind.OAPIF, server.oapif_url, "baeume")
    assert isinstance(loaded, LoadedLayer), loaded
    assert (loaded.completeness.expected, loaded.completeness.received) == (2502, 2502)
    assert loaded.completeness.verdict is Verdict.COMPLETE
    assert loaded.notes == ()


def test_an_address_deep_inside_the_service_leads_to_its_landing_page(qgis_app, server):
    description = oapif.read_oapif(new_client(limits=LIMITS), f"{server.oapif_url}/collections/baeume/items?f=json")
    assert description.url == server.oapif_url
    assert [layer.title for layer in description.layers] == ["Bäume", "Ortsteile"]
    assert description.layers[0].crs[0] == "EPSG:25832"


@pytest.mark.parametrize(
    ("match", "fault"),
    at_places("offset=2000", "limit=1", "/collections", rare="offset=2000", trickles=True),
    ids=case_name,
)
def test_a_complete_layer_or_a_clear_sentence_never_a_short_one(qtbot, server, match, fault):
    with Chaos(server.url, [{"match": match, **fault}]) as proxy:
        end = load(qtbot, ServiceKind.OAPIF, f"{proxy.url}/wfs3", "baeume")
        assert any(match in str(entry) for entry in proxy.log)
    if isinstance(end, LoadedLayer):
        assert (end.completeness.verdict is Verdict.COMPLETE) == (end.completeness.received == 2502)
        assert end.completeness.verdict is Verdict.COMPLETE or end.completeness.short_text()
        if match == "offset=2000" and fault["fault"] != "wrong_type":  # QGIS does not look at the type
            assert "2,000 of 2,502" in end.completeness.short_text()
    else:
        assert isinstance(end, (NetworkError, LayerError)), end
        assert end.sentence


def test_wfs_1_1_of_the_same_server_is_complete_too(qtbot, server):
    loaded = load(qtbot, ServiceKind.WFS, server.wfs_url, "baeume")
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.source.version == "1.1.0"
    assert loaded.completeness.verdict is Verdict.COMPLETE
    assert loaded.completeness.received == 2502


@pytest.mark.parametrize("fault", ALL_LAYER_FAULTS, ids=fault_name)
def test_wfs_1_1_of_the_same_server_is_complete_or_says_so(qtbot, server, fault):
    with Chaos(server.wfs_url.rstrip("/"), [{"match": "REQUEST=GetFeature", **fault}]) as proxy:
        end = load(qtbot, ServiceKind.WFS, f"{proxy.url}/", "baeume")
        assert any("GetFeature" in str(entry) for entry in proxy.log)
    _is_complete_or_says_so(end)


@pytest.fixture(scope="module")
def pygeoapi():
    with pygeoapi_server(features=make_trees(2502), cap=1000) as running:
        yield running


@pytest.mark.parametrize("match", ["offset=", "/collections"])
@pytest.mark.parametrize(
    "fault", [{"fault": "pass"}, {"fault": "status", "code": 500}, {"fault": "truncate"}], ids=fault_name
)
def test_collections_of_pygeoapi_are_complete_or_say_so(qtbot, pygeoapi, match, fault):
    with Chaos(pygeoapi.url, [{"match": match, **fault}]) as proxy:
        end = load(qtbot, ServiceKind.OAPIF, proxy.url, "baeume")
        assert any(match in str(entry) for entry in proxy.log)
    _is_complete_or_says_so(end)
    assert fault["fault"] != "pass" or end.completeness.received == 2502


def _is_complete_or_says_so(end: object) -> None:
    if isinstance(end, LoadedLayer):
        is_complete = end.completeness.verdict is Verdict.COMPLETE
        assert is_complete == (end.completeness.received == 2502)
        assert is_complete or end.completeness.short_text()
    else:
        assert isinstance(end, (NetworkError, LayerError)), end
        assert end.sentence
