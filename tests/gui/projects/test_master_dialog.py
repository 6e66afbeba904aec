# SPDX-License-Identifier: GPL-2.0-or-later
"""The dialog of the master data by its widgets: opened, edited, saved, refused, merged, reached from a project."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QAction
from qgis.PyQt.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
from ruhr_smartcity_plugin.adapters.projects.import_undo import list_imports, undo_import
from ruhr_smartcity_plugin.core.projects.details import Strategy
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.record import Organisation
from ruhr_smartcity_plugin.gui.projects.conflict_dialog import ConflictDialog
from tests.adapters.projects.bundles import full

HERNE = "05916000"
STRATEGY = Strategy(HERNE, "Digitale Stadt Herne", "ERARB", uuid="s1")
OFFICE = Organisation("Stadt Herne", "KOM", HERNE, uuid="o1")


@pytest.fixture
def masters(open_room, idle):
    """The dialog on a register with a strategy and an organisation, opened from the menu."""
    store = open_room.register.store
    store.save_masters([MasterRecord("strategy", STRATEGY), MasterRecord("organisation", OFFICE)], "Bert")
    open_room.menu.findChild(QAction, "master_data").trigger()
    idle()
    return open_room.masters.dialog


def save(dialog, idle):
    dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()
    idle()


def field(dialog, name):
    return dialog.findChild(QLineEdit, name)


def record(store, uuid):
    return next(one for one in store.masters() if one.uuid == uuid)


def press(dialog, text):
    next(one for one in dialog.banner.findChildren(QPushButton) if one.text() == text).click()


def test_a_strategy_is_edited_saved_and_taken_back_before_that(masters, idle, store):
    masters.show_record("strategy", "s1")
    editors = masters.pages["strategies"].main.form.editors
    editors["themes"].set_value("EGO MOB")
    field(masters, "strategies_title").setText("Neu")
    masters.check_now()
    field(masters, "strategies_title").setText("Neuer")
    masters._undoing.undo()
    masters._undoing.undo()
    assert not masters.is_dirty
    masters._undoing.redo()
    assert masters.isWindowModified()
    field(masters, "strategies_title").setFocus()
    save(masters, idle)
    assert masters.focusWidget() is field(masters, "strategies_title")
    stored = record(store, "s1")
    assert (stored.version, stored.record.title, stored.changed_by) == (2, "Neuer", "Anna Ärmel")
    assert not masters.isWindowModified()


def test_what_is_wrong_stands_at_the_field_and_is_not_saved(masters, idle, store):
    masters.show_record("funding_programme", "", "")
    masters.pages["programmes"].main.add_button.click()
    save(masters, idle)
    assert "“Title” is missing" in masters.banner.text
    assert masters.findings_now[0].column == "title"
    field(masters, "programmes_title").setText("Smart Cities")
    field(masters, "programmes_url").setText("http://kfw.de")
    save(masters, idle)
    assert [one.record.title for one in store.masters() if one.table == "funding_programme"] == ["Smart Cities"]


def test_contacts_belong_to_the_selected_organisation_and_go_with_it(masters, idle, store):
    masters.show_record("organisation", "o1")
    masters.pages["organisations"].tables["contacts"].add_button.click()
    field(masters, "contacts_function").setText("Stabsstelle")
    save(masters, idle)
    (contact,) = [one for one in store.masters() if one.table == "contact"]
    assert contact.record.organisation_uuid == "o1"
    masters.show_record("organisation", "o1")
    masters.pages["organisations"].main.remove_button.click()
    save(masters, idle)
    assert {one.table for one in store.masters() if one.deleted} == {"organisation", "contact"}


def test_what_projects_name_cannot_be_removed_and_says_so(open_room, idle, store):
    bundle = store.save(full(), 0, "Bert")
    open_room.masters.show("organisation", bundle.project.lead_uuid)
    idle()
    dialog = open_room.masters.dialog
    page = dialog.pages["organisations"]
    assert "1 " in page.used.text()
    assert bundle.project.title in page.used.text()
    page.main.remove_button.click()
    assert "cannot be removed" in dialog.banner.text
    assert not dialog.is_dirty


def test_two_who_edit_at_once_are_merged_and_asked_where_both_changed(masters, idle, store, qtbot):
    masters.show_record("strategy", "s1")
    field(masters, "strategies_title").setText("Von Anna")
    field(masters, "strategies_partners").setText("RVR")
    theirs = record(store, "s1")
    store.save_masters([replace(theirs, record=replace(theirs.record, title="Von Bert", steering_body="Rat"))], "Bert")
    save(masters, idle)
    assert "Bert" in masters.banner.text
    press(masters, "Merge both versions")
    idle()
    asking = masters.findChild(ConflictDialog)
    assert "Von Bert" in asking.table.item(0, 3).text()
    asking.all_mine.click()
    asking.next.click()
    save(masters, idle)
    stored = record(store, "s1").record
    assert (stored.title, stored.partners, stored.steering_body) == ("Von Anna", "RVR", "Rat")


def test_closing_asks_before_something_is_lost_and_keeps_qgis_open(masters, open_room, idle, answers, store):
    masters.show_record("strategy", "s1")
    field(masters, "strategies_title").setText("Ungesichert")
    assert not open_room.may_close()
    assert answers.asked == ["unsaved_masters"]
    answers.next = "save"
    masters.close()
    idle()
    assert record(store, "s1").record.title == "Ungesichert"
    assert open_room.may_close()
    assert not open_room.masters._is_open()


def test_a_chooser_of_a_project_opens_the_whole_form_and_learns_what_is_saved(show, open_room, idle, store):
    dialog = show()
    dialog.tabs.setCurrentWidget(dialog.tab_funding)
    fundings = dialog._tabs[4].tables["fundings"]
    fundings.add_button.click()
    line = fundings.form.editors["programme_uuid"].widget
    line.setText("Smarte Region")
    line.findChild(QAction, "edit_master").trigger()
    idle()
    masters = open_room.masters.dialog
    assert field(masters, "programmes_title").text() == "Smarte Region"
    field(masters, "programmes_title").setText("Smarte Region Ruhr")
    field(masters, "programmes_provider").setText("Land NRW")
    save(masters, idle)
    (programme,) = store.list_programmes()
    assert (programme.title, programme.provider) == ("Smarte Region Ruhr", "Land NRW")
    assert line.text() == "Smarte Region Ruhr"
    assert dialog.bundle().fundings[0].programme_uuid == programme.uuid
    assert dialog.bundle().programmes == (programme,)


def test_the_list_is_searched_and_a_register_that_keeps_none_is_read_only(masters, open_room, idle, monkeypatch):
    page = masters.pages["organisations"]
    page.search.setText("gibt es nicht")
    assert page.main.current() is not None  # the selected one stays
    monkeypatch.setattr(type(open_room.register.store), "keeps_masters", False, raising=False)
    masters.load()
    idle()
    assert not page.main.form.isEnabled()
    assert not page.main.add_button.isEnabled()
    assert "public" in page.note.text()
    assert not masters.buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled()


def test_a_member_may_look_at_programmes_and_edits_the_rest(masters, open_room, idle, monkeypatch):
    monkeypatch.setattr(type(open_room.register.store), "may_review", False)
    masters.load()
    idle()
    assert "Reviewers" in masters.pages["programmes"].note.text()
    assert masters.pages["strategies"].main.form.isEnabled()


def test_a_conflict_of_a_copy_is_decided_in_the_dialog_of_all_conflicts(masters, open_room, idle, store, tmp_path):
    masters.close()
    open_room.team.work.copy_to(tmp_path / "kopie.gpkg")
    idle()
    copy = open_room.register.store
    for one, title in ((copy, "Hier"), (store, "Dort")):
        stored = record(one, "s1")
        one.save_masters([replace(stored, record=replace(stored.record, title=title))], "Bert")
    open_room.team.synchronise()
    idle()
    assert not open_room.team.bar.conflicts.isHidden()
    open_room.team.solve_conflicts()
    idle()
    asking = open_room.team._dialog
    assert "Hier" in asking.table.item(0, 2).text()
    assert asking.about.text().startswith("Strategy. Other version: Bert")
    asking.all_mine.click()
    asking.next.click()
    idle()
    assert record(store, "s1").record.title == record(copy, "s1").record.title == "Hier"
    assert open_room.team.bar.conflicts.isHidden()


def test_master_data_of_a_file_stand_as_edits_to_be_looked_at_first(masters, idle, store, tmp_path):
    other = create_store(tmp_path / "andere.gpkg")
    other.save_masters([MasterRecord("organisation", Organisation("stadt herne", "", HERNE, "https://herne.de")),
                        MasterRecord("strategy", Strategy("05911000", "Bochum"))], "rita")
    masters.read_file(other.path)
    idle()
    assert "1 new, 1 changed" in masters.banner.text
    assert masters.is_dirty
    assert len(store.masters()) == 2
    (tmp_path / "kaputt.json").write_text("[", encoding="utf-8")
    masters.read_file(tmp_path / "kaputt.json")
    idle()
    assert "kaputt.json" in masters.banner.text
    assert [one.text() for one in masters.banner.findChildren(QPushButton) if one.text() == "Try again"] == []
    save(masters, idle)
    assert record(store, "o1").record.website == "https://herne.de"
    assert len(store.masters()) == 3
    (batch,) = list_imports(store)  # taken back as one, by the entry of the menu that takes imports back
    assert "andere.gpkg" in batch.title
    assert undo_import(store, batch.mark, "Anna").masters == 2
    assert record(store, "o1").record.website == ""


def test_two_of_one_name_are_told_joined_in_one_step_and_taken_back(masters, idle, store, answers, qtbot):
    twin = Organisation("stadt herne", "", HERNE, "https://herne.example", uuid="o2")
    store.save_masters([MasterRecord("organisation", twin)], "Bert")
    bundle = full()
    store.save(replace(bundle, organisations=(*bundle.organisations, twin), project=replace(
        bundle.project, lead_uuid="o2")), 0, "Bert")
    masters.load()
    idle()
    masters.show_record("organisation", "o1")
    table = masters.pages["organisations"].main
    assert "press “Join …”" in masters.findings_now[0].sentence
    assert not masters.pages["strategies"].main.join_button.isVisible()
    answers.next = "join"
    qtbot.mouseClick(table.join_button, Qt.MouseButton.LeftButton)
    idle()
    assert "are one now" in masters.banner.text
    assert record(store, "o1").record.website == "https://herne.example"
    assert (record(store, "o2").deleted, store.list_projects()[0].lead_name) == (True, "Stadt Herne")
    assert not table.join_button.isVisible()
    press(masters, "Undo")
    idle()
    assert not record(store, "o2").deleted
    assert store.list_projects()[0].lead_name == "stadt herne"
    assert "was taken back" in masters.banner.text
