# SPDX-License-Identifier: GPL-2.0-or-later
"""Cached files that a saved project or another window shows stay, as long as there is such a project or window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QApplication

from ruhr_smartcity_plugin.adapters import cache as cache_module
from ruhr_smartcity_plugin.adapters import cache_following
from ruhr_smartcity_plugin.adapters.cache import empty_cache, files_in_use, trim_cache
from ruhr_smartcity_plugin.adapters.cache_following import follow_cached_files
from ruhr_smartcity_plugin.adapters.cache_notes import WindowNote, noted_files, notes_folder
from ruhr_smartcity_plugin.adapters.layers.layer_cache import LayerCache
from tests.support.geofiles import geojson, points


@pytest.fixture
def cache(tmp_path) -> Path:
    folder = tmp_path / "cache"
    (folder / "files" / "abc").mkdir(parents=True)
    (folder / "files" / "abc" / "a.geojson").write_bytes(geojson(points(2)))
    return folder


@pytest.fixture
def project(qgis_app, cache):
    made = QgsProject()
    undo = follow_cached_files(made, lambda: cache)
    yield made
    undo()


def add(project: QgsProject, path: Path) -> QgsVectorLayer:
    layer = QgsVectorLayer(str(path), "Bäume", "ogr")
    assert layer.isValid()
    return project.addMapLayer(layer)


REMOVALS = {  # as another window does, with an empty project
    "trim layers": lambda cache: LayerCache(cache, 1).trim(files_in_use(QgsProject())),
    "trim": lambda cache: trim_cache(cache, 1, files_in_use(QgsProject())),
    "empty": lambda cache: empty_cache(cache, files_in_use(QgsProject())),
}


@pytest.mark.parametrize("remove", REMOVALS.values(), ids=REMOVALS.keys())
def test_a_saved_project_opens_again_after_the_cache_was_tidied_with_another_one_open(project, cache, tmp_path, remove):
    add(project, cache / "files" / "abc" / "a.geojson")
    assert project.write(str(tmp_path / "p.qgz"))
    project.clear()
    remove(cache)
    again = QgsProject()
    assert again.read(str(tmp_path / "p.qgz"))
    assert [one.isValid() for one in again.mapLayers().values()] == [True]


def test_with_the_project_its_files_are_free(project, cache, tmp_path):
    add(project, cache / "files" / "abc" / "a.geojson")
    project.write(str(tmp_path / "p.qgz"))
    project.clear()
    (tmp_path / "p.qgz").unlink()
    QApplication.processEvents()
    assert noted_files(cache) == frozenset()
    assert list(notes_folder(cache).glob("*.json")) == []


def test_a_project_saved_before_is_known_by_opening_it(project, cache, tmp_path):
    older = QgsProject()
    add(older, cache / "files" / "abc" / "a.geojson")
    older.write(str(tmp_path / "p.qgz"))
    assert noted_files(cache) == frozenset()
    project.read(str(tmp_path / "p.qgz"))
    project.clear()
    assert len(noted_files(cache)) == 1


def test_what_a_window_shows_stays_without_any_saving_and_until_it_shows_something_else(project, cache):
    layer = add(project, cache / "files" / "abc" / "a.geojson")
    QApplication.processEvents()
    assert noted_files(cache) == {str(cache / "files" / "abc" / "a.geojson")}
    (cache / "b.geojson").write_bytes(geojson(points(3)))
    layer.setDataSource(str(cache / "b.geojson"), "Bäume", "ogr")
    QApplication.processEvents()
    assert noted_files(cache) == {str(cache / "b.geojson")}
    project.removeAllMapLayers()
    QApplication.processEvents()
    assert noted_files(cache) == frozenset()
    assert list(notes_folder(cache).iterdir()) == []


def test_a_window_that_was_killed_holds_nothing_and_leaves_no_note(qgis_app, cache):
    code = (
        "import os, sys\nfrom pathlib import Path\n"
        "from ruhr_smartcity_plugin.adapters.cache_notes import WindowNote\n"
        "WindowNote(Path(sys.argv[1])).write(['/x'])\nos._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(cache)], check=False).returncode == 9
    assert len(list(notes_folder(cache).glob("window-*.json"))) == 1
    assert noted_files(cache) == frozenset()
    assert list(notes_folder(cache).iterdir()) == []


def test_files_outside_the_cache_are_nobody_s_business(project, tmp_path):
    (tmp_path / "own.geojson").write_bytes(geojson(points(2)))
    add(project, tmp_path / "own.geojson")
    project.write(str(tmp_path / "p.qgz"))
    assert not notes_folder(tmp_path / "cache").exists()


def test_a_cache_behind_a_link_is_noted_by_its_real_paths(qgis_app, cache, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(cache, target_is_directory=True)
    made = QgsProject()
    undo = follow_cached_files(made, lambda: link)
    add(made, link / "files" / "abc" / "a.geojson")
    QApplication.processEvents()
    assert noted_files(link) == {str(cache / "files" / "abc" / "a.geojson")}
    undo()


def test_many_layers_are_noted_once_and_only_those_of_the_cache_looked_at(project, cache, tmp_path, monkeypatch):
    (tmp_path / "own.geojson").write_bytes(geojson(points(2)))
    listed, looked_at = [], []
    monkeypatch.setattr(cache_following, "files_in_use", lambda *of: listed.append(of) or files_in_use(*of))
    real = cache_module.os.path.realpath
    monkeypatch.setattr(cache_module.os.path, "realpath", lambda path, **more: looked_at.append(path) or real(path))
    for _number in range(20):
        add(project, tmp_path / "own.geojson")
    add(project, cache / "files" / "abc" / "a.geojson")
    QApplication.processEvents()
    assert len(listed) == 1
    assert not [path for path in looked_at if "own" in str(path)]
    monkeypatch.undo()
    assert len(noted_files(cache)) == 1


def test_nothing_is_noted_after_the_end(qgis_app, cache):
    made = QgsProject()
    undo = follow_cached_files(made, lambda: cache)
    add(made, cache / "files" / "abc" / "a.geojson")
    undo()
    QApplication.processEvents()
    assert noted_files(cache) == frozenset()


def test_a_damaged_note_stands_in_nobody_s_way(cache):
    notes_folder(cache).mkdir()
    (notes_folder(cache) / "abc.json").write_text("{", encoding="utf-8")
    WindowNote(cache).write(())
    assert noted_files(cache) == frozenset()
