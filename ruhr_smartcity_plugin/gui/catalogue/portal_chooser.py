# SPDX-License-Identifier: GPL-2.0-or-later
"""Which catalogue to search: shipped portals, the user's own, the geo services, the sample catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List

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
from ruhr_smartcity_plugin.core.catalogue.portals.ckan import portal_root
from ruhr_smartcity_plugin.core.catalogue.presets import load_shipped
from ruhr_smartcity_plugin.core.errors import AddressRefusedError
from ruhr_smartcity_plugin.gui.icon_button import icon_button
from ruhr_smartcity_plugin.translation import tr

SAMPLE, SERVICES = "sample", "services"
_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Choice:
    """One entry of the chooser. `url` is empty for the lists that need no network."""

    key: str
    title: str
    url: str = ""
    is_own: bool = False


def choices(settings: Settings) -> List[Choice]:
    """Return all catalogues to choose from, the shipped portals first."""
    found = [Choice(one.url, one.title, one.url) for one in load_shipped().sources]
    known = {one.key for one in found}
    for root in map(_root, settings.portals.value()):
        if root and root not in known:
            known.add(root)
            found.append(Choice(root, root.split("://", 1)[1], root, is_own=True))
    return [
        *found,
        Choice(SERVICES, tr("Geo services of the Ruhr (list)")),
        Choice(SAMPLE, tr("Sample catalogue (offline)")),
    ]


def _root(address: str) -> str:
    """Return the root of a stored portal; "" for an entry (of an administrator, say) that is no web address."""
    try:
        return portal_root(address)
    except AddressRefusedError:
        return ""


class PortalChooser(QWidget):
    """A combo box, and a line to add an address of one's own."""

    changed = pyqtSignal()
    refused = pyqtSignal(object)  # the error of an address that cannot be added

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        label = QLabel(tr("Ca&talogue:"), self)
        self.combo = QComboBox(self)
        self.combo.setObjectName("portal")
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(6)
        label.setBuddy(self.combo)
        line.addWidget(label)
        line.addWidget(self.combo, 1)
        self.add_toggle = icon_button(self, "add_portal", "/symbologyAdd.svg", tr("Add a portal by its address"))
        self.add_toggle.setCheckable(True)
        self.remove = icon_button(self, "remove_portal", "/symbologyRemove.svg", tr("Remove this portal from the list"))
        line.addWidget(self.add_toggle)
        line.addWidget(self.remove)
        layout.addLayout(line)
        layout.addWidget(self._address_row())
        self._fill(settings.portal.value())
        self.combo.currentIndexChanged.connect(self._choice_changed)
        self.add_toggle.toggled.connect(self._show_address_row)
        self.remove.clicked.connect(lambda _checked=False: self._remove_current())
        self._choice_changed()

    def showEvent(self, event: QShowEvent) -> None:
        """Take up what was changed in the options meanwhile."""
        super().showEvent(event)
        shown = [self.combo.itemData(row, _KEY) for row in range(self.combo.count())]
        if shown != choices(self._settings):
            self._fill(self.choice().key)

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
            root = portal_root(address)
        except AddressRefusedError as error:
            self.refused.emit(error)
            return
        if root not in [one.key for one in choices(self._settings)]:
            self._settings.portals.setValue([*self._settings.portals.value(), root])
        self._fill(root)
        self.add_toggle.setChecked(False)
        self.address.clear()

    def _remove_current(self) -> None:
        gone = self.choice()
        if gone.is_own:
            kept = [one for one in self._settings.portals.value() if _root(one) != gone.key]
            self._settings.portals.setValue(kept)
            self._fill("")

    def _address_row(self) -> QWidget:
        self._row = QWidget(self)
        line = QHBoxLayout(self._row)
        line.setContentsMargins(0, 0, 0, 0)
        label = QLabel(tr("Addr&ess:"), self._row)
        self.address = QLineEdit(self._row)
        self.address.setObjectName("portal_address")
        self.address.setPlaceholderText(tr("e.g. {example}").format(example="opendata.example.org"))
        label.setBuddy(self.address)
        button = QPushButton(tr("Add &portal"), self._row)
        button.setObjectName("portal_address_add")
        for widget, stretch in ((label, 0), (self.address, 1), (button, 0)):
            line.addWidget(widget, stretch)
        self.address.returnPressed.connect(lambda: self.add(self.address.text()))
        button.clicked.connect(lambda _checked=False: self.add(self.address.text()))
        self._row.hide()
        return self._row

    def _show_address_row(self, shown: bool) -> None:
        self._row.setVisible(shown)
        if shown:
            self.address.setFocus()

    def _fill(self, key: str) -> None:
        self.combo.blockSignals(True)
        self.combo.clear()
        for one in choices(self._settings):
            self.combo.addItem(one.title)
            self.combo.setItemData(self.combo.count() - 1, one, _KEY)
        self.combo.setCurrentIndex(0)
        self.choose(key)
        self.combo.blockSignals(False)
        self._choice_changed()

    def _choice_changed(self, *_: object) -> None:
        chosen = self.choice()
        self._settings.portal.setValue(chosen.key)
        self.remove.setVisible(chosen.is_own)
        self.changed.emit()
