# SPDX-License-Identifier: GPL-2.0-or-later
"""The ways to look at series: lines, hours of the days, wind rose; each as a chart or as a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Dict, Tuple

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QStackedWidget, QTableView, QWidget

from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.sensors.charting.trace import Key, Trace
from ruhr_smartcity_plugin.core.sensors.charting.wind import rose_of
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.gui.sensors.chart.hour_chart import HourChart
from ruhr_smartcity_plugin.gui.sensors.chart.line_chart import LineChart
from ruhr_smartcity_plugin.gui.sensors.chart.line_layout import LineContent
from ruhr_smartcity_plugin.gui.sensors.chart.plot import Plot
from ruhr_smartcity_plugin.gui.sensors.chart.rose_chart import RoseChart
from ruhr_smartcity_plugin.gui.sensors.chart.tables import Grid, GridModel, hour_grid, rose_grid, value_grid
from ruhr_smartcity_plugin.gui.sensors.chart.time_plot import TimePlot
from ruhr_smartcity_plugin.translation import tr


class View(Enum):
    """What is drawn."""

    LINES = "lines"
    HOURS = "hours"
    ROSE = "rose"


@dataclass(frozen=True)
class Shown:
    """What there is to look at. `chosen` is the trace of the views that show one only; `wind` speed and direction of
    its station, None where it does not measure them."""

    traces: Tuple[Trace, ...]
    period: TimeWindow
    chosen: Trace
    wind: Tuple[Trace, Trace] | None = None


class ChartViews(QStackedWidget):
    """One chart at a time. The window of time stays when the view changes."""

    read_out = pyqtSignal(str)  # at the cursor; empty without one
    changed = pyqtSignal()  # what is seen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = View.LINES
        self.window: TimeWindow | None = None
        self._shown: Shown | None = None
        self._is_table = False
        self.lines, self.hours, self.rose = LineChart(self), HourChart(self), RoseChart(self)
        self._plots: Dict[View, Plot] = {View.LINES: self.lines, View.HOURS: self.hours, View.ROSE: self.rose}
        for plot in self._plots.values():
            self.addWidget(plot)
            plot.cursor_moved.connect(self.read_out)
        for plot in (self.lines, self.hours):
            plot.window_changed.connect(self._follow_window)
        self.table = self._make_table()
        self.addWidget(self.table)

    @property
    def plot(self) -> Plot:
        """The chart that is seen, or would be but for the table."""
        return self._plots[self.view]

    def seen_traces(self) -> Tuple[Trace, ...]:
        """Return the traces of which something is seen."""
        if self._shown is None or not self.plot.has_content():
            return ()
        if self.view is View.LINES:
            return self._shown.traces
        return (self._shown.chosen,) if self.view is View.HOURS else self._shown.wind or ()

    def cursor_note(self, text: str) -> str:
        """Return what to write below the chart for what the cursor reads out: less where a list shows the values."""
        is_listed = self.view is View.LINES and self._shown is not None and len(self._shown.traces) > 1
        return self.lines.cursor_note() if is_listed else text

    def cursor_values(self) -> Dict[Key, str]:
        """Return the values of several lines at the cursor; empty without one, and in views of a single series."""
        return self.lines.cursor_values() if self.view is View.LINES else {}

    def show_content(self, shown: Shown) -> None:
        """Show series; the window stays where the period is the same."""
        is_same = self.window is not None and (self.window.first_ms, self.window.last_ms) == (
            shown.period.first_ms, shown.period.last_ms)
        self.window = self.window if is_same else shown.period
        self._shown = shown
        self._fill()

    def show_sentence(self, sentence: str | None = None) -> None:
        """Show nothing but a sentence; by default the one that says how to choose a station."""
        self._shown = None
        for plot in self._plots.values():
            plot.clear(tr("Choose a station to see its values over time.") if sentence is None else sentence)
        self._fill_table()
        self.changed.emit()

    def set_view(self, view: View) -> None:
        """Look in another way."""
        self.view = view
        self._fill()

    def set_table(self, on: bool) -> None:
        """Show the table, or the chart."""
        self._is_table = on
        self.setCurrentWidget(self.table if on else self.plot)
        self._fill_table()

    def selected_text(self) -> str:
        """Return the selected rows of the table with its heads, as spreadsheets paste them; empty without the table."""
        if not self._is_table:
            return ""
        rows = sorted(one.row() for one in self.table.selectionModel().selectedRows())
        return self.table.model().rows_text(rows) if rows else ""

    def zoom(self, factor: float) -> None:
        """Zoom charts over time by a factor; 0 shows all."""
        if isinstance(self.plot, TimePlot):
            if factor:
                self.plot.zoom(factor)
            else:
                self.plot.show_all()

    def _fill(self) -> None:
        """Show in the present view what there is."""
        shown = self._shown
        self.setCurrentWidget(self.table if self._is_table else self.plot)
        if shown is None:
            return
        if self.view is View.LINES:
            title = ", ".join(f"{one.station}, {one.title}" for one in shown.traces)
            self.lines.set_content(LineContent(shown.traces, title), self.window)
        elif self.view is View.HOURS:
            self.hours.set_content(shown.chosen, self.window)
        else:
            self._fill_rose(shown)
        self._fill_table()
        self.changed.emit()

    def _fill_rose(self, shown: Shown) -> None:
        if shown.wind is None:
            self.rose.clear(tr("This station measures no wind speed with its direction. Choose another series."))
            return
        try:
            left_out = sum(one.left_out(self.window.start_ms, self.window.end_ms) for one in shown.wind)
            self.rose.set_content(rose_of(*shown.wind, self.window), shown.chosen.station, left_out)
        except RuhrError as error:
            self.rose.clear(error.sentence)

    def _follow_window(self) -> None:
        if self._shown is not None and isinstance(self.plot, TimePlot) and self.plot.window_ms is not None:
            self.window = self.plot.window_ms
            self._fill_table()
            self.changed.emit()

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setObjectName("value_table")
        table.setAccessibleName(tr("Values"))
        table.setModel(GridModel(table))
        table.verticalHeader().setVisible(False)
        table.horizontalHeader().setStretchLastSection(True)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        # The first column takes what a date needs; measuring each of thousands of rows would be slow.
        width = table.fontMetrics().horizontalAdvance("0000-00-00 00:00")
        table.horizontalHeader().setDefaultSectionSize(width * 5 // 4)
        return table

    def _fill_table(self) -> None:
        if self._is_table or self._shown is None:
            self.table.model().show_grid(self._grid())

    def _grid(self) -> Grid:
        if self._shown is None or not self.plot.has_content():
            return Grid()
        if self.view is View.LINES:
            return value_grid(self._shown.traces, self.window)
        return hour_grid(self.hours.hours) if self.view is View.HOURS else rose_grid(self.rose.rose)
