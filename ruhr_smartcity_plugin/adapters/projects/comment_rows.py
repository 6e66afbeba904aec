# SPDX-License-Identifier: GPL-2.0-or-later
"""Writing a comment inside an open transaction; what the rights swallow is found by reading back."""

from __future__ import annotations

from dataclasses import replace

from ruhr_smartcity_plugin.adapters.projects.save import utc_now
from ruhr_smartcity_plugin.adapters.projects.session import Session
from ruhr_smartcity_plugin.core.errors import StoreForbiddenError, VersionConflictError
from ruhr_smartcity_plugin.core.projects.columns import record_of, values_of
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.translation import tr


def write_comment(session: Session, comment: Comment, who: str) -> Comment:
    """Write a comment and return it as read back. See `ProjectStore.save_comment`."""
    now, before = utc_now(), _stored(session, comment.uuid)
    after = replace(
        comment, version=comment.version + 1, changed_at=now, changed_by=who, author=comment.author or who,
        written_at=comment.written_at or now, text="" if comment.deleted else comment.text.strip())
    if before is not None and _is_same(before, after):
        return before  # asked again, because the answer to the first time was lost
    if before is None and not comment.version:
        session.run(session.statements.insert_comment, {**values_of(after), "created_at": now, "text": after.text})
    elif before is None or before.version != comment.version:
        raise VersionConflictError(
            tr("Somebody else has changed or deleted this comment meanwhile. Nothing was saved."),
            f"comment {comment.uuid}", uuid=comment.uuid, base_version=comment.version,
            store_version=before.version if before else 0)
    else:
        values = {**values_of(after), "text": after.text, "base_version": comment.version}
        session.run(session.statements.update_comment, values)
    stored = _stored(session, comment.uuid)
    if stored is None or not _is_same(stored, after):
        raise StoreForbiddenError(
            tr("The register does not let you change this comment: somebody else wrote it. Nothing was saved."),
            f"comment {comment.uuid}: the change was swallowed")
    return stored


def _stored(session: Session, uuid: str) -> Comment | None:
    rows = session.rows(session.statements.select_comment, {"uuid": uuid})
    return record_of(Comment, rows[0]) if rows else None


def _is_same(stored: Comment, other: Comment) -> bool:
    return replace(stored, changed_at="", written_at="") == replace(other, changed_at="", written_at="")
