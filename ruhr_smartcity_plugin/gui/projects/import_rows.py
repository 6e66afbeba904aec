# SPDX-License-Identifier: GPL-2.0-or-later
"""The records of an import as a table with boxes to tick."""

from __future__ import annotations

from typing import Any, List, Sequence, Set, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt

from ruhr_smartcity_plugin.core.projects.findings import Severity
from ruhr_smartcity_plugin.core.projects.import_report import fate_text
from ruhr_smartcity_plugin.core.projects.importing import Fate, Planned
from ruhr_smartcity_plugin.translation import tr

_ICONS = {Fate.NEW: "/symbologyAdd.svg", Fate.CHANGED: "/mActionToggleEditing.svg", Fate.REJECTED: "/mIconWarning.svg",
          Fate.ASIDE: "/mIconInfo.svg"}
_TITLE, _LINE, _FATE, _FINDING = range(4)


class ImportRows(QAbstractTableModel):
    """What becomes of each row; new and changed ones are ticked until the user takes the tick away, rows that seem to
    be no projects when the user ticks them."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._all: Tuple[Planned, ...] = ()
        self._shown: List[int] = []
        self._left_out: Set[int] = set()

    def show(self, rows: Sequence[Planned]) -> None:
        """Show these rows, all that can be taken over ticked."""
        self._all = tuple(rows)
        self._left_out = {number for number, one in enumerate(self._all) if one.fate is Fate.ASIDE}
        self.filter(None)

    def filter(self, fate: Fate | None) -> None:
        """Show the rows of one fate; None for all."""
        self.beginResetModel()
        self._shown = [number for number, one in enumerate(self._all) if fate in (None, one.fate)]
        self.endResetModel()

    def accepted(self) -> Tuple[Planned, ...]:
        """Return the rows that are to be saved."""
        return tuple(one.taken() for number, one in enumerate(self._all)
                     if one.may_be_taken and number not in self._left_out)

    def planned(self, index: QModelIndex) -> Planned | None:
        """Return the row behind an index; None for none."""
        return self._all[self._shown[index.row()]] if index.isValid() else None

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (tr("Project"), tr("Row"), tr("Result"), tr("Finding"))[section]

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        one = self.planned(index)
        if index.column() == _TITLE and one is not None and one.may_be_taken:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.planned(index)
        if one is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, index.column())
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == _TITLE and one.may_be_taken:
            is_left_out = self._shown[index.row()] in self._left_out
            return Qt.CheckState.Unchecked if is_left_out else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.DecorationRole and index.column() == _FATE and one.fate in _ICONS:
            return QgsApplication.getThemeIcon(_ICONS[one.fate])
        return None

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        number = self._shown[index.row()]
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._left_out.discard(number)
        else:
            self._left_out.add(number)
        self.dataChanged.emit(index, index, [role])
        return True

    @staticmethod
    def _text(one: Planned, column: int) -> str:
        if column == _TITLE:
            return one.bundle.project.title or tr("(no title)")
        if column == _LINE:
            return str(one.line)
        if column == _FATE:
            return fate_text(one.fate)
        worst = sorted(one.findings, key=lambda finding: finding.severity is not Severity.ERROR)
        return worst[0].sentence if worst else ""
