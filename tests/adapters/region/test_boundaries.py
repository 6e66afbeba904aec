# SPDX-License-Identifier: GPL-2.0-or-later
"""Boundaries from a real MapServer (WFS 2.0), from hand-written answers with each known lie, and from the cache."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import requests
from qgis.core import QgsGeometry, QgsPointXY, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.adapters.region.boundaries import (
    add_boundaries_layer,
    boundaries_path,
    fetch_boundaries,
    load_boundaries_layer,
    municipality_at,
    schematic_layer,
)
from ruhr_smartcity_plugin.adapters.region.boundary_layers import OFFICIAL, find_boundaries_layer
from ruhr_smartcity_plugin.core.errors import (
    CancelledError,
    HttpStatusError,
    IncompleteError,
    LayerError,
    NetworkError,
    StoreError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.core.region.reference_systems import UTM_32
from tests.adapters.region.boundary_server import (
    NEIGHBOUR,
    BoundaryServer,
    gml,
    real_polygons,
    schematic_polygons,
    shared_data_file,
)
from tests.support.loopback import Loopback, Reply

REGION = load_region()
POLYGONS = schematic_polygons()
# The workplace's polygons are no part of the checkout; named by the variable they must be there.
SOURCES = {"schematic": schematic_polygons}
if "RUHR_SHARED_DATA" in os.environ or shared_data_file().is_file():
    SOURCES["real"] = real_polygons


@pytest.fixture
def client() -> HttpClient:
    return HttpClient(requests.Session(), limits=Limits(inactivity_s=5, total_s=20, attempts=1))


def served(body: bytes, status: int = 200) -> Loopback:
    return Loopback({"/wfs": Reply(status, body, content_type="text/xml; subtype=gml/3.2")})


def ring_of(wkt: str) -> list:
    return [tuple(map(float, pair.split())) for pair in wkt[wkt.index("((") + 2 : wkt.index(")")].split(",")]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("page", [0, 20])
def test_all_municipalities_come_from_a_real_wfs_whole_or_in_pages(client, tmp_path, qgis_app, source, page):
    polygons = SOURCES[source]()
    with BoundaryServer(polygons, page=page) as server:
        result = fetch_boundaries(client, tmp_path, url=server.url)
        assert len(server.requests) == (3 if page else 1)
    assert result.is_complete
    assert result.received == 53
    layer = load_boundaries_layer(tmp_path)
    areas = {feature["ags"]: feature.geometry().area() for feature in layer.getFeatures()}
    for key, _name, wkt in polygons:
        assert areas[key] == pytest.approx(QgsGeometry.fromWkt(wkt).area(), rel=1e-4)
    assert NEIGHBOUR[0] not in areas


def test_the_layer_names_its_source_and_its_date(client, tmp_path, qgis_app):
    with BoundaryServer() as server:
        fetch_boundaries(client, tmp_path, url=server.url)
        layer = load_boundaries_layer(tmp_path)
        origin = read_origin(layer)
        assert origin.source_url == server.url
    assert origin.fetched_at is not None
    assert origin.licence == ""  # another service than the preset's: its licence is not known
    assert "2026-07-01" in "".join(layer.metadata().history())
    assert layer.crs().authid() == "EPSG:25832"
    assert layer.readOnly()


def test_keys_that_gdal_takes_for_numbers_get_their_zero_back(client, tmp_path, qgis_app):
    with served(gml(POLYGONS)) as server:
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")
    keys = {feature["ags"] for feature in load_boundaries_layer(tmp_path).getFeatures()}
    assert keys == {one.ags for one in REGION.municipalities}


@pytest.mark.parametrize("field", ["AGS", "schluessel", "gkz"])
def test_the_key_field_may_have_another_name(client, tmp_path, qgis_app, field):
    with served(gml(POLYGONS, key_field=field)) as server:
        assert fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs").is_complete


def test_swapped_axes_are_put_right(client, tmp_path, qgis_app):
    with served(gml(POLYGONS, swapped=True)) as server:
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")
    assert_in_place(tmp_path)


@pytest.mark.parametrize("swapped", [False, True])
def test_degrees_sold_as_metres_are_put_right(client, tmp_path, qgis_app, swapped):
    degrees = {key: tuple(tuple(map(float, UTM_32.inverse(*place))) for place in ring_of(wkt))
               for key, _name, wkt in POLYGONS}
    with served(gml(POLYGONS, to=degrees, swapped=swapped)) as server:
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")
    assert_in_place(tmp_path)


def test_a_zone_prefix_is_taken_off(client, tmp_path, qgis_app):
    prefixed = {key: tuple((32_000_000 + x, y) for x, y in ring_of(wkt)) for key, _n, wkt in POLYGONS}
    with served(gml(POLYGONS, to=prefixed)) as server:
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")
    assert_in_place(tmp_path)


def assert_in_place(cache_dir: Path) -> None:
    for feature in load_boundaries_layer(cache_dir).getFeatures():
        point = QgsPointXY(*REGION.by_ags(feature["ags"]).point_25832)
        assert feature.geometry().contains(point), feature["name"]


def test_polygons_that_lie_elsewhere_are_discarded(client, tmp_path, qgis_app):
    moved = {key: tuple((x + 300_000, y) for x, y in ring_of(wkt)) for key, _n, wkt in POLYGONS}
    with served(gml(POLYGONS, to=moved)) as server, pytest.raises(UnexpectedContentError, match="do not lie where"):
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")
    assert not boundaries_path(tmp_path).exists()


def test_polygons_of_the_wrong_towns_are_discarded(client, tmp_path, qgis_app):
    keys = [key for key, _n, _w in POLYGONS]
    shuffled = tuple((keys[(i + 7) % 53], name, wkt) for i, (_k, name, wkt) in enumerate(POLYGONS))
    with served(gml(shuffled)) as server, pytest.raises(UnexpectedContentError, match="do not lie where"):
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")


def test_missing_municipalities_are_named_and_the_layer_says_so(client, tmp_path, qgis_app):
    with BoundaryServer(POLYGONS[:51]) as server:
        result = fetch_boundaries(client, tmp_path, url=server.url)
    assert not result.is_complete
    assert result.missing == (POLYGONS[51][1], POLYGONS[52][1])
    assert POLYGONS[52][1] in result.sentence
    assert "incomplete" in load_boundaries_layer(tmp_path).name()


def test_a_short_answer_never_replaces_complete_boundaries(client, tmp_path, qgis_app):
    with BoundaryServer() as server:
        fetch_boundaries(client, tmp_path, url=server.url)
    with BoundaryServer(POLYGONS[:30]) as server, pytest.raises(IncompleteError) as caught:
        fetch_boundaries(client, tmp_path, url=server.url)
    assert (caught.value.expected, caught.value.received) == (53, 30)
    assert load_boundaries_layer(tmp_path).featureCount() == 53


def test_a_service_without_paging_ends_without_a_loop(client, tmp_path, qgis_app):
    with served(gml(POLYGONS[:50])) as server:
        assert fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs").received == 50
        assert len(server.asked("/wfs")) == 2


def test_a_service_that_refuses_the_second_page_gives_what_it_has(client, tmp_path, qgis_app):
    def answer(request):
        if request.value("STARTINDEX"):
            return Reply(400, b"")
        return Reply(200, gml(POLYGONS[:50]), content_type="text/xml")

    with Loopback({"/wfs": answer}) as server:
        assert fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs").received == 50


def test_a_town_in_several_features_is_put_together(client, tmp_path, qgis_app):
    key, name, _wkt = POLYGONS[0]
    x, y = REGION.by_ags(key).point_25832
    part = f"POLYGON (({x + 9000} {y}, {x + 9100} {y}, {x + 9100} {y + 100}, {x + 9000} {y}))"
    with served(gml((*POLYGONS, (key, name, part)))) as server:
        assert fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs").received == 53
    feature = next(one for one in load_boundaries_layer(tmp_path).getFeatures() if one["ags"] == key)
    assert feature.geometry().constGet().partCount() == 2


@pytest.mark.parametrize(("body", "status", "error"), [
    (b"<html><body>Please log in</body></html>", 200, UnexpectedContentError),
    (b"", 200, NetworkError),
    (b"<?xml version='1.0'?><wfs:FeatureCollection xmlns:wfs='http://www.opengis.net/wfs/2.0'/>", 200,
     UnexpectedContentError),
    (b"<?xml version='1.0'?><ows:ExceptionReport xmlns:ows='http://www.opengis.net/ows/1.1'><ows:Exception>"
     b"<ows:ExceptionText>no such type</ows:ExceptionText></ows:Exception></ows:ExceptionReport>", 200,
     UnexpectedContentError),
    (gml(POLYGONS)[:20000], 200, UnexpectedContentError),
    (gml((NEIGHBOUR,)), 200, UnexpectedContentError),
    (b"gone", 404, HttpStatusError),
])
def test_a_wrong_answer_is_one_sentence_and_stores_nothing(client, tmp_path, qgis_app, body, status, error):
    with served(body, status) as server, pytest.raises(error) as caught:
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")
    assert caught.value.sentence
    assert not boundaries_path(tmp_path).exists()


def test_an_entity_bomb_is_refused(client, tmp_path, qgis_app):
    entities = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(9))
    bomb = (f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "0123456789">{entities}]>'
            + gml(POLYGONS).decode("utf-8").split("?>", 1)[1].replace(">Duisburg<", ">&e9;<"))
    with served(bomb.encode("utf-8")) as server, pytest.raises(UnexpectedContentError):
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")


def test_a_schema_named_in_the_answer_is_not_fetched(client, tmp_path, qgis_app):
    with Loopback() as server:
        body = gml(POLYGONS).replace(
            b"<wfs:FeatureCollection ", b'<wfs:FeatureCollection xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            b'xsi:schemaLocation="http://www.bkg.bund.de/namespaces/dvg ' + f'{server.url}/schema.xsd" '.encode())
        server.routes["/wfs"] = Reply(200, body, content_type="text/xml")
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")
        assert [one.path for one in server.seen] == ["/wfs"]


def test_cancelling_stores_nothing(client, tmp_path, qgis_app):
    class Cancelled:
        def is_cancelled(self) -> bool:
            return True

        def report(self, fraction: float, text: str = "") -> None:
            del fraction, text

    with BoundaryServer() as server, pytest.raises(CancelledError):
        fetch_boundaries(client, tmp_path, Cancelled(), server.url)
    assert not boundaries_path(tmp_path).exists()


def test_a_file_where_the_folder_should_be_is_one_sentence(client, tmp_path, qgis_app):
    (tmp_path / "boundaries").write_text("in the way", encoding="utf-8")
    with served(gml(POLYGONS)) as server, pytest.raises(StoreError, match="could not be stored"):
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")


def test_a_damaged_cache_is_said_and_healed_by_loading_again(client, tmp_path, qgis_app):
    path = boundaries_path(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"SQLite format 3\0 but not really")
    with pytest.raises(LayerError, match="Load them again"):
        load_boundaries_layer(tmp_path)
    with served(gml(POLYGONS)) as server:
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")
    assert load_boundaries_layer(tmp_path).featureCount() == 53
    assert [one.name for one in path.parent.iterdir() if "part" in one.name] == []


def test_layers_that_are_open_stay_whole_while_new_boundaries_are_stored(client, tmp_path, project):
    with served(gml(POLYGONS)) as server:
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")
    layer = add_boundaries_layer(project, tmp_path)
    reader = layer.getFeatures()
    next(reader)
    grown = tuple((key, f"{name} neu", wkt) for key, name, wkt in POLYGONS)
    with served(gml(grown)) as server:
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")
    assert sum(1 for _feature in reader) == 52  # the reader that was open sees the old state to its end
    again = add_boundaries_layer(project, tmp_path)
    assert again is layer
    assert len(project.mapLayers()) == 1
    assert {feature["name"] for feature in layer.getFeatures()} == {name for _k, name, _w in grown}
    with closing(sqlite3.connect(boundaries_path(tmp_path))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_boundaries_go_to_their_group_and_replace_the_schematic_areas(client, tmp_path, project):
    project.addMapLayer(schematic_layer())
    with served(gml(POLYGONS)) as server:
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")
    layer = add_boundaries_layer(project, tmp_path)
    assert list(project.mapLayers().values()) == [layer]
    assert find_boundaries_layer(project, OFFICIAL) is layer
    group = project.layerTreeRoot().findLayer(layer).parent()
    assert group.parent().name() == "Ruhr Smart City"


def test_without_a_cache_there_is_no_layer(tmp_path, project):
    assert load_boundaries_layer(tmp_path) is None
    assert add_boundaries_layer(project, tmp_path) is None


def test_schematic_areas_say_that_they_are_no_boundaries(qgis_app):
    layer = schematic_layer()
    assert isinstance(layer, QgsVectorLayer)
    assert layer.featureCount() == 53
    assert "chematic" in layer.name()
    assert "not real" in read_origin(layer).method
    assert layer.extent().xMinimum() >= REGION.box_25832[0] - 1


def test_a_point_is_in_one_municipality_once_the_boundaries_are_there(client, tmp_path, qgis_app):
    x, y = REGION.by_ags("05911000").point_25832
    boxes = municipality_at(x, y, tmp_path)
    assert not boxes.is_exact
    assert "Bochum" in [one.name for one in boxes.candidates]
    with served(gml(POLYGONS)) as server:
        fetch_boundaries(client, tmp_path, url=f"{server.url}/wfs")
    exact = municipality_at(x, y, tmp_path)
    assert exact.is_exact
    assert [one.name for one in exact.candidates] == ["Bochum"]
    assert municipality_at(0, 0, tmp_path).candidates == ()
