# SPDX-License-Identifier: GPL-2.0-or-later
"""Rounds of looking and writing until a feature service holds what is wanted; nothing is believed but what is read."""

from __future__ import annotations

import threading
from datetime import datetime, timezone
from typing import Any, Dict, List, Mapping, Sequence

from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    NetworkError,
    RuhrError,
    StoreBusyError,
    StoreError,
    StoreForbiddenError,
    StoreUncertainError,
    VersionConflictError,
)
from ruhr_smartcity_plugin.core.projects.feature_layers import ORGANISATION, PARTNERS, PROJECT
from ruhr_smartcity_plugin.core.projects.feature_service import FeatureService, WriteRefusedError
from ruhr_smartcity_plugin.core.projects.feature_writing import (
    Goal,
    Planner,
    State,
    is_abandoned,
    is_swallowed,
    lacking,
    tables_to_ask,
)
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.translation import tr

# Each round but the last one comes nearer to the goal: marking, writing, unmarking, and what broke in between.
_ROUNDS = 8
# Somebody else's save takes a moment; after that it has probably been broken off.
_PAUSES_S = (0.2, 0.4, 0.8, 1.6)


class Rounds:
    """Reads and writes one project of a service."""

    def __init__(self, service: FeatureService) -> None:
        self._service = service
        self._planner = Planner(service.layers)

    def look(self, uuid: str, organisations: Sequence[str] = ()) -> State:
        """Return what the service holds of a project, and those of the organisations it knows."""
        return self._look_again(State(), uuid, organisations, (PROJECT, ORGANISATION, *tables_to_ask(
            self._service.layers)))

    def look_first(self, uuid: str, organisations: Sequence[str] = ()) -> State:
        """Return what `look` does, before something is written; errors say that nothing was sent."""
        try:
            return self.look(uuid, organisations)
        except NetworkError as error:
            raise _with(error, tr("Nothing was sent; your edit is still here.")) from error

    def _look_again(self, state: State, uuid: str, organisations: Sequence[str], tables: Sequence[str]) -> State:
        """Return a state with some tables read anew."""
        layers = self._service.layers
        asked: List[Any] = [(table, {"uuid" if table == PROJECT else "project_uuid": (uuid,)})
                            for table in tables if table != ORGANISATION]
        found = self._service.rows(asked) if asked else {}
        project = self._newest(found[PROJECT]) if PROJECT in tables else state.project
        children = {key: row for key, row in state.children.items() if key[0] not in tables}
        children.update({(table, str(row.get("uuid"))): row for table, rows in found.items() if table != PROJECT
                         for row in rows})
        known = state.organisations
        partners = (row.get("organisation_uuid") for key, row in children.items() if key[0] == PARTNERS)
        named = {str(one) for one in (*organisations, (project or {}).get("lead_uuid"), *partners) if one}
        if ORGANISATION in tables and ORGANISATION in layers:
            rows = self._service.rows([(ORGANISATION, {"uuid": tuple(sorted(named))})])[ORGANISATION] if named else []
            known = {str(row["uuid"]): row for row in rows if not row.get("deleted")}
        return State(project, children, known)

    @staticmethod
    def _newest(rows: List[Dict[str, Any]]) -> Mapping[str, Any] | None:
        # Twice the same id: a service without a unique key; the newer row counts.
        ordered = sorted(rows, key=lambda one: abs(int(one.get("version") or 0)))
        return ordered[-1] if ordered else None

    def refuse_foreign_rows(self, goal: Goal, state: State) -> None:
        """Raise StoreError if something that is new here hangs on another project there."""
        wanted: Dict[str, List[str]] = {}
        for table, uuid in goal.children:
            if (table, uuid) not in state.children:
                wanted.setdefault(table, []).append(uuid)
        if not wanted:
            return
        found = self._service.rows([(table, {"uuid": tuple(uuids)}) for table, uuids in wanted.items()])
        if any(str(row.get("project_uuid")) != goal.uuid for rows in found.values() for row in rows):
            raise StoreError(tr(
                "The register “{name}” refused the record because it contradicts another one. Nothing was saved.",
            ).format(name=self._service.title), "an id belongs to another project")

    def bring(self, goal: Goal, state: State) -> State:
        """Write until the service holds the goal, and return what it then holds.

        Raises VersionConflictError if somebody else was faster, StoreBusyError if somebody else is saving now,
        StoreUncertainError if the service cannot be asked what it did, and otherwise the error that stopped it, saying
        whether a part has arrived; StoreError names what the service did not take over.
        """
        start, before = state, state
        wanted = tuple(goal.organisations)
        has_written = False
        for _ in range(_ROUNDS):
            state = self._after_other_saves(state, goal, wanted)
            groups = self._planner.next_groups(state, goal)
            if not groups:
                return state
            if is_swallowed(state, goal) or (has_written and state == before):
                raise self._not_taken_over(start, state, goal)
            before, has_written = state, True
            try:
                for one in groups:
                    self._service.write(one)
            except (NetworkError, WriteRefusedError) as error:
                state = self._after(error, goal.uuid, wanted)
                if state == before or isinstance(error, (WriteRefusedError, AccessDeniedError)):
                    if state.raw_version == goal.version and not lacking(state, goal):
                        return state
                    self._after_other_saves(state, goal, wanted)
                    raise self._told(error, state == start) from error
                has_written = False
                continue
            written = {write.layer.table for group in groups for write in group}
            state = self._look_again(state, goal.uuid, wanted, (PROJECT, *sorted(written - {PROJECT})))
        raise self._not_taken_over(start, state, goal)

    def delete(self, uuid: str, start: State, moment: str) -> None:
        """Delete the project a state shows; errors as of `bring`."""
        mark = self._planner.deletion_mark(start, uuid)
        try:
            state = self._marked(start, uuid, mark, moment)
            for one in self._planner.deletion(state, uuid, moment):
                self._service.write(one)
        except (NetworkError, WriteRefusedError) as error:
            found = self._after(error, uuid, ())
            if _is_gone(found):
                return
            if found.raw_version not in (start.raw_version, mark):
                raise _faster(uuid, start.version, found) from error
            raise self._told(error, found == start) from error
        found = self.look(uuid)
        if not _is_gone(found):
            raise self._not_deleted(uuid, start, found)

    def _marked(self, start: State, uuid: str, mark: int, moment: str) -> State:
        """Return the state once the project bears the mark of its deletion; the same one if it needs none."""
        if mark in (0, start.raw_version):
            return start
        self._service.write(self._planner.marking(start, uuid, mark, moment))
        state = self.look(uuid)
        if state.raw_version != mark:
            raise self._not_deleted(uuid, start, state)
        return state

    def _not_deleted(self, uuid: str, start: State, found: State) -> StoreError:
        if found.raw_version != start.raw_version:
            return _faster(uuid, start.version, found)
        return StoreForbiddenError(tr(
            "The register does not let you change this record: it belongs to another municipality, or your log-in may "
            "only read. Nothing was saved."), f"uuid {uuid}: the deletion was swallowed")

    def _after_other_saves(self, state: State, goal: Goal, organisations: Sequence[str]) -> State:
        """Return the state as soon as nobody else is saving the project; errors as of `bring`."""
        for pause_s in _PAUSES_S:
            try:
                self._refuse_other_saves(state, goal)
                return state
            except StoreBusyError:
                threading.Event().wait(pause_s)
                state = self.look(goal.uuid, organisations)
        self._refuse_other_saves(state, goal)
        return state

    def _refuse_other_saves(self, state: State, goal: Goal) -> None:
        raw = state.raw_version
        if raw in (goal.base_version, goal.mark) and not (raw == 0 and state.project is not None):
            return
        if raw == goal.version and not lacking(state, goal):
            return
        if state.version != goal.base_version:
            raise _faster(goal.uuid, goal.base_version, state)
        if not is_abandoned(state.project or {}, datetime.now(timezone.utc)):
            raise StoreBusyError(tr(
                "Somebody is saving this project in “{name}” at this moment, or a save was broken off. Nothing was "
                "saved; your edit is still here. Try again in two minutes.").format(name=self._service.title),
                f"mark {raw}, own mark {goal.mark}")

    def _after(self, error: RuhrError, uuid: str, organisations: Sequence[str]) -> State:
        """Look what was done, in spite of an error."""
        try:
            return self.look(uuid, organisations)
        except NetworkError as second:
            if isinstance(error, (AccessDeniedError, WriteRefusedError)):
                raise self._told(error, nothing_arrived=True) from error
            raise StoreUncertainError(tr(
                "The connection to the register “{name}” broke while it saved. Whether the record was saved is not "
                "known; your edit is still here. Save again when the connection is back: nothing will be saved twice.",
            ).format(name=self._service.title), f"{error.detail}; {second.detail}") from error

    def _told(self, error: RuhrError, nothing_arrived: bool) -> RuhrError:
        """Return the error with a word on what has become of the record."""
        state = tr("Nothing was saved; your edit is still here.") if nothing_arrived else tr(
            "A part of the record has arrived, which counts only when you save again; nothing will be there twice.")
        if isinstance(error, AccessDeniedError):
            sentence = tr("The service “{service}” does not let you write (HTTP {status}). Connect once more and "
                          "choose another log-in there, or ask its operator.").format(
                service=self._service.title, status=error.status)
            return StoreForbiddenError(f"{sentence} {state}", error.detail)
        return _with(error, state)

    def _not_taken_over(self, start: State, state: State, goal: Goal) -> StoreError:
        """The service says it saved, and did not, or not as it was sent: put back what was there before."""
        missing = lacking(state, goal)
        if state == start:
            return StoreForbiddenError(tr(
                "The register does not let you change this record: it belongs to another municipality, or your log-in "
                "may only read. Nothing was saved."), f"uuid {goal.uuid}: the change was swallowed")
        is_back = self._put_back(start, state, goal)
        fields = ", ".join(dict.fromkeys(field_label(one.split(".", 1)[1]) for one in missing[:3]))
        told = tr("Nothing was saved.") if is_back else tr(
            "The record is marked there as not yet saved; nobody takes it for whole.")
        return StoreError(tr(
            "The register did not take over “{title}” as it was sent: {fields}. {state}",
        ).format(title=goal.project.get("title") or "", fields=fields, state=told), ", ".join(missing))

    def _put_back(self, start: State, state: State, goal: Goal) -> bool:
        """Undo a save that was not taken over; answers whether the service holds again what it held."""
        if start.project is None:
            return False  # its mark stays: nobody takes it for a project, and the same save, begun again, goes on there
        try:
            groups = self._planner.restoration(start, state, goal)
            for one in groups:
                self._service.write(one)
            found = self.look(goal.uuid)
        except (NetworkError, StoreError):
            return False
        return found.raw_version == start.raw_version


def _with(error: RuhrError, more: str) -> RuhrError:
    sentence = f"{error.sentence} {more}"
    error.sentence, error.args = sentence, (sentence,)
    return error


def _is_gone(state: State) -> bool:
    return state.project is None or state.is_deleted


def _faster(uuid: str, base_version: int, state: State) -> VersionConflictError:
    sentence = tr("{name} has saved this project since you opened it. Nothing was saved yet.").format(
        name=tr("Somebody else"))
    return VersionConflictError(sentence, f"base {base_version}", uuid=uuid, base_version=base_version,
                                store_version=0 if _is_gone(state) else state.version)
