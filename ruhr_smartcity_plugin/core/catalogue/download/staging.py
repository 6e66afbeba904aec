# SPDX-License-Identifier: GPL-2.0-or-later
"""Where pages are kept until all are there: a passing SQLite file, so that memory stays bounded."""

from __future__ import annotations

import sqlite3
from array import array
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, Iterable, Iterator, List, Mapping, Sequence, Set, Tuple

from ruhr_smartcity_plugin.core.catalogue.download.columns import Columns, FieldType
from ruhr_smartcity_plugin.core.catalogue.download.page import FeaturePage, content_hash, content_hashes, content_keys
from ruhr_smartcity_plugin.core.errors import StoreError, StoreFullError
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np

_SAMPLE = 20  # objects by which ids are judged
_BATCH = 10_000
_FIXED = ("key", "code", "geom", "xmin", "ymin", "xmax", "ymax")


class Staging:
    """Takes pages, knows how many different objects there are. One thread only."""

    def __init__(self, path: Path, declared: Mapping[str, FieldType] | None = None, *, reads_numbers: bool = False):
        self.path = path
        self.columns = Columns(declared, reads_numbers=reads_numbers)
        self.codes: Set[int] = set()
        self.systems: Set[str] = set()
        self.is_straightened = False
        self.n_rows = 0
        self.n_damaged = 0
        self.has_ids = True
        self.trusts_ids = True
        self._seen: Set[int] = set()
        self._connection = sqlite3.connect(str(path), isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute(
            "CREATE TABLE staged (key TEXT, code INTEGER, geom BLOB, xmin REAL, ymin REAL, xmax REAL, ymax REAL)"
        )

    @property
    def n_objects(self) -> int:
        """The number of different objects."""
        return len(self._seen)

    def knows(self, page: FeaturePage) -> int:
        """Return how many objects of a page are there already."""
        self._settle_ids(page)
        return sum(hash(key) in self._seen for key in page.keys)

    def add(self, page: FeaturePage) -> int:
        """Keep a page; return how many of its objects are new.

        Raises
        ------
        StoreFullError, StoreError
            The disk is full, or the file cannot be written.
        """
        if not len(page):
            return 0
        self._settle_ids(page)
        before = len(self._seen)
        self._seen.update(map(hash, page.keys))
        self.n_rows += len(page)
        self.n_damaged += page.damaged
        self.systems |= {page.crs} - {""}
        self.is_straightened = self.is_straightened or page.is_straightened
        self.has_ids = self.has_ids and page.has_ids
        self.codes.update(shape[0] for shape in page.shapes if shape)
        with writing():
            for place in self.columns.add(page.columns):
                self._connection.execute(worded("ALTER TABLE staged ADD COLUMN", column(place)))
            self._insert(page)
        return len(self._seen) - before

    def distrust_ids(self) -> None:
        """Tell objects apart by what they are from now on, also those that are there: their ids do not last."""
        self.trusts_ids = self.has_ids = False
        self._seen.clear()
        with writing():
            self._connection.execute("BEGIN")
            rows = self._connection.execute("SELECT rowid FROM staged ORDER BY rowid").fetchall()
            for start in range(0, len(rows), _BATCH):
                first, last = rows[start][0], rows[min(start + _BATCH, len(rows)) - 1][0]
                found = self._contents("rowid BETWEEN ? AND ?", (first, last))
                keys = [(f"#{one}.0", rowid) for rowid, _key, one in found]
                self._connection.executemany("UPDATE staged SET key = ? WHERE rowid = ?", keys)
                self._seen.update(hash(key) for key, _rowid in keys)
            self._connection.execute("COMMIT")

    def _settle_ids(self, page: FeaturePage) -> None:
        """Give a page other keys where the same id names another object than on the pages before."""
        if page.is_settled or not page.has_ids:
            return
        page.is_settled = True
        if self.trusts_ids:
            known = [place for place, key in enumerate(page.keys) if hash(key) in self._seen][:_SAMPLE]
            if not known or self._are_the_same(page, known):
                return
            self.distrust_ids()
        page.keys = content_keys(page)

    def _are_the_same(self, page: FeaturePage, places: List[int]) -> bool:
        """Answer whether most of these objects are those that are kept under their ids; one may have been edited."""
        now = content_hashes(page)
        marks = ", ".join("?" * len(places))
        kept = self._contents(worded("key IN (", marks, ")"), [page.keys[place] for place in places])
        before: Dict[str, Set[str]] = {}
        for _rowid, key, one in kept:
            before.setdefault(key, set()).add(one)
        equal = sum(now[place] in before.get(page.keys[place], ()) for place in places)
        return 2 * equal >= len(places)

    def _contents(self, condition: str, values: Sequence[Any]) -> List[Tuple[int, str, str]]:
        """Return rowid, key and hash of the content of staged objects."""
        fields = sorted(self.columns.names())
        named = [column(self.columns.place(name)) for name in fields]
        statement = worded("SELECT", ", ".join(["rowid", "key", "geom", *named]), "FROM staged WHERE", condition)
        rows = self._connection.execute(statement, values).fetchall()
        return [(row[0], row[1], content_hash(row[2], zip(fields, row[3:]))) for row in rows]

    def clear(self) -> None:
        """Forget all objects; the fields seen stay."""
        self._seen.clear()
        self.codes.clear()
        self.systems.clear()
        self.n_rows = self.n_damaged = 0
        with writing():
            self._connection.execute("DELETE FROM staged")

    def _insert(self, page: FeaturePage) -> None:
        names = [column(self.columns.place(name)) for name in page.columns]
        shapes: List[Tuple[Any, ...]] = [shape or (None,) * 6 for shape in page.shapes]
        rows = zip(page.keys, *zip(*shapes), *page.columns.values())
        marks = ", ".join("?" * (len(_FIXED) + len(names)))
        statement = worded("INSERT INTO staged (", ", ".join((*_FIXED, *names)), ") VALUES (", marks, ")")
        self._connection.execute("BEGIN")
        self._connection.executemany(statement, rows)
        self._connection.execute("COMMIT")

    def add_fields(self, names: Iterable[str]) -> None:
        """Have these fields, too, if no object had a value for them."""
        with writing():
            for place in self.columns.add({name: [] for name in names}):
                self._connection.execute(worded("ALTER TABLE staged ADD COLUMN", column(place)))

    def bounds(self) -> Tuple[float, float, float, float] | None:
        """Return the box of all objects; None if none has a geometry."""
        row = self._connection.execute("SELECT min(xmin), min(ymin), max(xmax), max(ymax) FROM staged").fetchone()
        return None if row[0] is None else row

    def middles(self) -> Tuple[np.ndarray, np.ndarray]:
        """Return the middles of the boxes of all objects that have a geometry, as x and y."""
        import numpy as np

        rows = self._connection.execute(
            "SELECT (xmin + xmax) / 2, (ymin + ymax) / 2 FROM staged WHERE xmin IS NOT NULL"
        )
        table = np.frombuffer(array("d", chain.from_iterable(rows))).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    def close(self) -> None:
        """Close and remove the file. Safe to call twice."""
        self._connection.close()
        self.path.unlink(missing_ok=True)

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def detach(self) -> Path:
        """Close the connection so that another one can read the file; the file stays until `close`."""
        self._connection.close()
        return self.path


def column(place: int) -> str:
    """Return the staged column of the field at a place."""
    return f"c{place:d}"


def quoted(name: str) -> str:
    """Return a name as SQL writes identifiers; whatever it holds stays a name.

    >>> quoted('a"; DROP TABLE x')
    '"a""; DROP TABLE x"'
    """
    return '"' + name.replace('"', '""') + '"'


def worded(*words: str) -> str:
    """Return a statement from constant words and `quoted` names; values never go in here but as parameters."""
    return " ".join(words)


@contextmanager
def writing() -> Iterator[None]:
    """Turn SQLite's errors into named ones."""
    try:
        yield
    except sqlite3.Error as error:
        if "full" in str(error) or "disk I/O" in str(error):
            sentence = tr("There is not enough room on the disk for the download. Nothing was written.")
            raise StoreFullError(sentence, str(error)) from error
        raise StoreError(tr("The download could not be written. Nothing was changed."), str(error)) from error
