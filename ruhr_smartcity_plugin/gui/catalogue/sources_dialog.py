# SPDX-License-Identifier: GPL-2.0-or-later
"""The window in which the user keeps the list of catalogues: add, change, hide, exchange with colleagues."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from qgis.core import QgsTask
from qgis.gui import QgsGui, QgsScrollArea
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.catalogue.central_list import CentralOutcome, fetch_central
from ruhr_smartcity_plugin.adapters.catalogue.source_store import CatalogueSources, ImportReport
from ruhr_smartcity_plugin.adapters.local_time import short_moment
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource, ServiceEntry, SourceOwner
from ruhr_smartcity_plugin.core.catalogue.source_list import RowProblem
from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.service_form import ServiceForm
from ruhr_smartcity_plugin.gui.catalogue.source_form import SourceForm
from ruhr_smartcity_plugin.gui.catalogue.sources_list import SourcesList
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.gui.push_button import add_push_button
from ruhr_smartcity_plugin.gui.save_file import ask_where_to_save
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


class SourcesDialog(QDialog):
    """A list with buttons; every change is kept at once, removing can be taken back."""

    def __init__(self, workbench: Workbench, sources: CatalogueSources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("RuhrSourcesDialog")
        self.setWindowTitle(tr("Manage catalogues"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QgsGui.enableAutoGeometryRestore(self)
        self._workbench, self._sources, self._task = workbench, sources, None
        layout = QVBoxLayout(self)
        contacts = tr("The portals and services the data room searches. None is contacted from here, except by "
                      "“Check now” and “Fetch now”.")  # fmt: skip
        indexed = tr("Those of the whole state or country are not in the index: they hold a hundred times the entries "
                     "of the region. Search them one by one, or take them up with “Change …”.")  # fmt: skip
        intro = QLabel(f"{contacts} {indexed}", self)
        intro.setWordWrap(True)
        layout.addWidget(intro)
        self.banner = StateBanner(self)
        self.banner.is_expert = workbench.settings.expert.value
        layout.addWidget(self.banner)
        line = QHBoxLayout()
        line.addWidget(self._make_list(), 1)
        line.addWidget(self._make_side())
        layout.addLayout(line, 1)
        layout.addLayout(self._make_central())
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.Help, parent=self
        )
        name_buttons(buttons)
        buttons.rejected.connect(self.reject)
        buttons.helpRequested.connect(lambda: workbench.open_help("catalogue_lists"))
        layout.addWidget(buttons)
        self.resize(self.fontMetrics().horizontalAdvance("x") * 140, self.fontMetrics().height() * 30)
        sources.changed.connect(self._fill)
        self.finished.connect(lambda _result: self._close())
        self._fill()
        if sources.problems:
            self.banner.show_partly("\n".join(sources.problems))

    # --- widgets ---------------------------------------------------------------------------------------
    def _make_list(self) -> SourcesList:
        self.list = SourcesList(self)
        self.list.itemSelectionChanged.connect(self._selection_changed)
        self.list.itemActivated.connect(lambda _item, _column: self.edit())
        return self.list

    def _make_side(self) -> QgsScrollArea:
        area = QgsScrollArea(self)  # in a low window, with large letters, the buttons scroll instead of being squeezed
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QWidget(area)
        side = QVBoxLayout(column)
        side.setContentsMargins(0, 0, 0, 0)
        self.add_button = add_push_button(side, "add", tr("Add &portal …"), self.add)
        self.add_service_button = add_push_button(side, "add_service", tr("Add &geo service …"), self.add_service)
        self.edit_button = add_push_button(side, "edit", tr("&Change …"), self.edit)
        self.remove_button = add_push_button(side, "remove", tr("&Remove"), self.remove)
        self.hide_button = add_push_button(side, "hide", tr("&Hide"), self.toggle_hidden)
        side.addSpacing(self.fontMetrics().height())
        self.import_button = add_push_button(side, "import", tr("&Import …"), self.import_list)
        self.export_button = add_push_button(side, "export", tr("&Export …"), self.export_list)
        side.addStretch(1)
        self.show_hidden = QCheckBox(tr("&Show hidden ones"), self)
        self.show_hidden.setObjectName("show_hidden")
        self.show_hidden.toggled.connect(lambda _on: self._fill())
        side.addWidget(self.show_hidden)
        area.setWidget(column)
        area.setMinimumWidth(column.sizeHint().width() + area.verticalScrollBar().sizeHint().width())
        return area

    def _make_central(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.central = QLabel(self)
        self.central.setObjectName("central_list")
        self.central.setTextFormat(Qt.TextFormat.PlainText)
        self.central.setWordWrap(True)
        line.addWidget(self.central, 1)
        self.fetch_button = QPushButton(tr("&Fetch now"), self)
        self.fetch_button.setObjectName("fetch_central")
        self.fetch_button.setAutoDefault(False)
        self.fetch_button.clicked.connect(lambda _on=False: self.fetch_central())
        line.addWidget(self.fetch_button)
        return line

    # --- the list --------------------------------------------------------------------------------------
    def _fill(self) -> None:
        portals, services = self._sources.everything(), self._sources.service_entries()
        if not self.show_hidden.isChecked():
            portals = [one for one in portals if not one.is_hidden]
            services = [one for one in services if not one.is_hidden]
        self.list.fill(portals, services)
        self._say_central()

    def _selection_changed(self) -> None:
        chosen = self.list.chosen()
        only = chosen[0] if len(chosen) == 1 else None
        self.edit_button.setEnabled(only is not None)
        self.hide_button.setEnabled(bool(chosen))
        self.remove_button.setEnabled(only is not None and only.owner is SourceOwner.OWN)
        is_hidden = bool(chosen) and chosen[0].is_hidden
        self.hide_button.setText(tr("Sho&w again") if is_hidden else tr("&Hide"))

    # --- what the buttons do ---------------------------------------------------------------------------
    def add(self) -> None:
        """Ask for a new catalogue and keep it."""
        self._ask(None, lambda source: self._sources.add(source))

    def add_service(self) -> None:
        """Ask for a new geo service and keep it."""
        self._ask_service(None)

    def edit(self) -> None:
        """Change the chosen catalogue or geo service."""
        chosen = self.list.chosen()
        if len(chosen) != 1:
            return
        entry = chosen[0]
        if isinstance(entry, CatalogueSource):
            self._ask(entry, lambda changed: self._sources.update(entry.key, changed))
        else:
            self._ask_service(entry)

    def _ask_service(self, entry: ServiceEntry | None) -> None:
        row = self._sources.service_row(entry.key) if entry else None
        login = self._sources.login_for(entry.url) if entry else ""
        is_own = entry is None or entry.owner is SourceOwner.OWN
        form = ServiceForm(self._workbench, row, self, is_own=is_own, authcfg=login)
        try:
            if form.exec() == QDialog.DialogCode.Accepted:
                kept = self._try(lambda: self._sources.keep_service(form.service(), entry.key if entry else ""))
                if kept is not None:
                    self.list.choose(str(kept))
        finally:
            form.deleteLater()

    def _ask(self, source: CatalogueSource | None, keep: Callable[[CatalogueSource], object]) -> None:
        form = SourceForm(self._workbench, source, self)
        try:
            if form.exec() == QDialog.DialogCode.Accepted:
                self._try(lambda: keep(form.source()))
        finally:
            form.deleteLater()

    def remove(self) -> None:
        """Take the chosen entry out of the list; one click brings it back."""
        chosen = self.list.chosen()
        if len(chosen) != 1 or chosen[0].owner is not SourceOwner.OWN:
            return
        removed = self._try(lambda: self._sources.remove(chosen[0].key))
        if removed is not None:
            text = tr("“{title}” was removed from the list.").format(title=removed.title)
            self.banner.show_empty(text, (tr("Undo"), lambda: self._put_back(removed)))

    def _put_back(self, removed: object) -> None:
        self.banner.clear()
        self._try(lambda: self._sources.put_back(removed))

    def toggle_hidden(self) -> None:
        """Hide the chosen entries, or show them again; the first one says which."""
        chosen = self.list.chosen()
        if chosen:
            self._try(lambda: self._sources.set_hidden([one.key for one in chosen], not chosen[0].is_hidden))

    def import_list(self) -> None:
        """Take in a list of a colleague."""
        path, _chosen = QFileDialog.getOpenFileName(self, tr("Import a list of catalogues"), "", _file_filter())
        if path:
            report = self._try(lambda: self._sources.import_file(Path(path)))
            if report is not None:
                self._say_import(report)

    def export_list(self) -> None:
        """Write the own catalogues for colleagues."""
        path = ask_where_to_save(self, tr("Export own catalogues"), "kataloge.json", _file_filter())
        if path is None:
            return
        count = self._try(lambda: self._sources.export(path))
        if count is not None:
            text = tr("%n entries were written to “{name}”; log-ins are not in it.", "", count)
            self.banner.show_empty(text.format(name=path.name))

    def _say_import(self, report: ImportReport) -> None:
        texts = [tr("%n entries were added.", "", len(report.added))]
        if report.known:
            texts.append(tr("%n were in the list already.", "", report.known))
        self._say_with_problems(" ".join(texts), report.problems)

    def _say_with_problems(self, text: str, problems: tuple[RowProblem, ...]) -> None:
        if not problems:
            self.banner.show_empty(text)
            return
        rows = "\n".join(f"{one.number}: {one.name}: {one.sentence}" for one in problems)
        left_out = tr("%n entries cannot be used and were left out.", "", len(problems))
        self.banner.show_partly(f"{text} {left_out}", detail=rows)

    def _try(self, action: Callable[[], object]) -> object | None:
        try:
            return action()
        except RuhrError as error:
            self.banner.show_failed(self._workbench.messages.fail(error, is_shown=True))
            return None

    # --- the central list --------------------------------------------------------------------------------
    def _say_central(self) -> None:
        place = self._workbench.settings.central_list.value().strip()
        self.fetch_button.setVisible(bool(place))
        self.central.setVisible(bool(place))
        fetched = self._sources.central_fetched_at
        if place and fetched is None:
            self.central.setText(tr("Central list: {place}, not fetched yet").format(place=place))
        elif place:
            text = tr("Central list: {place}, as of {date}")
            self.central.setText(text.format(place=place, date=short_moment(fetched)))

    def fetch_central(self) -> None:
        """Fetch the administrator's list in a task."""
        place, kept = self._workbench.settings.central_list.value().strip(), self._sources.central_path
        client = self._workbench.http()

        def work(progress: Progress) -> CentralOutcome:
            return fetch_central(client, place, kept, progress=progress)

        text = tr("Fetching the central list")
        self._task = self._workbench.tasks.run(text, work, publish=self._fetched, failed=self._not_fetched)
        self.banner.show_working(text, self._stop)
        self.fetch_button.setEnabled(False)

    def _fetched(self, outcome: CentralOutcome) -> None:
        self._sources.reload_central()
        if sip.isdeleted(self):
            return
        self.fetch_button.setEnabled(True)
        text = tr("The central list has %n entries.", "", outcome.rows)
        self._say_with_problems(text if outcome.is_new else tr("The central list has not changed."), outcome.problems)

    def _not_fetched(self, error: BaseException) -> None:
        if sip.isdeleted(self):
            return
        self.fetch_button.setEnabled(True)
        if isinstance(error, CancelledError):
            self.banner.clear()
            return
        message = self._workbench.messages.fail(error, is_shown=True)
        self.banner.show_failed(message, (tr("Try again"), self.fetch_central))

    def _stop(self) -> None:
        task: QgsTask | None = self._task
        if task is not None and not sip.isdeleted(task):
            task.cancel()

    def _close(self) -> None:
        self._stop()
        self._sources.changed.disconnect(self._fill)


def _file_filter() -> str:
    return tr("Lists of catalogues") + " (*.json)"
