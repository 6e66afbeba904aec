# SPDX-License-Identifier: GPL-2.0-or-later
"""Tiles by template, of pictures (a real QGIS Server) and of vectors (made by GDAL): drawn, or one sentence."""

from __future__ import annotations

import gzip
from urllib.parse import urlencode

import pytest
from qgis.core import QgsDataSourceUri
from qgis.PyQt.QtCore import QUrl

from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer
from ruhr_smartcity_plugin.adapters.layers.loading_uris import tile_template, tiles_uri
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.errors import LayerError, NetworkError
from tests.support.chaos import Chaos
from tests.support.faults import ALL_LAYER_FAULTS, PASSING_FAULTS, at_places, case_name, fault_name
from tests.support.live_layers import (
    REPEATING,
    Loading,
    drawn_pixels,
    ends_at_once_when_stopped,
    layer_that_draws_or_sentence,
    load,
    window_stays_alive,
)
from tests.support.live_services import VectorTiles
from tests.support.loopback import Loopback, Reply
from tests.support.qgis_server import QgisServer

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("short_timeout")]


@pytest.fixture(scope="module")
def pictures():
    with QgisServer(points=300, pictures=True) as running:
        yield running.url


@pytest.fixture(scope="module")
def vectors():
    with VectorTiles() as running:
        yield running


def template(root: str) -> str:
    """QGIS Server numbers its tiles in EPSG:3857 as web maps do."""
    query = {"SERVICE": "WMTS", "VERSION": "1.0.0", "REQUEST": "GetTile", "LAYER": "hoehe", "STYLE": "default",
             "FORMAT": "image/png", "TILEMATRIXSET": "EPSG:3857"}  # fmt: skip
    return f"{root}/?{urlencode(query)}&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}"


# --- pictures ----------------------------------------------------------------------------------------
def test_pictures_are_drawn_in_the_map_s_system(qtbot, pictures):
    loaded = load(qtbot, ServiceKind.XYZ, template(pictures))
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.layer.crs().authid() == "EPSG:3857"
    assert drawn_pixels(qtbot, loaded.layer) > 1000


@pytest.mark.parametrize("fault", ALL_LAYER_FAULTS, ids=fault_name)
def test_pictures_that_draw_or_one_sentence(qtbot, pictures, fault):
    with Chaos(pictures, [{"match": "GetTile", **fault}]) as proxy:
        loading = Loading(ServiceKind.XYZ, template(proxy.url))
        layer_that_draws_or_sentence(qtbot, loading)
        assert isinstance(loading.end, NetworkError)


@pytest.mark.parametrize("fault", PASSING_FAULTS, ids=fault_name)
def test_a_picture_that_fails_once_only_costs_nothing(qtbot, pictures, fault):
    with Chaos(pictures, [{"match": "GetTile", "n": 1, **fault}]) as proxy:
        loading = Loading(ServiceKind.XYZ, template(proxy.url), limits=REPEATING)
        layer_that_draws_or_sentence(qtbot, loading)
        assert isinstance(loading.end, LoadedLayer), loading.end


def test_a_picture_whose_head_alone_is_right_is_refused(qtbot):
    with Loopback() as server:
        server.answer = lambda _request: Reply(200, b"\x89PNG\r\n\x1a\n" + bytes(300), content_type="image/png")
        end = load(qtbot, ServiceKind.XYZ, server.url + "/{z}/{x}/{y}.png")
    assert isinstance(end, NetworkError)
    assert "damaged" in end.sentence


@pytest.mark.parametrize("kind", ["text/html", "binary/octet-stream"])
def test_tiles_that_qgis_does_not_draw_for_their_declared_type_are_refused_by_it(qtbot, pictures, kind):
    """QGIS looks at the type before the picture; a store in the cloud names a type of its own."""
    with Chaos(pictures, [{"match": "GetTile", "fault": "wrong_type", "content_type": kind}]) as proxy:
        end = load(qtbot, ServiceKind.XYZ, template(proxy.url))
    assert isinstance(end, NetworkError)
    assert kind in end.sentence


def test_tiles_without_a_type_are_drawn(qtbot, pictures):
    with Chaos(pictures, [{"match": "GetTile", "fault": "wrong_type", "content_type": ""}]) as proxy:
        loaded = load(qtbot, ServiceKind.XYZ, template(proxy.url))
        assert isinstance(loaded, LoadedLayer), loaded
        assert drawn_pixels(qtbot, loaded.layer) > 1000


def test_tiles_left_out_at_bochum_are_looked_for_at_the_coarsest_level(qtbot, pictures):
    with Chaos(pictures, [{"match": "TILEMATRIX=12&", "fault": "status", "code": 404}]) as proxy:
        loaded = load(qtbot, ServiceKind.XYZ, template(proxy.url))
        asked = [one["path"] for one in proxy.log]
    assert isinstance(loaded, LoadedLayer), loaded
    assert "TILEMATRIX=12&" in asked[0]
    assert "TILEMATRIX=0&" in asked[1]


@pytest.mark.parametrize("kind", [ServiceKind.XYZ, ServiceKind.VECTOR_TILES])
def test_tiles_that_hang_can_be_left_at_once_and_the_window_stays_alive(qtbot, pictures, kind):
    def start(proxy: Chaos) -> Loading:
        return Loading(kind, template(proxy.url))

    ends_at_once_when_stopped(qtbot, pictures, "", start)
    window_stays_alive(qtbot, pictures, "", start)


@pytest.mark.parametrize("tail", ["?a=b%2Fc&key=x", "?z=1", "/%C3%BC.png", "/a,b;c.png?q=a+b", "?x=%2520"])
def test_qgis_asks_the_address_the_template_says(tail):
    """Of "%3F" for "?" QGIS 3.40 makes an address that is nowhere, and draws nothing."""
    source = LayerSource(ServiceKind.XYZ, "https://x.example/{z}/{x}/{y}" + tail, "", "t")
    read = QgsDataSourceUri()
    read.setEncodedUri(tiles_uri(source))
    assert QUrl(read.param("url")) == QUrl(tile_template(source))


def test_a_template_that_qgis_would_read_differently_is_refused():
    source = LayerSource(ServiceKind.XYZ, "https://x.example/{z}/{x}/{y}?a=b%26c", "", "t")
    with pytest.raises(LayerError):
        tiles_uri(source)


# --- vectors -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("address", ["/v/{z}/{x}/{y}.pbf", "/tiles.json", "/style.json"])
def test_vector_tiles_are_drawn(qtbot, vectors, address):
    loaded = load(qtbot, ServiceKind.VECTOR_TILES, vectors.url + address)
    assert isinstance(loaded, LoadedLayer), loaded
    assert loaded.notes == ()
    assert drawn_pixels(qtbot, loaded.layer) > 300


@pytest.mark.parametrize(("match", "fault"), at_places("style.json", "tiles.json", ".pbf", rare=".pbf"), ids=case_name)
def test_vector_tiles_that_draw_or_one_sentence(qtbot, vectors, match, fault):
    with Chaos(vectors.url, [{"match": match, **fault}]) as proxy:
        layer_that_draws_or_sentence(qtbot, Loading(ServiceKind.VECTOR_TILES, proxy.url + "/style.json"))
        assert any(match in one["path"] for one in proxy.log)


@pytest.mark.parametrize("fault", PASSING_FAULTS, ids=fault_name)
@pytest.mark.parametrize("match", ["style.json", "tiles.json", ".pbf"])
def test_vector_tiles_that_fail_once_only_cost_nothing(qtbot, vectors, match, fault):
    with Chaos(vectors.url, [{"match": match, "n": 1, **fault}]) as proxy:
        loading = Loading(ServiceKind.VECTOR_TILES, proxy.url + "/style.json", limits=REPEATING)
        layer_that_draws_or_sentence(qtbot, loading)
        assert isinstance(loading.end, LoadedLayer), loading.end
        assert loading.end.notes == ()


def test_the_style_of_the_service_is_used_and_nothing_else_is_fetched_for_it(qtbot, vectors):
    vectors.seen.clear()
    loaded = load(qtbot, ServiceKind.VECTOR_TILES, vectors.url + "/style.json")
    rules = {one.styleName(): one for one in loaded.layer.renderer().styles()}
    assert rules["orte"].symbol().color().name() == "#c81e1e"
    assert rules["orte"].layerName() == "ortsteile"
    assert [one.styleName() for one in loaded.layer.labeling().styles()] == ["namen"]
    drawn_pixels(qtbot, loaded.layer)
    paths = {one.path for one in vectors.seen}
    assert not [one for one in paths if "sprite" in one or "glyphs" in one]


def test_without_its_style_the_layer_is_drawn_plainly_and_that_is_said(qtbot, vectors):
    with Chaos(vectors.url, [{"match": "style.json", "after": 1, "fault": "status", "code": 503}]) as proxy:
        loaded = load(qtbot, ServiceKind.VECTOR_TILES, proxy.url + "/style.json")
        assert isinstance(loaded, LoadedLayer), loaded
        assert drawn_pixels(qtbot, loaded.layer) > 300
    assert len(loaded.notes) == 1
    assert loaded.notes[0].startswith("The style of the service is not used, and the layer is drawn plainly: ")


@pytest.mark.parametrize("layers", [None, [], "x", [1, None], [{"id": "a", "type": "fill", "source": "anders"}]])
def test_a_style_without_rules_for_the_tiles_is_no_failure(qtbot, layers):
    with VectorTiles(points=5) as server:
        server.style["layers"] = layers
        loaded = load(qtbot, ServiceKind.VECTOR_TILES, server.url + "/style.json")
    assert isinstance(loaded, LoadedLayer), loaded
    assert "no rules" in loaded.notes[0]


def test_what_is_no_vector_tile_is_refused(qtbot):
    """QGIS 3.40 draws nothing of it and says nothing."""
    bodies = (b"\x1a\x7fx", b"PK\x03\x04", b"not a tile", gzip.compress(b"\x1a\x02x\x02"))
    for body in bodies:
        with Loopback() as server:
            server.answer = lambda _request, body=body: Reply(200, body, content_type="application/x-protobuf")
            end = load(qtbot, ServiceKind.VECTOR_TILES, server.url + "/{z}/{x}/{y}.pbf")
        assert isinstance(end, NetworkError), body
