# SPDX-License-Identifier: GPL-2.0-or-later
"""What belongs into a field, in a sentence, for the fields about which one may doubt."""

from __future__ import annotations

from typing import Dict

from ruhr_smartcity_plugin.translation import tr


def project_hint(name: str) -> str:
    """Return what belongs into a field of a project; empty where the label says it all."""
    return {**_content(), **_state(), **_money()}.get(name, "")


def part_hint(name: str) -> str:
    """Return what belongs into a field of something that hangs on a project; empty where the label says it all."""
    return _parts().get(name, "")


def _content() -> Dict[str, str]:
    return {
        "summary": tr("Two or three sentences for people who do not know the project: what it does, for whom and "
                      "where. This is what lists, the map and publications show."),
        "main_field": tr("The one field of action the project would be looked for under. Up to four others can be "
                         "named below."),
        "kind": tr("What comes out in the end: a strategy, a device, a platform, a service …"),
        "challenge": tr("The problem as it was before the project, if possible with a figure."),
        "solution": tr("What is built, bought or changed to solve it."),
        "result": tr("What has been reached so far. Measured values belong into the indicators below."),
        "as_of": tr("The day on which these statements were true, not the day on which they were typed."),
        "next_review": tr("When somebody should check the statements again. If it stays empty, half a year after “As "
                          "of” is taken."),
        "operating_model": tr("Who runs the result in the long run, after the project has ended."),
        "open_source": tr("Whether the software made in the project is published under a free licence."),
        "licence": tr("Of the software or the data, e.g. EUPL-1.2 or CC BY 4.0."),
        "transferability": tr("How easily another municipality could take the solution over."),
        "transfer_note": tr("What others need for it: equipment, staff, contracts, a contact."),
        "image_credit": tr("Who took the picture, and the right to use it. Without it no picture should be published."),
        "lead_uuid": tr("The organisation that answers for the project. An unknown name becomes a new organisation."),
        "spatial_effect": tr("How far the effect reaches, not where the office is."),
    }


def _state() -> Dict[str, str]:
    return {
        "phase": tr("How mature the solution is, from idea to transfer. The status says how the work goes."),
        "status": tr("How the work goes at present. Delayed, paused and cancelled projects need a reason."),
        "progress_percent": tr("An estimate of the work done, not of the money spent."),
        "start_planned": tr("If only the month, the quarter or the year is known, enter any day of it and choose the "
                            "precision beside it."),
    }


def _money() -> Dict[str, str]:
    return {
        "total_cost_eur": tr("All costs including staff and the own share, gross, over the whole duration."),
        "own_share_eur": tr("What remains with the municipality after all funding."),
        "staff_fte": tr("Full-time positions over the duration, e.g. 1.5."),
        "programme_short": tr("The public short form, e.g. “Smart Cities made in Germany”. Amounts belong into the "
                              "internal part below."),
        "privacy_assessment": tr("Whether a data protection impact assessment (Article 35 GDPR) is needed."),
        "traffic_light": tr("How you judge the project yourself. It never leaves the internal part."),
    }


def _parts() -> Dict[str, str]:
    return {
        "due": tr("The planned day; “Done” is the day on which it was reached."),
        "programme_uuid": tr("The programme as the register knows it. An unknown title becomes a new programme."),
        "rate_percent": tr("Share of the eligible costs that is funded."),
        "reference": tr("Reference number of the application or the grant."),
        "function": tr("Rather a role or an office than a person, e.g. “Smart City office”."),
        "consent": tr("Without consent the contact stays internal. Keep the consent itself in your files."),
        "delete_after": tr("From this day on the register reminds you to delete the contact."),
        "direction": tr("Whether a higher or a lower value is the better one."),
        "baseline": tr("The value before the project began."),
        "rhythm": tr("How often it is measured, e.g. yearly."),
        "catalogue": tr("Address of the catalogue, e.g. https://opendata.ruhr."),
        "dataset_id": tr("The id or the address of the data set in the catalogue."),
        "service_url": tr("Address of the SensorThings service up to its version, e.g. https://…/v1.1."),
        "to_uuid": tr("Another project of this register, by a part of its title."),
        "relative_path": tr("A file beside or below the register, so that it is found on other computers, too."),
        "sha256": tr("Shows later whether the file was changed. It is computed when you choose a file."),
        "eligible": tr("Who may apply, e.g. municipalities, municipal companies, universities."),
        "checked_on": tr("The day on which somebody last looked at the provider's page."),
        "themes": tr("The themes of the regional survey of 2021 that the strategy puts first."),
        "steering_body": tr("Who steers the strategy, e.g. a staff unit, a committee, an advisory board."),
        "rights": tr("Who holds the rights and what others may do with it, e.g. CC BY 4.0, Stadt Bochum."),
    }
