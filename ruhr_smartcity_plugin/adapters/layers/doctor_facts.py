# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of a project as the doctor sees them. Reads what the layers say of themselves and asks nobody."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import Dict, Iterable, List, Tuple

from qgis.core import QgsDataSourceUri, QgsMapLayer, QgsProviderRegistry

from ruhr_smartcity_plugin.adapters.layers.doctor_copies import copied_from, copied_kind
from ruhr_smartcity_plugin.adapters.layers.marks import CORRECTION_PROPERTY, SENTENCE_PROPERTY, is_short
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.adapters.layers.source_notes import origin_of_layer
from ruhr_smartcity_plugin.core.catalogue.doctor.facts import LayerFacts
from ruhr_smartcity_plugin.core.catalogue.formats import TILE_KINDS, ServiceKind
from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.network.redaction import redact

_KINDS = {
    "WFS": ServiceKind.WFS,
    "OAPIF": ServiceKind.OAPIF,
    "wms": ServiceKind.WMS,
    "wcs": ServiceKind.WCS,
    "arcgisfeatureserver": ServiceKind.ARCGIS,
    "arcgismapserver": ServiceKind.ARCGIS,
    "sensorthings": ServiceKind.STA,
    "xyzvectortiles": ServiceKind.VECTOR_TILES,
}
_FILES = ("ogr", "gdal", "delimitedtext", "spatialite", "mdal", "mbtilesvectortiles", "vtpkvectortiles")
_HALF_EARTH_DEG = 180.0
_LAYER_KEYS = ("typename", "layers", "identifier", "layer", "entity")


def facts_of_layers(layers: Iterable[QgsMapLayer]) -> Tuple[LayerFacts, ...]:
    """Return the facts of all layers that have a source worth looking at. Main thread only."""
    return tuple(facts_of_layer(one) for one in layers if one.providerType() not in ("memory", "virtual", ""))


def facts_of_layer(layer: QgsMapLayer) -> LayerFacts:
    """Return the facts of one layer; whether its file is there is not looked up here."""
    provider, source = layer.providerType(), layer.source()
    parts = source_parts(provider, source)
    url = parts.get("url", "")
    path = _path(provider, parts)
    known, kind = origin_of_layer(layer), _kind(provider, parts)
    return LayerFacts(
        layer_id=layer.id(),
        name=layer.name(),
        provider=provider,
        kind=kind or copied_kind(layer),
        url=url if is_web_address(url) else "",
        layer=next((parts[key] for key in _LAYER_KEYS if parts.get(key)), ""),
        path=path,
        origin=read_origin(layer),
        has_licence=known is not None and bool(known.licence or known.attribution),
        short_sentence=str(layer.customProperty(SENTENCE_PROPERTY) or "") if is_short(layer) else "",
        place_sentence=str(layer.customProperty(CORRECTION_PROPERTY) or ""),
        has_open_login=_has_open_login(parts, source),
        authcfg=parts.get("authcfg", ""),
        copied_from=copied_from(layer),
        zooms={key: parts[key] for key in ("zmin", "zmax") if parts.get(key, "").isdigit()},
        middle_4326=_middle(layer) if kind in TILE_KINDS else None,
        objects_source=source if _holds_all(provider, parts) else "",
    )


def with_path_looked_up(facts: LayerFacts) -> LayerFacts:
    """Return the facts with whether the file is there. For use in a task: a dead network drive answers after long."""
    return replace(facts, path_exists=not facts.path or os.path.exists(facts.path))


def _path(provider: str, parts: Dict[str, str]) -> str:
    """Return the file (or archive) of a layer; "" for web addresses and for connection strings, which hold passwords.

    GDAL names databases and drivers as ``PG:…``, ``MSSQL:…``, ``NETCDF:"…"``: only a full path is a file.
    """
    path = parts.get("path", "") if provider in _FILES else ""
    return path if os.path.isabs(path) and not path.startswith("/vsi") else ""


def source_parts(provider: str, source: str) -> Dict[str, str]:
    """Return the parts of a provider's source string as texts; several layers joined by commas."""
    if provider in ("WFS", "OAPIF"):  # QGIS 3.40 does not decode these
        uri = QgsDataSourceUri(source)
        names = {key: uri.param(key) for key in uri.parameterKeys()}
        names.update({"authcfg": uri.authConfigId(), "username": uri.username()})
        names["pass"] = uri.password()
        return {key: value for key, value in names.items() if value}
    decoded = QgsProviderRegistry.instance().decodeUri(provider, source)
    return {key: _text(value) for key, value in decoded.items() if _text(value)}


def _text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join(map(_text, value))
    return value if isinstance(value, str) else ""


def _kind(provider: str, parts: Dict[str, str]) -> ServiceKind | None:
    if provider == "wms" and parts.get("type") == "xyz":
        return ServiceKind.XYZ
    if provider == "wms" and "tileMatrixSet" in parts:
        return ServiceKind.WMTS
    return _KINDS.get(provider)


def _middle(layer: QgsMapLayer) -> Tuple[float, float] | None:
    """Return the middle of a layer; None for the whole earth, which tiles without a box of their own claim to show."""
    box = layer.wgs84Extent(True)
    if not box.isFinite() or box.isEmpty() or box.width() > _HALF_EARTH_DEG:
        return None
    return box.center().x(), box.center().y()


def _holds_all(provider: str, parts: Dict[str, str]) -> bool:
    """Answer whether the layer is to hold every object of its type: no filter, and not only those of the map view."""
    names = {key.casefold() for key in parts}
    return provider in ("WFS", "OAPIF") and not names & {"sql", "filter", "bbox", "restricttorequestbbox"}


def _has_open_login(parts: Dict[str, str], source: str) -> bool:
    """Answer whether a secret stands in the source itself; the id of a log-in of QGIS is none."""
    named: List[str] = [parts.get(key, "") for key in ("password", "pass")]
    without_id = re.sub(r"authcfg=['\"]?\w+['\"]?", "", source)
    return any(named) or redact(without_id) != without_id
