# SPDX-License-Identifier: GPL-2.0-or-later
"""A form made of the model's columns: label, editor, what belongs there, and what the rules say about it."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterable, Mapping, Sequence, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.projects.columns import Column
from ruhr_smartcity_plugin.core.projects.findings import Finding
from ruhr_smartcity_plugin.core.projects.hints import project_hint
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.rules import SUMMARY_LIMIT
from ruhr_smartcity_plugin.gui.projects.choices import Choices
from ruhr_smartcity_plugin.gui.projects.field_editors import Editor
from ruhr_smartcity_plugin.gui.projects.finding_mark import FindingMark
from ruhr_smartcity_plugin.translation import tr

_PRECISION = "_precision"
_INFO_MARGIN = 10
_LIMITS = {"summary": SUMMARY_LIMIT}


class FieldForm(QWidget):
    """Edits some columns of one record. A date and its precision share a line.

    `prefix` goes before the object names, where two forms of a page have fields of the same name; `labels` replace
    those of the model, and `hint` says what belongs into a field.
    """

    def __init__(self, columns: Sequence[Column], choices: Choices, changed: Callable[[str], None], parent: QWidget, *,
                 required: Iterable[str] = (), prefix: str = "", labels: Mapping[str, str] | None = None,
                 hint: Callable[[str], str] = project_hint) -> None:
        super().__init__(parent)
        self.editors: Dict[str, Editor] = {}
        self.marks: Dict[str, FindingMark] = {}
        self._counters: Dict[str, QLabel] = {}
        self._required, self._prefix = frozenset(required), prefix
        self._labels, self._hint = labels or {}, hint
        self._info_width = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize) + _INFO_MARGIN
        self._layout = QFormLayout(self)
        self._layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        by_name = {one.name: one for one in columns}
        for column in columns:
            if column.name.endswith(_PRECISION) and column.name[:-len(_PRECISION)] in by_name:
                continue
            self._add_row(column, by_name.get(column.name + _PRECISION), choices, changed)

    def values(self) -> Dict[str, Any]:
        """Return the values by field; a date that is not stated has no precision."""
        values = {name: editor.value() for name, editor in self.editors.items()}
        for name in values:
            if name.endswith(_PRECISION) and values[name[:-len(_PRECISION)]] is None:
                values[name] = ""
        return values

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show the values of a record."""
        for name, editor in self.editors.items():
            editor.set_value(values[name])
        self._count()

    def mark(self, findings: Mapping[str, Sequence[Finding]]) -> None:
        """Show the findings of each field."""
        for name, mark in self.marks.items():
            mark.show_findings(findings.get(name, ()), self.editors[name].widget)

    def _add_row(self, column: Column, precision: Column | None, choices: Choices,
                 changed: Callable[[str], None]) -> None:
        name = column.name
        box = QVBoxLayout()
        box.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(2)
        box.addLayout(line)
        for one in (column, precision):
            if one is not None:
                self._add_editor(one, choices, changed)
                line.addWidget(self.editors[one.name].widget, 1)
        widget = self.editors[name].widget
        self._add_hint(name, widget, line, box)
        if name in _LIMITS:
            self._counters[name] = QLabel(self)
            self._counters[name].setObjectName(f"{name}_count")
            self._counters[name].setAlignment(Qt.AlignmentFlag.AlignRight)
            self._counters[name].setAccessibleName(tr("Characters used and allowed"))
            box.addWidget(self._counters[name])
        self.marks[name] = FindingMark(self._prefix + name, self)
        box.addWidget(self.marks[name])
        label = QLabel(self._label(name) + ("*" if name in self._required else ""), self)
        label.setObjectName(f"label_{self._prefix}{name}")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(widget)
        self._layout.addRow(label, box)

    def _add_editor(self, column: Column, choices: Choices, changed: Callable[[str], None]) -> None:
        editor = self.editors[column.name] = choices.make_editor(column, self)
        editor.widget.setObjectName(self._prefix + column.name)
        if isinstance(editor.widget, QCheckBox):
            editor.widget.setText(_sentence(column.name))
        editor.widget.setAccessibleName(self._label(column.name))
        editor.on_change(lambda: (self._count(), changed(column.name)))

    def _add_hint(self, name: str, widget: QWidget, line: QHBoxLayout, box: QVBoxLayout) -> None:
        text = self._hint(name)
        if not text:
            line.addSpacing(self._info_width)  # the fields of a form end at one line
            return
        widget.setProperty("ruhr_hint", text)
        widget.setAccessibleDescription(text)
        button = QToolButton(self)
        button.setObjectName(f"info_{self._prefix}{name}")
        button.setIcon(self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxInformation))
        button.setAutoRaise(True)
        button.setFixedWidth(self._info_width)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # F1 in the field does the same, without a stop for the tab key
        button.setToolTip(text)
        button.setAccessibleName(tr("What belongs into “{field}”?").format(field=self._label(name)))
        label = QLabel(text, self)
        label.setObjectName(f"help_{self._prefix}{name}")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        label.hide()
        button.toggled.connect(label.setVisible)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(label)

    def _label(self, name: str) -> str:
        return self._labels.get(name) or field_label(name)

    def _count(self) -> None:
        for name, label in self._counters.items():
            label.setText(f"{len(self.editors[name].value())}/{_LIMITS[name]}")


def by_field(findings: Iterable[Finding]) -> Dict[str, Tuple[Finding, ...]]:
    """Return findings by the field they belong to."""
    found: Dict[str, Tuple[Finding, ...]] = {}
    for one in findings:
        found[one.field] = (*found.get(one.field, ()), one)
    return found


def _sentence(name: str) -> str:
    return {
        "seeks_partners": tr("The project is looking for partners"),
        "consent": tr("The person has agreed to be named"),
    }.get(name, field_label(name))
