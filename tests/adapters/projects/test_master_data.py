# SPDX-License-Identifier: GPL-2.0-or-later
"""Master data in real stores: saved with version and history, kept by the rights, synchronised with a real copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ruhr_smartcity_plugin.adapters.projects.exporting import export_projects
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
from ruhr_smartcity_plugin.adapters.projects.import_work import plan_import, save_import
from ruhr_smartcity_plugin.adapters.projects.master_copy import MasterDataCopy
from ruhr_smartcity_plugin.adapters.projects.master_files import read_master_file
from ruhr_smartcity_plugin.adapters.projects.persons import delete_person, find_person
from ruhr_smartcity_plugin.adapters.projects.postgis_store import open_postgis
from ruhr_smartcity_plugin.adapters.projects.register_copy import RegisterCopy, state_of
from ruhr_smartcity_plugin.adapters.projects.sync_work import synchronise_all
from ruhr_smartcity_plugin.core.errors import (
    InputError,
    StillNamedError,
    StoreForbiddenError,
    StoreReadOnlyError,
    VersionConflictError,
)
from ruhr_smartcity_plugin.core.progress import SilentProgress
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.details import Contact, FundingProgramme, Strategy
from ruhr_smartcity_plugin.core.projects.master import MasterRecord, same_record
from ruhr_smartcity_plugin.core.projects.master_exchange import incoming
from ruhr_smartcity_plugin.core.projects.master_sync import keeps_masters
from ruhr_smartcity_plugin.core.projects.merging import Side
from ruhr_smartcity_plugin.core.projects.persons import Person
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project, ProjectOrganisation, Visibility
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome
from tests.adapters.projects.bundles import BOCHUM, ESSEN, full
from tests.adapters.projects.stores import PostgisCase

WORD = "Grubenlampe 1857"
STRATEGY = Strategy(BOCHUM, "Bochum Strategie 'x\"; --", "VERAB", date(2022, 5, 1), "https://bochum.de", "EGO MOB",
                    "Stabsstelle", "Stadtwerke", date(2026, 11, 1))
PROGRAMME = FundingProgramme("Smart Cities", "Bund", "BUND", "ZUSCH", "Daten", "bundesweit", "Kommunen",
                             date(2026, 1, 1), date(2026, 12, 31), 1e6, 65.0, "KfW", "https://kfw.de",
                             date(2026, 11, 1))
OFFICE = Organisation("Stadtwerke Bochum", "KOM", BOCHUM, "https://bochum.de")
PERSON = Contact(OFFICE.uuid, "Smart City", "Anna Beispiel", "a@example.org", "1", True, date(2026, 1, 1),
                 date(2030, 1, 1))


def new():
    return [MasterRecord("strategy", STRATEGY), MasterRecord("funding_programme", PROGRAMME),
            MasterRecord("contact", PERSON), MasterRecord("organisation", OFFICE)]


def found(store, uuid):
    return next(one for one in store.masters() if one.uuid == uuid)


def changed(one, **values):
    return replace(one, record=replace(one.record, **values))


# --- saving ---
def test_all_kinds_are_saved_at_once_read_back_whole_and_have_a_history(case):
    stored = case.store.save_masters(new(), "anna", "neu")
    assert [one.record for one in stored] == [STRATEGY, PROGRAMME, PERSON, OFFICE]
    assert {(one.version, one.changed_by, one.deleted) for one in stored} == {(1, "anna", False)}
    assert case.store.save_masters(new(), "anna") == stored  # asked again: written once
    (after,) = case.store.save_masters([changed(stored[0], title="Neu")], "bert")
    assert (after.version, after.record.title, after.changed_by) == (2, "Neu", "bert")
    rows = case.sql("SELECT field, old_value, new_value, version_after, changed_by FROM change WHERE record_uuid = :u "
                    "AND version_after = 2", u=STRATEGY.uuid)
    assert [tuple(one) for one in rows] == [("title", STRATEGY.title, "Neu", 2, "bert")]
    assert case.again().masters() == case.store.masters()


def test_a_stale_version_is_refused_with_everything_that_came_with_it(case):
    first = case.store.save_masters(new(), "anna")
    case.store.save_masters([changed(first[0], title="von Bert")], "bert")
    with pytest.raises(VersionConflictError, match="bert"):
        case.store.save_masters([changed(first[1], title="P2"), changed(first[0], title="von Anna")], "anna")
    assert found(case.store, PROGRAMME.uuid).record == PROGRAMME


def test_what_projects_name_is_not_deleted_and_the_sentence_names_them(case):
    bundle = case.store.save(full(), 0, "anna")
    lead, programme = bundle.project.lead_uuid, bundle.programmes[0].uuid
    assert set(case.store.master_users()) == {lead, bundle.partners[0].organisation_uuid, programme}
    for uuid in (lead, programme):
        with pytest.raises(StillNamedError, match="named by projects"):
            case.store.save_masters([replace(found(case.store, uuid), deleted=True)], "anna")
    case.store.delete(bundle.project.uuid, 1, "anna")
    case.store.save_masters([replace(found(case.store, lead), deleted=True)], "anna")
    assert found(case.store, lead).deleted
    assert lead not in {one.uuid for one in case.store.list_organisations()}


# --- rights ---
@pytest.fixture
def team(postgres):
    case = PostgisCase(postgres)
    for name, role in (("mia", "ruhr_member"), ("rolf", "ruhr_reviewer")):
        case.sql(f"DO $$ BEGIN CREATE ROLE {name} LOGIN PASSWORD '{WORD}'; EXCEPTION WHEN duplicate_object THEN NULL; "
                 "END $$")
        case.sql(f"GRANT {role} TO {name}")
    case.sql("INSERT INTO membership (login, ags) VALUES ('mia', :ags)", ags=BOCHUM)
    case.as_login = lambda name: open_postgis(case.address(name, WORD))
    return case


def test_a_member_keeps_what_is_its_municipalitys_and_reviewers_keep_the_rest(team):
    mia, rolf = team.as_login("mia"), team.as_login("rolf")
    kept = mia.save_masters([one for one in new() if one.table != "funding_programme"], "mia")
    assert mia.save_masters([changed(kept[0], title="Neu")], "mia")[0].version == 2
    assert {one.table_name for one in mia.changes_since("")} == {"strategy", "organisation", "contact"}
    with pytest.raises(StoreForbiddenError):
        mia.save_masters([MasterRecord("funding_programme", PROGRAMME)], "mia")
    with pytest.raises(StoreForbiddenError):
        mia.save_masters([MasterRecord("strategy", replace(STRATEGY, uuid="e", ags=ESSEN))], "mia")
    (programme,) = rolf.save_masters([MasterRecord("funding_programme", PROGRAMME)], "rolf")
    (essen,) = rolf.save_masters([MasterRecord("strategy", replace(STRATEGY, uuid="e", ags=ESSEN))], "rolf")
    for one in (programme, essen):
        with pytest.raises(StoreForbiddenError, match="belongs to another municipality"):
            mia.save_masters([changed(one, title="fremd")], "mia")
    assert found(rolf, "e").record.title == STRATEGY.title
    # Everybody may write down an organisation; changing it is for its municipality.
    (firm,) = mia.save_masters([MasterRecord("organisation", Organisation("Firma", "UNT"))], "mia")
    with pytest.raises(StoreForbiddenError):
        mia.save_masters([changed(firm, name="Fremd")], "mia")


def test_what_projects_of_others_name_is_not_deleted_though_nobody_here_sees_them(team):
    mia, rolf = team.as_login("mia"), team.as_login("rolf")
    (office,) = mia.save_masters([MasterRecord("organisation", OFFICE)], "mia")
    lead = Organisation("Stadt Essen", "KOM", ESSEN)
    rolf.save(ProjectBundle(project=Project(title="Geheim", lead_uuid=lead.uuid, visibility=Visibility.MUNICIPALITY),
                            partners=(ProjectOrganisation(OFFICE.uuid),), organisations=(lead, OFFICE)), 0, "rolf")
    assert mia.master_users() == {}
    with pytest.raises(StillNamedError, match="projects of others"):
        mia.save_masters([replace(office, deleted=True)], "mia")


def test_the_public_neither_reads_nor_writes_them(team):
    team.sql("DO $$ BEGIN CREATE ROLE gisela LOGIN PASSWORD 'Grubenlampe 1857'; EXCEPTION WHEN duplicate_object THEN "
             "NULL; END $$")
    team.sql("GRANT ruhr_public TO gisela")
    public = team.as_login("gisela")
    assert not keeps_masters(public)
    with pytest.raises(StoreReadOnlyError):
        public.save_masters(new(), "gisela")


# --- synchronising ---
class Office:
    def __init__(self, path, remote, who):
        self.store, self.remote, self.who = create_store(path), remote, who
        self.copy, self.masters = RegisterCopy(self.store, "team"), MasterDataCopy(self.store, "team")
        self.copy.bind("team", "", "Team")

    def sync(self, side=None):
        return synchronise_all(self.copy, self.store, self.remote, "team", self.who, SilentProgress(), side).records

    def edit(self, uuid, **values):
        deleted = values.pop("deleted", False)
        one = replace(changed(found(self.store, uuid), **values), deleted=deleted)
        return self.store.save_masters([one], self.who)


@pytest.fixture
def offices(case, tmp_path):
    return Office(tmp_path / "anna.gpkg", case.store, "anna"), Office(tmp_path / "bert.gpkg", case.store, "bert")


def same(one, other):
    ours, theirs = ({record.uuid: record for record in store.masters()} for store in (one, other))
    return set(ours) == set(theirs) and all(same_record(ours[uuid], theirs[uuid]) for uuid in ours)


def test_what_no_project_names_goes_there_and_to_the_other_copy(offices, case):
    anna, bert = offices
    assert anna.sync() == ()
    anna.store.save_masters(new(), "anna")
    assert len(state_of(anna.store).waiting) == 4
    assert [one.outcome for one in anna.sync()] == [Outcome.PUSHED] * 4
    assert state_of(anna.store).waiting == ()
    assert [one.outcome for one in bert.sync()] == [Outcome.PULLED] * 4
    assert same(anna.store, case.store)
    assert same(bert.store, case.store)
    assert (anna.sync(), bert.sync()) == ((), ())


def test_details_of_what_projects_name_are_synchronised_with_them(offices, case):
    anna, bert = offices
    bundle = anna.store.save(full(), 0, "anna")
    anna.sync()
    bert.sync()
    anna.edit(bundle.project.lead_uuid, website="https://neu.example")
    anna.edit(bundle.programmes[0].uuid, deadline_to=date(2027, 1, 1))
    assert [one.outcome for one in anna.sync()] == [Outcome.PUSHED] * 2
    bert.sync()
    assert same(anna.store, case.store)
    assert same(bert.store, case.store)
    assert bert.store.get(bundle.project.uuid).lead.website == "https://neu.example"


def test_a_conflict_is_kept_decided_and_settled_and_a_deletion_against_an_edit_is_one(offices, case):
    anna, bert = offices
    anna.store.save_masters(new(), "anna")
    anna.sync()
    bert.sync()
    anna.edit(STRATEGY.uuid, steering_body="Amt A")
    anna.edit(PROGRAMME.uuid, deleted=True)
    bert.edit(STRATEGY.uuid, steering_body="Amt B", partners="neu")
    bert.edit(PROGRAMME.uuid, provider="Land")
    bert.sync()
    assert [one.outcome for one in anna.sync()] == [Outcome.CONFLICT] * 2
    cases = anna.masters.master_cases()
    assert set(state_of(anna.store).in_conflict) == set(cases) == {STRATEGY.uuid, PROGRAMME.uuid}
    anna.masters.keep_decisions([cases[STRATEGY.uuid].with_all_for(Side.LOCAL),
                                 cases[PROGRAMME.uuid].with_all_for(Side.REMOTE)])
    anna.sync()
    bert.sync()
    assert state_of(anna.store).in_conflict == ()
    assert same(anna.store, case.store)
    assert same(bert.store, case.store)
    kept = found(case.store, STRATEGY.uuid).record
    assert (kept.steering_body, kept.partners) == ("Amt A", "neu")
    assert (found(case.store, PROGRAMME.uuid).record.provider, found(case.store, PROGRAMME.uuid).deleted) == (
        "Land", False)


def test_what_the_rights_refuse_waits_and_says_why(team, tmp_path):
    mia = Office(tmp_path / "mia.gpkg", team.as_login("mia"), "mia")
    mia.store.save_masters(new(), "mia")
    outcomes = {one.title: one.outcome for one in mia.sync()}
    assert outcomes == {"Smart Cities": Outcome.FAILED, STRATEGY.title: Outcome.PUSHED, "Anna Beispiel": Outcome.PUSHED,
                        "Stadtwerke Bochum": Outcome.PUSHED}
    state = state_of(mia.store)
    assert state.waiting == (PROGRAMME.uuid,)
    (waiting,) = mia.masters.waiting_masters()
    assert (waiting.title, waiting.changes, waiting.state_text[:8]) == ("Smart Cities", ("new entry",), "refused:")
    mia.masters.discard(waiting, "mia")
    assert state_of(mia.store).waiting == mia.sync() == ()
    mia.edit(STRATEGY.uuid, title="Verworfen")
    (waiting,) = mia.masters.waiting_masters()
    assert waiting.changes == ("Title",)
    mia.masters.discard(waiting, "mia")
    assert found(mia.store, STRATEGY.uuid).record == STRATEGY
    assert mia.sync() == ()
    assert set(state.refused) == {PROGRAMME.uuid}


def test_nothing_waits_for_a_register_that_keeps_none(offices, case, monkeypatch):
    anna, _bert = offices
    monkeypatch.setattr(type(case.store), "keeps_masters", False, raising=False)
    case.store.save(full(), 0, "rita")
    anna.sync()
    anna.store.save_masters(new(), "anna")
    assert state_of(anna.store).waiting == ()


def test_a_copy_of_an_older_kind_without_their_table_is_read_and_filled(offices, case):
    anna, _bert = offices
    assert state_of(anna.store).waiting == ()
    assert anna.masters.master_bases() == anna.masters.sent_masters() == anna.masters.master_cases() == {}
    case.store.save_masters(new(), "rita")
    anna.sync()
    assert same(anna.store, case.store)


# --- files ---
@pytest.mark.parametrize("ending", ["json", "gpkg"])
def test_an_internal_export_carries_them_into_an_empty_register(case, tmp_path, ending):
    case.store.save(full(), 0, "anna")
    case.store.save_masters(new(), "anna")
    path = tmp_path / f"alles.{ending}"
    export_projects(case.store.all_projects(), path, internal=True, masters=case.store.masters())
    empty = create_store(tmp_path / "leer.gpkg")
    save_import(empty, plan_import(empty, path, "", SilentProgress()), "bert", path.name)
    empty.save_masters(incoming(empty.masters(), read_master_file(path)).writes, "bert")
    assert same(case.store, empty)
    assert incoming(empty.masters(), read_master_file(path)).writes == ()
    assert same(case.store, empty)
    assert set(read_master_file(empty.path)) == set(empty.masters())


@pytest.mark.parametrize("ending", ["json", "gpkg", "csv", "geojson", "jsonld"])
def test_a_public_export_carries_none(case, tmp_path, ending):
    case.store.save_masters(new(), "anna")
    path = tmp_path / f"offen.{ending}"
    export_projects((), path, internal=False, masters=case.store.masters())
    content = path.read_bytes()
    words = ("Smart Cities", "Bochum Strategie", "Anna", "master_data")
    assert not [word for word in words if word.encode() in content]


def test_a_file_adds_and_changes_by_id_or_name_and_takes_nothing_away(store):
    stored = store.save_masters(new(), "anna")
    given = [MasterRecord("organisation", Organisation("stadtwerke bochum", "", BOCHUM, "https://neu.de", "x")),
             MasterRecord("contact", Contact("x", "Neues Amt")),
             MasterRecord("strategy", Strategy(BOCHUM, STRATEGY.title, "ERARB")),
             MasterRecord("funding_programme", PROGRAMME)]
    found_ = incoming(stored, given)
    assert [one.record.function for one in found_.new] == ["Neues Amt"]
    assert found_.new[0].record.organisation_uuid == OFFICE.uuid
    changes = {one.table: one.record for one in found_.changed}
    assert changes == {"organisation": replace(OFFICE, name="stadtwerke bochum", website="https://neu.de"),
                       "strategy": replace(STRATEGY, state="ERARB")}


@pytest.mark.parametrize("text", ['{"master_data": [{"table": "x"}]}', '{"master_data": 5}', "[", "5"])
def test_a_broken_file_is_refused_with_a_sentence(tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    if text == "5":
        assert read_master_file(path) == ()
        return
    with pytest.raises(InputError):
        read_master_file(path)


# --- persons ---
def test_a_person_is_deleted_from_contacts_of_organisations_and_from_what_a_copy_remembers(offices, case):
    anna, bert = offices
    anna.store.save_masters(new(), "anna")
    anna.sync()
    person = Person("Anna Beispiel; a@example.org")
    assert find_person(anna.store, person)
    bert.sync()
    delete_person(anna.store, person, "rita")
    assert [one.field for one in anna.store.history(PERSON.uuid)] == ["deleted"]  # a trace without a word on them
    assert not [one for one in anna.store.masters() if one.table == "contact"]
    assert b"Anna Beispiel" not in anna.store.path.read_bytes()
    delete_person(case.store, person, "rita")  # the team, too: other copies follow without a question
    assert [one.outcome for one in bert.sync()] == [Outcome.PULLED]
    assert found(bert.store, PERSON.uuid).deleted


def test_a_register_set_back_to_a_backup_takes_nothing_back_here_unasked(offices, case):
    anna, _bert = offices
    anna.store.save_masters(new(), "anna")
    anna.sync()
    backup = [replace(one, version=0) for one in anna.remote.masters()]
    uuid = next(one.uuid for one in backup if one.table == "organisation")
    anna.edit(uuid, website="https://neu.example")
    anna.sync()
    anna.remote = create_store(anna.store.path.with_name("backup.gpkg"))
    anna.remote.save_masters(backup, "rita")
    assert Outcome.CONFLICT in [one.outcome for one in anna.sync()]
    assert found(anna.store, uuid).record.website == "https://neu.example"
