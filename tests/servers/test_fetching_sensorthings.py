# SPDX-License-Identifier: GPL-2.0-or-later
"""A real SensorThings 1.1 service into the store, directly and through the fault proxy: complete or said, resumed,
nothing twice."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
import requests

from ruhr_smartcity_plugin.core.errors import NetworkError
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from ruhr_smartcity_plugin.core.sensors import sensorthings
from ruhr_smartcity_plugin.core.sensors.fetching import fetch
from ruhr_smartcity_plugin.core.sensors.sources.opening import open_source
from ruhr_smartcity_plugin.core.sensors.sources.source import Wish
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from tests.support.chaos import Chaos
from tests.support.sensorthings import SensorThingsServer

pytestmark = pytest.mark.server

END = datetime(2026, 7, 20, 12, tzinfo=timezone.utc)
AIR = frozenset({"air_temperature"})
#: Twelve stations with 72 hours each; one lacks six of them and one has been silent for ten hours.
ALL = 12 * 72 - 6 - 10


@pytest.fixture(scope="module", params=["uuid", "int"])
def service(request):
    with SensorThingsServer(request.param, page=20) as server:
        yield server


@pytest.fixture
def proxy(service):
    with Chaos(service.url.rsplit("/v1.1", 1)[0]) as chaos:
        yield chaos


@pytest.fixture(autouse=True)
def small_pages(monkeypatch):
    """Each series takes several pages, as on a service that gives less than it is asked for."""
    monkeypatch.setattr(sensorthings, "_PAGE_SIZE", 10)


@pytest.fixture
def store(tmp_path):
    with SeriesStore.create(tmp_path / "s.sqlite") as opened:
        yield opened


def source_of(url, **limits):
    session = requests.Session()
    session.trust_env = False
    client = HttpClient(session, limits=Limits(**{"inactivity_s": 20.0, "total_s": 60.0, "attempts": 1, **limits}))
    return open_source(f"{url}/v1.1" if not url.endswith("/v1.1") else url, "sensorthings", client)


def count(store):
    return sum(one.n for one in store.streams())


def test_all_values_come_and_a_second_fetch_asks_for_nothing_old(service, store):
    report = fetch(store, source_of(service.url), Wish(), AIR)
    assert (report.is_complete, report.stations, report.written.new) == (True, 12, ALL)
    assert {one.unit for one in store.streams()} == {"°C"}
    again = fetch(store, source_of(service.url), Wish(), AIR)
    assert (again.observations, again.written.new, count(store)) == (0, 0, ALL)


def test_only_the_wanted_time_and_area_come(service, store):
    wish = Wish((6.8, 51.5, 6.9, 51.55), END - timedelta(hours=3), END)
    report = fetch(store, source_of(service.url), wish, AIR)
    assert (report.stations, report.written.new) == (1, 3)


@pytest.mark.parametrize("rule", [
    {"match": "Observations?", "fault": "truncate", "pct": 50, "after": 30, "n": 3},
    {"match": "Observations?", "fault": "status", "code": 503, "headers": {"Retry-After": "1"}, "after": 30, "n": 3},
    {"match": "Observations?", "fault": "reset", "after": 30, "n": 3},
    {"match": "Observations?", "fault": "garble", "after": 30, "n": 3},
    {"match": "Observations?", "fault": "hang", "after": 30, "n": 2},
], ids=lambda rule: rule["fault"])
def test_what_breaks_off_is_said_and_the_next_fetch_goes_on_there(proxy, store, rule):
    proxy.rules = [rule]
    report = fetch(store, source_of(proxy.url, inactivity_s=1.0), Wish(), AIR)
    assert not report.is_complete
    assert report.failures
    assert all(isinstance(error, NetworkError) for _, error in report.failures)
    before = count(store)
    assert before < ALL
    proxy.rules = []
    rest = fetch(store, source_of(proxy.url), Wish(), AIR)
    assert (rest.is_complete, count(store)) == (True, ALL)
    # Pages that came before the break are not asked for again.
    assert (rest.written.new, rest.written.same) == (ALL - before, 0)


def test_a_service_that_names_another_host_is_read_from_its_own_address(proxy, store):
    # The service writes its own address into each nextLink, and the proxy stands at another one.
    report = fetch(store, source_of(proxy.url), Wish(), AIR)
    assert (report.is_complete, report.written.new) == (True, ALL)
    assert len([one for one in proxy.log if "Observations" in str(one)]) > 12
