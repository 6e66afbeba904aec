# SPDX-License-Identifier: GPL-2.0-or-later
"""The room "Data": search a catalogue, see what a data set is and may be used for, put it on the map."""

from __future__ import annotations

from typing import List, Tuple

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QLocale, QModelIndex, Qt, QTime
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Verdict, group_digits
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.filters import CatalogueFilter
from ruhr_smartcity_plugin.core.catalogue.portals.portal import SearchResult
from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.region.area import Area, AreaKind
from ruhr_smartcity_plugin.gui.catalogue.action_row import ActionRow
from ruhr_smartcity_plugin.gui.catalogue.detail_view import DetailView
from ruhr_smartcity_plugin.gui.catalogue.layer_adding import Added, LayerAdding
from ruhr_smartcity_plugin.gui.catalogue.portal_chooser import SAMPLE, SERVICES, PortalChooser
from ruhr_smartcity_plugin.gui.catalogue.result_list import ResultModel
from ruhr_smartcity_plugin.gui.catalogue.searching import Searching
from ruhr_smartcity_plugin.gui.catalogue.tree_mark import mark_in_tree
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.room import Room
from ruhr_smartcity_plugin.gui.states import EMPTY, WORKING
from ruhr_smartcity_plugin.gui.two_line_list import TwoLineDelegate
from ruhr_smartcity_plugin.translation import tr

# From this width on the detail stands beside the list; in widths of the letter "x".
_WIDE_CHARACTERS = 70


class CatalogueRoom(Room):
    """Nothing is contacted before the user presses Enter or the search button."""

    name = "catalogue"
    help_page = "catalogue"

    def build(self, layout: QVBoxLayout) -> None:
        """Make the widgets and connect them."""
        self._found: List[Dataset] = []
        self._count: int | None = None
        self._result: SearchResult | None = None
        self._searched = ("", "")  # catalogue, words
        self.searching = Searching(self.workbench, self)
        self.adding = LayerAdding(self.workbench, self)
        self.portals = PortalChooser(self.workbench.settings, self)
        layout.addWidget(self.portals)
        layout.addLayout(self._search_line())
        self.chips = self._chips()
        layout.addWidget(self.chips)
        self.summary = QLabel(self)
        self.summary.setObjectName("summary")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        layout.addWidget(self.summary)
        layout.addWidget(self._list_and_detail(), 100)
        self.actions_row = ActionRow(self)
        layout.addWidget(self.actions_row)
        layout.addStretch(1)  # keeps the head on top while the list is hidden
        self._connect()
        self._show_dataset(QModelIndex())
        self._say_empty()

    # --- widgets -----------------------------------------------------------------------------------
    def _search_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.words = QgsFilterLineEdit(self)
        self.words.setObjectName("search_words")
        self.words.setAccessibleName(tr("Search words"))
        self.words.setPlaceholderText(tr("Search, e.g. trees, noise, schools"))
        self.words.setShowSearchIcon(True)
        self.search_button = QPushButton(tr("&Search"), self)
        self.search_button.setObjectName("search")
        line.addWidget(self.words, 1)
        line.addWidget(self.search_button)
        return line

    def _chips(self) -> QWidget:
        box = QWidget(self)
        flow = FlowLayout(box)
        self.open_chip = self._chip("chip_open", tr("&Open licence"), box)
        self.loadable_chip = self._chip("chip_loadable", tr("Can be &loaded"), box)
        self.area_chip = self._chip("chip_area", "", box)
        self.area_chip.setChecked(True)
        for chip in (self.open_chip, self.loadable_chip, self.area_chip):
            flow.addWidget(chip)
        return box

    def _chip(self, name: str, text: str, parent: QWidget) -> QToolButton:
        chip = QToolButton(parent)
        chip.setObjectName(name)
        chip.setText(text)
        chip.setCheckable(True)
        return chip

    def _list_and_detail(self) -> QSplitter:
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setObjectName("list_and_detail")
        self.model = ResultModel(self)
        self.list = QListView(self.splitter)
        self.list.setObjectName("results")
        self.list.setAccessibleName(tr("Found data sets"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(TwoLineDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setMinimumHeight(self.fontMetrics().lineSpacing() * 5)
        self.detail = DetailView(self.splitter)
        self.splitter.setChildrenCollapsible(True)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        return self.splitter

    def _connect(self) -> None:
        for chip in (self.open_chip, self.loadable_chip, self.area_chip):
            chip.toggled.connect(lambda _on: self._apply_filter())
        self.words.returnPressed.connect(self.search)
        self.search_button.clicked.connect(lambda _on=False: self.search())
        self.portals.changed.connect(self._portal_changed)
        self.portals.refused.connect(self.show_problem)
        self.list.selectionModel().currentChanged.connect(lambda new, _old: self._show_dataset(new))
        self.list.activated.connect(lambda _index: self.actions_row.run_primary())
        self.detail.distribution_chosen.connect(lambda _one: self._refresh_actions())
        self.detail.distribution_activated.connect(lambda _one: self.actions_row.run_primary())
        self.actions_row.add_requested.connect(self.adding.add)
        self.searching.page_arrived.connect(self._page_arrived)
        self.searching.ended.connect(self._search_ended)
        self.searching.failed.connect(self._search_failed)
        self.adding.started.connect(self.banner.show_working)
        self.adding.progressed.connect(self._adding_progressed)
        self.adding.added.connect(self._layer_added)
        self.adding.failed.connect(self._adding_failed)
        self.adding.stopped.connect(self.banner.clear)
        self.ledger.push(self.searching.drop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the detail beside the list where there is room for both."""
        super().resizeEvent(event)
        is_wide = event.size().width() > self.fontMetrics().horizontalAdvance("x") * _WIDE_CHARACTERS
        self.splitter.setOrientation(Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical)

    # --- searching ---------------------------------------------------------------------------------
    def search(self) -> None:
        """Search the chosen catalogue for the words; an empty line finds everything."""
        choice, words = self.portals.choice(), self.words.text().strip()
        self._searched = (choice.title, words)
        self._found, self._count, self._result = [], None, None
        self._show_list(True)
        self.model.show(())
        self.summary.setText("")
        self._show_dataset(QModelIndex())
        if not choice.url:
            self._search_list()
            return
        self._say_searching()
        self.searching.search_portal(choice, words)

    def _search_list(self) -> None:
        try:
            self._found = list(self.searching.search_list(self.portals.choice(), self._searched[1]))
        except RuhrError as error:
            self.show_problem(error)
            return
        self._count = len(self._found)
        self._apply_filter()
        self._say_end()

    def load_rest(self) -> None:
        """Go on where the last search ended."""
        if self._result is None or not self.portals.choice().url:
            return
        start, self._result = self._result.next_start, None
        self._say_searching()
        self.searching.search_portal(self.portals.choice(), self._searched[1], start=start, limit=None)

    def _say_searching(self) -> None:
        text = tr("Searching {portal} …").format(portal=self._searched[0])
        self.banner.show_working(text, self.searching.cancel)

    def _page_arrived(self, datasets: Tuple[Dataset, ...], count: int) -> None:
        known = {one.key for one in self._found}
        fresh = [one for one in datasets if one.key not in known]
        self._found += fresh
        self._count = count
        self.model.append(self._filter().apply(tuple(fresh)))
        if self.banner.state == WORKING and count:
            self.banner.set_percent(min(100, 100 * len(self._found) // count))
        self._say_summary()

    def _search_ended(self, result: SearchResult) -> None:
        self._result = result
        self._count = result.completeness.expected
        self._say_summary()
        self._say_end()

    def _search_failed(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            self._search_stopped()
            return
        self.show_problem(error, (tr("Try again"), self.search), (tr("Open sample catalogue"), self.open_sample))

    def _search_stopped(self) -> None:
        """The user stopped it: what has arrived stays, and the rest can still be loaded."""
        if not self._found:
            self._say_empty()
            return
        known = Completeness(self._count, len(self._found))
        self._result = SearchResult(tuple(self._found), known, len(self._found))
        self._say_end()

    def open_sample(self) -> None:
        """Show the sample catalogue; needs no network."""
        self._open_list(SAMPLE)

    def open_services(self) -> None:
        """Show the shipped list of geo services; needs no network."""
        self._open_list(SERVICES)

    def _open_list(self, key: str) -> None:
        self.portals.choose(key)
        self.words.clear()
        self.search()

    def _portal_changed(self) -> None:
        """The list still shows what another catalogue answered: say so instead of mixing them up."""
        if self._found and self._searched[0] != self.portals.choice().title:
            text = tr("These are hits from {portal}, {time}.")
            now = QLocale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat)
            text = text.format(portal=self._searched[0], time=now)
            self.banner.show_stale(text, (tr("Search here"), self.search))
        elif self.banner.state == EMPTY or not self._found:
            self._say_empty()

    # --- what is said ------------------------------------------------------------------------------
    def _say_empty(self) -> None:
        self.summary.setText("")
        self._show_list(False)
        text = tr("Search the open data of the Ruhr. Nothing is contacted before you press “Search”.")
        services, sample = (tr("List of geo services"), self.open_services), (tr("Sample catalogue"), self.open_sample)
        self.banner.show_empty(text, services, sample)

    def _show_list(self, shown: bool) -> None:
        """Before the first search there is nothing to filter, choose or add."""
        for widget in (self.chips, self.splitter, self.actions_row):
            widget.setVisible(shown)

    def _say_end(self) -> None:
        if not self._found and (self._result is None or self._result.is_complete):
            self._say_nothing_found()
        elif self._result is not None and not self._result.is_complete:
            self._say_partly(self._result)
        elif not self.model.rowCount():
            text = tr("%n hit(s), but none passes the filters.", "", len(self._found))
            self.banner.show_empty(text, (tr("Remove filters"), self.remove_filters))
        else:
            self.banner.clear()

    def _say_nothing_found(self) -> None:
        portal, words = self._searched
        if not words:
            self.banner.show_empty(tr("{portal} has no data sets.").format(portal=portal))
            return
        text = tr("Nothing was found for “{words}” in {portal}.").format(words=words, portal=portal)
        self.banner.show_empty(text, (tr("Search without words"), self._search_all))

    def _say_partly(self, result: SearchResult) -> None:
        counts = {"received": group_digits(len(self._found)), "expected": group_digits(self._count or 0)}
        text = tr("{received} of {expected} data sets loaded.").format(**counts)
        detail = ""
        if result.error is not None:
            text, detail = f"{text} {result.error.sentence}", result.error.detail
        self.banner.show_partly(
            text, (tr("Load the rest"), self.load_rest), (tr("Use as it is"), self.banner.clear), detail=detail
        )

    def _say_summary(self) -> None:
        shown, found, count = self.model.rowCount(), len(self._found), self._count or 0
        texts = [tr("%n hit(s)", "", max(count, found))]
        if shown != found:
            texts.append(tr("{shown} shown by the filters").format(shown=group_digits(shown)))
        if self._result is not None and self._result.unreadable:
            texts.append(tr("%n unreadable record(s) left out", "", self._result.unreadable))
        self.summary.setText(" · ".join(texts))

    def _search_all(self) -> None:
        self.words.clear()
        self.search()

    # --- filters -----------------------------------------------------------------------------------
    def apply_area(self, area: Area) -> None:
        """Offer the area as a filter; the whole region filters nothing."""
        self.area_chip.setVisible(area.kind is not AreaKind.REGION)
        self.area_chip.setText(tr("Area: {name}").format(name=area.name))
        self._apply_filter()

    def remove_filters(self) -> None:
        """Show everything that was found."""
        for chip in (self.open_chip, self.loadable_chip, self.area_chip):
            chip.setChecked(False)
        self._say_end()

    def _filter(self) -> CatalogueFilter:
        area = self.workbench.area.area if self.area_chip.isChecked() else None
        return CatalogueFilter(self.open_chip.isChecked(), self.loadable_chip.isChecked(), area)

    def _apply_filter(self) -> None:
        chosen = self.model.dataset_at(self.list.currentIndex())
        shown = self._filter().apply(tuple(self._found))
        self.model.show(shown)
        row = next((row for row, one in enumerate(shown) if chosen is not None and one.key == chosen.key), -1)
        self.list.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        self._show_dataset(self.list.currentIndex())
        if self._found:
            self._say_summary()
            if self.banner.state in (EMPTY, "hidden"):
                self._say_end()

    # --- the selected data set ---------------------------------------------------------------------
    def _show_dataset(self, index: QModelIndex) -> None:
        dataset = self.model.dataset_at(index)
        self.detail.show_dataset(dataset)
        self.detail.setVisible(dataset is not None)
        self._refresh_actions()

    def _refresh_actions(self) -> None:
        dataset = self.model.dataset_at(self.list.currentIndex())
        self.actions_row.show_choice(dataset, self.detail.distribution() if dataset else None)

    # --- onto the map ------------------------------------------------------------------------------
    def _adding_progressed(self, percent: int) -> None:
        if self.banner.state == WORKING and not self.searching.is_running:
            self.banner.set_percent(percent)

    def _layer_added(self, added: Added) -> None:
        layer, completeness = added.loaded.layer, added.loaded.completeness
        notes = " ".join(added.loaded.notes)
        if completeness is None or completeness.verdict is Verdict.COMPLETE:
            said = tr("“{layer}” is on the map.").format(layer=layer.name())
            counted = completeness.sentence() if completeness else ""
            self.workbench.messages.succeed(" ".join(part for part in (said, counted) if part))
            if notes:
                self.workbench.messages.warn(notes)
                self.banner.show_partly(notes, (tr("Close"), self.banner.clear))
            else:
                self.banner.clear()
            return
        text = " ".join(part for part in (f"{added.wish.title}:", completeness.sentence(), notes) if part)
        self.workbench.messages.warn(text)
        mark_in_tree(self.workbench.main_window, self.workbench.project, layer, completeness.sentence(), self.ledger)
        actions = [(tr("Use as it is"), self.banner.clear)]
        if completeness.verdict is Verdict.SHORT:
            actions.insert(0, (tr("Load the rest"), lambda: self.adding.load(added.wish, layer)))
        detail = redact(f"{added.loaded.source.url} {added.loaded.source.layer}")
        self.banner.show_partly(text, *actions, detail=detail, is_short=completeness.verdict is Verdict.SHORT)

    def _adding_failed(self, error: BaseException, retry: object) -> None:
        if isinstance(error, CancelledError):
            self.banner.clear()
            return
        self.show_problem(error, (tr("Try again"), retry))
