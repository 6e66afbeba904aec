# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of projects: model and two-line entries."""

from __future__ import annotations

from typing import Any, Callable, List, Sequence

from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QSize, Qt
from qgis.PyQt.QtGui import QFontMetrics, QPainter, QPalette
from qgis.PyQt.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ruhr_smartcity_plugin.adapters.projects.symbols import field_icon
from ruhr_smartcity_plugin.core.projects.record import ProjectEntry, Visibility
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr

ENTRY_ROLE = Qt.ItemDataRole.UserRole
SECOND_LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_MARGIN = 4


class ProjectListModel(QAbstractListModel):
    """Entries as given; searching and filtering happen before."""

    def __init__(self, name_of: Callable[[str], str], parent: Any = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._entries: List[ProjectEntry] = []

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
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}. {load_vocabulary().text('VFIELD', entry.main_field)}. {self._second_line(entry)}"
        return None

    def _second_line(self, entry: ProjectEntry) -> str:
        places = ", ".join(self._name_of(ags) for ags in entry.ags)
        parts = [
            "" if entry.visibility is Visibility.PUBLIC else tr("INTERN"),
            load_vocabulary().text("VSTATUS", entry.status), entry.lead_name,
            "" if places == entry.lead_name else places]
        return " · ".join(part for part in parts if part)


class TwoLineDelegate(QStyledItemDelegate):
    """Draws an entry with its symbol, the title, and a second line. Sizes follow the font."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(0, 2 * option.fontMetrics.height() + 2 * _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        self.initStyleOption(option, index)
        style = option.widget.style() if option.widget else QApplication.style()
        option.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        metrics: QFontMetrics = option.fontMetrics
        line = metrics.height()
        box = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        icon = field_icon(index.data(ENTRY_ROLE).main_field, line)
        icon.paint(painter, box.left(), box.top(), line, line)
        left = box.left() + line + 2 * _MARGIN
        width = box.right() - left
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorGroup.Active, role))
        for number, text in enumerate((index.data(), index.data(SECOND_LINE_ROLE))):
            # One line each: a line break in a title must not push the second line out.
            shown = metrics.elidedText(" ".join(str(text).split()), Qt.TextElideMode.ElideRight, width)
            painter.drawText(left, box.top() + number * line + metrics.ascent(), shown)
        painter.restore()
