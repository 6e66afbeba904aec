# SPDX-License-Identifier: GPL-2.0-or-later
"""The 53 municipalities: facts against published figures, look-ups with every spelling that tables use."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.region.area import AreaKind, boxes_touch
from ruhr_smartcity_plugin.core.region.municipalities import MunicipalityKind, fold_name, load_region, normalise_ags

REGION = load_region()


def test_there_are_eleven_cities_and_42_municipalities_in_four_districts():
    kinds = [one.kind for one in REGION.municipalities]
    assert len(kinds) == 53
    assert kinds.count(MunicipalityKind.CITY) == 11
    sizes = {district.key: len(district.ags) for district in REGION.districts}
    assert sizes == {"05170": 13, "05562": 10, "05954": 9, "05978": 10}


def test_the_population_sums_up_to_the_published_figure_of_2018():
    # RVR press figure for 31.12.2018: 5,111,530
    assert sum(one.population for one in REGION.municipalities) == 5_111_530
    assert REGION.population_date == "2018-12-31"


@pytest.mark.parametrize(("key", "population"), [("05170", 459_809), ("05562", 615_261), ("05954", 324_296),
                                                 ("05978", 394_782)])
def test_the_population_of_each_district_sums_up_to_the_figure_of_destatis(key, population):
    assert sum(one.population for one in REGION.municipalities if one.district_key == key) == population


def test_the_area_sums_up_to_the_published_figure_within_one_percent():
    # Regionalverband Ruhr: 4,439 km²
    assert sum(one.area_km2 for one in REGION.municipalities) == pytest.approx(4439, rel=0.01)


def test_each_ars_follows_the_rule_of_nrw():
    for one in REGION.municipalities:
        association = "0000" if one.kind is MunicipalityKind.CITY else "0" + one.ags[5:]
        assert one.ars == one.ags[:5] + association + one.ags[5:]


def test_keys_are_text_and_unique():
    keys = [one.ags for one in REGION.municipalities]
    assert len(set(keys)) == 53
    assert all(isinstance(key, str) and len(key) == 8 and key.startswith("05") for key in keys)


def test_each_point_lies_in_its_box_and_each_box_in_the_region():
    for one in REGION.municipalities:
        xmin, ymin, xmax, ymax = one.box_25832
        assert xmin < one.point_25832[0] < xmax, one.name
        assert ymin < one.point_25832[1] < ymax, one.name
        assert boxes_touch(one.box_25832, REGION.box_25832)
        assert xmin >= REGION.box_25832[0]
        assert ymax <= REGION.box_25832[3]


@pytest.mark.parametrize("key", ["05911000", 5911000, "5911000", "059110000000", 59110000000, " 05911000 ",
                                 "5911000.0"])
def test_bochum_is_found_by_every_form_of_its_key(key):
    assert REGION.by_ags(key).name == "Bochum"


@pytest.mark.parametrize("key", ["", "x", "05911", "05111000", "5911", "059110000001", None, "٠٥٩١١٠٠٠", "²"])
def test_what_is_no_key_of_the_region_is_not_found(key):
    assert REGION.by_ags(key) is None


def test_an_ars_of_a_town_in_a_district_is_shortened_by_its_association():
    assert normalise_ags("055620004004") == "05562004"
    assert REGION.by_ags("055620004004").name == "Castrop-Rauxel"


@pytest.mark.parametrize(("written", "name"), [
    ("Mülheim an der Ruhr", "Mülheim an der Ruhr"), ("Muelheim an der Ruhr", "Mülheim an der Ruhr"),
    ("MULHEIM AN DER RUHR", "Mülheim an der Ruhr"), ("mu\u0308lheim an der ruhr", "Mülheim an der Ruhr"),
    ("Bönen", "Bönen"), ("Boenen", "Bönen"), ("bonen", "Bönen"), ("Hünxe", "Hünxe"), ("Lünen", "Lünen"),
    ("Herne, Stadt", "Herne"), ("Hansestadt Wesel", "Wesel"), ("Stadt Essen", "Essen"), ("Wesel", "Wesel"),
    ("Hagen, Stadt der FernUniversität", "Hagen"), ("Wetter (Ruhr)", "Wetter (Ruhr)"), ("Wetter", "Wetter (Ruhr)"),
    ("Voerde", "Voerde (Niederrhein)"), ("Fröndenberg", "Fröndenberg/Ruhr"), ("Froendenberg/Ruhr", "Fröndenberg/Ruhr"),
    ("Haltern am See", "Haltern am See"), ("  oer-erkenschwick ", "Oer-Erkenschwick"),
])
def test_a_municipality_is_found_by_the_spellings_of_tables(written, name):
    assert REGION.find_municipality(written).name == name


@pytest.mark.parametrize("written", ["Kreis Wesel", "Kreis Recklinghausen", "Kreis Unna", "Ennepe-Ruhr-Kreis", "Köln",
                                     "", "   ", "Ruhr"])
def test_a_district_or_a_foreign_name_is_no_municipality(written):
    assert REGION.find_municipality(written) is None


def test_every_municipality_is_found_by_its_own_name():
    for one in REGION.municipalities:
        assert REGION.find_municipality(one.name) is one


@pytest.mark.parametrize(("written", "key"), [("Kreis Wesel", "05170"), ("05562", "05562"), ("Ennepe-Ruhr", "05954"),
                                              ("Ennepe-Ruhr-Kreis", "05954"), ("kreis unna", "05978")])
def test_a_district_is_found_by_key_and_name(written, key):
    assert REGION.find_district(written).key == key


def test_town_and_district_of_the_same_name_are_kept_apart():
    for name in ("Wesel", "Recklinghausen", "Unna"):
        town, district = REGION.find_municipality(name), REGION.find_district(f"Kreis {name}")
        assert town.ags in district.ags
        assert len(district.ags) > 1


def test_folding_a_name_drops_titles_and_umlauts():
    assert fold_name("Stadt  Mülheim an der  Ruhr, Stadt") == "muelheim an der ruhr"


def test_the_area_of_a_district_spans_its_municipalities():
    area = REGION.area_of_district("05954")
    assert area.kind is AreaKind.DISTRICT
    assert len(area.ags) == 9
    boxes = [REGION.by_ags(ags).box_25832 for ags in area.ags]
    assert area.box_25832[0] == min(box[0] for box in boxes)
    assert area.box_25832[3] == max(box[3] for box in boxes)


def test_an_extent_holds_the_municipalities_it_touches():
    area = REGION.area_of_extent((376000, 5704000, 377000, 5705000))  # the middle of Bochum
    assert area.contains("05911000")
    assert not area.contains("05170052")
    assert REGION.area_of_extent((0, 0, 1, 1)).ags == ()


def test_an_unknown_area_is_a_key_error():
    with pytest.raises(KeyError):
        REGION.area_of_municipality("05111000")
    with pytest.raises(KeyError):
        REGION.area_of_district("05111")


def test_the_whole_area_holds_everybody():
    whole = REGION.whole_area()
    assert whole.kind is AreaKind.REGION
    assert len(whole.ags) == 53
    assert whole.box_25832 == (313103, 5674745, 430677, 5743588)


def test_boxes_that_share_an_edge_touch():
    assert boxes_touch((0, 0, 1, 1), (1, 1, 2, 2))
    assert not boxes_touch((0, 0, 1, 1), (1.001, 0, 2, 1))


def test_towns_that_are_a_municipality_or_a_whole_district_make_its_area():
    assert REGION.area_of_towns(frozenset({"05911000"})) == REGION.area_of_municipality("05911000")
    whole = REGION.area_of_district("05954")
    assert REGION.area_of_towns(frozenset(whole.ags)) == whole
    for other in ((), ("05911000", "05916000"), whole.ags[:3], ("09162000",)):
        assert REGION.area_of_towns(frozenset(other)) is None
