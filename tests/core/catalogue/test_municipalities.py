# SPDX-License-Identifier: GPL-2.0-or-later
"""Towns and districts told from publisher and title; AGS and keys after the municipal directory of IT.NRW."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.local_search import search_local
from ruhr_smartcity_plugin.core.catalogue.municipalities import Coverage, find_coverage

ESSEN, HERNE, MUELHEIM, OBERHAUSEN = "05113000", "05916000", "05117000", "05119000"
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


@pytest.mark.parametrize(
    ("key", "publisher", "title"),
    [
        ("municipalityKey/07132050", "Gemeinde Hamm (Sieg)", "Radwege"),
        ("municipalityKey/03459013", "Bad Essen", "Radwege"),
        ("regionalKey/034590020020", "Hagen a.T.W.", "Radwege"),
        ("municipalityKey/05315000", "Stadt Köln", "Moers Festival in Köln"),
        ("districtKey/05315", "Stadt Köln", "Moers Festival in Köln"),
        ("regionalKey/110000000000", "Land Berlin", "Partnerstadt Essen"),
    ],
)
def test_a_stated_key_outside_the_region_is_not_guessed_over(key, publisher, title):
    assert find_coverage([f"http://dcat-ap.de/def/politicalGeocoding/{key}"], [publisher], title) == Coverage()


@pytest.mark.parametrize(
    "key", ["stateKey/05", "regionalKey/05", "regionalKey/050000000000", "regionalKey/059000000000", "x"]
)
def test_a_key_of_the_state_leaves_the_question_to_publisher_and_title(key):
    keys = [f"http://dcat-ap.de/def/politicalGeocoding/{key}"]
    assert find_coverage(keys, ["Stadt Bochum"], "Radwege").municipalities == {BOCHUM}


def test_a_key_without_its_leading_zero_is_a_key():
    key = "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/5911000"
    assert find_coverage([key], ["Stadt Köln"], "") == Coverage(frozenset({BOCHUM}), frozenset(), "geocoding")


def test_one_key_of_the_region_among_others_counts():
    keys = [f"http://dcat-ap.de/def/politicalGeocoding/municipalityKey/{one}" for one in ("05315000", BOCHUM)]
    assert find_coverage(keys, ["Stadt Köln"], "Radwege") == Coverage(frozenset({BOCHUM}), frozenset(), "geocoding")


@pytest.mark.parametrize(
    ("title", "towns"),
    [
        ("Woher kamen die Zuwanderer", set()),
        ("Schulen in Kamen", {"05978020"}),
        ("SCHULEN KAMEN", {"05978020"}),
        ("Ausgaben für Essen und Trinken", set()),
        ("Essen auf Rädern", set()),
        ("Radwege Essen und Bochum", {"05113000", BOCHUM}),
        ("Ausgaben der Stadt Essen für Essen und Trinken", {"05113000"}),
        ("Bad Essen: Radwege", set()),
        ("Hagen a.T.W.", set()),
        ("Hamm (Sieg): Radwege", set()),
        ("Radwege Hamm (2021)", {"05915000"}),
    ],
)
def test_a_word_that_is_also_a_town_and_a_namesake_are_no_town_of_the_region(title, towns):
    assert find_coverage([], [], title).municipalities == towns


@pytest.mark.parametrize(
    ("title", "towns"),
    [
        ("Radschnellweg Bochum-Herne", {BOCHUM, HERNE}),
        ("Bahn Mülheim-Essen-Bochum", {MUELHEIM, ESSEN, BOCHUM}),
        ("Castrop-Rauxel-Herne", {"05562004", HERNE}),
        ("Rhein-Herne-Kanal", set()),
        ("Wesel-Datteln-Kanal", set()),
        ("Brücken am Dortmund-Ems-Kanal in Datteln", {"05562008"}),
        ("Bebauungspläne Bochum-Werne", {BOCHUM}),
        ("Bebauungspläne Essen-Kettwig", {ESSEN}),
        ("Sanierung Marl-Hamm", set()),
        ("Regionaler Flächennutzungsplan Bochum, Essen, Herne, Mülheim und Oberhausen",
         {BOCHUM, ESSEN, HERNE, MUELHEIM, OBERHAUSEN}),
        ("Köln-Mülheim: Radwege", set()),
        ("Radwege Mülheim", set()),
        ("Radwege Essen und Köln-Mülheim", {ESSEN}),
        ("Radwege Essen (Ruhr)", {ESSEN}),
        ("Radwege Essen (WMS)", {ESSEN}),
        ("Radwege Essen (Oldenburg)", set()),
        ("Baugebiete Oberhausen-Rheinhausen", set()),
        ("Baugebiete Oberhausen-Sterkrade", {OBERHAUSEN}),
    ],
)  # fmt: skip
def test_towns_joined_by_hyphens_and_namesakes_in_titles(title, towns):
    assert find_coverage([], [], title).municipalities == towns


@pytest.mark.parametrize(
    "publisher",
    [
        "Gemeinde Essen (Oldenburg)", "Essen (Oldb)", "Stadt Wetter (Hessen)", "Gemeinde Oberhausen-Rheinhausen",
        "Universität Duisburg-Essen", "Regionalverband Ruhr, Essen", "RVR, Essen", "Emschergenossenschaft, Essen",
        "Lippeverband Dortmund", "Straßen.NRW, Niederlassung Bochum",
    ],
)  # fmt: skip
def test_a_publisher_of_another_place_or_of_the_whole_region_is_no_town(publisher):
    assert find_coverage([], [publisher], "Hitzekarte") == Coverage()
    assert find_coverage([], [publisher], "Hitzekarte Herne") == Coverage(frozenset({HERNE}), frozenset(), "title")


@pytest.mark.parametrize(
    ("publisher", "town"),
    [("Stadt Essen und Regionalverband Ruhr", ESSEN), ("Polizeipräsidium Bochum", BOCHUM), ("Essen (NRW)", ESSEN),
     ("Stadt Wetter (Ruhr)", "05954032"), ("Wirtschaftsförderung Bochum-Wattenscheid", BOCHUM)],
)  # fmt: skip
def test_an_office_of_a_town_is_still_told_by_its_name(publisher, town):
    assert find_coverage([], [publisher], "") == Coverage(frozenset({town}), frozenset(), "publisher")


def test_the_search_in_short_lists_reads_texts_behind_a_comma_too():
    dataset = Dataset("a", "Bäume, Sträucher und Hecken", "Portal", notes="Straßen, Wege, Plätze")
    for words in ("hecken", "strasse plätze", "bäume, hecken", "Sträucher"):
        assert search_local([dataset], words) == (dataset,), words
    assert search_local([dataset], "bäume, autos") == ()


def test_the_search_in_short_lists_knows_a_town_by_its_key_as_the_index_does():
    nurseries = Dataset("a", "Kindertagesstätten", "Portal", publisher="Jugendamt", municipalities=frozenset({ESSEN}),
                        municipality_evidence="geocoding")  # fmt: skip
    assert search_local([nurseries], "Kita Essen") == search_local([nurseries], "Kitas in Essen") == (nurseries,)
    assert search_local([nurseries], "Kita Bochum") == ()
