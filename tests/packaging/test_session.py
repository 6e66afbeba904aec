# SPDX-License-Identifier: GPL-2.0-or-later
"""The test session itself: own home, all providers."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsProviderRegistry, QgsSettings


def test_the_session_keeps_its_settings_out_of_the_checkout_and_the_users_home():
    home = Path(os.environ["HOME"])
    assert home.name.startswith("ruhr-tests-")
    assert Path(QgsSettings().fileName()).is_relative_to(home)
    assert not (Path(__file__).parents[2] / ".qgis-settings").exists()


def test_the_providers_a_desktop_has_are_there():
    assert {"WFS", "OAPIF", "wms", "postgres", "sensorthings", "ogr", "gdal", "delimitedtext"} <= set(
        QgsProviderRegistry.instance().providerList()
    )


def test_qtbot_is_there(qtbot):
    qtbot.waitUntil(lambda: True)
