# SPDX-License-Identifier: GPL-2.0-or-later
"""What of a project everybody may see."""

from __future__ import annotations

from datetime import date

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.details import Contact
from ruhr_smartcity_plugin.core.projects.publicity import public_bundles
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project
from ruhr_smartcity_plugin.core.projects.visibility import Visibility


def test_a_contact_whose_retention_is_over_is_not_public_though_it_once_agreed():
    office = Organisation(name="Büro Anna Ärmel")
    contacts = (Contact(name="gone", consent=True, delete_after=date(2026, 11, 23), organisation_uuid=office.uuid),
                Contact(name="last day", consent=True, delete_after=date(2026, 11, 24)),
                Contact(name="for ever", consent=True),
                Contact(name="never asked"))
    bundle = ProjectBundle(Project(visibility=Visibility.PUBLIC), contacts=contacts, organisations=(office,))
    shown = public_bundles([bundle], date(2026, 11, 24))[0]
    assert [one.name for one in shown.contacts] == ["last day", "for ever"]
    assert shown.organisations == ()  # named by the contact alone
