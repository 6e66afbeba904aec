# SPDX-License-Identifier: GPL-2.0-or-later
"""The series store: one SQLite file, asked and filled from any thread."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Iterable, List, Mapping, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.errors import NewerSchemaError, NotASeriesStoreError, RuhrError, StoreReadOnlyError
from ruhr_smartcity_plugin.core.sensors.model import Station
from ruhr_smartcity_plugin.core.sensors.series import TIME_TYPE, Series
from ruhr_smartcity_plugin.core.sensors.store import integrity, queries, restoring, stations, writing
from ruhr_smartcity_plugin.core.sensors.store.records import (
    Correction,
    DailyMeans,
    FetchState,
    Flagged,
    LatestValue,
    SourceInfo,
    StoredSource,
    StoredStation,
    StoredStream,
    Written,
)
from ruhr_smartcity_plugin.core.sensors.store.restoring import Content, DescribedStream
from ruhr_smartcity_plugin.core.sensors.store.schema import SCHEMA_VERSION, STEPS, Step, create_tables, migrate, now_ms
from ruhr_smartcity_plugin.core.sensors.store.store_file import (
    BUSY_TIMEOUT_S,
    StoreFile,
    can_write,
    check_is_store,
    check_present,
    keep_rollback_journal,
    make_file,
    read_only_refusal,
    store_errors,
)
from ruhr_smartcity_plugin.translation import tr

SUFFIX = ".sqlite"
_EARLIEST_MS, _LATEST_MS = -(2**63), 2**63 - 1


class SeriesStore:
    """Stations of several sources and their values.

    Any thread may use it, also several at once: each question has a connection of its own, writers take turns. Other
    programs may read and write the same file. Close it, or use it as a context manager.

    `read_only_because` says why the store cannot be written although that was asked for, else it is None.
    """

    def __init__(self, file: StoreFile) -> None:
        self._file = file

    # --- opening -----------------------------------------------------------------------------------
    @classmethod
    def create(cls, path: Path) -> SeriesStore:
        """Make an empty store. Raises `StoreReadOnlyError` where nothing can be written or a file is there already."""
        path = Path(path)
        make_file(path)
        file = StoreFile(path, read_only=False)
        try:
            with file.reader() as connection:
                create_tables(connection)
        except BaseException:
            file.close()
            path.unlink(missing_ok=True)
            raise
        file.close()
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, read_only: bool = False, *, busy_timeout_s: float = BUSY_TIMEOUT_S,
             steps: Sequence[Step] = STEPS, version: int = SCHEMA_VERSION) -> SeriesStore:
        """Open a store; an older one is brought up to date first.

        One that a newer plugin wrote, or that is write-protected, opens for reading; see `read_only_because`.

        Raises
        ------
        NotASeriesStoreError
            The file is missing or something else.
        StoreBusyError, StoreDamagedError, StoreError
            It cannot be read.
        """
        path = Path(path)
        with store_errors(path):
            check_present(path)
            file = StoreFile(path, read_only=read_only, busy_timeout_s=busy_timeout_s)
            try:
                _bring_up_to_date(file, steps, version)
            except BaseException:
                file.close()
                raise
        return cls(file)

    @classmethod
    def open_or_create(cls, path: Path) -> SeriesStore:
        """Open a store for writing, or make it if there is no such file, or an empty one."""
        path = Path(path)
        if path.exists() and path.stat().st_size:
            try:
                return cls.open(path)
            except NotASeriesStoreError:
                if path.stat().st_size:  # else its making was cut off, and has been rolled back by looking
                    raise
        return cls.create(path)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._file.path

    @property
    def read_only_because(self) -> RuhrError | None:
        """Why the store cannot be written although that was asked for."""
        return self._file.refusal

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._file.close()

    def __enter__(self) -> SeriesStore:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # --- filling -----------------------------------------------------------------------------------
    def put_source(self, info: SourceInfo) -> int:
        """Add a source, or bring its title and licence up to date; returns its id."""
        with self._file.writer() as connection:
            return stations.put_source(connection, info)

    def put_stations(self, source_id: int, listed: Sequence[Station]) -> Mapping[Tuple[str, str], int]:
        """Add or update stations with their series; those that are missing in `listed` stay.

        Properties are recognised and units understood here. A series whose unit has changed to one that cannot be
        converted goes on as a second series. Heights come from ``station.properties["height_m"]``.

        Returns
        -------
        The ids of the series by (station id, datastream id) of the source, as texts.
        """
        with self._file.writer() as connection:
            return stations.put_stations(connection, source_id, listed)

    def write(self, stream_id: int, times_ms: object, values: object, noted_at: int | None = None) -> Written:
        """Write numbers of a series in one transaction.

        Parameters
        ----------
        times_ms
            UTC milliseconds (or ``datetime64``), in any order; of equal times the last counts.
        values
            In the unit of the source: what `put_stations` was told. They are stored in the unit of the series.
            Not-a-number and infinity are left out.
        noted_at
            When a correction is said to be noted (UTC milliseconds); now if None.

        A value that replaces another one is noted (`corrections`), and its flags go: they spoke of the old one.

        Raises
        ------
        InputError
            An unknown series, or arrays of different length.
        StoreReadOnlyError, StoreBusyError, StoreFullError, StoreError
            Nothing of this call was written.
        """
        (written,) = self.write_many([(stream_id, times_ms, values)], noted_at)
        return written

    def write_many(self, portions: Iterable[Tuple[int, object, object]], noted_at: int | None = None) -> List[Written]:
        """Write numbers of several series, each (series, times, values) as in `write`, in one transaction.

        A commit waits for the disk: twenty pages at once are written several times as fast as one by one.
        """
        ready = [(one[0], writing.number_portion(one[1], one[2])) for one in portions]
        noted_ms = _noted(noted_at)
        with self._file.writer() as connection:
            return [writing.write_portion(connection, stream, writing.in_stored_unit(connection, stream, portion),
                                          writing.NUMBERS, noted_ms) for stream, portion in ready]

    def write_text(self, stream_id: int, times_ms: object, texts: Sequence[object],
                   noted_at: int | None = None) -> Written:
        """Write results that are texts or yes/no (`bool`); as `write`."""
        portion = writing.text_portion(times_ms, texts)
        with self._file.writer() as connection:
            return writing.write_portion(connection, stream_id, portion, writing.TEXTS, _noted(noted_at))

    def restore(self, described: DescribedStream, content: Content, noted_at: int | None = None) -> Written:
        """Put a series of another store, or a portion of it, into this one; in one transaction.

        Values are in the unit of `described`. Raises `InputError` where the series has another unit here that they
        cannot be converted to.
        """
        with self._file.writer() as connection:
            return restoring.restore(connection, described, content, _noted(noted_at))

    def set_fetch(self, stream_id: int, until_ms: int | None, state: str, error: str = "") -> None:
        """Note how far a series has been fetched, and what happened."""
        with self._file.writer() as connection:
            stations.set_fetch(connection, stream_id, until_ms, state, error)

    def write_flags(self, stream_id: int, times_ms: object, bits: object, checked: int) -> None:
        """Replace the flags `checked` of a series by those given; other flags stay.

        `times_ms` and `bits` are arrays of one length with what was found; `checked` says which bits were looked for.
        """
        with self._file.writer() as connection:
            stations.write_flags(connection, stream_id, np.asarray(times_ms, dtype=np.int64),
                                 np.asarray(bits, dtype=np.int64), int(checked))

    # --- asking ------------------------------------------------------------------------------------
    def revision(self) -> int:
        """Return a number that grows whenever values are added or changed, in whatever QGIS: is it time to redraw?"""
        with self._file.reader() as connection:
            return queries.read_revision(connection)

    def sources(self) -> List[StoredSource]:
        """Return all sources."""
        with self._file.reader() as connection:
            return queries.read_sources(connection)

    def stations(self, source_id: int | None = None) -> List[StoredStation]:
        """Return the stations of a source, or all."""
        with self._file.reader() as connection:
            return queries.read_stations(connection, source_id)

    def streams(self, property: str = "", source_id: int | None = None,  # noqa: A002 (the standard's word)
                station_ids: Sequence[int] | None = None) -> List[StoredStream]:
        """Return the series of a property (canonical name), a source, some stations; all where nothing is asked for."""
        with self._file.reader() as connection:
            return queries.read_streams(connection, property, source_id, station_ids)

    def series(self, stream_id: int, start_ms: int | None = None, end_ms: int | None = None,
               exclude_bits: int = 0) -> Series:
        """Return the numbers from `start_ms` to before `end_ms`, without those that have one of the flags given.

        Empty for an unknown series.
        """
        start = _EARLIEST_MS if start_ms is None else int(start_ms)
        end = _LATEST_MS if end_ms is None else int(end_ms)
        with self._file.reader() as connection:
            times, values = writing.read_results(connection, stream_id, start, end - 1, writing.NUMBERS)
            flagged = queries.read_flags(connection, stream_id, start, end, exclude_bits) if exclude_bits else None
        if flagged is not None and len(flagged.times_ms):
            kept = ~np.isin(times, flagged.times_ms)
            times, values = times[kept], values[kept]
        return Series(times.astype(TIME_TYPE), values)

    def texts(self, stream_id: int, start_ms: int | None = None,
              end_ms: int | None = None) -> List[Tuple[int, bool | str]]:
        """Return the texts and yes/no results from `start_ms` to before `end_ms` as (time in ms, result)."""
        start = _EARLIEST_MS if start_ms is None else int(start_ms)
        end = _LATEST_MS if end_ms is None else int(end_ms)
        with self._file.reader() as connection:
            times, results = writing.read_results(connection, stream_id, start, end - 1, writing.TEXTS)
        return [(time, queries.as_result(one)) for time, one in zip(times.tolist(), results.tolist())]

    def latest(self, property: str = "") -> List[LatestValue]:  # noqa: A002 (the standard's word)
        """Return the newest result of each series of a property, or of all; series without any are left out."""
        with self._file.reader() as connection:
            return queries.read_latest(connection, property)

    def daily_means(self, stream_ids: Sequence[int], start_ms: int, end_ms: int, offset_ms: int = 0,
                    exclude_bits: int = 0) -> DailyMeans:
        """Return means by day of what was measured from `start_ms` to before `end_ms`.

        `offset_ms` is how far the local day is ahead of UTC (3,600,000 for Central European Time). A value belongs to
        the day its time stamp is in. Values with one of the flags `exclude_bits` are left out.
        """
        with self._file.reader() as connection:
            return queries.read_daily_means(connection, stream_ids, start_ms, end_ms, offset_ms, exclude_bits)

    def flags(self, stream_id: int) -> Flagged:
        """Return all flags of a series."""
        with self._file.reader() as connection:
            return queries.read_flags(connection, stream_id, _EARLIEST_MS, _LATEST_MS, -1)

    def corrections(self, stream_id: int) -> List[Correction]:
        """Return the values the source has replaced, in order of time."""
        with self._file.reader() as connection:
            return queries.read_corrections(connection, stream_id)

    def fetch_state(self, stream_id: int) -> FetchState | None:
        """Return how far a series has been fetched; None if nobody has tried."""
        with self._file.reader() as connection:
            return stations.fetch_state(connection, stream_id)

    def described(self, stream_ids: Sequence[int] | None = None) -> List[DescribedStream]:
        """Return series with their stations and sources, all if none are named."""
        with self._file.reader() as connection:
            return restoring.describe(connection, stream_ids)

    def content(self, stream_id: int) -> Content:
        """Return all that is known of a series over time."""
        series = self.series(stream_id)
        return Content(series.times.astype(np.int64), series.values, self.texts(stream_id), self.flags(stream_id))

    # --- keeping -----------------------------------------------------------------------------------
    def check(self) -> integrity.Integrity:
        """Read the whole file and say whether it is whole; seconds for millions of values."""
        with self._file.reader() as connection:
            return integrity.check(connection)

    def recount(self) -> None:
        """Count the values of each series anew, where another program has changed them."""
        with self._file.writer() as connection:
            integrity.recount(connection)


def _bring_up_to_date(file: StoreFile, steps: Sequence[Step], version: int) -> None:
    name = file.path.name
    with file.reader() as connection:
        found = check_is_store(file.path, connection)
        if found > version:
            file.refuse_writing(NewerSchemaError(tr(
                "The series store “{name}” was written by a newer version of the plugin and is opened for reading "
                "only. Update the plugin to add values.").format(name=name), f"schema {found}, not {version}"))
        elif found < version:
            # Also for reading: the questions are those of this version.
            connection.execute("PRAGMA query_only = OFF")
            if not can_write(connection):
                raise StoreReadOnlyError(tr(
                    "The series store “{name}” was written by an older version of the plugin and is "
                    "write-protected. Open it once where you may write; it is brought up to date then.",
                ).format(name=name), f"schema {found}")
            migrate(connection, found, steps)
            file.forbid_writing(connection)
        elif not file.is_read_only and not can_write(connection):
            file.refuse_writing(read_only_refusal(file.path))
        if not file.is_read_only:
            keep_rollback_journal(connection)


def _noted(noted_at: int | None) -> int:
    return now_ms() if noted_at is None else int(noted_at)
