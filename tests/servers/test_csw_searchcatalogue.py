# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:searchcatalogue`` on real servers of OGC kinds: whole tables, or a failure with a sentence."""

from __future__ import annotations

from typing import Callable, Dict, Iterator

import pytest
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProject

from tests.support.chaos import Chaos
from tests.support.mapserver import MapServer
from tests.support.processing import Feedback, registered_provider, table
from tests.support.pycsw import PycswServer
from tests.support.pygeoapi import pygeoapi_server
from tests.support.pygeoapi_records import make_records

pytestmark = pytest.mark.server
Run = Callable[..., Dict]


@pytest.fixture
def search(qgis_new_project) -> Iterator[Run]:
    import processing
    from processing.core.Processing import Processing

    Processing.initialize()
    contexts = []

    def run(portal: str, kind: str = "auto", **others: object) -> Dict:
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        contexts.append(context)
        inputs = {"PORTAL": portal, "PORTAL_TYPE": kind, "OUTPUT": "memory:", **others}
        return processing.run("ruhr:searchcatalogue", inputs, context=context, feedback=Feedback())

    with registered_provider():
        yield run


def test_a_catalogue_service_becomes_a_table(search):
    with PycswServer() as server:
        found = search(server.csw_url, "csw", QUERY="Bebauungspläne")
    rows = table(found["OUTPUT"], "title", "publisher", "ags", "licence_open", "formats")
    assert found["MATCHED"] == len(rows) == 5
    essen = next(row for row in rows if row[0] == "Bebauungspläne Essen")
    assert essen[1] == "Stadt Essen"
    assert "05113000" in essen[2]
    assert "WMS" in essen[4]
    assert "WFS" in essen[4]


def test_every_record_of_a_catalogue_service_is_in_the_table(search):
    with PycswServer() as server:
        found = search(server.csw_url)
    assert found["MATCHED"] == len(table(found["OUTPUT"], "id")) == 123


def test_a_catalogue_of_records_becomes_a_table(search):
    with pygeoapi_server(cap=50, records=make_records(120)) as server:
        found = search(server.url, "records", AGS="05915000")
    rows = table(found["OUTPUT"], "title")
    assert found["MATCHED"] == len(rows) == 40, "every third of 120 is about Hamm"


def test_the_layers_of_a_service_become_a_table(search):
    with MapServer(20) as server:
        found = search(server.url, "ogc", FORMAT="WFS")
    assert {row[0] for row in table(found["OUTPUT"], "title")} == {"Bäume", "Ortsteile"}


@pytest.mark.parametrize("fault", ["reset", "truncate", "html"])
def test_a_list_that_breaks_off_is_no_table(search, fault):
    with PycswServer() as server, Chaos(server.url) as proxy:
        proxy.rules = [{"match": "STARTPOSITION=51", "fault": fault}]
        with pytest.raises(QgsProcessingException, match="50"):
            search(f"{proxy.url}/csw", "csw")
