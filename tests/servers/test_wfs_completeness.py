# SPDX-License-Identifier: GPL-2.0-or-later
"""A complete layer or a clear sentence, never a short one: a real MapServer (WFS 2.0) directly and through faults."""

from __future__ import annotations

import pytest
from qgis.core import QgsNetworkAccessManager, QgsVectorLayer
from qgis.PyQt.QtCore import QThread

from ruhr_smartcity_plugin.adapters.layers import wfs
from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer, load_layer
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.completeness import Proof, Verdict
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.errors import CancelledError, LayerError, NetworkError, RuhrError
from tests.support.chaos import Chaos
from tests.support.faults import at_places, case_name
from tests.support.heartbeat import Heartbeat
from tests.support.live_layers import LIMITS, InTask, Loading, load
from tests.support.mapserver import MapServer

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("short_timeout")]


@pytest.fixture(scope="module")
def server():
    with MapServer() as running:
        yield running


def test_a_layer_is_whole_although_the_service_caps_pages_and_even_its_count(qtbot, server):
    server.requests.clear()
    loaded = load(qtbot, ServiceKind.WFS, server.url)
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.completeness.verdict is Verdict.COMPLETE
    assert loaded.completeness.proof is Proof.PROBED
    assert (loaded.completeness.expected, loaded.completeness.received) == (1000, 2502)
    assert loaded.layer.crs().authid() == "EPSG:25832"
    assert loaded.layer.thread() is QThread.currentThread()
    assert loaded.notes == ()
    assert sum(1 for _ in loaded.layer.getFeatures()) == 2502
    assert {feature["art"] for feature in loaded.layer.getFeatures()} >= {"Roßkastanie", "Säulenpappel"}


@pytest.mark.parametrize("crs", ["EPSG:25833", "EPSG:3035", "EPSG:4326"])
def test_a_layer_of_bochum_is_in_place_in_whatever_system_it_is_fetched(qtbot, crs):
    with MapServer(points=40) as free:
        source = LayerSource(ServiceKind.WFS, free.url, "ms:baeume", "Bäume", crs, "2.0.0")
        loaded = InTask(lambda _progress: load_layer(new_client(limits=LIMITS), source)).wait(qtbot)
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.layer.crs().authid() == crs
    assert loaded.notes == ()


def test_without_a_cap_the_stated_number_is_the_proof(qtbot):
    with MapServer(points=1234, max_features=0) as free:
        loaded = load(qtbot, ServiceKind.WFS, free.url)
    assert loaded.completeness.proof is Proof.STATED
    assert loaded.completeness.sentence() == "Complete: 1,234 objects."


def test_an_empty_layer_is_complete_with_nothing(qtbot):
    with MapServer(points=0) as empty:
        loaded = load(qtbot, ServiceKind.WFS, empty.url)
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.completeness.verdict is Verdict.COMPLETE
    assert loaded.completeness.received == 0


def test_without_paging_the_cap_is_found_out(qtbot, server):
    """1,000 of 2,502 arrive, the layer is valid, and the service states 1,000 as well."""

    def work(progress):
        source = LayerSource(
            ServiceKind.WFS, server.url, "ms:baeume", "Bäume", "EPSG:25832", "2.0.0", {"paging": "false"}
        )
        return load_layer(new_client(limits=LIMITS), source, cap=None, progress=progress)

    loaded = InTask(work).wait(qtbot)
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.completeness.received == 1000
    assert loaded.completeness.verdict is Verdict.SHORT
    assert "more" in loaded.completeness.sentence()


_PAGE = "STARTINDEX=2000&COUNT=1000"


@pytest.mark.parametrize(
    ("match", "fault"),
    at_places(_PAGE, "RESULTTYPE=hits", "DescribeFeatureType", "GetCapabilities", rare=_PAGE, trickles=True),
    ids=case_name,
)
def test_a_complete_layer_or_a_clear_sentence_never_a_short_one(qtbot, server, match, fault):
    with Chaos(server.url.rsplit("/", 1)[0], [{"match": match, **fault}]) as proxy:
        end = load(qtbot, ServiceKind.WFS, f"{proxy.url}/ows")
        assert any(match in str(entry) for entry in proxy.log)
    if isinstance(end, LoadedLayer):
        # The service is gone now: what came whole is kept, of the rest QGIS may ask anew and get nothing.
        really = sum(1 for _ in end.layer.getFeatures())
        is_whole = end.completeness.verdict is Verdict.COMPLETE
        assert is_whole == (end.completeness.received == 2502)
        assert really == 2502 if is_whole else really <= end.completeness.received
        assert is_whole or end.completeness.short_text()
    else:
        assert isinstance(end, (NetworkError, LayerError)), end
        assert end.sentence
        assert "Traceback" not in end.sentence


def test_a_page_that_fails_at_first_only_costs_nothing(qtbot, server):
    rule = {"match": "STARTINDEX=2000&COUNT=1000", "fault": "status", "code": 503, "n": 1}
    with Chaos(server.url.rsplit("/", 1)[0], [rule]) as proxy:
        loaded = load(qtbot, ServiceKind.WFS, f"{proxy.url}/ows")
    assert loaded.completeness.verdict is Verdict.COMPLETE
    assert loaded.completeness.received == 2502


def test_when_the_look_behind_the_end_fails_too_nothing_is_claimed(qtbot, server):
    with Chaos(server.url.rsplit("/", 1)[0], [{"match": "STARTINDEX=2", "fault": "status", "code": 503}]) as proxy:
        loaded = load(qtbot, ServiceKind.WFS, f"{proxy.url}/ows")
    assert loaded.completeness.verdict is Verdict.UNPROVEN
    assert "check for missing objects failed" in loaded.completeness.sentence()
    assert loaded.completeness.short_text() == "completeness unproven"


def test_a_service_too_large_to_fetch_follows_the_view_and_is_not_called_complete(qtbot, server):
    loaded = load(qtbot, ServiceKind.WFS, server.url, most_objects=500)
    assert loaded.completeness.proof is Proof.VIEW
    assert loaded.completeness.verdict is Verdict.UNPROVEN
    assert "restrictToRequestBBOX" in loaded.layer.source()


def test_a_limit_stated_as_the_number_of_a_large_layer_is_not_repeated(qtbot, server):
    loaded = load(qtbot, ServiceKind.WFS, server.url, most_objects=1500)  # it states 1,000 and has 2,502
    assert loaded.completeness.proof is Proof.VIEW
    assert loaded.completeness.expected is None
    assert "1,000" not in loaded.completeness.sentence()


def test_a_layer_the_service_does_not_have_is_one_sentence(qtbot, server):
    def work(progress):
        source = LayerSource(ServiceKind.WFS, server.url, "ms:gibtesnicht", "Fehlt", "EPSG:25832", "2.0.0")
        return load_layer(new_client(limits=LIMITS), source, progress=progress)

    end = InTask(work).wait(qtbot)
    assert isinstance(end, RuhrError)
    assert "Fehlt" in end.sentence


def test_cancel_while_the_service_hangs_ends_at_once_and_keeps_nothing(qtbot, server):
    QgsNetworkAccessManager.setTimeout(20_000)
    with Chaos(server.url.rsplit("/", 1)[0], [{"match": "STARTINDEX=1000", "fault": "hang"}]) as proxy:
        loading = Loading(ServiceKind.WFS, f"{proxy.url}/ows")
        qtbot.waitUntil(lambda: any("STARTINDEX=1000" in str(entry) for entry in proxy.log), timeout=20_000)
        loading.task.cancel()
        assert isinstance(loading.wait(qtbot, 5_000), CancelledError)


def test_the_main_thread_stays_free_while_the_layer_is_fetched(qtbot, server):
    slow = [{"match": "", "fault": "pass", "delay": 0.2}]
    with Chaos(server.url.rsplit("/", 1)[0], slow) as proxy, Heartbeat() as heart:
        loaded = load(qtbot, ServiceKind.WFS, f"{proxy.url}/ows")
    assert loaded.completeness.verdict is Verdict.COMPLETE
    # 8 requests with 0.2 s each would block for seconds; a busy machine may steal some tenths.
    assert heart.longest_gap_s < 0.8


def test_a_qgis_layer_made_from_the_same_source_string_is_what_was_counted(qtbot, server):
    client = new_client(limits=LIMITS)
    description = wfs.read_wfs(client, server.url)
    layer = QgsVectorLayer(wfs.wfs_uri(description.source_of(description.layers[1])), "x", "WFS")
    assert layer.isValid()
    assert sorted(feature["name"] for feature in layer.getFeatures())[0] == "Ortsteil Süd 1"
