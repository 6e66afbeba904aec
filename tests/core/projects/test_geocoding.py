# SPDX-License-Identifier: GPL-2.0-or-later
"""Shapes of answers as the services document them; 51.4818 N 7.2162 E is 376136.715 5704913.893 (PROJ 9)."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.errors import InputError, UnexpectedContentError
from ruhr_smartcity_plugin.core.projects.geocoding import (
    MOST_HITS,
    geocoder_presets,
    is_template,
    read_answer,
    search_url,
    service_name,
)

PLACE = (376136.715, 5704913.893)


def nominatim(**more):
    return {"lat": "51.4818", "lon": "7.2162", "display_name": "Willy-Brandt-Platz 2, Bochum", "place_rank": 30, **more}


def feature(coordinates=(7.2162, 51.4818), **properties):
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": list(coordinates)},
            "properties": properties or {"name": "Rathaus", "city": "Bochum"}}


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


def only(answer):
    (hit,) = read_answer(answer, "Dienst").hits
    return hit


@pytest.mark.parametrize("answer", [
    [nominatim()],
    collection(feature(street="Willy-Brandt-Platz", housenumber="2", postcode="44787", city="Bochum", type="house")),
    collection(feature((376136.715, 5704913.893), text="44787 Bochum, Willy-Brandt-Platz 2", typ="Haus")),
    collection(feature((51.4818, 7.2162), text="Bochum, Willy-Brandt-Platz 2", typ="Haus")),  # axes exchanged
    collection(feature(("7.2162", "51.4818"), text="Bochum, Willy-Brandt-Platz 2", typ="Haus")),  # numbers as text
])
def test_the_forms_of_all_services_give_the_place_and_the_accuracy_of_an_address(answer):
    hit = only(answer)
    assert (hit.x, hit.y) == pytest.approx(PLACE, abs=0.01)
    assert "Willy-Brandt-Platz 2" in hit.text
    assert hit.accuracy == "ADR"


def test_exchanged_axes_are_told():
    assert only(collection(feature((51.4818, 7.2162)))).is_swapped
    assert not only(collection(feature())).is_swapped


@pytest.mark.parametrize(("properties", "accuracy"), [
    ({"place_rank": 26}, "STR"), ({"place_rank": 20}, "QUA"), ({"place_rank": 16}, "GEM"),
    ({"place_rank": 26, "address": {"house_number": "2"}}, "ADR"), ({"place_rank": "x", "addresstype": "road"}, "STR"),
])
def test_nominatims_rank_says_how_exact_a_place_is(properties, accuracy):
    assert only([nominatim(**{"place_rank": None, **properties})]).accuracy == accuracy


@pytest.mark.parametrize(("kind", "accuracy"), [
    ("street", "STR"), ("district", "QUA"), ("city", "GEM"), ("Strasse", "STR"), ("Ort", "GEM"), ("what ever", "GEM"),
])
def test_the_kind_says_how_exact_a_place_is(kind, accuracy):
    assert only(collection(feature(name="X", typ=kind))).accuracy == accuracy


def test_nothing_found_is_no_error():
    assert read_answer([], "Dienst").hits == ()
    assert read_answer(collection(), "Dienst").hits == ()


@pytest.mark.parametrize("answer", [
    None, "x", 1, {"error": "no"}, {"features": {}}, [None, 1, "x"], [[]], [nominatim(lat=None)], [nominatim(lat=True)],
    [nominatim(lat="1e999")], [nominatim(lat="nan")], [nominatim(lat="-51", lon="-7")], [nominatim(lat={}, lon=[])],
    [nominatim(display_name=["<b>"])], collection({"geometry": None, "properties": None}),
    collection({"geometry": {"type": "Point", "coordinates": "7.2"}, "properties": {"text": "x"}}),
    collection(feature((2.35, 48.86), text="Paris")), [nominatim(lat="9" * 5000)],
])
def test_an_answer_without_a_place_in_germany_is_an_error_with_a_sentence(answer):
    with pytest.raises(UnexpectedContentError) as error:
        read_answer(answer, "Dienst")
    assert "Dienst" in error.value.sentence


def test_what_can_be_read_is_kept_and_what_cannot_is_counted():
    answer = read_answer([nominatim(), nominatim(lat="x"), nominatim()], "Dienst")
    assert (len(answer.hits), answer.unreadable) == (1, 1)


def test_foreign_text_is_one_bounded_line_and_lists_are_cut():
    hit = only([nominatim(display_name="Rat\nhaus\u202e" + "x" * 10_000)])
    assert hit.text.startswith("Rat haus x")
    assert len(hit.text) <= 200
    many = [nominatim(display_name=f"Haus {number}") for number in range(1000)]
    assert len(read_answer(many, "Dienst").hits) == MOST_HITS


def test_the_text_of_a_search_is_quoted_into_the_address():
    assert search_url("https://x.example/?q={query}&b=1", " Alte  Straße 1&b=2 ") == (
        "https://x.example/?q=Alte%20Stra%C3%9Fe%201%26b%3D2&b=1")
    for text in ("", "  ", "?!"):
        with pytest.raises(InputError):
            search_url("https://x.example/?q={query}", text)
    with pytest.raises(InputError):
        search_url("https://x.example/", "Bochum")


def test_each_preset_can_be_asked_and_says_where_it_comes_from():
    presets = geocoder_presets()
    assert len({one.id for one in presets}) == len(presets) >= 3
    for one in presets:
        assert is_template(one.url), one.id
        assert one.url.startswith("https://")
        assert one.publisher
        assert one.terms.startswith("https://")
        assert service_name(one.url) == one.title
    assert service_name("https://suche.example/?q={query}") == "suche.example"
