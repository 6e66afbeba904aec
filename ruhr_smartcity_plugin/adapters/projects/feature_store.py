# SPDX-License-Identifier: GPL-2.0-or-later
"""The public part of a register behind a feature service. See `ProjectStore` for the contract, and what differs here.

A service has no transactions over several layers, no history, and holds only what may be public. So a save marks the
project first and unmarks it last (see `feature_writing`), everything that counts is read back, and what the service
cannot hold (`carriage`) is refused, not dropped. Where a service checks the version itself (WFS, ETag) two editors
never overwrite each other; where it cannot, there is a window between reading and marking, of one request's length.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Iterable, List, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.feature_reading import FeatureReading, whole_bundle
from ruhr_smartcity_plugin.adapters.projects.save import utc_now
from ruhr_smartcity_plugin.core.errors import (
    RuhrError,
    StoreError,
    StoreReadOnlyError,
    StoreUncertainError,
    VersionConflictError,
)
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.carriage import Carriage
from ruhr_smartcity_plugin.core.projects.codes import next_code
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.feature_layers import (
    ORGANISATION,
    PROJECT,
    columns_by_table,
)
from ruhr_smartcity_plugin.core.projects.feature_rows import child_rows, organisation_row, project_row
from ruhr_smartcity_plugin.core.projects.feature_service import (
    FeatureService,
    RecordsNotSavedError,
    SaveResult,
    SaveState,
    WriteRefusedError,
)
from ruhr_smartcity_plugin.core.projects.feature_writing import Goal, State, lacking
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.record import Site
from ruhr_smartcity_plugin.core.projects.visibility import Visibility
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr

_CODE_TRIES = 4
_NAMED_AT_MOST = 5


class FeatureStore(FeatureReading):
    """Made by `open_feature_store`. `carriage` says what the service holds, `keeps_tombstones` whether a deleted
    project can still be seen as such."""

    may_review = True  # who may take which step, the service knows

    def __init__(self, service: FeatureService) -> None:
        super().__init__(service)
        self.carriage = Carriage(columns_by_table(service.layers))
        self.keeps_tombstones = service.layers[PROJECT].has("deleted")
        self._unsure_deletions: set = set()

    address: Any = None  # `ServiceAddress`, if the store was opened by one

    @property
    def title(self) -> str:
        return self._service.title

    @property
    def key(self) -> str:
        """What tells the register from others, without any log-in."""
        return self.address.key if self.address else self.title

    @property
    def read_only_reason(self) -> str:
        return self._service.read_only_reason

    def carries(self, table: str, column: str = "") -> bool:
        """Answer whether the service has a place for a table, or for one of its columns."""
        return self.carriage.carries(table, column)

    def save(self, bundle: ProjectBundle, base_version: int, who: str, comment: str = "") -> ProjectBundle:
        """Save the project; see `ProjectStore.save`. Raises StoreError for content that the service cannot hold.

        `who` and `comment` stay here: names are not sent to a service for the public.
        """
        del who, comment
        self._refuse_if_read_only()
        part = self._sendable(bundle)
        for is_last in (*(False,) * _CODE_TRIES, True):
            state = self._rounds.look_first(bundle.project.uuid, [one.uuid for one in part.organisations])
            stored = whole_bundle(state)
            goal = self._goal(part, base_version, state)
            if state.raw_version == goal.version and not lacking(state, goal) and stored is not None:
                return stored  # asked again, because the answer to the first time was lost
            _refuse_stale(bundle.project.uuid, state, base_version)
            if stored is not None and state.raw_version == base_version and not lacking(state, goal):
                return stored
            self._rounds.refuse_foreign_rows(goal, state)
            try:
                return whole_bundle(self._rounds.bring(goal, state))
            except WriteRefusedError:
                # Somebody else was given the same new code at the same moment.
                if is_last or part.project.code or goal.project.get("code") not in self._codes_of_others(goal.uuid):
                    raise
        raise AssertionError("the last try returns or raises")

    def save_singly(self, bundles: Sequence[Tuple[ProjectBundle, int]], who: str,
                    comment: str) -> Tuple[SaveResult, ...]:
        """Save projects one by one, and return what became of each. Nothing is raised for a single record."""
        results = []
        for bundle, base_version in bundles:
            state, reason = SaveState.SAVED, ""
            try:
                self.save(bundle, base_version, who, comment)
            except VersionConflictError as error:
                state, reason = SaveState.CONFLICT, error.sentence
            except StoreUncertainError as error:
                state, reason = SaveState.UNCERTAIN, error.sentence
            except RuhrError as error:
                state, reason = SaveState.NOT_SAVED, error.sentence
            results.append(SaveResult(bundle.project.uuid, bundle.project.title, state, reason))
        return tuple(results)

    def save_all(self, bundles: Sequence[Tuple[ProjectBundle, int]], who: str, comment: str) -> None:
        """Save projects one by one: a service cannot save several as one. Saving again what is saved does nothing.

        Raises RecordsNotSavedError if one was not saved; it knows the state of each. What can be known before the
        first request is checked for all of them first.
        """
        self._refuse_if_read_only()
        for bundle, _version in bundles:
            self._sendable(bundle)
        results = self.save_singly(bundles, who, comment)
        failed = [one for one in results if one.state is not SaveState.SAVED]
        if failed:
            raise RecordsNotSavedError(tr(
                "{saved} of {count} records were saved in “{name}”. Not saved: {failed}",
            ).format(saved=len(results) - len(failed), count=len(results), name=self.title, failed=" · ".join(
                f"{one.title}: {one.reason}" for one in failed[:_NAMED_AT_MOST])),
                ", ".join(one.uuid for one in failed), results=results)

    def delete(self, uuid: str, base_version: int, who: str, comment: str = "") -> None:
        """Delete a project: a tombstone if the service keeps them, else for good. See `ProjectStore.delete`."""
        del who, comment
        self._refuse_if_read_only()
        state = self._rounds.look_first(uuid)
        key = (uuid, base_version)
        is_done = state.project is None or (state.is_deleted and state.raw_version == base_version + 1)
        if is_done and key in self._unsure_deletions:
            self._unsure_deletions.discard(key)
            return
        _refuse_stale(uuid, state, base_version)
        if state.project is None or state.is_deleted:
            raise _conflict(uuid, base_version, state)
        self._unsure_deletions.add(key)
        self._rounds.delete(uuid, state, utc_now())
        self._unsure_deletions.discard(key)

    def delete_all(self, versions: Sequence[Tuple[str, int]], who: str, comment: str = "") -> None:
        """Delete projects one by one, as `save_all` saves them. Raises RecordsNotSavedError if one was not deleted."""
        self._refuse_if_read_only()
        titles = {one.uuid: one.title for one in self.list_projects()}
        results = []
        for uuid, base_version in versions:
            state, reason = SaveState.SAVED, ""
            try:
                self.delete(uuid, base_version, who, comment)
            except VersionConflictError as error:
                state, reason = SaveState.CONFLICT, error.sentence
            except RuhrError as error:
                state, reason = SaveState.NOT_SAVED, error.sentence
            results.append(SaveResult(uuid, titles.get(uuid, uuid), state, reason))
        failed = [one for one in results if one.state is not SaveState.SAVED]
        if failed:
            raise RecordsNotSavedError(tr(
                "{deleted} of {count} records were deleted in “{name}”. Not deleted: {failed}",
            ).format(deleted=len(results) - len(failed), count=len(results), name=self.title, failed=" · ".join(
                f"{one.title}: {one.reason}" for one in failed[:_NAMED_AT_MOST])),
                ", ".join(one.uuid for one in failed), results=tuple(results))

    def save_comment(self, comment: Comment, who: str) -> Comment:
        """Refuse: comments are internal. Raises StoreError."""
        del comment, who
        raise StoreError(tr(
            "The register “{name}” is open to the public and holds no comments. Nothing was sent. Write the comment in "
            "a register of your own.").format(name=self.title), "comment")

    def _refuse_if_read_only(self) -> None:
        if self.read_only_reason:
            raise StoreReadOnlyError(self.read_only_reason)

    def check_sendable(self, bundle: ProjectBundle) -> None:
        """Raise StoreError with the reason why a project may not go to the service, or not all of it."""
        self._sendable(bundle)

    def _sendable(self, bundle: ProjectBundle) -> ProjectBundle:
        """Return the part that is sent, which must be all: nothing is left out without a word."""
        if bundle.project.visibility is not Visibility.PUBLIC:
            raise _named_in_secret(StoreError(tr(
                "The register “{name}” is open to the public, and “{title}” is not public. Nothing was sent. If "
                "everybody may see it, set “{field}: {public}”. Otherwise keep the project in a register of its own "
                "and synchronise that: it then stays there.",
            ).format(name=self.title, title=bundle.project.title, field=field_label("visibility"),
                     public=_public()), "visibility"), bundle.project.title)
        left_out = [one for one in self.carriage.left_out(bundle) if one.field != "code"]
        if left_out:
            hidden = {one.uuid: one.label if isinstance(one, Site) else one.title
                      for one in (*bundle.sites, *bundle.documents) if one.visibility is not Visibility.PUBLIC}
            if all(one.record_uuid in hidden for one in left_out):
                raise _named_in_secret(StoreError(tr(
                    "The register “{name}” is open to the public, and “{title}” has places or documents that are not "
                    "({parts}). Nothing was sent. If everybody may see them, set “{field}: {public}” there. Otherwise "
                    "keep the project in a register of its own and synchronise that: they then stay there.",
                ).format(name=self.title, title=bundle.project.title, parts=_listed(hidden.values()),
                         field=field_label("visibility"), public=_public()), "visibility"), *hidden.values())
            names = dict.fromkeys(_name_of(one.table_name, one.field) for one in left_out)
            raise StoreError(tr(
                "The register “{name}” cannot hold everything in “{title}” ({fields}). Nothing was sent. Keep the "
                "project in a register of its own and synchronise that: the rest then stays there.",
            ).format(name=self.title, title=bundle.project.title, fields=_listed(names)),
                ", ".join(f"{one.table_name}.{one.field}" for one in left_out))
        return self.carriage.part_of(replace(bundle, project=replace(bundle.project, deleted=False)))

    def _goal(self, part: ProjectBundle, base_version: int, state: State) -> Goal:
        layers = self._service.layers
        project = {**project_row(part.project, layers[PROJECT])}
        if "code" in layers[PROJECT].columns:
            project["code"] = (state.project or {}).get("code") or part.project.code or self._new_code(part)
        named = {part.project.lead_uuid, *(one.organisation_uuid for one in part.partners)}
        organisations = {one.uuid: organisation_row(one, layers[ORGANISATION]) for one in part.organisations
                         if one.uuid in named} if ORGANISATION in layers else {}
        unknown = [one for one in named if one and one not in organisations and one not in state.organisations]
        towns = [one.ags for one in part.municipalities]
        if (unknown and ORGANISATION in layers) or len(set(towns)) < len(towns):
            raise StoreError(tr(
                "The register “{name}” refused the record because it contradicts another one. Nothing was saved.",
            ).format(name=self.title), f"organisations {unknown}, municipalities {towns}")
        return Goal(part.project.uuid, base_version, project, child_rows(part, layers), organisations, utc_now())

    def _new_code(self, part: ProjectBundle) -> str:
        return next_code(part.ags[0] if part.ags else "", self._codes_of_others(part.project.uuid))

    def _codes_of_others(self, uuid: str) -> List[str]:
        return [str(row["code"]) for row in self._all(PROJECT) if row.get("code") and row.get("uuid") != uuid]


def _refuse_stale(uuid: str, state: State, base_version: int) -> None:
    if state.version != base_version:
        raise _conflict(uuid, base_version, state)


def _conflict(uuid: str, base_version: int, state: State) -> VersionConflictError:
    if state.project is None or state.is_deleted:
        sentence = tr("The project was deleted meanwhile. Nothing was saved yet.")
        return VersionConflictError(sentence, f"base {base_version}", uuid=uuid, base_version=base_version,
                                    store_version=0)
    sentence = tr("{name} has saved this project since you opened it. Nothing was saved yet.").format(
        name=tr("Somebody else"))
    return VersionConflictError(sentence, f"base {base_version}", uuid=uuid, base_version=base_version,
                                store_version=state.version)


def _listed(names: Iterable[str]) -> str:
    return ", ".join([one or "–" for one in names][:_NAMED_AT_MOST])


def _named_in_secret(error: StoreError, *texts: str) -> StoreError:
    """No log may keep what is not public."""
    error.private = texts
    return error


def _public() -> str:
    return load_vocabulary().text("VVIS", Visibility.PUBLIC.value)


def _name_of(table: str, field: str) -> str:
    return field_label(field) or f"{table}.{field}"
