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
from tests.support.faults import LAYER_FAULTS, fault_name
from tests.support.live_layers import LIMITS, load
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


@pytest.mark.parametrize("match", ["offset=2000", "limit=1", "/collections"])
@pytest.mark.parametrize("fault", LAYER_FAULTS, ids=fault_name)
def test_a_complete_layer_or_a_clear_sentence_never_a_short_one(qtbot, server, match, fault):
    with Chaos(server.url, [{"match": match, **fault}]) as proxy:
        end = load(qtbot, ServiceKind.OAPIF, f"{proxy.url}/wfs3", "baeume")
        assert any(match in str(entry) for entry in proxy.log)
    if isinstance(end, LoadedLayer):
        assert (end.completeness.verdict is Verdict.COMPLETE) == (end.completeness.received == 2502)
        assert end.completeness.verdict is Verdict.COMPLETE or end.completeness.short_text()
        if match == "offset=2000":
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
