# SPDX-License-Identifier: GPL-2.0-or-later
"""From entries to hits: duplicates merged, texts folded, facets marked. In one transaction, or not at all."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections import Counter
from hashlib import blake2b
from typing import Dict, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.duplicates import Listing, group_twins, merge_twins
from ruhr_smartcity_plugin.core.catalogue.facet_value import (
    AREA,
    RULES,
    area_values,
    facet_key,
    facet_values,
    town_names,
)
from ruhr_smartcity_plugin.core.catalogue.index.columns import store_columns
from ruhr_smartcity_plugin.core.catalogue.index.entries import HOME, quality_of, time_of
from ruhr_smartcity_plugin.core.catalogue.index.expression import mark
from ruhr_smartcity_plugin.core.catalogue.index.folding import MORE, indexed_text
from ruhr_smartcity_plugin.core.catalogue.index.record import pack, readable
from ruhr_smartcity_plugin.core.catalogue.index.schema import Matching, create_text_tables, loadable_kinds
from ruhr_smartcity_plugin.core.catalogue.index.vocabulary import add_new, write_anew
from ruhr_smartcity_plugin.core.catalogue.town_extents import extent_of_towns, is_box
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled

# With more new hits than this share of all, numbering all anew keeps the tables in their order of quality and date.
_ANEW_SHARE = 0.3
_MOST_NOTES = 4000  # letters of a description that are indexed
_BETWEEN_LOOKS = 100
_HIT = "INSERT INTO hit VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
Group = Tuple[int, ...]


def publish(connection: sqlite3.Connection, progress: Progress = SILENT) -> bool:
    """Bring the hits in line with the entries; returns whether anything changed.

    Until the end readers see the hits as they were; if it is cancelled, everything stays so, and the portals are not
    said to be sorted in.

    Raises
    ------
    CancelledError
        The user stopped it.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        is_changed = _Publishing(connection, progress).run()
        connection.execute("UPDATE source SET is_sorted_in = 1")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return is_changed


class _Publishing:
    def __init__(self, connection: sqlite3.Connection, progress: Progress) -> None:
        self._db, self._progress = connection, progress
        self._codes: Dict[Tuple[str, str], int] = {}
        self._sizes: Dict[str, int] = {}
        self._count = 0
        self._words: Counter[str] = Counter()
        matching = connection.execute("SELECT value FROM meta WHERE name = 'matching'").fetchone()[0]
        self._matching = Matching(matching)

    def run(self) -> bool:
        signed = self._signed_groups()
        known = dict(self._db.execute("SELECT signature, id FROM hit"))
        gone = [number for signature, number in known.items() if signature not in signed]
        fresh = [group for signature, group in signed.items() if signature not in known]
        if not gone and not fresh:
            return False
        for code, facet, value in self._db.execute("SELECT code, facet, value FROM facet_value"):
            self._codes[facet_key(facet, value)] = code
        self._sizes = dict(self._db.execute("SELECT root, count(*) FROM entry GROUP BY root"))
        if len(fresh) > _ANEW_SHARE * len(signed):
            self._rewrite(signed)
        else:
            for number in gone:
                self._remove(number)
            self._add(fresh, signed)
        store_columns(self._db)
        self._db.execute("UPDATE meta SET value = ? WHERE name = 'generation'", (uuid.uuid4().hex,))
        return True

    def _signed_groups(self) -> Dict[bytes, Group]:
        """Return the groups by what they are made of: equal signatures mean that a hit is still right."""
        listings, digests = [], {}
        for number, root, keys, towns, digest in self._db.execute(
            "SELECT id, root, twin_keys, towns, digest FROM entry"
        ):
            home = frozenset(one[len(HOME) :] for one in towns.split() if one.startswith(HOME))
            stated = frozenset(one for one in towns.split() if not one.startswith(HOME))
            listings.append(Listing(number, root, tuple(json.loads(keys)), stated, home))
            digests[number] = digest
        rules = f"{loadable_kinds()} {RULES}".encode("ascii")
        signed = {}
        for group in group_twins(listings):
            parts = b"".join(number.to_bytes(8, "big") + digests[number] for number in group)
            signed[blake2b(parts + rules, digest_size=16).digest()] = group
        return signed

    def _rewrite(self, signed: Dict[bytes, Group]) -> None:
        for statement in ("DELETE FROM hit", "DELETE FROM merged", "DELETE FROM member", "DELETE FROM facet_value"):
            self._db.execute(statement)
        self._codes.clear()
        create_text_tables(self._db)
        signatures = {group: signature for signature, group in signed.items()}
        ordered = self._best_first(signed.values())
        for number, group in enumerate(ordered, start=1):
            self._look_up(number / len(ordered))
            self._write(number, group, signatures[group])
        write_anew(self._db, self._words, self._matching)
        for statement in ("INSERT INTO by_title(by_title) VALUES('optimize')",
                          "INSERT INTO by_label(by_label) VALUES('optimize')",
                          "INSERT INTO by_all(by_all) VALUES('optimize')"):  # fmt: skip
            stop_if_cancelled(self._progress)
            self._db.execute(statement)

    def _add(self, fresh: Sequence[Group], signed: Dict[bytes, Group]) -> None:
        """Put new hits before all others: what is new is what people look for."""
        signatures = {group: signature for signature, group in signed.items()}
        number = self._db.execute("SELECT min(id) FROM hit").fetchone()[0] or 0
        for done, group in enumerate(reversed(self._best_first(fresh)), start=1):
            self._look_up(done / len(fresh))
            number -= 1
            self._write(number, group, signatures[group])
        add_new(self._db, self._words, self._matching)

    def _best_first(self, groups: Sequence[Group]) -> List[Group]:
        order = {
            number: (-quality, -modified)
            for number, quality, modified in self._db.execute("SELECT id, quality, modified FROM entry")
        }
        return sorted(groups, key=lambda group: (min(order[number] for number in group), group))

    def _look_up(self, fraction: float) -> None:
        self._count += 1
        if self._count % _BETWEEN_LOOKS == 0:
            stop_if_cancelled(self._progress)
            self._progress.report(fraction)

    def _remove(self, number: int) -> None:
        for statement in ("DELETE FROM by_title WHERE rowid = ?", "DELETE FROM by_label WHERE rowid = ?",
                          "DELETE FROM by_all WHERE rowid = ?", "DELETE FROM hit WHERE id = ?",
                          "DELETE FROM merged WHERE hit_id = ?", "DELETE FROM member WHERE hit_id = ?"):  # fmt: skip
            self._db.execute(statement, (number,))

    def _write(self, number: int, group: Group, signature: bytes) -> None:
        dataset = self._dataset_of(group)
        if dataset is None:
            return
        title, tags = indexed_text([dataset.title]), indexed_text(dataset.tags)
        # Who looks for a town's data types its name, whether or not the publisher has it in its own.
        publisher = indexed_text([dataset.publisher, *town_names(dataset)])
        notes = indexed_text([dataset.notes[:_MOST_NOTES], dataset.contact,
                              *(one.title for one in dataset.distributions)])  # fmt: skip
        values = facet_values(dataset)
        codes = [self._code(facet.value, value) for facet in values for value in sorted(values[facet])]
        codes += [self._code(AREA, value) for value in sorted(area_values(dataset))]
        codes = list(dict.fromkeys(codes))
        marks = " ".join(map(mark, codes))
        box = dataset.extent_4326 if dataset.extent_4326 and is_box(dataset.extent_4326) else None
        box = box or extent_of_towns(dataset.municipalities, dataset.districts) or (None, None, None, None)
        self._db.execute(_HIT, (number, title, tags, publisher, quality_of(dataset), time_of(dataset), *box,
                                " ".join(map(str, codes)), signature, group[0]))  # fmt: skip
        label = title + tags + publisher
        self._db.execute("INSERT INTO by_title(rowid, text, marks) VALUES(?, ?, ?)", (number, title, marks))
        self._db.execute("INSERT INTO by_label(rowid, text, marks) VALUES(?, ?, ?)", (number, label, marks))
        self._db.execute("INSERT INTO by_all(rowid, text, marks) VALUES(?, ?, ?)", (number, label + notes, marks))
        self._words.update(set((label + notes).split()) - {MORE})
        for entry in group:
            self._db.execute("INSERT OR REPLACE INTO member VALUES(?, ?)", (entry, number))
        if len(group) > 1:
            self._db.execute("INSERT INTO merged VALUES(?, ?)", (number, pack(dataset)))

    def _dataset_of(self, group: Group) -> Dataset | None:
        statement = "SELECT record FROM entry WHERE id = ?"
        records = [self._db.execute(statement, (number,)).fetchone()[0] for number in group]
        datasets = [dataset for record in records if (dataset := readable(record)) is not None]
        if len(datasets) < 2:
            return datasets[0] if datasets else None
        return merge_twins(datasets, self._sizes)

    def _code(self, facet: str, value: str) -> int:
        key = facet_key(facet, value)
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = len(self._codes)
            self._db.execute("INSERT INTO facet_value VALUES(?, ?, ?)", (code, facet, value))
        return code
