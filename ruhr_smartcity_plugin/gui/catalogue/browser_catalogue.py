# SPDX-License-Identifier: GPL-2.0-or-later
"""The catalogues of the browser tree with their entries of the local index; large ones by publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING, List, Sequence

from qgis.core import QgsDataItem

from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, Finder, FindQuery
from ruhr_smartcity_plugin.gui.catalogue.browser_items import MOST_CHILDREN, RuhrItem, dataset_items, plain_tip
from ruhr_smartcity_plugin.gui.catalogue.browser_site import BrowserSite
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource


class CataloguesItem(RuhrItem):
    """The user's catalogues; their entries come from the local index."""

    is_fast = True

    def make_children(self) -> Sequence[QgsDataItem]:
        return [CatalogueItem(self, self.path_of(source.url), self.site, source) for source in self.site.catalogues()]


class CatalogueItem(RuhrItem):
    """The entries of one catalogue in the local index, or its publishers where there are too many for one list."""

    def __init__(self, parent: QgsDataItem, path: str, site: BrowserSite, source: CatalogueSource) -> None:
        super().__init__(parent, source.title, path, site, "/mIconCloud.svg")
        self._key, self._is_indexed = source.key, source.is_indexed
        self.setToolTip(plain_tip(source.title, source.url))

    def make_children(self) -> Sequence[QgsDataItem]:
        finder = self.site.offered("finder")
        states = finder.states() if finder is not None else ()
        # The root its portal found for itself: the address the user gave may hold more.
        roots = frozenset(one.root for one in states if one.key == self._key)
        query = FindQuery(facets={Facet.PORTAL: roots})
        total = finder.count(query) if roots else 0
        if not total:
            return [self._absence()]
        return entries(self, finder, query) if total <= MOST_CHILDREN else self._publishers(finder, query, total)

    def _publishers(self, finder: Finder, query: FindQuery, total: int) -> List[QgsDataItem]:
        counts = finder.count_facets(query)[Facet.PUBLISHER]
        items: List[QgsDataItem] = [
            PublisherItem(self, f"{one.title} ({group_digits(one.count)})", self.path_of(f"by {one.value}"), self.site,
                          FindQuery(facets={**query.facets, Facet.PUBLISHER: frozenset({one.value})}))
            for one in counts
        ]  # fmt: skip
        nameless = total - sum(one.count for one in counts)
        if not counts:
            return entries(self, finder, query)
        if nameless > 0:
            text = tr("{count} without a publisher: search in the room “Data”.")
            items.append(self.said_last(text.format(count=group_digits(nameless))))
        return items

    def _absence(self) -> QgsDataItem:
        if self._is_indexed:
            return self.said(tr("Not in the local index yet. Build the index in the room “Data”."))
        text = tr("Not in the local index: it is searched live in the room “Data”. "
                  "“Manage catalogues” can take it up into the index.")  # fmt: skip
        return self.said(text)


class PublisherItem(RuhrItem):
    """The entries of one publisher in one catalogue."""

    def __init__(self, parent: QgsDataItem, name: str, path: str, site: BrowserSite, query: FindQuery) -> None:
        super().__init__(parent, name, path, site)
        self._query = query

    def make_children(self) -> Sequence[QgsDataItem]:
        return entries(self, self.site.offered("finder"), self._query)


def entries(parent: RuhrItem, finder: Finder, query: FindQuery) -> List[QgsDataItem]:
    """Return the first entries as items, and how many more there are."""
    found = finder.find(query, limit=MOST_CHILDREN)
    items: List[QgsDataItem] = dataset_items(parent, found.hits, parent.site)
    if found.total > len(items):
        more = tr("{count} more: search in the room “Data”.")
        items.append(parent.said_last(more.format(count=group_digits(found.total - len(items)))))
    return items
