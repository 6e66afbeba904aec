# SPDX-License-Identifier: GPL-2.0-or-later
"""What is written as an office would write it is read as it was: values drawn from fixed seeds."""

from __future__ import annotations

import csv
import io
import random

import pytest

from ruhr_smartcity_plugin.core.catalogue.tables.choices import Choices
from ruhr_smartcity_plugin.core.catalogue.tables.columns import ColumnKind
from ruhr_smartcity_plugin.core.catalogue.tables.judging import judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.placing import PlacingKind
from ruhr_smartcity_plugin.core.catalogue.tables.reading import TableReading
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.catalogue.tables.understanding import understand
from ruhr_smartcity_plugin.core.errors import InputError
from tests.core.catalogue.tables.corpus import CASES

SEEDS = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233)
_WORDS = ("Straße", "Süd; West", 'das "Eck"', "Ärztehaus", "a, b", "zwei\nZeilen", "Öl|Gas", "Müll\tTonne", "ruhr")


def draw_rows(dice: random.Random, count: int) -> list:
    """Rows of number, text, whole number or nothing, UTM east and north."""
    return [(number, dice.choice(_WORDS), dice.choice((None, dice.randrange(-90_000, 2_000_000))),
             round(dice.uniform(-5000.0, 5000.0), 2),
             round(dice.uniform(340_000.0, 400_000.0), 2), round(dice.uniform(5_690_000.0, 5_720_000.0), 2))
            for number in range(count)]


def as_written(value: object, decimal: str, dotted: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    text = f"{value:,}" if dotted and abs(value) >= 1000 else str(value)
    text = text.replace(",", "§").replace(".", decimal)
    return text.replace("§", "." if decimal == "," else ",")


@pytest.mark.parametrize("seed", SEEDS)
def test_values_come_back_as_they_were_written(seed):
    dice = random.Random(seed)
    rows = draw_rows(dice, dice.randrange(20, 400))
    decimal = dice.choice((",", "."))
    delimiter = dice.choice((";", "\t", "|", ","))
    encoding = dice.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16", "iso-8859-15"))
    end = dice.choice(("\n", "\r\n"))
    dotted = dice.random() < 0.5
    out = io.StringIO(newline="")
    for _line in range(dice.randrange(0, 4)):
        out.write(f"Auszug aus dem Verzeichnis{end}")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(("Nr", "Bezeichnung", "Menge", "Saldo", "Rechtswert", "Hochwert"))
    writer.writerows([as_written(value, decimal, dotted and place > 1) for place, value in enumerate(row)]
                     for row in rows)
    source = TableSource("drawn", content=out.getvalue().encode(encoding))
    table = understand(source)
    reading = TableReading(source, table)
    read = [row for part in reading.parts() for row in zip(*(column.as_list() for column in part.columns))]
    assert reading.tally.rejected == 0
    assert read == [tuple(row) for row in rows]
    assert table.placing.value.crs == "EPSG:25832"
    assert reading.tally.good == len(rows)


@pytest.mark.parametrize("seed", SEEDS)
def test_damaged_files_never_lose_a_row_or_crash(seed):
    dice = random.Random(seed)
    rows = draw_rows(dice, 200)
    text = "Nr;Name;Menge;Saldo;Ost;Nord\n" + "".join(
        ";".join(as_written(value, ",", False).replace(";", "").replace("\n", " ").replace('"', "") for value in row)
        + "\n" for row in rows)
    content = bytearray(text.encode("utf-8"))
    body = text.index("\n") + 1
    for _damage in range(40):  # bytes exchanged below the head; line ends stay, so that the lines can be counted
        place = dice.randrange(body, len(content))
        if content[place] not in b"\r\n":
            content[place] = dice.choice(b';"\x00\xff,.xX9-')
    made = judge_table(TableSource("damaged", content=bytes(content)))
    tally = made.tally
    assert tally.good + tally.without_place + tally.rejected == tally.rows
    # A quote that two damages opened and closed makes one row of several lines.
    assert tally.rows + tally.blank_lines + tally.foot_lines <= 200
    assert tally.rows >= 190


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_a_file_that_breaks_off_is_read_up_to_there(cut):
    text = "Nr;Name;Wert\n" + "".join(f'{n};"Süd {n}";{n},5\n' for n in range(20))
    content = text.encode("cp1252")[:-cut or None]
    tally = judge_table(TableSource("cut", content=content)).tally
    lines = content.decode("cp1252").count("\n") - 1 + (not content.endswith(b"\n"))
    assert tally.rows == lines
    assert tally.rejected <= 1


@pytest.mark.parametrize("seed", range(150))
def test_whatever_the_bytes_and_the_choices_only_named_errors_come(seed):
    """Random bytes, damaged and joined tables of the corpus, random choices: a result that adds up or a sentence."""
    dice = random.Random(seed)
    content = bytearray(dice.choice(CASES).content[dice.randrange(20):] + dice.choice(CASES).content)
    for _damage in range(dice.randrange(30)):
        content[dice.randrange(len(content))] = dice.choice(b'a;,\t|"\n\r1.-x/ \xff\xe4\x00')
    titles = ("Ort", "ort", "Wert", "X", "Y", "spalte_1", "spalte_2")
    choices = Choices(
        encoding=dice.choice(("", "utf-8", "utf-16", "utf-16-be", "cp1252")),
        delimiter=dice.choice((None, ";", ",", "")),
        head_line=dice.choice((None, 0, 1, 3, 900)), decimal=dice.choice(("", ",", ".")),
        kinds={dice.choice(titles): (dice.choice(list(ColumnKind)), "")}, placing=dice.choice((None, *PlacingKind)),
        place_columns=(dice.choice(titles), dice.choice(titles)), crs=dice.choice(("", "EPSG:25832", "EPSG:2056")),
        level=dice.choice(("", "district")), repairs=dice.random() < 0.5)
    try:
        tally = judge_table(TableSource("any", content=bytes(content)), choices).tally
    except InputError:
        return
    assert tally.good + tally.without_place + tally.rejected == tally.rows
