# SPDX-License-Identifier: GPL-2.0-or-later
"""Names of layers a service no longer offers, and what they may be called now."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Iterator, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.region.municipalities import fold_text

# Likeness is difflib's ratio. Below this a name is no guess worth proposing, nor is one if the next is so close to it.
_ALIKE = 0.6
_APART = 0.1
# A word in place of another must be its like: laermden and laermngt have 0.75, baum and baeume 0.8.
_ALIKE_WORDS = 0.8
# Words of so few letters are codes: DEN and NGT, hw and mw are other data.
_LONGEST_CODE = 3
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\d+|[^\W\d_]+")


def names_gone(layer: str, offered: Sequence[str]) -> List[str]:
    """Return those of a layer's names (with commas between them) a service does not offer, whatever their namespace.

    >>> names_gone("ms:baeume,ms:kanal", ("geo:baeume",))
    ['ms:kanal']
    """
    local = {_local_name(one) for one in offered}
    return [one for one in _names(layer) if _local_name(one) not in local]


def guess_names(layer: str, offered: Sequence[str]) -> str:
    """Return the layer's names with those that are gone replaced by the most similar ones; "" if one has none.

    There is none where two offered names are about as similar, or where another number, year, short code or word stands
    in place of the old one: those are data sets beside each other.

    >>> guess_names("strassen,baeume", ("strassen", "baumstandorte", "baeume_neu"))
    'strassen,baeume_neu'
    >>> guess_names("dop_2021", ("dop_2020",)), guess_names("STR_DEN", ("STR_NGT",))
    ('', '')
    """
    gone = set(names_gone(layer, offered))
    kept = {_local_name(one) for one in _names(layer)}
    free = [one for one in dict.fromkeys(offered) if _local_name(one) not in kept]
    guessed = [_guess(one, free) if one in gone else one for one in _names(layer)]
    return ",".join(guessed) if all(guessed) else ""


def _guess(name: str, offered: Sequence[str]) -> str:
    ranked = sorted(((_likeness(name, one), one) for one in offered), reverse=True)
    if not ranked or ranked[0][0] < _ALIKE or not _may_be_same(name, ranked[0][1]):
        return ""
    is_clear = len(ranked) == 1 or ranked[0][0] - ranked[1][0] > _APART
    return ranked[0][1] if is_clear else ""


def _may_be_same(one: str, other: str) -> bool:
    """Answer whether the words in which two names differ may be new writings of each other, or mere additions."""
    return all(_is_other_writing(old, new) for old, new in _differences(_words(one), _words(other)))


def _differences(one: Sequence[str], other: Sequence[str]) -> Iterator[Tuple[str, str]]:
    """Return what stands in place of what, written together."""
    for tag, start, end, other_start, other_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield "".join(one[start:end]), "".join(other[other_start:other_end])


def _is_other_writing(old: str, new: str) -> bool:
    if old == new or not old or not new:
        return True
    is_code = min(len(old), len(new)) <= _LONGEST_CODE
    is_same_number = _NUMBER.findall(old) == _NUMBER.findall(new)
    return is_same_number and not is_code and SequenceMatcher(None, old, new, autojunk=False).ratio() >= _ALIKE_WORDS


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, "".join(_words(one)), "".join(_words(other)), autojunk=False).ratio()


def _words(name: str) -> List[str]:
    return _WORD.findall(fold_text(_local_name(name)))


def _names(layer: str) -> List[str]:
    return [one for one in layer.split(",") if one]


def _local_name(name: str) -> str:
    return name.rsplit(":", 1)[-1]
