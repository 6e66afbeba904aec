# SPDX-License-Identifier: GPL-2.0-or-later
"""Fills the index from portals and keeps it current: resumable, portal by portal, the old state searchable."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from time import monotonic
from typing import Callable, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.finding import SourceState
from ruhr_smartcity_plugin.core.catalogue.index import entries
from ruhr_smartcity_plugin.core.catalogue.index.entries import SourceRow
from ruhr_smartcity_plugin.core.catalogue.index.publishing import publish
from ruhr_smartcity_plugin.core.catalogue.index.search import CatalogueIndex
from ruhr_smartcity_plugin.core.catalogue.portals.portal import Portal, PortalKind, PortalQuery, SearchResult
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError, StoreError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

# Reading only what was changed does not show what was deleted: so often a portal is read as a whole.
FULL_PASS_EVERY = timedelta(days=7)
# Clocks differ, portals write local time as UTC, and what changes during a pass may be missed by it.
_OVERLAP_TIME = timedelta(days=1)
# Entries deleted meanwhile move the rows up: a resumed pass begins a little earlier.
_OVERLAP_ROWS = 50
_RESUMABLE_FOR = timedelta(days=3)
# A portal that builds its own search anew lists few entries or none: so many are not believed gone at once.
_MANY_GONE = 50
# Who stops still wants to find what came, but does not wait long for it: QGIS may be waiting for this to quit.
_SORTED_IN_WITHIN_S = 5.0

OpenPortal = Callable[[CatalogueSource], Portal]


@dataclass(frozen=True)
class FoundPortal:
    """What an address of the list turned out to be: a portal of a kind, with its root."""

    url: str
    kind: PortalKind
    root: str


@dataclass(frozen=True)
class RefreshReport:
    """What a refresh did: all portals as they are now, the sentences of those that failed, and entries removed.

    `details` are for the log, one for each problem. `found` are the portals whose kind had to be found out.
    """

    states: Tuple[SourceState, ...]
    problems: Tuple[str, ...]
    removed: int
    details: Tuple[str, ...] = ()
    found: Tuple[FoundPortal, ...] = ()

    def sentence(self) -> str:
        """Say it to the user."""
        count = sum(state.datasets for state in self.states)
        text = tr("The index holds %n data set(s).", "", count)
        return " ".join((text, *self.problems))


class IndexBuilder:
    """Refreshes an index. Use it in a task; `open_portal` opens a source with its log-in."""

    def __init__(self, index: CatalogueIndex, open_portal: OpenPortal,
                 now: Callable[[], datetime] = lambda: datetime.now(timezone.utc)) -> None:
        self._index, self._open_portal, self._now = index, open_portal, now

    def refresh(self, sources: Sequence[CatalogueSource], *, complete: bool = False,
                progress: Progress = SILENT) -> RefreshReport:
        """Bring the portals up to date, one after the other; one that fails does not stop the others.

        Each is read as a whole the first time, every seven days, and with `complete`; else only what was changed.
        What ended early goes on where it was.

        Raises
        ------
        CancelledError
            The user stopped it; what has arrived is kept and, if that does not take long, found. The next refresh
            goes on from there.
        StoreError
            The index cannot be written, or is being refreshed by another QGIS.
        """
        wanted = [source for source in sources if source.is_indexed and not source.is_hidden]
        with self._index.file.building_lock():
            try:
                return self._refresh(wanted, complete, progress)
            except StoreError:
                if not self._index.file.is_marked_damaged():
                    raise
            return self._refresh(wanted, complete, progress)  # the file was broken: once more, from nothing

    def keep_only(self, sources: Sequence[CatalogueSource]) -> int:
        """Remove what belongs to none of the sources, or to one no longer indexed; returns the number of portals."""
        keys = {source.key for source in sources if source.is_indexed and not source.is_hidden}
        with self._index.file.building_lock(), self._index.file.writer() as connection:
            return self._drop_others(connection, keys)

    def _refresh(self, sources: Sequence[CatalogueSource], complete: bool, progress: Progress) -> RefreshReport:
        problems: List[Tuple[str, str]] = []
        found: List[FoundPortal] = []
        removed = 0
        with self._index.file.writer() as connection:
            for number, source in enumerate(sources):
                share = _Share(progress, number, max(len(sources), 1), source.title)
                refresh = _SourceRefresh(connection, source, self._now(), share)
                try:
                    removed += refresh.run(self._open_portal, complete)
                except CancelledError:
                    publish(connection, share.tail())
                    raise
                except (StoreError, sqlite3.Error):
                    raise
                except RuhrError as error:
                    problems.append((refresh.fail(error.sentence), error.detail))
                except Exception as error:  # noqa: BLE001 (border: a portal's nonsense must not stop the others)
                    sentence = tr("“{portal}” gave an answer that could not be read.").format(portal=source.title)
                    problems.append((refresh.fail(sentence), repr(error)))
                if refresh.found is not None:
                    found.append(refresh.found)
                publish(connection, share.tail())
            if not sources:
                publish(connection, progress)
        progress.report(1.0)
        sentences, details = (tuple(pair[i] for pair in problems) for i in (0, 1))
        return RefreshReport(self._index.states(), sentences, removed, details, tuple(found))

    def _drop_others(self, connection: sqlite3.Connection, keys: set) -> int:
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            known = connection.execute("SELECT root, source_key FROM source").fetchall()
            others = [root for root, key in known if key not in keys]
            for root in others:
                entries.forget(connection, root)
        publish(connection)
        return len(others)


class _SourceRefresh:
    """The refresh of one portal."""

    def __init__(self, connection: sqlite3.Connection, source: CatalogueSource, now: datetime,
                 progress: _Share) -> None:
        self._db, self._source, self._now, self._progress = connection, source, now, progress
        self._root = ""
        self._position = 0
        self.found: FoundPortal | None = None

    def run(self, open_portal: OpenPortal, complete: bool) -> int:
        """Read the portal; returns how many entries were removed."""
        stop_if_cancelled(self._progress)
        self._progress.report(0.0)
        portal = open_portal(self._source)
        self._root = portal.root
        if self._source.kind is None:
            self.found = FoundPortal(self._source.url, portal.kind, portal.root)
        row = entries.source_row(self._db, self._source, portal.root, self._source.title or portal.title)
        if self._can_resume(row) and not complete:
            return self._resume(portal, row)
        if complete or row.full_pass_at is None or self._now - row.full_pass_at >= FULL_PASS_EVERY:
            return self._read_whole(portal, row)
        return self._read_changes(portal, row, row.refreshed_at or row.full_pass_at, self._now)

    def fail(self, sentence: str) -> str:
        """Write down why it failed; returns the sentence."""
        entries.note_problem(self._db, self._source, self._root, sentence)
        return sentence

    def _can_resume(self, row: SourceRow) -> bool:
        is_recent = row.started is not None and self._now - row.started < _RESUMABLE_FOR
        return bool(row.next_start) and row.is_full and is_recent

    def _resume(self, portal: Portal, row: SourceRow) -> int:
        stop = row.next_start or 0
        start = max(0, stop - _OVERLAP_ROWS)
        # Rows before the stop that are no entries of their own: unreadable, or repeated.
        lacking = max(0, stop - entries.count_seen(self._db, self._root, row.number))
        result = self._read(portal, PortalQuery(), row.number, start=start)
        expected, lacking = result.completeness.expected or 0, lacking + result.unreadable
        # More entries than there are: some met before the stop are gone. If they are so many, others moved up past it.
        if start and entries.count_seen(self._db, self._root, row.number) + lacking >= expected + _OVERLAP_ROWS:
            return self._read_whole(portal, row)
        # What was changed since the pass began has moved to rows that were read before: ask for it by its date.
        started = row.started or self._now
        changes = self._ask(portal, PortalQuery(modified_since=started - _OVERLAP_TIME), row.number, None, 0)
        if not changes.is_complete:
            return self._stop(result, result.next_start, changes)
        # Which of those met before the stop are gone nobody knows. Where entries lack, the next refresh reads all.
        is_whole = entries.count_seen(self._db, self._root, row.number) + lacking >= expected
        return entries.end_pass(self._db, row, is_full=True, is_proven=False, is_whole=is_whole, started=started)

    def _read_whole(self, portal: Portal, row: SourceRow) -> int:
        number = entries.begin_pass(self._db, self._root, is_full=True, started=self._now)
        result = self._read(portal, PortalQuery(), number, start=0)
        return self._end_full(row, number, result)

    def _read_changes(self, portal: Portal, row: SourceRow, since: datetime, started: datetime) -> int:
        number = entries.begin_pass(self._db, self._root, is_full=False, started=started)
        result = self._ask(portal, PortalQuery(modified_since=since - _OVERLAP_TIME), number, None, 0)
        if not result.is_complete:
            return self._stop(result, None)
        return entries.end_pass(self._db, row, is_full=False, is_proven=False, started=started)

    def _read(self, portal: Portal, query: PortalQuery, number: int, *, start: int) -> SearchResult:
        """Read on to the end of a full pass, or note where it ended."""
        self._position = start
        result = self._ask(portal, query, number, start, start)
        if not result.is_complete:
            self._stop(result, result.next_start)
        return result

    def _ask(self, portal: Portal, query: PortalQuery, number: int, position: int | None, start: int) -> SearchResult:
        self._position = start

        def keep(fresh: Tuple[Dataset, ...], count: int) -> None:
            # Rows that repeat or cannot be read are not counted: going on from here reads some again, but misses none.
            self._position += len(fresh)
            entries.keep_page(self._db, self._root, number, fresh, None if position is None else self._position)
            self._progress.tell(self._position, count)

        return portal.search(query, on_page=keep, progress=self._progress, start=start)

    def _stop(self, result: SearchResult, next_start: int | None, later: SearchResult | None = None) -> int:
        """Note that the portal ended early; raises CancelledError if the user wanted it, else EndedEarlyError."""
        error = (later or result).error
        sentence = error.sentence if error else tr("“{portal}” ended early.").format(portal=self._source.title)
        is_cancelled = self._progress.is_cancelled()
        entries.note_stop(self._db, self._root, next_start, "" if is_cancelled else sentence)
        stop_if_cancelled(self._progress)
        raise EndedEarlyError(sentence, error.detail if error else "")

    def _end_full(self, row: SourceRow, number: int, result: SearchResult) -> int:
        expected = result.completeness.expected
        met = entries.count_seen(self._db, self._root, number) + result.unreadable
        is_proven = expected is not None and met >= expected
        missed = entries.count_known(self._db, self._root) + result.unreadable - met
        is_believed = missed <= max(_MANY_GONE, met)
        removed = entries.end_pass(self._db, row, is_full=True, is_proven=is_proven and is_believed, started=self._now)
        if is_proven and not is_believed and not removed:
            sentence = tr("“{portal}” suddenly lists {met} data sets only. The {missed} others are kept for now.")
            words = {"met": group_digits(met), "missed": group_digits(missed)}
            raise SuddenlySmallError(sentence.format(portal=self._source.title, **words))
        return removed


class EndedEarlyError(RuhrError):
    """A portal gave less than it counted; what came is kept."""


class SuddenlySmallError(RuhrError):
    """A portal lists so much less than before that a fault of its own is likely; what was known is kept."""


class _Share:
    """The part of one portal in the progress of all."""

    def __init__(self, progress: Progress, number: int, count: int, title: str) -> None:
        self._progress, self._number, self._count, self._title = progress, number, count, title
        self._fraction = 0.0

    def is_cancelled(self) -> bool:
        return self._progress.is_cancelled()

    def report(self, fraction: float, text: str = "") -> None:
        self._fraction = max(self._fraction, min(1.0, fraction))
        # Fetching counts for nine tenths, putting it into the index for the rest.
        self._progress.report((self._number + 0.9 * self._fraction) / self._count, text or self._title)

    def tell(self, position: int, count: int) -> None:
        """Say how far the portal is read."""
        text = tr("{portal}: {position} of {count}").format(portal=self._title, position=position, count=count)
        self.report(position / max(count, 1), text)

    def tail(self) -> Progress:
        """Return the progress of putting what came into the index."""
        return _Tail(self._progress, (self._number + 0.9) / self._count, 0.1 / self._count, self._title)


class _Tail:
    """The part of sorting in, which goes on for a moment when it is stopped."""

    def __init__(self, progress: Progress, start: float, share: float, title: str) -> None:
        self._progress, self._start, self._share, self._title = progress, start, share, title
        self._stopped_s: float | None = None  # when that was noticed

    def is_cancelled(self) -> bool:
        if not self._progress.is_cancelled():
            return False
        if self._stopped_s is None:
            self._stopped_s = monotonic()
        return monotonic() - self._stopped_s >= _SORTED_IN_WITHIN_S

    def report(self, fraction: float, text: str = "") -> None:
        text = text or tr("{portal}: sorting in").format(portal=self._title)
        self._progress.report(self._start + self._share * fraction, text)
