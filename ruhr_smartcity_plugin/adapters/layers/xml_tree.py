# SPDX-License-Identifier: GPL-2.0-or-later
"""XML from services, read with Qt: no external entities, a limit on entity growth, the same on Qt5 and Qt6."""

from __future__ import annotations

from typing import List

from qgis.PyQt.QtCore import QByteArray, QXmlStreamReader

from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.xml_element import Element
from ruhr_smartcity_plugin.translation import tr

_DEEPEST = 200


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
