# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:searchcatalogue`` as the toolbox, models and scripts run it, on portals on loopback."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsCoordinateReferenceSystem,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterString,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDateTime

from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from tests.support.ckan import CkanServer, package, resource
from tests.support.dcat import NOTATIONS
from tests.support.dkan import ENTRIES, catalogue
from tests.support.loopback import Loopback, Reply
from tests.support.master_password import opened_authentication
from tests.support.opendatasoft import ROW, OpendatasoftServer
from tests.support.processing import Feedback, table
from tests.support.qgis_process import staged_qgis_process

BY = {"license": "http://dcat-ap.de/def/licenses/dl-by-de/2.0", "licenseAttributionByText": "© Stadt Bochum"}
WFS = "https://geo.example.org/baum?SERVICE=WFS&REQUEST=GetCapabilities"
FIELDS = [
    *("id", "title", "publisher", "ags", "licence", "licence_open", "attribution", "formats", "modified"),
    *("landing_url", "source_portal"),
]


def town(slug: str, title: str) -> dict:
    return {"organization": {"name": slug, "title": title}}


def portal_packages() -> list:
    spatial = [{"key": "spatial", "value": '{"type": "Point", "coordinates": [7.22, 51.48]}'}]  # Bochum
    return [
        package("baum", "Baumkataster", resource("a", "WFS", WFS, **BY), extras=spatial),
        package("laerm", "Lärm", resource("b", "WMS", "https://x.example/?service=WMS"), **town("stadt-essen", "")),
        package("rad", "Radwege", resource("c", "GeoJSON", "https://x.example/r.geojson", license="other-closed")),
        package("vrr", "Fahrplan", resource("d", "GTFS", "https://x.example/g.zip"), **town("vrr", "VRR")),
        package("kreis", "Schulen", resource("e", "CSV", "https://x.example/s.csv", **BY),
                **town("kreis-recklinghausen", "Kreis Recklinghausen")),
    ]  # fmt: skip


def search(run, portal, **others):
    results, feedback, _ = run({"PORTAL": portal, "OUTPUT": "memory:", **others}, algorithm="ruhr:searchcatalogue")
    return results, feedback


def ids(results):
    return [one for (one,) in table(results["OUTPUT"], "id")]


# --- the contract ---------------------------------------------------------------------------------
def test_the_ids_and_parameter_names_are_the_promised_ones(ruhr_provider):
    algorithm = QgsApplication.processingRegistry().algorithmById("ruhr:searchcatalogue")
    names = [definition.name() for definition in algorithm.parameterDefinitions()]
    assert names == [
        *("PORTAL", "PORTAL_TYPE", "QUERY", "AGS", "THEME", "FORMAT", "OPEN_ONLY", "EXTENT", "LIMIT", "AUTHCFG"),
        "OUTPUT",
    ]
    kinds = algorithm.parameterDefinition("PORTAL_TYPE")
    assert kinds.usesStaticStrings()
    assert list(kinds.options()) == ["auto", "ckan", "dkan", "opendatasoft", "csw", "records", "dcat", "ogc"]
    assert kinds.defaultValue() == "auto"
    assert algorithm.outputDefinition("MATCHED").type() == "outputNumber"
    assert algorithm.groupId() == "catalogue"


def test_a_group_of_the_toolbox_has_one_name(ruhr_provider):
    groups = {(one.groupId(), one.group()) for one in ruhr_provider.algorithms()}
    assert sorted(groups) == [
        ("analyses", "Analyses"), ("catalogue", "Data"), ("projects", "Projects"), ("sensors", "Sensors")]


def test_the_help_names_method_limits_and_an_example(ruhr_provider):
    algorithm = QgsApplication.processingRegistry().algorithmById("ruhr:searchcatalogue")
    for word in ("Method:", "Limits:", "Example:", "MATCHED"):
        assert word in algorithm.shortHelpString()
    assert algorithm.shortDescription()
    assert {"CKAN", "Datenportal"} <= set(algorithm.tags())


def test_the_table_has_the_promised_fields_and_no_geometry(run):
    with CkanServer(portal_packages(), strict=True) as server:
        results, _ = search(run, server.url, PORTAL_TYPE="ckan", QUERY="Baumkataster")
    layer = results["OUTPUT"]
    assert [field.name() for field in layer.fields()] == FIELDS
    assert layer.wkbType() == QgsWkbTypes.Type.NoGeometry
    feature = next(layer.getFeatures())
    assert [feature[name] for name in FIELDS if name != "modified"] == [
        *("baum", "Baumkataster", "Stadt Bochum", "05911000"),
        *("Datenlizenz Deutschland – Namensnennung – Version 2.0", True, "© Stadt Bochum", "WFS"),
        *(f"{server.url}/dataset/baum", server.url),
    ]
    moment = feature["modified"]
    assert isinstance(moment, QDateTime)
    assert moment.toUTC().toString("yyyy-MM-ddTHH:mm:ss") == "2026-03-01T10:00:00"
    assert results["MATCHED"] == 1


def test_an_unknown_licence_is_null_and_not_false(run):
    with CkanServer(portal_packages(), strict=True) as server:
        results, _ = search(run, server.url, PORTAL_TYPE="ckan")
    assert dict(table(results["OUTPUT"], "id", "licence_open")) == {
        "baum": True, "laerm": None, "rad": False, "vrr": None, "kreis": True,
    }  # fmt: skip


# --- conditions -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, ["baum", "laerm", "rad", "vrr", "kreis"]),
        ({"AGS": "05911000"}, ["baum", "rad"]),
        ({"AGS": "Bochum; 05113"}, ["baum", "laerm", "rad"]),
        ({"AGS": "05562024"}, ["kreis"]),  # Marl lies in Kreis Recklinghausen, whose data are about Marl, too
        ({"AGS": "05562"}, ["kreis"]),
        ({"FORMAT": "WFS"}, ["baum"]),
        ({"FORMAT": "wms, geojson"}, ["laerm", "rad"]),
        ({"THEME": "ENVI"}, ["baum", "laerm", "rad", "vrr", "kreis"]),
        ({"THEME": "Verkehr"}, []),
        ({"OPEN_ONLY": True}, ["baum", "kreis"]),
        ({"OPEN_ONLY": True, "AGS": "05911000", "FORMAT": "WFS"}, ["baum"]),
        # a box in the middle of Bochum: "rad" counts by its town, "vrr" stays as nobody knows where it is
        ({"EXTENT": "7.20,7.24,51.46,51.50 [EPSG:4326]"}, ["baum", "rad", "vrr"]),
        # without a coordinate system: degrees and metres are told apart
        ({"EXTENT": "7.20,7.24,51.46,51.50"}, ["baum", "rad", "vrr"]),
        ({"EXTENT": "375000,378000,5702000,5706000"}, ["baum", "rad", "vrr"]),
        ({"EXTENT": QgsRectangle(7.20, 51.46, 7.24, 51.50)}, ["baum", "rad", "vrr"]),
        # in the north of Bottrop's box: "baum" has a box of its own elsewhere
        ({"EXTENT": "360000,361000,5721000,5722000 [EPSG:25832]"}, ["vrr", "kreis"]),
    ],
)
def test_conditions_narrow_the_result(run, conditions, expected):
    with CkanServer(portal_packages(), strict=True) as server:
        results, _ = search(run, server.url, PORTAL_TYPE="ckan", **conditions)
    assert ids(results) == expected
    assert results["MATCHED"] == len(expected)


def test_an_area_without_a_coordinate_system_is_in_that_of_the_project(run):
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    with CkanServer(portal_packages(), strict=True) as server:
        results, _ = search(run, server.url, PORTAL_TYPE="ckan", EXTENT="801500,806000,6701000,6707000")
    assert ids(results) == ["baum", "rad", "vrr"]


def test_a_data_set_without_a_name_of_a_town_counts_by_its_extent(run):
    placed = [{"key": "spatial", "value": '{"type": "Point", "coordinates": [7.20, 51.46]}'}]  # Bochum, near Hattingen
    with CkanServer([package("a", "A", extras=placed, **town("vrr", "VRR"))], strict=True) as server:
        results, _ = search(run, server.url, PORTAL_TYPE="ckan", AGS="05911000")
    ((towns,),) = table(results["OUTPUT"], "ags")
    assert "05911000" in towns.split(",")


def test_the_limit_shortens_the_table_but_not_the_count(run):
    packages = [package(f"satz-{number:03d}", f"Satz {number}") for number in range(230)]
    with CkanServer(packages, strict=True) as server:
        results, _ = search(run, server.url, PORTAL_TYPE="ckan", LIMIT=7)
        assert [one["start"] for one in server.requests] == ["0", "100", "200"]
    assert len(ids(results)) == 7
    assert results["MATCHED"] == 230


def test_data_sets_left_out_for_want_of_a_town_are_counted(run):
    with CkanServer(portal_packages(), strict=True) as server:
        _, feedback = search(run, server.url, PORTAL_TYPE="ckan", AGS="05911000")
    assert any(one.startswith("1 ") and "municipality is not known" in one for one in feedback.infos)


def test_entries_nobody_can_read_are_a_warning(run):
    with CkanServer([*portal_packages(), package("", "")], strict=True) as server:
        server.packages[-1].update(name="", id="")
        _, feedback = search(run, server.url, PORTAL_TYPE="ckan")
    assert len(feedback.warnings) == 1
    assert "could not be read" in feedback.warnings[0]


# --- complete or said -----------------------------------------------------------------------------
def test_a_missing_page_fails_with_the_numbers_and_leaves_no_file(run, tmp_path):
    packages = [package(f"satz-{number:03d}", f"Satz {number}") for number in range(250)]
    path = tmp_path / "found.gpkg"
    with CkanServer(packages, strict=True) as server:
        server.faults[100] = (500, {}, b"")
        with pytest.raises(QgsProcessingException) as caught:
            run({"PORTAL": server.url, "PORTAL_TYPE": "ckan", "OUTPUT": str(path)}, algorithm="ruhr:searchcatalogue")
    assert "100 of 250 data sets" in str(caught.value)
    assert "no table was written" in str(caught.value)
    assert not path.exists()


def test_a_portal_that_repeats_its_first_page_fails(run):
    packages = [package(f"satz-{number:03d}", f"Satz {number}") for number in range(250)]

    class Stuck(CkanServer):
        def answer(self, path):
            return super().answer(path.replace("start=100", "start=0").replace("start=200", "start=0"))

    with Stuck(packages) as server, pytest.raises(QgsProcessingException) as caught:
        search(run, server.url, PORTAL_TYPE="ckan")
    assert "100 of 250" in str(caught.value)


@pytest.mark.parametrize("kind", ["dkan", "opendatasoft", "ckan", "dcat"])
def test_a_log_in_page_instead_of_data_is_said_and_is_no_empty_table(run, kind):
    page = "<!DOCTYPE html><html><form><input type='password'></form></html>"
    paths = ("/", "", "/data.json", "/api/3/action/package_search", "/api/explore/v2.1/catalog/datasets")
    with Loopback(dict.fromkeys(paths, page)) as server, pytest.raises(QgsProcessingException) as caught:
        search(run, server.url, PORTAL_TYPE=kind)
    assert "web page" in str(caught.value)


def test_a_portal_that_is_away_is_said(run):
    with Loopback() as server:
        address = server.url
    with pytest.raises(QgsProcessingException) as caught:
        search(run, address)
    assert "No connection" in str(caught.value)


@pytest.mark.parametrize("kind", ["csw", "dkan", "opendatasoft", "records"])
def test_a_portal_of_another_kind_than_chosen_is_told_with_a_way_out(run, kind):
    feedback = Feedback()
    with Loopback({"/api/3/action/status_show": {"success": True}}) as server:
        wanted = {"PORTAL": server.url, "PORTAL_TYPE": kind, "OUTPUT": "memory:"}
        with pytest.raises(QgsProcessingException):
            run(wanted, feedback, algorithm="ruhr:searchcatalogue")
    assert any(f"not of the kind “{kind}”, choose “auto”" in one for one in feedback.warnings)


def test_cancel_writes_nothing(run, tmp_path):
    packages = [package(f"satz-{number:03d}", f"Satz {number}") for number in range(500)]
    path = tmp_path / "found.gpkg"
    with CkanServer(packages) as server:
        given = {"PORTAL": server.url, "PORTAL_TYPE": "ckan", "OUTPUT": str(path)}
        run(given, feedback=Feedback(cancel_at=30), algorithm="ruhr:searchcatalogue")
        assert len(server.requests) < 5
    assert not path.exists()


# --- kinds ----------------------------------------------------------------------------------------
def test_the_kind_is_found_out(run):
    with CkanServer(portal_packages()) as server:
        results, feedback = search(run, server.url, QUERY="Baumkataster")
        assert ids(results) == ["baum"]
        assert (server.home_asked, server.unexpected) == (1, [])
    assert any("(CKAN)" in one for one in feedback.infos)


def test_a_script_in_the_python_console_of_qgis_gets_its_answer(run, monkeypatch):
    """`processing.run` there works on the main thread of the window, which waits by the user's own wish."""
    monkeypatch.setattr(QgsApplication, "platform", lambda: "desktop")
    with CkanServer(portal_packages()) as server:
        results, _feedback = search(run, server.url, QUERY="Baumkataster")
    assert ids(results) == ["baum"]


def test_dkan_and_opendatasoft_are_found_out_and_listed(run):
    with Loopback({"/data.json": catalogue(ENTRIES)}) as server:
        dkan, _ = search(run, server.url, AGS="05113000")
    with OpendatasoftServer([ROW]) as server:
        server.strict = False
        opendatasoft, _ = search(run, server.url, FORMAT="GeoPackage")
    assert table(dkan["OUTPUT"], "title", "ags") == [("Straßenbäume Essen", "05113000")]
    assert table(opendatasoft["OUTPUT"], "title", "licence_open") == [("Baumkataster", True)]


@pytest.mark.parametrize("notation", list(NOTATIONS))
def test_a_dcat_file_is_searched_without_the_network(run, tmp_path, notation):
    path = tmp_path / "katalog"
    path.write_text(NOTATIONS[notation], encoding="utf-8")
    results, _ = search(run, str(path), QUERY="baum")
    assert table(results["OUTPUT"], "title", "publisher", "ags", "formats", "licence_open") == [
        ("Baumkataster", "Stadt Bochum", "05911000", "WFS, CSV", True)
    ]
    assert results["OUTPUT"].isValid()


def test_a_file_of_another_kind_is_refused_in_a_sentence(run, tmp_path):
    path = tmp_path / "brief.txt"
    path.write_text("Sehr geehrte Damen und Herren", encoding="utf-8")
    with pytest.raises(QgsProcessingException) as caught:
        search(run, str(path))
    assert "DCAT-AP" in str(caught.value)


# --- what is given wrongly ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"PORTAL": ""}, "PORTAL"),
        ({"PORTAL": "   "}, "No portal"),
        ({"PORTAL": "ftp://x.example/"}, "no web address"),
        ({"PORTAL": "https://anna:geheim@x.example/"}, "user name or password"),
        ({"PORTAL": "https://x.example/?authcfg=abc1234"}, "no web address"),
        ({"AGS": "Köln"}, "Köln"),
        ({"AGS": "09162000"}, "09162000"),
        ({"FORMAT": "Brieftaube"}, "Brieftaube"),
        ({"PORTAL_TYPE": "gopher"}, "PORTAL_TYPE"),
        ({"LIMIT": -1}, "LIMIT"),
    ],
)
def test_wrong_parameters_are_said_before_the_run(ruhr_provider, given, words):
    algorithm = QgsApplication.processingRegistry().algorithmById("ruhr:searchcatalogue")
    parameters = {"PORTAL": "https://opendata.example", "OUTPUT": "memory:", **given}
    context = QgsProcessingContext()
    is_fine, sentence = algorithm.checkParameterValues(parameters, context)
    assert not is_fine
    assert words in sentence or words in str(given)
    assert sentence


def test_a_file_is_looked_for_in_the_run_and_not_on_the_main_thread(run, ruhr_provider, monkeypatch):
    def on_a_share_that_hangs(_path):
        raise AssertionError("looked at the disk")

    algorithm = QgsApplication.processingRegistry().algorithmById("ruhr:searchcatalogue")
    parameters = {"PORTAL": "//server/freigabe/katalog.rdf", "OUTPUT": "memory:"}
    with monkeypatch.context() as patch:
        patch.setattr(Path, "is_file", on_a_share_that_hangs)
        assert algorithm.checkParameterValues(parameters, QgsProcessingContext()) == (True, "")
    with pytest.raises(QgsProcessingException, match="cannot be found"):
        search(run, "/nowhere/katalog.rdf")


# --- log-in, batch, origin ------------------------------------------------------------------------
@pytest.fixture
def basic_login(qgis_app):
    manager = opened_authentication()
    config = QgsAuthMethodConfig("Basic")
    config.setName("portal")
    config.setConfig("username", "anna")
    config.setConfig("password", "geheim")
    done, config = manager.storeAuthenticationConfig(config)
    assert done
    yield config.id()
    manager.removeAuthenticationConfig(config.id())


def test_the_log_in_goes_to_the_portal_and_not_to_the_host_it_forwards_to(run, basic_login):
    inner = json.dumps({"success": True, "result": {"count": 0, "results": []}})
    with Loopback() as other, Loopback() as portal:
        other.routes["/api"] = Reply(200, inner, content_type="application/json")
        target = f"http://localhost:{other.port}/api"
        portal.routes["/api/3/action/package_search"] = Reply(302, headers={"Location": target})
        search(run, portal.url, PORTAL_TYPE="ckan", AUTHCFG=basic_login)
        assert [bool(one.headers.get("Authorization")) for one in portal.seen] == [True]
        assert [bool(one.headers.get("Authorization")) for one in other.seen] == [False]


def test_members_find_their_private_data_sets_and_nobody_else_is_asked_for_them(run, basic_login):
    packages = [package("offen", "Baumkataster"), package("intern", "Baumkataster, Entwurf", private=True)]
    with CkanServer(packages, strict=True) as server:
        server.key = "Basic " + b64encode(b"anna:geheim").decode()
        mine, _ = search(run, server.url, PORTAL_TYPE="ckan", AUTHCFG=basic_login)
        public, _ = search(run, server.url, PORTAL_TYPE="ckan")
        asked = ["include_private" in one for one in server.requests]
    assert (sorted(ids(mine)), mine["MATCHED"]) == (["intern", "offen"], 2)
    assert ids(public) == ["offen"]
    assert asked == [True, False]


def test_two_searches_write_into_the_same_file(run, tmp_path):
    path = tmp_path / "found.gpkg"
    with CkanServer(portal_packages(), strict=True) as server:
        for name, query in (("eins", "Baumkataster"), ("zwei", "Radwege")):
            output = f"ogr:dbname='{path}' table=\"{name}\""
            run({"PORTAL": server.url, "PORTAL_TYPE": "ckan", "QUERY": query, "OUTPUT": output},
                algorithm="ruhr:searchcatalogue")  # fmt: skip
    for name, key in (("eins", "baum"), ("zwei", "rad")):
        assert table(QgsVectorLayer(f"{path}|layername={name}", name, "ogr"), "id") == [(key,)]


def test_the_loaded_table_carries_its_origin(run):
    context = QgsProcessingContext()
    with CkanServer(portal_packages(), strict=True) as server:
        output = QgsProcessingOutputLayerDefinition("memory:", QgsProject.instance())
        results, feedback, _ = run({"PORTAL": server.url, "PORTAL_TYPE": "ckan", "QUERY": "Radwege", "OUTPUT": output},
                                   context=context, algorithm="ruhr:searchcatalogue")  # fmt: skip
    details = next(iter(context.layersToLoadOnCompletion().values()))
    layer = results["OUTPUT"]
    details.postProcessor().postProcessLayer(layer, context, feedback)
    origin = read_origin(layer)
    assert "ruhr:searchcatalogue" in origin.method
    assert origin.inputs[0].source_url == server.url


# --- models, batch, qgis_process --------------------------------------------------------------------
def test_a_model_passes_its_portal_on_and_gives_the_number_out(run, ruhr_provider):
    child = QgsProcessingModelChildAlgorithm("ruhr:searchcatalogue")
    child.setChildId("search")
    child.addParameterSources("PORTAL", [QgsProcessingModelChildParameterSource.fromModelParameter("address")])
    for name, value in (("PORTAL_TYPE", "ckan"), ("FORMAT", "WFS")):
        child.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
    output = QgsProcessingModelOutput("found", "found")
    output.setChildId("search")
    output.setChildOutputName("OUTPUT")
    child.setModelOutputs({"found": output})
    model = QgsProcessingModelAlgorithm("search", "tests", "tests")
    model.addModelParameter(QgsProcessingParameterString("address", "Portal"), QgsProcessingModelParameter("address"))
    model.addChildAlgorithm(child)
    with CkanServer(portal_packages(), strict=True) as server:
        results, _, _ = run({"address": server.url, "found": "memory:"}, algorithm=model)
    assert table(results["found"], "id") == [("baum",)]
    assert results["CHILD_RESULTS"]["search"]["MATCHED"] == 1


def test_it_runs_in_a_task_beside_the_main_thread(qtbot, ruhr_provider):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("ruhr:searchcatalogue")
    context, feedback, done = QgsProcessingContext(), Feedback(), []
    with CkanServer([package(f"s-{one:03d}", "S") for one in range(230)], strict=True) as server:
        given = {"PORTAL": server.url, "PORTAL_TYPE": "ckan", "OUTPUT": "TEMPORARY_OUTPUT"}
        task = QgsProcessingAlgRunnerTask(algorithm, given, context, feedback)
        task.executed.connect(lambda is_fine, results: done.append((is_fine, results)))
        QgsApplication.taskManager().addTask(task)
        qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    is_fine, results = done[0]
    assert is_fine, feedback.errors
    assert results["MATCHED"] == 230


@pytest.fixture(scope="module")
def qgis_process(tmp_path_factory):
    """Return a function that runs qgis_process with only our plugin switched on."""
    return staged_qgis_process(tmp_path_factory.mktemp("profile"))


@pytest.mark.slow
def test_qgis_process_lists_a_portal_into_a_file_and_says_how_many(qgis_process, tmp_path):
    path = tmp_path / "found.gpkg"
    packages = [*portal_packages(), *(package(f"s-{one:03d}", "Haushalt") for one in range(230))]
    with CkanServer(packages) as server:
        words = [f"--PORTAL={server.url}", "--PORTAL_TYPE=auto", "--FORMAT=WFS;WMS", f"--OUTPUT={path}"]
        done = qgis_process("run", "ruhr:searchcatalogue", "--json", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout[done.stdout.index("{") :])["results"]["MATCHED"] == 2
    assert table(QgsVectorLayer(str(path), "found", "ogr"), "id", "formats") == [("baum", "WFS"), ("laerm", "WMS")]


@pytest.mark.slow
@pytest.mark.parametrize("area", ["7.20,7.24,51.46,51.50", "375000,378000,5702000,5706000"])
def test_qgis_process_understands_an_area_without_a_coordinate_system(qgis_process, tmp_path, area):
    with CkanServer(portal_packages()) as server:
        words = [f"--PORTAL={server.url}", "--PORTAL_TYPE=ckan", f"--EXTENT={area}", f"--OUTPUT={tmp_path / 'a.gpkg'}"]
        done = qgis_process("run", "ruhr:searchcatalogue", "--json", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    found = QgsVectorLayer(str(tmp_path / "a.gpkg"), "found", "ogr")
    assert [one for (one,) in table(found, "id")] == ["baum", "rad", "vrr"]


@pytest.mark.slow
def test_qgis_process_ends_with_a_sentence_and_no_file_if_a_page_is_missing(qgis_process, tmp_path):
    path = tmp_path / "found.csv"
    with CkanServer([package(f"s-{one:03d}", "S") for one in range(230)]) as server:
        server.faults[200] = (500, {}, b"")
        words = [f"--PORTAL={server.url}", "--PORTAL_TYPE=ckan", f"--OUTPUT={path}"]
        done = qgis_process("run", "ruhr:searchcatalogue", *words)
    assert done.returncode != 0
    assert "200 of 230 data sets" in done.stderr + done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert not path.exists()


# --- hostile files ----------------------------------------------------------------------------------
BOMB = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">{}]><rdf:RDF xmlns:rdf="r" xmlns:d="d">
<d:Dataset rdf:about="https://x.example/1"><d:title>&e{};</d:title></d:Dataset></rdf:RDF>"""


def test_entities_that_grow_are_refused(run, tmp_path):
    names = ["a", *(f"e{one}" for one in range(1, 12))]
    growing = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip(names, names[1:]))
    path = tmp_path / "katalog.rdf"
    path.write_text(BOMB.format(growing, 11), encoding="utf-8")
    with pytest.raises(QgsProcessingException) as caught:
        search(run, str(path))
    assert "katalog.rdf" in str(caught.value)


def test_an_entity_in_another_file_is_not_read(run, tmp_path):
    inner = tmp_path / "innen.txt"
    inner.write_text("GEHEIM", encoding="utf-8")
    path = tmp_path / "katalog.rdf"
    path.write_text(BOMB.format(f'<!ENTITY e1 SYSTEM "file://{inner}">', 1), encoding="utf-8")
    try:
        results, _ = search(run, str(path))
        found = str(table(results["OUTPUT"], "title"))
    except QgsProcessingException as error:
        found = str(error)
    assert "GEHEIM" not in found


# --- single services ------------------------------------------------------------------------------
WMS_LAYERS = """<?xml version="1.0" encoding="UTF-8"?>
<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms"><Service><Name>WMS</Name><Title>Grün</Title>
</Service><Capability><Request/><Layer><Title>Alles</Title><CRS>EPSG:25832</CRS>
<Layer><Name>baeume</Name><Title>Straßenbäume</Title></Layer><Layer><Name>parks</Name><Title>Parks</Title></Layer>
</Layer></Capability></WMS_Capabilities>"""


@pytest.mark.parametrize(("words", "expected"), [
    ("", ["WMS:baeume", "WMS:parks"]), ("strassenbäume", ["WMS:baeume"]), ("baeume", ["WMS:baeume"]),
    ("Baumkataster", ["WMS:baeume"]), ("schulen", []),
])  # fmt: skip
def test_layers_of_a_service_are_searched_as_other_whole_lists_are(run, words, expected):
    with Loopback({"/wms": Reply(200, WMS_LAYERS, content_type="text/xml")}) as server:
        results, _ = search(run, f"{server.url}/wms?service=WMS", PORTAL_TYPE="ogc", QUERY=words)
    assert ids(results) == expected
