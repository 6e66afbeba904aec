# SPDX-License-Identifier: GPL-2.0-or-later
"""The register as QGIS and GDAL see it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLayerTreeModel,
    QgsPointClusterRenderer,
    QgsProject,
    QgsProviderRegistry,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas

from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store, open_store
from ruhr_smartcity_plugin.adapters.projects.register_layers import (
    INTERNAL_POINTS,
    PUBLIC_LINES,
    PUBLIC_POINTS,
    RegisterLayers,
)
from ruhr_smartcity_plugin.adapters.projects.register_styles import BY_FIELD, BY_STATUS
from ruhr_smartcity_plugin.adapters.projects.symbols import field_icon, status_marker
from ruhr_smartcity_plugin.core.errors import LayerError, StoreBusyError
from ruhr_smartcity_plugin.core.projects.record import Site, Visibility, new_uuid
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import use_translator
from tests.adapters.projects.bundles import full, simple, with_title
from tests.adapters.projects.stores import PostgisCase

CANARY = "KANARIENVOGEL"


@pytest.fixture
def layers(qgis_app, qgis_new_project):
    return RegisterLayers(QgsProject.instance())


def table(store, name):
    return QgsVectorLayer(f"{store.path}|layername={name}", name, "ogr")


# --- a GeoPackage like any other ---
def test_gdal_opens_the_register_without_a_warning_and_sees_tables_and_relations(store):
    store.save(full(), 0, "anna")
    warnings = []
    gdal.PushErrorHandler(lambda _level, _number, text: warnings.append(text))
    try:
        dataset = gdal.OpenEx(str(store.path), gdal.OF_VECTOR | gdal.OF_UPDATE)
        counts = {dataset.GetLayer(at).GetName(): dataset.GetLayer(at).GetFeatureCount()
                  for at in range(dataset.GetLayerCount())}
        relations = dataset.GetRelationshipNames()
        extent = dataset.GetLayerByName("site_line").GetExtent()
        del dataset
    finally:
        gdal.PopErrorHandler()
    assert warnings == []
    assert counts["project"] == 1
    assert counts["site_point"] == 2
    assert counts["site_line"] == counts["site_area"] == 1
    assert counts["vocabulary"] > 100
    assert "project_site_point" in relations
    assert "organisation_project" in relations
    assert extent == (377000.0, 378000.5, 5705000.0, 5706000.25)


def test_qgis_opens_every_table_and_finds_the_relations(qgis_app, store):
    store.save(full(), 0, "anna")
    connection = QgsProviderRegistry.instance().providerMetadata("ogr").createConnection(str(store.path), {})
    names = {one.tableName() for one in connection.tables()}
    for name in ("project", "project_internal", "organisation", "change", "strategy", "vocabulary", "project_points"):
        assert name in names
        assert table(store, name).isValid()
    points = table(store, "site_point")
    assert points.crs().authid() == "EPSG:25832"
    assert points.featureCount() == 2
    relations = connection.relationships("", "project")
    assert ("site_point", "project_uuid") in {
        (one.referencingLayerName(), one.referencingLayerFields()[0]) for one in relations}


def test_a_spatial_index_that_somebody_adds_in_qgis_does_not_keep_the_plugin_from_saving(qgis_app, store):
    first = store.save(simple(), 0, "anna")
    layer = table(store, "site_point")
    assert layer.dataProvider().createSpatialIndex()
    del layer
    moved = replace(first, sites=(replace(first.sites[0], coordinates=(380000.0, 5710000.0)), Site(coordinates=None)))
    assert store.save(moved, 1, "anna").project.version == 2
    with closing(sqlite3.connect(store.path)) as connection:
        (box,) = connection.execute("SELECT minx, maxy FROM rtree_site_point_geom").fetchall()
    assert box == pytest.approx((380000.0, 5710000.0), abs=1)


# --- public and internal ---
def test_the_public_layers_hold_public_projects_at_public_places_and_nothing_else(qgis_app, store):
    public = store.save(simple("öffentlich"), 0, "anna")
    hidden_place = replace(public, sites=(*public.sites, Site(coordinates=(377000.0, 5705000.0), label=CANARY)))
    store.save(hidden_place, 1, "anna")
    internal = simple(CANARY)
    store.save(replace(internal, project=replace(internal.project, visibility=Visibility.NETWORK)), 0, "anna")
    doomed = store.save(simple(CANARY + " gelöscht"), 0, "anna")
    store.delete(doomed.project.uuid, 1, "anna")
    uuid = public.project.uuid
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("INSERT INTO project_internal (uuid, project_uuid, total_cost_eur, internal_note, risk) "
                           "VALUES ('i', ?, 424242, ?, ?)", (uuid, CANARY, CANARY))
        connection.execute("INSERT INTO contact (uuid, project_uuid, name, mail) VALUES ('c', ?, ?, ?)",
                           (uuid, CANARY, CANARY))
        connection.execute("INSERT INTO comment (uuid, project_uuid, text) VALUES ('k', ?, ?)", (uuid, CANARY))
        connection.execute("INSERT INTO site_point (uuid, project_uuid, label, visibility) VALUES ('s', ?, ?, 'neu')",
                           (uuid, CANARY))
    for view in (PUBLIC_POINTS, PUBLIC_LINES):
        shown = [list(map(str, one.attributes())) for one in table(store, view).getFeatures()]
        assert CANARY not in str(shown)
        assert "424242" not in str(shown)
    assert table(store, PUBLIC_POINTS).featureCount() == 1
    titles = {one["title"] for one in table(store, INTERNAL_POINTS).getFeatures()}
    assert titles == {"öffentlich", CANARY}


def test_internal_projects_come_to_the_map_only_by_name_and_are_marked(layers, store):
    store.save(simple(), 0, "anna")
    layers.show(store.path)
    assert layers.find(store.path, INTERNAL_POINTS) is None
    assert "INTERN" in layers.show(store.path, internal=True).name()


def test_a_saved_project_file_holds_no_text_of_internal_records(layers, store, tmp_path):
    bundle = simple(CANARY)
    store.save(replace(bundle, project=replace(bundle.project, visibility=Visibility.NETWORK)), 0, CANARY)
    layers.show(store.path)
    path = tmp_path / "project.qgs"
    assert QgsProject.instance().write(str(path))
    assert CANARY not in path.read_text(encoding="utf-8")


# --- on the map ---
def test_the_layer_is_styled_by_field_of_action_with_a_german_legend(layers, store):
    undo = use_translator(lambda text, _disambiguation, _n: {"en": "de"}.get(text, text))
    try:
        layer = layers.show(store.path)
    finally:
        undo()
    assert isinstance(layer.renderer(), QgsPointClusterRenderer)
    renderer = layer.renderer().embeddedRenderer()
    assert isinstance(renderer, QgsCategorizedSymbolRenderer)
    assert renderer.classAttribute() == "main_field"
    legend = {one.value(): one.label() for one in renderer.categories()}
    assert legend["MOB"] == "Intelligente Mobilität"
    assert len(legend) == 13  # twelve and "none"
    shapes = {one.symbol().symbolLayer(0).shape() for one in renderer.categories()[:12]}
    assert len(shapes) == 12


def test_the_layers_lie_in_the_group_of_the_room_are_read_only_and_carry_their_origin(layers, store):
    layer = layers.show(store.path)
    group = QgsProject.instance().layerTreeRoot().findGroup("Ruhr Smart City").findGroup("Projects")
    assert layer.id() in group.findLayerIds()
    assert layer.readOnly()
    assert read_origin(layer).title == layer.name()
    assert layer.attributeDisplayName(layer.fields().indexOf("main_field")) == "Field of action"


def test_showing_a_register_twice_adds_nothing(layers, store):
    assert layers.show(store.path) is layers.show(store.path)
    assert len(QgsProject.instance().mapLayers()) == 3


def test_the_map_shows_what_was_just_saved(layers, store):
    first = store.save(simple(), 0, "anna")
    layer = layers.show(store.path)
    assert layer.featureCount() == 1
    assert layer.extent().xMaximum() == pytest.approx(376000.0)
    more = replace(first, sites=(*first.sites, Site(coordinates=(390000.0, 5705000.0), visibility=Visibility.PUBLIC)))
    store.save(with_title(more, "Neu"), 1, "anna")
    layers.refresh(store.path)
    assert layer.featureCount() == 2
    assert {one["title"] for one in layer.getFeatures()} == {"Neu"}
    assert layer.extent().xMaximum() == pytest.approx(390000.0)


def test_a_register_that_is_open_as_a_layer_can_be_saved_many_times(layers, store):
    bundle = store.save(simple(), 0, "anna")
    layer = layers.show(store.path)
    for number in range(20):
        bundle = store.save(with_title(bundle, str(number)), bundle.project.version, "anna")
        layers.refresh(store.path)
        assert next(layer.getFeatures())["title"] == str(number)


# --- layers that hold the file ---
def test_a_layer_in_edit_mode_and_the_plugin_save_side_by_side(layers, store):
    first = store.save(simple(), 0, "anna")
    sites = table(store, "site_point")
    assert sites.startEditing()
    row = next(sites.getFeatures())
    assert sites.changeAttributeValue(row.id(), sites.fields().indexOf("label"), "von QGIS")
    second = store.save(with_title(first, "vom Plugin"), 1, "anna")
    assert sites.commitChanges(), sites.commitErrors()
    stored = store.get(first.project.uuid)
    assert (stored.project.title, stored.sites[0].label, stored.project.version) == ("vom Plugin", "von QGIS", 3)
    assert second.project.version == 2


def test_an_edit_that_holds_the_file_in_a_transaction_is_said_and_loses_nothing(layers, store):
    first = store.save(simple(), 0, "anna")
    project = QgsProject.instance()
    project.setTransactionMode(Qgis.TransactionMode.AutomaticGroups)
    sites = table(store, "site_point")
    project.addMapLayer(sites)
    assert sites.startEditing()
    row = next(sites.getFeatures())
    assert sites.changeAttributeValue(row.id(), sites.fields().indexOf("label"), "von QGIS")  # is written at once
    impatient = open_store(store.path, busy_timeout_s=0.2)
    with pytest.raises(StoreBusyError):
        impatient.save(with_title(first, "vom Plugin"), 1, "anna")
    assert sites.commitChanges(), sites.commitErrors()
    assert impatient.get(first.project.uuid).sites[0].label == "von QGIS"
    assert impatient.save(with_title(first, "vom Plugin"), 2, "anna").project.version == 3
    project.clear()
    project.setTransactionMode(Qgis.TransactionMode.Disabled)


# --- styles ---
def test_points_lines_and_areas_can_be_shown_by_status_and_no_two_states_look_alike(layers, store):
    store.save(full(), 0, "anna")
    layers.show(store.path, internal=True)
    assert layers.use_style(store.path, BY_STATUS) == 3
    for layer in layers.layers_of(store.path):
        renderer = layer.renderer()
        renderer = renderer.embeddedRenderer() if isinstance(renderer, QgsPointClusterRenderer) else renderer
        assert renderer.classAttribute() == "status"
        categories = renderer.categories()
        assert {one.value() for one in categories} >= {one.code for one in load_vocabulary().entries("VSTATUS")}
        assert len({one.symbol().color().name() for one in categories if one.value()}) == 11
        legend = [one.label() for one in layer.renderer().legendSymbolItems()]
        assert "In progress" in legend
    points = layers.find(store.path, INTERNAL_POINTS).renderer().embeddedRenderer().categories()
    assert len({one.symbol().symbolLayer(0).shape() for one in points if one.value()}) == 11
    assert layers.use_style(store.path, BY_FIELD) == 3


def test_states_stay_apart_for_the_colour_blind():
    """Viénot, Brettel and Mollon (1999), deuteranopia: linear RGB through their matrix; distances in CIE Lab."""
    colours = [status_marker(one.code).color() for one in load_vocabulary().entries("VSTATUS")]
    seen = [_lab(_deuteranope(one)) for one in colours]
    nearest = min(sum((a - b) ** 2 for a, b in zip(one, other)) ** 0.5
                  for at, one in enumerate(seen) for other in seen[:at])
    assert nearest > 5  # just noticeable is about 2.3; the shapes tell the rest


def _deuteranope(colour):
    linear = [((v + 0.055) / 1.055) ** 2.4 if v > 0.04045 else v / 12.92
              for v in (colour.redF(), colour.greenF(), colour.blueF())]
    red = 0.29275 * linear[0] + 0.70725 * linear[1]
    blue = -0.02234 * linear[0] + 0.02234 * linear[1] + linear[2]
    return red, red, max(0.0, blue)


def _lab(linear):
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(a * b for a, b in zip(row, linear)) / white for row, white in zip(rows, (0.9505, 1.0, 1.089))]
    f = [v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def test_places_at_one_spot_are_one_symbol_with_their_number(layers, store):
    bundle = simple()
    sites = tuple(replace(bundle.sites[0], uuid=new_uuid()) for _ in range(7))
    store.save(replace(bundle, sites=sites), 0, "anna")
    layer = layers.show(store.path)
    assert isinstance(layer.renderer(), QgsPointClusterRenderer)
    symbol = layer.renderer().clusterSymbol()
    character = symbol.symbolLayer(1).dataDefinedProperties().property(QgsSymbolLayer.Property.Character)
    assert character.expressionString() == "@cluster_size"
    assert layer.renderer().toleranceUnit() == Qgis.RenderUnit.Millimeters


def test_areas_and_lines_are_public_only_too(layers, store):
    bundle = full()
    store.save(replace(bundle, project=replace(bundle.project, title=CANARY)), 0, "anna")  # for members only
    layers.show(store.path)
    for layer in layers.layers_of(store.path):
        assert layer.featureCount() == 0
        assert "INTERN" not in layer.name()
    layers.show(store.path, internal=True)
    for layer in layers.layers_of(store.path):
        if "INTERN" in layer.name():
            assert layer.featureCount() >= 1


@pytest.mark.parametrize("internal", [False, True])
def test_a_register_for_teams_has_the_same_layers_and_no_log_in_in_the_project(layers, postgres, tmp_path, internal):
    case = PostgisCase(postgres)
    case.store.save(simple(), 0, "anna")
    bundle = full()
    case.store.save(bundle, 0, "anna")
    points = layers.show(case.store, internal=internal)
    assert points.providerType() == "postgres"
    assert points.featureCount() == (2 if internal else 1) + (1 if internal else 0)
    assert points.renderer().embeddedRenderer().classAttribute() == "main_field"
    assert layers.show(case.store, internal=internal) is points
    assert len(layers.layers_of(case.store)) == 3
    assert layers.use_style(case.store, BY_STATUS) == 3
    path = tmp_path / "project.qgs"
    assert QgsProject.instance().write(str(path))
    text = path.read_text(encoding="utf-8")
    assert "password" not in text.lower().replace("passwordencrypted", "")
    assert bundle.internal.internal_note not in text


def map_tip(layer):
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(next(layer.getFeatures()))
    return QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)


def test_map_tips_show_foreign_text_as_text(layers, store):
    title = "<script>alert(1)</script> & <img src=file:///etc/passwd> [% env('HOME') %]"
    store.save(simple(title), 0, "anna")
    tip = map_tip(layers.show(store.path))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;img src=file:///etc/passwd&gt; [% env('HOME') %]" in tip
    assert "<script" not in tip
    assert "<img" not in tip


def test_map_tips_speak_in_texts_not_in_codes(layers, store):
    store.save(simple(), 0, "anna")
    tip = map_tip(layers.show(store.path))
    assert "Energy and environment · In progress" in tip
    assert "Rathaus" in tip
    assert "ENU" not in tip


def test_map_tips_do_not_name_internal_columns(layers, store):
    store.save(simple(), 0, "anna")
    for internal in (False, True):
        template = layers.show(store.path, internal=internal).mapTipTemplate()
        for word in ("internal", "cost", "note", "risk", "changed_by", "contact"):
            assert word not in template


def test_labels_do_not_obey_html_in_titles(layers, store):
    layers.show(store.path)
    for layer in layers.layers_of(store.path):  # areas and routes have labels as points have
        assert layer.labelsEnabled()
        assert not layer.labeling().settings().format().allowHtmlFormatting()


def test_the_legend_of_the_points_stays_open_also_with_another_style(layers, store):
    model = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot())
    model.setAutoCollapseLegendNodes(10)  # as QGIS does
    layer = layers.show(store.path)
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    assert node.isExpanded()
    layers.use_style(store.path, BY_STATUS)
    assert node.isExpanded()
    assert not QgsProject.instance().layerTreeRoot().findLayer(layers.find(store.path, PUBLIC_LINES).id()).isExpanded()


def test_the_map_goes_to_the_places_of_a_project(layers, store, qtbot):
    bundle = store.save(simple("O'Neil"), 0, "anna")
    layers.show(store.path)
    canvas = QgsMapCanvas()
    qtbot.addWidget(canvas)
    assert layers.zoom_to_project(store.path, bundle.project.uuid, canvas) == 1
    assert canvas.extent().contains(layers.find(store.path, PUBLIC_POINTS).extent().center())
    assert layers.zoom_to_project(store.path, "' OR 1=1 --", canvas) == 0


def test_two_registers_are_kept_apart(layers, store, tmp_path):
    other = create_store(tmp_path / "other.gpkg")
    assert layers.show(store.path) is not layers.show(other.path)
    assert layers.find(other.path, PUBLIC_POINTS).source() != layers.find(store.path, PUBLIC_POINTS).source()
    first, second = (layers.find(path, PUBLIC_POINTS).name() for path in (store.path, other.path))
    assert second == f"{first} · other.gpkg", "two layers of one name cannot be told apart"


def test_a_file_that_cannot_be_a_layer_is_said(layers, tmp_path):
    with pytest.raises(LayerError):
        layers.show(tmp_path / "missing.gpkg")


def test_list_icons_are_drawn_for_every_code_also_an_unknown_one(qgis_app):
    for code in ("MOB", "", "XYZ"):
        assert not field_icon(code, 16).isNull()
