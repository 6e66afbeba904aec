# SPDX-License-Identifier: GPL-2.0-or-later
"""The browser tree in QGIS's own model: asked only when opened, off the main thread, ready to be dragged to the map."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsBrowserModel,
    QgsDataItem,
    QgsErrorItem,
    QgsMimeDataUtils,
    QgsProject,
)
from qgis.gui import QgsDataItemGuiContext, QgsGui
from qgis.PyQt.QtCore import QModelIndex
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QApplication, QMenu, QWidget

from ruhr_smartcity_plugin.adapters.catalogue.source_store import CatalogueSources
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.adapters.messages import LOG_TAG
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.finding import SourceState
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.licence import recognise_licence
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder
from ruhr_smartcity_plugin.core.catalogue.presets import load_sample_catalogue
from ruhr_smartcity_plugin.core.catalogue.shelf import Shelf
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.gui.catalogue.browser_items import KEY, LayerLeaf, naming_layer
from ruhr_smartcity_plugin.gui.catalogue.browser_site import BrowserSite
from ruhr_smartcity_plugin.gui.catalogue.dragging import Reference
from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom
from ruhr_smartcity_plugin.gui.catalogue.registration import register_catalogue
from ruhr_smartcity_plugin.ledger import Ledger
from tests.support.loopback import Loopback, Reply
from tests.support.request_count import count_requests

pytestmark = pytest.mark.server
BY = recognise_licence("dl-de/by-2-0")


class Iface:
    """What registration asks of QGIS's interface, with QGIS's own locator behind it."""

    def __init__(self) -> None:
        self.filters, self.drops = [], []

    def registerCustomDropHandler(self, one) -> None:
        self.drops.append(one)

    def unregisterCustomDropHandler(self, one) -> None:
        self.drops.remove(one)

    def registerLocatorFilter(self, one) -> None:
        self.filters.append(one)

    def deregisterLocatorFilter(self, one) -> None:
        self.filters.remove(one)


class RoomDouble(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.shown, self.added, self.dropped, self.on_shelf = [], [], [], []

    def show_dataset(self, dataset) -> None:
        self.shown.append(dataset)

    def show_on_shelf(self, item, collection) -> None:
        self.on_shelf.append((item.key, collection))

    def add(self, dataset, distribution) -> None:
        self.added.append((dataset, distribution))

    def add_dropped(self, reference) -> None:
        self.dropped.append(reference)


def service(url: str, kind: ServiceKind, publisher: str = "Stadt Bochum", **more) -> Dataset:
    one = Distribution("r", "Dienst", url, (kind,), licence=BY)
    values = {"key": f"k-{kind.name}", "title": f"Stadtdienst {kind.value}", "portal": "Geo services",
              "publisher": publisher, "licence": BY, "attribution": "© Stadt Bochum", "distributions": (one,)}
    return Dataset(**{**values, **more})


@pytest.fixture
def tree(workbench, qtbot, map_server):
    """The browser model with our entry over a MapServer; `open` unfolds a node by its names."""
    made = SimpleNamespace(bench=workbench, room=RoomDouble(), opened=[], iface=Iface(), menus=[])
    qtbot.addWidget(made.room)
    workbench.open_room = lambda name: made.opened.append(name) or made.room
    made.services = [service(map_server.url, ServiceKind.WMS), service(map_server.url, ServiceKind.WFS)]
    made.catalogues = [CatalogueSource("p", "opendata.ruhr", "https://opendata.ruhr")]
    workbench.shared["sources"] = SimpleNamespace(
        all=lambda: made.catalogues, services=lambda: made.services, login_for=lambda url: ""
    )
    ledger = Ledger(workbench.messages.fail)
    register_catalogue(made.iface, workbench, ledger)
    made.undo = ledger.unwind
    made.model = QgsBrowserModel()
    made.model.initialize()

    def rows(index: QModelIndex) -> list:
        return [made.model.index(row, 0, index) for row in range(made.model.rowCount(index))]

    def node(*names: str) -> QModelIndex:
        index = QModelIndex()
        for name in ("Ruhr Smart City", *names):
            if index.isValid():
                unfold(index)
            (index,) = [one for one in rows(index) if one.data() == name]
        return index

    def unfold(index: QModelIndex) -> None:
        item = made.model.dataItem(index)
        if item.state() == QgsDataItem.State.NotPopulated:
            made.model.fetchMore(index)
        qtbot.waitUntil(lambda: item.state() == QgsDataItem.State.Populated, timeout=15_000)

    def below(*names: str) -> list:
        index = node(*names)
        unfold(index)
        gc.collect()
        return [made.model.dataItem(one) for one in rows(index)]

    made.node, made.below, made.rows = node, below, rows
    yield made
    ledger.unwind()
    qtbot.wait(50)


def names(items: list) -> list:
    return [one.name() for one in items]


def menu_of(tree, item) -> dict:
    menu = QMenu()
    for provider in QgsGui.dataItemGuiProviderRegistry().providers():
        if provider.name() == KEY:
            provider.populateContextMenu(item, menu, [item], QgsDataItemGuiContext())
    found = {one.objectName(): one for one in menu.actions()}
    tree.menus.append(menu)  # or its actions go with it
    return found


# --- the tree --------------------------------------------------------------------------------------
def test_nothing_is_asked_before_a_service_is_opened(tree, map_server):
    before = len(map_server.requests)
    with count_requests() as asked:
        assert names(tree.below()) == ["Catalogues", "Geo services"]
        assert names(tree.below("Geo services")) == ["Stadt Bochum"]
        assert names(tree.below("Geo services", "Stadt Bochum")) == ["Stadtdienst WFS", "Stadtdienst WMS"]
        assert names(tree.below("Catalogues")) == ["opendata.ruhr"]
    assert (asked, len(map_server.requests)) == ([], before)


def test_a_service_is_asked_off_the_main_thread_and_shows_its_layers(tree, monkeypatch):
    threads, http = [], tree.bench.http

    def watched(*arguments):
        threads.append(threading.current_thread() is threading.main_thread())
        return http(*arguments)

    tree.bench.http = watched
    leaves = tree.below("Geo services", "Stadt Bochum", "Stadtdienst WFS")
    assert names(leaves) == ["Bäume", "Ortsteile"]
    assert threads == [False]
    assert all(isinstance(one, LayerLeaf) for one in leaves)


def test_without_the_list_of_sources_the_shipped_ones_are_shown(tree):
    tree.bench.shared.pop("sources")
    assert "Regionalverband Ruhr" in names(tree.below("Geo services"))
    assert len(tree.below("Catalogues")) >= 1


def test_a_node_that_fails_says_why_and_can_be_asked_again(tree, qtbot):
    with Loopback({"/ows": Reply(500, "x")}) as server:
        tree.services[:] = [service(server.url + "/ows", ServiceKind.WMS)]
        (said,) = tree.below("Geo services", "Stadt Bochum", "Stadtdienst WMS")
        assert isinstance(said, QgsErrorItem)
        assert "has an internal fault (HTTP 500)" in said.name()
        server.routes["/ows"] = Reply(
            200,
            "<WMS_Capabilities version='1.3.0'><Service/><Capability><Layer><Name>a</Name><Title>Bäume</Title>"
            "</Layer></Capability></WMS_Capabilities>",
            content_type="text/xml",
        )
        index = tree.node("Geo services", "Stadt Bochum", "Stadtdienst WMS")
        right, server.routes["/ows"] = server.routes["/ows"], Reply(503, "x")
        menu_of(tree, tree.model.dataItem(index))["browser_refresh"].trigger()
        qtbot.waitUntil(lambda: "HTTP 503" in tree.rows(index)[0].data(), timeout=10_000)
        server.routes["/ows"] = right
        qtbot.waitUntil(lambda: tree.model.dataItem(index).state() == QgsDataItem.State.Populated, timeout=10_000)
        menu_of(tree, tree.model.dataItem(index))["browser_refresh"].trigger()
        # Not item.children(): QGIS 3.40 hands its children to Python for deletion there.
        qtbot.waitUntil(lambda: [one.data() for one in tree.rows(index)] == ["Bäume"], timeout=10_000)


def test_a_catalogue_shows_its_entries_of_the_index_and_how_many_more(tree, qtbot, monkeypatch):
    monkeypatch.setattr("ruhr_smartcity_plugin.gui.catalogue.browser_catalogue.MOST_CHILDREN", 3)
    csv = Distribution("c", "Tabelle", "https://x.example/a.csv", (ServiceKind.CSV,))
    entries = [
        service("https://x.example", ServiceKind.CSV, key=f"e{n}", title=f"Eintrag {n}", distributions=(csv,),
                portal_root="https://opendata.ruhr", publisher="")
        for n in range(5)
    ]  # fmt: skip
    (said,) = tree.below("Catalogues", "opendata.ruhr")
    assert "Not in the local index" in said.name()
    state = SourceState("https://opendata.ruhr", "opendata.ruhr", 5, None, True, key="p")
    tree.bench.shared["finder"] = MemoryFinder(tuple(entries), (state,))
    tree.model.dataItem(tree.node("Catalogues", "opendata.ruhr")).refresh()
    qtbot.waitUntil(lambda: len(tree.below("Catalogues", "opendata.ruhr")) == 4, timeout=10_000)
    found = tree.below("Catalogues", "opendata.ruhr")
    assert sorted(found, key=lambda one: str(one.sortKey()))[-1].name() == "2 more: search in the room “Data”."
    assert set(names(found)) >= {"Eintrag 0", "Eintrag 1", "Eintrag 2"}
    (resource,) = tree.below("Catalogues", "opendata.ruhr", "Eintrag 0")
    assert resource.name() == "Tabelle (CSV)"
    menu_of(tree, resource)["browser_details"].trigger()
    assert tree.room.shown[0].title == "Eintrag 0"


def test_a_large_catalogue_is_shown_by_publisher(tree, monkeypatch):
    monkeypatch.setattr("ruhr_smartcity_plugin.gui.catalogue.browser_catalogue.MOST_CHILDREN", 3)
    publishers = ["Stadt Herne", "Stadt Herne", *["Stadt Essen"] * 4, ""]
    entries = [
        service("https://x.example/a", ServiceKind.CSV, key=f"e{n}", title=f"Eintrag {n}", publisher=name,
                portal_root="https://opendata.ruhr")
        for n, name in enumerate(publishers)
    ]  # fmt: skip
    state = SourceState("https://opendata.ruhr", "opendata.ruhr", 7, None, True, key="p")
    tree.bench.shared["finder"] = MemoryFinder(tuple(entries), (state,))
    found = tree.below("Catalogues", "opendata.ruhr")
    assert set(names(found)) == {"Stadt Herne (2)", "Stadt Essen (4)",
                                 "1 without a publisher: search in the room “Data”."}  # fmt: skip
    assert names(tree.below("Catalogues", "opendata.ruhr", "Stadt Herne (2)")) == ["Eintrag 0", "Eintrag 1"]
    assert "1 more: search in the room “Data”." in names(tree.below("Catalogues", "opendata.ruhr", "Stadt Essen (4)"))


def test_a_catalogue_that_is_only_searched_live_does_not_ask_for_an_index(tree):
    tree.catalogues[:] = [CatalogueSource("govdata", "GovData", "https://www.govdata.de", is_indexed=False)]
    (said,) = tree.below("Catalogues", "GovData")
    assert "searched live in the room “Data”" in said.name()
    assert "Manage catalogues" in said.name()
    assert "Build the index" not in said.name()


def test_a_catalogue_with_more_in_its_address_than_its_root_shows_its_entries(tree):
    tree.catalogues[:] = [CatalogueSource("own", "Geoportal", "https://x.example/csw?service=CSW&request=GetRecords")]
    entry = service("https://x.example/a", ServiceKind.WMS, title="Eintrag", portal_root="https://x.example/csw")
    state = SourceState("https://x.example/csw", "Geoportal", 1, None, True, key="own")
    tree.bench.shared["finder"] = MemoryFinder((entry,), (state,))
    assert names(tree.below("Catalogues", "Geoportal")) == ["Eintrag"]


def test_an_unforeseen_error_is_found_in_the_log(tree, monkeypatch):
    logged = []
    log = QgsApplication.messageLog()
    note = lambda text, tag, _level: logged.append((tag, text))  # noqa: E731
    log.messageReceived[str, str, Qgis.MessageLevel].connect(note)
    tree.bench.shared["finder"] = SimpleNamespace(states=lambda: 1 // 0)
    (said,) = tree.below("Catalogues", "opendata.ruhr")
    QApplication.processEvents()
    log.messageReceived[str, str, Qgis.MessageLevel].disconnect(note)
    assert "details are in the log" in said.name()
    assert [tag for tag, text in logged if "ZeroDivisionError" in text and "test_browser.py" in text] == [LOG_TAG]


def test_what_is_kept_is_found_again_in_the_index_or_opened_on_the_shelf_of_the_data_room(tree, tmp_path):
    here, gone = (service("https://x.example", ServiceKind.WMS, key=key, title=key, portal_root="https://p.example")
                  for key in ("da", "weg"))  # fmt: skip
    shelf = Shelf(tmp_path / "shelf.json")
    for one in (here, gone):
        shelf.toggle_favourite(one)
    shelf.add_collection("Klimaanpassung Essen")
    for one in (here, gone):
        shelf.add_to_collection("Klimaanpassung Essen", one)
    tree.bench.shared["shelf"], tree.bench.shared["finder"] = shelf, MemoryFinder((here,))
    assert names(tree.below("Kept")) == ["Favourites", "Klimaanpassung Essen"]
    assert sorted(names(tree.below("Kept", "Favourites"))) == ["da", "weg (not in the local index)"]
    (menu,) = [one for one in QgsGui.dataItemGuiProviderRegistry().providers() if one.name() == KEY]
    for name in ("Favourites", "Klimaanpassung Essen"):
        (absent,) = [one for one in tree.below("Kept", name) if one.name().startswith("weg")]
        assert set(menu_of(tree, absent)) == {"browser_shelf"}
        menu_of(tree, absent)["browser_shelf"].trigger()
        assert menu.handleDoubleClick(absent, QgsDataItemGuiContext())
    assert tree.room.on_shelf == [("weg", "")] * 2 + [("weg", "Klimaanpassung Essen")] * 2


def test_a_kept_data_set_of_the_sample_catalogue_is_here_without_an_index(tree, tmp_path):
    sample = load_sample_catalogue()[0]
    shelf = Shelf(tmp_path / "shelf.json")
    shelf.toggle_favourite(sample)
    tree.bench.shared["shelf"], tree.bench.shared["finder"] = shelf, MemoryFinder(())
    assert names(tree.below("Kept", "Favourites")) == [sample.title]


def test_a_kept_geo_service_is_found_in_the_list_of_services(tree, tmp_path):
    shelf = Shelf(tmp_path / "shelf.json")
    shelf.toggle_favourite(tree.services[0])
    tree.bench.shared["shelf"], tree.bench.shared["finder"] = shelf, MemoryFinder(())
    assert names(tree.below("Kept", "Favourites")) == ["Stadtdienst WMS"]


def test_the_open_register_is_opened_in_its_room_and_never_as_a_raw_file(tree):
    tree.bench.shared["register"] = SimpleNamespace(store=object(), title="Register Ruhr")
    (item,) = [one for one in tree.below() if one.name() == "Project register: Register Ruhr"]
    assert not item.mimeUris()
    menu_of(tree, item)["browser_register"].trigger()
    assert tree.opened == ["projects"]


def test_hostile_names_and_keys_stay_text(tree):
    evil = "<img src='file:///etc/passwd'>\n../../x"
    with Loopback({}) as server:
        tree.services[:] = [service(server.url, ServiceKind.PDF, publisher=evil, title=evil, key=evil)]
        (operator,) = tree.below("Geo services")
        assert operator.name() == " ".join(evil.split())
        (entry,) = tree.below("Geo services", operator.name())
        assert "<img" not in entry.toolTip()
        assert "/../" not in entry.path()


def test_an_address_that_is_no_web_address_becomes_a_sentence(tree):
    tree.services[:] = [service("file:///etc/passwd", ServiceKind.WMS)]
    (said,) = tree.below("Geo services", "Stadt Bochum", "Stadtdienst WMS")
    assert "no web address" in said.name()


# --- onto the map ----------------------------------------------------------------------------------
def dragged(tree, *names_of_leaf: str):
    """What a drop on the map would load: the address QGIS's own mime data carry."""
    mime = tree.model.mimeData([tree.node(*names_of_leaf)])
    (uri,) = QgsMimeDataUtils.decodeUriList(mime)
    return uri


def drop(tree, uri: QgsMimeDataUtils.Uri) -> None:
    """Do with a dropped address what QGIS does with one of the kind "custom"."""
    assert uri.layerType == "custom"
    (handler,) = [one for one in tree.iface.drops if one.customUriProviderKey() == uri.providerKey]
    assert not handler.canHandleMimeData(QgsMimeDataUtils.encodeUriList([uri]))
    handler.handleCustomUriDrop(uri)


def test_layers_resources_and_data_sets_are_dragged_as_entries_that_only_our_handler_takes(tree, map_server):
    files = tuple(Distribution(kind.name, kind.title, f"https://x.example/{kind.name}", (kind,))
                  for kind in (ServiceKind.GEOJSON, ServiceKind.WMTS, ServiceKind.PDF))  # fmt: skip
    wfs = Distribution("r", "Dienst", map_server.url, (ServiceKind.WFS,))
    tree.services[:] = [service("", ServiceKind.WFS, key="k", title="Bäume", distributions=(wfs, *files))]
    where = ("Geo services", "Stadt Bochum", "Bäume")
    items = tree.below(*where)
    can = {one.name(): one.hasDragEnabled() for one in items}
    assert can["Bäume"]
    assert (can["GeoJSON (GeoJSON)"], can["WMTS (WMTS)"], can["PDF (PDF)"]) == (True, True, False)
    for path in (where, (*where, "Bäume"), (*where, "WMTS (WMTS)")):
        drop(tree, dragged(tree, *path))
    assert [one[1:] for one in tree.room.dropped] == [("k", -1, ""), ("k", 0, "ms:baeume"), ("k", 2, "")]


def test_a_dropped_wfs_layer_comes_through_the_data_room_counted_and_with_its_source_note(tree, qtbot, map_server):
    tree.services[:] = [
        service(map_server.url, ServiceKind.WFS, portal_root="https://p.example", identifier="guid"),
    ]
    tree.below("Geo services", "Stadt Bochum", "Stadtdienst WFS")
    uri = dragged(tree, "Geo services", "Stadt Bochum", "Stadtdienst WFS", "Bäume")
    tree.bench.shared["sources"] = CatalogueSources(tree.bench.catalogue_dir())
    tree.bench.shared["sources"].services = lambda: tuple(tree.services)
    room = CatalogueRoom(tree.bench)
    qtbot.addWidget(room)
    tree.bench.open_room = lambda _name: room
    drop(tree, uri)
    qtbot.waitUntil(lambda: bool(QgsProject.instance().mapLayers()), timeout=30_000)
    qtbot.waitUntil(lambda: not tree.bench.tasks.running(), timeout=10_000)
    (layer,) = QgsProject.instance().mapLayers().values()
    origin = read_origin(layer)
    assert origin.attribution == "© Stadt Bochum"
    assert origin.parameters["objects received"] == str(layer.featureCount())
    assert [one.title for one in tree.bench.shared["shelf"].recent] == ["Stadtdienst WFS"]
    room.close_room()


def test_a_drop_of_what_is_nowhere_any_more_is_said(workbench, qtbot):
    room = CatalogueRoom(workbench)
    qtbot.addWidget(room)
    room.add_dropped(Reference("https://p.example", "weg"))
    assert "no longer in the lists" in workbench.messages.recent[-1].sentence
    room.close_room()


# --- the menu --------------------------------------------------------------------------------------
def test_the_menu_of_a_layer_adds_it_by_name_shows_details_and_copies(tree, map_server):
    leaf = tree.below("Geo services", "Stadt Bochum", "Stadtdienst WFS")[0]
    menu = menu_of(tree, leaf)
    menu["browser_details"].trigger()
    assert tree.room.shown[0].title == "Stadtdienst WFS"
    menu["browser_add"].trigger()
    ((_dataset, one),) = tree.room.added
    assert one.url == f"{map_server.url}?SERVICE=WFS&TYPENAMES=ms%3Abaeume"
    menu["browser_copy"].trigger()
    assert QGuiApplication.clipboard().text() == one.url
    assert "browser_refresh" not in menu


def test_what_the_tree_adds_was_used_last(workbench, qtbot):
    dataset, asked = service("https://x.example/ows", ServiceKind.WFS), []
    room = CatalogueRoom(workbench)
    qtbot.addWidget(room)
    room.adding.add = lambda *what: asked.append(what)
    workbench.open_room = lambda _name: room
    BrowserSite(workbench).add(dataset, dataset.distributions[0])
    assert asked == [(dataset, dataset.distributions[0])]
    assert [one.title for one in workbench.shared["shelf"].recent] == [dataset.title]
    room.close_room()


def test_a_double_click_adds_a_layer_the_careful_way_and_leaves_folders_to_qgis(tree):
    leaf = tree.below("Geo services", "Stadt Bochum", "Stadtdienst WFS")[0]
    (menu,) = [one for one in QgsGui.dataItemGuiProviderRegistry().providers() if one.name() == KEY]
    assert menu.handleDoubleClick(leaf, QgsDataItemGuiContext())
    assert [one.url.endswith("TYPENAMES=ms%3Abaeume") for _dataset, one in tree.room.added] == [True]
    assert not menu.handleDoubleClick(tree.below("Geo services")[0], QgsDataItemGuiContext())


def test_a_layer_is_named_in_the_form_of_its_service():
    layer = SimpleNamespace(name="ms:bä ume")
    one = Distribution("r", "R", "https://x.example/ows?map=a&REQUEST=GetMap", (ServiceKind.WMS,))
    assert naming_layer(one, layer).url == "https://x.example/ows?map=a&SERVICE=WMS&LAYERS=ms%3Ab%C3%A4+ume"
    features = Distribution("r", "R", "https://x.example/ogc?f=json", (ServiceKind.OAPIF,))
    assert naming_layer(features, layer).url == "https://x.example/ogc/collections/ms%3Ab%C3%A4%20ume"


def test_items_of_others_get_nothing_from_us(tree):
    other = QgsErrorItem(None, "x", "y")
    assert menu_of(tree, other) == {}


def test_an_error_in_a_menu_action_is_said(tree):
    item = tree.below("Geo services", "Stadt Bochum")[0]
    tree.bench.open_room = lambda _name: 1 / 0
    menu_of(tree, item)["browser_details"].trigger()
    assert tree.bench.messages.problems()


# --- coming and going ------------------------------------------------------------------------------
def counts(bench, iface) -> tuple:
    project = QgsProject.instance()
    return (
        len(QgsApplication.dataItemProviderRegistry().providers()),
        len(QgsGui.dataItemGuiProviderRegistry().providers()),
        len(iface.filters),
        len(iface.drops),
        project.receivers(project.layersAdded),
        len(bench.tasks.running()),
    )


def test_registering_and_undoing_twenty_times_leaves_nothing_behind_and_asks_nobody(workbench, qtbot):
    iface, model = Iface(), QgsBrowserModel()
    model.initialize()
    before, top = counts(workbench, iface), model.rowCount()
    with count_requests() as asked:
        for _round in range(20):
            ledger = Ledger(workbench.messages.fail)
            register_catalogue(iface, workbench, ledger)
            assert counts(workbench, iface) != before
            qtbot.wait(5)
            assert model.rowCount() == top + 1
            ledger.unwind()
            gc.collect()
            qtbot.wait(5)
            assert counts(workbench, iface) == before
            assert model.rowCount() == top
    assert asked == []
    assert workbench.messages.problems() == []


def test_registration_and_the_toolbox_read_neither_stores_nor_the_network_modules():
    """The start of QGIS has 30 ms for the plugin; measured: 8 ms for the imports, 3 ms to register."""
    code = (
        "import sys; import ruhr_smartcity_plugin.gui.workbench; before = set(sys.modules);"
        "import ruhr_smartcity_plugin.gui.catalogue.registration;"
        "import ruhr_smartcity_plugin.gui.projects.internal_marks;"
        "from ruhr_smartcity_plugin.algorithms.provider import RuhrProvider; RuhrProvider().loadAlgorithms();"
        "print(*sorted(set(sys.modules) - before))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = ("core.catalogue", "adapters.layers", "requests", "shapely", "numpy", "processing", "sqlite3", "osgeo")
    assert not [name for name in answer.stdout.split() if any(part in name for part in heavy)]


def test_switching_off_while_a_service_hangs_does_no_harm(tree, qtbot):
    hold = threading.Event()
    with Loopback({"/ows": lambda _seen: hold.wait(10) or Reply(500, "x")}) as server:
        tree.services[:] = [service(server.url + "/ows", ServiceKind.WMS)]
        index = tree.node("Geo services", "Stadt Bochum", "Stadtdienst WMS")
        tree.model.fetchMore(index)
        qtbot.waitUntil(lambda: bool(server.seen), timeout=10_000)
        tree.undo()
        gc.collect()
        qtbot.wait(500)
        hold.set()
        qtbot.wait(200)
    top = [tree.model.index(row, 0).data() for row in range(tree.model.rowCount())]
    assert "Ruhr Smart City" not in top
