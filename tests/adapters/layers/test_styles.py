# SPDX-License-Identifier: GPL-2.0-or-later
"""Ready styles fit what towns publish; styles that come with foreign data draw and do nothing else."""

from __future__ import annotations

import json

import pytest
from qgis.core import (
    QgsAction,
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsGeometry,
    QgsGraduatedSymbolRenderer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

from ruhr_smartcity_plugin.adapters.layers.files_style import apply_foreign_style
from ruhr_smartcity_plugin.adapters.layers.styles import apply_ready_style, find_style
from ruhr_smartcity_plugin.paths import resource


def layer_of(name: str, kind: str = "Point", fields: str = "", values=()) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:25832{fields}", name, "memory")
    for value in values:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([value])
        feature.setGeometry(QgsGeometry.fromWkt("POINT (375885 5704850)"))
        layer.dataProvider().addFeature(feature)
    return layer


@pytest.mark.parametrize(
    ("title", "family", "preset", "service_layer", "style"),
    [
        ("Baumkataster Bochum", "point", "", "", "trees"),
        ("Städtische Bäume", "point", "", "", "trees"),
        ("Straßenbäume", "point", "", "", "trees"),
        ("Baumschulen", "point", "", "", None),  # a nursery is no school
        ("Raumschiffe", "point", "", "", None),
        ("Baumkataster", "polygon", "", "", None),
        ("Bebauungspläne (INSPIRE)", "polygon", "", "", "plans"),
        ("x", "polygon", "", "ms:bplan_stand", "plans"),
        ("x", "polygon", "", "ms:denkmal_polygon", "monuments"),
        ("Schulstandorte Herne", "point", "", "", "schools"),
        ("Kindergärten", "point", "", "", "schools"),
        ("Umgebungslärm 2022", "polygon", "", "", "noise"),
        ("", "point", "", "", None),
    ],
)
def test_the_style_is_found_by_preset_layer_or_word(title, family, preset, service_layer, style):
    found = find_style(title, family, preset, service_layer)
    assert (found["id"] if found else None) == style


def test_trees_are_green_and_schools_told_apart_by_colour_and_shape(qgis_app):
    trees = layer_of("Baumkataster")
    assert apply_ready_style(trees, "", "")
    assert isinstance(trees.renderer(), QgsSingleSymbolRenderer)
    assert trees.renderer().symbol().color() == QColor("#009e73")
    schools = layer_of("Schulen", fields="&field=Schulform:string", values=["Gymnasium", "Grundschule", "Gymnasium"])
    assert apply_ready_style(schools, "", "")
    renderer = schools.renderer()
    assert isinstance(renderer, QgsCategorizedSymbolRenderer)
    assert [one.label() for one in renderer.categories()] == ["Grundschule", "Gymnasium", "Other"]
    categories = renderer.categories()  # kept alive: their symbols go with them
    first, second = (one.symbol().symbolLayer(0) for one in categories[:2])
    assert first.color() != second.color()
    assert first.shape() != second.shape()


def test_codes_of_monuments_are_spelled_out(qgis_app):
    layer = layer_of("Denkmäler", fields="&field=kategorie:string", values=["A", "B"])
    assert apply_ready_style(layer, "", "")
    assert [one.label() for one in layer.renderer().categories()] == ["Building", "Archaeological site", "Other"]


def test_noise_is_classed_by_its_number_only(qgis_app):
    layer = layer_of("Umgebungslärm", "Polygon", "&field=db_lo:int")
    assert apply_ready_style(layer, "", "")
    assert isinstance(layer.renderer(), QgsGraduatedSymbolRenderer)
    assert layer.renderer().ranges()[-1].label() == "75 dB(A) and more"
    text = layer_of("Umgebungslärm", "Polygon", "&field=db_lo:string")
    assert not apply_ready_style(text, "", "")


def test_the_table_of_styles_is_whole_in_both_languages():
    document = json.loads(resource("data", "styles.json").read_text(encoding="utf-8"))
    assert len({one["id"] for one in document["styles"]}) == len(document["styles"])
    for one in document["styles"]:
        assert set(one["title"]) == {"en", "de"}
        assert one["geometry"] in ("point", "polygon", "any")
        assert one["kind"] != "classes" or len(one["bounds"]) == len(one["colours"]) + 1
        assert all(word == word.lower() for word in (*one["words"], *one["layers"], *one.get("fields", ())))


# --- foreign styles ----------------------------------------------------------------------------------
def qml_of(layer: QgsVectorLayer, path) -> str:
    _text, ok = layer.saveNamedStyle(str(path))
    assert ok
    return path.read_text(encoding="utf-8")


@pytest.fixture
def evil(qgis_app, tmp_path):
    """A style that draws red and carries an action, form code, a map tip and a default value."""
    made = layer_of("x", fields="&field=name:string")
    made.renderer().symbol().setColor(QColor("#ff0000"))
    made.actions().addAction(QgsAction(QgsAction.ActionType.GenericPython, "evil", "import os"))
    made.setMapTipTemplate("[% env('HOME') %]")
    form = made.editFormConfig()
    form.setInitCode("import os")
    form.setInitCodeSource(form.initCodeSource().__class__(2))
    made.setEditFormConfig(form)
    path = tmp_path / "evil.qml"
    qml_of(made, path)
    return path


def test_a_foreign_style_draws_and_brings_no_code_along(evil):
    layer = layer_of("y", fields="&field=name:string")
    assert apply_foreign_style(layer, evil)
    assert layer.renderer().symbol().color() == QColor("#ff0000")
    assert layer.actions().actions() == []
    assert layer.mapTipTemplate() == ""
    assert layer.editFormConfig().initCode() == ""


@pytest.mark.parametrize(
    "value",
    ["http://evil.example/x.svg", "https://evil.example/x.svg", "file:///etc/passwd", "/etc/passwd",
     "\\\\host\\share\\x.svg", "C:\\x.svg", "/vsicurl/http://evil.example/x"],
)  # fmt: skip
def test_a_foreign_style_that_reaches_out_is_left_out(evil, tmp_path, value):
    text = evil.read_text(encoding="utf-8").replace('name="name"', f'value="{value}" name="name"', 1)
    reaching = tmp_path / "reaching.qml"
    symbol = f'<Option value="{value}" name="name" type="QString"/>'
    start = text.index("<renderer-v2")
    place = text.index('<Option type="Map">', start) + len('<Option type="Map">')
    reaching.write_text(text[:place] + symbol + text[place:], encoding="utf-8")
    layer = layer_of("y")
    assert not apply_foreign_style(layer, reaching)
    assert layer.renderer().symbol().color() != QColor("#ff0000")


@pytest.mark.parametrize(
    "call", ["env('HOME')", "load_layer('x','ogr')", "file_exists('/etc/passwd')", "is_file('x')", "eval('1')"]
)
def test_a_foreign_style_whose_symbols_ask_the_computer_is_left_out(evil, tmp_path, call):
    text = evil.read_text(encoding="utf-8")
    place = text.index(">", text.index("<renderer-v2"))
    reaching = tmp_path / "reaching.qml"
    reaching.write_text(f'{text[:place]} attr="{call}"{text[place:]}', encoding="utf-8")
    assert not apply_foreign_style(layer_of("y"), reaching)


def with_filter(expression: str, path) -> None:
    """Write the style of a layer with one rule, as QGIS writes it."""
    root = QgsRuleBasedRenderer.Rule(None)
    root.appendChild(QgsRuleBasedRenderer.Rule(QgsMarkerSymbol.createSimple({}), 0, 0, expression))
    made = layer_of("x", fields="&field=name:string")
    made.setRenderer(QgsRuleBasedRenderer(root))
    qml_of(made, path)


@pytest.mark.parametrize(
    "expression",
    [
        "env /* */ ('HOME') = 'x'",
        "env --x\n('HOME') = 'x'",
        "env /* a */ -- b\n /* c */ ('HOME') = 'x'",
        "load_layer/**/('x', 'ogr') is null",
        "'/*' || eval /* ' */ ('1') = '1'",
        "ENV\t/***/('HOME') = 'x'",
        "1~~1~~env/**/('HOME')~~",
        "[% env/**/('HOME') %]",
        "env of ('HOME'",
    ],
)
def test_a_comment_does_not_hide_what_a_foreign_style_asks(qgis_app, tmp_path, expression):
    with_filter(expression, tmp_path / "hidden.qml")
    assert not apply_foreign_style(layer_of("y"), tmp_path / "hidden.qml")


@pytest.mark.parametrize(
    "expression",
    [
        "ELSE",
        "lower(\"name\") = 'env'",
        "\"name\" = 'Eiche (alt)' -- aggregate",
        'length("name") /* all (old) ones */ > 3',
        'coalesce("python", 0) > 0',
        "Eiche (alt",
    ],
)
def test_a_foreign_style_with_harmless_functions_and_words_is_taken(qgis_app, tmp_path, expression):
    with_filter(expression, tmp_path / "harmless.qml")
    assert apply_foreign_style(layer_of("y", fields="&field=name:string"), tmp_path / "harmless.qml")


@pytest.mark.parametrize(("function", "is_taken"), [("env", False), ("lower", True)])
def test_the_functions_of_an_sld_filter_are_looked_at(qgis_app, tmp_path, function, is_taken):
    path = tmp_path / "x.sld"
    path.write_text(
        '<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc" '
        'version="1.1.0" xmlns:se="http://www.opengis.net/se"><NamedLayer><se:Name>x</se:Name><UserStyle>'
        "<se:FeatureTypeStyle><se:Rule><ogc:Filter><ogc:PropertyIsEqualTo>"
        f'<ogc:Function name="{function}"><ogc:Literal>HOME</ogc:Literal></ogc:Function><ogc:Literal>x</ogc:Literal>'
        "</ogc:PropertyIsEqualTo></ogc:Filter><se:PointSymbolizer><se:Graphic><se:Mark>"
        "<se:WellKnownName>circle</se:WellKnownName></se:Mark><se:Size>3</se:Size></se:Graphic></se:PointSymbolizer>"
        "</se:Rule></se:FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>",
        encoding="utf-8",
    )
    layer = layer_of("y")
    assert apply_foreign_style(layer, path) is is_taken
    rules = [rule.filterExpression() for rule in layer.renderer().rootRule().children()] if is_taken else []
    assert rules == (["lower('HOME') = 'x'"] if is_taken else [])


SVG = "https://evil.example/x.svg"


@pytest.mark.parametrize(
    "written",
    [
        f'<background shapeSVGFile="{SVG}"/>',
        f'<background shapeSVGFile="{SVG}" name="shapeSVGFile" value=""/>',
        f'<prop name="color" k="name" v="{SVG}"/>',
        f'<Option type="Map" name="name"><Option name="expression" value="\'{SVG}?\' || @user_full_name"/></Option>',
        '<Option type="Map" name="ShapeSVGFile"><Option name="field" value="picture"/></Option>',
        '<Option name="file" type="Map"/>',
        '<prop k="name_dd_expression" v="picture"/>',
        '<prop k="svgFile_expression" v="picture"/>',
        '<data-defined><ShapeSVGFile expr="picture" useExpr="true" active="true" field=""/></data-defined>',
        '<text-style allowHtml="1" fieldName="picture"/>',  # the data's own field may hold <img src="https://…">
    ],
)
def test_a_foreign_style_whose_pictures_come_from_an_address_is_left_out(evil, tmp_path, written):
    text = evil.read_text(encoding="utf-8")
    place = text.index(">", text.index("<renderer-v2")) + 1
    reaching = tmp_path / "reaching.qml"
    reaching.write_text(text[:place] + written + text[place:], encoding="utf-8")
    assert not apply_foreign_style(layer_of("y"), reaching)


@pytest.mark.parametrize(
    ("key", "value"),
    [("labeling/shapeSVGFile", SVG), ("labeling/dataDefined/ShapeSVGFile", "1~~1~~'x'~~"), ("labeling/allowHtml", "1")],
)
def test_old_labels_among_the_custom_properties_of_a_style_are_looked_at_too(evil, tmp_path, key, value):
    reaching = tmp_path / "reaching.qml"
    reaching.write_text(
        '<qgis version="2.18.0"><renderer-v2 type="nullSymbol"/><customproperties>'
        f'<property key="labeling" value="pal"/><property key="{key}" value="{value}"/></customproperties></qgis>',
        encoding="utf-8",
    )
    assert not apply_foreign_style(layer_of("y"), reaching)


def test_a_foreign_style_with_labels_and_sizes_by_expression_is_taken(qgis_app, tmp_path):
    made = layer_of("x", fields="&field=name:string")
    made.renderer().symbol().setColor(QColor("#ff0000"))
    size = QgsProperty.fromExpression('length("name")')
    made.renderer().symbol().symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.Property.PropertySize, size)
    labels = QgsPalLayerSettings()
    labels.fieldName = "name"
    made.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    made.setCustomProperty("labeling/enabled", "true")
    path = tmp_path / "labels.qml"
    qml_of(made, path)
    layer = layer_of("y", fields="&field=name:string")
    assert apply_foreign_style(layer, path)
    assert layer.renderer().symbol().color() == QColor("#ff0000")
    assert layer.labeling().settings().fieldName == "name"


def test_a_broken_or_huge_style_is_left_out(qgis_app, tmp_path):
    path = tmp_path / "x.qml"
    for body in (b"<qgis><renderer-v2", b"", b'<!DOCTYPE q [<!ENTITY a "b">]><qgis>' * 200_000):
        path.write_bytes(body)
        assert not apply_foreign_style(layer_of("y"), path)
