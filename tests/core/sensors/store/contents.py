# SPDX-License-Identifier: GPL-2.0-or-later
"""A small store with everything a store can hold, and the comparison of two stores."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ruhr_smartcity_plugin.core.sensors.model import Datastream, ObservedProperty, Station, Unit
from ruhr_smartcity_plugin.core.sensors.store.records import SourceInfo
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from tests.core.sensors.store.test_series_store import HOUR, SOURCE, make_station

START = 1_774_742_400_000  # 2026-03-29T00:00:00Z, the night the clocks go forward


def fill_with_everything(store: SeriesStore) -> None:
    """Two sources, three series: numbers with flags, texts and yes/no, an unknown unit, a station without a place."""
    first = replace(make_station(1), name="=1+1", description='mit "Anführung";\nund Zeile')
    ids = store.put_stations(store.put_source(SOURCE), [first])
    stream = ids["1", "s0"]
    store.write(stream, START + HOUR * np.arange(4), [20.5, 21.25, 1e-17, -0.1 - 0.2])
    store.write(stream, [START + 5 * HOUR + 1], [22.0])
    store.write_flags(stream, [START, START + 2 * HOUR], [9, 32], checked=63)
    words = Datastream("w", "@Zustand", Unit("", "Punkte"), ObservedProperty("Zustand", "https://example.org/zustand"))
    kelvin = Datastream(7, "Kelvin", Unit("", "K"), ObservedProperty("Lufttemperatur"))
    other = store.put_source(SourceInfo("csv", "file:///ä;b.csv", "Datei"))
    ids = store.put_stations(other, [Station("ohne Ort", "Ohne Ort", datastreams=(words, kelvin))])
    store.write_text(ids["ohne Ort", "w"], [START, START + 1, START + 2, START + 3], ["offline", True, False, "=true"])
    store.write(ids["ohne Ort", "w"], [START + 4], [5.0])
    store.write(ids["ohne Ort", "7"], [START], [300.0])


def same_content(one: SeriesStore, other: SeriesStore) -> None:
    """Fail unless both stores hold the same series, whatever their ids."""
    assert [source.info for source in one.sources()] == [source.info for source in other.sources()]
    left, right = ({(described.source.address, described.station.key, described.stream.key): described
                    for described in store.described()} for store in (one, other))  # fmt: skip
    assert left.keys() == right.keys()
    for key, described in left.items():
        again = right[key]
        assert replace(described.station, id=0, source_id=0) == replace(again.station, id=0, source_id=0)
        ours = replace(described.stream, id=0, station_id=0, step_s=None)
        assert ours == replace(again.stream, id=0, station_id=0, step_s=None)
        content, found = one.content(described.stream.id), other.content(again.stream.id)
        for name in ("times_ms", "values"):
            assert np.array_equal(getattr(content, name), getattr(found, name))
        assert content.texts == found.texts
        assert np.array_equal(content.flagged.times_ms, found.flagged.times_ms)
        assert np.array_equal(content.flagged.bits, found.flagged.bits)
