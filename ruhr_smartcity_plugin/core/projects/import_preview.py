# SPDX-License-Identifier: GPL-2.0-or-later
"""What a planned row would change, field by field, as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Dict, Iterable, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import RECORD_FIELD, FieldChange, diff_bundles
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.importing import Planned
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.record import Project, ProjectInternal
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr

_LONGEST = 300  # characters of a value that are shown
_LISTS_OF_CODES = {"project_field": "VFIELD", "project_technology": "VTECH"}


@dataclass(frozen=True)
class Difference:
    """One field: its label, what the register holds ("" for nothing) and what it would hold."""

    label: str
    old: str
    new: str


def differences(planned: Planned) -> Tuple[Difference, ...]:
    """Return what saving this row would change; a new organisation or list element is told by what it states."""
    names = _names(planned)
    found: List[Difference] = []
    for one in diff_bundles(planned.known, planned.bundle):
        if one.field == RECORD_FIELD or one.table_name == "organisation":
            continue
        found.append(Difference(_label(one), _text(one, one.old_value, names), _text(one, one.new_value, names)))
    return tuple(found)


def _label(change: FieldChange) -> str:
    attribute = {one.name: one.attribute for one in CHILD_TABLES}.get(change.table_name)
    if attribute is None:
        return field_label(change.field)
    return f"{field_label(attribute)}: {field_label(change.field)}"


def _names(planned: Planned) -> Dict[str, str]:
    bundles: Iterable[ProjectBundle] = filter(None, (planned.known, planned.bundle))
    return {one.uuid: one.name for bundle in bundles for one in bundle.organisations}


def _text(change: FieldChange, value: str | None, names: Dict[str, str]) -> str:
    if value is None:
        return ""
    if value in names:
        return names[value]
    list_name = _lists().get((change.table_name, change.field), "")
    if list_name:
        words = load_vocabulary()
        return ", ".join(words.text(list_name, code) for code in value.split())
    if change.field == "ags":
        town = load_region().by_ags(value)
        return town.name if town else value
    if (change.table_name, change.field) in _yes_no():
        return tr("yes") if value == "1" else tr("no")
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]} …"


@lru_cache(maxsize=1)
def _lists() -> Dict[Tuple[str, str], str]:
    found = {(table, column): name for table, name in _LISTS_OF_CODES.items() for column in ("field", "technology")}
    for table, record in _tables():
        found.update({(table, one.name): one.codes for one in columns_of(record) if one.codes})
        found.update({(table, one.name): "VVIS" for one in columns_of(record) if one.name == "visibility"})
    return found


@lru_cache(maxsize=1)
def _yes_no() -> Sequence[Tuple[str, str]]:
    return [(table, one.name) for table, record in _tables() for one in columns_of(record) if "bool" in one.kind.value]


def _tables() -> List[Tuple[str, type]]:
    return [("project", Project), ("project_internal", ProjectInternal),
            *((one.name, one.record) for one in CHILD_TABLES)]
