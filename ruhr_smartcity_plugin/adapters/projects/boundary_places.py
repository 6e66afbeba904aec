# SPDX-License-Identifier: GPL-2.0-or-later
"""Where places lie: by the official boundaries if they are cached, else by the boxes of the municipalities."""

from __future__ import annotations

from pathlib import Path
from typing import Tuple

from ruhr_smartcity_plugin.adapters.projects.place_geometry import geometry_of
from ruhr_smartcity_plugin.adapters.region.boundary_lookup import municipalities_crossed, municipality_at
from ruhr_smartcity_plugin.core.projects.places import BoxPlaces, Touched
from ruhr_smartcity_plugin.core.projects.record import Site, SiteShape
from ruhr_smartcity_plugin.core.region.municipalities import Region


class BoundaryPlaces(BoxPlaces):
    """Main thread only; see `Places`."""

    def __init__(self, region: Region, cache_dir: Path) -> None:
        super().__init__(region)
        self._cache_dir = cache_dir

    def may_lie_in(self, ags: str, x: float, y: float) -> bool:
        found = municipality_at(x, y, self._cache_dir)
        if not found.is_exact or self._region.by_ags(ags) is None:
            return super().may_lie_in(ags, x, y)
        return any(one.ags == ags for one in found.candidates)

    def suggest(self, x: float, y: float) -> Tuple[str, ...]:
        found = municipality_at(x, y, self._cache_dir)
        return tuple(one.ags for one in found.candidates) if found.is_exact else super().suggest(x, y)

    def touched(self, site: Site) -> Touched:
        if site.coordinates is None:
            return Touched((), True)
        if site.shape is SiteShape.POINT:
            found = municipality_at(*site.coordinates, self._cache_dir)
            return Touched(self.suggest(*site.coordinates), found.is_exact)
        crossed = municipalities_crossed(geometry_of(site), self._cache_dir)
        if crossed is None:
            return super().touched(site)
        whole = sum(size for _ags, size in crossed)
        return Touched(tuple(ags for ags, _size in crossed), True, tuple(size / whole for _ags, size in crossed))
