# SPDX-License-Identifier: GPL-2.0-or-later
"""Values into the store: what is new, the same, or corrected by the source. Runs inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Iterable, Iterator, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.store.naming import converted
from ruhr_smartcity_plugin.core.sensors.store.records import Written
from ruhr_smartcity_plugin.translation import tr

# A step is taken from the first values, and anew from every portion that is long enough to be sure of it.
_SURE_OF_STEP, _FEWEST_FOR_STEP = 100, 3
# Rows by the statement: a million take 0.35 s so, and 0.85 s one by one.
_ROWS_AT_ONCE = 50
_ONE_ROW = "(?1, ?, ?)"
_MANY_ROWS = ", ".join([_ONE_ROW] * _ROWS_AT_ONCE)


@dataclass(frozen=True)
class _Table:
    """The statements of one of the two tables that hold results."""

    read: str
    insert: str
    insert_many: str
    update: str
    delete: str


_INTO_NUMBERS = "INSERT INTO observation (datastream, time, value) VALUES"
NUMBERS = _Table(
    "SELECT time, value FROM observation WHERE datastream = ? AND time BETWEEN ? AND ? ORDER BY time",
    " ".join((_INTO_NUMBERS, _ONE_ROW)), " ".join((_INTO_NUMBERS, _MANY_ROWS)),
    "UPDATE observation SET value = ? WHERE datastream = ? AND time = ?",
    "DELETE FROM observation WHERE datastream = ? AND time = ?")
_INTO_TEXTS = "INSERT INTO text_observation (datastream, time, value) VALUES"
TEXTS = _Table(
    "SELECT time, value FROM text_observation WHERE datastream = ? AND time BETWEEN ? AND ? ORDER BY time",
    " ".join((_INTO_TEXTS, _ONE_ROW)), " ".join((_INTO_TEXTS, _MANY_ROWS)),
    "UPDATE text_observation SET value = ? WHERE datastream = ? AND time = ?",
    "DELETE FROM text_observation WHERE datastream = ? AND time = ?")
_STREAM = "SELECT property, unit, unit_text, step_s FROM datastream WHERE id = ?"
_NOTE = "INSERT INTO correction (datastream, time, old, new, noted_at) VALUES (?, ?, ?, ?, ?)"
_UNFLAG = "DELETE FROM flag WHERE datastream = ? AND time = ?"
_COUNT = "UPDATE datastream SET n = n + ?, step_s = ? WHERE id = ?"
COUNT_CHANGE = "UPDATE store SET revision = revision + 1"


@dataclass(frozen=True)
class Portion:
    """Times (int64, strictly ascending) and results of one series, and what was left out to make them so."""

    times: np.ndarray
    values: np.ndarray
    repeats: Tuple[Tuple[int, object, object], ...] = ()
    dropped: int = 0
    repeated: int = 0


def number_portion(times_ms: object, values: object) -> Portion:
    """Return numbers in order of time. Raises `InputError` for arrays of different length."""
    times, numbers = _as_times(times_ms), np.asarray(values, dtype=np.float64)
    _check_lengths(times, numbers)
    finite = np.isfinite(numbers)
    return _in_order(times[finite], numbers[finite], int(len(finite) - np.count_nonzero(finite)))


def text_portion(times_ms: object, texts: Sequence[object]) -> Portion:
    """Return texts and yes/no (as 1 and 0) in order of time. Raises `InputError` for lists of different length."""
    times = _as_times(times_ms)
    results = np.empty(len(texts), dtype=object)
    results[:] = [int(one) if isinstance(one, (bool, np.bool_)) else str(one) for one in texts]
    _check_lengths(times, results)
    return _in_order(times, results, 0)


def in_stored_unit(connection: sqlite3.Connection, stream_id: int, portion: Portion) -> Portion:
    """Return numbers of the source in the unit of the series. Raises `InputError` for an unknown series."""
    name, unit, unit_text, _step = _stream(connection, stream_id)
    values = converted(portion.values, unit_text, unit, name)
    if values is portion.values:
        return portion
    repeats = tuple((time, *converted(np.array([old, new]), unit_text, unit, name).tolist())
                    for time, old, new in portion.repeats)
    return Portion(portion.times, values, repeats, portion.dropped, portion.repeated)


def write_portion(connection: sqlite3.Connection, stream_id: int, portion: Portion, table: _Table,
                  noted_ms: int) -> Written:
    """Write a portion of one series into `table`; results of the other kind at the same times make way."""
    step_s = _stream(connection, stream_id)[3]
    if not len(portion.times):
        return Written(dropped=portion.dropped, repeated=portion.repeated)
    there, before = _match(connection, stream_id, portion, table)
    differs = np.zeros(len(portion.times), dtype=bool)
    differs[there] = np.asarray(before != portion.values[there], dtype=bool)
    other = TEXTS if table is NUMBERS else NUMBERS
    replaced, others = _match(connection, stream_id, portion, other)
    is_new = ~(there | replaced)
    _insert(connection, table, stream_id, portion, is_new | (replaced & ~there))
    olds = before[np.asarray(before != portion.values[there], dtype=bool)]
    changed = portion.values[differs].tolist()
    connection.executemany(table.update, _rows(changed, stream_id, portion.times[differs]))
    connection.executemany(other.delete, ((stream_id, time) for time in portion.times[replaced].tolist()))
    notes = [*portion.repeats, *zip(portion.times[differs].tolist(), olds.tolist(), changed),
             *zip(portion.times[replaced].tolist(), others.tolist(), portion.values[replaced].tolist())]
    connection.executemany(_NOTE, ((stream_id, time, old, new, noted_ms) for time, old, new in notes))
    touched = portion.times[differs | replaced].tolist()
    # A flag speaks of a value; the new one has not been checked.
    connection.executemany(_UNFLAG, ((stream_id, time) for time in touched))
    new, corrected = int(np.count_nonzero(is_new)), len(touched)
    if new or corrected:
        connection.execute(_COUNT, (new, _step_s(portion, step_s), stream_id))
        connection.execute(COUNT_CHANGE)
    same = len(portion.times) - new - corrected
    return Written(new, same, corrected, portion.dropped, portion.repeated)


def read_results(connection: sqlite3.Connection, stream_id: int, first_ms: int, last_ms: int,
                 table: _Table) -> Tuple[np.ndarray, np.ndarray]:
    """Return times (int64) and results of a series from `first_ms` to `last_ms`, both included."""
    rows = connection.execute(table.read, (stream_id, first_ms, last_ms)).fetchall()
    times = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
    if table is NUMBERS:
        return times, np.fromiter((row[1] for row in rows), dtype=np.float64, count=len(rows))
    results = np.empty(len(rows), dtype=object)
    results[:] = [row[1] for row in rows]
    return times, results


def _match(connection: sqlite3.Connection, stream_id: int, portion: Portion,
           table: _Table) -> Tuple[np.ndarray, np.ndarray]:
    """Return which times of a portion the table holds already (mask), and with what results."""
    times, results = read_results(connection, stream_id, int(portion.times[0]), int(portion.times[-1]), table)
    if not len(times):
        return np.zeros(len(portion.times), dtype=bool), results
    place = np.minimum(np.searchsorted(times, portion.times), len(times) - 1)
    there = times[place] == portion.times
    return there, results[place[there]]


def _insert(connection: sqlite3.Connection, table: _Table, stream_id: int, portion: Portion, which: np.ndarray) -> None:
    count = int(np.count_nonzero(which))
    pairs = np.empty((count, 2), dtype=object)
    pairs[:, 0], pairs[:, 1] = portion.times[which], portion.values[which]
    flat = pairs.ravel().tolist()
    whole = 2 * (count - count % _ROWS_AT_ONCE)
    for start in range(0, whole, 2 * _ROWS_AT_ONCE):
        connection.execute(table.insert_many, [stream_id, *flat[start:start + 2 * _ROWS_AT_ONCE]])
    rest = ((stream_id, *flat[place:place + 2]) for place in range(whole, len(flat), 2))
    connection.executemany(table.insert, rest)


def _rows(values: Iterable[object], stream_id: int, times: np.ndarray) -> Iterator[Tuple[object, int, int]]:
    return ((value, stream_id, time) for value, time in zip(values, times.tolist()))


def _stream(connection: sqlite3.Connection, stream_id: int) -> Tuple[str, str, str, float | None]:
    row = connection.execute(_STREAM, (stream_id,)).fetchone()
    if row is None:
        raise InputError(tr("The series is no longer in the store. Load the stations anew."), f"stream {stream_id}")
    return row


def _step_s(portion: Portion, known: float | None) -> float | None:
    count = len(portion.times)
    if count >= _SURE_OF_STEP or (known is None and count >= _FEWEST_FOR_STEP):
        return float(np.median(np.diff(portion.times))) / 1000.0
    return known


def _as_times(times_ms: object) -> np.ndarray:
    times = np.asarray(times_ms)
    return times.astype("datetime64[ms]").astype(np.int64) if times.dtype.kind == "M" else times.astype(np.int64)


def _check_lengths(times: np.ndarray, values: np.ndarray) -> None:
    if times.shape != values.shape or times.ndim != 1:
        raise InputError(tr("Times and values do not belong together: their numbers differ."),
                         f"{times.shape} times, {values.shape} values")


def _in_order(times: np.ndarray, values: np.ndarray, dropped: int) -> Portion:
    if len(times) < 2 or bool(np.all(times[1:] > times[:-1])):
        return Portion(times, values, (), dropped, 0)
    order = np.argsort(times, kind="stable")
    times, values = times[order], values[order]
    is_last = np.append(times[1:] != times[:-1], True)
    last_of = np.flatnonzero(is_last)[np.searchsorted(np.flatnonzero(is_last), np.arange(len(times)))]
    earlier = np.flatnonzero(~is_last)
    repeats = tuple((int(times[one]), _plain(values[one]), _plain(values[last_of[one]])) for one in earlier.tolist()
                    if values[one] != values[last_of[one]])
    return Portion(times[is_last], values[is_last], repeats, dropped, len(earlier))


def _plain(value: object) -> object:
    return value.item() if isinstance(value, np.generic) else value
