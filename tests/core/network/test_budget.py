# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls that share one time."""

from __future__ import annotations

import pytest
import requests

from ruhr_smartcity_plugin.core.errors import TimedOutError
from ruhr_smartcity_plugin.core.network.budget import BudgetClient
from ruhr_smartcity_plugin.core.network.client import Limits
from tests.support.loopback import Loopback


def test_what_is_asked_for_after_the_common_time_is_over_is_not_sent_until_it_begins_anew():
    now = [0.0]
    with Loopback({"/a": "x"}) as server:
        client = BudgetClient(requests.Session(), limits=Limits(total_s=6.0), clock=lambda: now[0])
        client.begin()
        for now[0] in (0.0, 3.0, 5.0):
            client.get(f"{server.url}/a")
        now[0] = 6.5
        with pytest.raises(TimedOutError):
            client.get(f"{server.url}/a")
        assert len(server.seen) == 3
        client.begin()
        client.get(f"{server.url}/a")
