# SPDX-License-Identifier: GPL-2.0-or-later
"""Search in a short list that is already here: presets, the sample catalogue, portals that send everything at once."""

from __future__ import annotations

from functools import lru_cache
from typing import Iterable, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.facet_value import town_names
from ruhr_smartcity_plugin.core.catalogue.index.expression import SHORTEST_CONTAINED, Unit, units_of
from ruhr_smartcity_plugin.core.catalogue.index.folding import indexed_text
from ruhr_smartcity_plugin.core.catalogue.synonyms import Synonyms, shipped_synonyms


def search_local(datasets: Iterable[Dataset], text: str, synonyms: Synonyms | None = None) -> Tuple[Dataset, ...]:
    """Return the data sets that hold all words of the text or their synonyms (the shipped ones by default).

    First those with the words themselves in the title, then those with their synonyms there. Case does not matter,
    umlauts may be written ä or ae, and a word may be part of a longer one (Baum, Baumkataster).
    """
    units = units_of(text, (synonyms or shipped_synonyms()).match)
    if not units:
        return tuple(datasets)
    found = [one for one in datasets if _holds(units, _text_of(one))]
    return tuple(sorted(found, key=lambda one: _rank(units, _folded(one.title))))


def is_named(dataset: Dataset, text: str) -> bool:
    """Answer whether title and tags of a data set hold all words of the text themselves."""
    name = _folded("\n".join((dataset.title, *dataset.tags)))
    return all(_has_words(unit.term, name) for unit in units_of(text, Synonyms.of(()).match))


def _rank(units: Tuple[Unit, ...], title: str) -> int:
    if all(_has_words(unit.term, title) for unit in units):
        return 0
    return 1 if _holds(units, title) else 2


def _holds(units: Tuple[Unit, ...], text: str) -> bool:
    return all(_has_words(unit.term, text) or any(_means(term, text) for term in unit.synonyms) for unit in units)


def _has_words(term: Tuple[str, ...], text: str) -> bool:
    return all(word in text for word in term)


def _means(term: Tuple[str, ...], text: str) -> bool:
    """Answer whether a text holds a synonym: a long one anywhere, a short one where a word begins, as in the index."""
    return all((word if len(word) >= SHORTEST_CONTAINED else f" {word}") in text for word in term)


def _text_of(dataset: Dataset) -> str:
    layers = [name for one in dataset.distributions for name in (one.title, *one.layers)]
    # As in the index: who looks for a town's data types its name, whether or not the publisher has it in its own.
    towns = town_names(dataset)
    return _folded("\n".join((dataset.title, dataset.notes, dataset.publisher, *towns, *dataset.tags, *layers)))


@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    return indexed_text([text])
