# SPDX-License-Identifier: GPL-2.0-or-later
"""A client for portals on loopback, over a plain session."""

from __future__ import annotations

import pytest
import requests

from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits

QUICK = Limits(inactivity_s=0.6, total_s=4.0, max_bytes=8 * 1024 * 1024, attempts=3, max_wait_s=1.0)


@pytest.fixture
def client():
    session = requests.Session()
    session.trust_env = False
    yield HttpClient(session, limits=QUICK)
    session.close()


@pytest.fixture
def hasty_client(client):
    """The same without pauses between its tries."""
    return HttpClient(client.session, limits=client.limits, wait=lambda seconds: None)
