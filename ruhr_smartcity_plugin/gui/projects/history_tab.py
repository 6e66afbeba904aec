# SPDX-License-Identifier: GPL-2.0-or-later
"""The tab "History": who changed what, newest first."""

from __future__ import annotations

from typing import Any, Tuple

from qgis.PyQt.QtWidgets import QTreeWidgetItem

from ruhr_smartcity_plugin.adapters.projects.local_time import local_time
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.gui.projects.field_editors import LISTS
from ruhr_smartcity_plugin.translation import tr


class HistoryTab:
    """Fills the tab of the dialog `form`."""

    def __init__(self, form: Any) -> None:
        self._form = form
        form.history.setHeaderLabels([tr("When"), tr("Who"), tr("Field"), tr("Before"), tr("After"), tr("Comment")])
        self.show(())

    def show(self, changes: Tuple[Change, ...]) -> None:
        """Show these changes."""
        self._form.history_state.setText(
            tr("%n change(s)", "", len(changes)) if changes else tr("The project was not saved yet."))
        self._form.history.clear()
        for one in changes:
            QTreeWidgetItem(self._form.history, [
                local_time(one.changed_at), one.changed_by, field_label(one.field),
                value_text(one.field, one.old_value), value_text(one.field, one.new_value), one.comment])
        for column in range(3):
            self._form.history.resizeColumnToContents(column)


def value_text(field: str, value: str | None) -> str:
    """Return a value of the history as people read it: codes as text, nothing as a dash."""
    if value is None:
        return "–"
    list_name = LISTS.get(field)
    if list_name is None:
        return value
    return ", ".join(load_vocabulary().text(list_name, code) for code in value.split())
