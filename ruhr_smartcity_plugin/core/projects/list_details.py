# SPDX-License-Identifier: GPL-2.0-or-later
"""What a list of projects searches and finds on the map besides its entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Collection, Dict, Iterable, List, Mapping, NamedTuple, Set, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.map_places import MapPlace
from ruhr_smartcity_plugin.core.projects.record import Site, SiteShape, Visibility
from ruhr_smartcity_plugin.core.region.area import Box


class ListedPlace(NamedTuple):
    """A place of a project: its row in the table of its shape, and its box (EPSG:25832, metres; None: no position).

    `is_public` says it of the place alone; the project may still be internal.
    """

    project_uuid: str
    shape: SiteShape
    fid: int
    box: Box | None
    is_public: bool = False


@dataclass(frozen=True)
class ListDetails:
    """By the id of the project: texts to search, codes (VFIELD, VTECH); and all places. No internal table.

    `map_places` is what the map shows of a register without views; None for others, or if it was not read yet.
    """

    texts: Mapping[str, Tuple[str, ...]] = field(default_factory=dict)
    further_fields: Mapping[str, Tuple[str, ...]] = field(default_factory=dict)
    technologies: Mapping[str, Tuple[str, ...]] = field(default_factory=dict)
    places: Tuple[ListedPlace, ...] = ()
    map_places: Tuple[MapPlace, ...] | None = None


def details_of(bundles: Iterable[ProjectBundle]) -> ListDetails:
    """Return the details of whole projects. Their places have no row (0): what shows them counts its own."""
    texts: Dict[str, Tuple[str, ...]] = {}
    places: List[ListedPlace] = []
    bundles = tuple(bundles)
    for one in bundles:
        project, names = one.project, {known.uuid: known.name for known in one.organisations}
        found = (project.description, project.challenge, project.solution, project.result,
                 *(names.get(partner.organisation_uuid, "") for partner in one.partners),
                 *(site.label for site in one.sites))
        texts[project.uuid] = tuple(filter(None, found))
        places += [ListedPlace(project.uuid, site.shape, 0, _box(site), site.visibility is Visibility.PUBLIC)
                   for site in one.sites]
    return ListDetails(
        texts=texts, places=tuple(places),
        further_fields={one.project.uuid: one.further_fields for one in bundles if one.further_fields},
        technologies={one.project.uuid: one.technologies for one in bundles if one.technologies})


def _box(site: Site) -> Box | None:
    corners = site.points()
    if not corners:
        return None
    xs, ys = [x for x, _y in corners], [y for _x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


class PlaceIndex:
    """Which feature of the map belongs to which project, both ways. `public`: the projects everybody can see."""

    def __init__(self, places: Iterable[ListedPlace], public: Collection[str]) -> None:
        self._owners: Dict[SiteShape | None, Dict[int, str]] = {shape: {} for shape in SiteShape}
        self._features: Dict[SiteShape | None, Dict[str, List[int]]] = {shape: {} for shape in SiteShape}
        self._hidden: Dict[SiteShape | None, Set[int]] = {shape: set() for shape in SiteShape}
        for one in places:
            if not one.is_public or one.project_uuid not in public:
                self._hidden[one.shape].add(one.fid)
            self._owners[one.shape][one.fid] = one.project_uuid
            self._features[one.shape].setdefault(one.project_uuid, []).append(one.fid)

    def features_of(self, uuids: Iterable[str], shape: SiteShape | None, *, is_internal: bool) -> List[int]:
        """Return the features of these projects in the layer of a shape, the public or the internal one."""
        known, hidden = self._features.get(shape, {}), () if is_internal else self._hidden.get(shape, ())
        return [fid for uuid in uuids for fid in known.get(uuid, ()) if fid not in hidden]

    def projects_at(self, fids: Iterable[int], shape: SiteShape | None) -> Set[str]:
        """Return the projects to which features of the layer of a shape belong."""
        known = self._owners.get(shape, {})
        return {known[fid] for fid in fids if fid in known}
