# SPDX-License-Identifier: GPL-2.0-or-later
"""A service of several protocols in the index: one that fails is told, costs the others nothing, and is not gone."""

from __future__ import annotations

from typing import Iterator

import pytest
import requests

from ruhr_smartcity_plugin.core.catalogue.finding import FindQuery
from ruhr_smartcity_plugin.core.catalogue.index.building import IndexBuilder
from ruhr_smartcity_plugin.core.catalogue.index.search import CatalogueIndex
from ruhr_smartcity_plugin.core.catalogue.portals.ogc import OgcPortal
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from tests.support.loopback import Loopback, Reply, Seen
from tests.support.xml_reader import read_xml

DOCUMENTS = {
    "WMS": "<WMS_Capabilities version='1.3.0'><Capability><Layer><Name>karte</Name></Layer></Capability>"
           "</WMS_Capabilities>",
    "WFS": "<WFS_Capabilities version='2.0.0'><FeatureTypeList><FeatureType><Name>baeume</Name></FeatureType>"
           "</FeatureTypeList></WFS_Capabilities>",
    "WCS": "<WCS_Capabilities version='1.0.0'><ContentMetadata><CoverageOfferingBrief><name>hoehe</name>"
           "</CoverageOfferingBrief></ContentMetadata></WCS_Capabilities>",
}  # fmt: skip


class Service(Loopback):
    """Speaks WMS, WFS and WCS at one address, but for what is `broken`."""

    def __init__(self) -> None:
        super().__init__({"/ows": self._answer_service})
        self.broken: set = set()

    def _answer_service(self, seen: Seen) -> Reply:
        kind = seen.value("SERVICE")
        if kind in self.broken:
            return Reply(500, "down", content_type="text/plain")
        return Reply(200, DOCUMENTS[kind], content_type="text/xml") if kind in DOCUMENTS else Reply(404)


@pytest.fixture
def service() -> Iterator[Service]:
    with Service() as running:
        yield running


def titles(index: CatalogueIndex) -> set:
    return {one.title for one in index.find(FindQuery("")).hits}


def test_a_protocol_that_fails_is_told_and_takes_nothing_out_of_the_index(service, tmp_path):
    session = requests.Session()
    session.trust_env = False
    client = HttpClient(session, limits=Limits(inactivity_s=2.0, total_s=5.0, attempts=1))
    source = CatalogueSource("s", "Stadtdienst", f"{service.url}/ows", PortalKind.OGC)
    index = CatalogueIndex(tmp_path / "index.sqlite")
    build = IndexBuilder(index, lambda one: OgcPortal(client, one.url, one.title, read_xml=read_xml))
    service.broken = {"WFS"}
    report = build.refresh([source])
    assert titles(index) == {"karte", "hoehe"}
    (problem,) = report.problems
    assert problem.startswith("The WFS of “Stadtdienst” is missing from the list: ")
    service.broken = set()
    assert build.refresh([source]).problems == ()
    assert titles(index) == {"karte", "baeume", "hoehe"}
    service.broken = {"WFS"}
    assert len(build.refresh([source]).problems) == 1
    assert titles(index) == {"karte", "baeume", "hoehe"}
    index.close()
