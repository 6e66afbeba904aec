# SPDX-License-Identifier: GPL-2.0-or-later
"""Services no free server offers, with real content behind them: vector tiles of GDAL, pictures of ArcGIS."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, Dict
from urllib.parse import urlencode

from tests.support.loopback import Loopback, Reply, Seen
from tests.support.mapserver import MapServer, gdal_exceptions, write_sources


class VectorTiles(Loopback):
    """The twelve squares and the trees around Bochum as vector tiles (levels 0 to 12), with TileJSON and a style."""

    def __init__(self, points: int = 200) -> None:
        super().__init__()
        from osgeo import gdal

        self._folder = tempfile.TemporaryDirectory(prefix="ruhr-vector-tiles-")
        folder = Path(self._folder.name)
        write_sources(folder / "stadt.gpkg", points)
        options = ["MINZOOM=0", "MAXZOOM=12", "FORMAT=DIRECTORY", "COMPRESS=NO"]
        with gdal_exceptions(gdal):
            gdal.VectorTranslate(
                str(folder / "tiles"), str(folder / "stadt.gpkg"), format="MVT", datasetCreationOptions=options
            )
        self.tiles = {
            f"/v/{one.relative_to(folder / 'tiles').as_posix()}": one.read_bytes()
            for one in (folder / "tiles").rglob("*.pbf")
        }
        self._folder.cleanup()
        self.style: Dict[str, Any] = {
            "version": 8,
            "name": "Stadtkarte",
            "sprite": "sprite/bilder",
            "glyphs": "glyphs/{fontstack}/{range}.pbf",
            "sources": {"stadt": {"type": "vector", "url": "tiles.json"}},
            "layers": [
                {"id": "grund", "type": "background", "paint": {"background-color": "#ffffff"}},
                {"id": "orte", "type": "fill", "source": "stadt", "source-layer": "ortsteile",
                 "paint": {"fill-color": "#c81e1e"}},
                {"id": "namen", "type": "symbol", "source": "stadt", "source-layer": "ortsteile",
                 "layout": {"text-field": "{name}", "text-font": ["Nirgendwo Sans Regular"], "icon-image": "stern"}},
            ],
        }  # fmt: skip

    def answer(self, request: Seen) -> Reply:
        self.seen.append(request)
        if request.path == "/tiles.json":
            body = {"tilejson": "3.0.0", "name": "Stadt", "tiles": ["v/{z}/{x}/{y}.pbf"], "minzoom": 0, "maxzoom": 12}
            return Reply(200, json.dumps(body), content_type="application/json")
        if request.path == "/style.json":
            return Reply(200, json.dumps(self.style), content_type="application/json")
        if request.path in self.tiles:
            return Reply(200, self.tiles[request.path], content_type="application/vnd.mapbox-vector-tile")
        self.unexpected.append(request.target)
        return Reply(404, "no such tile", content_type="text/plain")


class ArcGisMap(Loopback):
    """A MapServer of ArcGIS (recorded shape) that only draws; the pictures are those of a real map server behind it.

    As ArcGIS does, it takes a box without a system as one in its own, the EPSG code `own`.
    """

    path = "/rest/services/stadt/MapServer"
    _BOXES = {25832: (365000, 5695000, 385000, 5715000), 3857: (785100, 6691000, 818000, 6724000)}

    def __init__(self, own: int = 25832) -> None:
        super().__init__()
        self.own = own
        self.draws = MapServer(points=300)

    def __enter__(self) -> ArcGisMap:
        self.draws.start()
        super().__enter__()
        return self

    def __exit__(self, kind: object, *rest: object) -> None:
        super().__exit__(kind, *rest)
        self.draws.stop()

    @property
    def service(self) -> str:
        return self.url + self.path

    def answer(self, request: Seen) -> Reply:
        self.seen.append(request)
        system = {"wkid": self.own}
        box = {**dict(zip(("xmin", "ymin", "xmax", "ymax"), self._BOXES[self.own])), "spatialReference": system}
        layer = {"id": 0, "name": "Ortsteile", "minScale": 0, "maxScale": 0, "subLayerIds": None}
        routes: Dict[str, Any] = {
            self.path: {"currentVersion": 11.1, "mapName": "Stadt", "capabilities": "Map", "layers": [layer],
                        "copyrightText": "© Stadt", "spatialReference": system, "fullExtent": box,
                        "initialExtent": box, "supportedImageFormatTypes": "PNG32,PNG24,PNG,JPG"},
            f"{self.path}/0": {"currentVersion": 11.1, **layer, "type": "Feature Layer", "extent": box},
            f"{self.path}/legend": {"layers": [{"layerId": 0, "layerName": "Ortsteile", "legend": []}]},
        }  # fmt: skip
        if request.path in routes:
            return Reply(200, json.dumps(routes[request.path]), content_type="application/json")
        if request.path == f"{self.path}/export":
            return self._export(request)
        self.unexpected.append(request.target)
        return Reply(404, "no such route", content_type="text/plain")

    def _export(self, request: Seen) -> Reply:
        width, height = request.value("size").split(",")
        box_system = request.value("bboxSR", str(self.own))
        if request.value("imageSR", box_system) != box_system:
            return Reply(400, "not in this test", content_type="text/plain")
        query = {"SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": "ortsteile", "STYLES": "",
                 "CRS": f"EPSG:{box_system}", "BBOX": request.value("bbox"),
                 "WIDTH": width, "HEIGHT": height, "FORMAT": "image/png", "TRANSPARENT": "TRUE"}  # fmt: skip
        status, kind, body = self.draws.run("GET", urlencode(query), "", b"")
        return Reply(status, body, content_type=kind)
