# SPDX-License-Identifier: GPL-2.0-or-later
"""Requests of CSW 2.0.2 (OGC 07-006r1) for ISO 19139 records: parameters of a GET, document of a POST."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timezone
from html import escape
from typing import Dict, List

from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery

VERSION = "2.0.2"
GMD = "http://www.isotc211.org/2005/gmd"
_SPACES = (
    'xmlns:csw="http://www.opengis.net/cat/csw/2.0.2" xmlns:ogc="http://www.opengis.net/ogc" '
    'xmlns:gml="http://www.opengis.net/gml" xmlns:ows="http://www.opengis.net/ows" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dct="http://purl.org/dc/terms/" '
    f'xmlns:gmd="{GMD}"'
)
_NAMESPACE = "xmlns(csw=http://www.opengis.net/cat/csw/2.0.2),xmlns(gmd=http://www.isotc211.org/2005/gmd)"
SORT_BY = "dc:identifier"


@dataclass(frozen=True)
class Manner:
    """How a server wants to be asked. Sorted pages neither overlap nor leave gaps, but not every server can sort."""

    is_post: bool
    is_sorted: bool


# Most useful first: a GET is repeated after a fault, a POST is what every server must understand.
MANNERS = (Manner(False, True), Manner(False, False), Manner(True, True), Manner(True, False))


def filter_of(query: PortalQuery, *, services_only: bool = False) -> str:
    """Return the filter (Filter Encoding 1.1, OGC 04-095) for a query; "" for one that asks for everything.

    Every word has to occur in the record. The box is not asked for: the answer would lack all records without one.
    """
    parts = [_like(word) for word in _words(query.text)]
    if services_only:
        parts.append(_compare("PropertyIsEqualTo", "dc:type", "service"))
    if query.modified_since is not None:
        # The day only: servers compare these as texts, and many records state no time.
        day = query.modified_since.astimezone(timezone.utc).date().isoformat()
        parts.append(_compare("PropertyIsGreaterThanOrEqualTo", "dct:modified", day))
    if not parts:
        return ""
    inside = "".join(parts) if len(parts) == 1 else f"<ogc:And>{''.join(parts)}</ogc:And>"
    return f'<ogc:Filter xmlns:ogc="http://www.opengis.net/ogc">{inside}</ogc:Filter>'


def records_parameters(constraint: str, start: int, rows: int, manner: Manner) -> Dict[str, str]:
    """Return the parameters of a GetRecords by GET; `start` counts from 0."""
    params = {
        "SERVICE": "CSW",
        "VERSION": VERSION,
        "REQUEST": "GetRecords",
        "NAMESPACE": _NAMESPACE,
        "TYPENAMES": "csw:Record",
        "RESULTTYPE": "results",
        "OUTPUTSCHEMA": GMD,
        "OUTPUTFORMAT": "application/xml",
        "ELEMENTSETNAME": "full",
        "STARTPOSITION": str(start + 1),
        "MAXRECORDS": str(rows),
    }
    if constraint:
        params["CONSTRAINTLANGUAGE"] = "FILTER"
        params["CONSTRAINT_LANGUAGE_VERSION"] = "1.1.0"
        params["CONSTRAINT"] = constraint
    if manner.is_sorted:
        params["SORTBY"] = f"{SORT_BY}:A"
    return params


def records_document(constraint: str, start: int, rows: int, manner: Manner) -> bytes:
    """Return the document of a GetRecords by POST; `start` counts from 0."""
    limit = f'<csw:Constraint version="1.1.0">{constraint}</csw:Constraint>' if constraint else ""
    sort = (
        f"<ogc:SortBy><ogc:SortProperty><ogc:PropertyName>{SORT_BY}</ogc:PropertyName><ogc:SortOrder>ASC"
        "</ogc:SortOrder></ogc:SortProperty></ogc:SortBy>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><csw:GetRecords {_SPACES} service="CSW" version="{VERSION}" '
        f'resultType="results" startPosition="{start + 1}" maxRecords="{rows}" outputFormat="application/xml" '
        f'outputSchema="{GMD}"><csw:Query typeNames="csw:Record"><csw:ElementSetName>full</csw:ElementSetName>'
        f"{limit}{sort if manner.is_sorted else ''}</csw:Query></csw:GetRecords>"
    ).encode()


def record_parameters(key: str) -> Dict[str, str]:
    """Return the parameters of a GetRecordById."""
    return {
        "SERVICE": "CSW",
        "VERSION": VERSION,
        "REQUEST": "GetRecordById",
        "ID": key,
        "OUTPUTSCHEMA": GMD,
        "ELEMENTSETNAME": "full",
    }


def _words(text: str) -> List[str]:
    """Return the words to look for; signs with a meaning in patterns, quotes and control characters separate them."""
    plain = "".join(one if one.isprintable() and one not in '*?\\"' else " " for one in text)
    return plain.split()


def _like(word: str) -> str:
    return (
        '<ogc:PropertyIsLike wildCard="*" singleChar="?" escapeChar="\\">'
        f"<ogc:PropertyName>csw:AnyText</ogc:PropertyName><ogc:Literal>*{escape(word)}*</ogc:Literal>"
        "</ogc:PropertyIsLike>"
    )


def _compare(operator: str, name: str, value: str) -> str:
    return (
        f"<ogc:{operator}><ogc:PropertyName>{name}</ogc:PropertyName><ogc:Literal>{escape(value)}</ogc:Literal>"
        f"</ogc:{operator}>"
    )
