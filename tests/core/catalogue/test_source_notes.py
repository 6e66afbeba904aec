# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import csv
import io
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from ruhr_smartcity_plugin.core.catalogue.source_notes import (
    Duty,
    NamedOrigin,
    label_text,
    missing_from,
    notes_of,
    to_csv,
    to_html,
    to_text,
)
from ruhr_smartcity_plugin.core.origin import Origin

TREES = Origin(
    "Baumkataster Bochum",
    source_url="https://bochum.example/dataset/baumkataster",
    publisher="Stadt Bochum",
    licence="Datenlizenz Deutschland – Namensnennung – Version 2.0",
    licence_url="https://www.govdata.de/dl-de/by-2-0",
)
MAP = Origin("Stadtplanwerk", publisher="RVR", licence="CC BY 4.0", attribution="© RVR und Kooperationspartner",
             licence_url="https://creativecommons.org/licenses/by/4.0/")  # fmt: skip
ZERO = Origin("DGM", publisher="Geobasis NRW", licence="dl-de/zero-2-0", source_url="https://geo.example/dgm")


def _notes(*origins: Origin | None) -> list:
    return list(notes_of(NamedOrigin(f"layer {number}", one) for number, one in enumerate(origins, 1)))


def test_dl_de_by_has_provider_licence_with_its_address_and_the_data_set():
    # the three parts of § 2 of the licence: https://www.govdata.de/dl-de/by-2-0
    (note,) = _notes(TREES)
    assert note.duty is Duty.NAME_SOURCE
    for part in ("Stadt Bochum", "www.govdata.de/dl-de/by-2-0", "https://bochum.example/dataset/baumkataster"):
        assert part in note.text


def test_the_licences_address_is_added_to_the_publishers_own_wording():
    own = replace(TREES, attribution=f"© Stadt Bochum, {TREES.licence}")
    assert "https://www.govdata.de/dl-de/by-2-0" in _notes(own)[0].text
    whole = replace(TREES, attribution=f"© Stadt Bochum, {TREES.licence} (www.govdata.de/dl-de/by-2-0)")
    assert _notes(whole)[0].text.count("govdata.de") == 1


@pytest.mark.parametrize(
    ("stated", "address"),
    [
        ({"licence": "dl-de/by-2-0"}, "www.govdata.de/dl-de/by-2-0"),
        ({"licence_url": "http://dcat-ap.de/def/licenses/dl-by-de/2.0"}, "dcat-ap.de/def/licenses/dl-by-de/2.0"),
        ({"attribution": "© Stadt Hamm, dl-de/by-2-0"}, "www.govdata.de/dl-de/by-2-0"),
        ({"licence": "CC BY 4.0"}, "creativecommons.org/licenses/by/4.0"),
        ({"licence": "dl-de/by-2-0", "licence_url": "https://hamm.example/impressum"}, "www.govdata.de/dl-de/by-2-0"),
    ],
)
def test_a_licence_stated_by_its_name_or_address_alone_gets_the_other(stated, address):
    (note,) = _notes(Origin("Bäume", publisher="Stadt Hamm", source_url="https://hamm.example/b", **stated))
    assert note.duty is Duty.NAME_SOURCE
    assert note.text.count(address) == 1
    assert "Stadt Hamm" in note.text
    assert "https://hamm.example/b" in note.text
    assert "dl-de/by-2-0" in note.text or "CC BY 4.0" in note.text or "Namensnennung" in note.text


def test_a_wording_that_has_all_parts_is_not_touched():
    own = "© Stadt Hamm, Datenlizenz Deutschland Namensnennung 2.0, www.govdata.de/dl-de/by-2-0"
    (note,) = _notes(Origin("Bäume", attribution=own))
    assert note.text == own


def test_changed_data_are_said_to_be_changed_through_every_computation():
    inner = Origin("Bäume je Ortsteil", method="ruhr:zonalstatistics 0.1.0", inputs=(TREES,))
    outer = Origin("Rang", method="ruhr:mcda 0.1.0", inputs=(inner, MAP))
    notes = _notes(outer)
    assert len(notes) == 2
    assert all("(data changed" in one.text for one in notes)
    assert "(data changed)" in _notes(replace(TREES, changed=True))[0].text


@pytest.mark.parametrize(
    ("origin", "duty"),
    [
        (TREES, Duty.NAME_SOURCE),
        (MAP, Duty.NAME_SOURCE),
        (ZERO, Duty.NOTHING),
        (Origin("x", publisher="A", licence="cc-by-nc"), Duty.CONDITIONS),
        (Origin("x", publisher="A", licence="other-closed"), Duty.CLOSED),
        (Origin("x", publisher="A"), Duty.UNKNOWN),
        (Origin("x"), Duty.UNKNOWN),
        (None, Duty.UNKNOWN),
    ],
)
def test_what_each_licence_asks_for(origin, duty):
    assert [one.duty for one in _notes(origin)] == [duty]


def test_each_note_stands_once_with_all_its_layers_and_the_order_is_stable():
    notes = _notes(None, ZERO, TREES, TREES, MAP)
    assert [one.layers for one in notes if one.duty is Duty.NAME_SOURCE] == [("layer 5",), ("layer 3", "layer 4")]
    assert [one.belongs_on_map for one in notes] == [True, True, False, False]


def test_an_unknown_licence_is_never_guessed():
    (note,) = _notes(Origin("x", publisher="Stadt Herne"))
    assert "licence not stated" in note.text
    (stated,) = _notes(Origin("x", publisher="Stadt Herne", licence="Lizenz der Stadt Herne"))
    assert stated.text == "© Stadt Herne, Lizenz der Stadt Herne"
    assert stated.duty is Duty.UNKNOWN
    (nothing,) = _notes(None)
    assert nothing.text == "layer 1: source not stated"


def test_the_label_prints_sources_and_not_layers_without_any():
    text = label_text(_notes(TREES, None))
    assert "Stadt Bochum" in text
    assert "not stated" not in text
    assert label_text(_notes(None)) == ""


@pytest.mark.parametrize(
    "known",
    [Origin("x", attribution="Quelle: Stadt Essen, Amt 62"), Origin("x", source_url="https://daten.essen.example/x")],
)
def test_the_label_prints_a_source_whose_licence_nobody_states(known):
    (note,) = _notes(known)
    assert note.duty is Duty.UNKNOWN
    assert note.text in label_text([note])


@pytest.mark.parametrize("wording", ["Datenlizenz Deutschland – Namensnennung – Version 2.0", "dl-de/by-2-0"])
def test_a_licence_in_place_of_the_wording_does_not_hide_the_provider(wording):
    (note,) = _notes(Origin("x", publisher="Stadt Essen", attribution=wording, source_url="https://d.example/x"))
    assert note.text == f"© Stadt Essen, {wording} (https://www.govdata.de/dl-de/by-2-0), https://d.example/x"
    (nobody,) = _notes(Origin("x", attribution=wording))
    assert "provider not stated" in nobody.text


def test_the_wording_of_a_source_is_no_licence():
    (note,) = _notes(Origin("x", attribution="Quelle: Stadt Essen"))
    assert note.licence == ""


def test_a_label_lacks_what_belongs_on_the_map_and_is_not_in_it():
    notes = _notes(TREES, MAP, ZERO, None)
    assert missing_from(label_text(notes), notes) == ()
    wrapped = label_text(notes).replace(" ", "\n").upper()
    assert missing_from(wrapped, notes) == ()
    assert [one.layers for one in missing_from(_notes(TREES)[0].text, notes)] == [("layer 2",)]


def test_the_table_holds_no_formula():
    evil = replace(TREES, attribution="=HYPERLINK(1)", licence="", licence_url="", source_url="")
    rows = list(csv.reader(io.StringIO(to_csv(_notes(evil))), delimiter=";"))
    assert rows[1][0].startswith("'=HYPERLINK")
    assert len({len(row) for row in rows}) == 1


def test_the_page_is_one_heading_one_table_with_headers_and_no_foreign_markup():
    evil = replace(MAP, attribution="© <script>alert(1)</script> & Söhne")
    page = to_html(_notes(TREES, evil), "Plan <1>")
    tags = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            tags.append((tag, dict(attrs)))

    Reader().feed(page)
    names = [tag for tag, _attrs in tags]
    assert names.count("h1") == names.count("table") == 1
    assert "script" not in names
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in tags if tag == "th")
    assert dict(tags)["html"]["lang"] == "en"
    assert "&amp; Söhne" in page


def test_the_plain_text_has_one_line_per_note():
    notes = _notes(TREES, MAP)
    assert len(to_text(notes).splitlines()) == 2


def test_a_provider_nobody_states_is_asked_for():
    (note,) = _notes(Origin("Lärm", "https://x.example/wms", "", "dl-de/by-2-0"))
    assert note.text.endswith("(provider not stated: ask for the name)")
    (named,) = _notes(Origin("Lärm", "https://x.example/wms", "", "dl-de/by-2-0", attribution="Stadt Herne"))
    assert "not stated" not in named.text
