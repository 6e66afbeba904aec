# SPDX-License-Identifier: GPL-2.0-or-later
"""What an import did or would do, row by row, as a table for people."""

from __future__ import annotations

from typing import Iterator, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.findings import Severity
from ruhr_smartcity_plugin.core.projects.import_mapping import import_label
from ruhr_smartcity_plugin.core.projects.importing import Fate, Planned
from ruhr_smartcity_plugin.core.table_report import table_csv, table_page
from ruhr_smartcity_plugin.translation import tr


def fate_text(fate: Fate) -> str:
    """Return what becomes of a row, in words."""
    return {Fate.NEW: tr("new"), Fate.CHANGED: tr("changed"), Fate.UNCHANGED: tr("unchanged"),
            Fate.REJECTED: tr("rejected"), Fate.ASIDE: tr("left out")}[fate]


def nothing_saved(reason: str) -> str:
    """Return what is said of a check of a register that takes nothing from this user."""
    return tr("Nothing of this can be saved: {reason}").format(reason=reason)


def severity_text(severity: Severity) -> str:
    """Return how bad a finding is, in words."""
    return {Severity.ERROR: tr("Error"), Severity.WARNING: tr("Hint"), Severity.REMINDER: tr("Reminder")}[severity]


def count_fates(rows: Sequence[Planned], fate: Fate) -> int:
    """Return how many rows have this fate."""
    return sum(one.fate is fate for one in rows)


def fates_text(rows: Sequence[Planned]) -> str:
    """Return how many rows the file has and what becomes of them; rows left out are named where there are some."""
    parts = [f"{count_fates(rows, one)} {fate_text(one)}" for one in Fate
             if one is not Fate.ASIDE or count_fates(rows, one)]
    return tr("%n row(s) in the file", "", len(rows)) + ": " + " · ".join(parts)


def import_report(rows: Sequence[Planned], *, source: str, as_page: bool, note: str = "") -> str:
    """Return a page, or a table for spreadsheets: a line for each row of the file and for each finding.

    `note` is what is to be said of all of it first.
    """
    heads = [tr("Row"), tr("Project"), tr("Result"), tr("Field"), tr("Severity"), tr("Finding")]
    if not as_page:
        first = [("", "", "", "", severity_text(Severity.ERROR), note)] if note else []
        return table_csv(heads, [*first, *_rows(rows)])
    summary = " ".join(filter(None, (note, fates_text(rows))))
    return table_page(tr("Import of {name}").format(name=source), summary, heads, list(_rows(rows)))


def report_bytes(text: str, *, as_page: bool) -> bytes:
    """Return a report as it is written into a file; a mark tells spreadsheets that it is UTF-8."""
    return text.encode("utf-8" if as_page else "utf-8-sig", "replace")


def _rows(rows: Sequence[Planned]) -> Iterator[Tuple[str, ...]]:
    for one in rows:
        head = (str(one.line), one.bundle.project.title, fate_text(one.fate))
        if not one.findings:
            yield (*head, "", "", "")
        for finding in one.findings:
            yield (*head, import_label(finding.field), severity_text(finding.severity), finding.sentence)
