# SPDX-License-Identifier: GPL-2.0-or-later
"""What of a copy is not yet at the other side, record by record: in which state it is, and what giving it up loses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.history_names import Names, compare
from ruhr_smartcity_plugin.translation import tr


class WaitingState(Enum):
    """Why a record has not arrived; what needs somebody comes first."""

    REFUSED = "refused"
    CONFLICT = "conflict"
    WAITING = "waiting"


@dataclass(frozen=True)
class WaitingRecord:
    """A record edited here. `base`: as both sides held it last; None if it was never at the other side."""

    mine: ProjectBundle
    base: ProjectBundle | None
    state: WaitingState
    reason: str = ""

    @property
    def uuid(self) -> str:
        """The id of the project."""
        return self.mine.project.uuid

    @property
    def title(self) -> str:
        """What the project is called here."""
        return self.mine.project.title

    @cached_property
    def changes(self) -> Tuple[str, ...]:
        """Return what was changed here, in words: the whole project, or its fields and parts."""
        if self.base is None:
            return (tr("new project"),)
        if self.mine.project.deleted != self.base.project.deleted:
            return (tr("project deleted") if self.mine.project.deleted else tr("project brought back"),)
        names = Names((self.base, self.mine))
        found = (names.field(one.table_name, one.record_uuid, one.field) for one in compare(self.base, self.mine))
        return tuple(dict.fromkeys(found))

    @property
    def state_text(self) -> str:
        """Return the state in words, with the reason of a refusal."""
        return state_text(self.state, self.reason)

    @property
    def aftermath(self) -> str:
        """Return what stands there after the change was given up."""
        if self.base is None:
            return tr("The project exists in this copy only. It is deleted here; the register of the team never had "
                      "it.")
        return tr("The project becomes again what the team had at the last synchronisation; the next one fetches what "
                  "others have changed since. Your version stays in the history of this copy.")


def state_text(state: WaitingState, reason: str) -> str:
    """Return a state in words, with the reason of a refusal."""
    if state is WaitingState.REFUSED:
        return tr("refused: {reason}").format(reason=reason)
    return tr("in conflict") if state is WaitingState.CONFLICT else tr("waiting")


def discard_question(record: Any, most: int = 12) -> str:
    """Return the question before a change is given up: what is lost, and what stands there afterwards."""
    changes = list(record.changes)
    if len(changes) > most:
        changes[most:] = [tr("%n more", "", len(record.changes) - most)]
    lines = [tr("Discard your change to “{title}”?").format(title=record.title),
             "\n".join(f"• {one}" for one in changes), record.aftermath]
    return "\n\n".join(lines)
