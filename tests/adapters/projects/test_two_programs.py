# SPDX-License-Identifier: GPL-2.0-or-later
"""A register that is open in two programs at once, as layers and in the plugin."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from ruhr_smartcity_plugin.adapters.projects.backup import put_aside
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import is_register, open_store
from ruhr_smartcity_plugin.core.errors import StoreBusyError
from tests.adapters.projects.bundles import simple, with_title
from tests.support.disk import held_by_another_process

_OTHER_PROGRAM = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
try:
    print(connection.execute("SELECT title FROM project").fetchall())
except sqlite3.DatabaseError as error:
    print(error)
connection.close()
"""


def other_program(path):
    """Open the register in a process of its own, read and close it; SQLite's last user removes the log."""
    done = subprocess.run([sys.executable, "-c", _OTHER_PROGRAM, str(path)], capture_output=True, text=True, check=True)
    return done.stdout


def test_what_is_saved_while_another_program_has_the_register_open_stays_saved(store):
    path = store.path
    with closing(sqlite3.connect(path)) as layer:  # as QGIS holds a layer
        layer.execute("PRAGMA journal_mode = WAL")
        layer.execute("SELECT count(*) FROM project").fetchone()
        stored = store.save(simple("eins"), 0, "anna")
        store.list_projects()
        open_store(path)
        assert is_register(path)
        assert "eins" in other_program(path)
        # The other program has closed it; the log that our layer still writes to must not be gone with it.
        assert path.with_name(path.name + "-wal").exists()
        layer.execute("UPDATE organisation SET name = name")
        layer.commit()
        stored = store.save(with_title(stored, "zwei"), stored.project.version, "anna")
        assert "zwei" in other_program(path)
        store.save(with_title(stored, "drei"), stored.project.version, "anna")
    assert "drei" in other_program(path)
    assert open_store(path).get(stored.project.uuid).project.version == 3


def test_copying_a_damaged_register_leaves_the_locks_of_layers(store):
    store.save(simple("eins"), 0, "anna")
    path = store.path
    other_program(path)
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xa5" * 4096 * 4)
    with closing(sqlite3.connect(path)) as layer:
        layer.execute("PRAGMA journal_mode = WAL")
        layer.execute("SELECT count(*) FROM sqlite_master").fetchone()
        assert put_aside(path).stat().st_size == path.stat().st_size
        other_program(path)
        assert path.with_name(path.name + "-wal").exists()


def test_a_register_somebody_is_writing_is_not_put_aside_piece_by_piece(store):
    store.save(simple("eins"), 0, "anna")
    with held_by_another_process(store.path), pytest.raises(StoreBusyError):
        put_aside(store.path)
    assert not list((store.path.parent / "backups").glob("*.aside*"))
