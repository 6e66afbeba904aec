# SPDX-License-Identifier: GPL-2.0-or-later
"""The test servers themselves: what they promise to other tests."""

from __future__ import annotations

import subprocess
import sys

import pytest
import requests

from tests.support.chaos import Chaos
from tests.support.loopback import Loopback, Reply


@pytest.fixture
def plain():
    session = requests.Session()
    session.trust_env = False
    yield session
    session.close()


def test_the_proxy_rewrites_the_service_address_so_next_links_stay_in_it(plain, server):
    server.routes["/page"] = lambda seen: Reply(200, {"next": server.url + "/page?2"}, {"Location": server.url + "/x"})
    with Chaos(server.url) as proxy:
        answer = plain.get(proxy.url + "/page", timeout=5)
        assert answer.json()["next"] == proxy.url + "/page?2"
        assert answer.headers["Location"] == proxy.url + "/x"


def test_rules_skip_count_and_match(plain, server):
    rules = [{"match": "GET /data?b", "fault": "status", "code": 503, "after": 1, "n": 2}]
    with Chaos(server.url, rules) as proxy:
        codes = [plain.get(f"{proxy.url}/data?{letter}", timeout=5).status_code for letter in "abbabb"]
    assert codes == [200, 200, 503, 200, 503, 200]


def test_the_proxy_runs_on_its_own_and_is_told_over_http(plain, server):
    command = [sys.executable, "-m", "tests.support.chaos", "127.0.0.1:0", server.url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        address = process.stdout.readline().split(" -> ")[0]
        assert plain.get(address + "/data", timeout=5).status_code == 200
        plain.put(address + "/__rules", json=[{"fault": "status", "code": 418}], timeout=5)
        assert plain.get(address + "/data", timeout=5).status_code == 418
        log = plain.get(address + "/__log", timeout=5).json()
        assert [entry["fault"] for entry in log] == ["pass", "status"]
        assert plain.delete(address + "/__log", timeout=5).json() == []
        process.terminate()


def test_a_strict_server_fails_a_test_with_requests_nobody_expected(plain):
    with pytest.raises(AssertionError, match="GET /surprise"), Loopback(strict=True) as strict:
        plain.get(strict.url + "/surprise", timeout=5)


def test_the_server_keeps_what_was_asked(plain, server):
    server.routes["POST /in"] = Reply(201, "ok")
    plain.post(server.url + "/in?a=1&a=2", json={"x": "ü"}, timeout=5)
    (seen,) = server.asked("/in", "POST")
    assert (seen.query, seen.json()) == ({"a": ["1", "2"]}, {"x": "ü"})
