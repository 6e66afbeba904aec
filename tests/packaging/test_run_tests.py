# SPDX-License-Identifier: GPL-2.0-or-later
"""The two lanes of `make test`: nothing that failed may get lost between them."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from scripts import run_tests
from scripts.run_tests import RUNS, Run, closing_line, main, read_counts


@pytest.fixture
def tests_of(tmp_path, monkeypatch):
    """Make a small test file for each name and content; returns the runs."""
    monkeypatch.setattr(run_tests, "ROOT", tmp_path)
    monkeypatch.setattr(run_tests, "LOGS", tmp_path / "build" / "test")

    def make(**contents: str) -> list:
        for name, content in contents.items():
            (tmp_path / f"test_{name}.py").write_text(content, encoding="utf-8")
        return [Run(name, sys.executable, (f"test_{name}.py", "-p", "no:pytest_qgis", "-p", "no:cacheprovider"))
                for name in contents]

    return make


GOOD = "def test_one(): pass\ndef test_two(): pass\n"
BAD = "def test_bad(): assert False\ndef test_good(): pass\n"
CRASH = "import os\ndef test_crash(): os._exit(139)\n"


def test_good_runs_are_one_good_run(tests_of, capsys):
    assert main(["-q"], tests_of(a=GOOD, b=GOOD, c=GOOD)) == 0
    assert " 6 passed in " in capsys.readouterr().out.splitlines()[-1]


def test_a_failure_in_one_lane_fails_the_run(tests_of, capsys):
    assert main([], tests_of(a=GOOD, b=BAD)) == 1
    said = capsys.readouterr().out
    assert "test_bad" in said
    assert " 1 failed, 3 passed in " in said.splitlines()[-1]


def test_a_lane_that_crashes_is_an_error_although_it_says_nothing(tests_of, capsys):
    assert main([], tests_of(a=CRASH, b=GOOD)) == 1
    assert " 2 passed, 1 error in " in capsys.readouterr().out.splitlines()[-1]


def test_an_option_that_fits_tests_of_one_lane_only_is_no_failure(tests_of):
    assert main(["-k", "bad or two"], tests_of(a=GOOD, b=GOOD)) == 0
    assert main(["-k", "good"], tests_of(a=GOOD, b=BAD)) == 0


def test_an_option_that_fits_no_test_is_a_failure(tests_of):
    assert main(["-k", "nothing_like_it"], tests_of(a=GOOD, b=GOOD)) == 1


def test_counts_are_read_from_the_last_closing_line():
    assert read_counts("== 1 failed in 1s ==\n=== 2 failed, 3 passed, 1 warning in 4.50s (0:00:04) ===\n") \
        == Counter(failed=2, passed=3, warning=1)
    assert read_counts("Segmentation fault") == Counter()
    assert "1 error" in closing_line(Counter(passed=2), {"gui": 139}, 1.0)


def test_every_folder_of_tests_is_in_a_run_and_in_no_other():
    (rest,) = (run for run in RUNS if "tests" in run.arguments)
    left_out = {one.split("=")[1] for one in rest.arguments if one.startswith("--ignore=")}
    assert left_out == {run.arguments[0] for run in RUNS if run is not rest}
    assert all(Path(one).is_dir() for one in left_out)
