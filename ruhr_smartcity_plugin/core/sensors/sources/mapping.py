# SPDX-License-Identifier: GPL-2.0-or-later
"""Which column of a table of measured values means what; as JSON it is the parameter MAPPING."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import Any, Dict, Mapping, Tuple, Union

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.sources.times import read_zone
from ruhr_smartcity_plugin.translation import tr

#: The title of a column, or a number that holds for the whole table.
Place = Union[str, float, None]
_TEXTS = ("station", "crs", "timezone", "property_column", "value_column", "unit_column", "name")
_KEYS = frozenset({*_TEXTS, "time", "x", "y", "height", "values", "nodata"})


@dataclass(frozen=True)
class ValueColumn:
    """What a column of a wide table holds: a quantity ("" is recognised), its unit ("" likewise), and at which station
    where the columns are stations."""

    property: str = ""
    unit: str = ""
    station: str = ""


@dataclass(frozen=True)
class SeriesMapping:
    """The mapping of a table; what is empty is recognised.

    Wide tables have a column per quantity (`values`), long ones a row per value (`property_column`, `value_column`).
    `station` is the title of the column of stations, or the name of the only one; `name` a column of their names. `x`
    (east) and `y` are titles or numbers in `crs`, `height` in metres. `time` is one title, or two for day and clock.
    `nodata` are values (numbers, or cells as they stand in the table) that stand for none.
    """

    station: str = ""
    name: str = ""
    x: Place = None
    y: Place = None
    height: Place = None
    crs: str = ""
    time: Tuple[str, ...] = ()
    timezone: str = ""
    values: Mapping[str, ValueColumn] = field(default_factory=dict)
    property_column: str = ""
    value_column: str = ""
    unit_column: str = ""
    nodata: Tuple[float | str, ...] | None = None

    @property
    def is_long(self) -> bool:
        """Answer whether a column says which quantity a row holds."""
        return bool(self.property_column and self.value_column)


def read_mapping(text: str) -> SeriesMapping:
    """Return the mapping of a JSON text; an empty text leaves everything to be recognised.

    Raises `InputError` that names what cannot be used.
    """
    if not text.strip():
        return SeriesMapping()
    try:
        record = json.loads(text)
    except ValueError as error:
        raise InputError(tr("The mapping is no JSON: {reason}").format(reason=str(error)[:120])) from error
    if not isinstance(record, dict):
        raise _unusable(tr("it must be an object in curly brackets"))
    unknown = sorted(set(record) - _KEYS)
    if unknown:
        raise _unusable(tr("“{key}” is not known; possible are {keys}").format(
            key=unknown[0][:60], keys=", ".join(sorted(_KEYS))))
    return _from_record(record)


def write_mapping(mapping: SeriesMapping) -> str:
    """Return a mapping as JSON text; what is empty is left out."""
    record: Dict[str, Any] = {name: getattr(mapping, name) for name in _TEXTS if getattr(mapping, name)}
    record.update({name: getattr(mapping, name) for name in ("x", "y", "height") if getattr(mapping, name) is not None})
    if mapping.time:
        record["time"] = mapping.time[0] if len(mapping.time) == 1 else list(mapping.time)
    if mapping.values:
        record["values"] = {
            title: {name: value for name, value in vars(one).items() if value} for title, one in mapping.values.items()
        }
    if mapping.nodata is not None:
        record["nodata"] = list(mapping.nodata)
    return json.dumps(record, ensure_ascii=False)


def _from_record(record: Mapping[str, Any]) -> SeriesMapping:
    texts = {name: _text(record, name) for name in _TEXTS}
    if texts["timezone"]:
        read_zone(texts["timezone"])
    if bool(texts["property_column"]) != bool(texts["value_column"]):
        raise _unusable(tr("“property_column” and “value_column” belong together"))
    time = record.get("time") or ()
    time = (time,) if isinstance(time, str) else time
    if not isinstance(time, (list, tuple)) or len(time) > 2 or not all(isinstance(one, str) for one in time):
        raise _unusable(tr("“time” must be the title of a column, or those of day and clock"))
    return SeriesMapping(
        **texts, **{name: _place(record, name) for name in ("x", "y", "height")}, time=tuple(time),
        values=_values(record.get("values")), nodata=_nodata(record.get("nodata")))


def _nodata(raw: Any) -> Tuple[float | str, ...] | None:
    if raw is None:
        return None
    if not isinstance(raw, list) or not all(_is_number(one) or isinstance(one, str) for one in raw):
        raise _unusable(tr("“nodata” must be a list of numbers and texts"))
    return tuple(one if isinstance(one, str) else float(one) for one in raw)


def _values(record: Any) -> Dict[str, ValueColumn]:
    if record is None:
        return {}
    if not isinstance(record, dict):
        raise _unusable(tr("“values” must be an object with the titles of columns"))
    found = {}
    for title, one in record.items():
        one = {"property": one} if isinstance(one, str) else one
        if not isinstance(one, dict) or set(one) - {"property", "unit", "station"}:
            raise _unusable(tr("the entry of column “{title}” may hold property, unit and station").format(
                title=title[:60]))
        found[title] = ValueColumn(**{name: _text(one, name) for name in one})
    return found


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _unusable(tr("“{name}” must be a text").format(name=name))
    return value.strip()


def _place(record: Mapping[str, Any], name: str) -> Place:
    value = record.get(name)
    if value is None or isinstance(value, str):
        return value or None
    if not _is_number(value):
        raise _unusable(tr("“{name}” must be the title of a column or a number").format(name=name))
    return float(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _unusable(reason: str) -> InputError:
    return InputError(tr("The mapping cannot be used: {reason}.").format(reason=reason))
