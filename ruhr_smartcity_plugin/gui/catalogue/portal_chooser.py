# SPDX-License-Identifier: GPL-2.0-or-later
"""Which catalogue to search: shipped portals, the user's own, the geo services, the sample catalogue."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.settings import Settings
from ruhr_smartcity_plugin.core.catalogue.safety import pasted_address
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.gui.catalogue.portal_choice import Choice, choices, own_source
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.icon_button import icon_button
from ruhr_smartcity_plugin.translation import tr

_KEY = Qt.ItemDataRole.UserRole


class PortalChooser(QWidget):
    """A combo box, and a line to add an address of one's own.

    `shared` are the objects the rooms offer each other (`Workbench.shared`): the list of catalogues, the index.
    """

    changed = pyqtSignal()
    refused = pyqtSignal(object)  # the error of an address that cannot be added

    def __init__(self, settings: Settings, shared: Mapping[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._shared = settings, shared
        self._renamed: Dict[str, str] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        label = QLabel(tr("Ca&talogue:"), self)
        self.combo = QComboBox(self)
        self.combo.setObjectName("portal")
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(4)  # with all three buttons the room still fits 320 pixels
        label.setBuddy(self.combo)
        line.addWidget(label)
        line.addWidget(self.combo, 1)
        self.add_toggle = icon_button(self, "add_portal", "/symbologyAdd.svg", tr("Add a portal by its address"))
        self.add_toggle.setCheckable(True)
        self.remove = icon_button(self, "remove_portal", "/symbologyRemove.svg", tr("Remove this portal from the list"))
        self.manage = icon_button(self, "manage_catalogues", "/mActionOptions.svg", tr("Manage catalogues …"))
        self.manage.setVisible("open_sources_dialog" in shared)
        for button in (self.add_toggle, self.remove, self.manage):
            line.addWidget(button)
        layout.addLayout(line)
        layout.addWidget(self._address_row())
        self._fill(settings.portal.value())
        self.combo.currentIndexChanged.connect(self._choice_changed)
        self.add_toggle.toggled.connect(self._show_address_row)
        self.remove.clicked.connect(lambda _checked=False: self._remove_current())
        self.manage.clicked.connect(lambda _checked=False: self._shared["open_sources_dialog"]())
        self._choice_changed()

    def showEvent(self, event: QShowEvent) -> None:
        """Take up what was changed in the list meanwhile."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show the catalogues there are now; the chosen one stays if it is still there."""
        shown = [self.combo.itemData(row, _KEY) for row in range(self.combo.count())]
        if shown != self._choices():
            self._fill(self._key_now(self.choice().key))

    def rename(self, key: str, new: str) -> None:
        """Take a catalogue for the same when it gets another key: the choice follows it."""
        self._renamed[key] = new

    def _key_now(self, key: str) -> str:
        is_there = key in [one.key for one in self._choices()]
        return key if is_there else self._renamed.get(key, key)

    def _choices(self) -> List[Choice]:
        return choices(self._shared["sources"].all(), self._shared.get("finder") is not None)

    def choice(self) -> Choice:
        """Return what is chosen."""
        return self.combo.currentData(_KEY)

    def choose(self, key: str) -> None:
        """Choose an entry by its key (a portal's address, `SERVICES`, `SAMPLE`)."""
        rows = [row for row in range(self.combo.count()) if self.combo.itemData(row, _KEY).key == key]
        if rows:
            self.combo.setCurrentIndex(rows[0])

    def add(self, address: str) -> None:
        """Add a portal of the user's own and choose it; an address that is none is reported by `refused`."""
        try:
            root = pasted_address(address)
            if root not in [one.key for one in self._choices()]:
                self._shared["sources"].add(own_source(root))
        except RuhrError as error:
            self.refused.emit(error)
            return
        self._fill(root)
        self.add_toggle.setChecked(False)
        self.address.clear()

    def _remove_current(self) -> None:
        gone = self.choice()
        if not gone.is_own:
            return
        try:
            self._shared["sources"].remove(gone.source.key)
        except RuhrError as error:
            self.refused.emit(error)
            return
        self._fill("")

    def _address_row(self) -> QWidget:
        self._row = QWidget(self)
        line = FlowLayout(self._row)  # the button wraps: the address needs the width
        label = QLabel(tr("Addr&ess:"), self._row)
        self.address = QLineEdit(self._row)
        self.address.setObjectName("portal_address")
        self.address.setPlaceholderText(tr("e.g. {example}").format(example="opendata.example.org"))
        label.setBuddy(self.address)
        button = QPushButton(tr("Add &portal"), self._row)
        button.setObjectName("portal_address_add")
        for widget in (label, self.address, button):
            line.addWidget(widget)
        self.address.returnPressed.connect(lambda: self.add(self.address.text()))
        button.clicked.connect(lambda _checked=False: self.add(self.address.text()))
        self._row.hide()
        return self._row

    def _show_address_row(self, shown: bool) -> None:
        self._row.setVisible(shown)
        if shown:
            self.address.setFocus()

    def _fill(self, key: str) -> None:
        before = self.choice()
        self.combo.blockSignals(True)
        self.combo.clear()
        for one in self._choices():
            self.combo.addItem(one.title)
            self.combo.setItemData(self.combo.count() - 1, one, _KEY)
        self.combo.setCurrentIndex(0)
        self.choose(key)
        self.combo.blockSignals(False)
        # Whoever shows hits need not hear that another catalogue of the list was changed.
        if before is None or self._key_now(before.key) != self.choice().key:
            self._choice_changed()
        else:
            self._keep_choice()

    def _choice_changed(self, *_: object) -> None:
        self._keep_choice()
        self.changed.emit()

    def _keep_choice(self) -> None:
        chosen = self.choice()
        self._settings.portal.setValue(chosen.key)
        self.remove.setVisible(chosen.is_own)
