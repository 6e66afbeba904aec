# SPDX-License-Identifier: GPL-2.0-or-later
"""What of a project another register can hold at all, and how the rest stays where it is."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, Dict, FrozenSet, Mapping, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import FieldChange, diff_bundles
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.publicity import public_bundles
from ruhr_smartcity_plugin.core.projects.record import TECHNICAL_FIELDS, Organisation
from ruhr_smartcity_plugin.core.projects.visibility import Visibility


@dataclass(frozen=True)
class Carriage:
    """The columns a register keeps, by table ("geom" is the place); None for one that keeps everything.

    What is not carried stays as it is: it is neither sent nor, when records come back, taken for deleted. A register
    that does not carry everything is one for the public, so only the public part is sent to it.
    """

    columns: Mapping[str, FrozenSet[str]] | None = None

    def carries(self, table: str, column: str = "") -> bool:
        """Answer whether a table, or one column of it, has a place in the register."""
        if self.columns is None:
            return True
        kept = self.columns.get(table)
        return kept is not None and (not column or column in kept)

    def part_of(self, bundle: ProjectBundle) -> ProjectBundle | None:
        """Return what the register can hold of a project; None if nothing of it may go there."""
        if self.columns is None:
            return bundle
        shown = public_bundles((bundle,))
        return self._reduced(shown[0]) if shown else None

    def completed(self, carried: ProjectBundle, whole: ProjectBundle | None) -> ProjectBundle:
        """Return what came from the register together with all of `whole` that it cannot hold."""
        if self.columns is None or whole is None:
            return carried
        public = replace(whole, project=replace(whole.project, visibility=Visibility.PUBLIC, deleted=False))
        sendable = self.part_of(public)
        given: Dict[str, Any] = {
            "internal": whole.internal, "programmes": whole.programmes,
            "project": self._filled("project", carried.project, whole.project)}
        for attribute in dict.fromkeys(one.attribute for one in CHILD_TABLES):
            given[attribute] = self._filled_list(attribute, carried, whole, sendable or carried)
        for table, attribute, column in CODE_TABLES:
            if not self.carries(table, column):
                given[attribute] = getattr(whole, attribute)
        given["organisations"] = self._organisations(carried, whole)
        return replace(carried, **given)

    def left_out(self, bundle: ProjectBundle) -> Tuple[FieldChange, ...]:
        """Return what a project states that the register cannot hold; everything if it is not public."""
        part = self.part_of(bundle)
        changes = diff_bundles(part, replace(bundle, organisations=part.organisations if part else ()))
        return tuple(one for one in changes if one.new_value is not None)

    def _reduced(self, bundle: ProjectBundle) -> ProjectBundle:
        given: Dict[str, Any] = {"project": self._without("project", bundle.project)}
        for attribute in dict.fromkeys(one.attribute for one in CHILD_TABLES):
            given[attribute] = tuple(
                self._without(table.name, one) for table in CHILD_TABLES if table.attribute == attribute
                and self.carries(table.name) for one in table.records_of(bundle))
        for table, attribute, column in CODE_TABLES:
            if not self.carries(table, column):
                given[attribute] = ()
        organisations = bundle.organisations if self.carries("organisation") else ()
        given["organisations"] = tuple(self._without("organisation", one) for one in organisations)
        return replace(bundle, **given)

    def _lacks(self, table: str, column: str) -> bool:
        if column == "lead_uuid" and not self.carries("organisation"):
            return True
        return not self.carries(table, column) and column not in TECHNICAL_FIELDS

    def _without(self, table: str, record: Any) -> Any:
        empty = {one.name: _default_of(record, one.name) for one in columns_of(type(record))
                 if self._lacks(table, one.name)}
        return replace(record, **empty) if empty else record

    def _filled(self, table: str, carried: Any, whole: Any) -> Any:
        kept = {one.name: getattr(whole, one.name) for one in columns_of(type(carried)) if self._lacks(table, one.name)}
        return replace(carried, **kept) if kept else carried

    def _filled_list(self, attribute: str, carried: ProjectBundle, whole: ProjectBundle,
                     sendable: ProjectBundle) -> Tuple[Any, ...]:
        before = {one.uuid: one for one in getattr(whole, attribute)}
        sent = {one.uuid for one in getattr(sendable, attribute)}
        found = []
        for table in (one for one in CHILD_TABLES if one.attribute == attribute):
            for one in table.records_of(carried):
                old = before.pop(one.uuid, None)
                found.append(self._filled(table.name, one, old) if old is not None else one)
        # What never went there is not deleted because it is not there.
        return (*found, *(one for uuid, one in before.items() if uuid not in sent))

    def _organisations(self, carried: ProjectBundle, whole: ProjectBundle) -> Tuple[Organisation, ...]:
        before = {one.uuid: one for one in whole.organisations}
        known = {one.uuid: self._filled("organisation", one, before[one.uuid]) if one.uuid in before else one
                 for one in carried.organisations}
        return tuple({**before, **known}.values())


def _default_of(record: Any, name: str) -> Any:
    field = next(one for one in fields(record) if one.name == name)
    return field.default if field.default is not MISSING else field.default_factory()


WHOLE = Carriage()
