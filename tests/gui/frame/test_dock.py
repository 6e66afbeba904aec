# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock by gestures: rooms are built when first shown, F1 helps on the spot, narrow and wide both work."""

from __future__ import annotations

import sys
from threading import Event
from types import ModuleType

import pytest
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt
from qgis.PyQt.QtGui import QFocusEvent
from qgis.PyQt.QtWidgets import QLabel, QLineEdit, QProgressBar, QScrollArea, QToolButton, QVBoxLayout

from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.gui.frame import dock as dock_module
from ruhr_smartcity_plugin.gui.frame.area_selector import AreaSelector
from ruhr_smartcity_plugin.gui.frame.dock import RuhrDock
from ruhr_smartcity_plugin.gui.room import Room

NAMES = ("catalogue", "projects", "sensors", "analyses", "exchange")


class StubRoom(Room):
    """A room that remembers what happened to it."""

    name = "stub"

    def build(self, layout: QVBoxLayout) -> None:
        self.areas, self.closed = [], 0
        self.search = QLineEdit(self)
        layout.addWidget(QLabel(self.name, self))
        layout.addWidget(self.search)
        layout.addStretch(1)
        self.ledger.push(self._count_close)

    def apply_area(self, area) -> None:
        self.areas.append(area.name)

    def _count_close(self) -> None:
        self.closed += 1


@pytest.fixture
def stub_rooms(monkeypatch):
    """Five rooms without content, so that the frame is tested by itself."""
    module = ModuleType("stub_rooms")
    for name in NAMES:
        setattr(module, name, type(name, (StubRoom,), {"name": name, "help_page": name}))
    monkeypatch.setitem(sys.modules, "stub_rooms", module)
    monkeypatch.setattr(dock_module, "room_classes",
                        lambda: tuple((name, name.title(), f"stub_rooms:{name}") for name in NAMES))


def opened(workbench, qtbot, open_options=lambda: None):
    dock = RuhrDock(workbench, open_options)
    qtbot.addWidget(dock)
    dock.show()
    return dock


@pytest.fixture
def dock(workbench, qtbot, stub_rooms):
    made = opened(workbench, qtbot)
    yield made
    made.close_dock()


def click_tab(qtbot, dock, index):
    bar = dock.tabs.tabBar()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(index).center())


def test_only_the_room_that_is_shown_is_built(dock, qtbot):
    assert [name for name in NAMES if dock.room(name)] == ["catalogue"]
    click_tab(qtbot, dock, 2)
    assert [name for name in NAMES if dock.room(name)] == ["catalogue", "sensors"]
    first = dock.room("sensors")
    click_tab(qtbot, dock, 0)
    click_tab(qtbot, dock, 2)
    assert dock.room("sensors") is first


def test_the_room_opened_last_opens_first_next_time(dock, workbench, qtbot):
    click_tab(qtbot, dock, 3)
    assert workbench.settings.room.value() == "analyses"
    again = opened(workbench, qtbot)
    assert again.tabs.currentIndex() == 3
    again.close_dock()


def test_an_unknown_room_in_the_settings_is_the_first(workbench, qtbot, stub_rooms):
    workbench.settings.room.setValue("attic")
    dock = opened(workbench, qtbot)
    assert dock.tabs.currentIndex() == 0
    assert dock.open_room("cellar") is dock.room("catalogue")
    dock.close_dock()


def test_all_rooms_follow_the_one_area(dock, workbench, qtbot):
    click_tab(qtbot, dock, 1)
    workbench.area.choose(AreaKind.MUNICIPALITY, "05911000")
    assert dock.room("catalogue").areas[-1] == dock.room("projects").areas[-1] == "Bochum"
    click_tab(qtbot, dock, 4)
    assert dock.room("exchange").areas == ["Bochum"]  # built later, told at once


def test_f1_opens_the_help_of_the_open_room(dock, workbench, qtbot):
    click_tab(qtbot, dock, 2)
    dock.activateWindow()
    dock.room("sensors").search.setFocus()
    qtbot.waitUntil(dock.isActiveWindow, timeout=3000)
    qtbot.keyClick(dock.room("sensors").search, Qt.Key.Key_F1)
    assert workbench.shared["help"] == ["sensors"]


def test_the_head_buttons_zoom_help_and_open_the_options(workbench, qtbot, stub_rooms):
    asked = []
    dock = opened(workbench, qtbot, lambda: asked.append("options"))
    workbench.area.choose(AreaKind.MUNICIPALITY, "05911000")
    before = workbench.canvas.extent()
    for name in ("zoom_to_area", "open_options", "open_help"):
        qtbot.mouseClick(dock.findChild(QToolButton, name), Qt.MouseButton.LeftButton)
    assert asked == ["options"]
    assert workbench.shared["help"] == ["catalogue"]
    assert workbench.canvas.extent() != before
    dock.close_dock()


def test_closing_takes_back_what_rooms_registered_once(workbench, qtbot, stub_rooms):
    dock = opened(workbench, qtbot)
    dock.open_room("projects")
    rooms = [dock.room("catalogue"), dock.room("projects")]
    dock.close_dock()
    assert [room.closed for room in rooms] == [1, 1]
    workbench.area.choose(AreaKind.DISTRICT, "05170")
    assert all("Kreis Wesel" not in room.areas for room in rooms)


def test_every_control_of_the_frame_has_a_name_and_can_be_reached_by_tab(dock):
    for button in dock.findChildren(QToolButton):
        if button.isVisibleTo(dock) and not button.text():
            assert button.accessibleName() or button.objectName().startswith(("qt_", "Scroll")), button.objectName()
    reachable, widget = set(), dock.focusWidget() or dock.tabs
    for _step in range(60):
        widget = widget.nextInFocusChain()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(dock):
            reachable.add(widget.objectName())
    assert {"area_selector", "zoom_to_area", "open_options", "open_help"} <= reachable


def test_the_frame_fits_a_dock_of_320_pixels(dock):
    assert dock.widget().minimumSizeHint().width() <= 320


def test_the_real_rooms_open_without_a_request_and_close_without_a_trace(workbench, qtbot):
    requests = []
    manager = QgsNetworkAccessManager.instance()
    manager.requestAboutToBeCreated.connect(requests.append)
    dock = opened(workbench, qtbot)
    try:
        for name in NAMES:
            room = dock.open_room(name)
            assert room.objectName() == f"room_{name}"
            assert room.help_page in ("index", *NAMES)
        qtbot.waitUntil(lambda: workbench.tasks.running() == [], timeout=10000)
    finally:
        dock.close_dock()
        manager.requestAboutToBeCreated.disconnect(requests.append)
    assert requests == []
    assert [one.sentence for one in workbench.messages.problems()] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_real_room_fits_a_dock_of_320_pixels(workbench, qtbot, name):
    dock = opened(workbench, qtbot)
    room = dock.open_room(name)
    width = room.minimumSizeHint().width()
    dock.close_dock()
    assert width <= 320


def test_the_tabs_follow_the_width_before_they_are_laid_out(workbench, qtbot, stub_rooms):
    dock = opened(workbench, qtbot)
    dock.resize(200, 600)
    dock.widget().layout().setEnabled(False)  # as QGIS lays the dock out while it starts: the body comes later
    dock.resize(900, 600)
    assert [dock.tabs.tabText(at) for at in range(5)] == [name.title() for name in NAMES]
    dock.close_dock()


def test_the_tabs_show_all_names_or_icons_with_the_open_one_named(workbench, qtbot, stub_rooms):
    dock = opened(workbench, qtbot)
    dock.resize(900, 600)
    assert [dock.tabs.tabText(at) for at in range(5)] == [name.title() for name in NAMES]
    dock.resize(200, 600)
    dock.open_room("sensors")
    assert [dock.tabs.tabText(at) for at in range(5)] == ["", "", "Sensors", "", ""]
    assert all(not dock.tabs.tabIcon(at).isNull() for at in range(5))
    assert [dock.tabs.tabBar().accessibleTabName(at) for at in range(5)] == [name.title() for name in NAMES]


def test_clicking_into_the_area_field_selects_its_text_for_typing(workbench, qtbot, stub_rooms):
    dock = opened(workbench, qtbot)
    field = dock.findChild(AreaSelector).lineEdit()
    QCoreApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason))
    qtbot.waitUntil(lambda: field.selectedText() == field.text() != "")


def test_a_tall_room_scrolls_instead_of_pushing_the_window_below_a_low_screen(dock, qtbot):
    room = dock.open_room("catalogue")
    room.search.setMinimumHeight(1500)
    dock.resize(360, 420)
    area = dock.findChild(QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().isVisible())
    assert dock.height() == 420  # a screen of 768 px less the bars of QGIS leaves more
    assert dock.minimumSizeHint().height() < 420
    assert room.width() >= room.minimumSizeHint().width()  # nothing is cut at the right


def test_what_a_scrolled_room_has_to_say_is_brought_into_sight_and_the_focus_stays(dock, qtbot):
    room = dock.open_room("catalogue")
    room.search.setMinimumHeight(1500)
    dock.resize(360, 400)
    dock.activateWindow()
    bar = dock.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 500)
    room.search.setFocus()
    bar.setValue(500)
    said = []
    room.banner.said.connect(lambda: said.append(room.banner.text))
    room.banner.show_working("Loading …", lambda: None)  # the status line says it, too
    short = "Only 3,000 of 20,001 objects came."
    for _time in range(2):  # the second time it is no news
        room.banner.show_partly(short, ("Load the rest", lambda: None))
    assert said == [short]
    qtbot.waitUntil(lambda: bar.value() == room.banner.y())
    assert room.focusWidget() is room.search
    assert room.banner.visibleRegion().boundingRect() == room.banner.rect()


def test_the_progress_of_a_room_stands_in_the_status_line_only(dock, workbench, qtbot):
    room = dock.open_room("catalogue")
    ends = Event()

    def work(progress):
        progress.report(0.4)
        ends.wait(10)

    workbench.tasks.run("Loading", work)
    room.banner.show_working("Loading …", workbench.tasks.cancel_all, 40)
    qtbot.waitUntil(lambda: dock.status.progress.value() == 40)
    shown = [one.objectName() for one in dock.findChildren(QProgressBar) if one.isVisible()]
    ends.set()
    qtbot.waitUntil(lambda: not workbench.tasks.running())
    assert shown == ["status_progress"]


def test_the_tabs_fit_320_pixels_in_themes_with_wide_tabs(workbench, qtbot, stub_rooms):
    dock = opened(workbench, qtbot)
    # QGIS's dark theme "Night Mapping" gives its tabs as much.
    dock.setStyleSheet("QTabBar::tab { padding: 4px 9px; border: 1px solid gray; }")
    dock.resize(320, 600)
    for name in NAMES:
        dock.open_room(name)
        assert dock.tabs.tabBar().minimumSizeHint().width() <= 320
    dock.close_dock()
