# SPDX-License-Identifier: GPL-2.0-or-later
"""Which layers of a service? Asked only if there are several."""

from __future__ import annotations

from typing import List, Sequence

from qgis.gui import QgsFilterLineEdit, QgsGui
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.region.municipalities import fold_text
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.translation import tr

_LAYER = Qt.ItemDataRole.UserRole
MOST_AT_ONCE = 20


class LayerChoice(QDialog):
    """A list with a filter; several layers may be chosen, Enter or a double click takes them.

    With `is_last` they go on the map then; otherwise something else is asked about them.
    """

    help_requested = pyqtSignal()

    def __init__(
        self,
        description: ServiceDescription,
        suggested: Sequence[str],
        parent: QWidget | None = None,
        *,
        is_last: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("RuhrLayerChoice")
        QgsGui.enableAutoGeometryRestore(self)
        self.setWindowTitle(tr("Choose layers"))
        layout = QVBoxLayout(self)
        count = len(description.layers)
        if description.kind.is_file:
            text = tr("The file “{service}” holds %n data set(s). Which ones?", "", count)
        else:
            text = tr("The service “{service}” has %n layer(s). Which ones?", "", count)
        label = QLabel(text.format(service=description.title), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        layout.addWidget(label)
        self.filter = QgsFilterLineEdit(self)
        self.filter.setObjectName("layer_filter")
        self.filter.setAccessibleName(tr("Filter the layers"))
        self.filter.setPlaceholderText(tr("Filter"))
        self.filter.setShowSearchIcon(True)
        layout.addWidget(self.filter)
        self.list = QListWidget(self)
        self.list.setObjectName("layers")
        self.list.setAccessibleName(tr("Layers"))
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        layout.addWidget(self.list, 1)
        self.limit = QLabel(tr("At most {count} can be added at once.").format(count=MOST_AT_ONCE), self)
        self.limit.setObjectName("layer_limit")
        self.limit.setTextFormat(Qt.TextFormat.PlainText)
        self.limit.setWordWrap(True)
        layout.addWidget(self.limit)
        self._fill(description, suggested)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel | standard.Help, parent=self)
        name_buttons(self.buttons)
        ok = self.buttons.button(standard.Ok)
        ok.setText(tr("&Add to map") if is_last else tr("&Next"))
        layout.addWidget(self.buttons)
        self.filter.textChanged.connect(self._apply_filter)
        self.list.itemSelectionChanged.connect(self._selection_changed)
        self.list.itemActivated.connect(lambda _item: ok.click())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.helpRequested.connect(self.help_requested)
        self._selection_changed()
        self.resize(self.fontMetrics().horizontalAdvance("x") * 60, self.fontMetrics().height() * 26)

    def chosen(self) -> List[ServiceLayer]:
        """Return the chosen layers in their order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(_LAYER) for item in items if item.isSelected() and not item.isHidden()]

    def _fill(self, description: ServiceDescription, suggested: Sequence[str]) -> None:
        wanted = [description.find_layer(name) for name in suggested]
        first = None
        for layer in description.layers:
            text = layer.title if layer.title == layer.name else f"{layer.title}  ({layer.name})"
            item = QListWidgetItem(text)
            item.setData(_LAYER, layer)
            self.list.addItem(item)
            if first is None and layer in wanted:
                first = item
        self.list.setCurrentItem(first or self.list.item(0))

    def _apply_filter(self, text: str) -> None:
        words = fold_text(text).split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in fold_text(item.text()) for word in words))
        self._selection_changed()

    def _selection_changed(self) -> None:
        count = len(self.chosen())
        self.limit.setVisible(count > MOST_AT_ONCE)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(0 < count <= MOST_AT_ONCE)
