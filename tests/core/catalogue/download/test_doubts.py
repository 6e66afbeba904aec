# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers that look whole and are not: nothing of them is called complete, and what can be had is fetched."""

from __future__ import annotations

import json
import random
import re

import pytest

from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.download.arcgis_feed import ArcgisFeed
from ruhr_smartcity_plugin.core.catalogue.download.columns import Columns, FieldType
from ruhr_smartcity_plugin.core.catalogue.download.oapif_feed import OapifFeed
from ruhr_smartcity_plugin.core.catalogue.download.page import read_features
from ruhr_smartcity_plugin.core.catalogue.download.paging import Paging
from ruhr_smartcity_plugin.core.catalogue.download.staging import Staging
from ruhr_smartcity_plugin.core.progress import SILENT
from tests.core.catalogue.download.services import Wfs, make_features, new_client, staged_numbers, wfs_feed
from tests.support.loopback import Loopback, Reply, Seen


# --- WFS -------------------------------------------------------------------------------------------
class Shuffles(Wfs):
    """A database without an order: each page is cut from another one, whatever it shall be sorted by."""

    def page(self, seen, start, count):
        shuffled = list(self.features)
        random.Random(start).shuffle(shuffled)
        return self.reply(shuffled[start : start + min(count, self.cap)])

    def within(self, seen):
        return self.features


@pytest.mark.parametrize("ids", [True, False])
def test_an_end_is_no_proof_if_pages_repeat_objects_in_the_order_that_was_asked_for(tmp_path, ids):
    """No number is stated, an empty page shows the end, and some 600 of 953 objects came, many of them twice."""
    service = Shuffles(make_features(953, ids=ids), cap=200, stated="unknown")
    with Loopback({"/wfs": service}, strict=True) as server, Staging(tmp_path / "s") as staging:
        client = new_client()
        found = Paging(client, wfs_feed(client, f"{server.url}/wfs", sort_fields=["art"]), staging).run()
        assert len(staged_numbers(staging)) < 953
    assert found.verdict is not Verdict.COMPLETE
    assert "repeat objects" in found.sentence()


class BreaksAt(Wfs):
    """One object breaks each page it is to stand on, with status 200 or 400."""

    def __init__(self, *more, broken, status):
        super().__init__(*more, cap=100)
        self.broken, self.status = broken, status

    def page(self, seen, start, count):
        if start <= self.broken < start + min(count, self.cap):
            return Reply(self.status, "<ExceptionReport/>", content_type="text/xml")
        return super().page(seen, start, count)


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize("broken", [150, 350])
def test_a_broken_second_page_is_no_refusal_to_page(tmp_path, broken, status):
    service = BreaksAt(make_features(905), broken=broken, status=status)
    with Loopback({"/wfs": service}, strict=True) as server, Staging(tmp_path / "s") as staging:
        client = new_client()
        feed = wfs_feed(client, f"{server.url}/wfs", sort_fields=["nr"], bounds=None)
        found = Paging(client, feed, staging).run()
    assert (found.verdict, found.expected, found.received) == (Verdict.SHORT, 905, 904)


# --- OGC API Features ------------------------------------------------------------------------------
class Items:
    """The items of a collection, `cap` per answer, asked for by an offset under the name that its links use."""

    def __init__(self, features, *, cap, name="offset", stated=None, has_links=True):
        self.features, self.cap, self.name, self.stated, self.has_links = features, cap, name, stated, has_links
        self.n_asked = 0

    def __call__(self, seen: Seen) -> Reply:
        self.n_asked += 1
        start, size = int(seen.value(self.name, "0")), min(self.cap, int(seen.value("limit", "10")))
        page = {"type": "FeatureCollection", "features": self.features[start : start + size], "links": []}
        if self.stated is not None:
            page["numberMatched"] = self.stated
        if self.has_links and start + size < len(self.features):
            page["links"] = [{"rel": "next", "href": f"items?limit={size}&{self.name}={start + size}"}]
        return Reply(200, json.dumps(page), content_type="application/geo+json")


@pytest.fixture
def collect(tmp_path):
    """Fetch a collection; returns the judgement and the numbers of the objects."""

    def run(route):
        with Loopback({"/b/items": route}) as server, Staging(tmp_path / "s") as staging:
            client = new_client()
            found = Paging(client, OapifFeed(client, f"{server.url}/b/items", service="Stadt"), staging).run()
            return found, staged_numbers(staging)

    return run


@pytest.mark.parametrize("stated", [730, None])
def test_a_service_that_calls_the_offset_otherwise_is_followed_by_its_links(collect, stated):
    """Older versions of pygeoapi name it "startindex" and heed no "offset"."""
    found, numbers = collect(Items(make_features(730), cap=100, name="startindex", stated=stated))
    assert (found.verdict, numbers) == (Verdict.COMPLETE, list(range(730)))


def test_a_number_that_counts_the_page_only_does_not_shorten_the_collection(collect):
    found, numbers = collect(Items(make_features(730), cap=100, stated=100, has_links=False))
    assert (found.verdict, numbers) == (Verdict.COMPLETE, list(range(730)))


def test_a_service_that_refuses_to_look_behind_its_round_number_is_believed(collect):
    class Refuses(Items):
        def __call__(self, seen):
            return Reply(400, "offset") if int(seen.value("offset", "0")) >= 700 else super().__call__(seen)

    found, numbers = collect(Refuses(make_features(700), cap=500, stated=700))
    assert (found.verdict, numbers) == (Verdict.COMPLETE, list(range(700)))


def test_links_that_lead_to_the_same_page_under_ever_new_names_come_to_an_end(collect):
    class Circles(Items):
        def __call__(self, seen):
            page = json.loads(super().__call__(seen).body)
            page["links"] = [{"rel": "next", "href": f"items?cursor={self.n_asked}"}]
            return Reply(200 if self.n_asked < 200 else 404, json.dumps(page), content_type="application/geo+json")

    service = Circles(make_features(300), cap=100)
    found, numbers = collect(service)
    assert service.n_asked < 30
    assert found.verdict is not Verdict.COMPLETE
    assert numbers == list(range(100)) or numbers == list(range(10))  # as many as were asked for first


# --- ArcGIS ----------------------------------------------------------------------------------------
class Layer:
    """A layer whose list of ids is limited, with or without saying so, like its answers."""

    def __init__(self, n, cap, *, is_said):
        self.n, self.cap, self.is_said = n, cap, is_said

    def describe(self, seen):
        fields = [{"name": "nr", "type": "esriFieldTypeOID"}, {"name": "gross", "type": "esriFieldTypeBigInteger"}]
        return {"name": "Bäume", "maxRecordCount": 500, "supportedQueryFormats": "geoJSON", "fields": fields}

    def query(self, seen):
        if seen.value("returnIdsOnly"):
            ids = {"objectIdFieldName": "nr", "objectIds": list(range(min(self.n, self.cap)))}
            return {**ids, "exceededTransferLimit": True} if self.is_said else ids
        if seen.value("returnCountOnly"):
            return {"count": self.n}
        bounds = re.findall(r"[<>]= (\d+)", seen.value("where"))
        start = int(bounds[0]) if bounds else int(seen.value("resultOffset"))
        end = int(bounds[1]) + 1 if bounds else start + int(seen.value("resultRecordCount"))
        places = range(start, min(end, start + self.cap, self.n))
        height = [77.5] if seen.value("returnZ") == "true" else []
        features = [
            {"type": "Feature", "id": nr, "properties": {"nr": nr, "gross": 2**53 + nr},
             "geometry": {"type": "Point", "coordinates": [375_000 + nr, 5_705_000, *height]}}
            for nr in places
        ]  # fmt: skip
        return {"type": "FeatureCollection", "features": features}


def refuse(body: bytes) -> bytes:
    raise ValueError("GeoJSON is offered")


def fetch_layer(layer, staging):
    with Loopback({"/0": layer.describe, "/0/query": layer.query}, strict=True) as server:
        client = new_client()
        feed = ArcgisFeed(client, f"{server.url}/0", service="Stadt", convert=refuse)
        feed.describe(SILENT)
        return Paging(client, feed, staging).run(), feed


@pytest.mark.parametrize(("cap", "is_said"), [(200, True), (200, False), (500, False), (137, True)])
def test_a_limited_list_of_ids_does_not_shorten_the_layer(tmp_path, cap, is_said):
    with Staging(tmp_path / "s") as staging:
        found, _feed = fetch_layer(Layer(1_234, cap, is_said=is_said), staging)
        assert staging.n_objects == 1_234
    assert (found.verdict, found.expected, found.received) == (Verdict.COMPLETE, 1_234, 1_234)


def test_heights_and_large_numbers_of_arcgis_are_kept(tmp_path):
    with Staging(tmp_path / "s") as staging:
        _found, feed = fetch_layer(Layer(30, 100, is_said=False), staging)
        assert staging.codes == {1001}
        assert feed.types() == {"nr": FieldType.INTEGER, "gross": FieldType.INTEGER}


# --- fields ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("values", "declared", "kind"),
    [
        ([3, 4, None], FieldType.REAL, FieldType.REAL),
        ([3, 4, None], None, FieldType.INTEGER),
        (["true", "false", "", None], FieldType.BOOLEAN, FieldType.BOOLEAN),
        (["1", "0"], FieldType.BOOLEAN, FieldType.BOOLEAN),
        (["true", "ja"], FieldType.BOOLEAN, FieldType.TEXT),
        (["true", "false"], None, FieldType.TEXT),
        (["2026-03-01Z", "2026-03-02+01:00"], FieldType.DATE, FieldType.DATE),
        (["2026-03-01Z", "2026-03-02"], None, FieldType.DATE),
        (["2026-02-30Z"], FieldType.DATE, FieldType.TEXT),
    ],
)
def test_a_field_has_the_type_that_the_service_states_if_its_values_can_be_read_so(values, declared, kind):
    columns = Columns({"f": declared} if declared else {})
    columns.add({"f": values})
    assert columns.types() == {"f": kind}


def test_a_property_without_a_name_is_kept():
    features = [{"type": "Feature", "geometry": None, "properties": {"": one, "nr": 1}} for one in ("a", "b")]
    assert read_features({"type": "FeatureCollection", "features": features}, 0).columns[""] == ["a", "b"]
