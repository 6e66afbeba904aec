# SPDX-License-Identifier: GPL-2.0-or-later
"""The spatial index of a copy: the same objects are found by it, however it was filled, also after edits in QGIS."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsRectangle, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers import download_file
from ruhr_smartcity_plugin.core.catalogue.download.page import read_features
from ruhr_smartcity_plugin.core.catalogue.download.staging import Staging
from ruhr_smartcity_plugin.core.errors import StoreFullError
from tests.core.catalogue.download.services import make_features

N = 3_000
WINDOW = QgsRectangle(374_000, 5_704_000, 375_500, 5_706_000)


def refuse(message):
    def fill(*_arguments):
        raise sqlite3.OperationalError(message)

    return fill


@pytest.fixture
def copy(qgis_app, tmp_path):
    """Write points and some objects without a place; returns the path."""

    def write():
        nowhere = [{**one, "id": f"ohne.{place}", "geometry": None} for place, one in enumerate(make_features(5))]
        page = read_features({"type": "FeatureCollection", "features": [*make_features(N), *nowhere]}, 25832)
        path = tmp_path / "baeume.gpkg"
        with Staging(tmp_path / "pages.sqlite") as staging:
            staging.add(page)
            written = download_file.write_file(staging, path, "baeume", "EPSG:25832")
        assert written.kept == N + 5
        return path

    return write


def check(path) -> None:
    with closing(sqlite3.connect(str(path))) as connection:
        assert connection.execute("SELECT rtreecheck('rtree_baeume_geom')").fetchone() == ("ok",)
    layer = QgsVectorLayer(str(path), "x", "ogr")
    assert layer.hasSpatialIndex() == layer.hasSpatialIndex().SpatialIndexPresent
    by_index = {one.id() for one in layer.getFeatures(WINDOW)}
    all_of_them = [one for one in layer.getFeatures() if one.hasGeometry()]
    assert by_index == {one.id() for one in all_of_them if WINDOW.contains(one.geometry().asPoint())}
    assert 100 < len(by_index) < N


@pytest.mark.parametrize("way", ["at once", "defensive", "many"])
def test_the_index_finds_what_lies_in_a_window(copy, monkeypatch, way):
    if way == "defensive":
        monkeypatch.setattr(download_file, "fill_rtree", refuse("table rtree_baeume_geom_node may not be modified"))
    if way == "many":
        monkeypatch.setattr(download_file, "_MOST_INDEXED", N - 1)
    check(copy())


def test_a_full_disk_while_the_index_is_filled_is_said(copy, monkeypatch):
    monkeypatch.setattr(download_file, "fill_rtree", refuse("database or disk is full"))
    with pytest.raises(StoreFullError):
        copy()


def test_the_index_follows_edits_in_qgis(copy):
    path = copy()
    layer = QgsVectorLayer(str(path), "x", "ogr")
    assert layer.startEditing()
    inside = [one.id() for one in layer.getFeatures(WINDOW)]
    assert layer.deleteFeatures(inside[:50])
    for moved in inside[50:100]:
        assert layer.changeGeometry(moved, QgsGeometry.fromPointXY(QgsPointXY(372_000, 5_702_000)))
    for number in range(200):
        new = QgsFeature(layer.fields())
        new.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(374_500 + number, 5_705_000)))
        assert layer.addFeature(new)
    assert layer.commitChanges(), layer.commitErrors()
    del layer
    check(path)
