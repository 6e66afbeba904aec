# SPDX-License-Identifier: GPL-2.0-or-later
"""Changing one field of many projects at once: which fields, what would happen, and how it is taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Dict, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import Column, Kind, columns_of
from ruhr_smartcity_plugin.core.projects.findings import Severity
from ruhr_smartcity_plugin.core.projects.record import TECHNICAL_FIELDS, Project, ProjectEntry, ProjectInternal
from ruhr_smartcity_plugin.core.projects.rules import Context, check
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.core.projects.workflow import needs_comment, reachable_states
from ruhr_smartcity_plugin.translation import tr

# What makes a record that record; and how exact a date is, which follows the date.
_OWN = frozenset((*TECHNICAL_FIELDS, "code", "title", "short_title", "lead_uuid"))
_PRECISION = "_precision"


@dataclass(frozen=True)
class EditableField:
    """A field that can be changed for many projects; `is_internal` ones never leave the register."""

    column: Column
    is_internal: bool

    @property
    def name(self) -> str:
        """The name of the column."""
        return self.column.name


@lru_cache(maxsize=1)
def editable_fields() -> Tuple[EditableField, ...]:
    """Return the fields, those of the public part first."""
    public = [EditableField(one, False) for one in columns_of(Project)
              if one.name not in _OWN and not one.name.endswith(_PRECISION)]
    return (*public, *(EditableField(one, True) for one in columns_of(ProjectInternal)))


def value_of(bundle: ProjectBundle, field: EditableField) -> Any:
    """Return the value of a field."""
    return getattr(bundle.internal if field.is_internal else bundle.project, field.name)


def with_value(bundle: ProjectBundle, field: EditableField, value: Any) -> ProjectBundle:
    """Return the project with another value; a day that is set is exact to the day."""
    values = {field.name: value}
    if field.column.kind is Kind.DAY and hasattr(bundle.project, field.name + _PRECISION):
        values[field.name + _PRECISION] = "TAG" if value else ""
    return _with(bundle, field, values)


def _with(bundle: ProjectBundle, field: EditableField, values: Mapping[str, Any]) -> ProjectBundle:
    if field.is_internal:
        return replace(bundle, internal=replace(bundle.internal, **values))
    return replace(bundle, project=replace(bundle.project, **values))


@dataclass(frozen=True)
class EditPlan:
    """What would happen: `changed` with the versions the list knew; `refused` and `stale` as title and sentence."""

    changed: Tuple[Tuple[ProjectBundle, int], ...]
    n_same: int
    refused: Tuple[Tuple[str, str], ...]
    stale: Tuple[Tuple[str, str], ...]
    needs_comment: bool
    undo: UndoPlan

    @property
    def is_possible(self) -> bool:
        """Whether there is something to save and nobody saved one of the records meanwhile."""
        return bool(self.changed) and not self.stale


@dataclass(frozen=True)
class UndoPlan:
    """The values before, and the versions that the change makes: who saved after it is not overwritten."""

    field: EditableField
    before: Mapping[str, Mapping[str, Any]]  # by the id of the project: column → value
    versions: Mapping[str, int]

    def apply(self, bundles: Sequence[ProjectBundle]) -> Tuple[Tuple[ProjectBundle, int], ...]:
        """Return the projects as they were, each with the version the store must still have."""
        return tuple((_with(one, self.field, self.before[one.project.uuid]), self.versions[one.project.uuid])
                     for one in bundles)


def plan_edit(entries: Sequence[ProjectEntry], bundles: Sequence[ProjectBundle], field: EditableField, value: Any,
              context: Context) -> EditPlan:
    """Answer what giving `value` to a field of these projects would do.

    `entries` are what the list shows, `bundles` what the store holds now. A project that would break a rule it
    does not break yet is left out, with the reason.
    """
    stored = {one.project.uuid: one for one in bundles}
    changed: List[Tuple[ProjectBundle, int]] = []
    refused: List[Tuple[str, str]] = []
    stale: List[Tuple[str, str]] = []
    before: Dict[str, Mapping[str, Any]] = {}
    n_same = 0
    asks_comment = False
    for entry in entries:
        bundle = stored.get(entry.uuid)
        if bundle is None or bundle.project.version != entry.version:
            stale.append((entry.title, _why_stale(bundle)))
            continue
        after = with_value(bundle, field, value)
        if after == bundle or value_of(bundle, field) == value:
            n_same += 1
            continue
        reason = _why_refused(bundle, after, context)
        if reason:
            refused.append((entry.title, reason))
            continue
        changed.append((after, entry.version))
        before[entry.uuid] = _values_before(bundle, field)
        asks_comment = asks_comment or needs_comment(bundle.project.review_state, after.project.review_state)
    undo = UndoPlan(field, before, {uuid: stored[uuid].project.version + 1 for uuid in before})
    return EditPlan(tuple(changed), n_same, tuple(refused), tuple(stale), asks_comment, undo)


def _values_before(bundle: ProjectBundle, field: EditableField) -> Mapping[str, Any]:
    record = bundle.internal if field.is_internal else bundle.project
    names = (field.name, field.name + _PRECISION)
    return {name: getattr(record, name) for name in names if hasattr(record, name)}


def _why_stale(bundle: ProjectBundle | None) -> str:
    if bundle is None:
        return tr("was deleted by somebody else meanwhile")
    return tr("was saved by {name} meanwhile").format(name=bundle.project.changed_by or tr("somebody else"))


def _why_refused(before: ProjectBundle, after: ProjectBundle, context: Context) -> str:
    old, new = before.project.review_state, after.project.review_state
    if new not in reachable_states(old):
        words = load_vocabulary()
        return tr("“{before}” does not lead to “{after}”.").format(
            before=words.text("VREV", old), after=words.text("VREV", new))
    known = {(one.id, one.field) for one in check(before, context)}
    return next((one.sentence for one in check(after, context)
                 if one.severity is Severity.ERROR and (one.id, one.field) not in known), "")


def read_value(column: Column, text: str) -> Any:
    """Return what a user typed for a number or a text. Raises ValueError if it is no number.

    >>> read_value(Column("staff_fte", Kind.NUMBER), "1,5"), read_value(Column("risk", Kind.TEXT), " x ")
    (1.5, 'x')
    """
    plain = text.strip()
    if column.kind is Kind.NUMBER:
        return float(plain.replace(",", ".")) if plain else None
    return (int(plain) if plain else None) if column.kind is Kind.INTEGER else plain
