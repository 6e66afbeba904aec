# SPDX-License-Identifier: GPL-2.0-or-later
"""The tab "Places" by itself, with mouse and keys on a real map."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsAdvancedDigitizingDockWidget, QgsMapToolIdentify, QgsMapToolPan, QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QStackedWidget, QVBoxLayout

from ruhr_smartcity_plugin.adapters.projects.boundary_places import BoundaryPlaces
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.findings import Finding, Severity
from ruhr_smartcity_plugin.core.projects.places import accuracy_drawn_at
from ruhr_smartcity_plugin.core.projects.record import (
    Organisation,
    Project,
    ProjectMunicipality,
    Site,
    SiteShape,
    Visibility,
)
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.gui.projects.place_search import PlaceSearchDialog
from ruhr_smartcity_plugin.gui.projects.place_selection import PlaceSelectionDialog
from ruhr_smartcity_plugin.gui.projects.places_tab import PlacesTab
from tests.gui.projects.keys import choose, enter
from tests.support.loopback import Loopback, Reply

BOCHUM, GELSENKIRCHEN = "05911000", "05513000"
EXTENT = QgsRectangle(370000, 5700000, 380000, 5710000)
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@pytest.fixture
def tab(bench, qtbot):
    """An open tab in a window of its own; before it, panning was the tool of the map."""
    window = QDialog(bench.main_window)
    qtbot.addWidget(window)
    places = BoundaryPlaces(bench.area.region, bench.cache_dir())
    edits = []
    made = PlacesTab(window, bench, places, lambda: edits.append(1), lambda: Visibility.PUBLIC)
    made.edits = edits
    QVBoxLayout(window).addWidget(made.page)
    window.resize(620, 700)
    bench.canvas.setExtent(EXTENT)
    pan = QgsMapToolPan(bench.canvas)
    bench.canvas.setMapTool(pan)
    made.pan = pan
    made.show(ProjectBundle())
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=3000)
    yield made
    made.drop()
    bench.canvas.unsetMapTool(pan)


class Mouse:
    """Clicks and drags on the map, at map coordinates."""

    def __init__(self, qtbot, canvas):
        self._qtbot, self._canvas = qtbot, canvas

    def pixel(self, x, y):
        point = self._canvas.getCoordinateTransform().transform(x, y)
        return QPoint(round(point.x()), round(point.y()))

    def click(self, x, y, button=LEFT):
        self._send(QEvent.Type.MouseMove, x, y, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
        self._qtbot.mouseClick(self._canvas.viewport(), button, pos=self.pixel(x, y))

    def drag(self, start, end):
        self._send(QEvent.Type.MouseButtonPress, *start, LEFT, LEFT)
        self._send(QEvent.Type.MouseMove, *end, Qt.MouseButton.NoButton, LEFT)
        self._send(QEvent.Type.MouseButtonRelease, *end, LEFT, Qt.MouseButton.NoButton)

    def key(self, key):
        self._qtbot.keyClick(self._canvas, key)

    def _send(self, kind, x, y, button, buttons):
        at = QPointF(self.pixel(x, y))
        QApplication.sendEvent(self._canvas.viewport(), QMouseEvent(
            kind, at, QPointF(self._canvas.viewport().mapToGlobal(at.toPoint())), button, buttons,
            Qt.KeyboardModifier.NoModifier))


@pytest.fixture
def mouse(bench, qtbot):
    return Mouse(qtbot, bench.canvas)


def sites(tab):
    return tab.apply(ProjectBundle()).sites


def press(tab, name):
    tab.page.buttons[name].click()


def near(canvas):
    return canvas.mapUnitsPerPixel() * 1.5


def stops(*points, **more):
    return tuple(Site(coordinates=one, label=f"Halt {number}", role="HALT", ags=BOCHUM, **more)
                 for number, one in enumerate(points))


# --- drawing ---
def test_a_line_is_clicked_with_a_step_back_and_ended_by_the_right_button(tab, bench, mouse):
    press(tab, "draw_line")
    assert not tab.page.window().isVisible()
    for point in ((372000, 5702000), (374000, 5704000), (379000, 5709000)):
        mouse.click(*point)
    mouse.key(Qt.Key.Key_Backspace)
    mouse.click(376000, 5704000)
    mouse.click(376000, 5704000, RIGHT)
    assert tab.page.window().isVisible()
    assert bench.canvas.mapTool() is tab.pan
    (site,) = sites(tab)
    assert (site.shape, site.role, site.accuracy, site.visibility) == (
        SiteShape.LINE, "TRAS", accuracy_drawn_at(bench.canvas.scale()), Visibility.PUBLIC)
    expected = ((372000, 5702000), (374000, 5704000), (376000, 5704000))
    assert len(site.points()) == 3
    for found, wanted in zip(site.points(), expected):
        assert found == pytest.approx(wanted, abs=near(bench.canvas))
    assert tab.edits


def test_how_accurate_a_drawn_place_is_follows_from_the_scale_and_stays_the_users_to_change(tab, bench, mouse):
    point = (375000, 5705000)
    for scale, code in ((2_000, "ADR"), (10_000, "STR"), (60_000, "QUA")):
        bench.canvas.zoomScale(scale)
        press(tab, "pick_place")
        mouse.click(*point)
        (site,) = sites(tab)
        assert site.accuracy == code
        assert f": {load_vocabulary().text('VACC', code)}" in tab.page.form.hint_site_position.text()
    choose(tab.page.form.widgets["site_accuracy"], "GEM")
    assert sites(tab)[0].accuracy == "GEM"


def test_several_points_are_clicked_in_one_go_and_the_last_can_be_taken_back(tab, bench, mouse):
    press(tab, "draw_point")
    points = ((372000, 5702000), (374000, 5704000), (376000, 5706000), (379000, 5709000))
    for point in points:
        mouse.click(*point)
    mouse.key(Qt.Key.Key_Backspace)
    assert not tab.page.window().isVisible()
    assert sites(tab) == ()
    mouse.click(379000, 5709000, RIGHT)
    assert tab.page.window().isVisible()
    found = sites(tab)
    assert [one.role for one in found] == ["STDO"] * 3
    for site, wanted in zip(found, points):
        assert site.coordinates == pytest.approx(wanted, abs=near(bench.canvas))
    assert tab.page.sites.selected_ids() == tuple(one.uuid for one in found)


def test_an_area_that_crosses_itself_is_repaired_and_said(tab, mouse):
    press(tab, "draw_area")
    for point in ((372000, 5702000), (376000, 5706000), (376000, 5702000), (372000, 5706000)):
        mouse.click(*point)
    mouse.click(374000, 5708000, RIGHT)
    (site,) = sites(tab)
    assert (site.shape, site.role, len(site.coordinates)) == (SiteShape.AREA, "GEBI", 2)
    assert "crossed itself" in tab.page.banner.text


def test_too_few_corners_are_said_and_the_drawing_goes_on(tab, bench, mouse):
    press(tab, "draw_area")
    mouse.click(372000, 5702000)
    mouse.click(374000, 5704000)
    mouse.click(374000, 5704000, RIGHT)
    bar = bench.main_window.findChild(QPushButton, "place_draw_finish").parent().parent()
    assert "three corners" in bar.text.text()
    assert not tab.page.window().isVisible()
    mouse.click(374000, 5702000)
    bench.main_window.findChild(QPushButton, "place_draw_finish").click()
    assert [one.shape for one in sites(tab)] == [SiteShape.AREA]
    assert len(sites(tab)[0].coordinates[0][0]) == 4


@pytest.mark.parametrize("way", ["esc", "right", "button", "layer gone"])
def test_leaving_the_map_changes_nothing_and_gives_the_tool_back(tab, bench, mouse, way):
    press(tab, "draw_line")
    if way == "right":
        mouse.click(374000, 5704000, RIGHT)
    else:
        mouse.click(374000, 5704000)
    if way == "esc":
        mouse.key(Qt.Key.Key_Escape)
    elif way == "button":
        bench.main_window.findChild(QPushButton, "place_draw_back").click()
    elif way == "layer gone":
        bench.project.clear()
        mouse.key(Qt.Key.Key_Escape)
    assert tab.page.window().isVisible()
    assert bench.canvas.mapTool() is tab.pan
    assert bench.canvas.currentLayer() is None
    assert sites(tab) == ()
    assert not tab.edits


def test_moving_the_map_in_between_keeps_the_sketch_and_another_tool_leaves_it(tab, bench, mouse):
    press(tab, "draw_line")
    bench.canvas.setMapTool(tab.pan)  # nothing drawn yet
    assert tab.page.window().isVisible()
    press(tab, "draw_line")
    mouse.click(372000, 5702000)
    mouse.click(374000, 5704000)
    bench.canvas.setMapTool(tab.pan)
    assert not tab.page.window().isVisible()
    resume = bench.main_window.findChildren(QPushButton, "place_draw_resume")[-1]
    assert resume.isVisible()
    resume.click()
    assert not resume.isVisible()
    mouse.click(376000, 5704000)
    mouse.click(376000, 5704000, RIGHT)
    assert len(sites(tab)[0].points()) == 3
    press(tab, "draw_line")
    mouse.click(372000, 5702000)
    other = QgsMapToolIdentify(bench.canvas)
    bench.canvas.setMapTool(other)
    assert tab.page.window().isVisible()
    assert bench.canvas.mapTool() is other
    assert len(sites(tab)) == 1
    bench.canvas.unsetMapTool(other)


def test_drawing_works_in_a_map_of_another_system_and_snaps_to_the_users_layer(tab, bench, mouse, qtbot):
    stop = QgsVectorLayer("Point?crs=EPSG:4326", "Halte", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("Point(7.2162 51.4818)"))
    stop.dataProvider().addFeature(feature)
    bench.project.addMapLayer(stop)
    canvas = bench.canvas
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    canvas.setLayers([stop])
    canvas.setCurrentLayer(stop)
    canvas.setExtent(QgsRectangle(800000, 6705000, 806000, 6711000))
    press(tab, "draw_point")
    config = bench.project.snappingConfig()
    config.setEnabled(True)
    canvas.snappingUtils().setConfig(config)
    canvas.snappingUtils().setMapSettings(canvas.mapSettings())
    x, y = 803303.71, 6706965.17  # PROJ 9: EPSG:4326 51.4818 7.2162 to EPSG:3857
    assert canvas.snappingUtils().snapToMap(QgsPointXY(x, y)).isValid()  # builds the index, which takes its time
    mouse.click(x + 4 * canvas.mapUnitsPerPixel(), y)
    mouse.key(Qt.Key.Key_Return)
    (site,) = sites(tab)
    assert site.coordinates == pytest.approx((376136.715, 5704913.893), abs=0.01)  # snapped, 4 pixels from the click
    assert canvas.currentLayer() is stop
    assert site.accuracy == "ADR"  # as exact as the feature, whatever the scale of the map
    press(tab, "draw_point")
    mouse.click(x + 60 * canvas.mapUnitsPerPixel(), y)
    mouse.key(Qt.Key.Key_Return)
    assert sites(tab)[-1].accuracy == accuracy_drawn_at(canvas.scale()) != "ADR"


@pytest.mark.parametrize(("back", "accuracy"), [(False, None), (True, "ADR")])
def test_a_line_is_exact_only_if_all_that_is_left_of_it_was_placed_by_numbers(tab, bench, mouse, back, accuracy):
    bench.cad_dock = dock = QgsAdvancedDigitizingDockWidget(bench.canvas, bench.main_window)
    press(tab, "draw_line")
    dock.enableAction().trigger()
    for point in ((372000.0, 5702000.0), (374000.0, 5704000.0)):
        dock.setX(f"{point[0]}", QgsAdvancedDigitizingDockWidget.WidgetSetMode.ReturnPressed)
        dock.setY(f"{point[1]}", QgsAdvancedDigitizingDockWidget.WidgetSetMode.ReturnPressed)
        mouse.click(*point)
    assert dock.cadEnabled()
    mouse.click(376000, 5704000)
    if back:
        mouse.key(Qt.Key.Key_Backspace)
    mouse.click(376000, 5704000, RIGHT)
    (site,) = sites(tab)
    assert site.points()[:2] == ((372000.0, 5702000.0), (374000.0, 5704000.0))
    assert site.accuracy == (accuracy or accuracy_drawn_at(bench.canvas.scale()))


def test_the_tool_is_taken_along_when_another_layer_becomes_the_active_one(tab, bench, mouse):
    other = QgsVectorLayer("Point?crs=EPSG:4326", "anderer", "memory")
    bench.project.addMapLayer(other)
    press(tab, "draw_line")
    mouse.click(372000, 5702000)
    bench.canvas.setCurrentLayer(other)
    mouse.click(374000, 5704000)
    mouse.click(374000, 5704000, RIGHT)
    (site,) = sites(tab)
    assert site.points()[1] == pytest.approx((374000, 5704000), abs=near(bench.canvas))
    assert bench.canvas.currentLayer() is other
    assert other.featureCount() == 0


@pytest.mark.parametrize("end", ["finish", "leave"])
def test_the_project_may_be_closed_while_a_place_is_drawn(tab, bench, mouse, end):
    """QGIS itself would crash: its tool goes back to the layer that was active, and snapping asks it."""
    active = QgsVectorLayer("Point?crs=EPSG:25832", "aktiv", "memory")
    bench.project.addMapLayer(active)
    bench.canvas.setCurrentLayer(active)
    config = bench.project.snappingConfig()
    config.setEnabled(True)
    config.setMode(Qgis.SnappingMode.ActiveLayer)
    bench.project.setSnappingConfig(config)
    press(tab, "draw_line")
    mouse.click(372000, 5702000)
    bench.project.clear()  # QGIS drops the sketch then
    bench.canvas.setExtent(EXTENT)
    mouse.click(372000, 5702000)
    mouse.click(374000, 5704000)
    if end == "finish":
        mouse.click(374000, 5704000, RIGHT)
        assert len(sites(tab)[0].points()) == 2
    else:
        mouse.key(Qt.Key.Key_Escape)
        assert not sites(tab)
    assert bench.canvas.mapTool() is tab.pan
    assert bench.canvas.currentLayer() is None


def test_what_is_drawn_when_the_qgis_project_is_closed_becomes_a_place(tab, bench, mouse):
    press(tab, "draw_line")
    mouse.click(372000, 5702000)
    mouse.click(374000, 5704000)
    bench.project.clear()
    (site,) = sites(tab)
    assert len(site.points()) == 2
    assert tab.page.window().isVisible()
    assert bench.canvas.mapTool() is tab.pan


def test_corners_are_edited_on_in_a_map_that_changes_its_coordinate_system(tab, bench, mouse):
    line = Site(shape=SiteShape.LINE, coordinates=(((372000, 5702000), (374000, 5702000), (378000, 5702000)),))
    tab.show(ProjectBundle(sites=(line,)))
    press(tab, "edit_corners")
    mouse.drag((374000, 5702000), (374000, 5704000))
    web = QgsCoordinateReferenceSystem("EPSG:3857")
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:25832"), web, bench.project)
    bench.canvas.setDestinationCrs(web)
    bench.canvas.setExtent(transform.transformBoundingBox(EXTENT))
    mouse.drag(*(tuple(transform.transform(*one)) for one in ((378000, 5702000), (377000, 5706000))))
    mouse.key(Qt.Key.Key_Return)
    (changed,) = sites(tab)
    for found, wanted in zip(changed.points(), ((372000, 5702000), (374000, 5704000), (377000, 5706000))):
        assert found == pytest.approx(wanted, abs=2 * near(bench.canvas))


def test_an_existing_point_is_moved_and_keeps_what_else_is_known(tab, bench, mouse):
    first, second = stops((372000, 5702000), (376000, 5704000))
    tab.show(ProjectBundle(sites=(first, second)))
    tab.page.sites.select([second.uuid])
    press(tab, "pick_place")
    mouse.click(375000, 5706000)
    unmoved, moved = sites(tab)
    assert unmoved == first
    assert moved.coordinates == pytest.approx((375000, 5706000), abs=near(bench.canvas))
    assert replace(moved, coordinates=None, accuracy="") == replace(second, coordinates=None)


def test_corners_are_dragged_added_and_deleted_with_steps_back(tab, bench, mouse):
    line = Site(shape=SiteShape.LINE, coordinates=(((372000, 5702000), (374000, 5702000), (378000, 5702000)),))
    tab.show(ProjectBundle(sites=(line,)))
    press(tab, "edit_corners")
    mouse.drag((372000, 5702000), (372000, 5708000))  # move
    mouse.drag((376000, 5702000), (376000, 5706000))  # add between
    mouse.drag((378000, 5702000), (378000, 5702000))  # touch
    mouse.key(Qt.Key.Key_Delete)
    mouse.drag((374000, 5702000), (371000, 5701000))
    mouse.key(Qt.Key.Key_Backspace)
    mouse.key(Qt.Key.Key_Return)
    (changed,) = sites(tab)
    assert changed.uuid == line.uuid
    expected = ((372000, 5708000), (374000, 5702000), (376000, 5706000))
    assert len(changed.points()) == 3
    for found, wanted in zip(changed.points(), expected):
        assert found == pytest.approx(wanted, abs=near(bench.canvas))
    assert bench.canvas.mapTool() is tab.pan
    tab.drop()
    assert not [one for one in bench.canvas.scene().items() if isinstance(one, QgsRubberBand)]


# --- the list ---
def test_a_change_applies_to_all_selected_places_and_to_no_other(tab, qtbot):
    bundle = ProjectBundle(sites=stops(*((370000 + 10 * number, 5702000) for number in range(45))))
    tab.show(bundle)
    tab.page.sites.select([one.uuid for one in bundle.sites[:40]])
    form = tab.page.form
    assert "40" in form.title()
    assert not form.widgets["site_label"].isEnabled()
    for name, code in (("site_visibility", "NETZ"), ("site_role", "SENS"), ("site_accuracy", "STR")):
        form.widgets[name].setCurrentIndex(form.widgets[name].findData(code))
    changed = sites(tab)
    assert {(one.visibility.value, one.role, one.accuracy) for one in changed[:40]} == {("NETZ", "SENS", "STR")}
    assert changed[40:] == bundle.sites[40:]
    assert [one.label for one in changed] == [one.label for one in bundle.sites]
    tab.page.sites.setFocus()
    qtbot.keyClick(tab.page.sites, Qt.Key.Key_Delete)
    assert sites(tab) == bundle.sites[40:]


def test_different_values_are_shown_as_none_and_stay(tab):
    first, second = stops((372000, 5702000), (376000, 5704000))
    bundle = ProjectBundle(sites=(first, replace(second, role="SENS", ags=GELSENKIRCHEN)))
    tab.show(bundle)
    tab.page.sites.select([one.uuid for one in bundle.sites])
    assert tab.page.form.widgets["site_role"].currentIndex() == -1
    assert tab.page.form.widgets["site_ags"].currentIndex() == -1
    assert sites(tab) == bundle.sites
    assert not tab.edits


def test_copies_have_ids_of_their_own(tab):
    (first,) = stops((372000, 5702000))
    tab.show(ProjectBundle(sites=(first,)))
    press(tab, "copy_place")
    original, copy = sites(tab)
    assert original == first
    assert copy.uuid != first.uuid
    assert (copy.label, copy.coordinates) == ("Halt 0 (copy)", first.coordinates)
    assert tab.page.sites.selected_ids() == (copy.uuid,)


def test_showing_again_keeps_the_selection_and_is_no_edit(tab):
    bundle = ProjectBundle(sites=stops((372000, 5702000), (376000, 5704000)))
    tab.show(bundle)
    tab.page.sites.select([bundle.sites[1].uuid])
    tab.show(replace(bundle, sites=bundle.sites[1:]))
    assert tab.page.sites.selected_ids() == (bundle.sites[1].uuid,)
    assert not tab.edits


def test_a_finding_about_a_place_selects_it(tab):
    bundle = ProjectBundle(sites=stops((372000, 5702000), (376000, 5704000)))
    tab.show(bundle)
    finding = Finding("outside-region", Severity.WARNING, "sites", "Halt 1 liegt draußen.", bundle.sites[1].uuid)
    tab.mark([finding])
    assert tab.page.hints["sites"].label.text() == finding.sentence
    assert tab.jump(finding)
    assert tab.page.sites.selected_ids() == (bundle.sites[1].uuid,)
    assert not tab.jump(replace(finding, field="title"))


# --- typed ---
@pytest.mark.parametrize(("crs", "text", "said", "accuracy"), [
    ("", "2584003 5706012", "zone 2", "ADR"), ("EPSG:31467", "5706700 3376000", "exchanged", "QUA"),
    ("", "32U LC 77000 05000", "UTMREF", "ADR"), ("", "32U LC 77 05", "UTMREF", "GEM"),
    ("EPSG:4326", "48,8566 2,3522", "outside the Ruhr", "ADR"), ("", "51,48 7,22", "latitude", "GEM"),
    ("", "51° 28′ 54″ N 7° 12′ 58″ O", "latitude", "STR"),
])
def test_typed_positions_say_what_was_understood_and_how_exact_it_is(tab, qtbot, crs, text, said, accuracy):
    press(tab, "add_place")
    form = tab.page.form
    if crs:
        form.site_crs.setCrs(QgsCoordinateReferenceSystem(crs))
    enter(form.site_position, text)
    qtbot.keyClick(form.site_position, Qt.Key.Key_Return)
    assert said in form.hint_site_position.text()
    (site,) = sites(tab)
    assert site.coordinates is not None
    assert site.accuracy == accuracy
    assert load_vocabulary().text("VACC", accuracy) in form.hint_site_position.text()


# --- municipalities ---
def test_the_municipalities_of_the_places_join_with_one_click(tab, bench):
    ends = [bench.area.region.by_ags(ags).point_25832 for ags in (GELSENKIRCHEN, BOCHUM)]
    placed = tuple(Site(coordinates=one, ags=ags) for one, ags in zip(ends, (GELSENKIRCHEN, BOCHUM)))
    bundle = ProjectBundle(sites=placed, municipalities=(ProjectMunicipality(GELSENKIRCHEN, "FEDER"),))
    tab.show(bundle)
    box = tab.page.municipality_box
    assert box.suggestion_text.text() == "The places also lie in: Bochum"
    box.join_button.click()
    assert [(one.ags, one.role) for one in tab.apply(ProjectBundle()).municipalities] == [
        (GELSENKIRCHEN, "FEDER"), (BOCHUM, "PARTNER")]
    assert box.join_button.isHidden() or not box.join_button.isVisible()
    assert tab.edits


@pytest.mark.parametrize("turned", [False, True])
def test_the_municipality_with_most_places_leads_in_whatever_order_they_stand(tab, bench, turned):
    at = {ags: bench.area.region.by_ags(ags).point_25832 for ags in (GELSENKIRCHEN, BOCHUM)}
    placed = [Site(coordinates=at[ags], ags=ags) for ags in (BOCHUM, GELSENKIRCHEN, GELSENKIRCHEN)]
    tab.show(ProjectBundle(sites=tuple(placed[::-1] if turned else placed)))
    tab.page.municipality_box.join_button.click()
    assert sorted((one.ags, one.role) for one in tab.apply(ProjectBundle()).municipalities) == [
        (GELSENKIRCHEN, "FEDER"), (BOCHUM, "PARTNER")]


def test_the_municipality_of_the_lead_organisation_leads(tab, bench):
    at = {ags: bench.area.region.by_ags(ags).point_25832 for ags in (GELSENKIRCHEN, BOCHUM)}
    placed = tuple(Site(coordinates=at[ags], ags=ags) for ags in (GELSENKIRCHEN, GELSENKIRCHEN, BOCHUM))
    town = Organisation(name="Stadt Bochum", kind="KOM", ags=BOCHUM)
    tab.show(ProjectBundle(project=Project(lead_uuid=town.uuid), organisations=(town,), sites=placed))
    tab.page.municipality_box.join_button.click()
    assert (BOCHUM, "FEDER") in [(one.ags, one.role) for one in tab.apply(ProjectBundle()).municipalities]


# --- from a layer ---
def test_selected_features_become_places_while_the_count_follows_the_selection(tab, bench, qtbot):
    layer = QgsVectorLayer("LineString?crs=EPSG:25832&field=name:string", "Linien", "memory")
    for number in range(3):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(f"LineString({372000 + number} 5702000, 376000 5704000)"))
        feature["name"] = f"Ast {number}"
        layer.dataProvider().addFeature(feature)
    bench.project.addMapLayer(layer)
    bench.canvas.setCurrentLayer(layer)
    press(tab, "take_selected")
    dialog = tab.page.window().findChild(PlaceSelectionDialog)
    assert not dialog.take.isEnabled()
    layer.selectByIds([1, 2])
    assert "Selected features: 2, places from them: 2." in dialog.count.text()
    dialog.as_one.setChecked(True)
    assert "places from them: 1." in dialog.count.text()
    dialog.each.setChecked(True)
    dialog.take.click()
    assert [(one.label, one.shape, one.accuracy) for one in sites(tab)] == [
        ("Ast 0", SiteShape.LINE, "ADR"), ("Ast 1", SiteShape.LINE, "ADR")]
    layer.removeSelection()  # nobody listens any more
    assert len(tab.page.sites.selected_ids()) == 2


# --- by address ---
@pytest.fixture
def search(tab, bench):
    """Open the search of a new place with this address."""
    def start(address):
        press(tab, "add_place")
        enter(tab.page.form.widgets["site_address"], address)
        tab.page.form.find_address.click()
        return tab.page.window().findChildren(PlaceSearchDialog)[-1]

    return start


def test_nothing_is_asked_before_a_service_is_chosen(search, bench):
    dialog = search("Willy-Brandt-Platz 2")
    assert "not looked up until" in dialog.notice.text()
    assert not dialog.search_button.isEnabled()
    offer = dialog.banner.findChild(QPushButton, "state_action_0")
    offer.click()
    assert "nominatim" in bench.settings.geocoder_url.value()
    assert "nominatim.openstreetmap.org" in dialog.notice.text()
    assert dialog.search_button.isEnabled()
    assert not bench.tasks.running()


def test_the_picked_hit_gives_position_address_municipality_and_accuracy(search, tab, bench, idle, qtbot):
    hits = [{"lat": "51.4818", "lon": "7.2162", "display_name": "Willy-Brandt-Platz 2, Bochum", "place_rank": 30},
            {"lat": "51.4820", "lon": "7.2160", "display_name": "Willy-Brandt-Platz, Bochum", "place_rank": 26}]
    with Loopback({"/search": hits}, strict=True) as server:
        bench.settings.geocoder_url.setValue(server.url + "/search?q={query}")
        dialog = search("Willy-Brandt-Platz 2")
        assert "127.0.0.1" in dialog.notice.text()
        assert not server.seen
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
        idle()
        assert [one.value("q") for one in server.seen] == ["Willy-Brandt-Platz 2"]
    assert dialog.hits.topLevelItemCount() == 2
    assert dialog.hits.topLevelItem(0).text(1) == "Bochum"
    dialog.hits.setCurrentItem(dialog.hits.topLevelItem(1))
    press(tab, "add_place")  # another one is selected by now
    dialog.take.click()
    site, other = sites(tab)
    assert other.coordinates is None
    assert (site.address, site.accuracy, site.ags) == ("Willy-Brandt-Platz, Bochum", "STR", BOCHUM)


@pytest.mark.parametrize("reply", [
    Reply(200, b"<html><body>login</body></html>", content_type="text/html"),
    Reply(200, b"[" + b"1," * 800_000 + b"1]", content_type="application/json"),
    Reply(200, b'{"features": "x"}', content_type="application/json"),
    Reply(200, b'[{"lat": "51', content_type="application/json"), Reply(500, b"no"),
])
def test_whatever_else_a_service_answers_becomes_a_sentence(search, bench, idle, tab, reply):
    with Loopback({"/search": reply}) as server:
        bench.settings.geocoder_url.setValue(server.url + "/search?q={query}")
        dialog = search("Bochum")
        dialog.search()
        idle()
    assert dialog.banner.state == "failed"
    assert dialog.banner.text
    assert dialog.search_button.isEnabled()
    assert sites(tab)[0].coordinates is None


# --- on the map ---
def test_the_places_are_on_the_map_while_the_dialog_is_open_and_gone_afterwards(tab, bench):
    def bands():
        return [one for one in bench.canvas.scene().items() if isinstance(one, QgsRubberBand) and one.size()]

    bundle = ProjectBundle(sites=stops((372000, 5702000), (376000, 5704000)))
    tab.show(bundle)
    tab.page.sites.select([bundle.sites[0].uuid])
    assert len(bands()) == 2  # the selected one, and the others
    tab.page.preview.setChecked(False)
    assert bands() == []
    tab.page.preview.setChecked(True)
    bench.canvas.setExtent(QgsRectangle(0, 0, 10, 10))
    press(tab, "zoom_place")
    assert bench.canvas.extent().contains(372000, 5702000)
    tab.drop()
    assert bands() == []
    assert not sip.isdeleted(bench.canvas)


def test_a_click_in_the_list_flashes_the_place_where_the_map_shows_it(tab, bench):
    """The map of another system is moved to the place if it cannot be seen; expected metres from PROJ 9."""
    bench.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    bench.canvas.setExtent(QgsRectangle(0, 0, 10_000, 10_000))
    tab.show(ProjectBundle(sites=stops((376136.715, 5704913.893))))
    before = [one for one in bench.canvas.scene().items() if isinstance(one, QgsRubberBand)]
    tab.page.sites.itemClicked.emit(tab.page.sites.topLevelItem(0), 0)
    (flashed,) = [one for one in bench.canvas.scene().items()
                  if isinstance(one, QgsRubberBand) and one not in before]
    assert tuple(bench.canvas.extent().center()) == pytest.approx((803303.71, 6706965.17), abs=1.0)
    assert tuple(flashed.asGeometry().asPoint()) == pytest.approx((803303.71, 6706965.17), abs=0.1)


def test_drawing_brings_the_map_to_the_front(tab, bench):
    stack, welcome = QStackedWidget(bench.main_window), QLabel("Welcome")
    stack.addWidget(bench.canvas)
    stack.addWidget(welcome)
    stack.setCurrentWidget(welcome)
    bench.main_window.setCentralWidget(stack)
    tab.page.buttons["draw_point"].click()
    assert stack.currentWidget() is bench.canvas
    assert bench.canvas.extent().contains(EXTENT)  # a map that has been looked at stays where it is


def test_a_place_to_be_typed_is_scrolled_to(tab, qtbot):
    tab.page.window().resize(620, 420)
    qtbot.waitUntil(lambda: tab.page.window().height() == 420, timeout=3000)
    tab.page.buttons["add_place"].click()
    label = tab.page.form.widgets["site_label"]
    assert label.hasFocus()
    assert not label.visibleRegion().isEmpty()


def test_the_list_shows_the_whole_accuracy_where_there_is_room(tab, qtbot):
    tab.page.window().resize(1000, 700)
    qtbot.waitUntil(lambda: tab.page.sites.width() > 800, timeout=3000)
    tab.show(ProjectBundle(sites=(Site(coordinates=(376000.0, 5705000.0), accuracy="ADR", ags=GELSENKIRCHEN),)))
    sites = tab.page.sites
    assert all(sites.columnWidth(one) >= max(sites.sizeHintForColumn(one), sites.header().sectionSizeHint(one))
               for one in (1, 2, 3))
    tab.page.window().resize(900, 700)  # what the role does not need is left for the centre of the municipality
    qtbot.waitUntil(lambda: tab.page.window().width() == 900, timeout=3000)
    tab.show(ProjectBundle(sites=(Site(coordinates=(376000.0, 5705000.0), accuracy="GEM"),)))
    assert sites.columnWidth(3) >= sites.sizeHintForColumn(3) > sites.viewport().width() // 6
    assert sites.columnWidth(0) >= sites.viewport().width() // 3 - 4
