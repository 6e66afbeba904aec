# SPDX-License-Identifier: GPL-2.0-or-later
"""Addresses and CRS names of OGC services, in the many forms catalogues write them."""

from __future__ import annotations

import re
from typing import Iterable, Tuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address

PREFERRED_CRS = ("EPSG:25832", "EPSG:3857", "EPSG:4326", "OGC:CRS84")
_OGC_PARAMETERS = re.compile(
    r"service|request|version|acceptversions|typenames?|layers?|styles?|crs|srs|srsname|bbox|width|height|format|"
    r"outputformat|exceptions|transparent|resulttype|count|maxfeatures|startindex|namespaces?|storedquery_id|"
    r"featureid|resourceid|cql_filter|filter|sld_version|info_format|query_layers",
    re.IGNORECASE,
)
_AUTHORITY = (
    re.compile(r"(?i)^urn:(?:x-)?ogc:def:crs:(EPSG|OGC):[^:]*:(\w+)$"),
    re.compile(r"(?i)^https?://www\.opengis\.net/def/crs/(EPSG|OGC)/[^/]+/(\w+)$"),
    re.compile(r"(?i)^https?://www\.opengis\.net/gml/srs/(epsg)\.xml#(\d+)$"),
    re.compile(r"(?i)^(EPSG|OGC|CRS):+(\w+)$"),
)


def base_address(url: str) -> str:
    """Return the address of a service without the request somebody pasted with it; foreign parameters stay.

    >>> base_address("https://x.example/ows?map=a&SERVICE=WFS&Request=GetCapabilities")
    'https://x.example/ows?map=a'

    Raises
    ------
    AddressRefusedError
        The address is no web address.
    """
    parts = urlsplit(checked_address(url))
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not _OGC_PARAMETERS.fullmatch(name)]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))


def requested_layer(url: str) -> str:
    """Return the layer or type name a pasted request asks for; empty if none (or several)."""
    for name, value in parse_qsl(urlsplit(url).query):
        if name.lower() in ("typename", "typenames", "layers", "layer") and value and "," not in value:
            return value
    return ""


def landing_address(url: str) -> Tuple[str, str]:
    """Return landing page and collection id of an OGC API Features address.

    >>> landing_address("https://x.example/ogc/features/v1/collections/b%C3%A4ume/items?f=json")
    ('https://x.example/ogc/features/v1', 'bäume')
    """
    parts = urlsplit(checked_address(url))
    path, _, rest = parts.path.partition("/collections")
    collection = unquote(rest.strip("/").split("/")[0]) if rest else ""
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name.lower() not in ("f", "limit", "offset")]
    return urlunsplit((parts.scheme, parts.netloc, path.rstrip("/"), urlencode(kept), "")), collection


def named_layer(kind: ServiceKind, url: str) -> str:
    """Return the layer, type name or collection an address of a service names; "" if none."""
    return landing_address(url)[1] if kind is ServiceKind.OAPIF else requested_layer(url)


def naming_address(kind: ServiceKind, url: str, layer: str) -> str:
    """Return the address of a service with one layer in it, for `named_layer`.

    >>> naming_address(ServiceKind.WFS, "https://x.example/ows?map=a&REQUEST=GetCapabilities", "ms:b")
    'https://x.example/ows?map=a&SERVICE=WFS&TYPENAMES=ms%3Ab'
    """
    if kind is ServiceKind.OAPIF:
        return f"{landing_address(url)[0]}/collections/{quote(layer, safe='')}"
    base = base_address(url)
    name = "LAYERS" if kind is ServiceKind.WMS else "TYPENAMES"
    return f"{base}{'&' if '?' in base else '?'}{urlencode({'SERVICE': kind.value, name: layer})}"


def authority_id(name: str) -> str:
    """Return "EPSG:25832" for all ways to write it; "" for a name of no known form.

    >>> authority_id("urn:ogc:def:crs:EPSG::25832"), authority_id("http://www.opengis.net/def/crs/OGC/1.3/CRS84")
    ('EPSG:25832', 'OGC:CRS84')
    """
    for pattern in _AUTHORITY:
        found = pattern.match(name.strip())
        if found:
            authority = found.group(1).upper()
            # WMS writes CRS:84
            return (
                "OGC:CRS84" if (authority, found.group(2)) == ("CRS", "84") else f"{authority}:{found.group(2).upper()}"
            )
    return ""


def choose_crs(offered: Iterable[str]) -> str:
    """Return the CRS to ask for: EPSG:25832 if offered, then web maps, degrees, and else the first one offered.

    Only offered ones: some services draw an empty picture for others.
    """
    names = [authority_id(one) for one in offered]
    known = [one for one in names if one]
    return next((one for one in PREFERRED_CRS if one in known), known[0] if known else "")
