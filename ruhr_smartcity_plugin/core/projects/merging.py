# SPDX-License-Identifier: GPL-2.0-or-later
"""Bringing two edited copies of a project together: a three-way merge by field and by list element.

What only one side changed is taken; what both changed alike is taken once; what both changed differently is a
conflict, and so is a deletion against an edit. Nothing is decided here that somebody might want to decide, so that no
change of either side is lost. The result does not depend on which side is called local.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any, Dict, FrozenSet, Hashable, List, Mapping, Sequence, Tuple
from uuid import NAMESPACE_OID, uuid5

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ChildTable, ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import INTERNAL_TABLE, RECORD_FIELD, as_text
from ruhr_smartcity_plugin.core.projects.details import Indicator
from ruhr_smartcity_plugin.core.projects.record import TECHNICAL_FIELDS

_Unit = Tuple[str, ...]

# Fields that mean something together only: they are taken from one side, or decided, as one.
_TOGETHER: Tuple[_Unit, ...] = (
    ("start_planned", "start_planned_precision"), ("start_actual", "start_actual_precision"),
    ("end_planned", "end_planned_precision"), ("end_actual", "end_actual_precision"),
    ("status", "status_reason"), ("shape", "coordinates", "accuracy"), ("consent", "consent_date"),
)  # fmt: skip
# Two elements are the same thing if these agree, whatever their ids: both sides may have added it.
_NATURAL_KEYS: Dict[str, Tuple[str, ...]] = {
    "project_municipality": ("ags",), "project_organisation": ("organisation_uuid", "role"),
    "project_relation": ("to_uuid", "kind"), "project_dataset": ("catalogue", "dataset_id", "role"),
}  # fmt: skip
# Who takes part as what is one statement: half of each side's would be one that nobody made.
_STATEMENTS: Dict[str, _Unit] = {
    "project_municipality": ("role", "ags"), "project_organisation": ("role", "organisation_uuid"),
    "project_relation": ("kind", "to_uuid"), "project_dataset": ("role", "catalogue", "dataset_id"),
}  # fmt: skip
_NOT_MERGED = frozenset((*TECHNICAL_FIELDS, "code"))


class Side(Enum):
    """Whose version is taken (VDEC)."""

    LOCAL = "LOKAL"
    REMOTE = "SERVER"
    MIXED = "GEMISCHT"


@dataclass(frozen=True)
class ConflictKey:
    """What is in conflict: a field (or fields that belong together, named by the first) of one record."""

    table: str
    uuid: str
    field: str


@dataclass(frozen=True)
class Decision:
    """What the user chose. `values` of a mixed decision, by field."""

    side: Side
    values: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Conflict:
    """Values of both sides and of the common origin, by field; None where a side has deleted the record."""

    key: ConflictKey
    base: Mapping[str, Any] | None
    local: Mapping[str, Any] | None
    remote: Mapping[str, Any] | None


@dataclass(frozen=True)
class Merge:
    """The merged project, and what is still to be decided; until then the remote version stands in its place.

    `is_deleted`: the project is deleted in the result.
    """

    bundle: ProjectBundle
    conflicts: Tuple[Conflict, ...] = ()
    is_deleted: bool = False


Decisions = Mapping[ConflictKey, Decision]


def merge_bundles(base: ProjectBundle | None, local: ProjectBundle, remote: ProjectBundle,
                  decisions: Decisions | None = None) -> Merge:
    """Merge two versions of one project. `base` is what both started from; None if both made it on their own.

    Version, time stamps and code are those of the remote side, since the result is saved there.
    """
    work = _Work(decisions or {})
    local, remote = (_with_values_of_dropped(base, one) for one in (local, remote))
    project = work.fields("project", remote.project.uuid, base.project if base else None, local.project, remote.project)
    is_deleted, project = _tombstone(work, base, local, remote, project)
    internal = work.fields(INTERNAL_TABLE, remote.project.uuid, base.internal if base else None, local.internal,
                           remote.internal)
    merged: Dict[str, List[Any]] = {}
    for tables in _lists(base, local, remote):
        sides = [_elements(tables, one) if one is not None else {} for one in (base, local, remote)]
        touched = _measured(base, local, remote) if tables[0].record is Indicator else frozenset()
        merged.setdefault(tables[0].attribute, []).extend(work.elements(tables, *sides, touched))
    codes = {attribute: _codes(attribute, base, local, remote) for _table, attribute, _column in CODE_TABLES}
    organisations = {one.uuid: one for one in (*local.organisations, *remote.organisations)}
    programmes = {one.uuid: one for one in (*local.programmes, *remote.programmes)}
    bundle = replace(remote, project=project, internal=internal, organisations=tuple(organisations.values()),
                     programmes=tuple(programmes.values()), **codes,
                     **{name: tuple(found) for name, found in merged.items()})
    # What both have deleted needs no decision about its fields.
    is_asked = not (local.project.deleted and remote.project.deleted)
    return Merge(_without_orphans(bundle), tuple(work.conflicts) if is_asked else (), is_deleted)


def merge_record(table: str, uuid: str, base: Any, local: Any, remote: Any,
                 decisions: Decisions | None = None) -> Tuple[Any, Tuple[Conflict, ...]]:
    """Merge two versions of one record field by field; returns it with what is still to be decided."""
    work = _Work(decisions or {})
    merged = work.fields(table, uuid, base, local, remote)
    return merged, tuple(work.conflicts)


class _Work:
    """Collects the conflicts of one merge."""

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self.conflicts: List[Conflict] = []

    def fields(self, table: str, uuid: str, base: Any, local: Any, remote: Any) -> Any:
        """Merge two versions of one record; the untouched fields are the remote side's."""
        taken: Dict[str, Any] = {}
        for unit in _units(table, type(remote)):
            before, ours, theirs = _values(base, unit), _values(local, unit), _values(remote, unit)
            if same_values(ours, theirs) or same_values(ours, before):
                continue
            if same_values(theirs, before):
                taken.update(ours)
            else:
                taken.update(self._decided(Conflict(ConflictKey(table, uuid, unit[0]), before, ours, theirs)) or {})
        return replace(remote, **taken)

    def elements(self, tables: Sequence[ChildTable], base: Mapping[str, Any], local: Mapping[str, Any],
                 remote: Mapping[str, Any], touched: FrozenSet[str]) -> List[Any]:
        """Merge two versions of a list whose elements have ids; `touched` ones count as edited."""
        names = _NATURAL_KEYS.get(tables[0].name)
        if names is not None:
            local, remote = _aligned(names, base, local, remote)
        found = []
        for uuid in dict.fromkeys((*remote, *local)):
            before, ours, theirs = base.get(uuid), local.get(uuid), remote.get(uuid)
            table = _table_of(tables, before, ours, theirs)
            if ours is not None and theirs is not None:
                found.append(self.fields(table.name, uuid, before, ours, theirs))
                continue
            left = ours if theirs is None else theirs
            if before is None:
                found.append(left)  # added by one side
                continue
            is_edited = uuid in touched or not same_values(all_values(left), all_values(before))
            if is_edited and self._keeps(table, before, ours, theirs):
                found.append(left)
        # What was decided may name the same thing twice, which no store takes.
        return found if names is None else list({_key(names, one): one for one in reversed(found)}.values())[::-1]

    def _keeps(self, table: ChildTable, before: Any, ours: Any, theirs: Any) -> bool:
        """One side deleted what the other has edited; until it is decided, the edit stays."""
        key = ConflictKey(table.name, before.uuid, RECORD_FIELD)
        decision = self._decisions.get(key)
        if decision is None:
            self.conflicts.append(Conflict(key, *(one and all_values(one) for one in (before, ours, theirs))))
            return True
        return (ours if decision.side is Side.LOCAL else theirs) is not None

    def _decided(self, conflict: Conflict) -> Mapping[str, Any] | None:
        """Return the values to take instead of the remote side's."""
        decision = self._decisions.get(conflict.key)
        if decision is None:
            self.conflicts.append(conflict)
            return None
        if decision.side is Side.MIXED and decision.values is not None:
            return decision.values
        return conflict.local if decision.side is Side.LOCAL else None

    def project_deletion(self, conflict: Conflict) -> bool:
        """Answer whether the project is deleted in the end, where one side deleted and the other edited it."""
        decision = self._decisions.get(conflict.key)
        if decision is None:
            self.conflicts.append(conflict)
            return False
        return (conflict.local if decision.side is Side.LOCAL else conflict.remote) is None


def _tombstone(work: _Work, base: ProjectBundle | None, local: ProjectBundle, remote: ProjectBundle,
               project: Any) -> Tuple[bool, Any]:
    if not (local.project.deleted or remote.project.deleted):
        return False, project
    if local.project.deleted and remote.project.deleted:
        return True, project
    if base is not None and base.project.deleted:
        return False, replace(project, deleted=False)  # one side has brought it back, which is the only change
    deleted, kept = (local, remote) if local.project.deleted else (remote, local)
    # Whoever deleted may have edited before: only an edit of the side that keeps the project stands against it.
    if base is not None and same_content(base, kept):
        return True, project
    sides = [None if one is deleted else all_values(one.project) for one in (local, remote)]
    key = ConflictKey("project", remote.project.uuid, RECORD_FIELD)
    is_deleted = work.project_deletion(Conflict(key, all_values(base.project) if base else None, *sides))
    return is_deleted, replace(project, deleted=is_deleted)


def same_content(one: ProjectBundle, other: ProjectBundle) -> bool:
    """Answer whether two versions state the same, whatever their technical fields and orders say."""
    return _content(one) == _content(other)


def _content(bundle: ProjectBundle) -> Hashable:
    parts = [("project", tuple(_texts(_values(bundle.project, tuple(_merged_fields(type(bundle.project))))))),
             (INTERNAL_TABLE, tuple(_texts(all_values(bundle.internal))))]
    for table in CHILD_TABLES:
        # The id of what has a natural key says nothing more.
        nameless = {"uuid": ""} if table.name in _NATURAL_KEYS else {}
        parts += [(table.name, tuple(_texts({**all_values(one), **nameless}))) for one in table.records_of(bundle)]
    parts += [(name, tuple(sorted(getattr(bundle, attribute)))) for name, attribute, _column in CODE_TABLES]
    return frozenset(parts)


def _codes(attribute: str, base: ProjectBundle | None, local: ProjectBundle, remote: ProjectBundle) -> Tuple[str, ...]:
    """Lists of codes merge without conflict: what one side added is added, what one side took away is gone."""
    before = frozenset(getattr(base, attribute)) if base else frozenset()
    ours, theirs = frozenset(getattr(local, attribute)), frozenset(getattr(remote, attribute))
    kept = (before & ours & theirs) | (ours - before) | (theirs - before)
    ordered = dict.fromkeys((*getattr(remote, attribute), *sorted(ours)))
    return tuple(one for one in ordered if one in kept)


def _lists(*sides: ProjectBundle | None) -> List[Tuple[ChildTable, ...]]:
    """Return the tables by the lists they make: a place that is drawn anew as a line is the same place."""
    grouped: Dict[str, List[ChildTable]] = {}
    for table in CHILD_TABLES:
        grouped.setdefault(table.attribute, []).append(table)
    lists = []
    for attribute, tables in grouped.items():
        known = [[one.uuid for one in getattr(side, attribute)] for side in sides if side is not None]
        # Two places of one id in two tables, as plain QGIS can make them, are two places.
        is_one = all(len(set(uuids)) == len(uuids) for uuids in known)
        lists += [tuple(tables)] if is_one else [(one,) for one in tables]
    return lists


def _elements(tables: Sequence[ChildTable], bundle: ProjectBundle) -> Dict[str, Any]:
    return {one.uuid: one for table in tables for one in table.records_of(bundle)}


def _table_of(tables: Sequence[ChildTable], before: Any, ours: Any, theirs: Any) -> ChildTable:
    """Return the table that an element is, or was, kept in: the same one whichever side is called local."""
    if len(tables) == 1:
        return tables[0]
    shapes = {one.shape for one in ((ours, theirs) if before is None else (before,)) if one is not None}
    return next(one for one in tables if one.shape in shapes)


def _key(names: Tuple[str, ...], one: Any) -> Tuple[Any, ...]:
    return tuple(getattr(one, name) for name in names)


def _aligned(names: Tuple[str, ...], base: Mapping[str, Any], local: Mapping[str, Any],
             remote: Mapping[str, Any]) -> Tuple[Dict[str, Any], Dict[str, Any]]:
    """Give the same thing the same id on both sides: that of the origin, or the smaller one of two new ones."""
    ours, theirs = dict(local), dict(remote)
    for side in (ours, theirs):  # taken away and named again is the same thing
        origin = {_key(names, one): uuid for uuid, one in base.items() if uuid not in side}
        for uuid in [one for one in side if one not in base]:
            known = origin.pop(_key(names, side[uuid]), None)
            if known is not None:
                side[known] = replace(side.pop(uuid), uuid=known)
    for side, other in ((ours, theirs), (theirs, ours)):
        _part_with_replaced(names, base, side, other)
    added = {_key(names, one): uuid for uuid, one in theirs.items() if uuid not in base}
    for uuid in [one for one in ours if one not in base]:
        twin = added.get(_key(names, ours[uuid]))
        # An id that both sides know is the same thing there, whatever another one is called.
        if twin is not None and twin != uuid and uuid not in theirs and twin not in ours:
            same = min(uuid, twin)
            ours[same], theirs[same] = replace(ours.pop(uuid), uuid=same), replace(theirs.pop(twin), uuid=same)
    return ours, theirs


def _part_with_replaced(names: Tuple[str, ...], base: Mapping[str, Any], side: Dict[str, Any],
                        other: Mapping[str, Any]) -> None:
    """Where one side made an element something that the other names by another id, it took it away and added that."""
    elsewhere = {_key(names, one): uuid for uuid, one in other.items()
                 if uuid not in base or _key(names, one) != _key(names, base[uuid])}
    for uuid in [one for one in side if one in base and _key(names, side[one]) != _key(names, base[one])]:
        twin = elsewhere.get(_key(names, side[uuid]))
        if twin is not None and twin != uuid:
            renamed = str(uuid5(NAMESPACE_OID, " ".join((uuid, *map(str, _key(names, side[uuid]))))))
            side[renamed] = replace(side.pop(uuid), uuid=renamed)


def _measured(base: ProjectBundle | None, local: ProjectBundle, remote: ProjectBundle) -> FrozenSet[str]:
    """Return the indicators of which a side has added or changed a value: taking one away would lose that."""
    before = set(base.indicator_values) if base else set()
    return frozenset(one.indicator_uuid for side in (local, remote) for one in side.indicator_values
                     if one not in before)


def _with_values_of_dropped(base: ProjectBundle | None, side: ProjectBundle) -> ProjectBundle:
    """The values of an indicator went with it; should it stay in the end, they stay as well."""
    dropped = {one.uuid for one in base.indicators} - {one.uuid for one in side.indicators} if base else set()
    gone = [one for one in base.indicator_values if one.indicator_uuid in dropped] if dropped else []
    known = {one.uuid for one in side.indicator_values}
    return replace(side, indicator_values=(*side.indicator_values, *(one for one in gone if one.uuid not in known)))


def _without_orphans(bundle: ProjectBundle) -> ProjectBundle:
    """Values of an indicator go with it."""
    known = {one.uuid for one in bundle.indicators}
    return replace(bundle, indicator_values=tuple(
        one for one in bundle.indicator_values if one.indicator_uuid in known))


def _units(table: str, record: type) -> Tuple[_Unit, ...]:
    names = _merged_fields(record)
    if table in _STATEMENTS:
        return (_STATEMENTS[table], *((name,) for name in names if name not in _STATEMENTS[table]))
    groups = [tuple(one for one in unit if one in names) for unit in _TOGETHER]
    grouped: FrozenSet[str] = frozenset(name for unit in groups for name in unit)
    return tuple([unit for unit in groups if unit] + [(name,) for name in names if name not in grouped])


def _merged_fields(record: type) -> Tuple[str, ...]:
    return tuple(one.name for one in fields(record) if one.name not in _NOT_MERGED)


def _values(record: Any, names: Tuple[str, ...]) -> Dict[str, Any] | None:
    return None if record is None else {name: getattr(record, name) for name in names}


def all_values(record: Any) -> Dict[str, Any]:
    """Return the values of a record by field."""
    return {one.name: getattr(record, one.name) for one in fields(record)}


def same_values(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    """Answer whether two versions of some fields state the same; None: the record is deleted there."""
    if one is None or other is None:
        return one is other
    return _texts(one) == _texts(other)


def _texts(values: Mapping[str, Any]) -> List[Tuple[str, str | None]]:
    """Return values as the history compares them: coordinates by the millimetre, "" like None."""
    return [(name, as_text(_plain(value))) for name, value in values.items()]


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return None if value == "" else value
