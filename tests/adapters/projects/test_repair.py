# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from ruhr_smartcity_plugin.adapters.projects.backup import back_up_once_a_day, is_intact
from ruhr_smartcity_plugin.adapters.projects.exporting import export_projects
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import open_store
from ruhr_smartcity_plugin.adapters.projects.register_copy import RegisterCopy, state_of
from ruhr_smartcity_plugin.adapters.projects.repair import repair
from ruhr_smartcity_plugin.core.errors import CancelledError, StoreDamagedError, StoreError
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import encode
from ruhr_smartcity_plugin.core.projects.record import SiteShape
from tests.adapters.projects.bundles import full, simple, with_title

PAGE = 4096
TOMORROW = date.today() + timedelta(days=1)  # that of today is from before the register was filled


def fill(store, count=120):
    bundles = [store.save(full(), 0, "anna"), *(simple(f"{number:03} " + "x" * 300) for number in range(count))]
    store.save_all([(one, 0) for one in bundles[1:]], "anna", "")
    return bundles


def overwrite(path, pages):
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(b"\xa5" * PAGE)


def check(path):
    store = open_store(path)  # checks the integrity
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return store


def damaged_pages(path):
    """Some of the pages that hold projects."""
    content = path.read_bytes()
    pages = [at // PAGE + 1 for at in range(0, len(content), PAGE) if b"x" * 200 in content[at:at + PAGE]]
    return pages[3:9]


def test_a_damaged_register_without_backup_gives_what_can_be_read_and_says_what_is_lost(store):
    count = len(fill(store))
    shutil.rmtree(store.path.parent / "backups")
    overwrite(store.path, damaged_pages(store.path))
    found = store.path.read_bytes()
    with pytest.raises(StoreDamagedError):
        open_store(store.path)
    report = repair(store.path)
    again = check(store.path)
    assert report.backup is None
    assert report.kept.read_bytes() == found
    result = report.tables["project"]
    assert 20 < result.read < count
    assert len(again.list_projects()) == result.read
    assert result.read + result.lost == count
    assert report.tables["site_point"].lost >= 0
    saved = again.get(again.list_projects()[0].uuid)
    assert again.save(with_title(saved, "weiter"), saved.project.version, "anna").project.version > 1


def test_what_is_missing_comes_from_the_backup_and_what_is_newer_from_the_damaged_file(store):
    bundles = fill(store)
    backup = back_up_once_a_day(store.path, TOMORROW)
    newer = store.save(simple("nach der Sicherung"), 0, "bernd")
    overwrite(store.path, damaged_pages(store.path))
    report = repair(store.path)
    again = check(store.path)
    assert report.backup == backup
    uuids = {one.uuid for one in again.list_projects()}
    assert {one.project.uuid for one in bundles} <= uuids
    assert again.get(bundles[5].project.uuid).sites == bundles[5].sites
    if newer.project.uuid in uuids:
        assert again.get(newer.project.uuid).project.title == "nach der Sicherung"
    assert again.history(bundles[5].project.uuid)


def test_a_damaged_index_loses_nothing(store):
    bundles = fill(store, 40)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'change_by_time'").fetchone()[0]
    overwrite(store.path, [root])
    with pytest.raises(StoreDamagedError):
        open_store(store.path)
    report = repair(store.path)
    again = check(store.path)
    assert (report.total("lost"), report.total("refused"), report.total("from_backup")) == (0, 0, 0)
    assert again.get(bundles[0].project.uuid) == bundles[0]
    assert len(again.list_projects()) == len(bundles)


@pytest.mark.parametrize("content", [b"", b"hello", b"\x00" * 20000])
def test_a_file_of_which_nothing_is_left_comes_from_the_backup(store, content):
    first = store.save(full(), 0, "anna")
    back_up_once_a_day(store.path)
    store.path.write_bytes(content)
    report = repair(store.path)
    assert report.total("read") == 0
    assert check(store.path).get(first.project.uuid) == first


def test_without_anything_readable_nothing_is_replaced(store):
    store.save(full(), 0, "anna")
    store.path.write_bytes(b"\x00" * 20000)
    with pytest.raises(StoreError):
        repair(store.path)
    assert store.path.read_bytes() == b"\x00" * 20000
    assert not list(store.path.parent.glob("*.part*"))


class Stopped:
    def is_cancelled(self):
        return True

    def report(self, share, text=""):
        raise AssertionError("stopped before")


def test_a_stopped_repair_changes_nothing(store):
    fill(store, 10)
    overwrite(store.path, damaged_pages(store.path))
    found = store.path.read_bytes()
    with pytest.raises(CancelledError):
        repair(store.path, Stopped())
    assert store.path.read_bytes() == found


@pytest.mark.parametrize("seed", range(8))
def test_whatever_pages_are_hit_the_repaired_register_is_whole(store, seed):
    bundles = fill(store, 60)
    back_up_once_a_day(store.path, TOMORROW)
    chance = random.Random(seed)
    size = store.path.stat().st_size // PAGE
    overwrite(store.path, chance.sample(range(1, size + 1), 12))
    if is_intact(store.path):
        pytest.fail(f"seed {seed} has hit nothing")
    print(f"seed {seed}", repair(store.path))
    again = check(store.path)
    found = {one.uuid: one for one in again.list_projects()}
    assert {one.project.uuid for one in bundles} <= set(found)
    for one in bundles[:20]:
        assert again.get(one.project.uuid).sites == one.sites


def test_a_repaired_copy_still_knows_of_what_it_is_one_and_what_waits(store):
    uuid = store.save(simple(), 0, "anna").project.uuid
    copy = RegisterCopy(store, "team")
    copy.bind("service=team", "abc1234", "Team")
    copy.keep_comment_bases([Comment(uuid, "alt", uuid="c1", done=True)])
    before = state_of(store)
    repair(store.path)
    assert state_of(open_store(store.path)) == before
    assert before.waiting == (uuid,)
    (base,) = RegisterCopy(open_store(store.path), "team").comment_bases().values()
    assert (base.text, base.done, base.deleted) == ("alt", True, False)


@pytest.mark.parametrize("harm", [
    "UPDATE project_internal SET total_cost_eur = '1.000 EUR'", "UPDATE milestone SET title = CAST(x'ff41' AS TEXT)",
    "DROP TABLE strategy"])
def test_what_another_program_broke_is_said_in_a_sentence_and_mended(store, harm):
    """SQLite takes text where a number belongs; a traceback, or a register that nobody can read any more, helps nobody.
    """
    uuid = store.save(full(), 0, "anna").project.uuid
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute(harm)
    shutil.rmtree(store.path.parent / "backups", ignore_errors=True)
    opened = open_store(store.path)
    with pytest.raises(StoreDamagedError) as told:
        opened.all_projects() and opened.masters()
    assert "1.000" not in told.value.detail + told.value.sentence
    assert told.value.path == str(store.path)
    report = repair(store.path)
    assert [one.project.uuid for one in check(store.path).all_projects()] == [uuid]
    assert check(store.path).masters()
    assert report.total("refused") == ("EUR" in harm)


def test_a_line_among_the_points_is_a_sentence_and_the_repair_takes_it_out(store, tmp_path):
    """Once it was a TypeError at the export, and nothing of the register could be exported."""
    fill(store, 2)
    line = encode(SiteShape.LINE, (((0.0, 0.0), (1.0, 1.0)),))
    with closing(sqlite3.connect(store.path)) as connection:
        count = connection.execute("SELECT count(*) FROM site_point").fetchone()[0]
        connection.execute("UPDATE site_point SET geom = ? WHERE fid = 1", (line,))
        connection.commit()
    with pytest.raises(StoreDamagedError, match="another kind") as error:
        export_projects(store.all_projects(), tmp_path / "alle.gpkg", internal=True)
    assert error.value.path == str(store.path)  # the dock offers the repair by it
    report = repair(store.path)
    assert report.tables["site_point"].refused == 1
    assert report.tables["site_point"].read == count
    export_projects(check(store.path).all_projects(), tmp_path / "alle.gpkg", internal=True)
