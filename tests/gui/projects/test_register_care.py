# SPDX-License-Identifier: GPL-2.0-or-later
"""Backups, repair, map styles and tables as layers, by the mouse in the room."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QAction
from qgis.PyQt.QtWidgets import QApplication, QPushButton

from ruhr_smartcity_plugin.adapters.projects.backup import back_up_once_a_day
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import open_store
from ruhr_smartcity_plugin.core.errors import LayerError, NotARegisterError
from ruhr_smartcity_plugin.gui.projects import register_care
from ruhr_smartcity_plugin.gui.projects.backups_dialog import BackupsDialog
from tests.adapters.projects.bundles import full, simple, with_title
from tests.gui.projects.keys import enter
from tests.support.disk import full_disk, held_by_another_process


@pytest.fixture
def filled(open_room, idle):
    store = open_room.register.store
    store.save_all([(one, 0) for one in (full(), *(simple(f"{n} " + "x" * 300) for n in range(40)))], "anna", "")
    back_up_once_a_day(store.path, date.today() + timedelta(days=1))
    store.save(with_title(full(), "nach der Sicherung"), 0, "anna")
    open_room.register.reload()
    idle()
    return open_room


def choose(room, name):
    room.menu.findChild(QAction, name).trigger()


def press(room, text):
    next(one for one in room.banner.findChildren(QPushButton) if one.text() == text).click()


def in_dialog(act):
    QTimer.singleShot(0, lambda: act(QApplication.activeModalWidget()))


def titles(room):
    return {one.title for one in room.register.entries}


def test_backups_are_listed_looked_into_and_gone_back_to(filled, idle, monkeypatch):
    path, seen = filled.register.path, []

    def look(dialog):
        assert isinstance(dialog, BackupsDialog)
        seen.extend(dialog.table.item(row, 1).text() for row in range(dialog.table.rowCount()))
        dialog.table.selectRow(0)
        dialog.view_button.click()

    in_dialog(look)
    choose(filled, "show_backups")
    idle()
    assert seen == ["Daily, before the first save", "Daily, before the first save"]
    assert "looking at the backup" in filled.notice.text()
    assert "nach der Sicherung" not in titles(filled)
    assert filled.workbench.settings.register_path.value() == str(path)

    assert not filled.say_if_read_only() or "looking at the backup" in filled.banner.text
    press(filled, "Back to the register")
    idle()
    assert (filled.register.path, filled.banner.text) == (path, "")
    assert "nach der Sicherung" in titles(filled)
    in_dialog(look)
    choose(filled, "show_backups")
    idle()
    asked = []
    monkeypatch.setattr(register_care, "ask", lambda _parent, name, text, _choices: asked.append(text) or "restore")
    in_dialog(lambda dialog: (dialog.table.selectRow(0), dialog.restore_button.click()))
    choose(filled, "show_backups")
    idle()
    assert "kept among the backups" in asked[0]
    assert filled.register.path == path
    assert "nach der Sicherung" not in titles(filled)
    assert len(titles(filled)) == 41


def test_a_damaged_register_offers_the_latest_backup_and_a_repair(filled, idle):
    path, wanted = filled.register.path, titles(filled) - {"nach der Sicherung"}
    filled.register.close()
    content = bytearray(path.read_bytes())
    content[-60_000:-20_000] = b"\xa5" * 40_000
    path.write_bytes(content)
    filled.open_file(str(path))
    idle()
    assert "is damaged" in filled.banner.text
    press(filled, "Open latest backup")
    idle()
    assert titles(filled) == wanted
    filled.open_file(str(path))
    idle()
    press(filled, "Repair")
    idle()
    assert wanted <= titles(filled)
    assert filled.register.path == path
    assert not filled.register.store.read_only_reason


def test_the_ways_out_of_a_damage_stay_in_sight_until_it_is_mended(filled, idle, bench):
    """A save meets the damage while the register is open; the map cannot read it any more either."""
    filled.edit_project(next(one.uuid for one in filled.register.entries if one.title == "nach der Sicherung"))
    idle()
    dialog = filled.dialogs.shown[0]
    path = filled.register.path
    content = bytearray(path.read_bytes())
    content[4096:-4096] = b"\xa5" * (len(content) - 8192)
    path.write_bytes(content)
    dialog.title.setText("Noch nicht verloren")
    dialog.save()
    idle()
    assert "cannot be read completely" in dialog.banner.text
    assert (dialog.title.text(), dialog.is_dirty) == ("Noch nicht verloren", True)
    for act in (filled.map.show_internal, filled.care.open_tables, filled.banner.clear,
                lambda: filled.show_problem(LayerError("The map says no."))):
        act()
        idle()
        QApplication.processEvents()
        assert "cannot be read completely" in filled.banner.text
    press(filled, "Repair")
    idle()
    assert filled.banner.text == ""
    dialog.save()
    idle()
    press(dialog, "Save mine as a copy")  # the backup does not know it
    idle()
    assert "Noch nicht verloren (copy)" in titles(filled)


def test_a_repair_that_found_nothing_but_the_backup_says_so_and_a_register_that_is_gone_can_be_chosen(filled, idle):
    path = filled.register.path
    filled.register.close()
    path.write_bytes(b"\xa5" * 50_000)
    filled.open_file(str(path))
    idle()
    said = []
    filled.workbench.messages.added.connect(said.append)
    press(filled, "Repair")
    idle()
    repaired = next(one for one in said if "could be read" in one.sentence)
    assert "Nothing of “register.gpkg”" in repaired.sentence
    assert repaired.level == Qgis.MessageLevel.Warning
    assert len(titles(filled)) == 41
    assert [text for text, _way in filled.care.ways_out(NotARegisterError("gone"))] == ["Open …"]


def test_the_map_changes_between_field_of_action_and_status(filled, idle):
    choose(filled, "style_by_status")
    points = filled.map.layers.find(filled.register.path, "project_points")
    assert points.renderer().embeddedRenderer().classAttribute() == "status"
    assert points.styleManager().styles() == ["By field of action", "By status"]
    choose(filled, "style_by_field")
    assert points.renderer().embeddedRenderer().classAttribute() == "main_field"


def test_the_tables_open_as_layers_with_relations_all_marked_as_internal(filled):
    project = filled.workbench.project
    choose(filled, "open_tables")
    choose(filled, "open_tables")  # a second time adds nothing
    tables = [one for one in project.mapLayers().values() if one.customProperty("ruhr_smartcity/register_table")]
    assert len(tables) == 24
    assert all("INTERN" in one.name() for one in tables)
    assert all(one.isValid() for one in project.relationManager().relations().values())
    assert len(project.relationManager().relations()) == 22
    sites = next(one for one in tables if one.customProperty("ruhr_smartcity/register_table") == "site_point")
    assert sites.attributeDisplayName(sites.fields().indexOf("label")) == "Label"


@pytest.mark.parametrize("trouble", ["locked", "full"])
def test_a_save_that_fails_keeps_the_edit_says_why_and_works_later(saved, store, idle, trouble):
    uuid, version = saved.bundle().project.uuid, saved.bundle().project.version
    store._busy_timeout_s = 0.2
    back_up_once_a_day(store.path)  # the backup is not what fails here
    enter(saved.title, "Neu: ")
    saved.description.setPlainText("x" * 60_000)
    holding = held_by_another_process(store.path) if trouble == "locked" else full_disk(store.path.stat().st_size)
    with holding:
        saved.save()
        idle()
    assert ("in use by another program" if trouble == "locked" else "Nothing was saved") in saved.banner.text
    assert saved.is_dirty
    assert saved.title.text() == "Neu: Kühle Orte"
    assert open_store(store.path).get(uuid).project.version == version
    saved.save()
    idle()
    assert open_store(store.path).get(uuid).project.title == "Neu: Kühle Orte"
    assert not saved.is_dirty
