# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the cells of a raster lie, without its values and without GDAL."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Callable, Sequence, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np

#: ``read_cells(row0, row1, col0, col1)`` reads a window of a grid as an array of shape (row1 - row0, col1 - col0).
#: Cells without a value hold the grid's `nodata` or NaN.
ReadCells = Callable[[int, int, int, int], "np.ndarray"]
#: West, south, east, north in the CRS of the grid.
Bounds = Tuple[float, float, float, float]


@dataclass(frozen=True)
class RasterGrid:
    """An unrotated grid of cells.

    Row 0, column 0 is the cell at the origin corner. `cell_height` carries the sign of the storage order:
    negative for north-up rasters (the rule), positive for south-up ones. Lengths are in units of the CRS.
    """

    origin_x: float
    origin_y: float
    cell_width: float
    cell_height: float
    rows: int
    cols: int
    nodata: float | None = None
    #: Rows that the file stores together; reading whole blocks avoids decoding a block twice.
    block_rows: int = 1

    def __post_init__(self) -> None:
        values = (self.origin_x, self.origin_y, self.cell_width, self.cell_height)
        if not all(math.isfinite(value) for value in values) or self.cell_width <= 0 or self.cell_height == 0:
            raise InputError(
                tr("The raster has no usable cell size. Check its georeference."),
                f"origin ({self.origin_x}, {self.origin_y}), cell ({self.cell_width}, {self.cell_height})",
            )
        if self.rows < 1 or self.cols < 1:
            raise InputError(tr("The raster has no cells. Choose another one."), f"{self.rows} x {self.cols}")

    @classmethod
    def from_geotransform(
        cls,
        geotransform: Sequence[float],
        rows: int,
        cols: int,
        nodata: float | None = None,
        block_rows: int = 1,
    ) -> RasterGrid:
        """Make a grid from GDAL's six numbers (x0, dx, rx, y0, ry, dy).

        Raises
        ------
        InputError
            If the raster is rotated or sheared: its rows are then no lines of constant y.

        Examples
        --------
        >>> RasterGrid.from_geotransform((370000, 10, 0, 5700000, 0, -10), 2, 3).bounds
        (370000, 5699980, 370030, 5700000)
        """
        x0, dx, rx, y0, ry, dy = geotransform
        if rx or ry:
            raise InputError(
                tr("The raster is rotated. Warp it to a grid that is parallel to the axes first, then try again."),
                f"geotransform {tuple(geotransform)}",
            )
        return cls(x0, y0, dx, dy, rows, cols, nodata, max(1, block_rows))

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north of the outer cell edges."""
        x1 = self.origin_x + self.cols * self.cell_width
        y1 = self.origin_y + self.rows * self.cell_height
        return self.origin_x, min(self.origin_y, y1), x1, max(self.origin_y, y1)

    @property
    def is_south_up(self) -> bool:
        """Answer whether row 0 is the southernmost row."""
        return self.cell_height > 0


def to_north_up(grid: RasterGrid, read_cells: ReadCells) -> Tuple[RasterGrid, ReadCells]:
    """Return the same cells with row 0 in the north, so that a rule such as "south edge belongs" means one thing."""
    if not grid.is_south_up:
        return grid, read_cells

    def read_flipped(row0: int, row1: int, col0: int, col1: int) -> np.ndarray:
        return read_cells(grid.rows - row1, grid.rows - row0, col0, col1)[::-1]

    north = grid.origin_y + grid.rows * grid.cell_height
    return replace(grid, origin_y=north, cell_height=-grid.cell_height), read_flipped
