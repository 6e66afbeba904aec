# SPDX-License-Identifier: GPL-2.0-or-later
"""A whole register as of a day: a GeoPackage of its own with what every project was then, for reading only."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore, create_store
from ruhr_smartcity_plugin.adapters.projects.master_past import insert_masters
from ruhr_smartcity_plugin.adapters.projects.save import child_values
from ruhr_smartcity_plugin.adapters.projects.session import Session
from ruhr_smartcity_plugin.core.errors import StoreReadOnlyError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import ORGANISATION_TABLE, PROGRAMME_TABLE
from ruhr_smartcity_plugin.core.projects.columns import values_of
from ruhr_smartcity_plugin.core.projects.history import WITHOUT_ROW, earliest_version, state_at, version_at
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.master_sync import keeps_masters
from ruhr_smartcity_plugin.core.projects.record import ProjectInternal, new_uuid
from ruhr_smartcity_plugin.core.projects.store import ProjectStore
from ruhr_smartcity_plugin.translation import tr

_PORTION = 200  # projects between two looks at the clock


@dataclass(frozen=True)
class PastRegister:
    """The register as it was. `unknown` are projects whose history does not reach that day, `with_gaps` those of which
    something is not told; both by their titles today."""

    store: PastStore
    projects: int
    unknown: Tuple[str, ...] = ()
    with_gaps: Tuple[str, ...] = ()


class PastStore(GeoPackageStore):
    """A register of the past: nothing can be saved in it. `read_only_reason` says of which day it is.

    `layer_note` stands in the titles of its layers.
    """

    read_only_reason = ""
    layer_note = ""

    def __init__(self, path: Path, title: str) -> None:
        super().__init__(path)
        self._title = title

    @property
    def title(self) -> str:
        return self._title

    def _refuse_if_read_only(self) -> None:
        raise StoreReadOnlyError(self.read_only_reason or tr("A register of the past can only be read."))


def end_of_day(day: date) -> str:
    """Return the last moment of a day in local time, as the history writes moments (UTC, ISO 8601)."""
    midnight = datetime.combine(day + timedelta(days=1), time()).astimezone()
    last = midnight.astimezone(timezone.utc) - timedelta(milliseconds=1)
    return last.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def make_past_register(store: ProjectStore, moment: str, path: Path, progress: Progress = SILENT) -> PastRegister:
    """Write what `store` held at a moment (UTC, ISO 8601) into a new file. Raises StoreError, CancelledError."""
    work = _Work(store, moment, progress)
    bundles = list(work.bundles())
    stop_if_cancelled(progress)
    past = create_store(path)
    try:
        with past.writing() as session:
            _insert(session, bundles, work.masters, progress)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return PastRegister(PastStore(path, store.title), len(bundles), tuple(work.unknown), tuple(work.with_gaps))


class _Work:
    def __init__(self, store: ProjectStore, moment: str, progress: Progress) -> None:
        self._store, self._moment, self._progress = store, moment, progress
        self.masters: Tuple[MasterRecord, ...] = ()
        self.unknown: List[str] = []
        self.with_gaps: List[str] = []

    def bundles(self) -> Iterator[ProjectBundle]:
        """Return each project that was there at the moment, as it was then."""
        present = {one.project.uuid: one for one in self._store.all_projects()}
        self._progress.report(0.3)
        stop_if_cancelled(self._progress)
        histories = self._store.histories_since(self._moment)
        self._progress.report(0.5)
        shared = (*self._store.list_organisations(), *self._store.list_programmes())
        if keeps_masters(self._store):
            self.masters = self._store.masters_at(self._moment)
        for uuid in histories:
            if uuid not in present and histories[uuid]:
                found = self._store.find(uuid)  # deleted since, or saved between two questions
                if found is not None:
                    present[uuid] = found
        for number, (uuid, bundle) in enumerate(present.items()):
            if number % _PORTION == 0:
                stop_if_cancelled(self._progress)
                self._progress.report(0.5 + 0.2 * number / len(present))
            if uuid not in histories:
                yield bundle
            elif histories[uuid]:
                yield from self._earlier(bundle, histories[uuid], shared)

    def _earlier(self, bundle: ProjectBundle, history: Tuple[Any, ...], shared: Tuple[Any, ...]) -> Iterator[
            ProjectBundle]:
        changes = tuple(one for one in history if one.version_after <= bundle.project.version)
        version = version_at(changes, self._moment)
        if version < max(1, earliest_version(changes)):
            self.unknown.append(bundle.project.title)
            return
        past = state_at(bundle, changes, version, shared)
        # Members of a team do not see every row: a version without one is no gap to them.
        if any(one[0] != WITHOUT_ROW or self._store.may_review for one in past.gaps):
            self.with_gaps.append(bundle.project.title)
        if not past.bundle.project.deleted:
            yield past.bundle


def _insert(session: Session, bundles: List[ProjectBundle], masters: Sequence[MasterRecord],
            progress: Progress) -> None:
    """Write projects and master data into an empty register, table by table: what others point at comes first."""
    statements = session.statements
    there = {one.project.uuid for one in bundles}
    rows: Dict[str, List[Dict[str, Any]]] = defaultdict(list)
    for number, one in enumerate(bundles):
        if number % _PORTION == 0:
            stop_if_cancelled(progress)
            progress.report(0.7 + 0.2 * number / len(bundles))
        _collect(session, one, rows, there)
    insert_masters(session, masters)
    known = {one.uuid for one in masters}
    for table, attribute in ((ORGANISATION_TABLE, "organisations"), (PROGRAMME_TABLE, "programmes")):
        shared = {one.uuid: one for bundle in bundles for one in getattr(bundle, attribute)
                  if one.uuid not in known}
        stamp = {"changed_at": None, "changed_by": None}
        session.run_many(statements.insert_shared(table), [{**values_of(one), **stamp} for one in shared.values()])
    session.run_many(statements.insert_project, [values_of(one.project) for one in bundles])
    session.run_many(statements.insert_internal, rows["project_internal"])
    for name in (*(one.name for one in CHILD_TABLES), *(one[0] for one in CODE_TABLES)):
        stop_if_cancelled(progress)
        session.run_many(statements.insert_child(name), rows[name])


def _collect(session: Session, bundle: ProjectBundle, rows: Dict[str, List[Dict[str, Any]]],
             there: Iterable[str]) -> None:
    project = bundle.project
    owner = {"project_uuid": project.uuid, "changed_at": project.changed_at, "changed_by": project.changed_by}
    if bundle.internal != ProjectInternal():
        rows["project_internal"].append({"uuid": project.uuid, **values_of(bundle.internal), **owner})
    for table in CHILD_TABLES:
        for one in table.records_of(bundle):
            values = child_values(session, table, one)
            # A project that was not there yet, or is hidden, cannot be pointed at.
            if table.name != "project_relation" or values["to_uuid"] in there:
                rows[table.name].append({**values, **owner})
    for name, attribute, column in CODE_TABLES:
        rows[name] += [{"uuid": new_uuid(), column: code, **owner} for code in getattr(bundle, attribute)]
