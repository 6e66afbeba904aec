# SPDX-License-Identifier: GPL-2.0-or-later
"""The page "Shelf" of the data room: what was kept, in order, with notes, to give away and to take in."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QLabel, QMenu, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.core.catalogue.shelf_record import Collection, SavedSearch, ShelfItem
from ruhr_smartcity_plugin.gui.catalogue.keeping import Keeping
from ruhr_smartcity_plugin.gui.catalogue.shelf_tree import FAVOURITES, RECENT, ShelfTree
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.icon_button import icon_button
from ruhr_smartcity_plugin.gui.save_file import ask_where_to_save
from ruhr_smartcity_plugin.translation import tr


class ShelfPage(QWidget):
    """Shows the shelf; changes go through `Keeping`, which says what was done and how to undo it."""

    item_chosen = pyqtSignal(object)  # ShelfItem | None
    item_activated = pyqtSignal(object)  # ShelfItem
    search_activated = pyqtSignal(object)  # SavedSearch

    def __init__(self, keeping: Keeping, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shelf_page")
        self._keeping = keeping
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._buttons())
        self.tree = ShelfTree(self)
        layout.addWidget(self.tree, 1)
        self.note_label = QLabel(tr("&Note:"), self)
        self.note = QPlainTextEdit(self)
        self.note.setObjectName("shelf_note")
        self.note.setTabChangesFocus(True)
        self.note.setMaximumHeight(self.fontMetrics().lineSpacing() * 4)
        self.note_label.setBuddy(self.note)
        layout.addWidget(self.note_label)
        layout.addWidget(self.note)
        self.tree.currentItemChanged.connect(lambda _new, _old: self._chosen())
        self.tree.itemActivated.connect(lambda _item, _column: self._activated())
        self.note.installEventFilter(self)
        self.tree.remove_requested.connect(self.remove)
        self.tree.rename_requested.connect(self.rename)
        keeping.changed.connect(self.refresh)
        self.refresh()

    def _buttons(self) -> QWidget:
        box = QWidget(self)
        flow = FlowLayout(box)
        self.new_button = self._button(flow, "shelf_new", "/mActionNewFolder.svg", tr("New collection"),
                                       self._keeping.new_collection)  # fmt: skip
        self.rename_button = self._button(flow, "shelf_rename", "/mActionToggleEditing.svg", tr("Rename"), self.rename)
        self.remove_button = self._button(flow, "shelf_remove", "/mActionDeleteSelected.svg", tr("Remove"), self.remove)
        self.up_button = self._button(flow, "shelf_up", "/mActionArrowUp.svg", tr("Move up"), lambda: self.move(-1))
        self.down_button = self._button(flow, "shelf_down", "/mActionArrowDown.svg", tr("Move down"),
                                        lambda: self.move(1))  # fmt: skip
        self.export_button = self._button(flow, "shelf_export", "/mActionSharingExport.svg",
                                          tr("Export collections …"), self.export)  # fmt: skip
        self.import_button = self._button(flow, "shelf_import", "/mActionSharingImport.svg",
                                          tr("Import collections …"), self.import_)  # fmt: skip
        return box

    def _button(self, flow: FlowLayout, name: str, icon: str, text: str, slot: Callable[[], object]) -> QToolButton:
        button = icon_button(flow.parentWidget(), name, icon, text)
        button.clicked.connect(lambda _on=False: slot())
        flow.addWidget(button)
        return button

    def refresh(self) -> None:
        """Show what is on the shelf now."""
        self.tree.show_shelf(self._keeping.shelf)
        self._chosen()

    def fill_menu(self, menu: QMenu) -> None:
        """Add what can be done with the chosen row."""
        menu.addSeparator()
        for button, slot in ((self.rename_button, self.rename), (self.remove_button, self.remove)):
            menu.addAction(button.icon(), button.toolTip(), slot).setEnabled(button.isEnabled())

    # --- what the user does --------------------------------------------------------------------------
    def rename(self) -> None:
        """Ask for another name of the collection or the saved search."""
        thing, shelf = self.tree.thing(), self._keeping.shelf
        if isinstance(thing, Collection):
            name = self._keeping.ask_name(tr("Rename"), tr("Name of the collection:"), thing.name)
            if name and name != thing.name:
                self._keeping.change(lambda: shelf.rename_collection(thing.name, name))
        elif isinstance(thing, SavedSearch):
            name = self._keeping.ask_name(tr("Rename"), tr("Name of the search:"), thing.name)
            if name and name != thing.name:
                self._keeping.change(lambda: shelf.rename_search(thing.name, name))

    def remove(self) -> None:
        """Remove what is chosen; it can be undone."""
        thing, shelf, change = self.tree.thing(), self._keeping.shelf, self._keeping.change
        if isinstance(thing, Collection):
            place = shelf.collections.index(thing)
            change(lambda: shelf.remove_collection(thing.name), _removed(thing.name),
                   lambda: shelf.restore_collection(thing, place))  # fmt: skip
        elif isinstance(thing, SavedSearch):
            change(lambda: shelf.remove_search(thing.name), _removed(thing.name),
                   lambda: shelf.save_search(thing.name, thing.query, thing.catalogue, thing.parts))  # fmt: skip
        elif isinstance(thing, ShelfItem):
            self._remove_item(thing)
        elif thing == RECENT and shelf.recent:
            change(shelf.clear_recent)

    def _remove_item(self, item: ShelfItem) -> None:
        shelf, collection = self._keeping.shelf, self.tree.collection()
        if collection is not None:
            place = collection.items.index(item)

            def put_back() -> None:
                shelf.add_to_collection(collection.name, item, item.note)
                shelf.move(collection.name, item, place)

            self._keeping.change(lambda: shelf.remove_from_collection(collection.name, item), _removed(item.title),
                                 put_back)  # fmt: skip
        elif self.tree.group() == FAVOURITES:
            self._keeping.change(lambda: shelf.toggle_favourite(item), _removed(item.title),
                                 lambda: shelf.is_favourite(item) or shelf.toggle_favourite(item))  # fmt: skip

    def move(self, step: int) -> None:
        """Move the collection, or the entry within its collection, one place up or down."""
        thing, shelf, collection = self.tree.thing(), self._keeping.shelf, self.tree.collection()
        if isinstance(thing, Collection):
            place = shelf.collections.index(thing) + step
            if 0 <= place < len(shelf.collections):
                self._keeping.change(lambda: shelf.move_collection(thing.name, place))
        elif isinstance(thing, ShelfItem) and collection is not None:
            place = collection.items.index(thing) + step
            if 0 <= place < len(collection.items):
                self._keeping.change(lambda: shelf.move(collection.name, thing, place))

    def export(self) -> None:
        """Write the chosen collection, or all of them, into one file for colleagues."""
        shelf, chosen = self._keeping.shelf, self.tree.collection()
        names = [chosen.name] if chosen is not None else [one.name for one in shelf.collections]
        name = (names[0] if len(names) == 1 else tr("Collections")) + ".json"
        target = ask_where_to_save(self, tr("Export collections"), name, tr("Collections (*.json)"))
        if target is None:
            return
        reports = []
        if self._keeping.change(lambda: reports.append(shelf.export_collections(names, target))):
            self._keeping.said.emit(reports[0].sentence(target.name), None)

    def import_(self) -> None:
        """Take in the collections of a colleague's file."""
        path, _kind = QFileDialog.getOpenFileName(self, tr("Import collections"), "", tr("Collections (*.json)"))
        if path:
            self.import_file(Path(path))

    def import_file(self, path: Path) -> None:
        """Take in the collections of a file and say what came."""
        reports = []
        if self._keeping.change(lambda: reports.append(self._keeping.shelf.import_collections(path))):
            self._keeping.said.emit(reports[0].sentence(), None)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Keep the note when the user leaves its field."""
        if watched is self.note and event.type() == event.Type.FocusOut:
            self.keep_note()
        return False

    def keep_note(self) -> None:
        """Write the note of the collection if it was changed."""
        collection, text = self._noted, self.note.toPlainText().strip()
        names = [one.name for one in self._keeping.shelf.collections]
        if collection is not None and text != collection.note and collection.name in names:
            self._keeping.change(lambda: self._keeping.shelf.describe_collection(collection.name, text))

    # --- what follows the choice -----------------------------------------------------------------------
    def _chosen(self) -> None:
        thing, collection = self.tree.thing(), self.tree.collection()
        is_collection, is_item = isinstance(thing, Collection), isinstance(thing, ShelfItem)
        self.rename_button.setEnabled(is_collection or isinstance(thing, SavedSearch))
        can_go = is_item and (collection is not None or self.tree.group() == FAVOURITES)
        self.remove_button.setEnabled(can_go or self.rename_button.isEnabled() or thing == RECENT)
        for button in (self.up_button, self.down_button):
            button.setEnabled(is_collection or (is_item and collection is not None))
        self.export_button.setEnabled(bool(self._keeping.shelf.collections))
        self._noted = thing if is_collection else None
        self.note_label.setVisible(is_collection)
        self.note.setVisible(is_collection)
        if is_collection and self.note.toPlainText().strip() != thing.note:
            self.note.setPlainText(thing.note)
        self.item_chosen.emit(thing if is_item else None)

    def _activated(self) -> None:
        thing = self.tree.thing()
        if isinstance(thing, ShelfItem):
            self.item_activated.emit(thing)
        elif isinstance(thing, SavedSearch):
            self.search_activated.emit(thing)


def _removed(name: str) -> str:
    return tr("“{name}” was removed.").format(name=" ".join(name.split()))
