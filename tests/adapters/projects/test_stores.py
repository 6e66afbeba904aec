# SPDX-License-Identifier: GPL-2.0-or-later
"""What every store promises, asked of every store: the same cases, real databases."""
from __future__ import annotations

import re
import threading
from dataclasses import fields, replace
from datetime import date

import pytest

from ruhr_smartcity_plugin.core.errors import (
    InputError,
    StoreError,
    VersionConflictError,
)
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.details import Contact, Funding, FundingProgramme
from ruhr_smartcity_plugin.core.projects.record import (
    TECHNICAL_FIELDS,
    Organisation,
    ProjectMunicipality,
    ProjectOrganisation,
    Visibility,
)
from ruhr_smartcity_plugin.core.projects.rules import Context, check
from tests.adapters.projects.bundles import BOCHUM, ESSEN, GELSENKIRCHEN, full, simple, with_title
from tests.adapters.projects.conftest import new_case


@pytest.fixture(params=["geopackage", "postgis", "wfs", "wfs-postgres", "oapif"])
def case(request, tmp_path):
    """An empty register in each kind of store."""
    return new_case(request, tmp_path)


def refuses_what_is_not_for_the_public(case, bundle, version=0):
    """Answer whether the store is one for the public; then it must refuse the bundle as a whole, not drop a part."""
    if not case.is_for_the_public:
        return False
    before = {uuid: case.store.find(uuid) for uuid in case.store.versions()}
    with pytest.raises(StoreError) as error:
        case.store.save(bundle, version, "anna")
    assert "Nothing was sent" in error.value.sentence
    assert {uuid: case.store.find(uuid) for uuid in case.store.versions()} == before
    return True


# --- saving ---
def test_everything_in_a_bundle_comes_back_as_it_was_saved(store, case):
    whole = full(store.save(simple("Vorgänger"), 0, "anna").project.uuid)
    refuses_what_is_not_for_the_public(case, whole)
    bundle = case.fitting(whole)
    stored = store.save(bundle, 0, "anna")
    again = case.again().get(bundle.project.uuid)
    assert again == stored
    for one in fields(bundle.project):
        if one.name not in (*TECHNICAL_FIELDS, "code"):
            assert getattr(again.project, one.name) == getattr(bundle.project, one.name), one.name
    for one in fields(bundle):
        if one.name not in ("project", "internal"):
            assert getattr(whole, one.name), f"the sample leaves {one.name} empty"
            assert set(getattr(again, one.name)) == set(getattr(bundle, one.name)), one.name
    assert again.internal == bundle.internal
    assert again.project.source == "Test"


def test_each_save_raises_the_version_by_one_and_stamps_it(store, case):
    first = store.save(simple(), 0, "anna")
    anna, bert = case.name("anna"), case.name("bert")
    assert (first.project.version, first.project.created_by, first.project.changed_by) == (1, anna, anna)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", first.project.created_at)
    second = store.save(with_title(first, "Neu"), 1, "bert")
    assert (second.project.version, second.project.created_by, second.project.changed_by) == (2, anna, bert)
    assert second.project.created_at == first.project.created_at


def test_saving_what_is_stored_already_writes_nothing(store, case):
    first = store.save(case.fitting(full()), 0, "anna")
    before = store.history(first.project.uuid)
    assert store.save(first, 1, "bert") == first
    assert store.history(first.project.uuid) == before


def test_a_stale_version_is_refused_and_nothing_is_written(store, case):
    first = store.save(simple(), 0, "anna")
    second = store.save(with_title(first, "von Bert"), 1, "bert")
    with pytest.raises(VersionConflictError) as error:
        store.save(replace(with_title(first, "von Anna"), sites=()), 1, "anna")
    assert (case.name("bert") or "Somebody else") in error.value.sentence
    assert (error.value.base_version, error.value.store_version) == (1, 2)
    assert store.get(first.project.uuid) == second


def test_two_editors_with_the_same_version_only_the_first_wins(store, case):
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


def test_a_new_record_under_a_known_id_is_a_conflict_and_makes_no_second_record(store, case):
    bundle = simple()
    store.save(bundle, 0, "anna")
    with pytest.raises(VersionConflictError):
        store.save(with_title(bundle, "noch einmal"), 0, "anna")
    assert [one.title for one in store.list_projects()] == ["Kühle Orte"]


def test_removed_places_and_partners_are_kept_as_tombstones(store, case):
    first = store.save(case.fitting(full()), 0, "anna")
    kept = tuple(one for one in first.sites if one.label == "Größe")
    less = replace(first, sites=kept, partners=(), municipalities=(), further_fields=())
    second = store.save(less, 1, "b")
    assert (len(second.sites), second.partners, second.municipalities, second.further_fields) == (1, (), (), ())
    assert case.sql("SELECT count(*) FROM site_point WHERE deleted") == [(1,)]
    assert case.sql("SELECT count(*) FROM project_municipality WHERE deleted") == [(2,)]
    more = replace(second, municipalities=(ProjectMunicipality(BOCHUM, "FEDER"),), further_fields=("BIL",))
    third = store.save(more, 2, "c")
    assert third.ags == (BOCHUM,)
    assert third.further_fields == ("BIL",)


def test_the_version_of_a_place_rises_only_when_the_place_changes(store, case):
    first = store.save(case.fitting(full()), 0, "anna")
    store.save(with_title(first, "Neu"), 1, "anna")
    assert case.sql("SELECT DISTINCT version FROM site_point") == [(1,)]


def test_a_place_that_belongs_to_another_project_cannot_be_taken_over(store, case):
    first = store.save(simple("A"), 0, "anna")
    thief = replace(simple("B"), sites=first.sites)
    with pytest.raises(StoreError):
        store.save(thief, 0, "bert")
    assert store.get(first.project.uuid) == first
    assert len(store.list_projects()) == 1


def test_a_write_that_the_file_swallows_is_noticed_and_undone(store, case):
    first = store.save(simple(), 0, "anna")
    case.swallow_titles()
    with pytest.raises(StoreError) as error:
        store.save(with_title(first, "Neu"), 1, "anna")
    assert "did not take over" in error.value.sentence
    assert store.get(first.project.uuid) == first
    assert all(one.new_value != "Neu" for one in store.history(first.project.uuid))


def test_organisations_of_the_register_are_shared_and_not_changed_by_a_project(store, case):
    lead = Organisation(name="Stadt Essen", kind="KOM")
    store.save(replace(simple("A", lead_uuid=lead.uuid), organisations=(lead,)), 0, "a")
    other = replace(simple("B", lead_uuid=lead.uuid),
                    organisations=(replace(lead, name="Umbenannt"), Organisation(name="ungenannt")))
    assert store.save(other, 0, "b").lead == lead
    assert [one.name for one in store.list_organisations()] == ["Stadt Essen"]


def test_funding_programmes_are_saved_with_the_project_shared_and_not_changed_by_another(store, case):
    programme = FundingProgramme("Smart Cities", "Land NRW", "LAND", url="https://example.org", rate_percent=80.0)
    first = replace(simple("A"), fundings=(Funding(programme.uuid, 5.0),), programmes=(programme,))
    if refuses_what_is_not_for_the_public(case, first):
        assert store.list_programmes() == ()
        return
    assert store.save(first, 0, "a").programmes == (programme,)
    other = replace(simple("B"), fundings=(Funding(programme.uuid),),
                    programmes=(replace(programme, title="Umbenannt"), FundingProgramme("ungenannt")))
    store.save(other, 0, "b")
    assert store.list_programmes() == (programme,)
    assert [(one.field, one.new_value) for one in store.history(first.project.uuid)
            if one.table_name == "funding_programme" and one.field == "title"] == [("title", "Smart Cities")]
    without = store.save(replace(store.get(first.project.uuid), fundings=()), 1, "a")
    assert (without.programmes, store.list_programmes()) == ((), (programme,))


def test_a_partner_who_is_not_in_the_register_is_refused(store, case):
    with pytest.raises(StoreError):
        store.save(replace(simple(), partners=(ProjectOrganisation("nobody", "PART"),)), 0, "anna")
    assert store.list_projects() == ()


def test_naming_a_municipality_twice_is_refused_with_a_sentence(store, case):
    twice = (ProjectMunicipality(BOCHUM, "FEDER"), ProjectMunicipality(BOCHUM, "PARTNER"))
    with pytest.raises(StoreError) as error:
        store.save(replace(simple(), municipalities=twice), 0, "anna")
    assert "contradicts" in error.value.sentence
    assert store.list_projects() == ()


def test_text_that_no_file_can_hold_is_refused_with_a_sentence(store, case):
    with pytest.raises(InputError) as error:
        store.save(simple("\ud800"), 0, "anna")
    assert "cannot be stored" in error.value.sentence
    assert store.list_projects() == ()


def test_a_funding_without_a_single_statement_is_saved_too(store, case):
    first = store.save(simple(), 0, "anna")
    if refuses_what_is_not_for_the_public(case, replace(first, fundings=(Funding(reference="x"),)), 1):
        return
    second = store.save(replace(first, fundings=(Funding(reference="x"), Funding())), 1, "anna")
    assert len(second.fundings) == 2
    third = store.save(replace(second, fundings=(*second.fundings, Funding())), 2, "anna")
    assert (len(third.fundings), third.project.version) == (3, 3)


def test_the_internal_part_has_its_own_row_only_once_something_is_stated(store, case):
    first = store.save(simple(), 0, "anna")
    assert case.sql("SELECT count(*) FROM project_internal") == [(0,)]
    noted = replace(first, internal=replace(first.internal, internal_note="nur intern", total_cost_eur=1.5))
    if refuses_what_is_not_for_the_public(case, noted, 1):
        return
    assert store.save(noted, 1, "anna").internal == noted.internal
    emptied = store.save(replace(noted, internal=first.internal), 2, "anna")
    assert emptied.internal == first.internal
    assert [one.field for one in store.history(first.project.uuid)[:2]] == ["internal_note", "total_cost_eur"]


# --- reading many ---
def test_reading_the_whole_register_gives_what_reading_each_project_gives(store, case):
    first = store.save(simple("Älteste"), 0, "anna")
    second = store.save(case.fitting(full(first.project.uuid)), 0, "anna")
    gone = store.save(simple("weg"), 0, "anna")
    store.delete(gone.project.uuid, 1, "anna")
    # What was taken away again is not read either.
    second = store.save(case.fitting(replace(second, sites=second.sites[:3], technologies=("APP",))), 1, "anna")
    everything = store.all_projects()
    assert sorted(everything, key=lambda one: one.project.title) == [second, first]
    assert store.some_projects([second.project.uuid, gone.project.uuid, "nobody"]) == (second,)


def test_the_details_of_the_list_hold_texts_and_places_and_nothing_internal(store, case):
    whole = full()
    bundle = store.save(case.fitting(whole), 0, "anna")
    uuid = bundle.project.uuid
    details = store.list_details()
    assert {bundle.project.challenge, *(one.label for one in bundle.sites if one.label)} <= set(details.texts[uuid])
    assert details.technologies.get(uuid, ()) == bundle.technologies
    assert details.further_fields.get(uuid, ()) == bundle.further_fields
    known = {"point": (376000.125, 5705000.875, 376000.125, 5705000.875),
             "line": (377000.0, 5705000.0, 378000.5, 5706000.25), "area": (0.0, 0.0, 10.0, 10.0)}
    boxes = {one.shape.value: one.box for one in details.places if one.box is not None}
    assert boxes == {shape: known[shape] for shape in boxes}
    assert boxes
    assert len(details.places) == len(bundle.sites), "a place without a position is one too"
    everything = " ".join(text for texts in details.texts.values() for text in texts)
    for secret in (whole.internal.internal_note, whole.internal.risk, "FKZ 1", "Anna Beispiel"):
        assert secret not in everything


def test_several_are_deleted_together_and_one_that_was_changed_is_told(store, case):
    first, second = store.save(simple("eins"), 0, "anna"), store.save(simple("zwei"), 0, "anna")
    store.save(with_title(second, "von Bert"), 1, "bert")
    with pytest.raises(StoreError) as error:
        store.delete_all([(first.project.uuid, 1), (second.project.uuid, 1)], "anna")
    if case.is_for_the_public:  # a service has no transaction over several records: each is told
        assert "Not deleted: von Bert" in error.value.sentence
        assert [one.title for one in store.list_projects()] == ["von Bert"]
    else:
        assert len(store.list_projects()) == 2
        store.delete_all([(first.project.uuid, 1)], "anna")
    store.delete_all([(second.project.uuid, 2)], "anna")
    assert store.list_projects() == ()


# --- codes ---
def test_codes_name_the_leading_municipality_and_are_never_used_again(store, case):
    codes = [store.save(simple(str(n)), 0, "a").project.code for n in range(2)]
    assert codes == ["RUHR-05911-1", "RUHR-05911-2"]
    last = store.list_projects()[-1]
    store.delete(last.uuid, 1, "a")
    assert store.save(simple("x"), 0, "a").project.code == "RUHR-05911-3"
    assert store.save(case.fitting(full()), 0, "a").project.code == "RUHR-05513-1"
    assert store.save(replace(simple("y"), municipalities=()), 0, "a").project.code == "RUHR-00000-1"


def test_projects_saved_together_get_codes_of_their_own_beside_those_that_bring_one(store, case):
    bundles = [simple(str(n)) for n in range(4)]
    bundles[1] = replace(bundles[1], project=replace(bundles[1].project, code="RUHR-05911-7"))
    store.save_all([(one, 0) for one in bundles], "a", "")
    codes = [store.get(one.project.uuid).project.code for one in bundles]
    assert codes == ["RUHR-05911-1", "RUHR-05911-7", "RUHR-05911-8", "RUHR-05911-9"]


def test_the_code_stays_when_the_lead_changes(store, case):
    first = store.save(simple(), 0, "a")
    moved = replace(first, municipalities=(ProjectMunicipality(ESSEN, "FEDER"),))
    assert store.save(moved, 1, "a").project.code == "RUHR-05911-1"


# --- lists, history, deletion ---
def test_lists_show_what_is_not_deleted_with_lead_and_municipalities(store, case):
    store.save(case.fitting(full()), 0, "anna")
    doomed = store.save(simple(), 0, "anna")
    store.delete(doomed.project.uuid, 1, "bert", "doppelt")
    (entry,) = store.list_projects()
    assert entry.lead_name == "Stadt Bochum"
    assert entry.ags == (GELSENKIRCHEN, BOCHUM)
    assert entry.seeks_partners is True
    assert entry.visibility is case.fitting(full()).project.visibility
    with pytest.raises(StoreError) as error:
        store.get(doomed.project.uuid)
    assert "no longer in the register" in error.value.sentence
    if case.is_for_the_public:
        assert store.history(doomed.project.uuid) == ()
    else:
        newest = store.history(doomed.project.uuid)[0]
        assert (newest.field, newest.new_value, newest.changed_by) == ("deleted", "1", "bert")
        assert newest.comment == "doppelt"
    assert case.sql("SELECT deleted, version FROM project WHERE uuid = :uuid", uuid=doomed.project.uuid) == [(1, 2)]


def test_editing_what_somebody_else_deleted_is_a_conflict_without_another_version(store, case):
    first = store.save(simple(), 0, "anna")
    store.delete(first.project.uuid, 1, "bert")
    with pytest.raises(VersionConflictError) as error:
        store.save(with_title(first, "Neu"), 1, "anna")
    assert "deleted" in error.value.sentence
    assert error.value.store_version == 0
    with pytest.raises(VersionConflictError):
        store.delete(first.project.uuid, 1, "anna")


def test_deleting_a_stale_version_is_refused(store, case):
    first = store.save(simple(), 0, "anna")
    store.save(with_title(first, "Neu"), 1, "bert")
    with pytest.raises(VersionConflictError):
        store.delete(first.project.uuid, 1, "anna")
    assert len(store.list_projects()) == 1


def test_history_says_who_changed_which_field_between_which_versions_newest_first(store, case):
    first = store.save(simple(), 0, "anna")
    store.save(with_title(first, "Neu"), 1, "bert", "Tippfehler")
    if case.is_for_the_public:
        assert store.history(first.project.uuid) == ()
        return
    newest = store.history(first.project.uuid)[0]
    assert (newest.field, newest.old_value, newest.new_value) == ("title", "Kühle Orte", "Neu")
    assert (newest.version_before, newest.version_after) == (1, 2)
    assert (newest.changed_by, newest.comment) == ("bert", "Tippfehler")
    assert newest.table_name == "project"


def test_changes_since_a_moment_are_those_after_it(store, case):
    first = store.save(simple(), 0, "anna")
    if case.is_for_the_public:
        assert store.changes_since("") == ()
        return
    moment = store.history(first.project.uuid)[0].changed_at
    assert store.changes_since(moment) == ()
    assert len(store.changes_since("")) == len(store.history(first.project.uuid))
    assert len(store.changes_since("", limit=2)) == 2


def test_a_visibility_nobody_knows_reads_as_internal(store, case):
    first = store.save(case.fitting(full()), 0, "anna")
    case.sql("UPDATE project SET visibility = 'ALLE'")
    for table in ("site_point", "site_line", "site_area"):
        case.sql(f"UPDATE {table} SET visibility = ''")
    again = store.get(first.project.uuid)
    assert again.project.visibility is Visibility.MUNICIPALITY
    assert {one.visibility for one in again.sites} == {Visibility.MUNICIPALITY}
    assert store.list_projects()[0].visibility is Visibility.MUNICIPALITY


def test_a_person_named_in_the_register_without_consent_keeps_a_project_from_being_published(store, case):
    first = store.save(simple(review_state="VOE"), 0, "anna")
    named = replace(first, contacts=(Contact(name="Anna Beispiel"),))
    if refuses_what_is_not_for_the_public(case, named, 1):
        return
    again = store.save(named, 1, "anna")
    assert "published-consent" in {one.id for one in check(again, Context(date(2026, 11, 22)))}
    store.save(with_title(again, "Neu"), 2, "bert")
    assert store.get(first.project.uuid).contacts == again.contacts


def test_a_service_for_the_public_has_no_comments_and_no_contacts(store, case):
    if not case.is_for_the_public:
        return  # see test_comments.py
    uuid = store.save(simple(), 0, "anna").project.uuid
    with pytest.raises(StoreError, match="Nothing was sent"):
        store.save_comment(Comment(uuid, "intern"), "bert")
    assert store.comments(uuid) == store.comments_since("") == ()
    contacts = (Contact(name="A", delete_after=date(2026, 1, 1)),)
    assert refuses_what_is_not_for_the_public(case, replace(simple(), contacts=contacts))
    assert store.overdue_contacts(date(2030, 1, 1)) == ()
