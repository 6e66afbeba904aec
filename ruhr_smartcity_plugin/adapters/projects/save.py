# SPDX-License-Identifier: GPL-2.0-or-later
"""What one save does inside its transaction: version check, rows, history, reading back."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any, Dict, Iterable, Tuple

from ruhr_smartcity_plugin.adapters.projects import rows, statements
from ruhr_smartcity_plugin.core.errors import StoreError, VersionConflictError
from ruhr_smartcity_plugin.core.projects.changes import RECORD_FIELD, FieldChange, diff_bundles, site_table
from ruhr_smartcity_plugin.core.projects.codes import next_code
from ruhr_smartcity_plugin.core.projects.record import (
    Organisation,
    ProjectBundle,
    SiteShape,
    new_uuid,
    values_of,
)
from ruhr_smartcity_plugin.translation import tr

Children = Dict[Tuple[str, str], Dict[str, Any]]  # (table, uuid) -> columns


def read_bundle(connection: sqlite3.Connection, uuid: str) -> ProjectBundle | None:
    """Return a project with all that belongs to it, also if it is deleted; None if it never was there."""
    row = connection.execute(statements.GET_PROJECT, (uuid,)).fetchone()
    if row is None:
        return None
    found = {table: connection.execute(sql, (uuid,)).fetchall() for table, sql in statements.GET_CHILDREN.items()}
    project = rows.project_of(row)
    partners = tuple(map(rows.partner_of, found["project_organisation"]))
    named = [project.lead_uuid, *(one.organisation_uuid for one in partners)]
    return ProjectBundle(
        project=project,
        further_fields=tuple(one["field"] for one in found["project_field"]),
        technologies=tuple(one["technology"] for one in found["project_technology"]),
        sites=tuple(rows.site_of(one, shape) for shape in SiteShape for one in found[site_table(shape)]),
        municipalities=tuple(map(rows.municipality_of, found["project_municipality"])),
        partners=partners, organisations=_organisations(connection, named),
        contacts=tuple(map(rows.contact_of, connection.execute(statements.GET_CONTACTS, (uuid,)))))


def _organisations(connection: sqlite3.Connection, uuids: Iterable[str]) -> Tuple[Organisation, ...]:
    wanted = [uuid for uuid in dict.fromkeys(uuids) if uuid]
    found = (connection.execute(statements.GET_ORGANISATION, (uuid,)).fetchone() for uuid in wanted)
    return tuple(rows.organisation_of(row) for row in found if row is not None)


def write_bundle(connection: sqlite3.Connection, bundle: ProjectBundle, base_version: int, who: str,
                 comment: str) -> ProjectBundle:
    """Write a bundle inside the open transaction and return it as read back. See `ProjectStore.save`."""
    before = read_bundle(connection, bundle.project.uuid)
    _refuse_stale(bundle.project.uuid, before, base_version)
    stamp = {"changed_at": utc_now(), "changed_by": who}
    after = _prepared(connection, bundle, before, stamp)
    known = _known_organisations(connection, after)
    reference = replace(before, organisations=known) if before else None
    changes = diff_bundles(reference, after)
    if before is not None and not changes:
        return before
    for one in after.organisations:
        if one not in known:
            connection.execute(statements.INSERT_ORGANISATION, {**values_of(one), **stamp})
    _write_project(connection, after, base_version, is_new=before is None)
    _write_children(connection, before, after, stamp)
    _write_history(connection, changes, after, comment)
    connection.execute(statements.TOUCH_CONTENTS, (stamp["changed_at"],))
    return _read_back(connection, after)


def delete_project(connection: sqlite3.Connection, uuid: str, base_version: int, who: str, comment: str) -> None:
    """Set the tombstone inside the open transaction. See `ProjectStore.delete`."""
    before = read_bundle(connection, uuid)
    _refuse_stale(uuid, before, base_version)
    stamp = {"changed_at": utc_now(), "changed_by": who}
    cursor = connection.execute(statements.DELETE_PROJECT, {"uuid": uuid, "base_version": base_version, **stamp})
    if before is None or cursor.rowcount != 1:
        raise _conflict(uuid, base_version, before)
    change = FieldChange("project", uuid, RECORD_FIELD, "0", "1")
    project = replace(before.project, version=base_version + 1, **stamp)
    _write_history(connection, (change,), replace(before, project=project), comment)
    connection.execute(statements.TOUCH_CONTENTS, (stamp["changed_at"],))


def _refuse_stale(uuid: str, before: ProjectBundle | None, base_version: int) -> None:
    stored = before.project.version if before else 0
    if stored != base_version or (before is not None and before.project.deleted):
        raise _conflict(uuid, base_version, before)


def _conflict(uuid: str, base_version: int, before: ProjectBundle | None) -> VersionConflictError:
    if before is None or before.project.deleted:
        stored = 0
        sentence = tr("The project was deleted by somebody else meanwhile. Nothing was saved yet.")
    else:
        stored = before.project.version
        sentence = tr("{name} has saved this project since you opened it. Nothing was saved yet.").format(
            name=before.project.changed_by or tr("Somebody else"))
    return VersionConflictError(sentence, f"base {base_version}", uuid=uuid, base_version=base_version,
                                store_version=stored)


def _prepared(connection: sqlite3.Connection, bundle: ProjectBundle, before: ProjectBundle | None,
              stamp: Dict[str, str]) -> ProjectBundle:
    """Return the bundle as it is to be stored: next version, stamps, code, only the organisations it names."""
    old = before.project if before else None
    project = replace(
        bundle.project, version=(old.version if old else 0) + 1, deleted=False,
        created_at=old.created_at if old else stamp["changed_at"],
        created_by=old.created_by if old else stamp["changed_by"],
        code=(old.code if old else "") or bundle.project.code or _new_code(connection, bundle), **stamp)
    sites = tuple(replace(one, coordinates=rows.stored_shape_of(one)) for one in bundle.sites)
    named = {project.lead_uuid, *(one.organisation_uuid for one in bundle.partners)}
    given = {one.uuid: one for one in bundle.organisations if one.uuid in named}
    # The register's own organisations are not changed by a project that names them.
    given.update({one.uuid: one for one in _organisations(connection, named)})
    return replace(bundle, project=project, sites=sites, organisations=tuple(given.values()))


def _new_code(connection: sqlite3.Connection, bundle: ProjectBundle) -> str:
    taken = (row["code"] for row in connection.execute(statements.GET_CODES))
    return next_code(bundle.ags[0] if bundle.ags else "", taken)


def _known_organisations(connection: sqlite3.Connection, bundle: ProjectBundle) -> Tuple[Organisation, ...]:
    return _organisations(connection, (one.uuid for one in bundle.organisations))


def _write_project(connection: sqlite3.Connection, after: ProjectBundle, base_version: int, *, is_new: bool) -> None:
    values = values_of(after.project)
    if is_new:
        connection.execute(statements.INSERT_PROJECT, values)
        return
    cursor = connection.execute(statements.UPDATE_PROJECT, {**values, "base_version": base_version})
    if cursor.rowcount != 1:
        raise _conflict(after.project.uuid, base_version, None)


def _write_children(connection: sqlite3.Connection, before: ProjectBundle | None, after: ProjectBundle,
                    stamp: Dict[str, str]) -> None:
    old, new = (_children_of(before) if before else {}), _children_of(after)
    owner = {"project_uuid": after.project.uuid, **stamp}
    # Removals first: what is replaced may carry the same municipality or organisation.
    for table, uuid in old.keys() - new.keys():
        connection.execute(statements.REMOVE_CHILD[table], {"uuid": uuid, **owner})
    for key, values in new.items():
        if old.get(key) != values:
            _put_child(connection, key[0], {**values, **owner})
    _write_codes(connection, "project_field", "field", after.further_fields, owner)
    _write_codes(connection, "project_technology", "technology", after.technologies, owner)


def _put_child(connection: sqlite3.Connection, table: str, values: Dict[str, Any]) -> None:
    # An id that belongs to another project is not found here, and inserting it fails: nothing can be taken over.
    if connection.execute(statements.UPDATE_CHILD[table], values).rowcount == 0:
        connection.execute(statements.INSERT_CHILD[table], values)


def _children_of(bundle: ProjectBundle) -> Children:
    children: Children = {(site_table(one.shape), one.uuid): rows.site_values(one) for one in bundle.sites}
    children.update({("project_municipality", one.uuid): values_of(one) for one in bundle.municipalities})
    children.update({("project_organisation", one.uuid): values_of(one) for one in bundle.partners})
    return children


def _write_codes(connection: sqlite3.Connection, table: str, column: str, codes: Tuple[str, ...],
                 owner: Dict[str, str]) -> None:
    stored = connection.execute(statements.GET_CHILDREN[table], (owner["project_uuid"],)).fetchall()
    for row in stored:
        if row[column] not in codes:
            connection.execute(statements.REMOVE_CHILD[table], {"uuid": row["uuid"], **owner})
    for code in codes:
        if all(row[column] != code for row in stored):
            connection.execute(statements.INSERT_CHILD[table], {"uuid": new_uuid(), column: code, **owner})


def _write_history(connection: sqlite3.Connection, changes: Tuple[FieldChange, ...], after: ProjectBundle,
                   comment: str) -> None:
    project = after.project
    common = {"project_uuid": project.uuid, "version_before": project.version - 1, "version_after": project.version,
              "changed_by": project.changed_by, "changed_at": project.changed_at, "comment": comment or None}
    connection.executemany(statements.INSERT_CHANGE, [{**vars(one), **common} for one in changes])


def _read_back(connection: sqlite3.Connection, after: ProjectBundle) -> ProjectBundle:
    """A write that reports success may have done less (triggers, rights); only what is read back counts."""
    stored = read_bundle(connection, after.project.uuid)
    differences = diff_bundles(after, stored) if stored else ()
    if stored is None or stored.project.version != after.project.version or differences:
        raise StoreError(
            tr("The register did not take over the record as it was sent. Nothing was saved."),
            ", ".join(f"{one.table_name}.{one.field}" for one in differences))
    return stored


def utc_now() -> str:
    """Return the present moment as stores write it (UTC, milliseconds)."""
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
