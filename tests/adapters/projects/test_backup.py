# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from ruhr_smartcity_plugin.adapters.projects import backup as backups
from ruhr_smartcity_plugin.adapters.projects.backup import (
    Reason,
    back_up_once_a_day,
    latest_intact,
    list_backups,
    restore,
)
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import open_store
from ruhr_smartcity_plugin.core.errors import StoreBusyError, StoreDamagedError, StoreError, StoreFullError
from tests.adapters.projects.bundles import full, simple, with_title
from tests.support.disk import full_disk, held_by_another_process


def titles(path):
    return [one.title for one in open_store(path).list_projects()]


def damage(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 3: 2 * len(content) // 3] = b"\xff" * (2 * len(content) // 3 - len(content) // 3)
    path.write_bytes(content)


def test_the_first_save_of_a_day_keeps_what_was_there_before_it_and_the_next_ones_do_not(store):
    first = store.save(simple("gestern"), 0, "anna")
    assert list_backups(store.path) == ()  # there was nothing to keep
    second = store.save(with_title(first, "heute"), 1, "anna")
    store.save(with_title(second, "später"), 2, "anna")
    (backup,) = list_backups(store.path)
    assert backup.reason is Reason.DAILY
    assert backup.moment.date() == date.today()
    assert backup.path.name == f"{store.path.stem}.backup-{date.today().isoformat()}.gpkg"
    assert backup.size == backup.path.stat().st_size
    assert titles(backup.path) == ["gestern"]
    assert titles(store.path) == ["später"]


def test_the_backup_of_the_first_day_does_not_stay_nearly_empty(store):
    store.save(simple("eins"), 0, "anna")
    store.save(simple("zwei"), 0, "anna")
    assert titles(list_backups(store.path)[0].path) == ["eins"]
    store.save_all([(simple(f"Import {n}"), 0) for n in range(30)], "anna", "")
    stored = store.save(simple("nach dem Import"), 0, "anna")
    (only,) = list_backups(store.path)
    assert len(titles(only.path)) == 32
    store.save(with_title(stored, "noch einmal"), stored.project.version, "anna")
    assert "nach dem Import" not in titles(only.path)
    assert "noch einmal" not in titles(only.path)


def test_seven_days_and_four_weeks_are_kept_and_what_a_crash_has_left_goes(store):
    store.save(simple(), 0, "anna")
    left = store.path.parent / "backups" / "x.gpkg.1234.part"
    left.parent.mkdir()
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    (store.path.parent / "backups" / "Steuererklärung.gpkg").write_bytes(b"not ours")
    for past in range(60, -1, -1):
        back_up_once_a_day(store.path, date(2026, 11, 23) - timedelta(days=past))
    days = [one.moment.date() for one in list_backups(store.path)]
    assert len(days) == 11
    assert days[:7] == [date(2026, 11, 23) - timedelta(days=past) for past in range(7)]
    assert not left.exists()
    assert (store.path.parent / "backups" / "Steuererklärung.gpkg").exists()


@pytest.mark.parametrize("hindrance", ["full", "small", "huge", "write-protected"])
def test_a_backup_that_cannot_be_made_is_said_and_the_save_is_done(store, monkeypatch, hindrance):
    first = store.save(full(), 0, "anna")
    if hindrance == "full":
        monkeypatch.setattr(backups, "_copy", _fill_the_disk)
    elif hindrance == "small":
        usage = shutil.disk_usage(store.path.parent)._replace(free=1000)
        monkeypatch.setattr(backups.shutil, "disk_usage", lambda _path: usage)
    elif hindrance == "huge":
        monkeypatch.setattr(backups, "SIZE_LIMIT", 1000)
    else:
        (store.path.parent / "backups").write_text("a file where the folder should be")
    assert store.save(with_title(first, "Neu"), 1, "anna").project.version == 2
    assert store.backup_notice
    assert list_backups(store.path) == ()
    monkeypatch.undo()
    if hindrance != "write-protected":
        store.save(with_title(first, "Neuer"), 2, "anna")
        assert store.backup_notice == ""
        assert len(list_backups(store.path)) == 1


def _fill_the_disk(source, target, _limit_s):
    with full_disk(8192):
        source.backup(target)


def test_the_backup_of_a_damaged_register_never_replaces_a_good_one(store):
    for number in range(40):
        store.save(simple(f"{number} " + "x" * 400), 0, "anna")
    good = titles(store.path)
    back_up_once_a_day(store.path, date(2026, 1, 1))
    damage(store.path)
    with pytest.raises(StoreError):
        back_up_once_a_day(store.path, date(2026, 1, 2))
    assert {one.moment.date() for one in list_backups(store.path)} == {date(2026, 1, 1), date.today()}
    assert titles(list_backups(store.path)[-1].path) == good


def test_a_backup_comes_back_into_the_same_file_and_the_present_state_is_kept(store):
    first = store.save(simple("alt"), 0, "anna")
    old = back_up_once_a_day(store.path)
    store.save(with_title(first, "neu"), 1, "anna")
    with closing(sqlite3.connect(store.path)) as layer:  # QGIS keeps the file open and in WAL mode
        layer.execute("PRAGMA journal_mode = WAL")
        layer.execute("SELECT count(*) FROM project").fetchone()
        aside = restore(store.path, old)
        assert layer.execute("SELECT title FROM project").fetchone() == ("alt",)
    assert titles(store.path) == ["alt"]
    assert titles(aside) == ["neu"]
    assert [one.reason for one in list_backups(store.path)] == [Reason.ASIDE, Reason.DAILY]
    assert latest_intact(store.path).path == old


def test_a_register_that_is_cut_off_or_overwritten_is_damaged_and_comes_back_whole(store):
    store.save(full(), 0, "anna")
    old = back_up_once_a_day(store.path)
    wanted = titles(store.path)
    for content in (b"", b"hello", store.path.read_bytes()[:9000]):
        store.path.write_bytes(content)
        with pytest.raises(StoreDamagedError) as error:
            open_store(store.path)
        assert error.value.path == str(store.path)
        aside = restore(store.path, old)
        assert aside.read_bytes() == content
        assert titles(store.path) == wanted


def test_a_register_in_use_is_not_restored_over(store, monkeypatch):
    monkeypatch.setattr(backups, "_WAIT_LIMIT_S", 0.3)
    monkeypatch.setattr(backups, "put_aside", lambda path: path)
    store.save(simple("alt"), 0, "anna")
    old = back_up_once_a_day(store.path)
    content = store.path.read_bytes()
    with held_by_another_process(store.path), pytest.raises(StoreBusyError):
        restore(store.path, old)
    assert store.path.read_bytes() == content


def test_a_damaged_backup_is_refused_and_an_older_one_found(store):
    store.save(full(), 0, "anna")
    older = back_up_once_a_day(store.path, date(2026, 1, 1))
    newer = back_up_once_a_day(store.path, date(2026, 1, 2))
    damage(newer)
    assert latest_intact(store.path).path == older
    before = store.path.read_bytes()
    with pytest.raises(StoreDamagedError):
        restore(store.path, newer)
    assert store.path.read_bytes() == before


def test_too_little_room_is_named(store, monkeypatch):
    store.save(full(), 0, "anna")
    usage = shutil.disk_usage(store.path.parent)._replace(free=store.path.stat().st_size)
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(StoreFullError):
        back_up_once_a_day(store.path)
