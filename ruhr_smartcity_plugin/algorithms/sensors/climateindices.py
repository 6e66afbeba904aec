# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:climateindices``: summer days, tropical nights, exceedances and more of each station in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, List

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)

from ruhr_smartcity_plugin.algorithms.sensors.sensor_algorithm import (
    DAYS,
    IDENTITY,
    NUMBER,
    TEXT,
    WHOLE,
    SensorAlgorithm,
    crs_25832,
    make_fields,
    value_series,
)
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.sensors.indices.days import DayFrame
    from ruhr_smartcity_plugin.core.sensors.store.records import StoredStream
    from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

#: What colours the points: field, unit and decimals of the labels.
_SHOWN = {"air_temperature": ("hot_days", "", 0), "precipitation_amount": ("total", "mm", 0)}

#: Highest and lowest temperatures of a day cannot be told from values that come more seldom.
_LONGEST_STEP_S = 3 * 3600


class ClimateIndicesAlgorithm(SensorAlgorithm):
    """One row per stream of a quantity, with its indices and how complete it is."""

    MIN_COMPLETENESS, DAY, WITH_FLAGGED, OUTPUT = "MIN_COMPLETENESS", "DAY", "WITH_FLAGGED", "OUTPUT"

    def createInstance(self) -> ClimateIndicesAlgorithm:
        return ClimateIndicesAlgorithm()

    def name(self) -> str:
        return "climateindices"

    def displayName(self) -> str:
        return tr("Climate and air indices of stations")

    def tags(self) -> List[str]:
        return [*("climate", "heat", "tropical night", "summer day", "degree day", "rain", "limit value", "air"),
                *("Klima", "Hitze", "Tropennacht", "Sommertag", "Heißer Tag", "Frosttag", "Kenntag", "Grenzwert")]

    def shortDescription(self) -> str:
        return tr("How many summer days, tropical nights, exceedances did each station have, and how complete is that?")

    def shortHelpString(self) -> str:
        return "\n\n".join((
            tr("Counts for each station, over the days of a period: summer days (maximum at least 25 °C), hot days "
               "(30), tropical nights (minimum at least 20 °C), frost days (minimum below 0) and ice days (maximum "
               "below 0), heat waves, degree days, means and extremes; for rain sums, wet days and the largest sums "
               "of ten minutes, an hour and a day; for air the exceedances of limit values in force, from 2030, and "
               "of the WHO."),
            tr("Method: definitions of the German weather service. tropical_nights takes the minimum from 18 to 06 "
               "UTC, counted to the day the night ends on; tropical_nights_calendar that of the calendar day. Heat "
               "waves after Kyselý (2000); heating degree days G15 of VDI 4710 and Gt20/15 of VDI 3807; cooling "
               "degree days of Eurostat (24/21 °C); growing degree days with base 10 °C. A day counts if at least "
               "MIN_COMPLETENESS of its steps hold a value; days of 23 and 25 hours count as whole when their own "
               "hours are there."),
            tr("Limits: nothing is made up for missing days: valid_days and completeness tell how far a number can be "
               "trusted. Values with a doubtful flag are left out and counted in left_out, unless they are wanted. "
               "Exceedances of ozone limits that are averaged over three years are counted for the period alone."),
            tr("Example: STORE = herne.sqlite, PROPERTY = air_temperature, START = 2026-06-01, END = 2026-08-31, "
               "MIN_COMPLETENESS = 0.9, DAY = local."),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add_store()
        self.add_property("air_temperature", tr("For example air_temperature, precipitation_amount, no2, pm10, o3."))
        self.add_period(tr("Days in the time of DAY. Empty: from the first value."))
        self.add(QgsProcessingParameterNumber(
            self.MIN_COMPLETENESS, tr("Least completeness of a day"), Qgis.ProcessingNumberParameterType.Double, 0.75,
            False, 0.0, 1.0), tr("Share of a day's steps with a value, from 0 to 1, from which the day counts."))
        self.add_day_rule(self.DAY)
        self.add(QgsProcessingParameterBoolean(self.WITH_FLAGGED, tr("Count doubtful values too"), False), tr(
            "Values that carry a flag of the quality checks."))
        self.add(QgsProcessingParameterFeatureSink(
            self.OUTPUT, tr("Indices of stations"), QgsProcessing.SourceType.TypeVectorPoint), "")

    def check(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> None:
        self.require_property(parameters, context)
        self.period_of(parameters, context)

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.algorithms.output import ResultSink
        from ruhr_smartcity_plugin.core.sensors.indices.summary import index_names

        quantity = self.require_property(parameters, context)
        names = index_names(quantity)
        fields = make_fields((*IDENTITY, ("start", TEXT), ("end", TEXT), ("day", TEXT), ("left_out", WHOLE), *(
            (name, WHOLE if kind is int else NUMBER) for name, kind in names)))
        with self.open_store(parameters, context) as store:
            streams = _often_enough(store.streams(quantity), quantity, feedback)
            rule = self.parameterAsEnumString(parameters, self.DAY, context) or DAYS[0]
            frame = self.frame_of(streams, parameters, context, rule, quantity)
            with ResultSink(self, parameters, context, fields, Qgis.WkbType.Point, crs_25832(), self.OUTPUT) as sink:
                self.write_rows(sink, fields, streams, store.stations(), lambda stream: [self._row(
                    store, stream, quantity, frame, parameters, context)], feedback)
        self._finish(sink.destination, quantity, parameters, context)
        return {self.OUTPUT: sink.destination}

    def _row(self, store: SeriesStore, stream: StoredStream, quantity: str, frame: DayFrame, parameters: Dict[str, Any],
             context: QgsProcessingContext) -> Dict[str, object]:
        from ruhr_smartcity_plugin.core.sensors.indices.daily import TimeLabel
        from ruhr_smartcity_plugin.core.sensors.indices.summary import indices_of
        from ruhr_smartcity_plugin.core.sensors.quality.flags import DOUBTFUL

        span = int(frame.edges_ms[0]) - 86_400_000, int(frame.edges_ms[-1]) + 86_400_000  # nights begin the day before
        bits = 0 if self.parameterAsBoolean(parameters, self.WITH_FLAGGED, context) else int(DOUBTFUL)
        series = store.series(stream.id, *span, exclude_bits=bits)
        left_out = len(store.series(stream.id, *span)) - len(series) if bits else 0
        label = TimeLabel.END if stream.statistic in ("mean", "sum") else TimeLabel.INSTANT
        share = self.parameterAsDouble(parameters, self.MIN_COMPLETENESS, context)
        step_ms = round(stream.step_s * 1000) if stream.step_s else None
        found = indices_of(quantity, series, frame, share, step_ms, label)
        day = self.parameterAsEnumString(parameters, self.DAY, context)
        return {"start": str(frame.days[0]), "end": str(frame.days[-1]), "day": day, "left_out": left_out, **found}

    def _finish(self, destination: str, quantity: str, parameters: Dict[str, Any],
                context: QgsProcessingContext) -> None:
        self.expect_layer(destination, context, tr("Indices of stations") + f": {quantity}",
                          tr("Indices of measured values (ruhr:climateindices)"), {
                              name: parameters.get(name) for name in (
                                  self.PROPERTY, self.START, self.END, self.MIN_COMPLETENESS, self.DAY)
                              if parameters.get(name) is not None}, shown=_SHOWN.get(quantity, ("mean", "", 1)))


def _often_enough(streams: List[StoredStream], quantity: str, feedback: QgsProcessingFeedback) -> List[StoredStream]:
    """Return the streams to be counted; daily means of temperatures would make summer days disappear."""
    filled = [one for one in value_series(streams) if one.first_ms is not None]
    if quantity != "air_temperature":
        return filled
    kept = [one for one in filled if not one.step_s or one.step_s <= _LONGEST_STEP_S]
    if len(kept) < len(filled):
        feedback.pushWarning(tr("Left out because their values come less often than every three hours, from which days "
                                "cannot be counted: %n series.", "", len(filled) - len(kept)))
    return kept
