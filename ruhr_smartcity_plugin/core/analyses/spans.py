# SPDX-License-Identifier: GPL-2.0-or-later
"""Which cells belong to which area: the centre rule, as runs of cells in a row.

A cell belongs to an area if its centre lies inside. Every row of cell centres is cut with the edges of the areas;
between the first and second, third and fourth … crossing lies the inside (even-odd rule). A centre exactly on an
edge belongs to the area east of it, on a horizontal edge to the area south of it. So areas that share an edge never
both count a cell, and never both leave it out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Iterator, List, Tuple

if TYPE_CHECKING:
    import numpy as np

    from ruhr_smartcity_plugin.core.analyses.areas import Areas
    from ruhr_smartcity_plugin.core.analyses.raster_grid import RasterGrid

#: Cells of one band: 4 MB as float64. Eight times larger ones took three times as long (page faults on temporaries).
BAND_CELLS = 500_000


@dataclass(frozen=True)
class Spans:
    """Runs of cells, sorted by area: cells ``col0 <= col < col1`` of `row` belong to `area`; arrays of one length."""

    area: np.ndarray
    row: np.ndarray
    col0: np.ndarray
    col1: np.ndarray

    def __len__(self) -> int:
        return len(self.area)


@dataclass(frozen=True)
class _GridEdges:
    """Edges in the index space of a north-up grid: centre of row r, column c at (c, r). Sorted by `first_row`."""

    owner: np.ndarray
    first_row: np.ndarray  # the first row whose centre the edge crosses
    end_row: np.ndarray  # the row after the last one
    col_top: np.ndarray
    row_top: np.ndarray
    col_step: np.ndarray  # columns from the top to the bottom end
    row_step: np.ndarray  # rows from the top to the bottom end, > 0


def row_bands(grid: RasterGrid, band_cells: int = BAND_CELLS) -> List[Tuple[int, int]]:
    """Return the bands (row0, row1) a grid is read in: at most about `band_cells` cells each.

    Bands are several whole blocks of the file, or equal parts of one, so that no block is needed again once the
    next has been read.
    """
    rows = max(1, band_cells // grid.cols)
    if rows >= grid.block_rows:
        rows -= rows % grid.block_rows
        return [(row, min(row + rows, grid.rows)) for row in range(0, grid.rows, rows)]
    rows = math.ceil(grid.block_rows / math.ceil(grid.block_rows / rows))
    bands = []
    for block in range(0, grid.rows, grid.block_rows):
        end = min(block + grid.block_rows, grid.rows)
        bands += [(row, min(row + rows, end)) for row in range(block, end, rows)]
    return bands


def spans_by_band(areas: Areas, grid: RasterGrid, bands: List[Tuple[int, int]]) -> Iterator[Spans]:
    """Yield the spans of each band in turn; `grid` must be north-up and `bands` ascending.

    Memory is bounded by the edges of all areas and the crossings of one band.
    """
    import numpy as np

    edges = _to_grid(areas, grid)
    active = np.zeros(0, dtype=np.int64)
    taken = 0
    for row0, row1 in bands:
        reached = int(np.searchsorted(edges.first_row, row1))
        active = np.concatenate((active[edges.end_row[active] > row0], np.arange(taken, reached)))
        taken = reached
        yield _spans(edges, active, grid, row0, row1)


def _to_grid(areas: Areas, grid: RasterGrid) -> _GridEdges:
    import numpy as np

    height = -grid.cell_height
    row_top = (grid.origin_y - areas.y1) / height - 0.5
    row_bottom = (grid.origin_y - areas.y0) / height - 0.5
    first = np.clip(np.ceil(row_top), 0, grid.rows).astype(np.int64)
    end = np.clip(np.ceil(row_bottom), 0, grid.rows).astype(np.int64)
    order = np.argsort(first, kind="stable")
    order = order[first[order] < end[order]]
    col_top = (areas.x1[order] - grid.origin_x) / grid.cell_width - 0.5
    col_bottom = (areas.x0[order] - grid.origin_x) / grid.cell_width - 0.5
    return _GridEdges(
        owner=areas.owner[order],
        first_row=first[order],
        end_row=end[order],
        col_top=col_top,
        row_top=row_top[order],
        col_step=col_bottom - col_top,
        row_step=row_bottom[order] - row_top[order],
    )


def _spans(edges: _GridEdges, active: np.ndarray, grid: RasterGrid, row0: int, row1: int) -> Spans:
    import numpy as np

    first = np.maximum(edges.first_row[active], row0)
    n_rows = np.minimum(edges.end_row[active], row1) - first
    offset = np.cumsum(n_rows) - n_rows
    row = np.repeat(first - offset, n_rows) + np.arange(int(n_rows.sum()))
    share = (row - np.repeat(edges.row_top[active], n_rows)) / np.repeat(edges.row_step[active], n_rows)
    crossing = np.repeat(edges.col_top[active], n_rows) + share * np.repeat(edges.col_step[active], n_rows)
    col = np.clip(np.ceil(crossing), 0, grid.cols).astype(np.int64)
    # One integer per crossing, so that one sort puts areas, rows and columns in order.
    band_rows, width = row1 - row0, grid.cols + 1
    key = (np.repeat(edges.owner[active], n_rows) * band_rows + (row - row0)) * width + col
    key.sort()
    start, length = key[0::2], key[1::2] - key[0::2]
    start, length = start[length > 0], length[length > 0]
    area_row, col0 = np.divmod(start, width)
    area, row = np.divmod(area_row, band_rows)
    return Spans(area=area, row=row + row0, col0=col0, col1=col0 + length)
