# SPDX-License-Identifier: GPL-2.0-or-later
"""WCS: a piece of a coverage on trial. The sources of layers are made in `loading_uris`."""

from __future__ import annotations

from dataclasses import replace

from ruhr_smartcity_plugin.adapters.layers.trial import broken, place_of_trial
from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_wcs import Coverage, describe_coverage
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.network.client import Answer, Content, HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.core.region.area import Box
from ruhr_smartcity_plugin.translation import tr

_TRIAL_PIXELS = 16
# Left out on purpose: VRT, and all others that read what the answer names, files of this computer and addresses.
_DRIVERS = ("GTiff", "PNG", "JPEG", "GIF", "JP2OpenJPEG", "AAIGrid", "HFA", "netCDF")
# Half the side of the piece; a degree is 111 km at most, so this is some hundred metres in every system.
_HALF_M, _HALF_DEG = 800.0, 0.01


def checked_wcs(
    client: HttpClient, source: LayerSource, area_25832: Box, *, service: str = "", progress: Progress = SILENT
) -> LayerSource:
    """Fetch a piece of the coverage; return the source with a CRS and a format the service offers for it.

    Of WCS 1.1, whose answers are in several parts, QGIS's provider fetches such a piece itself when it is opened.

    Raises
    ------
    NetworkError
        The service did not describe or deliver the coverage.
    LayerError
        It speaks only versions that QGIS does not.
    """
    name = service or source.title
    if source.version.startswith("2"):
        sentence = tr("The service “{service}” delivers coverages in WCS {version} only, which QGIS cannot read.")
        raise LayerError(sentence.format(service=name, version=source.version), source.url)
    if source.version.startswith("1.1"):
        return source
    common = {"SERVICE": "WCS", "VERSION": "1.0.0", "COVERAGE": source.layer}
    coverage = described_coverage(client, source, name, progress)
    found = replace(source, crs=coverage.crs, parts={**source.parts, "format": coverage.format})
    box = _piece(coverage, area_25832)
    if box:
        size = str(_TRIAL_PIXELS)
        request = {**common, "REQUEST": "GetCoverage", "CRS": coverage.crs, "BBOX": box, "WIDTH": size, "HEIGHT": size,
                   "FORMAT": coverage.format}  # fmt: skip
        _require_pixels(client.get(source.url, params=request, service=name, progress=progress), name)
    return found


def described_coverage(client: HttpClient, source: LayerSource, service: str, progress: Progress) -> Coverage:
    """Ask a WCS 1.0 for CRS, format and extent of a coverage. Raises NetworkError, LayerError."""
    request = {"SERVICE": "WCS", "VERSION": "1.0.0", "COVERAGE": source.layer, "REQUEST": "DescribeCoverage"}
    answer = client.get(source.url, params=request, expect=Content.XML, service=service, progress=progress)
    return describe_coverage(read_xml(answer.body, service), source.layer, service)


def _piece(coverage: Coverage, area_25832: Box) -> str:
    """Return a small box as the service takes it (WCS 1.0: east first); "" where none can be named."""
    place = place_of_trial(area_25832, coverage.extent_4326, coverage.crs)
    if place is None or not coverage.format:
        return ""
    half = _HALF_DEG if max(abs(place.x()), abs(place.y())) <= 180.0 else _HALF_M
    corners = (place.x() - half, place.y() - half, place.x() + half, place.y() + half)
    return ",".join(f"{value:.10g}" for value in corners)


def _require_pixels(answer: Answer, service: str) -> None:
    """Raise `UnexpectedContentError` unless GDAL reads every pixel of what came."""
    from osgeo import gdal

    path = f"/vsimem/ruhr-wcs-{id(answer)}"
    gdal.FileFromMemBuffer(path, answer.body)
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        opened = gdal.OpenEx(path, gdal.OF_RASTER, allowed_drivers=list(_DRIVERS))
        is_whole = opened is not None and opened.RasterCount > 0 and opened.ReadRaster() is not None
        detail = gdal.GetLastErrorMsg()
        opened = None
    except RuntimeError as error:  # where somebody has turned on GDAL's exceptions
        is_whole, detail = False, str(error)
    finally:
        gdal.PopErrorHandler()
        gdal.Unlink(path)
    if not is_whole:
        raise broken(service, f"{answer.url}: {answer.content_type or 'no type'}: {detail}")
