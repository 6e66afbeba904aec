# SPDX-License-Identifier: GPL-2.0-or-later
"""What a synchronisation did, as a table for people."""

from __future__ import annotations

from typing import Iterator, List, Tuple

from ruhr_smartcity_plugin.core.projects.conflict_text import Wording
from ruhr_smartcity_plugin.core.projects.master_text import texts_of
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome, SyncReport
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.core.table_report import table_csv, table_page
from ruhr_smartcity_plugin.translation import tr

_URGENCY = {Outcome.FAILED: 0, Outcome.CONFLICT: 1}


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
    text = tr("{pushed} sent, {pulled} fetched, {conflicts} in conflict, {failed} not saved.").format(
        pushed=report.count(Outcome.PUSHED, Outcome.MERGED), pulled=report.count(Outcome.PULLED),
        conflicts=report.count(Outcome.CONFLICT), failed=report.count(Outcome.FAILED))
    comments = report.comments
    if comments.sent or comments.fetched:
        text += " " + tr("Comments: {sent} sent, {fetched} fetched.").format(
            sent=comments.sent, fetched=comments.fetched)
    if comments.refused:
        text += " " + tr("Some comments were not saved; see the details.")
    return text


def report_text(report: SyncReport, *, as_page: bool) -> str:
    """Return the report as a page, or as a table for spreadsheets."""
    heads, rows = report_heads(), list(report_rows(report))
    if as_page:
        return table_page(tr("Synchronisation of the register"), summary_of(report), heads, rows)
    return table_csv(heads, rows)


def report_heads() -> List[str]:
    """Return the heads of the report's columns."""
    return [tr("Entry"), tr("Result"), tr("Field"), tr("Own version"), tr("Other version"), tr("Before")]


def report_rows(report: SyncReport, wording: Wording | None = None) -> Iterator[Tuple[str, ...]]:
    """Return the rows of the report: one for each record, or for each field in conflict; then refused comments.

    What needs a person comes first: what was not saved, then conflicts.
    """
    for one in sorted(report.records, key=lambda one: _URGENCY.get(one.outcome, len(_URGENCY))):
        if one.case is None:
            yield (one.title, one.reason or outcome_text(one.outcome), "", "", "", "")
            continue
        words = texts_of(one.case, wording or Wording(municipality=_municipality))
        for conflict in one.conflicts:
            yield (one.title, outcome_text(one.outcome), words.label(conflict), words.mine(conflict),
                   words.other(conflict), words.base(conflict))
    for reason in report.comments.refused:
        yield (tr("Comments"), reason, "", "", "", "")


def _municipality(ags: str) -> str:
    found = load_region().by_ags(ags)
    return found.name if found else ags
