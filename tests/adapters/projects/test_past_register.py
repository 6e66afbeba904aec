# SPDX-License-Identifier: GPL-2.0-or-later
"""The whole register as of a day: what each store held then, in a file nobody can write."""
from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone

import pytest

from ruhr_smartcity_plugin.adapters.projects.past_register import end_of_day, make_past_register
from ruhr_smartcity_plugin.core.errors import CancelledError, StoreReadOnlyError
from ruhr_smartcity_plugin.core.projects.details import Contact, FundingProgramme, Strategy
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.record import Organisation
from tests.adapters.projects.bundles import full, simple, with_title


def content(store):
    """Return what a register holds, without the order of codes, which means nothing."""
    return {one.project.uuid: replace(one, further_fields=frozenset(one.further_fields),
                                      technologies=frozenset(one.technologies)) for one in store.all_projects()}


def test_the_register_of_a_moment_holds_what_the_store_held_then(store, case, tmp_path):
    untouched, deleted = store.save(simple("A"), 0, "anna"), store.save(simple("B"), 0, "anna")
    changed = store.save(full(deleted.project.uuid), 0, "anna")
    then = content(store)
    moment = changed.project.changed_at
    lead = Organisation("Neue Gesellschaft")
    later = replace(with_title(changed, "ganz anders"), sites=changed.sites[2:], contacts=(), fundings=(),
                    organisations=(*changed.organisations, lead), relations=())
    store.save(replace(later, project=replace(later.project, lead_uuid=lead.uuid)), 1, "bert")
    store.delete(deleted.project.uuid, 1, "bert")
    store.save(simple("später"), 0, "bert")
    past = make_past_register(store, moment, tmp_path / "past.gpkg")
    assert (past.projects, past.unknown, past.with_gaps) == (3, (), ())
    found = content(past.store)
    for uuid in (untouched.project.uuid, deleted.project.uuid, changed.project.uuid):
        assert found[uuid] == then[uuid]
    with pytest.raises(StoreReadOnlyError, match="past"):
        past.store.save(with_title(untouched, "Neu"), 1, "anna")
    before = make_past_register(store, "2000-01-01T00:00:00.000Z", tmp_path / "none.gpkg")
    assert before.projects == 0


def test_master_data_are_as_they_were_then_whether_a_project_names_them_or_not(store, case, tmp_path):
    office, amt, strategy = Organisation("Amt"), Contact(name="Zentrale"), Strategy("05911000", "Alt")
    amt = replace(amt, organisation_uuid=office.uuid)
    first = store.save_masters([MasterRecord("organisation", office), MasterRecord("contact", amt),
                                MasterRecord("strategy", strategy)], "anna")
    project = store.save(full(), 0, "anna")
    lead = next(one for one in store.masters() if one.uuid == project.project.lead_uuid)
    moment = store.save(simple("B"), 0, "anna").project.changed_at
    store.save_masters([replace(first[1], deleted=True), replace(first[2], record=replace(strategy, title="Neu")),
                        replace(lead, record=replace(lead.record, name="Neuer Name")),
                        MasterRecord("funding_programme", FundingProgramme("später"))], "bert")
    past = make_past_register(store, moment, tmp_path / "past.gpkg").store
    found = {one.uuid: one for one in past.masters()}
    assert {found[one.uuid].record for one in first} == {office, amt, strategy}
    assert (found[lead.uuid].record, found[lead.uuid].version) == (lead.record, 1)
    assert "später" not in {one.title for one in found.values()}
    assert past.get(project.project.uuid).lead.name == lead.record.name
    assert [one.version_after for one in store.record_history(lead.uuid) if one.field == "name"] == [2, 1]
    assert make_past_register(store, "2000-01-01T00:00:00.000Z", tmp_path / "none.gpkg").store.masters() == ()


def test_a_project_whose_history_begins_later_is_named(store, tmp_path):
    uuid = store.save(simple("A"), 0, "anna").project.uuid
    store.save(with_title(store.get(uuid), "B"), 1, "anna")
    with store.writing() as session:
        session.run("DELETE FROM change WHERE version_after = 1", {})
        session.run("UPDATE project SET created_at = '2020-01-01T00:00:00.000Z'", {})
        session.run("UPDATE project SET changed_at = '2026', title = 'heimlich'", {})
    past = make_past_register(store, "2021-01-01T00:00:00.000Z", tmp_path / "past.gpkg")
    assert [one.title for one in past.store.list_projects()] == ["A"]
    assert past.with_gaps == ("heimlich",)


@pytest.mark.parametrize("questions", [0, 2, 3])
def test_stopping_leaves_no_file(store, tmp_path, questions):
    store.save(simple(), 0, "anna")

    class Stop:
        asked = 0

        def is_cancelled(self):
            self.asked += 1
            return self.asked > questions

        def report(self, fraction, text=""):
            pass

    with pytest.raises(CancelledError):
        make_past_register(store, end_of_day(date(2030, 1, 1)), tmp_path / "past.gpkg", Stop())
    assert list(tmp_path.glob("past*")) == []


def test_a_day_ends_at_midnight_of_the_place():
    moment = datetime.fromisoformat(end_of_day(date(2026, 9, 1)).replace("Z", "+00:00"))
    local = moment.astimezone(timezone.utc).astimezone()
    assert (local.date(), local.hour, local.minute) == (date(2026, 9, 1), 23, 59)
