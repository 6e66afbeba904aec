# SPDX-License-Identifier: GPL-2.0-or-later
"""Planners' words with the same meaning, shipped and the user's own."""

from __future__ import annotations

import json

import pytest

from ruhr_smartcity_plugin.core.catalogue.index.folding import fold_words, join_hyphens
from ruhr_smartcity_plugin.core.catalogue.synonyms import (
    OwnSynonyms,
    Synonyms,
    load_own_synonyms,
    save_own_synonyms,
    shipped_synonyms,
    synonyms_with,
)
from ruhr_smartcity_plugin.core.errors import InputError


def others(synonyms, text):
    length, found = synonyms.match(list(fold_words(join_hyphens(text))))
    return length, {" ".join(term) for term in found}


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("Baumkataster", "strassenbaeume"),
        ("B-Plan", "bebauungsplan"),
        ("Kita", "kindertagesstaette"),
        ("Fahrrad", "radwege"),
        ("ÖPNV", "haltestellen"),
        ("opnv", "haltestellen"),
        ("Tempo 30", "geschwindigkeitsbegrenzung"),
        ("Lärm", "umgebungslaerm"),
    ],
)
def test_the_shipped_list_knows_planners_words(typed, other):
    length, found = others(shipped_synonyms(), typed)
    assert length == len(fold_words(join_hyphens(typed)))
    assert other in found


def test_the_shipped_list_is_large_and_clean():
    groups = shipped_synonyms().groups
    assert len(groups) >= 60
    assert all(len(group) > 1 for group in groups)
    for group in groups:
        folded = [fold_words(join_hyphens(word)) for word in group]
        assert len(set(folded)) == len(folded), group


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("Starkregenkarte", "starkregengefahrenkarte"),
        ("Lärmkarten", "laermkarte"),
        ("larmkarten", "laermkarte"),
        ("Grünanlage", "gruenflaechen"),
        ("Spielplatzkataster", "spielplaetze"),
        ("Unfallstatistik", "verkehrsunfaelle"),
        ("Bevölkerungszahlen", "einwohner"),
        ("Fernwärmenetze", "fernwaerme"),
        ("Photovoltaikanlage", "solarkataster"),
    ],
)
def test_other_endings_and_kinds_of_lists_of_a_known_word_count_as_the_word(typed, other):
    length, found = others(shipped_synonyms(), f"{typed} Bochum")
    assert length == 1
    assert other in found


@pytest.mark.parametrize("typed", ["Park", "Karten", "Netze", "Wald", "Stadtwald", "Baumarkt"])
def test_a_word_that_only_resembles_a_known_one_has_no_synonyms(typed):
    assert others(shipped_synonyms(), typed) == (1, set())


def test_a_development_plan_is_no_land_use_plan_but_both_are_urban_land_use_planning():
    shipped = shipped_synonyms()
    assert "flaechennutzungsplan" not in others(shipped, "Bebauungsplan")[1]
    assert "bebauungsplan" not in others(shipped, "Flächennutzungsplan")[1]
    assert {"bebauungsplan", "flaechennutzungsplan"} <= others(shipped, "Bauleitplanung")[1]


def test_the_longest_term_is_taken_and_a_word_may_stand_in_several_groups():
    synonyms = Synonyms.of([("Tempo 30", "Zone"), ("Tempo", "Geschwindigkeit"), ("Zone", "Gebiet")])
    assert others(synonyms, "tempo 30 bochum") == (2, {"zone"})
    assert others(synonyms, "tempo 50") == (1, {"geschwindigkeit"})
    assert others(synonyms, "zone") == (1, {"tempo 30", "gebiet"})
    assert others(synonyms, "wald") == (1, set())


def test_the_users_own_list_is_written_and_read_back(tmp_path):
    path = tmp_path / "own.json"
    assert load_own_synonyms(path) == OwnSynonyms()
    kept = save_own_synonyms(path, [("Halde", " Berge  halde "), ("allein",), ("", "x"), ("a", "a")])
    assert kept == load_own_synonyms(path) == OwnSynonyms((("Halde", "Berge halde"),))
    assert others(synonyms_with(path), "halde")[1] == {"berge halde"}
    assert others(synonyms_with(path), "kita")[1] >= {"kindergarten"}


@pytest.mark.parametrize("content", [
    b"{", b"[]", b"null", b'{"version": 2, "groups": []}', b'{"version": 1, "groups": [["a", 1]]}',
    b'{"version": 1, "groups": {"a": "b"}}', b"[" * 100_000, b"\xff\xfe\x00", b" " * 21_000_000,
    json.dumps({"version": 1, "groups": [["a", "b"]] * 3000}).encode(),
])  # fmt: skip
def test_a_broken_list_is_said_and_not_used(tmp_path, content):
    path = tmp_path / "own.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        load_own_synonyms(path)
    assert "own.json" in caught.value.sentence
    assert path.read_bytes() == content
