# SPDX-License-Identifier: GPL-2.0-or-later
"""Searching the index as the user types, by gestures; the index is a finder in memory."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder
from ruhr_smartcity_plugin.core.errors import StoreBusyError, StoreError
from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom
from ruhr_smartcity_plugin.gui.catalogue.portal_choice import INDEX
from ruhr_smartcity_plugin.gui.states import EMPTY, FAILED, HIDDEN, STALE
from tests.gui.catalogue.gestures import press, titles
from tests.support.finder import BOCHUM, HERNE, HeldFinder, demo_entries, demo_finder, demo_states, many_entries
from tests.support.heartbeat import Heartbeat


@pytest.fixture
def open_room(workbench, qtbot):
    """Open the room on an index; closed again at the end."""
    made = []

    def open_on(finder, *services) -> CatalogueRoom:
        workbench.shared["finder"] = finder
        workbench.shared["sources"].services = lambda: tuple(services)
        room = CatalogueRoom(workbench)
        qtbot.addWidget(room)
        made.append(room)
        room.resize(360, 760)
        room.show()
        qtbot.waitUntil(lambda: not room.course.is_running, timeout=10_000)
        return room

    yield open_on
    for room in made:
        room.close_room()


def typed(qtbot, room, words: str) -> None:
    """Type words one key after the other and wait for the hits."""
    QTest.keyClicks(room.words, words)
    qtbot.waitUntil(lambda: not room.course.is_running, timeout=10_000)


def test_the_index_is_the_first_choice_and_shows_all_without_a_question(open_room):
    room = open_room(demo_finder())
    assert room.portals.choice().key == INDEX
    assert room.portals.combo.itemText(0) == "All catalogues (index)"
    assert room.model.rowCount() == 8
    assert room.banner.state == HIDDEN
    assert not room.search_button.isVisible()


def test_hits_come_while_typing_and_enter_is_not_needed(qtbot, open_room):
    room = open_room(demo_finder())
    typed(qtbot, room, "Baumkataster")
    assert titles(room) == ["Baumkataster Bochum", "Baumkataster Herne", "Baumkataster Essen"]
    assert room.summary.text() == "3 hits"
    room.words.clear()
    qtbot.waitUntil(lambda: room.model.rowCount() == 8, timeout=5_000)


def service(key: str, title: str, **more):
    return Dataset(key, title, "Geo services", publisher="LANUK", themes=("envi",), **more)


def test_geo_services_of_the_list_are_found_and_counted_beside_the_index(qtbot, open_room):
    room = open_room(demo_finder(), service("a", "Umgebungslärm NRW"), service("b", "Klima", notes="Baumkataster"))
    assert room.summary.text() == "10 hits"
    assert titles(room)[-2:] == ["Umgebungslärm NRW", "Klima"]  # newest of the index first
    typed(qtbot, room, "laerm")
    assert "Umgebungslärm NRW" in titles(room)
    room.words.clear()
    typed(qtbot, room, "Baumkataster")  # in the title, or a synonym there, goes before the notes of a service
    assert titles(room) == ["Baumkataster Bochum", "Baumkataster Herne", "Baumkataster Essen", "Klima"]


def test_without_an_index_the_geo_services_are_found_and_the_missing_index_is_said(qtbot, open_room):
    room = open_room(MemoryFinder(()), service("a", "Umgebungslärm NRW"), service("b", "Luftbilder"))
    assert room.banner.state == EMPTY
    assert not room.list.isVisible()
    typed(qtbot, room, "laerm")
    assert titles(room) == ["Umgebungslärm NRW"]
    assert room.list.isVisible()
    assert room.banner.text.startswith("Only the list of geo services was searched. There is no index yet.")
    room.words.clear()
    qtbot.waitUntil(lambda: not room.list.isVisible(), timeout=5_000)
    assert room.banner.text.startswith("There is no index yet.")
    typed(qtbot, room, "Radwege")
    assert room.model.rowCount() == 0
    assert room.banner.text.startswith("Only the list of geo services was searched.")


def test_many_keys_make_few_questions_and_only_the_newest_counts(qtbot, open_room):
    held = HeldFinder(demo_finder())
    held.go.set()
    room = open_room(held)
    held.asked.clear()
    held.go.clear()
    QTest.keyClicks(room.words, "Baum")
    qtbot.waitUntil(lambda: bool(held.asked), timeout=5_000)
    QTest.keyClicks(room.words, "kataster Herne")
    qtbot.wait(200)  # the second question waits behind the first one
    held.go.set()
    qtbot.waitUntil(lambda: not room.course.is_running, timeout=5_000)
    assert titles(room) == ["Baumkataster Herne"]
    assert len(held.asked) <= 3


def test_nothing_found_in_the_index_says_so_and_offers_all(qtbot, open_room):
    room = open_room(demo_finder())
    typed(qtbot, room, "gibtesnicht")
    assert room.banner.state == EMPTY
    assert room.banner.text == "Nothing was found for “gibtesnicht” in the index."
    press(room, "Search without words")
    qtbot.waitUntil(lambda: room.model.rowCount() == 8, timeout=5_000)
    assert room.banner.state == HIDDEN


def test_an_empty_index_says_what_building_it_means_and_asks_nobody(open_room, workbench):
    room = open_room(MemoryFinder(()))
    assert room.banner.state == EMPTY
    assert room.banner.text.startswith("There is no index yet.")
    assert not workbench.tasks.running()
    press(room, "Sample catalogue")
    assert room.model.rowCount() == 6


def test_an_old_index_says_its_age_and_can_be_used_all_the_same(qtbot, open_room):
    old = datetime.now(timezone.utc) - timedelta(days=400)
    room = open_room(MemoryFinder(demo_entries(), demo_states(old), 1000))
    assert room.banner.state == STALE
    press(room, "Use as it is")
    typed(qtbot, room, "Baum")
    assert room.banner.state == HIDDEN


def test_a_filter_on_hits_of_the_index_still_says_whose_they_are(open_room):
    room = open_room(demo_finder())
    room.portals.choose("sample")
    assert room.banner.state == STALE
    said = room.banner.text
    QTest.mouseClick(room.open_chip, Qt.MouseButton.LeftButton)
    assert 0 < room.model.rowCount() < 8
    assert (room.banner.state, room.banner.text) == (STALE, said)


def test_an_index_that_fails_is_said_in_place(open_room):
    class Broken(MemoryFinder):
        def __len__(self) -> int:
            return 10**6  # too many to be asked in the main thread

        def find(self, query, *, limit=100, start=0):
            raise StoreError("The index cannot be read. Build it again.", "disk I/O error")

    room = open_room(Broken(demo_entries(), demo_states()))
    assert room.banner.state == FAILED
    assert room.banner.text == "The index cannot be read. Build it again."


def test_more_hits_come_when_the_end_of_the_list_is_near(qtbot, open_room):
    room = open_room(HeldLess(many_entries(250)))
    assert room.model.rowCount() == 100
    assert room.summary.text() == "250 hits"
    for expected in (200, 250):
        room.list.scrollToBottom()
        qtbot.waitUntil(lambda expected=expected: room.model.rowCount() == expected, timeout=5_000)
    assert len(set(titles(room))) == 250


class HeldLess(HeldFinder):
    """A finder that never waits and is asked in a thread as the real index is."""

    def __init__(self, entries) -> None:
        super().__init__(MemoryFinder(entries, demo_states(), 1000))
        self.go.set()


class LockedFinder(MemoryFinder):
    """An index that another program holds for the first `times` readings of what it has."""

    times = 1

    def states(self):
        self.times -= 1
        if self.times >= 0:
            raise StoreBusyError("The index is busy. Try again in a moment.", "database is locked")
        return super().states()


def test_an_index_held_by_another_program_is_said_and_not_taken_for_none(qtbot, open_room):
    room = open_room(LockedFinder(demo_entries(), demo_states(), 1000))
    assert room.banner.state == FAILED
    assert room.banner.text == "The index is busy. Try again in a moment."
    assert room.index_line.text.text() == room.banner.text
    press(room, "Try again")
    assert room.banner.state == HIDDEN
    assert room.model.rowCount() == 8
    assert room.index_line.text.text().startswith("Index: 2 catalogues")


def test_an_index_held_later_is_searched_all_the_same(qtbot, open_room):
    finder = LockedFinder(demo_entries(), demo_states(), 1000)
    finder.times = 0
    room = open_room(finder)
    finder.times = 1
    room.index_line.refresh()
    typed(qtbot, room, "Baum")
    assert room.banner.state == HIDDEN
    assert room.model.rowCount()


# --- area, extent, date ----------------------------------------------------------------------------
def test_the_docks_area_narrows_and_regional_entries_stay(qtbot, open_room):
    room = open_room(demo_finder())
    room.workbench.area.choose(AreaKind.MUNICIPALITY, HERNE)
    assert titles(room) == ["Baumkataster Herne", "Baustellen", "Waldflächen der Metropole Ruhr"]
    assert room.area_chip.text() == "Area: Herne"
    QTest.mouseClick(room.area_chip, Qt.MouseButton.LeftButton)
    assert room.model.rowCount() == 8


def test_the_map_extent_narrows_and_is_followed(qtbot, open_room):
    room = open_room(demo_finder())
    canvas = room.workbench.canvas
    canvas.resize(400, 400)
    canvas.setExtent(QgsRectangle(370_000, 5_702_000, 374_000, 5_706_000))  # within Bochum and its neighbours
    room.narrowing.set_in_extent(True)
    assert "Schulstandorte" not in titles(room)
    assert "Bebauungspläne" in titles(room)
    canvas.setExtent(QgsRectangle(375_000, 5_719_000, 377_000, 5_721_000))  # Recklinghausen
    qtbot.waitUntil(lambda: "Schulstandorte" in titles(room), timeout=5_000)
    assert "Bebauungspläne" not in titles(room)


def test_the_numbers_of_a_map_without_a_system_are_not_taken_for_degrees(open_room):
    room = open_room(demo_finder())
    canvas = room.workbench.canvas
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem())
    canvas.setExtent(QgsRectangle(370_000, 5_702_000, 374_000, 5_706_000))
    room.narrowing.set_in_extent(True)
    assert room.course.query("").extent_4326 is None


# --- remembered ------------------------------------------------------------------------------------
def test_words_filters_and_folds_are_there_again_next_time(qtbot, open_room, workbench):
    room = open_room(demo_finder())
    typed(qtbot, room, "Baum")
    room.narrowing.choose(Facet.MUNICIPALITY, BOCHUM)
    QTest.mouseClick(room.filter_button, Qt.MouseButton.LeftButton)
    room.facets.tree.unfold(["format"])
    again = open_room(demo_finder())
    assert again.words.text() == "Baum"
    assert titles(again) == ["Baumkataster Bochum"]
    assert again.filter_button.text() == "&Filter (1)"
    assert again.facets.isVisible()
    assert again.facets.tree.unfolded() == ["format"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 3, "since": "gestern", "extent": "ja"}', '{"since": 7}'])
def test_broken_remembered_filters_narrow_nothing(open_room, workbench, text):
    workbench.settings.catalogue_filters.setValue(text)
    room = open_room(demo_finder())
    assert room.model.rowCount() == 8
    assert room.narrowing.query("") == FindQuery()


# --- live beside the index -------------------------------------------------------------------------
def test_choosing_a_portal_after_the_index_asks_nobody_and_says_whose_hits_are_shown(open_room):
    room = open_room(demo_finder())
    room.portals.choose("https://opendata.ruhr")
    assert room.banner.state == STALE
    assert "the index" in room.banner.text
    assert room.search_button.isVisible()
    room.portals.choose(INDEX)
    assert room.banner.state == HIDDEN


def test_closing_the_room_while_the_index_is_asked_leaves_no_thread(qtbot, open_room):
    import threading

    held = HeldFinder(demo_finder())
    held.go.set()
    room = open_room(held)
    held.go.clear()
    room.words.setText("Baum")
    qtbot.waitUntil(lambda: len(held.asked) > 1, timeout=5_000)
    QTimer.singleShot(50, held.go.set)
    room.close_room()
    held.go.set()
    qtbot.waitUntil(
        lambda: not any(one.name == "ruhr-finding" for one in threading.enumerate()), timeout=5_000)  # fmt: skip


# --- never a stall ---------------------------------------------------------------------------------
def test_typing_in_a_hundred_thousand_entries_never_stalls_the_main_thread(qtbot, open_room):
    room = open_room(MemoryFinder(many_entries(100_000), demo_states(), 1000))
    QTest.mouseClick(room.filter_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not room.course.is_running, timeout=30_000)
    with Heartbeat() as heart:
        for letter in "baumkataster":
            QTest.keyClick(room.words, letter)
            qtbot.wait(30)
        qtbot.waitUntil(lambda: not room.course.is_running, timeout=60_000)
    assert room.summary.text() == "33,334 hits"
    assert heart.longest_gap_s < 0.1
