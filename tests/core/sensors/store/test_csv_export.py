# SPDX-License-Identifier: GPL-2.0-or-later
"""An export of a store as CSV gives the same series when it is read again."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.errors import InputError, StoreError
from ruhr_smartcity_plugin.core.sensors.model import Station
from ruhr_smartcity_plugin.core.sensors.store.csv_export import read_export, write_csv
from ruhr_smartcity_plugin.core.sensors.store.records import SourceInfo, Written
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from tests.core.sensors.store.contents import fill_with_everything, same_content
from tests.core.sensors.store.test_series_store import SOURCE, make_station


@pytest.fixture
def store(tmp_path):
    with SeriesStore.create(tmp_path / "werte.sqlite") as one:
        fill_with_everything(one)
        yield one


@pytest.fixture
def empty(tmp_path):
    with SeriesStore.create(tmp_path / "neu.sqlite") as one:
        yield one


def test_an_export_read_again_is_the_same(store, empty, tmp_path):
    path = tmp_path / "Ausgabe für März.csv"
    count = write_csv(store, path)
    assert count == sum(one.n for one in store.streams())
    report = read_export(path, empty)
    assert (report.n_series, report.written) == (3, Written(new=count))
    same_content(store, empty)
    assert read_export(path, empty).written == Written(same=count)


def test_a_spreadsheet_takes_no_cell_for_a_formula_and_reads_plain_columns(store, tmp_path):
    path = tmp_path / "aus.csv"
    write_csv(store, path, [store.streams()[0].id])
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "@", "+", "\t")]
    first = rows[0]
    assert (first["station"], first["x"], first["y"]) == ("'=1+1", "7.21", "51.4")
    assert (first["property"], first["unit"]) == ("air_temperature", "°C")
    assert first["time_utc"] == "2026-03-29T00:00:00.000Z"
    assert (first["value"], first["flags"], first["source_licence"]) == ("20.5", "9", SOURCE.licence)


def test_a_file_saved_with_decimal_commas_is_read_too(store, empty, tmp_path):
    path = tmp_path / "aus.csv"
    write_csv(store, path, [store.streams()[0].id])
    text = path.read_text(encoding="utf-8-sig").replace("20.5;", "20,5;").replace("7.21;", "7,21;")
    path.write_text(text, encoding="utf-8")
    read_export(path, empty)
    assert empty.series(empty.streams()[0].id).values[0] == 20.5
    assert empty.stations()[0].longitude == 7.21


def test_values_come_into_a_store_that_has_the_series_in_another_unit(store, empty, tmp_path):
    path = tmp_path / "aus.csv"
    stream = store.streams()[0]
    write_csv(store, path, [stream.id])
    path.write_text(path.read_text(encoding="utf-8-sig").replace(";°C;", ";hPa;"), encoding="utf-8")
    described = store.described([stream.id])[0]
    source = empty.put_source(described.source)
    empty.put_stations(source, [make_station(1)])
    with pytest.raises(InputError, match="cannot be converted"):
        read_export(path, empty)
    path.write_text(path.read_text(encoding="utf-8").replace(";hPa;", ";K;"), encoding="utf-8")
    read_export(path, empty)
    assert empty.series(empty.streams()[0].id).values[0] == pytest.approx(20.5 - 273.15)


@pytest.mark.parametrize(("change", "words"), [
    (lambda text: text.replace("2026-03-29T01:00:00.000Z", "gestern"), "Line 3"),
    (lambda text: text.replace(";21.25;", ";viel;"), "Line 3"),
    (lambda text: text + "kurz;\r\n", "cannot be read"),
    (lambda text: "Zeit;Wert\n1;2\n", "no export"),
    (lambda text: "", "no export"),
])
def test_a_line_that_cannot_be_read_is_named(store, empty, tmp_path, change, words):
    path = tmp_path / "aus.csv"
    write_csv(store, path)
    path.write_text(change(path.read_text(encoding="utf-8-sig")), encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_export(path, empty)


def test_what_cannot_be_read_or_written_is_told_and_leaves_nothing(store, empty, tmp_path):
    (tmp_path / "bild.csv").write_bytes(b"\xff\xfe\x00\x81" * 50)
    for path in (tmp_path / "fehlt.csv", tmp_path / "bild.csv"):
        with pytest.raises(InputError, match="could not be read"):
            read_export(path, empty)
    with pytest.raises(StoreError, match="could not be written"):
        write_csv(store, tmp_path / "kein" / "ordner.csv")
    assert not list(tmp_path.glob("*.part"))


def test_a_long_series_comes_in_portions_and_whole(empty, tmp_path):
    source = empty.put_source(SourceInfo("csv", "a", "b"))
    stream = empty.put_stations(source, [Station("x", "X", datastreams=make_station().datastreams)])["x", "s0"]
    values = np.round(np.random.default_rng(1).normal(12, 8, 120_000), 2)
    empty.write(stream, np.arange(120_000) * 600_000, values)
    write_csv(empty, tmp_path / "lang.csv")
    with SeriesStore.create(tmp_path / "zwei.sqlite") as other:
        assert read_export(tmp_path / "lang.csv", other).written == Written(new=120_000)
        same_content(empty, other)
