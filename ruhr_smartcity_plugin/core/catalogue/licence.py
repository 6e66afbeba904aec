# SPDX-License-Identifier: GPL-2.0-or-later
"""Which licence is it, and what does it allow? Never guessed: what is not known is "unknown"."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Dict, Iterable

from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr


class LicenceState(Enum):
    """What a licence allows; the value is what `resources/data/licences.json` says."""

    OPEN = "open"
    CONDITIONS = "conditions"  # no commercial use or no changes: not open data
    CLOSED = "closed"
    UNKNOWN = "unknown"

    def text(self) -> str:
        """Return the words the user sees."""
        return {
            LicenceState.OPEN: tr("open"),
            LicenceState.CONDITIONS: tr("with conditions"),
            LicenceState.CLOSED: tr("not open"),
            LicenceState.UNKNOWN: tr("licence unknown"),
        }[self]


@dataclass(frozen=True)
class Licence:
    """A licence as recognised, or as stated where it is not recognised.

    `key` is the DCAT-AP.de short name ("dl-by-de/2.0"), empty for an unknown one; `stated` is the catalogue's wording.
    """

    key: str = ""
    title: str = ""
    url: str = ""
    state: LicenceState = LicenceState.UNKNOWN
    needs_attribution: bool = False
    stated: str = ""

    @property
    def name(self) -> str:
        """Return what to write into metadata: the recognised title or the stated wording; empty if nothing is known."""
        return self.title or self.stated

    def advice(self) -> str:
        """Return what the user should know before using the data."""
        if self.state is LicenceState.OPEN:
            return tr("Name the source.") if self.needs_attribution else tr("Free to use without conditions.")
        if self.state is LicenceState.CONDITIONS:
            return tr("Not open: commercial use or changes are restricted. Read the licence.")
        if self.state is LicenceState.CLOSED:
            return tr("The publisher marks the data as not open, even though it can be reached. Ask the publisher.")
        return tr("No licence stated. Ask the publisher before you use the data.")


UNKNOWN_LICENCE = Licence()

_CC_ADDRESS = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/([a-z\-]+)(?:/(\d\.\d))?")
_CC_NAME = re.compile(r"\bcc[ \-]?(by(?:[ \-](?:nc|nd|sa))*|0|zero)\b(?:[ \-/]*v?(\d(?:\.\d)?))?")
_RESTRICTED = re.compile(
    r"nicht[ \-]?kommerziell|non[ \-]?commercial|keine bearbeitung|no deriv|\bby-?nc\b|\bby-?nd\b|[\- ]n[cd]\b"
)


def recognise_licence(*stated: str | None) -> Licence:
    """Return the licence the texts name, first hit wins: id or address before title.

    Order the texts from the most to the least specific place (resource, data set, title).

    >>> recognise_licence("http://dcat-ap.de/def/licenses/dl-by-de/2_0").key
    'dl-by-de/2.0'
    >>> recognise_licence("", None).state.value
    'unknown'
    """
    texts = [text.strip() for text in stated if isinstance(text, str) and text.strip()]
    for text in texts:
        found = _recognise_one(text)
        # "not specified" on the resource does not hide what the data set says.
        if found is not None and found.state is not LicenceState.UNKNOWN:
            return replace(found, stated=text)
    silent = (one for one in texts if _recognise_one(one) is None)
    return Licence(stated=next(silent, ""))


def _recognise_one(text: str) -> Licence | None:
    table = _table()
    folded = text.casefold()
    address = _CC_ADDRESS.search(folded)
    if address:
        return _creative_commons(address.group(1), address.group(2))
    direct = table.get(_squash(text))
    if direct is not None:
        return direct
    name = _CC_NAME.search(folded)
    if name:
        return _creative_commons(name.group(1).replace(" ", "-"), name.group(2))
    if _RESTRICTED.search(folded):
        return None  # some restricted licence we do not know: rather unknown than open
    return _longest_title_inside(folded)


def _creative_commons(terms: str, version: str | None) -> Licence | None:
    terms = {"zero": "cc-zero", "0": "cc-zero", "mark": "ccpdm"}.get(terms, f"cc-{terms}")
    table = _table()
    return (table.get(_squash(f"{terms}/{version}")) if version else None) or table.get(_squash(terms))


def _longest_title_inside(folded: str) -> Licence | None:
    squashed = _squash(folded)
    hits = [key for key in _table() if len(key) >= 12 and key in squashed]
    return _table()[max(hits, key=len)] if hits else None


def _squash(text: str) -> str:
    """Reduce a spelling: no scheme, no host of a licence list, no case, no punctuation."""
    text = re.sub(r"^(https?://)?(www\.)?", "", text.strip().casefold())
    text = re.sub(r"^(dcat-ap\.de/def/licenses/|govdata\.de/)", "", text)
    return re.sub(r"[^a-z0-9äöüß]+", "", text)


@lru_cache(maxsize=1)
def _table() -> Dict[str, Licence]:
    document = json.loads(resource("data", "licences.json").read_text(encoding="utf-8"))
    table: Dict[str, Licence] = {}
    for row in document["licences"]:
        licence = Licence(row["id"], row["title"], row["url"], LicenceState(row["state"]), row["attribution"])
        for spelling in _spellings(row):
            table.setdefault(_squash(spelling), licence)
    table.pop("", None)
    return table


def _spellings(row: Dict[str, object]) -> Iterable[str]:
    return [str(row["id"]), str(row["title"]), str(row["url"]), *(str(one) for one in row["spellings"])]
