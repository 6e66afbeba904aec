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


def test_the_algorithm_synchronises_a_copy_with_a_service_through_qgis_and_its_log_ins(case, tmp_path, ruhr_provider):
    manager = opened_authentication()
    config = QgsAuthMethodConfig("Basic")
    config.setName("Register")
    config.setConfig("username", ANNA[0])
    config.setConfig("password", ANNA[1])
    assert manager.storeAuthenticationConfig(config)[0]
    local = create_store(tmp_path / "kopie.gpkg")
    local.save(simple("Übung"), 0, "anna")
    parameters = {"LOCAL": str(local.path), "REMOTE": case.url, "AUTHCFG": config.id(),
                  "REPORT": str(tmp_path / "bericht.html")}
    import processing

    try:
        result = processing.run("ruhr:synchroniseregister", parameters)
        again = processing.run("ruhr:synchroniseregister", parameters)
        listed = processing.run("ruhr:exportprojects", {
            "STORE": case.url, "SCOPE": "public", "OUTPUT": str(tmp_path / "liste.csv")})
    finally:
        manager.removeAuthenticationConfig(config.id())
    assert (result["PUSHED"], result["FAILED"], again["PUSHED"], again["PULLED"]) == (1, 0, 0, 0)
    assert [one.title for one in case.store.list_projects()] == ["Übung"]
    assert "Übung" in (tmp_path / "liste.csv").read_text(encoding="utf-8-sig"), listed
    assert ANNA[1] not in (tmp_path / "bericht.html").read_text(encoding="utf-8")
