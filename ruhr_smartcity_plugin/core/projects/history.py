# SPDX-License-Identifier: GPL-2.0-or-later
"""What a project was at an earlier version: its present state with the rows of its history undone, newest first.

The history holds one row for each field that a save has changed. What was changed past the plugin may stand in no row:
another program, or in plain QGIS positions and contents of contacts (see `triggers`). Such places are found while
undoing, by values that do not fit and by versions without a row, and are named as gaps, never passed over.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import (
    GONE,
    INTERNAL_TABLE,
    ORGANISATION_TABLE,
    PROGRAMME_TABLE,
    RECORD_FIELD,
    Change,
    as_text,
    exact_text,
    records_of,
)
from ruhr_smartcity_plugin.core.projects.columns import columns_of, record_of
from ruhr_smartcity_plugin.core.projects.details import FundingProgramme
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project, ProjectInternal
from ruhr_smartcity_plugin.translation import tr

Key = Tuple[str, str]  # table, id of the record
Values = Dict[str, "str | None"]
_CHILD_TABLES = {one.name: one for one in CHILD_TABLES}
_UNTOLD = ("contact",)  # plain QGIS writes that they came and went, not what they held
# A gap of this "table" is a version without a row (field: its number): positions edited in plain QGIS, or what the
# asker may not see.
WITHOUT_ROW = "version"
# Rows of the whole register, which a project names: they have no versions.
_SHARED = {ORGANISATION_TABLE: Organisation, PROGRAMME_TABLE: FundingProgramme}


@dataclass(frozen=True)
class Version:
    """One save: its number, who made it, when (UTC, ISO 8601), with which comment, and what it changed."""

    number: int
    who: str
    when: str
    comment: str
    changes: Tuple[Change, ...]

    @property
    def is_first(self) -> bool:
        """Whether the project was made by this save."""
        return self.changes[0].version_before == 0

    @property
    def is_deletion(self) -> bool:
        """Whether this save deleted the project, or the record of the master data, whose history this is."""
        return any(one.record_uuid == one.project_uuid and one.field == RECORD_FIELD and one.new_value == GONE
                   for one in self.changes)


@dataclass(frozen=True)
class PastState:
    """A project as it was, and what of it the history does not tell: (table, id of the record, field).

    A gap of the field ``deleted`` is a record that was there, but of which nothing is known; see also `WITHOUT_ROW`.
    """

    bundle: ProjectBundle
    gaps: Tuple[Tuple[str, str, str], ...] = ()


def versions_of(changes: Sequence[Change]) -> Tuple[Version, ...]:
    """Return the saves in a history, newest first. `changes` as `ProjectStore.history` gives them."""
    saves = (tuple(group) for _number, group in groupby(changes, lambda one: one.version_after))
    return tuple(Version(one[0].version_after, one[0].changed_by, one[0].changed_at, one[0].comment or "",
                         tuple(reversed(one))) for one in saves)


def earliest_version(changes: Sequence[Change]) -> int:
    """Return the first version that can be told: 1, or that before the oldest row if older rows are missing."""
    return max(1, changes[-1].version_before) if changes else 0


def version_at(changes: Sequence[Change], moment: str) -> int:
    """Return the version that was the present one at a moment (UTC, ISO 8601); 0 if there was none yet."""
    for one in changes:
        if one.changed_at <= moment:
            return one.version_after
    return changes[-1].version_before if changes else 0


def state_at(present: ProjectBundle, changes: Sequence[Change], version: int,
             shared: Iterable[Organisation | FundingProgramme] = ()) -> PastState:
    """Return the project as it was at a version.

    `present` is what the store holds now, `changes` its history, newest first; `shared` the organisations and funding
    programmes of the register, which have no versions: they are shown as they are today. So is `source`. Raises
    InputError for a version the history does not reach.
    """
    newest = present.project.version
    if version > newest or (version < earliest_version(changes) and version != newest):
        raise InputError(tr("Version {version} cannot be restored: the history of this project begins later.").format(
            version=version), f"{present.project.uuid}: {earliest_version(changes)} to {newest}")
    past = _Past(present, changes)
    undone = [save for save in versions_of(changes) if save.number > version]
    for save in undone:
        past.undo(save)
    told = {save.number for save in undone}
    past.gaps += [(WITHOUT_ROW, "", str(one)) for one in range(version + 1, newest + 1) if one not in told]
    return PastState(past.bundle(version, shared), tuple(dict.fromkeys(past.gaps)))


def as_new_edit(past: ProjectBundle, present: ProjectBundle) -> ProjectBundle:
    """Return an earlier content as an edit of the present project, to be saved as its next version.

    Code and review state stay as they are today: steps of the review are taken by people, not brought back.
    """
    now = present.project
    kept = {name: getattr(now, name) for name in (
        "uuid", "version", "created_at", "created_by", "changed_at", "changed_by", "source", "code", "review_state")}
    return replace(past, project=replace(past.project, deleted=False, **kept))


class _Past:
    """A project on its way back in time."""

    def __init__(self, present: ProjectBundle, changes: Sequence[Change]) -> None:
        self._present, self._changes = present, changes
        self._is_deleted = present.project.deleted
        self._values: Dict[Key, Values] = {
            key: {name: exact_text(value) for name, value in record.items()}
            for key, record in records_of(present).items()}
        self._rows: Dict[Key, List[Change]] = {}
        for one in reversed(changes):
            self._rows.setdefault((one.table_name, one.record_uuid), []).append(one)
        # Records stand in the order in which they came; those without a row came before the history.
        self._places = {key: place for place, key in enumerate(self._rows)}
        self.gaps: List[Tuple[str, str, str]] = []

    def undo(self, save: Version) -> None:
        rows: Dict[Key, List[Change]] = {}
        for one in save.changes:
            rows.setdefault((one.table_name, one.record_uuid), []).append(one)
        for key, changes in rows.items():
            if key[0] in _SHARED:
                continue
            if key[0] in _CHILD_TABLES:
                self._undo_child(key, changes, save.number)
            else:
                self._undo_fields(key, changes)

    def _undo_child(self, key: Key, changes: List[Change], number: int) -> None:
        if any(one.field == RECORD_FIELD and one.new_value == GONE for one in changes):
            self._values[key] = self._content_before(key, number)
        elif self._was_there_before(key, changes, number):
            self._undo_fields(key, changes)
        elif self._values.pop(key, None) is None:
            self.gaps.append((*key, RECORD_FIELD))

    def _undo_fields(self, key: Key, changes: List[Change]) -> None:
        values = self._values.setdefault(key, {})
        for one in changes:
            if one.field == RECORD_FIELD:
                if key[0] == "project":
                    self._is_deleted = one.old_value == GONE
                continue
            if not _is_same(one.field, values.get(one.field), one.new_value):
                self.gaps.append((*key, one.field))
            values[one.field] = one.old_value

    def _was_there_before(self, key: Key, changes: List[Change], number: int) -> bool:
        earlier = [one for one in self._rows[key] if one.version_after < number]
        if earlier:
            return not (earlier[-1].field == RECORD_FIELD and earlier[-1].new_value == GONE)
        # No earlier row: it was made now, unless the first rows are missing.
        return any(one.old_value is not None for one in changes)

    def _content_before(self, key: Key, number: int) -> Values:
        """Return what a record held when it was removed: its rows since it came, in order."""
        values: Values = {}
        is_there = False
        for one in self._rows[key]:
            if one.version_after >= number:
                break
            if one.field == RECORD_FIELD and one.new_value == GONE:
                is_there = False
                continue
            if one.field == RECORD_FIELD and one.old_value == GONE:
                is_there = True  # came back as it was
                continue
            if not is_there:
                is_there, values = True, {}
                if one.old_value is not None and one.field != RECORD_FIELD:
                    self.gaps.append((*key, RECORD_FIELD))  # what it held before is not known
            values[one.field] = one.new_value
        if not is_there or (key[0] in _UNTOLD and not set(values) - {RECORD_FIELD}):
            self.gaps.append((*key, RECORD_FIELD))
        return values

    def bundle(self, version: int, shared: Iterable[Organisation | FundingProgramme]) -> ProjectBundle:
        lists: Dict[str, Tuple[Any, ...]] = {one.attribute: () for one in CHILD_TABLES}
        for table in CHILD_TABLES:
            keys = sorted((key for key in self._values if key[0] == table.name),
                          key=lambda key: self._places.get(key, -1))
            lists[table.attribute] += tuple(_child(table, key[1], self._values[key]) for key in keys)
        uuid = self._present.project.uuid
        codes = {attribute: tuple((self._values.get((table, uuid), {}).get(column) or "").split())
                 for table, attribute, column in CODE_TABLES}
        project = self._project(version)
        bundle = ProjectBundle(
            project=project, internal=_record(ProjectInternal, self._values.get((INTERNAL_TABLE, uuid), {})),
            **lists, **codes)
        known = {one.uuid: one for one in (*shared, *self._present.organisations, *self._present.programmes)}
        named = [project.lead_uuid, *(one.organisation_uuid for one in (*bundle.partners, *bundle.contacts))]
        programmes = [one.programme_uuid for one in bundle.fundings]
        return replace(bundle, organisations=self._named(ORGANISATION_TABLE, named, known),
                       programmes=self._named(PROGRAMME_TABLE, programmes, known))

    def _project(self, version: int) -> Project:
        now = self._present.project
        values = self._values["project", now.uuid]
        save = next((one for one in self._changes if one.version_after <= version), None)
        stamp = (save.changed_at, save.changed_by) if save else (now.created_at, now.created_by)
        return replace(_record(Project, {**values, "uuid": now.uuid}), version=version, created_at=now.created_at,
                       created_by=now.created_by, changed_at=stamp[0], changed_by=stamp[1],
                       deleted=self._is_deleted, source=now.source)

    def _named(self, table: str, uuids: Iterable[str], known: Mapping[str, Any]) -> Tuple[Any, ...]:
        found = []
        for uuid in filter(None, dict.fromkeys(uuids)):
            rows = self._rows.get((table, uuid))
            if uuid in known:
                found.append(known[uuid])
            elif rows:
                found.append(_record(_SHARED[table], {**{one.field: one.new_value for one in rows}, "uuid": uuid}))
            else:
                self.gaps.append((table, uuid, RECORD_FIELD))
        return tuple(found)


def _is_same(field: str, one: str | None, other: str | None) -> bool:
    if one == other or one is None or other is None:
        return one == other
    try:
        if field == "geom":
            return as_text(json.loads(one)) == as_text(json.loads(other))  # older rows hold millimetres
        return math.isclose(float(one), float(other), rel_tol=1e-12)  # SQLite writes 15 digits
    except (ValueError, TypeError):
        return False


def _record(kind: type, values: Values, **more: Any) -> Any:
    return record_of(kind, {one.name: values.get(one.name) for one in columns_of(kind)}, **more)


def _child(table: Any, uuid: str, values: Values) -> Any:
    values = {**values, "uuid": uuid}
    if table.shape is None:
        return _record(table.record, values)
    return _record(table.record, values, shape=table.shape, coordinates=_position(values.get("geom")))


def _position(text: str | None) -> Any:
    return None if text is None else _as_tuples(json.loads(text))


def _as_tuples(value: Any) -> Any:
    return tuple(map(_as_tuples, value)) if isinstance(value, list) else float(value)
