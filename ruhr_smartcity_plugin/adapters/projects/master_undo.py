# SPDX-License-Identifier: GPL-2.0-or-later
"""Taking back what one import or one join has done to the master data, in the open transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Dict, Iterable, List, Sequence, Set, Tuple

from ruhr_smartcity_plugin.adapters.projects.master_past import of_master_data, read_record_history
from ruhr_smartcity_plugin.adapters.projects.master_rows import read_masters, read_users, write_masters
from ruhr_smartcity_plugin.adapters.projects.session import Session
from ruhr_smartcity_plugin.core.errors import StillNamedError, StoreForbiddenError
from ruhr_smartcity_plugin.core.projects.changes import SHARED_TABLES
from ruhr_smartcity_plugin.core.projects.master import CONTACT_TABLE, MasterRecord, in_order
from ruhr_smartcity_plugin.core.projects.master_history import master_at

# Rows of master data that tell of themselves, not of a project.
OWN_ROWS = " ".join(("project_uuid = record_uuid AND", of_master_data()))


@dataclass(frozen=True)
class UndoneMasters:
    """How many records are as they were, and the names of those that somebody has changed since."""

    count: int
    left: Tuple[str, ...] = ()


def undo_masters(session: Session, present: Sequence[MasterRecord], comment: str, who: str,
                 why: str) -> UndoneMasters:
    """Take back what the saves with this comment did to what the register holds; projects are as before already.

    What came with them goes again, unless something else uses it; what they changed gets its former content.
    """
    stored = {one.uuid: one for one in present}
    saves, left = _own_saves(session, comment), []
    made: List[MasterRecord] = []
    changed: List[MasterRecord] = []
    for uuid, (before, after) in saves.items():
        one = stored.get(uuid)
        if one is None or one.version != after:
            left.append(one.title if one is not None else uuid)
        elif not before:
            made += [] if one.deleted else [one]
        else:
            past = master_at(one, read_record_history(session, uuid), before)
            if past.gaps:
                left.append(one.title)
            else:
                changed.append(replace(past.record, version=one.version))
    made += [one for one in _brought(session, comment, stored) if one.uuid not in saves]
    # What is changed back comes first: a contact that belongs elsewhere again keeps nothing of what goes.
    write_masters(session, changed, who, why)
    removed = _remove(session, made, who, why)
    return UndoneMasters(len(changed) + removed, tuple(left))


def _own_saves(session: Session, comment: str) -> Dict[str, Tuple[int, int]]:
    rows = session.rows(" ".join((
        "SELECT record_uuid, min(version_before) AS before, max(version_after) AS after FROM change WHERE", OWN_ROWS,
        "AND comment =", session.statements.dialect.value("comment"), "GROUP BY record_uuid")), {"comment": comment})
    return {row["record_uuid"]: (row["before"], row["after"]) for row in rows}


def _brought(session: Session, comment: str, stored: Dict[str, MasterRecord]) -> Iterable[MasterRecord]:
    """Return what came with the projects: made at the very moment of their save, and not touched since."""
    found: Set[str] = set()
    for table in SHARED_TABLES:
        rows = session.rows(" ".join((
            "SELECT DISTINCT o.uuid FROM change c JOIN", table, "o ON o.uuid = c.record_uuid AND o.created_at = "
            "c.changed_at WHERE c.project_uuid <> c.record_uuid AND c.table_name =",
            session.statements.dialect.value("table"), "AND c.comment =", session.statements.dialect.value("comment"))),
            {"table": table, "comment": comment})
        found.update(row["uuid"] for row in rows)
    return [stored[uuid] for uuid in sorted(found) if uuid in stored and not stored[uuid].deleted
            and stored[uuid].version == 1]


def _remove(session: Session, made: Sequence[MasterRecord], who: str, why: str) -> int:
    """Delete what nothing else uses, and what the rights allow; returns how many that were."""
    if not made:
        return 0
    users, owners = read_users(session), {
        one.uuid: one.record.organisation_uuid for one in read_masters(session)
        if one.table == CONTACT_TABLE and not one.deleted}
    removed = 0
    for one in in_order(replace(record, deleted=True) for record in made):
        if one.uuid in users or one.uuid in owners.values():
            continue
        try:
            write_masters(session, [one], who, why)
        except (StillNamedError, StoreForbiddenError):
            continue  # it stays: others use it, or keep it
        owners.pop(one.uuid, None)
        removed += 1
    return removed
