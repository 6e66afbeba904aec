# SPDX-License-Identifier: GPL-2.0-or-later
"""G7: pages of SensorThings observations into the series store, and questions to a year of hourly values.

The peer of the filling reads the same pages with `json` and writes a GeoPackage feature by feature in one transaction;
that of the newest values is the plain ``GROUP BY`` on the same store.
"""

from __future__ import annotations

import json
import math
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Tuple

import numpy as np

from tests.benchmarks.sizes import Size
from tests.benchmarks.subprocesses import measure

PAGE, N_STREAMS, N_HOURS = 1_000, 100, 8_760
INGEST = {"S": 100_000, "M": 300_000, "L": 1_000_000}
STATIONS = {"S": 100, "M": 1_000, "L": 5_000}
INGEST_TARGET, QUERY_LIMIT_MS = 5.0, 50.0
_START_MS, _HOUR_MS, _DAY_MS = 1_735_689_600_000, 3_600_000, 86_400_000  # 2025-01-01
_DAILY_STATIONS, _DAILY_DAYS, _QUERY_ROUNDS = 100, 30, 7
_PAGES_AT_ONCE = 20
_NAIVE = "SELECT datastream, max(time), value FROM observation GROUP BY datastream"


def sensor_store(size: Size, folder: Path) -> List[Dict[str, Any]]:
    """Measure filling, how it grows, and questions; print and return."""
    return [_filling(size), _questions(size, folder)]


def _filling(size: Size) -> Dict[str, Any]:
    count = INGEST[size.name]
    rounds = [{tool: measure("sensor_ingest", tool=tool, count=count) for tool in ("ours", "peer")}
              for _ in range(size.rounds)]  # fmt: skip
    name = f"{count} observations into the store"
    found = [one for one in rounds if one["ours"]["digest"] != one["peer"]["digest"]]
    if found:
        print(f"{name}: THE ANSWERS DIFFER: {found[0]['ours']['digest']} and {found[0]['peer']['digest']}")
        return {"name": name, "differences": ["digest"]}
    seconds = {tool: statistics.median(one[tool]["seconds"] for one in rounds) for tool in ("ours", "peer")}
    ratios = [one["peer"]["seconds"] / one["ours"]["seconds"] for one in rounds]
    memory = {tool: max(one[tool]["rss_mb"] for one in rounds) for tool in ("ours", "peer")}
    small = measure("sensor_ingest", tool="ours", count=count // 10)["seconds"]
    exponent = math.log(seconds["ours"] / small) / math.log(10)
    ratio = statistics.median(ratios)
    print(
        f"{name}: ours {seconds['ours']:.2f} s, {memory['ours']:.0f} MB; json and GeoPackage feature by feature "
        f"{seconds['peer']:.2f} s, {memory['peer']:.0f} MB; ratio {ratio:.1f} ({min(ratios):.1f}–{max(ratios):.1f}), "
        f"aim {INGEST_TARGET:.0f}: {'reached' if ratio >= INGEST_TARGET else 'missed'}; growth exponent {exponent:.2f}"
    )
    return {"name": name, "rounds": rounds, "ratio": ratio, "ratios": ratios, "exponent": exponent,
            "target": INGEST_TARGET}


def _questions(size: Size, folder: Path) -> Dict[str, Any]:
    n_stations = STATIONS[size.name]
    path = folder / f"series-{n_stations}.sqlite"
    answer = measure("sensor_questions", path=str(path), n_stations=n_stations)
    name = f"questions to {n_stations * N_HOURS / 1e6:.1f} million values"
    if answer["differences"]:
        print(f"{name}: THE ANSWERS DIFFER: {'; '.join(answer['differences'])}")
        return {"name": name, **answer}
    limited = {key: max(answer[key]) for key in ("latest_ms", "daily_ms")}
    reached = all(statistics.median(answer[key]) < QUERY_LIMIT_MS for key in limited)
    shown = ", ".join(f"{key[:-3]} {statistics.median(answer[key]):.1f} (most {most:.1f}) ms"
                      for key, most in limited.items())  # fmt: skip
    print(
        f"{name}: {shown}; plain GROUP BY {answer['naive_ms']:.0f} ms; aim {QUERY_LIMIT_MS:.0f} ms: "
        f"{'reached' if reached else 'missed'}; whole year series by series "
        f"{answer['series_ms']:.0f} ms; filled in {answer['filled_s']:.0f} s, {answer['mb']:.0f} MB"
    )
    return {"name": name, "limit_ms": QUERY_LIMIT_MS, **answer}


def ingest(tool: str, count: int) -> Dict[str, Any]:
    """One filling; called in the worker's process. The pages are made before the clock runs."""
    pages = list(make_pages(count))
    fill = _fill_ours if tool == "ours" else _fill_peer
    with tempfile.TemporaryDirectory(prefix="ruhr-bench-") as folder:
        fill(Path(folder), pages[:1])  # loads what the tool needs
    with tempfile.TemporaryDirectory(prefix="ruhr-bench-") as folder:
        started = time.perf_counter()
        digest = fill(Path(folder), pages)
        return {"seconds": time.perf_counter() - started, "digest": digest}


def make_pages(count: int) -> Iterator[Tuple[int, bytes]]:
    """Pages as a service with ``$select=phenomenonTime,result`` sends them, with the number of their datastream."""
    chance = np.random.default_rng(25832)
    per_stream = count // N_STREAMS
    for stream in range(N_STREAMS):
        times = np.datetime_as_string(
            (_START_MS + _HOUR_MS * np.arange(per_stream)).astype("datetime64[ms]"), unit="ms").tolist()
        values = np.round(chance.normal(12, 8, per_stream), 1).tolist()
        for start in range(0, per_stream, PAGE):
            entities = [{"phenomenonTime": f"{time}Z", "result": value}
                        for time, value in zip(times[start:start + PAGE], values[start:start + PAGE])]  # fmt: skip
            yield stream, json.dumps({"value": entities}).encode()


def _fill_ours(folder: Path, pages: List[Tuple[int, bytes]]) -> List[float]:
    from ruhr_smartcity_plugin.core.sensors.observation_columns import columns_of
    from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

    with SeriesStore.create(folder / "ours.sqlite") as store:
        ids = _put_stations(store, N_STREAMS)
        for start in range(0, len(pages), _PAGES_AT_ONCE):
            read = [(ids[stream], columns_of(json.loads(body)["value"]))
                    for stream, body in pages[start:start + _PAGES_AT_ONCE]]  # fmt: skip
            store.write_many((stream, columns.times_ms, columns.values) for stream, columns in read)
        newest = store.latest()
        return [sum(one.n for one in store.streams()), round(sum(one.value for one in newest), 3)]


def _fill_peer(folder: Path, pages: List[Tuple[int, bytes]]) -> List[float]:
    from osgeo import ogr

    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(folder / "peer.gpkg"))
    layer = source.CreateLayer("observation", geom_type=ogr.wkbNone)
    for name, kind in (("datastream", ogr.OFTInteger), ("time", ogr.OFTDateTime), ("value", ogr.OFTReal)):
        layer.CreateField(ogr.FieldDefn(name, kind))
    layer.StartTransaction()
    for stream, body in pages:
        for entity in json.loads(body)["value"]:
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetField("datastream", stream)
            feature.SetField("time", entity["phenomenonTime"])
            feature.SetField("value", entity["result"])
            layer.CreateFeature(feature)
    layer.CommitTransaction()
    newest = source.ExecuteSQL("SELECT count(*) AS n, (SELECT sum(value) FROM observation WHERE (datastream, time) IN "
                               "(SELECT datastream, max(time) FROM observation GROUP BY datastream)) AS newest "
                               "FROM observation")
    row = newest.GetNextFeature()
    return [row.GetField("n"), round(row.GetField("newest"), 3)]


def questions(path: str, n_stations: int) -> Dict[str, Any]:
    """Ask a store of a year (made once, kept); called in the worker's process."""
    from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

    file = Path(path)
    filled_s = 0.0 if file.exists() else _timed(lambda: _fill_year(file, n_stations))[0]
    with SeriesStore.open(file, read_only=True) as store:
        ids = [one.id for one in store.streams()]
        some = ids[:: max(1, len(ids) // _DAILY_STATIONS)][:_DAILY_STATIONS]
        start = _START_MS + 100 * _DAY_MS
        span = (start, start + _DAILY_DAYS * _DAY_MS)
        latest = [_timed(store.latest) for _ in range(_QUERY_ROUNDS)]
        daily = [_timed(lambda: store.daily_means(some, *span)) for _ in range(_QUERY_ROUNDS)]
        naive_s, naive = _timed(lambda: _ask_naively(file))
        differences = []
        if [(one.stream_id, one.time_ms, one.value) for one in latest[0][1]] != naive:
            differences.append("newest values")
        series_s, means = _timed(lambda: [store.series(one).values.mean() for one in ids])
        for number in (0, len(some) - 1):
            series = store.series(some[number], *span)
            if not np.allclose(series.values.reshape(-1, 24).mean(axis=1), daily[0][1].means[number], atol=1e-12):
                differences.append("daily means")
        del means
    return {"latest_ms": [1000 * one[0] for one in latest], "daily_ms": [1000 * one[0] for one in daily],
            "naive_ms": 1000 * naive_s, "series_ms": 1000 * series_s, "filled_s": filled_s,
            "mb": file.stat().st_size / 1e6, "differences": differences}


def _fill_year(path: Path, n_stations: int) -> None:
    from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

    path.parent.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(25832)
    times_ms = _START_MS + _HOUR_MS * np.arange(N_HOURS)
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    with SeriesStore.create(making) as store:
        for stream in _put_stations(store, n_stations):
            store.write(stream, times_ms, np.round(chance.normal(12, 8, N_HOURS), 1))
    making.replace(path)


def _put_stations(store: Any, count: int) -> List[int]:
    from ruhr_smartcity_plugin.core.sensors.model import Datastream, ObservedProperty, Station, Unit
    from ruhr_smartcity_plugin.core.sensors.store.records import SourceInfo

    stream = Datastream("t", "2 m", Unit("", "°C"), ObservedProperty("air_temperature"))
    listed = [Station(number, f"Station {number}", point_4326=(7.0, 51.5), datastreams=(stream,))
              for number in range(count)]  # fmt: skip
    return list(store.put_stations(store.put_source(SourceInfo("bench", "bench", "Bench")), listed).values())


def _ask_naively(path: Path) -> List[Tuple[int, int, float]]:
    import sqlite3

    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(_NAIVE).fetchall()


def _timed(work: Callable[[], Any]) -> Tuple[float, Any]:
    started = time.perf_counter()
    answer = work()
    return time.perf_counter() - started, answer
