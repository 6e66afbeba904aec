# SPDX-License-Identifier: GPL-2.0-or-later
"""Searching, narrowing, counting and sorting a list of projects."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.filters import (
    NO,
    UNKNOWN,
    YES,
    Facet,
    Perspective,
    ProjectFilter,
    Question,
    value_title,
    values_in,
)
from ruhr_smartcity_plugin.core.projects.list_columns import ListColumn
from ruhr_smartcity_plugin.core.projects.list_details import ListDetails, ListedPlace, details_of
from ruhr_smartcity_plugin.core.projects.record import (
    Organisation,
    Project,
    ProjectEntry,
    ProjectInternal,
    ProjectOrganisation,
    Site,
    SiteShape,
    Visibility,
)
from ruhr_smartcity_plugin.core.projects.search import ProjectIndex
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text
from ruhr_smartcity_plugin.core.projects.theme_lists import (
    ThemeList,
    chosen_theme_list,
    shipped_theme_lists,
    template_text,
    theme_list_from_table,
)
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.core.region.municipalities import load_region

BOCHUM, SCHWERTE, ESSEN = "05911000", "05978028", "05113000"
TODAY = date(2026, 11, 23)


def entry(uuid, title="", **values):
    known = {"version": 1, "code": "", "short_title": "", "summary": "", "main_field": "", "phase": "", "status": "",
             "visibility": Visibility.PUBLIC, "review_state": "ENT", "seeks_partners": False, "lead_name": "",
             "ags": (), "as_of": None, "next_review": None, "changed_at": ""}
    return ProjectEntry(uuid=uuid, title=title or uuid, **{**known, **values})


def name_of(ags):
    return load_region().by_ags(ags).name


def index_of(*entries, details=ListDetails(), perspective=Perspective(TODAY)):  # noqa: B008 (frozen)
    return ProjectIndex(entries, details, perspective, name_of)


def found(index, *args, **kwargs):
    return [one.uuid for one in index.find(*args, **kwargs)]


def chosen(**values):
    return ProjectFilter({Facet[name]: frozenset(one) for name, one in values.items()})


def test_every_text_of_the_public_part_is_searched_with_umlauts_either_way():
    details = ListDetails(texts={"a": ("Lösung mit Zählern",), "b": ("BOGESTRA", "Ort: Rathausplatz")},
                          technologies={"a": ("LORA",)}, further_fields={"b": ("ENU",)})
    index = index_of(entry("a", ags=(ESSEN,)), entry("b", summary="Straße"), details=details)
    for text, uuids in (("loesung", "a"), ("LÖSUNG essen", "a"), ("lorawan", "a"), ("bogestra", "b"),
                        ("rathausplatz strasse", "b"), ("energy", "b"), ("rathausplatz essen", ""), ("", "ab"),
                        ("% _ ' \"", "")):
        assert "".join(found(index, Question(text))) == uuids, text


def test_values_of_one_facet_are_either_or_and_facets_narrow_each_other():
    index = index_of(entry("a", status="UMS", phase="P1"), entry("b", status="GEPL", phase="P1"),
                     entry("c", status="UMS"), entry("d"))
    assert found(index, Question(filter=chosen(STATUS=("UMS", "GEPL")))) == ["a", "b", "c"]
    assert found(index, Question(filter=chosen(STATUS=("UMS", "GEPL"), PHASE=("P1",)))) == ["a", "b"]
    assert found(index, Question(filter=chosen(STATUS=(UNKNOWN,)))) == ["d"]
    assert found(index, Question(filter=chosen(STATUS=("?!",)))) == []
    # The counts of a facet are those of what one more click in it would bring.
    assert index.counts(Facet.STATUS, Question(filter=chosen(STATUS=("UMS",), PHASE=("P1",)))) == {"UMS": 1, "GEPL": 1}


def test_area_district_lead_and_funding_narrow():
    index = index_of(entry("a", ags=(SCHWERTE, ESSEN), lead_uuid="L", funded=True),
                     entry("b", ags=(BOCHUM,), funded=False), entry("c"))
    assert found(index, Question(ags=frozenset((ESSEN,)))) == ["a", "c"], "no municipality is part of every area"
    assert found(index, Question(filter=chosen(DISTRICT=("05978",)))) == ["a"]
    assert index.counts(Facet.DISTRICT, Question()) == {"05978": 1, "city": 2, UNKNOWN: 1}
    assert value_title(Facet.DISTRICT, "city", str) == "independent city"
    assert found(index, Question(filter=chosen(LEAD=("L",)))) == ["a"]
    assert found(index, Question(filter=chosen(FUNDED=(NO, UNKNOWN)))) == ["b", "c"]


def test_mine_is_what_i_made_or_changed_or_what_my_municipality_leads():
    mine = Perspective(TODAY, "anna", BOCHUM, (Organisation("Stadt Bochum", ags=BOCHUM, uuid="BO"),))
    index = index_of(entry("a", created_by="anna"), entry("b", changed_by="anna"), entry("c", lead_uuid="BO"),
                     entry("d", ags=(BOCHUM,)), entry("e", lead_uuid="E"), perspective=mine)
    assert found(index, Question(filter=chosen(MINE=(YES,)))) == ["a", "b", "c"]
    nobody = index_of(entry("a"), entry("b", lead_uuid="E"))
    assert found(nobody, Question(filter=chosen(MINE=(YES,)))) == [], "an unknown name or town is nobody's"


def test_stale_is_what_should_have_been_checked_before_today():
    index = index_of(entry("a", next_review=TODAY - timedelta(1)), entry("b", next_review=TODAY), entry("c"),
                     entry("d", as_of=TODAY - timedelta(190)), entry("e", as_of=TODAY - timedelta(170)))
    assert found(index, Question(filter=chosen(STALE=(YES,)))) == ["a", "d"]


def test_the_map_extent_finds_projects_with_a_place_that_touches_it():
    places = (ListedPlace("a", SiteShape.POINT, 1, (0, 0, 0, 0)), ListedPlace("a", SiteShape.LINE, 1, (50, 50, 90, 60)),
              ListedPlace("b", SiteShape.POINT, 2, None), ListedPlace("gone", SiteShape.POINT, 3, (1, 1, 1, 1)))
    index = index_of(entry("a"), entry("b"), details=ListDetails(places=places))
    here = ProjectFilter(in_extent=True)
    assert found(index, Question(filter=here, extent=(80, 40, 200, 50))) == ["a"]
    assert found(index, Question(filter=here, extent=(91, 40, 200, 50))) == []
    assert found(index, Question(extent=(91, 40, 200, 50))) == ["a", "b"], "only if the filter asks for it"


def test_columns_sort_by_their_meaning_and_what_is_not_stated_comes_last_both_ways():
    index = ProjectIndex(
        (entry("a", "Zoo", phase="P3", as_of=date(2025, 1, 1), funded=False),
         entry("b", "Äcker", phase="P0", as_of=date(2026, 1, 1), funded=True), entry("c", "Bäche")),
        ListDetails(), Perspective(TODAY), name_of, fold_text)
    assert found(index, Question()) == ["b", "c", "a"]
    assert found(index, Question(), descending=True) == ["a", "c", "b"]
    assert found(index, Question(), ListColumn.PHASE) == ["b", "a", "c"]
    assert found(index, Question(), ListColumn.PHASE, descending=True) == ["a", "b", "c"]
    assert found(index, Question(), ListColumn.AS_OF, descending=True) == ["b", "a", "c"]
    assert found(index, Question(), ListColumn.FUNDED) == ["b", "a", "c"]


def test_a_filter_comes_back_from_a_qgis_project_and_names_nobody():
    one = ProjectFilter().switched(Facet.STATUS, "UMS", True).switched(Facet.LEAD, "uuid-1", True)
    one = ProjectFilter(one.chosen, in_extent=True)
    assert ProjectFilter.from_json(one.to_json()) == one
    assert not one.switched(Facet.STATUS, "UMS", False).has(Facet.STATUS, "UMS")
    for broken in ("", "[]", "null", '{"chosen": 3}', '{"chosen": {"status": 3}}'):
        assert ProjectFilter.from_json(broken).is_empty
    assert value_title(Facet.LEAD, "uuid-1", lambda _uuid: "Stadt Essen") == "Stadt Essen"


CODES = st.sampled_from(("", "UMS", "GEPL", "BETR"))
ENTRIES = st.lists(st.builds(
    lambda status, phase, ags, seeks, word: {"status": status, "phase": phase, "ags": ags, "seeks_partners": seeks,
                                             "summary": word},
    CODES, st.sampled_from(("", "P0", "P1")), st.sampled_from(((), (BOCHUM,), (ESSEN, BOCHUM))), st.booleans(),
    st.sampled_from(("Öl", "Baum", "Baum und Öl"))), max_size=12)
FILTERS = st.builds(
    lambda status, phase, seeks: ProjectFilter({key: frozenset(one) for key, one in (
        (Facet.STATUS, status), (Facet.PHASE, phase), (Facet.SEEKS, seeks)) if one}),
    st.sets(st.sampled_from(("UMS", "GEPL", UNKNOWN)), max_size=2), st.sets(st.just("P0")), st.sets(st.just(YES)))


@settings(max_examples=60, deadline=None)
@given(ENTRIES, FILTERS, st.sampled_from(("", "oel", "baum öl")), st.sampled_from((None, frozenset((BOCHUM,)))),
       st.sampled_from(list(ListColumn)), st.booleans())
def test_the_index_answers_as_asking_each_project_would(rows, wanted, text, ags, column, descending):
    entries = [entry(f"p{number}", **one) for number, one in enumerate(rows)]
    index = index_of(*entries)
    question = Question(text, wanted, ags)

    def of(one):
        return dict(zip(Facet, values_in(one, ListDetails(), Perspective(TODAY))))

    def passes(one, left_out=None):
        values = of(one)
        return (all(word in fold_text(one.summary) for word in fold_text(text).split())
                and (ags is None or not one.ags or bool(ags & set(one.ags)))
                and all(set(values[facet]) & some for facet, some in wanted.chosen.items() if facet is not left_out))

    answer = found(index, question, column, descending=descending)
    assert sorted(answer) == sorted(one.uuid for one in entries if passes(one))
    for facet in (Facet.STATUS, Facet.MUNICIPALITY):
        expected = {}
        for one in entries:
            for value in of(one)[facet] if passes(one, facet) else ():
                expected[value] = expected.get(value, 0) + 1
        assert index.counts(facet, question) == expected


def test_details_taken_from_whole_projects_are_found_like_those_a_store_reads():
    partner = Organisation("BOGESTRA", uuid="B")
    line = Site(shape=SiteShape.LINE, coordinates=(((3.0, 4.0), (1.0, 9.0)),), label="Trasse")
    whole = ProjectBundle(
        project=Project(uuid="a", challenge="Hitze"), technologies=("LORA",), organisations=(partner,),
        partners=(ProjectOrganisation("B"),), sites=(line, Site(label="nur Adresse")),
        internal=ProjectInternal(internal_note="geheim"))
    details = details_of([whole])
    index = index_of(entry("a"), details=details)
    for text in ("bogestra", "hitze", "trasse", "adresse", "lorawan"):
        assert found(index, Question(text)) == ["a"], text
    assert found(index, Question("geheim")) == []
    assert [one.box for one in details.places] == [(1.0, 4.0, 3.0, 9.0), None]


# --- themes ---
def test_shipped_themes_are_those_of_bochum_and_of_the_survey():
    bochum, survey = shipped_theme_lists()
    assert (bochum.name, survey.name) == ("bochum", "survey2021")
    # As the page of the model maps them: B nachhaltige Mobilität und Umweltschutz, R Mobilität.
    mobility = "nachhaltige Mobilität und Umweltschutz"
    assert bochum.themes_of(("MOB", "ENU", "BIL")) == (mobility, "digitale Gesellschaft")
    assert survey.themes_of(("MOB",)) == (load_vocabulary().text("VTHEME", "MOB"),)


def test_projects_are_found_and_counted_by_the_themes_of_all_their_fields():
    themes = ThemeList("own", "Leitthemen", {"MOB": "Unterwegs", "ENU": "Klima"})
    index = index_of(entry("a", main_field="MOB"), entry("b", main_field="BIL"), entry("c", main_field="BIL"),
                     details=ListDetails(further_fields={"a": ("ENU",), "c": ("MOB",)}),
                     perspective=Perspective(TODAY, themes=themes))
    assert index.counts(Facet.THEME, Question()) == {"Unterwegs": 2, "Klima": 1, "?": 1}
    assert found(index, Question(filter=chosen(THEME=("Klima",)))) == ["a"]
    assert found(index, Question("unterwegs")) == ["a", "c"]
    assert index_of(entry("a", main_field="MOB")).counts(Facet.THEME, Question()) == {}


def themes_from(*lines):
    heads, *cells = [line.split(";") for line in lines]
    rows = [(number, dict(zip(heads, one))) for number, one in enumerate(cells, 2)]
    return theme_list_from_table("Herne", heads, rows)


def test_own_themes_are_read_by_code_or_name_and_kept_as_text():
    read = themes_from("Handlungsfeld;Bemerkung;Thema", "MOB;;Unterwegs", "energie und umwelt;x;Klima", "BIL;;", ";;")
    assert dict(read.themes) == {"MOB": "Unterwegs", "ENU": "Klima"}
    assert chosen_theme_list("own", read.to_json()) == read
    again = themes_from(*template_text(read).lstrip("\ufeff").splitlines())
    assert dict(again.themes) == dict(read.themes)


@pytest.mark.parametrize(("lines", "sentence"), [
    (("Code;Thema", "MOB;a", "XYZ;b"), "Line 3 .*“XYZ” is no field of action.*MOB"),
    (("Code;Thema", "MOB;a", "MOB;b"), "Line 3 .*a second theme"),
    (("Code;Thema", "MOB;" + "x" * 121), "Line 2 .*120 characters"),
    (("Code;Thema", "MOB;"), "No theme is filled in"),
    (("Code;Thema", "1;a"), "needs two columns"),
    (("Code", "MOB"), "needs two columns"),
])  # fmt: skip
def test_a_table_that_is_no_list_of_themes_is_refused_with_the_line(lines, sentence):
    with pytest.raises(InputError, match=sentence):
        themes_from(*lines)
