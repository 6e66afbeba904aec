# SPDX-License-Identifier: GPL-2.0-or-later
"""Root of an OGC SensorThings API 1.0 or 1.1 (OGC 18-088): which kinds of things it gives as layers."""

from __future__ import annotations

import re
from typing import Any, Dict, Mapping, Tuple
from urllib.parse import urlsplit, urlunsplit

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.texts import text_of
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

_VERSION = re.compile(r"(?i)^(.*/v1\.[01])(?:/.*)?$")
# Names in the service's list, and what QGIS's provider calls one of them.
ENTITIES: Dict[str, str] = {
    "Locations": "Location",
    "FeaturesOfInterest": "FeatureOfInterest",
    "Datastreams": "Datastream",
    "Things": "Thing",
    "Sensors": "Sensor",
    "ObservedProperties": "ObservedProperty",
}
# The provider gives time series no geometry, although the standard knows an observed area.
_ON_MAP = frozenset({"Location", "FeatureOfInterest"})


def sensorthings_root(url: str) -> str:
    """Return the root of a service with a slash at its end: QGIS does not follow the redirect there.

    >>> sensorthings_root("https://x.example/frost/v1.1/Things(3)?$top=1")
    'https://x.example/frost/v1.1/'
    """
    parts = urlsplit(checked_address(url))
    found = _VERSION.match(parts.path)
    path = found.group(1) if found else parts.path.rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, f"{path}/", "", ""))


def read_sensorthings(
    client: HttpClient, url: str, *, service: str = "", progress: Progress = SILENT
) -> ServiceDescription:
    """Ask a SensorThings service what it has.

    Raises
    ------
    NetworkError
        No answer, or one that describes no such service.
    """
    root = sensorthings_root(url)
    return describe_sensorthings(client.get_json(root, service=service or root, progress=progress), root, service)


def describe_sensorthings(document: Any, url: str, service: str = "") -> ServiceDescription:
    """Return the description in the JSON of a root.

    Raises
    ------
    UnexpectedContentError
        It is no root of a SensorThings service.
    """
    listed = document.get("value") if isinstance(document, Mapping) else None
    rows = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    names = [text_of(one.get("name")) for one in rows]
    if "Things" not in names:
        sentence = tr("“{service}” does not answer as a SensorThings service. Check the address.")
        raise UnexpectedContentError(sentence.format(service=service or url), "no Things in its list")
    version = "1.0" if "/v1.0" in url else "1.1"
    title = service or urlsplit(url).netloc
    return ServiceDescription(ServiceKind.STA, url, title, version, tuple(_layers(names)))


def _layers(names: list[str]) -> Tuple[ServiceLayer, ...]:
    titles = {
        "Location": tr("Places of the stations"),
        "FeatureOfInterest": tr("Places of the observations"),
        "Datastream": tr("Time series"),
        "Thing": tr("Stations"),
        "Sensor": tr("Sensors"),
        "ObservedProperty": tr("Observed properties"),
    }
    found = []
    for plural, entity in ENTITIES.items():
        if plural in names:
            parts = {"geometry": "PointZ" if entity in _ON_MAP else ""}
            found.append(ServiceLayer(entity, titles[entity], ("EPSG:4326",), parts=parts))
    return tuple(found)
