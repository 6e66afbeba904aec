# SPDX-License-Identifier: GPL-2.0-or-later
"""Themes of INSPIRE and of ISO 19115 as data themes of DCAT, from the shipped table."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Dict, Iterable, Tuple

from ruhr_smartcity_plugin.paths import resource

_DATA_THEME = re.compile(r"/data-theme/([A-Za-z]{4})/?$")
_INSPIRE_THEME = re.compile(r"inspire\.ec\.europa\.eu/theme/([a-z\-]{2,4})/?$")


def themes_of(keywords: Iterable[str], topics: Iterable[str] = ()) -> Tuple[str, ...]:
    """Return the codes (lower case, as CKAN's groups) that keywords and ISO topic categories stand for, each once.

    Keywords are words or addresses: names of INSPIRE themes in German or English, the themes' addresses, and addresses
    of DCAT data themes. Other words say nothing.

    >>> themes_of(["Verkehrsnetze", "Baum"], ["environment"])
    ('tran', 'envi')
    """
    table = _table()
    found: Dict[str, None] = {}
    for word in keywords:
        direct = _DATA_THEME.search(word)
        inspire = _INSPIRE_THEME.search(word)
        key = inspire.group(1) if inspire else word.casefold().strip()
        codes = [direct.group(1).lower()] if direct else table["inspire"].get(key, ())
        found.update(dict.fromkeys(codes))
    for topic in topics:
        found.update(dict.fromkeys(table["topics"].get(topic.casefold(), ())))
    return tuple(found)


@lru_cache(maxsize=1)
def _table() -> Dict[str, Dict[str, Tuple[str, ...]]]:
    document = json.loads(resource("data", "record_themes.json").read_text(encoding="utf-8"))
    inspire = {
        name.casefold(): tuple(row["themes"])
        for row in document["inspire"]
        for name in (row["code"], row["en"], row["de"], *row.get("spellings", ()))
    }
    return {"inspire": inspire, "topics": {one.casefold(): tuple(codes) for one, codes in document["topics"].items()}}
