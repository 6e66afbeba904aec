# SPDX-License-Identifier: GPL-2.0-or-later
"""The town of a catalogue by its host: those of `facts/domain.md` §1.1 and §2.4, and hosts that say nothing."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.core.catalogue import portal_town
from ruhr_smartcity_plugin.core.catalogue.portal_town import coverage_by_portal
from ruhr_smartcity_plugin.core.catalogue.portals.selection import with_towns
from ruhr_smartcity_plugin.core.catalogue.town_extents import town_boxes_4326
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from tests.support.finder import BOCHUM, ESSEN, entry


def test_examples():
    assert not doctest.testmod(portal_town).failed


@pytest.mark.parametrize(
    ("root", "town"),
    [
        ("https://bochum.opendata.ruhr", "Bochum"),
        ("https://open-data.dortmund.de", "Dortmund"),
        ("https://opendata.essen.de", "Essen"),
        ("https://opendata-duisburg.de", "Duisburg"),
        ("https://geodaten.herne.de/geoserver/verkehr/baustellen", "Herne"),
        ("https://geoportal.castrop-rauxel.de", "Castrop-Rauxel"),
        ("https://opendata.stadt-marl.de", "Marl"),
        ("https://daten.muelheim-ruhr.de", "Mülheim an der Ruhr"),
    ],
)
def test_a_host_names_its_town(root, town):
    found = coverage_by_portal(root)
    assert [load_region().by_ags(ags).name for ags in found.municipalities] == [town]


@pytest.mark.parametrize("root", ["https://opendata.ruhr", "https://open.nrw", "https://www.wetter.de", "https://alpen.org",
                                  "https://geoportal.hessen.de", "https://essen-bochum.example.org", "/home/a/b.rdf",
                                  "https://opendata.bad-essen.de", "https://vg-hamm-sieg.de", "https://tu-dortmund.de",
                                  "https://ruhr-uni-bochum.de/daten", "http://[::1", "https://127.0.0.1:8080",
                                  ""])  # fmt: skip
def test_a_host_of_nobody_or_of_several_says_nothing(root):
    assert not coverage_by_portal(root)


def test_an_office_on_its_towns_portal_is_about_the_town():
    office = replace(entry("a", "Kanalnetz"), portal_root="https://opendata.essen.de", publisher="Tiefbauamt",
                     municipalities=frozenset(), municipality_evidence="")  # fmt: skip
    found = with_towns(office)
    assert (found.municipalities, found.municipality_evidence) == (frozenset({ESSEN}), "portal")


def test_an_extent_elsewhere_and_what_is_stated_go_before_the_portal():
    entry_of_essen = replace(entry("a", "Radwege"), portal_root="https://opendata.essen.de", municipalities=frozenset(),
                             municipality_evidence="", extent_4326=town_boxes_4326()[BOCHUM])  # fmt: skip
    assert with_towns(entry_of_essen).municipalities == {BOCHUM}
    stated = replace(entry_of_essen, municipalities=frozenset({BOCHUM}), municipality_evidence="title")
    assert with_towns(stated) == stated
