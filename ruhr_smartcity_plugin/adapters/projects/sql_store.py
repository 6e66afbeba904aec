# SPDX-License-Identifier: GPL-2.0-or-later
"""What the stores on an SQL database have in common: which statements answer which call of `ProjectStore`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from typing import Dict, FrozenSet, List, Sequence, Set, Tuple

from ruhr_smartcity_plugin.adapters.projects.bulk_reading import read_all, read_details
from ruhr_smartcity_plugin.adapters.projects.comment_rows import write_comment
from ruhr_smartcity_plugin.adapters.projects.master_store import MasterRows
from ruhr_smartcity_plugin.adapters.projects.reading import read_bundle, read_bundles
from ruhr_smartcity_plugin.adapters.projects.save import delete_project, write_bundle, write_bundles
from ruhr_smartcity_plugin.adapters.projects.session import Session
from ruhr_smartcity_plugin.core.errors import ConnectionFailedError, RuhrError, StoreError, StoreReadOnlyError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import ORGANISATION_TABLE, PROGRAMME_TABLE, Change
from ruhr_smartcity_plugin.core.projects.columns import record_of, row_reader
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.details import FundingProgramme
from ruhr_smartcity_plugin.core.projects.list_details import ListDetails
from ruhr_smartcity_plugin.core.projects.record import Organisation, ProjectEntry
from ruhr_smartcity_plugin.core.projects.store import Answer, Write
from ruhr_smartcity_plugin.translation import tr

_BEGINNING = "0001-01-01T00:00:00Z"


class SqlStore(MasterRows):
    """Base of the stores; see `ProjectStore` for the contract. A subclass begins and ends transactions."""

    title = ""
    read_only_reason = ""
    may_review = True

    def reading(self) -> AbstractContextManager[Session]:
        """Open a transaction in which all rows belong to the same state."""
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[Session]:
        """Open a transaction that is committed at the end, or rolled back after an error."""
        raise NotImplementedError

    def list_projects(self) -> Tuple[ProjectEntry, ...]:
        with self.reading() as session:
            ags: Dict[str, List[str]] = {}
            for row in session.rows(session.statements.list_municipalities, {}):
                ags.setdefault(row["project_uuid"], []).append(row["ags"])
            read = row_reader(ProjectEntry)
            return tuple(read(row, ags=tuple(ags.get(row["uuid"], ())))
                         for row in session.rows(session.statements.list_projects, {}))

    def list_organisations(self) -> Tuple[Organisation, ...]:
        with self.reading() as session:
            rows = session.rows(session.statements.list_shared(ORGANISATION_TABLE), {})
            return tuple(record_of(Organisation, one) for one in rows)

    def list_programmes(self) -> Tuple[FundingProgramme, ...]:
        with self.reading() as session:
            rows = session.rows(session.statements.list_shared(PROGRAMME_TABLE), {})
            return tuple(record_of(FundingProgramme, one) for one in rows)

    def get(self, uuid: str) -> ProjectBundle:
        with self.reading() as session:
            bundle = read_bundle(session, uuid)
        if bundle is None or bundle.project.deleted:
            raise StoreError(tr(
                "The project is no longer in the register “{name}”. Somebody deleted it; its history is kept.",
            ).format(name=self.title), f"uuid {uuid}")
        return bundle

    def find(self, uuid: str) -> ProjectBundle | None:
        with self.reading() as session:
            return read_bundle(session, uuid)

    def all_projects(self) -> Tuple[ProjectBundle, ...]:
        with self.reading() as session:
            return read_all(session)

    def some_projects(self, uuids: Sequence[str]) -> Tuple[ProjectBundle, ...]:
        kept = [one for one in self.find_all(uuids).values() if not one.project.deleted]
        return tuple(sorted(kept, key=lambda one: one.project.title.lower()))

    def list_details(self) -> ListDetails:
        with self.reading() as session:
            return read_details(session)

    def versions(self) -> Dict[str, Tuple[int, bool]]:
        with self.reading() as session:
            return {row["uuid"]: (row["version"], bool(row["deleted"]))
                    for row in session.rows(session.statements.list_versions, {})}

    def moments(self) -> Dict[str, str]:
        """See `DatedStore`."""
        with self.reading() as session:
            return {row["uuid"]: row["changed_at"] or "" for row in session.rows(session.statements.list_moments, {})}

    def moments_of_versions(self, uuids: Sequence[str]) -> Dict[Tuple[str, int], FrozenSet[str]]:
        """See `DatedStore`."""
        found: Dict[Tuple[str, int], Set[str]] = {}
        with self.reading() as session:
            for row in session.rows(session.statements.moments_of_versions, {"uuids": session.list_value(uuids)}):
                found.setdefault((row["project_uuid"], row["version_after"]), set()).add(row["changed_at"])
        return {key: frozenset(moments) for key, moments in found.items()}

    def save(self, bundle: ProjectBundle, base_version: int, who: str, comment: str = "") -> ProjectBundle:
        self._refuse_if_read_only()
        with self.writing() as session:
            return write_bundle(session, bundle, base_version, who, comment)

    def save_all(self, bundles: Sequence[Tuple[ProjectBundle, int]], who: str, comment: str) -> None:
        self._refuse_if_read_only()
        if bundles:
            with self.writing() as session:
                writes = [Write(bundle, base_version) for bundle, base_version in _related_last(bundles)]
                write_bundles(session, writes, lambda _one: who, comment)

    def find_all(self, uuids: Sequence[str]) -> Dict[str, ProjectBundle]:
        with self.reading() as session:
            return read_bundles(session, uuids)

    def save_each(self, writes: Sequence[Write], who: str) -> Tuple[Answer, ...]:
        self._refuse_if_read_only()
        by_uuid = {one.bundle.project.uuid: one for one in writes}
        ordered = [by_uuid[bundle.project.uuid] for bundle, _version in _related_last(
            [(one.bundle, one.base_version) for one in writes])]
        try:
            with self.writing() as session:
                stored = write_bundles(session, ordered, lambda _one: who, "")
        except ConnectionFailedError:
            raise
        except RuhrError:  # nothing was saved: one after the other, to know which one it is
            answers = {one.bundle.project.uuid: self._answer_to(one, who) for one in ordered}
        else:
            answers = {one.project.uuid: one for one in stored}
        return tuple(answers[one.bundle.project.uuid] for one in writes)

    def _answer_to(self, write: Write, who: str) -> Answer:
        try:
            if not write.is_deletion:
                return self.save(write.bundle, write.base_version, who)
            uuid = write.bundle.project.uuid
            if write.is_edited:
                with self.writing() as session:
                    return write_bundles(session, [write], lambda _one: who, "")[0]
            self.delete(uuid, write.base_version, who)
            return self.find_all([uuid])[uuid]
        except ConnectionFailedError:
            raise
        except RuhrError as error:
            return error

    def delete(self, uuid: str, base_version: int, who: str, comment: str = "") -> None:
        self._refuse_if_read_only()
        with self.writing() as session:
            delete_project(session, uuid, base_version, who, comment)

    def delete_all(self, versions: Sequence[Tuple[str, int]], who: str, comment: str = "") -> None:
        self._refuse_if_read_only()
        if versions:
            with self.writing() as session:
                found = read_bundles(session, [uuid for uuid, _version in versions])
                for uuid, base_version in versions:
                    delete_project(session, uuid, base_version, who, comment, before=found.get(uuid))

    def history(self, uuid: str) -> Tuple[Change, ...]:
        with self.reading() as session:
            return tuple(record_of(Change, one) for one in session.rows(session.statements.history, {"uuid": uuid}))

    def changes_since(self, moment: str, limit: int = 500) -> Tuple[Change, ...]:
        with self.reading() as session:
            values = {"moment": moment or _BEGINNING, "limit": limit}
            rows = session.rows(session.statements.changes_since, values)
            return tuple(record_of(Change, one) for one in rows)

    def histories_since(self, moment: str) -> Dict[str, Tuple[Change, ...]]:
        with self.reading() as session:
            found: Dict[str, List[Change]] = {
                row["uuid"]: [] for row in session.rows(session.statements.made_since, {"moment": moment})}
            for row in session.rows(session.statements.histories_since, {"moment": moment}):
                found.setdefault(row["project_uuid"], []).append(record_of(Change, row))
        return {uuid: tuple(rows) for uuid, rows in found.items()}

    def comments(self, uuid: str) -> Tuple[Comment, ...]:
        with self.reading() as session:
            rows = session.rows(session.statements.select_comments, {"uuid": uuid})
            return tuple(record_of(Comment, one) for one in rows)

    def comments_since(self, moment: str) -> Tuple[Comment, ...]:
        with self.reading() as session:
            rows = session.rows(session.statements.list_comments, {"moment": moment or _BEGINNING})
            return tuple(record_of(Comment, one) for one in rows)

    def save_comment(self, comment: Comment, who: str) -> Comment:
        self._refuse_if_read_only()
        with self.writing() as session:
            return write_comment(session, comment, who)

    def overdue_contacts(self, day: date) -> Tuple[str, ...]:
        with self.reading() as session:
            rows = session.rows(session.statements.overdue_contacts, {"day": day.isoformat()})
            return tuple(row["owner"] for row in rows)

    def _refuse_if_read_only(self) -> None:
        if self.read_only_reason:
            raise StoreReadOnlyError(self.read_only_reason)


def _related_last(bundles: Sequence[Tuple[ProjectBundle, int]]) -> List[Tuple[ProjectBundle, int]]:
    """Return projects so that one comes after those it is related to, as far as there is such an order."""
    left = {one[0].project.uuid: one for one in bundles}
    ordered: List[Tuple[ProjectBundle, int]] = []
    while left:
        free = [uuid for uuid, (bundle, _version) in left.items()
                if not any(one.to_uuid in left and one.to_uuid != uuid for one in bundle.relations)]
        ordered += [left.pop(uuid) for uuid in free or list(left)]
    return ordered
