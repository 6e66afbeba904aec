# SPDX-License-Identifier: GPL-2.0-or-later
"""What the rows of a history are about, in words: the element of a list by its name, the field by its label."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import (
    INTERNAL_TABLE,
    ORGANISATION_TABLE,
    PROGRAMME_TABLE,
    RECORD_FIELD,
    Change,
    FieldChange,
    diff_bundles,
    records_of,
)
from ruhr_smartcity_plugin.core.projects.columns import Column, columns_of
from ruhr_smartcity_plugin.core.projects.details import FundingProgramme, Strategy
from ruhr_smartcity_plugin.core.projects.history import WITHOUT_ROW
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project, ProjectInternal
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr

# What an element of a list is called by: the first of these that is stated.
_NAMING = ("label", "title", "name", "address", "function", "mail", "ags", "organisation_uuid", "reference",
           "dataset_id", "service_url", "date", "to_uuid")
_RECORDS = {
    "project": Project, INTERNAL_TABLE: ProjectInternal, ORGANISATION_TABLE: Organisation,
    PROGRAMME_TABLE: FundingProgramme, "strategy": Strategy, **{one.name: one.record for one in CHILD_TABLES},
}  # fmt: skip
_LISTS = {one.name: one.attribute for one in CHILD_TABLES}
_CODES = {"project_field": "VFIELD", "project_technology": "VTECH"}


def column_of(table: str, field: str) -> Column | None:
    """Return the column behind a row of the history; None for positions, lists of codes and unknown ones."""
    kind = _RECORDS.get(table)
    return next((one for one in columns_of(kind) if one.name == field), None) if kind else None


def codes_of(table: str, field: str) -> str:
    """Return the list from which a field's codes come; empty for other fields."""
    column = column_of(table, field)
    return column.codes if column else _CODES.get(table, "")


class Names:
    """Names what one project holds or held."""

    def __init__(self, bundles: Iterable[ProjectBundle], changes: Iterable[Change] = (),
                 shared: Iterable[Any] = ()) -> None:
        """`bundles` are states of the project, the one that counts last; `changes` name what is in none of them.

        `shared` are the organisations, programmes and other projects of the register.
        """
        self._values: Dict[Tuple[str, str], Dict[str, Any]] = {}
        for one in changes:
            if one.new_value is not None and one.field != RECORD_FIELD:
                self._values.setdefault((one.table_name, one.record_uuid), {}).setdefault(one.field, one.new_value)
        self._shared: Dict[str, str] = {
            uuid: str(values.get("name") or values.get("title") or "") for (table, uuid), values
            in self._values.items() if table in (ORGANISATION_TABLE, PROGRAMME_TABLE)}
        self._shared.update({one.uuid: _name_of(one) for one in shared})
        for bundle in bundles:
            for key, values in records_of(bundle).items():
                self._values[key] = values
            self._shared.update({one.uuid: _name_of(one) for one in (*bundle.organisations, *bundle.programmes)})

    def shared(self, uuid: str) -> str:
        """Return the name of an organisation, a programme or another project; the id itself if it is not known."""
        return self._shared.get(uuid, uuid)

    def field(self, table: str, uuid: str, name: str) -> str:
        """Return what a row is about: "Status", or for an element of a list "Places · Town hall · Label"."""
        if table == WITHOUT_ROW:
            return tr("version {number}").format(number=name)
        label = "" if name == RECORD_FIELD else field_label(name)
        if table == ORGANISATION_TABLE:
            parts = [tr("Organisation"), self.shared(uuid), label]
        elif table == PROGRAMME_TABLE:
            parts = [field_label("programme_uuid"), self.shared(uuid), label]
        elif table in _LISTS:
            parts = [field_label(_LISTS[table]), self._element(table, uuid), label]
        else:
            parts = [label or tr("Project")]
        return " · ".join(part for part in parts if part)

    def _element(self, table: str, uuid: str) -> str:
        values = self._values.get((table, uuid), {})
        field = next((one for one in _NAMING if values.get(one)), None)
        if field is None:
            return ""
        text = str(values[field])
        if field == "ags":
            town = load_region().by_ags(text)
            return town.name if town else text
        return self.shared(text) if field in ("organisation_uuid", "to_uuid") else text


def compare(before: ProjectBundle, after: ProjectBundle) -> Tuple[FieldChange, ...]:
    """Return what differs between two states of a project; rows of the whole register are not compared."""
    own = tuple(one for one in diff_bundles(before, after)
                if one.table_name not in (ORGANISATION_TABLE, PROGRAMME_TABLE) and one.field != "code")
    if before.project.deleted == after.project.deleted:
        return own
    mark = ("1", "0") if before.project.deleted else ("0", "1")
    return (FieldChange("project", after.project.uuid, RECORD_FIELD, *mark), *own)


def _name_of(record: Any) -> str:
    return str(getattr(record, "name", "") or getattr(record, "title", ""))
