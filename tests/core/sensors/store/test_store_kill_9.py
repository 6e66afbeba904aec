# SPDX-License-Identifier: GPL-2.0-or-later
"""Power cuts while a store is filled: killed at random moments, the seed is printed."""

from __future__ import annotations

import random

import pytest

from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from tests.core.sensors.store.killed_jobs import PAGE
from tests.core.sensors.store.test_series_store import SOURCE, make_station
from tests.support.killing import killer

SEED = 20261124


@pytest.fixture(scope="module")
def kill():
    with killer("tests.core.sensors.store.killed_jobs") as one:
        yield one


def test_every_acknowledged_page_is_there_and_none_is_half(tmp_path, kill):
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    path = tmp_path / "werte.sqlite"
    with SeriesStore.create(path) as store:
        (stream,) = store.put_stations(store.put_source(SOURCE), [make_station()]).values()
    first = 0
    for _round in range(25):
        told = kill.run("write", path, first, kill_after_s=chance.uniform(0.0, 0.12))
        acknowledged = max([first - 1, *(int(one.split()[1]) for one in told)])
        with SeriesStore.open(path) as store:
            assert store.check().is_sound
            series = store.series(stream)
            assert len(series) % PAGE == 0
            pages = series.values.reshape(-1, PAGE)
            assert (pages == pages[:, :1]).all()  # none is half, corrected ones neither
            assert len(pages) - 1 in (acknowledged, acknowledged + 1)
            for number, page in enumerate(pages[:, 0].tolist()):
                may_be_old = number >= acknowledged
                corrected = number % 3 == 2
                assert page in ({-(number + 1.0), float(number)} if may_be_old and corrected else
                                {-(number + 1.0) if corrected else float(number)})
            assert len(store.corrections(stream)) == PAGE * int((pages[:, 0] < 0).sum())
            state = store.fetch_state(stream)
            assert (state.until_ms if state else 0) in (PAGE * (acknowledged + 1), PAGE * (acknowledged + 2))
        first = acknowledged + 1
    assert first > 20  # not all were killed before their first page


def test_a_store_whose_making_was_cut_is_made_anew(tmp_path, kill):
    chance = random.Random(SEED)
    for number in range(10):
        path = tmp_path / f"{number}.sqlite"
        kill.run("create", path, kill_after_s=chance.uniform(0.0, 0.03))
        with SeriesStore.open_or_create(path) as store:
            ids = store.put_stations(store.put_source(SOURCE), [make_station()])
            assert store.write(ids["1", "s0"], [1], [1.0]).new == 1
            assert store.check().is_sound
