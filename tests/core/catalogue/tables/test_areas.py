# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables that name municipalities and districts side by side: each row gets the place that tells most."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.tables.areas import DISTRICT, MUNICIPALITY, AreaKey
from ruhr_smartcity_plugin.core.catalogue.tables.judged import Sureness
from ruhr_smartcity_plugin.core.catalogue.tables.judging import judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.reading import TableReading
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource

HERTEN, DORSTEN, MOERS = (AreaKey(MUNICIPALITY, key) for key in ("05562020", "05562012", "05170024"))


def areas_of(text: str) -> tuple:
    """Return the title of the column that holds the places, and the places of all rows."""
    source = TableSource("test.csv", content=text.encode())
    understood = judge_table(source).understanding
    found = [area for part in TableReading(source, understood).parts() for area in part.places.areas]
    return understood.place_titles(), found


@pytest.mark.parametrize(
    "head_and_districts",
    [
        ("Kreis", "Kreis Recklinghausen", "Kreis Wesel"),
        ("Kreis", "Recklinghausen", "Wesel"),
        ("Kreisschlüssel", "05562", "05170"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False], ids=["before", "behind"])
def test_a_municipality_goes_before_its_district(head_and_districts, is_first):
    head, recklinghausen, wesel = head_and_districts
    rows = (("Gemeinde", head, "Wert"), ("Herten", recklinghausen, "1"), ("Dorsten", recklinghausen, "2"),
            ("Moers", wesel, "3"))
    text = "".join(";".join((b, a, c) if is_first else (a, b, c)) + "\n" for a, b, c in rows)
    assert areas_of(text) == (("Gemeinde",), [HERTEN, DORSTEN, MOERS])


def test_a_key_of_municipalities_goes_before_their_names():
    titles, found = areas_of("Kreis;Gemeinde;AGS;Wert\nWesel;Moers;05170024;1\nRecklinghausen;Herten;05562020;2\n")
    assert (titles, found) == (("AGS",), [MOERS, HERTEN])


def test_keys_of_all_levels_in_one_column_are_found():
    text = ("Schlüssel;Gebiet;Wert\n05;Nordrhein-Westfalen;9\n051;Reg.-Bez. Düsseldorf;5\n05112;Duisburg;1\n"
            "05113;Essen;2\n05170;Wesel, Kreis;3\n05170004;Alpen;4\n05170008;Dinslaken;5\n")
    _titles, found = areas_of(text)
    assert found == [None, None, *(AreaKey(MUNICIPALITY, key) for key in ("05112000", "05113000")),
                     AreaKey(DISTRICT, "05170"), *(AreaKey(MUNICIPALITY, key) for key in ("05170004", "05170008"))]


@pytest.mark.parametrize("head", ["Kreis", "Landkreis", "Kreise"])
def test_below_the_head_kreis_shared_names_are_districts(head):
    text = f"{head};Wert\nRecklinghausen;1\nWesel;2\nUnna;3\nEnnepe-Ruhr;4\n"
    _titles, found = areas_of(text)
    assert found == [AreaKey(DISTRICT, key) for key in ("05562", "05170", "05978", "05954")]
    judged = judge_table(TableSource("test.csv", content=text.encode())).understanding.placing
    assert judged.sure is Sureness.LIKELY
    assert "the head of the column says so" in judged.why
