# SPDX-License-Identifier: GPL-2.0-or-later
"""The chips above the list of projects: one for each condition, a click takes it away."""

from __future__ import annotations

from typing import Callable, List

from qgis.PyQt.QtWidgets import QToolButton, QWidget

from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.projects.list_content import ListContent
from ruhr_smartcity_plugin.translation import tr

_LONGEST = 38


class FilterBar(QWidget):
    """Shows what the filter narrows; not to be seen while it narrows nothing."""

    def __init__(self, content: ListContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter_bar")
        self._content = content
        self._flow = FlowLayout(self)
        self._chips: List[QToolButton] = []
        content.narrowed.connect(self.follow)
        content.indexed.connect(self.follow)  # names of organisations come with the register
        self.follow()

    def follow(self) -> None:
        """Show the conditions of now; the focus stays among the chips."""
        had_focus = any(one.hasFocus() for one in self._chips)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        content, self._chips = self._content, []
        for facet, value in content.filter.active():
            self._add(content.title(facet, value),
                      lambda facet=facet, value=value: content.switch(facet, value, False))
        if content.filter.in_extent:
            self._add(tr("In the map extent"), lambda: content.set_in_extent(False))
        if self._chips:
            self._add_all_off()
        self.setVisible(bool(self._chips))
        if had_focus and self._chips:
            self._chips[0].setFocus()
        self.updateGeometry()

    def _add(self, title: str, remove: Callable[[], None]) -> None:
        plain = " ".join(title.split())
        short = plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
        chip = self._chip(f"filter_chip_{len(self._chips)}", short.replace("&", "&&") + " ×", remove)
        chip.setAccessibleName(tr("Remove the filter {name}").format(name=plain))
        chip.setToolTip(chip.accessibleName().replace("<", "‹"))

    def _add_all_off(self) -> None:
        chip = self._chip("filters_off", tr("All off"), self._content.show_all)
        chip.setAutoRaise(True)
        chip.setAccessibleName(tr("Remove all filters"))

    def _chip(self, name: str, text: str, slot: Callable[[], None]) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName(name)
        chip.setText(text)
        chip.clicked.connect(lambda _on=False: slot())
        self._flow.addWidget(chip)
        chip.show()
        self._chips.append(chip)
        return chip
