# SPDX-License-Identifier: GPL-2.0-or-later
"""What each portal listed, as it arrives: written page by page, so that a killed process loses one page at most."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Iterable, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.duplicates import home_towns, stated_towns, twin_keys
from ruhr_smartcity_plugin.core.catalogue.index.record import pack
from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState
from ruhr_smartcity_plugin.core.catalogue.portals.selection import with_towns
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.storable import storable

UNKNOWN_TIME = -1e12  # long before any catalogue: what has no date stands last
HOME = "~"  # before a town that only the catalogue an entry stands in points to
# An entry that complete but unproven passes did not meet so many times is gone all the same.
_MISSED_PASSES = 3
_KEEP = """
    INSERT INTO entry(root, key, seen_pass, digest, twin_keys, towns, quality, modified, record)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT(root, key) DO UPDATE SET seen_pass = excluded.seen_pass, digest = excluded.digest,
    twin_keys = excluded.twin_keys, towns = excluded.towns, quality = excluded.quality, modified = excluded.modified,
    record = excluded.record"""
_SOURCE = """
    SELECT root, refreshed_at, full_pass_at, is_complete, pass, pass_is_full, pass_started, next_start
    FROM source WHERE root = ?"""


@dataclass(frozen=True)
class SourceRow:
    """Where the refresh of one portal stands. `next_start` is None unless a full pass ended early.

    `number` is that of the full pass that ended early or comes next: the numbers count those that came to their end.
    """

    root: str
    refreshed_at: datetime | None
    full_pass_at: datetime | None
    is_complete: bool
    number: int
    is_full: bool
    started: datetime | None
    next_start: int | None


def source_row(connection: sqlite3.Connection, source: CatalogueSource, root: str, title: str) -> SourceRow:
    """Return where a portal stands, noting it if it is new; its entries at a former address are forgotten."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        former = "SELECT root FROM source WHERE source_key = ? AND root <> ?"
        for (old,) in connection.execute(former, (source.key, root)).fetchall():
            forget(connection, old)
        connection.execute(
            "INSERT INTO source(root, source_key, title) VALUES(?, ?, ?)"
            " ON CONFLICT(root) DO UPDATE SET source_key = excluded.source_key, title = excluded.title",
            (root, source.key, title),
        )
    row = connection.execute(_SOURCE, (root,)).fetchone()
    refreshed, full, started = (datetime.fromisoformat(row[i]) if row[i] else None for i in (1, 2, 6))
    return SourceRow(root, refreshed, full, bool(row[3]), row[4], bool(row[5]), started, row[7])


def note_problem(connection: sqlite3.Connection, source: CatalogueSource, root: str, problem: str) -> None:
    """Write down why a refresh ended early; `root` is empty if the portal could not even be opened."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        known = connection.execute("SELECT root FROM source WHERE source_key = ?", (source.key,)).fetchone()
        root = root or (known[0] if known else source.url)
        connection.execute("INSERT OR IGNORE INTO source(root, source_key, title) VALUES(?, ?, ?)",
                           (root, source.key, source.title))  # fmt: skip
        connection.execute("UPDATE source SET problem = ?, is_complete = 0 WHERE root = ?", (problem, root))


def begin_pass(connection: sqlite3.Connection, root: str, *, is_full: bool, started: datetime) -> int:
    """Note that a portal is read anew; returns the number to keep pages with.

    Reading what was changed misses nothing, so it has the number of the full pass before it. A full pass that ended
    early gives its number to the next one, and what it met has the number before: nothing counts as missed by it.
    """
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE source SET pass_is_full = ?, pass_started = ?, is_complete = 0, next_start = ?, problem = ''"
            " WHERE root = ?",
            (is_full, started.isoformat(), 0 if is_full else None, root),
        )
        number = _pass_of(connection, root)
        if not is_full:
            return number - 1
        statement = "UPDATE entry SET seen_pass = ? WHERE root = ? AND seen_pass = ?"
        connection.execute(statement, (number - 1, root, number))
    return number


def _pass_of(connection: sqlite3.Connection, root: str) -> int:
    return connection.execute("SELECT pass FROM source WHERE root = ?", (root,)).fetchone()[0]


def keep_page(connection: sqlite3.Connection, root: str, number: int, datasets: Iterable[Dataset],
              position: int | None) -> None:
    """Write one page and how far a full pass has come, together."""
    rows = [_row(one, root, number) for one in datasets]
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_KEEP, rows)
        connection.execute("UPDATE source SET is_sorted_in = 0 WHERE root = ?", (root,))
        if position is not None:
            connection.execute("UPDATE source SET next_start = ? WHERE root = ?", (position, root))


def note_stop(connection: sqlite3.Connection, root: str, next_start: int | None, problem: str) -> None:
    """Note where to go on after a pass that ended early."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE source SET next_start = ?, problem = ?, is_complete = 0 WHERE root = ?", (next_start, problem, root)
        )


def count_seen(connection: sqlite3.Connection, root: str, number: int) -> int:
    """Return how many entries a pass has met."""
    statement = "SELECT count(*) FROM entry WHERE root = ? AND seen_pass = ?"
    return connection.execute(statement, (root, number)).fetchone()[0]


def count_known(connection: sqlite3.Connection, root: str) -> int:
    """Return how many entries are kept of a portal, met by this pass or not."""
    return connection.execute("SELECT count(*) FROM entry WHERE root = ?", (root,)).fetchone()[0]


def end_pass(connection: sqlite3.Connection, row: SourceRow, *, is_full: bool, is_proven: bool,
             started: datetime, is_whole: bool = True) -> int:
    """Note that a pass is complete; returns how many entries were removed because the portal no longer has them.

    Nothing of it is found before it is published, which may never happen: until then it does not count as sorted in.
    Only a full pass removes: all it has not met if it is proven that it met everything, else what it and the passes
    before have missed three times. Unless it `is_whole`, the next refresh makes a full pass again.
    """
    removed = 0
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if is_full:
            last = _pass_of(connection, row.root)
            oldest = last if is_proven else last - _MISSED_PASSES
            statement = "DELETE FROM entry WHERE root = ? AND seen_pass < ?"
            removed = connection.execute(statement, (row.root, oldest)).rowcount
            statement = "UPDATE source SET full_pass_at = ?, pass = pass + 1 WHERE root = ?"
            connection.execute(statement, (started.isoformat() if is_whole else None, row.root))
        connection.execute(
            "UPDATE source SET refreshed_at = ?, is_complete = 1, is_sorted_in = 0, next_start = NULL, problem = ''"
            " WHERE root = ?",
            (started.isoformat(), row.root),
        )
    return removed


def forget(connection: sqlite3.Connection, root: str) -> None:
    """Remove a portal with its entries; in the caller's transaction. Hits go when the index is published."""
    connection.execute("DELETE FROM entry WHERE root = ?", (root,))
    connection.execute("DELETE FROM source WHERE root = ?", (root,))


def quality_of(dataset: Dataset) -> int:
    """Return 0 to 2: one for an open licence, one for something that can be put on the map."""
    return int(dataset.licence_state is LicenceState.OPEN) + int(dataset.is_loadable)


def time_of(dataset: Dataset) -> float:
    """Return when the entry was changed, in seconds since 1970."""
    return dataset.modified.timestamp() if dataset.modified else UNKNOWN_TIME


def _row(dataset: Dataset, root: str, number: int) -> Tuple[object, ...]:
    dataset = with_towns(replace(dataset, portal_root=root, places=()))
    record = pack(dataset)
    keys = [blake2b(key.encode("utf-8", "replace"), digest_size=8).hexdigest() for key in twin_keys(dataset)]
    # The first sign of a key is its rule; sorted, the stronger rules come first.
    ruled = [f"{key[0]}{digest}" for key, digest in zip(twin_keys(dataset), keys)]
    digest = blake2b(record, digest_size=16).digest()
    towns = " ".join((*sorted(stated_towns(dataset)), *(HOME + ags for ags in sorted(home_towns(dataset)))))
    return (root, storable(dataset.key), number, digest, json.dumps(ruled), towns, quality_of(dataset),
            time_of(dataset), record)  # fmt: skip
