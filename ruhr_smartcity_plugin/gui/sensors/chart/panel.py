# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of one or several stations over time: periods, chart or table, series, export."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Dict, List, Sequence, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence, QShortcut
from qgis.PyQt.QtWidgets import (
    QApplication,
    QButtonGroup,
    QComboBox,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.messages import Message
from ruhr_smartcity_plugin.core.errors import CancelledError, InputError, RuhrError
from ruhr_smartcity_plugin.core.sensors.charting.colours import MOST_TRACES
from ruhr_smartcity_plugin.core.sensors.charting.trace import Key, Trace, common_title, no_flags
from ruhr_smartcity_plugin.core.sensors.charting.value_axes import sides_of
from ruhr_smartcity_plugin.core.sensors.charting.wind import wind_streams
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.core.sensors.instant import to_ms
from ruhr_smartcity_plugin.core.sensors.quantity import recognise
from ruhr_smartcity_plugin.core.sensors.reading import Reading
from ruhr_smartcity_plugin.core.sensors.series import make_series
from ruhr_smartcity_plugin.core.sensors.series_report import SeriesReport
from ruhr_smartcity_plugin.core.sensors.store.records import SourceInfo
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.sensors.chart.exporting import ChartExport
from ruhr_smartcity_plugin.gui.sensors.chart.loading import SeriesLoading, Wanted
from ruhr_smartcity_plugin.gui.sensors.chart.trace_list import TraceList
from ruhr_smartcity_plugin.gui.sensors.chart.views import ChartViews, Shown, View
from ruhr_smartcity_plugin.gui.sensors.source import StationsSource
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_ALL = 0  # hours of the period that begins with the first value
_BEGINNING = datetime(1850, 1, 1, tzinfo=timezone.utc)  # before any series of a station


class ChartPanel(QWidget):
    """Reads the series of readings in a task and shows them."""

    grew = pyqtSignal()  # it shows values, and needs more room than before

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart_panel")
        self._workbench = workbench
        self._wanted: Dict[Key, Wanted] = {}
        self._numbers: Dict[Key, int] = {}
        self._hours = 24
        self._span: Tuple[datetime, datetime] | None = None
        self._reports: Dict[Key, SeriesReport] = {}  # of this span
        self._refusal: Message | None = None  # of a series there was no room for, until it has been said
        self.loading = SeriesLoading(workbench.tasks, self)
        self.loading.loaded.connect(self._publish)
        self.loading.failed.connect(self._fail)
        self.loading.progressed.connect(self._show_percent)
        self.export = ChartExport(workbench, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.views = ChartViews(self)
        self.title = self._label("chart_title")
        layout.addWidget(self.title)
        layout.addWidget(self._make_buttons())
        self.banner = StateBanner(self)
        layout.addWidget(self.banner)
        self.export.failed.connect(self._show_export_error)
        self.traces = TraceList(self)
        self.traces.removed.connect(self.remove)
        self.traces.hide()
        layout.addWidget(self.traces)
        self.traces.chosen.connect(lambda _key: self._choose_trace())
        layout.addWidget(self.views, 1)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.views)
        copy.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copy.activated.connect(self._copy)
        self.readout = self._label("chart_readout")
        layout.addWidget(self.readout)
        self.views.read_out.connect(self._show_readout)
        self.views.changed.connect(self._follow_views)
        self._show_traces()

    # --- choosing ---
    def show_readings(self, readings: Sequence[Reading], source: StationsSource) -> None:
        """Read and show the series of readings from their source, instead of what was shown."""
        self._wanted, self._numbers = {}, {}
        self._span = None
        self.add_readings(readings, source)

    def add_readings(self, readings: Sequence[Reading], source: StationsSource) -> None:
        """Read and show series beside those that are shown; says so where they do not fit."""
        before = dict(self._wanted), dict(self._numbers)
        for one in (Wanted(reading, source) for reading in readings):
            self._wanted.setdefault(one.key, one)
        try:
            self._number_all()
        except RuhrError as error:
            # A choice of too much still shows what has room; what is shown already stays.
            self._wanted, self._numbers = before
            self._refusal = self._workbench.messages.fail(error, is_shown=self.isVisible())
            if not self._wanted:
                self._wanted = self._fitting([Wanted(one, source) for one in readings])
                self._number_all()
        self._load()

    def remove(self, key: Key) -> None:
        """Take a series out of the chart; the last one stays."""
        if len(self._wanted) > 1 and key in self._wanted:
            del self._wanted[key], self._numbers[key]
            self._load()

    def clear(self) -> None:
        """Show nothing, and stop reading."""
        self.stop()
        self._wanted, self._numbers, self._reports = {}, {}, {}
        self._span = None
        self.title.clear()
        self.banner.clear()
        self._show_traces()

    def come_into_sight(self) -> None:
        """Scroll the dock to the chart where it is higher than the screen."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self.readout, 0, 0)

    def stop(self) -> None:
        """Stop reading."""
        self.loading.stop()

    def _fitting(self, wanted: Sequence[Wanted]) -> Dict[Key, Wanted]:
        """Return the first ones that fit into one chart."""
        chosen: Dict[Key, Wanted] = {}
        units: List[str] = []
        for one in wanted:
            unit = _axis_unit(one)
            if len(chosen) < MOST_TRACES and (unit in units or len(units) < 2):
                chosen[one.key] = one
                units.append(unit)
        return chosen

    def _number_all(self) -> None:
        """Give each series the first free number. Raises `InputError` for too many series or units."""
        if len(self._wanted) > MOST_TRACES:
            raise InputError(tr("A chart has room for {count} series. Remove some first.").format(count=MOST_TRACES))
        sides_of([_axis_unit(one) for one in self._wanted.values()])
        for key in self._wanted:
            if key not in self._numbers:
                self._numbers[key] = min(set(range(MOST_TRACES)) - set(self._numbers.values()))

    # --- building ---
    def _make_buttons(self) -> QWidget:
        box = QWidget(self)
        flow = FlowLayout(box)
        self._periods = QButtonGroup(self)
        for hours, text in ((24, tr("24 h")), (7 * 24, tr("7 days")), (30 * 24, tr("30 days")),
                            (365 * 24, tr("1 year")), (_ALL, tr("All", "period"))):
            button = _tool(box, f"period_{hours}", text)
            button.setCheckable(True)
            button.setChecked(hours == self._hours)
            self._periods.addButton(button, hours)
            flow.addWidget(button)
        self._periods.idClicked.connect(self._choose_period)
        self.view_choice = QComboBox(box)
        self.view_choice.setObjectName("chart_view_choice")
        self.view_choice.setAccessibleName(tr("Kind of chart"))
        for view, text in ((View.LINES, tr("Lines")), (View.HOURS, tr("Hours of the days")),
                           (View.ROSE, tr("Wind rose"))):
            self.view_choice.addItem(text, view)
        self.view_choice.currentIndexChanged.connect(lambda _row: self._choose_view())
        flow.addWidget(self.view_choice)
        self.table_button = _tool(box, "table_button", tr("Table"))
        self.table_button.setCheckable(True)
        self.table_button.toggled.connect(self.views.set_table)
        flow.addWidget(self.table_button)
        for name, text, icon, factor in (("zoom_in", tr("Zoom in"), "/mActionZoomIn.svg", 2 / 3),
                                         ("zoom_out", tr("Zoom out"), "/mActionZoomOut.svg", 3 / 2),
                                         ("zoom_all", tr("Show all"), "/mActionZoomFullExtent.svg", 0.0)):
            button = _tool(box, name, text)
            button.setIcon(QgsApplication.getThemeIcon(icon))
            button.setToolTip(text)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.clicked.connect(lambda _checked=False, by=factor: self.views.zoom(by))
            flow.addWidget(button)
        flow.addWidget(self._make_export_button(box))
        return box

    def _make_export_button(self, parent: QWidget) -> QToolButton:
        self.export_button = _tool(parent, "export_button", tr("Export"))
        self.export_button.setIcon(QgsApplication.getThemeIcon("/mActionFileSave.svg"))
        self.export_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.export_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.export_button.setMenu(self.export.make_menu(self.export_button))
        return self.export_button

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return label

    # --- reading ---
    def _choose_period(self, hours: int) -> None:
        self._hours = hours
        if self._wanted:
            self._load()

    def _choose_view(self) -> None:
        self.views.set_view(self.view_choice.currentData())
        if self._wanted:
            self._load()

    def _choose_trace(self) -> None:
        if self._wanted and self.views.view is not View.LINES:
            self._load()

    def _wind_of_chosen(self) -> List[Wanted]:
        """Return wind speed and direction of the chosen series' station, if the wind is what is looked at."""
        chosen = self._wanted.get(self._chosen_key())
        streams = None if chosen is None or self.views.view is not View.ROSE else wind_streams(chosen.reading.station)
        return [Wanted(Reading(chosen.reading.station, one, False), chosen.source) for one in streams or ()]

    def _chosen_key(self) -> Key | None:
        key = self.traces.current_key()
        return key if key in self._wanted else next(iter(self._wanted), None)

    def _wanted_span(self) -> Tuple[datetime, datetime]:
        # A silent station shows its last values, not an empty present.
        times = [one.reading.time for one in self._wanted.values() if one.reading.time is not None]
        end = max(times, default=datetime.now(timezone.utc))
        return (_BEGINNING if self._hours == _ALL else end - timedelta(hours=self._hours)), end

    def _load(self) -> None:
        self.stop()
        span = self._wanted_span()
        if span != self._span:
            self._span, self._reports = span, {}
        needed = {**{one.key: one for one in self._wind_of_chosen()}, **self._wanted}
        self._reports = {key: one for key, one in self._reports.items() if key in needed}
        missing = [one for key, one in needed.items() if key not in self._reports]
        self.title.setText(self._title())
        if not missing:
            self._publish({})
            return
        self.banner.show_working(tr("Loading the values …"), self._cancel)
        self._show_loaded("")
        start, end = span
        self.loading.start(missing, start, end + timedelta(milliseconds=1))

    def _show_percent(self, percent: float) -> None:
        if self.banner.state == "working" and percent > 0:
            self.banner.set_percent(round(percent))

    def _publish(self, reports: Dict[Key, SeriesReport]) -> None:
        self._reports.update(reports)
        self._show_traces()
        self.grew.emit()
        broken = next((one for one in self._reports.values() if not one.is_complete), None)
        refusal, self._refusal = self._refusal, None
        if broken is None:
            if refusal is None:
                self.banner.clear()
            else:
                self.banner.show_failed(refusal)
            return
        detail = broken.broken_by.sentence if broken.broken_by else ""
        actions = ((tr("Try again"), self._load_again), (tr("Use as is"), self.banner.clear))
        self.banner.show_partly(broken.completeness.sentence(), *actions, detail=detail, is_short=True)

    def _load_again(self) -> None:
        self._reports = {key: one for key, one in self._reports.items() if one.is_complete}
        self._load()

    def _show_loaded(self, sentence: str) -> None:
        """Show what is loaded of the period, or a sentence where that is nothing."""
        self._show_traces(None if self._reports else sentence)

    def _fail(self, error: BaseException) -> None:
        self._show_loaded(tr("The values were not loaded."))
        if isinstance(error, CancelledError):
            self.banner.clear()
        else:
            message = self._workbench.messages.fail(error, is_shown=self.isVisible())
            self.banner.show_failed(message, (tr("Try again"), self._load))

    def _cancel(self) -> None:
        self.stop()
        self.banner.clear()
        self._show_loaded(tr("The values were not loaded."))

    # --- showing ---
    def _title(self) -> str:
        return common_title(self._made_traces())

    def _made_traces(self) -> Tuple[Trace, ...]:
        """Return the traces of all that is wanted; empty ones for what is not loaded."""
        return tuple(_trace(one, self._reports.get(key), self._numbers[key]) for key, one in self._wanted.items())

    def _show_traces(self, placeholder: str | None = None) -> None:
        """Show what is loaded, or a sentence: that of the empty chart without one."""
        traces = self._made_traces()
        # The list is headed by the title: a narrow dock has no line to spare.
        self.title.setVisible(len(traces) < 2)
        self.traces.setVisible(len(traces) > 1)
        self.traces.show_traces(traces, sides_of([one.axis_unit for one in traces]), self._title())
        if placeholder is not None or not traces:
            self.views.show_sentence(placeholder)
            return
        chosen = next(one for one in traces if one.key == self._chosen_key())
        wind = tuple(_trace(one, self._reports.get(one.key), 0) for one in self._wind_of_chosen())
        self.views.show_content(Shown(traces, self._period(traces), chosen, wind if len(wind) == 2 else None))

    def _period(self, traces: Sequence[Trace]) -> TimeWindow:
        start, end = (to_ms(one) for one in self._span)
        if self._hours == _ALL:
            start = min((int(one.times_ms[0]) for one in traces if len(one.series)), default=end)
        return TimeWindow.whole_of(start, end)

    def _follow_views(self) -> None:
        """Keep exports and the line below with what is seen."""
        traces = self.views.seen_traces()
        self.export.show(self.views.plot, traces, self.views.window)
        self.export_button.setEnabled(any(len(one.series) for one in traces))
        self._show_readout("")

    def _show_readout(self, text: str) -> None:
        # Beside several lines their values stand in the list, where they do not move while one reads them off.
        self.traces.show_values(self.views.cursor_values())
        summary = self.views.plot.summary() if self.views.plot.has_content() else ""
        self.readout.setText(self.views.cursor_note(text) or summary)

    def _copy(self) -> None:
        """Copy the selected rows of the table, or the chart."""
        text = self.views.selected_text()
        if text:
            QApplication.clipboard().setText(text)
        elif self.export_button.isEnabled():
            self.export.copy()

    def _show_export_error(self, error: RuhrError) -> None:
        self.banner.show_failed(self._workbench.messages.fail(error, is_shown=self.isVisible()))


def _tool(parent: QWidget, name: str, text: str) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setText(text)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _axis_unit(wanted: Wanted) -> str:
    return _trace(wanted, None, 0).axis_unit


def _trace(wanted: Wanted, report: SeriesReport | None, number: int) -> Trace:
    """Return the trace of a series, without values where it is not loaded."""
    reading, source = wanted.reading, wanted.source
    unit = reading.datastream.unit.symbol or reading.datastream.unit.name
    known = report is not None and report.source is not None
    series = report.series if report is not None else make_series([], [])
    return Trace(
        wanted.key, reading.station.name, reading.property_title, unit, series, number,
        report.flags if report is not None and report.flags is not None else no_flags(),
        report.source if known else SourceInfo("", source.address, source.title),
        (report.quantity if report is not None else "") or recognise(reading.property_title, unit),
        reading.datastream.statistic)
