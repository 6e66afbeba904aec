# SPDX-License-Identifier: GPL-2.0-or-later
"""The records of the project register. Field names are the column names of every store.

Empty text means "not stated"; None means "unknown" for dates and numbers. Codes are explained in
`vocabulary`. Nothing here knows a store.
"""

from __future__ import annotations

import uuid as uuid_module
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, Iterator, Tuple

from ruhr_smartcity_plugin.core.projects.columns import coded, web_address
from ruhr_smartcity_plugin.core.projects.visibility import Visibility


class SiteShape(Enum):
    """Geometry type of a site; each has its own table."""

    POINT = "point"
    LINE = "line"
    AREA = "area"


def new_uuid() -> str:
    """Return a fresh record id (UUID version 4), made by the client so that a repeated save makes no second record."""
    return str(uuid_module.uuid4())


@dataclass(frozen=True)
class Organisation:
    """An organisation; `kind` is a VORG code, `ags` its municipality if it has one."""

    name: str = ""
    kind: str = coded("VORG")
    ags: str = ""
    website: str = web_address()
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class ProjectOrganisation:
    """The part an organisation plays in a project; `role` is a VROLE code."""

    organisation_uuid: str = ""
    role: str = coded("VROLE", "PART")
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class ProjectMunicipality:
    """A municipality (AGS, 8 digits) that takes part; `role` is a VMROLE code (FEDER leads)."""

    ags: str = ""
    role: str = coded("VMROLE", "PARTNER")
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class Site:
    """A place of a project.

    `coordinates` in EPSG:25832, metres, nested as in GeoJSON: a point is (x, y), a line ((x, y), …) per part,
    an area rings per part; None if only the address is known.
    """

    shape: SiteShape = SiteShape.POINT
    coordinates: Any = None
    label: str = ""
    role: str = coded("VSITE", "STDO")
    ags: str = ""
    address: str = ""
    accuracy: str = coded("VACC")
    visibility: Visibility = Visibility.MUNICIPALITY
    uuid: str = field(default_factory=new_uuid)

    def points(self) -> Tuple[Tuple[float, float], ...]:
        """Return all corners of the place; none if only the address is known."""
        return tuple(_corners(self.coordinates)) if self.coordinates is not None else ()


def _corners(coordinates: Any) -> Iterator[Tuple[float, float]]:
    if not isinstance(coordinates[0], (tuple, list)):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for one in coordinates:
        yield from _corners(one)


@dataclass(frozen=True)
class ProjectInternal:
    """The internal part of a project, kept in its own table and never exported publicly."""

    total_cost_eur: float | None = None
    own_share_eur: float | None = None
    staff_fte: float | None = None
    decision_no: str = ""
    decision_date: date | None = None
    traffic_light: str = coded("VLIGHT")
    traffic_light_note: str = ""
    risk: str = ""
    lessons_learned: str = ""
    obstacles: str = ""
    procurement: str = ""
    privacy_assessment: str = coded("VJN")
    internal_note: str = ""


@dataclass(frozen=True)
class Project:
    """The public part of a project. Dates carry a precision (VPREC): "2023" is 2023-01-01 with JAHR."""

    uuid: str = field(default_factory=new_uuid)
    version: int = 0  # 0: never saved
    created_at: str = ""
    created_by: str = ""
    changed_at: str = ""
    changed_by: str = ""
    deleted: bool = False
    source: str = ""
    code: str = ""
    title: str = ""
    short_title: str = ""
    summary: str = ""
    description: str = ""
    challenge: str = ""
    solution: str = ""
    result: str = ""
    main_field: str = coded("VFIELD")
    kind: str = coded("VKIND")
    phase: str = coded("VPHASE")
    status: str = coded("VSTATUS")
    status_reason: str = ""
    progress_percent: int | None = None
    start_planned: date | None = None
    start_planned_precision: str = coded("VPREC")
    start_actual: date | None = None
    start_actual_precision: str = coded("VPREC")
    end_planned: date | None = None
    end_planned_precision: str = coded("VPREC")
    end_actual: date | None = None
    end_actual_precision: str = coded("VPREC")
    lead_uuid: str = ""
    spatial_effect: str = coded("VSPACE")
    funded: bool | None = None
    programme_short: str = ""
    operating_model: str = coded("VOPER")
    open_source: bool | None = None
    repository_url: str = web_address()
    licence: str = ""
    transferability: str = coded("V123")
    transfer_note: str = ""
    seeks_partners: bool = False
    website: str = web_address()
    image_url: str = web_address()
    image_credit: str = ""
    visibility: Visibility = Visibility.MUNICIPALITY
    review_state: str = coded("VREV", "ENT")
    as_of: date | None = None
    next_review: date | None = None


# Written by the store at each save, not by the person who edits.
TECHNICAL_FIELDS = ("uuid", "version", "created_at", "created_by", "changed_at", "changed_by", "deleted", "source")


@dataclass(frozen=True)
class ProjectEntry:
    """What lists show of a project."""

    uuid: str
    version: int
    code: str
    title: str
    short_title: str
    summary: str
    main_field: str
    phase: str
    status: str
    visibility: Visibility
    review_state: str
    seeks_partners: bool
    lead_name: str
    ags: Tuple[str, ...]
    as_of: date | None
    next_review: date | None
    changed_at: str
    kind: str = ""
    funded: bool | None = None
    spatial_effect: str = ""
    created_by: str = ""
    changed_by: str = ""
    lead_uuid: str = ""
