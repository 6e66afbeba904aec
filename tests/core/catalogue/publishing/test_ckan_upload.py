# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import hashlib
import json
import tracemalloc
from dataclasses import replace
from datetime import date

import pytest
import requests

from ruhr_smartcity_plugin.core.catalogue.licence import all_licences, recognise_licence
from ruhr_smartcity_plugin.core.catalogue.portals.ckan_record import read_package
from ruhr_smartcity_plugin.core.catalogue.publishing.ckan_package import FILE_FIELD, package_name, package_of
from ruhr_smartcity_plugin.core.catalogue.publishing.ckan_upload import (
    CkanUpload,
    LocalFile,
    UploadState,
    multipart,
)
from ruhr_smartcity_plugin.core.catalogue.publishing.record import PublishedFile, PublishedRecord
from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    ConnectionFailedError,
    InputError,
    NetworkError,
    PublishingError,
)
from ruhr_smartcity_plugin.core.network.client import HttpClient
from tests.support.ckan_writable import KEY, WritableCkan
from tests.support.loopback import Reply

FILE = PublishedFile("Bäume (CSV)", "https://daten.herne.example/b.csv", licence="dl-by-de/2.0",
                     attribution="Stadt Herne", format="CSV")  # fmt: skip
RECORD = PublishedRecord("Baumkataster", "Alle Bäume", "Stadt Herne", contact_mail="geo@herne.example",
                         keywords=("Bäume", "x"), themes=("ENVI",), municipalities=("05916000",),
                         distributions=(FILE,))  # fmt: skip
STATE = UploadState("baumkataster", "org-1")


@pytest.fixture
def portal():
    with WritableCkan() as portal:
        yield portal


@pytest.fixture
def files(tmp_path):
    path = tmp_path / "bäume.csv"
    path.write_bytes(b"id;art\r\n1;Ahorn\r\n")
    return (LocalFile(path, FILE),)


def _upload(portal, states=None, key=KEY, client=HttpClient) -> CkanUpload:
    session = requests.Session()
    session.headers["Authorization"] = key
    on_state = states.append if states is not None else lambda _one: None
    return CkanUpload(client(session), portal.url, "Offene Daten Herne", on_state)


def test_a_data_set_is_a_private_draft_until_everything_was_read_back(portal, files):
    states = []
    state = _upload(portal, states).run(RECORD, files, STATE)
    package = portal.packages["baumkataster"]
    assert state.is_public
    assert state.is_file_compared
    assert package["private"] is False
    assert [(bool(one.package_id), len(one.sent), one.is_checked, one.is_public) for one in states] == [
        (True, 0, False, False),
        (True, 0, False, False),  # the file is on its way
        (True, 1, False, False),
        (True, 1, True, False),
        (True, 1, True, True),
    ]
    (resource,) = package["resources"]
    digest = hashlib.sha256(files[0].path.read_bytes()).hexdigest()
    assert resource[FILE_FIELD] == resource["sha"] == digest
    assert resource["license"] == "http://dcat-ap.de/def/licenses/dl-by-de/2.0"
    assert package["license_id"] == "dl-de-by-2.0"
    extras = {one["key"]: one["value"] for one in package["extras"]}
    assert extras["politicalGeocodingURI"] == '["http://dcat-ap.de/def/politicalGeocoding/regionalKey/059160000000"]'
    assert [one["name"] for one in package["tags"]] == ["Bäume"]


def test_each_licence_is_read_back_by_the_name_govdata_has_for_it():
    for licence in all_licences():
        record = replace(RECORD, distributions=(replace(RECORD.distributions[0], licence=licence.key),))
        stated = package_of(record, name="a", owner_org="b", upload_id="c")["license_id"]
        assert "/" not in stated
        if licence.key != "cc-by-de/3.0":  # "cc-by-3.0" elsewhere is the one of no country
            assert recognise_licence(stated).key == licence.key


@pytest.mark.parametrize("theme", ["AGRI", "TRAN"], ids=["unknown", "not ours"])
def test_a_theme_whose_group_the_portal_refuses_is_kept_among_the_extras(portal, files, theme):
    record = replace(RECORD, themes=("ENVI", theme))
    assert _upload(portal).run(record, files, STATE).is_public
    package = portal.packages["baumkataster"]
    assert package["groups"] == [{"name": "envi"}]
    themes = next(one["value"] for one in package["extras"] if one["key"] == "theme")
    base = "http://publications.europa.eu/resource/authority/data-theme"
    assert json.loads(themes) == [f"{base}/ENVI", f"{base}/{theme}"]
    assert read_package(package, portal="P", root=portal.url).themes == ("envi", theme.lower())


@pytest.mark.parametrize("status", [403, 404])
def test_a_portal_that_does_not_tell_its_groups_gets_none_and_keeps_those_added_there(portal, files, status):
    portal.faults["group_list_authz"] = [status, status]
    upload = _upload(portal)
    state = upload.run(RECORD, files, STATE)
    portal.packages["baumkataster"]["groups"] = [{"name": "tran"}]
    assert upload.run(replace(RECORD, description="neu"), files, state).is_public
    assert portal.packages["baumkataster"]["groups"] == [{"name": "tran"}]


def test_a_file_to_upload_needs_no_address_as_the_portal_gives_it_one(portal, tmp_path):
    path = tmp_path / "b.csv"
    path.write_bytes(b"x")
    file = replace(FILE, access_url="")
    assert _upload(portal).run(replace(RECORD, distributions=(file,)), (LocalFile(path, file),), STATE).is_public


@pytest.mark.parametrize("action", ["package_create", "resource_create", "package_patch"])
def test_a_lost_answer_makes_nothing_twice(portal, files, action):
    portal.faults[action] = ["lost"]
    state = _upload(portal).run(RECORD, files, STATE)
    assert state.is_public
    assert len(portal.packages) == 1
    assert len(portal.packages["baumkataster"]["resources"]) == 1
    assert portal.count(action) == 1


@pytest.mark.parametrize("action", ["package_create", "resource_create", "package_patch"])
def test_after_a_cut_the_upload_goes_on_where_it_was(portal, files, action):
    portal.faults[action] = ["cut"]
    states = [STATE]
    upload = _upload(portal, states)
    with pytest.raises(ConnectionFailedError):
        upload.run(RECORD, files, STATE)
    assert all(one.get("private") for one in portal.packages.values())
    assert UploadState.from_record(states[-1].to_record()) == states[-1]
    assert upload.run(RECORD, files, states[-1]).is_public
    assert len(portal.packages) == 1
    assert len(portal.packages["baumkataster"]["resources"]) == 1


def _with(files, content: bytes):
    files[0].path.write_bytes(content)
    return files


def _hashes(portal) -> list:
    return [one["sha"] for one in portal.packages["baumkataster"]["resources"]]


@pytest.mark.parametrize("fault", ["cut", "lost"])
def test_a_layer_changed_between_two_tries_is_published_as_it_is_now_and_once(portal, files, fault):
    portal.faults["resource_create"] = [fault]
    portal.faults["package_show"] = [None, None, 403] if fault == "lost" else []
    states = [STATE]
    upload = _upload(portal, states)
    with pytest.raises(NetworkError):
        upload.run(RECORD, files, STATE)
    changed = _with(files, b"id;art\r\n1;Linde\r\n")
    kept = UploadState.from_record(states[-1].to_record())
    assert upload.run(RECORD, changed, kept).is_public
    assert _hashes(portal) == [hashlib.sha256(b"id;art\r\n1;Linde\r\n").hexdigest()]


def test_a_description_changed_between_two_tries_is_published_as_it_is_now(portal, files):
    portal.faults["resource_create"] = ["cut"]
    states = [STATE]
    upload = _upload(portal, states)
    with pytest.raises(ConnectionFailedError):
        upload.run(RECORD, files, STATE)
    better = replace(RECORD, title="Baumkataster Herne", description="Alle Bäume der Stadt")
    assert upload.run(better, files, states[-1]).is_public
    package = portal.packages["baumkataster"]
    assert (package["title"], package["notes"]) == ("Baumkataster Herne", "Alle Bäume der Stadt")


def test_publishing_again_sends_what_changed_through_a_draft_and_keeps_what_others_added(portal, files):
    states = []
    upload = _upload(portal, states)
    first = upload.run(RECORD, files, STATE)
    before = portal.count("resource_create"), portal.count("package_patch")
    assert upload.run(RECORD, files, first) == first
    assert (portal.count("resource_create"), portal.count("package_patch")) == before
    portal.packages["baumkataster"]["resources"].append({"id": "x", "name": "von Hand", "hash": "", "sha": "hand"})
    portal.faults["resource_create"] = ["cut"]
    changed = _with(files, b"id;art\r\n1;Linde\r\n")
    with pytest.raises(ConnectionFailedError):
        upload.run(RECORD, changed, first)
    assert portal.packages["baumkataster"]["private"] is True
    assert upload.run(RECORD, changed, states[-1]).is_public
    assert sorted(_hashes(portal)) == sorted(["hand", hashlib.sha256(b"id;art\r\n1;Linde\r\n").hexdigest()])


def test_an_upload_begun_on_one_portal_is_never_gone_on_with_on_another(portal, files):
    state = _upload(portal).run(RECORD, files, STATE)
    with WritableCkan() as other:
        with pytest.raises(InputError, match="another portal"):
            _upload(other).run(RECORD, files, state)
        assert other.log == []


def test_a_data_set_somebody_replaced_is_not_overwritten(portal, files):
    state = _upload(portal).run(RECORD, files, STATE)
    portal.packages["baumkataster"]["extras"] = []
    with pytest.raises(PublishingError, match="deleted or replaced there") as caught:
        _upload(portal).run(replace(RECORD, description="anders"), files, state)
    assert "private" not in caught.value.sentence, "it is public"
    assert portal.packages["baumkataster"]["notes"] == "Alle Bäume"


def test_a_data_set_deleted_in_the_portal_is_said_to_be_so(portal, files):
    state = _upload(portal).run(RECORD, files, STATE)
    portal.packages["baumkataster"]["state"] = "deleted"
    with pytest.raises(PublishingError, match="deleted or replaced there"):
        _upload(portal).run(replace(RECORD, description="anders"), files, state)


def test_a_large_file_has_the_time_its_size_needs_and_is_in_memory_once(portal, tmp_path):
    path = tmp_path / "gross.bin"
    path.write_bytes(b"x" * 30_000_000)
    tracemalloc.start()
    try:
        body, _type = multipart({"name": "x"}, path, "mark")
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(body) > 30_000_000
    assert peak < 1.5 * 30_000_000
    asked = []

    class Noting(HttpClient):
        def with_limits(self, limits):
            asked.append(limits)
            return super().with_limits(limits)

    _upload(portal, client=Noting).run(RECORD, (LocalFile(path, FILE),), STATE)
    assert asked[-1].inactivity_s >= 30_000_000 / 125_000


def test_somebody_elses_data_set_of_the_name_is_never_touched(portal, files):
    theirs = {"id": "1", "name": "baumkataster", "title": "Ihres", "extras": [], "resources": [], "state": "active"}
    portal.packages["baumkataster"] = dict(theirs)
    with pytest.raises(PublishingError, match="Choose another name"):
        _upload(portal).run(RECORD, files, STATE)
    _upload(portal).withdraw(STATE)
    assert portal.packages["baumkataster"] == theirs


def test_what_the_portal_keeps_differently_stays_private(portal, files):
    portal.spoil_title = True
    with pytest.raises(PublishingError, match="the title differently"):
        _upload(portal).run(RECORD, files, STATE)
    assert portal.packages["baumkataster"]["private"] is True


def _without(key: str):
    def spoil(package, _resource):
        package["extras"] = [one for one in package["extras"] if one["key"] != key]

    return spoil


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda package, _one: package.update(license_id="notspecified"), "the licence differently"),
        (_without("contact_email"), "the contact"),
        (_without("politicalGeocodingURI"), "the administrative area"),
        (_without("theme"), "the field “theme”"),
        (lambda package, _one: package.update(owner_org="org-2"), "the organisation"),
        (lambda package, _one: package.pop("tags"), "the keywords"),
        (lambda package, _one: package.update(tags=[{"name": "B?ume"}]), "the keywords"),
        (lambda package, _one: package.pop("maintainer_email"), "the contact"),
        (lambda package, _one: package.update(maintainer="Amt"), "the contact"),
        (lambda package, _one: package.update(author="Amt"), "the publisher"),
        (lambda package, _one: package.update(url="https://x.example"), "the page about the data set"),
        (lambda _package, one: one.pop("name"), "the title of the file “bäume.csv”"),
        (lambda _package, one: one.update(format="PDF"), "the format of the file “bäume.csv”"),
        (lambda _package, one: one.update(format=""), "the format of the file “bäume.csv”"),
        (lambda _package, one: one.update(license=""), "the licence of the file “bäume.csv”"),
        (lambda _package, one: one.update(size=1), "the size of the file “bäume.csv”"),
        (lambda _package, one: one.update(url=""), "the address of the file “bäume.csv”"),
    ],
)
def test_what_the_portal_dropped_is_said_by_name_and_stays_private(portal, files, spoil, said):
    portal.spoil = spoil
    with pytest.raises(PublishingError, match=said):
        _upload(portal).run(RECORD, files, STATE)
    assert portal.packages["baumkataster"]["private"] is True


def _rewrite(package, _resource) -> None:
    package["notes"] = package["notes"].replace("\n", "\r\n")
    for one in package["extras"]:
        if one["key"] in ("issued", "temporal_start"):
            one["value"] += "T00:00:00"
        elif one["key"] == "modified":
            one["value"] += "T00:00:00Z"
        elif one["key"] == "contact_email":
            one["value"] = f"mailto:{one['value']}"
        elif one["key"] == "contributorID":
            (one["value"],) = json.loads(one["value"])


def test_what_the_portal_only_writes_in_another_way_keeps_nothing_from_being_public(portal, files):
    record = replace(RECORD, description="Alle Bäume\nder Stadt", contributor_id="herne", issued=date(2026, 11, 22),
                     period_start=date(2026, 1, 1), modified=date(2026, 11, 22))  # fmt: skip
    portal.spoil = _rewrite
    assert _upload(portal).run(record, files, STATE).is_public


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda package, _one: package.update(owner_org="stadt-herne", organization={"id": "org-1"}),
        lambda package, _one: package.update(tags=[{"name": "bäume", "display_name": "bäume"}]),
        lambda _package, one: one.update(format="text/csv"),
        lambda _package, one: one.update(format="csv"),
    ],
    ids=["organisation by name", "tags in lower case", "format by its media type", "format in lower case"],
)
def test_what_a_portal_writes_in_its_own_way_is_the_same(portal, files, rewrite):
    portal.spoil = rewrite
    assert _upload(portal).run(RECORD, files, STATE).is_public


def test_a_name_that_may_be_somebody_elses_draft_is_said(portal, files):
    portal.faults["package_show"] = [403]
    with pytest.raises(AccessDeniedError, match="Choose another name, or check the log-in"):
        _upload(portal).run(RECORD, files, STATE)
    assert portal.packages == {}


def test_a_file_that_comes_back_different_stays_private(portal, files):
    def spoil(_package, one):
        portal.routes[f"/download/{one['id']}"] = b"id;art\r\n1;Linde\r\n"

    portal.spoil = spoil
    with pytest.raises(PublishingError, match=r"the content of the file “bäume\.csv”"):
        _upload(portal).run(RECORD, files, STATE)
    assert portal.packages["baumkataster"]["private"] is True


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_portal_that_gives_out_no_files_of_drafts_can_still_be_published_to(portal, files, status):
    portal.spoil = lambda _package, one: portal.routes.update({f"/download/{one['id']}": Reply(status, b"x")})
    state = _upload(portal).run(RECORD, files, STATE)
    assert state.is_public
    assert not UploadState.from_record(state.to_record()).is_file_compared


def test_a_log_in_without_the_right_is_one_sentence(portal, files):
    with pytest.raises(AccessDeniedError):
        _upload(portal, key="falsch").run(RECORD, files, STATE)
    assert portal.packages == {}


@pytest.mark.parametrize("status", [409, 413, 500, 503])
def test_a_refusal_is_a_named_error_and_nothing_is_public(portal, files, status):
    portal.faults["resource_create"] = [status]
    with pytest.raises((NetworkError, PublishingError)):
        _upload(portal).run(RECORD, files, STATE)
    assert portal.packages["baumkataster"]["private"] is True
    assert portal.packages["baumkataster"]["resources"] == []


def test_an_incomplete_description_or_a_missing_file_sends_nothing(portal, files, tmp_path):
    with pytest.raises(InputError, match="not complete"):
        _upload(portal).run(replace(RECORD, publisher=""), files, STATE)
    with pytest.raises(InputError, match="fehlt"):
        _upload(portal).run(RECORD, (LocalFile(tmp_path / "fehlt.csv", FILE),), STATE)
    assert portal.log == []


def test_what_was_uploaded_can_be_withdrawn_and_withdrawing_twice_is_no_error(portal, files):
    upload = _upload(portal)
    state = upload.run(RECORD, files, STATE)
    upload.withdraw(state)
    upload.withdraw(state)
    assert portal.packages == {}
    assert portal.count("package_delete") == 1


def test_the_organisations_of_the_log_in_are_offered(portal):
    assert _upload(portal).organisations() == (("org-1", "Stadt Herne"),)


def test_names_are_as_ckan_wants_them():
    assert package_name("Bäume & Straßen (2026)") == "baeume-strassen-2026"
    assert package_name("Ä") == "ae"
    assert package_name("!") == "datensatz"
    assert len(package_name("x" * 300)) == 100
