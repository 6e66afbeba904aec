# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock's foot: running tasks with progress and cancel, warnings, network state."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsNetworkAccessManager, QgsNetworkReplyContent
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QMenu, QProgressBar, QSizePolicy, QToolButton, QWidget

from ruhr_smartcity_plugin.adapters.messages import Message
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


class StatusLine(QWidget):
    """Says at any time what the plugin is doing, what went wrong, and whether it has been on the network."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self._workbench = workbench
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 2)
        self.tasks_text = QLabel(self)
        self.tasks_text.setObjectName("status_tasks")
        self.tasks_text.setTextFormat(Qt.TextFormat.PlainText)
        self.tasks_text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout.addWidget(self.tasks_text, 2)
        self.progress = QProgressBar(self)
        self.progress.setObjectName("status_progress")
        self.progress.setAccessibleName(tr("Progress of the running tasks"))
        self.progress.setMinimumWidth(self.fontMetrics().horizontalAdvance("0" * 6))
        layout.addWidget(self.progress, 1)
        self.cancel = QToolButton(self)
        self.cancel.setObjectName("status_cancel")
        self.cancel.setIcon(QgsApplication.getThemeIcon("/mTaskCancel.svg"))
        self.cancel.setAccessibleName(tr("Cancel running tasks"))
        self.cancel.setToolTip(tr("Cancel running tasks"))
        self.cancel.setAutoRaise(True)
        self.cancel.clicked.connect(workbench.tasks.cancel_all)
        layout.addWidget(self.cancel)
        self.warnings = QToolButton(self)
        self.warnings.setObjectName("status_warnings")
        self.warnings.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.warnings.setIcon(QgsApplication.getThemeIcon("/mIconWarning.svg"))
        self.warnings.setAutoRaise(True)
        self.warnings.clicked.connect(self._show_problems)
        layout.addWidget(self.warnings)
        self.network = QLabel(self)
        self.network.setObjectName("status_network")
        layout.addWidget(self.network)
        self._tasks_said = ""
        self._requests = 0
        self._failures = 0
        workbench.tasks.changed.connect(self._show_tasks)
        workbench.messages.added.connect(self._count)
        QgsNetworkAccessManager.instance().finished.connect(self._network_used)
        self._show_tasks()
        self._show_warnings()
        self._show_network()

    def close_line(self) -> None:
        """Disconnect from what outlives the dock."""
        self._workbench.tasks.changed.disconnect(self._show_tasks)
        self._workbench.messages.added.disconnect(self._count)
        QgsNetworkAccessManager.instance().finished.disconnect(self._network_used)

    def _show_tasks(self) -> None:
        running = self._workbench.tasks.running()
        for widget in (self.progress, self.cancel):
            widget.setVisible(bool(running))
        if not running:
            self._say_tasks(tr("Ready"), "")
            return
        percent = sum(task.progress() for task in running) / len(running)
        # A task that has not reported yet shows a busy bar, not a misleading 0 %.
        self.progress.setRange(0, 100 if percent > 0 else 0)
        self.progress.setValue(int(percent))
        text = running[0].text or running[0].job.title if len(running) == 1 else tr("%n task(s)", "", len(running))
        self._say_tasks(text, "\n".join(task.job.title for task in running))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew, with a sign that it was cut."""
        super().resizeEvent(event)
        self._cut_tasks_text()

    def _say_tasks(self, text: str, tip: str) -> None:
        self._tasks_said = text
        self.tasks_text.setToolTip(tip)
        self._cut_tasks_text()

    def _cut_tasks_text(self) -> None:
        self.layout().activate()  # progress and cancel may have come or gone
        label, said = self.tasks_text, self._tasks_said
        label.setText(label.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, label.width()))
        label.setAccessibleName(said)

    def _count(self, message: Message) -> None:
        del message
        self._show_warnings()

    def _show_warnings(self) -> None:
        count = len(self._workbench.messages.problems())
        self.warnings.setVisible(count > 0)
        self.warnings.setText(str(count))
        label = tr("%n warning(s), show", "", count)
        self.warnings.setAccessibleName(label)
        self.warnings.setToolTip(label)

    def _show_problems(self) -> None:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for message in reversed(self._workbench.messages.problems()[-15:]):
            entry = menu.addAction(message.sentence.replace("&", "&&"))
            entry.setToolTip(message.detail[:500].replace("<", "‹"))
        menu.addSeparator()
        menu.addAction(tr("Open log")).triggered.connect(lambda _on=False: self._workbench.open_log())
        menu.addAction(tr("Clear list")).triggered.connect(self._forget)
        menu.exec(self.warnings.mapToGlobal(self.warnings.rect().bottomLeft()))
        menu.deleteLater()

    def _forget(self) -> None:
        self._workbench.messages.forget()
        self._show_warnings()

    def _network_used(self, reply: QgsNetworkReplyContent | QNetworkReply) -> None:
        # Any request of QGIS tells whether there is a network at all; we only listen, we never probe.
        self._requests += 1
        self._failures = 0 if _answered(reply) else self._failures + 1
        self._show_network()

    def _show_network(self) -> None:
        if self._requests == 0:
            text = tr("offline ready")
        elif self._failures == 0:
            text = tr("online")
        else:
            text = tr("no answer")
        self.network.setText(text)
        self.network.setToolTip(tr("Nothing is fetched until you ask for it."))


def _answered(reply: QgsNetworkReplyContent | QNetworkReply) -> bool:
    return reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute) is not None
