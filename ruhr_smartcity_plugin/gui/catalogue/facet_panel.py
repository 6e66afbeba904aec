# SPDX-License-Identifier: GPL-2.0-or-later
"""The filters: one tree with a group per facet, its values with their counts, a search field for long groups."""

from __future__ import annotations

from datetime import date
from typing import Dict, Iterable, List, Set, Tuple

from qgis.gui import QgsDateEdit, QgsFilterLineEdit
from qgis.PyQt.QtCore import QDate, QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.facet_value import facet_name
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FacetCount
from ruhr_smartcity_plugin.core.region.municipalities import fold_text
from ruhr_smartcity_plugin.gui.catalogue.finding import Counts
from ruhr_smartcity_plugin.gui.catalogue.narrowing import Narrowing
from ruhr_smartcity_plugin.gui.catalogue.portal_parts import PortalParts
from ruhr_smartcity_plugin.translation import tr

_FACET = Qt.ItemDataRole.UserRole
_VALUE = Qt.ItemDataRole(int(getattr(_FACET, "value", _FACET)) + 1)
_SHOWN = Qt.ItemDataRole(int(getattr(_FACET, "value", _FACET)) + 2)  # the check state as last drawn
_MORE = "\x00more"
_FEW, _MANY = 6, 200


class FacetTree(QTreeWidget):
    """Groups fold with the arrow keys, values are ticked with the space bar or a click anywhere in their row."""

    def __init__(self, narrowing: Narrowing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facets")
        self.setAccessibleName(tr("Filters"))
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(True)
        self.setIndentation(self.fontMetrics().horizontalAdvance("xx"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._narrowing = narrowing
        self._counts: Counts = {}
        self._whole: Set[Facet] = set()  # groups shown with all their values
        self._words = ""
        self._groups: Dict[Facet, QTreeWidgetItem] = {facet: self._make_group(facet) for facet in Facet}
        self._at_press = Qt.CheckState.Unchecked
        self.itemPressed.connect(self._remember_state)
        self.itemChanged.connect(self._item_changed)
        self.itemClicked.connect(self._item_clicked)
        self.itemActivated.connect(self._item_activated)

    def minimumSizeHint(self) -> QSize:
        """Return five rows: in a low dock the list of hits needs the room."""
        return QSize(self.fontMetrics().horizontalAdvance("x") * 20, self.fontMetrics().lineSpacing() * 5)

    def show_counts(self, counts: Counts) -> None:
        """Show these values; what is chosen stays to be seen even where nothing has it."""
        self._counts = counts
        self._fill()

    def follow(self) -> None:
        """Show what is chosen now, whoever changed it."""
        self._fill()

    def search_values(self, words: str) -> None:
        """Show only values whose name holds the words, in all groups."""
        self._words = fold_text(words)
        self._fill()

    def unfolded(self) -> List[str]:
        """Return the names of the groups that are open."""
        return [facet.value for facet, group in self._groups.items() if group.isExpanded()]

    def unfold(self, names: Iterable[str]) -> None:
        """Open these groups and fold the others."""
        wanted = set(names)
        for facet, group in self._groups.items():
            group.setExpanded(facet.value in wanted)

    def _make_group(self, facet: Facet) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self, [facet_name(facet), ""])
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        group.setData(0, _FACET, facet)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        return group

    def _fill(self) -> None:
        current = self._id_of(self.currentItem())
        self.blockSignals(True)
        try:
            for facet, group in self._groups.items():
                self._fill_group(facet, group)
        finally:
            self.blockSignals(False)
        if current is not None:
            again = next((one for one in self._rows() if self._id_of(one) == current), None)
            self.setCurrentItem(again)

    def _fill_group(self, facet: Facet, group: QTreeWidgetItem) -> None:
        rows = self._rows_of(facet)
        wanted = [row for row in rows if self._words in fold_text(row.title)] if self._words else rows
        limit = _MANY if self._words or facet in self._whole else _FEW
        shown = wanted[:limit]
        chosen = self._narrowing.chosen(facet)
        shown += [row for row in wanted[limit:] if row.value in chosen]
        texts = [(row.value, row.title, group_digits(row.count), row.value in chosen) for row in shown]
        if len(wanted) > len(shown):
            more = len(wanted) - len(shown)
            texts.append((_MORE, tr("%n more …", "", more), "", False))
        while group.childCount() > len(texts):
            group.takeChild(group.childCount() - 1)
        for position, (value, title, count, on) in enumerate(texts):
            item = group.child(position) or QTreeWidgetItem(group)
            self._draw(item, facet, value, title, count, on)
        group.setText(1, group_digits(len(chosen)) + " ✓" if chosen else "")
        group.setHidden(not shown)
        if self._words and shown:
            group.setExpanded(True)

    def _rows_of(self, facet: Facet) -> List[FacetCount]:
        rows = list(self._counts.get(facet, ()))
        known = {row.value for row in rows}
        missing = sorted(self._narrowing.chosen(facet) - known)
        return [*rows, *(FacetCount(value, self._narrowing.title(facet, value), 0) for value in missing)]

    def _draw(self, item: QTreeWidgetItem, facet: Facet, value: str, title: str, count: str, on: bool) -> None:
        item.setData(0, _FACET, facet)
        item.setData(0, _VALUE, value)
        item.setText(0, " ".join(title.split()))
        item.setToolTip(0, "")
        item.setText(1, count)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        if value == _MORE:
            item.setData(0, Qt.ItemDataRole.CheckStateRole, None)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, title)
            return
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        item.setCheckState(0, state)
        item.setData(0, _SHOWN, on)
        spoken = tr("{facet}: {value}, {count} hits").format(facet=facet_name(facet), value=title, count=count)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _rows(self) -> Iterable[QTreeWidgetItem]:
        for group in self._groups.values():
            yield group
            yield from (group.child(position) for position in range(group.childCount()))

    @staticmethod
    def _id_of(item: QTreeWidgetItem | None) -> Tuple[object, object] | None:
        return (item.data(0, _FACET), item.data(0, _VALUE)) if item is not None else None

    def _item_changed(self, item: QTreeWidgetItem, _column: int) -> None:
        value = item.data(0, _VALUE)
        on = item.checkState(0) == Qt.CheckState.Checked
        if value in (None, _MORE) or on == item.data(0, _SHOWN):
            return
        self.blockSignals(True)
        item.setData(0, _SHOWN, on)
        self.blockSignals(False)
        self._narrowing.choose(item.data(0, _FACET), value, on)

    def _remember_state(self, item: QTreeWidgetItem, _column: int) -> None:
        self._at_press = item.checkState(0)

    def _item_clicked(self, item: QTreeWidgetItem, _column: int) -> None:
        value = item.data(0, _VALUE)
        if value == _MORE:
            self._show_whole(item)
        elif value is None:
            item.setExpanded(not item.isExpanded())
        elif item.checkState(0) == self._at_press:  # beside the box, which has its own mind
            self._toggle(item)

    def _item_activated(self, item: QTreeWidgetItem, _column: int) -> None:
        """Enter or a double click does what a click does."""
        if item.data(0, _VALUE) == _MORE:
            self._show_whole(item)

    def _toggle(self, item: QTreeWidgetItem) -> None:
        on = item.checkState(0) == Qt.CheckState.Checked
        item.setCheckState(0, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def _show_whole(self, item: QTreeWidgetItem) -> None:
        self._whole.add(item.data(0, _FACET))
        self._fill()


class FacetPanel(QWidget):
    """The tree with its search field, the date and the map's extent."""

    folds_changed = pyqtSignal()

    def __init__(self, narrowing: Narrowing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facet_panel")
        self._narrowing = narrowing
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self.words = QgsFilterLineEdit(self)
        self.words.setObjectName("facet_words")
        self.words.setAccessibleName(tr("Search in the filters"))
        self.words.setPlaceholderText(tr("Search in the filters, e.g. Herne"))
        self.words.setShowSearchIcon(True)
        layout.addWidget(self.words)
        self.loaded = QLabel(self)
        self.loaded.setObjectName("facets_loaded")
        self.loaded.setWordWrap(True)
        self.loaded.hide()
        layout.addWidget(self.loaded)
        self.parts = PortalParts(narrowing, self)
        layout.addWidget(self.parts)
        self.tree = FacetTree(narrowing, self)
        layout.addWidget(self.tree, 1)
        layout.addLayout(self._more_conditions())
        self.words.textChanged.connect(self.tree.search_values)
        self.tree.itemExpanded.connect(lambda _item: self.folds_changed.emit())
        self.tree.itemCollapsed.connect(lambda _item: self.folds_changed.emit())
        self.extent.toggled.connect(narrowing.set_in_extent)
        self.since.dateValueChanged.connect(lambda _day: self._since_changed())
        narrowing.changed.connect(self.follow)

    def _more_conditions(self) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        label = QLabel(tr("C&hanged since:"), self)
        self.since = QgsDateEdit(self)
        self.since.setObjectName("changed_since")
        self.since.setAllowNull(True)
        self.since.setNullRepresentation(tr("any time"))
        self.since.setCalendarPopup(True)
        self.since.setMaximumDate(QDate.currentDate())
        self.since.clear()
        label.setBuddy(self.since)
        form.addRow(label, self.since)
        self.extent = QCheckBox(tr("In the map e&xtent only"), self)
        self.extent.setObjectName("in_extent")
        form.addRow(self.extent)
        return form

    def show_counts(self, counts: Counts) -> None:
        """Show these values with their counts."""
        self.tree.show_counts(counts)

    def say_loaded(self, number: int | None) -> None:
        """Say that only so many data sets are counted as the portal has more; None: all there are."""
        self.loaded.setVisible(number is not None)
        if number is not None:
            self.loaded.setText(tr("The numbers count the {loaded} data sets loaded so far.").format(
                loaded=group_digits(number)))  # fmt: skip

    def follow(self) -> None:
        """Show what is narrowed now, whoever changed it."""
        self.extent.setChecked(self._narrowing.in_extent)
        day = self._narrowing.since
        if day != self._day():
            self.since.blockSignals(True)
            if day is None:
                self.since.clear()
            else:
                self.since.setDate(QDate(day.year, day.month, day.day))
            self.since.blockSignals(False)
        self.tree.follow()

    def _day(self) -> date | None:
        shown = self.since.date()
        return None if self.since.isNull() or not shown.isValid() else date(shown.year(), shown.month(), shown.day())

    def _since_changed(self) -> None:
        self._narrowing.set_since(self._day())
