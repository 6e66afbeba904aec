# SPDX-License-Identifier: GPL-2.0-or-later
"""The merge of two edited copies, by examples and by properties that hold for any edits.

The properties are checked against a flat reading of the records (a cell for each field of each element, elements
named by what they are about), which knows nothing of how the merge works.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.details import Contact, Indicator, IndicatorValue, Milestone, ProjectRelation
from ruhr_smartcity_plugin.core.projects.merging import ConflictKey, Decision, Side, merge_bundles, same_content
from ruhr_smartcity_plugin.core.projects.record import (
    Project,
    ProjectMunicipality,
    ProjectOrganisation,
    Site,
    SiteShape,
    Visibility,
)

BOCHUM, ESSEN, HERNE = "05911000", "05113000", "05916000"
SITE = Site(coordinates=(376000.0, 5705000.0), label="Rathaus", uuid="s1")
STEP = Milestone("Start", date(2026, 1, 1), uuid="m1")
GAUGE, MEASURED = Indicator("Fahrgäste", uuid="i1"), IndicatorValue("i1", date(2025, 1, 1), 1.0, uuid="v1")
BASE = ProjectBundle(
    project=Project(uuid="p1", version=1, code="RUHR-05911-1", title="Kühle Orte", status="UMS"),
    further_fields=("ENU", "GES"), sites=(SITE, replace(SITE, uuid="s2", label="Park")), milestones=(STEP,),
    municipalities=(ProjectMunicipality(BOCHUM, "FEDER", uuid="g1"),), indicators=(GAUGE,),
    indicator_values=(MEASURED,),
    partners=(ProjectOrganisation("o1", "PART", uuid="q1"), ProjectOrganisation("o2", "FOER", uuid="q2")),
    contacts=(Contact("o1", name="Berta", uuid="c1"),))


def edited(bundle=BASE, **values):
    return replace(bundle, project=replace(bundle.project, **values))


def merged(local, remote, base=BASE, decisions=None):
    return merge_bundles(base, local, remote, decisions)


# --- examples ---
def test_what_only_one_side_changed_is_taken():
    result = merged(edited(title="Kühle Plätze"), edited(summary="Schatten", version=2))
    assert result.conflicts == ()
    assert (result.bundle.project.title, result.bundle.project.summary) == ("Kühle Plätze", "Schatten")
    assert result.bundle.project.version == 2


def test_what_both_changed_alike_is_no_conflict():
    assert merged(edited(title="Neu"), edited(title="Neu")).conflicts == ()


def test_what_both_changed_differently_is_one_conflict_with_all_three_values():
    (conflict,) = merged(edited(title="A"), edited(title="B")).conflicts
    assert conflict.key == ConflictKey("project", "p1", "title")
    assert (conflict.base, conflict.local, conflict.remote) == (
        {"title": "Kühle Orte"}, {"title": "A"}, {"title": "B"})


@pytest.mark.parametrize(("decision", "title"), [
    (Decision(Side.LOCAL), "A"), (Decision(Side.REMOTE), "B"), (Decision(Side.MIXED, {"title": "A und B"}), "A und B")])
def test_a_decision_settles_a_conflict(decision, title):
    result = merged(edited(title="A"), edited(title="B"), decisions={ConflictKey("project", "p1", "title"): decision})
    assert result.conflicts == ()
    assert result.bundle.project.title == title


def test_a_date_and_its_precision_are_one_statement():
    local = edited(start_planned=date(2027, 1, 1), start_planned_precision="JAHR")
    remote = edited(start_planned=date(2026, 5, 3), start_planned_precision="TAG")
    (conflict,) = merged(local, remote).conflicts
    assert set(conflict.local) == {"start_planned", "start_planned_precision"}
    result = merged(local, remote, decisions={conflict.key: Decision(Side.LOCAL)})
    assert (result.bundle.project.start_planned, result.bundle.project.start_planned_precision) == (
        date(2027, 1, 1), "JAHR")


def test_places_partners_and_milestones_of_both_sides_are_kept():
    local = replace(BASE, sites=(*BASE.sites, Site(label="neu hier", uuid="s3")))
    remote = replace(BASE, sites=(*BASE.sites, Site(label="neu dort", uuid="s4")), milestones=())
    result = merged(local, remote)
    assert result.conflicts == ()
    assert {one.label for one in result.bundle.sites} == {"Rathaus", "Park", "neu hier", "neu dort"}
    assert result.bundle.milestones == ()


def test_two_fields_of_one_place_changed_by_two_people_are_both_kept():
    local = replace(BASE, sites=(replace(SITE, label="Altes Rathaus"), BASE.sites[1]))
    remote = replace(BASE, sites=(replace(SITE, address="Willy-Brandt-Platz 2"), BASE.sites[1]))
    result = merged(local, remote)
    assert result.conflicts == ()
    assert replace(SITE, label="Altes Rathaus", address="Willy-Brandt-Platz 2") in result.bundle.sites


@pytest.mark.parametrize(("side", "is_there"), [(Side.LOCAL, False), (Side.REMOTE, True)])
def test_deleting_what_the_other_has_edited_is_a_conflict(side, is_there):
    local, remote = replace(BASE, milestones=()), replace(BASE, milestones=(replace(STEP, done=date(2026, 2, 1)),))
    (conflict,) = merged(local, remote).conflicts
    assert (conflict.key, conflict.local) == (ConflictKey("milestone", "m1", "deleted"), None)
    assert conflict.remote["done"] == date(2026, 2, 1)
    assert bool(merged(local, remote, decisions={conflict.key: Decision(side)}).bundle.milestones) is is_there


def test_deleting_an_indicator_that_the_other_has_measured_is_a_conflict():
    local = replace(BASE, indicators=(), indicator_values=())
    remote = replace(BASE, indicator_values=(MEASURED, replace(MEASURED, uuid="v2", value=2.0)))
    (conflict,) = merged(local, remote).conflicts
    assert conflict.key == ConflictKey("indicator", "i1", "deleted")
    gone = merged(local, remote, decisions={conflict.key: Decision(Side.LOCAL)}).bundle
    assert (gone.indicators, gone.indicator_values) == ((), ())
    kept = merged(local, remote, decisions={conflict.key: Decision(Side.REMOTE)}).bundle
    assert kept.indicator_values == remote.indicator_values


@pytest.mark.parametrize(("side", "is_deleted"), [(Side.LOCAL, True), (Side.REMOTE, False)])
def test_deleting_a_project_that_the_other_has_edited_is_a_conflict(side, is_deleted):
    local, remote = edited(deleted=True), edited(title="B")
    (conflict,) = merged(local, remote).conflicts
    assert conflict.key == ConflictKey("project", "p1", "deleted")
    result = merged(local, remote, decisions={conflict.key: Decision(side)})
    assert result.is_deleted is is_deleted


def test_deleting_a_project_the_other_left_alone_is_none():
    result = merged(edited(deleted=True), BASE)
    assert (result.is_deleted, result.conflicts) == (True, ())


def test_what_both_have_deleted_needs_no_decision_about_its_fields():
    result = merged(edited(title="A", deleted=True), edited(title="B", deleted=True))
    assert (result.is_deleted, result.conflicts) == (True, ())


def test_the_same_municipality_added_by_both_stands_there_once():
    def added(uuid, role):
        return replace(BASE, municipalities=(*BASE.municipalities, ProjectMunicipality(ESSEN, role, uuid=uuid)))

    result = merged(added("b", "PARTNER"), added("a", "PARTNER"))
    assert [(one.ags, one.uuid) for one in result.bundle.municipalities] == [(BOCHUM, "g1"), (ESSEN, "a")]
    (conflict,) = merged(added("b", "PARTNER"), added("a", "NACHN")).conflicts
    assert (conflict.key.uuid, conflict.local) == ("a", {"role": "PARTNER", "ags": ESSEN})


def test_without_an_origin_an_id_that_both_sides_know_is_no_twin_of_another():
    first, second = ProjectOrganisation("o1", "PART", uuid="q1"), ProjectOrganisation("o1", "PART", uuid="q2")
    local, remote = replace(BASE, partners=(first,)), replace(BASE, partners=(replace(first, role="BETR"), second))
    result = merged(local, remote, None)
    assert [one.key.uuid for one in result.conflicts] == ["q1"]
    assert {(one.uuid, one.role) for one in result.bundle.partners} == {("q1", "BETR"), ("q2", "PART")}


def test_who_takes_part_as_what_is_one_statement():
    """Half of each would be a partner that nobody named: "Essen as operator" and "Herne as partner" ..."""
    partner = ProjectOrganisation("o1", "PART", uuid="q")
    base, local, remote = (replace(BASE, partners=(one,)) for one in (
        partner, replace(partner, role="BETR"), replace(partner, organisation_uuid="o2")))
    (conflict,) = merged(local, remote, base).conflicts
    assert conflict.key == ConflictKey("project_organisation", "q", "role")
    for side, kept in ((Side.LOCAL, local), (Side.REMOTE, remote)):
        assert merged(local, remote, base, {conflict.key: Decision(side)}).bundle.partners == kept.partners


def test_a_position_and_how_exact_it_is_are_one_statement():
    def at(metres, accuracy):
        site = replace(SITE, coordinates=(376000.0 + metres, 5705000.0), accuracy=accuracy)
        return replace(BASE, sites=(site, BASE.sites[1]))

    local, remote = at(20, "ADR"), at(-35, "GEM")
    (conflict,) = merged(local, remote).conflicts
    assert set(conflict.local) == {"shape", "coordinates", "accuracy"}
    assert merged(local, remote, decisions={conflict.key: Decision(Side.LOCAL)}).bundle.sites == local.sites


def test_a_place_drawn_anew_as_a_line_stays_the_same_place():
    """Who makes a place internal must not find it public on the map because somebody else drew its route."""
    line = replace(SITE, shape=SiteShape.LINE, coordinates=(((376000.0, 5705000.0), (376050.0, 5705000.0)),))
    drawn, withdrawn = ((replace(BASE, sites=(one, BASE.sites[1]))) for one in (
        line, replace(SITE, visibility=Visibility.NETWORK)))
    for result in (merged(drawn, withdrawn), merged(withdrawn, drawn)):
        assert result.conflicts == ()
        assert set(result.bundle.sites) == {replace(line, visibility=Visibility.NETWORK), BASE.sites[1]}


def test_what_one_made_of_a_partner_and_the_other_added_is_there_once():
    """Registers take a municipality only once for each project: twice, the record could never be saved again."""
    bochum = BASE.municipalities[0]
    drawn = replace(BASE, municipalities=(replace(bochum, ags=HERNE),))
    for role, asked in (("FEDER", 0), ("PARTNER", 1)):
        added = replace(BASE, municipalities=(bochum, ProjectMunicipality(HERNE, role, uuid="g2")))
        for result in (merged(drawn, added), merged(added, drawn)):
            assert (len(result.bundle.municipalities), len(result.conflicts)) == (1, asked)
    two = replace(BASE, municipalities=(bochum, ProjectMunicipality(ESSEN, "FEDER", uuid="g3")))
    both = (replace(two, municipalities=(replace(bochum, ags=HERNE), two.municipalities[1])),
            replace(two, municipalities=(bochum, replace(two.municipalities[1], ags=HERNE))))
    for local, remote in (both, both[::-1]):
        result = merged(local, remote, two)
        assert ([one.ags for one in result.bundle.municipalities], result.conflicts) == ([HERNE], ())


def test_a_place_moved_by_less_than_a_millimetre_is_not_moved():
    local = replace(BASE, sites=(replace(SITE, coordinates=(376000.0000001, 5705000.0)), BASE.sites[1]))
    remote = replace(BASE, sites=(replace(SITE, coordinates=(376010.0, 5705000.0)), BASE.sites[1]))
    result = merged(local, remote)
    assert result.conflicts == ()
    assert {one.coordinates for one in result.bundle.sites} >= {(376010.0, 5705000.0)}


# --- properties ---
TEXTS = st.sampled_from(["", "A", "B", "C"])
IDS = st.sampled_from(["s1", "s2", "n1", "n2"])


def change_field(name, value):
    return lambda bundle: edited(bundle, **{name: value})


def change_site(uuid, label):
    def apply(bundle):
        known = {one.uuid: one for one in bundle.sites}
        known[uuid] = replace(known.get(uuid, Site(uuid=uuid)), label=label)
        return replace(bundle, sites=tuple(known.values()))
    return apply


def move_site(uuid, metres):
    def apply(bundle):
        return replace(bundle, sites=tuple(
            replace(one, coordinates=(376000.0 + metres, 5705000.0), shape=SiteShape.POINT) if one.uuid == uuid else one
            for one in bundle.sites))
    return apply


def draw_as_line(uuid, metres):
    def apply(bundle):
        line = (((376000.0, 5705000.0), (376000.0 + metres, 5705000.0)),)
        return replace(bundle, sites=tuple(
            replace(one, coordinates=line, shape=SiteShape.LINE) if one.uuid == uuid else one for one in bundle.sites))
    return apply


def put(attribute, uuid, **values):
    """Edit an element of a list, or add it."""
    def apply(bundle):
        known = {one.uuid: one for one in getattr(bundle, attribute)}
        known[uuid] = replace(known.get(uuid, NEW[attribute](uuid)), **values)
        return replace(bundle, **{attribute: tuple(known.values())})
    return apply


NEW = {"milestones": lambda uuid: Milestone(uuid=uuid), "contacts": lambda uuid: Contact(uuid=uuid),
       "partners": lambda uuid: ProjectOrganisation(uuid=uuid), "relations": lambda uuid: ProjectRelation(uuid=uuid)}


def play_part(element, role):
    """Nobody names the same partner in the same role twice, nor gives one the name another had: see `name_of`."""
    uuid, org = element
    edit = put("partners", uuid, organisation_uuid=org, role=role)
    return lambda bundle: bundle if any(
        (one.organisation_uuid, one.role) == (org, role) for one in bundle.partners) else edit(bundle)


def drop(attribute, uuid):
    return lambda bundle: replace(bundle, **{
        attribute: tuple(one for one in getattr(bundle, attribute) if one.uuid != uuid)})


def take_part(ags, role, uuid):
    def apply(bundle):
        others = tuple(one for one in bundle.municipalities if one.ags != ags)
        new = ProjectMunicipality(ags, uuid=f"{uuid}-{ags}")
        known = next((one for one in bundle.municipalities if one.ags == ags), new)
        return replace(bundle, municipalities=(*others, replace(known, role=role)))
    return apply


def leave(ags):
    return lambda bundle: replace(
        bundle, municipalities=tuple(one for one in bundle.municipalities if one.ags != ags))


def set_codes(codes):
    return lambda bundle: replace(bundle, further_fields=tuple(sorted(codes)))


def measure(uuid, value):
    def apply(bundle):
        if not bundle.indicators:
            return bundle
        others = tuple(one for one in bundle.indicator_values if one.uuid != uuid)
        return replace(bundle, indicator_values=(*others, IndicatorValue("i1", value=value, uuid=uuid)))
    return apply


def stop_measuring(bundle):
    return replace(bundle, indicators=(), indicator_values=())


def note(text):
    return lambda bundle: replace(bundle, internal=replace(bundle.internal, internal_note=text))


EDITS = st.one_of(
    st.builds(change_field, st.sampled_from(["title", "summary", "status", "status_reason", "website"]), TEXTS),
    st.builds(change_field, st.just("visibility"), st.sampled_from(list(Visibility))),
    st.builds(change_site, IDS, TEXTS), st.builds(drop, st.just("sites"), IDS), st.builds(note, TEXTS),
    st.builds(take_part, st.sampled_from([BOCHUM, ESSEN, HERNE]), st.sampled_from(["FEDER", "PARTNER"]),
              st.sampled_from(["x1", "x2", "x3"])),
    st.builds(leave, st.sampled_from([BOCHUM, ESSEN])),
    st.builds(set_codes, st.sets(st.sampled_from(["ENU", "GES", "MOB", "BIL"]))),
    st.builds(move_site, IDS, st.sampled_from([0.0, 20.0, -35.0])), st.builds(draw_as_line, IDS, st.just(50.0)),
    st.builds(lambda uuid, due: put("milestones", uuid, due=due), st.sampled_from(["m1", "m2"]),
              st.sampled_from([None, date(2026, 1, 1), date(2027, 5, 1)])),
    st.builds(lambda uuid, title: put("milestones", uuid, title=title), st.sampled_from(["m1", "m2"]), TEXTS),
    st.builds(play_part,
              st.sampled_from([("q1", "o1"), ("q1", "o4"), ("q2", "o2"), ("q2", "o5"), ("q3", "o3")]),
              st.sampled_from(["PART", "BETR"])),
    st.builds(lambda name, yes: put("contacts", "c1", name=name, consent=yes), TEXTS, st.booleans()),
    st.builds(lambda to: put("relations", "r1", to_uuid=to), st.sampled_from(["p2", "p3"])),
    st.sampled_from([drop("milestones", "m1"), drop("partners", "q1"), drop("partners", "q2"),
                     drop("contacts", "c1"), drop("relations", "r1")]),
    st.builds(measure, st.sampled_from(["v1", "v2"]), st.sampled_from([1.0, 2.0, 3.0])), st.just(stop_measuring),
)  # fmt: skip


@st.composite
def versions(draw):
    result = BASE
    for edit in draw(st.lists(EDITS, max_size=5)):
        result = edit(result)
    # An id is made once: what two sides add by chance under one id does not happen.
    return result


def name_of(table, one):
    """What an element is about: two who name the same municipality or partner mean the same thing."""
    if table == "project_municipality":
        return one.ags
    return (one.organisation_uuid, one.role) if table == "project_organisation" else one.uuid


def list_of(table):
    """A place is the same one whether it is drawn as a point or as a line."""
    return "site" if table.attribute == "sites" else table.name


def cells(bundle):
    """Read a bundle flat: (what it is about, field) -> text."""
    found = {("project", one.name): getattr(bundle.project, one.name) for one in fields(Project)}
    found["internal", "note"] = bundle.internal.internal_note
    for table in CHILD_TABLES:
        for one in table.records_of(bundle):
            about = (list_of(table), name_of(table.name, one))
            found[about, "there"] = True
            found.update({(about, part.name): getattr(one, part.name) for part in fields(one) if part.name != "uuid"})
    found.update({(("code", one), "there"): True for one in bundle.further_fields})
    return found


def disputed(result, *bundles):
    """What waits for a decision: names of records and of elements of lists."""
    found = {"internal" if one.key.table == "project_internal" else one.key.table for one in result.conflicts}
    keys = {(one.key.table, one.key.uuid) for one in result.conflicts}
    for table in CHILD_TABLES:
        for bundle in (*bundles, result.bundle):
            found.update((list_of(table), name_of(table.name, one)) for one in table.records_of(bundle)
                         if any((other.name, one.uuid) in keys for other in CHILD_TABLES
                                if other.attribute == table.attribute))
    return found


@settings(max_examples=400, deadline=None)
@given(versions(), versions())
def test_no_change_of_either_side_is_lost(local, remote):
    result = merged(local, remote)
    before, ours, theirs, after = map(cells, (BASE, local, remote, result.bundle))
    asked = disputed(result, BASE, local, remote)
    for cell in {*before, *ours, *theirs}:
        one, other, origin = ours.get(cell), theirs.get(cell), before.get(cell)
        if cell[0] in asked or (cell[0][0] == "indicator_value" and ("indicator", "i1") in asked):
            continue
        assert one == other or origin in (one, other), cell  # else somebody should have been asked
        wanted = one if one == other or other == origin else other
        assert after.get(cell) == wanted, (cell, wanted, after.get(cell))
    assert not {*after} - {*before, *ours, *theirs}


@settings(max_examples=200, deadline=None)
@given(versions(), versions(), st.booleans(), st.booleans())
def test_a_deleted_project_comes_back_to_nobody_and_takes_no_edit_with_it(local, remote, here, there):
    local, remote = edited(local, deleted=here), edited(remote, deleted=there)
    result = merged(local, remote)
    whole = [one for one in result.conflicts if one.key == ConflictKey("project", "p1", "deleted")]
    kept = remote if here else local
    if here == there:
        assert (result.is_deleted, whole) == (here, [])
    elif same_content(kept, BASE):
        assert (result.is_deleted, whole) == (True, [])
    else:
        assert (result.is_deleted, len(whole)) == (False, 1)
        chosen = {one.key: Decision(Side.REMOTE if here else Side.LOCAL) for one in result.conflicts}
        assert same_content(merged(local, remote, decisions=chosen).bundle, merged(
            edited(local, deleted=False), edited(remote, deleted=False), decisions=chosen).bundle)


@settings(max_examples=400, deadline=None)
@given(versions(), versions())
def test_the_result_is_the_same_whichever_side_comes_first(local, remote):
    here, there = merged(local, remote), merged(remote, local)
    assert {(one.key, str(one.local), str(one.remote)) for one in here.conflicts} == {
        (one.key, str(one.remote), str(one.local)) for one in there.conflicts}
    for side, mirrored in ((Side.LOCAL, Side.REMOTE), (Side.REMOTE, Side.LOCAL)):
        mine = merged(local, remote, decisions={one.key: Decision(side) for one in here.conflicts})
        other = merged(remote, local, decisions={one.key: Decision(mirrored) for one in here.conflicts})
        assert mine.conflicts == other.conflicts == ()
        assert same_content(mine.bundle, other.bundle)


@settings(max_examples=400, deadline=None)
@given(versions(), versions(), st.sampled_from([Side.LOCAL, Side.REMOTE]))
def test_merging_again_changes_nothing(local, remote, side):
    first = merged(local, remote)
    settled = merged(local, remote, decisions={one.key: Decision(side) for one in first.conflicts}).bundle
    # The result was saved there, and here the old base is still known; or the new one; or the answer was lost.
    for base, here, there in ((BASE, settled, settled), (settled, settled, settled), (remote, settled, remote)):
        again = merge_bundles(base, here, there)
        assert again.conflicts == ()
        assert same_content(again.bundle, settled)


@settings(max_examples=200, deadline=None)
@given(versions())
def test_one_side_alone_wins_completely(version):
    for result in (merged(version, BASE), merged(BASE, version), merged(version, version)):
        assert result.conflicts == ()
        assert same_content(result.bundle, version)
