# SPDX-License-Identifier: GPL-2.0-or-later
"""A register that is open in two programs at once, as layers and in the plugin."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

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

# Saves its own field of a project that others save, too, and a project of its own; tells what it was told is saved.
_EDITOR = """
import sys
from dataclasses import replace
from pathlib import Path
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import open_store
from ruhr_smartcity_plugin.core.errors import StoreBusyError, VersionConflictError
from tests.adapters.projects.bundles import simple

path, uuid, field, rounds = sys.argv[1:]
store = open_store(Path(path), busy_timeout_s=0.3)
print("ready", flush=True)
sys.stdin.readline()
stale = busy = number = done = 0
while done < int(rounds):
    number += 1  # each try says something else, so that a refused one that was saved after all shows
    try:
        bundle = store.get(uuid)
        project = replace(bundle.project, **{field: str(number)})
        stored = store.save(replace(bundle, project=project), bundle.project.version, field)
        print("saved", stored.project.version, number, flush=True)
        made = store.save(simple(" ".join((field, str(number)))), 0, field)
        print("made", made.project.uuid, made.project.code, flush=True)
        done += 1
    except VersionConflictError:
        stale += 1
    except StoreBusyError:
        busy += 1
print("refused", stale, busy, flush=True)
"""
_CHECKOUT = Path(__file__).parents[3]
_ROUNDS = 60


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


def test_two_people_who_save_the_same_register_at_once_lose_nothing_they_were_told_is_saved(store):
    uuid = store.save(simple("gemeinsam"), 0, "rita").project.uuid
    environment = {**os.environ, "PYTHONPATH": str(_CHECKOUT), "PYTHONDONTWRITEBYTECODE": "1"}
    pipe, fields = subprocess.PIPE, ("summary", "result")
    editors = [subprocess.Popen([sys.executable, "-c", _EDITOR, str(store.path), uuid, one, str(_ROUNDS)], stdin=pipe,
                                stdout=pipe, text=True, env=environment, cwd=_CHECKOUT) for one in fields]
    try:
        for one in editors:
            assert one.stdout.readline() == "ready\n"
        for one in editors:
            one.stdin.write("go\n")
            one.stdin.flush()
        told = [one.communicate(timeout=120)[0].split("\n")[:-1] for one in editors]
    finally:
        for one in editors:
            one.kill()
            one.wait()
    store = open_store(store.path)  # checks the integrity
    rows = [(one.version_after, one.field, one.new_value) for one in store.history(uuid) if one.version_before]
    assert sorted(rows) == sorted(
        (int(version), field, number) for field, lines in zip(fields, told) for kind, version, number in
        map(str.split, lines) if kind == "saved")
    assert sorted(row[0] for row in rows) == list(range(2, 2 + len(rows)))
    project = store.get(uuid).project
    assert [getattr(project, one) for one in fields] == [
        [line.split()[2] for line in lines if line.startswith("saved")][-1] for lines in told]
    made = [tuple(line.split()[1:]) for lines in told for line in lines if line.startswith("made")]
    known = {one.uuid: one.code for one in store.list_projects()}
    assert all(known[one] == code for one, code in made)
    assert len(set(known.values())) == len(known) == 1 + len(made) == 1 + 2 * _ROUNDS
    refused = [line.split()[1:] for lines in told for line in lines if line.startswith("refused")]
    assert sum(int(stale) for stale, _busy in refused) > 0  # they did meet
