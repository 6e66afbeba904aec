# SPDX-License-Identifier: GPL-2.0-or-later
"""A list of quantities to tick, by their names in the user's language."""

from __future__ import annotations

from typing import FrozenSet

from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.core.sensors.quantity import quantities
from ruhr_smartcity_plugin.translation import tr


class QuantityChoice(QgsCheckableComboBox):
    """Nothing ticked means all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quantity_choice")
        self.setAccessibleName(tr("Quantities"))
        self.setDefaultText(tr("all"))
        for name, one in sorted(quantities().items(), key=lambda pair: pair[1].title.casefold()):
            self.addItemWithCheckState(f"{one.title} ({one.unit})", Qt.CheckState.Unchecked, name)

    def chosen(self) -> FrozenSet[str]:
        """Return the canonical names that are ticked."""
        return frozenset(map(str, self.checkedItemsData()))
