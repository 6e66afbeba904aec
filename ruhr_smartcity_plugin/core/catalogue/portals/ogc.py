# SPDX-License-Identifier: GPL-2.0-or-later
"""A single service by its address: its layers as entries of a catalogue."""

from __future__ import annotations

from typing import Iterator, List, Tuple
from urllib.parse import urlsplit

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.local_search import search_local
from ruhr_smartcity_plugin.core.catalogue.municipalities import find_coverage
from ruhr_smartcity_plugin.core.catalogue.portals.absence import no_such_dataset, portal_must_be_there
from ruhr_smartcity_plugin.core.catalogue.portals.narrowing import is_asked_for
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_reading import find_services
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_refusal import Failure
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PageListener, PortalKind, PortalQuery, SearchResult
from ruhr_smartcity_plugin.core.catalogue.record_themes import themes_of
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.xml_element import XmlReader
from ruhr_smartcity_plugin.translation import tr

# An entry's key is kind and name of its layer, with this between them; names hold colons themselves.
_BETWEEN = ":"
_MOST_CRS_SHOWN = 6


class OgcPortal:
    """One service (WMS, WMTS, WFS, WCS, OGC API Features, ArcGIS, SensorThings, vector tiles).

    Use it in a task: it waits for the network. The service is asked anew for each search, as its list comes whole.
    """

    kind = PortalKind.OGC

    def __init__(self, client: HttpClient, address: str, title: str = "", *, read_xml: XmlReader) -> None:
        self.root = checked_address(address)
        self.title = title or urlsplit(self.root).netloc
        self._client, self._read_xml, self._has_title = client, read_xml, bool(title)

    def search(
        self,
        query: PortalQuery,
        *,
        on_page: PageListener | None = None,
        progress: Progress = SILENT,
        start: int = 0,
        limit: int | None = None,
    ) -> SearchResult:
        """Return the layers in whose texts all words or their synonyms occur; see `Portal.search`.

        A service says of no layer when it was changed, so `modified_since` leaves none out. Where one of several
        protocols at the address failed, the layers of the others are returned with the error.

        Raises
        ------
        NetworkError
            No answer, an error status, or an answer that describes no service.
        CancelledError
            The user stopped it.
        """
        entries, failures = self._entries(progress, self._client)
        found = search_local((one for one in entries if is_asked_for(one, query)), query.text, query.synonyms)
        shown = found[start:] if limit is None else found[start : start + limit]
        if on_page is not None and shown:
            on_page(shown, len(found))
        progress.report(1.0)
        seen = min(len(found), start + len(shown))
        if failures:  # what the others list is of use; how much is missing, nobody knows
            return SearchResult(shown, Completeness(None, seen, Proof.NONE), seen, 0, failures[0].left_out(self.title))
        return SearchResult(shown, Completeness(len(found), seen), seen)

    def dataset(self, key: str, *, progress: Progress = SILENT) -> Dataset:
        """Return one layer anew.

        Raises
        ------
        HttpStatusError
            404: the service no longer has it.
        NetworkError
            It did not answer properly.
        """
        with portal_must_be_there():
            entries, failures = self._entries(progress, self._client.past_caches())
        found = next((one for one in entries if one.key == key), None)
        if found is None and failures:  # it may be in the list that did not come
            raise failures[0].left_out(self.title) from failures[0].error
        if found is None:
            raise no_such_dataset(self.title, key)
        return found

    def _entries(self, progress: Progress, client: HttpClient) -> Tuple[List[Dataset], Tuple[Failure, ...]]:
        stop_if_cancelled(progress)
        service = self.title if self._has_title else ""
        services = find_services(client, self.root, read_xml=self._read_xml, service=service, progress=progress)
        descriptions = services.descriptions
        if not any(one.layers for one in descriptions):
            sentence = tr("The service “{service}” offers no layers.")
            raise UnexpectedContentError(sentence.format(service=self.title), "nothing in its list")
        if not self._has_title:
            self.title = descriptions[0].title
        found = {one.key: one for description in descriptions for one in self._datasets(description)}
        return list(found.values()), services.failures

    def _datasets(self, description: ServiceDescription) -> Iterator[Dataset]:
        for layer in description.layers:
            yield entry_of(layer, description, portal=self.title, root=self.root)


def entry_of(layer: ServiceLayer, service: ServiceDescription, *, portal: str, root: str) -> Dataset:
    """Return a layer of a service as an entry of a catalogue."""
    key = f"{service.kind.value}{_BETWEEN}{layer.name}"
    licence = service.licence()
    attribution = layer.attribution or service.attribution
    keywords = tuple(dict.fromkeys((*layer.keywords, *service.keywords)))
    coverage = find_coverage([], [service.provider], f"{layer.title} {service.title}")
    return Dataset(
        key=key,
        title=layer.title,
        portal=portal,
        notes=layer.abstract or service.abstract,
        publisher=service.provider,
        licence=licence,
        attribution=attribution,
        distributions=(
            Distribution(
                key=key,
                title=layer.title,
                # Tiles are opened by their style or TileJSON, which says more than the template of the tiles.
                url=root if service.kind is ServiceKind.VECTOR_TILES else service.url,
                kinds=(service.kind,),
                declared_format=service.kind.value,
                licence=licence,
                attribution=attribution,
                description=_crs_text(layer.crs),
                layers=(layer.name,) if layer.name else (),
            ),
        ),
        themes=themes_of(keywords),
        tags=tuple(one for one in keywords if not one.startswith("http")),
        municipalities=coverage.municipalities,
        districts=coverage.districts,
        municipality_evidence=coverage.evidence,
        portal_root=root,
        extent_4326=layer.extent_4326,
    )


def _crs_text(crs: Tuple[str, ...]) -> str:
    if not crs:
        return ""
    names = ", ".join(crs[:_MOST_CRS_SHOWN]) + (" …" if len(crs) > _MOST_CRS_SHOWN else "")
    return tr("Coordinate systems: {names}").format(names=names)
