# SPDX-License-Identifier: GPL-2.0-or-later
"""The project doctor fetches copies again whose file is gone, and takes that back."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta, timezone

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ruhr_smartcity_plugin.adapters.layers.doctor_examination import Examiner
from ruhr_smartcity_plugin.adapters.layers.kept_layer import path_of
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.core.catalogue.doctor.facts import CatalogueAnswer
from ruhr_smartcity_plugin.gui.catalogue.doctor_dialog import DoctorDialog
from ruhr_smartcity_plugin.gui.catalogue.layer_refreshing import is_copy
from tests.gui.catalogue.test_layer_downloading import _folders, add, arcgis, trees  # noqa: F401 - fixtures
from tests.support.loopback import Reply


def _click(dialog, button, qtbot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.check_button.isEnabled(), timeout=20_000)


def _doctor(qtbot, room) -> DoctorDialog:
    dialog = DoctorDialog(room.workbench)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.mark.parametrize("kind", ["file", "service"])
def test_a_copy_whose_file_is_gone_is_fetched_again_on_consent_and_taken_back(qtbot, room, trees, kind):  # noqa: F811
    (layer,) = add(qtbot, room, trees.server.url + "/baeume.geojson" if kind == "file" else arcgis(trees))
    layer.renderer().symbol().setColor(QColor("#123456"))
    layer.setName("Meine Bäume")
    source, fetched_at, shown = layer.source(), read_origin(layer).fetched_at, path_of(layer)
    shown.unlink()
    trees.change()
    dialog = _doctor(qtbot, room)
    _click(dialog, dialog.check_button, qtbot)
    assert "file missing" in dialog.list.topLevelItem(0).text(1)
    assert trees.server.url in dialog.list.topLevelItem(0).text(2)
    _click(dialog, dialog.heal_button, qtbot)
    assert dialog.list.topLevelItem(0).text(3) == "healed"
    assert path_of(layer).is_file()
    assert layer.featureCount() == 31
    assert (layer.name(), layer.renderer().symbol().color()) == ("Meine Bäume", QColor("#123456"))
    assert read_origin(layer).fetched_at > fetched_at
    assert is_copy(layer)
    _click(dialog, dialog.undo_button, qtbot)
    assert layer.source() == source
    assert read_origin(layer).fetched_at == fetched_at
    assert list(QgsProject.instance().mapLayers().values()) == [layer]


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_file_of_the_planner_is_never_replaced_and_its_new_copy_comes_beside_it(
    qtbot,
    room,
    trees,  # noqa: F811
    tmp_path,
    monkeypatch,
    is_gone,
):
    (layer,) = add(qtbot, room, arcgis(trees))
    own = tmp_path / "projekt" / "bäume.gpkg"
    own.parent.mkdir()
    shutil.copyfile(path_of(layer), own)
    layer.setDataSource(layer.source().replace(str(path_of(layer)), str(own)), layer.name(), "ogr")
    layer.setReadOnly(False)  # what lies in the cache is
    layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().indexOf("art"), "Eigene Arbeit")
    assert layer.commitChanges()
    if is_gone:
        own.unlink()
    content = b"" if is_gone else own.read_bytes()
    trees.change()
    later = CatalogueAnswer(modified=datetime.now(timezone.utc) + timedelta(days=1))
    monkeypatch.setattr(Examiner, "_catalogue_answer", lambda *_: later)
    dialog = _doctor(qtbot, room)
    _click(dialog, dialog.check_button, qtbot)
    item = dialog.list.topLevelItem(0)
    assert item.checkState(2) == (Qt.CheckState.Checked if is_gone else Qt.CheckState.Unchecked)
    item.setCheckState(2, Qt.CheckState.Checked)
    _click(dialog, dialog.heal_button, qtbot)
    new = own if is_gone else own.with_name("bäume (2).gpkg")
    assert path_of(layer) == new
    assert layer.featureCount() == 31
    if not is_gone:
        assert new.name in item.text(3)
        assert own.read_bytes() == content


def test_where_the_file_is_a_table_by_now_healing_says_so_and_leaves_the_layer(qtbot, room, trees):  # noqa: F811
    (layer,) = add(qtbot, room, trees.server.url + "/baeume.geojson")
    source = layer.source()
    path_of(layer).unlink()
    table = b"nr;art\n1;Linde\n2;Eiche\n"
    trees.server.routes["/baeume.geojson"] = lambda _seen: Reply(200, table, {}, "text/csv")
    dialog = _doctor(qtbot, room)
    _click(dialog, dialog.check_button, qtbot)
    _click(dialog, dialog.heal_button, qtbot)
    assert "no longer holds" in dialog.list.topLevelItem(0).text(3)
    assert layer.source() == source
