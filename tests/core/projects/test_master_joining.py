# SPDX-License-Identifier: GPL-2.0-or-later
"""Joining entries: whatever a project names, it names the kept one afterwards, and no statement of either is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.details import Contact, Funding
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.master_joining import joined_masters, twins_of, with_joined
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project, ProjectOrganisation

_uuids, _roles = st.sampled_from(["keep", "go", "else"]), st.sampled_from(["PART", "BETR"])
_words = st.sampled_from(["", "A", "B"])


@settings(max_examples=80, deadline=None)
@given(_uuids, st.lists(st.tuples(_uuids, _roles)), st.lists(_uuids))
def test_a_project_names_the_kept_one_wherever_it_named_the_other_and_nothing_else_changes(lead, partners, contacts):
    known = [Organisation(uuid, uuid=uuid) for uuid in ("keep", "go", "else")]
    bundle = ProjectBundle(
        project=Project(lead_uuid=lead), organisations=tuple(known), fundings=(Funding("go"),),
        partners=tuple(ProjectOrganisation(uuid, role) for uuid, role in partners),
        contacts=tuple(Contact(uuid) for uuid in contacts))
    after = with_joined(bundle, "organisations", known[0], ["go"])

    def of(uuid):
        return "keep" if uuid == "go" else uuid

    assert after.project == replace(bundle.project, lead_uuid=of(lead))
    assert {(one.organisation_uuid, one.role) for one in after.partners} == {(of(one), role) for one, role in partners}
    assert set(after.partners) >= {one for one in bundle.partners if one.organisation_uuid != "go"}
    assert [one.uuid for one in bundle.partners if one.uuid in {other.uuid for other in after.partners}] == [
        one.uuid for one in after.partners]
    assert [one.organisation_uuid for one in after.contacts] == [of(uuid) for uuid in contacts]
    assert {one.uuid for one in after.organisations} == {"keep", "else"}
    again = with_joined(after, "organisations", known[0], ["go"])
    assert replace(again, organisations=()) == replace(after, organisations=())


@settings(max_examples=80, deadline=None)
@given(_words, _words, _words, _words)
def test_what_the_kept_one_states_stays_and_what_only_the_others_state_is_added(kind, other_kind, website, third):
    kept = MasterRecord("organisation", Organisation("X", kind, uuid="keep"), 3)
    gone = [MasterRecord("organisation", Organisation("x", other_kind, website=website, uuid="go"), 2),
            MasterRecord("organisation", Organisation("X", website=third, uuid="go 2"), 1)]
    desk = MasterRecord("contact", Contact("go", "Amt", uuid="c"), 1)
    after, moved, *left = joined_masters(kept, gone, [kept, *gone, desk])
    assert after == replace(kept, record=replace(kept.record, kind=kind or other_kind, website=website or third))
    assert moved == replace(desk, record=replace(desk.record, organisation_uuid="keep"))
    assert [(one.uuid, one.deleted, one.version) for one in left] == [("go", True, 2), ("go 2", True, 1)]


def test_only_entries_of_one_name_and_place_are_the_same_and_nameless_ones_never():
    herne, twin, other = (Organisation(*one) for one in (
        ("Stadt Herne", "", "05916000"), ("stadt  HERNE", "KOM", "05916000"), ("Stadt Herne", "", "05911000")))
    assert twins_of("organisations", herne, [herne, twin, other]) == (twin,)
    assert twins_of("organisations", Organisation(), [Organisation(), Organisation()]) == ()
    assert twins_of("contacts", Contact("o", "Amt"), [Contact("o", "Amt")]) == ()
