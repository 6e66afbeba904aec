# SPDX-License-Identifier: GPL-2.0-or-later
"""Themes as portals write them, as the codes of DCAT where they are such."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from typing import Dict, Iterable, Tuple

from ruhr_smartcity_plugin.paths import resource

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def theme_codes(stated: Iterable[str]) -> Tuple[str, ...]:
    """Return themes as lower-case DCAT codes; what is none of them stays as it was stated.

    Understands codes, addresses of the EU's list, and the German and English names of the themes.

    >>> theme_codes(["http://publications.europa.eu/resource/authority/data-theme/ENVI", "Umwelt", "Freizeit"])
    ('envi', 'Freizeit')
    """
    known = _codes()
    found: Dict[str, None] = {}
    for text in stated:
        tail = text.rstrip("/").rsplit("/", 1)[-1] if text.startswith(("http://", "https://")) else text
        found[known.get(_fold(tail)) or tail.strip()] = None
    return tuple(one for one in found if one)


@lru_cache(maxsize=1)
def _codes() -> Dict[str, str]:
    rows = json.loads(resource("data", "themes.json").read_text(encoding="utf-8"))["themes"]
    return {_fold(spelling): row["code"].lower() for row in rows for spelling in (row["code"], row["en"], row["de"])}


def _fold(text: str) -> str:
    return re.sub(r"[^a-z]+", "", unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS))
