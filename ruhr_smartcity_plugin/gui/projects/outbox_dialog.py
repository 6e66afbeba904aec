# SPDX-License-Identifier: GPL-2.0-or-later
"""What of a copy has not arrived at the team's register, and the way to give a change up."""

from __future__ import annotations

from typing import Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.projects.outbox import WaitingRecord, discard_question
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.gui.projects import decisions
from ruhr_smartcity_plugin.gui.window_size import size_in_letters
from ruhr_smartcity_plugin.translation import tr

_RECORD = Qt.ItemDataRole.UserRole
_MOST_NAMED = 4
_LEAST_COLUMN_PX = 24


class OutboxDialog(QDialog):
    """A list, and below it all there is to say of the selected record. Nothing is changed here: see `discarded`."""

    discarded = pyqtSignal(object)  # WaitingRecord, after the question

    def __init__(self, records: Sequence[WaitingRecord], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outbox_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Changes that have not arrived"))
        layout = QVBoxLayout(self)
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("outbox")
        self.tree.setAccessibleName(tr("Changes that have not arrived"))
        self.tree.setRootIsDecorated(False)
        self.tree.setAlternatingRowColors(True)
        self.tree.setHeaderLabels([tr("Entry"), tr("Changed"), tr("State")])
        for one in records:
            self._add(one)
        # Cut where there is no room, never to be scrolled to: the label below has all there is to say.
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setMinimumSectionSize(_LEAST_COLUMN_PX)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tree.currentItemChanged.connect(lambda _new, _old: self._show_current())
        layout.addWidget(self.tree, 1)
        self.about = QLabel(self)
        self.about.setObjectName("outbox_about")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        layout.addWidget(self.about)
        buttons = NarrowButtons(QDialogButtonBox.StandardButton.Close, parent=self)
        self.discard_button = buttons.addButton(tr("&Discard my change …"), QDialogButtonBox.ButtonRole.ActionRole)
        self.discard_button.setObjectName("discard_change")
        self.discard_button.setAutoDefault(False)
        self.discard_button.clicked.connect(lambda _on=False: self._ask())
        name_buttons(buttons)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)
        size_in_letters(self, 90, 22)
        self.tree.setCurrentItem(self.tree.topLevelItem(0))
        self._show_current()

    def drop(self, record: WaitingRecord) -> None:
        """Take a record out of the list: it is as the team has it."""
        for row in range(self.tree.topLevelItemCount()):
            if self.tree.topLevelItem(row).data(0, _RECORD).uuid == record.uuid:
                self.tree.takeTopLevelItem(row)
                break
        self._show_current()

    def _add(self, record: WaitingRecord) -> None:
        changes = record.changes
        more = [tr("%n more", "", len(changes) - _MOST_NAMED)] if len(changes) > _MOST_NAMED else []
        texts = [record.title, ", ".join([*changes[:_MOST_NAMED], *more]), record.state_text]
        item = QTreeWidgetItem(self.tree, texts)
        item.setData(0, _RECORD, record)

    def _current(self) -> WaitingRecord | None:
        item = self.tree.currentItem()
        return item.data(0, _RECORD) if item is not None else None

    def _show_current(self) -> None:
        record = self._current()
        self.discard_button.setEnabled(record is not None)
        if record is None:
            self.about.setText(tr("Everything has arrived.") if not self.tree.topLevelItemCount() else "")
            return
        self.about.setText("\n".join((record.title, record.state_text, ", ".join(record.changes))))

    def _ask(self) -> None:
        record = self._current()
        if record is None:
            return
        answer = decisions.ask(self, "discard_change", discard_question(record), (
            ("discard", tr("Discard")), ("keep", tr("Keep"))))
        if answer == "discard":
            self.discarded.emit(record)
