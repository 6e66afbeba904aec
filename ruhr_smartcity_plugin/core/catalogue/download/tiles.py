# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer by tiles of its extent: each full tile is asked again in quarters until its answer is no longer full."""

from __future__ import annotations

from typing import List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.download.feed import Bounds, Span
from ruhr_smartcity_plugin.core.catalogue.download.page import FeaturePage
from ruhr_smartcity_plugin.core.catalogue.download.page_source import PageSource
from ruhr_smartcity_plugin.core.catalogue.download.staging import Staging
from ruhr_smartcity_plugin.core.errors import RuhrError

_DEEPEST = 12
_MOST_TILES = 2_000


def quarters(box: Bounds) -> Tuple[Bounds, ...]:
    """Return the four quarters of a box.

    >>> quarters((0, 0, 4, 2))[3]
    (2.0, 1.0, 4, 2)
    """
    west, south, east, north = box
    x, y = (west + east) / 2, (south + north) / 2
    return (west, south, x, y), (x, south, east, y), (west, y, x, north), (x, y, east, north)


def strips_around(box: Bounds) -> Tuple[Bounds, ...]:
    """Return the four strips around a box, as wide as its longer side.

    >>> strips_around((0, 0, 4, 2))[0]
    (-4, -4, 8, 0)
    """
    west, south, east, north = box
    far = max(east - west, north - south)
    return (
        (west - far, south - far, east + far, south),
        (west - far, north, east + far, north + far),
        (west - far, south, west, north),
        (east, south, east + far, north),
    )


class Tiling:
    """Fetches all tiles; objects on a border come with both sides and are told apart by their keys."""

    def __init__(self, source: PageSource, staging: Staging) -> None:
        self._source, self._staging = source, staging
        self.error: RuhrError | None = None
        self.is_capped = False

    def run(self, boxes: Sequence[Bounds], limit: int, asked: int) -> None:
        """Fetch all that lies in the boxes, asking for `asked` objects each.

        An answer of `limit` objects or more, the number the first page brought, is taken for a full one.
        """
        level: List[Bounds] = list(boxes)
        n_tiles = 0
        for _depth in range(_DEEPEST):
            n_tiles += len(level)
            full = self._fetch(level, limit, asked)
            if not full or self.error is not None:
                return
            level = [quarter for box in full for quarter in quarters(box)]
            if n_tiles + len(level) > _MOST_TILES:
                break
        self.is_capped = True

    def _fetch(self, boxes: List[Bounds], limit: int, asked: int) -> List[Bounds]:
        """Keep what the tiles hold; return those that were full."""
        full = []
        spans = [Span(0, asked, box) for box in boxes]
        for span, page in self._source.stream(spans):
            if isinstance(page, RuhrError):
                self.error = page
                continue
            self._staging.add(page)
            if _lies_elsewhere(page, span.box):
                self.is_capped = True  # the area is not heeded: tiles cannot help
                return []
            if len(page) >= limit:
                full.append(span.box)
        return full


def _lies_elsewhere(page: FeaturePage, box: Bounds) -> bool:
    """Answer whether objects came that do not touch the box, by more than a box's width: rounding is forgiven."""
    margin_x, margin_y = box[2] - box[0], box[3] - box[1]
    return any(
        shape is not None
        and (
            shape[4] < box[0] - margin_x
            or shape[2] > box[2] + margin_x
            or shape[5] < box[1] - margin_y
            or shape[3] > box[3] + margin_y
        )
        for shape in page.shapes
    )
