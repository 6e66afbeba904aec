# SPDX-License-Identifier: GPL-2.0-or-later
"""What a resource really is: evidence in its address before the format somebody typed."""

from __future__ import annotations

import json
import re
from enum import Enum
from functools import lru_cache
from typing import Dict, List, Set, Tuple
from urllib.parse import parse_qsl, unquote, urlsplit

from ruhr_smartcity_plugin.paths import resource


class ServiceKind(Enum):
    """Kind of a service or file; the value is its stable name."""

    WMS = "WMS"
    WMTS = "WMTS"
    XYZ = "XYZ"
    WFS = "WFS"
    OAPIF = "OAPIF"
    WCS = "WCS"
    STA = "SensorThings"
    ARCGIS = "ArcGIS REST"
    VECTOR_TILES = "Vector Tiles"
    GEOJSON = "GeoJSON"
    GPKG = "GeoPackage"
    SHP = "Shapefile"
    GML = "GML"
    KML = "KML"
    GEOTIFF = "GeoTIFF"
    CSV = "CSV"
    XLSX = "Excel"
    ODS = "OpenDocument"
    DXF = "DXF"
    JSON = "JSON"
    XML = "XML"
    GTFS = "GTFS"
    ATOM = "ATOM"
    ZIP = "ZIP"
    PDF = "PDF"
    HTML = "HTML"
    RDF = "RDF"
    TEXT = "Text"
    IMAGE = "Image"
    UNKNOWN = "?"

    @property
    def title(self) -> str:
        """The name people know it by."""
        return "OGC API Features" if self is ServiceKind.OAPIF else self.value

    @property
    def is_loadable(self) -> bool:
        """Answer whether this version of the plugin puts it on the map."""
        return self in _LOADABLE

    @property
    def counts_objects(self) -> bool:
        """Answer whether the layer has objects whose number can be compared with the service's."""
        return self in (ServiceKind.WFS, ServiceKind.OAPIF)

    @property
    def is_picture(self) -> bool:
        """Answer whether it comes to the map as a picture or a grid, without objects."""
        return self in _PICTURES

    @property
    def is_file(self) -> bool:
        """Answer whether it is fetched as one file and opened from a local copy."""
        return self in _FILES

    @property
    def is_table(self) -> bool:
        """Answer whether its rows must be understood first: delimiters, heads, coordinate columns."""
        return self in _TABLES


_SERVICES = frozenset(
    {
        ServiceKind.WMS,
        ServiceKind.WMTS,
        ServiceKind.XYZ,
        ServiceKind.WFS,
        ServiceKind.OAPIF,
        ServiceKind.WCS,
        ServiceKind.STA,
        ServiceKind.ARCGIS,
        ServiceKind.VECTOR_TILES,
    }
)
_PICTURES = frozenset(
    {ServiceKind.WMS, ServiceKind.WMTS, ServiceKind.XYZ, ServiceKind.WCS, ServiceKind.GEOTIFF, ServiceKind.IMAGE}
)
#: Tiles by a template of addresses: they describe themselves nowhere.
TILE_KINDS = frozenset({ServiceKind.XYZ, ServiceKind.VECTOR_TILES})
_TABLES = frozenset({ServiceKind.CSV, ServiceKind.XLSX, ServiceKind.ODS})
# JSON, XML and ZIP hold many things; what it is, the file itself tells when it is there.
_FILES = _TABLES | {
    ServiceKind.GEOJSON,
    ServiceKind.GPKG,
    ServiceKind.SHP,
    ServiceKind.GML,
    ServiceKind.KML,
    ServiceKind.GEOTIFF,
    ServiceKind.GTFS,
    ServiceKind.ZIP,
    ServiceKind.JSON,
    ServiceKind.XML,
}
_LOADABLE = _SERVICES | _FILES

# Most useful first, where one resource claims several.
PREFERENCE: Tuple[ServiceKind, ...] = tuple(ServiceKind)

_SERVICE_VALUES = {
    "wms": ServiceKind.WMS,
    "wfs": ServiceKind.WFS,
    "wmts": ServiceKind.WMTS,
    "wcs": ServiceKind.WCS,
}
_ADDRESS_PATTERNS: Tuple[Tuple[re.Pattern[str], ServiceKind], ...] = (
    (re.compile(r"/wfsserver/?$", re.I), ServiceKind.WFS),
    (re.compile(r"/wmsserver/?$", re.I), ServiceKind.WMS),
    (re.compile(r"/wmtscapabilities\.xml$|/wmts/?$", re.I), ServiceKind.WMTS),
    (re.compile(r"/ogc/features(/v1)?/?(collections.*)?$|/collections(/[^/]+(/items)?)?/?$", re.I), ServiceKind.OAPIF),
    (re.compile(r"/rest/services/.+/(map|feature|image)server(/\d+)?/?$", re.I), ServiceKind.ARCGIS),
    (re.compile(r"/(frost-server/)?v1\.[01]/?$", re.I), ServiceKind.STA),
    (re.compile(r"/vectortileserver/?$|\{z\}.*\.(pbf|mvt)$", re.I), ServiceKind.VECTOR_TILES),
    (re.compile(r"\{z\}/.*\{-?[xyq]\}", re.I), ServiceKind.XYZ),
    (re.compile(r"/wcsserver/?$|/wcs/?$", re.I), ServiceKind.WCS),
    (re.compile(r"/wfs/?$", re.I), ServiceKind.WFS),
    (re.compile(r"/wms/?$", re.I), ServiceKind.WMS),
)
# The last part of an export's address at an Opendatasoft portal is what a file's ending is elsewhere.
_EXPORT = re.compile(r"/api/explore/v2\.\d/catalog/datasets/[^/]+/exports/(\w+)/?$", re.I)
_SUFFIXES = {
    "geojson": ServiceKind.GEOJSON,
    "gpkg": ServiceKind.GPKG,
    "shp": ServiceKind.SHP,
    "gml": ServiceKind.GML,
    "kml": ServiceKind.KML,
    "kmz": ServiceKind.KML,
    "tif": ServiceKind.GEOTIFF,
    "tiff": ServiceKind.GEOTIFF,
    "csv": ServiceKind.CSV,
    "xls": ServiceKind.XLSX,
    "xlsx": ServiceKind.XLSX,
    "ods": ServiceKind.ODS,
    "dxf": ServiceKind.DXF,
    "tsv": ServiceKind.CSV,
    "pbf": ServiceKind.VECTOR_TILES,
    "mvt": ServiceKind.VECTOR_TILES,
    "pdf": ServiceKind.PDF,
    "html": ServiceKind.HTML,
    "htm": ServiceKind.HTML,
    "rdf": ServiceKind.RDF,
    "ttl": ServiceKind.RDF,
    "png": ServiceKind.IMAGE,
    "jpg": ServiceKind.IMAGE,
    "jpeg": ServiceKind.IMAGE,
}
# Suffixes that hold many things: a better declaration wins.
_VAGUE_SUFFIXES = {
    "zip": ServiceKind.ZIP,
    "json": ServiceKind.JSON,
    "xml": ServiceKind.XML,
    "txt": ServiceKind.TEXT,
}
_SEPARATORS = re.compile(r"[,;+|\n\t]|\s/\s|\s+(?:und|oder|and|or|&)\s+|\s+(?=https?://)")
_ADDRESSES = re.compile(r"https?://[^,;|]*[,;|\s]+https?://", re.I)  # one after the other
_MEDIA_TYPE = re.compile(r"https?://(?:www\.)?iana\.org/assignments/media-types/", re.I)
# Declarations that name no format at all ("Download", "Webservice").
_VAGUE_KINDS = frozenset({ServiceKind.UNKNOWN, ServiceKind.ZIP, ServiceKind.JSON, ServiceKind.XML, ServiceKind.HTML})
# A page or paper about a format; in brackets behind one they only accompany it: "Shape (Dokumentation als PDF)".
_ABOUT = re.compile(r"\b(?:pdf|html|\w*viewer|dokumentation|documentation)\b")
_BRACKETS = re.compile(r"\(.*?(?:\)|$)")
_NO_WORDS = frozenset({"opendocument"})  # "application/vnd.oasis.opendocument.text" is no table


def kind_of_address(url: str) -> ServiceKind:
    """Return what the address itself proves; UNKNOWN if nothing.

    >>> kind_of_address("https://geodaten.example.org/baum?SERVICE=WFS&REQUEST=GetCapabilities").value
    'WFS'
    """
    try:
        parts = urlsplit(url.strip())
        query = {name.lower(): value.lower() for name, value in parse_qsl(parts.query, keep_blank_values=True)}
    except ValueError:
        return ServiceKind.UNKNOWN
    if "{z}" in unquote(parts.query):  # a WMTS request with its parts left open, as web maps write it
        return ServiceKind.XYZ
    service = _SERVICE_VALUES.get(query.get("service", "").strip())
    if service is not None:
        return service
    path = unquote(parts.path)
    for pattern, kind in _ADDRESS_PATTERNS:
        if pattern.search(path):
            return kind
    export = _EXPORT.search(path)
    if export is not None:
        name = export.group(1).lower()
        return _SUFFIXES.get(name) or _VAGUE_SUFFIXES.get(name, ServiceKind.UNKNOWN)
    if _suffix(path) == "zip":  # "baeume.shp.zip" says what is inside
        path = path.rstrip("/")[: -len(".zip")]
        inside = _SUFFIXES.get(_suffix(path), ServiceKind.UNKNOWN)
        return inside if inside.is_file else ServiceKind.UNKNOWN
    return _SUFFIXES.get(_suffix(path), ServiceKind.UNKNOWN)


def kinds_declared(declared: str) -> Tuple[ServiceKind, ...]:
    """Return the kinds a declared format names, most useful first; empty if it names none.

    Understands EU file-type addresses, media types and the spellings of `resources/data/formats.json`;
    "gml, shape" names two.

    >>> [kind.value for kind in kinds_declared("gml, shape")]
    ['Shapefile', 'GML']
    """
    declared = _MEDIA_TYPE.sub("", declared)
    whole = None if _ADDRESSES.search(declared) else _alias(declared)
    if whole is not None:
        found = {whole} - {ServiceKind.UNKNOWN}
    else:
        found = {kind for part in _SEPARATORS.split(declared) for kind in _kinds_of_part(part)}
    return tuple(sorted(found, key=PREFERENCE.index))


def classify(url: str, *declared: str) -> Tuple[ServiceKind, ...]:
    """Return what a resource is, best evidence first: address, then declared formats; never empty.

    A vague file name (".zip", ".json", ".xml", ".txt") gives way to a clear declaration. Only an address with a place
    for the zoom level is one of tiles: terrain points are called XYZ, too.
    """
    proven = kind_of_address(url)
    if proven is not ServiceKind.UNKNOWN:
        return (proven,)
    named: Dict[ServiceKind, None] = {}
    for text in declared:
        named.update(dict.fromkeys(kinds_declared(text or "")))
    if "{z}" not in unquote(url):
        named.pop(ServiceKind.XYZ, None)
    clear = tuple(kind for kind in sorted(named, key=PREFERENCE.index) if kind not in _VAGUE_KINDS)
    if clear:
        return clear
    vague = _VAGUE_SUFFIXES.get(_suffix(unquote(_path(url))))
    return (vague,) if vague else tuple(named) or (ServiceKind.UNKNOWN,)


def _path(url: str) -> str:
    """Return the path of an address; empty for one that is none."""
    try:
        return urlsplit(url.strip()).path
    except ValueError:
        return ""


def _suffix(path: str) -> str:
    name = path.rstrip("/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def _alias(text: str) -> ServiceKind | None:
    aliases = _aliases()
    # "text/xml; subtype=gml/3.2.1" is known as a whole; of other media types the parameters do not matter.
    return aliases.get(_fold(text)) or aliases.get(_fold(text.split(";")[0] if "/" in text else text))


def _aliases_of(parts: List[str]) -> Set[ServiceKind]:
    return {kind for kind in map(_alias, parts) if kind is not None} - {ServiceKind.UNKNOWN}


def _kinds_of_part(part: str) -> Set[ServiceKind]:
    """Return the kinds one part of a declaration names: as a whole, between slashes, or else by one of its words."""
    found = _aliases_of([part]) or _aliases_of(part.split("/"))
    if found:
        return found
    words = set(re.findall(r"[a-zäöüß]{3,}", part.casefold().rsplit("://", 1)[-1].rsplit("/", 1)[-1]))
    named = _aliases_of(list(words - _NO_WORDS))
    if _ABOUT.search(_BRACKETS.sub(" ", part.casefold())):
        return named & {ServiceKind.PDF, ServiceKind.HTML}
    found = named - {ServiceKind.HTML, ServiceKind.TEXT}
    return found - _VAGUE_KINDS or found  # "kml (zip)" is KML


def _fold(text: str) -> str:
    """Reduce a spelling to letters and digits: last part of an address, no case, no punctuation."""
    text = text.strip().casefold()
    if text.startswith(("http://", "https://")):
        text = text.rstrip("/").rsplit("/", 1)[-1]
    return re.sub(r"[^a-z0-9äöüß]+", "", text)


@lru_cache(maxsize=1)
def _aliases() -> Dict[str, ServiceKind]:
    table = json.loads(resource("data", "formats.json").read_text(encoding="utf-8"))
    return {_fold(alias): ServiceKind[name] for name, aliases in table["kinds"].items() for alias in (name, *aliases)}
