# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store


@pytest.fixture
def store(tmp_path):
    """An empty register in a folder of its own, with a name that needs quoting in addresses."""
    return create_store(tmp_path / "Register Größe #1 100%.gpkg")
