# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers, dates and encodings cell by cell."""

from __future__ import annotations

import datetime
import math

import pytest

from ruhr_smartcity_plugin.core.catalogue.tables.coordinate_pairs import read_pair
from ruhr_smartcity_plugin.core.catalogue.tables.dates import read_date
from ruhr_smartcity_plugin.core.catalogue.tables.encoding import judge_encoding
from ruhr_smartcity_plugin.core.catalogue.tables.judging import judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.numbers import judge_decimal_sign, read_angle, read_numbers
from ruhr_smartcity_plugin.core.catalogue.tables.source import PIECE_BYTES, TableSource


@pytest.mark.parametrize(("cell", "decimal", "value"), [
    ("1.234,5", ",", 1234.5), ("1.234.567", ",", 1234567.0), ("1,234.5", ".", 1234.5), ("-0,5", ",", -0.5),
    ("+3", ",", 3.0), ("1 234,5", ",", 1234.5), ("1\u00a0234", ",", 1234.0), ("1'234", ",", 1234.0),
    ("12,5 %", ",", 12.5), ("1.234,50 €", ",", 1234.5), ("(12)", ",", 12.0), ("−7", ",", -7.0), (",5", ",", 0.5),
    ("1,5E3", ",", 1500.0), ("-", ",", 0.0), ("–", ",", 0.0), ("3 km²", ",", 3.0)])
def test_numbers_are_read_as_people_write_them(cell, decimal, value):
    alone, among = read_numbers([cell], decimal), read_numbers(["7", cell, "8"], decimal)
    assert alone.values[0] == pytest.approx(value)
    assert among.values[1] == pytest.approx(value)
    assert not alone.bad


@pytest.mark.parametrize("cell", [".", "...", "…", "/", "x", "X", "()", "( )", "k.A.", "NULL", "#NV", ""])
def test_signs_of_official_statistics_are_no_value(cell):
    found = read_numbers([cell, "1"], ",")
    assert math.isnan(found.values[0])
    assert not found.bad


@pytest.mark.parametrize("cell", ["1.23", "1234.567", "1.2345", "12.34,5", "1,2,3", "abc", "1-2", "--1", "1_000", "inf",
                                  "e13", "1e999", "0x10", "5 Stück", "1.234.56"])
def test_what_is_no_number_is_never_made_one(cell):
    assert read_numbers([cell], ",").bad == (0,)
    assert read_numbers(["7", cell, "8"], ",").bad == (1,)


@pytest.mark.parametrize(("cells", "rest", "sign", "sure"), [
    (["1,5", "2"], "", ",", "certain"), (["1.5", "2"], "", ".", "certain"), (["1.234,5"], "", ",", "certain"),
    (["1.234"], "", ",", "guessed"), (["1.234"], ".", ".", "likely"), (["1.234"], ",", ",", "likely"),
    (["1,234"], "", ",", "likely"), (["0.123"], "", ".", "certain"), (["1.234.567"], "", ",", "certain"),
    (["1.234", "5678"], "", ".", "likely"), (["7", "8"], "", "", "certain"),
    (["1,5", "2.5", "3,5"], "", ",", "likely")])
def test_the_decimal_sign_is_judged_per_column(cells, rest, sign, sure):
    judged = judge_decimal_sign(cells, rest)
    assert (judged.value, judged.sure.value) == (sign, sure)


@pytest.mark.parametrize(("cell", "degrees"), [
    ("51° 28′ 12″ N", 51.47), ("51°28'12\"N", 51.47), ("N 51° 28' 12''", 51.47), ("7° 12,5′ O", 7 + 12.5 / 60),
    ("7,5° W", -7.5), ("-7,5°", -7.5), ("51° 28’ 12” ", 51.47)])
def test_angles_are_read(cell, degrees):
    """51° 28′ 12″ = 51 + 28/60 + 12/3600 = 51.47, by hand."""
    assert read_angle(cell) == pytest.approx(degrees)


def test_angles_beyond_sixty_minutes_are_refused():
    assert read_angle("51° 71′ 12″") is None


@pytest.mark.parametrize(("cell", "pair"), [
    ("51.4818,7.2162", (51.4818, 7.2162)), ("51,4818 7,2162", (51.4818, 7.2162)), ("51,4818,7,2162", (51.4818, 7.2162)),
    ("lat: 51.48, lon: 7.21", (51.48, 7.21)), ("[7.2, 51.4]", (7.2, 51.4)), ("377000/5705000", (377000.0, 5705000.0)),
    ("N51.48 E7.21", (51.48, 7.21)), ("Am Markt 7", None), ("1 2 3", None)])
def test_pairs_in_one_cell_are_read(cell, pair):
    assert read_pair(cell) == pair


@pytest.mark.parametrize(("text", "day"), [
    ("3.11.2026", datetime.date(2026, 11, 3)), ("03.11.26", datetime.date(2026, 11, 3)),
    ("03.11.69", datetime.date(1969, 11, 3)), ("2026-11-03", datetime.date(2026, 11, 3)),
    ("03/11/2026", datetime.date(2026, 11, 3)), ("3. November 2026", datetime.date(2026, 11, 3)),
    ("3. Mrz. 2026", datetime.date(2026, 3, 3)), ("2026-11-03T14:30:00", datetime.datetime(2026, 11, 3, 14, 30)),
    ("03.11.2026 24:00", datetime.datetime(2026, 11, 4)),
    ("2026-11-03T14:30:00+01:00", datetime.datetime(2026, 11, 3, 13, 30, tzinfo=datetime.timezone.utc)),
    ("31.02.2026", None), ("2026", None), ("1.2.3", None), ("03.11.2026 25:00", None),
    ("0001-01-01T00:00:00+01:00", None), ("31.12.9999 24:00", None)])
def test_dates_are_read_in_german_order(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "iso-8859-15", "cp850", "mac_roman"])
def test_umlauts_betray_the_encoding(encoding):
    text = "Straße;Größe;Übersicht\nKönigsallee;Mülheim;Ärzte\n" * 3
    judged = judge_encoding([text.encode(encoding)]).value
    assert text.encode(encoding).decode(judged) == text


def test_umlauts_encoded_twice_are_taken_back():
    text = "Straße;Wert\nKönigsallee;1\nMühle;2\n"
    content = text.encode("utf-8").decode("cp1252").encode("utf-8") + "Süd;3\n".encode()
    made = judge_table(TableSource("twice", content=content))
    assert made.understanding.encoding.value == "utf-8-twice"
    assert [row[0] for row in made.preview] == ["Königsallee", "Mühle", "Süd"]


def test_a_letter_cut_in_two_at_the_end_of_a_piece_is_no_other_encoding():
    line = "Mülheim an der Ruhr;Ä;ß\n"
    content = ("a;b;c\n" + "x" + line * (4 * PIECE_BYTES // len(line.encode()))).encode("utf-8")
    for shift in range(3):
        source = TableSource("big", content=b"y" * shift + content)
        assert judge_encoding(source.pieces()).sure.value == "certain"


def test_a_large_file_in_utf_16_is_read_in_step():
    text = "Nr;Straße\n" + "".join(f"{n};Süd {n}\n" for n in range(60_000))
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        tally = judge_table(TableSource("big", content=text.encode(encoding))).tally
        assert (tally.good, tally.rejected) == (60_000, 0)


def test_a_single_line_in_another_encoding_deep_in_a_large_file_is_repaired():
    lines = [f"{n};Süd" for n in range(100_000)]
    content = ("Nr;Ort\n" + "\n".join(lines) + "\n").encode("utf-8")
    place = content.index(b"77777;S")
    content = content[:place] + "77777;Süd".encode("cp1252") + content[place + len("77777;Süd".encode()):]
    made = judge_table(TableSource("big", content=content))
    assert made.understanding.encoding.value == "utf-8"
    assert (made.tally.good, made.tally.rejected) == (100_000, 0)


@pytest.mark.parametrize("cells", [
    ("01.2023", "02.2023", "12.2023"), ("07.30", "16.30", "-"), ("00.15", "12.00")])
def test_months_and_times_of_day_stay_as_they_are_written(cells):
    judged = judge_table(TableSource("t", content=("Ort;Wann\n" + "".join(f"A;{one}\n" for one in cells)).encode()))
    assert tuple(row[1] for row in judged.preview) == cells
    assert "month or a time of day" in judged.understanding.columns[1].why


@pytest.mark.parametrize(("head", "cells", "values"), [
    ("Wert", ("0.5", "7.30"), (0.5, 7.3)), ("Wert", ("07.2162", "06.1"), (7.2162, 6.1)), ("lon", ("07.20", "07.30"),
                                                                                    (7.2, 7.3))])
def test_numbers_with_a_zero_before_them_stay_numbers(head, cells, values):
    judged = judge_table(TableSource("t", content=(f"Ort;{head}\n" + "".join(f"A;{c}\n" for c in cells)).encode()))
    assert tuple(row[1] for row in judged.preview) == values


def test_times_without_a_zero_stay_as_they_are_beside_others():
    text = "Kita;öffnet;schließt;Beitrag\nA;07.30;16.30;1.75\nB;08.00;18.00;2.40\n"
    assert judge_table(TableSource("t", content=text.encode())).preview[0] == ("A", "07.30", "16.30", 1.75)


def test_times_say_nothing_of_the_sign_of_other_columns():
    text = "Kita;auf;Plätze\nA;07.30;1.234\nB;08.00;2.345\n"
    assert judge_table(TableSource("t", content=text.encode())).preview[0] == ("A", "07.30", 1234)


def test_years_of_two_digits_lie_in_the_next_ten_years_or_in_the_last_century():
    today = datetime.date.today()
    ahead, past = today.year + 10, today.year + 11 - 100
    text = f"Baum;gepflanzt\nA;1.4.{ahead % 100:02d}\nB;1.4.{past % 100:02d}\n"
    judged = judge_table(TableSource("t", content=text.encode()))
    assert [row[1] for row in judged.preview] == [f"{ahead}-04-01", f"{past}-04-01"]
    assert f"from {past} to {ahead}" in judged.understanding.columns[1].why


@pytest.mark.parametrize(("north", "east"), [
    ("51,4818° N", "7,2162° O"), ("51,4818°", "7,2162°"), ("N 51.4818 °", "E 7.2162 °")])
def test_degrees_with_their_sign_in_two_columns_are_places(north, east):
    text = "Ort;Breite;Länge\n" + f"A;{north};{east}\n" * 3
    judged = judge_table(TableSource("t", content=text.encode()))
    assert judged.understanding.placing.value.crs == "EPSG:4326"
    assert judged.preview[0][1:] == (51.4818, 7.2162)
    assert judged.tally.good == 3
