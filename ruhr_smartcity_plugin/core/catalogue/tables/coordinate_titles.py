# SPDX-License-Identifier: GPL-2.0-or-later
"""Heads that say that a column holds coordinates, as `plain_title` writes them."""

from __future__ import annotations

import re

EAST = re.compile(
    r"\b(x|xcoord|xkoord\w*|x ?wert|rechts|rw|ost|ostkoord\w*|easting|east|e|lon|long|lng|laenge|geolaenge|utmx)\b"
    r"|laengengrad|rechtswert|ostwert|longitude")
NORTH = re.compile(
    r"\b(y|ycoord|ykoord\w*|y ?wert|hoch|hw|nord|nordkoord\w*|northing|north|n|lat|breite|geobreite|utmy|utmnord)\b"
    r"|breitengrad|hochwert|nordwert|latitude")


def is_coordinate_title(plain_title: str) -> bool:
    """Tell whether a head ready for comparison names an easting or longitude, or a northing or latitude."""
    return EAST.search(plain_title) is not None or NORTH.search(plain_title) is not None
