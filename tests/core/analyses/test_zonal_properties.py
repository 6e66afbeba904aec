# SPDX-License-Identifier: GPL-2.0-or-later
"""What must hold for zonal statistics whatever the areas and the raster are; inputs from seeded generators."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from ruhr_smartcity_plugin.core.analyses import span_moments
from ruhr_smartcity_plugin.core.analyses.areas import read_areas
from ruhr_smartcity_plugin.core.analyses.raster_grid import RasterGrid
from ruhr_smartcity_plugin.core.analyses.spans import row_bands
from ruhr_smartcity_plugin.core.analyses.zonal import STATISTICS, zonal_statistics

ROWS, COLS, CELL = 60, 80, 10.0
WEST, NORTH = 370_000.0, 5_710_000.0  # Bochum, EPSG:25832
GRID = RasterGrid(WEST, NORTH, CELL, -CELL, ROWS, COLS, nodata=-9999)


def raster(seed):
    rng = np.random.default_rng(seed)
    cells = rng.normal(20, 5, (ROWS, COLS))
    cells[rng.random((ROWS, COLS)) < 0.05] = -9999
    cells[rng.random((ROWS, COLS)) < 0.02] = np.nan
    return cells


def areas(seed, n=40):
    """Stars, rings and two-part areas; some reach beyond the raster, many overlap."""
    rng = np.random.default_rng(seed)
    made = []
    for number in range(n):
        centre = np.array([WEST, NORTH - ROWS * CELL]) + rng.uniform(-50, [COLS * CELL + 50, ROWS * CELL + 50])
        angles = np.sort(rng.uniform(0, 2 * np.pi, 12))
        radii = rng.uniform(20, 150, 12)[:, np.newaxis]
        star = shapely.Polygon(centre + radii * np.column_stack((np.cos(angles), np.sin(angles)))).buffer(0)
        if number % 3 == 1:
            star = star - shapely.Point(centre).buffer(30)
        if number % 3 == 2:
            star = shapely.union(star, shapely.box(*(centre + 170), *(centre + 260)))
        made.append(star)
    return made


def run(geometries, cells, grid=GRID, **options):
    wkbs = list(shapely.to_wkb(np.array(geometries, dtype=object)))
    return zonal_statistics(read_areas(wkbs), grid, lambda r0, r1, c0, c1: cells[r0:r1, c0:c1], **options)


def assert_same(one, other, rtol=1e-12):
    np.testing.assert_array_equal(one.count, other.count)
    for name in STATISTICS:
        np.testing.assert_allclose(one.column(name), other.column(name), rtol=rtol, atol=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_every_cell_is_judged_as_geos_judges_its_centre(seed):
    """Independent implementation: shapely.contains_xy per area and cell, statistics by numpy."""
    geometries, cells = areas(seed), raster(seed)
    x, y = np.meshgrid(WEST + CELL * (np.arange(COLS) + 0.5), NORTH - CELL * (np.arange(ROWS) + 0.5))
    has_value = ~np.isnan(cells) & (cells != -9999)
    result = run(geometries, cells)
    for number, geometry in enumerate(geometries):
        inside = cells[shapely.contains_xy(geometry, x, y) & has_value]
        assert result.count[number] == len(inside)
        if len(inside):
            expected = (inside.sum(), inside.mean(), inside.min(), inside.max(), inside.std())
            found = tuple(result.column(name)[number] for name in STATISTICS[1:])
            assert found == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_pieces_of_a_cut_area_add_up_to_the_area(seed):
    """Cuts through cell centres on purpose; shared edges have the same vertices on both sides."""
    rng = np.random.default_rng(seed)
    points = np.array([WEST, NORTH - ROWS * CELL]) + CELL * (rng.integers(0, 2 * np.array([COLS, ROWS]), (60, 2)) / 2)
    frame = shapely.box(WEST, NORTH - ROWS * CELL, WEST + COLS * CELL, NORTH)
    pieces = [
        piece for piece in shapely.get_parts(shapely.delaunay_triangles(shapely.multipoints(points))) if piece.area
    ]
    cells = raster(seed)
    whole = run([shapely.union_all(pieces)], cells)
    parts = run(pieces, cells)
    assert parts.count.sum() == whole.count[0]
    assert np.nansum(parts.sum) == pytest.approx(whole.sum[0], rel=1e-12)
    assert frame.covers(shapely.union_all(pieces))


def test_moving_areas_and_raster_together_changes_nothing():
    geometries, cells = areas(7), raster(7)
    moved = [shapely.transform(geometry, lambda xy: xy + np.array([2**20, -(2**21)])) for geometry in geometries]
    moved_grid = RasterGrid(WEST + 2**20, NORTH - 2**21, CELL, -CELL, ROWS, COLS, nodata=-9999)
    assert_same(run(moved, cells, moved_grid), run(geometries, cells))


def test_adding_a_constant_to_the_raster_moves_the_mean_and_keeps_the_spread():
    geometries, cells = areas(8), np.random.default_rng(8).normal(20, 5, (ROWS, COLS))
    one, other = run(geometries, cells), run(geometries, cells + 1000)
    np.testing.assert_allclose(other.mean, one.mean + 1000, rtol=1e-12)
    np.testing.assert_allclose(other.std, one.std, rtol=1e-9)


def test_the_order_of_the_areas_is_irrelevant():
    geometries, cells = areas(9), raster(9)
    order = np.random.default_rng(9).permutation(len(geometries))
    one, other = run(geometries, cells), run([geometries[i] for i in order], cells)
    for name in STATISTICS:
        np.testing.assert_array_equal(other.column(name), one.column(name)[order])


def test_the_direction_of_the_rings_is_irrelevant():
    geometries, cells = areas(10), raster(10)
    assert_same(run([shapely.reverse(geometry) for geometry in geometries], cells), run(geometries, cells), rtol=0)


@pytest.mark.parametrize("band_cells", [1, 7 * COLS, 10**9])
def test_the_height_of_the_bands_is_irrelevant(band_cells):
    geometries, cells = areas(11), raster(11)
    assert_same(run(geometries, cells, band_cells=band_cells), run(geometries, cells))


def test_a_flat_lake_on_a_high_plateau_has_exactly_no_spread():
    """Σv² − (Σv)²/n alone would answer about 1e-3 here."""
    cells = np.full((ROWS, COLS), 31_234.56789, dtype=np.float64)
    result = run([shapely.box(WEST, NORTH - 300, WEST + 500, NORTH)], cells)
    assert result.std[0] == pytest.approx(0, abs=1e-9)


def test_a_tiny_spread_on_a_large_mean_is_not_lost(monkeypatch):
    monkeypatch.setattr(span_moments, "EXPANDED_CELLS", 100)  # many chunks
    rng = np.random.default_rng(12)
    cells = 1e6 + rng.normal(0, 1e-3, (ROWS, COLS))
    cells[rng.random((ROWS, COLS)) < 0.1] = np.nan
    result = run([shapely.box(WEST, NORTH - ROWS * CELL, WEST + COLS * CELL, NORTH)], cells, band_cells=13 * COLS)
    assert result.std[0] == pytest.approx(np.nanstd(cells), rel=1e-6)


def test_sums_of_float32_rasters_are_exact_beyond_float32():
    cells = np.full((ROWS, COLS), 16_777_217 / 3, dtype=np.float32)
    result = run([shapely.box(WEST, NORTH - ROWS * CELL, WEST + COLS * CELL, NORTH)], cells)
    assert result.sum[0] == pytest.approx(float(cells[0, 0]) * cells.size, rel=1e-14)


def test_bands_follow_the_blocks_of_the_file():
    grid = RasterGrid(0, 0, 1, -1, 1000, 4096, block_rows=256)
    assert row_bands(grid, 4096 * 600) == [(0, 512), (512, 1000)]
    halves = [(0, 128), (128, 256), (256, 384), (384, 512), (512, 640), (640, 768), (768, 896), (896, 1000)]
    assert row_bands(grid, 4096 * 200) == halves


def test_a_file_in_one_huge_block_is_still_read_in_bands():
    grid = RasterGrid(0, 0, 1, -1, 100_000, 10_000, block_rows=100_000)
    assert row_bands(grid, 1_000_000)[:2] == [(0, 100), (100, 200)]


def test_areas_are_the_same_however_many_are_decoded_at_once(monkeypatch):
    from ruhr_smartcity_plugin.core.analyses import areas as module

    geometries, cells = [*areas(13), None, shapely.Polygon([(0, 0), (30, 28), (30, 0), (0, 28)])], raster(13)
    one = run(geometries, cells)
    monkeypatch.setattr(module, "_PORTION", 7)
    assert_same(run(geometries, cells), one, rtol=0)
    repaired = read_areas(list(shapely.to_wkb(np.array(geometries, dtype=object))))
    assert (repaired.n, repaired.n_repaired, repaired.n_empty) == (42, 1, 1)
