# SPDX-License-Identifier: GPL-2.0-or-later
"""A file on the web (GeoJSON, GeoPackage, shapefile in a ZIP, GML, KML, FlatGeobuf) as an indexed GeoPackage."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Tuple

from osgeo import gdal

from ruhr_smartcity_plugin.adapters.layers.download_feeds import Prepared
from ruhr_smartcity_plugin.adapters.layers.download_file import FID, GEOMETRY, Written, failures_named
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof
from ruhr_smartcity_plugin.core.errors import InputError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.service import Service
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

# No driver that reads other files or the network on behalf of a file (VRT, WFS, CSW, PLSCENES …).
_DRIVERS = ["GeoJSON", "GeoJSONSeq", "TopoJSON", "ESRIJSON", "GPKG", "ESRI Shapefile", "GML", "KML", "LIBKML",
            "FlatGeobuf", "MapInfo File", "DXF", "GPX"]  # fmt: skip


def copy_file(
    client: HttpClient, prepared: Prepared, passing: Path, progress: Progress
) -> Tuple[Written, Completeness, Tuple[str, ...]]:
    """Fetch a file and write its objects into `passing`; its own number of objects is the proof.

    Raises
    ------
    UnexpectedContentError
        It cannot be read as a file with objects.
    InputError
        It has several layers and none was named, or not the named one.
    """
    progress.report(0.05, tr("Fetching the file"))
    # What QGIS's own cache keeps may be of last week, and would pass as today's.
    answer = client.get(prepared.url, progress=progress, refresh=True)
    prepared.etag = answer.headers.get("ETag", "")
    prepared.last_modified = answer.headers.get("Last-Modified", "")
    stop_if_cancelled(progress)
    progress.report(0.6, tr("Writing the file"))
    is_zip = answer.body.startswith(b"PK\x03\x04")
    with tempfile.TemporaryDirectory(prefix="ruhr-download-") as folder:
        name = Path(folder) / ("file.zip" if is_zip else "file" + Path(prepared.title).suffix.lower()[:12])
        name.write_bytes(answer.body)
        return _translated(f"/vsizip/{name}" if is_zip else str(name), prepared, passing)


def _translated(source: str, prepared: Prepared, passing: Path) -> Tuple[Written, Completeness, Tuple[str, ...]]:
    try:
        opened = gdal.OpenEx(source, gdal.OF_VECTOR, allowed_drivers=_DRIVERS)
    except RuntimeError:  # where another plugin has switched GDAL's exceptions on
        opened = None
    if opened is None or not opened.GetLayerCount():
        service = Service(prepared.url, prepared.title)
        sentence = tr("The file “{name}” cannot be read as map data. Check what the address really gives.")
        raise UnexpectedContentError(sentence.format(name=service.name), gdal.GetLastErrorMsg() or "no layer")
    layer = _chosen(opened, prepared)
    expected = layer.GetFeatureCount(1)
    system = layer.GetSpatialRef()
    if system is not None and system.GetAuthorityCode(None):
        prepared.crs = f"{system.GetAuthorityName(None)}:{system.GetAuthorityCode(None)}"
    with failures_named():
        options = gdal.VectorTranslateOptions(
            format="GPKG", layers=[layer.GetName()], layerName=prepared.table, geometryType=["PROMOTE_TO_MULTI"],
            datasetCreationOptions=["VERSION=1.2"],
            layerCreationOptions=[f"GEOMETRY_NAME={GEOMETRY}", f"FID={FID}", "SPATIAL_INDEX=YES"],
            spatFilter=prepared.area,
        )  # fmt: skip
        written = gdal.VectorTranslate(str(passing), opened, options=options)
        received = written.GetLayer(0).GetFeatureCount() if written is not None else 0
        opened = written = layer = None  # closes the files
    if prepared.area is not None:
        expected = received  # what lies outside was left out on purpose
    proof = Proof.STATED if received == expected else Proof.NONE
    return Written(received, 0, None), Completeness(expected, received, proof), ()


def _chosen(opened: gdal.Dataset, prepared: Prepared) -> object:
    names = [opened.GetLayer(place).GetName() for place in range(opened.GetLayerCount())]
    if prepared.layer in names:
        return opened.GetLayerByName(prepared.layer)
    if len(names) == 1 and not prepared.layer:
        return opened.GetLayer(0)
    sentence = tr("The file “{name}” has other or several layers. Name one of them: {names}")
    raise InputError(sentence.format(name=prepared.title, names=", ".join(names[:20])), prepared.layer)
