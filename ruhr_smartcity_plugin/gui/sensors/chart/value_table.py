# SPDX-License-Identifier: GPL-2.0-or-later
"""Series as a table, newest values first: the chart for screen readers and for reading off numbers."""

from __future__ import annotations

from typing import Tuple

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ruhr_smartcity_plugin.core.sensors.charting.listing import Listing, make_listing
from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace, short_labels
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.gui.sensors.chart.time_axis import moment_of
from ruhr_smartcity_plugin.gui.sensors.wording import local_text, number_text
from ruhr_smartcity_plugin.translation import tr


class ValueTableModel(QAbstractTableModel):
    """Local time, and a column per series. Doubtful values say what was noticed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._traces: Tuple[Trace, ...] = ()
        self._listing: Listing | None = None

    def show_traces(self, traces: Tuple[Trace, ...], window: TimeWindow | None) -> None:
        """Show what a window shows of series; nothing without a window."""
        self.beginResetModel()
        self._traces = traces
        self._listing = None if window is None else make_listing(traces, window)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Return the number of moments."""
        is_cell = parent is not None and parent.isValid()
        return 0 if self._listing is None or is_cell else len(self._listing.times_ms)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """Return one more than there are series, at least two."""
        return 0 if parent is not None and parent.isValid() else 1 + max(len(self._traces), 1)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole):
        """Return the heads of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return tr("Time (local)")
        if not self._traces:
            return tr("Value")
        unit = self._traces[section - 1].unit
        label = tr("Value") if len(self._traces) == 1 else short_labels(self._traces)[section - 1]
        return f"{label} ({unit})" if unit else label

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole):
        """Return a cell."""
        if not index.isValid() or self._listing is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        place = len(self._listing.times_ms) - 1 - index.row()
        if not index.column():
            return local_text(moment_of(int(self._listing.times_ms[place])))
        trace, position = self._traces[index.column() - 1], int(self._listing.positions[index.column() - 1, place])
        if position < 0:
            return "–"
        flags = ", ".join(one.title for one in trace.flags_at(position))
        text = number_text(float(trace.series.values[position]))
        return f"{text} ({flags})" if flags else text
