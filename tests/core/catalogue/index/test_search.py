# SPDX-License-Identifier: GPL-2.0-or-later
"""Words, ranking and facets of the local index, on data sets made by hand."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from dataclasses import replace
from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution, Place
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.index import lookup, view
from ruhr_smartcity_plugin.core.catalogue.index.building import IndexBuilder
from ruhr_smartcity_plugin.core.catalogue.index.record import pack, unpack
from ruhr_smartcity_plugin.core.catalogue.index.schema import Matching
from ruhr_smartcity_plugin.core.catalogue.index.search import CatalogueIndex
from ruhr_smartcity_plugin.core.catalogue.layer_source import SampleSource
from ruhr_smartcity_plugin.core.catalogue.licence import recognise_licence
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.catalogue.synonyms import Synonyms
from ruhr_smartcity_plugin.core.errors import StoreBusyError
from tests.benchmarks.catalogue_entries import SyntheticPortal, keystrokes, make_entries
from tests.support.disk import held_by_another_process
from tests.support.page_portal import PagePortal

BOCHUM, ESSEN, RECKLINGHAUSEN = "05911000", "05113000", "05562032"
NO_SYNONYMS = Synonyms.of(())


def entry(title, key="", *, town="", day=1, kind=None, licence="", **more):
    kinds = (Distribution("1", "Datei", f"https://{key or title}.invalid/x", (kind,)),) if kind else ()
    return Dataset(
        key or title.lower().replace(" ", "-"), title, "Portal", distributions=kinds,
        licence=recognise_licence(licence), modified=datetime(2026, 1, day, tzinfo=timezone.utc),
        municipalities=frozenset({town} - {""}), municipality_evidence="publisher" if town else "", **more,
    )  # fmt: skip


def make_index(path, *datasets, synonyms=NO_SYNONYMS, matching=None):
    index = CatalogueIndex(path / "index.sqlite", synonyms=synonyms, matching=matching)
    portal = PagePortal(*datasets)
    IndexBuilder(index, lambda _source: portal).refresh([CatalogueSource("a", "Portal A", portal.root)])
    return index


def titles(index, words="", **more):
    return [one.title for one in index.find(FindQuery(words, **more)).hits]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kataster", "Baumkataster"),
        ("BAUMKAT", "Baumkataster"),
        ("mkat", "Baumkataster"),
        ("bäume", "Bäume im Park"),
        ("baeume", "Bäume im Park"),
        ("baume", "Bäume im Park"),
        ("Straße", "Straßenlärm"),
        ("strasse", "Straßenlärm"),
        ("straßenlaerm", "Straßenlärm"),
        ("strassenlarm", "Straßenlärm"),
        ("grunflaechen", "Grünflächen"),
        ("b-plan", "B-Plan 17"),
        ("bplan", "B-Plan 17"),
        ("b", "B-Plan 17"),
        ("17", "B-Plan 17"),
        ("erwartung", "Bauerwartungsland"),
        ("cafe", "Café-Standorte"),
        ("park bäume", "Bäume im Park"),
    ],
)
def test_a_part_of_a_word_and_any_spelling_of_umlauts_find(tmp_path, words, found):
    index = make_index(tmp_path, *map(entry, ("Baumkataster", "Bäume im Park", "Straßenlärm", "Grünflächen",
                                              "B-Plan 17", "Bauerwartungsland", "Café-Standorte")))  # fmt: skip
    assert found in titles(index, words)


@pytest.mark.parametrize("words", ["Bäume in Bochum", "bäume der stadt bochum", "bochum und die bäume", "bäume in"])
def test_articles_and_the_like_need_not_be_there(tmp_path, words):
    index = make_index(tmp_path, entry("Bäume", publisher="Stadt Bochum"), entry("Wald", publisher="Stadt Bochum"))
    assert titles(index, words) == ["Bäume"]
    assert index.count(FindQuery(words)) == 1


def test_an_article_alone_is_searched_for_like_any_word(tmp_path):
    index = make_index(tmp_path, entry("Bäume der Stadt"), entry("Wald"))
    assert titles(index, "der") == ["Bäume der Stadt"]


@pytest.mark.parametrize("words", ["bäume bochum", "baumkataster in Bochum", "boch baum"])
def test_a_data_set_is_found_by_its_town_although_no_text_of_it_names_the_town(tmp_path, words):
    office = entry("Baumkataster", town=BOCHUM, publisher="Umwelt- und Grünflächenamt")
    index = make_index(tmp_path, office, entry("Baumkataster Essen", town=ESSEN), entry("Bochum"),
                       synonyms=Synonyms.of([("Bäume", "Baumkataster")]))  # fmt: skip
    assert titles(index, words) == ["Baumkataster"]


def test_one_about_many_towns_is_not_found_by_the_name_of_each(tmp_path):
    towns = frozenset({BOCHUM, ESSEN, RECKLINGHAUSEN, "05112000"})
    regional = replace(entry("Baumkataster", town=BOCHUM), municipalities=towns)
    assert titles(make_index(tmp_path, regional), "baum essen") == []


def test_decomposed_umlauts_of_macos_find_too(tmp_path):
    index = make_index(tmp_path, entry("Ba\u0308ume"), entry("Wald"))
    assert titles(index, "bäume") == ["Ba\u0308ume"]


def test_several_words_must_all_be_there(tmp_path):
    index = make_index(tmp_path, entry("Bäume", publisher="Stadt Bochum"), entry("Bäume Essen"), entry("Bochum"))
    assert titles(index, "bäume bochum") == ["Bäume"]
    assert titles(index, "bäume dortmund") == []


def test_title_goes_before_tags_before_publisher_before_notes(tmp_path):
    index = make_index(
        tmp_path, entry("D", notes="Alle Linden"), entry("C", publisher="Linden"), entry("B", tags=("linden",)),
        entry("Linden"),
    )  # fmt: skip
    assert titles(index, "linden") == ["Linden", "B", "C", "D"]


def test_the_whole_word_goes_before_its_beginning_before_its_part(tmp_path):
    index = make_index(tmp_path, entry("Spielraum"), entry("Raumplan"), entry("Ein Raum"), entry("Raum"))
    assert titles(index, "raum") == ["Raum", "Ein Raum", "Raumplan", "Spielraum"]


def test_open_and_loadable_goes_first_among_equals_only(tmp_path):
    index = make_index(
        tmp_path, entry("Lärm A", day=3), entry("Lärm B", day=2, kind=ServiceKind.WFS, licence="dl-by-de/2.0"),
        entry("Lärm C", licence="dl-by-de/2.0"), entry("Straßenlärm", kind=ServiceKind.WFS, licence="cc-by/4.0"),
    )  # fmt: skip
    assert titles(index, "lärm") == ["Lärm B", "Lärm C", "Lärm A", "Straßenlärm"]


def test_of_equals_the_title_goes_first_that_the_words_cover_most(tmp_path):
    index = make_index(
        tmp_path, entry("Baumkataster Bochum 15", day=9), entry("Baumkataster Bochum", day=1),
        entry("Baumkataster Bochum 14", day=8), entry("Straßenbäume Köln Süd", day=7), entry("Straßenbäume", day=2),
    )  # fmt: skip
    bochum = ["Baumkataster Bochum", "Baumkataster Bochum 15", "Baumkataster Bochum 14"]
    assert titles(index, "baumkataster") == titles(index, "baumkataster bochum") == bochum
    assert titles(index, "straßenbäume") == ["Straßenbäume", "Straßenbäume Köln Süd"]


def test_what_has_the_words_beside_its_title_goes_newest_first_whatever_its_length(tmp_path):
    index = make_index(tmp_path, entry("Kurz", tags=("lärm",), day=1), entry("Sehr lang", tags=("lärm",), day=2))
    assert titles(index, "lärm") == ["Sehr lang", "Kurz"]


def test_nothing_typed_finds_everything_newest_first(tmp_path):
    index = make_index(tmp_path, entry("Alt", day=1), entry("Neu", day=9), entry("Mittel", day=5))
    assert titles(index) == titles(index, " !? ") == ["Neu", "Mittel", "Alt"]


def test_text_is_text_and_no_query(tmp_path):
    index = make_index(tmp_path, entry("Bäume OR Wald"), entry("Wald"))
    for hostile in ('"', "bäume OR", "wald AND (", "NEAR(", "*", "text: wald", "{", "-wald", "'; DROP TABLE hit;--",
                    "\x00", "\ue000\ue400\ue800", "ß" * 500, "wald " * 500):  # fmt: skip
        index.find(FindQuery(hostile))
    assert titles(index, "bäume or wald") == ["Bäume OR Wald"]
    assert titles(index, "wald") == ["Wald", "Bäume OR Wald"]


def test_a_foreign_text_cannot_pose_as_a_facet(tmp_path):
    index = make_index(tmp_path, entry("A", town=BOCHUM), entry("B", notes="\ue000\ue400\ue800 " * 50))
    for code in range(8):
        assert len(code_hits(index, code)) <= 1 or "A" in code_hits(index, code)
    assert titles(index, facets={Facet.MUNICIPALITY: frozenset({BOCHUM})}) == ["A"]
    assert titles(index, "a", facets={Facet.MUNICIPALITY: frozenset({BOCHUM})}) == ["A"]


def code_hits(index, code):
    from ruhr_smartcity_plugin.core.catalogue.index.expression import mark

    with index.file.reader() as connection:
        rows = connection.execute("SELECT rowid FROM by_all WHERE by_all MATCH ?", (f'"{mark(code)}"',)).fetchall()
    return ["AB"[number - 1] for (number,) in rows]


def test_half_characters_null_signs_and_huge_texts_do_no_harm(tmp_path):
    hostile = Dataset("k\ud800", "Ba\ud800um \x00 Linde", "P", notes="x" * 3_000_000, publisher="\ud83d",
                      tags=("a" * 100_000, "|"), themes=("", "x\ud800"))  # fmt: skip
    index = make_index(tmp_path, hostile, entry("Normal"))
    assert titles(index, "normal") == ["Normal"]
    assert index.find(FindQuery("linde")).total == 1
    assert index.dataset("https://portal.example.org", "k\ud800") is not None
    assert index.dataset("\ud800", "x") is None


def test_a_data_set_comes_back_from_its_record_as_it_was():
    whole = Dataset(
        "k", "T", "P", distributions=(Distribution("1", "t", "https://x.invalid", (ServiceKind.WMS, ServiceKind.WFS),
        size_bytes=3, layers=("a",), sample=SampleSource("abc"), licence=recognise_licence("cc-by/4.0")),),
        extent_4326=(1.0, 2.0, 3.0, 4.0), places=(Place("a", "b", "c"),), municipalities=frozenset({BOCHUM}),
        modified=datetime(2026, 1, 1, tzinfo=timezone.utc), tags=("x",), districts=frozenset({"05562"}),
    )  # fmt: skip
    assert unpack(pack(whole)) == whole
    for damaged in (b"", b"rubbish", pack(whole)[:-20]):
        with pytest.raises(ValueError, match=r"damaged"):
            unpack(damaged)


def town_entries():
    return (
        entry("Bäume Bochum", town=BOCHUM, day=4, kind=ServiceKind.WFS, licence="dl-by-de/2.0", themes=("envi",)),
        entry("Lärm Bochum", town=BOCHUM, day=3, kind=ServiceKind.PDF, themes=("envi", "tran")),
        entry("Bäume Essen", town=ESSEN, day=2, kind=ServiceKind.WMS, licence="cc-by/4.0"),
        entry("Bäume Recklinghausen", town=RECKLINGHAUSEN, day=1, publisher="Stadt Recklinghausen"),
    )


def counted(index, facet, **query):
    return {one.value: one.count for one in index.count_facets(FindQuery(**query))[facet]}


def test_values_of_a_facet_add_up_and_facets_narrow_each_other(tmp_path):
    index = make_index(tmp_path, *town_entries())
    both = {Facet.MUNICIPALITY: frozenset({BOCHUM, ESSEN})}
    assert titles(index, facets=both) == ["Bäume Bochum", "Lärm Bochum", "Bäume Essen"]
    assert titles(index, facets={**both, Facet.THEME: frozenset({"envi"})}) == ["Bäume Bochum", "Lärm Bochum"]
    assert titles(index, "bäume", facets=both) == ["Bäume Bochum", "Bäume Essen"]
    assert titles(index, "bäume", facets={Facet.MUNICIPALITY: frozenset({"05999999"})}) == []


def test_counts_are_those_of_a_hand_count(tmp_path):
    index = make_index(tmp_path, *town_entries())
    assert counted(index, Facet.MUNICIPALITY) == {BOCHUM: 2, ESSEN: 1, RECKLINGHAUSEN: 1}
    assert counted(index, Facet.DISTRICT) == {"05562": 1}
    assert counted(index, Facet.THEME) == {"envi": 2, "tran": 1}
    assert counted(index, Facet.LICENCE) == {"open": 2, "unknown": 2}
    assert counted(index, Facet.PORTAL) == {"https://portal.example.org": 4}
    assert counted(index, Facet.PUBLISHER) == {"Stadt Recklinghausen": 1}


def test_spellings_of_a_theme_are_one_value(tmp_path):
    spellings = ("Umwelt und Klima", "umwelt-klima", "Umwelt & Klima")
    entries = [entry(f"Bäume {number}", themes=(one,)) for number, one in enumerate(spellings)]
    index = make_index(tmp_path, *entries, entry("Bäume 3", themes=spellings))
    (row,) = index.count_facets(FindQuery())[Facet.THEME]
    assert row.count == 4
    assert row.title in spellings
    for one in spellings:
        assert len(titles(index, facets={Facet.THEME: frozenset({one})})) == 4
        assert len(titles(index, "bäume", facets={Facet.THEME: frozenset({one})})) == 4


def test_a_theme_chosen_in_another_spelling_is_no_row_of_its_own(tmp_path):
    index = make_index(tmp_path, entry("Bäume", themes=("Umwelt & Klima",)), entry("Busse", themes=("Verkehr",)))
    chosen = {Facet.THEME: frozenset({"umwelt-klima"})}
    assert counted(index, Facet.THEME, facets=chosen) == {"Umwelt & Klima": 1, "tran": 1}
    assert counted(index, Facet.THEME, words="busse", facets=chosen) == {"umwelt-klima": 0, "tran": 1}


def test_a_facets_own_choice_does_not_narrow_its_own_counts(tmp_path):
    index = make_index(tmp_path, *town_entries())
    chosen = {Facet.MUNICIPALITY: frozenset({BOCHUM})}
    assert counted(index, Facet.MUNICIPALITY, words="bäume", facets=chosen) == {BOCHUM: 1, ESSEN: 1, RECKLINGHAUSEN: 1}
    assert counted(index, Facet.THEME, words="bäume", facets=chosen) == {"envi": 1}


def test_what_is_chosen_is_listed_even_with_no_hit(tmp_path):
    index = make_index(tmp_path, *town_entries())
    chosen = {Facet.MUNICIPALITY: frozenset({ESSEN}), Facet.THEME: frozenset({"tran"})}
    assert counted(index, Facet.MUNICIPALITY, facets=chosen) == {BOCHUM: 1, ESSEN: 0}


def test_facets_carry_names_for_the_user(tmp_path):
    index = make_index(tmp_path, *town_entries())
    facets = index.count_facets(FindQuery())
    assert [one.title for one in facets[Facet.MUNICIPALITY]] == ["Bochum", "Essen", "Recklinghausen"]
    assert facets[Facet.PORTAL][0].title == "Portal A"


def test_changed_since_keeps_what_was_changed_then_or_later(tmp_path):
    index = make_index(tmp_path, *town_entries(), Dataset("x", "Bäume ohne Datum", "Portal"))
    since = datetime(2026, 1, 2, tzinfo=timezone.utc)
    assert titles(index, "bäume", changed_since=since) == ["Bäume Bochum", "Bäume Essen"]
    assert titles(index, changed_since=since) == ["Bäume Bochum", "Lärm Bochum", "Bäume Essen"]


def test_the_map_extent_counts_by_extent_then_by_town_and_keeps_what_has_neither(tmp_path):
    index = make_index(
        tmp_path, entry("Mit Kasten", extent_4326=(7.2, 51.4, 7.3, 51.5)), entry("Bochum", town=BOCHUM),
        entry("Essen", town=ESSEN), entry("Fern", extent_4326=(10.0, 53.0, 10.1, 53.1)), entry("Überall"),
        entry("Kaputt", extent_4326=(500.0, 0.0, 1.0, float("nan"))),
    )  # fmt: skip
    box = (7.21, 51.47, 7.22, 51.48)  # the middle of Bochum
    assert set(titles(index, extent_4326=box)) == {"Mit Kasten", "Bochum", "Überall", "Kaputt"}
    assert set(titles(index, "e", extent_4326=box)) == set()
    assert set(titles(index, "essen", extent_4326=box)) == set()
    assert titles(index, "kasten", extent_4326=box) == ["Mit Kasten"]


def test_pages_fit_together_and_the_number_is_exact_or_said_to_be_at_least(tmp_path):
    index = make_index(tmp_path, *(entry(f"Baum {number}", town=BOCHUM) for number in range(450)))
    found = index.find(FindQuery("baum"), limit=20)
    assert found.is_at_least
    assert found.total >= 20
    assert index.count(FindQuery("baum")) == 450
    results = [index.find(FindQuery("baum"), limit=100, start=start) for start in range(0, 460, 100)]
    pages = [one.title for result in results for one in result.hits]
    assert len(pages) == len(set(pages)) == 450
    last = index.find(FindQuery("baum"), limit=100, start=400)
    assert (last.total, last.is_at_least) == (450, False)
    assert index.find(FindQuery("baum 449")).hits[0].title == "Baum 449"


def test_an_exact_title_is_found_among_thousands_of_parts(tmp_path):
    many = [entry(f"Baumschule {number}", day=1 + number % 28, kind=ServiceKind.WFS, licence="cc-by/4.0")
            for number in range(600)]  # fmt: skip
    index = make_index(tmp_path, *many, entry("Baum"))
    assert titles(index, "baum")[0] == "Baum"


def test_long_synonyms_count_as_parts_of_words_and_short_ones_only_where_a_word_begins(tmp_path):
    synonyms = Synonyms.of([("Bäume", "Baumkataster"), ("Schiene", "Bahn")])
    index = make_index(tmp_path, entry("Straßenbaumkataster Bochum"), entry("Autobahn"), entry("Bahnhof"),
                       synonyms=synonyms)  # fmt: skip
    assert titles(index, "bäume bochum") == ["Straßenbaumkataster Bochum"]
    assert titles(index, "schiene") == ["Bahnhof"]


def test_synonyms_are_found_after_what_was_typed(tmp_path):
    synonyms = Synonyms.of([("Baumkataster", "Bäume"), ("B-Plan", "Bebauungsplan"), ("Tempo 30", "Langsamfahrzone")])
    index = make_index(tmp_path, entry("Bäume"), entry("Baumkataster"), entry("Bebauungsplan 7"),
                       entry("Langsamfahrzone"), synonyms=synonyms)  # fmt: skip
    assert titles(index, "baumkataster") == ["Baumkataster", "Bäume"]
    assert titles(index, "b-plan") == titles(index, "bplan 7") == ["Bebauungsplan 7"]
    assert titles(index, "tempo 30") == ["Langsamfahrzone"]


def test_a_data_set_is_given_by_portal_and_key_with_its_place(tmp_path):
    index = make_index(tmp_path, entry("Bäume", "b1"))
    found = index.dataset("https://portal.example.org", "b1")
    assert (found.title, found.portal_root, found.places[0].key) == ("Bäume", "https://portal.example.org", "b1")
    assert index.dataset("https://portal.example.org", "b2") is None


def test_threads_search_at_the_same_time(tmp_path):
    index = make_index(tmp_path, *town_entries())
    wrong = []

    def search():
        for _ in range(50):
            if titles(index, "bäume") != ["Bäume Bochum", "Bäume Essen", "Bäume Recklinghausen"]:
                wrong.append("hits")
            if counted(index, Facet.THEME, words="bäume") != {"envi": 1}:
                wrong.append("counts")

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not wrong


def test_threads_that_come_and_go_leave_no_open_files(tmp_path):
    index = make_index(tmp_path, *town_entries())
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(20):
        thread = threading.Thread(target=titles, args=(index, "bäume"))
        thread.start()
        thread.join(20)
    assert len(os.listdir("/proc/self/fd")) <= before + 2 * 4
    index.close()
    assert len(os.listdir("/proc/self/fd")) <= before


def test_closing_while_a_search_is_under_way_does_it_no_harm(tmp_path):
    index = make_index(tmp_path, *town_entries())
    with index.file.reader() as connection:
        index.close()
        assert connection.execute("SELECT count(*) FROM hit").fetchone() == (4,)
    assert titles(index, "lärm") == ["Lärm Bochum"]


def test_no_index_an_old_one_and_rubbish_are_an_empty_index_and_are_built_anew(tmp_path):
    for number, content in enumerate((None, b"", b"rubbish" * 1000, "old")):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / "index.sqlite"
        if content == "old":
            connection = sqlite3.connect(path)
            connection.execute("CREATE TABLE entry(id)")
            connection.execute("PRAGMA user_version = 99")
            connection.close()
        elif content is not None:
            path.write_bytes(content)
        index = CatalogueIndex(path)
        assert index.find(FindQuery("baum")).hits == ()
        assert index.states() == ()
        assert index.count_facets(FindQuery())[Facet.THEME] == ()
        assert titles(make_index(folder, entry("Baum")), "baum") == ["Baum"]


def test_damage_inside_the_file_empties_the_index_until_it_is_built_anew(tmp_path):
    index = make_index(tmp_path, *(entry(f"Baum {number}", notes="Text " * 50) for number in range(300)))
    index.close()
    path = tmp_path / "index.sqlite"
    content = bytearray(path.read_bytes())
    for start in range(8192, len(content) - 4096, 4096):
        content[start : start + 2000] = b"\xff" * 2000
    path.write_bytes(bytes(content))
    again = CatalogueIndex(path)
    assert again.find(FindQuery("baum")).hits == ()
    assert len(titles(make_index(tmp_path, entry("Baum")), "baum")) == 1


SINCE = datetime(2022, 6, 1, tzinfo=timezone.utc)
NARROWED = [
    {"changed_since": SINCE}, {"extent_4326": (7.1, 51.4, 7.3, 51.5)}, {"changed_since": SINCE, "area_ags": {BOCHUM}},
    {"changed_since": SINCE, "facets": {Facet.LICENCE: frozenset({"open"})}, "extent_4326": (7.1, 51.4, 7.3, 51.5)},
]  # fmt: skip


@pytest.mark.parametrize("matching", list(Matching))
@pytest.mark.parametrize("most_read", [0, 10_000])
def test_a_narrowed_list_is_the_whole_list_without_the_others(tmp_path, monkeypatch, matching, most_read):
    """Whether the texts of few hits are read or the tables are asked: the same hits in the same order."""
    monkeypatch.setattr(view, "MOST_READ", most_read)
    monkeypatch.setattr(view, "_MOST_WORDS_TYPED", 8)  # so that words are cut off
    index = CatalogueIndex(tmp_path / "i.sqlite", matching=matching)
    odd = [entry("Bäume am Café №\xa07", notes="Łódź, ø, m²"), entry("B-Plan 17", extent_4326=(7.2, 51.4, 7.2, 51.4))]
    portal = PagePortal(*make_entries(500), *odd, rows=500)
    IndexBuilder(index, lambda _source: portal).refresh([CatalogueSource("p", "P", portal.root)])
    for words in ("plan", "k", "kataster karte", "bäume bochum", "b-plan", "gebaude", "ø", "straßenbäume", "kita"):
        whole = [one.key for one in index.find(FindQuery(words), limit=5000).hits]
        for narrow in NARROWED:
            fitting = {one.key for one in index.find(FindQuery(**narrow), limit=5000).hits}
            found = index.find(FindQuery(words, **narrow), limit=5000)
            assert sorted(one.key for one in found.hits) == sorted(key for key in whole if key in fitting)
            assert (found.total, found.is_at_least) == (index.count(FindQuery(words, **narrow)), False)
            first = [one.key for one in index.find(FindQuery(words, **narrow), limit=20).hits]
            assert first == [one.key for one in found.hits][:20]


def test_what_nothing_fits_is_answered_without_looking_at_a_word(tmp_path, monkeypatch):
    index = make_index(tmp_path, *town_entries())
    monkeypatch.setattr(view.View, "_labelled", lambda *_: pytest.fail("needless"))
    for narrow in ({"changed_since": datetime(2030, 1, 1, tzinfo=timezone.utc)}, {"extent_4326": (13.0, 52, 13.1, 52)}):
        assert titles(index, "bäume", **narrow) == []


def test_few_hits_are_read_and_the_tables_not_asked_for_all_that_has_the_words(tmp_path, monkeypatch):
    index = make_index(tmp_path, *town_entries())
    monkeypatch.setattr(lookup.AskedWords, "ask", lambda *_: pytest.fail("takes longer than a keystroke"))
    assert titles(index, "bäume", changed_since=datetime(2026, 1, 3, tzinfo=timezone.utc)) == ["Bäume Bochum"]


def test_few_hits_are_narrowed_by_facets_as_all_are(tmp_path):
    index = make_index(tmp_path, *make_entries(300))
    columns = index._ask(lambda view: view.columns, None)
    chosen = [range(0, 20), (5, 25, 30), (len(columns.values) - 1,)]
    for since in (0.0, 1.65e9, 4e9):
        dated = columns.mask((), since, None)
        for choices in ((), chosen[:1], chosen[:2], chosen):
            assert (columns.narrowed(dated, choices) == columns.mask(choices, since, None)).all()


def test_an_old_sqlite_finds_words_from_their_beginning_and_says_so(tmp_path):
    index = make_index(tmp_path, entry("Baumkataster"), entry("Bäume"), matching=Matching.PREFIXES)
    assert titles(index, "baumk") == ["Baumkataster"]
    assert titles(index, "ba") == ["Baumkataster", "Bäume"] or titles(index, "ba") == ["Bäume", "Baumkataster"]
    assert titles(index, "kataster") == []
    assert "Baumkataster" in index.note()
    assert make_index(tmp_path / "new", entry("x")).note() == ""


def test_each_keystroke_reads_a_bounded_number_of_rows(tmp_path, monkeypatch):
    """Not a timing: three times the entries must not mean more rows, whatever is typed."""
    most, read, original = {}, [], lookup.AskedWords.ask

    def counting(self, *args):
        rows = original(self, *args)
        read.append(len(rows))
        return rows

    monkeypatch.setattr(lookup.AskedWords, "ask", counting)
    for count in (1000, 3000):
        index = CatalogueIndex(tmp_path / f"{count}.sqlite")
        IndexBuilder(index, lambda _source, n=count: SyntheticPortal(n)).refresh([CatalogueSource("p", "P", "")])
        read.clear()
        for typed in keystrokes():
            before = sum(read)
            assert len(index.find(FindQuery(typed), limit=20).hits) <= 20
            most[count] = max(most.get(count, 0), sum(read) - before)
    assert most[3000] <= 3 * (view.MOST_RANKED + 1)
    assert most[3000] <= most[1000] * 1.5


def test_what_is_found_matches_by_a_plain_look_at_the_texts(tmp_path):
    """The independent source is a scan of all texts for the folded words."""
    from ruhr_smartcity_plugin.core.catalogue.index.folding import fold_words

    index = CatalogueIndex(tmp_path / "i.sqlite", synonyms=NO_SYNONYMS)
    IndexBuilder(index, lambda _source: SyntheticPortal(800)).refresh([CatalogueSource("p", "P", "")])
    entries = list(make_entries(800))
    texts = {one.key: " ".join(fold_words(" ".join((one.title, one.notes, one.publisher, *one.tags, "Daten"))))
             for one in entries}  # fmt: skip
    for typed in ("kataster", "bäume", "lärmk", "wärmeplanung dortmund", "planung bochum", "analyse essen"):
        expected = {key for key, text in texts.items() if all(word in text for word in fold_words(typed))}
        found = index.find(FindQuery(typed), limit=1000)
        assert {one.key for one in found.hits} == expected
        assert (found.total, found.is_at_least) == (len(expected), False)
        assert index.count(FindQuery(typed)) == len(expected)


def test_whoever_types_waits_half_a_second_at_most_for_a_locked_index_on_a_network_drive(tmp_path):
    index = CatalogueIndex(tmp_path / "index.sqlite", synonyms=NO_SYNONYMS, shares_drive=True)
    portal = PagePortal(entry("Baumkataster"))
    IndexBuilder(index, lambda _source: portal).refresh([CatalogueSource("a", "Portal A", portal.root)])
    index.close()
    with held_by_another_process(tmp_path / "index.sqlite"):
        started = time.monotonic()
        with pytest.raises(StoreBusyError):
            titles(index, "baum")
        assert time.monotonic() - started < 2
    assert titles(index, "baum") == ["Baumkataster"]
