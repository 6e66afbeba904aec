# SPDX-License-Identifier: GPL-2.0-or-later
"""What a log-in may do in a team's register."""

from __future__ import annotations

from enum import Enum
from typing import Iterable

from ruhr_smartcity_plugin.translation import tr


class Role(Enum):
    """The roles of a register on a server, by rising rights; the values are those of the database."""

    PUBLIC = "ruhr_public"
    MEMBER = "ruhr_member"
    REVIEWER = "ruhr_reviewer"
    ADMIN = "ruhr_admin"

    @classmethod
    def highest(cls, names: Iterable[str]) -> Role:
        """Return the role with the most rights among those of a log-in; who has none is the public."""
        held = set(names)
        return next((one for one in reversed(cls) if one.value in held), cls.PUBLIC)


def role_sentence(role: Role) -> str:
    """Return what a log-in with this role may do, as a sentence."""
    return {
        Role.PUBLIC: tr("You read as the public: only public projects, nothing can be changed."),
        Role.MEMBER: tr("You work as a member: you read what the network may see and edit the projects of your "
                        "municipality."),
        Role.REVIEWER: tr("You work as a reviewer: you read and edit all projects."),
        Role.ADMIN: tr("You work as an administrator: you read and edit all projects and keep members and lists."),
    }[role]
