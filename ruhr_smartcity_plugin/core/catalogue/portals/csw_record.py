# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers of a CSW: what it can do, a page of records, a single record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Tuple

from ruhr_smartcity_plugin.core.catalogue.portals.iso19139 import RECORD_NAMES, IsoRecord, read_iso_record
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.xml_element import Element
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class RecordPage:
    """A page of records. `count` is None where none is stated, `next_start` (from 0) None where the server is silent.

    `next_start` -1 means that the server says that nothing follows.
    """

    records: Tuple[IsoRecord, ...]
    rows: int
    count: int | None
    next_start: int | None


def check_capabilities(root: Element, portal: str) -> str:
    """Return the title a CSW gives itself.

    Raises
    ------
    UnexpectedContentError
        The document describes no CSW, or one that does not speak version 2.0.2.
    """
    if root.name != "Capabilities" or root.child("OperationsMetadata") is None:
        sentence = tr("“{portal}” does not answer as a catalogue service (CSW). Check its address.")
        raise UnexpectedContentError(sentence.format(portal=portal), f"root element {root.name}")
    version = root.attributes.get("version", "")
    if version and not version.startswith("2."):
        sentence = tr("The catalogue service “{portal}” speaks CSW {version}; only version 2.0.2 can be read.")
        raise UnexpectedContentError(sentence.format(portal=portal, version=version[:20]), f"version {version}")
    operations = [one.attributes.get("name", "") for one in root.walk() if one.name == "Operation"]
    if operations and "GetRecords" not in operations:
        sentence = tr("“{portal}” does not answer as a catalogue service (CSW). Check its address.")
        raise UnexpectedContentError(sentence.format(portal=portal), f"operations {operations}")
    return root.text_at("ServiceIdentification", "Title")


def read_page(root: Element, *, portal: str, address: str) -> RecordPage:
    """Return the records of a GetRecords answer.

    Raises
    ------
    UnexpectedContentError
        It is none, or holds records of another kind than ISO 19139.
    """
    results = root.child("SearchResults")
    if root.name != "GetRecordsResponse" or results is None:
        sentence = tr("The catalogue service “{portal}” did not answer with records. Try again, or tell its operator.")
        raise UnexpectedContentError(sentence.format(portal=portal), f"root element {root.name}")
    if results.children and not any(one.name in RECORD_NAMES for one in results.children):
        sentence = tr("The catalogue service “{portal}” gives no records in the form of ISO 19139.")
        raise UnexpectedContentError(sentence.format(portal=portal), f"records are {results.children[0].name}")
    following = _number(results.attributes.get("nextRecord", ""))
    return RecordPage(
        records=_records(results.children, portal, address),
        rows=len(results.children),
        count=_number(results.attributes.get("numberOfRecordsMatched", "")),
        next_start=None if following is None else following - 1,
    )


def read_single(root: Element, *, portal: str, address: str) -> IsoRecord | None:
    """Return the record of a GetRecordById answer; None if the catalogue does not have it."""
    records = _records(root.children if root.name not in RECORD_NAMES else [root], portal, address)
    return records[0] if records else None


def _records(elements: List[Element], portal: str, address: str) -> Tuple[IsoRecord, ...]:
    found = []
    for one in elements:
        try:
            found.append(read_iso_record(one, portal=portal, root=address))
        except ValueError:
            continue
    return tuple(found)


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdigit() else None
