# SPDX-License-Identifier: GPL-2.0-or-later
"""An index for GUI tests: a few data sets of the Ruhr by hand, or many by the number; and a slow one."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta, timezone
from typing import Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution, Place
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FacetCount, FindQuery, FindResult, SourceState
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.licence import recognise_licence
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder

ROOT, STATE_ROOT = "https://opendata.ruhr", "https://ckan.open.nrw.de"
BOCHUM, HERNE, ESSEN, RECKLINGHAUSEN = "05911000", "05916000", "05113000", "05562032"
REFRESHED = datetime(2026, 11, 22, 12, 30, tzinfo=timezone.utc)
_TOWNS = {BOCHUM: "Bochum", HERNE: "Herne", ESSEN: "Essen", RECKLINGHAUSEN: "Recklinghausen"}


def entry(
    key: str, title: str, town: str = "", *kinds: ServiceKind, licence: str = "dl-de-by-2.0", **more: object
) -> Dataset:
    """Return a data set of a town (AGS; "" for a regional one) with one resource of each kind."""
    distributions = tuple(
        Distribution(f"{key}-{kind.name}", title, f"https://geo.example.org/{key}?SERVICE={kind.name}", (kind,))
        for kind in kinds
    )
    values = {
        "portal": "opendata.ruhr",
        "publisher": f"Stadt {_TOWNS[town]}" if town else "Regionalverband Ruhr",
        "licence": recognise_licence(licence),
        "modified": REFRESHED - timedelta(days=len(title)),
        "themes": ("envi",),
        "municipalities": frozenset({town} - {""}),
        "municipality_evidence": "geocoding" if town else "",
        "portal_root": ROOT,
        "places": (Place("opendata.ruhr", ROOT, key),),
        "distributions": distributions,
    }
    return Dataset(key, title, **{**values, **more})


def demo_entries() -> Tuple[Dataset, ...]:
    """Return what a planner in Herne meets: three registers of trees, works, a regional plan, a closed one."""
    both = (Place("opendata.ruhr", ROOT, "baum-bo"), Place("Open.NRW", STATE_ROOT, "baum-bo-nrw"))
    return (
        entry("baum-bo", "Baumkataster Bochum", BOCHUM, ServiceKind.WFS, ServiceKind.CSV, places=both),
        entry("baum-he", "Baumkataster Herne", HERNE, ServiceKind.WFS, ServiceKind.WMS),
        entry("baum-e", "Baumkataster Essen", ESSEN, ServiceKind.SHP, licence="cc-by-nc-4.0"),
        entry("bau-he", "Baustellen", HERNE, ServiceKind.WFS, licence="other-closed", themes=("tran",)),
        entry("plan-bo", "Bebauungspläne", BOCHUM, ServiceKind.WMS, ServiceKind.PDF, themes=("regi",)),
        entry("haushalt-bo", "Haushaltsplan 2026", BOCHUM, ServiceKind.PDF, themes=("econ",)),
        entry("schule-re", "Schulstandorte", RECKLINGHAUSEN, ServiceKind.GEOJSON, themes=("educ",), licence=""),
        entry("wald", "Waldflächen der Metropole Ruhr", "", ServiceKind.WMS, licence="cc-zero"),
    )


def demo_states(refreshed: datetime | None = None) -> Tuple[SourceState, ...]:
    """Return the states of two portals, refreshed a moment ago, the second one not complete."""
    at = refreshed or datetime.now(timezone.utc)
    return SourceState(ROOT, "opendata.ruhr", 7, at, True), SourceState(STATE_ROOT, "Open.NRW", 1, at, False)


def demo_finder() -> MemoryFinder:
    """Return an index over the demo entries."""
    return MemoryFinder(demo_entries(), demo_states(), 12_000_000)


def many_entries(number: int) -> Tuple[Dataset, ...]:
    """Return so many entries, spread over the towns."""
    towns = list(_TOWNS)
    return tuple(
        entry(f"k{n}", f"Datensatz {n} Baumkataster" if n % 3 == 0 else f"Datensatz {n}", towns[n % 4], ServiceKind.WFS,
              publisher=f"Amt {n % 50}")
        for n in range(number)
    )  # fmt: skip


class HeldFinder:
    """A finder that answers when it is told to, in the order of its questions."""

    def __init__(self, inner: MemoryFinder) -> None:
        self.inner = inner
        self.go = threading.Event()
        self.asked: list = []

    def find(self, query: FindQuery, *, limit: int = 100, start: int = 0) -> FindResult:
        self.asked.append(query)
        self.go.wait(10)
        return self.inner.find(query, limit=limit, start=start)

    def count(self, query: FindQuery) -> int:
        return self.inner.count(query)

    def count_facets(self, query: FindQuery) -> Mapping[Facet, Tuple[FacetCount, ...]]:
        return self.inner.count_facets(query)

    def dataset(self, portal_root: str, key: str) -> Dataset | None:
        return self.inner.dataset(portal_root, key)

    def states(self) -> Tuple[SourceState, ...]:
        return self.inner.states()

    def size_bytes(self) -> int:
        return self.inner.size_bytes()
