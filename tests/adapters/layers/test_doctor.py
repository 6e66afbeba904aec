# SPDX-License-Identifier: GPL-2.0-or-later
"""The project doctor against a real MapServer: dead, moved, renamed, hanging services; healing and taking back."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import replace
from datetime import date

import pytest
from qgis.core import (
    QgsNetworkAccessManager,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
    QgsVectorTileLayer,
)
from qgis.PyQt.QtCore import QBuffer
from qgis.PyQt.QtGui import QColor, QImage

from ruhr_smartcity_plugin.adapters.layers import doctor_examination
from ruhr_smartcity_plugin.adapters.layers.doctor_examination import Examiner, preset_addresses
from ruhr_smartcity_plugin.adapters.layers.doctor_facts import facts_of_layer, facts_of_layers, with_path_looked_up
from ruhr_smartcity_plugin.adapters.layers.doctor_repair import Shape, heal, shape_of, take_back, try_repair
from ruhr_smartcity_plugin.adapters.layers.doctor_source import healed_source
from ruhr_smartcity_plugin.adapters.layers.files_mark import FilePlace, mark_place
from ruhr_smartcity_plugin.adapters.layers.loading import load_layer, read_service
from ruhr_smartcity_plugin.adapters.layers.marks import mark_completeness
from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.local_time import short_date
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.doctor.diagnosis import Ailment, Repair
from ruhr_smartcity_plugin.core.catalogue.doctor.report import ReportRow, report_csv
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import AddressRefusedError, LayerError
from ruhr_smartcity_plugin.core.network.limits import Limits
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import SILENT
from tests.support.chaos import Chaos
from tests.support.ckan import CkanServer
from tests.support.live_services import ArcGisMap, VectorTiles
from tests.support.loopback import Loopback, Reply
from tests.support.mapserver import MapServer
from tests.support.qgis_server import QgisServer

LIMITS = Limits(inactivity_s=1.0, total_s=2.0)
# Counting what a service withholds waits for QGIS's own repeats: two seconds are too few where the machine is busy.
COUNTING = Limits(inactivity_s=2.0, total_s=15.0)


@pytest.fixture(scope="module")
def mapserver():
    with MapServer(points=40, heights=True) as server:
        yield server


def _examiner(*presets: Dataset, limits: Limits = LIMITS) -> Examiner:
    return Examiner(lambda _url: new_client(limits=limits), presets)


def _wfs(url: str, name: str = "ms:baeume") -> QgsVectorLayer:
    uri = f"srsname='EPSG:25832' typename='{name}' url='{url}' version='2.0.0' pagingEnabled='true'"
    return QgsVectorLayer(uri, "Bäume", "WFS")


def _preset(url: str) -> Dataset:
    one = Distribution("p", "Bäume", url, (ServiceKind.WFS,), layers=("ms:baeume",))
    return Dataset("p", "Bäume", "Liste", distributions=(one,))


def _examine(layer, *presets: Dataset):
    (diagnosis,) = _examiner(*presets).examine([facts_of_layer(layer)], lambda _one: None)
    return diagnosis


def _ailments(diagnosis) -> list:
    return [one.ailment for one in diagnosis.findings]


def test_layers_tell_their_service_and_their_name_in_it(mapserver):
    facts = facts_of_layer(_wfs(mapserver.url))
    assert (facts.kind, facts.url, facts.layer) == (ServiceKind.WFS, mapserver.url, "ms:baeume")
    layers = "layers=baeume&layers=ortsteile&styles=&styles="
    picture = QgsRasterLayer(f"crs=EPSG:25832&format=image/png&{layers}&url={mapserver.url}", "x", "wms")
    facts = facts_of_layer(picture)
    assert (facts.kind, facts.url, facts.layer) == (ServiceKind.WMS, mapserver.url, "baeume,ortsteile")


def test_a_password_in_a_source_is_found_and_a_log_in_of_qgis_is_none():
    url = "http://127.0.0.1:9/ows"
    open_login = QgsVectorLayer(f"typename='a' url='{url}' username='anna' password='canary'", "x", "WFS")
    assert facts_of_layer(open_login).has_open_login
    stored = QgsVectorLayer(f"typename='a' url='{url}' authcfg='abc1234'", "x", "WFS")
    assert not facts_of_layer(stored).has_open_login
    assert facts_of_layer(stored).authcfg == "abc1234"


@pytest.mark.parametrize(
    ("source", "provider"),
    [
        ("PG:dbname=x host=127.0.0.1 port=9 user=anna password=canary tables=t", "ogr"),
        ("MySQL:db,user=anna,password=canary", "ogr"),
        ("dbname='d' host=127.0.0.1 port=9 user='anna' password='canary' table=\"s\".\"t\" (g)", "postgres"),
    ],
)
def test_a_connection_string_is_no_missing_file_and_its_password_stands_in_no_report(source, provider):
    layer = QgsVectorLayer(source, "Datenbank", provider)
    diagnosis = _examine(layer)
    assert _ailments(diagnosis) == [Ailment.OPEN_LOGIN, Ailment.NOT_CHECKED]
    assert diagnosis.repair is None
    assert not [text for text in (report_csv([ReportRow(diagnosis)]), repr(diagnosis.facts)) if "canary" in text]


@pytest.mark.parametrize(
    "layer",
    [
        lambda: QgsVectorLayer("/vsicurl/http://127.0.0.1:9/x.geojson", "x", "ogr"),
        lambda: QgsVectorLayer("unknown", "x", "gibtsnicht"),
    ],
)
def test_layers_without_a_service_to_ask_are_said_to_be_not_checked_and_get_no_repair(layer):
    diagnosis = _examine(layer())
    assert Ailment.NOT_CHECKED in _ailments(diagnosis)
    assert set(_ailments(diagnosis)) <= {Ailment.NO_LICENCE, Ailment.NOT_CHECKED}
    assert diagnosis.repair is None


_TILES = {
    "png": lambda url: QgsRasterLayer(f"type=xyz&url={url}/%7Bz%7D/%7Bx%7D/%7By%7D.png&zmin=0&zmax=19", "x", "wms"),
    "pbf": lambda url: QgsVectorTileLayer(f"type=xyz&url={url}/%7Bz%7D/%7Bx%7D/%7By%7D.pbf&zmax=14&zmin=0", "x"),
}


@pytest.mark.parametrize("name", ["png", "pbf"])
def test_dead_tiles_are_found_and_tiles_that_come_are_healthy(name):
    with Loopback({"/v/12/2130/1362.png": Reply(200, _picture(), {}, "image/png")}) as pictures, VectorTiles() as tiles:
        alive = (pictures if name == "png" else tiles).url + "/v"
        for address, found in (("http://127.0.0.1:9", [Ailment.DEAD]), (alive, [])):
            layer = _TILES[name](address)
            write_origin(layer, Origin("x", licence="CC BY 4.0", attribution="© RVR"))
            diagnosis = _examine(layer)
            assert _ailments(diagnosis) == found
            assert diagnosis.repair is None


@pytest.mark.parametrize("status", [404, 204])
def test_tiles_of_one_town_are_not_dead_because_they_show_nothing_of_bochum(status):
    def tile(seen):
        zoom, x = (int(one) for one in seen.path.split("/")[1:3])
        is_drawn = zoom == 12 and x < 2127  # Duisburg, west of Bochum
        return Reply(200, _picture(), {}, "image/png") if is_drawn else Reply(status)

    with Loopback() as server:
        server.answer = tile
        layer = QgsRasterLayer(f"type=xyz&url={server.url}/%7Bz%7D/%7Bx%7D/%7By%7D.png&zmin=10&zmax=19", "x", "wms")
        write_origin(layer, Origin("x", licence="CC BY 4.0", attribution="© RVR"))
        (finding,) = _examine(layer).findings
        assert finding.ailment is Ailment.NOT_CHECKED
        assert "no tile at the place" in finding.sentence
        layer.setExtent(QgsRectangle(740_000, 6_690_000, 760_000, 6_710_000))
        assert _examine(layer).is_healthy


def _picture() -> bytes:
    buffer, picture = QBuffer(), QImage(2, 2, QImage.Format.Format_RGB32)
    assert picture.save(buffer, "PNG")
    return bytes(buffer.data())


def test_an_archive_that_is_gone_is_found(tmp_path):
    gone = QgsVectorLayer(f"/vsizip/{tmp_path}/weg.zip/weg.shp", "weg", "ogr")
    assert Ailment.MISSING_FILE in _ailments(_examine(gone))


def test_listing_the_layers_asks_no_disk(tmp_path, monkeypatch):
    layer = QgsVectorLayer(str(tmp_path / "weg.gpkg"), "weg", "ogr")
    asked = []
    monkeypatch.setattr(os.path, "exists", lambda path: asked.append(path) or False)
    (facts,) = facts_of_layers([layer])
    assert not [one for one in asked if str(one).endswith("weg.gpkg")]
    assert not with_path_looked_up(facts).path_exists


def test_layers_in_memory_are_no_patients(project):
    assert facts_of_layers([QgsVectorLayer("Point", "x", "memory")]) == ()


def test_a_file_that_is_gone_is_found_without_asking_anybody(tmp_path):
    gone = QgsVectorLayer(str(tmp_path / "weg.gpkg"), "weg", "ogr")
    assert Ailment.MISSING_FILE in _ailments(_examine(gone))


def test_a_working_layer_only_lacks_what_it_lacks(mapserver):
    layer = _wfs(mapserver.url)
    assert _ailments(_examine(layer)) == [Ailment.NO_LICENCE]
    write_origin(layer, Origin("Bäume", publisher="Bochum", licence="dl-de/by-2-0"))
    assert _examine(layer).is_healthy
    mark_completeness(layer, "Bäume", Completeness(40, 30))
    assert _ailments(_examine(layer)) == [Ailment.INCOMPLETE]


def test_a_dead_service_is_healed_by_a_preset_keeps_style_and_name_and_is_taken_back(mapserver, project):
    with MapServer(points=5) as other:
        layer = project.addMapLayer(_wfs(other.url))
        symbol = QgsSymbol.defaultSymbol(layer.geometryType())
        symbol.setColor(QColor("#123456"))
        layer.setRenderer(QgsSingleSymbolRenderer(symbol))
        layer.setName("Meine Bäume")
        old_source = layer.source()
    diagnosis = _examine(layer, _preset(mapserver.url))
    assert Ailment.DEAD in _ailments(diagnosis)
    facts = diagnosis.facts
    new = try_repair(facts, layer.source(), shape_of(layer), diagnosis.repair, SILENT)
    before = heal(layer, new, was_alive=False)
    assert layer.isValid()
    assert layer.featureCount() == 40
    assert (layer.name(), layer.renderer().symbol().color().name()) == ("Meine Bäume", "#123456")
    assert layer.id() == facts.layer_id
    take_back(layer, before)
    assert layer.source() == old_source
    assert (layer.name(), layer.renderer().symbol().color().name()) == ("Meine Bäume", "#123456")


def test_taking_back_a_dead_source_asks_nobody(mapserver, project):
    asked = threading.Event()

    def hang(_seen):
        asked.set()
        return Reply(500)

    with Loopback({"/ows": hang}) as server:
        layer = project.addMapLayer(_wfs(mapserver.url))
        dead = layer.source().replace(mapserver.url, server.url + "/ows")
        repair = Repair(mapserver.url, "ms:baeume", "x")
        before = heal(layer, try_repair(facts_of_layer(layer), layer.source(), Shape(), repair, SILENT))
        take_back(layer, replace(before, source=dead, was_alive=False))
        assert not asked.is_set()
    assert not layer.isValid()
    assert layer.source() == dead


@pytest.mark.parametrize(
    ("name", "is_ows", "is_healed"), [("ms:baeume", True, True), ("ms:kanal", True, False), ("ms:baeume", False, False)]
)
def test_where_http_is_switched_off_https_is_asked_for_the_same_layer(
    mapserver, monkeypatch, name, is_ows, is_healed
):
    with Loopback({"/ows": Reply(200, b"<html>Wartung</html>", {}, "text/html")}) as page:
        # No certificate on loopback: what stands for the address by https is another port.
        secure = mapserver.url if is_ows else f"{page.url}/ows"
        monkeypatch.setattr(doctor_examination, "secure_address", lambda _url: secure)
        diagnosis = _examine(_wfs("http://127.0.0.1:9/ows", name), _preset("https://liste.example/wfs"))
    assert Ailment.DEAD in _ailments(diagnosis)
    assert (Ailment.HTTP_ONLY in _ailments(diagnosis)) is is_healed
    proposed = diagnosis.repair.url if diagnosis.repair is not None else ""
    assert proposed == ("https://127.0.0.1:9/ows" if is_healed else "https://liste.example/wfs" * (name == "ms:baeume"))


def test_a_service_that_moved_for_good_is_followed(mapserver):
    def moved(seen):
        return Reply(301, headers={"Location": f"{mapserver.url}?{seen.target.partition('?')[2]}"})

    with Loopback({"/alt": moved}) as server:
        layer = _wfs(server.url + "/alt")
        diagnosis = _examine(layer)
    assert Ailment.MOVED in _ailments(diagnosis)
    assert diagnosis.repair.url == mapserver.url


def test_a_renamed_type_gets_the_similar_name_and_works(mapserver):
    layer = _wfs(mapserver.url, "ms:baeume_2019")
    diagnosis = _examine(layer)
    assert Ailment.RENAMED in _ailments(diagnosis)
    assert (diagnosis.repair.layer, diagnosis.repair.is_guess) == ("ms:baeume", True)
    new = try_repair(diagnosis.facts, layer.source(), Shape(), diagnosis.repair, SILENT)
    heal(layer, new)
    assert layer.featureCount() == 40


@pytest.mark.parametrize("is_gone", [False, True])
def test_layers_of_every_kind_that_are_gone_are_found_though_the_service_answers(mapserver, is_gone):
    things = {"value": [{"name": "Things", "url": "Things"}, {"name": "Sensors", "url": "Sensors"}]}
    tiled = "crs=EPSG:25832&format=image/png&styles=default&tileMatrixSet=EPSG:25832"
    with QgisServer(points=3, pictures=True) as qgis, ArcGisMap() as arcgis, Loopback({"/v1.1/": things}) as sta:
        name, number, entity = ("weg", "7", "Location") if is_gone else ("hoehe", "0", "Thing")
        layers = [
            QgsRasterLayer(f"{tiled}&layers={name}&url={qgis.wfs_url}", "WMTS", "wms"),
            QgsRasterLayer(f"identifier={name}&url={mapserver.url}", "WCS", "wcs"),
            QgsRasterLayer(f"layer='{number}' url='{arcgis.service}'", "ArcGIS", "arcgismapserver"),
            QgsVectorLayer(f"entity='{entity}' url='{sta.url}/v1.1/'", "STA", "sensorthings"),
        ]
        found = _examiner().examine([facts_of_layer(one) for one in layers], lambda _one: None)
    for diagnosis in found:
        assert (Ailment.RENAMED in _ailments(diagnosis)) is is_gone, diagnosis
        assert Ailment.DEAD not in _ailments(diagnosis), diagnosis
        assert diagnosis.repair is None


def test_a_live_layer_that_comes_short_when_the_project_is_opened_again_is_counted_and_said(tmp_path):
    with MapServer(points=50, max_features=20) as mapserver, Chaos(mapserver.url.rsplit("/", 1)[0]) as proxy:
        client = new_client(limits=LIMITS)
        offered = read_service(client, ServiceKind.WFS, proxy.url + "/ows")
        trees = next(one for one in offered.layers if one.name.endswith("baeume"))
        loaded = load_layer(client, offered.source_of(trees), cap=offered.cap)
        write_origin(loaded.layer, Origin("Bäume", licence="CC BY 4.0", attribution="© Bochum"))
        mark_completeness(loaded.layer, "Bäume", loaded.completeness)
        assert "Complete: 50 objects." in loaded.layer.customProperty("ruhr_smartcity/completeness_sentence")
        assert short_date(date.today()) in loaded.layer.customProperty("ruhr_smartcity/completeness_sentence")
        first, again = QgsProject(), QgsProject()
        first.addMapLayer(loaded.layer)
        assert first.write(str(tmp_path / "p.qgz"))
        assert again.read(str(tmp_path / "p.qgz"))
        (layer,) = again.mapLayers().values()
        examiner = _examiner(limits=COUNTING)
        assert examiner.examine([facts_of_layer(layer)], lambda _one: None)[0].is_healthy
        proxy.rules = [{"match": "STARTINDEX=40&COUNT=20", "fault": "status", "code": 503}]
        (finding,) = examiner.examine([facts_of_layer(layer)], lambda _one: None)[0].findings
    assert finding.ailment is Ailment.INCOMPLETE
    assert finding.sentence == "40 objects loaded, but the service has more."


@pytest.mark.parametrize(("received", "is_fetched"), [(40, False), (39, True), (0, True)])
def test_objects_are_only_fetched_again_where_the_service_has_not_as_many_as_came(mapserver, received, is_fetched):
    with Chaos(mapserver.url.rsplit("/", 1)[0]) as proxy:
        layer = _wfs(mapserver.url)
        write_origin(layer, Origin("Bäume", licence="CC BY 4.0", attribution="© Bochum"))
        if received:
            mark_completeness(layer, "Bäume", Completeness(received, received))
        source = layer.source().replace(mapserver.url, proxy.url + "/ows")
        facts = replace(facts_of_layer(layer), url=proxy.url + "/ows", objects_source=source)
        (diagnosis,) = _examiner().examine([facts], lambda _one: None)
        asked = [one["path"] for one in proxy.log if "GETFEATURE" in one["path"].upper()]
    assert diagnosis.is_healthy
    assert any("hits" in one for one in asked)
    one_behind = "COUNT=1&STARTINDEX=40"
    assert any("hits" not in one and one_behind not in one for one in asked) is is_fetched


def test_a_page_that_qgis_gave_up_waiting_for_makes_no_layer_incomplete(mapserver, monkeypatch):
    monkeypatch.setattr(QgsNetworkAccessManager, "timeout", lambda: 0)
    with MapServer(points=50, max_features=20) as server, Chaos(server.url.rsplit("/", 1)[0]) as proxy:
        layer = _wfs(server.url)
        write_origin(layer, Origin("Bäume", licence="CC BY 4.0", attribution="© Bochum"))
        proxy.rules = [{"match": "STARTINDEX=40&COUNT=20", "fault": "status", "code": 503}]
        source = layer.source().replace(server.url, proxy.url + "/ows")
        facts = replace(facts_of_layer(layer), url=proxy.url + "/ows", objects_source=source)
        (diagnosis,) = _examiner().examine([facts], lambda _one: None)
    assert _ailments(diagnosis) == [Ailment.NOT_CHECKED]


def test_objects_that_cannot_be_counted_in_time_are_said_to_be_not_checked(mapserver):
    with Chaos(mapserver.url.rsplit("/", 1)[0], [{"match": "COUNT=", "fault": "hang"}]) as proxy:
        layer = _wfs(mapserver.url)
        write_origin(layer, Origin("Bäume", licence="CC BY 4.0", attribution="© Bochum"))
        source = layer.source().replace(mapserver.url, proxy.url + "/ows")
        facts = replace(facts_of_layer(layer), url=proxy.url + "/ows", objects_source=source)
        started = time.monotonic()
        (diagnosis,) = _examiner().examine([facts], lambda _one: None)
        assert time.monotonic() - started < 15
    assert _ailments(diagnosis) == [Ailment.NOT_CHECKED]


def test_a_source_that_lacks_fields_of_the_layer_is_refused_and_nothing_changes(mapserver):
    layer = _wfs(mapserver.url)
    source, facts, fields = layer.source(), facts_of_layer(layer), shape_of(layer)
    with pytest.raises(LayerError, match="lacks the fields"):
        try_repair(facts, source, fields, Repair(mapserver.url, "ms:ortsteile", "x"), SILENT)
    with pytest.raises(LayerError, match="does not open"):
        try_repair(facts, source, fields, Repair(mapserver.url, "ms:kanal", "x"), SILENT)
    assert layer.source() == source


def test_a_picture_keeps_format_and_crs_with_its_new_address(mapserver):
    source = "crs=EPSG:25832&format=image/png&layers=baeume&styles=&url=http://127.0.0.1:9/alt"
    new = healed_source("wms", source, Repair(mapserver.url, "ortsteile", "x"))
    layer = QgsRasterLayer(new, "x", "wms")
    assert layer.isValid()
    assert layer.crs().authid() == "EPSG:25832"
    with pytest.raises(AddressRefusedError):
        healed_source("wms", source, Repair("file:///etc/passwd", "x", "x"))


def test_a_hanging_service_takes_its_time_out_and_keeps_nobody_waiting(mapserver):
    release = threading.Event()

    def hang(_seen):
        release.wait(20)
        return Reply(200, b"x")

    with Loopback({"/ows": hang}) as server:
        hanging, fine = _facts(server.url + "/ows"), _facts(mapserver.url)
        order = []
        started = time.monotonic()
        _examiner().examine([hanging, fine], lambda one: order.append(one.facts.url))
        took = time.monotonic() - started
        release.set()
    assert order == [mapserver.url, server.url + "/ows"]
    assert took < 10


def _facts(url: str):
    return replace(facts_of_layer(_wfs("http://127.0.0.1:9/x")), url=url, layer_id=url)


def test_the_catalogue_heals_a_layer_whose_resource_moved(mapserver):
    package = {
        "id": "6f3c", "name": "baumkataster", "title": "Baumkataster", "metadata_modified": "2026-11-01T00:00:00",
        "resources": [{"id": "neu", "name": "WFS", "format": "WFS", "url": mapserver.url + "?SERVICE=WFS"}],
    }  # fmt: skip
    with CkanServer([package]) as portal:
        layer = _wfs("http://127.0.0.1:9/ows")
        parameters = {"portal": portal.url, "data set": "baumkataster", "resource": "WFS"}
        write_origin(layer, Origin("Bäume", publisher="Bochum", licence="dl-de/by-2-0", parameters=parameters))
        diagnosis = _examine(layer)
    assert _ailments(diagnosis) == [Ailment.DEAD]
    assert diagnosis.repair.url == mapserver.url


@pytest.mark.parametrize("moved", [False, True])
def test_a_copy_is_fetched_again_from_its_own_resource_and_not_from_the_first_one(moved, tmp_path):
    listed = [("CSV", "https://x.example/a.csv"), ("GeoJSON", "https://x.example/b.geojson"),
              ("GeoJSON", f"https://x.example/{'neu' if moved else 'a'}.geojson")]  # fmt: skip
    resources = [{"id": f"r{number}", "name": "Bäume" if number != 1 else "Alte Bäume", "format": kind, "url": url}
                 for number, (kind, url) in enumerate(listed)]  # fmt: skip
    package = {"id": "6f3c", "name": "baumkataster", "title": "Baumkataster", "resources": resources}
    layer = QgsVectorLayer(str(tmp_path / "weg.gpkg"), "Bäume", "ogr")
    with CkanServer([package]) as portal:
        parameters = {"portal": portal.url, "data set": "baumkataster", "resource": "Bäume"}
        write_origin(layer, Origin("Bäume", licence="dl-de/by-2-0", parameters=parameters))
        mark_place(
            layer, FilePlace("https://x.example/a.geojson", ServiceKind.GEOJSON.value, "", "a", "point", "Bäume")
        )
        diagnosis = _examine(layer)
    assert _ailments(diagnosis) == [Ailment.MISSING_FILE]
    assert diagnosis.repair.url == listed[2][1]


def test_presets_are_matched_by_kind_and_layer():
    facts = _facts("http://127.0.0.1:9/x")
    preset = _preset("https://neu.example/wfs")
    assert preset_addresses(facts, [preset]) == (("https://neu.example/wfs",), False)
    assert preset_addresses(replace(facts, layer="ms:kanal"), [preset]) == ((), False)
    assert preset_addresses(replace(facts, kind=ServiceKind.WMS), [preset]) == ((), False)


def test_only_the_preset_a_layer_was_made_from_is_the_same_data_set():
    other = replace(_preset("https://andere.example/wfs"), key="andere")
    presets = [other, _preset("https://neu.example/wfs")]
    facts = replace(_facts("http://127.0.0.1:9/x"), origin=Origin("Bäume", parameters={"data set": "p"}))
    assert preset_addresses(facts, presets) == (("https://neu.example/wfs",), True)
    harvested = replace(facts, origin=Origin("Bäume", parameters={"data set": "p", "portal": "https://ckan.example"}))
    assert preset_addresses(harvested, presets)[1] is False


def test_a_preset_is_no_proposal_for_a_layer_of_which_only_the_number_is_known():
    numbered = Distribution("p", "Versiegelung", "https://eea.example/wms", (ServiceKind.WMS,), layers=("0",))
    preset = Dataset("p", "Versiegelung", "Liste", distributions=(numbered,))
    facts = replace(_facts("http://127.0.0.1:9/x"), kind=ServiceKind.WMS, layer="0")
    assert preset_addresses(facts, [preset]) == ((), False)
    own = replace(facts, origin=Origin("Versiegelung", parameters={"data set": "p"}))
    assert preset_addresses(own, [preset]) == (("https://eea.example/wms",), True)
