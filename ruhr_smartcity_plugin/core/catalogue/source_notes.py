# SPDX-License-Identifier: GPL-2.0-or-later
"""Which sources a map has to name, and in which words.

dl-de/by-2-0 asks for the provider's name as it wishes, the licence with a reference to
www.govdata.de/dl-de/by-2-0, the data set's address, and a mark where the data were changed; CC BY for author, licence
with its address and an indication of changes. What is not stated is said to be not stated.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from enum import Enum
from html import escape
from typing import Dict, Iterable, Iterator, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.licence import Licence, LicenceState, is_licence_name, recognise_licence
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.spreadsheet import guard_cell
from ruhr_smartcity_plugin.translation import tr


class Duty(Enum):
    """What a licence asks of a map that shows the data."""

    NAME_SOURCE = "name"
    NOTHING = "nothing"
    CONDITIONS = "conditions"
    CLOSED = "closed"
    UNKNOWN = "unknown"

    def text(self) -> str:
        """Return the words the user sees."""
        return {
            Duty.NAME_SOURCE: tr("source must be named"),
            Duty.NOTHING: tr("free to use"),
            Duty.CONDITIONS: tr("use restricted: read the licence"),
            Duty.CLOSED: tr("not open: ask the publisher"),
            Duty.UNKNOWN: tr("licence unknown: ask the publisher"),
        }[self]


@dataclass(frozen=True)
class NamedOrigin:
    """A layer of the map by its name; `origin` is None where nothing is known of it."""

    layer: str
    origin: Origin | None


@dataclass(frozen=True)
class SourceNote:
    """One source note, once for all layers that need it. `text` is plain and foreign.

    `is_known` is False where it only says that no source is stated.
    """

    text: str
    duty: Duty
    layers: Tuple[str, ...]
    licence: str = ""
    is_known: bool = True

    @property
    def belongs_on_map(self) -> bool:
        """Answer whether a map without it would break a licence; what an unknown one asks for, nobody knows."""
        return self.duty in (Duty.NAME_SOURCE, Duty.CONDITIONS, Duty.CLOSED)


def notes_of(layers: Iterable[NamedOrigin]) -> Tuple[SourceNote, ...]:
    """Return the notes of all layers, each once, those that must be on the map first, then by their text."""
    found: Dict[Tuple[str, Duty], List[str]] = {}
    said: Dict[Tuple[str, Duty], Tuple[str, bool]] = {}
    for layer in layers:
        for text, duty, licence, is_known in _notes_of_one(layer):
            found.setdefault((text, duty), []).append(layer.layer)
            said[(text, duty)] = (licence, is_known)
    notes = (
        SourceNote(text, duty, tuple(dict.fromkeys(names)), *said[(text, duty)])
        for (text, duty), names in found.items()
    )
    return tuple(sorted(notes, key=lambda one: (not one.belongs_on_map, one.duty is Duty.UNKNOWN, one.text.casefold())))


def _notes_of_one(layer: NamedOrigin) -> Iterator[Tuple[str, Duty, str, bool]]:
    if layer.origin is None:
        yield tr("{layer}: source not stated").format(layer=layer.layer), Duty.UNKNOWN, "", False
        return
    for text, leaf in _leaves(layer.origin):
        licence = recognise_licence(leaf.licence_url, leaf.licence, leaf.attribution)
        duty, is_known = _duty(licence), bool(text)
        if not text:
            name = leaf.title or layer.layer
            text = tr("{layer}: source not stated").format(layer=name)
        elif duty is Duty.UNKNOWN and not leaf.licence:
            text = tr("{note} (licence not stated)").format(note=text)
        elif duty is Duty.NAME_SOURCE and not (leaf.publisher or leaf.attribution):
            text = tr("{note} (provider not stated: ask for the name)").format(note=text)
        yield text, duty, licence.title or leaf.licence or leaf.licence_url, is_known


def _leaves(origin: Origin) -> Iterator[Tuple[str, Origin]]:
    """Give the published data sets an origin goes back to, with their notes; computed ones are marked as changed."""
    if not origin.inputs:
        whole = _with_licence_address(_with_provider(origin))
        yield whole.source_note(), whole
        return
    changed = tr("(data changed: {method})").format(method=origin.method or origin.title)
    for one in origin.inputs:
        for text, leaf in _leaves(one):
            yield (f"{text} {changed}" if text else ""), leaf


def _with_provider(origin: Origin) -> Origin:
    """Have the provider named where publishers wrote the licence into the field for the wording of the source."""
    if not is_licence_name(origin.attribution):
        return origin
    return replace(origin, licence=origin.licence or origin.attribution, attribution="")


def _with_licence_address(origin: Origin) -> Origin:
    """Add the licence's name and address where only one of them is stated, or the publisher's wording names it alone.

    Metadata of other programs often say "dl-de/by-2-0" and no more; dl-de/by and CC BY want the address with it.
    """
    licence = recognise_licence(origin.licence_url, origin.licence, origin.attribution)
    if not licence.needs_attribution or not licence.url:
        return origin
    if licence.url.split("://", 1)[-1].removeprefix("www.").rstrip("/") in origin.attribution:
        return origin
    address = origin.licence_url if recognise_licence(origin.licence_url).key == licence.key else licence.url
    return replace(origin, licence=origin.licence or licence.title, licence_url=address)


def _duty(licence: Licence) -> Duty:
    if licence.state is LicenceState.OPEN:
        return Duty.NAME_SOURCE if licence.needs_attribution else Duty.NOTHING
    return {
        LicenceState.CONDITIONS: Duty.CONDITIONS,
        LicenceState.CLOSED: Duty.CLOSED,
        LicenceState.UNKNOWN: Duty.UNKNOWN,
    }[licence.state]


# --- for the layout ------------------------------------------------------------------------------------
def label_text(notes: Sequence[SourceNote]) -> str:
    """Return what a layout prints: a heading and one line per source; "" where there is nothing to print.

    Layers without any known source have nothing to print; the list names them.
    """
    lines = [one.text for one in notes if one.is_known]
    return "\n".join([tr("Sources:"), *lines]) if lines else ""


def missing_from(text: str, notes: Sequence[SourceNote]) -> Tuple[SourceNote, ...]:
    """Return the notes that belong on the map and do not stand in a text (case, blanks and line breaks ignored)."""
    shown = _squash(text)
    return tuple(one for one in notes if one.belongs_on_map and _squash(one.text) not in shown)


def _squash(text: str) -> str:
    return "".join(text.split()).casefold()


# --- as files --------------------------------------------------------------------------------------------
def to_text(notes: Sequence[SourceNote]) -> str:
    """Return the notes as plain text, one line each, with the layers they are for."""
    return "".join(f"{one.text}  [{', '.join(one.layers)}]\n" for one in notes)


def to_csv(notes: Sequence[SourceNote]) -> str:
    """Return the notes as a table with semicolons; no cell can become a formula in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([tr("Source note"), tr("Licence"), tr("What it asks for"), tr("Layers")])
    for one in notes:
        writer.writerow(map(guard_cell, (one.text, one.licence, one.duty.text(), ", ".join(one.layers))))
    return out.getvalue()


def to_html(notes: Sequence[SourceNote], title: str) -> str:
    """Return the notes as an accessible page: a heading, a table with headers, the language named."""
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in (
        tr("Source note"), tr("Licence"), tr("What it asks for"), tr("Layers")))  # fmt: skip
    rows = "".join(
        f'<tr><th scope="row">{escape(one.text)}</th><td>{escape(one.licence)}</td>'
        f"<td>{escape(one.duty.text())}</td><td>{escape(', '.join(one.layers))}</td></tr>\n"
        for one in notes
    )
    language = tr("en", "language of data tables")
    heading = escape(tr("Source notes: {title}").format(title=title) if title else tr("Source notes"))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{heading}</title>\n'
        "<style>body{font-family:sans-serif}table{border-collapse:collapse}"
        "th,td{border:1px solid;padding:.3em;text-align:left}tbody th{font-weight:normal}</style></head>\n"
        f"<body><h1>{heading}</h1>\n<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}"
        "</tbody></table></body></html>\n"
    )
