# SPDX-License-Identifier: GPL-2.0-or-later
"""What the public reads of a register in PostgreSQL: the views of published projects, and nothing behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Dict, FrozenSet, List, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.postgis_store import PostgisStore
from ruhr_smartcity_plugin.adapters.projects.whole_reading import WholeReading
from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.details import FundingProgramme
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import decode_wkb
from ruhr_smartcity_plugin.core.projects.record import (
    Organisation,
    Project,
    ProjectEntry,
    ProjectMunicipality,
    Site,
    SiteShape,
    Visibility,
)
from ruhr_smartcity_plugin.translation import tr

_PROJECTS = "SELECT * FROM project_public ORDER BY lower(title), fid"
_SITES = {
    SiteShape.POINT: "SELECT *, ST_AsBinary(geom) AS position FROM project_points ORDER BY fid",
    SiteShape.LINE: "SELECT *, ST_AsBinary(geom) AS position FROM project_lines ORDER BY fid",
    SiteShape.AREA: "SELECT *, ST_AsBinary(geom) AS position FROM project_areas ORDER BY fid",
}


class PublicPostgisStore(WholeReading, PostgisStore):
    """A register as the public sees it; see `ProjectStore`. Municipalities are those of the places."""

    keeps_masters = False
    is_public_view = True

    def list_projects(self) -> Tuple[ProjectEntry, ...]:
        return tuple(_entry(one) for one in self.all_projects())

    def list_organisations(self) -> Tuple[Organisation, ...]:
        named = {one.lead.uuid: one.lead for one in self.all_projects() if one.lead is not None}
        return tuple(sorted(named.values(), key=lambda one: one.name.casefold()))

    def all_projects(self) -> Tuple[ProjectBundle, ...]:
        with self.reading() as session:
            rows = session.rows(_PROJECTS, {})
            sites: Dict[str, List[Site]] = {}
            for shape, statement in _SITES.items():
                for one in session.rows(statement, {}):
                    sites.setdefault(one["project_uuid"], []).append(_site(shape, one))
        return tuple(_bundle(one, tuple(sites.get(one["uuid"], ()))) for one in rows)

    def list_programmes(self) -> Tuple[FundingProgramme, ...]:
        return ()  # the views name a programme where it belongs

    def find_all(self, uuids: Sequence[str]) -> Dict[str, ProjectBundle]:
        return {one.project.uuid: one for one in self.some_projects(uuids)}

    def find(self, uuid: str) -> ProjectBundle | None:
        return next((one for one in self.all_projects() if one.project.uuid == uuid), None)

    def get(self, uuid: str) -> ProjectBundle:
        found = self.find(uuid)
        if found is None:
            raise StoreError(tr(
                "The project is not among the published ones of the register “{name}” any more.",
            ).format(name=self.title), f"uuid {uuid}")
        return found

    def versions(self) -> Dict[str, Tuple[int, bool]]:
        return {one.project.uuid: (one.project.version, False) for one in self.all_projects()}

    def history(self, uuid: str) -> Tuple[Change, ...]:
        del uuid  # who changed what is internal
        return ()

    def moments(self) -> Dict[str, str]:
        return {}  # nor when

    def moments_of_versions(self, uuids: Sequence[str]) -> Dict[Tuple[str, int], FrozenSet[str]]:
        del uuids
        return {}

    def overdue_contacts(self, day: date) -> Tuple[str, ...]:
        del day  # whose statements are kept too long is for those who keep them
        return ()

    def comments_since(self, moment: str) -> Tuple[Comment, ...]:
        del moment  # the exchange is internal
        return ()

    def comments(self, uuid: str) -> Tuple[Comment, ...]:
        del uuid
        return ()

    def changes_since(self, moment: str, limit: int = 500) -> Tuple[Change, ...]:
        del moment, limit
        return ()


def _entry(bundle: ProjectBundle) -> ProjectEntry:
    project = bundle.project
    more = {"lead_name": bundle.lead.name if bundle.lead else "", "ags": bundle.ags}
    common = {one.name: getattr(project, one.name) for one in columns_of(ProjectEntry) if one.name not in more}
    return ProjectEntry(**common, **more)


def _bundle(row: Any, sites: Tuple[Site, ...]) -> ProjectBundle:
    given = {one.name: one.read(row[one.name]) for one in columns_of(Project) if one.name in row}
    # The views carry the lead's name only; it is its own id here.
    lead = (Organisation(row["lead"], uuid=row["lead"]),) if row["lead"] else ()
    project = replace(Project(), **given, visibility=Visibility.PUBLIC, review_state="VOE", lead_uuid=row["lead"] or "")
    towns = dict.fromkeys(one.ags for one in sites if one.ags)
    return ProjectBundle(project=project, sites=sites, organisations=lead,
                         municipalities=tuple(ProjectMunicipality(ags, "PARTNER") for ags in towns))


def _site(shape: SiteShape, row: Any) -> Site:
    texts = {name: row[name] or "" for name in ("label", "role", "ags", "address", "accuracy")}
    position = None if row["position"] is None else decode_wkb(bytes(row["position"]))
    return Site(uuid=row["site_uuid"], shape=shape, coordinates=position, visibility=Visibility.PUBLIC, **texts)
