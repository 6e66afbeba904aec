# SPDX-License-Identifier: GPL-2.0-or-later
"""XML from services, read with Qt: no external entities, a limit on entity growth, the same on Qt5 and Qt6."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, Iterator, List

from qgis.PyQt.QtCore import QByteArray, QXmlStreamReader

from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.translation import tr

_DEEPEST = 200


@dataclass
class Element:
    """One element without its namespace: local name, attributes by local name, text, children."""

    name: str
    attributes: Dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: List[Element] = field(default_factory=list)

    def child(self, *path: str) -> Element | None:
        """Return the first element at a path of child names; None if there is none."""
        found: Element | None = self
        for name in path:
            found = next((one for one in found.children if one.name == name), None) if found is not None else None
        return found

    def text_at(self, *path: str) -> str:
        """Return the text at a path of child names, without blanks around it; "" if there is none."""
        found = self.child(*path)
        return " ".join(found.text.split()) if found is not None else ""

    def each(self, name: str) -> Iterator[Element]:
        """Give the children with this name."""
        return (one for one in self.children if one.name == name)

    def walk(self) -> Iterator[Element]:
        """Give this element and all below it, in document order."""
        yield self
        for one in self.children:
            yield from one.walk()


def read_xml(body: bytes, service: str) -> Element:
    """Return the root element.

    Raises
    ------
    UnexpectedContentError
        The document is broken, too deeply nested, or grows by its entities. The sentence names the service.
    """
    reader = QXmlStreamReader(QByteArray(body))
    stack: List[Element] = []
    root: Element | None = None
    while not reader.atEnd():
        token = reader.readNext()
        if token == QXmlStreamReader.TokenType.StartElement:
            element = Element(reader.name(), {one.name(): one.value() for one in reader.attributes()})
            if stack:
                stack[-1].children.append(element)
            root = root or element
            stack.append(element)
            if len(stack) > _DEEPEST:
                reader.raiseError("nested too deeply")
        elif token == QXmlStreamReader.TokenType.EndElement:
            stack.pop()
        elif token == QXmlStreamReader.TokenType.Characters and stack:
            stack[-1].text += reader.text()
    if reader.hasError() or root is None:
        sentence = tr("The service “{service}” sent a broken answer. Try again, or tell the service's operator.")
        where = f"line {reader.lineNumber()}: {reader.errorString() or 'empty document'}"
        raise UnexpectedContentError(sentence.format(service=service), where)
    return root
