# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:stationperiods``: months, seasons and years of each station, compared with what is normal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Tuple

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterMatrix,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ruhr_smartcity_plugin.algorithms.sensors.sensor_algorithm import (
    FLAG,
    IDENTITY,
    MOMENT,
    NUMBER,
    TEXT,
    WHOLE,
    SensorAlgorithm,
    crs_25832,
    make_fields,
    matrix_numbers,
    moment_of,
    value_series,
)
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np

    from ruhr_smartcity_plugin.core.sensors.indices.days import DayFrame
    from ruhr_smartcity_plugin.core.sensors.indices.periods import PeriodValues, Statistic
    from ruhr_smartcity_plugin.core.sensors.store.records import StoredStream
    from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

#: Static strings of PERIOD and STATISTIC; a public contract.
PERIODS = ("month", "season", "year")
STATISTICS = ("auto", "mean", "sum", "minimum", "maximum")
_FIELDS = (*IDENTITY, ("period", TEXT), ("start", MOMENT), ("end", MOMENT), ("statistic", TEXT), ("value", NUMBER),
           ("days", WHOLE), ("missing", WHOLE), ("missing_in_a_row", WHOLE), ("is_complete", FLAG),
           ("left_out", WHOLE), ("normal", NUMBER), ("difference", NUMBER))
_YEARS = re.compile(r"\s*(\d{4})\s*[-–—]\s*(\d{4})\s*")


class StationPeriodsAlgorithm(SensorAlgorithm):
    """One row per stream and period."""

    PERIOD, STATISTIC, DAY, MIN_COMPLETENESS = "PERIOD", "STATISTIC", "DAY", "MIN_COMPLETENESS"
    NORMAL_YEARS, NORMALS, OUTPUT = "NORMAL_YEARS", "NORMALS", "OUTPUT"

    def createInstance(self) -> StationPeriodsAlgorithm:
        return StationPeriodsAlgorithm()

    def name(self) -> str:
        return "stationperiods"

    def displayName(self) -> str:
        return tr("Months, seasons and years of stations")

    def tags(self) -> List[str]:
        return [*("climate", "monthly mean", "normal", "anomaly", "season", "year", "time series"),
                *("Klima", "Monatsmittel", "Jahresmittel", "Klimamittel", "Abweichung", "Jahreszeit", "Monatssumme")]

    def shortDescription(self) -> str:
        return tr("How warm, wet or dusty was each month, season or year, and how far from normal?")

    def shortHelpString(self) -> str:
        return "\n\n".join((
            tr("Sums up the values of each station by month, season or year: mean, sum, lowest or highest value, with "
               "what is missing, and the difference from the normal."),
            tr("Method: values are first summed up by day; a day counts if at least MIN_COMPLETENESS of its steps hold "
               "a value. is_complete follows the WMO (No. 1203, 2017): a month lacks at most ten days and at most "
               "four in a row, a sum lacks none, a season or year needs all its months. Seasons are DJF, MAM, JJA and "
               "SON; a winter carries the year of its January."),
            tr("Normals are either computed from the store (NORMAL_YEARS, from 80 % of the years on) or entered by you "
               "(NORMALS, twelve monthly values for all stations). For a season or year their mean is taken, for sums "
               "their sum; highest and lowest values of several months have no normal."),
            tr("Limits: values with a doubtful flag are left out and counted in left_out. An incomplete period has a "
               "value, but no difference. The day rule must be that of the normals."),
            tr("Example: STORE = herne.sqlite, PROPERTY = air_temperature, PERIOD = season, NORMAL_YEARS = 1991-2020."),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add_store()
        self.add_property("air_temperature", tr("For example air_temperature, precipitation_amount, no2, pm10, o3."))
        self.add_period(tr("Days in the time of DAY. Empty: from the first value."))
        self.add(QgsProcessingParameterEnum(self.PERIOD, tr("Period"), list(PERIODS), False, PERIODS[0], False, True),
                 tr("month, season (three months from December, March, June, September) or year."))
        self.add(QgsProcessingParameterEnum(
            self.STATISTIC, tr("Statistic"), list(STATISTICS), False, STATISTICS[0], False, True), tr(
                "auto: the sum of rain and sunshine, the mean of all else. minimum and maximum are those of single "
                "values."))
        self.add_day_rule(self.DAY)
        self.add(QgsProcessingParameterNumber(
            self.MIN_COMPLETENESS, tr("Least completeness of a day"), Qgis.ProcessingNumberParameterType.Double, 0.75,
            False, 0.0, 1.0), tr("Share of a day's steps with a value, from 0 to 1, from which the day counts."))
        self.add(QgsProcessingParameterString(self.NORMAL_YEARS, tr("Years of the normal"), "", False, True), tr(
            "For example 1991-2020: each station's own normals from these years. Empty: none."))
        self.add(QgsProcessingParameterMatrix(
            self.NORMALS, tr("Own normals by month"), 12, True, [tr("Month"), tr("Normal")], [], True), tr(
                "A line for each month, 1 to 12, in the quantity's unit. Empty: none."))
        self.add(QgsProcessingParameterFeatureSink(
            self.OUTPUT, tr("Periods of stations"), QgsProcessing.SourceType.TypeVectorPoint), "")

    def check(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> None:
        self._wanted(parameters, context)
        self.period_of(parameters, context)
        if self._years(parameters, context) is not None and self._normals(parameters, context) is not None:
            raise InputError(tr("There are years for the normal and own normals. Enter one of the two."))

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.algorithms.output import ResultSink

        quantity, statistic = self._wanted(parameters, context)
        fields = make_fields(_FIELDS)
        with self.open_store(parameters, context) as store:
            streams = [one for one in value_series(store.streams(quantity)) if one.first_ms is not None]
            rule = self.parameterAsEnumString(parameters, self.DAY, context)
            frame = self.frame_of(streams, parameters, context, rule, quantity)
            with ResultSink(self, parameters, context, fields, Qgis.WkbType.Point, crs_25832(), self.OUTPUT) as sink:
                self.write_rows(sink, fields, streams, store.stations(), lambda stream: self._rows(
                    store, stream, statistic, frame, parameters, context), feedback)
        used = (self.PROPERTY, self.START, self.END, self.PERIOD, self.STATISTIC, self.DAY, self.MIN_COMPLETENESS,
                self.NORMAL_YEARS, self.NORMALS)
        self.expect_layer(sink.destination, context, tr("Periods of stations") + f": {quantity}",
                          tr("Periods of measured values (ruhr:stationperiods)"),
                          {name: parameters.get(name) for name in used if parameters.get(name) not in (None, "", [])},
                          shown=("value", streams[0].unit, 1), times=("start", "end"))
        return {self.OUTPUT: sink.destination}

    def _rows(self, store: SeriesStore, stream: StoredStream, statistic: Statistic, frame: DayFrame,
              parameters: Dict[str, Any], context: QgsProcessingContext) -> Iterator[Dict[str, object]]:
        """Yield the values of each period in which the stream has one."""
        import numpy as np

        from ruhr_smartcity_plugin.core.sensors.indices.days import DayRule, frame_days
        from ruhr_smartcity_plugin.core.sensors.indices.periods import PeriodKind, difference_from_normal, normals_of

        kind = PeriodKind(self.parameterAsEnumString(parameters, self.PERIOD, context))
        share = self.parameterAsDouble(parameters, self.MIN_COMPLETENESS, context)
        periods, left_out = _summed_up(store, stream, frame, kind, statistic, share)
        years, monthly = self._years(parameters, context), self._normals(parameters, context)
        if years is not None:
            rule = DayRule(self.parameterAsEnumString(parameters, self.DAY, context))
            whole = frame_days(np.datetime64(f"{years[0]}-01-01"), np.datetime64(f"{years[1]}-12-31"), rule)
            monthly = _own_normals(store, stream, whole, statistic, share, years)
        normals = differences = np.full(len(periods), np.nan)
        if monthly is not None:
            normals = normals_of(periods, monthly, statistic)
            differences = difference_from_normal(periods, monthly, statistic)
        edge = dict(zip(frame.days.tolist(), frame.edges_ms.tolist()))
        ends = dict(zip(frame.days.tolist(), frame.edges_ms[1:].tolist()))
        for number, name in enumerate(periods.names()):
            if np.isnan(periods.values[number]):
                continue
            first, last = periods.first[number].item(), periods.last[number].item()
            yield {
                "period": name, "statistic": statistic.value, "value": float(periods.values[number]),
                "days": int(periods.days[number]),
                "start": moment_of(edge.get(first, int(frame.edges_ms[0]))),
                "end": moment_of(ends.get(last, int(frame.edges_ms[-1]))),
                "missing": int(periods.missing[number]), "missing_in_a_row": int(periods.missing_in_a_row[number]),
                "is_complete": bool(periods.is_complete[number]), "left_out": int(left_out[number]),
                "normal": float(normals[number]), "difference": float(differences[number]),
            }

    def _wanted(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Tuple[str, Statistic]:
        """Return quantity and statistic. Raises `InputError` for what cannot be summed up."""
        from ruhr_smartcity_plugin.core.sensors.indices.periods import Statistic
        from ruhr_smartcity_plugin.core.sensors.quantity import quantities

        quantity = self.require_property(parameters, context)
        kind = quantities()[quantity].kind
        if kind == "direction":
            raise InputError(tr("Directions have no mean: 350° and 10° would give 180°. Use the wind rose."))
        chosen = self.parameterAsEnumString(parameters, self.STATISTIC, context)
        if chosen == "auto":
            chosen = "sum" if kind == "sum" else "mean"
        return quantity, Statistic(chosen)

    def _years(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Tuple[int, int] | None:
        text = self.parameterAsString(parameters, self.NORMAL_YEARS, context).strip()
        if not text:
            return None
        match = _YEARS.fullmatch(text)
        first, last = (int(match.group(1)), int(match.group(2))) if match else (1, 0)
        if not 1700 <= first <= last <= 2200:
            raise InputError(tr("“{text}” are no years for the normal. Write them like 1991-2020.").format(
                text=text[:40]))
        return first, last

    def _normals(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> np.ndarray | None:
        import numpy as np

        rows = matrix_numbers(self.parameterAsMatrix(parameters, self.NORMALS, context), 2, tr("Own normals by month"))
        if not rows:
            return None
        monthly = np.full(12, np.nan)
        for month, normal in rows:
            if month is None or month not in range(1, 13):
                raise InputError(tr("Own normals: each line needs its month, a number from 1 to 12."))
            if normal is not None:
                monthly[int(month) - 1] = normal
        return monthly if np.isfinite(monthly).any() else None


def _summed_up(store: SeriesStore, stream: StoredStream, frame: DayFrame, kind: Any, statistic: Statistic,
               share: float) -> Tuple[PeriodValues, np.ndarray]:
    """Return the stream's periods over the days of `frame`, and how many doubtful values each leaves out."""
    import numpy as np

    from ruhr_smartcity_plugin.core.sensors.indices.daily import TimeLabel, daily_values
    from ruhr_smartcity_plugin.core.sensors.indices.periods import period_values, values_for
    from ruhr_smartcity_plugin.core.sensors.quality.flags import DOUBTFUL

    # Both ends: a value that closes the last day carries the time of the next midnight.
    span = int(frame.edges_ms[0]), int(frame.edges_ms[-1]) + 1
    series = store.series(stream.id, *span, exclude_bits=int(DOUBTFUL))
    label = TimeLabel.END if stream.statistic in ("mean", "sum") else TimeLabel.INSTANT
    step_ms = round(stream.step_s * 1000) if stream.step_s else None
    days = daily_values(series, frame, step_ms, label)
    found = period_values(days, values_for(days, statistic), kind, statistic, share)
    doubtful = daily_values(store.series(stream.id, *span), frame, step_ms, label).counts - days.counts
    owner = np.searchsorted(found.first, days.days, side="right") - 1
    return found, np.bincount(owner, weights=doubtful, minlength=len(found)).astype(np.int64)


def _own_normals(store: SeriesStore, stream: StoredStream, years: DayFrame, statistic: Statistic, share: float,
                 named: Tuple[int, int]) -> np.ndarray:
    """Return the stream's twelve monthly normals."""
    from ruhr_smartcity_plugin.core.sensors.indices.periods import PeriodKind, monthly_normals

    return monthly_normals(_summed_up(store, stream, years, PeriodKind.MONTH, statistic, share)[0], *named)
