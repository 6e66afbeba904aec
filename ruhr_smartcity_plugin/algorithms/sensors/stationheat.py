# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:stationheat``: how much warmer stations are than a reference, and how hot it feels there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, List, Tuple

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ruhr_smartcity_plugin.algorithms.sensors.sensor_algorithm import (
    IDENTITY,
    NUMBER,
    TEXT,
    WHOLE,
    SensorAlgorithm,
    crs_25832,
    make_fields,
    value_series,
)
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.sensors.indices.days import DayFrame
    from ruhr_smartcity_plugin.core.sensors.series import Series
    from ruhr_smartcity_plugin.core.sensors.store.records import StoredStation, StoredStream
    from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore


class StationHeatAlgorithm(SensorAlgorithm):
    """One row per stream of air temperatures."""

    REFERENCE, WIND_HEIGHT, OUTPUT = "REFERENCE", "WIND_HEIGHT", "OUTPUT"

    def createInstance(self) -> StationHeatAlgorithm:
        return StationHeatAlgorithm()

    def name(self) -> str:
        return "stationheat"

    def displayName(self) -> str:
        return tr("Heat at stations")

    def tags(self) -> List[str]:
        return [*("heat island", "urban heat", "UTCI", "WBGT", "cooling", "night", "thermal comfort"),
                *("Wärmeinsel", "Hitze", "Abkühlung", "Nacht", "gefühlte Temperatur", "Klima")]

    def shortDescription(self) -> str:
        return tr("How much warmer is the town than its surroundings, by day, by night and by season?")

    def shortHelpString(self) -> str:
        return "\n\n".join((
            tr("Compares the air temperature of each station with a reference station, for example one in the open "
               "country: mean difference, by day, by night, by season; hours above 25 and 30 °C, cooling in the "
               "evening, and where humidity, wind and a black globe are measured, UTCI and WBGT."),
            tr("Method: hourly means of the hours both stations have; heights are corrected by 0.65 K per 100 m where "
               "both are known. Day is 10 to 18, night 22 to 6 o'clock local time. Cooling is the fall from 18 to 24 "
               "UTC per hour. UTCI after Bröde et al. (2012) with the mean radiant temperature of the globe (ISO "
               "7726); WBGT after ISO 7243 with an estimated natural wet bulb."),
            tr("Limits: doubtful values are left out. UTCI takes the wind of open ground (logarithmic profile); "
               "between buildings it is an estimate. Without a globe there is no UTCI: the radiation decides it."),
            tr("Example: STORE = herne.sqlite, REFERENCE = Bislicher Insel, START = 2026-06-01, END = 2026-08-31."),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add_store()
        self.add(QgsProcessingParameterString(self.REFERENCE, tr("Reference station"), "", False, True), tr(
            "Its name or id. Empty: no comparison."))
        self.add_period(tr("Days in local time. Empty: from the first value."))
        self.add(QgsProcessingParameterNumber(
            self.WIND_HEIGHT, tr("Height of the wind sensors above ground (m)"),
            Qgis.ProcessingNumberParameterType.Double, 10.0, False, 0.5, 100.0), tr(
                "For the wind at 10 m, which the UTCI takes; lamp posts have about 3.3 m."))
        self.add(QgsProcessingParameterFeatureSink(
            self.OUTPUT, tr("Heat at stations"), QgsProcessing.SourceType.TypeVectorPoint), "")

    def check(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> None:
        self.period_of(parameters, context)

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.algorithms.output import ResultSink
        from ruhr_smartcity_plugin.core.sensors.indices.heat_summary import heat_names

        fields = make_fields((*IDENTITY, ("start", TEXT), ("end", TEXT), ("reference", TEXT), *(
            (name, WHOLE if kind is int else NUMBER) for name, kind in heat_names())))
        with self.open_store(parameters, context) as store:
            streams = [one for one in value_series(store.streams("air_temperature")) if one.first_ms is not None]
            frame = self.frame_of(streams, parameters, context, "local", "air_temperature")
            stations = {one.id: one for one in store.stations()}
            name = self.parameterAsString(parameters, self.REFERENCE, context).strip()
            reference = _find(name, streams, stations) if name else None
            compared = None if reference is None else (_series(store, reference, frame), stations[reference.station_id])
            with ResultSink(self, parameters, context, fields, Qgis.WkbType.Point, crs_25832(), self.OUTPUT) as sink:
                head = {"start": str(frame.days[0]), "end": str(frame.days[-1]),
                        "reference": compared[1].name if compared else None}
                self.write_rows(sink, fields, streams, list(stations.values()), lambda stream: [{**head, **self._heat(
                    store, stream, stations[stream.station_id], compared, frame, parameters, context)}], feedback)
        used = (self.REFERENCE, self.START, self.END, self.WIND_HEIGHT)
        self.expect_layer(sink.destination, context, tr("Heat at stations"),
                          tr("Heat of measured values (ruhr:stationheat)"),
                          {one: parameters.get(one) for one in used if parameters.get(one)},
                          shown=("difference_night", "K", 1) if compared else ("hours_above_30", "h", 0))
        return {self.OUTPUT: sink.destination}

    def _heat(self, store: SeriesStore, stream: StoredStream, station: StoredStation,
              compared: Tuple[Series, StoredStation] | None, frame: DayFrame, parameters: Dict[str, Any],
              context: QgsProcessingContext) -> Dict[str, object]:
        from ruhr_smartcity_plugin.core.sensors.indices.heat_summary import INPUTS, heat_of, usual_step_ms

        inputs = {"air_temperature": _series(store, stream, frame)}
        for one in value_series(store.streams(station_ids=[station.id])):
            if one.property in INPUTS and one.property not in inputs:
                inputs[one.property] = _series(store, one, frame)
        reference, height = (None, None) if compared is None else (compared[0], compared[1].height_m)
        step_ms = usual_step_ms(inputs["air_temperature"], stream.step_s)
        return heat_of(inputs, reference, frame, step_ms, (station.height_m, height),
                       self.parameterAsDouble(parameters, self.WIND_HEIGHT, context))


def _series(store: SeriesStore, stream: StoredStream, frame: DayFrame) -> Series:
    """Return the values of the period without doubtful ones."""
    from ruhr_smartcity_plugin.core.sensors.quality.flags import DOUBTFUL

    return store.series(stream.id, int(frame.edges_ms[0]), int(frame.edges_ms[-1]), exclude_bits=int(DOUBTFUL))


def _find(name: str, streams: List[StoredStream], stations: Dict[int, StoredStation]) -> StoredStream:
    """Return the stream of the station of this name or id. Raises `InputError` for none or several."""
    wanted = name.casefold()
    found = [one for one in streams
             if wanted in (stations[one.station_id].name.casefold(), stations[one.station_id].key.casefold())]
    if len({one.station_id for one in found}) != 1:
        names = ", ".join(sorted({stations[one.station_id].name for one in streams}))[:300]
        sentence = tr("“{name}” is the name of several stations. Enter the id of one.") if found else tr(
            "There is no station “{name}” with air temperatures in the store. There are: {names}.")
        raise InputError(sentence.format(name=name[:80], names=names))
    return found[0]
