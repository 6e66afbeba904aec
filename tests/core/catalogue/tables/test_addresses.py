# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists of addresses are tables; the towns they name are no places for their rows."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.tables.choices import Choices
from ruhr_smartcity_plugin.core.catalogue.tables.judging import judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.placing import PlacingKind
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource

ROWS = "A;Hauptstr. 1;44787;Bochum\nB;Hauptstr. 2;44789;Bochum\nC;Weg 3;45127;Essen\n"


def judged(head: str, choices: Choices | None = None, rows: str = ROWS):
    return judge_table(TableSource("test.csv", content=f"{head}\n{rows}".encode()), choices or Choices())


@pytest.mark.parametrize("street", ["Straße", "Str.", "Straße/Hausnr.", "Adresse", "Anschrift", "STRASSE"])
def test_a_list_of_addresses_has_no_places(street):
    table = judged(f"Name;{street};PLZ;Ort")
    assert table.understanding.placing.value.kind is PlacingKind.NONE
    assert "addresses" in table.understanding.placing.why
    assert table.tally.good == 3


def test_house_numbers_alone_tell_a_list_of_addresses():
    table = judged("Weg;Hausnummer;Ort", rows="A;1;Bochum\nB;2;Bochum\nC;3;Essen\n")
    assert table.understanding.placing.value.kind is PlacingKind.NONE


def test_the_towns_of_addresses_may_be_chosen():
    table = judged("Name;Straße;PLZ;Ort", Choices(placing=PlacingKind.AREAS, place_columns=("Ort",)))
    assert table.understanding.placing.value.kind is PlacingKind.AREAS
    assert table.tally.good == 3


@pytest.mark.parametrize(("head", "rows"), [
    ("Ort;Straßen (km);Einwohner", "Bochum;12;5\nEssen;13;6\n"),
    ("Ort;E-Mail-Adresse;Wert", "Bochum;a@b.de;5\nEssen;c@d.de;6\n"),
    ("Ort;Straße;Wert", "Bochum;;5\nEssen;;6\n"), ("Ort;Straße;Wert", "Bochum;12;5\nEssen;13;6\n")])
def test_figures_of_towns_keep_their_areas(head, rows):
    assert judged(head, rows=rows).understanding.placing.value.kind is PlacingKind.AREAS


def test_addresses_with_coordinates_are_points():
    table = judged("Straße;Ort;x;y", rows="Weg 1;Bochum;377000;5705000\nWeg 2;Essen;378000;5706000\n")
    assert table.understanding.placing.value.kind is PlacingKind.POINTS
