# SPDX-License-Identifier: GPL-2.0-or-later
"""Which data sets are known to be of the Ruhr or its state."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Place
from ruhr_smartcity_plugin.core.catalogue.regional import is_regional
from ruhr_smartcity_plugin.core.region.municipalities import load_region

PLAIN = Dataset("a", "Bäume", "GovData", portal_root="https://ckan.govdata.de")


@pytest.mark.parametrize(
    "more",
    [
        {"municipalities": frozenset({"05911000"})},
        {"districts": frozenset({"05954"})},
        {"publisher": "Regionalverband Ruhr"},
        {"publisher": "Geobasis NRW"},
        {"portal_root": "https://opendata.ruhr"},
        {"portal_root": "https://herne.opendata.ruhr"},
        {"portal_root": "https://ckan.open.nrw.de"},
        {"portal_root": "https://www.offenesdatenportal.de"},
        {"places": (Place("Essen", "https://opendata.essen.de", "a"),)},
    ],
)
def test_towns_publisher_or_portal_say_so(more):
    assert is_regional(replace(PLAIN, **more))


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"publisher": "Stadt Leipzig"},
        {"publisher": "Bundesamt für Kartographie", "municipalities": frozenset(load_region().whole_area().ags)},
        {"portal_root": "https://nicht-opendata.ruhr.example"},
        {"portal_root": "https://[kaputt"},
    ],
)
def test_all_others_may_lie_anywhere(more):
    assert not is_regional(replace(PLAIN, **more))
