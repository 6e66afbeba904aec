# SPDX-License-Identifier: GPL-2.0-or-later
"""How texts are made comparable: no case, no accents, umlauts in each of their spellings."""

from __future__ import annotations

import re
import unicodedata
from typing import Iterable, List, Tuple

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_WORD = re.compile(r"[^\W_]+")
# Matches words without a hyphen too: asking for one would try a long word from each of its letters.
_MAYBE_HYPHENATED = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SPELLED_OUT = re.compile(r"([aou])e")
# Between, before and after words: "  baum" is then the beginning of a word, "  baum  " a whole one.
GAP = "  "
# Before the further spellings of words; no letter, so no word.
MORE = "|"


def fold_words(text: str) -> Tuple[str, ...]:
    """Return the words of a text as the index knows them: lower case, ä as ae, ß as ss, other accents gone.

    Only letters and digits are left, so that nothing foreign reads as a sign of the index.

    >>> fold_words("Öffentliche Straßenbäume (B-Plan)")
    ('oeffentliche', 'strassenbaeume', 'b', 'plan')
    """
    return tuple(_WORD.findall(_fold(text)))


def join_hyphens(text: str) -> str:
    """Return a text with hyphenated words in one, as the index has them too.

    >>> join_hyphens("B-Plan Nr. 7")
    'BPlan Nr. 7'
    """
    return _MAYBE_HYPHENATED.sub(lambda found: found.group(0).replace("-", ""), text)


def plain_word(word: str) -> str:
    """Return a folded word with its vowels as people write them without umlauts.

    >>> plain_word("baeume")
    'baume'
    """
    return _SPELLED_OUT.sub(r"\1", word)


def indexed_text(texts: Iterable[str]) -> str:
    """Return texts as the index stores them: words with gaps, then their further spellings.

    The further spellings are umlauts as plain vowels, and hyphenated words in one ("B-Plan", "bplan").

    >>> indexed_text(["B-Pläne"])
    '  b  plaene  |  bplaene  plane  bplane  '
    """
    folded = " ".join(map(_fold, texts))
    words: List[str] = _WORD.findall(folded)
    joined = [found.replace("-", "") for found in _MAYBE_HYPHENATED.findall(folded) if "-" in found]
    more = dict.fromkeys((*joined, *(plain for one in (*words, *joined) if (plain := plain_word(one)) != one)))
    return GAP + GAP.join((*words, *([MORE] if more else []), *more)) + GAP


def _fold(text: str) -> str:
    # macOS writes "ü" as u and a combining dots character; composed first, it is one letter with a spelling of its own.
    composed = unicodedata.normalize("NFKC", text).casefold().translate(_UMLAUTS)
    return "".join(one for one in unicodedata.normalize("NFD", composed) if not unicodedata.combining(one))
