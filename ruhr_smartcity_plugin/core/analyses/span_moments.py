# SPDX-License-Identifier: GPL-2.0-or-later
"""Count, sum, extremes and squared deviations of the cells under spans, without a loop over cells or spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Sequence, Tuple

if TYPE_CHECKING:
    import numpy as np

    from ruhr_smartcity_plugin.core.analyses.raster_grid import RasterGrid, ReadCells
    from ruhr_smartcity_plugin.core.analyses.spans import Spans

#: Below this share of the squared mean a variance from Σv² has lost ten digits, and the two-pass formula takes over.
CANCELLATION = 1e-6
#: Cells expanded at once by the two-pass formula.
EXPANDED_CELLS = 500_000


@dataclass
class Moments:
    """What can be merged: arrays of one length, one entry per area."""

    count: np.ndarray
    sum: np.ndarray
    min: np.ndarray
    max: np.ndarray
    squares: np.ndarray  # Σ(v − mean)²

    @classmethod
    def empty(cls, n: int) -> Moments:
        """Return the moments of `n` areas without cells."""
        import numpy as np

        return cls(np.zeros(n, dtype=np.int64), np.zeros(n), np.full(n, np.nan), np.full(n, np.nan), np.zeros(n))

    def merge(self, area: np.ndarray, other: Moments) -> None:
        """Add the moments `other` of the areas with the (unique) numbers `area`."""
        import numpy as np

        count, total = self.count[area], self.sum[area]
        with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
            difference = other.sum / other.count - total / count
            between = np.square(difference) * count * (other.count / (count + other.count))
        both = (count > 0) & (other.count > 0)
        self.squares[area] += other.squares + np.where(both, between, 0.0)
        self.count[area] += other.count
        self.sum[area] += other.sum
        self.min[area] = np.fmin(self.min[area], other.min)
        self.max[area] = np.fmax(self.max[area], other.max)


@dataclass(frozen=True)
class _Window:
    """The cells that the spans of a band touch, as one row-major line with a spare cell at the end."""

    values: np.ndarray  # float64, 0 where no value
    missing: np.ndarray | None  # bool, None if every cell has a value
    count: np.ndarray  # per span: cells with a value
    start: np.ndarray  # per span: position of the first cell
    end: np.ndarray  # per span: position after the last cell
    pairs: np.ndarray  # start, end, start, end … in the order of the cells
    order: np.ndarray  # number of the span behind each pair

    def reduced(self, ufunc: np.ufunc, cells: np.ndarray) -> np.ndarray:
        """Return ufunc over the cells of each span, in the order of the spans."""
        import numpy as np

        by_position = ufunc.reduceat(cells, self.pairs)[::2]
        by_span = np.empty_like(by_position)
        by_span[self.order] = by_position
        return by_span


def reduce_spans(
    spans: Spans, grid: RasterGrid, read_cells: ReadCells, statistics: Sequence[str]
) -> Tuple[np.ndarray, Moments]:
    """Return the numbers of the areas under `spans` (unique, ascending) and their moments."""
    import numpy as np

    window = _read_window(spans, grid, read_cells)
    area_start = np.flatnonzero(np.diff(spans.area, prepend=-1))
    area = spans.area[area_start]
    nothing = np.full(len(area), np.nan)
    with np.errstate(invalid="ignore", over="ignore"):
        moments = Moments(
            count=np.add.reduceat(window.count, area_start),
            sum=np.add.reduceat(window.reduced(np.add, window.values), area_start),
            min=_extreme(window, np.minimum, np.inf, area_start) if "min" in statistics else nothing,
            max=_extreme(window, np.maximum, -np.inf, area_start) if "max" in statistics else nothing,
            squares=nothing,
        )
        if "std" in statistics:
            moments.squares = _squares(window, moments, area_start)
    return area, moments


def _read_window(spans: Spans, grid: RasterGrid, read_cells: ReadCells) -> _Window:
    import numpy as np

    row0, row1 = int(spans.row.min()), int(spans.row.max()) + 1
    col0, col1 = int(spans.col0.min()), int(spans.col1.max())
    cells = read_cells(row0, row1, col0, col1)
    missing = _is_missing(cells, grid.nodata)
    values = np.empty(cells.size + 1)
    values[:-1] = cells.ravel()
    values[-1] = 0.0
    if missing is not None:
        missing = missing.ravel()
        np.copyto(values[:-1], 0.0, where=missing)
    start = (spans.row - row0) * (col1 - col0) + (spans.col0 - col0)
    end = start + (spans.col1 - spans.col0)
    order = np.argsort(start, kind="stable")
    pairs = np.empty(2 * len(start), dtype=np.int64)
    pairs[0::2], pairs[1::2] = start[order], end[order]
    count = end - start if missing is None else end - start - _n_missing(missing, start, end)
    return _Window(values, missing, count, start, end, pairs, order)


def _is_missing(cells: np.ndarray, nodata: float | None) -> np.ndarray | None:
    """Return where cells have no value, or None if all have one. NoData is compared in the type of the cells."""
    import numpy as np

    missing = None
    if cells.dtype.kind == "f":
        missing = np.isnan(cells)
        if nodata is not None and not np.isnan(nodata):
            with np.errstate(over="ignore"):
                missing |= cells == np.asarray(nodata).astype(cells.dtype)
    elif nodata is not None and float(nodata).is_integer():
        missing = cells == nodata
    return missing if missing is not None and missing.any() else None


def _n_missing(missing: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return how many cells of each span have no value; exact, as the sums are whole numbers."""
    import numpy as np

    before = np.zeros(len(missing) + 1, dtype=np.int32)
    np.cumsum(missing, dtype=np.int32, out=before[1:])
    return before[end] - before[start]


def _extreme(window: _Window, ufunc: np.ufunc, neutral: float, area_start: np.ndarray) -> np.ndarray:
    """Return the smallest or largest value per area; NaN for areas without a value."""
    import numpy as np

    if window.missing is None:
        return ufunc.reduceat(window.reduced(ufunc, window.values), area_start)
    np.copyto(window.values[:-1], neutral, where=window.missing)
    found = ufunc.reduceat(window.reduced(ufunc, window.values), area_start)
    np.copyto(window.values[:-1], 0.0, where=window.missing)
    found[np.add.reduceat(window.count, area_start) == 0] = np.nan
    return found


def _squares(window: _Window, moments: Moments, area_start: np.ndarray) -> np.ndarray:
    """Return Σ(v − mean)² per area: from Σv² where that is exact enough, else in a second pass over its cells."""
    import numpy as np

    total = np.add.reduceat(window.reduced(np.add, np.square(window.values)), area_start)
    count = np.maximum(moments.count, 1)
    of_mean = np.square(moments.sum) / count
    squares = total - of_mean
    inexact = squares <= CANCELLATION * of_mean
    if inexact.any():
        n_spans = np.diff(area_start, append=len(window.start))
        chosen, mean = np.repeat(inexact, n_spans), np.repeat(moments.sum / count, n_spans)
        _replace_two_pass(window, chosen, mean, squares, area_start)
    return np.maximum(squares, 0.0)


def _replace_two_pass(
    window: _Window, chosen: np.ndarray, mean: np.ndarray, squares: np.ndarray, area_start: np.ndarray
) -> None:
    import numpy as np

    span = np.flatnonzero(chosen)
    of_span = np.zeros(len(chosen))
    length = window.end[span] - window.start[span]
    chunk = np.cumsum(length) // EXPANDED_CELLS
    for part in np.split(np.arange(len(span)), np.flatnonzero(np.diff(chunk)) + 1):
        n_cells, which = length[part], span[part]
        offset = np.cumsum(n_cells) - n_cells
        cell = np.repeat(window.start[which] - offset, n_cells) + np.arange(int(n_cells.sum()))
        deviation = window.values[cell] - np.repeat(mean[which], n_cells)
        if window.missing is not None:
            deviation[window.missing[cell]] = 0.0
        of_span[which] = np.add.reduceat(np.square(deviation), offset)
    exact = np.add.reduceat(of_span, area_start)
    inexact = chosen[area_start]
    squares[inexact] = exact[inexact]
