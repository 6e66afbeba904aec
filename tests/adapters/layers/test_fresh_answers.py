# SPDX-License-Identifier: GPL-2.0-or-later
"""What a copy is made of, and the numbers it is judged by, are of this moment and not out of QGIS's own cache."""

from __future__ import annotations

import json
from typing import Any, Dict

import pytest
from qgis.core import QgsNetworkAccessManager, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.download import Wanted, download_layer
from ruhr_smartcity_plugin.adapters.layers.loading_providers import provider_of
from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.adapters.network.session import new_algorithm_client
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.portals.ogc import OgcPortal
from tests.support.loopback import Loopback, Reply, Seen

# As services in front of a content network answer: to be kept for an hour.
KEEP = {"Cache-Control": "max-age=3600"}


class Town:
    """A WFS, a collection and an ArcGIS layer whose objects and fields change from one day to the next."""

    def __init__(self) -> None:
        self.places, self.field = [(375_000.0, 5_705_000.0)], "art"

    def routes(self) -> Dict[str, Any]:
        return {
            "/wfs": self.wfs,
            "/ogc": lambda seen: kept({"title": "Stadt", "links": [{"rel": "data", "href": "/ogc/collections"}]}),
            "/ogc/collections": lambda seen: kept({"collections": [{"id": self.field, "title": self.field}]}),
            "/ogc/collections/art/items": lambda seen: kept(self.collection()),
            "/arcgis/rest/services/B/FeatureServer/0/query": lambda seen: kept({"count": len(self.places)}),
            "/sta/Locations": lambda seen: kept({"@iot.count": len(self.places), "value": []}),
        }

    def wfs(self, seen: Seen) -> Reply:
        wanted = seen.value("REQUEST")
        if wanted == "GetCapabilities":
            return Reply(200, _CAPABILITIES, KEEP, "text/xml")
        if wanted == "DescribeFeatureType":
            return Reply(200, f"<schema><element name='{self.field}' type='xsd:string'/></schema>", KEEP, "text/xml")
        if seen.value("RESULTTYPE"):
            text = f"<wfs:FeatureCollection xmlns:wfs='w' numberMatched='{len(self.places)}'/>"
            return Reply(200, text, KEEP, "text/xml")
        return kept(self.collection())

    def collection(self) -> Dict[str, Any]:
        features = [
            {"type": "Feature", "id": f"b.{number}", "geometry": {"type": "Point", "coordinates": list(place)},
             "properties": {self.field: "Linde"}}
            for number, place in enumerate(self.places)
        ]  # fmt: skip
        return {"type": "FeatureCollection", "numberMatched": len(features), "features": features}


_CAPABILITIES = """<WFS_Capabilities version="2.0.0"><OperationsMetadata><Operation name="GetFeature">
<Parameter name="outputFormat"><Value>application/json</Value></Parameter></Operation></OperationsMetadata>
<FeatureTypeList><FeatureType><Name>t:baeume</Name><Title>Bäume</Title><DefaultCRS>urn:ogc:def:crs:EPSG::25832
</DefaultCRS></FeatureType></FeatureTypeList></WFS_Capabilities>"""


def kept(document: Any) -> Reply:
    return Reply(200, json.dumps(document), KEEP, "application/json")


@pytest.fixture
def town(qgis_app):
    QgsNetworkAccessManager.instance().cache().clear()
    return Town()


def test_a_copy_made_after_a_change_has_the_fields_and_objects_of_today(town, tmp_path):
    with Loopback(town.routes()) as server:
        wanted = Wanted(f"{server.url}/wfs", kind=ServiceKind.WFS)
        download_layer(new_algorithm_client(), wanted, tmp_path / "gestern.gpkg")
        town.places, town.field = [*town.places, (375_010.0, 5_705_010.0)], "gattung"
        done = download_layer(new_algorithm_client(), wanted, tmp_path / "heute.gpkg")
    assert done.completeness.received == 2
    described = [one for one in server.asked("/wfs") if one.value("REQUEST") == "DescribeFeatureType"]
    assert len(described) == 2, "the fields of yesterday would do for the objects of today"
    layer = QgsVectorLayer(str(tmp_path / "heute.gpkg"), "heute", "ogr")
    assert [one["gattung"] for one in layer.getFeatures()] == ["Linde", "Linde"]


@pytest.mark.parametrize(
    ("kind", "path", "parts"),
    [
        (ServiceKind.WFS, "/wfs", {}),
        (ServiceKind.OAPIF, "/ogc", {"items_url": "/ogc/collections/art/items"}),
        (ServiceKind.ARCGIS, "/arcgis/rest/services/B/FeatureServer", {}),
        (ServiceKind.STA, "/sta", {}),
    ],
)
def test_the_number_a_layer_is_judged_by_is_of_today(town, kind, path, parts):
    with Loopback(town.routes(), strict=True) as server:
        own = {name: server.url + value for name, value in parts.items()}
        layer = {ServiceKind.ARCGIS: "0", ServiceKind.WFS: "t:baeume"}.get(kind, "")
        source = LayerSource(kind, server.url + path, layer, "Bäume", "EPSG:25832", "2.0.0", own)
        count = provider_of(kind).stated_count
        assert count(new_algorithm_client(), source) == 1
        town.places = town.places * 3
        assert count(new_algorithm_client(), source) == 3


def test_the_address_of_a_layer_is_asked_for_anew_at_the_service(town):
    with Loopback(town.routes()) as server:
        portal = OgcPortal(new_algorithm_client(), f"{server.url}/ogc", "Stadt", read_xml=read_xml)
        assert portal.dataset("OAPIF:art").title == "art"
        town.field = "gattung"
        assert portal.dataset("OAPIF:gattung").title == "gattung"
