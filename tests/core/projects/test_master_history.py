# SPDX-License-Identifier: GPL-2.0-or-later
"""Earlier versions of master data: whatever was edited, undoing the rows of the history leads back to each state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.details import Contact, FundingProgramme
from ruhr_smartcity_plugin.core.projects.history import WITHOUT_ROW, versions_of
from ruhr_smartcity_plugin.core.projects.master import MasterRecord, diff_master, same_record
from ruhr_smartcity_plugin.core.projects.master_history import master_at, masters_at, restored, rows_of_record
from ruhr_smartcity_plugin.core.projects.record import Organisation

_edits = st.lists(st.fixed_dictionaries({}, optional={
    "title": st.sampled_from(["P", "Q"]), "rate_percent": st.sampled_from([None, 65.0, 12.345678901234567]),
    "deadline_to": st.sampled_from([None, date(2026, 1, 1)]), "deleted": st.booleans()}), max_size=6)


def rows(before, after, owner=""):
    return [Change(one.table_name, one.record_uuid, owner or after.uuid, after.version - 1, after.version, one.field,
                   one.old_value, one.new_value, f"who {after.version}",
                   f"2026-01-{after.version:02}T10:00:00.000Z", "")
            for one in diff_master(before, after)]


def written(edits):
    states = [MasterRecord("funding_programme", FundingProgramme("P", uuid="p"), 1)]
    changes = rows(None, states[0])
    for edit in edits:
        deleted = edit.pop("deleted", states[-1].deleted)
        after = replace(states[-1], record=replace(states[-1].record, **edit), deleted=deleted,
                        version=states[-1].version + 1)
        if not same_record(states[-1], after):
            changes = [*rows(states[-1], after), *changes]
            states.append(after)
    return states, tuple(changes)


@settings(max_examples=100, deadline=None)
@given(_edits)
def test_each_version_is_what_it_was_and_each_day_what_was_there(edits):
    states, changes = written(edits)
    for state in states:
        past = master_at(states[-1], changes, state.version)
        assert same_record(past.record, state)
        assert (past.gaps, past.record.changed_by) == ((), f"who {state.version}")
        found = masters_at([states[-1]], {"p": changes}, f"2026-01-{state.version:02}T23:00:00.000Z")
        assert [one.record for one in found] == ([] if state.deleted else [state.record])
    assert masters_at([states[-1]], {"p": changes}, "2025-12-31T00:00:00.000Z") == ()


def test_what_came_with_a_project_begins_with_it_and_what_others_say_is_theirs():
    first = MasterRecord("organisation", Organisation("Amt", uuid="o"), 1)
    later = replace(first, record=replace(first.record, name="Neu"), version=2)
    told = [*rows(None, replace(later, version=5), "project 2"), *rows(first, later),
            *rows(None, replace(first, version=3), "project 1")]
    changes = rows_of_record(told)
    assert [(one.number, one.is_first) for one in versions_of(changes)] == [(2, False), (1, True)]
    assert master_at(later, changes, 1).record.record == first.record


def test_a_version_without_a_row_and_a_value_that_does_not_fit_are_gaps_and_none_is_invented():
    states, changes = written([{"title": "Q"}, {"title": "P"}])
    strange = replace(states[-1], record=replace(states[-1].record, title="von Hand"), version=4)
    assert master_at(strange, changes, 2).gaps == (("funding_programme", "p", "title"), (WITHOUT_ROW, "", "4"))
    with pytest.raises(InputError, match="begins later"):
        master_at(states[-1], changes[:1], 1)


def test_an_organisation_comes_back_with_the_contacts_that_went_with_it():
    office = MasterRecord("organisation", Organisation("Amt", uuid="o"), 2, True, "t2", "anna")
    went, before = (MasterRecord("contact", Contact("o", uuid=uuid), 2, True, when, "anna")
                    for uuid, when in (("c1", "t2"), ("c2", "t1")))
    stored = [office, went, before]
    assert {one.uuid for one in restored(stored, office)} == {"o", "c1"}
    assert {one.uuid for one in restored(stored, before)} == {"c2", "o"}
    assert not any(one.deleted for one in restored(stored, office))
