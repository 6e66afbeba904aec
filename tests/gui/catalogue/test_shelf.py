# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeping entries and searches, by gestures, on a real shelf in a file of its own."""

from __future__ import annotations

import json

import pytest
from qgis.core import QgsRectangle
from qgis.PyQt.QtCore import QCoreApplication, QPoint, Qt
from qgis.PyQt.QtGui import QContextMenuEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QPushButton

from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.portals.parts import ChosenParts, Part
from ruhr_smartcity_plugin.core.catalogue.shelf import Shelf
from ruhr_smartcity_plugin.core.catalogue.shelf_record import SavedSearch
from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.gui.catalogue import keeping
from ruhr_smartcity_plugin.gui.catalogue.hit_menu import hit_menu
from ruhr_smartcity_plugin.gui.catalogue.narrowing import ORGANISATION
from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom
from ruhr_smartcity_plugin.gui.catalogue.portal_choice import INDEX, SERVICES
from ruhr_smartcity_plugin.gui.catalogue.shelf_look_up import known_dataset
from ruhr_smartcity_plugin.gui.catalogue.shelf_tree import COLLECTIONS, FAVOURITES, RECENT, SEARCHES
from ruhr_smartcity_plugin.gui.states import EMPTY, FAILED, HIDDEN, PARTLY, STALE, WORKING
from ruhr_smartcity_plugin.gui.two_line_list import SIDE_ROLE
from tests.gui.catalogue.gestures import press, titles
from tests.support.chaos import Chaos
from tests.support.ckan import CkanServer, package
from tests.support.finder import BOCHUM, ROOT, demo_entries, demo_finder, entry
from tests.support.save_dialog import save_as

ID = {one.key: f"{ROOT}\n{one.key}" for one in demo_entries()}


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    return Shelf(tmp_path / "shelf.json")


@pytest.fixture
def room(workbench, qtbot, shelf):
    """The room on the demo index with an empty shelf."""
    workbench.shared.update(finder=demo_finder(), shelf=shelf)
    workbench.shared["sources"].services = tuple  # none: the entries are those of the index
    made = CatalogueRoom(workbench)
    qtbot.addWidget(made)
    made.resize(360, 760)
    made.show()
    yield made
    made.close_room()


@pytest.fixture
def names(monkeypatch):
    """Answer the next questions for a name."""
    waiting = []
    monkeypatch.setattr(keeping, "ask_text", lambda *_: waiting.pop(0))
    return waiting


def open_shelf(room) -> None:
    QTest.mouseClick(room.shelf_button, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert room.shelf_page.isVisible()


def click(room, name: str) -> None:
    QTest.mouseClick(getattr(room.shelf_page, f"{name}_button"), Qt.MouseButton.LeftButton)


def row_texts(room, *path: str) -> list:
    """Return the texts below the row under these names."""
    room.shelf_page.tree.choose(*path)
    item = room.shelf_page.tree.currentItem()
    return [item.child(row).text(0) for row in range(item.childCount())]


def stored(shelf: Shelf) -> Shelf:
    """Return the shelf as a new QGIS would find it."""
    return Shelf(shelf._path)


# --- stars -----------------------------------------------------------------------------------------
def test_a_click_on_the_star_keeps_an_entry_and_another_one_lets_it_go(room, shelf):
    rect = room.list.visualRect(room.model.index(0))
    star = QPoint(rect.right() - 12, rect.top() + 12)
    assert room.model.index(0).data(SIDE_ROLE) == "☆"
    QTest.mouseClick(room.list.viewport(), Qt.MouseButton.LeftButton, pos=star)
    assert room.model.index(0).data(SIDE_ROLE) == "★"
    assert [one.title for one in stored(shelf).favourites] == ["Baumkataster Bochum"]
    assert "is a favourite" in room.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    QTest.mouseClick(room.list.viewport(), Qt.MouseButton.LeftButton, pos=star)
    assert stored(shelf).favourites == ()


def test_control_d_stars_the_chosen_entry(room, shelf):
    room.list.setCurrentIndex(room.model.index(1))
    QTest.keyClick(room.list, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [one.title for one in shelf.favourites] == ["Baumkataster Herne"]


def test_a_shelf_that_cannot_be_written_says_so_and_shows_no_star(room, shelf, tmp_path):
    (tmp_path / "blocked").write_text("no folder", encoding="utf-8")
    shelf._path = tmp_path / "blocked" / "shelf.json"
    room.list.setCurrentIndex(room.model.index(0))
    QTest.keyClick(room.list, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert room.banner.state == FAILED
    assert room.model.index(0).data(SIDE_ROLE) == "☆"


# --- the shelf -------------------------------------------------------------------------------------
def test_the_shelf_takes_the_place_of_the_search_and_gives_it_back(room, shelf):
    shelf.toggle_favourite(demo_entries()[1])
    room.words.setText("Baum")
    open_shelf(room)
    assert not room.words.isVisible()
    assert not room.portals.isVisible()
    assert row_texts(room, FAVOURITES) == ["Baumkataster Herne"]
    room.shelf_page.tree.choose(FAVOURITES, ID["baum-he"])
    assert room.detail.isVisible()
    assert room.actions_row.add_button.isEnabled()
    QTest.mouseClick(room.shelf_button, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert room.words.isVisible()
    assert room.words.text() == "Baum"
    assert not room.detail.isVisible()


def test_esc_leads_back_to_the_search_line(room):
    room.activateWindow()
    open_shelf(room)
    QTest.keyClick(room.shelf_page.tree, Qt.Key.Key_Escape)
    assert not room.shelf_page.isVisible()
    assert room.focusWidget() is room.words
    QTest.keyClick(room.words, Qt.Key.Key_Escape)  # means nothing here
    assert room.words.isVisible()


def right_click(room, monkeypatch, wanted: str) -> list:
    """Open the menu of the chosen row, choose the entry with this text, and return all texts."""
    tree, texts = room.shelf_page.tree, []

    def choose(menu: QMenu, _at: QPoint) -> None:
        every = [one for action in menu.actions() for one in (action.menu().actions() if action.menu() else [action])]
        texts.extend(one.text() for one in every if one.text())
        next(one for one in every if one.text() == wanted).trigger()

    monkeypatch.setattr(QMenu, "exec", choose)
    at = tree.visualItemRect(tree.currentItem()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, tree.viewport().mapToGlobal(at))
    QCoreApplication.sendEvent(tree.viewport(), event)
    return texts


def test_the_menu_of_an_entry_puts_it_into_a_collection(room, shelf, monkeypatch):
    shelf.toggle_favourite(demo_entries()[1])
    shelf.add_collection("Klima")
    open_shelf(room)
    room.shelf_page.tree.choose(FAVOURITES, ID["baum-he"])
    texts = right_click(room, monkeypatch, "Klima")
    assert [one.title for one in shelf.collection("Klima").items] == ["Baumkataster Herne"]
    assert "Add to map" in texts
    assert not [one for one in texts if one.startswith("Only of")]  # narrows a search that is not to be seen


def test_the_menu_of_a_collection_renames_and_removes_it(room, shelf, names, monkeypatch):
    shelf.add_collection("Klima")
    open_shelf(room)
    room.shelf_page.tree.choose(COLLECTIONS, "Klima")
    names.append("Hitze")
    assert right_click(room, monkeypatch, "Rename") == ["Rename", "Remove"]
    assert [one.name for one in shelf.collections] == ["Hitze"]
    room.shelf_page.tree.choose(COLLECTIONS, "Hitze")
    right_click(room, monkeypatch, "Remove")
    assert not shelf.collections


@pytest.mark.server
@pytest.mark.parametrize("fails", [False, True])
def test_a_search_that_goes_on_behind_the_shelf_leaves_it_alone(qtbot, room, shelf, portal, fails):
    shelf.toggle_favourite(demo_entries()[1])
    with Chaos(portal.url, [{"match": "start=0", "fault": "pass", "delay": 0.5}]) as proxy:
        portal.faults_stay, portal.strict = fails, not fails  # one that fails is taken for another kind first
        if fails:
            portal.faults[0] = (500, {}, b"")
        room.portals.add(proxy.url)
        room.search()
        open_shelf(room)
        room.shelf_page.tree.choose(FAVOURITES, ID["baum-he"])
        assert room.detail.isVisible()
        qtbot.waitUntil(lambda: not room.searching.is_running, timeout=15_000)
        assert room.detail.isVisible()
        assert room.banner.state == HIDDEN
    QTest.mouseClick(room.shelf_button, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert room.banner.state == (FAILED if fails else HIDDEN)
    assert room.model.rowCount() == (0 if fails else 121)


@pytest.mark.server
def test_leaving_the_shelf_says_that_a_search_is_still_going_on(qtbot, room, portal):
    with Chaos(portal.url, [{"match": "start=0", "fault": "hang"}]) as proxy:
        room.portals.add(proxy.url)
        room.search()
        open_shelf(room)
        QTest.mouseClick(room.shelf_button, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
        assert room.banner.state == WORKING
        press(room, "Cancel")
        qtbot.waitUntil(lambda: not room.searching.is_running, timeout=15_000)


def test_a_double_click_on_an_entry_adds_it_and_it_was_used_last(room, shelf):
    asked = []
    room.adding.add = lambda dataset, distribution: asked.append((dataset.key, distribution.kind.name))
    shelf.toggle_favourite(demo_entries()[1])
    open_shelf(room)
    room.shelf_page.tree.choose(FAVOURITES, ID["baum-he"])
    QTest.keyClick(room.shelf_page.tree, Qt.Key.Key_Return)
    assert asked == [("baum-he", "WFS")]
    assert row_texts(room, RECENT) == ["Baumkataster Herne"]


def test_collections_are_made_filled_renamed_moved_and_removed_with_a_way_back(room, shelf, names):
    open_shelf(room)
    names += ["Klimaanpassung Essen", "Bäume"]
    click(room, "new")
    click(room, "new")
    assert row_texts(room, COLLECTIONS) == ["Klimaanpassung Essen", "Bäume"]
    for one in demo_entries()[:3]:
        room.keeping.put("Bäume", one)
    room.shelf_page.tree.choose(COLLECTIONS, "Bäume")
    click(room, "up")
    assert row_texts(room, COLLECTIONS) == ["Bäume", "Klimaanpassung Essen"]
    room.shelf_page.tree.choose(COLLECTIONS, "Bäume", ID["baum-bo"])
    click(room, "down")
    in_order = ["Baumkataster Herne", "Baumkataster Bochum", "Baumkataster Essen"]
    assert row_texts(room, COLLECTIONS, "Bäume") == in_order
    room.shelf_page.tree.choose(COLLECTIONS, "Bäume", ID["baum-bo"])
    QTest.keyClick(room.shelf_page.tree, Qt.Key.Key_Delete)
    assert row_texts(room, COLLECTIONS, "Bäume") == ["Baumkataster Herne", "Baumkataster Essen"]
    press(room, "Undo")
    assert row_texts(room, COLLECTIONS, "Bäume") == in_order
    names.append("Stadtbäume")
    room.shelf_page.tree.choose(COLLECTIONS, "Bäume")
    QTest.keyClick(room.shelf_page.tree, Qt.Key.Key_F2)
    assert row_texts(room, COLLECTIONS) == ["Stadtbäume", "Klimaanpassung Essen"]
    room.shelf_page.tree.choose(COLLECTIONS, "Stadtbäume")
    click(room, "remove")
    assert [one.name for one in stored(shelf).collections] == ["Klimaanpassung Essen"]
    press(room, "Undo")
    assert [(one.name, len(one.items)) for one in stored(shelf).collections] == [
        ("Stadtbäume", 3), ("Klimaanpassung Essen", 0),
    ]  # fmt: skip


def test_a_name_that_is_taken_is_refused_in_place(room, shelf, names):
    shelf.add_collection("Bäume")
    open_shelf(room)
    names.append("bäume")
    click(room, "new")
    assert room.banner.state == FAILED
    assert "bäume" in room.banner.text.casefold()


def test_renaming_a_search_to_a_taken_name_deletes_none(room, shelf, names):
    shelf.save_search("alt", FindQuery("a"))
    shelf.save_search("neu", FindQuery("n"))
    open_shelf(room)
    names.append("neu")
    room.shelf_page.tree.choose(SEARCHES, "alt")
    click(room, "rename")
    assert room.banner.state == FAILED
    assert [(one.name, one.query.words) for one in stored(shelf).searches] == [("alt", "a"), ("neu", "n")]


def test_undoing_the_removal_of_a_favourite_that_came_back_meanwhile_leaves_it(room, shelf):
    dataset = demo_entries()[1]
    shelf.toggle_favourite(dataset)
    open_shelf(room)
    room.shelf_page.tree.choose(FAVOURITES, ID["baum-he"])
    click(room, "remove")
    assert stored(shelf).favourites == ()
    shelf.toggle_favourite(dataset)
    press(room, "Undo")
    assert len(stored(shelf).favourites) == 1


def test_the_note_of_a_collection_is_kept_when_its_field_is_left(room, shelf):
    shelf.add_collection("Bäume")
    open_shelf(room)
    assert not room.shelf_page.note.isVisible()
    room.shelf_page.tree.choose(COLLECTIONS, "Bäume")
    room.shelf_page.note.setFocus()
    QTest.keyClicks(room.shelf_page.note, "fuer den Rat")
    room.shelf_page.tree.setFocus()
    room.shelf_page.keep_note()  # offscreen windows are not always active, so focus may not have moved
    assert stored(shelf).collection("Bäume").note == "fuer den Rat"


def test_the_menu_of_a_hit_puts_it_into_a_new_collection(room, shelf, names):
    names.append("Klima")
    menu = hit_menu(room, demo_entries()[7])
    (inside,) = [action.menu() for action in menu.actions() if action.menu()]
    inside.actions()[-1].trigger()
    assert [one.title for one in shelf.collection("Klima").items] == ["Waldflächen der Metropole Ruhr"]
    assert room.banner.state == EMPTY
    assert room.banner.text == "“Waldflächen der Metropole Ruhr” is in the collection “Klima”."
    menu.deleteLater()


def test_collections_go_into_a_file_and_come_back_from_one(room, shelf, tmp_path, monkeypatch):
    shelf.add_collection("Bäume")
    shelf.add_to_collection("Bäume", demo_entries()[0])
    target = tmp_path / "für Herne"
    save_as(monkeypatch, target)
    open_shelf(room)
    click(room, "export")
    assert room.banner.text == "1 collection written to für Herne.json."
    assert "geo.example.org" not in target.with_suffix(".json").read_text(encoding="utf-8")
    room.shelf_page.tree.choose(COLLECTIONS, "Bäume")
    click(room, "remove")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target.with_suffix(".json")), ""))
    click(room, "import")
    assert room.banner.text.startswith("1 collection added.")
    assert [one.title for one in shelf.collection("Bäume").items] == ["Baumkataster Bochum"]


@pytest.mark.parametrize("text", ["", "{", "[]", json.dumps({"format": "x", "collections": []})])
def test_a_file_that_holds_no_collections_is_refused_in_place(room, tmp_path, text):
    path = tmp_path / "fremd.json"
    path.write_text(text, encoding="utf-8")
    open_shelf(room)
    room.shelf_page.import_file(path)
    assert room.banner.state == FAILED
    assert room.keeping.shelf.collections == ()


# --- searches --------------------------------------------------------------------------------------
def test_a_search_is_saved_with_its_filters_and_run_again(qtbot, room, shelf, names):
    room.words.setText("Baumkataster")
    qtbot.waitUntil(lambda: not room.course.is_running, timeout=5_000)
    room.narrowing.choose(Facet.MUNICIPALITY, BOCHUM)
    names.append("Bäume in Bochum")
    room.shelf_mode.save_search()
    assert stored(shelf).searches[0].query == FindQuery("Baumkataster", {Facet.MUNICIPALITY: frozenset({BOCHUM})})
    room.narrowing.clear()
    room.words.clear()
    open_shelf(room)
    room.shelf_page.tree.choose(SEARCHES, "Bäume in Bochum")
    QTest.keyClick(room.shelf_page.tree, Qt.Key.Key_Return)
    assert titles(room) == ["Baumkataster Bochum"]
    assert room.words.isVisible()
    open_shelf(room)
    room.shelf_page.tree.choose(SEARCHES, "Bäume in Bochum")
    click(room, "remove")
    press(room, "Undo")
    assert [one.name for one in stored(shelf).searches] == ["Bäume in Bochum"]


def test_a_search_comes_back_with_its_catalogue_and_its_area(qtbot, room, shelf, names):
    room.workbench.area.choose(AreaKind.DISTRICT, "05562")
    room.portals.choose(SERVICES)
    room.search()
    names.append("Kreis")
    room.shelf_mode.save_search()
    (kept,) = stored(shelf).searches
    assert (kept.catalogue, len(kept.query.area_ags)) == (SERVICES, 10)
    room.portals.choose(INDEX)
    room.workbench.area.choose(AreaKind.MUNICIPALITY, BOCHUM)
    room.shelf_mode.run_search(kept)
    assert room.portals.choice().key == SERVICES
    assert room.workbench.area.area.key == "05562"
    assert room.narrowing.in_area


def test_a_search_of_the_whole_region_is_not_narrowed_by_the_area_of_now(room):
    room.workbench.area.choose(AreaKind.MUNICIPALITY, BOCHUM)
    room.shelf_mode.run_search(SavedSearch("alle", FindQuery(), catalogue=INDEX))
    assert room.workbench.area.area.key == BOCHUM
    assert room.model.rowCount() == 8
    assert not room.area_chip.isChecked()


def test_what_cannot_come_back_of_a_search_is_said(room):
    towns = frozenset({BOCHUM, "05916000"})  # of a map extent
    room.shelf_mode.run_search(SavedSearch("weg", FindQuery(area_ags=towns), catalogue="https://weg.example"))
    said = " ".join(one.sentence for one in room.workbench.messages.problems())
    assert "https://weg.example" in said
    assert "“Whole Ruhr metropolis”" in said
    assert room.model.rowCount() == 8


def test_a_search_in_the_map_extent_shows_that_part_of_the_map_again(room, shelf):
    canvas = room.workbench.canvas
    canvas.resize(400, 400)
    canvas.setExtent(QgsRectangle(375_000, 5_719_000, 377_000, 5_721_000))  # Recklinghausen
    room.narrowing.set_in_extent(True)
    found = titles(room)
    query = room.course.query("")
    room.narrowing.clear()
    canvas.setExtent(QgsRectangle(300_000, 5_600_000, 310_000, 5_610_000))
    room.shelf_mode.run_search(SavedSearch("hier", query))
    assert titles(room) == found
    assert canvas.extent().contains(QgsRectangle(375_100, 5_719_100, 376_900, 5_720_900))


@pytest.fixture
def noise(qgis_app):
    """A portal with hits of two organisations."""
    herne = {"organization": {"name": "stadt-herne", "title": "Stadt Herne"}}
    packages = [package(f"bo-{number}", f"Lärm {number}") for number in range(9)]
    packages += [package(f"he-{number}", f"Lärm {number}", **herne) for number in range(2)]
    with CkanServer(packages) as running:
        yield running


def _search_herne(qtbot, room, portal) -> None:
    """Search the portal, narrowed to its organisation Stadt Herne."""
    room.portals.add(portal.url)
    room.words.setText("lärm")
    room.search()
    searched(qtbot, room)
    room.narrowing.choose_part(ORGANISATION, Part("stadt-herne", "Stadt Herne", 2))
    searched(qtbot, room)


def searched(qtbot, room) -> None:
    qtbot.waitUntil(lambda: not room.course.is_running, timeout=20_000)


@pytest.mark.server
@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_search_of_one_organisation_comes_back_as_that(qtbot, room, shelf, names, noise, elsewhere):
    _search_herne(qtbot, room, noise)
    assert room.model.rowCount() == 2
    names.append("Lärm Herne")
    room.shelf_mode.save_search()
    (kept,) = stored(shelf).searches
    room.narrowing.clear()
    searched(qtbot, room)
    assert room.model.rowCount() == 11
    if elsewhere:
        room.portals.choose(INDEX)
    asked = len(noise.requests)
    room.shelf_mode.run_search(kept)
    searched(qtbot, room)
    assert room.model.rowCount() == 2
    assert [one.title for one in room.narrowing.active()] == ["Organisation: Stadt Herne"]
    # The second one counts the other organisations, to be chosen instead.
    assert [one.get("fq") for one in noise.requests[asked:]] == ['+organization:"stadt-herne"', None]


@pytest.mark.server
def test_a_search_saved_for_another_catalogue_takes_no_organisation_along(qtbot, room, shelf, names, noise, portal):
    _search_herne(qtbot, room, noise)
    room.portals.add(portal.url)  # chosen, not searched: the hits are still those of the other one
    names.append("anderswo")
    room.shelf_mode.save_search()
    (kept,) = stored(shelf).searches
    assert (kept.catalogue, kept.parts) == (room.portals.choice().key, ChosenParts())


@pytest.mark.server
def test_a_search_of_one_organisation_is_still_that_when_it_is_tried_again(qtbot, room, noise):
    with Chaos(noise.url, [{"match": "start=0", "fault": "html"}]) as proxy:
        parts = ChosenParts(Part("stadt-herne", "Stadt Herne", 0))
        room.portals.add(proxy.url)
        key = room.portals.choice().key
        room.shelf_mode.run_search(SavedSearch("Herne", FindQuery("lärm"), catalogue=key, parts=parts))
        searched(qtbot, room)
        assert room.banner.state == FAILED
        proxy.rules = []
        press(room, "Try again")
        searched(qtbot, room)
    assert room.model.rowCount() == 2


@pytest.mark.server
def test_the_organisation_of_a_catalogue_that_is_gone_is_not_asked_of_another_one(qtbot, room, noise):
    room.portals.add(noise.url)
    parts = ChosenParts(Part("stadt-herne", "Stadt Herne", 0))
    room.shelf_mode.run_search(SavedSearch("weg", FindQuery("lärm"), catalogue="https://weg.example", parts=parts))
    searched(qtbot, room)
    assert room.model.rowCount() == 11
    assert room.narrowing.active() == ()


# --- what is no longer here ------------------------------------------------------------------------
@pytest.mark.server
def test_an_entry_that_is_not_in_the_index_is_fetched_only_when_asked(qtbot, room, shelf):
    with CkanServer([package("luft", "Luftbilder 2024")]) as portal:
        kept = entry("luft", "Luftbilder 2024", portal_root=portal.url, places=(), portal="Mein Portal")
        shelf.toggle_favourite(kept)
        open_shelf(room)
        room.shelf_page.tree.choose(FAVOURITES, f"{portal.url}\nluft")
        assert room.banner.state == STALE
        assert room.banner.text == "“Luftbilder 2024” is not in the index."
        assert portal.requests == []
        assert not room.detail.isVisible()
        press(room, "Fetch from Mein Portal")
        qtbot.waitUntil(room.detail.isVisible, timeout=15_000)
        assert room.banner.state == HIDDEN


def test_a_kept_geo_service_is_found_while_a_same_one_stands_in_for_it(room, monkeypatch):
    sources = room.workbench.shared["sources"]
    shipped = sources.service_entries()[0]
    monkeypatch.setattr(sources, "_has_central", lambda: True)
    sources.central_path.parent.mkdir(parents=True, exist_ok=True)
    row = {**sources.service_row(shipped.key), "id": "office", "title": "Vom Amt"}
    sources.central_path.write_text(json.dumps({"services": [row]}), encoding="utf-8")
    sources.reload_central()
    assert shipped.key not in [one.key for one in sources.service_entries()]
    found = known_dataset(room.workbench, "", shipped.key)
    assert (found.key, found.title) == (shipped.key, shipped.title)


def test_an_entry_chosen_from_elsewhere_in_qgis_offers_to_fetch_it_each_time(room, shelf):
    kept = entry("luft", "Luftbilder", portal_root="http://127.0.0.1:9", places=(), portal="Mein Portal")
    shelf.toggle_favourite(kept)
    shelf.add_collection("Klima")
    shelf.add_to_collection("Klima", kept)
    for collection in ("", "Klima", "Klima"):
        room.show_on_shelf(shelf.favourites[0], collection)
        assert room.shelf_mode.is_on
        assert room.shelf_page.tree.group() == (COLLECTIONS if collection else FAVOURITES)
        assert room.shelf_page.tree.thing().key == "luft"
        assert room.banner.text == "“Luftbilder” is not in the index."
        assert "Fetch from Mein Portal" in [one.text() for one in room.banner.findChildren(QPushButton)]
        room.shelf_button.setChecked(False)


def test_a_portal_that_is_gone_is_said_in_place(qtbot, room, shelf):
    shelf.toggle_favourite(entry("luft", "Luftbilder", portal_root="http://127.0.0.1:9", places=()))
    open_shelf(room)
    room.shelf_page.tree.choose(FAVOURITES, "http://127.0.0.1:9\nluft")
    QTest.keyClick(room.shelf_page.tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.banner.state == FAILED, timeout=15_000)


def test_a_damaged_shelf_is_said_when_it_is_opened(workbench, qtbot, tmp_path):
    (tmp_path / "kaputt.json").write_text("{", encoding="utf-8")
    workbench.shared.update(finder=demo_finder(), shelf=Shelf(tmp_path / "kaputt.json"))
    room = CatalogueRoom(workbench)
    qtbot.addWidget(room)
    room.show()
    room.shelf_button.setChecked(True)
    assert room.banner.state == PARTLY
    assert "kaputt" in room.banner.text
    room.close_room()


def test_foreign_titles_on_the_shelf_are_text(room, shelf):
    shelf.toggle_favourite(entry("x", "<img src='file:///etc/hostname'><b>fett</b>"))
    open_shelf(room)
    assert row_texts(room, FAVOURITES) == ["<img src='file:///etc/hostname'><b>fett</b>"]
    item = room.shelf_page.tree.currentItem().child(0)
    assert "<" not in item.toolTip(0)


def test_the_shelf_fits_320_pixels_and_has_names_and_icons_everywhere(room, shelf):
    shelf.add_collection("Bäume")
    open_shelf(room)
    room.resize(320, 640)
    room.shelf_page.tree.choose(COLLECTIONS, "Bäume")
    assert room.minimumSizeHint().width() <= 320
    for name in ("new", "rename", "remove", "up", "down", "export", "import"):
        button = getattr(room.shelf_page, f"{name}_button")
        assert button.accessibleName()
        assert not button.icon().isNull(), name
