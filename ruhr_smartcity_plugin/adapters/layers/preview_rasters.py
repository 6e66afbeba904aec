# SPDX-License-Identifier: GPL-2.0-or-later
"""Thumbnails of GeoTIFFs, coverages and pictures: few bytes are fetched, GDAL shrinks them, QGIS draws what is left."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Tuple

from osgeo import gdal
from qgis.core import QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from qgis.PyQt.QtGui import QImage, QImageReader

from ruhr_smartcity_plugin.adapters.layers.files import kind_of_content
from ruhr_smartcity_plugin.adapters.layers.files_gdal import listening, open_file
from ruhr_smartcity_plugin.adapters.layers.leftovers import passing_folder
from ruhr_smartcity_plugin.adapters.layers.trial import box_in, broken
from ruhr_smartcity_plugin.adapters.layers.wcs import described_coverage
from ruhr_smartcity_plugin.core.catalogue.dataset import Distribution
from ruhr_smartcity_plugin.core.catalogue.file_check import HEAD_BYTES
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.network.client import Answer, HttpClient
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.region.area import Box
from ruhr_smartcity_plugin.translation import tr

_MB = 1024 * 1024
#: So much of a picture is fetched. "Cloud optimized" ones begin with their overviews, the smallest first.
MOST_BYTES = 5 * _MB
_WIDTH, _HEIGHT = 480, 640
# A small file may unfold to a picture of any size.
_LONGEST_S = 20.0
_TOTAL = re.compile(r"/(\d{1,18})\s*$")


def head_of_raster(
    client: HttpClient, distribution: Distribution, title: str, progress: Progress
) -> Tuple[ServiceKind, Answer]:
    """Fetch the beginning of a GeoTIFF; return what it is by its bytes, too (it may be an archive).

    Raises
    ------
    NetworkError
        It did not come, or is a web page.
    InputError
        It is no data for the map.
    """
    client = client.with_limits(replace(client.limits, max_bytes=MOST_BYTES, is_head=True))
    headers = {"Range": f"bytes=0-{MOST_BYTES - 1}", "Accept-Encoding": "identity"}
    address = checked_address(distribution.url)
    answer = client.get(address, headers=headers, service=title, progress=progress)
    return kind_of_content(answer.body[:HEAD_BYTES], distribution.kinds), answer


def picture_of_head(answer: Answer, progress: Progress) -> bytes:
    """Return a small picture of what the beginning of a GeoTIFF shows.

    Raises
    ------
    LayerError
        It is damaged, or too large and without overviews at its beginning.
    """
    with passing_folder() as folder:
        path = folder / "head.tif"
        path.write_bytes(answer.body)
        try:
            return picture_of_raster(path, progress)
        except LayerError as error:
            total = _total_bytes(answer)
            if total is not None and total <= len(answer.body):
                raise
            if total is None and len(answer.body) < MOST_BYTES:
                raise
            raise too_large(total, error.detail) from error


def picture_of_raster(path: Path, progress: Progress) -> bytes:
    """Return a PNG of a GeoTIFF on disk, as QGIS would draw it; a copy is left beside it.

    Raises
    ------
    LayerError
        It cannot be read.
    """
    small = path.with_name("small.tif")
    ends = time.monotonic() + _LONGEST_S

    def go_on(_fraction: float, _text: str, _data: object) -> int:
        return int(not progress.is_cancelled() and time.monotonic() < ends)

    with listening() as heard:
        picture = open_file(path, ServiceKind.GEOTIFF)
        factor = min(1.0, _WIDTH / picture.RasterXSize, _HEIGHT / picture.RasterYSize)
        width, height = (max(1, round(side * factor)) for side in (picture.RasterXSize, picture.RasterYSize))
        try:
            made = gdal.Translate(str(small), picture, format="GTiff", width=width, height=height, callback=go_on)
        except RuntimeError as error:  # where Processing has switched GDAL's exceptions on
            made = None
            heard.texts.append(str(error)[:200])
        is_made = made is not None
        made = picture = None
    stop_if_cancelled(progress)
    if not is_made or heard.texts:
        raise LayerError(tr("The picture cannot be read: no preview."), f"{path.name}: {heard}")
    return _drawn(small, width, height)


def _drawn(path: Path, width: int, height: int) -> bytes:
    options = QgsRasterLayer.LayerOptions(loadDefaultStyle=False)
    layer = QgsRasterLayer(str(path), "preview", "gdal", options)
    if not layer.isValid():
        raise LayerError(tr("The picture cannot be read: no preview."), layer.error().summary())
    return _png(layer.previewAsImage(QSize(width, height), Qt.GlobalColor.white))


def coverage_picture(
    client: HttpClient, source: LayerSource, box_25832: Box, service: str, progress: Progress
) -> bytes:
    """Return a picture of the piece of a coverage in a box; of all of it where they share nothing. WCS 1.0.

    Raises
    ------
    NetworkError
        The service did not describe or deliver the coverage.
    LayerError
        It speaks another version, or has no system or format that can be used.
    """
    if not source.version.startswith("1.0"):
        sentence = tr("There is no preview of coverages in WCS {version}; add the layer to see it.")
        raise LayerError(sentence.format(version=source.version), source.url)
    coverage = described_coverage(client, source, service, progress)
    asked = QgsRectangle(*box_25832)
    box = box_in("EPSG:25832", coverage.crs, asked)
    own = box_in("EPSG:4326", coverage.crs, QgsRectangle(*coverage.extent_4326)) if coverage.extent_4326 else None
    shared = box.intersect(own) if box is not None and own is not None else box
    box = own if shared is None or shared.isEmpty() else shared
    if box is None or not coverage.format:
        raise LayerError(tr("There is no preview in the coordinate system of this layer."), coverage.crs)
    factor = min(_WIDTH / box.width(), _HEIGHT / box.height())
    corners = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    request = {
        "SERVICE": "WCS",
        "VERSION": "1.0.0",
        "REQUEST": "GetCoverage",
        "COVERAGE": source.layer,
        "CRS": coverage.crs,
        "BBOX": ",".join(f"{value:.10g}" for value in corners),
        "WIDTH": str(max(1, round(box.width() * factor))),
        "HEIGHT": str(max(1, round(box.height() * factor))),
        "FORMAT": coverage.format,
    }
    answer = client.get(source.url, params=request, service=service, progress=progress)
    with passing_folder() as folder:
        path = folder / "coverage.tif"
        path.write_bytes(answer.body)
        try:
            return picture_of_raster(path, progress)
        except LayerError as error:
            raise broken(service, f"{answer.content_type or 'no type'}: {error.detail}") from error


def picture_of_image(content: bytes) -> bytes:
    """Return a small picture of a photo or drawing. Raises LayerError for one that cannot be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(size.boundedTo(QSize(_WIDTH, _HEIGHT)), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise LayerError(tr("The picture cannot be read: no preview."), reader.errorString())
    return _png(image)


def _png(image: QImage) -> bytes:
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(out, "PNG")
    return bytes(out.data())


def _total_bytes(answer: Answer) -> int | None:
    stated = _TOTAL.search(answer.headers.get("Content-Range", ""))
    if stated:
        return int(stated.group(1))
    length = answer.headers.get("Content-Length", "").strip()
    return int(length[:18]) if answer.status == 200 and length.isdigit() else None


def too_large(total: int | None, detail: str) -> LayerError:
    """Return the error for a picture of so many bytes (None: more than are fetched) of which nothing can be shown."""
    if total is None:
        sentence = tr("The picture is too large for a preview: more than {most} MB.")
        return LayerError(sentence.format(most=MOST_BYTES // _MB), detail)
    sentence = tr("The picture is too large for a preview: {size} MB, and no overview in the first {most} MB.")
    return LayerError(sentence.format(size=f"{total / _MB:.0f}", most=MOST_BYTES // _MB), detail)
