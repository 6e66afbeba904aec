# SPDX-License-Identifier: GPL-2.0-or-later
"""What changed between two versions of a project, field by field: the rows of the history."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Tuple

from ruhr_smartcity_plugin.core.projects.record import (
    TECHNICAL_FIELDS,
    ProjectBundle,
    SiteShape,
    values_of,
)

_SITE_TABLES = {SiteShape.POINT: "site_point", SiteShape.LINE: "site_line", SiteShape.AREA: "site_area"}
# A change row with this field says that the whole record came or went.
RECORD_FIELD = "deleted"


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


def site_table(shape: SiteShape) -> str:
    """Return the table in which sites of this shape are kept."""
    return _SITE_TABLES[shape]


def diff_bundles(before: ProjectBundle | None, after: ProjectBundle) -> Tuple[FieldChange, ...]:
    """Answer which fields differ. `before` None: the project is new, and every stated field is a change.

    Technical columns are left out. A removed site or partner is one change of the field ``deleted``.
    """
    changes: List[FieldChange] = []
    old_records = _records_of(before) if before else {}
    new_records = _records_of(after)
    for key, new in new_records.items():
        changes.extend(_diff(key, old_records.get(key, {}), new))
    changes.extend(FieldChange(table, uuid, RECORD_FIELD, "0", "1")
                   for table, uuid in old_records
                   # Organisations belong to the whole register: one no longer named here is not deleted.
                   if (table, uuid) not in new_records and table != "organisation")
    return tuple(changes)


def _records_of(bundle: ProjectBundle) -> Dict[Tuple[str, str], Dict[str, Any]]:
    project_uuid = bundle.project.uuid
    records = {("project", project_uuid): values_of(bundle.project)}
    for site in bundle.sites:
        values = values_of(site)
        values["geom"] = values.pop("coordinates")
        del values["shape"]
        records[site_table(site.shape), site.uuid] = values
    for table, rows in (("project_municipality", bundle.municipalities), ("project_organisation", bundle.partners),
                        ("organisation", bundle.organisations)):
        records.update({(table, row.uuid): values_of(row) for row in rows})
    # Codes have no identity of their own: the list is compared as one value of the project.
    records["project_field", project_uuid] = {"field": " ".join(sorted(bundle.further_fields)) or None}
    records["project_technology", project_uuid] = {"technology": " ".join(sorted(bundle.technologies)) or None}
    return records


def _diff(key: Tuple[str, str], old: Dict[str, Any], new: Dict[str, Any]) -> Iterable[FieldChange]:
    for name, value in new.items():
        if name in TECHNICAL_FIELDS:
            continue
        before, after = as_text(old.get(name)), as_text(value)
        if before != after:
            yield FieldChange(key[0], key[1], name, before, after)


def as_text(value: Any) -> str | None:
    """Return a value as the history holds it: yes/no as 1/0, coordinates as JSON with millimetres.

    >>> as_text(True), as_text((377000.0, 5705000.12345)), as_text(None)
    ('1', '[377000.0,5705000.123]', None)
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
