# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import json
import os
import subprocess
import sys
import threading

import pytest

from ruhr_smartcity_plugin.core.errors import InputError, StoreError
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept, write_kept_json


def test_what_is_written_comes_back(tmp_path):
    path = tmp_path / "new folder" / "liste.json"
    write_kept_json(path, {"Ä": [1, "ß"]})
    assert read_json(path) == {"Ä": [1, "ß"]}
    assert [one.name for one in path.parent.iterdir()] == ["liste.json"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "liste.json"
    write_kept(path, b"old")

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match=r"liste\.json.*as it was before"):
        write_kept(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["liste.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[NaN]", b"\xff\xfe\x00", b"[" * 100_000])
def test_a_broken_file_is_one_sentence_with_its_name(tmp_path, content):
    path = tmp_path / "liste.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"liste\.json"):
        read_json(path)


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(InputError, match="fehlt"):
        read_json(tmp_path / "fehlt.json")


def test_half_characters_of_somebodys_json_do_not_stop_the_writing(tmp_path):
    path = tmp_path / "liste.json"
    write_kept_json(path, {"title": json.loads('"B\\ud800ume"')})
    assert read_json(path) == {"title": "B?ume"}


def test_two_programs_never_write_into_one_draft(tmp_path, monkeypatch):
    path, seen = tmp_path / "liste.json", []
    monkeypatch.setattr(os, "fsync", lambda _one: seen.extend(one.name for one in tmp_path.iterdir()))
    write_kept(path, b"x")
    monkeypatch.setattr(os, "getpid", lambda: 4711)
    write_kept(path, b"x")
    assert len({one for one in seen if one.endswith(".part")}) == 2


def test_a_program_killed_while_it_writes_leaves_a_whole_file(tmp_path):
    path = tmp_path / "liste.json"
    write_kept_json(path, {"rows": ["0" * 64] * 4000})
    code = (
        "import sys, itertools, pathlib\n"
        "from ruhr_smartcity_plugin.core.kept_file import write_kept_json\n"
        "print('ready', flush=True)\n"
        "for number in itertools.count(1):\n"
        "    write_kept_json(pathlib.Path(sys.argv[1]), {'rows': [str(number % 10) * 64] * 4000})\n"
    )
    for turn in range(8):
        with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) as writer:
            writer.stdout.readline()
            threading.Event().wait(0.02 + turn * 0.013)
            writer.kill()
        rows = read_json(path)["rows"]
        assert len(rows) == 4000
        assert len(set(rows)) == 1
