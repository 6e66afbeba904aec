# SPDX-License-Identifier: GPL-2.0-or-later
"""The room "Sensors": stations of a service with their latest values, on the map and over time."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Callable, Dict, List, Sequence

from qgis.core import QgsApplication
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QModelIndex, Qt, QTimer
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.sensors.property_names import property_names_path
from ruhr_smartcity_plugin.adapters.sensors.station_layer import StationSource
from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.core.region.area import Area
from ruhr_smartcity_plugin.core.sensors.model import EntityId, Station, StationReport
from ruhr_smartcity_plugin.core.sensors.paging import normalise_root
from ruhr_smartcity_plugin.core.sensors.places import Placement, in_area, place_stations
from ruhr_smartcity_plugin.core.sensors.reading import STALE_AFTER, Reading, make_readings, newest_time
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.room import Room
from ruhr_smartcity_plugin.gui.sensors.chart.panel import ChartPanel
from ruhr_smartcity_plugin.gui.sensors.evaluate_menu import EvaluateMenu
from ruhr_smartcity_plugin.gui.sensors.live_refresh import LiveRefresh
from ruhr_smartcity_plugin.gui.sensors.map_time import MapTime
from ruhr_smartcity_plugin.gui.sensors.more_button import MoreButton
from ruhr_smartcity_plugin.gui.sensors.quantity_dialog import edit_property_names
from ruhr_smartcity_plugin.gui.sensors.service_choice import ServiceChoice
from ruhr_smartcity_plugin.gui.sensors.source import FileSource, ServiceSource, StationsSource
from ruhr_smartcity_plugin.gui.sensors.station_list import StationListModel, make_station_view, selected_readings
from ruhr_smartcity_plugin.gui.sensors.station_loader import StationLoader
from ruhr_smartcity_plugin.gui.sensors.station_map import StationMap
from ruhr_smartcity_plugin.gui.sensors.store_actions import StoreActions
from ruhr_smartcity_plugin.gui.sensors.wording import count_text, newest_text
from ruhr_smartcity_plugin.translation import tr

_MINUTE_MS = 60_000
_WIDE_DIGITS = 72  # from this width on the chart stands beside the list


def _utc_now() -> datetime:
    return datetime.now(timezone.utc)


class SensorsRoom(Room):
    """Shows what the stations measure now and how it ran."""

    name = "sensors"
    help_page = "sensors"

    def build(self, layout: QVBoxLayout) -> None:
        self.source: StationsSource | None = None
        self.report: StationReport | None = None
        self._stations: Dict[EntityId, Station] = {}
        self._readings: List[Reading] = []
        self.station_map = StationMap(self.workbench, self)
        self.station_map.started.connect(self._enable_buttons)
        self.station_map.ended.connect(self._enable_buttons)
        self.station_map.failed.connect(self.show_problem)
        self._placement = Placement()
        self.stores = StoreActions(self.workbench, self)
        self.stores.chosen.connect(self.open_store)
        self.service = ServiceChoice(self.workbench.settings, self)
        self.service.chosen.connect(self.load_service)
        layout.addWidget(self.service)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.setObjectName("sensor_splitter")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._make_list_side())
        self.chart_panel = ChartPanel(self.workbench, self._splitter)
        self.chart_panel.hide()
        self.chart_panel.grew.connect(self._make_room)
        self._splitter.addWidget(self.chart_panel)
        layout.addWidget(self._splitter, 100)
        layout.addStretch(1)  # keeps the head on top while the list is hidden
        self.loader = StationLoader(self.workbench.tasks, self)
        self.loader.arrived.connect(self._add_stations)
        self.loader.loaded.connect(self._finish)
        self.loader.failed.connect(self._fail)
        self.loader.progressed.connect(lambda percent: self.banner.set_percent(round(percent)))
        self.ledger.push(self.loader.stop)
        self.ledger.push(self.chart_panel.stop)
        self.map_time = MapTime(self)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._grow_older)
        self._clock.start(_MINUTE_MS)
        self.ledger.push(self._clock.stop)
        self._show_empty()

    # --- for the demo and other rooms ---
    def open_file(self, path: str) -> None:
        """Open a file of synthetic sample stations."""
        self._start(FileSource(Path(path), is_synthetic=True))

    def open_store(self, path: Path) -> None:
        """Show the stations of a store of measured values."""
        self.service.set_address("")
        self._start(FileSource(path, is_synthetic=False))

    def load_service(self, address: str) -> None:
        """Load the stations of a SensorThings service."""
        try:
            root = normalise_root(address)
        except RuhrError as error:
            self.show_problem(error)
            return
        self.service.set_address(address)
        self.service.mark_chosen(root)
        authcfg = self.service.log_in_for(root)
        self._start(ServiceSource(root, lambda host: self.workbench.http(authcfg, host if authcfg else "")))

    def show_on_map(self) -> None:
        """Put the listed readings on the map, one layer per property."""
        if self.source is None:
            return
        whole = self.report is not None and self.report.is_complete
        source = StationSource(self.source.address, self.source.title, self._fetched_at(), self.source.is_synthetic,
                               whole)
        self.station_map.show(self.model.readings(), self._placement, source)

    def show_chart(self, index: QModelIndex | None = None) -> None:
        """Show the selected readings over time."""
        self._chart(selected_readings(self.list, index), self.chart_panel.show_readings)

    def add_to_chart(self) -> None:
        """Show the selected readings beside those in the chart."""
        self._chart(selected_readings(self.list), self.chart_panel.add_readings)

    def _chart(self, readings: Sequence[Reading], show: Callable[[Sequence[Reading], StationsSource], None]) -> None:
        if not readings or self.source is None:
            return
        self.chart_panel.show()
        self.add_button.show()
        show(readings, self.source)
        self._make_room()

    def _make_room(self) -> None:
        """Keep chart and chosen entry in sight, once the splitter has made room for what the chart has grown by."""
        self._keep_heights()
        QTimer.singleShot(0, self._scroll_to_choice)

    def _scroll_to_choice(self) -> None:
        if not sip.isdeleted(self):
            self.list.scrollTo(self.list.currentIndex())
            self.chart_panel.come_into_sight()

    def apply_area(self, area: Area) -> None:
        self._filter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self.fontMetrics().horizontalAdvance("0") * _WIDE_DIGITS
        self._splitter.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        self._keep_heights()

    def _keep_heights(self) -> None:
        """A splitter does not know that button rows wrap when it gets narrow."""
        for number in range(self._splitter.count()):
            part = self._splitter.widget(number)
            beside = self._splitter.orientation() == Qt.Orientation.Horizontal
            width = part.width() if beside else self._splitter.width()
            part.setMinimumHeight(part.layout().minimumHeightForWidth(width))

    # --- building ---
    def _make_list_side(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        filters = QHBoxLayout()
        self.search = QgsFilterLineEdit(side)
        self.search.setObjectName("station_search")
        self.search.setShowSearchIcon(True)
        self.search.setPlaceholderText(tr("Search stations …"))
        self.search.setAccessibleName(tr("Search stations"))
        self.search.textChanged.connect(self._filter)
        filters.addWidget(self.search, 1)
        self.property = QComboBox(side)
        self.property.setObjectName("property_filter")
        self.property.setAccessibleName(tr("Measurement"))
        self.property.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.property.setMinimumContentsLength(10)
        self.property.addItem(tr("All measurements"), "")
        self.property.currentIndexChanged.connect(self._filter)
        filters.addWidget(self.property, 1)
        column.addLayout(filters)
        self.model = StationListModel(self)
        self.list = make_station_view(self.model, side)
        self.list.activated.connect(self.show_chart)  # both double click and Enter
        self.list.selectionModel().currentChanged.connect(lambda *_: self._enable_buttons())
        column.addWidget(self.list, 1)
        self.count = self._label(side, "station_count")
        column.addWidget(self.count)
        self.live = LiveRefresh(self.workbench, self)
        column.addWidget(self.live)
        self.notes = self._label(side, "station_notes")
        column.addWidget(self.notes)
        column.addWidget(self._make_buttons(side))
        return side

    def _make_buttons(self, parent: QWidget) -> QWidget:
        box = QWidget(parent)
        flow = FlowLayout(box)
        self.map_button = QPushButton(tr("Show on &map"), box)
        self.map_button.setObjectName("show_on_map")
        self.map_button.setIcon(QgsApplication.getThemeIcon("/mActionAddLayer.svg"))
        self.map_button.setDefault(True)
        self.map_button.clicked.connect(lambda _checked=False: self.show_on_map())
        flow.addWidget(self.map_button)
        self.chart_button = QPushButton(tr("Values over &time"), box)
        self.chart_button.setObjectName("show_chart")
        self.chart_button.clicked.connect(lambda _checked=False: self.show_chart())
        flow.addWidget(self.chart_button)
        self.add_button = QPushButton(tr("&Add to chart"), box)
        self.add_button.setObjectName("add_to_chart")
        self.add_button.clicked.connect(lambda _checked=False: self.add_to_chart())
        self.add_button.hide()  # until there is a chart
        flow.addWidget(self.add_button)
        self.evaluate = EvaluateMenu(self._evaluated_store, self.property.currentData, property_names_path(
            self.workbench.workspace_dir()).with_name("thresholds.json"), self.show_problem, self)
        self.ledger.push(self.evaluate.dialogs.close_all)
        flow.addWidget(self.evaluate.make_button(box))
        more = MoreButton(self, box)
        self.refresh_action, self.live_actions = more.refresh_action, more.live_actions
        flow.addWidget(more)
        return box

    @staticmethod
    def _label(parent: QWidget, name: str) -> QLabel:
        label = QLabel(parent)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        label.hide()
        return label

    def _evaluated_store(self) -> Path:
        """Return the store that is shown, or the one opened last while a service is."""
        return self.source.path if isinstance(self.source, FileSource) else self.stores.path

    # --- loading ---
    def refresh(self) -> None:
        """Load the same source again."""
        if self.source is not None:
            self._start(self.source)

    def edit_names(self) -> None:
        """Let the user edit what names of measurements mean."""
        units = [one.datastream.unit for one in self._readings]
        seen = [(one.property_title, unit.symbol or unit.name) for one, unit in zip(self._readings, units)]
        try:
            edit_property_names(property_names_path(self.workbench.workspace_dir()), seen, self)
        except RuhrError as error:
            self.show_problem(error)

    def open_sample(self) -> None:
        """Make the synthetic sample if need be, and open it."""
        path = self.workbench.workspace_dir() / "demo" / "sample_stations.sqlite"

        def work(_progress: object) -> str:
            from ruhr_smartcity_plugin.adapters.sensors.sample import ensure_sample_stations

            ensure_sample_stations(path)
            return str(path)

        self.workbench.tasks.run(tr("Making the sample stations"), work, publish=self._while_open(self.open_file),
                                 failed=self._while_open(self.show_problem))

    def _while_open(self, slot: Callable[[Any], None]) -> Callable[[Any], None]:
        """Return a slot that does nothing once the room is gone."""
        return lambda value: None if sip.isdeleted(self) else slot(value)

    def _start(self, source: StationsSource, resume: StationReport | None = None) -> None:
        if resume is None:
            self._stations.clear()
            self._placement = Placement()
            self.report = None
            self.chart_panel.clear()
            self.chart_panel.hide()
            self.add_button.hide()
        self.source = source
        self.live.follow(source)
        self._splitter.show()
        self._take_over()
        self.banner.show_working(tr("Loading stations of {service} …").format(service=source.title), self.loader.cancel)
        self.loader.start(source, resume)

    def _load_rest(self) -> None:
        self._start(self.source, self.report)

    def _add_stations(self, stations: Sequence[Station]) -> None:
        # Only the new ones are placed: a page more must not cost as much as all before it.
        fresh = [one for one in stations if one.id not in self._stations]
        self._placement = self._placement.with_more(place_stations(fresh))
        self._stations.update((one.id, one) for one in fresh)
        self._take_over()

    def take_refreshed(self, report: StationReport) -> None:
        """Show what a refresh brought in place of what is shown."""
        self._stations.clear()
        self._placement = Placement()
        self._finish(report)

    def _finish(self, report: StationReport) -> None:
        self.report = report
        self._add_stations(report.stations)
        self.live.judge(self._readings)
        if isinstance(self.source, ServiceSource):
            self.service.remember(self.source.address)
        if not report.is_complete:
            self._show_partly(report)
        elif not report.stations:
            self.banner.show_empty(tr("The service has no stations."), (tr("Open sample"), self.open_sample))
        else:
            self._show_age()

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, CancelledError) and self._stations:
            text = tr("Stopped after %n station(s).", "", len(self._stations))
            self.banner.show_partly(text, (tr("Load all"), self.refresh), (tr("Use as is"), self.banner.clear))
        elif isinstance(error, CancelledError):
            self._show_empty()
        else:
            self.show_problem(error, (tr("Try again"), self.refresh))

    # --- showing ---
    def _show_empty(self) -> None:
        self._splitter.hide()  # nothing to filter or choose yet
        self.banner.show_empty(
            tr("No stations yet. Fetch measured values, enter the address of a SensorThings service, or open the "
               "sample."), (tr("Fetch values …"), self.stores.fetch), (tr("Open sample"), self.open_sample))
        self._enable_buttons()

    def _show_partly(self, report: StationReport) -> None:
        reason = report.broken_by.sentence if report.broken_by else ""
        losses = [one.sentence for one in report.findings if one.is_loss]
        text = " ".join(one for one in (report.completeness.sentence(), *losses, reason) if one)
        again = (tr("Load the rest"), self._load_rest) if report.next_url else (tr("Try again"), self.refresh)
        detail = report.broken_by.detail if report.broken_by else ""
        self.banner.show_partly(text, again, (tr("Use as is"), self._show_age), detail=detail, is_short=True)

    def _show_age(self) -> None:
        newest = newest_time(self._readings)
        if self.source.is_synthetic:
            text = tr("Synthetic sample: nothing in it was measured.")
            self.banner.show_stale(text + " " + newest_text(newest))
        elif newest is not None and _utc_now() - newest <= STALE_AFTER:
            self.banner.clear()
        else:
            self.banner.show_stale(newest_text(newest), (tr("Refresh"), self.refresh))

    def _take_over(self) -> None:
        """Make readings of the stations at hand and show them."""
        stations = list(self._stations.values())
        self._readings = make_readings(stations, self._fetched_at())
        self._fill_properties()
        self._filter()
        notes = [one.sentence for one in self.report.findings if not one.is_loss] if self.report else []
        notes += self._placement.sentences()
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))

    def _fill_properties(self) -> None:
        chosen = self.property.currentData()
        self.property.blockSignals(True)
        while self.property.count() > 1:
            self.property.removeItem(1)
        for title in sorted({one.property_title for one in self._readings}, key=str.casefold):
            self.property.addItem(title, title)
        self.property.setCurrentIndex(max(self.property.findData(chosen), 0))
        self.property.blockSignals(False)

    def _filter(self, *_: object) -> None:
        words = self.search.text().casefold().split()
        title, area = self.property.currentData(), self.workbench.area.area
        points = self._placement.points_25832
        shown = [
            one for one in self._readings
            if (not title or one.property_title == title)
            and in_area(points.get(one.station.id), area)
            and all(word in f"{one.station.name} {one.property_title}".casefold() for word in words)
        ]
        chosen = self.model.reading_at(self.list.currentIndex())
        self.model.set_readings(shown, _utc_now())
        row = self.model.row_of(chosen)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        self.count.setText(count_text(shown, self._readings, self.source))
        self.count.setVisible(bool(self._readings))
        self._enable_buttons()

    def _enable_buttons(self) -> None:
        self.map_button.setEnabled(self.model.rowCount() > 0 and not self.station_map.is_writing)
        self.chart_button.setEnabled(self.list.currentIndex().isValid())
        self.refresh_action.setEnabled(self.source is not None)

    def _grow_older(self) -> None:
        self.model.set_now(_utc_now())
        if self.report is not None and self.banner.state == "hidden":
            self._show_age()

    def _fetched_at(self) -> datetime:
        return self.report.fetched_at if self.report is not None else _utc_now()
