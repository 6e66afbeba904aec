# SPDX-License-Identifier: GPL-2.0-or-later
"""The data room on a fresh workbench, and a portal whose data sets lead to a real MapServer."""

from __future__ import annotations

from typing import Iterator

import pytest
from qgis.core import QgsNetworkAccessManager

from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom
from ruhr_smartcity_plugin.gui.workbench import Workbench
from tests.support.ckan import CkanServer, demo_packages
from tests.support.mapserver import MapServer
from tests.support.workbench import open_workbench


@pytest.fixture
def workbench(qgis_app: object) -> Iterator[Workbench]:
    with open_workbench() as made:
        made.settings.inactivity_s.setValue(2)
        made.settings.total_s.setValue(8)
        yield made


@pytest.fixture
def room(workbench: Workbench, qtbot: object) -> Iterator[CatalogueRoom]:
    before = QgsNetworkAccessManager.timeout()
    QgsNetworkAccessManager.setTimeout(2000)
    made = CatalogueRoom(workbench)
    qtbot.addWidget(made)
    made.resize(360, 760)
    made.show()
    yield made
    made.close_room()
    workbench.tasks.cancel_all()
    qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=20_000)
    QgsNetworkAccessManager.setTimeout(before)


@pytest.fixture(scope="session")
def map_server() -> Iterator[MapServer]:
    with MapServer() as running:
        yield running


@pytest.fixture
def portal(map_server: MapServer) -> Iterator[CkanServer]:
    with CkanServer(demo_packages(map_server.url, map_server.url)) as running:
        yield running
