# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.adapters.projects import geopackage_store
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store, open_store
from ruhr_smartcity_plugin.adapters.projects.sample import create_sample_register
from ruhr_smartcity_plugin.core.errors import (
    NewerSchemaError,
    NotARegisterError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
)
from tests.adapters.projects.bundles import BOCHUM, GELSENKIRCHEN, full, simple, with_title


def sql(store, statement, *values):
    with sqlite3.connect(store.path) as connection:
        result = connection.execute(statement, values).fetchall()
    connection.close()
    return result


# --- files ---
def test_creating_never_overwrites(store):
    with pytest.raises(StoreError) as error:
        create_store(store.path)
    assert "exists already" in error.value.sentence
    assert open_store(store.path).list_projects() == ()


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00", b"PK\x03\x04" + bytes(100)])
def test_a_file_that_is_something_else_is_no_register(tmp_path, content):
    path = tmp_path / "x.gpkg"
    path.write_bytes(content)
    with pytest.raises(NotARegisterError) as error:
        open_store(path)
    assert "x.gpkg" in error.value.sentence
    assert path.read_bytes() == content


def test_a_missing_file_is_said_and_none_is_made(tmp_path):
    with pytest.raises(NotARegisterError) as error:
        open_store(tmp_path / "weg.gpkg")
    assert "no longer there" in error.value.sentence
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_register(tmp_path):
    with pytest.raises(StoreError):
        open_store(tmp_path)


def test_another_database_is_no_register(tmp_path):
    path = tmp_path / "other.gpkg"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE project (title TEXT)")
    connection.close()
    with pytest.raises(NotARegisterError):
        open_store(path)


@pytest.mark.parametrize("user_version", [10304, 10399, 99, 10400, -1])
def test_a_register_of_a_newer_version_opens_for_reading_only(store, user_version):
    first = store.save(simple(), 0, "anna")
    sql(store, {10304: "PRAGMA user_version = 10304", 10399: "PRAGMA user_version = 10399",
                99: "PRAGMA user_version = 99", 10400: "PRAGMA user_version = 10400",
                -1: "PRAGMA user_version = -1"}[user_version])
    content = store.path.read_bytes()
    newer = open_store(store.path)
    assert "newer version" in newer.read_only_reason
    assert newer.list_projects()[0].title == "Kühle Orte"
    with pytest.raises(NewerSchemaError):
        newer.save(with_title(first, "Neu"), 1, "anna")
    with pytest.raises(NewerSchemaError):
        newer.delete(first.project.uuid, 1, "anna")
    assert store.path.read_bytes() == content


def test_a_damaged_register_is_said_on_opening(store):
    for number in range(40):
        store.save(simple(f"{number} " + "x" * 400), 0, "anna")
    content = bytearray(store.path.read_bytes())
    content[len(content) // 2: len(content) // 2 + 8192] = b"\xff" * 8192
    store.path.write_bytes(content)
    with pytest.raises(StoreDamagedError) as error:
        open_store(store.path)
    assert "backup" in error.value.sentence


def test_a_lock_of_another_program_ends_in_a_sentence_and_the_next_try_works(store):
    first = store.save(simple(), 0, "anna")
    store = open_store(store.path, busy_timeout_s=0.2)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreBusyError) as error:
        store.save(with_title(first, "Neu"), 1, "anna")
    assert "in use by another program" in error.value.sentence
    with pytest.raises(StoreBusyError):
        store.list_projects()
    other.execute("ROLLBACK")
    other.close()
    assert store.save(with_title(first, "Neu"), 1, "anna").project.version == 2


def test_a_full_disk_leaves_nothing_half_and_a_later_save_works(store, monkeypatch):
    first = store.save(full(), 0, "anna")
    real = geopackage_store.connect
    pages = sql(store, "PRAGMA page_count")[0][0]

    def connect_to_full_disk(path, **options):
        connection = real(path, **options)
        assert connection.execute(f"PRAGMA max_page_count = {pages + 2}").fetchone()[0] == pages + 2
        return connection

    monkeypatch.setattr(geopackage_store, "connect", connect_to_full_disk)
    bigger = replace(with_title(first, "Neu"), project=replace(first.project, title="Neu", description="x" * 100_000))
    with pytest.raises(StoreFullError) as error:
        store.save(bigger, 1, "anna")
    assert "no room left" in error.value.sentence
    monkeypatch.setattr(geopackage_store, "connect", real)
    assert open_store(store.path).get(first.project.uuid) == first
    assert store.save(bigger, 1, "anna").project.version == 2


def test_the_sample_register_holds_the_known_projects_and_says_that_it_is_a_sample(tmp_path):
    store = create_sample_register(tmp_path / "sample.gpkg")
    titles = {one.title for one in store.list_projects()}
    assert {"Digitallinie 302", "RegioHubs Mayen-Koblenz", "Smart City Innovation Unit Bochum"} <= titles
    line = next(one for one in store.list_projects() if one.title == "Digitallinie 302")
    bundle = store.get(line.uuid)
    stops = [one for one in bundle.sites if one.role == "HALT"]
    assert len(stops) == 10
    assert {one.accuracy for one in stops} <= {"GEM", "QUA"}
    assert set(bundle.ags) == {GELSENKIRCHEN, BOCHUM}
    assert "BOGESTRA" in {one.name for one in bundle.organisations}
    assert all("Beispieldatensatz" in store.get(one.uuid).project.source for one in store.list_projects())
    assert sorted(one.name for one in tmp_path.iterdir()) == ["sample.gpkg"]


