# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsLayerTreeMapCanvasBridge
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QToolButton

from ruhr_smartcity_plugin.adapters.projects.drafts import DraftFile
from ruhr_smartcity_plugin.core.projects.record import Visibility
from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.gui.projects.draft_keeping import draft_folder
from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom
from tests.adapters.projects.bundles import full, simple, with_title
from tests.gui.projects.keys import enter


def titles(room):
    return [room.model.index(row, 0).data() for row in range(room.model.rowCount())]


def layer_names(bench):
    return sorted(one.name() for one in bench.project.mapLayers().values())


@pytest.fixture
def filled(open_room, idle):
    """A room with three projects."""
    store = open_room.register.store
    for bundle in (simple("Bäume zählen"), full(), replace(simple("Grüne Höfe"), municipalities=())):
        store.save(bundle, 0, "bert")
    open_room.register.reload()
    idle()
    return open_room


def test_without_a_register_the_room_says_so_and_offers_three_ways_in(room):
    assert room.banner.text.startswith("No project register yet.")
    assert [one.text() for one in room.banner.findChildren(QPushButton)] == [
        "Create new", "Open …", "Connect with a team …", "Open sample"]
    assert not room.list.isVisible()
    assert not room.search.isVisible()


def test_the_sample_opens_with_one_click_is_listed_mapped_and_remembered(room, bench, idle, qtbot):
    button = next(one for one in room.banner.findChildren(QPushButton) if one.text() == "Open sample")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    idle()
    assert "Digitallinie 302" in titles(room)
    assert room.banner.text == ""
    wanted = ["Smart City projects", "Smart City projects (areas)", "Smart City projects (routes)"]
    qtbot.waitUntil(lambda: layer_names(bench) == wanted, timeout=3000)  # one layer in each turn
    assert bench.settings.register_path.value().endswith("sample_register.gpkg")


def test_the_register_of_the_last_session_is_opened_again_but_not_put_on_the_map(filled, bench, idle, qtbot):
    filled.close_room()
    bench.project.clear()
    bench.shared.pop("register")
    again = ProjectsRoom(bench)
    qtbot.addWidget(again)
    idle()
    assert len(titles(again)) == 3
    assert layer_names(bench) == []
    again.close_room()


def test_a_remembered_register_that_is_gone_is_said_with_the_ways_in(open_room, bench, idle, qtbot):
    open_room.close_room()
    bench.shared.pop("register")
    bench.settings.register_path.setValue("/nowhere/weg.gpkg")
    again = ProjectsRoom(bench)
    qtbot.addWidget(again)
    idle()
    assert "weg.gpkg" in again.banner.text
    assert "Open sample" in [one.text() for one in again.banner.findChildren(QPushButton)]
    again.close_room()


def test_a_file_that_is_no_register_is_said_and_what_was_open_stays_open(filled, idle, tmp_path):
    bad = tmp_path / "notes.gpkg"
    bad.write_text("hello")
    filled.open_file(str(bad))
    idle()
    assert "is no project register" in filled.banner.text
    assert len(titles(filled)) == 3


def test_a_new_register_is_made_and_nothing_is_overwritten(room, idle, tmp_path):
    room.create_file(str(tmp_path / "neu.gpkg"))
    idle()
    assert room.register.store.list_projects() == ()
    room.create_file(str(tmp_path / "neu.gpkg"))
    idle()
    assert "exists already" in room.banner.text


def test_typing_narrows_the_list(filled, qtbot):
    enter(filled.search, "höfe grüne")
    assert titles(filled) == ["Grüne Höfe"]
    assert filled.count.text() == "1 of 3 projects"
    filled.search.clear()
    enter(filled.search, "gelsenkirchen")  # a municipality of the full project
    assert len(titles(filled)) == 1
    filled.search.clear()
    assert len(titles(filled)) == 3


def test_the_area_narrows_the_list_and_projects_without_municipality_stay(filled, bench):
    bench.area.choose(AreaKind.MUNICIPALITY, "05513000")
    assert len(titles(filled)) == 2
    assert "Bäume zählen" not in titles(filled)
    bench.area.choose(AreaKind.REGION)
    assert len(titles(filled)) == 3


def test_the_selection_survives_a_change_of_the_filter(filled, qtbot):
    filled.select_project(filled.register.entries[0].uuid)
    enter(filled.search, "e")
    assert filled.selected().title == filled.register.entries[0].title


def test_foreign_text_is_shown_as_text(filled, idle):
    entry = next(one for one in filled.register.entries if "DROP TABLE" in one.title)
    filled.select_project(entry.uuid)
    assert entry.title in titles(filled)
    assert "<b>ß</b>" in filled.detail.summary.text()
    for label in filled.findChildren(QLabel):
        if label.text().startswith(entry.summary[:10]):
            assert label.textFormat() == Qt.TextFormat.PlainText


def test_enter_opens_the_dialog_and_a_second_time_brings_it_to_the_front(filled, idle, qtbot):
    filled.select_project(filled.register.entries[0].uuid)
    qtbot.keyClick(filled.list, Qt.Key.Key_Return)
    idle()
    (dialog,) = filled.dialogs.shown
    assert dialog.isVisible()
    qtbot.keyClick(filled.list, Qt.Key.Key_Return)
    idle()
    assert filled.dialogs.shown == [dialog]


def test_a_double_click_opens_the_dialog(filled, idle, qtbot):
    where = filled.list.visualRect(filled.model.index(1, 0)).center()
    qtbot.mouseClick(filled.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(filled.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    idle()
    assert len(filled.dialogs.shown) == 1


def test_show_on_map_goes_to_the_place(filled, bench, qtbot):
    filled.select_project(next(one.uuid for one in filled.register.entries if one.title == "Bäume zählen"))
    qtbot.mouseClick(filled.map_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: 0 < bench.canvas.extent().width() < 5000, timeout=3000)
    assert bench.canvas.extent().contains(376000, 5705000)


def test_an_empty_qgis_goes_to_the_chosen_project_and_stays_there(filled, bench, qtbot):
    """QGIS zooms to the first layer of a project by itself, and takes its coordinate system, a moment later."""
    bench.project.clear()
    bench.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    bridge = QgsLayerTreeMapCanvasBridge(bench.project.layerTreeRoot(), bench.canvas)
    follow = bench.project.crsChanged.connect(lambda: bench.canvas.setDestinationCrs(bench.project.crs()))
    filled.select_project(next(one.uuid for one in filled.register.entries if one.title == "Bäume zählen"))
    qtbot.mouseClick(filled.map_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(bench.canvas.layers()) == 3, timeout=3000)
    qtbot.wait(500)  # as long as the map may still be moved by others
    bench.project.disconnect(follow)  # that one only: without QGIS's own the layer tree would no longer follow
    bridge.deleteLater()
    assert bench.canvas.extent().contains(376000, 5705000)
    assert bench.canvas.extent().width() < 5000


def test_an_internal_project_is_not_put_on_the_map_unless_asked_for_by_name(filled, bench, qtbot):
    entry = next(one for one in filled.register.entries if one.visibility is not Visibility.PUBLIC)
    filled.select_project(entry.uuid)
    qtbot.mouseClick(filled.map_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "is internal" in filled.banner.text, timeout=3000)
    assert not any("INTERN" in name for name in layer_names(bench))
    qtbot.mouseClick(filled.banner.findChild(QPushButton), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "INTERN – Smart City projects" in layer_names(bench), timeout=3000)


def test_internal_projects_are_marked_in_the_list_by_a_word(filled):
    lines = [filled.model.index(row, 0).data(Qt.ItemDataRole.UserRole + 1) for row in range(3)]
    assert len([one for one in lines if "INTERN" in one]) == 1


def test_deleting_asks_first_and_keeps_when_told_so(filled, idle, qtbot, answers):
    filled.select_project(filled.register.entries[0].uuid)
    qtbot.mouseClick(filled.delete_button, Qt.MouseButton.LeftButton)
    idle()
    assert answers.asked == ["delete_question"]
    assert len(titles(filled)) == 3
    answers.next = "delete"
    filled.activateWindow()
    filled.list.setFocus()
    qtbot.waitUntil(filled.list.hasFocus, timeout=3000)
    qtbot.keyClick(filled.list, Qt.Key.Key_Delete)
    idle()
    assert len(titles(filled)) == 2
    points = filled.map.layers.find
    qtbot.waitUntil(lambda: points(filled.register.path, "project_points") is not None, timeout=3000)
    assert points(filled.register.path, "project_points").featureCount() == 1


def test_deleting_what_somebody_changed_meanwhile_is_refused_with_a_sentence(filled, idle, qtbot, answers):
    entry = filled.register.entries[0]
    store = filled.register.store
    store.save(with_title(store.get(entry.uuid), "anders"), 1, "Bert")
    answers.next = "delete"
    filled.select_project(entry.uuid)
    qtbot.mouseClick(filled.delete_button, Qt.MouseButton.LeftButton)
    idle()
    assert "Bert has saved this project" in filled.banner.text
    assert len(store.list_projects()) == 3


def test_a_new_project_starts_with_the_municipality_of_the_area(open_room, bench, qtbot):
    bench.area.choose(AreaKind.MUNICIPALITY, "05911000")
    qtbot.mouseClick(open_room.add_button, Qt.MouseButton.LeftButton)
    (dialog,) = open_room.dialogs.shown
    assert [one.ags for one in dialog.bundle().municipalities] == ["05911000"]
    assert not dialog.is_dirty


def test_a_register_that_cannot_be_changed_says_so_before_anything_is_typed(open_room, idle, qtbot):
    path = open_room.register.path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 10399")
    open_room.open_file(str(path))
    idle()
    assert "newer version" in open_room.notice.text()
    assert open_room.notice.isVisible()
    qtbot.mouseClick(open_room.add_button, Qt.MouseButton.LeftButton)
    assert "newer version" in open_room.banner.text
    assert open_room.dialogs.shown == []


def test_closing_the_register_brings_the_empty_state_back_and_forgets_it(filled, bench):
    filled.register.close()
    assert filled.banner.text.startswith("No project register yet.")
    assert bench.settings.register_path.value() == ""


def test_a_project_hidden_by_the_filter_is_found_when_another_room_asks_for_it(filled, bench, idle, qtbot):
    enter(filled.search, "nichts")
    uuid = filled.register.entries[0].uuid
    filled.register.project_requested.emit(uuid)
    idle()
    assert filled.selected().uuid == uuid
    (dialog,) = filled.dialogs.shown
    assert dialog.holds(filled.register.key, uuid)


def test_the_room_fits_a_dock_of_320_pixels(filled):
    filled.resize(320, 600)
    assert filled.minimumSizeHint().width() <= 320


def test_every_icon_button_has_a_name_for_screen_readers(filled):
    for button in filled.findChildren(QToolButton):
        if button.parent() is filled or button.parent().parent() is filled:
            assert button.accessibleName() or button.text(), button.objectName()


def test_a_dialog_saves_into_its_own_register_also_when_another_one_was_opened_meanwhile(filled, idle, tmp_path):
    first, uuid = filled.register.store, filled.register.entries[0].uuid
    filled.edit_project(uuid)
    idle()
    (dialog,) = filled.dialogs.shown
    filled.create_file(str(tmp_path / "other.gpkg"))
    idle()
    dialog.title.setText("geändert")
    dialog.save()
    idle()
    assert first.get(uuid).project.title == "geändert"
    assert filled.register.store.list_projects() == ()
    assert titles(filled) == []
    filled.register.close()
    dialog.title.setText("noch einmal")
    dialog.save()
    idle()
    assert first.get(uuid).project.title == "noch einmal"
    assert titles(filled) == []


def test_a_closed_room_no_longer_follows_the_register(filled, idle):
    filled.close_room()
    filled.register.reload()
    idle()
    assert len(filled.ledger) == 0


def test_ending_qgis_asks_about_every_unsaved_dialog_and_back_keeps_it_open(filled, idle, answers):
    filled.edit_project(filled.register.entries[0].uuid)
    idle()
    (dialog,) = filled.dialogs.shown
    assert filled.may_close()
    dialog.title.setText("geändert")
    assert not filled.may_close()
    assert answers.asked == ["unsaved"]
    answers.next = "discard"
    assert filled.may_close()


def test_a_draft_is_offered_again_when_its_register_is_opened_again(filled, bench, idle, tmp_path, monkeypatch):
    monkeypatch.setattr(bench, "workspace_dir", lambda: tmp_path / "workspace")
    store = filled.register.store
    stored = store.get(filled.register.entries[0].uuid)
    file = DraftFile(draft_folder(bench), store.key, stored.project.uuid)
    file.write(stored, with_title(stored, "nur getippt"), "")
    file.release()
    for _time in range(2):
        filled.open_file(str(store.path))
        idle()
        assert "nur getippt" in filled.banner.text


def test_save_in_the_question_at_the_end_of_qgis_needs_no_second_exit(filled, bench, idle, answers, qtbot):
    def closing(event):  # as QGIS does: it asks before it ends, first of all about tasks that run
        assert not bench.tasks.running()
        event.setAccepted(filled.may_close())

    bench.main_window.closeEvent = closing
    for entry in filled.register.entries[:2]:
        filled.edit_project(entry.uuid)
        idle()
    for number, dialog in enumerate(filled.dialogs.shown):
        dialog.title.setText(f"beim Beenden gespeichert {number}")
    answers.next = "save"
    bench.main_window.close()
    assert bench.main_window.isVisible()
    qtbot.waitUntil(lambda: not bench.main_window.isVisible(), timeout=10_000)
    assert answers.asked == ["unsaved", "unsaved"]
    saved = {one.title for one in filled.register.store.list_projects()}
    assert saved >= {"beim Beenden gespeichert 0", "beim Beenden gespeichert 1"}


def test_a_save_that_fails_at_the_end_of_qgis_keeps_qgis_open(filled, bench, idle, answers, qtbot, monkeypatch):
    filled.edit_project(filled.register.entries[0].uuid)
    idle()
    (dialog,) = filled.dialogs.shown
    dialog.title.setText("nicht gespeichert")
    held = filled.register.store
    monkeypatch.setattr(held, "save", lambda *_: held.get("nothing of this name"))
    bench.main_window.closeEvent = lambda event: event.setAccepted(filled.may_close())
    answers.next = "save"
    bench.main_window.close()
    idle()
    qtbot.wait(150)  # longer than the pause before the second attempt
    assert bench.main_window.isVisible()
    assert (dialog.is_open, dialog.title.text()) == (True, "nicht gespeichert")


def test_a_register_in_a_folder_of_a_cloud_service_is_opened_with_a_warning(room, idle, tmp_path):
    folder = tmp_path / "OneDrive - Stadt Herne"
    folder.mkdir()
    room.register.create(folder / "register.gpkg")
    idle()
    assert room.notice.isVisibleTo(room)
    assert room.notice.text().startswith("OneDrive keeps this folder alike on several computers")
