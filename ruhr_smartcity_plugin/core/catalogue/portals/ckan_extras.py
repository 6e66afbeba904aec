# SPDX-License-Identifier: GPL-2.0-or-later
"""What harvested CKAN records keep beside CKAN's own members: identifier, date of the data, contact."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.portals.data_date import read_data_date, state_of_period
from ruhr_smartcity_plugin.core.catalogue.portals.texts import contact_line, list_of, text_of

# "guid" is what ckanext-dcat keeps of the address of a record without identifier.
_IDENTIFIERS = ("identifier", "guid")
# Written by hand in extras of municipal portals; compared in lower case without blanks, "_" and "-".
_DATA_DATES = ("datenstand", "stand", "standderdaten", "aktualitaet", "aktualität", "datastate", "referencedate")
_PERIODS = (
    ("temporal_start", "temporal_end"),
    ("temporal_coverage_from", "temporal_coverage_to"),
    ("temporal_coverage-from", "temporal_coverage-to"),
)
# Most specific first; personal authors last.
_CONTACTS = ("contact", "maintainer", "publisher", "originator", "author")


def identifier_of(extras: Mapping[str, Any]) -> str:
    """Return the publisher's own identifier; "" if none is given."""
    for key in _IDENTIFIERS:
        found = list_of(extras.get(key))
        if found:
            return found[0]
    return ""


def data_date_of(extras: Mapping[str, Any], modified: datetime | None) -> datetime | None:
    """Return the date of the data, as far as a record states one; never that of the record or of a file upload."""
    for key, value in extras.items():
        if key.strip().casefold().replace(" ", "").replace("_", "").replace("-", "") in _DATA_DATES:
            found = read_data_date(value)
            if found is not None:
                return found
    for first, last in (*_PERIODS,):
        if extras.get(first) or extras.get(last):
            return state_of_period(extras.get(first), extras.get(last), modified)
    return state_of_period(*_period(extras.get("temporal")), modified)


def contact_of(package: Mapping[str, Any], extras: Mapping[str, Any]) -> str:
    """Return office and mailbox in one line; "" if the record names neither."""
    for role in _CONTACTS:
        name = text_of(extras.get(f"{role}_name") or package.get(role))
        mail = text_of(extras.get(f"{role}_email") or package.get(f"{role}_email"))
        if name or mail:
            line = contact_line(name, mail)
            if mail or role != "publisher":
                return line
    return ""


def _period(value: Any) -> Tuple[Any, Any]:
    """Return start and end of a period written as object, JSON in a string, or "start/end"."""
    if isinstance(value, str) and value.strip().startswith(("{", "[")):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None, None
    if isinstance(value, list):
        value = value[-1] if value else None
    if isinstance(value, Mapping):
        start = value.get("start") or value.get("startDate") or value.get("start_date")
        return start, value.get("end") or value.get("endDate") or value.get("end_date")
    text = text_of(value)
    start, _, end = text.partition("/")
    return start, end or start
