# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS's network for tests: quick limits, and settings that are put back."""

from __future__ import annotations

from typing import Any, Callable, Iterator

import pytest
from qgis.core import QgsNetworkAccessManager, QgsSettings

from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from tests.support.loopback import Loopback
from tests.support.master_password import opened_authentication
from tests.support.squid import Squid


@pytest.fixture
def client(qgis_app: Any) -> Callable[..., HttpClient]:
    def make(authcfg: str = "", auth_host: str = "", **changes: Any) -> HttpClient:
        quick = {"inactivity_s": 2.0, "total_s": 8.0, "attempts": 2, "max_wait_s": 1.0, **changes}
        return new_client(authcfg, auth_host, limits=Limits(**quick))

    return make


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback({"/data": {"a": 1}}) as running:
        yield running


@pytest.fixture(scope="session")
def squid() -> Iterator[Squid]:
    with Squid({"anna": "ruhr2027"}) as running:
        yield running


@pytest.fixture
def use_proxy(qgis_app: Any) -> Iterator[Callable[[Squid, str, str], None]]:
    """Enter a proxy in QGIS's own settings, as a user does in its options; taken out again afterwards."""
    settings = QgsSettings()

    def enter(squid: Squid, user: str, word: str) -> None:
        entries = {
            "proxyEnabled": True, "proxyType": "HttpProxy", "proxyHost": squid.host, "proxyPort": str(squid.port),
            "proxyUser": user, "proxyPassword": word, "noProxyUrls": [], "proxyExcludedUrls": "",
        }  # fmt: skip
        for name, value in entries.items():
            settings.setValue(f"proxy/{name}", value)
        QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()

    yield enter
    settings.remove("proxy")
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()
    QgsNetworkAccessManager.instance().clearAccessCache()


@pytest.fixture
def authentication(qgis_app: Any) -> Iterator[Any]:
    """QGIS's authentication manager, opened."""
    manager = opened_authentication()
    yield manager
    manager.removeAllAuthenticationConfigs()
