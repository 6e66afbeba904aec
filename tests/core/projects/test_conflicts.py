# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.conflict_text import ConflictTexts, Wording, is_combinable, move_text
from ruhr_smartcity_plugin.core.projects.conflicts import (
    ConflictCase,
    dump_decision,
    dump_key,
    load_decision,
    load_key,
)
from ruhr_smartcity_plugin.core.projects.details import Milestone
from ruhr_smartcity_plugin.core.projects.merging import ConflictKey, Decision, Side
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project, Site

BASE = ProjectBundle(
    project=Project(title="Smarte Haltestelle", status="GEPL", summary="kurz", uuid="p"),
    sites=(Site(coordinates=(376000.0, 5705000.0), label="Rathaus", uuid="s"),),
    milestones=(Milestone("Start", date(2026, 1, 1), uuid="m"),))


def edited(bundle=BASE, **values):
    return replace(bundle, project=replace(bundle.project, **values))


def moved(dx, dy):
    site = replace(BASE.sites[0], coordinates=(376000.0 + dx, 5705000.0 + dy))
    return replace(BASE, sites=(site,))


def texts(case):
    words = ConflictTexts(case, Wording(day=lambda day: day.strftime("%d.%m.%Y")))
    return [(words.label(one), words.base(one), words.mine(one), words.other(one)) for one in case.conflicts]


def test_codes_are_shown_as_texts_with_what_belongs_to_them():
    case = ConflictCase(BASE, edited(status="UMS"), edited(status="VERZ", status_reason="Lieferung"))
    assert texts(case) == [("Status", "Planned", "In progress", "Delayed · Lieferung")]


def test_a_place_is_named_and_its_move_said_in_metres_and_direction():
    case = ConflictCase(BASE, moved(0, 20), moved(-3, 3))
    assert texts(case) == [("Place “Rathaus”: Position", "see map", "20 m to the N", "4 m to the NW")]


def test_a_deleted_list_element_stands_against_what_was_edited_in_it():
    gone = replace(BASE, milestones=())
    late = replace(BASE, milestones=(replace(BASE.milestones[0], due=date(2027, 1, 1)),))
    assert texts(ConflictCase(BASE, gone, late)) == [
        ("Milestone “Start”: Whole entry", "there", "deleted", "edited: Due")]


def test_a_deleted_project_stands_against_its_edit_as_a_whole():
    case = ConflictCase(BASE, edited(title="Neu"), edited(deleted=True))
    assert texts(case) == [("Whole project", "there", "edited: Title", "deleted")]
    assert case.with_all_for(Side.REMOTE).merged().is_deleted
    assert not case.with_all_for(Side.LOCAL).merged().is_deleted


def test_organisations_days_and_yes_or_no_are_words():
    towns = (Organisation("Stadt Bochum", uuid="b"), Organisation("Stadt Essen", uuid="e"))
    mine = replace(edited(lead_uuid="b", open_source=True, as_of=date(2026, 11, 3)), organisations=towns[:1])
    other = replace(edited(lead_uuid="e", open_source=False, as_of=date(2026, 11, 4)), organisations=towns[1:])
    assert {(label, mine, other) for label, _base, mine, other in texts(ConflictCase(BASE, mine, other))} == {
        ("Lead", "Stadt Bochum", "Stadt Essen"), ("Open source", "yes", "no"), ("As of", "03.11.2026", "04.11.2026")}


def test_only_free_texts_can_be_combined():
    case = ConflictCase(BASE, edited(summary="A", status="UMS"), edited(summary="B", status="BETR"))
    by_field = {one.key.field: one for one in case.conflicts}
    assert is_combinable(by_field["summary"])
    assert not is_combinable(by_field["status"])
    words = ConflictTexts(case, Wording())
    assert words.combined(by_field["summary"]) == "A / B"
    assert words.combined(by_field["status"]) is None


def test_a_decision_is_kept_as_text_and_read_again():
    key, made = ConflictKey("project", "p", "title"), Decision(Side.MIXED, {"title": "Ä „B“"})
    assert (load_key(dump_key(key)), load_decision(dump_decision(made))) == (key, made)
    assert load_decision(dump_decision(Decision(Side.LOCAL))) == Decision(Side.LOCAL)


def test_a_decision_fits_as_long_as_nothing_it_was_made_about_has_changed():
    case = ConflictCase(BASE, edited(title="A", summary="x"), edited(title="B", summary="y")).with_all_for(Side.LOCAL)
    again = ConflictCase(BASE, case.mine, edited(title="B", summary="z", website="https://neu.example"))
    assert {one.field for one in case.fitting(again.conflicts)} == {"title"}


def test_what_comes_together_without_a_question_is_counted():
    case = ConflictCase(BASE, edited(title="A", website="https://a.example"), edited(title="B", summary="neu"))
    assert (len(case.conflicts), case.taken) == (1, 2)
    assert not case.is_decided
    assert case.with_all_for(Side.LOCAL).is_decided


@pytest.mark.parametrize(("before", "after", "text"), [
    ((0.0, 0.0), (100.0, 0.0), "100 m to the E"), ((0.0, 0.0), (0.0, -0.5), "0.5 m to the S"),
    (None, (1.0, 1.0), "new position, see map"), ((1.0, 1.0), None, "no position"),
    ((((0.0, 0.0), (10.0, 0.0)),), (((0.0, 10.0), (10.0, 10.0)),), "10 m to the N")])
def test_moves_are_said_by_the_centre(before, after, text):
    assert move_text(before, after) == text
