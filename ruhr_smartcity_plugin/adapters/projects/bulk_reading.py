# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading the whole register: each table once, its rows handed to their projects."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, Iterable, List, Tuple

from ruhr_smartcity_plugin.adapters.projects.session import Session
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ChildTable, ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import ORGANISATION_TABLE, PROGRAMME_TABLE
from ruhr_smartcity_plugin.core.projects.columns import record_of, row_reader
from ruhr_smartcity_plugin.core.projects.details import FundingProgramme
from ruhr_smartcity_plugin.core.projects.list_details import ListDetails, ListedPlace
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project, ProjectInternal, Visibility

Rows = Dict[str, List[Any]]  # by the id of the project


def read_all(session: Session) -> Tuple[ProjectBundle, ...]:
    """Return all projects that are not deleted, by title; as `read_bundle` returns each."""
    statements = session.statements
    content: Dict[str, Rows] = {}
    for table in CHILD_TABLES:
        _collect(content.setdefault(table.attribute, {}), _children(session, table))
    for name, attribute, column in CODE_TABLES:
        _collect(content.setdefault(attribute, {}),
                 ((row["owner"], row[column]) for row in session.rows(statements.all_children(name), {})))
    internal = {row["owner"]: record_of(ProjectInternal, row) for row in session.rows(statements.all_internal, {})}
    organisations = _shared(session, ORGANISATION_TABLE, Organisation)
    programmes = _shared(session, PROGRAMME_TABLE, FundingProgramme)
    read = row_reader(Project)
    projects = [read(row) for row in session.rows(statements.all_projects, {})]
    bundles = (_bundle(one, content, internal) for one in projects)
    return tuple(replace(one, organisations=_named(organisations, one.named_organisations),
                         programmes=_named(programmes, one.named_programmes)) for one in bundles)


def _shared(session: Session, table: str, record: type) -> Dict[str, Any]:
    return {row["uuid"]: record_of(record, row) for row in session.rows(session.statements.all_shared(table), {})}


def _named(known: Dict[str, Any], uuids: Iterable[str]) -> Tuple[Any, ...]:
    return tuple(known[one] for one in uuids if one in known)


def _children(session: Session, table: ChildTable) -> Iterable[Tuple[str, Any]]:
    rows = session.rows(session.statements.all_children(table.name), {})
    read = row_reader(table.record)
    if table.shape is None:
        return ((row["owner"], read(row)) for row in rows)
    return ((row["owner"], read(row, shape=table.shape, coordinates=session.geometry_of(row["geom"]))) for row in rows)


def _collect(kept: Rows, found: Iterable[Tuple[str, Any]]) -> None:
    for owner, one in found:
        kept.setdefault(owner, []).append(one)


def _bundle(project: Project, content: Dict[str, Rows], internal: Dict[str, ProjectInternal]) -> ProjectBundle:
    own = {attribute: tuple(rows.get(project.uuid, ())) for attribute, rows in content.items()}
    return ProjectBundle(project=project, internal=internal.get(project.uuid, ProjectInternal()), **own)


def read_details(session: Session) -> ListDetails:
    """Return what lists search and find on the map; nothing of an internal table is read."""
    statements = session.statements
    texts: Rows = {row["uuid"]: [row[name] for name in ("description", "challenge", "solution", "result") if row[name]]
                   for row in session.rows(statements.list_texts, {})}
    _collect(texts, ((row["owner"], row["name"]) for row in session.rows(statements.list_partners, {})))
    places: List[ListedPlace] = []
    for table in CHILD_TABLES:
        if table.shape is None:
            continue
        for row in session.rows(statements.list_places(table.name), {}):
            is_public = row["visibility"] == Visibility.PUBLIC.value
            places.append(ListedPlace(row["owner"], table.shape, row["fid"], session.box_of(row), is_public))
            if row["label"]:
                texts.setdefault(row["owner"], []).append(row["label"])
    codes: Dict[str, Rows] = {}
    for name, attribute, column in CODE_TABLES:
        _collect(codes.setdefault(attribute, {}),
                 ((row["owner"], row[column]) for row in session.rows(statements.all_children(name), {})))
    return ListDetails(texts=_fixed(texts), places=tuple(places),
                       **{attribute: _fixed(rows) for attribute, rows in codes.items()})


def _fixed(rows: Rows) -> Dict[str, Tuple[Any, ...]]:
    return {owner: tuple(one) for owner, one in rows.items()}
