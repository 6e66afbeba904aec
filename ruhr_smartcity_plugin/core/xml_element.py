# SPDX-License-Identifier: GPL-2.0-or-later
"""XML as plain values. Who reads the bytes is handed in: in QGIS that is Qt, which loads no external entity."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Dict, Iterator, List


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


# Turns a document (bytes, name of the service for sentences) into its root element; raises `UnexpectedContentError`.
XmlReader = Callable[[bytes, str], Element]
