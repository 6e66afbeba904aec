# SPDX-License-Identifier: GPL-2.0-or-later
"""OGC APIs with ETags, with CRS84 alone, with short pages, and without tombstones: what pygeoapi does not show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.adapters.projects.any_store import key_of
from ruhr_smartcity_plugin.adapters.projects.register_copy import RegisterCopy, state_of
from ruhr_smartcity_plugin.core.errors import RuhrError, StoreBusyError, StoreError, VersionConflictError
from ruhr_smartcity_plugin.core.projects.details import Contact
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome
from ruhr_smartcity_plugin.core.projects.visibility import Visibility
from tests.adapters.projects.bundles import full, simple, with_title
from tests.adapters.projects.stores import FeatureCase
from tests.adapters.projects.test_synchronising import Office, outcomes
from tests.support.lean_oapif import LeanOapif


class LeanCase(FeatureCase):
    """A register behind the small service."""

    def __init__(self, server):
        self.server, self.url = server, server.url
        self.store = self.again()


@pytest.fixture
def case(request):
    with LeanOapif(**getattr(request, "param", {})) as server:
        yield LeanCase(server)


def moved(bundle):
    site = replace(bundle.sites[0], coordinates=(377123.456, 5706123.456))
    return with_title(replace(bundle, sites=(site, *bundle.sites[1:])), "Neu")


@pytest.mark.parametrize("case", [{"etags": one} for one in ("strong", "weak", "")], indirect=True)
def test_a_project_is_saved_changed_and_deleted_in_degrees_and_without_tombstones(case):
    sample = case.fitting(full())
    stored = case.store.save(sample, 0, "anna")
    assert {one.uuid: one.coordinates for one in stored.sites} == {one.uuid: one.coordinates for one in sample.sites}
    assert {len(one.sites) for one in (stored, sample)} == {len(sample.sites)} != {0}
    # In degrees, longitude first, as GeoJSON has it.
    (longitude, latitude), *_more = [
        one["geometry"]["coordinates"] for one in case.server.tables["site_point"].values() if one["geometry"]]
    assert 6.0 < longitude < 8.0 < 51.0 < latitude < 52.0
    changed = case.store.save(replace(moved(stored), partners=()), 1, "anna")
    assert (changed.project.title, changed.project.version, changed.partners) == ("Neu", 2, ())
    assert changed.sites[0].coordinates == (377123.456, 5706123.456)
    assert case.server.tables["project_organisation"] == {}
    sent = {match for method, _path, match in case.server.log if method in ("PUT", "DELETE")}
    assert (sent != {""}) == (case.server.etags == "strong"), "If-Match goes out where, and only where, it can hold"
    assert "" not in sent or case.server.etags != "strong"
    assert case.store.save(changed, 2, "anna") == changed
    assert not case.store.keeps_tombstones
    case.store.delete(stored.project.uuid, 2, "anna")
    assert (case.store.list_projects(), case.store.versions()) == ((), {})
    left = {table: rows for table, rows in case.server.tables.items() if rows and table != "organisation"}
    assert left == {}, "nothing is left behind that belongs to nobody"
    with pytest.raises(VersionConflictError, match="deleted"):
        case.store.save(with_title(changed, "x"), 2, "anna")


def overtake(case, uuid, method):
    """Let somebody else save the project when the first request of this method for it arrives, before it is answered.

    So the list is of before, the feature of after (GET), or what was fetched is of before, and what it is sent to of
    after (PUT).
    """
    passed = []

    def before(asked, path):
        if asked == method and path.endswith(uuid) and not passed:
            passed.append(asked)
            feature = case.server.tables["project"][uuid]
            values = {**feature["properties"], "title": "von Bert", "version": 2}
            case.server.tables["project"][uuid] = {**feature, "properties": values}

    case.server.before = before


@pytest.mark.parametrize("operation", ["change", "delete"])
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_who_is_overtaken_between_looking_and_sending_is_told_and_overwrites_nothing(case, operation, method):
    first = case.store.save(simple(), 0, "anna")
    uuid = first.project.uuid
    overtake(case, uuid, method)
    act = {"change": lambda: case.store.save(moved(first), 1, "anna"),
           "delete": lambda: case.store.delete(uuid, 1, "anna")}[operation]
    with pytest.raises(VersionConflictError, match="Somebody else has saved") as error:
        act()
    assert (error.value.base_version, error.value.store_version) == (1, 2)
    found = case.store.get(uuid)
    assert (found.project.title, found.sites) == ("von Bert", first.sites)


@pytest.mark.parametrize("case", [{"page": 1}, {"page": 2, "counts": False}, {"page": 3}], indirect=True)
def test_all_pages_are_read_however_short_they_are(case):
    for number in range(5):
        case.store.save(simple(f"{number}"), 0, "anna")
    assert [one.title for one in case.again().list_projects()] == list("01234")
    assert [len(one.sites) for one in case.store.all_projects()] == [1] * 5
    assert len(case.store.versions()) == 5


@pytest.mark.parametrize("case", [{"next_page": "same", "counts": False}, {"next_page": ""}], indirect=True)
def test_a_list_without_an_end_or_with_too_early_a_one_is_not_taken_for_whole(case):
    for number in range(3):
        case.server.tables["project"][f"p{number}"] = {
            "type": "Feature", "id": f"p{number}", "geometry": None,
            "properties": {"uuid": f"p{number}", "title": "x", "version": 1, "visibility": "OEF"}}
    words = "gave only 2 of 3" if case.server.counts else "cannot be read"
    for ask in (case.store.list_projects, case.store.versions, case.store.all_projects):
        with pytest.raises(RuhrError, match=words):
            ask()


def test_a_deletion_that_breaks_off_is_finished_by_the_next_one(case, monkeypatch):
    first = case.store.save(simple(), 0, "anna")
    uuid = first.project.uuid
    case.server.before = breaking = Breaking("DELETE", "/project/items")
    with pytest.raises(RuhrError, match="A part of the record has arrived"):
        case.store.delete(uuid, 1, "anna")
    assert breaking.count == 1
    assert case.server.tables["project"][uuid]["properties"]["version"] < 0
    monkeypatch.setattr("ruhr_smartcity_plugin.adapters.projects.feature_rounds._PAUSES_S", (0.0,))
    with pytest.raises(StoreBusyError):
        case.again().save(moved(first), 1, "bert")
    case.store.delete(uuid, 1, "anna")
    assert case.server.tables["project"] == case.server.tables["site_point"] == {}


def test_a_refusal_names_what_is_not_public_and_how_to_make_it_so(case):
    internal = Visibility.MUNICIPALITY
    bundle = simple("Kühle Orte")
    with pytest.raises(StoreError, match=r"“Kühle Orte” is not public.+set “Visibility: Public”") as whole:
        case.store.save(replace(bundle, project=replace(bundle.project, visibility=internal)), 0, "anna")
    hidden = replace(bundle.sites[0], visibility=internal)
    with pytest.raises(StoreError, match=r"documents that are not \(Rathaus\).*set “Visibility: Public” there") as part:
        case.store.save(replace(bundle, sites=(hidden,)), 0, "anna")
    # What the service has no column for is not made public by that.
    # No log may keep what is not public.
    assert (whole.value.private, part.value.private) == (("Kühle Orte",), ("Rathaus",))
    with pytest.raises(StoreError, match="cannot hold everything"):
        case.store.save(replace(bundle, sites=(hidden,), contacts=(Contact(name="A"),)), 0, "anna")
    assert case.server.tables["project"] == {}


def test_the_lists_of_organisations_never_wait_for_a_service_which_takes_them_with_projects_only(case, tmp_path):
    anna = Office(tmp_path / "anna.gpkg", case.store, "anna")
    uuid = anna.store.save(case.fitting(full()), 0, "anna").project.uuid
    anna.copy = RegisterCopy(anna.store, key_of(case.url))
    anna.copy.bind(case.url, "", "Dienst")
    assert state_of(anna.store).waiting == (uuid,)
    anna.sync()
    assert state_of(anna.store).waiting == ()


class Breaking:
    """Cuts the connection at the first request of a kind."""

    def __init__(self, method, path):
        self.method, self.path, self.count = method, path, 0

    def __call__(self, method, path):
        if method == self.method and self.path in path and not self.count:
            self.count += 1
            raise ConnectionError


def test_synchronising_knows_a_deletion_without_tombstones(case, tmp_path):
    anna, bert = (Office(tmp_path / f"{one}.gpkg", case.store, one) for one in ("anna", "bert"))
    uuid = anna.store.save(case.fitting(simple("weg")), 0, "anna").project.uuid
    assert outcomes(anna.sync()) == [Outcome.PUSHED]
    bert.sync()
    bert.store.delete(uuid, bert.store.get(uuid).project.version, "bert")
    assert outcomes(bert.sync()) == [Outcome.PUSHED]
    assert case.server.tables["project"] == {}
    assert outcomes(anna.sync()) == [Outcome.PULLED]
    assert anna.store.list_projects() == ()
    assert anna.sync().records == bert.sync().records == ()
