# SPDX-License-Identifier: GPL-2.0-or-later
"""SQLite files are read wherever planners keep them, above all on the shares of their office."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path, PureWindowsPath

import pytest

from ruhr_smartcity_plugin.core import sqlite_file
from ruhr_smartcity_plugin.core.sqlite_file import address_of, open_read_only

PLUGIN = Path(sqlite_file.__file__).parents[1]


def filled(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE tree (kind TEXT)")
        connection.execute("INSERT INTO tree VALUES ('Eiche')")
    return path


def test_a_file_on_a_share_of_windows_is_opened(tmp_path):
    # "//tmp/…" is a share to Windows and "/tmp/…" to the others, so that SQLite itself can say whether it opens it.
    share = PureWindowsPath("/" + str(filled(tmp_path / "Bäume 100 % #1?.gpkg")))
    assert share.drive.startswith("\\\\")
    with pytest.raises(sqlite3.OperationalError, match="authority"):
        sqlite3.connect(share.as_uri() + "?mode=ro", uri=True)
    with closing(sqlite3.connect(address_of(share, "mode=ro"), uri=True)) as connection:
        assert connection.execute("SELECT kind FROM tree").fetchall() == [("Eiche",)]


def test_a_file_is_only_read_and_none_is_made(tmp_path, monkeypatch):
    filled(tmp_path / "bäume #1.gpkg")
    monkeypatch.chdir(tmp_path)
    with closing(open_read_only(Path("bäume #1.gpkg"))) as connection:
        assert connection.execute("SELECT count(*) FROM tree").fetchone() == (1,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM tree")
    with pytest.raises(sqlite3.OperationalError):
        open_read_only(tmp_path / "none.gpkg")
    assert [one.name for one in tmp_path.iterdir()] == ["bäume #1.gpkg"]


def test_no_other_place_makes_addresses_for_sqlite():
    files = [path for path in PLUGIN.rglob("*.py") if "uri=True" in path.read_text(encoding="utf-8")]
    assert files
    for path in files:
        assert "address_of(" in path.read_text(encoding="utf-8"), path
