# SPDX-License-Identifier: GPL-2.0-or-later
"""Previews of small files that can only be read whole, of tiles, and of ArcGIS services."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from osgeo import gdal
from qgis.PyQt.QtGui import QImage

from ruhr_smartcity_plugin.adapters.layers import preview_files, preview_rasters
from ruhr_smartcity_plugin.adapters.layers.preview import can_preview, make_preview
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import (
    CancelledError,
    InputError,
    LayerError,
    NetworkError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import Limits
from tests.support.chaos import Chaos
from tests.support.geofiles import converted, geojson, geotiff, gtfs, points, zipped
from tests.support.live_services import ArcGisMap, VectorTiles
from tests.support.loopback import Loopback, Reply
from tests.support.mapserver import MapServer
from tests.support.qgis_server import QgisServer

BOCHUM = (370000.0, 5700000.0, 380000.0, 5710000.0)


def preview(kind: ServiceKind, url: str, **more):
    one = Distribution("r1", "R", url, (kind,), **more)
    assert can_preview(one)
    return make_preview(new_client(limits=Limits(3, 10)), Dataset("k", "Bäume", "Portal"), one, BOCHUM)


def tile(width: int = 256) -> bytes:
    from qgis.PyQt.QtCore import QBuffer, QIODevice

    image = QImage(width, width, QImage.Format.Format_RGB32)
    image.fill(0xC81E1E)
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(out, "PNG")
    return bytes(out.data())


# --- files -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "driver", "suffix"),
    [
        (ServiceKind.GPKG, "GPKG", ".gpkg"),
        (ServiceKind.KML, "LIBKML", ".kml"),
        (ServiceKind.GML, "GML", ".gml"),
        (ServiceKind.SHP, "ESRI Shapefile", ".shp"),
        (ServiceKind.XLSX, "XLSX", ".xlsx"),
    ],
)
def test_a_small_file_that_is_read_whole_gives_its_first_ten_rows(qgis_app, tmp_path, kind, driver, suffix):
    files = converted(geojson(points(12)), tmp_path, driver, suffix)
    body = zipped(files) if kind is ServiceKind.SHP else files[f"baeume{suffix}"]
    with Loopback({"/f": Reply(200, body)}) as server:
        found = preview(kind, server.url + "/f")
    assert {"nr", "art"} <= {one.lower() for one in found.rows.heads}
    assert len(found.rows.cells) == 10
    column = [one.lower() for one in found.rows.heads].index("art")
    assert found.rows.cells[1][column] == "Roßkastanie"


def test_of_an_archive_with_several_the_first_is_shown_and_said(qgis_app):
    body = zipped({"a.geojson": geojson(points(2)), "b.geojson": geojson(points(3))})
    with Loopback({"/f.zip": body}) as server:
        found = preview(ServiceKind.ZIP, server.url + "/f.zip")
    assert found.note == "Layer “a.geojson”, one of 2"
    assert len(found.rows.cells) == 2


def test_what_is_too_large_is_said_and_by_its_stated_size_not_even_asked_for(qgis_app, monkeypatch):
    monkeypatch.setattr(preview_files, "_MOST_BYTES", 1000)
    with Loopback({"/f.gpkg": Reply(200, b"x" * 1001)}) as server:
        with pytest.raises(LayerError, match="larger than"):
            preview(ServiceKind.GPKG, server.url + "/f.gpkg", size_bytes=1001)
        assert server.seen == []
        with pytest.raises(LayerError, match="larger than"):
            preview(ServiceKind.GPKG, server.url + "/f.gpkg")


def test_a_picture_in_an_archive_is_shown(qgis_app, tmp_path):
    with Loopback({"/f.zip": zipped({"bild.tif": geotiff(tmp_path)})}) as server:
        assert shades(preview(ServiceKind.ZIP, server.url + "/f.zip").picture, (64, 64))


@pytest.mark.parametrize(
    ("kind", "name", "body", "row"),
    [
        (ServiceKind.CSV, "a.csv", b"ort;wert\nHerne;1\n", ("Herne", "1")),
        (ServiceKind.GEOJSON, "a.geojson", geojson(points(1)), ("0", "Linde")),
    ],
)
def test_what_comes_zipped_though_nobody_said_so_is_looked_into(qgis_app, kind, name, body, row):
    with Loopback({"/f": zipped({name: body})}) as server:
        found = preview(kind, server.url + "/f")
    assert found.rows.cells == (row,)


@pytest.mark.parametrize("kind", [ServiceKind.CSV, ServiceKind.GEOJSON, ServiceKind.SHP, ServiceKind.XLSX])
def test_a_web_page_in_place_of_a_file_is_not_shown_as_rows(qgis_app, kind):
    page = "<!DOCTYPE html>\n<html><body>a;b;c\n1;2;3</body></html>"
    with (
        Loopback({"/f": Reply(200, page, content_type="text/html")}) as server,
        pytest.raises(UnexpectedContentError, match="HTML"),
    ):
        preview(kind, server.url + "/f")


def test_the_stops_of_a_timetable_are_shown(qgis_app):
    with Loopback({"/f.zip": gtfs()}) as server:
        found = preview(ServiceKind.GTFS, server.url + "/f.zip")
    assert found.rows.heads[:2] == ("stop_id", "stop_name")
    assert found.rows.cells[0][1] == "Bochum Hbf 0"


def test_what_lies_behind_xml_is_shown_or_named(qgis_app, tmp_path):
    body = converted(geojson(points(3)), tmp_path, "GML", ".gml")["baeume.gml"]
    with Loopback({"/f.xml": body, "/g.xml": "<?xml version='1.0'?><liste><eintrag/></liste>"}) as server:
        assert len(preview(ServiceKind.XML, server.url + "/f.xml").rows.cells) == 3
        with pytest.raises(InputError, match="no data for the map, but: XML"):
            preview(ServiceKind.XML, server.url + "/g.xml")


@pytest.mark.parametrize(
    ("body", "seen"),
    [(b"a;b\n1;2\n", "1"), (geojson(points(1)), "0"), (b"%PDF-1.7", "PDF"), (b"\0\1\2", "unknown content")],
)
def test_what_nobody_named_is_told_by_its_bytes_first(qgis_app, body, seen):
    with Loopback({"/f": Reply(200, body, content_type="application/octet-stream")}) as server:
        if seen.isdigit():
            assert preview(ServiceKind.UNKNOWN, server.url + "/f").rows.cells[0][0] == seen
        else:
            with pytest.raises(LayerError, match=f"no preview of this resource. It is: {seen}"):
                preview(ServiceKind.UNKNOWN, server.url + "/f")


# --- GeoTIFFs --------------------------------------------------------------------------------------
def shades(picture: bytes, size: tuple) -> int:
    """Return how many colours stand on the diagonal of a picture of this size."""
    image = QImage.fromData(picture)
    assert (image.width(), image.height()) == size
    return len({image.pixel(one, one) for one in range(min(size))})


def slope(folder: Path, driver: str, side: int = 1500, noise: int = 50) -> bytes:
    """Return a height model that rises to the south-east; `noise` keeps it from being packed small."""
    rows, columns = np.mgrid[0:side, 0:side]
    heights = (rows + columns + np.random.default_rng(1).integers(0, noise, (side, side))).astype("int16")
    made = gdal.GetDriverByName("MEM").Create("", side, side, 1, gdal.GDT_Int16)
    made.SetGeoTransform((370_000.0, 1.0, 0.0, 5_706_000.0, 0.0, -1.0))
    made.GetRasterBand(1).WriteArray(heights)
    path = folder / "hoehe.tif"
    options = ["COMPRESS=DEFLATE"] + (["TILED=YES"] if driver == "GTiff" else ["BLOCKSIZE=256"])
    gdal.GetDriverByName(driver).CreateCopy(str(path), made, options=options)
    return path.read_bytes()


def parts(body: bytes):
    """Serve a file of which any beginning can be asked for."""

    def answer(seen):
        last = int(seen.headers["Range"].split("-")[1])
        return Reply(206, body[: last + 1], {"Content-Range": f"bytes 0-{last}/{len(body)}"}, "image/tiff")

    return answer


@pytest.mark.parametrize("with_parts", [True, False])
def test_a_small_geotiff_is_shown(qgis_app, tmp_path, with_parts):
    body = slope(tmp_path, "GTiff", 900)
    with Loopback({"/h.tif": parts(body) if with_parts else Reply(200, body, content_type="image/tiff")}) as server:
        found = preview(ServiceKind.GEOTIFF, server.url + "/h.tif")
    assert shades(found.picture, (480, 480)) > 50
    assert list(tmp_path.iterdir()) == [tmp_path / "hoehe.tif"]


@pytest.mark.parametrize("with_parts", [True, False])
def test_of_a_large_geotiff_with_overviews_the_beginning_is_enough(qgis_app, tmp_path, monkeypatch, with_parts):
    """A "cloud optimized" GeoTIFF begins with its directory and its smallest overview."""
    body = slope(tmp_path, "COG", 4000)
    cap = len(body) // 5
    monkeypatch.setattr(preview_rasters, "MOST_BYTES", cap)
    with Loopback({"/h.tif": parts(body) if with_parts else Reply(200, body, content_type="image/tiff")}) as server:
        found = preview(ServiceKind.GEOTIFF, server.url + "/h.tif")
        assert [one.headers["Range"] for one in server.seen] == [f"bytes=0-{cap - 1}"]
    assert shades(found.picture, (480, 480)) > 50


@pytest.mark.parametrize("with_parts", [True, False])
def test_a_large_geotiff_without_overviews_is_said_to_be_too_large(qgis_app, tmp_path, monkeypatch, with_parts):
    body = slope(tmp_path, "GTiff", 1500)
    monkeypatch.setattr(preview_rasters, "MOST_BYTES", 1024 * 1024)
    assert 2.5 < len(body) / 1024 / 1024 < 3.5
    route = parts(body) if with_parts else Reply(200, body, content_type="image/tiff")
    with Loopback({"/h.tif": route}) as server, pytest.raises(LayerError) as caught:
        preview(ServiceKind.GEOTIFF, server.url + "/h.tif")
    assert caught.value.sentence == ("The picture is too large for a preview: 3 MB, and no overview in the first 1 MB.")


def test_a_damaged_geotiff_is_said(qgis_app, tmp_path):
    body = slope(tmp_path, "GTiff", 900)
    with (
        Loopback({"/h.tif": Reply(200, body[:50_000], content_type="image/tiff")}) as server,
        pytest.raises(LayerError, match="cannot be read: no preview"),
    ):
        preview(ServiceKind.GEOTIFF, server.url + "/h.tif")


def test_a_web_page_in_place_of_a_geotiff_is_named(qgis_app):
    with (
        Loopback({"/h.tif": Reply(200, "<!DOCTYPE html><html></html>", content_type="text/html")}) as server,
        pytest.raises(NetworkError),
    ):
        preview(ServiceKind.GEOTIFF, server.url + "/h.tif")


def test_a_zipped_geotiff_is_shown(qgis_app, tmp_path):
    with Loopback({"/h": zipped({"bild.tif": geotiff(tmp_path)})}) as server:
        assert shades(preview(ServiceKind.GEOTIFF, server.url + "/h").picture, (64, 64))


def test_a_small_file_that_unfolds_to_a_giant_picture_is_given_up(qgis_app, tmp_path, monkeypatch):
    monkeypatch.setattr(preview_rasters, "_LONGEST_S", 0.0)
    with (
        Loopback({"/h.tif": slope(tmp_path, "GTiff", 1200, 1)}) as server,
        pytest.raises(LayerError, match="cannot be read: no preview"),
    ):
        preview(ServiceKind.GEOTIFF, server.url + "/h.tif")


def test_a_cancel_stops_the_shrinking_of_a_picture(qgis_app, tmp_path):
    path = tmp_path / "hoehe.tif"
    path.write_bytes(slope(tmp_path, "GTiff", 1200))
    stopped = SimpleNamespace(is_cancelled=lambda: True, report=lambda *_: None)
    with pytest.raises(CancelledError):
        preview_rasters.picture_of_raster(path, stopped)


def test_a_photo_is_shown_small_and_a_broken_one_said(qgis_app):
    with Loopback({"/a.png": tile(3000), "/b.png": tile()[:40], "/c.png": tile(64)}) as server:
        assert QImage.fromData(preview(ServiceKind.IMAGE, server.url + "/a.png").picture).width() == 480
        assert QImage.fromData(preview(ServiceKind.IMAGE, server.url + "/c.png").picture).width() == 64
        with pytest.raises(LayerError, match="cannot be read"):
            preview(ServiceKind.IMAGE, server.url + "/b.png")


# --- tiles and pictures ----------------------------------------------------------------------------
def test_of_an_xyz_service_the_tile_in_the_middle_of_the_area_is_fetched(qgis_app):
    # By hand: the middle is 7.198° E, 51.489° N; a tile at zoom 11 is 40 075 017 m * cos(51.489°) / 2048 = 12.2 km
    # wide, at zoom 12 half of it. x = (7.198 + 180) / 360 * 2048 = 1064.9; ln(tan + sec) = ln(2.8628) = 1.0518,
    # y = (1 - 1.0518 / π) / 2 * 2048 = 681.2
    with Loopback({"/t/11/1064/681.png": Reply(200, tile(), content_type="image/png")}, strict=True) as server:
        found = preview(ServiceKind.XYZ, server.url + "/t/{z}/{x}/{y}.png")
    assert QImage.fromData(found.picture).width() == 256


@pytest.mark.server
def test_of_a_wmts_a_tile_of_the_area_is_shown(qgis_app):
    with QgisServer(points=900, pictures=True) as server:
        found = preview(ServiceKind.WMTS, server.wfs_url, layers=("hoehe",))
    image = QImage.fromData(found.picture)
    assert len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) > 1
    assert found.note.endswith("one of 3")


@pytest.mark.server
@pytest.mark.parametrize("own", [25832, 3857])
def test_a_map_of_arcgis_gives_a_picture_of_the_area_in_its_own_system(qgis_app, own):
    with ArcGisMap(own) as server:
        found = preview(ServiceKind.ARCGIS, server.service)
    image = QImage.fromData(found.picture)
    assert (image.width(), abs(image.height() - 480) < 12) == (480, True)
    assert len({image.pixel(x, y) for x in range(480) for y in range(image.height())}) > 1


# --- objects of ArcGIS -----------------------------------------------------------------------------
SERVICE = "/rest/services/baum/FeatureServer"
ABOUT = {"currentVersion": 11.1, "capabilities": "Query", "spatialReference": {"wkid": 25832},
         "layers": [{"id": 0, "name": "Bäume", "geometryType": "esriGeometryPoint"}]}  # fmt: skip


def test_a_layer_of_arcgis_is_asked_for_ten_objects_without_their_shapes(qgis_app):
    rows = {"features": [{"attributes": {"OBJECTID": one, "art": "Linde"}} for one in range(10)]}
    with Loopback({SERVICE: ABOUT, f"{SERVICE}/0": {**ABOUT["layers"][0], "type": "Feature Layer"},
                   f"{SERVICE}/0/query": rows}) as server:  # fmt: skip
        found = preview(ServiceKind.ARCGIS, f"{server.url}{SERVICE}/0")
        (asked,) = server.asked(f"{SERVICE}/0/query")
    assert (asked.value("resultRecordCount"), asked.value("returnGeometry")) == ("10", "false")
    assert found.rows.heads == ("OBJECTID", "art")
    assert len(found.rows.cells) == 10


def test_a_refusal_of_arcgis_that_comes_with_status_200_is_said(qgis_app):
    refusal = {"error": {"code": 499, "message": "Token Required"}}
    with (
        Loopback({SERVICE: ABOUT, f"{SERVICE}/0/query": refusal}) as server,
        pytest.raises(UnexpectedContentError, match="Token Required"),
    ):
        preview(ServiceKind.ARCGIS, server.url + SERVICE)


# --- coverages, vector tiles, stations -------------------------------------------------------------
@pytest.mark.server
@pytest.mark.parametrize("name", ["qgis", "mapserver"])
def test_of_a_coverage_the_piece_of_the_area_is_shown(qgis_app, name):
    server = QgisServer(points=50, pictures=True) if name == "qgis" else MapServer(points=50, heights=True)
    with server:
        found = preview(ServiceKind.WCS, server.wfs_url if name == "qgis" else server.url)
    image = QImage.fromData(found.picture)
    assert max(image.width() / 480, image.height() / 640) == pytest.approx(1.0, abs=0.01)
    assert len({image.pixel(x, y) for x in range(image.width()) for y in range(0, image.height(), 7)}) > 20
    assert found.note == "Höhenmodell"


def test_a_coverage_of_a_version_that_cannot_be_shown_says_so(qgis_app):
    text = (
        '<Capabilities xmlns="http://www.opengis.net/wcs/1.1.1" version="1.1.1"><Contents><CoverageSummary>'
        "<Title>Höhen</Title><Identifier>h</Identifier></CoverageSummary></Contents></Capabilities>"
    )
    with (
        Loopback({"/wcs": Reply(200, text, content_type="text/xml")}) as server,
        pytest.raises(LayerError, match=r"no preview of coverages in WCS 1\.1\.1"),
    ):
        preview(ServiceKind.WCS, server.url + "/wcs")


def test_a_coverage_that_comes_as_something_else_is_said(qgis_app):
    with QgisServer(points=50, pictures=True) as upstream:
        broken = [{"match": "GetCoverage", "fault": "truncate"}]
        with Chaos(upstream.wfs_url, broken) as proxy, pytest.raises((LayerError, NetworkError)) as caught:
            preview(ServiceKind.WCS, proxy.url)
    assert caught.value.sentence


def test_of_vector_tiles_the_objects_in_the_middle_of_the_area_are_shown(qgis_app):
    with VectorTiles() as server:
        found = preview(ServiceKind.VECTOR_TILES, f"{server.url}/v/{{z}}/{{x}}/{{y}}.pbf")
    assert found.rows.heads
    assert 0 < len(found.rows.cells) <= 10


def test_of_stations_the_first_ten_are_shown(qgis_app):
    listed = {"value": [{"name": one, "url": f"x/{one}"} for one in ("Things", "Locations")]}
    stations = [{"@iot.id": one, "@iot.selfLink": "x", "name": f"Station {one}", "Things@iot.navigationLink": "y"}
                for one in range(10)]  # fmt: skip
    with Loopback({"/v1.1/": listed, "/v1.1/Locations": {"value": stations}}) as server:
        found = preview(ServiceKind.STA, server.url + "/v1.1")
        assert server.seen[-1].value("$top") == "10"
    assert found.rows.heads == ("@iot.id", "name")
    assert found.rows.cells[3] == ("3", "Station 3")


def test_every_kind_has_a_preview_or_opens_elsewhere():
    def possible(kind: ServiceKind) -> bool:
        return can_preview(Distribution("k", "t", "https://x.example/{z}/{x}/{y}", (kind,)))

    assert [kind.value for kind in ServiceKind if kind.is_loadable and not possible(kind)] == []
    assert {kind.value for kind in ServiceKind if not possible(kind)} == {"DXF", "ATOM", "PDF", "HTML", "RDF", "Text"}
