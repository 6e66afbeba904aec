# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user has narrowed the search to, apart from the words; remembered as text in the settings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Dict, FrozenSet, Tuple

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.adapters.local_time import short_date
from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.core.catalogue.facet_value import facet_key, facet_title
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.portals.parts import ALL_PARTS, ChosenParts, Part
from ruhr_smartcity_plugin.gui.catalogue.finding import Counts
from ruhr_smartcity_plugin.translation import tr

SINCE, EXTENT = "since", "extent"
ORGANISATION, GROUP = "organisation", "group"  # of the portal that is searched live


@dataclass(frozen=True)
class Active:
    """One condition that is on: a facet's value, or `SINCE`, `EXTENT`, `ORGANISATION` or `GROUP` as `kind`."""

    kind: Facet | str
    value: str
    title: str


class Narrowing(QObject):
    """The conditions, in one place for the panel, the chips and the question that is asked."""

    changed = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facets: Dict[Facet, FrozenSet[str]] = {}
        self._titles: Dict[Tuple[Facet, str], str] = {}
        self._parts: Dict[str, Part] = {}  # not kept in the settings: they are one portal's
        self.since: date | None = None
        self.in_extent = False
        self.in_area = True

    def chosen(self, facet: Facet) -> FrozenSet[str]:
        """Return the values chosen in a facet."""
        return self._facets.get(facet, frozenset())

    def choose(self, facet: Facet, value: str, on: bool = True) -> None:
        """Take a value in or out."""
        before = self.chosen(facet)
        after = before | {value} if on else before - {value}
        if after != before:
            self._facets[facet] = after
            self.changed.emit()

    def set_since(self, day: date | None) -> None:
        """Keep only what was changed on that day or later; None keeps all."""
        if day != self.since:
            self.since = day
            self.changed.emit()

    def set_in_extent(self, on: bool) -> None:
        """Keep only what touches the map's extent, or all."""
        if on != self.in_extent:
            self.in_extent = on
            self.changed.emit()

    def part(self, kind: str) -> Part | None:
        """Return the `ORGANISATION` or `GROUP` of the portal that is searched live; None for all."""
        return self._parts.get(kind)

    def choose_part(self, kind: str, part: Part | None) -> None:
        """Ask the portal only for one `ORGANISATION` or `GROUP`, or for all."""
        if part != self._parts.get(kind):
            self._parts = {**self._parts, kind: part} if part is not None else self._without(kind)
            self.changed.emit()

    def chosen_parts(self) -> ChosenParts:
        """Return the organisation and the group that are chosen."""
        return ChosenParts(self.part(ORGANISATION), self.part(GROUP))

    def take_parts(self, parts: ChosenParts) -> None:
        """Ask the portal only for this organisation and this group."""
        if parts != self.chosen_parts():
            found = {ORGANISATION: parts.organisation, GROUP: parts.group}
            self._parts = {kind: part for kind, part in found.items() if part is not None}
            self.changed.emit()

    def forget_parts(self) -> None:
        """Another catalogue is searched, which has other organisations and groups."""
        self.take_parts(ALL_PARTS)

    def _without(self, kind: str) -> Dict[str, Part]:
        return {other: part for other, part in self._parts.items() if other != kind}

    def set_in_area(self, on: bool) -> None:
        """Keep only what is about the dock's area (and what is regional), or all."""
        if on != self.in_area:
            self.in_area = on
            self.changed.emit()

    def remove(self, active: Active) -> None:
        """Take one condition away."""
        if isinstance(active.kind, Facet):
            self.choose(active.kind, active.value, False)
        elif active.kind == SINCE:
            self.set_since(None)
        elif active.kind in (ORGANISATION, GROUP):
            self.choose_part(active.kind, None)
        else:
            self.set_in_extent(False)

    def clear(self, *, area: bool = False) -> None:
        """Take all conditions away; the area of the dock only if asked to."""
        self._facets.clear()
        self._parts = {}
        self.since, self.in_extent = None, False
        self.in_area = self.in_area and not area
        self.changed.emit()

    def take(self, query: FindQuery) -> None:
        """Narrow as a saved search does; the parts are those of the catalogue that is searched, see `take_parts`."""
        self._facets = dict(query.facets)
        self.since = query.changed_since.astimezone().date() if query.changed_since else None
        self.in_extent = query.extent_4326 is not None
        self.in_area = bool(query.area_ags)
        self.changed.emit()

    def learn_titles(self, counts: Counts) -> None:
        """Remember what values are called, for chips that outlive the list they came from.

        What was chosen in another spelling (a theme, in a saved search) is chosen in that of the list from now on.
        """
        for facet, rows in counts.items():
            self._titles.update({(facet, row.value): row.title for row in rows})
            chosen = self.chosen(facet) - {row.value for row in rows}
            if chosen:
                shown = {facet_key(facet.value, row.value): row.value for row in rows}
                spelt = {value: shown.get(facet_key(facet.value, value), value) for value in chosen}
                self._facets[facet] = frozenset(spelt.get(value, value) for value in self.chosen(facet))

    def title(self, facet: Facet, value: str) -> str:
        """Return what a value is called."""
        return self._titles.get((facet, value)) or facet_title(facet, value)

    def active(self) -> Tuple[Active, ...]:
        """Return every condition that is on, the area apart."""
        found = [Active(facet, value, self.title(facet, value))
                 for facet in Facet for value in sorted(self.chosen(facet))]  # fmt: skip
        if self.since is not None:
            found.append(Active(SINCE, "", tr("since {date}").format(date=short_date(self.since))))
        if self.in_extent:
            found.append(Active(EXTENT, "", tr("in map extent")))
        texts = {ORGANISATION: tr("Organisation: {title}"), GROUP: tr("Group: {title}")}
        parts = ((kind, self._parts[kind]) for kind in texts if kind in self._parts)
        found += [Active(kind, part.name, texts[kind].format(title=part.title)) for kind, part in parts]
        return tuple(found)

    def query(self, words: str, extent: Extent4326 | None = None, area_ags: FrozenSet[str] = frozenset()) -> FindQuery:
        """Return the question for these words; extent and area count only while they are switched on."""
        since = datetime(self.since.year, self.since.month, self.since.day).astimezone() if self.since else None
        return FindQuery(
            words, dict(self._facets), since, extent if self.in_extent else None,
            area_ags if self.in_area else frozenset(),
        )  # fmt: skip

    def to_text(self) -> str:
        """Return the conditions as JSON for the settings; "" for none."""
        kept = {facet.value: sorted(values) for facet, values in self._facets.items() if values}
        if self.since:
            kept[SINCE] = self.since.isoformat()
        if self.in_extent:
            kept[EXTENT] = True
        return json.dumps(kept, ensure_ascii=False) if kept else ""

    def restore(self, text: str) -> None:
        """Take over what `to_text` gave; what cannot be read there narrows nothing."""
        try:
            kept = json.loads(text) if text else {}
        except ValueError:
            kept = {}
        if not isinstance(kept, dict):
            return
        for facet in Facet:
            values = kept.get(facet.value)
            if isinstance(values, list):
                self._facets[facet] = frozenset(one for one in values if isinstance(one, str))
        self.since = _day(kept.get(SINCE))
        self.in_extent = kept.get(EXTENT) is True
        self.changed.emit()


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
