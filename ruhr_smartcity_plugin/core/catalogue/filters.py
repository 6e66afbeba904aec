# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of the found data sets the user wants to see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState
from ruhr_smartcity_plugin.core.region.area import Area, AreaKind
from ruhr_smartcity_plugin.core.region.municipalities import load_region


def covers_area(dataset: Dataset, area: Area) -> bool | None:
    """Answer whether a data set is about a town of the area; None if it is not known which town it is about."""
    if not dataset.municipalities and not dataset.districts:
        return None
    region = load_region()
    own_districts = {district.key for district in map(region.district_of, area.ags) if district}
    return bool(dataset.municipalities.intersection(area.ags) or dataset.districts & own_districts)


@dataclass(frozen=True)
class CatalogueFilter:
    """Filters that are applied to the answers of a portal.

    Data sets of which nobody knows the town (regional ones among them) stay in an area's list; `area` None or the
    whole region keeps all.
    """

    open_only: bool = False
    loadable_only: bool = False
    area: Area | None = None

    def accepts(self, dataset: Dataset) -> bool:
        """Answer whether the data set passes."""
        if self.open_only and dataset.licence_state is not LicenceState.OPEN:
            return False
        if self.loadable_only and not dataset.is_loadable:
            return False
        if self.area is None or self.area.kind is AreaKind.REGION:
            return True
        return covers_area(dataset, self.area) is not False

    def apply(self, datasets: Tuple[Dataset, ...]) -> Tuple[Dataset, ...]:
        """Return the data sets that pass, in their order."""
        return tuple(one for one in datasets if self.accepts(one))
