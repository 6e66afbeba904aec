# SPDX-License-Identifier: GPL-2.0-or-later
"""The tab "History": who changed what, newest first; each save is one entry with its changes below it."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any, List, Tuple

from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtWidgets import QTreeWidgetItem

from ruhr_smartcity_plugin.adapters.local_time import short_utc_text
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.field_lists import list_of
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr

_OPEN_UP_TO = 12  # changes of one save that are shown unfolded


class HistoryTab:
    """Fills the tab of the dialog `form`."""

    def __init__(self, form: Any) -> None:
        self._form = form
        form.history.setHeaderLabels([tr("When"), tr("Who"), tr("Field"), tr("Before"), tr("After"), tr("Comment")])
        form.history.setRootIsDecorated(True)
        self.show(())

    def show(self, changes: Tuple[Change, ...]) -> None:
        """Show these changes, newest first."""
        tree = self._form.history
        tree.clear()
        saves = [list(group) for _key, group in groupby(changes, lambda one: (one.version_after, one.changed_at))]
        for save in saves:
            top = QTreeWidgetItem(tree, _heading(save))
            for one in save:
                QTreeWidgetItem(top, ["", "", field_label(one.field), value_text(one.field, one.old_value, one.table_name),
                                      value_text(one.field, one.new_value, one.table_name), ""])
            top.setExpanded(save[0].version_before > 0 and len(save) <= _OPEN_UP_TO)
        self._form.history_state.setText(
            tr("Saved %n time(s)", "", len(saves)) if saves else tr("The project was not saved yet."))
        for column in range(3):
            tree.resizeColumnToContents(column)


def _heading(save: List[Change]) -> List[str]:
    first = save[0]
    what = tr("Project created") if first.version_before == 0 else tr("%n change(s)", "", len(save))
    return [short_utc_text(first.changed_at), first.changed_by, what, "", "", first.comment]


def value_text(field: str, value: str | None, table: str = "project") -> str:
    """Return a value of the history as people read it: codes as text, nothing as a dash."""
    if value is None:
        return "–"
    if field == "ags":
        municipality = load_region().by_ags(value)
        return municipality.name if municipality else value
    if field == "geom":
        return _position_text(value)
    list_name = list_of(table, field)
    if not list_name:
        return value
    return ", ".join(load_vocabulary().text(list_name, code) for code in value.split())


def _position_text(value: str) -> str:
    """Return a point as its coordinates (EPSG:25832, metres), anything longer as its number of points."""
    try:
        numbers = json.loads(value)
    except ValueError:
        return value
    if isinstance(numbers, list) and len(numbers) == 2 and all(isinstance(one, (int, float)) for one in numbers):
        locale = QLocale()
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        return "  ".join(locale.toString(float(one), "f", 1) for one in numbers)
    return tr("%n corner point(s)", "", _count_points(numbers))


def _count_points(numbers: Any) -> int:
    if isinstance(numbers, list) and numbers and isinstance(numbers[0], (int, float)):
        return 1
    return sum(map(_count_points, numbers)) if isinstance(numbers, list) else 0
