# SPDX-License-Identifier: GPL-2.0-or-later
"""The index built at once, held against SQLite's own check of its structure and against a plain comparison."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.catalogue.download.rtree import fill_rtree


def index_of(ids: np.ndarray, boxes: np.ndarray, page_bytes: int = 4096) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(f"PRAGMA page_size = {page_bytes}")
    connection.execute('CREATE VIRTUAL TABLE "r ""x" USING rtree(id, minx, maxx, miny, maxy)')
    fill_rtree(connection, 'r "x', ids, boxes)
    return connection


def scattered(n: int) -> np.ndarray:
    """Boxes of houses in the Ruhr, EPSG:25832."""
    chance = np.random.default_rng(25832)
    x, y = chance.uniform(340_000, 410_000, n), chance.uniform(5_680_000, 5_740_000, n)
    return np.column_stack([x, x + chance.uniform(0, 30, n), y, y + chance.uniform(0, 30, n)])


def meets(boxes: np.ndarray, x0: float, x1: float, y0: float, y1: float) -> np.ndarray:
    return (boxes[:, 1] >= x0) & (boxes[:, 0] <= x1) & (boxes[:, 3] >= y0) & (boxes[:, 2] <= y1)


@pytest.mark.parametrize("page_bytes", [512, 1024, 4096])
@pytest.mark.parametrize("n", [0, 1, 45, 46, 51, 52, 2_000, 20_000])
def test_sqlite_finds_its_structure_right_and_every_window_holds_what_lies_in_it(n, page_bytes):
    boxes, ids = scattered(n), np.arange(n) * 7 - 3
    connection = index_of(ids, boxes, page_bytes)
    assert connection.execute("SELECT rtreecheck('r \"x')").fetchone() == ("ok",)
    for window in ((350_000, 352_000, 5_690_000, 5_695_000), (340_000, 410_030, 5_680_000, 5_740_030), (0, 1, 0, 1)):
        rows = connection.execute(
            'SELECT id FROM "r ""x" WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?',
            (window[0], window[1], window[2], window[3]),
        ).fetchall()
        found = {row[0] for row in rows}
        assert found >= set(ids[meets(boxes, *window)].tolist())
        # 32 bits know places to half a metre here
        nearby = (window[0] - 1, window[1] + 1, window[2] - 1, window[3] + 1)
        assert found <= set(ids[meets(boxes, *nearby)].tolist())


def test_rows_can_be_added_and_removed_afterwards():
    boxes = scattered(3_000)
    connection = index_of(np.arange(3_000), boxes)
    connection.execute("BEGIN")
    connection.executemany('DELETE FROM "r ""x" WHERE id = ?', [(number,) for number in range(0, 3_000, 2)])
    connection.executemany(
        'INSERT INTO "r ""x" VALUES (?, ?, ?, ?, ?)', [(10_000 + k, *row) for k, row in enumerate(boxes.tolist())]
    )
    connection.execute("COMMIT")
    assert connection.execute("SELECT rtreecheck('r \"x')").fetchone() == ("ok",)
    assert connection.execute('SELECT count(*) FROM "r ""x"').fetchone() == (4_500,)


def test_boxes_that_32_bits_cannot_hold_are_rounded_outwards():
    boxes = np.array([[0.1, 0.1, -0.1, -0.1], [1e300, 1e300, -1e300, -1e300], [5e-324, 1e-320, 16777217.0, 16777217.0]])
    connection = index_of(np.arange(3), boxes)
    kept = np.array(connection.execute('SELECT minx, maxx, miny, maxy FROM "r ""x" ORDER BY id').fetchall())
    assert (kept[:, [0, 2]] <= boxes[:, [0, 2]]).all()
    assert (kept[:, [1, 3]] >= boxes[:, [1, 3]]).all()


def test_places_that_are_all_the_same_make_a_tree_as_well():
    boxes = np.tile([370_000.0, 370_000.0, 5_700_000.0, 5_700_000.0], (5_000, 1))
    connection = index_of(np.arange(5_000), boxes)
    assert connection.execute("SELECT rtreecheck('r \"x')").fetchone() == ("ok",)
    found = connection.execute('SELECT count(*) FROM "r ""x" WHERE minx <= 370000 AND maxx >= 370000').fetchone()
    assert found == (5_000,)
