# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of projects with the mouse: table, filters, map, several at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsRectangle
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QPoint, Qt
from qgis.PyQt.QtGui import QAction, QGuiApplication
from qgis.PyQt.QtWidgets import QAbstractItemView, QApplication, QDialogButtonBox, QPushButton
from qgis.PyQt.QtXml import QDomDocument

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.field_edit import editable_fields
from ruhr_smartcity_plugin.core.projects.filters import Facet
from ruhr_smartcity_plugin.core.projects.list_columns import ListColumn
from ruhr_smartcity_plugin.core.projects.record import (
    Project,
    ProjectMunicipality,
    Site,
    SiteShape,
    Visibility,
    new_uuid,
)
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.gui.projects import list_map, themes_button
from ruhr_smartcity_plugin.gui.projects.field_edit_dialog import FieldEditDialog
from ruhr_smartcity_plugin.gui.projects.project_list import COLUMNS
from tests.adapters.projects.bundles import ESSEN, full, simple, with_title
from tests.gui.projects.keys import enter

CANARY = "KANARIENVOGEL"


def titles(room):
    return [room.model.index(row, 0).data() for row in range(room.model.rowCount())]


def button_at(widget, text):
    return next(one for one in widget.findChildren(QPushButton) if one.text() == text)


def shown_project(title, status, x, **values):
    project = Project(title=title, status=status, main_field="MOB", summary="s", kind="DIEN", phase="P1",
                      spatial_effect="GEM", visibility=Visibility.PUBLIC, **values)
    site = Site(coordinates=(x, 5705000.0), label=title, visibility=Visibility.PUBLIC)
    return ProjectBundle(project=project, sites=(site,), municipalities=(ProjectMunicipality(ESSEN, "FEDER"),))


@pytest.fixture
def three(open_room, idle, bench, qtbot):
    """A room with Zoo (planned), Ärzte and Bach (in progress), each with a place, on the map."""
    store = open_room.register.store
    for bundle in (shown_project("Zoo", "GEPL", 360000.0, as_of=date(2026, 1, 2)),
                   shown_project("Ärzte", "UMS", 370000.0),
                   shown_project("Bach", "UMS", 380000.0, as_of=date(2026, 1, 1))):
        store.save(bundle, 0, "bert")
    open_room.open_file(str(open_room.register.path))
    idle()
    # The map is zoomed when the last of the layers has come.
    qtbot.waitUntil(lambda: len(bench.project.mapLayers()) == 3 and not bench.canvas.extent().isEmpty(), timeout=10_000)
    return open_room


def test_a_wide_dock_shows_a_table_whose_heads_sort_and_whose_columns_are_remembered(three, qtbot, bench):
    assert titles(three) == ["Ärzte", "Bach", "Zoo"], "as a German dictionary has them"
    assert not three.views.is_table
    three.resize(1000, 600)
    qtbot.waitUntil(lambda: three.views.is_table)
    header, number = three.views.table.horizontalHeader(), COLUMNS.index(ListColumn.AS_OF)
    header.resizeSection(COLUMNS.index(ListColumn.TITLE), 80)
    place = QPoint(header.sectionViewportPosition(number) + 10, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert titles(three) == ["Bach", "Zoo", "Ärzte"], "what is not stated comes last"
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert titles(three) == ["Zoo", "Bach", "Ärzte"]
    menu = three.views.column_menu()
    next(one for one in menu.actions() if one.objectName() == "column_code").trigger()
    qtbot.mouseClick(three.table_button, Qt.MouseButton.LeftButton)  # back to the list, for good
    assert not three.views.is_table
    three.search.setText("a")
    again = type(three)(bench)
    qtbot.addWidget(again)
    again.resize(1000, 600)
    again.show()
    assert not again.views.is_table
    assert not again.views.table.isColumnHidden(COLUMNS.index(ListColumn.CODE))
    assert again.views.table.columnWidth(0) == 80
    assert again.search.text() == "a"
    qtbot.waitUntil(lambda: titles(again) == ["Bach", "Ärzte"], timeout=3000)  # as sorted and searched for before
    assert header.sortIndicatorOrder() == again.views.table.horizontalHeader().sortIndicatorOrder()
    assert again.views.table.horizontalHeader().sortIndicatorSection() == number
    again.close_room()


def test_both_views_have_one_selection_and_it_survives_sorting_and_searching(three, qtbot):
    three.views.select([one.uuid for one in three.register.entries if one.title != "Zoo"])
    three.views.choose_table(True)
    assert len(three.views.table.selectionModel().selectedRows()) == 2
    three.views.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert [one.title for one in three.views.selected()] == ["Bach", "Ärzte"]
    enter(three.search, "bach")
    assert [one.title for one in three.views.selected()] == ["Bach"]
    assert three.detail.title() == "Detail"


def test_ticking_a_filter_narrows_and_a_click_on_its_chip_takes_it_away(three, qtbot, bench):
    qtbot.mouseClick(three.filter_button, Qt.MouseButton.LeftButton)
    popup, tree = three.filter_popup, three.filter_popup.tree
    assert popup.isVisible()
    enter(popup.words, load_vocabulary().text("VSTATUS", "UMS"))
    group = next(tree.topLevelItem(row) for row in range(tree.topLevelItemCount())
                 if tree.topLevelItem(row).text(0) == "Status")
    item = group.child(0)
    assert (group.childCount(), item.text(1)) == (1, "2")
    tree.scrollToItem(item)
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualItemRect(item).center())
    assert titles(three) == ["Ärzte", "Bach"]
    assert three.count.text() == "2 of 3 projects"
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    # The QGIS project remembers it, another one has its own.
    kept = bench.project.readEntry("ruhr_smartcity", "project_filter")[0]
    chip = three.filter_bar.findChild(type(three.filter_button), "filter_chip_0")
    assert chip.text().startswith("Status: ")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(titles(three)) == 3
    assert not three.filter_bar.isVisible()
    bench.project.writeEntry("ruhr_smartcity", "project_filter", kept)
    bench.project.readProject.emit(QDomDocument())
    assert len(titles(three)) == 2


def test_an_empty_list_says_what_hides_the_projects_and_one_click_shows_them(three, qtbot, bench):
    three.content.switch(Facet.STATUS, "ABGB", True)
    bench.area.choose(AreaKind.MUNICIPALITY, "05911000")
    enter(three.search, "nichts")
    assert three.nothing.isVisible()
    for part in ("“nichts”", "area Bochum", "Status: "):
        assert part in three.nothing.text.text()
    qtbot.mouseClick(three.nothing.button, Qt.MouseButton.LeftButton)
    assert len(titles(three)) == 3
    assert not three.nothing.isVisible()


def test_the_extent_filter_follows_the_map(three, qtbot, bench):
    bench.canvas.setExtent(QgsRectangle(369000, 5704000, 371000, 5706000))
    three.content.set_in_extent(True)
    assert titles(three) == ["Ärzte"]
    bench.canvas.setExtent(QgsRectangle(379000, 5704000, 381000, 5706000))
    qtbot.waitUntil(lambda: titles(three) == ["Bach"], timeout=3000)


def test_list_and_map_select_the_same_projects_both_ways(three, qtbot, bench):
    layer = three.map.layers.find(three.register.path, "project_points")
    by_label = {one["label"]: one.id() for one in layer.getFeatures()}
    where = three.list.visualRect(three.model.index(0, 0)).center()
    qtbot.mouseClick(three.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(lambda: layer.selectedFeatureIds() == [by_label["Ärzte"]], timeout=3000)
    layer.selectByIds([by_label["Bach"], by_label["Zoo"]])
    assert [one.title for one in three.views.selected()] == ["Bach", "Zoo"]
    qtbot.wait(200)  # nothing is sent back
    assert len(layer.selectedFeatureIds()) == 2
    qtbot.mouseClick(three.map_button, Qt.MouseButton.LeftButton)
    extent = bench.canvas.extent()
    assert extent.contains(360000, 5705000)
    assert extent.contains(380000, 5705000)
    enter(three.search, "zoo")
    qtbot.waitUntil(lambda: layer.selectedFeatureIds() == [by_label["Zoo"]], timeout=3000)
    layer.selectByIds([by_label["Bach"], by_label["Zoo"]])
    assert "1 project selected on the map" in three.banner.text
    qtbot.mouseClick(button_at(three.banner, "Show all"), Qt.MouseButton.LeftButton)
    assert len(titles(three)) == 3


def test_places_that_only_the_internal_layer_shows_are_not_selected_in_the_public_one(three, qtbot, idle):
    """QGIS would count features that its layer does not have."""
    quiet = shown_project("Leise", "UMS", 352000.0)
    hidden = replace(quiet.sites[0], uuid=new_uuid(), visibility=Visibility.NETWORK)
    intern = shown_project("Intern", "UMS", 353000.0)
    intern = replace(intern, project=replace(intern.project, visibility=Visibility.NETWORK))
    for bundle in (replace(quiet, sites=(*quiet.sites, hidden)), intern):
        three.register.store.save(bundle, 0, "bert")
    three.register.reload()
    idle()
    three.map.show_internal()
    idle()
    find = three.map.layers.find
    qtbot.waitUntil(lambda: find(three.register.path, "project_points_internal") is not None, timeout=3000)
    public, internal = (find(three.register.path, one) for one in ("project_points", "project_points_internal"))
    three.views.select([one.uuid for one in three.register.entries])
    qtbot.waitUntil(lambda: internal.selectedFeatureCount() == 6, timeout=3000)
    assert public.selectedFeatureCount() == len(list(public.getFeatures())) == 4


def test_what_is_selected_in_one_layer_replaces_what_came_from_others_and_shows_in_all(three, qtbot, idle):
    """Else one click on the map and Delete would take two projects."""
    route = Site(shape=SiteShape.LINE, coordinates=(((360000.0, 5705000.0), (361000.0, 5705000.0)),),
                 visibility=Visibility.PUBLIC)
    tram = shown_project("Tram", "UMS", 350000.0)
    for bundle in (tram, shown_project("Tunnel", "UMS", 351000.0)):
        three.register.store.save(replace(bundle, sites=(*bundle.sites, replace(route, uuid=new_uuid()))), 0, "bert")
    three.register.reload()
    idle()
    points, lines = (three.map.layers.find(three.register.path, one) for one in ("project_points", "project_lines"))
    at = {one["title"]: one.id() for one in points.getFeatures()}
    chosen = lambda: [one.title for one in three.views.selected()]  # noqa: E731
    three.views.select([tram.project.uuid])
    qtbot.waitUntil(lambda: points.selectedFeatureIds() == [at["Tram"]] and lines.selectedFeatureCount() == 1)
    points.selectByIds([at["Bach"]])  # a click on the map
    assert (chosen(), lines.selectedFeatureCount()) == (["Bach"], 0)
    points.select(at["Tunnel"])  # a click with Shift
    assert (chosen(), lines.selectedFeatureCount()) == (["Bach", "Tunnel"], 1)
    points.deselect(at["Bach"])
    assert (chosen(), lines.selectedFeatureCount()) == (["Tunnel"], 1)
    lines.selectAll()
    assert chosen() == ["Tram", "Tunnel"]
    assert points.selectedFeatureCount() == 2
    points.removeSelection()
    assert (chosen(), lines.selectedFeatureCount()) == ([], 0)


def test_layers_that_count_their_features_anew_select_by_the_projects_id(three, monkeypatch, qtbot):
    """As QGIS does for the views of a database."""
    monkeypatch.setattr(list_map, "_has_row_ids", lambda _layer: False)
    layer = three.map.layers.find(three.register.path, "project_points")
    by_label = {one["label"]: one.id() for one in layer.getFeatures()}
    three.views.select([one.uuid for one in three.register.entries if one.title == "Zoo"])
    qtbot.waitUntil(lambda: layer.selectedFeatureIds() == [by_label["Zoo"]], timeout=3000)
    layer.selectByIds([by_label["Bach"]])
    assert [one.title for one in three.views.selected()] == ["Bach"]


def edit_dialog(room, idle):
    room.views.table.selectAll()
    room.actions_of_list.edit_field()
    idle()
    return room.findChild(FieldEditDialog)


def choose(dialog, qtbot, idle, name, value):
    dialog.field.setCurrentIndex(next(row for row, one in enumerate(editable_fields()) if one.name == name))
    dialog.value.setCurrentIndex(dialog.value.findData(value))
    qtbot.waitUntil(lambda: dialog.plan is not None and dialog.plan.undo.field.name == name, timeout=3000)
    idle()


def test_one_field_is_changed_for_several_projects_and_taken_back(three, qtbot, idle):
    dialog = edit_dialog(three, idle)
    choose(dialog, qtbot, idle, "status", "ABGS")
    choose(dialog, qtbot, idle, "status", "UMS")
    qtbot.waitUntil(lambda: dialog.preview.text().startswith("Changes 1 project."), timeout=3000)
    assert "Stays the same for 2 projects." in dialog.preview.text()
    dialog.comment.setText("Beschluss")
    qtbot.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Save), Qt.MouseButton.LeftButton)
    idle()
    store = three.register.store
    assert {one.status for one in store.list_projects()} == {"UMS"}
    assert three.banner.text == "1 project changed."
    zoo = next(one for one in store.list_projects() if one.title == "Zoo")
    assert (store.history(zoo.uuid)[0].comment, zoo.version) == ("Beschluss", 2)
    qtbot.mouseClick(button_at(three.banner, "Undo"), Qt.MouseButton.LeftButton)
    idle()
    assert next(one for one in store.list_projects() if one.title == "Zoo").status == "GEPL"
    assert store.versions()[zoo.uuid] == (3, False)


def test_the_tab_key_goes_from_the_field_to_its_new_value_whichever_field_it_is(three, qtbot, idle):
    dialog = edit_dialog(three, idle)
    for name in ("phase", "progress_percent"):
        dialog.field.setCurrentIndex(next(row for row, one in enumerate(editable_fields()) if one.name == name))
        idle()
        qtbot.waitUntil(dialog.value.isVisible, timeout=3000)
        dialog.field.setFocus()
        qtbot.keyClick(dialog.field, Qt.Key.Key_Tab)
        assert dialog.focusWidget() is dialog.value
        qtbot.keyClick(dialog.value, Qt.Key.Key_Tab)
        assert dialog.focusWidget() is dialog.comment
    idle()


def test_what_would_break_a_rule_is_left_out_with_its_reason(three, qtbot, idle):
    dialog = edit_dialog(three, idle)
    choose(dialog, qtbot, idle, "status", "BETR")  # needs a later phase
    assert dialog.reasons.count() == 3
    assert dialog.reasons.item(0).text().startswith("Ärzte: A project in operation")
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled()
    dialog.reject()


def test_a_record_saved_meanwhile_is_named_and_nothing_is_half_saved(three, qtbot, idle):
    store = three.register.store
    dialog = edit_dialog(three, idle)
    choose(dialog, qtbot, idle, "status", "WART")
    zoo = next(one for one in store.list_projects() if one.title == "Zoo")
    store.save(with_title(store.get(zoo.uuid), "Zoo neu"), 1, "Carla")
    dialog.save()
    idle()
    assert "“Zoo”: Carla has saved this project" in three.banner.text
    assert sorted(one.status for one in store.list_projects()) == ["GEPL", "UMS", "UMS"]
    # The list still knows the old version: the next plan says so before anybody presses Save.
    dialog = edit_dialog(three, idle)
    choose(dialog, qtbot, idle, "status", "WART")
    assert dialog.reasons.item(0).text() == "Zoo: was saved by Carla meanwhile"
    assert not dialog.plan.is_possible
    dialog.reject()


def test_several_are_deleted_with_one_question_and_all_or_none(three, qtbot, idle, answers):
    store = three.register.store
    three.views.table.selectAll()
    answers.next = "delete"
    zoo = next(one for one in store.list_projects() if one.title == "Zoo")
    store.save(with_title(store.get(zoo.uuid), "Zoo neu"), 1, "Carla")
    qtbot.mouseClick(three.delete_button, Qt.MouseButton.LeftButton)
    idle()
    assert "“Zoo”: Carla" in three.banner.text
    assert len(store.list_projects()) == 3
    three.register.reload()
    idle()
    three.views.table.selectAll()
    qtbot.mouseClick(three.delete_button, Qt.MouseButton.LeftButton)
    idle()
    assert store.list_projects() == ()
    assert answers.asked == ["delete_question"] * 2


def test_clipboard_and_dragging_carry_public_projects_and_public_columns_only(three, qtbot, idle):
    store = three.register.store
    secret = full()
    store.save(replace(secret, project=replace(secret.project, title=CANARY)), 0, CANARY)
    public = shown_project("=offen", "UMS", 375000.0)
    store.save(replace(public, internal=replace(public.internal, internal_note=CANARY)), 0, CANARY)
    three.register.reload()
    idle()
    three.views.table.selectAll()
    assert CANARY in titles(three)
    three.actions_of_list.copy()
    text = QGuiApplication.clipboard().text()
    assert CANARY not in text
    assert text.count("\n") == 4
    assert "'=offen\t" in text
    assert "Not copied: 1 internal project." in three.banner.text
    selection = three.views.selection
    dragged = three.model.mimeData(selection.selectedIndexes())
    assert (dragged.formats(), dragged.text()) == (["text/plain"], text)
    assert three.list.dragDropMode() == QAbstractItemView.DragDropMode.DragOnly


def test_another_name_in_the_options_changes_what_is_mine_when_qgis_is_in_front_again(three, bench, idle, qtbot):
    three.content.switch(Facet.MINE, "yes", True)
    assert titles(three) == []
    bench.settings.user_name.setValue(three.register.entries[0].changed_by)
    three.activateWindow()
    QApplication.sendEvent(three, QEvent(QEvent.Type.ActivationChange))
    idle()
    assert len(titles(three)) == 3


def test_the_context_menu_duplicates_into_a_new_record(three, qtbot, idle):
    three.views.select([three.register.entries[0].uuid])
    menu = three.actions_of_list.menu()
    next(one for one in menu.actions() if one.objectName() == "menu_duplicate").trigger()
    idle()
    (dialog,) = three.dialogs.shown
    assert dialog.bundle().project.version == 0
    order = next(one for one in menu.findChildren(QAction) if one.objectName() == "sort_changed_at")
    order.trigger()
    assert titles(three) == ["Bach", "Ärzte", "Zoo"], "the last change first"
    three.views.table.selectAll()
    possible = {one.objectName(): one.isEnabled() for one in three.actions_of_list.menu().actions()}
    assert not possible["menu_edit"]
    assert possible["menu_edit_field"]


def test_a_filter_names_my_municipality_in_the_settings(three, bench, idle):
    store = three.register.store
    store.save(replace(simple("mein"), project=replace(simple().project, title="mein")), 0, "Anna Ärmel")
    three.register.reload()
    idle()
    three.content.switch(Facet.MINE, "yes", True)
    assert titles(three) == ["mein"]
    three.content.set_home(ESSEN)
    assert three.content.home_name() == "Essen"
    idle()


def test_projects_are_filtered_by_the_lead_themes_of_a_city_and_by_own_ones(three, bench, idle, qtbot, tmp_path,
                                                                           monkeypatch):
    popup = three.filter_popup

    def choose(name):
        popup.themes.menu().aboutToShow.emit()
        next(one for one in popup.themes.menu().actions() if one.objectName() == name).trigger()
        idle()

    choose("themes_bochum")
    assert popup.themes.text() == "Themes: Lead themes of the city of Bochum"
    theme = "nachhaltige Mobilität und Umweltschutz"
    assert three.content.counts(Facet.THEME) == {theme: 3}
    three.content.switch(Facet.THEME, theme, True)
    assert three.content.title(Facet.THEME, theme) == f"Lead themes of the city of Bochum: {theme}"

    target = tmp_path / "Leitthemen Herne.csv"
    monkeypatch.setattr(themes_button, "ask_where_to_save", lambda *_args: target)
    choose("save_themes")
    rows = target.read_text(encoding="utf-8-sig").splitlines()
    assert f"MOB;{load_vocabulary().text('VFIELD', 'MOB')};{theme}" in rows
    target.write_text("\n".join(["Code;Thema", "MOB;Unterwegs in Herne"]), encoding="cp1252")
    monkeypatch.setattr(themes_button.QFileDialog, "getOpenFileName", lambda *_args: (str(target), ""))
    choose("read_themes")
    popup.themes.show_title()
    assert popup.themes.text() == "Themes: Leitthemen Herne"
    assert three.content.filter.is_empty  # what was chosen of the other list is gone with it
    assert three.content.counts(Facet.THEME) == {"Unterwegs in Herne": 3}

    target.write_text("Code;Thema\nXXX;?\nMOB;a", encoding="utf-8")
    choose("read_themes")
    assert "“XXX” is no field of action" in three.banner.text
    assert popup.themes.text() == "Themes: Leitthemen Herne"
    choose("themes_none")
    assert three.content.counts(Facet.THEME) == {}
    popup.themes.menu().aboutToShow.emit()
    assert "themes_own" in [one.objectName() for one in popup.themes.menu().actions()]  # it can be chosen again


def test_own_themes_that_are_read_after_the_room_is_gone_are_dropped(three, bench, tmp_path, monkeypatch, qtbot):
    crashes = []
    monkeypatch.setattr("sys.excepthook", lambda *error: crashes.append(error))
    path = tmp_path / "x.csv"
    path.write_text("Code;Thema\nMOB;a", encoding="utf-8")
    content = three.content
    content.read_themes(path)
    sip.delete(content)
    qtbot.waitUntil(lambda: not bench.tasks.running())
    assert not crashes
    assert bench.messages.problems() == []
    assert bench.settings.project_themes.value() == ""
