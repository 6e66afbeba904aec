# SPDX-License-Identifier: GPL-2.0-or-later
"""A local copy of a service is refreshed from where its portal lists the service today."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.adapters.layers.download import Wanted
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import ConnectionFailedError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import SILENT
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_refetch import source_of_today

WFS, OAPIF, ARCGIS, CSV = ServiceKind.WFS, ServiceKind.OAPIF, ServiceKind.ARCGIS, ServiceKind.CSV
PLACE = {"portal": "https://portal.example", "data set": "d1", "resource": "Bäume"}


def today(kind: ServiceKind, known: str, *listed: str, **more: str) -> tuple:
    """Return address and doubts of a copy whose resource is listed with these addresses now."""
    resources = tuple(Distribution(f"r{number}", "Bäume", url, (kind,)) for number, url in enumerate(listed))
    dataset = Dataset("d1", "Baumkataster", "Portal", distributions=resources)
    origin = Origin("Baumkataster", parameters={**PLACE, **more})
    wanted = Wanted(known, "baeume", kind, title="Bäume", origin=origin)
    found, doubts = source_of_today(wanted, lambda _dataset, _progress: dataset, SILENT)
    assert replace(found, url=known) == wanted
    return found.url, doubts


@pytest.mark.parametrize(
    ("kind", "known", "listed", "address"),
    [
        # the same service, with a request somebody pasted: nothing has changed
        (WFS, "https://a.example/ows?map=b", "https://a.example/ows?map=b&SERVICE=WFS&REQUEST=GetCapabilities", ""),
        (OAPIF, "https://a.example/api", "https://a.example/api/collections/baeume/items?f=json", ""),
        (ARCGIS, "https://a.example/FeatureServer/3", "https://a.example/FeatureServer/3?f=json", ""),
        # moved
        (WFS, "https://a.example/ows", "https://b.example/wfs?SERVICE=WFS", "https://b.example/wfs"),
        (OAPIF, "https://a.example/api", "https://b.example/api/collections/baeume", "https://b.example/api"),
        (ARCGIS, "https://a.example/FeatureServer/3", "https://b.example/FeatureServer",
         "https://b.example/FeatureServer/3"),
        (ARCGIS, "https://a.example/FeatureServer/3", "https://b.example/FeatureServer/4",
         "https://b.example/FeatureServer/4"),
        (CSV, "https://a.example/2025.csv?x=1", "https://a.example/2026.csv?x=1", "https://a.example/2026.csv?x=1"),
        # a key in an address is none of a project's
        (WFS, "https://a.example/ows", "https://b.example/wfs?token=geheim", ""),
    ],
)  # fmt: skip
def test_a_copy_is_refreshed_at_the_address_of_today(kind, known, listed, address):
    assert today(kind, known, listed) == (address or known, ())


def test_of_two_services_with_one_name_the_known_one_is_kept():
    listed = ("https://b.example/ows?SERVICE=WFS", "https://a.example/ows?SERVICE=WFS")
    assert today(WFS, "https://a.example/ows", *listed) == ("https://a.example/ows", ())


def test_what_the_portal_no_longer_lists_is_asked_where_it_was_and_that_is_said():
    address, (doubt,) = today(WFS, "https://a.example/ows")
    assert address == "https://a.example/ows"
    assert "no longer lists this resource" in doubt


def test_a_copy_of_unknown_origin_asks_nobody():
    wanted = Wanted("https://a.example/ows", "baeume", WFS)
    assert source_of_today(wanted, lambda *_: pytest.fail("asked"), SILENT) == (wanted, ())


def test_a_portal_that_is_away_is_said():
    def away(_dataset, _progress):
        raise ConnectionFailedError("weg")

    wanted = Wanted("https://a.example/ows", "baeume", WFS, origin=Origin("B", parameters=PLACE))
    found, (doubt,) = source_of_today(wanted, away, SILENT)
    assert found == wanted
    assert "could not be asked for today's address" in doubt
