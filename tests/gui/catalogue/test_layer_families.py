# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies with points, areas and objects without a place: all are on the map, and stay there after a refresh."""

from __future__ import annotations

from typing import Dict, Iterator, List

import pytest
from qgis.core import Qgis, QgsProject, QgsVectorLayer
from qgis.PyQt.QtGui import QColor

from ruhr_smartcity_plugin.adapters.layers.kept_layer import path_of, read_kept_mark
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.gui.catalogue.doctor_dialog import DoctorDialog
from ruhr_smartcity_plugin.gui.catalogue.layer_adding import Wish
from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom
from ruhr_smartcity_plugin.gui.states import FAILED, STALE
from tests.gui.catalogue.gestures import press
from tests.gui.catalogue.test_layer_downloading import (  # noqa: F401 - a fixture
    _folders,
    add,
    answer_dialog,
    click,
    layers,
    quiet,
    show,
    whole_layer,
)
from tests.support.chaos import Chaos
from tests.support.live_layers import drawn_pixels
from tests.support.loopback import Loopback
from tests.support.mixed_objects import Mixed, area, line, nowhere, place

TITLE = "Ortekataster"
FAMILIES = {"Areas": 5, "Points": 10, "Without a place": 3}


@pytest.fixture
def mixed(workbench) -> Iterator[Mixed]:
    workbench.settings.inactivity_s.setValue(20)  # nothing here is to fail, however busy the machine is
    workbench.settings.total_s.setValue(60)
    made = Mixed()
    with Loopback(made.routes()) as server:
        made.server = server
        yield made


def dataset_of(url: str) -> Dataset:
    resource = Distribution("r1", "Orte", url, (ServiceKind.OAPIF,))
    return Dataset("d1", TITLE, "Portal", portal_root="https://opendata.example", distributions=(resource,))


def fetch_whole(qtbot, room: CatalogueRoom, api: str, shown: str = "Point") -> Dict[str, QgsVectorLayer]:
    """Have the copy take the place of a layer that follows the map view; returns the layers by family."""
    live = QgsProject.instance().addMapLayer(QgsVectorLayer(f"{shown}?crs=EPSG:25832", "view", "memory"))
    live.renderer().symbol().setColor(QColor("#123456"))
    dataset = dataset_of(api)
    described = ServiceDescription(ServiceKind.OAPIF, api, "Orte", "", (ServiceLayer("orte", TITLE),))
    room.show_dataset(dataset)
    room.downloading.fetch_whole(Wish(dataset, dataset.distributions[0], described, described.layers[0]), live)
    done = lambda: all(one.providerType() == "ogr" for one in layers()) or room.banner.state == FAILED  # noqa: E731
    qtbot.waitUntil(done, timeout=30_000)
    quiet(qtbot, room)
    return by_family()


def by_family() -> Dict[str, QgsVectorLayer]:
    return {one.name().partition(" (")[2].rstrip(")"): one for one in layers()}


def counts() -> Dict[str, int]:
    return {family: one.featureCount() for family, one in by_family().items()}


def numbers(found: List[QgsVectorLayer]) -> List[int]:
    return sorted(feature["nr"] for layer in found for feature in layer.getFeatures())


def ask(qtbot, room: CatalogueRoom, entry: str) -> None:
    """Choose an entry of the room's menu and wait for its end."""
    said = len(room.workbench.messages.recent)
    room.actions_row.more_button.menu().aboutToShow.emit()
    getattr(room.actions_row, entry).trigger()
    qtbot.waitUntil(lambda: len(room.workbench.messages.recent) > said or room.banner.state == FAILED, timeout=30_000)
    quiet(qtbot, room)
    assert room.banner.state != FAILED, room.banner.text


@pytest.mark.parametrize("path", ["/orte.geojson", "/api"])
def test_all_objects_of_a_mixed_download_are_on_the_map(qtbot, room, mixed, path):
    show(room, mixed.server.url + path, "OGC API Features" if path == "/api" else "")
    answer_dialog(whole_layer)
    click(room.actions_row.download_button)
    qtbot.waitUntil(lambda: bool(layers()) or room.banner.state == FAILED, timeout=30_000)
    quiet(qtbot, room)
    found = by_family()
    assert counts() == FAMILIES
    assert numbers(layers()) == sorted(int(one["id"]) for one in mixed.objects)
    assert drawn_pixels(qtbot, found["Areas"]) > 50
    assert drawn_pixels(qtbot, found["Points"]) > 0
    assert {read_origin(one).parameters["objects received"] for one in layers()} == {"18"}
    assert all(read_kept_mark(one).url.startswith(mixed.server.url) for one in layers())
    assert "several kinds of geometry in one table (Areas: 5, Points: 10, Without a place: 3)" in room.banner.text
    said = [one.sentence for one in room.workbench.messages.recent]
    assert any(one.startswith("Complete: 18 objects.") for one in said)


@pytest.mark.parametrize(("shown", "family"), [("Point", "Points"), ("Polygon", "Areas")])
def test_the_whole_copy_takes_the_place_of_a_layer_and_its_style_where_it_fits(qtbot, room, mixed, shown, family):
    found = fetch_whole(qtbot, room, mixed.server.url + "/api", shown)
    assert counts() == FAMILIES
    colours = {name: one.renderer().symbol().color().name() for name, one in found.items() if one.isSpatial()}
    assert [name for name, colour in colours.items() if colour == "#123456"] == [family]
    assert all(one.readOnly() for one in found.values())  # they lie in the cache


def test_a_mixed_copy_that_lacks_objects_says_so_on_each_layer(qtbot, room, mixed):
    mixed.server.routes["/api/collections/orte/items"] = lambda seen: {**mixed.items(seen), "numberMatched": 20}
    show(room, mixed.server.url + "/api", "OGC API Features")

    def accept_short(dialog) -> None:
        dialog.allow_incomplete.setChecked(True)
        whole_layer(dialog)

    answer_dialog(accept_short)
    click(room.actions_row.download_button)
    qtbot.waitUntil(lambda: bool(layers()) or room.banner.state == FAILED, timeout=30_000)
    quiet(qtbot, room)
    assert len(layers()) == 3
    assert all("18 of 20" in one.name() for one in layers())
    mixed.server.routes["/api/collections/orte/items"] = mixed.items
    press(room, "Load the rest")
    qtbot.waitUntil(lambda: not any("18 of 20" in one.name() for one in layers()), timeout=30_000)
    quiet(qtbot, room)
    assert counts() == FAMILIES


def test_a_refresh_brings_all_families_to_the_new_copy_and_new_ones_onto_the_map(qtbot, room, mixed):
    found = fetch_whole(qtbot, room, mixed.server.url + "/api")
    ids, old = {one.id() for one in found.values()}, path_of(found["Points"])
    mixed.objects = [place(1), place(2), area(100, "MultiPolygon"), line(300), nowhere(200)]
    ask(qtbot, room, "refresh")
    assert counts() == {"Areas": 1, "Points": 2, "Lines": 1, "Without a place": 1}
    assert {path_of(one) for one in layers()} != {old}
    assert len({path_of(one) for one in layers()}) == 1
    assert ids < {one.id() for one in layers()}
    assert found["Points"].renderer().symbol().color().name() == "#123456"
    added = by_family()["Lines"]
    assert added.readOnly()
    assert read_kept_mark(added) == read_kept_mark(found["Points"])
    assert read_origin(added).parameters["objects received"] == "5"


def test_a_family_that_is_gone_leaves_an_empty_layer_and_a_removed_layer_stays_away(qtbot, room, mixed):
    found = fetch_whole(qtbot, room, mixed.server.url + "/api")
    QgsProject.instance().removeMapLayer(found.pop("Without a place").id())
    mixed.objects = [place(1), place(2), nowhere(200)]
    ask(qtbot, room, "refresh")
    assert counts() == {"Areas": 0, "Points": 2}
    mixed.objects = [place(1), area(100), nowhere(200)]
    ask(qtbot, room, "refresh")
    assert counts() == {"Areas": 1, "Points": 1}


def test_a_copy_of_one_family_that_becomes_mixed_gets_the_layers_it_needs(qtbot, room, mixed):
    objects, mixed.objects = mixed.objects, [place(number) for number in range(10)]
    (layer,) = fetch_whole(qtbot, room, mixed.server.url + "/api").values()
    assert (layer.name(), layer.featureCount()) == (TITLE, 10)
    assert "geometrytype" not in layer.source()
    mixed.objects = objects
    ask(qtbot, room, "refresh")
    assert counts() == {"": 10, "Areas": 5, "Without a place": 3}  # the name the user knows stays
    assert layer.geometryType() == Qgis.GeometryType.Point


def test_a_layer_that_is_being_edited_is_left_as_it_is(qtbot, room, mixed):
    found = fetch_whole(qtbot, room, mixed.server.url + "/api")
    areas = found["Areas"]
    areas.setReadOnly(False)
    assert areas.startEditing()
    mixed.objects = [place(1), area(100), nowhere(200)]
    room.refreshing.refresh(found["Points"])
    qtbot.waitUntil(lambda: found["Points"].featureCount() == 1, timeout=30_000)
    quiet(qtbot, room)
    assert (areas.featureCount(), areas.isEditable()) == (5, True)
    areas.rollBack()


def test_changes_of_a_mixed_copy_are_shown_in_all_families(qtbot, room, mixed):
    fetch_whole(qtbot, room, mixed.server.url + "/api")
    before = {one.id() for one in layers()}
    mixed.objects = [*mixed.objects[1:14], line(300), *mixed.objects[15:]]
    ask(qtbot, room, "changes")
    made = [one for one in layers() if one.id() not in before]
    assert sorted((feature["nr"], feature["change"]) for one in made for feature in one.getFeatures()) == [
        (0, "removed"), (104, "removed"), (300, "added"),
    ]  # fmt: skip
    assert {one.geometryType() for one in made} == {
        Qgis.GeometryType.Point, Qgis.GeometryType.Polygon, Qgis.GeometryType.Line,
    }  # fmt: skip
    assert "1 added, 2 removed, 0 changed" in room.workbench.messages.recent[-1].sentence


def test_changes_from_one_family_to_several_are_all_shown(qtbot, room, mixed):
    objects, mixed.objects = mixed.objects, mixed.objects[:10]
    (layer,) = fetch_whole(qtbot, room, mixed.server.url + "/api").values()
    mixed.objects = [*objects[1:10], area(100)]
    ask(qtbot, room, "changes")
    made = [one for one in layers() if one.id() != layer.id()]
    assert numbers(made) == [0, 100]
    assert {one.geometryType() for one in made} == {Qgis.GeometryType.Point, Qgis.GeometryType.Polygon}


def test_offline_a_mixed_copy_is_shown_in_all_families(qtbot, room, mixed):
    with Chaos(mixed.server.url) as proxy:
        fetch_whole(qtbot, room, proxy.url + "/api")
        QgsProject.instance().clear()
        proxy.rules = [{"match": "", "fault": "reset"}]
        room.show_dataset(dataset_of(proxy.url + "/api"))
        click(room.actions_row.add_button)
        qtbot.waitUntil(lambda: len(layers()) == 3 or room.banner.state == FAILED, timeout=30_000)
        quiet(qtbot, room)
        assert counts() == FAMILIES
        assert room.banner.state == STALE
        assert all(one.readOnly() for one in layers())


def test_the_doctor_fetches_a_lost_copy_for_each_family(qtbot, room, mixed):
    found = fetch_whole(qtbot, room, mixed.server.url + "/api")
    path_of(found["Areas"]).unlink()
    dialog = DoctorDialog(room.workbench)
    qtbot.addWidget(dialog)
    dialog.show()
    for button in (dialog.check_button, dialog.heal_button):
        click(button)
        qtbot.waitUntil(lambda: dialog.check_button.isEnabled(), timeout=20_000)
    assert path_of(found["Areas"]).is_file()
    assert counts() == FAMILIES
