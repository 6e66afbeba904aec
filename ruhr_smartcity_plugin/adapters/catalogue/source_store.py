# SPDX-License-Identifier: GPL-2.0-or-later
"""The catalogues of this user: shipped ones, a central list of the administrator, and the user's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Dict, Iterable, Tuple
from urllib.parse import urlsplit

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.presets import load_shipped, service_dataset
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource, SourceOwner
from ruhr_smartcity_plugin.core.catalogue.source_list import RowProblem, SourceList, merge, parse_list, to_document
from ruhr_smartcity_plugin.core.errors import InputError, StoreError
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept_json
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.translation import tr

OWN_FILE = "own_catalogues.json"
CENTRAL_FILE = "central_catalogues.json"


@dataclass(frozen=True)
class ImportReport:
    """What taking in somebody's list brought."""

    added: Tuple[str, ...]
    known: int
    problems: Tuple[RowProblem, ...]


@dataclass(frozen=True)
class Removed:
    """What was taken out of the user's list, to be put back by `CatalogueSources.put_back`."""

    before: SourceList
    title: str


class CatalogueSources(QObject):
    """The one list of catalogues; every room reads it, the dialog changes it. Lives in the main thread.

    `folder` is where the user's own list and the copy of the central one are kept. A damaged file of one's own is set
    aside and told by `problems`; the shipped catalogues always stay.
    """

    changed = pyqtSignal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._shipped = load_shipped()
        self.problems: Tuple[str, ...] = ()
        self._own = self._read_own()
        self._central, self.central_fetched_at = self._read_central()

    # --- reading -------------------------------------------------------------------------------------
    def everything(self) -> Tuple[CatalogueSource, ...]:
        """Return all catalogues, hidden ones too: shipped, central, own; each address once, the first one counts."""
        found: Dict[str, CatalogueSource] = {}
        for source in (*self._shipped.sources, *self._central.sources, *self._own.sources):
            found.setdefault(source.url.casefold(), self._with_choices(source))
        return tuple(found.values())

    def all(self) -> Tuple[CatalogueSource, ...]:
        """Return the catalogues that are offered."""
        return tuple(one for one in self.everything() if not one.is_hidden)

    def services(self) -> Tuple[Dataset, ...]:
        """Return all geo services as data sets, those of the shipped list first."""
        rows = (*self._shipped.services, *self._central.services, *self._own.services)
        shown = (row for row in rows if row["id"] not in self._own.hidden)
        return tuple({row["id"]: service_dataset(row) for row in shown}.values())

    def by_url(self, url: str) -> CatalogueSource | None:
        """Return the catalogue with this root address; None if there is none."""
        wanted = url.rstrip("/").casefold()
        return next((one for one in self.everything() if one.url.rstrip("/").casefold() == wanted), None)

    def login_for(self, url: str) -> str:
        """Return the id of the log-in for an address; "" if no catalogue on the same host and port has one."""
        host = _host(url)
        own = (one for one in self.everything() if one.authcfg and host and _host(one.url) == host)
        return next((one.authcfg for one in own), "")

    def _with_choices(self, source: CatalogueSource) -> CatalogueSource:
        choices = self._choices.get(source.key, {})
        source = replace(source, is_hidden=source.key in self._own.hidden)
        if source.owner is SourceOwner.OWN:
            return source
        # Harvesters of the whole state or country hold a hundred times the region's entries: only on request.
        is_indexed = choices.get("indexed", source.is_indexed)
        return replace(source, authcfg=str(choices.get("authcfg", "")), is_indexed=bool(is_indexed))

    # --- changing ------------------------------------------------------------------------------------
    def add(self, source: CatalogueSource) -> CatalogueSource:
        """Add a catalogue of the user's own and return it as kept.

        Raises
        ------
        InputError
            Its address is in the list already.
        StoreError
            The list could not be written.
        """
        known = self.by_url(source.url)
        if known is not None:
            text = tr("This address is in the list already: {title}.")
            raise InputError(text.format(title=quotable(known.title)))
        own = replace(source, owner=SourceOwner.OWN, key=source.url)
        self._keep(replace(self._own, sources=(*self._own.sources, own)))
        return own

    def update(self, key: str, source: CatalogueSource) -> None:
        """Change a catalogue: all of an own one; log-in and index of the others. Raises what `add` raises."""
        current = next((one for one in self.everything() if one.key == key), None)
        if current is None:
            raise InputError(tr("The catalogue is no longer in the list."))
        if current.owner is not SourceOwner.OWN:
            self._choices[key] = {"authcfg": source.authcfg, "indexed": source.is_indexed}
            self._keep(self._own)
            return
        other = self.by_url(source.url)
        if other is not None and other.key != key:
            text = tr("This address is in the list already: {title}.")
            raise InputError(text.format(title=quotable(other.title)))
        changed = replace(source, owner=SourceOwner.OWN, key=source.url)
        rows = tuple(changed if one.key == key else one for one in self._own.sources)
        self._keep(replace(self._own, sources=rows))

    def remove(self, key: str) -> Removed:
        """Take one of the user's own catalogues out of the list; `put_back` undoes it."""
        gone = next((one for one in self._own.sources if one.key == key), None)
        if gone is None:
            raise InputError(tr("Only catalogues of your own can be removed; hide the others."))
        before = self._own
        self._keep(replace(self._own, sources=tuple(one for one in self._own.sources if one.key != key)))
        return Removed(before, gone.title)

    def put_back(self, removed: Removed) -> None:
        """Undo `remove`."""
        self._keep(removed.before)

    def set_hidden(self, key: str, hidden: bool) -> None:
        """Hide a catalogue or service from all lists, or show it again."""
        names = self._own.hidden | {key} if hidden else self._own.hidden - {key}
        self._keep(replace(self._own, hidden=frozenset(names)))

    # --- exchange ------------------------------------------------------------------------------------
    def export(self, path: Path, keys: Iterable[str] | None = None) -> int:
        """Write own catalogues and services (or those with the keys, of whomever) for colleagues; return their number.

        Log-ins stay here.

        Raises
        ------
        StoreError
            The file could not be written.
        """
        wanted = None if keys is None else set(keys)
        sources = self._own.sources if wanted is None else [one for one in self.everything() if one.key in wanted]
        services = self._own.services if wanted is None else ()
        document = to_document(SourceList(tuple(sources), services), for_others=True)
        write_kept_json(path, document)
        return len(document["portals"]) + len(document["services"])

    def import_file(self, path: Path) -> ImportReport:
        """Take in a list from a file; what is known already stays as it is.

        Raises
        ------
        InputError
            The file is no such list.
        """
        other = parse_list(read_json(path), path.name, SourceOwner.CENTRAL)
        merged = merge(self._own, other, (one.url for one in self.everything()))
        if merged.added:
            self._keep(merged.kept)
        return ImportReport(merged.added, merged.known, other.problems)

    def reload_central(self) -> None:
        """Read the local copy of the central list again, after it was fetched."""
        self._central, self.central_fetched_at = self._read_central()
        self.changed.emit()

    @property
    def central_path(self) -> Path:
        """Where the copy of the central list is kept."""
        return self._folder / CENTRAL_FILE

    # --- files ---------------------------------------------------------------------------------------
    def _read_own(self) -> SourceList:
        self._choices: Dict[str, Dict[str, Any]] = {}
        path = self._folder / OWN_FILE
        if not path.exists():
            return SourceList()
        try:
            document = read_json(path)
            own = parse_list(document, path.name, SourceOwner.OWN)
        except InputError as error:
            return self._set_aside(path, error)
        choices = document.get("choices")
        if isinstance(choices, dict):
            self._choices = {key: value for key, value in choices.items() if isinstance(value, dict)}
        self.problems += tuple(f"{one.name}: {one.sentence}" for one in own.problems)
        return own

    def _set_aside(self, path: Path, error: InputError) -> SourceList:
        aside = path.with_name(f"{path.stem}.damaged-{datetime.now(timezone.utc):%Y%m%dT%H%M%S}.json")
        text = tr("Your list of catalogues was damaged and set aside as “{name}”. The shipped catalogues are there.")
        try:
            path.replace(aside)
        except OSError:
            text = error.sentence
        self.problems += (text.format(name=aside.name),)
        return SourceList()

    def _read_central(self) -> Tuple[SourceList, datetime | None]:
        path = self.central_path
        if not path.exists():
            return SourceList(), None
        try:
            central = parse_list(read_json(path), path.name, SourceOwner.CENTRAL)
            return central, datetime.fromtimestamp(path.stat().st_mtime, timezone.utc)
        except (InputError, OSError):
            self.problems += (tr("The copy of the central list is damaged. Fetch it again."),)
            return SourceList(), None

    def _keep(self, own: SourceList) -> None:
        """Write the list, and only then use it."""
        document = to_document(own, for_others=False)
        document["choices"] = self._choices
        try:
            write_kept_json(self._folder / OWN_FILE, document)
        except StoreError:
            self._choices = self._kept_choices()
            raise
        self._own = own
        self.changed.emit()

    def _kept_choices(self) -> Dict[str, Dict[str, Any]]:
        path = self._folder / OWN_FILE
        document = read_json(path) if path.exists() else {}
        return dict(document.get("choices", {}))


def new_source(url: str, title: str = "", kind: PortalKind | None = None) -> CatalogueSource:
    """Return a catalogue of the user's own for an address."""
    name = title or (urlsplit(url).netloc or Path(url).name)
    return CatalogueSource(key=url, title=name, url=url, kind=kind, owner=SourceOwner.OWN)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.casefold()
    except ValueError:
        return ""
