# SPDX-License-Identifier: GPL-2.0-or-later
"""WFS 1.1 with transactions, as documents: what is asked, what is sent, and what the answers mean."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, Iterable, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES
from ruhr_smartcity_plugin.core.projects.feature_gml import CODE, GML, read_geometry, write_geometry
from ruhr_smartcity_plugin.core.projects.feature_layers import FeatureLayer, model_columns, read_value
from ruhr_smartcity_plugin.core.projects.feature_writing import Action, Write
from ruhr_smartcity_plugin.core.projects.record import SiteShape
from ruhr_smartcity_plugin.core.xml_element import Element

VERSION = "1.1.0"
_WFS, _OGC = "http://www.opengis.net/wfs", "http://www.opengis.net/ogc"
_RIGHTS = {"Insert": "insert", "Update": "update", "Delete": "delete"}
_GEOMETRY_TYPES = ("PropertyType", "AbstractGeometryType")
_SHAPES: Dict[str, SiteShape] = {one.name: one.shape for one in CHILD_TABLES if one.shape is not None}


@dataclass(frozen=True)
class OfferedType:
    """A feature type in the capabilities: its name, what may be done to it, and how EPSG:25832 is called there."""

    name: str
    rights: FrozenSet[str]
    crs: str = ""


def offered_types(capabilities: Element) -> Tuple[OfferedType, ...]:
    """Return the feature types a WFS lists."""
    types = capabilities.child("FeatureTypeList")
    if types is None:
        return ()
    general = _operations(types)
    found = []
    for one in types.each("FeatureType"):
        systems = [one.text_at("DefaultSRS"), *(other.text.strip() for other in one.each("OtherSRS"))]
        crs = next((name for name in systems if name.endswith(CODE)), "")
        found.append(OfferedType(one.text_at("Name"), _operations(one) or general, crs))
    return tuple(one for one in found if one.name)


def _operations(element: Element) -> FrozenSet[str]:
    listed = element.child("Operations")
    if listed is None:
        return frozenset()
    names = [one.text.strip() or one.name for one in listed.children]
    return frozenset(_RIGHTS[one] for one in names if one in _RIGHTS)


def has_transactions(capabilities: Element) -> bool:
    """Answer whether the service offers the operation Transaction."""
    operations = capabilities.child("OperationsMetadata")
    return operations is not None and any(
        one.attributes.get("name") == "Transaction" for one in operations.each("Operation"))


def described_layer(schema: Element, table: str, offered: OfferedType) -> FeatureLayer:
    """Return a feature type as its schema (DescribeFeatureType) describes it."""
    known, columns, geometry = model_columns(table), [], ""
    for one in _properties(schema, offered.name.rsplit(":", 1)[-1]):
        name, kind = one.attributes.get("name", ""), one.attributes.get("type", "")
        if kind.startswith("gml:") and kind.endswith(_GEOMETRY_TYPES):
            geometry = geometry or name
        elif name in known:
            columns.append(name)
    crs = offered.crs if geometry and table in _SHAPES else ""
    return FeatureLayer(table, offered.name, tuple(columns), geometry if crs else "",
                        schema.attributes.get("targetNamespace", ""), offered.rights, crs)


def _properties(schema: Element, name: str) -> List[Element]:
    """Return the properties of one type; a document may describe several."""
    declared = next((one for one in schema.each("element") if one.attributes.get("name") == name), None)
    wanted = declared.attributes.get("type", "").rsplit(":", 1)[-1] if declared is not None else f"{name}Type"
    for one in schema.each("complexType"):
        if one.attributes.get("name") == wanted:
            return [other for other in one.walk() if other.name == "element"]
    return []


# --- asking ---
def get_feature(asked: Sequence[Tuple[FeatureLayer, Mapping[str, Sequence[Any]]]]) -> Dict[str, str]:
    """Return the parameters that ask for rows of several layers, each by the values allowed in some columns."""
    params = {"SERVICE": "WFS", "VERSION": VERSION, "REQUEST": "GetFeature",
              "TYPENAME": ",".join(layer.name for layer, _where in asked)}
    systems = {layer.crs for layer, _where in asked if layer.crs}
    if len(systems) == 1:
        params["SRSNAME"] = systems.pop()
    if any(where for _layer, where in asked):
        params["FILTER"] = "".join(f"({_filter(where, is_alone=True)})" for _layer, where in asked)
    return params


def _filter(where: Mapping[str, Sequence[Any]], *, is_alone: bool = False) -> str:
    parts = [_any_of(name, values) for name, values in where.items()]
    inside = parts[0] if len(parts) == 1 else f"<ogc:And>{''.join(parts)}</ogc:And>"
    declared = f' xmlns:ogc="{_OGC}"' if is_alone else ""
    return f"<ogc:Filter{declared}>{inside}</ogc:Filter>"


def _any_of(name: str, values: Sequence[Any]) -> str:
    tests = [f"<ogc:PropertyIsEqualTo><ogc:PropertyName>{_escaped(name)}</ogc:PropertyName>"
             f"<ogc:Literal>{_escaped(_literal(value))}</ogc:Literal></ogc:PropertyIsEqualTo>" for value in values]
    return tests[0] if len(tests) == 1 else f"<ogc:Or>{''.join(tests)}</ogc:Or>"


def read_rows(collection: Element, layers: Iterable[FeatureLayer]) -> Dict[str, List[Dict[str, Any]]]:
    """Return the rows of a feature collection by table. Raises StoreError, ValueError for what cannot be read."""
    by_name = {one.name.rsplit(":", 1)[-1]: one for one in layers}
    found: Dict[str, List[Dict[str, Any]]] = {one.table: [] for one in by_name.values()}
    for member in collection.children:
        if member.name in ("featureMember", "featureMembers", "member"):
            for feature in member.children:
                layer = by_name.get(feature.name)
                if layer is not None:
                    found[layer.table].append(_row(feature, layer))
    return found


def _row(feature: Element, layer: FeatureLayer) -> Dict[str, Any]:
    known = model_columns(layer.table)
    row: Dict[str, Any] = dict.fromkeys(layer.columns)
    if layer.geometry:
        row["geom"] = None
    for one in feature.children:
        if layer.geometry and one.name == layer.geometry:
            row["geom"] = read_geometry(_SHAPES[layer.table], one)
        elif one.name in row:
            is_nil = one.attributes.get("nil") == "true"
            row[one.name] = None if is_nil else read_value(known[one.name], one.text)
    return row


def count_of(collection: Element) -> int | None:
    """Return how many features there are; None if the service does not say."""
    text = collection.attributes.get("numberOfFeatures", "")
    return int(text) if text.isdigit() else None


# --- writing ---
def transaction(writes: Sequence[Write]) -> bytes:
    """Return the document that carries out the writes, in their order."""
    spaces = {_prefix(one.layer): one.layer.namespace for one in writes}
    declared = "".join(f' xmlns:{prefix}="{_escaped(space)}"' for prefix, space in spaces.items())
    inside = "".join(_WRITERS[one.action](one) for one in writes)
    return (f'<?xml version="1.0" encoding="UTF-8"?><wfs:Transaction service="WFS" version="{VERSION}" '
            f'xmlns:wfs="{_WFS}" xmlns:ogc="{_OGC}" xmlns:gml="{GML}"{declared}>{inside}</wfs:Transaction>').encode()


def _insert(write: Write) -> str:
    layer, prefix = write.layer, _prefix(write.layer)
    element = f"{prefix}:{layer.name.rsplit(':', 1)[-1]}"
    stated = ((name, write.values.get(name)) for name in layer.columns)
    inside = "".join(f"<{prefix}:{name}>{_escaped(_literal(value))}</{prefix}:{name}>"
                     for name, value in stated if value is not None)
    # A name the service does not know here makes QGIS Server 3.40 turn for ever: only what its schema says is sent.
    if layer.geometry and write.values.get("geom") is not None:
        inside += f"<{prefix}:{layer.geometry}>{_geometry(write)}</{prefix}:{layer.geometry}>"
    return f"<wfs:Insert><{element}>{inside}</{element}></wfs:Insert>"


def _update(write: Write) -> str:
    layer = write.layer
    changed = [(name, "" if value is None else f"<wfs:Value>{_escaped(_literal(value))}</wfs:Value>")
               for name, value in write.values.items() if name in layer.columns]
    if layer.geometry and "geom" in write.values:
        place = write.values["geom"]
        changed.append((layer.geometry, "" if place is None else f"<wfs:Value>{_geometry(write)}</wfs:Value>"))
    inside = "".join(f"<wfs:Property><wfs:Name>{name}</wfs:Name>{value}</wfs:Property>" for name, value in changed)
    return f'<wfs:Update typeName="{_type_name(layer)}">{inside}{_where(write)}</wfs:Update>'


def _delete(write: Write) -> str:
    return f'<wfs:Delete typeName="{_type_name(write.layer)}">{_where(write)}</wfs:Delete>'


_WRITERS = {Action.INSERT: _insert, Action.UPDATE: _update, Action.DELETE: _delete}


def _where(write: Write) -> str:
    return _filter({name: (value,) for name, value in write.where.items()})


def _geometry(write: Write) -> str:
    return write_geometry(_SHAPES[write.layer.table], write.values["geom"], _escaped(write.layer.crs))


def _prefix(layer: FeatureLayer) -> str:
    return layer.name.split(":", 1)[0] if ":" in layer.name else "f"


def _type_name(layer: FeatureLayer) -> str:
    return _escaped(layer.name)


def refusals(answer: Element) -> Tuple[str, ...]:
    """Return what a service says of the actions it did not carry out."""
    return tuple(" ".join(one.text.split()) for one in answer.walk() if one.name in ("Message", "ExceptionText"))


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def _escaped(text: str) -> str:
    return html.escape(text, quote=True)
