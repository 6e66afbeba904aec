# SPDX-License-Identifier: GPL-2.0-or-later
"""Cells as offices write them, read as the values of a record: codes by text, days by month, numbers the German way."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Dict, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.cell_forms import CROSSES, is_marker
from ruhr_smartcity_plugin.core.projects.columns import Column, Kind
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text
from ruhr_smartcity_plugin.core.projects.visibility import Visibility
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr

_YES, _NO = frozenset(("ja", "j", "yes", "y", "true", "wahr", "1", "x")), frozenset(
    ("nein", "n", "no", "false", "falsch", "0", "-"))
_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})")
# Slashes: as GDAL writes the days of layers and workbooks.
_ISO = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[T ].*)?")
_MONTH = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_QUARTER = re.compile(r"(?:q\s?([1-4])|([1-4])\.\s?(?:quartal|q))\s?[./-]?\s?(\d{4})", re.IGNORECASE)
_NAMED_MONTH = re.compile(r"([a-zäöü]{3,})\.?\s+(\d{4})", re.IGNORECASE)
_UNTIL = re.compile(r"\s*[–—]\s*|\s+(?:bis|to|until|-)\s+|(?<=\d{4})\s*-\s*(?=\d{4}$)")
_BOUND = re.compile(r"(von|vom|ab|seit|from|since|bis|until)\s+", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})")
# A day as workbooks count it, where the cell has lost its format: 32874 is 1 January 1990, 58440 is 31 December 2059.
_COUNTED_DAY = re.compile(r"(\d{5})(?:[.,]\d+)?")
_COUNTED_FROM, _COUNTED_TO, _DAY_ZERO = 32874, 58440, date(1899, 12, 30)
_MONTHS = ("januar", "februar", "maerz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
           "dezember")
_GERMAN_NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?|[+-]?\d+,\d+")
_UNIT = re.compile(r"(€|eur|euro|%|prozent|vz[äa]e?)\.?$", re.IGNORECASE)


class CellError(ValueError):
    """A cell holds nothing the column can take; the text is the sentence for the report."""


def read_cell(column: Column, cell: str) -> Any:
    """Return the value of a cell that is not empty. Raises CellError. For days use `read_day`."""
    text = cell.strip()
    if column.codes:
        return read_code(column.codes, text)
    if column.kind is Kind.VISIBILITY:
        return _visibility(text)
    if column.kind in (Kind.FLAG, Kind.ANSWER):
        return _yes_no(text)
    if column.kind is Kind.DAY:
        return read_day(text)[0]
    if column.kind is Kind.NUMBER:
        return read_number(text)
    if column.kind is Kind.INTEGER:
        return _whole(text)
    return cell  # as it is: what was guarded may begin with a tab


def says_nothing(column: Column | None, cell: str) -> bool:
    """Answer whether a cell says that nothing is known: "k. A.", "-", "..."; what means no, or is an entry, does not.

    `column` is None for what only files have.
    """
    if not is_marker(cell) or cell in CROSSES:
        return False
    if column is None:
        return True
    if column.codes:
        return fold_text(cell) not in _codes(column.codes)
    return column.kind not in (Kind.FLAG, Kind.ANSWER, Kind.VISIBILITY)


def read_code(list_name: str, text: str) -> str:
    """Return the code of an entry named by its code or by its German or English text. Raises CellError."""
    found = _codes(list_name).get(fold_text(text))
    if found is None:
        entries = [one.text for one in load_vocabulary().entries(list_name)]
        raise CellError(tr("“{text}” is not in the list “{list}”. It holds: {entries}.").format(
            text=text, list=load_vocabulary().title(list_name), entries=", ".join(entries)))
    return found


@lru_cache(maxsize=64)
def _codes(list_name: str) -> Dict[str, str]:
    entries = load_vocabulary().entries(list_name)
    named = {fold_text(text): one.code for one in entries for text in (one.text_de, one.text_en)}
    return {**named, **{fold_text(one.code): one.code for one in entries}}


def _visibility(text: str) -> Visibility:
    return Visibility.read(_codes("VVIS").get(fold_text(text)))


def _yes_no(text: str) -> bool:
    word = fold_text(text)
    if word in _YES or word in _NO:
        return word in _YES
    raise CellError(tr("“{text}” is neither yes nor no.").format(text=text))


def read_day(text: str) -> Tuple[date, str]:
    """Return a day and its precision (VPREC). Raises CellError.

    A number of five digits is a day as workbooks count them (1990 to 2059).

    >>> read_day("01.04.2023"), read_day("Q2 2024")[1], read_day("2023"), read_day("März 2025")
    ((datetime.date(2023, 4, 1), 'TAG'), 'QUA', (datetime.date(2023, 1, 1), 'JAHR'), (datetime.date(2025, 3, 1), 'MON'))
    >>> read_day("46082")
    (datetime.date(2026, 3, 1), 'TAG')
    """
    text = text.strip()
    try:
        found = _DAY.fullmatch(text)
        if found:
            year = int(found[3])
            return date(year + 2000 if year < 100 else year, int(found[2]), int(found[1])), "TAG"
        found = _ISO.fullmatch(text)
        if found:
            return date(int(found[1]), int(found[3]), int(found[4])), "TAG"
        found = _COUNTED_DAY.fullmatch(text)
        if found and _COUNTED_FROM <= int(found[1]) <= _COUNTED_TO:
            return _DAY_ZERO + timedelta(days=int(found[1])), "TAG"
        return _vague_day(text)
    except ValueError as error:
        raise CellError(tr("“{text}” is no date. Write it like 31.12.2026, 12/2026, Q4 2026 or 2026.").format(
            text=text)) from error


def _vague_day(text: str) -> Tuple[date, str]:
    found = _QUARTER.fullmatch(text)
    if found:
        return date(int(found[3]), 3 * int(found[1] or found[2]) - 2, 1), "QUA"
    found = _MONTH.fullmatch(text)
    if found:
        return date(int(found[2]), int(found[1]), 1), "MON"
    found = _ISO_MONTH.fullmatch(text)
    if found:
        return date(int(found[1]), int(found[2]), 1), "MON"
    found = _NAMED_MONTH.fullmatch(text)
    if found:
        folded = fold_text(found[1])
        numbers = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(folded)]
        if len(numbers) != 1:
            raise ValueError(text)
        return date(int(found[2]), numbers[0], 1), "MON"
    found = _YEAR.fullmatch(text)
    if found:
        return date(int(found[1]), 1, 1), "JAHR"
    raise ValueError(text)


def read_period(text: str) -> Tuple[Tuple[date, str] | None, Tuple[date, str] | None]:
    """Return beginning and end, each with its precision (VPREC); one year or quarter is both, None is open.

    Raises CellError.

    >>> read_period("Januar bis Juni 2021")
    ((datetime.date(2021, 1, 1), 'MON'), (datetime.date(2021, 6, 1), 'MON'))
    >>> read_period("2023 - 2025")[1], read_period("01.03.2024 – 31.12.2024")[0], read_period("Q3 2024")[0][1]
    ((datetime.date(2025, 1, 1), 'JAHR'), (datetime.date(2024, 3, 1), 'TAG'), 'QUA')
    >>> read_period("ab 2025"), read_period("bis 2026")[0]
    (((datetime.date(2025, 1, 1), 'JAHR'), None), None)
    """
    word = _BOUND.match(text.strip())
    parts = _UNTIL.split(text.strip()[word.end():] if word else text.strip())
    if len(parts) == 1 or not parts[1]:  # "ab 2025", "2025 –"
        day, bound = read_day(parts[0]), fold_text(word[1]) if word else ""
        is_open = bound in ("ab", "seit", "since", "from") or len(parts) == 2
        return (None if bound in ("bis", "until") else day), (None if is_open else day)
    if len(parts) != 2:
        raise CellError(tr("“{text}” is no duration. Write it like “January to June 2021” or “2023–2025”.").format(
            text=text))
    end = read_day(parts[1])
    year = "" if re.search(r"\d{4}", parts[0]) else f" {end[0].year}"  # "Januar bis Juni 2021"
    start = read_day(f"{parts[0].rstrip('.')}.{end[0].year}" if re.fullmatch(r"\d{1,2}\.\s?\d{1,2}\.?", parts[0])
                     else parts[0] + year)
    return start, end


def read_number(text: str) -> float:
    """Return a number written the German or the English way, with or without a unit. Raises CellError.

    >>> read_number("1.234.567,89 €"), read_number("0.5"), read_number("50.000 EUR"), read_number("12,5 %")
    (1234567.89, 0.5, 50000.0, 12.5)
    """
    plain = _UNIT.sub("", text.strip()).replace(" ", "").replace("\u00a0", "").replace("'", "")
    if _GERMAN_NUMBER.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        number = float(plain)
    except ValueError as error:
        raise CellError(tr("“{text}” is no number.").format(text=text)) from error
    if number != number or abs(number) == float("inf"):
        raise CellError(tr("“{text}” is no number.").format(text=text))
    return number


def _whole(text: str) -> int:
    number = read_number(text)
    if number != int(number):
        raise CellError(tr("“{text}” is no whole number.").format(text=text))
    return int(number)
