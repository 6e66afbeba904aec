# SPDX-License-Identifier: GPL-2.0-or-later
"""The synthetic sample and the file it lives in."""

from __future__ import annotations

import os
from datetime import timedelta

import numpy as np
import pytest

from ruhr_smartcity_plugin.adapters.sensors.sample import (
    SAMPLE_DAYS,
    SAMPLE_END,
    create_sample_stations,
    ensure_sample_stations,
    make_sample,
)
from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.sensors.places import place_stations
from ruhr_smartcity_plugin.core.sensors.reading import make_readings
from ruhr_smartcity_plugin.core.sensors.store.report import read_series_report, read_station_report
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from tests.support.disk import full_disk

SPAN = (SAMPLE_END - timedelta(days=SAMPLE_DAYS), SAMPLE_END + timedelta(hours=1))


@pytest.fixture(scope="module")
def sample(qgis_app, tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "Stationen für Übung?.sqlite"
    create_sample_stations(path)
    with SeriesStore.open(path, read_only=True) as store:
        yield store


def fetch(store, key):
    (stream,) = (one for one in store.streams() if one.key == key)
    return read_series_report(store, stream.id, *SPAN).series


def test_the_sample_is_the_same_every_time():
    (stations, series), (again, series_again) = make_sample(), make_sample()
    assert stations == again
    assert all(np.array_equal(series[key].values, series_again[key].values) for key in series)


def test_every_name_says_synthetic():
    for station in make_sample()[0]:
        assert "synthetic" in station.name
        assert "Synthetic" in station.description
        assert all("synthetic" in stream.name for stream in station.datastreams)


def test_what_was_written_is_read_back(sample):
    stations, series = make_sample()
    report = read_station_report(sample)
    assert report.is_complete
    assert {one.name: one.point_4326 for one in report.stations} == {one.name: one.point_4326 for one in stations}
    assert len(list(sample.path.parent.iterdir())) == 1
    for key, one in series.items():
        read = fetch(sample, key)
        assert np.array_equal(read.times, one.times)
        assert np.array_equal(read.values, one.values)
    first = report.stations[0].datastreams[0]
    assert (first.title, first.unit.symbol) == ("Air temperature", "°C")
    assert first.latest.time == SAMPLE_END
    assert first.latest.value == series["sample-01-temperature"].values[-1]
    assert {one.property for one in sample.streams()} == {"air_temperature", "relative_humidity"}


def test_the_sample_has_thirty_days_hourly_one_gap_and_one_silent_station(sample):
    lengths = {one.key: len(fetch(sample, one.key)) for one in sample.streams("air_temperature")}
    assert sorted(set(lengths.values())) == [702, 706, 720]
    gappy = next(key for key, count in lengths.items() if count == 702)
    assert len(fetch(sample, gappy).gap_starts()) == 1
    readings = make_readings(read_station_report(sample).stations, SAMPLE_END)
    assert {one.station.name for one in readings if one.is_stale} == {"Hagen, Fleyer Wald (synthetic)"}


def test_the_town_is_warmer_than_the_country_above_all_at_night(sample):
    town = fetch(sample, "sample-08-temperature")
    country = fetch(sample, "sample-12-temperature")
    difference = town.values - country.values
    hours = (town.times.astype("datetime64[h]").astype(int)) % 24
    assert 1.5 < difference[hours == 2].mean() < 6.0
    assert 0.0 < difference[hours == 14].mean() < difference[hours == 2].mean()
    assert -5.0 < country.values.min() < country.values.max() < 42.0


def test_all_sample_stations_lie_in_the_ruhr():
    placement = place_stations(make_sample()[0])
    assert len(placement.points_25832) == 14
    assert placement.sentences() == ()


def test_a_span_takes_its_start_and_not_its_end_and_unknown_streams_are_empty(sample):
    first = sample.streams()[0]
    report = read_series_report(sample, first.id, SAMPLE_END - timedelta(hours=2), SAMPLE_END)
    assert (len(report.series), report.is_complete) == (2, True)
    assert len(read_series_report(sample, 4711, *SPAN).series) == 0


def test_an_existing_sample_is_kept_and_its_folder_is_made(qgis_app, tmp_path):
    path = tmp_path / "demo" / "stations.sqlite"
    ensure_sample_stations(path)
    before = path.stat().st_mtime_ns
    ensure_sample_stations(path)
    assert path.stat().st_mtime_ns == before


def test_a_folder_that_does_not_exist_is_made_and_one_that_cannot_be_is_told(qgis_app, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError):
        create_sample_stations(tmp_path / "file" / "x.sqlite")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_a_write_that_fails_midway_leaves_no_file_and_keeps_the_old_one(qgis_app, tmp_path):
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"old")
    with full_disk(60_000), pytest.raises(StoreError):
        create_sample_stations(path)
    assert os.listdir(tmp_path) == ["x.sqlite"]
    assert path.read_bytes() == b"old"
