# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock "Ruhr Smart City": area on top, rooms as tabs, status line below."""

from __future__ import annotations

from typing import Callable, Dict, Tuple

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon, QKeySequence, QResizeEvent, QShortcut
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.gui.frame.area_selector import AreaSelector
from ruhr_smartcity_plugin.gui.frame.room_area import RoomArea
from ruhr_smartcity_plugin.gui.frame.status_line import StatusLine
from ruhr_smartcity_plugin.gui.icon_button import icon_button
from ruhr_smartcity_plugin.gui.room import Room
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr


def room_classes() -> Tuple[Tuple[str, str, str], ...]:
    """Return (name, title, "module:class") of the rooms in the order of the tabs."""
    base = "ruhr_smartcity_plugin.gui"
    return (
        ("catalogue", tr("Data"), f"{base}.catalogue.panel:CatalogueRoom"),
        ("projects", tr("Projects"), f"{base}.projects.panel:ProjectsRoom"),
        ("sensors", tr("Sensors"), f"{base}.sensors.panel:SensorsRoom"),
        ("analyses", tr("Analyses"), f"{base}.analyses.panel:AnalysesRoom"),
        ("exchange", tr("Exchange"), f"{base}.exchange.panel:ExchangeRoom"),
    )


class RuhrDock(QgsDockWidget):
    """Built when it is first opened; each room is built when its tab is first shown."""

    def __init__(self, workbench: Workbench, open_options: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(tr("Ruhr Smart City"), parent)
        self.setObjectName("RuhrSmartCityDock")
        self.workbench = workbench
        self._rooms: Dict[str, Room] = {}
        body = QWidget(self)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addLayout(self._head(body, open_options))
        self.tabs = QTabWidget(body)
        self.tabs.setObjectName("rooms")
        self.tabs.setDocumentMode(True)
        # All five stay in sight in a narrow dock, see `_fit_tabs`.
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)  # else the name sets the least width of the dock
        self.tabs.setAccessibleName(tr("Rooms"))
        for name, title, _where in room_classes():
            page = QWidget(self.tabs)
            page.setObjectName(f"page_{name}")
            QVBoxLayout(page).setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(page, title)
            self.tabs.setTabToolTip(self.tabs.count() - 1, title)
        layout.addWidget(self.tabs, 1)
        self.status = StatusLine(workbench, body)
        layout.addWidget(self.status)
        self.setWidget(body)
        self.tabs.currentChanged.connect(self._open_current)
        self.open_room(workbench.settings.room.value())
        # F1 on the spot: the page of the room that is open.
        help_key = QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self)
        help_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        help_key.activated.connect(self._help)

    def _head(self, body: QWidget, open_options: Callable[[], None]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(6, 0, 6, 0)
        label = QLabel(tr("&Area:"), body)
        selector = AreaSelector(self.workbench.area, body)
        label.setBuddy(selector)
        line.addWidget(label)
        line.addWidget(selector, 1)
        zoom = self.workbench.area.zoom_to_area
        for name, icon, text, slot in (
            ("zoom_to_area", "/mActionZoomToLayer.svg", tr("Zoom the map to the area"), zoom),
            ("open_options", "/mActionOptions.svg", tr("Options"), open_options),
            ("open_help", "/mActionHelpContents.svg", tr("Help"), self._help),
        ):
            button = icon_button(body, name, icon, text)
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            line.addWidget(button)
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tabs readable in any width."""
        super().resizeEvent(event)
        self._fit_tabs()

    def _fit_tabs(self) -> None:
        """Show all names where there is room for them; else icons, with the name on the open tab."""
        bar, metrics = self.tabs.tabBar(), self.tabs.tabBar().fontMetrics()
        titles = [title for _name, title, _where in room_classes()]
        padding = metrics.horizontalAdvance("x") * 4  # what styles put around a name, generously
        # The width of the dock: the tabs may be laid out later than it is.
        fits = sum(metrics.horizontalAdvance(title) + padding for title in titles) <= self.width()
        for index, (name, title, _where) in enumerate(room_classes()):
            shows_name = fits or index == self.tabs.currentIndex()
            self.tabs.setTabText(index, title if shows_name else "")
            self.tabs.setTabIcon(index, QIcon() if fits else QIcon(str(resource("icons", f"{name}.svg"))))
            bar.setAccessibleTabName(index, title)

    def open_room(self, name: str) -> Room | None:
        """Show a room, building it if need be, and return it; None for an unknown name."""
        names = [one for one, _title, _where in room_classes()]
        if name not in names:
            name = names[0]
        index = names.index(name)
        if self.tabs.currentIndex() != index:
            self.tabs.setCurrentIndex(index)
        else:
            self._open_current(index)
        return self._rooms.get(name)

    def room(self, name: str) -> Room | None:
        """Return a room that has been built; None otherwise."""
        return self._rooms.get(name)

    def may_close(self) -> bool:
        """Answer whether nothing would be lost if QGIS ended now; rooms ask the user where it would."""
        return all(room.may_close() for room in self._rooms.values())

    def close_dock(self) -> None:
        """Take back what the dock and its rooms registered."""
        self.tabs.currentChanged.disconnect(self._open_current)
        for room in self._rooms.values():
            room.close_room()
        self._rooms.clear()
        self.status.close_line()

    def _open_current(self, index: int) -> None:
        name, _title, where = room_classes()[index]
        if name not in self._rooms:
            module, class_name = where.split(":")
            page = self.tabs.widget(index)
            # By __import__, which QGIS watches: it forgets the module when the plugin is switched off. What
            # importlib brings stays, and would go on with the classes and texts of the version before.
            room = getattr(__import__(module, fromlist=[class_name]), class_name)(self.workbench, page)
            page.layout().addWidget(RoomArea(room, page))
            self._rooms[name] = room
        self.workbench.settings.room.setValue(name)
        self._fit_tabs()

    def _help(self) -> None:
        room = self._rooms.get(room_classes()[self.tabs.currentIndex()][0])
        self.workbench.open_help(room.help_page if room is not None else "index")
