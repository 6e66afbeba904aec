# SPDX-License-Identifier: GPL-2.0-or-later
"""The tab "Documents": addresses and files, with a checksum that shows whether a file was changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QFileDialog, QLabel, QWidget

from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.errors import InputError, RuhrError
from ruhr_smartcity_plugin.core.projects.details import Document
from ruhr_smartcity_plugin.core.projects.document_paths import checksum, file_of, is_shown, relative_path_of
from ruhr_smartcity_plugin.gui.projects.choices import Choices
from ruhr_smartcity_plugin.gui.projects.form_tab import FormTab
from ruhr_smartcity_plugin.gui.projects.record_table import TableSpec
from ruhr_smartcity_plugin.gui.push_button import add_push_button
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


class DocumentsTab(FormTab):
    """Chooses, checks and opens what the selected document points at."""

    def __init__(self, workbench: Workbench, dialog: Any, choices: Choices, changed: Callable[[], None]) -> None:
        self._workbench = workbench
        parts = (TableSpec("documents", Document, ("title", "kind", "visibility"), tr("Add document"),
                           labels={"kind": tr("Kind of document"), "sha256": tr("Checksum (SHA-256)")}),)
        super().__init__("documents", tr("Documents"), parts, dialog, choices, changed)

    def _built(self) -> None:
        self._table = self.tables["documents"]
        digest: QgsFilterLineEdit = self._table.form.editors["sha256"].widget
        digest.setReadOnly(True)
        digest.setShowClearButton(False)
        self.choose_button = add_push_button(self._table.buttons, "choose_file", tr("Choose &file …"), self._choose)
        self.check_button = add_push_button(self._table.buttons, "check_file", tr("Chec&k file"), self.check_file)
        self.open_button = add_push_button(self._table.buttons, "open_document", tr("&Open"), self._open)
        before: QWidget = self._table.remove_button
        for button in (self.choose_button, self.check_button, self.open_button):
            QWidget.setTabOrder(before, button)
            before = button
        self.state = QLabel(self._table)
        self.state.setObjectName("document_state")
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self._table.layout().insertWidget(3, self.state)
        self._table.selected.connect(lambda _uuid: self._show_buttons())
        self._table.edited.connect(self._edited_column)
        self._show_buttons()

    def take_file(self, file: Path) -> None:
        """Name a file in the selected document, or in a new one if none is selected, and compute its checksum."""
        try:
            path = relative_path_of(self._choices.register_folder, file)
        except InputError as error:
            self._say(error.sentence)
            return
        if self._table.current() is None:
            self._table.add()
        current = self._table.current()
        self._table.change(current.uuid, relative_path=path, sha256="", title=current.title or file.stem)
        self._compute(current.uuid, file, self._put)

    def check_file(self) -> None:
        """Compare the selected document's file with its checksum; without one it is computed now."""
        current = self._table.current()
        file = self._file_of(current)
        if file is not None:
            self._compute(current.uuid, file, self._compare if current.sha256 else self._put)

    # --- parts ---
    def _show_buttons(self) -> None:
        current = self._table.current()
        has_folder = self._choices.register_folder is not None
        self.choose_button.setEnabled(has_folder)
        self.check_button.setEnabled(has_folder and current is not None and bool(current.relative_path))
        self.open_button.setEnabled(current is not None and bool(current.relative_path or current.url))
        self._say("" if has_folder else tr("The register is no file: documents are named by their address on the web."))

    def _edited_column(self, uuid: str, column: str) -> None:
        if column == "relative_path" and self._table.current().sha256:
            self._table.change(uuid, sha256="")  # it was that of another file
            self._table.form.editors["relative_path"].focus()
        self._show_buttons()

    def _choose(self) -> None:
        file, _filter = QFileDialog.getOpenFileName(self.page, tr("Choose document"),
                                                    str(self._choices.register_folder))
        if file:
            self.take_file(Path(file))

    def _file_of(self, document: Document) -> Path | None:
        try:
            file = file_of(self._choices.register_folder, document.relative_path)
        except InputError as error:
            self._say(error.sentence)
            return None
        if not file.is_file():
            self._say(tr("There is no file “{path}” beside the register.").format(path=document.relative_path))
            return None
        return file

    def _compute(self, uuid: str, file: Path, then: Callable[[str, str], None]) -> None:
        self._say(tr("Reading the file …"))

        def done(digest: str) -> None:
            if not sip.isdeleted(self.page):
                then(uuid, digest)

        self._workbench.tasks.run(tr("Computing a checksum"), lambda progress: checksum(file, progress),
                                  publish=done, failed=self._failed)

    def _put(self, uuid: str, digest: str) -> None:
        self._table.change(uuid, sha256=digest)
        self._show_buttons()
        self._say(tr("The checksum was computed."))

    def _compare(self, uuid: str, digest: str) -> None:
        document = next((one for one in self._table.records() if one.uuid == uuid), None)
        if document is not None:
            self._say(tr("The file is unchanged.") if document.sha256.lower() == digest else tr(
                "The file is not the one that was registered: its checksum differs. If the new one is right, choose "
                "it again."))

    def _failed(self, error: BaseException) -> None:
        if not sip.isdeleted(self.page):
            self._say(error.sentence if isinstance(error, RuhrError) else tr("The file cannot be read."))

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self.state.setVisible(bool(text))

    def _open(self) -> None:
        current = self._table.current()
        if current.relative_path and self._choices.register_folder is not None:
            file = self._file_of(current)
            if file is not None:
                self._show_file(file)
        elif is_web_address(current.url):
            QDesktopServices.openUrl(QUrl(current.url))
        else:
            self._say(tr("The document has no web address that could be opened."))

    def _show_file(self, file: Path) -> None:
        # A register may come from anybody: what a program would run is shown in its folder only.
        shown = file if is_shown(file) else file.parent
        if shown is not file:
            self._say(tr("Files of this kind are not opened from here. Their folder is shown instead."))
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown))):
            self._say(tr("No program opens “{path}”.").format(path=file.name))
