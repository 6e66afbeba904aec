# SPDX-License-Identifier: GPL-2.0-or-later
"""Synthetic catalogue: German entries of some sixty words, from towns of the Ruhr, with long hit lists on purpose."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Iterator, List, Tuple

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.licence import UNKNOWN_LICENCE, recognise_licence
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind, SearchResult
from ruhr_smartcity_plugin.core.region.municipalities import load_region

SEED = 25832
FIRST = ("Baum", "Straßen", "Grün", "Lärm", "Wasser", "Schul", "Verkehrs", "Klima", "Gewerbe", "Wohn", "Denkmal",
         "Spielplatz", "Radweg", "Solar", "Höhen", "Boden", "Hochwasser", "Wärme", "Bebauungsplan", "Haltestellen",
         "Müll", "Einwohner", "Wahl", "Luft", "Energie", "Hundewiesen", "Kultur", "Sport", "Friedhofs",
         "Gebäude")  # fmt: skip
LAST = ("kataster", "flächen", "netz", "karte", "standorte", "statistik", "modell", "grenzen", "daten", "verzeichnis",
        "plan", "bestand", "messung", "zählung", "register", "übersicht", "analyse", "gebiete", "punkte", "bericht",
        "zonen", "nutzung", "bewertung", "planung", "entwicklung", "prüfung", "förderung", "konzept", "liste",
        "archiv", "atlas", "bilanz", "monitoring")  # fmt: skip
WORDS = tuple(first + last for first in FIRST for last in LAST)  # 990
FILLERS = ("der", "die", "und", "Stadt", "mit", "für", "aus", "von", "Jahr", "im", "werden", "enthält")
QUERIES = ("baumkataster", "kataster", "bäume bochum", "bebauungsplan essen", "lärm", "wärmeplanung dortmund")


@dataclass(frozen=True)
class SyntheticPortal:
    """A `Portal` that makes its entries up, page by page."""

    count: int
    kind: PortalKind = PortalKind.CKAN
    title: str = "Portal"
    root: str = "https://portal.invalid"

    def search(self, _query: Any, *, on_page: Any = None, progress: Any = None, start: int = 0,
               limit: int | None = None) -> SearchResult:
        del progress, limit
        page: List[Dataset] = []
        for dataset in make_entries(self.count):
            page.append(dataset)
            if len(page) == 1000:
                on_page(tuple(page), self.count)
                page = []
        if page:
            on_page(tuple(page), self.count)
        return SearchResult((), Completeness(self.count, self.count), self.count)


def make_entries(count: int) -> Iterator[Dataset]:
    """Give entries; the same for the same count."""
    source = random.Random(SEED)
    towns = load_region().municipalities
    licences = [recognise_licence("dl-by-de/2.0"), recognise_licence("cc-by/4.0"), UNKNOWN_LICENCE]
    kinds = list(ServiceKind)
    start = datetime(2020, 1, 1, tzinfo=timezone.utc)
    for number in range(count):
        town = source.choice(towns)
        title = f"{source.choice(WORDS)} {town.name} {number}"
        notes = " ".join(source.choice(WORDS) if source.random() < 0.6 else source.choice(FILLERS) for _ in range(48))
        url = f"https://{town.ags}.invalid/{number}.csv"
        yield Dataset(
            key=f"entry-{number}", title=title, portal="Portal", notes=notes, publisher=f"Stadt {town.name}",
            licence=source.choice(licences), modified=start + timedelta(minutes=source.randrange(3_000_000)),
            distributions=(Distribution("1", "Daten", url, (source.choice(kinds),)),),
            themes=(source.choice(("envi", "tran", "regi", "gove")),),
            tags=tuple(source.choice(WORDS) for _ in range(3)), municipalities=frozenset({town.ags}),
            municipality_evidence="publisher",
        )  # fmt: skip


def keystrokes() -> Tuple[str, ...]:
    """Return what the search field holds after each key of the queries."""
    return tuple(query[:length] for query in QUERIES for length in range(1, len(query) + 1))
