# SPDX-License-Identifier: GPL-2.0-or-later
"""Narrowing by facets, with mouse and keyboard: a planner in Herne looks for trees in Bochum under an open licence."""

from __future__ import annotations

import doctest
from datetime import date

import pytest
from qgis.PyQt.QtCore import QDate, QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QToolButton

from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder
from ruhr_smartcity_plugin.gui.catalogue import button_text
from ruhr_smartcity_plugin.gui.catalogue.dragging import MIME_TYPE, mime_of, reference_in
from ruhr_smartcity_plugin.gui.catalogue.hit_menu import hit_menu
from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom
from ruhr_smartcity_plugin.gui.states import EMPTY
from tests.gui.catalogue.gestures import press, titles
from tests.support.finder import BOCHUM, ROOT, demo_entries, demo_finder, demo_states, entry, many_entries


@pytest.fixture
def room(workbench, qtbot):
    made = open_room(workbench, qtbot, demo_finder())
    yield made
    made.close_room()


def open_room(workbench, qtbot, finder) -> CatalogueRoom:
    """Return the room on an index, with its filters unfolded."""
    workbench.shared["finder"] = finder
    workbench.shared["sources"].services = tuple  # none: what is counted here are the entries of the index
    made = CatalogueRoom(workbench)
    qtbot.addWidget(made)
    made.resize(360, 760)
    made.show()
    QTest.mouseClick(made.filter_button, Qt.MouseButton.LeftButton)
    return made


def group(room, facet: Facet):
    return room.facets.tree.topLevelItem(list(Facet).index(facet))


def values(room, facet: Facet) -> dict:
    """Return the shown values of a group with their counts."""
    top = group(room, facet)
    return {top.child(row).text(0): top.child(row).text(1) for row in range(top.childCount())}


def value_item(room, facet: Facet, text: str):
    top = group(room, facet)
    (found,) = [top.child(row) for row in range(top.childCount()) if top.child(row).text(0) == text]
    return found


def click(room, facet: Facet, text: str) -> None:
    """Click the text of a value (not its box)."""
    top, tree = group(room, facet), room.facets.tree
    top.setExpanded(True)
    item = value_item(room, facet, text)
    tree.scrollToItem(item)
    at = QPoint(tree.visualItemRect(item).right() - 5, tree.visualItemRect(item).center().y())
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)


def chips(room) -> list:
    return [one.text() for one in room.chips.findChildren(QToolButton)
            if one.objectName().startswith("chip_active") and one.isVisible()]  # fmt: skip


# --- ticking ---------------------------------------------------------------------------------------
def test_a_planner_finds_the_open_register_of_trees_in_bochum(room):
    room.words.setText("Baumkataster")
    QTest.keyClick(room.words, Qt.Key.Key_Return)
    assert values(room, Facet.MUNICIPALITY) == {"Bochum": "1", "Essen": "1", "Herne": "1"}
    click(room, Facet.MUNICIPALITY, "Bochum")
    click(room, Facet.LICENCE, "open")
    assert titles(room) == ["Baumkataster Bochum"]
    assert room.filter_button.text() == "&Filter (2)"
    assert chips(room) == ["Bochum ×"]
    assert room.open_chip.isChecked()


def test_the_space_bar_ticks_and_arrows_fold(room):
    tree = room.facets.tree
    tree.setCurrentItem(value_item(room, Facet.MUNICIPALITY, "Bochum"))
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert room.narrowing.chosen(Facet.MUNICIPALITY) == {BOCHUM}
    assert room.model.rowCount() == 3
    assert tree.currentItem().text(0) == "Bochum"
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert room.model.rowCount() == 8
    tree.setCurrentItem(group(room, Facet.MUNICIPALITY))
    QTest.keyClick(tree, Qt.Key.Key_Left)
    assert not group(room, Facet.MUNICIPALITY).isExpanded()
    assert "municipality" not in room.settings.catalogue_groups.value()


def test_a_click_on_the_box_ticks_once(room, qtbot):
    tree, item = room.facets.tree, value_item(room, Facet.LICENCE, "open")
    tree.scrollToItem(item)
    rect = tree.visualItemRect(item)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 8, rect.center().y()))
    assert room.narrowing.chosen(Facet.LICENCE) == {"open"}


def test_counts_follow_the_other_facets_and_a_chosen_value_stays_with_zero(room):
    click(room, Facet.LICENCE, "open")
    assert values(room, Facet.MUNICIPALITY)["Bochum"] == "3"
    click(room, Facet.MUNICIPALITY, "Herne")
    room.words.setText("Haushaltsplan")
    QTest.keyClick(room.words, Qt.Key.Key_Return)
    assert values(room, Facet.MUNICIPALITY)["Herne"] == "0"
    assert room.banner.state == EMPTY
    press(room, "Remove filters")
    assert titles(room) == ["Haushaltsplan 2026"]


def test_values_are_searched_in_all_groups(room):
    QTest.keyClicks(room.facets.words, "herne")
    assert list(values(room, Facet.MUNICIPALITY)) == ["Herne"]
    assert list(values(room, Facet.PUBLISHER)) == ["Stadt Herne"]
    assert group(room, Facet.LICENCE).isHidden()
    room.facets.words.clear()
    assert not group(room, Facet.LICENCE).isHidden()


def test_long_groups_show_the_first_and_more_on_demand(room, workbench):
    workbench.shared["finder"] = MemoryFinder(many_entries(200), demo_states(), 1000)
    room.words.setText("Datensatz")
    QTest.keyClick(room.words, Qt.Key.Key_Return)
    rows = values(room, Facet.PUBLISHER)
    assert len(rows) == 7
    assert list(rows)[-1] == "44 more …"
    click(room, Facet.PUBLISHER, "44 more …")
    assert len(values(room, Facet.PUBLISHER)) == 50


def test_the_same_facets_narrow_the_shipped_lists(room):
    room.open_sample()
    assert room.model.rowCount() == 6
    assert group(room, Facet.MUNICIPALITY).childCount() >= 2
    click(room, Facet.MUNICIPALITY, "Herne")
    assert titles(room) == ["Baustellen (Beispiel)"]


# --- chips -----------------------------------------------------------------------------------------
def test_chips_take_conditions_away_one_by_one_or_all(room):
    click(room, Facet.MUNICIPALITY, "Bochum")
    click(room, Facet.MUNICIPALITY, "Herne")
    click(room, Facet.FORMAT, "WFS")
    assert chips(room) == ["Bochum ×", "Herne ×", "WFS ×"]
    chip = room.chips.findChild(QToolButton, "chip_active_0")
    assert chip.accessibleName() == "Remove the filter Municipality: Bochum"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chips(room) == ["Herne ×", "WFS ×"]
    assert value_item(room, Facet.MUNICIPALITY, "Bochum").checkState(0) == Qt.CheckState.Unchecked
    QTest.mouseClick(room.chips.findChild(QToolButton, "chip_all_off"), Qt.MouseButton.LeftButton)
    assert chips(room) == []
    assert room.model.rowCount() == 8


def test_foreign_names_in_chips_and_filters_are_text(room, workbench):
    evil = "<b>A & B</b> <img src=file:///etc/hostname>"
    workbench.shared["finder"] = MemoryFinder((entry("x", "X", publisher=evil),), demo_states(), 1)
    room.course.show_index()
    room.narrowing.choose(Facet.PUBLISHER, evil)
    (chip,) = chips(room)
    assert "&&" in chip
    shown = room.chips.findChild(QToolButton, "chip_active_0")
    assert "<" not in shown.toolTip()
    assert list(values(room, Facet.PUBLISHER)) == [evil]
    assert room.facets.tree.topLevelItem(3).child(0).toolTip(0) == ""


def test_the_date_narrows_and_its_chip_takes_it_away(room):
    room.facets.since.setDate(QDate(2026, 11, 5))
    assert room.narrowing.since == date(2026, 11, 5)
    assert set(titles(room)) == {"Baustellen", "Bebauungspläne", "Schulstandorte"}
    assert len(chips(room)) == 1
    QTest.mouseClick(room.chips.findChild(QToolButton, "chip_active_0"), Qt.MouseButton.LeftButton)
    assert room.facets.since.isNull()
    assert room.model.rowCount() == 8


# --- a narrow dock ---------------------------------------------------------------------------------
def test_filters_fit_320_pixels_and_show_the_hits_below(room):
    room.resize(320, 640)
    click(room, Facet.MUNICIPALITY, "Bochum")
    click(room, Facet.FORMAT, "WFS")
    assert room.minimumSizeHint().width() <= 320
    assert room.list.isVisible()
    assert room.list.height() >= 2 * room.list.sizeHintForRow(0)
    room.list.setCurrentIndex(room.model.index(0))
    assert not room.detail.isVisible()
    QTest.mouseClick(room.filter_button, Qt.MouseButton.LeftButton)
    assert room.detail.isVisible()


def test_the_tree_says_facet_value_and_count_to_screen_readers(room):
    item = value_item(room, Facet.MUNICIPALITY, "Bochum")
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "Municipality: Bochum, 3 hits"


def test_the_examples_of_texts_on_buttons_hold():
    result = doctest.testmod(button_text)
    assert (result.failed, result.attempted) == (0, 1)


# --- menu and drag ---------------------------------------------------------------------------------
def test_the_menu_narrows_to_the_publisher_and_adds_what_can_be_loaded(room):
    menu = hit_menu(room, demo_entries()[0])
    texts = {action.text(): action for action in menu.actions()}
    assert texts["Add to map"].isEnabled()
    texts["Only of Stadt Bochum"].trigger()
    assert room.model.rowCount() == 3
    plan = hit_menu(room, demo_entries()[5])
    assert not plan.actions()[0].isEnabled()
    for one in (menu, plan):
        one.deleteLater()


def test_only_what_can_be_loaded_can_be_dragged(room):
    flags = {titles(room)[row]: bool(room.model.flags(room.model.index(row)) & Qt.ItemFlag.ItemIsDragEnabled)
             for row in range(room.model.rowCount())}  # fmt: skip
    assert flags["Baumkataster Bochum"]
    assert not flags["Haushaltsplan 2026"]
    assert room.model.mimeTypes() == [MIME_TYPE]


def test_an_entry_dropped_on_the_map_is_added_as_the_button_adds_it(room):
    asked = []
    room.adding.add = lambda dataset, distribution: asked.append((dataset.key, distribution.kind.name))
    mime = room.model.mimeData([room.model.index(0)])
    viewport = room.workbench.canvas.viewport()
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                            Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(viewport, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                      Qt.KeyboardModifier.NoModifier, QEvent.Type.Drop)  # fmt: skip
    QApplication.sendEvent(viewport, drop)
    assert asked == [("baum-bo", "WFS")]


@pytest.mark.parametrize(
    "payload", [b"", b"x", b"[]", b'["a"]', b"[1, 2]", b'["a", "b", "c"]', b'{"a": 1}', b"\xff", b"null"]
)
def test_a_broken_drag_is_none_of_ours(room, payload):
    mime = mime_of(demo_entries()[0])
    assert reference_in(mime) == (ROOT, "baum-bo", -1, "")
    mime.setData(MIME_TYPE, payload)
    assert reference_in(mime) is None


def test_a_theme_saved_in_another_spelling_is_the_row_that_counts_and_can_be_unticked(workbench, qtbot):
    entries = [entry("a", "Klimaanalyse", themes=("Umwelt & Klima",)), entry("b", "Kitas", themes=("Soziales",))]
    made = open_room(workbench, qtbot, MemoryFinder(entries, demo_states()))
    try:
        made.narrowing.take(FindQuery("", {Facet.THEME: frozenset({"umwelt-klima"})}))
        assert titles(made) == ["Klimaanalyse"]
        assert values(made, Facet.THEME) == {"Soziales": "1", "Umwelt & Klima": "1"}
        assert value_item(made, Facet.THEME, "Umwelt & Klima").checkState(0) == Qt.CheckState.Checked
        click(made, Facet.THEME, "Umwelt & Klima")
        assert len(titles(made)) == 2
    finally:
        made.close_room()


def test_in_a_wide_dock_the_hits_get_most_of_the_width_whatever_was_set_before(room, qtbot):
    room.resize(340, 640)
    click(room, Facet.MUNICIPALITY, "Bochum")
    room.list.setCurrentIndex(room.model.index(0))
    room.resize(900, 640)
    qtbot.waitUntil(room.detail.isVisible)
    qtbot.waitUntil(lambda: room.list.width() > max(room.facets.width(), room.detail.width()))
    room.resize(340, 640)
    qtbot.waitUntil(lambda: not room.detail.isVisible())
    assert room.list.height() >= 2 * room.list.sizeHintForRow(0)


def test_the_shelf_opens_beside_the_detail_after_the_filters_were_used(room, qtbot):
    room.resize(340, 640)
    for _time in range(2):
        QTest.mouseClick(room.filter_button, Qt.MouseButton.LeftButton)
    room.list.setCurrentIndex(room.model.index(0))
    room.keeping.toggle(room.list.current())
    room.shelf_button.click()
    room.show_on_shelf(room.keeping.shelf.favourites[0])
    qtbot.waitUntil(lambda: room.detail.isVisible() and room.shelf_page.height() > 80)
