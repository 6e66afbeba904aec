# SPDX-License-Identifier: GPL-2.0-or-later
"""Building and updating the index from the room: two portals on loopback, a real index file."""

from __future__ import annotations

import threading

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication

from ruhr_smartcity_plugin.adapters.catalogue.source_store import CatalogueSources, new_source
from ruhr_smartcity_plugin.core.catalogue.index import building
from ruhr_smartcity_plugin.core.catalogue.index.search import CatalogueIndex
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.gui.catalogue.detail_view_text import size_text
from ruhr_smartcity_plugin.gui.catalogue.index_dialog import IndexDialog
from ruhr_smartcity_plugin.gui.catalogue.index_line import index_text
from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom
from ruhr_smartcity_plugin.gui.states import EMPTY, HIDDEN, PARTLY, WORKING
from tests.gui.catalogue.gestures import press, titles
from tests.support.chaos import Chaos
from tests.support.ckan import CkanServer, package
from tests.support.finder import demo_states

pytestmark = pytest.mark.server


@pytest.fixture
def towns():
    """Two portals of towns."""
    bochum = [package(f"bo-{number}", f"Bäume {number} in Bochum") for number in range(130)]
    herne = [package(f"he-{number}", f"Schulen {number} in Herne") for number in range(3)]
    with CkanServer(bochum) as first, CkanServer(herne) as second:
        yield first, second


@pytest.fixture
def make_room(workbench, qtbot, tmp_path):
    """Open the room on an empty index with these portals as the only catalogues."""
    made = []

    def open_on(*urls: str) -> CatalogueRoom:
        sources = CatalogueSources(tmp_path / "lists")
        for one in sources.all():
            sources.set_hidden(one.key, True)
        for number, url in enumerate(urls):
            sources.add(new_source(url, f"Portal {number}", PortalKind.CKAN))
        sources.services = tuple  # none: what is counted here are the entries of the portals
        index = CatalogueIndex(tmp_path / "index.sqlite")
        workbench.shared.update(finder=index, sources=sources)
        room = CatalogueRoom(workbench)
        qtbot.addWidget(room)
        made.append((room, index))
        room.resize(360, 760)
        room.show()
        return room

    yield open_on
    for room, index in made:
        room.close_room()
        qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=20_000)
        index.close()


def updated(qtbot, room) -> None:
    qtbot.waitUntil(lambda: not room.index_line.is_running, timeout=30_000)
    qtbot.waitUntil(lambda: not room.course.is_running, timeout=10_000)


def test_nobody_is_asked_before_the_user_builds_the_index_and_then_all_is_found(qtbot, make_room, towns):
    room = make_room(*(one.url for one in towns))
    assert room.banner.state == EMPTY
    assert "asks 2 catalogues" in room.banner.text
    assert [one.requests for one in towns] == [[], []]
    press(room, "Build it now")
    assert room.banner.state == WORKING
    assert room.index_line.cancel_button.isVisible()
    updated(qtbot, room)
    assert room.banner.state == HIDDEN
    assert room.summary.text() == "133 hits"
    assert room.index_line.text.text().startswith("Index: 2 catalogues · 133 data sets · as of today ")
    QTest.keyClicks(room.words, "schulen")
    updated(qtbot, room)
    assert sorted(titles(room)) == [f"Schulen {number} in Herne" for number in range(3)]


def test_the_update_remembers_what_an_address_turned_out_to_be(qtbot, make_room, towns, workbench):
    first, second = towns
    first.strict = False  # who finds out the kind looks at the page that was pasted
    room = make_room(second.url)
    sources = workbench.shared["sources"]
    sources.add(new_source(f"{first.url}/organization/stadt-bochum", "Bochum"))
    press(room, "Build it now")
    updated(qtbot, room)
    found = next(one for one in sources.all() if one.title == "Bochum")
    assert (found.url, found.kind) == (f"{first.url}/organization/stadt-bochum", PortalKind.CKAN)
    assert room.summary.text() == "133 hits"  # the entries stay where the index knows them


def test_a_portal_that_fails_is_said_the_others_are_searched_and_the_next_update_heals_it(qtbot, make_room, towns):
    with Chaos(towns[0].url, [{"match": "start=100", "fault": "html"}]) as proxy:
        room = make_room(proxy.url, towns[1].url)
        press(room, "Build it now")
        updated(qtbot, room)
        assert room.banner.state == PARTLY
        assert room.banner.text.startswith("1 catalogue could not be brought up to date.")
        assert room.index_line.text.text().endswith("1 not complete")
        assert room.summary.text() == "103 hits"  # what came before the failure, and the other portal
        proxy.rules = []
        press(room, "Try again")
        updated(qtbot, room)
        assert room.summary.text() == "133 hits"
        assert room.banner.state == HIDDEN


def test_an_update_can_be_stopped_and_goes_on_later(qtbot, make_room, towns):
    with Chaos(towns[0].url, [{"match": "start=100", "fault": "hang", "n": 1}]) as proxy:
        room = make_room(proxy.url)
        press(room, "Build it now")
        qtbot.waitUntil(lambda: any("start=100" in str(one) for one in proxy.log), timeout=15_000)
        QTest.mouseClick(room.index_line.cancel_button, Qt.MouseButton.LeftButton)
        updated(qtbot, room)
        assert not room.index_line.cancel_button.isVisible()
        QTest.mouseClick(room.index_line.update_button, Qt.MouseButton.LeftButton)
        updated(qtbot, room)
    assert room.summary.text() == "130 hits"


def test_the_focus_stays_where_update_and_stop_take_turns(qtbot, make_room, towns):
    room = make_room(towns[0].url)
    room.activateWindow()
    line, seen = room.index_line, []
    line.update_button.setFocus()
    qtbot.waitUntil(line.update_button.hasFocus)
    QTest.keyClick(line.update_button, Qt.Key.Key_Space)
    seen.append(room.focusWidget())
    updated(qtbot, room)
    assert [*seen, room.focusWidget()] == [line.cancel_button, line.update_button]


def test_the_dialog_says_how_each_catalogue_stands_and_updates_the_chosen_one(qtbot, make_room, towns):
    room = make_room(*(one.url for one in towns))
    seen = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, IndexDialog):
            QTimer.singleShot(50, look)
            return
        rows = dialog.rows
        seen.append([rows.topLevelItem(row).text(3) for row in range(rows.topLevelItemCount())])
        assert not dialog.chosen_button.isEnabled()
        rows.topLevelItem(1).setSelected(True)
        QTest.mouseClick(dialog.chosen_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not room.index_line.is_running, timeout=15_000)
        seen.append([rows.topLevelItem(row).text(3) for row in range(rows.topLevelItemCount())])
        dialog.reject()

    QTimer.singleShot(0, look)
    room.index_line.details_requested.emit()
    assert seen == [["not asked yet", "not asked yet"], ["not asked yet", "complete"]]
    assert towns[0].requests == []
    updated(qtbot, room)
    assert room.summary.text() == "3 hits"


def test_a_catalogue_with_more_in_its_address_than_its_root_is_found_in_the_index(qtbot, make_room, towns):
    room = make_room(towns[1].url + "/dataset?sort=title")
    press(room, "Build it now")
    updated(qtbot, room)
    dialog = IndexDialog(room.index_line, room)
    qtbot.addWidget(dialog)
    rows = [dialog.rows.topLevelItem(row) for row in range(dialog.rows.topLevelItemCount())]
    assert [(one.text(0), one.text(1), one.text(3)) for one in rows] == [("Portal 0", "3", "complete")]


def test_what_was_read_but_never_sorted_in_is_not_called_complete_and_the_next_update_does_it(
    qtbot, make_room, towns, monkeypatch
):
    room = make_room(towns[1].url)
    with monkeypatch.context() as patch:  # QGIS ends while sorting in
        patch.setattr(building, "publish", lambda *_: False)
        press(room, "Build it now")
        updated(qtbot, room)
    assert room.index_line.text.text().endswith("1 not complete")
    dialog = IndexDialog(room.index_line, room)
    qtbot.addWidget(dialog)
    assert dialog.rows.topLevelItem(0).text(3) == "not all sorted in yet; the next update does that"
    QTest.mouseClick(room.index_line.update_button, Qt.MouseButton.LeftButton)
    updated(qtbot, room)
    assert room.summary.text() == "3 hits"
    assert "not complete" not in room.index_line.text.text()


def test_the_main_thread_reads_what_the_index_holds_once_per_change(qtbot, make_room, towns, monkeypatch):
    room = make_room(towns[1].url)
    readings, changes, read = [], [], CatalogueIndex.states

    def states(index: CatalogueIndex) -> tuple:
        if threading.current_thread() is threading.main_thread():
            readings.append(index)
        return read(index)

    monkeypatch.setattr(CatalogueIndex, "states", states)
    dialog = IndexDialog(room.index_line, room)  # shows the same
    qtbot.addWidget(dialog)
    room.index_line.changed.connect(lambda: changes.append(True))
    press(room, "Build it now")
    updated(qtbot, room)
    assert room.summary.text() == "3 hits"
    assert len(readings) == len(changes)


def test_the_window_of_the_index_fits_400_pixels_and_f1_opens_the_help(qtbot, make_room, workbench):
    dialog = IndexDialog(make_room().index_line)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    dialog.resize(400, 400)
    buttons = [one for one in dialog.buttons.buttons() if one.isVisible()]
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in buttons))
    assert dialog.width() == 400
    qtbot.keyClick(dialog.rows, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: workbench.shared["help"] == ["catalogue"])


def test_closing_the_room_stops_the_update(qtbot, make_room, towns, workbench):
    with Chaos(towns[0].url, [{"match": "", "fault": "hang"}]) as proxy:
        room = make_room(proxy.url)
        press(room, "Build it now")
        qtbot.waitUntil(lambda: bool(proxy.log), timeout=15_000)
        room.close_room()
        qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=15_000)
    assert QgsApplication.taskManager().countActiveTasks() == 0


def test_the_index_line_says_sizes_and_what_is_missing():
    text = index_text(demo_states(), 12_000_000)
    assert text.startswith("Index: 2 catalogues · 8 data sets · as of today ")
    assert text.endswith(" · 12 MB · 1 not complete")
    assert size_text(0, digits=0) == "0 bytes"


def test_a_catalogue_that_was_hidden_leaves_the_index_with_the_next_update(qtbot, make_room, towns, workbench):
    room = make_room(*(one.url for one in towns))
    press(room, "Build it now")
    updated(qtbot, room)
    sources = workbench.shared["sources"]
    sources.set_hidden(sources.by_url(towns[0].url).key, True)
    QTest.mouseClick(room.index_line.update_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: room.summary.text() == "3 hits", timeout=15_000)
    updated(qtbot, room)
    assert room.index_line.text.text().startswith("Index: 1 catalogue · 3 data sets")


@pytest.mark.parametrize("removes", [False, True])
def test_the_last_catalogues_leave_the_index_too(qtbot, make_room, towns, workbench, removes):
    room = make_room(*(one.url for one in towns))
    press(room, "Build it now")
    updated(qtbot, room)
    sources = workbench.shared["sources"]
    for one in towns:
        key = sources.by_url(one.url).key
        if removes:
            sources.remove(key)
        else:
            sources.set_hidden(key, True)
    asked = [len(one.requests) for one in towns]
    QTest.mouseClick(room.index_line.update_button, Qt.MouseButton.LeftButton)
    updated(qtbot, room)
    assert room.index_line.states() == ()
    assert room.index_line.text.text() == "The index is empty."
    room.words.setText("schulen")
    updated(qtbot, room)
    assert titles(room) == []
    assert [len(one.requests) for one in towns] == asked
    QTest.mouseClick(room.index_line.update_button, Qt.MouseButton.LeftButton)
    assert not room.index_line.is_running  # nothing is left to do


def test_a_first_index_that_nobody_answered_says_so_instead_of_asking_to_build_it_again(qtbot, workbench, make_room):
    room = make_room("http://127.0.0.1:9/a", "http://127.0.0.1:9/b")
    press(room, "Build it now")
    qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=30_000)  # with what tidies up behind it
    assert room.banner.state == PARTLY
    assert room.banner.text.startswith("2 catalogues could not be brought up to date. ")
    assert "Use as it is" not in [button.text() for button in room.banner.findChildren(QAbstractButton)]
    press(room, "Try again")
    assert room.banner.state == WORKING
    room.index_line.cancel()
    qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=30_000)
    assert room.banner.state == EMPTY
