# SPDX-License-Identifier: GPL-2.0-or-later
"""What the algorithms on measured values share: the store, the period, points with their places."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, List, Mapping, Sequence, Tuple

from qgis.core import (
    NULL,
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QMetaType, Qt

from ruhr_smartcity_plugin.algorithms.algorithm import RuhrAlgorithm
from ruhr_smartcity_plugin.core.errors import InputError, RuhrError
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.algorithms.feedback import FeedbackProgress
    from ruhr_smartcity_plugin.algorithms.output import ResultSink
    from ruhr_smartcity_plugin.core.origin import Origin
    from ruhr_smartcity_plugin.core.sensors.indices.days import DayFrame
    from ruhr_smartcity_plugin.core.sensors.store.records import StoredStation, StoredStream
    from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

TEXT, NUMBER, WHOLE, MOMENT, FLAG = (QMetaType.Type.QString, QMetaType.Type.Double, QMetaType.Type.LongLong,
                                     QMetaType.Type.QDateTime, QMetaType.Type.Bool)
CRS_25832 = "EPSG:25832"
#: Static strings of the parameter DAY; a public contract.
DAYS = ("local", "utc", "cet")
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class SensorAlgorithm(RuhrAlgorithm):
    """An algorithm that reads or fills a store of measured values."""

    room = "sensors"
    STORE, PROPERTY, START, END = "STORE", "PROPERTY", "START", "END"

    def check(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> None:
        """Raise `RuhrError` for parameters that cannot be used; called before a run."""

    def checkParameterValues(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Tuple[bool, str]:
        is_fine, sentence = super().checkParameterValues(parameters, context)
        if not is_fine:
            return is_fine, sentence
        try:
            self.check(parameters, context)
        except RuhrError as error:
            return False, error.sentence
        return True, ""

    def add_store(self) -> None:
        """Add the store to be read."""
        self.add(QgsProcessingParameterFile(self.STORE, tr("Store of measured values"), extension="sqlite"), tr(
            "A file made by “Fetch observations” or by the room “Sensors”."))

    def add_property(self, default: str, help_text: str) -> None:
        """Add the quantity."""
        self.add(QgsProcessingParameterString(self.PROPERTY, tr("Quantity"), default, False, True), help_text)

    def add_day_rule(self, name: str) -> None:
        """Add the choice when a day begins."""
        rules = QgsProcessingParameterEnum(name, tr("Beginning of the day"), list(DAYS), False, DAYS[0], False, True)
        self.add(rules, tr("local: midnight of the clocks with summer time. utc: midnight UTC. cet: midnight of "
                           "Central European (winter) time all year."))

    def add_period(self, help_text: str) -> None:
        """Add first and last moment."""
        moment = Qgis.ProcessingDateTimeParameterDataType.DateTime
        self.add(QgsProcessingParameterDateTime(self.START, tr("From"), moment, None, True), help_text)
        self.add(QgsProcessingParameterDateTime(self.END, tr("To"), moment, None, True), tr(
            "A date without a time holds up to the end of that day. Empty: up to the last value."))

    def property_of(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        """Return the canonical name of the quantity; "" for all. Raises `InputError` for one that does not exist."""
        from ruhr_smartcity_plugin.core.sensors.quantity import parse_property

        return parse_property(self.parameterAsString(parameters, self.PROPERTY, context))

    def require_property(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        """Return the canonical name of the quantity. Raises `InputError` for none or one that does not exist."""
        quantity = self.property_of(parameters, context)
        if not quantity:
            raise InputError(tr("No quantity is given. Enter one such as air_temperature."))
        return quantity

    def period_of(self, parameters: Dict[str, Any],
                  context: QgsProcessingContext) -> Tuple[datetime | None, datetime | None]:
        """Return the first moment and the one before which the period ends, as clock times kept in UTC.

        An END that is a date without a time is moved to the end of its day. Raises `InputError` for a period that ends
        before it begins.
        """
        given = (self.parameterAsDateTime(parameters, name, context) for name in (self.START, self.END))
        start, end = map(_moment_of, given)
        if end is not None and _is_day(parameters.get(self.END)):
            end += timedelta(days=1)
        if start is not None and end is not None and end <= start:
            raise InputError(tr("The period ends before it begins. Exchange its dates."), f"{start} to {end}")
        return start, end

    def open_store(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                   read_only: bool = True) -> SeriesStore:
        """Open the store. Raises `StoreError` and its kinds."""
        from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

        return SeriesStore.open(Path(self.parameterAsString(parameters, self.STORE, context)), read_only=read_only)

    def frame_of(self, streams: Sequence[StoredStream], parameters: Dict[str, Any], context: QgsProcessingContext,
                 rule_name: str, quantity: str) -> DayFrame:
        """Return the days of the period, or those from the first to the last value. Raises `InputError` without any."""
        import numpy as np

        from ruhr_smartcity_plugin.core.sensors.indices.days import DayRule, day_of, frame_days

        if not streams:
            raise InputError(tr("The store holds no values of “{quantity}”. Fetch them first, or choose another "
                                "quantity.").format(quantity=quantity))
        rule = DayRule(rule_name)
        ends = np.array([min(one.first_ms for one in streams), max(one.last_ms for one in streams)], dtype=np.int64)
        first, last = day_of(ends, rule)
        start, end = self.period_of(parameters, context)
        if start is not None:
            first = np.datetime64(start.date(), "D")
        if end is not None:
            last = np.datetime64((end - timedelta(microseconds=1)).date(), "D")
        return frame_days(first, last, rule)

    def expect_layer(self, destination: str, context: QgsProcessingContext, title: str, method: str,
                     used: Mapping[str, object], inputs: Sequence[Origin] = (),
                     shown: Tuple[str, str, int] | None = None, times: Tuple[str, str] | None = None) -> None:
        """Have a result carry its origin and lie in the room's group if QGIS loads it.

        `shown` is the field that colours the points, its unit, and the decimals of its labels; `times` are the fields
        of begin and end for the temporal controller.
        """
        from ruhr_smartcity_plugin.algorithms.analyses.result_layer import ResultLayer, origin_of_result
        from ruhr_smartcity_plugin.algorithms.sensors.station_result import StationResult

        origin = origin_of_result(title, method, used, inputs)
        ResultLayer.expect(destination, context, StationResult(origin, shown, times))
        if context.willLoadLayerOnCompletion(destination):
            context.layerToLoadOnCompletionDetails(destination).groupName = tr("Sensors")

    def write_rows(self, sink: ResultSink, fields: QgsFields, streams: Sequence[StoredStream],
                   stations: Sequence[StoredStation], rows_of: Callable[[StoredStream], Iterable[Mapping[str, object]]],
                   feedback: QgsProcessingFeedback) -> None:
        """Write the rows of each stream, with what tells which stream they are about, at the place of its station.

        Raises `CancelledError` between two streams.
        """
        from ruhr_smartcity_plugin.core.progress import stop_if_cancelled

        progress, known, points = self._progress(feedback), {one.id: one for one in stations}, places_of(stations)
        for number, stream in enumerate(streams):
            stop_if_cancelled(progress)
            head = describe(known[stream.station_id], stream)
            for row in rows_of(stream):
                sink.add(make_row(fields, {**head, **row}, points.get(stream.station_id)))
            progress.report((number + 1) / len(streams))

    def _progress(self, feedback: QgsProcessingFeedback) -> FeedbackProgress:
        from ruhr_smartcity_plugin.algorithms.feedback import FeedbackProgress

        return FeedbackProgress(feedback)


def make_fields(listed: Iterable[Tuple[str, QMetaType.Type]]) -> QgsFields:
    """Return fields of these names and types."""
    fields = QgsFields()
    for name, kind in listed:
        fields.append(QgsField(name, kind))
    return fields


def make_row(fields: QgsFields, values: Mapping[str, object], point_25832: Tuple[float, float] | None) -> QgsFeature:
    """Return a feature; what is None, not a number or not there stays NULL."""
    feature = QgsFeature(fields)
    if point_25832 is not None:
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*point_25832)))
    for name, value in values.items():
        if value is not None and value == value:
            feature.setAttribute(name, _moment_value(value) if isinstance(value, datetime) else value)
    return feature


def places_of(stations: Sequence[StoredStation]) -> Mapping[int, Tuple[float, float]]:
    """Return where stations stand in EPSG:25832, by their ids in the store; impossible places are left out."""
    from ruhr_smartcity_plugin.core.sensors.model import Station
    from ruhr_smartcity_plugin.core.sensors.places import place_stations

    placed = place_stations([Station(one.id, one.name, point_4326=(one.longitude, one.latitude)) for one in stations
                             if one.longitude is not None and one.latitude is not None])
    return placed.points_25832


def describe(station: StoredStation, stream: StoredStream) -> Dict[str, object]:
    """Return the values that tell which stream a row is about."""
    return {"station": station.name, "station_id": station.key, "datastream": stream.name, "datastream_id": stream.key,
            "property": stream.property or stream.property_text, "unit": stream.unit}


IDENTITY = tuple((name, TEXT) for name in ("station", "station_id", "datastream", "datastream_id", "property", "unit"))


def moment_of(time_ms: int | None) -> datetime | None:
    """Return milliseconds since 1970 as an aware datetime in UTC."""
    return None if time_ms is None else _EPOCH + timedelta(milliseconds=time_ms)


def crs_25832() -> QgsCoordinateReferenceSystem:
    """Return the CRS of all outputs."""
    return QgsCoordinateReferenceSystem(CRS_25832)


def value_series(streams: Sequence[StoredStream]) -> List[StoredStream]:
    """Return the streams that indices may be made of.

    Largest and smallest values of intervals are left out, and those whose unit nobody knows: 290 may be kelvin.
    """
    from ruhr_smartcity_plugin.core.sensors.quantity import quantities

    known = quantities()
    return [one for one in streams
            if one.statistic not in ("max", "min") and one.property in known and one.unit == known[one.property].unit]


def matrix_numbers(cells: Sequence[object], columns: int, title: str) -> List[List[float | None]]:
    """Return the rows of a matrix parameter as numbers, None for empty cells; wholly empty rows are left out.

    Numbers may be German ("12,5"). Raises `InputError` for a cell that is no number and for half a row.
    """
    if len(cells) % columns:
        raise InputError(tr("{table}: each line needs {count} columns.").format(table=title, count=columns))
    numbers = [_cell_number(one, title) for one in cells]
    rows = [numbers[start:start + columns] for start in range(0, len(numbers), columns)]
    return [row for row in rows if any(one is not None for one in row)]


def _cell_number(cell: object, title: str) -> float | None:
    text = "" if cell is None or cell == NULL else str(cell).strip()
    if not text:
        return None
    try:
        number = float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InputError(tr("{table}: “{text}” is no number.").format(table=title, text=text[:40]))
    return number


def _moment_of(given: QDateTime) -> datetime | None:
    """Return a clock time as UTC; one with an offset is converted."""
    if not given.isValid():
        return None
    if given.timeSpec() != Qt.TimeSpec.LocalTime:
        given = given.toUTC()
    day, clock = given.date(), given.time()
    return datetime(day.year(), day.month(), day.day(), clock.hour(), clock.minute(), clock.second(),
                    tzinfo=timezone.utc)


def _moment_value(moment: datetime) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(round(moment.timestamp() * 1000), Qt.TimeSpec.UTC)


def _is_day(given: object) -> bool:
    return isinstance(given, QDate) or (isinstance(given, str) and len(given.strip()) == len("2026-07-01"))
