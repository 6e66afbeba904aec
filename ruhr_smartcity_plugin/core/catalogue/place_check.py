# SPDX-License-Identifier: GPL-2.0-or-later
"""Do the objects of a layer lie where they claim to lie?"""

from __future__ import annotations

from typing import Sequence

from ruhr_smartcity_plugin.core.region.crs_sanity import Finding, judge_point, judge_points
from ruhr_smartcity_plugin.core.region.reference_systems import find_system
from ruhr_smartcity_plugin.translation import tr


def is_judged_as_declared(crs: str) -> bool:
    """Answer whether `note_on_place` knows `crs`, an authority id; others are transformed first.

    >>> is_judged_as_declared("EPSG:25832"), is_judged_as_declared("EPSG:3035"), is_judged_as_declared("")
    (True, False, False)
    """
    return find_system(crs) is not None


def note_on_place(xs: Sequence[float], ys: Sequence[float], crs: str) -> str:
    """Return what is wrong with the places of a layer's objects; "" if at least one lies in the region.

    `xs` and `ys` are one coordinate per object in `crs`, an authority id; x is east or longitude. Nothing is said on
    a system that is not known here: the size of a number alone would accuse data that are right.

    >>> note_on_place([], [], "EPSG:25832")
    ''
    """
    if not xs or not is_judged_as_declared(crs):
        return ""
    kinds = judge_points(xs, ys, crs).kinds
    if Finding.FITS in kinds:
        return ""
    wrong = [kind for kind in kinds if kind is not Finding.OUTSIDE]
    if not wrong:
        return _outside()
    worst = max(dict.fromkeys(wrong), key=wrong.count)
    place = kinds.index(worst)
    return judge_point(xs[place], ys[place], crs).sentence


def note_on_place_25832(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Return the same for places transformed to EPSG:25832 (metres, NaN where there is none).

    Only inside or outside is told: transformed numbers no longer show what was wrong with the original ones.
    """
    if not xs:
        return ""
    return "" if judge_points(xs, ys, "EPSG:25832").count(Finding.FITS) else _outside()


def _outside() -> str:
    return tr("None of the objects lies in the Ruhr region. Check whether that is meant.")
