# SPDX-License-Identifier: GPL-2.0-or-later
"""The flags a value can carry. The numbers are stored: they never change."""

from __future__ import annotations

from enum import IntFlag
from typing import List

from ruhr_smartcity_plugin.translation import tr


class Flag(IntFlag):
    """Bits of the flags of one value; 0 means that nothing was noticed."""

    RANGE = 1
    STEP = 2
    STUCK = 4
    SPIKE = 8
    NEIGHBOUR = 16
    GAP_BEFORE = 32
    LATE = 64
    DUPLICATE = 128
    CLOCK_SHIFT = 256
    RADIATION = 512

    @property
    def title(self) -> str:
        """Return what the flag says, in a few words."""
        return _titles()[self]


#: Flags by which a statistic leaves values out; the others tell about the time, not about the value.
DOUBTFUL = Flag.RANGE | Flag.STEP | Flag.STUCK | Flag.SPIKE | Flag.NEIGHBOUR | Flag.CLOCK_SHIFT | Flag.RADIATION


def split_flags(bits: int) -> List[Flag]:
    """Return the single flags of a number; bits nobody knows (of a newer version) are left out.

    >>> [one.name for one in split_flags(9)]
    ['RANGE', 'SPIKE']
    """
    return [one for one in Flag if bits & one]


def _titles() -> dict:
    return {
        Flag.RANGE: tr("outside the plausible range"),
        Flag.STEP: tr("changed too fast"),
        Flag.STUCK: tr("does not change any more"),
        Flag.SPIKE: tr("single spike"),
        Flag.NEIGHBOUR: tr("differs from its neighbours"),
        Flag.GAP_BEFORE: tr("values missing before"),
        Flag.LATE: tr("came late"),
        Flag.DUPLICATE: tr("time given twice"),
        Flag.CLOCK_SHIFT: tr("clock wrong"),
        Flag.RADIATION: tr("perhaps warmed by the sun"),
    }
