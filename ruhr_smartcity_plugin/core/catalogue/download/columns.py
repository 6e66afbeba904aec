# SPDX-License-Identifier: GPL-2.0-or-later
"""Which type holds all values of a field, found page by page: types only ever get wider."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Callable, Dict, Iterable, List, Mapping, Set

# GeoServer writes days with a zone, "2026-03-01Z"; it is the same day without.
_DATE = re.compile(r"\d{4}[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01])(?:Z|[+-]\d\d:\d\d)?")
_TIME = re.compile(
    r"\d{4}[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01])[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?"
    r"(?:Z|[+-]\d\d:?\d\d|\+\d\d)?"
)
_SHIFT = re.compile(r"(?:[+-]\d\d:?\d\d|\+\d\d)$")
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_BOOLEAN = re.compile(r"true|false|[01]")  # as XML Schema writes them
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?")


class FieldType(Enum):
    """Types of a field; the value is the column type of a GeoPackage (OGC 12-128r19, table 1)."""

    BOOLEAN = "BOOLEAN"
    INTEGER = "INTEGER"
    REAL = "REAL"
    DATE = "DATE"
    TIME = "DATETIME"
    TEXT = "TEXT"


def _is_date(text: str) -> bool:
    return _DATE.fullmatch(text) is not None and _is_day(text)


def _is_time(text: str) -> bool:
    """Answer whether a text is a time that can be written in UTC: in the first and last year none with a shift."""
    if _TIME.fullmatch(text) is None or not _is_day(text):
        return False
    return "0001" < text[:4] < "9999" or _SHIFT.search(text, 11) is None


def _is_day(text: str) -> bool:
    """Answer whether the day at the start of a text is one of the calendar.

    >>> _is_day("2023-02-30"), _is_day("0000-01-01"), _is_day("2024/02/29 10:00")
    (False, False, True)
    """
    if text[:4] == "0000":
        return False
    return text[8:10] <= "28" or int(text[8:10]) <= monthrange(int(text[:4]), int(text[5:7]))[1]


_TESTS = (
    (FieldType.DATE, _is_date),
    (FieldType.TIME, _is_time),
    (FieldType.INTEGER, _INTEGER.fullmatch),
    (FieldType.REAL, _NUMBER.fullmatch),
    (FieldType.BOOLEAN, _BOOLEAN.fullmatch),
)


@dataclass
class _Column:
    name: str
    kinds: Set[type] = field(default_factory=set)
    # What every text so far could also be read as.
    readable: Dict[FieldType, Callable[[str], Any]] = field(default_factory=lambda: dict(_TESTS))
    has_text: bool = False

    def add(self, values: List[Any]) -> None:
        self.kinds |= set(map(type, values))
        if str not in self.kinds or not self.readable:
            return
        # Texts without a letter say nothing: services write "" for null.
        texts = {one for one in values if type(one) is str and one}
        self.has_text = self.has_text or bool(texts)
        for kind, fits in list(self.readable.items()):
            if not all(map(fits, texts)):
                del self.readable[kind]

    def type(self, declared: FieldType | None, reads_numbers: bool) -> FieldType:
        kinds = self.kinds - {type(None)}
        if str in kinds:
            return self._text_type(declared, reads_numbers) if kinds == {str} else FieldType.TEXT
        if not kinds:
            return declared or FieldType.TEXT
        if kinds == {bool}:
            return FieldType.BOOLEAN
        # Services write real numbers that happen to be whole without a point.
        return FieldType.REAL if float in kinds or declared is FieldType.REAL else FieldType.INTEGER

    def _text_type(self, declared: FieldType | None, reads_numbers: bool) -> FieldType:
        if not self.has_text:
            return declared or FieldType.TEXT
        if declared is not None:
            return declared if declared in self.readable else FieldType.TEXT
        order = [FieldType.DATE, FieldType.TIME]
        if reads_numbers:
            order += [FieldType.INTEGER, FieldType.REAL]
        return next((kind for kind in order if kind in self.readable), FieldType.TEXT)


class Columns:
    """The fields seen so far, in the order of their first appearance."""

    def __init__(self, declared: Mapping[str, FieldType] | None = None, *, reads_numbers: bool = False) -> None:
        """`declared` are the service's own types; `reads_numbers` takes texts that are all numbers for numbers.

        The latter is for formats in which everything is text. A number with a leading zero ("05911000") stays text.
        """
        self._declared, self._reads_numbers = dict(declared or {}), reads_numbers
        self._columns: Dict[str, _Column] = {}

    def add(self, columns: Mapping[str, List[Any]]) -> List[int]:
        """Take a page's columns; return the places of the fields that are new."""
        new = []
        for name, values in columns.items():
            if name not in self._columns:
                new.append(len(self._columns))
                self._columns[name] = _Column(name)
            self._columns[name].add(values)
        return new

    def place(self, name: str) -> int:
        """Return the place of a field, counted from 0."""
        return list(self._columns).index(name)

    def names(self) -> List[str]:
        """Return the fields' names as the service writes them."""
        return list(self._columns)

    def types(self) -> Dict[str, FieldType]:
        """Return the type of each field that holds all its values."""
        return {name: one.type(self._declared.get(name), self._reads_numbers) for name, one in self._columns.items()}


def table_names(names: Iterable[str], taken: Iterable[str]) -> Dict[str, str]:
    """Return a column name for each field: unique without regard to case, and none of `taken`.

    >>> table_names(["Name", "name", "fid", ""], ["fid", "geom"])
    {'Name': 'Name', 'name': 'name_2', 'fid': 'fid_2', '': 'field'}
    """
    used = {one.casefold() for one in taken}
    chosen = {}
    for name in names:
        base = name.replace("\0", "").strip() or "field"
        free, number = base, 2
        while free.casefold() in used:
            free, number = f"{base}_{number}", number + 1
        used.add(free.casefold())
        chosen[name] = free
    return chosen
