# SPDX-License-Identifier: GPL-2.0-or-later
"""Turtle into a graph: what catalogues write, in one pass; anything beyond is refused with its line."""

from __future__ import annotations

import re
from typing import Dict, Iterator, Tuple

from ruhr_smartcity_plugin.core.catalogue.portals.rdf_graph import BLANK, DEEPEST, Graph, Value, absolute
from ruhr_smartcity_plugin.core.catalogue.portals.texts import well_formed
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.translation import tr

# W3C Turtle 1.1, section 6.5, without the rare parts; long texts before short ones, names before single signs.
_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r\n]+|\#[^\n]*)
    |(?P<long>\"\"\"(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"\"\"|'''(?:[^'\\]|\\.|'{1,2}(?!'))*''')
    |(?P<text>"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<address><[^<>"{}|^`\x00-\x20]*>)
    |(?P<word>@?[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?![\w:.%\\-]*:))
    |(?P<node>_:[\w](?:[\w.\-]*[\w\-])?)
    |(?P<name>(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])
        (?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*
        (?:[\w:\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]))?)?)
    |(?P<number>[+\-]?(?:\d+\.\d*[eE][+\-]?\d+|\.?\d+[eE][+\-]?\d+|\d*\.\d+|\d+))
    |(?P<sign>\^\^|[.;,\[\]()])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_END = ("end", "")
Token = Tuple[str, str]


def add_turtle(graph: Graph, text: str, base: str, portal: str) -> None:
    """Add what a Turtle document says.

    Raises
    ------
    UnexpectedContentError
        It is no Turtle, is cut off, nests too deeply, or uses a part of the notation that is not read; with the line.
    """
    _Reader(graph, text.lstrip("\ufeff"), base, portal).run()


class _Reader:
    def __init__(self, graph: Graph, text: str, base: str, portal: str) -> None:
        self._graph, self._text, self._base, self._portal = graph, text, base, portal
        self._prefixes: Dict[str, str] = {}
        self._place = 0
        self._tokens = self._split()
        self._ahead: Token = next(self._tokens)

    def run(self) -> None:
        while self._ahead != _END:
            kind, text = self._ahead
            if kind == "word" and text.lower() in ("@prefix", "prefix"):
                self._prefix(text.startswith("@"))
            elif kind == "word" and text.lower() in ("@base", "base"):
                self._take()
                self._base = absolute(self._base, self._expect("address")[1:-1])
                self._end_of_directive(text.startswith("@"))
            else:
                is_nameless = self._ahead == ("sign", "[")
                subject = self._subject()
                if self._ahead == ("sign", ".") and not is_nameless:
                    raise self._refused("a statement without a property")
                self._properties(subject, 0)
                self._sign(".")

    # --- tokens -----------------------------------------------------------------------------------
    def _split(self) -> Iterator[Token]:
        text, place = self._text, 0
        while place < len(text):
            self._place = place
            found = _TOKEN.match(text, place)
            if found is None:
                raise self._refused(f"cannot read {text[place : place + 30]!r}")
            place = found.end()
            if found.lastgroup != "blank":
                yield str(found.lastgroup), found.group()
        self._place = len(text)
        yield _END

    def _take(self) -> Token:
        taken = self._ahead
        if taken == _END:
            raise self._refused("the document ends in the middle of a statement")
        self._ahead = next(self._tokens)
        return taken

    def _expect(self, kind: str) -> str:
        if self._ahead[0] != kind:
            raise self._refused(f"{kind} expected, not {self._ahead[1]!r}")
        return self._take()[1]

    def _sign(self, sign: str) -> None:
        if self._ahead != ("sign", sign):
            raise self._refused(f"{sign!r} expected, not {self._ahead[1]!r}")
        self._take()

    # --- statements -------------------------------------------------------------------------------
    def _prefix(self, has_dot: bool) -> None:
        self._take()
        name = self._expect("name")
        self._prefixes[name.rstrip(":")] = absolute(self._base, self._expect("address")[1:-1])
        self._end_of_directive(has_dot)

    def _end_of_directive(self, has_dot: bool) -> None:
        if has_dot:
            self._sign(".")

    def _subject(self) -> str:
        value = self._object(0)
        if not value.node:
            raise self._refused("a statement starts with a text")
        return value.node

    def _properties(self, subject: str, depth: int) -> None:
        self._graph.node(subject)
        while True:
            kind, text = self._ahead
            if (kind, text) in (("sign", "."), ("sign", "]")):
                return
            predicate = "type" if self._is_a() else self._object(depth).node
            if not predicate:
                raise self._refused("a property expected")
            self._graph.add(subject, predicate, self._object(depth))
            while self._ahead == ("sign", ","):
                self._take()
                self._graph.add(subject, predicate, self._object(depth))
            if self._ahead != ("sign", ";"):
                return
            while self._ahead == ("sign", ";"):
                self._take()

    def _is_a(self) -> bool:
        if self._ahead == ("word", "a"):
            self._take()
            return True
        return False

    def _object(self, depth: int) -> Value:
        if depth > DEEPEST:
            raise self._refused(f"nested deeper than {DEEPEST}")
        kind, text = self._take()
        if kind == "address":
            return Value(node=absolute(self._base, _unescape(text[1:-1])))
        if kind == "name":
            return Value(node=self._full_name(text))
        if kind == "node":
            return Value(node=f"{BLANK}{text[2:]}")
        if kind in ("text", "long"):
            return self._literal(text[3:-3] if kind == "long" else text[1:-1])
        if kind == "number" or (kind == "word" and text in ("true", "false")):
            return Value(text)
        if (kind, text) == ("sign", "["):
            return self._nameless(depth)
        if (kind, text) == ("sign", "("):
            return self._collection(depth)
        raise self._refused(f"not expected here: {text!r}")

    def _literal(self, raw: str) -> Value:
        text, language = _unescape(raw), ""
        kind, word = self._ahead
        if kind == "word" and word.startswith("@"):
            language = self._take()[1][1:]
        elif self._ahead == ("sign", "^^"):
            self._take()
            self._object(0)
        return Value(text, language)

    def _nameless(self, depth: int) -> Value:
        name = self._graph.new_blank()
        self._properties(name, depth + 1)
        self._sign("]")
        return Value(node=name)

    def _collection(self, depth: int) -> Value:
        name = self._graph.new_blank()
        self._graph.node(name)
        while self._ahead != ("sign", ")"):
            self._graph.add(name, "member", self._object(depth + 1))
        self._take()
        return Value(node=name)

    def _full_name(self, text: str) -> str:
        prefix, _, tail = text.partition(":")
        if prefix not in self._prefixes:
            raise self._refused(f"the prefix {prefix!r} is not declared")
        return self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", tail)

    def _refused(self, reason: str) -> UnexpectedContentError:
        line = self._text.count("\n", 0, self._place) + 1
        sentence = tr("The catalogue “{name}” cannot be read: its Turtle is broken or unusual in line {line}.")
        return UnexpectedContentError(sentence.format(name=quotable(self._portal, 80), line=line), reason)


def _unescape(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found.group(1) or found.group(2)
    if code:
        number = int(code, 16)
        return well_formed(chr(number)) if number < 0x110000 else "\ufffd"
    return _ESCAPED.get(found.group(3), found.group(3))
