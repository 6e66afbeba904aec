# SPDX-License-Identifier: GPL-2.0-or-later
"""The portal's security scan: one finding blocks the version, so there is none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import scan, stage


@pytest.fixture(scope="module")
def staged(tmp_path_factory) -> Path:
    return stage.stage(tmp_path_factory.mktemp("scan"))


def test_bandit_finds_nothing(staged):
    assert scan.bandit_findings(staged.parent) == []


def test_detect_secrets_finds_nothing(staged):
    assert scan.detector_findings(staged.parent) == []


def test_flake8_finds_nothing(staged):
    command = [sys.executable, "-m", "flake8", "--isolated", "--max-line-length=120", "--extend-ignore=E203", "."]
    answer = subprocess.run(command, cwd=staged, capture_output=True, text=True, check=False)
    assert answer.stdout + answer.stderr == ""


def test_the_portals_74_rules_are_all_switched_on():
    """Counted on the portal's list: 38 mandatory, 36 that can be skipped by hand."""
    assert len(set(scan.MANDATORY_RULES.split(","))) == 38
    assert len(set(scan.SKIPPABLE_RULES.split(","))) == 36


def test_the_scan_is_awake(tmp_path):
    """Findings of low severity count: an assert, a swallowed error, the standard XML parser, glued SQL, weak hashes."""
    (tmp_path / "bad.py").write_text(
        "import xml.etree.ElementTree\nimport hashlib\nassert True\ntry:\n    x = 1\nexcept Exception:\n    pass\n"
        "sql = 'select * from t where a = ' + str(x)\nh = hashlib.md5(b'')\n"
    )
    rules = {text.split(": ")[1].split()[0] for text in scan.bandit_findings(tmp_path)}
    assert {"B101", "B110", "B324", "B405", "B608"} <= rules
    (tmp_path / "key.txt").write_text("address = https://anna:" + "geheim1234" + "@127.0.0.1/wfs\n")
    assert scan.detector_findings(tmp_path) == ["key.txt:1: Basic Auth Credentials"]


def test_a_file_bandit_cannot_read_is_a_finding(tmp_path):
    (tmp_path / "bad.py").write_text("def (:\n")
    assert len(scan.bandit_findings(tmp_path)) == 1
