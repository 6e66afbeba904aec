# SPDX-License-Identifier: GPL-2.0-or-later
"""RDF as far as catalogues need it: nodes with properties, whatever notation they came in.

Properties and types are kept by local name ("title", not ``http://purl.org/dc/terms/title``): XML readers here give no
namespaces, and publishers mix ``dct:``, ``dc:``, ``schema:`` and ``dcat:`` for the same thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Dict, Iterator, List, Tuple
from urllib.parse import urljoin

from ruhr_smartcity_plugin.core.errors import TooLargeError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.translation import tr

MOST_NODES = 2_000_000
DEEPEST = 60
BLANK = "_:"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_LANGUAGES = ("de", "", "en")


@dataclass(frozen=True)
class Value:
    """One value of a property: a node (`node` is its id) or a text with its language."""

    text: str = ""
    language: str = ""
    node: str = ""


@dataclass
class Node:
    """One thing: types and properties by local name, values in document order."""

    types: List[str] = field(default_factory=list)
    properties: Dict[str, List[Value]] = field(default_factory=dict)


class Graph:
    """Nodes by id: an address, or ``_:…`` for those without one."""

    def __init__(self, portal: str) -> None:
        self.nodes: Dict[str, Node] = {}
        self._portal = portal
        self._blanks = 0

    def new_blank(self) -> str:
        """Return the id of a new node without address."""
        self._blanks += 1
        return f"{BLANK}genid{self._blanks}"

    def node(self, name: str) -> Node:
        """Return the node with this id, made if it is new.

        Raises
        ------
        TooLargeError
            The catalogue has more things than any catalogue has.
        """
        found = self.nodes.get(name)
        if found is None:
            if len(self.nodes) >= MOST_NODES:
                sentence = tr("The catalogue “{name}” is too large to be read. Ask for a part of it.")
                raise TooLargeError(sentence.format(name=quotable(self._portal, 80)), f"more than {MOST_NODES} nodes")
            found = self.nodes[name] = Node()
        return found

    def add(self, name: str, predicate: str, value: Value) -> None:
        """Add one statement; what is said by ``rdf:type`` becomes a type."""
        local = local_name(predicate)
        node = self.node(name)
        if local == "type" and value.node:
            node.types.append(local_name(value.node))
        node.properties.setdefault(local, []).append(value)

    def of_type(self, *types: str) -> Iterator[Tuple[str, Node]]:
        """Give the nodes that have one of the types, in document order."""
        wanted = set(types)
        return ((name, node) for name, node in self.nodes.items() if wanted.intersection(node.types))

    def values(self, node: Node, *predicates: str) -> List[Value]:
        """Return all values of the first of the properties that has any."""
        return next((node.properties[one] for one in predicates if node.properties.get(one)), [])

    def text(self, node: Node, *predicates: str) -> str:
        """Return the text of a property, the German one first; "" if there is none."""
        texts = [one for one in self.values(node, *predicates) if one.text]
        if not texts:
            return ""
        return min(texts, key=lambda one: _rank(one.language)).text.strip()

    def texts(self, node: Node, *predicates: str) -> List[str]:
        """Return all texts of a property; of several languages only the best one's."""
        texts = [one for one in self.values(node, *predicates) if one.text.strip()]
        best = min((_rank(one.language) for one in texts), default=0)
        return [one.text.strip() for one in texts if _rank(one.language) == best]

    def addresses(self, node: Node, *predicates: str) -> List[str]:
        """Return the addresses a property points to, whether written as node or as text."""
        found = [one.node or one.text.strip() for one in self.values(node, *predicates)]
        return [one for one in found if one and not one.startswith(BLANK)]

    def nodes_of(self, node: Node, *predicates: str) -> List[Tuple[str, Node]]:
        """Return the nodes a property points to, as far as the document describes them."""
        names = [one.node for one in self.values(node, *predicates) if one.node in self.nodes]
        return [(name, self.nodes[name]) for name in names]


def local_name(address: str) -> str:
    """Return the last part of an address or of a prefixed name.

    >>> local_name("http://purl.org/dc/terms/title"), local_name("http://www.w3.org/ns/dcat#Dataset"), local_name("a:b")
    ('title', 'Dataset', 'b')
    """
    return re.split(r"[#/:]", address.rstrip("#/:"))[-1]


def not_rdf(portal: str, detail: str) -> UnexpectedContentError:
    """Return the error for a document that is no catalogue."""
    sentence = tr("“{name}” holds no catalogue in a form that can be read (DCAT-AP as RDF/XML, JSON-LD or Turtle).")
    return UnexpectedContentError(sentence.format(name=quotable(portal, 80)), detail)


def absolute(base: str, address: str) -> str:
    """Return an address made whole by that of its document; one that is whole, or broken, stays as it is.

    >>> absolute("https://x.example/a/b", "c"), absolute("https://x.example/a", "http://www.w3.org/ns/dcat#")
    ('https://x.example/a/c', 'http://www.w3.org/ns/dcat#')
    """
    if not base or _SCHEME.match(address):
        return address
    try:
        # urljoin drops the empty fragment that ends the address of a vocabulary.
        return urljoin(base, address) + ("#" if address.endswith("#") else "")
    except ValueError:
        return address


def _rank(language: str) -> int:
    short = language.lower().split("-")[0]
    return _LANGUAGES.index(short) if short in _LANGUAGES else len(_LANGUAGES)
