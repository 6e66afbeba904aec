# SPDX-License-Identifier: GPL-2.0-or-later
"""Places in GML 3.1 in EPSG:25832: easting before northing, as the reference system itself orders its axes."""

from __future__ import annotations

from typing import Any, Iterable, List, Tuple

from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.projects.record import SiteShape
from ruhr_smartcity_plugin.core.xml_element import Element
from ruhr_smartcity_plugin.translation import tr

GML = "http://www.opengis.net/gml"
CODE = "25832"
_LINES, _RINGS = ("LineString", "LineStringSegment"), ("LinearRing", "Ring")


def write_geometry(shape: SiteShape, coordinates: Any, srs: str) -> str:
    """Return a place as GML. `srs` is the name the service uses for EPSG:25832.

    >>> write_geometry(SiteShape.POINT, (376000.0, 5705000.5), "EPSG:25832")
    '<gml:Point srsName="EPSG:25832"><gml:pos>376000.0 5705000.5</gml:pos></gml:Point>'
    """
    named = f' srsName="{srs}"'
    if shape is SiteShape.POINT:
        return f"<gml:Point{named}><gml:pos>{_positions([coordinates])}</gml:pos></gml:Point>"
    if shape is SiteShape.LINE:
        lines = (f"<gml:LineString><gml:posList>{_positions(one)}</gml:posList></gml:LineString>"
                 for one in coordinates)
        inside = "".join(f"<gml:lineStringMember>{one}</gml:lineStringMember>" for one in lines)
        return f"<gml:MultiLineString{named}>{inside}</gml:MultiLineString>"
    inside = "".join(f"<gml:polygonMember>{_polygon(one)}</gml:polygonMember>" for one in coordinates)
    return f"<gml:MultiPolygon{named}>{inside}</gml:MultiPolygon>"


def _polygon(rings: Iterable[Any]) -> str:
    written = [f"<gml:LinearRing><gml:posList>{_positions(one)}</gml:posList></gml:LinearRing>" for one in rings]
    inner = "".join(f"<gml:interior>{one}</gml:interior>" for one in written[1:])
    return f"<gml:Polygon><gml:exterior>{written[0]}</gml:exterior>{inner}</gml:Polygon>"


def _positions(points: Iterable[Any]) -> str:
    return " ".join(f"{float(x)!r} {float(y)!r}" for x, y in points)


def read_geometry(shape: SiteShape, element: Element) -> Any:
    """Return the coordinates of the geometry inside a property; None if there is none.

    Raises StoreError for another reference system than EPSG:25832, another kind of geometry, or broken coordinates.
    """
    if not element.children:
        return None
    names = {one.attributes["srsName"] for one in element.walk() if "srsName" in one.attributes}
    if any(not name.endswith(CODE) for name in names):
        raise StoreError(tr("The service gave places in another reference system than EPSG:25832. Ask its operator to "
                            "offer that system."), ", ".join(sorted(names))[:200])
    try:
        if shape is SiteShape.POINT:
            return _points(_only(element, ("Point",)))[0]
        if shape is SiteShape.LINE:
            return tuple(_points(one) for one in element.walk() if one.name in _LINES)
        return tuple(tuple(_points(ring) for ring in polygon.walk() if ring.name in _RINGS)
                     for polygon in element.walk() if polygon.name in ("Polygon", "PolygonPatch"))
    except (ValueError, IndexError) as error:
        raise StoreError(tr("The service sent a place that cannot be read. Ask its operator."), repr(error)) from error


def _only(element: Element, names: Tuple[str, ...]) -> Element:
    found = [one for one in element.walk() if one.name in names]
    if len(found) != 1:
        raise ValueError(f"{len(found)} of {names}")
    return found[0]


def _points(element: Element) -> Tuple[Tuple[float, float], ...]:
    """Return the positions below an element, whichever of GML's three ways writes them."""
    found: List[Tuple[float, float]] = []
    for one in element.walk():
        if one.name in ("pos", "posList"):
            step = int(one.attributes.get("srsDimension", "2"))
            numbers = [float(number) for number in one.text.split()]
            if step < 2 or len(numbers) % step:
                raise ValueError(f"{len(numbers)} numbers in steps of {step}")
            found += [(numbers[at], numbers[at + 1]) for at in range(0, len(numbers), step)]
        elif one.name == "coordinates":
            pairs = [pair.split(one.attributes.get("cs", ",")) for pair in one.text.split()]
            found += [(float(pair[0]), float(pair[1])) for pair in pairs]
    if not found:
        raise ValueError("no coordinates")
    return tuple(found)
