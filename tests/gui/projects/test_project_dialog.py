# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
from qgis.gui import QgsMapToolPan
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QApplication,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.projects.sample import sample_bundles
from ruhr_smartcity_plugin.core.errors import StoreBusyError
from ruhr_smartcity_plugin.core.projects.record import Visibility
from ruhr_smartcity_plugin.core.projects.roles import Role
from ruhr_smartcity_plugin.gui.projects.decisions import ask
from tests.adapters.projects.bundles import BOCHUM, ESSEN, full, simple, with_title
from tests.gui.projects.keys import banner_button, choose, click, enter


# --- reading only ---
def test_in_a_register_that_takes_no_changes_nothing_can_be_typed_and_the_public_sees_no_internal_part(
        show, store, idle, qtbot, monkeypatch):
    stored = store.save(full(), 0, "anna")
    monkeypatch.setattr(type(store), "read_only_reason", "Ihre Anmeldung darf nur lesen.")
    monkeypatch.setattr(type(store), "role", Role.PUBLIC, raising=False)
    dialog = show(stored)
    for index in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(index)
        page = dialog.tabs.currentWidget()
        for one in page.findChildren((QLineEdit, QPlainTextEdit, QTreeWidget)):
            if one.isVisible() and one.isEnabled():
                qtbot.keyClicks(one, "x")
                for key in (Qt.Key.Key_Insert, Qt.Key.Key_Delete):
                    qtbot.keyClick(one, key)
        assert not [one.title() for one in page.findChildren(QGroupBox)
                    if one.isVisible() and one.title().startswith("INTERN")]
    idle()
    assert (dialog.is_dirty, dialog.visibility.isEnabled()) == (False, False)
    assert not [one.objectName() for one in dialog.findChildren(QPushButton) if one.isVisible() and one.isEnabled()
                and one.objectName().startswith(("add_", "remove_", "draw_"))]
    assert not dialog.copy_button.isEnabled()
    assert dialog.title.isReadOnly()
    assert dialog.title.isEnabled()  # to be selected and copied
    assert dialog.close()


# --- saving ---
def test_a_new_project_is_typed_and_saved_by_ctrl_s_under_the_users_name(show, store, idle, qtbot):
    dialog = show()
    enter(dialog.title, "Kühle Orte für \"Bochum\"; --")
    enter(dialog.summary, "Eine Karte kühler Orte.")
    choose(dialog.main_field, "ENU")
    qtbot.keyClick(dialog.title, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    idle()
    (entry,) = store.list_projects()
    assert entry.title == "Kühle Orte für \"Bochum\"; --"
    stored = store.get(entry.uuid)
    assert stored.project.created_by == "Anna Ärmel"
    assert stored.project.main_field == "ENU"
    assert stored.project.visibility is Visibility.MUNICIPALITY  # internal until the user says otherwise
    assert not dialog.is_dirty
    assert "version 1" in dialog.last_change.text()
    dialog.tabs.setCurrentWidget(dialog.tab_history)
    idle()
    assert dialog.findChild(QTreeWidget, "history").topLevelItemCount() > 0


def test_the_next_check_is_half_a_year_after_the_statement(show, store, idle, qtbot):
    dialog = show(replace(simple(), project=replace(simple().project, as_of=date(2026, 8, 31))))
    dialog.save()
    idle()
    assert store.list_projects()[0].next_review == date(2027, 2, 28)
    assert not dialog.is_dirty


@pytest.mark.parametrize("name", ["summary", "comment"])
def test_after_a_save_the_cursor_is_where_it_was(saved, idle, qtbot, name):
    """Who saves by key would have to look for the field again."""
    enter(saved.title, "x")
    field = saved.findChild(QWidget, name)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    idle()
    assert not saved.is_dirty
    assert saved.focusWidget() is field


def test_a_comment_goes_into_the_history(saved, store, idle, qtbot):
    enter(saved.short_title, "KO")
    enter(saved.comment, "Kurztitel ergänzt")
    click(qtbot, saved.findChild(QPushButton, "save"))
    idle()
    newest = store.history(saved.bundle().project.uuid)[0]
    assert (newest.field, newest.new_value, newest.comment) == ("short_title", "KO", "Kurztitel ergänzt")
    assert saved.comment.text() == ""


@pytest.mark.parametrize("bundle", [full(), *sample_bundles()], ids=lambda one: one.project.title[:20])
def test_opening_a_project_and_saving_it_unchanged_changes_nothing(bundle, show, store, open_room, idle):
    stored = store.save(bundle, 0, "Bert")
    open_room.register.reload()
    idle()
    dialog = show(stored)
    assert not dialog.is_dirty
    edited = dialog.bundle()
    assert edited.project == stored.project
    assert set(edited.organisations) == set(stored.organisations)
    dialog.save()
    idle()
    assert store.get(stored.project.uuid).project.version == 1


# --- rules at the field ---
def test_the_counter_and_the_finding_follow_the_typing(saved, qtbot):
    saved.summary.setPlainText("x" * 299)
    enter(saved.summary, "yz")
    assert saved.summary_count.text() == "301/300"
    qtbot.waitUntil(lambda: "301 characters" in saved.hint_summary.text(), timeout=3000)
    assert saved.hint_summary.isVisible()


def test_who_types_at_once_types_the_title_and_does_not_change_the_visibility(show, qtbot):
    dialog = show()
    qtbot.keyClicks(dialog.focusWidget(), "public")
    assert dialog.title.text() == "public"
    assert dialog.bundle().project.visibility is Visibility.MUNICIPALITY


def test_who_types_at_once_changes_nothing_of_a_stored_project(saved, qtbot):
    qtbot.keyClicks(saved.focusWidget(), "public")
    assert not saved.is_dirty


def test_a_file_that_went_away_is_not_called_write_protected_and_takes_the_edit_when_it_is_back(saved, store, idle,
                                                                                                qtbot):
    saved.short_title.setText("Kurz")
    away = store.path.with_name("away.gpkg")
    store.path.rename(away)
    button = saved.findChild(QPushButton, "save")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    idle()
    assert "is no longer there" in saved.banner.text
    away.rename(store.path)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    idle()
    assert store.get(saved.bundle().project.uuid).project.short_title == "Kurz"


def test_an_error_keeps_the_project_from_being_saved_and_shows_the_field(saved, store, idle, qtbot):
    saved.tabs.setCurrentWidget(saved.tab_places)
    saved.website.setText("www.bochum.de")
    qtbot.keyClick(saved, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    idle()
    assert "cannot be saved yet" in saved.banner.text
    assert saved.tabs.currentWidget() is saved.tab_overview
    assert saved.website.hasFocus()
    assert store.get(saved.bundle().project.uuid).project.version == 1
    assert saved.website.text() == "www.bochum.de"


def test_a_finding_in_the_list_jumps_to_its_field(saved, qtbot):
    item = next(saved.findings.item(row) for row in range(saved.findings.count())
                if "“Phase”" in saved.findings.item(row).text())
    rect = saved.findings.visualItemRect(item)
    saved.findings.scrollToItem(item)
    click_at = saved.findings.visualItemRect(item).center()
    assert rect is not None
    qtbot.mouseClick(saved.findings.viewport(), Qt.MouseButton.LeftButton, pos=click_at)
    assert saved.tabs.currentWidget() is saved.tab_time
    assert saved.phase.hasFocus()


def test_required_fields_carry_a_star_and_other_fields_do_not(saved):
    assert saved.label_title.text().replace("&", "") == "Title*"
    assert saved.label_short_title.text().replace("&", "") == "Short title"


def test_findings_are_said_in_words_not_by_colour_alone(saved):
    texts = [saved.findings.item(row).text() for row in range(saved.findings.count())]
    assert texts
    assert all(one.startswith(("Error: ", "Hint: ", "Reminder: ")) for one in texts)


# --- nothing is lost ---
def test_esc_closes_an_unchanged_dialog_without_a_question(saved, qtbot, answers):
    qtbot.keyClick(saved, Qt.Key.Key_Escape)
    assert answers.asked == []
    assert not saved.is_open


def test_esc_asks_before_a_change_is_lost(saved, qtbot, answers):
    enter(saved.title, "!")
    qtbot.keyClick(saved, Qt.Key.Key_Escape)
    assert answers.asked == ["unsaved"]
    assert saved.isVisible()
    assert saved.title.text().startswith("!")
    answers.next = "discard"
    qtbot.keyClick(saved, Qt.Key.Key_Escape)
    assert not saved.is_open


def test_save_in_the_question_saves_and_then_closes(saved, store, qtbot, answers, idle):
    enter(saved.title, "!")
    answers.next = "save"
    saved.close()
    idle()
    assert store.list_projects()[0].title.startswith("!")
    assert sip.isdeleted(saved) or not saved.is_open


def test_save_in_the_question_does_not_close_when_there_are_errors(saved, store, answers, idle):
    saved.website.setText("www.bochum.de")
    answers.next = "save"
    saved.close()
    idle()
    assert saved.is_open
    assert saved.website.text() == "www.bochum.de"


def test_the_real_question_can_be_answered_by_mouse_and_esc_loses_nothing(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    seen = []

    def answer(press):
        box = QApplication.activeModalWidget()
        seen.append((box.objectName(), box.text()))
        press(box)

    choices = (("delete", "Delete"), ("keep", "Keep"))
    QTimer.singleShot(0, lambda: answer(lambda box: click(qtbot, box.findChild(QPushButton, "delete"))))
    assert ask(parent, "delete_question", "Delete “<b>x</b>”?", choices) == "delete"
    QTimer.singleShot(0, lambda: answer(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape)))
    assert ask(parent, "delete_question", "Delete?", choices) == "keep"
    assert seen == [("delete_question", "Delete “<b>x</b>”?"), ("delete_question", "Delete?")]


def test_a_register_that_cannot_be_changed_says_so_in_the_dialog_before_anything_is_typed(show, store, open_room, idle):
    stored = store.save(simple(), 0, "Bert")
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("PRAGMA user_version = 10399")
    open_room.open_file(str(store.path))
    idle()
    dialog = show(stored)
    assert "newer version" in dialog.banner.text
    assert not dialog.findChild(QPushButton, "save").isEnabled()
    dialog.save()
    idle()
    assert "newer version" in dialog.banner.text


@pytest.fixture
def conflict(saved, store, idle, qtbot):
    """Bert saves while Anna edits; then Anna saves."""
    uuid = saved.bundle().project.uuid
    store.save(with_title(store.get(uuid), "von Bert"), 1, "Bert")
    saved.title.setText("von Anna")
    saved.save()
    idle()
    return saved


def test_a_conflict_is_said_and_the_edit_stays(conflict, store):
    assert "Bert has saved this project" in conflict.banner.text
    assert [one.text() for one in conflict.banner.findChildren(QPushButton)][:4] == [
        "Merge both versions", "Save mine as a copy", "Load the other version", "Back"]
    assert conflict.title.text() == "von Anna"
    assert conflict.title.isEnabled()
    assert [one.title for one in store.list_projects()] == ["von Bert"]


def test_mine_can_be_saved_as_a_copy_beside_the_other_version(conflict, store, idle, qtbot):
    click(qtbot, banner_button(conflict, "Save mine as a copy"))
    idle()
    assert [one.title for one in store.list_projects()] == ["von Anna (copy)", "von Bert"]
    assert conflict.banner.text == ""
    assert not conflict.is_dirty


def test_loading_the_other_version_asks_before_mine_is_lost(conflict, idle, qtbot, answers):
    click(qtbot, banner_button(conflict, "Load the other version"))
    idle()
    assert answers.asked == ["discard_mine"]
    assert conflict.title.text() == "von Anna"
    answers.next = "load"
    click(qtbot, banner_button(conflict, "Load the other version"))
    idle()
    assert conflict.title.text() == "von Bert"
    assert not conflict.is_dirty


def test_back_keeps_mine_in_the_dialog(conflict, qtbot):
    click(qtbot, banner_button(conflict, "Back"))
    assert conflict.banner.text == ""
    assert conflict.title.text() == "von Anna"
    assert conflict.is_dirty


def test_a_project_that_was_deleted_meanwhile_can_only_be_saved_as_a_copy(saved, store, idle):
    store.delete(saved.bundle().project.uuid, 1, "Bert")
    saved.title.setText("von Anna")
    saved.save()
    idle()
    texts = [one.text() for one in saved.banner.findChildren(QPushButton)]
    assert "Save mine as a copy" in texts
    assert "Load the other version" not in texts


def test_a_busy_register_keeps_the_edit_and_the_second_try_succeeds(saved, store, idle, qtbot, monkeypatch):
    monkeypatch.setattr(store, "_busy_timeout_s", 0.1)
    saved.title.setText("von Anna")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("PRAGMA busy_timeout = 5000")
        other.execute("BEGIN IMMEDIATE")
        saved.save()
        idle()
        other.execute("ROLLBACK")
    assert "in use by another program" in saved.banner.text
    assert saved.title.text() == "von Anna"
    click(qtbot, banner_button(saved, "Try again"))
    idle()
    assert store.list_projects()[0].title == "von Anna"


# --- places ---
def test_typed_coordinates_make_a_place_and_suggest_the_municipality(show, store, idle, qtbot):
    dialog = show()
    dialog.tabs.setCurrentWidget(dialog.tab_places)
    click(qtbot, dialog.add_place)
    dialog.site_position.setFocus()
    enter(dialog.site_position, "51,4818 7,2162")
    qtbot.keyClick(dialog.site_position, Qt.Key.Key_Tab)
    (site,) = dialog.bundle().sites
    # PROJ: EPSG:4258 51.4818 7.2162 -> EPSG:25832
    assert site.coordinates == pytest.approx((376136.715, 5704913.893), abs=0.001)
    assert site.ags == BOCHUM
    assert "Bochum" in dialog.hint_site_position.text()


def test_text_that_is_no_place_stays_with_a_sentence(show, qtbot):
    dialog = show()
    dialog.tabs.setCurrentWidget(dialog.tab_places)
    click(qtbot, dialog.add_place)
    enter(dialog.site_position, "am Rathaus")
    qtbot.keyClick(dialog.site_position, Qt.Key.Key_Return)
    assert "no coordinates in Germany" in dialog.hint_site_position.text()
    assert dialog.site_position.text() == "am Rathaus"
    assert dialog.bundle().sites[0].coordinates is None


def test_enter_in_a_field_does_not_save(show, store, idle, qtbot):
    dialog = show(simple())
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    idle()
    assert store.list_projects() == ()


def test_an_address_is_kept_as_text_and_nothing_is_looked_up(show, qtbot):
    dialog = show()
    dialog.tabs.setCurrentWidget(dialog.tab_places)
    click(qtbot, dialog.add_place)
    enter(dialog.site_address, "Willy-Brandt-Platz 2")
    (site,) = dialog.bundle().sites
    assert (site.address, site.coordinates) == ("Willy-Brandt-Platz 2", None)


def test_a_place_in_the_wrong_municipality_is_a_finding_that_leads_to_the_place(saved, qtbot):
    choose(saved.site_ags, ESSEN)
    saved.check_now()
    finding = next(one for one in saved.findings_now if one.id == "outside-municipality")
    saved.tabs.setCurrentWidget(saved.tab_time)
    saved.jump_to(finding)
    assert saved.tabs.currentWidget() is saved.tab_places
    assert "does not lie in Essen" in saved.hint_sites.text()


def test_places_are_removed_and_other_places_keep_their_values(show, store, qtbot):
    stored = store.save(full(), 0, "Bert")
    dialog = show(stored)
    dialog.tabs.setCurrentWidget(dialog.tab_places)
    dialog.sites.setCurrentItem(dialog.sites.topLevelItem(1))
    click(qtbot, dialog.remove_place)
    assert dialog.bundle().sites == (stored.sites[0], *stored.sites[2:])


def test_municipalities_join_with_a_role_and_leave(show, qtbot):
    dialog = show()
    dialog.tabs.setCurrentWidget(dialog.tab_places)
    for ags, role in ((BOCHUM, "FEDER"), (ESSEN, "PARTNER"), (ESSEN, "NACHN")):
        choose(dialog.municipality_choice, ags)
        choose(dialog.municipality_role, role)
        dialog.add_municipality.click()
    assert [(one.ags, one.role) for one in dialog.bundle().municipalities] == [(BOCHUM, "FEDER"), (ESSEN, "NACHN")]
    dialog.municipalities.setCurrentItem(dialog.municipalities.topLevelItem(0))
    dialog.remove_municipality.click()
    assert [one.ags for one in dialog.bundle().municipalities] == [ESSEN]


# --- picking on the map ---
@pytest.fixture
def picking(saved, bench, qtbot):
    """The dialog waits for a click on the map; before it, panning was active."""
    bench.canvas.setExtent(QgsRectangle(370000, 5700000, 380000, 5710000))
    pan = QgsMapToolPan(bench.canvas)
    bench.canvas.setMapTool(pan)
    saved.tabs.setCurrentWidget(saved.tab_places)
    click(qtbot, saved.pick_place)
    assert not saved.isVisible()
    yield saved, pan
    bench.canvas.unsetMapTool(pan)


def map_click(qtbot, canvas, x, y):
    point = canvas.getCoordinateTransform().transform(x, y)
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(point.x()), round(point.y())))


def test_a_click_on_the_map_moves_the_place_and_brings_dialog_and_tool_back(picking, bench, qtbot):
    dialog, pan = picking
    map_click(qtbot, bench.canvas, 375000, 5706000)
    assert dialog.isVisible()
    assert bench.canvas.mapTool() is pan
    (site,) = dialog.bundle().sites
    assert site.coordinates == pytest.approx((375000, 5706000), abs=bench.canvas.mapUnitsPerPixel())
    assert site.ags == BOCHUM
    assert dialog.is_dirty


def test_a_moved_place_is_moved_back_by_undo(picking, bench, qtbot):
    dialog, _pan = picking
    (before,) = dialog.stored.sites
    map_click(qtbot, bench.canvas, 375000, 5706000)
    dialog.check_now()
    dialog.undo_button.click()
    assert dialog.bundle().sites == (before,)
    assert dialog.sites.selected_ids() == (before.uuid,)
    dialog.redo_button.click()
    assert dialog.bundle().sites[0].coordinates == pytest.approx((375000, 5706000), abs=bench.canvas.mapUnitsPerPixel())


def test_esc_on_the_map_goes_back_without_a_change(picking, bench, qtbot):
    dialog, pan = picking
    qtbot.keyClick(bench.canvas, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert bench.canvas.mapTool() is pan
    assert not dialog.is_dirty


def test_taking_another_tool_ends_the_picking(picking, bench):
    dialog, _pan = picking
    other = QgsMapToolPan(bench.canvas)
    bench.canvas.setMapTool(other)
    assert dialog.isVisible()
    assert bench.canvas.mapTool() is other
    assert not dialog.is_dirty
    bench.canvas.unsetMapTool(other)


def test_a_map_in_degrees_gives_the_same_place(saved, bench, qtbot):
    bench.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    bench.canvas.setExtent(QgsRectangle(7.21, 51.47, 7.23, 51.49))
    saved.tabs.setCurrentWidget(saved.tab_places)
    click(qtbot, saved.pick_place)
    map_click(qtbot, bench.canvas, 7.2162, 51.4818)
    (site,) = saved.bundle().sites
    metres_per_pixel = bench.canvas.mapUnitsPerPixel() * 111_000
    assert site.coordinates == pytest.approx((376136.7, 5704913.9), abs=metres_per_pixel)


def test_a_map_click_without_a_selected_place_makes_one(show, bench, qtbot):
    dialog = show()
    bench.canvas.setExtent(QgsRectangle(370000, 5700000, 380000, 5710000))
    dialog.tabs.setCurrentWidget(dialog.tab_places)
    click(qtbot, dialog.pick_place)
    map_click(qtbot, bench.canvas, 375000, 5706000)
    assert len(dialog.bundle().sites) == 1


# --- participants ---
def test_a_typed_name_becomes_one_new_organisation_and_a_known_name_is_reused(show, store, open_room, idle, qtbot):
    dialog = show(simple("A"))
    dialog.tabs.setCurrentWidget(dialog.tab_participants)
    enter(dialog.lead_uuid, "Stadt Bochum")
    choose(dialog.lead_kind, "KOM")
    dialog.save()
    idle()
    (lead,) = store.list_organisations()
    assert (lead.name, lead.kind) == ("Stadt Bochum", "KOM")
    second = show(simple("B"))
    second.tabs.setCurrentWidget(second.tab_participants)
    enter(second.lead_uuid, "stadt  bochum")
    assert not second.lead_kind.isEnabled()
    second.save()
    idle()
    assert store.list_organisations() == (lead,)
    assert {one.lead_name for one in store.list_projects()} == {"Stadt Bochum"}


def test_partners_and_contacts_may_name_organisations_typed_a_moment_ago(show, store, idle, qtbot):
    dialog = show(simple())
    dialog.tabs.setCurrentWidget(dialog.tab_participants)
    enter(dialog.lead_uuid, "Stadt Bochum")
    for name, text in (("partners", "BOGESTRA"), ("partners", "stadt bochum"), ("contacts", "bogestra")):
        click(qtbot, dialog.findChild(QPushButton, f"add_{name}"))
        enter(dialog.findChild(QWidget, f"{name}_organisation_uuid"), text)
    bundle = dialog.bundle()
    assert sorted(one.name for one in bundle.organisations) == ["BOGESTRA", "Stadt Bochum"]
    assert [one.organisation_uuid for one in bundle.partners] == [
        bundle.contacts[0].organisation_uuid, bundle.project.lead_uuid]
    partners = dialog.findChild(QTreeWidget, "partners")
    assert [partners.topLevelItem(row).text(0) for row in range(2)] == ["BOGESTRA", "Stadt Bochum"]
    partners.setFocus()
    qtbot.keyClick(partners, Qt.Key.Key_Delete)
    assert [one.organisation_uuid for one in dialog.bundle().partners] == [bundle.partners[0].organisation_uuid]
    dialog.save()
    idle()
    assert len(store.list_organisations()) == 2


# --- for everybody ---
def test_each_field_is_named_for_screen_readers_by_its_label(saved):
    for label in saved.findChildren(QLabel):
        if label.objectName().startswith("label_"):
            assert label.text(), label.objectName()
            assert label.buddy() is not None, label.objectName()
            assert label.buddy().objectName() == label.objectName()[len("label_"):]


def test_foreign_text_is_never_rich_text(saved):
    for label in saved.findChildren(QLabel):
        if label.objectName().startswith("hint_") or label.objectName() in ("last_change", "history_state"):
            assert label.textFormat() == Qt.TextFormat.PlainText, label.objectName()


def test_the_dialog_can_be_used_on_a_small_screen(saved):
    assert saved.minimumSizeHint().width() <= 620
    assert saved.minimumSizeHint().height() <= 560


def test_a_saved_project_is_saved_even_if_the_lists_cannot_be_read_afterwards(saved, store, idle, qtbot, monkeypatch):
    """Otherwise the next "Save" would find a conflict with the user's own change."""
    def busy():
        raise StoreBusyError("The register is in use by another program.")

    enter(saved.short_title, "KO")
    monkeypatch.setattr(store, "list_projects", busy)
    click(qtbot, saved.findChild(QPushButton, "save"))
    idle()
    monkeypatch.undo()
    assert store.get(saved.bundle().project.uuid).project.short_title == "KO"
    assert not saved.is_dirty
    assert saved.bundle().project.version == store.get(saved.bundle().project.uuid).project.version
    saved.short_title.setText("KO 2")
    click(qtbot, saved.findChild(QPushButton, "save"))
    idle()
    assert saved.banner.text == ""
    assert store.get(saved.bundle().project.uuid).project.short_title == "KO 2"


def test_cancelling_all_tasks_while_a_save_runs_does_not_deny_the_save(saved, store, idle, qtbot, bench, monkeypatch):
    entered, release, save = threading.Event(), threading.Event(), store.save

    def slow(*given):
        entered.set()
        release.wait(10)
        return save(*given)

    monkeypatch.setattr(store, "save", slow)
    enter(saved.short_title, "KO")
    click(qtbot, saved.findChild(QPushButton, "save"))
    qtbot.waitUntil(entered.is_set, timeout=5000)
    bench.tasks.cancel_all()
    release.set()
    idle()
    assert store.get(saved.bundle().project.uuid).project.short_title == "KO"
    assert saved.banner.text == ""
    assert not saved.is_dirty
