# SPDX-License-Identifier: GPL-2.0-or-later
"""The row of chips: three to switch with one click, and one to take away for every other condition."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QToolButton, QWidget

from ruhr_smartcity_plugin.core.catalogue.facet_value import facet_name
from ruhr_smartcity_plugin.core.catalogue.finding import Facet
from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState
from ruhr_smartcity_plugin.core.region.area import Area, AreaKind
from ruhr_smartcity_plugin.gui.catalogue.button_text import button_text
from ruhr_smartcity_plugin.gui.catalogue.narrowing import Active, Narrowing
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.translation import tr

OPEN = (Facet.LICENCE, LicenceState.OPEN.value)
LOADABLE = (Facet.LOADABLE, "yes")
_LONGEST = 24


class Chips(QWidget):
    """Shows what is narrowed; every chip is a button that can be reached by the tab key."""

    def __init__(self, narrowing: Narrowing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chips")
        self._narrowing = narrowing
        self._flow = FlowLayout(self)
        self.open = self._switch("chip_open", tr("&Open licence"))
        self.loadable = self._switch("chip_loadable", tr("Can be &loaded"))
        self.area = self._switch("chip_area", "")
        self._removable: list = []
        self.open.toggled.connect(lambda on: narrowing.choose(*OPEN, on))
        self.loadable.toggled.connect(lambda on: narrowing.choose(*LOADABLE, on))
        self.area.toggled.connect(narrowing.set_in_area)
        narrowing.changed.connect(self.follow)
        self.follow()

    def show_area(self, area: Area) -> None:
        """Offer the area of the dock; the whole region narrows nothing."""
        self.area.setVisible(area.kind is not AreaKind.REGION)
        self.area.setText(tr("Area: {name}").format(name=area.name).replace("&", "&&"))

    def follow(self) -> None:
        """Show what is narrowed now."""
        self.open.setChecked(OPEN[1] in self._narrowing.chosen(OPEN[0]))
        self.loadable.setChecked(LOADABLE[1] in self._narrowing.chosen(LOADABLE[0]))
        self.area.setChecked(self._narrowing.in_area)
        others = [one for one in self._narrowing.active() if (one.kind, one.value) not in (OPEN, LOADABLE)]
        has_focus = any(one.hasFocus() for one in self._removable)
        for chip in self._removable:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._removable = [self._remover(number, one) for number, one in enumerate(others)]
        if len(others) > 1:
            self._removable.append(self._all_off())
        if has_focus:
            (self._removable[0] if self._removable else self.open).setFocus()
        self.updateGeometry()

    def _switch(self, name: str, text: str) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName(name)
        chip.setText(text)
        chip.setCheckable(True)
        self._flow.addWidget(chip)
        return chip

    def _remover(self, number: int, active: Active) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName(f"chip_active_{number}")
        plain = " ".join(active.title.split())
        chip.setText(f"{button_text(plain, _LONGEST)} ×")
        named = f"{facet_name(active.kind)}: {plain}" if isinstance(active.kind, Facet) else plain
        chip.setAccessibleName(tr("Remove the filter {name}").format(name=named))
        chip.setToolTip(chip.accessibleName().replace("<", "‹"))
        chip.clicked.connect(lambda _on=False: self._narrowing.remove(active))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _all_off(self) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName("chip_all_off")
        chip.setText(tr("Remove all"))
        chip.setAutoRaise(True)
        chip.clicked.connect(lambda _on=False: self._narrowing.clear())
        self._flow.addWidget(chip)
        chip.show()
        return chip
