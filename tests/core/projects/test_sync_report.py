# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from dataclasses import replace

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.comment_sync import CommentReport
from ruhr_smartcity_plugin.core.projects.conflicts import ConflictCase
from ruhr_smartcity_plugin.core.projects.outbox import WaitingRecord, WaitingState, discard_question
from ruhr_smartcity_plugin.core.projects.record import Project, Site
from ruhr_smartcity_plugin.core.projects.sync_report import report_rows, report_text, summary_of
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome, RecordResult, SyncReport

BASE = ProjectBundle(
    project=Project(title="Smarte Haltestelle", status="GEPL", summary="kurz", uuid="p"),
    sites=tuple(Site(coordinates=(376000.0, 5705000.0), label=label, uuid=label) for label in ("Rathaus", "Park")))


def edited(moved_m, status, sites=2):
    moved = replace(BASE.sites[0], coordinates=(376000.0 + moved_m, 5705000.0))
    return replace(BASE, project=replace(BASE.project, status=status), sites=(moved, *BASE.sites[1:])[:sites])


def test_a_conflict_is_reported_with_labels_and_code_texts_as_the_dialog_shows_it():
    case = ConflictCase(BASE, edited(20, "UMS"), edited(-30, "VERZ"))
    report = SyncReport((RecordResult("p", "Smarte Haltestelle", Outcome.CONFLICT, case),))
    assert [row[2:] for row in report_rows(report)] == [
        ("Status", "In progress", "Delayed", "Planned"),
        ("Place “Rathaus”: Position", "20 m to the E", "30 m to the W", "see map")]


def test_what_needs_a_person_stands_at_the_top_of_the_report():
    case = ConflictCase(BASE, edited(20, "UMS"), edited(-30, "VERZ"))
    results = (("a", Outcome.PULLED, None), ("b", Outcome.CONFLICT, case), ("c", Outcome.PUSHED, None),
               ("d", Outcome.FAILED, None))
    report = SyncReport(tuple(RecordResult(one, one, outcome, found) for one, outcome, found in results))
    assert [row[0] for row in report_rows(report)] == ["d", "b", "b", "a", "c"]


def test_a_moved_place_that_the_other_deleted_is_called_by_its_position():
    moved = replace(BASE, sites=(BASE.sites[0], replace(BASE.sites[1], coordinates=(376010.0, 5705000.0))))
    (row,) = report_rows(SyncReport((RecordResult("p", "T", Outcome.CONFLICT, ConflictCase(
        BASE, replace(BASE, sites=BASE.sites[:1]), moved)),)))
    assert row[2:] == ("Place “Park”: Whole entry", "deleted", "edited: Position", "there")


def test_what_became_of_comments_is_said_and_why_some_were_refused():
    report = SyncReport(comments=CommentReport(2, 1, ("Das dürfen Sie nicht.",)))
    assert summary_of(report).endswith("Comments: 2 sent, 1 fetched. Some comments were not saved; see the details.")
    assert "Das dürfen Sie nicht." in report_text(report, as_page=True)


def test_the_question_before_a_change_is_given_up_names_what_is_lost():
    record = WaitingRecord(edited(20, "UMS", sites=1), BASE, WaitingState.REFUSED, "Nein.")
    assert set(record.changes) == {"Status", "Places · Rathaus · Position", "Places · Park"}
    assert all(f"• {one}" in discard_question(record) for one in record.changes)
    assert "2 more" in discard_question(record, most=1)
    assert record.state_text == "refused: Nein."
    gone = replace(record, mine=replace(BASE, project=replace(BASE.project, deleted=True)))
    assert gone.changes == ("project deleted",)
    assert "in this copy only" in discard_question(replace(record, base=None))
