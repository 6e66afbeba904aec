# SPDX-License-Identifier: GPL-2.0-or-later
"""What a record of the master data was at an earlier version: its present state with the rows of its history undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Dict, Iterable, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.changes import GONE, RECORD_FIELD, Change, as_text
from ruhr_smartcity_plugin.core.projects.columns import columns_of, record_of, values_of
from ruhr_smartcity_plugin.core.projects.history import WITHOUT_ROW, earliest_version, version_at
from ruhr_smartcity_plugin.core.projects.master import BY_NAME, CONTACT_TABLE, MasterRecord
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class PastMaster:
    """A record as it was, and what of it the history does not tell: (table, id, field); see `PastState`."""

    record: MasterRecord
    gaps: Tuple[Tuple[str, str, str], ...] = ()


def rows_of_record(changes: Sequence[Change]) -> Tuple[Change, ...]:
    """Return the history of one record, newest first, in its own versions.

    `changes` are all rows about it, newest first. One that came with a project was made by the oldest of that
    project's rows; what other projects say that name it is their history.
    """
    own = tuple(one for one in changes if one.project_uuid == one.record_uuid)
    others = [one for one in changes if one.project_uuid != one.record_uuid]
    if not others or (own and own[-1].version_before != 1):
        return own
    first = others[-1]
    made = tuple(replace(one, project_uuid=one.record_uuid, version_before=0, version_after=1) for one in others
                 if (one.project_uuid, one.version_after) == (first.project_uuid, first.version_after))
    return (*own, *made)


def master_at(present: MasterRecord, changes: Sequence[Change], version: int) -> PastMaster:
    """Return a record as it was at a version; `changes` as `rows_of_record` gives them.

    Raises InputError for a version the history does not reach.
    """
    if version > present.version or (version < earliest_version(changes) and version != present.version):
        raise InputError(tr("Version {version} cannot be restored: the history of this entry begins later.").format(
            version=version), f"{present.uuid}: {earliest_version(changes)} to {present.version}")
    values = {name: as_text(value) for name, value in values_of(present.record).items()}
    is_deleted, told = present.deleted, set()
    gaps: List[Tuple[str, str, str]] = []
    for one in changes:
        if one.version_after <= version:
            break
        told.add(one.version_after)
        if one.field == RECORD_FIELD:
            is_deleted = one.old_value == GONE
        elif one.field in values:
            if not _is_same(values[one.field], one.new_value):
                gaps.append((present.table, present.uuid, one.field))
            values[one.field] = one.old_value
    gaps += [(WITHOUT_ROW, "", str(one)) for one in range(version + 1, present.version + 1) if one not in told]
    kind = BY_NAME[present.table].record
    record = record_of(kind, {one.name: values.get(one.name) for one in columns_of(kind)})
    save = next((one for one in changes if one.version_after <= version), None)
    stamp = (save.changed_at, save.changed_by) if save else ("", "")
    return PastMaster(MasterRecord(present.table, record, version, is_deleted, *stamp), tuple(dict.fromkeys(gaps)))


def masters_at(records: Iterable[MasterRecord], histories: Mapping[str, Sequence[Change]],
               moment: str) -> Tuple[MasterRecord, ...]:
    """Return the records that were there at a moment (UTC, ISO 8601), as they were.

    `histories` holds all rows about records by their ids, newest first; one without any is older than the history.
    """
    found = []
    for one in records:
        changes = rows_of_record(histories.get(one.uuid, ()))
        version = version_at(changes, moment) if changes else one.version
        if not version:
            continue
        past = one if version >= one.version else master_at(one, changes, max(version, earliest_version(changes)))
        past = past if isinstance(past, MasterRecord) else past.record
        if not past.deleted:
            found.append(past)
    return tuple(found)


def restored(stored: Iterable[MasterRecord], wanted: MasterRecord) -> Tuple[MasterRecord, ...]:
    """Return what is to be saved so that a deleted record is there again.

    An organisation comes with the contacts that went with it, a contact with its organisation.
    """
    known: Dict[str, MasterRecord] = {one.uuid: one for one in stored}
    back = [wanted]
    if wanted.table == CONTACT_TABLE:
        owner = known.get(wanted.record.organisation_uuid)
        back += [owner] if owner is not None and owner.deleted else []
    else:
        back += [one for one in known.values() if one.table == CONTACT_TABLE and one.deleted
                 and one.record.organisation_uuid == wanted.uuid
                 and (one.changed_at, one.changed_by) == (wanted.changed_at, wanted.changed_by)]
    return tuple(replace(one, deleted=False) for one in back)


def _is_same(one: str | None, other: str | None) -> bool:
    if one == other or one is None or other is None:
        return one == other
    try:
        return float(one) == float(other)
    except ValueError:
        return False
