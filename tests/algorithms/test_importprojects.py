# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists of projects as municipalities send them, taken into registers."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import fields, replace
from datetime import date

import pytest
from osgeo import gdal, ogr, osr
from qgis.core import QgsProcessingException

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore, create_store
from ruhr_smartcity_plugin.adapters.projects.import_files import read_import_file
from ruhr_smartcity_plugin.core.projects.merging import same_content
from ruhr_smartcity_plugin.core.projects.record import Organisation, ProjectOrganisation, Visibility
from tests.adapters.projects.bundles import full, simple

HERNE = """\
Smart-City-Projekte der Stadt Herne;;;;;;;;;
Stand: 01.11.2026;;;;;;;;;
Projekttitel;Kurzbeschreibung;Handlungsfeld;Status;Start;Träger;Gemeinde;Gesamtkosten;Rechtswert;Hochwert
Kühle Straßen;"Messnetz; gefördert";Energie und Umwelt;in Umsetzung;Q2 2025;Stadt Herne;Herne;1.250.000,50 €;\
373500;5711000
Mitmach-Portal;Beteiligung;mit;Geplant;2026;Stadt Herne;05916000;;;
Falsch;x;Raketen;Geplant;31.02.2026;Stadt Herne;Atlantis;;;
;;;;;;;;;
Quelle: Stadt Herne;;;;;;;;;
"""


@pytest.fixture
def register(tmp_path):
    return create_store(tmp_path / "register.gpkg")


def bring_in(run, register, path, **more):
    results, feedback, _context = run({"STORE": str(register.path), "INPUT": str(path), **more},
                                      algorithm="ruhr:importprojects")
    return {name: results.get(name) for name in ("CREATED", "UPDATED", "UNCHANGED", "REJECTED")}, feedback


def numbers(created=0, updated=0, unchanged=0, rejected=0):
    return {"CREATED": created, "UPDATED": updated, "UNCHANGED": unchanged, "REJECTED": rejected}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_table_as_an_office_writes_it_is_understood(run, register, tmp_path, encoding):
    path = tmp_path / "herne.csv"
    path.write_bytes(HERNE.encode(encoding))
    report = tmp_path / "bericht.csv"
    found, _ = bring_in(run, register, path, REPORT=str(report))
    assert found == numbers(created=2, rejected=1)
    by_title = {one.project.title: one for one in register.all_projects()}
    cool = by_title["Kühle Straßen"]
    assert (cool.project.main_field, cool.project.status, cool.project.summary) == ("ENU", "UMS", "Messnetz; gefördert")
    assert (cool.project.start_actual, cool.project.start_actual_precision) == (date(2025, 4, 1), "QUA")
    assert (cool.lead.name, cool.ags, cool.internal.total_cost_eur) == ("Stadt Herne", ("05916000",), 1250000.5)
    assert [one.coordinates for one in cool.sites] == [(373500.0, 5711000.0)]
    assert cool.project.visibility is cool.sites[0].visibility is Visibility.MUNICIPALITY
    assert by_title["Mitmach-Portal"].project.main_field == "MIT"
    assert len(register.list_organisations()) == 1
    rows = list(csv.reader(report.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    bad = [row for row in rows if row[1] == "Falsch" and row[4] == "Error"]
    assert {row[0] for row in bad} == {"6"}
    assert {row[3] for row in bad} >= {"Field of action", "Actual start"}
    assert any("Raketen" in row[5] for row in bad)
    assert any("Atlantis" in row[5] for row in bad)


def test_the_same_file_again_changes_nothing(run, register, tmp_path):
    path = tmp_path / "herne.csv"
    path.write_text(HERNE, encoding="utf-8")
    bring_in(run, register, path)
    before = register.all_projects()
    assert bring_in(run, register, path)[0] == numbers(unchanged=2, rejected=1)
    assert register.all_projects() == before


def test_checking_only_saves_nothing(run, register, tmp_path):
    path = tmp_path / "herne.csv"
    path.write_text(HERNE, encoding="utf-8")
    assert bring_in(run, register, path, DRY_RUN=True)[0] == numbers(created=2, rejected=1)
    assert register.list_projects() == ()


def test_a_check_of_a_register_one_may_only_read_says_so_first(run, register, tmp_path, monkeypatch):
    monkeypatch.setattr(GeoPackageStore, "read_only_reason", "Your log-in may only read.")
    path, report = tmp_path / "herne.csv", tmp_path / "bericht.csv"
    path.write_text(HERNE, encoding="utf-8")
    _, feedback = bring_in(run, register, path, DRY_RUN=True, REPORT=str(report))
    assert "Nothing of this can be saved: Your log-in may only read." in report.read_text(encoding="utf-8-sig")
    assert any("Nothing of this can be saved" in one for one in feedback.warnings)


def test_what_the_store_refuses_is_named_by_its_row_and_the_report_is_written(run, register, tmp_path, monkeypatch):
    known = register.save(full(), 0, "anna")
    path, report = tmp_path / "x.csv", tmp_path / "bericht.html"
    path.write_text(f"uuid;title\n;Neu\n{known.project.uuid};Anders\n", encoding="utf-8")

    def changed_meanwhile(self, bundles, who, comment):
        self.save(replace(known, project=replace(known.project, title="Von Bert")), 1, "bert")
        monkeypatch.undo()
        self.save_all(bundles, who, comment)

    monkeypatch.setattr(GeoPackageStore, "save_all", changed_meanwhile)
    with pytest.raises(QgsProcessingException, match="Row 3: bert has saved"):
        bring_in(run, register, path, REPORT=str(report))
    assert "Row 3" in report.read_text(encoding="utf-8")
    assert [one.title for one in register.list_projects()] == ["Von Bert"]


def test_a_mapping_names_columns_nobody_could_guess(run, register, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("Spalte A;Spalte B\nEins;P3\nZwei;P4\n", encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="title"):
        bring_in(run, register, path)
    mapping = json.dumps({"title": "Spalte A", "phase": "Spalte B"})
    assert bring_in(run, register, path, MAPPING=mapping)[0] == numbers(created=2)
    assert {one.title: one.phase for one in register.list_projects()} == {"Eins": "P3", "Zwei": "P4"}
    kept, column_to_field = tmp_path / "spalten.JSON", {"Spalte A": "title", "Spalte B": "phase"}
    kept.write_text(mapping, encoding="utf-8-sig")
    for same in (str(kept), json.loads(mapping), column_to_field, json.dumps(column_to_field)):
        assert bring_in(run, register, path, MAPPING=same)[0] == numbers(unchanged=2), same


@pytest.mark.parametrize("mapping", [
    "{", "[]", "no.json", '{"Spalte A": "titel"}', '{"titel": "Spalte A"}', '{"title": "Spalte Z"}', '{"title": 1}'])
def test_a_mapping_that_names_what_there_is_not_is_refused(run, register, tmp_path, mapping):
    path = tmp_path / "x.csv"
    path.write_text("Spalte A;Spalte B\nEins;P3\n", encoding="utf-8")
    with pytest.raises(QgsProcessingException):
        bring_in(run, register, path, MAPPING=mapping)
    assert register.list_projects() == ()


def test_an_import_never_takes_anything_away(run, register, tmp_path):
    known = register.save(full(), 0, "anna")
    path = tmp_path / "x.csv"
    path.write_text(f"code;title;summary;website\n{known.project.code};;Neu gefasst;\n", encoding="utf-8")
    assert bring_in(run, register, path)[0] == numbers(updated=1)
    now = register.get(known.project.uuid)
    assert now.project.summary == "Neu gefasst"
    assert same_content(replace(now, project=replace(now.project, summary=known.project.summary)), known)


def test_public_files_of_ours_never_remove_the_internal_part(run, register, tmp_path):
    bundle = full()
    known = register.save(replace(bundle, project=replace(bundle.project, visibility=Visibility.PUBLIC)), 0, "anna")
    for ending in ("json", "geojson", "gpkg", "jsonld", "csv"):
        path = tmp_path / f"x.{ending}"
        run({"STORE": str(register.path), "SCOPE": "public", "OUTPUT": str(path)}, algorithm="ruhr:exportprojects")
        assert bring_in(run, register, path)[0] == numbers(unchanged=1), ending
    assert register.get(known.project.uuid) == known


@pytest.mark.parametrize("ending", ["json", "geojson", "gpkg", "jsonld"])
def test_what_was_exported_is_the_same_in_an_empty_register(run, register, tmp_path, ending):
    first = register.save(simple(), 0, "anna")
    register.save(full(first.project.uuid), 0, "anna")
    path = tmp_path / f"x.{ending}"
    run({"STORE": str(register.path), "SCOPE": "internal", "OUTPUT": str(path)}, algorithm="ruhr:exportprojects")
    other = create_store(tmp_path / "leer.gpkg")
    assert bring_in(run, other, path)[0] == numbers(created=2)
    found = {one.project.uuid: one for one in other.all_projects()}
    for one in register.all_projects():
        assert same_content(found[one.project.uuid], one)
        assert found[one.project.uuid].project.code == one.project.code
        assert set(found[one.project.uuid].organisations) == set(one.organisations)
    assert bring_in(run, other, path)[0] == numbers(unchanged=2)


def test_a_table_of_ours_carries_all_its_columns_back(run, register, tmp_path):
    register.save(full(), 0, "anna")
    path = tmp_path / "x.csv"
    run({"STORE": str(register.path), "SCOPE": "internal", "OUTPUT": str(path)}, algorithm="ruhr:exportprojects")
    other = create_store(tmp_path / "leer.gpkg")
    assert bring_in(run, other, path)[0] == numbers(created=1)
    (before,), (after,) = register.all_projects(), other.all_projects()
    left_out = ("version", "created_at", "created_by", "changed_at", "changed_by", "lead_uuid")
    for one in fields(before.project):
        if one.name not in left_out:
            assert getattr(after.project, one.name) == getattr(before.project, one.name), one.name
    assert after.internal == before.internal
    assert (after.further_fields, after.technologies, after.ags) == (
        before.further_fields, before.technologies, before.ags)
    assert after.lead.name == before.lead.name
    assert {one.coordinates for one in after.sites} == {one.coordinates for one in before.sites if one.coordinates}


def test_a_layer_of_any_kind_brings_its_places(run, register, tmp_path):
    path = tmp_path / "x.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"Titel": "Punkt", "Stadt": "Bochum"},
         "geometry": {"type": "Point", "coordinates": [7.2162, 51.4818]}},
        {"type": "Feature", "properties": {"Titel": "Leer", "Stadt": "Bochum"}, "geometry": None},
        {"type": "Feature", "properties": {"Titel": "Zwei", "Stadt": "Bochum"},
         "geometry": {"type": "MultiPoint", "coordinates": [[7.2, 51.48], [7.21, 51.49]]}}]}), encoding="utf-8")
    assert bring_in(run, register, path)[0] == numbers(created=3)
    sites = {one.project.title: one.sites for one in register.all_projects()}
    assert sites["Punkt"][0].coordinates == (pytest.approx(376127, abs=60), pytest.approx(5704750, abs=400))
    assert (len(sites["Leer"]), len(sites["Zwei"])) == (0, 2)


def test_lists_in_geojson_are_lists(run, register, tmp_path):
    partners = [f"Verein {number}" for number in range(40)]
    properties = {"title": "Zu zweit", "ags": ["05911000", "05916000"], "technologies": ["LORA", "KI"],
                  "partners": partners}
    path = tmp_path / "x.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": properties, "geometry": None}]}), encoding="utf-8")
    assert bring_in(run, register, path)[0] == numbers(created=1)
    (found,) = register.all_projects()
    assert (found.ags, found.technologies) == (("05911000", "05916000"), ("LORA", "KI"))
    assert [found.organisation(one.organisation_uuid).name for one in found.partners] == partners
    assert bring_in(run, register, path)[0] == numbers(unchanged=1)


@pytest.mark.parametrize(("name", "content"), [
    ("x.csv", b""), ("x.csv", b"Titel;Ort\n"), ("x.json", b"{"), ("x.json", b"[1]"),
    ("x.geojson", b'{"type": "FeatureCollection"}'), ("x.geojson", b'{"type": "FeatureCollection", "features": []}'),
    ("x.gpkg", b"nothing"), ("x.xlsx", b"PK\x03\x04"), ("x.pdf", b"%PDF-1.4"), ("missing.csv", None)])
def test_what_is_no_list_of_projects_is_refused_with_a_sentence(run, register, tmp_path, name, content):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(QgsProcessingException):
        bring_in(run, register, path)
    assert register.list_projects() == ()


def test_a_project_named_twice_comes_in_once(run, register, tmp_path):
    path = tmp_path / "x.csv"
    one, two = "7d0e0000-0000-4000-8000-000000000001", "7d0e0000-0000-4000-8000-000000000002"
    path.write_text(f"id;titel;ort\n{one};Eins;Herne\n{one};Zwei;\n{two};Drei;\n;Fünf;Essen\n;fuenf;Bochum und Essen\n",
                    encoding="utf-8")
    assert bring_in(run, register, path)[0] == numbers(created=3, rejected=2)


def test_the_numbers_of_another_list_are_neither_ids_nor_codes(run, register, tmp_path):
    for town in ("Herne", "Bochum"):
        path = tmp_path / f"{town}.csv"
        path.write_text(f"ID;Kennung;Nr.;Titel;Kommune\n1;1;1;Licht in {town};{town}\n", encoding="utf-8")
        report = tmp_path / "bericht.csv"
        assert bring_in(run, register, path, REPORT=str(report))[0] == numbers(created=1)
        assert "no code of the register" in report.read_text(encoding="utf-8-sig")
    assert {(one.title, one.code) for one in register.list_projects()} == {
        ("Licht in Herne", "RUHR-05916-1"), ("Licht in Bochum", "RUHR-05911-1")}


def test_rows_that_are_no_projects_are_left_out_and_stand_in_the_report(run, register, tmp_path):
    path, report = tmp_path / "herne.csv", tmp_path / "bericht.csv"
    path.write_text("Titel;Kurztext;Kommune;Gesamtkosten;Status;Laufzeit\nLicht;a;Herne;10.000 €;k. A.;ab 2025\n"
                    "Nur ein Titel;;;;;\nSumme;;;10.000 €;;\nTitel;Kurztext;Kommune;Gesamtkosten;Status;Laufzeit\n"
                    "Gesamtkonzept;b;Herne;-;läuft;bis 2027\nGesamt: 2 Projekte;;;;;\n", encoding="cp1252")
    assert bring_in(run, register, path, REPORT=str(report))[0] == numbers(created=1, rejected=1)
    (one,) = register.all_projects()
    assert (one.project.status, one.project.start_planned, one.project.end_planned) == ("", date(2025, 1, 1), None)
    rows = list(csv.reader(report.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert [row[0] for row in rows if row[2] == "left out"] == ["3", "4", "5", "7"]
    assert any("Nur ein Titel" in row[5] for row in rows)
    assert any("In progress" in row[5] for row in rows if row[3] == "Status")


def test_a_place_is_as_public_as_its_project_in_whatever_words(run, register, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("Titel;Sichtbarkeit;Rechtswert;Hochwert\nA;öffentlich;373500;5711000\nB;OEF;373500;5711000\n"
                    "C;offen?;373500;5711000\nD;;373500;5711000\n", encoding="utf-8")
    bring_in(run, register, path)
    seen = {one.project.title: (one.project.visibility, one.sites[0].visibility) for one in register.all_projects()}
    public, inside = (Visibility.PUBLIC,) * 2, (Visibility.MUNICIPALITY,) * 2
    assert seen == {"A": public, "B": public, "C": inside, "D": inside}


def test_a_second_line_of_heads_names_the_columns(run, register, tmp_path):
    path = tmp_path / "zwei.csv"
    path.write_text("Projekt;;Ort;;Kosten\nTitel;Kurztext;Gemeinde;Adresse;Gesamtkosten\n"
                    "Eins;a;Herne;Rathausplatz 1;10.000\nZwei;b;Bochum;Platz 2;20.000\nDrei;c;Essen;;5.000\n",
                    encoding="utf-8")
    assert bring_in(run, register, path)[0] == numbers(created=3)


@pytest.mark.parametrize(("text", "place"), [
    ("32U 376000 5705000", (376000, 5705000)), ("51 28 54 N 7 12 58 E", (376130.18, 5704899.22)),
    ("376000 / 5705000", (376000, 5705000))])
def test_one_cell_may_hold_both_coordinates(run, register, tmp_path, text, place):
    path = tmp_path / "orte.csv"
    path.write_text(f"Titel;Gemeinde;Koordinaten\nHier;Bochum;{text}\n", encoding="utf-8")
    assert bring_in(run, register, path)[0] == numbers(created=1)
    assert register.all_projects()[0].sites[0].coordinates == pytest.approx(place, abs=0.01)


def test_a_table_of_ours_changes_nothing_though_two_organisations_have_one_name(run, register, tmp_path):
    names = ("=Stadtwerke", "=Stadtwerke")
    first, second = (Organisation(name=name) for name in names)
    for title, lead, partner in (("Eins", first, second), ("Zwei", second, first)):
        one = simple(title)
        register.save(replace(one, project=replace(one.project, lead_uuid=lead.uuid), organisations=(lead, partner),
                              partners=(ProjectOrganisation(partner.uuid, "PART"),)), 0, "anna")
    path = tmp_path / "x.csv"
    run({"STORE": str(register.path), "SCOPE": "internal", "OUTPUT": str(path)}, algorithm="ruhr:exportprojects")
    assert bring_in(run, register, path)[0] == numbers(unchanged=2)


def test_names_with_semicolons_quotes_and_brackets_come_back_as_they_are(run, register, tmp_path):
    names = ("Funk; Netz", '"Zeche" e. V.', 'Ruhr "West; Ost"', "Verein (NRW)", "a;;b", '";"')
    partners = tuple(Organisation(name=name) for name in names)
    known = register.save(replace(simple("Eins"), organisations=partners, partners=tuple(
        ProjectOrganisation(one.uuid, "BETR") for one in partners)), 0, "anna")
    path = tmp_path / "x.csv"
    run({"STORE": str(register.path), "SCOPE": "internal", "OUTPUT": str(path)}, algorithm="ruhr:exportprojects")
    assert bring_in(run, register, path)[0] == numbers(unchanged=1)
    empty = create_store(tmp_path / "empty.gpkg")
    assert bring_in(run, empty, path)[0] == numbers(created=1)
    back = empty.get(known.project.uuid)
    assert sorted((back.organisation(one.organisation_uuid).name, one.role) for one in back.partners) == sorted(
        (name, "BETR") for name in names)


def test_a_sign_for_no_value_never_puts_a_default_over_what_the_register_holds(run, register, tmp_path):
    bundle = full()
    known = register.save(replace(bundle, project=replace(bundle.project, review_state="PRF")), 0, "anna")
    path = tmp_path / "x.csv"
    path.write_text(f"uuid;Freigabe;Status;Kurztext\n{known.project.uuid};-;k. A.;\n", encoding="utf-8")
    assert bring_in(run, register, path)[0] == numbers(unchanged=1)


def test_a_project_that_was_deleted_comes_back_with_a_hint(run, register, tmp_path):
    known = register.save(full(), 0, "anna")
    path = tmp_path / "x.json"
    run({"STORE": str(register.path), "SCOPE": "internal", "OUTPUT": str(path)}, algorithm="ruhr:exportprojects")
    register.delete(known.project.uuid, 1, "anna")
    report = tmp_path / "bericht.csv"
    assert bring_in(run, register, path, REPORT=str(report))[0] == numbers(created=1)
    assert "brings it back" in report.read_text(encoding="utf-8-sig")
    assert same_content(register.get(known.project.uuid), known)


@pytest.mark.parametrize("text", [
    "POINT (7.2162 51.4818)", "SRID=4326;POINT (7.2162 51.4818)", "SRID=25832;POINT (376127 5704750)",
    "POINT (376127 5704750)"])
def test_a_column_of_wkt_may_be_in_degrees_or_metres(run, register, tmp_path, text):
    path = tmp_path / "x.csv"
    path.write_text(f'Titel;WKT\nHier;"{text}"\n', encoding="utf-8")
    assert bring_in(run, register, path)[0] == numbers(created=1)
    (bundle,) = register.all_projects()
    assert bundle.sites[0].coordinates == (pytest.approx(376127, abs=60), pytest.approx(5704750, abs=400))


def test_cells_with_line_breaks_quotes_and_half_degrees_are_read(run, register, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes('Titel;Beschreibung;Laufzeit;Breite;Länge\r\n"Der ""kluge"" Platz";"Zeile 1\nZeile 2";'
                     'Q3 2024 bis 2026;51,4818;7,2162\r\n'.encode("cp1252"))
    assert bring_in(run, register, path)[0] == numbers(created=1)
    (bundle,) = register.all_projects()
    assert (bundle.project.title, bundle.project.description) == ('Der "kluge" Platz', "Zeile 1\nZeile 2")
    assert (str(bundle.project.start_planned), bundle.project.start_planned_precision) == ("2024-07-01", "QUA")
    assert (str(bundle.project.end_planned), bundle.project.end_planned_precision) == ("2026-01-01", "JAHR")
    assert bundle.sites[0].coordinates == (pytest.approx(376127, abs=60), pytest.approx(5704750, abs=400))


def test_a_register_somebody_sends_comes_in_as_it_is(run, register, tmp_path):
    other = create_store(tmp_path / "anderes.gpkg")
    sent = other.save(full(), 0, "bert")
    assert bring_in(run, register, other.path)[0] == numbers(created=1)
    assert same_content(register.get(sent.project.uuid), sent)
    assert bring_in(run, register, other.path)[0] == numbers(unchanged=1)


def test_a_sheet_or_a_layer_can_be_named(run, register, tmp_path):
    path = tmp_path / "liste.ods"
    dataset = ogr.GetDriverByName("ODS").CreateDataSource(str(path))
    for sheet, rows in (("Deckblatt", [("Stadt Herne", "2026")]), ("Projekte", [("Titel", "Ort"), ("Eins", "Herne")])):
        layer = dataset.CreateLayer(sheet)
        for name in ("a", "b"):
            layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
        for first, second in rows:
            feature = ogr.Feature(layer.GetLayerDefn())
            feature["a"], feature["b"] = first, second
            layer.CreateFeature(feature)
    dataset = layer = feature = None
    found = read_import_file(path, "Projekte")
    assert (found.layers, found.layer) == (("Deckblatt", "Projekte"), "Projekte")
    assert [one.cells for one in found.rows] == [{"Titel": "Eins", "Ort": "Herne"}]
    assert bring_in(run, register, f"{path}|layername=Projekte")[0] == numbers(created=1)
    assert read_import_file(path).layer == "Projekte"  # the first sheet with a column of titles


def test_a_row_that_cannot_be_read_is_rejected_and_the_others_come_in(run, register, tmp_path):
    path = tmp_path / "breit.csv"
    path.write_text('Titel;Kurztext;Gemeinde\nA;gut;Essen\nB;Text; mit Strichpunkt;Essen\nC;"offen;Bochum\n'
                    "D;gut;Herne;;\nE;gut;Herne\nF;gut;Hagen\n", encoding="utf-8")
    report = tmp_path / "bericht.csv"
    assert bring_in(run, register, path, REPORT=str(report))[0] == numbers(created=4, rejected=2)
    assert {one.title for one in register.list_projects()} == {"A", "D", "E", "F"}
    text = report.read_text(encoding="utf-8-sig")
    assert "more cells than the table has columns" in text
    assert "opened and never closed" in text


def test_a_list_of_titles_only_comes_in(run, register, tmp_path):
    path = tmp_path / "titel.csv"
    path.write_text("Titel\nEins\nZwei\nDrei\n", encoding="utf-8")
    assert bring_in(run, register, path)[0] == numbers(created=3)


def test_a_place_that_lies_nowhere_rejects_its_own_row_only(run, register, tmp_path):
    path = tmp_path / "orte.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"Name": name}, "geometry": {"type": "Point", "coordinates": place}}
        for name, place in (("Gut", [7.01, 51.45]), ("Nirgends", [200, 95]))]}), encoding="utf-8")
    assert bring_in(run, register, path)[0] == numbers(created=1, rejected=1)


@pytest.mark.parametrize(("driver", "ending"), [("GPKG", "gpkg"), ("XLSX", "xlsx")])
def test_cells_that_are_days_are_read_from_layers_and_workbooks(run, register, tmp_path, driver, ending):
    path = tmp_path / f"liste.{ending}"
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    layer = dataset.CreateLayer("liste", None, ogr.wkbNone)
    for name, kind in (("Titel", ogr.OFTString), ("Beginn", ogr.OFTDate), ("Project", ogr.OFTString)):
        layer.CreateField(ogr.FieldDefn(name, kind))
    for title in ("Eins", "Zwei"):
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in (("Titel", title), ("Beginn", "2025/02/01"), ("Project", "Rathaus")):
            feature.SetField(name, value)
        layer.CreateFeature(feature)
    layer = dataset = None
    assert bring_in(run, register, path)[0] == numbers(created=2)
    assert {one.project.start_actual for one in register.all_projects()} == {date(2025, 2, 1)}


def test_a_column_of_others_named_project_is_an_ordinary_column(run, register, tmp_path):
    path = tmp_path / "fremd.gpkg"
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("vorhaben", None, ogr.wkbNone)
    for name in ("project", "Titel"):
        layer.CreateField(ogr.FieldDefn(name))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature["project"], feature["Titel"] = "Rathaus", "Digitales Rathaus"
    layer.CreateFeature(feature)
    layer = dataset = None
    assert bring_in(run, register, path)[0] == numbers(created=1)


@pytest.mark.parametrize("encoding", [None, ""], ids=["GDAL recodes", "as the window of QGIS sets it"])
def test_a_zipped_shapefile_and_days_that_lost_their_format_are_read(run, register, tmp_path, encoding):
    layers = tmp_path / "layers"
    before = gdal.GetConfigOption("SHAPE_ENCODING")
    gdal.SetConfigOption("SHAPE_ENCODING", None)  # a layer of QGIS that was opened before has set it
    dataset = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(layers))
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    layer = dataset.CreateLayer("projekte", system, ogr.wkbPoint, ["ENCODING=ISO-8859-1"])
    for name in ("TITEL", "GEMEINDE", "BEGINN"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature["TITEL"], feature["GEMEINDE"], feature["BEGINN"] = "Grünes Dach", "Herne", "46082"
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (7.22 51.54)"))
    layer.CreateFeature(feature)
    dataset = layer = feature = None
    assert b"Gr\xfcnes" in (layers / "projekte.dbf").read_bytes()
    path = tmp_path / "Meldung {2026}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for one in layers.iterdir():
            archive.write(one, f"Lieferung/{one.name}")
    gdal.SetConfigOption("SHAPE_ENCODING", encoding)
    try:
        assert bring_in(run, register, path)[0] == numbers(created=1)
        assert bring_in(run, register, path)[0] == numbers(unchanged=1)
    finally:
        gdal.SetConfigOption("SHAPE_ENCODING", before)
    (found,) = register.all_projects()
    assert (found.project.title, found.project.start_actual) == ("Grünes Dach", date(2026, 3, 1))
    assert found.sites[0].coordinates == pytest.approx((376558, 5711379), abs=2)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("liesmich.txt", "Anbei die Liste")
    with pytest.raises(QgsProcessingException, match="no file this plugin can read"):
        bring_in(run, register, path)
