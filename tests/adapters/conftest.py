# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS's project, empty before and after."""

from __future__ import annotations

from typing import Iterator

import pytest
from qgis.core import QgsProject


@pytest.fixture
def project(qgis_app: object) -> Iterator[QgsProject]:
    project = QgsProject.instance()
    project.clear()
    yield project
    project.clear()
