# SPDX-License-Identifier: GPL-2.0-or-later
"""A DCAT-AP catalogue as one document or a chain of pages, on the web or in a file."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Dict, List, Mapping, Sequence, Tuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.portals.absence import portal_must_be_there
from ruhr_smartcity_plugin.core.catalogue.portals.dcat_record import Named, dataset_nodes, read_node, served_datasets
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.portals.rdf_document import read_graph
from ruhr_smartcity_plugin.core.catalogue.portals.rdf_graph import Graph, absolute, not_rdf
from ruhr_smartcity_plugin.core.catalogue.portals.texts import whole_number
from ruhr_smartcity_plugin.core.catalogue.portals.whole_catalogue import (
    ReadVersion,
    WholeCatalogue,
    WholeCataloguePortal,
    collect,
)
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.errors import CancelledError, NetworkError, TooLargeError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import Answer, HttpClient
from ruhr_smartcity_plugin.core.network.service import host_of, quotable
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.xml_element import XmlReader
from ruhr_smartcity_plugin.translation import tr

_ACCEPT = {"Accept": "application/rdf+xml, application/ld+json;q=0.9, text/turtle;q=0.8, application/json;q=0.5"}
_PAGED = ("PartialCollectionView", "PagedCollection", "Collection")
_MOST_PAGES = 5000
_NO_CONDITIONS: Mapping[str, str] = {}


def is_path(address: str) -> bool:
    """Answer whether a text names a file, there or not, rather than a web address.

    >>> [is_path(one) for one in ("/tmp/k.rdf", "C:/k.rdf", "file:///k.rdf", "opendata.ruhr", "https://x.org/k")]
    [True, True, True, False, False]
    """
    text = address.strip()
    return text.lower().startswith(("/", "./", "../", "~", "file:")) or "\\" in text or text[1:3] == ":/"


def local_file(address: str) -> Path | None:
    """Return the path of a file on this computer or a share that an address names; None for a web address.

    >>> local_file("https://x.example/catalog.rdf") is None
    True
    """
    text = address.strip()
    if text.lower().startswith(("http://", "https://")):
        return None
    try:
        if text.lower().startswith("file:"):
            parts = urlsplit(text)
            text = url2pathname(parts.path) if not parts.netloc else f"//{parts.netloc}{url2pathname(parts.path)}"
        path = Path(os.path.expanduser(text))
        return path if path.is_file() else None
    except (OSError, ValueError):  # no path at all: "file://[x", a name longer than names may be
        return None


class DcatPortal(WholeCataloguePortal):
    """One DCAT-AP catalogue. Use it in a task: it waits for the network or the disk.

    `read_xml` reads RDF/XML; in QGIS that is Qt.
    """

    kind = PortalKind.DCAT

    def __init__(self, client: HttpClient, address: str, title: str = "", *, read_xml: XmlReader) -> None:
        self._path = local_file(address)
        self.root = str(self._path) if self._path else checked_address(address)
        self.title = title or (self._path.name if self._path else urlsplit(self.root).netloc)
        self._client = client
        self._read_xml = read_xml

    def dataset(self, key: str, *, progress: Progress = SILENT) -> Dataset:
        """Return one data set anew; see `Portal.dataset`.

        A catalogue on one page comes once; from then on the server is asked whether it has changed.
        """
        if self._path is not None:
            return super().dataset(key, progress=progress)
        stop_if_cancelled(progress)
        known = self._read_before
        with portal_must_be_there():
            conditions = known.conditions() if known is not None else _NO_CONDITIONS
            answer = self._answer(self.root, progress, refresh=True, conditions=conditions)
            if known is not None and known.is_in(answer):
                return known.catalogue.dataset(key, self.title)
            first = self._graph(answer.body, self.root)
            catalogue = self._follow(first, progress, refresh=True)
        is_one_page = catalogue.error is None and not self._next(first, self.root, {self.root})
        self._read_before = ReadVersion.of(catalogue, answer) if is_one_page else None
        return catalogue.dataset(key, self.title)

    def _fetch(self, progress: Progress, *, refresh: bool = False) -> WholeCatalogue:
        stop_if_cancelled(progress)
        if self._path is not None:
            graph = self._graph(_read_file(self._path, self._client.limits.max_bytes), "")
            return self._gather([graph], None, None, progress)
        first = self._graph(self._answer(self.root, progress, refresh=refresh).body, self.root)
        return self._follow(first, progress, refresh=refresh)

    def _follow(self, first: Graph, progress: Progress, *, refresh: bool) -> WholeCatalogue:
        """Read the pages behind the first one."""
        graphs = [first]
        seen = {self.root}
        url, stated, failure = self.root, _stated_total(first), None
        while True:
            try:
                url = self._next(graphs[-1], url, seen)
                if not url:
                    break
                stop_if_cancelled(progress)
                seen.add(url)
                graphs.append(self._graph(self._answer(url, progress, refresh=refresh).body, url))
                stated = _stated_total(graphs[-1]) or stated
            except (NetworkError, CancelledError) as error:
                failure = self._broken_off(len(graphs), error.sentence)
                break
            progress.report(0.9 * min(1.0, len(graphs) / (len(graphs) + 1)))
        return self._gather(graphs, stated, failure, progress)

    def _answer(
        self, url: str, progress: Progress, *, refresh: bool, conditions: Mapping[str, str] = _NO_CONDITIONS
    ) -> Answer:
        headers = {**_ACCEPT, **conditions}
        return self._client.get(url, headers=headers, service=self.title, progress=progress, refresh=refresh)

    def _graph(self, body: bytes, base: str) -> Graph:
        return read_graph(body, base=base, portal=self.title, read_xml=self._read_xml)

    def _gather(
        self, graphs: List[Graph], stated: int | None, failure: NetworkError | None, progress: Progress
    ) -> WholeCatalogue:
        services: Dict[str, List[Distribution]] = {}
        for name, one in (pair for graph in graphs for pair in served_datasets(graph)):
            services.setdefault(name, []).append(one)
        rows = [(graph, named, services.get(named[0], ())) for graph in graphs for named in dataset_nodes(graph)]
        if not rows and failure is None and not any(True for graph in graphs for _ in graph.of_type("Catalog")):
            raise not_rdf(self.title, "neither a catalogue nor a data set in it")
        whole = collect(rows, self._read, failure, progress=progress)
        distinct = len(whole.datasets) + whole.unreadable
        if failure is None and stated is not None and distinct < stated:
            return replace(whole, error=self._short(distinct, stated))
        return whole

    def _read(self, row: Tuple[Graph, Named, Sequence[Distribution]]) -> Dataset:
        graph, named, services = row
        return read_node(graph, named, portal=self.title, root=self.root, services=services)

    def _next(self, graph: Graph, url: str, seen: set) -> str:
        """Return the address of the next page; "" after the last one.

        Raises
        ------
        UnexpectedContentError
            It leads in a circle or to another server.
        """
        found = [one for _, node in graph.of_type(*_PAGED) for one in graph.addresses(node, "next", "nextPage")]
        if not found:
            return ""
        following = checked_address(absolute(url, found[0]))
        if following in seen or len(seen) >= _MOST_PAGES or host_of(following) != host_of(url):
            raise UnexpectedContentError(
                tr("Its link to the next page leads in a circle or to another server."), quotable(following)
            )
        return following

    def _broken_off(self, pages: int, cause: str) -> NetworkError:
        sentence = tr("The catalogue “{name}” could be read up to page {pages} only. {cause}")
        return NetworkError(sentence.format(name=quotable(self.title, 80), pages=pages, cause=cause))

    def _short(self, seen: int, stated: int) -> UnexpectedContentError:
        sentence = tr("“{portal}” counts {count} data sets but lists {seen} different ones. Search again later.")
        words = {"count": group_digits(stated), "seen": group_digits(seen)}
        return UnexpectedContentError(sentence.format(portal=quotable(self.title, 80), **words))


def _stated_total(graph: Graph) -> int | None:
    totals = (graph.text(node, "totalItems") for _, node in graph.of_type(*_PAGED, "Catalog"))
    return next((whole_number(one) for one in totals if one), None)


def _read_file(path: Path, most: int) -> bytes:
    try:
        if path.stat().st_size > most:
            sentence = tr("The file “{name}” is larger than the allowed {megabytes} MB.")
            raise TooLargeError(sentence.format(name=path.name, megabytes=f"{most / 1024 / 1024:.3g}"))
        return path.read_bytes()
    except OSError as error:
        sentence = tr("The file “{name}” cannot be read. Check that it exists and that you may read it.")
        raise NetworkError(sentence.format(name=path.name), str(error)) from error
