# SPDX-License-Identifier: GPL-2.0-or-later
"""The internal exchange about a project: comments, and the words with which steps of the review were taken.

Internal: no public export, print or layer holds any of it.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import Dict, Iterable, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.record import new_uuid

_MOST_LOOKS = 500


@dataclass(frozen=True)
class Comment:
    """One comment; `field` is the field it is about (empty: the project), moments are UTC (ISO 8601).

    `version` 0: not saved yet. `deleted`: a tombstone, kept without its text for those who synchronise.
    """

    project_uuid: str = ""
    text: str = ""
    author: str = ""
    written_at: str = ""
    field: str = ""
    done: bool = False
    uuid: str = dataclasses.field(default_factory=new_uuid)
    version: int = 0
    changed_at: str = ""
    changed_by: str = ""
    deleted: bool = False


@dataclass(frozen=True)
class Entry:
    """A line of the thread: a comment, or a step of the review with its words (`comment` is None then)."""

    who: str
    when: str
    text: str
    comment: Comment | None = None
    step: str = ""  # the review state the project was given


def thread(comments: Iterable[Comment], changes: Iterable[Change]) -> Tuple[Entry, ...]:
    """Return comments and commented steps of the review in the order in which they were written."""
    entries = [Entry(one.author, one.written_at, one.text, one) for one in comments if not one.deleted]
    entries += [Entry(one.changed_by, one.changed_at, one.comment, step=one.new_value or "") for one in changes
                if one.field == "review_state" and one.comment and one.version_before]
    return tuple(sorted(entries, key=lambda one: one.when))


def count_unread(entries: Sequence[Entry], last_look: str, who: str) -> int:
    """Return how many lines somebody else wrote after the last look (UTC, ISO 8601; empty: never looked).

    >>> count_unread([Entry("Anna", "2026-11-02", "a"), Entry("Bert", "2026-11-03", "b")], "2026-11-01", "Anna")
    1
    """
    return sum(1 for one in entries if one.when > last_look and one.who != who)


def last_look(kept: str, project_uuid: str) -> str:
    """Return when somebody last looked at a thread; empty if never. `kept` is what `with_look` has made."""
    return _looks(kept).get(project_uuid, "")


def with_look(kept: str, project_uuid: str, moment: str) -> str:
    """Return the kept looks with this one (UTC, ISO 8601); the oldest of many are forgotten.

    >>> last_look(with_look("broken", "p", "2026-11-23"), "p")
    '2026-11-23'
    """
    looks = {**_looks(kept), project_uuid: moment}
    newest = sorted(looks.items(), key=lambda one: one[1])[-_MOST_LOOKS:]
    return json.dumps(dict(newest))


def _looks(kept: str) -> Dict[str, str]:
    try:
        looks = json.loads(kept)
    except ValueError:
        return {}
    return {str(uuid): str(moment) for uuid, moment in looks.items()} if isinstance(looks, dict) else {}
