# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers made from tables on the web, refreshed and compared, read as the user had them read before."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Iterator, List

import pytest
from qgis.core import QgsProject, QgsVectorLayer, edit
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QPushButton

from ruhr_smartcity_plugin.adapters.cache_following import follow_cached_files
from ruhr_smartcity_plugin.adapters.layers.files_mark import read_file_mark
from ruhr_smartcity_plugin.adapters.layers.kept_layer import path_of
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import classify
from ruhr_smartcity_plugin.core.catalogue.tables.columns import ColumnKind
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_kept import kept_layers
from ruhr_smartcity_plugin.gui.catalogue.layer_refreshing import is_copy
from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom
from ruhr_smartcity_plugin.gui.catalogue.table_review import TableReview
from ruhr_smartcity_plugin.gui.states import FAILED
from tests.gui.catalogue.gestures import heal, quiet, refreshed
from tests.support.chaos import Chaos
from tests.support.loopback import Loopback, Reply

HEAD = "Nr;Baumart;Höhe;Ostwert;Nordwert"


def table(rows: List[str]) -> Reply:
    return Reply(200, "\r\n".join([HEAD, *rows, ""]).encode("cp1252"), {}, "text/csv")


def tree(number: int, kind: str = "Roßkastanie", place: str = "") -> str:
    return f"{number};{kind};{number},5;{place or f'3758{number:02}'};{'' if place == ' ' else '5704850'}"


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback({"/baum.csv": table([tree(number) for number in range(1, 10)])}) as server:
        yield server


@pytest.fixture(autouse=True)
def _cache(workbench, tmp_path) -> None:
    workbench.settings.cache_folder.setValue(str(tmp_path / "cache"))
    workbench.workspace_dir = lambda: tmp_path / "workspace"


def layers() -> List[QgsVectorLayer]:
    return list(QgsProject.instance().mapLayers().values())


def add(qtbot, room: CatalogueRoom, url: str, change=None, root: str = "") -> List[QgsVectorLayer]:
    resource = Distribution("r1", "Bäume", url, classify(url, ""))
    room.adding.add(Dataset("d1", "Baumkataster", "Portal", portal_root=root, distributions=(resource,)), resource)
    qtbot.waitUntil(lambda: room.workbench.main_window.findChild(TableReview) is not None, timeout=20_000)
    window = room.workbench.main_window.findChild(TableReview)
    pressed = window.findChild(QPushButton, "table_add")
    qtbot.waitUntil(pressed.isEnabled, timeout=20_000)
    if change is not None:
        change(window)
        qtbot.waitUntil(pressed.isEnabled, timeout=20_000)
    pressed.click()
    qtbot.waitUntil(lambda: bool(layers()), timeout=20_000)
    quiet(qtbot, room)
    return layers()


def rows_in(path: Path) -> List[List[object]]:
    """Return what a file holds; its bytes change when QGIS opens it (it notes how it is written)."""
    layer = QgsVectorLayer(str(path), "rows", "ogr")
    return [[*one.attributes(), one.geometry().asWkt()] for one in layer.getFeatures()]


def said(room: CatalogueRoom) -> str:
    return room.workbench.messages.recent[-1].sentence


def test_a_table_on_the_map_is_refreshed_with_its_style_and_its_filter(qtbot, room, server):
    (layer,) = add(qtbot, room, server.url + "/baum.csv")
    assert is_copy(layer)
    layer.renderer().symbol().setColor(QColor("#123456"))
    layer.setSubsetString("\"Nr\" > 0")
    before, own = path_of(layer), read_origin(layer).fetched_at
    content = rows_in(before)
    room.refreshing.refresh(layer)
    quiet(qtbot, room)
    assert "Nothing has changed" in said(room)
    assert path_of(layer) == before
    rows = [tree(number, "Linde" if number == 4 else "Roßkastanie") for number in range(1, 12) if number != 2]
    server.routes["/baum.csv"] = table(rows)
    room.refreshing.refresh(layer)
    qtbot.waitUntil(lambda: layer.featureCount() == 10, timeout=20_000)
    quiet(qtbot, room)
    assert "2 added, 1 removed, 1 changed." in said(room)
    assert path_of(layer).name in said(room)
    assert rows_in(before) == content
    assert layer.renderer().symbol().color() == QColor("#123456")
    assert layer.subsetString() == "\"Nr\" > 0"
    assert read_origin(layer).fetched_at > own
    assert read_origin(layer).parameters["rows in the layer"] == "10"
    room.refreshing.refresh(layer)
    quiet(qtbot, room)
    assert "Nothing has changed" in said(room)


def test_changes_of_a_table_stand_beside_it_and_leave_no_file(qtbot, room, server):
    (layer,) = add(qtbot, room, server.url + "/baum.csv")
    server.routes["/baum.csv"] = table([tree(number) for number in range(2, 10)])
    room.refreshing.show_changes(layer)
    qtbot.waitUntil(lambda: len(layers()) == 2 or room.banner.state == FAILED, timeout=20_000)
    quiet(qtbot, room)
    assert "0 added, 1 removed, 0 changed." in said(room)
    assert layer.featureCount() == 9
    assert list(path_of(layer).parent.glob("*.gpkg")) == [path_of(layer)]
    changes = next(one for one in layers() if one is not layer)
    assert [one["change"] for one in changes.getFeatures()] == ["removed"]


def test_a_table_is_read_again_as_the_user_had_it_read(qtbot, room, server):
    """The numbers of the trees are to be text; and the rows without places stand in a layer of their own."""
    server.routes["/baum.csv"] = table([*(tree(number) for number in range(1, 10)), tree(99, place=" ")])

    def numbers_are_text(window: TableReview) -> None:
        window._choose_kind("Nr", (ColumnKind.TEXT, ""))

    made = add(qtbot, room, server.url + "/baum.csv", change=numbers_are_text)
    assert sorted(one.featureCount() for one in made) == [1, 9]
    places = next(one for one in made if one.isSpatial())
    assert places.fields().field("nr").typeName() == "String"
    server.routes["/baum.csv"] = table([*(tree(number) for number in range(1, 8)), tree(98, place=" "),
                                        tree(99, place=" ")])  # fmt: skip
    room.refreshing.refresh(places)
    qtbot.waitUntil(lambda: places.featureCount() == 7, timeout=20_000)
    quiet(qtbot, room)
    assert places.fields().field("nr").typeName() == "String"
    assert sorted(one.featureCount() for one in made) == [2, 7]  # one file, so both are of today
    assert len({path_of(one) for one in made}) == 1


def test_a_refresh_of_a_table_that_fails_leaves_layer_and_folder_as_they_were(qtbot, room, server):
    with Chaos(server.url) as proxy:
        (layer,) = add(qtbot, room, proxy.url + "/baum.csv")
        folder = path_of(layer).parent
        before = sorted(folder.iterdir())
        server.routes["/baum.csv"] = table([tree(1)])
        for fault in ({"fault": "reset"}, {"fault": "status", "code": 404}, {"fault": "truncate"}):
            proxy.rules = [{"match": "", **fault}]
            room.refreshing.refresh(layer)
            qtbot.waitUntil(lambda: room.banner.state == FAILED, timeout=30_000)
            quiet(qtbot, room)
            assert layer.featureCount() == 9
            assert sorted(folder.iterdir()) == before
            room.banner.clear()
        proxy.rules = []
        server.routes["/baum.csv"] = table([])
        room.refreshing.refresh(layer)
        qtbot.waitUntil(lambda: room.banner.state == FAILED, timeout=30_000)
        quiet(qtbot, room)
    assert layer.featureCount() == 9
    assert sorted(folder.iterdir()) == before


def test_the_layer_says_where_its_rows_come_from(qtbot, room, server):
    (layer,) = add(qtbot, room, server.url + "/baum.csv")
    place = read_file_mark(layer)
    assert (place.url, place.kind, place.part) == (server.url + "/baum.csv", "CSV", "")
    with closing(sqlite3.connect(Path(path_of(layer)))) as connection:
        assert place.family in [row[0] for row in connection.execute("SELECT table_name FROM gpkg_contents")]


def test_an_address_with_a_key_is_not_kept_with_the_layer(qtbot, room, server):
    server.routes["/baum.csv"] = table([tree(1)])
    (layer,) = add(qtbot, room, server.url + "/baum.csv?api_key=canary7")
    assert read_file_mark(layer) is None
    assert not is_copy(layer)


def test_the_project_check_writes_a_table_anew_whose_file_is_gone(qtbot, room, server):
    (layer,) = add(qtbot, room, server.url + "/baum.csv")
    layer.renderer().symbol().setColor(QColor("#123456"))
    folder = path_of(layer).parent
    path_of(layer).unlink()
    server.routes["/baum.csv"] = table([tree(number) for number in range(1, 6)])
    assert heal(qtbot, room) == "healed"
    assert layer.featureCount() == 5
    assert path_of(layer).parent == folder
    assert layer.renderer().symbol().color() == QColor("#123456")
    assert read_origin(layer).parameters["rows in the layer"] == "5"
    room.refreshing.refresh(layer)
    quiet(qtbot, room)
    assert "Nothing has changed" in said(room)


# --- what is said, and where things lie --------------------------------------------------------------
def csv(text: str) -> Reply:
    return Reply(200, text.encode(), {}, "text/csv")


def test_rows_without_a_place_that_are_new_are_told(qtbot, room, server):
    (layer,) = add(qtbot, room, server.url + "/baum.csv")
    places = [tree(number) for number in range(1, 10)]
    server.routes["/baum.csv"] = table([*places, *(tree(number, place=" ") for number in range(50, 80))])
    text = refreshed(qtbot, room, layer)
    assert "New in the file" in text
    assert "(30)" in text
    assert "Nothing has changed" not in text
    (fresh,) = [one for one in layers() if one is not layer]
    assert fresh.featureCount() == 30
    assert "without coordinates" in fresh.name()
    server.routes["/baum.csv"] = table([*places, *(tree(number, place=" ") for number in range(50, 85))])
    refreshed(qtbot, room, fresh)
    assert (layer.featureCount(), fresh.featureCount()) == (9, 35)


def test_equal_rows_are_told_apart_by_how_many_there_are(qtbot, room, server):
    head, hurt, dent = "Art;Jahr;x;y\n", "Verletzte;2023;377000;5705000\n", "Sachschaden;2022;377500;5705200\n"
    server.routes["/baum.csv"] = csv(head + hurt * 5 + dent)
    (layer,) = add(qtbot, room, server.url + "/baum.csv")
    server.routes["/baum.csv"] = csv(head + hurt * 2 + dent * 3)
    assert "2 added, 3 removed." in refreshed(qtbot, room, layer)


def test_columns_that_come_or_go_are_told(qtbot, room, server):
    rows = "".join(f"{number};{number},5;{375000 + number};5704000\n" for number in range(1, 20))
    server.routes["/baum.csv"] = csv("Nr;Höhe;x;y\n" + rows)
    (layer,) = add(qtbot, room, server.url + "/baum.csv")
    server.routes["/baum.csv"] = csv("Nr;Umfang;x;y\n" + rows)
    text = refreshed(qtbot, room, layer)
    assert "New columns: umfang." in text
    assert "gone: hoehe." in text
    assert layer.fields().indexOf("umfang") > 0


def test_another_coordinate_system_is_told_and_the_layer_knows_where_it_lies(qtbot, room, server):
    head = "Nr;Art;lon;lat\n"
    degrees = "".join(f"{number};a;7,{200 + number};51,{480 + number}\n" for number in range(1, 20))
    server.routes["/baum.csv"] = csv(head + degrees)
    (layer,) = add(qtbot, room, server.url + "/baum.csv")
    metres = "".join(f"{number};a;{375000 + number * 50};{5704000 + number * 30}\n" for number in range(3, 20))
    server.routes["/baum.csv"] = csv(head + metres)
    room.refreshing.show_changes(layer)
    quiet(qtbot, room)
    assert "from EPSG:4326 to EPSG:25832" in said(room)
    assert layers() == [layer]
    refreshed(qtbot, room, layer)
    assert layer.crs().authid() == "EPSG:25832"
    assert layer.extent().xMinimum() == pytest.approx(375150)


def test_the_name_the_planner_gave_stays(qtbot, room, server):
    (layer,) = add(qtbot, room, server.url + "/baum.csv")
    layer.setName("Mein Kataster 2023")
    server.routes["/baum.csv"] = table([tree(1)])
    refreshed(qtbot, room, layer)
    assert layer.name() == "Mein Kataster 2023"


def test_the_file_of_today_is_asked_for_at_its_portal(qtbot, room, server):
    """Publishers put a new file beside the old one, which stays as it was, or take it away."""
    (layer,) = add(qtbot, room, server.url + "/baum.csv", root="https://opendata.example")
    new = Distribution("r2", "Bäume", server.url + "/2026.csv", classify(server.url + "/2026.csv", ""))
    room.adding.look_up = lambda _dataset, _progress: Dataset("d1", "Baumkataster", "Portal", distributions=(new,))
    server.routes["/2026.csv"] = table([tree(number) for number in range(1, 14)])
    assert "4 added, 0 removed, 0 changed." in refreshed(qtbot, room, layer)
    assert (layer.featureCount(), read_file_mark(layer).url) == (13, server.url + "/2026.csv")
    assert read_origin(layer).source_url == server.url + "/2026.csv"
    room.adding.look_up = lambda _dataset, _progress: Dataset("d1", "Baumkataster", "Portal")
    assert "no longer lists this resource" in refreshed(qtbot, room, layer)


# --- what the refreshes leave behind -----------------------------------------------------------------
def refresh_with(qtbot, room, server, layer, count: int) -> Path:
    """Have the source hold so many trees, refresh, and return the file the layer shows then."""
    server.routes["/baum.csv"] = table([tree(number) for number in range(1, count + 1)])
    refreshed(qtbot, room, layer)
    assert layer.featureCount() == count
    return path_of(layer)


@pytest.fixture
def _followed(workbench):
    undo = follow_cached_files(workbench.project, workbench.tables_dir)
    yield
    undo()


def test_files_that_refreshes_have_replaced_go_with_a_later_refresh(qtbot, room, server):
    (layer,) = add(qtbot, room, server.url + "/baum.csv")
    made = [path_of(layer), *(refresh_with(qtbot, room, server, layer, count) for count in (10, 11, 12, 13))]
    assert len(set(made)) == 5, "QGIS may still hold a file of the name that is gone"
    assert [path for path in made if path.exists()] == made[-2:]
    assert layer.isValid()


@pytest.mark.usefixtures("_followed")
def test_a_replaced_file_stays_where_a_layer_a_saved_project_or_an_edit_needs_it(qtbot, room, server, tmp_path):
    (layer,) = add(qtbot, room, server.url + "/baum.csv")
    shown = path_of(layer)
    other = QgsVectorLayer(layer.source(), "von Hand geöffnet", "ogr")
    QgsProject.instance().addMapLayer(other)
    saved = refresh_with(qtbot, room, server, layer, 10)
    assert QgsProject.instance().write(str(tmp_path / "plan.qgz"))
    edited = refresh_with(qtbot, room, server, layer, 11)
    with edit(layer):
        layer.changeAttributeValue(next(layer.getFeatures()).id(), layer.fields().indexOf("baumart"), "Eibe")
    for count in (12, 13, 14):
        refresh_with(qtbot, room, server, layer, count)
    assert [path.exists() for path in (shown, saved, edited)] == [True, True, True]
    assert other.isValid()
    QgsProject.instance().removeMapLayer(other.id())
    (tmp_path / "plan.qgz").unlink()
    refresh_with(qtbot, room, server, layer, 15)
    assert [path.exists() for path in (shown, saved, edited)] == [False, False, True]


def test_fetched_tables_nobody_shows_count_for_the_limit_of_the_cache_and_those_of_the_disk_stay(
    qtbot, room, server, tmp_path
):
    (layer,) = add(qtbot, room, server.url + "/baum.csv")
    fetched = path_of(layer)
    own = fetched.with_name("Eigene-1.gpkg")  # as a table from the planner's disk: nobody noted it
    own.write_bytes(fetched.read_bytes())
    QgsProject.instance().removeMapLayer(layer.id())
    cache, in_use = kept_layers(room.workbench)
    cache.trim(in_use)
    assert fetched.exists(), "there is room"
    cache.max_bytes = 1
    cache.trim(frozenset({os.path.realpath(fetched)}))
    assert fetched.exists(), "a layer shows it"
    cache.trim(in_use)
    assert (fetched.exists(), own.exists()) == (False, True)
