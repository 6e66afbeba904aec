# SPDX-License-Identifier: GPL-2.0-or-later
"""Which list the codes of a field come from, in every table of a register."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES
from ruhr_smartcity_plugin.core.projects.changes import INTERNAL_TABLE, ORGANISATION_TABLE, PROGRAMME_TABLE
from ruhr_smartcity_plugin.core.projects.columns import Column, Kind, columns_of
from ruhr_smartcity_plugin.core.projects.details import FundingProgramme
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project, ProjectInternal

# The lists of codes of a bundle, by attribute.
CODE_COLUMNS = {
    "further_fields": Column("further_fields", Kind.CODES, "VFIELD"),
    "technologies": Column("technologies", Kind.CODES, "VTECH"),
}


def list_of(table: str, field: str) -> str:
    """Return the list of a field's codes; empty if it holds none.

    >>> list_of("document", "kind"), list_of("project_field", "field"), list_of("project", "title")
    ('VDOC', 'VFIELD', '')
    """
    return _lists().get((table, field), "")


@lru_cache(maxsize=1)
def _lists() -> Dict[Tuple[str, str], str]:
    records = {"project": Project, INTERNAL_TABLE: ProjectInternal, ORGANISATION_TABLE: Organisation,
               PROGRAMME_TABLE: FundingProgramme, **{one.name: one.record for one in CHILD_TABLES}}
    found = {(table, column.name): column.codes for table, record in records.items() for column in columns_of(record)}
    found.update({(table, "visibility"): "VVIS" for table, name in found if name == "visibility"})
    return {**found, ("project_field", "field"): "VFIELD", ("project_technology", "technology"): "VTECH"}
