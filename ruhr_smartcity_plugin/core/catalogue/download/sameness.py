# SPDX-License-Identifier: GPL-2.0-or-later
"""The same object on two pages: by the first ones a service is known to start over, by the last ones to part equals."""

from __future__ import annotations

from typing import Dict, Tuple

from ruhr_smartcity_plugin.core.catalogue.download.page import FeaturePage, content_hashes

_COMPARED = 20


class FirstObjects:
    """The first objects of a service, by which it is known that an answer begins with them again."""

    def __init__(self, page: FeaturePage) -> None:
        self._contents = content_hashes(page.head(_COMPARED))

    def begin(self, page: FeaturePage) -> bool:
        """Answer whether the very first object stands first in a page."""
        return content_hashes(page.head(1)) == self._contents[:1]

    def return_in(self, page: FeaturePage) -> bool:
        """Answer whether a page begins with all of them, under other ids."""
        n = min(len(page), len(self._contents))
        differ = len(set(self._contents[:n])) > 1
        return differ and page.has_ids and content_hashes(page.head(n)) == self._contents[:n]


class Edges:
    """Where pages end, and with which objects: in a fixed order equal objects may stand on both sides of an end."""

    def __init__(self) -> None:
        self._pages: Dict[int, Tuple[int, str, str]] = {}

    def note(self, start: int, page: FeaturePage) -> None:
        """Keep the ends of a page that begins at a place."""
        self._pages[start] = (start + len(page), _content(page.keys[0]), _content(page.keys[-1]))

    def clear(self) -> None:
        """Forget all pages: they came in another order."""
        self._pages.clear()

    def parted(self) -> int:
        """Return how many ends of pages have equal objects on both sides."""
        return sum(self._pages[end][1] == last for end, _first, last in self._pages.values() if end in self._pages)


def _content(key: str) -> str:
    """Return what equal objects of different pages have in common: the key without the place among equal ones."""
    return key.rpartition(".")[0]
