# SPDX-License-Identifier: GPL-2.0-or-later
"""What changed between two copies, where one new object has the others written in another way."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List

import pytest
from osgeo import ogr
from qgis.core import QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.download_file import write_file
from ruhr_smartcity_plugin.adapters.layers.layer_changes import CHANGE, Changes, find_changes
from ruhr_smartcity_plugin.adapters.layers.mixed_collections import split_collections
from ruhr_smartcity_plugin.core.catalogue.download.page import read_features
from ruhr_smartcity_plugin.core.catalogue.download.staging import Staging

POINT = {"type": "Point", "coordinates": [370_000.0, 5_700_000.0]}


def ring(place: int, *, height: bool = False) -> List[Any]:
    west, south = 360_000.0 + 20 * place, 5_690_000.0
    corners = [(west, south), (west + 12, south), (west + 12, south + 12), (west, south)]
    return [[[*corner, 55.5] if height else [*corner] for corner in corners]]


def area(place: int, *, height: bool = False) -> Dict[str, Any]:
    return {"type": "Polygon", "coordinates": ring(place, height=height)}


def areas(*places: int) -> Dict[str, Any]:
    return {"type": "MultiPolygon", "coordinates": [ring(place) for place in places]}


def collection(*members: Dict[str, Any]) -> Dict[str, Any]:
    return {"type": "GeometryCollection", "geometries": list(members)}


@pytest.fixture
def compared(qgis_app, tmp_path):
    """Compare two copies, each made as a download makes them, of geometries by id."""

    def copy(name: str, shapes: Dict[str, Any], has_ids: bool) -> Path:
        features = [{"type": "Feature", **({"id": one} if has_ids else {}), "geometry": shape,
                     "properties": {"art": "Haus"}} for one, shape in shapes.items()]  # fmt: skip
        path = tmp_path / f"{name}.gpkg"
        with Staging(tmp_path / f"{name}.sqlite") as staging:
            staging.add(read_features({"type": "FeatureCollection", "features": features}, 25832))
            write_file(staging, path, "haus", "EPSG:25832")
        split_collections(path)
        return path

    def compare(before: Dict[str, Any], after: Dict[str, Any], *, has_ids: bool = True) -> Changes:
        return find_changes(copy("before", before, has_ids), copy("after", after, has_ids), tmp_path / "changes.gpkg")

    return compare


def houses(count: int, *, height: bool = False) -> Dict[str, Any]:
    return {f"h.{place}": area(place, height=height) for place in range(count)}


def shown(changes: Changes) -> List[tuple]:
    layer = QgsVectorLayer(f"{changes.path}|layername={CHANGE}", "x", "ogr")
    assert layer.isValid()
    return sorted((one[CHANGE], one.geometry().asWkt(0).split(" (")[0]) for one in layer.getFeatures())


@pytest.mark.parametrize(
    ("has_ids", "said"),
    [(True, "1 added, 1 removed, 1 changed."),
     (False, "2 added, 2 removed. The source has no ids: a changed object counts as both.")],
    ids=["by id", "whole objects"],
)  # fmt: skip
def test_one_multi_geometry_does_not_change_the_others(compared, has_ids, said):
    after = {**houses(10), "h.3": area(300), "new": areas(100, 101)}
    del after["h.5"]
    changes = compared(houses(10), after, has_ids=has_ids)
    assert changes.sentence() == said
    assert {kind for _change, kind in shown(changes)} == {"MultiPolygon"}  # a layer of one kind, also what was removed
    back = compared(after, houses(10), has_ids=has_ids)
    assert (back.added, back.removed, back.changed) == (changes.removed, changes.added, changes.changed)


@pytest.mark.parametrize("height", [False, True], ids=["plane", "with heights"])
def test_a_collection_of_areas_which_has_all_written_anew_changes_none_of_the_others(compared, height):
    before = houses(10, height=height)
    after = {**before, "new": collection(area(100, height=height), area(101, height=height))}
    assert compared(before, after).sentence() == "1 added, 0 removed, 0 changed."


def test_points_written_by_gdal_are_those_written_by_us(compared):
    before = {str(n): {"type": "Point", "coordinates": [360_000.0 + n, 5_690_000.0]} for n in range(10)}
    after = {**before, "new": collection(POINT, before["3"])}
    assert compared(before, after).sentence() == "1 added, 0 removed, 0 changed."


def test_a_collection_of_several_kinds_is_one_object_though_its_parts_share_the_id(compared):
    changes = compared(houses(10), {**houses(10), "new": collection(POINT, area(100))})
    assert changes.sentence() == "1 added, 0 removed, 0 changed."
    assert shown(changes) == [("added", "MultiPoint"), ("added", "MultiPolygon")]
    back = compared({**houses(10), "old": collection(POINT, area(100))}, houses(10))
    assert back.sentence() == "0 added, 1 removed, 0 changed."


@pytest.mark.parametrize(
    ("now", "said"),
    [(collection(POINT, area(100)), "Nothing has changed."),
     (collection(POINT, area(101)), "0 added, 0 removed, 1 changed."),
     (area(100), "0 added, 0 removed, 1 changed."),
     (POINT, "0 added, 0 removed, 1 changed.")],
    ids=["same", "moved part", "without its point", "without its area"],
)  # fmt: skip
def test_an_object_has_changed_where_its_parts_are_others(compared, now, said):
    others = {**houses(10), "other": collection(POINT, area(200))}
    changes = compared({**others, "parted": collection(POINT, area(100))}, {**others, "parted": now})
    assert changes.sentence() == said
    assert {change for change, _kind in shown(changes)} == ({"changed"} if changes.total else set())


def test_geometries_that_were_others_before_are_changed(compared):
    after = {**houses(10), "h.1": areas(1, 50), "h.2": None, "h.4": POINT}
    assert compared(houses(10), after).sentence() == "0 added, 0 removed, 3 changed."


def test_an_id_that_different_objects_share_tells_none_apart(compared, tmp_path):
    """What shares an id and differs in its attributes is no collection that was parted."""
    compared({"a": area(1), "b": POINT}, {"a": area(1), "b": POINT})
    for name in ("before", "after"):
        dataset = ogr.Open(str(tmp_path / f"{name}.gpkg"), update=1)
        dataset.ExecuteSQL("UPDATE haus SET feature_id = 'a', art = feature_id")
        dataset = None  # closes the file
    changes = find_changes(tmp_path / "before.gpkg", tmp_path / "after.gpkg", tmp_path / "changes.gpkg")
    assert not changes.by_id
    assert not changes.is_any
