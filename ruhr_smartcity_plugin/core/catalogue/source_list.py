# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists of portals and geo services: shipped, of an administrator, of the user. One form for all of them.

A list is a JSON object with `portals` and `services` (either may be missing), each an array of rows. Rows that cannot
be used, that repeat another one or stand under another name are told and left out; a document that is no list is
refused as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Callable, Container, Dict, FrozenSet, Iterable, List, Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource, SourceOwner
from ruhr_smartcity_plugin.core.errors import AddressRefusedError, InputError
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.translation import tr

MOST_ROWS = 2000
_LONGEST_TEXT = 4000
_SERVICE_TEXTS = ("id", "title", "kind", "url", "publisher", "licence", "attribution", "notes", "source", "crs",
                  "date_checked")  # fmt: skip
_SERVICE_LISTS = ("layers", "themes", "tags")
_ARRAYS = ("portals", "services", "hidden")


@dataclass(frozen=True)
class RowProblem:
    """A row of a list that cannot be used: its number from 1, what it calls itself, and why."""

    number: int
    name: str
    sentence: str


@dataclass(frozen=True)
class SourceList:
    """What a list holds. `services` are rows as `resources/data/services.json` has them, checked."""

    sources: Tuple[CatalogueSource, ...] = ()
    services: Tuple[Mapping[str, Any], ...] = ()
    problems: Tuple[RowProblem, ...] = ()
    hidden: FrozenSet[str] = frozenset()

    def __len__(self) -> int:
        return len(self.sources) + len(self.services)


def parse_list(document: Any, name: str, owner: SourceOwner) -> SourceList:
    """Return what a list holds; `name` is the file or address for the sentence.

    Log-ins are read from the user's own list only: an id of somebody else's log-in means nothing here.

    Raises
    ------
    InputError
        The document is no list of portals or services, or has more than 2,000 rows.
    """
    if not isinstance(document, Mapping) or not any(key in document for key in ("portals", "services")):
        raise _no_list(name, "neither portals nor services")
    portals, services = document.get("portals", []), document.get("services", [])
    if not isinstance(portals, list) or not isinstance(services, list):
        raise _no_list(name, "portals or services is no array")
    if len(portals) + len(services) > MOST_ROWS:
        raise _no_list(name, f"{len(portals) + len(services)} rows")
    problems: List[RowProblem] = []
    portal_once, service_once = _Once(lambda one: _same(one.url)), _Once(service_identity)
    sources = _each(portals, lambda row: portal_once.checked(_read_portal(row, owner)), problems)
    has_logins = owner is SourceOwner.OWN
    checked = _each(services, lambda row: service_once.checked(checked_service(row, keeps_login=has_logins)), problems)
    for key, rows in document.items():
        if key not in _ARRAYS and _are_rows(rows):
            _each(rows[:MOST_ROWS], lambda _row, key=key: _refuse_array(key), problems)
    hidden = document.get("hidden", [])
    names = frozenset(one for one in hidden if isinstance(one, str)) if isinstance(hidden, list) else frozenset()
    return SourceList(_with_own_keys(sources), _with_own_ids(checked), tuple(problems), names)


def to_document(kept: SourceList, *, for_others: bool) -> Dict[str, Any]:
    """Return a list as JSON values; `for_others` leaves out log-ins, files of this computer and what is hidden."""
    document: Dict[str, Any] = {
        "about": "List of open data portals and geo services for the QGIS plugin Ruhr Smart City.",
        "portals": [_portal_row(one, for_others) for one in kept.sources if not for_others or _is_for_others(one)],
        "services": [_service_row(one, for_others) for one in kept.services if not for_others or not _holds_key(one)],
    }
    if not for_others:
        document["hidden"] = sorted(kept.hidden)
    return document


@dataclass(frozen=True)
class Merged:
    """A list with another one taken in, and what that brought."""

    kept: SourceList
    added: Tuple[str, ...]
    known: int


def merge(
    own: SourceList,
    other: SourceList,
    known_urls: Iterable[str] = (),
    known_services: Iterable[Mapping[str, Any]] = (),
) -> Merged:
    """Return the user's list with the rows of another one it does not have yet; nothing of the user's is replaced.

    `known_urls` are addresses of portals that stand in other lists already (shipped, central), `known_services` rows of
    geo services. Another service under the id of one of those gets its own id: it does not stand in for it.

    Raises
    ------
    InputError
        The list would get more than 2,000 rows.
    """
    urls = {_same(one.url) for one in own.sources} | {_same(one) for one in known_urls}
    services = (*own.services, *known_services)
    ids, layers = {one["id"] for one in services}, {service_identity(one) for one in services}
    fresh_sources, fresh_services = [], []
    for source in other.sources:
        if _same(source.url) not in urls:
            urls.add(_same(source.url))
            fresh_sources.append(replace(source, owner=SourceOwner.OWN, authcfg="", key=source.url))
    for service in other.services:
        if service_identity(service) not in layers:
            row = {**service, "id": free_id(service["id"], ids)}
            ids.add(row["id"])
            layers.add(service_identity(row))
            fresh_services.append(row)
    kept = replace(own, sources=(*own.sources, *fresh_sources), services=(*own.services, *fresh_services))
    require_room(kept)
    added = tuple(one.title for one in fresh_sources) + tuple(one["title"] for one in fresh_services)
    return Merged(kept, added, len(other) - len(added))


def require_room(kept: SourceList) -> None:
    """Raise InputError for a list that is longer than `parse_list` reads: it could be written and never read again."""
    if len(kept) > MOST_ROWS:
        text = tr("Your list would have {number} entries; {most} is the most. Nothing was changed.")
        raise InputError(text.format(number=len(kept), most=MOST_ROWS))


def free_id(wanted: str, taken: Container[str]) -> str:
    """Return the id, or the next one like it that is not taken."""
    while wanted in taken:
        wanted += "-2"
    return wanted


def _each(rows: List[Any], read: Any, problems: List[RowProblem]) -> List[Any]:
    found = []
    for number, row in enumerate(rows, 1):
        name = quotable(str(row.get("title") or row.get("url") or "?"), 60) if isinstance(row, Mapping) else "?"
        try:
            if not isinstance(row, Mapping):
                raise InputError(tr("It is no object."))
            found.append(read(row))
        except (AddressRefusedError, InputError) as error:
            problems.append(RowProblem(number, name, error.sentence))
    return found


def _read_portal(row: Mapping[str, Any], owner: SourceOwner) -> CatalogueSource:
    kind_name = _text(row, "kind").casefold()
    url = _address(row, owner, kind_name)
    if kind_name not in ("", "auto", *(one.value for one in PortalKind)):
        raise InputError(tr("The kind “{kind}” is not known.").format(kind=quotable(kind_name, 40)))
    own = owner is SourceOwner.OWN
    return CatalogueSource(
        key=url if own else _text(row, "id") or url,
        title=_text(row, "title") or url.split("://", 1)[-1],
        url=url,
        kind=None if kind_name in ("", "auto") else PortalKind(kind_name),
        operator=_text(row, "operator"),
        owner=owner,
        authcfg=_text(row, "authcfg") if own else "",
        is_indexed=row.get("indexed", True) is not False,
        date_checked=_text(row, "date_checked"),
        is_unverified=bool(row.get("unverified")),
    )


def _address(row: Mapping[str, Any], owner: SourceOwner, kind: str) -> str:
    text = _text(row, "url")
    # A file of the user's own disk may stand in the user's own list only; foreign lists name web addresses.
    if owner is SourceOwner.OWN and kind == PortalKind.DCAT.value and Path(text).is_absolute():
        return text
    return checked_address(text).rstrip("/")


def checked_service(row: Mapping[str, Any], *, keeps_login: bool = False) -> Dict[str, Any]:
    """Return the row of a geo service with all its keys, checked; its log-in only where it is the user's own.

    Raises
    ------
    AddressRefusedError, InputError
        The address, the kind or the form of a value cannot be used.
    """
    checked: Dict[str, Any] = {key: _text(row, key) for key in _SERVICE_TEXTS}
    checked["authcfg"] = _text(row, "authcfg") if keeps_login else ""
    checked["url"] = checked_address(checked["url"])
    if checked["kind"] not in ServiceKind.__members__:
        raise InputError(tr("The kind “{kind}” is not known.").format(kind=quotable(checked["kind"], 40)))
    for key in _SERVICE_LISTS:
        checked[key] = _names(row, key)
    checked["editions"] = _editions(row.get("editions", []))
    checked["title"] = checked["title"] or checked["url"]
    checked["id"] = checked["id"] or _made_id(checked)
    checked["unverified"] = bool(row.get("unverified"))
    return checked


def _editions(rows: Any) -> List[Dict[str, Any]]:
    """Return the editions of a service (years, say) that have an address and layers of their own each, checked."""
    if not isinstance(rows, list) or not all(isinstance(one, Mapping) for one in rows):
        raise InputError(tr("“{key}” is no list.").format(key="editions"))
    return [
        {"title": _text(one, "title"), "url": checked_address(_text(one, "url")), "layers": _names(one, "layers")}
        for one in rows
    ]  # fmt: skip


def _names(row: Mapping[str, Any], key: str) -> List[str]:
    values = row.get(key, [])
    if not isinstance(values, list):
        raise InputError(tr("“{key}” is no list.").format(key=key))
    return [str(one)[:_LONGEST_TEXT] for one in values if isinstance(one, (str, int))]


def _is_for_others(source: CatalogueSource) -> bool:
    """Answer whether a row means something on another computer, and holds no key."""
    return source.url.startswith(("http://", "https://")) and redact(source.url) == source.url


def _holds_key(service: Mapping[str, Any]) -> bool:
    """Answer whether an address of a service, or of one of its editions, holds a key."""
    urls = (service["url"], *(one["url"] for one in service.get("editions", ())))
    return any(redact(url) != url for url in urls)


def _portal_row(source: CatalogueSource, for_others: bool) -> Dict[str, Any]:
    row = {
        "id": source.key,
        "title": source.title,
        "url": source.url,
        "kind": source.kind.value if source.kind else "auto",
        "operator": source.operator,
        "date_checked": source.date_checked,
        "unverified": source.is_unverified,
        "indexed": source.is_indexed,
    }
    if not for_others:
        row["authcfg"] = source.authcfg
    return row


def _service_row(row: Mapping[str, Any], for_others: bool) -> Dict[str, Any]:
    return {key: value for key, value in row.items() if not for_others or key != "authcfg"}


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key, "")
    if value is None:
        return ""
    if not isinstance(value, (str, int, float)):
        raise InputError(tr("“{key}” is no text.").format(key=key))
    text = str(value).strip()
    if len(text) > _LONGEST_TEXT:
        raise InputError(tr("“{key}” is too long.").format(key=key))
    return text


class _Once:
    """Lets each portal or service of a list through once; `identity` is what makes two rows the same."""

    def __init__(self, identity: Callable[[Any], Any]) -> None:
        self._identity, self._seen = identity, set()

    def checked(self, one: Any) -> Any:
        """Return it. Raises InputError if a row above is the same."""
        identity = self._identity(one)
        if identity in self._seen:
            raise InputError(tr("It repeats an entry above: the same address."))
        self._seen.add(identity)
        return one


def _are_rows(rows: Any) -> bool:
    """Answer whether these are rows of portals or services; lists of contacts and remarks are not."""
    return isinstance(rows, list) and any(isinstance(one, Mapping) and "url" in one for one in rows)


def _refuse_array(name: str) -> None:
    sentence = tr("It stands under “{name}”, where nothing is read; write “portals” or “services”.")
    raise InputError(sentence.format(name=quotable(str(name), 40)))


def _with_own_keys(sources: Iterable[CatalogueSource]) -> Tuple[CatalogueSource, ...]:
    """Give the address as key to a row whose id another row has already."""
    seen: Dict[str, CatalogueSource] = {}
    for source in sources:
        key = source.url if source.key in seen else source.key
        seen[key] = replace(source, key=key)
    return tuple(seen.values())


def _with_own_ids(services: Iterable[Mapping[str, Any]]) -> Tuple[Mapping[str, Any], ...]:
    """Give a made id to a row whose id another service has already."""
    seen: Dict[str, Mapping[str, Any]] = {}
    for row in services:
        key = _made_id(row) if row["id"] in seen else row["id"]
        seen[key] = {**row, "id": key}
    return tuple(seen.values())


def _made_id(row: Mapping[str, Any]) -> str:
    """Return an id that is the same wherever the list is read: of the address, the kind and the layers."""
    text = "\n".join((row["url"], row["kind"], *row["layers"]))
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


def _same(url: str) -> str:
    return url.rstrip("/").casefold()


def service_identity(row: Mapping[str, Any]) -> Tuple[str, str, Tuple[str, ...]]:
    """Return what makes the row of a geo service the same as another one: its address, its kind and its layers."""
    return _same(row["url"]), row["kind"], tuple(row["layers"])


def _no_list(name: str, detail: str) -> InputError:
    sentence = tr("“{name}” holds no list of portals or services. Choose a list that was exported from this plugin.")
    return InputError(sentence.format(name=quotable(name, 80)), detail)
