# SPDX-License-Identifier: GPL-2.0-or-later
"""What the views of a register show on the map, for registers without views: a row for each place, with its project."""

from __future__ import annotations

from typing import Any, Iterable, NamedTuple, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import values_of
from ruhr_smartcity_plugin.core.projects.record import SiteShape
from ruhr_smartcity_plugin.core.projects.visibility import Visibility

_OF_PROJECT = ("code", "title", "short_title", "summary", "main_field", "phase", "status")
_OF_SITE = ("label", "role", "ags", "address", "accuracy")
#: The columns of the views of public places, in their order; those of all places have one more.
PUBLIC_COLUMNS = ("project_uuid", "site_uuid", *_OF_PROJECT, "lead", *_OF_SITE, "website", "as_of")
INTERNAL_COLUMNS = (*PUBLIC_COLUMNS, "visibility")


class MapPlace(NamedTuple):
    """A place as the map shows it.

    `values` are those of `INTERNAL_COLUMNS`, as a store holds them: codes, days as ISO text, None for nothing.
    `coordinates` are those of a `Site` (EPSG:25832); None if only the address is known.
    """

    shape: SiteShape
    is_public: bool
    coordinates: Any
    values: Tuple[Any, ...]

    @property
    def project_uuid(self) -> str:
        """The project whose place it is."""
        return str(self.values[0])

    @property
    def key(self) -> Tuple[Any, ...]:
        """What tells the place from others, whatever it is changed to."""
        return self.values[:2]


def map_places_of(bundles: Iterable[ProjectBundle]) -> Tuple[MapPlace, ...]:
    """Return the places of projects; public is a public place of a public project, nothing else."""
    found = []
    for bundle in bundles:
        project = bundle.project
        values, lead = values_of(project), bundle.lead
        head = (*(values[name] for name in _OF_PROJECT), (lead.name or None) if lead else None)
        tail = (values["website"], values["as_of"], values["visibility"])
        for site in bundle.sites:
            own = values_of(site)
            is_public = project.visibility is Visibility.PUBLIC and site.visibility is Visibility.PUBLIC
            found.append(MapPlace(site.shape, is_public, site.coordinates, (
                project.uuid, site.uuid, *head, *(own[name] for name in _OF_SITE), *tail)))
    return tuple(found)
