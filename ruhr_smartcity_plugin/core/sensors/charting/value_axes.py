# SPDX-License-Identifier: GPL-2.0-or-later
"""The value axes of a chart: one per unit, at most two, the first on the left."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import Dict, Sequence, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.axis import value_marks
from ruhr_smartcity_plugin.translation import tr

MOST_DECIMALS = 6


class Side(Enum):
    """Where an axis stands."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class ValueAxis:
    """An axis with its round marks, the first and last of which are its ends."""

    unit: str
    side: Side
    marks: Tuple[float, ...]
    decimals: int

    @property
    def low(self) -> float:
        """The value at the bottom."""
        return self.marks[0]

    @property
    def high(self) -> float:
        """The value at the top."""
        return self.marks[-1]


def sides_of(units: Sequence[str]) -> Dict[str, Side]:
    """Return on which side each unit stands, in the order they come.

    >>> [side.value for side in sides_of(["°C", "%", "°C"]).values()]
    ['left', 'right']

    Raises InputError for a third unit.
    """
    found = list(dict.fromkeys(units))
    if len(found) > len(Side):
        raise InputError(tr("A chart has two axes, hence room for two units: {units}. Remove a series first.").format(
            units=", ".join(one or tr("without unit") for one in found[:2])), ", ".join(found))
    return dict(zip(found, Side))


def value_axis(unit: str, side: Side, low: float, high: float, most: int) -> ValueAxis:
    """Return the axis for values from `low` to `high` with at most about `most` marks.

    >>> axis = value_axis("°C", Side.LEFT, 12.8, 33.8, 5)
    >>> axis.low, axis.high, axis.decimals
    (10.0, 35.0, 0)
    """
    marks = tuple(value_marks(low, high, most))
    step = marks[1] - marks[0]
    power = math.floor(math.log10(step) + 1e-9)
    is_half_step = abs(step / 10.0**power - 2.5) < 1e-6
    return ValueAxis(unit, side, marks, max(0, min(MOST_DECIMALS, -power + is_half_step)))
