# SPDX-License-Identifier: GPL-2.0-or-later
"""What a synchronisation did, as a table for people."""

from __future__ import annotations

from typing import Any, Iterator, List, Mapping, Tuple

from ruhr_smartcity_plugin.core.projects.changes import as_text
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.merging import Conflict
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome, SyncReport
from ruhr_smartcity_plugin.core.table_report import table_csv, table_page
from ruhr_smartcity_plugin.translation import tr


def outcome_text(outcome: Outcome) -> str:
    """Return what became of a record, in words."""
    return {
        Outcome.PUSHED: tr("sent"),
        Outcome.PULLED: tr("fetched"),
        Outcome.MERGED: tr("brought together"),
        Outcome.CONFLICT: tr("conflict, nothing changed"),
        Outcome.FAILED: tr("not saved"),
    }[outcome]


def summary_of(report: SyncReport) -> str:
    """Return the numbers of a synchronisation in a sentence."""
    return tr("{pushed} sent, {pulled} fetched, {conflicts} in conflict, {failed} not saved.").format(
        pushed=report.count(Outcome.PUSHED, Outcome.MERGED), pulled=report.count(Outcome.PULLED),
        conflicts=report.count(Outcome.CONFLICT), failed=report.count(Outcome.FAILED))


def report_text(report: SyncReport, *, as_page: bool) -> str:
    """Return the report as a page, or as a table for spreadsheets."""
    heads, rows = report_heads(), list(report_rows(report))
    if as_page:
        return table_page(tr("Synchronisation of the register"), summary_of(report), heads, rows)
    return table_csv(heads, rows)


def report_heads() -> List[str]:
    """Return the heads of the report's columns."""
    return [tr("Project"), tr("Result"), tr("Field"), tr("Own version"), tr("Other version"), tr("Before")]


def report_rows(report: SyncReport) -> Iterator[Tuple[str, ...]]:
    """Return the rows of the report: one for each record, or for each field in conflict."""
    for one in report.records:
        if one.outcome is Outcome.CONFLICT:
            for conflict in one.conflicts:
                yield (one.title, outcome_text(one.outcome), field_label(conflict.key.field), *_sides(conflict))
        else:
            yield (one.title, one.reason or outcome_text(one.outcome), "", "", "", "")


def _sides(conflict: Conflict) -> List[str]:
    return [_shown(side, conflict.key.field) for side in (conflict.local, conflict.remote, conflict.base)]


def _shown(values: Mapping[str, Any] | None, field: str) -> str:
    if values is None:
        return tr("deleted")
    value = values.get(field, "")
    return as_text(getattr(value, "value", value)) or ""
