# SPDX-License-Identifier: GPL-2.0-or-later
"""The two halves of an import: what a file would do to a register, and doing it as one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.import_files import read_import_file, sites_in_text
from ruhr_smartcity_plugin.adapters.projects.sql_store import SqlStore
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.projects.import_mapping import read_mapping, suggest_mapping
from ruhr_smartcity_plugin.core.projects.importing import Fate, ImportPlan, Planned
from ruhr_smartcity_plugin.core.projects.places import BoxPlaces
from ruhr_smartcity_plugin.core.projects.rules import Context
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr


def plan_import(store: SqlStore, path: Path, mapping: str, progress: Progress) -> Tuple[Planned, ...]:
    """Return what each row of a file would do to the register. `mapping`: JSON, empty to recognise the columns.

    Raises InputError if the file or the mapping cannot be used, StoreError, CancelledError.
    """
    file = read_import_file(path)
    columns = suggest_mapping(file.columns)
    if mapping.strip():
        columns = {**columns, **read_mapping(mapping, file.columns)}
    if file.columns and "title" not in columns and "code" not in columns and "uuid" not in columns:
        raise InputError(tr(
            "No column of “{name}” is the title of a project. Name it in the mapping, like {example}.",
        ).format(name=path.name, example='{"title": "Projekttitel"}'), f"columns: {file.columns}")
    region = load_region()
    around = Context(date.today(), BoxPlaces(region), store.list_projects())
    plan = ImportPlan(store.all_projects(), store.list_organisations(), region, columns, around,
                      read_geometry=sites_in_text)
    rows = []
    for number, row in enumerate(file.rows):
        stop_if_cancelled(progress)
        progress.report(number / max(1, len(file.rows)), tr("Checking the rows"))
        rows.append(plan.plan(row))
    return tuple(rows)


def save_import(store: SqlStore, rows: Sequence[Planned], who: str, source: str) -> int:
    """Save what is new or changed in one transaction; returns how many. Raises VersionConflictError, StoreError."""
    wanted = [(one.bundle, one.base_version) for one in rows if one.fate in (Fate.NEW, Fate.CHANGED)]
    store.save_all(wanted, who, tr("Import of {name}").format(name=source))
    return len(wanted)
