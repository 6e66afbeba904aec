# SPDX-License-Identifier: GPL-2.0-or-later
"""Binds one setting to one widget, with a note below the widget that says what the administrator has preset."""

from __future__ import annotations

from typing import Any, Callable, List, Tuple

from qgis.core import QgsSettingsEntryBase
from qgis.gui import QgsAuthConfigSelect, QgsFileWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.administrator import preset_value, store
from ruhr_smartcity_plugin.translation import tr

Accessors = Tuple[Callable[[], Any], Callable[[Any], None]]


class Field:
    """One setting in its widget."""

    def __init__(self, entry: QgsSettingsEntryBase, widget: QWidget) -> None:
        self.entry = entry
        self.widget = widget
        self.read, self._show = accessors(widget)
        self.note = QLabel(widget.parentWidget())
        self.note.setObjectName(f"{widget.objectName()}_note")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        _insert_below(widget, self.note)
        if isinstance(widget, QPlainTextEdit):
            widget.setFixedHeight(widget.fontMetrics().lineSpacing() * 5)
        self.load()

    def load(self) -> None:
        """Show the value in effect and whose it is."""
        # Not valueAsVariant: a list with one preset address would come as text.
        value = self.entry.value()
        self._show(value)
        # The widget may show it another way (a number below its minimum); only the user's own change counts.
        self._untouched = self.read()
        preset = preset_value(self.entry)
        if preset is None:
            text = ""
        elif preset == value:
            text = tr("Preset by your administrator.")
        else:
            text = tr("Your own value. Your administrator's preset: {value}").format(value=_shown(preset))
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.widget.setAccessibleDescription(text)

    def save(self) -> None:
        """Store what the user changed; an untouched value is not written, so that presets stay in effect."""
        value = self.read()
        if value != self._untouched:
            store(self.entry, value)
            self._untouched = value


def _insert_below(widget: QWidget, note: QLabel) -> None:
    for layout in widget.parentWidget().findChildren((QFormLayout, QVBoxLayout)):
        if layout.indexOf(widget) < 0:
            continue
        if isinstance(layout, QFormLayout):
            row, _role = layout.getWidgetPosition(widget)
            layout.insertRow(row + 1, note)
        else:
            layout.insertWidget(layout.indexOf(widget) + 1, note)


def accessors(widget: QWidget) -> Accessors:
    """Return how a widget's value is read and shown, in the type of its setting."""
    if isinstance(widget, QCheckBox):
        return widget.isChecked, lambda value: widget.setChecked(bool(value))
    if isinstance(widget, QSpinBox):
        return widget.value, lambda value: widget.setValue(int(value))
    if isinstance(widget, QPlainTextEdit):
        return lambda: lines_of(widget.toPlainText()), lambda value: widget.setPlainText("\n".join(value or []))
    if isinstance(widget, QgsFileWidget):
        return lambda: widget.filePath().strip(), lambda value: widget.setFilePath(str(value or ""))
    if isinstance(widget, QgsAuthConfigSelect):
        return widget.configId, lambda value: widget.setConfigId(str(value or ""))
    if isinstance(widget, QLineEdit):
        return lambda: widget.text().strip(), lambda value: widget.setText(str(value or ""))
    raise TypeError(f"no accessors for {type(widget).__name__}")


def lines_of(text: str) -> List[str]:
    """Return the lines that hold something, each once.

    >>> lines_of(" https://a.example\\n\\nhttps://a.example ")
    ['https://a.example']
    """
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    return ", ".join(value) if isinstance(value, (list, tuple)) else str(value)
