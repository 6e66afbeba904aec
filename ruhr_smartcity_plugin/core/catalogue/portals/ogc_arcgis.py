# SPDX-License-Identifier: GPL-2.0-or-later
"""Services of ArcGIS Server by their REST description (``?f=json``): MapServer, FeatureServer, ImageServer."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Any, List, Mapping, Tuple
from urllib.parse import urlsplit, urlunsplit

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_document import ordered_crs
from ruhr_smartcity_plugin.core.catalogue.portals.spatial import extent_of_points
from ruhr_smartcity_plugin.core.catalogue.portals.texts import plain_text, text_of
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer, stated_text
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

_SERVER = re.compile(r"(?i)^(.*/(map|feature|image)server)(?:/(\d+))?(?:/.*)?$")
_WEB_MERCATOR = frozenset({3857, 102100, 900913})
_CORNERS = ("xmin", "ymin", "xmax", "ymax")
_EARTH_RADIUS_M = 6378137.0
# Esri's own numbers for systems the register of EPSG knows under others.
_ESRI_CODES = {102100: 3857, 102113: 3857}


def arcgis_address(url: str) -> Tuple[str, str]:
    """Return the address of a service without a request, and the id of the layer it names ("" for the whole).

    >>> arcgis_address("https://x.example/rest/services/a/FeatureServer/3/query?where=1=1&f=json")
    ('https://x.example/rest/services/a/FeatureServer', '3')
    """
    parts = urlsplit(checked_address(url))
    found = _SERVER.match(parts.path.rstrip("/"))
    path, layer = (found.group(1), found.group(3) or "") if found else (parts.path.rstrip("/"), "")
    return urlunsplit((parts.scheme, parts.netloc, path, "", "")), layer


def read_arcgis(client: HttpClient, url: str, *, service: str = "", progress: Progress = SILENT) -> ServiceDescription:
    """Ask an ArcGIS service for its layers; the address of one of them gives that one.

    Raises
    ------
    NetworkError
        No answer, or one that describes no such service.
    """
    address, wanted = arcgis_address(url)
    document = client.get_json(address, params={"f": "json"}, service=service or address, progress=progress)
    description = describe_arcgis(document, address, service)
    if not wanted:
        return description
    kept = tuple(one for one in description.layers if one.name == wanted)
    return replace(description, layers=kept) if kept else description


def describe_arcgis(document: Any, url: str, service: str = "") -> ServiceDescription:
    """Return the description in a service's JSON.

    Raises
    ------
    UnexpectedContentError
        It is an error, which ArcGIS sends with status 200, or no such service.
    """
    name = service or url
    error = document.get("error") if isinstance(document, Mapping) else None
    if isinstance(error, Mapping):
        sentence = tr("The service “{service}” refused the request: {reason}")
        reason = quotable(text_of(error.get("message"))) or tr("no reason given")
        raise UnexpectedContentError(sentence.format(service=name, reason=reason), f"code {error.get('code')}")
    is_image = isinstance(document, Mapping) and "pixelType" in document
    if not isinstance(document, Mapping) or not (is_image or isinstance(document.get("layers"), list)):
        sentence = tr("“{service}” does not describe an ArcGIS service. Check the address.")
        raise UnexpectedContentError(sentence.format(service=name), "neither layers nor pixels")
    about = document.get("documentInfo") if isinstance(document.get("documentInfo"), Mapping) else {}
    title = text_of(about.get("Title")) or text_of(document.get("mapName")) or text_of(document.get("name"))
    cap = document.get("maxRecordCount")
    return ServiceDescription(
        kind=ServiceKind.ARCGIS,
        url=url,
        title=title if title and title != "Layers" else service or _name_in(url),
        version=text_of(document.get("currentVersion")),
        layers=(_image(document, url),) if is_image else _layers(document, url),
        provider=text_of(about.get("Author")),
        access_constraints=stated_text(plain_text(text_of(document.get("licenseInfo")))),
        attribution=plain_text(text_of(document.get("copyrightText"))),
        cap=cap if isinstance(cap, int) and not isinstance(cap, bool) and cap > 0 else None,
        abstract=plain_text(text_of(document.get("serviceDescription")) or text_of(document.get("description"))),
        keywords=tuple(one.strip() for one in text_of(about.get("Keywords")).split(",") if one.strip()),
    )


def _layers(document: Mapping[str, Any], url: str) -> Tuple[ServiceLayer, ...]:
    crs, extent = _crs(document), _service_extent(document)
    is_feature_service = url.lower().endswith("/featureserver")
    can_query = is_feature_service or "query" in text_of(document.get("capabilities")).lower()
    found: List[ServiceLayer] = []
    for one in document["layers"]:
        number = one.get("id") if isinstance(one, Mapping) else None
        if not isinstance(number, int) or isinstance(number, bool) or one.get("subLayerIds"):
            continue  # groups draw nothing themselves
        is_objects = can_query and bool(one.get("geometryType"))
        far, near = one.get("minScale"), one.get("maxScale")
        found.append(
            ServiceLayer(
                name=str(number),
                title=text_of(one.get("name")) or str(number),
                crs=crs,
                parts={
                    "objects": "1" if is_objects else "",
                    "geometry": text_of(one.get("geometryType")),
                },
                extent_4326=extent,
                min_scale=_scale(far),
                max_scale=_scale(near),
            )
        )
    return tuple(found)


def _image(document: Mapping[str, Any], url: str) -> ServiceLayer:
    title = text_of(document.get("name")) or _name_in(url)
    return ServiceLayer("", title, _crs(document), extent_4326=_service_extent(document))


def _name_in(url: str) -> str:
    return url.rstrip("/").rsplit("/", 2)[-2]


def _crs(document: Mapping[str, Any]) -> Tuple[str, ...]:
    code = _code(document.get("spatialReference"))
    # The server reprojects, so what is asked for first is ours, as long as it tells its own at all.
    return ordered_crs(["EPSG:25832", f"EPSG:{code}"]) if code else ()


def _code(system: Any) -> int | None:
    numbers = [system.get(name) for name in ("latestWkid", "wkid")] if isinstance(system, Mapping) else []
    known = [one for one in numbers if isinstance(one, int) and not isinstance(one, bool)]
    return _ESRI_CODES.get(known[0], known[0]) if known else None


def _service_extent(document: Mapping[str, Any]) -> Extent4326 | None:
    """Return the extent where it is in degrees or web Mercator; other systems are not computed here."""
    stated = document.get("fullExtent") or document.get("extent") or document.get("initialExtent")
    if not isinstance(stated, Mapping):
        return None
    corners = [number for number in (_number(stated.get(one)) for one in _CORNERS) if number is not None]
    if len(corners) != len(_CORNERS):
        return None
    code = _code(stated.get("spatialReference"))
    west, south, east, north = corners
    if code in _WEB_MERCATOR:
        (west, south), (east, north) = _degrees(west, south), _degrees(east, north)
    elif code not in (4326, 4258):
        return None
    return extent_of_points([(west, south), (east, north)])


def _degrees(x: float, y: float) -> Tuple[float, float]:
    """Web Mercator to degrees on the sphere (EPSG method 1024)."""
    latitude = math.atan(math.sinh(max(-30.0, min(30.0, y / _EARTH_RADIUS_M))))
    return math.degrees(x / _EARTH_RADIUS_M), math.degrees(latitude)


def _scale(value: Any) -> float | None:
    scale = _number(value)
    return scale if scale is not None and scale > 0 else None


def _number(value: Any) -> float | None:
    """Return a finite number; None for what is none, or a whole number that no float holds."""
    try:
        number = float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else math.nan
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
