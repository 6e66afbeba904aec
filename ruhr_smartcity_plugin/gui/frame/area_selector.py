# SPDX-License-Identifier: GPL-2.0-or-later
"""The area chooser in the dock's head: region, districts, municipalities, map extent."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QComboBox, QCompleter, QWidget

from ruhr_smartcity_plugin.core.region.area import Area, AreaKind
from ruhr_smartcity_plugin.gui.area_context import AreaContext
from ruhr_smartcity_plugin.translation import tr

_KIND = Qt.ItemDataRole.UserRole
# Qt 6 makes the role an enum that cannot be added to.
_KEY = int(getattr(_KIND, "value", _KIND)) + 1


class AreaSelector(QComboBox):
    """Type a few letters or choose from the list; follows the context both ways."""

    def __init__(self, context: AreaContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("area_selector")
        self.setAccessibleName(tr("Area"))
        self._context = context
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self._fill()
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.lineEdit().setPlaceholderText(tr("Municipality or district"))
        self.lineEdit().installEventFilter(self)
        self.activated.connect(self._choose)
        self.lineEdit().editingFinished.connect(self._typed)
        context.changed.connect(self._show_area)
        self._show_area(context.area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever clicks into the field wants to type another name, not to edit this one."""
        if watched is self.lineEdit() and event.type() == QEvent.Type.FocusIn:
            QTimer.singleShot(0, self.lineEdit().selectAll)
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        region = self._context.region
        self._add(region.whole_area().name, AreaKind.REGION, "")
        self._add(tr("Map extent"), AreaKind.EXTENT, "")
        self.insertSeparator(self.count())
        for district in sorted(region.districts, key=lambda one: one.name):
            self._add(district.name, AreaKind.DISTRICT, district.key)
        self.insertSeparator(self.count())
        for municipality in sorted(region.municipalities, key=lambda one: one.name.casefold()):
            self._add(municipality.name, AreaKind.MUNICIPALITY, municipality.ags)

    def _add(self, label: str, kind: AreaKind, key: str) -> None:
        self.addItem(label)
        self.setItemData(self.count() - 1, kind.value, _KIND)
        self.setItemData(self.count() - 1, key, _KEY)

    def _choose(self, index: int) -> None:
        kind = self.itemData(index, _KIND)
        if kind is not None:
            self._context.choose(AreaKind(kind), self.itemData(index, _KEY) or "")

    def _typed(self) -> None:
        """Take a typed name, also in another spelling ("Muelheim"); an unknown one gives way to the chosen area."""
        text = self.currentText().strip()
        index = self.findText(text, Qt.MatchFlag.MatchFixedString)
        if index < 0:
            found = self._context.region.find_municipality(text)
            index = self._index_of(AreaKind.MUNICIPALITY, found.ags) if found else -1
        if index < 0:
            district = self._context.region.find_district(text)
            index = self._index_of(AreaKind.DISTRICT, district.key) if district else -1
        if index >= 0:
            self._choose(index)
        self._show_area(self._context.area)

    def _index_of(self, kind: AreaKind, key: str) -> int:
        for index in range(self.count()):
            if self.itemData(index, _KIND) == kind.value and (self.itemData(index, _KEY) or "") == key:
                return index
        return -1

    def _show_area(self, area: Area) -> None:
        index = self._index_of(area.kind, area.key)
        self.setCurrentIndex(index)
        self.setEditText(self.itemText(index))
        # In a narrow dock the beginning of the name is to be seen, not its end.
        self.lineEdit().setCursorPosition(0)
