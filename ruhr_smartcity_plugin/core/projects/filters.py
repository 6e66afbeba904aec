# SPDX-License-Identifier: GPL-2.0-or-later
"""By what a list of projects can be narrowed, and which values a project has there."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any, Callable, FrozenSet, Mapping, Tuple

from ruhr_smartcity_plugin.core.projects.dates import next_check
from ruhr_smartcity_plugin.core.projects.list_details import ListDetails
from ruhr_smartcity_plugin.core.projects.record import Organisation, ProjectEntry
from ruhr_smartcity_plugin.core.projects.theme_lists import ThemeList
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.core.region.area import Box
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr

YES, NO, UNKNOWN = "yes", "no", "?"
_CITY = "city"  # in the place of a district: the municipality belongs to none


class Facet(Enum):
    """A kind of condition; the value is what QGIS projects store. `values_in` keeps this order."""

    FIELD = "main_field"
    THEME = "theme"
    PHASE = "phase"
    STATUS = "status"
    REVIEW = "review_state"
    MUNICIPALITY = "ags"
    DISTRICT = "district"
    LEAD = "lead_uuid"
    FUNDED = "funded"
    VISIBILITY = "visibility"
    SEEKS = "seeks_partners"
    STALE = "stale"
    MINE = "mine"


#: Facets with one value only: they are switched on or off.
SWITCHES = (Facet.SEEKS, Facet.STALE, Facet.MINE)
CODED = {Facet.FIELD: "VFIELD", Facet.PHASE: "VPHASE", Facet.STATUS: "VSTATUS", Facet.REVIEW: "VREV",
         Facet.VISIBILITY: "VVIS"}


@dataclass(frozen=True)
class Perspective:
    """Who looks at the list and when: `me` is the name in the history, `my_ags` the own municipality (or empty)."""

    today: date
    me: str = ""
    my_ags: str = ""
    organisations: Tuple[Organisation, ...] = ()
    themes: ThemeList | None = None  # onto which the fields of action are mapped

    def themes_of(self, entry: ProjectEntry, details: ListDetails) -> Tuple[str, ...]:
        """Return the themes of a project; empty where no list of themes is chosen."""
        if self.themes is None:
            return ()
        return self.themes.themes_of((entry.main_field, *details.further_fields.get(entry.uuid, ()))) or (UNKNOWN,)

    def is_mine(self, entry: ProjectEntry) -> bool:
        """Answer whether I made or last changed a project, or its lead is an organisation of my municipality."""
        if self.me and self.me in (entry.created_by, entry.changed_by):
            return True
        return bool(self.my_ags) and self._ags.get(entry.lead_uuid, "") == self.my_ags

    @cached_property
    def _ags(self) -> Mapping[str, str]:
        return {one.uuid: one.ags for one in self.organisations}


def is_stale(entry: ProjectEntry, today: date) -> bool:
    """Answer whether the next check of a project is overdue; what lies in the archive rests."""
    due = next_check(entry.as_of, entry.next_review)
    return due is not None and due < today and entry.review_state != "ARC"


def values_in(entry: ProjectEntry, details: ListDetails, perspective: Perspective) -> Tuple[Tuple[str, ...], ...]:
    """Return the values of a project in each facet, in the order of `Facet`; what is not stated is `UNKNOWN`."""
    region = load_region()
    districts = (region.district_of(ags) for ags in entry.ags if region.by_ags(ags))
    funded = UNKNOWN if entry.funded is None else YES if entry.funded else NO
    return (
        (entry.main_field or UNKNOWN, *details.further_fields.get(entry.uuid, ())),
        perspective.themes_of(entry, details),
        (entry.phase or UNKNOWN,),
        (entry.status or UNKNOWN,),
        (entry.review_state or UNKNOWN,),
        entry.ags or (UNKNOWN,),
        tuple(dict.fromkeys(one.key if one else _CITY for one in districts)) or (UNKNOWN,),
        (entry.lead_uuid or UNKNOWN,),
        (funded,),
        (entry.visibility.value,),
        (YES,) if entry.seeks_partners else (),
        (YES,) if is_stale(entry, perspective.today) else (),
        (YES,) if perspective.is_mine(entry) else (),
    )


@dataclass(frozen=True)
class ProjectFilter:
    """What the user has chosen: values of one facet count as "or", facets and the map's extent as "and"."""

    chosen: Mapping[Facet, FrozenSet[str]] = field(default_factory=dict)
    in_extent: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is narrowed."""
        return not self.in_extent and not any(self.chosen.values())

    def has(self, facet: Facet, value: str) -> bool:
        """Answer whether a value is chosen."""
        return value in self.chosen.get(facet, ())

    def switched(self, facet: Facet, value: str, on: bool) -> ProjectFilter:
        """Return the filter with one value chosen or not."""
        values = self.chosen.get(facet, frozenset()) - {value} | (frozenset({value}) if on else frozenset())
        others = {one: kept for one, kept in self.chosen.items() if one is not facet}
        return replace(self, chosen={**others, facet: values} if values else others)

    def active(self) -> Tuple[Tuple[Facet, str], ...]:
        """Return all chosen values, facet by facet."""
        return tuple((facet, value) for facet in Facet for value in sorted(self.chosen.get(facet, ())))

    def to_json(self) -> str:
        """Return the filter as text for a QGIS project; codes, keys and ids, no name."""
        kept = {facet.value: sorted(values) for facet, values in self.chosen.items() if values}
        return json.dumps({"chosen": kept, "in_extent": self.in_extent}, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> ProjectFilter:
        """Return the filter of `to_json`; what this version does not know is left out.

        >>> ProjectFilter.from_json('{"chosen": {"status": ["UMS"], "?": ["x"]}, "in_extent": 1}').active()
        ((<Facet.STATUS: 'status'>, 'UMS'),)
        >>> ProjectFilter.from_json("broken").is_empty
        True
        """
        try:
            read: Any = json.loads(text)
            kept: Any = read["chosen"]
            chosen = {facet: frozenset(str(one) for one in kept[facet.value])
                      for facet in Facet if kept.get(facet.value)}
            return cls(chosen, read.get("in_extent") is True)
        except (ValueError, TypeError, KeyError, AttributeError):
            return cls()


@dataclass(frozen=True)
class Question:
    """All that narrows a list at once: words, filter, the municipalities of the area, the map's extent (EPSG:25832)."""

    text: str = ""
    filter: ProjectFilter = field(default_factory=ProjectFilter)
    ags: FrozenSet[str] | None = None
    extent: Box | None = None


def facet_title(facet: Facet) -> str:
    """Return what a facet is called in the user's language."""
    return {
        Facet.FIELD: tr("Field of action"), Facet.THEME: tr("Theme"), Facet.PHASE: tr("Phase"),
        Facet.STATUS: tr("Status"),
        Facet.REVIEW: tr("Review state"), Facet.MUNICIPALITY: tr("Municipality"), Facet.DISTRICT: tr("District"),
        Facet.LEAD: tr("Lead"), Facet.FUNDED: tr("Funded"), Facet.VISIBILITY: tr("Visibility"),
        Facet.SEEKS: tr("Looking for partners"), Facet.STALE: tr("Check overdue"), Facet.MINE: tr("Mine"),
    }[facet]


def value_title(facet: Facet, value: str, lead_name: Callable[[str], str]) -> str:
    """Return what a value of a facet is called; `lead_name` gives the name of an organisation for its id."""
    if facet in SWITCHES:
        return facet_title(facet)
    if value == UNKNOWN:
        return tr("not stated")
    if facet is Facet.THEME:
        return value
    if facet in CODED:
        return load_vocabulary().text(CODED[facet], value)
    if facet is Facet.FUNDED:
        return tr("Yes") if value == YES else tr("No")
    if facet is Facet.LEAD:
        return lead_name(value) or tr("unknown organisation")
    if facet is Facet.DISTRICT:
        if value == _CITY:
            return tr("independent city")
        district = load_region().find_district(value)
        return district.name if district else value
    town = load_region().by_ags(value)
    return town.name if town else value
