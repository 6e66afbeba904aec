# SPDX-License-Identifier: GPL-2.0-or-later
"""A fresh workbench for each test."""

from __future__ import annotations

from typing import Iterator

import pytest

from ruhr_smartcity_plugin.gui.workbench import Workbench
from tests.support.workbench import open_workbench


@pytest.fixture
def workbench(qgis_app: object) -> Iterator[Workbench]:
    with open_workbench() as made:
        yield made
