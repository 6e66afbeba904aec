# SPDX-License-Identifier: GPL-2.0-or-later
"""What a filter promises it keeps: choosing a value of a facet gives exactly as many hits as were counted for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.index.building import IndexBuilder
from ruhr_smartcity_plugin.core.catalogue.index.search import CatalogueIndex
from ruhr_smartcity_plugin.core.catalogue.joined_finder import JoinedFinder
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder
from ruhr_smartcity_plugin.core.catalogue.presets import load_services
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.catalogue.town_extents import town_boxes_4326
from tests.benchmarks.catalogue_entries import make_entries
from tests.support.page_portal import PagePortal

BOCHUM, WESEL = "05911000", "05170048"
THEMES = ("envi", "Umwelt & Klima", "umwelt-klima", "Verkehr/Mobilität", "")
OWN = replace(load_services()[0], key="own", title="Eigener Dienst", themes=("Umwelt und Klima",))
SERVICES = (*load_services()[::6], OWN)
SINCE, BOX = datetime(2023, 1, 1, tzinfo=timezone.utc), (7.0, 51.4, 7.4, 51.55)
QUERIES = [
    FindQuery(),
    FindQuery("bochum", changed_since=SINCE),
    FindQuery("plan", extent_4326=BOX),
    FindQuery("lärm", area_ags=frozenset({BOCHUM})),
    FindQuery("karte", {Facet.THEME: frozenset({"umwelt-klima"})}, area_ags=frozenset({BOCHUM, WESEL})),
    FindQuery("", {Facet.LICENCE: frozenset({"open"}), Facet.LOADABLE: frozenset({"yes"})}, SINCE, BOX),
    FindQuery("s", {Facet.DISTRICT: frozenset({"05170"}), Facet.FORMAT: frozenset({"WMS", "CSV"})}),
]


def entries():
    """Return entries that lack each thing in turn: a date, a publisher, a town; some have a box or a whole district."""
    boxes = town_boxes_4326()
    for number, one in enumerate(make_entries(240)):
        (town,) = one.municipalities
        more = {"themes": tuple(filter(None, [THEMES[number % len(THEMES)]]))}
        more["modified"] = None if number % 11 == 0 else one.modified
        more["publisher"] = "" if number % 7 == 0 else one.publisher
        more["extent_4326"] = boxes[town] if number % 3 == 0 else None
        if number % 9 == 0:
            more.update(municipalities=frozenset(), districts=frozenset({"05170"} if number % 2 else ()))
        yield replace(one, **more)


@pytest.fixture(scope="module")
def finders(tmp_path_factory):
    listed = list(entries())
    halves = {key: PagePortal(*listed[place::2], root=f"https://{key}.example") for place, key in enumerate("ab")}
    index = CatalogueIndex(tmp_path_factory.mktemp("counts") / "index.sqlite")
    sources = [CatalogueSource(key, key, one.root) for key, one in halves.items()]
    IndexBuilder(index, lambda source: halves[source.key]).refresh(sources)
    live = MemoryFinder([replace(one, portal_root="https://live.example") for one in listed])
    return {"index": index, "with geo services": JoinedFinder(index, SERVICES), "live": live}


@pytest.mark.parametrize("name", ["index", "with geo services", "live"])
@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_a_value_of_a_facet_brings_as_many_hits_as_it_says(finders, name, query):
    finder = finders[name]
    counted = finder.count_facets(query)
    assert counted[Facet.FORMAT], "nothing to try"
    wrong = {}
    for facet, rows in counted.items():
        assert len({row.value for row in rows}) == len(rows)
        for row in rows:
            chosen = replace(query, facets={**query.facets, facet: frozenset({row.value})})
            found = (finder.count(chosen), len(finder.find(chosen, limit=400).hits))
            if found != (row.count, row.count):
                wrong[facet, row.value] = (row.count, *found)
    assert not wrong
