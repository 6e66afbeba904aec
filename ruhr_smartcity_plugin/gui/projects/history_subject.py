# SPDX-License-Identifier: GPL-2.0-or-later
"""Whose history is shown: a project, or a record of the master data. Each knows its versions and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Protocol, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import GONE, RECORD_FIELD, Change, FieldChange
from ruhr_smartcity_plugin.core.projects.history import state_at
from ruhr_smartcity_plugin.core.projects.history_names import Names, compare
from ruhr_smartcity_plugin.core.projects.master import MasterRecord, diff_master
from ruhr_smartcity_plugin.core.projects.master_history import master_at
from ruhr_smartcity_plugin.core.projects.master_sync import named
from ruhr_smartcity_plugin.core.projects.master_text import master_label, theme_texts
from ruhr_smartcity_plugin.gui.projects.history_values import NOTHING, value_text
from ruhr_smartcity_plugin.translation import tr

_MOST_NAMED = 5


@dataclass(frozen=True)
class Difference:
    """One line of a comparison; `change` is what it tells of."""

    change: FieldChange
    label: str
    before: str
    after: str


class HistorySubject(Protocol):
    """What a history is about. `past` is a state as `past_at` gives it."""

    version: int  # the present one; 0 was never saved
    title: str
    file_name: str
    created: str
    deleted: str
    unsaved: str

    def label(self, change: Change) -> str:
        """Return which field a row is about."""

    def text(self, change: FieldChange | Change, value: str | None) -> str:
        """Return a value as people read it."""

    def past_at(self, number: int) -> Any:
        """Return the state at a version. Raises InputError if the history does not reach it."""

    def content(self, past: Any) -> Any:
        """Return what is to be brought back of a state."""

    def differences(self, before: Any, after: Any) -> Sequence[Difference]:
        """Return what differs between two states."""

    def uncertain(self, *states: Any) -> str:
        """Say what of states is not certain; empty if all is."""


class ProjectSubject:
    """The history of a project; `shared` are organisations, programmes and entries, whose names are shown."""

    def __init__(self, present: ProjectBundle, changes: Sequence[Change], shared: Sequence[Any]) -> None:
        self._present, self._changes, self._shared = present, changes, tuple(shared)
        self._names = Names((present,), changes, shared)
        self.version, self.title = present.project.version, present.project.title
        self.file_name = present.project.code or tr("Project")
        self.created, self.deleted = tr("Project created"), tr("Project deleted")
        self.unsaved = tr("The project was not saved yet.")

    def label(self, change: Change) -> str:
        return self._names.field(change.table_name, change.record_uuid, change.field)

    def text(self, change: FieldChange | Change, value: str | None) -> str:
        return value_text(change.table_name, change.field, value, self._names.shared)

    def past_at(self, number: int) -> Any:
        records = tuple(one for one in self._shared if not hasattr(one, "review_state"))  # entries are named only
        return state_at(self._present, self._changes, number, records)

    def content(self, past: Any) -> Any:
        return past.bundle

    def differences(self, before: Any, after: Any) -> Sequence[Difference]:
        names = Names((after.bundle, before.bundle), shared=self._shared)
        found: List[Difference] = []
        for one in compare(before.bundle, after.bundle):
            texts = [value_text(one.table_name, one.field, value, names.shared)
                     for value in (one.old_value, one.new_value)]
            if one.field == RECORD_FIELD and one.table_name != "project":
                texts = [tr("there"), tr("removed")] if one.new_value == GONE else [NOTHING, tr("added")]
            found.append(Difference(one, names.field(one.table_name, one.record_uuid, one.field), *texts))
        return found

    def uncertain(self, *states: Any) -> str:
        names = Names([self._present, *(one.bundle for one in reversed(states))], self._changes, self._shared)
        return _gaps_sentence([names.field(*gap) for one in states for gap in one.gaps])


class MasterSubject:
    """The history of a record of the master data; `shared` are the organisations its values name."""

    def __init__(self, present: MasterRecord, changes: Sequence[Change], shared: Sequence[Any]) -> None:
        self._present, self._changes = present, changes
        self._names = Names((), shared=shared)
        self.version, self.title = present.version, named(present)
        self.file_name = tr("Master data")
        self.created, self.deleted = tr("Entry created"), tr("Entry deleted")
        self.unsaved = tr("The entry was not saved yet.")

    def label(self, change: FieldChange | Change) -> str:
        return self._label(change.table_name, change.field)

    def text(self, change: FieldChange | Change, value: str | None) -> str:
        if change.field == "themes" and value:
            return theme_texts(value)
        return value_text(change.table_name, change.field, value, self._names.shared)

    def past_at(self, number: int) -> Any:
        return master_at(self._present, self._changes, number)

    def content(self, past: Any) -> Any:
        return past.record

    def differences(self, before: Any, after: Any) -> Sequence[Difference]:
        return [Difference(one, self.label(one), self.text(one, one.old_value), self.text(one, one.new_value))
                for one in diff_master(before.record, after.record)]

    def uncertain(self, *states: Any) -> str:
        return _gaps_sentence([self._names.field(table, uuid, field) if not uuid else self._label(table, field)
                               for one in states for table, uuid, field in one.gaps])

    @staticmethod
    def _label(table: str, field: str) -> str:
        return tr("Whole entry") if field == RECORD_FIELD else master_label(table, field)


def _gaps_sentence(labels: Sequence[str]) -> str:
    fields = list(dict.fromkeys(labels))
    if not fields:
        return ""
    shown: Tuple[str, ...] = (*fields[:_MOST_NAMED], *["…"] * (len(fields) > _MOST_NAMED))
    return tr("Not certain, for the history has no entry of it: {fields}.").format(fields=", ".join(shown))
