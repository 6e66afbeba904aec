# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import re
import struct
from dataclasses import replace
from datetime import date

import pytest

from ruhr_smartcity_plugin.core.errors import StoreDamagedError, StoreError
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import Change, diff_bundles
from ruhr_smartcity_plugin.core.projects.columns import Kind, columns_of
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import decode, encode, envelope_of, quick_envelope
from ruhr_smartcity_plugin.core.projects.record import (
    Organisation,
    Project,
    ProjectInternal,
    ProjectMunicipality,
    Site,
    SiteShape,
    Visibility,
)
from ruhr_smartcity_plugin.core.projects.schema import (
    GEOPACKAGE_VERSION,
    MARK_FILE,
    SCHEMA_VERSION,
    USER_VERSION,
    create_statements,
)
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from tests.core.projects.test_rules import ESSEN

LINE = (((377000.0, 5705000.0), (378000.5, 5706000.25)),)
AREA = ((((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 0.0)), ((2.0, 1.0), (3.0, 1.0), (3.0, 2.0), (2.0, 1.0))),)


@pytest.mark.parametrize("value", ["", None, "PUBLIC", "oef", 1, "OEF "])
def test_an_unknown_visibility_reads_as_internal(value):
    assert Visibility.read(value) is Visibility.MUNICIPALITY


def test_new_records_are_internal_drafts():
    assert Project().visibility is Visibility.MUNICIPALITY
    assert Project().review_state == "ENT"
    assert Site().visibility is Visibility.MUNICIPALITY


def test_ids_are_made_by_the_client_and_differ():
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", Project().uuid)
    assert Project().uuid != Project().uuid


TABLES = {"project": Project, "project_internal": ProjectInternal, "organisation": Organisation, "change": Change,
          **{one.name: one.record for one in CHILD_TABLES}}
SQL_TYPES = {
    Kind.TEXT: "TEXT|DATETIME", Kind.MAYBE_TEXT: "TEXT", Kind.INTEGER: "INTEGER", Kind.COUNTER: "INTEGER",
    Kind.NUMBER: "DOUBLE", Kind.FLAG: "BOOLEAN", Kind.ANSWER: "BOOLEAN", Kind.DAY: "DATE", Kind.VISIBILITY: "TEXT"}


@pytest.mark.parametrize("table", TABLES)
def test_each_table_has_a_column_for_every_field_of_its_record(table):
    (statement,) = [one for one in create_statements() if one.startswith(f"CREATE TABLE {table} (")]
    for one in columns_of(TABLES[table]):
        assert re.search(rf"[ (]{one.name} ({SQL_TYPES[one.kind]})\b", statement), one.name


def test_every_list_of_codes_a_field_names_is_in_the_vocabulary():
    for record in TABLES.values():
        for one in columns_of(record):
            assert not one.codes or load_vocabulary().entries(one.codes), one


@pytest.mark.parametrize("table", [
    "project", "project_internal", "project_field", "project_technology", "site_point", "site_line", "site_area",
    "project_municipality", "organisation", "project_organisation", "contact", "milestone", "funding",
    "funding_programme", "indicator", "indicator_value", "project_dataset", "project_sensor", "document",
    "project_relation", "comment", "strategy"])
def test_every_editable_table_of_the_model_has_the_technical_columns(table):
    (statement,) = [one for one in create_statements() if one.startswith(f"CREATE TABLE {table} (")]
    for column in ("uuid TEXT NOT NULL UNIQUE", "version", "created_at", "created_by", "changed_at", "changed_by",
                   "deleted", "source"):
        assert column in statement


def test_the_file_is_marked_with_the_version_of_the_schema():
    assert USER_VERSION == GEOPACKAGE_VERSION + SCHEMA_VERSION
    application_id = int.from_bytes(b"GPKG", "big")
    assert [f"PRAGMA application_id = {application_id}", f"PRAGMA user_version = {USER_VERSION}"] == list(MARK_FILE)


@pytest.mark.parametrize(("shape", "coordinates"), [
    (SiteShape.POINT, (377000.5, 5705000.25)), (SiteShape.LINE, LINE), (SiteShape.AREA, AREA)])
def test_geometries_survive_the_way_into_the_file_and_back(shape, coordinates):
    assert decode(encode(shape, coordinates), shape) == coordinates


def test_geometry_blobs_are_what_shapely_reads():
    import shapely

    blob = encode(SiteShape.AREA, AREA)
    polygon = shapely.from_wkb(blob[40:])  # 8 bytes header, 32 bytes envelope
    # Triangle 10*10/2 minus the hole 1*1/2
    assert polygon.area == pytest.approx(50 - 0.5)
    assert envelope_of(blob) == (0.0, 10.0, 0.0, 10.0)
    assert shapely.from_wkb(encode(SiteShape.POINT, (1.5, 2.5))[8:]).wkt == "POINT (1.5 2.5)"


def test_geometries_of_other_programs_are_read_big_endian_and_without_envelope():
    import shapely

    body = shapely.to_wkb(shapely.Point(3, 4), byte_order=0)
    assert decode(b"GP\x00\x00" + (25832).to_bytes(4, "big") + body, SiteShape.POINT) == (3.0, 4.0)
    assert decode(b"GP\x00\x11" + (25832).to_bytes(4, "little") + b"", SiteShape.POINT) is None  # empty flag


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_position_that_is_no_number_is_refused(bad):
    with pytest.raises(StoreError):
        encode(SiteShape.POINT, (bad, 1.0))


@pytest.mark.parametrize("blob", [b"", b"GP", b"XX\x00\x01" + bytes(40), encode(SiteShape.LINE, LINE)[:60],
                                  b"GP\x00\x01" + bytes(4) + b"\x01\x05\x00\x00\x00\xff\xff\xff\x7f"])
def test_damaged_geometry_is_a_sentence(blob):
    with pytest.raises(StoreError) as error:
        decode(blob, SiteShape.LINE)
    assert "damaged geometry" in error.value.sentence


@pytest.mark.parametrize("srs", [4326, 4258, 0])
def test_degrees_that_another_program_stored_are_read_as_degrees(srs):
    """PROJ 9: EPSG:4258 51.4818 N 7.2162 E is 376136.715 5704913.893 in EPSG:25832."""
    import shapely

    blob = b"GP\x00\x01" + srs.to_bytes(4, "little") + shapely.to_wkb(shapely.Point(7.2162, 51.4818), byte_order=1)
    assert decode(blob, SiteShape.POINT) == pytest.approx((376136.715, 5704913.893), abs=0.001)
    west, east, south, north = quick_envelope(blob)
    assert (west, south) == (east, north) == pytest.approx((376136.715, 5704913.893), abs=0.001)
    assert envelope_of(blob) == (7.2162, 7.2162, 51.4818, 51.4818)  # an index has the system of its table


@pytest.mark.parametrize(("wkt", "shape", "expected"), [
    ("LINESTRING(0 0, 1 1)", SiteShape.LINE, (((0, 0), (1, 1)),)), ("MULTIPOINT(1 2)", SiteShape.POINT, (1, 2)),
    ("POLYGON((0 0, 1 0, 1 1, 0 0))", SiteShape.AREA, ((((0, 0), (1, 0), (1, 1), (0, 0)),),)),
    ("MULTILINESTRING EMPTY", SiteShape.LINE, None), ("POINT EMPTY", SiteShape.POINT, None),
    ("LINESTRING(0 0, 1 1)", SiteShape.POINT, StoreDamagedError),
    ("MULTIPOINT(1 2, 3 4)", SiteShape.POINT, StoreDamagedError),
    ("MULTILINESTRING((0 0, 1 1))", SiteShape.AREA, StoreDamagedError),
    ("POINT(1 2)", SiteShape.LINE, StoreDamagedError),
])
def test_a_geometry_is_what_its_table_holds_or_a_sentence(wkt, shape, expected):
    import shapely

    blob = b"GP\x00\x01" + (25832).to_bytes(4, "little") + shapely.to_wkb(shapely.from_wkt(wkt), byte_order=1)
    if expected is not StoreDamagedError:
        assert decode(blob, shape) == expected
        return
    with pytest.raises(StoreDamagedError, match="another kind"):
        decode(blob, shape)


def test_a_system_that_would_move_the_place_is_refused():
    blob = b"GP\x00\x01" + (31467).to_bytes(4, "little") + encode(SiteShape.POINT, (3376000.0, 5706700.0))[8:]
    with pytest.raises(StoreDamagedError, match="EPSG:31467"):
        decode(blob, SiteShape.POINT)


def test_the_difference_names_fields_of_the_project_of_places_and_of_lists():
    site, other = Site(coordinates=(1.0, 2.0), label="A"), Site(label="B")
    lead = Organisation(name="Stadt Essen")
    before = ProjectBundle(project=Project(title="Alt", as_of=date(2026, 1, 1)), sites=(site, other))
    after = replace(
        before, sites=(replace(site, coordinates=(1.0, 3.0)),), further_fields=("MOB", "BIL"),
        project=replace(before.project, title="Neu", lead_uuid=lead.uuid, version=7, changed_by="x"),
        organisations=(lead,), municipalities=(ProjectMunicipality(ESSEN, "FEDER"),))
    found = {(one.table_name, one.field): (one.old_value, one.new_value) for one in diff_bundles(before, after)}
    assert found == {
        ("project", "title"): ("Alt", "Neu"), ("project", "lead_uuid"): (None, lead.uuid),
        ("site_point", "geom"): ("[1.0,2.0]", "[1.0,3.0]"), ("site_point", "deleted"): ("0", "1"),
        ("project_field", "field"): (None, "BIL MOB"), ("organisation", "name"): (None, "Stadt Essen"),
        ("project_municipality", "ags"): (None, ESSEN), ("project_municipality", "role"): (None, "FEDER")}
    assert diff_bundles(after, after) == ()


def test_a_copy_is_a_record_of_its_own():
    published = Project(title="A", version=3, code="RUHR-05911-1", review_state="VOE")
    bundle = ProjectBundle(project=published, sites=(Site(),))
    copy = bundle.as_copy()
    assert copy.project.review_state == "ENT"  # nobody has checked it
    assert copy.project.uuid != bundle.project.uuid
    assert (copy.project.version, copy.project.code, copy.project.title) == (0, "", "A")
    assert copy.sites[0].uuid != bundle.sites[0].uuid


@pytest.mark.parametrize("code", [1, 1001, 2001, 3001, 0x80000001, 0xC0000001])
def test_height_and_measure_that_another_program_wrote_are_left_out(code):
    """A single place with a height must not keep the whole register from being read."""
    more = [7.0] * {1: 0, 1001: 1, 2001: 1, 0x80000001: 1}.get(code, 2)
    head = b"GP\0\1" + struct.pack("<i", 25832)
    point = struct.pack(f"<BI{2 + len(more)}d", 1, code, 376000.0, 5705000.0, *more)
    assert decode(head + point, SiteShape.POINT) == (376000.0, 5705000.0)
    row = struct.pack(f"<BII{4 + 2 * len(more)}d", 1, code + 1, 2, 1.0, 2.0, *more, 3.0, 4.0, *more)
    line = struct.pack("<BII", 1, code + 4, 2) + row + row
    assert decode(head + line, SiteShape.LINE) == (((1.0, 2.0), (3.0, 4.0)),) * 2
