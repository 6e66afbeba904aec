# SPDX-License-Identifier: GPL-2.0-or-later
"""A series as a table, newest value first: the chart for screen readers and for reading off numbers."""

from __future__ import annotations

from datetime import datetime, timezone

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ruhr_smartcity_plugin.core.sensors.series import Series
from ruhr_smartcity_plugin.gui.sensors.wording import local_text, number_text
from ruhr_smartcity_plugin.translation import tr


class ValueTableModel(QAbstractTableModel):
    """Two columns: local time and value."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._series: Series | None = None
        self._unit = ""

    def set_series(self, series: Series | None, unit: str = "") -> None:
        """Show a series."""
        self.beginResetModel()
        self._series, self._unit = series, unit
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Return the number of values."""
        return 0 if self._series is None or (parent is not None and parent.isValid()) else len(self._series)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """Return two."""
        return 0 if parent is not None and parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole):
        """Return the heads of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return tr("Time (local)")
        return tr("Value ({unit})").format(unit=self._unit) if self._unit else tr("Value")

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole):
        """Return a cell."""
        if not index.isValid() or self._series is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = len(self._series) - 1 - index.row()
        if index.column() == 1:
            return number_text(self._series.values[row])
        time_ms = int(self._series.times[row].astype("int64"))
        return local_text(datetime.fromtimestamp(time_ms / 1000.0, timezone.utc))
