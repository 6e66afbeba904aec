# SPDX-License-Identifier: GPL-2.0-or-later
"""The window to control the devices of a station: choose, fill in, confirm, send once, read the answer."""

from __future__ import annotations

from typing import Dict, List

from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.errors import HttpStatusError, InputError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.sensors.model import Station
from ruhr_smartcity_plugin.core.sensors.task_log import log_task
from ruhr_smartcity_plugin.core.sensors.tasking import TaskAnswer, TaskingCapability, TaskingClient, TaskValue
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.gui.questions import confirm
from ruhr_smartcity_plugin.gui.sensors.source import ServiceSource
from ruhr_smartcity_plugin.gui.sensors.tasking_form import TaskingForm
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.window_size import size_in_letters
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


class TaskingDialog(QDialog):
    """Opens with asking the service; nothing is sent to a device without a log-in and a confirmation."""

    def __init__(self, workbench: Workbench, source: ServiceSource, station: Station, authcfg: str,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tasking_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Control a device"))
        self._bench, self._source, self._station, self._authcfg = workbench, source, station, authcfg
        self._capabilities: List[TaskingCapability] = []
        self.form: TaskingForm | None = None
        column = QVBoxLayout(self)
        column.addWidget(self._label(tr("{station}, {service}").format(station=station.name, service=source.title)))
        self.banner = StateBanner(self)
        self.banner.is_expert = workbench.settings.expert.value
        column.addWidget(self.banner)
        self.choice = QComboBox(self)
        self.choice.setObjectName("tasking_choice")
        self.choice.setAccessibleName(tr("What the device can do"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.currentIndexChanged.connect(lambda _index: self._show_form())
        column.addWidget(self.choice)
        self.note = self._label("")
        column.addWidget(self.note)
        self.area = QScrollArea(self)
        self.area.setObjectName("tasking_area")
        self.area.setWidgetResizable(True)
        column.addWidget(self.area, 1)
        buttons = NarrowButtons(QDialogButtonBox.StandardButton.Close, Qt.Orientation.Horizontal, self)
        name_buttons(buttons)
        self.send = QPushButton(tr("&Send to the device …"), buttons)
        self.send.setObjectName("tasking_send")
        self.send.setAutoDefault(False)
        self.send.clicked.connect(lambda _checked=False: self._ask_and_send())
        buttons.addButton(self.send, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        size_in_letters(self, 56, 24)
        self._load()

    def _load(self) -> None:
        self._show_form()
        self.banner.show_working(tr("Asking what the devices of {station} can do …").format(
            station=self._station.name))
        self._bench.tasks.run(
            tr("Asking what the devices of {station} can do …").format(station=self._station.name),
            lambda progress: self._client().list_capabilities(self._station.id, progress),
            publish=self._show_capabilities, failed=self._fail_to_load)

    def _client(self) -> TaskingClient:
        return self._source.tasking(self._authcfg, self._bench.http)

    def _show_capabilities(self, found: List[TaskingCapability]) -> None:
        if sip.isdeleted(self):
            return
        self._capabilities = found
        self.choice.clear()
        for one in found:
            self.choice.addItem(one.name[:80], one.id)
        if not found:
            self.banner.show_empty(tr("This station has nothing that can be controlled."))
        elif not self._authcfg:
            self.banner.show_empty(
                tr("Devices are only controlled with a log-in. Choose one for this service first."))
        else:
            self.banner.clear()
        self._show_form()

    def _show_form(self) -> None:
        chosen = self._chosen()
        self.form = TaskingForm(chosen, self.area) if chosen is not None and not chosen.obstacle else None
        self.area.setWidget(self.form if self.form is not None else QWidget(self.area))
        self.area.setVisible(self.form is not None)
        self.choice.setVisible(bool(self._capabilities))
        self.note.setText((chosen.obstacle or chosen.description[:500]) if chosen is not None else "")
        self.note.setVisible(bool(self.note.text()))
        self.send.setEnabled(self.form is not None and bool(self._authcfg))

    def _chosen(self) -> TaskingCapability | None:
        row = self.choice.currentIndex()
        return self._capabilities[row] if 0 <= row < len(self._capabilities) else None

    # --- sending ---
    def _ask_and_send(self) -> None:
        capability, form = self._chosen(), self.form
        if capability is None or form is None:
            return
        try:
            values = form.values()
        except InputError as error:
            self.banner.show_failed(error.sentence)
            return
        question = tr("Send this to “{device}” at “{station}”? It acts at once, and it cannot be taken back from "
                      "here.\n\n{values}")
        if confirm(self, tr("Control a device"), question.format(
                device=capability.name[:80], station=self._station.name[:80], values=form.describe(values)),
                tr("&Send")):
            self._send(capability, values)

    def _send(self, capability: TaskingCapability, values: Dict[str, TaskValue]) -> None:
        self.send.setEnabled(False)
        self.banner.show_working(tr("Sending to the device …"))
        path = self._bench.workspace_dir().parent / "sensors" / "task_log.jsonl"
        who, device = self._bench.settings.editor_name(), self._station.name

        def work(progress: Progress) -> TaskAnswer:
            client = self._client()
            return log_task(path, who, self._source.address, device, capability.name, values,
                            lambda: client.create_task(capability, values, progress))

        self._bench.tasks.run(tr("Sending to the device …"), work, publish=self._sent, failed=self._fail_to_send)

    def _sent(self, answer: TaskAnswer) -> None:
        text = tr("The service accepted the task (HTTP {status}). It is in the log.").format(status=answer.status)
        if sip.isdeleted(self):
            self._bench.messages.succeed(text)
            return
        self.banner.show_done(text)
        self.send.setEnabled(True)

    def _fail_to_send(self, error: BaseException) -> None:
        message = self._bench.messages.fail(error, is_shown=not sip.isdeleted(self))
        if not sip.isdeleted(self):
            self.banner.show_failed(message)
            self.send.setEnabled(True)

    def _fail_to_load(self, error: BaseException) -> None:
        if sip.isdeleted(self):
            return
        if isinstance(error, HttpStatusError) and error.status in (400, 404, 501):
            self.banner.show_empty(tr("This service does not offer to control devices (no SensorThings Tasking)."))
        else:
            self.banner.show_failed(self._bench.messages.fail(error, is_shown=True))

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
