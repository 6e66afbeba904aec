# SPDX-License-Identifier: GPL-2.0-or-later
"""Is a store whole? SQLite's own check, and what our tables must hold among each other."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Tuple

# Reads every page once. `integrity_check` looks into the indexes besides, which can be made anew.
_PAGES = "PRAGMA quick_check(10)"
_ORPHANS = (
    "SELECT (SELECT count(*) FROM station WHERE source NOT IN (SELECT id FROM source)) "
    "+ (SELECT count(*) FROM datastream WHERE station NOT IN (SELECT id FROM station))")
# The distinct numbers of series in the big table are found by steps in its key, not by reading it.
STREAMS_WITH_VALUES = (
    "WITH RECURSIVE seen(id) AS (SELECT min(datastream) FROM observation UNION ALL "
    "SELECT (SELECT min(datastream) FROM observation WHERE datastream > seen.id) FROM seen WHERE seen.id IS NOT NULL) "
    "SELECT count(*) FROM seen WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM datastream)")
_WRONG_COUNTS = (
    "SELECT count(*) FROM datastream d WHERE n <> (SELECT count(*) FROM observation o WHERE o.datastream = d.id) "
    "+ (SELECT count(*) FROM text_observation t WHERE t.datastream = d.id)")
_RECOUNT = (
    "UPDATE datastream SET n = (SELECT count(*) FROM observation o WHERE o.datastream = datastream.id) "
    "+ (SELECT count(*) FROM text_observation t WHERE t.datastream = datastream.id)")


@dataclass(frozen=True)
class Integrity:
    """What a check has found: SQLite's complaints, values without a series, series with a wrong count."""

    complaints: Tuple[str, ...] = ()
    orphans: int = 0
    wrong_counts: int = 0

    @property
    def is_sound(self) -> bool:
        """Answer whether nothing was found."""
        return not self.complaints and not self.orphans and not self.wrong_counts


def check(connection: sqlite3.Connection) -> Integrity:
    """Check the whole file; takes seconds for millions of values."""
    try:
        told = tuple(row[0] for row in connection.execute(_PAGES))
        complaints = () if told == ("ok",) else told
        orphans = sum(connection.execute(one).fetchone()[0] for one in (_ORPHANS, STREAMS_WITH_VALUES))
        (wrong,) = connection.execute(_WRONG_COUNTS).fetchone()
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        return Integrity((str(error),))
    return Integrity(complaints, orphans, wrong)


def recount(connection: sqlite3.Connection) -> None:
    """Count the values of each series anew, where another program has changed them."""
    connection.execute(_RECOUNT)
