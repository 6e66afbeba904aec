# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:stationquality``: flags doubtful values in a store and tells how well each station works."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Dict, List, Mapping

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
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
    describe,
    make_fields,
    make_row,
    moment_of,
    places_of,
)
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.sensors.quality.assessment import Assessed

_FIELDS = (*IDENTITY, ("verdict", TEXT), ("n", WHOLE), ("n_doubtful", WHOLE), ("doubtful_percent", NUMBER),
           ("completeness", NUMBER), ("step_min", NUMBER), ("gaps", WHOLE), ("longest_gap_h", NUMBER),
           ("first", MOMENT), ("last", MOMENT), ("late", FLAG), ("offline_since", MOMENT))


class StationQualityAlgorithm(SensorAlgorithm):
    """Checks all values of a period anew and writes their flags."""

    THRESHOLDS, OUTPUT, N_FLAGGED = "THRESHOLDS", "OUTPUT", "N_FLAGGED"

    def createInstance(self) -> StationQualityAlgorithm:
        return StationQualityAlgorithm()

    def name(self) -> str:
        return "stationquality"

    def displayName(self) -> str:
        return tr("Quality of stations")

    def tags(self) -> List[str]:
        return [*("sensor", "quality", "flag", "plausibility", "gap", "offline", "health"),
                *("Sensor", "Qualität", "Plausibilität", "Lücke", "Ausfall", "Prüfung")]

    def shortDescription(self) -> str:
        return tr("Which station can be believed, which is silent, and which values are doubtful?")

    def shortHelpString(self) -> str:
        return "\n\n".join((
            tr("Checks the values in a store, writes a flag to each doubtful one, and gives a table with the state of "
               "each series: good, check, bad, offline or empty."),
            tr("Method: plausible range, change that is too fast, values that do not change any more (WMO-No. 8, "
               "volume V, chapter 1), single spikes, gaps, times given twice, a clock that keeps summer time; against "
               "at least three neighbours within 15 km (0.65 K per 100 m of height corrected): values that differ, "
               "clocks that are wrong by hours, warming by the sun (CrowdQC+, Fenner et al. 2021; Meier et al. "
               "2017)."),
            tr("Limits: flags never delete a value; statistics leave doubtful ones out and say so. The shipped "
               "thresholds are for North Rhine-Westphalia; THRESHOLDS changes them."),
            tr('Example: THRESHOLDS = {"air_temperature": {"high": 45, "stuck_h": null}} allows up to 45 °C and does '
               "not look for values that do not change."),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add_store()
        self.add_property("", tr("Only this quantity. Empty checks all."))
        self.add_period(tr("In UTC. Empty: from the first value."))
        self.add(QgsProcessingParameterString(self.THRESHOLDS, tr("Own thresholds (JSON)"), "", True, True), tr(
            "By quantity: low, high, step_minute, step_hour, spike, stuck_h, stuck_free_to, stuck_free_from, "
            "neighbour; null switches a check off."))
        point = QgsProcessing.SourceType.TypeVectorPoint
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("State of stations"), point), "")
        self.addOutput(QgsProcessingOutputNumber(self.N_FLAGGED, tr("Number of doubtful values")))

    def check(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> None:
        self.property_of(parameters, context)
        self.period_of(parameters, context)
        self._thresholds(parameters, context)

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.algorithms.output import ResultSink
        from ruhr_smartcity_plugin.core.sensors.instant import to_ms
        from ruhr_smartcity_plugin.core.sensors.quality.assessment import assess
        from ruhr_smartcity_plugin.core.sensors.quality.flags import Flag

        start, end = self.period_of(parameters, context)
        fields = make_fields((*_FIELDS, *((f"n_{flag.name.lower()}", WHOLE) for flag in Flag)))
        doubtful = 0
        with self.open_store(parameters, context, read_only=False) as store:
            if store.read_only_because is not None:
                raise store.read_only_because
            stations = {one.id: one for one in store.stations()}
            points = places_of(list(stations.values()))
            found = assess(store, self.property_of(parameters, context), points,
                           None if start is None else to_ms(start), None if end is None else to_ms(end),
                           self._thresholds(parameters, context), self._progress(feedback))
            with ResultSink(self, parameters, context, fields, Qgis.WkbType.Point, crs_25832(), self.OUTPUT) as sink:
                for one in found:
                    station = stations[one.stream.station_id]
                    doubtful += one.health.n_doubtful
                    row = {**describe(station, one.stream), **_state(one)}
                    sink.add(make_row(fields, row, points.get(station.id)))
        used = (self.PROPERTY, self.START, self.END, self.THRESHOLDS)
        self.expect_layer(sink.destination, context, tr("State of stations"),
                          tr("Checks of measured values (ruhr:stationquality)"),
                          {name: parameters.get(name) for name in used if parameters.get(name)},
                          shown=("doubtful_percent", "%", 1))
        return {self.OUTPUT: sink.destination, self.N_FLAGGED: doubtful}

    def _thresholds(self, parameters: Dict[str, Any],
                    context: QgsProcessingContext) -> Mapping[str, Mapping[str, object]]:
        from ruhr_smartcity_plugin.core.sensors.quality.thresholds import checked_thresholds

        text = self.parameterAsString(parameters, self.THRESHOLDS, context).strip()
        try:
            record = json.loads(text) if text else {}
        except ValueError as error:
            raise InputError(tr("The thresholds are no JSON: {reason}").format(reason=str(error)[:120])) from error
        return checked_thresholds(record)


def _state(one: Assessed) -> Dict[str, object]:
    health = one.health
    return {
        "verdict": health.verdict.value, "n": health.n, "n_doubtful": health.n_doubtful,
        "doubtful_percent": 100.0 * health.doubtful_share, "completeness": health.completeness,
        "step_min": health.step_ms / 60_000 if health.step_ms else None, "gaps": health.gaps,
        "longest_gap_h": health.longest_gap_ms / 3_600_000, "first": moment_of(health.first_ms),
        "last": moment_of(health.last_ms), "late": health.is_late,
        "offline_since": moment_of(health.offline_since_ms) if health.n else None,
        **{f"n_{flag.name.lower()}": count for flag, count in health.counts.items()},
    }
