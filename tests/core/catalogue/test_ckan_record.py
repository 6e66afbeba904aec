# SPDX-License-Identifier: GPL-2.0-or-later
"""Every mess that real portals put into their records, after the survey of CKAN and DKAN portals of the region."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.facet_value import facet_values
from ruhr_smartcity_plugin.core.catalogue.finding import Facet
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState
from ruhr_smartcity_plugin.core.catalogue.portals.ckan_record import read_package
from ruhr_smartcity_plugin.core.catalogue.portals.selection import Selection, read_themes
from ruhr_smartcity_plugin.core.catalogue.portals.texts import list_of, parse_time, text_of

GEOCODING = "http://dcat-ap.de/def/politicalGeocoding"
WFS = "https://geo.example.org/wfs?service=WFS"


def _read(**members):
    return read_package({"name": "x", "title": "X", **members}, portal="P", root="https://p.example")


def _with_resource(**members):
    return _read(resources=[{"id": "1", "url": WFS, "format": "WFS", **members}]).distributions[0]


def test_a_full_record_is_read():
    dataset = _read(
        title=" Baumkataster ",
        notes="Bäume",
        organization={"name": "stadt-bochum", "title": "Stadt Bochum"},
        license_id="dl-de-by-2.0",
        groups=[{"name": "envi"}, {"name": "regi"}],
        tags=[{"name": "Bäume"}],
        metadata_modified="2026-03-01T10:00:00.123456",
    )
    assert dataset.title == "Baumkataster"
    assert dataset.publisher == "Stadt Bochum"
    assert dataset.licence.key == "dl-by-de/2.0"
    assert dataset.modified == datetime(2026, 3, 1, 10, tzinfo=timezone.utc)
    assert dataset.themes == ("envi", "regi")
    assert dataset.landing_url == "https://p.example/dataset/x"
    assert dataset.municipalities == {"05911000"}


@pytest.mark.parametrize("package", [None, [], "x", {}, {"title": "no key"}, {"name": "  "}])
def test_what_is_no_package_raises_a_value_error(package):
    with pytest.raises(ValueError, match="package"):
        read_package(package, portal="P", root="")


@pytest.mark.parametrize(
    "member", ["organization", "groups", "tags", "resources", "extras", "notes", "license_id", "title"]
)
@pytest.mark.parametrize("value", [None, "text", 7, [], {}, [None, 3, {}], True])
def test_any_member_may_hold_nonsense(member, value):
    dataset = _read(**{member: value})
    assert dataset.key == "x"
    assert dataset.title


def test_a_dkan_like_record_with_private_as_word_and_groups_of_towns_is_read():
    dataset = _read(
        name="straßenbäume-§-12",
        private="Veröffentlicht",
        groups=[{"name": "group/stadt-bonn"}],
        resources=[
            {"url": "https://x.example/b.csv", "format": "csv", "last_modified": "Date changed 2016-03-02T12:01:02"}
        ],
    )
    assert dataset.landing_url.endswith("/dataset/stra%C3%9Fenb%C3%A4ume-%C2%A7-12")
    assert dataset.licence_state is LicenceState.UNKNOWN
    assert dataset.distributions[0].modified == datetime(2016, 3, 2, 12, 1, 2, tzinfo=timezone.utc)


def test_extras_are_read_as_pairs_and_as_object():
    value = json.dumps([f"{GEOCODING}/regionalKey/059110000000"])
    for extras in ([{"key": "politicalGeocodingURI", "value": value}], {"politicalGeocodingURI": value}):
        assert _read(extras=extras).municipalities == {"05911000"}


@pytest.mark.parametrize(
    ("tail", "towns", "districts"),
    [
        ("regionalKey/055620004004", {"05562004"}, set()),
        ("municipalityKey/05911000", {"05911000"}, set()),
        ("districtKey/05562", set(), {"05562"}),
        ("regionalKey/055620000000", set(), {"05562"}),
        ("districtKey/05911", {"05911000"}, set()),
        ("stateKey/05", set(), set()),
        ("districtKey/05562000", set(), {"05562"}),
        ("municipalityKey/05911000#", {"05911000"}, set()),
        ("municipalitykey/5911000/", {"05911000"}, set()),
        ("regionalKey/091620000000", set(), set()),  # Munich
        ("regionalKey/", set(), set()),
    ],
)
def test_political_geocoding_keys_of_all_lengths(tail, towns, districts):
    dataset = _read(extras={"politicalGeocodingURI": [f"{GEOCODING}/{tail}"]})
    assert (set(dataset.municipalities), set(dataset.districts)) == (towns, districts)


@pytest.mark.parametrize(
    ("value", "towns", "districts"),
    [
        (f"{GEOCODING}/municipalityKey/05911000, {GEOCODING}/districtKey/05562", {"05911000"}, {"05562"}),
        (f"{GEOCODING}/municipalityKey/05911000 {GEOCODING}/municipalityKey/05113000", {"05911000", "05113000"}, set()),
        ('["05913", "05113000", "055620004004"]', {"05913000", "05113000", "05562004"}, set()),
        ("05562000", set(), {"05562"}),
        ("45127", set(), set()),  # a post code
    ],
)
def test_political_geocoding_may_be_a_list_in_a_text_or_bare_keys(value, towns, districts):
    dataset = _read(extras={"politicalGeocodingURI": value}, organization={"name": "vrr", "title": "VRR"})
    assert (set(dataset.municipalities), set(dataset.districts)) == (towns, districts)


@pytest.mark.parametrize(
    ("organisation", "title", "towns", "districts", "evidence"),
    [
        ({"name": "mulheim-a-d-ruhr", "title": ""}, "x", {"05117000"}, set(), "publisher"),
        ({"name": "stadt-bochum", "title": "Stadt Bochum"}, "Daten Essen", {"05911000"}, set(), "publisher"),
        ({"name": "kreis-recklinghausen", "title": "Kreis Recklinghausen"}, "x", set(), {"05562"}, "publisher"),
        ({"name": "krzn", "title": "KRZN"}, "Radwege in Moers und Dinslaken", {"05170024", "05170008"}, set(), "title"),
        ({"name": "krzn", "title": "KRZN"}, "Wetter und Klima", set(), set(), ""),
        ({"name": "krzn", "title": "KRZN"}, "Schulen im Kreis Wesel", set(), {"05170"}, "title"),
        ({"name": "krzn", "title": "KRZN"}, "Essener Straßen", set(), set(), ""),
        ({"name": "krzn", "title": "KRZN"}, "Baustellen Mülheim an der Ruhr", {"05117000"}, set(), "title"),
    ],
)
def test_the_town_comes_from_the_publisher_or_else_the_title(organisation, title, towns, districts, evidence):
    dataset = _read(organization=organisation, title=title)
    assert (set(dataset.municipalities), set(dataset.districts)) == (towns, districts)
    assert dataset.municipality_evidence == evidence


def test_the_licence_of_the_resource_goes_before_that_of_the_data_set():
    dataset = _read(
        license_id="notspecified",
        resources=[{"url": WFS, "license": "http://dcat-ap.de/def/licenses/dl-zero-de/2_0"}],
    )
    assert dataset.licence.key == "dl-zero-de/2.0"


def test_an_open_service_with_a_closed_licence_is_not_called_open():
    # Herne "Baustellen": WFS without log-in, listed as "andere geschlossene Lizenz"
    dataset = _read(license_id="other-closed", license_title="Andere geschlossene Lizenz", resources=[{"url": WFS}])
    assert dataset.licence_state is LicenceState.CLOSED
    assert dataset.is_loadable


def test_of_resources_with_different_licences_the_strictest_counts():
    dataset = _read(resources=[{"url": WFS, "license": "cc-by/4.0"}, {"url": WFS, "license": "cc-by-nc/4.0"}])
    assert dataset.licence_state is LicenceState.CONDITIONS


@pytest.mark.parametrize(
    ("said", "state"),
    [("Alle Rechte vorbehalten", LicenceState.CLOSED), ("Lizenz der Stadt Herne", LicenceState.UNKNOWN)],
)
def test_what_a_resource_states_is_not_overwritten_by_an_open_licence_of_the_data_set(said, state):
    dataset = _read(license_id="dl-de-by-2.0", resources=[{"url": WFS, "license": said}, {"url": WFS}])
    assert [one.licence.state for one in dataset.distributions] == [state, LicenceState.OPEN]
    assert dataset.licence_state is state
    assert [_licence_on_the_layer(dataset, one) for one in dataset.distributions] == [
        dataset.distributions[0].licence.name, "Datenlizenz Deutschland – Namensnennung – Version 2.0"
    ]  # fmt: skip


def test_a_layer_has_no_licence_that_only_another_resource_states():
    dataset = _read(resources=[{"url": WFS, "license": "dl-de-by-2.0"}, {"url": WFS}])
    assert dataset.licence.key == "dl-by-de/2.0"
    assert [_licence_on_the_layer(dataset, one) for one in dataset.distributions] == [dataset.licence.name, ""]


def _licence_on_the_layer(dataset, distribution):
    return dataset.origin_of(distribution, datetime(2026, 1, 1, tzinfo=timezone.utc)).licence


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "/vsicurl/https://evil.example/x.gpkg",
        "PG:host=x dbname=y",
        "url='https://evil.example' authcfg=abc1234",
        "\\\\server\\share\\x.shp",
        "javascript:alert(1)",
        "https://anna:geheim@geo.example.org/wfs",
        "https://geo.example.org/wfs?authcfg=abc1234",
        "https://geo.example.org/\nwfs",
        "sample:schematic-municipalities",
        "https://",
        "https://[::1",
    ],
)
def test_a_dangerous_address_is_kept_out_and_the_reason_is_shown(address):
    distribution = _with_resource(url=address)
    assert distribution.url == ""
    assert distribution.problem
    assert distribution.sample is None
    assert not distribution.is_loadable
    assert "geheim" not in distribution.problem


def test_a_missing_address_is_said():
    assert _with_resource(url=None).problem == "The catalogue gives no address."


def test_only_the_sample_catalogue_may_name_sample_layers():
    resource = {"url": "sample:sample-points", "format": "GeoPackage"}
    dataset = read_package({"name": "x", "resources": [resource]}, portal="P", root="", is_sample=True)
    assert dataset.distributions[0].sample.sample_id == "sample-points"
    assert dataset.is_loadable
    odd = read_package({"name": "x", "resources": [{"url": "sample:../../etc"}]}, portal="P", root="", is_sample=True)
    assert odd.distributions[0].sample is None


@pytest.mark.parametrize(
    ("size", "bytes_"),
    [("1234", 1234), (12, 12), (None, None), ("3 MB", 3_000_000), ("viel", None), (-1, None), (1e400, None)],
)
def test_sizes_come_as_numbers_texts_or_nonsense(size, bytes_):
    assert _with_resource(size=size).size_bytes == bytes_


def test_each_access_service_of_a_resource_is_a_resource_of_its_own():
    services = [
        {"title": "Karte", "endpoint_url": ["https://geo.example.org/p?service=WMS"]},
        {"endpoint_url": ["https://geo.example.org/p"], "endpoint_description": "https://geo.example.org/p?service=WFS"},
        {"endpoint_url": ["https://geo.example.org/p?service=WMS"]},
        {"title": "ohne Adresse"},
        "kein Objekt",
    ]
    pdf = {"id": "1", "url": "https://x.example/plan.pdf", "format": "PDF", "license": "dl-zero-de/2.0"}
    for written in (services, json.dumps(services)):
        found = _read(resources=[{**pdf, "access_services": written}]).distributions
        assert [one.kind for one in found] == [ServiceKind.PDF, ServiceKind.WMS, ServiceKind.WFS]
        assert {one.licence.key for one in found} == {"dl-zero-de/2.0"}
        assert len({one.key for one in found}) == 3
    (only,) = _read(resources=[{"id": "1", "url": "", "access_services": json.dumps(services[:1])}]).distributions
    assert (only.title, only.kind) == ("Karte", ServiceKind.WMS)


@pytest.mark.parametrize("value", ["", "[", "text", 7, {}, [None, 3, {}, {"endpoint_url": {}}], '["x"]'])
def test_services_of_a_resource_may_hold_nonsense(value):
    assert _with_resource(access_services=value).url == WFS


def test_the_kind_is_judged_by_the_address_first():
    assert _with_resource(format="CSV", url=WFS).kind is ServiceKind.WFS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=timezone.utc)),
        ("2026-03-01T10:00:00Z", datetime(2026, 3, 1, 10, tzinfo=timezone.utc)),
        ("2026-03-01T10:00:00+02:00", datetime(2026, 3, 1, 8, tzinfo=timezone.utc)),
        ("2026-03-01T10:00:00+0200", datetime(2026, 3, 1, 8, tzinfo=timezone.utc)),
        ("2026-02", datetime(2026, 2, 1, tzinfo=timezone.utc)),
        (" 2026 ", datetime(2026, 1, 1, tzinfo=timezone.utc)),
        ("02.03.2016", datetime(2016, 3, 2, tzinfo=timezone.utc)),
        ("Stand: 2.3.2016, 10:30", datetime(2016, 3, 2, 10, 30, tzinfo=timezone.utc)),
        ("31.02.2016", None),
        ("192.168.1.2016", None),
        ("2026-13", None),
        ("2026-2", None),
        ("4711", None),
        ("Stand 2026", None),
        ("2026-13-01", None),
        ("gestern", None),
        ("0001-01-01T00:00:00+14:00", None),
        (None, None),
        (20260301, None),
    ],
)
def test_times_of_all_spellings(text, expected):
    assert parse_time(text) == expected


def test_lists_come_as_lists_as_json_and_as_single_words():
    assert list_of(["a", None, 1]) == ["a", "1"]
    assert list_of('["a"') == ['["a"']
    assert list_of("[" * 100_000) == ["[" * 100_000]
    assert list_of("") == []


def test_of_a_multilingual_text_the_german_one_is_taken():
    assert text_of({"en": "trees", "de": "Bäume"}) == "Bäume"
    assert text_of({"fr": "arbres"}) == "arbres"
    assert text_of({}) == ""


def test_a_portals_own_theme_keeps_its_title_and_is_found_by_title_and_short_name():
    groups = [{"name": "umwelt-klima", "title": "Umwelt und Klima"}, {"name": "verkehr-mobilitat",
              "display_name": "Verkehr/Mobilität"}, {"name": "tran"}, {"name": "ohne-titel"}]  # fmt: skip
    dataset = _read(groups=groups)
    assert dataset.themes == ("Umwelt und Klima", "Verkehr/Mobilität", "tran", "ohne-titel")
    assert facet_values(dataset)[Facet.THEME] == set(dataset.themes)
    for asked in ("Umwelt und Klima", "umwelt-klima", "Verkehr/Mobilität", "verkehr-mobilitat", "TRAN", "ohne-titel"):
        assert Selection(themes=read_themes(asked)).accepts(dataset), asked
    assert not Selection(themes=read_themes("Klima")).accepts(dataset)


def test_a_theme_by_its_address_is_one_facet_with_its_code():
    address = "http://publications.europa.eu/resource/authority/data-theme/ENVI"
    dataset = Dataset("a", "A", "P", themes=(address, "envi"))
    assert facet_values(dataset)[Facet.THEME] == {"envi"}


def test_the_text_to_name_the_source_by_may_stand_at_the_resource_or_at_the_data_set():
    extras = [{"key": "licenseAttributionByText", "value": "© Stadt Herne"}]
    assert _read(extras=extras).attribution == "© Stadt Herne"
    listed = [{"key": "licenseAttributionByText", "value": '["© Stadt Herne", "© RVR"]'}]
    assert _read(extras=listed).attribution == "© Stadt Herne; © RVR"
    own = {"id": "1", "url": WFS, "licenseAttributionByText": "© Vermessung Herne"}
    assert _read(extras=extras, resources=[own]).attribution == "© Vermessung Herne"
