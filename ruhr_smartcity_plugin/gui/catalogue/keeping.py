# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeping entries and searches: the one way from the room to the user's shelf, with a way back for what is removed."""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QMenu, QWidget

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.finding import FindQuery
from ruhr_smartcity_plugin.core.catalogue.portals.parts import ChosenParts
from ruhr_smartcity_plugin.core.catalogue.shelf import Shelf
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.gui.questions import ask_text
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_LONGEST_NAME = 80


def shelf_of(bench: Workbench) -> Shelf:
    """Return the one shelf of this QGIS, opened on first use and shared with the other rooms and the browser."""
    if bench.shared.get("shelf") is None:
        bench.shared["shelf"] = Shelf(bench.catalogue_dir() / "shelf.json")
    return bench.shared["shelf"]


class Keeping(QObject):
    """Changes the shelf; every change is on the disk when `changed` is emitted."""

    changed = pyqtSignal()
    said = pyqtSignal(str, object)  # what was done, and how to undo it (None: nothing to undo)
    failed = pyqtSignal(object)  # error

    def __init__(self, shelf: Shelf, window: QWidget) -> None:
        super().__init__(window)
        self.shelf, self._window = shelf, window

    def is_favourite(self, dataset: Dataset) -> bool:
        """Answer whether an entry has its star."""
        return self.shelf.is_favourite(dataset)

    def toggle(self, dataset: Dataset) -> None:
        """Give an entry its star or take it away."""
        self.change(lambda: self.shelf.toggle_favourite(dataset))

    def note(self, dataset: Dataset) -> None:
        """Remember an entry as looked at or used last."""
        self.change(lambda: self.shelf.note_recent(dataset))

    def change(self, act: Callable[[], Any], said: str = "", undo: Callable[[], Any] | None = None) -> bool:
        """Do it; answers False (and says why) if it could not be done."""
        try:
            act()
        except RuhrError as error:
            self.failed.emit(error)
            return False
        self.changed.emit()
        if said:
            self.said.emit(said, (lambda: self.change(undo)) if undo is not None else None)
        return True

    # --- asking for names ----------------------------------------------------------------------------
    def new_collection(self, dataset: Dataset | None = None) -> None:
        """Ask for a name and make a collection; with a data set it goes in at once."""
        name = self.ask_name(tr("New collection"), tr("Name, e.g. Climate adaptation Essen:"))
        if name and self.change(lambda: self.shelf.add_collection(name)) and dataset is not None:
            self.put(name, dataset)

    def put(self, name: str, dataset: Dataset) -> None:
        """Put a data set into a collection."""
        text = tr("“{title}” is in the collection “{name}”.").format(title=dataset.title, name=name)
        self.change(lambda: self.shelf.add_to_collection(name, dataset), text)

    def save_search(self, query: FindQuery, catalogue: str, parts: ChosenParts) -> None:
        """Ask for a name and keep the search of a catalogue (its key) and its parts under it."""
        name = self.ask_name(tr("Save search"), tr("Name of the search:"), query.words)
        if name:
            text = tr("The search “{name}” is kept on your shelf.").format(name=name)
            self.change(lambda: self.shelf.save_search(name, query, catalogue, parts), text)

    def ask_name(self, title: str, question: str, proposed: str = "") -> str:
        """Return the name the user types; "" if none."""
        return " ".join(ask_text(self._window, title, question, proposed).split())[:_LONGEST_NAME]

    def fill_menu(self, menu: QMenu, dataset: Dataset) -> None:
        """Offer what can be kept of a hit."""
        starred = self.is_favourite(dataset)
        star = menu.addAction(QgsApplication.getThemeIcon("/mIconFavorites.svg"),
                              tr("Remove from favourites") if starred else tr("Add to favourites"),
                              lambda: self.toggle(dataset))  # fmt: skip
        star.setObjectName("hit_star")
        inside = menu.addMenu(tr("Add to collection"))
        inside.setObjectName("hit_collections")
        for one in self.shelf.collections:
            inside.addAction(one.name.replace("&", "&&"), lambda name=one.name: self.put(name, dataset))
        if self.shelf.collections:
            inside.addSeparator()
        inside.addAction(tr("New collection …"), lambda: self.new_collection(dataset))
