# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks services and catalogues about the layers of a project: few requests, one at a time per host, in a task."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import Callable, Dict, List, Sequence, Tuple
from urllib.parse import urlsplit, urlunsplit

from qgis.core import QgsNetworkAccessManager, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers import wfs
from ruhr_smartcity_plugin.adapters.layers.doctor_facts import with_path_looked_up
from ruhr_smartcity_plugin.adapters.layers.loading import MOST_OBJECTS, read_service
from ruhr_smartcity_plugin.adapters.layers.loading_live import check_tile
from ruhr_smartcity_plugin.adapters.layers.loading_objects import ObjectLoading
from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.adapters.local_time import short_date
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Verdict
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.doctor.diagnosis import Diagnosis, diagnose
from ruhr_smartcity_plugin.core.catalogue.doctor.facts import (
    DATASET,
    PORTAL,
    RECEIVED,
    RESOURCE,
    CatalogueAnswer,
    Examination,
    LayerFacts,
)
from ruhr_smartcity_plugin.core.catalogue.doctor.renaming import names_gone
from ruhr_smartcity_plugin.core.catalogue.formats import TILE_KINDS, ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_arcgis import arcgis_address
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_sensorthings import ENTITIES
from ruhr_smartcity_plugin.core.catalogue.portals.opening import open_portal
from ruhr_smartcity_plugin.core.catalogue.resource_match import find_again, find_today
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription
from ruhr_smartcity_plugin.core.catalogue.service_check import ServiceCheck, ServiceState, check_service
from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    CancelledError,
    HttpStatusError,
    LayerError,
    NetworkError,
    TimedOutError,
    TruncatedError,
)
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.pages import MOST_PARALLEL
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

_TURN_S = 0.05
_LAYER_TIME_S = 20.0


@dataclass
class Examiner:
    """Examines layers. `client_for(url)` returns a client with the log-in of that address, if it has one."""

    client_for: Callable[[str], HttpClient]
    presets: Sequence[Dataset] = field(default_factory=tuple)

    def examine(
        self,
        layers: Sequence[LayerFacts],
        on_result: Callable[[Diagnosis], None],
        progress: Progress = SILENT,
    ) -> Tuple[Diagnosis, ...]:
        """Return the diagnosis of every layer; each is also given to `on_result` as it is there (any thread).

        At most four hosts are asked at once, each of them one question at a time; a service that hangs takes its
        time-out and keeps nobody else waiting.

        Raises
        ------
        CancelledError
            The user stopped it; results given out so far stay valid.
        """
        found: Dict[str, Diagnosis] = {}

        def work(group: List[LayerFacts]) -> None:
            for known in group:
                stop_if_cancelled(progress)
                facts = with_path_looked_up(known)
                diagnosis = diagnose(facts, self._examination(facts, progress), date_text=_local_day)
                found[facts.layer_id] = diagnosis
                on_result(diagnosis)

        groups = _by_host(layers)
        with ThreadPoolExecutor(MOST_PARALLEL, thread_name_prefix="ruhr-doctor") as pool:
            futures = [pool.submit(work, group) for group in groups]
            self._attend(futures, lambda: progress.report(len(found) / max(1, len(layers))))
        for future in futures:
            future.result()
        return tuple(found[one.layer_id] for one in layers)

    def _attend(self, futures: Sequence[Future], report: Callable[[], None]) -> None:
        client = self.client_for("")
        while not all(one.done() for one in futures):
            client.wait(_TURN_S)
            report()

    def _examination(self, facts: LayerFacts, progress: Progress) -> Examination:
        catalogue = self._catalogue_answer(facts, progress)
        if not facts.is_remote or facts.kind is None:
            return Examination(catalogue=catalogue)
        client = _patient(self.client_for(facts.url))
        if facts.kind in TILE_KINDS:
            check, unproven = _check_tiles(client, facts, progress)
            return Examination(check=check, catalogue=catalogue, problem=unproven)
        check = check_service(client, facts.kind, facts.url, service=facts.name, progress=progress)
        offered, description = self._offered(client, facts, check, progress)
        counted, count_problem = _count(client, facts, description, progress)
        addresses, is_same = preset_addresses(facts, self.presets)
        return Examination(
            check=check,
            layers=offered,
            https_works=self._https_works(client, facts, check, progress),
            catalogue=catalogue,
            preset_urls=addresses,
            is_preset_same=is_same,
            counted=counted,
            problem=count_problem,
        )

    def _offered(
        self, client: HttpClient, facts: LayerFacts, check: ServiceCheck, progress: Progress
    ) -> Tuple[Tuple[str, ...] | None, ServiceDescription | None]:
        """Return the names the service offers, and its description; None for what is not known."""
        if not check.state.is_usable or not facts.layer:
            return None, None
        url = check.moved_to or facts.url
        try:
            if facts.kind is ServiceKind.ARCGIS:
                return _arcgis_numbers(client, url, facts.name, progress), None
            description = read_service(client, facts.kind, url, service=facts.name, progress=progress)
        except LayerError:
            return (), None
        except NetworkError:
            return None, None
        if facts.kind is ServiceKind.STA and facts.layer not in ENTITIES.values():
            return None, None  # QGIS shows more kinds of things than the catalogue offers
        return tuple(one.name for one in description.layers), description

    def _https_works(self, client: HttpClient, facts: LayerFacts, check: ServiceCheck, progress: Progress) -> bool:
        """Answer whether the service also answers by https; where it answers by nothing else, with the layer."""
        address = secure_address(facts.url)
        if not address or check.state in (ServiceState.LOGIN, ServiceState.MOVED):
            return False
        secure = check_service(client, facts.kind, address, service=facts.name, progress=progress)
        if secure.state not in (ServiceState.OK, ServiceState.SLOW):
            return False
        if check.state.is_usable or not facts.layer:
            return True
        offered, _description = self._offered(client, replace(facts, url=address), secure, progress)
        return offered is not None and not names_gone(facts.layer, offered)

    def _catalogue_answer(self, facts: LayerFacts, progress: Progress) -> CatalogueAnswer | None:
        root, key = facts.parameter(PORTAL), facts.parameter(DATASET)
        if not root.startswith(("http://", "https://")) or not key:
            return None
        try:
            portal = open_portal(_patient(self.client_for(root)), root, read_xml=read_xml, progress=progress)
            dataset = portal.dataset(key, progress=progress)
        except HttpStatusError as error:
            return CatalogueAnswer(is_gone=True) if error.status in (404, 410) else None
        except NetworkError:
            return None  # a portal that does not answer says nothing about the layer
        current = _resource_of(facts, dataset.distributions)
        url, changed = (current.url, current.modified) if current is not None else ("", None)
        return CatalogueAnswer(url, changed, data_date=dataset.data_date, entry_modified=dataset.modified)


def _local_day(moment: datetime) -> str:
    return short_date(moment.astimezone().date())


def _resource_of(facts: LayerFacts, listed: Sequence[Distribution]) -> Distribution | None:
    """Return the resource a layer was made from, as the catalogue lists it today; None if none can be taken for it."""
    title = facts.parameter(RESOURCE)
    same = [one.kind for one in listed if title and one.title == title]
    kind = facts.kind or next(iter([*same, *(one.kind for one in listed)]), ServiceKind.UNKNOWN)
    old = Distribution(key="", title=title, url=facts.copied_from, kinds=(kind,))
    return find_today(old, listed) if facts.copied_from else find_again(old, listed)


def _check_tiles(client: HttpClient, facts: LayerFacts, progress: Progress) -> Tuple[ServiceCheck, str]:
    """Fetch one tile: tiles have no capabilities to ask for. With a sentence where a server has none at that place."""
    started, state, reason, unproven, timed_out = time.monotonic(), ServiceState.OK, "", "", False
    try:
        source = LayerSource(facts.kind, facts.url, "", facts.name, parts=facts.zooms)
        check_tile(client, source, place_4326=facts.middle_4326, progress=progress)
    except NetworkError as error:
        # A tile where nothing is drawn is not there (404), or has no content.
        if isinstance(error, TruncatedError) or (isinstance(error, HttpStatusError) and error.status == 404):
            unproven = tr("The server answers but has no tile at the place asked for. "
                          "Look on the map whether the layer is drawn.")  # fmt: skip
        else:
            state = ServiceState.LOGIN if isinstance(error, AccessDeniedError) else ServiceState.DEAD
            reason, timed_out = error.sentence, isinstance(error, TimedOutError)
    took = round((time.monotonic() - started) * 1000)
    check = ServiceCheck(facts.url, state, took, datetime.now(timezone.utc), reason=reason, timed_out=timed_out)
    return check, unproven


def _arcgis_numbers(client: HttpClient, url: str, service: str, progress: Progress) -> Tuple[str, ...] | None:
    """Return the numbers of a service's layers, those of groups too; None where it lists none."""
    document = client.get_json(arcgis_address(url)[0], params={"f": "json"}, service=service, progress=progress)
    listed = document.get("layers") if isinstance(document, dict) else None
    if not isinstance(listed, list):
        return None
    return tuple(str(one.get("id")) for one in listed if isinstance(one, dict))


def _count(
    client: HttpClient, facts: LayerFacts, description: ServiceDescription | None, progress: Progress
) -> Tuple[Completeness | None, str]:
    """Answer whether a layer gets all objects, with the sentence why that could not be told.

    They are fetched anew and counted only where the service's own number is not that of the day they were loaded.
    """
    offered = description.find_layer(facts.layer) if description is not None else None
    if not facts.objects_source or offered is None:
        return None, ""
    source = description.source_of(offered)
    within, started = _Within(progress, client.limits.total_s), time.monotonic()
    loading = ObjectLoading(client, source, facts.name, description.cap, "", MOST_OBJECTS, within, {}, None)
    received = facts.parameter(RECEIVED)
    try:
        found = loading.confirm(int(received)) if received.isdecimal() and int(received) else None
        if found is not None:
            return found, ""
        if facts.kind is ServiceKind.WFS:  # QGIS asks for an object too while it opens a layer, and cannot be stopped
            wfs.has_more_than(client, source, 0, service=facts.name, progress=within)
        layer = QgsVectorLayer(facts.objects_source, facts.name, facts.provider)
        found = loading.count(layer)
        is_slow = time.monotonic() - started > QgsNetworkAccessManager.timeout() / 1000
        if found is not None and found.verdict is Verdict.SHORT and is_slow:
            found = None  # QGIS gave up waiting for a part; that says nothing of the service
    except CancelledError:
        stop_if_cancelled(progress)
        found = None
    except (NetworkError, LayerError):
        found = None
    text = tr("Whether all objects came was not checked: there are too many, or the service takes too long.")
    return found, "" if found is not None else text


class _Within:
    """Progress that nobody sees, and that stops the work when its time is over."""

    def __init__(self, progress: Progress, seconds: float) -> None:
        self._progress, self._end = progress, time.monotonic() + seconds

    def is_cancelled(self) -> bool:
        return self._progress.is_cancelled() or time.monotonic() > self._end

    def report(self, fraction: float, text: str = "") -> None:
        del fraction, text


def preset_addresses(facts: LayerFacts, presets: Sequence[Dataset]) -> Tuple[Tuple[str, ...], bool]:
    """Return the addresses at which listed services offer the same layer by the same kind of service.

    And whether the layer was made from one of these services. Others only have a layer of its name: INSPIRE gives one
    name to the layers of many data sets. Of numbers, which say nothing, they are not asked at all.
    """
    own = [one for one in presets if one.key == facts.parameter(DATASET)] if not facts.parameter(PORTAL) else []
    wanted = {one.rsplit(":", 1)[-1] for one in facts.layer.split(",") if one}
    if not wanted or not (own or any(not one.isdecimal() for one in wanted)):
        return (), False
    found = [
        one.url
        for dataset in own or presets
        for one in dataset.distributions
        if facts.kind in one.kinds and wanted <= {name.rsplit(":", 1)[-1] for name in one.layers}
    ]
    return tuple(dict.fromkeys(found)), bool(own)


def secure_address(url: str) -> str:
    """Return the address by https; "" where it is that already, or names a port of its own.

    >>> secure_address("http://geo.example/wms?map=a"), secure_address("http://geo.example:8080/wms")
    ('https://geo.example/wms?map=a', '')
    """
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.port not in (None, 80):
        return ""
    return urlunsplit(parts._replace(scheme="https", netloc=parts.hostname or ""))


def _patient(client: HttpClient) -> HttpClient:
    """Return the client with little patience: a doctor's round must not wait two minutes at each bed."""
    limits = replace(
        client.limits,
        attempts=1,
        inactivity_s=min(client.limits.inactivity_s, _LAYER_TIME_S / 2),
        total_s=min(client.limits.total_s, _LAYER_TIME_S),
    )
    return client.with_limits(limits)


def _by_host(layers: Sequence[LayerFacts]) -> List[List[LayerFacts]]:
    groups: Dict[str, List[LayerFacts]] = defaultdict(list)
    for facts in layers:
        groups[_host(facts.url) or _host(facts.parameter(PORTAL)) or _drive(facts.path)].append(facts)
    return list(groups.values())


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _drive(path: str) -> str:
    """Return the drive or share of a file, so that a dead one keeps only its own layers waiting."""
    return os.path.splitdrive(path)[0]
