# SPDX-License-Identifier: GPL-2.0-or-later
"""The source string of a layer with another address in it; everything else in it stays, log-ins only for their host."""

from __future__ import annotations

from typing import List, Tuple
from urllib.parse import quote

from qgis.core import QgsDataSourceUri, QgsHttpHeaders
from qgis.PyQt.QtCore import QUrl, QUrlQuery

from ruhr_smartcity_plugin.core.catalogue.doctor.diagnosis import Repair
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address, may_keep_login

# Providers whose source is a web query string; the others write key='value'. QGIS's own decodeUri and encodeUri lose
# the layers of a picture of several layers and the filter of an ArcGIS layer (measured with 3.40.6).
_QUERIES = ("wms", "wcs")
_LAYER_KEYS = {"WFS": "typename", "OAPIF": "typename", "wms": "layers", "wcs": "identifier", "sensorthings": "entity",
               "arcgismapserver": "layer"}  # fmt: skip
_LOGIN_KEYS = ("authcfg", "username", "user", "password", "pass")
_HEADER = "http-header:"


def healed_source(provider: str, source: str, repair: Repair) -> str:
    """Return a provider's source string with the repair's address and layer in it; everything else stays.

    A log-in in it stays only where the new address is on the same host and port and no less encrypted: nobody else may
    be shown it.

    Raises
    ------
    AddressRefusedError
        The new address is no plain web address.
    """
    url, layer_key = checked_address(repair.url), _LAYER_KEYS.get(provider, "")
    if provider in _QUERIES:
        return _query_source(source, url, layer_key, repair.layer)
    uri = QgsDataSourceUri(source)
    if not may_keep_login(uri.param("url"), url):
        _forget_login(uri)
    _set(uri, "url", url)
    if layer_key and repair.layer:
        _set(uri, layer_key, repair.layer)
    return uri.uri(False)


def has_login(provider: str, source: str) -> bool:
    """Answer whether a source carries a log-in: an id of QGIS's store, a name, a header."""
    if provider in _QUERIES:
        return any(_is_login(key) for key, _value in _items(source))
    uri = QgsDataSourceUri(source)
    named = uri.authConfigId() or uri.username() or uri.password() or uri.httpHeaders().keys()
    return bool(named) or any(map(_is_login, uri.parameterKeys()))


def _query_source(source: str, url: str, layer_key: str, layer: str) -> str:
    items = _items(source)
    old_url = next((QUrl.fromPercentEncoding(value.encode()) for key, value in items if key == "url"), "")
    keeps_login, names = may_keep_login(old_url, url), layer.split(",")
    made: List[Tuple[str, str]] = []
    for key, value in items:
        if key == "url":
            made.append((key, quote(url, safe=":/?,")))
        elif key == layer_key and layer:
            made.append((key, quote(names.pop(0), safe=":/") if names else value))
        elif keeps_login or not _is_login(key):
            made.append((key, value))
    return "&".join(f"{key}={value}" for key, value in made)


def _items(source: str) -> List[Tuple[str, str]]:
    return QUrlQuery(source).queryItems(QUrl.ComponentFormattingOption.FullyEncoded)


def _is_login(key: str) -> bool:
    return key.casefold() in _LOGIN_KEYS or key.casefold().startswith(_HEADER)


def _forget_login(uri: QgsDataSourceUri) -> None:
    uri.setAuthConfigId("")
    uri.setUsername("")
    uri.setPassword("")
    uri.setHttpHeaders(QgsHttpHeaders())
    for key in [one for one in uri.parameterKeys() if _is_login(one)]:
        uri.removeParam(key)


def _set(uri: QgsDataSourceUri, key: str, value: str) -> None:
    uri.removeParam(key)
    uri.setParam(key, value)
