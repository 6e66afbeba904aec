# SPDX-License-Identifier: GPL-2.0-or-later
"""Choosing what the register holds elsewhere by its name: organisations, funding programmes, other projects."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, Sequence, Tuple

from qgis.core import QgsApplication
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QStringListModel, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QCompleter, QLineEdit, QWidget

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import ORGANISATION_TABLE, PROGRAMME_TABLE
from ruhr_smartcity_plugin.core.projects.columns import Column
from ruhr_smartcity_plugin.core.projects.details import FundingProgramme
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.record import Organisation, ProjectEntry, new_uuid
from ruhr_smartcity_plugin.gui.projects.field_editors import Editor, make_editor
from ruhr_smartcity_plugin.translation import tr

_MOST_OFFERED = 12


class Names:
    """Ids and their names. Ten thousand of them cost nothing until somebody asks for one."""

    def __init__(self) -> None:
        self._source: Callable[[], Iterable[Tuple[str, str]]] | None = None
        self._names: Dict[str, str] = {}
        self._ids: Dict[str, str] = {}
        self._model: QStringListModel | None = None

    def fill(self, source: Callable[[], Iterable[Tuple[str, str]]]) -> None:
        """Know the ids and names that `source` gives, and no others; of two equal names the first is found."""
        self._source = source
        if self._model is not None:
            self._model.setStringList(self._sorted())

    def name_of(self, uuid: str) -> str:
        """Return the name of an id; the id itself if nobody knows it."""
        self._read()
        return self._names.get(uuid, uuid)

    def find(self, name: str) -> str:
        """Return the id of a name, without regard to case; empty if there is none."""
        self._read()
        return self._ids.get(_folded(name), "")

    def learn(self, uuid: str, name: str) -> None:
        """Know one name more, or another name for an id."""
        self._read()
        before = self._names.get(uuid)
        if before is not None and self._ids.get(_folded(before)) == uuid:
            del self._ids[_folded(before)]
        self._names[uuid] = name
        self._ids.setdefault(_folded(name), uuid)

    def _read(self) -> None:
        if self._source is None:
            return
        self._names, self._ids = dict(self._source()), {}
        self._source = None
        for uuid, name in self._names.items():
            self._ids.setdefault(_folded(name), uuid)

    def model(self) -> QStringListModel:
        """Return the names for a completer."""
        if self._model is None:
            self._model = QStringListModel(self._sorted())
        return self._model

    def _sorted(self) -> list:
        self._read()
        return sorted(filter(None, self._names.values()), key=str.casefold)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


class Choices:
    """What one dialog can choose from, and what is typed anew in it."""

    def __init__(self, register_folder: Path | None) -> None:
        self.register_folder = register_folder
        self.organisations, self.programmes, self.projects = Names(), Names(), Names()
        self._known: Dict[str, Any] = {}  # of the register: organisations and programmes by id
        self._typed: Dict[str, Any] = {}  # those that only the edited project names
        self._entries: Tuple[ProjectEntry, ...] | None = None
        # Opens the master data at a record (table, id, name) and calls back with what is saved there.
        self.edit_master: Callable[[str, str, str, Callable[[Sequence[MasterRecord]], None]], None] | None = None

    def show(self, bundle: ProjectBundle, organisations: Iterable[Organisation],
             programmes: Iterable[FundingProgramme], entries: Tuple[ProjectEntry, ...]) -> None:
        """Offer what the register holds (`entries` are its projects) and what the project names."""
        organisations, programmes = tuple(organisations), tuple(programmes)
        self._known = {one.uuid: one for one in (*organisations, *programmes)}
        self._typed = {one.uuid: one for one in (*bundle.organisations, *bundle.programmes)}
        self.organisations.fill(lambda: ((one.uuid, one.name) for one in (*organisations, *bundle.organisations)))
        self.programmes.fill(lambda: ((one.uuid, one.title) for one in (*programmes, *bundle.programmes)))
        if entries is not self._entries:
            self._entries = entries
            mine = bundle.project.uuid
            self.projects.fill(lambda: ((one.uuid, _project_name(one)) for one in entries if one.uuid != mine))

    def organisation(self, uuid: str) -> Organisation | None:
        """Return an organisation the register knows; None for one that only the edited project names."""
        return self._known.get(uuid)

    def complete(self, bundle: ProjectBundle, lead_kind: str | None = None) -> ProjectBundle:
        """Return the bundle with every organisation and programme that it names; a new lead gets its kind (VORG)."""
        typed = {**self._typed, **{one.uuid: one for one in (*bundle.organisations, *bundle.programmes)}}
        organisations = []
        for uuid in sorted(filter(None, bundle.named_organisations)):
            one = self._known.get(uuid)
            if one is None:
                one = replace(typed.get(uuid, Organisation(uuid=uuid)), name=self.organisations.name_of(uuid))
                if lead_kind is not None and uuid == bundle.project.lead_uuid:
                    one = replace(one, kind=lead_kind)
            organisations.append(one)
        programmes = []
        for uuid in sorted(filter(None, bundle.named_programmes)):
            made = typed.get(uuid, FundingProgramme(uuid=uuid))
            programmes.append(self._known.get(uuid) or replace(made, title=self.programmes.name_of(uuid)))
        return replace(bundle, organisations=tuple(organisations), programmes=tuple(programmes))

    def make_editor(self, column: Column, parent: QWidget, widget: QWidget | None = None) -> Editor:
        """Return the editor for a field: a choice by name where the field holds an id."""
        make = {
            "lead_uuid": self._organisation_editor,
            "organisation_uuid": self._organisation_editor,
            "programme_uuid": self._programme_editor,
            "to_uuid": lambda line: NameEditor(line, self.projects, tr("Type a part of the title"), makes_new=False),
        }.get(column.name)
        if make is None:
            return make_editor(column, parent, widget)
        line = QgsFilterLineEdit(parent) if widget is None else widget
        line.setObjectName(column.name)
        return make(line)

    def _organisation_editor(self, line: QgsFilterLineEdit) -> NameEditor:
        return self._master_editor(line, self.organisations, ORGANISATION_TABLE)

    def _programme_editor(self, line: QgsFilterLineEdit) -> NameEditor:
        return self._master_editor(line, self.programmes, PROGRAMME_TABLE)

    def _master_editor(self, line: QgsFilterLineEdit, names: Names, table: str) -> NameEditor:
        editor = NameEditor(line, names, tr("Choose or type a name"))
        if self.edit_master is not None:
            edit_master = self.edit_master

            def learn(records: Sequence[MasterRecord]) -> None:
                self._learn(names, [one for one in records if one.table == table and not one.deleted])
                if not sip.isdeleted(line):
                    editor.learned(names, {one.uuid for one in records})

            editor.offer_edit(lambda uuid, name: edit_master(table, uuid, name, learn))
        return editor

    def _learn(self, names: Names, records: Sequence[MasterRecord]) -> None:
        for one in records:
            self._known[one.uuid] = one.record
            names.learn(one.uuid, one.title)


def _project_name(entry: ProjectEntry) -> str:
    return " · ".join(filter(None, (entry.title, entry.code)))


class NameEditor(Editor):
    """An id, chosen by its name. With `makes_new` an unknown name becomes something new with an id of its own."""

    widget: QgsFilterLineEdit

    def __init__(self, widget: QgsFilterLineEdit, names: Names, hint: str, *, makes_new: bool = True) -> None:
        super().__init__(widget)
        self._names, self._makes_new = names, makes_new
        self._uuid, self._new_uuid = "", new_uuid()
        widget.setPlaceholderText(hint)
        self._completer: QCompleter | None = None
        widget.textEdited.connect(lambda _text: self._complete())
        widget.textChanged.connect(lambda _text: self._named())

    def offer_edit(self, edit: Callable[[str, str], None]) -> None:
        """Offer to open what is named, or will be, with all its details: a button in the field, and F4."""
        text = tr("All details, or a new entry (F4)")
        action = self.widget.addAction(QgsApplication.getThemeIcon("/mActionFormView.svg"),
                                       QLineEdit.ActionPosition.TrailingPosition)
        action.setObjectName("edit_master")
        action.setText(text)
        action.setToolTip(text)
        action.setShortcut(QKeySequence("F4"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _on=False: edit(self._uuid or self._new_uuid, self.widget.text().strip()))

    def learned(self, names: Names, uuids: Iterable[str]) -> None:
        """Show the name of what was saved elsewhere, if it is what this field names, or was to name."""
        wanted = self._uuid or self._new_uuid
        if wanted in uuids:
            self.widget.setText(names.name_of(wanted))

    def _complete(self) -> None:
        # Made at the first key: a list of ten thousand titles is nothing a dialog should wait for when it opens.
        if self._completer is None:
            self._completer = QCompleter(self._names.model(), self.widget)
            self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self._completer.setMaxVisibleItems(_MOST_OFFERED)
            self.widget.setCompleter(self._completer)
            self._completer.setCompletionPrefix(self.widget.text())
            self._completer.complete()

    def _named(self) -> None:
        name = " ".join(self.widget.text().split())
        if not name:
            self._uuid = ""
            return
        self._uuid = self._names.find(name)
        if not self._uuid and self._makes_new:
            # The same id while the name is being typed: one organisation, not one per key press.
            self._names.learn(self._new_uuid, name)
            self._uuid = self._new_uuid

    def _read(self) -> str:
        return self._uuid

    def _write(self, value: str) -> None:
        self._new_uuid = new_uuid()  # what is typed next is another one
        blocked = self.widget.blockSignals(True)
        self.widget.setText(self._names.name_of(value) if value else "")
        self.widget.setCursorPosition(0)
        self.widget.blockSignals(blocked)
        self._uuid = value

    def text_of(self, value: str) -> str:
        return self._names.name_of(value) if value else ""

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.textChanged.connect(lambda _text: slot())
