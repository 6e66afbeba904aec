# SPDX-License-Identifier: GPL-2.0-or-later
"""The project doctor's window: what was found per layer, what would heal it, and the way back."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Callable, Dict, List, Tuple

from qgis.core import QgsApplication, QgsMapLayer, QgsProject, QgsTask
from qgis.gui import QgsGui
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.layers.doctor_copies import is_within
from ruhr_smartcity_plugin.adapters.layers.doctor_examination import Examiner
from ruhr_smartcity_plugin.adapters.layers.doctor_facts import facts_of_layers
from ruhr_smartcity_plugin.adapters.local_time import short_moment
from ruhr_smartcity_plugin.core.catalogue.doctor.diagnosis import Ailment, Diagnosis
from ruhr_smartcity_plugin.core.catalogue.doctor.facts import LayerFacts
from ruhr_smartcity_plugin.core.catalogue.doctor.report import ReportRow, report_csv, report_html
from ruhr_smartcity_plugin.core.catalogue.presets import load_services
from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.core.kept_file import write_kept
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.doctor_healing import Healing
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.push_button import add_push_button
from ruhr_smartcity_plugin.gui.save_file import ask_where_to_save
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_LAYER, _FOUND, _PROPOSAL, _DONE = range(4)
_ID = Qt.ItemDataRole.UserRole


class _Outlet(QObject):
    """Carries diagnoses out of threads. Belongs to nobody, so that one that ends late finds it alive."""

    result = pyqtSignal(object)  # Diagnosis


class DoctorDialog(QDialog):
    """Nothing is asked before "Check layers" and nothing changed before "Heal chosen layers"."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("RuhrDoctorDialog")
        self.setWindowTitle(tr("Check the project's layers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QgsGui.enableAutoGeometryRestore(self)
        self._workbench = workbench
        self._task: QgsTask | None = None
        self._layers: Tuple[LayerFacts, ...] = ()
        self._diagnoses: Dict[str, Diagnosis] = {}
        self.healing = Healing(workbench, self)
        layout = QVBoxLayout(self)
        text = tr("Looks for services that do not answer, have moved or renamed their layers, for missing files, newer "
                  "data and missing licences. Layers change only where you agree, and you can take it back.")
        intro = QLabel(text, self)
        intro.setWordWrap(True)
        layout.addWidget(intro)
        self.banner = StateBanner(self)
        self.banner.is_expert = workbench.settings.expert.value
        layout.addWidget(self.banner)
        layout.addWidget(self._make_list(), 1)
        self.detail = QLabel(self)
        self.detail.setObjectName("finding_detail")
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setWordWrap(True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail.hide()
        layout.addWidget(self.detail)
        layout.addLayout(self._make_buttons())
        layout.addWidget(self._make_box())
        self.resize(self.fontMetrics().horizontalAdvance("x") * 120, self.fontMetrics().height() * 32)
        self._outlet = _Outlet()
        self._outlet.result.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.healing.healed.connect(self._say_healed)
        self.healing.failed.connect(self._say_not_healed)
        self.healing.ended.connect(self._healing_ended)
        self.finished.connect(lambda _result: self._stop())
        workbench.project.cleared.connect(self._other_project)
        workbench.project.readProject.connect(self._other_project)
        self._list_layers()

    # --- widgets -----------------------------------------------------------------------------------
    def _make_list(self) -> QTreeWidget:
        self.list = QTreeWidget(self)
        self.list.setObjectName("findings")
        self.list.setAccessibleName(tr("Layers and findings"))
        self.list.setHeaderLabels([tr("Layer"), tr("Found"), tr("Proposal"), tr("Done")])
        self.list.setRootIsDecorated(False)
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.list.header()
        for column in (_LAYER, _FOUND, _PROPOSAL):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_DONE, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        self.list.itemChanged.connect(lambda _item, _column: self._refresh_buttons())
        self.list.itemSelectionChanged.connect(self._show_detail)
        return self.list

    def _make_buttons(self) -> FlowLayout:
        line = FlowLayout()  # wraps in a narrow window
        self.check_button = add_push_button(line, "check", tr("&Check layers"), self.check)
        self.heal_button = add_push_button(line, "heal", tr("&Heal chosen layers"), self.heal)
        self.undo_button = add_push_button(line, "undo", tr("&Undo"), self.undo)
        self.save_button = add_push_button(line, "save", tr("&Save report …"), self.save)
        return line

    def _make_box(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(standard.Close | standard.Help, parent=self)
        name_buttons(box)
        box.rejected.connect(self.reject)
        box.helpRequested.connect(lambda: self._workbench.open_help("project_check"))
        return box

    # --- checking ----------------------------------------------------------------------------------
    def _list_layers(self) -> None:
        self._layers = facts_of_layers(_in_order(self._workbench.project))
        self._diagnoses = {}
        self.list.clear()
        for facts in self._layers:
            item = QTreeWidgetItem([facts.name, tr("not checked yet"), "", ""])
            item.setData(_LAYER, _ID, facts.layer_id)
            self.list.addTopLevelItem(item)
        if not self._layers:
            self.banner.show_empty(tr("The project has no layers from files or services."))
        self._refresh_buttons()

    def _other_project(self, *_document: object) -> None:
        """Start over: what was found and healed belonged to another project."""
        self._stop()
        self.healing.forget()
        self.banner.clear()
        self._list_layers()

    def check(self) -> None:
        """Examine all layers in a task; results are shown as they come."""
        self._list_layers()
        if not self._layers:
            return
        layers, outlet = self._layers, self._outlet
        examiner = Examiner(self._client_for(), tuple(self._services()))

        def work(progress: Progress) -> Tuple[Diagnosis, ...]:
            # The signal alone would not keep its outlet alive.
            return examiner.examine(layers, lambda diagnosis: outlet.result.emit(diagnosis), progress)

        text = tr("Checking %n layer(s)", "", len(layers))
        self._task = self._workbench.tasks.run(text, work, publish=self._checked, failed=self._not_checked)
        self._task.progressChanged.connect(lambda percent: self._progressed(int(percent)))
        self.banner.show_working(text, self._stop)
        self._refresh_buttons()

    def _client_for(self) -> Callable[[str], HttpClient]:
        sources, http = self._workbench.shared.get("sources"), self._workbench.http
        if sources is None:
            return lambda _url: http()
        urls = {one.url for one in self._layers} | {one.parameter("portal") for one in self._layers}
        logins = {url: sources.login_for(url) for url in urls}  # read here: the list lives in the main thread

        def client_for(url: str) -> HttpClient:
            login = logins.get(url, "")
            return http(login, url) if login else http()

        return client_for

    def _services(self) -> tuple:
        sources = self._workbench.shared.get("sources")
        return load_services() if sources is None else sources.services()

    def _progressed(self, percent: int) -> None:
        if not sip.isdeleted(self) and self._task is not None:
            self.banner.set_percent(percent)

    def _take(self, diagnosis: Diagnosis) -> None:
        item = self._item(diagnosis.facts.layer_id)
        if item is None:  # of a project that is closed
            return
        self._diagnoses[diagnosis.facts.layer_id] = diagnosis
        self.list.blockSignals(True)
        item.setText(_FOUND, "\n".join(f"{one.ailment.title}: {one.sentence}" for one in diagnosis.findings)
                     or tr("nothing found"))  # fmt: skip
        item.setIcon(_FOUND, QgsApplication.getThemeIcon(_icon(diagnosis)))
        if diagnosis.repair is not None:
            repair = diagnosis.repair
            layer = "" if repair.layer == diagnosis.facts.layer else f" · {repair.layer}"
            item.setText(_PROPOSAL, f"{redact(repair.url)}{layer}\n({repair.reason})")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_slow = any(one.ailment is Ailment.SILENT for one in diagnosis.findings)  # perhaps only today
            is_ticked = not (is_slow or repair.is_guess or self._is_own_file(diagnosis.facts))
            item.setCheckState(_PROPOSAL, Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)

    def _is_own_file(self, facts: LayerFacts) -> bool:
        """Answer whether a layer shows a file of the planner's own that is there: it may hold work of their own."""
        return bool(facts.path) and facts.path_exists and not is_within(Path(facts.path), self._workbench.cache_dir())

    def _show_detail(self) -> None:
        """Say in full what the chosen row has no room for."""
        items = self.list.selectedItems()
        texts = [items[0].text(column) for column in (_FOUND, _PROPOSAL, _DONE)] if items else []
        self.detail.setText("\n".join(text for text in texts if text))
        self.detail.setVisible(bool(items))

    def _checked(self, diagnoses: Tuple[Diagnosis, ...]) -> None:
        if sip.isdeleted(self):
            return
        self._task = None
        for one in diagnoses:  # those whose signal is still on its way
            self._take(one)
        ill = [one for one in diagnoses if not one.is_healthy]
        proposals = sum(one.repair is not None for one in ill)
        if not self._layers:
            self._list_layers()
        elif not ill:
            self.banner.show_empty(tr("Nothing was found: all layers work."))
        else:
            text = tr("%n layer(s) with findings.", "", len(ill)) + " " + tr("%n can be healed.", "", proposals)
            self.banner.show_partly(text)
            first = self._item(ill[0].facts.layer_id)
            if first is not None:
                self.list.setCurrentItem(first)
        self._show_detail()
        self._refresh_buttons()

    def _not_checked(self, error: BaseException) -> None:
        if sip.isdeleted(self):
            return
        self._task = None
        if isinstance(error, CancelledError):
            text = tr("Stopped. {done} of {all} layers were checked.")
            self.banner.show_partly(text.format(done=len(self._diagnoses), all=len(self._layers)))
        else:
            self.banner.show_failed(self._workbench.messages.fail(error, is_shown=True), (tr("Try again"), self.check))
        self._refresh_buttons()

    # --- healing -----------------------------------------------------------------------------------
    def chosen(self) -> List[Diagnosis]:
        """Return the diagnoses whose proposal is ticked and not applied yet."""
        items = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        ticked = [one.data(_LAYER, _ID) for one in items if self._is_ticked(one)]
        found = [self._diagnoses[one] for one in ticked if one in self._diagnoses]
        return [one for one in found if one.repair is not None and not self.healing.is_healed(one.facts.layer_id)]

    def _is_ticked(self, item: QTreeWidgetItem) -> bool:
        is_checkable = bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        return is_checkable and item.checkState(_PROPOSAL) == Qt.CheckState.Checked

    def heal(self) -> None:
        """Apply the ticked proposals one after the other."""
        chosen = self.chosen()
        if chosen:
            self.banner.show_working(tr("Healing %n layer(s)", "", len(chosen)), self.healing.stop)
            self.healing.start(chosen)
            self._refresh_buttons()

    def undo(self) -> None:
        """Give all healed layers their old sources again."""
        count = self.healing.undo()
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if not self.healing.is_healed(item.data(_LAYER, _ID)):
                item.setText(_DONE, "")
                item.setIcon(_DONE, QIcon())
        text = tr("%n layer(s) have their old source again.", "", count)
        if self.healing.can_undo:
            text += " " + tr("Layers that were changed since or are being edited were left as they are.")
        self.banner.show_empty(text)
        self._refresh_buttons()

    def _say_healed(self, layer_id: str, note: str) -> None:
        self._say_done(layer_id, "\n".join(part for part in (tr("healed"), note) if part), "/mIconSuccess.svg")

    def _say_not_healed(self, layer_id: str, error: BaseException) -> None:
        message = self._workbench.messages.fail(error, is_shown=True)
        self._say_done(layer_id, message.sentence, "/mIconCritical.svg")

    def _say_done(self, layer_id: str, text: str, icon: str) -> None:
        item = self._item(layer_id)
        if item is not None:
            item.setText(_DONE, text)
            item.setToolTip(_DONE, text)
            item.setIcon(_DONE, QgsApplication.getThemeIcon(icon))
            self._show_detail()

    def _healing_ended(self, healed: int, failed: int) -> None:
        text = tr("%n layer(s) healed.", "", healed)
        if failed:
            text += " " + tr("%n could not be healed and are unchanged.", "", failed)
        self.banner.show_empty(text)
        self._refresh_buttons()

    # --- report ------------------------------------------------------------------------------------
    def save(self) -> None:
        """Save the report as a web page or a table."""
        filters = tr("Web page") + " (*.html);;" + tr("Table (CSV)") + " (*.csv)"
        target = ask_where_to_save(self, tr("Save report"), tr("project_check") + ".html", filters)
        if target is None:
            return
        rows = self._report_rows()
        if target.suffix.lower() == ".csv":
            content = report_csv(rows).encode("utf-8-sig", "replace")
        else:
            made = short_moment(datetime.now(timezone.utc))
            project = self._workbench.project
            content = report_html(rows, project.title() or project.baseName(), made).encode("utf-8", "replace")
        try:
            write_kept(target, content)
        except RuhrError as error:
            self.banner.show_failed(self._workbench.messages.fail(error, is_shown=True))
            return
        self.banner.show_empty(tr("Saved as “{name}”.").format(name=target.name))

    def _report_rows(self) -> List[ReportRow]:
        rows = []
        for facts in self._layers:
            item, diagnosis = self._item(facts.layer_id), self._diagnoses.get(facts.layer_id)
            if diagnosis is not None and item is not None:
                rows.append(ReportRow(diagnosis, item.text(_DONE)))
        return rows

    # --- rest --------------------------------------------------------------------------------------
    def _item(self, layer_id: str) -> QTreeWidgetItem | None:
        items = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        return next((one for one in items if one.data(_LAYER, _ID) == layer_id), None)

    def _refresh_buttons(self) -> None:
        is_busy = self._task is not None or self.healing.is_running
        buttons = (self.check_button, self.heal_button, self.undo_button)
        pressed = next((one for one in buttons if one is self.focusWidget()), None)
        self.check_button.setEnabled(not is_busy)
        self.heal_button.setEnabled(not is_busy and bool(self.chosen()))
        self.undo_button.setEnabled(not is_busy and self.healing.can_undo)
        self.save_button.setEnabled(bool(self._diagnoses))
        if pressed is not None and not pressed.isEnabled():
            self.list.setFocus()  # there stands what comes of it; Qt would choose any other button

    def _stop(self) -> None:
        self.healing.stop()
        task = self._task
        if task is not None and not sip.isdeleted(task):
            task.cancel()


def _icon(diagnosis: Diagnosis) -> str:
    if diagnosis.is_healthy:
        return "/mIconSuccess.svg"
    is_serious = any(one.ailment.is_serious for one in diagnosis.findings)
    return "/mIconCritical.svg" if is_serious else "/mIconWarning.svg"


def _in_order(project: QgsProject) -> List[QgsMapLayer]:
    """Return the layers as the user sees them in the tree; those that are not in it come last."""
    layers = {one.id(): one for one in project.layerTreeRoot().layerOrder()}
    return list({**layers, **project.mapLayers()}.values())


def open_project_doctor(workbench: Workbench) -> DoctorDialog:
    """Show the window."""
    dialog = DoctorDialog(workbench, workbench.main_window)
    dialog.show()
    return dialog
