# SPDX-License-Identifier: GPL-2.0-or-later
"""The catalogue's parts of QGIS's own windows: locator and browser panel. Reads no file and asks no network."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication
from qgis.gui import QgsGui

from ruhr_smartcity_plugin.adapters.edit_following import follow_edits
from ruhr_smartcity_plugin.gui.catalogue.browser import RuhrBrowserMenu, RuhrBrowserProvider
from ruhr_smartcity_plugin.gui.catalogue.browser_site import BrowserSite
from ruhr_smartcity_plugin.gui.catalogue.dragging import RuhrDropHandler
from ruhr_smartcity_plugin.gui.catalogue.layer_tree_menu import follow_layer_tree, follow_projects
from ruhr_smartcity_plugin.gui.catalogue.locator import RuhrLocatorFilter
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.ledger import Ledger


def register_catalogue(iface: Any, bench: Workbench, ledger: Ledger) -> None:
    """Register the locator filter, the menu of layers and the entry of the browser panel; each pushes its undo."""
    locator = RuhrLocatorFilter(bench)
    iface.registerLocatorFilter(locator)
    ledger.push(lambda: iface.deregisterLocatorFilter(locator))
    ledger.push(follow_layer_tree(bench.main_window, bench))
    ledger.push(follow_projects(bench))
    ledger.push(follow_edits(bench.project))
    site = BrowserSite(bench)
    drops = RuhrDropHandler(site.drop, bench.messages.fail)
    iface.registerCustomDropHandler(drops)
    ledger.push(lambda: iface.unregisterCustomDropHandler(drops))
    menu = RuhrBrowserMenu(site)
    QgsGui.dataItemGuiProviderRegistry().addProvider(menu)
    ledger.push(lambda: QgsGui.dataItemGuiProviderRegistry().removeProvider(menu))
    provider = RuhrBrowserProvider(site)
    QgsApplication.dataItemProviderRegistry().addProvider(provider)
    ledger.push(lambda: QgsApplication.dataItemProviderRegistry().removeProvider(provider))
    ledger.push(site.close)  # first, so that nothing asks a service while its item goes
