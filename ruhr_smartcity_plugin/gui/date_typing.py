# SPDX-License-Identifier: GPL-2.0-or-later
"""Dates typed as people write them: "03.05.2027", "3.5.2027", "03052027" and "3.5.27" give the same day.

Left alone, Qt's edit moves on after the second digit and once more at the point, so that "03.05.2027" becomes a day of
the year 520; and where a date is shown but nothing is marked, it drops the digits it has no room for without a word.
"""

from __future__ import annotations

import re

from qgis.gui import QgsDateEdit, QgsDateTimeEdit
from qgis.PyQt.QtCore import QDate, QEvent, QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QDateTimeEdit, QLineEdit

_SHORT = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{2})")
_SEPARATORS = (".", "-", "/", " ", ",")
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CENTURY = 2000


def set_up_date_edit(edit: QgsDateEdit, nothing: str) -> None:
    """Let an edit show and take days in the German order, with a calendar; `nothing` stands there if there is none."""
    edit.setDisplayFormat("dd.MM.yyyy")
    edit.setCalendarPopup(True)
    edit.setAllowNull(True)
    edit.setNullRepresentation(nothing)
    # QGIS's dark themes give the line inside a frame of its own, which cuts the words.
    edit.setStyleSheet("QLineEdit { padding: 0; border: 0; }")
    DateTyping(edit)


class DateTyping(QObject):
    """Watches an edit of format dd.MM.yyyy, whose child it becomes."""

    def __init__(self, edit: QgsDateTimeEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._line: QLineEdit = edit.findChild(QLineEdit)
        self._after_digit = False
        self._is_fresh = True  # nothing typed since the cursor came
        edit.installEventFilter(self)
        self._line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mark the part that is typed next, and drop the point after a part that is already complete."""
        kind = event.type()
        if watched is self._line:
            if kind == QEvent.Type.MouseButtonRelease:
                QTimer.singleShot(0, self._mark)
        elif kind == QEvent.Type.FocusIn:
            self._after_digit, self._is_fresh = False, True
        elif kind == QEvent.Type.FocusOut:
            self._complete_year()
        elif kind == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QEvent) -> bool:
        if event.key() in _ENDS:
            self._complete_year()
        text = event.text()
        digit = text.isdigit()
        if digit and (self._all_marked() or (self._is_fresh and self._edit.isNull())):
            self._edit.setSelectedSection(QDateTimeEdit.Section.DaySection)
        drop = text in _SEPARATORS and self._after_digit and self._line.hasSelectedText()
        if text:  # not for Shift alone
            self._after_digit, self._is_fresh = digit, False
        return drop

    def _all_marked(self) -> bool:
        return self._line.selectedText() == self._line.text()

    def _mark(self) -> None:
        """Mark the part under the cursor, so that digits replace it; the day where nothing is stated yet."""
        if self._line.hasSelectedText() and not self._edit.isNull():
            return
        first = QDateTimeEdit.Section.DaySection
        self._edit.setSelectedSection(first if self._edit.isNull() else self._edit.currentSection())

    def _complete_year(self) -> None:
        found = _SHORT.fullmatch(self._line.text())
        if found is None:
            return
        day, month, year = map(int, found.groups())
        if QDate(_CENTURY + year, month, day).isValid():
            self._edit.setDate(QDate(_CENTURY + year, month, day))
