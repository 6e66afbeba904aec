# SPDX-License-Identifier: GPL-2.0-or-later
"""OGC API Features with writes (Part 4), as documents: collections, GeoJSON bodies, and what the answers mean."""

from __future__ import annotations

from typing import Any, Callable, Dict, FrozenSet, Iterable, List, Mapping

from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES
from ruhr_smartcity_plugin.core.projects.columns import Column, Kind
from ruhr_smartcity_plugin.core.projects.feature_layers import FeatureLayer, model_columns, read_value
from ruhr_smartcity_plugin.core.projects.feature_rows import rounded
from ruhr_smartcity_plugin.core.projects.record import SiteShape
from ruhr_smartcity_plugin.translation import tr

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
UTM_32 = "http://www.opengis.net/def/crs/EPSG/0/25832"
_TYPES = {SiteShape.POINT: "Point", SiteShape.LINE: "MultiLineString", SiteShape.AREA: "MultiPolygon"}
_SHAPES: Dict[str, SiteShape] = {one.name: one.shape for one in CHILD_TABLES if one.shape is not None}
Transform = Callable[[Any], Any]


def collection_ids(document: Mapping[str, Any]) -> Dict[str, Mapping[str, Any]]:
    """Return the collections a service lists, by id."""
    listed = document.get("collections")
    found = listed if isinstance(listed, list) else []
    return {str(one["id"]): one for one in found if isinstance(one, dict) and one.get("id")}


def described_layer(table: str, collection: Mapping[str, Any], properties: Mapping[str, Any],
                    rights: FrozenSet[str]) -> FeatureLayer:
    """Return a collection as its list of properties (schema, queryables, or a first feature) describes it."""
    known = model_columns(table)
    columns = [name for name in properties if name in known]
    roles = {name: one.get("x-ogc-role") for name, one in properties.items() if isinstance(one, dict)}
    id_column = next((name for name, role in roles.items() if role == "id"), "")
    if id_column not in ("", "uuid") or (not id_column and "uuid" not in columns):
        id_column = ""
    offered = [str(one) for one in collection.get("crs") or ()]
    crs = UTM_32 if UTM_32 in offered else CRS84
    return FeatureLayer(table, str(collection["id"]), tuple(columns), "geometry" if table in _SHAPES else "",
                        rights=rights, crs=crs if table in _SHAPES else "", id_column=id_column)


def writes_in_metres(collection: Mapping[str, Any]) -> bool:
    """Answer whether coordinates are sent in EPSG:25832: if the service keeps them so, nothing is lost on the way."""
    return collection.get("storageCrs") == UTM_32


def read_row(feature: Mapping[str, Any], layer: FeatureLayer, to_metres: Transform) -> Dict[str, Any]:
    """Return a GeoJSON feature as a row; `to_metres` leads from the coordinates of `layer.crs` to EPSG:25832.

    Raises StoreError for another kind of geometry than the layer's, ValueError for values of a wrong kind.
    """
    given = feature.get("properties")
    properties = given if isinstance(given, dict) else {}
    known = model_columns(layer.table)
    row = {name: _value(known[name], properties.get(name)) for name in layer.columns}
    if "uuid" in layer.columns and not row.get("uuid"):
        row["uuid"] = str(feature.get("id") or "")
    if layer.geometry:
        row["geom"] = _read_geometry(feature.get("geometry"), layer, to_metres)
    return row


def _value(column: Column, value: Any) -> Any:
    if value is None or isinstance(value, str):
        return read_value(column, value)
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        if column.kind in (Kind.FLAG, Kind.ANSWER):
            return bool(value)
        return read_value(column, repr(value))
    raise ValueError(f"{column.name} is {type(value).__name__}")


def _read_geometry(geometry: Any, layer: FeatureLayer, to_metres: Transform) -> Any:
    if not isinstance(geometry, dict) or not geometry.get("coordinates"):
        return None
    shape, kind = _SHAPES[layer.table], str(geometry.get("type"))
    coordinates = _numbers(geometry["coordinates"])
    if kind == _TYPES[shape].replace("Multi", "") != _TYPES[shape]:
        coordinates, kind = (coordinates,), _TYPES[shape]
    if kind != _TYPES[shape]:
        raise StoreError(tr("The service sent a place that cannot be read. Ask its operator."), kind[:80])
    return rounded(to_metres(coordinates))


def _numbers(value: Any) -> Any:
    """Return nested lists as tuples of easting and northing; heights are left out."""
    if isinstance(value, list) and value and all(isinstance(one, (int, float)) for one in value):
        if len(value) < 2:
            raise ValueError("a position of one number")
        return float(value[0]), float(value[1])
    if not isinstance(value, list) or not value:
        raise ValueError("no coordinates")
    return tuple(_numbers(one) for one in value)


def feature(layer: FeatureLayer, values: Mapping[str, Any], there: Mapping[str, Any] | None, from_metres: Transform,
            *, is_empty_allowed: bool) -> Dict[str, Any]:
    """Return the GeoJSON feature to send: new, or `there` (as the service gave it) with other values.

    `is_empty_allowed` sends a missing place as empty coordinates, not as null: some servers take nothing else.
    """
    uuid = str(values.get("uuid") or (there or {}).get("id") or "")
    properties = dict((there or {}).get("properties") or {})
    properties.update({name: value for name, value in values.items() if name in layer.columns})
    geometry = (there or {}).get("geometry")
    if there is None or "geom" in values:
        geometry = _geometry(layer, values.get("geom"), from_metres)
    if geometry is None and is_empty_allowed:
        geometry = {"type": _TYPES[_SHAPES.get(layer.table, SiteShape.POINT)], "coordinates": []}
    found = {"type": "Feature", "id": uuid, "geometry": geometry, "properties": properties}
    if there is not None:
        found["id"] = there.get("id")
    return found


def _geometry(layer: FeatureLayer, coordinates: Any, from_metres: Transform) -> Dict[str, Any] | None:
    if not layer.geometry or coordinates is None:
        return None
    return {"type": _TYPES[_SHAPES[layer.table]], "coordinates": from_metres(coordinates)}


def require_crs(layer: FeatureLayer, stated: str) -> None:
    """Raise StoreError unless an answer's ``Content-Crs`` names the reference system that was asked for."""
    if layer.crs == UTM_32 and stated.strip("<> ") != UTM_32:
        raise StoreError(tr("The service gave places in another reference system than EPSG:25832. Ask its operator to "
                            "offer that system."), f"{layer.name}: Content-Crs {stated[:100]}")


def next_link(document: Mapping[str, Any]) -> str:
    """Return the address of the next page; empty on the last one."""
    links = document.get("links")
    for one in links if isinstance(links, list) else []:
        if isinstance(one, dict) and one.get("rel") == "next" and "html" not in str(one.get("type", "")):
            return str(one.get("href") or "")
    return ""


def features_of(document: Mapping[str, Any]) -> List[Mapping[str, Any]]:
    """Return the features of a page. Raises ValueError if it is none."""
    listed = document.get("features")
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ValueError("no list of features")
    return listed


def rights_of(allowed: Iterable[str]) -> FrozenSet[str]:
    """Return what the methods of an ``Allow`` header mean.

    >>> sorted(rights_of(["GET", "POST"]))
    ['delete', 'insert', 'update']
    """
    # What may be done to single items is only said at an item; who may add one may change it, or is told when trying.
    return frozenset(("insert", "update", "delete")) if "POST" in set(allowed) else frozenset()
