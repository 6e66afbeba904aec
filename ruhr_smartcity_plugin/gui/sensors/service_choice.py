# SPDX-License-Identifier: GPL-2.0-or-later
"""The line with the address of a service: typed or chosen among the remembered ones."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.adapters.settings import Settings
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.paging import normalise_root
from ruhr_smartcity_plugin.gui.sensors.login_dialog import LogInDialog
from ruhr_smartcity_plugin.translation import tr

_REMEMBERED = 20


class ServiceChoice(QWidget):
    """Nothing is contacted before the user presses the button or Enter."""

    chosen = pyqtSignal(str)  # address

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("service_choice")
        self._settings = settings
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        label = QLabel(tr("Address of a &SensorThings service"), self)
        column.addWidget(label)
        line = QHBoxLayout()
        self.address = QComboBox(self)
        self.address.setObjectName("service_address")
        self.address.setAccessibleName(tr("Address of a SensorThings service"))
        self.address.setEditable(True)
        self.address.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.address.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.address.lineEdit().setPlaceholderText("https://…/v1.1")
        self.address.lineEdit().returnPressed.connect(self._choose)
        label.setBuddy(self.address)
        line.addWidget(self.address, 1)
        self.button = QPushButton(tr("&Load stations"), self)
        self.button.setObjectName("load_stations")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda _checked=False: self._choose())
        line.addWidget(self.button)
        column.addLayout(line)
        self.address.editTextChanged.connect(lambda text: self.button.setEnabled(bool(text.strip())))
        self._fill(settings.sensor_service.value())

    def add_to(self, menu: QMenu) -> None:
        """Offer the log-in and the way off the list."""
        menu.addSeparator()
        menu.addAction(tr("Log-in for this service …"), self.ask_for_log_in)
        menu.addAction(tr("Remove this service from the list"), self.forget)

    def set_address(self, address: str) -> None:
        """Show an address."""
        self.address.setEditText(address)

    def remember(self, address: str) -> None:
        """Put an address that worked on top of the list, without a log-in that was typed into it."""
        bare = _without_user(address)
        known = [one for one in self._settings.sensor_services.value() if one.rstrip("/") != bare.rstrip("/")]
        self._settings.sensor_services.setValue([bare, *known][:_REMEMBERED])
        self._fill(bare)

    def mark_chosen(self, address: str) -> None:
        """Note the service chosen last. A log-in stays with the service it was chosen for."""
        if not self._settings.sensor_authcfg.value():
            self._settings.sensor_service.setValue(_without_user(address))

    def log_in_for(self, address: str) -> str:
        """Return the id of the log-in of this service; empty for every other one."""
        chosen = self._settings.sensor_service.value()
        same = bool(chosen) and _without_user(address).rstrip("/") == chosen.rstrip("/")
        return self._settings.sensor_authcfg.value() if same else ""

    def ask_for_log_in(self) -> None:
        """Let the user choose the log-in of the shown service."""
        address = self._shown_root()
        dialog = LogInDialog(address, self.log_in_for(address), self)
        if address and dialog.exec() == LogInDialog.DialogCode.Accepted:
            self._settings.sensor_authcfg.setValue(dialog.select.configId())
            self._settings.sensor_service.setValue(address)
        dialog.deleteLater()

    def forget(self) -> None:
        """Take the shown address off the list."""
        shown = (self._shown_root() or self.address.currentText().strip()).rstrip("/")
        known = [one for one in self._settings.sensor_services.value() if one.rstrip("/") != shown]
        self._settings.sensor_services.setValue(known)
        if self._settings.sensor_service.value().rstrip("/") == shown:
            self._settings.sensor_service.setValue("")
            self._settings.sensor_authcfg.setValue("")
        self._fill("")

    def _shown_root(self) -> str:
        try:
            return _without_user(normalise_root(self.address.currentText()))
        except InputError:
            return ""

    def _choose(self) -> None:
        address = self.address.currentText().strip()
        if address:
            self.chosen.emit(address)

    def _fill(self, shown: str) -> None:
        self.address.clear()
        self.address.addItems([one for one in self._settings.sensor_services.value() if one])
        self.address.setEditText(shown)
        self.button.setEnabled(bool(shown.strip()))


def _without_user(address: str) -> str:
    scheme, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}"
