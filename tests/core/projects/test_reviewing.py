# SPDX-License-Identifier: GPL-2.0-or-later
"""Steps of the review, the thread of comments, and what is remembered."""
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.comments import Comment, count_unread, thread
from ruhr_smartcity_plugin.core.projects.details import Contact
from ruhr_smartcity_plugin.core.projects.filters import Perspective
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project, ProjectEntry, Visibility
from ruhr_smartcity_plugin.core.projects.reminders import Reminders, as_still_valid, count_reminders
from ruhr_smartcity_plugin.core.projects.rules import Context
from ruhr_smartcity_plugin.core.projects.workflow import next_steps

TODAY = date(2026, 11, 23)


def complete(**values):
    lead = Organisation("Stadt Essen")
    project = Project(**{**{
        "title": "T", "summary": "S", "main_field": "ENU", "kind": "DIEN", "phase": "P2", "status": "UMS",
        "lead_uuid": lead.uuid, "spatial_effect": "OHN", "as_of": TODAY, "visibility": Visibility.PUBLIC}, **values})
    return ProjectBundle(project=project, organisations=(lead,))


def steps(bundle, state, *, may_review=True):
    return {one.target: one for one in next_steps(bundle, state, Context(TODAY), may_review=may_review)}


def test_publishing_waits_for_visibility_required_fields_and_consent():
    assert steps(complete(), "PRF")["VOE"].obstacles == ()
    hidden = replace(complete(summary="", visibility=Visibility.NETWORK), contacts=(Contact(name="Anna"),))
    said = " ".join(steps(hidden, "PRF")["VOE"].obstacles)
    assert "must be public" in said
    assert "“Summary” is missing" in said
    assert "without consent" in said
    # Returning it is possible as it is, but not without a word.
    assert (steps(hidden, "PRF")["ZUR"].obstacles, steps(hidden, "PRF")["ZUR"].needs_comment) == ((), True)


def test_an_incomplete_draft_is_not_submitted():
    assert list(steps(complete(phase=""), "ENT")) == ["EIN", "ARC"]
    assert steps(complete(phase=""), "ENT")["EIN"].obstacles == ("“Phase” is missing.",)


def test_an_idea_that_came_to_nothing_is_archived_as_it_is_but_not_with_a_contradiction():
    assert steps(complete(phase="", summary=""), "ENT")["ARC"].obstacles == ()
    assert steps(complete(title=""), "ENT")["ARC"].obstacles == ("“Title” is missing.",)
    wrong = complete(start_planned=date(2026, 5, 1), end_planned=date(2026, 4, 1))
    assert len(steps(wrong, "ENT")["ARC"].obstacles) == 1


def test_members_submit_and_withdraw_and_leave_the_rest_to_reviewers():
    found = steps(complete(), "EIN", may_review=False)
    assert {target: bool(one.obstacles) for target, one in found.items()} == {"PRF": True, "ZUR": True, "ENT": False}
    assert "for those who review" in found["PRF"].obstacles[0]


def step(version, state, comment):
    return Change("project", "p", "p", version - 1, version, "review_state", "EIN", state, "Rita",
                  f"2026-11-0{version}T10:00:00.000Z", comment)


def test_the_thread_holds_comments_and_the_words_of_steps_in_the_order_of_time():
    notes = (Comment("p", "später", "Anna", "2026-11-09T09:00:00.000Z"),
             Comment("p", "", "Bert", "2026-11-08T09:00:00.000Z", deleted=True),
             Comment("p", "früher", "Bert", "2026-11-01T09:00:00.000Z"))
    found = thread(notes, (step(3, "ZUR", "Es fehlt der Ort."), step(2, "PRF", "")))
    assert [(one.who, one.text, one.step) for one in found] == [
        ("Bert", "früher", ""), ("Rita", "Es fehlt der Ort.", "ZUR"), ("Anna", "später", "")]
    assert count_unread(found, "2026-11-02T00:00:00.000Z", "Anna") == 1
    assert count_unread(found, "", "Rita") == 2


def entry(next_review=None, state="VOE", who="Anna"):
    return ProjectEntry(
        uuid="u", version=1, code="", title="T", short_title="", summary="", main_field="", phase="", status="",
        visibility=Visibility.PUBLIC, review_state=state, seeks_partners=False, lead_name="", ags=(), as_of=None,
        next_review=next_review, changed_at="", created_by=who)


@pytest.mark.parametrize(("may_review", "waiting"), [(True, 2), (False, 0)])
def test_reminders_count_what_is_due_what_is_ones_own_and_what_waits_for_review(may_review, waiting):
    due = date(2026, 11, 22)
    entries = (entry(due), entry(due, "EIN", "Bert"), entry(TODAY), entry(), entry(due, "ARC"), entry(None, "EIN"))
    found = count_reminders(entries, Perspective(TODAY, "Anna"), may_review=may_review, overdue_contacts=3)
    assert found == Reminders(stale=2, stale_mine=1, to_review=waiting, contacts=3)


def test_what_is_still_valid_is_dated_today_and_due_in_half_a_year():
    project = as_still_valid(complete(as_of=date(2025, 1, 1)), date(2026, 8, 31)).project
    assert (project.as_of, project.next_review) == (date(2026, 8, 31), date(2027, 2, 28))
