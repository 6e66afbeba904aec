# SPDX-License-Identifier: GPL-2.0-or-later
"""Source strings for QGIS's own providers; every value is encoded or quoted, so that none can add a parameter."""

from __future__ import annotations

import re
from typing import Dict
from urllib.parse import quote

from qgis.core import QgsDataSourceUri
from qgis.PyQt.QtCore import QUrl

from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.translation import tr

# The provider of SensorThings stops at 10,000 without a word where no limit is named; 0 means none.
MOST_ENTITIES = 50_000
_KEPT_IN_TEMPLATES = ":/{}?=%,;@!$'()*~+"
_PLACES = re.compile(r"(?i)%7B(z|x|y|-y|q)%7D")


def tile_template(source: LayerSource) -> str:
    """Return the checked address of the tiles with its places ({z}, {x}, {y}, {-y}, {q}) as the provider knows them."""
    address = checked_address(source.parts.get("template") or source.url)
    return _PLACES.sub(lambda found: "{" + found.group(1).lower() + "}", address)


def tiles_uri(source: LayerSource, *, authcfg: str = "") -> str:
    """Return the source string of tiles by template, pictures or vectors.

    Raises
    ------
    LayerError
        QGIS would ask another address than this one.
    """
    zmin, zmax = int(source.parts.get("zmin") or 0), int(source.parts.get("zmax") or 19)
    login = f"authcfg={quote(authcfg, safe='')}&" if authcfg else ""
    template = tile_template(source)
    # QGIS 3.40 leaves most of what is encoded as it is: of "%3F" and "%252F" it makes an address that is nowhere. Only
    # what ends a parameter has to be encoded.
    uri = f"{login}type=xyz&zmin={zmin}&zmax={zmax}&url={quote(template, safe=_KEPT_IN_TEMPLATES)}"
    read = QgsDataSourceUri()
    read.setEncodedUri(uri)
    if QUrl(read.param("url")) != QUrl(template):
        sentence = tr("QGIS cannot use the address of the tiles: {address}. Ask the operator for another one.")
        raise LayerError(sentence.format(address=template), f"QGIS reads {read.param('url')}")
    return uri


def wmts_uri(source: LayerSource, *, authcfg: str = "") -> str:
    """Return the source string of a WMTS layer; the provider reads the capabilities at the address itself."""
    parts = {
        "contextualWMSLegend": "0",
        "crs": source.crs or "EPSG:25832",
        "dpiMode": "7",
        "format": source.parts.get("format") or "image/png",
        "layers": source.layer,
        "tileMatrixSet": source.parts.get("matrix_set", ""),
        "tileDimensions": source.parts.get("dimensions", ""),
        "url": source.url,
    }
    return _encoded(parts, authcfg, styles=source.parts.get("style", ""))


def wcs_uri(source: LayerSource, *, authcfg: str = "") -> str:
    """Return the source string of a coverage. A version the provider does not speak is left to it (1.0 and 1.1)."""
    version = source.version if source.version.startswith(("1.0", "1.1")) else ""
    parts = {"url": source.url, "identifier": source.layer, "crs": source.crs, "version": version,
             "format": source.parts.get("format", "")}  # fmt: skip
    return _encoded(parts, authcfg)


def arcgis_objects_uri(source: LayerSource, *, authcfg: str = "", view_only: bool = False) -> str:
    """Return the source string of a layer with objects (FeatureServer, or MapServer that can be queried)."""
    return _quoted(
        {
            "crs": source.crs or "EPSG:25832",
            "url": arcgis_layer_address(source),
            "restrictToRequestBBOX": "1" if view_only else "",
        },
        authcfg,
    )


def arcgis_picture_uri(source: LayerSource, *, authcfg: str = "") -> str:
    """Return the source string of a map that ArcGIS draws; in a CRS of the service's own."""
    parts = {"crs": source.crs, "format": source.parts.get("format") or "PNG32", "layer": source.layer,
             "url": source.url}  # fmt: skip
    return _quoted(parts, authcfg)


def arcgis_layer_address(source: LayerSource) -> str:
    """Return the address of one layer of an ArcGIS service, as "…/FeatureServer/3"."""
    base = source.url.rstrip("/")
    is_layer = base.rsplit("/", 1)[-1].isdigit()
    return base if is_layer or not source.layer else f"{base}/{quote(source.layer, safe='')}"


def sensorthings_uri(source: LayerSource, *, authcfg: str = "", view_only: bool = False) -> str:
    """Return the source string of the entities of a SensorThings service.

    Those with a place are asked for by the map view wherever QGIS draws them; a limit would cut them off unsaid. The
    others are tables, of which at most `MOST_ENTITIES` are fetched.
    """
    del view_only  # the provider asks by the box it is asked for
    parts = {
        "entity": source.layer or "Location",
        "featureLimit": "0" if source.parts.get("geometry") else str(MOST_ENTITIES),
        "pageSize": source.parts.get("page_size") or "200",
        "url": source.url,
    }
    geometry = source.parts.get("geometry", "")
    # The provider knows the geometry type only without quotes.
    return _quoted(parts, authcfg) + (f" type={geometry}" if geometry.isalnum() else "")


def _quoted(parts: Dict[str, str], authcfg: str) -> str:
    return _uri(parts, authcfg).uri(False)


def _encoded(parts: Dict[str, str], authcfg: str, **always: str) -> str:
    uri = _uri(parts, authcfg)
    for name, value in always.items():
        uri.setParam(name, value)
    return bytes(uri.encodedUri()).decode("ascii")


def _uri(parts: Dict[str, str], authcfg: str) -> QgsDataSourceUri:
    uri = QgsDataSourceUri()
    for name, value in parts.items():
        if value:
            uri.setParam(name, value)
    if authcfg:
        uri.setAuthConfigId(authcfg)
    return uri
