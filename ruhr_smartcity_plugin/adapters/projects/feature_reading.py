# SPDX-License-Identifier: GPL-2.0-or-later
"""What a feature service answers to the questions of `ProjectStore`. Internal things it does not know are empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Dict, Iterable, List, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.feature_rounds import Rounds
from ruhr_smartcity_plugin.adapters.projects.whole_reading import WholeReading
from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.columns import columns_of, record_of
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.details import FundingProgramme
from ruhr_smartcity_plugin.core.projects.feature_layers import ORGANISATION, PROJECT
from ruhr_smartcity_plugin.core.projects.feature_rows import Row, bundle_of
from ruhr_smartcity_plugin.core.projects.feature_service import FeatureService
from ruhr_smartcity_plugin.core.projects.feature_writing import State, tables_to_ask, whole_version
from ruhr_smartcity_plugin.core.projects.list_details import ListDetails, details_of
from ruhr_smartcity_plugin.core.projects.map_places import map_places_of
from ruhr_smartcity_plugin.core.projects.record import Organisation, ProjectEntry
from ruhr_smartcity_plugin.translation import tr

# Up to so many projects are asked for one by one; reading each layer once is faster for more.
_FEW = 20


class FeatureReading(WholeReading):
    """The questions; `FeatureStore` adds the writing."""

    keeps_history = False

    def __init__(self, service: FeatureService) -> None:
        self._service = service
        self._rounds = Rounds(service)

    @property
    def title(self) -> str:
        return self._service.title

    def list_projects(self) -> Tuple[ProjectEntry, ...]:
        leads = {one.uuid: one.name for one in self.list_organisations()}
        towns: Dict[str, List[Row]] = {}
        for row in self._all("project_municipality"):
            if not row.get("deleted"):
                towns.setdefault(str(row.get("project_uuid")), []).append(row)
        entries = []
        for row in self._whole_projects():
            uuid = str(row.get("uuid"))
            bundle = bundle_of(row, {"project_municipality": towns.get(uuid, ())}, ())
            values = {**_nothing_stated(ProjectEntry), **vars(bundle.project), "version": bundle.project.version}
            lead_name = leads.get(bundle.project.lead_uuid, "")
            entries.append(record_of(ProjectEntry, {**values, "visibility": bundle.project.visibility.value,
                                                    "lead_name": lead_name}, ags=bundle.ags))
        return tuple(sorted(entries, key=lambda one: (one.title.casefold(), one.uuid)))

    def list_organisations(self) -> Tuple[Organisation, ...]:
        rows = [one for one in self._all(ORGANISATION) if not one.get("deleted")]
        found = {one["uuid"]: record_of(Organisation, {**_nothing_stated(Organisation), **one}) for one in rows}
        return tuple(sorted(found.values(), key=lambda one: (one.name.casefold(), one.uuid)))

    def get(self, uuid: str) -> ProjectBundle:
        bundle = self.find(uuid)
        if bundle is None or bundle.project.deleted:
            raise StoreError(tr(
                "The project is no longer in the register “{name}”. Somebody deleted it; its history is kept.",
            ).format(name=self.title), f"uuid {uuid}")
        return bundle

    def find(self, uuid: str) -> ProjectBundle | None:
        return whole_bundle(self._rounds.look(uuid))

    def all_projects(self) -> Tuple[ProjectBundle, ...]:
        organisations = self._all(ORGANISATION)
        hanging: Dict[str, Dict[str, List[Row]]] = {}
        for table in tables_to_ask(self._service.layers):
            for row in self._all(table):
                hanging.setdefault(str(row.get("project_uuid")), {}).setdefault(table, []).append(row)
        found = [bundle_of(row, hanging.get(str(row.get("uuid")), {}), organisations) for row in self._whole_projects()]
        return _by_title(found)

    def versions(self) -> Dict[str, Tuple[int, bool]]:
        found = {str(row["uuid"]): (whole_version(int(row["version"] or 0)), bool(row.get("deleted")))
                 for row in self._all(PROJECT) if row.get("uuid")}
        return {uuid: one for uuid, one in found.items() if one[0] > 0}

    def history(self, uuid: str) -> Tuple[Change, ...]:
        """Return nothing: who changed what is not for the public, so services keep no history."""
        del uuid
        return ()

    def changes_since(self, moment: str, limit: int = 500) -> Tuple[Change, ...]:
        """Return nothing, as `history` does."""
        del moment, limit
        return ()

    def _all(self, table: str) -> List[Dict[str, Any]]:
        return self._service.all_rows(table) if table in self._service.layers else []

    def _whole_projects(self) -> Iterable[Row]:
        for row in self._all(PROJECT):
            version = whole_version(int(row.get("version") or 0))
            if version > 0 and not row.get("deleted"):
                yield {**row, "version": version}

    def some_projects(self, uuids: Sequence[str]) -> Tuple[ProjectBundle, ...]:
        wanted = set(uuids)
        many = self.all_projects() if len(wanted) > _FEW else (self.find(one) for one in wanted)
        kept = [one for one in many if one is not None and one.project.uuid in wanted and not one.project.deleted]
        return _by_title(kept)

    def list_details(self) -> ListDetails:
        bundles = self.all_projects()
        return replace(details_of(bundles), map_places=map_places_of(bundles))

    def list_programmes(self) -> Tuple[FundingProgramme, ...]:
        """Return nothing: funding is internal."""
        return ()

    def comments(self, uuid: str) -> Tuple[Comment, ...]:
        """Return nothing: comments are internal."""
        del uuid
        return ()

    def comments_since(self, moment: str) -> Tuple[Comment, ...]:
        """Return nothing, as `comments` does."""
        del moment
        return ()

    def overdue_contacts(self, day: date) -> Tuple[str, ...]:
        """Return nothing: contacts are not sent to a service."""
        del day
        return ()


def whole_bundle(state: State) -> ProjectBundle | None:
    """Return the project; None if there is none, or one that was never saved as a whole."""
    if state.project is None or state.version == 0:
        return None
    hanging: Dict[str, List[Row]] = {}
    for (table, _uuid), row in state.children.items():
        hanging.setdefault(table, []).append(row)
    return bundle_of({**state.project, "version": state.version}, hanging, state.organisations.values())


def _by_title(bundles: Iterable[ProjectBundle]) -> Tuple[ProjectBundle, ...]:
    return tuple(sorted(bundles, key=lambda one: (one.project.title.casefold(), one.project.uuid)))


def _nothing_stated(record: type) -> Dict[str, Any]:
    return dict.fromkeys(one.name for one in columns_of(record))
