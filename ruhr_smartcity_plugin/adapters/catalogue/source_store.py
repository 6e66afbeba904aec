# SPDX-License-Identifier: GPL-2.0-or-later
"""The catalogues of this user: shipped ones, a central list of the administrator, and the user's own."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, Mapping, Tuple
from urllib.parse import urlsplit

from qgis.PyQt.QtCore import QLockFile, QObject, pyqtSignal

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.opening import root_of
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.presets import load_shipped, service_dataset
from ruhr_smartcity_plugin.core.catalogue.safety import may_keep_login
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource, ServiceEntry, SourceOwner
from ruhr_smartcity_plugin.core.catalogue.source_list import (
    RowProblem,
    SourceList,
    merge,
    parse_list,
    require_room,
    to_document,
)
from ruhr_smartcity_plugin.core.errors import InputError, StoreBusyError, StoreError
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept, write_kept_json
from ruhr_smartcity_plugin.core.network.service import host_of, quotable
from ruhr_smartcity_plugin.translation import tr

OWN_FILE = "own_catalogues.json"
CENTRAL_FILE = "central_catalogues.json"
_LOCK_WAIT_MS, _STALE_LOCK_MS = 1000, 30_000


@dataclass(frozen=True)
class ImportReport:
    """What taking in somebody's list brought."""

    added: Tuple[str, ...]
    known: int
    problems: Tuple[RowProblem, ...]


@dataclass(frozen=True)
class Removed:
    """What was taken out of the user's list, to be put back by `CatalogueSources.put_back`."""

    entry: CatalogueSource | Mapping[str, Any]  # a catalogue, or the row of a geo service
    place: int
    was_hidden: bool

    @property
    def title(self) -> str:
        """The name of the catalogue or service."""
        return self.entry.title if isinstance(self.entry, CatalogueSource) else self.entry["title"]


class CatalogueSources(QObject):
    """The one list of catalogues; every room reads it, the dialog changes it. Lives in the main thread.

    `folder` is where the user's own list and the copy of the central one are kept. A damaged file of one's own is set
    aside and told by `problems`; the shipped catalogues always stay. Before each change the list is read again if
    another QGIS has written it, and a lock keeps two from writing at once, so that nobody's entries get lost.
    """

    changed = pyqtSignal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._shipped = load_shipped()
        self.problems: Tuple[str, ...] = ()
        self._own, self._stamp = self._read_own(), self._own_stamp()
        self._central, self.central_fetched_at = self._read_central()

    # --- reading -------------------------------------------------------------------------------------
    def everything(self) -> Tuple[CatalogueSource, ...]:
        """Return all catalogues, hidden ones too: shipped, central, own; each address once, the first one counts."""
        found: Dict[str, CatalogueSource] = {}
        for source in (*self._shipped.sources, *self._central.sources, *self._own.sources):
            first = found.setdefault(source.url.casefold(), self._with_choices(source))
            if source.authcfg and not first.authcfg:  # the administrator's list took up what the user had a log-in for
                found[source.url.casefold()] = replace(first, authcfg=source.authcfg)
        return tuple(found.values())

    def all(self) -> Tuple[CatalogueSource, ...]:
        """Return the catalogues that are offered."""
        return tuple(one for one in self.everything() if not one.is_hidden)

    def services(self) -> Tuple[Dataset, ...]:
        """Return all geo services as data sets, those of the shipped list first."""
        rows = (*self._shipped.services, *self._central.services, *self._own.services)
        shown = (row for row in rows if row["id"] not in self._own.hidden)
        return tuple({row["id"]: service_dataset(row) for row in shown}.values())

    def service_entries(self) -> Tuple[ServiceEntry, ...]:
        """Return the geo services of all lists, hidden ones too; of several with one id the last counts."""
        found: Dict[str, ServiceEntry] = {}
        for owner, services in (
            (SourceOwner.SHIPPED, self._shipped.services),
            (SourceOwner.CENTRAL, self._central.services),
            (SourceOwner.OWN, self._own.services),
        ):
            for row in services:
                found[row["id"]] = ServiceEntry(
                    key=row["id"],
                    title=row["title"],
                    url=row["url"],
                    kind=ServiceKind[row["kind"]],
                    owner=owner,
                    is_hidden=row["id"] in self._own.hidden,
                    date_checked=row["date_checked"],
                    is_unverified=row["unverified"],
                )
        return tuple(found.values())

    def by_url(self, url: str) -> CatalogueSource | None:
        """Return the catalogue with this root address; None if there is none."""
        wanted = url.rstrip("/").casefold()
        return next((one for one in self.everything() if one.url.rstrip("/").casefold() == wanted), None)

    def by_root(self, root: str) -> CatalogueSource | None:
        """Return the catalogue whose portal has this root, by whatever page of it it was added; None if none has.

        Of one whose kind is not known yet, all that counts is the host.
        """
        known = self.by_url(root)
        if known is not None:
            return known
        listed = self.everything()
        same = (one for one in listed if root_of(one) == root)
        return next(same, None) or next(
            (one for one in listed if one.kind is None and host_of(one.url) == host_of(root)), None
        )

    def login_for(self, url: str) -> str:
        """Return the id of the log-in for an address; "" if no catalogue has one that may be sent there."""
        own = (one for one in self.everything() if one.authcfg and may_keep_login(one.url, url))
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
        with self._change():
            self._require_new(source.url)
            own = replace(source, owner=SourceOwner.OWN, key=source.url)
            kept = replace(self._own, sources=(*self._own.sources, own), hidden=self._own.hidden - {own.key})
            require_room(kept)
            self._keep(kept)
        return own

    def update(self, key: str, source: CatalogueSource) -> None:
        """Change a catalogue: all of an own one; log-in and index of the others. Raises what `add` raises."""
        with self._change():
            current = next((one for one in self.everything() if one.key == key), None)
            if current is None:
                raise InputError(tr("The catalogue is no longer in the list."))
            if current.owner is not SourceOwner.OWN:
                self._choices[key] = {"authcfg": source.authcfg, "indexed": source.is_indexed}
                self._keep(self._own)
                return
            self._require_new(source.url, key)
            changed = replace(source, owner=SourceOwner.OWN, key=source.url)
            rows = tuple(changed if one.key == key else one for one in self._own.sources)
            hidden = self._own.hidden - {key} | ({changed.key} if key in self._own.hidden else set())
            self._keep(replace(self._own, sources=rows, hidden=frozenset(hidden)))

    def remove(self, key: str) -> Removed:
        """Take one of the user's own catalogues or services out of the list; `put_back` undoes it."""
        with self._change():
            found = next((one for one in enumerate(self._own.sources) if one[1].key == key), None)
            found = found or next((one for one in enumerate(self._own.services) if one[1]["id"] == key), None)
            if found is None:
                raise InputError(tr("Only catalogues of your own can be removed; hide the others."))
            removed = Removed(found[1], found[0], key in self._own.hidden)
            sources = tuple(one for one in self._own.sources if one is not removed.entry)
            services = tuple(one for one in self._own.services if one is not removed.entry)
            self._keep(replace(self._own, sources=sources, services=services, hidden=self._own.hidden - {key}))
        return removed

    def put_back(self, removed: Removed) -> None:
        """Undo `remove`; what was added since stays. Raises what `add` raises."""
        with self._change():
            sources, services = list(self._own.sources), list(self._own.services)
            if isinstance(removed.entry, CatalogueSource):
                self._require_new(removed.entry.url)
                sources.insert(removed.place, removed.entry)
                key = removed.entry.key
            else:
                services.insert(removed.place, removed.entry)
                key = removed.entry["id"]
            hidden = self._own.hidden | ({key} if removed.was_hidden else set())
            self._keep(replace(self._own, sources=tuple(sources), services=tuple(services), hidden=frozenset(hidden)))

    def set_hidden(self, keys: str | Iterable[str], hidden: bool) -> None:
        """Hide catalogues or services (by their keys) from all lists, or show them again."""
        wanted = {keys} if isinstance(keys, str) else set(keys)
        with self._change():
            names = self._own.hidden | wanted if hidden else self._own.hidden - wanted
            self._keep(replace(self._own, hidden=frozenset(names)))

    def _require_new(self, url: str, but: str = "") -> None:
        known = self.by_url(url)
        if known is None or known.key == but:
            return
        if known.is_hidden:
            text = tr("This address is in the list already, but hidden: {title}. Show the hidden ones to see it.")
        else:
            text = tr("This address is in the list already: {title}.")
        raise InputError(text.format(title=quotable(known.title)))

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
        with self._change():
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

    @contextmanager
    def _change(self) -> Iterator[None]:
        """Hold the list for one change, and begin with what another QGIS may have written since.

        Raises `StoreBusyError` while that one is at it.
        """
        path = self._folder / OWN_FILE
        lock = QLockFile(str(path) + ".lock")
        lock.setStaleLockTime(_STALE_LOCK_MS)
        # Where no lock can be made (a profile that may only be read) the writing itself tells why.
        is_locked = self._folder.is_dir() and lock.tryLock(_LOCK_WAIT_MS)
        if lock.error() == QLockFile.LockError.LockFailedError:
            sentence = tr("Another QGIS is changing the list of catalogues. Try again in a moment.")
            raise StoreBusyError(sentence, f"{path}.lock")
        try:
            if self._own_stamp() != self._stamp:
                self._own, self._stamp = self._read_own(), self._own_stamp()
            yield
        finally:
            if is_locked:
                lock.unlock()

    def _own_stamp(self) -> Tuple[int, int]:
        try:
            found = (self._folder / OWN_FILE).stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)

    def _keep(self, own: SourceList) -> None:
        """Write the list, and only then use it."""
        path = self._folder / OWN_FILE
        document = to_document(own, for_others=False)
        document["choices"] = self._choices
        try:
            if own.problems and path.exists():  # rows of a newer version, perhaps: not to be lost for ever
                write_kept(path.with_name(f"{path.stem}.before.json"), path.read_bytes())
                own = replace(own, problems=())
            write_kept_json(path, document)
        except (StoreError, OSError) as error:
            self._choices = self._kept_choices()
            if isinstance(error, StoreError):
                raise
            sentence = tr("The file “{name}” cannot be read. Choose another file or ask for a new copy.")
            raise StoreError(sentence.format(name=path.name), str(error)) from error
        self._own, self._stamp = own, self._own_stamp()
        self.changed.emit()

    def _kept_choices(self) -> Dict[str, Dict[str, Any]]:
        path = self._folder / OWN_FILE
        try:
            document = read_json(path) if path.exists() else {}
        except InputError:
            return {}
        choices = document.get("choices") if isinstance(document, dict) else None
        return dict(choices) if isinstance(choices, dict) else {}


def new_source(url: str, title: str = "", kind: PortalKind | None = None) -> CatalogueSource:
    """Return a catalogue of the user's own for an address."""
    name = title or (urlsplit(url).netloc or Path(url).name)
    return CatalogueSource(key=url, title=name, url=url, kind=kind, owner=SourceOwner.OWN)
