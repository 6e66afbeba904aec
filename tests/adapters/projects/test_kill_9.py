# SPDX-License-Identifier: GPL-2.0-or-later
"""Power cuts: jobs on a register are killed at random moments of their course; 66 rounds, the seed is printed."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import date, timedelta

import pytest

from ruhr_smartcity_plugin.adapters.projects.backup import back_up_once_a_day, is_intact, list_backups
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import open_store
from ruhr_smartcity_plugin.adapters.projects.repair import repair
from ruhr_smartcity_plugin.core.errors import StoreDamagedError
from tests.adapters.projects.bundles import full, simple
from tests.adapters.projects.test_schema_upgrade import OLD, ROWS, schema_version
from tests.support.killing import killer

SEED = 20261123
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kill():
    with killer("tests.adapters.projects.killed_jobs") as one:
        yield one


@pytest.fixture
def chance(request):
    print(f"seed {SEED} for {request.node.name}")
    return random.Random(f"{SEED} {request.node.name}")


def duration(kill, job, *arguments):
    start = time.monotonic()
    assert kill.run(job, *arguments)[-1] == "done"
    return time.monotonic() - start


def checked(path):
    store = open_store(path)  # checks the integrity
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return store


def overwrite(path, content):
    for end in ("-journal", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)  # what the last round has left belongs to its file
    path.write_bytes(content)


def titles(path):
    return sorted(one.title for one in checked(path).list_projects())


def test_saves_are_whole_and_every_one_that_was_told_is_there(store, kill, chance):
    uuid = store.save(full(), 0, "anna").project.uuid
    for _round in range(22):
        before = store.get(uuid).project.version
        told = kill.run("save", store.path, uuid, kill_after_s=chance.uniform(0.0, 0.15))
        acknowledged = max([before, *(int(one.split()[1]) for one in told)])
        bundle = checked(store.path).get(uuid)
        assert bundle.project.version in (acknowledged, acknowledged + 1)
        if bundle.project.version > 1:
            written = str(bundle.project.version - 1)
            assert (bundle.project.title, bundle.project.description) == (written, written * 3000)
            assert {one.label for one in bundle.sites} == {written}
            assert store.history(uuid)[0].version_after == bundle.project.version


def test_an_import_is_there_as_a_whole_or_not_at_all(store, kill, chance):
    store.save(simple("davor"), 0, "anna")
    usual = duration(kill, "import_projects", store.path, "ganz", 40)
    expected = titles(store.path)
    n_killed = 0
    for number in range(12):
        told = kill.run("import_projects", store.path, number, 40, kill_after_s=chance.uniform(0.0, 1.1 * usual))
        whole = sorted([*expected, *(f"{number} {one:03}" for one in range(40))])
        found = titles(store.path)
        assert found in ([whole] if "imported" in told else [expected, whole])
        n_killed += found == expected
        expected = found
    assert n_killed > 2  # the moments were not all after the end


def test_an_upgrade_is_done_or_not_begun(tmp_path, kill, chance):
    old = tmp_path / "alt.gpkg"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(OLD.read_text(encoding="utf-8") + ROWS)
    path = tmp_path / "register.gpkg"
    shutil.copyfile(old, path)
    usual = duration(kill, "upgrade", path)
    for _round in range(14):
        shutil.rmtree(tmp_path / "backups", ignore_errors=True)
        for one in tmp_path.glob("register.gpkg*"):
            one.unlink()
        shutil.copyfile(old, path)
        told = kill.run("upgrade", path, kill_after_s=chance.uniform(0.0, 1.1 * usual))
        assert schema_version(path) in ((10303,) if "upgraded" in told else (10301, 10303))
        for backup in list_backups(path):
            assert is_intact(backup.path)
        bundle = checked(path).get("p1")
        assert (bundle.project.title, bundle.lead.name) == ("Digitallinie 302", "Stadt Bochum")
        assert bundle.project.version == 3
        assert schema_version(path) == 10303


def test_a_backup_is_whole_or_not_there(store, kill, chance):
    store.save_all([(simple(f"{number:03}", description="x" * 2000), 0) for number in range(150)], "anna", "")
    expected, day = titles(store.path), date(2026, 1, 1)
    usual = duration(kill, "back_up", store.path, day)
    for number in range(1, 7):
        kill.run("back_up", store.path, day + timedelta(days=number), kill_after_s=chance.uniform(0.0, usual))
        assert titles(store.path) == expected
        assert all(is_intact(one.path) for one in list_backups(store.path))


def test_a_register_that_is_restored_is_the_old_or_the_new_one(store, kill, chance):
    store.save_all([(simple(f"alt {number}"), 0) for number in range(50)], "anna", "")
    old = titles(back_up_once_a_day(store.path, date.today() + timedelta(days=1)))
    store.save_all([(simple(f"neu {number}"), 0) for number in range(50)], "anna", "")
    new, content = titles(store.path), store.path.read_bytes()
    usual = duration(kill, "bring_back", store.path)
    for _round in range(6):
        overwrite(store.path, content)
        told = kill.run("bring_back", store.path, kill_after_s=chance.uniform(0.0, usual))
        assert titles(store.path) in ([old] if "restored" in told else [old, new])


def test_a_repair_that_is_cut_off_is_done_again(store, kill, chance):
    store.save_all([(simple(f"{number:03} " + "x" * 300), 0) for number in range(60)], "anna", "")
    expected = titles(store.path)
    back_up_once_a_day(store.path)
    content = bytearray(store.path.read_bytes())
    content[-40_000:-20_000] = b"\xa5" * 20_000
    store.path.write_bytes(content)
    usual = duration(kill, "mend", store.path)
    for _round in range(6):
        overwrite(store.path, content)
        kill.run("mend", store.path, kill_after_s=chance.uniform(0.0, usual))
        try:
            found = titles(store.path)
        except StoreDamagedError:
            repair(store.path)
            found = titles(store.path)
        assert found == expected
