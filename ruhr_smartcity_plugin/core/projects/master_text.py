# SPDX-License-Identifier: GPL-2.0-or-later
"""What stands in conflict in a record of the master data, in words; see `ConflictTexts`."""

from __future__ import annotations

from typing import Any, List, Mapping

from ruhr_smartcity_plugin.core.projects.changes import RECORD_FIELD, as_text
from ruhr_smartcity_plugin.core.projects.columns import values_of
from ruhr_smartcity_plugin.core.projects.conflict_text import ConflictTexts, Wording
from ruhr_smartcity_plugin.core.projects.conflicts import ConflictCase
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.master import BY_NAME
from ruhr_smartcity_plugin.core.projects.master_merging import MasterCase
from ruhr_smartcity_plugin.core.projects.merging import Conflict
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr


def texts_of(case: ConflictCase | MasterCase, wording: Wording) -> ConflictTexts:
    """Return the texts of a record's conflicts, whatever kind of record it is."""
    return MasterTexts(case, wording) if isinstance(case, MasterCase) else ConflictTexts(case, wording)


def master_label(table: str, column: str) -> str:
    """Return what a column of the master data is called."""
    if column == "kind":
        return tr("Kind")
    if table == "strategy":
        return {"ags": tr("Member"), "state": tr("State of the strategy")}.get(column) or field_label(column)
    return field_label(column)


def theme_texts(codes: str) -> str:
    """Return a list of VTHEME codes (blanks between them) in words.

    >>> theme_texts("MOB ??")
    'Mobility, ??'
    """
    return ", ".join(load_vocabulary().text("VTHEME", one) for one in codes.split())


class MasterTexts(ConflictTexts):
    """The texts of the conflicts of an organisation, a contact, a programme, or a strategy."""

    def __init__(self, case: MasterCase, wording: Wording) -> None:
        super().__init__(case, wording)  # type: ignore[arg-type]  # it has the face of a project's case

    @property
    def kind(self) -> str:
        """What the record is: many an organisation is called like a project."""
        return {"organisation": tr("Organisation"), "funding_programme": tr("Funding programme"),
                "strategy": tr("Strategy"), "contact": tr("Contact")}[self._case.mine.table]

    def label(self, conflict: Conflict) -> str:
        """Return what the conflict is about."""
        field = conflict.key.field
        return tr("Whole entry") if field == RECORD_FIELD else master_label(conflict.key.table, field)

    def _value(self, conflict: Conflict, name: str, value: Any) -> str:
        if name == "themes":
            return theme_texts(value or "")
        return super()._value(conflict, name, value)

    def _changed_labels(self, conflict: Conflict, values: Mapping[str, Any]) -> List[str]:
        base = values_of(BY_NAME[conflict.key.table].record(**(conflict.base or {})))
        now = values_of(BY_NAME[conflict.key.table].record(**values))
        return [master_label(conflict.key.table, name) for name, value in now.items()
                if as_text(value) != as_text(base[name]) and name != "uuid"]

    def _organisation(self, uuid: str) -> str:
        return uuid
