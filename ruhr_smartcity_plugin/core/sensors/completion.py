# SPDX-License-Identifier: GPL-2.0-or-later
"""What a page of Things leaves out: inner pages and refused expansions, read by at most four requests at a time."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Callable, Dict, Hashable, List, Sequence, Tuple, TypeVar

from ruhr_smartcity_plugin.core.errors import CancelledError, HttpStatusError, RuhrError
from ruhr_smartcity_plugin.core.sensors.entities import Entity, entities_in, parse_id
from ruhr_smartcity_plugin.core.sensors.model import EntityId, Finding, FindingKind
from ruhr_smartcity_plugin.core.sensors.paging import (
    Page,
    PageReader,
    as_count,
    entity_path,
    identity_key,
    with_options,
)
from ruhr_smartcity_plugin.translation import tr

PARALLEL = 4
_TURN_S = 0.005
_PATIENCE = 8  # a service that fails this often at side requests is left alone
# A service may refuse to sort by one of the times; some refuse unknown options with 500.
LATEST_OPTIONS = tuple(
    {"$select": "phenomenonTime,result,resultTime", "$orderby": f"{time} desc", "$top": "1"}
    for time in ("phenomenonTime", "resultTime")
)
REFUSALS = frozenset({400, 404, 405, 414, 422, 500, 501})

Item = TypeVar("Item")


def is_refusal(error: RuhrError) -> bool:
    """Answer whether a service refused the options of a request, so that a plainer request may work."""
    return isinstance(error, HttpStatusError) and error.status in REFUSALS


class Completion:
    """Fills the gaps of one reading and counts what could not be filled."""

    def __init__(self, reader: PageReader, datastream_options: Callable[[], Dict[str, str]]) -> None:
        self._reader = reader
        self._datastream_options = datastream_options
        self._latest_start = 0
        self._failures = 0
        self._losses: Counter = Counter()

    def complete_things(self, things: Sequence[Entity]) -> List[Entity]:
        """Return the Things with all Locations and Datastreams, each stream with its property and latest value."""
        whole = self._in_parallel(self._complete_thing, things)
        streams = [(number, stream) for number, thing in enumerate(whole) for stream in thing["Datastreams"]]
        completed = self._in_parallel(self._complete_stream, [stream for _, stream in streams])
        for thing in whole:
            thing["Datastreams"] = []
        for (number, _), stream in zip(streams, completed):
            whole[number]["Datastreams"].append(stream)
        return whole

    def findings(self) -> Tuple[Finding, ...]:
        """Return what stayed missing, one finding per kind."""
        found = []
        places, streams = self._losses["Locations"], self._losses["Datastreams"]
        latest = self._losses["Observations"]
        if places:
            sentence = tr("The places of %n station(s) could not be loaded.", "", places)
            found.append(Finding(FindingKind.PLACES_MISSING, sentence, is_loss=True))
        if streams:
            sentence = tr("The measurements of %n station(s) could not be loaded completely.", "", streams)
            found.append(Finding(FindingKind.STREAMS_MISSING, sentence, is_loss=True))
        if latest:
            sentence = tr("The latest values of %n measurement(s) could not be loaded.", "", latest)
            found.append(Finding(FindingKind.LATEST_MISSING, sentence, is_loss=True))
        return tuple(found)

    def _complete_thing(self, thing: Entity) -> Dict[str, object]:
        whole = dict(thing)
        whole["Locations"] = self._all_inner(thing, "Locations", {})
        whole["Datastreams"] = self._all_inner(thing, "Datastreams", self._datastream_options())
        return whole

    def _all_inner(self, thing: Entity, name: str, options: Dict[str, str]) -> List[Entity]:
        """Return all entities under `name`; where the service's link fails, the collection is asked for by itself."""
        here = list(entities_in(thing, name))
        identity = parse_id(thing)
        link, count = thing.get(f"{name}@iot.nextLink"), as_count(thing.get(f"{name}@iot.count"))
        if isinstance(thing.get(name), list) and (len(here) >= count if count is not None else not link):
            return here
        if identity is None:
            return here
        own_url = with_options(self._reader.root_url + entity_path("Things", identity) + "/" + name, options)
        urls: List[Callable[[], str]] = [lambda: own_url]
        if isinstance(link, str) and link:
            urls.insert(0, lambda: self._reader.resolve(link, self._reader.root_url + "Things"))
        for make_url in urls:
            complete = self._try(self._walk_inner, make_url, identity, name, here)
            if complete is not None and (count is None or len(complete) >= count):
                return complete
            here = complete or here
        self._losses[name] += 1
        return here

    def _walk_inner(self, make_url: Callable[[], str], identity: EntityId, name: str,
                    here: Sequence[Entity]) -> List[Entity]:
        found: Dict[Hashable, Entity] = {identity_key(one): one for one in here}

        def read(url: str) -> Page:
            return self._inner_page(self._reader.read_page(url), identity, name)

        for page in self._reader.walk(make_url(), read=read):
            found.update((identity_key(one), one) for one in page.entities)
        return list(found.values())

    def _inner_page(self, page: Page, identity: EntityId, name: str) -> Page:
        """Some services answer an inner nextLink with the outer collection again, moved on inside."""
        outer = [one for one in page.entities if name in one]
        if not outer:
            return page
        mine = next((one for one in outer if parse_id(one) == identity), {})
        link, count = mine.get(f"{name}@iot.nextLink"), mine.get(f"{name}@iot.count")
        return self._reader.make_page(page.url, entities_in(mine, name), link, count)

    def _complete_stream(self, stream: Entity) -> Entity:
        identity = parse_id(stream)
        if identity is None:
            return stream
        whole = dict(stream)
        url = self._reader.root_url + entity_path("Datastreams", identity)
        if not isinstance(stream.get("ObservedProperty"), dict):
            whole["ObservedProperty"] = self._try(self._reader.read_json, url + "/ObservedProperty")
        expanded = isinstance(stream.get("Observations"), list)
        if not expanded or (not stream["Observations"] and as_count(stream.get("Observations@iot.count"))):
            latest = self._try(self._read_latest, url + "/Observations")
            if latest is None:
                self._losses["Observations"] += 1
            whole["Observations"] = list(latest or ())
        return whole

    def _read_latest(self, url: str) -> Tuple[Entity, ...]:
        for number in range(self._latest_start, len(LATEST_OPTIONS)):
            try:
                entities = self._reader.read_page(with_options(url, LATEST_OPTIONS[number])).entities
            except HttpStatusError as error:
                if not is_refusal(error) or number + 1 == len(LATEST_OPTIONS):
                    raise
            else:
                self._latest_start = number
                return entities
        return ()

    def _try(self, read: Callable, *arguments: object):
        """Return what `read` returns; None after an error, and without trying once the service failed too often."""
        if self._failures >= _PATIENCE:
            return None
        try:
            return read(*arguments)
        except CancelledError:
            raise
        except RuhrError:
            self._failures += 1
            return None

    def _in_parallel(self, function: Callable[[Item], Entity], items: Sequence[Item]) -> List[Dict[str, object]]:
        """Return the results in the order of `items`. Waits by the client, so that QGIS's event loop keeps turning."""
        with ThreadPoolExecutor(max_workers=PARALLEL, thread_name_prefix="ruhr-stations") as pool:
            futures = [pool.submit(function, item) for item in items]
            try:
                while not all(one.done() for one in futures):
                    for one in futures:
                        if one.done():
                            one.result()
                    self._reader.wait(_TURN_S)
                return [dict(one.result()) for one in futures]
            finally:
                for one in futures:
                    one.cancel()
