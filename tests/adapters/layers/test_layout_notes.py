# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import (
    QgsAbstractMetadataBase,
    QgsLayerMetadata,
    QgsLayoutItemLabel,
    QgsMapThemeCollection,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.adapters.layers.layout_notes import (
    LABEL_ID,
    NotesState,
    judge_layout,
    layers_of_layout,
    literal_text,
    new_layout,
    put_notes,
)
from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.layers.source_notes import notes_of_layers, origin_of_layer, visible_layers
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.origin import Origin

TREES = Origin("Baumkataster", "https://bochum.example/baum", "Stadt Bochum", "dl-de/by-2-0",
               "https://www.govdata.de/dl-de/by-2-0")  # fmt: skip
NOISE = Origin("Lärm", "https://lanuk.example/laerm", "LANUK NRW", "CC BY 4.0",
               "https://creativecommons.org/licenses/by/4.0/")  # fmt: skip
EXTENT = QgsRectangle(370000, 5700000, 380000, 5710000)


@pytest.fixture
def project(qgis_app):
    project = QgsProject.instance()
    project.clear()
    yield project
    project.clear()


def _layer(project, name: str, origin: Origin | None) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:25832", name, "memory")
    if origin is not None:
        write_origin(layer, origin)
    return project.addMapLayer(layer)


def _label(layout) -> QgsLayoutItemLabel:
    return next(one for one in layout.items() if isinstance(one, QgsLayoutItemLabel) and one.id() == LABEL_ID)


def test_only_layers_that_are_switched_on_with_all_their_groups_count(project):
    group = project.layerTreeRoot().addGroup("aus")
    hidden = QgsVectorLayer("Point?crs=EPSG:25832", "hidden", "memory")
    project.addMapLayer(hidden, False)
    group.addLayer(hidden)
    group.setItemVisibilityChecked(False)
    shown = _layer(project, "shown", TREES)
    assert visible_layers(project) == (shown,)


def test_layers_of_others_bring_what_qgis_knows_of_them(project):
    layer = _layer(project, "fremd", None)
    assert origin_of_layer(layer) is None
    metadata = QgsLayerMetadata()
    metadata.setLicenses(["CC BY 4.0"])
    metadata.setRights(["© Stadt Hamm"])
    metadata.setLinks([QgsAbstractMetadataBase.Link("x", "WWW:LINK", "file:///c:/geheim"),
                       QgsAbstractMetadataBase.Link("y", "WWW:LINK", "https://hamm.example")])  # fmt: skip
    layer.setMetadata(metadata)
    (note,) = notes_of_layers([layer])
    assert note.text == "© Stadt Hamm, CC BY 4.0, https://hamm.example"


def test_a_new_layout_names_its_sources(project):
    _layer(project, "Bäume", TREES)
    layout = new_layout(project, EXTENT)
    assert project.layoutManager().layoutByName(layout.name()) is layout
    assert "Stadt Bochum" in _label(layout).currentText()
    assert judge_layout(layout)[0] is NotesState.COMPLETE
    assert new_layout(project, EXTENT).name() != layout.name()


def test_a_layout_that_shows_more_than_it_names_is_outdated_until_updated_in_place(project):
    _layer(project, "Bäume", TREES)
    layout = new_layout(project, EXTENT)
    first = _label(layout)
    _layer(project, "Lärm", NOISE)
    state, missing = judge_layout(layout)
    assert state is NotesState.OUTDATED
    assert ["LANUK" in one.text for one in missing] == [True]
    assert put_notes(layout) is first
    assert judge_layout(layout)[0] is NotesState.COMPLETE


def test_a_layout_without_notes_is_judged_missing_and_notes_written_by_hand_count(project):
    _layer(project, "Bäume", TREES)
    layout = new_layout(project, EXTENT)
    layout.removeLayoutItem(_label(layout))
    assert judge_layout(layout)[0] is NotesState.MISSING
    own = QgsLayoutItemLabel(layout)
    own.setText("Quelle: " + TREES.source_note())
    layout.addLayoutItem(own)
    assert judge_layout(layout)[0] is NotesState.COMPLETE


def test_a_layout_of_layers_that_ask_for_nothing_needs_nothing(project):
    _layer(project, "DGM", replace(TREES, licence="dl-de/zero-2-0", licence_url=""))
    assert judge_layout(new_layout(project, EXTENT))[0] is NotesState.NOT_NEEDED


def test_locked_layers_and_map_themes_count_instead_of_the_canvas(project):
    trees, noise = _layer(project, "Bäume", TREES), _layer(project, "Lärm", NOISE)
    layout = new_layout(project, EXTENT)
    map_item = next(one for one in layout.items() if one.type() == 65639)
    map_item.setLayers([noise])
    map_item.setKeepLayerSet(True)
    assert layers_of_layout(layout) == (noise,)
    record = QgsMapThemeCollection.MapThemeRecord()
    record.addLayerRecord(QgsMapThemeCollection.MapThemeLayerRecord(trees))
    project.mapThemeCollection().insert("nur Bäume", record)
    map_item.setFollowVisibilityPreset(True)
    map_item.setFollowVisibilityPresetName("nur Bäume")
    assert layers_of_layout(layout) == (trees,)


def test_foreign_text_is_printed_and_never_evaluated(project):
    evil = "© [% env('HOME') %] <b>x</b> [%1+1%]"
    _layer(project, "Bäume", replace(TREES, attribution=evil))
    label = _label(new_layout(project, EXTENT))
    assert evil in label.currentText()
    assert label.mode() == QgsLayoutItemLabel.Mode.ModeFont
    assert "[% env" not in literal_text(evil)


def test_adding_notes_is_one_step_of_undo(project):
    _layer(project, "Bäume", TREES)
    layout = new_layout(project, EXTENT)
    _layer(project, "Lärm", NOISE)
    put_notes(layout)
    layout.undoStack().stack().undo()
    assert "LANUK" not in _label(layout).currentText()


def test_where_nothing_is_known_there_is_a_sentence_and_no_empty_label(project):
    _layer(project, "unbekannt", None)
    layout = new_layout(project, EXTENT)
    assert not [one for one in layout.items() if isinstance(one, QgsLayoutItemLabel)]
    with pytest.raises(InputError, match="nothing to print"):
        put_notes(layout)
