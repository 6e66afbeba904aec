# SPDX-License-Identifier: GPL-2.0-or-later
"""What the fields of a record are: the one place from which stores, forms, exchange files and merging learn it.

A record is a frozen dataclass; the kind of a field follows from its annotation, and `coded` names its list of codes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, Callable, Dict, Mapping, Tuple

from ruhr_smartcity_plugin.core.projects.dates import read_date
from ruhr_smartcity_plugin.core.projects.visibility import Visibility

_CODES, _WEB = "codes", "web"


class Kind(Enum):
    """The kinds of values; "" is an empty text, None an unknown number, day or answer."""

    TEXT = "str"
    MAYBE_TEXT = "str | None"
    INTEGER = "int | None"
    COUNTER = "int"
    NUMBER = "float | None"
    FLAG = "bool"
    ANSWER = "bool | None"
    DAY = "date | None"
    VISIBILITY = "Visibility"
    CODES = "codes"  # several codes of a list: kept in a table of their own, a column of no record


@dataclass(frozen=True)
class Column:
    """One field: its name in every store, its kind, and the list its codes come from (empty: free text)."""

    name: str
    kind: Kind
    codes: str = ""
    is_web_address: bool = False

    def read(self, value: Any) -> Any:
        """Return a value of a store or an exchange file as the record holds it; nothing unknown becomes public.

        Raises ValueError for text where a number belongs.
        """
        return _READERS[self.kind](value)


def coded(codes: str, default: str = "") -> Any:
    """Return a field that holds a code of this list."""
    return field(default=default, metadata={_CODES: codes})


def web_address() -> Any:
    """Return a field that holds an http(s) address."""
    return field(default="", metadata={_WEB: True})


@lru_cache(maxsize=64)
def columns_of(record: type) -> Tuple[Column, ...]:
    """Return the columns of a kind of record, in order; what no column can hold (geometry) is left out.

    >>> from ruhr_smartcity_plugin.core.projects.record import Organisation
    >>> [(one.name, one.codes) for one in columns_of(Organisation)][:2]
    [('name', ''), ('kind', 'VORG')]
    """
    kinds = {one.value: one for one in Kind}
    return tuple(
        Column(one.name, kinds[str(one.type)], one.metadata.get(_CODES, ""), one.metadata.get(_WEB, False))
        for one in fields(record) if str(one.type) in kinds)


def record_of(record: type, row: Mapping[str, Any], **more: Any) -> Any:
    """Return the record in a row of a store."""
    return record(**{one.name: one.read(row[one.name]) for one in columns_of(record) if one.name not in more}, **more)


def row_reader(record: type) -> Callable[..., Any]:
    """Return a function that does for many rows what `record_of` does for one: it asks the model only once."""
    readers = tuple((one.name, _READERS[one.kind]) for one in columns_of(record))

    def read(row: Mapping[str, Any], **more: Any) -> Any:
        return record(**{name: reader(row[name]) for name, reader in readers}, **more)

    return read


def values_of(record: object) -> Dict[str, Any]:
    """Return the fields of a record with values as a store or a history row holds them.

    Enums become their value, days ISO text, and empty text None; geometry stays as it is.

    >>> from ruhr_smartcity_plugin.core.projects.record import Organisation
    >>> values_of(Organisation(name="Stadt Essen", uuid="x"))["name"], values_of(Organisation())["ags"]
    ('Stadt Essen', None)
    """
    values: Dict[str, Any] = {}
    for one in fields(record):  # type: ignore[arg-type]
        value = getattr(record, one.name)
        if isinstance(value, Enum):
            value = value.value
        elif isinstance(value, date):
            value = value.isoformat()
        elif value == "":
            value = None
        values[one.name] = value
    return values


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _number(value: Any) -> float | None:
    return None if value in (None, "") else float(value)


def _integer(value: Any) -> int | None:
    return None if value in (None, "") else int(value)


def _flag(value: Any) -> bool:
    return value in (True, 1, "1")


def _answer(value: Any) -> bool | None:
    return None if value in (None, "") else _flag(value)


_READERS = {
    Kind.TEXT: _text, Kind.MAYBE_TEXT: lambda value: None if value is None else str(value),
    Kind.INTEGER: _integer, Kind.COUNTER: lambda value: _integer(value) or 0, Kind.NUMBER: _number,
    Kind.FLAG: _flag, Kind.ANSWER: _answer, Kind.DAY: read_date, Kind.VISIBILITY: Visibility.read, Kind.CODES: tuple,
}  # fmt: skip
