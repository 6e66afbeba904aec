# SPDX-License-Identifier: GPL-2.0-or-later
"""What tables and columns of the register are called where they are shown as tables."""

from __future__ import annotations

from typing import Dict

from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.translation import tr


def table_title(table: str) -> str:
    """Return the name of a table as a layer; what must not become public says INTERN."""
    return _titles().get(table, table)


def column_label(table: str, column: str) -> str:
    """Return the name of a column of a table."""
    if column == "kind" and table != "project":
        return tr("Kind")
    if column == "field" and table == "project_field":
        return tr("Further field of action")
    if column == "field":
        return tr("Field")  # of the project, that a comment or a change is about
    return _more_labels().get(column) or field_label(column)


def _titles() -> Dict[str, str]:
    return {
        "project": tr("Projects"),
        "project_internal": tr("INTERN – Costs and internal notes"),
        "site_point": tr("Places (points)"),
        "site_line": tr("Places (lines)"),
        "site_area": tr("Places (areas)"),
        "project_field": tr("Further fields of action"),
        "project_technology": tr("Technologies"),
        "project_municipality": tr("Municipalities"),
        "project_organisation": tr("Partners"),
        "organisation": tr("Organisations"),
        "contact": tr("INTERN – Contacts"),
        "milestone": tr("Milestones"),
        "funding": tr("INTERN – Funding"),
        "funding_programme": tr("Funding programmes"),
        "indicator": tr("Indicators"),
        "indicator_value": tr("Values of the indicators"),
        "project_dataset": tr("Data sets"),
        "project_sensor": tr("Sensors"),
        "document": tr("Documents"),
        "project_relation": tr("Relations"),
        "comment": tr("INTERN – Comments"),
        "strategy": tr("Strategies of the members"),
        "change": tr("INTERN – History"),
        "vocabulary": tr("Lists of codes"),
    }


def _more_labels() -> Dict[str, str]:
    return {
        "project_uuid": tr("Project"),
        "from_uuid": tr("Project"),
        "indicator_uuid": tr("Indicator"),
        "sha256": tr("Checksum"),
        "text": tr("Text"),
        "author": tr("Author"),
        "written_at": tr("Written on"),
        "provider": tr("Provider"),
        "level": tr("Level"),
        "areas": tr("Subjects"),
        "region": tr("Region"),
        "eligible": tr("Who may apply"),
        "deadline_from": tr("Apply from"),
        "deadline_to": tr("Apply until"),
        "max_amount_eur": tr("Highest amount (€)"),
        "contact_point": tr("Contact point"),
        "checked_on": tr("Checked on"),
        "version": tr("Version"),
        "created_at": tr("Created on"),
        "created_by": tr("Created by"),
        "changed_at": tr("Changed on"),
        "changed_by": tr("Changed by"),
        "table_name": tr("Table"),
        "record_uuid": tr("Record"),
        "version_before": tr("Version before"),
        "version_after": tr("Version after"),
        "old_value": tr("Before"),
        "new_value": tr("After"),
        "comment": tr("Comment"),
        "list": tr("List"),
        "text_de": tr("Text (German)"),
        "text_en": tr("Text (English)"),
        "order": tr("Order"),
        "valid_until": tr("Valid until"),
        "colour": tr("Colour"),
    }
