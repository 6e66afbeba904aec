# SPDX-License-Identifier: GPL-2.0-or-later
"""Records of OGC API Records as services really write them."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.records_record import contains_words, read_record
from tests.support.pygeoapi_records import make_record

ITEMS = "https://k.example/collections/katalog/items?lang=de"


def read(record: object) -> Dataset:
    return read_record(record, portal="Katalog", root="https://k.example", items_url=ITEMS)


def test_a_record_of_the_standard_is_read_whole():
    found = read(make_record(0))
    assert (found.key, found.title, found.identifier) == ("r0000", "Baumkataster Bochum 0", "de.nw.r.0")
    assert found.notes.startswith("Baumkataster der Stadt Bochum")
    assert (found.publisher, found.contact) == ("Stadt Bochum", "Stadt Bochum, geodaten@bochum.example")
    assert found.licence.key == "dl-by-de/2.0"
    assert found.modified.date().isoformat() == "2026-01-10"
    assert found.data_date.date().isoformat() == "2024-12-31"
    assert found.extent_4326 == (7.1, 51.41, 7.35, 51.53)
    assert found.themes == ("envi",)
    assert found.tags == ("Baumkataster", "opendata")
    assert found.municipalities == {"05911000"}
    assert found.landing_url == "https://dienste.example/bochum/info.html"


def test_links_are_resources_only_where_they_lead_to_data():
    wms, geojson, refused = read(make_record(0)).distributions
    assert (wms.kind, wms.layers, wms.url) == (ServiceKind.WMS, ("baeume",), "https://dienste.example/bochum/wms")
    assert geojson.kind is ServiceKind.GEOJSON
    assert refused.url == ""
    assert refused.problem


@pytest.mark.parametrize(("number", "key"), [(0, "dl-by-de/2.0"), (1, "cc-by/4.0"), (2, "")])
def test_the_licence_is_an_address_an_abbreviation_or_no_licence_at_all(number, key):
    assert read(make_record(number)).licence.key == key


def test_a_licence_may_stand_in_a_link():
    record = {"id": "a", "properties": {"license": "other"}, "links": [
        {"rel": "license", "href": "https://www.govdata.de/dl-de/zero-2-0"}
    ]}  # fmt: skip
    assert read(record).licence.key == "dl-zero-de/2.0"


def test_the_forms_of_the_drafts_are_read_too():
    record = {
        "id": "alt/1",
        "properties": {
            "title": {"de": "Altes Verzeichnis", "en": "Old register"},
            "recordUpdated": "2021-02-03",
            "extent": {"spatial": {"bbox": [[7.0, 51.3, 7.2, 51.5]]}},
            "associations": [{"href": "/daten/baum.zip", "rel": "item", "type": "application/zip", "name": "Shape"}],
            "providers": [{"name": "Stadt Essen", "roles": [{"name": "pointOfContact"}]}],
            "keywords": [{"name": "Baum"}, "Baum", 3, None],
        },
    }
    found = read(record)
    assert found.title == "Altes Verzeichnis"
    assert found.modified.year == 2021
    assert found.extent_4326 == (7.0, 51.3, 7.2, 51.5)
    assert found.distributions[0].url == "https://k.example/daten/baum.zip"
    assert found.publisher == "Stadt Essen"
    assert found.tags == ("Baum", "3")
    assert found.landing_url == "https://k.example/collections/katalog/items/alt%2F1"


@pytest.mark.parametrize(
    "properties",
    [None, [], "x", {"links": 3, "keywords": {}, "themes": [None, {"concepts": "x"}], "contacts": [1], "license": 5,
                     "time": "2020", "externalIds": {}, "extent": []}],
)  # fmt: skip
def test_what_cannot_be_read_is_unknown(properties):
    found = read({"id": 7, "properties": properties, "links": [None, {"href": []}], "geometry": {"type": "Point"}})
    assert (found.key, found.title, found.extent_4326, found.distributions) == ("7", "7", None, ())


@pytest.mark.parametrize("record", [None, [], {}, {"id": None}, {"id": ""}, {"properties": {"title": "x"}}])
def test_a_record_without_an_id_is_none(record):
    with pytest.raises(ValueError, match="record"):
        read(record)


def test_words_are_looked_for_in_all_texts():
    found = read(make_record(0))
    assert contains_words(found, ["BAUMKATASTER", "geoinformation", "opendata", "stadt"])
    assert not contains_words(found, ["Baumkataster", "Hamm"])


def test_a_link_may_state_its_size():
    record = {"id": "a", "links": [{"rel": "item", "href": "https://x.example/a.csv", "length": 4711}]}
    assert [one.size_bytes for one in read(record).distributions] == [4711]
