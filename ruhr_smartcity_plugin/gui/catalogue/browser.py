# SPDX-License-Identifier: GPL-2.0-or-later
"""The entry “Ruhr Smart City” of QGIS's browser panel, and its context menu. Contacts nobody until a node is opened."""

from __future__ import annotations

from typing import Any, Callable, Iterator, List, Tuple

from qgis.core import Qgis, QgsDataItem, QgsDataItemProvider
from qgis.gui import QgsDataItemGuiContext, QgsDataItemGuiProvider
from qgis.PyQt.QtGui import QGuiApplication, QIcon
from qgis.PyQt.QtWidgets import QMenu

from ruhr_smartcity_plugin.gui.catalogue.browser_items import (
    KEY,
    AbsentItem,
    DatasetItem,
    LayerLeaf,
    RegisterItem,
    ResourceItem,
    RootItem,
    RuhrItem,
)
from ruhr_smartcity_plugin.gui.catalogue.browser_site import BrowserSite
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

_Act = Tuple[str, str, Callable[[], None]]  # object name, text, what it does


class RuhrBrowserProvider(QgsDataItemProvider):
    """Makes the root item; everything else is made by the items themselves."""

    def __init__(self, site: BrowserSite) -> None:
        super().__init__()
        self._site = site

    def name(self) -> str:
        """Return the stable id."""
        return KEY

    def dataProviderKey(self) -> str:
        """Return the key under which users switch the entry on and off."""
        return KEY

    def capabilities(self) -> Qgis.DataItemProviderCapability:
        """Return what it offers: sources in the network."""
        return Qgis.DataItemProviderCapability.NetworkSources

    def createDataItem(self, path: str, parent: QgsDataItem | None) -> QgsDataItem | None:
        """Return the root item; None for paths of files."""
        del parent
        if path:
            return None
        root = RootItem(self._site)
        root.setIcon(QIcon(str(resource("icons", "icon.svg"))))
        return root


class RuhrBrowserMenu(QgsDataItemGuiProvider):
    """Context menu and double click of our items."""

    def __init__(self, site: BrowserSite) -> None:
        super().__init__()
        self._site = site

    def name(self) -> str:
        """Return the stable id."""
        return KEY

    def populateContextMenu(
        self, item: QgsDataItem, menu: QMenu, selected: List[QgsDataItem], context: QgsDataItemGuiContext
    ) -> None:
        """Put what can be done with one of our items on top of the menu."""
        del selected, context
        if not isinstance(item, (RuhrItem, LayerLeaf)):
            return
        first = menu.actions()[0] if menu.actions() else None
        for name, text, act in self._acts(item):
            action = menu.addAction(text)
            action.setObjectName(name)
            action.triggered.connect(lambda _on=False, act=act: self._guarded(act))
            if first is not None:
                menu.insertAction(first, action)

    def handleDoubleClick(self, item: QgsDataItem, context: QgsDataItemGuiContext) -> bool:
        """Add layers the careful way, open files, the register and what is not here in their room; services unfold.

        QGIS 3.40 itself would ask which part of a WFS layer to add, even though there is only one.
        """
        del context
        if isinstance(item, LayerLeaf):
            self._guarded(lambda: self._site.add(item.dataset, item.distribution))
            return True
        if isinstance(item, RegisterItem):
            self._guarded(self._open_register)
            return True
        if isinstance(item, ResourceItem):
            self._guarded(lambda: self._site.show(item.dataset))
            return True
        if isinstance(item, AbsentItem):
            self._guarded(lambda: self._site.show_kept(item.kept, item.collection))
            return True
        return False

    def _acts(self, item: Any) -> Iterator[_Act]:
        site = self._site
        if isinstance(item, (LayerLeaf, DatasetItem, ResourceItem)):
            dataset, distribution = item.dataset, item.distribution
            if distribution is not None and distribution.is_loadable:
                yield "browser_add", tr("Add to map, checked"), lambda: site.add(dataset, distribution)
            yield "browser_details", tr("Details in the Ruhr panel"), lambda: site.show(dataset)
            address = (distribution.url if distribution is not None else "") or dataset.landing_url
            if address:
                yield "browser_copy", tr("Copy address"), lambda: QGuiApplication.clipboard().setText(address)
        if isinstance(item, RegisterItem):
            yield "browser_register", tr("Open in the Ruhr panel"), self._open_register
        elif isinstance(item, AbsentItem):
            yield "browser_shelf", tr("Open in the Ruhr panel"), lambda: site.show_kept(item.kept, item.collection)
        elif isinstance(item, RuhrItem) and not isinstance(item, ResourceItem):
            yield "browser_refresh", tr("Refresh"), item.refresh

    def _open_register(self) -> None:
        self._site.bench.open_room("projects")

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 (border: a slot of a menu of QGIS)
            self._site.bench.messages.fail(error)
