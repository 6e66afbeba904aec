# SPDX-License-Identifier: GPL-2.0-or-later
"""For stores that cannot be asked table by table: what lists need is taken from whole projects."""

from __future__ import annotations

from typing import Dict, Sequence, Tuple

from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.list_details import ListDetails, details_of
from ruhr_smartcity_plugin.translation import tr


class WholeReading:
    """Answers from `all_projects` what other stores ask their tables; see `ProjectStore`."""

    title: str

    def all_projects(self) -> Tuple[ProjectBundle, ...]:
        raise NotImplementedError

    def histories_since(self, moment: str) -> Dict[str, Tuple[Change, ...]]:
        """Raise StoreError: without a history, today's statements would pass for those of an earlier day."""
        raise StoreError(tr(
            "The register “{name}” shows no history to the public, so that nobody can say here what it held on an "
            "earlier day. Open it with a log-in of the team.").format(name=self.title), f"since {moment}")

    def some_projects(self, uuids: Sequence[str]) -> Tuple[ProjectBundle, ...]:
        wanted = set(uuids)
        return tuple(one for one in self.all_projects() if one.project.uuid in wanted)

    def list_details(self) -> ListDetails:
        return details_of(self.all_projects())
