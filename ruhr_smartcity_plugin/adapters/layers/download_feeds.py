# SPDX-License-Identifier: GPL-2.0-or-later
"""What kind of service is it, which layer, in which system: everything that is settled before the first page."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Callable, Collection, Dict, List, Mapping, Tuple

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsRectangle,
)

from ruhr_smartcity_plugin.adapters.layers import oapif, wfs
from ruhr_smartcity_plugin.adapters.layers.download_pages import (
    declared_types,
    esri_to_geojson,
    gml_to_geojson,
    is_flat,
)
from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.catalogue.download.arcgis_feed import ArcgisFeed
from ruhr_smartcity_plugin.core.catalogue.download.columns import FieldType
from ruhr_smartcity_plugin.core.catalogue.download.feed import Bounds, Feed
from ruhr_smartcity_plugin.core.catalogue.download.oapif_feed import OapifFeed
from ruhr_smartcity_plugin.core.catalogue.download.wfs_feed import WfsFeed, geojson_format
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind, kind_of_address
from ruhr_smartcity_plugin.core.catalogue.ogc_address import authority_id, landing_address, requested_layer
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_arcgis import arcgis_address, read_arcgis
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.errors import (
    HttpStatusError,
    InputError,
    LayerError,
    NetworkError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr

SERVICES = (ServiceKind.WFS, ServiceKind.OAPIF, ServiceKind.ARCGIS)
_DEGREES = ("EPSG:4326", "OGC:CRS84")
_UNIQUE = re.compile(r"(?i)(^|_)(gml_?id|uuid|guid|objectid|objid|oid|fid|gid|id|kennung|nummer|nr)$")


@dataclass
class Prepared:
    """A layer that is ready to be fetched. `area` is in `crs`, or in `area_crs` where that is "".

    `types` are those the service states for its fields; `fields` are its fields where answers leave empty ones out.
    `feed` is None for a plain file, whose system is known when it is there: its `area` stays in `area_crs`.
    `correction` says how the place was corrected, "" if it was not; `is_regional` that the data are known to lie in the
    Ruhr or its state; `is_straightened` that arcs came, which the copy has as short straight lines.
    """

    url: str
    kind: ServiceKind
    layer: str
    title: str
    crs: str
    feed: Feed | None = None
    area: Bounds | None = None
    types: Dict[str, FieldType] = field(default_factory=dict)
    fields: Tuple[str, ...] = ()
    reads_numbers: bool = False
    complete_origin: Callable[[Origin], Origin] = lambda origin: origin
    etag: str = ""
    last_modified: str = ""
    area_crs: str = ""
    correction: str = ""
    is_regional: bool = False
    is_straightened: bool = False

    @property
    def table(self) -> str:
        """The name of the table in the file: the layer's own, without a prefix and odd characters."""
        return re.sub(r"[^\w\-]+", "_", self.layer.rsplit(":", 1)[-1] or self.title).strip("_")[:60] or "layer"

    def settle_crs(self, bounds: Bounds | None, stated: Collection[str] = ()) -> None:
        """Correct the system where the coordinates disprove it: many services give GeoJSON in degrees always.

        `stated` are the names of systems in the answers: a service that heeds no wish may say what it gives instead.
        """
        if bounds is None:
            return
        is_small = all(abs(number) <= 180 for number in bounds)
        is_metric = bool(self.crs) and not QgsCoordinateReferenceSystem(self.crs).isGeographic()
        if is_small and is_metric:
            self.read_as("EPSG:4326")
        found = {_horizontal(one) for one in stated}
        if is_metric and not is_small and len(found) == 1 and not found & {"", self.crs}:
            self.read_as(found.pop())

    def read_as(self, crs: str) -> None:
        """Take the coordinates of a service as those of another system; the area stays where it is."""
        self.area = _moved(self.area, self.crs or self.area_crs, crs)
        self.crs = crs


def prepare(
    client: HttpClient,
    url: str,
    layer: str,
    kind: ServiceKind,
    area: Bounds | None,
    area_crs: str,
    crs: str,
    progress: Progress,
) -> Prepared:
    """Ask the service what it is and return its layer, ready to be fetched.

    Raises
    ------
    NetworkError, LayerError, InputError
        There is no such layer.
    """
    url = checked_address(url)
    kind = kind if kind is not ServiceKind.UNKNOWN else kind_of_address(url)
    if kind is ServiceKind.UNKNOWN:
        return _find_out(client, url, layer, area, area_crs, crs, progress)
    if kind is ServiceKind.ARCGIS:
        return _arcgis(client, url, layer, area, area_crs, crs, progress)
    if kind in (ServiceKind.WFS, ServiceKind.OAPIF):
        read = wfs.read_wfs if kind is ServiceKind.WFS else oapif.read_oapif
        return _service(client, read(client, url, progress=progress), url, layer, area, area_crs, crs, progress)
    return Prepared(url, kind, layer, _file_title(url), crs, area=area, area_crs=area_crs)


def _find_out(
    client: HttpClient, url: str, layer: str, area: Bounds | None, area_crs: str, crs: str, progress: Progress
) -> Prepared:
    """Try what the address does not tell: a WFS, OGC API Features."""
    first: NetworkError | None = None
    for read in (wfs.read_wfs, oapif.read_oapif):
        try:
            description = read(client, url, progress=progress)
        except NetworkError as error:
            first = first or error
            continue
        if description.layers:
            return _service(client, description, url, layer, area, area_crs, crs, progress)
    sentence = tr("What is behind the address cannot be told. Choose the kind of service. The first try said: {reason}")
    raise LayerError(sentence.format(reason=first.sentence if first else ""), url)


def _service(
    client: HttpClient, description: ServiceDescription, url: str, layer: str, area: Bounds | None, area_crs: str,
    crs: str, progress: Progress,
) -> Prepared:  # fmt: skip
    found = _choose(description, layer or _named_in(url, description.kind))
    asked = _asked_crs(found, crs, description.kind)
    system = asked or ("EPSG:4326" if description.kind is ServiceKind.OAPIF else "")
    prepared = Prepared(
        description.url, description.kind, found.name, found.title, _plain(system),
        area=_moved(area, area_crs, system) if system else area, area_crs=area_crs,
        complete_origin=description.complete_origin,
    )  # fmt: skip
    if description.kind is ServiceKind.OAPIF:
        prepared.feed = OapifFeed(
            client, found.parts["items_url"], service=description.title, crs=_crs_address(asked),
            area=prepared.area, srs_id=_srs_id(system),
        )  # fmt: skip
    else:
        _add_wfs_feed(client, prepared, description, found, asked, progress)
    return prepared


def _add_wfs_feed(
    client: HttpClient, prepared: Prepared, description: ServiceDescription, found: ServiceLayer, crs: str,
    progress: Progress,
) -> None:  # fmt: skip
    source = description.source_of(ServiceLayer(found.name, found.title, (crs,) if crs else ()))
    schema, all_fields = _schema(client, source, description.title, progress)
    offered = [one for one in found.parts.get("formats", "").split("|") if one]
    prepared.types = schema
    output_format = geojson_format(offered)
    prepared.reads_numbers = not output_format and not schema
    prepared.fields = () if output_format else all_fields
    prepared.feed = WfsFeed(
        client, source, service=description.title, read_xml=read_xml, convert=gml_to_geojson,
        output_format=output_format, cap=description.cap, area=prepared.area,
        bounds=_bounds(found.parts, crs), srs_id=_srs_id(crs), sort_fields=_sort_fields(schema),
        north_first=_is_north_first(crs),
    )  # fmt: skip


def _schema(
    client: HttpClient, source: object, service: str, progress: Progress
) -> Tuple[Dict[str, FieldType], Tuple[str, ...]]:
    """Return the declared types, and all fields; empty where the service gives no schema that can be read so."""
    names = "TYPENAMES" if source.version.startswith("2") else "TYPENAME"
    params = {"SERVICE": "WFS", "VERSION": source.version, "REQUEST": "DescribeFeatureType", names: source.layer}
    if names == "TYPENAMES":
        params["TYPENAME"] = source.layer  # MapServer knows the old name only
    try:
        answer = client.get(source.url, params=params, expect=Content.XML, service=service, progress=progress)
        schema = read_xml(answer.body, service)
    except (HttpStatusError, UnexpectedContentError):
        return {}, ()
    types = declared_types(schema)
    return types, tuple(types) if is_flat(schema) else ()


def _sort_fields(schema: Mapping[str, FieldType]) -> List[str]:
    """Return the fields to sort by, those that look like a key first."""
    keys = [name for name in schema if _UNIQUE.search(name)]
    return [*keys, *(name for name in schema if name not in keys)][:3]


def _choose(description: ServiceDescription, name: str) -> ServiceLayer:
    if name:
        found = description.find_layer(name)
        if found is not None:
            return found
        sentence = tr("The service “{service}” has no layer “{layer}”. It has: {names}")
    elif len(description.layers) == 1:
        return description.layers[0]
    else:
        sentence = tr("The service “{service}” has several layers. Name one of them: {names}")
    names = ", ".join(one.name for one in description.layers[:20])
    raise InputError(sentence.format(service=description.title, layer=name, names=names), name)


def _named_in(url: str, kind: ServiceKind) -> str:
    return landing_address(url)[1] if kind is ServiceKind.OAPIF else requested_layer(url)


def _asked_crs(layer: ServiceLayer, wanted: str, kind: ServiceKind) -> str:
    """Return the wanted system if the service offers it, else its best one; "" for its default.

    OGC API Features is not asked for systems that name north first: not all services heed that, and the default,
    degrees with longitude first, is the same everywhere.
    """
    offered = [one for one in layer.crs if one != "OGC:CRS84"]
    if kind is ServiceKind.OAPIF:
        offered = [one for one in offered if not _is_north_first(one)]
    return wanted if wanted in offered else (offered[0] if offered else "")


def _horizontal(name: str) -> str:
    """Return the authority id of a system in metres, of one with heights its plane part; "" for any other."""
    system = QgsCoordinateReferenceSystem(authority_id(name))
    system = system.horizontalCrs() if system.type() == Qgis.CrsType.Compound else system
    return system.authid() if system.isValid() and not system.isGeographic() else ""


def _is_north_first(crs: str) -> bool:
    return QgsCoordinateReferenceSystem(crs).hasAxisInverted()


def _crs_address(crs: str) -> str:
    authority, _, code = crs.partition(":")
    return f"http://www.opengis.net/def/crs/{authority}/0/{code}" if crs else ""


def _plain(crs: str) -> str:
    return "EPSG:4326" if crs in _DEGREES else crs


def _srs_id(crs: str) -> int:
    code = authority_id(crs).partition(":")[2] if crs else ""
    return int(code) if code.isdigit() else 4326 if crs in _DEGREES else 0


def _arcgis(
    client: HttpClient, url: str, layer: str, area: Bounds | None, area_crs: str, crs: str, progress: Progress
) -> Prepared:
    address = _arcgis_layer(client, url, layer, progress)
    asked = crs if authority_id(crs).startswith("EPSG:") else "EPSG:25832"
    moved = _moved(area, area_crs, asked)
    feed = ArcgisFeed(client, address, service=_file_title(address), convert=esri_to_geojson,
                      srs=_srs_id(asked), area=moved)  # fmt: skip
    feed.describe(progress)
    if layer not in ("", address.rstrip("/").rsplit("/", 1)[-1], feed.title):
        sentence = tr("The address leads to the layer “{found}”, not to “{layer}”. Leave one of them out.")
        raise InputError(sentence.format(found=feed.title, layer=layer), address)
    prepared = Prepared(address, ServiceKind.ARCGIS, feed.title, feed.title, asked, feed, moved, feed.types())
    prepared.area_crs = area_crs
    prepared.complete_origin = _with_attribution(feed.attribution)
    return prepared


def _arcgis_layer(client: HttpClient, url: str, layer: str, progress: Progress) -> str:
    """Return the address of one layer: the given one, or that of the named or only layer of a whole service."""
    service, number = arcgis_address(url)
    if number or not service.lower().endswith(("/featureserver", "/mapserver")):
        return url.split("?")[0]
    if layer.isascii() and layer.isdigit():
        return f"{service}/{layer}"
    description = read_arcgis(client, url, progress=progress)
    named = [one for one in description.layers if one.title == layer]
    return f"{service}/{named[0].name if len(named) == 1 else _choose(description, layer).name}"


def _with_attribution(attribution: str) -> Callable[[Origin], Origin]:
    from dataclasses import replace

    return lambda origin: replace(origin, attribution=origin.attribution or attribution)


def _bounds(parts: Mapping[str, str], crs: str) -> Bounds | None:
    """Return the layer's own extent in `crs`, a little larger; None where the service states none."""
    numbers = [float(one) for one in parts.get("wgs84", "").split(",") if one]
    if len(numbers) != 4 or not crs:
        return None
    west, south, east, north = numbers
    return _moved((west - 0.01, south - 0.01, east + 0.01, north + 0.01), "EPSG:4326", crs)


def _moved(box: Bounds | None, source: str, target: str) -> Bounds | None:
    """Return a box in another system: the smallest one around it.

    Raises
    ------
    InputError
        It has no place there.
    """
    if box is None or _plain(source) == _plain(target):
        return box
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(source), QgsCoordinateReferenceSystem(target), QgsCoordinateTransformContext()
    )
    try:
        moved = transform.transformBoundingBox(QgsRectangle(*box))
    except QgsCsException as error:
        raise InputError(tr("The area has no place in the coordinate system of the layer."), str(error)) from error
    found = (moved.xMinimum(), moved.yMinimum(), moved.xMaximum(), moved.yMaximum())
    if not all(map(math.isfinite, found)):
        raise InputError(tr("The area has no place in the coordinate system of the layer."), target)
    return found


def _file_title(url: str) -> str:
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(url)
    return unquote(parts.path.rstrip("/").rsplit("/", 1)[-1]) or parts.netloc
