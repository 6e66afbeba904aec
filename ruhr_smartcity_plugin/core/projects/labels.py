# SPDX-License-Identifier: GPL-2.0-or-later
"""What the fields of a record are called in the user's language."""

from __future__ import annotations

from typing import Dict

from ruhr_smartcity_plugin.translation import tr


def field_label(name: str) -> str:
    """Return the label of a field; the field's own name if it has none."""
    return {**_content_labels(), **_state_labels(), **_related_labels(), **_internal_labels(), **_part_labels(),
            **_list_labels()}.get(name, name)


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


def _internal_labels() -> Dict[str, str]:
    return {
        "total_cost_eur": tr("Total costs (€)"),
        "own_share_eur": tr("Own share (€)"),
        "staff_fte": tr("Staff (full-time equivalents)"),
        "decision_no": tr("Number of the decision"),
        "decision_date": tr("Date of the decision"),
        "traffic_light": tr("Traffic light"),
        "traffic_light_note": tr("Note on the traffic light"),
        "risk": tr("Risk"),
        "lessons_learned": tr("Lessons learned"),
        "obstacles": tr("Obstacles"),
        "procurement": tr("Procurement"),
        "privacy_assessment": tr("Privacy impact assessment"),
        "internal_note": tr("Internal note"),
    }


def _part_labels() -> Dict[str, str]:
    return {
        "function": tr("Function"),
        "mail": tr("E-mail"),
        "phone": tr("Phone"),
        "consent": tr("Consent"),
        "consent_date": tr("Date of the consent"),
        "delete_after": tr("Delete after"),
        "due": tr("Due"),
        "done": tr("Done"),
        "programme_uuid": tr("Funding programme"),
        "provider": tr("Provider"),
        "level": tr("Level"),
        "areas": tr("Areas of funding"),
        "region": tr("Region"),
        "eligible": tr("Who may apply"),
        "deadline_from": tr("Applications from"),
        "deadline_to": tr("Applications until"),
        "max_amount_eur": tr("Highest amount (€)"),
        "contact_point": tr("Contact point"),
        "checked_on": tr("Checked on"),
        "adopted_on": tr("Adopted on"),
        "themes": tr("Focus themes"),
        "steering_body": tr("Steering body"),
        "amount_eur": tr("Amount (€)"),
        "rate_percent": tr("Rate (%)"),
        "from_date": tr("Period from"),
        "to_date": tr("Period until"),
        "reference": tr("Reference"),
        "state": tr("State"),
        "unit": tr("Unit"),
        "direction": tr("Direction"),
        "baseline": tr("Starting value"),
        "target": tr("Target"),
        "method": tr("Method"),
        "rhythm": tr("Rhythm"),
        "date": tr("Date"),
        "value": tr("Value"),
        "value_source": tr("Source of the value"),
        "catalogue": tr("Catalogue"),
        "dataset_id": tr("Data set"),
        "service_url": tr("Address of the service"),
        "thing_id": tr("Thing"),
        "datastream_id": tr("Datastream"),
        "url": tr("Address on the web"),
        "relative_path": tr("Path"),
        "rights": tr("Rights"),
        "to_uuid": tr("Other project"),
        "source": tr("Source"),
        "uuid": tr("Id"),
    }


def _list_labels() -> Dict[str, str]:
    return {
        "milestones": tr("Milestones"),
        "fundings": tr("Funding"),
        "indicators": tr("Indicators"),
        "indicator_values": tr("Values of the indicators"),
        "datasets": tr("Data sets"),
        "sensors": tr("Sensors"),
        "documents": tr("Documents"),
        "relations": tr("Relations"),
        "programmes": tr("Funding programmes"),
        "organisations": tr("Organisations"),
        "strategies": tr("Strategies of the members"),
    }
