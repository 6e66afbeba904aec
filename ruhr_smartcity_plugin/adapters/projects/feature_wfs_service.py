# SPDX-License-Identifier: GPL-2.0-or-later
"""A register behind a WFS 1.1 with transactions (QGIS Server, GeoServer, deegree)."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.errors import NotARegisterError, StoreError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.projects import feature_wfs
from ruhr_smartcity_plugin.core.projects.feature_layers import FeatureLayer, choose_layers, usable_layers
from ruhr_smartcity_plugin.core.projects.feature_service import Asked, Found, WriteRefusedError
from ruhr_smartcity_plugin.core.projects.feature_writing import Write
from ruhr_smartcity_plugin.core.xml_element import Element
from ruhr_smartcity_plugin.translation import tr

# Filters travel in the address; servers take about 8,000 characters.
_VALUES_AT_ONCE = 12
_MOST_PAGES = 10_000


class WfsService:
    """See `FeatureService`. Made by `open_wfs`."""

    def __init__(self, client: HttpClient, url: str, title: str, layers: Mapping[str, FeatureLayer],
                 read_only_reason: str) -> None:
        self._client, self._url = client.past_caches(), url
        self.title, self.layers, self.read_only_reason = title, layers, read_only_reason

    def rows(self, asked: Asked) -> Found:
        found: Found = {table: [] for table, _where in asked}
        for part in _portions(asked):
            layers = [(self.layers[table], where) for table, where in part]
            for table, rows in self._read(feature_wfs.get_feature(layers), [one for one, _where in layers]).items():
                found[table] += rows
        return found

    def all_rows(self, table: str) -> List[Dict[str, Any]]:
        layer = self.layers[table]
        params = feature_wfs.get_feature([(layer, {})])
        rows = self._read(params, [layer])[table]
        expected = feature_wfs.count_of(self._ask({**params, "RESULTTYPE": "hits"}))
        for _ in range(_MOST_PAGES):
            if expected is None or len(rows) >= expected:
                break
            more = self._read({**params, "STARTINDEX": str(len(rows))}, [layer])[table]
            known = {one.get("uuid") for one in rows}
            fresh = [one for one in more if one.get("uuid") not in known]
            if not fresh:
                raise StoreError(tr(
                    "The service “{service}” gave only {received} of {expected} records, so nothing was read. Try "
                    "again, or ask its operator for its limit.",
                ).format(service=self.title, received=len(rows), expected=expected), layer.name)
            rows += fresh
        return rows

    def write(self, writes: Sequence[Write]) -> None:
        answer = self._client.send("POST", self._url, body=feature_wfs.transaction(writes),
                                   content_type="text/xml; charset=utf-8", expect=Content.XML, service=self.title)
        root = read_xml(answer.body, self.title)
        if root.name != "TransactionResponse":
            raise UnexpectedContentError(tr("The service “{service}” did not confirm that it has saved.").format(
                service=self.title), root.name)
        refused = feature_wfs.refusals(root)
        if refused:
            raise WriteRefusedError(tr("The service “{service}” did not accept the record: {reason}.").format(
                service=self.title, reason=quotable("; ".join(refused)).rstrip(".")), "; ".join(refused)[:500])

    def _read(self, params: Mapping[str, str], layers: Sequence[FeatureLayer]) -> Found:
        root = self._ask(params)
        try:
            return feature_wfs.read_rows(root, layers)
        except ValueError as error:
            raise UnexpectedContentError(tr(
                "The service “{service}” sent values that cannot be read. Tell its operator.",
            ).format(service=self.title), repr(error)[:300]) from error

    def _ask(self, params: Mapping[str, str]) -> Element:
        answer = self._client.get(self._url, params=params, expect=Content.XML, service=self.title)
        root = read_xml(answer.body, self.title)
        if root.name != "FeatureCollection":
            raise UnexpectedContentError(tr(
                "The service “{service}” answered with something other than records.").format(
                    service=self.title), root.name)
        return root


def _portions(asked: Asked) -> List[List[Tuple[str, Mapping[str, Sequence[Any]]]]]:
    """Split what is asked so that an address holds it."""
    single: List[Tuple[str, Mapping[str, Sequence[Any]]]] = []
    for table, where in asked:
        (name, values), *others = where.items()
        for at in range(0, len(values), _VALUES_AT_ONCE):
            single.append((table, {name: values[at : at + _VALUES_AT_ONCE], **dict(others)}))
    portions: List[List[Tuple[str, Mapping[str, Sequence[Any]]]]] = []
    room = 0
    for table, where in single:
        size = sum(len(values) for values in where.values())
        # One request names each layer once.
        if not portions or size > room or any(name == table for name, _where in portions[-1]):
            portions.append([])
            room = _VALUES_AT_ONCE + 4
        portions[-1].append((table, where))
        room -= size
    return portions


def open_wfs(client: HttpClient, url: str, capabilities: Element, name: str) -> WfsService:
    """Return the register a WFS publishes. Raises NotARegisterError if it publishes none, NetworkError."""
    title = _title(capabilities) or name
    offered = {one.name: one for one in feature_wfs.offered_types(capabilities)}
    described: List[FeatureLayer] = []
    for table, type_name in choose_layers(offered).items():
        params = {"SERVICE": "WFS", "VERSION": feature_wfs.VERSION, "REQUEST": "DescribeFeatureType",
                  "TYPENAME": type_name}
        answer = client.get(url, params=params, expect=Content.XML, service=title)
        described.append(feature_wfs.described_layer(read_xml(answer.body, title), table, offered[type_name]))
    layers = usable_layers(described)
    require_project(title, described, layers)
    return WfsService(client, url, title, layers, _read_only_reason(title, capabilities, layers))


def require_project(title: str, described: Sequence[FeatureLayer], layers: Mapping[str, FeatureLayer]) -> None:
    """Raise NotARegisterError unless there is a usable layer of projects."""
    from ruhr_smartcity_plugin.core.projects.feature_layers import PROJECT, missing_columns

    if PROJECT in layers:
        return
    found = next((one for one in described if one.table == PROJECT), None)
    if found is None:
        raise NotARegisterError(tr(
            "The service “{service}” holds no project register: it has no layer “project”. Check the address, or ask "
            "its operator to publish the register's tables.").format(service=title))
    raise NotARegisterError(tr(
        "The layer “project” of the service “{service}” lacks the columns {columns}. Ask its operator to publish them.",
    ).format(service=title, columns=", ".join(missing_columns(found))), found.name)


def _title(capabilities: Element) -> str:
    return quotable(capabilities.text_at("ServiceIdentification", "Title"), 80)


def _read_only_reason(title: str, capabilities: Element, layers: Mapping[str, FeatureLayer]) -> str:
    if not feature_wfs.has_transactions(capabilities):
        return tr("The service “{service}” can only be read: it offers no transactions (WFS-T).").format(service=title)
    return read_only_reason(title, layers)


def read_only_reason(title: str, layers: Mapping[str, FeatureLayer]) -> str:
    """Return why projects cannot be written; empty if they can."""
    from ruhr_smartcity_plugin.core.projects.feature_layers import PROJECT

    if layers[PROJECT].rights.issuperset(("insert", "update")):
        return ""
    return tr("The service “{service}” can only be read: it does not allow projects to be changed. Ask its operator, "
              "or choose another log-in.").format(service=title)
