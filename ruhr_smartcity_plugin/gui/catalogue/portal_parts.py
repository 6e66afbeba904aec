# SPDX-License-Identifier: GPL-2.0-or-later
"""Narrows a live search to an organisation or a group of the portal, which counts all its hits in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Sequence, Tuple

from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.portals.parts import NO_PARTS, Part, Parts
from ruhr_smartcity_plugin.gui.catalogue.narrowing import GROUP, ORGANISATION, Narrowing
from ruhr_smartcity_plugin.translation import tr


def fill_parts(box: QComboBox, parts: Sequence[Part], chosen: str = "") -> None:
    """Offer parts with their numbers of data sets, and "all" above; one that is chosen is there in any case."""
    before = box.blockSignals(True)
    box.clear()
    box.addItem(tr("all"), "")
    for one in parts:
        box.addItem(f"{one.title} ({group_digits(one.datasets)})" if one.datasets else one.title, one.name)
    if chosen and box.findData(chosen) < 0:
        box.addItem(chosen, chosen)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(before)


class PortalParts(QWidget):
    """Two boxes; hidden while the catalogue shown has no parts of its own."""

    def __init__(self, narrowing: Narrowing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("portal_parts")
        self._narrowing = narrowing
        self._parts = NO_PARTS
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.organisation = self._box(form, "part_organisation", tr("Organisation:"), ORGANISATION)
        self.group = self._box(form, "part_group", tr("Group:"), GROUP)
        narrowing.changed.connect(self.follow)
        self.hide()

    def _box(self, form: QFormLayout, name: str, text: str, kind: str) -> QComboBox:
        box, label = QComboBox(self), QLabel(text, self)
        box.setObjectName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        label.setBuddy(box)
        form.addRow(label, box)
        box.activated.connect(lambda _row: self._narrowing.choose_part(kind, self._part(kind, box.currentData())))
        return box

    def show_parts(self, parts: Parts, organisation: str, group: str) -> None:
        """Offer what a portal counted for a search narrowed to these ("" for all), and what is chosen in any case.

        A portal that no longer answered has counted the chosen one only: the others stay, without their old numbers.
        """
        self._parts = Parts(
            _with_known(parts.organisations, self._parts.organisations, organisation),
            _with_known(parts.groups, self._parts.groups, group),
        )
        self.setVisible(bool(self._parts))
        self.follow()

    def forget(self) -> None:
        """Offer nothing: another catalogue is searched, or a list."""
        self._parts = NO_PARTS
        self.hide()

    def follow(self) -> None:
        """Show what is chosen now, whoever changed it."""
        for box, parts, kind in ((self.organisation, self._parts.organisations, ORGANISATION),
                                 (self.group, self._parts.groups, GROUP)):  # fmt: skip
            chosen = self._narrowing.part(kind)
            fill_parts(box, parts, chosen.name if chosen is not None else "")

    def _part(self, kind: str, name: str) -> Part | None:
        offered = self._parts.organisations if kind == ORGANISATION else self._parts.groups
        return next((one for one in offered if one.name == name), None)


def _with_known(counted: Tuple[Part, ...], known: Tuple[Part, ...], chosen: str) -> Tuple[Part, ...]:
    """Return the parts counted, then the chosen one if it has no hits, and all known if only the chosen was counted."""
    names = {one.name for one in counted}
    left = (one for one in known if one.name not in names and chosen and (one.name == chosen or names <= {chosen}))
    return (*counted, *(replace(one, datasets=0) for one in left))
