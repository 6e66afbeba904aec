# SPDX-License-Identifier: GPL-2.0-or-later
"""The master data of a register while they are edited: lists of records, and what is to be saved of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.master import (
    BY_NAME,
    CONTACT_TABLE,
    MASTER_TABLES,
    MasterRecord,
    same_record,
)
from ruhr_smartcity_plugin.core.projects.master_merging import MasterCase, merge_masters
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text

Lists = Dict[str, Tuple[Any, ...]]  # records by list, as `MasterTable.attribute` names it


@dataclass(frozen=True)
class MasterEdit:
    """What a register held when it was read, by id; deleted records too."""

    stored: Mapping[str, MasterRecord]

    @classmethod
    def of(cls, records: Iterable[MasterRecord]) -> MasterEdit:
        """Return the edit that begins with these records."""
        return cls({one.uuid: one for one in records})

    def lists(self) -> Lists:
        """Return the records that are not deleted, by name."""
        found: Dict[str, List[MasterRecord]] = {one.attribute: [] for one in MASTER_TABLES}
        for one in self.stored.values():
            if not one.deleted:
                found[BY_NAME[one.table].attribute].append(one)
        return {attribute: tuple(one.record for one in sorted(records, key=lambda one: fold_text(one.title)))
                for attribute, records in found.items()}

    def writes(self, lists: Mapping[str, Sequence[Any]]) -> Tuple[MasterRecord, ...]:
        """Return what has to be saved so that the register holds these lists; contacts go with their organisation."""
        kept = {one.uuid for one in lists.get("organisations", ())}
        writes: List[MasterRecord] = []
        present = set()
        for table in MASTER_TABLES:
            for record in lists.get(table.attribute, ()):
                if table.name == CONTACT_TABLE and record.organisation_uuid not in kept:
                    continue
                present.add(record.uuid)
                before = self.stored.get(record.uuid)
                after = replace(before, record=record, deleted=False) if before else MasterRecord(table.name, record)
                if before is None or not same_record(before, after):
                    writes.append(after)
        writes += [replace(one, deleted=True) for one in self.stored.values()
                   if not one.deleted and one.uuid not in present]
        return tuple(writes)

    def saved(self, records: Iterable[MasterRecord]) -> MasterEdit:
        """Return the edit with what the register holds now of these records."""
        return MasterEdit({**self.stored, **{one.uuid: one for one in records}})

    def onto(self, fresh: MasterEdit, writes: Sequence[MasterRecord]) -> Tuple[Lists, Tuple[MasterCase, ...]]:
        """Return the lists of what others have saved meanwhile with our changes, and what both have changed."""
        records, cases = dict(fresh.stored), []
        for mine in writes:
            theirs = fresh.stored.get(mine.uuid)
            if theirs is None:
                records[mine.uuid] = mine
                continue
            case = MasterCase(self.stored.get(mine.uuid), mine, theirs)
            merge = merge_masters(case.base, mine, theirs)
            records[mine.uuid] = merge.record
            if merge.conflicts:
                cases.append(case)
        return MasterEdit(records).lists(), tuple(cases)


def with_records(lists: Lists, records: Iterable[MasterRecord]) -> Lists:
    """Return the lists with other versions of some records; deleted ones are gone."""
    for one in records:
        attribute = BY_NAME[one.table].attribute
        others = tuple(other for other in lists[attribute] if other.uuid != one.uuid)
        lists = {**lists, attribute: others if one.deleted else (*others, one.record)}
    return lists


def with_edits(edit: MasterEdit, lists: Lists) -> Tuple[MasterRecord, ...]:
    """Return what a register held, with the edits of these lists."""
    return tuple(edit.saved(edit.writes(lists)).stored.values())
