# SPDX-License-Identifier: GPL-2.0-or-later
"""Which column of a file is which field of the register: by the model's names, labels, and the names offices use."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Dict, Iterable, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.flat import (
    AGS,
    FIELDS,
    LEAD,
    PARTNERS,
    SITES,
    TECHNOLOGIES,
    internal_columns,
    public_columns,
)
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

X, Y, ADDRESS, PERIOD = "x", "y", "address", "period"
PERIOD_FIELDS = ("start_planned", "end_planned")  # what "January to June 2021" says in one cell


@lru_cache(maxsize=1)
def importable_fields() -> Tuple[str, ...]:
    """Return the names of all fields a column can be."""
    names = [one.name for one in (*public_columns(), *internal_columns())]
    return ("uuid", *names, LEAD, AGS, FIELDS, TECHNOLOGIES, PARTNERS, "source", SITES, ADDRESS, X, Y, PERIOD)


def suggest_mapping(columns: Sequence[str]) -> Dict[str, str]:
    """Return the column of each field that is recognised; a column is used once, the model's own names go first."""
    found: Dict[str, str] = {}
    left = list(dict.fromkeys(columns))
    for names in (_own_names(), _labels(), _aliases()):
        for column in list(left):
            field = names.get(_folded(column))
            if field is not None and field not in found:
                found[field] = column
                left.remove(column)
    return found


def import_label(field: str) -> str:
    """Return what a field is called where columns are matched: as in the forms, and what only files have."""
    only_in_files = {X: tr("Easting or longitude"), Y: tr("Northing or latitude"),
                     PERIOD: tr("Duration (from – until)"), SITES: tr("Places (WKT or coordinates)"),
                     "uuid": tr("Id of the record")}
    return only_in_files.get(field) or field_label(field)


def can_name_projects(mapping: Mapping[str, str]) -> bool:
    """Answer whether a mapping says which project a row is about: by title, code or id."""
    return any(mapping.get(one) for one in ("title", "code", "uuid"))


def mapping_key(columns: Iterable[str]) -> str:
    """Return what is the same for two files with the same columns, in whatever order.

    >>> mapping_key(["Titel*", "Ort"]) == mapping_key(["ort", "titel"])
    True
    """
    return "\n".join(sorted(map(_folded, columns)))


def read_mapping(text: str, columns: Iterable[str]) -> Dict[str, str]:
    """Return a mapping given as JSON ``{field: column}``, or the other way round where that is meant beyond doubt.

    Raises InputError if it names what there is not.

    >>> read_mapping('{"Projekttitel": "title", "Nr": ""}', ["Projekttitel", "Nr"])
    {'title': 'Projekttitel'}
    """
    known, there = set(importable_fields()), dict.fromkeys(columns)
    try:
        given = json.loads(text)
    except ValueError as error:
        raise InputError(tr("The mapping is no JSON. Write it like {example}.").format(
            example='{"title": "Projekttitel"}'), str(error)) from error
    if not isinstance(given, Mapping) or not all(isinstance(one, str) for one in given.values()):
        raise InputError(tr("The mapping is no JSON. Write it like {example}.").format(
            example='{"title": "Projekttitel"}'))
    odd = [one for one in given if one not in known]
    if odd and set(there).issuperset(given) and known.issuperset(filter(None, given.values())):
        return {field: column for column, field in given.items() if field}
    if odd:
        raise InputError(tr("The register has no field “{name}”. Fields are: {names}.").format(
            name=odd[0], names=", ".join(sorted(known))))
    missing = [one for one in given.values() if one and one not in there]
    if missing:
        raise InputError(tr("The file has no column “{name}”. Its columns are: {names}.").format(
            name=missing[0], names=", ".join(there)))
    return {field: column for field, column in given.items() if column}


def _own_names() -> Dict[str, str]:
    return {_folded(name): name for name in importable_fields()}


def _labels() -> Dict[str, str]:
    return {_folded(label(name)): name for label in (field_label, import_label)
            for name in reversed(importable_fields())}


@lru_cache(maxsize=1)
def _aliases() -> Dict[str, str]:
    document = json.loads(resource("data", "register_aliases.json").read_text(encoding="utf-8"))
    return {_folded(alias): field for field, names in document["columns"].items() for alias in names}


def _folded(name: str) -> str:
    """Return a head without case, umlauts, signs and stars.

    >>> _folded("Titel*"), _folded("Kosten (gesamt)"), _folded("main_field")
    ('titel', 'kosten gesamt', 'main field')
    """
    return " ".join(re.findall(r"[^\W_]+", fold_text(name)))
