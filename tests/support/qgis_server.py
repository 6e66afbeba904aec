# SPDX-License-Identifier: GPL-2.0-or-later
"""A real QGIS Server on loopback (WFS 1.1, OGC API Features, WMS, WMTS, WCS), one process of the system's Python.

The module is both sides: `QgisServer` starts it as a program, which makes a project from a GeoPackage and serves it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, Callable

PYTHON = "/usr/bin/python3"
START_SECONDS = 40.0


class QgisServer:
    """``with QgisServer() as server: server.wfs_url, server.oapif_url``; or `start()` and `stop()`.

    Serves the same two layers as `MapServer` (`baeume` with `points` trees, `ortsteile`), as tiles in EPSG:25832 and
    EPSG:3857 too. With `pictures` a height model is added (WMS, WMTS, WCS), and `ortsteile` is shown from 1:500,000 to
    1:1,000 only.
    """

    program = __file__  # what the system's Python runs

    def __init__(self, points: int = 2502, *, pictures: bool = False) -> None:
        self.points, self.pictures = points, pictures
        self.url = ""
        self._folder: Path | None = None
        self._process: subprocess.Popen | None = None

    @property
    def wfs_url(self) -> str:
        return f"{self.url}/"

    @property
    def oapif_url(self) -> str:
        return f"{self.url}/wfs3"

    def start(self) -> QgisServer:
        """Write the sources, start the process and wait until it listens; sets `url`."""
        self._folder = Path(tempfile.mkdtemp(prefix="ruhr-qgis-server-"))
        self.write_sources(self._folder)
        with (self._folder / "log").open("wb") as log:
            command = [PYTHON, self.program, str(self._folder)]
            environment = _environment(self._folder)
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, env=environment, text=True)
        line: list = []
        reader = threading.Thread(target=lambda: line.append(self._process.stdout.readline()), daemon=True)
        reader.start()
        reader.join(START_SECONDS)
        if not line or not line[0].startswith("http"):
            log = (self._folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:]
            self.stop()
            raise RuntimeError(f"QGIS Server did not start: {log}")
        self.url = line[0].strip()
        return self

    def write_sources(self, folder: Path) -> None:
        """Write what the server publishes."""
        _write_sources(folder / "stadt.gpkg", self.points)
        if self.pictures:
            _write_heights(folder / "hoehe.tif")

    def stop(self) -> None:
        """End the process and remove the sources. Safe to call twice."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(10)
            self._process.stdout.close()
            self._process = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def __enter__(self) -> QgisServer:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def _environment(folder: Path) -> dict:
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(runtime),
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
        "QGIS_PROJECT_FILE": str(folder / "stadt.qgs"),
    }


def _write_sources(path: Path, points: int) -> None:
    from tests.support.mapserver import write_sources

    write_sources(path, points)


def _write_heights(path: Path) -> None:
    from tests.support.mapserver import write_heights

    write_heights(path)


def write_project(folder: Path) -> None:
    """Write the QGIS project the server publishes. Runs in the server's process."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer, QgsVectorLayer

    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:25832"))
    project.setTitle("Stadtdienst Bochum (Test)")
    ids = []
    for name, title in (("baeume", "Bäume"), ("ortsteile", "Ortsteile")):
        layer = QgsVectorLayer(f"{folder / 'stadt.gpkg'}|layername={name}", name, "ogr")
        if not layer.isValid():
            raise RuntimeError(f"layer {name} is not valid")
        layer.serverProperties().setTitle(title)
        project.addMapLayer(layer)
        ids.append(layer.id())
    project.writeEntry("WFSLayers", "/", ids)
    heights = folder / "hoehe.tif"
    if heights.exists():
        model = QgsRasterLayer(str(heights), "hoehe", "gdal")
        model.serverProperties().setTitle("Höhenmodell")
        project.addMapLayer(model)
        project.writeEntry("WCSLayers", "/", [model.id()])
        ids.append(model.id())
        districts = project.mapLayersByName("ortsteile")[0]
        districts.setScaleBasedVisibility(True)
        districts.setMinimumScale(500_000.0)
        districts.setMaximumScale(1_000.0)
    _offer_tiles(project, ids)
    project.writeEntry("WMSServiceCapabilities", "/", True)
    project.writeEntry("WMSCrsList", "/", ["EPSG:25832", "EPSG:3857", "EPSG:4326"])
    if not project.write(str(folder / "stadt.qgs")):
        raise RuntimeError("the project could not be written")


def _offer_tiles(project: object, ids: list) -> None:
    project.writeEntry("WMTSLayers", "Layer", ids)
    project.writeEntry("WMTSPngLayers", "Layer", ids)
    project.writeEntry("WMTSMinScale", "/", 5000)


def serve(folder: Path, write: Callable[[Path], None] = write_project,
          prepare: Callable[[Any], Callable[[str], bool]] | None = None) -> None:
    """Serve what `write` publishes until the process is ended; prints the address once it listens.

    `prepare` gets the server, and returns what answers whether a log-in (the header's text) is one it knows.
    """
    from http.server import BaseHTTPRequestHandler, HTTPServer

    from qgis.core import QgsApplication
    from qgis.server import QgsBufferServerRequest, QgsBufferServerResponse, QgsServer, QgsServerRequest

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(QgsServerRequest.Method.GetMethod, b"")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self._answer(QgsServerRequest.Method.PostMethod, body)

        def _answer(self, method: object, body: bytes) -> None:
            if not knows(self.headers.get("Authorization", "")):
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="Register"')
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            request = QgsBufferServerRequest(address + self.path, method, dict(self.headers.items()), body)
            response = QgsBufferServerResponse()
            server.handleRequest(request, response)
            answer = bytes(response.body())
            self.send_response(response.statusCode())
            for name, value in response.headers().items():
                if name.lower() not in ("content-length", "server"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Keep the log for QGIS."""

    listener = HTTPServer(("127.0.0.1", 0), Handler)
    address = f"http://127.0.0.1:{listener.server_address[1]}"
    # Without this, capabilities name an address without port.
    os.environ["QGIS_SERVER_SERVICE_URL"] = f"{address}/"
    application = QgsApplication([], False)
    application.setPrefixPath("/usr", True)
    application.initQgis()
    write(folder)
    server = QgsServer()
    knows = prepare(server) if prepare else (lambda _header: True)
    print(address, flush=True)
    listener.serve_forever()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
