# SPDX-License-Identifier: GPL-2.0-or-later
"""Geometries of a page encoded at once: the same as one by one and as shapely reads them, whatever is among them."""

from __future__ import annotations

import json
import random
from typing import Any, List

import pytest
import shapely
import shapely.geometry

from ruhr_smartcity_plugin.core.catalogue.download import wkb
from ruhr_smartcity_plugin.core.catalogue.download.wkb_pages import encode_all


class Shapes:
    """Random geometries of each kind, in two or three dimensions."""

    def __init__(self, seed: int, dimension: int) -> None:
        self.random, self.dimension = random.Random(seed), dimension

    def point(self) -> List[float]:
        return [round(self.random.uniform(-1e6, 6e6), 2) for _ in range(self.dimension)]

    def line(self) -> List[List[float]]:
        return [self.point() for _ in range(self.random.randint(2, 6))]

    def ring(self) -> List[List[float]]:
        line = [self.point() for _ in range(self.random.randint(3, 6))]
        return [*line, line[0]]

    def some(self, make: Any, most: int = 3) -> List[Any]:
        return [make() for _ in range(self.random.randint(1, most))]

    def of(self, kind: str) -> Any:
        make = {
            "Point": self.point, "MultiPoint": lambda: self.some(self.point), "LineString": self.line,
            "MultiLineString": lambda: self.some(self.line), "Polygon": lambda: self.some(self.ring),
            "MultiPolygon": lambda: self.some(lambda: self.some(self.ring)),
        }  # fmt: skip
        return {"type": kind, "coordinates": make[kind]()}


KINDS = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")


def one_by_one(geometries: List[Any]) -> Any:
    found, refused = [], 0
    for one in geometries:
        try:
            found.append(wkb.encode(one, 25832))
        except ValueError:
            found.append(None)
            refused += 1
    return found, refused


@pytest.mark.parametrize("dimension", [2, 3])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_one_kind_is_what_shapely_reads(kind, dimension):
    shapes = Shapes(len(kind), dimension)
    geometries = [shapes.of(kind) for _ in range(60)]
    found, refused = encode_all(geometries, 25832)
    assert refused == 0
    assert found == one_by_one(geometries)[0]
    for coded, geometry in zip(found, geometries):
        read = shapely.from_wkb(coded[1][wkb.HEADER_BYTES :])
        peer = shapely.geometry.shape(geometry)
        assert shapely.to_wkb(read, output_dimension=3) == shapely.to_wkb(peer, output_dimension=3)
        points = shapely.get_coordinates(peer)  # its bounds pass over holes, which lie anywhere here
        assert coded[2:] == (*points.min(axis=0), *points.max(axis=0))
        assert read.has_z == (dimension == 3)


BAD = [
    None,
    {"type": "Point", "coordinates": []},
    {"type": "Point", "coordinates": [1]},
    {"type": "Point", "coordinates": ["1", "2"]},
    {"type": "Point", "coordinates": [None, 2]},
    {"type": "Point", "coordinates": [float("inf"), 2]},
    {"type": "Point", "coordinates": [1, 10**400]},
    {"type": "Point", "coordinates": {"x": 1, "y": 2}},
    {"type": "Point", "coordinates": "12"},
    {"type": "Point", "coordinates": [1, 2, 3]},
    {"type": "Point", "coordinates": [1, 2, 3, 4]},
    {"type": "Point", "coordinates": [True, 2]},
    {"type": "Point"},
    {"type": "LineString", "coordinates": [[1, 2], [3]]},
    {"type": "LineString", "coordinates": [1, 2]},
    {"type": "MultiPoint", "coordinates": [[1, 2], []]},
    {"type": "Polygon", "coordinates": []},
    {"type": "Polygon", "coordinates": [[]]},
    {"type": "MultiPolygon", "coordinates": [[], [[[0, 0], [1, 0], [1, 1], [0, 0]]]]},
    {"type": "MultiPolygon", "coordinates": [[[]]]},
    {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]},
    {"type": ["Point"], "coordinates": [1, 2]},
    {"type": "Circle", "coordinates": [1, 2]},
    {}, [], "POINT (1 2)", 7,
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD, ids=[json.dumps(one)[:60] for one in BAD])
def test_what_is_irregular_costs_the_others_nothing(bad):
    shapes = Shapes(7, 2)
    geometries = [shapes.of(kind) for kind in KINDS for _ in range(25)]
    geometries.insert(40, bad)
    found = encode_all(geometries, 25832)
    assert found == one_by_one(geometries)
    assert sum(one is None for one in found[0]) <= 1


def test_kinds_and_dimensions_may_alternate():
    flat, high = Shapes(1, 2), Shapes(2, 3)
    geometries = [(flat if place % 3 else high).of(KINDS[place % 6]) for place in range(300)]
    assert encode_all(geometries, 4326)[0] == [wkb.encode(one, 4326) for one in geometries]


def test_a_page_without_objects_is_empty():
    assert encode_all([], 25832) == ([], 0)
