# SPDX-License-Identifier: GPL-2.0-or-later
"""Licence and source note of an ISO 19139 record, in the forms German offices write them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Iterator, List, Mapping

from ruhr_smartcity_plugin.core.catalogue.licence import UNKNOWN_LICENCE, Licence, recognise_licence
from ruhr_smartcity_plugin.core.catalogue.portals.iso19139_text import value_of
from ruhr_smartcity_plugin.core.catalogue.portals.texts import text_of
from ruhr_smartcity_plugin.core.xml_element import Element

_NOTE = re.compile(r"(?:quellenvermerk|quellenangabe|namensnennung|bitte angeben)\s*:\s*[\"„“]?(.+?)[\"“”]?\s*$", re.I)
# INSPIRE's ways to say that there is no restriction: true, but no licence.
_SAYS_NOTHING = re.compile(
    r"noLimitations$|noConditionsApply$|conditionsUnknown$|^es gelten keine|^keine (?:bedingungen|einschr)|"
    r"^no conditions|^no limitations|^nutzungsbedingungen:?\s*(?:keine|siehe.*)?$|^(?:none|keine|-|unbekannt)$",
    re.I,
)
_HOLDERS = ("useLimitation", "otherConstraints", "useConstraints")


@dataclass(frozen=True)
class Rights:
    """What may be done with the data, and who is to be named."""

    licence: Licence = UNKNOWN_LICENCE
    attribution: str = ""


def read_rights(about: Element) -> Rights:
    """Return the rights in the constraints of an identification; the machine's form counts before words."""
    texts, objects = [], []
    for one in _constraints(about):
        read = _as_object(one)
        if read is None:
            texts.append(one)
        else:
            objects.append(read)
    stated: List[str] = [text_of(one.get(name)) for one in objects for name in ("id", "url", "name")]
    plain = [one for one in texts if not _SAYS_NOTHING.search(one)]
    licence = recognise_licence(*stated, *plain)
    notes = [text_of(one.get("quelle")) for one in objects]
    notes += [found.group(1).strip() for found in map(_NOTE.search, texts) if found]
    return Rights(licence, next((one for one in notes if one), ""))


def _constraints(about: Element) -> Iterator[str]:
    for block in about.each("resourceConstraints"):
        for one in block.walk():
            if one.name in _HOLDERS:
                yield from (child.attributes["href"] for child in one.children if child.attributes.get("href"))
                text = value_of(one)
                if text:
                    yield text


def _as_object(text: str) -> Mapping[str, Any] | None:
    """Return the JSON object in a text; a broken one is no statement at all, not even a text to quote."""
    if not text.startswith("{"):
        return None
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, Mapping) else {}
