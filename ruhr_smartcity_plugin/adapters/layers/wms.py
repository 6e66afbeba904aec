# SPDX-License-Identifier: GPL-2.0-or-later
"""WMS: a test picture, and the source string of QGIS's own provider."""

from __future__ import annotations

from typing import Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDataSourceUri,
    QgsRectangle,
)

from ruhr_smartcity_plugin.adapters.layers.trial import require_picture
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_wms import FORMATS
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.core.region.area import Box

PROVIDER = "wms"
_TEST_PIXELS = 64


def wms_uri(source: LayerSource, *, authcfg: str = "") -> str:
    """Return the source string for QGIS's WMS provider; every value is encoded, so none can add a parameter."""
    uri = QgsDataSourceUri()
    uri.setParam("contextualWMSLegend", "0")
    uri.setParam("url", source.url)
    uri.setParam("layers", source.layer)
    uri.setParam("styles", source.parts.get("style", ""))
    uri.setParam("format", source.parts.get("format", FORMATS[0]))
    uri.setParam("crs", source.crs or "EPSG:25832")
    uri.setParam("dpiMode", "7")
    if authcfg:
        uri.setAuthConfigId(authcfg)
    return bytes(uri.encodedUri()).decode("ascii")


def check_picture(
    client: HttpClient, source: LayerSource, box_25832: Box, *, service: str = "", progress: Progress = SILENT
) -> None:
    """Draw a small picture of the area, so that a service that only answers with errors is not added as a layer.

    Raises
    ------
    NetworkError
        No picture came; the sentence carries the service's own reason.
    """
    box, size = _box_in(source.crs, box_25832), str(_TEST_PIXELS)
    if box is None:
        return
    is_13 = source.version == "1.3.0"
    params = {
        "SERVICE": "WMS",
        "VERSION": source.version,
        "REQUEST": "GetMap",
        "LAYERS": source.layer,
        "STYLES": source.parts.get("style", ""),
        "CRS" if is_13 else "SRS": source.crs.replace("OGC:CRS84", "CRS:84"),
        "BBOX": ",".join(f"{value:.8g}" for value in _in_axis_order(box, source.crs, is_13)),
        "WIDTH": size,
        "HEIGHT": size,
        "FORMAT": source.parts.get("format", FORMATS[0]),
        "TRANSPARENT": "TRUE",
    }
    name = service or source.title
    answer = client.get(source.url, params=params, expect=Content.IMAGE, service=name, progress=progress)
    require_picture(answer, name)


def _box_in(crs: str, box_25832: Box) -> QgsRectangle | None:
    target = QgsCoordinateReferenceSystem(crs)
    if not target.isValid():
        return None
    ours = QgsCoordinateReferenceSystem("EPSG:25832")
    try:
        return QgsCoordinateTransform(ours, target, QgsCoordinateTransformContext()).transformBoundingBox(
            QgsRectangle(*box_25832)
        )
    except QgsCsException:
        return None


def _in_axis_order(box: QgsRectangle, crs: str, is_13: bool) -> Tuple[float, float, float, float]:
    """WMS 1.3.0 takes the axes in the order of the CRS: latitude first in EPSG:4326."""
    if is_13 and QgsCoordinateReferenceSystem(crs).hasAxisInverted():
        return box.yMinimum(), box.xMinimum(), box.yMaximum(), box.xMaximum()
    return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
