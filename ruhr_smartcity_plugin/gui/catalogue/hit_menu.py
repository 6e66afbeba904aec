# SPDX-License-Identifier: GPL-2.0-or-later
"""The menu of a hit: everything that can be done with it, also by the menu key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication
from qgis.PyQt.QtWidgets import QMenu

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.finding import Facet
from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.gui.catalogue.button_text import button_text
from ruhr_smartcity_plugin.gui.catalogue.layer_downloading import can_download
from ruhr_smartcity_plugin.gui.catalogue.layer_refreshing import kept_layers_of
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom

_LONGEST = 40


def hit_menu(room: CatalogueRoom, dataset: Dataset) -> QMenu:
    """Return the menu; the caller shows and deletes it."""
    menu = QMenu(room)
    icon = QgsApplication.getThemeIcon
    add = menu.addAction(icon("/mActionAddLayer.svg"), tr("Add to map"), lambda: room.add_dataset(dataset))
    add.setEnabled(dataset.is_loadable)
    source = next((one for one in dataset.distributions if one.is_loadable and can_download(one)), None)
    download = menu.addAction(icon("/mActionFileSave.svg"), tr("Download …"),
                              lambda: room.downloading.ask(dataset, source))  # fmt: skip
    download.setEnabled(source is not None)
    copies = kept_layers_of(room.workbench.project, dataset)
    if copies:
        menu.addAction(icon("/mActionRefresh.svg"), tr("Refresh the copy on the map"),
                       lambda: room.refreshing.refresh_all(copies))  # fmt: skip
        menu.addAction(tr("Show what has changed since"),
                       lambda: room.refreshing.refresh_all(copies, is_refresh=False))  # fmt: skip
    menu.addSeparator()
    if room.keeping is not None:
        room.keeping.fill_menu(menu, dataset)
        menu.addSeparator()
    if dataset.publisher and not room.shelf_mode.is_on:
        text = tr("Only of {publisher}").format(publisher=button_text(dataset.publisher, _LONGEST))
        menu.addAction(icon("/mActionFilter2.svg"), text,
                       lambda: room.narrowing.choose(Facet.PUBLISHER, dataset.publisher))  # fmt: skip
    page = menu.addAction(tr("Open in browser"), lambda: QDesktopServices.openUrl(QUrl(dataset.landing_url)))
    page.setEnabled(is_web_address(dataset.landing_url))
    copy = menu.addAction(tr("Copy address of the page"),
                          lambda: QGuiApplication.clipboard().setText(dataset.landing_url))  # fmt: skip
    copy.setEnabled(bool(dataset.landing_url))
    return menu
