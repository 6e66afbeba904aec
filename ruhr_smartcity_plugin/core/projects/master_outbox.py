# SPDX-License-Identifier: GPL-2.0-or-later
"""What of a copy's master data is not yet at the other side; see `WaitingRecord`, whose face it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

from ruhr_smartcity_plugin.core.projects.changes import RECORD_FIELD
from ruhr_smartcity_plugin.core.projects.master import MasterRecord, diff_master
from ruhr_smartcity_plugin.core.projects.master_sync import named
from ruhr_smartcity_plugin.core.projects.master_text import master_label
from ruhr_smartcity_plugin.core.projects.outbox import WaitingState, state_text
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class MasterWaiting:
    """A record edited here. `base`: as both sides held it last; None if it was never at the other side."""

    mine: MasterRecord
    base: MasterRecord | None
    state: WaitingState
    reason: str = ""

    @property
    def uuid(self) -> str:
        """The id of the record."""
        return self.mine.uuid

    @property
    def title(self) -> str:
        """What the record is called here."""
        return named(self.mine)

    @property
    def changes(self) -> Tuple[str, ...]:
        """Return what was changed here, in words: the whole entry, or its fields."""
        if self.base is None:
            return (tr("new entry"),)
        fields = [one.field for one in diff_master(self.base, self.mine)]
        if RECORD_FIELD in fields:
            return (tr("entry deleted") if self.mine.deleted else tr("entry brought back"),)
        return tuple(master_label(self.mine.table, one) for one in fields)

    @property
    def state_text(self) -> str:
        """Return the state in words, with the reason of a refusal."""
        return state_text(self.state, self.reason)

    @property
    def aftermath(self) -> str:
        """Return what stands there after the change was given up."""
        if self.base is None:
            return tr("The entry exists in this copy only. It is deleted here; the register of the team never had it.")
        return tr("The entry becomes again what the team had at the last synchronisation; the next one fetches what "
                  "others have changed since. Your version stays in the history of this copy.")
