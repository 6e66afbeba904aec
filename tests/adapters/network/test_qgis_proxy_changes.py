# SPDX-License-Identifier: GPL-2.0-or-later
"""A proxy that is entered, changed or taken out while QGIS runs, seen from a thread that has asked before."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, Iterator

import pytest
from qgis.core import QgsAuthMethodConfig, QgsNetworkAccessManager, QgsSettings

from ruhr_smartcity_plugin.core import errors
from tests.support.idle_connections import close_idle_connections


@pytest.fixture
def ask(client, server, qtbot) -> Iterator[Callable[[str], Any]]:
    """Ask the server in always the same thread, while the main thread goes on: it is asked for log-ins."""
    asking = client()
    with ThreadPoolExecutor(1) as thread:

        def ask_now(mark: str) -> Any:
            asked = thread.submit(asking.get_json, f"{server.url}/data?by={mark}")
            qtbot.waitUntil(asked.done, timeout=20_000)
            return asked.result()

        yield ask_now
        thread.submit(close_idle_connections).result(10)


def enter(**entries: Any) -> None:
    """Change entries of the QGIS options and press OK."""
    settings = QgsSettings()
    for name, value in entries.items():
        settings.setValue(f"proxy/{name}", value)
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()


def test_a_proxy_entered_while_a_thread_lives_is_taken_at_once_and_left_at_once(ask, squid, use_proxy):
    assert ask("change-none") == {"a": 1}
    use_proxy(squid, "anna", "ruhr2027")
    assert ask("change-entered") == {"a": 1}
    assert squid.has_logged("by=change-entered", " anna ")
    enter(proxyEnabled=False)
    assert ask("change-off") == {"a": 1}
    assert not any("change-none" in line or "change-off" in line for line in squid.log())


def test_a_wrong_password_of_the_proxy_is_put_right(ask, server, squid, use_proxy):
    use_proxy(squid, "anna", "wrong")
    with pytest.raises(errors.ProxyFailedError):
        ask("change-refused")
    use_proxy(squid, "anna", "ruhr2027")
    assert ask("change-right") == {"a": 1}
    assert [one.value("by") for one in server.seen] == ["change-right"]


def test_an_address_entered_as_past_the_proxy_goes_past_it(ask, server, squid, use_proxy):
    use_proxy(squid, "anna", "ruhr2027")
    ask("change-through")
    enter(noProxyUrls=["", f"{server.url}/"])
    ask("change-past")
    enter(noProxyUrls=f"{server.url}/other")  # one entry may come back as a text
    ask("change-again")
    assert squid.has_logged("by=change-through")
    assert squid.has_logged("by=change-again")
    assert not any("change-past" in line for line in squid.log())


def test_a_log_in_stored_for_the_proxy_is_used(ask, squid, use_proxy, authentication):
    stored = QgsAuthMethodConfig("Basic")
    stored.setName("proxy")
    stored.setConfigMap({"username": "anna", "password": "ruhr2027"})
    assert authentication.storeAuthenticationConfig(stored)[0]
    ask("stored-none")
    use_proxy(squid, "", "")
    enter(authcfg=stored.id())
    assert ask("stored-used") == {"a": 1}
    assert squid.has_logged("by=stored-used", " anna ")


def test_an_own_proxy_takes_the_place_of_the_systems_and_the_other_way_round(ask, squid, use_proxy, server):
    use_proxy(squid, "anna", "ruhr2027")
    enter(proxyType="DefaultProxy")
    ask("system-first")  # the system has none for this computer
    enter(proxyType="HttpProxy")
    ask("own")
    enter(noProxyUrls=[server.url])
    ask("past-own")
    enter(noProxyUrls=[], proxyExcludedUrls=[server.url])
    ask("system-for-this")
    enter(proxyExcludedUrls=[], proxyType="DefaultProxy")
    ask("system-again")
    assert squid.has_logged("by=own", " anna ")
    assert not any("system" in line or "past-own" in line for line in squid.log())
