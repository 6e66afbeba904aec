# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of the candidates stands first? Title before tags before publisher before the rest; whole words before parts."""

from __future__ import annotations

from typing import List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.index.expression import Unit
from ruhr_smartcity_plugin.core.catalogue.index.folding import GAP

# Id, title, tags and publisher as indexed, quality (0 to 2: open, loadable).
Candidate = Tuple[int, str, str, str, int]

# Whole word, beginning of a word, part of a word.
_TITLE, _TAGS, _PUBLISHER, _ELSEWHERE = (100, 70, 50), (40, 30, 25), (20, 16, 14), 4
_WHOLE_TITLE, _TITLE_BEGINS = 120, 30
_SYNONYM_SHARE = 0.5
_QUALITY = 4  # less than what lies between any two places of a word


def rank(candidates: Sequence[Candidate], units: Sequence[Unit]) -> List[int]:
    """Return the ids, best first; of equals the one that came first."""
    typed = GAP + GAP.join(word for unit in units for word in unit.term)
    scored = [(_score(one, units, typed), one[0]) for one in candidates]
    return [number for _score_of, number in sorted(scored, key=lambda pair: -pair[0])]


def _score(candidate: Candidate, units: Sequence[Unit], typed: str) -> float:
    _number, title, tags, publisher, quality = candidate
    score = float(_QUALITY * quality)
    for unit in units:
        best = min(_score_word(word, title, tags, publisher) for word in unit.term)
        if unit.synonyms and best <= _TITLE[0] * _SYNONYM_SHARE:
            others = (min(_score_word(word, title, tags, publisher) for word in term) for term in unit.synonyms)
            best = max(best, _SYNONYM_SHARE * max(others))
        score += best
    if title.startswith(typed + GAP):
        score += _WHOLE_TITLE if title == typed + GAP else _TITLE_BEGINS
    return score


def _score_word(word: str, title: str, tags: str, publisher: str) -> int:
    for text, (whole, beginning, part) in ((title, _TITLE), (tags, _TAGS), (publisher, _PUBLISHER)):
        if word in text:
            if f"{GAP}{word}{GAP}" in text:
                return whole
            return beginning if f"{GAP}{word}" in text else part
    return _ELSEWHERE
