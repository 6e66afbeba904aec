# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages of a SensorThings collection, followed to the end by their nextLinks and never in circles."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Callable, Dict, Hashable, Iterator, List, Set, Tuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from ruhr_smartcity_plugin.core.errors import AddressRefusedError, IncompleteError, InputError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.sensors.entities import Entity, parse_id
from ruhr_smartcity_plugin.core.sensors.model import EntityId
from ruhr_smartcity_plugin.translation import tr

_SETS = "MultiDatastreams|Datastreams|Things|Locations|Observations|ObservedProperties"
_SET_IN_PATH = re.compile(rf"/((?:{_SETS})(?:[(/].*)?)$")
_PORTS = {"http": 80, "https": 443}
_MAX_PAGES = 10_000  # of one collection; a million observations at 1,000 a page are 1,000


@dataclass(frozen=True)
class Page:
    """One page: its fresh entities, the total the service states, and where it goes on ("" on the last page).

    `refused` is why a nextLink will not be followed; what the page holds is good all the same.
    """

    url: str
    entities: Tuple[Entity, ...]
    next_url: str
    count: int | None
    refused: AddressRefusedError | None = None


def normalise_root(address: str) -> str:
    """Return the service's root with one trailing slash, without query, whatever page of it the user copied.

    Raises `InputError` for what is no http(s) address.

    >>> normalise_root(" https://example.org/FROST/v1.1/Things?$top=2 "), normalise_root("https://example.org/v1.1")
    ('https://example.org/FROST/v1.1/', 'https://example.org/v1.1/')
    """
    try:
        parts = urlsplit(address.strip())
        usable = parts.scheme.lower() in _PORTS and bool(parts.hostname) and _origin(parts) is not None
    except ValueError:
        usable = False
    if not usable:
        raise InputError(
            tr("“{address}” is no address of a service. Enter one that begins with https:// or http://.").format(
                address=address.strip()[:120]
            )
        )
    path = _SET_IN_PATH.sub("", parts.path).rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path + "/", "", ""))


def entity_path(set_name: str, identity: EntityId) -> str:
    """Return ``Things(5)`` or ``Things('a')``; quotation marks are doubled as OData asks, the rest is percent-encoded.

    >>> entity_path("Things", 5), entity_path("Things", "it's/1")
    ('Things(5)', "Things('it''s%2F1')")
    """
    if isinstance(identity, int):
        return f"{set_name}({identity})"
    doubled = quote(identity, safe="").replace("%27", "''")
    return f"{set_name}('{doubled}')"


def with_options(url: str, options: Dict[str, str]) -> str:
    """Return `url` with OData options; signs that every service reads plainly stay readable."""
    query = "&".join(f"{key}={quote(value, safe=_READABLE)}" for key, value in options.items() if value)
    return f"{url}?{query}" if query else url


_READABLE = "$(),;='/:@"


class PageReader:
    """Reads pages of one service. Keeps to the address the user entered, wherever nextLinks point."""

    def __init__(self, client: HttpClient, root_url: str, service: str, progress: Progress = SILENT) -> None:
        self.root_url = root_url
        self.repaired_links: Set[str] = set()
        self._client, self._service, self._progress = client, service, progress
        self._root = urlsplit(root_url)

    def wait(self, seconds: float) -> None:
        """Let time pass the way the transport wants it."""
        self._client.wait(seconds)

    def read_json(self, url: str) -> object:
        """Return one document of the service."""
        stop_if_cancelled(self._progress)
        headers = {"Accept": "application/json"}
        return self._client.get_json(url, headers=headers, service=self._service, progress=self._progress)

    def read_page(self, url: str) -> Page:
        """Return one page of a collection. Raises `UnexpectedContentError` if it is none."""
        document = self.read_json(url)
        entities = document.get("value") if isinstance(document, dict) else None
        if not isinstance(entities, list):
            raise UnexpectedContentError(
                tr("“{address}” is no SensorThings service. Check the address; it usually ends in /v1.1.").format(
                    address=self.root_url
                ),
                f"no list under 'value' at {url}",
            )
        readable = tuple(one for one in entities if isinstance(one, dict))
        return self.make_page(url, readable, document.get("@iot.nextLink"), document.get("@iot.count"))

    def make_page(self, url: str, entities: Tuple[Entity, ...], link: object, count: object) -> Page:
        """Return the page at `url` with the nextLink and count the service gave it, whatever they are."""
        if not isinstance(link, str) or not link.strip():
            return Page(url, entities, "", as_count(count))
        try:
            return Page(url, entities, self.resolve(link, url), as_count(count))
        except AddressRefusedError as error:
            return Page(url, entities, "", as_count(count), error)

    def walk(self, url: str, known: Set[Hashable] | None = None,
             read: Callable[[str], Page] | None = None) -> Iterator[Page]:
        """Yield pages from `url` on, each with the entities not seen before (`known` holds keys seen earlier).

        Raises `IncompleteError` when a page comes a second time or brings nothing new: a service or a cache
        that ignores $skip would go on for ever.
        """
        read = read or self.read_page
        seen: Set[Hashable] = set(known or ())
        visited: Set[str] = set()
        while url:
            if url in visited or len(visited) >= _MAX_PAGES:
                raise self._going_in_circles(url, len(seen))
            visited.add(url)
            page = read(url)
            fresh: List[Entity] = []
            for entity in page.entities:
                key = identity_key(entity)
                if key not in seen:
                    seen.add(key)
                    fresh.append(entity)
            # One repeated entity on the last page is a paging off by one; more of them are an old page again.
            if page.entities and not fresh and (page.next_url or len(page.entities) > 1):
                raise self._going_in_circles(url, len(seen))
            yield replace(page, entities=tuple(fresh))
            if page.refused is not None:
                raise page.refused
            url = page.next_url

    def resolve(self, link: str, page_url: str) -> str:
        """Return where a nextLink leads, always on the configured address.

        Behind a reverse proxy many services name an inner host. The part from the collection's name on is then
        read from the configured address; another host is never contacted. Raises `AddressRefusedError` for a link
        without such a part.
        """
        try:
            target = urlsplit(urljoin(page_url, link.strip()))
            same = _origin(target) == _origin(self._root)
        except ValueError as error:
            raise self._foreign_link(link) from error
        if same:
            return urlunsplit((self._root.scheme, self._root.netloc, target.path, target.query, ""))
        match = _SET_IN_PATH.search(target.path)
        if match is None:
            raise self._foreign_link(link)
        self.repaired_links.add(target.netloc.rpartition("@")[2])
        path = self._root.path + match.group(1)
        return urlunsplit((self._root.scheme, self._root.netloc, path, target.query, ""))

    def _foreign_link(self, link: str) -> AddressRefusedError:
        return AddressRefusedError(
            tr("The next page of “{address}” lies at another address and was not loaded. Tell the operator.").format(
                address=self.root_url
            ),
            f"nextLink {link[:200]}",
        )

    def _going_in_circles(self, url: str, received: int) -> IncompleteError:
        return IncompleteError(
            tr("The service “{address}” repeats its pages, so the rest cannot be loaded. Tell the operator.").format(
                address=self.root_url
            ),
            f"page without anything new: {url}",
            expected=None,
            received=received,
        )


def identity_key(entity: Entity) -> Hashable:
    """Return what tells entities apart: the id, or time and result where ids were not asked for."""
    identity = parse_id(entity)
    if identity is not None:
        return identity
    return str(entity.get("phenomenonTime")), str(entity.get("result"))


def as_count(raw: object) -> int | None:
    """Return a count a service states; None for none or nonsense."""
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0 else None


def _origin(parts: SplitResult) -> Tuple[str, str, int | None]:
    scheme = parts.scheme.lower()
    return scheme, (parts.hostname or "").lower(), parts.port or _PORTS.get(scheme)
