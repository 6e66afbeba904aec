# SPDX-License-Identifier: GPL-2.0-or-later
"""Whole projects from the tables of a store: one question for each table, however many projects are asked for."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.session import Row, Session
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ChildTable, ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import record_of
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project, ProjectInternal

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
    named = {uuid: _named(projects[uuid], lists) for uuid, lists in content.items()}
    known = {one.uuid: one for one in read_organisations(session, (one for some in named.values() for one in some))}
    return {uuid: ProjectBundle(
        project=projects[uuid], internal=internal.get(uuid, ProjectInternal()),
        organisations=tuple(known[one] for one in named[uuid] if one in known), **content[uuid])
        for uuid in dict.fromkeys(uuids) if uuid in projects}


def read_organisations(session: Session, uuids: Iterable[str]) -> Tuple[Organisation, ...]:
    """Return organisations in the order asked for, each once; unknown ones are left out."""
    wanted = [uuid for uuid in dict.fromkeys(uuids) if uuid]
    if not wanted:
        return ()
    rows = session.rows(session.statements.select_organisations, {"uuids": session.list_value(wanted)})
    found = {row["uuid"]: record_of(Organisation, row) for row in rows}
    return tuple(found[uuid] for uuid in wanted if uuid in found)


def _by_owner(rows: Sequence[Row]) -> Dict[str, List[Row]]:
    found: Dict[str, List[Row]] = {}
    for row in rows:
        found.setdefault(row["owner_uuid"], []).append(row)
    return found


def _record(session: Session, table: ChildTable, row: Row) -> Any:
    if table.shape is None:
        return record_of(table.record, row)
    return record_of(table.record, row, shape=table.shape, coordinates=session.geometry_of(row["geom"]))


def _named(project: Project, lists: _Lists) -> List[str]:
    uuids = [project.lead_uuid, *(one.organisation_uuid for one in (*lists["partners"], *lists["contacts"]))]
    return [uuid for uuid in dict.fromkeys(uuids) if uuid]
