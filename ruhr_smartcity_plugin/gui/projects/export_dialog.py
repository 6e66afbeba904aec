# SPDX-License-Identifier: GPL-2.0-or-later
"""The window "Export projects": for whom, which projects, in which format, under which licence. Only asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsFileUtils
from qgis.gui import QgsFileWidget, QgsGui
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.projects.file_mark import internal_name
from ruhr_smartcity_plugin.gui.alarm_colour import alarm_colour
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.gui.questions import confirm
from ruhr_smartcity_plugin.translation import tr

ALL, LISTED, SELECTED = "all", "listed", "selected"
_LICENCES = ("dl-de/by-2-0", "dl-de/zero-2-0", "CC BY 4.0", "CC0 1.0")


@dataclass(frozen=True)
class ExportChoice:
    """What was chosen; `which` is ALL, LISTED or SELECTED."""

    path: Path
    internal: bool
    which: str
    licence: str
    attribution: str


class ExportDialog(QDialog):
    """Asks; emits `requested` and closes. Public is the first choice, internal has to be chosen each time."""

    requested = pyqtSignal(object)  # ExportChoice
    help_requested = pyqtSignal()

    def __init__(self, name: str, folder: str, listed: int, selected: int, everything: int,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("RuhrExportProjects")
        self.setWindowTitle(tr("Export projects"))
        QgsGui.enableAutoGeometryRestore(self)
        layout = QVBoxLayout(self)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        layout.addLayout(form)
        self._add_scope(form)
        self._add_which(form, listed, selected, everything)
        self._add_format(form)
        self._add_file(form, name, folder)
        self._add_notes(form)
        layout.addStretch(1)
        standard = QDialogButtonBox.StandardButton
        self.buttons = NarrowButtons(standard.Ok | standard.Cancel | standard.Help, parent=self)
        name_buttons(self.buttons)
        self.buttons.button(standard.Ok).setText(tr("&Export"))
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.helpRequested.connect(self.help_requested)
        layout.addWidget(self.buttons)
        self._update()
        self.resize(self.fontMetrics().horizontalAdvance("x") * 70, self.sizeHint().height())

    def choice(self) -> ExportChoice:
        """Return what is chosen now; the file of an internal export is named so."""
        path = Path(self.file.filePath().strip())
        ending = f".{self.format.currentData()}"
        if path.name and path.suffix.lower() != ending:
            path = path.with_name(f"{path.name}{ending}")
        internal = self.internal.isChecked()
        return ExportChoice(internal_name(path) if internal and path.name else path, internal,
                            self.which.currentData(), self.licence.currentText().strip(),
                            self.attribution.text().strip())

    def _add_scope(self, form: QFormLayout) -> None:
        self.public = QRadioButton(tr("&Public part, for everybody"), self)
        self.public.setObjectName("export_public")
        self.internal = QRadioButton(tr("&INTERN: everything, for your own use only"), self)
        self.internal.setObjectName("export_internal")
        group = QButtonGroup(self)
        for button in (self.public, self.internal):
            group.addButton(button)
        self.public.setChecked(True)
        self.warning = QLabel(tr("The file will hold internal statements and personal data. Its name and its content "
                                 "are marked INTERN. Do not hand it on."), self)
        self.warning.setObjectName("export_warning")
        self.warning.setTextFormat(Qt.TextFormat.PlainText)
        self.warning.setWordWrap(True)
        palette = QPalette(self.warning.palette())
        palette.setColor(QPalette.ColorRole.WindowText, alarm_colour(self.palette()))
        self.warning.setPalette(palette)
        column = QVBoxLayout()
        for widget in (self.public, self.internal, self.warning):
            column.addWidget(widget)
        form.addRow(tr("For whom"), column)
        self.internal.toggled.connect(lambda _on: self._update())

    def _add_which(self, form: QFormLayout, listed: int, selected: int, everything: int) -> None:
        self.which = QComboBox(self)
        self.which.setObjectName("export_which")
        self.which.addItem(tr("All of the register (%n)", "", everything), ALL)
        if listed != everything:
            self.which.addItem(tr("The list as filtered (%n)", "", listed), LISTED)
        if selected:
            self.which.addItem(tr("The selected (%n)", "", selected), SELECTED)
        form.addRow(tr("&Which projects"), self.which)

    def _add_format(self, form: QFormLayout) -> None:
        self.format = QComboBox(self)
        self.format.setObjectName("export_format")
        for ending, text in (
            ("csv", tr("Table (CSV), opens in spreadsheets")), ("geojson", tr("GeoJSON, for maps on the web")),
            ("gpkg", tr("GeoPackage, for QGIS")), ("json", tr("JSON, carries everything for other registers")),
            ("jsonld", tr("JSON-LD, for catalogues")),
        ):
            self.format.addItem(text, ending)
        self.format.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.format.currentIndexChanged.connect(lambda _index: self._follow_format())
        form.addRow(tr("&Format"), self.format)

    def _add_file(self, form: QFormLayout, name: str, folder: str) -> None:
        self.file = QgsFileWidget(self)
        self.file.setObjectName("export_file")
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setDialogTitle(tr("Export projects"))
        self.file.setConfirmOverwrite(False)  # asked in the end, about the name that is really written
        self.file.lineEdit().setAccessibleName(tr("File"))
        safe = QgsFileUtils.stringToSafeFilename(name)[:80].strip(". ") or "projects"
        self.file.setFilePath(str(Path(folder) / f"{safe}.csv"))
        self.file.fileChanged.connect(lambda _path: self._update())
        form.addRow(tr("Fi&le"), self.file)
        self.written = QLabel(self)
        self.written.setObjectName("export_written")
        self.written.setTextFormat(Qt.TextFormat.PlainText)
        self.written.setWordWrap(True)
        form.addRow(self.written)

    def _add_notes(self, form: QFormLayout) -> None:
        self.licence = QComboBox(self)
        self.licence.setObjectName("export_licence")
        self.licence.setEditable(True)
        self.licence.addItems(("", *_LICENCES))
        form.addRow(tr("Li&cence"), self.licence)
        self.attribution = QLineEdit(self)
        self.attribution.setObjectName("export_attribution")
        self.attribution.setPlaceholderText(tr("Text that names the source"))
        form.addRow(tr("&Attribution"), self.attribution)

    def _follow_format(self) -> None:
        path = Path(self.file.filePath().strip())
        if path.name:
            self.file.setFilePath(str(path.with_suffix(f".{self.format.currentData()}")))
        self._update()

    def _update(self) -> None:
        if not hasattr(self, "buttons"):
            return
        path, internal = self.choice().path, self.internal.isChecked()
        self.warning.setVisible(internal)
        is_renamed = bool(path.name) and str(path) != self.file.filePath().strip()
        self.written.setText(tr("Is written as {name}").format(name=path.name) if is_renamed else "")
        self.written.setVisible(is_renamed)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(path.name) and path.is_absolute())
        self._grow()

    def _grow(self) -> None:
        """Make room for the lines that have just appeared."""
        self.layout().activate()
        needed = max(self.layout().totalHeightForWidth(self.width()), self.minimumSizeHint().height())
        self.resize(self.width(), max(self.height(), needed))

    def _accept(self) -> None:
        choice = self.choice()
        if choice.path.exists():
            question = tr("“{name}” exists already. Replace it?").format(name=choice.path.name)
            if not confirm(self, tr("Export projects"), question, tr("Replace")):
                return
        self.accept()
        self.requested.emit(choice)
