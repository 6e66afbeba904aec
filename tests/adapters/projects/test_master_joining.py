# SPDX-License-Identifier: GPL-2.0-or-later
"""Entries of one name become one in real stores: projects, contacts, history, taking it back, and synchronising."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.adapters.projects.import_undo import list_imports, undo_import
from ruhr_smartcity_plugin.core.errors import VersionConflictError
from ruhr_smartcity_plugin.core.projects.details import Contact, Funding, FundingProgramme
from ruhr_smartcity_plugin.core.projects.import_batch import join_comment, mark_in
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.record import Organisation, ProjectOrganisation
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome
from tests.adapters.projects.bundles import BOCHUM, simple
from tests.adapters.projects.test_master_data import Office, found

KEPT = Organisation("Stadtwerke Bochum", "", BOCHUM)
GONE = Organisation("stadtwerke  bochum", "BET", BOCHUM, "https://gone.example")
FUND, TWIN = FundingProgramme("Smart Cities", "Bund"), FundingProgramme("smart cities", "bund", url="https://kfw.de")
DESK = Contact(GONE.uuid, "Zentrale")
COMMENT = join_comment("Stadtwerke Bochum", "0a1b2c3d")


def project(title, organisation, programme):
    return replace(
        simple(title), project=replace(simple(title).project, lead_uuid=organisation.uuid),
        organisations=(KEPT, GONE), programmes=(programme,),
        partners=(ProjectOrganisation(KEPT.uuid, "PART"), ProjectOrganisation(GONE.uuid, "PART")),
        contacts=(Contact(organisation.uuid, "Amt"),), fundings=(Funding(programme.uuid, 5.0),))


def fill(store):
    store.save_masters([MasterRecord("organisation", KEPT), MasterRecord("organisation", GONE),
                        MasterRecord("funding_programme", FUND), MasterRecord("funding_programme", TWIN),
                        MasterRecord("contact", DESK)], "bert")
    return [store.save(project(*one), 0, "bert").project.uuid for one in (("A", GONE, TWIN), ("B", KEPT, FUND))]


def join(store, kept, gone, comment=COMMENT):
    return store.join_masters(found(store, kept.uuid), [found(store, gone.uuid)], "anna", comment)


def names(store, uuid):
    one = store.get(uuid)
    return {one.project.lead_uuid, *(other.organisation_uuid for other in (*one.partners, *one.contacts))}, {
        other.programme_uuid for other in one.fundings}


def test_a_join_is_one_step_in_the_history_of_all_and_taken_back_as_one(case):
    store = case.store
    first, second = fill(store)
    before = {uuid: (names(store, uuid), store.get(uuid).project.version) for uuid in (first, second)}
    join(store, KEPT, GONE)
    join(store, FUND, TWIN)
    for uuid in (first, second):
        assert names(store, uuid) == ({KEPT.uuid}, {FUND.uuid})
        assert len(store.get(uuid).partners) == 1
        assert store.history(uuid)[0].comment == COMMENT
    assert found(store, KEPT.uuid).record == replace(KEPT, kind="BET", website="https://gone.example")
    assert found(store, FUND.uuid).record.url == "https://kfw.de"
    assert found(store, GONE.uuid).deleted
    assert found(store, DESK.uuid).record.organisation_uuid == KEPT.uuid
    (batch,) = list_imports(store)
    assert (batch.mark, batch.title, batch.projects) == (mark_in(COMMENT), "Joined: Stadtwerke Bochum", 2)
    undone = undo_import(store, batch.mark, "anna")
    assert (undone.count, undone.masters, undone.left) == (2, 5, ())
    assert {uuid: names(store, uuid) for uuid in before} == {uuid: one[0] for uuid, one in before.items()}
    assert [found(store, one.uuid).record for one in (KEPT, GONE, FUND, TWIN, DESK)] == [KEPT, GONE, FUND, TWIN, DESK]
    assert not any(one.deleted for one in store.masters())


def test_who_saw_an_older_entry_joins_nothing(case):
    first, _second = fill(case.store)
    old = found(case.store, GONE.uuid)
    case.store.save_masters([replace(old, record=replace(GONE, website="https://neu.example"))], "bert")
    with pytest.raises(VersionConflictError):
        case.store.join_masters(found(case.store, KEPT.uuid), [old], "anna", COMMENT)
    assert GONE.uuid in names(case.store, first)[0]


def test_a_join_reaches_the_team_and_projects_written_elsewhere_follow_it(case, tmp_path):
    fill(case.store)
    one, other = (Office(tmp_path / f"{who}.gpkg", case.store, who) for who in ("anna", "bert"))
    one.sync()
    other.sync()
    join(one.store, KEPT, GONE)
    join(one.store, FUND, TWIN)
    late = other.store.save(project("Spät", GONE, TWIN), 0, "bert").project.uuid
    assert {result.outcome for result in one.sync()} == {Outcome.PUSHED}
    assert not {result.outcome for result in other.sync()} & {Outcome.CONFLICT, Outcome.FAILED}
    one.sync()
    for store in (case.store, one.store, other.store):
        assert {entry.uuid for entry in store.list_organisations()} == {KEPT.uuid}
        assert {entry.uuid for entry in store.list_programmes()} == {FUND.uuid}
        assert names(store, late) == ({KEPT.uuid}, {FUND.uuid})
    assert (one.sync(), other.sync()) == ((), ())


def test_two_who_join_the_other_way_round_end_alike(case, tmp_path):
    uuids = fill(case.store)
    anna, bert = (Office(tmp_path / f"{who}.gpkg", case.store, who) for who in ("anna", "bert"))
    anna.sync()
    bert.sync()
    join(anna.store, FUND, TWIN)
    join(bert.store, TWIN, FUND)
    for office in (anna, bert, bert, anna, bert):
        office.sync()
    assert {entry.uuid for store in (case.store, anna.store, bert.store)
            for uuid in uuids for entry in store.get(uuid).programmes} == {FUND.uuid}
    assert FUND.uuid in {entry.uuid for entry in bert.store.list_programmes()}
