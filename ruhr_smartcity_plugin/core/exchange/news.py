# SPDX-License-Identifier: GPL-2.0-or-later
"""What is new in the region, and who looks for partners: read from the project register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Iterable, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.record import ProjectEntry
from ruhr_smartcity_plugin.translation import tr

SHOWN_FIELDS = 3


@dataclass(frozen=True)
class NewsItem:
    """One save of one project. `fields` are the changed fields, without repetition; empty for a new project."""

    project_uuid: str
    title: str
    changed_at: str
    changed_by: str
    is_new: bool
    fields: Tuple[str, ...]
    comment: str

    @property
    def sentence(self) -> str:
        """What happened, in the user's language."""
        if self.is_new:
            return tr("New in the register")
        named = ", ".join(field_label(one) for one in self.fields[:SHOWN_FIELDS])
        if len(self.fields) > SHOWN_FIELDS:
            return tr("Changed: {fields} and more").format(fields=named)
        return tr("Changed: {fields}").format(fields=named)


def latest_news(changes: Iterable[Change], entries: Iterable[ProjectEntry], ags: Sequence[str] | None = None,
                limit: int = 50) -> Tuple[NewsItem, ...]:
    """Return the latest saves, newest first, of projects that are not deleted and lie in the area.

    `changes` come newest first, as stores give them. `ags` None means the whole region.
    """
    known = {one.uuid: one for one in entries if in_area(one, ags)}
    saves: Dict[Tuple[str, int], List[Change]] = {}
    for one in changes:
        if one.project_uuid in known:
            saves.setdefault((one.project_uuid, one.version_after), []).append(one)
    return tuple(_item(rows, known[uuid]) for (uuid, _version), rows in list(saves.items())[:limit])


def _item(rows: List[Change], entry: ProjectEntry) -> NewsItem:
    first = rows[0]
    # Rows come newest first; people read the fields in the order they were written.
    names = tuple(dict.fromkeys(one.field for one in reversed(rows)))
    is_new = first.version_before == 0
    return NewsItem(entry.uuid, entry.title, first.changed_at, first.changed_by, is_new, () if is_new else names,
                    first.comment)


def partner_searches(entries: Iterable[ProjectEntry], ags: Sequence[str] | None = None) -> Tuple[ProjectEntry, ...]:
    """Return the projects in the area that look for partners, in their order."""
    return tuple(one for one in entries if one.seeks_partners and in_area(one, ags))


def in_area(entry: ProjectEntry, ags: Sequence[str] | None) -> bool:
    """Answer whether a project concerns one of these municipalities; one without any concerns all."""
    return ags is None or not entry.ags or not set(ags).isdisjoint(entry.ags)
