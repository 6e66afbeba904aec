# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:stationrain``: the heaviest rain of each station by duration, and how rare it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterator, List

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterMatrix,
)

from ruhr_smartcity_plugin.algorithms.sensors.sensor_algorithm import (
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
    from ruhr_smartcity_plugin.core.sensors.indices.days import DayFrame
    from ruhr_smartcity_plugin.core.sensors.indices.rain import ReturnTable
    from ruhr_smartcity_plugin.core.sensors.store.records import StoredStream
    from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

RAIN = "precipitation_amount"
#: Return periods of KOSTRA-DWD-2020 in years: the columns of the parameter HEIGHTS after the duration.
PERIODS_A = (1, 2, 3, 5, 10, 20, 30, 50, 100)
_FIELDS = (*IDENTITY, ("duration_min", WHOLE), ("height_mm", NUMBER), ("start", MOMENT), ("end", MOMENT),
           ("window_completeness", NUMBER), ("return_period_a", NUMBER), ("return_period", TEXT),
           ("completeness", NUMBER), ("left_out", WHOLE))


class StationRainAlgorithm(SensorAlgorithm):
    """One row per stream of rain sums and duration."""

    HEIGHTS, OUTPUT = "HEIGHTS", "OUTPUT"

    def createInstance(self) -> StationRainAlgorithm:
        return StationRainAlgorithm()

    def name(self) -> str:
        return "stationrain"

    def displayName(self) -> str:
        return tr("Heavy rain at stations")

    def tags(self) -> List[str]:
        return [*("rain", "precipitation", "return period", "cloudburst", "design storm", "KOSTRA"),
                *("Regen", "Starkregen", "Niederschlag", "Wiederkehrzeit", "Jährlichkeit", "Bemessungsregen")]

    def shortDescription(self) -> str:
        return tr("What were the largest sums of 5 minutes to 3 days, when, and how rare are they?")

    def shortHelpString(self) -> str:
        return "\n\n".join((
            tr("Gives the largest rain sum of each station for each duration from 5 minutes to 3 days, with its time, "
               "and its return period if you enter the heights of KOSTRA-DWD for your grid cell."),
            tr("Method: moving sums over the values as they were measured; a duration that is no multiple of their "
               "step is left out. Between the return periods of the table it is interpolated linearly in their "
               "logarithm (KOSTRA-DWD-2010R, report of 2017)."),
            tr("Limits: a window over a gap holds what was measured, so sums are never too large: "
               "window_completeness tells how much of the window was measured. Values with a doubtful flag are left "
               "out and counted in left_out. KOSTRA's heights are areal statistics with a tolerance of 10 to 20 %; "
               "a return period is no verdict on damage."),
            tr("Example: STORE = herne.sqlite, START = 2026-06-01, END = 2026-08-31; HEIGHTS: 15 minutes 8.1, 10.3, "
               "11.7, 13.6, 16.4, 19.3, 21.2, 23.6, 27.1 mm."),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add_store()
        self.add_period(tr("Days in local time. Empty: from the first value."))
        columns = [tr("Minutes"), *(tr("{count} a", "return period in years").format(count=one) for one in PERIODS_A)]
        self.add(QgsProcessingParameterMatrix(
            self.HEIGHTS, tr("Rain heights in mm by duration and return period"), 3, False, columns, [], True), tr(
                "From KOSTRA-DWD for the grid cell of the station. Lines and columns you do not need stay empty."))
        self.add(QgsProcessingParameterFeatureSink(
            self.OUTPUT, tr("Heavy rain at stations"), QgsProcessing.SourceType.TypeVectorPoint), "")

    def check(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> None:
        self.period_of(parameters, context)
        self._table(parameters, context)

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.algorithms.output import ResultSink

        table = self._table(parameters, context)
        fields = make_fields(_FIELDS)
        with self.open_store(parameters, context) as store:
            streams = [one for one in value_series(store.streams(RAIN)) if one.first_ms is not None]
            frame = self.frame_of(streams, parameters, context, "local", RAIN)
            with ResultSink(self, parameters, context, fields, Qgis.WkbType.Point, crs_25832(), self.OUTPUT) as sink:
                self.write_rows(sink, fields, streams, store.stations(),
                                lambda stream: _rows(store, stream, frame, table), feedback)
        self.expect_layer(sink.destination, context, tr("Heavy rain at stations"),
                          tr("Largest rain sums (ruhr:stationrain)"),
                          {name: parameters.get(name) for name in (self.START, self.END, self.HEIGHTS)
                           if parameters.get(name) not in (None, "", [])})
        return {self.OUTPUT: sink.destination}

    def _table(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> ReturnTable | None:
        """Return the user's heights without empty columns. Raises `InputError` for a table that cannot be used."""
        from ruhr_smartcity_plugin.core.sensors.indices.rain import make_return_table

        title = tr("Rain heights in mm by duration and return period")
        rows = matrix_numbers(self.parameterAsMatrix(parameters, self.HEIGHTS, context), len(PERIODS_A) + 1, title)
        if not rows:
            return None
        if any(row[0] is None or row[0] < 1 or row[0] != int(row[0]) for row in rows):
            raise InputError(tr("{table}: each line needs its duration in whole minutes.").format(table=title))
        rows.sort(key=lambda row: row[0])
        used = [place for place in range(1, len(PERIODS_A) + 1) if any(row[place] is not None for row in rows)]
        if not used or any(row[place] is None for row in rows for place in used):
            raise InputError(tr("{table}: a column with one height needs one in every line.").format(table=title))
        return make_return_table([int(row[0]) for row in rows], [PERIODS_A[place - 1] for place in used],
                                 [[row[place] for place in used] for row in rows])


def _rows(store: SeriesStore, stream: StoredStream, frame: DayFrame,
          table: ReturnTable | None) -> Iterator[Dict[str, object]]:
    """Yield the largest sum of each duration."""
    from ruhr_smartcity_plugin.core.sensors.indices.daily import TimeLabel, daily_values
    from ruhr_smartcity_plugin.core.sensors.indices.rain import largest_sums
    from ruhr_smartcity_plugin.core.sensors.quality.flags import DOUBTFUL

    span = int(frame.edges_ms[0]) + 1, int(frame.edges_ms[-1]) + 1  # each value ends its step
    series = store.series(stream.id, *span, exclude_bits=int(DOUBTFUL))
    left_out = len(store.series(stream.id, *span)) - len(series)
    step_ms = round(stream.step_s * 1000) if stream.step_s else series.step_ms()
    if step_ms is None:
        return
    lengths = frame.lengths_ms.astype(float)
    completeness = daily_values(series, frame, step_ms, TimeLabel.END).completeness
    whole = float((completeness * lengths).sum() / lengths.sum())
    for one in largest_sums(series, step_ms, table=table):
        yield {
            "duration_min": one.duration_min, "height_mm": one.height_mm, "start": moment_of(one.begin_ms),
            "end": moment_of(one.end_ms), "window_completeness": one.completeness, "completeness": whole,
            "left_out": left_out, **_return_period(one.period_a, table),
        }


def _return_period(period_a: float | None, table: ReturnTable | None) -> Dict[str, object]:
    """Return it as a number where the table holds it, and as a text that also tells "above" and "below"."""
    if period_a is None or table is None:
        return {}
    if period_a == 0.0:
        return {"return_period": f"< {table.periods_a[0]:g}"}
    if period_a == float("inf"):
        return {"return_period": f"> {table.periods_a[-1]:g}"}
    return {"return_period_a": period_a, "return_period": f"{period_a:.2g}"}
