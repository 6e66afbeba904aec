# SPDX-License-Identifier: GPL-2.0-or-later
"""For stores that cannot be asked table by table: what lists need is taken from whole projects."""

from __future__ import annotations

from typing import Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.list_details import ListDetails, details_of


class WholeReading:
    """Answers from `all_projects` what other stores ask their tables; see `ProjectStore`."""

    def all_projects(self) -> Tuple[ProjectBundle, ...]:
        raise NotImplementedError

    def some_projects(self, uuids: Sequence[str]) -> Tuple[ProjectBundle, ...]:
        wanted = set(uuids)
        return tuple(one for one in self.all_projects() if one.project.uuid in wanted)

    def list_details(self) -> ListDetails:
        return details_of(self.all_projects())
