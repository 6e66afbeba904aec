# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:stationseries``: the values of all stations over time as points, for QGIS's temporal controller."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Tuple

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
)

from ruhr_smartcity_plugin.algorithms.sensors.sensor_algorithm import (
    MOMENT,
    NUMBER,
    TEXT,
    SensorAlgorithm,
    crs_25832,
    make_fields,
    make_row,
    moment_of,
    places_of,
    value_series,
)
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.sensors.indices.days import DayFrame
    from ruhr_smartcity_plugin.core.sensors.store.records import StoredStream
    from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

#: Static strings of the parameter STEP; a public contract.
STEPS = ("hour", "day")
_FIELDS = (("station", TEXT), ("station_id", TEXT), ("property", TEXT), ("unit", TEXT), ("value", NUMBER),
           ("time", MOMENT), ("end", MOMENT))
#: A week of hours of 5,000 stations; more makes a layer nobody can animate.
MOST_POINTS = 1_000_000


class StationSeriesAlgorithm(SensorAlgorithm):
    """One point per station and step that holds a value."""

    STEP, OUTPUT, N_POINTS = "STEP", "OUTPUT", "N_POINTS"

    def createInstance(self) -> StationSeriesAlgorithm:
        return StationSeriesAlgorithm()

    def name(self) -> str:
        return "stationseries"

    def displayName(self) -> str:
        return tr("Values of stations over time")

    def tags(self) -> List[str]:
        return [*("animation", "temporal", "time series", "sensor"),
                *("Animation", "Zeitreihe", "Zeitsteuerung", "Sensor")]

    def shortDescription(self) -> str:
        return tr("How did the values run over the map? As points for the temporal controller.")

    def shortHelpString(self) -> str:
        return "\n\n".join((
            tr("Gives a point for each station and hour or day with the mean of its values. The layer is set up for "
               "QGIS's temporal controller: it plays the network as a film."),
            tr("Method: means of the values of an hour (UTC) or of a local day; steps without a value have no point. "
               "Doubtful values are left out."),
            tr("Limits: at most a million points; choose a shorter period or days."),
            tr("Example: STORE = herne.sqlite, PROPERTY = air_temperature, START = 2026-07-01, END = 2026-07-03, "
               "STEP = hour."),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add_store()
        self.add_property("air_temperature", tr("For example air_temperature, relative_humidity, pm10."))
        self.add_period(tr("Days in local time. Empty: from the first value."))
        self.add(QgsProcessingParameterEnum(self.STEP, tr("Step"), list(STEPS), False, STEPS[0], False, True),
                 tr("hour or day."))
        self.add(QgsProcessingParameterFeatureSink(
            self.OUTPUT, tr("Values over time"), QgsProcessing.SourceType.TypeVectorPoint), "")
        self.addOutput(QgsProcessingOutputNumber(self.N_POINTS, tr("Number of points")))

    def check(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> None:
        self.property_of(parameters, context)
        self.period_of(parameters, context)

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.algorithms.output import ResultSink
        from ruhr_smartcity_plugin.core.progress import stop_if_cancelled

        quantity, fields, count = self.property_of(parameters, context), make_fields(_FIELDS), 0
        progress = self._progress(feedback)
        with self.open_store(parameters, context) as store:
            stations = {one.id: one for one in store.stations()}
            points = places_of(list(stations.values()))
            streams = [one for one in value_series(store.streams(quantity))
                       if one.first_ms is not None and one.station_id in points]
            frame = self.frame_of(streams, parameters, context, "local", quantity)
            by_day = self.parameterAsEnumString(parameters, self.STEP, context) == "day"
            steps = len(frame) * (1 if by_day else 24)
            if steps * len(streams) > MOST_POINTS:
                raise InputError(tr("That would be {count} points, more than a layer can show. Choose a shorter "
                                    "period or days.").format(count=steps * len(streams)))
            with ResultSink(self, parameters, context, fields, Qgis.WkbType.Point, crs_25832(), self.OUTPUT) as sink:
                for number, stream in enumerate(streams):
                    stop_if_cancelled(progress)
                    station = stations[stream.station_id]
                    for begin, end, value in _values(store, stream, frame, by_day):
                        sink.add(make_row(fields, {
                            "station": station.name, "station_id": station.key, "property": quantity,
                            "unit": stream.unit, "value": value, "time": moment_of(begin), "end": moment_of(end)},
                            points[station.id]))
                        count += 1
                    progress.report((number + 1) / len(streams))
        used = (self.PROPERTY, self.START, self.END, self.STEP)
        self.expect_layer(sink.destination, context, tr("Values over time") + f": {quantity}",
                          tr("Means of measured values (ruhr:stationseries)"),
                          {one: parameters.get(one) for one in used if parameters.get(one)},
                          shown=("value", streams[0].unit if streams else "", 1), times=("time", "end"))
        return {self.OUTPUT: sink.destination, self.N_POINTS: count}


def _values(store: SeriesStore, stream: StoredStream, frame: DayFrame,
            by_day: bool) -> Iterator[Tuple[int, int, float]]:
    """Yield begin and end (milliseconds UTC) and the mean of each step that holds a value."""
    from ruhr_smartcity_plugin.core.sensors.indices.daily import daily_values
    from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS
    from ruhr_smartcity_plugin.core.sensors.indices.heat import hourly_values
    from ruhr_smartcity_plugin.core.sensors.quality.flags import DOUBTFUL

    series = store.series(stream.id, int(frame.edges_ms[0]), int(frame.edges_ms[-1]), exclude_bits=int(DOUBTFUL))
    if by_day:
        days = daily_values(series, frame)
        for number in (days.counts > 0).nonzero()[0].tolist():
            yield int(frame.edges_ms[number]), int(frame.edges_ms[number + 1]), float(days.mean[number])
        return
    hours, values = hourly_values(series)
    for hour, value in zip(hours.tolist(), values.tolist()):
        yield hour * HOUR_MS, (hour + 1) * HOUR_MS, value
