# SPDX-License-Identifier: GPL-2.0-or-later
"""The System check window: what the plugin found on this computer, ready to be copied for support."""

from __future__ import annotations

from typing import Any, Callable, List, Tuple

from qgis.core import QgsApplication, QgsTask
from qgis.gui import QgsGui
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QGuiApplication, QIcon
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.system_check import (
    CheckItem,
    CheckState,
    check_services,
    collect_checks,
    report_text,
)
from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.region.boundary_service import load_preset
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_ICONS = {CheckState.GOOD: "/mIconSuccess.svg", CheckState.NOTE: "/mIconWarning.svg",
          CheckState.BAD: "/mIconCritical.svg"}


class SystemCheckDialog(QDialog):
    """Shows the checks as a table; services are only asked when the user wants it."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SystemCheckDialog")
        self.setWindowTitle(tr("System check"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workbench = workbench
        self._items: List[CheckItem] = []
        self._services: List[CheckItem] = []
        self._task: QgsTask | None = None
        layout = QVBoxLayout(self)
        intro = QLabel(tr("What the plugin found on this computer. Services are contacted only by “Check services”."),
                       self)
        intro.setWordWrap(True)
        layout.addWidget(intro)
        self.banner = StateBanner(self)
        layout.addWidget(self.banner)
        self.table = self._make_table()
        layout.addWidget(self.table, 1)
        layout.addWidget(self._make_buttons())
        self.resize(self.fontMetrics().horizontalAdvance("0") * 90, self.fontMetrics().height() * 30)
        QgsGui.enableAutoGeometryRestore(self)
        self._collect()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 3, self)
        table.setObjectName("checks")
        table.setAccessibleName(tr("Checks"))
        table.setHorizontalHeaderLabels([tr("State"), tr("Check"), tr("Found")])
        table.verticalHeader().hide()
        table.setWordWrap(True)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # Tab leaves the table; the arrow keys move in it.
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _make_buttons(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        box = NarrowButtons(standard.Close | standard.Help, parent=self)
        name_buttons(box)
        self.check_services_button = self._button(box, "check_services", tr("Check &services"), self._check_services)
        self.copy_button = self._button(box, "copy_report", tr("&Copy report"), self._copy)
        self.copy_button.setEnabled(False)
        box.rejected.connect(self.reject)
        box.helpRequested.connect(lambda: self._workbench.open_help("system_check"))
        return box

    def _button(self, box: QDialogButtonBox, name: str, text: str, slot: Callable[[], None]) -> QPushButton:
        button = box.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: slot())
        return button

    def _collect(self) -> None:
        cache_dir = self._workbench.cache_dir()
        self._start(tr("System check"), lambda _progress: collect_checks(cache_dir), self._show_checks)

    def _check_services(self) -> None:
        try:
            services = services_to_check(self._workbench)
        except RuhrError as error:
            self.banner.show_failed(self._workbench.messages.fail(error, is_shown=True))
            return
        self.check_services_button.setEnabled(False)
        self._start(tr("Checking the services"), lambda progress: check_services(None, services, progress),
                    self._show_services)

    def _start(self, title: str, work: Callable[[Progress], Any], publish: Callable[[Any], None]) -> None:
        self.banner.show_working(title, self._cancel)
        self._task = self._workbench.tasks.run(title, work, publish=self._while_open(publish),
                                               failed=self._while_open(self._failed))

    def _while_open(self, slot: Callable[[Any], None]) -> Callable[[Any], None]:
        """A task may end after the window was closed."""

        def call(value: Any) -> None:
            if not sip.isdeleted(self):
                self._task = None
                slot(value)

        return call

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def done(self, result: int) -> None:
        self._cancel()
        super().done(result)

    def _show_checks(self, items: List[CheckItem]) -> None:
        self._items = items
        self._refresh()

    def _show_services(self, items: List[CheckItem]) -> None:
        self._services = items
        self._refresh()

    def _failed(self, error: BaseException) -> None:
        self.check_services_button.setEnabled(True)
        if isinstance(error, CancelledError):
            self.banner.clear()
            return
        self.banner.show_failed(self._workbench.messages.fail(error, is_shown=True))

    def _refresh(self) -> None:
        self.banner.clear()
        self.check_services_button.setEnabled(True)
        self.copy_button.setEnabled(True)
        items = [*self._items, *self._services]
        self.table.setRowCount(len(items))
        for row, item in enumerate(items):
            state = QTableWidgetItem(QIcon(QgsApplication.getThemeIcon(_ICONS[item.state])), state_word(item.state))
            for column, cell in enumerate((state, QTableWidgetItem(item.name), QTableWidgetItem(item.text))):
                self.table.setItem(row, column, cell)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(report_text([*self._items, *self._services]))


def state_word(state: CheckState) -> str:
    """Return the state in the user's words: it is never told by the icon alone."""
    return {CheckState.GOOD: tr("good"), CheckState.NOTE: tr("note"), CheckState.BAD: tr("problem")}[state]


def services_to_check(workbench: Workbench) -> List[Tuple[str, str]]:
    """Return name and address of the catalogues in the user's list and of the other services."""
    settings = workbench.settings
    boundaries = load_preset().at(settings.boundaries_url.value())
    catalogues = workbench.shared["sources"].all()
    services = [(one.title, one.url) for one in catalogues if is_web_address(one.url)]  # not files of this computer
    services += [(url, url) for url in settings.sensor_services.value()]
    services.append((tr("Municipal boundaries"), boundaries.url + "?SERVICE=WFS&REQUEST=GetCapabilities"
                     if "?" not in boundaries.url else boundaries.url))
    return services
