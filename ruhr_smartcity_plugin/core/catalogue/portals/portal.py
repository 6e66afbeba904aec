# SPDX-License-Identifier: GPL-2.0-or-later
"""What every portal can do, whatever it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Callable, Protocol, Tuple

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.parts import NO_PARTS, Parts
from ruhr_smartcity_plugin.core.errors import NetworkError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.catalogue.synonyms import Synonyms


class PortalKind(Enum):
    """What a portal speaks; the value is its stable name in lists and in `ruhr:searchcatalogue`."""

    CKAN = "ckan"
    DKAN = "dkan"
    OPENDATASOFT = "opendatasoft"
    CSW = "csw"
    RECORDS = "records"
    DCAT = "dcat"
    OGC = "ogc"

    @property
    def title(self) -> str:
        """The name people know it by."""
        return {
            PortalKind.CKAN: "CKAN",
            PortalKind.DKAN: "DKAN",
            PortalKind.OPENDATASOFT: "Opendatasoft",
            PortalKind.CSW: "CSW",
            PortalKind.RECORDS: "OGC API Records",
            PortalKind.DCAT: "DCAT-AP",
            PortalKind.OGC: "OGC",
        }[self]


@dataclass(frozen=True)
class PortalQuery:
    """What to ask a portal for. An empty query asks for everything.

    `modified_since` (aware) asks only for what was changed then or later, `extent_4326` (west, south, east, north in
    degrees) for what touches the box. A portal that cannot ask for one of them returns more, never less: check again.

    `synonyms` are those a catalogue is searched with that comes as one document (None: the shipped ones); others look
    for the words themselves. `organisation` and `group` are names of `Parts` that the same portal gave, and narrow it
    to them; `with_parts` asks for its parts, which cost the portal some counting.
    """

    text: str = ""
    modified_since: datetime | None = None
    extent_4326: Tuple[float, float, float, float] | None = None
    organisation: str = ""
    group: str = ""
    with_parts: bool = False
    synonyms: Synonyms | None = None


# Told (fresh data sets, number of hits the portal counts) as each page arrives, from the thread of the search.
PageListener = Callable[[Tuple[Dataset, ...], int], None]


@dataclass(frozen=True)
class SearchResult:
    """What a search brought.

    `next_start` is where to go on if it ended early (limit, or a page that failed); `error` is why it ended early.
    `unreadable` counts entries the portal sent that hold no data set. `parts` are those that hold hits, where they were
    asked for and the portal counts them.
    """

    datasets: Tuple[Dataset, ...]
    completeness: Completeness
    next_start: int
    unreadable: int = 0
    error: NetworkError | None = None
    parts: Parts = NO_PARTS

    @property
    def is_complete(self) -> bool:
        """Answer whether every hit the portal counted has been seen."""
        expected = self.completeness.expected
        return self.error is None and expected is not None and self.next_start >= expected


class Portal(Protocol):
    """One portal, opened. Use it in a task: it waits for the network."""

    kind: PortalKind
    title: str
    root: str

    def search(
        self,
        query: PortalQuery,
        *,
        on_page: PageListener | None = None,
        progress: Progress = SILENT,
        start: int = 0,
        limit: int | None = None,
    ) -> SearchResult:
        """Return all data sets that match, page by page until everything that was counted is there.

        If a later page fails, what came before is returned with the error; the first page's error is raised.

        Raises
        ------
        NetworkError
            No answer, an error status, or an answer of another kind of portal.
        CancelledError
            The user stopped it before the first page.
        """

    def dataset(self, key: str, *, progress: Progress = SILENT) -> Dataset:
        """Return one data set anew, with the addresses of its resources as they are now.

        Raises
        ------
        NetworkError
            The portal did not answer, or no longer has the data set (`HttpStatusError` 404).
        """
