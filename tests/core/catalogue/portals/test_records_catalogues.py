# SPDX-License-Identifier: GPL-2.0-or-later
"""Several catalogues of OGC API Records on one landing page: all of them are asked, and their ids do not mix."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery
from ruhr_smartcity_plugin.core.catalogue.portals.records import RecordsPortal
from ruhr_smartcity_plugin.core.errors import AddressRefusedError, HttpStatusError, NetworkError
from tests.support.loopback import Loopback, Reply


def _routes(*catalogues: str, count: int = 3) -> dict:
    """Serve catalogues that all number their records from 0."""
    routes = {
        "/": {"title": "Geodienst", "links": []},
        "/collections": {"collections": [{"id": one, "itemType": "record"} for one in catalogues]},
    }
    for name in catalogues:
        rows = [{"id": str(number), "properties": {"title": f"{name} {number}"}} for number in range(count)]
        routes[f"/collections/{name}/items"] = {"features": rows, "numberMatched": count, "links": []}
        routes.update({f"/collections/{name}/items/{row['id']}": row for row in rows})
    routes[""] = routes["/"]
    return routes


def test_the_same_id_in_two_catalogues_is_two_records(client):
    with Loopback(_routes("stadt", "archiv")) as server:
        portal = RecordsPortal(client, server.url)
        found = portal.search(PortalQuery())
        again = [portal.dataset(one.key) for one in found.datasets]
    titles = [one.title for one in found.datasets]
    assert titles == ["stadt 0", "stadt 1", "stadt 2", "archiv 0", "archiv 1", "archiv 2"]
    assert len({one.key for one in found.datasets}) == 6
    assert [one.title for one in again] == titles
    assert found.datasets[3].landing_url.endswith("/collections/archiv/items/0")
    assert found.is_complete


def test_a_key_from_when_there_was_one_catalogue_still_leads_to_its_record(client):
    with Loopback(_routes("archiv")) as server:
        (first, *_rest) = RecordsPortal(client, server.url).search(PortalQuery()).datasets
        server.routes.update(_routes("archiv", "stadt", count=2))
        assert RecordsPortal(client, server.url).dataset(first.key).title == "archiv 0"
    assert first.key == "0"


def test_a_limit_that_the_first_catalogue_meets_does_not_look_whole(client):
    with Loopback(_routes("stadt", "archiv")) as server:
        portal = RecordsPortal(client, server.url)
        first = portal.search(PortalQuery(), limit=3)
        rest = portal.search(PortalQuery(), start=first.next_start)
    assert len(first.datasets) == 3
    assert (first.completeness.expected, first.completeness.verdict) == (None, Verdict.UNPROVEN)
    assert not first.is_complete
    assert [one.title for one in rest.datasets] == ["archiv 0", "archiv 1", "archiv 2"]
    assert rest.is_complete


def test_a_record_that_is_gone_is_404_and_a_service_that_is_gone_is_not(client):
    with Loopback(_routes("stadt", "archiv")) as server:
        with pytest.raises(HttpStatusError, match="no longer lists"):
            RecordsPortal(client, server.url).dataset("stadt:7")
        server.routes["/collections"] = Reply(410, "")
        with pytest.raises(NetworkError) as caught:
            RecordsPortal(client, server.url).dataset("stadt:0")
    assert not isinstance(caught.value, HttpStatusError)


def test_a_link_that_is_no_address_ends_the_search_in_a_sentence(client):
    routes = _routes("stadt")
    routes["/collections"]["links"] = [{"rel": "next", "href": "https://[x"}]
    with Loopback(routes) as server, pytest.raises(AddressRefusedError):
        RecordsPortal(client, server.url).search(PortalQuery())


def test_a_record_without_a_box_stays_and_one_elsewhere_goes_as_the_service_is_not_asked_for_the_box(client):
    routes = _routes("stadt")
    corners = {"0": (7.1, 51.4, 7.3, 51.5), "1": (16.2, 48.1, 16.6, 48.3)}
    for row in routes["/collections/stadt/items"]["features"]:
        if row["id"] in corners:
            west, south, east, north = corners[row["id"]]
            ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
            row["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    with Loopback(routes) as server:
        found = RecordsPortal(client, server.url).search(PortalQuery(extent_4326=(7.0, 51.0, 7.5, 52.0)))
        assert all(not seen.value("bbox") for seen in server.seen)
    assert [one.title for one in found.datasets] == ["stadt 0", "stadt 2"]
    assert found.is_complete


@pytest.mark.parametrize("stated", ["page", 10])
def test_a_number_of_the_page_alone_is_looked_behind_where_a_link_names_what_follows(client, stated):
    def items(seen):
        start = int(seen.value("offset", "0"))
        rows = [{"id": str(one), "properties": {"title": f"Satz {one}"}} for one in range(start, min(start + 10, 25))]
        links = [{"rel": "next", "href": f"items?offset={start + 10}"}] if start + 10 < 25 else []
        return {"features": rows, "numberMatched": len(rows) if stated == "page" else stated, "links": links}

    with Loopback({**_routes("stadt"), "/collections/stadt/items": items}) as server:
        found = RecordsPortal(client, server.url).search(PortalQuery(), page_rows=10)
    assert len(found.datasets) == 25
    assert found.is_complete


def test_a_link_behind_the_last_record_that_fails_takes_nothing_away(client):
    def items(seen):
        if seen.value("offset"):
            return Reply(400, "offset")
        rows = [{"id": str(one), "properties": {"title": f"Satz {one}"}} for one in range(10)]
        return {"features": rows, "numberMatched": 10, "links": [{"rel": "next", "href": "items?offset=10"}]}

    with Loopback({**_routes("stadt"), "/collections/stadt/items": items}) as server:
        found = RecordsPortal(client, server.url).search(PortalQuery(), page_rows=10)
    assert len(found.datasets) == 10
    assert found.is_complete
