# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of ISO 19139, which wraps each in an element for its type."""

from __future__ import annotations

from typing import Iterator, Tuple

from ruhr_smartcity_plugin.core.xml_element import Element


def value_of(holder: Element | None, *, keep_lines: bool = False) -> str:
    """Return the text inside a property element, of whatever type it is; "" if there is none.

    An empty text with translations gives the first translation.
    """
    if holder is None:
        return ""
    return next((text for text in _texts(holder, keep_lines) if text), "")


def values_of(parent: Element, name: str) -> Tuple[str, ...]:
    """Return the texts of all children with this name that are not empty."""
    return tuple(text for text in map(value_of, parent.each(name)) if text)


def code_of(holder: Element | None) -> str:
    """Return the value of a code list element."""
    if holder is None:
        return ""
    codes = (one.attributes.get("codeListValue", "").strip() for one in holder.children)
    return next((one for one in codes if one), "") or value_of(holder)


def _texts(holder: Element, keep_lines: bool) -> Iterator[str]:
    for one in holder.walk():
        yield one.text.strip() if keep_lines else " ".join(one.text.split())
