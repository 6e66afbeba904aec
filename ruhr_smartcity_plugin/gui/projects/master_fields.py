# SPDX-License-Identifier: GPL-2.0-or-later
"""The fields of the master data that no project has: members by name, and lists of themes."""

from __future__ import annotations

from typing import Any, Tuple

from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ruhr_smartcity_plugin.core.projects.columns import Column
from ruhr_smartcity_plugin.core.projects.master_text import theme_texts
from ruhr_smartcity_plugin.core.region.municipalities import Region
from ruhr_smartcity_plugin.gui.projects.choices import Choices
from ruhr_smartcity_plugin.gui.projects.field_editors import BoxEditor, CodesEditor, Editor, WheelGuard
from ruhr_smartcity_plugin.translation import tr

_SHORT = 12


class MemberEditor(BoxEditor):
    """A municipality by its AGS, or a district by its key. A key that the region does not know is kept."""

    def __init__(self, widget: QComboBox, region: Region) -> None:
        super().__init__(widget)
        self._names = {one.ags: one.name for one in region.municipalities}
        self._names.update({one.key: one.name for one in region.districts})
        widget.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        widget.setMinimumContentsLength(_SHORT)
        widget.addItem(tr("– please choose –"), "")
        for one in sorted(region.municipalities, key=lambda one: one.name):
            widget.addItem(one.name, one.ags)
        widget.insertSeparator(widget.count())
        for district in sorted(region.districts, key=lambda one: one.name):
            widget.addItem(district.name, district.key)
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.installEventFilter(WheelGuard(widget))

    def text_of(self, value: str) -> str:
        return self._names.get(value, value)


class ThemesEditor(CodesEditor):
    """Several themes, kept as codes with blanks between them; codes the list does not have stay."""

    def __init__(self, widget: QgsCheckableComboBox) -> None:
        super().__init__(widget, "VTHEME")
        self._strange: Tuple[str, ...] = ()

    def _read(self) -> Any:
        return " ".join((*super()._read(), *self._strange))

    def _write(self, value: Any) -> None:
        codes = tuple(value.split())
        known = {self.widget.itemData(index) for index in range(self.widget.count())}
        self._strange = tuple(one for one in codes if one not in known)
        super()._write(codes)

    def text_of(self, value: str) -> str:
        return theme_texts(value)


class MasterChoices(Choices):
    """What the forms of the master data choose from."""

    def __init__(self, region: Region) -> None:
        super().__init__(None)
        self._region = region

    def make_editor(self, column: Column, parent: QWidget, widget: QWidget | None = None) -> Editor:
        """Return the editor for a field."""
        if column.name == "ags":
            return MemberEditor(QComboBox(parent), self._region)
        if column.name == "themes":
            return ThemesEditor(QgsCheckableComboBox(parent))
        return super().make_editor(column, parent, widget)
