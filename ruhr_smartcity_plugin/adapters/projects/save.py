# SPDX-License-Identifier: GPL-2.0-or-later
"""What one save does inside its transaction, in whichever database: version check, rows, history, reading back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import Any, Callable, Dict, Iterable, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.reading import NAMED, read_bundle, read_bundles, read_shared
from ruhr_smartcity_plugin.adapters.projects.session import Session
from ruhr_smartcity_plugin.core.errors import StoreError, StoreForbiddenError, VersionConflictError
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ChildTable, ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import (
    ORGANISATION_TABLE,
    PROGRAMME_TABLE,
    RECORD_FIELD,
    FieldChange,
    as_text,
    diff_bundles,
)
from ruhr_smartcity_plugin.core.projects.codes import code_prefix, next_code
from ruhr_smartcity_plugin.core.projects.columns import values_of
from ruhr_smartcity_plugin.core.projects.record import (
    Project,
    ProjectInternal,
    Site,
    SiteShape,
    new_uuid,
)
from ruhr_smartcity_plugin.core.projects.store import Write
from ruhr_smartcity_plugin.translation import tr

Children = Dict[Tuple[str, str], Dict[str, Any]]  # (table, uuid) -> columns


def write_bundle(session: Session, bundle: ProjectBundle, base_version: int, who: str, comment: str, *,
                 takes_code: bool = False) -> ProjectBundle:
    """Write a bundle inside the open transaction and return it as read back. See `ProjectStore.save`.

    With `takes_code` the record gets the code of the bundle, if it has one, instead of keeping its own.
    """
    write = Write(bundle, base_version)
    return write_bundles(session, [write], lambda _one: who, comment, takes_code=takes_code)[0]


def write_bundles(session: Session, writes: Sequence[Write], who: Callable[[Write], str], comment: str, *,
                  takes_code: bool = False) -> Tuple[ProjectBundle, ...]:
    """Write records inside the open transaction and return them as read back, in order; see `write_bundle`.

    What is in the store before and after is read for all of them together.
    """
    uuids = [one.bundle.project.uuid for one in writes]
    before = read_bundles(session, uuids)
    for table, attribute, _named in NAMED:
        _shared(session, table, [other.uuid for one in writes for other in getattr(one.bundle, attribute)])
    written: Dict[str, ProjectBundle] = {}
    for one in writes:
        uuid, old = one.bundle.project.uuid, before.get(one.bundle.project.uuid)
        if one.is_deletion:
            if not _is_gone_already(old, one, who(one)):
                _write_deletion(session, one, old, who(one), comment, takes_code=takes_code)
            continue
        after = _written(session, one, old, who(one), comment, takes_code=takes_code)
        if after is not old:
            written[uuid] = after
    if written:
        session.after_save(utc_now())
    stored = read_bundles(session, uuids) if any(one.is_deletion for one in writes) or written else before
    for after in written.values():
        _refuse_other_content(after, stored.get(after.project.uuid))
    return tuple(stored[uuid] for uuid in uuids)


def _is_gone_already(old: ProjectBundle | None, write: Write, who: str) -> bool:
    steps = (1, 2) if write.is_edited else (1,)
    return old is not None and old.project.deleted and old.project.changed_by == who \
        and old.project.version - write.base_version in steps


def _write_deletion(session: Session, write: Write, old: ProjectBundle | None, who: str, comment: str, *,
                    takes_code: bool) -> None:
    base_version = write.base_version
    if write.is_edited and old is not None and not old.project.deleted:
        old = _written(session, write, old, who, comment, takes_code=takes_code)
        base_version = old.project.version
    delete_project(session, write.bundle.project.uuid, base_version, who, comment, before=old)


def _written(session: Session, write: Write, before: ProjectBundle | None, who: str, comment: str, *,
             takes_code: bool) -> ProjectBundle:
    bundle, base_version = write.bundle, write.base_version
    if before is not None and is_saved(before, bundle, base_version, who):
        return before  # asked again, because the answer to the first time was lost
    _refuse_stale(bundle.project.uuid, before, base_version)
    stamp = {"changed_at": utc_now(), "changed_by": who, "deleted": False}
    after = _prepared(session, bundle, before, stamp, takes_code=takes_code)
    known = {table: _shared(session, table, [one.uuid for one in getattr(after, attribute)])
             for table, attribute, _named in NAMED}
    reference = replace(before, **{attribute: known[table] for table, attribute, _named in NAMED}) if before else None
    changes = diff_bundles(reference, after)
    if before is not None and before.project.deleted:
        changes = (FieldChange("project", after.project.uuid, RECORD_FIELD, "1", "0"), *changes)
    if before is not None and not changes:
        return before
    for table, attribute, _named in NAMED:
        for one in getattr(after, attribute):
            if one not in known[table]:
                session.later(session.statements.insert_shared(table), {**values_of(one), **stamp})
                session.shared[table][one.uuid] = one
    _write_project(session, after, base_version, is_new=before is None)
    _write_internal(session, before, after, stamp)
    _write_children(session, before, after, stamp)
    _write_history(session, changes, after, comment)
    return after


def _shared(session: Session, table: str, uuids: Sequence[str]) -> Tuple[Any, ...]:
    """Return rows of a table that belongs to the whole register; what was read once in this transaction is known."""
    known = session.shared.setdefault(table, {})
    asked = [uuid for uuid in uuids if uuid not in known]
    if asked:
        known.update(dict.fromkeys(asked), **{one.uuid: one for one in read_shared(session, table, asked)})
    return tuple(known[uuid] for uuid in dict.fromkeys(uuids) if known[uuid] is not None)


def is_saved(stored: ProjectBundle, bundle: ProjectBundle, base_version: int, who: str) -> bool:
    """Answer whether `stored` is what this save by this person has already made of its base version."""
    project = stored.project
    if (project.version, project.changed_by, project.deleted) != (base_version + 1, who, False):
        return False
    coded = replace(bundle.project, code=bundle.project.code or project.code)
    return not diff_bundles(stored, replace(
        bundle, project=coded, organisations=stored.organisations, programmes=stored.programmes))


def delete_project(session: Session, uuid: str, base_version: int, who: str, comment: str, *,
                   before: ProjectBundle | None = None) -> None:
    """Set the tombstone inside the open transaction; `before` if it was read already. See `ProjectStore.delete`."""
    before = before or read_bundle(session, uuid)
    _refuse_stale(uuid, before, base_version)
    stamp = {"changed_at": utc_now(), "changed_by": who}
    values = {"uuid": uuid, "base_version": base_version, "version": base_version + 1, "deleted": True, **stamp}
    if before is None or session.run(session.statements.delete_project, values) != 1:
        raise _not_updated(session, uuid, base_version)
    change = FieldChange("project", uuid, RECORD_FIELD, "0", "1")
    project = replace(before.project, version=base_version + 1, **stamp)
    _write_history(session, (change,), replace(before, project=project), comment)
    session.after_save(stamp["changed_at"])


def _refuse_stale(uuid: str, before: ProjectBundle | None, base_version: int) -> None:
    stored = before.project.version if before else 0
    # Deleting raises the version, too: only who has seen the tombstone can name its version, and bring it back.
    if stored != base_version:
        raise _conflict(uuid, base_version, before)


def _conflict(uuid: str, base_version: int, before: ProjectBundle | None) -> VersionConflictError:
    if before is None or before.project.deleted:
        stored = 0
        sentence = tr("The project was deleted meanwhile. Nothing was saved yet.")
    else:
        stored = before.project.version
        sentence = tr("{name} has saved this project since you opened it. Nothing was saved yet.").format(
            name=before.project.changed_by or tr("Somebody else"))
    error = VersionConflictError(sentence, f"base {base_version}", uuid=uuid, base_version=base_version,
                                 store_version=stored)
    error.private = (before.project.changed_by,) if before is not None else ()
    return error


def _prepared(session: Session, bundle: ProjectBundle, before: ProjectBundle | None, stamp: Dict[str, Any], *,
              takes_code: bool) -> ProjectBundle:
    """Return the bundle as it is to be stored: next version, stamps, code, only the organisations it names."""
    old = before.project if before else None
    project = replace(
        bundle.project, version=(old.version if old else 0) + 1,
        created_at=old.created_at if old else stamp["changed_at"],
        created_by=old.created_by if old else stamp["changed_by"],
        code=_code_of(session, bundle, old, takes_code=takes_code), **stamp)
    # As they come back from the store: floats in tuples. What is the same to the millimetre stays as it is stored,
    # for the history does not tell of it.
    kept = {(one.shape, one.uuid): one.coordinates for one in before.sites} if before else {}
    sites = tuple(replace(one, coordinates=_stored_position(session, one, kept)) for one in bundle.sites)
    bundle = replace(bundle, project=project, sites=sites)
    return replace(bundle, organisations=_given(session, ORGANISATION_TABLE, bundle.organisations,
                                                bundle.named_organisations),
                   programmes=_given(session, PROGRAMME_TABLE, bundle.programmes, bundle.named_programmes))


def _given(session: Session, table: str, given: Iterable[Any], named: Iterable[str]) -> Tuple[Any, ...]:
    """Return what the project names of a table that belongs to the whole register, whose own rows it cannot change."""
    wanted = frozenset(named)
    found = {one.uuid: one for one in given if one.uuid in wanted}
    # Asked once for all projects of a transaction: each question sends off what waits to be written in one go.
    found.update({one.uuid: one for one in _shared(session, table, sorted(wanted))})
    return tuple(found.values())


def _stored_position(session: Session, site: Site, kept: Dict[Tuple[SiteShape, str], Any]) -> Any:
    old = kept.get((site.shape, site.uuid))
    if old is not None and as_text(old) == as_text(site.coordinates):
        return old
    return session.geometry_of(site.shape, session.geometry_value(site.shape, site.coordinates))


def _code_of(session: Session, bundle: ProjectBundle, old: Project | None, *, takes_code: bool) -> str:
    """A code stays for ever; only in a copy it gives way to that of the register it was made of."""
    code = bundle.project.code
    if takes_code and code:
        session.run(session.statements.free_code, {"code": code, "uuid": bundle.project.uuid})
    elif old is not None and old.code:
        return old.code
    if not code:
        return _new_code(session, bundle)
    session.codes.clear()  # a code from elsewhere may be beyond the last one given here
    return code


def _new_code(session: Session, bundle: ProjectBundle) -> str:
    ags = bundle.ags[0] if bundle.ags else ""
    prefix = code_prefix(ags)
    if prefix in session.codes:
        taken = [session.codes[prefix]]
    else:
        beyond = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        rows = session.rows(session.statements.select_codes, {"prefix": prefix, "beyond": beyond})
        taken = [row["code"] for row in rows]
    session.codes[prefix] = next_code(ags, taken)
    return session.codes[prefix]


def _write_project(session: Session, after: ProjectBundle, base_version: int, *, is_new: bool) -> None:
    values = values_of(after.project)
    if is_new:
        session.later(session.statements.insert_project, values)
    elif session.run(session.statements.update_project, {**values, "base_version": base_version}) != 1:
        raise _not_updated(session, after.project.uuid, base_version)


def _not_updated(session: Session, uuid: str, base_version: int) -> StoreError:
    """Nothing was changed and nothing was said: either somebody was faster, or the rights swallowed the change."""
    stored = read_bundle(session, uuid)
    if stored is not None and stored.project.version == base_version and not stored.project.deleted:
        return StoreForbiddenError(tr(
            "The register does not let you change this record: it belongs to another municipality, or your log-in may "
            "only read. Nothing was saved."), f"uuid {uuid}: the change was swallowed")
    return _conflict(uuid, base_version, stored)


def _write_internal(session: Session, before: ProjectBundle | None, after: ProjectBundle,
                    stamp: Dict[str, Any]) -> None:
    if after.internal == (before.internal if before else ProjectInternal()):
        return
    uuid = after.project.uuid
    values = {"uuid": uuid, "project_uuid": uuid, **values_of(after.internal), **stamp}
    if before is None or session.run(session.statements.update_internal, values) == 0:
        session.later(session.statements.insert_internal, values)


def _write_children(session: Session, before: ProjectBundle | None, after: ProjectBundle,
                    stamp: Dict[str, Any]) -> None:
    old, new = (_children_of(session, before) if before else {}), _children_of(session, after)
    owner = {"project_uuid": after.project.uuid, **stamp}
    # Removals first: what is replaced may carry the same municipality or organisation. And the other way round,
    # so that what points at others goes before them.
    for table, uuid in reversed([one for one in old if one not in new]):
        session.run(session.statements.remove_child(table), {"uuid": uuid, **owner, "deleted": True})
    for key, values in new.items():
        if old.get(key) != values:
            _put_child(session, key[0], {**values, **owner}, is_new=before is None)
    for table, attribute, column in CODE_TABLES:
        old_codes = getattr(before, attribute) if before else ()
        if frozenset(old_codes) != frozenset(getattr(after, attribute)):
            _write_codes(session, table, column, getattr(after, attribute), owner, is_new=before is None)


def _put_child(session: Session, table: str, values: Dict[str, Any], *, is_new: bool) -> None:
    # An id that belongs to another project is not found here, and inserting it fails: nothing can be taken over.
    if is_new or session.run(session.statements.update_child(table), values) == 0:
        session.later(session.statements.insert_child(table), values)


def _children_of(session: Session, bundle: ProjectBundle) -> Children:
    children: Children = {}
    for table in CHILD_TABLES:
        for one in table.records_of(bundle):
            children[table.name, one.uuid] = child_values(session, table, one)
    return children


def child_values(session: Session, table: ChildTable, one: Any) -> Dict[str, Any]:
    """Return the columns of a record that hangs on a project, places (EPSG:25832) as the database keeps them."""
    values = values_of(one)
    if table.shape is not None:
        values["geom"] = session.geometry_value(table.shape, values.pop("coordinates"))
        del values["shape"]
    return values


def _write_codes(session: Session, table: str, column: str, codes: Tuple[str, ...], owner: Dict[str, Any], *,
                 is_new: bool) -> None:
    statements = session.statements
    stored = [] if is_new else session.rows(statements.select_children(table), {"uuid": owner["project_uuid"]})
    for row in stored:
        if row[column] not in codes:
            session.run(statements.remove_child(table), {"uuid": row["uuid"], **owner, "deleted": True})
    for code in dict.fromkeys(codes):
        if all(row[column] != code for row in stored):
            session.later(statements.insert_child(table), {"uuid": new_uuid(), column: code, **owner})


def _write_history(session: Session, changes: Tuple[FieldChange, ...], after: ProjectBundle, comment: str) -> None:
    project = after.project
    common = {"project_uuid": project.uuid, "version_before": project.version - 1, "version_after": project.version,
              "changed_by": project.changed_by, "changed_at": project.changed_at, "comment": comment or None}
    for one in changes:
        session.later(session.statements.insert_change, {**vars(one), **common})


def _refuse_other_content(after: ProjectBundle, stored: ProjectBundle | None) -> None:
    """A write that reports success may have done less (triggers, rights); only what is read back counts."""
    differences = diff_bundles(after, stored) if stored else ()
    if stored is None or stored.project.version != after.project.version or differences:
        raise StoreError(
            tr("The register did not take over the record as it was sent. Nothing was saved."),
            ", ".join(f"{one.table_name}.{one.field}" for one in differences))


def utc_now() -> str:
    """Return the present moment as stores write it (UTC, milliseconds)."""
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
