# SPDX-License-Identifier: GPL-2.0-or-later
"""SensorThings services with more entities than QGIS fetches by default: all of them, or the exact number missing."""

from __future__ import annotations

import re
from typing import Any, Dict
from urllib.parse import quote, unquote

import pytest
from qgis.core import QgsFeatureRequest, QgsRectangle

from ruhr_smartcity_plugin.adapters.layers import loading_uris
from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer
from ruhr_smartcity_plugin.core.catalogue.completeness import Proof, Verdict
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from tests.support.live_layers import Loading
from tests.support.loopback import Loopback, Seen

_CORNERS = re.compile(r"[Pp][Oo][Ll][Yy][Gg][Oo][Nn]\s*\(\(([^)]*)\)\)")
WEST, SOUTH, STEP = 7.0, 51.4, 1e-5


class Stations:
    """The places and the things of a service of FROST's shape, at most 1,000 a page, found by a box."""

    def __init__(self, count: int) -> None:
        self.count, self.url = count, ""

    def routes(self) -> Dict[str, Any]:
        return {"/v1.1/": self.root, "/v1.1/Locations": self.page, "/v1.1/Things": self.page}

    def root(self, _seen: Seen) -> Dict[str, Any]:
        return {"value": [{"name": one, "url": f"{self.url}/v1.1/{one}"} for one in ("Things", "Locations")]}

    def page(self, seen: Seen) -> Dict[str, Any]:
        asked = seen.value("$filter")
        numbers = self._within(unquote(asked))
        top, skip = min(int(seen.value("$top", "100")), 1000), int(seen.value("$skip", "0"))
        found: Dict[str, Any] = {"value": [self._entity(seen.path, one) for one in numbers[skip : skip + top]]}
        if seen.value("$count") == "true":
            found["@iot.count"] = len(numbers)
        if top and skip + top < len(numbers):
            more = f"&$filter={quote(asked)}" if asked else ""
            found["@iot.nextLink"] = f"{self.url}{seen.path}?$top={top}&$skip={skip + top}{more}"
        return found

    def _within(self, asked: str) -> range:
        corners = _CORNERS.search(asked)
        if corners is None:
            return range(self.count)
        easts = [float(one.split()[0]) for one in corners.group(1).split(",")]
        first, last = ((edge - WEST) / STEP for edge in (min(easts), max(easts)))
        return range(max(0, round(first)), min(self.count, round(last) + 1))

    def _entity(self, path: str, number: int) -> Dict[str, Any]:
        own = f"{self.url}{path}({number})"
        found = {"@iot.id": number, "@iot.selfLink": own, "name": f"N{number}", "description": ""}
        if path.endswith("Locations"):
            place = {"type": "Point", "coordinates": [WEST + number * STEP, SOUTH]}
            found.update(encodingType="application/geo+json", location=place)
        return found


def load(qtbot, count: int, layer: str, *, most: int = 50_000, look=None) -> LoadedLayer:
    stations = Stations(count)
    with Loopback(stations.routes()) as server:
        stations.url = server.url
        loaded = Loading(ServiceKind.STA, server.url + "/v1.1", layer, most_objects=most).wait(qtbot)
        assert isinstance(loaded, LoadedLayer), loaded
        if look is not None:
            look(loaded.layer)
    return loaded


@pytest.mark.parametrize("layer", ["Location", "Thing"])
def test_more_than_ten_thousand_entities_are_loaded_whole(qtbot, layer):
    loaded = load(qtbot, 12_345, layer)
    assert loaded.completeness.verdict is Verdict.COMPLETE
    assert loaded.completeness.received == 12_345


def test_too_many_places_are_fetched_by_the_map_view_and_none_of_them_is_cut_off(qtbot):
    seen = []

    def look(layer) -> None:
        view = QgsRectangle(WEST + 2000 * STEP - STEP / 2, SOUTH - 1, WEST + 2099 * STEP + STEP / 2, SOUTH + 1)
        seen.extend(one["name"] for one in layer.getFeatures(QgsFeatureRequest(view)))

    loaded = load(qtbot, 3_000, "Location", most=500, look=look)
    assert loaded.completeness.proof is Proof.VIEW
    assert {f"N{number}" for number in range(2000, 2100)} <= set(seen)
    assert len(seen) < 110, "the provider rounds the box it asks for"


def test_a_table_of_too_many_entities_says_how_many_are_missing(qtbot, monkeypatch):
    monkeypatch.setattr(loading_uris, "MOST_ENTITIES", 500)
    loaded = load(qtbot, 3_000, "Thing", most=500)
    assert loaded.completeness.verdict is Verdict.SHORT
    assert loaded.completeness.sentence() == "500 of 3,000 objects loaded."
