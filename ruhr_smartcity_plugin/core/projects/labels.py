# SPDX-License-Identifier: GPL-2.0-or-later
"""What the fields of a record are called in the user's language."""

from __future__ import annotations

from typing import Dict

from ruhr_smartcity_plugin.translation import tr


def field_label(name: str) -> str:
    """Return the label of a field; the field's own name if it has none."""
    return {**_content_labels(), **_state_labels(), **_related_labels()}.get(name, name)


def _content_labels() -> Dict[str, str]:
    return {
        "title": tr("Title"),
        "short_title": tr("Short title"),
        "code": tr("Code"),
        "summary": tr("Summary"),
        "description": tr("Description"),
        "challenge": tr("Challenge"),
        "solution": tr("Solution"),
        "result": tr("Result"),
        "main_field": tr("Field of action"),
        "further_fields": tr("Further fields of action"),
        "field": tr("Further fields of action"),
        "technologies": tr("Technologies"),
        "technology": tr("Technologies"),
        "kind": tr("Kind of project"),
        "funded": tr("Funded"),
        "programme_short": tr("Funding programme"),
        "operating_model": tr("Operating model"),
        "open_source": tr("Open source"),
        "repository_url": tr("Source code repository"),
        "licence": tr("Licence"),
        "transferability": tr("Transferability"),
        "transfer_note": tr("Note on the transfer"),
        "website": tr("Website"),
        "image_url": tr("Image address"),
        "image_credit": tr("Image credit"),
    }


def _state_labels() -> Dict[str, str]:
    return {
        "phase": tr("Phase"),
        "status": tr("Status"),
        "status_reason": tr("Reason for the status"),
        "progress_percent": tr("Progress"),
        "start_planned": tr("Planned start"),
        "start_actual": tr("Actual start"),
        "end_planned": tr("Planned end"),
        "end_actual": tr("Actual end"),
        "start_planned_precision": tr("Precision of the planned start"),
        "start_actual_precision": tr("Precision of the actual start"),
        "end_planned_precision": tr("Precision of the planned end"),
        "end_actual_precision": tr("Precision of the actual end"),
        "visibility": tr("Visibility"),
        "review_state": tr("Review state"),
        "as_of": tr("As of"),
        "next_review": tr("Next check"),
    }


def _related_labels() -> Dict[str, str]:
    return {
        "lead_uuid": tr("Lead"),
        "lead": tr("Lead"),
        "partners": tr("Partners"),
        "seeks_partners": tr("Looking for partners"),
        "spatial_effect": tr("Spatial effect"),
        "municipalities": tr("Municipalities"),
        "sites": tr("Places"),
        "contacts": tr("Contacts"),
        # Fields of places, partners and municipalities, as the history names them.
        "label": tr("Label"),
        "role": tr("Role"),
        "ags": tr("Municipality"),
        "address": tr("Address"),
        "accuracy": tr("Accuracy"),
        "geom": tr("Position"),
        "name": tr("Name"),
        "organisation_uuid": tr("Organisation"),
        "deleted": tr("Deleted"),
    }
