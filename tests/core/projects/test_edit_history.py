# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from dataclasses import replace

from ruhr_smartcity_plugin.core.projects.details import Milestone
from ruhr_smartcity_plugin.core.projects.edit_history import EditHistory, Spot
from ruhr_smartcity_plugin.core.projects.record import Organisation
from tests.adapters.projects.bundles import simple, with_title

FIRST = simple("A")


def test_a_burst_of_typing_in_one_field_is_one_step_and_a_pause_begins_the_next():
    history = EditHistory(FIRST)
    for at_s, title in ((0.0, "Ab"), (1.5, "Abc"), (3.0, "Abcd"), (6.0, "Abcde")):
        history.record(with_title(FIRST, title), at_s)
    assert history.undo() == (with_title(FIRST, "Abcd"), Spot("title"))
    assert history.undo() == (FIRST, Spot("title"))
    assert history.undo() is None
    assert history.redo()[0].project.title == "Abcd"
    assert history.redo()[0].project.title == "Abcde"
    assert history.redo() is None


def test_another_field_is_another_step_and_a_new_edit_forgets_what_was_undone():
    history = EditHistory(FIRST)
    second = with_title(FIRST, "B")
    history.record(second, 0.0)
    third = replace(second, project=replace(second.project, phase="P1"))
    history.record(third, 0.1)
    assert history.undo() == (second, Spot("phase"))
    history.record(with_title(FIRST, "C"), 0.2)
    assert not history.can_redo
    assert history.undo()[0] == second


def test_a_step_in_a_list_names_the_element_and_the_column():
    history = EditHistory(FIRST)
    added = replace(FIRST, milestones=(Milestone("", uuid="m"),))
    history.record(added, 0.0)
    history.record(replace(FIRST, milestones=(Milestone("Start", uuid="m"),)), 0.5)
    assert history.undo() == (added, Spot("milestones", "m", "title"))
    assert history.undo() == (FIRST, Spot("milestones", "m"))


def test_the_name_of_a_new_organisation_is_typed_in_one_step():
    history = EditHistory(FIRST)
    for at_s, name in ((0.0, "S"), (0.2, "St"), (0.4, "Stadt")):
        history.record(replace(FIRST, project=replace(FIRST.project, lead_uuid="o"),
                               organisations=(Organisation(name, uuid="o"),)), at_s)
    assert history.undo() == (FIRST, Spot("lead_uuid"))
    assert not history.can_undo


def test_the_same_state_again_is_no_step():
    history = EditHistory(FIRST)
    history.record(replace(FIRST), 0.0)
    assert not history.can_undo
