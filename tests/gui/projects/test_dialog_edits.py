# SPDX-License-Identifier: GPL-2.0-or-later
"""Undo, drafts after a crash, duplicates, and merging with what somebody else has saved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtWidgets import QPushButton, QTreeWidget, QWidget

from ruhr_smartcity_plugin.core.projects.findings import Finding, Severity
from ruhr_smartcity_plugin.gui.projects.draft_keeping import draft_folder
from tests.adapters.projects.bundles import simple, with_title
from tests.gui.projects.keys import banner_button, choose, click, enter

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def own_workspace(bench, tmp_path, monkeypatch):
    """Drafts of one test are not offered to the next."""
    monkeypatch.setattr(bench, "workspace_dir", lambda: tmp_path / "workspace")


@pytest.fixture
def drafts(bench, store):
    """Return the drafts that would be offered now."""
    return lambda: draft_folder(bench).of_register(store.key)


def press(qtbot, dialog, key):
    widget = dialog.focusWidget() or dialog
    qtbot.keyClick(widget, key, CTRL)


# --- undo ---
def test_a_word_is_taken_back_as_one_step_and_the_field_gets_the_focus(saved, qtbot):
    before = saved.title.text()
    saved.title.setFocus()
    enter(saved.title, "Neue ")
    saved.check_now()
    saved.tabs.setCurrentWidget(saved.tab_time)
    choose(saved.phase, "P2")
    saved.phase.setFocus()
    press(qtbot, saved, Qt.Key.Key_Z)
    assert saved.phase.currentData() == ""
    assert saved.tabs.currentWidget() is saved.tab_time
    press(qtbot, saved, Qt.Key.Key_Z)
    assert saved.title.text() == before
    assert saved.title.hasFocus()
    assert not saved.is_dirty
    press(qtbot, saved, Qt.Key.Key_Y)
    press(qtbot, saved, Qt.Key.Key_Y)
    assert (saved.title.text(), saved.phase.currentData()) == (f"Neue {before}", "P2")


def test_a_removed_record_comes_back_and_is_selected(show, store, qtbot):
    dialog = show(simple())
    dialog.tabs.setCurrentWidget(dialog.tab_time)
    table = dialog.findChild(QTreeWidget, "milestones")
    for title in ("Start", "Ende"):
        click(qtbot, dialog.findChild(QPushButton, "add_milestones"))
        enter(dialog.findChild(QWidget, "milestones_title"), title)
        dialog.check_now()
    whole = dialog.bundle().milestones
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    dialog.tabs.setCurrentWidget(dialog.tab_overview)
    click(qtbot, dialog.undo_button)
    assert dialog.bundle().milestones == whole
    assert dialog.tabs.currentWidget() is dialog.tab_time
    assert table.currentItem().text(0) == "Ende"


@pytest.mark.parametrize("name", ["total_cost_eur", "risk", "as_of"])
def test_the_keys_reach_the_dialog_from_every_kind_of_field(saved, qtbot, name):
    for page in (saved.tab_time, saved.tab_funding, saved.tab_overview):
        saved.tabs.setCurrentWidget(page)
    before = saved.bundle()
    field = getattr(saved, name)
    saved.jump_to(Finding("", Severity.WARNING, name, ""))
    enter(field if name == "risk" else field.lineEdit(), "5")
    if name == "as_of":
        field.setDate(QDate(2026, 2, 3))
    saved.check_now()
    assert saved.bundle() != before
    press(qtbot, saved, Qt.Key.Key_Z)
    assert saved.bundle() == before


def test_saving_forgets_the_steps(saved, idle, qtbot):
    enter(saved.title, "x")
    saved.save()
    idle()
    assert not saved.undo_button.isEnabled()
    press(qtbot, saved, Qt.Key.Key_Z)
    assert not saved.is_dirty


# --- duplicate ---
def test_a_duplicate_is_a_project_of_its_own_once_it_is_saved(saved, store, idle, qtbot):
    original = saved.stored.project
    click(qtbot, saved.copy_button)
    assert saved.title.text() == f"{original.title} (copy)"
    assert saved.is_dirty
    saved.save()
    idle()
    copy, first = sorted(store.all_projects(), key=lambda one: one.project.title, reverse=True)
    assert (first.project, copy.project.title) == (original, f"{original.title} (copy)")
    assert copy.project.code != first.project.code
    assert {one.uuid for one in copy.sites}.isdisjoint(one.uuid for one in first.sites)


def test_duplicating_asks_before_an_edit_is_lost(saved, qtbot, answers):
    enter(saved.title, "!")
    click(qtbot, saved.copy_button)
    assert answers.asked == ["unsaved"]
    assert saved.title.text().startswith("!")


def test_the_list_can_ask_for_a_duplicate(saved, open_room, idle):
    uuid = saved.stored.project.uuid
    saved.close()
    open_room.select_project(uuid)
    open_room.actions_of_list.duplicate()
    idle()
    (dialog,) = [one for one in open_room.dialogs.shown if one.is_open]
    assert dialog.stored.project.uuid != uuid
    assert dialog.title.text().endswith("(copy)")
    dialog.drop()


# --- drafts ---
@pytest.fixture
def crashed(show, store, open_room, idle, drafts):
    """Make a draft as a crash leaves it: `base` was stored, `mine` typed, `now` is stored meanwhile."""
    def make(mine, now=None):
        base = store.save(simple("Alt"), 0, "Bert")
        dialog = show(base)
        dialog.show_bundle(base, mine(base))
        dialog._draft.write_now()
        dialog.drop()  # nothing is asked, as in a crash
        dialog.is_open = False
        dialog.hide()
        if now is not None:
            store.save(now(base), 1, "Carl")
        open_room.register.close()
        open_room.open_file(str(store.path))
        idle()
        return base

    return make


def offered(room, text):
    return next(one for one in room.banner.findChildren(QPushButton) if one.text() == text)


def restored(room, qtbot, idle):
    click(qtbot, offered(room, "Restore"))
    idle()
    (dialog,) = [one for one in room.dialogs.shown if one.is_open]
    return dialog


def test_a_draft_is_offered_when_the_register_is_opened_again(crashed, open_room, store, qtbot, idle, drafts):
    base = crashed(lambda one: with_title(one, "Neu"))
    assert "“Neu”" in open_room.banner.text
    dialog = restored(open_room, qtbot, idle)
    assert dialog.title.text() == "Neu"
    assert dialog.is_dirty
    assert open_room.banner.text == ""
    dialog.save()
    idle()
    assert store.get(base.project.uuid).project.title == "Neu"
    assert drafts() == ()
    dialog.close()


def test_a_draft_whose_content_was_saved_after_all_is_not_opened(crashed, open_room, qtbot, idle, drafts):
    crashed(lambda one: with_title(one, "Neu"), lambda one: with_title(one, "Neu"))
    click(qtbot, offered(open_room, "Restore"))
    idle()
    assert [one for one in open_room.dialogs.shown if one.is_open] == []
    assert drafts() == ()


def test_a_discarded_draft_is_offered_no_more(crashed, open_room, qtbot, drafts):
    crashed(lambda one: with_title(one, "Neu"))
    click(qtbot, offered(open_room, "Discard"))
    assert open_room.banner.text == ""
    assert drafts() == ()


def test_a_draft_of_an_older_version_is_merged_not_put_over_the_newer_one(crashed, open_room, qtbot, idle, store):
    base = crashed(lambda one: with_title(one, "Neu"),
                   lambda one: replace(one, project=replace(one.project, phase="P3")))
    dialog = restored(open_room, qtbot, idle)
    project = dialog.bundle().project
    assert (project.title, project.phase, dialog.stored.project.version) == ("Neu", "P3", 2)
    assert store.get(base.project.uuid).project.title == "Alt"  # nothing is saved unasked
    dialog.drop()


def test_where_both_changed_the_same_the_newer_stands_until_the_user_decides(crashed, open_room, qtbot, idle, store):
    crashed(lambda one: with_title(replace(one, further_fields=("BIL",)), "Neu"), lambda one: with_title(one, "Carls"))
    dialog = restored(open_room, qtbot, idle)
    assert "Carl have both changed: Title" in dialog.banner.text
    assert (dialog.title.text(), dialog.bundle().further_fields) == ("Carls", ("BIL",))
    click(qtbot, banner_button(dialog, "Take mine there"))
    assert dialog.title.text() == "Neu"
    dialog.drop()


def test_a_draft_of_a_deleted_project_becomes_a_new_one(crashed, open_room, qtbot, idle, store, drafts):
    base = crashed(lambda one: with_title(one, "Neu"))
    store.delete(base.project.uuid, 1, "Carl")
    dialog = restored(open_room, qtbot, idle)
    assert dialog.stored.project.uuid != base.project.uuid
    dialog.save()
    idle()
    assert [one.title for one in store.list_projects()] == ["Neu"]
    assert drafts() == ()
    dialog.close()


def test_opening_the_project_offers_its_draft_and_does_not_write_over_it(crashed, show, store, drafts, qtbot):
    base = crashed(lambda one: with_title(one, "Neu"))
    dialog = show(store.get(base.project.uuid))
    assert "draft of this project" in dialog.banner.text
    enter(dialog.short_title, "x")
    dialog._draft.write_now()
    assert [one.mine.project.title for one in drafts()] == ["Neu"]
    click(qtbot, banner_button(dialog, "Restore"))
    assert dialog.title.text() == "Neu"


def test_what_is_typed_is_kept_within_seconds_and_gone_when_it_is_discarded(saved, drafts, qtbot, answers, monkeypatch):
    from ruhr_smartcity_plugin.gui.projects import draft_keeping

    saved._draft._soon.setInterval(50)
    assert draft_keeping.WRITE_AFTER_MS <= 5000
    enter(saved.title, "!")
    folder = draft_folder(saved._workbench)
    path = folder.path_of(saved.store.key, saved.stored.project.uuid)
    qtbot.waitUntil(path.exists, timeout=3000)
    assert drafts() == ()  # in use here
    answers.next = "discard"
    saved.close()
    assert not path.exists()


def test_a_folder_that_cannot_be_written_is_said_once_and_the_edit_goes_on(saved, bench, monkeypatch, tmp_path):
    (tmp_path / "blocked").write_text("", encoding="utf-8")
    monkeypatch.setattr(bench, "workspace_dir", lambda: tmp_path / "blocked")
    before = len(bench.messages.problems())
    for sign in "ab":
        enter(saved.title, sign)
        saved._draft.write_now()
    assert len(bench.messages.problems()) == before + 1
    assert saved.title.text().startswith("ab")


# --- somebody else was faster ---
def test_both_versions_are_merged_where_they_do_not_contradict_each_other(saved, store, idle, qtbot):
    uuid = saved.stored.project.uuid
    theirs = store.get(uuid)
    store.save(replace(theirs, project=replace(theirs.project, phase="P3")), 1, "Bert")
    enter(saved.short_title, "KO")
    saved.save()
    idle()
    click(qtbot, banner_button(saved, "Merge both versions"))
    idle()
    saved.save()
    idle()
    now = store.get(uuid).project
    assert (now.short_title, now.phase, now.version) == ("KO", "P3", 3)
