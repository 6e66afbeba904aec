# SPDX-License-Identifier: GPL-2.0-or-later
"""Geometries as GeoPackage blobs (OGC 12-128r19, 2.1.3): header, envelope, WKB.

Places lie in the plane: Z and M, as other programs may write them, are read and left out.
"""

from __future__ import annotations

import math
import struct
from typing import Any, Iterator, List, Tuple

from ruhr_smartcity_plugin.core.errors import StoreDamagedError, StoreError
from ruhr_smartcity_plugin.core.projects.record import SiteShape
from ruhr_smartcity_plugin.core.region.reference_systems import find_system
from ruhr_smartcity_plugin.translation import tr

SRS_ID = 25832
_PLAIN_SRS = struct.pack("<i", SRS_ID)
_WGS_84 = 4326
_POINT, _LINE, _POLYGON, _MULTIPOINT, _MULTILINE, _MULTIPOLYGON = 1, 2, 3, 4, 5, 6
_SHAPES = {_POINT: SiteShape.POINT, _MULTIPOINT: SiteShape.POINT, _LINE: SiteShape.LINE, _MULTILINE: SiteShape.LINE,
           _POLYGON: SiteShape.AREA, _MULTIPOLYGON: SiteShape.AREA}
# OGC 12-128r19, 1.1.2.1: numbers whose system nobody has written down, metres or degrees.
_UNDEFINED = (-1, 0)
# Gauss-Krüger is good to 3 m only here, and what is stored must not move by being read.
_INEXACT = ("EPSG:31466", "EPSG:31467")
_ENVELOPE_SIZES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_EMPTY_FLAG = 0x10

Envelope = Tuple[float, float, float, float]  # xmin, xmax, ymin, ymax, the order of the GeoPackage header


def encode(shape: SiteShape, coordinates: Any) -> bytes | None:
    """Return the blob of a site; None for an unknown position. Raises StoreError for NaN or infinite values."""
    if coordinates is None:
        return None
    body = encode_wkb(shape, coordinates)
    if shape is SiteShape.POINT:
        return _header(None) + body
    points = list(_points(coordinates))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return _header((min(xs), max(xs), min(ys), max(ys))) + body


def encode_wkb(shape: SiteShape, coordinates: Any) -> bytes:
    """Return a position as WKB (OGC 06-103r4, 8). Raises StoreError for NaN or infinite values."""
    points = list(_points(coordinates))
    if not points or not all(math.isfinite(x) and math.isfinite(y) for x, y in points):
        raise StoreError(tr("A place has a position that is no number. Set the place again."), shape.value)
    if shape is SiteShape.POINT:
        return _wkb_point(points[0])
    return _wkb_lines(coordinates) if shape is SiteShape.LINE else _wkb_areas(coordinates)


def decode(blob: bytes | None, shape: SiteShape) -> Any:
    """Return the coordinates in a blob from the table of a shape, nested as in `Site`, in EPSG:25832.

    None if there is no geometry or it is empty. Other programs may have written degrees or Web Mercator, which the
    header tells, and single lines or areas, which become those with one part.

    Raises StoreDamagedError for a damaged blob, a geometry of another shape, or a system that is not known here.
    """
    start = _start(blob)
    if blob is None or start < 0:
        return None
    coordinates, kind = decode_wkb(blob, start), _kind(blob, start)
    if kind == _MULTIPOINT and coordinates and len(coordinates) == 1:
        coordinates = coordinates[0]
    elif _SHAPES.get(kind) is not shape or kind == _MULTIPOINT:
        raise StoreDamagedError(tr(
            "The register holds a place whose geometry is of another kind than those it stands among; another program "
            "has written it. Let the register be repaired."), f"type {kind} as {shape.value}")
    elif kind in (_LINE, _POLYGON) and coordinates:
        coordinates = (coordinates,)
    if not coordinates or blob[4:8] == _PLAIN_SRS:
        return coordinates or None
    return _in_metres(coordinates, srs_of(blob))


def srs_of(blob: bytes) -> int:
    """Return the number of the reference system in the header of a blob: the EPSG code, 0 or -1 for none."""
    (number,) = struct.unpack_from("<i" if blob[3] & 0x01 else ">i", blob, 4)
    return int(number)


def _in_metres(coordinates: Any, srs: int) -> Any:
    """Return coordinates in EPSG:25832; numbers of no known system are taken for what their size says."""
    if srs in _UNDEFINED:
        is_degrees = all(abs(x) <= 180 and abs(y) <= 90 for x, y in _points(coordinates))
        srs = _WGS_84 if is_degrees else SRS_ID
    if srs == SRS_ID:
        return coordinates
    system = find_system(f"EPSG:{srs}")
    if system is None or system.crs in _INEXACT:
        raise StoreDamagedError(tr(
            "The register holds a place in the coordinate system EPSG:{code} instead of EPSG:25832; another program "
            "has written it. Convert the layer in that program.").format(code=srs), f"srs_id {srs}")
    return _each_point(coordinates, system.to_25832)


def _each_point(coordinates: Any, convert: Any) -> Any:
    if not isinstance(coordinates[0], (tuple, list)):
        x, y = convert(*coordinates)
        return float(x), float(y)
    return tuple(_each_point(one, convert) for one in coordinates)


def _start(blob: bytes | None) -> int:
    """Return where the WKB of a blob begins; -1 if there is no geometry."""
    if blob is None:
        return -1
    try:
        start, flags = _body_start(blob)
        if flags & _EMPTY_FLAG:
            return -1
        _kind(blob, start)
    except (struct.error, IndexError, KeyError, ValueError, TypeError) as error:
        raise _damaged(error) from error
    return start


def _kind(blob: bytes, start: int) -> int:
    (code,) = struct.unpack_from("<I" if blob[start] == 1 else ">I", blob, start + 1)
    return _kind_and_size(code)[0]


def decode_wkb(blob: bytes, start: int = 0) -> Any:
    """Return the coordinates in WKB, nested as they are there. Raises StoreDamagedError for damaged or other WKB."""
    try:
        return _read(blob, start)[0]
    except (struct.error, IndexError, KeyError, ValueError) as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> StoreDamagedError:
    return StoreDamagedError(tr(
        "The register holds a place with a damaged geometry. Let the register be repaired, then set the place again."),
        repr(error))


def envelope_of(blob: bytes | None) -> Envelope | None:
    """Return the box of a blob as (xmin, xmax, ymin, ymax), in its own system; None if it is empty.

    For the triggers of a spatial index, which has the system of its table.
    """
    start = _start(blob)
    coordinates = None if blob is None or start < 0 else decode_wkb(blob, start)
    return _box(coordinates) if coordinates else None


def _box(coordinates: Any) -> Envelope:
    points = list(_points(coordinates))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), max(xs), min(ys), max(ys)


def quick_envelope(blob: bytes | None) -> Envelope | None:
    """Return the box of a blob in EPSG:25832, from the header where it tells; half the time for a whole list.

    Raises StoreDamagedError as `decode` does, but tells nothing of the shape.
    """
    if blob is None:
        return None
    # Little endian, box in the plane, not empty, the register's system.
    if len(blob) >= 40 and blob[:2] == b"GP" and blob[3] & 0x1F == 0x03 and blob[4:8] == _PLAIN_SRS:
        envelope: Envelope = struct.unpack_from("<4d", blob, 8)
        return envelope
    start = _start(blob)
    coordinates = decode_wkb(blob, start) if start >= 0 else None
    return _box(_in_metres(coordinates, srs_of(blob))) if coordinates else None


def _points(coordinates: Any) -> Iterator[Tuple[float, float]]:
    if coordinates and not isinstance(coordinates[0], (tuple, list)):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for one in coordinates:
        yield from _points(one)


def _header(envelope: Envelope | None) -> bytes:
    flags = 0x01 | (0x02 if envelope else 0x00)  # little endian; envelope kind 1 (xy)
    head = struct.pack("<2sBBi", b"GP", 0, flags, SRS_ID)
    return head + (struct.pack("<4d", *envelope) if envelope else b"")


def _wkb_point(point: Tuple[float, float]) -> bytes:
    return struct.pack("<BIdd", 1, _POINT, *point)


def _wkb_row(points: Any) -> bytes:
    flat = [float(value) for point in points for value in point]
    return struct.pack(f"<I{len(flat)}d", len(points), *flat)


def _wkb_lines(parts: Any) -> bytes:
    rows = [struct.pack("<BI", 1, _LINE) + _wkb_row(part) for part in parts]
    return struct.pack("<BII", 1, _MULTILINE, len(rows)) + b"".join(rows)


def _wkb_areas(parts: Any) -> bytes:
    areas = [struct.pack("<BII", 1, _POLYGON, len(rings)) + b"".join(map(_wkb_row, rings)) for rings in parts]
    return struct.pack("<BII", 1, _MULTIPOLYGON, len(areas)) + b"".join(areas)


def _body_start(blob: bytes) -> Tuple[int, int]:
    if blob[:2] != b"GP":
        raise ValueError("no GeoPackage geometry")
    flags = blob[3]
    return 8 + _ENVELOPE_SIZES[(flags >> 1) & 0x07], flags


def _read(blob: bytes, start: int) -> Tuple[Any, int]:
    order = "<" if blob[start] == 1 else ">"
    (code,) = struct.unpack_from(order + "I", blob, start + 1)
    kind, size = _kind_and_size(code)
    at = start + 5
    if kind == _POINT:
        x, y = struct.unpack_from(order + "2d", blob, at)
        return (None if math.isnan(x) else (x, y)), at + 8 * size
    if kind == _LINE:
        return _read_row(blob, at, order, size)
    (count,) = struct.unpack_from(order + "I", blob, at)
    at += 4
    if kind == _POLYGON:
        return _read_many(blob, at, count, lambda place: _read_row(blob, place, order, size))
    if kind in (_MULTIPOINT, _MULTILINE, _MULTIPOLYGON):
        return _read_many(blob, at, count, lambda place: _read(blob, place))
    raise ValueError(f"geometry type {kind}")


def _read_many(blob: bytes, at: int, count: int, read: Any) -> Tuple[Any, int]:
    parts: List[Any] = []
    for _ in range(count):
        if at >= len(blob):
            raise ValueError("cut off")
        part, at = read(at)
        parts.append(part)
    return tuple(parts), at


def _kind_and_size(code: int) -> Tuple[int, int]:
    """Return what a type of WKB is in the plane, and how many numbers each of its points has.

    >>> _kind_and_size(1), _kind_and_size(1002), _kind_and_size(3006), _kind_and_size(0x80000001)
    ((1, 2), (2, 3), (6, 4), (1, 3))
    """
    has_z, has_m = bool(code & 0x80000000), bool(code & 0x40000000)  # as PostGIS writes it
    kind, by_thousands = (code & 0x0FFFFFFF) % 1000, (code & 0x0FFFFFFF) // 1000
    return kind, max(2 + has_z + has_m, {0: 2, 1: 3, 2: 3, 3: 4}[by_thousands])


def _read_row(blob: bytes, at: int, order: str, size: int) -> Tuple[Any, int]:
    (count,) = struct.unpack_from(order + "I", blob, at)
    if count * 8 * size > len(blob) - at:
        raise ValueError("cut off")
    flat = struct.unpack_from(f"{order}{size * count}d", blob, at + 4)
    return tuple(zip(flat[::size], flat[1::size])), at + 4 + 8 * size * count
