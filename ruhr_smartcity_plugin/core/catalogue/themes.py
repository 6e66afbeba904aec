# SPDX-License-Identifier: GPL-2.0-or-later
"""The data themes of DCAT, from the shipped table: their names, and their codes in what portals write."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from typing import Dict, Iterable, Tuple

from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

_SEPARATORS = re.compile(r"[,;]")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def theme_title(code: str) -> str:
    """Return the name of a theme in the user's language; what is no theme code is returned as it is.

    >>> theme_title("envi"), theme_title("group/stadt-bonn")
    ('Environment', 'group/stadt-bonn')
    """
    row = _themes().get(code.rsplit("/", 1)[-1].upper())
    return row.get(tr("en", "language of data tables"), row["en"]) if row else code


def theme_codes(stated: Iterable[str]) -> Tuple[str, ...]:
    """Return themes as lower-case DCAT codes; what is none of them stays as it was stated.

    Understands codes, addresses of the EU's list, the German and English names of the themes, and a text that lists
    nothing but these.

    >>> theme_codes(["http://publications.europa.eu/resource/authority/data-theme/ENVI", "Umwelt", "Freizeit"])
    ('envi', 'Freizeit')
    >>> theme_codes(["Umwelt, Verkehr", "Planen, Verkehr"])
    ('envi', 'tran', 'Planen, Verkehr')
    """
    known = _codes()
    found: Dict[str, None] = {}
    for text in stated:
        whole = _tail(text)
        code = known.get(_fold(whole))
        listed = [code] if code else [known.get(_fold(_tail(one)), "") for one in _SEPARATORS.split(text)]
        found.update(dict.fromkeys(listed if all(listed) else [whole]))
    return tuple(one for one in found if one)


def _tail(text: str) -> str:
    text = text.strip()
    return text.rstrip("/").rsplit("/", 1)[-1] if text.startswith(("http://", "https://")) else text


def all_themes() -> Tuple[Tuple[str, str], ...]:
    """Return name and code of each theme, in the order of the names in the user's language.

    >>> all_themes()[0]
    ('Agriculture, fisheries, forestry and food', 'AGRI')
    """
    return tuple(sorted((theme_title(code), code) for code in _themes()))


@lru_cache(maxsize=1)
def _themes() -> Dict[str, Dict[str, str]]:
    document = json.loads(resource("data", "themes.json").read_text(encoding="utf-8"))
    return {row["code"]: row for row in document["themes"]}


@lru_cache(maxsize=1)
def _codes() -> Dict[str, str]:
    rows = _themes().values()
    return {_fold(spelling): row["code"].lower() for row in rows for spelling in (row["code"], row["en"], row["de"])}


def _fold(text: str) -> str:
    return re.sub(r"[^a-z]+", "", unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS))
