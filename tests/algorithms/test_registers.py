# SPDX-License-Identifier: GPL-2.0-or-later
"""Algorithms on project registers, run as Processing runs them."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException

from ruhr_smartcity_plugin.adapters.projects import master_rows, save
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store, open_store
from ruhr_smartcity_plugin.adapters.projects.master_files import read_master_file
from ruhr_smartcity_plugin.adapters.projects.register_copy import origin_of
from ruhr_smartcity_plugin.core.projects.bundle_json import load_projects, read_plain
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.details import Contact, Strategy
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.record import Organisation
from ruhr_smartcity_plugin.core.projects.visibility import Visibility
from tests.adapters.projects.bundles import full, simple
from tests.core.projects.test_bundle_json import CANARY, hidden_everywhere

ENDINGS = ["csv", "geojson", "gpkg", "json", "jsonld"]


@pytest.fixture
def register(tmp_path):
    store = create_store(tmp_path / "register.gpkg")
    shown = full()
    store.save(replace(shown, project=replace(shown.project, visibility=Visibility.PUBLIC)), 0, "anna")
    hidden = hidden_everywhere()
    kept = store.save(replace(hidden, relations=()), 0, CANARY, f"{CANARY} Schritt")
    store.save_comment(Comment(kept.project.uuid, f"{CANARY} Kommentar", field="status"), CANARY)
    internal = simple(f"{CANARY} internes Projekt")
    store.save(replace(internal, project=replace(internal.project, visibility=Visibility.NETWORK)), 0, "bert")
    store.save_masters([MasterRecord("strategy", Strategy("05911000", CANARY)),
                        MasterRecord("organisation", Organisation(f"{CANARY} Amt", uuid="amt")),
                        MasterRecord("contact", Contact("amt", name=f"{CANARY} Person", consent=True))], CANARY)
    return store


@pytest.mark.parametrize(("name", "parameters", "outputs"), [
    ("createregister", ["STORE", "SAMPLE", "FOR_SERVICE", "AUTHCFG"], ["STORE"]),
    ("exportprojects", ["STORE", "SCOPE", "OUTPUT", "LICENCE", "ATTRIBUTION", "AS_OF", "AUTHCFG"], ["OUTPUT"]),
    ("importprojects", ["STORE", "INPUT", "MAPPING", "DRY_RUN", "REPORT", "AUTHCFG"],
     ["CREATED", "UPDATED", "REJECTED", "REPORT"]),
    ("personreport", ["STORE", "PERSON", "OUTPUT", "AUTHCFG"], ["OUTPUT", "COUNT"]),
    ("deleteperson", ["STORE", "PERSON", "EDITS", "DRY_RUN", "REPORT", "AUTHCFG"], ["REPORT", "COUNT"]),
    ("validateregister", ["STORE", "AUTHCFG", "OUTPUT"], ["OUTPUT"]),
    ("synchroniseregister", ["LOCAL", "REMOTE", "AUTHCFG", "ON_CONFLICT", "REPORT"],
     ["PUSHED", "PULLED", "CONFLICTS", "REPORT"]),
])  # fmt: skip
def test_the_ids_and_parameter_names_are_the_promised_ones(ruhr_provider, name, parameters, outputs):
    algorithm = QgsApplication.processingRegistry().algorithmById(f"ruhr:{name}")
    assert [one.name() for one in algorithm.parameterDefinitions()] == parameters
    assert {one.name() for one in algorithm.outputDefinitions()} >= set(outputs)
    assert "Example:" in algorithm.shortHelpString()
    for one in algorithm.parameterDefinitions():
        if one.name() in ("STORE", "LOCAL", "REMOTE"):
            for register in ("C:/Amt 62/register.gpkg", "postgresql://db/geo", "service=ruhr", "https://db/wfs"):
                assert one.checkValueIsAcceptable(register), register
    assert algorithm.shortDescription()
    assert algorithm.groupId() == "projects"


def test_a_new_register_is_empty_or_holds_the_samples(run, tmp_path):
    results, _, _ = run({"STORE": str(tmp_path / "a.gpkg"), "SAMPLE": True}, algorithm="ruhr:createregister")
    assert "Digitallinie 302" in {one.title for one in open_store(tmp_path / "a.gpkg").list_projects()}
    assert results["STORE"] == str(tmp_path / "a.gpkg")
    run({"STORE": str(tmp_path / "b.gpkg")}, algorithm="ruhr:createregister")
    with pytest.raises(QgsProcessingException, match="Only a register in PostgreSQL"):
        run({"STORE": str(tmp_path / "c.gpkg"), "FOR_SERVICE": True}, algorithm="ruhr:createregister")
    assert open_store(tmp_path / "b.gpkg").list_projects() == ()


@pytest.mark.parametrize("text", ["", "x.csv", "http://x/y", "{there}"])
def test_what_is_no_place_for_a_register_is_refused_and_nothing_replaced(run, register, text):
    content = register.path.read_bytes()
    with pytest.raises(QgsProcessingException):
        run({"STORE": text.format(there=register.path)}, algorithm="ruhr:createregister")
    assert register.path.read_bytes() == content


def export(run, register, path, scope="public"):
    results, feedback, _ = run({"STORE": str(register.path), "SCOPE": scope, "OUTPUT": str(path)},
                               algorithm="ruhr:exportprojects")
    return results, feedback


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_internal_is_in_a_public_export_not_even_in_its_bytes(run, register, tmp_path, ending):
    path = tmp_path / f"x.{ending}"
    path.write_text(f"{CANARY} von früher", encoding="utf-8")
    results, feedback = export(run, register, path)
    assert results["COUNT"] == 2
    assert any(one.startswith("2 ") and "not published yet" in one for one in feedback.warnings)
    content = path.read_bytes()
    assert CANARY.encode() not in content
    assert CANARY.encode("utf-16-le") not in content
    assert b"O'Neil" in content
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file() and "gpkg-" not in one.name) == sorted(
        {"register.gpkg", path.name})


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_internal_export_holds_everything_and_says_so(run, register, tmp_path, ending):
    results, feedback = export(run, register, tmp_path / f"x.{ending}", "internal")
    assert results["COUNT"] == 3
    assert CANARY.encode() in (tmp_path / f"x.{ending}").read_bytes()
    assert any("INTERN" in one for one in feedback.warnings)
    assert not any("not published yet" in one for one in feedback.warnings)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_names_its_licence_its_source_and_that_it_is_internal(run, register, tmp_path, ending):
    for scope, name in (("internal", "a"), ("public", "b")):
        run({"STORE": str(register.path), "SCOPE": scope, "OUTPUT": str(tmp_path / f"{name}.{ending}"),
             "LICENCE": "dl-de/by-2-0", "ATTRIBUTION": "Größe + Söhne"}, algorithm="ruhr:exportprojects")
        written = b"".join(one.read_bytes() for one in tmp_path.glob(f"{name}.*"))
        assert b"dl-de/by-2-0" in written
        assert "Größe + Söhne".encode() in written
        assert (b"INTERN" in written) is (scope == "internal")


def test_a_table_has_the_columns_of_the_model_and_no_formula(run, register, tmp_path):
    evil = simple("=HYPERLINK(1)")
    register.save(evil, 0, "anna")
    export(run, register, tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {one["uuid"]: one for one in csv.DictReader(file, delimiter=";")}
    row = rows[evil.project.uuid]
    assert row["title"] == "'=HYPERLINK(1)"
    assert (row["ags"], row["sites"], row["main_field"]) == ("05911000", "POINT (376000 5705000)", "ENU")
    full_row = next(one for one in rows.values() if one["lead"])
    assert (full_row["lead"], full_row["ags"]) == ("Stadt Bochum", "05513000,05911000")
    assert "total_cost_eur" not in full_row
    assert full_row["start_planned"] == "2023-01-01"


def test_every_format_that_can_carry_a_project_carries_all_of_it(run, register, tmp_path):
    whole = {one.project.uuid: one for one in register.all_projects()}
    for ending in ENDINGS[1:]:
        export(run, register, tmp_path / f"x.{ending}", "internal")
    documents = [
        load_projects((tmp_path / "x.json").read_text(encoding="utf-8")),
        read_plain(one["project"] for one in json.loads((tmp_path / "x.geojson").read_text())["features"]),
        read_plain(one["project"]["@value"] for one in json.loads((tmp_path / "x.jsonld").read_text())["@graph"])]
    dataset = ogr.Open(str(tmp_path / "x.gpkg"))
    documents.append(read_plain(json.loads(one["project"]) for one in dataset.GetLayerByName("projects_INTERN")))
    for found in documents:
        assert {one.project.uuid: one for one in found} == whole


@pytest.mark.parametrize("ending", ["json", "gpkg"])
def test_master_data_go_with_an_internal_export_and_come_with_its_import(run, register, tmp_path, ending):
    export(run, register, tmp_path / f"x.{ending}", "internal")
    empty = create_store(tmp_path / "leer.gpkg")
    for count in (1, 2):  # the second time nothing is changed
        run({"STORE": str(empty.path), "INPUT": str(tmp_path / f"x.{ending}")}, algorithm="ruhr:importprojects")
        # Organisations of one name become one, as projects are imported.
        assert {(one.table, one.title, one.version) for one in empty.masters()} == {
            (one.table, one.title, 1) for one in register.masters()}, count


def test_a_format_that_cannot_carry_master_data_says_so(run, register, tmp_path):
    _results, feedback = export(run, register, tmp_path / "x.csv", "internal")
    assert any("master data" in one for one in feedback.warnings)


def test_a_register_is_exported_as_of_a_day_without_what_was_withdrawn_since(run, tmp_path, monkeypatch):
    def at(day):
        for module in (save, master_rows):
            monkeypatch.setattr(module, "utc_now", lambda: f"2026-0{day}T12:00:00.000Z")

    at("1-10")
    store = create_store(tmp_path / "r.gpkg")
    bundle = full()
    public = replace(bundle.project, visibility=Visibility.PUBLIC)
    person = replace(bundle.contacts[0], name="Petra Ohnemehr", consent=True)
    was = store.save(replace(bundle, project=public, contacts=(person,)), 0, "anna")
    gone = simple("Zurückgezogen")
    gone = store.save(replace(gone, project=replace(gone.project, visibility=Visibility.PUBLIC)), 0, "anna")
    store.save_masters([MasterRecord("strategy", Strategy(title="Alt", ags="05916000", uuid="s1"))], "anna")
    at("3-10")
    store.save_masters([replace(one, record=replace(one.record, title="Neu")) for one in store.masters()
                        if one.uuid == "s1"], "anna")
    store.save(replace(was, project=replace(was.project, title="Heutiger Titel"),
                       contacts=(replace(person, consent=False),)), 1, "anna")
    store.save(replace(gone, project=replace(gone.project, visibility=Visibility.MUNICIPALITY)), 1, "anna")

    def titles(scope, **more):
        path = tmp_path / "x.json"
        run({"STORE": str(store.path), "SCOPE": scope, "OUTPUT": str(path), **more}, algorithm="ruhr:exportprojects")
        text = path.read_text(encoding="utf-8")
        return {one.project.title for one in load_projects(text)}, "Ohnemehr" in text

    assert titles("internal", AS_OF="2026-02-01") == ({was.project.title, "Zurückgezogen"}, True)
    assert titles("public", AS_OF="2026-02-01") == ({was.project.title}, False)
    assert titles("public") == ({"Heutiger Titel"}, False)
    assert titles("internal", AS_OF="2026-01-01") == (set(), False)
    strategies = []
    for more in ({"AS_OF": "2026-02-01"}, {}):
        titles("internal", **more)
        strategies += [one.record.title for one in read_master_file(tmp_path / "x.json") if one.table == "strategy"]
    assert strategies == ["Alt", "Neu"]
    with pytest.raises(QgsProcessingException, match="future"):
        titles("internal", AS_OF="2999-01-01")


def test_places_lie_where_they_are_in_every_format(run, register, tmp_path):
    for ending in ("geojson", "gpkg"):
        export(run, register, tmp_path / f"x.{ending}")
    from osgeo import osr
    degrees, metres = osr.SpatialReference(), osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    metres.ImportFromEPSG(25832)
    way = osr.CoordinateTransformation(degrees, metres)
    # What belongs to a data source dies with it.
    collection = ogr.Open(str(tmp_path / "x.geojson"))
    shown = next(one for one in collection.GetLayer() if one.GetGeometryRef() is not None)
    point = shown.GetGeometryRef()
    x, y, _z = way.TransformPoint(point.GetX(), point.GetY())
    assert (x, y) == (pytest.approx(376000.125, abs=0.001), pytest.approx(5705000.875, abs=0.001))
    package = ogr.Open(str(tmp_path / "x.gpkg"))
    (feature,) = list(package.GetLayerByName("project_points"))
    assert (feature.GetGeometryRef().GetX(), feature.GetGeometryRef().GetY()) == (376000.125, 5705000.875)
    assert feature["site_label"] == "Größe"


@pytest.mark.parametrize("name", ["x.xyz", "x", "register.gpkg/x.csv", "register.gpkg/x.gpkg"])
def test_a_file_that_cannot_be_written_ends_in_a_sentence(run, register, tmp_path, name):
    with pytest.raises(QgsProcessingException):
        export(run, register, tmp_path / name)
    assert [one.name for one in tmp_path.iterdir() if one.is_file() and "gpkg-" not in one.name] == ["register.gpkg"]


def synchronise(run, local, remote, **more):
    results, feedback, _ = run({"LOCAL": str(local.path), "REMOTE": str(remote.path), **more},
                               algorithm="ruhr:synchroniseregister")
    return results, feedback


def test_two_registers_are_brought_together_and_conflicts_are_reported(run, register, tmp_path):
    copy = create_store(tmp_path / "kopie.gpkg")
    results, _ = synchronise(run, copy, register)
    assert (results["PULLED"], results["PUSHED"], results["CONFLICTS"], results["FAILED"]) == (6, 0, 0, 0)
    assert {one.uuid for one in copy.masters()} == {one.uuid for one in register.masters()}
    assert origin_of(copy).address == str(register.path)  # the room goes on with it as with a copy of its own
    uuid = next(one.uuid for one in copy.list_projects() if one.title.startswith("O'Neil"))
    for store, title in ((copy, "<b>hier</b>"), (register, "dort")):
        found = store.get(uuid)
        store.save(replace(found, project=replace(found.project, title=title)), found.project.version, "anna")
    report = tmp_path / "bericht.html"
    results, _ = synchronise(run, copy, register, REPORT=str(report))
    assert (results["CONFLICTS"], results["REPORT"]) == (1, str(report))
    page = report.read_text(encoding="utf-8")
    assert "&lt;b&gt;hier&lt;/b&gt;" in page
    assert "dort" in page
    results, _ = synchronise(run, copy, register, ON_CONFLICT="local", REPORT=str(tmp_path / "bericht.csv"))
    assert (results["CONFLICTS"], results["PUSHED"]) == (0, 1)
    assert register.get(uuid).project.title == "<b>hier</b>"
    assert (tmp_path / "bericht.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert synchronise(run, copy, register)[0]["PUSHED"] == 0


def test_a_register_is_not_synchronised_with_itself_under_whichever_name(run, register, tmp_path):
    (tmp_path / "verweis.gpkg").symlink_to(register.path)
    for path in (register.path, tmp_path / "ordner" / ".." / "register.gpkg", tmp_path / "verweis.gpkg"):
        (tmp_path / "ordner").mkdir(exist_ok=True)
        with pytest.raises(QgsProcessingException, match="itself"):
            run({"LOCAL": str(register.path), "REMOTE": str(path)}, algorithm="ruhr:synchroniseregister")


def test_a_file_that_was_copied_by_hand_is_merged_from_what_both_files_held(run, tmp_path):
    team = create_store(tmp_path / "team.gpkg")
    uuids = [team.save(full(), 0, "anna").project.uuid, *(team.save(simple(one), 0, "anna").project.uuid for one in (
        "Zwei", "Drei", "Vier"))]
    shutil.copy(team.path, tmp_path / "kopie.gpkg")
    copy = open_store(tmp_path / "kopie.gpkg")

    def edit(store, uuid, **values):
        found = store.get(uuid)
        return store.save(replace(found, project=replace(found.project, **values)), found.project.version, "bert")

    def numbers_of(**more):
        results, _feedback = synchronise(run, copy, team, **more)
        return tuple(results[name] for name in ("PUSHED", "PULLED", "CONFLICTS", "FAILED"))

    edit(copy, uuids[0], summary="hier")
    taken_out = edit(copy, uuids[0], summary="hier neu")
    copy.save(replace(taken_out, sites=taken_out.sites[1:]), taken_out.project.version, "bert")
    edit(team, uuids[0], website="https://dort.de")
    edit(team, uuids[1], summary="nur dort")
    edit(copy, uuids[2], summary="mein")
    edit(team, uuids[2], summary="dein")
    # One merged, one fetched, one true conflict; what is the same on both sides counts for nothing.
    assert numbers_of() == (1, 1, 1, 0)
    for store in (copy, team):
        found = store.get(uuids[0])
        assert (found.project.summary, found.project.website) == ("hier neu", "https://dort.de")
        assert len(found.sites) == len(full().sites) - 1
        assert store.get(uuids[1]).project.summary == "nur dort"
    assert (copy.get(uuids[2]).project.summary, team.get(uuids[2]).project.summary) == ("mein", "dein")
    assert numbers_of(ON_CONFLICT="remote") == (0, 1, 0, 0)
    for store in (copy, team):
        edit(store, uuids[3], summary="beide gleich")
    assert numbers_of() == (0, 0, 0, 0)
    assert numbers_of() == (0, 0, 0, 0)


def test_the_rules_are_applied_to_every_project(run, register, tmp_path):
    register.save(simple("Doppelt"), 0, "anna")
    register.save(simple("doppelt", review_state="EIN"), 0, "anna")
    register.save_masters([MasterRecord("strategy", Strategy("05911000", "Bochum", "VERAB"))], "anna")
    results, _, _context = run({"STORE": str(register.path), "OUTPUT": str(tmp_path / "befunde.gpkg")},
                              algorithm="ruhr:validateregister")
    dataset = ogr.Open(str(tmp_path / "befunde.gpkg"))
    rows = [(one["title"], one["severity"], one["rule"]) for one in dataset.GetLayer()]
    assert ("Doppelt", "warning", "duplicate-title") in rows
    assert ("doppelt", "warning", "duplicate-title") in rows
    assert ("doppelt", "error", "required") in rows
    assert ("Doppelt", "warning", "required") in rows
    assert ("Bochum", "warning", "adopted-when") in rows
    for name, severity in (("ERRORS", "error"), ("WARNINGS", "warning"), ("REMINDERS", "reminder")):
        assert results[name] == sum(one[1] == severity for one in rows)


@pytest.mark.parametrize(("algorithm", "parameters", "destination"), [
    ("exportprojects", {"STORE": "r.gpkg"}, "OUTPUT"),
    ("validateregister", {"STORE": "r.gpkg"}, "OUTPUT"),
    ("personreport", {"STORE": "r.gpkg", "PERSON": "Anna"}, "OUTPUT"),
    ("deleteperson", {"STORE": "r.gpkg", "PERSON": "Anna"}, "REPORT"),
    ("importprojects", {"STORE": "r.gpkg", "INPUT": "r.gpkg"}, "REPORT"),
    ("synchroniseregister", {"LOCAL": "r.gpkg", "REMOTE": "b.gpkg"}, "REPORT"),
])
def test_no_result_is_ever_written_over_a_register(run, tmp_path, algorithm, parameters, destination):
    for name in ("r.gpkg", "b.gpkg"):
        store = create_store(tmp_path / name)
        store.save(simple(f"Projekt in {name}"), 0, "anna")
    stated = {key: str(tmp_path / text) if text.endswith(".gpkg") else text for key, text in parameters.items()}
    for name in ("r.gpkg", "b.gpkg"):  # the one that is read, and any other
        places = [str(tmp_path / name)]
        if algorithm == "validateregister":
            places.append(f"ogr:dbname='{places[0]}' table=\"project\" (geom)")
        for place in places:
            with pytest.raises(QgsProcessingException, match=r"“.\.gpkg”"):
                run({**stated, destination: place}, algorithm=f"ruhr:{algorithm}")
        assert [one.title for one in open_store(tmp_path / name).list_projects()] == [f"Projekt in {name}"]


def test_a_report_takes_the_place_neither_of_the_file_it_is_about_nor_of_nothing(run, register, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text("Titel;Kommune\nBaumkataster;Bochum\n", encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="made of"):
        run({"STORE": str(register.path), "INPUT": f"{path}|layername=liste", "REPORT": str(path)},
            algorithm="ruhr:importprojects")
    assert path.read_text(encoding="utf-8").startswith("Titel")
    # Who names no file for the report finds it among the temporary ones.
    results, _, _ = run({"STORE": str(register.path), "INPUT": str(path)}, algorithm="ruhr:importprojects")
    assert "Baumkataster" in Path(results["REPORT"]).read_text(encoding="utf-8")
    results, _, _ = run({"LOCAL": str(register.path), "REMOTE": str(create_store(tmp_path / "b.gpkg").path)},
                        algorithm="ruhr:synchroniseregister")
    assert "Baumkataster" in Path(results["REPORT"]).read_text(encoding="utf-8")


@pytest.mark.parametrize(("address", "kept"), [
    ("postgresql://anna:Kennw0rt@127.0.0.1:1/geo", "postgresql://anna@127.0.0.1:1/geo"),
    ("postgresql://127.0.0.1:1/geo?user=anna&password=Kennw0rt", "postgresql://anna@127.0.0.1:1/geo"),
    ("https://anna:Kennw0rt@127.0.0.1:1/wfs", "https://127.0.0.1:1/wfs"),
])
def test_a_password_in_an_address_stands_neither_in_the_history_nor_in_a_copied_command(ruhr_provider, address, kept):
    context = QgsProcessingContext()
    for name, parameter in (("exportprojects", "STORE"), ("synchroniseregister", "REMOTE")):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"ruhr:{name}")
        given = {parameter: address}
        command, is_valid = algorithm.asQgisProcessCommand(given, context)
        logged = algorithm.parameterDefinition(parameter).valueAsPythonString(address, context)
        assert is_valid
        for text in (command, logged, algorithm.asPythonCommand(given, context), str(algorithm.asMap(given, context))):
            assert "Kennw0rt" not in text
            assert kept in text
        assert algorithm.parameterAsString(given, parameter, context) == address  # what is opened


def test_a_register_of_a_newer_version_is_written_by_nothing(run, register, tmp_path):
    copy = create_store(tmp_path / "kopie.gpkg")
    synchronise(run, copy, register)
    with closing(sqlite3.connect(copy.path)) as connection:
        number = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(" ".join(("PRAGMA user_version =", str(number + 1))))
    register.save(simple("Neu im Team"), 0, "anna")
    path = tmp_path / "liste.csv"
    path.write_text("title\nX\n", encoding="utf-8")
    before = copy.path.read_bytes()
    for algorithm, parameters in (
        ("synchroniseregister", {"LOCAL": str(copy.path), "REMOTE": str(register.path)}),
        ("importprojects", {"STORE": str(copy.path), "INPUT": str(path)}),
        ("deleteperson", {"STORE": str(copy.path), "PERSON": "Anna Beispiel", "DRY_RUN": False}),
    ):
        with pytest.raises(QgsProcessingException, match="newer version"):
            run(parameters, algorithm=f"ruhr:{algorithm}")
    with pytest.raises(QgsProcessingException, match="newer version"):
        synchronise(run, register, copy)  # nor as the other side
    assert copy.path.read_bytes() == before
