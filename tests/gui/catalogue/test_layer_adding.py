# SPDX-License-Identifier: GPL-2.0-or-later
"""From a resource of a data set to layers on the map, without the room around it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import List, Tuple

import pytest
from osgeo import ogr
from qgis.core import QgsCategorizedSymbolRenderer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QLabel, QPushButton

from ruhr_smartcity_plugin.adapters.layers.axis_memory import keep_axes, read_axes
from ruhr_smartcity_plugin.adapters.layers.loading_objects import AXIS_OPTIONS
from ruhr_smartcity_plugin.adapters.layers.loading_result import LoadedLayer
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind, classify
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.errors import HttpStatusError, LayerError, RuhrError
from ruhr_smartcity_plugin.core.progress import SILENT
from ruhr_smartcity_plugin.gui.catalogue import layer_adding_file_steps
from ruhr_smartcity_plugin.gui.catalogue.layer_adding import LayerAdding
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_files import member_stage
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_publish import limit_scale, origin_of, publish_layer
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_refetch import resource_of_today
from ruhr_smartcity_plugin.gui.catalogue.layer_choice import LayerChoice
from ruhr_smartcity_plugin.gui.catalogue.table_review import TableReview
from tests.support.chaos import Chaos
from tests.support.ckan import CkanServer, package
from tests.support.ckan import resource as ckan_resource
from tests.support.geofiles import LAT, LON, geojson, gtfs, points, zipped
from tests.support.loopback import Loopback, Reply
from tests.support.lying_wfs import LyingWfs

PORTAL = "https://opendata.example"


def dataset_of(
    url: str, *, declared: str = "", title: str = "Baumkataster", **more: object
) -> Tuple[Dataset, Distribution]:
    resource = Distribution("r1", "Bäume", url, classify(url, declared))
    whole = Dataset("d1", title, "Portal", portal_root=PORTAL, identifier="guid-1", themes=("envi",),
                    distributions=(resource,))  # fmt: skip
    return replace(whole, **more), resource


class Listener:
    def __init__(self, adding: LayerAdding) -> None:
        self.added: List[object] = []
        self.errors: List[RuhrError] = []
        self.retries: List[object] = []
        self.stops = 0
        adding.added.connect(self.added.append)
        adding.failed.connect(self._fail)
        adding.stopped.connect(self._stop)

    def _fail(self, error: RuhrError, retry: object) -> None:
        self.errors.append(error)
        self.retries.append(retry)

    def _stop(self) -> None:
        self.stops += 1


@pytest.fixture
def adding(workbench, tmp_path):
    workbench.settings.cache_folder.setValue(str(tmp_path))
    made = LayerAdding(workbench)
    made.heard = Listener(made)
    return made


def add(qtbot, adding: LayerAdding, dataset: Dataset, resource: Distribution, count: int = 1) -> list:
    """Add it and wait for so many layers or an error; returns the layers of the project in tree order."""
    adding.add(dataset, resource)
    heard = adding.heard
    qtbot.waitUntil(lambda: len(heard.added) >= count or bool(heard.errors), timeout=30_000)
    qtbot.waitUntil(lambda: not adding._bench.tasks.running(), timeout=10_000)
    return [node.layer() for node in QgsProject.instance().layerTreeRoot().findLayers()]


def choose(*titles: str) -> None:
    """Answer the next choice dialog; nothing chosen cancels it."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, LayerChoice):
            QTimer.singleShot(50, answer)
            return
        dialog.list.clearSelection()
        for row in range(dialog.list.count()):
            item = dialog.list.item(row)
            item.setSelected(any(item.text().startswith(title) for title in titles))
        dialog.accept() if titles else dialog.reject()

    QTimer.singleShot(50, answer)


def test_a_file_stands_on_the_map_in_the_group_of_its_theme_with_its_origin(qtbot, adding):
    with Loopback({"/baum.geojson": Reply(200, geojson(points(12)), {"ETag": '"7"'}, "application/json")}) as server:
        (layer,) = add(qtbot, adding, *dataset_of(server.url + "/baum.geojson"))
    assert (layer.name(), layer.featureCount()) == ("Baumkataster", 12)
    group = QgsProject.instance().layerTreeRoot().findLayer(layer.id()).parent()
    path = [group.parent().parent().name(), group.parent().name(), group.name()]
    assert path == ["Ruhr Smart City", "Data", "Environment"]
    kept = read_origin(layer).parameters
    assert {key: kept[key] for key in ("portal", "data set", "resource", "identifier", "ETag")} == {
        "portal": PORTAL, "data set": "d1", "resource": "Bäume", "identifier": "guid-1", "ETag": '"7"',
    }  # fmt: skip


def test_a_corrected_place_is_marked_in_name_origin_and_note(qtbot, adding):
    with Loopback({"/b.geojson": Reply(200, geojson(points(3, x=LAT, y=LON, step=0)))}) as server:
        (layer,) = add(qtbot, adding, *dataset_of(server.url + "/b.geojson"))
    assert layer.name() == "Baumkataster (place corrected)"
    assert "axes were exchanged" in read_origin(layer).parameters["place"]
    assert read_origin(layer).changed
    assert "axes were exchanged" in adding.heard.added[0].loaded.notes[0]


def test_services_that_exchange_their_axes_are_known_again_after_a_restart(qtbot, adding):
    settings = adding._bench.settings
    settings.exchanged_axes.setValue([])
    with LyingWfs([(LON, LAT)] * 5, "EPSG:4326") as server:
        add(qtbot, adding, *dataset_of(server.url + "/wfs", declared="WFS"))
        (kept,) = settings.exchanged_axes.value()
        assert kept.split(" ")[1:] == [server.url + "/wfs", "EPSG:4326"]
        assert read_axes(settings) == {f"{server.url}/wfs EPSG:4326": kept.split(" ")[0]}
        restarted = LayerAdding(adding._bench)
        restarted.heard = Listener(restarted)
        layers = add(qtbot, restarted, *dataset_of(server.url + "/wfs", declared="WFS"))
    assert len(layers) == 2
    for layer in layers:
        assert layer.name().endswith("(place corrected)")
        assert "axes were exchanged" in read_origin(layer).parameters["place"]
        assert read_origin(layer).changed
    assert "axes were exchanged" in restarted.heard.added[0].loaded.notes[0]
    keep_axes(settings, {f"https://x.example/{one}?token=geheim{one} EPSG:4326": AXIS_OPTIONS[0] for one in range(3)})
    assert settings.exchanged_axes.value() == []
    keep_axes(settings, {f"https://x.example/{one} EPSG:4326": AXIS_OPTIONS[0] for one in range(300)})
    assert len(settings.exchanged_axes.value()) == 100
    settings.exchanged_axes.setValue(["DROP x", "unsinn"])
    assert read_axes(settings) == {}
    settings.exchanged_axes.setValue([])


def test_several_data_sets_in_one_zip_are_asked_for(qtbot, adding):
    body = zipped({"a/linden.geojson": geojson(points(2)), "eichen.geojson": geojson(points(3)), "lies.pdf": b"%PDF"})
    with Loopback({"/baum.zip": body}) as server:
        choose("linden", "eichen")
        layers = add(qtbot, adding, *dataset_of(server.url + "/baum.zip"), count=2)
    assert {layer.name(): layer.featureCount() for layer in layers} == {
        "Baumkataster: linden": 2, "Baumkataster: eichen": 3,
    }  # fmt: skip


def test_choosing_nothing_adds_nothing_and_ends(qtbot, adding):
    body = zipped({"a.geojson": geojson(points(2)), "b.geojson": geojson(points(3))})
    with Loopback({"/baum.zip": body}) as server:
        choose()
        adding.add(*dataset_of(server.url + "/baum.zip"))
        qtbot.waitUntil(lambda: adding.heard.stops >= 2, timeout=10_000)
    assert not QgsProject.instance().mapLayers()


def test_a_timetable_declared_as_zip_is_found_out(qtbot, adding):
    with Loopback({"/vrr.zip": gtfs()}) as server:
        (layer,) = add(qtbot, adding, *dataset_of(server.url + "/vrr.zip", declared="ZIP", title="Fahrplan"))
    assert layer.featureCount() == 5


# --- a file fetched anew -----------------------------------------------------------------------------
def names() -> List[str]:
    return sorted(one.name() for one in QgsProject.instance().mapLayers().values())


def test_a_refresh_that_failed_takes_no_layer_away_when_another_file_is_added(qtbot, adding):
    with Loopback({"/a.geojson": geojson(points(2)), "/b.geojson": geojson(points(3))}) as server:
        add(qtbot, adding, *dataset_of(server.url + "/a.geojson", title="A"))
        server.routes["/a.geojson"] = Reply(403)
        adding.heard.added[0].again()
        qtbot.waitUntil(lambda: bool(adding.heard.errors), timeout=20_000)
        add(qtbot, adding, *dataset_of(server.url + "/b.geojson", title="B"), count=2)
        qtbot.waitUntil(lambda: len(adding.heard.added) == 2, timeout=20_000)
    assert names() == ["A", "B"]


def test_a_refresh_that_failed_replaces_the_layer_when_it_is_tried_again(qtbot, adding):
    with Loopback({"/a.geojson": geojson(points(2))}) as server:
        (_old,) = add(qtbot, adding, *dataset_of(server.url + "/a.geojson", title="A"))
        server.routes["/a.geojson"] = Reply(403)
        adding.heard.added[0].again()
        qtbot.waitUntil(lambda: bool(adding.heard.retries), timeout=20_000)
        server.routes["/a.geojson"] = geojson(points(5))
        adding.heard.retries[0]()
        qtbot.waitUntil(lambda: len(adding.heard.added) == 2, timeout=20_000)
    assert [one.featureCount() for one in QgsProject.instance().mapLayers().values()] == [5]


def test_a_refresh_without_network_says_why_and_leaves_the_one_layer(qtbot, adding):
    with Loopback({"/a.geojson": geojson(points(2))}) as server, Chaos(server.url) as proxy:
        (old,) = add(qtbot, adding, *dataset_of(proxy.url + "/a.geojson", title="A"))
        proxy.rules = [{"match": "", "fault": "reset"}]
        adding.heard.added[0].again()
        qtbot.waitUntil(lambda: bool(adding.heard.errors) or len(adding.heard.added) > 1, timeout=20_000)
        assert list(QgsProject.instance().mapLayers()) == [old.id()]
        assert adding.heard.errors[0].sentence
        proxy.rules = []
        adding.heard.retries[0]()
        qtbot.waitUntil(lambda: len(adding.heard.added) == 2, timeout=20_000)
    assert names() == ["A"]


def test_a_layer_whose_edits_are_not_saved_stays_beside_the_new_one(qtbot, adding, workbench):
    with Loopback({"/a.geojson": geojson(points(2))}) as server:
        (old,) = add(qtbot, adding, *dataset_of(server.url + "/a.geojson", title="A"))
        old.setReadOnly(False)
        assert old.startEditing()
        assert old.deleteFeature(next(old.getFeatures()).id())
        server.routes["/a.geojson"] = geojson(points(5))
        adding.heard.added[0].again()
        qtbot.waitUntil(lambda: len(adding.heard.added) == 2, timeout=20_000)
    assert sorted(one.featureCount() for one in QgsProject.instance().mapLayers().values()) == [1, 5]
    assert "not saved" in workbench.messages.problems()[-1].sentence
    old.rollBack()


# --- several chosen, one fails -----------------------------------------------------------------------
@pytest.fixture
def third_of_three(qtbot, adding, monkeypatch):
    """Three data sets of an archive are chosen; the second fails once, with the third still waiting."""
    failures = [LayerError("The disk was busy.")]

    def stage(fetched: object, member: object, *more: object) -> object:
        if member.name.startswith("b") and failures:
            raise failures.pop()
        return member_stage(fetched, member, *more)

    monkeypatch.setattr(layer_adding_file_steps, "member_stage", stage)
    body = zipped({f"{name}.geojson": geojson(points(2)) for name in "abc"})
    with Loopback({"/x.zip": body, "/d.geojson": geojson(points(2))}) as server:
        choose("a", "b", "c")
        adding.add(*dataset_of(server.url + "/x.zip", title="X"))
        qtbot.waitUntil(lambda: bool(adding.heard.errors), timeout=20_000)
        yield server


def test_the_rest_of_a_choice_comes_with_the_second_try_of_what_failed(qtbot, adding, third_of_three):
    assert names() == ["X: a"]
    adding.heard.retries[0]()
    qtbot.waitUntil(lambda: len(adding.heard.added) == 3, timeout=20_000)
    assert names() == ["X: a", "X: b", "X: c"]


def test_the_rest_of_a_choice_never_comes_with_something_else(qtbot, adding, third_of_three):
    add(qtbot, adding, *dataset_of(third_of_three.url + "/d.geojson", title="D"), count=2)
    qtbot.waitUntil(lambda: len(adding.heard.added) == 2, timeout=20_000)
    qtbot.wait(300)
    assert names() == ["D", "X: a"]


@pytest.mark.parametrize("moment", ["while the first loads", "when the first is there"])
def test_what_is_added_meanwhile_takes_nothing_of_a_choice_away(qtbot, adding, moment):
    body = zipped({f"{name}.geojson": geojson(points(2)) for name in "abc"})
    with Loopback({"/x.zip": body, "/d.geojson": geojson(points(2))}) as server:
        more = [dataset_of(server.url + "/d.geojson", title="D")]

        def click(text: str) -> None:
            if "X: a" in text and more:
                adding.add(*more.pop())

        if moment.startswith("while"):
            adding.started.connect(lambda text, _cancel: click(text))
        else:
            adding.added.connect(lambda one: click(one.loaded.layer.name()))
        choose("a", "b", "c")
        adding.add(*dataset_of(server.url + "/x.zip", title="X"))
        qtbot.waitUntil(lambda: len(adding.heard.added) == 4, timeout=20_000)
    assert names() == ["D", "X: a", "X: b", "X: c"]


def test_a_choice_given_up_lets_what_was_added_meanwhile_come(qtbot, adding):
    body = zipped({f"{name}.geojson": geojson(points(2)) for name in "ab"})
    with Loopback({"/x.zip": body, "/d.geojson": geojson(points(2))}) as server:
        choose()
        adding.add(*dataset_of(server.url + "/x.zip", title="X"))
        adding.add(*dataset_of(server.url + "/d.geojson", title="D"))
        qtbot.waitUntil(lambda: len(adding.heard.added) == 1, timeout=20_000)
    assert names() == ["D"]


@pytest.fixture
def first_of_three_fails(qtbot, adding):
    """A, B and C are asked for one after the other; A fails."""
    routes = {f"/{name}.geojson": geojson(points(2)) for name in "bcd"}
    with Loopback({"/a.geojson": Reply(403), **routes}) as server:
        for name in "abc":
            adding.add(*dataset_of(f"{server.url}/{name}.geojson", title=name.upper()))
        qtbot.waitUntil(lambda: bool(adding.heard.errors), timeout=20_000)
        assert adding.n_queued == 2
        yield server


@pytest.mark.parametrize("way", ["the user goes on", "the user tries again", "the user adds another one"])
def test_what_was_asked_for_meanwhile_is_not_lost_when_something_fails(qtbot, adding, first_of_three_fails, way):
    server = first_of_three_fails
    expected = ["B", "C"]
    if way == "the user goes on":
        adding.go_on()
    elif way == "the user tries again":
        server.routes["/a.geojson"] = geojson(points(2))
        adding.heard.retries[0]()
        expected = ["A", *expected]
    else:
        adding.add(*dataset_of(server.url + "/d.geojson", title="D"))
        expected = [*expected, "D"]
    qtbot.waitUntil(lambda: len(adding.heard.added) == len(expected), timeout=20_000)
    assert names() == expected
    assert adding.n_queued == 0


def test_nothing_of_a_closed_project_comes_into_the_next_one(qtbot, adding, workbench):
    QgsProject.instance().cleared.connect(adding.leave_project)  # as the room does
    with Loopback({f"/{name}.geojson": geojson(points(2)) for name in "abc"}) as server:
        for name in "abc":
            adding.add(*dataset_of(f"{server.url}/{name}.geojson", title=name.upper()))
        QgsProject.instance().clear()
        qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=20_000)
        qtbot.wait(300)
    assert names() == []
    said = [one.sentence for one in workbench.messages.problems()]
    assert [text.partition(" were not added")[0] for text in said] == ["2 layers", "1 layer"]  # those that waited first


# --- a resource that has moved -----------------------------------------------------------------------
SHOW = "/api/3/action/package_show"
WEB_PAGE = Reply(200, b"<!DOCTYPE html><html><body>Umgezogen</body></html>", {}, "text/html")


@pytest.mark.parametrize("answer", [Reply(404), Reply(410), Reply(403), WEB_PAGE])
def test_a_resource_that_moved_is_found_again_by_its_data_set(qtbot, adding, answer):
    with Loopback({"/old.geojson": answer, "/new.geojson": geojson(points(4))}) as server:
        dataset, resource = dataset_of(server.url + "/old.geojson")
        moved = replace(dataset, distributions=(replace(resource, key="r2", url=server.url + "/new.geojson"),))
        asked = []
        adding.refetch = lambda one, _progress: asked.append(one.key) or moved
        (layer,) = add(qtbot, adding, dataset, resource)
    assert asked == ["d1"]
    assert layer.featureCount() == 4


def test_a_ckan_portal_is_asked_by_itself(qtbot, adding):
    with Loopback({"/old.geojson": Reply(404), "/new.geojson": geojson(points(4))}) as files:
        moved = package("d1", "Baumkataster", ckan_resource("Bäume", "GeoJSON", files.url + "/new.geojson"))
        with CkanServer([moved]) as portal:
            dataset, resource = dataset_of(files.url + "/old.geojson", portal_root=portal.url)
            (layer,) = add(qtbot, adding, dataset, resource)
    assert layer.featureCount() == 4


class Listed:
    """The user's list of sources, with one portal."""

    def __init__(self, url: str, kind: PortalKind | None = PortalKind.CKAN) -> None:
        self.source = CatalogueSource("p", "Portal", url, kind)

    def login_for(self, _url: str) -> str:
        return ""

    def by_root(self, url: str) -> CatalogueSource | None:
        return self.source if url == self.source.url else None


@pytest.mark.parametrize("kind", [PortalKind.CKAN, None])
def test_the_file_of_today_is_loaded_though_the_address_of_yesterday_still_answers(qtbot, adding, workbench, kind):
    with Loopback({"/2024.geojson": geojson(points(2)), "/2025.geojson": geojson(points(4))}) as files:
        today = package("d1", "Baumkataster", ckan_resource("Bäume", "GeoJSON", files.url + "/2025.geojson"))
        with CkanServer([today]) as portal:
            workbench.shared["sources"] = Listed(portal.url, kind)
            dataset, resource = dataset_of(files.url + "/2024.geojson", portal_root=portal.url)
            (layer,) = add(qtbot, adding, dataset, resource)
        assert files.asked("/2024.geojson") == []
    assert layer.featureCount() == 4
    assert adding.heard.added[0].loaded.notes == ()


def test_the_layer_chosen_in_the_browser_tree_stays_chosen_at_the_address_of_today():
    listed = Distribution("r1", "Bäume", "https://neu.example/ows?REQUEST=GetCapabilities", (ServiceKind.WFS,))
    chosen = replace(listed, url="https://alt.example/ows?SERVICE=WFS&TYPENAMES=ms%3Abaeume")
    dataset = Dataset("d1", "Baumkataster", "Portal", portal_root=PORTAL, distributions=(listed,))
    today, is_told = resource_of_today(dataset, chosen, lambda one, _progress: one, SILENT)
    assert is_told
    assert today.url == "https://neu.example/ows?SERVICE=WFS&TYPENAMES=ms%3Abaeume"


def test_a_portal_that_is_away_leaves_the_known_address_and_that_is_said(qtbot, adding, workbench):
    with Loopback({"/b.geojson": geojson(points(3))}) as files, Loopback({SHOW: Reply(503)}) as portal:
        workbench.shared["sources"] = Listed(portal.url)
        (layer,) = add(qtbot, adding, *dataset_of(files.url + "/b.geojson", portal_root=portal.url))
        assert len(portal.seen) == 1
    assert layer.featureCount() == 3
    assert "“Portal” could not be asked" in adding.heard.added[0].loaded.notes[-1]


@pytest.mark.parametrize("listed", [[], [package("d1", "Baumkataster", ckan_resource("Karte", "PDF", "https://x.de"))]])
def test_what_the_portal_no_longer_lists_is_loaded_with_a_warning(qtbot, adding, workbench, listed):
    with Loopback({"/b.geojson": geojson(points(3))}) as files, CkanServer(listed) as portal:
        workbench.shared["sources"] = Listed(portal.url)
        add(qtbot, adding, *dataset_of(files.url + "/b.geojson", portal_root=portal.url))
    assert "“Portal” no longer lists this resource" in adding.heard.added[0].loaded.notes[-1]


@pytest.mark.parametrize(("known", "shown"), [(geojson(points(3)), "Bäume"), (Reply(404), "Parkhäuser")])
def test_another_file_of_the_data_set_comes_only_where_the_chosen_one_is_gone_and_that_is_said(
    qtbot, adding, workbench, known, shown
):
    routes = {"/baeume.geojson": known, "/parken.geojson": geojson(points(1))}
    with Loopback(routes) as files:
        other = ckan_resource("Parkhäuser", "GeoJSON", files.url + "/parken.geojson")
        with CkanServer([package("d1", "Baumkataster", other)]) as portal:
            workbench.shared["sources"] = Listed(portal.url)
            add(qtbot, adding, *dataset_of(files.url + "/baeume.geojson", portal_root=portal.url))
        assert bool(files.asked("/parken.geojson")) is (shown == "Parkhäuser")
    said = "used instead: “Parkhäuser”" if shown == "Parkhäuser" else "“Portal” no longer lists this resource"
    assert said in adding.heard.added[0].loaded.notes[-1]


def test_a_single_service_is_not_asked_for_a_data_set(qtbot, adding, workbench):
    with Loopback({"/b.geojson": geojson(points(3))}) as files, Loopback({}) as portal:
        workbench.shared["sources"] = Listed(portal.url, PortalKind.OGC)
        add(qtbot, adding, *dataset_of(files.url + "/b.geojson", portal_root=portal.url))
        add(qtbot, adding, *dataset_of(files.url + "/b.geojson", portal_root=""), count=2)
        assert portal.seen == []
    assert adding.heard.added[0].loaded.notes == ()


def test_a_resource_that_is_gone_for_good_says_so_once(qtbot, adding):
    with Loopback({"/old.geojson": Reply(404)}) as server:
        dataset, resource = dataset_of(server.url + "/old.geojson")
        adding.refetch = lambda one, _progress: one
        assert add(qtbot, adding, dataset, resource) == []
        assert len(server.asked("/old.geojson")) == 1
    assert isinstance(adding.heard.errors[0], HttpStatusError)


def test_a_busy_server_is_no_reason_to_ask_the_portal(qtbot, adding):
    adding.refetch = lambda *_: pytest.fail("the portal was asked")
    with Loopback({"/old.geojson": Reply(500)}) as server:
        assert add(qtbot, adding, *dataset_of(server.url + "/old.geojson")) == []
    assert adding.heard.errors


# --- ready styles ------------------------------------------------------------------------------------
@pytest.mark.parametrize("proof", [Proof.STATED, Proof.VIEW])
def test_a_layer_that_follows_the_view_is_not_fetched_as_a_whole_for_its_style(workbench, proof):
    asked = []

    class Schools(QgsVectorLayer):
        def uniqueValues(self, field: int, limit: int = -1) -> set:
            asked.append(field)
            return {"Gymnasium", "Grundschule"}

    layer = Schools("Point?crs=EPSG:25832&field=Schulform:string", "Schulen", "memory")
    dataset, resource = dataset_of("https://stadt.example/wfs")
    loaded = LoadedLayer(layer, None, Completeness(60_000, 60_000, proof))
    publish_layer(workbench, loaded, "Schulen", origin_of(dataset, resource, {}), dataset)
    is_asked = proof is Proof.STATED
    assert bool(asked) is is_asked
    assert isinstance(layer.renderer(), QgsCategorizedSymbolRenderer) is is_asked


# --- scales ------------------------------------------------------------------------------------------
def test_the_scales_a_service_names_limit_the_layer(qgis_app):
    layer = QgsVectorLayer("Point?crs=EPSG:25832", "x", "memory")
    limit_scale(layer, ServiceLayer("a", "A"))
    assert not layer.hasScaleBasedVisibility()
    limit_scale(layer, ServiceLayer("a", "A", min_scale=10_000.0))
    assert layer.hasScaleBasedVisibility()
    assert (layer.minimumScale(), layer.maximumScale()) == (10_000.0, 0.0)
    assert not layer.isInScaleRange(50_000.0)
    assert layer.isInScaleRange(500.0)


# --- log-ins -----------------------------------------------------------------------------------------
class Sources:
    def __init__(self, host: str) -> None:
        self.host = host

    def login_for(self, url: str) -> str:
        return "abc1234" if self.host in url else ""

    def by_root(self, url: str) -> None:
        del url


def test_a_log_in_goes_to_the_host_of_its_source_only(qtbot, adding, workbench, monkeypatch):
    asked = []
    true_http = workbench.http

    def http(authcfg: str = "", auth_host: str = "") -> object:
        asked.append((authcfg, auth_host))
        return true_http()

    monkeypatch.setattr(workbench, "http", http)
    with Loopback({"/b.geojson": geojson(points(2))}) as own, Loopback({"/b.geojson": geojson(points(2))}) as other:
        workbench.shared["sources"] = Sources(own.host)
        add(qtbot, adding, *dataset_of(own.url + "/b.geojson"))
        add(qtbot, adding, *dataset_of(other.url + "/b.geojson"), count=2)
    assert asked == [("abc1234", own.host), ("", "")]


def test_documents_are_not_taken_for_data(qtbot, adding):
    with Loopback({"/b.zip": b"%PDF-1.4"}) as server:
        assert add(qtbot, adding, *dataset_of(server.url + "/b.zip")) == []
    assert "PDF" in adding.heard.errors[0].sentence
    assert ServiceKind.PDF not in dataset_of("https://x.example/b.zip")[1].kinds


# --- tables ------------------------------------------------------------------------------------------
def test_a_table_is_understood_in_its_window_before_it_stands_on_the_map(qtbot, adding, workbench):
    lines = "Nr;Baumart;Ostwert;Nordwert\r\n" + "".join(
        f"{row};Roßkastanie;37588{row},5;5704850,25\r\n" for row in range(9)
    )
    with Loopback({"/baum.csv": Reply(200, lines.encode("cp1252"), {}, "text/csv")}) as server:
        adding.add(*dataset_of(server.url + "/baum.csv"))
        qtbot.waitUntil(lambda: bool(workbench.main_window.findChildren(TableReview)), timeout=10_000)
        (window,) = workbench.main_window.findChildren(TableReview)
        button = window.findChild(QPushButton, "table_add")
        qtbot.waitUntil(button.isEnabled, timeout=10_000)
        button.click()
        qtbot.waitUntil(lambda: bool(adding.heard.added) or bool(adding.heard.errors), timeout=10_000)
    (layer,) = QgsProject.instance().mapLayers().values()
    assert layer.featureCount() == 9
    assert layer.crs().authid() == "EPSG:25832"
    assert read_origin(layer).parameters["data set"] == "d1"
    group = QgsProject.instance().layerTreeRoot().findLayer(layer.id()).parent()
    assert group.name() == "Environment"


def workbook(path: Path, *sheets: str) -> bytes:
    book = ogr.GetDriverByName("XLSX").CreateDataSource(str(path))
    for name in sheets:
        sheet = book.CreateLayer(name)
        for field in ("Ort", "Ostwert", "Nordwert"):
            sheet.CreateField(ogr.FieldDefn(field, ogr.OFTString))
        for row in range(3):
            feature = ogr.Feature(sheet.GetLayerDefn())
            feature["Ort"], feature["Ostwert"], feature["Nordwert"] = f"{name} {row}", f"37588{row}", "5704850"
            sheet.CreateFeature(feature)
    del book
    return path.read_bytes()


def test_every_chosen_sheet_of_a_workbook_is_understood_in_turn(qtbot, adding, workbench, tmp_path):
    body = workbook(tmp_path / "w.xlsx", "Eins", "Zwei", "Drei")
    seen: List[str] = []
    with Loopback({"/w.xlsx": body}) as server:
        choose("Eins", "Drei")
        adding.add(*dataset_of(server.url + "/w.xlsx", title="Wachen"))
        for _sheet in range(2):
            qtbot.waitUntil(lambda: bool(open_reviews(workbench, seen)), timeout=20_000)
            (window,) = open_reviews(workbench, seen)
            seen.append(window.windowTitle())
            window.reject()
        qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=10_000)
    assert [title.rsplit(" ", 1)[-1] for title in seen] == ["Eins", "Drei"]


def open_reviews(workbench: object, seen: List[str]) -> List[TableReview]:
    windows = workbench.main_window.findChildren(TableReview)
    return [one for one in windows if one.isVisible() and one.windowTitle() not in seen]


# --- the choice --------------------------------------------------------------------------------------
def test_more_layers_than_may_be_added_at_once_are_refused_and_none_is_left_out(qtbot, qgis_app):
    layers = tuple(ServiceLayer(f"l{number}", f"Layer {number}") for number in range(22))
    dialog = LayerChoice(ServiceDescription(ServiceKind.WFS, "https://x.example", "X", "", layers), ())
    qtbot.addWidget(dialog)
    dialog.show()
    ok, limit = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), dialog.findChild(QLabel, "layer_limit")
    dialog.list.selectAll()
    assert len(dialog.chosen()) == 22
    assert not ok.isEnabled()
    assert limit.isVisible()
    assert "20" in limit.text()
    dialog.list.itemActivated.emit(dialog.list.item(0))
    assert dialog.isVisible()
    for row in (0, 1):
        dialog.list.item(row).setSelected(False)
    assert ok.isEnabled()
    assert not limit.isVisible()
