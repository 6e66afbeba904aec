# SPDX-License-Identifier: GPL-2.0-or-later
"""The past of the master data by the widgets: history, deleted entries, drafts after a crash, leaving QGIS."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QAction
from qgis.PyQt.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton

from ruhr_smartcity_plugin.core.projects.details import Contact, Strategy
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.record import Organisation
from ruhr_smartcity_plugin.gui.projects.draft_keeping import draft_folder
from ruhr_smartcity_plugin.gui.projects.history_room import DeletedRecords
from ruhr_smartcity_plugin.gui.projects.master_past import MasterHistoryDialog

HERNE = "05916000"


@pytest.fixture
def masters(open_room, idle):
    """The dialog on a strategy of three versions, and an organisation with a contact, opened from the menu."""
    store = open_room.register.store
    first = Strategy(HERNE, "Digitale Stadt", "ERARB", themes="MOB", uuid="s1")
    store.save_masters([MasterRecord("strategy", first), MasterRecord("organisation", Organisation("Amt", uuid="o1")),
                        MasterRecord("contact", Contact("o1", "Zentrale", uuid="c1"))], "Anna")
    second = replace(first, title="Herne digital", themes="EGO MOB")
    store.save_masters([MasterRecord("strategy", second, 1)], "Bert", "neu benannt")
    store.save_masters([MasterRecord("strategy", replace(second, state="KEINE"), 2)], "Bert")
    open_room.menu.findChild(QAction, "master_data").trigger()
    idle()
    return open_room.masters.dialog


def press(parent, qtbot, name):
    qtbot.mouseClick(parent.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def answer(banner, text):
    next(one for one in banner.findChildren(QPushButton) if one.text() == text).click()


def record(store, uuid):
    return next(one for one in store.masters() if one.uuid == uuid)


def test_an_entry_tells_its_history_and_an_earlier_version_comes_back(masters, store, idle, qtbot, answers):
    masters.show_record("strategy", "s1")
    press(masters, qtbot, "history_strategies")
    idle()
    shown = masters.findChild(MasterHistoryDialog)
    tab = shown.tab
    assert "Digitale Stadt" not in shown.windowTitle()
    assert [row[2:] for row in tab.rows()][:3] == [
        ["Bert", "State of the strategy", "In preparation", "None", ""],
        ["Bert", "Title", "Digitale Stadt", "Herne digital", "neu benannt"],
        ["Bert", "Focus themes", "Mobility", "eGovernment, Mobility", "neu benannt"]]
    tab.tree.topLevelItem(2).setSelected(True)
    assert tab.tree.topLevelItem(2).text(3) == "Entry created"
    press(tab, qtbot, "history_compare")
    assert tab.comparison.table.rowCount() == 3
    answers.next = "restore"
    press(tab, qtbot, "history_restore")
    idle()
    stored = record(store, "s1")
    assert (stored.version, stored.record.title, stored.record.themes, stored.record.state) == (
        4, "Digitale Stadt", "MOB", "ERARB")
    assert store.record_history("s1")[0].comment == "Version 1 restored"
    assert masters.findChild(QLineEdit, "strategies_title").text() == "Digitale Stadt"


def test_a_deleted_entry_comes_back_with_what_went_with_it(masters, store, idle, qtbot):
    press(masters, qtbot, "deleted_organisations")
    assert "No entry of this list" in masters.banner.text
    masters.show_record("organisation", "o1")
    masters.pages["organisations"].main.remove_button.click()
    masters.buttons.button(QDialogButtonBox.StandardButton.Save).click()
    idle()
    assert record(store, "c1").deleted
    press(masters, qtbot, "deleted_organisations")
    shown = masters.findChild(DeletedRecords)
    shown.list.topLevelItem(0).setSelected(True)
    shown.accept()
    idle()
    assert not record(store, "o1").deleted
    assert not record(store, "c1").deleted
    assert masters.pages["organisations"].main.current().name == "Amt"


@pytest.fixture
def crashed(masters, open_room, bench, idle, tmp_path, monkeypatch):
    """What a kill leaves: a draft that nobody holds."""
    monkeypatch.setattr(bench, "workspace_dir", lambda: tmp_path / "workspace")
    masters.show_record("strategy", "s1")
    masters.findChild(QLineEdit, "strategies_title").setText("nur getippt")
    masters._draft.keeping.write_now()
    open_room.masters.drop()
    return open_room


def test_what_was_typed_before_a_crash_is_offered_and_brought_back_with_what_others_saved(crashed, store, bench, idle):
    now = record(store, "s1")
    store.save_masters([replace(now, record=replace(now.record, partners="RVR"))], "Bert")
    crashed.open_file(str(store.path))
    idle()
    assert "of the master data: it was not saved" in crashed.banner.text
    answer(crashed.banner, "Restore")
    idle()
    dialog = crashed.masters.dialog
    assert dialog.isWindowModified()
    assert dialog.findChild(QLineEdit, "strategies_title").isVisible()
    dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()
    idle()
    assert (record(store, "s1").record.title, record(store, "s1").record.partners) == ("nur getippt", "RVR")
    assert draft_folder(bench).masters_of(store.key) is None
    assert not list((bench.workspace_dir() / "drafts").glob("*.json"))


def test_a_draft_is_not_overwritten_before_it_is_answered_and_goes_when_it_is_discarded(crashed, store, bench, idle):
    crashed.masters.show("strategy", "s1")
    idle()
    dialog = crashed.masters.dialog
    dialog.findChild(QLineEdit, "strategies_title").setText("etwas anderes")
    dialog._draft.keeping.write_now()
    assert draft_folder(bench).masters_of(store.key).mine[0].record.title == "nur getippt"
    answer(dialog.banner, "Discard")
    assert draft_folder(bench).masters_of(store.key) is None
    dialog._draft.keeping.write_now()
    crashed.masters.drop()
    assert draft_folder(bench).masters_of(store.key).mine[0].record.title == "etwas anderes"


def test_save_in_the_question_at_the_end_of_qgis_needs_no_second_exit(masters, open_room, store, bench, answers, qtbot):
    masters.show_record("strategy", "s1")
    masters.findChild(QLineEdit, "strategies_title").setText("beim Beenden")
    bench.main_window.closeEvent = lambda event: event.setAccepted(open_room.may_close())
    answers.next = "save"
    bench.main_window.close()
    assert bench.main_window.isVisible()
    qtbot.waitUntil(lambda: not bench.main_window.isVisible(), timeout=10_000)
    assert answers.asked == ["unsaved_masters"]
    assert record(store, "s1").record.title == "beim Beenden"
