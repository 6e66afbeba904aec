# SPDX-License-Identifier: GPL-2.0-or-later
"""Zonal statistics: what the cells of a raster say about areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Sequence

from ruhr_smartcity_plugin.core.analyses.raster_grid import RasterGrid, ReadCells, to_north_up
from ruhr_smartcity_plugin.core.analyses.span_moments import Moments, reduce_spans
from ruhr_smartcity_plugin.core.analyses.spans import BAND_CELLS, row_bands, spans_by_band
from ruhr_smartcity_plugin.core.analyses.statistic_names import STATISTICS
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled

if TYPE_CHECKING:
    import numpy as np

    from ruhr_smartcity_plugin.core.analyses.areas import Areas


@dataclass(frozen=True)
class ZonalStatistics:
    """One value per area, in the order of the areas.

    `count` is int64; the others are float64 and NaN for areas without a cell (and where not asked for). `std` is the
    standard deviation of the population, sqrt(Σ(v − mean)² / count), as QGIS's zonal statistics computes it.
    """

    count: np.ndarray
    sum: np.ndarray
    mean: np.ndarray
    min: np.ndarray
    max: np.ndarray
    std: np.ndarray

    def column(self, name: str) -> np.ndarray:
        """Return the values of one of `STATISTICS`."""
        if name not in STATISTICS:
            raise KeyError(name)
        return getattr(self, name)


def zonal_statistics(
    areas: Areas,
    grid: RasterGrid,
    read_cells: ReadCells,
    statistics: Sequence[str] = STATISTICS,
    progress: Progress = SILENT,
    band_cells: int = BAND_CELLS,
) -> ZonalStatistics:
    """Answer count, sum, mean, min, max and std of the cells whose centre lies in each area.

    Parameters
    ----------
    areas
        Polygons in the CRS of the raster. They may overlap; a cell then counts in each of them.
    grid, read_cells
        The raster. NaN and NoData cells are left out; infinite values are values.
    statistics
        Which of `STATISTICS` are needed; leaving out min, max or std saves time.
    progress
        Asked and told once per band of rows.
    band_cells
        About how many cells are held at once; the result does not depend on it beyond rounding.

    Raises
    ------
    CancelledError
        If the user asked to stop.

    Notes
    -----
    Sums run in float64 with numpy's pairwise summation within a run of cells; the variance of bands is merged after
    Chan, Golub, LeVeque (1983), "Algorithms for Computing the Sample Variance", The American Statistician 37(3),
    eq. 2.1. Areas smaller than a cell can hold no centre and then have count 0; QGIS's own tool weighs cells by
    covered area for areas with fewer than two centres.
    """
    grid, read_cells = to_north_up(grid, read_cells)
    totals = Moments.empty(areas.n)
    bands = row_bands(grid, band_cells)
    for done, spans in enumerate(spans_by_band(areas, grid, bands)):
        stop_if_cancelled(progress)
        if len(spans):
            totals.merge(*reduce_spans(spans, grid, read_cells, statistics))
        progress.report((done + 1) / len(bands))
    stop_if_cancelled(progress)
    return _finished(totals)


def _finished(totals: Moments) -> ZonalStatistics:
    import numpy as np

    has_cells = totals.count > 0
    nothing = np.full(len(totals.count), np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(has_cells, totals.sum / totals.count, nothing)
        std = np.where(has_cells, np.sqrt(totals.squares / totals.count), nothing)
    return ZonalStatistics(
        count=totals.count,
        sum=np.where(has_cells, totals.sum, nothing),
        mean=mean,
        min=np.where(has_cells, totals.min, nothing),
        max=np.where(has_cells, totals.max, nothing),
        std=std,
    )
