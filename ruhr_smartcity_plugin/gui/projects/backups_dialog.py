# SPDX-License-Identifier: GPL-2.0-or-later
"""The window "Backups": what there is, looking into one, and going back to it."""

from __future__ import annotations

from typing import Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLocale, Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.local_time import short_date, short_moment
from ruhr_smartcity_plugin.adapters.projects.backup import Backup, Reason
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.gui.window_size import size_in_letters
from ruhr_smartcity_plugin.translation import tr


class BackupsDialog(QDialog):
    """Lists the backups of a register; says which one the user wants to see or to go back to."""

    view_wanted = pyqtSignal(object)  # Backup
    restore_wanted = pyqtSignal(object)  # Backup

    def __init__(self, title: str, backups: Sequence[Backup], *, can_restore: bool,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("backups_dialog")
        self.setWindowTitle(tr("Backups of “{name}”").format(name=title))
        self._backups, self._can_restore = tuple(backups), can_restore
        layout = QVBoxLayout(self)
        self.note = QLabel(_note(self._backups), self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        layout.addWidget(self.note)
        self.table = self._make_table()
        layout.addWidget(self.table, 1)
        self._make_buttons(layout)
        if self._backups:
            self.table.selectRow(0)
        self._allow()
        size_in_letters(self, 68, 22)

    def chosen(self) -> Backup | None:
        """Return the selected backup; None if none is selected."""
        row = self.table.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(len(self._backups), 3, self)
        table.setObjectName("backups")
        table.setAccessibleName(tr("Backups"))
        table.setHorizontalHeaderLabels([tr("Date"), tr("Reason"), tr("Size")])
        table.verticalHeader().hide()
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        for row, one in enumerate(self._backups):
            day = short_date(one.moment.date()) if one.reason is Reason.DAILY else short_moment(one.moment)
            size = QLocale().formattedDataSize(one.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
            for column, text in enumerate((day, _reason_text(one.reason), size)):
                item = QTableWidgetItem(text)
                item.setToolTip(one.path.name)
                if column == 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.itemSelectionChanged.connect(self._allow)
        table.itemActivated.connect(lambda _item: self._emit(self.view_wanted))
        return table

    def _make_buttons(self, layout: QVBoxLayout) -> None:
        box = NarrowButtons(QDialogButtonBox.StandardButton.Close, self)
        name_buttons(box)
        self.view_button = box.addButton(tr("&Look at it"), QDialogButtonBox.ButtonRole.ActionRole)
        self.view_button.setObjectName("view_backup")
        self.view_button.clicked.connect(lambda _on=False: self._emit(self.view_wanted))
        self.restore_button = box.addButton(tr("&Go back to it …"), QDialogButtonBox.ButtonRole.ActionRole)
        self.restore_button.setObjectName("restore_backup")
        self.restore_button.clicked.connect(lambda _on=False: self._emit(self.restore_wanted))
        self.folder_button = box.addButton(tr("Show &folder"), QDialogButtonBox.ButtonRole.ActionRole)
        self.folder_button.setIcon(QgsApplication.getThemeIcon("/mActionFileOpen.svg"))
        self.folder_button.clicked.connect(lambda _on=False: self._show_folder())
        box.rejected.connect(self.reject)
        layout.addWidget(box)

    def _allow(self) -> None:
        has_one = self.chosen() is not None
        self.view_button.setEnabled(has_one)
        self.restore_button.setEnabled(has_one and self._can_restore)
        self.folder_button.setEnabled(has_one)

    def _emit(self, signal) -> None:
        if self.chosen() is not None:
            signal.emit(self.chosen())

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.chosen().path.parent)))


def _note(backups: Sequence[Backup]) -> str:
    if not backups:
        return tr("There is no backup yet. The first save of each day makes one, as soon as there is a project.")
    return tr("The first save of each day makes a backup, and makes it anew if the register has doubled since. The last "
              "seven are kept, and one for each of the four weeks before. They lie in the folder “backups” beside the "
              "register.")


def _reason_text(reason: Reason) -> str:
    return {Reason.DAILY: tr("Daily, before the first save"), Reason.UPGRADE: tr("Before an update of the register"),
            Reason.ASIDE: tr("Kept when the register was replaced")}[reason]
