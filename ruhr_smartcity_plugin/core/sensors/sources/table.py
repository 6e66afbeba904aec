# SPDX-License-Identifier: GPL-2.0-or-later
"""Series in a table of text: one file per station or many, a column or a row per value, read by columns in one pass."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, Iterator, List, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.catalogue.tables.encoding import decode_piece, open_lines
from ruhr_smartcity_plugin.core.catalogue.tables.layout import take_sample
from ruhr_smartcity_plugin.core.catalogue.tables.numbers import read_numbers, with_points
from ruhr_smartcity_plugin.core.catalogue.tables.records import read_batches
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource, readable
from ruhr_smartcity_plugin.core.catalogue.tables.understanding import Understanding, understand
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.region.crs_sanity import Finding as Sanity
from ruhr_smartcity_plugin.core.region.crs_sanity import judge_points
from ruhr_smartcity_plugin.core.region.reference_systems import UTM_32
from ruhr_smartcity_plugin.core.sensors.model import Datastream, Finding, FindingKind, ObservedProperty, Station, Unit
from ruhr_smartcity_plugin.core.sensors.quantity import recognise
from ruhr_smartcity_plugin.core.sensors.sources.mapping import Place, SeriesMapping, ValueColumn
from ruhr_smartcity_plugin.core.sensors.sources.recognition import complete_mapping, joined_cells, usual_unit
from ruhr_smartcity_plugin.core.sensors.sources.source import Batch, StreamKey
from ruhr_smartcity_plugin.core.sensors.sources.times import TimeZoneRule, read_times, read_zone
from ruhr_smartcity_plugin.translation import tr

_BATCH_ROWS = 20_000
_SAMPLE_ROWS = 2_000
_MOST_LINES_NAMED = 5
#: In measured values all of these are "no value"; other tables use "-" for zero.
_MISSING = frozenset({"-", "--", "---", "nan", "null", "none", "na", "n/a", "#nv", "#n/a", "*", "inf", "-inf"})


@dataclass
class TableContent:
    """What a table holds: stations with their streams, and the values of each stream.

    `rows` of data were read, `left_out` of them could not be (the first in `lines`); `mapping` is the whole one used.
    """

    mapping: SeriesMapping
    stations: Tuple[Station, ...] = ()
    batches: Dict[StreamKey, Batch] = field(default_factory=dict)
    rows: int = 0
    left_out: int = 0
    lines: Tuple[int, ...] = ()
    findings: Tuple[Finding, ...] = ()


def table_source(path: Path) -> TableSource:
    """Return a file as the source of a table."""
    return TableSource(path.name, path)


def sample_of(source: TableSource) -> Tuple[Understanding, Dict[str, List[str]]]:
    """Return how a table is built, and sample cells by the titles of its columns. Raises `InputError`."""
    table = understand(source)
    texts = tuple(decode_piece(one, table.encoding.value) for one in source.pieces())
    first = table.head.value.data_line
    rows = [row.cells for row in take_sample(texts, table.form.value).rows()
            if len(row.cells) == table.width and row.filled and (row.line == 0 or row.line >= first)]
    head = table.head.value.rows[-1].cells if table.head.value.rows else ()
    rows = [row for row in rows if row != head][:_SAMPLE_ROWS]
    return table, {column.title or column.field: [row[column.index].strip() for row in rows] for column in table.columns
                   if not column.is_empty}


def read_table(source: TableSource, given: SeriesMapping, progress: Progress = SILENT) -> TableContent:
    """Read the whole table.

    What the mapping leaves open is recognised. Rows without a time, and cells that are no number, are left out and
    counted. Of values with one time at one stream the last in the file stays.

    Raises
    ------
    InputError
        The file is no table, a named column is missing, or no time, value or row can be found.
    CancelledError
        The user stopped it.
    """
    table, cells = sample_of(source)
    recognised = complete_mapping(given, table, cells)
    reading = _Reading(source, table, recognised.mapping)
    reading.run(progress)
    content = reading.content()
    notes = [Finding(FindingKind.RECOGNISED, note) for note in recognised.notes]
    content.findings = (*notes, *content.findings)
    return content


class _Reading:
    """One pass through a table, collecting arrays by stream."""

    def __init__(self, source: TableSource, table: Understanding, mapping: SeriesMapping) -> None:
        self._source, self._table, self._mapping = source, table, mapping
        self._index = {column.title or column.field: column for column in table.columns}
        self._rule: TimeZoneRule = read_zone(mapping.timezone)
        self._times: Dict[StreamKey, List[np.ndarray]] = defaultdict(list)
        self._values: Dict[StreamKey, List[np.ndarray]] = defaultdict(list)
        self._texts: Dict[StreamKey, List[Tuple[int, str]]] = defaultdict(list)
        self._units: Dict[StreamKey, str] = {}
        self._places: Dict[str, Tuple[float, float, float]] = {}
        self._names: Dict[str, str] = {}
        self._rows = self._left_out = self._doubled = self._skipped = 0
        self._lines: List[int] = []

    def run(self, progress: Progress) -> None:
        """Read all batches."""
        size = max(self._source.size, 1)
        head = [cell.strip() for cell in self._table.head.value.rows[-1].cells] if self._table.head.value.rows else None
        with self._source.open() as file, readable(self._source.name):
            lines = open_lines(file, self._table.encoding.value)
            for batch in read_batches(lines, self._table.form.value, self._table.width, _BATCH_ROWS):
                stop_if_cancelled(progress)
                progress.report(min(0.99, (file.tell() if not file.closed else size) / size))
                numbers, rows = self._data_rows(batch.line_numbers, batch.rows, head)
                if rows:
                    self._take(numbers, [[cell.strip() for cell in column] for column in zip(*rows)])

    def _data_rows(self, numbers: Sequence[int], rows: Sequence[List[str]], head: List[str] | None) -> tuple:
        """Return the rows of data, filled up to the width; other rows are counted."""
        width, first, tail = self._table.width, self._table.head.value.data_line, self._table.optional_tail
        kept_numbers, kept = [], []
        for number, row in zip(numbers, rows):
            if number < first or not any(cell.strip() for cell in row):
                continue
            if len(row) > width and not any(cell.strip() for cell in row[width:]):
                row = row[:width]
            if width - tail <= len(row) < width and len(row) > 1:
                row = [*row, *[""] * (width - len(row))]
            if len(row) != width:
                self._leave_out(number)
            elif head is None or [cell.strip() for cell in row] != head:
                kept_numbers.append(number)
                kept.append(row)
        return kept_numbers, kept

    def _take(self, numbers: Sequence[int], columns: Sequence[List[str]]) -> None:
        mapping = self._mapping
        times = read_times(joined_cells([columns[self._index[one].index] for one in mapping.time]), self._rule)
        self._rows += len(numbers)
        self._doubled += times.doubled
        self._skipped += times.skipped
        for place in np.flatnonzero(~times.is_read).tolist():
            self._rows -= 1
            self._leave_out(numbers[place])
        stations = self._stations(columns, len(numbers))
        self._note_places(stations, columns)
        if mapping.is_long:
            self._take_long(times.times_ms, times.is_read, stations, columns)
        else:
            for title, one in mapping.values.items():
                self._take_column(title, one, times.times_ms, times.is_read, stations, columns)

    def _stations(self, columns: Sequence[List[str]], count: int) -> np.ndarray:
        """Return the station of each row."""
        column = self._index.get(self._mapping.station)
        if column is None:
            return np.full(count, self._mapping.station or _stem(self._source.name), dtype=object)
        return np.array(columns[column.index], dtype=object)

    def _take_column(self, title: str, one: ValueColumn, times_ms: np.ndarray, is_read: np.ndarray,
                     stations: np.ndarray, columns: Sequence[List[str]]) -> None:
        column = self._index[title]
        values = _measured(columns[column.index], column.decimal or self._table.decimal, column.has_both_signs,
                           self._mapping.nodata or ())
        owners = np.full(len(stations), one.station, dtype=object) if one.station else stations
        usable = is_read & np.isfinite(values) & (owners != "")
        for station, places in _groups(owners, usable):
            self._add(StreamKey(station, title), times_ms[places], values[places])

    def _take_long(self, times_ms: np.ndarray, is_read: np.ndarray, stations: np.ndarray,
                   columns: Sequence[List[str]]) -> None:
        mapping = self._mapping
        column = self._index[mapping.value_column]
        values = _measured(columns[column.index], column.decimal or self._table.decimal, column.has_both_signs,
                           mapping.nodata or ())
        kinds = columns[self._index[mapping.property_column].index]
        units = columns[self._index[mapping.unit_column].index] if mapping.unit_column else [""] * len(kinds)
        labels = np.array(["\x1f".join(one) for one in zip(stations, kinds, units)], dtype=object)
        usable = is_read & np.isfinite(values) & (stations != "") & (np.array(kinds, dtype=object) != "")
        for label, places in _groups(labels, usable):
            station, kind, unit = label.split("\x1f")
            self._units.setdefault(StreamKey(station, kind), unit)
            self._add(StreamKey(station, kind), times_ms[places], values[places])

    def _add(self, key: StreamKey, times_ms: np.ndarray, values: np.ndarray) -> None:
        self._times[key].append(times_ms)
        self._values[key].append(values)

    def _note_places(self, stations: np.ndarray, columns: Sequence[List[str]]) -> None:
        new = [station for station in dict.fromkeys(stations.tolist()) if station and station not in self._places]
        if not new:
            return
        wanted = set(new)
        x, y, height = (self._coordinate(place, columns, len(stations)) for place in (
            self._mapping.x, self._mapping.y, self._mapping.height))
        names = columns[self._index[self._mapping.name].index] if self._mapping.name else stations
        for place, station in enumerate(stations.tolist()):
            if station in wanted and (np.isfinite(x[place]) or self._mapping.x is None):
                self._places[station] = (float(x[place]), float(y[place]), float(height[place]))
                self._names[station] = names[place] or station
                wanted.discard(station)

    def _coordinate(self, given: Place, columns: Sequence[List[str]], count: int) -> np.ndarray:
        if given is None:
            return np.full(count, np.nan)
        if isinstance(given, float):
            return np.full(count, given)
        column = self._index[given]
        return read_numbers(columns[column.index], column.decimal or self._table.decimal).values

    def _leave_out(self, line: int) -> None:
        self._left_out += 1
        if len(self._lines) < _MOST_LINES_NAMED:
            self._lines.append(line)

    def content(self) -> TableContent:
        """Return what was read. Raises `InputError` if there is no value."""
        if not self._times:
            raise InputError(tr("“{name}” holds no measured value that could be read: no row has a time and a number."
                                ).format(name=self._source.name), f"{self._rows} rows, {self._left_out} left out")
        batches = {key: Batch(np.concatenate(parts), np.concatenate(self._values[key]))
                   for key, parts in self._times.items()}
        stations, left_out = self._make_stations(batches)
        return TableContent(self._mapping, stations, batches, self._rows, self._left_out, tuple(self._lines),
                            tuple(self._findings(left_out)))

    def _make_stations(self, batches: Dict[StreamKey, Batch]) -> Tuple[Tuple[Station, ...], int]:
        by_station: Dict[str, List[StreamKey]] = defaultdict(list)
        for key in batches:
            by_station[key.station].append(key)
        points, left_out = self._points(list(by_station))
        return tuple(
            Station(station, self._names.get(station, station), point_4326=points.get(station),
                    datastreams=tuple(self._stream(key, batches[key]) for key in keys),
                    properties=self._height(station))
            for station, keys in by_station.items()), left_out

    def _height(self, station: str) -> Dict[str, object]:
        height = self._places.get(station, (0.0, 0.0, float("nan")))[2]
        return {"height_m": height} if np.isfinite(height) else {}

    def _stream(self, key: StreamKey, batch: Batch) -> Datastream:
        if self._mapping.is_long:
            given = self._mapping.values.get(key.stream, ValueColumn())
            unit = given.unit or self._units.get(key, "")
            unit = unit or usual_unit(given.property or recognise(key.stream), batch.values.tolist())
        else:
            given = self._mapping.values[key.stream]
            unit = given.unit
        definition = f"ruhr:{given.property}" if given.property else ""
        return Datastream(key.stream, key.stream, Unit(unit, unit), ObservedProperty(
            given.property or key.stream, definition, key.stream))

    def _points(self, stations: Sequence[str]) -> Tuple[Dict[str, Tuple[float, float]], int]:
        """Return longitude and latitude by station, and how many places cannot be true."""
        placed = [one for one in stations if one in self._places and np.isfinite(self._places[one][:2]).all()]
        if not placed:
            return {}, 0
        judged = judge_points([self._places[one][0] for one in placed], [self._places[one][1] for one in placed],
                              self._mapping.crs or "EPSG:4326")
        fits = [kind not in (Sanity.IMPOSSIBLE, Sanity.NULL_ISLAND) for kind in judged.kinds]
        lon, lat = UTM_32.inverse(judged.x_25832, judged.y_25832)
        points = {one: (float(x), float(y)) for one, x, y, is_fit in zip(placed, lon, lat, fits) if is_fit}
        return points, len(placed) - len(points)

    def _findings(self, misplaced: int) -> Iterator[Finding]:
        if self._left_out:
            lines = ", ".join(map(str, self._lines)) + (", …" if self._left_out > len(self._lines) else "")
            yield Finding(FindingKind.UNREADABLE, tr("Left out because they hold no time or another number of cells: "
                                                     "%n row(s), in line {lines}.", "", self._left_out).format(
                                                         lines=lines), is_loss=True)
        if self._skipped:
            yield Finding(FindingKind.RECOGNISED, tr(
                "%n time(s) lie in the hour of spring that does not exist in local time: the time zone may be wrong.",
                "", self._skipped))
        if misplaced:
            yield Finding(FindingKind.NO_PLACE, tr(
                "Not on the map because of impossible coordinates: %n station(s).", "", misplaced))


def _measured(cells: Sequence[str], decimal: str, has_both_signs: bool, nodata: Sequence[float | str]) -> np.ndarray:
    """Return cells as numbers, NaN for no value; a dash is none here."""
    missing = _MISSING | {one.strip().lower() for one in nodata if isinstance(one, str)}
    numbers = [one for one in nodata if not isinstance(one, str)]
    cleaned = ["" if cell.lower() in missing else cell for cell in cells]
    values = read_numbers(with_points(cleaned) if has_both_signs else cleaned, decimal).values.copy()
    if numbers:
        values[np.isin(values, np.asarray(numbers))] = np.nan
    return values


def _groups(labels: np.ndarray, usable: np.ndarray) -> Iterator[Tuple[str, np.ndarray]]:
    """Yield each label with the places of its usable rows, in their order."""
    places = np.flatnonzero(usable)
    if not len(places):
        return
    known: Dict[str, int] = {}
    codes = np.fromiter((known.setdefault(one, len(known)) for one in labels[places].tolist()), dtype=np.int64,
                        count=len(places))
    order = np.argsort(codes, kind="stable")
    edges = np.concatenate(([0], np.cumsum(np.bincount(codes, minlength=len(known)))))
    for label, number in known.items():
        yield label, places[order[edges[number]:edges[number + 1]]]


def _stem(name: str) -> str:
    return Path(name).stem or name
