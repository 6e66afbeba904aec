# SPDX-License-Identifier: GPL-2.0-or-later
"""The preset of the boundary service and the requests made from it."""

from __future__ import annotations

from ruhr_smartcity_plugin.core.region.boundary_service import load_preset

PRESET = load_preset()
BOX = (313103, 5674745, 430677, 5743588)


def test_the_preset_names_service_fields_and_licence():
    assert PRESET.url.startswith("https://")
    assert (PRESET.typename, PRESET.key_field, PRESET.name_field) == ("dvg:nw_dvg1_gem", "KN", "GN")
    assert "Zero" in PRESET.licence


def test_the_request_asks_for_the_region_in_utm_metres():
    parameters = PRESET.parameters(BOX)
    assert parameters["TYPENAMES"] == "dvg:nw_dvg1_gem"
    assert parameters["SRSNAME"] == "urn:ogc:def:crs:EPSG::25832"
    assert parameters["BBOX"] == "313103,5674745,430677,5743588,urn:ogc:def:crs:EPSG::25832"
    assert "STARTINDEX" not in parameters


def test_a_further_page_is_asked_by_its_start():
    assert PRESET.parameters(BOX, 20)["STARTINDEX"] == "20"


def test_no_other_address_means_the_preset():
    assert PRESET.at("") is PRESET
    assert PRESET.at(f"  {PRESET.url} ") is PRESET


def test_another_address_takes_its_feature_type_and_loses_the_licence():
    other = PRESET.at("https://example.org/ows?map=grenzen&service=WFS&typenames=ms:gemeinden&request=GetFeature")
    assert other.url == "https://example.org/ows?map=grenzen"
    assert other.typename == "ms:gemeinden"
    assert other.licence == ""
    assert other.publisher == ""


def test_the_usual_key_field_is_tried_first():
    assert PRESET.key_candidates(("gml_id", "kn", "GN"))[0] == "kn"
