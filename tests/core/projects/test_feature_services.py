# SPDX-License-Identifier: GPL-2.0-or-later
"""Feature services as documents: names of layers, GML and GeoJSON, what is carried, and in which steps is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.errors import InputError, StoreError
from ruhr_smartcity_plugin.core.projects import feature_json, feature_wfs
from ruhr_smartcity_plugin.core.projects.carriage import WHOLE, Carriage
from ruhr_smartcity_plugin.core.projects.feature_gml import read_geometry, write_geometry
from ruhr_smartcity_plugin.core.projects.feature_layers import (
    TABLES,
    FeatureLayer,
    choose_layers,
    columns_by_table,
    model_columns,
    usable_layers,
)
from ruhr_smartcity_plugin.core.projects.feature_rows import child_rows, differences, project_row
from ruhr_smartcity_plugin.core.projects.feature_writing import (
    Action,
    Goal,
    Planner,
    State,
    Write,
    is_abandoned,
    lacking,
    whole_version,
)
from ruhr_smartcity_plugin.core.projects.record import Site, SiteShape
from tests.adapters.projects.bundles import full, simple
from tests.support.xml_reader import read_xml

LAYERS = {table: FeatureLayer(table, f"r:{table}", tuple(model_columns(table)),
                              "geometry" if table.startswith("site_") else "", "urn:r",
                              crs="urn:ogc:def:crs:EPSG::25832" if table.startswith("site_") else "")
          for table in TABLES}


def goal_of(bundle, base=0):
    return Goal(bundle.project.uuid, base, project_row(bundle.project, LAYERS["project"]),
                child_rows(bundle, LAYERS), {}, "2026-11-23T17:00:00.000Z")


def done(goal, version):
    """Return the state in which a goal is reached under a version."""
    return State({**goal.project, "version": version, "changed_at": goal.moment, "deleted": False},
                 {key: {**row, "version": 1, "deleted": False} for key, row in goal.children.items()})


def test_layers_are_found_under_prefixes_and_none_is_taken_for_another():
    names = ["Projektregister_—_project", "ws:project_municipality", "project_public", "x.site_point", "site_point",
             "projects", "my_project_organisation"]
    assert choose_layers(names) == {
        "project": "Projektregister_—_project", "project_municipality": "ws:project_municipality",
        "site_point": "site_point", "project_organisation": "my_project_organisation"}


def test_layers_that_could_leak_or_lose_are_left_out():
    without = [replace(LAYERS["site_point"], columns=tuple(
        one for one in LAYERS["site_point"].columns if one != "visibility")), replace(LAYERS["site_line"], geometry=""),
        LAYERS["project_organisation"], LAYERS["indicator_value"], LAYERS["milestone"]]
    assert set(usable_layers(without)) == {"milestone"}


def test_names_of_editors_contacts_money_and_relations_are_never_sent():
    assert not {"created_by", "changed_by"} & set(model_columns("project"))
    assert [model_columns(one) for one in ("contact", "funding", "project_internal", "project_relation")] == [{}] * 4


@pytest.mark.parametrize(("shape", "coordinates"), [
    (SiteShape.POINT, (376000.125, 5705000.875)),
    (SiteShape.LINE, (((1.0, 2.0), (3.5, 4.25)), ((5.0, 6.0), (7.0, 8.0)))),
    (SiteShape.AREA, ((((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 0.0)),
                       ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 1.0))),)),
])
def test_places_come_back_from_gml_as_they_were_written(shape, coordinates):
    text = f'<p xmlns:gml="g">{write_geometry(shape, coordinates, "EPSG:25832")}</p>'
    assert read_geometry(shape, read_xml(text.encode(), "")) == coordinates


@pytest.mark.parametrize("text", [
    '<gml:Point srsName="EPSG:4326"><gml:pos>51.4 7.2</gml:pos></gml:Point>',
    '<gml:Point srsName="EPSG:25832"><gml:pos>1</gml:pos></gml:Point>',
    '<gml:Point srsName="EPSG:25832"><gml:pos>a b</gml:pos></gml:Point>',
    '<gml:MultiPoint srsName="EPSG:25832"/>',
])
def test_places_in_another_reference_system_or_broken_ones_are_refused(text):
    with pytest.raises(StoreError):
        read_geometry(SiteShape.POINT, read_xml(f'<p xmlns:gml="g">{text}</p>'.encode(), ""))


def test_hostile_texts_stay_texts_in_a_transaction():
    evil = "</r:title></r:project></wfs:Insert><wfs:Delete typeName=\"r:project\"/> & ' \" ]]>"
    layer = LAYERS["project"]
    writes = [Write(Action.INSERT, layer, {"uuid": "u", "title": evil, "deleted": False, "version": 1}),
              Write(Action.UPDATE, layer, {"title": evil, "summary": None}, {"uuid": evil, "version": -10001})]
    root = read_xml(feature_wfs.transaction(writes), "")
    assert [one.name for one in root.children] == ["Insert", "Update"]
    assert root.child("Insert", "project", "title").text == evil
    values = {one.text_at("Name"): one.child("Value") for one in root.children[1].each("Property")}
    assert (values["title"].text, values["summary"]) == (evil, None)
    assert [one.text for one in root.children[1].walk() if one.name == "Literal"] == [evil, "-10001"]


def test_characters_that_xml_cannot_hold_are_refused_and_line_ends_are_made_equal():
    with pytest.raises(InputError):
        project_row(replace(simple().project, title="a\x00b"), LAYERS["project"])
    assert project_row(replace(simple().project, summary="a\r\nb\rc"), LAYERS["project"])["summary"] == "a\nb\nc"


def test_a_geojson_row_is_read_by_kind_and_written_with_what_the_service_has_besides():
    layer = replace(LAYERS["project"], id_column="uuid")
    row = feature_json.read_row({"id": "u", "properties": {
        "version": 3, "funded": None, "seeks_partners": True, "start_planned": "2023-01-01T00:00:00Z", "title": "T"}},
        layer, lambda place: place)
    assert (row["uuid"], row["version"], row["funded"], row["seeks_partners"], row["start_planned"]) == (
        "u", 3, None, True, "2023-01-01")
    there = {"id": 7, "geometry": None, "properties": {"uuid": "u", "title": "alt", "operator_note": "bleibt"}}
    sent = feature_json.feature(layer, {"title": "neu"}, there, lambda place: place, is_empty_allowed=False)
    assert sent == {"type": "Feature", "id": 7, "geometry": None,
                    "properties": {"uuid": "u", "title": "neu", "operator_note": "bleibt"}}


def test_an_answer_in_another_reference_system_is_refused():
    layer = replace(LAYERS["site_point"], crs=feature_json.UTM_32)
    feature_json.require_crs(layer, f"<{feature_json.UTM_32}>")
    for stated in ("", f"<{feature_json.CRS84}>"):
        with pytest.raises(StoreError):
            feature_json.require_crs(layer, stated)


# --- what is carried ---
def test_what_is_carried_and_what_stays_add_up_to_the_whole():
    bundle = replace(full(), project=replace(full().project, visibility=simple().project.visibility))
    carriage = Carriage(columns_by_table({one: LAYERS[one] for one in ("project", "organisation", "site_point")}))
    part = carriage.part_of(bundle)
    assert (part.internal, part.contacts, part.partners, part.technologies) == (type(part.internal)(), (), (), ())
    assert [one.label for one in part.sites] == ["Größe"]
    back = carriage.completed(part, bundle)
    for name in ("internal", "contacts", "fundings", "programmes", "documents", "sites", "partners", "technologies",
                 "municipalities", "indicators", "indicator_values"):
        value, wanted = getattr(back, name), getattr(bundle, name)
        assert (set(value) == set(wanted)) if isinstance(value, tuple) else value == wanted, name
    assert {one.field for one in carriage.left_out(bundle)} >= {"risk", "mail", "amount_eur", "technology", "ags"}
    assert carriage.left_out(part) == ()
    # What was deleted there is gone, what never went there is not.
    emptied = carriage.completed(replace(part, sites=()), bundle)
    assert {one.label for one in emptied.sites} == {"nur Adresse", ""}


def test_nothing_of_a_project_is_carried_whose_visibility_is_not_public():
    assert Carriage({"project": frozenset()}).part_of(full()) is None
    assert WHOLE.part_of(full()).internal.internal_note == "nur intern"


# --- steps ---
def test_a_save_marks_writes_and_unmarks_and_a_repeated_one_does_nothing():
    planner, goal = Planner(LAYERS), goal_of(simple())
    first = planner.next_groups(State(), goal)
    assert [(one.action, one.layer.table, one.values["version"]) for group in first for one in group] == [
        (Action.INSERT, "project", goal.mark)]
    assert whole_version(goal.mark) == 0
    marked = State({**goal.project, "version": goal.mark, "deleted": False})
    assert [one.layer.table for group in planner.next_groups(marked, goal) for one in group] == [
        "site_point", "project_municipality"]
    (last,) = planner.next_groups(done(goal, goal.mark), goal)
    assert (last[0].values, last[0].where) == ({"version": 1}, {"uuid": goal.uuid, "version": goal.mark})
    assert planner.next_groups(done(goal, 1), goal) == []


def test_what_is_no_longer_there_becomes_a_tombstone_before_anything_new_is_written():
    bundle = simple()
    before = done(goal_of(bundle), 1)
    other = Site(coordinates=(1.0, 2.0), label="neu", visibility=bundle.sites[0].visibility)
    goal = goal_of(replace(bundle, sites=(other,)), 1)
    marked = State({**before.project, "version": goal.mark}, before.children)
    groups = Planner(LAYERS).next_groups(marked, goal)
    steps = [(one.action, one.values.get("deleted"), one.values.get("version")) for group in groups for one in group]
    assert steps == [(Action.UPDATE, True, 2), (Action.INSERT, False, 1)]
    assert lacking(before, goal) == ["site_point.uuid", "site_point.deleted"]


def test_ids_of_codes_follow_from_what_they_say():
    bundle = full()
    assert child_rows(bundle, LAYERS).keys() == child_rows(bundle, LAYERS).keys()
    assert len([one for one in child_rows(bundle, LAYERS) if one[0] == "project_field"]) == 2


def test_a_mark_is_abandoned_after_two_minutes_or_if_its_clock_is_wrong():
    now = datetime(2026, 11, 23, 17, 0, tzinfo=timezone.utc)
    assert not is_abandoned({"changed_at": "2026-11-23T16:59:00.000Z"}, now)
    for moment in ("2026-11-23T16:50:00Z", "2026-11-23T19:00:00+00:00", "gestern", None):
        assert is_abandoned({"changed_at": moment}, now)


def test_values_differ_by_what_they_mean_and_places_by_a_millimetre():
    assert differences({"a": None, "b": False, "c": (1.0, 2.0)}, {"a": None, "b": False, "c": (1.0004, 2.0)}) == []
    assert differences({"a": False, "b": "x", "c": (1.0, 2.0)}, {"a": None, "b": None, "c": (1.002, 2.0)}) == [
        "a", "b", "c"]
    assert date.fromisoformat(project_row(full().project, LAYERS["project"])["start_planned"]) == date(2023, 1, 1)
