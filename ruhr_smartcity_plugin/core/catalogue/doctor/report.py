# SPDX-License-Identifier: GPL-2.0-or-later
"""The doctor's report: what was found and what was done, as a table and as an accessible page. No secrets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.doctor.diagnosis import Diagnosis
from ruhr_smartcity_plugin.core.network.redaction import shareable
from ruhr_smartcity_plugin.core.table_report import table_csv, table_page
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class ReportRow:
    """One layer of the report; `outcome` is what was done, in words, empty if nothing."""

    diagnosis: Diagnosis
    outcome: str = ""

    def cells(self) -> Tuple[str, str, str, str, str]:
        """Return layer, findings, source, proposal and outcome as plain text without secrets."""
        facts, repair = self.diagnosis.facts, self.diagnosis.repair
        findings = "; ".join(f"{one.ailment.title}: {one.sentence}" for one in self.diagnosis.findings)
        proposal = f"{repair.url} {repair.layer} ({repair.reason})" if repair else ""
        source = " ".join(part for part in (facts.url or facts.path, facts.layer) if part)
        cells = (facts.name, findings or tr("nothing found"), source, proposal, self.outcome)
        first, found, address, proposed, done = map(shareable, cells)
        return first, found, address, proposed, done


def _heads() -> List[str]:
    return [tr("Layer"), tr("Found"), tr("Source"), tr("Proposal"), tr("Done")]


def report_csv(rows: Sequence[ReportRow]) -> str:
    """Return the report as a table with semicolons; no cell can become a formula."""
    return table_csv(_heads(), [row.cells() for row in rows])


def report_html(rows: Sequence[ReportRow], project: str, made: str) -> str:
    """Return the report as a page: headings, a table with headers, the language named; `made` is a date as text."""
    ill = sum(not row.diagnosis.is_healthy for row in rows)
    summary = tr("%n layer(s) examined", "", len(rows)) + ", " + tr("%n with findings", "", ill)
    title = tr("Project check: {project}").format(project=project) if project else tr("Project check")
    return table_page(title, f"{made}: {summary}.", _heads(), [row.cells() for row in rows])
