# SPDX-License-Identifier: GPL-2.0-or-later
"""Emptying the cache removes everything in it except what is open, and nothing beside it."""

from __future__ import annotations

import os

import pytest
from qgis.core import QgsProject, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.cache import cache_bytes, empty_cache, files_in_use, trim_cache
from ruhr_smartcity_plugin.core.errors import CancelledError

GEOJSON = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}]}'


@pytest.fixture
def cache(tmp_path):
    folder = tmp_path / "cache"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.bin").write_bytes(b"x" * 1000)
    (folder / "sub" / "b.geojson").write_text(GEOJSON, encoding="utf-8")
    (folder / "sub" / "b.geojson-wal").write_bytes(b"log")
    return folder


def test_the_size_counts_all_files(cache):
    assert cache_bytes(cache) == 1000 + len(GEOJSON) + 3
    assert cache_bytes(cache / "missing") == 0


def test_an_unused_cache_is_emptied_whole(cache):
    emptied = empty_cache(cache, frozenset())
    assert (emptied.removed, emptied.kept) == (3, 0)
    assert emptied.removed_bytes == 1003 + len(GEOJSON)
    assert list(cache.iterdir()) == []


def test_files_of_open_layers_and_their_companions_stay(cache, qgis_app):
    project = QgsProject.instance()
    layer = QgsVectorLayer(f"{cache / 'sub' / 'b.geojson'}|layername=b", "open", "ogr")
    assert layer.isValid()
    project.addMapLayer(layer)
    try:
        emptied = empty_cache(cache, files_in_use(project))
    finally:
        project.clear()
    assert (emptied.removed, emptied.kept) == (1, 2)
    assert sorted(os.listdir(cache / "sub")) == ["b.geojson", "b.geojson-wal"]


def test_links_are_removed_and_what_they_name_stays(cache, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious.txt").write_text("mine", encoding="utf-8")
    (cache / "link").symlink_to(outside, target_is_directory=True)
    (cache / "file-link").symlink_to(outside / "precious.txt")
    empty_cache(cache, frozenset())
    assert (outside / "precious.txt").read_text(encoding="utf-8") == "mine"
    assert list(cache.iterdir()) == []


def test_a_missing_cache_is_empty_already(tmp_path):
    assert empty_cache(tmp_path / "missing", frozenset()).removed == 0


def test_emptying_can_be_cancelled(cache):
    class Cancelled:
        def is_cancelled(self):
            return True

        def report(self, fraction, text=""):
            del fraction, text

    with pytest.raises(CancelledError):
        empty_cache(cache, frozenset(), Cancelled())
    assert cache_bytes(cache) > 0


@pytest.fixture
def aged(tmp_path):
    """Five files of 100 bytes, the first the oldest."""
    for number in range(5):
        path = tmp_path / f"{number}.bin"
        path.write_bytes(b"x" * 100)
        os.utime(path, (1_000_000 + number, 1_000_000 + number))
    return tmp_path


def test_beyond_its_limit_the_cache_loses_its_oldest_files(aged):
    assert trim_cache(aged, 250, frozenset()).removed == 3
    assert sorted(os.listdir(aged)) == ["3.bin", "4.bin"]


def test_below_its_limit_nothing_goes(aged):
    assert trim_cache(aged, 500, frozenset()).removed == 0
    assert cache_bytes(aged) == 500


def test_files_in_use_stay_even_beyond_the_limit(aged):
    in_use = frozenset({os.path.realpath(aged / "0.bin")})
    trim_cache(aged, 0, in_use)
    assert os.listdir(aged) == ["0.bin"]
