# SPDX-License-Identifier: GPL-2.0-or-later
"""Whole projects from the tables of a store: one question for each table, however many projects are asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Dict, Iterable, List, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.session import Row, Session
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ChildTable, ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import ORGANISATION_TABLE, PROGRAMME_TABLE
from ruhr_smartcity_plugin.core.projects.columns import record_of
from ruhr_smartcity_plugin.core.projects.details import FundingProgramme
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project, ProjectInternal

# What a project names, but does not own: rows that belong to the whole register.
NAMED: Tuple[Tuple[str, str, Callable[[ProjectBundle], Iterable[str]]], ...] = (
    (ORGANISATION_TABLE, "organisations", lambda one: (
        one.project.lead_uuid, *(other.organisation_uuid for other in (*one.partners, *one.contacts)))),
    (PROGRAMME_TABLE, "programmes", lambda one: (other.programme_uuid for other in one.fundings)),
)
_SHARED = {ORGANISATION_TABLE: Organisation, PROGRAMME_TABLE: FundingProgramme}
_Lists = Dict[str, Tuple[Any, ...]]


def read_bundle(session: Session, uuid: str) -> ProjectBundle | None:
    """Return a project with all that belongs to it, also if it is deleted; None if it never was there."""
    return read_bundles(session, [uuid]).get(uuid)


def read_bundles(session: Session, uuids: Sequence[str]) -> Dict[str, ProjectBundle]:
    """Return projects with all that belongs to them, in the order asked for; those that never were are left out."""
    asked = {"uuids": session.list_value(uuids)}
    statements = session.statements
    projects = {row["uuid"]: record_of(Project, row) for row in session.rows(statements.select_projects, asked)}
    if not projects:
        return {}
    internal = {row["project_uuid"]: record_of(ProjectInternal, row)
                for row in session.rows(statements.select_internals, asked)}
    content: Dict[str, _Lists] = {uuid: {} for uuid in projects}
    for table in CHILD_TABLES:
        found = _by_owner(session.rows(statements.select_children_of(table.name), asked))
        for uuid, lists in content.items():
            records = tuple(_record(session, table, row) for row in found.get(uuid, ()))
            lists[table.attribute] = lists.get(table.attribute, ()) + records
    for name, attribute, column in CODE_TABLES:
        found = _by_owner(session.rows(statements.select_children_of(name), asked))
        for uuid, lists in content.items():
            lists[attribute] = tuple(row[column] for row in found.get(uuid, ()))
    bare = {uuid: ProjectBundle(project=projects[uuid], internal=internal.get(uuid, ProjectInternal()),
                                **content[uuid])
            for uuid in dict.fromkeys(uuids) if uuid in projects}
    return _with_named(session, bare)


def _with_named(session: Session, bundles: Dict[str, ProjectBundle]) -> Dict[str, ProjectBundle]:
    for table, attribute, named in NAMED:
        wanted = {uuid: tuple(dict.fromkeys(filter(None, named(one)))) for uuid, one in bundles.items()}
        rows = read_shared(session, table, (one for some in wanted.values() for one in some))
        known = {one.uuid: one for one in rows}
        bundles = {uuid: replace(one, **{attribute: tuple(known[name] for name in wanted[uuid] if name in known)})
                   for uuid, one in bundles.items()}
    return bundles


def read_shared(session: Session, table: str, uuids: Iterable[str]) -> Tuple[Any, ...]:
    """Return rows of a table that belongs to the whole register in the order asked for, each once, if they are there.
    """
    wanted = [uuid for uuid in dict.fromkeys(uuids) if uuid]
    if not wanted:
        return ()
    rows = session.rows(session.statements.select_shared(table), {"uuids": session.list_value(wanted)})
    found = {row["uuid"]: record_of(_SHARED[table], row) for row in rows}
    return tuple(found[uuid] for uuid in wanted if uuid in found)


def _by_owner(rows: Sequence[Row]) -> Dict[str, List[Row]]:
    found: Dict[str, List[Row]] = {}
    for row in rows:
        found.setdefault(row["owner"], []).append(row)
    return found


def _record(session: Session, table: ChildTable, row: Row) -> Any:
    if table.shape is None:
        return record_of(table.record, row)
    return record_of(table.record, row, shape=table.shape, coordinates=session.geometry_of(table.shape, row["geom"]))
