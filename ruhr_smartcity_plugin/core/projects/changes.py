# SPDX-License-Identifier: GPL-2.0-or-later
"""What changed between two versions of a project, field by field: the rows of the history."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import values_of
from ruhr_smartcity_plugin.core.projects.record import TECHNICAL_FIELDS

# A change row with this field says that the whole record came or went.
RECORD_FIELD = "deleted"
GONE = "1"  # its value after the record went
INTERNAL_TABLE = "project_internal"
ORGANISATION_TABLE, PROGRAMME_TABLE = "organisation", "funding_programme"
SHARED_TABLES = (ORGANISATION_TABLE, PROGRAMME_TABLE)
_CHILDREN = frozenset(one.name for one in CHILD_TABLES)


@dataclass(frozen=True)
class FieldChange:
    """One field of one record, before and after; values as text, None is "not stated"."""

    table_name: str
    record_uuid: str
    field: str
    old_value: str | None
    new_value: str | None


@dataclass(frozen=True)
class Change:
    """A history row: a field change with who, when and between which versions of the project."""

    table_name: str
    record_uuid: str
    project_uuid: str
    version_before: int
    version_after: int
    field: str
    old_value: str | None
    new_value: str | None
    changed_by: str
    changed_at: str
    comment: str


def diff_bundles(before: ProjectBundle | None, after: ProjectBundle) -> Tuple[FieldChange, ...]:
    """Answer which fields differ. `before` None: the project is new, and every stated field is a change.

    Technical columns are left out. A removed site or partner is one change of the field ``deleted``.
    """
    changes: List[FieldChange] = []
    old_records = records_of(before) if before else {}
    new_records = records_of(after)
    for key, new in new_records.items():
        found = list(_diff(key, old_records.get(key, {}), new))
        if not found and key not in old_records and key[0] in _CHILDREN:
            found = [FieldChange(key[0], key[1], RECORD_FIELD, None, "0")]  # came without a single statement
        changes.extend(found)
    changes.extend(FieldChange(table, uuid, RECORD_FIELD, "0", "1")
                   for table, uuid in old_records
                   # What belongs to the whole register is not deleted because it is no longer named here.
                   if (table, uuid) not in new_records and table not in SHARED_TABLES)
    return tuple(changes)


def records_of(bundle: ProjectBundle) -> Dict[Tuple[str, str], Dict[str, Any]]:
    """Return the values of every record of a project by table and id, as the history names them."""
    project_uuid = bundle.project.uuid
    records = {("project", project_uuid): values_of(bundle.project),
               (INTERNAL_TABLE, project_uuid): values_of(bundle.internal)}
    for table in CHILD_TABLES:
        for one in table.records_of(bundle):
            values = values_of(one)
            if table.shape is not None:
                values["geom"] = values.pop("coordinates")
                del values["shape"]
            records[table.name, one.uuid] = values
    records.update({(ORGANISATION_TABLE, one.uuid): values_of(one) for one in bundle.organisations})
    records.update({(PROGRAMME_TABLE, one.uuid): values_of(one) for one in bundle.programmes})
    # Codes have no identity of their own: the list is compared as one value of the project.
    for table, attribute, column in CODE_TABLES:
        records[table, project_uuid] = {column: " ".join(sorted(getattr(bundle, attribute))) or None}
    return records


def _diff(key: Tuple[str, str], old: Dict[str, Any], new: Dict[str, Any]) -> Iterable[FieldChange]:
    for name, value in new.items():
        if name in TECHNICAL_FIELDS:
            continue
        before = old.get(name)
        if before is not value and as_text(before) != as_text(value):
            yield FieldChange(key[0], key[1], name, exact_text(before), exact_text(value))


def exact_text(value: Any) -> str | None:
    """Return a value as the history holds it, so that it can be read back: yes/no as 1/0, coordinates as JSON.

    >>> exact_text(True), exact_text((377000.0, 5705000.12345)), exact_text(None)
    ('1', '[377000.0,5705000.12345]', None)
    """
    return json.dumps(value, separators=(",", ":")) if isinstance(value, (tuple, list)) else as_text(value)


def as_text(value: Any) -> str | None:
    """Return a value as it is compared: like `exact_text`, but coordinates with millimetres.

    >>> as_text((377000.0, 5705000.12345))
    '[377000.0,5705000.123]'
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (tuple, list)):
        return json.dumps(_rounded(value), separators=(",", ":"))
    return str(value)


def _rounded(value: Any) -> Any:
    return [_rounded(one) for one in value] if isinstance(value, (tuple, list)) else round(float(value), 3)
