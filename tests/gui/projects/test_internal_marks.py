# SPDX-License-Identifier: GPL-2.0-or-later
"""INTERN is seen in the layer tree and on layouts; logs and dragged rows carry nothing internal."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from qgis.core import (
    QgsApplication,
    QgsLayerTreeModel,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsPrintLayout,
    QgsProcessingContext,
    QgsVectorLayer,
)
from qgis.gui import QgsLayerTreeView, QgsMessageBar
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication, QKeySequence, QShortcut

from ruhr_smartcity_plugin.adapters.projects.exporting import export_projects
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
from ruhr_smartcity_plugin.adapters.projects.internal_layers import MARK_ID, has_mark, is_internal_layer
from ruhr_smartcity_plugin.adapters.projects.register_layers import RegisterLayers
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.record import Project
from ruhr_smartcity_plugin.gui.projects.import_dialog import ImportDialog
from ruhr_smartcity_plugin.gui.projects.internal_marks import InternalMarks
from ruhr_smartcity_plugin.ledger import Ledger
from tests.adapters.projects.canaries import WHO, caged_register
from tests.support.processing import Feedback, registered_provider


class Designer(QObject):
    """What QGIS hands out for a designer window, reduced to what is used of it."""

    layoutExported = pyqtSignal()  # noqa: N815 - QGIS's name

    def __init__(self, layout) -> None:
        super().__init__()
        self._layout, self._bar = layout, QgsMessageBar()

    def layout(self):
        return self._layout

    def messageBar(self):
        return self._bar


class Iface(QObject):
    layoutDesignerOpened = pyqtSignal(object)  # noqa: N815 - QGIS's name

    def openLayoutDesigners(self):
        return []


@pytest.fixture
def marks(bench, qtbot):
    """The marks at work, with a layer tree in the main window."""
    def crash(error):
        raise error

    view = QgsLayerTreeView(bench.main_window)
    view.setModel(QgsLayerTreeModel(bench.project.layerTreeRoot(), view))
    ledger, iface = Ledger(crash), Iface()
    InternalMarks(bench).register(iface, ledger)
    yield SimpleNamespace(view=view, iface=iface, ledger=ledger)
    ledger.unwind()


@pytest.fixture
def caged(tmp_path):
    return caged_register(tmp_path / "caged.gpkg")


def signs(bench, view):
    nodes = [(one.name(), bench.project.layerTreeRoot().findLayer(one.id())) for one in
             bench.project.mapLayers().values()]
    return {name: [sign.toolTip() for sign in view.indicators(node)] for name, node in nodes}


def test_internal_layers_have_a_sign_in_the_layer_tree_and_public_ones_none(bench, marks, caged, qtbot):
    layers = RegisterLayers(bench.project)
    layers.show(caged[0].path)
    layers.show(caged[0].path, internal=True)
    qtbot.waitUntil(lambda: any(signs(bench, marks.view).values()), timeout=3000)
    found = signs(bench, marks.view)
    assert {name for name, tips in found.items() if tips} == {name for name in found if "INTERN" in name} != set()
    assert all("INTERN" in tip for tips in found.values() for tip in tips)
    assert ["INTERN" in one.text() for one in bench.project.mainAnnotationLayer().items().values()] == [True]
    marks.ledger.unwind()
    assert bench.project.mainAnnotationLayer().isEmpty()
    assert not any(signs(bench, marks.view).values())


def test_the_mark_on_maps_goes_with_the_last_internal_layer(bench, marks, caged, qtbot):
    RegisterLayers(bench.project).show(caged[0].path, internal=True)
    annotations = bench.project.mainAnnotationLayer()
    qtbot.waitUntil(lambda: len(annotations.items()) == 1, timeout=3000)
    bench.project.removeAllMapLayers()
    qtbot.waitUntil(annotations.isEmpty, timeout=3000)


def test_tables_of_a_register_and_internal_exports_count_as_internal(caged, tmp_path):
    store, _cage = caged
    for internal, expected in ((True, True), (False, False)):
        path = tmp_path / f"x{internal}.gpkg"
        export_projects(store.all_projects(), path, internal=internal)
        name = "projects_INTERN" if internal else "projects"
        assert is_internal_layer(QgsVectorLayer(f"{path}|layername={name}", "x", "ogr")) is expected
    for table, expected in (("project", True), ("contact", True), ("project_points_internal", True),
                            ("project_points", False)):
        assert is_internal_layer(QgsVectorLayer(f"{store.path}|layername={table}", "x", "ogr")) is expected
    for internal in (True, False):
        path = tmp_path / f"x{internal}.csv"
        export_projects(store.all_projects(), path, internal=internal)
        assert is_internal_layer(QgsVectorLayer(str(path), "x", "ogr")) is internal


def test_the_findings_on_a_register_name_internal_projects_and_are_marked(caged, tmp_path):
    store, _cage = caged
    path = tmp_path / "findings.csv"
    with registered_provider():
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("ruhr:validateregister")
        feedback = Feedback()
        assert algorithm.run({"STORE": str(store.path), "OUTPUT": str(path)}, QgsProcessingContext(), feedback)[1]
        assert "INTERN" in algorithm.parameterDefinition("OUTPUT").description()
    table = QgsVectorLayer(str(path), "x", "ogr")
    assert {one["marking"] for one in table.getFeatures()} == {"INTERN"}
    assert is_internal_layer(table)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_titles_of_projects_become_no_formulas_in_the_findings(tmp_path, ending):
    store = create_store(tmp_path / "evil.gpkg")
    store.save(ProjectBundle(Project(title="=HYPERLINK(1)")), 0, WHO)
    path = tmp_path / f"findings.{ending}"
    with registered_provider():
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("ruhr:validateregister")
        assert algorithm.run({"STORE": str(store.path), "OUTPUT": str(path)}, QgsProcessingContext(), Feedback())[1]
    cells = {cell for one in QgsVectorLayer(str(path), "x", "ogr").getFeatures() for cell in one.attributes()}
    assert "'=HYPERLINK(1)" in cells
    assert "=HYPERLINK(1)" not in cells


def test_a_layout_whose_atlas_walks_over_an_internal_layer_is_marked(bench, marks, caged, qtbot):
    layer = RegisterLayers(bench.project).show(caged[0].path, internal=True)
    layout = QgsPrintLayout(bench.project)
    layout.initializeDefaults()  # labels write what the atlas is at, without any map
    marks.iface.layoutDesignerOpened.emit(Designer(layout))
    assert not has_mark(layout)
    layout.atlas().setCoverageLayer(layer)
    layout.atlas().setEnabled(True)
    qtbot.waitUntil(lambda: has_mark(layout), timeout=3000)


def test_a_layout_with_an_internal_layer_is_marked_before_it_can_be_exported(bench, marks, caged, qtbot):
    layers = RegisterLayers(bench.project)
    layers.show(caged[0].path)
    layout = QgsPrintLayout(bench.project)
    layout.initializeDefaults()
    layout.addLayoutItem(QgsLayoutItemMap(layout))
    designer = Designer(layout)
    marks.iface.layoutDesignerOpened.emit(designer)
    assert not has_mark(layout)
    layers.show(caged[0].path, internal=True)
    qtbot.waitUntil(lambda: has_mark(layout), timeout=3000)
    assert "INTERN" in designer.messageBar().currentItem().text()
    layout.pageCollection().addPage(QgsLayoutItemPage(layout))
    layout.itemById(MARK_ID).setVisibility(False)
    assert not has_mark(layout)
    designer.layoutExported.emit()
    qtbot.waitUntil(lambda: has_mark(layout), timeout=3000)


def test_nothing_internal_is_copied_or_dragged_out_of_the_list(room, caged, idle):
    store, cage = caged
    room.open_file(str(store.path))
    idle()
    room.views.select([one.uuid for one in room.register.entries])
    assert len(room.views.selected()) == len(room.register.entries) > 3
    for view in (room.views.list, room.views.table):  # Qt's own copying takes whatever the cell shows
        assert QKeySequence(QKeySequence.StandardKey.Copy) in [one.key() for one in view.findChildren(QShortcut)]
    model = room.views.model
    mime = model.mimeData([model.index(row, column) for row in range(model.rowCount())
                           for column in range(model.columnCount())])
    content = [bytes(mime.data(one)) for one in mime.formats()]
    assert any(b"Offen" in one for one in content)
    assert cage.escaped_from(*content) == []
    clipboard = QGuiApplication.clipboard()
    room.actions_of_list.copy()
    assert "Offen" in clipboard.text()
    assert cage.escaped_from(clipboard.text().encode()) == []


def test_logs_carry_nothing_internal_while_saving_importing_and_failing(room, bench, caged, idle, qtbot, tmp_path):
    store, cage = caged
    lines = []
    log = QgsApplication.messageLog()
    keep = lambda text, *_: lines.append(text)  # noqa: E731
    log.messageReceived.connect(keep)
    try:
        room.open_file(str(store.path))
        idle()
        hidden = next(one for one in store.all_projects() if "unknown visibility" in one.project.title)
        _save_twice(room, idle, hidden, cage.text("typed title"))
        path = tmp_path / "intern.csv"
        words = [cage.text("imported title"), cage.text("imported cost"), cage.text("imported place")]
        path.write_text("title;total_cost_eur;ags\n" + ";".join(words) + "\n", encoding="utf-8")
        dialog = ImportDialog(bench, store, path, bench.main_window)
        qtbot.addWidget(dialog)
        idle()
        qtbot.mouseClick(dialog.check, Qt.MouseButton.LeftButton)
        idle()
        assert "rejected" in dialog.preview.counts.text()
        bad = tmp_path / "intern.json"
        bad.write_text('{"format": "ruhr-smart-city-projects", "version": 1, "projects": [{"project": '
                       f'{{"progress_percent": "{words[0]}"}}}}]}}', encoding="utf-8")
        other = ImportDialog(bench, store, bad, bench.main_window)
        qtbot.addWidget(other)
        idle()
        assert other.banner.text
    finally:
        log.messageReceived.disconnect(keep)
    assert any("Saved" in one for one in lines)
    assert any("Nothing was saved" in one for one in lines)
    assert cage.escaped_from("\n".join(lines).encode()) == []


def _save_twice(room, idle, bundle, title):
    """Save in the dialog, and again although somebody else has saved meanwhile."""
    room.edit_project(bundle.project.uuid)
    idle()
    dialog = room.dialogs.shown[-1]
    for end in ("1", "2"):
        dialog.title.setText(title + end)
        dialog.save()
        idle()
        now = room.register.store.get(bundle.project.uuid)
        room.register.store.save(replace(now, project=replace(now.project, licence=f"anders {end}")),
                                 now.project.version, WHO)
    dialog.drop()
