# SPDX-License-Identifier: GPL-2.0-or-later
"""Bringing the comments of two registers together: new ones go over, edits of both sides are merged by field.

A comment's text belongs to who wrote it; others mark it as done. The copy remembers what both sides held last, so that
a mark of one side and a new text of the other both stay. Where both changed the same field, the later word counts, and
a deletion counts more than an edit. What is the same on both sides is left alone: doing it again changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Dict, Iterable, List, Mapping, Protocol, Tuple, runtime_checkable

from ruhr_smartcity_plugin.core.errors import ConnectionFailedError, RuhrError
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.projects.comments import Comment

_MERGED = ("text", "done", "deleted", "field")


@runtime_checkable
class CommentStore(Protocol):
    """A register that keeps comments; see `ProjectStore`."""

    def versions(self) -> Mapping[str, Tuple[int, bool]]:
        """See `ProjectStore`."""

    def comments_since(self, moment: str) -> Tuple[Comment, ...]:
        """See `ProjectStore`."""

    def save_comment(self, comment: Comment, who: str) -> Comment:
        """See `ProjectStore`."""


class CommentMemory(Protocol):
    """What a copy knows of the last synchronisation."""

    def comment_bases(self) -> Mapping[str, Comment]:
        """Return comments as both sides held them last."""

    def keep_comment_bases(self, comments: Iterable[Comment]) -> None:
        """Remember comments that both sides hold now."""


@dataclass(frozen=True)
class CommentReport:
    """How many comments were sent and fetched, and why others were not, each reason once."""

    sent: int = 0
    fetched: int = 0
    refused: Tuple[str, ...] = ()


def synchronise_comments(local: object, remote: object, progress: Progress,
                         memory: CommentMemory | None = None) -> CommentReport:
    """Bring the comments of both sides together; sides that keep none are left alone.

    Comments on projects that the other side does not hold wait until it does. Raises ConnectionFailedError if the
    connection is lost for good, and CancelledError; what was done until then is done. Without `memory` the later
    version of a comment stays as a whole.
    """
    if not isinstance(local, CommentStore) or not isinstance(remote, CommentStore):
        return CommentReport()
    bases = memory.comment_bases() if memory else {}
    work = _Comments(local, remote)
    ours, theirs = _by_id(local), _by_id(remote)
    agreed: List[Comment] = []
    try:
        for uuid in dict.fromkeys((*theirs, *ours)):
            stop_if_cancelled(progress)
            mine, other, base = ours.get(uuid), theirs.get(uuid), bases.get(uuid)
            both = work.bring_together(mine, other, base)
            if both is not None and (base is None or _content(base) != _content(both)):
                agreed.append(both)
    finally:
        if memory and agreed:
            memory.keep_comment_bases(agreed)
    return CommentReport(work.sent, work.fetched, tuple(dict.fromkeys(work.refused)))


class _Comments:
    """Writes comments to both sides and counts."""

    def __init__(self, local: CommentStore, remote: CommentStore) -> None:
        self._local, self._remote = local, remote
        self._held = frozenset(local.versions())
        self.sent = self.fetched = 0
        self.refused: List[str] = []

    def bring_together(self, mine: Comment | None, other: Comment | None, base: Comment | None) -> Comment | None:
        """Return what both sides hold in the end; None if they do not hold the same."""
        if mine is not None and other is not None:
            merged = _merged(mine, other, base)
        else:
            merged = mine if other is None else other
            if merged is None or merged.deleted:
                return None  # made and deleted on one side only
            if mine is None and merged.project_uuid not in self._held:
                return None  # its project is not here, as one that was deleted there before we saw it
        try:
            if other is None or _content(other) != _content(merged):
                self._write(self._remote, merged, other)
                self.sent += 1
            if mine is None or _content(mine) != _content(merged):
                self._write(self._local, merged, mine)
                self.fetched += 1
        except ConnectionFailedError:
            raise
        except RuhrError as error:
            self.refused.append(error.sentence)
            return None
        return merged

    @staticmethod
    def _write(store: CommentStore, merged: Comment, older: Comment | None) -> None:
        store.save_comment(replace(merged, version=older.version if older else 0), merged.changed_by)


def _merged(mine: Comment, other: Comment, base: Comment | None) -> Comment:
    later = max(mine, other, key=_order)
    if base is None:
        return later
    taken = {}
    for name in _MERGED:
        before, ours, theirs = (getattr(one, name) for one in (base, mine, other))
        taken[name] = theirs if ours == before else ours if theirs == before else getattr(later, name)
    if mine.deleted or other.deleted:
        taken.update(deleted=True, text="")
    return replace(later, **taken)


def _by_id(store: CommentStore) -> Dict[str, Comment]:
    return {one.uuid: one for one in store.comments_since("")}


def _content(one: Comment) -> Tuple[object, ...]:
    return tuple(getattr(one, name) for name in _MERGED)


def _order(one: Comment) -> Tuple[object, ...]:
    # A deletion at the same moment counts more; the rest only makes both sides decide alike.
    return one.changed_at, one.deleted, one.done, one.text
