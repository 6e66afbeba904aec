# SPDX-License-Identifier: GPL-2.0-or-later
"""Healing keeps what the user made of a layer, and never touches one it must not touch."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import (
    Qgis,
    QgsAction,
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsFeature,
    QgsField,
    QgsRasterLayer,
    QgsRelation,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QMetaType
from qgis.PyQt.QtGui import QColor

from ruhr_smartcity_plugin.adapters.layers.doctor_facts import facts_of_layer
from ruhr_smartcity_plugin.adapters.layers.doctor_repair import (
    Shape,
    heal,
    may_take_back,
    shape_of,
    take_back,
    try_repair,
    why_not_changed,
)
from ruhr_smartcity_plugin.adapters.layers.doctor_source import has_login, healed_source
from ruhr_smartcity_plugin.core.catalogue.doctor.diagnosis import Repair
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.progress import SILENT
from tests.support.mapserver import MapServer


@pytest.fixture(scope="module")
def mapserver():
    with MapServer(points=40) as server:
        yield server


def _wfs(project, url: str, name: str = "ms:baeume") -> QgsVectorLayer:
    uri = f"srsname='EPSG:25832' typename='{name}' url='{url}' version='2.0.0' pagingEnabled='true'"
    return project.addMapLayer(QgsVectorLayer(uri, "Bäume", "WFS"))


def _elsewhere(mapserver) -> str:
    """Return the same service by another address of the same machine."""
    return mapserver.url.replace("127.0.0.1", "localhost")


def _make_rich(project, layer: QgsVectorLayer) -> None:
    """Do to a layer what planners do: join, virtual field, form, action, filter, relation, style, selection."""
    table = QgsVectorLayer("NoGeometry?field=nr:integer&field=pflege:string", "Pflege", "memory")
    row = QgsFeature(table.fields())
    row.setAttributes([1, "jährlich"])
    table.dataProvider().addFeatures([row])
    project.addMapLayer(table)
    own = layer.fields().at(0).name()
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(table)
    join.setJoinFieldName("nr")
    join.setTargetFieldName(own)
    join.setPrefix("p_")
    layer.addJoin(join)
    layer.addExpressionField("1 + 1", QgsField("zwei", QMetaType.Type.Int))
    layer.setFieldAlias(0, "Nummer")
    layer.setEditorWidgetSetup(0, QgsEditorWidgetSetup("Range", {"Min": 0}))
    layer.setDefaultValueDefinition(0, QgsDefaultValue("7"))
    form = layer.editFormConfig()
    form.setReadOnly(0, True)
    form.setLabelOnTop(0, True)
    layer.setEditFormConfig(form)
    layer.actions().addAction(QgsAction(Qgis.AttributeActionType.OpenUrl, "Seite", "https://a.example"))
    layer.setSubsetString(f'"{own}" < 20')
    layer.setMapTipTemplate("<b>x</b>")
    layer.setCustomProperty("mein", "wert")
    relation = QgsRelation()
    relation.setId("r1")
    relation.setName("Pflege")
    relation.setReferencedLayer(layer.id())
    relation.setReferencingLayer(table.id())
    relation.addFieldPair("nr", own)
    project.relationManager().addRelation(relation)
    symbol = QgsSymbol.defaultSymbol(layer.geometryType())
    symbol.setColor(QColor("#123456"))
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    layer.setScaleBasedVisibility(True)
    layer.setMinimumScale(5000)


def _made_of(project, layer: QgsVectorLayer) -> dict:
    form = layer.editFormConfig()
    return {
        "name": layer.name(),
        "joins": [(one.joinLayerId(), one.prefix(), one.targetFieldName()) for one in layer.vectorJoins()],
        "virtual": layer.expressionField(layer.fields().indexFromName("zwei")),
        "alias": layer.attributeAlias(0),
        "widget": layer.editorWidgetSetup(0).type(),
        "default": layer.defaultValueDefinition(0).expression(),
        "form": (form.readOnly(0), form.labelOnTop(0)),
        "actions": [one.name() for one in layer.actions().actions()],
        "filter": layer.subsetString(),
        "tip": layer.mapTipTemplate(),
        "property": layer.customProperty("mein"),
        "relation": [one.isValid() for one in project.relationManager().relations().values()],
        "colour": layer.renderer().symbol().color().name(),
        "scale": layer.minimumScale(),
        "fields": [one.name() for one in layer.fields()],
    }


def test_healing_and_taking_back_keep_all_the_user_made_of_a_layer(mapserver, project):
    layer = _wfs(project, mapserver.url)
    _make_rich(project, layer)
    made, source = _made_of(project, layer), layer.source()
    assert made["filter"]
    repair = Repair(_elsewhere(mapserver), "ms:baeume", "x")
    new = try_repair(facts_of_layer(layer), source, shape_of(layer), repair, SILENT)
    before = heal(layer, new)
    assert "localhost" in layer.source()
    assert _made_of(project, layer) == made
    take_back(layer, before)
    assert layer.isValid()
    assert _made_of(project, layer) == made


def test_two_healings_are_taken_back_to_the_first_source_and_the_name_of_now_stays(mapserver, project):
    layer, done = _wfs(project, mapserver.url), None
    source = layer.source()
    for url in (_elsewhere(mapserver), _elsewhere(mapserver).replace("localhost", "LOCALHOST")):
        new = try_repair(facts_of_layer(layer), layer.source(), shape_of(layer), Repair(url, "ms:baeume", "x"), SILENT)
        done = heal(layer, new).since(done)
    layer.setName("Bäume, neu benannt")
    assert may_take_back(layer, done)
    take_back(layer, done)
    assert (layer.source(), layer.name(), layer.isValid()) == (source, "Bäume, neu benannt", True)


def test_taking_back_a_dead_source_keeps_all_the_user_made_too(mapserver, project):
    layer = _wfs(project, mapserver.url)
    _make_rich(project, layer)
    made, id_before = _made_of(project, layer), layer.id()
    repair = Repair(_elsewhere(mapserver), "ms:baeume", "x")
    before = heal(layer, try_repair(facts_of_layer(layer), layer.source(), shape_of(layer), repair, SILENT))
    take_back(layer, replace(before, was_alive=False))
    assert not layer.isValid()
    assert layer.id() == id_before
    left = _made_of(project, layer)
    for part in ("name", "joins", "actions", "tip", "property", "colour", "scale"):  # it has no fields while it is dead
        assert left[part] == made[part], part
    new = try_repair(facts_of_layer(layer), layer.source(), Shape(), Repair(mapserver.url, "ms:baeume", "x"), SILENT)
    heal(layer, new, was_alive=False)  # as when the service is back
    assert _made_of(project, layer) == made


def test_a_layer_that_is_being_edited_is_never_given_another_source(mapserver, project, monkeypatch):
    layer = project.addMapLayer(QgsVectorLayer("Point?crs=EPSG:25832&field=a:integer", "Entwurf", "memory"))
    assert why_not_changed(layer) == ""
    layer.startEditing()
    assert "being edited" in why_not_changed(layer)
    wfs = _wfs(project, mapserver.url)
    repair = Repair(_elsewhere(mapserver), "ms:baeume", "x")
    new = try_repair(facts_of_layer(wfs), wfs.source(), shape_of(wfs), repair, SILENT)
    monkeypatch.setattr(wfs, "isEditable", lambda: True)
    with pytest.raises(LayerError, match="being edited"):
        heal(wfs, new)
    assert wfs.source() == new.old


def test_an_embedded_layer_is_healed_in_its_own_project(mapserver, project, tmp_path):
    layer = QgsVectorLayer(_wfs(project, mapserver.url).source(), "Bäume", "WFS")
    layer_id, path = layer.id(), str(tmp_path / "andere.qgs")
    project.addMapLayer(layer, False)
    project.layerTreeRoot().addGroup("Grün").addLayer(layer)
    assert project.write(path)
    project.clear()
    project.setFileName("")
    group = project.createEmbeddedGroup("Grün", path, [])
    project.layerTreeRoot().addChildNode(group)
    embedded = project.mapLayer(layer_id)
    assert "embedded" in why_not_changed(embedded)


def test_a_layer_changed_since_it_was_checked_keeps_what_it_was_changed_to(mapserver, project):
    layer = _wfs(project, mapserver.url)
    repair = Repair(_elsewhere(mapserver), "ms:baeume", "x")
    new = try_repair(facts_of_layer(layer), layer.source(), shape_of(layer), repair, SILENT)
    layer.setSubsetString(f'"{layer.fields().at(0).name()}" < 5')
    with pytest.raises(LayerError, match="changed since"):
        heal(layer, new)
    assert "localhost" not in layer.source()


def test_what_was_changed_after_healing_is_not_taken_back(mapserver, project):
    layer = _wfs(project, mapserver.url)
    repair = Repair(_elsewhere(mapserver), "ms:baeume", "x")
    before = heal(layer, try_repair(facts_of_layer(layer), layer.source(), shape_of(layer), repair, SILENT))
    assert may_take_back(layer, before)
    layer.setSubsetString(f'"{layer.fields().at(0).name()}" < 5')
    assert not may_take_back(layer, before)


def test_qgis_asks_for_saving_after_healing_and_after_taking_back(mapserver, project, tmp_path):
    layer = _wfs(project, mapserver.url)
    assert project.write(str(tmp_path / "p.qgs"))
    assert not project.isDirty()
    repair = Repair(_elsewhere(mapserver), "ms:baeume", "x")
    before = heal(layer, try_repair(facts_of_layer(layer), layer.source(), shape_of(layer), repair, SILENT))
    assert project.isDirty()
    assert project.write(str(tmp_path / "p.qgs"))
    take_back(layer, before)
    assert project.isDirty()


def test_a_source_of_another_kind_of_geometry_is_refused(mapserver, project):
    layer = _wfs(project, mapserver.url)
    shape = Shape((), Qgis.GeometryType.Polygon)
    repair = Repair(_elsewhere(mapserver), "ms:baeume", "x")
    with pytest.raises(LayerError, match="kind of geometry"):
        try_repair(facts_of_layer(layer), layer.source(), shape, repair, SILENT)


# --- source strings ---------------------------------------------------------------------------------------------
def test_a_picture_of_several_layers_keeps_all_of_them_and_their_order(mapserver):
    source = "crs=EPSG:25832&format=image/png&layers=baeume&layers=ortsteile&styles=&styles=&url=http://127.0.0.1:9/alt"
    new = healed_source("wms", source, Repair(mapserver.url, "baeume,ortsteile", "x"))
    assert "layers=baeume&layers=ortsteile&styles=&styles=" in new
    assert QgsRasterLayer(new, "x", "wms").isValid()
    moved = healed_source("wms", source, Repair("https://h.example/wms?map=/a.map&x=1", "baeume,orte", "x"))
    assert "layers=baeume&layers=orte" in moved
    assert facts_of_layer(QgsRasterLayer(moved, "x", "wms")).url == "https://h.example/wms?map=/a.map&x=1"


@pytest.mark.parametrize(
    ("provider", "source", "kept"),
    [
        ("arcgisfeatureserver", "url='http://h.example/x/0' crs='EPSG:25832' sql=a = 'x y'", "sql=a = 'x y'"),
        ("sensorthings", "url='http://h.example/v1.1' type=PointZ entity='Location' sql=id eq 1", "id eq 1"),
        ("WFS", "typename='ms:a' url='http://h.example/x' sql=SELECT * FROM a WHERE b = 'c'", "WHERE b = 'c'"),
        ("OAPIF", "typename='a' url='http://h.example/' sql=b = 'c'", "sql=b = 'c'"),
    ],
)  # fmt: skip
def test_filters_in_a_source_stay(provider, source, kept):
    new = healed_source(provider, source, Repair("https://h.example/neu", "", "x"))
    assert "https://h.example/neu" in new
    assert kept in new


@pytest.mark.parametrize(
    ("provider", "source"),
    [
        ("wms", "authcfg=abc1234&crs=EPSG:25832&layers=a&styles=&http-header:x-key=canary&url=http://h.example/wms"),
        ("wms", "username=anna&password=canary&crs=EPSG:25832&layers=a&styles=&url=http://h.example/wms"),
        ("wcs", "authcfg=abc1234&crs=EPSG:25832&identifier=a&url=http://h.example/wcs"),
        ("WFS", "typename='a' url='http://h.example/wfs' authcfg=abc1234"),
        ("WFS", "typename='a' url='http://h.example/wfs' username='anna' password='canary'"),
        ("arcgisfeatureserver", "url='http://h.example/0' authcfg=abc1234 http-header:x-key='canary'"),
    ],
)
def test_a_log_in_stays_with_its_host_and_goes_to_no_other(provider, source):
    assert has_login(provider, source)
    assert has_login(provider, healed_source(provider, source, Repair("https://h.example/neu", "a", "x")))
    for other in ("https://andere.example/neu", "http://h.example:8080/neu"):
        new = healed_source(provider, source, Repair(other, "a", "x"))
        assert not has_login(provider, new)
        assert "canary" not in new
        assert "abc1234" not in new


def test_a_log_in_used_encrypted_is_not_sent_in_the_open():
    source = "typename='a' url='https://h.example/wfs' authcfg=abc1234"
    assert not has_login("WFS", healed_source("WFS", source, Repair("http://h.example/wfs", "a", "x")))


def test_where_the_log_in_was_left_out_the_sentence_says_so(mapserver, project):
    source = f"typename='a' url='{mapserver.url}' authcfg=abc1234"
    facts = facts_of_layer(QgsVectorLayer(source, "x", "WFS"))
    with pytest.raises(LayerError, match="log-in was not sent"):
        try_repair(facts, source, Shape(), Repair("http://localhost:9/wfs", "a", "x"), SILENT)
