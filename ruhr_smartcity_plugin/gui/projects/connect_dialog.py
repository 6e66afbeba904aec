# SPDX-License-Identifier: GPL-2.0-or-later
"""The dialog "Connect with a team": which database, with which log-in, and what one may do there."""

from __future__ import annotations

from typing import Any, Callable, Tuple

from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.projects.any_store import AnyStore, create_any, open_any
from ruhr_smartcity_plugin.adapters.projects.postgis_connection import DEFAULT_SCHEMA, PostgisAddress, has_password
from ruhr_smartcity_plugin.adapters.projects.postgis_named import connection_names
from ruhr_smartcity_plugin.adapters.projects.postgis_upgrade import upgrade_postgis
from ruhr_smartcity_plugin.core.errors import NoRegisterThereError, OlderSchemaError
from ruhr_smartcity_plugin.core.projects.roles import role_sentence
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.gui.projects.decisions import ask, ask_to_upgrade
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.window_size import size_in_letters
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


class ConnectDialog(QDialog):
    """Chooses a register in a database; `address` and `authcfg` name it once the dialog is accepted."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("connect_dialog")
        self.setWindowTitle(tr("Connect with a team"))
        self._workbench = workbench
        self._is_busy = False
        self._focused: QWidget | None = None
        layout = QVBoxLayout(self)
        self.banner = StateBanner(self)
        self.banner.is_expert = workbench.settings.expert.value
        layout.addWidget(self.banner)
        layout.addLayout(self._form())
        self.note = QLabel(self)
        self.note.setObjectName("connect_note")
        self.note.setWordWrap(True)
        self.note.setText(tr("QGIS keeps connections and log-ins; the plugin remembers only which one was chosen."))
        layout.addWidget(self.note)
        layout.addStretch(1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.test_button = self._button("test_connection", tr("&Test"), self.test)
        self.open_button = self._button("open_team", tr("C&onnect"), self.connect_team)
        self.open_button.setDefault(True)
        name_buttons(self.buttons)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)
        self._show_kind()
        size_in_letters(self, 60, 18)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.connection = QComboBox(self)
        self.connection.setObjectName("connection")
        for name in connection_names():
            self.connection.addItem(name, name)
        self.connection.addItem(tr("Other address …"), "")
        self.connection.currentIndexChanged.connect(lambda _row: self._show_kind())
        self.text = QLineEdit(self)
        self.text.setObjectName("address")
        self.text.setPlaceholderText("service=NAME · postgresql://server/database · https://server/wfs")
        self.schema = QLineEdit(DEFAULT_SCHEMA, self)
        self.schema.setObjectName("schema")
        self.login = QgsAuthConfigSelect(self, "postgres")
        self.login.setObjectName("login")
        for label, widget in ((tr("Co&nnection of QGIS"), self.connection), (tr("&Address"), self.text),
                              (tr("&Schema"), self.schema), (tr("&Log-in"), self.login)):
            form.addRow(label, widget)
            widget.setAccessibleName(label.replace("&", ""))
        return form

    def _button(self, name: str, text: str, slot: Callable[[], None]) -> QPushButton:
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setObjectName(name)
        button.clicked.connect(lambda _on=False: slot())
        return button

    def _show_kind(self) -> None:
        self.text.setEnabled(not self.connection.currentData())

    @property
    def address(self) -> str:
        """The address as `open_any` takes it."""
        schema, name = self.schema.text().strip(), self.connection.currentData()
        is_other = bool(schema) and schema != DEFAULT_SCHEMA
        if name:
            return f"schema={schema} connection={name}" if is_other else f"connection={name}"
        text = self.text.text().strip()
        if not is_other or "schema=" in text:
            return text
        if "://" in text:
            return f"{text}{'&' if '?' in text else '?'}schema={schema}"
        return f"{text} schema={schema}"

    @property
    def authcfg(self) -> str:
        """The id of the log-in in QGIS's password store; empty for that of the connection."""
        return self.login.configId()

    # --- doing ---
    def test(self) -> None:
        """Look whether there is a register, and say what this log-in may do."""
        self._look(self._say_found)

    def connect_team(self) -> None:
        """Look, and close the dialog if there is a register."""
        self._look(lambda _found: self.accept())

    def create(self) -> None:
        """Make an empty register in the database, after a question."""
        answer = ask(self, "create_team_register", tr(
            "Make an empty project register in this database? A schema, its tables and four roles are made there."), (
            ("create", tr("Make register")), ("cancel", tr("Cancel"))))
        if answer == "create":
            address, authcfg = self.address, self.authcfg
            self._run(tr("Creating the project register"), lambda: _made_at(address, authcfg), self._say_found)

    def upgrade(self) -> None:
        """Bring the register up to date, after a question."""
        address, authcfg = self.address, self.authcfg
        if ask_to_upgrade(self):
            self._run(tr("Bringing the register up to date"), lambda: _upgraded_at(address, authcfg), self._say_found)

    def _look(self, then: Callable[[Tuple[str, str, int]], None]) -> None:
        address, authcfg = self.address, self.authcfg
        self._run(tr("Looking for the register"), lambda: _look_at(address, authcfg), then)

    def _run(self, title: str, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        if self._is_busy:
            return
        if has_password(self.address) and not self.connection.currentData():
            self.banner.show_failed(tr(
                "Take the password out of the address: it is kept nowhere, so that neither the next start of QGIS nor "
                "a local copy could log in. Make a log-in below instead; QGIS keeps it in its password store."))
            return
        self._set_busy(True)
        self.banner.show_working(f"{title} …")
        self._workbench.tasks.run(title, lambda _progress: work(), publish=self._alive(then),
                                  failed=self._alive(self._say_failed))

    def _alive(self, slot: Callable[[Any], None]) -> Callable[[Any], None]:
        def call(answer: Any) -> None:
            if not sip.isdeleted(self):
                self._set_busy(False)
                slot(answer)
        return call

    def _set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        if busy:
            # A button that is disabled would hand the focus on to "Cancel".
            has_focus = self.focusWidget()
            self._focused = has_focus if has_focus in (self.test_button, self.open_button) else None
        for button in (self.test_button, self.open_button):
            button.setEnabled(not busy)
        if not busy and self._focused is not None:
            self._focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_found(self, found: Tuple[str, str, int]) -> None:
        name, role, count = found
        head = tr("The register “{name}” is there, with %n project(s).", "", count).format(name=name)
        self.banner.show_empty(" ".join((head, role)))

    def _say_failed(self, error: BaseException) -> None:
        message = self._workbench.messages.fail(error, is_shown=True)
        offer: Tuple[Tuple[str, Callable[[], None]], ...] = ()
        if isinstance(error, NoRegisterThereError):
            offer = ((tr("Make register there …"), self.create),)
        elif isinstance(error, OlderSchemaError) and error.may_upgrade:
            offer = ((tr("Bring up to date …"), self.upgrade),)
        self.banner.show_failed(message, *offer)


def _made_at(address: str, authcfg: str) -> Tuple[str, str, int]:
    create_any(address, authcfg)
    return _look_at(address, authcfg)


def _upgraded_at(address: str, authcfg: str) -> Tuple[str, str, int]:
    upgrade_postgis(PostgisAddress(address, authcfg))
    return _look_at(address, authcfg)


def _look_at(address: str, authcfg: str) -> Tuple[str, str, int]:
    store = open_any(address, authcfg)
    return store.title, _rights(store), len(store.list_projects())


def _rights(store: AnyStore) -> str:
    """Return what this log-in may do. A web service tells that for its layers, not for each project."""
    role = getattr(store, "role", None)
    return role_sentence(role) if role else store.read_only_reason or tr(
        "It holds only what is public. Projects can be read and changed there; which ones this log-in may change, the "
        "service says when you save.")
