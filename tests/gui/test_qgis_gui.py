# SPDX-License-Identifier: GPL-2.0-or-later
"""The support for tests in a real QGIS says what went wrong, and leaves no process behind."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path
from time import monotonic

import pytest

from tests.support.qgis_gui import QgisError, environment, screen, stop, wait_for_answer


def started(*command: str) -> subprocess.Popen:
    return subprocess.Popen(command, start_new_session=True)


def test_a_qgis_that_ends_is_named_with_its_code_and_its_last_words(tmp_path):
    (tmp_path / "qgis.log").write_text("could not connect to display\n")
    process = started("false")
    process.wait(10)
    with pytest.raises(QgisError, match=r"(?s)code 1.*could not connect"):
        wait_for_answer(process, tmp_path, deadline_s=5)


def test_a_qgis_that_stays_silent_is_given_up(tmp_path):
    (tmp_path / "qgis.log").write_text("")
    process = started("sleep", "60")
    try:
        with pytest.raises(QgisError, match="no answer within 0 s"):
            wait_for_answer(process, tmp_path, deadline_s=0.2)
    finally:
        stop(process)
    assert process.poll() is not None


def test_stopping_reaches_children_that_do_not_listen():
    script = "trap '' TERM; (trap '' TERM; echo $BASHPID; while :; do sleep 60; done) & wait; exit 0"
    process = subprocess.Popen(["bash", "-c", script], stdout=subprocess.PIPE, start_new_session=True)
    child = int(process.stdout.readline())
    process.kill()  # only the start script: the child is left alone
    process.wait(10)
    assert is_running(child)
    stop(process)
    process.stdout.close()
    end = monotonic() + 5
    while is_running(child) and monotonic() < end:
        threading.Event().wait(0.05)
    assert not is_running(child)


def is_running(number: int) -> bool:
    """Whether the process is there and not just waiting to be collected."""
    status = Path(f"/proc/{number}/stat")
    return status.exists() and status.read_text().split()[2] != "Z"


def test_two_screens_do_not_share_a_display(tmp_path):
    (tmp_path / "b").mkdir()
    with screen(tmp_path) as one, screen(tmp_path / "b") as two:
        assert one != two


def test_qgis_gets_a_home_of_its_own_and_no_way_back_into_the_checkout(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "somewhere")
    result = environment(tmp_path, ":7", RUHR_EXTRA="1")
    assert result["HOME"].startswith(str(tmp_path))
    assert "PYTHONPATH" not in result
    assert (result["DISPLAY"], result["RUHR_EXTRA"]) == (":7", "1")
