# SPDX-License-Identifier: GPL-2.0-or-later
"""A tab made of forms and tables: which fields and lists of the model it shows is data."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Callable, Dict, Iterable, List, Mapping, Sequence, Tuple, Union

from qgis.gui import QgsScrollArea
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFrame, QGroupBox, QLabel, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import Column, columns_of
from ruhr_smartcity_plugin.core.projects.field_lists import CODE_COLUMNS
from ruhr_smartcity_plugin.core.projects.findings import Finding
from ruhr_smartcity_plugin.core.projects.record import Project, ProjectInternal
from ruhr_smartcity_plugin.core.projects.rules import REQUIRED
from ruhr_smartcity_plugin.gui.projects.choices import Choices
from ruhr_smartcity_plugin.gui.projects.field_form import FieldForm, by_field
from ruhr_smartcity_plugin.gui.projects.record_table import INTERNAL, RecordTable, TableSpec, internal_title
from ruhr_smartcity_plugin.gui.projects.tab import LazyTab
from ruhr_smartcity_plugin.translation import tr

_COLUMNS = {one.name: one for one in columns_of(Project)}
_INTERNAL = {one.name: one for one in columns_of(ProjectInternal)}


@dataclass(frozen=True)
class Fields:
    """Some fields of the project in a form; those of its internal part stand in a box of their own that says so."""

    names: Tuple[str, ...]
    title: str = ""

    @property
    def is_internal(self) -> bool:
        """Whether these fields are never part of anything public."""
        return self.names[0] in _INTERNAL

    def columns(self) -> List[Column]:
        """Return what the model says about the fields, with the precision of the dates."""
        found = []
        for name in self.names:
            known = _INTERNAL if self.is_internal else {**_COLUMNS, **CODE_COLUMNS}
            found += [known[one] for one in (name, f"{name}_precision") if one in known]
        return found


Part = Union[Fields, TableSpec]


class FormTab(LazyTab):
    """Shows the parts one below the other, in a page that scrolls.

    Widgets of the project's own fields become attributes of the `dialog` under their names, as uic does with those
    of a .ui file.
    """

    def __init__(self, name: str, title: str, parts: Sequence[Part], dialog: Any, choices: Choices,
                 changed: Callable[[], None]) -> None:
        self.name = name
        self._parts, self._dialog, self._choices, self._changed = tuple(parts), dialog, choices, changed
        self.forms: List[FieldForm] = []
        self.tables: Dict[str, RecordTable] = {}
        self._filling = False
        super().__init__(title, frozenset(_names(parts)), dialog)

    # --- LazyTab ---
    def _build(self) -> None:
        outer = QVBoxLayout(self.page)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = QgsScrollArea(self.page)
        self._scroll.setObjectName(f"scroll_{self.name}")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the field that has the focus
        outer.addWidget(self._scroll)
        body = QWidget(self._scroll)
        self.layout = QVBoxLayout(body)
        for part in self._parts:
            self.layout.addWidget(self._make_fields(part) if isinstance(part, Fields) else self._make_table(part))
        self.layout.addStretch()
        self._scroll.setWidget(body)
        self._built()
        # Qt shows what is added to a visible page only later; keys and jumps must find it now.
        self._scroll.show()
        outer.activate()

    def _built(self) -> None:
        """Connect the parts of a tab that does more."""

    def _fill(self, bundle: ProjectBundle, register: OpenRegister) -> None:
        self._filling = True
        try:
            values = {**vars(bundle.project), **vars(bundle.internal),
                      **{name: getattr(bundle, name) for name in CODE_COLUMNS}}
            for form in self.forms:
                form.show_values(values)
            for attribute, table in self.tables.items():
                table.show_records(getattr(bundle, attribute))
        finally:
            self._filling = False

    def _read(self, bundle: ProjectBundle) -> ProjectBundle:
        values: Dict[str, Any] = {}
        for form in self.forms:
            values.update(form.values())
        lists = {attribute: table.records() for attribute, table in self.tables.items()}
        lists.update({name: values.pop(name) for name in CODE_COLUMNS if name in values})
        return replace(bundle, project=_with(bundle.project, values), internal=_with(bundle.internal, values), **lists)

    def _mark(self, findings: Sequence[Finding]) -> None:
        found = by_field(findings)
        for form in self.forms:
            form.mark(found)
        for attribute, table in self.tables.items():
            table.mark(found.get(attribute, ()))

    def _go(self, finding: Finding) -> None:
        table = self.tables.get(finding.field)
        if table is not None:
            table.select(finding.item, finding.column)
            self._scroll.ensureWidgetVisible(table.form.editors[finding.column].widget
                                             if finding.column in table.form.editors else table.list)
            return
        form = next(one for one in self.forms if finding.field in one.editors)
        self._scroll.ensureWidgetVisible(form.editors[finding.field].widget)
        form.editors[finding.field].focus()

    # --- parts ---
    def _make_fields(self, part: Fields) -> QWidget:
        box = _box(part, self.page)
        form = FieldForm(part.columns(), self._choices, lambda _name: self._edited(), box, required=REQUIRED)
        box.layout().addWidget(form)
        self.forms.append(form)
        for widget in form.findChildren(QWidget):
            if widget.objectName() and not widget.objectName().startswith("qt_"):
                setattr(self._dialog, widget.objectName(), widget)
        return box

    def _make_table(self, spec: TableSpec) -> RecordTable:
        table = self.tables[spec.attribute] = RecordTable(spec, self._choices, self._edited, self.page)
        return table

    def _edited(self) -> None:
        if not self._filling:
            self._changed()


def _box(part: Fields, parent: QWidget) -> QWidget:
    box = QGroupBox(internal_title(part.title, is_internal=part.is_internal), parent) if part.title else QWidget(parent)
    box.setProperty(INTERNAL, part.is_internal)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    if part.is_internal:
        note = QLabel(tr("Stays in the register: no export, print or public map contains it."), box)
        note.setTextFormat(Qt.TextFormat.PlainText)
        note.setWordWrap(True)
        note.setContentsMargins(9, 4, 9, 0)
        layout.addWidget(note)
    return box


def _with(record: Any, values: Mapping[str, Any]) -> Any:
    known = {one.name for one in fields(record)}
    return replace(record, **{name: value for name, value in values.items() if name in known})


def _names(parts: Iterable[Part]) -> Iterable[str]:
    for part in parts:
        if isinstance(part, TableSpec):
            yield part.attribute
        else:
            yield from (one.name for one in part.columns())
