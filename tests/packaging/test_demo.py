# SPDX-License-Identifier: GPL-2.0-or-later
"""What `make demo` does when things are not as they should be. The demo itself is played by `make demo`."""

from __future__ import annotations

import json
import signal

import pytest

from scripts import demo


@pytest.fixture
def out(tmp_path, monkeypatch):
    """The demo with its files in a folder of the test, and the handler for SIGTERM put back afterwards."""
    monkeypatch.setattr(demo, "OUT", tmp_path / "demo")
    before = signal.getsignal(signal.SIGTERM)
    yield tmp_path / "demo"
    signal.signal(signal.SIGTERM, before)


def report_of(out):
    return json.loads((out / "report.json").read_text(encoding="utf-8"))


@pytest.fixture
def no_screen(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_that_nobody_serves_is_no_screen_and_is_named(no_screen, monkeypatch, capsys, name):
    monkeypatch.setenv(name, ":7654")
    assert not demo.has_screen()
    assert ":7654 does not answer" in capsys.readouterr().out


def test_without_a_display_there_is_no_screen_and_nothing_to_say(no_screen, capsys):
    assert not demo.has_screen()
    assert capsys.readouterr().out == ""


def test_a_failure_stands_in_the_report(out, monkeypatch):
    def fail(_started):
        raise RuntimeError("mapserv is missing")

    monkeypatch.setattr(demo, "_play", fail)
    assert demo.main() == 1
    assert report_of(out)["errors"] == ["RuntimeError: mapserv is missing"]


def test_sigterm_unwinds_and_stands_in_the_report(out, monkeypatch):
    monkeypatch.setattr(demo, "_play", lambda _started: signal.raise_signal(signal.SIGTERM))
    with pytest.raises(SystemExit) as end:
        demo.main()
    assert end.value.code == 143
    assert "signal" in report_of(out)["errors"][0]


def test_a_play_that_has_ended_keeps_its_report(out, monkeypatch):
    def play(_started):
        demo._write_report({"steps": ["all"], "errors": []})
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "_play", play)
    assert demo.main() == 130
    assert report_of(out)["steps"] == ["all"]
