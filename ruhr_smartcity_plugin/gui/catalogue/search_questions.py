# SPDX-License-Identifier: GPL-2.0-or-later
"""What the room asks: the words and filters of its widgets, for the index and lists, and for a portal."""

from __future__ import annotations

from typing import TYPE_CHECKING, FrozenSet

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.core.catalogue.finding import FindQuery
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery
from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.gui.catalogue.extent_view import shown_extent
from ruhr_smartcity_plugin.gui.catalogue.narrowing import GROUP, ORGANISATION

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.catalogue.synonyms import Synonyms
    from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom


class SearchQuestions:
    """Reads the room's widgets as they are now."""

    def __init__(self, room: CatalogueRoom) -> None:
        self._room = room

    def words(self) -> str:
        """Return what was typed."""
        return self._room.words.text().strip()

    def find(self, words: str) -> FindQuery:
        """Return the question for words under the filters of now."""
        return self._room.narrowing.query(words, self._extent(), self.area_ags())

    def portal(self, synonyms: Synonyms | None) -> PortalQuery:
        """Return what a portal is asked: what it can look for itself among all it has."""
        parts = [self._room.narrowing.part(kind) for kind in (ORGANISATION, GROUP)]
        organisation, group = (one.name if one is not None else "" for one in parts)
        since = self.find("").changed_since
        return PortalQuery(self.words(), since, organisation=organisation, group=group, with_parts=True,
                           synonyms=synonyms)  # fmt: skip

    def area_ags(self) -> FrozenSet[str]:
        """Return the towns of the dock's area; none for the whole region."""
        area = self._room.workbench.area.area
        return frozenset() if area.kind is AreaKind.REGION else frozenset(area.ags)

    def _extent(self) -> Extent4326 | None:
        return shown_extent(self._room.workbench) if self._room.narrowing.in_extent else None
