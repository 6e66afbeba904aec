# SPDX-License-Identifier: GPL-2.0-or-later
"""The list in the window of the catalogues: the portals, and below them the single geo services."""

from __future__ import annotations

from datetime import date
from typing import List, Sequence, Union

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ruhr_smartcity_plugin.adapters.local_time import short_date
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource, ServiceEntry, SourceOwner
from ruhr_smartcity_plugin.translation import tr

Entry = Union[CatalogueSource, ServiceEntry]
_ENTRY = Qt.ItemDataRole.UserRole
_ADDRESS = 5


class SourcesList(QTreeWidget):
    """Portals and geo services in two groups, each with its number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("catalogues")
        self.setAccessibleName(tr("Catalogues"))
        self.setHeaderLabels([tr("Name"), tr("Kind"), tr("In the index"), tr("From"), tr("Checked"), tr("Address")])
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._portals = self._group("portals")
        self._services = self._group("services")
        self._services.setExpanded(False)  # many, and seldom changed

    def fill(self, portals: Sequence[CatalogueSource], services: Sequence[ServiceEntry]) -> None:
        """Show these entries; what was chosen stays chosen."""
        chosen = {one.key for one in self.chosen()}
        is_blocked = self.blockSignals(True)
        for group, title, entries in (
            (self._portals, tr("Portals"), portals),
            (self._services, tr("Single geo services"), services),
        ):
            group.takeChildren()
            group.setText(0, tr("{title} ({number})").format(title=title, number=len(entries)))
            group.addChildren([_item(one) for one in entries])
            for row, entry in enumerate(entries):
                group.child(row).setSelected(entry.key in chosen)
        self.blockSignals(is_blocked)
        self.itemSelectionChanged.emit()

    def chosen(self) -> List[Entry]:
        """Return the chosen entries, the one chosen first at the head."""
        return [one.data(0, _ENTRY) for one in self.selectedItems() if one.parent() is not None]

    def choose(self, key: str) -> None:
        """Choose one entry and show it."""
        for group in (self._portals, self._services):
            for row in range(group.childCount()):
                if group.child(row).data(0, _ENTRY).key == key:
                    self.setCurrentItem(group.child(row))

    def _group(self, name: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self, [name])
        group.setFirstColumnSpanned(True)
        # A group is no entry: it opens and closes, and "select all" passes it by.
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.setExpanded(True)
        return group


def _item(entry: Entry) -> QTreeWidgetItem:
    owners = {SourceOwner.SHIPPED: tr("plugin"), SourceOwner.CENTRAL: tr("central list"), SourceOwner.OWN: tr("own")}
    title = tr("{title} (hidden)").format(title=entry.title) if entry.is_hidden else entry.title
    if isinstance(entry, ServiceEntry):
        kind, index = entry.kind.title, ""  # services are searched without an index
    else:
        kind = entry.kind.title if entry.kind else tr("not known yet")
        index = tr("yes") if entry.is_indexed else tr("no")
    item = QTreeWidgetItem([title, kind, index, owners[entry.owner], _checked(entry), entry.url])
    item.setData(0, _ENTRY, entry)
    item.setToolTip(_ADDRESS, entry.url)
    if entry.is_unverified:
        item.setToolTip(_ADDRESS - 1, tr("This address is not verified; it may be out of date."))
    return item


def _checked(entry: Entry) -> str:
    """Return when the address was checked by whoever made the list."""
    if entry.is_unverified:
        return tr("not verified")
    try:
        return short_date(date.fromisoformat(entry.date_checked))
    except ValueError:
        return entry.date_checked
