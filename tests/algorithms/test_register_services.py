# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithms on registers behind a service, over QGIS's network and its log-ins."""

from __future__ import annotations

import pytest
from qgis.core import QgsAuthMethodConfig

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
from tests.adapters.projects.bundles import simple
from tests.adapters.projects.stores import WfsCase
from tests.support.master_password import opened_authentication
from tests.support.register_server import ANNA, RegisterServer


@pytest.fixture(scope="module")
def case():
    with RegisterServer() as server:
        yield WfsCase(server)


@pytest.fixture
def log_in():
    """The id of ANNA's log-in in QGIS's password store."""
    manager = opened_authentication()
    config = QgsAuthMethodConfig("Basic")
    config.setName("Register")
    config.setConfig("username", ANNA[0])
    config.setConfig("password", ANNA[1])
    assert manager.storeAuthenticationConfig(config)[0]
    yield config.id()
    manager.removeAuthenticationConfig(config.id())


def test_what_may_not_go_to_a_service_is_rejected_row_by_row_and_the_rest_comes_in(case, tmp_path, ruhr_provider,
                                                                                   log_in):
    import processing

    path = tmp_path / "liste.csv"
    path.write_text("title;ags;visibility;internal_note\nOffen;05911000;OEF;\nUnter uns;05911000;NETZ;\n"
                    "Halb;05911000;OEF;geheim\n", encoding="utf-8")
    parameters = {"STORE": case.url, "INPUT": str(path), "AUTHCFG": log_in, "REPORT": str(tmp_path / "bericht.csv")}
    results = processing.run("ruhr:importprojects", parameters)
    assert (results["CREATED"], results["REJECTED"]) == (1, 2)
    titles = [one.title for one in case.store.list_projects()]
    assert "Offen" in titles
    assert not {"Unter uns", "Halb"} & set(titles)
    report = (tmp_path / "bericht.csv").read_text(encoding="utf-8-sig")
    assert "“Unter uns” is not public" in report
    assert "cannot hold everything in “Halb”" in report
    again = processing.run("ruhr:importprojects", parameters)
    assert (again["CREATED"], again["UPDATED"], again["UNCHANGED"]) == (0, 0, 1)


def test_the_algorithm_synchronises_a_copy_with_a_service_through_qgis_and_its_log_ins(case, tmp_path, ruhr_provider,
                                                                                           log_in):
    local = create_store(tmp_path / "kopie.gpkg")
    local.save(simple("Übung"), 0, "anna")
    parameters = {"LOCAL": str(local.path), "REMOTE": case.url, "AUTHCFG": log_in,
                  "REPORT": str(tmp_path / "bericht.html")}
    import processing

    result = processing.run("ruhr:synchroniseregister", parameters)
    again = processing.run("ruhr:synchroniseregister", parameters)
    listed = processing.run("ruhr:exportprojects", {
        "STORE": case.url, "SCOPE": "public", "OUTPUT": str(tmp_path / "liste.csv")})
    assert (result["PUSHED"], result["FAILED"], again["PUSHED"], again["PULLED"]) == (1, 0, 0, 0)
    assert "Übung" in [one.title for one in case.store.list_projects()]
    assert "Übung" in (tmp_path / "liste.csv").read_text(encoding="utf-8-sig"), listed
    assert ANNA[1] not in (tmp_path / "bericht.html").read_text(encoding="utf-8")
