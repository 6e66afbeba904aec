# SPDX-License-Identifier: GPL-2.0-or-later
"""Zonal statistics against rasters small enough to add up by hand."""

from __future__ import annotations

import math
import sys

import numpy as np
import pytest
import shapely

from ruhr_smartcity_plugin.core.analyses.areas import read_areas
from ruhr_smartcity_plugin.core.analyses.raster_grid import RasterGrid
from ruhr_smartcity_plugin.core.analyses.zonal import STATISTICS, zonal_statistics
from ruhr_smartcity_plugin.core.errors import CancelledError, DependencyMissingError, InputError

#   x: 0  10  20  30
#      1   2   3      y 30–20
#      4   5   6      y 20–10
#      7   8   9      y 10–0
NINE = np.arange(1.0, 10.0).reshape(3, 3)
NINE_GRID = RasterGrid(0, 30, 10, -10, 3, 3)


def reader(cells):
    return lambda row0, row1, col0, col1: cells[row0:row1, col0:col1]


def statistics_of(geometries, cells=NINE, grid=NINE_GRID, **options):
    wkbs = [None if geometry is None else shapely.to_wkb(geometry) for geometry in geometries]
    return zonal_statistics(read_areas(wkbs), grid, reader(cells), **options)


def rows_of(result):
    """One tuple per area, None for NaN, so that results compare with ==."""
    columns = [result.column(name) for name in STATISTICS]
    return [tuple(None if math.isnan(value) else float(value) for value in row) for row in zip(*columns)]


def test_four_cells_give_the_numbers_a_pocket_calculator_gives():
    # 1, 2, 4, 5: sum 12, mean 3, deviations -2 -1 1 2, squares 10, std sqrt(10 / 4)
    assert rows_of(statistics_of([shapely.box(0, 10, 20, 30)])) == [(4, 12, 3, 1, 5, math.sqrt(2.5))]


def test_the_whole_raster_gives_the_numbers_of_numpy():
    [row] = rows_of(statistics_of([shapely.box(-100, -100, 100, 100)]))
    assert row == pytest.approx((9, 45, 5, 1, 9, NINE.std()), abs=1e-15)


def test_a_cell_counts_by_its_centre_not_by_its_touch():
    # touches 2, 3, 5, 6 but holds only the centre (15, 15) of 5
    assert rows_of(statistics_of([shapely.box(14, 14, 24, 24)])) == [(1, 5, 5, 5, 5, 0)]


def test_an_area_between_centres_has_no_cell_and_no_values():
    assert rows_of(statistics_of([shapely.box(16, 16, 24, 24)])) == [(0, None, None, None, None, None)]


def test_a_hole_is_left_out():
    ring = shapely.box(0, 0, 30, 30) - shapely.box(10, 10, 20, 20)
    assert rows_of(statistics_of([ring]))[0][:5] == (8, 40, 5, 1, 9)


def test_the_parts_of_a_multipolygon_are_one_area():
    both = shapely.MultiPolygon([shapely.box(0, 20, 10, 30), shapely.box(20, 0, 30, 10)])
    assert rows_of(statistics_of([both])) == [(2, 10, 5, 1, 9, 4)]


def test_overlapping_areas_both_count_their_shared_cells():
    left, right = shapely.box(0, 0, 20, 30), shapely.box(10, 0, 30, 30)
    result = statistics_of([left, right])
    assert list(result.sum) == [1 + 2 + 4 + 5 + 7 + 8, 2 + 3 + 5 + 6 + 8 + 9]


def test_an_area_beyond_the_raster_counts_only_the_cells_there_are():
    assert rows_of(statistics_of([shapely.box(20, -1e6, 1e6, 20)]))[0][:5] == (2, 15, 7.5, 6, 9)


def test_an_area_outside_has_no_cells_on_any_side():
    outside = [shapely.box(-50, 0, -20, 30), shapely.box(40, 0, 60, 30), shapely.box(0, 40, 30, 60)]
    outside.append(shapely.box(0, -60, 30, -40))
    assert list(statistics_of(outside).count) == [0, 0, 0, 0]


def test_no_area_gives_empty_columns():
    assert [len(statistics_of([]).column(name)) for name in STATISTICS] == [0] * 6


def test_null_and_empty_geometries_keep_their_place():
    result = statistics_of([None, shapely.box(0, 20, 10, 30), shapely.Polygon()])
    assert list(result.count) == [0, 1, 0]


def test_a_nodata_cell_is_no_cell():
    grid = RasterGrid(0, 30, 10, -10, 3, 3, nodata=5)
    assert rows_of(statistics_of([shapely.box(0, 10, 20, 30)], grid=grid))[0][:5] == (3, 7, 7 / 3, 1, 4)


def test_nodata_of_a_float32_raster_is_compared_in_float32():
    cells = np.array([[0.1, 0.3]], dtype=np.float32)
    grid = RasterGrid(0, 1, 1, -1, 1, 2, nodata=0.1)
    assert rows_of(statistics_of([shapely.box(0, 0, 2, 1)], cells, grid))[0][0] == 1


def test_nodata_outside_the_type_of_the_raster_hides_nothing():
    cells = np.array([[0, 255]], dtype=np.uint8)
    grid = RasterGrid(0, 1, 1, -1, 1, 2, nodata=-9999)
    assert rows_of(statistics_of([shapely.box(0, 0, 2, 1)], cells, grid))[0][:2] == (2, 255)


def test_nan_is_no_cell_even_without_nodata():
    cells = NINE.copy()
    cells[0, 0] = np.nan
    assert rows_of(statistics_of([shapely.box(0, 10, 20, 30)], cells))[0][:5] == (3, 11, 11 / 3, 2, 5)


def test_an_area_of_nothing_but_nodata_has_no_values():
    grid = RasterGrid(0, 30, 10, -10, 3, 3, nodata=7)
    cells = np.full((3, 3), 7.0)
    assert rows_of(statistics_of([shapely.box(0, 0, 30, 30)], cells, grid)) == [(0, None, None, None, None, None)]


def test_zero_is_a_value():
    assert rows_of(statistics_of([shapely.box(0, 0, 30, 30)], np.zeros((3, 3)))) == [(9, 0, 0, 0, 0, 0)]


def test_a_south_up_raster_gives_the_same_numbers():
    south_up = RasterGrid(0, 0, 10, 10, 3, 3)
    areas = [shapely.box(0, 10, 20, 30), shapely.box(5, 5, 25, 15), shapely.Point(15, 15).buffer(12)]
    assert rows_of(statistics_of(areas, NINE[::-1], south_up)) == rows_of(statistics_of(areas))


def test_a_rotated_raster_is_refused_with_a_sentence():
    with pytest.raises(InputError, match="rotated"):
        RasterGrid.from_geotransform((0, 10, 1, 0, 1, -10), 3, 3)


@pytest.mark.parametrize("numbers", [(0, 0, 0, 0, 0, -10), (0, 10, 0, 0, 0, 0), (math.nan, 10, 0, 0, 0, -10)])
def test_a_raster_without_cell_size_is_refused_with_a_sentence(numbers):
    with pytest.raises(InputError, match="cell size"):
        RasterGrid.from_geotransform(numbers, 3, 3)


def test_a_raster_without_cells_is_refused_with_a_sentence():
    with pytest.raises(InputError, match="no cells"):
        RasterGrid(0, 0, 1, -1, 0, 3)


def test_a_centre_on_a_shared_vertical_edge_belongs_to_the_east():
    west, east = shapely.box(0, 0, 15, 30), shapely.box(15, 0, 30, 30)
    assert list(statistics_of([west, east]).sum) == [1 + 4 + 7, 2 + 5 + 8 + 3 + 6 + 9]


def test_a_centre_on_a_shared_horizontal_edge_belongs_to_the_south():
    north, south = shapely.box(0, 15, 30, 30), shapely.box(0, 0, 30, 15)
    assert list(statistics_of([north, south]).sum) == [1 + 2 + 3, 4 + 5 + 6 + 7 + 8 + 9]


def test_a_centre_on_a_shared_diagonal_counts_once():
    # The diagonal runs through the centres of 3, 5 and 7.
    upper, lower = shapely.Polygon([(0, 0), (0, 30), (30, 30)]), shapely.Polygon([(0, 0), (30, 0), (30, 30)])
    result = statistics_of([upper, lower])
    assert (result.count.sum(), result.sum.sum()) == (9, 45)


def test_a_centre_on_a_vertex_of_four_areas_counts_once():
    quarters = [shapely.box(x, y, x + 15, y + 15) for x in (0, 15) for y in (0, 15)]
    result = statistics_of(quarters)
    assert (result.count.sum(), result.sum.sum()) == (9, 45)


def test_a_bow_tie_is_repaired_to_its_two_triangles():
    # wings left and right; the centres (5, 15) of 4 and (25, 15) of 6 lie inside, (15, 15) of 5 is the knot
    tie = shapely.Polygon([(0, 2), (30, 28), (30, 2), (0, 28)])
    areas = read_areas([shapely.to_wkb(tie)])
    assert areas.n_repaired == 1
    assert set(_cells_of(areas)) - {5} == {4, 6}


def test_a_cell_under_two_overlapping_parts_of_one_area_counts_once():
    twice = shapely.MultiPolygon([shapely.box(0, 0, 20, 30), shapely.box(10, 0, 30, 30)])
    areas = read_areas([shapely.to_wkb(twice)])
    assert areas.n_repaired == 1
    assert sorted(_cells_of(areas)) == list(range(1, 10))


def _cells_of(areas):
    """The values of NINE an area holds, read from single-cell rasters."""
    found = []
    for value in range(1, 10):
        result = zonal_statistics(areas, NINE_GRID, reader(value == NINE))
        found += [value] * int(result.sum[0])
    return found


def test_a_geometry_with_infinite_coordinates_has_no_result_and_does_not_stop_the_others():
    broken = shapely.Polygon([(0, 0), (math.inf, 0), (10, 10)])
    assert list(statistics_of([broken, shapely.box(0, 0, 30, 30)]).count) == [0, 9]


def test_bytes_that_are_no_geometry_have_no_result():
    areas = read_areas([b"\x01nonsense", shapely.to_wkb(shapely.box(0, 0, 1, 1))])
    assert (areas.n, areas.n_empty) == (2, 1)


def test_lines_and_points_have_no_cells():
    line, point = shapely.LineString([(0, 0), (30, 30)]), shapely.Point(15, 15)
    assert list(statistics_of([line, point, shapely.GeometryCollection([line, shapely.box(0, 0, 30, 30)])]).count) == [
        0,
        0,
        9,
    ]


def test_heights_of_polygons_are_ignored():
    flat = shapely.box(0, 10, 20, 30)
    assert rows_of(statistics_of([shapely.force_3d(flat, 99)])) == rows_of(statistics_of([flat]))


def test_only_what_is_asked_for_is_computed():
    result = statistics_of([shapely.box(0, 0, 30, 30)], statistics=("count", "mean"))
    assert (result.count[0], result.mean[0]) == (9, 5)
    assert all(math.isnan(value) for value in (result.min[0], result.max[0], result.std[0]))


def test_an_infinite_value_is_a_value():
    cells = NINE.copy()
    cells[0, 0] = np.inf
    result = statistics_of([shapely.box(0, 10, 20, 30), shapely.box(0, 0, 30, 10)], cells)
    assert (result.max[0], result.sum[0]) == (np.inf, np.inf)
    assert list(rows_of(result)[1][:5]) == [3, 24, 8, 7, 9]


class StopAfter:
    """Cancels once it was asked `n` times; keeps what it was told."""

    def __init__(self, n):
        self.n, self.told = n, []

    def is_cancelled(self):
        self.n -= 1
        return self.n < 0

    def report(self, fraction, text=""):
        self.told.append(fraction)


def test_cancel_stops_before_the_next_band_is_read():
    read = []

    def read_cells(row0, row1, col0, col1):
        read.append(row0)
        return NINE[row0:row1, col0:col1]

    areas = read_areas([shapely.to_wkb(shapely.box(0, 0, 30, 30))])
    with pytest.raises(CancelledError):
        zonal_statistics(areas, NINE_GRID, read_cells, progress=StopAfter(1), band_cells=3)
    assert read == [0]


def test_progress_grows_to_one_with_the_bands():
    progress = StopAfter(99)
    statistics_of([shapely.box(0, 0, 30, 30)], progress=progress, band_cells=3)
    assert progress.told == [1 / 3, 2 / 3, 1]


def test_cells_no_area_touches_are_never_read():
    windows = []

    def read_cells(row0, row1, col0, col1):
        windows.append((row0, row1, col0, col1))
        return NINE[row0:row1, col0:col1]

    zonal_statistics(read_areas([shapely.to_wkb(shapely.box(10, 10, 20, 20))]), NINE_GRID, read_cells, band_cells=3)
    assert windows == [(1, 2, 1, 2)]


def test_missing_shapely_is_said_in_one_sentence_that_names_the_way_out(monkeypatch):
    monkeypatch.setitem(sys.modules, "shapely", None)
    with pytest.raises(DependencyMissingError) as caught:
        read_areas([])
    assert "shapely" in caught.value.sentence
    assert "System check" in caught.value.sentence


def test_a_shapely_older_than_two_is_as_good_as_none(monkeypatch):
    monkeypatch.setattr(shapely, "__version__", "1.8.5")
    with pytest.raises(DependencyMissingError) as caught:
        read_areas([])
    assert "1.8.5" in caught.value.detail
