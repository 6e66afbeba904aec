# SPDX-License-Identifier: GPL-2.0-or-later
"""Questions to a large store step through its key: proven by SQLite's own plan, and by numbers counted otherwise."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.sensors.store import integrity, queries, writing
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from tests.core.sensors.store.test_series_store import HOUR, SOURCE, make_station

N_STATIONS, N_HOURS = 60, 24 * 40


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    chance = np.random.default_rng(25832)
    with SeriesStore.create(tmp_path_factory.mktemp("store") / "werte.sqlite") as one:
        listed = [make_station(number, name="air_temperature" if number % 2 else "relative_humidity",
                               unit="°C" if number % 2 else "%") for number in range(N_STATIONS)]
        for stream in one.put_stations(one.put_source(SOURCE), listed).values():
            kept = chance.random(N_HOURS) > 0.1
            one.write(stream, (np.arange(N_HOURS) * HOUR)[kept], np.round(chance.normal(12, 8, N_HOURS), 1)[kept])
        yield one


def plan(store, statement, parameters):
    with closing(sqlite3.connect(store.path)) as connection:
        return [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + statement, parameters)]


def test_the_latest_values_are_found_by_one_search_per_series(store):
    steps = plan(store, queries.LATEST, ("", ""))
    assert any("SEARCH m USING PRIMARY KEY (datastream=?)" in one for one in steps)
    assert any("SEARCH o USING PRIMARY KEY (datastream=? AND time=?)" in one for one in steps)
    assert not any("SCAN o" in one or "SCAN m" in one for one in steps)


@pytest.mark.parametrize(("statement", "parameters"), [
    (queries.DAILY, (0, 1, 0, 1)), (queries.DAILY_UNFLAGGED, (0, 1, 0, 1, 1)),
    (writing.NUMBERS.read, (1, 0, 1)), (writing.TEXTS.read, (1, 0, 1)),
], ids=["daily means", "daily means without flagged values", "series", "texts"])
def test_a_span_of_a_series_is_one_range_of_the_key(store, statement, parameters):
    (first, *_) = plan(store, statement, parameters)
    assert "USING PRIMARY KEY (datastream=? AND time>? AND time<?)" in first


def test_listing_series_never_reads_their_values(store):
    for statement, parameters in ((queries.STREAMS, ("", "", None, None)), (integrity.STREAMS_WITH_VALUES, ())):
        steps = plan(store, statement, parameters)
        assert not any(one.startswith(("SCAN o", "SCAN observation")) for one in steps), steps


def test_latest_values_and_daily_means_are_those_of_the_series(store):
    streams = store.streams("air_temperature")
    assert len(streams) == N_STATIONS // 2
    latest = store.latest("air_temperature")
    assert [one.stream_id for one in latest] == [one.id for one in streams]
    start, end, offset = 3 * 24 * HOUR + 5, 33 * 24 * HOUR + 5, 2 * HOUR
    means = store.daily_means([one.id for one in streams], start, end, offset)
    for number, one in enumerate(latest):
        series = store.series(one.stream_id)
        times = series.times.astype(np.int64)
        assert (one.time_ms, one.value) == (times[-1], series.values[-1])
        inside = (times >= start) & (times < end)
        days = (times[inside] - means.starts_ms[0]) // (24 * HOUR)
        values = series.values[inside]
        assert means.counts[number].tolist() == np.bincount(days, minlength=len(means.starts_ms)).tolist()
        expected = [values[days == day].mean() for day in range(len(means.starts_ms))]
        assert np.allclose(means.means[number], expected, rtol=0, atol=1e-12)
    assert np.all((means.starts_ms + offset) % (24 * HOUR) == 0)
