# SPDX-License-Identifier: GPL-2.0-or-later
"""The tabs of the project dialog, in order: which part of the model stands where."""

from __future__ import annotations

from typing import Any, Callable, Tuple

from ruhr_smartcity_plugin.core.projects.details import Contact, Funding, Milestone
from ruhr_smartcity_plugin.core.projects.places import Places
from ruhr_smartcity_plugin.core.projects.record import ProjectOrganisation, Visibility
from ruhr_smartcity_plugin.gui.projects.choices import Choices
from ruhr_smartcity_plugin.gui.projects.documents_tab import DocumentsTab
from ruhr_smartcity_plugin.gui.projects.effect_tab import EffectTab
from ruhr_smartcity_plugin.gui.projects.form_tab import Fields, FormTab
from ruhr_smartcity_plugin.gui.projects.links_tab import LinksTab
from ruhr_smartcity_plugin.gui.projects.participants_tab import ParticipantsTab
from ruhr_smartcity_plugin.gui.projects.places_tab import PlacesTab
from ruhr_smartcity_plugin.gui.projects.record_table import TableSpec
from ruhr_smartcity_plugin.gui.projects.review_pages import ExchangePage, HistoryPage
from ruhr_smartcity_plugin.gui.projects.tab import Tab
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


def make_tabs(dialog: Any, workbench: Workbench, places: Places, choices: Choices,
              changed: Callable[[], None]) -> Tuple[Tab, ...]:
    """Return the tabs in the order in which they are shown."""
    common = (dialog, choices, changed)
    return (
        FormTab("overview", tr("Overview"), _overview(), *common),
        PlacesTab(dialog, workbench, places, changed,
                  lambda: Visibility.read(dialog.visibility.currentData())),
        ParticipantsTab("participants", tr("Participants"), _participants(), *common),
        FormTab("time", tr("Time, status"), _time(), *common),
        FormTab("funding", tr("Funding, costs"), _funding(), *common),
        EffectTab(*common),
        LinksTab(workbench, *common),
        DocumentsTab(workbench, *common),
        ExchangePage(dialog, workbench),
        HistoryPage(dialog, workbench),
    )


def _overview() -> Tuple[Any, ...]:
    return (
        Fields(("title", "short_title", "summary", "main_field", "further_fields", "kind", "as_of", "next_review",
                "description", "challenge", "solution", "website", "image_url", "image_credit")),
        Fields(("technologies", "operating_model", "open_source", "repository_url", "licence"),
               tr("Technology and operation")),
        Fields(("internal_note", "procurement", "privacy_assessment"), tr("Notes")),
    )


def _participants() -> Tuple[Any, ...]:
    return (
        Fields(("lead_uuid", "seeks_partners")),
        TableSpec("partners", ProjectOrganisation, ("organisation_uuid", "role"), tr("Add partner")),
        TableSpec("contacts", Contact, ("function", "name", "organisation_uuid", "consent"), tr("Add contact")),
    )


def _time() -> Tuple[Any, ...]:
    return (
        Fields(("phase", "status", "status_reason", "progress_percent", "start_planned", "end_planned",
                "start_actual", "end_actual")),
        TableSpec("milestones", Milestone, ("title", "due", "done", "status"), tr("Add milestone")),
        Fields(("traffic_light", "traffic_light_note", "risk", "decision_no", "decision_date"),
               tr("Control and decision")),
    )


def _funding() -> Tuple[Any, ...]:
    return (
        Fields(("funded", "programme_short")),
        Fields(("total_cost_eur", "own_share_eur", "staff_fte"), tr("Costs")),
        TableSpec("fundings", Funding, ("programme_uuid", "amount_eur", "rate_percent", "state"), tr("Add funding"),
                  is_internal=True),
    )
