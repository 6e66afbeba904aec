# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks a service what it offers, whatever it speaks; finds out what that is where the address does not say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind, kind_of_address
from ruhr_smartcity_plugin.core.catalogue.ogc_address import base_address
from ruhr_smartcity_plugin.core.catalogue.portals import ogc_wcs, ogc_wfs
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_arcgis import read_arcgis
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_oapif import read_oapif
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_refusal import NO_SERVICE, Failure, real_failures
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_sensorthings import read_sensorthings
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_tiles import read_vector_tiles
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_wms import describe_wms
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_wmts import describe_wmts, wmts_capabilities_address
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription
from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    HttpStatusError,
    LayerError,
    NetworkError,
    TruncatedError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient, parse_json
from ruhr_smartcity_plugin.core.network.failures import REPEATABLE_STATUS
from ruhr_smartcity_plugin.core.network.service import Service
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.xml_element import Element, XmlReader
from ruhr_smartcity_plugin.translation import tr

Describe = Callable[[Element, str, str], ServiceDescription]
_JSON_READERS: Dict[ServiceKind, Callable[..., ServiceDescription]] = {
    ServiceKind.OAPIF: read_oapif,
    ServiceKind.ARCGIS: read_arcgis,
    ServiceKind.STA: read_sensorthings,
    ServiceKind.VECTOR_TILES: read_vector_tiles,
}
XML_KINDS: Tuple[ServiceKind, ...] = (ServiceKind.WMS, ServiceKind.WFS, ServiceKind.WMTS, ServiceKind.WCS)
READABLE = frozenset((*XML_KINDS, *_JSON_READERS))


def read_description(
    client: HttpClient,
    kind: ServiceKind,
    url: str,
    *,
    read_xml: XmlReader,
    service: str = "",
    progress: Progress = SILENT,
) -> ServiceDescription:
    """Ask a service of a known kind what it offers; it may offer nothing.

    Raises
    ------
    NetworkError
        The service did not answer properly.
    LayerError
        Nothing of this kind can be asked.
    """
    if kind in _JSON_READERS:
        return _JSON_READERS[kind](client, url, service=service, progress=progress)
    if kind not in XML_KINDS:
        raise LayerError(tr("Data of the kind {kind} offers no list of layers.").format(kind=kind.title))
    address, params, describe = _capabilities_request(kind, url)
    answer = client.get(
        address, params=params, expect=Content.XML, service=service or address, progress=progress
    )  # fmt: skip
    return describe(read_xml(answer.body, service or address), address, service)


@dataclass(frozen=True)
class FoundServices:
    """What answers at an address, and what is there but failed and is therefore missing."""

    descriptions: Tuple[ServiceDescription, ...]
    failures: Tuple[Failure, ...] = ()


def find_services(
    client: HttpClient, url: str, *, read_xml: XmlReader, service: str = "", progress: Progress = SILENT
) -> FoundServices:
    """Return the descriptions of all services at an address; one at least.

    Where the address says the kind, only that is asked for. MapServer, deegree and others answer as WMS, WFS and WCS
    at one address; then all of them are given, and those that failed are named.

    Raises
    ------
    NetworkError
        Nothing there answers as a service.
    """
    kind = kind_of_address(url)
    if kind in READABLE:
        return FoundServices(
            (read_description(client, kind, url, read_xml=read_xml, service=service, progress=progress),)
        )
    first: List[NetworkError] = []
    kinds = _kinds_shown(client, url, service, progress, first) or XML_KINDS
    found: List[ServiceDescription] = []
    failures: List[Failure] = []
    for one in kinds:
        stop_if_cancelled(progress)
        reader = _NotingReader(read_xml)
        try:
            found.append(
                read_description(client, one, url, read_xml=reader.read, service=service, progress=progress)
            )  # fmt: skip
        except NetworkError as error:
            failures.append(Failure(one, error, reader.has_read, reader.is_broken))
    if found:
        return FoundServices(tuple(found), real_failures(failures, lambda: _refusal(client, url, service, progress)))
    if len(kinds) == 1:
        raise failures[-1].error
    for one in failures:
        if one.is_damaged or not (one.is_absence or isinstance(one.error, UnexpectedContentError)):
            raise one.error
    details = [*first, *(one.error for one in failures)]
    sentence = tr("No map or data service was found at this address: {address}. Check it, or ask the operator.")
    raise UnexpectedContentError(sentence.format(address=base_address(url)), "; ".join(one.detail for one in details))


def _refusal(client: HttpClient, url: str, service: str, progress: Progress) -> NetworkError | None:
    """Return how the server refuses a service that nobody has; None if it answers all the same."""
    address, params = base_address(url), {"SERVICE": NO_SERVICE, "REQUEST": "GetCapabilities"}
    try:
        client.get(address, params=params, expect=Content.XML, service=service or address, progress=progress)
    except NetworkError as error:
        return error
    return None


def _capabilities_request(kind: ServiceKind, url: str) -> Tuple[str, Dict[str, str], Describe]:
    if kind is ServiceKind.WMTS:
        return wmts_capabilities_address(url), {}, describe_wmts
    address = base_address(url)
    params = {"SERVICE": kind.value, "REQUEST": "GetCapabilities"}
    if kind is ServiceKind.WMS:
        return address, {**params, "VERSION": "1.3.0"}, describe_wms
    if kind is ServiceKind.WFS:
        return address, {**params, "ACCEPTVERSIONS": ",".join(ogc_wfs.VERSIONS)}, ogc_wfs.describe_wfs
    return address, {**params, "VERSION": ogc_wcs.VERSIONS[0]}, ogc_wcs.describe_wcs


class _NotingReader:
    """Reads XML and notes whether a document was damaged, or whole capabilities, of something else maybe."""

    def __init__(self, read_xml: XmlReader) -> None:
        self._read_xml = read_xml
        self.is_broken = self.has_read = False

    def read(self, body: bytes, service: str) -> Element:
        try:
            root = self._read_xml(body, service)
        except UnexpectedContentError:
            self.is_broken = True
            raise
        self.has_read = "Capabilities" in root.name
        return root


def _is_passing(error: NetworkError) -> bool:
    return isinstance(error, HttpStatusError) and error.status in REPEATABLE_STATUS


def _kinds_shown(
    client: HttpClient, url: str, service: str, progress: Progress, failures: List[NetworkError]
) -> Tuple[ServiceKind, ...]:
    """Look at what the address itself answers with; empty if that says nothing."""
    try:
        answer = client.get(checked_address(url), headers={"Accept": "application/json, */*;q=0.5"}, service=service,
                            progress=progress)  # fmt: skip
    except (UnexpectedContentError, HttpStatusError, TruncatedError) as error:
        if isinstance(error, AccessDeniedError) or _is_passing(error):
            raise
        failures.append(error)
        return ()
    head = answer.text()[:2000].lstrip("\ufeff \t\r\n")
    if not head.startswith("{"):
        roots = {"WMS_Capabilities": ServiceKind.WMS, "WMT_MS_Capabilities": ServiceKind.WMS,
                 "WFS_Capabilities": ServiceKind.WFS, "WCS_Capabilities": ServiceKind.WCS}  # fmt: skip
        return tuple(dict.fromkeys(kind for name, kind in roots.items() if name in head))[:1]
    try:
        document = parse_json(answer, Service(url, service))
    except UnexpectedContentError as error:
        failures.append(error)
        return ()
    return _kind_of_json(document)


def _kind_of_json(document: Any) -> Tuple[ServiceKind, ...]:
    if not isinstance(document, Mapping):
        return ()
    if isinstance(document.get("sources"), Mapping) or isinstance(document.get("tiles"), list):
        return (ServiceKind.VECTOR_TILES,)
    if "currentVersion" in document or "pixelType" in document:
        return (ServiceKind.ARCGIS,)
    if isinstance(document.get("value"), list):
        return (ServiceKind.STA,)
    return (ServiceKind.OAPIF,) if isinstance(document.get("links"), list) else ()
