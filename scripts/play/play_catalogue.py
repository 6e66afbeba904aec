# SPDX-License-Identifier: GPL-2.0-or-later
"""The catalogue, step by step: index, search, facet, detail, load, source notes, project check."""

from __future__ import annotations

from typing import Any, Iterator

from play_driver import Condition, Stage
from play_gestures import LEFT, choose_row, count_features, modal, type_text, window
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QAction
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialogButtonBox, QWidget

MUNICIPALITY, LICENCE = "municipality", "licence"


# Put on the map by `play_search`: the tree register (WFS and WMS) and the city's trees; each needs one source note.
DATA_SETS = 2

def play_index(stage: Stage) -> Iterator[Condition]:
    """Add the portals of the demo by their addresses, and take them up into the local index."""
    room = stage.room("catalogue")
    # The demo contacts loopback only: the shipped portals are hidden, as a user can do in "Manage catalogues".
    sources = stage.plugin.workbench.shared["sources"]
    for source in sources.all():
        sources.set_hidden(source.key, True)
    for address in (stage.config["portal"], stage.config["csw"], stage.config["records"]):
        stage.child(room, "add_portal").click()
        type_text(stage.child(room, "portal_address"), address)
        stage.child(room, "portal_address_add").click()
        yield lambda address=address: sources.by_url(address) is not None
    room.portals.choose("index")
    yield stage.idle
    stage.picture("1_index_empty")
    QTest.mouseClick(stage.child(room, "index_update"), LEFT)
    finder = stage.plugin.workbench.shared["finder"]
    yield lambda: stage.idle() and len(finder.states()) == 3
    held = sum(state.datasets for state in finder.states() if state.is_complete)
    stage.counted(stage.config["expected_datasets"], held, "data sets of three catalogues in the index")


def play_search(stage: Stage) -> Iterator[Condition]:
    """Type, tick a town and open licences, look at the detail, load a WFS, a WMS and an OGC API Features layer."""
    room = stage.room("catalogue")
    type_text(stage.child(room, "search_words"), "kataster")
    yield lambda: stage.idle() and room.model.rowCount() > 0
    button = stage.child(room, "filters_shown")
    if not button.isChecked():
        button.click()
    yield stage.idle
    _tick(stage, room, MUNICIPALITY, "05911000")
    _tick(stage, room, LICENCE, "open")
    yield lambda: stage.idle() and room.model.rowCount() > 0
    stage.picture("1_facets")
    button.click()
    type_text(stage.child(room, "search_words"), "Baumkataster")
    yield lambda: stage.idle() and room.model.rowCount() > 0
    yield lambda: _choose_hit(room, "Baumkataster Bochum")
    yield stage.idle
    stage.picture("1_detail")
    for kind in ("WFS", "WMS"):
        yield from _add_resource(stage, room, kind)
    stage.child(room, "chip_active_0").click()  # Bochum; the other service names no town
    type_text(stage.child(room, "search_words"), "Stadtbäume")
    yield lambda: stage.idle() and _choose_hit(room, "Stadtbäume (OGC API)")
    yield from _add_resource(stage, room, "OGC API Features")
    stage.picture("1_catalogue")
    received = expected = 0
    names = []
    for layer in QgsProject.instance().mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.geometryType() is not None:
            expected += stage.config["expected_trees"]
            received += count_features(layer)
            names.append(layer.name())
    stage.counted(expected, received, f"features of {', '.join(names)}; WMS beside them")


def _choose_hit(room: QWidget, title: str) -> bool:
    for row in range(room.model.rowCount()):
        index = room.model.index(row)
        if room.model.dataset_at(index).title == title:
            room.list.setCurrentIndex(index)
            return True
    return False


def _tick(stage: Stage, room: QWidget, facet: str, value: str) -> None:
    tree = stage.child(room, "facets")
    group, item = _find(tree, facet, value)
    group.setExpanded(True)
    item.setCheckState(0, Qt.CheckState.Checked)


def _find(tree: Any, facet: str, value: str) -> Any:
    for row in range(tree.topLevelItemCount()):
        group = tree.topLevelItem(row)
        for child in range(group.childCount()):
            item = group.child(child)
            found = [item.data(0, role) for role in range(Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 4)]
            if value in found and any(getattr(one, "value", one) == facet for one in found):
                return group, item
    raise LookupError(f"no value {value!r} of the facet {facet!r}")


def _add_resource(stage: Stage, room: QWidget, kind: str) -> Iterator[Condition]:
    before = len(QgsProject.instance().mapLayers())
    choose_row(room.detail.resources, kind)
    QTest.mouseClick(stage.child(room, "add_to_map"), LEFT)
    yield lambda: stage.idle() or modal() is not None
    dialog = modal()
    if dialog is not None:
        stage.picture("1_layer_choice")
        dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()
    yield lambda: len(QgsProject.instance().mapLayers()) > before and stage.idle()


def play_notes(stage: Stage) -> Iterator[Condition]:
    """Put the source notes of the visible layers into a new layout."""
    _command(stage, "RuhrSmartCityNotes")
    yield lambda: window("RuhrNotesDialog") is not None
    dialog = window("RuhrNotesDialog")
    QTest.mouseClick(stage.child(dialog, "new_layout"), LEFT)
    yield stage.idle
    stage.picture("1_source_notes")
    (layout,) = QgsProject.instance().layoutManager().printLayouts()
    label = layout.itemById("ruhr_source_notes")
    noted = sum(1 for note in dialog.notes if note.text in label.currentText())
    stage.counted(DATA_SETS, noted, "source notes in a new layout")
    dialog.close()


def play_doctor(stage: Stage) -> Iterator[Condition]:
    """An old project names a layer its service has renamed since: find it, heal it on consent."""
    source = (f"srsname='EPSG:25832' typename='ms:baeume_2019' url='{stage.config['wfs']}' version='2.0.0' "
              "pagingEnabled='true'")
    layer = QgsProject.instance().addMapLayer(QgsVectorLayer(source, "Bäume 2019 (altes Projekt)", "WFS"))
    _command(stage, "RuhrSmartCityDoctor")
    yield lambda: window("RuhrDoctorDialog") is not None
    dialog = window("RuhrDoctorDialog")
    QTest.mouseClick(stage.child(dialog, "check"), LEFT)
    yield lambda: stage.idle() and stage.child(dialog, "check").isEnabled()
    stage.picture("1_doctor")
    (found,) = stage.child(dialog, "findings").findItems(layer.name(), Qt.MatchFlag.MatchExactly)
    found.setCheckState(2, Qt.CheckState.Checked)  # a guess is not ticked
    QTest.mouseClick(stage.child(dialog, "heal"), LEFT)
    yield lambda: stage.idle() and stage.child(dialog, "undo").isEnabled()
    stage.picture("1_doctor")
    stage.counted(stage.config["expected_trees"], count_features(layer), "features of the healed layer")
    dialog.close()
    QgsProject.instance().removeMapLayer(layer.id())


def _command(stage: Stage, name: str) -> None:
    stage.iface.mainWindow().findChild(QAction, name).trigger()
