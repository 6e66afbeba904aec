# SPDX-License-Identifier: GPL-2.0-or-later
"""Data sets of a DCAT-AP(.de) catalogue, from its graph."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Iterable, Iterator, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution, Extent4326
from ruhr_smartcity_plugin.core.catalogue.formats import classify
from ruhr_smartcity_plugin.core.catalogue.licence import UNKNOWN_LICENCE, Licence, recognise_licence
from ruhr_smartcity_plugin.core.catalogue.municipalities import find_coverage
from ruhr_smartcity_plugin.core.catalogue.portals.access_service import (
    AccessService,
    distribution_of_service,
    with_more_services,
)
from ruhr_smartcity_plugin.core.catalogue.portals.data_date import state_of_period
from ruhr_smartcity_plugin.core.catalogue.portals.licences import licence_that_counts, stated_or_own
from ruhr_smartcity_plugin.core.catalogue.portals.rdf_graph import BLANK, Graph, Node, local_name
from ruhr_smartcity_plugin.core.catalogue.portals.resource_address import usable_address, web_address
from ruhr_smartcity_plugin.core.catalogue.portals.spatial import read_extent
from ruhr_smartcity_plugin.core.catalogue.portals.texts import byte_size, contact_line, parse_time, plain_text
from ruhr_smartcity_plugin.core.catalogue.themes import theme_codes

Named = Tuple[str, Node]
_NAMES = ("name", "fn", "organization-name", "prefLabel", "label", "title", "literal")


def dataset_nodes(graph: Graph) -> Iterator[Named]:
    """Give the nodes that are entries: data sets, and services that serve none of them, in document order."""
    listed = {
        value.node for node in graph.nodes.values() for value in node.properties.get("dataset", ()) if value.node
    }
    for name, node in graph.nodes.items():
        is_dataset = name in listed or ("Dataset" in node.types and "Catalog" not in node.types)
        is_service = "DataService" in node.types and not node.properties.get("servesDataset")
        if is_dataset or (is_service and node.properties.get("title")):
            yield name, node


def served_datasets(graph: Graph) -> Iterator[Tuple[str, Distribution]]:
    """Give each service of the catalogue once for every data set that it says it serves, with the name of that."""
    for name, node in graph.of_type("DataService"):
        served = [value.node for value in node.properties.get("servesDataset", ()) if value.node]
        if served and _endpoints(graph, node):
            service = _distribution(graph, (name, node), UNKNOWN_LICENCE, 0)
            yield from ((one, service) for one in dict.fromkeys(served))


def read_node(
    graph: Graph, named: Named, *, portal: str, root: str, services: Sequence[Distribution] = ()
) -> Dataset:
    """Return the data set of a node; its key is its address, or its identifier if it has none.

    `services` are those of the catalogue that serve it; see `served_datasets`.

    Raises
    ------
    ValueError
        The node says nothing, or neither what it is called nor how it is identified.
    """
    name, node = named
    title, identifier = graph.text(node, "title", "name"), _identifier(graph, node)
    key = name if not name.startswith(BLANK) else identifier or title
    if not node.properties or not (title or identifier):
        raise ValueError("a data set without title and identifier")
    publisher = _name(graph, node, "publisher", "creator", "originator", "maintainer")
    own = _licence(graph, node)
    also = (replace(one, licence=stated_or_own(one.licence, own)) for one in services)
    distributions = with_more_services(_distributions(graph, named, own), also)
    modified = _time(graph, node)
    keys = graph.addresses(node, "politicalGeocodingURI") + graph.addresses(node, "spatial")
    coverage = find_coverage(keys, [publisher] if publisher else [], title)
    return Dataset(
        key=key,
        title=title or identifier,
        portal=portal,
        notes=plain_text(graph.text(node, "description")),
        publisher=publisher,
        licence=licence_that_counts(own, distributions),
        attribution=next((one.attribution for one in distributions if one.attribution), ""),
        modified=modified,
        landing_url=_landing_page(graph, named),
        distributions=distributions,
        themes=theme_codes(_themes(graph, node)),
        tags=tuple(graph.texts(node, "keyword")),
        municipalities=coverage.municipalities,
        districts=coverage.districts,
        municipality_evidence=coverage.evidence,
        portal_root=root,
        identifier=identifier or (name if not name.startswith(BLANK) else ""),
        data_date=state_of_period(*_period(graph, node), modified),
        contact=_contact(graph, node),
        extent_4326=_extent(graph, node),
    )


def _identifier(graph: Graph, node: Node) -> str:
    """Return ``dct:identifier``; ``adms:identifier`` points to a node with a notation."""
    literal = graph.text(node, "identifier")
    if literal:
        return literal
    notations = (graph.text(inner, "notation") for _, inner in graph.nodes_of(node, "identifier"))
    return next((one for one in notations if one), "") or next(iter(graph.addresses(node, "identifier")), "")


def _name(graph: Graph, node: Node, *predicates: str) -> str:
    for predicate in predicates:
        for value in graph.values(node, predicate):
            inner = graph.nodes.get(value.node)
            found = graph.text(inner, *_NAMES) if inner is not None else value.text.strip()
            if found:
                return found
    return ""


def _licence(graph: Graph, node: Node) -> Licence:
    stated: List[str] = []
    for value in graph.values(node, "license"):
        inner = graph.nodes.get(value.node)
        stated.append(value.node if not value.node.startswith(BLANK) else "")
        if inner is not None:
            stated += [*graph.addresses(inner, "sameAs", "exactMatch", "type"), graph.text(inner, *_NAMES)]
        stated.append(value.text)
    # "PUBLIC" of the EU's list of access rights says who may see the data, not what may be done with them.
    rights = [one for one in graph.addresses(node, "rights") if "/access-right/" not in one]
    rights.append(_name(graph, node, "rights"))
    return recognise_licence(*stated, *rights)


def _time(graph: Graph, node: Node) -> datetime | None:
    return parse_time(graph.text(node, "modified")) or parse_time(graph.text(node, "issued"))


def _landing_page(graph: Graph, named: Named) -> str:
    name, node = named
    pages = (*graph.addresses(node, "landingPage"), *graph.addresses(node, "page"), name)
    return next((found for found in map(web_address, pages) if found), "")


def _themes(graph: Graph, node: Node) -> List[str]:
    themes = graph.addresses(node, "theme")
    for _, inner in graph.nodes_of(node, "theme"):
        label = graph.text(inner, *_NAMES)
        themes += [label] if label else []
    # An address that is no theme of the EU's list says nothing to people; its label was taken above.
    return [one for one in themes if "/data-theme/" in one or not one.startswith("http")]


def _period(graph: Graph, node: Node) -> Tuple[str, str]:
    for _, inner in graph.nodes_of(node, "temporal"):
        ends = [graph.text(inner, *names) for names in (("startDate", "start"), ("endDate", "end"))]
        if any(ends):
            return ends[0], ends[1]
    start, _, end = graph.text(node, "temporal").partition("/")
    return start, end or start


def _contact(graph: Graph, node: Node) -> str:
    for _, inner in graph.nodes_of(node, "contactPoint"):
        mails = graph.addresses(inner, "hasEmail", "email", "mbox")
        for _, one in graph.nodes_of(inner, "hasEmail"):
            mails += graph.addresses(one, "hasValue", "value")
        line = contact_line(graph.text(inner, *_NAMES), next((one for one in mails if "@" in one), ""))
        if line:
            return line
    return _name(graph, node, "contactPoint")


def _extent(graph: Graph, node: Node) -> Extent4326 | None:
    texts = [value.text for value in graph.values(node, "spatial") if value.text]
    for _, inner in graph.nodes_of(node, "spatial"):
        for predicate in ("bbox", "geometry", "asWKT", "centroid"):
            texts += [value.text for value in inner.properties.get(predicate, ()) if value.text]
            texts += [graph.text(one, "asWKT", "asGeoJSON") for _, one in graph.nodes_of(inner, predicate)]
    return next((found for found in map(read_extent, texts) if found is not None), None)


def _distributions(graph: Graph, named: Named, own: Licence) -> Iterable[Distribution]:
    node = named[1]
    if "DataService" in node.types:
        yield _distribution(graph, named, own, 0)
    for number, one in enumerate(graph.nodes_of(node, "distribution")):
        yield from _with_services(graph, one[1], _distribution(graph, one, own, number))


def _with_services(graph: Graph, node: Node, resource: Distribution) -> Iterator[Distribution]:
    """Give the file a resource is, if it has one, and each service through which it can be had."""
    services = [one for _, one in graph.nodes_of(node, "accessService") if _endpoints(graph, one)]
    has_file = bool(graph.addresses(node, "downloadURL"))
    if has_file or not services:
        yield resource
    for number, one in enumerate(services):
        service = _service(graph, one)
        if not has_file and not service.declared:
            service = replace(service, declared=tuple(_declared(graph, node)))
        key = resource.key if len(services) == 1 and not has_file else f"{resource.key}/{number}"
        yield distribution_of_service(service, resource, key)


def _service(graph: Graph, node: Node) -> AccessService:
    return AccessService(
        next(iter(graph.addresses(node, "endpointURL")), ""),
        graph.text(node, "title"),
        next(iter(graph.addresses(node, "endpointDescription")), ""),
        (*graph.addresses(node, "conformsTo"), *_declared(graph, node)),
    )


def _distribution(graph: Graph, named: Named, own: Licence, number: int) -> Distribution:
    name, node = named
    addresses = [*graph.addresses(node, "downloadURL"), *graph.addresses(node, "accessURL")]
    url, problem = usable_address(next(iter(addresses or _endpoints(graph, node)), ""))
    formats = _declared(graph, node)
    title, description = graph.text(node, "title"), plain_text(graph.text(node, "description"))
    made = Distribution(
        key=name if not name.startswith(BLANK) else str(number),
        title=title or description[:80] or (local_name(formats[0]) if formats else url),
        url=url,
        kinds=classify(url, *formats),
        declared_format=local_name(formats[0]) if formats and "://" in formats[0] else next(iter(formats), ""),
        licence=stated_or_own(_licence(graph, node), own),
        attribution=graph.text(node, "licenseAttributionByText"),
        description=description,
        modified=_time(graph, node),
        size_bytes=byte_size(graph.text(node, "byteSize")),
        problem=problem,
    )
    return distribution_of_service(_service(graph, node), made, made.key) if "DataService" in node.types else made


def _declared(graph: Graph, node: Node) -> List[str]:
    return [*_formats(graph, node, "format"), *_formats(graph, node, "mediaType")]


def _endpoints(graph: Graph, service: Node) -> List[str]:
    return graph.addresses(service, "endpointURL") or graph.addresses(service, "endpointDescription")


def _formats(graph: Graph, node: Node, predicate: str) -> List[str]:
    labels = [graph.text(inner, "value", *_NAMES) for _, inner in graph.nodes_of(node, predicate)]
    return [one for one in (*graph.addresses(node, predicate), *labels) if one]
