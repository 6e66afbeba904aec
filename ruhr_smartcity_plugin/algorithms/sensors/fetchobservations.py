# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:fetchobservations``: stations and measured values of any source into a store, and the latest as points."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, List, Tuple

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ruhr_smartcity_plugin.algorithms.catalogue.given_area import given_area
from ruhr_smartcity_plugin.algorithms.sensors.sensor_algorithm import (
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
    from ruhr_smartcity_plugin.core.sensors.fetching import FetchReport
    from ruhr_smartcity_plugin.core.sensors.sources.source import ObservationSource, Wish
    from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

#: Static strings of the parameter SOURCE_TYPE; a public contract.
SOURCE_TYPES = ("auto", "sensorthings", "lanuk", "uba", "opensensemap", "sensorcommunity", "dwd", "csv")
_FIELDS = (*IDENTITY, ("value", NUMBER), ("text", TEXT), ("time", MOMENT), ("first", MOMENT), ("n", WHOLE),
           ("height_m", NUMBER), ("source", TEXT), ("attribution", TEXT))
_FETCHED = 0.95


class FetchObservationsAlgorithm(SensorAlgorithm):
    """All values of a source that are not in the store yet."""

    SOURCE, SOURCE_TYPE, EXTENT, MAPPING, AUTHCFG = "SOURCE", "SOURCE_TYPE", "EXTENT", "MAPPING", "AUTHCFG"
    STATIONS, N_STATIONS, N_OBSERVATIONS, N_NEW = "STATIONS", "N_STATIONS", "N_OBSERVATIONS", "N_NEW"

    def createInstance(self) -> FetchObservationsAlgorithm:
        return FetchObservationsAlgorithm()

    def name(self) -> str:
        return "fetchobservations"

    def displayName(self) -> str:
        return tr("Fetch observations")

    def tags(self) -> List[str]:
        return [*("sensor", "station", "observation", "SensorThings", "weather", "air quality", "DWD", "UBA", "CSV"),
                *("Sensor", "Messwerte", "Messstation", "Wetter", "Luft", "LANUK", "openSenseMap", "Klimamessnetz")]

    def shortDescription(self) -> str:
        return tr("Fetches stations and their measured values into a file, from services and from tables.")

    def shortHelpString(self) -> str:
        return "\n\n".join((
            tr("Fetches stations and measured values into a store (one SQLite file for several sources) and gives the "
               "latest value of each as points."),
            tr("Sources: OGC SensorThings 1.1, air quality of NRW (LANUK) and of the German Environment Agency (UBA), "
               "openSenseMap, Sensor.Community, station files of the German weather service (zip, folder or directory "
               "on the Web), tables (CSV; one file, a folder with a file per station, or an address)."),
            tr("Method: values are converted to common units, times to UTC. A service is asked only for what is newer "
               "than the store; a value the source has corrected replaces the old one, which is noted. What breaks off "
               "goes on there next time, and is told. Services are asked four things at a time at most."),
            tr("Limits: Sensor.Community only has the last five minutes; LANUK, UBA and openSenseMap are asked for the "
               "last 30 days unless START is given. Times without a zone in START and END are UTC."),
            tr('Example of MAPPING for a table with a column per quantity: {"station": "Station", "x": "Rechtswert", '
               '"y": "Hochwert", "crs": "EPSG:25832", "time": "Zeit", "timezone": "local", "values": {"Temp": '
               '{"property": "air_temperature", "unit": "°C"}}, "nodata": [-999]}. What is left out is recognised.'),
        ))

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add(QgsProcessingParameterString(self.SOURCE, tr("Source")), tr(
            "Address of a service or of a file, or the path of a file or folder."))
        self.add(QgsProcessingParameterEnum(
            self.SOURCE_TYPE, tr("Kind of source"), list(SOURCE_TYPES), False, SOURCE_TYPES[0], False, True),
            tr("“auto” goes by the address and the name of the file."))
        self.add_property("", tr("Quantities such as air_temperature, relative_humidity, pm10; several with commas. "
                                 "Empty fetches all."))
        self.add_period(tr("In UTC unless an offset is given. Empty: what is newer than the store."))
        self.add(QgsProcessingParameterExtent(self.EXTENT, tr("Area"), None, True), tr("Only stations in this area."))
        self.add(QgsProcessingParameterString(self.MAPPING, tr("Columns of the table (JSON)"), "", True, True), tr(
            "Only for tables. Empty recognises the columns."))
        self.add(QgsProcessingParameterAuthConfig(self.AUTHCFG, tr("Log-in"), None, True), tr(
            "For services that are not public. It is sent to the host of the service only."))
        self.add(QgsProcessingParameterFileDestination(
            self.STORE, tr("Store of measured values"), tr("Stores (*.sqlite)")), tr(
                "A new file, or one to which the values are added."))
        point = QgsProcessing.SourceType.TypeVectorPoint
        self.add(QgsProcessingParameterFeatureSink(self.STATIONS, tr("Stations with latest values"), point, None, True,
                                                   True), "")
        self.addOutput(QgsProcessingOutputNumber(self.N_STATIONS, tr("Number of stations")))
        self.addOutput(QgsProcessingOutputNumber(self.N_OBSERVATIONS, tr("Number of values received")))
        self.addOutput(QgsProcessingOutputNumber(self.N_NEW, tr("Number of new values")))

    def check(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> None:
        self._properties(parameters, context)
        self.period_of(parameters, context)
        self._source(parameters, context)

    def compute(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.algorithms.feedback import FeedbackProgress
        from ruhr_smartcity_plugin.core.sensors.fetching import fetch
        from ruhr_smartcity_plugin.core.sensors.sources.source import Wish
        from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

        source = self._source(parameters, context, for_run=True)
        start, end = self.period_of(parameters, context)
        wish = Wish(self._box(parameters, context), start, end)
        path = Path(self.parameterAsFileOutput(parameters, self.STORE, context))
        with SeriesStore.open_or_create(path) as store:
            if store.read_only_because is not None:
                raise store.read_only_because
            report = fetch(store, source, wish, self._properties(parameters, context),
                           FeedbackProgress(feedback, 0.0, _FETCHED))
            self._tell(report, source, feedback)
            results: Dict[str, Any] = {
                self.STORE: str(path), self.N_STATIONS: report.stations, self.N_OBSERVATIONS: report.observations,
                self.N_NEW: report.written.new}
            if parameters.get(self.STATIONS) is not None:
                results[self.STATIONS] = self._write(store, report, source, wish, parameters, context)
        return results

    def _properties(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> frozenset:
        from ruhr_smartcity_plugin.core.sensors.quantity import parse_property

        given = self.parameterAsString(parameters, self.PROPERTY, context).split(",")
        return frozenset(name for name in map(parse_property, given) if name)

    def _source(self, parameters: Dict[str, Any], context: QgsProcessingContext,
                for_run: bool = False) -> ObservationSource:
        from ruhr_smartcity_plugin.adapters.network.session import new_algorithm_client
        from ruhr_smartcity_plugin.core.sensors.sources.mapping import read_mapping
        from ruhr_smartcity_plugin.core.sensors.sources.opening import is_address, open_source

        address = self.parameterAsString(parameters, self.SOURCE, context).strip()
        kind = self.parameterAsEnumString(parameters, self.SOURCE_TYPE, context) or SOURCE_TYPES[0]
        mapping = read_mapping(self.parameterAsString(parameters, self.MAPPING, context))
        client = None
        if is_address(address):
            authcfg = self.parameterAsString(parameters, self.AUTHCFG, context)
            client = new_algorithm_client(authcfg, address if authcfg else "")
        elif for_run and address and not Path(address).exists():
            raise InputError(tr("The file “{name}” cannot be found. Correct the path.").format(name=address[:200]))
        return open_source(address, kind, client, mapping)

    def _box(self, parameters: Dict[str, Any],
             context: QgsProcessingContext) -> Tuple[float, float, float, float] | None:
        """Return the area in degrees: west, south, east, north."""
        area = given_area(self, parameters, self.EXTENT, context)
        if area is None:
            return None
        box, own = area
        try:
            way = QgsCoordinateTransform(own, QgsCoordinateReferenceSystem("EPSG:4326"), context.transformContext())
            box = way.transformBoundingBox(box)
        except QgsCsException as error:
            raise InputError(tr("The area cannot be used: it has no extent in degrees. Choose another one.")) from error
        return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()

    def _tell(self, report: FetchReport, source: ObservationSource, feedback: QgsProcessingFeedback) -> None:
        from ruhr_smartcity_plugin.core.sensors.fetching import failed_sentences

        feedback.pushInfo(tr("Source: {title} ({kind})").format(title=source.info.title, kind=source.info.kind))
        feedback.pushInfo(tr("%n value(s) received", "", report.observations) + ", " + tr(
            "%n of them new", "", report.written.new) + ", " + tr("%n corrected", "", report.written.corrected))
        for one in report.findings:
            (feedback.pushWarning if one.is_loss else feedback.pushInfo)(one.sentence)
        if report.broken_by is not None:
            feedback.pushWarning(report.broken_by.sentence)
        if report.failures:
            feedback.pushWarning(tr("%n series could not be fetched completely; they go on next time.", "",
                                    len(report.failures)))
            for sentence in failed_sentences(report.failures):
                feedback.pushWarning(sentence)

    def _write(self, store: SeriesStore, report: FetchReport, source: ObservationSource, wish: Wish,
               parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        from ruhr_smartcity_plugin.algorithms.output import ResultSink
        from ruhr_smartcity_plugin.core.origin import Origin

        stations = {one.id: one for one in store.stations(report.source_id)}
        latest = {one.stream_id: one for one in store.latest()}
        wanted = self._properties(parameters, context)
        points, fields = places_of(list(stations.values())), make_fields(_FIELDS)
        with ResultSink(self, parameters, context, fields, Qgis.WkbType.Point, crs_25832(), self.STATIONS) as sink:
            for stream in store.streams(source_id=report.source_id):
                station, newest = stations[stream.station_id], latest.get(stream.id)
                if newest is None or (wanted and stream.property not in wanted) or not _is_in(station, wish):
                    continue
                is_number = isinstance(newest.value, float)
                sink.add(make_row(fields, {
                    **describe(station, stream), "value": newest.value if is_number else None,
                    "text": None if is_number else str(newest.value), "time": moment_of(newest.time_ms),
                    "first": moment_of(stream.first_ms), "n": stream.n, "height_m": station.height_m,
                    "source": source.info.title, "attribution": source.info.attribution}, points.get(station.id)))
        self.expect_layer(
            sink.destination, context, tr("Stations with latest values"),
            tr("Fetch of measured values (ruhr:fetchobservations)"),
            {name: parameters.get(name) for name in (self.PROPERTY, self.START, self.END) if parameters.get(name)},
            [Origin(title=source.info.title, source_url=source.info.address if "://" in source.info.address else "",
                    licence=source.info.licence, attribution=source.info.attribution)],
            ("value", "", 1) if len(wanted) == 1 else None)
        return sink.destination


def _is_in(station: Any, wish: Wish) -> bool:
    if wish.box_4326 is None or station.longitude is None:
        return True
    west, south, east, north = wish.box_4326
    return west <= station.longitude <= east and south <= station.latitude <= north
