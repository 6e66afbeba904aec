# SPDX-License-Identifier: GPL-2.0-or-later
"""What hangs on a project besides places and organisations: each record is one row of a table of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ruhr_smartcity_plugin.core.projects.columns import coded, web_address
from ruhr_smartcity_plugin.core.projects.record import new_uuid
from ruhr_smartcity_plugin.core.projects.visibility import Visibility


@dataclass(frozen=True)
class Contact:
    """A contact of a project or an organisation. Personal: public only with consent; a function mailbox is better."""

    organisation_uuid: str = ""
    function: str = ""
    name: str = ""
    mail: str = ""
    phone: str = ""
    consent: bool = False
    consent_date: date | None = None
    delete_after: date | None = None
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class Milestone:
    """A step of a project; `due` is planned, `done` is when it was reached."""

    title: str = ""
    due: date | None = None
    done: date | None = None
    status: str = coded("VSTATUS")
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class FundingProgramme:
    """A programme of the register that projects get money from; like an organisation it belongs to no project."""

    title: str = ""
    provider: str = ""
    level: str = coded("VLEVEL")
    kind: str = coded("VFKIND")
    areas: str = ""
    region: str = ""
    eligible: str = ""
    deadline_from: date | None = None
    deadline_to: date | None = None
    max_amount_eur: float | None = None
    rate_percent: float | None = None
    contact_point: str = ""
    url: str = web_address()
    checked_on: date | None = None
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class Strategy:
    """Where a member (AGS of a municipality or key of a district) stands with its strategy: a row of the survey.

    `themes` are VTHEME codes with blanks between them.
    """

    ags: str = ""
    title: str = ""
    state: str = coded("VSTRAT")
    adopted_on: date | None = None
    url: str = web_address()
    themes: str = ""
    steering_body: str = ""
    partners: str = ""
    as_of: date | None = None
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class Funding:
    """Money from a programme. Internal."""

    programme_uuid: str = ""
    amount_eur: float | None = None
    rate_percent: float | None = None
    from_date: date | None = None
    to_date: date | None = None
    reference: str = ""
    state: str = coded("VFUND")
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class Indicator:
    """What a project wants to change, in numbers: from `baseline` to `target`, in `unit`."""

    name: str = ""
    unit: str = ""
    direction: str = coded("VDIR")
    baseline: float | None = None
    target: float | None = None
    method: str = ""
    rhythm: str = ""
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class IndicatorValue:
    """One measured value of an indicator."""

    indicator_uuid: str = ""
    date: date | None = None
    value: float | None = None
    value_source: str = ""
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class ProjectDataset:
    """A data set the project uses or makes: address of the catalogue and id in it."""

    catalogue: str = ""
    dataset_id: str = ""
    role: str = coded("VUSE")
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class ProjectSensor:
    """A thing or datastream of a SensorThings service the project uses or makes."""

    service_url: str = web_address()
    thing_id: str = ""
    datastream_id: str = ""
    role: str = coded("VUSE")
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class Document:
    """A document: its address, or its path relative to the register."""

    title: str = ""
    kind: str = coded("VDOC")
    url: str = web_address()
    relative_path: str = ""
    sha256: str = ""
    visibility: Visibility = Visibility.MUNICIPALITY
    rights: str = ""
    uuid: str = field(default_factory=new_uuid)


@dataclass(frozen=True)
class ProjectRelation:
    """A relation of this project to another one."""

    to_uuid: str = ""
    kind: str = coded("VREL", "AEHNL")
    uuid: str = field(default_factory=new_uuid)
