# SPDX-License-Identifier: GPL-2.0-or-later
"""Station layers: right place, fields, classes, marks for silent stations, harmless texts."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRenderContext,
)
from qgis.PyQt.QtCore import QSize

from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.adapters.sensors import station_file, station_layer
from ruhr_smartcity_plugin.adapters.sensors.station_file import write_file
from ruhr_smartcity_plugin.adapters.sensors.station_layer import (
    StationSource,
    find_layer,
    make_layer,
    plan_layers,
    show_plan,
    write_plan,
)
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.sensors.model import Datastream, Observation, ObservedProperty, Station, Unit
from ruhr_smartcity_plugin.core.sensors.places import place_stations
from ruhr_smartcity_plugin.core.sensors.reading import make_readings

NOW = datetime(2026, 7, 20, 12, 30, tzinfo=timezone.utc)
SOURCE = StationSource("https://example.org/v1.1/", "example.org", NOW)
EVIL = "<img src=file:///etc/passwd> [% env('HOME') %] \"x\" & 'y'"


def station(identity, result=20.5, age_h=0.5, *, name="Bochum", title="Lufttemperatur", unit="°C",
            point=(7.2162, 51.4818)):
    latest = None
    if result is not None:
        time = NOW - timedelta(hours=age_h)
        latest = Observation(time, time, result)
    stream = Datastream(f"s{identity}", "stream", Unit("", unit, ""), ObservedProperty(title), latest)
    return Station(identity, name, point_4326=point, datastreams=(stream,))


def legend_labels(renderer):
    return [rule.label() for rule in renderer.rootRule().children()]


def show_readings(project, readings, placement, source, folder=None, *, zoom_canvas=None):
    """What the room does in three steps, in one go."""
    plan = plan_layers(project, readings, placement, source, folder)
    write_plan(plan)
    return show_plan(project, plan, zoom_canvas=zoom_canvas)


def show(stations, folder=None, source=SOURCE):
    readings = make_readings(stations, NOW)
    return show_readings(QgsProject.instance(), readings, place_stations(stations), source, folder)


def context_of(layer, feature):
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    return context


def classes_of(layer, feature):
    """Return the legend's texts whose rules draw a feature."""
    renderer, context = layer.renderer().clone(), QgsRenderContext()
    context.setExpressionContext(context_of(layer, feature))
    renderer.startRender(context, layer.fields())
    keys = renderer.legendKeysForFeature(feature, context)
    renderer.stopRender(context)
    # The root rule, which draws nothing, is among the keys.
    return {rule.label() for rule in renderer.rootRule().children() if rule.ruleKey() in keys}


@pytest.mark.parametrize("on_disk", [False, True])
def test_a_reading_becomes_a_point_with_its_values(qgis_new_project, tmp_path, on_disk):
    (layer,) = show([station(7)], tmp_path / "layers" if on_disk else None)
    (feature,) = list(layer.getFeatures())
    point = feature.geometry().asPoint()
    # PROJ (QgsCoordinateTransform, QGIS 3.40.6): 376136.715 5704913.893
    assert (point.x(), point.y()) == pytest.approx((376136.715, 5704913.893), abs=0.01)
    assert layer.crs().authid() == "EPSG:25832"
    assert (feature["station"], feature["property"], feature["unit"]) == ("Bochum", "Lufttemperatur", "°C")
    assert (feature["value"], feature["age_h"], bool(feature["stale"])) == (20.5, 0.5, False)
    assert feature["time"].toUTC().toString("yyyy-MM-dd HH:mm") == "2026-07-20 12:00"
    assert (feature["source"], feature["station_id"], feature["datastream_id"]) == ("example.org", "7", "s7")
    assert layer.providerType() == ("ogr" if on_disk else "memory")


def test_layers_lie_in_the_group_of_the_room_one_per_property_with_their_origin(qgis_new_project):
    layers = show([station(1), station(2, title="Relative Luftfeuchte", unit="%")])
    assert [one.name() for one in layers] == ["Lufttemperatur: latest values", "Relative Luftfeuchte: latest values"]
    group = QgsProject.instance().layerTreeRoot().findGroup("Ruhr Smart City").findGroup("Sensors")
    assert {one.layerId() for one in group.findLayers()} == {one.id() for one in layers}
    origin = read_origin(layers[0])
    assert (origin.source_url, origin.fetched_at) == ("https://example.org/v1.1/", NOW)


@pytest.mark.parametrize(
    ("value", "label"),
    [(-10.1, "below -10 °C"), (-10.0, "-10 to below -5 °C"), (0.0, "0 to below 5 °C"), (24.9, "20 to below 25 °C"),
     (25.0, "25 to below 30 °C"), (35.0, "35 and more °C"), (41.2, "35 and more °C")],
)
def test_temperatures_fall_into_classes_of_five_degrees(qgis_new_project, value, label):
    (layer,) = show([station(1, value)])
    assert classes_of(layer, next(layer.getFeatures())) == {label}


def test_other_measurements_get_round_classes_that_hold_all_values(qgis_new_project):
    values = [3.0, 55.0, 97.0]
    (layer,) = show([station(n, value, title="Luftfeuchte", unit="%") for n, value in enumerate(values)])
    assert [len(classes_of(layer, feature)) for feature in layer.getFeatures()] == [1, 1, 1]
    assert legend_labels(layer.renderer())[0] == "0 to below 20 %"


def test_a_silent_station_gets_a_cross_and_says_so_in_the_legend(qgis_new_project):
    (layer,) = show([station(1), station(2, age_h=3.0)])
    fresh, silent = layer.getFeatures()
    cross = "More than 2 hours older than the newest value"
    assert cross in legend_labels(layer.renderer())
    assert cross not in classes_of(layer, fresh)
    assert cross in classes_of(layer, silent)


def test_a_station_without_a_number_is_drawn_too(qgis_new_project):
    (layer,) = show([station(1, True), station(2, "offline"), station(3, None)])
    features = list(layer.getFeatures())
    assert [one["text"] or "" for one in features] == ["yes", "offline", ""]
    assert all("No number" in classes_of(layer, one) for one in features)


def test_the_label_is_value_and_unit(qgis_new_project):
    (layer,) = show([station(1, 20.46), station(2, "offline", unit=""), station(3, None)])
    expression = QgsExpression(layer.labeling().settings().fieldName)
    assert not expression.hasParserError()
    texts = [expression.evaluate(context_of(layer, one)) for one in layer.getFeatures()]
    assert texts == ["20.5 °C", "offline", ""]


def test_text_of_a_service_stays_text_in_map_tip_and_label(qgis_new_project, monkeypatch):
    monkeypatch.setenv("HOME", "/canary")
    (layer,) = show([station(1, EVIL, name=EVIL, title=EVIL, unit=EVIL)])
    feature = next(layer.getFeatures())
    tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context_of(layer, feature))
    assert "<img" not in tip
    assert "&lt;img src=file:///etc/passwd&gt; [% env('HOME') %]" in tip
    assert "canary" not in tip
    label = QgsExpression(layer.labeling().settings().fieldName).evaluate(context_of(layer, feature))
    assert label.startswith("<img src=file:///etc")  # drawn by the map engine as plain text
    assert not layer.labeling().settings().format().allowHtmlFormatting()
    assert "canary" not in label


def test_a_refresh_fills_the_same_layer_and_keeps_its_style_and_name(qgis_new_project, tmp_path):
    (first,) = show([station(1, 20.0), station(2, 21.0)], tmp_path)
    first.setName("My stations")
    renderer = first.renderer()
    (second,) = show([station(1, 30.0)], tmp_path)
    assert second is first
    assert [one["value"] for one in second.getFeatures()] == [30.0]
    assert second.name() == "My stations"
    assert second.renderer() is renderer
    assert len(QgsProject.instance().mapLayers()) == 1


def test_a_short_layer_says_so_in_its_name_until_the_rest_has_come(qgis_new_project):
    short = StationSource(SOURCE.address, SOURCE.title, NOW, is_complete=False)
    (layer,) = show([station(1)], source=short)
    assert layer.name() == "Lufttemperatur: latest values, INCOMPLETE"
    assert "INCOMPLETE" in read_origin(layer).title
    show([station(1), station(2)])
    assert layer.name() == "Lufttemperatur: latest values"


def test_another_service_gets_a_layer_and_a_file_of_its_own(qgis_new_project, tmp_path):
    show([station(1)], tmp_path)
    show([station(1)], tmp_path, StationSource("https://other.example/v1.1/", "other", NOW))
    assert len(QgsProject.instance().mapLayers()) == 2
    assert len(list(tmp_path.glob("*.gpkg"))) == 2
    assert find_layer(QgsProject.instance(), "https://other.example/v1.1/", "Lufttemperatur") is not None


def test_a_property_named_like_a_path_makes_a_harmless_file(qgis_new_project, tmp_path):
    show([station(1, title="../../etc/x|layername=y")], tmp_path / "a")
    assert [one.parent for one in tmp_path.rglob("*.gpkg")] == [tmp_path / "a"]


def test_synthetic_stations_say_so_in_name_source_and_origin(qgis_new_project):
    (layer,) = show([station(1)], source=StationSource("file:///x", "Sample stations", NOW, is_synthetic=True))
    assert layer.name() == "Lufttemperatur (synthetic)"
    assert next(layer.getFeatures())["source"] == "Sample stations (synthetic)"
    assert "Synthetic" in read_origin(layer).publisher


def test_without_any_place_nothing_is_added_and_a_sentence_says_why(qgis_new_project):
    with pytest.raises(LayerError) as error:
        show([station(1, point=None), station(2, point=(0.0, 0.0))])
    assert "place" in error.value.sentence
    assert QgsProject.instance().mapLayers() == {}


def test_a_folder_that_cannot_be_made_is_told(qgis_new_project, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(LayerError) as error:
        show([station(1)], blocked / "layers")
    assert str(blocked) in error.value.sentence


def test_the_layer_draws_without_a_message(qgis_new_project):
    stations = [station(1), station(2, age_h=5.0, point=(7.3, 51.5)), station(3, None, point=(7.25, 51.45))]
    layer = make_layer(make_readings(stations, NOW), place_stations(stations), SOURCE)
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    extent = layer.extent()
    extent.grow(5000)
    settings.setExtent(extent)
    settings.setOutputSize(QSize(300, 300))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    assert job.errors() == []
    image = job.renderedImage()
    assert len({image.pixel(x, y) for x in range(0, 300, 3) for y in range(0, 300, 3)}) > 3


def test_a_file_that_cannot_be_finished_takes_the_others_along(qgis_new_project, tmp_path, monkeypatch):
    written = []

    def fail_second(path, features, transforms):
        if written:
            raise LayerError("full")
        written.append(path)
        write_file(path, features, transforms)

    monkeypatch.setattr(station_layer, "write_file", fail_second)
    with pytest.raises(LayerError):
        show([station(1), station(2, title="Relative Luftfeuchte", unit="%")], tmp_path)
    assert len(written) == 1
    assert list(tmp_path.iterdir()) == []
    assert QgsProject.instance().mapLayers() == {}


def test_a_file_that_lost_its_end_when_it_was_closed_is_an_error_and_is_taken_away(qgis_app, tmp_path, monkeypatch):
    monkeypatch.setattr(station_file, "holds_features", lambda _destination, _count: False)
    readings = make_readings([station(1)], NOW)
    plan = plan_layers(QgsProject.instance(), readings, place_stations([station(1)]), SOURCE, tmp_path)
    with pytest.raises(LayerError, match="space left"):
        write_plan(plan)
    assert list(tmp_path.iterdir()) == []
