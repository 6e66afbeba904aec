# SPDX-License-Identifier: GPL-2.0-or-later
"""“Download …”: which part of a layer, in which system, into which file. Only asks; whoever shows it does the work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Tuple

from qgis.core import QgsCoordinateReferenceSystem, QgsFileUtils, QgsRectangle
from qgis.gui import QgsFileWidget, QgsGui, QgsProjectionSelectionWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.region.area import Area
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.gui.questions import confirm
from ruhr_smartcity_plugin.translation import tr

_WHOLE, _AREA, _VIEW = "whole", "area", "view"


@dataclass(frozen=True)
class DownloadChoice:
    """What was chosen. `box` is None for the whole layer, `crs` "" for the one the service gives best."""

    path: Path
    box: Tuple[float, float, float, float] | None
    box_crs: str
    crs: str
    allow_incomplete: bool
    add_to_map: bool


class DownloadDialog(QDialog):
    """Asks for area, system and file; emits `requested` and closes.

    `refusal` says why a file cannot be taken; "" if it can.
    """

    requested = pyqtSignal(object)  # DownloadChoice
    help_requested = pyqtSignal()

    def __init__(
        self,
        title: str,
        area: Area,
        view: QgsRectangle | None,
        view_crs: QgsCoordinateReferenceSystem,
        folder: str = "",
        parent: QWidget | None = None,
        refusal: Callable[[Path], str] = lambda _path: "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("RuhrDownloadDialog")
        self.setWindowTitle(tr("Download layer"))
        QgsGui.enableAutoGeometryRestore(self)
        self._area, self._view, self._view_crs, self._refusal = area, view, view_crs, refusal
        layout = QVBoxLayout(self)
        head = QLabel(title, self)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        layout.addWidget(head)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        layout.addLayout(form)
        self._add_area(form)
        self._add_crs(form)
        self._add_file(form, title, folder)
        self.add_to_map = self._check("add_to_map", tr("Add the &copy to the map"), True)
        self.allow_incomplete = self._check("allow_incomplete", tr("Save &incomplete copies too"), False)
        note = self._note(tr("Without this, nothing is saved if objects are missing."))
        self.problem = self._note("")
        self.problem.setObjectName("download_problem")
        for widget in (self.add_to_map, self.allow_incomplete, note, self.problem):
            layout.addWidget(widget)
        layout.addStretch(1)
        self._add_buttons(layout)
        self._update()
        self.resize(self.fontMetrics().horizontalAdvance("x") * 75, self.sizeHint().height())

    def choice(self) -> DownloadChoice:
        """Return what is chosen now."""
        crs = self.crs.crs()
        box, box_crs = self._box()
        authid = crs.authid() if crs.isValid() else ""
        return DownloadChoice(
            self._path(), box, box_crs, authid, self.allow_incomplete.isChecked(), self.add_to_map.isChecked()
        )

    def _path(self) -> Path:
        """Return the file that will be written; without a name where none is given."""
        path = Path(self.file.filePath().strip())
        return path if not path.name or path.suffix.lower() == ".gpkg" else path.with_name(path.name + ".gpkg")

    def _box(self) -> Tuple[Tuple[float, float, float, float] | None, str]:
        chosen = self.area.currentData()
        if chosen == _AREA:
            return self._area.box_25832, "EPSG:25832"
        if chosen == _VIEW and self._view is not None:
            box = self._view
            return (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()), self._view_crs.authid()
        return None, ""

    def _add_area(self, form: QFormLayout) -> None:
        self.area = QComboBox(self)
        self.area.setObjectName("download_area")
        self.area.addItem(tr("The whole layer"), _WHOLE)
        self.area.addItem(tr("Chosen area: {area}").format(area=self._area.name), _AREA)
        # A system without a code cannot be told to whoever fetches the objects.
        if self._view is not None and not self._view.isEmpty() and self._view_crs.authid():
            self.area.addItem(tr("Map view"), _VIEW)
        self.area.setCurrentIndex(1)
        self.area.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        form.addRow(tr("&Area"), self.area)

    def _add_crs(self, form: QFormLayout) -> None:
        self.crs = QgsProjectionSelectionWidget(self)
        self.crs.setObjectName("download_crs")
        self.crs.setAccessibleName(tr("Coordinate reference system"))
        # Its list is as wide as the longest name of a system, far more than a narrow screen has.
        for combo in self.crs.findChildren(QComboBox):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.crs.setCrs(QgsCoordinateReferenceSystem("EPSG:25832"))
        self.crs.crsChanged.connect(lambda _crs: self._update())
        form.addRow(tr("Coordinate &system"), self.crs)

    def _add_file(self, form: QFormLayout, title: str, folder: str) -> None:
        self.file = QgsFileWidget(self)
        self.file.setObjectName("download_file")
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setFilter(tr("GeoPackage") + " (*.gpkg)")
        self.file.setDialogTitle(tr("Save the copy as"))
        self.file.setConfirmOverwrite(False)  # asked in the end: names are also typed, and get their ending later
        self.file.lineEdit().setAccessibleName(tr("File"))
        if folder:
            # A title is foreign text: no path, no device name may come of it.
            name = QgsFileUtils.stringToSafeFilename(title)[:80].strip(". ") or "layer"
            free = (Path(folder) / f"{name}{end}.gpkg" for end in ("", *(f" ({number})" for number in range(2, 1000))))
            # A file from before is never replaced by the suggestion alone.
            named = (one for one in free if not one.exists() and not self._refusal(one))
            self.file.setFilePath(str(next(named, Path(folder) / f"{name}.gpkg")))
        self.file.fileChanged.connect(lambda _path: self._update())
        form.addRow(tr("&File"), self.file)

    def _check(self, name: str, text: str, is_on: bool) -> QCheckBox:
        box = QCheckBox(text, self)
        box.setObjectName(name)
        box.setChecked(is_on)
        return box

    def _note(self, text: str) -> QLabel:
        note = QLabel(text, self)
        note.setTextFormat(Qt.TextFormat.PlainText)
        note.setWordWrap(True)
        note.setMinimumWidth(1)
        return note

    def _add_buttons(self, layout: QVBoxLayout) -> None:
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel | standard.Help, parent=self)
        name_buttons(self.buttons)
        self.buttons.button(standard.Ok).setText(tr("&Download"))
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.helpRequested.connect(self.help_requested)
        layout.addWidget(self.buttons)

    def _accept(self) -> None:
        choice = self.choice()
        if choice.path.exists():
            question = tr("“{name}” exists already. Replace it?").format(name=choice.path.name)
            if not confirm(self, tr("Download layer"), question, tr("Replace")):
                return
        self.accept()
        self.requested.emit(choice)

    def _update(self) -> None:
        if not hasattr(self, "buttons"):
            return
        path, crs, problem = self._path(), self.crs.crs(), ""
        if crs.isValid() and not crs.authid():
            problem = tr("This coordinate reference system has no code that a service knows. Choose another one.")
        elif path.name:
            problem = self._refusal(path)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(path.name) and not problem)
