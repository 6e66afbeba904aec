# SPDX-License-Identifier: GPL-2.0-or-later
"""The foldable detail below the list of projects."""

from __future__ import annotations

from typing import Callable

from qgis.gui import QgsCollapsibleGroupBox, QgsScrollArea
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.adapters.local_time import short_date
from ruhr_smartcity_plugin.core.projects.record import ProjectEntry
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr

_LINES = 8
QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's; PyQt5 and PyQt6 keep it in different places


class ProjectDetail(QgsCollapsibleGroupBox):
    """What is known of the selected project, as plain text."""

    def __init__(self, name_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(tr("Detail"), parent)
        self.setObjectName("project_detail")
        self._name_of = name_of
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        scroll = QgsScrollArea(self)
        scroll.setObjectName("detail_scroll")
        scroll.setAccessibleName(tr("Details"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        # The list keeps most of the room; longer texts are scrolled.
        scroll.setFixedHeight(_LINES * self.fontMetrics().lineSpacing())
        self._scroll = scroll
        outer.addWidget(scroll)
        body = QWidget(scroll)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(2, 2, 2, 2)
        self.summary = self._label("detail_summary", layout)
        self.facts = self._label("detail_facts", layout)
        layout.addStretch()
        scroll.setWidget(body)
        # QGIS gives its button no name.
        fold = self.findChild(QToolButton, "collapseButton")
        if fold is not None:
            fold.setAccessibleName(tr("Fold or unfold the detail"))
        self.hide()

    def _label(self, name: str, layout: QVBoxLayout) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        # A long word must not widen the dock; the height follows the width.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        layout.addWidget(label)
        return label

    def stand(self, *, beside: bool) -> None:
        """Stand beside the list, with all its height, or below it, with a few lines."""
        lines = _LINES * self.fontMetrics().lineSpacing()
        self._scroll.setMinimumHeight(lines)
        self._scroll.setMaximumHeight(QWIDGETSIZE_MAX if beside else lines)

    def show_entry(self, entry: ProjectEntry | None, n_selected: int = 1) -> None:
        """Show a project; None hides the detail. The head says if more are selected."""
        self.setTitle(tr("Detail") if n_selected < 2 else tr("Detail ({n} selected)").format(n=n_selected))
        self.setVisible(entry is not None)
        if entry is None:
            return
        self.summary.setText(entry.summary)
        self.summary.setVisible(bool(entry.summary))
        words = load_vocabulary()
        as_of = short_date(entry.as_of) if entry.as_of else ""
        facts = (
            (tr("Field of action"), words.text("VFIELD", entry.main_field)),
            (tr("Phase"), words.text("VPHASE", entry.phase)),
            (tr("Status"), words.text("VSTATUS", entry.status)),
            (tr("Lead"), entry.lead_name),
            (tr("Municipalities"), ", ".join(map(self._name_of, entry.ags))),
            (tr("Visibility"), words.text("VVIS", entry.visibility.value)),
            (tr("As of"), as_of),
        )
        self.facts.setText("\n".join(f"{label}: {value}" for label, value in facts if value))
