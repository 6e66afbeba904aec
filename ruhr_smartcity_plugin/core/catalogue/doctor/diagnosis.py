# SPDX-License-Identifier: GPL-2.0-or-later
"""From what is known of a layer to findings, and to the one repair to propose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import islice
from typing import Callable, Iterator, List, Tuple
from urllib.parse import urlsplit, urlunsplit

from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.doctor.facts import Examination, LayerFacts
from ruhr_smartcity_plugin.core.catalogue.doctor.renaming import guess_names, names_gone
from ruhr_smartcity_plugin.core.catalogue.formats import TILE_KINDS, ServiceKind
from ruhr_smartcity_plugin.core.catalogue.ogc_address import base_address
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_arcgis import arcgis_address
from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.catalogue.service_check import ServiceState
from ruhr_smartcity_plugin.core.network.redaction import is_secret_name
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.translation import tr

# Their layers have numbers, or names of the standard: a similar one is another layer.
_NUMBERED = (ServiceKind.ARCGIS, ServiceKind.STA)


class Ailment(Enum):
    """What can be wrong; the value is its stable name in the report."""

    DEAD = "dead"
    SILENT = "no-answer"
    MOVED = "moved"
    RENAMED = "renamed"
    HTTP_ONLY = "http-only"
    LOGIN = "login"
    MISSING_FILE = "missing-file"
    STALE = "stale"
    GONE = "gone"
    INCOMPLETE = "incomplete"
    WRONG_PLACE = "wrong-place"
    NO_LICENCE = "no-licence"
    OPEN_LOGIN = "login-in-source"
    NOT_CHECKED = "not-checked"

    @property
    def title(self) -> str:
        """The words the user sees."""
        return {
            Ailment.DEAD: tr("does not work"),
            Ailment.SILENT: tr("no answer in time"),
            Ailment.MOVED: tr("moved"),
            Ailment.RENAMED: tr("layer renamed"),
            Ailment.HTTP_ONLY: tr("not encrypted"),
            Ailment.LOGIN: tr("log-in needed"),
            Ailment.MISSING_FILE: tr("file missing"),
            Ailment.STALE: tr("perhaps out of date"),
            Ailment.GONE: tr("no longer in the catalogue"),
            Ailment.INCOMPLETE: tr("incomplete"),
            Ailment.WRONG_PLACE: tr("place corrected or doubtful"),
            Ailment.NO_LICENCE: tr("licence not stated"),
            Ailment.OPEN_LOGIN: tr("password in the project"),
            Ailment.NOT_CHECKED: tr("not checked"),
        }[self]

    @property
    def is_serious(self) -> bool:
        """Answer whether the layer does not work, shows too little, or gives a secret away."""
        return self in (Ailment.DEAD, Ailment.SILENT, Ailment.RENAMED, Ailment.LOGIN, Ailment.MISSING_FILE,
                        Ailment.INCOMPLETE, Ailment.OPEN_LOGIN)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One thing wrong with one layer; `sentence` says what, and what to do where nothing can be proposed."""

    ailment: Ailment
    sentence: str


@dataclass(frozen=True)
class Repair:
    """A new address and layer name for a layer; `reason` is where they come from.

    `is_guess` says that nobody stated the name: it is only alike, and may be that of other data.
    """

    url: str
    layer: str
    reason: str
    is_guess: bool = False


@dataclass(frozen=True)
class Diagnosis:
    """Everything about one layer."""

    facts: LayerFacts
    findings: Tuple[Finding, ...]
    repair: Repair | None = None

    @property
    def is_healthy(self) -> bool:
        """Answer whether nothing was found."""
        return not self.findings


def _iso_date(moment: datetime) -> str:
    return moment.date().isoformat()


def diagnose(facts: LayerFacts, found: Examination, *, date_text: Callable[[datetime], str] = _iso_date) -> Diagnosis:
    """Return what is wrong with a layer and the repair to propose, most certain source first.

    A redirect of the service itself and its own address by https go before the catalogue's address for the same data
    set, that before a preset's. A changed name is only guessed where the service lists one that is alike, and no other
    that is about as much. `date_text` writes a day as users do.
    """
    findings = [*_local(facts), *_of_service(facts, found), *_of_objects(facts, found),
                *_of_catalogue(facts, found, date_text)]  # fmt: skip
    findings.sort(key=lambda one: not one.ailment.is_serious)
    return Diagnosis(facts, tuple(findings), _repair(facts, found, [one.ailment for one in findings]))


def _local(facts: LayerFacts) -> Iterator[Finding]:
    if facts.path and not facts.path_exists:
        text = tr("The file “{path}” is not there. Put it back, or load the data set again from the catalogue.")
        yield Finding(Ailment.MISSING_FILE, text.format(path=quotable(facts.path)))
    if facts.has_open_login:
        text = tr("User name or password stand in the layer's source and are saved with the project. Store them as a "
                  "log-in of QGIS instead.")  # fmt: skip
        yield Finding(Ailment.OPEN_LOGIN, text)
    if facts.place_sentence:
        yield Finding(Ailment.WRONG_PLACE, facts.place_sentence)
    if not facts.has_licence and (facts.url or facts.path):
        yield Finding(Ailment.NO_LICENCE, tr("Nothing says what the data may be used for. Ask the publisher."))


def _of_service(facts: LayerFacts, found: Examination) -> Iterator[Finding]:
    check = found.check
    if check is None:
        if not facts.path:
            text = tr("Layers of this kind cannot be checked. Look on the map whether it is drawn.")
            yield Finding(Ailment.NOT_CHECKED, text)
        return
    if check.state in (ServiceState.DEAD, ServiceState.NO_SERVICE):
        yield Finding(Ailment.SILENT if check.timed_out else Ailment.DEAD, check.sentence())
    elif check.state is ServiceState.LOGIN:
        yield Finding(Ailment.LOGIN, check.sentence())
    elif check.state is ServiceState.MOVED:
        yield Finding(Ailment.MOVED, check.sentence())
    if check.state.is_usable and found.layers is not None and facts.layer:
        gone = names_gone(facts.layer, found.layers)
        if gone:
            text = tr("The service answers but no longer offers “{layer}”.")
            yield Finding(Ailment.RENAMED, text.format(layer=quotable(", ".join(gone))))
    if found.https_works:
        also = tr("The service is asked without encryption although it also answers by https.")
        only = tr("The service is asked without encryption, but answers by https only.")
        yield Finding(Ailment.HTTP_ONLY, also if check.state.is_usable else only)


def _of_objects(facts: LayerFacts, found: Examination) -> Iterator[Finding]:
    if found.counted is not None and found.counted.verdict is Verdict.SHORT:
        yield Finding(Ailment.INCOMPLETE, found.counted.sentence())
    elif facts.short_sentence:
        yield Finding(Ailment.INCOMPLETE, facts.short_sentence)
    unproven = found.counted is not None and found.counted.verdict is Verdict.UNPROVEN
    unknown = found.counted.sentence() if unproven else found.problem
    if unknown:
        yield Finding(Ailment.NOT_CHECKED, unknown)


def _of_catalogue(facts: LayerFacts, found: Examination, date_text: Callable[[datetime], str]) -> Iterator[Finding]:
    answer = found.catalogue
    if answer is None or facts.origin is None:
        return
    if answer.is_gone:
        yield Finding(Ailment.GONE, tr("The catalogue no longer lists this data set. Ask the publisher."))
    elif facts.path and facts.origin.fetched_at:
        data = tr("The catalogue has data of {date}; the layer's copy is older. Load the data set again.")
        entry = tr("The catalogue's entry was changed on {date}, after the layer's copy was fetched. Whether the data "
                   "changed too, it does not say. Load the data set again to be sure.")  # fmt: skip
        guessed = [(answer.data_date, data), (answer.entry_modified, entry)]
        stated = [(answer.modified, data)] if answer.modified else guessed
        newer = ((text, day) for day, text in stated if day is not None and day > facts.origin.fetched_at)
        yield from (Finding(Ailment.STALE, text.format(date=date_text(day))) for text, day in islice(newer, 1))


def _repair(facts: LayerFacts, found: Examination, ailments: List[Ailment]) -> Repair | None:
    if facts.path:
        return _copy_repair(facts, found, ailments)
    if not facts.is_remote or facts.kind in TILE_KINDS:
        return None
    url, reason, is_guess = facts.url, "", False
    if Ailment.MOVED in ailments and found.check is not None and is_web_address(found.check.moved_to):
        url, reason = _with_query_of(found.check.moved_to, facts.url), tr("the service points there itself")
    elif found.https_works:
        url, reason = _with_scheme(facts.url, "https"), tr("encrypted")
    elif {Ailment.DEAD, Ailment.SILENT} & set(ailments):
        url, reason, is_guess = _listed_address(facts, found)
    layer = facts.layer  # empty where the address names it too, as with ArcGIS
    if Ailment.RENAMED in ailments:
        if facts.kind in _NUMBERED:
            return None
        layer = guess_names(facts.layer, found.layers or ())
        if not layer:
            return None
    if layer != facts.layer:
        is_guess = True
        guess = tr("a guess: the most similar name the service offers. Make sure that it is the same data set")
        reason = "; ".join(part for part in (reason, guess) if part)
    is_same = (url, layer) == (facts.url, facts.layer)
    return None if is_same or not reason else Repair(url, layer, reason, is_guess)


def _copy_repair(facts: LayerFacts, found: Examination, ailments: List[Ailment]) -> Repair | None:
    """Propose to fetch a local copy again, from where the catalogue has the data today."""
    is_gone = found.catalogue is not None and found.catalogue.is_gone
    if not facts.copied_from or is_gone or not {Ailment.MISSING_FILE, Ailment.STALE} & set(ailments):
        return None
    listed = found.catalogue.url if found.catalogue is not None else ""
    return Repair(_copy_address(facts, listed), facts.layer, tr("the copy is fetched again from there"))


def _copy_address(facts: LayerFacts, listed: str) -> str:
    """Return where a copy is fetched again: catalogues list a service of ArcGIS, a copy is of one of its layers."""
    if not listed or same_service(listed, facts.copied_from):
        return facts.copied_from
    if facts.kind is not ServiceKind.ARCGIS or not is_web_address(facts.copied_from):
        return listed
    service, number = arcgis_address(listed)
    number = number or arcgis_address(facts.copied_from)[1]
    address = f"{service}/{number}" if number else service
    return facts.copied_from if same_service(address, facts.copied_from) else address


def _listed_address(facts: LayerFacts, found: Examination) -> Tuple[str, str, bool]:
    """Return the address the catalogue or the presets name for the same data; the old one if there is none.

    With the reason, and whether it is a guess: another listed service only has a layer of the same name.
    """
    listed = found.catalogue.url if found.catalogue is not None else ""
    if listed and not same_service(listed, facts.url):
        return base_address(listed), tr("the catalogue names it for this data set"), False
    other = next((one for one in found.preset_urls if not same_service(one, facts.url)), "")
    if not other:
        return facts.url, "", False
    if found.is_preset_same:
        return base_address(other), tr("the plugin's list of services names it"), False
    guess = tr("a guess: a service of the plugin's list has a layer of this name. Make sure that it is the same data "
               "set")  # fmt: skip
    return base_address(other), guess, True


def same_service(one: str, other: str) -> bool:
    """Answer whether two addresses are of one service; requests in them and the scheme do not count.

    >>> same_service("http://a.example/wms?SERVICE=WMS", "https://A.example/wms/")
    True
    """
    return _place(one) == _place(other)


def _place(url: str) -> Tuple[str, str, str]:
    parts = urlsplit(base_address(url))
    return parts.netloc.casefold(), parts.path.rstrip("/"), parts.query


def _with_scheme(url: str, scheme: str) -> str:
    return urlunsplit(urlsplit(url)._replace(scheme=scheme))


def _with_query_of(moved_to: str, url: str) -> str:
    """Keep what distinguishes the service by its query (`?map=…`), which a redirect's bare address lacks.

    Keys in it were meant for the old host and go to no other.
    """
    parts, old = urlsplit(moved_to), urlsplit(base_address(url))
    if parts.query:
        return moved_to
    pairs = [one for one in old.query.split("&") if one]
    if parts.netloc.casefold() != old.netloc.casefold():
        pairs = [one for one in pairs if not is_secret_name(one.partition("=")[0])]
    return urlunsplit(parts._replace(query="&".join(pairs)))
