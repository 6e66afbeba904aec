# SPDX-License-Identifier: GPL-2.0-or-later
"""Single values of records: dates of data, places, contacts, themes; and the conditions of a search."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.ckan_record import read_package
from ruhr_smartcity_plugin.core.catalogue.portals.data_date import read_data_date, state_of_period
from ruhr_smartcity_plugin.core.catalogue.portals.selection import Selection, read_kinds, read_themes, read_towns
from ruhr_smartcity_plugin.core.catalogue.portals.spatial import read_extent
from ruhr_smartcity_plugin.core.catalogue.portals.texts import byte_size, plain_text, whole_number
from ruhr_smartcity_plugin.core.errors import InputError

UTC = timezone.utc


def _read(**members):
    return read_package({"name": "x", "title": "X", **members}, portal="P", root="https://p.example")


def _day(year, month=1, day=1):
    return datetime(year, month, day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-06", _day(2024, 5, 6)),
        ("06.05.2024", _day(2024, 5, 6)),
        ("Stand: 6. 5. 2024", _day(2024, 5, 6)),
        ("05/2024", _day(2024, 5)),
        ("05.2024", _day(2024, 5)),
        ("2024-05", _day(2024, 5)),
        ("Stand 2019", _day(2019)),
        (2019, _day(2019)),
        ("31.02.2024", None),
        ("laufend", None),
        ("", None),
        (None, None),
        ("Az. 4711/20245", None),
    ],
)
def test_dates_of_data_as_offices_write_them(text, expected):
    assert read_data_date(text) == expected


def test_the_end_of_a_period_counts_unless_it_was_still_to_come():
    changed = _day(2026, 3, 1)
    assert state_of_period("2025-01-01", "2025-12-31", changed) == _day(2025, 12, 31)
    assert state_of_period("2026-01-01", "2026-12-12", changed) == _day(2026)  # a timetable
    assert state_of_period("2027-01-01", "2027-12-12", changed) is None
    assert state_of_period("", "2027-12-12", None) == _day(2027, 12, 12)
    assert state_of_period("2020", "9999-12-31", _day(9999, 12, 31)) == _day(9999, 12, 31)


@pytest.mark.parametrize(
    ("extras", "expected"),
    [
        ({"Datenstand": "31.12.2024"}, _day(2024, 12, 31)),
        ({"stand_der_daten": "03/2023"}, _day(2023, 3)),
        ({"temporal_start": "2020-01-01", "temporal_end": "2020-12-31"}, _day(2020, 12, 31)),
        ({"temporal_coverage_from": "2020-01-01", "temporal_coverage_to": ""}, _day(2020)),
        ({"temporal": json.dumps([{"start": "2018-01-01", "end": "2019-01-01"}])}, _day(2019)),
        ({"temporal": "2018-01-01/2019-06-01"}, _day(2019, 6)),
        ({"temporal": "{kaputt"}, None),
        ({"metadata_modified": "2025-01-01", "issued": "2025-01-01"}, None),
        ({"Datenstand": "unbekannt"}, None),
    ],
)
def test_the_date_of_the_data_is_only_what_is_stated(extras, expected):
    assert _read(metadata_modified="2025-11-27T00:00:00", extras=extras).data_date == expected


def test_an_upload_date_is_not_the_date_of_the_data():
    # psa_2016.csv: flagged 2025-11-27, tariffs of 2016
    dataset = _read(
        title="Parkgebühren",
        metadata_modified="2025-11-27T10:00:00",
        resources=[{"url": "https://x.example/psa_2016.csv", "last_modified": "2025-11-27T10:00:00"}],
    )
    assert dataset.data_date is None
    assert dataset.modified == datetime(2025, 11, 27, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"maintainer": "Umweltamt", "maintainer_email": "umwelt@x.example"}, "Umweltamt, umwelt@x.example"),
        ({"extras": {"contact_name": "GIS", "contact_email": "mailto:gis@x.example"}}, "GIS, gis@x.example"),
        ({"author": "Anna", "extras": {"publisher_name": "Stadt", "publisher_email": "s@x.example"}},
         "Stadt, s@x.example"),
        ({"author": "Amt 61"}, "Amt 61"),
        ({"extras": {"publisher_name": "Stadt"}}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_the_contact_is_one_line(members, expected):
    assert _read(**members).contact == expected


@pytest.mark.parametrize(
    ("extras", "expected"),
    [
        ({"identifier": "abc"}, "abc"),
        ({"identifier": '["abc", "def"]'}, "abc"),
        ({"guid": "https://x.example/d/1"}, "https://x.example/d/1"),
        ({"identifier": "abc", "guid": "g"}, "abc"),
        ({}, ""),
    ],
)
def test_the_publishers_identifier_is_kept(extras, expected):
    assert _read(extras=extras).identifier == expected


RING = [[6.9, 51.3], [7.1, 51.3], [7.1, 51.5], [6.9, 51.3]]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"type": "Polygon", "coordinates": [RING]}, (6.9, 51.3, 7.1, 51.5)),
        (json.dumps({"type": "MultiPolygon", "coordinates": [[RING], [[[7.5, 51.6, 12.0]]]]}), (6.9, 51.3, 7.5, 51.6)),
        ({"type": "Feature", "geometry": {"type": "Point", "coordinates": [7, 51.5]}}, (7.0, 51.5, 7.0, 51.5)),
        ("POINT (7.2 51.5)", (7.2, 51.5, 7.2, 51.5)),
        ("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(7.2 51.5)", (7.2, 51.5, 7.2, 51.5)),
        ("ENVELOPE(6.9, 7.1, 51.5, 51.3)", (6.9, 51.3, 7.1, 51.5)),
        ("6.9,51.3,7.1,51.5", (6.9, 51.3, 7.1, 51.5)),
        ("51.3 6.9 51.5 7.1", (6.9, 51.3, 7.1, 51.5)),
        ([6.9, 7.1, 51.3, 51.5], (6.9, 51.3, 7.1, 51.5)),  # west, east, south, north
        ([6.9, 51.3, 40, 7.1, 51.5, 120], (6.9, 51.3, 7.1, 51.5)),  # with heights
        ([6.9, None, 7.1, 51.5], None),
        ("northlimit=51.5; southlimit=51.3; westlimit=6.9; eastlimit=7.1", (6.9, 51.3, 7.1, 51.5)),
        ("POLYGON((360000 5700000, 370000 5700000, 370000 5710000, 360000 5700000))", None),
        ({"type": "Point", "coordinates": [float("nan"), 51.5]}, None),
        ({"type": "Point", "coordinates": [10**400, 51.5]}, None),
        ([7, 51, 8, -(10**400)], None),
        ({"type": "Polygon", "coordinates": []}, None),
        ({"type": "Point", "coordinates": "7,51"}, None),
        ("{kaputt", None),
        ("Bochum", None),
        ("", None),
        (None, None),
        (7, None),
        ([1, 2, 3], None),
        ("[" * 5000, None),
        ({"type": "Polygon", "coordinates": [[[0.0, 0.0], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]]]}, None),
        ("POINT(0 0)", None),
        ("0,0,0,0", None),
    ],
)
def test_extents_in_all_spellings(value, expected):
    assert read_extent(value) == expected


@pytest.mark.parametrize(
    ("size", "expected"), [(7, 7), ("7.0", 7), (2**63 - 1, 2**63 - 1), (2**63, None), ("1e300", None), (-1, None)]
)
def test_a_size_is_one_that_can_be_stored_and_shown(size, expected):
    assert whole_number(size) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [(2048, 2048), ("2048", 2048), ("1,5 MB", 1_500_000), ("1.5MB", 1_500_000), ("20 KiB", 20_480), ("3 GB", 3 * 10**9),
     ("12 Bytes", 12), ("7 b", 7), ("512 k", 512_000), ("groß", None), ("", None), (None, None), (True, None),
     ("MB", None), ("-1 MB", None), ({"a": 1}, None), ("99999999999999 TB", None)],
)  # fmt: skip
def test_a_size_is_read_with_its_unit(stated, expected):
    assert byte_size(stated) == expected


def test_descriptions_lose_markup_but_markdown_stays():
    assert plain_text("**fett** und a < b & c\n- Punkt") == "**fett** und a < b & c\n- Punkt"
    assert plain_text("<style>x{}</style><ul><li>eins</li><li>zwei</li></ul>") == "eins\n\nzwei"
    assert plain_text("&lt;b&gt; bleibt Text") == "<b> bleibt Text"


@pytest.mark.parametrize(
    ("group", "theme"),
    [
        ({"name": "envi"}, "envi"),
        ({"name": "ENVI"}, "envi"),
        ({"name": "umwelt-klima", "title": "Umwelt"}, "envi"),
        ({"name": "bevoelkerung-und-gesellschaft"}, "soci"),
        ({"name": "g7", "display_name": "Verkehr"}, "tran"),
        ({"name": "freizeit", "title": "Freizeit"}, "Freizeit"),
        ("envi", "envi"),
    ],
)
def test_groups_that_are_themes_of_dcat_count_as_such_however_the_portal_calls_them(group, theme):
    assert _read(groups=[group, group]).themes == (theme,)


# --- conditions -----------------------------------------------------------------------------------
def _dataset(**members):
    return Dataset(key="x", title="X", portal="P", **members)


def test_towns_are_read_by_key_and_name_and_districts_bring_their_towns():
    assert read_towns("5911000; Essen")[0] == {"05911000", "05113000"}
    towns, districts = read_towns("Kreis Unna")
    assert districts == {"05978"}
    assert len(towns) == 10
    assert read_towns("05911") == ({"05911000"}, frozenset())
    assert read_towns("05978000") == read_towns("059780000000") == (towns, districts)
    assert read_towns(" ") == (frozenset(), frozenset())


@pytest.mark.parametrize("text", ["Köln", "09162000", "05911000, x", "059110000"])
def test_what_is_not_in_the_region_is_refused(text):
    with pytest.raises(InputError):
        read_towns(text)


def test_themes_and_formats_are_read_in_all_spellings():
    assert read_themes("http://publications.europa.eu/resource/authority/data-theme/ENVI") == {"envi"}
    for asked in ("{0}ENVI, {0}TRAN", "{0}ENVI; {0}TRAN/", "ENVI, {0}TRAN", "{0}TRAN, ENVI"):
        themes = read_themes(asked.format("http://publications.europa.eu/resource/authority/data-theme/"))
        assert {"envi", "tran"} <= themes, asked
    assert read_themes("envi; Freizeit") == {"envi", "freizeit"}
    assert {"envi", "freizeit"} < read_themes("envi, Freizeit")
    assert read_kinds("ogc wfs; GeoPackage, application/vnd.geo+json, OGC API Features") == {
        ServiceKind.WFS, ServiceKind.GPKG, ServiceKind.GEOJSON, ServiceKind.OAPIF,
    }  # fmt: skip
    with pytest.raises(InputError, match="Brieftaube"):
        read_kinds("WFS, Brieftaube")


def test_a_portals_theme_with_a_comma_is_found_by_its_name():
    dataset = Dataset("a", "A", "P", themes=("Planen, Bauen und Wohnen",))
    for asked in ("Planen, Bauen und Wohnen", "Freizeit; Planen, Bauen und Wohnen"):
        assert Selection(themes=read_themes(asked)).accepts(dataset), asked
    assert not Selection(themes=read_themes("Planen, Bauen")).accepts(dataset)


def test_a_district_asked_for_takes_its_towns_and_a_town_its_district():
    recklinghausen, marl = frozenset({"05562"}), frozenset({"05562024"})
    by_district = Selection(*read_towns("05562"))
    by_town = Selection(*read_towns("05562024"))
    assert by_district.accepts(_dataset(municipalities=marl))
    assert by_district.accepts(_dataset(districts=recklinghausen))
    assert by_town.accepts(_dataset(districts=recklinghausen))
    assert not by_town.accepts(_dataset(municipalities=frozenset({"05562020"})))
    assert not by_town.accepts(_dataset())
    assert by_town.lacks_town(_dataset())
