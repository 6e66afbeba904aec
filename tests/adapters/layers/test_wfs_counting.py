# SPDX-License-Identifier: GPL-2.0-or-later
"""What services answer when asked how many objects they have, and what lies behind the last one."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.adapters.layers import oapif, wfs
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict, judge, needs_probe
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.errors import NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import Limits
from tests.support.chaos import Chaos
from tests.support.live_layers import load
from tests.support.loopback import Loopback, Reply
from tests.support.lying_wfs import LyingWfs

LIMITS = Limits(inactivity_s=2.0, total_s=5.0, attempts=1)


def _collection(attributes: str = "", members: str = "") -> Reply:
    body = f"<wfs:FeatureCollection xmlns:wfs='w' xmlns:gml='g' {attributes}>{members}</wfs:FeatureCollection>"
    return Reply(200, body, content_type="text/xml")


def _member(identity: str) -> str:
    return f"<wfs:member><baum gml:id='{identity}'/></wfs:member>"


def _source(server: Loopback, version: str = "2.0.0") -> LayerSource:
    return LayerSource(ServiceKind.WFS, f"{server.url}/wfs", "ms:baum", "Bäume", "EPSG:25832", version)


@pytest.mark.parametrize(
    ("attributes", "version", "count"),
    [
        ("numberMatched='1234'", "2.0.0", 1234),
        ("numberMatched='0'", "2.0.0", 0),
        ("numberMatched='unknown'", "2.0.0", None),
        ("numberMatched='-1'", "2.0.0", None),
        ("", "2.0.0", None),
        ("numberOfFeatures='77'", "1.1.0", 77),
    ],
)
def test_the_stated_number(qgis_app, attributes, version, count):
    with Loopback({"/wfs": _collection(attributes)}) as server:
        assert wfs.stated_count(new_client(limits=LIMITS), _source(server, version)) == count
        names = "TYPENAMES" if version == "2.0.0" else "TYPENAME"
        assert server.seen[0].value(names) == "ms:baum"


def test_wfs_1_0_cannot_be_asked(qgis_app):
    with Loopback() as server:
        client, source = new_client(limits=LIMITS), _source(server, "1.0.0")
        assert wfs.stated_count(client, source) is None
        assert wfs.has_more_than(client, source, 5) is None
        assert server.seen == []


def test_what_is_no_collection_is_refused(qgis_app):
    reply = Reply(200, "<other/>", content_type="text/xml")
    with Loopback({"/wfs": reply}) as server, pytest.raises(UnexpectedContentError, match="Bäume"):
        wfs.stated_count(new_client(limits=LIMITS), _source(server))


def test_nothing_behind_the_last_object_is_the_proof(qgis_app):
    def answer(seen):
        return _collection("", "" if seen.value("STARTINDEX") == "3" else _member("b.0"))

    with Loopback({"/wfs": answer}) as server:
        assert wfs.has_more_than(new_client(limits=LIMITS), _source(server), 3) is False


def test_another_object_behind_the_last_one_means_more(qgis_app):
    with Loopback({"/wfs": lambda seen: _collection("", _member("b." + seen.value("STARTINDEX")))}) as server:
        assert wfs.has_more_than(new_client(limits=LIMITS), _source(server), 3) is True
        assert wfs.has_more_than(new_client(limits=LIMITS), _source(server), 0) is True


def test_a_service_that_ignores_the_start_proves_nothing(qgis_app):
    with Loopback({"/wfs": _collection("", _member("b.0"))}) as server:
        assert wfs.has_more_than(new_client(limits=LIMITS), _source(server), 3) is None


def test_objects_without_an_id_are_told_apart_by_their_content(qgis_app):
    def answer(seen):
        return _collection("", f"<wfs:member><baum><art>{seen.value('STARTINDEX')}</art></baum></wfs:member>")

    with Loopback({"/wfs": answer}) as server:
        assert wfs.has_more_than(new_client(limits=LIMITS), _source(server), 3) is True


@pytest.mark.parametrize(
    ("stated", "received", "probe"),
    [(10, 10, True), (10, 7, False), (None, 7, True), (None, 0, True), (7, 10, True), (1000, 1000, True),
     (0, 0, False)],
)  # fmt: skip
def test_when_the_stated_number_is_no_proof(stated, received, probe):
    assert needs_probe(stated, received) is probe


PLACES = [(375_000.0 + 10 * (number % 50), 5_705_000.0 + 10 * (number // 50)) for number in range(1_300)]


@pytest.mark.parametrize("cap", [50, 250, 1024])
def test_a_layer_that_a_silent_limit_cuts_is_not_called_complete(qtbot, short_timeout, cap):
    with LyingWfs(PLACES, "EPSG:25832", cap=cap) as server:
        loaded = load(qtbot, ServiceKind.WFS, server.url + "/wfs")
    whole = (Verdict.COMPLETE, len(PLACES))
    assert (loaded.completeness.verdict, loaded.completeness.received) in (whole, (Verdict.SHORT, cap))
    assert sum(1 for _ in loaded.layer.getFeatures()) == loaded.completeness.received


@pytest.mark.parametrize(("number", "verdict"), [(250, Verdict.COMPLETE), (200, Verdict.UNPROVEN)])
def test_the_number_of_a_service_that_cannot_start_at_an_object_is_doubted_only_if_round(
    qtbot, short_timeout, number, verdict
):
    with LyingWfs(PLACES[:number], "EPSG:25832", can_start=False) as server:
        loaded = load(qtbot, ServiceKind.WFS, server.url + "/wfs")
    assert (loaded.completeness.verdict, loaded.completeness.received) == (verdict, number)


@pytest.mark.parametrize(("fault", "verdict"), [("hang", Verdict.UNPROVEN), ("status", Verdict.COMPLETE)])
def test_a_look_behind_the_end_that_fails_leaves_it_open_unless_the_service_refuses_it(
    qtbot, short_timeout, fault, verdict
):
    rules = [{"match": "STARTINDEX=33", "fault": fault, "code": 400}]
    with LyingWfs(PLACES[:33], "EPSG:25832") as server, Chaos(server.url, rules) as proxy:
        loaded = load(qtbot, ServiceKind.WFS, proxy.url + "/wfs")
        assert any("STARTINDEX=33" in str(entry) for entry in proxy.log)
    assert (loaded.completeness.verdict, loaded.completeness.received) == (verdict, 33)
    assert ("check for missing objects failed" in loaded.completeness.sentence()) == (verdict is Verdict.UNPROVEN)


@pytest.mark.parametrize(
    ("stated", "received", "has_more", "verdict"),
    [
        (10, 10, None, Verdict.COMPLETE),
        (10, 7, None, Verdict.SHORT),
        (1000, 1000, None, Verdict.UNPROVEN),
        (1000, 1000, False, Verdict.COMPLETE),
        (1000, 1000, True, Verdict.SHORT),
        (None, 7, None, Verdict.UNPROVEN),
        (None, 7, False, Verdict.COMPLETE),
        (10, 7, False, Verdict.SHORT),
    ],
)
def test_the_judgement_of_all_evidence(stated, received, has_more, verdict):
    assert judge(stated, received, has_more=has_more).verdict is verdict


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        ({"features": [], "numberMatched": 5}, 5),
        ({"features": [], "numberMatched": "5"}, None),
        ({"features": [], "numberMatched": True}, None),
        ({"features": []}, None),
    ],
)
def test_the_stated_number_of_a_collection(qgis_app, answer, count):
    with Loopback({"/items": answer}) as server:
        parts = {"items_url": f"{server.url}/items"}
        source = LayerSource(ServiceKind.OAPIF, server.url, "a", "A", parts=parts)
        assert oapif.stated_count(new_client(limits=LIMITS), source) == count


def test_items_that_are_none_are_refused(qgis_app):
    with Loopback({"/items": {"code": "error"}}) as server:
        source = LayerSource(ServiceKind.OAPIF, server.url, "a", "A", parts={"items_url": f"{server.url}/items"})
        with pytest.raises(NetworkError):
            oapif.stated_count(new_client(limits=LIMITS), source)
