# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of the register as a feature service publishes them: which, under which names, with what columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, FrozenSet, Iterable, Mapping, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ChildTable
from ruhr_smartcity_plugin.core.projects.columns import Column, Kind, columns_of
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project

PROJECT, ORGANISATION, INDICATOR, INDICATOR_VALUE, PARTNERS = (
    "project", "organisation", "indicator", "indicator_value", "project_organisation")
# Never sent to a service, whatever it publishes: personal, internal, or telling of projects that are not public.
_KEPT_HERE = frozenset(("contact", "funding", "project_relation"))
CHILDREN: Tuple[ChildTable, ...] = tuple(one for one in CHILD_TABLES if one.name not in _KEPT_HERE)
_NEEDED: Dict[str, FrozenSet[str]] = {
    PROJECT: frozenset(("uuid", "version", "title", "visibility", "changed_at"))}
_NEEDS_VISIBILITY = frozenset(("site_point", "site_line", "site_area", "document"))
# Who edited is personal, and no business of a service that the public reads.
NOT_SENT = frozenset(("created_by", "changed_by"))
STAMPS: Tuple[Column, ...] = (
    Column("version", Kind.COUNTER), Column("deleted", Kind.FLAG), Column("created_at", Kind.TEXT),
    Column("changed_at", Kind.TEXT))


@dataclass(frozen=True)
class FeatureLayer:
    """A table of the model as a service offers it.

    `name` is what the service calls it, `columns` are those of the model it has, in its order; `geometry` the name of
    its geometry (empty: none); `namespace` that of its elements (WFS); `rights` hold "insert", "update", "delete";
    `crs` is how coordinates are asked for and sent (empty: none); `id_column` the column that is the feature's id.
    """

    table: str
    name: str
    columns: Tuple[str, ...]
    geometry: str = ""
    namespace: str = ""
    rights: FrozenSet[str] = frozenset(("insert", "update", "delete"))
    crs: str = ""
    id_column: str = ""

    def has(self, column: str) -> bool:
        """Answer whether the service keeps a column of the model; "geom" is the place."""
        return bool(self.geometry) if column == "geom" else column in self.columns


def model_columns(table: str) -> Dict[str, Column]:
    """Return the columns of a table that a service may carry, technical ones included, by name; none if unknown."""
    if table == PROJECT:
        found = [one for one in columns_of(Project) if one.name not in NOT_SENT]
    elif table == ORGANISATION:
        found = [*columns_of(Organisation), *STAMPS]
    elif table in _CODE_COLUMNS:
        named = ("uuid", "project_uuid", _CODE_COLUMNS[table])
        found = [*(Column(one, Kind.TEXT) for one in named), *STAMPS]
    elif table in _CHILDREN:
        child = _CHILDREN[table]
        found = [*columns_of(child.record), Column(child.owner, Kind.TEXT), *STAMPS]
    else:
        found = []
    return {one.name: one for one in found}


_CHILDREN = {one.name: one for one in CHILDREN}
_CODE_COLUMNS = {name: column for name, _attribute, column in CODE_TABLES}
# In the order in which they are written: what others point at comes first.
TABLES: Tuple[str, ...] = (ORGANISATION, PROJECT, *_CHILDREN, *_CODE_COLUMNS)
CHILD_TABLE_NAMES: Tuple[str, ...] = TABLES[2:]
_LONGEST_FIRST = sorted(TABLES, key=len, reverse=True)


def table_of(name: str) -> str:
    """Return the table of the model that a layer's name means; prefixes are allowed. Empty if it is none.

    >>> table_of("ruhr:project"), table_of("register_—_site_point"), table_of("Project_Organisation"), table_of("trees")
    ('project', 'site_point', 'project_organisation', '')
    """
    bare = name.rsplit(":", 1)[-1].casefold()
    return next((one for one in _LONGEST_FIRST if bare == one or re.search(r"[\W_]" + one + r"$", bare)), "")


def choose_layers(names: Iterable[str]) -> Dict[str, str]:
    """Return the layer for each table, the one with the shorter name if two mean the same table."""
    chosen: Dict[str, str] = {}
    for name in sorted(names, key=lambda one: (len(one), one)):
        table = table_of(name)
        if table:
            chosen.setdefault(table, name)
    return chosen


def usable_layers(layers: Iterable[FeatureLayer]) -> Dict[str, FeatureLayer]:
    """Return the layers that can carry their table safely, by table; what would be lost or leak is left out."""
    found = {one.table: one for one in layers if _is_complete(one)}
    if ORGANISATION not in found:
        found.pop(PARTNERS, None)
    if INDICATOR not in found:
        found.pop(INDICATOR_VALUE, None)
    return found


def missing_columns(layer: FeatureLayer) -> Tuple[str, ...]:
    """Return the columns without which a layer cannot be used, as far as it lacks them."""
    table = layer.table
    needed = set(_NEEDED.get(table, ("uuid",)))
    if table in _CHILDREN or table in _CODE_COLUMNS:
        needed.add("project_uuid" if table in _CODE_COLUMNS else _CHILDREN[table].owner)
    if table in _CODE_COLUMNS:
        needed.add(_CODE_COLUMNS[table])
    if table in _NEEDS_VISIBILITY:
        needed.add("visibility")
    if table in _CHILDREN and _CHILDREN[table].shape is not None:
        needed.add("geom")
    return tuple(sorted(one for one in needed if not layer.has(one)))


def _is_complete(layer: FeatureLayer) -> bool:
    return not missing_columns(layer)


def read_value(column: Column, text: str | None) -> str | int | float | bool | None:
    """Return a value of a GML document as rows hold it. Raises ValueError for text where a number belongs."""
    if text is None or (text == "" and column.kind is not Kind.TEXT):
        return None
    if column.kind in (Kind.FLAG, Kind.ANSWER):
        return text.strip().casefold() in ("true", "t", "1")
    if column.kind in (Kind.INTEGER, Kind.COUNTER):
        return int(float(text))
    if column.kind is Kind.NUMBER:
        return float(text)
    if column.kind is Kind.DAY:
        return text.strip()[:10]
    return text or None


def columns_by_table(layers: Mapping[str, FeatureLayer]) -> Dict[str, FrozenSet[str]]:
    """Return what the layers keep, by table."""
    return {table: frozenset((*one.columns, *(("geom",) if one.geometry else ()))) for table, one in layers.items()}
