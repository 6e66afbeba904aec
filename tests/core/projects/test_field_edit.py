# SPDX-License-Identifier: GPL-2.0-or-later
"""Changing one field of many projects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.field_edit import editable_fields, plan_edit, with_value
from ruhr_smartcity_plugin.core.projects.record import Project, ProjectEntry, Visibility
from ruhr_smartcity_plugin.core.projects.rules import Context

CONTEXT = Context(date(2026, 11, 23))


def field(name):
    return next(one for one in editable_fields() if one.name == name)


def stored(uuid, version=1, **values):
    return ProjectBundle(project=Project(uuid=uuid, version=version, title=uuid, **values))


def entry_of(bundle):
    project = bundle.project
    return ProjectEntry(project.uuid, project.version, "", project.title, "", "", "", "", project.status,
                        Visibility.PUBLIC, project.review_state, False, "", (), None, None, "")


def plan(bundles, name, value, now=None):
    return plan_edit([entry_of(one) for one in bundles], bundles if now is None else now, field(name), value, CONTEXT)


def test_what_makes_a_record_that_record_cannot_be_changed_for_many():
    names = [one.name for one in editable_fields()]
    assert not {"uuid", "code", "title", "version", "deleted", "lead_uuid", "end_actual_precision"} & set(names)
    assert {"status", "next_review", "funded", "visibility", "traffic_light"} <= set(names)
    assert field("traffic_light").is_internal
    assert not field("status").is_internal


def test_the_plan_counts_what_changes_and_what_has_the_value_already():
    made = plan([stored("a", status="GEPL"), stored("b", status="UMS"), stored("c", 7)], "status", "UMS")
    assert [(one.project.uuid, one.project.status, version) for one, version in made.changed] == [
        ("a", "UMS", 1), ("c", "UMS", 7)]
    assert (made.n_same, made.refused, made.stale, made.is_possible) == (1, (), (), True)


def test_a_rule_that_would_be_broken_keeps_a_project_out_but_one_that_is_broken_already_does_not():
    fresh, operating = stored("a", phase="P1"), stored("b", phase="P2", status="BETR")
    made = plan([fresh, operating], "status", "BETR")
    assert [title for title, _why in made.refused] == ["a"]
    assert "phase" in made.refused[0][1]
    again = plan([operating], "phase", "P3")
    assert len(again.changed) == 1, "still wrong, but no worse"


def test_review_states_follow_the_workflow_and_returning_asks_for_a_comment():
    made = plan([stored("a", review_state="EIN"), stored("b", review_state="ENT")], "review_state", "ZUR")
    assert [one.project.uuid for one, _version in made.changed] == ["a"]
    assert made.needs_comment
    assert "b" in dict(made.refused)


def test_a_record_that_somebody_saved_or_deleted_meanwhile_stops_everything_and_is_named():
    a, b, c = stored("a"), stored("b"), stored("c")
    now = [a, replace(b, project=replace(b.project, version=2, changed_by="Carla"))]
    made = plan([a, b, c], "status", "UMS", now)
    assert [title for title, _why in made.stale] == ["b", "c"]
    assert "Carla" in made.stale[0][1]
    assert not made.is_possible


def test_a_day_that_is_set_is_exact_to_the_day_and_undo_brings_day_and_precision_back():
    before = stored("a", end_planned=date(2027, 1, 1), end_planned_precision="JAHR")
    made = plan([before], "end_planned", date(2027, 6, 30))
    (after, _version), = made.changed
    assert (after.project.end_planned_precision, after.project.end_planned) == ("TAG", date(2027, 6, 30))
    saved = replace(after, project=replace(after.project, version=2))
    ((undone, base),) = made.undo.apply([saved])
    assert base == 2
    assert (undone.project.end_planned, undone.project.end_planned_precision) == (date(2027, 1, 1), "JAHR")
    assert with_value(before, field("end_planned"), None).project.end_planned_precision == ""


def test_an_internal_field_is_changed_in_the_internal_part():
    ((after, _version),) = plan([stored("a")], "traffic_light", "ROT").changed
    assert after.internal.traffic_light == "ROT"
