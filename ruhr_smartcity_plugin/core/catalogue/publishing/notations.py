# SPDX-License-Identifier: GPL-2.0-or-later
"""Statements written as RDF/XML, Turtle or JSON-LD."""

from __future__ import annotations

import json
import re
from enum import Enum
from html import escape
from typing import Any, Dict, List, Sequence

from ruhr_smartcity_plugin.core.catalogue.publishing.record import PublishedRecord
from ruhr_smartcity_plugin.core.catalogue.publishing.statements import (
    PREFIXES,
    Blank,
    Iri,
    Literal,
    Statement,
    Subject,
    Term,
    statements_of,
)

# Characters XML 1.0 cannot hold at all, even escaped.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Notation(Enum):
    """A way to write RDF; the value is the ending of its files."""

    RDF_XML = "rdf"
    TURTLE = "ttl"
    JSON_LD = "jsonld"

    @property
    def title(self) -> str:
        """The name people know it by."""
        return {Notation.RDF_XML: "RDF/XML", Notation.TURTLE: "Turtle", Notation.JSON_LD: "JSON-LD"}[self]


def write_record(record: PublishedRecord, notation: Notation) -> str:
    """Return a record in one of the notations.

    Raises
    ------
    AddressRefusedError
        An address in it is no web address.
    """
    statements = statements_of(record)
    return {Notation.RDF_XML: _rdf_xml, Notation.TURTLE: _turtle, Notation.JSON_LD: _json_ld}[notation](statements)


def _by_subject(statements: Sequence[Statement]) -> Dict[Subject, List[Statement]]:
    grouped: Dict[Subject, List[Statement]] = {}
    for one in statements:
        grouped.setdefault(one[0], []).append(one)
    return grouped


# --- Turtle ----------------------------------------------------------------------------------------------
def _turtle(statements: Sequence[Statement]) -> str:
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    for subject, rows in _by_subject(statements).items():
        lines.append("")
        texts = [f"    {_predicate(predicate)} {_turtle_term(value)}" for _s, predicate, value in rows]
        lines.append(f"{_turtle_term(subject)}\n" + " ;\n".join(texts) + " .")
    return "\n".join(lines) + "\n"


def _predicate(name: str) -> str:
    return "a" if name == "rdf:type" else name


def _turtle_term(term: Term) -> str:
    if isinstance(term, Iri):
        return _prefixed(term.value) or f"<{_turtle_iri(term.value)}>"
    if isinstance(term, Blank):
        return f"_:{term.name}"
    tail = f"@{term.language}" if term.language else f"^^{term.datatype}" if term.datatype else ""
    return f'"{_turtle_text(term.text)}"{tail}'


def _prefixed(address: str) -> str:
    """Return the short form of a term of a known vocabulary; "" for everything else."""
    for name, start in PREFIXES.items():
        if address.startswith(start) and re.fullmatch(r"[A-Za-z]\w*", address[len(start) :]):
            return f"{name}:{address[len(start) :]}"
    return ""


def _turtle_iri(address: str) -> str:
    """Escape what an IRIREF must not hold (RDF 1.1 Turtle, production 18)."""
    return re.sub(r'[\x00-\x20<>"{}|^`\\]', lambda found: f"%{ord(found.group()):02X}", address)


def _turtle_text(text: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    escaped = "".join(escapes.get(one, one) for one in text)
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", lambda found: f"\\u{ord(found.group()):04X}", escaped)


# --- RDF/XML ---------------------------------------------------------------------------------------------
def _rdf_xml(statements: Sequence[Statement]) -> str:
    names = "".join(f"\n  xmlns:{name}={_xml_attribute(address)}" for name, address in PREFIXES.items())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<rdf:RDF{names}>"]
    for subject, rows in _by_subject(statements).items():
        lines.append(f"  <rdf:Description {_xml_subject(subject)}>")
        lines += [f"    {_xml_property(predicate, value)}" for _s, predicate, value in rows]
        lines.append("  </rdf:Description>")
    return "\n".join([*lines, "</rdf:RDF>"]) + "\n"


def _xml_subject(subject: Subject) -> str:
    if isinstance(subject, Iri):
        return f"rdf:about={_xml_attribute(subject.value)}"
    return f"rdf:nodeID={_xml_attribute(subject.name)}"


def _xml_property(predicate: str, value: Term) -> str:
    if isinstance(value, Iri):
        return f"<{predicate} rdf:resource={_xml_attribute(value.value)}/>"
    if isinstance(value, Blank):
        return f"<{predicate} rdf:nodeID={_xml_attribute(value.name)}/>"
    if value.language:
        kind = f" xml:lang={_xml_attribute(value.language)}"
    elif value.datatype:
        kind = f" rdf:datatype={_xml_attribute(_full(value.datatype))}"
    else:
        kind = ""
    return f"<{predicate}{kind}>{escape(_NOT_IN_XML.sub('', value.text), quote=False)}</{predicate}>"


def _xml_attribute(text: str) -> str:
    return f'"{escape(_NOT_IN_XML.sub("", text))}"'


def _full(prefixed: str) -> str:
    prefix, local = prefixed.split(":", 1)
    return PREFIXES[prefix] + local


# --- JSON-LD ---------------------------------------------------------------------------------------------
def _json_ld(statements: Sequence[Statement]) -> str:
    graph = []
    for subject, rows in _by_subject(statements).items():
        node: Dict[str, Any] = {"@id": subject.value if isinstance(subject, Iri) else f"_:{subject.name}"}
        for _s, predicate, value in rows:
            if predicate == "rdf:type" and isinstance(value, Iri):
                node.setdefault("@type", []).append(value.value)
            else:
                node.setdefault(predicate, []).append(_json_value(value))
        graph.append(node)
    return json.dumps({"@context": PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _json_value(value: Term) -> Dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": value.value}
    if isinstance(value, Blank):
        return {"@id": f"_:{value.name}"}
    if isinstance(value, Literal) and value.language:
        return {"@value": value.text, "@language": value.language}
    return {"@value": value.text, "@type": value.datatype} if value.datatype else {"@value": value.text}
