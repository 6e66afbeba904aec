# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of the index, and what the SQLite of this Python can do."""

from __future__ import annotations

import sqlite3
from enum import Enum
from functools import lru_cache

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import DependencyMissingError
from ruhr_smartcity_plugin.translation import tr

# Raised whenever tables, folding or records change their meaning: the index is a cache, an older one is built anew.
VERSION = 5
APPLICATION_ID = 0x52534349  # "RSCI"
# PRAGMA takes no parameters.
_STAMPS = (f"PRAGMA application_id = {APPLICATION_ID:d}", f"PRAGMA user_version = {VERSION:d}")

_TABLES = (
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE source(root TEXT PRIMARY KEY, source_key TEXT NOT NULL, title TEXT NOT NULL, refreshed_at TEXT,"
    " full_pass_at TEXT, is_complete INTEGER NOT NULL DEFAULT 0, pass INTEGER NOT NULL DEFAULT 0,"
    " pass_is_full INTEGER NOT NULL DEFAULT 0, pass_started TEXT, next_start INTEGER,"
    " problem TEXT NOT NULL DEFAULT '', is_sorted_in INTEGER NOT NULL DEFAULT 1)",
    "CREATE TABLE entry(id INTEGER PRIMARY KEY, root TEXT NOT NULL, key TEXT NOT NULL, seen_pass INTEGER NOT NULL,"
    " digest BLOB NOT NULL, twin_keys TEXT NOT NULL, towns TEXT NOT NULL, quality INTEGER NOT NULL,"
    " modified REAL NOT NULL, record BLOB NOT NULL, UNIQUE(root, key))",
    "CREATE TABLE hit(id INTEGER PRIMARY KEY, title TEXT NOT NULL, tags TEXT NOT NULL, publisher TEXT NOT NULL,"
    " quality INTEGER NOT NULL, modified REAL NOT NULL, west REAL, south REAL, east REAL, north REAL,"
    " codes TEXT NOT NULL, signature BLOB NOT NULL, entry_id INTEGER NOT NULL)",
    "CREATE TABLE merged(hit_id INTEGER PRIMARY KEY, record BLOB NOT NULL)",
    "CREATE TABLE member(entry_id INTEGER PRIMARY KEY, hit_id INTEGER NOT NULL)",
    "CREATE INDEX member_hit ON member(hit_id)",
    "CREATE TABLE facet_value(code INTEGER PRIMARY KEY, facet TEXT NOT NULL, value TEXT NOT NULL,"
    " UNIQUE(facet, value))",
    "CREATE TABLE word(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, hits INTEGER NOT NULL)",
    "CREATE TABLE packed_column(name TEXT PRIMARY KEY, content BLOB NOT NULL)",
)
# Three texts per hit, each with its facets beside it, so that one MATCH answers words and facets together. Prefixes are
# for what is shorter than a trigram; longer parts are looked up among the words.
_TEXT_TABLES = (
    "CREATE VIRTUAL TABLE by_title USING fts5(text, marks, tokenize='unicode61', prefix='1 2 3', columnsize=0,"
    " detail=none)",
    "CREATE VIRTUAL TABLE by_label USING fts5(text, marks, tokenize='unicode61', prefix='1 2 3', columnsize=0,"
    " detail=none)",
    "CREATE VIRTUAL TABLE by_all USING fts5(text, marks, tokenize='unicode61', prefix='1 2 3', columnsize=0,"
    " detail=none)",
)
_PARTS_TABLE = (
    "CREATE VIRTUAL TABLE by_part USING fts5(text, tokenize='trigram case_sensitive 1', columnsize=0,"
    " content='word', content_rowid='id')"
)


class Matching(Enum):
    """How words are found; the value is what the index file says of itself."""

    PARTS = "parts"  # anywhere inside a word, by trigrams
    PREFIXES = "prefixes"  # only from the beginning of a word: SQLite older than 3.34

    def note(self) -> str:
        """Return what the user should know; empty if there is nothing to say."""
        if self is Matching.PARTS:
            return ""
        return tr(
            "This QGIS comes with an old SQLite: words are only found from their beginning, “kataster” does not find "
            "“Baumkataster”."
        )


@lru_cache(maxsize=1)
def available_matching() -> Matching:
    """Return the best way to find words here.

    Raises
    ------
    DependencyMissingError
        SQLite has no full-text search at all.
    """
    connection = sqlite3.connect(":memory:")
    try:
        if _can_create(connection, _PARTS_TABLE):
            return Matching.PARTS
        if _can_create(connection, _TEXT_TABLES[0]):
            return Matching.PREFIXES
    finally:
        connection.close()
    sentence = tr("The index needs SQLite with full-text search (FTS5). Search one portal instead, or update QGIS.")
    raise DependencyMissingError(sentence, f"SQLite {sqlite3.sqlite_version} without FTS5")


def _can_create(connection: sqlite3.Connection, statement: str) -> bool:
    try:
        connection.execute(statement)
    except sqlite3.OperationalError:
        return False
    return True


def create_tables(connection: sqlite3.Connection, matching: Matching) -> None:
    """Make the tables of an empty index file; one transaction."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        for statement in (*_TABLES, *([_PARTS_TABLE] if matching is Matching.PARTS else [])):
            connection.execute(statement)
        create_text_tables(connection)
        connection.execute("INSERT INTO meta VALUES('matching', ?)", (matching.value,))
        connection.execute("INSERT INTO meta VALUES('generation', '0')")
        for statement in _STAMPS:
            connection.execute(statement)


def create_text_tables(connection: sqlite3.Connection) -> None:
    """Make the full-text tables, empty; those that are there are thrown away. In the caller's transaction."""
    for statement in ("DROP TABLE IF EXISTS by_title", "DROP TABLE IF EXISTS by_label", "DROP TABLE IF EXISTS by_all"):
        connection.execute(statement)
    for statement in _TEXT_TABLES:
        connection.execute(statement)


def is_current(connection: sqlite3.Connection) -> bool:
    """Answer whether a file is an index of this version."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    return version == VERSION and application == APPLICATION_ID


def loadable_kinds() -> str:
    """Return the kinds this version of the plugin puts on the map, as one text: hits are judged by them."""
    return " ".join(kind.name for kind in ServiceKind if kind.is_loadable)
