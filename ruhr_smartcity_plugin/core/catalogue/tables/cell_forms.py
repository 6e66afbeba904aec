# SPDX-License-Identifier: GPL-2.0-or-later
"""What a single cell looks like: number, date, yes or no, marker of a statistic, angle, geometry or text."""

from __future__ import annotations

import re
from enum import Enum

# Signs of official statistics instead of a number (Destatis and IT.NRW, "Zeichenerklärung" in each publication):
# "-" nothing there (exactly zero); "0" less than half of the unit; "." unknown or secret; "..." comes later; "/" not
# certain enough; "x" makes no sense; "( )" limited value. En and em dashes are typed for "-".
ZERO_MARKERS = frozenset({"-", "–", "—"})
NULL_MARKERS = frozenset({".", "..", "...", "…", "/", "x", "X", "()", "( )", "•", "·"})
# No official signs, but what people write for "not stated".
NOT_STATED = frozenset({"k.a.", "k. a.", "n/a", "na", "nan", "null", "none", "#nv", "#n/a", "#wert!", "#div/0!",
                        "#bezug!", "#zahl!", "#name?", "#null!", "#value!", "#ref!", "#num!", "o.a.", "unbekannt",
                        "n.v.", "k.a", "ka"})
NUMBER = re.compile(
    r"[+\-−]?(?:\d+|\d{1,3}(?:[.'’\s]\d{3})+|\d{1,3}(?:,\d{3})+)?(?:[.,]\d+)?(?:[eE][+\-]?\d{1,3})?")
UNIT = re.compile(r"\s?(%|‰|€|EUR|km²|km2|m²|m2|m³|m3|ha|km|mm|cm|m|t|kg|kWh|MWh|kW|°C|dB|dB\(A\)|µg/m³|Einw\.)$")
GEOMETRY = re.compile(
    r"\s*(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\s*(?:ZM|Z|M)?\s*(?:\(|EMPTY)"
    r"|\{(?=.*?\"type\"\s*:\s*\"(?:(?:Multi)?(?:Point|LineString|Polygon)|GeometryCollection)\")"
    r"(?=.*?\"(?:coordinates|geometries)\"\s*:)",
    re.IGNORECASE | re.DOTALL)
ANGLE = re.compile(
    r"\s*(?P<before>[NSEOW])?\s*(?P<deg>\d{1,3})\s*[°º]\s*(?P<min>\d{1,2}(?:[.,]\d+)?)\s*['′’´]\s*"
    r"(?:(?P<sec>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''|′′|´´|’’)\s*)?(?P<after>[NSEOW])?\s*", re.IGNORECASE)
# "51,4818° N"
DEGREES = re.compile(
    r"\s*(?P<before>[NSEOW])?\s*(?P<deg>[+\-−]?\d{1,3}(?:[.,]\d+)?)\s*[°º]\s*(?P<after>[NSEOW])?\s*", re.IGNORECASE)
DATE = re.compile(
    r"(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}-\d{1,2}-\d{4}"
    r"|\d{1,2}\.\s?[A-Za-zäÄ]{3,9}\.?\s\d{4}|\d{4}/\d{2}/\d{2})"
    r"(?P<time>[T\s,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?Uhr)?\s?(?:Z|[+\-]\d{2}:?\d{2})?)?")
# In a column of nothing else a cross is a mark made by hand; among numbers it is the sign of statistics.
CROSSES = frozenset({"x", "X"})
YES = frozenset({"ja", "j", "wahr", "true", "yes", "y"})
NO = frozenset({"nein", "n", "falsch", "false", "no"})


class CellForm(Enum):
    """The form of one cell."""

    EMPTY = "empty"
    MARKER = "marker"
    NUMBER = "number"
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"
    ANGLE = "angle"
    GEOMETRY = "geometry"
    TEXT = "text"


def is_marker(cell: str) -> bool:
    """Answer whether a stripped cell stands for "no value" or zero instead of showing one."""
    return is_zero_marker(cell) or cell in NULL_MARKERS or cell.lower() in NOT_STATED


def is_zero_marker(cell: str) -> bool:
    """Answer whether a stripped cell is a dash for zero, also with a unit: spreadsheets show no amount as "- €"."""
    return cell[:1] in ZERO_MARKERS and UNIT.sub("", cell).strip() in ZERO_MARKERS


def form_of(cell: str) -> CellForm:
    """Return the form of a cell; blanks around it do not count.

    >>> form_of("1.234,5").value, form_of("-").value, form_of("3.11.2026").value, form_of("Wesel").value
    ('number', 'marker', 'date', 'text')
    """
    cell = cell.strip()
    if not cell:
        return CellForm.EMPTY
    if is_marker(cell):
        return CellForm.MARKER
    if is_number(cell):
        return CellForm.NUMBER
    date = DATE.fullmatch(cell)
    if date:
        return CellForm.DATETIME if date["time"] else CellForm.DATE
    if cell.lower() in YES or cell.lower() in NO:
        return CellForm.BOOLEAN
    if ANGLE.fullmatch(cell) or DEGREES.fullmatch(cell):
        return CellForm.ANGLE
    return CellForm.GEOMETRY if GEOMETRY.match(cell) else CellForm.TEXT


def is_number(cell: str) -> bool:
    """Answer whether a stripped cell is a number in German or English notation, with or without brackets and unit."""
    bare = UNIT.sub("", without_brackets(cell))
    return any(sign.isdigit() for sign in bare) and NUMBER.fullmatch(bare) is not None


def without_brackets(cell: str) -> str:
    """Return a stripped cell without the brackets of a limited value: "(3,4)" becomes "3,4"."""
    return cell[1:-1].strip() if cell.startswith("(") and cell.endswith(")") else cell
