# SPDX-License-Identifier: GPL-2.0-or-later
"""Taking an import back as one: what nobody has changed since becomes again what it was before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, List, Tuple

from ruhr_smartcity_plugin.adapters.projects.reading import read_bundle
from ruhr_smartcity_plugin.adapters.projects.save import delete_project, write_bundle
from ruhr_smartcity_plugin.adapters.projects.session import Session
from ruhr_smartcity_plugin.adapters.projects.sql_store import SqlStore
from ruhr_smartcity_plugin.core.errors import StoreReadOnlyError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.columns import record_of
from ruhr_smartcity_plugin.core.projects.history import state_at
from ruhr_smartcity_plugin.core.projects.import_batch import LIKE_IMPORT, LIKE_UNDO, ImportBatch, mark_in, undo_comment

_TAKEN_BACK = re.compile(r"\(([0-9a-f]{8})\)$")


@dataclass(frozen=True)
class Undone:
    """How many projects are as they were, and which were left because somebody has changed them since."""

    count: int
    left: Tuple[str, ...] = ()


def can_undo(store: Any) -> bool:
    """Answer whether imports into a register can be taken back: behind a web service there is no history."""
    return isinstance(store, SqlStore) and not store.read_only_reason


def list_imports(store: SqlStore) -> Tuple[ImportBatch, ...]:
    """Return the imports in the history that were not taken back yet, newest first."""
    with store.reading() as session:
        value = session.statements.dialect.value
        rows = session.rows(" ".join((
            "SELECT comment, changed_by, min(changed_at) AS moment, count(DISTINCT project_uuid) AS projects FROM "
            "change WHERE comment LIKE", value("pattern"), "GROUP BY comment, changed_by ORDER BY moment DESC")),
            {"pattern": LIKE_IMPORT})
        undone = {found[1] for row in session.rows(" ".join((
            "SELECT DISTINCT comment FROM change WHERE comment LIKE", value("pattern"))), {"pattern": LIKE_UNDO})
            for found in [_TAKEN_BACK.search(row["comment"])] if found}
    batches = (ImportBatch(mark_in(row["comment"]), row["comment"], row["changed_by"], row["moment"], row["projects"])
               for row in rows)
    return tuple(one for one in batches if one.mark and one.mark not in undone)


def undo_import(store: SqlStore, mark: str, who: str) -> Undone:
    """Take an import back in one transaction. New projects are deleted (their history stays), changed ones get the
    content they had before, as a new version. Projects that somebody has changed since are left and named.

    Raises StoreReadOnlyError, StoreError.
    """
    if store.read_only_reason:
        raise StoreReadOnlyError(store.read_only_reason)
    batch = next((one for one in list_imports(store) if one.mark == mark), None)
    if batch is None:
        return Undone(0)
    left: List[str] = []
    count = 0
    with store.writing() as session:
        for uuid, before, after in _saves_of(session, batch):
            present = read_bundle(session, uuid)
            if present is None or present.project.deleted or present.project.version != after:
                left.append(present.project.title if present else uuid)
            elif _take_back(session, present, before, who, undo_comment(batch)):
                count += 1
            else:
                left.append(present.project.title)
    return Undone(count, tuple(left))


def _saves_of(session: Session, batch: ImportBatch) -> List[Tuple[str, int, int]]:
    """Return project and versions before and after; later projects first, so that relations are gone before them."""
    rows = session.rows(" ".join((
        "SELECT project_uuid, min(version_before) AS before, max(version_after) AS after FROM change WHERE comment =",
        session.statements.dialect.value("comment"), "GROUP BY project_uuid ORDER BY max(fid) DESC")),
        {"comment": batch.comment})
    return [(row["project_uuid"], row["before"], row["after"]) for row in rows]


def _take_back(session: Session, present: ProjectBundle, before: int, who: str, comment: str) -> bool:
    """Answer whether the project is as it was; False if its history does not tell all of it."""
    uuid, version = present.project.uuid, present.project.version
    if before == 0:
        delete_project(session, uuid, version, who, comment)
        return True
    rows = session.rows(session.statements.history, {"uuid": uuid})
    past = state_at(present, [record_of(Change, one) for one in rows], before,
                    (*present.organisations, *present.programmes))
    if past.bundle.project.deleted:
        delete_project(session, uuid, version, who, comment)
        return True
    if past.gaps:
        return False
    write_bundle(session, past.bundle, version, who, comment)
    return True
