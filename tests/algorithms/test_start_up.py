# SPDX-License-Identifier: GPL-2.0-or-later
"""What switching the plugin on must not do, measured in a fresh QGIS without window."""

from __future__ import annotations

import socket
import sys

import pytest
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkRequest

from tests.benchmarks.start_up import FORBIDDEN, heavy_modules
from tests.benchmarks.subprocesses import measure
from tests.support.request_count import count_requests


@pytest.fixture(scope="module")
def start_up():
    return measure("start_up", tool="ours", timeout_s=120)


def test_switching_the_plugin_on_loads_no_heavy_package(start_up):
    assert start_up["forbidden"] == []
    assert {"shapely", "scipy", "pandas", "matplotlib", "pyarrow", "numba"} <= set(FORBIDDEN)


def test_switching_the_plugin_on_asks_no_network(start_up):
    assert start_up["requests"] == 0


def test_the_measurement_sees_a_heavy_package_and_both_kinds_of_requests(monkeypatch, qgis_app, qtbot):
    """The two tests above prove nothing if the counting is blind."""
    before = set(sys.modules)
    with count_requests() as seen:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", 9), timeout=2)
        reply = QgsNetworkAccessManager.instance().get(QNetworkRequest(QUrl("http://127.0.0.1:9/")))
        qtbot.waitUntil(reply.isFinished)
    assert sorted(seen) == ["a connection to ('127.0.0.1', 9)", "a request of QGIS"]
    monkeypatch.setitem(sys.modules, "pandas.core", sys)
    assert heavy_modules(set(sys.modules) - before) == ["pandas"]
