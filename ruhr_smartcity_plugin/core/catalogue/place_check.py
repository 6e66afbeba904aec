# SPDX-License-Identifier: GPL-2.0-or-later
"""Do the objects of a layer lie where they claim to lie?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.region.crs_sanity import (
    Candidate,
    Finding,
    find_source_crs,
    judge_point,
    judge_points,
)
from ruhr_smartcity_plugin.core.region.reference_systems import UTM_32, find_system
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np

#: Data of the whole state are judged too, so the readings may reach so far beyond the Ruhr.
WIDE_M = 100_000.0
#: Up to this share of those that lie near the Ruhr, objects that want another reading are slips, not a mixture.
SLIPS = 0.02
#: So many of all objects must come to lie near the Ruhr by another reading, before all are moved.
MAJORITY = 0.5
#: Degrees (west, south, east, north) within which data that a portal of the region shows may well lie.
AROUND_GERMANY = (-2.0, 45.0, 25.0, 56.0)
#: So many degrees beyond the area a system is made for, its coordinates are still used.
BEYOND_AREA_DEG = 3.0


class PlaceAction(Enum):
    """What to do with the coordinates of a layer."""

    KEEP = "keep"
    CORRECT = "correct"
    REFUSE = "refuse"


@dataclass(frozen=True)
class PlaceDecision:
    """What to do, how the numbers are to be read (`crs`, `swapped`; for CORRECT only), and what to tell the user."""

    action: PlaceAction
    crs: str = ""
    swapped: bool = False
    sentence: str = ""


def decide_place(
    xs: Sequence[float],
    ys: Sequence[float],
    crs: str,
    fits: np.ndarray | None = None,
    elsewhere: np.ndarray | None = None,
    exchanged: np.ndarray | None = None,
    *,
    is_regional: bool = False,
) -> PlaceDecision:
    """Decide how the coordinates of a whole layer are to be read.

    The rule, by majority: with none of them near the Ruhr (within 100 km of it) as declared, and at least half of
    all by one other reading, all are read that way. With some of them near the Ruhr as declared and others only by
    another reading, up to 2 % of these are slips of single objects, which are told; more is a mixture, which is
    refused, as any reading would put a part of it in the wrong place; so is a mixture of two readings neither of which
    is declared. Objects that no reading puts near the Ruhr do not count, they may lie elsewhere, nor do those that the
    declared system puts in a sensible place: Leipzig in zone 33 has the numbers of the Ruhr in zone 32. Where the data
    are known to be of the Ruhr or its state, a sensible place elsewhere is none, as long as no object lies near the
    Ruhr as declared. Coordinates that are no numbers, and 0, 0, do not count either; the latter are told.

    Parameters
    ----------
    xs, ys : one coordinate per object, x east or longitude.
    crs : authority id the source declares; "" if none.
    fits : for a system that is not known here (`is_judged_as_declared`): which of the coordinates lie near the Ruhr
        when transformed from it.
    elsewhere : for such a system: which of them lie in another place that makes sense (`lies_sensibly`).
    exchanged : for such a system: which of them lie near the Ruhr when their axes are exchanged.
    is_regional : towns, publisher or portal say that the data lie in the Ruhr or its state.

    >>> decide_place([5638278.57], [366433.2], "EPSG:4326").crs  # a service in Cologne: UTM, axes swapped
    'EPSG:25832'
    """
    import numpy as np

    x, y = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    known = np.isfinite(x) & np.isfinite(y)
    counted = known & ((np.abs(x) > 1e-6) | (np.abs(y) > 1e-6))
    masks = [None if one is None else np.asarray(one, dtype=bool)[counted] for one in (fits, elsewhere, exchanged)]
    decision = _decide(x[counted], y[counted], crs, *masks, is_regional)
    n_zero = int(known.sum() - counted.sum())
    if n_zero and len(x) > 1:  # a picture of the whole world has its middle there
        said = tr("%n object(s) lie at 0, 0: their place is missing in the source.", "", n_zero)
        decision = replace(decision, sentence=f"{decision.sentence} {said}".strip())
    return decision


def _decide(
    x: np.ndarray, y: np.ndarray, crs: str, fits: np.ndarray | None, elsewhere: np.ndarray | None,
    exchanged: np.ndarray | None, is_regional: bool,
) -> PlaceDecision:  # fmt: skip
    import numpy as np

    if not len(x):
        return PlaceDecision(PlaceAction.KEEP)
    fitting = _near_as_declared(x, y, crs) if fits is None else fits
    sensible = fitting
    if elsewhere is not None and (fitting.any() or not is_regional):
        # Degrees read as metres lie beside the origin of a system, which may be in Germany.
        sensible = fitting | (elsewhere & ((np.abs(x) > 360.0) | (np.abs(y) > 90.0)))
    n_open = int((~sensible).sum())
    readings = _other_readings(x[~sensible], y[~sensible], crs)
    other = next(iter(readings), None)
    n_fit, n_all = int(fitting.sum()), len(x)
    n_other = round(other.share * n_open) if other is not None else 0
    if exchanged is not None and crs:
        n_exchanged = int((exchanged & ~sensible).sum())
        if n_exchanged > n_other:
            return _weigh(n_fit, n_exchanged, n_all, crs, True, crs)
    if other is None or n_other == 0:
        return PlaceDecision(PlaceAction.KEEP, sentence="" if n_fit else _told_elsewhere(x, y, crs))
    decision = _weigh(n_fit, n_other, n_all, other.crs, other.swapped, crs)
    if decision.action is not PlaceAction.CORRECT or len(readings) < 2:
        return decision
    return _with_second(decision, n_other, readings[1], round(readings[1].share * n_open), n_all)


def _with_second(decision: PlaceDecision, n_other: int, second: Candidate, n_second: int, n_all: int) -> PlaceDecision:
    """Refuse a correction by one reading where another one puts more than slips near the Ruhr; tell of slips."""
    found = _reading(second.crs, second.swapped)
    if n_second > SLIPS * (n_other + n_second):
        first = _reading(decision.crs, decision.swapped)
        return PlaceDecision(PlaceAction.REFUSE, sentence=_mixed(n_other, first, n_second, found, n_all))
    if not n_second:
        return decision
    return replace(decision, sentence=f"{decision.sentence} {_slips(n_second, n_all, found)}")


def _other_readings(x: np.ndarray, y: np.ndarray, crs: str) -> Tuple[Candidate, ...]:
    """Return what else than the declared system puts some of the coordinates near the Ruhr, best first."""
    others = find_source_crs(x, y, margin_m=WIDE_M)
    return tuple(one for one in others if one.swapped or not _is_same(one.crs, crs))


def _told_elsewhere(x: np.ndarray, y: np.ndarray, crs: str) -> str:
    """Say that the objects lie elsewhere as declared, and by which reading most of them would lie near the Ruhr."""
    other = next(iter(_other_readings(x, y, crs)), None)
    if other is None or other.share < MAJORITY:
        return _outside()
    sentence = tr(
        "As {declared}, which the source states, the objects lie outside the Ruhr region; read as {found} they would "
        "lie in or near it. Check the place."
    )
    return sentence.format(declared=crs, found=_reading(other.crs, other.swapped))


def lies_near(east: Sequence[float], north: Sequence[float]) -> np.ndarray:
    """Return which of some places in EPSG:25832 (metres) lie in or near the Ruhr, for `decide_place`."""
    import numpy as np

    return _near_as_declared(np.asarray(east, dtype=float), np.asarray(north, dtype=float), "EPSG:25832")


def lies_sensibly(
    east: Sequence[float], north: Sequence[float], area: Tuple[float, float, float, float] | None
) -> np.ndarray:
    """Return which of some places in EPSG:25832 (metres) the system they were declared in may well be used for.

    `area` is what that system is made for, in degrees (west, south, east, north), None if unknown. Only places in
    Germany and around it count: the numbers of a wrong system often come to lie in some sea.
    """
    import numpy as np

    with np.errstate(all="ignore"):
        lon, lat = UTM_32.inverse(np.asarray(east, dtype=float), np.asarray(north, dtype=float))
    west, south, east_end, north_end = AROUND_GERMANY
    inside = (lon >= west) & (lon <= east_end) & (lat >= south) & (lat <= north_end)
    if area is None:
        return inside
    return inside & (lon >= area[0] - BEYOND_AREA_DEG) & (lon <= area[2] + BEYOND_AREA_DEG)


def _near_as_declared(x: np.ndarray, y: np.ndarray, crs: str) -> np.ndarray:
    import numpy as np

    system = find_system(crs)
    if system is None:
        return np.zeros(len(x), dtype=bool)
    return judge_points(x, y, crs, margin_m=WIDE_M).codes == tuple(Finding).index(Finding.FITS)


def _is_same(one: str, other: str) -> bool:
    return one == other or (find_system(one) is not None and find_system(one) is find_system(other))


def _weigh(n_fit: int, n_other: int, n_all: int, crs: str, swapped: bool, declared: str) -> PlaceDecision:
    counts = {"fit": group_digits(n_fit), "other": group_digits(n_other), "all": group_digits(n_all),
              "found": _reading(crs, swapped), "declared": declared or tr("no system")}  # fmt: skip
    if n_fit and n_other <= SLIPS * (n_fit + n_other):
        return PlaceDecision(PlaceAction.KEEP, sentence=_slips(n_other, n_all, counts["found"]))
    if n_fit > SLIPS * (n_fit + n_other):
        sentence = _mixed(n_fit, counts["declared"], n_other, counts["found"], n_all)
        return PlaceDecision(PlaceAction.REFUSE, crs, swapped, sentence)
    if n_other < MAJORITY * n_all:
        sentence = tr("{other} of {all} objects would lie near the Ruhr if they were read as {found}. Check the place.")
        return PlaceDecision(PlaceAction.KEEP, sentence=sentence.format(**counts))
    if not declared:
        sentence = tr("The source states no coordinate reference system; the numbers are {found}.")
    elif swapped and _is_same(crs, declared):
        sentence = axes_exchanged()
    else:
        sentence = tr("The source says {declared}, but the numbers are {found}. The place was corrected.")
    text = sentence.format(**counts)
    if n_fit:
        text += " " + tr("{fit} of {all} objects were right before and lie in the wrong place now.").format(**counts)
    return PlaceDecision(PlaceAction.CORRECT, crs, swapped, text)


def _slips(n_other: int, n_all: int, found: str) -> str:
    sentence = tr("{other} of {all} objects lie in the wrong place; they seem to be given as {found}.")
    return sentence.format(other=group_digits(n_other), all=group_digits(n_all), found=found)


def _mixed(n_fit: int, declared: str, n_other: int, found: str, n_all: int) -> str:
    sentence = tr(
        "The coordinates are mixed: {fit} of {all} objects are given as {declared}, {other} as {found}. The data "
        "were not added, as a part of them would lie in the wrong place. Tell the publisher."
    )
    return sentence.format(fit=group_digits(n_fit), declared=declared, other=group_digits(n_other), found=found,
                           all=group_digits(n_all))  # fmt: skip


def axes_exchanged() -> str:
    """Say that the axes were exchanged in the source, and are read the other way round."""
    return tr("The axes were exchanged in the source. The place was corrected.")


def _reading(crs: str, swapped: bool) -> str:
    system = find_system(crs)
    name = f"{system.name} ({crs})" if system is not None else crs
    return tr("{system} with exchanged axes").format(system=name) if swapped else name


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
