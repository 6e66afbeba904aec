# SPDX-License-Identifier: GPL-2.0-or-later
"""A store as one long CSV table, a line for each value, and back: what comes in again is what went out."""

from __future__ import annotations

import csv
import io
import json
import os
from contextlib import suppress
from dataclasses import dataclass, fields
from itertools import groupby
from pathlib import Path
from typing import IO, Dict, Iterator, List, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.errors import InputError, StoreError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.sensors.observation_columns import parse_times_ms
from ruhr_smartcity_plugin.core.sensors.store.records import Flagged, SourceInfo, StoredStation, StoredStream, Written
from ruhr_smartcity_plugin.core.sensors.store.restoring import Content, DescribedStream
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from ruhr_smartcity_plugin.core.spreadsheet import guard_cell, unguard_cell
from ruhr_smartcity_plugin.translation import tr

# What describes a series stands in every line, so that each can be understood alone; then come time and value.
_OF_SOURCE = tuple(one.name for one in fields(SourceInfo))
_COLUMNS = (
    "station", "x", "y", "property", "unit", "time_utc", "value", "flags", "type", "height_m", "station_id",
    "station_description", "station_properties", "series", "series_id", "property_text", "definition", "source_unit",
    "statistic", *(f"source_{one}" for one in _OF_SOURCE))
_ALWAYS = frozenset(_COLUMNS[:8]) | {"station_id", "series_id", "type"}
_N_BEFORE, _N_OF_LINE = 5, 4
_NUMBER, _TEXT, _YES_NO = "number", "text", "yes/no"
_LINES_AT_ONCE = 50_000  # of one series; a longer one comes in portions


@dataclass(frozen=True)
class ImportReport:
    """What came of reading an export."""

    n_series: int
    written: Written


def write_csv(store: SeriesStore, path: Path, stream_ids: Sequence[int] | None = None,
              progress: Progress = SILENT) -> int:
    """Write series (all if none are named) to a CSV file and return how many values; all or nothing.

    Semicolons, points in numbers, UTF-8 with a mark for spreadsheet programs; x and y are degrees (EPSG:4326), times
    ISO 8601 in UTC. Raises `StoreError` if the file cannot be written.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    count = 0
    try:
        with part.open("w", encoding="utf-8-sig", newline="") as out:
            out.write(_line(_COLUMNS))
            listed = store.described(stream_ids)
            for number, one in enumerate(listed):
                stop_if_cancelled(progress)
                progress.report(number / len(listed))
                count += _write_series(out, one, store.content(one.stream.id))
        os.replace(part, path)
    except OSError as error:
        raise StoreError(tr("The file {path} could not be written. Check the rights and the space left.").format(
            path=path), str(error)) from error
    finally:
        with suppress(OSError):  # where nothing can be written, nothing can be tidied up either
            part.unlink(missing_ok=True)
    return count


def read_export(path: Path, store: SeriesStore, progress: Progress = SILENT) -> ImportReport:
    """Put what `write_csv` has written into a store; each portion of a series is a transaction.

    Raises
    ------
    InputError
        The file is no export of a store, or a line of it cannot be read; the sentence names the line.
    StoreError
        The store cannot be written.
    """
    written, known = Written(), set()
    try:
        size = max(path.stat().st_size, 1)
        with path.open(encoding="utf-8-sig", newline="") as file:
            for described, content in _portions(file, path):
                stop_if_cancelled(progress)
                progress.report(min(file.buffer.tell() / size, 1.0))
                written += store.restore(described, content)
                known.add((described.source.kind, described.source.address, described.station.key,
                           described.stream.key))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(tr("The file “{name}” could not be read as a table of text (UTF-8).").format(name=path.name),
                         str(error)) from error
    return ImportReport(len(known), written)


def is_export(header: Sequence[str]) -> bool:
    """Answer whether the columns are those of an export of a store."""
    return set(header) >= _ALWAYS


def _write_series(out: IO[str], one: DescribedStream, content: Content) -> int:
    cells = _cells_of(one)
    before, after = _line(cells[:_N_BEFORE]).rstrip("\r\n"), _line(cells[_N_BEFORE:])
    bits = dict(zip(content.flagged.times_ms.tolist(), content.flagged.bits.tolist()))
    moments = np.datetime_as_string(content.times_ms.astype("datetime64[ms]"), unit="ms").tolist()
    rows = zip(content.times_ms.tolist(), moments, content.values.tolist())
    out.writelines(f"{before};{moment}Z;{value!r};{bits.get(time, '')};{_NUMBER};{after}"
                   for time, moment, value in rows)
    for time, result in content.texts:
        moment = np.datetime_as_string(np.datetime64(time, "ms"))
        kind, text = (_YES_NO, str(result).lower()) if isinstance(result, bool) else (_TEXT, guard_cell(result))
        middle = _line((f"{moment}Z", text, str(bits.get(time, "")), kind)).rstrip("\r\n")
        out.write(f"{before};{middle};{after}")
    return len(moments) + len(content.texts)


def _cells_of(one: DescribedStream) -> List[str]:
    """Return the cells of a line without time, value, flags and type."""
    station, stream, source = one.station, one.stream, one.source
    numbers = ["" if cell is None else repr(cell) for cell in (station.longitude, station.latitude, station.height_m)]
    properties = json.dumps(dict(station.properties), ensure_ascii=False, default=str) if station.properties else ""
    return [guard_cell(station.name), numbers[0], numbers[1], stream.property, guard_cell(stream.unit), numbers[2],
            *map(guard_cell, (station.key, station.description, properties, stream.name, stream.key,
                              stream.property_text, stream.definition, stream.unit_text, stream.statistic,
                              *(getattr(source, name) for name in _OF_SOURCE)))]


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _portions(file: IO[str], path: Path) -> Iterator[Tuple[DescribedStream, Content]]:
    rows = csv.reader(file, delimiter=";")
    header = next(rows, [])
    if not is_export(header):
        raise InputError(tr("“{name}” is no export of a series store. Load it as a table of measured values.").format(
            name=path.name), ", ".join(header)[:200])
    place = {name: number for number, name in enumerate(header)}
    of_line = {place[name] for name in ("time_utc", "value", "flags", "type")}
    others = [number for number in range(len(header)) if number not in of_line]
    complete = _complete_rows(rows, len(header), path)
    for key, group in groupby(complete, key=lambda numbered: tuple(numbered[1][one] for one in others)):
        described = _described(dict(zip((header[one] for one in others), key)), path)
        lines: List[Tuple[int, List[str]]] = []
        for numbered in group:
            lines.append(numbered)
            if len(lines) == _LINES_AT_ONCE:
                yield described, _content(lines, place, path)
                lines = []
        if lines:
            yield described, _content(lines, place, path)


def _complete_rows(rows: Iterator[List[str]], length: int, path: Path) -> Iterator[Tuple[int, List[str]]]:
    for number, row in enumerate(rows, start=2):
        if len(row) != length:
            raise _unreadable(path, number)
        yield number, row


def _described(cells: Dict[str, str], path: Path) -> DescribedStream:
    def text(name: str) -> str:
        return unguard_cell(cells.get(name, ""))

    def number(name: str) -> float | None:
        return _float(cells[name]) if cells.get(name) else None

    try:
        properties = json.loads(text("station_properties") or "{}")
        station = StoredStation(0, 0, text("station_id"), text("station"), text("station_description"), number("x"),
                                number("y"), number("height_m"), properties if isinstance(properties, dict) else {})
    except ValueError as error:
        raise InputError(tr("“{name}” holds a station that cannot be read: {station}.").format(
            name=path.name, station=text("station")), str(error)) from error
    stream = StoredStream(0, 0, text("series_id"), text("series"), text("property"), text("property_text"),
                          text("unit"), text("source_unit"), text("definition"), text("statistic"))
    return DescribedStream(SourceInfo(*(text(f"source_{one}") for one in _OF_SOURCE)), station, stream)


def _content(lines: Sequence[Tuple[int, List[str]]], place: Dict[str, int], path: Path) -> Content:
    times = parse_times_ms([row[place["time_utc"]] for _number, row in lines])
    unread = np.flatnonzero(times == np.iinfo(np.int64).min)
    if len(unread):
        raise _unreadable(path, lines[int(unread[0])][0])
    values: List[Tuple[int, float]] = []
    texts: List[Tuple[int, bool | str]] = []
    flags: List[Tuple[int, int]] = []
    for (number, row), time in zip(lines, times.tolist()):
        kind, value, bits = row[place["type"]], row[place["value"]], row[place["flags"]]
        try:
            if kind == _NUMBER:
                values.append((time, _float(value)))
            else:
                texts.append((time, value == "true" if kind == _YES_NO else unguard_cell(value)))
            if bits:
                flags.append((time, int(bits)))
        except ValueError as error:
            raise _unreadable(path, number) from error
    pairs = np.array(flags, dtype=np.int64).reshape(-1, 2)
    return Content(np.array([one[0] for one in values], dtype=np.int64), np.array([one[1] for one in values]),
                   texts, Flagged(pairs[:, 0], pairs[:, 1]))


def _float(text: str) -> float:
    return float(text.replace(",", "."))  # a German spreadsheet program may have saved the file


def _unreadable(path: Path, line: int) -> InputError:
    return InputError(tr("Line {line} of “{name}” cannot be read. Lines before it may be in the store already.").format(
        line=line, name=path.name))
