# SPDX-License-Identifier: GPL-2.0-or-later
"""A real MapServer 8 on loopback: WFS 2.0 with a cap, WMS 1.3 and WCS, as the regional services run it.

`mapserv` is run as CGI by a small HTTP server of our own, so neither a web server nor root rights are needed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple
from urllib.parse import urlsplit

BINARY = "/usr/lib/cgi-bin/mapserv"
SPECIES = ("Linde", "Ahorn", "Eiche", "Roßkastanie", "Hainbuche", "Mehlbeere", "Säulenpappel")
CENTRE_25832 = (375000.0, 5705000.0)  # Bochum


class MapServer:
    """``with MapServer() as server: server.url`` (WFS and WMS at one address); or `start()` and `stop()`.

    Two layers: `baeume`, `points` trees in EPSG:25832, and `ortsteile`, twelve squares around Bochum.
    `max_features` is the server's cap per answer (0: none). With `heights` a height model is
    served by WCS. `requests` holds method and query of each request.
    """

    def __init__(self, points: int = 2502, *, max_features: int = 1000, hide_paging: bool = False,
                 heights: bool = False) -> None:  # fmt: skip
        if not os.access(BINARY, os.X_OK):
            raise RuntimeError(f"{BINARY} is missing: install cgi-mapserver")
        self.points, self.max_features, self.hide_paging = points, max_features, hide_paging
        self.heights = heights
        self.requests: List[Tuple[str, str]] = []
        self.url = ""
        self._folder: Path | None = None
        self._server: ThreadingHTTPServer | None = None

    def start(self, port: int = 0) -> MapServer:
        """Write the sources and listen on loopback; sets `url`."""
        self._folder = Path(tempfile.mkdtemp(prefix="ruhr-mapserver-"))
        write_sources(self._folder / "stadt.gpkg", self.points)
        if self.heights:
            write_heights(self._folder / "hoehe.tif")
        self._server = _Server(("127.0.0.1", port), _handler_for(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/ows"
        self._write_configuration(self._folder)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Stop listening and remove the sources. Safe to call twice."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def __enter__(self) -> MapServer:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def run(self, method: str, query: str, content_type: str, body: bytes) -> Tuple[int, str, bytes]:
        """Run the CGI program once; returns status, content type and body."""
        self.requests.append((method, query))
        parts = urlsplit(self.url)
        environment = {
            "MAPSERVER_CONFIG_FILE": str(self._folder / "mapserver.conf"),
            "REQUEST_METHOD": method,
            "QUERY_STRING": query,
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": parts.hostname or "",
            "SERVER_PORT": str(parts.port),
            "SCRIPT_NAME": parts.path,
            "HTTP_HOST": parts.netloc,
            "LC_ALL": "C.UTF-8",
        }
        done = subprocess.run([BINARY], input=body, env=environment, capture_output=True, timeout=60, check=False)
        return _split(done.stdout)

    def _write_configuration(self, folder: Path) -> None:
        (folder / "stadt.map").write_text(self._mapfile(folder / "stadt.gpkg"), encoding="utf-8")
        (folder / "mapserver.conf").write_text(
            f'CONFIG\n  ENV\n    MS_MAPFILE "{folder}/stadt.map"\n    MS_MAP_PATTERN "^{folder}/"\n  END\nEND\n',
            encoding="utf-8",
        )

    def _mapfile(self, source: Path) -> str:
        paging = f'"wfs_maxfeatures" "{self.max_features}"' if self.max_features else ""
        versions = '"wfs_getcapabilities_version" "1.1.0"' if self.hide_paging else ""
        return f"""MAP
  NAME "stadt"
  SIZE 400 300
  EXTENT 365000 5695000 385000 5715000
  UNITS METERS
  IMAGETYPE PNG
  PROJECTION "init=epsg:25832" END
  WEB
    METADATA
      "ows_title" "Stadtdienst Bochum (Test)"
      "ows_abstract" "Bäume und Ortsteile"
      "ows_onlineresource" "{self.url}?"
      "ows_enable_request" "*"
      "ows_encoding" "UTF-8"
      "ows_fees" "Datenlizenz Deutschland – Namensnennung – Version 2.0"
      "ows_accessconstraints" "none"
      "ows_attribution_title" "© Stadt Bochum"
      "ows_contactorganization" "Stadt Bochum"
      "wms_srs" "EPSG:25832 EPSG:3857 EPSG:4326"
      "wfs_srs" "EPSG:25832 EPSG:4326 EPSG:25833 EPSG:3035"
      {paging}
      {versions}
    END
  END
  {_layer("baeume", "Bäume", "POINT", source, "SYMBOL 0 SIZE 4 COLOR 20 120 40")}
  {_layer("ortsteile", "Ortsteile", "POLYGON", source, "OUTLINECOLOR 60 60 60")}
  {_heights_layer(source.parent / "hoehe.tif") if self.heights else ""}
END
"""


def _heights_layer(source: Path) -> str:
    return f"""LAYER
    NAME "hoehe"
    TYPE RASTER
    STATUS ON
    DATA "{source}"
    PROJECTION "init=epsg:25832" END
    METADATA
      "ows_title" "Höhenmodell"
      "wcs_label" "Höhenmodell"
      "wcs_srs" "EPSG:25832 EPSG:4326"
      "wcs_formats" "GEOTIFF_FLOAT"
      "wcs_nativeformat" "GTiff"
      "wcs_rangeset_name" "Hoehe"
      "wcs_rangeset_label" "Höhe in m"
    END
  END
  OUTPUTFORMAT
    NAME "GEOTIFF_FLOAT"
    DRIVER "GDAL/GTiff"
    MIMETYPE "image/tiff"
    IMAGEMODE FLOAT32
    EXTENSION "tif"
  END"""


def _layer(name: str, title: str, geometry: str, source: Path, style: str) -> str:
    return f"""LAYER
    NAME "{name}"
    TYPE {geometry}
    STATUS ON
    CONNECTIONTYPE OGR
    CONNECTION "{source}"
    DATA "{name}"
    TEMPLATE "none"
    PROJECTION "init=epsg:25832" END
    METADATA
      "ows_title" "{title}"
      "gml_include_items" "all"
      "gml_featureid" "fid"
      "ows_include_items" "all"
    END
    CLASS NAME "{title}" STYLE {style} END END
  END"""


@contextmanager
def gdal_exceptions(module: Any) -> Iterator[None]:
    """Switch on the exceptions of `gdal` or `ogr` for a while: in QGIS they are off."""
    before = module.GetUseExceptions()
    module.UseExceptions()
    try:
        yield
    finally:
        if not before:
            module.DontUseExceptions()


def write_sources(path: Path, points: int) -> None:
    """Write the GeoPackage the server serves: trees on a spiral around Bochum, and twelve squares."""
    from osgeo import ogr, osr

    with gdal_exceptions(ogr):
        _write_sources(path, points, ogr, osr)


def _write_sources(path: Path, points: int, ogr: Any, osr: Any) -> None:
    system = osr.SpatialReference()
    system.ImportFromEPSG(25832)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    trees = source.CreateLayer("baeume", system, ogr.wkbPoint)
    trees.CreateField(ogr.FieldDefn("art", ogr.OFTString))
    trees.CreateField(ogr.FieldDefn("hoehe_m", ogr.OFTReal))
    source.StartTransaction()
    for number in range(points):
        # sunflower spiral: even, deterministic, no two in one place, all within 8 km
        angle, radius = number * 2.399963229728653, 8000.0 * (number / max(points, 1)) ** 0.5
        x = CENTRE_25832[0] + radius * _cos(angle)
        y = CENTRE_25832[1] + radius * _cos(angle - 1.5707963267948966)
        _add(trees, f"POINT ({x:.2f} {y:.2f})", art=SPECIES[number % len(SPECIES)], hoehe_m=3.0 + number % 25)
    source.CommitTransaction()
    districts = source.CreateLayer("ortsteile", system, ogr.wkbPolygon)
    districts.CreateField(ogr.FieldDefn("name", ogr.OFTString))
    for number in range(12):
        x, y = 369000 + 3000 * (number % 4), 5700000 + 3000 * (number // 4)
        ring = f"{x} {y}, {x + 3000} {y}, {x + 3000} {y + 3000}, {x} {y + 3000}, {x} {y}"
        _add(districts, f"POLYGON (({ring}))", name=f"Ortsteil Süd {number + 1}")
    source = None  # closes the file


def write_heights(path: Path) -> None:
    """Write a height model around Bochum (EPSG:25832, 100 m): 40 m in the west, rising 1 m per column, no gaps."""
    from osgeo import gdal, osr

    with gdal_exceptions(gdal):
        _write_heights(path, gdal, osr)


def _write_heights(path: Path, gdal: Any, osr: Any) -> None:
    import numpy

    system = osr.SpatialReference()
    system.ImportFromEPSG(25832)
    model = gdal.GetDriverByName("GTiff").Create(str(path), 200, 200, 1, gdal.GDT_Float32)
    model.SetProjection(system.ExportToWkt())
    model.SetGeoTransform((365000.0, 100.0, 0.0, 5715000.0, 0.0, -100.0))
    model.GetRasterBand(1).WriteArray(numpy.tile(40.0 + numpy.arange(200, dtype="float32"), (200, 1)))
    model = None  # closes the file


def _cos(angle: float) -> float:
    import math

    return math.cos(angle)


def _add(layer: object, wkt: str, **values: object) -> None:
    from osgeo import ogr

    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
    for name, value in values.items():
        feature.SetField(name, value)
    layer.CreateFeature(feature)


def _split(output: bytes) -> Tuple[int, str, bytes]:
    head, _, body = output.partition(b"\r\n\r\n")
    fields: Dict[str, str] = {}
    for line in head.decode("latin-1").split("\r\n"):
        name, _, value = line.partition(":")
        fields[name.strip().lower()] = value.strip()
    return int(fields.get("status", "200").split()[0]), fields.get("content-type", "text/plain"), body


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up: QGIS does so with each request it cancels."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def _handler_for(server: MapServer) -> type:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer("GET", b"")

        def do_POST(self) -> None:
            self._answer("POST", self.rfile.read(int(self.headers.get("Content-Length", "0"))))

        def _answer(self, method: str, body: bytes) -> None:
            query = urlsplit(self.path).query
            status, content_type, answer = server.run(method, query, self.headers.get("Content-Type", ""), body)
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Keep the test output clean."""

    return Handler
