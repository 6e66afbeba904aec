# SPDX-License-Identifier: GPL-2.0-or-later
"""One station's values over time: periods, chart or table, export."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLocale, QSize, Qt
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QLabel,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError, StoreError
from ruhr_smartcity_plugin.core.kept_file import write_kept
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.sensors.reading import Reading
from ruhr_smartcity_plugin.core.sensors.series_csv import SeriesLabels, series_to_csv
from ruhr_smartcity_plugin.core.sensors.series_report import SeriesReport
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.save_file import ask_where_to_save
from ruhr_smartcity_plugin.gui.sensors.chart import ChartView
from ruhr_smartcity_plugin.gui.sensors.chart_layout import ChartContent
from ruhr_smartcity_plugin.gui.sensors.source import StationsSource
from ruhr_smartcity_plugin.gui.sensors.value_table import ValueTableModel
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_PICTURE_SIZE = QSize(1000, 420)


class ChartPanel(QWidget):
    """Fetches a reading's series in a task and shows it; a later choice overtakes an earlier one."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart_panel")
        self._workbench = workbench
        self._reading: Reading | None = None
        self._source: StationsSource | None = None
        self._hours = 24
        self._task = None
        self._content: ChartContent | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.title = QLabel(self)
        self.title.setObjectName("chart_title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout.addWidget(self.title)
        layout.addWidget(self._make_buttons())
        self.banner = StateBanner(self)
        layout.addWidget(self.banner)
        self.chart = ChartView(self)
        self.table = self._make_table()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self.table)
        layout.addWidget(self._stack, 1)
        self.readout = QLabel(self)
        self.readout.setObjectName("chart_readout")
        self.readout.setTextFormat(Qt.TextFormat.PlainText)
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout.addWidget(self.readout)
        self.chart.cursor_moved.connect(self._show_readout)
        self._enable_exports()

    def show_reading(self, reading: Reading, source: StationsSource) -> None:
        """Fetch and show the series of a reading from its source."""
        self._reading, self._source = reading, source
        self.title.setText(f"{reading.station.name} · {reading.property_title}")
        self._load()

    def clear(self) -> None:
        """Show nothing, and stop fetching."""
        self.stop()
        self._reading = self._content = None
        self.title.clear()
        self.banner.clear()
        self.chart.clear()
        self.table.model().set_series(None)
        self._show_readout("")
        self._enable_exports()

    def stop(self) -> None:
        """Stop fetching."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def export_csv(self, path: Path) -> None:
        """Write the shown period as CSV. Raises `StoreError`."""
        visible = self._content.visible()
        labels = SeriesLabels(self._reading.station.name, self._reading.property_title, self._content.unit)
        # The byte order mark makes spreadsheets read umlauts.
        write_kept(path, series_to_csv(visible, labels, QLocale().decimalPoint()).encode("utf-8-sig"))

    def export_picture(self, path: Path) -> None:
        """Write the chart as PNG. Raises `StoreError`."""
        if not self.chart.render_image(_PICTURE_SIZE).save(str(path), "PNG"):
            text = tr("The file {path} could not be written. Check the rights and the space left.")
            raise StoreError(text.format(path=path))

    def _make_buttons(self) -> QWidget:
        box = QWidget(self)
        flow = FlowLayout(box)
        self._periods = QButtonGroup(self)
        for hours, text in ((24, tr("24 h")), (7 * 24, tr("7 days")), (30 * 24, tr("30 days"))):
            button = self._tool(box, f"period_{hours}", text)
            button.setCheckable(True)
            button.setChecked(hours == self._hours)
            self._periods.addButton(button, hours)
            flow.addWidget(button)
        self._periods.idClicked.connect(self._choose_period)
        self.table_button = self._tool(box, "table_button", tr("Table"))
        self.table_button.setCheckable(True)
        self.table_button.toggled.connect(self._toggle_table)
        flow.addWidget(self.table_button)
        self.export_button = self._tool(box, "export_button", tr("Export"))
        self.export_button.setIcon(QgsApplication.getThemeIcon("/mActionFileSave.svg"))
        self.export_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.export_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.export_button)
        menu.addAction(tr("Values as CSV …"), self._ask_for_csv).setObjectName("export_csv")
        menu.addAction(tr("Chart as picture …"), self._ask_for_picture).setObjectName("export_picture")
        self.export_button.setMenu(menu)
        flow.addWidget(self.export_button)
        return box

    def _tool(self, parent: QWidget, name: str, text: str) -> QToolButton:
        button = QToolButton(parent)
        button.setObjectName(name)
        button.setText(text)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setObjectName("value_table")
        table.setAccessibleName(tr("Values"))
        table.setModel(ValueTableModel(table))
        table.verticalHeader().setVisible(False)
        table.horizontalHeader().setStretchLastSection(True)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        # The first column takes what a date needs; measuring each of thousands of rows would be slow.
        width = table.fontMetrics().horizontalAdvance("0000-00-00 00:00")
        table.horizontalHeader().setDefaultSectionSize(width * 5 // 4)
        return table

    def _choose_period(self, hours: int) -> None:
        self._hours = hours
        if self._reading is not None:
            self._load()

    def _toggle_table(self, on: bool) -> None:
        self._stack.setCurrentWidget(self.table if on else self.chart)

    def _load(self) -> None:
        self.stop()
        reading, source = self._reading, self._source
        # A silent station shows its last values, not an empty present.
        end = reading.time or datetime.now(timezone.utc)
        start = end - timedelta(hours=self._hours)
        self.banner.show_working(tr("Loading the values …"), self._cancel)
        self._content = None
        self.chart.clear("")
        self.table.model().set_series(None)
        self._show_readout("")
        self._enable_exports()

        def work(progress: Progress) -> SeriesReport:
            return source.fetch_series(reading.datastream, start, end + timedelta(milliseconds=1), progress)

        task = self._workbench.tasks.run(
            tr("Loading values of {station}").format(station=reading.station.name), work,
            publish=lambda report: self._publish(task, report, start, end),
            failed=lambda error: self._fail(task, error))
        self._task = task
        task.progressChanged.connect(lambda percent: self._show_percent(task, percent))

    def _show_percent(self, task: object, percent: float) -> None:
        if task is self._task and self.banner.state == "working" and percent > 0:
            self.banner.set_percent(round(percent))

    def _publish(self, task: object, report: SeriesReport, start: datetime, end: datetime) -> None:
        if task is not self._task:
            return
        self._task = None
        unit = self._reading.datastream.unit.symbol
        title = f"{self._reading.station.name}, {self._reading.property_title}"
        self._content = ChartContent(report.series, start, end, title, unit)
        self.chart.set_content(self._content)
        self.table.model().set_series(self._content.visible(), unit)
        self._show_readout("")
        self._enable_exports()
        if report.is_complete:
            self.banner.clear()
            return
        text = report.completeness.sentence()
        detail = report.broken_by.sentence if report.broken_by else ""
        actions = ((tr("Try again"), self._load), (tr("Use as is"), self.banner.clear))
        self.banner.show_partly(text, *actions, detail=detail, is_short=True)

    def _fail(self, task: object, error: BaseException) -> None:
        if task is not self._task:
            return
        self._task = None
        self.chart.clear(tr("The values were not loaded."))
        if isinstance(error, CancelledError):
            self.banner.clear()
        else:
            message = self._workbench.messages.fail(error, is_shown=self.isVisible())
            self.banner.show_failed(message, (tr("Try again"), self._load))

    def _cancel(self) -> None:
        self.stop()
        self.banner.clear()
        self.chart.clear(tr("The values were not loaded."))

    def _show_readout(self, text: str) -> None:
        self.readout.setText(text or (self.chart.summary() if self._content is not None else ""))

    def _enable_exports(self) -> None:
        self.export_button.setEnabled(self._content is not None and len(self._content.visible()) > 0)

    def _ask_for_csv(self) -> None:
        path = ask_where_to_save(self, tr("Export values"), "", tr("CSV files (*.csv)"))
        if path is not None:
            self._export(self.export_csv, path)

    def _ask_for_picture(self) -> None:
        path = ask_where_to_save(self, tr("Export chart"), "", tr("PNG pictures (*.png)"))
        if path is not None:
            self._export(self.export_picture, path)

    def _export(self, write: Callable[[Path], None], path: Path) -> None:
        try:
            write(path)
        except RuhrError as error:
            self.banner.show_failed(self._workbench.messages.fail(error, is_shown=self.isVisible()))
        else:
            self._workbench.messages.succeed(tr("Saved: {path}").format(path=path))
