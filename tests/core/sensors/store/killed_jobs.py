# SPDX-License-Identifier: GPL-2.0-or-later
"""What `test_store_kill_9` kills; each job tells what it was told is done."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from tests.core.sensors.store.test_series_store import SOURCE, make_station

PAGE = 500


def write(told, path, first):
    """Write page after page, each value the number of its page; every third page corrects the one before it."""
    with SeriesStore.open(Path(path)) as store:
        (stream,) = (one.id for one in store.streams())
        for page in range(int(first), 10**6):
            store.write(stream, PAGE * page + np.arange(PAGE), np.full(PAGE, float(page)))
            if page % 3 == 0 and page:
                store.write(stream, PAGE * (page - 1) + np.arange(PAGE), np.full(PAGE, -float(page)))
            store.set_fetch(stream, PAGE * (page + 1), "running")
            told(f"page {page}")


def create(told, path):
    with SeriesStore.open_or_create(Path(path)) as store:
        store.put_stations(store.put_source(SOURCE), [make_station()])
    told("created")
