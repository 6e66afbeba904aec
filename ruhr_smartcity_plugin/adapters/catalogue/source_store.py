# SPDX-License-Identifier: GPL-2.0-or-later
"""The catalogues of this user: shipped ones, a central list of the administrator, and the user's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, Mapping, Tuple
from urllib.parse import urlsplit

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.adapters.catalogue.source_files import SourceFiles
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
    checked_service,
    free_id,
    merge,
    parse_list,
    require_room,
    service_identity,
    to_document,
)
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept_json
from ruhr_smartcity_plugin.core.network.service import host_of, quotable
from ruhr_smartcity_plugin.translation import tr


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
    `has_central` answers whether a place of the central list is set; without one its copy does not count.
    """

    changed = pyqtSignal()

    def __init__(
        self, folder: Path, parent: QObject | None = None, *, has_central: Callable[[], bool] = lambda: True
    ) -> None:
        super().__init__(parent)
        self._shipped, self._has_central = load_shipped(), has_central
        self._files = SourceFiles(folder)

    @property
    def problems(self) -> Tuple[str, ...]:
        """Sentences about what could not be read of the lists."""
        return self._files.problems

    @property
    def central_fetched_at(self) -> datetime | None:
        """When the copy of the central list was fetched; None if there is none."""
        return self._files.central_fetched_at

    # --- reading -------------------------------------------------------------------------------------
    def everything(self) -> Tuple[CatalogueSource, ...]:
        """Return all catalogues, hidden ones too: shipped, central, own; each address once, the first one counts."""
        found: Dict[str, CatalogueSource] = {}
        for source in (*self._shipped.sources, *self._central().sources, *self._files.own.sources):
            first = found.setdefault(source.url.casefold(), self._with_choices(source))
            if source.authcfg and not first.authcfg:  # the administrator's list took up what the user had a log-in for
                found[source.url.casefold()] = replace(first, authcfg=source.authcfg)
        return tuple(found.values())

    def all(self) -> Tuple[CatalogueSource, ...]:
        """Return the catalogues that are offered."""
        return tuple(one for one in self.everything() if not one.is_hidden)

    def services(self) -> Tuple[Dataset, ...]:
        """Return all geo services as data sets, those of the shipped list first."""
        hidden = self._files.own.hidden
        return tuple(service_dataset(row) for row, _owner in self._shown_rows() if row["id"] not in hidden)

    def service(self, key: str) -> Dataset | None:
        """Return a geo service by its id, also if another row of the same is shown; None if it is hidden or gone."""
        row = self.service_row(key)
        return service_dataset(row) if row is not None and key not in self._files.own.hidden else None

    def service_entries(self) -> Tuple[ServiceEntry, ...]:
        """Return the geo services of all lists, hidden ones too, each once: of several the last counts.

        They are the same if they have one id, or the same address, kind and layers.
        """
        return tuple(self._service_entry(row, owner) for row, owner in self._shown_rows())

    def service_row(self, key: str) -> Mapping[str, Any] | None:
        """Return the row of a geo service, as `resources/data/services.json` has them; None if there is none."""
        found = self._service_rows().get(key)
        return found[0] if found else None

    def _service_rows(self) -> Dict[str, Tuple[Mapping[str, Any], SourceOwner]]:
        own = self._files.own.services
        lists = (
            (SourceOwner.SHIPPED, self._shipped.services),
            (SourceOwner.CENTRAL, self._central().services),
            (SourceOwner.OWN, own),
        )
        return {row["id"]: (row, owner) for owner, services in lists for row in services}

    def _shown_rows(self) -> Iterable[Tuple[Mapping[str, Any], SourceOwner]]:
        rows = self._service_rows().values()
        shown = {service_identity(row): row["id"] for row, _owner in rows}
        return [(row, owner) for row, owner in rows if shown[service_identity(row)] == row["id"]]

    def _central(self) -> SourceList:
        return self._files.central if self._has_central() else SourceList()

    def _service_entry(self, row: Mapping[str, Any], owner: SourceOwner) -> ServiceEntry:
        return ServiceEntry(
            key=row["id"],
            title=row["title"],
            url=row["url"],
            kind=ServiceKind[row["kind"]],
            owner=owner,
            is_hidden=row["id"] in self._files.own.hidden,
            date_checked=row["date_checked"],
            is_unverified=row["unverified"],
        )

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
        """Return the id of the log-in for an address; "" if no catalogue or service has one that may be sent there.

        Of several at one host the one whose address begins most like it.
        """
        kept = [(one.url, one.authcfg) for one in self.everything()]
        kept += [(row["url"], row["authcfg"]) for row, _owner in self._service_rows().values()]
        fitting = [(at, login) for at, login in kept if login and may_keep_login(at, url)]
        return max(fitting, key=lambda one: _shared_length(one[0], url), default=("", ""))[1]

    def _with_choices(self, source: CatalogueSource) -> CatalogueSource:
        choices = self._files.choices.get(source.key, {})
        source = replace(source, is_hidden=source.key in self._files.own.hidden)
        if source.owner is SourceOwner.OWN:
            return source
        # Harvesters of the whole state or country hold a hundred times the region's entries: only on request.
        is_indexed = choices.get("indexed", source.is_indexed)
        return replace(source, authcfg=str(choices.get("authcfg", "")), is_indexed=bool(is_indexed))

    # --- changing ------------------------------------------------------------------------------------
    def _keep(self, own: SourceList) -> None:
        self._files.keep(own)
        self.changed.emit()

    def add(self, source: CatalogueSource) -> CatalogueSource:
        """Add a catalogue of the user's own and return it as kept.

        Raises
        ------
        InputError
            Its address is in the list already.
        StoreError
            The list could not be written.
        """
        with self._files.change():
            self._require_new(source.url)
            added = replace(source, owner=SourceOwner.OWN, key=source.url)
            own = self._files.own
            kept = replace(own, sources=(*own.sources, added), hidden=own.hidden - {added.key})
            require_room(kept)
            self._keep(kept)
        return added

    def update(self, key: str, source: CatalogueSource) -> None:
        """Change a catalogue: all of an own one; log-in and index of the others. Raises what `add` raises."""
        with self._files.change():
            current = next((one for one in self.everything() if one.key == key), None)
            if current is None:
                raise InputError(tr("The catalogue is no longer in the list."))
            if current.owner is not SourceOwner.OWN:
                self._files.choices[key] = {"authcfg": source.authcfg, "indexed": source.is_indexed}
                self._keep(self._files.own)
                return
            self._require_new(source.url, key)
            changed = replace(source, owner=SourceOwner.OWN, key=source.url)
            rows = tuple(changed if one.key == key else one for one in self._files.own.sources)
            hidden = self._files.own.hidden - {key} | ({changed.key} if key in self._files.own.hidden else set())
            self._keep(replace(self._files.own, sources=rows, hidden=frozenset(hidden)))

    def remember_kind(self, url: str, kind: PortalKind, root: str) -> None:
        """Note what an address of the user's own has turned out to be, where that leads to the same root again.

        The address stays: the index knows its entries by it. Raises what `add` raises.
        """
        known = self.by_url(url)
        if known is None or known.kind is not None or known.owner is not SourceOwner.OWN:
            return
        noted = replace(known, kind=kind)
        if root_of(noted) == root:
            self.update(known.key, noted)

    def keep_service(self, row: Mapping[str, Any], key: str = "") -> str:
        """Keep a geo service in the user's own list and return its id: a new one, or the changed one with the id `key`.

        A changed row of another list stands in for that one; `remove` lets the other one show again.

        Raises
        ------
        AddressRefusedError, InputError
            The row cannot be used, or the service stands in the list with the same layers.
        StoreError
            The list could not be written.
        """
        with self._files.change():
            known = self._service_rows()
            if key and key not in known:
                raise InputError(tr("The service is no longer in the list."))
            changed = checked_service({**row, "id": key}, keeps_login=True)
            changed["id"] = key or free_id(changed["id"], known)
            identity = service_identity(changed)
            same = (one for one, _owner in known.values() if one["id"] != key and service_identity(one) == identity)
            twin = next(same, None)
            if twin is not None and not (key and service_identity(known[key][0]) == identity):
                text = tr("This service is in the list already, with the same layers: {title}.")
                raise InputError(text.format(title=quotable(twin["title"])))
            own = self._files.own
            others = [one for one in own.services if one["id"] != changed["id"]]
            place = next((at for at, one in enumerate(own.services) if one["id"] == key), len(others))
            others.insert(place, changed)
            kept = replace(own, services=tuple(others))
            require_room(kept)
            self._keep(kept)
        return str(changed["id"])

    def remove(self, key: str) -> Removed:
        """Take one of the user's own catalogues or services out of the list; `put_back` undoes it."""
        with self._files.change():
            own = self._files.own
            found = next((one for one in enumerate(own.sources) if one[1].key == key), None)
            found = found or next((one for one in enumerate(own.services) if one[1]["id"] == key), None)
            if found is None:
                raise InputError(tr("Only catalogues of your own can be removed; hide the others."))
            removed = Removed(found[1], found[0], key in own.hidden)
            sources = tuple(one for one in own.sources if one is not removed.entry)
            services = tuple(one for one in own.services if one is not removed.entry)
            self._keep(replace(own, sources=sources, services=services, hidden=own.hidden - {key}))
        return removed

    def put_back(self, removed: Removed) -> None:
        """Undo `remove`; what was added since stays. Raises what `add` raises."""
        with self._files.change():
            own = self._files.own
            sources, services = list(own.sources), list(own.services)
            if isinstance(removed.entry, CatalogueSource):
                self._require_new(removed.entry.url)
                sources.insert(removed.place, removed.entry)
                key = removed.entry.key
            else:
                services.insert(removed.place, removed.entry)
                key = removed.entry["id"]
            hidden = own.hidden | ({key} if removed.was_hidden else set())
            self._keep(replace(own, sources=tuple(sources), services=tuple(services), hidden=frozenset(hidden)))

    def set_hidden(self, keys: str | Iterable[str], hidden: bool) -> None:
        """Hide catalogues or services (by their keys) from all lists, or show them again."""
        wanted = {keys} if isinstance(keys, str) else set(keys)
        with self._files.change():
            names = self._files.own.hidden | wanted if hidden else self._files.own.hidden - wanted
            self._keep(replace(self._files.own, hidden=frozenset(names)))

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
        sources = self._files.own.sources if wanted is None else [one for one in self.everything() if one.key in wanted]
        services = self._files.own.services if wanted is None else ()
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
        with self._files.change():
            services = (row for row, _owner in self._service_rows().values())
            merged = merge(self._files.own, other, (one.url for one in self.everything()), services)
            if merged.added:
                self._keep(merged.kept)
        return ImportReport(merged.added, merged.known, other.problems)

    def reload_central(self) -> None:
        """Read the local copy of the central list again, after it was fetched."""
        self._files.reload_central()
        self.changed.emit()

    @property
    def central_path(self) -> Path:
        """Where the copy of the central list is kept."""
        return self._files.central_path


def new_source(url: str, title: str = "", kind: PortalKind | None = None) -> CatalogueSource:
    """Return a catalogue of the user's own for an address."""
    name = title or (urlsplit(url).netloc or Path(url).name)
    return CatalogueSource(key=url, title=name, url=url, kind=kind, owner=SourceOwner.OWN)


def _shared_length(one: str, other: str) -> int:
    """Return how many folders the paths of two addresses have in common, from the left."""
    folders = (urlsplit(at).path.strip("/").split("/") for at in (one, other))
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(*folders))))
