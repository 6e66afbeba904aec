# SPDX-License-Identifier: GPL-2.0-or-later
"""What stays behind after loading, healing and downloading: no secret, and no code in a saved project."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsProject, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import Qt

from ruhr_smartcity_plugin.adapters.layers.kept_layer import path_of
from ruhr_smartcity_plugin.gui.catalogue.doctor_dialog import DoctorDialog
from tests.gui.catalogue.gestures import tick_proposals
from tests.gui.catalogue.test_layer_downloading import _folders, add, arcgis, quiet, trees  # noqa: F401 - fixtures
from tests.support.mapserver import MapServer
from tests.support.master_password import opened_authentication

PASSWORD, TOKEN = "canary-password-7", "canary-token-7"


@pytest.fixture
def authcfg(qgis_app):
    manager = opened_authentication()
    config = QgsAuthMethodConfig("Basic")
    config.setName("Stadt")
    config.setConfig("username", "anna")
    config.setConfig("password", PASSWORD)
    assert manager.storeAuthenticationConfig(config)[0]
    yield config.id()
    manager.removeAuthenticationConfig(config.id())


class Sources:
    def __init__(self, authcfg: str) -> None:
        self.authcfg = authcfg

    def login_for(self, _url: str) -> str:
        return self.authcfg

    def by_root(self, url: str) -> None:
        del url

    def services(self) -> tuple:
        return ()


def _click(dialog, button, qtbot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.check_button.isEnabled(), timeout=20_000)


def _everything(project_file: Path) -> bytes:
    with zipfile.ZipFile(project_file) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.fixture
def saved(qtbot, room, trees, authcfg, tmp_path):  # noqa: F811
    """A project with a file, a copy and a live layer, each loaded with secrets, one healed; and QGIS's log."""
    said = []
    log = QgsApplication.messageLog()
    log.messageReceived.connect(lambda *values: said.append(str(values[0])))
    shared = room.workbench.shared
    before = shared.get("sources")
    shared["sources"] = Sources(authcfg)
    add(qtbot, room, f"{trees.server.url}/baeume.geojson?token={TOKEN}")
    project = QgsProject.instance()
    project.clear()
    (copy,) = add(qtbot, room, arcgis(trees))
    add(qtbot, room, f"{trees.server.url}/baeume.geojson?token={TOKEN}", count=2)
    with MapServer(points=3) as server:
        uri = f"typename='ms:baeume_2019' url='{server.url}' version='2.0.0' authcfg={authcfg}"
        project.addMapLayer(QgsVectorLayer(uri, "Live", "WFS"))
        path_of(copy).unlink()
        dialog = DoctorDialog(room.workbench)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        _click(dialog, dialog.check_button, qtbot)
        tick_proposals(dialog)
        _click(dialog, dialog.heal_button, qtbot)
        done = [dialog.list.topLevelItem(row).text(3) for row in range(dialog.list.topLevelItemCount())]
        assert done.count("healed") == 2
        quiet(qtbot, room)
    assert any(dict(one.headers).get("Authorization", "").startswith("Basic") for one in trees.server.seen)
    assert any(TOKEN in one.target for one in trees.server.seen)
    assert project.write(str(tmp_path / "p.qgz"))
    QgsSettings().sync()
    yield tmp_path / "p.qgz", "\n".join(said)
    if before is None:
        del shared["sources"]
    else:
        shared["sources"] = before


def test_no_secret_stays_in_project_settings_or_log(saved):
    project, said = saved
    settings = Path(QgsSettings().fileName()).read_bytes()
    for place, content in (("project", _everything(project)), ("settings", settings), ("log", said.encode())):
        for secret in (PASSWORD, TOKEN):
            assert secret.encode() not in content, (secret, place)


def test_a_saved_project_holds_no_code_of_ours(saved):
    project, _said = saved
    content = _everything(project).decode("utf-8", "replace")
    assert content.count("<maplayer ") == 3
    assert "<Macros" not in content
    assert "pythonCode" not in content
    assert "<ExpressionFunctions" not in content
    again = QgsProject()
    assert again.read(str(project))
    for layer in again.mapLayers().values():
        assert layer.actions().actions() == []
        assert layer.editFormConfig().initCode() == ""
