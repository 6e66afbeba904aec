# SPDX-License-Identifier: GPL-2.0-or-later
"""The window "Fetch values": a source, what of it, and into which store; runs in a task and tells what came."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from qgis.core import QgsTask
from qgis.gui import QgsDateTimeEdit, QgsFileWidget
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.sensors.fetch_work import FetchWish, fetch_into, summary_of
from ruhr_smartcity_plugin.adapters.sensors.mapping_memory import MappingMemory
from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.core.sensors.fetching import FetchReport
from ruhr_smartcity_plugin.core.sensors.sources.files import is_address
from ruhr_smartcity_plugin.core.sensors.sources.opening import AUTO, KINDS, find_kind, known_services
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.gui.sensors.mapping_dialog import MappingDialog
from ruhr_smartcity_plugin.gui.sensors.quantity_choice import QuantityChoice
from ruhr_smartcity_plugin.gui.sensors.wording import kind_title, service_title
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.window_size import remember_size
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_REMEMBERED = 20


class FetchDialog(QDialog):
    """Nothing is contacted before the button is pressed. `fetched` gives the store once values came."""

    fetched = pyqtSignal(object)  # Path

    def __init__(self, workbench: Workbench, store: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("RuhrFetchValues")
        self.setWindowTitle(tr("Fetch measured values"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bench = workbench
        self._memory = MappingMemory(workbench.workspace_dir().parent / "sensors" / "mappings.json")
        self._task: QgsTask | None = None
        self._build(store)
        remember_size(self, 68, 24)
        self._update()

    # --- building ---
    def _build(self, store: Path) -> None:
        outer = QVBoxLayout(self)
        self.banner = StateBanner(self)
        self.banner.is_expert = self._bench.settings.expert.value
        outer.addWidget(self.banner)
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.addRow(tr("&Source"), self._make_source())
        self.form.addRow(tr("&Kind"), self._make_kind())
        self.quantities = QuantityChoice(self)
        self.form.addRow(tr("&Quantities"), self.quantities)
        self.form.addRow(tr("Fro&m"), self._make_moment("fetch_start"))
        self.form.addRow(tr("&To"), self._make_moment("fetch_end"))
        self.only_area = QCheckBox(self)
        self.only_area.setObjectName("fetch_area")
        area = self._bench.area.area
        self.only_area.setText(tr("Only stations in: {area}").format(area=area.name))
        self.only_area.setChecked(area.kind is not AreaKind.REGION)
        self.only_area.setVisible(area.kind is not AreaKind.REGION)
        self.form.addRow("", self.only_area)
        self.store = QgsFileWidget(self)
        self.store.setObjectName("fetch_store")
        self.store.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.store.setConfirmOverwrite(False)  # values are added, nothing is replaced
        self.store.setFilter(tr("Stores (*.sqlite)"))
        self.store.setFilePath(str(store))
        self.store.fileChanged.connect(lambda _path: self._update())
        self.form.addRow(tr("Into &file"), self.store)
        outer.addLayout(self.form)
        outer.addStretch(1)
        self.buttons = NarrowButtons(
            QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.Help, parent=self)
        name_buttons(self.buttons)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.columns = self._button("fetch_columns", tr("&Columns …"), role, self._ask_for_columns)
        self.start = self._button("fetch_start_button", tr("F&etch"), role, self._fetch)
        self.start.setDefault(True)
        self.buttons.rejected.connect(self.reject)
        self.buttons.helpRequested.connect(lambda: self._bench.open_help("sensors"))
        outer.addWidget(self.buttons)

    def _make_source(self) -> QWidget:
        box = QWidget(self)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        self.source = QComboBox(box)
        self.source.setObjectName("fetch_source")
        self.source.setAccessibleName(tr("Source"))
        self.source.setEditable(True)
        self.source.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.source.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.source.addItems(self._bench.settings.sensor_sources.value())
        self.source.setEditText("")
        self.source.lineEdit().setPlaceholderText(tr("Address or file"))
        self.source.editTextChanged.connect(lambda _text: self._update())
        line.addWidget(self.source, 1)
        choose = QToolButton(box)
        choose.setObjectName("fetch_choose")
        choose.setText(tr("Choose …"))
        choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        choose.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(choose)
        for one in known_services():
            menu.addAction(service_title(one), lambda address=one["address"]: self.source.setEditText(address))
        menu.addSeparator()
        menu.addAction(tr("File …"), self._choose_file)
        menu.addAction(tr("Folder …"), self._choose_folder)
        choose.setMenu(menu)
        line.addWidget(choose)
        return box

    def _make_kind(self) -> QWidget:
        self.kind = QComboBox(self)
        self.kind.setObjectName("fetch_kind")
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(16)
        for name in KINDS:
            self.kind.addItem(kind_title(name), name)
        self.kind.currentIndexChanged.connect(lambda _index: self._update())
        return self.kind

    def _make_moment(self, name: str) -> QgsDateTimeEdit:
        edit = QgsDateTimeEdit(self)
        edit.setObjectName(name)
        edit.setAllowNull(True)
        edit.setNullRepresentation(tr("not limited"))
        edit.setDisplayFormat("dd.MM.yyyy HH:mm")
        edit.setTimeSpec(Qt.TimeSpec.UTC)
        edit.setToolTip(tr("In UTC"))
        edit.setStyleSheet("QLineEdit { padding: 0; border: 0; }")  # a theme's padding cuts the inner line
        edit.clear()
        setattr(self, name.replace("fetch_", "moment_"), edit)
        return edit

    def _button(self, name: str, text: str, role: QDialogButtonBox.ButtonRole, slot: Callable[[], None]) -> QPushButton:
        button = self.buttons.addButton(text, role)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: slot())
        return button

    # --- choosing ---
    def _choose_file(self) -> None:
        from qgis.PyQt.QtWidgets import QFileDialog

        path, _filter = QFileDialog.getOpenFileName(self, tr("Choose a file"), "", tr(
            "Tables and station files (*.csv *.txt *.tsv *.zip)") + ";;" + tr("All files (*)"))
        if path:
            self.source.setEditText(path)

    def _choose_folder(self) -> None:
        from qgis.PyQt.QtWidgets import QFileDialog

        path = QFileDialog.getExistingDirectory(self, tr("Choose a folder"))
        if path:
            self.source.setEditText(path)

    def chosen_kind(self) -> str:
        """Return the kind of the source: the one chosen, or what its address tells."""
        chosen, address = self.kind.currentData(), self.source.currentText().strip()
        if chosen != AUTO:
            return chosen
        return find_kind(address) if address else ""

    def _ask_for_columns(self) -> None:
        address = self.source.currentText().strip()
        try:
            dialog = MappingDialog(Path(address), self._memory.recall(address), self)
        except RuhrError as error:
            self._show(error)
            return
        if dialog.exec() == QDialog.DialogCode.Accepted:
            try:
                self._memory.remember(address, dialog.mapping())
            except RuhrError as error:
                self._show(error)
        dialog.deleteLater()

    # --- fetching ---
    def _fetch(self) -> None:
        if self._task is not None:
            return
        wish = self._wish()
        service, settings = self.source.currentText().strip(), self._bench.settings

        def work(progress: object) -> FetchReport:
            client = self._bench.http() if is_address(service) else None
            return fetch_into(wish, client, progress)

        known = [one for one in settings.sensor_sources.value() if one != service]
        settings.sensor_sources.setValue([service, *known][:_REMEMBERED])
        self.banner.show_working(tr("Fetching values …"), self._cancel)
        self._task = self._bench.tasks.run(tr("Fetching measured values"), work, publish=self._while_open(self._done),
                                           failed=self._while_open(self._fail))
        self._task.progressChanged.connect(self._while_open(lambda percent: self.banner.set_percent(round(percent))))
        self._update()

    def _wish(self) -> FetchWish:
        address = self.source.currentText().strip()
        area = self._bench.area.area
        box = area.box_25832 if self.only_area.isChecked() and area.kind is not AreaKind.REGION else None
        return FetchWish(address, self.kind.currentData(), Path(self.store.filePath()), self.quantities.chosen(), box,
                         _moment(self.moment_start), _moment(self.moment_end), self._memory.recall(address))

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _done(self, report: FetchReport) -> None:
        self._task = None
        text, detail = summary_of(report)
        if report.is_complete:
            self.banner.show_done(text)
        else:
            self.banner.show_partly(text, (tr("Try again"), self._fetch), detail=detail)
        self.fetched.emit(Path(self.store.filePath()))
        self._update()

    def _fail(self, error: BaseException) -> None:
        self._task = None
        if isinstance(error, CancelledError):
            self.banner.show_stale(tr("Stopped. What came until then is kept; the next fetch goes on from there."))
            self.fetched.emit(Path(self.store.filePath()))
        else:
            self._show(error)
        self._update()

    def _show(self, error: BaseException) -> None:
        self.banner.show_failed(self._bench.messages.fail(error, is_shown=True))

    def _update(self) -> None:
        is_busy, kind = self._task is not None, self.chosen_kind()
        ready = bool(self.source.currentText().strip()) and bool(self.store.filePath().strip())
        self.start.setEnabled(ready and not is_busy)
        self.columns.setEnabled(kind == "csv" and ready and not is_busy and Path(self.source.currentText()).is_file())
        for number in range(self.form.rowCount()):
            item = self.form.itemAt(number, QFormLayout.ItemRole.FieldRole)
            if item is not None and item.widget() is not None:
                item.widget().setEnabled(not is_busy)

    def _while_open(self, slot: Callable) -> Callable:
        """Return a slot that does nothing once the window is gone."""
        return lambda value: None if sip.isdeleted(self) else slot(value)

    def reject(self) -> None:
        """Leave; a fetch on its way is stopped, what came is kept."""
        self._cancel()
        super().reject()


def _moment(edit: QgsDateTimeEdit) -> object:
    """Return a moment in UTC; None where none was entered."""
    if edit.isNull():
        return None
    from datetime import datetime, timezone

    moment = edit.dateTime()
    day, clock = moment.date(), moment.time()
    return datetime(day.year(), day.month(), day.day(), clock.hour(), clock.minute(), tzinfo=timezone.utc)
