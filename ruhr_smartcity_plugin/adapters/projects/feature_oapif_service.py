# SPDX-License-Identifier: GPL-2.0-or-later
"""A register behind OGC API Features with writes (Part 4), as pygeoapi, ldproxy or GeoServer offer it.

A feature is replaced as a whole: it is fetched, compared with what the save started from, and sent back at once. Where
the service gives an ETag it is told to refuse if somebody was faster (If-Match); where it does not, a change by others
between fetching and sending, of one request's length, would be overwritten in that one row.
"""

from __future__ import annotations

import json
from typing import Any, Dict, List, Mapping, Sequence, Tuple
from urllib.parse import quote, urljoin, urlsplit

from ruhr_smartcity_plugin.adapters.projects.feature_wfs_service import read_only_reason, require_project
from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    HttpStatusError,
    NetworkError,
    NotARegisterError,
    StoreError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import Answer, Content, HttpClient, parse_json
from ruhr_smartcity_plugin.core.network.service import Service, quotable
from ruhr_smartcity_plugin.core.projects import feature_json
from ruhr_smartcity_plugin.core.projects.feature_layers import PROJECT, FeatureLayer, choose_layers, usable_layers
from ruhr_smartcity_plugin.core.projects.feature_service import Asked, Found, WriteRefusedError
from ruhr_smartcity_plugin.core.projects.feature_writing import Action, Write
from ruhr_smartcity_plugin.translation import tr

_PAGE, _MOST_PAGES = 1000, 10_000
_GEOJSON = "application/geo+json"
_GONE, _CONFLICT, _CHANGED = (404, 410), 409, 412
_REFUSED = frozenset((400, _CONFLICT, _CHANGED, 422, 428, 500))


class OapifService:
    """See `FeatureService`. Made by `open_oapif`; `in_metres` are the tables whose places are sent in EPSG:25832."""

    def __init__(self, client: HttpClient, url: str, title: str, layers: Mapping[str, FeatureLayer],
                 in_metres: frozenset) -> None:
        self._client, self._url, self._in_metres = client.past_caches(), url, in_metres
        self.title, self.layers = title, layers
        self.read_only_reason = read_only_reason(title, layers)
        self._sends_empty_places = False

    def rows(self, asked: Asked) -> Found:
        found: Found = {table: [] for table, _where in asked}
        for table, where in asked:
            (name, values), *_others = where.items()
            for value in values:
                found[table] += [one for one in self._items(table, {name: str(value)}) if one.get(name) == value]
        return found

    def all_rows(self, table: str) -> List[Dict[str, Any]]:
        return self._items(table, {})

    def write(self, writes: Sequence[Write]) -> None:
        for one in writes:
            if one.action is Action.INSERT:
                self._insert(one)
            else:
                self._change(one)

    def _items(self, table: str, where: Mapping[str, str]) -> List[Dict[str, Any]]:
        layer = self.layers[table]
        return [self._row(one, layer) for one in self._features(layer, where)]

    def _row(self, feature: Mapping[str, Any], layer: FeatureLayer) -> Dict[str, Any]:
        to_metres = _as_it_is if layer.crs in ("", feature_json.UTM_32) else _to_metres
        return self._read(feature_json.read_row, feature, layer, to_metres)

    def _features(self, layer: FeatureLayer, where: Mapping[str, str]) -> List[Mapping[str, Any]]:
        params = {**self._params(layer), "limit": str(_PAGE), **where}
        url, expected, pages = self._items_url(layer), None, set()
        found: Dict[Tuple[Any, Any], Mapping[str, Any]] = {}
        received = 0
        for _ in range(_MOST_PAGES):
            pages.add(url)
            document, _answer = self._document(url, params, layer)
            features = self._read(feature_json.features_of, document)
            # What is added meanwhile moves others to the next page, where they come again.
            found.update(((one.get("id"), str(one.get("properties"))), one) for one in features)
            received += len(features)
            matched = document.get("numberMatched")
            expected = matched if isinstance(matched, int) else expected
            following = feature_json.next_link(document)
            if not following or not features:
                break
            url, params = self._same_host(urljoin(url, following)), {}
            if url in pages:
                raise UnexpectedContentError(tr(
                    "The service “{service}” sent values that cannot be read. Tell its operator.").format(
                    service=self.title), f"a page that names itself as the next one: {quotable(url)}")
        if expected is not None and received < expected:
            raise StoreError(tr(
                "The service “{service}” gave only {received} of {expected} records, so nothing was read. Try again, "
                "or ask its operator for its limit.",
            ).format(service=self.title, received=received, expected=expected), layer.name)
        return list(found.values())

    def _document(self, url: str, params: Mapping[str, str],
                  layer: FeatureLayer) -> Tuple[Mapping[str, Any], Answer]:
        """Return a page or a feature in the layer's reference system, and the answer it came with."""
        answer = self._client.get(url, params=params, headers={"Accept": f"{_GEOJSON}, application/json;q=0.9"},
                                  expect=Content.JSON, service=self.title)
        feature_json.require_crs(layer, answer.headers.get("Content-Crs", ""))
        document = parse_json(answer, Service(url, self.title))
        return document if isinstance(document, dict) else {}, answer

    def _insert(self, write: Write) -> None:
        body = self._body(write, None)
        self._send("POST", self._items_url(write.layer), write, body, None)

    def _change(self, write: Write) -> None:
        uuid = str(write.where["uuid"])
        listed = [one for one in self._features(write.layer, {"uuid": uuid})
                  if uuid in (one.get("id"), (one.get("properties") or {}).get("uuid"))]
        if len(listed) != 1:
            raise self._changed_meanwhile(f"{len(listed)} of {write.layer.name} {uuid}")
        url = f"{self._items_url(write.layer)}/{quote(str(listed[0].get('id')), safe='')}"
        # What is compared and sent back has to be what the ETag stands for, not what was listed a moment before.
        found, etag = self._feature(url, write)
        row = self._row(found, write.layer)
        if any(row.get(name) != value for name, value in write.where.items()):
            raise self._changed_meanwhile(f"{write.layer.name} {uuid}")
        # As it is sent back, a place has to be in the reference system it is sent in.
        there = {**found, "geometry": None} if write.layer.geometry else found
        values = {**({"geom": row["geom"]} if write.layer.geometry else {}), **write.values}
        if write.action is Action.DELETE:
            self._delete(url, etag, write.layer)
            return
        self._send("PUT", url, Write(write.action, write.layer, values, write.where),
                   self._body(Write(write.action, write.layer, values), there), etag, there)

    def _delete(self, url: str, etag: str, layer: FeatureLayer) -> None:
        try:
            self._transmit("DELETE", url, b"", etag, layer)
        except HttpStatusError as error:
            raise self._named(error) from error

    def _feature(self, url: str, write: Write) -> Tuple[Mapping[str, Any], str]:
        """Return the feature as it is now, and its ETag as far as it can be used for "If-Match" (RFC 9110, 13.1.1)."""
        try:
            document, answer = self._document(url, self._params(write.layer), write.layer)
        except HttpStatusError as error:
            if error.status not in _GONE:
                raise
            raise self._changed_meanwhile(error.detail) from error
        etag = answer.headers.get("ETag", "")
        return document, "" if etag.startswith("W/") else etag

    def _params(self, layer: FeatureLayer) -> Dict[str, str]:
        return {"f": "json", **({"crs": layer.crs} if layer.crs == feature_json.UTM_32 else {})}

    def _changed_meanwhile(self, detail: str) -> WriteRefusedError:
        return WriteRefusedError(tr("The service “{service}” did not accept the record: {reason}.").format(
            service=self.title, reason=tr("it was changed meanwhile")), detail)

    def _send(self, method: str, url: str, write: Write, body: bytes, etag: str | None,
              there: Mapping[str, Any] | None = None) -> None:
        """Send a feature. A server that breaks on a missing place gets an empty one instead, if nothing was written."""
        try:
            self._transmit(method, url, body, etag, write.layer)
        except HttpStatusError as error:
            has_place = write.layer.geometry and write.values.get("geom") is not None
            if self._sends_empty_places or has_place or error.status not in (400, 422, 500) or self._is_there(write):
                raise self._named(error) from error
            self._sends_empty_places = True
            try:
                self._transmit(method, url, self._body(write, there), etag, write.layer)
            except NetworkError:
                self._sends_empty_places = False
                raise

    def _is_there(self, write: Write) -> bool:
        """Answer whether an insert was done in spite of an error. Replacing twice does no harm."""
        if write.action is not Action.INSERT:
            return False
        return bool(self.rows([(write.layer.table, {"uuid": (write.values["uuid"],)})])[write.layer.table])

    def _transmit(self, method: str, url: str, body: bytes, etag: str | None, layer: FeatureLayer) -> None:
        headers = {"If-Match": etag} if etag else {}
        if layer.table in self._in_metres:
            headers["Content-Crs"] = f"<{feature_json.UTM_32}>"
        self._client.send(method, url, body=body, content_type=_GEOJSON, headers=headers, service=self.title)

    def _named(self, error: HttpStatusError) -> Exception:
        if error.status not in _REFUSED or isinstance(error, AccessDeniedError):
            return error
        if error.status == _CHANGED:
            return self._changed_meanwhile(error.detail)
        if error.status == _CONFLICT:
            return WriteRefusedError(tr("The service “{service}” did not accept the record: {reason}.").format(
                service=self.title, reason=tr("it contradicts what is there (HTTP 409)")), error.detail)
        return WriteRefusedError(error.sentence, error.detail)

    def _body(self, write: Write, there: Mapping[str, Any] | None) -> bytes:
        from_metres = _as_it_is if write.layer.table in self._in_metres else _to_degrees
        found = feature_json.feature(write.layer, write.values, there, from_metres,
                                     is_empty_allowed=self._sends_empty_places)
        return json.dumps(found, ensure_ascii=False, allow_nan=False).encode("utf-8")

    def _items_url(self, layer: FeatureLayer) -> str:
        return f"{self._url}/collections/{quote(layer.name, safe='')}/items"

    def _same_host(self, url: str) -> str:
        if urlsplit(url)[:2] != urlsplit(self._url)[:2]:
            raise UnexpectedContentError(tr(
                "The service “{service}” sent values that cannot be read. Tell its operator.").format(
                service=self.title), f"next page elsewhere: {quotable(url)}")
        return url

    def _read(self, read: Any, *values: Any) -> Any:
        try:
            return read(*values)
        except (ValueError, TypeError, IndexError) as error:
            raise UnexpectedContentError(tr(
                "The service “{service}” sent values that cannot be read. Tell its operator.",
            ).format(service=self.title), repr(error)[:300]) from error


def _as_it_is(coordinates: Any) -> Any:
    return coordinates


def _to_metres(coordinates: Any) -> Any:
    return _moved(coordinates, _transform("EPSG:4326", "EPSG:25832"))


def _to_degrees(coordinates: Any) -> Any:
    return _moved(coordinates, _transform("EPSG:25832", "EPSG:4326"))


def _transform(source: str, target: str) -> Any:
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCoordinateTransformContext

    systems = (QgsCoordinateReferenceSystem(one) for one in (source, target))
    # QGIS gives and takes longitude before latitude, as CRS84 has it.
    return QgsCoordinateTransform(*systems, QgsCoordinateTransformContext())


def _moved(coordinates: Any, transform: Any) -> Any:
    if isinstance(coordinates[0], tuple):
        return tuple(_moved(one, transform) for one in coordinates)
    point = transform.transform(*coordinates)
    return point.x(), point.y()


def open_oapif(client: HttpClient, url: str, name: str) -> OapifService:
    """Return the register an OGC API publishes. Raises NotARegisterError if it publishes none, NetworkError."""
    landing = client.get_json(url, params={"f": "json"}, service=name)
    title = quotable(str(landing.get("title") or ""), 80) if isinstance(landing, dict) else ""
    title = title or name
    document = client.get_json(f"{url}/collections", params={"f": "json", "limit": str(_PAGE)}, service=title)
    collections = feature_json.collection_ids(document if isinstance(document, dict) else {})
    if not collections:
        raise NotARegisterError(tr(
            "The service “{service}” holds no project register: it has no layer “project”. Check the address, or ask "
            "its operator to publish the register's tables.").format(service=title), "no collections")
    chosen = choose_layers(collections)
    rights = _rights(client, url, title, chosen.get(PROJECT, ""))
    described = [feature_json.described_layer(table, collections[one], _properties(client, url, title, one), rights)
                 for table, one in chosen.items()]
    layers = usable_layers(described)
    require_project(title, described, layers)
    in_metres = frozenset(table for table, one in layers.items()
                          if one.geometry and feature_json.writes_in_metres(collections[one.name]))
    return OapifService(client, url, title, layers, in_metres)


def _properties(client: HttpClient, url: str, title: str, name: str) -> Mapping[str, Any]:
    """Return what is known of the columns of a collection: its schema, its queryables, or its first feature."""
    base = f"{url}/collections/{quote(name, safe='')}"
    for part in ("schema", "queryables"):
        try:
            found = client.get_json(f"{base}/{part}", params={"f": "json"}, service=title)
        except (HttpStatusError, UnexpectedContentError) as error:
            if isinstance(error, AccessDeniedError):
                raise
            continue
        properties = found.get("properties") if isinstance(found, dict) else None
        if isinstance(properties, dict) and properties:
            return properties
    first = client.get_json(f"{base}/items", params={"f": "json", "limit": "1"}, service=title)
    features = feature_json.features_of(first if isinstance(first, dict) else {"features": []})
    return (features[0].get("properties") or {}) if features else {}


def _rights(client: HttpClient, url: str, title: str, name: str) -> frozenset:
    """Return what may be done to the projects, as the service says when asked; all if it does not answer that."""
    try:
        answer: Answer = client.send("OPTIONS", f"{url}/collections/{quote(name, safe='')}/items", body=b"",
                                     content_type=_GEOJSON, service=title)
    except (HttpStatusError, UnexpectedContentError):
        return frozenset(("insert", "update", "delete"))
    allowed = answer.headers.get("Allow", "")
    if not allowed:
        return frozenset(("insert", "update", "delete"))
    return feature_json.rights_of(one.strip().upper() for one in allowed.split(","))
