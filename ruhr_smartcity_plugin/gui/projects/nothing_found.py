# SPDX-License-Identifier: GPL-2.0-or-later
"""What stands in place of an empty list: what hides the projects, and one click to see them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom


class NothingFound(QWidget):
    """Says that no project is left, and why."""

    def __init__(self, room: ProjectsRoom) -> None:
        super().__init__(room)
        self.setObjectName("nothing_found")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        self.text = QLabel(self)
        self.text.setObjectName("nothing_found_text")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        layout.addWidget(self.text)
        self.button = QPushButton(tr("All off"), self)
        self.button.setObjectName("show_all_projects")
        self.button.setAccessibleName(tr("Show all projects"))
        self.button.clicked.connect(lambda _on=False: room.show_all())
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def say(self, hidden_by: Tuple[str, ...]) -> None:
        """Name what hides the projects; nothing of it hides this line."""
        self.setVisible(bool(hidden_by))
        self.text.setText(tr("No project is left. Hidden by: {conditions}.").format(conditions=", ".join(hidden_by)))
