# SPDX-License-Identifier: GPL-2.0-or-later
"""WMS: the layers of a service, a test picture, and the source string of QGIS's own provider."""

from __future__ import annotations

from typing import Iterator, List, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDataSourceUri,
    QgsRectangle,
)

from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.ogc_address import authority_id, base_address, choose_crs
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer, stated_text
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.core.region.area import Box
from ruhr_smartcity_plugin.core.xml_element import Element
from ruhr_smartcity_plugin.translation import tr

PROVIDER = "wms"
_FORMATS = ("image/png", "image/png8", "image/png; mode=8bit", "image/jpeg", "image/gif")
_TEST_PIXELS = 64


def read_wms(client: HttpClient, url: str, *, service: str = "", progress: Progress = SILENT) -> ServiceDescription:
    """Ask a WMS for its capabilities.

    Raises
    ------
    NetworkError
        No answer, or one that describes no WMS.
    AddressRefusedError
        The address is no web address.
    """
    address = base_address(url)
    params = {"SERVICE": "WMS", "REQUEST": "GetCapabilities", "VERSION": "1.3.0"}
    answer = client.get(address, params=params, expect=Content.XML, service=service, progress=progress)
    return describe_wms(read_xml(answer.body, service or address), address, service)


def describe_wms(root: Element, url: str, service: str = "") -> ServiceDescription:
    """Return the description in a capabilities document of WMS 1.1.1 or 1.3.0."""
    if root.name not in ("WMS_Capabilities", "WMT_MS_Capabilities"):
        sentence = tr("“{service}” does not describe a WMS. Check the address.")
        raise UnexpectedContentError(sentence.format(service=service or url), f"root element {root.name}")
    about = root.child("Service") or Element("")
    capability = root.child("Capability") or Element("")
    picture_format = _choose_format(capability)
    tops = list(capability.each("Layer"))
    layers = [one for top in tops for one in _layers(top, [], picture_format)]
    return ServiceDescription(
        kind=ServiceKind.WMS,
        url=url,
        title=about.text_at("Title") or service or url,
        version="1.1.1" if root.name == "WMT_MS_Capabilities" else "1.3.0",
        layers=tuple(layers),
        provider=about.text_at("ContactInformation", "ContactPersonPrimary", "ContactOrganization"),
        fees=stated_text(about.text_at("Fees")),
        access_constraints=stated_text(about.text_at("AccessConstraints")),
        attribution=next((text for text in (top.text_at("Attribution", "Title") for top in tops) if text), ""),
    )


def _choose_format(capability: Element) -> str:
    get_map = capability.child("Request", "GetMap") or Element("")
    offered = [one.text.strip() for one in get_map.each("Format")]
    return next((one for one in _FORMATS if one in offered), offered[0] if offered else _FORMATS[0])


def _layers(element: Element, inherited: List[str], picture_format: str) -> Iterator[ServiceLayer]:
    """Give the named layers, a group after its parts. CRS are inherited (OGC 06-042, table 7)."""
    own = [name for tag in ("CRS", "SRS") for one in element.each(tag) for name in one.text.split()]
    offered = list(dict.fromkeys([*inherited, *own]))
    for one in element.each("Layer"):
        yield from _layers(one, offered, picture_format)
    name = element.text_at("Name")
    if name:
        preferred = choose_crs(offered)
        others = [crs for crs in dict.fromkeys(map(authority_id, offered)) if crs and crs != preferred]
        crs = (preferred, *others) if preferred else ()
        parts = {"format": picture_format}
        yield ServiceLayer(name, element.text_at("Title") or name, crs, element.text_at("Abstract"), parts)


def wms_uri(source: LayerSource, *, authcfg: str = "") -> str:
    """Return the source string for QGIS's WMS provider; every value is encoded, so none can add a parameter."""
    uri = QgsDataSourceUri()
    uri.setParam("contextualWMSLegend", "0")
    uri.setParam("url", source.url)
    uri.setParam("layers", source.layer)
    uri.setParam("styles", source.parts.get("style", ""))
    uri.setParam("format", source.parts.get("format", _FORMATS[0]))
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
        "FORMAT": source.parts.get("format", _FORMATS[0]),
        "TRANSPARENT": "TRUE",
    }
    client.get(source.url, params=params, expect=Content.IMAGE, service=service or source.title, progress=progress)


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
