# SPDX-License-Identifier: GPL-2.0-or-later
"""What a file is by its first bytes, whatever its name, and whether it may be opened at all."""

from __future__ import annotations

import re
from typing import Tuple

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import InputError, TruncatedError
from ruhr_smartcity_plugin.core.network.answer import decode
from ruhr_smartcity_plugin.translation import tr

#: So many bytes are looked at.
HEAD_BYTES = 4096
# Entities are declared before the first element; markup with more of a prologue than this is no data either.
_PROLOGUE_BYTES = 64 * 1024

_MAGIC: Tuple[Tuple[bytes, ServiceKind], ...] = (
    (b"%PDF", ServiceKind.PDF),
    (b"\x00\x00\x27\x0a", ServiceKind.SHP),
    (b"II*\0", ServiceKind.GEOTIFF),
    (b"MM\0*", ServiceKind.GEOTIFF),
    (b"II+\0", ServiceKind.GEOTIFF),
    (b"MM\0+", ServiceKind.GEOTIFF),
    (b"\x89PNG\r\n", ServiceKind.IMAGE),
    (b"\xff\xd8\xff", ServiceKind.IMAGE),
    (b"GIF8", ServiceKind.IMAGE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ServiceKind.XLSX),  # the old Excel; Word looks the same
)
_SQLITE = b"SQLite format 3\0"
_GPKG_IDS = (b"GPKG", b"GP10", b"GP11")
# Names as they stand in the local headers of a zip; the first that matches counts.
_ZIPPED: Tuple[Tuple[bytes, ServiceKind], ...] = (
    (b"xl/", ServiceKind.XLSX),
    (b"application/vnd.oasis.opendocument.spreadsheet", ServiceKind.ODS),
    (b"stop_times.txt", ServiceKind.GTFS),
    (b"stops.txt", ServiceKind.GTFS),
    (b"doc.kml", ServiceKind.KML),
)
_ROOTS = {
    "html": ServiceKind.HTML,
    "kml": ServiceKind.KML,
    "wms_capabilities": ServiceKind.WMS,
    "wmt_ms_capabilities": ServiceKind.WMS,
    "wfs_capabilities": ServiceKind.WFS,
    "feed": ServiceKind.ATOM,
    "rss": ServiceKind.ATOM,
    "rdf": ServiceKind.RDF,
}
_ROOT = re.compile(r"<(?![?!])(?:[\w.\-]{1,40}:)?([\w.\-]{1,60})([^>]{0,4000})")
_GEOJSON = re.compile(
    r'"type"\s{0,20}:\s{0,20}"(?:FeatureCollection|Feature|(?:Multi)?(?:Point|LineString|Polygon)|GeometryCollection)"'
)
_ENTITY = re.compile(rb"<!\s{0,9}(?:ENTITY|DOCTYPE[^>]{0,2000}\[)", re.IGNORECASE)
_MARK = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?")
_BLANK = re.compile(rb"\s*")
_ASIDES = ((b"<?", b"?>"), (b"<!--", b"-->"))
_PLAIN_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]{0,2000}>", re.IGNORECASE)
_ELEMENT = re.compile(rb"<[A-Za-z_\x80-\xff]")


def kinds_of_bytes(head: bytes) -> Tuple[ServiceKind, ...]:
    """Return what the start of a file proves, most telling first; empty if it proves nothing.

    `head` are the first `HEAD_BYTES` (fewer if the file is shorter).

    >>> [kind.value for kind in kinds_of_bytes(b'{"type": "FeatureCollection", "features": []}')]
    ['GeoJSON', 'JSON']
    >>> kinds_of_bytes(b"")
    ()
    """
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return (kind,)
    if head.startswith(_SQLITE):
        return (ServiceKind.GPKG,) if head[68:72] in _GPKG_IDS else ()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        inside = next((kind for name, kind in _ZIPPED if name in head), None)
        return (inside, ServiceKind.ZIP) if inside else (ServiceKind.ZIP,)
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ()
    text = decode(head).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _kinds_of_markup(text)
    if text.startswith(("{", "[")):
        return _kinds_of_json(text)
    return _kinds_of_text(text)


def require_plain_markup(start: bytes) -> None:
    """Refuse XML that declares entities: they serve to read other files and to fill the memory, never for data.

    Raises
    ------
    InputError
        The first 64 kB declare an entity or a document type of their own, or hold no element, so that nobody knows.
    """
    # UTF-16 and UTF-32 without their zeros are readable enough; other encodings show no element.
    text = start[:_PROLOGUE_BYTES].replace(b"\0", b"")
    if _ENTITY.search(text):
        raise InputError(
            tr("The file declares XML entities, which data do not need and attacks do. It was not opened."),
            "ENTITY or internal DTD subset",
        )
    if not _ELEMENT.match(text, _end_of_prologue(text)):
        raise InputError(tr("The first 64 kB of the file hold no XML data. It was not opened."), "no element")


def _end_of_prologue(text: bytes) -> int:
    """Return where the first element must begin: behind comments, instructions and a plain document type."""
    place = _MARK.match(text).end()
    while True:
        place = _BLANK.match(text, place).end()
        aside = next((one for one in _ASIDES if text.startswith(one[0], place)), None)
        doctype = _PLAIN_DOCTYPE.match(text, place)
        if aside is not None:
            end = text.find(aside[1], place + len(aside[0]))
            if end < 0:
                return len(text)
            place = end + len(aside[1])
        elif doctype is not None:
            place = doctype.end()
        else:
            return place


def require_whole(body: bytes, kind: ServiceKind) -> None:
    """Refuse text data that end in the middle, where the server did not say how long they are.

    Raises
    ------
    TruncatedError
        JSON does not end with a bracket, XML does not end with the end of its root element.
    """
    tail = body[-400:].replace(b"\0", b"").rstrip()
    if kind in (ServiceKind.GEOJSON, ServiceKind.JSON):
        is_whole = tail.endswith((b"}", b"]"))
    elif kind in (ServiceKind.GML, ServiceKind.KML, ServiceKind.XML) and not body.startswith(b"PK"):
        root = _ROOT.search(decode(body[:HEAD_BYTES]))
        closing = re.compile(rb"</(?:[\w.\-]{1,40}:)?" + re.escape(root.group(1).encode()) + rb"\s*>") if root else None
        is_empty = root is not None and root.group(2).endswith("/")
        is_whole = tail.endswith(b">") and closing is not None and (is_empty or closing.search(tail) is not None)
    else:
        return
    if not is_whole:
        raise TruncatedError(
            tr("The file ends in the middle. Nothing was added; try again, or tell the publisher."),
            f"{len(body)} bytes, ends with {tail[-40:]!r}",
        )


def _kinds_of_markup(text: str) -> Tuple[ServiceKind, ...]:
    if text[:200].lower().startswith("<!doctype html"):
        return (ServiceKind.HTML,)
    root = _ROOT.search(text)
    if root is None:
        return (ServiceKind.XML,)
    name, attributes = root.group(1).lower(), root.group(2).lower()
    if name in _ROOTS:
        return (_ROOTS[name],)
    if name == "capabilities":
        return (ServiceKind.WMTS if "wmts" in attributes else ServiceKind.WCS if "wcs" in attributes
                else ServiceKind.XML,)  # fmt: skip
    is_gml = "opengis.net/gml" in text.lower() or "adv-online.de/namespaces" in attributes
    return (ServiceKind.GML, ServiceKind.XML) if is_gml else (ServiceKind.XML,)


def _kinds_of_json(text: str) -> Tuple[ServiceKind, ...]:
    if _GEOJSON.search(text):
        return (ServiceKind.GEOJSON, ServiceKind.JSON)
    if '"tilejson"' in text:
        return (ServiceKind.VECTOR_TILES, ServiceKind.JSON)
    if '"currentVersion"' in text and ('"services"' in text or '"layers"' in text or '"geometryType"' in text):
        return (ServiceKind.ARCGIS, ServiceKind.JSON)
    if '"conformsTo"' in text or '"collections"' in text:
        return (ServiceKind.OAPIF, ServiceKind.JSON)
    if '"serverSettings"' in text or '"Datastreams"' in text:
        return (ServiceKind.STA, ServiceKind.JSON)
    return (ServiceKind.JSON,)


def _kinds_of_text(text: str) -> Tuple[ServiceKind, ...]:
    """A table shows the same delimiter in several lines in a row."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 2 and not text.endswith(("\n", "\r")):
        lines.pop()  # cut by the end of the head
    for delimiter in (";", "\t", ",", "|"):
        counts = [line.count(delimiter) for line in lines[-5:]]
        if counts and counts[0] and len(counts) > 1 and min(counts) > 0:
            return (ServiceKind.CSV, ServiceKind.TEXT)
    return (ServiceKind.TEXT,) if lines else ()
