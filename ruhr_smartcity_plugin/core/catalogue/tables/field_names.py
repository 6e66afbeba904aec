# SPDX-License-Identifier: GPL-2.0-or-later
"""Names of database columns made from whatever stands in the head of a table."""

from __future__ import annotations

import re
import unicodedata
from typing import List, Sequence

LONGEST = 63  # PostgreSQL cuts longer ones, and two could become the same
_RESERVED = frozenset({"fid", "geom", "geometry", "ogc_fid", "rowid", "wkb_geometry"})
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "²": "2",
                          "³": "3", "%": " prozent ", "€": " eur ", "°": " grad ", "&": " und "})


def field_names(titles: Sequence[str], first_number: int = 1) -> List[str]:
    """Return lower-case ASCII names, unique and at most 63 long, for the titles of columns.

    >>> field_names(["Straße", "Fläche (m²)", "", "Straße", "2024"])
    ['strasse', 'flaeche_m2', 'spalte_3', 'strasse_2', 'f_2024']
    """
    names: List[str] = []
    taken = set(_RESERVED)
    for number, title in enumerate(titles, start=first_number):
        base = clean_name(title) or f"spalte_{number}"
        name, again = base, 1
        while name in taken:
            again += 1
            ending = f"_{again}"
            name = base[:LONGEST - len(ending)] + ending
        taken.add(name)
        names.append(name)
    return names


def clean_name(title: str) -> str:
    """Return a title as a name; "" if nothing is left of it."""
    plain = unicodedata.normalize("NFC", title).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii")
    name = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")
    if name[:1].isdigit():
        name = f"f_{name}"
    return name[:LONGEST].rstrip("_")
