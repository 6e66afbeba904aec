# SPDX-License-Identifier: GPL-2.0-or-later
"""Bringing the comments of two registers together: new ones go over, edits of both sides are merged by field.

A comment's text belongs to who wrote it; others mark it as done. The copy remembers what both sides held last, so that
a mark of one side and a new text of the other both stay. Nobody is asked, so no text may be lost: two new texts stay
one below the other, and a deletion gives way to a new text. Clocks of two computers differ by hours; only the order of
two texts depends on them. What is the same on both sides is left alone: doing it again changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Dict, FrozenSet, Iterable, List, Mapping, Protocol, Sequence, Tuple, runtime_checkable

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

    @cached_property
    def _held_there(self) -> FrozenSet[str]:
        return frozenset(self._remote.versions())

    def bring_together(self, mine: Comment | None, other: Comment | None, base: Comment | None) -> Comment | None:
        """Return what both sides hold in the end; None if they do not hold the same."""
        if mine is not None and other is not None:
            merged = _merged(mine, other, base)
        else:
            merged = mine if other is None else other
            if merged is None or merged.deleted:
                return None  # made and deleted on one side only
            if merged.project_uuid not in (self._held if mine is None else self._held_there):
                return None  # its project is not on that side, as one that was deleted before it was seen there
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
    taken = {name: _taken(*(getattr(one, name) for one in (base, mine, other, later)))
             for name in _MERGED if name not in ("text", "deleted")}
    alive = [one for one in sorted((mine, other), key=_order) if not one.deleted]
    # A tombstone has no text: whoever deleted has not written another one.
    new = [one.text for one in alive if one.text != base.text]
    is_deleted = not alive or (len(alive) == 1 and not new)
    return replace(later, **taken, text="" if is_deleted else _joined(new) or base.text, deleted=is_deleted)


def _taken(before: object, ours: object, theirs: object, later: object) -> object:
    return theirs if ours == before else ours if theirs == before else later


def _joined(texts: Sequence[str]) -> str:
    """Return texts one below the other; one that is in another already, as after a broken connection, once."""
    kept = [one for number, one in enumerate(texts)
            if not any(one in other and (one != other or place < number) for place, other in enumerate(texts))]
    return "\n\n".join(kept)


def _by_id(store: CommentStore) -> Dict[str, Comment]:
    return {one.uuid: one for one in store.comments_since("")}


def _content(one: Comment) -> Tuple[object, ...]:
    return tuple(getattr(one, name) for name in _MERGED)


def _order(one: Comment) -> Tuple[object, ...]:
    # A deletion at the same moment counts more; the rest only makes both sides decide alike.
    return one.changed_at, one.deleted, one.done, one.text
