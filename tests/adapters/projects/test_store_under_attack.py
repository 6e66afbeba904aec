# SPDX-License-Identifier: GPL-2.0-or-later
"""The store when processes die, rights are missing, or the file is of another time."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from ruhr_smartcity_plugin.adapters.projects import geopackage_store, migration
from ruhr_smartcity_plugin.adapters.projects.backup import back_up
from ruhr_smartcity_plugin.adapters.projects.drive import is_network_drive
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore, create_store, open_store
from ruhr_smartcity_plugin.adapters.projects.import_work import save_import
from ruhr_smartcity_plugin.adapters.projects.migration import Step, migrate
from ruhr_smartcity_plugin.adapters.projects.register_copy import RegisterCopy
from ruhr_smartcity_plugin.adapters.projects.sync_work import synchronise_all
from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.progress import SILENT
from ruhr_smartcity_plugin.core.projects.importing import Fate, Planned
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.merging import same_content
from ruhr_smartcity_plugin.core.projects.record import Organisation
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome
from tests.adapters.projects.bundles import full, simple, with_title

CHECKOUT = Path(__file__).parents[3]

READER = """
import json, sys
from pathlib import Path
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store, open_store
from ruhr_smartcity_plugin.core.errors import RuhrError
answer = {}
path = Path(sys.argv[1])
try:
    store = open_store(path)
    answer["reason"] = store.read_only_reason
    answer["titles"] = [one.title for one in store.list_projects()]
    bundle = store.get(store.list_projects()[0].uuid)
    store.delete(bundle.project.uuid, bundle.project.version, "nobody")
except RuhrError as error:
    answer["error"] = [type(error).__name__, error.sentence]
try:
    create_store(path.with_name("neu.gpkg"))
except RuhrError as error:
    answer["create"] = [type(error).__name__, error.sentence]
print(json.dumps(answer))
"""


def as_nobody(path):
    """Run the reader without root's rights; root may write everywhere."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "/usr/bin/python3", "-c", READER]
    done = subprocess.run([*command, str(path)], env=environment, cwd="/", capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def open_folder():
    """A folder that other users can enter; those of pytest are for the owner only, and each run sees to that."""
    folder = Path(tempfile.mkdtemp(prefix="ruhr-register-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _readable_register(folder, journal_mode="delete"):
    store = create_store(folder / "register.gpkg")
    store.save(simple(), 0, "anna")
    if journal_mode == "wal":
        with closing(sqlite3.connect(store.path)) as connection:
            assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    store.path.chmod(0o644)
    return store.path


@pytest.mark.parametrize("journal_mode", ["delete", "wal"])
def test_a_register_in_a_write_protected_folder_can_be_read_but_not_changed(open_folder, journal_mode):
    path = _readable_register(open_folder, journal_mode)
    open_folder.chmod(0o555)
    before = path.read_bytes()
    answer = as_nobody(path)
    assert answer["titles"] == ["Kühle Orte"]
    assert "write-protected" in answer["reason"]
    assert answer["error"] == ["StoreReadOnlyError", answer["reason"]]
    assert answer["create"][0] == "StoreReadOnlyError"
    assert "Choose another folder" in answer["create"][1]
    assert path.read_bytes() == before


def test_a_write_protected_file_in_an_open_folder_says_so_too(open_folder):
    path = _readable_register(open_folder)
    open_folder.chmod(0o777)
    path.chmod(0o444)
    answer = as_nobody(path)
    assert answer["titles"] == ["Kühle Orte"]
    assert answer["error"][0] == "StoreReadOnlyError"


def test_a_file_nobody_may_read_ends_in_a_sentence(open_folder):
    path = _readable_register(open_folder)
    path.chmod(0o600)
    assert as_nobody(path)["error"] == [
        "StoreError", "The register “register.gpkg” cannot be opened. Check the rights on the file."]


# --- what a crash leaves behind ---
def _crashed_copy(store, folder):
    """Copy the register in the middle of a large save, as a power cut leaves it: half-written, with its journal."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 2")  # pages go to the file long before the end
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE project SET title = 'halb', description = hex(zeroblob(3000))")
        path = folder / "crashed.gpkg"
        shutil.copyfile(store.path, path)
        shutil.copyfile(f"{store.path}-journal", f"{path}-journal")
        connection.execute("ROLLBACK")
    return path


def fill(store):
    titles = [f"{number:03}" for number in range(200)]
    store.save_all([(simple(one), 0) for one in titles], "anna", "")
    return titles


def test_a_save_that_a_crash_cut_off_is_undone_on_opening(store, tmp_path):
    titles = fill(store)
    path = _crashed_copy(store, tmp_path)
    assert b"halb" in path.read_bytes()  # the file alone is half-written
    assert [one.title for one in open_store(path).list_projects()] == titles


def test_a_crashed_register_without_write_rights_is_not_read_half(store, open_folder):
    fill(store)
    path = _crashed_copy(store, open_folder)
    path.chmod(0o644)
    Path(f"{path}-journal").chmod(0o644)
    open_folder.chmod(0o555)
    kind, sentence = as_nobody(path)["error"]
    assert kind == "StoreReadOnlyError"
    assert "was not closed properly" in sentence


# --- backup and migration ---
ADD, MARK = "ALTER TABLE project ADD COLUMN motto TEXT", "PRAGMA user_version = 10304"
STEP = Step(3, (ADD, "UPDATE project SET motto = 'x'", MARK))
BROKEN = Step(3, (ADD, "INSERT INTO nowhere VALUES (1)", MARK))


def _columns(path):
    with closing(sqlite3.connect(path)) as connection:
        return {row[1] for row in connection.execute("PRAGMA table_info(project)")}, \
            connection.execute("PRAGMA user_version").fetchone()[0]


def test_a_migration_makes_a_backup_first_and_changes_the_file_as_one(store):
    bundle = store.save(full(), 0, "anna")
    backup = migrate(store.path, 4, (STEP,))
    columns, version = _columns(store.path)
    assert "motto" in columns
    assert version == 10304
    columns, version = _columns(backup)
    assert "motto" not in columns
    assert version == 10303
    assert open_store(backup).get(bundle.project.uuid) == bundle


def test_a_migration_that_fails_leaves_the_file_as_it_was(store):
    store.save(full(), 0, "anna")
    with pytest.raises(StoreError):
        migrate(store.path, 4, (BROKEN,))
    columns, version = _columns(store.path)
    assert "motto" not in columns
    assert version == 10303
    assert open_store(store.path).read_only_reason == ""


def test_a_register_of_the_present_schema_is_neither_changed_nor_backed_up(store):
    content = store.path.read_bytes()
    assert migrate(store.path, 3, (STEP,)) is None
    assert migrate(store.path, 3) is None
    assert store.path.read_bytes() == content
    assert list(store.path.parent.iterdir()) == [store.path]


def test_a_migration_stops_when_the_backup_cannot_be_written(store, monkeypatch):
    store.save(full(), 0, "anna")
    nowhere = store.path / "no folder" / "x.gpkg"
    monkeypatch.setattr(migration, "backup_path", lambda _path: nowhere)
    with pytest.raises(StoreError):
        migrate(store.path, 4, (STEP,))
    assert _columns(store.path)[1] == 10303


def test_a_backup_also_holds_what_still_lies_in_the_write_ahead_log(store):
    with closing(sqlite3.connect(store.path, isolation_level=None)) as keeper:
        keeper.execute("PRAGMA journal_mode = WAL")
        keeper.execute("BEGIN")
        keeper.execute("SELECT count(*) FROM project").fetchone()  # an open reader holds the log back
        bundle = store.save(simple(), 0, "anna")
        # A plain copy of the file alone does not have it: that is why copies are made by SQLite.
        plain = store.path.with_name("plain.gpkg")
        shutil.copyfile(store.path, plain)
        assert open_store(plain).list_projects() == ()
        target = store.path.with_name("backup.gpkg")
        back_up(store.path, target)
    assert open_store(target).get(bundle.project.uuid) == bundle
    assert not target.with_name("backup.gpkg.part").exists()


def test_saving_works_while_another_connection_keeps_the_file_in_wal_mode(store):
    with closing(sqlite3.connect(store.path, isolation_level=None)) as keeper:
        keeper.execute("PRAGMA journal_mode = WAL")
        keeper.execute("BEGIN")
        keeper.execute("SELECT count(*) FROM project").fetchone()  # a reader in the middle of its work
        first = store.save(simple(), 0, "anna")
        assert store.save(with_title(first, "Neu"), 1, "anna").project.version == 2


def test_network_drives_are_recognised_by_their_names():
    assert is_network_drive(Path("//server/share/register.gpkg"))
    assert not is_network_drive(Path(__file__))


# --- no room, or somebody else writes, in the middle of more than a save ---
def take_in(store, _team):
    save_import(store, tuple(Planned(number, Fate.NEW, simple(f"P{number}", description="x" * 3000))
                             for number in range(30)), "anna", "liste.csv")


def bring_together(store, team):
    report = synchronise_all(RegisterCopy(store, "team"), store, team, "team", "anna", SILENT)
    failed = [one for one in report.records if one.outcome is Outcome.FAILED]
    if failed:
        raise StoreError(failed[0].reason)


def add_masters(store, _team):
    store.save_masters([MasterRecord("organisation", Organisation(f"O{number} " + "x" * 3000))
                        for number in range(30)], "anna")


@pytest.mark.parametrize("job", [take_in, bring_together, add_masters])
@pytest.mark.parametrize("trouble", ["full", "locked"])
def test_without_room_or_with_a_lock_a_job_ends_in_a_sentence_nothing_is_half_and_later_it_works(
        store, tmp_path, monkeypatch, job, trouble):
    team = create_store(tmp_path / "team.gpkg")
    team.save_all([(simple(f"T{number}", description="x" * 3000), 0) for number in range(30)], "rita", "")
    kept = store.save(simple("meins"), 0, "anna")

    def content(of):
        with closing(sqlite3.connect(of.path)) as connection:
            return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in (
                "project", "site_point", "change", "organisation")]

    before, real = content(store), geopackage_store.connect
    with closing(sqlite3.connect(store.path)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]

    def without_room(path, **options):
        connection = real(path, **options)
        if path == store.path:
            connection.execute(f"PRAGMA max_page_count = {pages + 4}")
        return connection

    if trouble == "full":
        monkeypatch.setattr(geopackage_store, "connect", without_room)
        with pytest.raises(StoreError, match="no room left"):
            job(store, team)
        monkeypatch.setattr(geopackage_store, "connect", real)
    else:
        with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(StoreError, match="in use by another program"):
                job(open_quickly(store), team)
            other.execute("ROLLBACK")
    store = open_store(store.path)  # checks the integrity
    if job is bring_together:  # each record is whole: it is here, or not yet
        found = {one.project.uuid: one for one in store.all_projects()}
        assert same_content(found.pop(kept.project.uuid), kept)
        assert all(same_content(one, team.get(uuid)) for uuid, one in found.items())
    else:
        assert content(store) == before
    job(store, team)
    if job is bring_together:
        assert all(same_content(store.get(uuid), team.get(uuid)) for uuid in {**team.versions(), **store.versions()})
        assert bring_together(store, team) is None


def open_quickly(store):
    """The register for somebody who does not wait long for others."""
    return GeoPackageStore(store.path, busy_timeout_s=0.2)
