# SPDX-License-Identifier: GPL-2.0-or-later
"""The HTTP client inside the real `qgis_process` program: no window, no task, the program's main thread."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.loopback import Loopback, Reply
from tests.support.qgis_process import staged_qgis_process

PROBE = Path(__file__).resolve().parents[2] / "support" / "network_probe"


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Return a function that asks an address in qgis_process."""
    run = staged_qgis_process(tmp_path_factory.mktemp("probe"), PROBE)
    return lambda url: run("run", "probe:ask", "--", f"URL={url}")


def test_an_answer_arrives_under_the_name_of_the_plugin(ask):
    with Loopback({"/data": {"stadt": "Mülheim"}}) as server:
        done = ask(server.url + "/data")
        assert "{'stadt': 'Mülheim'}" in done.stdout, done.stdout + done.stderr
        assert [one.headers["User-Agent"].split("/")[0] for one in server.seen] == ["RuhrSmartCity"]


def test_a_refusal_ends_in_the_sentence_and_an_error_code(ask):
    with Loopback({"/data": Reply(404)}) as server:
        done = ask(server.url + "/data")
    assert done.returncode != 0
    assert "404" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
