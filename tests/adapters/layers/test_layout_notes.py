# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import (
    QgsAbstractMetadataBase,
    QgsGroupLayer,
    QgsLayerMetadata,
    QgsLayoutFrame,
    QgsLayoutItemAttributeTable,
    QgsLayoutItemElevationProfile,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutObject,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMapThemeCollection,
    QgsPrintLayout,
    QgsProperty,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
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
    assert note.text == "© Stadt Hamm, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), https://hamm.example"


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


def test_a_map_whose_theme_is_gone_shows_what_is_switched_on(project):
    _layer(project, "Lärm", NOISE)
    layout = new_layout(project, EXTENT)
    (map_item,) = (one for one in layout.items() if isinstance(one, QgsLayoutItemMap))
    map_item.setFollowVisibilityPreset(True)
    map_item.setFollowVisibilityPresetName("gelöscht")
    assert map_item.layersToRender() == project.mapLayersByName("Lärm")  # as QGIS draws it
    assert [one.name() for one in layers_of_layout(layout)] == ["Lärm"]


@pytest.mark.parametrize(
    ("kind", "expression"), [("MapStylePreset", "'Lärmkarte'"), ("MapLayers", "'Lärm'")], ids=["theme", "layers"]
)
def test_an_atlas_that_chooses_its_layers_page_by_page_has_all_their_sources(project, kind, expression):
    trees, noise = _layer(project, "Bäume", TREES), _layer(project, "Lärm", NOISE)
    record = QgsMapThemeCollection.MapThemeRecord()
    record.setLayerRecords([QgsMapThemeCollection.MapThemeLayerRecord(noise)])
    project.mapThemeCollection().insert("Lärmkarte", record)
    project.layerTreeRoot().findLayer(noise.id()).setItemVisibilityChecked(False)
    layout = new_layout(project, EXTENT)
    assert judge_layout(layout)[0] is NotesState.COMPLETE
    (map_item,) = (one for one in layout.items() if isinstance(one, QgsLayoutItemMap))
    key = getattr(QgsLayoutObject.DataDefinedProperty, kind)
    map_item.dataDefinedProperties().setProperty(key, QgsProperty.fromExpression(expression))
    assert judge_layout(layout)[0] is NotesState.OUTDATED
    put_notes(layout)
    assert "LANUK" in _label(layout).currentText()
    assert "Stadt Bochum" in _label(layout).currentText()
    assert {one.id() for one in layers_of_layout(layout)} == {trees.id(), noise.id()}


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


def test_an_updated_label_keeps_the_users_place_width_font_and_lock(project):
    _layer(project, "Bäume", TREES)
    layout = new_layout(project, EXTENT)
    label = _label(layout)
    label.attemptMove(QgsLayoutPoint(33, 44))
    label.attemptResize(QgsLayoutSize(120, 30))
    text_format = label.textFormat()
    text_format.setSize(9)
    label.setTextFormat(text_format)
    label.setLocked(True)
    _layer(project, "Lärm", NOISE)
    assert put_notes(layout) is label
    assert "LANUK" in label.currentText()
    assert (label.pagePos().x(), label.pagePos().y()) == (33, 44)
    assert (label.rect().width(), label.rect().height()) == (120, 30)
    assert label.textFormat().size() == 9
    assert label.isLocked()


def test_notes_that_would_be_cut_off_are_told_and_the_label_grows_upwards(project):
    _layer(project, "Bäume", TREES)
    layout = new_layout(project, EXTENT)
    label = _label(layout)
    for number in range(30):
        _layer(project, f"Lärm {number}", replace(NOISE, publisher=f"Stadt {number}"))
    bottom = label.pagePos().y() + label.rect().height()
    put_notes(layout)
    assert judge_layout(layout)[0] is NotesState.COMPLETE
    assert label.rect().height() > 60
    assert label.pagePos().y() + label.rect().height() == pytest.approx(bottom, abs=0.01)
    label.attemptResize(QgsLayoutSize(120, 8))
    assert judge_layout(layout)[0] is NotesState.CUT


def test_a_page_without_space_has_the_notes_on_it_and_readable(project):
    _layer(project, "Bäume", TREES)
    layout = new_layout(project, EXTENT)
    layout.removeLayoutItem(_label(layout))
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(40, 20))
    label = put_notes(layout)
    assert label.hasBackground()
    assert label.pagePos().y() >= 0
    assert label.pagePos().y() + label.rect().height() <= 20.01
    empty = QgsPrintLayout(project)
    with pytest.raises(InputError):
        put_notes(empty)


def test_a_label_that_is_not_printed_names_no_source(project):
    _layer(project, "Bäume", TREES)
    layout = new_layout(project, EXTENT)
    _label(layout).setVisibility(False)
    assert judge_layout(layout)[0] is NotesState.MISSING


def test_layers_of_unknown_licence_are_not_called_free(project):
    _layer(project, "unbekannt", Origin("x", publisher="Stadt Hamm"))
    layout = new_layout(project, EXTENT)
    assert judge_layout(layout)[0] is NotesState.UNKNOWN


def test_layers_in_a_group_drawn_as_one_picture_are_named(project):
    layer = QgsVectorLayer("Point?crs=EPSG:25832", "Bäume", "memory")
    write_origin(layer, TREES)
    project.addMapLayer(layer, False)
    group = project.layerTreeRoot().addGroup("Bild")
    group.addLayer(layer)
    picture = group.convertToGroupLayer(QgsGroupLayer.LayerOptions(project.transformContext()))
    project.addMapLayer(picture, False)
    group.setGroupLayer(picture)
    assert [one.name() for one in visible_layers(project)] == ["Bäume"]
    layout = new_layout(project, EXTENT)
    map_item = next(one for one in layout.items() if one.type() == 65639)
    map_item.setLayers([picture])
    assert layers_of_layout(layout) == (layer,)


def test_a_table_joined_to_a_layer_is_named_whether_it_is_switched_on_or_not(project):
    base = _layer(project, "Grenzen", Origin("Grenzen", "https://g.example", "GeoBasis", "dl-de/zero-2-0"))
    assert judge_layout(new_layout(project, EXTENT))[0] is NotesState.NOT_NEEDED
    table = QgsVectorLayer("None?field=ags:string&field=wert:int", "Tabelle", "memory")
    write_origin(table, NOISE)
    project.addMapLayer(table, False)
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(table)
    join.setJoinFieldName("ags")
    join.setTargetFieldName("ags")
    assert base.addJoin(join)
    assert any(NOISE.publisher in one.text for one in notes_of_layers([base]))
    assert judge_layout(project.layoutManager().printLayouts()[0])[0] is NotesState.OUTDATED


@pytest.mark.parametrize("kind", ["profile", "table"])
def test_a_profile_and_a_table_show_data_without_a_map(project, kind):
    trees = _layer(project, "Bäume", TREES)
    project.layerTreeRoot().findLayer(trees.id()).setItemVisibilityChecked(False)
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    assert judge_layout(layout)[0] is NotesState.NOT_NEEDED
    if kind == "profile":
        item = QgsLayoutItemElevationProfile(layout)
        item.setLayers([trees])
        layout.addLayoutItem(item)
    else:
        table = QgsLayoutItemAttributeTable.create(layout)
        table.setVectorLayer(trees)
        layout.addMultiFrame(table)
        table.addFrame(QgsLayoutFrame(layout, table))
    assert judge_layout(layout)[0] is NotesState.MISSING
    put_notes(layout)
    assert judge_layout(layout)[0] is NotesState.COMPLETE
