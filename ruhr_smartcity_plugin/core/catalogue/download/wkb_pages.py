# SPDX-License-Identifier: GPL-2.0-or-later
"""The geometries of a whole page as GeoPackage blobs, those of one kind at once; see `wkb` for the form."""

from __future__ import annotations

import struct
from array import array
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.download import wkb
from ruhr_smartcity_plugin.core.catalogue.download.wkb import Coded

if TYPE_CHECKING:
    import numpy as np

# How deep the lists of a kind's coordinates lie above its points.
_DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_FEWEST = 20  # below, one by one is as fast


def encode_all(geometries: Sequence[Any], srs_id: int) -> Tuple[List[Coded | None], int]:
    """Return what `wkb.encode` returns for each geometry, None for those it refuses, and how many it refused."""
    found: List[Coded | None] = [None] * len(geometries)
    places: Dict[str, List[int]] = {}
    others: List[int] = []
    for place, one in enumerate(geometries):
        kind = one.get("type") if type(one) is dict else None
        if type(kind) is str and kind in _DEPTHS:
            places.setdefault(kind, []).append(place)
        elif one is not None:
            others.append(place)
    for kind, of_kind in places.items():
        try:
            if len(of_kind) < _FEWEST:
                raise _IrregularError
            coordinates = [geometries[place]["coordinates"] for place in of_kind]
            for place, coded in zip(of_kind, _encode_kind(kind, coordinates, srs_id)):
                found[place] = coded
        except (_IrregularError, KeyError, TypeError, ValueError, OverflowError):
            others += of_kind  # something among them is empty, damaged or of its own kind
    n_refused = 0
    for place in others:
        try:
            found[place] = wkb.encode(geometries[place], srs_id)
        except ValueError:
            n_refused += 1
    return found, n_refused


class _IrregularError(Exception):
    """Not all are alike and whole."""


def _encode_kind(kind: str, coordinates: List[Any], srs_id: int) -> Iterable[Coded]:
    """Encode geometries of one kind and one dimension, none of which has an empty part."""
    import numpy as np

    counts, points = [], coordinates
    for _level in range(_DEPTHS[kind]):
        counts.append(list(map(len, points)))
        points = list(chain.from_iterable(points))
    dimensions = set(map(len, points))
    if len(dimensions) != 1 or not dimensions <= {2, 3} or not all(map(all, counts)):
        raise _IrregularError
    (dimension,) = dimensions
    flat = array("d", chain.from_iterable(points))  # refuses texts and null, where numpy would take them
    numbers = np.frombuffer(flat).reshape(-1, dimension)
    if not np.isfinite(numbers).all():
        raise _IrregularError
    base, height = wkb.code_of(kind), wkb.HEIGHT * (dimension == 3)
    bodies = _bodies(base, height, counts, numbers.astype("<f8", copy=False))
    boxes = _boxes(numbers, _starts(counts, len(coordinates)))
    heads = _heads(srs_id, boxes, base + height).tobytes()
    size = wkb.HEADER_BYTES + 5
    blobs = [heads[size * place : size * (place + 1)] + one for place, one in enumerate(bodies)]
    return zip([base + height] * len(blobs), blobs, *boxes.T.tolist())


def _starts(counts: List[List[int]], n: int) -> np.ndarray:
    """Return where the points of each geometry begin."""
    import numpy as np

    starts = np.arange(n)
    for level in counts:
        ends = np.cumsum(level)
        starts = np.concatenate(([0], ends))[starts]
    return starts


def _boxes(numbers: np.ndarray, starts: np.ndarray) -> np.ndarray:
    import numpy as np

    low = np.minimum.reduceat(numbers[:, :2], starts, axis=0)
    high = np.maximum.reduceat(numbers[:, :2], starts, axis=0)
    return np.concatenate((low, high), axis=1)


def _heads(srs_id: int, boxes: np.ndarray, code: int) -> np.ndarray:
    """Return GeoPackage's header and the first five bytes of the WKB, one row per geometry."""
    import numpy as np

    form = [("magic", "S2"), ("version", "u1"), ("flags", "u1"), ("srs", "<i4"), ("box", "<f8", 4), ("order", "u1"),
            ("code", "<u4")]  # fmt: skip
    heads = np.zeros(len(boxes), np.dtype(form))
    heads["magic"], heads["flags"], heads["srs"] = b"GP", wkb.ENVELOPE_XY, srs_id
    heads["box"] = boxes[:, [0, 2, 1, 3]]
    heads["order"], heads["code"] = 1, code
    return heads


def _bodies(base: int, height: int, counts: List[List[int]], points: np.ndarray) -> List[bytes]:
    """Return the WKB behind byte order and code; `counts` are the numbers of members, level by level."""
    if base == wkb.POINT:
        return _cut(points.tobytes(), [points[0].nbytes] * len(points))
    if base in (wkb.LINE, wkb.POLYGON):
        return _runs(counts, points)
    single = struct.pack("<BI", 1, base - 3 + height)
    parts = [single + one for one in _bodies(base - 3, height, counts[1:], points)]
    ends = accumulate(counts[0])
    return [struct.pack("<I", count) + b"".join(parts[end - count : end]) for count, end in zip(counts[0], ends)]


def _runs(counts: List[List[int]], points: np.ndarray) -> List[bytes]:
    """Return lines, each behind its number of points; of polygons the rings together, behind their number."""
    import numpy as np

    n_points = np.array(counts[-1])
    words = 1 + 2 * points.shape[1] * n_points  # four bytes each
    first = np.arange(len(n_points))  # of each object
    if len(counts) == 2:
        first = np.cumsum(counts[0]) - counts[0]
        words[first] += 1
    ends = np.cumsum(words)
    starts = ends - words
    packed = np.empty(int(ends[-1]), "<u4")
    is_point = np.ones(len(packed), bool)
    before = starts.copy()
    if len(counts) == 2:
        packed[starts[first]], is_point[starts[first]] = counts[0], False
        before[first] += 1
    packed[before], is_point[before] = n_points, False
    packed[is_point] = points.reshape(-1).view("<u4")
    return _cut(packed.tobytes(), (4 * np.add.reduceat(words, first)).tolist())


def _cut(together: bytes, sizes: List[int]) -> List[bytes]:
    return [together[end - size : end] for size, end in zip(sizes, accumulate(sizes))]
