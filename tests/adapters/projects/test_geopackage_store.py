# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import re
import sqlite3
import threading
from dataclasses import fields, replace
from datetime import date

import pytest

from ruhr_smartcity_plugin.adapters.projects import geopackage_store
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store, open_store
from ruhr_smartcity_plugin.adapters.projects.sample import create_sample_register
from ruhr_smartcity_plugin.core.errors import (
    InputError,
    NewerSchemaError,
    NotARegisterError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    VersionConflictError,
)
from ruhr_smartcity_plugin.core.projects.details import Contact, Funding
from ruhr_smartcity_plugin.core.projects.record import (
    TECHNICAL_FIELDS,
    Organisation,
    ProjectMunicipality,
    ProjectOrganisation,
    Visibility,
)
from ruhr_smartcity_plugin.core.projects.rules import Context, check
from tests.adapters.projects.bundles import BOCHUM, ESSEN, GELSENKIRCHEN, full, simple, with_title


def sql(store, statement, *values):
    with sqlite3.connect(store.path) as connection:
        result = connection.execute(statement, values).fetchall()
    connection.close()
    return result


# --- saving ---
def test_everything_in_a_bundle_comes_back_as_it_was_saved(store):
    bundle = full()
    stored = store.save(bundle, 0, "anna")
    again = open_store(store.path).get(bundle.project.uuid)
    assert again == stored
    for one in fields(bundle.project):
        if one.name not in (*TECHNICAL_FIELDS, "code"):
            assert getattr(again.project, one.name) == getattr(bundle.project, one.name), one.name
    for one in fields(bundle):
        if one.name not in ("project", "internal"):
            assert getattr(bundle, one.name), f"the sample leaves {one.name} empty"
            assert set(getattr(again, one.name)) == set(getattr(bundle, one.name)), one.name
    assert again.internal == bundle.internal
    assert again.project.source == "Test"


def test_each_save_raises_the_version_by_one_and_stamps_it(store):
    first = store.save(simple(), 0, "anna")
    assert (first.project.version, first.project.created_by, first.project.changed_by) == (1, "anna", "anna")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", first.project.created_at)
    second = store.save(with_title(first, "Neu"), 1, "bert")
    assert (second.project.version, second.project.created_by, second.project.changed_by) == (2, "anna", "bert")
    assert second.project.created_at == first.project.created_at


def test_saving_what_is_stored_already_writes_nothing(store):
    first = store.save(full(), 0, "anna")
    before = store.history(first.project.uuid)
    assert store.save(first, 1, "bert") == first
    assert store.history(first.project.uuid) == before


def test_a_stale_version_is_refused_and_nothing_is_written(store):
    first = store.save(simple(), 0, "anna")
    second = store.save(with_title(first, "von Bert"), 1, "bert")
    with pytest.raises(VersionConflictError) as error:
        store.save(replace(with_title(first, "von Anna"), sites=()), 1, "anna")
    assert "bert" in error.value.sentence
    assert (error.value.base_version, error.value.store_version) == (1, 2)
    assert store.get(first.project.uuid) == second


def test_two_editors_with_the_same_version_only_the_first_wins(store):
    first = store.save(simple(), 0, "anna")
    outcomes = []
    start = threading.Barrier(2)

    def edit(name):
        start.wait()
        try:
            outcomes.append(store.save(with_title(first, name), 1, name).project.title)
        except VersionConflictError:
            outcomes.append("conflict")

    threads = [threading.Thread(target=edit, args=(name,)) for name in ("anna", "bert")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert outcomes.count("conflict") == 1
    assert store.get(first.project.uuid).project.version == 2


def test_a_new_record_under_a_known_id_is_a_conflict_and_makes_no_second_record(store):
    bundle = simple()
    store.save(bundle, 0, "anna")
    with pytest.raises(VersionConflictError):
        store.save(with_title(bundle, "noch einmal"), 0, "anna")
    assert [one.title for one in store.list_projects()] == ["Kühle Orte"]


def test_removed_places_and_partners_are_kept_as_tombstones(store):
    first = store.save(full(), 0, "anna")
    less = replace(first, sites=first.sites[:1], partners=(), municipalities=(), further_fields=())
    second = store.save(less, 1, "b")
    assert (len(second.sites), second.partners, second.municipalities, second.further_fields) == (1, (), (), ())
    assert sql(store, "SELECT count(*) FROM site_point WHERE deleted = 1") == [(1,)]
    assert sql(store, "SELECT count(*) FROM project_municipality WHERE deleted = 1") == [(2,)]
    more = replace(second, municipalities=(ProjectMunicipality(BOCHUM, "FEDER"),), further_fields=("BIL",))
    third = store.save(more, 2, "c")
    assert third.ags == (BOCHUM,)
    assert third.further_fields == ("BIL",)


def test_the_version_of_a_place_rises_only_when_the_place_changes(store):
    first = store.save(full(), 0, "anna")
    store.save(with_title(first, "Neu"), 1, "anna")
    assert sql(store, "SELECT DISTINCT version FROM site_point") == [(1,)]


def test_a_place_that_belongs_to_another_project_cannot_be_taken_over(store):
    first = store.save(simple("A"), 0, "anna")
    thief = replace(simple("B"), sites=first.sites)
    with pytest.raises(StoreError):
        store.save(thief, 0, "bert")
    assert store.get(first.project.uuid) == first
    assert len(store.list_projects()) == 1


def test_a_write_that_the_file_swallows_is_noticed_and_undone(store):
    first = store.save(simple(), 0, "anna")
    sql(store, "CREATE TRIGGER swallow AFTER UPDATE OF title ON project BEGIN "
               "UPDATE project SET title = old.title WHERE uuid = new.uuid; END")
    with pytest.raises(StoreError) as error:
        store.save(with_title(first, "Neu"), 1, "anna")
    assert "did not take over" in error.value.sentence
    assert store.get(first.project.uuid) == first
    assert all(one.new_value != "Neu" for one in store.history(first.project.uuid))


def test_organisations_of_the_register_are_shared_and_not_changed_by_a_project(store):
    lead = Organisation(name="Stadt Essen", kind="KOM")
    store.save(replace(simple("A", lead_uuid=lead.uuid), organisations=(lead,)), 0, "a")
    other = replace(simple("B", lead_uuid=lead.uuid),
                    organisations=(replace(lead, name="Umbenannt"), Organisation(name="ungenannt")))
    assert store.save(other, 0, "b").lead == lead
    assert [one.name for one in store.list_organisations()] == ["Stadt Essen"]


def test_a_partner_who_is_not_in_the_register_is_refused(store):
    with pytest.raises(StoreError):
        store.save(replace(simple(), partners=(ProjectOrganisation("nobody", "PART"),)), 0, "anna")
    assert store.list_projects() == ()


def test_naming_a_municipality_twice_is_refused_with_a_sentence(store):
    twice = (ProjectMunicipality(BOCHUM, "FEDER"), ProjectMunicipality(BOCHUM, "PARTNER"))
    with pytest.raises(StoreError) as error:
        store.save(replace(simple(), municipalities=twice), 0, "anna")
    assert "contradicts" in error.value.sentence
    assert store.list_projects() == ()


def test_text_that_no_file_can_hold_is_refused_with_a_sentence(store):
    with pytest.raises(InputError) as error:
        store.save(simple("\ud800"), 0, "anna")
    assert "cannot be stored" in error.value.sentence
    assert store.list_projects() == ()


def test_a_funding_without_a_single_statement_is_saved_too(store):
    first = store.save(simple(), 0, "anna")
    second = store.save(replace(first, fundings=(Funding(reference="x"), Funding())), 1, "anna")
    assert len(second.fundings) == 2
    third = store.save(replace(second, fundings=(*second.fundings, Funding())), 2, "anna")
    assert (len(third.fundings), third.project.version) == (3, 3)


def test_the_internal_part_has_its_own_row_only_once_something_is_stated(store):
    first = store.save(simple(), 0, "anna")
    assert sql(store, "SELECT count(*) FROM project_internal") == [(0,)]
    noted = replace(first, internal=replace(first.internal, internal_note="nur intern", total_cost_eur=1.5))
    assert store.save(noted, 1, "anna").internal == noted.internal
    emptied = store.save(replace(noted, internal=first.internal), 2, "anna")
    assert emptied.internal == first.internal
    assert [one.field for one in store.history(first.project.uuid)[:2]] == ["internal_note", "total_cost_eur"]


# --- codes ---
def test_codes_name_the_leading_municipality_and_are_never_used_again(store):
    codes = [store.save(simple(str(n)), 0, "a").project.code for n in range(2)]
    assert codes == ["RUHR-05911-1", "RUHR-05911-2"]
    last = store.list_projects()[-1]
    store.delete(last.uuid, 1, "a")
    assert store.save(simple("x"), 0, "a").project.code == "RUHR-05911-3"
    assert store.save(full(), 0, "a").project.code == "RUHR-05513-1"
    assert store.save(replace(simple("y"), municipalities=()), 0, "a").project.code == "RUHR-00000-1"


def test_the_code_stays_when_the_lead_changes(store):
    first = store.save(simple(), 0, "a")
    moved = replace(first, municipalities=(ProjectMunicipality(ESSEN, "FEDER"),))
    assert store.save(moved, 1, "a").project.code == "RUHR-05911-1"


# --- lists, history, deletion ---
def test_lists_show_what_is_not_deleted_with_lead_and_municipalities(store):
    store.save(full(), 0, "anna")
    doomed = store.save(simple(), 0, "anna")
    store.delete(doomed.project.uuid, 1, "bert", "doppelt")
    (entry,) = store.list_projects()
    assert entry.lead_name == "Stadt Bochum"
    assert entry.ags == (GELSENKIRCHEN, BOCHUM)
    assert entry.seeks_partners is True
    assert entry.visibility is Visibility.NETWORK
    with pytest.raises(StoreError) as error:
        store.get(doomed.project.uuid)
    assert "no longer in the register" in error.value.sentence
    newest = store.history(doomed.project.uuid)[0]
    assert (newest.field, newest.new_value, newest.changed_by, newest.comment) == ("deleted", "1", "bert", "doppelt")
    assert sql(store, "SELECT deleted, version FROM project WHERE uuid = ?", doomed.project.uuid) == [(1, 2)]


def test_editing_what_somebody_else_deleted_is_a_conflict_without_another_version(store):
    first = store.save(simple(), 0, "anna")
    store.delete(first.project.uuid, 1, "bert")
    with pytest.raises(VersionConflictError) as error:
        store.save(with_title(first, "Neu"), 1, "anna")
    assert "deleted" in error.value.sentence
    assert error.value.store_version == 0
    with pytest.raises(VersionConflictError):
        store.delete(first.project.uuid, 1, "anna")


def test_deleting_a_stale_version_is_refused(store):
    first = store.save(simple(), 0, "anna")
    store.save(with_title(first, "Neu"), 1, "bert")
    with pytest.raises(VersionConflictError):
        store.delete(first.project.uuid, 1, "anna")
    assert len(store.list_projects()) == 1


def test_history_says_who_changed_which_field_between_which_versions_newest_first(store):
    first = store.save(simple(), 0, "anna")
    store.save(with_title(first, "Neu"), 1, "bert", "Tippfehler")
    newest = store.history(first.project.uuid)[0]
    assert (newest.field, newest.old_value, newest.new_value) == ("title", "Kühle Orte", "Neu")
    assert (newest.version_before, newest.version_after) == (1, 2)
    assert (newest.changed_by, newest.comment) == ("bert", "Tippfehler")
    assert newest.table_name == "project"


def test_changes_since_a_moment_are_those_after_it(store):
    first = store.save(simple(), 0, "anna")
    moment = store.history(first.project.uuid)[0].changed_at
    assert store.changes_since(moment) == ()
    assert len(store.changes_since("")) == len(store.history(first.project.uuid))
    assert len(store.changes_since("", limit=2)) == 2


def test_a_visibility_nobody_knows_reads_as_internal(store):
    first = store.save(full(), 0, "anna")
    sql(store, "UPDATE project SET visibility = 'ALLE'")
    sql(store, "UPDATE site_point SET visibility = ''")
    again = store.get(first.project.uuid)
    assert again.project.visibility is Visibility.MUNICIPALITY
    assert {one.visibility for one in again.sites} == {Visibility.MUNICIPALITY}
    assert store.list_projects()[0].visibility is Visibility.MUNICIPALITY


# --- files ---
def test_creating_never_overwrites(store):
    with pytest.raises(StoreError) as error:
        create_store(store.path)
    assert "exists already" in error.value.sentence
    assert open_store(store.path).list_projects() == ()


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00", b"PK\x03\x04" + bytes(100)])
def test_a_file_that_is_something_else_is_no_register(tmp_path, content):
    path = tmp_path / "x.gpkg"
    path.write_bytes(content)
    with pytest.raises(NotARegisterError) as error:
        open_store(path)
    assert "x.gpkg" in error.value.sentence
    assert path.read_bytes() == content


def test_a_missing_file_is_said_and_none_is_made(tmp_path):
    with pytest.raises(NotARegisterError) as error:
        open_store(tmp_path / "weg.gpkg")
    assert "no longer there" in error.value.sentence
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_register(tmp_path):
    with pytest.raises(StoreError):
        open_store(tmp_path)


def test_another_database_is_no_register(tmp_path):
    path = tmp_path / "other.gpkg"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE project (title TEXT)")
    connection.close()
    with pytest.raises(NotARegisterError):
        open_store(path)


@pytest.mark.parametrize("user_version", [10303, 10399, 99, 10400, -1])
def test_a_register_of_a_newer_version_opens_for_reading_only(store, user_version):
    first = store.save(simple(), 0, "anna")
    sql(store, {10303: "PRAGMA user_version = 10303", 10399: "PRAGMA user_version = 10399",
                99: "PRAGMA user_version = 99", 10400: "PRAGMA user_version = 10400",
                -1: "PRAGMA user_version = -1"}[user_version])
    content = store.path.read_bytes()
    newer = open_store(store.path)
    assert "newer version" in newer.read_only_reason
    assert newer.list_projects()[0].title == "Kühle Orte"
    with pytest.raises(NewerSchemaError):
        newer.save(with_title(first, "Neu"), 1, "anna")
    with pytest.raises(NewerSchemaError):
        newer.delete(first.project.uuid, 1, "anna")
    assert store.path.read_bytes() == content


def test_a_damaged_register_is_said_on_opening(store):
    for number in range(40):
        store.save(simple(f"{number} " + "x" * 400), 0, "anna")
    content = bytearray(store.path.read_bytes())
    content[len(content) // 2: len(content) // 2 + 8192] = b"\xff" * 8192
    store.path.write_bytes(content)
    with pytest.raises(StoreDamagedError) as error:
        open_store(store.path)
    assert "backup" in error.value.sentence


def test_a_lock_of_another_program_ends_in_a_sentence_and_the_next_try_works(store):
    first = store.save(simple(), 0, "anna")
    store = open_store(store.path, busy_timeout_s=0.2)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreBusyError) as error:
        store.save(with_title(first, "Neu"), 1, "anna")
    assert "in use by another program" in error.value.sentence
    with pytest.raises(StoreBusyError):
        store.list_projects()
    other.execute("ROLLBACK")
    other.close()
    assert store.save(with_title(first, "Neu"), 1, "anna").project.version == 2


def test_a_full_disk_leaves_nothing_half_and_a_later_save_works(store, monkeypatch):
    first = store.save(full(), 0, "anna")
    real = geopackage_store.connect
    pages = sql(store, "PRAGMA page_count")[0][0]

    def connect_to_full_disk(path, **options):
        connection = real(path, **options)
        assert connection.execute(f"PRAGMA max_page_count = {pages + 2}").fetchone()[0] == pages + 2
        return connection

    monkeypatch.setattr(geopackage_store, "connect", connect_to_full_disk)
    bigger = replace(with_title(first, "Neu"), project=replace(first.project, title="Neu", description="x" * 100_000))
    with pytest.raises(StoreFullError) as error:
        store.save(bigger, 1, "anna")
    assert "no room left" in error.value.sentence
    monkeypatch.setattr(geopackage_store, "connect", real)
    assert open_store(store.path).get(first.project.uuid) == first
    assert store.save(bigger, 1, "anna").project.version == 2


def test_the_sample_register_holds_the_known_projects_and_says_that_it_is_a_sample(tmp_path):
    store = create_sample_register(tmp_path / "sample.gpkg")
    titles = {one.title for one in store.list_projects()}
    assert {"Digitallinie 302", "RegioHubs Mayen-Koblenz", "Smart City Innovation Unit Bochum"} <= titles
    line = next(one for one in store.list_projects() if one.title == "Digitallinie 302")
    bundle = store.get(line.uuid)
    stops = [one for one in bundle.sites if one.role == "HALT"]
    assert len(stops) == 10
    assert {one.accuracy for one in stops} <= {"GEM", "QUA"}
    assert set(bundle.ags) == {GELSENKIRCHEN, BOCHUM}
    assert "BOGESTRA" in {one.name for one in bundle.organisations}
    assert all("Beispieldatensatz" in store.get(one.uuid).project.source for one in store.list_projects())
    assert sorted(one.name for one in tmp_path.iterdir()) == ["sample.gpkg"]


def test_a_person_named_in_the_register_without_consent_keeps_a_project_from_being_published(store):
    first = store.save(simple(review_state="VOE"), 0, "anna")
    again = store.save(replace(first, contacts=(Contact(name="Anna Beispiel"),)), 1, "anna")
    assert "published-consent" in {one.id for one in check(again, Context(date(2026, 11, 22)))}
    store.save(with_title(again, "Neu"), 2, "bert")
    assert store.get(first.project.uuid).contacts == again.contacts
