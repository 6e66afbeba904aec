# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be asked of the local index of all chosen portals, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import FrozenSet, Mapping, Protocol, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Extent4326


class Facet(Enum):
    """A property to narrow a search by. Values of one facet add up (or), facets narrow each other (and).

    The values are: AGS (8 digits), 5-digit district key, DCAT theme code in lower case or a portal's own name of a
    theme, publisher's name, name of a `ServiceKind`, "yes"/"no", value of a `LicenceState`, root address of a portal.
    """

    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    THEME = "theme"
    PUBLISHER = "publisher"
    FORMAT = "format"
    LOADABLE = "loadable"
    LICENCE = "licence"
    PORTAL = "portal"


@dataclass(frozen=True)
class FindQuery:
    """What the user looks for. Everything empty finds everything, newest first.

    `changed_since` is an aware time. `extent_4326` keeps what touches the box; entries without a known extent count by
    their municipalities, and those with neither stay.

    `area_ags` (AGS of 8 digits) is the area the user works in: it keeps what is about one of these towns or about a
    district that holds one, and what nobody knows the town of, regional data sets among them. It is no facet: it
    narrows all of them.
    """

    words: str = ""
    facets: Mapping[Facet, FrozenSet[str]] = field(default_factory=dict)
    changed_since: datetime | None = None
    extent_4326: Extent4326 | None = None
    area_ags: FrozenSet[str] = frozenset()

    def __post_init__(self) -> None:
        kept = {facet: frozenset(values) for facet, values in self.facets.items() if values}
        object.__setattr__(self, "facets", MappingProxyType(kept))

    def __hash__(self) -> int:
        return hash((self.words, tuple(sorted((f.value, tuple(sorted(v))) for f, v in self.facets.items()))))


@dataclass(frozen=True)
class FacetCount:
    """One value of a facet, its name for the user, and how many hits have it under the other conditions."""

    value: str
    title: str
    count: int


@dataclass(frozen=True)
class FindResult:
    """The best hits (whole data sets, each once with all its `places`) and the number of all hits.

    `is_at_least`: there are more than `total`, which was not counted to the end while the user types.
    """

    hits: Tuple[Dataset, ...]
    total: int
    is_at_least: bool = False


@dataclass(frozen=True)
class SourceState:
    """What the index holds of one portal. `is_complete` False: its last refresh ended early and can be resumed.

    `full_pass_at` is when the portal was last read as a whole, which finds what it no longer has; `problem` is the
    sentence why the last refresh ended early. `key` is that of the `CatalogueSource` it was read for. `is_sorted_in`
    False: QGIS ended before all of `datasets` could be found; the next refresh sees to that.
    """

    root: str
    title: str
    datasets: int
    refreshed_at: datetime | None
    is_complete: bool
    full_pass_at: datetime | None = None
    problem: str = ""
    key: str = ""
    is_sorted_in: bool = True


class Finder(Protocol):
    """The local index as its users see it; safe to use from any thread, answers without the network."""

    def find(self, query: FindQuery, *, limit: int = 100, start: int = 0) -> FindResult:
        """Return the best hits; `limit` of them from `start` on."""

    def count(self, query: FindQuery) -> int:
        """Return the exact number of hits; for a worker thread, when the user pauses."""

    def count_facets(self, query: FindQuery) -> Mapping[Facet, Tuple[FacetCount, ...]]:
        """Return the values of every facet with their counts, most frequent first.

        A facet's own choice does not narrow its own counts, so that a second value can be added.
        """

    def dataset(self, portal_root: str, key: str) -> Dataset | None:
        """Return one data set; None if the index does not hold it."""

    def states(self) -> Tuple[SourceState, ...]:
        """Return what is held of each portal."""

    def size_bytes(self) -> int:
        """Return the size of the index on the disk."""
