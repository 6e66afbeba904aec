# SPDX-License-Identifier: GPL-2.0-or-later
"""Words that mean the same to planners, shipped and the user's own; applied when searching."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, FrozenSet, Iterable, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.index.expression import Term
from ruhr_smartcity_plugin.core.catalogue.index.folding import fold_words, join_hyphens, plain_word
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept_json
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

VERSION = 1
MOST_GROUPS = 2_000
MOST_WORDS = 40  # of one group
Groups = Tuple[Tuple[str, ...], ...]
# Endings of German words, of which compounds join theirs with some, and what planners hang onto the name of a thing.
_ENDING = re.compile(r"(?:en|er|es|e|n|s)$")
_KIND_OF_LIST = re.compile(
    r"(?:daten|grenzen?|karten?|kataster|listen?|netze?|standorte?|statistik(?:en)?|uebersicht(?:en)?|verzeichniss?e?"
    r"|zahlen)$"
)
_SHORTEST_STEM = 5  # "Parks" and "Parken" are not the same


@dataclass(frozen=True)
class Synonyms:
    """Groups of words with the same meaning; a word may stand in several groups.

    Words that stand in no group count as one that does, if they differ only by their endings ("Lärmkarten",
    "Lärmkarte") or by the kind of list they name ("Starkregenkarte", "Starkregen").

    >>> Synonyms.of([("B-Plan", "Bebauungsplan")]).match(["bplan", "essen"])
    (1, (('bebauungsplan',),))
    >>> Synonyms.of([("Spielplätze", "Bolzplätze")]).match(["spielplatz"])
    (1, (('spielplaetze',), ('bolzplaetze',)))
    """

    groups: Groups
    _others: Dict[Term, Tuple[Term, ...]]
    _longest: int
    _by_stem: Dict[Term, Tuple[Term, ...]]

    @classmethod
    def of(cls, groups: Iterable[Sequence[str]]) -> Synonyms:
        """Return the look-up for groups as people write them."""
        kept = tuple(tuple(word for word in group if fold_words(word)) for group in groups)
        others: Dict[Term, Dict[Term, None]] = {}
        for group in kept:
            terms = tuple(dict.fromkeys(fold_words(join_hyphens(word)) for word in group))
            for term in terms:
                others.setdefault(term, {}).update(dict.fromkeys(one for one in terms if one != term))
        stems: Dict[Term, Dict[Term, None]] = {}
        for term, more in others.items():
            stems.setdefault(tuple(map(_stem, term)), {}).update({term: None, **more})
        for term, more in list(others.items()):  # "opnv" is typed as well as "oepnv"; a word of its own stays as it is
            others.setdefault(tuple(map(plain_word, term)), {**more, term: None})
        longest = max((len(term) for term in others), default=1)
        return cls(kept, _listed(others), longest, _listed(stems))

    def match(self, words: Sequence[str]) -> Tuple[int, Tuple[Term, ...]]:
        """Return how many of the first folded words are one term, and what else means the same."""
        for length in range(min(self._longest, len(words)), 0, -1):
            term = tuple(words[:length])
            others = self._others.get(term) or self._by_stem.get(tuple(map(_stem, term)))
            if others:
                return length, others
        about = _KIND_OF_LIST.sub("", words[0])
        return 1, self._by_stem.get((_stem(about),), ()) if len(about) >= _SHORTEST_STEM else ()


def _stem(word: str) -> str:
    """Return a folded word without its ending and its umlauts; a short one as it is.

    >>> _stem("laermkarten"), _stem("parken")
    ('larmkart', 'parken')
    """
    stem = _ENDING.sub("", plain_word(word))
    return stem if len(stem) >= _SHORTEST_STEM else word


def _listed(terms: Dict[Term, Dict[Term, None]]) -> Dict[Term, Tuple[Term, ...]]:
    return {term: tuple(more) for term, more in terms.items()}


@dataclass(frozen=True)
class OwnSynonyms:
    """What the user made of the list: further groups, and shipped groups (by their first word) that do not count."""

    groups: Groups = ()
    without: FrozenSet[str] = frozenset()

    def with_shipped(self) -> Synonyms:
        """Return the shipped groups that count, and the user's own."""
        shipped = (group for group in shipped_synonyms().groups if group[0] not in self.without)
        return Synonyms.of((*shipped, *self.groups))


@lru_cache(maxsize=1)
def shipped_synonyms() -> Synonyms:
    """Return the shipped list (cached)."""
    document = json.loads(resource("data", "synonyms.json").read_text(encoding="utf-8"))
    return Synonyms.of(document["groups"])


def synonyms_with(own: Path) -> Synonyms:
    """Return the shipped list as the user's own file changes it, if there is one.

    Raises
    ------
    InputError
        The file cannot be read; its sentence says what to do.
    """
    return load_own_synonyms(own).with_shipped()


def load_own_synonyms(path: Path) -> OwnSynonyms:
    """Return what the user made of the list; nothing if there is no file.

    The file is JSON, to be edited by hand too: ``{"version": 1, "groups": [["Kita", "Kindergarten"], …]}``, perhaps
    with ``"without": ["Kita"]``: the first words of shipped groups that do not count.

    Raises
    ------
    InputError
        The file is too large, damaged, or of a newer version.
    """
    if not path.exists():
        return OwnSynonyms()
    document = read_json(path)
    is_ours = isinstance(document, dict) and document.get("version") == VERSION
    groups, without = (document.get("groups"), document.get("without", [])) if is_ours else (None, None)
    are_groups = isinstance(groups, list) and all(map(_is_group, groups)) and len(groups) <= MOST_GROUPS
    if not are_groups or not isinstance(without, list) or not all(isinstance(word, str) for word in without):
        sentence = tr("The synonyms in “{path}” cannot be used: groups of words are expected. Correct or delete it.")
        raise InputError(sentence.format(path=path), f"groups: {type(groups).__name__}")
    return OwnSynonyms(tuple(tuple(group) for group in groups), frozenset(without))


def save_own_synonyms(path: Path, groups: Iterable[Sequence[str]], without: Iterable[str] = ()) -> OwnSynonyms:
    """Write the user's list and return it as it is kept: its groups without blanks, empty and single words.

    Raises
    ------
    StoreError
        The file could not be written; the one before is still there.
    """
    kept: List[Tuple[str, ...]] = []
    for group in groups:
        words = tuple(dict.fromkeys(" ".join(word.split()) for word in group if word.strip()))[:MOST_WORDS]
        if len(words) > 1:
            kept.append(words)
    made = OwnSynonyms(tuple(kept[:MOST_GROUPS]), frozenset(without))
    document = {"version": VERSION, "groups": [list(group) for group in made.groups], "without": sorted(made.without)}
    write_kept_json(path, document)
    return made


def _is_group(group: Any) -> bool:
    return isinstance(group, list) and len(group) <= MOST_WORDS and all(isinstance(word, str) for word in group)
