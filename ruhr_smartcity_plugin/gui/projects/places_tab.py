# SPDX-License-Identifier: GPL-2.0-or-later
"""The tab "Places" of the project dialog: points, lines and areas, and the municipalities that take part."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Dict, List, Sequence

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence, QShortcut

from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.adapters.projects.place_features import TakenPlaces
from ruhr_smartcity_plugin.adapters.projects.place_geometry import (
    CRS_25832,
    PlaceGeometry,
    geometry_of,
    read_places,
    to_25832,
)
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.coordinates import TypedPlace
from ruhr_smartcity_plugin.core.projects.findings import Finding
from ruhr_smartcity_plugin.core.projects.geocoding import AddressHit
from ruhr_smartcity_plugin.core.projects.places import (
    EXACT,
    Places,
    Touched,
    accuracy_drawn_at,
    accuracy_typed_to,
)
from ruhr_smartcity_plugin.core.projects.record import Project, Site, SiteShape, Visibility, new_uuid
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.gui.projects.field_editors import make_editor
from ruhr_smartcity_plugin.gui.projects.place_drawing import PlaceDrawing
from ruhr_smartcity_plugin.gui.projects.place_page import PlacePage
from ruhr_smartcity_plugin.gui.projects.place_preview import PlacePreview
from ruhr_smartcity_plugin.gui.projects.place_search import PlaceSearchDialog
from ruhr_smartcity_plugin.gui.projects.place_selection import PlaceSelectionDialog
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_ROLES = {SiteShape.POINT: "STDO", SiteShape.LINE: "TRAS", SiteShape.AREA: "GEBI"}
_SPATIAL_EFFECT = next(one for one in columns_of(Project) if one.name == "spatial_effect")


class PlacesTab:
    """Edits the sites and municipalities of a project, and what its space is.

    `changed` is called after each edit; `visibility` answers which visibility a new place gets.
    """

    name = "places"
    fields = frozenset(("sites", "municipalities", "spatial_effect"))

    def __init__(self, dialog: Any, workbench: Workbench, places: Places, changed: Callable[[], None],
                 visibility: Callable[[], Visibility]) -> None:
        self.title = tr("Places")
        self._bench, self._places, self._changed, self._visibility = workbench, places, changed, visibility
        self._sites: Dict[str, Site] = {}
        self._filling = False
        self._redrawn = ""  # id of the site that is being drawn again
        self.page = PlacePage(workbench.area.region, places, workbench.project, dialog)
        vars(dialog).update(self.page.named_widgets())  # as uic does with those of a .ui file
        self._effect = make_editor(_SPATIAL_EFFECT, self.page, self.page.spatial_effect)
        self._preview = PlacePreview(workbench.canvas, workbench.project)
        self._drawing = PlaceDrawing(workbench, self.page)
        self._connect()

    # --- what the dialog asks ---
    def show(self, bundle: ProjectBundle, register: OpenRegister | None = None) -> None:
        """Show the places of a project; what was selected stays selected."""
        selected = self.page.sites.selected_ids()
        self._sites = {one.uuid: one for one in bundle.sites}
        self._filling = True
        try:
            self._effect.set_value(bundle.project.spatial_effect)
            home = bundle.lead.ags if bundle.lead is not None else ""
            self.page.municipality_box.show_municipalities(bundle.municipalities, home)
        finally:
            self._filling = False
        known = [uuid for uuid in selected if uuid in self._sites]
        self.page.banner.clear()
        self._list(known or list(self._sites)[:1])

    def apply(self, bundle: ProjectBundle) -> ProjectBundle:
        """Return the bundle with the places as edited."""
        project = replace(bundle.project, spatial_effect=self._effect.value())
        return replace(bundle, project=project, sites=tuple(self._sites.values()),
                       municipalities=self.page.municipality_box.municipalities())

    def mark(self, findings: Sequence[Finding]) -> None:
        """Show the findings about places below their fields."""
        widgets = self.page.named_widgets()
        for name, mark in self.page.hints.items():
            mark.show_findings([one for one in findings if one.field == name], widgets[name])

    def jump(self, finding: Finding) -> bool:
        """Go to the place or field a finding is about. Answers whether it is here."""
        if finding.field not in self.fields:
            return False
        if finding.item in self._sites:
            self.page.sites.select([finding.item])
        widgets = self.page.named_widgets()
        widget = widgets.get(f"site_{finding.column}") if finding.item in self._sites else None
        widget = widget or widgets[finding.field]
        self.page.scroll.ensureWidgetVisible(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def enter(self) -> None:
        """Nothing waits for the page to be seen."""

    def drop(self) -> None:
        """Let go of the map."""
        self._drawing.stop()
        self._preview.clear()
        self._preview.is_on = False

    # --- building ---
    def _connect(self) -> None:
        page, box = self.page, self.page.municipality_box
        for name, slot in (
                ("draw_point", lambda: self._draw(SiteShape.POINT)), ("draw_line", lambda: self._draw(SiteShape.LINE)),
                ("draw_area", lambda: self._draw(SiteShape.AREA)), ("take_selected", self._ask_selection),
                ("add_place", self._add_empty), ("pick_place", self._draw_again), ("edit_corners", self._edit_corners),
                ("zoom_place", self._zoom), ("copy_place", self._copy),
                ("remove_place", self._remove)):
            page.buttons[name].clicked.connect(lambda _on=False, slot=slot: slot())
        page.sites.itemSelectionChanged.connect(self._selection_changed)
        page.sites.itemClicked.connect(lambda _item, _column: self._preview.flash(self._selected()))
        page.sites.itemActivated.connect(lambda _item, _column: self._zoom())
        for key, slot in ((QKeySequence.StandardKey.Delete, self._remove), ("Ctrl+D", self._copy)):
            shortcut = QShortcut(QKeySequence(key), page.sites)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        page.preview.toggled.connect(self._switch_preview)
        page.form.edited.connect(self._edited)
        page.form.positioned.connect(self._positioned)
        page.form.search_wanted.connect(self._search)
        self._effect.on_change(self._effect_edited)
        box.changed.connect(self._municipalities_edited)
        self._drawing.drawn.connect(self._drawn)

    # --- the list ---
    def _selected(self) -> List[Site]:
        return [self._sites[uuid] for uuid in self.page.sites.selected_ids()]

    def _list(self, selected: Sequence[str]) -> None:
        self.page.sites.show_sites(tuple(self._sites.values()), selected)
        self.page.municipality_box.suggest(tuple(self._sites.values()))

    def _selection_changed(self) -> None:
        chosen = self._selected()
        one = chosen[0] if len(chosen) == 1 else None
        buttons, has_map = self.page.buttons, self._drawing.is_possible
        for name in ("draw_point", "draw_line", "draw_area"):
            buttons[name].setEnabled(has_map)
        buttons["pick_place"].setEnabled(has_map and (one is not None or not self._sites))
        buttons["edit_corners"].setEnabled(
            has_map and one is not None and one.coordinates is not None and one.shape is not SiteShape.POINT)
        buttons["zoom_place"].setEnabled(has_map and any(site.coordinates is not None for site in chosen))
        for name in ("copy_place", "remove_place"):
            buttons[name].setEnabled(bool(chosen))
        self.page.form.show_sites(chosen)
        self._show_preview()

    def _show_preview(self) -> None:
        self._preview.show(self._sites.values(), self.page.sites.selected_ids())

    def _switch_preview(self, is_on: bool) -> None:
        self._preview.is_on = is_on
        self._show_preview()

    # --- edits ---
    def _effect_edited(self) -> None:
        if not self._filling:
            self._changed()

    def _municipalities_edited(self) -> None:
        self.page.municipality_box.suggest(tuple(self._sites.values()))
        self._changed()

    def _edited(self, name: str, value: Any) -> None:
        for site in self._selected():
            self._sites[site.uuid] = replace(site, **{name: value})
            self.page.sites.describe(self._sites[site.uuid])
        if name == "ags":
            self.page.municipality_box.suggest(tuple(self._sites.values()))
        self._changed()

    def _add(self, sites: Sequence[Site]) -> None:
        self._sites.update({one.uuid: one for one in sites})
        self._list([one.uuid for one in sites])
        self._changed()

    def _add_empty(self) -> None:
        self._add([Site(visibility=self._visibility())])
        self._go_to_form()

    def _go_to_form(self) -> None:
        """Go on with the name of the place; the fields below it are to be seen, too."""
        label = self.page.form.widgets["site_label"]
        label.setFocus()
        for one in (self.page.form.widgets["site_position"], label):
            self.page.scroll.ensureWidgetVisible(one)

    def _remove(self) -> None:
        gone = self.page.sites.selected_ids()
        if not gone:
            return
        order = list(self._sites)
        next_at = order.index(gone[0])
        for uuid in gone:
            del self._sites[uuid]
        left = list(self._sites)
        self._list(left[min(next_at, len(left) - 1):][:1] if left else [])
        self._changed()

    def _copy(self) -> None:
        copies = [replace(one, uuid=new_uuid(), label=tr("{label} (copy)").format(label=one.label) if one.label else "")
                  for one in self._selected()]
        if copies:
            self._add(copies)

    # --- positions ---
    def _positioned(self, typed: TypedPlace | None) -> None:
        if typed is None:
            self._move(self._selected()[0], None)
            return
        accuracy = accuracy_typed_to(typed.step_m)
        how = tr("{system}, accuracy: {accuracy}").format(system=typed.read_as, accuracy=_accuracy_text(accuracy))
        self.set_position(typed.x, typed.y, how, accuracy)

    def set_position(self, x: float, y: float, how: str, accuracy: str = EXACT) -> None:
        """Give the selected point a position (EPSG:25832), or make a new one if none is selected."""
        chosen = self._selected()
        if len(chosen) != 1 or chosen[0].shape is not SiteShape.POINT:
            self._add_empty()
            chosen = self._selected()
        touched = self._move(chosen[0], (x, y), accuracy=accuracy)
        self.page.form.hint(self._placed_sentence(how, self._sites[chosen[0].uuid].ags, touched))

    def _move(self, site: Site, coordinates: Any, **values: Any) -> Touched:
        """Set the position of a site, suggest its municipality, and say so."""
        placed = replace(site, coordinates=coordinates, **values)
        touched = self.page.municipality_box.touched(placed)
        self._sites[site.uuid] = self._with_municipality(placed, touched)
        self._list([site.uuid])
        self._changed()
        return touched

    def _with_municipality(self, site: Site, touched: Touched) -> Site:
        """Return the site with its likeliest municipality, unless the one it has may be right."""
        if site.coordinates is None:
            return site
        keeps = site.ags and any(self._places.may_lie_in(site.ags, x, y) for x, y in site.points())
        ags = site.ags if keeps else (touched.ags[0] if touched.ags else "")
        # Only a municipality that is beyond doubt joins by itself: boxes tell it of a point, not of what runs between.
        is_sure = touched.is_sure or site.shape is SiteShape.POINT
        if is_sure and len(touched.ags) == 1 and not self.page.municipality_box.municipalities():
            self.page.municipality_box.join(touched.ags[0])
        return replace(site, ags=ags, accuracy=site.accuracy or EXACT)

    def _placed_sentence(self, how: str, ags: str, touched: Touched) -> str:
        if not touched.ags:
            return tr("Position set ({how}). It lies outside the Ruhr metropolis.").format(how=how)
        names = ", ".join(self._places.name_of(one) for one in touched.ags)
        if touched.is_sure or len(touched.ags) == 1:
            return tr("Position set ({how}) in {municipality}.").format(how=how, municipality=names)
        return tr("Position set ({how}). Suggested municipality: {municipality} – please check.",
                  ).format(how=how, municipality=self._places.name_of(ags))

    def _zoom(self) -> None:
        self._preview.zoom(self._selected())
        self._bench.area.bring_map()

    # --- drawing ---
    def _draw(self, shape: SiteShape) -> None:
        self._redrawn = ""
        self._drawing.draw(shape, several=True)

    def _draw_again(self) -> None:
        chosen = self._selected()
        self._redrawn = chosen[0].uuid if chosen else ""
        self._drawing.draw(chosen[0].shape if chosen else SiteShape.POINT)

    def _edit_corners(self) -> None:
        site = self._selected()[0]
        self._redrawn = site.uuid
        self._drawing.edit(geometry_of(site))

    def _drawn(self, geometries: Sequence[QgsGeometry], scale: float, is_exact: bool) -> None:
        transform = to_25832(QgsCoordinateReferenceSystem(CRS_25832), self._bench.project)
        try:
            found = [read_places(one, transform)[0] for one in geometries]
        except InputError as error:
            self.page.banner.show_failed(error.sentence)
            return
        self.page.banner.clear()
        accuracy = EXACT if is_exact else accuracy_drawn_at(scale)
        if len(found) == 1:
            self._place_one(found[0], accuracy, is_exact=is_exact)
        else:
            self._add([self._new_site(one, accuracy=accuracy) for one in found])
        if any(one.was_repaired for one in found):
            self.page.banner.show_partly(tr(
                "The area crossed itself and was divided into valid parts. Check it on the map, or draw it again."))

    def _place_one(self, drawn: PlaceGeometry, accuracy: str, *, is_exact: bool) -> None:
        site = self._sites.get(self._redrawn) or Site(
            shape=drawn.shape, role=_ROLES[drawn.shape], visibility=self._visibility())
        touched = self._move(site, drawn.coordinates, accuracy=accuracy or site.accuracy)
        how = tr("drawn on the map")
        if is_exact:
            how = tr("snapped to features or placed by numbers: {accuracy}").format(accuracy=_accuracy_text(accuracy))
        elif accuracy:
            how = tr("drawn on a map of this scale: {accuracy}").format(accuracy=_accuracy_text(accuracy))
        self.page.form.hint(self._placed_sentence(how, self._sites[site.uuid].ags, touched))
        self._go_to_form()

    def _new_site(self, drawn: PlaceGeometry, label: str = "", accuracy: str = "") -> Site:
        site = Site(shape=drawn.shape, coordinates=drawn.coordinates, label=label, role=_ROLES[drawn.shape],
                    accuracy=accuracy, visibility=self._visibility())
        return self._with_municipality(site, self.page.municipality_box.touched(site))

    # --- from a layer ---
    def _ask_selection(self) -> None:
        current = self._bench.canvas.currentLayer() if self._bench.canvas is not None else None
        dialog = PlaceSelectionDialog(self._bench.project, current if isinstance(current, QgsVectorLayer) else None,
                                      self.page.window())
        dialog.taken.connect(self._taken)
        dialog.show()

    def _taken(self, taken: TakenPlaces, accuracy: str) -> None:
        self._add([self._new_site(one, label, accuracy) for label, one in taken.places])

    # --- by address ---
    def _search(self) -> None:
        site = self._selected()[0]
        dialog = PlaceSearchDialog(self._bench, self._places, site.address, self.page.window())
        dialog.picked.connect(lambda hit: self._found(site.uuid, hit))
        dialog.show()

    def _found(self, uuid: str, hit: AddressHit) -> None:
        """Move the place for which the address was looked up, whichever is selected by now; or make it again."""
        site = self._sites.get(uuid) or Site(role=_ROLES[SiteShape.POINT], visibility=self._visibility())
        touched = self._move(site, (hit.x, hit.y), address=hit.text, accuracy=hit.accuracy)
        self.page.form.hint(self._placed_sentence(tr("by its address"), self._sites[site.uuid].ags, touched))
        self._preview.flash(self._selected())


def _accuracy_text(accuracy: str) -> str:
    return load_vocabulary().text("VACC", accuracy)
