# SPDX-License-Identifier: GPL-2.0-or-later
"""Find and count among data sets that are already here: the hits of a live search, the shipped lists."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timezone
from typing import Dict, FrozenSet, Iterable, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Extent4326
from ruhr_smartcity_plugin.core.catalogue.facet_value import (
    area_choice,
    area_values,
    facet_key,
    facet_title,
    facet_values,
)
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FacetCount, FindQuery, FindResult, SourceState
from ruhr_smartcity_plugin.core.catalogue.local_search import search_local
from ruhr_smartcity_plugin.core.catalogue.synonyms import Synonyms
from ruhr_smartcity_plugin.core.region.area import Box, boxes_touch
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.core.region.reference_systems import UTM_32


class MemoryFinder:
    """A `Finder` over a sequence. It keeps the order of the sequence; words put hits in the title first.

    `synonyms` are those the words are looked up with, the shipped ones by default.

    >>> MemoryFinder(()).find(FindQuery("Baum")).total
    0
    """

    def __init__(self, datasets: Sequence[Dataset], states: Tuple[SourceState, ...] = (), size: int = 0,
                 synonyms: Synonyms | None = None) -> None:
        self.datasets = tuple(datasets)
        self._spellings: Dict[Tuple[str, str], str] = {}
        self._values = {id(one): self._valued(one) for one in self.datasets}
        self._states, self._size, self._synonyms = states, size, synonyms

    def with_more(self, datasets: Sequence[Dataset]) -> MemoryFinder:
        """Return a finder that holds these too, each portal's entry once; the old one stays as it is."""
        known = {(one.portal_root, one.key) for one in self.datasets}
        fresh = {(one.portal_root, one.key): one for one in datasets if (one.portal_root, one.key) not in known}
        grown = MemoryFinder((), self._states, self._size, self._synonyms)
        grown.datasets = (*self.datasets, *fresh.values())
        grown._spellings.update(self._spellings)
        grown._values = {**self._values, **{id(one): grown._valued(one) for one in fresh.values()}}
        return grown

    def __len__(self) -> int:
        return len(self.datasets)

    def find(self, query: FindQuery, *, limit: int = 100, start: int = 0) -> FindResult:
        """Return the hits that meet all conditions; `limit` of them from `start` on."""
        hits = [one for one in self._within(query) if not self._failing(one, query)]
        return FindResult(tuple(hits[start : start + limit]), len(hits))

    def count(self, query: FindQuery) -> int:
        """Return the number of hits."""
        return self.find(query, limit=0).total

    def count_facets(self, query: FindQuery) -> Mapping[Facet, Tuple[FacetCount, ...]]:
        """Return the values of every facet with their counts; a facet's own choice does not narrow its own counts."""
        counters: Dict[Facet, Counter[str]] = {facet: Counter() for facet in Facet}
        for dataset in self._within(query):
            failing, values = self._failing(dataset, query), self._values[id(dataset)]
            if len(failing) > 1:
                continue
            for facet in failing or tuple(Facet):
                counters[facet].update(values[facet])
        return {facet: self._counted(facet, counter) for facet, counter in counters.items()}

    def dataset(self, portal_root: str, key: str) -> Dataset | None:
        """Return one data set; None if it is not here."""
        return next((one for one in self.datasets if (one.portal_root, one.key) == (portal_root, key)), None)

    def states(self) -> Tuple[SourceState, ...]:
        """Return what this was made with."""
        return self._states

    def size_bytes(self) -> int:
        """Return what this was made with."""
        return self._size

    def _within(self, query: FindQuery) -> List[Dataset]:
        """Return what meets every condition but the facets."""
        area = area_choice(query.area_ags)
        box_25832 = _box_25832(query.extent_4326) if query.extent_4326 else None
        found: Sequence[Dataset] = self.datasets
        if query.words:
            found = search_local(self.datasets, query.words, self._synonyms)
        return [
            one
            for one in found
            if is_changed_since(one, query.changed_since)
            and (query.extent_4326 is None or _touches(one, query.extent_4326, box_25832))
            and (not area or area_values(one) & area)
        ]

    def _failing(self, dataset: Dataset, query: FindQuery) -> Tuple[Facet, ...]:
        values = self._values[id(dataset)]
        asked = {facet: self._spelled(facet, chosen) for facet, chosen in query.facets.items()}
        return tuple(facet for facet, chosen in asked.items() if not chosen & values[facet])

    def _valued(self, dataset: Dataset) -> Mapping[Facet, FrozenSet[str]]:
        values = facet_values(dataset)
        for theme in sorted(values[Facet.THEME]):
            self._spellings.setdefault(facet_key(Facet.THEME.value, theme), theme)
        return {facet: self._spelled(facet, values[facet]) for facet in values}

    def _spelled(self, facet: Facet, values: Iterable[str]) -> FrozenSet[str]:
        """Return the values in the first spelling of each that was met."""
        if facet is not Facet.THEME:
            return frozenset(values)
        return frozenset(self._spellings.get(facet_key(facet.value, one), one) for one in values)

    def _counted(self, facet: Facet, counter: Mapping[str, int]) -> Tuple[FacetCount, ...]:
        titles = {one.portal_root: one.portal for one in self.datasets} if facet is Facet.PORTAL else {}
        rows = [FacetCount(value, titles.get(value) or facet_title(facet, value), n) for value, n in counter.items()]
        return tuple(sorted(rows, key=lambda row: (-row.count, row.title.casefold())))


def is_changed_since(dataset: Dataset, moment: datetime | None) -> bool:
    """Answer whether a data set was changed at a moment or later; no for one without a date. None asks nothing."""
    if moment is None:
        return True
    changed = dataset.modified
    if changed is None:
        return False
    return (changed if changed.tzinfo else changed.replace(tzinfo=timezone.utc)) >= moment


def _touches(dataset: Dataset, extent: Extent4326, box_25832: Box | None) -> bool:
    if dataset.extent_4326 is not None:
        return boxes_touch(dataset.extent_4326, extent)
    region = load_region()
    towns = set(dataset.municipalities)
    for district in region.districts:
        if district.key in dataset.districts:
            towns.update(district.ags)
    if len(towns) == len(region.municipalities):
        return True  # about the whole region, and perhaps of more than that
    boxes = [town.box_25832 for town in map(region.by_ags, towns) if town is not None]
    return not boxes or box_25832 is None or any(boxes_touch(box, box_25832) for box in boxes)


def _box_25832(extent: Extent4326) -> Box | None:
    """Return the box around an extent's corners in EPSG:25832; None for one far outside zone 32, which tells nothing.

    The towns' boxes are compared with it, which are kilometres wide; edges between the corners bend by metres only.
    """
    west, south, east, north = extent
    if west < 0 or east > 18 or south < 40 or north > 60:
        return None
    corners = [UTM_32.forward(x, y) for x in (west, east) for y in (south, north)]
    xs, ys = zip(*corners)
    return min(xs), min(ys), max(xs), max(ys)
