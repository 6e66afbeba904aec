# SPDX-License-Identifier: GPL-2.0-or-later
"""The foldable detail below the list of projects."""

from __future__ import annotations

from typing import Callable, Dict

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtWidgets import QFormLayout, QLabel, QSizePolicy, QWidget

from ruhr_smartcity_plugin.core.projects.record import ProjectEntry
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr


class ProjectDetail(QgsCollapsibleGroupBox):
    """What is known of the selected project, as plain text."""

    def __init__(self, name_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(tr("Detail"), parent)
        self.setObjectName("project_detail")
        self._name_of = name_of
        self._values: Dict[str, QLabel] = {}
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._add(form, "summary", "")
        for name, label in (("field", tr("Field of action")), ("state", tr("Phase and status")), ("lead", tr("Lead")),
                            ("municipalities", tr("Municipalities")), ("visibility", tr("Visibility")),
                            ("as_of", tr("As of"))):
            self._add(form, name, label)
        self.hide()

    def _add(self, form: QFormLayout, name: str, label: str) -> None:
        value = QLabel(self)
        value.setObjectName(f"detail_{name}")
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._values[name] = value
        if label:
            form.addRow(label, value)
        else:
            form.addRow(value)

    def show_entry(self, entry: ProjectEntry | None) -> None:
        """Show a project; None hides the detail."""
        self.setVisible(entry is not None)
        if entry is None:
            return
        words = load_vocabulary()
        steps = (words.text("VPHASE", entry.phase), words.text("VSTATUS", entry.status))
        texts = {
            "summary": entry.summary,
            "field": words.text("VFIELD", entry.main_field),
            "state": " · ".join(part for part in steps if part),
            "lead": entry.lead_name,
            "municipalities": ", ".join(map(self._name_of, entry.ags)),
            "visibility": words.text("VVIS", entry.visibility.value),
            "as_of": QLocale().toString(entry.as_of, QLocale.FormatType.ShortFormat) if entry.as_of else "",
        }
        for name, text in texts.items():
            self._values[name].setText(text)
