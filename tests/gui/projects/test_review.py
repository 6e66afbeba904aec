# SPDX-License-Identifier: GPL-2.0-or-later
"""Steps of the review, the exchange and restored versions in the project dialog."""
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QPushButton

from ruhr_smartcity_plugin.core.errors import StoreBusyError, StoreForbiddenError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.record import Organisation, Visibility
from ruhr_smartcity_plugin.gui.projects import decisions
from ruhr_smartcity_plugin.gui.projects.dialog import ProjectDialog
from tests.adapters.projects.bundles import simple, with_title
from tests.gui.projects.keys import enter


@pytest.fixture
def store(open_room):
    return open_room.register.store


@pytest.fixture
def show(open_room, bench, idle, qtbot):
    """Show a dialog on a stored project."""
    made = []

    def make(bundle):
        dialog = ProjectDialog(open_room.register, bundle, bench, bench.main_window)
        dialog.resize(620, 700)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow, timeout=3000)
        idle()
        made.append(dialog)
        return dialog

    yield make
    for one in made:
        if not sip.isdeleted(one):
            one.drop()
            one.deleteLater()


def complete(state="ENT", **values):
    lead = Organisation("Stadt Bochum")
    bundle = simple(summary="Karte", kind="DIEN", phase="P2", spatial_effect="GEM", as_of=date(2026, 1, 1),
                    lead_uuid=lead.uuid, review_state=state, **values)
    return replace(bundle, organisations=(lead,))


def page(dialog, name):
    return next(one for one in dialog._tabs if one.name == name)


def step(dialog, name):
    return dialog.review.bar.findChild(QPushButton, f"step_{name}")


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def state_of(store, dialog):
    return store.get(dialog.stored.project.uuid).project.review_state


def test_a_project_goes_its_way_by_buttons(show, store, idle, qtbot):
    dialog = show(store.save(complete(), 0, "Bert"))
    for name, state in (("EIN", "EIN"), ("PRF", "PRF"), ("VOE", "VOE"), ("ARC", "ARC")):
        click(qtbot, step(dialog, name))
        idle()
        assert state_of(store, dialog) == state
    assert dialog.review.bar.findChild(QLabel, "review_state_text").text() == "Review: Archived"


def test_after_a_step_by_key_the_next_one_has_the_focus(show, store, idle, qtbot):
    dialog = show(store.save(complete(), 0, "Bert"))
    step(dialog, "EIN").setFocus()
    qtbot.keyClick(step(dialog, "EIN"), Qt.Key.Key_Space)
    idle()
    assert dialog.focusWidget() is step(dialog, "PRF")


def test_a_blocked_step_says_why_and_is_free_when_the_reason_is_gone(show, store, idle, qtbot):
    bundle = complete("PRF")
    hidden = replace(bundle, project=replace(bundle.project, visibility=Visibility.NETWORK))
    dialog = show(store.save(hidden, 0, "Bert"))
    assert not step(dialog, "VOE").isEnabled()
    assert "“Publish” is not possible yet: A published project must be public" in dialog.review.bar.obstacles.text()
    dialog.visibility.setCurrentIndex(dialog.visibility.findData("OEF"))
    dialog.check_now()
    assert step(dialog, "VOE").isEnabled()
    assert dialog.review.bar.obstacles.isHidden()


def test_members_are_told_which_steps_are_not_theirs(show, store, monkeypatch):
    monkeypatch.setattr(type(store), "may_review", False)
    dialog = show(store.save(complete("EIN"), 0, "Bert"))
    assert [step(dialog, one).isEnabled() for one in ("PRF", "ZUR", "ENT")] == [False, False, True]
    assert dialog.review.bar.obstacles.text().count("for those who review") == 1


def test_the_reason_for_a_return_is_not_asked_any_longer_after_another_step(show, store, idle, qtbot):
    dialog = show(store.save(complete("EIN"), 0, "Bert"))
    click(qtbot, step(dialog, "ZUR"))
    assert dialog.review.bar.reason.isVisible()
    click(qtbot, step(dialog, "PRF"))
    idle()
    assert not dialog.review.bar.reason.isVisible()


def test_returning_needs_a_word_which_stands_in_the_thread_and_in_the_history(show, store, idle, qtbot):
    dialog = show(store.save(complete("EIN"), 0, "Bert"))
    click(qtbot, step(dialog, "ZUR"))
    assert not dialog.review.bar.confirm.isEnabled()
    enter(dialog.review.bar.reason, "Ende ergänzen")
    qtbot.keyClick(dialog.review.bar.reason, Qt.Key.Key_Return)
    idle()
    assert state_of(store, dialog) == "ZUR"
    assert store.history(dialog.stored.project.uuid)[0].comment == "Ende ergänzen"
    text = page(dialog, "exchange").tab.list.item(0).text()
    assert "Review: Returned" in text
    assert text.endswith("\nEnde ergänzen")


def test_a_step_that_cannot_be_saved_leaves_the_state_as_it_was(show, store, idle, qtbot):
    dialog = show(store.save(complete("PRF"), 0, "Bert"))
    dialog.title.clear()
    dialog.review.take("VOE")
    idle()
    assert "cannot be saved yet" in dialog.banner.text
    assert dialog.bundle().project.review_state == "PRF"


def test_a_step_the_register_refuses_is_shown_as_not_saved(show, store, idle, qtbot, monkeypatch):
    dialog = show(store.save(complete("PRF"), 0, "Bert"))

    def refuse(*_args):
        raise StoreForbiddenError("Nicht erlaubt.")

    monkeypatch.setattr(type(store), "save", refuse)
    click(qtbot, step(dialog, "VOE"))
    idle()
    assert dialog.banner.text == "Nicht erlaubt."
    label = dialog.review.bar.findChild(QLabel, "review_state_text").text()
    assert label == "Review: Checked (RVR) → Published (not saved yet)"
    assert dialog.is_dirty


def test_what_is_still_valid_is_dated_today_in_one_click(show, store, idle, qtbot):
    dialog = show(store.save(complete("VOE", next_review=date(2026, 7, 1)), 0, "Bert"))
    click(qtbot, dialog.review.bar.findChild(QPushButton, "still_valid"))
    idle()
    project = store.get(dialog.stored.project.uuid).project
    assert project.as_of == date.today()
    assert project.next_review > date.today()
    assert store.history(project.uuid)[0].comment == "Checked: still valid"


def test_a_project_that_was_never_saved_cannot_be_still_valid(show, store, idle, qtbot):
    dialog = show(ProjectBundle())
    assert dialog.review.bar.findChild(QPushButton, "still_valid") is None
    enter(dialog.title, "Neu")
    dialog.save()
    idle()
    assert dialog.review.bar.findChild(QPushButton, "still_valid").isEnabled()
    dialog.duplicate()
    assert dialog.review.bar.findChild(QPushButton, "still_valid") is None


def test_still_valid_that_is_not_saved_because_of_an_error_takes_no_step_of_undo_away(show, store, idle, qtbot):
    stored = store.save(complete("VOE"), 0, "Bert")
    dialog = show(stored)
    dialog.title.clear()
    click(qtbot, dialog.review.bar.findChild(QPushButton, "still_valid"))
    assert store.get(stored.project.uuid) == stored
    assert dialog.comment.text() == ""
    dialog.undo_button.click()
    assert dialog.bundle().project.as_of == date(2026, 1, 1)
    dialog.undo_button.click()
    assert dialog.bundle().project.title == stored.project.title


# --- exchange ---
def test_a_comment_is_sent_by_ctrl_enter_and_the_version_stays(show, store, idle, qtbot):
    dialog = show(store.save(complete(), 0, "Bert"))
    tab = page(dialog, "exchange").tab
    dialog.tabs.setCurrentWidget(dialog.tab_exchange)
    tab.field.setCurrentIndex(tab.field.findData("status"))
    tab.text.setFocus()
    enter(tab.text, "<b>Läuft</b> das noch?")
    qtbot.keyClick(tab.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    idle()
    (kept,) = store.comments(dialog.stored.project.uuid)
    assert (kept.text, kept.field, kept.author) == ("<b>Läuft</b> das noch?", "status", "Anna Ärmel")
    assert tab.list.item(0).text().endswith("on “Status”\n<b>Läuft</b> das noch?")
    assert tab.text.toPlainText() == ""
    assert store.get(kept.project_uuid).project.version == 1
    tab.list.setCurrentRow(0)
    click(qtbot, tab.go_button)
    assert dialog.tabs.currentWidget().isAncestorOf(dialog.status)


def test_unread_comments_are_counted_on_the_tab_until_they_are_seen(show, store, bench, idle):
    stored = store.save(complete(), 0, "Bert")
    store.save_comment(Comment(stored.project.uuid, "eins"), "Bert")
    dialog = show(stored)
    index = dialog.tabs.indexOf(dialog.tab_exchange)
    assert dialog.tabs.tabText(index) == "Exchange (1 new)"
    dialog.tabs.setCurrentIndex(index)
    assert dialog.tabs.tabText(index) == "Exchange"
    assert show(stored).tabs.tabText(index) == "Exchange"


def test_ones_own_comment_is_changed_and_deleted_and_others_only_marked_as_done(show, store, idle, qtbot, monkeypatch):
    stored = store.save(complete(), 0, "Bert")
    store.save_comment(Comment(stored.project.uuid, "von Bert"), "Bert")
    store.save_comment(Comment(stored.project.uuid, "von mir"), "Anna Ärmel")
    dialog = show(stored)
    tab = page(dialog, "exchange").tab
    dialog.tabs.setCurrentWidget(dialog.tab_exchange)
    tab.list.setCurrentRow(0)
    assert (tab.edit_button.isEnabled(), tab.delete_button.isEnabled()) == (False, False)
    click(qtbot, tab.done_button)
    idle()
    assert store.comments(stored.project.uuid)[0].done
    assert "✓ done" in tab.list.item(0).text()
    tab.list.setCurrentRow(1)
    click(qtbot, tab.edit_button)
    enter(tab.text, "neu ")
    click(qtbot, tab.send_button)
    idle()
    assert store.comments(stored.project.uuid)[1].text == "neu von mir"
    monkeypatch.setattr(decisions, "ask", lambda *_args: "delete")
    click(qtbot, tab.delete_button)
    idle()
    assert [one.deleted for one in store.comments(stored.project.uuid)] == [False, True]
    assert tab.list.count() == 1


def test_an_answer_that_comes_late_does_not_hide_what_was_saved_since(show, store, idle, monkeypatch):
    dialog = show(store.save(complete(), 0, "Bert"))
    exchange, answers = page(dialog, "exchange"), []
    monkeypatch.setattr(exchange._register, "read", lambda _title, work, *, publish, failed: answers.append(
        (work(), publish)))
    dialog.tabs.setCurrentWidget(dialog.tab_exchange)
    store.save_comment(Comment(dialog.stored.project.uuid, "neu"), "Bert")
    exchange.enter()
    for answer, publish in reversed(answers):
        publish(answer)
    assert len(answers) == 2
    assert exchange.tab.list.count() == 1


def test_a_comment_that_could_not_be_saved_stays_in_its_box(show, store, idle, qtbot, monkeypatch):
    dialog = show(store.save(complete(), 0, "Bert"))

    def busy(*_args):
        raise StoreBusyError("Belegt.")

    monkeypatch.setattr(type(store), "save_comment", busy)
    tab = page(dialog, "exchange").tab
    dialog.tabs.setCurrentWidget(dialog.tab_exchange)
    idle()
    enter(tab.text, "wichtig")
    tab.send()
    idle()
    assert dialog.banner.text == "Belegt."
    assert tab.text.toPlainText() == "wichtig"


# --- restoring ---
def test_an_earlier_version_is_restored_after_a_question(show, store, idle, monkeypatch):
    first = store.save(complete(), 0, "Bert")
    second = store.save(replace(with_title(first, "Neu"), sites=()), 1, "Bert")
    dialog = show(second)
    asked = []
    monkeypatch.setattr(decisions, "ask", lambda *args: asked.append(args[1]) or "restore")
    dialog.tabs.setCurrentWidget(dialog.tab_history)
    idle()
    tree = page(dialog, "history").tab.tree
    tree.topLevelItem(1).setSelected(True)
    page(dialog, "history").tab.restore_button.click()
    idle()
    again = store.get(first.project.uuid)
    assert asked == ["restore_question"]
    assert (again.project.version, again.project.title, again.sites) == (3, first.project.title, first.sites)
    assert store.history(first.project.uuid)[0].comment == "Version 1 restored"
    assert dialog.title.text() == first.project.title


def test_nothing_is_restored_over_unsaved_entries(show, store, idle):
    first = store.save(complete(), 0, "Bert")
    dialog = show(store.save(with_title(first, "Neu"), 1, "Bert"))
    dialog.title.setText("ungespeichert")
    dialog.tabs.setCurrentWidget(dialog.tab_history)
    idle()
    page(dialog, "history").tab.tree.topLevelItem(1).setSelected(True)
    page(dialog, "history").tab.restore_button.click()
    idle()
    assert "Save or discard" in dialog.banner.text
    assert store.get(first.project.uuid).project.title == "Neu"
