# SPDX-License-Identifier: GPL-2.0-or-later
"""The two faces of the room: finding, and the shelf with what was kept. Detail and actions serve both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, FrozenSet

from qgis.PyQt.QtCore import QObject, QPoint, Qt
from qgis.PyQt.QtGui import QKeySequence, QShortcut
from qgis.PyQt.QtWidgets import QMenu

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.parts import ALL_PARTS
from ruhr_smartcity_plugin.core.catalogue.shelf_record import SavedSearch, ShelfItem
from ruhr_smartcity_plugin.core.errors import CancelledError
from ruhr_smartcity_plugin.gui.catalogue.extent_view import show_extent
from ruhr_smartcity_plugin.gui.catalogue.hit_menu import hit_menu
from ruhr_smartcity_plugin.gui.catalogue.shelf_look_up import ShelfLookUp
from ruhr_smartcity_plugin.gui.states import HIDDEN
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom


class ShelfMode(QObject):
    """Switches between the faces and leads from the shelf to data sets and searches."""

    def __init__(self, room: CatalogueRoom) -> None:
        super().__init__(room)
        self._room = room
        self.is_on = False
        self.look_up = ShelfLookUp(room.workbench, self)
        page, keeping = room.shelf_page, room.keeping
        room.shelf_button.toggled.connect(self.show)
        self._back = QShortcut(QKeySequence(Qt.Key.Key_Escape), room)
        self._back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._back.setEnabled(False)
        self._back.activated.connect(self._go_back)
        page.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        page.tree.customContextMenuRequested.connect(self._show_menu)
        page.item_chosen.connect(self._item_chosen)
        page.item_activated.connect(self._item_activated)
        page.search_activated.connect(self.run_search)
        self.look_up.fetched.connect(self._fetched)
        self.look_up.failed.connect(self._not_fetched)
        keeping.changed.connect(room.model.stars_changed)
        keeping.failed.connect(room.show_problem)
        keeping.said.connect(self._say)
        room.list.star_requested.connect(keeping.toggle)

    def show(self, on: bool) -> None:
        """Show the shelf, or the search."""
        self.is_on = on
        self._back.setEnabled(on)
        self._room.show_face()
        if on:
            self._room.shelf_page.refresh()
            self._room.banner.clear()
            self._room.shelf_page.tree.setFocus()
            self._say_damage()
        else:
            self._room.show_kept(self._room.list.current())
            self._room.course.say_again()

    def _go_back(self) -> None:
        """Esc leads back to the search, and into its line."""
        self._room.shelf_button.setChecked(False)
        self._room.words.setFocus()

    def _show_menu(self, at: QPoint) -> None:
        """Offer what can be done with the chosen row, as for a hit."""
        page, thing = self._room.shelf_page, self._room.shelf_page.tree.thing()
        dataset = self.look_up.find(thing) if isinstance(thing, ShelfItem) else None
        menu = hit_menu(self._room, dataset) if dataset is not None else QMenu(self._room)
        page.fill_menu(menu)
        menu.exec(page.tree.viewport().mapToGlobal(at))
        menu.deleteLater()

    def run_search(self, search: SavedSearch) -> None:
        """Run a saved search: its words, its filters, its catalogue, and the part of the map it was made for.

        Organisation and group are asked of their own catalogue only; another one has other ones.
        """
        query = search.query
        self._room.shelf_button.setChecked(False)
        self._choose_catalogue(search.catalogue)
        self._choose_area(query.area_ags)
        if query.extent_4326 is not None:
            show_extent(self._room.workbench, query.extent_4326)
        self._room.words.setText(query.words)
        self._room.narrowing.take(query)
        is_its_own = self._room.portals.choice().key == search.catalogue
        self._room.search(search.parts if is_its_own else ALL_PARTS)

    def _choose_catalogue(self, key: str) -> None:
        portals = self._room.portals
        if key:
            portals.choose(key)
        if key and portals.choice().key != key:
            text = tr("The catalogue {catalogue} of this search is not in your list any more. “{other}” is searched.")
            texts = {"catalogue": key, "other": portals.choice().title}
            self._room.workbench.messages.warn(text.format(**texts))

    def _choose_area(self, towns: FrozenSet[str]) -> None:
        """Choose the area of a search; none means that it was not narrowed by one, and leaves that of the dock."""
        context = self._room.workbench.area
        if not towns or towns == frozenset(context.area.ags):
            return
        area = context.region.area_of_towns(towns)
        if area is None:
            text = tr("This search was made for a part of the map. It is run in the area “{area}” instead.")
            self._room.workbench.messages.warn(text.format(area=context.area.name))
        else:
            context.choose(area.kind, area.key)

    def save_search(self) -> None:
        """Keep the words, filters and catalogue of now under a name."""
        query = self._room.course.query(self._room.words.text().strip())
        self._room.keeping.save_search(query, self._room.portals.choice().key, self._room.course.parts)

    # --- entries -------------------------------------------------------------------------------------
    def _item_chosen(self, item: ShelfItem | None) -> None:
        if not self.is_on:
            return
        dataset = self.look_up.find(item) if item is not None else None
        self._room.show_kept(dataset)
        if item is None or dataset is not None:
            return
        text = tr("“{title}” is not in the index.").format(title=item.title)
        if self.look_up.can_fetch(item):
            fetch = (tr("Fetch from {portal}").format(portal=item.portal or item.portal_root), self._fetching(item))
            self._room.banner.show_stale(text, fetch)
        else:
            self._room.banner.show_empty(text)

    def _item_activated(self, item: ShelfItem) -> None:
        if self.look_up.find(item) is not None:
            self._room.actions_row.run_primary()
        elif self.look_up.can_fetch(item):
            self._fetching(item)()

    def _fetching(self, item: ShelfItem) -> Callable[[], None]:
        def fetch() -> None:
            self._room.banner.show_working(tr("Fetching “{title}” …").format(title=item.title))
            self.look_up.fetch(item)

        return fetch

    def _fetched(self, item: ShelfItem, dataset: Dataset) -> None:
        self._room.banner.clear()
        if self.is_on and self._room.shelf_page.tree.thing() == item:
            self._room.show_kept(dataset)

    def _not_fetched(self, item: ShelfItem, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            self._room.banner.clear()
        else:
            self._room.show_problem(error, (tr("Try again"), self._fetching(item)))

    # --- what is said ----------------------------------------------------------------------------------
    def _say(self, text: str, undo: Callable[[], None] | None) -> None:
        banner = self._room.banner

        def take_back() -> None:
            banner.clear()
            undo()

        actions = [(tr("Undo"), take_back)] if undo is not None else []
        banner.show_empty(text, *actions, (tr("Close"), banner.clear))

    def _say_damage(self) -> None:
        shelf = self._room.keeping.shelf
        if shelf.damage and self._room.banner.state == HIDDEN:
            banner = self._room.banner
            banner.show_partly(shelf.damage, (tr("Close"), banner.clear), detail=shelf.damage_detail)
