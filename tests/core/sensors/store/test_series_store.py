# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes into a series store comes out again: sources, stations, values, corrections, flags, resume points."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.errors import InputError, StoreError, StoreReadOnlyError
from ruhr_smartcity_plugin.core.sensors.model import Datastream, ObservedProperty, Station, Unit
from ruhr_smartcity_plugin.core.sensors.store.records import Correction, SourceInfo, Written
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

HOUR = 3_600_000
SOURCE = SourceInfo("sensorthings", "https://example.org/v1.1/", "Klimamessnetz", "dl-de/by-2-0", "Stadt")


def make_station(number=1, *, unit="°C", name="air_temperature", streams=1):
    made = tuple(Datastream(f"s{one}", f"Stream {one}", Unit("", unit), ObservedProperty(name))
                 for one in range(streams))
    return Station(number, f"Station {number}", "am Rathaus", (7.2 + number / 100, 51.4), made,
                   {"height_m": 104.5, "Träger": "Stadt"})


@pytest.fixture
def store(tmp_path):
    with SeriesStore.create(tmp_path / "Messwerte für März.sqlite") as one:
        yield one


@pytest.fixture
def stream(store):
    return store.put_stations(store.put_source(SOURCE), [make_station()])["1", "s0"]


def test_sources_and_stations_are_read_back_and_updated_in_place(store):
    source = store.put_source(SOURCE)
    ids = store.put_stations(source, [make_station(1, streams=2), make_station(2)])
    assert set(ids) == {("1", "s0"), ("1", "s1"), ("2", "s0")}
    assert store.put_source(SourceInfo(SOURCE.kind, SOURCE.address, "Neu")) == source
    assert store.put_stations(source, [make_station(1, streams=2)]) == {key: ids[key] for key in ids if key[0] == "1"}
    (found,) = store.sources()
    assert (found.info.title, found.info.licence, found.fetched_ms) == ("Neu", "", None)
    first, second = store.stations(source)
    assert (first.key, first.longitude, first.latitude, first.height_m) == ("1", 7.21, 51.4, 104.5)
    assert first.properties == {"height_m": 104.5, "Träger": "Stadt"}
    assert [one.station_id for one in store.streams(station_ids=[second.id])] == [second.id]
    assert len(store.streams("air_temperature", source)) == 3
    assert store.streams("pm10") == []
    store.put_stations(source, [Station(1, "Station 1")])  # a place that is missing for once is not forgotten
    assert (store.stations(source)[0].longitude, store.stations(source)[0].height_m) == (7.21, 104.5)
    other = store.put_source(SourceInfo("csv", "file:///x.csv", "Datei"))
    assert store.put_stations(other, [make_station(1)])["1", "s0"] not in ids.values()
    assert len(store.stations()) == 3


def test_values_are_new_once_then_the_same_then_corrected_with_a_note(store, stream):
    times = np.arange(5) * HOUR
    assert store.write(stream, times, [1.0, 2.0, 3.0, 4.0, 5.0]) == Written(new=5)
    revision = store.revision()
    assert store.write(stream, times[3:], [4.0, 5.0]) == Written(same=2)
    assert store.revision() == revision
    written = store.write(stream, [2 * HOUR, 4 * HOUR, 5 * HOUR], [3.5, 5.0, 6.0], noted_at=777)
    assert written == Written(new=1, same=1, corrected=1)
    assert store.revision() > revision
    series = store.series(stream)
    assert series.values.tolist() == [1.0, 2.0, 3.5, 4.0, 5.0, 6.0]
    assert series.times.dtype == np.dtype("datetime64[ms]")
    assert store.corrections(stream) == [Correction(2 * HOUR, 3.0, 3.5, 777)]
    (listed,) = store.streams()
    assert (listed.n, listed.first_ms, listed.last_ms, listed.step_s) == (6, 0, 5 * HOUR, 3600.0)


def test_values_in_any_order_repeated_or_not_finite_are_put_in_order(store, stream):
    written = store.write(stream, [3, 1, 2, 2, 4], [30.0, 10.0, 20.0, 21.0, float("nan")], noted_at=9)
    assert written == Written(new=3, dropped=1, repeated=1)
    assert store.series(stream).values.tolist() == [10.0, 21.0, 30.0]
    assert store.corrections(stream) == [Correction(2, 20.0, 21.0, 9)]
    with pytest.raises(InputError):
        store.write(stream, [1, 2], [1.0])
    with pytest.raises(InputError):
        store.write(4711, [1], [1.0])
    assert store.write(stream, [], []) == Written()


def test_texts_and_yes_or_no_are_kept_and_make_way_for_numbers(store, stream):
    assert store.write_text(stream, [1, 2, 3], ["offline", True, False]) == Written(new=3)
    assert store.texts(stream) == [(1, "offline"), (2, True), (3, False)]
    assert store.latest()[0].value is False
    assert store.write(stream, [1, 4], [20.5, 21.0], noted_at=9) == Written(new=1, corrected=1)
    assert store.texts(stream) == [(2, True), (3, False)]
    assert store.corrections(stream) == [Correction(1, "offline", 20.5, 9)]
    assert (store.latest()[0].time_ms, store.latest()[0].value) == (4, 21.0)
    assert store.write_text(stream, [4], ["kaputt"], noted_at=10) == Written(corrected=1)
    assert store.series(stream).values.tolist() == [20.5]
    assert store.streams()[0].n == 4


def test_a_span_takes_its_start_and_not_its_end_and_leaves_out_what_is_flagged(store, stream):
    store.write(stream, np.arange(6) * HOUR, np.arange(6.0))
    assert store.series(stream, HOUR, 3 * HOUR).values.tolist() == [1.0, 2.0]
    assert len(store.series(4711)) == 0
    store.write_flags(stream, [HOUR, 2 * HOUR], [1, 8], checked=15)
    store.write_flags(stream, [HOUR], [16], checked=16)
    assert store.series(stream, exclude_bits=1).values.tolist() == [0.0, 2.0, 3.0, 4.0, 5.0]
    assert store.flags(stream).bits.tolist() == [17, 8]
    store.write_flags(stream, [3 * HOUR], [8 | 32], checked=15)  # 32 was not looked for
    flagged = store.flags(stream)
    assert (flagged.times_ms.tolist(), flagged.bits.tolist()) == ([HOUR, 3 * HOUR], [16, 8])
    store.write(stream, [HOUR], [99.0])  # the flag spoke of the value before
    assert store.flags(stream).times_ms.tolist() == [3 * HOUR]


def test_a_resume_point_is_kept_and_says_when_the_source_answered(store, stream):
    assert store.fetch_state(stream) is None
    store.set_fetch(stream, None, "failed", "timed out")
    assert store.sources()[0].fetched_ms is None
    store.set_fetch(stream, 5 * HOUR, "done")
    state = store.fetch_state(stream)
    assert (state.until_ms, state.state, state.error) == (5 * HOUR, "done", "")
    assert store.sources()[0].fetched_ms == state.tried_ms


def test_daily_means_count_local_days(store):
    ids = store.put_stations(store.put_source(SOURCE), [make_station(1), make_station(2)])
    one, two = ids["1", "s0"], ids["2", "s0"]
    store.write(one, np.arange(48) * HOUR, np.arange(48.0))
    store.write(two, [HOUR, 2 * HOUR], [4.0, 6.0])
    means = store.daily_means([two, one], 0, 48 * HOUR)
    assert means.starts_ms.tolist() == [0, 24 * HOUR]
    assert means.means[1].tolist() == [11.5, 35.5]  # (0 + … + 23) / 24, (24 + … + 47) / 24
    assert means.counts.tolist() == [[2, 0], [24, 24]]
    assert means.means[0, 0] == 5.0
    assert np.isnan(means.means[0, 1])
    local = store.daily_means([one], 0, 48 * HOUR, offset_ms=HOUR)
    assert local.starts_ms.tolist() == [-HOUR, 23 * HOUR, 47 * HOUR]
    assert local.counts.tolist() == [[23, 24, 1]]
    assert store.daily_means([], 0, HOUR).means.shape == (0, 1)
    store.write_flags(one, [0, HOUR, 25 * HOUR], [1, 8, 1], checked=9)
    unflagged = store.daily_means([one], 0, 48 * HOUR, exclude_bits=1)
    assert unflagged.counts.tolist() == [[23, 23]]
    assert unflagged.means[0, 0] == 12.0  # (1 + … + 23) / 23


def test_threads_write_and_read_one_store_at_once(store):
    ids = list(store.put_stations(store.put_source(SOURCE), [make_station(streams=4)]).values())
    failures = []

    def fill(stream):
        try:
            for page in range(10):
                store.write(stream, np.arange(100) + 100 * page, np.full(100, float(page)))
                with SeriesStore.open(store.path, read_only=True) as other:
                    assert len(other.series(stream)) >= 100 * (page + 1)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=fill, args=(stream,)) for stream in ids]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert failures == []
    assert [one.n for one in store.streams()] == [1000] * 4


def test_a_store_is_one_file_is_not_overwritten_and_says_when_it_is_closed(store, stream):
    store.write(stream, [1], [1.0])
    assert [one.name for one in store.path.parent.iterdir()] == [store.path.name]
    with pytest.raises(StoreReadOnlyError, match="there already"):
        SeriesStore.create(store.path)
    with SeriesStore.open(store.path, read_only=True) as reading, pytest.raises(StoreReadOnlyError):
        reading.write(stream, [2], [2.0])
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.sources()
    with SeriesStore.open_or_create(store.path) as again:
        assert again.series(stream).values.tolist() == [1.0]


def test_values_are_stored_in_the_unit_of_their_property(store):
    source = store.put_source(SOURCE)
    ids = store.put_stations(source, [make_station(1, unit="K"), make_station(2, unit="Punkte", name="Wohlbefinden"),
                                      make_station(3, unit="hPa", name="air_temperature")])
    kelvin, unknown, strange = (ids[key, "s0"] for key in "123")
    assert store.write(kelvin, [1, 2], [300.0, 273.15]) == Written(new=2)
    assert store.write(kelvin, [2, 2], [280.0, 273.15], noted_at=5) == Written(same=1, repeated=1)
    assert store.series(kelvin).values.tolist() == pytest.approx([26.85, 0.0])
    assert store.corrections(kelvin)[0].old == pytest.approx(6.85)
    store.write(unknown, [1], [7.0])
    store.write(strange, [1], [1013.0])
    listed = {one.id: (one.property, one.property_text, one.unit, one.unit_text) for one in store.streams()}
    assert listed[kelvin] == ("air_temperature", "air_temperature", "°C", "K")
    assert listed[unknown] == ("", "Wohlbefinden", "Punkte", "Punkte")
    assert listed[strange][2:] == ("hPa", "hPa")  # nothing is guessed


def test_a_unit_that_changes_at_the_source_does_not_mix_numbers(store):
    source = store.put_source(SOURCE)
    put = lambda unit: store.put_stations(source, [make_station(1, unit=unit)])["1", "s0"]  # noqa: E731
    first = put("")
    store.write(first, [1], [300.0])
    assert put("K") == first  # named only now: that of the values before, too
    assert store.series(first).values.tolist() == pytest.approx([26.85])
    store.write(first, [2], [273.15])
    assert put("°F") == first
    store.write(first, [3], [32.0])
    assert put("") == first  # not named for once
    store.write(first, [4], [212.0])
    assert store.series(first).values.tolist() == pytest.approx([26.85, 0.0, 0.0, 100.0])
    second = put("hPa")
    assert second != first
    store.write(second, [5], [1013.0])
    assert put("hPa") == second
    assert [one.unit for one in store.streams()] == ["°C", "hPa"]


def test_many_portions_are_one_transaction(store, stream):
    with pytest.raises(InputError):
        store.write_many([(stream, [1], [1.0]), (4711, [1], [1.0])])
    assert len(store.series(stream)) == 0
    values = np.arange(1234.0)
    assert store.write_many([(stream, np.arange(617), values[:617]), (stream, np.arange(617, 1234), values[617:])]) == [
        Written(new=617), Written(new=617)]
    assert np.array_equal(store.series(stream).values, values)
