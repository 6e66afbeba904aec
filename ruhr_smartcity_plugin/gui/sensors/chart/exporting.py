# SPDX-License-Identifier: GPL-2.0-or-later
"""Takes a chart out of the dock: values as CSV, picture, SVG, clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Sequence, Tuple

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QLocale, QMimeData, QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication, QMenu, QWidget

from ruhr_smartcity_plugin.adapters.sensors.chart_item import layout_names, put_chart
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.kept_file import write_kept
from ruhr_smartcity_plugin.core.sensors.charting.listing import origin_of, to_csv
from ruhr_smartcity_plugin.core.sensors.charting.strokes import make_marks
from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace, common_title
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.gui.save_file import ask_where_to_save
from ruhr_smartcity_plugin.gui.sensors.chart.line_chart import LineChart
from ruhr_smartcity_plugin.gui.sensors.chart.plot import Plot
from ruhr_smartcity_plugin.gui.sensors.chart.sheet import LAYOUT_SIZE, Heading, sheet_image, sheet_png, sheet_svg
from ruhr_smartcity_plugin.gui.sensors.chart.time_axis import moment_of
from ruhr_smartcity_plugin.gui.sensors.wording import local_text
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


class ChartExport(QObject):
    """The menu "Export" of a chart; what is shown is what goes out."""

    failed = pyqtSignal(object)  # RuhrError

    def __init__(self, workbench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._parent = workbench, parent
        self._plot: Plot | None = None
        self._traces: Tuple[Trace, ...] = ()
        self._window: TimeWindow | None = None

    def show(self, plot: Plot, traces: Sequence[Trace], window: TimeWindow | None) -> None:
        """Export this from now on."""
        self._plot, self._traces, self._window = plot, tuple(traces), window

    def make_menu(self, parent: QWidget) -> QMenu:
        """Return the menu."""
        menu = QMenu(parent)
        for name, text, slot in (
                ("export_csv", tr("Values as CSV …"), self._ask_for_csv),
                ("export_picture", tr("Chart as picture …"), self._ask_for_picture),
                ("export_svg", tr("Chart as SVG …"), self._ask_for_svg),
                ("copy_picture", tr("Copy chart"), self.copy)):
            menu.addAction(text, slot).setObjectName(name)
        self._layouts = menu.addMenu(tr("Into a print layout"))
        self._layouts.setObjectName("chart_layouts")
        self._layouts.aboutToShow.connect(self._list_layouts)
        return menu

    def put_into_layout(self, name: str | None) -> None:
        """Put the chart into the layout of a name, into a new one without."""
        heading = self.heading()
        drawing = sheet_svg(self._plot, heading, LAYOUT_SIZE)
        ratio = LAYOUT_SIZE.width() / LAYOUT_SIZE.height()
        try:
            placed = put_chart(self._workbench.project, name, drawing, heading.title, ratio)
        except RuhrError as error:
            self._fail(error)
        else:
            text = tr("The chart is in the print layout “{name}” now.")
            self._workbench.messages.succeed(text.format(name=placed))

    def _list_layouts(self) -> None:
        self._layouts.clear()
        for name in layout_names(self._workbench.project):
            # An ampersand of a name is no mnemonic.
            self._layouts.addAction(name.replace("&", "&&"), lambda chosen=name: self.put_into_layout(chosen))
        if not self._layouts.isEmpty():
            self._layouts.addSeparator()
        self._layouts.addAction(tr("New layout"), lambda: self.put_into_layout(None))

    def heading(self) -> Heading:
        """Return what stands around the chart on paper."""
        period = tr("{start} to {end}").format(start=local_text(moment_of(self._window.start_ms)),
                                               end=local_text(moment_of(self._window.end_ms)))
        sources = source_text(self._traces)
        if not isinstance(self._plot, LineChart):
            # What a map of colours and a rose say in words belongs to them; lines are read off their axes.
            return Heading(self._plot.accessibleName(), f"{period} · {self._plot.summary()}", sources)
        has_marks = any(len(make_marks(one, self._window, 1).values) for one in self._traces)
        return Heading(common_title(self._traces), period, sources, self._traces,
                       tr("doubtful value") if has_marks else "")

    def copy(self) -> None:
        """Put the chart on the clipboard, as a picture and as text."""
        content = QMimeData()
        content.setImageData(sheet_image(self._plot, self.heading()))
        content.setText(self._plot.summary())
        QApplication.clipboard().setMimeData(content)
        self._workbench.messages.succeed(tr("The chart is on the clipboard."))

    def _ask_for_csv(self) -> None:
        path = ask_where_to_save(self._parent, tr("Export values"), "", tr("CSV files (*.csv)"))
        if path is None:
            return
        traces, window, sign = self._traces, self._window, QLocale().decimalPoint()

        def work(_progress: object) -> None:
            # The byte order mark makes spreadsheets read umlauts.
            write_kept(path, to_csv(traces, window, sign).encode("utf-8-sig"))

        self._workbench.tasks.run(
            tr("Exporting values"), work, publish=lambda _: self._succeed(path), failed=self._fail)

    def _ask_for_picture(self) -> None:
        self._write(tr("PNG pictures (*.png)"), sheet_png)

    def _ask_for_svg(self) -> None:
        self._write(tr("SVG drawings (*.svg)"), sheet_svg)

    def _write(self, filters: str, make: Callable[[Plot, Heading], bytes]) -> None:
        path = ask_where_to_save(self._parent, tr("Export chart"), "", filters)
        if path is None:
            return
        try:
            write_kept(path, make(self._plot, self.heading()))
        except RuhrError as error:
            self._fail(error)
        else:
            self._succeed(path)

    def _succeed(self, path: Path) -> None:
        self._workbench.messages.succeed(tr("Saved: {path}").format(path=path))

    def _fail(self, error: BaseException) -> None:
        if not sip.isdeleted(self):
            self.failed.emit(error)


def source_text(traces: Sequence[Trace]) -> str:
    """Return the source note of a chart: who measured, under which licence, one source after the other."""
    notes = []
    for name, licence in dict.fromkeys(origin_of(one.source) for one in traces):
        if name:
            notes.append(f"{name}, {licence}" if licence else tr("{source}, licence not stated").format(source=name))
    return tr("Source: {sources}").format(sources="; ".join(notes)) if notes else ""
