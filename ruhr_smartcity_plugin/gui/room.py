# SPDX-License-Identifier: GPL-2.0-or-later
"""What all rooms (tabs of the dock) have in common."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ruhr_smartcity_plugin.core.region.area import Area
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.ledger import Ledger


class Room(QWidget):
    """Base of a room: a banner for the five states on top, the room's own widgets below.

    Subclasses build their widgets in ``build(layout)``, follow the area in ``apply_area`` and push the undo
    of everything they connect outside themselves onto ``self.ledger``.
    """

    name = ""  # stable English id: catalogue, projects, sensors, analyses, exchange
    help_page = "index"

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"room_{self.name}")
        self.workbench = workbench
        self.ledger = Ledger(workbench.messages.fail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        self.banner = StateBanner(self)
        self.banner.is_expert = workbench.settings.expert.value
        self.banner.has_bar = False  # the dock's status line has it
        layout.addWidget(self.banner)
        self.build(layout)
        workbench.area.changed.connect(self.apply_area)
        self.ledger.push(lambda: workbench.area.changed.disconnect(self.apply_area))
        self.apply_area(workbench.area.area)

    def build(self, layout: QVBoxLayout) -> None:
        """Make the widgets of the room."""
        raise NotImplementedError

    def apply_area(self, area: Area) -> None:
        """The user chose another area."""

    def show_problem(self, error: BaseException, *actions: tuple) -> None:
        """Say in place (and in the log) why something did not work; `actions` are (label, callable) pairs."""
        self.banner.show_failed(self.workbench.messages.fail(error, is_shown=self.isVisible()), *actions)

    def may_close(self) -> bool:
        """Answer whether QGIS may end; a room with unsaved edits asks the user first."""
        return True

    def close_room(self) -> None:
        """Take back all that was registered; called when the plugin is switched off."""
        self.ledger.unwind()
