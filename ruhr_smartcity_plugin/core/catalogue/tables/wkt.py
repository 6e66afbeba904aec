# SPDX-License-Identifier: GPL-2.0-or-later
"""Geometries as text in a table cell: is it well-formed, of which type and in which system? No geometry is built."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ruhr_smartcity_plugin.core.catalogue.tables.geojson_cells import wkt_of_geojson

_HEAD = re.compile(
    r"\s*(?:SRID=(?P<srid>\d+);\s*)?(?P<type>MULTIPOINT|MULTILINESTRING|MULTIPOLYGON|GEOMETRYCOLLECTION|POINT"
    r"|LINESTRING|POLYGON)\s*(?:(?P<dim>ZM|Z|M)\s*)?(?P<rest>\(.*\)|EMPTY)\s*", re.IGNORECASE | re.DOTALL)
# Each text can be matched in one way only: `\d+\.?\d*` tried 2 to the power of the positions in a broken geometry.
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_POSITION = rf"{_NUMBER}(?:\s+{_NUMBER}){{1,3}}"
_LINE = re.compile(rf"\(\s*{_POSITION}(?:\s*,\s*{_POSITION})*\s*\)")
_FIRST = re.compile(rf"({_NUMBER})\s+({_NUMBER})")
# What is left of a geometry once each list of positions is written as "L".
_SHAPES = {
    "POINT": re.compile(r"L"),
    "LINESTRING": re.compile(r"L"),
    "POLYGON": re.compile(r"\(L(?:,L)*\)"),
    "MULTIPOINT": re.compile(r"L|\(L(?:,L)*\)"),
    "MULTILINESTRING": re.compile(r"\(L(?:,L)*\)"),
    "MULTIPOLYGON": re.compile(r"\(\(L(?:,L)*\)(?:,\(L(?:,L)*\))*\)"),
}


@dataclass(frozen=True)
class WktCell:
    """A well-formed geometry: `family` is "point", "line", "polygon" or "other"; `first` its first position."""

    text: str
    family: str
    srid: int
    first: tuple


def read_wkt(cell: str) -> WktCell | None:
    """Return a cell of WKT or GeoJSON as geometry; None if it is none or is broken off.

    Empty geometries have no first position.

    >>> read_wkt("SRID=25832;POINT (377000 5705000)").srid, read_wkt("POINT (377000")
    (25832, None)
    """
    if cell.startswith("{"):
        cell = wkt_of_geojson(cell)
    match = _HEAD.fullmatch(cell)
    if match is None:
        return None
    kind, rest = match["type"].upper(), match["rest"]
    text = cell[cell.find(";") + 1:].strip() if match["srid"] else cell.strip()
    first = _FIRST.search(rest)
    found = WktCell(text, _family(kind), int(match["srid"] or 0), (float(first[1]), float(first[2])) if first else ())
    if rest.upper() == "EMPTY":
        return found
    if kind == "GEOMETRYCOLLECTION":
        return found if first and rest.count("(") == rest.count(")") else None
    return found if _is_whole(kind, rest) else None


def _is_whole(kind: str, rest: str) -> bool:
    shape = re.sub(r"\s+", "", _LINE.sub("L", rest))
    if not _SHAPES[kind].fullmatch(shape):
        return False
    lists = _LINE.findall(rest)
    if kind == "POINT":
        return "," not in lists[0]
    if "POLYGON" in kind:
        return all(_is_ring(one) for one in lists)
    return "LINE" not in kind or all(one.count(",") >= 1 for one in lists)


def _is_ring(text: str) -> bool:
    positions = [" ".join(one.split()) for one in text.strip("()").split(",")]
    return len(positions) >= 4 and positions[0] == positions[-1]


def _family(kind: str) -> str:
    for word, family in (("POINT", "point"), ("LINE", "line"), ("POLYGON", "polygon")):
        if word in kind:
            return family
    return "other"
