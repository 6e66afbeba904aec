# SPDX-License-Identifier: GPL-2.0-or-later
"""Charts as tables: for screen readers, and for reading off numbers. Newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Sequence, Tuple

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ruhr_smartcity_plugin.core.sensors.charting.hour_map import HOURS, HourMap
from ruhr_smartcity_plugin.core.sensors.charting.listing import make_listing
from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace, short_labels
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.core.sensors.wind_rose import WindRose
from ruhr_smartcity_plugin.gui.sensors.chart.rose_wording import direction_text, speed_labels
from ruhr_smartcity_plugin.gui.sensors.chart.time_axis import moment_of
from ruhr_smartcity_plugin.gui.sensors.wording import day_text, local_text, number_text
from ruhr_smartcity_plugin.translation import tr

NONE = "–"


@dataclass(frozen=True)
class Grid:
    """A table whose cells are made when they are seen: `cell` gives the text at (row, column)."""

    heads: Tuple[str, ...] = ()
    rows: int = 0
    cell: Callable[[int, int], str] = lambda _row, _column: ""


def value_grid(traces: Sequence[Trace], window: TimeWindow) -> Grid:
    """Return local time and a column per series. Doubtful values say what was noticed."""
    listing = make_listing(traces, window)
    count = len(listing.times_ms)

    def cell(row: int, column: int) -> str:
        place = count - 1 - row
        if not column:
            return local_text(moment_of(int(listing.times_ms[place])))
        trace, position = traces[column - 1], int(listing.positions[column - 1, place])
        if position < 0:
            return NONE
        flags = ", ".join(one.title for one in trace.flags_at(position))
        text = number_text(float(trace.series.values[position]))
        return f"{text} ({flags})" if flags else text

    labels = [tr("Value")] if len(traces) == 1 else short_labels(traces)
    units = [f" ({one.unit})" if one.unit else "" for one in traces]
    return Grid((tr("Time (local)"), *(label + unit for label, unit in zip(labels, units))), count, cell)


def hour_grid(hours: HourMap) -> Grid:
    """Return a row per day and a column per hour of the local clocks."""
    count = len(hours.frame)

    def cell(row: int, column: int) -> str:
        day = count - 1 - row
        if not column:
            return day_text(hours.frame.days[day].astype(object))
        return number_text(float(hours.values[column - 1, day])) if hours.counts[column - 1, day] else NONE

    return Grid((tr("Day"), *(f"{hour:02d}:00" for hour in range(HOURS))), count, cell)


def rose_grid(rose: WindRose) -> Grid:
    """Return a row per sector and a column per class of speed, in percent; the calms come last."""
    sectors = len(rose.centres)

    def cell(row: int, column: int) -> str:
        if row == sectors:
            return (tr("Calm"), number_text(rose.calm_percent))[column] if column < 2 else NONE
        if not column:
            return direction_text(float(rose.centres[row]))
        return number_text(float(rose.sector_percent[row] if column == 1 else rose.percent[row, column - 2]))

    return Grid((tr("Direction"), tr("All (%)"), *(f"{one} (%)" for one in speed_labels(rose))), sectors + 1, cell)


class GridModel(QAbstractTableModel):
    """A `Grid` for Qt."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid = Grid()

    def show_grid(self, grid: Grid) -> None:
        """Show another table."""
        self.beginResetModel()
        self._grid = grid
        self.endResetModel()

    def rows_text(self, rows: Sequence[int]) -> str:
        """Return rows with the heads above, cells parted by tabs."""
        lines = [[self._grid.cell(row, column) for column in range(len(self._grid.heads))] for row in rows]
        return "\n".join("\t".join(cells) for cells in (self._grid.heads, *lines))

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else self._grid.rows

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self._grid.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole):
        """Return the heads of the columns."""
        is_head = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._grid.heads[section] if is_head and section < len(self._grid.heads) else None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole):
        """Return a cell."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return self._grid.cell(index.row(), index.column()) if role == Qt.ItemDataRole.DisplayRole else None
