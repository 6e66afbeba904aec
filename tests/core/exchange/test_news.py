# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from dataclasses import replace

from ruhr_smartcity_plugin.core.exchange.news import latest_news, partner_searches
from ruhr_smartcity_plugin.core.projects.changes import Change
from tests.core.projects.test_rules import BOCHUM, ESSEN, entry

A, B = entry("A", (BOCHUM,), "a"), replace(entry("B", (ESSEN,), "b"), seeks_partners=True)


def change(uuid, version, field, comment=""):
    return Change("project", uuid, uuid, version - 1, version, field, "x", "y", "anna", f"2026-11-0{version}", comment)


def test_changes_of_one_save_are_one_piece_of_news():
    rows = [change("a", 3, "status"), change("a", 3, "title"), change("b", 1, "title"), change("a", 2, "phase")]
    news = latest_news(rows, [A, B])
    assert [(one.title, one.is_new, one.fields) for one in news] == [
        ("A", False, ("title", "status")), ("B", True, ()), ("A", False, ("phase",))]
    assert news[0].sentence == "Changed: Title, Status"
    assert news[1].sentence == "New in the register"


def test_more_than_three_fields_are_not_listed():
    rows = [change("a", 2, name) for name in ("title", "phase", "status", "kind")]
    assert latest_news(rows, [A])[0].sentence.endswith("and more")


def test_news_of_other_municipalities_and_of_deleted_projects_are_left_out():
    rows = [change("a", 2, "title"), change("b", 2, "title"), change("gone", 2, "title")]
    assert [one.title for one in latest_news(rows, [A, B], (ESSEN,))] == ["B"]
    assert [one.title for one in latest_news(rows, [A, B])] == ["A", "B"]


def test_projects_that_look_for_partners_in_the_area():
    assert partner_searches([A, B]) == (B,)
    assert partner_searches([A, B], (BOCHUM,)) == ()
