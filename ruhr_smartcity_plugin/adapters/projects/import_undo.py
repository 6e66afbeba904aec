# SPDX-License-Identifier: GPL-2.0-or-later
"""Taking an import back as one: what nobody has changed since becomes again what it was before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Dict, List, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.master_rows import read_masters
from ruhr_smartcity_plugin.adapters.projects.master_undo import OWN_ROWS, undo_masters
from ruhr_smartcity_plugin.adapters.projects.reading import read_bundles
from ruhr_smartcity_plugin.adapters.projects.save import write_bundles
from ruhr_smartcity_plugin.adapters.projects.session import Session
from ruhr_smartcity_plugin.adapters.projects.sql_store import SqlStore
from ruhr_smartcity_plugin.core.errors import StoreReadOnlyError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import SHARED_TABLES, Change
from ruhr_smartcity_plugin.core.projects.columns import columns_of, record_of
from ruhr_smartcity_plugin.core.projects.history import state_at
from ruhr_smartcity_plugin.core.projects.import_batch import (
    LIKE_IMPORT,
    LIKE_JOIN,
    LIKE_UNDO,
    ImportBatch,
    mark_in,
    undo_comment,
)
from ruhr_smartcity_plugin.core.projects.store import Write

_TAKEN_BACK = re.compile(r"\(([0-9a-f]{8})\)$")


@dataclass(frozen=True)
class Undone:
    """How many projects are as they were, what was left because somebody has changed it since, and how many entries
    of the master data are as they were.
    """

    count: int
    left: Tuple[str, ...] = ()
    masters: int = 0


def can_undo(store: Any) -> bool:
    """Answer whether imports into a register can be taken back: behind a web service there is no history."""
    return isinstance(store, SqlStore) and not store.read_only_reason


def list_imports(store: SqlStore) -> Tuple[ImportBatch, ...]:
    """Return the imports and joins in the history that were not taken back yet, newest first."""
    with store.reading() as session:
        value = session.statements.dialect.value
        rows = session.rows(" ".join((
            "SELECT comment, changed_by, min(changed_at) AS moment, count(DISTINCT CASE WHEN", OWN_ROWS,
            "THEN NULL ELSE project_uuid END) AS projects FROM change WHERE comment LIKE", value("pattern"),
            "OR comment LIKE", value("other"), "GROUP BY comment, changed_by ORDER BY moment DESC")),
            {"pattern": LIKE_IMPORT, "other": LIKE_JOIN})
        undone = {found[1] for row in session.rows(" ".join((
            "SELECT DISTINCT comment FROM change WHERE comment LIKE", value("pattern"))), {"pattern": LIKE_UNDO})
            for found in [_TAKEN_BACK.search(row["comment"])] if found}
    batches = (ImportBatch(mark_in(row["comment"]), row["comment"], row["changed_by"], row["moment"], row["projects"])
               for row in rows)
    return tuple(one for one in batches if one.mark and one.mark not in undone)


def undo_import(store: SqlStore, mark: str, who: str) -> Undone:
    """Take an import back in one transaction. New projects are deleted (their history stays), changed ones get the
    content they had before, as a new version; so do the master data. What somebody has changed since is left and named.

    Raises StoreReadOnlyError, StoreError.
    """
    if store.read_only_reason:
        raise StoreReadOnlyError(store.read_only_reason)
    batch = next((one for one in list_imports(store) if one.mark == mark), None)
    if batch is None:
        return Undone(0)
    left: List[str] = []
    writes: List[Write] = []
    with store.writing() as session:
        saves = _saves_of(session, batch)
        uuids = [uuid for uuid, _before, _after in saves]
        found, histories = read_bundles(session, uuids), _histories(session, uuids)
        stored = read_masters(session)
        shared = tuple(one.record for one in stored if one.table in SHARED_TABLES)
        for uuid, before, after in saves:
            present = found.get(uuid)
            if present is None or present.project.deleted or present.project.version != after:
                left.append(present.project.title if present else uuid)
                continue
            write = _taken_back(present, before, histories.get(uuid, ()), shared)
            if write is None:
                left.append(present.project.title)
            else:
                writes.append(write)
        write_bundles(session, writes, lambda _one: who, undo_comment(batch))
        masters = undo_masters(session, stored, batch.comment, who, undo_comment(batch))
    return Undone(len(writes), (*left, *masters.left), masters.count)


def _histories(session: Session, uuids: Sequence[str]) -> Dict[str, List[Change]]:
    """Return the histories of projects, newest first, by their ids."""
    found: Dict[str, List[Change]] = {}
    is_asked = session.statements.dialect.one_of("project_uuid", "uuids")
    columns = ", ".join(one.name for one in columns_of(Change))
    for row in session.rows(" ".join(("SELECT", columns, "FROM change WHERE", is_asked, "ORDER BY fid DESC")),
                            {"uuids": session.list_value(uuids)}):
        found.setdefault(row["project_uuid"], []).append(record_of(Change, row))
    return found


def _saves_of(session: Session, batch: ImportBatch) -> List[Tuple[str, int, int]]:
    """Return project and versions before and after; later projects first, so that relations are gone before them."""
    rows = session.rows(" ".join((
        "SELECT project_uuid, min(version_before) AS before, max(version_after) AS after FROM change WHERE comment =",
        session.statements.dialect.value("comment"), "AND NOT (", OWN_ROWS,
        ") GROUP BY project_uuid ORDER BY max(fid) DESC")),
        {"comment": batch.comment})
    return [(row["project_uuid"], row["before"], row["after"]) for row in rows]


def _taken_back(present: ProjectBundle, before: int, history: Sequence[Change],
                shared: Sequence[Any]) -> Write | None:
    """Return the write that makes a project what it was; None if its history does not tell all of it."""
    deletion = Write(present, present.project.version, is_deletion=True)
    if before == 0:
        return deletion
    past = state_at(present, history, before, shared)
    if past.bundle.project.deleted:
        return deletion
    return None if past.gaps else Write(past.bundle, present.project.version)
