# SPDX-License-Identifier: GPL-2.0-or-later
"""The register in a QGIS that knows nothing of the plugin: a process of its own, without the plugin on its path."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import open_store
from ruhr_smartcity_plugin.core.errors import VersionConflictError
from ruhr_smartcity_plugin.core.projects.triggers import AUTHOR
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from tests.adapters.projects.bundles import full, simple, with_title

START = """
import json, sys, urllib.parse
from qgis.core import *
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], True)
application.initQgis()
path, answer = sys.argv[1], {}
project = QgsProject.instance()
if not project.read("geopackage:" + urllib.parse.quote(path) + "?projectName=Projektregister"):
    raise SystemExit(project.error())
def layer(table):
    return project.mapLayer("ruhr_" + table)
def end():
    print("ANSWER" + json.dumps(answer), flush=True)
    import os; os._exit(0)
"""
LOOK = START + """
relations = project.relationManager().relations().values()
answer["plugin"] = any("ruhr_smartcity" in one for one in sys.modules)
answer["invalid"] = [one.name() for one in project.mapLayers().values() if not one.isValid()]
answer["sources"] = sorted({one.source().split("|")[0] for one in project.mapLayers().values()})
answer["relations"] = sorted(one.id() for one in relations if one.isValid())
answer["groups"] = [one.name() for one in project.layerTreeRoot().findGroups()]
dragged = QgsVectorLayer(path + "|layername=project", "x", "ogr")
for name, one in (("project", layer("project")), ("dragged", dragged)):
    at = one.fields().indexOf
    status = one.editorWidgetSetup(at("status"))
    form = one.editFormConfig()
    answer[name] = {
        "alias": one.attributeDisplayName(at("main_field")), "status": status.config()["map"], "kind": status.type(),
        "lead": one.editorWidgetSetup(at("lead_uuid")).type(), "version": one.editorWidgetSetup(at("version")).type(),
        "uuid": one.defaultValueDefinition(at("uuid")).expression(), "tabs": [tab.name() for tab in form.tabs()],
        "date": one.editorWidgetSetup(at("as_of")).type(), "display": one.displayExpression()}
areas = QgsVectorLayer(path + "|layername=project_points", "x", "ogr")
answer["points"] = [areas.renderer().type(), areas.attributeDisplayName(areas.fields().indexOf("status"))]
answer["styles"] = areas.listStylesInDatabase()[2]
lead = layer("project").fields().indexOf("lead_uuid")
formatter = QgsApplication.fieldFormatterRegistry().fieldFormatter("ValueRelation")
setup = layer("project").editorWidgetSetup(lead)
row = next(layer("project").getFeatures())
answer["shown as"] = {one: layer(one).displayExpression() for one in ("project_municipality", "project_organisation")}
town = layer("project_municipality")
context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(town))
context.setFeature(next(town.getFeatures()))
answer["town"] = QgsExpression(town.displayExpression()).evaluate(context)
answer["lead"] = formatter.representValue(layer("project"), lead, setup.config(), None, row["lead_uuid"])
end()
"""
EDIT = START + """
def add(table, geometry=None, **values):
    one = layer(table)
    assert one.startEditing()
    given = {one.fields().indexOf(name): value for name, value in values.items()}
    feature = QgsVectorLayerUtils.createFeature(one, geometry or QgsGeometry(), given)
    assert one.addFeature(feature)
    assert one.commitChanges(), one.commitErrors()
    return feature["uuid"] if "uuid" in feature.fields().names() else ""
def change(table, uuid, **values):
    one = layer(table)
    row = next(one.getFeatures(f"uuid = '{uuid}'"))
    assert one.startEditing()
    for name, value in values.items():
        assert one.changeAttributeValue(row.id(), one.fields().indexOf(name), value)
    assert one.commitChanges(), one.commitErrors()
def remove(table, uuid):
    one = layer(table)
    row = next(one.getFeatures(f"uuid = '{uuid}'"))
    assert one.startEditing() and one.deleteFeature(row.id())
    assert one.commitChanges(), one.commitErrors()
known, site, doomed, contact = sys.argv[2:]
answer["new"] = add("project", title="Aus QGIS", main_field="MOB", summary="Ohne Plugin angelegt")
answer["place"] = add("site_point", QgsGeometry.fromPointXY(QgsPointXY(376500, 5705500)), project_uuid=answer["new"],
                      label="Neu")
change("project", known, title="In QGIS geändert", status="PAUS")
change("site_point", site, label="Umbenannt")
remove("project", doomed)
remove("contact", contact)
add("comment", project_uuid=known, text="Stimmt das noch?", field="status")
answer["left"] = {one: [row["uuid"] for row in layer(one).getFeatures()] for one in ("project", "contact")}
comment = next(layer("comment").getFeatures())
answer["about"] = [layer("comment").attributeDisplayName(comment.fields().indexOf("field")), comment["done"]]
end()
"""

# What is typed into the forms, key by key; a form needs tools for its relations.
TYPE = START + """
from qgis.gui import *
from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDateTimeEdit, QLineEdit
QLocale.setDefault(QLocale("de_DE"))
QgsGui.editorWidgetRegistry().initEditors()
class Tools(QgsVectorLayerTools):
    def _none(self, *_arguments, **_more):
        return False
    addFeature = startEditing = stopEditing = saveEdits = copyMoveFeatures = _none
tools, canvas, context = Tools(), QgsMapCanvas(), QgsAttributeEditorContext()
context.setVectorLayerTools(tools)
cad = QgsAdvancedDigitizingDockWidget(canvas)
context.setCadDockWidget(cad)
def form_of(one, feature, mode):
    one.startEditing()
    form = QgsAttributeForm(one, feature, context)
    form.setMode(mode)
    form.show()
    return form
def put(form, name, text):
    field = form.findChild(QLineEdit, name) or form.findChild(type(form).__base__, name).findChild(QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Tab)
def end_form(form, one):
    form.save()
    assert one.commitChanges(), one.commitErrors()
    form.close()
modes, projects, steps = QgsAttributeEditorContext.Mode, layer("project"), layer("milestone")
form = form_of(projects, next(projects.getFeatures()), modes.SingleEditMode)
answer["spinning"] = [one.objectName() for one in form.findChildren(QDateTimeEdit)]
for name, text in (("start_planned", "2027-03-05"), ("end_planned", "31.12.2030"), ("start_actual", "3.5.2027")):
    put(form, name, text)
end_form(form, projects)
row = next(projects.getFeatures())
for name in ("start_planned", "end_planned", "start_actual"):
    answer[name] = row[name].toString("yyyy-MM-dd") if row[name] else None
before = len(list(steps.getFeatures()))
for text in ("", "  ", "Erster Spatenstich"):
    values = {steps.fields().indexOf("project_uuid"): row["uuid"]}
    form = form_of(steps, QgsVectorLayerUtils.createFeature(steps, QgsGeometry(), values), modes.AddFeatureMode)
    if text:
        put(form, "title", text)
    end_form(form, steps)
    answer["steps after " + text] = len(list(steps.getFeatures())) - before
at = steps.fields().indexOf("title")
answer["needs"] = steps.constraintDescription(at)
end()
"""


def plain_qgis(code, *arguments):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run([sys.executable, "-c", code, *map(str, arguments)], cwd="/", capture_output=True, text=True,
                          timeout=120, env={**environment, "QT_QPA_PLATFORM": "offscreen"})
    line = next((one for one in done.stdout.splitlines() if one.startswith("ANSWER")), None)
    assert line is not None, done.stdout + done.stderr
    return json.loads(line[len("ANSWER"):])


def test_a_register_opens_as_a_project_and_as_layers_with_forms_lists_and_relations(store):
    store.save(full(), 0, "anna")
    path = store.path.with_name("umbenannt & <kopiert>.gpkg")
    shutil.copyfile(store.path, path)
    open_store(path)  # the project inside follows the file's name
    answer = plain_qgis(LOOK, path)
    assert not answer["plugin"]
    assert answer["invalid"] == []
    assert answer["sources"] == [str(path)]
    for wanted in ("ruhr_site_point_project_uuid", "ruhr_project_organisation_project_uuid",
                   "ruhr_milestone_project_uuid", "ruhr_project_lead_uuid", "ruhr_indicator_value_indicator_uuid"):
        assert wanted in answer["relations"]
    assert len(answer["relations"]) == 22
    assert answer["groups"][0] == "Karte (öffentlich)"
    texts = {text: code for one in answer["project"]["status"] for text, code in one.items()}
    for one in load_vocabulary().entries("VSTATUS"):
        assert texts[one.text_de] == one.code
    for kind in ("project", "dragged"):
        form = answer[kind]
        assert (form["alias"], form["kind"], form["lead"]) == ("Handlungsfeld", "ValueMap", "ValueRelation")
        assert (form["version"], form["date"], form["display"]) == ("Hidden", "TextEdit", '"title"')
        assert form["uuid"] == "uuid('WithoutBraces')"
        assert form["tabs"][:2] == ["Überblick", "Zeit und Status"]
    assert answer["project"]["tabs"][3:] == [
        "Orte", "Beteiligte", "Schritte und Wirkung", "Verknüpfungen und Technik", "INTERN"]
    assert answer["points"] == ["pointCluster", "Status"]
    assert set(answer["styles"][:2]) == {"Nach Handlungsfeld", "Nach Status"}
    assert answer["lead"] == "Stadt Bochum"
    assert answer["town"] == "Gelsenkirchen"
    assert "represent_value(\"organisation_uuid\")" in answer["shown as"]["project_organisation"]


def test_typed_days_are_never_stored_as_other_days_and_a_milestone_without_a_title_is_not_sent(store):
    stored = full()
    first = replace(stored.project, start_planned=None, start_planned_precision="")
    store.save(replace(stored, project=first), 0, "anna")
    answer = plain_qgis(TYPE, store.path)
    assert answer["spinning"] == []
    assert answer["start_planned"] == "2027-03-05"
    assert {answer["end_planned"], answer["start_actual"]} <= {None, "2030-12-31", "2027-05-03"}
    assert (answer["steps after "], answer["steps after   "], answer["steps after Erster Spatenstich"]) == (0, 0, 1)
    assert answer["needs"] == "„Titel“ fehlt."


def test_the_forms_of_a_register_follow_those_that_are_shipped(store):
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE layer_styles SET styleQML = '<qgis/>' WHERE owner = 'ruhr_smartcity'")
        connection.execute("UPDATE qgis_projects SET metadata = replace(metadata, 'edition', 'an older edition')")
    open_store(store.path)
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT count(*) FROM layer_styles WHERE styleQML = '<qgis/>'").fetchone() == (0,)


def test_what_is_edited_in_plain_qgis_has_ids_versions_history_and_tombstones(store):
    known = store.save(simple("bekannt"), 0, "anna")
    doomed = store.save(simple("gelöscht"), 0, "anna")
    held = store.save(full(), 0, "anna")
    contact = held.contacts[0]
    answer = plain_qgis(EDIT, store.path, known.project.uuid, known.sites[0].uuid, doomed.project.uuid, contact.uuid)

    new = store.get(answer["new"])
    assert len(answer["new"]) == 36
    assert (new.project.title, new.project.changed_by, new.project.visibility.value) == ("Aus QGIS", AUTHOR, "KOM")
    assert new.project.created_at.endswith("Z")
    assert new.sites[0].coordinates == (376500.0, 5705500.0)
    assert new.project.version == 2  # made, and given a place

    changed = store.get(known.project.uuid)
    assert (changed.project.title, changed.project.status, changed.sites[0].label) == (
        "In QGIS geändert", "PAUS", "Umbenannt")
    assert changed.project.version == 3
    rows = {(one.table_name, one.field): one for one in store.history(known.project.uuid) if one.changed_by == AUTHOR}
    assert (rows["project", "title"].old_value, rows["project", "title"].new_value) == ("bekannt", "In QGIS geändert")
    assert (rows["project", "title"].version_before, rows["project", "title"].version_after) == (1, 2)
    assert rows["site_point", "label"].version_after == 3
    assert set(rows) == {("project", "title"), ("project", "status"), ("site_point", "label")}
    with pytest.raises(VersionConflictError):
        store.save(with_title(known, "nicht darüber"), 1, "anna")

    assert doomed.project.uuid not in answer["left"]["project"]
    assert known.project.uuid in answer["left"]["project"]
    assert contact.uuid not in answer["left"]["contact"]
    (comment,) = store.comments(known.project.uuid)
    assert (comment.text, comment.field, comment.author) == ("Stimmt das noch?", "status", AUTHOR)
    assert comment.written_at.endswith("Z")
    assert answer["about"] == ["Feld", False]

    gone = store.find(doomed.project.uuid)
    assert gone.project.deleted
    assert gone.project.version == 2
    assert store.versions()[doomed.project.uuid] == (2, True)
    assert contact.uuid not in {one.uuid for one in store.get(held.project.uuid).contacts}
    with closing(sqlite3.connect(store.path)) as connection:
        row = connection.execute("SELECT deleted, name, mail, phone FROM contact WHERE uuid = ?", (contact.uuid,))
        assert row.fetchone() == (1, None, None, None)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert open_store(store.path).save(with_title(changed, "weiter"), 3, "anna").project.version == 4


def test_saves_of_the_plugin_set_off_no_trigger(store):
    first = store.save(full(), 0, "anna")
    moved = replace(first, sites=first.sites[1:], project=replace(first.project, title="Neu"), technologies=("AR",))
    second = store.save(moved, 1, "anna")
    store.delete(second.project.uuid, 2, "anna")
    assert {one.changed_by for one in store.history(first.project.uuid)} == {"anna"}
    assert store.versions()[first.project.uuid] == (3, True)


def test_codes_of_lists_are_told_as_the_list_they_make(store):
    first = store.save(full(), 0, "anna")
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("INSERT INTO project_technology (uuid, project_uuid, technology) VALUES ('t', ?, 'KI')",
                           (first.project.uuid,))
        connection.execute("DELETE FROM project_technology WHERE technology = 'AR'")
    stored = store.get(first.project.uuid)
    assert set(stored.technologies) == {"APP", "KI"}
    newest = store.history(first.project.uuid)[:2]
    assert [(one.record_uuid, one.field, one.old_value, one.new_value) for one in newest] == [
        (first.project.uuid, "technology", "APP AR KI", "APP KI"),
        (first.project.uuid, "technology", "APP AR", "APP AR KI")]


def test_styles_somebody_has_saved_are_left_alone(store):
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE layer_styles SET useAsDefault = 0 WHERE f_table_name = 'project'")
        connection.execute("INSERT INTO layer_styles (f_table_name, styleName, styleQML, useAsDefault, owner) "
                           "VALUES ('project', 'meiner', '<qgis/>', 1, 'anna')")
        connection.execute("INSERT INTO qgis_projects VALUES ('meins', '{}', '00')")
    path = store.path.rename(store.path.with_name("anders.gpkg"))
    open_store(path)
    with closing(sqlite3.connect(path)) as connection:
        styles = dict(connection.execute(
            "SELECT styleName, useAsDefault FROM layer_styles WHERE f_table_name = 'project'"))
        assert styles == {"meiner": 1, "Formular": 0}
        assert connection.execute("SELECT count(*) FROM qgis_projects").fetchone() == (2,)


def test_what_is_shipped_has_a_form_for_every_table_and_names_no_computer(store):
    with closing(sqlite3.connect(store.path)) as connection:
        tables = {row[0] for row in connection.execute("SELECT table_name FROM gpkg_contents")}
        styles = connection.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault").fetchall()
        content = bytes.fromhex(connection.execute("SELECT content FROM qgis_projects").fetchone()[0])
    local = {"outbox", "conflict", "sync_base", "layer_styles"}
    internal_views = {"project_points_internal", "project_lines_internal", "project_areas_internal"}
    assert tables - {one[0] for one in styles} == local | internal_views
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = [archive.read("project.qgs").decode("utf-8"), *(one[1] for one in styles)]
    for text in texts:
        for word in ("/tmp/", "/home/", "/root/", "REGISTER-DATEI", "saveUser=\"a", "GenericPython", "fontFamily"):
            assert word not in text
