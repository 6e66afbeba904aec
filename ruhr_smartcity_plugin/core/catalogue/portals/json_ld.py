# SPDX-License-Identifier: GPL-2.0-or-later
"""JSON-LD into a graph: flat, nested, compact with prefixes. Contexts on other servers are not fetched."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping

from ruhr_smartcity_plugin.core.catalogue.portals.rdf_graph import BLANK, DEEPEST, Graph, Value, absolute, not_rdf
from ruhr_smartcity_plugin.core.catalogue.portals.texts import text_of, well_formed


class _Context:
    """What the document's own `@context` says: keyword aliases, prefixes, terms that hold addresses."""

    def __init__(self, own: Any, base: str) -> None:
        self.base = base
        self.language = ""
        self.prefixes: Dict[str, str] = {}
        self.aliases: Dict[str, str] = {}
        self.address_terms = {"license", "accessURL", "downloadURL", "landingPage"}
        for one in own if isinstance(own, list) else [own]:
            if isinstance(one, Mapping):
                self._learn(one)

    def _learn(self, own: Mapping[str, Any]) -> None:
        for term, meaning in own.items():
            target = meaning.get("@id", term) if isinstance(meaning, Mapping) else meaning
            if not isinstance(target, str):
                continue
            if term == "@base":
                self.base = absolute(self.base, target)
            elif term == "@language":
                self.language = target
            elif target.startswith("@"):
                self.aliases[term] = target
            elif not term.startswith("@"):
                self.prefixes[term] = target
            if isinstance(meaning, Mapping) and meaning.get("@type") in ("@id", "@vocab"):
                self.address_terms.add(term)

    def keyword(self, key: str) -> str:
        return self.aliases.get(key, key)

    def predicate(self, key: str) -> str:
        prefix, colon, tail = key.partition(":")
        if colon and not tail.startswith("//"):
            return self.prefixes.get(prefix, f"{prefix}:") + tail
        return self.prefixes.get(key, key)

    def address(self, text: str) -> str:
        rest = ""
        for _ in range(DEEPEST):  # a prefix may be written by another one, or lead back to itself
            prefix, colon, tail = text.partition(":")
            if text.startswith(BLANK) or tail.startswith("//"):
                break
            if not colon:
                return absolute(self.base, text) + rest
            if prefix not in self.prefixes:
                break
            text, rest = self.prefixes[prefix], tail + rest
        return text + rest


def add_json_ld(graph: Graph, document: Any, base: str, portal: str) -> None:
    """Add what a JSON-LD document says (also plain JSON in the shape of DCAT).

    Raises
    ------
    UnexpectedContentError
        It is nested deeper than catalogues are, or holds no objects.
    """
    reader = _Reader(graph, portal)
    own = document.get("@context") if isinstance(document, Mapping) else None
    context = _Context(own, base)
    if not isinstance(document, (Mapping, list)):
        raise not_rdf(portal, f"a JSON {type(document).__name__}")
    reader.add_all(document, context, 0)


class _Reader:
    def __init__(self, graph: Graph, portal: str) -> None:
        self._graph = graph
        self._portal = portal

    def add_all(self, document: Any, context: _Context, depth: int) -> None:
        for one in document if isinstance(document, list) else [document]:
            if isinstance(one, Mapping):
                own = _Context(one["@context"], context.base) if "@context" in one else context
                self._add_node(one, own, depth)

    def _add_node(self, one: Mapping[str, Any], context: _Context, depth: int) -> str:
        if depth > DEEPEST:
            raise not_rdf(self._portal, f"nested deeper than {DEEPEST}")
        keywords = {context.keyword(key): value for key, value in one.items() if context.keyword(key).startswith("@")}
        given = keywords.get("@id")
        name = context.address(well_formed(given)) if isinstance(given, str) and given else self._graph.new_blank()
        node = self._graph.node(name)
        for kind in _as_list(keywords.get("@type")):
            if isinstance(kind, str):
                self._graph.add(name, "type", Value(node=context.predicate(kind)))
        if "@graph" in keywords:
            self.add_all(keywords["@graph"], context, depth + 1)
        for key, values in one.items():
            if not context.keyword(key).startswith("@"):
                for value in self._values(key, values, context, depth):
                    self._graph.add(name, context.predicate(key), value)
        if not node.properties and not node.types and "@graph" in keywords:
            self._graph.nodes.pop(name, None)
        return name

    def _values(self, key: str, given: Any, context: _Context, depth: int) -> List[Value]:
        found: List[Value] = []
        for one in _as_list(given):
            if isinstance(one, Mapping):
                found += self._object(one, context, depth)
            elif isinstance(one, list):
                found += self._values(key, one, context, depth + 1) if depth < DEEPEST else []
            elif isinstance(one, str):
                is_address, text = key in context.address_terms, well_formed(one)
                found.append(Value(node=context.address(text)) if is_address else Value(text, context.language))
            elif one is not None and not isinstance(one, bool):
                found.append(Value(str(one)))
        return found

    def _object(self, one: Mapping[str, Any], context: _Context, depth: int) -> List[Value]:
        if depth > DEEPEST:
            raise not_rdf(self._portal, f"nested deeper than {DEEPEST}")
        for collection in ("@list", "@set"):
            if collection in one:
                return self._values("", one[collection], context, depth + 1)
        if "@value" in one:
            value = one["@value"]
            language = one.get("@language")
            text = text_of(value) if isinstance(value, (str, int, float)) else ""
            return [Value(text, language if isinstance(language, str) else "")] if text else []
        if one and all(isinstance(text, str) and 1 < len(tag) <= 5 for tag, text in one.items()) and "de" in one:
            return [Value(well_formed(text), tag) for tag, text in one.items()]  # @container: @language
        return [Value(node=self._add_node(one, context, depth + 1))]


def _as_list(value: Any) -> List[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
