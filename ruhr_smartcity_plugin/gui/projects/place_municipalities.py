# SPDX-License-Identifier: GPL-2.0-or-later
"""The municipalities that take part in a project, and those its places suggest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, List, Sequence, Tuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.places import Places, Touched, leading, shares_of
from ruhr_smartcity_plugin.core.projects.record import ProjectMunicipality, Site
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.core.region.municipalities import Region
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.projects.field_editors import make_editor
from ruhr_smartcity_plugin.gui.projects.place_form import fill_municipalities
from ruhr_smartcity_plugin.translation import tr

_ROLE = next(one for one in columns_of(ProjectMunicipality) if one.name == "role")


class MunicipalityBox(QWidget):
    """A list to add to and remove from; what the places cross is one click away."""

    changed = pyqtSignal()

    def __init__(self, region: Region, places: Places, parent: QWidget) -> None:
        super().__init__(parent)
        self._places = places
        self._municipalities: List[ProjectMunicipality] = []
        self._suggested: Tuple[str, ...] = ()
        self._sites: Tuple[Site, ...] = ()
        self._home = ""  # of the lead organisation
        self._our_lead = ""  # id of the entry that leads because this box thought so; nobody has chosen it
        self._touched: Dict[Any, Touched] = {}  # by position: asking boundaries costs time
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._build_suggestion(layout)
        self._build_list(layout, region)

    def show_municipalities(self, municipalities: Sequence[ProjectMunicipality], home: str = "") -> None:
        """Show who takes part; `home` is the municipality (AGS) of the lead organisation, if it is known."""
        self._home = home
        self._municipalities = list(municipalities)
        self._list()

    def municipalities(self) -> Tuple[ProjectMunicipality, ...]:
        """Return who takes part, as edited."""
        return tuple(self._municipalities)

    def touched(self, site: Site) -> Touched:
        """Return the municipalities a site lies in or crosses."""
        key = (site.shape, site.points())
        if key not in self._touched:
            self._touched[key] = self._places.touched(site)
        return self._touched[key]

    def suggest(self, sites: Sequence[Site]) -> None:
        """Offer the municipalities of these places that do not take part yet."""
        self._sites = tuple(sites)
        found: Dict[str, bool] = {}
        for site in sites:
            touched = self.touched(site)
            guessed = touched.ags if touched.is_sure else () if site.ags else touched.ags[:1]
            for ags in (site.ags, *guessed):
                if ags:
                    found[ags] = found.get(ags, False) or touched.is_sure or ags == site.ags
        known = {one.ags for one in self._municipalities}
        self._suggested = tuple(ags for ags in found if ags not in known)
        self._suggestion.setVisible(bool(self._suggested))
        names = ", ".join(self._places.name_of(ags) for ags in self._suggested)
        is_sure = all(found[ags] for ags in self._suggested)
        self.suggestion_text.setText(tr("The places also lie in: {names}").format(names=names) if is_sure else tr(
            "The places probably also lie in: {names}").format(names=names))

    def join(self, ags: str) -> None:
        """Let a municipality take part. It leads if it is the only one; `leading` says who does among several."""
        if ags and all(one.ags != ags for one in self._municipalities):
            one = ProjectMunicipality(ags=ags, role="PARTNER" if self._municipalities else "FEDER")
            self._our_lead = self._our_lead if self._municipalities else one.uuid
            self._municipalities.append(one)
            self._list()

    # --- building ---
    def _build_suggestion(self, layout: QVBoxLayout) -> None:
        self._suggestion = QWidget(self)
        column = QVBoxLayout(self._suggestion)
        column.setContentsMargins(0, 0, 0, 0)
        self.suggestion_text = QLabel(self._suggestion)
        self.suggestion_text.setObjectName("suggested_municipalities")
        self.suggestion_text.setTextFormat(Qt.TextFormat.PlainText)
        self.suggestion_text.setWordWrap(True)
        column.addWidget(self.suggestion_text)
        self.join_button = QPushButton(tr("Add them to the project"), self._suggestion)
        self.join_button.setObjectName("add_suggested")
        self.join_button.setAutoDefault(False)
        self.join_button.clicked.connect(lambda _on=False: self._join_suggested())
        column.addWidget(self.join_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._suggestion)
        self._suggestion.hide()

    def _build_list(self, layout: QVBoxLayout, region: Region) -> None:
        self.municipalities_list = QTreeWidget(self)
        self.municipalities_list.setObjectName("municipalities")
        self.municipalities_list.setRootIsDecorated(False)
        self.municipalities_list.setHeaderLabels([tr("Municipality"), tr("Role")])
        row_height = self.municipalities_list.fontMetrics().lineSpacing()
        self.municipalities_list.setMinimumHeight(4 * row_height)
        self.municipalities_list.setMaximumHeight(7 * row_height)
        header = self.municipalities_list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        layout.addWidget(self.municipalities_list)
        row = QWidget(self)
        line = FlowLayout(row)
        self.choice, role = QComboBox(row), QComboBox(row)
        fill_municipalities(self.choice, region)
        self._role = make_editor(_ROLE, row, role)
        self.add_button, self.remove_button = QPushButton(tr("Add"), row), QPushButton(tr("Remove"), row)
        for widget, name, text in (
                (self.choice, "municipality_choice", tr("Municipality")),
                (role, "municipality_role", tr("Role of the municipality")),
                (self.add_button, "add_municipality", tr("Add municipality")),
                (self.remove_button, "remove_municipality", tr("Remove municipality"))):
            widget.setObjectName(name)
            widget.setAccessibleName(text)
            line.addWidget(widget)
        for button, slot in ((self.add_button, self._add), (self.remove_button, self._remove)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, slot=slot: slot())
        layout.addWidget(row)

    # --- doing ---
    def _join_suggested(self) -> None:
        for ags in self._suggested:
            self.join(ags)
        self._choose_lead()
        self.changed.emit()

    def _choose_lead(self) -> None:
        """Let the municipality lead that most of the places lie in, unless the user has said who does."""
        leads = [one.uuid for one in self._municipalities if one.role == "FEDER"]
        if leads != [self._our_lead]:
            return
        shares = shares_of(self._sites, self.touched)
        ags = leading({one.ags: shares.get(one.ags, 0.0) for one in self._municipalities}, self._home)
        self._municipalities = [
            replace(one, role="FEDER") if one.ags == ags else replace(one, role="PARTNER") if one.uuid in leads else one
            for one in self._municipalities]
        self._our_lead = next(one.uuid for one in self._municipalities if one.ags == ags)
        self._list()

    def _add(self) -> None:
        ags = self.choice.currentData()
        if not ags:
            return
        others = [one for one in self._municipalities if one.ags != ags]
        known = next((one for one in self._municipalities if one.ags == ags), ProjectMunicipality(ags=ags))
        self._our_lead = ""  # now the user says who leads
        self._municipalities = [*others, replace(known, role=self._role.value())]
        self._list()
        self.changed.emit()

    def _remove(self) -> None:
        row = self.municipalities_list.indexOfTopLevelItem(self.municipalities_list.currentItem())
        if row >= 0:
            del self._municipalities[row]
            self._list()
            self.changed.emit()

    def _list(self) -> None:
        self.municipalities_list.clear()
        for one in self._municipalities:
            QTreeWidgetItem(self.municipalities_list,
                            [self._places.name_of(one.ags), load_vocabulary().text("VMROLE", one.role)])
