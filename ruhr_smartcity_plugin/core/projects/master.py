# SPDX-License-Identifier: GPL-2.0-or-later
"""Master data: the records of the whole register that projects name, or that stand for themselves.

They are organisations with their contacts, funding programmes, and the strategies of the members. Each record has a
version and a history of its own, whether a project names it or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Iterable, Mapping, Tuple

from ruhr_smartcity_plugin.core.projects.changes import (
    ORGANISATION_TABLE,
    PROGRAMME_TABLE,
    RECORD_FIELD,
    FieldChange,
    as_text,
)
from ruhr_smartcity_plugin.core.projects.columns import columns_of, values_of
from ruhr_smartcity_plugin.core.projects.details import Contact, FundingProgramme, Strategy
from ruhr_smartcity_plugin.core.projects.record import Organisation

STRATEGY_TABLE, CONTACT_TABLE = "strategy", "contact"


@dataclass(frozen=True)
class MasterTable:
    """A table of master data: its kind of record, the list it is in exchange files and findings, what names a row."""

    name: str
    attribute: str
    record: type
    named_by: Tuple[str, ...]


# In the order in which they are written: contacts belong to an organisation, those of projects are no master data.
MASTER_TABLES: Tuple[MasterTable, ...] = (
    MasterTable(ORGANISATION_TABLE, "organisations", Organisation, ("name",)),
    MasterTable(PROGRAMME_TABLE, "programmes", FundingProgramme, ("title",)),
    MasterTable(STRATEGY_TABLE, "strategies", Strategy, ("title", "ags")),
    MasterTable(CONTACT_TABLE, "contacts", Contact, ("name", "function", "mail")),
)
BY_NAME: Mapping[str, MasterTable] = {one.name: one for one in MASTER_TABLES}
_ORDER = {one.name: number for number, one in enumerate(MASTER_TABLES)}


@dataclass(frozen=True)
class MasterRecord:
    """One record as a store holds it. On its way to a store, `version` is the one the edit started from, 0 if new."""

    table: str
    record: Any
    version: int = 0
    deleted: bool = False
    changed_at: str = ""
    changed_by: str = ""

    @property
    def uuid(self) -> str:
        """The id of the record."""
        return str(self.record.uuid)

    @property
    def title(self) -> str:
        """What people call the record; empty if nothing names it."""
        return next((str(getattr(self.record, one)) for one in BY_NAME[self.table].named_by
                     if getattr(self.record, one)), "")


def in_order(records: Iterable[MasterRecord]) -> Tuple[MasterRecord, ...]:
    """Return records as they are written: what others point at comes first, and is deleted last."""
    return tuple(sorted(records, key=lambda one: (one.deleted, -_ORDER[one.table] if one.deleted
                                                  else _ORDER[one.table])))


def same_record(one: MasterRecord, other: MasterRecord) -> bool:
    """Answer whether two versions say the same."""
    return one.deleted == other.deleted and _texts(one) == _texts(other)


def diff_master(before: MasterRecord | None, after: MasterRecord) -> Tuple[FieldChange, ...]:
    """Return the fields that differ, as rows of the history; `before` None: the record is new."""
    old = _texts(before) if before is not None else {}
    changes = [FieldChange(after.table, after.uuid, name, old.get(name), value)
               for name, value in _texts(after).items() if old.get(name) != value]
    was_deleted = before is not None and before.deleted
    if was_deleted != after.deleted:
        changes.append(FieldChange(after.table, after.uuid, RECORD_FIELD, _flag(was_deleted), _flag(after.deleted)))
    return tuple(changes)


def as_plain_master(one: MasterRecord) -> Dict[str, Any]:
    """Return a record as plain values, for JSON; `read_plain_master` reads them."""
    values = {name: value for name, value in values_of(one.record).items() if value is not None}
    return {"table": one.table, "version": one.version, "deleted": one.deleted, "changed_at": one.changed_at,
            "changed_by": one.changed_by, "record": values}


def read_plain_master(plain: Mapping[str, Any]) -> MasterRecord:
    """Return the record in plain values. Raises KeyError, ValueError, TypeError for anything else."""
    table = BY_NAME[plain["table"]]
    values = plain["record"]
    record = table.record(**{one.name: one.read(values[one.name]) for one in columns_of(table.record)
                             if one.name in values})
    return MasterRecord(table.name, record, int(plain.get("version", 0)), bool(plain.get("deleted", False)),
                        str(plain.get("changed_at", "")), str(plain.get("changed_by", "")))


def _texts(one: MasterRecord) -> Dict[str, str | None]:
    return {name: as_text(value) for name, value in values_of(one.record).items() if name != "uuid"}


def _flag(value: bool) -> str:
    return "1" if value else "0"
