# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of projects: what stands in its lines."""

from __future__ import annotations

from typing import Any, Callable, List, Mapping, Sequence

from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, Qt
from qgis.PyQt.QtGui import QFontMetrics, QGuiApplication

from ruhr_smartcity_plugin.adapters.projects.symbols import field_icon
from ruhr_smartcity_plugin.core.projects.record import ProjectEntry, Visibility
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.gui.two_line_list import RECORD_ROLE, SECOND_LINE_ROLE
from ruhr_smartcity_plugin.translation import tr


class ProjectListModel(QAbstractListModel):
    """Entries as given; searching and filtering happen before."""

    def __init__(self, name_of: Callable[[str], str], parent: Any = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._entries: List[ProjectEntry] = []
        self.marks: Mapping[str, str] = {}  # what is to be said of some records first, by id

    def show(self, entries: Sequence[ProjectEntry]) -> None:
        """Show these entries."""
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def row_of(self, uuid: str) -> int:
        """Return the row of a project; -1 if it is not shown."""
        return next((row for row, one in enumerate(self._entries) if one.uuid == uuid), -1)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == SECOND_LINE_ROLE:
            return self._second_line(entry)
        if role == RECORD_ROLE:
            return entry
        if role == Qt.ItemDataRole.DecorationRole:
            return field_icon(entry.main_field, QFontMetrics(QGuiApplication.font()).height())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}. {load_vocabulary().text('VFIELD', entry.main_field)}. {self._second_line(entry)}"
        return None

    def _second_line(self, entry: ProjectEntry) -> str:
        # A good example from elsewhere must not look like a hole in the area filter.
        places = ", ".join(self._name_of(ags) for ags in entry.ags) or tr("no municipality of the Ruhr metropolis")
        parts = [
            self.marks.get(entry.uuid, ""),
            "" if entry.visibility is Visibility.PUBLIC else tr("INTERN"),
            load_vocabulary().text("VSTATUS", entry.status), entry.lead_name,
            "" if places == entry.lead_name else places]
        return " · ".join(part for part in parts if part)
