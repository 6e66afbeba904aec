# SPDX-License-Identifier: GPL-2.0-or-later
"""The tab "Places" of the project dialog: sites, their position, and the municipalities that take part."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Dict, List, Tuple

from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtWidgets import QComboBox, QHeaderView, QTreeWidget, QTreeWidgetItem

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.coordinates import parse_coordinates
from ruhr_smartcity_plugin.core.projects.places import Places
from ruhr_smartcity_plugin.core.projects.record import ProjectMunicipality, Site, SiteShape, Visibility
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.core.region.municipalities import Region
from ruhr_smartcity_plugin.gui.projects.field_editors import Editor, make_editor
from ruhr_smartcity_plugin.translation import tr

_UUID = Qt.ItemDataRole.UserRole
_SITE_FIELDS = ("label", "role", "ags", "address", "accuracy", "visibility")


class PlacesTab:
    """Fills and reads the widgets of the tab. `form` is the dialog that loaded the .ui file."""

    def __init__(self, form: Any, region: Region, places: Places, changed: Callable[[], None]) -> None:
        self._form, self._region, self._places, self._changed = form, region, places, changed
        self._sites: List[Site] = []
        self._municipalities: List[ProjectMunicipality] = []
        self._filling = False
        for widget in (form.site_ags, form.municipality_choice):
            _fill_municipalities(widget, region)
        self._editors: Dict[str, Editor] = {
            one.name: make_editor(one, form, getattr(form, f"site_{one.name}"))
            for one in columns_of(Site) if one.name in _SITE_FIELDS and one.name != "ags"}
        role = next(one for one in columns_of(ProjectMunicipality) if one.name == "role")
        self._role = make_editor(role, form, form.municipality_role)
        self._set_texts()
        self._connect()

    def show(self, bundle: ProjectBundle) -> None:
        """Show the places of a project."""
        self._sites, self._municipalities = list(bundle.sites), list(bundle.municipalities)
        self._list_sites(0)
        self._list_municipalities()

    def sites(self) -> Tuple[Site, ...]:
        """Return the sites as edited."""
        return tuple(self._sites)

    def municipalities(self) -> Tuple[ProjectMunicipality, ...]:
        """Return the participating municipalities as edited."""
        return tuple(self._municipalities)

    def select(self, uuid: str) -> None:
        """Select one site of the list."""
        for row, site in enumerate(self._sites):
            if site.uuid == uuid:
                self._form.sites.setCurrentItem(self._form.sites.topLevelItem(row))

    def set_position(self, x: float, y: float, how: str) -> None:
        """Give the selected site a position (EPSG:25832), or make a new site if none is selected."""
        if self._current() is None:
            self._add_place()
        suggestions = self._places.suggest(x, y)
        site = self._current()
        keeps = site.ags and self._places.may_lie_in(site.ags, x, y)
        ags = site.ags if keeps else (suggestions[0] if suggestions else "")
        self._replace_current(coordinates=(x, y), ags=ags, accuracy=site.accuracy or "ADR")
        # Only a municipality that is beyond doubt joins by itself.
        if not self._municipalities and len(suggestions) == 1:
            self._municipalities.append(ProjectMunicipality(ags=suggestions[0], role="FEDER"))
            self._list_municipalities()
        self._list_sites(self._form.sites.indexOfTopLevelItem(self._form.sites.currentItem()))
        self._hint(self._placed_sentence(how, ags, len(suggestions)))
        self._changed()

    def _placed_sentence(self, how: str, ags: str, count: int) -> str:
        if not ags:
            return tr("Position set ({how}). It lies outside the Ruhr metropolis.").format(how=how)
        name = self._places.name_of(ags)
        if count == 1:
            return tr("Position set ({how}) in {municipality}.").format(how=how, municipality=name)
        return tr("Position set ({how}). Suggested municipality: {municipality} – please check.",
                  ).format(how=how, municipality=name)

    def _set_texts(self) -> None:
        form = self._form
        form.label_sites.setText(tr("P&laces of the project"))
        form.label_municipalities.setText(tr("Participating m&unicipalities"))
        form.pick_place.setText(tr("Pick on &map"))
        form.add_place.setText(tr("&Add place"))
        form.remove_place.setText(tr("&Remove place"))
        form.add_municipality.setText(tr("Add"))
        form.remove_municipality.setText(tr("Remove"))
        form.add_municipality.setAccessibleName(tr("Add municipality"))
        form.remove_municipality.setAccessibleName(tr("Remove municipality"))
        form.municipality_choice.setAccessibleName(tr("Municipality"))
        form.municipality_role.setAccessibleName(tr("Role of the municipality"))
        form.place_box.setTitle(tr("Selected place"))
        for name, text in (("label", tr("Label")), ("role", tr("Role")), ("position", tr("Position")),
                           ("ags", tr("Municipality")), ("address", tr("Address")), ("accuracy", tr("Accuracy")),
                           ("visibility", tr("Visibility"))):
            getattr(form, f"label_site_{name}").setText(text)
        form.site_position.setPlaceholderText(tr("e.g. 377000 5705000 or 51,4818 7,2162"))
        form.site_address.setPlaceholderText(tr("Kept as text; no position is looked up"))
        form.sites.setHeaderLabels([tr("Label"), tr("Role"), tr("Municipality"), tr("Position")])
        form.municipalities.setHeaderLabels([tr("Municipality"), tr("Role")])
        for tree in (form.sites, form.municipalities):
            tree.header().setStretchLastSection(False)
            tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _connect(self) -> None:
        form = self._form
        form.add_place.clicked.connect(lambda _on=False: self._add_place())
        form.remove_place.clicked.connect(lambda _on=False: self._remove_place())
        form.sites.currentItemChanged.connect(lambda _new, _old: self._show_current())
        form.site_position.editingFinished.connect(self._read_position)
        form.site_ags.currentIndexChanged.connect(lambda _index: self._edited("ags", form.site_ags.currentData()))
        for name, editor in self._editors.items():
            editor.on_change(lambda name=name, editor=editor: self._edited(name, editor.value()))
        form.add_municipality.clicked.connect(lambda _on=False: self._add_municipality())
        form.remove_municipality.clicked.connect(lambda _on=False: self._remove_municipality())

    def _row(self) -> int:
        item = self._form.sites.currentItem()
        return -1 if item is None else self._form.sites.indexOfTopLevelItem(item)

    def _current(self) -> Site | None:
        row = self._row()
        return self._sites[row] if 0 <= row < len(self._sites) else None

    def _replace_current(self, **values: Any) -> None:
        self._sites[self._row()] = replace(self._current(), **values)

    def _edited(self, name: str, value: Any) -> None:
        if self._filling or self._current() is None:
            return
        self._replace_current(**{name: value})
        self._describe(self._form.sites.currentItem(), self._current())
        self._changed()

    def _add_place(self) -> None:
        visibility = Visibility.read(self._form.visibility.currentData())
        self._sites.append(Site(visibility=visibility))
        self._list_sites(len(self._sites) - 1)
        self._form.site_label.setFocus()
        self._changed()

    def _remove_place(self) -> None:
        row = self._row()
        if row >= 0:
            del self._sites[row]
            self._list_sites(min(row, len(self._sites) - 1))
            self._changed()

    def _list_sites(self, current: int) -> None:
        tree: QTreeWidget = self._form.sites
        tree.clear()
        for site in self._sites:
            item = QTreeWidgetItem(tree)
            item.setData(0, _UUID, site.uuid)
            self._describe(item, site)
        if 0 <= current < len(self._sites):
            tree.setCurrentItem(tree.topLevelItem(current))
        self._show_current()

    def _describe(self, item: QTreeWidgetItem, site: Site) -> None:
        texts = (site.label or site.address or tr("Unnamed place"), load_vocabulary().text("VSITE", site.role),
                 self._places.name_of(site.ags) if site.ags else "", _position_text(site))
        for column, text in enumerate(texts):
            item.setText(column, text)

    def _show_current(self) -> None:
        site = self._current()
        form = self._form
        form.place_box.setEnabled(site is not None)
        form.remove_place.setEnabled(site is not None)
        self._hint("")
        self._filling = True
        try:
            shown = site or Site()
            for name, editor in self._editors.items():
                editor.set_value(getattr(shown, name))
            _choose(form.site_ags, shown.ags, self._places.name_of(shown.ags) if shown.ags else "")
            form.site_position.setText(_position_text(shown))
            form.site_position.setReadOnly(shown.shape is not SiteShape.POINT)
        finally:
            self._filling = False

    def _read_position(self) -> None:
        site, text = self._current(), self._form.site_position.text().strip()
        if site is None or site.shape is not SiteShape.POINT or text == _position_text(site):
            return
        if not text:
            self._replace_current(coordinates=None)
            self._describe(self._form.sites.currentItem(), self._current())
            self._changed()
            return
        try:
            typed = parse_coordinates(text)
        except InputError as error:  # the text stays where it was typed
            self._hint(error.sentence)
            return
        self.set_position(typed.x, typed.y, typed.read_as)

    def _hint(self, text: str) -> None:
        self._form.hint_site_position.setText(text)
        self._form.hint_site_position.setVisible(bool(text))

    def _add_municipality(self) -> None:
        ags = self._form.municipality_choice.currentData()
        if not ags:
            return
        role = self._role.value()
        others = [one for one in self._municipalities if one.ags != ags]
        known = next((one for one in self._municipalities if one.ags == ags), ProjectMunicipality(ags=ags))
        self._municipalities = [*others, replace(known, role=role)]
        self._list_municipalities()
        self._changed()

    def _remove_municipality(self) -> None:
        row = self._form.municipalities.indexOfTopLevelItem(self._form.municipalities.currentItem())
        if row >= 0:
            del self._municipalities[row]
            self._list_municipalities()
            self._changed()

    def _list_municipalities(self) -> None:
        tree: QTreeWidget = self._form.municipalities
        tree.clear()
        for one in self._municipalities:
            QTreeWidgetItem(tree, [self._places.name_of(one.ags), load_vocabulary().text("VMROLE", one.role)])


def _fill_municipalities(widget: QComboBox, region: Region) -> None:
    widget.addItem(tr("– please choose –"), "")
    for one in sorted(region.municipalities, key=lambda one: one.name):
        widget.addItem(one.name, one.ags)


def _choose(widget: QComboBox, ags: str, name: str) -> None:
    index = widget.findData(ags)
    if index < 0:  # a municipality outside the region
        widget.addItem(name, ags)
        index = widget.count() - 1
    widget.setCurrentIndex(index)


def _position_text(site: Site) -> str:
    if site.coordinates is None:
        return ""
    if site.shape is SiteShape.LINE:
        return tr("Route")
    if site.shape is SiteShape.AREA:
        return tr("Area on the map")
    # Without thousands separators, so that the text can be typed back.
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return "  ".join(locale.toString(float(value), "f", 1) for value in site.coordinates)
