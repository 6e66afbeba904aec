# SPDX-License-Identifier: GPL-2.0-or-later
"""Small geodata files of the shapes that catalogues hand out, made in memory; places are in Bochum."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any, Dict, List, Sequence, Tuple

from osgeo import gdal, ogr, osr

# Bochum town hall, EPSG:4326 and EPSG:25832 (to the metre), as in tests/adapters/layers/test_place_of_layers.py.
LON, LAT = 7.2126, 51.4812
EAST, NORTH = 375885.0, 5704850.0


def feature(geometry: Dict[str, Any] | None, **properties: Any) -> Dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def points(count: int = 12, *, x: float = LON, y: float = LAT, step: float = 0.0001) -> List[Dict[str, Any]]:
    """Return points in a row from x, y on, with number and species."""
    species = ("Linde", "Roßkastanie")
    return [
        feature({"type": "Point", "coordinates": [x + step * row, y]}, nr=row, art=species[row % 2])
        for row in range(count)
    ]


def geojson(features: Sequence[Dict[str, Any]], crs: str = "") -> bytes:
    document: Dict[str, Any] = {"type": "FeatureCollection", "features": list(features)}
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(document, ensure_ascii=False).encode("utf-8")


def zipped(files: Dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return out.getvalue()


def converted(body: bytes, folder: Path, driver: str, suffix: str, **options: Any) -> Dict[str, bytes]:
    """Return what GDAL's own driver makes of GeoJSON: file name → bytes (a shapefile has several)."""
    source, target = folder / "in.geojson", folder / f"baeume{suffix}"
    source.write_bytes(body)
    made = gdal.VectorTranslate(str(target), str(source), format=driver, **options)
    assert made is not None, gdal.GetLastErrorMsg()
    del made
    source.unlink()
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.name.startswith("baeume")}
    for path in folder.iterdir():
        path.unlink()
    return files


def shapefile(
    folder: Path, rows: Sequence[Tuple[float, float, bytes]], *, epsg: int = 25832, cpg: bytes | None = b"UTF-8"
) -> Dict[str, bytes]:
    """Return the files of a shapefile whose names are written as the bytes they are given."""
    path = folder / "strassen.shp"
    source = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(path))
    system = None
    if epsg:
        system = osr.SpatialReference()
        system.ImportFromEPSG(epsg)
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    layer = source.CreateLayer("strassen", system, ogr.wkbPoint, options=["ENCODING="])
    field = ogr.FieldDefn("name", ogr.OFTString)
    field.SetWidth(40)
    layer.CreateField(field)
    for x, y, _name in rows:
        made = ogr.Feature(layer.GetLayerDefn())
        made.SetField("name", "?")
        made.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({x} {y})"))
        layer.CreateFeature(made)
    del layer, source
    files = {one.name: one.read_bytes() for one in folder.iterdir() if one.stem == "strassen"}
    for one in list(folder.iterdir()):
        one.unlink()
    table = bytearray(files["strassen.dbf"])
    head, size = int.from_bytes(table[8:10], "little"), int.from_bytes(table[10:12], "little")
    for number, (_x, _y, name) in enumerate(rows):
        start = head + number * size + 1
        table[start : start + 40] = name.ljust(40)
    files["strassen.dbf"] = bytes(table)
    files.pop("strassen.cpg", None)
    if cpg is not None:
        files["strassen.cpg"] = cpg
    return files


def geotiff(
    folder: Path, *, epsg: int = 25832, west: float = EAST, north: float = NORTH, size: int = 64, value: int = 7
) -> bytes:
    path = folder / "bild.tif"
    made = gdal.GetDriverByName("GTiff").Create(str(path), size, size, 1)
    made.SetGeoTransform((west, 10.0, 0.0, north, 0.0, -10.0))
    if epsg:
        system = osr.SpatialReference()
        system.ImportFromEPSG(epsg)
        made.SetProjection(system.ExportToWkt())
    made.GetRasterBand(1).Fill(value)
    del made
    body = path.read_bytes()
    path.unlink()
    return body


def gtfs() -> bytes:
    stops = "\ufeffstop_id,stop_name,stop_lat,stop_lon\n" + "".join(
        f"de:05911:{row},Bochum Hbf {row},{LAT + row / 1000:.4f},{LON:.4f}\n" for row in range(5)
    )
    return zipped({"agency.txt": b"agency_id\n1\n", "stop_times.txt": b"trip_id\n", "stops.txt": stops.encode("utf-8")})
