# SPDX-License-Identifier: GPL-2.0-or-later
"""Towns and districts told from publisher and title; AGS and keys after the municipal directory of IT.NRW."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.local_search import search_local
from ruhr_smartcity_plugin.core.catalogue.municipalities import Coverage, find_coverage

BOCHUM, WESEL_TOWN, UNNA_TOWN, RECKLINGHAUSEN_TOWN = "05911000", "05170048", "05978036", "05562032"
RECKLINGHAUSEN, UNNA, WESEL, ENNEPE_RUHR = "05562", "05978", "05170", "05954"


@pytest.mark.parametrize(
    ("publisher", "district"),
    [
        ("Kreis Wesel", WESEL),
        ("Wesel, Kreis", WESEL),
        ("Wesel, Landkreis", WESEL),
        ("Wesel (Kreis)", WESEL),
        ("Kreisverwaltung Wesel", WESEL),
        ("kreis-wesel", WESEL),
        ("Kreis Unna - Der Landrat", UNNA),
        ("Der Landrat des Kreises Recklinghausen", RECKLINGHAUSEN),
        ("Ennepe-Ruhr-Kreis", ENNEPE_RUHR),
        ("ennepe-ruhr-kreis", ENNEPE_RUHR),
    ],
)
def test_a_district_that_publishes_is_not_the_town_of_its_name(publisher, district):
    assert find_coverage([], [publisher], "Radwege") == Coverage(frozenset(), frozenset({district}), "publisher")


@pytest.mark.parametrize(
    ("publisher", "town"),
    [
        ("Wesel", WESEL_TOWN),
        ("Hansestadt Wesel", WESEL_TOWN),
        ("Unna, Kreisstadt", UNNA_TOWN),
        ("Kreisstadt Unna", UNNA_TOWN),
        ("Stadt Recklinghausen", RECKLINGHAUSEN_TOWN),
        ("stadt-bochum", BOCHUM),
    ],
)
def test_a_town_that_publishes_is_no_district(publisher, town):
    assert find_coverage([], [publisher], "Radwege") == Coverage(frozenset({town}), frozenset(), "publisher")


@pytest.mark.parametrize(
    ("title", "towns", "districts"),
    [
        ("Bäume, Stadt Bochum", {BOCHUM}, set()),
        ("Schulen in Wesel", {WESEL_TOWN}, set()),
        ("Radwege Kreis Wesel", set(), {WESEL}),
        ("Wesel, Kreis: Radwege", set(), {WESEL}),
        ("Haltestellen (Kreis Unna)", set(), {UNNA}),
    ],
)
def test_a_title_names_towns_and_districts_behind_a_comma_too(title, towns, districts):
    assert find_coverage([], ["Amt für Daten"], title) == Coverage(frozenset(towns), frozenset(districts), "title")


def test_the_search_in_short_lists_reads_texts_behind_a_comma_too():
    dataset = Dataset("a", "Bäume, Sträucher und Hecken", "Portal", notes="Straßen, Wege, Plätze")
    for words in ("hecken", "strasse plätze", "bäume, hecken", "Sträucher"):
        assert search_local([dataset], words) == (dataset,), words
    assert search_local([dataset], "bäume, autos") == ()
