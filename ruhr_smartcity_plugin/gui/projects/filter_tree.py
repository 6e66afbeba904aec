# SPDX-License-Identifier: GPL-2.0-or-later
"""The choice of filters: a group for each facet, its values with the number of projects one more click brings."""

from __future__ import annotations

from html import escape
from typing import Dict, List, Tuple

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QFrame, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.core.projects.filters import CODED, SWITCHES, YES, Facet, facet_title
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.gui.projects.list_content import ListContent
from ruhr_smartcity_plugin.gui.projects.themes_button import ThemesButton
from ruhr_smartcity_plugin.gui.questions import ask_choice
from ruhr_smartcity_plugin.translation import tr

_FACET = Qt.ItemDataRole.UserRole
_VALUE = Qt.ItemDataRole(int(getattr(_FACET, "value", _FACET)) + 1)
_EXTENT = "extent"  # in the place of a facet
_WIDTH, _ROWS = 40, 18


class FilterTree(QTreeWidget):
    """Switches first, then the facets; ticked with the space bar or a click anywhere in the row."""

    def __init__(self, content: ListContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter_tree")
        self.setAccessibleName(tr("Filters"))
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._content = content
        self._words = ""
        self._switches = {facet: self._make_switch(facet) for facet in SWITCHES}
        self._extent = self._make_switch(_EXTENT)
        self._groups: Dict[Facet, QTreeWidgetItem] = {
            facet: self._make_group(facet) for facet in Facet if facet not in SWITCHES}
        self._at_press = Qt.CheckState.Unchecked
        self.itemPressed.connect(self._remember_state)
        self.itemClicked.connect(self._clicked)
        self.itemChanged.connect(self._changed)

    def fill(self) -> None:
        """Show the values of the list as it is narrowed now."""
        self.blockSignals(True)
        try:
            for facet, item in self._switches.items():
                self._draw(item, facet_title(facet), self._content.counts(facet).get(YES, 0),
                           self._content.filter.has(facet, YES))
            self._draw(self._extent, tr("In the map extent"), None, self._content.filter.in_extent)
            for facet, group in self._groups.items():
                self._fill_group(facet, group)
        finally:
            self.blockSignals(False)

    def search_values(self, words: str) -> None:
        """Show only values whose name holds the words."""
        self._words = fold_text(words)
        self.fill()

    def _make_switch(self, facet: object) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self)
        item.setData(0, _FACET, facet)
        item.setData(0, _VALUE, YES)
        if facet is Facet.MINE:
            item.setToolTip(0, tr("Created or last changed by you, or led by an organisation of your municipality"))
        if facet is Facet.STALE:
            item.setToolTip(0, tr("The next check was due before today"))
        return item

    def _make_group(self, facet: Facet) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self, [facet_title(facet), ""])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        return group

    def _fill_group(self, facet: Facet, group: QTreeWidgetItem) -> None:
        chosen = self._content.filter.chosen.get(facet, frozenset())
        rows = [row for row in self._rows_of(facet) if self._words in fold_text(row[1])]
        while group.childCount() > len(rows):
            group.takeChild(group.childCount() - 1)
        for position, (value, title, count) in enumerate(rows):
            item = group.child(position) or QTreeWidgetItem(group)
            item.setData(0, _FACET, facet)
            item.setData(0, _VALUE, value)
            self._draw(item, title, count, value in chosen)
        group.setText(0, self._content.facet_title(facet))
        group.setText(1, f"{len(chosen)} ✓" if chosen else "")
        group.setHidden(not rows)
        if rows and (self._words or chosen):
            group.setExpanded(True)

    def _rows_of(self, facet: Facet) -> List[Tuple[str, str, int]]:
        rows = [(value, self._content.value_title(facet, value), count)
                for value, count in self._content.counts(facet).items()]
        if facet in CODED:  # in the order of their list
            places = {one.code: number for number, one in enumerate(load_vocabulary().entries(CODED[facet]))}
            return sorted(rows, key=lambda row: places.get(row[0], len(places)))
        return sorted(rows, key=lambda row: fold_text(row[1]))

    def _draw(self, item: QTreeWidgetItem, title: str, count: int | None, on: bool) -> None:
        item.setText(0, " ".join(title.split()))
        if item.data(0, _FACET) not in (Facet.MINE, Facet.STALE):  # theirs say more
            item.setToolTip(0, f"<qt>{escape(item.text(0))}</qt>")  # long names are cut
        item.setText(1, "" if count is None else str(count))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        spoken = title if count is None else tr("{value}, {count} projects").format(value=title, count=count)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _remember_state(self, item: QTreeWidgetItem, _column: int) -> None:
        self._at_press = item.checkState(0)

    def _clicked(self, item: QTreeWidgetItem, _column: int) -> None:
        if item.data(0, _VALUE) is None:
            item.setExpanded(not item.isExpanded())
        elif item.checkState(0) == self._at_press:  # beside the box, which has its own mind
            on = self._at_press == Qt.CheckState.Checked
            item.setCheckState(0, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def _changed(self, item: QTreeWidgetItem, _column: int) -> None:
        facet, on = item.data(0, _FACET), item.checkState(0) == Qt.CheckState.Checked
        if facet == _EXTENT:
            self._content.set_in_extent(on)
        elif facet is not None:
            self._content.switch(facet, item.data(0, _VALUE), on)
        self._at_press = item.checkState(0)


class FilterPopup(QFrame):
    """The tree with a search field, below its button; Esc or a click elsewhere closes it."""

    def __init__(self, content: ListContent, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filter_popup")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        # QGIS's dark themes make frames transparent; a window of its own is black then.
        self.setStyleSheet("#filter_popup { background-color: palette(window); }")
        self._content = content
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        self.words = QgsFilterLineEdit(self)
        self.words.setObjectName("filter_words")
        self.words.setShowSearchIcon(True)
        self.words.setPlaceholderText(tr("Search filters …"))
        self.words.setAccessibleName(tr("Search filters"))
        layout.addWidget(self.words)
        self.tree = FilterTree(content, self)
        layout.addWidget(self.tree, 1)
        self.home = QPushButton(self)
        self.home.setObjectName("home_municipality")
        self.home.clicked.connect(lambda _on=False: self._choose_home())
        layout.addWidget(self.home)
        self.themes = ThemesButton(content, self)
        layout.addWidget(self.themes)
        self.words.textChanged.connect(self.tree.search_values)
        content.narrowed.connect(self._follow)
        content.indexed.connect(self._follow)

    def open_below(self, button: QWidget) -> None:
        """Show the popup at its button, inside the screen."""
        self.words.clear()
        self._show_home()
        self.themes.show_title()
        self.tree.fill()
        letters, line = self.fontMetrics().horizontalAdvance("x"), self.fontMetrics().lineSpacing()
        self.resize(_WIDTH * letters, (_ROWS + 5) * line)
        place = button.mapToGlobal(QPoint(button.width() - self.width(), button.height()))
        screen = button.screen().availableGeometry()
        self.move(max(screen.left(), min(place.x(), screen.right() - self.width())),
                  max(screen.top(), min(place.y(), screen.bottom() - self.height())))
        self.show()
        self.words.setFocus()

    def _follow(self) -> None:
        if self.isVisible():
            self.tree.fill()

    def _show_home(self) -> None:
        name = self._content.home_name()
        self.home.setText(tr("My municipality: {name} …").format(name=name or tr("none")).replace("&", "&&"))

    def _choose_home(self) -> None:
        names = self._content.municipality_names()
        self.hide()
        chosen = ask_choice(self.parentWidget(), tr("My municipality"),
                            tr("“Mine” also shows projects that this municipality leads:"), ["–", *names])
        if chosen:
            self._content.set_home("" if chosen == "–" else names[chosen])
