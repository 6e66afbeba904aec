# SPDX-License-Identifier: GPL-2.0-or-later
"""What the forms of this room offer to choose from."""

from __future__ import annotations

from typing import Iterable, List, Tuple

from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import Qt

from ruhr_smartcity_plugin.core.catalogue.licence import all_licences
from ruhr_smartcity_plugin.translation import tr

_LICENCE_FIRST = ("dl-zero-de/2.0", "dl-by-de/2.0", "cc-zero", "cc-by/4.0")


def licence_choices() -> List[Tuple[str, str]]:
    """Return title and key of each licence data can be published under, the usual ones of German offices first."""
    rows = [(one.title, one.key) for one in all_licences()]
    first = [one for key in _LICENCE_FIRST for one in rows if one[1] == key]
    return [*first, *(one for one in sorted(rows) if one not in first)]


def fill_checks(box: QgsCheckableComboBox, choices: Iterable[Tuple[str, str]]) -> None:
    """Offer titles with their values in a box in which several can be ticked."""
    box.setDefaultText(tr("choose"))
    for text, value in choices:
        box.addItemWithCheckState(text, Qt.CheckState.Unchecked, value)


def tick(box: QgsCheckableComboBox, values: Iterable[str]) -> None:
    """Tick these values and no others."""
    wanted = set(values)
    for row in range(box.count()):
        is_on = box.itemData(row) in wanted
        box.setItemCheckState(row, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
