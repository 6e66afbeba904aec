# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of the tab "Places": what stands where. The tab itself says what the buttons do."""

from __future__ import annotations

from typing import Dict, Tuple

from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsScrollArea
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.places import Places
from ruhr_smartcity_plugin.core.projects.rules import REQUIRED
from ruhr_smartcity_plugin.core.region.municipalities import Region
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.projects.finding_mark import FindingMark
from ruhr_smartcity_plugin.gui.projects.place_form import PlaceForm
from ruhr_smartcity_plugin.gui.projects.place_list import PlaceList
from ruhr_smartcity_plugin.gui.projects.place_municipalities import MunicipalityBox
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.translation import tr


class PlacePage(QWidget):
    """Widgets only; `buttons` by name, `hints` by the name of the field they stand below."""

    def __init__(self, region: Region, places: Places, project: QgsProject, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tab_places")
        self.buttons: Dict[str, QPushButton] = {}
        self.hints: Dict[str, FindingMark] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroll = QgsScrollArea(self)
        self.scroll.setObjectName("scroll_places")
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        outer.addWidget(self.scroll)
        self._body = QWidget(self.scroll)
        self._layout = QVBoxLayout(self._body)
        self.scroll.setWidget(self._body)
        self.banner = StateBanner(self._body)
        self._layout.addWidget(self.banner)
        self._build_effect()
        self._build_list(places)
        self.form = PlaceForm(region, places, project, self._body)
        self._layout.addWidget(self.form)
        self.municipality_box = MunicipalityBox(region, places, self._body)
        self._heading("municipalities", tr("Participating m&unicipalities"), self.municipality_box.municipalities_list)
        self._layout.addWidget(self.municipality_box)
        self._hint("municipalities")
        self._layout.addStretch()

    def named_widgets(self) -> Dict[str, QWidget]:
        """Return the widgets that findings and tests call by name."""
        box = self.municipality_box
        found = {one.objectName(): one for one in (
            self.spatial_effect, self.sites, self.form, self.form.find_address, self.form.site_crs,
            self.form.hint_site_position, box.municipalities_list, box.add_button, box.remove_button, box.choice)}
        found["municipality_role"] = box.findChild(QComboBox, "municipality_role")
        found.update({f"hint_{name}": mark.label for name, mark in self.hints.items()})
        found.update(self.form.widgets)
        found.update(self.buttons)
        return found

    def _build_effect(self) -> None:
        self.spatial_effect = QComboBox(self._body)
        self.spatial_effect.setObjectName("spatial_effect")
        self.spatial_effect.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.spatial_effect.setMinimumContentsLength(12)
        text = field_label("spatial_effect") + ("*" if "spatial_effect" in REQUIRED else "")
        self._heading("spatial_effect", text, self.spatial_effect)
        self._layout.addWidget(self.spatial_effect)
        self._hint("spatial_effect")

    def _build_list(self, places: Places) -> None:
        self.sites = PlaceList(places.name_of, self._body)
        self._heading("sites", tr("P&laces of the project"), self.sites)
        self._button_row((
            ("draw_point", tr("Point"), "/mActionCapturePoint.svg", tr("Draw a point on the map")),
            ("draw_line", tr("Li&ne"), "/mActionCaptureLine.svg", tr("Draw a line on the map")),
            ("draw_area", tr("Ar&ea"), "/mActionCapturePolygon.svg", tr("Draw an area on the map")),
            ("take_selected", tr("From selection …"), "/mActionSelectRectangle.svg",
             tr("Make places of the selected features of a layer")),
            ("add_place", tr("&Address or coordinates"), "/mActionAdd.svg",
             tr("Add a place by address or coordinates")),
        ))
        self._layout.addWidget(self.sites)
        self._hint("sites")
        row = self._button_row((
            ("pick_place", tr("Draw a&gain"), "/mActionMoveFeature.svg",
             tr("Draw the selected place again on the map")),
            ("edit_corners", tr("Edit corners"), "/mActionVertexTool.svg",
             tr("Move, add and delete corners on the map")),
            ("zoom_place", tr("&Zoom"), "/mActionZoomToSelected.svg", tr("Show the selected places on the map")),
            ("copy_place", tr("&Duplicate"), "/mActionEditCopy.svg", tr("Duplicate the selected places")),
            ("remove_place", tr("&Remove place"), "/mActionDeleteSelected.svg", tr("Remove the selected places")),
        ))
        self.preview = QCheckBox(tr("Show on the map &while editing"), row)
        self.preview.setObjectName("show_preview")
        self.preview.setChecked(True)
        row.layout().addWidget(self.preview)

    def _button_row(self, buttons: Tuple[Tuple[str, str, str, str], ...]) -> QWidget:
        row = QWidget(self._body)
        line = FlowLayout(row)
        for name, text, icon, tip in buttons:
            button = self.buttons[name] = QPushButton(QgsApplication.getThemeIcon(icon), text, row)
            button.setObjectName(name)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setAutoDefault(False)
            line.addWidget(button)
        self._layout.addWidget(row)
        return row

    def _heading(self, name: str, text: str, buddy: QWidget) -> None:
        label = QLabel(text, self._body)
        label.setObjectName(f"label_{name}")
        label.setBuddy(buddy)
        self._layout.addWidget(label)

    def _hint(self, name: str) -> None:
        self.hints[name] = FindingMark(name, self._body)
        self._layout.addWidget(self.hints[name])
