# SPDX-License-Identifier: GPL-2.0-or-later
"""A whole data set as a record of the index, and back."""

from __future__ import annotations

import json
import zlib
from dataclasses import MISSING, Field, fields
from datetime import datetime
from enum import Enum
from typing import Any, Callable, Dict, List, Mapping, Type

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution, Place
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import SampleSource
from ruhr_smartcity_plugin.core.catalogue.licence import Licence, LicenceState

MOST_BYTES = 16_000_000  # of one record unpacked; what is larger is damage


def pack(dataset: Dataset) -> bytes:
    """Return the record of a data set: its fields as compressed JSON, without those that have their default."""
    text = json.dumps(to_plain(dataset), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "replace"), 1)


def unpack(record: bytes) -> Dataset:
    """Return the data set of a record.

    Raises
    ------
    ValueError
        The record is damaged.
    """
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(record, MOST_BYTES)
        if unpacker.unconsumed_tail:
            raise ValueError("the record is too large")
        return dataset_from(json.loads(text))
    except (zlib.error, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(f"the record is damaged: {error!r}") from error


def readable(record: bytes) -> Dataset | None:
    """Return the data set of a record; None if it is damaged: the next full pass writes it anew."""
    try:
        return unpack(record)
    except ValueError:
        return None


def to_plain(value: Any) -> Any:
    """Return a data set (or a part of it) as plain JSON values."""
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, (frozenset, set)):
        return sorted(value)
    if isinstance(value, (tuple, list)):
        return [to_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        parts = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: to_plain(part) for one, part in parts if part != _default(one)}
    return value


def dataset_from(plain: Mapping[str, Any]) -> Dataset:
    """Return the data set of plain JSON values. Names that this version does not know are left out."""
    return _read(Dataset, plain)


def _default(one: Field) -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()


def _read(kind: Type[Any], plain: Mapping[str, Any]) -> Any:
    known = _known_fields(kind)
    return kind(**{name: known[name](value) for name, value in plain.items() if name in known})


def _as_is(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


_READERS: Dict[str, Callable[[Any], Any]] = {
    "modified": datetime.fromisoformat,
    "data_date": datetime.fromisoformat,
    "address_checked": datetime.fromisoformat,
    "municipalities": frozenset,
    "districts": frozenset,
    "state": LicenceState.__getitem__,
    "licence": lambda value: _read(Licence, value),
    "sample": lambda value: _read(SampleSource, value),
    "kinds": lambda value: tuple(ServiceKind[one] for one in value if one in ServiceKind.__members__)
    or (ServiceKind.UNKNOWN,),
    "distributions": lambda value: tuple(_read(Distribution, one) for one in value),
    "places": lambda value: tuple(_read(Place, one) for one in value),
}
_known: Dict[Type[Any], Dict[str, Callable[[Any], Any]]] = {}


def _known_fields(kind: Type[Any]) -> Dict[str, Callable[[Any], Any]]:
    if kind not in _known:
        names: List[str] = [one.name for one in fields(kind)]
        _known[kind] = {name: _READERS.get(name, _as_is) for name in names}
    return _known[kind]
