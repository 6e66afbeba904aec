# SPDX-License-Identifier: GPL-2.0-or-later
"""What every store of the project register can do, whatever it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Dict, Protocol, Sequence, Tuple, Union, runtime_checkable

from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.details import FundingProgramme
from ruhr_smartcity_plugin.core.projects.list_details import ListDetails
from ruhr_smartcity_plugin.core.projects.record import Organisation, ProjectEntry


@dataclass(frozen=True)
class Write:
    """A record on its way to a store, with the version the edit started from; a deletion needs the id only.

    `is_edited`: of a deletion, that the record was edited before; a store with a history saves that first.
    """

    bundle: ProjectBundle
    base_version: int
    is_deletion: bool = False
    is_edited: bool = False


Answer = Union[ProjectBundle, RuhrError]  # what the store holds now, or why it did not take a record


def keeps_history(store: object) -> bool:
    """Answer whether a store keeps who changed what and why; a service for the public does not."""
    return bool(getattr(store, "keeps_history", True))


class ProjectStore(Protocol):
    """A project register. Calls may be made from any thread; each is one transaction.

    Raises `StoreBusyError` if another program holds the store, `StoreReadOnlyError` if it cannot be written,
    and `StoreError` for everything else that keeps a call from doing its work.
    """

    @property
    def title(self) -> str:
        """What the user calls the store (file name, service)."""

    @property
    def key(self) -> str:
        """What tells the store from others, without any log-in."""

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be saved, as a sentence; empty if saving is possible."""

    @property
    def may_review(self) -> bool:
        """Whether the log-in may check, publish and return projects; where a store knows no roles, everybody may."""

    def list_projects(self) -> Tuple[ProjectEntry, ...]:
        """Return all projects that are not deleted, by title."""

    def list_organisations(self) -> Tuple[Organisation, ...]:
        """Return all organisations that are not deleted, by name."""

    def list_programmes(self) -> Tuple[FundingProgramme, ...]:
        """Return all funding programmes that are not deleted, by title."""

    def get(self, uuid: str) -> ProjectBundle:
        """Return one project. Raises StoreError if it does not exist or was deleted."""

    def find(self, uuid: str) -> ProjectBundle | None:
        """Return one project, also if it is deleted; None if it never was there."""

    def all_projects(self) -> Tuple[ProjectBundle, ...]:
        """Return all projects that are not deleted with everything that belongs to them, by title."""

    def some_projects(self, uuids: Sequence[str]) -> Tuple[ProjectBundle, ...]:
        """Return these projects as `all_projects` does; those that do not exist or were deleted are left out."""

    def list_details(self) -> ListDetails:
        """Return what a list searches and places on the map besides its entries."""

    def versions(self) -> Dict[str, Tuple[int, bool]]:
        """Return version and tombstone of every project, deleted ones too."""

    def save(self, bundle: ProjectBundle, base_version: int, who: str, comment: str = "") -> ProjectBundle:
        """Save everything in the bundle or nothing, and return what the store now holds.

        `base_version` is the version the edit started from, 0 for a new project. A bundle that equals the stored
        one writes nothing. Raises VersionConflictError if somebody else saved meanwhile.
        """

    def save_all(self, bundles: Sequence[Tuple[ProjectBundle, int]], who: str, comment: str) -> None:
        """Save projects with the versions they started from, all or none; see `save`."""

    def delete(self, uuid: str, base_version: int, who: str, comment: str = "") -> None:
        """Mark a project as deleted; its history stays. Raises VersionConflictError as `save` does."""

    def delete_all(self, versions: Sequence[Tuple[str, int]], who: str, comment: str = "") -> None:
        """Delete projects, given as uuid and version, all or none; see `delete`."""

    def history(self, uuid: str) -> Tuple[Change, ...]:
        """Return the changes of one project, newest first."""

    def changes_since(self, moment: str, limit: int = 500) -> Tuple[Change, ...]:
        """Return the changes of all projects after a UTC moment (ISO 8601; empty: from the beginning), newest first."""

    def histories_since(self, moment: str) -> Dict[str, Tuple[Change, ...]]:
        """Return the whole history, newest first, of each project that changed after a UTC moment (ISO 8601).

        Projects made after the moment are there with an empty one.
        """

    def comments(self, uuid: str) -> Tuple[Comment, ...]:
        """Return the comments on a project in the order in which they were written, deleted ones too."""

    def comments_since(self, moment: str) -> Tuple[Comment, ...]:
        """Return the comments of all projects changed after a UTC moment (ISO 8601; empty: all), deleted ones too."""

    def save_comment(self, comment: Comment, who: str) -> Comment:
        """Save a comment by itself, without a new version of its project, and return what the store now holds.

        Its `version` is the one the edit started from, 0 for a new one; saved again it is written once. Raises
        VersionConflictError if somebody else changed it, StoreForbiddenError if the rights do not allow it.
        """

    def overdue_contacts(self, day: date) -> Tuple[str, ...]:
        """Return the project, or the organisation, of each contact that should have been deleted before a day."""


@runtime_checkable
class PortionStore(Protocol):
    """A store that reads and writes many records with few questions. The others are asked record by record."""

    def find_all(self, uuids: Sequence[str]) -> Dict[str, ProjectBundle]:
        """Return projects by id, also deleted ones; those that never were are left out."""

    def save_each(self, writes: Sequence[Write], who: str) -> Tuple[Answer, ...]:
        """Save or delete records and return an answer for each, in order: one that is refused leaves the others alone.

        Raises ConnectionFailedError if the connection is lost for good.
        """
