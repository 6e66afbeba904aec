# SPDX-License-Identifier: GPL-2.0-or-later
"""The window "Import projects": match the columns, look at what would change, take it over as one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Tuple

from qgis.core import QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.adapters.projects.import_files import ImportFile, position_reader, read_import_file
from ruhr_smartcity_plugin.adapters.projects.import_memory import ImportMemory, Remembered
from ruhr_smartcity_plugin.adapters.projects.import_work import plan_rows, save_import
from ruhr_smartcity_plugin.core.errors import CancelledError, InputError, RuhrError
from ruhr_smartcity_plugin.core.kept_file import write_kept
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.projects.import_mapping import X, Y, can_name_projects, suggest_mapping
from ruhr_smartcity_plugin.core.projects.import_report import import_report, report_bytes
from ruhr_smartcity_plugin.core.projects.importing import Planned
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.gui.projects.import_columns import ImportColumns
from ruhr_smartcity_plugin.gui.projects.import_preview import ImportPreview
from ruhr_smartcity_plugin.gui.save_file import ask_where_to_save
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.window_size import remember_size
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class Imported:
    """What was taken over: how many projects of which file, and the mark by which it can be taken back."""

    count: int
    source: str
    mark: str


class ImportDialog(QDialog):
    """Shows a file as it would come into a register; nothing is saved before the user agrees."""

    imported = pyqtSignal(object)  # Imported

    def __init__(self, workbench: Workbench, store: Any, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("RuhrImportProjects")
        self.setWindowTitle(tr("Import projects: {name}").format(name=path.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bench, self._store, self._path = workbench, store, path
        self._memory = ImportMemory(workbench.workspace_dir().parent / "projects" / "import_mappings.json")
        self._file: ImportFile | None = None
        self._rows: Tuple[Planned, ...] = ()
        self._task: QgsTask | None = None
        self._is_saving = False
        self._build()
        remember_size(self, 100, 36)
        self._read("")

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        self.banner = StateBanner(self)
        self.banner.is_expert = self._bench.settings.expert.value
        outer.addWidget(self.banner)
        self.pages = QStackedWidget(self)
        self.columns = ImportColumns(self.pages)
        self.columns.layer_chosen.connect(self._choose_layer)
        self.columns.changed.connect(self._update)
        self.preview = ImportPreview(self.pages)
        self.preview.report_wanted.connect(self._save_report)
        self.preview.changed.connect(self._update)
        for page in (self.columns, self.preview):
            self.pages.addWidget(page)
        outer.addWidget(self.pages, 1)
        standard = QDialogButtonBox.StandardButton
        self.buttons = NarrowButtons(standard.Cancel | standard.Help, parent=self)
        name_buttons(self.buttons)
        role = QDialogButtonBox.ButtonRole
        self.back = self._button("import_back", tr("&Back"), role.ActionRole, self._go_back)
        self.check = self._button("import_check", tr("&Check"), role.ActionRole, self._plan)
        self.take = self._button("import_take", tr("&Import"), role.ActionRole, self._save)
        self.buttons.rejected.connect(self.reject)
        self.buttons.helpRequested.connect(lambda: self._bench.open_help("projects_exchange"))
        outer.addWidget(self.buttons)
        self._update()

    def _button(self, name: str, text: str, role: QDialogButtonBox.ButtonRole, slot: Callable[[], None]) -> QPushButton:
        button = self.buttons.addButton(text, role)
        button.setObjectName(name)
        button.clicked.connect(lambda _on=False: slot())
        return button

    def reject(self) -> None:
        """Leave; work on its way is stopped, and nothing was saved. While it saves, the window stays."""
        if self._is_saving:
            return
        if self._task is not None:
            self._task.cancel()
        super().reject()

    # --- reading ---
    def _read(self, layer: str) -> None:
        path, crs = self._path, self.columns.chosen_crs()
        self._run(tr("Reading “{name}”").format(name=path.name),
                  lambda _progress: read_import_file(path, layer, crs), self._show_file)

    def _choose_layer(self, layer: str) -> None:
        if self._file is not None:
            self._keep(lambda: self._memory.remember_layer(self._file.layers, layer))
        self._read(layer)

    def _show_file(self, file: ImportFile) -> None:
        is_first, self._file = self._file is None, file
        if not file.columns:  # whole projects, as this plugin writes them: nothing to match
            self._plan()
            return
        used = self._memory.recall(file.columns)
        hint = tr("Matched as for the last file with these columns.") if used else ""
        used = used or Remembered(suggest_mapping(file.columns))
        self.columns.show_file(file, used.mapping, used.crs, hint)
        self.pages.setCurrentWidget(self.columns)
        self._update()
        self.columns.table.setFocus()
        wanted = self._memory.recall_layer(file.layers) if is_first and file.layers else None
        if wanted is not None and wanted != file.layer:
            self._read(wanted)  # as for the last workbook with these sheets

    # --- planning ---
    def _plan(self) -> None:
        file, used = self._file, Remembered(self.columns.mapping(), self.columns.chosen_crs())
        if file is None or not self._knows_where(file, used):
            return
        store = self._store

        def work(progress: Progress) -> Tuple[Planned, ...]:
            return plan_rows(store, file, used.mapping, progress, used.crs)

        def show(rows: Tuple[Planned, ...]) -> None:
            self._rows = rows
            self.preview.show_rows(rows)
            self.pages.setCurrentWidget(self.preview)
            self._update()
            self.preview.table.setFocus()
            if file.columns:
                self._keep(lambda: self._memory.remember(file.columns, used))

        self._run(tr("Checking the rows"), work, show)

    def _knows_where(self, file: ImportFile, used: Remembered) -> bool:
        """Ask for the system of the coordinates if the numbers do not show it."""
        if not file.columns or used.crs or X not in used.mapping or Y not in used.mapping:
            return True
        columns = used.mapping[X], used.mapping[Y]
        cells = next((pair for pair in (tuple(row.cells.get(one, "") for one in columns) for row in file.rows)
                      if all(pair)), None)
        try:
            if cells is not None:
                position_reader("")(*cells)
        except InputError:
            self.banner.show_partly(tr(
                "The system of the coordinates {x} / {y} cannot be told from the numbers. Choose it below the table.",
            ).format(x=cells[0], y=cells[1]))
            self.columns.crs.setFocus()
            return False
        return True

    def _keep(self, remember: Callable[[], None]) -> None:
        try:
            remember()
        except RuhrError as error:  # the import goes on without
            self._bench.messages.fail(error)

    def _go_back(self) -> None:
        self.banner.clear()
        self.pages.setCurrentWidget(self.columns)
        self._update()

    # --- taking over ---
    def _save(self) -> None:
        rows, store, name = self.preview.accepted(), self._store, self._path.name
        who = self._bench.settings.editor_name()

        def done(result: Tuple[int, str]) -> None:
            self.imported.emit(Imported(result[0], name, result[1]))
            self.accept()

        self._is_saving = True
        self._run(tr("Importing “{name}”").format(name=name), lambda _progress: save_import(store, rows, who, name),
                  done)

    def _save_report(self) -> None:
        path = ask_where_to_save(self, tr("Save report"), tr("Report {name}").format(name=f"{self._path.stem}.html"),
                                 "HTML (*.html);;CSV (*.csv)")
        if path is None:
            return
        rows, source = self._rows, self._path.name

        def work(_progress: Progress) -> None:
            is_page = path.suffix.lower() != ".csv"
            write_kept(path, report_bytes(import_report(rows, source=source, as_page=is_page), as_page=is_page))

        self._run(tr("Saving the report"), work, lambda _nothing: self.banner.show_empty(
            tr("Report saved: {name}").format(name=path.name),
            (tr("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))))

    # --- working and saying ---
    def _run(self, title: str, work: Callable[[Progress], Any], publish: Callable[[Any], None]) -> None:
        def ended(answer: Any, slot: Callable[[Any], None]) -> None:
            if not sip.isdeleted(self):
                self._task, self._is_saving = None, False
                self.banner.clear()
                slot(answer)
                self._update()

        self._task = self._bench.tasks.run(title, work, publish=lambda answer: ended(answer, publish),
                                           failed=lambda error: ended(error, self._fail))
        self.banner.show_working(title, None if self._is_saving else self._task.cancel)
        self._update()

    def _fail(self, error: BaseException) -> None:
        if self._file is not None:
            self.columns.show_layer(self._file)  # a sheet that cannot be read is not shown as the one below
        if not isinstance(error, CancelledError):
            self.banner.show_failed(self._bench.messages.fail(error, is_shown=True))

    def _update(self) -> None:
        is_idle, on_columns = self._task is None, self.pages.currentWidget() is self.columns
        can_check = can_name_projects(self.columns.mapping())
        count = len(self.preview.accepted())
        self.pages.setVisible(self._file is not None)
        self.pages.setEnabled(is_idle)
        self.back.setVisible(not on_columns and self._file is not None and bool(self._file.columns))
        self.check.setVisible(on_columns)
        self.take.setVisible(not on_columns)
        self.back.setEnabled(is_idle)
        self.check.setEnabled(is_idle and self._file is not None and can_check)
        self.check.setToolTip("" if can_check else tr("One column must be the title, the code or the id."))
        self.take.setEnabled(is_idle and count > 0)
        self.take.setText(tr("&Import %n project(s)", "", count))
        (self.check if on_columns else self.take).setDefault(True)
