# SPDX-License-Identifier: GPL-2.0-or-later
"""Choosing a data set of the catalogue, or a sensor of the map, for a project: type a part of its name, press Enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Mapping, Sequence

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QEvent, QObject, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.gui.window_size import size_in_letters
from ruhr_smartcity_plugin.translation import tr

_ASK_AFTER_MS = 150
_SIZE = (68, 26)  # letters and lines
_VALUES = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Offer:
    """Something that can be chosen: `values` are the fields of the record it becomes."""

    title: str
    description: str
    values: Mapping[str, Any]


# Looks for some words (empty: what is near at hand) and gives what was found to the function, at once or later.
Search = Callable[[str, Callable[[Sequence[Offer]], None]], None]


class LinkChooser(QDialog):
    """Offers what `search` finds; `empty` says what to do where nothing is found."""

    chosen = pyqtSignal(object)  # the values of an offer

    def __init__(self, title: str, search: Search, empty: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("link_chooser")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._search, self._empty, self._asked = search, empty, 0
        self._build()
        self._soon = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        self._soon.timeout.connect(self.ask)
        self.words.textChanged.connect(lambda _text: self._soon.start())
        size_in_letters(self, *_SIZE)
        self.ask()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        label = QLabel(tr("&Search for"), self)
        self.words = QgsFilterLineEdit(self)
        self.words.setObjectName("link_words")
        self.words.setAccessibleName(tr("Search for"))
        self.words.installEventFilter(self)
        label.setBuddy(self.words)
        self.list = QListWidget(self)
        self.list.setObjectName("link_offers")
        self.list.setAccessibleName(tr("Found"))
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self.state = QLabel(self)
        self.state.setObjectName("link_state")
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        buttons = QDialogButtonBox(self)
        self.take_button = buttons.addButton(tr("&Take over"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        for widget, stretch in ((label, 0), (self.words, 0), (self.list, 1), (self.state, 0), (buttons, 0)):
            layout.addWidget(widget, stretch)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        self.list.itemDoubleClicked.connect(lambda _item: self._take())
        self.list.currentItemChanged.connect(lambda new, _old: self.take_button.setEnabled(new is not None))

    def ask(self) -> None:
        """Look for what is typed; the answer to an earlier question no longer counts."""
        self._soon.stop()
        self._asked += 1
        number = self._asked
        self._search(self.words.text().strip(), lambda found: self._show(found) if number == self._asked else None)

    def _show(self, found: Sequence[Offer]) -> None:
        self.list.clear()
        for one in found:
            item = QListWidgetItem("\n".join(filter(None, (one.title, one.description))), self.list)
            item.setData(_VALUES, dict(one.values))
        self.list.setCurrentRow(0)
        self.take_button.setEnabled(bool(found))
        self.state.setText("" if found else self._empty)
        self.state.setVisible(not found)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(_VALUES))
            self.accept()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # The cursor stays in the line while the arrow keys go through what was found.
        if event.type() == QEvent.Type.KeyPress and event.key() in (
                Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.list.event(event)
            return True
        return False
