# SPDX-License-Identifier: GPL-2.0-or-later
"""G11: what switching the plugin on costs: time, modules, and requests (there must be none)."""

from __future__ import annotations

import sys
import time
from typing import Any, Dict, List, Set

from tests.benchmarks.qgis_session import stand_in_iface, start_qgis
from tests.support.request_count import count_requests

FORBIDDEN = (
    *("shapely", "scipy", "pandas", "geopandas", "matplotlib", "pyarrow", "numba", "sklearn", "pyogrio", "duckdb"),
    *("rasterio", "networkx"),
)


class TrivialPlugin:
    """The least a plugin can be: one action on a toolbar."""

    def __init__(self, iface: Any) -> None:
        self.iface = iface

    def initGui(self) -> None:
        from qgis.PyQt.QtGui import QAction, QIcon

        self.action = QAction(QIcon(), "Trivial", self.iface.mainWindow())
        self.toolbar = self.iface.addToolBar("Trivial")
        self.toolbar.addAction(self.action)
        self.iface.addPluginToMenu("Trivial", self.action)

    def unload(self) -> None:
        self.toolbar.deleteLater()


def run(tool: str) -> Dict[str, Any]:
    """Import a plugin and call initGui in a fresh QGIS; returns seconds, forbidden modules and requests."""
    application = start_qgis()
    iface = stand_in_iface()
    before = set(sys.modules)
    with count_requests() as requests:
        started = time.perf_counter()
        if tool == "ours":
            import ruhr_smartcity_plugin

            plugin = ruhr_smartcity_plugin.classFactory(iface)
        else:
            plugin = TrivialPlugin(iface)
        plugin.initGui()
        seconds = time.perf_counter() - started
        application.processEvents()
    loaded = set(sys.modules) - before
    result = {
        "seconds": seconds,
        "forbidden": heavy_modules(loaded),
        "n_modules": len(loaded),
        "requests": len(requests),
    }
    plugin.unload()
    return result


def heavy_modules(loaded: Set[str]) -> List[str]:
    """Return the packages among module names that start-up must not load."""
    return sorted({name.partition(".")[0] for name in loaded} & set(FORBIDDEN))
