# SPDX-License-Identifier: GPL-2.0-or-later
"""The room: what waits in one line, the register as of a day, deleted projects brought back."""
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from qgis.PyQt.QtWidgets import QPushButton

from ruhr_smartcity_plugin.adapters.local_time import short_date
from ruhr_smartcity_plugin.core.projects.details import Contact
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.record import Organisation
from ruhr_smartcity_plugin.gui.projects.history_room import DeletedRecords
from ruhr_smartcity_plugin.gui.projects.reminder_line import mark_still_valid
from tests.adapters.projects.bundles import simple, with_title

YESTERDAY = date.today() - timedelta(days=1)


@pytest.fixture
def store(open_room):
    return open_room.register.store


def shown(room):
    return {room.model.index(row, 0).data() for row in range(room.model.rowCount())}


def reload(room, idle):
    room.register.reload()
    idle()


# --- reminders ---
def test_what_waits_stands_in_one_line_and_each_part_leads_to_its_projects(open_room, store, idle):
    reload(open_room, idle)
    assert open_room.reminders.isHidden()
    store.save(simple("Alt", next_review=YESTERDAY), 0, "Bert")
    store.save(simple("Meins alt", next_review=YESTERDAY), 0, "Anna Ärmel")
    store.save(replace(simple("Wartet", review_state="EIN"), contacts=(Contact(name="A", delete_after=YESTERDAY),)),
               0, "Bert")
    store.save(simple("Frisch"), 0, "Bert")
    store.save_masters([MasterRecord("organisation", Organisation("Amt", uuid="o9")),
                        MasterRecord("contact", Contact("o9", name="B", delete_after=YESTERDAY))], "Bert")
    reload(open_room, idle)
    line = open_room.reminders
    assert line.isVisible()
    assert line.accessibleName() == (
        "2 projects to check again · 1 of them yours · 1 for you to review · 2 contacts to delete")
    for name, titles in (("stale", {"Alt", "Meins alt"}), ("mine", {"Meins alt"}), ("review", {"Wartet"})):
        line.linkActivated.emit(name)
        assert shown(open_room) == titles
    line.linkActivated.emit("contacts")
    assert [one.text() for one in open_room.banner.findChildren(QPushButton)] == ["Wartet", "Amt"]
    open_room.banner.findChildren(QPushButton)[1].click()
    idle()
    assert open_room.masters.dialog.pages["organisations"].main.current().name == "Amt"


def test_several_projects_are_marked_as_still_valid_at_once(open_room, store, idle):
    saved = [store.save(simple(title, next_review=YESTERDAY), 0, "Bert") for title in ("A", "B")]
    reload(open_room, idle)
    open_room.list.selectAll()
    mark_still_valid(open_room)
    idle()
    assert [store.get(one.project.uuid).project.as_of for one in saved] == [date.today()] * 2
    assert store.history(saved[0].project.uuid)[0].comment == "Checked: still valid"
    assert open_room.reminders.isHidden()
    assert open_room.banner.text.startswith("2 projects found to be still valid")
    open_room.list.selectAll()
    mark_still_valid(open_room)
    idle()
    assert open_room.banner.text == "All of them are dated today already."
    assert store.get(saved[0].project.uuid).project.version == 2


def test_what_was_found_valid_is_taken_back_unless_somebody_saved_meanwhile(open_room, store, idle):
    saved = [store.save(simple(title, next_review=YESTERDAY), 0, "Bert") for title in ("A", "B")]
    reload(open_room, idle)
    open_room.list.selectAll()
    for overtaken in (False, True):
        mark_still_valid(open_room)
        idle()
        if overtaken:
            now = store.get(saved[0].project.uuid)
            store.save(with_title(now, "A2"), now.project.version, "Anna")
        open_room.banner.findChildren(QPushButton)[0].click()
        idle()
        due = [store.get(one.project.uuid).project.next_review == YESTERDAY for one in saved]
        assert due == [not overtaken] * 2
    assert open_room.banner.text.startswith("“A”: Anna has saved this project")


# --- past ---
def test_the_register_of_a_day_is_shown_for_reading_with_the_way_back(open_room, store, idle, bench, tmp_path,
                                                                     monkeypatch, qtbot):
    monkeypatch.setattr(bench, "workspace_dir", lambda: tmp_path / "workspace")
    old = store.save(simple("Damals"), 0, "Bert")
    with store.writing() as session:
        session.run("UPDATE project SET created_at = :then, changed_at = :then", {"then": "2026-01-01T10:00:00.000Z"})
        session.run("UPDATE change SET changed_at = :then", {"then": "2026-01-01T10:00:00.000Z"})
    store.save(with_title(old, "Heute"), 1, "Bert")
    store.save(simple("Neu"), 0, "Bert")
    reload(open_room, idle)
    assert shown(open_room) == {"Heute", "Neu"}
    qtbot.waitUntil(lambda: len(bench.project.mapLayers()) == 3, timeout=5000)
    open_room.past.show_day(date(2026, 1, 1))
    idle()
    assert shown(open_room) == {"Damals"}
    assert "as of" in open_room.banner.text
    assert "read only" in open_room.banner.text
    assert open_room.say_if_read_only()
    assert bench.settings.register_path.value() == str(store.path)
    # The map shows the places of that day, and no others beside them.
    qtbot.waitUntil(lambda: len(bench.project.mapLayers()) == 6, timeout=5000)
    drawn = bench.project.layerTreeRoot().checkedLayers()
    assert len(drawn) == 3
    assert all(short_date(date(2026, 1, 1)) in one.name() for one in drawn)
    assert {one["title"] for layer in drawn for one in layer.getFeatures()} == {"Damals"}
    open_room.past.say_day()
    next(one for one in open_room.banner.findChildren(QPushButton) if one.text() == "Back to today").click()
    idle()
    assert shown(open_room) == {"Heute", "Neu"}
    assert not open_room.say_if_read_only()
    assert not [one for one in bench.project.mapLayers().values() if short_date(date(2026, 1, 1)) in one.name()]
    assert {one["title"] for layer in bench.project.layerTreeRoot().checkedLayers()
            for one in layer.getFeatures()} == {"Heute", "Neu"}
    assert list((tmp_path / "workspace" / "past").glob("*.gpkg")) == []


# --- deleted ---
def test_a_deleted_project_is_brought_back(open_room, store, idle, qtbot):
    doomed = store.save(simple("Weg damit"), 0, "Bert")
    store.delete(doomed.project.uuid, 1, "Cem")
    reload(open_room, idle)
    open_room.past.show_deleted()
    idle()
    dialog = open_room.findChild(DeletedRecords)
    assert [dialog.list.topLevelItem(0).text(one) for one in (0, 2)] == ["Weg damit", "Cem"]
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    dialog.accept()
    idle()
    again = store.get(doomed.project.uuid)
    assert (again.project.version, again.sites) == (3, doomed.sites)
    assert store.history(doomed.project.uuid)[0].comment == "Deletion undone"
    assert shown(open_room) == {"Weg damit"}
