# SPDX-License-Identifier: GPL-2.0-or-later
"""Do the objects of a layer lie where they claim to lie?"""

from __future__ import annotations

from typing import Sequence

from ruhr_smartcity_plugin.translation import tr


def note_on_place(xs: Sequence[float], ys: Sequence[float], crs: str) -> str:
    """Return what is wrong with the places of a layer's objects; "" if at least one lies in the region.

    `xs` and `ys` are one coordinate per object in `crs`, an authority id; x is east or longitude.

    >>> note_on_place([], [], "EPSG:25832")
    ''
    """
    if not xs:
        return ""
    from ruhr_smartcity_plugin.core.region.crs_sanity import Finding, judge_point, judge_points

    claimed = "EPSG:4326" if crs == "OGC:CRS84" else crs
    kinds = judge_points(xs, ys, claimed).kinds
    if Finding.FITS in kinds:
        return ""
    wrong = [kind for kind in kinds if kind is not Finding.OUTSIDE]
    if not wrong:
        return tr("None of the objects lies in the Ruhr region. Check whether that is meant.")
    worst = max(dict.fromkeys(wrong), key=wrong.count)
    place = kinds.index(worst)
    return judge_point(xs[place], ys[place], claimed).sentence
