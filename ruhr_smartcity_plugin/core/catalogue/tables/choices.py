# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user changed in the understanding of a table; kept per source and offered again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.columns import ColumnKind
from ruhr_smartcity_plugin.core.catalogue.tables.encoding import ENCODINGS
from ruhr_smartcity_plugin.core.catalogue.tables.layout import DELIMITERS
from ruhr_smartcity_plugin.core.catalogue.tables.placing import PlacingKind


@dataclass(frozen=True)
class Choices:
    """Everything is to be judged unless it is set.

    `head_line` 0 means "no head", None "judge it". `kinds` maps titles of columns to type and decimal sign ("" judged).
    `place_columns` are titles, of points east first. `repairs` allows coordinates to be corrected where only one
    reading is possible.
    """

    encoding: str = ""
    delimiter: str | None = None
    head_line: int | None = None
    head_count: int | None = None
    decimal: str = ""
    kinds: Mapping[str, Tuple[ColumnKind, str]] = field(default_factory=dict)
    placing: PlacingKind | None = None
    place_columns: Tuple[str, ...] = ()
    crs: str = ""
    level: str = ""
    repairs: bool = False

    def to_record(self) -> Dict[str, Any]:
        """Return what is set as plain JSON values."""
        record = {
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "head_line": self.head_line,
            "head_count": self.head_count,
            "decimal": self.decimal,
            "kinds": {title: [kind.value, sign] for title, (kind, sign) in self.kinds.items()},
            "placing": self.placing.value if self.placing else None,
            "place_columns": list(self.place_columns),
            "crs": self.crs,
            "level": self.level,
            "repairs": self.repairs,
        }
        return {key: value for key, value in record.items() if value not in ("", None, {}, [], False)}

    @classmethod
    def from_record(cls, record: Any) -> Choices:
        """Return the choices kept by `to_record`; what is damaged or of a newer version is left out."""
        if not isinstance(record, dict):
            return cls()
        encoding, delimiter = record.get("encoding"), record.get("delimiter")
        return cls(
            encoding=encoding if encoding in ENCODINGS else "",
            delimiter=delimiter if delimiter in ("", *DELIMITERS) else None,
            head_line=_number(record.get("head_line")),
            head_count=_number(record.get("head_count")),
            decimal=record.get("decimal") if record.get("decimal") in (",", ".") else "",
            kinds=_kinds(record.get("kinds")),
            placing=_placing(record.get("placing")),
            place_columns=tuple(one for one in record.get("place_columns") or () if isinstance(one, str)),
            crs=_text(record.get("crs")),
            level=_text(record.get("level")),
            repairs=record.get("repairs") is True,
        )


AS_JUDGED = Choices()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100_000 else None


def _placing(value: Any) -> PlacingKind | None:
    return next((one for one in PlacingKind if one.value == value), None)


def _kinds(value: Any) -> Dict[str, Tuple[ColumnKind, str]]:
    kinds = {}
    for title, pair in (value.items() if isinstance(value, dict) else ()):
        kind = next((one for one in ColumnKind if isinstance(pair, list) and pair and one.value == pair[0]), None)
        if kind is not None:
            kinds[title] = (kind, pair[1] if len(pair) > 1 and pair[1] in (",", ".") else "")
    return kinds
