# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:zonalstatistics`` as the toolbox, models and scripts run it."""

from __future__ import annotations

import gc
import math
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsGraduatedSymbolRenderer,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsProject,
    QgsRasterLayer,
    QgsRasterRange,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.core.network.agent import plugin_version
from tests.support.processing import Feedback, box, table

STATISTICS = ("count", "sum", "mean", "min", "max", "std")
#   x: 0  10  20  30
#      1   2   3      y 30–20
#      4   5   6      y 20–10
#      7   8   9      y 10–0
NINE = np.arange(1.0, 10.0).reshape(3, 3)
FOUR_CELLS = box(0, 10, 20, 30)  # 1, 2, 4, 5: mean 3, squared deviations 10, std sqrt(10 / 4)
FOUR_NUMBERS = (4, 12, 3, 1, 5, math.sqrt(2.5))


def parameters(areas, raster, **others):
    return {"AREAS": areas, "RASTER": raster, "BAND": 1, "OUTPUT": "memory:", **others}


def numbers(result, *names):
    return table(result["OUTPUT"], *(names or STATISTICS))


# --- the contract ---------------------------------------------------------------------------------
def test_the_ids_and_parameter_names_are_the_promised_ones(ruhr_provider):
    algorithm = QgsApplication.processingRegistry().algorithmById("ruhr:zonalstatistics")
    names = [definition.name() for definition in algorithm.parameterDefinitions()]
    assert names == ["AREAS", "RASTER", "BAND", "STATISTICS", "PREFIX", "OUTPUT"]
    statistics = algorithm.parameterDefinition("STATISTICS")
    assert isinstance(statistics, QgsProcessingParameterEnum)
    assert statistics.usesStaticStrings()
    assert tuple(statistics.options()) == STATISTICS == tuple(statistics.defaultValue())
    assert (ruhr_provider.id(), algorithm.groupId()) == ("ruhr", "analyses")


def test_the_help_names_method_limits_and_an_example(ruhr_provider):
    algorithm = QgsApplication.processingRegistry().algorithmById("ruhr:zonalstatistics")
    for word in ("Method:", "Limits:", "Example:", "centre"):
        assert word in algorithm.shortHelpString()
    assert algorithm.shortDescription()
    assert {"zonal", "Zonenstatistik", "Hitze"} <= set(algorithm.tags())


def test_processing_may_reload_the_provider_again_and_again(ruhr_provider):
    for _ in range(20):
        ruhr_provider.refreshAlgorithms()
    names = sorted(one.name() for one in ruhr_provider.algorithms())
    assert names == [
        *("climateindices", "createregister", "deleteperson", "downloadlayer", "exportprojects", "fetchobservations"),
        *("importprojects", "personreport", "searchcatalogue", "stationheat", "stationperiods", "stationquality",
          "stationrain", "stationseries"),
        *("synchroniseregister", "validateregister", "zonalstatistics"),
    ]


# --- numbers --------------------------------------------------------------------------------------
def test_the_result_keeps_the_fields_and_adds_the_hand_computed_numbers(run, make_areas, make_raster):
    result, _, _ = run(parameters(make_areas([FOUR_CELLS]), make_raster(NINE)))
    assert numbers(result, "name", *STATISTICS) == [("a", *FOUR_NUMBERS)]


def test_a_prefix_and_a_choice_of_statistics_are_respected(run, make_areas, make_raster):
    chosen = {"STATISTICS": ["mean", "count"], "PREFIX": "t_"}
    result, _, _ = run(parameters(make_areas([FOUR_CELLS]), make_raster(NINE), **chosen))
    assert result["OUTPUT"].fields().names() == ["name", "t_count", "t_mean"]
    assert numbers(result, "t_count", "t_mean") == [(4, 3)]


def test_a_field_that_exists_already_is_kept_and_the_new_one_gets_a_number(run, make_areas, make_raster):
    areas = make_areas([FOUR_CELLS], fields="field=name:string&field=mean:double")
    result, feedback, _ = run(parameters(areas, make_raster(NINE)))
    assert numbers(result, "mean", "mean_2") == [(None, 3)]
    assert any("mean_2" in warning for warning in feedback.warnings)


def test_the_result_agrees_with_qgis_on_random_areas(run, make_areas, make_raster):
    """Independent implementation: native:zonalstatisticsfb; cells by GEOS, statistics by QGIS."""
    import processing

    rng = np.random.default_rng(25832)
    cells = rng.normal(20, 5, (120, 150)).astype(np.float32)
    cells[rng.random(cells.shape) < 0.1] = -9999
    raster = make_raster(cells, nodata=-9999, geotransform=(370000, 10, 0, 5711200, 0, -10))
    areas = make_areas(_stars(rng, 60))
    ours = run(parameters(areas, raster))[0]["OUTPUT"]
    theirs = processing.run(
        "native:zonalstatisticsfb",
        {
            "INPUT": areas,
            "INPUT_RASTER": raster,
            "COLUMN_PREFIX": "n_",
            "STATISTICS": [0, 1, 2, 4, 5, 6],
            "OUTPUT": "memory:",
        },
    )["OUTPUT"]
    expected = table(theirs, "n_count", "n_sum", "n_mean", "n_min", "n_max", "n_stdev")
    compared = 0
    for ours_row, native_row in zip(table(ours, *STATISTICS), expected):
        if (native_row[0] or 0) >= 2:
            assert ours_row[0] == native_row[0]
            assert ours_row[1:] == pytest.approx(native_row[1:], rel=1e-9)
            compared += 1
    assert compared > 50


def _stars(rng, n):
    wkts = []
    for _ in range(n):
        centre = rng.uniform((369900, 5709900), (371600, 5711300))
        angles = np.sort(rng.uniform(0, 2 * np.pi, 9))
        points = centre + rng.uniform(30, 250, 9)[:, None] * np.column_stack((np.cos(angles), np.sin(angles)))
        star = QgsGeometry.fromWkt("POLYGON ((" + ", ".join(f"{x!r} {y!r}" for x, y in [*points, points[0]]) + "))")
        if star.isGeosValid():
            wkts.append(star.asWkt(17))
    return wkts


def test_qgis_weighs_cells_where_we_say_there_is_none(run, make_areas, make_raster):
    """Below two centres QGIS switches to covered shares of cells; the centre rule keeps to the centres."""
    import processing

    # 4 m × 4 m at the corner of the cells 2, 3, 5, 6: no centre, a quarter of its 16 m² in each cell of 100 m²
    areas, raster = make_areas([box(18, 18, 22, 22)]), make_raster(NINE)
    ours = run(parameters(areas, raster))[0]
    native = processing.run(
        "native:zonalstatisticsfb",
        {"INPUT": areas, "INPUT_RASTER": raster, "COLUMN_PREFIX": "n_", "STATISTICS": [0, 2], "OUTPUT": "memory:"},
    )
    assert numbers(ours) == [(0, None, None, None, None, None)]
    assert numbers(native, "n_count", "n_mean")[0] == pytest.approx((0.16, 4.0))


def test_nodata_cells_do_not_count(run, make_areas, make_raster):
    result, _, _ = run(parameters(make_areas([FOUR_CELLS]), make_raster(NINE, nodata=5)))
    assert numbers(result)[0][:5] == (3, 7, pytest.approx(7 / 3), 1, 4)


def test_nodata_the_user_set_in_the_layer_properties_does_not_count(run, make_areas, make_raster):
    raster = make_raster(NINE)
    raster.dataProvider().setUserNoDataValue(1, [QgsRasterRange(4, 5)])
    result, _, _ = run(parameters(make_areas([FOUR_CELLS]), raster))
    assert numbers(result)[0][:5] == (2, 3, 1.5, 1, 2)


def test_nodata_the_user_switched_off_counts(run, make_areas, make_raster):
    raster = make_raster(NINE, nodata=5)
    raster.dataProvider().setUseSourceNoDataValue(1, False)
    result, _, _ = run(parameters(make_areas([FOUR_CELLS]), raster))
    assert numbers(result)[0][0] == 4


def test_scale_and_offset_of_the_file_are_applied(run, make_areas, make_raster):
    def change(dataset, band):
        band.SetScale(0.1)
        band.SetOffset(-10)

    raster = make_raster(NINE.astype(np.int16), nodata=1, change=change)
    result, _, _ = run(parameters(make_areas([FOUR_CELLS]), raster))
    # 2, 4, 5 become -9.8, -9.6, -9.5
    assert numbers(result)[0][:5] == pytest.approx((3, -28.9, -28.9 / 3, -9.8, -9.5))


def test_the_mask_of_the_file_hides_cells(run, make_areas, make_raster, tmp_path):
    def change(dataset, band):
        dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
        band.GetMaskBand().WriteArray(np.where(NINE == 5, 0, 255).astype(np.uint8))

    result, _, _ = run(parameters(make_areas([FOUR_CELLS]), make_raster(NINE, change=change)))
    assert numbers(result)[0][:2] == (3, 7)


def test_a_south_up_raster_gives_the_same_numbers(run, make_areas, make_raster):
    raster = make_raster(NINE[::-1].copy(), geotransform=(0, 10, 0, 0, 0, 10))
    assert numbers(run(parameters(make_areas([FOUR_CELLS]), raster))[0]) == [FOUR_NUMBERS]


def test_areas_in_degrees_are_reprojected_to_the_raster(run, make_areas, make_raster):
    metres = QgsGeometry.fromWkt(box(370001, 5710011, 370019, 5710029))  # the centres of 1, 2, 4, 5
    degrees = QgsGeometry(metres)
    to_degrees = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:25832"), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()
    )
    degrees.transform(to_degrees)
    raster = make_raster(NINE, geotransform=(370000, 10, 0, 5710030, 0, -10))
    result, feedback, _ = run(parameters(make_areas([degrees.asWkt(12)], epsg=4326), raster))
    assert numbers(result) == [FOUR_NUMBERS]
    assert result["OUTPUT"].crs().authid() == "EPSG:4326"
    assert any("EPSG:4326" in info and "EPSG:25832" in info for info in feedback.infos)


def test_curves_become_lines_before_they_are_computed(run, make_areas, make_raster):
    # a circle of radius 11 around the centre of 5: itself and its four neighbours
    circle = "CURVEPOLYGON (CIRCULARSTRING (4 15, 15 26, 26 15, 15 4, 4 15))"
    areas = make_areas([circle], kind="CurvePolygon")
    result, _, _ = run(parameters(areas, make_raster(NINE)))
    assert numbers(result)[0][:2] == (5, 2 + 4 + 5 + 6 + 8)


def test_an_invalid_area_is_repaired_and_counted(run, make_areas, make_raster):
    bow_tie = "POLYGON ((0 2, 30 28, 30 2, 0 28, 0 2))"  # wings over 4 and 6, the knot is the centre of 5
    result, feedback, _ = run(parameters(make_areas([bow_tie]), make_raster(NINE)))
    assert numbers(result)[0][3:5] == (4, 6)
    assert "1 invalid area repaired for the computation." in feedback.warnings


def test_an_area_without_geometry_keeps_its_row(run, make_areas, make_raster):
    result, feedback, _ = run(parameters(make_areas([None, FOUR_CELLS]), make_raster(NINE)))
    assert numbers(result, "name", "count", "mean") == [("a", 0, None), ("b", 4, 3)]
    assert any("without geometry" in warning for warning in feedback.warnings)


def test_an_area_the_projection_cannot_reach_gets_no_values(run, make_areas, make_raster):
    raster = make_raster(NINE, geotransform=(370000, 10, 0, 5710030, 0, -10))
    areas = make_areas([box(100, 200, 300, 400), box(7, 51, 8, 52)], epsg=4326)
    result, feedback, _ = run(parameters(areas, raster))
    assert numbers(result, "count") == [(0,), (9,)]
    assert feedback.warnings


def test_no_area_gives_an_empty_layer_with_all_fields(run, make_areas, make_raster):
    result, _, _ = run(parameters(make_areas([]), make_raster(NINE)))
    assert result["OUTPUT"].featureCount() == 0
    assert result["OUTPUT"].fields().names() == ["name", *STATISTICS]


def test_only_selected_areas_are_computed_when_asked_so(run, make_areas, make_raster):
    areas = make_areas([box(0, 0, 30, 30), FOUR_CELLS])
    areas.selectByIds([sorted(areas.allFeatureIds())[1]])
    source = QgsProcessingFeatureSourceDefinition(areas.id(), selectedFeaturesOnly=True)
    result, _, _ = run(parameters(source, make_raster(NINE)))
    assert numbers(result, "name", "mean") == [("b", 3)]


def test_the_filter_of_the_layer_and_of_the_parameter_are_respected(run, make_areas, make_raster):
    areas = make_areas([box(0, 0, 30, 30), FOUR_CELLS, box(20, 0, 30, 10)])
    areas.setSubsetString("\"name\" <> 'a'")
    source = QgsProcessingFeatureSourceDefinition(areas.id(), filterExpression="\"name\" <> 'c'")
    result, _, _ = run(parameters(source, make_raster(NINE)))
    assert numbers(result, "name", "mean") == [("b", 3)]


# --- what the user is told ------------------------------------------------------------------------
def test_areas_elsewhere_are_said_and_get_empty_values(run, make_areas, make_raster):
    result, feedback, _ = run(parameters(make_areas([box(500, 500, 600, 600)]), make_raster(NINE)))
    assert numbers(result) == [(0, None, None, None, None, None)]
    assert any(warning.startswith("No area lies on the raster") for warning in feedback.warnings)


def test_areas_over_nothing_but_nodata_are_said(run, make_areas, make_raster):
    result, feedback, _ = run(parameters(make_areas([FOUR_CELLS]), make_raster(NINE * 0, nodata=0)))
    assert numbers(result) == [(0, None, None, None, None, None)]
    assert any(warning.startswith("No area holds the centre") for warning in feedback.warnings)


def test_a_raster_in_degrees_is_computed_with_a_warning(run, make_areas, make_raster):
    raster = make_raster(NINE, geotransform=(7, 0.1, 0, 51.3, 0, -0.1), epsg=4326)
    result, feedback, _ = run(parameters(make_areas([box(7, 51.1, 7.2, 51.3)], epsg=4326), raster))
    assert numbers(result)[0][0] == 4
    assert any("degrees" in warning for warning in feedback.warnings)


def refusal(run, *args, **others):
    with pytest.raises(QgsProcessingException) as caught:
        run(parameters(*args, **others))
    return str(caught.value)


def test_a_raster_without_crs_is_refused_with_a_sentence(run, make_areas, make_raster):
    raster = make_raster(NINE, name="heat", epsg=None)
    raster.setCrs(QgsCoordinateReferenceSystem())
    sentence = refusal(run, make_areas([FOUR_CELLS]), raster)
    assert "“heat” has no coordinate reference system" in sentence


def test_areas_without_crs_are_refused_with_a_sentence(run, make_areas, make_raster):
    areas = make_areas([FOUR_CELLS], epsg=None)
    areas.setCrs(QgsCoordinateReferenceSystem())
    assert "“areas” has no coordinate reference system" in refusal(run, areas, make_raster(NINE))


def test_a_rotated_raster_is_refused_with_a_sentence(run, make_areas, make_raster):
    raster = make_raster(NINE, geotransform=(0, 9, 2, 30, 2, -9))
    assert "rotated" in refusal(run, make_areas([FOUR_CELLS]), raster)


def test_a_band_that_does_not_exist_is_refused_with_a_sentence(run, make_areas, make_raster):
    sentence = refusal(run, make_areas([FOUR_CELLS]), make_raster(NINE), BAND=2)
    assert "2" in sentence


def test_a_map_service_is_refused_as_pictures(run, make_areas):
    service = QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png", "tiles", "wms")
    assert QgsProject.instance().addMapLayer(service)
    assert "pictures, not values" in refusal(run, make_areas([FOUR_CELLS]), service)


def test_a_raster_file_that_vanished_is_said_in_a_sentence(run, make_areas, make_raster):
    raster = make_raster(NINE, name="gone")
    Path(raster.source()).unlink()
    assert "“gone” cannot be opened" in refusal(run, make_areas([FOUR_CELLS]), raster)


def test_a_damaged_raster_file_is_said_in_a_sentence(run, make_areas, make_raster):
    rng = np.random.default_rng(1)
    raster = make_raster(rng.random((300, 300)), name="cut", options=("COMPRESS=DEFLATE",))
    path = Path(raster.source())
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    raster.reload()
    sentence = refusal(run, make_areas([box(0, -3000, 3000, 30)]), raster)
    assert "“cut” cannot be" in sentence


def test_missing_shapely_is_said_in_a_sentence(run, make_areas, make_raster, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "shapely", None)
    assert "System check" in refusal(run, make_areas([FOUR_CELLS]), make_raster(NINE))


# --- output ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "shp", "fgb"])
@pytest.mark.parametrize("percent", [0, 10, 50, 84, 85, 90])
def test_cancel_leaves_neither_file_nor_layer(run, make_areas, make_raster, tmp_path, suffix, percent):
    folder = tmp_path / "out"
    folder.mkdir()
    areas = make_areas([FOUR_CELLS] * 3000)
    feedback = Feedback(cancel_at=percent)
    result, _, context = run(parameters(areas, make_raster(NINE), OUTPUT=str(folder / f"r.{suffix}")), feedback)
    assert feedback.isCanceled()
    assert (result, list(folder.iterdir()), context.layersToLoadOnCompletion()) == ({}, [], {})


def test_cancel_keeps_the_other_tables_of_a_geopackage(run, make_areas, make_raster, tmp_path):
    path = tmp_path / "kept.gpkg"
    run(parameters(make_areas([FOUR_CELLS]), make_raster(NINE), OUTPUT=str(path)))
    destination = f"ogr:dbname='{path}' table=\"second\" (geom)"
    areas = make_areas([FOUR_CELLS] * 3000)
    run(parameters(areas, make_raster(NINE), OUTPUT=destination), Feedback(cancel_at=90))
    dataset = gdal.OpenEx(str(path))
    assert [dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())] == ["kept"]


def test_a_folder_that_cannot_be_written_is_said(run, make_areas, make_raster, tmp_path):
    sentence = refusal(
        run, make_areas([FOUR_CELLS]), make_raster(NINE), OUTPUT=str(tmp_path / "no" / "folder" / "r.gpkg")
    )
    assert sentence
    assert not (tmp_path / "no").exists()


def test_the_file_on_disk_holds_all_areas_and_numbers(run, make_areas, make_raster, tmp_path):
    path = tmp_path / "result.gpkg"
    run(parameters(make_areas([FOUR_CELLS, None, box(500, 0, 501, 1)]), make_raster(NINE), OUTPUT=str(path)))
    layer = QgsVectorLayer(str(path), "result", "ogr")
    assert table(layer, "name", "count", "mean") == [("a", 4, 3), ("b", 0, None), ("c", 0, None)]


@pytest.fixture
def loaded(ruhr_provider, make_areas, make_raster, tmp_path):
    """Run as the toolbox does: the result is loaded into a project, styled and described."""

    def run_and_load(**others):
        import processing
        from processing.gui.Postprocessing import handleAlgorithmResults

        def load(algorithm, context, feedback):
            gc.collect()  # a post-processor nobody refers to would be gone now
            assert handleAlgorithmResults(algorithm, context, feedback)

        project = QgsProject.instance()
        cells = [box(10 * col, 10 * row, 10 * col + 10, 10 * row + 10) for row in range(3) for col in range(3)]
        areas, raster = make_areas(cells), make_raster(NINE, name="heat")
        output = QgsProcessingOutputLayerDefinition(str(tmp_path / "loaded.gpkg"), project)
        given = {**parameters(areas, raster, **others), "OUTPUT": output}
        feedback = Feedback()
        processing.run("ruhr:zonalstatistics", given, onFinish=load, feedback=feedback)
        assert feedback.errors == []
        [layer] = [layer for layer in project.mapLayers().values() if "loaded.gpkg" in layer.source()]
        return layer

    return run_and_load


def test_a_loaded_result_is_classed_by_its_mean(loaded):
    layer = loaded()
    renderer = layer.renderer()
    assert isinstance(renderer, QgsGraduatedSymbolRenderer)
    assert renderer.classAttribute() == "mean"
    limits = [(one.lowerValue(), one.upperValue()) for one in renderer.ranges()]
    # quintiles of 1 … 9 by hand: 1 + 8 · 0.2 = 2.6, 4.2, 5.8, 7.4
    assert limits == [pytest.approx(pair) for pair in ((1, 2.6), (2.6, 4.2), (4.2, 5.8), (5.8, 7.4), (7.4, 9))]
    assert len({one.symbol().color().name() for one in renderer.ranges()}) == 5


def test_a_loaded_result_without_mean_is_classed_by_what_it_has(loaded):
    assert loaded(STATISTICS=["max"], PREFIX="t ").renderer().classAttribute() == "t max"


def test_a_loaded_result_carries_its_origin(loaded):
    origin = read_origin(loaded())
    assert "ruhr:zonalstatistics" in origin.method
    assert origin.parameters["STATISTICS"] == ", ".join(STATISTICS)
    assert [one.title for one in origin.inputs] == ["areas", "heat"]
    assert origin.plugin_version == plugin_version()
    assert origin.fetched_at is not None


def test_the_origin_keeps_the_licence_of_the_inputs(run, make_areas, make_raster):
    from ruhr_smartcity_plugin.algorithms.analyses.result_layer import origin_of_input

    areas = make_areas([FOUR_CELLS])
    metadata = areas.metadata().clone()
    metadata.setLicenses(["dl-de/by-2-0"])
    metadata.setRights(["© Stadt Bochum"])
    areas.setMetadata(metadata)
    origin = origin_of_input(areas, "x")
    assert (origin.title, origin.licence, origin.attribution) == ("areas", "dl-de/by-2-0", "© Stadt Bochum")


def test_the_algorithm_runs_in_a_background_task(ruhr_provider, make_areas, make_raster, qtbot):
    context, feedback = QgsProcessingContext(), Feedback()
    context.setProject(QgsProject.instance())
    areas, raster = make_areas([FOUR_CELLS]), make_raster(NINE)  # kept here: the task only holds pointers
    algorithm = QgsApplication.processingRegistry().algorithmById("ruhr:zonalstatistics").create()
    task = QgsProcessingAlgRunnerTask(algorithm, parameters(areas, raster), context, feedback)
    ended = []
    task.executed.connect(lambda ok, results: ended.append((ok, results)))
    QgsApplication.taskManager().addTask(task)
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    ok, results = ended[0]
    assert ok, feedback.errors
    layer = context.takeResultLayer(results["OUTPUT"])
    assert table(layer, *STATISTICS) == [FOUR_NUMBERS]


def test_the_algorithm_runs_as_a_step_of_a_model(run, make_areas, make_raster):
    model = QgsProcessingModelAlgorithm("heat", "tests", "tests")
    for name in ("AREAS", "RASTER"):
        component = QgsProcessingModelParameter(name)
        kind = QgsProcessingParameterFeatureSource if name == "AREAS" else QgsProcessingParameterRasterLayer
        model.addModelParameter(kind(name, name), component)
    child = QgsProcessingModelChildAlgorithm("ruhr:zonalstatistics")
    child.setChildId("step")
    for name in ("AREAS", "RASTER"):
        source = QgsProcessingModelChildParameterSource.fromModelParameter(name)
        child.addParameterSources(name, [source])
    statistics = QgsProcessingModelChildParameterSource.fromStaticValue(["mean", "max"])
    child.addParameterSources("STATISTICS", [statistics])
    output = QgsProcessingModelOutput("result", "result")
    output.setChildId("step")
    output.setChildOutputName("OUTPUT")
    child.setModelOutputs({"result": output})
    model.addChildAlgorithm(child)
    given = {"AREAS": make_areas([FOUR_CELLS]), "RASTER": make_raster(NINE), "result": "memory:"}
    result, _, _ = run(given, algorithm=model)
    assert table(result["result"], "name", "mean", "max") == [("a", 3, 5)]


def test_the_same_input_twice_gives_the_same_numbers(run, make_areas, make_raster):
    rng = np.random.default_rng(3)
    raster = make_raster(rng.random((200, 200)), geotransform=(0, 1, 0, 200, 0, -1))
    areas = make_areas([box(*low, *(low + 40)) for low in rng.uniform(0, 160, (30, 2))])
    one, other = (numbers(run(parameters(areas, raster))[0]) for _ in range(2))
    assert one == other
