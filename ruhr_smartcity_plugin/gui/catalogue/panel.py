# SPDX-License-Identifier: GPL-2.0-or-later
"""The room "Data": find a data set, see what it is and may be used for, keep it, put it on the map."""

from __future__ import annotations

from typing import Sequence, Set

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QModelIndex, QPoint, Qt
from qgis.PyQt.QtGui import QResizeEvent, QShowEvent
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSplitter, QToolButton, QVBoxLayout

from ruhr_smartcity_plugin.adapters.settings import Settings
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.portals.parts import ChosenParts
from ruhr_smartcity_plugin.core.catalogue.shelf_record import ShelfItem
from ruhr_smartcity_plugin.core.region.area import Area
from ruhr_smartcity_plugin.gui.catalogue.action_row import ActionRow
from ruhr_smartcity_plugin.gui.catalogue.central_line import CentralLine
from ruhr_smartcity_plugin.gui.catalogue.chips import Chips
from ruhr_smartcity_plugin.gui.catalogue.detail_view import DetailView
from ruhr_smartcity_plugin.gui.catalogue.dragging import CanvasDrop, Reference
from ruhr_smartcity_plugin.gui.catalogue.facet_panel import FacetPanel
from ruhr_smartcity_plugin.gui.catalogue.hit_menu import hit_menu
from ruhr_smartcity_plugin.gui.catalogue.index_dialog import IndexDialog
from ruhr_smartcity_plugin.gui.catalogue.index_line import IndexLine
from ruhr_smartcity_plugin.gui.catalogue.keeping import Keeping, shelf_of
from ruhr_smartcity_plugin.gui.catalogue.kind_finding import find_out_and_add
from ruhr_smartcity_plugin.gui.catalogue.layer_adding import LayerAdding
from ruhr_smartcity_plugin.gui.catalogue.layer_downloading import LayerDownloading
from ruhr_smartcity_plugin.gui.catalogue.layer_news import LayerNews
from ruhr_smartcity_plugin.gui.catalogue.layer_refreshing import LayerRefreshing
from ruhr_smartcity_plugin.gui.catalogue.narrowing import Narrowing
from ruhr_smartcity_plugin.gui.catalogue.portal_choice import INDEX, SAMPLE, SERVICES
from ruhr_smartcity_plugin.gui.catalogue.portal_chooser import PortalChooser
from ruhr_smartcity_plugin.gui.catalogue.result_list import ResultModel
from ruhr_smartcity_plugin.gui.catalogue.result_view import ResultView
from ruhr_smartcity_plugin.gui.catalogue.room_menu import room_menu_button
from ruhr_smartcity_plugin.gui.catalogue.search_course import SearchCourse
from ruhr_smartcity_plugin.gui.catalogue.searching import Searching
from ruhr_smartcity_plugin.gui.catalogue.shelf_look_up import known_dataset
from ruhr_smartcity_plugin.gui.catalogue.shelf_mode import ShelfMode
from ruhr_smartcity_plugin.gui.catalogue.shelf_page import ShelfPage
from ruhr_smartcity_plugin.gui.icon_button import icon_button
from ruhr_smartcity_plugin.gui.room import Room
from ruhr_smartcity_plugin.translation import tr

# From this width on the detail stands beside the list; in widths of the letter "x".
_WIDE_CHARACTERS = 70


class CatalogueRoom(Room):
    """Portals are contacted when the user presses Enter or the search button, never before."""

    name = "catalogue"
    help_page = "catalogue"

    def build(self, layout: QVBoxLayout) -> None:
        """Make the widgets and connect them."""
        self.keeping = Keeping(shelf_of(self.workbench), self)
        self.narrowing = Narrowing(self)
        self.narrowing.restore(self.settings.catalogue_filters.value())
        self.searching = Searching(self.workbench, self)
        self.finding_out: Set[str] = set()  # addresses whose kind is being found out
        self.adding = LayerAdding(self.workbench, self)
        cleared = self.workbench.project.cleared
        cleared.connect(self.adding.leave_project)
        self.ledger.push(lambda: cleared.disconnect(self.adding.leave_project))
        self.downloading = LayerDownloading(self.workbench, self.adding, self)
        self.refreshing = LayerRefreshing(self.workbench, self.adding, self)
        self._layer_news = LayerNews(self, self.adding, self.downloading, self.refreshing)
        self.portals = PortalChooser(self.settings, self.workbench.shared, self)
        self.central_line = CentralLine(self.workbench, self)
        layout.addWidget(self.central_line)
        layout.addWidget(self.portals)
        layout.addLayout(self._search_line())
        self.chips = Chips(self.narrowing, self)
        self.open_chip, self.loadable_chip, self.area_chip = self.chips.open, self.chips.loadable, self.chips.area
        layout.addWidget(self.chips)
        self.summary = QLabel(self)
        self.summary.setObjectName("summary")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        layout.addWidget(self.summary)
        layout.addWidget(self._filters_list_and_detail(), 100)
        self.actions_row = ActionRow(self)
        layout.addWidget(self.actions_row)
        self.index_line = IndexLine(self.workbench, self)
        layout.addWidget(self.index_line)
        layout.addStretch(1)  # keeps the head on top while the list is hidden
        self.course = SearchCourse(self, self.searching)
        self.shelf_mode = ShelfMode(self)
        self._has_list, self._dataset = False, None
        self._outlasts_hits = False  # the data set shown was asked for after the hits that are still to come
        self._connect()
        self._name_filters()
        self.filter_button.setChecked(self.settings.catalogue_filters_shown.value())
        self.show_list(False)
        self._follow_portal()

    @property
    def settings(self) -> Settings:
        """The plugin's settings."""
        return self.workbench.settings

    # --- widgets -----------------------------------------------------------------------------------
    def _search_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.words = QgsFilterLineEdit(self)
        self.words.setObjectName("search_words")
        self.words.setAccessibleName(tr("Search words"))
        self.words.setPlaceholderText(tr("Search, e.g. trees, noise, schools"))
        self.words.setShowSearchIcon(True)
        self.words.setText(self.settings.catalogue_words.value())
        self.search_button = QPushButton(tr("&Search"), self)
        self.search_button.setObjectName("search")
        self.filter_button = QToolButton(self)
        self.filter_button.setObjectName("filters_shown")
        self.filter_button.setCheckable(True)
        self.filter_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.shelf_title = QLabel(tr("Shelf"), self)
        self.shelf_title.setObjectName("shelf_title")
        self.shelf_title.hide()
        self.shelf_button = icon_button(self, "shelf_shown", "/mIconFavorites.svg", tr("Shelf: what you have kept"))
        self.shelf_button.setCheckable(True)
        self.shelf_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.shelf_button.setMenu(self._shelf_menu())
        tools = room_menu_button(self.workbench, self)
        for widget, stretch in ((self.words, 1), (self.shelf_title, 1), (self.search_button, 0),
                                (self.filter_button, 0), (self.shelf_button, 0), (tools, 0)):  # fmt: skip
            line.addWidget(widget, stretch)
        return line

    def _shelf_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(tr("Save this search …"), lambda: self.shelf_mode.save_search())
        menu.addAction(tr("Show the shelf"), lambda: self.shelf_button.setChecked(True))
        return menu

    def _filters_list_and_detail(self) -> QSplitter:
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setObjectName("list_and_detail")
        self.facets = FacetPanel(self.narrowing, self.splitter)
        self.facets.tree.unfold(self.settings.catalogue_groups.value())
        self.facets.hide()
        self.model = ResultModel(self)
        self.model.is_favourite = self.keeping.is_favourite
        self.list = ResultView(self.model, self.splitter)
        self.shelf_page = ShelfPage(self.keeping, self.splitter)
        self.shelf_page.hide()
        self.detail = DetailView(self.splitter, self.workbench, self.ledger, self.adding)
        self.splitter.setChildrenCollapsible(True)
        for position, stretch in enumerate((2, 3, 3, 2)):
            self.splitter.setStretchFactor(position, stretch)
        return self.splitter

    def _connect(self) -> None:
        self.words.returnPressed.connect(self.search)
        self.list.enter_from(self.words)
        self.words.textChanged.connect(lambda _text: self.course.typed())
        self.search_button.clicked.connect(lambda _on=False: self.search())
        self.filter_button.toggled.connect(self._show_filters)
        self.facets.folds_changed.connect(self._remember_folds)
        self.narrowing.changed.connect(self._narrowed)
        self.portals.changed.connect(self._follow_portal)
        self.portals.refused.connect(self.show_problem)
        for follow in (self.portals.rename, self.course.portal_renamed):
            self.searching.renamed.connect(follow)
        self.list.selectionModel().currentChanged.connect(lambda new, _old: self._show_dataset(new))
        self.list.activated.connect(lambda _index: self.actions_row.run_primary())
        self.list.end_near.connect(self.course.load_more)
        self.list.menu_requested.connect(self._show_menu)
        self.detail.distribution_chosen.connect(lambda _one: self._refresh_actions())
        self.detail.distribution_activated.connect(lambda _one: self.actions_row.run_primary())
        self.actions_row.add_requested.connect(self.add)
        self.actions_row.find_requested.connect(self.find_out)
        self.adding.failed.connect(lambda *_: self.finding_out.clear())
        self.refreshing.serve(self.actions_row)
        self.actions_row.download_requested.connect(self.downloading.ask)
        self.ledger.push(self.course.drop)
        canvas = self.workbench.canvas
        if canvas is not None:
            canvas.extentsChanged.connect(self.course.map_moved)
            self.ledger.push(lambda: canvas.extentsChanged.disconnect(self.course.map_moved))
            self.ledger.push(CanvasDrop(canvas, self.add_dropped, self).close)
        sources = self.workbench.shared.get("sources")
        if sources is not None:
            for react in (self.portals.refresh, self.course.index_changed):
                sources.changed.connect(react)
                self.ledger.push(lambda react=react: sources.changed.disconnect(react))
        self.index_line.details_requested.connect(self._show_index_states)
        self.index_line.changed.connect(self.course.index_changed)
        self.index_line.ended.connect(self.course.index_updated)
        self.index_line.failed.connect(self.show_problem)
        self.ledger.push(self.index_line.cancel)
        self.ledger.push(self.central_line.stop)

    def showEvent(self, event: QShowEvent) -> None:
        """See whether the administrator's list should be fetched."""
        super().showEvent(event)
        self.central_line.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put filters, list and detail beside each other where there is room."""
        super().resizeEvent(event)
        is_wide = event.size().width() > self.fontMetrics().horizontalAdvance("x") * _WIDE_CHARACTERS
        wanted = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self.splitter.orientation() != wanted:  # what were heights would be widths
            self.splitter.setOrientation(wanted)
            self._share_room()
        self._show_detail()

    # --- searching ---------------------------------------------------------------------------------
    def search(self, parts: ChosenParts | None = None) -> None:
        """Search the chosen catalogue for the words; an empty line finds everything. `parts` are a saved search's."""
        self.show_list(True)
        self.summary.setText("")
        self.course.search(parts)

    def search_all(self) -> None:
        """Search without words."""
        self.words.clear()
        self.search()

    def load_rest(self) -> None:
        """Go on where the last live search ended."""
        self.course.load_rest()

    def accept_old_index(self) -> None:
        """Use the index although it is old."""
        self.course.accept_old_index()

    def open_sample(self) -> None:
        """Show the sample catalogue; needs no network."""
        self._open_list(SAMPLE)

    def open_services(self) -> None:
        """Show the list of geo services; needs no network."""
        self._open_list(SERVICES)

    def _open_list(self, key: str) -> None:
        self.portals.choose(key)
        self.words.clear()
        self.search()

    def _follow_portal(self) -> None:
        self.show_face()
        self.course.portal_changed()

    def show_list(self, shown: bool) -> None:
        """Show filters, list and actions; before the first search there is nothing to filter, choose or add."""
        self._has_list = shown
        if not shown:
            self.summary.setText("")
        self.show_face()

    def show_face(self) -> None:
        """Show what belongs to the search, or to the shelf."""
        shelf, choice = self.shelf_mode.is_on, self.portals.choice()
        searches, lists = not shelf, self._has_list and not shelf
        for widget in (self.portals, self.words, self.summary):
            widget.setVisible(searches)
        for widget in (self.chips, self.filter_button, self.list):
            widget.setVisible(lists)
        self.facets.setVisible(lists and self.filter_button.isChecked())
        for widget in (self.splitter, self.actions_row):
            widget.setVisible(shelf or self._has_list)
        for widget in (self.shelf_page, self.shelf_title):
            widget.setVisible(shelf)
        self.search_button.setVisible(searches and choice.key != INDEX)  # the index answers while the user types
        self.index_line.setVisible(searches and choice.key == INDEX)
        self._show_detail()

    def show_hits(self, datasets: Sequence[Dataset]) -> None:
        """Show these hits; what was chosen stays chosen if it is among them."""
        chosen = self.list.current()
        outlasts, self._outlasts_hits = self._outlasts_hits, False
        self.model.show(datasets)
        if chosen is not None and self.list.current() is None:
            same = (row for row, one in enumerate(datasets)
                    if (one.portal_root, one.key) == (chosen.portal_root, chosen.key))  # fmt: skip
            row = next(same, -1)
            if row >= 0:
                self.list.setCurrentIndex(self.model.index(row))
        if self.list.current() is not chosen or (chosen is None and not outlasts):
            self._show_dataset(self.list.currentIndex())

    # --- filters -----------------------------------------------------------------------------------
    def apply_area(self, area: Area) -> None:
        """Offer the area as a filter; the whole region filters nothing."""
        self.chips.show_area(area)
        self.course.narrowed()

    def remove_filters(self) -> None:
        """Show everything that was found."""
        self.narrowing.clear(area=True)

    def _narrowed(self) -> None:
        self._name_filters()
        self.course.narrowed()

    def _name_filters(self) -> None:
        number = len(self.narrowing.active())
        text = tr("&Filter ({number})").format(number=number) if number else tr("&Filter")
        self.filter_button.setText(text)

    def _show_filters(self, shown: bool) -> None:
        self.settings.catalogue_filters_shown.setValue(shown)
        self.show_face()
        if shown:
            self._share_room()
            self.facets.words.setFocus()
            self.course.narrowed()  # counts are not made while nobody sees them

    def _share_room(self) -> None:
        """Give all parts the same height in a narrow dock, most width to the hits in a wide one; then the user decides.

        What is hidden takes no part; the shelf stands where the hits are.
        """
        is_narrow = self.splitter.orientation() == Qt.Orientation.Vertical
        facets, hits, detail = (4, 4, 4) if is_narrow else (3, 5, 4)
        self.splitter.setSizes([one * 100 for one in (facets, hits, hits, detail)])

    def _remember_folds(self) -> None:
        self.settings.catalogue_groups.setValue(self.facets.tree.unfolded())

    # --- the selected data set ---------------------------------------------------------------------
    def show_dataset(self, dataset: Dataset) -> None:
        """Show one data set, wherever it was found; what is in the list stays there."""
        self.shelf_button.setChecked(False)
        self.show_list(True)
        self.list.setCurrentIndex(QModelIndex())
        self._outlasts_hits = self.course.is_running
        self._show(dataset)

    def show_on_shelf(self, item: ShelfItem, collection: str = "") -> None:
        """Choose an entry of the shelf: of a collection, or of the favourites."""
        self.shelf_button.setChecked(True)
        self.shelf_page.tree.choose_item(item, collection)

    def show_kept(self, dataset: Dataset | None) -> None:
        """Show the data set of an entry of the shelf."""
        self._show(dataset)

    def _show_dataset(self, index: QModelIndex) -> None:
        if not self.shelf_mode.is_on:  # hits also come behind the shelf
            self._show(self.model.dataset_at(index))

    def _show(self, dataset: Dataset | None) -> None:
        self._dataset = dataset
        self.detail.show_dataset(dataset)
        self._show_detail()
        self._refresh_actions()

    def _show_detail(self) -> None:
        """Show the detail if there is one, unless a narrow dock shows the filters: ticking is watched in the list."""
        is_narrow = self.splitter.orientation() == Qt.Orientation.Vertical
        covered = is_narrow and self.filter_button.isChecked() and not self.shelf_mode.is_on
        self.detail.setVisible(self._dataset is not None and not covered)

    def add_dataset(self, dataset: Dataset) -> None:
        """Put the first resource of a data set that can be loaded on the map."""
        loadable = next((one for one in dataset.distributions if one.is_loadable), None)
        if loadable is not None:
            self.add(dataset, loadable)

    def add(self, dataset: Dataset, distribution: Distribution) -> None:
        """Put a resource on the map, and its data set among those used of late."""
        self.keeping.note(dataset)
        self.adding.add(dataset, distribution)

    def find_out(self, dataset: Dataset, distribution: Distribution) -> None:
        """Ask a resource of unknown kind what it is; put it on the map, or open the page or document it is."""
        find_out_and_add(self, dataset, distribution)

    def add_dropped(self, reference: Reference) -> None:
        """Put an entry of the list, of the index or of another list of this computer on the map."""
        dataset = self.model.find(reference)
        if dataset is None:
            dataset = known_dataset(self.workbench, reference.portal_root, reference.key)
            if dataset is not None:
                self.show_dataset(dataset)
        resource = reference.resource_of(dataset) if dataset is not None else None
        if resource is not None:
            self.add(dataset, resource)
        else:
            text = tr("What was dropped is no longer in the lists or the index of this computer. Search for it again.")
            self.workbench.messages.warn(text)

    def _show_menu(self, dataset: Dataset, at: QPoint) -> None:
        menu = hit_menu(self, dataset)
        menu.exec(at)
        menu.deleteLater()

    def _show_index_states(self) -> None:
        dialog = IndexDialog(self.index_line, self)
        dialog.exec()
        dialog.deleteLater()

    def _refresh_actions(self) -> None:
        self.actions_row.show_choice(self._dataset, self.detail.distribution() if self._dataset else None)
