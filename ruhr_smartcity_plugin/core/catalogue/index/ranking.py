# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of the candidates stands first? Title before tags before publisher before the rest; words before parts."""

from __future__ import annotations

from typing import List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.index.expression import Term, Unit
from ruhr_smartcity_plugin.core.catalogue.index.folding import GAP, MORE

# Id, title, tags and publisher as indexed, quality (0 to 2: open, loadable).
Candidate = Tuple[int, str, str, str, int]
# A term as part of a word, as beginning of a word, as whole words.
_Forms = Tuple[str, str, str]

# Points of whole words, of the beginning of a word, of a part of a word.
_TITLE, _TAGS, _PUBLISHER, _ELSEWHERE = (100, 70, 50), (40, 30, 25), (20, 16, 14), 4
_WHOLE_TITLE, _TITLE_BEGINS = 120, 20
_SYNONYM_SHARE = 0.5
_QUALITY = 1.5  # so little that it decides only between equal places of a word


def rank(candidates: Sequence[Candidate], units: Sequence[Unit]) -> List[int]:
    """Return the ids, best first.

    Of equals with all words in the title the one whose title they cover most; then the one that came first.
    """
    typed = GAP + GAP.join(word for unit in units for word in unit.term) + GAP
    forms = [(_forms(unit.term), [_forms(term) for term in unit.synonyms]) for unit in units]
    scored = []
    for number, title, tags, publisher, quality in candidates:
        score, is_titled = _QUALITY * quality, True
        for direct, others in forms:
            points = _points(direct, title, tags, publisher)
            if others and points < _TITLE[0] * _SYNONYM_SHARE:
                best = max(_points(other, title, tags, publisher) for other in others)
                points = max(points, _SYNONYM_SHARE * best)
            score += points
            is_titled = is_titled and points >= _TITLE[2]
        if title.startswith(typed):
            is_whole = title == typed or title.startswith(MORE, len(typed))
            score += _WHOLE_TITLE if is_whole else _TITLE_BEGINS
        # Counted in words, further spellings left out: by letters, towns with short names would go first.
        length = title.partition(MORE)[0].count(GAP) if is_titled else 0
        scored.append((-score, length, len(scored), number))
    return [number for _score, _length, _place, number in sorted(scored)]


def _forms(term: Term) -> _Forms:
    whole = GAP.join(term)
    return whole, GAP + whole, GAP + whole + GAP


def _points(forms: _Forms, title: str, tags: str, publisher: str) -> float:
    part, beginning, whole = forms
    if part in title:
        return _TITLE[0] if whole in title else _TITLE[1] if beginning in title else _TITLE[2]
    if part in tags:
        return _TAGS[0] if whole in tags else _TAGS[1] if beginning in tags else _TAGS[2]
    if part in publisher:
        return _PUBLISHER[0] if whole in publisher else _PUBLISHER[1] if beginning in publisher else _PUBLISHER[2]
    return _ELSEWHERE
