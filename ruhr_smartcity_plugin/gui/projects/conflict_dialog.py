# SPDX-License-Identifier: GPL-2.0-or-later
"""The dialog in which conflicts are decided: both versions side by side, field by field."""

from __future__ import annotations

from typing import Dict, List, Sequence

from qgis.PyQt.QtCore import QLocale, Qt, pyqtSignal
from qgis.PyQt.QtGui import QCloseEvent, QKeyEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.local_time import short_date, short_utc_text
from ruhr_smartcity_plugin.core.projects.conflict_text import Wording
from ruhr_smartcity_plugin.core.projects.conflicts import ConflictCase
from ruhr_smartcity_plugin.core.projects.master_text import texts_of
from ruhr_smartcity_plugin.core.projects.merging import Conflict, ConflictKey, Decision, Side
from ruhr_smartcity_plugin.gui.projects.conflict_map import ConflictMap
from ruhr_smartcity_plugin.gui.projects.conflict_table import ConflictTable
from ruhr_smartcity_plugin.gui.push_button import add_push_button
from ruhr_smartcity_plugin.gui.window_size import remember_size
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_DECIDED = "✓"


class ConflictDialog(QDialog):
    """Not modal: the map stays usable. Nothing is saved here; what was decided is told by the signals.

    With `needs_all` it can be applied only when everything is decided; else the rest stays in conflict.
    """

    applied = pyqtSignal(object)  # the cases with their decisions
    put_off = pyqtSignal(object)  # the same, closed without applying

    def __init__(self, cases: Sequence[ConflictCase], workbench: Workbench, parent: QWidget | None = None, *,
                 needs_all: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("conflict_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.cases: List[ConflictCase] = sorted(cases, key=lambda one: one.title.casefold())
        self._needs_all, self._at, self._is_applied = needs_all, 0, False
        self._typed: Dict[ConflictKey, str] = {}  # offered again after a side was chosen instead
        self._map = ConflictMap(workbench.canvas)
        self._wording = user_wording(workbench)
        self._build()
        self._show_case(0)

    # --- building ---
    def _build(self) -> None:
        layout = QVBoxLayout(self)
        self.heading = self._label(layout, "conflict_heading")
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.records = QComboBox(self)
        self.records.setObjectName("conflict_records")
        self.records.setAccessibleName(tr("Records in conflict"))
        self.records.setVisible(len(self.cases) > 1)
        self.records.addItems([_marked(one) for one in self.cases])
        self.records.activated.connect(self._show_case)
        layout.addWidget(self.records)
        self.about = self._label(layout, "conflict_about")
        self.table = ConflictTable(self)
        self.table.chosen.connect(self._choose)
        self.table.currentCellChanged.connect(lambda *_cells: self._show_row())
        layout.addWidget(self.table, 1)
        line = QHBoxLayout()
        self.mine_button = add_push_button(line, "take_mine", tr("&Mine"), lambda: self._choose(Side.LOCAL))
        self.other_button = add_push_button(line, "take_other", tr("&Other"), lambda: self._choose(Side.REMOTE))
        self.combine_button = add_push_button(line, "combine", tr("&Combine …"), self._combine)
        self.map_button = add_push_button(line, "flash_both", tr("Show on ma&p"), self._flash)
        line.addStretch(1)
        layout.addLayout(line)
        self.editor_label = QLabel(tr("Combined &text:"), self)
        self.editor = QPlainTextEdit(self)
        self.editor.setObjectName("combined_text")
        self.editor.setAccessibleName(tr("Combined text"))
        self.editor.setTabChangesFocus(True)
        self.editor.setMaximumHeight(90)
        self.editor_label.setBuddy(self.editor)
        self.editor.textChanged.connect(self._combined_edited)
        layout.addWidget(self.editor_label)
        layout.addWidget(self.editor)
        self._build_foot(layout)

    def _build_foot(self, layout: QVBoxLayout) -> None:
        promise = self._label(layout, "conflict_promise")
        promise.setText(tr("Nothing is lost: the history keeps both versions."))
        line = QHBoxLayout()
        self.all_mine = add_push_button(line, "all_mine", tr("All mi&ne"), lambda: self._choose_all(Side.LOCAL))
        self.all_other = add_push_button(line, "all_other", tr("All othe&rs"), lambda: self._choose_all(Side.REMOTE))
        line.addStretch(1)
        self.apply_now = add_push_button(line, "apply_decided", tr("Apply what is &decided"), self._apply)
        self.back = add_push_button(line, "back", tr("&Back"), lambda: self._show_case(self._at - 1))
        self.next = add_push_button(line, "next", "", self._go_on)
        layout.addLayout(line)
        remember_size(self, 112, 28)

    def _label(self, layout: QVBoxLayout, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        layout.addWidget(label)
        return label

    # --- showing ---
    @property
    def case(self) -> ConflictCase:
        """The record that is shown."""
        return self.cases[self._at]

    def _show_case(self, index: int) -> None:
        self._at = max(0, min(index, len(self.cases) - 1))
        self.records.setCurrentIndex(self._at)
        case = self.case
        title = tr("Conflict {number} of {count}: “{title}”").format(
            number=self._at + 1, count=len(self.cases), title=case.title)
        self.setWindowTitle(title)
        self.heading.setText(title)
        name, moment = case.other_editor
        who = tr("Other version: {name}, {time}.") if moment else tr("Other version: {name}.")
        who = who.format(name=name or tr("unknown"), time=short_utc_text(moment))
        taken = tr("In common: %n field(s) taken over.", "", case.taken) if case.taken else ""
        self._texts = texts_of(case, self._wording)
        kind = f"{self._texts.kind}." if self._texts.kind else ""
        self.about.setText(" ".join(filter(None, (kind, who, taken))))
        self._show_table(0)

    def _show_table(self, row: int) -> None:
        rows = [(self._texts.label(one), self._texts.base(one), self._texts.mine(one), self._texts.other(one),
                 self._result(one), self._side(one)) for one in self.case.conflicts]
        self.table.show_rows(rows, row)
        self._show_row()

    def _show_row(self) -> None:
        conflict = self._conflict()
        side = self._side(conflict) if conflict else None
        combined = self._texts.combined(conflict) if conflict else None
        self.combine_button.setVisible(combined is not None)
        is_mixed = side is Side.MIXED
        for widget in (self.editor_label, self.editor):
            widget.setVisible(is_mixed)
        if is_mixed:
            text = str(self.case.decisions[conflict.key].values[conflict.key.field])
            if text != self.editor.toPlainText():
                self.editor.setPlainText(text)
        self.map_button.setVisible(conflict is not None and self._map.can_show(conflict))
        if conflict is not None and self._map.can_show(conflict):
            self._map.flash(conflict)
        self._show_buttons()

    def _show_buttons(self) -> None:
        is_last = self._at == len(self.cases) - 1
        decided = sum(one.is_decided for one in self.cases)
        self.records.setItemText(self._at, _marked(self.case))
        self.back.setEnabled(self._at > 0)
        self.apply_now.setVisible(not is_last and not self._needs_all)
        self.apply_now.setEnabled(decided > 0)
        self.next.setText(tr("&Apply") if is_last else tr("&Next"))
        self.next.setEnabled(not is_last or (decided == len(self.cases) if self._needs_all else decided > 0))

    def _result(self, conflict: Conflict) -> str:
        decision = self.case.decisions.get(conflict.key)
        if decision is None:
            return tr("not decided yet")
        if decision.side is Side.MIXED:
            return str((decision.values or {}).get(conflict.key.field, ""))
        return self._texts.mine(conflict) if decision.side is Side.LOCAL else self._texts.other(conflict)

    def _side(self, conflict: Conflict) -> Side | None:
        decision = self.case.decisions.get(conflict.key)
        return decision.side if decision else None

    def _conflict(self) -> Conflict | None:
        row = self.table.currentRow()
        return self.case.conflicts[row] if 0 <= row < len(self.case.conflicts) else None

    # --- deciding ---
    def _choose(self, side: Side) -> None:
        conflict = self._conflict()
        if conflict is not None:
            self._decide(conflict, Decision(side))

    def _combine(self) -> None:
        conflict = self._conflict()
        if conflict is None:
            return
        if self._side(conflict) is not Side.MIXED:
            text = self._typed.get(conflict.key, self._texts.combined(conflict))
            self._decide(conflict, Decision(Side.MIXED, {conflict.key.field: text}))
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _combined_edited(self) -> None:
        conflict = self._conflict()
        if conflict is None or self._side(conflict) is not Side.MIXED:
            return
        values = {conflict.key.field: self.editor.toPlainText()}
        self.cases[self._at] = self.case.with_decision(conflict.key, Decision(Side.MIXED, values))
        self.table.show_result(self.table.currentRow(), self._result(conflict))

    def _remember_texts(self) -> None:
        self._typed.update({key: str(made.values[key.field]) for key, made in self.case.decisions.items()
                            if made.side is Side.MIXED and made.values})

    def _decide(self, conflict: Conflict, decision: Decision) -> None:
        self._remember_texts()
        self.cases[self._at] = self.case.with_decision(conflict.key, decision)
        self._show_table(self.table.currentRow())

    def _choose_all(self, side: Side) -> None:
        self._remember_texts()
        self.cases[self._at] = self.case.with_all_for(side)
        self._show_table(max(0, self.table.currentRow()))

    def _flash(self) -> None:
        conflict = self._conflict()
        if conflict is not None:
            self._map.flash(conflict, zoom=True, covered=self.frameGeometry())

    # --- leaving ---
    def _go_on(self) -> None:
        if self._at < len(self.cases) - 1:
            self._show_case(self._at + 1)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._apply()

    def _apply(self) -> None:
        self._is_applied = True
        self.applied.emit(tuple(self.cases))
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter chooses in the table; it must not press a button somewhere else.
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Esc: as the window's cross, what was decided is kept."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_applied:
            self._is_applied = True
            self.put_off.emit(tuple(self.cases))
        event.accept()


def _marked(case: ConflictCase) -> str:
    return f"{_DECIDED} {case.title}" if case.is_decided else case.title


def user_wording(workbench: Workbench) -> Wording:
    """Return how the user's language writes what stands in conflict."""
    region, locale = workbench.area.region, QLocale()
    locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)  # QGIS may leave out the points of 250.000
    return Wording(
        day=short_date, number=lambda value: locale.toString(int(value)) if value == int(value) else
        locale.toString(float(value), "f", 2),
        municipality=lambda ags: region.by_ags(ags).name if region.by_ags(ags) else ags)
