# SPDX-License-Identifier: GPL-2.0-or-later
"""A form for an entry of the user's lists that can ask the entry's address what is there."""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import QgsTask
from qgis.gui import QgsGui, QgsScrollArea
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


class AskingForm(QDialog):
    """Banner above, fields in the middle (they scroll on a small screen), OK and Cancel below.

    A form makes its fields in `form`, among them `address` and `check` (the button that asks), and says by
    `require_usable` whether what stands there can be kept.
    """

    address: QLineEdit
    check: QPushButton

    def __init__(self, workbench: Workbench, name: str, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        QgsGui.enableAutoGeometryRestore(self)
        self.workbench = workbench
        self._task: QgsTask | None = None
        layout = QVBoxLayout(self)
        self.banner = StateBanner(self)
        self.banner.is_expert = workbench.settings.expert.value
        layout.addWidget(self.banner)
        scroll = QgsScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget(scroll)
        self.form = QFormLayout(inner)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        scroll.setWidget(inner)
        layout.addWidget(scroll, 1)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel | standard.Help, parent=self)
        name_buttons(self.buttons)
        layout.addWidget(self.buttons)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.helpRequested.connect(lambda: workbench.open_help("catalogue_lists"))
        self.finished.connect(lambda _result: self.stop())

    def require_usable(self) -> None:
        """Raise RuhrError where what stands in the form cannot be kept."""
        raise NotImplementedError

    # --- fields ----------------------------------------------------------------------------------------
    def fit(self) -> None:
        """Open as tall as the fields need, where the screen has room for it."""
        self.resize(self.fontMetrics().horizontalAdvance("x") * 75, self._fitting_height())

    def grow(self) -> None:
        """Make room for rows that were added; the user may have made more."""
        self.resize(self.width(), max(self.height(), self._fitting_height()))

    def _fitting_height(self) -> int:
        banner = self.banner.sizeHint().height() if self.banner.isVisible() else 0
        needed = self.form.sizeHint().height() + banner + self.buttons.sizeHint().height() * 3
        return min(needed, self.fontMetrics().height() * 40)

    def line(self, name: str, label: str) -> QLineEdit:
        """Add a row with a line to type in."""
        line = QLineEdit(self)
        line.setObjectName(name)
        self.row(label, line)
        return line

    def row(self, label: str, field: QWidget, *beside: QWidget) -> None:
        """Add a row: the field, and beside it what belongs to it."""
        if beside:
            line = QHBoxLayout()
            line.addWidget(field, 1)
            for one in beside:
                line.addWidget(one)
            self.form.addRow(label, line)
        else:
            self.form.addRow(label, field)
        head = self.form.itemAt(self.form.rowCount() - 1, QFormLayout.ItemRole.LabelRole).widget()
        head.setBuddy(field)
        field.setAccessibleName(label.replace("&", "").rstrip(":"))

    def ask_button(self) -> QPushButton:
        """Return the button that asks the address."""
        self.check = QPushButton(tr("&Check now"), self)
        self.check.setObjectName("check")
        self.check.setAutoDefault(False)
        return self.check

    # --- asking ----------------------------------------------------------------------------------------
    def ask(self, work: Callable[[Progress], Any], take: Callable[[Any], None], again: Callable[[], None]) -> None:
        """Run `work` as a task and give its result to `take`; `again` is behind “Try again”."""
        self.stop()

        def done(found: Any) -> None:
            if self._is_over():
                take(found)

        def failed(error: BaseException) -> None:
            if not self._is_over():
                return
            if isinstance(error, CancelledError):
                self.banner.clear()
            else:
                self.banner.show_failed(self.workbench.messages.fail(error, is_shown=True), (tr("Try again"), again))

        text = tr("Asking {address} what it is").format(address=self.address.text().strip())
        self._task = self.workbench.tasks.run(text, work, publish=done, failed=failed)
        self.banner.show_working(text, self.stop)
        self.check.setEnabled(False)

    def fail(self, error: RuhrError) -> None:
        """Say that what stands in the form cannot be used, and lead to the address."""
        self.banner.show_failed(self.workbench.messages.fail(error, is_shown=True))
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Cancel the question that is on its way."""
        task, self._task = self._task, None
        if task is not None and not sip.isdeleted(task):
            task.cancel()

    def _is_over(self) -> bool:
        """Take note of the end of a question; false where the form is gone by then."""
        if sip.isdeleted(self):
            return False
        self._task = None
        self.check.setEnabled(True)
        self.check.setFocus()  # a button that is switched off hands the focus to whatever comes next
        return True

    def _accept(self) -> None:
        try:
            self.require_usable()
        except RuhrError as error:
            self.fail(error)
            return
        self.accept()
