# SPDX-License-Identifier: GPL-2.0-or-later
"""The window "Check table": what was understood, what it makes of the rows, and what does not fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Tuple

from qgis.core import QgsTask
from qgis.gui import QgsGui, QgsScrollArea
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.layers.table_layer import WrittenTable, free_table_path, write_table
from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.tables.choices import AS_JUDGED, Choices
from ruhr_smartcity_plugin.core.catalogue.tables.columns import ColumnKind
from ruhr_smartcity_plugin.core.catalogue.tables.judging import JudgedTable, glance_at_table, judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.notes import notes_of
from ruhr_smartcity_plugin.core.catalogue.tables.placing import PlacingKind
from ruhr_smartcity_plugin.core.catalogue.tables.reading import Tally, all_rejects
from ruhr_smartcity_plugin.core.catalogue.tables.reject_list import rejects_to_csv
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.errors import CancelledError, InputError
from ruhr_smartcity_plugin.core.kept_file import write_kept
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.table_review_fields import TableFields
from ruhr_smartcity_plugin.gui.catalogue.table_review_preview import RejectTable, TablePreview
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.save_file import ask_where_to_save
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

# A spin box is turned on several steps before its value is meant.
_CALM_MS = 200
# Above this a glance at the first rows comes before the whole is read.
_BIG_BYTES = 4_000_000


class TableReview(QDialog):
    """Shows a table as understood; nothing is written before the user agrees."""

    written = pyqtSignal(object)  # WrittenTable

    def __init__(self, workbench: Workbench, source: TableSource, title: str, choices: Choices = AS_JUDGED,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("RuhrTableReview")
        self.setWindowTitle(tr("Check table: {title}").format(title=title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bench, self._source, self._title = workbench, source, title
        self.choices = choices
        self.judged: JudgedTable | None = None
        self._task: QgsTask | None = None
        self._round = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CALM_MS)
        self._timer.timeout.connect(self._judge)
        self._build()
        self.resize(self.fontMetrics().horizontalAdvance("0") * 110, self.fontMetrics().height() * 36)
        QgsGui.enableAutoGeometryRestore(self)
        self._judge()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        area = QgsScrollArea(self)  # on small screens and with large letters the window scrolls
        area.setObjectName("table_scroll")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        inside = QWidget(area)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        area.setWidget(inside)
        outer.addWidget(area, 1)
        self.counts = self._label("table_counts")
        font = self.counts.font()
        font.setBold(True)
        self.counts.setFont(font)
        outer.addWidget(self.counts)
        outer.addWidget(self._button_box())
        self.fields = TableFields(inside)
        layout.addWidget(self.fields)
        self.judge_anew = self.fields.add_button(tr("&Judge anew"), "table_judge_anew")
        self.judge_anew.clicked.connect(lambda _checked=False: self._change(AS_JUDGED))
        self.notes = self._label("table_notes")
        layout.addWidget(self.notes)
        self.banner = StateBanner(self)
        self.banner.is_expert = self._bench.settings.expert.value
        layout.addWidget(self.banner)
        self.preview = TablePreview(self)
        layout.addWidget(self.preview, 3)
        layout.addWidget(self._reject_line())
        self.rejects = RejectTable(self)
        self.rejects.hide()
        layout.addWidget(self.rejects, 2)
        self.fields.changed.connect(lambda changes: self._change(replace(self.choices, **changes)))
        self.preview.kind_chosen.connect(self._choose_kind)

    def _reject_line(self) -> QWidget:
        line = QWidget(self)
        flow = FlowLayout(line)
        self.show_rejects = QToolButton(line)
        self.show_rejects.setObjectName("table_show_rejects")
        self.show_rejects.setText(tr("L&ist of the rows that do not fit"))
        self.show_rejects.setCheckable(True)
        self.show_rejects.setAutoRaise(True)
        self.show_rejects.setArrowType(Qt.ArrowType.RightArrow)
        self.show_rejects.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.show_rejects.toggled.connect(self._toggle_rejects)
        self.save_rejects = QPushButton(tr("&Save list …"), line)
        self.save_rejects.setObjectName("table_save_rejects")
        self.save_rejects.setAutoDefault(False)
        self.save_rejects.clicked.connect(lambda _checked=False: self._ask_where_to_save())
        flow.addWidget(self.show_rejects)
        self.rejects_note = QLabel(line)
        self.rejects_note.setObjectName("table_rejects_note")
        flow.addWidget(self.save_rejects)
        flow.addWidget(self.rejects_note)
        self._reject_row = line
        line.hide()
        return line

    def _button_box(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        self.buttons = NarrowButtons(standard.Cancel | standard.Help, parent=self)
        name_buttons(self.buttons)
        self.add_button = self.buttons.addButton(tr("&Add to map"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add_button.setObjectName("table_add")
        self.add_button.setDefault(True)
        self.table_button = self.buttons.addButton(tr("&Table only"), QDialogButtonBox.ButtonRole.ActionRole)
        self.table_button.setObjectName("table_only")
        self.table_button.setAutoDefault(False)
        self.buttons.accepted.connect(lambda: self._write(as_table=False))
        self.table_button.clicked.connect(lambda _checked=False: self._write(as_table=True))
        self.buttons.rejected.connect(self.reject)
        self.buttons.helpRequested.connect(lambda: self._bench.open_help("loading"))
        return self.buttons

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        label.hide()
        return label

    def _change(self, choices: Choices) -> None:
        self.choices = choices
        self._allow(False)
        self._timer.start()

    def _choose_kind(self, title: str, kind: Tuple[ColumnKind, str]) -> None:
        self._change(replace(self.choices, kinds={**self.choices.kinds, title: kind}))

    def _judge(self) -> None:
        source, choices = self._source, self.choices
        try:
            is_big = source.size > _BIG_BYTES
        except InputError as error:
            self._fail(error)
            return
        if is_big:
            self._run(tr("Looking at the first rows"), lambda _progress: glance_at_table(source, choices),
                      self._show_glance)
        else:
            self._judge_whole()

    def _show_glance(self, judged: JudgedTable) -> None:
        self._show(judged)
        self._judge_whole()

    def _judge_whole(self) -> None:
        source, choices = self._source, self.choices
        self._run(tr("Checking all rows"), lambda progress: judge_table(source, choices, progress), self._show)

    def _run(self, title: str, work: Callable[[Progress], Any], publish: Callable[[Any], None],
             again: Callable[[], None] | None = None) -> None:
        """Run one job at a time; a newer one makes the older one's result worthless.

        `again` starts a job once more that leaves what was judged as it is; it is None for the judging itself.
        """
        self._cancel_task()
        self._round += 1
        number = self._round
        self._allow(False)
        self.banner.show_working(title, self._stop)

        def done(value: Any) -> None:
            if not sip.isdeleted(self) and number == self._round:
                self._task = None
                publish(value)

        def failed(error: BaseException) -> None:
            if not sip.isdeleted(self) and number == self._round:
                self._task = None
                if again is None:
                    self._fail(error)
                else:
                    self._fail_to_write(error, again)

        self._task = self._bench.tasks.run(title, work, publish=done, failed=failed)
        self._task.progressChanged.connect(self._progress)

    def _progress(self, percent: float) -> None:
        if not sip.isdeleted(self) and self._task is not None:
            self.banner.set_percent(int(percent))

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            self.banner.show_partly(tr("Stopped. The table was not read to its end."),
                                    (tr("Read it all"), self._judge))
        else:
            message = self._bench.messages.fail(error, is_shown=True)
            self.banner.show_failed(message, (tr("Judge anew"), lambda: self._change(AS_JUDGED)))

    def _fail_to_write(self, error: BaseException, again: Callable[[], None]) -> None:
        self._allow(True)
        way = (tr("Try again"), again)
        if isinstance(error, CancelledError):
            self.banner.show_partly(tr("Stopped. Nothing was written; what you set here is kept."), way)
        else:
            self.banner.show_failed(self._bench.messages.fail(error, is_shown=True), way)

    def _show(self, judged: JudgedTable) -> None:
        self.judged = judged
        self.fields.show_table(judged.understanding)
        self.preview.show_table(judged)
        notes = notes_of(judged)
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self.banner.clear()
        if not judged.is_whole:
            return
        self.counts.setText(counts_text(judged))
        self.counts.show()
        self.rejects.show_rejects(judged.rejects)
        self._reject_row.setVisible(judged.tally.rejected > 0)
        shown = self.rejects.rowCount()
        text = tr("The list shows the first {number}; saved, it has all.")
        self.rejects_note.setText(text.format(number=group_digits(shown)))
        self.rejects_note.setVisible(shown < judged.tally.rejected)
        self.rejects.setVisible(judged.tally.rejected > 0 and self.show_rejects.isChecked())
        self._allow(True)

    def _allow(self, on: bool) -> None:
        on = on and not self._timer.isActive()  # a change is still to be judged
        fits = self.judged.tally.good + self.judged.tally.without_place if self.judged else 0
        has_places = self.judged is not None and self.judged.understanding.placing.value.kind is not PlacingKind.NONE
        self.add_button.setEnabled(on and fits > 0)
        self.table_button.setEnabled(on and fits > 0)
        self.table_button.setVisible(has_places)
        self.save_rejects.setEnabled(on)

    def _toggle_rejects(self, shown: bool) -> None:
        self.rejects.setVisible(shown)
        self.show_rejects.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)

    def _ask_where_to_save(self) -> None:
        path = ask_where_to_save(self, tr("Save list"), str(Path.home() / "rows.csv"), tr("CSV (*.csv)"))
        if path is not None:
            self.save_list(path)

    def save_list(self, path: Path) -> None:
        """Write all rows that do not fit into a CSV file, in a task."""
        source, table = self._source, self.judged.understanding

        def work(progress: Progress) -> Path:
            text = rejects_to_csv(all_rejects(source, table, progress))
            write_kept(path, text.encode("utf-8-sig", "replace"))
            return path

        def saved(path: Path) -> None:
            self._show(self.judged)
            self._bench.messages.succeed(tr("The list was saved: {path}").format(path=path))

        self._run(tr("Saving the list"), work, saved, again=lambda: self.save_list(path))

    def _write(self, *, as_table: bool) -> None:
        judged, title = self.judged, self._title
        if judged is None or not judged.is_whole:
            return
        folder, cache_dir = self._bench.tables_dir(), self._bench.cache_dir()

        def work(progress: Progress) -> WrittenTable:
            path = free_table_path(folder, title)
            return write_table(judged, path, title, as_table=as_table, cache_dir=cache_dir, progress=progress)

        self._run(tr("Writing “{title}”").format(title=title), work, self._finish,
                  again=lambda: self._write(as_table=as_table))

    def _finish(self, table: WrittenTable) -> None:
        self.banner.clear()
        self.written.emit(replace(table, choices=self.choices))
        self.accept()

    def _stop(self) -> None:
        self._timer.stop()
        self._cancel_task()

    def _cancel_task(self) -> None:
        if self._task is not None and not sip.isdeleted(self._task):
            self._task.cancel()

    def done(self, result: int) -> None:
        """Close the window; what still runs is stopped."""
        self._timer.stop()
        self._round += 1
        self._cancel_task()
        super().done(result)


def counts_text(judged: JudgedTable) -> str:
    """Return the counts in one line, as "2,209 good · 19 do not fit · 87 without coordinates → as a table"."""
    tally: Tally = judged.tally
    parts = [tr("{number} good").format(number=group_digits(tally.good))]
    if tally.rejected:
        parts.append(tr("{number} do not fit (list)").format(number=group_digits(tally.rejected)))
    if tally.without_place:
        is_area = judged.understanding.placing.value.kind is PlacingKind.AREAS
        text = tr("{number} outside the region → as a table") if is_area else \
            tr("{number} without coordinates → as a table")
        parts.append(text.format(number=group_digits(tally.without_place)))
    if tally.repaired:
        parts.append(tr("{number} corrected").format(number=group_digits(tally.repaired)))
    if tally.outside:
        parts.append(tr("{number} not in the Ruhr").format(number=group_digits(tally.outside)))
    return " · ".join(parts)
