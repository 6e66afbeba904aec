# SPDX-License-Identifier: GPL-2.0-or-later
"""The synthetic sample and the file it lives in."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest
from qgis.core import QgsVectorLayer

from ruhr_smartcity_plugin.adapters.sensors.sample import (
    SAMPLE_DAYS,
    SAMPLE_END,
    create_sample_stations,
    ensure_sample_stations,
    make_sample,
)
from ruhr_smartcity_plugin.adapters.sensors.series_file import SeriesFile, write_series_file
from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.sensors.places import place_stations
from ruhr_smartcity_plugin.core.sensors.reading import make_readings

SPAN = (SAMPLE_END - timedelta(days=SAMPLE_DAYS), SAMPLE_END + timedelta(hours=1))


@pytest.fixture(scope="module")
def sample(qgis_app, tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "Stationen für Übung?.gpkg"
    create_sample_stations(path)
    return SeriesFile(path)


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
    report = sample.read_stations()
    assert report.is_complete
    assert {one.id: one.point_4326 for one in report.stations} == {one.id: one.point_4326 for one in stations}
    assert len(list(sample.path.parent.iterdir())) == 1
    for identity, one in series.items():
        read = sample.fetch_series(identity, *SPAN)
        assert np.array_equal(read.series.times, one.times)
        assert np.array_equal(read.series.values, one.values)
    latest = {stream.id: stream.latest for one in report.stations for stream in one.datastreams}
    assert latest["sample-01-temperature"].time == SAMPLE_END
    assert latest["sample-01-temperature"].value == series["sample-01-temperature"].values[-1]


def test_the_sample_has_thirty_days_hourly_one_gap_and_one_silent_station(sample):
    stations = sample.read_stations().stations
    lengths = {one.id: len(sample.fetch_series(one.datastreams[0].id, *SPAN).series) for one in stations}
    assert sorted(set(lengths.values())) == [702, 706, 720]
    gappy = next(key for key, count in lengths.items() if count == 702)
    assert len(sample.fetch_series(f"{gappy}-temperature", *SPAN).series.gap_starts()) == 1
    readings = make_readings(stations, SAMPLE_END)
    assert {one.station.name for one in readings if one.is_stale} == {"Hagen, Fleyer Wald (synthetic)"}


def test_the_town_is_warmer_than_the_country_above_all_at_night(sample):
    town = sample.fetch_series("sample-08-temperature", *SPAN).series
    country = sample.fetch_series("sample-12-temperature", *SPAN).series
    difference = town.values - country.values
    hours = (town.times.astype("datetime64[h]").astype(int)) % 24
    assert 1.5 < difference[hours == 2].mean() < 6.0
    assert 0.0 < difference[hours == 14].mean() < difference[hours == 2].mean()
    assert -5.0 < country.values.min() < country.values.max() < 42.0


def test_all_sample_stations_lie_in_the_ruhr():
    placement = place_stations(make_sample()[0])
    assert len(placement.points_25832) == 14
    assert placement.sentences() == ()


def test_the_file_is_a_geopackage_that_qgis_opens_too(sample):
    layer = QgsVectorLayer(f"{sample.path}|layername=stations", "x", "ogr")
    assert layer.isValid()
    assert layer.featureCount() == 14
    assert layer.crs().authid() == "EPSG:25832"


def test_a_span_takes_its_start_and_not_its_end_and_unknown_streams_are_empty(sample):
    report = sample.fetch_series("sample-01-temperature", SAMPLE_END - timedelta(hours=2), SAMPLE_END)
    assert len(report.series) == 2
    assert len(sample.fetch_series("' or 1=1 --", *SPAN).series) == 0


def test_an_existing_sample_is_kept_and_its_folder_is_made(qgis_app, tmp_path):
    path = tmp_path / "demo" / "stations.gpkg"
    ensure_sample_stations(path)
    before = path.stat().st_mtime_ns
    ensure_sample_stations(path)
    assert path.stat().st_mtime_ns == before


def test_a_missing_foreign_or_empty_file_is_told_in_a_sentence(tmp_path):
    foreign, empty = tmp_path / "foreign.gpkg", tmp_path / "empty.gpkg"
    foreign.write_bytes(b"no database at all, but longer than a hundred bytes " * 5)
    empty.write_bytes(b"")
    moment = datetime(2026, 1, 1, tzinfo=timezone.utc)
    for path in (tmp_path / "missing.gpkg", foreign, empty):
        with pytest.raises(StoreError) as error:
            SeriesFile(path).read_stations()
        assert str(path) in error.value.sentence
        with pytest.raises(StoreError):
            SeriesFile(path).fetch_series("x", moment, moment)


def test_a_folder_that_does_not_exist_is_told_and_nothing_is_left(qgis_app, tmp_path):
    with pytest.raises(StoreError):
        write_series_file(tmp_path / "missing" / "x.gpkg", *make_sample())
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_midway_leaves_no_file_and_keeps_the_old_one(qgis_app, tmp_path, monkeypatch):
    path = tmp_path / "x.gpkg"
    path.write_bytes(b"old")

    def refuse(*_):
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(sqlite3, "connect", refuse)
    with pytest.raises(StoreError):
        write_series_file(path, *make_sample())
    assert os.listdir(tmp_path) == ["x.gpkg"]
    assert path.read_bytes() == b"old"
