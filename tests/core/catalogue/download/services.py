# SPDX-License-Identifier: GPL-2.0-or-later
"""A WFS with GeoJSON and an OGC API Features service on loopback whose manners can be chosen."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Callable, Dict, List

import requests

from ruhr_smartcity_plugin.core.catalogue.download.staging import Staging
from ruhr_smartcity_plugin.core.catalogue.download.wfs_feed import WfsFeed
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from ruhr_smartcity_plugin.core.xml_element import Element
from tests.support.loopback import Reply, Seen

BOX = (370_000.0, 5_700_000.0, 380_000.0, 5_710_000.0)
FAST = Limits(inactivity_s=2.0, total_s=5.0, attempts=1)


def make_features(count: int, *, ids: bool = True) -> List[Dict[str, Any]]:
    """Trees on a spiral around Bochum, in EPSG:25832."""
    found = []
    for number in range(count):
        radius = 4_900.0 * math.sqrt(number / max(count, 1))
        x, y = 375_000 + radius * math.cos(number * 2.4), 5_705_000 + radius * math.sin(number * 2.4)
        one = {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(x, 3), round(y, 3)]},
            "properties": {"nr": number, "art": "Säulenpappel"},
        }
        if ids:
            one["id"] = f"baeume.{number}"
        found.append(one)
    return found


class Wfs:
    """The route of a WFS 2.0; override a method for each bad manner."""

    def __init__(self, features: List[Dict[str, Any]], *, cap: int = 10_000, stated: Any = None) -> None:
        self.features, self.cap = features, cap
        self.stated = len(features) if stated is None else stated
        self.n_pages = 0

    def __call__(self, seen: Seen) -> Reply:
        if seen.value("RESULTTYPE") == "hits":
            text = f'<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" numberMatched="{self.stated}"/>'
            return Reply(200, text, content_type="text/xml")
        self.n_pages += 1
        return self.page(seen, int(seen.value("STARTINDEX", "0")), int(seen.value("COUNT", "999999")))

    def page(self, seen: Seen, start: int, count: int) -> Reply:
        return self.reply(self.within(seen)[start : start + min(count, self.cap)])

    def within(self, seen: Seen) -> List[Dict[str, Any]]:
        box = [float(one) for one in seen.value("BBOX").split(",")[:4]] if seen.value("BBOX") else None
        if box is None:
            return self.features
        return [one for one in self.features if _is_in(one["geometry"]["coordinates"], box)]

    def reply(self, features: List[Dict[str, Any]]) -> Reply:
        body = json.dumps({"type": "FeatureCollection", "features": features})
        return Reply(200, body, content_type="application/json")


def _is_in(place: List[float], box: List[float]) -> bool:
    return box[0] <= place[0] <= box[2] and box[1] <= place[1] <= box[3]


def read_xml(body: bytes, service: str) -> Element:
    """Enough for the hits answer of this file."""
    del service
    found = re.search(rb'numberMatched="([^"]*)"', body)
    return Element("FeatureCollection", {"numberMatched": found.group(1).decode()} if found else {})


def refuse(body: bytes) -> bytes:
    raise ValueError("this service gives no GML")


def new_client() -> HttpClient:
    session = requests.Session()
    session.trust_env = False
    return HttpClient(session, limits=FAST)


def wfs_feed(client: HttpClient, url: str, **more: Any) -> WfsFeed:
    version = more.pop("version", "2.0.0")
    source = LayerSource(ServiceKind.WFS, url, "stadt:baeume", "Bäume", "EPSG:25832", version)
    more.setdefault("bounds", BOX)
    feed = WfsFeed(client, source, service="Stadt", read_xml=read_xml, convert=refuse,
                   output_format="application/json", srs_id=25832, **more)  # fmt: skip
    feed.page_size = 200
    return feed


def staged_numbers(staging: Staging) -> List[int]:
    """Return the numbers of the staged trees, each once."""
    place = staging.columns.place("nr")
    rows = staging._connection.execute(f"SELECT DISTINCT c{place} FROM staged").fetchall()
    return sorted(row[0] for row in rows)


Manner = Callable[[Seen], Reply]
