# SPDX-License-Identifier: GPL-2.0-or-later
"""What can go wrong with the file of a store is told in a sentence, and costs no value that was written before."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.errors import (
    InputError,
    NewerSchemaError,
    NotASeriesStoreError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)
from ruhr_smartcity_plugin.core.sensors.store.schema import SCHEMA_VERSION, Step
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from tests.core.sensors.store.test_series_store import SOURCE, make_station
from tests.support.disk import full_disk, held_by_another_process, read_only

N = 20_000


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("filled") / "werte.sqlite"
    with SeriesStore.create(path) as store:
        ids = store.put_stations(store.put_source(SOURCE), [make_station()])
        store.write(ids["1", "s0"], np.arange(N), np.arange(float(N)))
    return path


@pytest.fixture
def path(filled, tmp_path):
    return shutil.copyfile(filled, tmp_path / "werte.sqlite")


def only_stream(store):
    return store.streams()[0].id


def sentence_names(error, path):
    return path.name in error.value.sentence


def test_files_that_are_something_else_are_told_apart(tmp_path):
    with closing(sqlite3.connect(tmp_path / "karte.gpkg")) as geopackage:
        geopackage.execute("PRAGMA application_id = 1196444487")
        geopackage.execute("CREATE TABLE gpkg_contents (a)")
    with closing(sqlite3.connect(tmp_path / "andere.sqlite")) as other:
        other.execute("CREATE TABLE observation (a)")
    (tmp_path / "text.csv").write_text("Zeit;Wert\n" * 50, encoding="utf-8")
    (tmp_path / "leer.sqlite").touch()
    (tmp_path / "ordner.sqlite").mkdir()
    expected = {"karte.gpkg": "is a GeoPackage", "andere.sqlite": "no series store", "text.csv": "no series store",
                "leer.sqlite": "no series store", "fehlt.sqlite": "no longer there"}
    for name, words in expected.items():
        for reading in (True, False):
            with pytest.raises(NotASeriesStoreError, match=words) as error:
                SeriesStore.open(tmp_path / name, read_only=reading)
            assert sentence_names(error, tmp_path / name)
    with pytest.raises(StoreError, match="cannot be opened"):
        SeriesStore.open(tmp_path / "ordner.sqlite")
    assert not (tmp_path / "fehlt.sqlite").exists()
    with SeriesStore.open_or_create(tmp_path / "leer.sqlite") as store:  # what a killed creation leaves
        assert store.sources() == []


def test_a_file_another_program_holds_is_said_to_be_busy(path):
    with SeriesStore.open(path, busy_timeout_s=0.05) as store:
        stream = only_stream(store)
        with held_by_another_process(path):
            for job in (lambda: store.write(stream, [1], [0.0]), lambda: store.series(stream),
                        lambda: SeriesStore.open(path, busy_timeout_s=0.05)):
                with pytest.raises(StoreBusyError) as error:
                    job()
                assert sentence_names(error, path)
        assert store.write(stream, [1], [0.0]).corrected == 1


def test_readers_are_let_in_until_the_commit_and_a_writer_waits_for_them(path):
    with SeriesStore.open(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # a writer before its commit
        other.execute("UPDATE source SET title = 'x'")
        assert len(store.series(only_stream(store))) == N
        other.execute("ROLLBACK")
        reading = other.execute("SELECT * FROM observation")  # a reader that takes its time
        reading.fetchone()
        writing = threading.Thread(target=lambda: store.write(only_stream(store), [N], [1.0]))
        writing.start()
        assert len(reading.fetchall()) == N - 1
        writing.join(10)
        assert len(store.series(only_stream(store))) == N + 1


def test_a_store_another_program_has_switched_to_a_log_becomes_one_file_again(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        assert other.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
        other.execute("UPDATE source SET title = 'x'")
        with SeriesStore.open(path, busy_timeout_s=0.05) as store:  # in use: stays as it is, and works
            assert store.write(only_stream(store), [N], [1.0]).new == 1
    with SeriesStore.open(path) as store:
        assert store.sources()[0].info.title == "x"
        assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_full_disk_keeps_what_was_written_before(path):
    stream = 1
    with SeriesStore.open(path) as store:
        with full_disk(path.stat().st_size + 4096), pytest.raises(StoreError) as error:
            store.write(stream, np.arange(N, 5 * N), np.zeros(4 * N))
        assert sentence_names(error, path)
        assert len(store.series(stream)) == N
        assert store.write(stream, [N], [1.0]).new == 1
        with store._file.reader() as connection:  # SQLite's own word for a full disk
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute("PRAGMA max_page_count = " + str(pages))
        with pytest.raises(StoreFullError) as error:
            store.write(stream, np.arange(N, 5 * N), np.zeros(4 * N))
        assert sentence_names(error, path)
        assert len(store.series(stream)) == N + 1
        assert store.check().is_sound


def test_a_write_protected_store_is_read_and_says_why_it_cannot_be_written(path):
    with read_only(path.parent), SeriesStore.open(path) as store:
        assert isinstance(store.read_only_because, StoreReadOnlyError)
        assert len(store.series(only_stream(store))) == N
        with pytest.raises(StoreReadOnlyError, match="write-protected"):
            store.write(only_stream(store), [1], [0.0])
        with pytest.raises(StoreReadOnlyError, match="cannot be made"):
            SeriesStore.create(path.parent / "neu.sqlite")
    with SeriesStore.open(path) as store:
        assert store.read_only_because is None


def test_an_interrupted_store_on_a_protected_drive_is_not_read_half_done(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as writing:
        writing.execute("PRAGMA cache_size = 2")  # spills into the file before the commit
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("UPDATE observation SET value = -1")
        copy = path.parent / "kopie" / path.name
        copy.parent.mkdir()
        shutil.copyfile(path, copy)
        shutil.copyfile(f"{path}-journal", f"{copy}-journal")
        writing.execute("ROLLBACK")
    with read_only(copy.parent), pytest.raises(StoreReadOnlyError, match="not closed properly"):
        SeriesStore.open(copy, read_only=True)
    with SeriesStore.open(copy, read_only=True) as store:  # rolled back where that is allowed
        assert store.series(only_stream(store)).values.min() == 0.0


def test_a_newer_store_opens_for_reading_with_a_sentence(path):
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 99")
        newer.execute("ALTER TABLE datastream ADD COLUMN accuracy REAL")
    with SeriesStore.open(path) as store:
        assert isinstance(store.read_only_because, NewerSchemaError)
        assert "newer version" in store.read_only_because.sentence
        assert len(store.series(only_stream(store))) == N
        with pytest.raises(NewerSchemaError):
            store.write(only_stream(store), [1], [0.0])


def test_an_older_store_is_brought_up_to_date_in_one_step_or_not_at_all(path):
    step = Step(SCHEMA_VERSION, ("ALTER TABLE station ADD COLUMN owner TEXT NOT NULL DEFAULT ''",
                                 "PRAGMA user_version = 2"))
    broken = Step(SCHEMA_VERSION, (*step.statements, "ALTER TABLE nowhere ADD COLUMN x"))
    with pytest.raises(StoreError):
        SeriesStore.open(path, steps=(broken,), version=2)
    with SeriesStore.open(path) as store:  # still schema 1
        assert store.read_only_because is None
    with read_only(path.parent), pytest.raises(StoreReadOnlyError, match="older version"):
        SeriesStore.open(path, steps=(step,), version=2)
    with SeriesStore.open(path, steps=(step,), version=2) as store:
        assert len(store.series(only_stream(store))) == N
        assert store.write(only_stream(store), [N], [1.0]).new == 1
    with closing(sqlite3.connect(path)) as found:
        assert found.execute("PRAGMA user_version").fetchone() == (2,)
        assert found.execute("SELECT owner FROM station").fetchall() == [("",)]
    with SeriesStore.open(path) as store:  # this plugin knows schema 1 only
        assert isinstance(store.read_only_because, NewerSchemaError)


def test_damage_is_found_by_the_check_and_named_when_it_is_read(path):
    with SeriesStore.open(path) as store:
        assert store.check().is_sound
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * 40_000)
    with SeriesStore.open(path, read_only=True) as store:
        assert store.check().complaints
        with pytest.raises(StoreDamagedError) as error:
            store.series(only_stream(store))
        assert sentence_names(error, path)
        assert error.value.path == str(path)


def test_what_another_program_broke_is_found_and_counts_are_put_right(path):
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DELETE FROM observation WHERE time < 10")
        other.execute("INSERT INTO observation VALUES (77, 1, 2.0)")
    with SeriesStore.open(path) as store:
        found = store.check()
        assert (found.complaints, found.orphans, found.wrong_counts) == ((), 1, 1)
        store.recount()
        assert store.streams()[0].n == N - 10
        assert store.check().wrong_counts == 0


def test_a_text_that_cannot_be_stored_is_refused_as_a_whole(path):
    with SeriesStore.open(path) as store:
        with pytest.raises(InputError):
            store.write_text(only_stream(store), [N, N + 1], ["gut", "kaputt \ud800"])
        assert store.texts(only_stream(store)) == []
        assert store.write(only_stream(store), [N], [1.0]).new == 1
