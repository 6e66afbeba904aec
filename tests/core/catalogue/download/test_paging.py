# SPDX-License-Identifier: GPL-2.0-or-later
"""Services with bad manners: every object is fetched, or it is said exactly how many are missing."""

from __future__ import annotations

import json
import random
import re
import sqlite3
import threading
from contextlib import closing

import pytest

from ruhr_smartcity_plugin.core.catalogue.completeness import Proof, Verdict
from ruhr_smartcity_plugin.core.catalogue.download.arcgis_feed import ArcgisFeed
from ruhr_smartcity_plugin.core.catalogue.download.columns import Columns, FieldType
from ruhr_smartcity_plugin.core.catalogue.download.oapif_feed import OapifFeed
from ruhr_smartcity_plugin.core.catalogue.download.page import read_features
from ruhr_smartcity_plugin.core.catalogue.download.paging import Paging
from ruhr_smartcity_plugin.core.catalogue.download.staging import Staging
from ruhr_smartcity_plugin.core.catalogue.download.wkb import encode
from ruhr_smartcity_plugin.core.errors import AccessDeniedError, CancelledError, NetworkError
from ruhr_smartcity_plugin.core.progress import SILENT
from tests.core.catalogue.download.services import BOX, Wfs, make_features, new_client, refuse, staged_numbers, wfs_feed
from tests.support.loopback import Loopback, Reply


@pytest.fixture
def fetch(tmp_path):
    """Fetch all of a WFS with these manners; returns the judgement and the numbers of the objects."""

    def run(service, progress=None, **more):
        with Loopback({"/wfs": service}, strict=True) as server, Staging(tmp_path / "s.sqlite") as staging:
            client = new_client()
            paging = Paging(client, wfs_feed(client, f"{server.url}/wfs", **more), staging,
                            **({"progress": progress} if progress else {}))  # fmt: skip
            found = paging.run()
            return found, staged_numbers(staging) if staging.n_rows else []

    return run


def test_a_well_behaved_service_is_proven_by_its_number(fetch):
    found, numbers = fetch(Wfs(make_features(1234)))
    assert (found.verdict, found.proof, found.received) == (Verdict.COMPLETE, Proof.STATED, 1234)
    assert numbers == list(range(1234))


def test_a_round_number_is_no_proof_until_nothing_follows(fetch):
    service = Wfs(make_features(1000))
    found, numbers = fetch(service)
    assert (found.verdict, found.proof) == (Verdict.COMPLETE, Proof.PROBED)
    assert numbers == list(range(1000))
    assert service.n_pages == 3  # 200 objects, the other 800, and a look behind the last one


def test_a_service_of_unknown_size_that_fails_from_a_place_on_is_not_asked_for_ever(fetch):
    class Broken(Wfs):
        def page(self, seen, start, count):
            return Reply(500, "no") if start >= 400 else super().page(seen, start, count)

    service = Broken(make_features(1000), cap=100, stated="unknown")
    found, numbers = fetch(service, bounds=None)
    assert (found.verdict, found.received) == (Verdict.UNPROVEN, 400)
    assert "500" in found.cause
    assert numbers == list(range(400))
    assert service.n_pages < 150


@pytest.mark.parametrize(("cap", "stated"), [(50, 50), (150, 150), (199, 199), (120, 250), (50, 333)])
def test_a_number_that_is_a_silent_limit_does_not_shorten_the_layer(fetch, cap, stated):
    found, numbers = fetch(Wfs(make_features(1013), cap=cap, stated=stated))
    assert numbers == list(range(1013))
    assert (found.verdict, found.proof) == (Verdict.COMPLETE, Proof.PROBED)


def test_one_look_behind_the_last_object_is_all_that_a_number_without_a_limit_costs(fetch):
    service = Wfs(make_features(33))
    assert fetch(service)[0].verdict is Verdict.COMPLETE
    assert service.n_pages == 2
    stated = Wfs(make_features(33))
    assert fetch(stated, cap=50)[0].verdict is Verdict.COMPLETE
    assert stated.n_pages == 2


@pytest.mark.parametrize(("cap", "stated", "said"), [(123, 123, 200), (100, 1004, 100)])
def test_a_number_below_what_the_service_states_as_its_limit_is_looked_behind_too(fetch, cap, stated, said):
    found, numbers = fetch(Wfs(make_features(1005), cap=cap, stated=stated), cap=said)
    assert (found.verdict, numbers) == (Verdict.COMPLETE, list(range(1005)))


class Unstartable(Wfs):
    """Knows no other object to start at than the first."""

    answer: int | None = None

    def page(self, seen, start, count):
        if start and self.answer is not None:
            return Reply(self.answer, "no")
        return super().page(seen, 0, count)


@pytest.mark.parametrize("answer", [None, 400, 500])
def test_the_number_of_a_service_that_cannot_start_at_an_object_has_to_do(fetch, answer):
    service = Unstartable(make_features(133))
    service.answer = answer
    found, numbers = fetch(service)
    assert (found.verdict, found.cause, len(numbers)) == (Verdict.COMPLETE, "", 133)


def test_a_look_behind_the_end_whose_answer_breaks_off_leaves_it_open(fetch):
    class Breaking(Wfs):
        def page(self, seen, start, count):
            whole = super().page(seen, start, count)
            return Reply(200, whole.body, {"Content-Length": "99999"}) if start else whole

    found, numbers = fetch(Breaking(make_features(133)))
    assert (found.verdict, len(numbers)) == (Verdict.UNPROVEN, 133)
    assert found.cause


@pytest.mark.parametrize("stated", [300, "unknown", 7])
def test_a_silent_cap_and_a_false_number_do_not_shorten_the_layer(fetch, stated):
    found, numbers = fetch(Wfs(make_features(1013), cap=150, stated=stated))
    assert numbers == list(range(1013))
    assert found.verdict is Verdict.COMPLETE


def test_nothing_is_complete_too(fetch):
    found, _numbers = fetch(Wfs([]))
    assert (found.verdict, found.received) == (Verdict.COMPLETE, 0)


class RepeatsFirstPage(Wfs):
    def page(self, seen, start, count):
        return super().page(seen, 0, count)


def test_a_service_that_repeats_its_first_page_is_read_by_tiles(fetch):
    found, numbers = fetch(RepeatsFirstPage(make_features(901)))
    assert numbers == list(range(901))
    assert found.verdict is Verdict.COMPLETE


def test_a_service_that_repeats_its_first_page_and_heeds_no_area_is_short_by_an_exact_number(fetch):
    class Stubborn(RepeatsFirstPage):
        def within(self, seen):
            return self.features

    found, _numbers = fetch(Stubborn(make_features(901)))
    assert (found.verdict, found.expected, found.received) == (Verdict.SHORT, 901, 200)


class LosesAPage(Wfs):
    def page(self, seen, start, count):
        return self.reply([]) if start == 400 and count >= 200 else super().page(seen, start, count)


@pytest.mark.parametrize("stated", [1001, "unknown"])
def test_a_lost_page_is_asked_for_again_in_pieces(fetch, stated):
    found, numbers = fetch(LosesAPage(make_features(1001), cap=200, stated=stated))
    assert numbers == list(range(1001))
    assert found.verdict is Verdict.COMPLETE


def test_pages_that_overlap_give_each_object_once(fetch):
    class Overlaps(Wfs):
        def page(self, seen, start, count):
            return super().page(seen, max(0, start - 30), count)

    found, numbers = fetch(Overlaps(make_features(777), cap=200))
    assert len(numbers) == len(set(numbers)) == found.received
    assert (found.verdict is Verdict.COMPLETE) == (numbers == list(range(777)))


class Shuffles(Wfs):
    """A database without an order: each page is cut from another one."""

    def page(self, seen, start, count):
        if not seen.value("SORTBY") and not seen.value("BBOX"):
            shuffled = list(self.features)
            random.Random(start).shuffle(shuffled)
            return self.reply(shuffled[start : start + min(count, self.cap)])
        return super().page(seen, start, count)


class ShufflesEverywhere(Shuffles):
    """As above, and the area is not heeded."""

    def within(self, seen):
        return self.features


def test_a_service_without_an_order_is_asked_for_one(fetch):
    found, numbers = fetch(Shuffles(make_features(905)), sort_fields=["nr"])
    assert numbers == list(range(905))
    assert found.verdict is Verdict.COMPLETE


class RefusesStart(Wfs):
    """GeoServer with a table without a key (geoparquet-io#488)."""

    def page(self, seen, start, count):
        if start and not seen.value("SORTBY"):
            reason = "<ExceptionText>Cannot do natural order without a primary key</ExceptionText>"
            text = f"<ExceptionReport><Exception>{reason}</Exception></ExceptionReport>"
            return Reply(400, text, content_type="text/xml")
        return super().page(seen, start, count)


def test_a_service_that_refuses_to_start_without_an_order_gets_one(fetch):
    found, numbers = fetch(RefusesStart(make_features(905)), sort_fields=["nr"])
    assert numbers == list(range(905))
    assert found.verdict is Verdict.COMPLETE


def test_a_service_that_refuses_to_start_at_all_is_read_by_tiles(fetch):
    found, numbers = fetch(RefusesStart(make_features(905)))
    assert numbers == list(range(905))
    assert found.verdict is Verdict.COMPLETE


class NoPlaceInBoxes(Wfs):
    """Knows neither starts nor totals, and objects without a geometry lie in no box."""

    def page(self, seen, start, count):
        return super().page(seen, 0, count)

    def within(self, seen):
        if not seen.value("BBOX"):
            return self.features
        kept, self.features = self.features, [one for one in self.features if one["geometry"]]
        found = super().within(seen)
        self.features = kept
        return found


def test_a_number_capped_like_the_page_keeps_nobody_from_the_tiles(fetch):
    """MapServer caps the number it states, too: 200 of 200 came, of 905, and it refuses to start behind them."""
    found, numbers = fetch(RefusesStart(make_features(905), cap=200, stated=200))
    assert numbers == list(range(905))
    assert found.verdict is Verdict.UNPROVEN  # what has no geometry lies in no tile
    assert "without a geometry" in found.cause


def test_tiles_that_bring_no_more_than_the_only_page_prove_it(fetch):
    """An object without a geometry came with it."""
    trees = [*make_features(150), {**make_features(151)[-1], "id": "ohne", "geometry": None}]
    found, numbers = fetch(NoPlaceInBoxes(trees, cap=500), version="1.0.0")
    assert (found.verdict, numbers) == (Verdict.COMPLETE, list(range(151)))


def test_objects_without_a_geometry_behind_the_only_page_are_not_called_all(fetch):
    trees = [*make_features(900), *({**one, "id": f"ohne.{one['id']}", "geometry": None} for one in make_features(20))]
    found, numbers = fetch(NoPlaceInBoxes(trees, cap=200), version="1.0.0")
    assert len(numbers) == 900
    assert found.verdict is Verdict.UNPROVEN
    assert "without a geometry" in found.sentence()
    area, numbers = fetch(NoPlaceInBoxes(trees, cap=200), version="1.0.0", area=BOX)
    assert (area.verdict, len(numbers)) == (Verdict.COMPLETE, 900)


def test_one_object_that_breaks_the_service_is_the_only_one_missing(fetch):
    class Breaks(Wfs):
        def page(self, seen, start, count):
            return Reply(500, "broken") if start <= 503 < start + count else super().page(seen, start, count)

        def within(self, seen):
            return self.features if not seen.value("BBOX") else []

    found, numbers = fetch(Breaks(make_features(905)))
    assert found.verdict is Verdict.SHORT
    assert found.expected == 905
    assert found.received == len(numbers) >= 905 - 3
    assert 503 not in numbers
    assert str(found.received) in found.sentence()


def test_a_page_that_fails_once_costs_nothing(fetch):
    class Once(Wfs):
        failed = False

        def page(self, seen, start, count):
            if start == 600 and not self.failed:
                self.failed = True
                return Reply(500, "busy")
            return super().page(seen, start, count)

    found, numbers = fetch(Once(make_features(905)))
    assert numbers == list(range(905))
    assert found.verdict is Verdict.COMPLETE


def test_pages_too_heavy_for_the_service_come_in_smaller_ones(fetch):
    class Heavy(Wfs):
        def page(self, seen, start, count):
            return Reply(504, "too slow") if count > 60 else super().page(seen, start, count)

    found, numbers = fetch(Heavy(make_features(333)))
    assert numbers == list(range(333))
    assert found.verdict is Verdict.COMPLETE


def test_data_that_change_while_they_are_fetched_are_counted_again(fetch):
    class Grows(Wfs):
        def page(self, seen, start, count):
            if start == 400 and len(self.features) == 905:
                self.features = make_features(907)
                self.stated = 907
            return super().page(seen, start, count)

    found, numbers = fetch(Grows(make_features(905), cap=200))
    assert found.received == len(numbers)
    assert found.verdict is not Verdict.COMPLETE or numbers == list(range(907))


@pytest.mark.parametrize("place", [200, 10, 903])
def test_equal_objects_without_ids_are_kept_when_the_number_says_so(fetch, place):
    """Three real doubles in a table without a key, side by side in a fixed order: 906 rows, 903 different ones.

    At 200 the border of two pages parts them. Nothing but the order can tell: the area is not heeded.
    """

    class NoArea(ShufflesEverywhere):
        def reply(self, features):
            return super().reply([{**one, "geometry": None} for one in features])

    features = make_features(903, ids=False)
    features[place:place] = [features[place - 1]] * 3
    found, numbers = fetch(NoArea(features, cap=200), sort_fields=["nr"])
    assert (found.verdict, found.received, numbers) == (Verdict.COMPLETE, 906, list(range(903)))


@pytest.mark.parametrize("sort_fields", [None, ["art"]])
def test_as_many_rows_as_stated_are_no_proof_without_an_order_that_holds(fetch, sort_fields):
    """1,953 rows came, some 1,200 different ones; "art" is the same in all, so sorting by it orders nothing."""

    class Ties(ShufflesEverywhere):
        def page(self, seen, start, count):
            seen.query.pop("SORTBY", None)
            return super().page(seen, start, count)

    found, numbers = fetch(Ties(make_features(1953, ids=False), cap=200), sort_fields=sort_fields)
    assert len(numbers) < 1953
    assert (found.verdict, found.expected, found.received) == (Verdict.SHORT, 1953, len(numbers))


def test_an_end_is_no_proof_if_pages_overlapped_in_no_order(fetch):
    """No number is stated, an empty page shows the end, and objects came twice: so others did not come at all."""
    found, numbers = fetch(ShufflesEverywhere(make_features(953, ids=False), cap=200, stated="unknown"))
    assert len(numbers) < 953
    assert found.verdict is not Verdict.COMPLETE


def test_a_refused_order_is_dropped_before_the_tiles(fetch):
    class RefusesOrder(Shuffles):
        def page(self, seen, start, count):
            return Reply(400, "no SORTBY") if seen.value("SORTBY") else super().page(seen, start, count)

    class RefusesBoth(RefusesStart):
        def page(self, seen, start, count):
            return Reply(400, "no SORTBY") if seen.value("SORTBY") else super().page(seen, start, count)

    for service in (RefusesOrder, RefusesBoth):
        found, numbers = fetch(service(make_features(1953)), sort_fields=["nr", "art"])
        assert numbers == list(range(1953))
        assert found.verdict is Verdict.COMPLETE


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_tiles_of_an_old_extent_are_no_proof_and_what_lies_around_is_fetched(fetch, version):
    """The service states an extent that holds about half of its 1,953 objects, and no number."""
    west = (370_000.0, 5_700_000.0, 375_000.0, 5_710_000.0)
    service = RepeatsFirstPage(make_features(1953), cap=500, stated="unknown")
    found, numbers = fetch(service, version=version, bounds=west)
    assert (found.verdict, numbers) == (Verdict.UNPROVEN, list(range(1953)))


def test_tiles_prove_nothing_if_the_service_does_not_answer_around_its_extent(fetch):
    class Strict(RepeatsFirstPage):
        def page(self, seen, start, count):
            box = [float(one) for one in seen.value("BBOX").split(",")[:4]] if seen.value("BBOX") else [370_000]
            return Reply(400, "outside") if box[0] < 370_000 else super().page(seen, start, count)

    west = (370_000.0, 5_700_000.0, 375_000.0, 5_710_000.0)
    found, numbers = fetch(Strict(make_features(1953), cap=500, stated="unknown"), version="1.0.0", bounds=west)
    assert len(numbers) < 1953
    assert found.verdict is Verdict.UNPROVEN


def test_half_letters_in_names_values_and_ids_become_question_marks(fetch):
    """JSON lets a lone surrogate through, which no file and no database takes."""
    features = make_features(3)
    features[0]["id"] = "baum\ud800"
    features[1]["properties"].update({"art\udc00": "x", "notiz": "a\ud83d", "weiter": ["\ud800"]})
    found, numbers = fetch(Wfs(features))
    assert (found.verdict, numbers) == (Verdict.COMPLETE, [0, 1, 2])
    page = read_features({"features": features}, 25832)
    assert page.keys[0] == "=baum?"
    assert [page.columns[one][1] for one in ("art?", "notiz", "weiter")] == ["x", "a?", '["?"]']


def test_a_point_with_one_coordinate_is_damage_and_one_without_height_lies_at_zero():
    line = [[0, 0, 5], [1, 1]]
    assert encode({"type": "LineString", "coordinates": line}, 25832)[0] == 1002
    with pytest.raises(ValueError, match="fewer than two"):
        encode({"type": "LineString", "coordinates": [[0, 0], [3]]}, 25832)
    assert encode({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 1], [0, 0]], []]}, 25832) is not None


@pytest.mark.parametrize(("texts", "kind"), [
    (["2024-02-29T10:00:00Z", "1000-01-01 00:00"], FieldType.TIME), (["2023-02-30T10:00:00Z"], FieldType.TEXT),
    (["0000-01-01T00:00"], FieldType.TEXT), (["2024-02-29"], FieldType.DATE), (["2023-02-29"], FieldType.TEXT),
    (["0001-01-01T00:00:00Z", "9999-12-31T23:59:59"], FieldType.TIME),
    (["0001-01-01T00:00:00+01:00"], FieldType.TEXT), (["9999-12-31T23:30:00-01:00"], FieldType.TEXT)])  # fmt: skip
def test_only_days_of_the_calendar_are_times(texts, kind):
    """One such text in a column of times let the whole download fail when it was written."""
    columns = Columns()
    columns.add({"zeit": texts})
    assert columns.types() == {"zeit": kind}


def test_passing_ids_of_geoserver_are_no_ids(fetch):
    class NewIds(Wfs):
        def reply(self, features):
            named = [
                {**one, "id": f"baeume.fid-{self.n_pages:x}a_19{place:x}_-7f"} for place, one in enumerate(features)
            ]
            return super().reply(named)

    found, numbers = fetch(NewIds(make_features(505)))
    assert numbers == list(range(505))
    assert found.verdict is Verdict.COMPLETE


def test_a_wfs_1_0_is_proven_by_its_quarters_or_not_at_all(fetch):
    found, numbers = fetch(Wfs(make_features(300), cap=500), version="1.0.0")
    assert (found.verdict, numbers) == (Verdict.COMPLETE, list(range(300)))
    found, numbers = fetch(Wfs(make_features(1700), cap=500), version="1.0.0")
    assert (found.verdict, numbers) == (Verdict.UNPROVEN, list(range(1700)))
    found, numbers = fetch(Wfs(make_features(1700), cap=500), version="1.0.0", area=BOX)
    assert (found.verdict, numbers) == (Verdict.COMPLETE, list(range(1700)))
    found, _numbers = fetch(Wfs(make_features(300), cap=500), version="1.0.0", bounds=None)
    assert found.verdict is Verdict.UNPROVEN


def test_without_the_right_nothing_is_fetched(fetch):
    with pytest.raises(AccessDeniedError):
        fetch(lambda seen: Reply(401, "no"))


def test_a_service_that_never_gives_an_object_is_an_error(fetch):
    class Dead(Wfs):
        def page(self, seen, start, count):
            return Reply(500, "dead")

    with pytest.raises(NetworkError):
        fetch(Dead(make_features(10)))


def test_cancel_stops_between_pages(fetch):
    class Cancelled:
        asked = threading.Event()

        def is_cancelled(self):
            return self.asked.is_set()

        def report(self, fraction, text=""):
            if "200" in text:
                self.asked.set()

    service = Wfs(make_features(5000))
    with pytest.raises(CancelledError):
        fetch(service, progress=Cancelled())
    assert service.n_pages < 12


def test_at_most_four_pages_are_asked_for_at_once(fetch):
    class Counting(Wfs):
        now = most = 0
        lock = threading.Lock()

        def page(self, seen, start, count):
            with self.lock:
                self.now += 1
                self.most = max(self.most, self.now)
            threading.Event().wait(0.02)
            reply = super().page(seen, start, count)
            with self.lock:
                self.now -= 1
            return reply

    service = Counting(make_features(4000, ids=True), stated=4001)
    fetch(service)
    assert 2 <= service.most <= 4


# --- ArcGIS REST ---------------------------------------------------------------------------------
def arcgis_service(features, page_of):
    """A layer with a list of ids; `page_of` answers for the ids of a page, and what it was asked for."""

    def query(seen):
        if seen.value("returnIdsOnly"):
            return {"objectIdFieldName": "nr", "objectIds": [one["properties"]["nr"] for one in features]}
        low, high = re.findall(r"[<>]= (\d+)", seen.value("where"))
        return page_of(int(low), features[int(low) : int(high) + 1])

    fields = [{"name": "nr", "type": "esriFieldTypeOID"}, {"name": "art", "type": "esriFieldTypeString"}]
    layer = {"name": "Bäume", "maxRecordCount": 100, "supportedQueryFormats": "JSON, geoJSON", "fields": fields}
    return {"/0": layer, "/0/query": query}


@pytest.mark.parametrize("is_lasting", [False, True])
def test_an_arcgis_error_with_status_200_costs_its_page_only(tmp_path, is_lasting):
    """ "Error performing query operation" on one page of ten: asked again, or said what is missing."""
    n_asked = []

    def page_of(low, found):
        if low <= 350 < low + len(found) and (is_lasting or not n_asked):
            n_asked.append(low)
            return {"error": {"code": 400, "message": "Error performing query operation"}}
        return {"type": "FeatureCollection", "features": found}

    with Loopback(arcgis_service(make_features(905), page_of)) as server, Staging(tmp_path / "s") as staging:
        client = new_client()
        feed = ArcgisFeed(client, f"{server.url}/0", service="Stadt", convert=refuse)
        feed.describe(SILENT)
        found = Paging(client, feed, staging).run()
    assert n_asked
    assert found.verdict is (Verdict.SHORT if is_lasting else Verdict.COMPLETE)
    assert (found.expected, found.received) == (905, 904 if is_lasting else 905)
    assert ("Error performing query operation" in found.sentence()) is is_lasting


# --- OGC API Features by links -------------------------------------------------------------------
def test_times_of_arcgis_are_times_and_no_large_numbers(tmp_path):
    """2026-03-01T10:00:00Z is 20,513 days and ten hours after 1970: 1,772,359,200 s (counted with `date -u -d`)."""
    features = [{"type": "Feature", "geometry": None,
                 "properties": {"nr": nr, "stand": stand, "alt": alt, "text": "x"}}
                for nr, (stand, alt) in enumerate([(1772359200000, 10**15), (None, 0), ("-1", 1)])]  # fmt: skip
    service = arcgis_service(features, lambda _low, found: {"type": "FeatureCollection", "features": found})
    service["/0"]["fields"] += [{"name": name, "type": "esriFieldTypeDate"} for name in ("stand", "alt")]
    with Loopback(service, strict=True) as server:
        client = new_client()
        feed = ArcgisFeed(client, f"{server.url}/0", service="Stadt", convert=lambda body: body)
        feed.describe(SILENT)
        with Staging(tmp_path / "s.sqlite", feed.types()) as staging:
            assert Paging(client, feed, staging).run().verdict is Verdict.COMPLETE
            types = staging.columns.types()
            path = staging.detach()
            with closing(sqlite3.connect(path)) as connection:
                rows = connection.execute("SELECT c0, c1 FROM staged ORDER BY key").fetchall()
    assert (types["stand"], types["alt"]) == (FieldType.TIME, FieldType.TEXT)  # 10^15 ms is the year 33658
    assert rows == [
        ("2026-03-01T10:00:00.000Z", "1000000000000000"), (None, "1970-01-01T00:00:00.000Z"),
        ("1969-12-31T23:59:59.999Z", "1970-01-01T00:00:00.001Z"),
    ]  # fmt: skip


def cursor_service(features, size, broken_at=None):
    def route(seen):
        start = int(seen.value("cursor", "0"))
        if start == broken_at:
            return Reply(500, "broken")
        page = {"type": "FeatureCollection", "numberMatched": len(features), "features": features[start : start + size]}
        if start + size < len(features):
            page["links"] = [{"rel": "next", "href": f"items?cursor={start + size}"}]
        return Reply(200, json.dumps(page), content_type="application/geo+json")

    return route


def test_a_link_that_is_no_web_address_ends_the_pages_and_is_told(tmp_path):
    features = make_features(730)

    def route(seen):
        start = int(seen.value("cursor", "0"))
        scheme = "ftp://x.example/" if start == 300 else ""
        links = [{"rel": "next", "href": f"{scheme}items?cursor={start + 100}"}]
        page = {"type": "FeatureCollection", "features": features[start : start + 100], "numberMatched": 730}
        return Reply(200, json.dumps({**page, "links": links}), content_type="application/geo+json")

    with Loopback({"/collections/b/items": route}) as server, Staging(tmp_path / "s") as staging:
        client = new_client()
        found = Paging(client, OapifFeed(client, f"{server.url}/collections/b/items", service="Stadt"), staging).run()
    assert (found.verdict, found.expected, found.received) == (Verdict.SHORT, 730, 300)


@pytest.mark.parametrize("broken_at", [None, 300])
def test_a_service_that_names_pages_by_cursor_is_followed_link_by_link(tmp_path, broken_at):
    route = cursor_service(make_features(730), 100, broken_at)
    with Loopback({"/collections/b/items": route}, strict=True) as server, Staging(tmp_path / "s") as staging:
        client = new_client()
        feed = OapifFeed(client, f"{server.url}/collections/b/items", service="Stadt")
        found = Paging(client, feed, staging).run()
    assert found.expected == 730
    assert found.received == (730 if broken_at is None else 300)
    assert found.verdict is (Verdict.COMPLETE if broken_at is None else Verdict.SHORT)


def test_a_service_that_gives_more_than_it_was_asked_for_and_states_ends(tmp_path):
    """Its number is an old one; every page behind the first holds all that follows."""
    trees = make_features(80)

    def route(seen):
        start = int(seen.value("offset", "0"))
        found = trees[start:] if start else trees[: int(seen.value("limit"))]
        page = {"type": "FeatureCollection", "features": found, "numberMatched": 50}
        return Reply(200, json.dumps(page), content_type="application/geo+json")

    with Loopback({"/collections/b/items": route}) as server, Staging(tmp_path / "s") as staging:
        client = new_client()
        feed = OapifFeed(client, f"{server.url}/collections/b/items", service="Stadt")
        feed.page_size = 20
        found = Paging(client, feed, staging).run()
        assert len(server.seen) < 20
    assert (found.verdict, found.received) == (Verdict.UNPROVEN, 80)


# --- the same object again --------------------------------------------------------------------------
def rare(features, every):
    """Leave a field out where it is empty, as many services do; only every so many objects have it."""
    for one in features[every - 1 :: every]:
        one["properties"]["bemerkung"] = "alt"
    return features


@pytest.mark.parametrize("every", [7, 450])
def test_objects_without_ids_are_known_again_whatever_fields_stand_on_their_page(fetch, every):
    """The service starts at the first object again; pages and tiles see the rare field on some answers only."""
    trees = rare(make_features(905, ids=False), every)
    found, numbers = fetch(NoPlaceInBoxes(trees, cap=200))
    assert numbers == list(range(905))
    assert (found.verdict, found.received) == (Verdict.COMPLETE, 905)


def test_a_number_too_large_for_a_column_on_one_page_makes_no_other_objects(fetch):
    trees = make_features(905, ids=False)
    trees[600]["properties"]["gross"] = 2**64
    for one in trees[:600]:
        one["properties"]["gross"] = 5
    found, numbers = fetch(NoPlaceInBoxes(trees, cap=200))
    assert (found.verdict, found.received, len(numbers)) == (Verdict.COMPLETE, 905, 905)


class PlaceIds(Wfs):
    """Its ids are the places in the answer."""

    def reply(self, features):
        return super().reply([{**one, "id": number} for number, one in enumerate(features)])


@pytest.mark.parametrize("stated", ["unknown", 905])
def test_ids_that_begin_anew_on_each_page_are_none(fetch, stated):
    found, numbers = fetch(PlaceIds(make_features(905), cap=200, stated=stated))
    assert numbers == list(range(905))
    assert (found.verdict, found.received) == (Verdict.COMPLETE, 905)


class NewIds(NoPlaceInBoxes):
    """Makes up ids for every answer, and starts at the first object each time."""

    made = 0

    def reply(self, features):
        type(self).made += 1
        return super().reply([{**one, "id": f"{self.made}-{number}"} for number, one in enumerate(features)])


def test_ids_made_up_for_every_answer_are_none(fetch):
    service = NewIds(make_features(905), cap=200)
    found, numbers = fetch(service)
    assert numbers == list(range(905))
    assert (found.verdict, found.received) == (Verdict.COMPLETE, 905)
    assert service.n_pages < 200


def test_an_object_edited_between_two_pages_does_not_cost_the_ids(fetch):
    class Edited(Wfs):
        def page(self, seen, start, count):
            first = max(0, start - 5)  # pages overlap
            found = [dict(one) for one in self.features[first : first + min(count, self.cap)]]
            if start and found:
                found[0] = {**found[0], "properties": {**found[0]["properties"], "art": f"neu {start}"}}
            return self.reply(found)

    found, numbers = fetch(Edited(make_features(500), cap=100, stated=500))
    assert numbers == list(range(500))
    assert found.received == 500


def test_a_service_that_starts_over_behind_its_end_is_left(fetch):
    class Wraps(Wfs):
        def page(self, seen, start, count):
            n = len(self.features)
            return self.reply([self.features[(start + k) % n] for k in range(min(count, self.cap))])

    service = Wraps(make_features(505), cap=50, stated="unknown")
    found, numbers = fetch(service, sort_fields=["nr"])
    assert numbers == list(range(505))
    assert service.n_pages < 150
    assert found.expected in (None, 505)


# --- numbers of OGC API Features --------------------------------------------------------------------
@pytest.mark.parametrize(("stated", "has_links"), [(1_000, True), (1_000, False), (777, True), (None, True)])
def test_a_collection_whose_number_is_a_limit_is_fetched_on(tmp_path, stated, has_links):
    """Search engines count up to a limit; "None" states what the answer holds."""
    trees = make_features(1_234)

    def route(seen):
        start, size = int(seen.value("offset", "0")), min(200, int(seen.value("limit")))
        found = trees[start : start + size]
        more = has_links and start + size < len(trees)
        links = [{"rel": "next", "href": f"/collections/b/items?offset={start + size}&limit={size}"}] if more else []
        page = {"type": "FeatureCollection", "features": found, "links": links,
                "numberMatched": len(found) if stated is None else stated}  # fmt: skip
        return Reply(200, json.dumps(page), content_type="application/geo+json")

    with Loopback({"/collections/b/items": route}) as server, Staging(tmp_path / "s") as staging:
        client = new_client()
        feed = OapifFeed(client, f"{server.url}/collections/b/items", service="Stadt")
        found = Paging(client, feed, staging).run()
        assert staged_numbers(staging) == list(range(1_234))
    assert found.verdict is Verdict.COMPLETE


def test_a_whole_layer_behind_a_silent_cap_is_no_short_one(fetch):
    found, numbers = fetch(Wfs(make_features(1_000), cap=199, stated=200), bounds=None)
    assert numbers == list(range(1_000))
    assert found.verdict is Verdict.COMPLETE
