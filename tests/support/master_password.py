# SPDX-License-Identifier: GPL-2.0-or-later
"""One master password for all tests: QGIS shuts its log-ins for the whole run after five different ones."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication

_WORD = "a word for the test database"


def opened_authentication() -> Any:
    """Return QGIS's authentication manager, opened."""
    manager = QgsApplication.authManager()
    if not manager.masterPasswordIsSet():
        assert manager.setMasterPassword(_WORD, True)
    return manager
