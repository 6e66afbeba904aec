# SPDX-License-Identifier: GPL-2.0-or-later
"""The two halves of an import: what a file would do to a register, and doing it as one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.import_files import (
    ImportFile,
    position_reader,
    read_import_file,
    sites_in_text,
)
from ruhr_smartcity_plugin.adapters.projects.save import write_bundle
from ruhr_smartcity_plugin.adapters.projects.sql_store import SqlStore
from ruhr_smartcity_plugin.core.errors import (
    InputError,
    RuhrError,
    StoreError,
    StoreForbiddenError,
    VersionConflictError,
)
from ruhr_smartcity_plugin.core.kept_file import read_json
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.projects.findings import Finding, Severity
from ruhr_smartcity_plugin.core.projects.import_batch import import_comment, new_mark
from ruhr_smartcity_plugin.core.projects.import_mapping import can_name_projects, read_mapping, suggest_mapping
from ruhr_smartcity_plugin.core.projects.importing import Fate, ImportPlan, Planned
from ruhr_smartcity_plugin.core.projects.places import BoxPlaces
from ruhr_smartcity_plugin.core.projects.rules import Context
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr

_LAYER = "|layername="
_MOST_TRIED = 100


def plan_import(store: SqlStore, path: Path, mapping: str, progress: Progress) -> Tuple[Planned, ...]:
    """Return what each row of a file would do to the register. `mapping`: JSON or the path of a file with it, empty
    to recognise the columns.

    A sheet or layer may be named behind the path ("list.ods|layername=Projekte"). Raises InputError if the file or the
    mapping cannot be used, StoreError, CancelledError.
    """
    name, _sign, layer = str(path).partition(_LAYER)  # as QGIS writes the layer of a file
    path = Path(name)
    file = read_import_file(path, layer)
    columns = suggest_mapping(file.columns)
    if mapping.strip():
        columns = {**columns, **read_mapping(_mapping_text(mapping.strip()), file.columns)}
    if file.columns and not can_name_projects(columns):
        raise InputError(tr(
            "No column of “{name}” is the title of a project. Name it in the mapping, like {example}.",
        ).format(name=path.name, example='{"title": "Projekttitel"}'), f"columns: {file.columns}")
    return plan_rows(store, file, columns, progress)


def _mapping_text(mapping: str) -> str:
    if mapping.startswith("{") or not mapping.lower().endswith(".json"):
        return mapping
    return json.dumps(read_json(Path(mapping).expanduser()))


def plan_rows(store: SqlStore, file: ImportFile, mapping: Mapping[str, str], progress: Progress,
              crs: str = "") -> Tuple[Planned, ...]:
    """Return what each row would do to the register. `mapping` names the column of each field, `crs` the system of
    coordinates that do not state their own (empty: the numbers show it). Raises InputError, StoreError, CancelledError.
    """
    region = load_region()
    around = Context(date.today(), BoxPlaces(region), store.list_projects())
    deleted = {uuid: version for uuid, (version, is_deleted) in store.versions().items() if is_deleted}
    plan = ImportPlan(store.all_projects(), store.list_organisations(), region, mapping, around, deleted=deleted,
                      read_geometry=partial(sites_in_text, crs=crs), read_position=position_reader(crs))
    rows = []
    for number, row in enumerate(file.rows):
        stop_if_cancelled(progress)
        progress.report(number / max(1, len(file.rows)), tr("Checking the rows"))
        rows.append(_for_store(store, plan.plan(row)))
    return tuple(rows)


def _for_store(store: Any, row: Planned) -> Planned:
    """Reject a row that a register open to the public may not hold, so that it does not keep the others out."""
    check = getattr(store, "check_sendable", None)
    if check is None or row.fate not in (Fate.NEW, Fate.CHANGED):
        return row
    try:
        check(row.bundle)
    except StoreError as error:
        field = "visibility" if error.detail == "visibility" else "title"
        reason = Finding("register", Severity.ERROR, field, error.sentence)
        return replace(row, fate=Fate.REJECTED, findings=(*row.findings, reason), may_be_taken=False)
    return row


def save_import(store: SqlStore, rows: Sequence[Planned], who: str, source: str) -> Tuple[int, str]:
    """Save what is new or changed in one transaction; returns how many and the mark by which it can be taken back.

    Raises VersionConflictError, StoreError.
    """
    saved = [one for one in rows if one.fate in (Fate.NEW, Fate.CHANGED)]
    wanted = [(one.bundle, one.base_version) for one in saved]
    mark = new_mark()
    try:
        store.save_all(wanted, who, import_comment(source, mark))
    except (VersionConflictError, StoreForbiddenError) as error:
        lines = [one.line for one in saved if _is_about(error, one)] or _refused_lines(store, saved, who)
        if lines:
            error.sentence = tr("Row {line}: {reason}").format(
                line=", ".join(map(str, lines)), reason=error.sentence)
        raise
    return len(wanted), mark


def _is_about(error: RuhrError, row: Planned) -> bool:
    uuid = row.bundle.project.uuid
    return uuid == getattr(error, "uuid", "") or uuid in error.detail


class _TriedError(Exception):
    """Ends a transaction that was a trial."""


def _refused_lines(store: SqlStore, rows: Sequence[Planned], who: str) -> List[int]:
    """Return the lines of the rows a register does not let this log-in save: each is tried and rolled back."""
    refused = []
    for one in rows[:_MOST_TRIED] if isinstance(store, SqlStore) else ():
        try:
            with store.writing() as session:
                write_bundle(session, one.bundle, one.base_version, who, "")
                raise _TriedError
        except StoreForbiddenError:
            refused.append(one.line)
        except (_TriedError, RuhrError):
            continue
    return refused
