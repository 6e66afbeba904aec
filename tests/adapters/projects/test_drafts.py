# SPDX-License-Identifier: GPL-2.0-or-later
"""What was typed and not saved survives a killed process, and is nobody else's to read."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ruhr_smartcity_plugin.adapters.projects.drafts import DraftFile, DraftFolder
from tests.adapters.projects.bundles import full, simple, with_title

ROOT = Path(__file__).resolve().parents[3]
REGISTER = "/data/Register Größe.gpkg"
_TYPING = """
import sys
from pathlib import Path
from ruhr_smartcity_plugin.adapters.projects.drafts import DraftFile, DraftFolder
from tests.adapters.projects.bundles import simple, with_title
base = simple("Alt", uuid="11111111-1111-4111-8111-111111111111")
file = DraftFile(DraftFolder(Path(sys.argv[1])), sys.argv[2], base.project.uuid)
for count in range(10**9):
    file.write(base, with_title(base, "Neu " + "x" * (count % 5000)), "warum")
    if count == 20:
        print("typing", flush=True)
"""


@pytest.fixture
def folder(tmp_path):
    return DraftFolder(tmp_path / "drafts")


def test_a_draft_comes_back_whole_and_only_for_its_register(folder):
    base = full("another project")
    mine = with_title(base, "Neu")
    file = DraftFile(folder, REGISTER, base.project.uuid)
    file.write(base, mine, "warum")
    file.release()
    (draft,) = folder.of_register(REGISTER)
    assert (draft.base, draft.mine, draft.comment) == (base, mine, "warum")
    assert folder.of_register("/data/another.gpkg") == ()


def test_a_draft_that_is_being_edited_is_offered_to_nobody(folder):
    file = DraftFile(folder, REGISTER, "u")
    file.write(simple(), simple(), "")
    assert folder.of_register(REGISTER) == ()
    file.release()
    assert len(folder.of_register(REGISTER)) == 1
    file.remove()
    assert folder.of_register(REGISTER) == ()


def test_only_its_owner_can_read_a_draft(folder):
    file = DraftFile(folder, REGISTER, "../../evil")
    file.write(simple(), simple(), "")
    (path,) = [one for one in folder.made().iterdir() if one.name.endswith(".json")]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_files_that_are_no_drafts_are_left_alone(folder):
    path = folder.path_of(REGISTER, "u")
    folder.made()
    for text in ("", "{}", "[]", '{"format": "ruhr-smart-city-draft"}'):
        path.write_text(text, encoding="utf-8")
        assert folder.of_register(REGISTER) == ()
    assert path.exists()


def test_what_was_typed_survives_a_killed_process_and_is_offered_again(folder, tmp_path):
    process = subprocess.Popen([sys.executable, "-c", _TYPING, str(tmp_path / "drafts"), REGISTER], cwd=ROOT,
                               stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        assert process.stdout.readline().strip() == b"typing"
        assert folder.of_register(REGISTER) == ()  # it is being edited there
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)
        process.stdout.close()
    (draft,) = folder.of_register(REGISTER)
    assert draft.base.project.title == "Alt"
    assert draft.mine.project.title.startswith("Neu ")


def test_a_draft_nobody_went_on_with_expires_and_one_in_use_does_not(folder):
    old = time.time() - 31 * 86400
    for uuid in ("old", "new", "held"):
        file = DraftFile(folder, REGISTER, uuid)
        file.write(simple(), simple("Neu"), "")
        if uuid != "held":
            file.release()
        if uuid != "new":
            os.utime(folder.path_of(REGISTER, uuid), (old, old))
    assert folder.expire(0) == 0
    assert folder.expire() == 1
    assert not folder.path_of(REGISTER, "old").exists()
    assert folder.path_of(REGISTER, "held").exists()
    assert len(folder.of_register(REGISTER)) == 1
    file.release()
