# SPDX-License-Identifier: GPL-2.0-or-later
"""Fetching, indices and quality of measured values as the toolbox and scripts run them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest
from qgis.core import QgsApplication, QgsProcessingException, QgsProcessingParameterEnum, QgsProject, QgsRectangle

from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.core.sensors.model import Datastream, ObservedProperty, Station, Unit
from ruhr_smartcity_plugin.core.sensors.store.records import SourceInfo
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from tests.support.loopback import Loopback
from tests.support.processing import Feedback, table

PROMISED = {
    "fetchobservations": ("SOURCE", "SOURCE_TYPE", "PROPERTY", "START", "END", "EXTENT", "MAPPING", "AUTHCFG", "STORE",
                          "STATIONS"),
    "climateindices": ("STORE", "PROPERTY", "START", "END", "MIN_COMPLETENESS", "DAY", "OUTPUT"),
    "stationquality": ("STORE", "OUTPUT"),
    "stationseries": ("STORE", "PROPERTY", "START", "END", "STEP", "OUTPUT"),
    "stationperiods": ("STORE", "PROPERTY", "START", "END", "PERIOD", "STATISTIC", "DAY", "MIN_COMPLETENESS",
                       "NORMAL_YEARS", "NORMALS", "OUTPUT"),
    "stationrain": ("STORE", "START", "END", "HEIGHTS", "OUTPUT"),
    "stationheat": ("STORE", "REFERENCE", "START", "END", "OUTPUT"),
}
HOUR_MS = 3_600_000


def ms(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp() * 1000)


@pytest.mark.parametrize("name", PROMISED)
def test_ids_names_and_static_strings_are_the_promised_ones(ruhr_provider, name):
    algorithm = QgsApplication.processingRegistry().algorithmById(f"ruhr:{name}")
    assert set(PROMISED[name]) <= {one.name() for one in algorithm.parameterDefinitions()}
    assert algorithm.groupId() == "sensors"
    for one in algorithm.parameterDefinitions():
        assert not isinstance(one, QgsProcessingParameterEnum) or one.usesStaticStrings()
    assert len(algorithm.shortHelpString().split("\n\n")) >= 4


def wide_csv(path, days=2):
    start = datetime(2026, 7, 1)
    rows = ["Station;Rechtswert;Hochwert;Zeit;Lufttemperatur [°C];PM10 [µg/m³]"]
    for number in range(days * 24):
        moment = start + timedelta(hours=number)
        for station, x, offset in (("Rathaus", 376500, 5), ("Park", 377500, 0)):
            value = f"{18 + offset + (8 if 10 <= moment.hour < 18 else 0)},5"
            rows.append(f"{station};{x};5710000;{moment:%d.%m.%Y %H:%M};{value};12")
    path.write_text("\n".join(rows) + "\n", encoding="cp1252")
    return str(path)


def fetch(run, tmp_path, source, **more):
    results, feedback, _ = run({"SOURCE": source, "STORE": str(tmp_path / "s.sqlite"), "STATIONS": "memory:", **more},
                               algorithm="ruhr:fetchobservations")
    return results, feedback


def test_a_table_becomes_a_store_and_points_with_latest_values(run, tmp_path):
    source = wide_csv(tmp_path / "herne.csv")
    results, _ = fetch(run, tmp_path, source, MAPPING='{"timezone": "UTC"}')
    assert (results["N_STATIONS"], results["N_OBSERVATIONS"], results["N_NEW"]) == (2, 192, 192)
    rows = table(results["STATIONS"], "station", "property", "value", "unit", "n")
    assert ("Rathaus", "air_temperature", 23.5, "°C", 48) in rows
    assert len(rows) == 4
    layer = results["STATIONS"]
    feature = next(iter(layer.getFeatures()))
    assert (round(feature.geometry().asPoint().x()), layer.crs().authid()) == (376500, "EPSG:25832")
    again, _ = fetch(run, tmp_path, source, MAPPING='{"timezone": "UTC"}')
    assert (again["N_OBSERVATIONS"], again["N_NEW"]) == (192, 0)


def test_quantity_area_and_period_hold(run, tmp_path):
    source = wide_csv(tmp_path / "herne.csv")
    results, _ = fetch(run, tmp_path, source, PROPERTY="PM10", START="2026-07-01T12:00:00", END="2026-07-01",
                       EXTENT="376000,377000,5709000,5711000 [EPSG:25832]", MAPPING='{"timezone": "UTC"}')
    assert (results["N_STATIONS"], results["N_OBSERVATIONS"]) == (1, 12)


def test_a_service_is_fetched_over_qgis_s_network(run, tmp_path):
    readings = [{"timestamp": "2026-07-01 12:00:00", "sensor": {"id": 5},
                 "location": {"id": 77, "latitude": "51.53", "longitude": "7.22", "indoor": 0},
                 "sensordatavalues": [{"value_type": "P1", "value": "12.5"}]}]
    with Loopback() as server:
        server.routes["/v1/filter/box=51.40000,7.10000,51.60000,7.40000"] = readings
        results, _ = fetch(run, tmp_path, f"{server.url}/v1/", SOURCE_TYPE="sensorcommunity",
                           EXTENT=QgsRectangle(7.1, 51.4, 7.4, 51.6))
    assert table(results["STATIONS"], "property", "value") == [("pm10", 12.5)]


@pytest.mark.parametrize(("changes", "word"), [
    ({"SOURCE": "/nowhere/x.csv"}, "x.csv"), ({"MAPPING": "{"}, "JSON"), ({"PROPERTY": "happiness"}, "happiness"),
    ({"START": "2026-07-02", "END": "2026-07-01"}, "ends before"), ({"SOURCE": " "}, "source"),
    ({"SOURCE": "x.csv", "SOURCE_TYPE": "lanuk"}, "https://"),
])
def test_what_cannot_be_fetched_is_said(run, tmp_path, changes, word):
    source = wide_csv(tmp_path / "herne.csv")
    with pytest.raises(QgsProcessingException) as error:
        run({"SOURCE": source, "STORE": str(tmp_path / "s.sqlite"), "STATIONS": "memory:", **changes},
            algorithm="ruhr:fetchobservations")
    assert word in str(error.value)
    assert not list(tmp_path.glob("s.sqlite*")) or "x.csv" in word


def test_a_store_that_is_something_else_is_left_alone(run, tmp_path):
    other = tmp_path / "s.sqlite"
    other.write_text("my notes")
    with pytest.raises(QgsProcessingException):
        fetch(run, tmp_path, wide_csv(tmp_path / "herne.csv"))
    assert other.read_text() == "my notes"


@pytest.fixture
def store_path(tmp_path):
    """Return a store with two stations: one whole, one with a gap, a spike and no place."""
    path = tmp_path / "stations.sqlite"
    hours = np.arange(24 * 10)
    times = ms("2026-07-01T00:00") + hours * HOUR_MS
    course = 24.0 - 7.0 * np.cos(hours / 24 * 2 * np.pi)  # 17 to 31 °C, the least at midnight UTC
    stream = Datastream("t", "T", Unit("", "°C"), ObservedProperty("air_temperature"))
    with SeriesStore.create(path) as store:
        source = store.put_source(SourceInfo("csv", "here", "Herne"))
        ids = store.put_stations(source, [Station("A", "Rathaus", point_4326=(7.22, 51.53), datastreams=(stream,)),
                                          Station("B", "Hof", datastreams=(stream,))])
        store.write(ids["A", "t"], times, course + 4.0)
        gappy = course.copy()
        gappy[30] = 39.9
        kept = (hours < 48) | (hours >= 60)
        store.write(ids["B", "t"], times[kept], gappy[kept])
    return path


def indices(run, store_path, **more):
    results, _, _ = run({"STORE": str(store_path), "OUTPUT": "memory:", **more}, algorithm="ruhr:climateindices")
    names = ("station", "days", "valid_days", "completeness", "summer_days", "hot_days", "tropical_nights",
             "tropical_nights_calendar", "frost_days", "ice_days", "left_out")
    return {row[0]: dict(zip(names, row)) for row in table(results["OUTPUT"], *names)}, results["OUTPUT"]


def test_indices_of_a_whole_and_of_a_gappy_station(run, store_path):
    found, layer = indices(run, store_path, PROPERTY="air_temperature", START="2026-07-02", END="2026-07-09",
                           MIN_COMPLETENESS=0.9, DAY="utc")
    assert found["Rathaus"] == {
        "station": "Rathaus", "days": 8, "valid_days": 8, "completeness": 1.0, "summer_days": 8, "hot_days": 8,
        "tropical_nights": 8, "tropical_nights_calendar": 8, "frost_days": 0, "ice_days": 0, "left_out": 0}
    assert (found["Hof"]["valid_days"], found["Hof"]["summer_days"], found["Hof"]["tropical_nights"]) == (7, 7, 0)
    assert found["Hof"]["completeness"] == pytest.approx(180 / 192)
    places = {one["station"]: one.hasGeometry() for one in layer.getFeatures()}
    assert places == {"Rathaus": True, "Hof": False}


def test_without_a_period_all_days_count_and_the_day_rule_moves_them(run, store_path):
    assert indices(run, store_path, DAY="utc")[0]["Rathaus"]["days"] == 10
    assert indices(run, store_path, DAY="local")[0]["Rathaus"]["days"] == 11


def test_quality_flags_are_written_and_left_out_of_indices(run, store_path):
    results, _, _ = run({"STORE": str(store_path), "END": "2026-07-10", "OUTPUT": "memory:"},
                        algorithm="ruhr:stationquality")
    rows = {row[0]: row[1:] for row in table(results["OUTPUT"], "station", "verdict", "n_spike", "gaps", "n_doubtful")}
    assert rows["Hof"][1:] == (1, 1, 1)
    assert rows["Rathaus"][1:] == (0, 0, 0)
    assert results["N_FLAGGED"] == 1
    with SeriesStore.open(store_path) as store:
        hof = next(one for one in store.streams() if one.n == 228)
        assert store.flags(hof.id).times_ms.tolist()[0] == ms("2026-07-02T06:00")
        assert len(store.series(hof.id)) == 228  # flags never delete
    found, _ = indices(run, store_path, DAY="utc")
    assert (found["Hof"]["left_out"], found["Rathaus"]["left_out"]) == (1, 0)
    assert indices(run, store_path, DAY="utc", WITH_FLAGGED=True)[0]["Hof"]["left_out"] == 0


def test_own_thresholds_switch_a_check_off(run, store_path):
    more = {"THRESHOLDS": json.dumps({"air_temperature": {"spike": None, "step_minute": None, "step_hour": None}})}
    results, _, _ = run({"STORE": str(store_path), "OUTPUT": "memory:", **more}, algorithm="ruhr:stationquality")
    assert results["N_FLAGGED"] == 0
    for wrong in ("{", "[]", '{"air_temperature": {"highest": 5}}'):
        with pytest.raises(QgsProcessingException):
            run({"STORE": str(store_path), "OUTPUT": "memory:", "THRESHOLDS": wrong}, algorithm="ruhr:stationquality")


@pytest.mark.parametrize(("changes", "word"), [
    ({"PROPERTY": "pm10"}, "pm10"), ({"PROPERTY": ""}, "quantity"), ({"STORE": "/nowhere.sqlite"}, "nowhere"),
    ({"START": "2026-07-05", "END": "2026-07-01"}, "ends before"),
])
def test_indices_that_cannot_be_computed_are_said(run, store_path, changes, word):
    with pytest.raises(QgsProcessingException) as error:
        run({"STORE": str(store_path), "PROPERTY": "air_temperature", "OUTPUT": "memory:", **changes},
            algorithm="ruhr:climateindices")
    assert word in str(error.value)


def test_air_and_rain_have_their_own_indices(run, tmp_path):
    path = tmp_path / "air.sqlite"
    times = ms("2026-07-01T01:00") + np.arange(48) * HOUR_MS
    streams = (Datastream("p", "PM10", Unit("", "µg/m³"), ObservedProperty("pm10"), statistic="mean"),
               Datastream("r", "R1", Unit("", "mm"), ObservedProperty("precipitation_amount"), statistic="sum"))
    with SeriesStore.create(path) as store:
        source = store.put_source(SourceInfo("csv", "x", "x"))
        ids = store.put_stations(source, [Station("A", "A", datastreams=streams)])
        store.write(ids["A", "p"], times, np.where(np.arange(48) < 24, 47.0, 20.0))
        store.write(ids["A", "r"], times, np.where(np.arange(48) == 23, 25.0, 0.0))
    results, _, _ = run({"STORE": str(path), "PROPERTY": "pm10", "DAY": "utc", "OUTPUT": "memory:"},
                        algorithm="ruhr:climateindices")
    assert table(results["OUTPUT"], "eu_2008_day_above_50", "eu_2030_day_above_45", "who_2021_day_above_45",
                 "valid_days", "maximum") == [(0, 1, 1, 2, 47.0)]
    results, _, _ = run({"STORE": str(path), "PROPERTY": "rain", "DAY": "utc", "OUTPUT": "memory:",
                         "START": "2026-07-01", "END": "2026-07-02"}, algorithm="ruhr:climateindices")
    assert table(results["OUTPUT"], "total", "wet_days", "heavy_days", "max_60min", "longest_dry_spell") == [
        (25.0, 1, 1, 25.0, 1)]


def heat(run, path, **more):
    results, _, _ = run({"STORE": str(path), "OUTPUT": "memory:", **more}, algorithm="ruhr:stationheat")
    names = ("station", "difference", "difference_day", "difference_night", "hours_above_30", "pairs", "utci_max",
             "utci_hours")
    return {row[0]: dict(zip(names, row)) for row in table(results["OUTPUT"], *names)}


def test_heat_against_a_reference_station(run, store_path):
    found = heat(run, store_path, REFERENCE="hof", START="2026-07-02", END="2026-07-09")
    # The other station is 4 K warmer at every hour but the one of the spike.
    assert found["Rathaus"]["difference"] == pytest.approx(4.0, abs=0.15)
    assert found["Rathaus"]["difference_night"] == pytest.approx(4.0)
    assert (found["Hof"]["difference"], found["Rathaus"]["pairs"]) == (0.0, 8 * 24 - 12)
    assert found["Rathaus"]["utci_max"] is None
    assert heat(run, store_path)["Rathaus"]["difference"] is None
    with pytest.raises(QgsProcessingException) as error:
        heat(run, store_path, REFERENCE="Nowhere")
    assert "Rathaus" in str(error.value)


def test_utci_where_all_inputs_are_measured(run, tmp_path):
    path, times = tmp_path / "globe.sqlite", ms("2026-07-01T10:00") + np.arange(3) * HOUR_MS
    values = {"air_temperature": ("°C", 25.0), "relative_humidity": ("%", 50.0), "wind_speed": ("m/s", 1.0),
              "black_globe_temperature": ("°C", 25.0)}
    streams = tuple(Datastream(name, name, Unit("", unit), ObservedProperty(name))
                    for name, (unit, _) in values.items())
    with SeriesStore.create(path) as store:
        source = store.put_source(SourceInfo("csv", "x", "x"))
        ids = store.put_stations(source, [Station("A", "A", datastreams=streams)])
        for name, (_, value) in values.items():
            store.write(ids["A", name], times, np.full(3, value))
    # A globe as warm as the air: no radiation. Published value of the UTCI for 25 °C, 1 m/s at 10 m, 50 %: 24.6 °C.
    assert heat(run, path)["A"]["utci_max"] == pytest.approx(24.6, abs=0.05)
    assert heat(run, path)["A"]["utci_hours"] == 3


def test_loaded_results_are_coloured_by_what_was_asked_for(ruhr_provider, store_path):
    import processing

    for algorithm, field, more in (("climateindices", "hot_days", {"DAY": "utc"}),
                                   ("stationquality", "doubtful_percent", {}),
                                   ("stationheat", "difference_night", {"REFERENCE": "Hof"})):
        results = processing.runAndLoadResults(f"ruhr:{algorithm}", {
            "STORE": str(store_path), "OUTPUT": "TEMPORARY_OUTPUT", **more}, Feedback())
        layer = QgsProject.instance().mapLayer(results["OUTPUT"]) or QgsProject.instance().mapLayers().popitem()[1]
        conditions = [one.filterExpression() for one in layer.renderer().rootRule().children()]
        assert all(f'"{field}"' in one for one in conditions), algorithm
        assert len(conditions) > 1, algorithm
        assert read_origin(layer).method
        QgsProject.instance().clear()


def test_values_over_time_play_in_the_temporal_controller(run, ruhr_provider, store_path, monkeypatch):
    import processing

    parameters = {"STORE": str(store_path), "PROPERTY": "air_temperature", "START": "2026-07-03", "END": "2026-07-03",
                  "OUTPUT": "memory:"}
    results, _, _ = run(parameters, algorithm="ruhr:stationseries")
    rows = table(results["OUTPUT"], "station", "time", "end", "value")
    assert (results["N_POINTS"], len(rows), {row[0] for row in rows}) == (24, 24, {"Rathaus"})  # Hof has no place
    assert {(row[2].toSecsSinceEpoch() - row[1].toSecsSinceEpoch()) for row in rows} == {3600}
    days, _, _ = run({**parameters, "STEP": "day", "END": "2026-07-05"}, algorithm="ruhr:stationseries")
    assert [round(value, 1) for (value,) in table(days["OUTPUT"], "value")] == [28.0, 28.0, 28.0]
    processing.runAndLoadResults("ruhr:stationseries", {**parameters, "OUTPUT": "TEMPORARY_OUTPUT"}, Feedback())
    layer = QgsProject.instance().mapLayers().popitem()[1]
    properties = layer.temporalProperties()
    assert (properties.isActive(), properties.startField(), properties.endField()) == (True, "time", "end")
    monkeypatch.setattr("ruhr_smartcity_plugin.algorithms.sensors.stationseries.MOST_POINTS", 10)
    with pytest.raises(QgsProcessingException):
        run(parameters, algorithm="ruhr:stationseries")


def test_values_of_which_nobody_knows_the_unit_are_no_degrees(run, tmp_path):
    path = tmp_path / "kelvin.sqlite"
    stream = Datastream("t", "T", Unit(), ObservedProperty("air_temperature"))
    with SeriesStore.create(path) as store:
        source = store.put_source(SourceInfo("csv", "x", "x"))
        ids = store.put_stations(source, [Station("A", "A", datastreams=(stream,))])
        store.write(ids["A", "t"], ms("2026-07-01T00:00") + np.arange(24) * HOUR_MS, np.full(24, 294.5))
    with pytest.raises(QgsProcessingException) as error:
        run({"STORE": str(path), "OUTPUT": "memory:"}, algorithm="ruhr:climateindices")
    assert "air_temperature" in str(error.value)


def test_daily_means_are_no_days_to_count(run, tmp_path):
    path = tmp_path / "daily.sqlite"
    streams = (Datastream("TMK", "TMK", Unit("", "°C"), ObservedProperty("air_temperature"), statistic="mean"),
               Datastream("TT", "TT", Unit("", "°C"), ObservedProperty("air_temperature")))
    with SeriesStore.create(path) as store:
        source = store.put_source(SourceInfo("dwd", "x", "x"))
        ids = store.put_stations(source, [Station("A", "A", datastreams=streams)])
        store.write(ids["A", "TMK"], ms("2026-07-01T00:00") + np.arange(10) * 24 * HOUR_MS, np.full(10, 24.0))
        store.write(ids["A", "TT"], ms("2026-07-01T00:00") + np.arange(48) * HOUR_MS, np.full(48, 26.0))
    feedback = Feedback()
    results, _, _ = run({"STORE": str(path), "OUTPUT": "memory:", "DAY": "utc"}, feedback=feedback,
                        algorithm="ruhr:climateindices")
    assert table(results["OUTPUT"], "datastream_id", "summer_days") == [("TT", 2)]
    assert any("three hours" in one for one in feedback.warnings)
