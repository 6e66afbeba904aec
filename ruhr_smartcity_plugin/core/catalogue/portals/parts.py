# SPDX-License-Identifier: GPL-2.0-or-later
"""What a portal itself divides its data sets into, with its own counts: publishers' organisations and groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple


@dataclass(frozen=True)
class Part:
    """One organisation or group. `name` is how the portal is asked for it, `datasets` how many hits it counts in it."""

    name: str
    title: str
    datasets: int


@dataclass(frozen=True)
class Parts:
    """The organisations and the groups (themes) that hold hits, those with most hits first."""

    organisations: Tuple[Part, ...] = ()
    groups: Tuple[Part, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.organisations or self.groups)


NO_PARTS = Parts()


@dataclass(frozen=True)
class ChosenParts:
    """The organisation and the group a search of a portal is narrowed to; None for all."""

    organisation: Part | None = None
    group: Part | None = None


ALL_PARTS = ChosenParts()
