# SPDX-License-Identifier: GPL-2.0-or-later
"""The words that occur in the index: typed parts of words become the words that hold them.

Trigrams over all texts would find parts of words too, but reading them costs 40 ms at 100,000 entries (measured); over
the distinct words they are small, and the texts are then asked for whole words.
"""

from __future__ import annotations

import sqlite3
from typing import Counter, Dict, Iterable, Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.index.schema import Matching

_CONTAINING = """
    SELECT word.text, word.hits FROM by_part CROSS JOIN word ON word.id = by_part.rowid
    WHERE by_part MATCH ? ORDER BY by_part.rowid LIMIT ?"""
_BEGINNING = "SELECT text, hits FROM word WHERE text >= ? AND text < ? ORDER BY text LIMIT ?"
NO_LIMIT = -1  # for SQLite: all words
_LAST_SIGN = "\U0010ffff"
Words = Tuple[Tuple[str, int], ...]  # each with the number of hits it occurs in


class Vocabulary:
    """The words of an index, the most frequent first. For one question: what was looked up is not looked up again."""

    def __init__(self, connection: sqlite3.Connection, matching: Matching) -> None:
        self._db, self.has_parts = connection, matching is Matching.PARTS
        self._known: Dict[Tuple[str, str, int], Words] = {}

    def containing(self, part: str, most: int) -> Words:
        """Return the words that hold a part of at least three signs; the `most` most frequent of them.

        Only where the index `has_parts`: an old SQLite has no trigrams.
        """
        return self._looked_up(_CONTAINING, part, (f'"{part}"',), most)

    def beginning(self, part: str, most: int) -> Words:
        """Return words that begin with a part."""
        return self._looked_up(_BEGINNING, part, (part, part + _LAST_SIGN), most)

    def _looked_up(self, statement: str, part: str, sought: Tuple[str, ...], most: int) -> Words:
        key = (statement, part, most)
        if key not in self._known:
            self._known[key] = tuple(self._db.execute(statement, (*sought, most)))
        return self._known[key]


def write_anew(connection: sqlite3.Connection, counts: Counter[str], matching: Matching) -> None:
    """Write all words, most frequent first, in place of those that are there; in the caller's transaction."""
    connection.execute("DELETE FROM word")
    _append(connection, ((word, hits) for word, hits in counts.most_common()))
    if matching is Matching.PARTS:
        connection.execute("INSERT INTO by_part(by_part) VALUES('rebuild')")


def add_new(connection: sqlite3.Connection, counts: Mapping[str, int], matching: Matching) -> None:
    """Add the words that are not there yet; in the caller's transaction."""
    last = connection.execute("SELECT coalesce(max(id), 0) FROM word").fetchone()[0]
    _append(connection, counts.items())
    if matching is Matching.PARTS:
        connection.execute("INSERT INTO by_part(rowid, text) SELECT id, text FROM word WHERE id > ?", (last,))


def _append(connection: sqlite3.Connection, words: Iterable[Tuple[str, int]]) -> None:
    connection.executemany("INSERT OR IGNORE INTO word(text, hits) VALUES(?, ?)", words)
