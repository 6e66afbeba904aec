# SPDX-License-Identifier: GPL-2.0-or-later
"""The window with the source notes of all visible layers: into a layout or report, to a file, to the clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Dict, List, Tuple

from qgis.core import QgsApplication, QgsLayout, QgsMasterLayoutInterface, QgsReport
from qgis.gui import QgsGui
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.layers.layout_notes import (
    NotesState,
    judge_document,
    layouts_of,
    new_layout,
    put_notes_into,
)
from ruhr_smartcity_plugin.adapters.layers.source_notes import notes_of_layers, visible_layers
from ruhr_smartcity_plugin.core.catalogue.source_notes import Duty, SourceNote, to_csv, to_html, to_text
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.kept_file import write_kept
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.gui.push_button import add_push_button
from ruhr_smartcity_plugin.gui.save_file import ask_where_to_save
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_NAME = Qt.ItemDataRole.UserRole
_DUTY_ICONS = {
    Duty.NAME_SOURCE: "/mIconInfo.svg",
    Duty.NOTHING: "/mIconSuccess.svg",
    Duty.CONDITIONS: "/mIconWarning.svg",
    Duty.CLOSED: "/mIconCritical.svg",
    Duty.UNKNOWN: "/mIconWarning.svg",
}
_STATE_ICONS = {
    NotesState.NOT_NEEDED: "/mIconSuccess.svg",
    NotesState.COMPLETE: "/mIconSuccess.svg",
    NotesState.MISSING: "/mIconWarning.svg",
    NotesState.OUTDATED: "/mIconWarning.svg",
    NotesState.CUT: "/mIconWarning.svg",
    NotesState.UNKNOWN: "/mIconWarning.svg",
}


class NotesDialog(QDialog):
    """Shows the notes of the visible layers and what each layout and report of the project lacks."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("RuhrNotesDialog")
        self.setWindowTitle(tr("Source notes"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QgsGui.enableAutoGeometryRestore(self)
        self._workbench = workbench
        self.notes: tuple[SourceNote, ...] = ()
        layout = QVBoxLayout(self)
        self.banner = StateBanner(self)
        self.banner.is_expert = workbench.settings.expert.value
        layout.addWidget(self.banner)
        heads = [tr("Source note"), tr("What it asks for"), tr("Layers")]
        self.table = self._table("notes", tr("Source notes of the visible layers"), heads)
        self._labelled(layout, tr("&Visible layers:"), self.table, 3)
        layout.addLayout(self._file_buttons())
        self.layouts = self._table("layouts", tr("Layouts"), [tr("Layout"), tr("Source notes")])
        self.layouts.itemSelectionChanged.connect(self._selection_changed)
        self.layouts.itemActivated.connect(lambda _item: self.put_into_layout())
        self._labelled(layout, tr("&Layouts and reports of the project:"), self.layouts, 1)
        layout.addLayout(self._layout_buttons())
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.Help, parent=self
        )
        name_buttons(buttons)
        buttons.rejected.connect(self.reject)
        buttons.helpRequested.connect(lambda: workbench.open_help("source_notes"))
        layout.addWidget(buttons)
        self.resize(self.fontMetrics().horizontalAdvance("x") * 100, self.fontMetrics().height() * 34)
        workbench.project.cleared.connect(self._other_project)
        workbench.project.readProject.connect(self._other_project)
        self.refresh()

    def _other_project(self, *_document: object) -> None:
        self.refresh()

    # --- widgets ---------------------------------------------------------------------------------------
    def _labelled(self, layout: QVBoxLayout, text: str, table: QTableWidget, stretch: int) -> None:
        label = QLabel(text, self)
        label.setBuddy(table)
        layout.addWidget(label)
        layout.addWidget(table, stretch)

    def _table(self, name: str, title: str, heads: List[str]) -> QTableWidget:
        table = QTableWidget(0, len(heads), self)
        table.setObjectName(name)
        table.setAccessibleName(title)
        table.setHorizontalHeaderLabels(heads)
        table.verticalHeader().hide()
        table.setWordWrap(True)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        # Long texts wrap; only whether a layout has its notes is short.
        for column in range(len(heads)):
            is_short = name == "layouts" and column == 1
            mode = QHeaderView.ResizeMode.ResizeToContents if is_short else QHeaderView.ResizeMode.Stretch
            table.horizontalHeader().setSectionResizeMode(column, mode)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _file_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.copy_button = add_push_button(line, "copy", tr("&Copy"), self.copy)
        self.save_button = add_push_button(line, "save", tr("&Save …"), self.save)
        add_push_button(line, "refresh", tr("&Refresh"), self.refresh)
        line.addStretch(1)
        return line

    def _layout_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.put_button = add_push_button(line, "put", tr("&Put into layout"), self.put_into_layout)
        self.new_button = add_push_button(line, "new_layout", tr("&New layout"), self.make_layout)
        line.addStretch(1)
        return line

    # --- showing ---------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Read the map and the layouts anew."""
        self.notes = notes_of_layers(visible_layers(self._workbench.project))
        self.table.setRowCount(len(self.notes))
        for row, note in enumerate(self.notes):
            self.table.setItem(row, 0, _cell(note.text))
            self.table.setItem(row, 1, _cell(note.duty.text(), _DUTY_ICONS[note.duty]))
            self.table.setItem(row, 2, _cell(", ".join(note.layers)))
        self._fill_layouts()
        for button in (self.copy_button, self.save_button, self.new_button):
            button.setEnabled(bool(self.notes))
        if not self.notes:
            self.banner.show_empty(tr("No layer is visible. Add data to the map or switch layers on."))
        else:
            self._say_open_questions()

    def _say_open_questions(self) -> None:
        unknown = sum(len(one.layers) for one in self.notes if one.duty is Duty.UNKNOWN)
        if unknown:
            self.banner.show_partly(tr("The licence of %n layer(s) is not stated. Ask the publisher before you publish "
                                       "the map.", "", unknown))  # fmt: skip
        else:
            self.banner.clear()

    def _fill_layouts(self) -> None:
        layouts = self._workbench.project.layoutManager().layouts()
        chosen = self.current_layout()
        name = chosen.name() if chosen is not None else ""
        self.layouts.setRowCount(len(layouts))
        for row, layout in enumerate(sorted(layouts, key=lambda one: one.name().casefold())):
            state, missing = judge_document(layout)
            item = _cell(layout.name())
            item.setIcon(layout.icon())
            item.setData(_NAME, layout.name())
            self.layouts.setItem(row, 0, item)
            text = tr("{state} (%n)", "", len(missing)).format(state=state.text()) if missing else state.text()
            self.layouts.setItem(row, 1, _cell(text, _STATE_ICONS[state]))
            if layout.name() == name or len(layouts) == 1:
                self.layouts.selectRow(row)
        self._selection_changed()

    def current_layout(self) -> QgsMasterLayoutInterface | None:
        """Return the chosen layout or report."""
        items = self.layouts.selectedItems()
        manager = self._workbench.project.layoutManager()
        return manager.layoutByName(items[0].data(_NAME)) if items and items[0].data(_NAME) else None

    def _selection_changed(self) -> None:
        self.put_button.setEnabled(self.current_layout() is not None)

    # --- what the buttons do ---------------------------------------------------------------------------
    def put_into_layout(self) -> None:
        """Write the notes into the label of the chosen layout, or of each layout of the chosen report."""
        layout = self.current_layout()
        if layout is None:
            return
        written = self._try(lambda: put_notes_into(layout))
        if written is not None:
            self._fill_layouts()
            text = tr("The source notes stand in “{name}” now.").format(name=layout.name())
            name, steps = layout.name(), {at: _step(one) for at, one in enumerate(layouts_of(layout)) if one in written}
            self.banner.show_empty(text, (tr("Undo"), lambda: self._undo(name, steps)))

    def _undo(self, name: str, steps: Dict[int, Tuple[int, str]]) -> None:
        """Take back that step in each layout, by its place; what was done in its own window since is not touched."""
        layout = self._workbench.project.layoutManager().layoutByName(name)
        now = dict(enumerate(layouts_of(layout))) if layout is not None else {}
        is_last = all(at in now and _step(now[at]) == step for at, step in steps.items())
        for at in steps if is_last else ():
            now[at].undoStack().stack().undo()
        self.refresh()
        if not is_last:
            if isinstance(layout, QgsReport):
                text = tr("The report “{name}” was changed since; undo it there.")
            else:
                text = tr("The layout “{name}” was changed since; undo it there.")
            self.banner.show_partly(text.format(name=name))

    def make_layout(self) -> None:
        """Make a layout with map, legend and source notes."""
        canvas = self._workbench.canvas
        layout = self._try(lambda: new_layout(self._workbench.project, canvas.extent()))
        if layout is not None:
            self._fill_layouts()
            text = tr("The layout “{name}” was made; open it from the menu Project › Layouts.")
            self.banner.show_empty(text.format(name=layout.name()))

    def copy(self) -> None:
        """Put the notes on the clipboard as text."""
        QGuiApplication.clipboard().setText(to_text(self.notes))
        self.banner.show_empty(tr("%n source note(s) copied.", "", len(self.notes)))

    def save(self) -> None:
        """Write the notes to a file: text, table or web page."""
        kinds = ((tr("Text"), "txt"), (tr("Table (CSV)"), "csv"), (tr("Web page"), "html"))
        filters = ";;".join(f"{title} (*.{suffix})" for title, suffix in kinds)
        target = ask_where_to_save(self, tr("Save source notes"), "", filters)
        if target is not None and self._try(lambda: self._write(target)) is not None:
            self.banner.show_empty(tr("Saved as “{name}”.").format(name=target.name))

    def _write(self, target: Path) -> Path:
        ending = target.suffix.lower()
        if ending == ".csv":
            content = to_csv(self.notes).encode("utf-8-sig", "replace")  # the mark tells spreadsheets that it is UTF-8
        elif ending == ".html":
            content = to_html(self.notes, self._workbench.project.title()).encode("utf-8", "replace")
        else:
            content = to_text(self.notes).encode("utf-8", "replace")
        write_kept(target, content)
        return target

    def _try(self, action: Callable[[], object]) -> object | None:
        try:
            return action()
        except RuhrError as error:
            self.banner.show_failed(self._workbench.messages.fail(error, is_shown=True))
            return None


def _step(layout: QgsLayout) -> Tuple[int, str]:
    """Return the number and the name of what was done last in a layout."""
    stack = layout.undoStack().stack()
    return stack.index(), stack.undoText()


def _cell(text: str, icon: str = "") -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    if icon:
        item.setIcon(QgsApplication.getThemeIcon(icon))
    return item


def open_source_notes(workbench: Workbench) -> NotesDialog:
    """Show the window."""
    dialog = NotesDialog(workbench, workbench.main_window)
    dialog.show()
    return dialog
