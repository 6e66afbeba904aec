# SPDX-License-Identifier: GPL-2.0-or-later
"""Which municipality a place lies in, as well as the caller can tell."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Callable, Dict, Iterable, Mapping, Protocol, Tuple

from ruhr_smartcity_plugin.core.projects.record import Site, SiteShape
from ruhr_smartcity_plugin.core.region.municipalities import Region

# VACC by the scale a place is drawn at. A hand is sure to about 1 mm on the screen: in nature 5 m (a house), 25 m (a
# street), 250 m (a quarter).
_DRAWN = ((5_000.0, "ADR"), (25_000.0, "STR"), (250_000.0, "QUA"))
_HAND_M = 0.001
# Standard uncertainty of a rounded value: its step by the square root of 12 (JCGM 100:2008, 4.3.7 and F.2.2.1).
_ROUNDED = math.sqrt(12.0)
#: VACC of what is taken from a feature, or typed to the metre.
EXACT = "ADR"


def accuracy_drawn_at(scale: float) -> str:
    """Return how accurate (VACC) a place is that was drawn on a map of 1 : `scale`; "" for a map without a scale.

    >>> accuracy_drawn_at(2_500), accuracy_drawn_at(10_000), accuracy_drawn_at(50_000), accuracy_drawn_at(540_000)
    ('ADR', 'STR', 'QUA', 'GEM')
    >>> accuracy_drawn_at(0.0), accuracy_drawn_at(float("nan")), accuracy_drawn_at(float("inf"))
    ('', '', '')
    """
    if not 0.0 < scale < math.inf:
        return ""
    return next((code for most, code in _DRAWN if scale <= most), "GEM")


def accuracy_typed_to(step_m: float) -> str:
    """Return how accurate (VACC) a place is that was typed in steps of so many metres; what an address is for 0.

    >>> accuracy_typed_to(1.0), accuracy_typed_to(30.9), accuracy_typed_to(111.3), accuracy_typed_to(1113.2)
    ('ADR', 'STR', 'QUA', 'GEM')
    """
    return accuracy_drawn_at(step_m / _ROUNDED / _HAND_M) if step_m > 0 else EXACT


@dataclass(frozen=True)
class Touched:
    """The municipalities (AGS) a place lies in, the one with most of it first.

    `is_sure` says that official boundaries were asked; else they are the likeliest ones and want a look. `shares` are
    the parts of the place, 1 together, in the order of `ags`; none for a point.
    """

    ags: Tuple[str, ...]
    is_sure: bool
    shares: Tuple[float, ...] = ()


def shares_of(sites: Iterable[Site], touched: Callable[[Site], Touched]) -> Dict[str, float]:
    """Return how many places lie in each municipality (AGS), a line or an area by parts of its length or size."""
    found: Dict[str, float] = {}
    for site in sites:
        crossed = touched(site)
        shares = dict(zip(crossed.ags, crossed.shares))
        if not shares or (site.ags and site.ags not in shares):
            shares = dict.fromkeys(filter(None, [site.ags or next(iter(crossed.ags), "")]), 1.0)
        for ags, share in shares.items():
            found[ags] = found.get(ags, 0.0) + share
    return found


def leading(shares: Mapping[str, float], home: str = "") -> str:
    """Return which municipality is to lead: that of the lead organisation (`home`) if it takes part, else the one with
    the largest share of the places, whatever their order; "" for none.

    >>> leading({"05911000": 1.0, "05513000": 2.5}), leading({"05911000": 1.0, "05513000": 2.5}, "05911000")
    ('05513000', '05911000')
    """
    if home in shares:
        return home
    return min(shares, key=lambda ags: (-round(shares[ags], 6), ags), default="")


class Places(Protocol):
    """Answers where points lie. Coordinates in EPSG:25832, metres."""

    def may_lie_in(self, ags: str, x: float, y: float) -> bool:
        """Answer whether the point may lie in the municipality; True if that is not known."""

    def in_region(self, x: float, y: float) -> bool:
        """Answer whether the point may lie in the Ruhr metropolis."""

    def suggest(self, x: float, y: float) -> Tuple[str, ...]:
        """Return the AGS of the municipalities the point may lie in, the likeliest first."""

    def touched(self, site: Site) -> Touched:
        """Return the municipalities a point lies in, or a line or an area crosses."""

    def name_of(self, ags: str) -> str:
        """Return the name of a municipality; the AGS itself if it is not known."""


class BoxPlaces:
    """Knows only boxes: sure when it says no, unsure when it says yes."""

    def __init__(self, region: Region) -> None:
        self._region = region

    def may_lie_in(self, ags: str, x: float, y: float) -> bool:
        one = self._region.by_ags(ags)
        return one is None or _inside(one.box_25832, x, y)

    def in_region(self, x: float, y: float) -> bool:
        return bool(self.suggest(x, y))

    def suggest(self, x: float, y: float) -> Tuple[str, ...]:
        # Boxes overlap; the municipality whose inner point is nearest, measured in its own size, goes first.
        hits = [one for one in self._region.municipalities if _inside(one.box_25832, x, y)]
        return tuple(one.ags for one in sorted(hits, key=lambda one: _distance(one.box_25832, one.point_25832, x, y)))

    def touched(self, site: Site) -> Touched:
        if site.shape is SiteShape.POINT:
            return Touched(self.suggest(*site.coordinates) if site.coordinates else (), False)
        # Of each corner the likeliest one; the municipality of most corners goes first.
        counts: Dict[str, int] = {}
        for x, y in site.points():
            for ags in self.suggest(x, y)[:1]:
                counts[ags] = counts.get(ags, 0) + 1
        order = sorted(counts, key=lambda ags: (-counts[ags], ags))
        corners = sum(counts.values())
        return Touched(tuple(order), False, tuple(counts[ags] / corners for ags in order))

    def name_of(self, ags: str) -> str:
        one = self._region.by_ags(ags)
        return one.name if one else ags


def _inside(box: Tuple[float, float, float, float], x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _distance(box: Tuple[float, float, float, float], point: Tuple[float, float], x: float, y: float) -> float:
    width, height = max(box[2] - box[0], 1.0), max(box[3] - box[1], 1.0)
    return ((x - point[0]) / width) ** 2 + ((y - point[1]) / height) ** 2
