# SPDX-License-Identifier: GPL-2.0-or-later
"""What the locator looks through: the index, geo services, projects, analyses. No widgets, no network, any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, Sequence, Tuple

from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
    from ruhr_smartcity_plugin.core.catalogue.finding import Finder
    from ruhr_smartcity_plugin.core.projects.record import ProjectEntry

_MOST_DATASETS, _MOST_PROJECTS, _MOST_ANALYSES = 25, 15, 10
DATASET, PROJECT, ANALYSIS = "catalogue", "projects", "analyses"  # rooms, and their icons
_BEST, _SCORES = 1.0, {DATASET: 0.8, PROJECT: 0.6, ANALYSIS: 0.4}


@dataclass(frozen=True)
class Hit:
    """One line of the locator. `target` is a data set, or the key of a project or an algorithm.

    Groups with a higher `score` stand further up. Within a group QGIS 3.40 sorts by name, whatever the score of a line.
    """

    kind: str
    title: str
    description: str
    score: float
    target: Any

    @property
    def group(self) -> str:
        """The heading under which it stands."""
        if self.kind == DATASET:
            return tr("Best match") if self.score == _BEST else tr("Data sets")
        return tr("Projects") if self.kind == PROJECT else tr("Analyses")


@dataclass(frozen=True)
class Analysis:
    """A Processing algorithm as it is called and found; copied on the main thread."""

    key: str
    title: str
    group: str
    words: str


@dataclass(frozen=True)
class Stock:
    """Everything that is looked through, taken on the main thread. `finder` is None where there is no index."""

    finder: Finder | None
    services: Callable[[], Sequence[Dataset]]
    projects: Tuple[ProjectEntry, ...] = ()
    analyses: Tuple[Analysis, ...] = ()


def find_hits(stock: Stock, text: str, is_cancelled: Callable[[], bool]) -> Iterator[Hit]:
    """Give at most 50 hits, the best of each kind first; ends early when it is cancelled."""
    words = " ".join(text.split())
    if len(words) < 2:
        return
    for seek in (_datasets, _projects, _analyses):
        for hit in seek(stock, words):
            if is_cancelled():
                return
            yield hit
        if is_cancelled():
            return


def _datasets(stock: Stock, words: str) -> Iterator[Hit]:
    """Give services that have the words in their name, hits of the index, other services: as the data room does."""
    from ruhr_smartcity_plugin.core.catalogue.local_search import is_named, search_local

    services = search_local(stock.services(), words, getattr(stock.finder, "synonyms", None))
    indexed = _from_index(stock.finder, words) if stock.finder is not None else ()
    found: Dict[Tuple[str, str], Dataset] = {}
    for one in (*(service for service in services if is_named(service, words)), *indexed, *services):
        found.setdefault((one.portal_root, one.key), one)
    for place, one in enumerate(list(found.values())[:_MOST_DATASETS]):
        parts = (one.publisher, one.licence_state.text(), ", ".join(kind.title for kind in one.kinds()[:3]))
        score = _SCORES[DATASET] if place else _BEST  # whoever presses Enter gets the best one
        yield Hit(DATASET, one.title, " · ".join(part for part in parts if part), score, one)


def _from_index(finder: Finder, words: str) -> Iterator[Dataset]:
    """Give the hits for all words, then those of a town that is named for the other words."""
    from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery

    hits = finder.find(FindQuery(words), limit=_MOST_DATASETS).hits
    yield from hits
    rest, towns = _towns_apart(words)
    if not towns or len(hits) >= _MOST_DATASETS:
        return
    known = {(one.portal_root, one.key) for one in hits}
    query = FindQuery(rest, {Facet.MUNICIPALITY: frozenset(towns)})
    for one in finder.find(query, limit=_MOST_DATASETS).hits:
        if (one.portal_root, one.key) not in known:
            yield one


def _towns_apart(words: str) -> Tuple[str, List[str]]:
    """Return the words without names of towns, and the AGS of these towns.

    >>> _towns_apart("baum Bochum")
    ('baum', ['05911000'])
    """
    from ruhr_smartcity_plugin.core.region.municipalities import load_region

    region, rest, towns = load_region(), [], []
    for word in words.split():
        town = region.find_municipality(word)
        if town is None:
            rest.append(word)
        else:
            towns.append(town.ags)
    return " ".join(rest), towns


def _projects(stock: Stock, words: str) -> Iterator[Hit]:
    from ruhr_smartcity_plugin.core.region.municipalities import load_region

    region, shown = load_region(), 0
    for one in stock.projects:
        towns = [town.name for town in map(region.by_ags, one.ags) if town is not None]
        texts = (one.title, one.short_title, one.code, one.summary, one.lead_name, *towns)
        if not holds_all(words, texts):
            continue
        yield Hit(PROJECT, one.title or one.short_title, ", ".join(towns[:3]), _SCORES[PROJECT], one.uuid)
        shown += 1
        if shown >= _MOST_PROJECTS:
            return


def _analyses(stock: Stock, words: str) -> Iterator[Hit]:
    found = [one for one in stock.analyses if holds_all(words, (one.title, one.group, one.words))]
    for one in found[:_MOST_ANALYSES]:
        yield Hit(ANALYSIS, one.title, one.group, _SCORES[ANALYSIS], one.key)


def holds_all(words: str, texts: Sequence[str]) -> bool:
    """Answer whether every word is part of one of the texts; umlauts may be written ä or ae.

    >>> holds_all("baeume boch", ("Bäume", "Bochum")), holds_all("", ("x",))
    (True, True)
    """
    from ruhr_smartcity_plugin.core.region.municipalities import fold_text

    folded = " ".join(fold_text(text) for text in texts if text)
    return all(fold_text(word) in folded for word in words.split())
