# SPDX-License-Identifier: GPL-2.0-or-later
"""The shelf as a tree: favourites, collections with their entries, saved searches, and what was used last."""

from __future__ import annotations

from typing import Iterable, Set, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.shelf import Shelf
from ruhr_smartcity_plugin.core.catalogue.shelf_record import Collection, SavedSearch, ShelfItem
from ruhr_smartcity_plugin.translation import tr

FAVOURITES, COLLECTIONS, SEARCHES, RECENT = "favourites", "collections", "searches", "recent"
_THING = Qt.ItemDataRole.UserRole


class ShelfTree(QTreeWidget):
    """Each row carries its thing: a group's name, a `Collection`, a `SavedSearch` or a `ShelfItem`."""

    remove_requested = pyqtSignal()
    rename_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shelf")
        self.setAccessibleName(tr("Shelf"))
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setUniformRowHeights(True)
        self.setIndentation(self.fontMetrics().horizontalAdvance("xx"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._folded: Set[str] = set()
        self.itemCollapsed.connect(lambda item: self._folded.add(_name_of(item)))
        self.itemExpanded.connect(lambda item: self._folded.discard(_name_of(item)))

    def minimumSizeHint(self) -> QSize:
        """Return six rows."""
        return QSize(self.fontMetrics().horizontalAdvance("x") * 20, self.fontMetrics().lineSpacing() * 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del removes, F2 renames, as in every list of files."""
        if event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.rename_requested.emit()
        else:
            super().keyPressEvent(event)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show what is on the shelf now; the chosen row stays chosen if it is still there."""
        chosen = self._path_of(self.currentItem())
        self.blockSignals(True)
        self.clear()
        self._add_items(self._group(FAVOURITES, tr("Favourites"), "/mIconFavorites.svg"), shelf.favourites)
        collections = self._group(COLLECTIONS, tr("Collections"), "/mIconFolder.svg")
        for one in shelf.collections:
            row = self._row(collections, one.name, one, "/mIconFolderOpen.svg", one.note)
            row.setText(1, group_digits(len(one.items)))
            self._add_items(row, one.items)
            row.setExpanded(_name_of(row) not in self._folded)
        searches = self._group(SEARCHES, tr("Saved searches"), "/search.svg")
        for search in shelf.searches:
            self._row(searches, search.name, search, "/search.svg", search.query.words)
        self._add_items(self._group(RECENT, tr("Used last"), "/mIconHistory.svg"), shelf.recent)
        self.blockSignals(False)
        self._choose(chosen)

    def thing(self) -> str | Collection | SavedSearch | ShelfItem | None:
        """Return what the chosen row stands for."""
        item = self.currentItem()
        return item.data(0, _THING) if item is not None else None

    def collection(self) -> Collection | None:
        """Return the collection that is chosen, or that holds the chosen entry."""
        item = self.currentItem()
        for one in (item, item.parent() if item is not None else None):
            if one is not None and isinstance(one.data(0, _THING), Collection):
                return one.data(0, _THING)
        return None

    def group(self) -> str:
        """Return the name of the group the chosen row belongs to; "" for none."""
        item = self.currentItem()
        while item is not None and item.parent() is not None:
            item = item.parent()
        return item.data(0, _THING) if item is not None else ""

    def choose(self, *names: str) -> None:
        """Choose the row under the names of its group, collection and entry."""
        self._choose(tuple(names))

    def choose_item(self, item: ShelfItem, collection: str = "") -> None:
        """Choose the row of an entry of a collection, or of the favourites; told anew if it is chosen already."""
        self._choose(())
        self._choose((*((COLLECTIONS, collection) if collection else (FAVOURITES,)), _name_of_thing(item)))

    def _group(self, name: str, title: str, icon: str) -> QTreeWidgetItem:
        row = QTreeWidgetItem(self, [title, ""])
        row.setData(0, _THING, name)
        row.setIcon(0, QgsApplication.getThemeIcon(icon))
        font = row.font(0)
        font.setBold(True)
        row.setFont(0, font)
        row.setExpanded(name not in self._folded)
        return row

    def _add_items(self, parent: QTreeWidgetItem, items: Iterable[ShelfItem]) -> None:
        for one in items:
            where = " · ".join(part for part in (one.publisher, one.portal) if part)
            self._row(parent, one.title, one, "/mIconVector.svg", one.note or where)

    def _row(self, parent: QTreeWidgetItem, title: str, thing: object, icon: str, tip: str) -> QTreeWidgetItem:
        row = QTreeWidgetItem(parent, [" ".join(title.split()), ""])
        row.setData(0, _THING, thing)
        row.setIcon(0, QgsApplication.getThemeIcon(icon))
        row.setToolTip(0, " ".join(tip.split())[:300].replace("<", "‹"))
        row.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{row.text(0)}. {tip}" if tip else row.text(0))
        row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return row

    def _path_of(self, item: QTreeWidgetItem | None) -> Tuple[str, ...]:
        names: Tuple[str, ...] = ()
        while item is not None:
            names = (_name_of(item), *names)
            item = item.parent()
        return names

    def _choose(self, path: Tuple[str, ...]) -> None:
        """Choose the row of a path; where its end is gone, the row above it."""
        item = self.invisibleRootItem()
        for name in path:
            below = (item.child(row) for row in range(item.childCount()))
            found = next((one for one in below if _name_of(one) == name), None)
            if found is None:
                break
            item = found
        self.setCurrentItem(item if item is not self.invisibleRootItem() else None)


def _name_of(item: QTreeWidgetItem) -> str:
    return _name_of_thing(item.data(0, _THING))


def _name_of_thing(thing: object) -> str:
    if isinstance(thing, ShelfItem):
        return f"{thing.portal_root}\n{thing.key}"
    return thing if isinstance(thing, str) else getattr(thing, "name", "")
