# SPDX-License-Identifier: GPL-2.0-or-later
"""A WFS 2.0 on loopback whose GML says one thing and means another, as city servers do."""

from __future__ import annotations

from typing import Sequence, Tuple

from tests.support.loopback import Loopback, Reply, Seen

_NAMESPACES = (
    'xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" '
    'xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:t="http://stadt.example/t" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
)


class LyingWfs(Loopback):
    """Serves the points `places` (as they shall stand in the GML) under the system `stated`.

    With a `cap` it gives and counts no more objects than that per answer, and says so nowhere. It `can_start` at any
    object, or always starts at the first one.
    """

    def __init__(
        self, places: Sequence[Tuple[float, float]], stated: str, *, cap: int | None = None, can_start: bool = True
    ) -> None:
        super().__init__({"/wfs": self._answer_wfs})
        self.places, self.stated, self.can_start = places, stated, can_start
        self.most = len(places) if cap is None else min(cap, len(places))

    def _answer_wfs(self, request: Seen) -> Reply:
        values = {name.upper(): one[0] for name, one in request.query.items()}
        wanted = values.get("REQUEST", "")
        if wanted == "GetCapabilities":
            return _xml(self._capabilities())
        if wanted == "DescribeFeatureType":
            return _xml(_SCHEMA.format(namespaces=_NAMESPACES))
        if values.get("RESULTTYPE", "").lower() == "hits":
            return _xml(self._collection((), self.most))
        start = int(values.get("STARTINDEX", 0)) if self.can_start else 0
        count = min(int(values.get("COUNT", self.most)), self.most)
        numbered = list(enumerate(self.places))[start : start + count]
        return _xml(self._collection(numbered, self.most))

    def _capabilities(self) -> str:
        operations = "".join(
            f'<ows:Operation name="{name}"><ows:DCP><ows:HTTP><ows:Get xlink:href="{self.url}/wfs?"/></ows:HTTP>'
            "</ows:DCP></ows:Operation>"
            for name in ("GetCapabilities", "DescribeFeatureType", "GetFeature")
        )
        code = self.stated.split(":")[1]
        return (
            f'<wfs:WFS_Capabilities version="2.0.0" {_NAMESPACES}><ows:OperationsMetadata>{operations}'
            '<ows:Constraint name="ImplementsResultPaging"><ows:NoValues/><ows:DefaultValue>TRUE</ows:DefaultValue>'
            "</ows:Constraint></ows:OperationsMetadata><wfs:FeatureTypeList><wfs:FeatureType><wfs:Name>t:baeume</wfs:Name>"
            f"<wfs:Title>Bäume</wfs:Title><wfs:DefaultCRS>urn:ogc:def:crs:EPSG::{code}</wfs:DefaultCRS>"
            "<ows:WGS84BoundingBox><ows:LowerCorner>6 50</ows:LowerCorner><ows:UpperCorner>8 52</ows:UpperCorner>"
            "</ows:WGS84BoundingBox></wfs:FeatureType></wfs:FeatureTypeList></wfs:WFS_Capabilities>"
        )

    def _collection(self, numbered: Sequence[Tuple[int, Tuple[float, float]]], matched: int) -> str:
        code = self.stated.split(":")[1]
        members = "".join(
            f'<wfs:member><t:baeume gml:id="baeume.{number}"><t:nr>{number}</t:nr><t:geom>'
            f'<gml:Point gml:id="g.{number}" srsName="urn:ogc:def:crs:EPSG::{code}"><gml:pos>{first} {second}</gml:pos>'
            "</gml:Point></t:geom></t:baeume></wfs:member>"
            for number, (first, second) in numbered
        )
        return (
            f'<wfs:FeatureCollection {_NAMESPACES} numberMatched="{matched}" numberReturned="{len(numbered)}" '
            f'timeStamp="2026-11-22T10:00:00Z">{members}</wfs:FeatureCollection>'
        )


_SCHEMA = """<xsd:schema {namespaces} elementFormDefault="qualified" targetNamespace="http://stadt.example/t">
<xsd:import namespace="http://www.opengis.net/gml/3.2" schemaLocation="http://schemas.opengis.net/gml/3.2.1/gml.xsd"/>
<xsd:element name="baeume" type="t:baeumeType" substitutionGroup="gml:AbstractFeature"/>
<xsd:complexType name="baeumeType"><xsd:complexContent><xsd:extension base="gml:AbstractFeatureType"><xsd:sequence>
<xsd:element name="nr" type="xsd:int" minOccurs="0"/>
<xsd:element name="geom" type="gml:PointPropertyType" minOccurs="0"/>
</xsd:sequence></xsd:extension></xsd:complexContent></xsd:complexType></xsd:schema>"""


def _xml(text: str) -> Reply:
    body = '<?xml version="1.0" encoding="UTF-8"?>' + text
    return Reply(200, body.encode("utf-8"), content_type="text/xml; charset=UTF-8")
