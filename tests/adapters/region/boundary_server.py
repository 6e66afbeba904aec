# SPDX-License-Identifier: GPL-2.0-or-later
"""A real MapServer (WFS 2.0) that publishes municipal polygons as Geobasis NRW does: keys KN, names GN, dates STAND.

The polygons are the plugin's schematic areas, which every checkout has. Where the workplace's real ones lie
(`RUHR_SHARED_DATA`, or `../shared/data` beside the checkout), `real_polygons` reads them for a further run.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Dict, Tuple

from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.core.region.schematic import schematic_areas
from tests.support.mapserver import MapServer

TYPENAME = "dvg:nw_dvg1_gem"
NEIGHBOUR = ("05111000", "Düsseldorf", "POLYGON ((340000 5676000, 346000 5676000, 346000 5682000, 340000 5676000))")
Polygon = Tuple[str, str, str]  # key, name, WKT in EPSG:25832


def schematic_polygons() -> Tuple[Polygon, ...]:
    """Return 53 polygons that lie about where the municipalities are."""
    return tuple((area.ags, area.name, area.wkt()) for area in schematic_areas())


def shared_data_file() -> Path:
    """Return where the real polygons of the workplace would lie; named in full by RUHR_SHARED_DATA."""
    beside = Path(__file__).resolve().parents[4] / "shared" / "data"
    return Path(os.environ.get("RUHR_SHARED_DATA", beside)) / "rvr_gemeinden_vg5000_2021.geojson"


def real_polygons() -> Tuple[Polygon, ...]:
    """Return the 53 generalised polygons of the workplace's data, projected by PROJ; fails if they are not there."""
    from osgeo import ogr, osr

    lon_lat, utm = osr.SpatialReference(), osr.SpatialReference()
    lon_lat.ImportFromEPSG(4326)
    lon_lat.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    utm.ImportFromEPSG(25832)
    transform = osr.CoordinateTransformation(lon_lat, utm)
    polygons = []
    for feature in json.loads(shared_data_file().read_text(encoding="utf-8"))["features"]:
        geometry = ogr.CreateGeometryFromJson(json.dumps(feature["geometry"]))
        geometry.Transform(transform)
        polygons.append((feature["properties"]["AGS"], feature["properties"]["GEN"], geometry.ExportToWkt()))
    return tuple(polygons)


class BoundaryServer(MapServer):
    """``with BoundaryServer(polygons, page=20) as server: server.url``; `page` caps each answer (0: no cap)."""

    def __init__(self, polygons: Tuple[Polygon, ...] | None = None, *, page: int = 0) -> None:
        super().__init__(1, max_features=page)
        self._polygons = (*(polygons or schematic_polygons()), NEIGHBOUR)

    def _mapfile(self, source: Path) -> str:
        path = source.with_name("grenzen.gpkg")
        _write(path, self._polygons)
        cap = f'"wfs_maxfeatures" "{self.max_features}"' if self.max_features else ""
        return f"""MAP
  NAME "grenzen"
  SIZE 400 300
  EXTENT 300000 5660000 440000 5760000
  UNITS METERS
  PROJECTION "init=epsg:25832" END
  WEB
    METADATA
      "ows_title" "Verwaltungsgrenzen (Test)"
      "ows_onlineresource" "{self.url}?"
      "ows_enable_request" "*"
      "ows_encoding" "UTF-8"
      "wfs_namespace_prefix" "dvg"
      "wfs_namespace_uri" "http://www.bkg.bund.de/namespaces/dvg"
      "wfs_srs" "EPSG:25832 EPSG:4326"
      {cap}
    END
  END
  LAYER
    NAME "nw_dvg1_gem"
    TYPE POLYGON
    STATUS ON
    CONNECTIONTYPE OGR
    CONNECTION "{path}"
    DATA "gemeinden"
    PROJECTION "init=epsg:25832" END
    METADATA
      "ows_title" "Gemeinden"
      "gml_include_items" "all"
      "gml_featureid" "fid"
      "ows_include_items" "all"
    END
  END
END
"""


def _write(path: Path, polygons: Tuple[Polygon, ...]) -> None:
    from osgeo import ogr, osr

    system = osr.SpatialReference()
    system.ImportFromEPSG(25832)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("gemeinden", system, ogr.wkbUnknown)
    for name in ("KN", "GN", "STAND"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    source.StartTransaction()
    for key, name, wkt in polygons:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        for field, value in (("KN", key), ("GN", name), ("STAND", "2026-07-01")):
            feature.SetField(field, value)
        layer.CreateFeature(feature)
    source.CommitTransaction()


def gml(polygons: Tuple[Polygon, ...], *, key_field: str = "KN", swapped: bool = False,
        to: Dict[str, Tuple[Tuple[float, float], ...]] | None = None) -> bytes:
    """Return a WFS 2.0 answer written by hand, also with wrong coordinates: swapped, or as `to` gives them by key."""
    members = []
    for number, (key, name, wkt) in enumerate(polygons):
        ring = to[key] if to else tuple(tuple(map(float, one.split())) for one in
                                        wkt[wkt.index("((") + 2 : wkt.index(")")].split(","))
        pairs = [(y, x) if swapped else (x, y) for x, y in ring]
        places = " ".join(f"{x!r} {y!r}" for x, y in pairs)
        members.append(
            f'<wfs:member><dvg:nw_dvg1_gem gml:id="nw_dvg1_gem.{number}"><dvg:msGeometry>'
            f'<gml:Polygon gml:id="p{number}" srsName="urn:ogc:def:crs:EPSG::25832"><gml:exterior><gml:LinearRing>'
            f'<gml:posList srsDimension="2">{places}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>'
            f"</dvg:msGeometry><dvg:{key_field}>{key}</dvg:{key_field}><dvg:GN>{name}</dvg:GN>"
            f"<dvg:STAND>2026-07-01</dvg:STAND></dvg:nw_dvg1_gem></wfs:member>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" '
        'xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:dvg="http://www.bkg.bund.de/namespaces/dvg" '
        f'numberMatched="{len(polygons)}" numberReturned="{len(polygons)}">' + "".join(members)
        + "</wfs:FeatureCollection>").encode("utf-8")


REGION_SIZE = len(load_region().municipalities)
