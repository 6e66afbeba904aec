# SPDX-License-Identifier: GPL-2.0-or-later
"""A GeoPackage that is a copy of another register: it remembers what both sides held at the last synchronisation."""

from __future__ import annotations

from typing import Any, Dict, Tuple

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore
from ruhr_smartcity_plugin.adapters.projects.save import delete_project, read_bundle, utc_now, write_bundle
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.bundle_json import dump_projects, load_projects
from ruhr_smartcity_plugin.core.projects.synchronising import Base, Sent
from ruhr_smartcity_plugin.translation import tr

_PUT_BASE = (
    "INSERT INTO sync_base (project_uuid, remote, remote_version, local_version, payload, synchronised_at) "
    "VALUES (:uuid, :remote, :remote_version, :local_version, :payload, :now) ON CONFLICT (project_uuid) DO UPDATE SET "
    "remote = :remote, remote_version = :remote_version, local_version = :local_version, payload = :payload, "
    "synchronised_at = :now")
_GET_BASE = "SELECT * FROM sync_base WHERE project_uuid = :uuid AND remote = :remote"
_LIST_BASES = "SELECT project_uuid, remote_version, local_version FROM sync_base WHERE remote = :remote"
_TAKE_OUT = "DELETE FROM outbox WHERE record_uuid = :uuid"
_PUT_IN = (
    "INSERT INTO outbox (record_uuid, operation, payload, base_version, tries, created_at) "
    "VALUES (:uuid, :operation, :payload, :base_version, :tries, :now)")
_TRIES = "SELECT coalesce(max(tries), 0) AS tries FROM outbox WHERE record_uuid = :uuid"
_QUEUED = "SELECT record_uuid, operation, payload, base_version FROM outbox ORDER BY fid"
_SAVE, _DELETE = "save", "delete"
_REFUSE = "UPDATE outbox SET error = :reason WHERE record_uuid = :uuid"
_WAITING = "SELECT record_uuid, tries, error FROM outbox ORDER BY fid"


class RegisterCopy:
    """The local side of a synchronisation; see `Copy`. `remote` names the other side, without any log-in."""

    def __init__(self, store: GeoPackageStore, remote: str) -> None:
        self._store, self._remote = store, remote

    def __getattr__(self, name: str) -> Any:
        """Everything else a store can do, the file does."""
        return getattr(self._store, name)

    def adopt(self, bundle: ProjectBundle, base_version: int) -> ProjectBundle:
        who, comment = bundle.project.changed_by, tr("synchronised")
        with self._store.writing() as session:
            uuid = bundle.project.uuid
            if not bundle.project.deleted:
                return write_bundle(session, bundle, base_version, who, comment, takes_code=True)
            stored = read_bundle(session, uuid)
            if stored is not None and not stored.project.deleted:
                delete_project(session, uuid, base_version, who, comment)
            return read_bundle(session, uuid)

    def base_of(self, uuid: str) -> Base | None:
        rows = self._ask(_GET_BASE, uuid=uuid, remote=self._remote)
        if not rows:
            return None
        (bundle,) = load_projects(rows[0]["payload"])
        return Base(bundle, rows[0]["remote_version"], rows[0]["local_version"])

    def base_versions(self) -> Dict[str, Tuple[int, int]]:
        return {row["project_uuid"]: (row["remote_version"], row["local_version"])
                for row in self._ask(_LIST_BASES, remote=self._remote)}

    def remember(self, uuid: str, base: Base) -> None:
        self._run(_PUT_BASE, uuid=uuid, remote=self._remote, remote_version=base.remote_version,
                  local_version=base.local_version, payload=dump_projects([base.bundle]), now=utc_now())

    def queue(self, uuid: str, sent: Sent) -> None:
        with self._store.writing() as session:
            tries = session.rows(_TRIES, {"uuid": uuid})[0]["tries"]
            session.run(_TAKE_OUT, {"uuid": uuid})
            session.run(_PUT_IN, {
                "uuid": uuid, "operation": _DELETE if sent.is_deletion else _SAVE, "base_version": sent.base_version,
                "payload": dump_projects([sent.bundle, sent.made_of]), "tries": tries + 1, "now": utc_now()})

    def queued(self) -> Dict[str, Sent]:
        return {row["record_uuid"]: Sent(*load_projects(row["payload"]), row["base_version"],
                                         row["operation"] == _DELETE) for row in self._ask(_QUEUED)}

    def confirm(self, uuid: str) -> None:
        self._run(_TAKE_OUT, uuid=uuid)

    def refuse(self, uuid: str, reason: str) -> None:
        self._run(_REFUSE, uuid=uuid, reason=reason)

    def waiting(self) -> Tuple[Tuple[str, int, str], ...]:
        """Return the records on their way: id, number of tries, why the last one failed (may be empty)."""
        return tuple((row["record_uuid"], row["tries"], row["error"] or "") for row in self._ask(_WAITING))

    def _ask(self, statement: str, **values: object) -> list:
        with self._store.reading() as session:
            return session.rows(statement, values)

    def _run(self, statement: str, **values: object) -> None:
        with self._store.writing() as session:
            session.run(statement, values)
