# SPDX-License-Identifier: GPL-2.0-or-later
"""The records of the project register. Field names are the column names of every store.

Empty text means "not stated"; None means "unknown" for dates and numbers. Codes are explained in
`vocabulary`. Nothing here knows a store.
"""

from __future__ import annotations

import uuid as uuid_module
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import Enum
from typing import Any, Dict, Tuple


class Visibility(Enum):
    """Who may see a record."""

    PUBLIC = "OEF"
    NETWORK = "NETZ"
    MUNICIPALITY = "KOM"

    @classmethod
    def read(cls, value: object) -> Visibility:
        """Return the visibility a store holds; whatever is unknown is internal."""
        for one in cls:
            if one.value == value:
                return one
        return cls.MUNICIPALITY


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
    kind: str = ""
    ags: str = ""
    website: str = ""
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class ProjectOrganisation:
    """The part an organisation plays in a project; `role` is a VROLE code."""

    organisation_uuid: str = ""
    role: str = "PART"
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class ProjectMunicipality:
    """A municipality (AGS, 8 digits) that takes part; `role` is a VMROLE code (FEDER leads)."""

    ags: str = ""
    role: str = "PARTNER"
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
    role: str = "STDO"
    ags: str = ""
    address: str = ""
    accuracy: str = ""
    visibility: Visibility = Visibility.MUNICIPALITY
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class Contact:
    """A contact of a project. Personal: public only with consent."""

    name: str = ""
    function: str = ""
    mail: str = ""
    phone: str = ""
    consent: bool = False


@dataclass(frozen=True)
class ProjectInternal:
    """The internal part of a project, kept in its own table and never exported publicly."""

    total_cost_eur: float | None = None
    own_share_eur: float | None = None
    staff_fte: float | None = None
    decision_no: str = ""
    decision_date: date | None = None
    traffic_light: str = ""
    traffic_light_note: str = ""
    risk: str = ""
    lessons_learned: str = ""
    obstacles: str = ""
    procurement: str = ""
    privacy_assessment: str = ""
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
    main_field: str = ""
    kind: str = ""
    phase: str = ""
    status: str = ""
    status_reason: str = ""
    progress_percent: int | None = None
    start_planned: date | None = None
    start_planned_precision: str = ""
    start_actual: date | None = None
    start_actual_precision: str = ""
    end_planned: date | None = None
    end_planned_precision: str = ""
    end_actual: date | None = None
    end_actual_precision: str = ""
    lead_uuid: str = ""
    spatial_effect: str = ""
    funded: bool | None = None
    programme_short: str = ""
    operating_model: str = ""
    open_source: bool | None = None
    repository_url: str = ""
    licence: str = ""
    transferability: str = ""
    transfer_note: str = ""
    seeks_partners: bool = False
    website: str = ""
    image_url: str = ""
    image_credit: str = ""
    visibility: Visibility = Visibility.MUNICIPALITY
    review_state: str = "ENT"
    as_of: date | None = None
    next_review: date | None = None


# Written by the store at each save, not by the person who edits.
TECHNICAL_FIELDS = ("uuid", "version", "created_at", "created_by", "changed_at", "changed_by", "deleted", "source")


@dataclass(frozen=True)
class ProjectBundle:
    """A project with everything that is saved together with it.

    `further_fields` and `technologies` are codes (VFIELD, VTECH); `organisations` holds every organisation that
    the project names, as lead or as partner. `contacts` are read for the rules; saving a project leaves them alone.
    """

    project: Project = field(default_factory=Project)
    further_fields: Tuple[str, ...] = ()
    technologies: Tuple[str, ...] = ()
    sites: Tuple[Site, ...] = ()
    municipalities: Tuple[ProjectMunicipality, ...] = ()
    partners: Tuple[ProjectOrganisation, ...] = ()
    organisations: Tuple[Organisation, ...] = ()
    contacts: Tuple[Contact, ...] = ()

    @property
    def lead(self) -> Organisation | None:
        """The leading organisation; None if it is not stated."""
        return self.organisation(self.project.lead_uuid)

    def organisation(self, uuid: str) -> Organisation | None:
        """Return an organisation the project names; None if it names none with this id."""
        return next((one for one in self.organisations if one.uuid == uuid), None)

    @property
    def ags(self) -> Tuple[str, ...]:
        """The municipalities of the project, the leading one first."""
        ordered = sorted(self.municipalities, key=lambda one: one.role != "FEDER")
        return tuple(one.ags for one in ordered)

    def as_copy(self) -> ProjectBundle:
        """Return the same content as a new record: own ids, no code, version 0."""
        project = replace(self.project, uuid=new_uuid(), version=0, code="", created_at="", created_by="",
                          changed_at="", changed_by="", deleted=False)
        return replace(
            self, project=project,
            sites=tuple(replace(one, uuid=new_uuid()) for one in self.sites),
            municipalities=tuple(replace(one, uuid=new_uuid()) for one in self.municipalities),
            partners=tuple(replace(one, uuid=new_uuid()) for one in self.partners))


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


def values_of(record: object) -> Dict[str, Any]:
    """Return the fields of a record with values as a store or a history row holds them.

    Enums become their value, dates ISO text, and empty text None; geometry stays as it is.

    >>> values_of(Organisation(name="Stadt Essen", uuid="x"))["name"], values_of(Organisation())["ags"]
    ('Stadt Essen', None)
    """
    values: Dict[str, Any] = {}
    for one in fields(record):  # type: ignore[arg-type]
        value = getattr(record, one.name)
        if isinstance(value, Enum):
            value = value.value
        elif isinstance(value, date):
            value = value.isoformat()
        elif value == "":
            value = None
        values[one.name] = value
    return values
