# SPDX-License-Identifier: GPL-2.0-or-later
"""Previews: a real MapServer, files and a CKAN datastore on loopback; little is asked for, nothing is guessed."""

from __future__ import annotations

import json

import pytest
from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtGui import QImage

from ruhr_smartcity_plugin.adapters.layers.preview import can_preview, make_preview, picture_params, preview_box
from ruhr_smartcity_plugin.adapters.layers.preview_rows import (
    Rows,
    rows_of_csv,
    rows_of_geojson,
    rows_of_json,
    rows_of_records,
)
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource, SampleSource
from ruhr_smartcity_plugin.core.errors import AddressRefusedError, CancelledError, LayerError, NetworkError
from ruhr_smartcity_plugin.core.network.client import Limits
from tests.support.loopback import Loopback, Reply
from tests.support.mapserver import MapServer

pytestmark = pytest.mark.server
BOCHUM = (370000.0, 5700000.0, 380000.0, 5710000.0)


@pytest.fixture(scope="module")
def map_server():
    with MapServer() as running:
        yield running


def preview(kind: ServiceKind, url: str, **more):
    dataset = Dataset("k", "Bäume", "Portal", portal_root=more.pop("portal_root", ""))
    distribution = Distribution("r1", "R", url, (kind,), **more)
    return make_preview(new_client(limits=Limits(3, 10)), dataset, distribution, BOCHUM)


# --- services --------------------------------------------------------------------------------------
def test_a_wms_gives_a_picture_of_the_area(qgis_app, map_server):
    found = preview(ServiceKind.WMS, map_server.url + "?LAYERS=ortsteile")
    image = QImage.fromData(found.picture)
    assert (image.width(), image.height()) == (480, 480)
    assert len({image.pixel(x, y) for x in range(480) for y in range(480)}) > 1
    assert found.note.startswith("Layer “")


def test_a_wfs_gives_its_fields_and_ten_objects_without_geometry(qgis_app, map_server):
    before = len(map_server.requests)
    found = preview(ServiceKind.WFS, map_server.url + "?TYPENAMES=ms:baeume")
    assert len(found.rows.cells) == 10
    assert "art" in found.rows.heads
    assert not {"geom", "msGeometry", "boundedBy"} & set(found.rows.heads)
    assert "COUNT=10" in map_server.requests[-1][1]
    assert len(map_server.requests) - before == 2


def test_ogc_api_features_give_their_properties(qgis_app):
    collection = {"id": "baeume", "title": "Bäume", "links": []}
    features = [{"type": "Feature", "properties": {"art": "Linde", "höhe": 12.5}, "geometry": None}] * 3
    routes = {
        "/api": {"title": "A", "links": []},
        "/api/collections": {"collections": [collection]},
        "/api/collections/baeume/items": {"type": "FeatureCollection", "features": features},
    }
    with Loopback(routes, strict=True) as server:
        found = preview(ServiceKind.OAPIF, server.url + "/api/collections/baeume/items")
        assert server.seen[-1].value("limit") == "10"
    assert found.rows == Rows(("art", "höhe"), (("Linde", "12.5"),) * 3)


def test_a_ckan_datastore_is_asked_for_ten_rows(qgis_app):
    answer = {"success": True, "result": {"total": 2228, "records": [{"_id": 1, "Ort": "Herne", "Wert": None}]}}
    with Loopback({"/api/3/action/datastore_search": answer}, strict=True) as server:
        found = preview(ServiceKind.CSV, "https://x.example/a.csv", has_datastore=True, portal_root=server.url)
        assert server.seen[0].query == {"resource_id": ["r1"], "limit": ["10"]}
    assert found.rows == Rows(("Ort", "Wert"), (("Herne", ""),))
    assert found.note == "2228 rows in all"


def test_the_datastore_of_an_organisation_is_that_of_its_portal(qgis_app):
    answer = {"success": True, "result": {"records": [{"Ort": "Herne"}]}}
    with Loopback({"/api/3/action/datastore_search": answer}, strict=True) as server:
        root = f"{server.url}/organization/stadt-herne"
        found = preview(ServiceKind.CSV, "https://x.example/a.csv", has_datastore=True, portal_root=root)
    assert found.rows.cells == (("Herne",),)


@pytest.mark.parametrize("answer", [[], {"result": None}, {"result": {"records": "x"}}, Reply(404, "no")])
def test_where_the_portal_holds_no_rows_the_file_is_looked_at(qgis_app, answer):
    with Loopback({"/api/3/action/datastore_search": answer, "/a.csv": Reply(200, "Ort;Wert\nHerne;1\n")}) as server:
        found = preview(ServiceKind.CSV, f"{server.url}/a.csv", has_datastore=True, portal_root=server.url)
        assert found.rows.cells == (("Herne", "1"),)
        with pytest.raises(NetworkError):
            preview(ServiceKind.XLSX, f"{server.url}/a.xlsx", has_datastore=True, portal_root=server.url)


def test_an_export_of_opendatasoft_is_shown_by_ten_records(qgis_app):
    base = "/api/explore/v2.1/catalog/datasets/b%C3%A4ume"
    shape = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [7.2, 51.5]}, "properties": {}}
    records = {"total_count": 70_000, "results": [{"art": "Linde", "geo_shape": shape}]}

    def whole(seen):
        raise AssertionError("the whole file was asked for")

    routes = {"/api/explore/v2.1/catalog/datasets/bäume/records": records, f"{base}/records": records}
    with Loopback({**routes, f"{base}/exports/csv": whole}) as server:
        for kind, name in ((ServiceKind.CSV, "csv"), (ServiceKind.GEOJSON, "geojson"), (ServiceKind.SHP, "shp")):
            one = Distribution("r1", "R", f"{server.url}{base}/exports/{name}?delimiter=;", (kind,))
            assert can_preview(one)
            found = preview(kind, one.url)
            assert found.rows == Rows(("art",), (("Linde",),))
            assert found.note.replace(",", "").startswith("70000 rows")
        assert server.seen[0].value("limit") == "10"


def test_a_service_that_fails_is_a_named_error(qgis_app):
    with Loopback({"/ows": Reply(500, "x")}) as server, pytest.raises(NetworkError):
        preview(ServiceKind.WMS, server.url + "/ows")


def test_a_cancel_stops_it(qgis_app, map_server):
    class Cancelled:
        def is_cancelled(self) -> bool:
            return True

        def report(self, fraction: float, text: str = "") -> None:
            del fraction, text

    one = Distribution("r", "R", map_server.url, (ServiceKind.WMS,))
    with pytest.raises(CancelledError):
        make_preview(new_client(), Dataset("k", "T", "P"), one, BOCHUM, progress=Cancelled())


# --- files -----------------------------------------------------------------------------------------
def part_of(body: bytes):
    """A server that gives parts of files (RFC 9110, 14)."""

    def answer(seen):
        last = int(seen.headers["Range"].split("-")[1])
        return Reply(206, body[: last + 1], {"Content-Range": f"bytes 0-{last}/{len(body)}"}, "text/csv")

    return answer


def test_of_a_large_csv_only_the_beginning_is_fetched(qgis_app):
    body = "Straße;Wert\n".encode("cp1252") + b"".join(b"M\xfchlenweg;%d,5\n" % n for n in range(100_000))
    with Loopback({"/a.csv": part_of(body)}) as server:
        found = preview(ServiceKind.CSV, server.url + "/a.csv")
    assert found.rows.heads == ("Straße", "Wert")
    assert found.rows.cells[:2] == (("Mühlenweg", "0,5"), ("Mühlenweg", "1,5"))
    assert len(found.rows.cells) == 10
    assert found.note == "Beginning of the file"


def test_a_large_file_of_a_server_without_parts_is_said(qgis_app):
    large = Reply(200, b"a;b\n" * 2_000_000, content_type="text/csv")
    with Loopback({"/a.csv": large}) as server, pytest.raises(LayerError) as caught:
        preview(ServiceKind.CSV, server.url + "/a.csv")
    assert caught.value.sentence == "This server gives no parts of files, and the file is larger than 5 MB: no preview."


def test_a_cut_geojson_gives_its_first_objects(qgis_app):
    features = [{"type": "Feature", "properties": {"nr": n, "name": "Ü" * 50}, "geometry": None} for n in range(9000)]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    with Loopback({"/a.geojson": part_of(text.encode())}) as server:
        found = preview(ServiceKind.GEOJSON, server.url + "/a.geojson")
    assert found.rows.heads == ("nr", "name")
    assert [row[0] for row in found.rows.cells] == [str(n) for n in range(10)]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"features": []}', "null", "<html>"])
def test_a_file_without_rows_is_said(qgis_app, body):
    with Loopback({"/a.geojson": body}) as server, pytest.raises((LayerError, NetworkError)) as caught:
        preview(ServiceKind.GEOJSON, server.url + "/a.geojson")
    assert caught.value.sentence


@pytest.mark.parametrize("address", ["file:///etc/passwd", "/vsicurl/x", "PG:x"])
def test_what_is_no_web_address_is_not_opened(qgis_app, address):
    for kind in (ServiceKind.CSV, ServiceKind.WMS, ServiceKind.OAPIF):
        with pytest.raises(AddressRefusedError):
            preview(kind, address)


# --- parts -----------------------------------------------------------------------------------------
def test_csv_rows_are_shown_as_they_stand_there():
    assert rows_of_csv(b"a,b\n1,2\n") == Rows(("a", "b"), (("1", "2"),))
    assert rows_of_csv(b'a;b\n"x;y";"1,5"\n') == Rows(("a", "b"), (("x;y", "1,5"),))
    assert rows_of_csv(b"a\tb\n1\n") == Rows(("a", "b"), (("1", ""),))
    assert rows_of_csv("ä;b\nü;1\n".encode("utf-8-sig")) == Rows(("ä", "b"), (("ü", "1"),))
    assert rows_of_csv(b"a;b\n1;2\n3;", is_cut=True) == Rows(("a", "b"), (("1", "2"),))
    assert rows_of_csv(b"") == Rows((), ())


def test_a_csv_with_lines_above_its_head_is_shown_from_the_head_on():
    """As statistical offices write them: title, blank line, head, decimal commas."""
    rows = ("05916000;Herne;1,5", "05911000;Bochum;2,5", "05913000;Dortmund;3")
    text = "\n".join(("Bevölkerung der Stadt Herne", "", "AGS;Name;Anteil", *rows, ""))
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        rows = rows_of_csv(text.encode(encoding))
        assert rows.heads == ("AGS", "Name", "Anteil")
        assert rows.cells[0] == ("05916000", "Herne", "1,5")
        assert len(rows.cells) == 3


def test_json_lists_geojson_and_text_that_ends_anywhere():
    text = '[{"a": 1}, {"a": {"b": [1, 2]}}, {"a": '
    assert rows_of_json(text).cells == (("1",), ('{"b": [1, 2]}',))
    assert rows_of_geojson('{"features":[{"properties":{"x":1}},{"properties":null},{"prop').cells == (("1",), ("",))
    assert rows_of_json("{" * 100_000) == Rows((), ())
    assert rows_of_json('[{"a":' * 50_000) == Rows((), ())


def test_cells_are_one_short_line():
    rows = rows_of_records([{"a": "x\ny" * 1000, "b": True}])
    assert len(rows.cells[0][0]) == 200
    assert "\n" not in rows.cells[0][0]


@pytest.mark.parametrize(
    ("crs", "version", "first"),
    [("EPSG:25832", "1.3.0", 370000.0), ("EPSG:4326", "1.3.0", 51.4), ("EPSG:4326", "1.1.1", 7.1)],
)
def test_the_axes_of_the_picture_follow_version_and_crs(qgis_app, crs, version, first):
    """WMS 1.3.0 (OGC 06-042, 6.7.2): EPSG:4326 is latitude first; in 1.1.1 longitude first."""
    assert QgsCoordinateReferenceSystem(crs).isValid()
    params = picture_params(LayerSource(ServiceKind.WMS, "https://x.example", "a", "A", crs, version), BOCHUM)
    assert float(params["BBOX"].split(",")[0]) == pytest.approx(first, abs=0.1)
    assert ("CRS" in params) is (version == "1.3.0")


@pytest.mark.parametrize(
    ("extent", "shown"),
    [
        (None, BOCHUM),
        ((7.1, 51.4, 7.9, 51.9), (368_000, 5_700_000, 380_000, 5_710_000)),  # reaches beyond the area: cut
        ((11.0, 48.0, 12.0, 49.0), BOCHUM),  # elsewhere
        ((7.2, 51.5, 7.2, 51.5), BOCHUM),  # a point
        ((float("nan"),) * 4, BOCHUM),
    ],
)
def test_a_picture_shows_the_data_set_inside_the_area(qgis_app, extent, shown):
    box = preview_box(Dataset("k", "T", "P", extent_4326=extent), BOCHUM)
    assert box == pytest.approx(shown, abs=3000)
    assert BOCHUM[0] <= box[0] < box[2] <= BOCHUM[2]


def test_what_can_be_previewed():
    def one(kind, url="https://x.example", **more):
        return Distribution("k", "t", url, (kind,), **more)

    assert all(can_preview(one(kind)) for kind in (ServiceKind.WMS, ServiceKind.WFS, ServiceKind.CSV))
    assert can_preview(one(ServiceKind.XLSX, has_datastore=True))
    assert not can_preview(one(ServiceKind.PDF))
    assert not can_preview(one(ServiceKind.CSV, url=""))
    assert not can_preview(one(ServiceKind.WFS, sample=SampleSource("x")))
