# SPDX-License-Identifier: GPL-2.0-or-later
"""Words that mean the same to planners, shipped and the user's own; applied when searching."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterable, List, Sequence, Tuple

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


@dataclass(frozen=True)
class Synonyms:
    """Groups of words with the same meaning; a word may stand in several groups.

    >>> Synonyms.of([("B-Plan", "Bebauungsplan")]).match(["bplan", "essen"])
    (1, (('bebauungsplan',),))
    """

    groups: Groups
    _others: Dict[Term, Tuple[Term, ...]]
    _longest: int

    @classmethod
    def of(cls, groups: Iterable[Sequence[str]]) -> Synonyms:
        """Return the look-up for groups as people write them."""
        kept = tuple(tuple(word for word in group if fold_words(word)) for group in groups)
        others: Dict[Term, Dict[Term, None]] = {}
        for group in kept:
            terms = tuple(dict.fromkeys(fold_words(join_hyphens(word)) for word in group))
            for term in terms:
                others.setdefault(term, {}).update(dict.fromkeys(one for one in terms if one != term))
        for term, more in list(others.items()):  # "opnv" is typed as well as "oepnv"; a word of its own stays as it is
            others.setdefault(tuple(map(plain_word, term)), {**more, term: None})
        longest = max((len(term) for term in others), default=1)
        return cls(kept, {term: tuple(more) for term, more in others.items()}, longest)

    def match(self, words: Sequence[str]) -> Tuple[int, Tuple[Term, ...]]:
        """Return how many of the first folded words are one term, and what else means the same."""
        for length in range(min(self._longest, len(words)), 0, -1):
            others = self._others.get(tuple(words[:length]))
            if others is not None:
                return length, others
        return 1, ()

    def and_more(self, groups: Iterable[Sequence[str]]) -> Synonyms:
        """Return these synonyms together with further groups."""
        return Synonyms.of((*self.groups, *groups))


@lru_cache(maxsize=1)
def shipped_synonyms() -> Synonyms:
    """Return the shipped list (cached)."""
    document = json.loads(resource("data", "synonyms.json").read_text(encoding="utf-8"))
    return Synonyms.of(document["groups"])


def synonyms_with(own: Path) -> Synonyms:
    """Return the shipped list with the user's own file beside it, if there is one.

    Raises
    ------
    InputError
        The file cannot be read; its sentence says what to do.
    """
    return shipped_synonyms().and_more(load_own_synonyms(own))


def load_own_synonyms(path: Path) -> Groups:
    """Return the user's own groups; none if there is no file.

    The file is JSON, to be edited by hand too: ``{"version": 1, "groups": [["Kita", "Kindergarten"], …]}``.

    Raises
    ------
    InputError
        The file is too large, damaged, or of a newer version.
    """
    if not path.exists():
        return ()
    document = read_json(path)
    groups = document.get("groups") if isinstance(document, dict) and document.get("version") == VERSION else None
    if not isinstance(groups, list) or not all(map(_is_group, groups)) or len(groups) > MOST_GROUPS:
        sentence = tr("The synonyms in “{path}” cannot be used: groups of words are expected. Correct or delete it.")
        raise InputError(sentence.format(path=path), f"groups: {type(groups).__name__}")
    return tuple(tuple(group) for group in groups)


def save_own_synonyms(path: Path, groups: Iterable[Sequence[str]]) -> Groups:
    """Write the user's own groups and return them as they are kept: without blanks, empty and single words.

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
    document = {"version": VERSION, "groups": [list(group) for group in kept[:MOST_GROUPS]]}
    write_kept_json(path, document)
    return tuple(kept[:MOST_GROUPS])


def _is_group(group: Any) -> bool:
    return isinstance(group, list) and len(group) <= MOST_WORDS and all(isinstance(word, str) for word in group)
