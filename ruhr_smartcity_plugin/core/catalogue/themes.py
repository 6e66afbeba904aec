# SPDX-License-Identifier: GPL-2.0-or-later
"""Names of the data themes of DCAT, from the shipped table."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Dict

from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr


def theme_title(code: str) -> str:
    """Return the name of a theme in the user's language; what is no theme code is returned as it is.

    >>> theme_title("envi"), theme_title("group/stadt-bonn")
    ('Environment', 'group/stadt-bonn')
    """
    row = _themes().get(code.rsplit("/", 1)[-1].upper())
    return row.get(tr("en", "language of data tables"), row["en"]) if row else code


@lru_cache(maxsize=1)
def _themes() -> Dict[str, Dict[str, str]]:
    document = json.loads(resource("data", "themes.json").read_text(encoding="utf-8"))
    return {row["code"]: row for row in document["themes"]}
