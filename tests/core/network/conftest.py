# SPDX-License-Identifier: GPL-2.0-or-later
"""Tests that take `session` or `ask` run over a plain `requests` session and, where QGIS is there, over QGIS's."""

from __future__ import annotations

import importlib.util
from typing import Any, Callable, Iterator

import pytest
import requests

from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from tests.support.chaos import Chaos
from tests.support.loopback import Loopback

TRANSPORTS = ["plain", "qgis"] if importlib.util.find_spec("qgis") else ["plain"]
QUICK = Limits(inactivity_s=0.6, total_s=4.0, max_bytes=1024 * 1024, attempts=3, max_wait_s=1.0)


@pytest.fixture(params=TRANSPORTS)
def transport(request: pytest.FixtureRequest) -> str:
    if request.param == "qgis":
        request.getfixturevalue("qgis_app")
    return request.param


@pytest.fixture
def session(transport: str) -> Iterator[requests.Session]:
    if transport == "qgis":
        from ruhr_smartcity_plugin.adapters.network.session import new_session

        made = new_session()
    else:
        made = requests.Session()
        made.trust_env = False
    yield made
    made.close()


@pytest.fixture
def ask(session: requests.Session, transport: str) -> Callable[..., HttpClient]:
    """A client with quick limits; keyword arguments change single limits."""

    def make(**changes: Any) -> HttpClient:
        keywords = {}
        if transport == "qgis":
            from ruhr_smartcity_plugin.adapters.network.main_thread import wait

            keywords["wait"] = wait
        return HttpClient(session, limits=Limits(**{**QUICK.__dict__, **changes}), **keywords)

    return make


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        running.routes["/data"] = {"records": list(range(2000))}
        yield running


@pytest.fixture
def proxy(server: Loopback) -> Iterator[Chaos]:
    with Chaos(server.url) as running:
        yield running
