# SPDX-License-Identifier: GPL-2.0-or-later
"""A canary sits in every internal place of a register; none may be in anything that is made for others."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import replace

import pytest
from qgis.core import (
    Qgis,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsGroupLayer,
    QgsLayerTreeModel,
    QgsLayoutExporter,
    QgsLayoutFrame,
    QgsLayoutItemAttributeTable,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutSize,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsMimeDataUtils,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorFileWriter,
)
from qgis.PyQt.QtCore import QRectF, QSize
from qgis.PyQt.QtGui import QColor

from ruhr_smartcity_plugin.adapters.projects.exporting import ENDINGS, export_projects
from ruhr_smartcity_plugin.adapters.projects.internal_layers import is_internal_layer
from ruhr_smartcity_plugin.adapters.projects.map_mark import mark_maps
from ruhr_smartcity_plugin.adapters.projects.register_layers import RegisterLayers
from ruhr_smartcity_plugin.core.errors import InputError, RuhrError
from tests.adapters.projects.bundles import full, simple
from tests.adapters.projects.canaries import Cage, caged_register


@pytest.fixture(scope="module")
def caged(qgis_app, tmp_path_factory):
    return caged_register(tmp_path_factory.mktemp("caged") / "register.gpkg")


@pytest.fixture
def shown(caged):
    """The public layers of the register in the project."""
    project = QgsProject.instance()
    project.clear()
    RegisterLayers(project).show(caged[0].path)
    yield list(project.mapLayers().values())
    project.clear()


def test_every_canary_is_in_the_register(caged):
    store, cage = caged
    assert len(cage.escaped_from(store.path.read_bytes())) > 60
    assert {one.split(".")[0] for one in cage.known.values()} >= {
        "project_internal", "funding", "contact", "document", "site", "comment", "outbox", "conflict", "sync_base",
        "history", "change"}


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_canary_is_in_the_bytes_of_a_public_export(caged, tmp_path, ending):
    store, cage = caged
    path = tmp_path / f"x{ending}"
    path.write_bytes(store.path.read_bytes())
    with pytest.raises(InputError, match="project register"):
        export_projects(store.all_projects(), path, internal=False)
    path.write_bytes(b"no " + store.path.read_bytes())  # what was there before must be gone to the last page
    assert export_projects(store.all_projects(), path, internal=False, masters=store.masters()) == 2
    content = path.read_bytes()
    assert cage.escaped_from(content) == []
    assert "Ergebnis für alle".encode() in content
    export_projects(store.all_projects(), path, internal=True)
    assert len(cage.escaped_from(path.read_bytes())) > 20
    export_projects(store.all_projects(), path, internal=False)
    assert cage.escaped_from(path.read_bytes()) == []


def test_no_canary_is_in_values_map_tips_labels_or_copies_of_the_public_layers(caged, shown, tmp_path):
    _store, cage = caged
    texts, features = [], 0
    for number, layer in enumerate(shown):
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        label = QgsExpression(layer.labeling().settings().fieldName) if layer.labeling() else QgsExpression("''")
        for feature in layer.getFeatures():
            context.setFeature(feature)
            features += 1
            texts += [*map(str, feature.attributes()), str(label.evaluate(context)), feature.geometry().asWkt(3),
                      QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)]
        options = QgsVectorFileWriter.SaveVectorOptions()
        path = tmp_path / f"copy{number}.gpkg"
        error, *_rest = QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, str(path), QgsProject.instance().transformContext(), options)
        assert error == QgsVectorFileWriter.WriterError.NoError
        texts.append(path.read_bytes().decode("latin-1"))
    assert features >= 2
    assert "Größe" in "".join(texts)
    assert cage.escaped_from("\n".join(texts).encode()) == []


@pytest.mark.parametrize("ending", ["qgz", "qgs"])
def test_no_canary_is_in_a_saved_project(caged, shown, tmp_path, ending):
    _store, cage = caged
    path = tmp_path / f"karte.{ending}"
    for layer in shown:  # what a user has looked at may be kept in the project
        layer.uniqueValues(layer.fields().indexOf("title"))
    assert QgsProject.instance().write(str(path))
    content = [path.read_bytes()]
    if ending == "qgz":
        with zipfile.ZipFile(path) as parts:
            content += [parts.read(one) for one in parts.namelist()]
    assert any(b"project_points" in one for one in content)
    assert cage.escaped_from(*content) == []


def test_no_canary_is_in_what_is_dragged_out_of_the_layer_tree(caged, shown):
    _store, cage = caged
    root = QgsProject.instance().layerTreeRoot()
    model = QgsLayerTreeModel(root)
    mime = model.mimeData([model.node2index(root.findLayer(one.id())) for one in shown])
    uris = QgsMimeDataUtils.layerTreeNodesToUriList([root.findLayer(one.id()) for one in shown])
    content = [bytes(mime.data(one)) for one in mime.formats()]
    content.append(bytes(uris))
    assert any(b"project_points" in one for one in content)
    assert cage.escaped_from(*content) == []


def test_no_canary_is_on_a_print_of_the_public_layers(caged, shown, tmp_path):
    _store, cage = caged
    project = QgsProject.instance()
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    around = QgsLayoutItemMap(layout)
    around.attemptSetSceneRect(QRectF(5, 5, 180, 120))
    around.setLayers(shown)
    around.zoomToExtent(shown[0].extent().buffered(3000))
    layout.addLayoutItem(around)
    legend = QgsLayoutItemLegend(layout)
    layout.addLayoutItem(legend)
    for layer in shown:
        table = QgsLayoutItemAttributeTable(layout)
        table.setVectorLayer(layer)
        table.setMaximumNumberOfFeatures(100)
        layout.addMultiFrame(table)
        frame = QgsLayoutFrame(layout, table)
        frame.attemptResize(QgsLayoutSize(280, 80, QgsUnitTypes.LayoutUnit.LayoutMillimeters))
        table.addFrame(frame)
    svg = QgsLayoutExporter.SvgExportSettings()
    svg.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    pdf = QgsLayoutExporter.PdfExportSettings()
    pdf.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    pdf.writeGeoPdf = False
    exporter = QgsLayoutExporter(layout)
    assert exporter.exportToSvg(str(tmp_path / "karte.svg"), svg) == QgsLayoutExporter.ExportResult.Success
    assert exporter.exportToPdf(str(tmp_path / "karte.pdf"), pdf) == QgsLayoutExporter.ExportResult.Success
    drawn = (tmp_path / "karte.svg").read_bytes()
    assert b"Offen" in drawn
    paper = (tmp_path / "karte.pdf").read_bytes()
    streams = [_inflated(one) for one in re.findall(rb"stream\r?\n(.*?)endstream", paper, re.DOTALL)]
    assert cage.escaped_from(drawn, paper, *streams) == []


def test_every_map_that_shows_an_internal_layer_carries_the_mark_and_no_other(caged, shown, tmp_path):
    project = QgsProject.instance()
    RegisterLayers(project).show(caged[0].path, internal=True)
    internal = [one for one in project.mapLayers().values() if is_internal_layer(one)]
    mark_maps(project, internal)
    mark_maps(project, internal)
    assert len(project.mainAnnotationLayer().items()) == 1
    assert _is_marked(project, [*internal, *shown])
    assert not _is_marked(project, shown)
    group = project.layerTreeRoot().findLayer(internal[0].id()).parent()
    drawn_as_one = group.convertToGroupLayer(QgsGroupLayer.LayerOptions(project.transformContext()))
    mark_maps(project, internal)
    assert _is_marked(project, [drawn_as_one])
    group.setGroupLayer(None)
    assert project.write(str(tmp_path / "karte.qgz"))
    project.clear()
    assert project.read(str(tmp_path / "karte.qgz"))
    internal = [one for one in project.mapLayers().values() if is_internal_layer(one)]
    assert _is_marked(project, internal)  # where there is no plugin, too
    mark_maps(project, ())
    assert not _is_marked(project, internal)
    assert project.mainAnnotationLayer().isEmpty()


def _is_marked(project, layers) -> bool:
    """Draw a map as pictures, PDFs and the window are drawn, and look for the mark's colour at its top."""
    settings = QgsMapSettings()
    settings.setDestinationCrs(layers[0].crs())
    settings.setExtent(QgsRectangle(360000, 5700000, 361000, 5701000))
    settings.setOutputSize(QSize(600, 300))
    settings.setBackgroundColor(QColor("white"))
    settings.setLayers([project.mainAnnotationLayer(), *layers])
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layers[0]))
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    picture = job.renderedImage()
    return any(picture.pixelColor(x, y) == QColor("#b00020") for x in range(600) for y in range(40))


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


@pytest.mark.parametrize("fault", ["check", "letters", "title"])
def test_no_error_of_a_store_quotes_what_it_could_not_save(case, fault):
    cage = Cage()
    bundle = full()
    word = cage.text("internal note")
    internal = replace(bundle.internal, internal_note=word)
    if fault == "check":
        internal = replace(internal, total_cost_eur=-1.0)
    elif fault == "letters":
        internal = replace(internal, risk=f"{word}\ud800")
    saved = case.store.save(simple("A"), 0, "anna")
    code = saved.project.code if fault == "title" else ""
    with pytest.raises(RuhrError) as error:
        case.store.save(replace(bundle, internal=internal, project=replace(bundle.project, code=code)), 0, "anna")
    said = f"{error.value.sentence} {error.value.detail}"
    assert cage.escaped_from(said.encode("utf-8", "replace")) == []
    assert saved.project.title not in error.value.detail.split()
