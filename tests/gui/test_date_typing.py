# SPDX-License-Identifier: GPL-2.0-or-later
"""Dates are typed as people write them, into a field with nothing in it and over another date, and are known at once."""

from __future__ import annotations

from datetime import date

import pytest
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.record import Project
from ruhr_smartcity_plugin.gui.projects.field_editors import make_editor

DAY = date(2027, 5, 3)
NO_KEY = Qt.KeyboardModifier.NoModifier


def _by_tab(edit):
    edit.setFocus(Qt.FocusReason.TabFocusReason)


def _marked_whole(edit):
    edit.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def _by_click_on_the_day(edit):
    QTest.mouseClick(edit.findChild(QLineEdit), Qt.MouseButton.LeftButton, NO_KEY, QPoint(6, 8))


@pytest.fixture
def field(qgis_app):
    """The field "as of" with another one beside it, shown."""
    window = QWidget()
    column = next(one for one in columns_of(Project) if one.name == "as_of")
    editor = make_editor(column, window)
    other = QLineEdit(window)
    layout = QVBoxLayout(window)
    layout.addWidget(other)
    layout.addWidget(editor.widget)
    window.show()
    window.activateWindow()
    yield editor, other
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("way", [_by_tab, _marked_whole, _by_click_on_the_day])
@pytest.mark.parametrize("before", [None, date(2026, 11, 23)])
def test_a_date_typed_as_people_write_it_is_that_date(field, qgis_app, way, before):
    editor, other = field
    told = []
    editor.on_change(lambda: told.append(editor.value()))
    for text in ("03.05.2027", "3.5.2027", "03052027", "3.5.27", "03.05.27"):
        other.setFocus()
        editor.set_value(before)
        qgis_app.processEvents()
        way(editor.widget)
        qgis_app.processEvents()
        for letter in text:
            QTest.keyClick(editor.widget, letter)
        other.setFocus()
        qgis_app.processEvents()
        assert editor.value() == DAY, text
        assert told[-1] == DAY, text  # or what was typed here alone would not be saved
        told.clear()


def test_a_click_on_the_year_lets_the_year_be_typed(field, qgis_app):
    editor, other = field
    editor.set_value(date(2026, 5, 3))
    line = editor.widget.findChild(QLineEdit)
    place = QPoint(line.fontMetrics().horizontalAdvance("03.05.20"), 8)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, NO_KEY, place)
    qgis_app.processEvents()
    for letter in "2027":
        QTest.keyClick(editor.widget, letter)
    other.setFocus()
    assert editor.value() == DAY
