# SPDX-License-Identifier: GPL-2.0-or-later
"""Make own data available to others: describe, choose the fields, look at the record, save or upload it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import List, Tuple

from qgis.core import QgsFileUtils, QgsVectorLayer
from qgis.gui import QgsGui, QgsScrollArea
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.catalogue.publish_layer import (
    FORMATS,
    LayerExport,
    foreign_licence,
    personal_fields,
    prefilled,
    why_not_public,
)
from ruhr_smartcity_plugin.adapters.layers.files_copy import ROW_ID
from ruhr_smartcity_plugin.core.catalogue.publishing.notations import Notation, write_record
from ruhr_smartcity_plugin.core.catalogue.publishing.record import PublishedRecord
from ruhr_smartcity_plugin.core.catalogue.publishing.rules import Finding, Severity, check_record, field_title
from ruhr_smartcity_plugin.core.errors import InputError, RuhrError
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept, write_kept_json
from ruhr_smartcity_plugin.gui.catalogue.publish_form import PublishForm
from ruhr_smartcity_plugin.gui.catalogue.publish_upload import PublishUpload
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.gui.save_file import ask_where_to_save
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_MOST_FINDINGS = 12


class PublishDialog(QDialog):
    """Four pages: description, file, preview, upload. Nothing leaves the computer before "Upload"."""

    def __init__(self, workbench: Workbench, layer: QgsVectorLayer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("RuhrPublishDialog")
        self.setWindowTitle(tr("Publish “{layer}”").format(layer=layer.name()))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QgsGui.enableAutoGeometryRestore(self)
        self._workbench, self._layer = workbench, layer
        self._layer_name, self._layer_id = layer.name(), layer.id()
        layout = QVBoxLayout(self)
        self.banner = StateBanner(self)
        self.banner.is_expert = workbench.settings.expert.value
        layout.addWidget(self.banner)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("pages")
        self.form = PublishForm(self)
        self.tabs.addTab(self._description_page(), tr("Description"))
        self.tabs.addTab(self._file_page(), tr("File"))
        self.tabs.addTab(self._preview_page(), tr("Preview"))
        self.upload = PublishUpload(workbench, self.record, self.make_export, self)
        area = QgsScrollArea(self)  # in a low window the page scrolls
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self.upload)
        self.tabs.addTab(area, tr("Upload"))
        self.tabs.currentChanged.connect(lambda _page: self._page_shown())
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self._make_box())
        self.resize(self.fontMetrics().horizontalAdvance("x") * 90, self.fontMetrics().height() * 38)
        self.form.changed.connect(self._check)
        self.finished.connect(lambda _result: self._close())
        warning = "\n".join(filter(None, (foreign_licence(layer), self._show_first_record())))
        self._kept = self.record()
        layer.willBeDeleted.connect(self._layer_gone)
        if warning:
            self.banner.show_partly(warning)

    def _show_first_record(self) -> str:
        """Show the draft, else what the layer says; returns a sentence where the draft is damaged."""
        first, damage = prefilled(self._layer), ""
        try:
            draft = self._draft()
        except RuhrError as error:
            draft, damage = None, self._workbench.messages.fail(error, is_shown=True).sentence
        if draft is not None:  # what the layer itself says is of today
            first = replace(draft, modified=first.modified, extent_4326=first.extent_4326)
        self.form.show_record(first)
        return damage

    def _layer_gone(self) -> None:
        """Keep what was written; without its layer nothing can be uploaded any more."""
        self._layer = None
        self.fields.setEnabled(False)
        text = tr("The layer “{layer}” was removed from the project. The description was kept as a draft.")
        text = text.format(layer=self._layer_name)
        if self.save_draft():
            self.banner.show_partly(text)
        self.upload.close_for(text)

    # --- pages -------------------------------------------------------------------------------------
    def _description_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        area = QgsScrollArea(page)
        area.setWidgetResizable(True)
        area.setWidget(self.form)
        column.addWidget(area, 1)
        label = QLabel(tr("&What is missing:"), page)
        column.addWidget(label)
        self.findings = QListWidget(page)
        self.findings.setObjectName("findings")
        self.findings.setAccessibleName(tr("What is missing"))
        self.findings.setMaximumHeight(self.fontMetrics().lineSpacing() * 5)
        self.findings.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)
        self.findings.setWordWrap(True)
        self.findings.itemActivated.connect(lambda item: self._jump(item.data(Qt.ItemDataRole.UserRole)))
        self.findings.itemClicked.connect(lambda item: self._jump(item.data(Qt.ItemDataRole.UserRole)))
        label.setBuddy(self.findings)
        column.addWidget(self.findings)
        return page

    def _file_page(self) -> QWidget:
        page = QWidget(self)
        form = QFormLayout(page)
        self.file_format = QComboBox(page)
        self.file_format.setObjectName("file_format")
        for code, driver, ending in FORMATS:
            self.file_format.addItem("GeoPackage" if driver == "GPKG" else driver, (code, driver, ending))
        self.file_format.currentIndexChanged.connect(lambda _row: self._check())
        form.addRow(tr("&Format:"), self.file_format)
        self.fields = QListWidget(page)
        self.fields.setObjectName("fields")
        hidden = set(personal_fields(self._layer))
        for one in self._layer.fields():
            item = QListWidgetItem(tr("{field} (looks internal or personal)").format(field=one.displayName())
                                   if one.name() in hidden else one.displayName())  # fmt: skip
            item.setData(Qt.ItemDataRole.UserRole, one.name())
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            stays = one.name() in hidden or one.name() == ROW_ID  # the plugin's own numbers of the rows of a copy
            item.setCheckState(Qt.CheckState.Unchecked if stays else Qt.CheckState.Checked)
            self.fields.addItem(item)
        form.addRow(tr("Fields to publish:"), self.fields)
        return page

    def _preview_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        line = QHBoxLayout()
        label = QLabel(tr("&Notation:"), page)
        self.notation = QComboBox(page)
        self.notation.setObjectName("notation")
        for one in Notation:
            self.notation.addItem(one.title, one.value)
        self.notation.currentIndexChanged.connect(lambda _row: self._show_preview())
        label.setBuddy(self.notation)
        self.save_button = QPushButton(tr("&Save …"), page)
        self.save_button.setObjectName("save_record")
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(lambda _on=False: self.save())
        for widget in (label, self.notation, self.save_button):
            line.addWidget(widget)
        line.addStretch(1)
        column.addLayout(line)
        self.preview = QPlainTextEdit(page)
        self.preview.setObjectName("preview")
        self.preview.setAccessibleName(tr("Preview of the record"))
        self.preview.setReadOnly(True)
        self.preview.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        column.addWidget(self.preview, 1)
        return page

    def _make_box(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(standard.Close | standard.Help, parent=self)
        name_buttons(box)
        self.draft_button = box.addButton(tr("Save &draft"), QDialogButtonBox.ButtonRole.ActionRole)
        self.draft_button.setObjectName("save_draft")
        self.draft_button.clicked.connect(lambda _on=False: self.save_draft())
        box.rejected.connect(self.reject)
        box.helpRequested.connect(lambda: self._workbench.open_help("publishing"))
        return box

    # --- what is shown -----------------------------------------------------------------------------
    def record(self) -> PublishedRecord:
        """Return the record as all pages say."""
        record = self.form.record()
        code = self.file_format.currentData()[0]
        title = record.distributions[0].title or self._layer_name
        return replace(record, distributions=(replace(record.distributions[0], format=code, title=title),))

    def make_export(self) -> Tuple[LayerExport, str, str]:
        """Return the export of the ticked fields, with driver and ending of the file."""
        _code, driver, ending = self.file_format.currentData()
        if self._layer is None:
            raise InputError(tr("The layer is no longer in the project."))
        return LayerExport.of(self._layer, self.chosen_fields()), driver, ending

    def chosen_fields(self) -> List[str]:
        """Return the names of the ticked fields."""
        items = (self.fields.item(row) for row in range(self.fields.count()))
        return [one.data(Qt.ItemDataRole.UserRole) for one in items if one.checkState() == Qt.CheckState.Checked]

    def _check(self) -> None:
        findings = check_record(self.record())
        self.form.show_findings(findings)
        self.findings.clear()
        for one in findings[:_MOST_FINDINGS]:
            mark = tr("Error: {text}") if one.severity is Severity.ERROR else tr("Note: {text}")
            title = field_title(one.field)
            says_itself = title == one.field or title in one.sentence  # a field without a title for the user
            named = one.sentence if says_itself else f"{title}: {one.sentence}"
            item = QListWidgetItem(mark.format(text=named))
            item.setData(Qt.ItemDataRole.UserRole, one)
            self.findings.addItem(item)
        self.findings.setVisible(bool(findings))

    def _jump(self, finding: Finding) -> None:
        self.tabs.setCurrentIndex(0)
        self.form.focus_field(finding.field)

    def _page_shown(self) -> None:
        self._show_preview()
        self.upload.propose_name()

    def _show_preview(self) -> None:
        try:
            self.preview.setPlainText(write_record(self.record(), Notation(self.notation.currentData())))
            self.save_button.setEnabled(True)
        except RuhrError as error:
            missing = [one.sentence for one in check_record(self.record()) if one.severity is Severity.ERROR]
            self.preview.setPlainText("\n".join(missing) or error.sentence)
            self.save_button.setEnabled(False)

    # --- files -------------------------------------------------------------------------------------
    def save(self) -> None:
        """Save the record in the chosen notation."""
        notation = Notation(self.notation.currentData())
        name = f"{QgsFileUtils.stringToSafeFilename(self.record().title or self._layer_name)}.{notation.value}"
        target = ask_where_to_save(self, tr("Save record"), name, f"*.{notation.value}")
        if target is None:
            return
        try:
            write_kept(target, self.preview.toPlainText().encode("utf-8", "replace"))
        except RuhrError as error:
            self.banner.show_failed(self._workbench.messages.fail(error, is_shown=True))
            return
        self.banner.show_empty(tr("Saved as “{name}”.").format(name=target.name))

    def save_draft(self) -> bool:
        """Keep the description to go on with another day."""
        try:
            write_kept_json(self._draft_path(), self.record().to_draft())
        except RuhrError as error:
            self.banner.show_failed(self._workbench.messages.fail(error, is_shown=True))
            return False
        self._kept = self.record()
        self.banner.show_empty(tr("The draft was saved; it comes back when you publish this layer again."))
        return True

    def _draft(self) -> PublishedRecord | None:
        """Return the draft of this layer; None if there is none. A damaged one is put aside, and InputError says so."""
        path = self._draft_path()
        try:
            return PublishedRecord.from_draft(read_json(path)) if path.exists() else None
        except (RuhrError, ValueError, TypeError, AttributeError) as error:
            aside = path.with_name(f"{path.name}.damaged")
            with suppress(OSError):  # where nothing can be written, the draft cannot be overwritten either
                path.replace(aside)
            sentence = tr("The draft of this layer cannot be read. It was kept as “{path}”; the form starts anew.")
            raise InputError(sentence.format(path=aside), str(error)) from error

    def _draft_path(self) -> Path:
        name = QgsFileUtils.stringToSafeFilename(self._layer_id)
        return self._workbench.workspace_dir() / "publish" / f"{name}.draft.json"

    def _close(self) -> None:
        self.upload.stop()
        if self.record() != self._kept and self.save_draft():
            text = tr("The description of “{layer}” was kept as a draft; it comes back when you publish it again.")
            self._workbench.messages.inform(text.format(layer=self._layer_name))


def open_publishing(workbench: Workbench, layer: object) -> PublishDialog | None:
    """Show the window for a layer; a layer that must not be published is refused with the reason."""
    reason = why_not_public(layer) if layer is not None else tr("Choose a layer in the layer tree first.")
    if reason:
        workbench.messages.fail(InputError(reason))
        return None
    dialog = PublishDialog(workbench, layer, workbench.main_window)
    dialog.show()
    return dialog
