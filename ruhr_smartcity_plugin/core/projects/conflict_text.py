# SPDX-License-Identifier: GPL-2.0-or-later
"""What stands in conflict, in words: fields by their labels, codes by their texts, list elements by their names."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from typing import Any, Callable, List, Mapping, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import RECORD_FIELD, as_text, diff_bundles
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.conflicts import ConflictCase
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.master import MASTER_TABLES
from ruhr_smartcity_plugin.core.projects.merging import Conflict
from ruhr_smartcity_plugin.core.projects.record import Project, ProjectInternal
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr

_RECORDS = {"project": Project, "project_internal": ProjectInternal,
            **{one.name: one.record for one in (*CHILD_TABLES, *MASTER_TABLES)}}
_ORGANISATIONS = ("lead_uuid", "organisation_uuid")
_POSITION, _SHAPE = "coordinates", "shape"
# Below this a place counts as not moved.
_SAME_PLACE_M = 0.01


@dataclass(frozen=True)
class Wording:
    """How the user's language writes days and numbers, and what municipalities are called."""

    day: Callable[[date], str] = date.isoformat
    number: Callable[[float], str] = str
    municipality: Callable[[str], str] = str


class ConflictTexts:
    """The texts of one record's conflicts."""

    def __init__(self, case: ConflictCase, wording: Wording) -> None:
        self._case, self._wording = case, wording

    @property
    def kind(self) -> str:
        """What the record is, if it is no project."""
        return ""

    def label(self, conflict: Conflict) -> str:
        """Return what the conflict is about: the field, and of which place, partner or milestone."""
        field = tr("Whole entry") if conflict.key.field == RECORD_FIELD else field_label(conflict.key.field)
        if conflict.key.field == _SHAPE:
            field = tr("Position")
        if conflict.key.table == "project":
            return tr("Whole project") if conflict.key.field == RECORD_FIELD else field
        element = self._element_name(conflict)
        return f"{element}: {field}" if element else field

    def base(self, conflict: Conflict) -> str:
        """Return what both started from."""
        if conflict.key.field == RECORD_FIELD:
            return tr("there")
        if conflict.base is None:
            return "–"
        return tr("see map") if conflict.base.get(_POSITION) else self._values(conflict, conflict.base)

    def mine(self, conflict: Conflict) -> str:
        """Return the own version."""
        return self._side(conflict, conflict.local)

    def other(self, conflict: Conflict) -> str:
        """Return the other version."""
        return self._side(conflict, conflict.remote)

    def combined(self, conflict: Conflict) -> str | None:
        """Return both versions of a text as a start for the user's own; None if there is nothing to combine."""
        if not is_combinable(conflict):
            return None
        name = conflict.key.field
        mine, other = str((conflict.local or {})[name] or ""), str((conflict.remote or {})[name] or "")
        if mine in other or other in mine:
            return max(mine, other, key=len)
        return "\n".join((mine, other)) if "\n" in mine + other or len(mine + other) > 80 else " / ".join((mine, other))

    def _side(self, conflict: Conflict, values: Mapping[str, Any] | None) -> str:
        if values is None:
            return tr("deleted")
        if conflict.key.field == RECORD_FIELD:
            changed = self._changed_labels(conflict, values)
            return tr("edited: {fields}").format(fields=", ".join(changed)) if changed else tr("edited")
        return self._values(conflict, values)

    def _values(self, conflict: Conflict, values: Mapping[str, Any]) -> str:
        # What goes with the field is told where it differs, too: from the origin, or between the sides without one.
        base = conflict.base or (conflict.remote if values is conflict.local else conflict.local) or {}
        told = [name for name, value in values.items() if name in (conflict.key.field, _POSITION)
                or as_text(_plain(base.get(name))) != as_text(_plain(value))]
        texts = [self._value(conflict, name, values[name]) for name in told if name != _SHAPE]
        return " · ".join(one for one in texts if one) or "–"

    def _value(self, conflict: Conflict, name: str, value: Any) -> str:
        if name == _POSITION:
            return move_text((conflict.base or {}).get(_POSITION), value, self._wording.number)
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return tr("yes") if value else tr("no")
        if isinstance(value, date):
            return self._wording.day(value)
        if isinstance(value, float):
            return self._wording.number(value)
        if name == "ags":
            return self._wording.municipality(value)
        if name in _ORGANISATIONS:
            return self._organisation(value)
        plain = str(value.value if isinstance(value, Enum) else value)
        codes = {one.name: one.codes for one in columns_of(_RECORDS[conflict.key.table])}.get(name, "")
        codes = "VVIS" if name == "visibility" else codes
        return load_vocabulary().text(codes, plain) if codes else plain

    def _changed_labels(self, conflict: Conflict, values: Mapping[str, Any]) -> List[str]:
        if conflict.key.table == "project":
            kept = self._case.mine if conflict.remote is None else self._case.other
            names = [one.field for one in diff_bundles(self._case.base, kept)] if self._case.base else []
        else:
            base = conflict.base or {}
            names = [name for name, value in values.items()
                     if as_text(_plain(base.get(name))) != as_text(_plain(value))]
        names = ["geom" if name in (_POSITION, _SHAPE) else name for name in names]
        return list(dict.fromkeys(field_label(name) for name in names))

    def _organisation(self, uuid: str) -> str:
        for bundle in self._bundles():
            found = bundle.organisation(uuid)
            if found is not None:
                return found.name
        return uuid

    def _element_name(self, conflict: Conflict) -> str:
        if conflict.key.table == "project_internal":
            return tr("Internal")
        table = next((one for one in CHILD_TABLES if one.name == conflict.key.table), None)
        if table is None:
            return ""
        kind = _element_kinds().get(table.attribute, field_label(table.attribute))
        for bundle in self._bundles():
            for number, one in enumerate(table.records_of(bundle), 1):
                if one.uuid == conflict.key.uuid:
                    name = self._name_of(one)
                    return tr("{kind} “{name}”").format(kind=kind, name=name) if name else f"{kind} {number}"
        return kind

    def _name_of(self, record: Any) -> str:
        names = {one.name for one in fields(record)}
        for name in ("label", "title", "name", "function", "address"):
            if name in names and getattr(record, name):
                return str(getattr(record, name))
        if "organisation_uuid" in names and record.organisation_uuid:
            return self._organisation(record.organisation_uuid)
        if "ags" in names and record.ags:
            return self._wording.municipality(record.ags)
        return ""

    def _bundles(self) -> Tuple[ProjectBundle, ...]:
        return tuple(one for one in (self._case.mine, self._case.other, self._case.base) if one is not None)


def is_combinable(conflict: Conflict) -> bool:
    """Answer whether both versions can be made into one text: free text that neither side has deleted."""
    name = conflict.key.field
    if conflict.local is None or conflict.remote is None or set(conflict.local) != {name}:
        return False
    column = next((one for one in columns_of(_RECORDS[conflict.key.table]) if one.name == name), None)
    return column is not None and column.kind.value == "str" and not column.codes and name not in _ORGANISATIONS \
        and name != "ags" and not column.is_web_address


def move_text(before: Any, after: Any, number: Callable[[float], str] = str) -> str:
    """Return where a place was moved to, by its centre: "20 m to the N".

    >>> move_text((0.0, 0.0), (0.0, 20.4)), move_text((0.0, 0.0), (0.0, 0.0))
    ('20 m to the N', 'unchanged')
    """
    if after is None:
        return tr("no position")
    if before is None:
        return tr("new position, see map")
    (x, y), (new_x, new_y) = _centre(before), _centre(after)
    distance_m = math.hypot(new_x - x, new_y - y)
    if distance_m < _SAME_PLACE_M:
        return tr("unchanged") if as_text(before) == as_text(after) else tr("other shape, see map")
    shown = round(distance_m) if distance_m >= 1 else round(distance_m, 2)
    return tr("{distance} m to the {direction}").format(
        distance=number(shown), direction=_direction(new_x - x, new_y - y))


def _direction(east_m: float, north_m: float) -> str:
    names = (tr("N"), tr("NE"), tr("E"), tr("SE"), tr("S"), tr("SW"), tr("W"), tr("NW"))
    return names[round(math.degrees(math.atan2(east_m, north_m)) / 45.0) % 8]


def _centre(coordinates: Any) -> Tuple[float, float]:
    if isinstance(coordinates[0], (int, float)):
        return float(coordinates[0]), float(coordinates[1])
    centres = [_centre(one) for one in coordinates]
    return sum(one[0] for one in centres) / len(centres), sum(one[1] for one in centres) / len(centres)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value or None


def _element_kinds() -> Mapping[str, str]:
    return {
        "sites": tr("Place"), "municipalities": tr("Municipality"), "partners": tr("Partner"),
        "contacts": tr("Contact"), "milestones": tr("Milestone"), "indicators": tr("Indicator"),
        "datasets": tr("Data set"), "sensors": tr("Sensor"), "documents": tr("Document"), "relations": tr("Relation"),
    }
