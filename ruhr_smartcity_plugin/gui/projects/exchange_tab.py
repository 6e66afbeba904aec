# SPDX-License-Identifier: GPL-2.0-or-later
"""The tab "Exchange": what people write to each other about a project. Internal, plain text, saved by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Sequence, Tuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence, QShortcut, QShowEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.local_time import short_utc_text
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.comments import Comment, Entry
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.record import TECHNICAL_FIELDS, Project
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.projects import decisions
from ruhr_smartcity_plugin.gui.push_button import add_push_button
from ruhr_smartcity_plugin.translation import tr

_ENTRY = Qt.ItemDataRole.UserRole
_LINES = 3


class ExchangeTab(QWidget):
    """Shows the thread of one project and the box to write in."""

    comment_written = pyqtSignal(object)  # Comment to be saved
    field_requested = pyqtSignal(str)  # show this field
    looked_at = pyqtSignal()  # the user sees the thread

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exchange_tab")
        self._who = self._project_uuid = ""
        self._can_write = False
        self._edited: Comment | None = None
        layout = QVBoxLayout(self)
        self.state = QLabel(self)
        self.state.setObjectName("exchange_state")
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        layout.addWidget(self.state)
        self.list = QListWidget(self)
        self.list.setObjectName("comments")
        self.list.setAccessibleName(tr("Comments"))
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self.list.setSpacing(3)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(self.list, 1)
        self._build_actions(layout)
        self._build_writing(layout)
        self.list.currentItemChanged.connect(lambda _new, _old: self._update_buttons())
        self.list.itemActivated.connect(lambda _item: self._go())
        self.show_thread((), "", "", can_write=False)

    def _build_actions(self, layout: QVBoxLayout) -> None:
        bar = QWidget(self)
        line = FlowLayout(bar)
        self.done_button = add_push_button(line, "comment_done", tr("&Done"), self._toggle_done)
        self.go_button = add_push_button(line, "comment_go", tr("&Go to field"), self._go)
        self.edit_button = add_push_button(line, "comment_edit", tr("Ed&it"), self._edit)
        self.delete_button = add_push_button(line, "comment_delete", tr("De&lete"), self._delete)
        layout.addWidget(bar)

    def _build_writing(self, layout: QVBoxLayout) -> None:
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("comment_text")
        self.text.setAccessibleName(tr("New comment"))
        self.text.setPlaceholderText(tr("Write to the others who see this project …"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _LINES + 16)
        layout.addWidget(self.text)
        line = QHBoxLayout()
        self.field = QComboBox(self)
        self.field.setObjectName("comment_field")
        self.field.setAccessibleName(tr("Field the comment is about"))
        self.field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.field.setMinimumContentsLength(12)
        self.field.addItem(tr("on the whole project"), "")
        labels = [(field_label(one.name), one.name) for one in columns_of(Project)
                  if one.name not in TECHNICAL_FIELDS and not one.name.endswith("_precision")]
        for label, name in sorted(labels, key=lambda one: one[0].casefold()):
            self.field.addItem(tr("on “{field}”").format(field=label), name)
        self.send_button = QPushButton(tr("Send (Ctrl+Enter)"), self)
        self.send_button.setObjectName("comment_send")
        self.send_button.setAutoDefault(False)
        self.cancel_button = QPushButton(tr("Cancel"), self)
        self.cancel_button.setObjectName("comment_cancel")
        self.cancel_button.setAutoDefault(False)
        for widget, stretch in ((self.field, 1), (self.cancel_button, 0), (self.send_button, 0)):
            line.addWidget(widget, stretch)
        layout.addLayout(line)
        self.send_button.clicked.connect(lambda _on=False: self.send())
        self.cancel_button.clicked.connect(lambda _on=False: self._stop_editing())
        self.text.textChanged.connect(self._update_buttons)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self.text)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.send)

    # --- showing ---
    def show_thread(self, entries: Sequence[Entry], project_uuid: str, who: str, *, can_write: bool) -> None:
        """Show the thread; what is being typed stays. `who` is the name in the history."""
        if project_uuid != self._project_uuid:
            self._stop_editing()
        self._project_uuid, self._who, self._can_write = project_uuid, who, can_write
        kept = self.current()
        self.list.clear()
        for one in entries:
            item = QListWidgetItem(_entry_text(one), self.list)
            item.setData(_ENTRY, one)
            if kept is not None and one.comment is not None and one.comment.uuid == kept.uuid:
                self.list.setCurrentItem(item)
        if kept is None:
            self.list.scrollToBottom()
        self.state.setText(self._summary(entries))
        self._update_buttons()

    def _summary(self, entries: Sequence[Entry]) -> str:
        if not self._project_uuid:
            return tr("Comments can be written when the project has been saved once.")
        unfinished = sum(1 for one in entries if one.comment is not None and not one.comment.done)
        counted = tr("%n open comment(s).", "", unfinished) if entries else tr("No comments yet.")
        return tr("INTERN") + " · " + counted + " " + tr("Nothing of it is ever exported publicly.")

    def current(self) -> Comment | None:
        """Return the selected comment; None if nothing, or a step of the review, is selected."""
        item = self.list.currentItem()
        return item.data(_ENTRY).comment if item is not None else None

    def _update_buttons(self) -> None:
        one = self.current()
        mine = one is not None and one.author == self._who
        self.done_button.setEnabled(one is not None and self._can_write)
        self.done_button.setText(tr("&Reopen") if one is not None and one.done else tr("&Done"))
        self.go_button.setEnabled(one is not None and bool(one.field))
        for button in (self.edit_button, self.delete_button):
            button.setEnabled(mine and self._can_write)
        can_write = self._can_write and bool(self._project_uuid)
        self.text.setEnabled(can_write)
        self.field.setEnabled(can_write and self._edited is None)
        self.send_button.setEnabled(can_write and bool(self.text.toPlainText().strip()))
        self.cancel_button.setVisible(self._edited is not None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked_at.emit()

    # --- doing ---
    def send(self) -> None:
        """Hand over what was typed: a new comment, or the edited one."""
        text = self.text.toPlainText().strip()
        if not text or not self.send_button.isEnabled():
            return
        if self._edited is not None:
            self.comment_written.emit(replace(self._edited, text=text))
        else:
            self.comment_written.emit(Comment(self._project_uuid, text, field=self.field.currentData()))

    def sent(self) -> None:
        """The comment was saved: the box is free again. Until then nothing that was typed is lost."""
        self._stop_editing()

    def _toggle_done(self) -> None:
        one = self.current()
        self.comment_written.emit(replace(one, done=not one.done))

    def _delete(self) -> None:
        answer = decisions.ask(self, "delete_comment", tr("Delete this comment for everybody?"), (
            ("delete", tr("Delete")), ("keep", tr("Keep"))))
        if answer == "delete":
            self.comment_written.emit(replace(self.current(), deleted=True))

    def _edit(self) -> None:
        self._edited = self.current()
        self.text.setPlainText(self._edited.text)
        self.field.setCurrentIndex(max(0, self.field.findData(self._edited.field)))
        self.text.setFocus()
        self._update_buttons()

    def _stop_editing(self) -> None:
        self._edited = None
        self.text.clear()
        self.field.setCurrentIndex(0)

    def _go(self) -> None:
        one = self.current()
        if one is not None and one.field:
            self.field_requested.emit(one.field)


def _entry_text(entry: Entry) -> str:
    parts: Tuple[str, ...] = (entry.who, short_utc_text(entry.when))
    if entry.step:
        parts += (tr("Review: {state}").format(state=load_vocabulary().text("VREV", entry.step)),)
    elif entry.comment is not None and entry.comment.field:
        parts += (tr("on “{field}”").format(field=field_label(entry.comment.field)),)
    if entry.comment is not None and entry.comment.done:
        parts += ("✓ " + tr("done"),)
    return " · ".join(parts) + "\n" + entry.text
