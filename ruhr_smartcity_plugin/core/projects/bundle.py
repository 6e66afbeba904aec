# SPDX-License-Identifier: GPL-2.0-or-later
"""A project with everything that is saved together with it, and the tables it is kept in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Dict, Iterator, Tuple

from ruhr_smartcity_plugin.core.projects.details import (
    Contact,
    Document,
    Funding,
    FundingProgramme,
    Indicator,
    IndicatorValue,
    Milestone,
    ProjectDataset,
    ProjectRelation,
    ProjectSensor,
)
from ruhr_smartcity_plugin.core.projects.record import (
    Organisation,
    Project,
    ProjectInternal,
    ProjectMunicipality,
    ProjectOrganisation,
    Site,
    SiteShape,
    new_uuid,
)


@dataclass(frozen=True)
class ProjectBundle:
    """A project with everything that is saved together with it.

    `further_fields` and `technologies` are codes (VFIELD, VTECH); `organisations` holds every organisation that
    the project names, as lead, partner or in a contact, and `programmes` every funding programme it names.
    """

    project: Project = field(default_factory=Project)
    internal: ProjectInternal = field(default_factory=ProjectInternal)
    further_fields: Tuple[str, ...] = ()
    technologies: Tuple[str, ...] = ()
    sites: Tuple[Site, ...] = ()
    municipalities: Tuple[ProjectMunicipality, ...] = ()
    partners: Tuple[ProjectOrganisation, ...] = ()
    organisations: Tuple[Organisation, ...] = ()
    programmes: Tuple[FundingProgramme, ...] = ()
    contacts: Tuple[Contact, ...] = ()
    milestones: Tuple[Milestone, ...] = ()
    fundings: Tuple[Funding, ...] = ()
    indicators: Tuple[Indicator, ...] = ()
    indicator_values: Tuple[IndicatorValue, ...] = ()
    datasets: Tuple[ProjectDataset, ...] = ()
    sensors: Tuple[ProjectSensor, ...] = ()
    documents: Tuple[Document, ...] = ()
    relations: Tuple[ProjectRelation, ...] = ()

    @property
    def lead(self) -> Organisation | None:
        """The leading organisation; None if it is not stated."""
        return self.organisation(self.project.lead_uuid)

    def organisation(self, uuid: str) -> Organisation | None:
        """Return an organisation the project names; None if it names none with this id."""
        return next((one for one in self.organisations if one.uuid == uuid), None)

    @property
    def named_organisations(self) -> Tuple[str, ...]:
        """The ids of the organisations that the project names, each once, the lead first."""
        further = (one.organisation_uuid for one in (*self.partners, *self.contacts))
        return tuple(dict.fromkeys(one for one in (self.project.lead_uuid, *further) if one))

    @property
    def named_programmes(self) -> Tuple[str, ...]:
        """The ids of the funding programmes that the project names, each once."""
        return tuple(dict.fromkeys(one.programme_uuid for one in self.fundings if one.programme_uuid))

    @property
    def ags(self) -> Tuple[str, ...]:
        """The municipalities of the project, the leading one first."""
        ordered = sorted(self.municipalities, key=lambda one: one.role != "FEDER")
        return tuple(one.ags for one in ordered)

    def as_copy(self) -> ProjectBundle:
        """Return the same content as a new record: own ids, no code, version 0, and a draft that nobody has checked."""
        project = replace(self.project, uuid=new_uuid(), version=0, code="", created_at="", created_by="",
                          changed_at="", changed_by="", deleted=False, review_state=Project().review_state)
        renamed = {one.uuid: new_uuid() for table in CHILD_TABLES for one in table.records_of(self)}
        copied: Dict[str, Any] = {"project": project}
        for attribute in dict.fromkeys(table.attribute for table in CHILD_TABLES):
            copied[attribute] = tuple(replace(one, uuid=renamed[one.uuid]) for one in getattr(self, attribute))
        copied["indicator_values"] = tuple(
            replace(one, indicator_uuid=renamed.get(one.indicator_uuid, one.indicator_uuid))
            for one in copied["indicator_values"])
        return replace(self, **copied)


@dataclass(frozen=True)
class ChildTable:
    """A table whose rows belong to a project: the attribute of the bundle, the kind of record, the owner's column."""

    name: str
    attribute: str
    record: type
    owner: str = "project_uuid"
    shape: SiteShape | None = None
    is_internal: bool = False  # never part of anything public

    def records_of(self, bundle: ProjectBundle) -> Iterator[Any]:
        """Return the records of a bundle that are kept in this table."""
        records = getattr(bundle, self.attribute)
        return (one for one in records if self.shape is None or one.shape is self.shape)


# In the order in which they are written: what others point at comes first.
CHILD_TABLES: Tuple[ChildTable, ...] = (
    ChildTable("site_point", "sites", Site, shape=SiteShape.POINT),
    ChildTable("site_line", "sites", Site, shape=SiteShape.LINE),
    ChildTable("site_area", "sites", Site, shape=SiteShape.AREA),
    ChildTable("project_municipality", "municipalities", ProjectMunicipality),
    ChildTable("project_organisation", "partners", ProjectOrganisation),
    ChildTable("contact", "contacts", Contact),
    ChildTable("milestone", "milestones", Milestone),
    ChildTable("funding", "fundings", Funding, is_internal=True),
    ChildTable("indicator", "indicators", Indicator),
    ChildTable("indicator_value", "indicator_values", IndicatorValue),
    ChildTable("project_dataset", "datasets", ProjectDataset),
    ChildTable("project_sensor", "sensors", ProjectSensor),
    ChildTable("document", "documents", Document),
    ChildTable("project_relation", "relations", ProjectRelation, owner="from_uuid"),
)
# Lists of codes have no ids of their own: table, attribute of the bundle, column.
CODE_TABLES = (("project_field", "further_fields", "field"), ("project_technology", "technologies", "technology"))
