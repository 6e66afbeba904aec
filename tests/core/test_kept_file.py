# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import os

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
