# SPDX-License-Identifier: GPL-2.0-or-later
"""Previews of small files that can only be read whole, of tiles, and of ArcGIS services."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtGui import QImage

from ruhr_smartcity_plugin.adapters.layers import preview_files
from ruhr_smartcity_plugin.adapters.layers.preview import can_preview, make_preview
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import LayerError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import Limits
from tests.support.geofiles import converted, geojson, geotiff, points, zipped
from tests.support.live_services import ArcGisMap
from tests.support.loopback import Loopback, Reply
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


def test_a_picture_in_an_archive_has_no_rows(qgis_app, tmp_path):
    with (
        Loopback({"/f.zip": zipped({"bild.tif": geotiff(tmp_path)})}) as server,
        pytest.raises(LayerError, match="no preview"),
    ):
        preview(ServiceKind.ZIP, server.url + "/f.zip")


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
