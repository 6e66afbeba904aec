# SPDX-License-Identifier: GPL-2.0-or-later
"""Bringing the comments of two registers together: new ones go over, of two versions the later one stays.

A comment belongs to who wrote it, so that there is nothing to merge in its text. Comments have no versions in common:
what is the same on both sides is left alone, so that doing it again changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Dict, Protocol, Tuple, runtime_checkable

from ruhr_smartcity_plugin.core.errors import ConnectionFailedError, RuhrError
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.projects.comments import Comment


@runtime_checkable
class CommentStore(Protocol):
    """A register that keeps comments; see `ProjectStore`."""

    def comments_since(self, moment: str) -> Tuple[Comment, ...]:
        """See `ProjectStore`."""

    def save_comment(self, comment: Comment, who: str) -> Comment:
        """See `ProjectStore`."""


@dataclass(frozen=True)
class CommentReport:
    """How many comments were sent and fetched, and why others were not, each reason once."""

    sent: int = 0
    fetched: int = 0
    refused: Tuple[str, ...] = ()


def synchronise_comments(local: object, remote: object, progress: Progress) -> CommentReport:
    """Bring the comments of both sides together; sides that keep none are left alone.

    Comments on projects that the other side does not hold wait until it does. Raises ConnectionFailedError if the
    connection is lost for good, and CancelledError; what was done until then is done.
    """
    if not isinstance(local, CommentStore) or not isinstance(remote, CommentStore):
        return CommentReport()
    ours, theirs = _by_id(local), _by_id(remote)
    counts, refused = {True: 0, False: 0}, []
    for uuid in dict.fromkeys((*theirs, *ours)):
        stop_if_cancelled(progress)
        mine, other = ours.get(uuid), theirs.get(uuid)
        if mine is not None and other is not None and _content(mine) == _content(other):
            continue
        goes_there = other is None or (mine is not None and _order(mine) > _order(other))
        newer, older = (mine, other) if goes_there else (other, mine)
        if older is None and newer.deleted:
            continue  # made and deleted on one side only
        try:
            (remote if goes_there else local).save_comment(
                replace(newer, version=older.version if older else 0), newer.changed_by)
            counts[goes_there] += 1
        except ConnectionFailedError:
            raise
        except RuhrError as error:
            refused.append(error.sentence)
    return CommentReport(counts[True], counts[False], tuple(dict.fromkeys(refused)))


def _by_id(store: CommentStore) -> Dict[str, Comment]:
    return {one.uuid: one for one in store.comments_since("")}


def _content(one: Comment) -> Tuple[object, ...]:
    return one.text, one.done, one.deleted, one.field


def _order(one: Comment) -> Tuple[object, ...]:
    # A deletion at the same moment counts more; the rest only makes both sides decide alike.
    return one.changed_at, one.deleted, one.done, one.text
