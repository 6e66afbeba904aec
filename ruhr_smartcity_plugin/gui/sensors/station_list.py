# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of stations: two lines per reading, silent ones marked by icon and words."""

from __future__ import annotations

from datetime import datetime
from typing import Dict, List, Sequence, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QListView

from ruhr_smartcity_plugin.core.sensors.quantity import understand
from ruhr_smartcity_plugin.core.sensors.reading import Reading
from ruhr_smartcity_plugin.gui.sensors.wording import age_text, value_text
from ruhr_smartcity_plugin.gui.two_line_list import RECORD_ROLE, SECOND_LINE_ROLE, SIDE_ROLE
from ruhr_smartcity_plugin.translation import tr


class StationListModel(QAbstractListModel):
    """The readings that are shown. Texts of services are plain text everywhere."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readings: List[Reading] = []
        self._now: datetime | None = None
        self._known: Dict[Tuple[str, str], bool] = {}

    def set_readings(self, readings: Sequence[Reading], now: datetime) -> None:
        """Show these readings; ages are counted back from `now` (UTC)."""
        self.beginResetModel()
        self._readings, self._now = list(readings), now
        self._known.clear()  # the user's names may have changed
        self.endResetModel()

    def set_now(self, now: datetime) -> None:
        """Count ages back from another moment; selection and order stay."""
        self._now = now
        if self._readings:
            self.dataChanged.emit(self.index(0), self.index(len(self._readings) - 1))

    def row_of(self, reading: Reading | None) -> int:
        """Return the row of the same stream of the same station; -1 if it is not shown."""
        if reading is None:
            return -1
        wanted = (reading.station.id, reading.datastream.id)
        keys = ((one.station.id, one.datastream.id) for one in self._readings)
        return next((row for row, key in enumerate(keys) if key == wanted), -1)

    def readings(self) -> List[Reading]:
        """Return the readings in the order of the list."""
        return list(self._readings)

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Return the number of readings."""
        return 0 if parent is not None and parent.isValid() else len(self._readings)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole):
        """Return a part of a reading."""
        if not index.isValid() or index.row() >= len(self._readings):
            return None
        reading = self._readings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return reading.station.name
        if role == SECOND_LINE_ROLE:
            return self._second_line(reading)
        if role == SIDE_ROLE:
            return value_text(reading)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{reading.station.name}, {value_text(reading)}. {self._second_line(reading)}"
        if role == Qt.ItemDataRole.DecorationRole:
            return station_icon(reading)
        if role == RECORD_ROLE:
            return reading
        return None

    def reading_at(self, index: QModelIndex) -> Reading | None:
        """Return the reading of a row; None outside."""
        return self.data(index, RECORD_ROLE)

    def _second_line(self, reading: Reading) -> str:
        # The state first: the end of the line is cut off in a narrow dock.
        parts = [tr("silent") if reading.is_stale else "", reading.property_title,
                 "" if self._is_known(reading) else tr("unknown quantity"), age_text(reading, self._now)]
        return " · ".join(part for part in parts if part)

    def _is_known(self, reading: Reading) -> bool:
        """Whether the quantity and its unit are understood; asked once for each name."""
        unit = reading.datastream.unit
        key = (reading.property_title, unit.symbol or unit.name)
        if key not in self._known:
            self._known[key] = bool(understand(*key).quantity)
        return self._known[key]


def selected_readings(view: QListView, index: QModelIndex | None = None) -> List[Reading]:
    """Return the selected readings in the order of the list; `index` is one that was activated, selected or not."""
    chosen = index if index is not None else view.currentIndex()
    rows = {one.row() for one in view.selectionModel().selectedIndexes()}
    if not rows or (index is not None and index.row() not in rows):
        rows = {chosen.row()} if chosen.isValid() else set()
    readings = view.model().readings()
    return [readings[row] for row in sorted(rows)]


def station_icon(reading: Reading) -> QIcon:
    """Return the icon of a reading's state."""
    return QgsApplication.getThemeIcon("/mIconWarning.svg" if reading.is_stale else "/mIconPointLayer.svg")
