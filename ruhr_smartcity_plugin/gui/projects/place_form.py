# SPDX-License-Identifier: GPL-2.0-or-later
"""The fields of the selected place; of several selected places those that can be changed for all at once."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence

from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.gui import QgsProjectionSelectionWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.projects.place_geometry import position_in, read_typed_place
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.places import Places
from ruhr_smartcity_plugin.core.projects.record import Site, SiteShape
from ruhr_smartcity_plugin.core.region.municipalities import Region
from ruhr_smartcity_plugin.gui.projects.field_editors import Editor, make_editor
from ruhr_smartcity_plugin.gui.projects.place_list import numbers_text, position_text
from ruhr_smartcity_plugin.translation import tr

_EDITED = ("label", "role", "address", "accuracy", "visibility")
_ONE_ONLY = ("label", "position", "address")
_SHORT = 5  # characters that a list of codes shows at least


class PlaceForm(QGroupBox):
    """Shows sites and says what the user changes; it keeps none."""

    edited = pyqtSignal(str, object)  # field, value: for every shown site
    positioned = pyqtSignal(object)  # TypedPlace for the shown site; None: no position any more
    search_wanted = pyqtSignal()

    def __init__(self, region: Region, places: Places, project: QgsProject, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("place_box")
        self._places, self._project = places, project
        self._sites: Sequence[Site] = ()
        self._filling = self.is_read_only = False
        self._form = QFormLayout(self)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.widgets: Dict[str, QWidget] = {}
        self._build(region)
        self._editors: Dict[str, Editor] = {
            one.name: make_editor(one, self, self.widgets[f"site_{one.name}"])
            for one in columns_of(Site) if one.name in _EDITED}
        for name, editor in self._editors.items():
            editor.on_change(lambda name=name, editor=editor: self._say(name, editor.value()))
        self.site_ags.currentIndexChanged.connect(lambda _at: self._say("ags", self.site_ags.currentData()))
        self.site_position.editingFinished.connect(self._read_position)
        self.site_crs.crsChanged.connect(lambda _crs: self._system_chosen())

    def show_sites(self, sites: Sequence[Site]) -> None:
        """Show one site, what several have in common, or nothing."""
        self._sites = tuple(sites)
        one = sites[0] if len(sites) == 1 else None
        self.setEnabled(bool(sites) and not self.is_read_only)
        self.setTitle(tr("Selected place") if len(sites) < 2 else tr(
            "%n places selected: a change applies to all of them", "", len(sites)))
        self.hint("")
        self._filling = True
        try:
            for name, editor in self._editors.items():
                self._fill(name, editor)
            self._choose_ags(_common(sites, "ags"))
            self.show_position()
            for name in _ONE_ONLY:
                self.widgets[f"site_{name}"].setEnabled(one is not None)
            self.site_crs.setEnabled(one is not None and one.shape is SiteShape.POINT)
            self.find_address.setEnabled(one is not None and one.shape is SiteShape.POINT)
            self.site_position.setReadOnly(one is None or one.shape is not SiteShape.POINT)
        finally:
            self._filling = False

    def show_position(self) -> None:
        """Show the position in the chosen system."""
        one = self._sites[0] if len(self._sites) == 1 else Site()
        pair = position_in(one, self._crs(), self._project)
        self.site_position.setText(position_text(one) if pair is None else numbers_text(pair, self._decimals()))
        self.site_position.setCursorPosition(0)

    def hint(self, text: str) -> None:
        """Say something about the position; "" for nothing."""
        self.hint_site_position.setText(text)
        self.hint_site_position.setVisible(bool(text))

    # --- building ---
    def _build(self, region: Region) -> None:
        self._row("label", tr("Label"), QLineEdit(self))
        self._row("role", tr("Role"), self._codes())
        self.site_position = QLineEdit(self)
        self.site_position.setPlaceholderText(tr("e.g. 377000 5705000 or 51,4818 7,2162"))
        self.site_crs = QgsProjectionSelectionWidget(self)
        self.site_crs.setObjectName("site_crs")
        self.site_crs.setOptionVisible(QgsProjectionSelectionWidget.CrsOption.CrsNotSet, True)
        self.site_crs.setNotSetText(tr("Recognise the coordinate system"))
        self.site_crs.setCrs(QgsCoordinateReferenceSystem())
        self.site_crs.setAccessibleName(tr("Coordinate system of the typed position"))
        _may_shrink(self.site_crs, self.site_crs.accessibleName())
        self.hint_site_position = _hint(self, "position")
        self._row("position", tr("Position"), self.site_position, self.site_crs, self.hint_site_position)
        self.site_ags = self._codes()
        fill_municipalities(self.site_ags, region)
        self._row("ags", tr("Municipality"), self.site_ags)
        line = QHBoxLayout()
        address = QLineEdit(self)
        address.setPlaceholderText(tr("Street, number, town"))
        self.find_address = QPushButton(tr("Search …"), self)
        self.find_address.setObjectName("find_address")
        self.find_address.setAutoDefault(False)
        self.find_address.setAccessibleName(tr("Search the position of the address"))
        self.find_address.clicked.connect(lambda _on=False: self.search_wanted.emit())
        line.addWidget(address, 1)
        line.addWidget(self.find_address)
        self._row("address", tr("Address"), address, line=line)
        self._row("accuracy", tr("Accuracy"), self._codes())
        self._row("visibility", tr("Visibility"), self._codes())

    def _row(self, name: str, text: str, field: QWidget, *below: QWidget, line: QHBoxLayout | None = None) -> None:
        field.setObjectName(f"site_{name}")
        self.widgets[f"site_{name}"] = field
        label = QLabel(text, self)
        label.setObjectName(f"label_site_{name}")
        label.setBuddy(field)
        box = QVBoxLayout()
        box.setSpacing(2)
        if line is not None:
            box.addLayout(line)
        else:
            box.addWidget(field)
        for one in below:
            box.addWidget(one)
        self._form.addRow(label, box)

    def _codes(self) -> QComboBox:
        box = QComboBox(self)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_SHORT)
        return box

    # --- showing ---
    def _fill(self, name: str, editor: Editor) -> None:
        values = {getattr(one, name) for one in self._sites}
        if len(values) == 1:
            editor.set_value(values.pop())
        elif isinstance(editor.widget, QComboBox):
            editor.widget.setCurrentIndex(-1 if values else 0)
        else:
            editor.set_value("")

    def _choose_ags(self, ags: str | None) -> None:
        if ags is None:
            self.site_ags.setCurrentIndex(-1)
            return
        index = self.site_ags.findData(ags)
        if index < 0:  # a municipality outside the region
            self.site_ags.addItem(self._places.name_of(ags), ags)
            index = self.site_ags.count() - 1
        self.site_ags.setCurrentIndex(index)

    def _say(self, name: str, value: Any) -> None:
        if not self._filling and self._sites:
            self.edited.emit(name, value)

    # --- position ---
    def _crs(self) -> str:
        return self.site_crs.crs().authid() if self.site_crs.crs().isValid() else ""

    def _decimals(self) -> int:
        return 6 if self.site_crs.crs().isValid() and self.site_crs.crs().isGeographic() else 1

    def _system_chosen(self) -> None:
        """A position that is there is shown in the new system; typed text that was refused is tried again."""
        if self._filling or len(self._sites) != 1:
            return
        if self._sites[0].coordinates is None:
            self._read_position()
        else:
            self.show_position()

    def _read_position(self) -> None:
        if len(self._sites) != 1 or self._sites[0].shape is not SiteShape.POINT:
            return
        site, text = self._sites[0], self.site_position.text().strip()
        pair = position_in(site, self._crs(), self._project)
        if text == ("" if pair is None else numbers_text(pair, self._decimals())):
            return
        if not text:
            self.positioned.emit(None)
            return
        try:
            typed = read_typed_place(text, self._crs(), self._project)
        except InputError as error:  # the text stays where it was typed
            self.hint(error.sentence)
            return
        self.positioned.emit(typed)


def fill_municipalities(widget: QComboBox, region: Region) -> None:
    """Offer the municipalities of the region by name."""
    widget.addItem(tr("– please choose –"), "")
    for one in sorted(region.municipalities, key=lambda one: one.name):
        widget.addItem(one.name, one.ags)


def _common(sites: Sequence[Site], name: str) -> Any:
    values: List[Any] = list({getattr(one, name) for one in sites})
    return values[0] if len(values) == 1 else ("" if not values else None)


def _may_shrink(widget: QWidget, name: str) -> None:
    """Names of coordinate systems are long; they must not widen the dialog."""
    for box in widget.findChildren(QComboBox):
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_SHORT)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def _hint(parent: QWidget, name: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(f"hint_site_{name}")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setVisible(False)
    return label
