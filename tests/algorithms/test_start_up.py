# SPDX-License-Identifier: GPL-2.0-or-later
"""What switching the plugin on must not do, measured in a fresh QGIS without window."""

from __future__ import annotations

import pytest

from tests.benchmarks.start_up import FORBIDDEN
from tests.benchmarks.subprocesses import measure


@pytest.fixture(scope="module")
def start_up():
    return measure("start_up", tool="ours", timeout_s=120)


def test_switching_the_plugin_on_loads_no_heavy_package(start_up):
    assert start_up["forbidden"] == []
    assert {"shapely", "scipy", "pandas", "matplotlib", "pyarrow", "numba"} <= set(FORBIDDEN)


def test_switching_the_plugin_on_asks_no_network(start_up):
    assert start_up["requests"] == 0


def test_the_measurement_sees_a_heavy_package_and_a_request(monkeypatch):
    """The two tests above prove nothing if the counting is blind."""
    import socket
    import sys

    from tests.benchmarks import start_up as measured

    before, connect = set(sys.modules), socket.socket.connect
    try:
        seen = measured._count_requests()
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", 9), timeout=2)
        assert len(seen) == 1
    finally:
        socket.socket.connect = connect
    monkeypatch.setitem(sys.modules, "pandas.core", sys)
    assert measured.heavy_modules(set(sys.modules) - before) == ["pandas"]
