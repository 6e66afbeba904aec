# SPDX-License-Identifier: GPL-2.0-or-later
"""Edits that are saved change the data: the source note says so, and no longer when the copy is fetched anew."""

from __future__ import annotations

from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorFileWriter, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.edit_following import follow_edits
from ruhr_smartcity_plugin.adapters.layers.files_refresh import origin_of_today
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin, unedited, write_origin
from ruhr_smartcity_plugin.adapters.layers.source_notes import notes_of_layers
from ruhr_smartcity_plugin.core.origin import Origin

TREES = Origin("Baumkataster", "https://bochum.example/baum", "Stadt Bochum", "dl-de/by-2-0",
               "https://www.govdata.de/dl-de/by-2-0")  # fmt: skip


@pytest.fixture
def followed(project):
    undo = follow_edits(project)
    yield project
    undo()


def _copy(project, folder: Path, origin: Origin | None = TREES) -> QgsVectorLayer:
    memory = QgsVectorLayer("Point?crs=EPSG:25832&field=art:string", "Bäume", "memory")
    memory.dataProvider().addFeatures([_tree(), _tree()])
    path = str(folder / "baum.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(memory, path, project.transformContext(), options)
    layer = QgsVectorLayer(path, "Bäume", "ogr")
    if origin is not None:
        write_origin(layer, origin)
    return project.addMapLayer(layer)


def _tree() -> QgsFeature:
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(375000, 5705000)))
    feature.setAttributes(["Eiche"])
    return feature


def _remove_one(layer: QgsVectorLayer) -> None:
    assert layer.startEditing()
    assert layer.deleteFeature(next(layer.getFeatures()).id())


def test_edits_that_are_saved_are_told_in_the_note_and_the_project_is_to_be_saved(followed, tmp_path):
    layer = _copy(followed, tmp_path)
    (before,) = notes_of_layers([layer])
    assert "changed" not in before.text
    _remove_one(layer)
    followed.setDirty(False)
    assert layer.commitChanges()
    (note,) = notes_of_layers([layer])
    assert note.text == f"{before.text} (data changed)"
    assert read_origin(layer).parameters["edited"] == date.today().isoformat()
    assert followed.isDirty()


def test_edits_that_are_thrown_away_and_saving_nothing_change_no_note(followed, tmp_path):
    layer = _copy(followed, tmp_path)
    _remove_one(layer)
    assert layer.rollBack()
    layer.startEditing()
    assert layer.commitChanges()
    assert read_origin(layer) == TREES


def test_layers_that_were_there_before_are_followed_and_the_undo_ends_it(project, tmp_path):
    layer = _copy(project, tmp_path)
    undo = follow_edits(project)
    undo()
    _remove_one(layer)
    assert layer.commitChanges()
    assert not read_origin(layer).changed
    undo = follow_edits(project)
    _remove_one(layer)
    assert layer.commitChanges()
    assert read_origin(layer).changed
    undo()


def test_a_layer_of_ones_own_gets_no_note_by_being_edited(followed, tmp_path):
    layer = _copy(followed, tmp_path, None)
    _remove_one(layer)
    assert layer.commitChanges()
    assert read_origin(layer) is None


def test_a_copy_that_is_fetched_anew_holds_no_edits(followed, tmp_path):
    layer = _copy(followed, tmp_path)
    _remove_one(layer)
    assert layer.commitChanges()
    now = unedited(read_origin(layer))
    assert (now.changed, "edited" in now.parameters) == (False, False)

    class Fetched:
        etag, last_modified, url, fetched_at = '"2"', "", "https://bochum.example/b.gpkg", datetime.now(timezone.utc)

    assert not origin_of_today(read_origin(layer), Fetched(), "").changed
