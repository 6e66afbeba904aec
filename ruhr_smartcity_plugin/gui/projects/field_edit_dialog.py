# SPDX-License-Identifier: GPL-2.0-or-later
"""Changing one field of the selected projects: field, value, what it would do, save; and taking it back."""

from __future__ import annotations

from datetime import date
from typing import Any, Callable, Mapping, Sequence, Tuple

from qgis.gui import QgsDateEdit, QgsFilterLineEdit
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore
from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.core.errors import VersionConflictError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import Kind
from ruhr_smartcity_plugin.core.projects.field_edit import (
    EditableField,
    EditPlan,
    UndoPlan,
    editable_fields,
    plan_edit,
    read_value,
)
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.record import ProjectEntry, Visibility
from ruhr_smartcity_plugin.core.projects.rules import Context
from ruhr_smartcity_plugin.core.projects.store import keeps_history
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.gui.date_typing import set_up_date_edit
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.gui.projects.change_comment import say_not_kept
from ruhr_smartcity_plugin.gui.room import Room
from ruhr_smartcity_plugin.gui.window_size import size_in_letters
from ruhr_smartcity_plugin.translation import tr

_PLAN_AFTER_MS = 150
_REASON_LINES = 3


class FieldEditDialog(QDialog):
    """One field for many projects. The plan is made in a task after each change; Save does what it says."""

    def __init__(self, room: Room, register: OpenRegister, store: GeoPackageStore,
                 entries: Sequence[ProjectEntry], bundles: Tuple[ProjectBundle, ...]) -> None:
        super().__init__(room)
        self.setObjectName("field_edit_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Change one field of %n project(s)", "", len(entries)))
        self._register, self._store, self._entries, self._bundles = register, store, entries, bundles
        self._room = room
        self._round = 0
        self.plan: EditPlan | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PLAN_AFTER_MS)
        self._later.timeout.connect(self._make_plan)
        self._build()
        self.show_field()
        size_in_letters(self, 56, 28)

    # --- building ---
    def _build(self) -> None:
        layout = QVBoxLayout(self)
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.field = QComboBox(self)
        self.field.setObjectName("edited_field")
        self.field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for one in editable_fields():
            label = field_label(one.name)
            self.field.addItem(tr("{field} (INTERN)").format(field=label) if one.is_internal else label, one)
        self.field.currentIndexChanged.connect(lambda _index: self.show_field())
        self.value: QWidget = QWidget(self)
        self.comment = QLineEdit(self)
        self.comment.setObjectName("edit_comment")
        self.comment.setPlaceholderText(tr("Why? Goes into the history."))
        if not keeps_history(self._store):
            say_not_kept(self.comment)
        self.comment.textChanged.connect(lambda _text: self._show_plan())
        for text, widget in ((tr("&Field"), self.field), (tr("New &value"), self.value),
                             (tr("&Comment"), self.comment)):
            self._form.addRow(text, widget)
        layout.addLayout(self._form)
        self.preview = QLabel(self)
        self.preview.setObjectName("edit_preview")
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.preview.setWordWrap(True)
        layout.addWidget(self.preview)
        self.reasons = QListWidget(self)
        self.reasons.setObjectName("edit_reasons")
        self.reasons.setAccessibleName(tr("Projects that are not changed"))
        self.reasons.setWordWrap(True)
        self.reasons.setMinimumHeight(_REASON_LINES * self.fontMetrics().lineSpacing())
        kept = self.reasons.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the buttons stay where they are
        self.reasons.setSizePolicy(kept)
        layout.addWidget(self.reasons, 1)
        standard = QDialogButtonBox.StandardButton
        self.buttons = NarrowButtons(standard.Save | standard.Cancel, self)
        name_buttons(self.buttons)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)

    def show_field(self) -> None:
        """Offer an editor that fits the chosen field."""
        label = self._form.labelForField(self.value)
        editor, self._read = _make_editor(self._field(), self._later.start, self)
        self._form.replaceWidget(self.value, editor)
        self.value.deleteLater()
        self.value = editor
        editor.setObjectName("edited_value")
        editor.setAccessibleName(tr("New value"))
        label.setBuddy(editor)
        QWidget.setTabOrder(self.field, editor)  # made after all the others, it would be the last stop
        self._later.start()

    def _field(self) -> EditableField:
        chosen: EditableField = self.field.currentData()
        return chosen

    # --- planning ---
    def _make_plan(self) -> None:
        self._round += 1
        number, field = self._round, self._field()
        self.plan = None
        try:
            value = self._read()
        except ValueError:
            self._show_plan(tr("This is no number. Type digits, with a comma before the decimals."))
            return
        self._show_plan(tr("Checking …"))
        entries, bundles, context = self._entries, self._bundles, Context(date.today())
        self._room.workbench.tasks.run(
            tr("Checking the projects"), lambda _progress: plan_edit(entries, bundles, field, value, context),
            publish=lambda plan: self._take(number, plan), failed=self._room.show_problem)

    def _take(self, number: int, plan: EditPlan) -> None:
        if not sip.isdeleted(self) and number == self._round:
            self.plan = plan
            self._show_plan()
            if plan.stale:
                self._register.reload()

    def _show_plan(self, text: str = "") -> None:
        plan = self.plan
        self.reasons.clear()
        if plan is not None:
            parts = [tr("Changes %n project(s).", "", len(plan.changed))]
            if plan.n_same:
                parts.append(tr("Stays the same for %n project(s).", "", plan.n_same))
            if plan.refused:
                parts.append(tr("Left out, because a rule would be broken: %n project(s).", "", len(plan.refused)))
            if plan.stale:
                parts = [tr("Nothing can be saved: %n project(s) changed meanwhile. Close this window and try again; "
                            "the list has been read anew.", "", len(plan.stale))]
            if self._lacks_comment():
                parts.append(tr("Returning a project needs a comment."))
            text = " ".join(parts)
            for title, sentence in plan.stale or plan.refused:
                self.reasons.addItem(f"{title}: {sentence}")
        elif not text:
            return
        self.reasons.setVisible(self.reasons.count() > 0)
        self.preview.setText(text)
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setEnabled(plan is not None and plan.is_possible and not self._lacks_comment())

    def _lacks_comment(self) -> bool:
        return (self.plan is not None and self.plan.needs_comment and not self.comment.text().strip()
                and keeps_history(self._store))

    # --- saving ---
    def save(self) -> None:
        """Save all that the plan changes in one transaction, then offer to take it back."""
        plan = self.plan
        if plan is None or not plan.is_possible or self._lacks_comment():
            return
        titles = {one.uuid: one.title for one in self._entries}
        _Step(self._room, self._register, self._store, titles).save(plan, self.comment.text().strip())
        self.accept()


class _Step:
    """A change of many projects after its dialog has gone: it says what came of it, and can be undone once."""

    def __init__(self, room: Room, register: OpenRegister, store: GeoPackageStore, titles: Mapping[str, str]) -> None:
        self._room, self._register, self._store, self._titles = room, register, store, titles

    def save(self, plan: EditPlan, comment: str) -> None:
        self._room.banner.show_working(tr("Saving the projects"))
        n = len(plan.changed)
        self._register.save_all(
            self._store, plan.changed, comment, failed=self._failed,
            publish=lambda _nothing: self._say(tr("%n project(s) changed.", "", n),
                                               (tr("Undo"), lambda: self._undo(plan.undo))))

    def _undo(self, undo: UndoPlan) -> None:
        self._room.banner.show_working(tr("Taking the change back"))
        self._register.fetch_some(self._store, list(undo.before), failed=self._failed,
                                  publish=lambda bundles: self._restore(undo, bundles))

    def _restore(self, undo: UndoPlan, bundles: Tuple[ProjectBundle, ...]) -> None:
        comment = tr("Taken back: {field}").format(field=field_label(undo.field.name))
        self._register.save_all(
            self._store, undo.apply(bundles), comment, failed=self._failed,
            publish=lambda _nothing: self._say(tr("Taken back for %n project(s).", "", len(bundles))))

    def _say(self, text: str, *actions: Tuple[str, Callable[[], None]]) -> None:
        if not sip.isdeleted(self._room):
            self._room.banner.show_done(text, *actions)

    def _failed(self, error: BaseException) -> None:
        if not sip.isdeleted(self._room):
            self._room.show_problem(named_conflict(error, self._titles))


def named_conflict(error: BaseException, titles: Mapping[str, str]) -> BaseException:
    """Return an error of a change of several projects; a conflict says which record it is about."""
    if not isinstance(error, VersionConflictError) or len(titles) < 2:
        return error
    title = titles.get(error.uuid, error.uuid)
    named = VersionConflictError(
        f"“{title}”: {error.sentence}", error.detail, uuid=error.uuid, base_version=error.base_version,
        store_version=error.store_version)
    named.private = (*error.private, title)
    return named


def _make_editor(field: EditableField, changed: Callable[[], None],
                 parent: QWidget) -> Tuple[QWidget, Callable[[], Any]]:
    """Return a widget for the values of a field, and a function that reads it (ValueError: no number)."""
    kind = field.column.kind
    if field.column.codes or kind in (Kind.VISIBILITY, Kind.FLAG, Kind.ANSWER):
        return _make_choice(field, changed, parent)
    if kind is Kind.DAY:
        day = QgsDateEdit(parent)
        set_up_date_edit(day, tr("not stated"))
        day.clear()
        day.dateValueChanged.connect(lambda _day: changed())
        return day, lambda: None if day.isNull() else date(day.date().year(), day.date().month(), day.date().day())
    line = QgsFilterLineEdit(parent)
    line.textChanged.connect(lambda _text: changed())
    return line, lambda: read_value(field.column, line.text())


def _make_choice(field: EditableField, changed: Callable[[], None],
                 parent: QWidget) -> Tuple[QWidget, Callable[[], Any]]:
    box = QComboBox(parent)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    kind = field.column.kind
    if kind is Kind.VISIBILITY:
        choices = [(one.text, Visibility(one.code)) for one in load_vocabulary().entries("VVIS")]
    elif kind is Kind.FLAG:
        choices = [(tr("yes"), True), (tr("no"), False)]
    elif kind is Kind.ANSWER:
        choices = [(tr("yes"), True), (tr("no"), False), (tr("not stated"), None)]
    else:
        choices = [(one.text, one.code) for one in load_vocabulary().entries(field.column.codes)]
        if field.name != "review_state":  # a record always has one
            choices.append((tr("not stated"), ""))
    for text, value in choices:
        box.addItem(text, value)
    box.currentIndexChanged.connect(lambda _index: changed())
    return box, box.currentData
