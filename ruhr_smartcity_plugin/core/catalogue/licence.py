# SPDX-License-Identifier: GPL-2.0-or-later
"""Which licence is it, and what does it allow? Never guessed: what is not known is "unknown"."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Dict, Iterable, Tuple

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
    `conditions` are "nc" (no commercial use), "nd" (no changed data passed on), "sa" (changed data only under the same
    licence). `is_listed` says whether the key stands in the list of DCAT-AP.de: data can be published under it.
    """

    key: str = ""
    title: str = ""
    url: str = ""
    state: LicenceState = LicenceState.UNKNOWN
    needs_attribution: bool = False
    stated: str = ""
    conditions: Tuple[str, ...] = ()
    is_listed: bool = True

    @property
    def name(self) -> str:
        """Return what to write into metadata: the recognised title or the stated wording; empty if nothing is known."""
        return self.title or self.stated

    def advice(self) -> str:
        """Return what the user should know before using the data."""
        if self.state is LicenceState.CLOSED:
            return tr("The publisher marks the data as not open, even though it can be reached. Ask the publisher.")
        if self.state is LicenceState.UNKNOWN:
            if self.stated:
                return tr("The plugin does not know this licence. Read its terms. Ask the publisher if in doubt.")
            return tr("No licence stated. Ask the publisher before you use the data.")
        if self.state is LicenceState.CONDITIONS and not self.conditions:  # kept by an older version
            return tr("Not open: commercial use or changes are restricted. Read the licence.")
        said = [tr("Name the source.")] if self.needs_attribution else []
        said += [_condition_text(one) for one in self.conditions]
        return " ".join(said) or tr("Free to use without conditions.")


def _condition_text(condition: str) -> str:
    return {
        "nc": tr("No commercial use."),
        "nd": tr("Do not pass on changed data."),
        "sa": tr("Pass on changed data under the same licence only."),
    }.get(condition, "")


UNKNOWN_LICENCE = Licence()

_CC_ADDRESS = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/([a-z\-]+)(?:/(\d\.\d)(?:/(de)\b)?)?")
_CC_NAME = re.compile(r"\bcc[ \-]?(by(?:[ \-](?:nc|nd|sa))*|0|zero)\b"
                      r"(?:[ \-/]*v?([1-4](?:\.\d)?)(?!\.?\d)(?:\W{1,3}(de|deutschland|germany)\b)?)?")
_CC_SHORT = re.compile(r"\bcc[ \-](by(?:-nc)?(?:-sa|-nd)?)(-de)?[\-/ ]([1-4]\.0)\b")
_CC_WORDS = re.compile(r"creative[ \-]commons.*?(?:\bnamensnennung|\battribution|\bby\b)(?:.*?\b([1-4]\.\d)\b)?", re.S)
_DL_NAME = re.compile(
    r"(?:datenlizenz deutschland|data licen[cs]e germany|\bdl-de)\W+(?:(namensnennung|attribution|by)|zero)\b"
    r"(\W+(?:nicht[ \-]?kommerziell|non[ \-]?commercial|nc)\b)?"
    r"(?:\W+(?:v(?:ersion)?\W*)?([12])(?:[.,\-]0)?(?![.,]?\d))?"
)
_SHORT_NAME = re.compile(r"\b(?:odc-)?odbl\b|\bdl-(?:by|by-nc|zero)-de/[12][._]0")
# What a text says beside the name of a licence. "kommerzielle und nicht kommerzielle Nutzung" restricts nothing.
_CONDITION_WORDS = {
    "nc": re.compile(
        r"(?<!und )(?<!oder )(?<!auch )(?<!and )(?<!or )(?<!wie )(?:nicht[ \-]?(?:kommerzi|gewerbl)|non[ \-]?commerc)"
        r"(?!\w* (?:und|oder|sowie|and|or) )|\bkeine (?:kommerziell|gewerblich)|\bby-?nc\b|[\- ]nc\b|"
        r"\b(?:kommerzielle|gewerbliche) nutzung (?:ist )?(?:nicht|untersagt|verboten|ausgeschlossen)"
    ),
    "sa": re.compile(r"unter gleichen bedingungen|share[ \-]?alike|\bby-?sa\b"),
    "nd": re.compile(
        r"\bkeine (?:bearbeitung|veränderung)|\bno[ \-]?deriv|\bby-?nd\b|[\- ]nd\b|"
        r"\b(?:bearbeitung|veränderung)(?:en)? (?:ist |sind )?(?:nicht|untersagt|verboten|ausgeschlossen)"
    ),
}
_RESERVED = re.compile(
    r"\balle rechte vorbehalten|\ball rights reserved|\bnicht offen|\bgeschlossene lizenz|"
    r"\bnur (?:mit|nach) (?:\w+ )?(?:zustimmung|genehmigung|erlaubnis)|"
    r"\bnur (?:für|zu|zum|zur) (?:den |die )?(?:intern|behörd|forsch|privat|wissenschaft)|"
    r"\bintern\b|\binterne[nr]? (?:gebrauch|nutzung|verwendung|zweck)|"
    r"\bonly for\b|\b(?:internal|private|personal|academic|research|educational) (?:use|purposes) only\b"
)
# What is not excluded is allowed.
_NOT_EXCLUDED = re.compile(r"\bnicht (?:ausgeschlossen|eingeschränkt)")
# A sentence that denies a licence names none; one about liability, or "unless stated otherwise", denies nothing.
_DENIED = re.compile(
    r"(?<!haftung )(?<!haftung ist )\bausgeschlossen|\bnot\b(?! (?:otherwise|be|liable|responsible)\b)|"
    r"\bnicht (?:unter|nach|gemäß|als|für|anwendbar|zutreffend|gültig)\b|\bgilt nicht\b|"
    r"\bkeine? (?:offene|freie|cc|creative|datenlizenz)\b"
)
_SENTENCE_END = re.compile(r"[.;!?]\s+|\n+")


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
            return replace(_with_version(found, texts), stated=text)
    silent = (one for one in texts if _recognise_one(one) is None)
    return Licence(stated=next(silent, ""))


def all_licences() -> Tuple[Licence, ...]:
    """Return the licences data can be published under, in the order of the shipped table.

    >>> any(one.key == "dl-zero-de/2.0" for one in all_licences())
    True
    """
    return tuple(dict.fromkeys(one for one in _table().values() if one.is_listed))


def _with_version(found: Licence, texts: Iterable[str]) -> Licence:
    """Return the licence with the version that another text states of the same one: a bare "cc-by" leaves it open."""
    others = map(_recognise_one, texts if "/" not in found.key else ())
    return next((one for one in others if one is not None and one.key.startswith(f"{found.key}/")), found)


@lru_cache(maxsize=4096)
def _recognise_one(text: str) -> Licence | None:
    folded = _NOT_EXCLUDED.sub("erlaubt", text.casefold())
    # An address of Creative Commons has the version, which the table's rows without one share.
    direct = None if _CC_ADDRESS.search(folded) else _table().get(_squash(text))
    if direct is not None:
        return _at_version(direct, folded)
    found = _named_in(folded)
    if found is None or found.state in (LicenceState.CLOSED, LicenceState.UNKNOWN):
        return found
    said = {name for name, words in _CONDITION_WORDS.items() if words.search(folded)}
    if _RESERVED.search(folded) or not said <= set(found.conditions):
        return None  # some restricted licence we do not know: rather unknown than open
    return _named_in(". ".join(one for one in _SENTENCE_END.split(folded) if not _DENIED.search(one)))


def _named_in(folded: str) -> Licence | None:
    cc = _CC_ADDRESS.search(folded) or _CC_NAME.search(folded)
    if cc:
        return _creative_commons(cc.group(1).replace(" ", "-"), cc.group(2), is_german=bool(cc.group(3)))
    words = _CC_WORDS.search(folded)
    if words:
        conditions = [name for name, one in _CONDITION_WORDS.items() if one.search(folded)]
        return _creative_commons("-".join(("by", *conditions)), words.group(1))
    germany = _DL_NAME.search(folded)
    if germany:
        by, only_non_commercial, version = germany.groups()
        key = f"dl-{'by' if by else 'zero'}{'-nc' if only_non_commercial else ''}-de"
        table = _table()
        return (table.get(_squash(f"{key}/{version}.0")) if version else None) or table.get(_squash(key))
    short = _SHORT_NAME.search(folded)
    return (_table().get(_squash(short.group())) if short else None) or _longest_title_inside(folded)


def _creative_commons(terms: str, version: str | None, *, is_german: bool = False) -> Licence | None:
    """Return a licence by its parts; `is_german`: the version adapted to German law, of which there is no fourth."""
    key = {"zero": "cc-zero", "0": "cc-zero", "mark": "ccpdm"}.get(terms, f"cc-{terms}")
    version = f"{version}.0" if version and "." not in version else version
    country = "de" if is_german and version in ("2.0", "3.0") else ""
    table = _table()
    stated = table.get(_squash(f"{key}-{country}/{version}" if country else f"{key}/{version}")) if version else None
    found = stated or table.get(_squash(key))
    if found is None or not version or not terms.startswith("by"):
        return found
    place = f"{country}/" if country else ""
    return replace(found, url=f"https://creativecommons.org/licenses/{terms}/{version}/{place}")


def _at_version(found: Licence, folded: str) -> Licence:
    """Return a licence of Creative Commons with the address of the version and country that its short name states."""
    stated = _CC_SHORT.search(folded)
    if stated is None:
        return found
    terms, country, version = stated.groups()
    place = "de/" if country and version == "3.0" else ""
    return replace(found, url=f"https://creativecommons.org/licenses/{terms}/{version}/{place}")


def _longest_title_inside(folded: str) -> Licence | None:
    squashed = _squash(folded)
    hits = [key for key in _table() if len(key) >= 12 and key in squashed]
    return _table()[max(hits, key=len)] if hits else None


def _squash(text: str) -> str:
    """Reduce a spelling: no scheme, no host of a licence list, no case, no punctuation."""
    text = re.sub(r"^(https?://)?(www\.)?", "", text.strip().casefold())
    text = re.sub(r"^(dcat-ap\.de/def/licenses/|govdata\.de/)", "", text)
    text = re.sub(r"^publications\.europa\.eu/(mdr/)?resource/authority/licence/", "", text)
    return re.sub(r"[^a-z0-9äöüß]+", "", text)


@lru_cache(maxsize=1)
def _table() -> Dict[str, Licence]:
    document = json.loads(resource("data", "licences.json").read_text(encoding="utf-8"))
    table: Dict[str, Licence] = {}
    for row in document["licences"]:
        licence = Licence(
            row["id"], row["title"], row["url"], LicenceState(row["state"]), row["attribution"],
            conditions=tuple(row.get("conditions", ())), is_listed=row.get("publishable", True),
        )  # fmt: skip
        for spelling in _spellings(row):
            table.setdefault(_squash(spelling), licence)
    table.pop("", None)
    return table


def _spellings(row: Dict[str, object]) -> Iterable[str]:
    return [str(row["id"]), str(row["title"]), str(row["url"]), *(str(one) for one in row["spellings"])]
