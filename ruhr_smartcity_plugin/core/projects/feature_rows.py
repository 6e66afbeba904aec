# SPDX-License-Identifier: GPL-2.0-or-later
"""Projects as the rows of a feature service, and back. Places are nested coordinates under "geom" (see `Site`)."""

from __future__ import annotations

import uuid as uuid_module
from datetime import datetime, timezone
from typing import Any, Dict, Iterable, List, Mapping, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.bundle import CODE_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import columns_of, values_of
from ruhr_smartcity_plugin.core.projects.feature_layers import CHILDREN, NOT_SENT, FeatureLayer
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project
from ruhr_smartcity_plugin.translation import tr

Row = Mapping[str, Any]
Key = Tuple[str, str]  # (table, uuid)
Rows = Dict[Key, Dict[str, Any]]
Layers = Mapping[str, FeatureLayer]
DECIMALS = 3  # metres: what survives the way there and back
TOLERANCE_M = 0.001
_MOMENTS = ("created_at", "changed_at")
_TECHNICAL = frozenset(("version", "deleted", "created_at", "changed_at"))


def project_row(project: Project, layer: FeatureLayer) -> Dict[str, Any]:
    """Return the project's own values as its layer keeps them, without version and stamps."""
    values = values_of(project)
    return {name: _plain(values[name]) for name in layer.columns if name in values and name not in _TECHNICAL}


def child_rows(bundle: ProjectBundle, layers: Layers) -> Rows:
    """Return what hangs on a project, by table and id, without versions and stamps.

    A code gets an id that follows from project, table, and code, so that asking twice makes no second row.
    """
    rows: Rows = {}
    uuid = bundle.project.uuid
    for table in CHILDREN:
        layer = layers.get(table.name)
        if layer is None:
            continue
        for one in table.records_of(bundle):
            values = {**values_of(one), table.owner: uuid}
            row = {name: _plain(values[name]) for name in layer.columns if name in values}
            if table.shape is not None:
                row["geom"] = rounded(values["coordinates"])
            rows[table.name, one.uuid] = row
    for name, attribute, column in CODE_TABLES:
        if name in layers:
            for code in dict.fromkeys(getattr(bundle, attribute)):
                known = str(uuid_module.uuid5(uuid_module.NAMESPACE_URL, f"{name}/{uuid}/{code}"))
                rows[name, known] = {"uuid": known, "project_uuid": uuid, column: code}
    return rows


def organisation_row(one: Organisation, layer: FeatureLayer) -> Dict[str, Any]:
    """Return an organisation as its layer keeps it."""
    return {name: _plain(value) for name, value in values_of(one).items() if name in layer.columns}


def bundle_of(project: Row, children: Mapping[str, Iterable[Row]], organisations: Iterable[Row]) -> ProjectBundle:
    """Return the project in rows, in the order of their ids; `version` as it is there. Deleted rows are left out."""
    given: Dict[str, Tuple[Any, ...]] = {}
    for table in CHILDREN:
        more = {} if table.shape is None else {"shape": table.shape}
        found = tuple(_record(table.record, row, **more) for row in _alive(children.get(table.name, ())))
        given[table.attribute] = given.get(table.attribute, ()) + found
    for name, attribute, column in CODE_TABLES:
        given[attribute] = tuple(dict.fromkeys(sorted(str(row.get(column)) for row in _alive(children.get(name, ())))))
    record = _record(Project, project)
    named = {record.lead_uuid, *(one.organisation_uuid for one in given["partners"])}
    known = {str(row.get("uuid")): _record(Organisation, row) for row in organisations}
    return ProjectBundle(project=record, organisations=tuple(
        one for uuid, one in sorted(known.items()) if uuid in named), **given)


def _record(kind: type, row: Row, **more: Any) -> Any:
    known = {one.name: one.read(row[one.name]) for one in columns_of(kind)
             if one.name in row and one.name not in NOT_SENT}
    known.update({name: utc_moment(known[name]) for name in _MOMENTS if name in known})
    if "shape" in more:
        known["coordinates"] = row.get("geom")
    return kind(**known, **more)


def utc_moment(text: str) -> str:
    """Return a moment as all stores write it; as it is, if it cannot be read.

    >>> utc_moment("2026-11-23T18:27:11.619000+01:00")
    '2026-11-23T17:27:11.619Z'
    """
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return text
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return moment.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _alive(rows: Iterable[Row]) -> List[Row]:
    once = {str(row.get("uuid")): row for row in rows if not row.get("deleted")}
    return [row for _uuid, row in sorted(once.items())]


def differences(wanted: Row, found: Row) -> List[str]:
    """Return the columns whose value is not what was wanted; places may differ by a millimetre."""
    return [name for name, value in wanted.items() if not _same(value, found.get(name))]


def rounded(coordinates: Any) -> Any:
    """Return coordinates to the millimetre."""
    if coordinates is None:
        return None
    if isinstance(coordinates, (tuple, list)):
        return tuple(rounded(one) for one in coordinates)
    return round(float(coordinates), DECIMALS)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(_same_place(a, b) for a, b in zip(one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return bool(one) == bool(other) and (one is None) == (other is None)
    return one == other


def _same_place(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) != isinstance(other, tuple):
        return False
    if isinstance(one, tuple):
        return len(one) == len(other) and all(_same_place(a, b) for a, b in zip(one, other))
    return abs(one - other) < TOLERANCE_M


def _plain(value: Any) -> Any:
    """Return a value as it comes back from a service: line ends as XML and JSON carry them both."""
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if any((ord(one) < 32 and one not in "\n\t") or 0xD800 <= ord(one) <= 0xDFFF or ord(one) in (0xFFFE, 0xFFFF)
           for one in text):
        raise InputError(tr("A text holds characters that cannot be stored. Type it again instead of pasting it."),
                         "no character of XML 1.0")
    return text
