# SPDX-License-Identifier: GPL-2.0-or-later
"""Downloads, kept copies and their changes, by gestures in the data room, over real services."""

from __future__ import annotations

import json
import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Iterator, List

import pytest
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsLayerTreeModel,
    QgsProject,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.gui import QgsLayerTreeView
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QMenu, QPushButton

from ruhr_smartcity_plugin.adapters.layers import kept_layer, loading
from ruhr_smartcity_plugin.adapters.layers.download import Wanted, download_layer
from ruhr_smartcity_plugin.adapters.layers.download_record import table_of
from ruhr_smartcity_plugin.adapters.layers.kept_layer import path_of, read_kept_mark
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.adapters.local_time import short_moment
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind, classify
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.gui.catalogue.download_dialog import DownloadDialog
from ruhr_smartcity_plugin.gui.catalogue.layer_adding import Wish
from ruhr_smartcity_plugin.gui.catalogue.layer_choice import LayerChoice
from ruhr_smartcity_plugin.gui.catalogue.layer_refreshing import is_copy, may_be_copy
from ruhr_smartcity_plugin.gui.catalogue.layer_tree_menu import follow_layer_tree, follow_projects
from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom
from ruhr_smartcity_plugin.gui.states import FAILED, HIDDEN, PARTLY, STALE
from tests.gui.catalogue.gestures import press
from tests.support.chaos import Chaos
from tests.support.ckan import CkanServer, package
from tests.support.ckan import resource as ckan_resource
from tests.support.geofiles import EAST, NORTH, geojson, points, zipped
from tests.support.heartbeat import Heartbeat
from tests.support.loopback import Loopback, Reply, Seen
from tests.support.lying_wfs import LyingWfs

PORTAL = "https://opendata.example"
TREES = "?SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=ms:baeume"


class Trees:
    """Trees as an OGC API Features service, as a layer of ArcGIS and as a file; what they hold can change."""

    def __init__(self, count: int = 30) -> None:
        self.trees = [self.tree(number) for number in range(1, count + 1)]
        self.tag = '"1"'
        self.lost: List[int] = []
        self.key = "OBJECTID"

    @staticmethod
    def tree(number: int, kind: str = "Linde") -> dict:
        place = {"type": "Point", "coordinates": [7.2 + number / 1e4, 51.48]}
        return {"type": "Feature", "id": number, "geometry": place, "properties": {"OBJECTID": number, "art": kind}}

    def change(self) -> None:
        """Two new ones, one gone, one another kind."""
        self.trees = [*self.trees[1:], self.tree(101), self.tree(102)]
        self.trees[0] = self.tree(2, "Eiche")
        self.tag = '"2"'

    def routes(self) -> dict:
        base = "/rest/services/baum/FeatureServer"
        return {
            "/api": {"links": [{"rel": "data", "href": "/api/collections", "type": "application/json"}]},
            "/api/collections": {"collections": [{"id": "baeume", "title": "Bäume"}]},
            "/api/collections/baeume/items": self.items,
            "/baeume.geojson": self.file,
            base: self.arcgis_service,
            f"{base}/0": self.arcgis_layer,
            f"{base}/0/query": self.arcgis_query,
        }

    def items(self, seen: Seen) -> dict:
        start, size = int(seen.value("offset", "0")), int(seen.value("limit", "10"))
        return {"type": "FeatureCollection", "numberMatched": len(self.trees),
                "features": self.trees[start : start + size]}  # fmt: skip

    def file(self, seen: Seen) -> Reply:
        # The answer may be kept for an hour, as many servers say of files that change at any time.
        headers = {"ETag": self.tag, "Cache-Control": "max-age=3600"}
        if seen.headers.get("If-None-Match") == self.tag:
            return Reply(304, b"", headers)
        body = json.dumps({"type": "FeatureCollection", "features": self.trees}).replace("OBJECTID", self.key)
        return Reply(200, body, headers, "application/geo+json")

    @staticmethod
    def arcgis_service(_seen: Seen) -> dict:
        return {"currentVersion": 11.1, "serviceDescription": "Bäume", "capabilities": "Query",
                "spatialReference": {"wkid": 25832},
                "layers": [{"id": 0, "name": "Bäume", "geometryType": "esriGeometryPoint"}]}  # fmt: skip

    @staticmethod
    def arcgis_layer(_seen: Seen) -> dict:
        return {"name": "Bäume", "geometryType": "esriGeometryPoint", "objectIdField": "OBJECTID",
                "maxRecordCount": 1000, "capabilities": "Query", "supportedQueryFormats": "JSON, geoJSON",
                "fields": [{"name": "OBJECTID", "type": "esriFieldTypeOID"},
                           {"name": "art", "type": "esriFieldTypeString"}]}  # fmt: skip

    def arcgis_query(self, seen: Seen) -> dict:
        ids = [one["id"] for one in self.trees]
        if seen.value("returnCountOnly") == "true":
            return {"count": len(ids)}
        if seen.value("returnIdsOnly") == "true":
            return {"objectIdFieldName": "OBJECTID", "objectIds": ids}
        words = seen.value("where").split()
        found = [one for one in self.trees if int(words[2]) <= one["id"] <= int(words[6])]
        return {"type": "FeatureCollection", "features": [one for one in found if one["id"] not in self.lost]}


@pytest.fixture
def trees() -> Iterator[Trees]:
    made = Trees()
    with Loopback(made.routes()) as server:
        made.server = server
        yield made


@pytest.fixture(autouse=True)
def _folders(workbench, tmp_path, monkeypatch) -> None:
    workbench.settings.cache_folder.setValue(str(tmp_path / "cache"))
    QgsProject.instance().setPresetHomePath(str(tmp_path))


def show(room: CatalogueRoom, url: str, kind: str = "") -> None:
    """Choose a data set with one resource, as the list does."""
    resource = Distribution("r1", "Bäume", url, classify(url, kind))
    room.show_dataset(Dataset("d1", "Baumkataster", "Portal", portal_root=PORTAL, distributions=(resource,)))


def layers() -> List[QgsVectorLayer]:
    return list(QgsProject.instance().mapLayers().values())


def quiet(qtbot, room: CatalogueRoom) -> None:
    """Wait until nothing runs any more."""
    qtbot.waitUntil(lambda: not room.workbench.tasks.running() and not room._layer_news._is_adding, timeout=40_000)


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def answer_dialog(act) -> None:
    """Call `act` with the download dialog as soon as it is open."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, DownloadDialog):
            QTimer.singleShot(50, look)
            return
        act(dialog)

    QTimer.singleShot(50, look)


def whole_layer(dialog: DownloadDialog) -> None:
    dialog.area.setCurrentIndex(0)
    click(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok))


# --- download ----------------------------------------------------------------------------------------
@pytest.mark.server
def test_download_saves_a_real_wfs_whole_and_puts_it_on_the_map_with_its_origin(qtbot, room, map_server, tmp_path):
    show(room, map_server.url + TREES)
    answer_dialog(whole_layer)
    with Heartbeat() as heart:
        click(room.actions_row.download_button)
        qtbot.waitUntil(lambda: bool(layers()) or room.banner.state == FAILED, timeout=40_000)
        quiet(qtbot, room)
    (layer,) = layers()
    assert path_of(layer).parent == tmp_path
    assert (layer.featureCount(), layer.crs().authid()) == (2502, "EPSG:25832")
    kept = read_origin(layer).parameters
    # MapServer states its own cap as the number of all objects; an empty answer behind the last one is the proof
    assert (kept["objects received"], kept["objects stated"], kept["data set"]) == ("2502", "1000", "d1")
    said = room.workbench.messages.recent[-1].sentence
    assert said.startswith("Complete: 2,502 objects.")
    assert room.banner.state == HIDDEN
    assert heart.longest_gap_s < 1.0  # 0.1 s on a quiet machine


def test_the_file_of_today_is_downloaded_though_the_known_address_still_answers(qtbot, room, trees):
    today = package("d1", "Baumkataster", ckan_resource("Bäume", "GeoJSON", trees.server.url + "/baeume.geojson"))
    trees.server.routes["/2019.geojson"] = geojson(points(2))
    with CkanServer([today]) as portal:
        listed = CatalogueSource("p", "Portal", portal.url, PortalKind.CKAN)
        room.workbench.shared["sources"].by_url = lambda _url: listed
        old = Distribution("r1", "Bäume", trees.server.url + "/2019.geojson", (ServiceKind.GEOJSON,))
        room.show_dataset(Dataset("d1", "Baumkataster", "Portal", portal_root=portal.url, distributions=(old,)))
        answer_dialog(whole_layer)
        click(room.actions_row.download_button)
        qtbot.waitUntil(lambda: bool(layers()) or room.banner.state == FAILED, timeout=40_000)
        quiet(qtbot, room)
    (layer,) = layers()
    assert layer.featureCount() == 30
    assert read_kept_mark(layer).url.endswith("/baeume.geojson")
    assert trees.server.asked("/2019.geojson") == []


@pytest.mark.server
def test_a_short_download_keeps_nothing_and_offers_the_rest_or_what_there_is(qtbot, room, map_server, tmp_path):
    # neither the third page comes, nor any of the detours to its objects
    rules = [{"match": one, "fault": "status", "code": 500} for one in ("STARTINDEX=2000", "SORTBY", "BBOX")]
    with Chaos(map_server.url.rsplit("/", 1)[0], rules) as proxy:
        show(room, f"{proxy.url}/ows{TREES}")
        answer_dialog(whole_layer)
        click(room.actions_row.download_button)
        qtbot.waitUntil(lambda: room.banner.state in (PARTLY, FAILED), timeout=60_000)
        quiet(qtbot, room)
        assert room.banner.state == PARTLY
        assert "was not saved" in room.banner.text
        assert list(tmp_path.glob("*.gpkg")) == []
        press(room, "Use as it is")
        qtbot.waitUntil(lambda: bool(layers()), timeout=60_000)
        quiet(qtbot, room)
        (layer,) = layers()
        assert "INCOMPLETE" in layer.name()
        assert room.banner.state == PARTLY
        proxy.rules = []
        press(room, "Load the rest")
        qtbot.waitUntil(lambda: [one.featureCount() for one in layers()] == [2502], timeout=60_000)
        quiet(qtbot, room)
    assert "INCOMPLETE" not in layers()[0].name()


def test_a_file_that_a_layer_shows_is_never_written_over(qtbot, room, trees, tmp_path):
    show(room, trees.server.url + "/baeume.geojson")
    answer_dialog(whole_layer)
    click(room.actions_row.download_button)
    qtbot.waitUntil(lambda: bool(layers()), timeout=30_000)
    quiet(qtbot, room)
    (layer,) = layers()
    seen = []

    def same_file(dialog: DownloadDialog) -> None:
        seen.append(Path(dialog.file.filePath()).name)
        dialog.file.setFilePath(str(path_of(layer)))
        whole_layer(dialog)
        seen.append((dialog.isVisible(), dialog.problem.text()))
        dialog.reject()

    answer_dialog(same_file)
    click(room.actions_row.download_button)
    assert seen[0] == "Baumkataster (2).gpkg"  # what is suggested is free
    assert seen[1][0]
    assert "Choose another name" in seen[1][1]


def test_a_copy_that_lacks_objects_is_warned_of_also_where_it_is_not_shown(qtbot, room, trees):
    trees.lost = [7, 8]

    def save_only(dialog: DownloadDialog) -> None:
        dialog.allow_incomplete.setChecked(True)
        dialog.add_to_map.setChecked(False)
        whole_layer(dialog)

    show(room, arcgis(trees))
    answer_dialog(save_only)
    click(room.actions_row.download_button)
    qtbot.waitUntil(lambda: bool(room.workbench.messages.recent), timeout=30_000)
    quiet(qtbot, room)
    said = room.workbench.messages.recent[-1]
    assert said.level == Qgis.MessageLevel.Warning
    assert "28 of 30 objects" in said.sentence


# --- several layers ----------------------------------------------------------------------------------
@pytest.fixture
def two_layers(trees) -> Trees:
    """A second layer of the same title, as where titles are cut."""
    both = [{"id": "baeume", "title": "Bäume"}, {"id": "wald", "title": "Bäume"}]
    trees.server.routes["/api/collections"] = {"collections": both}
    trees.server.routes["/api/collections/wald/items"] = trees.items
    return trees


def choose_all() -> None:
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, LayerChoice):
            QTimer.singleShot(50, look)
            return
        dialog.list.selectAll()
        # Nothing goes on the map yet: where to save is asked first. pytest-qt fails the test if this does.
        assert dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).text() == "&Next"
        dialog.accept()

    QTimer.singleShot(50, look)


def order_both(room, url: str) -> List[str]:
    """Order both layers; returns the suggested names, once they are asked."""
    asked: List[str] = []

    def take(dialog: DownloadDialog) -> None:
        asked.append(Path(dialog.file.filePath()).name)
        if len(asked) == 1:
            answer_dialog(take)
        whole_layer(dialog)

    show(room, url, "OGC API Features")
    choose_all()
    answer_dialog(take)
    click(room.actions_row.download_button)
    return asked


def test_layers_of_one_title_downloaded_together_get_a_file_each(qtbot, room, two_layers, tmp_path):
    asked = order_both(room, two_layers.server.url + "/api")
    qtbot.waitUntil(lambda: len(layers()) == 2 or room.banner.state == FAILED, timeout=30_000)
    quiet(qtbot, room)
    assert asked == ["Baumkataster_ Bäume.gpkg", "Baumkataster_ Bäume (2).gpkg"]
    assert len({path_of(one) for one in layers()}) == 2


def refresh_by_menu(room) -> None:
    """Choose “Refresh the copy on the map” in the room's menu."""
    menu = room.actions_row.more_button.menu()
    menu.aboutToShow.emit()
    assert room.actions_row.refresh.isEnabled()
    room.actions_row.refresh.trigger()


def test_the_menu_refreshes_every_download_of_the_data_set_on_the_map(qtbot, room, two_layers):
    order_both(room, two_layers.server.url + "/api")
    qtbot.waitUntil(lambda: len(layers()) == 2, timeout=30_000)
    quiet(qtbot, room)
    two_layers.trees.append(two_layers.tree(200))
    refresh_by_menu(room)
    qtbot.waitUntil(lambda: [one.featureCount() for one in layers()] == [31, 31], timeout=30_000)
    quiet(qtbot, room)
    assert len(layers()) == 2


def test_one_download_that_cannot_be_refreshed_does_not_keep_the_others_and_is_tried_again(qtbot, room, two_layers):
    order_both(room, two_layers.server.url + "/api")
    qtbot.waitUntil(lambda: len(layers()) == 2, timeout=30_000)
    quiet(qtbot, room)
    first, second = sorted(layers(), key=lambda one: read_kept_mark(one).layer)  # baeume, wald
    two_layers.trees.append(two_layers.tree(200))
    path = "/api/collections/baeume/items"
    works, two_layers.server.routes[path] = two_layers.server.routes[path], Reply(500, "down")
    refresh_by_menu(room)
    qtbot.waitUntil(lambda: room.banner.state == FAILED, timeout=30_000)
    quiet(qtbot, room)
    assert (first.featureCount(), second.featureCount()) == (30, 31)
    two_layers.server.routes[path] = works
    press(room, "Try again")
    qtbot.waitUntil(lambda: first.featureCount() == 31, timeout=30_000)
    quiet(qtbot, room)


def test_after_a_cancelled_download_the_layers_behind_it_never_come_with_another(qtbot, room, two_layers, tmp_path):
    with Chaos(two_layers.server.url, [{"match": "items", "fault": "hang"}]) as proxy:
        asked = order_both(room, proxy.url + "/api")
        qtbot.waitUntil(lambda: len(asked) == 2 and any("items" in str(one) for one in proxy.log), timeout=20_000)
        press(room, "Cancel")
        quiet(qtbot, room)
        proxy.rules = []
        api = proxy.url + "/api"
        resource = Distribution("r1", "Bäume", api, ServiceKind.OAPIF)
        described = ServiceDescription(ServiceKind.OAPIF, api, "Bäume", "", (ServiceLayer("baeume", "Bäume"),))
        shown = QgsProject.instance().addMapLayer(QgsVectorLayer("Point?crs=EPSG:25832", "view", "memory"))
        wish = Wish(Dataset("d1", "Baumkataster", "Portal", distributions=(resource,)), resource, described,
                    described.layers[0])  # fmt: skip
        room.downloading.fetch_whole(wish, shown)
        qtbot.waitUntil(lambda: [one.providerType() for one in layers()] == ["ogr"], timeout=30_000)
        qtbot.wait(300)
        quiet(qtbot, room)
    assert list(tmp_path.glob("*.gpkg")) == []
    assert len(layers()) == 1


def test_escape_in_the_dialog_downloads_nothing(qtbot, room, trees, tmp_path):
    show(room, trees.server.url + "/baeume.geojson")
    answer_dialog(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    click(room.actions_row.download_button)
    quiet(qtbot, room)
    assert layers() == []
    assert trees.server.seen == []


def test_a_running_download_can_be_cancelled_and_leaves_nothing(qtbot, room, trees, tmp_path):
    with Chaos(trees.server.url, [{"match": "items", "fault": "hang"}]) as proxy:
        show(room, proxy.url + "/api", "OGC API Features")
        answer_dialog(whole_layer)
        click(room.actions_row.download_button)
        qtbot.waitUntil(lambda: any("items" in str(one) for one in proxy.log), timeout=20_000)
        press(room, "Cancel")
        quiet(qtbot, room)
    assert layers() == []
    assert list(tmp_path.glob("*.gpkg*")) == []


@pytest.mark.parametrize("path", ["/baeume.geojson", "/api", "/rest/services/baum/FeatureServer/0"])
def test_files_api_features_and_arcgis_are_downloaded(qtbot, room, trees, path):
    show(room, trees.server.url + path, "OGC API Features" if path == "/api" else "")
    answer_dialog(whole_layer)
    click(room.actions_row.download_button)
    qtbot.waitUntil(lambda: bool(layers()) or room.banner.state == FAILED, timeout=30_000)
    quiet(qtbot, room)
    (layer,) = layers()
    assert (layer.featureCount(), layer.providerType()) == (30, "ogr")


def test_a_document_cannot_be_downloaded_as_a_layer(room):
    show(room, "https://x.example/plan.pdf", "PDF")
    assert not room.actions_row.download_button.isEnabled()


# --- large layers ------------------------------------------------------------------------------------
@pytest.fixture
def few_are_many(monkeypatch) -> None:
    """More than twenty objects count as many, so that the test needs no fifty thousand."""
    monkeypatch.setattr(loading.load_layer, "__kwdefaults__", {**loading.load_layer.__kwdefaults__, "most_objects": 20})


def follow_view(qtbot, room, map_server) -> QgsVectorLayer:
    show(room, map_server.url + TREES)
    click(room.actions_row.add_button)
    qtbot.waitUntil(lambda: bool(layers()) or room.banner.state == FAILED, timeout=30_000)
    quiet(qtbot, room)
    return layers()[0]


def fetch_whole(qtbot, room) -> QgsVectorLayer:
    press(room, "Download completely")
    qtbot.waitUntil(lambda: [one.providerType() for one in layers()] == ["ogr"], timeout=30_000)
    quiet(qtbot, room)
    return layers()[0]


@pytest.mark.server
def test_a_layer_that_follows_the_view_is_replaced_by_its_whole_copy_in_its_style(
    qtbot, room, map_server, few_are_many
):
    layer = follow_view(qtbot, room, map_server)
    assert "map view only" in layer.name()
    layer.renderer().symbol().setColor(QColor("#123456"))
    layer.setOpacity(0.5)
    copy = fetch_whole(qtbot, room)
    assert copy.featureCount() == 2502
    assert "map view" not in copy.name()
    assert (copy.renderer().symbol().color().name(), copy.opacity()) == ("#123456", 0.5)
    assert room.banner.state == HIDDEN
    assert read_kept_mark(copy).kind is ServiceKind.WFS
    assert "map view" not in str(copy.customProperty("ruhr_smartcity/completeness_sentence"))


@pytest.mark.server
def test_a_layer_that_lacks_objects_is_replaced_by_its_whole_copy(qtbot, room, map_server):
    """QGIS's provider, asked once more, would miss the same page again; the download asks for smaller ones."""
    rule = {"match": "STARTINDEX=2000&COUNT=1000", "fault": "status", "code": 503}
    with Chaos(map_server.url.rsplit("/", 1)[0], [rule]) as proxy:
        show(room, f"{proxy.url}/ows{TREES}")
        click(room.actions_row.add_button)
        qtbot.waitUntil(lambda: bool(layers()), timeout=60_000)
        quiet(qtbot, room)
        assert "INCOMPLETE" in layers()[0].name()
        copy = fetch_whole(qtbot, room)
    assert copy.featureCount() == 2502
    assert "INCOMPLETE" not in copy.name()


def test_a_layer_in_the_wrong_place_that_only_a_copy_puts_right_offers_just_that(qtbot, room, few_are_many):
    with LyingWfs([(EAST, NORTH)] * 30, "EPSG:4326") as server:
        show(room, f"{server.url}/wfs?SERVICE=WFS", "WFS")
        click(room.actions_row.add_button)
        qtbot.waitUntil(lambda: bool(layers()), timeout=60_000)
        quiet(qtbot, room)
        assert "wrong place" in room.banner.text
        texts = [one.text() for one in room.banner.findChildren(QPushButton)]
        assert "Download completely" in texts
        assert "Use as it is" not in texts
        copy = fetch_whole(qtbot, room)
    assert copy.crs().authid() == "EPSG:25832"
    assert copy.extent().center().x() == pytest.approx(EAST)


@pytest.mark.server
def test_the_second_opening_shows_the_kept_copy_says_of_when_it_is_and_refreshes(qtbot, room, map_server, few_are_many):
    follow_view(qtbot, room, map_server)
    name, path = fetch_whole(qtbot, room).name(), path_of(layers()[0])
    QgsProject.instance().clear()
    copy = follow_view(qtbot, room, map_server)
    assert (copy.name(), path_of(copy), copy.featureCount()) == (name, path, 2502)
    assert room.banner.state == STALE
    assert "the copy of" in room.banner.text
    press(room, "Refresh")
    qtbot.waitUntil(lambda: path_of(copy) != path or room.banner.state == FAILED, timeout=30_000)
    quiet(qtbot, room)
    assert copy.featureCount() == 2502
    assert "Nothing has changed" in room.workbench.messages.recent[-1].sentence


# --- kept copies -------------------------------------------------------------------------------------
def add(qtbot, room: CatalogueRoom, url: str, count: int = 1) -> List[QgsVectorLayer]:
    show(room, url)
    click(room.actions_row.add_button)
    qtbot.waitUntil(lambda: len(layers()) >= count or room.banner.state == FAILED, timeout=30_000)
    quiet(qtbot, room)
    return layers()


def test_a_file_is_taken_from_the_cache_if_its_server_says_it_is_unchanged(qtbot, room, trees):
    url = trees.server.url + "/baeume.geojson"
    (first,) = add(qtbot, room, url)
    path = path_of(first)
    QgsProject.instance().clear()
    (second,) = add(qtbot, room, url)
    assert path_of(second) == path
    assert [one.headers.get("If-None-Match") for one in trees.server.seen] == [None, '"1"']
    assert room.banner.state == HIDDEN


def test_an_answer_that_qgis_keeps_never_passes_as_fresh(qtbot, room, trees):
    url = trees.server.url + "/baeume.geojson"
    add(qtbot, room, url)
    QgsProject.instance().clear()
    trees.change()
    (layer,) = add(qtbot, room, url)
    assert layer.featureCount() == 31


def test_offline_the_kept_file_is_shown_as_old_and_can_be_refreshed(qtbot, room, trees):
    with Chaos(trees.server.url) as proxy:
        url = proxy.url + "/baeume.geojson"
        add(qtbot, room, url)
        QgsProject.instance().clear()
        trees.change()
        proxy.rules = [{"match": "", "fault": "reset"}]
        (old,) = add(qtbot, room, url)
        assert old.featureCount() == 30
        assert room.banner.state == STALE
        proxy.rules = []
        press(room, "Refresh")
        qtbot.waitUntil(lambda: [one.featureCount() for one in layers()] == [31], timeout=30_000)
        quiet(qtbot, room)
    assert room.banner.state == HIDDEN


def test_a_file_that_is_gone_is_not_replaced_by_the_kept_one(qtbot, room, trees):
    with Chaos(trees.server.url) as proxy:
        url = proxy.url + "/baeume.geojson"
        add(qtbot, room, url)
        QgsProject.instance().clear()
        proxy.rules = [{"match": "", "fault": "status", "code": 403}]
        show(room, url)
        click(room.actions_row.add_button)
        qtbot.waitUntil(lambda: room.banner.state == FAILED, timeout=30_000)
    assert layers() == []


def test_the_cache_keeps_its_limit_for_files_and_layers_together_but_never_takes_an_open_one(qtbot, room, trees):
    room.workbench.settings.cache_max_mb.setValue(1)
    trees.trees = [trees.tree(number) for number in range(1, 4001)]  # about half a megabyte, and as much for the copy
    url = trees.server.url + "/baeume.geojson"
    add(qtbot, room, url)
    for _more in range(2):
        trees.change()
        add(qtbot, room, url, len(layers()) + 1)
    assert all(os.path.exists(path_of(one)) for one in layers())
    QgsProject.instance().clear()
    trees.change()
    add(qtbot, room, url)
    files = Path(room.workbench.cache_dir()) / "files"
    assert [one.name for one in files.iterdir() if one.is_dir()] == [path_of(layers()[0]).parent.name]


# --- ArcGIS ------------------------------------------------------------------------------------------
def arcgis(trees: Trees) -> str:
    return trees.server.url + "/rest/services/baum/FeatureServer/0"


def test_a_layer_of_arcgis_is_a_local_copy_that_says_what_is_missing(qtbot, room, trees):
    trees.lost = [7, 8]
    (layer,) = add(qtbot, room, arcgis(trees))
    assert layer.providerType() == "ogr"
    assert (layer.featureCount(), room.banner.state) == (28, PARTLY)
    assert "28 of 30" in layer.name()


def test_a_service_of_arcgis_that_hangs_ends_in_time(qtbot, room, trees):
    with Chaos(trees.server.url, [{"match": "where=OBJECTID", "fault": "hang"}]) as proxy:
        started = time.monotonic()
        show(room, proxy.url + "/rest/services/baum/FeatureServer/0")
        click(room.actions_row.add_button)
        qtbot.waitUntil(lambda: room.banner.state in (FAILED, PARTLY), timeout=40_000)
        assert time.monotonic() - started < 35
        quiet(qtbot, room)
    assert all("INCOMPLETE" in one.name() for one in layers())


def test_a_kept_copy_that_lacks_objects_says_so_again(qtbot, room, trees):
    trees.lost = [7, 8]
    with Chaos(trees.server.url) as proxy:
        url = proxy.url + "/rest/services/baum/FeatureServer/0"
        add(qtbot, room, url)
        QgsProject.instance().clear()
        proxy.rules = [{"match": "", "fault": "reset"}]
        (layer,) = add(qtbot, room, url)
    assert "28 of 30" in layer.name()
    assert "28 of 30 objects" in room.banner.text


def test_offline_a_service_is_replaced_by_the_copies_kept_of_it(qtbot, room, trees):
    with Chaos(trees.server.url) as proxy:
        url = proxy.url + "/rest/services/baum/FeatureServer/0"
        (first,) = add(qtbot, room, url)
        name = first.name()
        QgsProject.instance().clear()
        proxy.rules = [{"match": "", "fault": "reset"}]
        (layer,) = add(qtbot, room, url)
        assert (layer.name(), layer.featureCount(), room.banner.state) == (name, 30, STALE)
        proxy.rules = []
        trees.change()
        press(room, "Refresh")
        qtbot.waitUntil(lambda: layer.featureCount() == 31, timeout=30_000)
        quiet(qtbot, room)


# --- changes -----------------------------------------------------------------------------------------
def test_changes_since_a_download_stand_beside_it_counted_and_coloured(qtbot, room, trees):
    (layer,) = add(qtbot, room, arcgis(trees))
    trees.change()
    room.actions_row.more_button.menu().aboutToShow.emit()
    assert room.actions_row.changes.isEnabled()
    room.actions_row.changes.trigger()
    qtbot.waitUntil(lambda: len(layers()) == 2 or room.banner.state == FAILED, timeout=30_000)
    quiet(qtbot, room)
    (changes,) = [one for one in layers() if one.id() != layer.id()]
    kinds = sorted(feature["change"] for feature in changes.getFeatures())
    assert kinds == ["added", "added", "changed", "removed"]
    assert len({one.symbol().color().name() for one in changes.renderer().categories()}) == 3
    assert layer.featureCount() == 30  # the copy stays as it is
    assert "2 added, 1 removed, 1 changed" in room.workbench.messages.recent[-1].sentence


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("baum_nr", "2 added, 1 removed, 1 changed"),
        # Numbers that an export gives anew tell nobody which tree is which.
        ("OBJECTID", "3 added, 2 removed. The source has no ids"),
    ],
)
def test_changes_of_a_file_on_the_map_stand_beside_it(qtbot, room, trees, key, said):
    trees.key = key
    (layer,) = add(qtbot, room, trees.server.url + "/baeume.geojson")
    trees.change()
    room.actions_row.more_button.menu().aboutToShow.emit()
    assert room.actions_row.changes.isEnabled()
    room.actions_row.changes.trigger()
    qtbot.waitUntil(lambda: len(layers()) == 2 or room.banner.state == FAILED, timeout=30_000)
    quiet(qtbot, room)
    assert said in room.workbench.messages.recent[-1].sentence
    assert layer.featureCount() == 30


def test_a_file_on_the_map_is_refreshed_with_its_style_and_says_of_when_it_is(qtbot, room, trees):
    (layer,) = add(qtbot, room, trees.server.url + "/baeume.geojson")
    layer.renderer().symbol().setColor(QColor("#123456"))
    before, shown = read_origin(layer).fetched_at, path_of(layer)
    room.refreshing.refresh(layer)
    quiet(qtbot, room)
    assert "Nothing has changed" in room.workbench.messages.recent[-1].sentence
    trees.change()
    room.refreshing.refresh(layer)
    qtbot.waitUntil(lambda: layer.featureCount() == 31, timeout=30_000)
    quiet(qtbot, room)
    assert path_of(layer) != shown
    assert layer.renderer().symbol().color() == QColor("#123456")
    assert read_origin(layer).fetched_at > before
    assert read_origin(layer).parameters["ETag"] == '"2"'
    assert layers() == [layer]


def test_the_refresh_of_a_copy_in_a_file_of_the_planner_stays_in_the_planners_folder(qtbot, room, trees, tmp_path):
    show(room, arcgis(trees))
    answer_dialog(whole_layer)
    click(room.actions_row.download_button)
    qtbot.waitUntil(lambda: bool(layers()), timeout=30_000)
    quiet(qtbot, room)
    (layer,) = layers()
    own = path_of(layer)
    content = own.read_bytes()
    room.refreshing.refresh(layer)
    quiet(qtbot, room)
    assert path_of(layer) == own  # nothing has changed
    for number, count in ((2, 31), (3, 32)):
        trees.trees.append(trees.tree(100 + number))
        room.refreshing.refresh(layer)
        qtbot.waitUntil(lambda count=count: layer.featureCount() == count, timeout=30_000)
        quiet(qtbot, room)
        assert path_of(layer) == own.with_name(f"{own.stem} ({number}).gpkg")
        assert path_of(layer).name in room.workbench.messages.recent[-1].sentence
    assert own.read_bytes() == content


@pytest.mark.parametrize("is_own", [True, False])
def test_a_copy_is_refreshed_from_where_its_service_is_listed_today(qtbot, room, trees, tmp_path, is_own):
    service = "/rest/services/baum/FeatureServer/0"
    if is_own:
        show(room, trees.server.url + service)
        answer_dialog(whole_layer)
        click(room.actions_row.download_button)
        qtbot.waitUntil(lambda: bool(layers()), timeout=30_000)
        quiet(qtbot, room)
        (layer,) = layers()
    else:
        (layer,) = add(qtbot, room, trees.server.url + service)
    before = len(trees.server.seen)
    moved = Trees(33)
    with Loopback(moved.routes()) as elsewhere:
        listed = Distribution("r9", "Bäume", elsewhere.url + service, (ServiceKind.ARCGIS,))
        dataset = Dataset("d1", "Baumkataster", "Portal", portal_root=PORTAL, distributions=(listed,))
        room.adding.look_up = lambda _dataset, _progress: dataset
        for count in (33, 34):  # from the second time on it is known there
            room.refreshing.refresh(layer)
            qtbot.waitUntil(lambda count=count: layer.featureCount() == count, timeout=30_000)
            quiet(qtbot, room)
            moved.trees.append(moved.tree(200 + count))
    assert len(trees.server.seen) == before
    assert (path_of(layer).parent == tmp_path) is is_own


@pytest.mark.parametrize("address", ["/baeume.geojson", "/rest/services/baum/FeatureServer/0"])
def test_a_refresh_keeps_the_filter_of_the_layer(qtbot, room, trees, address):
    (layer,) = add(qtbot, room, trees.server.url + address)
    assert layer.setSubsetString("art = 'Linde'")
    before = path_of(layer)
    trees.change()  # one becomes an oak, two lime trees come, one goes
    room.refreshing.refresh(layer)
    qtbot.waitUntil(lambda: path_of(layer) != before, timeout=30_000)
    quiet(qtbot, room)
    assert layer.subsetString() == "art = 'Linde'"
    assert layer.featureCount() == 30


@pytest.mark.parametrize(
    "fault",
    [{"fault": "reset"}, {"fault": "status", "code": 404}, {"fault": "status", "code": 500}, {"fault": "truncate"}],
)
def test_a_refresh_of_a_file_that_fails_leaves_the_layer_as_it_was(qtbot, room, trees, fault):
    with Chaos(trees.server.url) as proxy:
        (layer,) = add(qtbot, room, proxy.url + "/baeume.geojson")
        trees.change()
        proxy.rules = [{"match": "", **fault}]
        room.refreshing.refresh(layer)
        qtbot.waitUntil(lambda: room.banner.state == FAILED, timeout=30_000)
        quiet(qtbot, room)
    assert layer.isValid()
    assert layer.featureCount() == 30


@pytest.mark.parametrize("path", ["/baeume.geojson", "/rest/services/baum/FeatureServer/0"])
def test_a_refresh_that_hangs_leaves_the_window_free_and_is_stopped_at_once(qtbot, room, trees, path):
    with Chaos(trees.server.url) as proxy:
        (layer,) = add(qtbot, room, proxy.url + path)
        proxy.rules = [{"match": "", "fault": "hang"}]
        with Heartbeat() as heart:
            room.refreshing.refresh(layer)
            qtbot.waitUntil(lambda: proxy.log[-1]["fault"] == "hang", timeout=10_000)
            started = time.monotonic()
            next(one for one in room.banner.findChildren(QPushButton) if "Cancel" in one.text()).click()
            quiet(qtbot, room)
        assert time.monotonic() - started < 2
    assert heart.longest_gap_s < 0.3
    assert room.banner.state == HIDDEN
    assert layer.featureCount() == 30


def test_a_file_that_no_longer_holds_the_layer_says_so(qtbot, room, tmp_path):
    def archive(*names: str) -> Reply:
        body = zipped({f"{name}.geojson": geojson(points(2)) for name in names})
        return Reply(200, body, content_type="application/zip")

    with Loopback({"/a.zip": archive("baeume")}) as server:
        (layer,) = add(qtbot, room, server.url + "/a.zip")
        server.routes["/a.zip"] = archive("schulen", "parks")
        room.refreshing.refresh(layer)
        qtbot.waitUntil(lambda: room.banner.state == FAILED, timeout=30_000)
        quiet(qtbot, room)
    assert "no longer holds" in room.banner.text
    assert layer.featureCount() == 2


@pytest.mark.parametrize("path", ["/baeume.geojson", "/rest/services/baum/FeatureServer/0"])
def test_what_lies_in_the_cache_cannot_be_edited_neither_before_nor_after_a_refresh(
    qtbot, room, trees, tmp_path, path
):
    (layer,) = add(qtbot, room, trees.server.url + path)
    assert not layer.startEditing()
    layer.setReadOnly(False)  # as in projects of older versions
    trees.change()
    room.refreshing.refresh(layer)
    qtbot.waitUntil(lambda: layer.featureCount() == 31, timeout=30_000)
    quiet(qtbot, room)
    assert not layer.startEditing()
    assert QgsProject.instance().write(str(tmp_path / "p.qgz"))
    assert QgsProject.instance().read(str(tmp_path / "p.qgz"))
    assert not layers()[0].startEditing()


def test_a_copy_in_a_file_of_the_planner_can_be_edited(qtbot, room, trees):
    show(room, arcgis(trees))
    answer_dialog(whole_layer)
    click(room.actions_row.download_button)
    qtbot.waitUntil(lambda: bool(layers()), timeout=30_000)
    quiet(qtbot, room)
    (layer,) = layers()
    assert layer.startEditing()
    assert layer.rollBack()


def test_a_key_in_an_address_is_not_kept_with_the_layer(qtbot, room, trees):
    (layer,) = add(qtbot, room, trees.server.url + "/baeume.geojson?token=geheim123")
    assert not is_copy(layer)
    assert "geheim123" not in str(layer.customProperties().keys()) + layer.source()


def test_the_menu_of_the_layer_tree_refreshes_a_copy(qtbot, room, trees):
    (layer,) = add(qtbot, room, arcgis(trees))
    bench = room.workbench
    bench.open_room = lambda _name: room
    view = QgsLayerTreeView(bench.main_window)
    view.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), view))
    undo = follow_layer_tree(bench.main_window, bench)
    view.setCurrentLayer(layer)
    menu = QMenu()
    view.contextMenuAboutToShow.emit(menu)
    trees.change()
    (action,) = [one for one in menu.actions() if one.objectName() == "ruhr_refresh_copy"]
    action.trigger()
    qtbot.waitUntil(lambda: layer.featureCount() == 31, timeout=30_000)
    quiet(qtbot, room)
    undo()
    empty = QMenu()
    view.contextMenuAboutToShow.emit(empty)
    assert empty.actions() == []


def test_the_sign_of_an_incomplete_layer_stands_in_the_tree_of_the_project_opened_again(qtbot, room, trees, tmp_path):
    trees.lost = [7, 8]
    add(qtbot, room, arcgis(trees))
    bench, project = room.workbench, QgsProject.instance()
    assert project.write(str(tmp_path / "p.qgz"))
    view = QgsLayerTreeView(bench.main_window)
    view.setModel(QgsLayerTreeModel(project.layerTreeRoot(), view))
    undo = follow_projects(bench)
    assert project.read(str(tmp_path / "p.qgz"))
    node = project.layerTreeRoot().findLayer(layers()[0].id())
    (sign,) = view.indicators(node)
    assert "28 of 30 objects loaded" in sign.toolTip()
    undo()
    assert view.indicators(node) == []
    view.deleteLater()


def test_a_copy_that_qgis_itself_opened_is_refreshed_too(qtbot, room, trees):
    (layer,) = add(qtbot, room, arcgis(trees))
    path, fetched = path_of(layer), read_origin(layer).fetched_at
    # A second may begin between the layer's note and the file's.
    since = {short_moment(fetched - timedelta(seconds=late)) for late in (0, 1)}
    QgsProject.instance().clear()
    opened = QgsProject.instance().addMapLayer(QgsVectorLayer(str(path), "Aus dem Browser", "ogr"))
    assert may_be_copy(opened)
    trees.change()
    room.refreshing.refresh(opened)
    qtbot.waitUntil(lambda: opened.featureCount() == 31, timeout=30_000)
    quiet(qtbot, room)
    assert any(one in room.workbench.messages.recent[-1].sentence for one in since)
    other = QgsVectorLayer("Point", "x", "memory")
    assert not may_be_copy(other)


def opened_by_qgis(path: Path, table: str = "") -> QgsVectorLayer:
    """Return a layer of a file in the project, without our mark."""
    source = f"{path}|layername={table}" if table else str(path)
    return QgsProject.instance().addMapLayer(QgsVectorLayer(source, "Aus dem Browser", "ogr"))


def test_an_excerpt_that_the_toolbox_made_is_refreshed_as_that_excerpt(qtbot, room, trees, tmp_path):
    url, path = trees.server.url + "/baeume.geojson", tmp_path / "ausschnitt.gpkg"
    area = (7.2, 51.4799, 7.2 + 10.00001 / 1e4, 51.4801)  # the first ten trees, the tenth just so
    to_metres = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem("EPSG:25832"), QgsProject.instance()
    )
    box = to_metres.transformBoundingBox(QgsRectangle(*area))
    in_metres = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    for number, (asked, crs) in enumerate(((area, "EPSG:4326"), (in_metres, "EPSG:25832"))):
        trees.trees = [trees.tree(one) for one in range(1, 31)]
        wanted = Wanted(url, kind=ServiceKind.GEOJSON, area=asked, area_crs=crs)
        path = path.with_name(f"ausschnitt{number}.gpkg")
        done = download_layer(room.workbench.http("", ""), wanted, path)
        assert done.completeness.received == 10
        layer = opened_by_qgis(path)
        trees.trees = [*trees.trees[1:], trees.tree(101)]  # one within is gone, the new one lies outside
        trees.tag = f'"{number + 10}"'
        room.refreshing.refresh(layer)
        qtbot.waitUntil(lambda layer=layer: layer.featureCount() == 9 or room.banner.state == FAILED, timeout=30_000)
        quiet(qtbot, room)
        assert sorted(feature["OBJECTID"] for feature in layer.getFeatures()) == list(range(2, 11))


def test_a_table_of_the_planner_in_the_file_of_a_copy_is_no_copy(qtbot, room, trees, tmp_path):
    path = tmp_path / "plan.gpkg"
    wanted = Wanted(trees.server.url + "/baeume.geojson", kind=ServiceKind.GEOJSON)
    download_layer(room.workbench.http("", ""), wanted, path)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "massnahmen"
    options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    measures = QgsVectorLayer("Polygon?crs=EPSG:25832&field=massnahme:string", "m", "memory")
    QgsVectorFileWriter.writeAsVectorFormatV3(measures, str(path), QgsCoordinateTransformContext(), options)
    layer = opened_by_qgis(path, "massnahmen")
    source = layer.source()
    trees.change()
    room.refreshing.refresh(layer)
    qtbot.waitUntil(lambda: room.banner.state == FAILED or layer.source() != source, timeout=30_000)
    quiet(qtbot, room)
    assert layer.source() == source
    assert "is no copy" in room.banner.text
    copy = opened_by_qgis(path, table_of(path))
    room.refreshing.refresh(copy)
    qtbot.waitUntil(lambda: copy.featureCount() == 31, timeout=30_000)
    quiet(qtbot, room)


def test_the_menu_looks_into_no_file(qtbot, room, trees, tmp_path, monkeypatch):
    own = tmp_path / "eigenes.gpkg"
    wanted = Wanted(trees.server.url + "/baeume.geojson", kind=ServiceKind.GEOJSON)
    download_layer(room.workbench.http("", ""), wanted, own)
    layer = opened_by_qgis(own)
    monkeypatch.setattr(kept_layer, "read_record", lambda path: pytest.fail(f"{path} was opened"))
    assert may_be_copy(layer)
    assert not is_copy(layer)
    room.actions_row.more_button.menu().aboutToShow.emit()


@pytest.mark.parametrize("is_file", [True, False], ids=["file", "download"])
@pytest.mark.parametrize("begins", ["before", "meanwhile"])
def test_a_layer_that_is_being_edited_is_not_refreshed(qtbot, room, trees, tmp_path, is_file, begins):
    path, url = tmp_path / "eigenes.gpkg", trees.server.url + "/baeume.geojson"
    if is_file:
        (layer,) = add(qtbot, room, url)
        layer.setReadOnly(False)  # as in projects of older versions
    else:
        download_layer(room.workbench.http("", ""), Wanted(url, kind=ServiceKind.GEOJSON), path)
        layer = opened_by_qgis(path)
    trees.change()
    source, beside = layer.source(), sorted(tmp_path.glob("*.gpkg"))

    def edit() -> None:
        assert layer.startEditing()
        (third,) = [one for one in layer.getFeatures() if one["OBJECTID"] == 3]
        layer.changeAttributeValue(third.id(), layer.fields().indexOf("art"), "gefällt")

    if begins == "before":
        edit()
        room.refreshing.refresh(layer)
    else:
        room.refreshing.refresh(layer)
        edit()
    qtbot.waitUntil(lambda: room.banner.state == FAILED or layer.source() != source, timeout=30_000)
    quiet(qtbot, room)
    assert "is being edited" in room.banner.text
    assert layer.source() == source
    assert sorted(tmp_path.glob("*.gpkg")) == beside
    assert layer.commitChanges()
    assert [one["OBJECTID"] for one in layer.getFeatures() if one["art"] == "gefällt"] == [3]
    press(room, "Try again")
    qtbot.waitUntil(lambda: layer.featureCount() == 31, timeout=30_000)
    quiet(qtbot, room)


def test_a_refresh_that_fails_leaves_the_copy_as_it_was(qtbot, room, trees):
    with Chaos(trees.server.url) as proxy:
        (layer,) = add(qtbot, room, proxy.url + "/rest/services/baum/FeatureServer/0")
        proxy.rules = [{"match": "", "fault": "reset"}]
        room.refreshing.refresh(layer)
        qtbot.waitUntil(lambda: room.banner.state == FAILED, timeout=30_000)
        quiet(qtbot, room)
    assert layer.isValid()
    assert layer.featureCount() == 30


@pytest.mark.parametrize("towns", [("05911000",), ()])
def test_a_download_of_a_town_of_the_ruhr_is_read_in_the_zone_of_the_ruhr_and_stays_so(
    qtbot, room, tmp_path, towns
):
    with LyingWfs([(EAST + number, NORTH) for number in range(5)], "EPSG:25833") as server:
        url = server.url + "/wfs?SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=t:baeume"
        resource = Distribution("r1", "Bäume", url, classify(url, ""))
        room.show_dataset(Dataset("d1", "Baumkataster", "GovData", distributions=(resource,),
                                  municipalities=frozenset(towns)))  # fmt: skip
        answer_dialog(whole_layer)
        click(room.actions_row.download_button)
        qtbot.waitUntil(lambda: bool(layers()) or room.banner.state == FAILED, timeout=30_000)
        quiet(qtbot, room)
        (layer,) = layers()
        # Read as zone 33 the numbers lie in Saxony-Anhalt; from there QGIS brings them into zone 32.
        east = EAST if towns else 792_469.5
        assert (layer.crs().authid(), layer.extent().xMinimum()) == ("EPSG:25832", pytest.approx(east, abs=1))
        assert bool(read_origin(layer).parameters.get("place")) == bool(towns)
        server.places, server.most = [*server.places, (EAST + 9, NORTH)], 6
        room.refreshing.refresh(layer)
        qtbot.waitUntil(lambda: layer.featureCount() == 6 or room.banner.state == FAILED, timeout=30_000)
        quiet(qtbot, room)
        assert layer.extent().xMinimum() == pytest.approx(east, abs=1)
