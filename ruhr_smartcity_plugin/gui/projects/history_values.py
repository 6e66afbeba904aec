# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of the history as people read them."""

from __future__ import annotations

import json
from typing import Any, Callable

from qgis.PyQt.QtCore import QLocale

from ruhr_smartcity_plugin.adapters.local_time import short_date
from ruhr_smartcity_plugin.core.projects.changes import RECORD_FIELD
from ruhr_smartcity_plugin.core.projects.columns import Kind
from ruhr_smartcity_plugin.core.projects.dates import read_date
from ruhr_smartcity_plugin.core.projects.history_names import codes_of, column_of
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr

NOTHING = "–"
_SHARED = ("lead_uuid", "organisation_uuid", "programme_uuid", "to_uuid")


def value_text(table: str, field: str, value: str | None, name_of: Callable[[str], str] = str) -> str:
    """Return a value as people read it: codes and ids as text, yes or no, days; nothing as a dash.

    `name_of` answers for the id of an organisation, a funding programme or another project.
    """
    if value is None or value == "":
        return NOTHING
    if field == RECORD_FIELD:
        return tr("deleted") if value == "1" else tr("there")
    if field == "geom":
        return position_text(value)
    if field == "ags":
        region = load_region()
        member = region.by_ags(value) or next((one for one in region.districts if one.key == value), None)
        return member.name if member else value
    if field in _SHARED:
        return name_of(value)
    codes = codes_of(table, field)
    if codes:
        return ", ".join(load_vocabulary().text(codes, code) for code in value.split())
    column = column_of(table, field)
    return _plain_text(column.kind if column else Kind.TEXT, value)


def _plain_text(kind: Kind, value: str) -> str:
    if kind is Kind.VISIBILITY:
        return load_vocabulary().text("VVIS", value)
    if kind in (Kind.FLAG, Kind.ANSWER):
        return tr("yes") if value == "1" else tr("no")
    if kind is Kind.DAY:
        day = read_date(value)
        return short_date(day) if day else value
    if kind is Kind.NUMBER:
        try:
            return QLocale().toString(float(value), "f", QLocale.FloatingPointPrecisionOption.FloatingPointShortest)
        except ValueError:
            return value
    return value


def position_text(value: str) -> str:
    """Return a point as its coordinates (EPSG:25832, metres), anything longer as its number of points."""
    try:
        numbers = json.loads(value)
    except ValueError:
        return value
    if isinstance(numbers, list) and len(numbers) == 2 and all(isinstance(one, (int, float)) for one in numbers):
        locale = QLocale()
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        return "  ".join(locale.toString(float(one), "f", 1) for one in numbers)
    return tr("%n corner point(s)", "", _count_points(numbers))


def _count_points(numbers: Any) -> int:
    if isinstance(numbers, list) and numbers and isinstance(numbers[0], (int, float)):
        return 1
    return sum(map(_count_points, numbers)) if isinstance(numbers, list) else 0
