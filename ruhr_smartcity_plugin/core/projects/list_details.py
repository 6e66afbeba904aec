# SPDX-License-Identifier: GPL-2.0-or-later
"""What a list of projects searches and finds on the map besides its entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping, NamedTuple, Tuple

from ruhr_smartcity_plugin.core.projects.record import SiteShape
from ruhr_smartcity_plugin.core.region.area import Box


class ListedPlace(NamedTuple):
    """A place of a project: its row in the table of its shape, and its box (EPSG:25832, metres; None: no position)."""

    project_uuid: str
    shape: SiteShape
    fid: int
    box: Box | None


@dataclass(frozen=True)
class ListDetails:
    """By the id of the project: texts to search, codes (VFIELD, VTECH); and all places. No internal table."""

    texts: Mapping[str, Tuple[str, ...]] = field(default_factory=dict)
    further_fields: Mapping[str, Tuple[str, ...]] = field(default_factory=dict)
    technologies: Mapping[str, Tuple[str, ...]] = field(default_factory=dict)
    places: Tuple[ListedPlace, ...] = ()
