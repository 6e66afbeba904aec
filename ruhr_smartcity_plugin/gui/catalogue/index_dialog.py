# SPDX-License-Identifier: GPL-2.0-or-later
"""The index catalogue by catalogue: how many data sets, of when, whole or not, and why not."""

from __future__ import annotations

from typing import Dict, List, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.finding import SourceState
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.gui.catalogue.index_line import IndexLine, moment_text
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.translation import tr


class IndexDialog(QDialog):
    """Shows what `IndexLine` knows, and updates through it."""

    def __init__(self, line: IndexLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("index_dialog")
        self.setWindowTitle(tr("Index of the catalogues"))
        self._line = line
        layout = QVBoxLayout(self)
        self.text = QLabel(self)
        self.text.setObjectName("index_dialog_text")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        layout.addWidget(self.text)
        self.rows = QTreeWidget(self)
        self.rows.setObjectName("index_states")
        self.rows.setAccessibleName(tr("State of each catalogue"))
        self.rows.setRootIsDecorated(False)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.rows.setHeaderLabels([tr("Catalogue"), tr("Data sets"), tr("As of"), tr("State")])
        self.rows.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        layout.addWidget(self.rows, 1)
        standard = QDialogButtonBox.StandardButton
        self.buttons = NarrowButtons(standard.Close | standard.Help, parent=self)
        name_buttons(self.buttons)
        self.update_button = self._button("index_dialog_update", tr("&Update"), line.update_index)
        self.chosen_button = self._button("index_dialog_update_chosen", tr("Update &selected"), self._update_chosen)
        self.cancel_button = self._button("index_dialog_cancel", tr("S&top"), line.cancel)
        synonyms = tr("S&ynonyms …")
        self.synonyms_button = self._button("edit_synonyms", synonyms, lambda: line.edit_synonyms(self))
        self.buttons.rejected.connect(self.reject)
        self.buttons.helpRequested.connect(line.open_help)
        layout.addWidget(self.buttons)
        line.changed.connect(self.refresh)
        self.rows.itemSelectionChanged.connect(self._name_buttons)
        self.resize(self.fontMetrics().horizontalAdvance("x") * 90, self.fontMetrics().lineSpacing() * 22)
        self.refresh()

    def _button(self, name: str, text: str, slot: object) -> QPushButton:
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setObjectName(name)
        button.clicked.connect(lambda _on=False: slot())
        return button

    def refresh(self) -> None:
        """Show what the index holds now."""
        self.text.setText(self._line.text_of_states())
        self.rows.clear()
        for source, state in _paired(self._line.sources(), self._line.states()):
            self.rows.addTopLevelItem(_row(source, state))
        self._name_buttons()

    def chosen(self) -> Tuple[CatalogueSource, ...]:
        """Return the catalogues of the selected rows."""
        found: List[CatalogueSource] = [item.data(0, Qt.ItemDataRole.UserRole) for item in self.rows.selectedItems()]
        return tuple(one for one in found if one is not None)

    def _name_buttons(self) -> None:
        running = self._line.is_running
        self.update_button.setVisible(not running)
        self.chosen_button.setVisible(not running)
        self.chosen_button.setEnabled(bool(self.chosen()))
        self.cancel_button.setVisible(running)

    def _update_chosen(self) -> None:
        self._line.update_index(self.chosen())


def _paired(
    sources: Tuple[CatalogueSource, ...], states: Tuple[SourceState, ...]
) -> List[Tuple[CatalogueSource | None, SourceState | None]]:
    """Return every catalogue with its state: those that are wanted first, then those the index still holds."""
    by_key: Dict[str, SourceState] = {one.key: one for one in states}
    pairs = [(source, by_key.pop(source.key, None)) for source in sources]
    return [*pairs, *((None, state) for state in by_key.values())]


def _row(source: CatalogueSource | None, state: SourceState | None) -> QTreeWidgetItem:
    title = source.title if source is not None else state.title
    number = group_digits(state.datasets) if state is not None else ""
    moment = moment_text(state.refreshed_at if state is not None else None)
    item = QTreeWidgetItem([title, number, moment, _state_text(source, state)])
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setIcon(3, QgsApplication.getThemeIcon("/mIconSuccess.svg" if _is_well(state) else "/mIconWarning.svg"))
    item.setToolTip(0, (source.url if source is not None else state.root).replace("<", "‹"))
    item.setData(0, Qt.ItemDataRole.UserRole, source)
    return item


def _is_well(state: SourceState | None) -> bool:
    return state is not None and state.is_complete and not state.problem


def _state_text(source: CatalogueSource | None, state: SourceState | None) -> str:
    if state is None:
        return tr("not asked yet")
    if source is None:
        return tr("no longer in the list; goes with the next update")
    if state.problem:
        return " ".join(state.problem.split())
    if not state.is_sorted_in:
        return tr("not all sorted in yet; the next update does that")
    return tr("complete") if state.is_complete else tr("ended early; the next update goes on")
